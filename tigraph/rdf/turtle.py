"""Turtle as tigraph writes it: the same triples always give the same bytes.

Subjects stand in groups by kind, each under a heading, sorted; a subject's triples are
sorted by predicate and value, so that a diff shows what changed and nothing else.
pyoxigraph serialises; order and headings are ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import pyoxigraph as ox

from tigraph.rdf.vocabulary import (
    CONCEPT,
    CONCEPT_SCHEMES,
    ENTITY,
    ENTITY_PREFIXES,
    PREFIXES,
    RDF_TYPE,
)

_ENTITY_ORDER = {kind: f"{number:02d}" for number, kind in enumerate(ENTITY_PREFIXES)}
_SCHEME_ORDER = {scheme: f"{number:02d}" for number, scheme in enumerate(CONCEPT_SCHEMES)}
_FIRST_PREDICATES = {
    RDF_TYPE: "0",
    PREFIXES["skos"] + "prefLabel": "1",
    PREFIXES["skos"] + "altLabel": "2",
    PREFIXES["tig"] + "relation": "3",
}
#: Groups whose members are single lines: no blank line between them.
_COMPACT = frozenset(("span", "identifier", "naming"))


def normalised(triples: Iterable[ox.Triple], title: str = "") -> bytes:
    """Return the triples as UTF-8 Turtle in tigraph's normal form.

    `title` becomes a comment on the first line. Blank nodes are kept as they are
    named; tigraph's own graph has none.

    >>> triple = ox.Triple(ox.NamedNode(ENTITY + "person/a"), ox.NamedNode(RDF_TYPE),
    ...                    ox.NamedNode(PREFIXES["foaf"] + "Person"))
    >>> print(normalised([triple]).decode())
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix person: <https://w3id.org/tigraph/id/person/> .
    <BLANKLINE>
    # ---- person ----
    <BLANKLINE>
    person:a a foaf:Person .
    <BLANKLINE>
    """
    ordered = sorted(set(triples), key=_triple_key)
    body = []
    for (_, heading), members in groupby(ordered, key=lambda t: _group(t.subject)):
        body.append(f"\n# ---- {heading} ----\n")
        for _, block in groupby(members, key=lambda t: t.subject):
            if heading not in _COMPACT:
                body.append("\n")
            body.append(_serialised(block))
        if heading in _COMPACT:
            body.append("\n")
    text = "".join(body)
    header = "".join(
        f"@prefix {prefix}: <{namespace}> .\n"
        for prefix, namespace in sorted(PREFIXES.items())
        if f"{prefix}:" in text and _uses(text, prefix)
    )
    comment = "".join(f"# {line}\n" for line in title.splitlines())
    return (comment + header + text).encode()


def title_of(turtle: bytes) -> str:
    """Return the comment at the head of a Turtle file, as `normalised` takes it.

    >>> title_of(b"# A graph\\n@prefix a: <b:> .\\n")
    'A graph'
    """
    lines: list[str] = []
    for line in turtle.decode(errors="replace").split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line[1:].strip())
    return "\n".join(lines)


def _serialised(block: Iterable[ox.Triple]) -> str:
    turtle = ox.serialize(list(block), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert turtle is not None
    lines = turtle.decode().split("\n")  # not splitlines: U+0085 may stand in a literal
    return "\n".join(line for line in lines if not line.startswith("@prefix "))


def _uses(text: str, prefix: str) -> bool:
    """Whether the prefix begins a name somewhere (and is no part of a longer one)."""
    needle, start = f"{prefix}:", 0
    while (found := text.find(needle, start)) >= 0:
        if found == 0 or text[found - 1] in " \t\n^(":
            return True
        start = found + 1
    return False


def _group(subject: object) -> tuple[str, str]:
    iri = subject.value if isinstance(subject, ox.NamedNode) else ""
    for base, order, rank in ((ENTITY, _ENTITY_ORDER, "2"), (CONCEPT, _SCHEME_ORDER, "1")):
        if iri.startswith(base):
            kind = iri[len(base) :].split("/", 1)[0]
            return (rank + order.get(kind, "99") + kind, kind)
    return ("0", "the graph") if iri.startswith("https://w3id.org/tigraph/") else ("3", "others")


def _triple_key(triple: ox.Triple) -> tuple[str, str, str, str]:
    predicate = triple.predicate.value
    return (
        _group(triple.subject)[0],
        str(triple.subject),
        _FIRST_PREDICATES.get(predicate, "9") + predicate,
        str(triple.object),
    )
