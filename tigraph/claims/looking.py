"""What is said of claims, looked up in a store here: as the queries of `reading` have it.

One look at a claim gives all that several queries with their optional parts would ask of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import product

from tigraph.rdf import Queryable, said_of

Said = Mapping[str, list[str]]
_ENDS = (("tig:subject", "tig:object"), ("org:member", "org:organization"))
_RELATION = {"relation": ("tig:relation",), "basis": ("tig:basis",)}
_OFFICE = {
    "role": ("org:role", "tig:actingAs"),
    "post": ("opengov:post",),
    "behalf": ("opengov:onBehalfOf", "tig:actingFor"),
    "edtf": ("tig:validTime",),
}
_CITATION = {
    "source": ("oa:hasSource",),
    "speaker": ("prov:wasAttributedTo",),
    "modality": ("tig:modality",),
}
_RECORD = {
    "record": ("tig:recordKey",),
    "attests": ("tig:attests",),
    "taken": ("prov:wasQuotedFrom",),
}


def relation_rows(said: Mapping[str, Said]) -> list[dict[str, str]]:
    """Return the rows of relation claims, each once; what is no such claim has none."""
    rows = []
    for claim, own in said.items():
        ends = [pair for a, b in _ENDS for pair in product(own.get(a, ()), own.get(b, ()))]
        for subject, other in dict.fromkeys(ends):
            known = {"claim": claim, "subject": subject, "object": other}
            rows += [known | row for row in _rows(own, _RELATION, _OFFICE)]
    return rows


def citation_rows(store: Queryable, citations: Collection[str]) -> list[dict[str, str]] | None:
    """Return the rows of citations, one for each of their spans; None of a service."""
    said = said_of(store, citations)
    if said is None:
        return None
    spans = said_of(store, {s for own in said.values() for s in own.get("oa:hasSelector", ())})
    rows = []
    for citation, own in said.items():
        of = [spans[span] for span in own.get("oa:hasSelector", ())] if spans else []
        places = [
            place
            for span in of
            for place in product(span.get("oa:start", ()), span.get("oa:end", ()))
        ]
        for start, end in places or [("", "")]:
            known = {"citation": citation, "start": start, "end": end}
            rows += [known | row for row in _rows(own, _CITATION, _RECORD)]
    return rows


def _rows(
    own: Said, needed: Mapping[str, tuple[str, ...]], optional: Mapping[str, tuple[str, ...]]
) -> Iterator[dict[str, str]]:
    """Yield a row for each choice of values; none where one that is needed is not there."""
    values = [_values(own, names) for names in needed.values()]
    values += [_values(own, names) or [""] for names in optional.values()]
    for chosen in product(*values):
        yield dict(zip((*needed, *optional), chosen, strict=True))


def _values(own: Said, names: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(value for name in names for value in own.get(name, ())))
