"""What differs between two dates, two phases, two territories or two documents.

Each side is a network; nodes and relations are gained, lost or kept from the first to
the second. A relation is the same on both sides where it has the same ends, the same
kind and the same basis; its period may differ.

- Dates: what a projection gives as of each. What only may hold at a date counts as being
  there, marked as not certain; or, if asked, only what is sure is told, and the rest is
  `unknown`.
- Phases: lineages and the members of their territories, since names and codes of
  territories do not carry from one phase to the next. Where a lineage has a territory in
  both phases, but nobody says who is in one of them, what became of the members of the
  other is `unknown`.
- Territories (or lineages): what is said of each, whoever says it. "Kept" is said of both.
- Documents: what each says. "Kept" is said by both.

Nothing here follows from silence alone: "lost" says that no claim carries it on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import pyoxigraph as ox

from tigraph import claims
from tigraph.answers import Rows
from tigraph.entities import Names
from tigraph.errors import BadDate, UsageError
from tigraph.labels import Labels
from tigraph.snapshot import Snapshot, period
from tigraph.sparql import iri as iri_text
from tigraph.store import select, text_of
from tigraph.vocabulary import CONCEPT, curie, local_name

CHANGES = ("gained", "lost", "kept", "unknown")
_WORDS = {
    "gained": ("gained", "gagné"),
    "lost": ("lost", "perdu"),
    "kept": ("kept", "gardé"),
    "unknown": ("cannot be told", "ne peut se dire"),
}
#: For territories and documents nothing is gained or lost: it is on one side or on both.
_SIDES = {
    "gained": ("only {second}", "seulement {second}"),
    "lost": ("only {first}", "seulement {first}"),
    "kept": ("both", "les deux"),
}
_MEMBER = CONCEPT + "relation/member"
_KINDS = {
    "Phase": "phases",
    "LabelledTerritory": "territories",
    "Lineage": "territories",
    "Document": "documents",
    "Text": "documents",
    "RegistryFile": "documents",
}
#: Stands for the territory itself, so that what is said of two of them can be the same.
CENTRE = "urn:tigraph:centre"
#: A tie as it is compared: source, target, relation and basis, as IRIs.
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Side:
    """One of the two things compared: a date as given, or an entity's IRI; and its label."""

    key: str
    label: str


@dataclass(frozen=True)
class Half:
    """What one side holds: its claims by tie, the ties that surely hold, and its nodes."""

    ties: Mapping[Key, frozenset[str]]
    certain: frozenset[Key]
    nodes: frozenset[str]

    @classmethod
    def of_rows(cls, rows: Rows, snapshot: Snapshot) -> Half:
        """Read a projection's rows, as `networks.build` does: claims not held then are out.

        Raises `UsageError` where the query does not return what a projection must.
        """
        missing = [f"?{c}" for c in ("source", "target", "relation") if c not in rows.columns]
        if missing:
            raise UsageError(
                f"That query is no projection: it does not return {', '.join(missing)}. "
                "`tigraph queries` marks those that are."
            )
        certain = snapshot.certain
        ties: dict[Key, set[str]] = defaultdict(set)
        sure: set[Key] = set()
        for row in rows.rows:
            terms = dict(zip(rows.columns, row, strict=True))
            if not all(isinstance(terms[end], ox.NamedNode) for end in ("source", "target")):
                continue
            cells = {column: text_of(term) for column, term in terms.items()}
            claim = cells.get("claim", "")
            if claim and not snapshot.holds(claim):
                continue
            key = (cells["source"], cells["target"], cells["relation"], cells.get("basis", ""))
            ties[key] |= {claim} - {""}
            if not claim or claim in certain:
                sure.add(key)
        return cls(
            {key: frozenset(own) for key, own in ties.items()},
            frozenset(sure),
            frozenset(end for key in ties for end in key[:2]),
        )


