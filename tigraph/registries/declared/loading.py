"""The rows of one file, loaded: each territory with its members, every row counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tigraph.names import slug
from tigraph.registries.declared.cells import Lost, Member, members
from tigraph.registries.declared.recognising import form_of, phase_key
from tigraph.registries.declared.rows import Told, told_rows
from tigraph.registries.declared.rules import Declaration, MemberRule, TerritoryRule
from tigraph.registries.sources import Report, Source


@dataclass
class Row:
    """What a file says of one territory in a phase."""

    code: str
    name: str
    phase: str
    members: dict[tuple[str, str], Member] = field(default_factory=dict)
    holds: list[str] = field(default_factory=list)
    geometry: Any = None
    point: tuple[float, float] | None = None

    @property
    def key(self) -> str:
        """The key of the row in the file, as it stands in IRIs."""
        return row_key(self.code)


def row_key(code: str) -> str:
    """Return a code as it may stand in an IRI.

    >>> row_key("ti-0101"), row_key("A 1/2")
    ('ti-0101', 'A%201%2F2')
    """
    return quote(code, safe="-_.~")


def load(source: Source, declared: Declaration, report: Report) -> list[Row]:
    """Load the territories of a file, in its order; the report counts its rows."""
    assert declared.territory
    form = declared.forms[form_of(source.part, declared)]
    load = _Loading(
        source.name,
        declared,
        declared.territory,
        report,
        phase_key(source.part, declared),
        form.key,
    )
    for told in told_rows(source.path, source.name, declared, form):
        report.row(source.name)
        load.row(told)
    return load.done()


def territory_of(told: Told, source: Source, declared: Declaration) -> tuple[str, str] | None:
    """Return the phase and the code of the territory that a row tells of, None where of none."""
    assert declared.territory
    form = form_of(source.part, declared)
    phase = phase_key(source.part, declared)
    rule = declared.territory
    load = _Loading(source.name, declared, rule, Report(declared.layer), phase, form)
    key, code = load._phase(told), rule.system.clean(load._code(told))
    return None if key is None or rule.system.fault(code) else (key, code)


class _Loading:
    """Takes the rows of a file one by one."""

    def __init__(
        self,
        file: str,
        declared: Declaration,
        rule: TerritoryRule,
        report: Report,
        phase: str,
        form: str,
    ) -> None:
        self.file, self.declared, self.rule, self.report = file, declared, rule, report
        self.phase = phase
        self.loaded: dict[tuple[str, str], Row] = {}
        self.undated: Counter[str] = Counter()
        self.single = [
            one for one in declared.members if one.code and (not one.forms or form in one.forms)
        ]
        self.several = [
            one for one in declared.members if not one.code and (not one.forms or form in one.forms)
        ]

    def row(self, told: Told) -> None:
        file, report, rule = self.file, self.report, self.rule
        if told.fault:
            report.refuse(file, told.at, told.fault)
            return
        if because := left_out(told, self.declared):
            report.left_out[file, because] += 1
            return
        code, name = self._code(told), told.fields.get(rule.name, "")
        clean = rule.system.clean(code)
        if not name or rule.system.fault(clean):
            report.refuse(
                file,
                code or told.at,
                rule.wrong
                if rule.wrong != TerritoryRule.wrong
                else rule.system.fault(clean) or "a territory without name",
            )
            return
        phase = self._phase(told)
        if phase is None:
            said = told.fields.get(rule.phase, "")
            report.refuse(file, told.at, f"“{said}” is none of the phases that are declared")
            return
        key = phase, clean
        new = key not in self.loaded
        row = self.loaded.setdefault(key, Row(clean, name, phase, geometry=told.geometry))
        if name != row.name:
            report.notes.append(
                f"{file}, {told.at}: {row.code} is called “{name}” here, “{row.name}” before: the "
                "first name is taken."
            )
        if not self._placed(told, row):
            return
        for one in self.several:
            self._several(told, row, one)
        if self.several and not row.members and not self.single:
            report.notes.append(f"{file}: {row.code} {row.name} names no member.")
        used = [self._single(told, row, one) for one in self.single if one.code[0] in told.fields]
        if not used and self.rule.holds and self.rule.holds[0] in told.fields:
            self._holds(told, row)
        elif not used and not new and not self.several:
            report.refuse(file, told.at, f"a second row of {row.code}")

    def _code(self, told: Told) -> str:
        parts = [told.fields.get(one, "") for one in self.rule.code]
        return parts[0] if len(parts) == 1 else "-".join(slug(part) for part in parts if part)

    def _phase(self, told: Told) -> str | None:
        if not self.rule.phase:
            return self.phase
        said = told.fields.get(self.rule.phase, "")
        found = (one.key for one in self.declared.phases.values() if said in (one.value, one.key))
        return next(found, None)

    def _placed(self, told: Told, row: Row) -> bool:
        """Take the point of a row; whether its coordinates can be used, or there are none."""
        at = [told.fields.get(one, "") for one in (self.rule.latitude, self.rule.longitude)]
        if not all(at):
            return True
        point = [number(one, self.declared) for one in at]
        if None in point or abs(point[0] or 0) > 90 or abs(point[1] or 0) > 180:
            self.report.refuse(
                self.file, told.at, f"“{at[0]}, {at[1]}” is no place on earth in degrees"
            )
            return False
        row.point = round(float(point[0] or 0), 5), round(float(point[1] or 0), 5)
        return True

    def _several(self, told: Told, row: Row, rule: MemberRule) -> None:
        self._count_dates(told, rule)
        for one in members(told, rule, self.declared):
            self.report.row(self.file)
            if isinstance(one, Lost):
                self.report.refuse(self.file, row.code, one.reason)
            elif one.key in row.members:
                self.report.refuse(self.file, row.code, f"the member {one.code} a second time")
            else:
                row.members[one.key] = one

    def _single(self, told: Told, row: Row, rule: MemberRule) -> bool:
        """Take the member that a row is, or those in several columns of it."""
        self._count_dates(told, rule)
        found = list(members(told, rule, self.declared))
        for _ in found[1:]:
            self.report.row(self.file)
        for one in found:
            if isinstance(one, Lost):
                self.report.refuse(self.file, told.at, one.reason)
            elif one.key in row.members:
                reason = "a second row of this member of the territory"
                self.report.refuse(self.file, told.at, reason)
            else:
                row.members[one.key] = one
        return True

    def _count_dates(self, told: Told, rule: MemberRule) -> None:
        if rule.since and not told.fields.get(rule.since):
            self.undated[rule.since] += 1

    def _holds(self, told: Told, row: Row) -> None:
        assert self.rule.holds
        name, system, _ = self.rule.holds
        code = system.clean(told.fields[name])
        if fault := system.fault(code):
            self.report.refuse(self.file, told.at, fault)
        elif code in row.holds:
            self.report.refuse(
                self.file, told.at, f"a second row of this {system.key} of the territory"
            )
        else:
            row.holds.append(code)

    def done(self) -> list[Row]:
        """Return the territories, having told what holds of the whole file."""
        for name, count in self.undated.items():
            column = self.declared.columns[name][0]
            self.report.notes.append(
                f"{self.file}: {count:,} rows have no “{column}”: it is not known since when they "
                "hold."
            )
        return list(self.loaded.values())


def left_out(told: Told, declared: Declaration) -> str:
    """Return why a row is left out by design, "" where it is not."""
    for one in declared.told.get("left-out", ()):
        if re.fullmatch(one["matches"], told.fields.get(one["field"], ""), re.DOTALL):
            return str(one["because"])
    return ""


def number(told: str, declared: Declaration | Mapping[str, str]) -> float | None:
    """Return a number as the declaration says that they are written, None where it is none.

    >>> number("1 234,5", {"decimal": ",", "thousands": " "}), number("1,5", {})
    (1234.5, None)
    """
    ways = declared if isinstance(declared, Mapping) else declared.told
    decimal, thousands = ways.get("decimal", "."), ways.get("thousands", "")
    if thousands:
        spaces = r"[\s\u00a0\u202f]" if thousands == " " else re.escape(thousands)
        told = re.sub(rf"(?<=\d){spaces}(?=\d{{3}}(?!\d))", "", told)
    if not re.fullmatch(rf"[-+]?\d+({re.escape(decimal)}\d+)?", told):
        return None
    return float(told.replace(decimal, "."))
