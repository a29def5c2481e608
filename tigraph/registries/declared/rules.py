"""What a declaration says of a register, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tigraph.registries.declared.codes import System
from tigraph.registries.declared.dates import WORDS, words_of
from tigraph.registries.declared.written import Written
from tigraph.registries.sources import Description


@dataclass(frozen=True)
class Form:
    """A form of file: its format, and the fields that it has."""

    key: str
    format: str
    columns: Sequence[str]
    rows: str = ""
    header: int = 0
    separator: str = ""
    encoding: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Phase:
    """A phase of a programme: its key, its IRI, its first and last day, of when its files are."""

    key: str
    iri: str
    name: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    starts: str = ""
    ends: str = ""
    shows: str = ""
    files: Sequence[str] = ()
    value: str = ""

    @property
    def bounds(self) -> dict[str, str]:
        """The bounds that the phase sets to what is in it."""
        told = {"earliestBegin": self.starts, "latestEnd": self.ends}
        return {name: day for name, day in told.items() if day}


@dataclass(frozen=True)
class TerritoryRule:
    """Where a row tells of a territory, and what the territory's nodes are called."""

    code: Sequence[str]
    name: str
    system: System
    iri: str
    lineage: str
    area: str
    phase: str = ""
    wrong: str = "no right code, or no name"
    latitude: str = ""
    longitude: str = ""
    areas: Sequence[tuple[str, str, str]] = ()
    lies_in: str = ""
    holds: tuple[str, System, str] | None = None


@dataclass(frozen=True)
class MemberRule:
    """Where a row tells of members: one of `cell`, `codes`, `code` and `list` is a field's name."""

    systems: Sequence[System]
    cell: str = ""
    written: str = "NAME (CODE)"
    between: str = ";"
    codes: str = ""
    names: str = ""
    code: Sequence[str] = ()
    name: Sequence[str] = ()
    list: str = ""
    code_key: str = "code"
    name_key: str = "name"
    system_field: str = ""
    told: Mapping[str, System] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    forms: Sequence[str] = ()


@dataclass(frozen=True)
class Declaration:
    """A register: see the schema for what each part says."""

    written: Written
    layer: str
    summary: str
    description: Description
    speaker: str
    columns: Mapping[str, Sequence[str]]
    forms: Mapping[str, Form]
    systems: Mapping[str, System]
    told: Mapping[str, Any]
    after: tuple[str, ...] = ()
    programme: str = ""
    phases: Mapping[str, Phase] = field(default_factory=dict)
    territory: TerritoryRule | None = None
    members: Sequence[MemberRule] = ()

    @property
    def compares(self) -> bool:
        """Whether files of different dates are editions that are compared."""
        return bool(self.told.get("editions", "compare") == "compare")

    @property
    def dates(self) -> Sequence[str]:
        """The ways in which dates are written."""
        found: Sequence[str] = self.told.get("dates", ("iso",))
        own = words_of(self.description.language, self.told.get("months", ()))
        return [own if one == WORDS else one for one in found]

    @property
    def nothing(self) -> Sequence[str]:
        """What stands in cells of which nothing is known."""
        found: Sequence[str] = self.told.get("empty", ())
        return found

    @property
    def repeated(self) -> Sequence[str]:
        """The fields of which an empty cell means what stands above."""
        found: Sequence[str] = self.told.get("repeat", ())
        return found

    @property
    def known_files(self) -> dict[str, str]:
        """Of when files are that are known by their SHA-256."""
        return {one["sha256"]: str(one["dated"]) for one in self.told.get("known-files", ())}
