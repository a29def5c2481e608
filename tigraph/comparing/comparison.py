"""What differs between two dates, phases, territories, documents or speakers.

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
- Documents and speakers: what each says. "Kept" is said by both.

Of territories, documents and speakers the figures are compared, too: one that both give
is kept, or `differs` where the two numbers are not the same for a time that they share.

Nothing here follows from silence alone: "lost" says that no claim carries it on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tigraph.claims import Figure
from tigraph.local import said as in_language
from tigraph.names import Labels
from tigraph.networks import ties as stated
from tigraph.querying import Asked, Doubt, Rows
from tigraph.validity import Snapshot

CHANGES = ("gained", "lost", "kept", "differs", "unknown")
_WORDS = {
    "gained": ("gained", "gagné"),
    "lost": ("lost", "perdu"),
    "kept": ("kept", "gardé"),
    "differs": ("differs", "diffère"),
    "unknown": ("cannot be told", "ne peut se dire"),
}
#: For these nothing is gained or lost: it is on one side or on both.
_BESIDE = ("territories", "regions", "documents", "speakers")
_SIDES = {
    "gained": ("only {second}", "seulement {second}"),
    "lost": ("only {first}", "seulement {first}"),
    "kept": ("both", "les deux"),
    "differs": ("both, but not the same", "les deux, mais autrement"),
}
#: Stands for the territory itself, so that what is said of two of them can be the same.
CENTRE = "urn:tigraph:centre"
#: A tie as it is compared: source, target, relation and basis, as IRIs.
Key = tuple[str, str, str, str]
#: A figure as it is compared: about what, what is measured, of which population, as IRIs.
FigureKey = tuple[str, str, str]


@dataclass(frozen=True)
class Side:
    """One of the two things compared: a date as given, or an entity's IRI; and its label."""

    key: str
    label: str


@dataclass(frozen=True)
class Half:
    """What one side holds: claims by tie, the ties that surely hold, nodes, and figures."""

    ties: Mapping[Key, frozenset[str]]
    certain: frozenset[Key]
    nodes: frozenset[str]
    figures: Mapping[FigureKey, tuple[Figure, ...]] = field(default_factory=dict)

    def at(self, snapshot: Snapshot) -> Half:
        """Return what of it surely or perhaps holds at a date; nodes without any tie stay."""
        ties = {key: frozenset(filter(snapshot.holds, own)) for key, own in self.ties.items()}
        held = {key: own for key, own in ties.items() if own}
        gone = {end for key in self.ties for end in key[:2]}
        figures = {
            key: tuple(figure for figure in own if snapshot.holds(figure.iri))
            for key, own in self.figures.items()
        }
        return Half(
            held,
            self.certain & held.keys(),
            (self.nodes - gone) | ({end for key in held for end in key[:2]} & self.nodes),
            {key: own for key, own in figures.items() if own},
        )

    @classmethod
    def of_rows(cls, rows: Rows, snapshot: Snapshot) -> Half:
        """Read a projection's rows, as a network does: claims not held then are out.

        Raises `UsageError` where the query does not return what a projection must.
        """
        ties: dict[Key, set[str]] = defaultdict(set)
        sure: set[Key] = set()
        for tie in stated.read(rows, snapshot):
            key = tie.key[:4]
            ties[key] |= {*tie.claims}
            if tie.certain:
                sure.add(key)
        return cls(
            {key: frozenset(own) for key, own in ties.items()},
            frozenset(sure),
            frozenset(end for key in ties for end in key[:2]),
        )


@dataclass(frozen=True)
class Tie:
    """A relation with what became of it, and the claims on each side, by IRI.

    `change` is gained, lost, kept or unknown; `key` is source, target, relation and basis, as
    IRIs; `certain` says whether the change is sure.
    """

    change: str
    key: Key
    certain: bool
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """A figure with whether both sides give it, and what each side claims.

    `change` is gained, lost, kept or differs; `key` is about what, what is measured and of
    which population, as IRIs.
    """

    change: str
    key: FigureKey
    first: tuple[Figure, ...]
    second: tuple[Figure, ...]


