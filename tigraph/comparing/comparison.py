"""What differs between two dates, phases, territories, documents or speakers.

Each side is a network; nodes and relations are gained, lost or kept from the first to
the second. A relation is the same on both sides where it has the same ends, the same
kind and the same basis; its period may differ.

- Dates: what a projection gives as of each. What only may hold at a date counts as being
  there, marked as not certain; or, if asked, only what is sure is told, and the rest is
  `unknown`. Where a lineage has other nodes at the two dates, it is compared in their place.
- Phases: lineages and the members of their territories, since names and codes of
  territories do not carry from one phase to the next.

Of either, who left one lineage and joined another is `moved`. Where a lineage is on both
sides, but nobody says who is in it on one of them, what became of the members of the other
is `unknown`.

- Territories (or lineages): what is said of each, whoever says it. "Kept" is said of both.
- Documents and speakers: what each says. "Kept" is said by both.

Of territories, documents and speakers the figures are compared, too: one that both give
is kept, or `differs` where the two numbers are not the same for a time that they share.

Nothing here follows from silence alone: "lost" says that no claim carries it on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tigraph.claims import Figure
from tigraph.local import said as in_language
from tigraph.names import Labels
from tigraph.networks import ties as stated
from tigraph.querying import Asked, Doubt, Rows
from tigraph.validity import Snapshot

CHANGES = ("gained", "lost", "kept", "moved", "differs", "unknown")
_WORDS = {
    "gained": ("gained", "gagné"),
    "lost": ("lost", "perdu"),
    "kept": ("kept", "gardé"),
    "moved": ("moved", "déplacé"),
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
#: The nodes for which a lineage stands, on the first and on the second side, as IRIs.
States = tuple[tuple[str, ...], tuple[str, ...]]
#: A figure as it is compared: about what, what is measured, of which population, as IRIs.
FigureKey = tuple[str, str, str]


@dataclass(frozen=True)
class Side:
    """One of the two things compared: a date as given, or an entity's IRI; and its label."""

    key: str
    label: str


@dataclass(frozen=True)
class Half:
    """What one side holds: claims by tie, the ties that surely hold, nodes, and figures.

    Of a date, `lasting` are the claims that say of phases that they last, and may hold then.
    """

    ties: Mapping[Key, frozenset[str]]
    certain: frozenset[Key]
    nodes: frozenset[str]
    figures: Mapping[FigureKey, tuple[Figure, ...]] = field(default_factory=dict)
    lasting: frozenset[str] = frozenset()

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

    `change` is gained, lost, kept, moved or unknown; `key` is source, target, relation and basis,
    as IRIs; `certain` says whether the change is sure. What moved is the tie of the second side,
    and `origin` the lineage that was left.
    """

    change: str
    key: Key
    certain: bool
    first: tuple[str, ...]
    second: tuple[str, ...]
    origin: str = ""


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
    change by IRI; `states` says for which nodes of each side a lineage stands that was followed
    from one date to the other; `silent` is of what nobody names the members on one side;
    `remarks` says what was followed and what cannot be told. `asked` is what was asked of both
    sides, `left_out` how many relations were left out that surely hold on neither side.
    """

    sort: str
    first: Side
    second: Side
    projection: str
    nodes: Mapping[str, str]
    ties: tuple[Tie, ...]
    states: Mapping[str, States] = field(default_factory=dict)
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

    @property
    def moved(self) -> list[tuple[str, str, str]]:
        """The members that left one lineage and joined another: member, old, new, by IRI."""
        return sorted({(t.key[0], t.origin, t.key[1]) for t in self.ties if t.change == "moved"})

    def carried(self) -> dict[str, dict[str, int]]:
        """Return, by basis, how many ties go on by a lineage (`kept`), and how many `moved`."""
        found: dict[str, dict[str, int]] = {}
        for tie in self.ties:
            by_line = tie.change == "kept" and not self.states.keys().isdisjoint(tie.key[:2])
            if by_line or tie.change == "moved":
                found.setdefault(tie.key[3], {"kept": 0, "moved": 0})[tie.change] += 1
        return dict(sorted(found.items()))

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many nodes, relations (how many surely) and figures met each change.

        The keys are `nodes`, `relations`, `certain` and, of what stands side by side,
        `figures`; then `gained`, `lost`, `kept`, and `moved`, `differs` or `unknown` where there
        are any.
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
        said = (
            [self._followed(label)] if self.states or (self.sort == "dates" and self.moved) else []
        )
        if self.silent:
            names = ", ".join(label(iri) for iri in self.silent)
            english, french = ("in one of the phases", "dans une des phases")
            if self.sort == "dates":
                english, french = ("at one of the dates", "à l’une des dates")
            said.append(
                in_language(
                    (
                        f"Nobody says who the members are, {english}, of: {names}.",
                        f"Nul ne dit qui est membre, {french}, de : {names}.",
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

    def _followed(self, label: Labels) -> str:
        """Return what was followed by lineage: how many of these, and how many ties, by basis."""
        bases = self.carried()
        told = {
            change: ", ".join(
                f"{label(basis) if basis else '–'} {own[change]}"
                for basis, own in bases.items()
                if own[change]
            )
            or "0"
            for change in ("kept", "moved")
        }
        lines = len(self.states)
        return in_language(
            (
                f"Each lineage that has several territories at the two dates stands as one actor "
                f"({lines}). Relations kept so: {told['kept']}; moved from one lineage to "
                f"another: {told['moved']}.",
                f"Chaque lignée qui a plusieurs territoires aux deux dates figure comme un seul "
                f"acteur ({lines}). Relations gardées ainsi : {told['kept']} ; passées d’une "
                f"lignée à une autre : {told['moved']}.",
            ),
            label.language,
        )


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
        first, second = (tuple(sorted(half.ties.get(key, ()))) for half in halves)
        change = _change(there, sure, possible)
        ties.append(Tie(change, key, there == sure, first, second))
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
