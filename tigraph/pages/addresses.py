"""Where pages lie: a path for each entity, and the way from one page to another.

A path is that of a file within a site: `fr/person/cedric-bole.html`. What is named under
tigraph's own base lies by the rest of its IRI, anything else under `iri/`, by all of it. Links are
relative, so that a site works at any address, and from a folder.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote, urlencode

from tigraph.rdf.vocabulary import ENTITY

#: What stands in a path as it is: names of files are the same everywhere.
_SAFE = "-._~"
_ELSEWHERE = "iri/"
_SCHEMES = ("http", "https", "urn")
#: What a file system would take for a folder.
_DOTS = {".": "%2E", "..": "%2E%2E"}
_FORM = re.compile(r"[a-z]{2}/(?P<rest>.+)\.(?P<ending>html|ttl|jsonld|nt)")


def entity_path(iri: str, language: str, ending: str = "html") -> str:
    """Return the path of an entity's page, or of its data, in a language.

    >>> entity_path("https://w3id.org/tigraph/id/person/cedric-bole", "fr")
    'fr/person/cedric-bole.html'
    >>> entity_path("https://example.org/a#b", "en")
    'en/iri/https/example.org/a%23b.html'
    """
    if iri.startswith(ENTITY):
        rest = _segments(iri.removeprefix(ENTITY))
    else:
        scheme, _, after = iri.partition(":")
        rest = f"{_ELSEWHERE}{scheme}/{_segments(after.removeprefix('//'))}"
    return f"{language}/{rest}.{ending}"


def entity_of(path: str) -> str | None:
    """Return the IRI of the entity whose page or data lies at a path, None where none could.

    >>> entity_of("en/iri/https/example.org/a%23b.html")
    'https://example.org/a#b'
    """
    if not (match := _FORM.fullmatch(path)):
        return None
    rest = match["rest"]
    if not rest.startswith(_ELSEWHERE):
        return ENTITY + _joined(rest)
    scheme, _, after = rest.removeprefix(_ELSEWHERE).partition("/")
    if scheme not in _SCHEMES or not after:
        return None
    return f"{scheme}:{'' if scheme == 'urn' else '//'}{_joined(after)}"


def way(here: str, there: str, **asked: str | None) -> str:
    """Return the relative address of a path seen from another, with what is asked of it.

    >>> way("fr/person/a.html", "fr/epci/1.html", date="2019")
    '../epci/1.html?date=2019'
    >>> way("fr/person/a.html", "fr/person/a.html")
    'a.html'
    """
    found = posixpath.relpath("/" + there, "/" + posixpath.dirname(here))
    if there.endswith("/"):
        found += "/"
    pairs = {key: value for key, value in asked.items() if value}
    # A path has its percent signs as they are in the name of its file.
    return quote(found, safe="/-._~") + (f"?{urlencode(pairs)}" if pairs else "")


def _segments(rest: str) -> str:
    return "/".join(_DOTS.get(part) or quote(part, safe=_SAFE) or "%" for part in rest.split("/"))


def _joined(rest: str) -> str:
    return "/".join("" if part == "%" else unquote(part) for part in rest.split("/"))
