"""The question behind each block of a page, so that a reader learns to ask."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import Any

from tigraph.pages.frame import Frame
from tigraph.querying import bound, catalogue
from tigraph.rdf.vocabulary import curie
from tigraph.validity import ANY

#: The block of an entity's page, the query of the catalogue that gives it, its parameter.
_BLOCKS = {
    "relations": ("relations-of", "entity"),
    "figures": ("figures-of", "entity"),
    "opinions": ("opinions", "about"),
    "names": ("names-of", "entity"),
    "identifiers": ("identifiers-of", "entity"),
}
_OF_DOCUMENT = {"resting": ("claims-of-document", "document")}


def behind(frame: Frame, iri: str, *, document: bool = False) -> dict[str, dict[str, Any]]:
    """Return the question behind each block of the page of an entity, or of a document."""
    blocks = {**_BLOCKS, **(_OF_DOCUMENT if document else {})}
    return {
        block: question(frame, name, {parameter: curie(iri)})
        for block, (name, parameter) in blocks.items()
    }


def question(frame: Frame, name: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a question of the catalogue as a reader may ask it, with values for parameters.

    `text` is its SPARQL, `command`, `python` and `r` the same question for a command line, for
    Python and for R, `href` the way to its page, `summary` what it asks.
    """
    query = catalogue.find(name)
    if any(one.name == "lang" for one in query.parameters):
        given = {**given, "lang": frame.language}
    text = bound(query, given, frame.ground.resolve)
    plain = "\n".join(line for line in text.strip().splitlines() if not line.startswith("#+"))
    derived = query.derived in ("certain", "possible")
    return {
        "name": name,
        "summary": frame.set(query.described("summary", frame.language)),
        "text": plain,
        "editor": frame.editor(plain, frame.date or (ANY if derived else "")),
        "href": frame.question(name, given),
        **as_code(name, given, frame.as_of),
    }


def as_code(name: str, given: Mapping[str, str], as_of: str | None) -> dict[str, str]:
    """Return a question as a command, as Python and as R.

    >>> as_code("posts-of-person", {"person": "Inès d’Ici"}, None)["command"]
    "tigraph query posts-of-person -p 'person=Inès d’Ici'"
    """
    parts = ["tigraph", "query", name]
    for key, value in given.items():
        parts += ["-p", f"{key}={value}"]
    if as_of:
        parts += ["--as-of", as_of]
    command = shlex.join(parts)
    asked = json.dumps(dict(given), ensure_ascii=False)
    date = f", as_of={json.dumps(as_of)}" if as_of else ""
    return {
        "command": command,
        "python": (
            "import tigraph\n\n"
            f"graph = tigraph.load()\n"
            f"rows = graph.query({json.dumps(name)}, {asked}{date})\n"
            "rows.to_pandas()\n"
        ),
        "r": f"rows <- read.csv(pipe({json.dumps(command + ' -f csv', ensure_ascii=False)}))\n",
    }
