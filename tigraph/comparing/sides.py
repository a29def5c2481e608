"""The two sides of a comparison: of which sort they are, and what each of them holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from tigraph import claims
from tigraph.actors import members_in
from tigraph.comparing.comparison import CENTRE, FigureKey, Half, Key
from tigraph.errors import BadDateError, UsageError
from tigraph.names import ACTORS, Labels
from tigraph.rdf import Queryable, iri_text, select
from tigraph.rdf.vocabulary import CONCEPT, ONTOLOGY, PREFIXES, curie, local_name
from tigraph.validity import period

if TYPE_CHECKING:
    from tigraph.stores import Ground

_MEMBER = CONCEPT + "relation/member"
_KINDS = {
    "Phase": "phases",
    "LabelledTerritory": "territories",
    "Lineage": "territories",
    "Document": "documents",
    "Text": "documents",
    "RegistryFile": "documents",
    "Location": "regions",
    **dict.fromkeys(
        ("Person", "FormalOrganization", "OrganizationalUnit", "Intercommunality",
         "GovernanceBody"), "speakers"
    ),
}  # fmt: skip
#: What a name means first, beside the areas that are compared.
_MEANT = (
    *ACTORS,
    PREFIXES["foaf"] + "Document",
    *(ONTOLOGY + kind for kind in ("Phase", "Text", "RegistryFile")),
)
_SORTS = "dates, phases, territories (or lineages), regions, documents or speakers"


def regions(store: Queryable) -> list[str]:
    """Return the identifier schemes of the areas that are compared: those of the first level."""
    return [row["scheme"] for row in select(store, "SELECT ?scheme { ?scheme tig:areaLevel 1 }")]


def sort_of(
    ground: Ground, first: str, second: str, areas: Iterable[str] = ()
) -> tuple[str, str, str]:
    """Return what two names are (dates, phases, territories, documents, speakers), and the keys.

    Of all areas, a name means first those that have an identifier of the schemes `areas`.

    Raises `UsageError` where they are not of one sort, `UnknownNameError` and `AmbiguousNameError`.

    >>> from tigraph.graph import load
    >>> sort_of(load().ground, "2018", "2024-01")
    ('dates', '2018', '2024-01')
    """
    if _is_date(first) and _is_date(second):
        return "dates", first, second
    sorts, keys = [], []
    for name in (first, second):
        if _is_date(name):
            sorts.append("dates")
            keys.append(name)
            continue
        iri = ground.resolve(name, (*_MEANT, *areas))
        keys.append(iri)
        found = ground.names.get(iri)
        kind = local_name(found.kind) if found else ""
        if kind not in _KINDS:
            meant = ground.names.told(name, iri) or f"“{name}”"
            raise UsageError(f"{meant} ({kind}) cannot be compared: give two {_SORTS}.")
        sorts.append(_KINDS[kind])
    if keys[0] == keys[1]:
        label = ground.names.label(keys[0], ground.language)
        raise UsageError(f"“{first}” and “{second}” are the same: {curie(keys[0])} ({label}).")
    first, second = (
        (key != name and ground.names.told(name, key)) or f"“{name}”"
        for name, key in zip((first, second), keys, strict=True)
    )
    if sorts[0] != sorts[1]:
        raise UsageError(
            f"{first} and {second} are of two sorts ({sorts[0]}, {sorts[1]}): give two {_SORTS}."
        )
    return sorts[0], keys[0], keys[1]


def _is_date(text: str) -> bool:
    try:
        period(text)
    except BadDateError:
        return False
    return True


def phase_half(store: Queryable, phase: str, certain: AbstractSet[str]) -> Half:
    """The lineages of a phase and the members of their territories in it."""
    rows = [row for row in members_in(store, phase=phase) if row["line"]]
    return _members_half(rows, "line", certain)


def region_half(store: Queryable, region: str, certain: AbstractSet[str]) -> Half:
    """The territories of a region, of all phases, and their members."""
    return _members_half(members_in(store, region=region), "place", certain)


def _members_half(rows: Iterable[Mapping[str, str]], whole: str, certain: AbstractSet[str]) -> Half:
    """Gather the members of territories, or of what stands for these in the rows."""
    ties: dict[Key, set[str]] = defaultdict(set)
    nodes = set()
    for row in rows:
        nodes |= {row[whole], row["member"]} - {""}
        if row["claim"]:
            ties[row["member"], row[whole], _MEMBER, row["basis"]].add(row["claim"])
    return _half(ties, certain, nodes)


def territory_half(store: Queryable, territory: str, certain: AbstractSet[str]) -> Half:
    """All that is said of a territory, or of those of a lineage, with `CENTRE` for it."""
    rows = select(
        store,
        f"SELECT ?t {{ ?t prov:specializationOf {iri_text(territory)} ; a tig:LabelledTerritory }}",
    )
    own = {territory, *(row["t"] for row in rows)}
    ties: dict[Key, set[str]] = defaultdict(set)
    nodes = set()
    for iri in sorted(own):
        for claim in claims.relations(store, iri):
            ends = [CENTRE if end in own else end for end in (claim.subject, claim.object)]
            if CENTRE not in ends or ends[0] == ends[1]:
                continue
            ties[ends[0], ends[1], claim.relation, claim.basis].add(claim.iri)
            nodes |= set(ends) - {CENTRE}
    figures = {f.iri: f for iri in sorted(own) for f in claims.figures(store, iri)}
    return _half(ties, certain, nodes, figures.values(), own)


def document_half(store: Queryable, document: str, certain: AbstractSet[str]) -> Half:
    """All that a document states, by its text or its catalogue's entry."""
    return _cited_half(
        store,
        f"""{{ BIND({iri_text(document)} AS ?source) }}
          UNION {{ ?source tig:textOf {iri_text(document)} }}
          UNION {{ {iri_text(document)} tig:textOf ?source }}
          ?citation oa:hasSource ?source .""",
        certain,
    )


