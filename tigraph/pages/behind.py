"""The question behind each block of a page, so that a reader learns to ask.

Whatever is copied or opened from a page asks what the page shows: of its date, and with what only
may hold where that is shown, too.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import Any

from tigraph.pages.fields import described
from tigraph.pages.frame import Frame
from tigraph.querying import bound, catalogue
from tigraph.rdf.vocabulary import curie
from tigraph.validity import ANY

#: The block of an entity's page, the query of the catalogue that gives it, its parameter.
_BLOCKS = {
    "relations": ("relations-of", "entity"),
    "following": ("ties-that-follow", "entity"),
    "figures": ("figures-of", "entity"),
    "opinions": ("opinions", "about"),
    "voiced": ("opinions-by-speaker", "speaker"),
    "names": ("names-of", "entity"),
    "identifiers": ("identifiers-of", "entity"),
}
_OF_DOCUMENT = {"resting": ("claims-of-document", "document")}


def behind(frame: Frame, iri: str, *, document: bool = False) -> dict[str, dict[str, Any]]:
    """Return the question behind each block of the page of an entity, or of a document.

    A page shows at a date, and at any, what surely holds and what only may.
    """
    blocks = {**_BLOCKS, **(_OF_DOCUMENT if document else {})}
    return {
        block: question(frame, name, {parameter: curie(iri)}, possible=_doubted(frame, name))
        for block, (name, parameter) in blocks.items()
    }


def _doubted(frame: Frame, name: str) -> bool:
    """Whether what a page shows of a question may be no more than possible: of a date, it is."""
    return bool(frame.date) or catalogue.find(name).derived in ("certain", "possible")


def question(
    frame: Frame, name: str, given: Mapping[str, str], *, possible: bool = False
) -> dict[str, Any]:
    """Return a question of the catalogue as a reader may ask it, with values for parameters.

    `text` is its SPARQL, which says of which date it asks, `command`, `python`, `r` and `curl` the
    same question for a command line, for Python, for R and by HTTP ("" where no address is known),
    `href` the way to its page, `summary` what it asks.
    """
    query = catalogue.find(name)
    if any(one.name == "lang" for one in query.parameters):
        given = {**given, "lang": frame.language}
    derived = query.derived in ("certain", "possible")
    as_of = frame.date if query.dated else ""
    possible = possible and query.dated
    if as_of or possible:
        query = query.at_a_date()
    asked = bound(query, given, frame.ground.resolve)
    text = "\n".join(line for line in asked.strip().splitlines() if not line.startswith("#+"))
    if as_of or derived or possible:
        text = dated(text, as_of or ANY, possible=possible)
    known_by = frame.ground.knowledge.by if frame.ground.knowledge else ""
    return {
        "name": name,
        "dated": query.dated,
        "summary": frame.set(described(frame, query, "summary")),
        "text": text,
        "editor": frame.editor(text),
        "href": frame.question(name, {**given, **({"possible": "1"} if possible else {})}),
        "curl": _curl(frame, text),
        **as_code(name, given, as_of or None, possible=possible, known_by=known_by),
    }


def dated(text: str, as_of: str, *, possible: bool = False) -> str:
    """Return SPARQL that says itself at which date it is asked, wherever it is taken.

    >>> print(dated("ASK { ?claim a tig:HeldClaim }", "2019", possible=True))
    #+ as_of: "2019"
    #+ possible: true
    ASK { ?claim a tig:HeldClaim }
    """
    told = [f"#+ as_of: {json.dumps(as_of)}", *(["#+ possible: true"] if possible else [])]
    return "\n".join([*told, text])


def as_code(
    name: str,
    given: Mapping[str, str],
    as_of: str | None,
    *,
    possible: bool = False,
    known_by: str = "",
) -> dict[str, str]:
    """Return a question as a command, as Python and as R.

    >>> as_code("posts-of-person", {"person": "Inès d’Ici"}, None)["command"]
    "tigraph query posts-of-person -p 'person=Inès d’Ici'"
    >>> as_code("posts-of-person", {}, "2019", possible=True)["command"]
    'tigraph query posts-of-person --as-of 2019 --possible'
    """
    parts = ["tigraph", "query", name]
    for key, value in given.items():
        parts += ["-p", f"{key}={value}"]
    parts += ["--as-of", as_of] if as_of else []
    parts += ["--possible"] if possible else []
    parts += ["--known-by", known_by] if known_by else []
    command = shlex.join(parts)
    asked = json.dumps(dict(given), ensure_ascii=False)
    when = f", as_of={json.dumps(as_of)}" if as_of else ""
    when += ", possible=True" if possible else ""
    known = f".known_by({json.dumps(known_by)})" if known_by else ""
    return {
        "command": command,
        "python": (
            "import tigraph\n\n"
            f"graph = tigraph.load(){known}\n"
            f"rows = graph.query({json.dumps(name)}, {asked}{when})\n"
            "rows.to_pandas()\n"
        ),
        "r": f"rows <- read.csv(pipe({json.dumps(command + ' -f csv', ensure_ascii=False)}))\n",
    }


def _curl(frame: Frame, text: str) -> str:
    """Return a question as a request of HTTP, "" where the address of the endpoint is not known."""
    if not (frame.site.live and frame.site.url):
        return ""
    there = frame.site.absolute("sparql")
    return shlex.join(
        ["curl", "-G", there, "-H", "Accept: text/csv", "--data-urlencode", f"query={text}"]
    )