@dataclass(frozen=True)
class Tie:
    """A relation with what became of it, and the claims on each side."""

    change: str
    key: Key
    certain: bool
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What was compared, and what became of each node and each relation.

    `sort` is dates, phases, territories or documents; `nodes` gives each node's change by
    IRI; `moved` tells of members that left one lineage and joined another; `remarks` says
    what cannot be told.
    """

    sort: str
    first: Side
    second: Side
    projection: str
    nodes: Mapping[str, str]
    ties: tuple[Tie, ...]
    moved: tuple[tuple[str, str, str], ...] = ()
    silent: tuple[str, ...] = ()

    def counts(self) -> dict[str, dict[str, int]]:
        """How many nodes and relations are gained, lost, kept, unknown; how many surely."""
        nodes, ties = Counter(self.nodes.values()), Counter(tie.change for tie in self.ties)
        sure = Counter(tie.change for tie in self.ties if tie.certain)
        used = [
            change for change in CHANGES if change != "unknown" or nodes[change] or ties[change]
        ]
        return {
            "nodes": {change: nodes[change] for change in used},
            "relations": {change: ties[change] for change in used},
            "certain": {change: sure[change] for change in used},
        }

    def word(self, change: str, language: str) -> str:
        """How a change is called: "only …" where two things stand side by side."""
        words = _SIDES if self.sort in ("territories", "documents") else _WORDS
        text = words.get(change, _WORDS[change])[language == "fr"]
        return text.format(first=self.first.label, second=self.second.label)

    def remarks(self, label: Labels) -> list[str]:
        """What the reader must know besides."""
        french = label.language == "fr"
        said = []
        if self.silent:
            names = ", ".join(label(iri) for iri in self.silent)
            said.append(
                f"Nul ne dit qui est membre, dans une des phases, de : {names}."
                if french
                else f"Nobody says who the members are, in one of the phases, of: {names}."
            )
        if self.sort == "phases":
            said.append(
                "« Perdu » et « gagné » disent ce que nul document n’atteste dans l’autre phase : "
                "les documents ne nomment pas tous les territoires."
                if french
                else "“Lost” and “gained” are what no document attests in the other phase: the "
                "documents do not name all territories."
            )
        return said


def sort_of(names: Names, first: str, second: str) -> tuple[str, str, str]:
    """Return what two names are (dates, phases, territories, documents), and the keys.

    Raises `UsageError` where they are not of one sort, `UnknownName` and `AmbiguousName`.

    >>> from tigraph.graph import load
    >>> sort_of(load().names, "2018", "2024-01")
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
        iri = names.resolve(name)
        keys.append(iri)
        found = names.get(iri)
        kind = local_name(found.kind) if found else ""
        if kind not in _KINDS:
            raise UsageError(
                f"“{name}” ({kind}) cannot be compared: give two dates, two phases, two "
                "territories (or lineages) or two documents."
            )
        sorts.append(_KINDS[kind])
    if sorts[0] != sorts[1]:
        raise UsageError(
            f"“{first}” and “{second}” are of two sorts ({sorts[0]}, {sorts[1]}): give two dates, "
            "two phases, two territories or two documents."
        )
    if keys[0] == keys[1]:
        raise UsageError(f"“{first}” and “{second}” are the same: {curie(keys[0])}.")
    return sorts[0], keys[0], keys[1]


def _is_date(text: str) -> bool:
    try:
        period(text)
    except BadDate:
        return False
    return True


def compare(
    sort: str,
    sides: tuple[Side, Side],
    halves: tuple[Half, Half],
    projection: str = "",
    possible: bool = True,
) -> Comparison:
    """Compare two halves, tie by tie and node by node. Pure: nothing is read.

    What is only possible counts as being there, with `certain` false. Without `possible`,
    what is sure on one side and only possible on the other is `unknown`, and what is sure
    on neither is left out.
    """
    one, other = halves
    keys = {side.key for side in sides}
    ties = []
    for key in sorted({*one.ties, *other.ties}):
        if CENTRE in key and keys & {*key[:2]}:  # what ties the two to one another
            continue
        there, sure = ([key in half.ties for half in halves], [key in h.certain for h in halves])
        if not (possible or any(sure)):
            continue
        claimed = (tuple(sorted(half.ties.get(key, ()))) for half in halves)
        change = _change(there, sure, possible)
        ties.append(Tie(change, key, there == sure, *claimed))
    iris = (one.nodes | other.nodes) - (keys if sort == "territories" else set())
    firm = [{end for key in half.certain for end in key[:2]} for half in halves]
    nodes = {
        iri: _change([iri in h.nodes for h in halves], [iri in own for own in firm], possible)
        for iri in sorted(iris)
        if possible or any(iri in own for own in firm)
    }
    return Comparison(sort, *sides, projection, nodes, tuple(ties))