def speaker_half(store: Queryable, speaker: str, certain: AbstractSet[str]) -> Half:
    """All that somebody says, in whichever document.

    Raises `UsageError` where no relation and no figure is attributed to that one.
    """
    half = _cited_half(store, f"?citation prov:wasAttributedTo {iri_text(speaker)} .", certain)
    if not (half.ties or half.figures):
        told = f"{curie(speaker)} ({Labels(store)(speaker)})"
        raise UsageError(
            f"No relation and no figure is said by {told}: `tigraph query speakers` lists who "
            f"speaks. What can be compared: two {_SORTS}."
        )
    return half


def _cited_half(store: Queryable, citations: str, certain: AbstractSet[str]) -> Half:
    rows = select(
        store, f"SELECT DISTINCT ?claim WHERE {{ {citations} ?claim tig:citation ?citation }}"
    )
    cited = {row["claim"] for row in rows}
    ties: dict[Key, set[str]] = defaultdict(set)
    for claim in claims.relations(store, claims=cited):
        ties[claim.subject, claim.object, claim.relation, claim.basis].add(claim.iri)
    figures = claims.figures(store, claims=cited)
    return _half(ties, certain, {end for key in ties for end in key[:2]}, figures)


def _half(
    ties: Mapping[Key, set[str]],
    certain: AbstractSet[str],
    nodes: Iterable[str],
    figures: Iterable[claims.Figure] = (),
    centre: Collection[str] = (),
) -> Half:
    """Gather one side; the entities of `centre` are `CENTRE` in its figures."""
    numbers: dict[FigureKey, list[claims.Figure]] = defaultdict(list)
    for figure in figures:
        about = CENTRE if figure.about in centre else figure.about
        population = CENTRE if figure.population in centre else figure.population
        numbers[about, figure.measure, population].append(figure)
    return Half(
        {key: frozenset(own) for key, own in ties.items()},
        frozenset(key for key, own in ties.items() if any(c in certain for c in own)),
        frozenset(nodes),
        {key: tuple(own) for key, own in numbers.items()},
    )


#: How each sort but dates is read. Another sort is one more entry here, and one more kind above.
HALVES = {
    "phases": phase_half,
    "territories": territory_half,
    "regions": region_half,
    "documents": document_half,
    "speakers": speaker_half,
}
