"""Where corrections and objections are sent: to whoever runs a site, or keeps the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from tigraph.errors import UsageError
from tigraph.pages.render import web_address
from tigraph.rdf import Queryable, select

#: What stands in an address of the web for what is to be corrected, and for its page.
_PLACES = ("{id}", "{page}")
_MAIL = re.compile(r"[^\s@<>?&,;:\"]+@[^\s@<>?&,;:\"]+\.[^\s@<>?&,;:\".]+")
#: Whom a description of a graph names for that (DCAT, vCard).
_KEEPERS = """PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
SELECT ?url ?name (LANG(?name) AS ?language) { ?set dcat:contactPoint ?point .
  ?point vcard:hasURL ?url OPTIONAL { ?point vcard:fn ?name } } ORDER BY ?set ?url ?name"""


class Keepers(NamedTuple):
    """Who keeps a graph: what they are called, and where they take corrections."""

    name: str
    url: str


def contact_of(text: str) -> str:
    """Return the address to which corrections are sent, as pages link to it.

    It is one of mail, or one of the web, in which `{id}` stands for what is to be corrected and
    `{page}` for its page. Raises `UsageError` for any other.

    >>> contact_of("graph@example.org"), contact_of("https://example.org/new?title={id}")
    ('mailto:graph@example.org', 'https://example.org/new?title={id}')
    """
    text = text.strip()
    mail = text.removeprefix("mailto:")
    if _MAIL.fullmatch(mail):
        return f"mailto:{mail}"
    if urlsplit(text).scheme == "https" and web_address(text) and not re.search(r'[\s<>"]', text):
        return text
    raise UsageError(
        f"--contact {text!r}: give an address of mail (mailto:NAME@HOST) or of the web "
        "(https://…), in which {id} stands for what is to be corrected and {page} for its page."
    )


def writing(address: str, about: str, subject: str, lines: Mapping[str, str], page: str) -> str:
    """Return the way to write to an address of something, with what is known filled in.

    `about` is its identifier, `subject` and `lines` are what stands in mail. "" where the address
    is none that `contact_of` takes.

    >>> lines = {"Page": "https://example.org/b"}
    >>> writing("mailto:a@example.org", "person:b", "person:b", lines, "")
    'mailto:a@example.org?subject=person%3Ab&body=Page%3A%20https%3A%2F%2Fexample.org%2Fb'
    """
    try:
        address = contact_of(address) if address else ""
    except UsageError:
        return ""
    if address.startswith("mailto:"):
        body = "\r\n".join(f"{key}: {value}" for key, value in lines.items())
        return f"{address}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
    for place, value in zip(_PLACES, (about, page), strict=True):
        address = address.replace(place, quote(value, safe=""))
    return address


def keepers(store: Queryable, language: str) -> Keepers | None:
    """Return who keeps a graph, as its own description names them; None where it names nobody."""
    rows = [row for row in select(store, _KEEPERS) if web_address(row["url"])]
    if not rows:
        return None
    own = [row for row in rows if row["url"] == rows[0]["url"]]
    named = {row["language"]: row["name"] for row in own if row["name"]}
    name = named.get(language) or next(iter(named.values()), own[0]["url"])
    return Keepers(name, own[0]["url"])