def _change(there: list[bool], sure: list[bool], possible: bool) -> str:
    """What became of something, by whether it is on each side, and surely so.

    >>> _change([True, True], [False, True], possible=True)
    'kept'
    >>> _change([True, True], [False, True], possible=False)
    'unknown'
    >>> _change([False, True], [False, True], possible=False)
    'gained'
    """
    if not possible and there != sure:
        return "unknown"
    before, after = there
    return "kept" if before and after else "lost" if before else "gained"


def phase_half(store: ox.Store, phase: str, certain: AbstractSet[str]) -> Half:
    """The lineages of a phase and the members of their territories in it."""
    rows = select(
        store,
        f"""SELECT ?line ?member ?claim ?basis WHERE {{
          ?place tig:inPhase {iri_text(phase)} ; prov:specializationOf ?line .
          OPTIONAL {{ ?claim tig:relation relation:member ; org:organization ?place ;
                     org:member ?member ; tig:basis ?basis }}
        }}""",
    )
    ties: dict[Key, set[str]] = defaultdict(set)
    nodes = set()
    for row in rows:
        nodes.add(row["line"])
        if row["claim"]:
            ties[row["member"], row["line"], _MEMBER, row["basis"]].add(row["claim"])
            nodes.add(row["member"])
    return _half(ties, certain, nodes)


def territory_half(store: ox.Store, territory: str, certain: AbstractSet[str]) -> Half:
    """All relations of a territory, or of the territories of a lineage, with `CENTRE` for it."""
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
    return _half(ties, certain, nodes)


def document_half(store: ox.Store, document: str, certain: AbstractSet[str]) -> Half:
    """All relations that a document states, by its text or its catalogue's entry."""
    rows = select(
        store,
        f"""SELECT DISTINCT ?claim WHERE {{
          {{ BIND({iri_text(document)} AS ?source) }}
          UNION {{ ?source tig:textOf {iri_text(document)} }}
          UNION {{ {iri_text(document)} tig:textOf ?source }}
          ?citation oa:hasSource ?source . ?claim tig:citation ?citation ; tig:relation ?relation
        }}""",
    )
    cited = {row["claim"] for row in rows}
    ties: dict[Key, set[str]] = defaultdict(set)
    for claim in claims.relations(store, claims=cited):
        ties[claim.subject, claim.object, claim.relation, claim.basis].add(claim.iri)
    return _half(ties, certain, {end for key in ties for end in key[:2]})


def _half(ties: Mapping[Key, set[str]], certain: AbstractSet[str], nodes: Iterable[str]) -> Half:
    return Half(
        {key: frozenset(own) for key, own in ties.items()},
        frozenset(key for key, own in ties.items() if any(c in certain for c in own)),
        frozenset(nodes),
    )


#: How each sort but dates is read.
HALVES = {"phases": phase_half, "territories": territory_half, "documents": document_half}


def with_silence(compared: Comparison, one: Half, other: Half) -> Comparison:
    """Tell apart, between phases, who left from whom nobody lists; and who moved.

    Where a lineage is in both phases and one of its territories has no known member,
    nothing is known of the other's: these ties become `unknown`.
    """
    both = one.nodes & other.nodes
    known = [{key[1] for key in half.ties} for half in (one, other)]
    silent = {
        iri for iri in both if any(iri in k for k in known) and not all(iri in k for k in known)
    }
    ties = tuple(
        Tie("unknown", tie.key, tie.certain, tie.first, tie.second) if tie.key[1] in silent else tie
        for tie in compared.ties
    )
    only_there = {tie.key[0] for tie in ties if tie.change == "unknown"}
    nodes = {
        iri: "unknown" if iri in only_there and change != "kept" else change
        for iri, change in compared.nodes.items()
    }
    left, joined = (
        [tie.key for tie in ties if tie.change == change] for change in ("lost", "gained")
    )
    moved = sorted(
        (member, line, new) for member, line, *_ in left for who, new, *_ in joined if who == member
    )
    return Comparison(
        compared.sort,
        compared.first,
        compared.second,
        compared.projection,
        nodes,
        ties,
        tuple(moved),
        tuple(sorted(silent)),
    )
