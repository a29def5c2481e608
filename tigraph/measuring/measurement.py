"""What a measurement is: what was chosen, the tables that came of it, what each column means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from tigraph.errors import MissingExtraError, UnknownNameError, UsageError
from tigraph.local import Pair, Words, said
from tigraph.measuring.brokerage import ROLES
from tigraph.measuring.one_mode import MEASURES
from tigraph.measuring.simple import RESOLUTION, SEED, Value
from tigraph.measuring.two_mode import SIDES, TWO_MODE_MEASURES, WEIGHTINGS
from tigraph.querying import series

if TYPE_CHECKING:
    from tigraph.querying import Doubt

#: What the reader must know, in English and in French.
Remark = Pair

ONE, TWO, BROKERAGE = "one-mode", "two-mode", "brokerage"
USUAL: Mapping[str, tuple[str, ...]] = {
    ONE: ("degree", "in_degree", "out_degree", "strength", "betweenness", "harmonic",
          "constraint", "core", "community"),
    TWO: ("mode", "degree", "degree_two_mode", "closeness_two_mode", "betweenness_two_mode",
          "redundancy", "component", "community_two_mode"),
}  # fmt: skip
BRIEF: Mapping[str, tuple[str, ...]] = {
    ONE: ("degree", "betweenness"),
    TWO: ("degree", "betweenness_two_mode"),
}
MODES = ("auto", "one", "two")


class Choices(TypedDict, total=False):
    """The choices of `Graph.measure`, by keyword; `Choice` says what each is."""

    measures: Sequence[str]
    basis: Sequence[str]
    sum_bases: bool
    modes: str
    project: str
    weighting: str
    brokerage: bool
    groups: str
    keep_ungrouped: bool
    dates: Sequence[str]
    sensitivity: bool
    resolution: float
    seed: int


@dataclass(frozen=True)
class Choice:
    """What to measure, and how.

    `measures` are names, or "usual" or "all" (nothing means all). `basis` keeps ties of
    these bases; where several are left each is measured by itself, unless `sum_bases`.
    `modes` is "auto" (by the header of the query, else by the form of the network),
    "one" or "two". `project` ("sources" or "targets") makes one mode of two, with a
    `weighting`. `brokerage` counts Gould and Fernandez's roles between `groups` (a node
    attribute) in place of the other measures; actors without group are left out unless
    `keep_ungrouped` puts them in one of their own. `dates` (EDTF) and `sensitivity` give
    a table for each date, or for each thing left out. `resolution` and `seed` are those
    of the communities.
    """

    measures: Sequence[str] = ()
    basis: Sequence[str] = ()
    sum_bases: bool = False
    modes: str = "auto"
    project: str = ""
    weighting: str = "counts"
    brokerage: bool = False
    groups: str = "level"
    keep_ungrouped: bool = False
    dates: Sequence[str] = ()
    sensitivity: bool = False
    resolution: float = RESOLUTION
    seed: int = SEED

    def __post_init__(self) -> None:
        if self.modes not in MODES:
            raise UnknownNameError("number of modes", self.modes, MODES)
        if self.project and self.project not in SIDES:
            raise UnknownNameError("side to project onto", self.project, SIDES)
        if self.weighting not in WEIGHTINGS:
            raise UnknownNameError("weighting", self.weighting, sorted(WEIGHTINGS))
        if self.dates and self.sensitivity:
            raise UsageError("Give several dates or ask for the sensitivity, not both.")
        if self.brokerage and self.measures:
            raise UsageError(
                "Brokerage is a table of its own: leave the other measures out, or ask apart."
            )


@dataclass(frozen=True)
class Table:
    """One network measured: a row a node, the whole, and remarks (English, French).

    `variant` says which of several it is: a basis, a date, what was left out.
    """

    variant: str
    form: str
    nodes: tuple[dict[str, Value], ...]
    summary: Mapping[str, Value]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Measurement:
    """Tables of measures with the boundary of what was measured.

    `axis` is what the tables differ in: "", "basis", "date" or "evidence". `measures`
    are the columns, `about` the `name` of each, what it is about and its `source`. `doubt` tells
    how many ties only may hold at the date asked, or how many more may.
    """

    axis: str
    measures: tuple[str, ...]
    about: tuple[dict[str, str], ...]
    boundary: Mapping[str, Any]
    tables: tuple[Table, ...]
    language: str
    doubt: Doubt | None = None

    def rows(self) -> list[dict[str, Value]]:
        """Return the tidy table: one row a node, of each table where there are several.

        Where there are, its variant comes first, under the name of the `axis`; then `id` (an
        IRI), `label`, `kind`, `level`, `order` with their labels, and the measures.
        """
        several = bool(self.axis)
        return [
            {**({self.axis: table.variant} if several else {}), **row}
            for table in self.tables
            for row in table.nodes
        ]

    def to_pandas(self) -> Any:
        """Return the tidy table as a pandas DataFrame; without pandas, `MissingExtraError`.

        Whole numbers stay such where some are missing (`Int64`).
        """
        try:
            import pandas
        except ImportError:
            raise MissingExtraError("pandas", "A DataFrame") from None
        rows = self.rows()
        columns = dict.fromkeys(key for row in rows for key in row)
        return pandas.DataFrame({name: series([row.get(name) for row in rows]) for name in columns})


def about(name: str, language: str) -> dict[str, str]:
    """Return the `name` of a measure, what it is `about` and its `source`."""
    known: Any = TWO_MODE_MEASURES.get(name) or MEASURES.get(name)
    if name in TWO_MODE_MEASURES and name in MEASURES:
        known = MEASURES[name]
    if known:
        return {"name": name, "about": said(known.about, language), "source": known.source}
    role = next((r for r in ROLES if name == r or name.startswith(f"{r}_")), name)
    text = _ROLE_WORDS(role, language) + _PART_WORDS(name[len(role) :], language)
    return {"name": name, "about": text, "source": "Gould and Fernandez 1989"}


PARTS = ("", "_expected", "_sd", "_z")
_PART_WORDS = Words(
    {
        "": ("", ""),
        "_expected": (": expected under the null model", " : attendu sous le modèle nul"),
        "_sd": (": standard deviation under it", " : écart-type sous ce modèle"),
        "_z": (": (observed - expected) / sd", " : (observé - attendu) / écart-type"),
    }
)
_ROLE_WORDS = Words(
    {
        "coordinator": ("brokers within its group (A A A)", "courtier dans son groupe (A A A)"),
        "itinerant": (
            "the consultant: between two of one other group (A B A)",
            "le consultant : entre deux d’un même autre groupe (A B A)",
        ),
        "gatekeeper": (
            "lets what comes from another group into its own (A B B)",
            "fait entrer dans son groupe ce qui vient d’un autre (A B B)",
        ),
        "representative": (
            "carries what comes from its group to another (A A B)",
            "porte vers un autre groupe ce qui vient du sien (A A B)",
        ),
        "liaison": (
            "between two other groups (A B C)",
            "entre deux autres groupes (A B C)",
        ),
        "total": ("all roles together", "tous les rôles ensemble"),
    }
)


def listed(form: str, language: str) -> list[dict[str, str]]:
    """Return what the measures of a form of network are, as `about` does."""
    if form == BROKERAGE:
        return [about(role, language) for role in ROLES]
    known = MEASURES if form == ONE else TWO_MODE_MEASURES
    return [
        {"name": name, "about": said(measure.about, language), "source": measure.source}
        for name, measure in known.items()
    ]


def is_quantity(name: str) -> bool:
    """Return whether the values of a measure are quantities, not labels."""
    known: Any = MEASURES.get(name) or TWO_MODE_MEASURES.get(name)
    return known is None or not known.nominal


def rounded(row: Mapping[str, Value]) -> dict[str, Value]:
    """Floats to twelve digits: the last ones differ from machine to machine."""
    return {k: float(f"{v:.12g}") if isinstance(v, float) else v for k, v in row.items()}
