"""Turtle as tigraph writes it: the same triples always give the same bytes.

Subjects stand in groups, each under a heading, in the order of `order`; a subject's triples are
sorted by predicate and value, so that a diff shows what changed and nothing else. Comments stay
before their subject. pyoxigraph serialises; order and headings are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from tigraph.rdf.order import SPAN, in_order
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE

#: In which order properties stand, the others between: what a claim says, what it rests on last.
_FIRST = (
    RDF_TYPE,
    *(PREFIXES["skos"] + name for name in ("prefLabel", "altLabel")),
    *(PREFIXES["tig"] + name for name in ("relation", "measure", "subject", "about", "object")),
    *(PREFIXES["org"] + name for name in ("member", "organization")),
    *(PREFIXES["oa"] + name for name in ("start", "end", "hasSource")),
)
_LAST = (
    PREFIXES["adms"] + "identifier",
    *(PREFIXES["tig"] + name for name in ("citation", "dating")),
    PREFIXES["oa"] + "hasSelector",
)
_RANKS = {
    **{term: f"0{number:02d}" for number, term in enumerate(_FIRST)},
    **{term: f"2{number:02d}" for number, term in enumerate(_LAST)},
}
_SPAN = ox.NamedNode(SPAN)


def normalised(
    triples: Iterable[ox.Triple], title: str = "", comments: Mapping[str, str] | None = None
) -> bytes:
    """Return the triples as UTF-8 Turtle in tigraph's normal form.

    `title` becomes a comment on the first line, `comments` (see `comments_of`) stand before their
    subjects. Blank nodes are kept as they are named; tigraph's own graph has none.

    >>> triple = ox.Triple(ox.NamedNode(PREFIXES["person"] + "a"), ox.NamedNode(RDF_TYPE),
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
    body, heading, comments = [], "", comments or {}
    for standing in in_order(sorted(set(triples), key=_triple_key)):
        if standing.heading != heading:
            heading = standing.heading
            body.append(f"\n# ---- {heading} ----\n")
        subject = standing.triples[0].subject
        if not standing.belongs:
            body.append("\n")
        if isinstance(subject, ox.NamedNode):
            body.append(comments.get(subject.value, ""))
        body.append(_serialised(standing.triples))
    if last := comments.get("", ""):
        body.append("\n" + last)
    text = "".join(body)
    header = "".join(
        f"@prefix {prefix}: <{namespace}> .\n"
        for prefix, namespace in sorted(PREFIXES.items())
        if f"{prefix}:" in text and _uses(text, prefix)
    )
    comment = "".join(f"# {line}\n" for line in title.splitlines())
    return (comment + header + text).encode()


def _serialised(block: list[ox.Triple]) -> str:
    turtle = ox.serialize(block, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert turtle is not None
    lines = turtle.decode().split("\n")  # not splitlines: U+0085 may stand in a literal
    written = [line for line in lines if not line.startswith("@prefix ")]
    if _is_bare_span(block):
        return " ".join(line.strip() for line in written).rstrip() + "\n"
    return "\n".join(written)


def _is_bare_span(block: list[ox.Triple]) -> bool:
    """Whether all that is said is where a span begins and ends: that takes one line."""
    kind, *extent = block
    return kind.object == _SPAN and all(
        isinstance(one.object, ox.Literal) and one.object.value.isdecimal() for one in extent
    )


def _uses(text: str, prefix: str) -> bool:
    """Whether the prefix begins a name somewhere (and is no part of a longer one)."""
    needle, start = f"{prefix}:", 0
    while (found := text.find(needle, start)) >= 0:
        if found == 0 or text[found - 1] in " \t\n^(":
            return True
        start = found + 1
    return False


def _triple_key(triple: ox.Triple) -> tuple[str, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), _RANKS.get(predicate, "1") + predicate, str(triple.object)