@dataclass(frozen=True)
class Comparison:
    """What was compared, and what became of each node, each relation and each figure.

    `sort` is dates, phases, territories, regions, documents or speakers; `nodes` gives each node's
    change by IRI; `moved` tells of members that left one lineage and joined another;
    `remarks` says what cannot be told. `asked` is what was asked of both sides,
    `left_out` how many relations were left out that surely hold on neither side.
    """

    sort: str
    first: Side
    second: Side
    projection: str
    nodes: Mapping[str, str]
    ties: tuple[Tie, ...]
    moved: tuple[tuple[str, str, str], ...] = ()
    silent: tuple[str, ...] = ()
    figures: tuple[Number, ...] = ()
    asked: Asked = field(default_factory=Asked)
    left_out: int = 0

    @property
    def doubt(self) -> Doubt | None:
        """What is not sure of the changes at the date or dates asked, None where none was."""
        if self.sort != "dates" and not self.asked.as_of:
            return None
        at = f"{self.first.key} / {self.second.key}" if self.sort == "dates" else self.asked.as_of
        shown = self.asked.possible
        only = sum(not tie.certain for tie in self.ties) if shown else self.left_out
        return Doubt(at or "", "relations", only, len(self.ties), shown)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many nodes, relations (how many surely) and figures met each change.

        The keys are `nodes`, `relations`, `certain` and, of what stands side by side,
        `figures`; then `gained`, `lost`, `kept`, and `differs` or `unknown` where there are any.
        """
        counted = {
            "nodes": Counter(self.nodes.values()),
            "relations": Counter(tie.change for tie in self.ties),
            "certain": Counter(tie.change for tie in self.ties if tie.certain),
        }
        if self.sort in _BESIDE:
            counted["figures"] = Counter(number.change for number in self.figures)
        used = [c for c in CHANGES if c in CHANGES[:3] or any(own[c] for own in counted.values())]
        return {what: {change: own[change] for change in used} for what, own in counted.items()}

    def word(self, change: str, language: str) -> str:
        """Return how a change is called: "only …" where two things stand side by side."""
        words = _SIDES if self.sort in _BESIDE else _WORDS
        text = in_language(words.get(change, _WORDS[change]), language)
        return text.format(first=self.first.label, second=self.second.label)

    def remarks(self, label: Labels) -> list[str]:
        """Return what the reader must know besides, as sentences in the labels' language."""
        said = []
        if self.silent:
            names = ", ".join(label(iri) for iri in self.silent)
            said.append(
                in_language(
                    (
                        f"Nobody says who the members are, in one of the phases, of: {names}.",
                        f"Nul ne dit qui est membre, dans une des phases, de : {names}.",
                    ),
                    label.language,
                )
            )
        if self.sort == "phases":
            said.append(
                in_language(
                    (
                        "“Lost” and “gained” are what no document attests in the other phase: the "
                        "documents do not name all territories.",
                        "« Perdu » et « gagné » disent ce que nul document n’atteste dans l’autre "
                        "phase : les documents ne nomment pas tous les territoires.",
                    ),
                    label.language,
                )
            )
        return said


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
    ties, left_out = [], 0
    for key in sorted({*one.ties, *other.ties}):
        if CENTRE in key and keys & {*key[:2]}:  # what ties the two to one another
            continue
        there, sure = ([key in half.ties for half in halves], [key in h.certain for h in halves])
        if not (possible or any(sure)):
            left_out += 1
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
    numbers = tuple(_numbers(one.figures, other.figures))
    whole = tuple(ties)
    return Comparison(sort, *sides, projection, nodes, whole, figures=numbers, left_out=left_out)


def _numbers(
    one: Mapping[FigureKey, tuple[Figure, ...]], other: Mapping[FigureKey, tuple[Figure, ...]]
) -> Iterator[Number]:
    """Yield each figure of either side once; twice where the two give it for other times."""
    for key in sorted({*one, *other}):
        first, second = one.get(key, ()), other.get(key, ())
        met = [(a, b) for a in first for b in second if _meet(a, b)]
        if met:
            alike = {_amount(a) for a in first} == {_amount(b) for b in second}
            same = alike or all(_amount(a) == _amount(b) for a, b in met)
            yield Number("kept" if same else "differs", key, first, second)
            continue
        if first:
            yield Number("lost", key, first, ())
        if second:
            yield Number("gained", key, (), second)


def _amount(figure: Figure) -> tuple[float | str | None, ...]:
    """What a figure says: "at least 124" and "124" are the same number."""
    return figure.value, figure.minimum, figure.maximum, figure.unit


def _meet(one: Figure, other: Figure) -> bool:
    """Whether the two may hold at one time; an unknown end may be any day."""
    (begin, *_, end), (other_begin, *_, other_end) = one.valid.bounds, other.valid.bounds
    return not (end and other_begin and end < other_begin) and not (
        other_end and begin and other_end < begin
    )


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
    unsaid = tuple(sorted(silent))
    return replace(compared, nodes=nodes, ties=ties, moved=tuple(moved), silent=unsaid)
