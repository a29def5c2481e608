"""The yearly lists of intercommunalities and communes, loaded into what is needed of them.

Two forms are read: `data/*.json` of the npm package `@etalab/decoupage-administratif`, and
the answers of `https://geo.api.gouv.fr` in the API's own field names.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeGuard

from tigraph.errors import DataError
from tigraph.registries.centres import Point, centre
from tigraph.registries.cog.names import FORMS
from tigraph.registries.french import code_fault
from tigraph.registries.periods import state_day
from tigraph.registries.siren import is_siren, siren_of
from tigraph.registries.sources import Report, Source
from tigraph.registries.tables import records

BY_DESIGN = "not read by design"
_PARTS = ("commune-deleguee", "commune-associee")
_DISTRICT = "arrondissement-municipal"


@dataclass
class Group:
    """An intercommunality in one vintage; `members` gives the SIREN of communes by code.

    `populations` gives the municipal and total population of members that are wanted.
    """

    name: str
    form: str
    municipal: int | None
    total: int | None
    members: dict[str, str] = field(default_factory=dict)
    populations: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)


@dataclass
class Vintage:
    """A list of intercommunalities as it stood on a day (ISO), by SIREN."""

    dated: str
    source: Source
    groups: dict[str, Group]

    @property
    def day(self) -> str:
        """The day (ISO) whose state the list shows."""
        return state_day(self.dated)

    def holders(self) -> dict[str, str]:
        """Return the SIREN of the intercommunality by the code of each commune in one."""
        return {code: siren for siren, group in self.groups.items() for code in group.members}


class Commune(NamedTuple):
    """A commune in one vintage: its name, what it lies in, SIREN, population and centre."""

    name: str
    arrondissement: str
    departement: str
    siren: str
    population: int | None
    former: tuple[str, ...]
    group: str = ""
    point: Point | None = None


@dataclass
class CommuneList:
    """The communes as they stood on a day, by INSEE code.

    `parts` gives the commune of each that is only a part of one (déléguée, associée), `districts`
    the name and the commune of each municipal arrondissement.
    """

    dated: str
    source: Source
    communes: dict[str, Commune]
    parts: dict[str, str]
    districts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def successors(self) -> dict[str, str]:
        """Return the code of the commune into which each former commune went."""
        former = {old: code for code, one in self.communes.items() for old in one.former}
        return {**self.parts, **former}

    def towns(self) -> set[str]:
        """Return the SIREN of the largest communes, if the list says where they are: for maps."""
        placed = [one for one in self.communes.values() if one.point and one.population]
        return {one.siren for one in sorted(placed, key=lambda one: -(one.population or 0))[:100]}


@dataclass(frozen=True)
class Area:
    """A region, département or arrondissement in the last vintage that has it."""

    name: str
    within: str
    source: Source


def group_list(
    source: Source,
    report: Report,
    sirens: dict[str, str],
    names: dict[str, str],
    wanted: Container[str],
) -> Vintage:
    """Load the list of EPCI or EPT of one vintage.

    `sirens` gives the SIREN of communes by code, and is added to: it stands in where a
    member comes without one. So are `names` added to, which stand in where there is no
    list of communes. `wanted` are the SIREN whose own population is wanted.
    """
    name = f"{source.part} ({source.name})"
    required = ("code", "nom", "type", "membres")
    groups: dict[str, Group] = {}
    counts = _Counts()
    for number, row in enumerate(records(source.path, required, source.name), 1):
        report.row(name)
        siren = siren_of(row.get("code"))
        if not is_siren(siren):
            report.refuse(name, siren or number, "the SIREN has not nine digits and a right check")
            continue
        form = FORMS.get(str(row.get("type")))
        if form is None:
            report.refuse(name, siren, f"unknown legal form “{row.get('type')}”")
            continue
        if siren in groups:
            report.refuse(name, siren, "a second row with this SIREN")
            continue
        group = Group(
            str(row.get("nom") or siren).strip(),
            form,
            counts.of(row.get("populationMunicipale"), siren),
            counts.of(row.get("populationTotale"), siren),
        )
        for member in row.get("membres") or ():
            report.row(name)
            code = _add_member(group, member, name, siren, report, sirens)
            if code:
                names[code] = sys.intern(str(member.get("nom") or code))
            if code and group.members[code] in wanted:
                municipal, total = (
                    counts.of(member.get(f"population{kind}"), code)
                    for kind in ("Municipale", "Totale")
                )
                group.populations[code] = municipal, total
        groups[siren] = group
    report.check()
    counts.tell(name, report)
    return Vintage(source.dated, source, groups)


def _add_member(
    group: Group, member: Any, name: str, of: str, report: Report, sirens: dict[str, str]
) -> str:
    """Add a member to its group, whose SIREN is `of`; return its code, "" where it is no use."""
    code, siren = (
        (member.get("code"), siren_of(member.get("siren")))
        if isinstance(member, dict)
        else ("", "")
    )
    if not is_code(code):
        report.refuse(name, f"{of}, {siren}", "a member without its INSEE code")
    elif fault := code_fault(code, "commune"):
        report.refuse(name, f"{of}, {siren}", fault)
    elif siren and not is_siren(siren):
        reason = f"the SIREN “{siren}” of the member fails its check digit"
        report.refuse(name, f"{of}, {code}", reason)
    elif not (siren or code in sirens):
        report.refuse(name, f"{of}, {code}", "a member without SIREN")
    elif code in group.members:
        report.refuse(name, f"{of}, {code}", "a second row of this member")
    else:
        if siren:
            sirens[code] = sys.intern(siren)
        group.members[sys.intern(code)] = sirens[code]
        return str(code)
    return ""


def commune_list(source: Source, report: Report) -> CommuneList:
    """Load the communes of one vintage; those within another are left out by design."""
    name = f"{source.part} ({source.name})"
    rows = records(source.path, ("code", "nom"), source.name)
    api = any("codeDepartement" in row for row in rows[:100])
    key = "codeDepartement" if api else "departement"
    if not any(key in row for row in rows):
        raise DataError(
            f"{source.name}: no record has “departement” or “codeDepartement”: "
            "these are not communes as the package or the API gives them."
        )
    communes: dict[str, Commune] = {}
    counts = _Counts()
    parts: dict[str, str] = {}
    districts: dict[str, tuple[str, str]] = {}
    for number, row in enumerate(rows, 1):
        report.row(name)
        kind = row.get("type", "commune-actuelle")
        if kind == _DISTRICT and is_code(row.get("code")) and row.get("nom"):
            districts[row["code"]] = row["nom"], _code(row.get("commune"))
            continue
        if kind != "commune-actuelle":
            if kind in _PARTS and row.get("code") != row.get("chefLieu"):
                parts[str(row.get("code"))] = str(row.get("chefLieu"))
            report.left_out[name, f"{kind}: {BY_DESIGN}"] += 1
            continue
        code, siren = row.get("code"), siren_of(row.get("siren"))
        if not (is_code(code) and row.get("nom")):
            report.refuse(name, code or number, "a commune without name, or without its INSEE code")
            continue
        if fault := code_fault(code, "commune"):
            report.refuse(name, code, fault)
            continue
        if siren and not is_siren(siren):
            report.refuse(name, code, f"the SIREN “{siren}” fails its check digit")
            continue
        if code in communes:
            report.refuse(name, code, "a second row with this code")
            continue
        overseas = row.get("collectiviteOutremer") or {}
        communes[sys.intern(code)] = Commune(
            row["nom"],
            _code(row.get("arrondissement")),
            _code(row.get(key) or overseas.get("code")),
            sys.intern(siren),
            counts.of(row.get("population"), code),
            tuple(row.get("anciensCodes") or ()),
            row.get("codeEpci") or "",
            centre(row.get("centre")),
        )
    counts.tell(name, report)
    return CommuneList(source.dated, source, communes, parts, districts)


def api_list(source: Source, communes: CommuneList, report: Report) -> Vintage:
    """Load the answer of the API's /epcis; its members come from the communes' `codeEpci`."""
    name = f"{source.part} ({source.name})"
    groups: dict[str, Group] = {}
    counts = _Counts()
    for number, row in enumerate(records(source.path, ("code", "nom"), source.name), 1):
        report.row(name)
        siren = siren_of(row.get("code"))
        if not is_siren(siren):
            report.refuse(name, siren or number, "the SIREN has not nine digits and a right check")
            continue
        if siren in groups:
            report.refuse(name, siren, "a second row with this SIREN")
            continue
        groups[siren] = Group(
            row.get("nom") or siren,
            FORMS.get(str(row.get("type")), ""),
            counts.of(row.get("population"), siren),
            None,
        )
    for code, commune in communes.communes.items():
        if commune.group in groups and commune.siren:
            groups[commune.group].members[code] = commune.siren
        elif commune.group:
            report.refuse(
                f"{communes.source.part} ({communes.source.name})",
                code,
                "without SIREN" if commune.group in groups else f"EPCI {commune.group} not listed",
            )
    if not any(group.members for group in groups.values()):
        raise DataError(
            f"{source.name}: no commune of {communes.source.name} names its EPCI: ask the API for "
            "/communes?fields=nom,code,siren,codeEpci,population,codeDepartement,codeRegion,centre."
        )
    counts.tell(name, report)
    return Vintage(source.dated, source, groups)


#: What areas are that lie in another, by what that is.
_KINDS = {"": "region", "region": "departement", "departement": "arrondissement"}


def areas(sources: Sequence[Source], parent: str, report: Report) -> dict[str, list[Area]]:
    """Load regions, départements or arrondissements of all vintages: each by code, oldest first.

    `parent` is the field of what they lie in; the API writes it as `codeRegion`.
    """
    found: dict[str, list[Area]] = {}
    for source in sources:
        name = f"{source.part} ({source.name})"
        seen = set[str]()
        for number, row in enumerate(records(source.path, ("code", "nom"), source.name), 1):
            report.row(name)
            code, label = row.get("code"), row.get("nom")
            if not (is_code(code) and label):
                report.refuse(name, code or number, "an area without name, or without its code")
                continue
            if fault := code_fault(code, _KINDS[parent]):
                report.refuse(name, code, fault)
                continue
            if not parent and row.get("zone") == "com":
                report.left_out[name, f"overseas collectivity, no region: {BY_DESIGN}"] += 1
                continue
            if code in seen:
                report.refuse(name, code, "a second row with this code")
                continue
            seen.add(code)
            within = _code(row.get(parent) or row.get(f"code{parent.capitalize()}"))
            found.setdefault(code, []).append(Area(label, within, source))
    return found


def is_code(value: object) -> TypeGuard[str]:
    """Whether a value is a code of the official geographic code, as a text.

    >>> is_code("2A004"), is_code("27"), is_code(27), is_code("2 7")
    (True, True, False, False)
    """
    return isinstance(value, str) and bool(_CODE.fullmatch(value))


_CODE = re.compile(r"[0-9][0-9AB][0-9]{0,3}")


def _code(value: object) -> str:
    return value if is_code(value) else ""


class _Counts:
    """Takes numbers of inhabitants from the rows of a file, and tells of those that are none."""

    def __init__(self) -> None:
        self.odd: list[str] = []

    def of(self, value: object, code: object) -> int | None:
        """Return a number; None where there is none."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if value not in (None, ""):
            self.odd.append(f"“{value}” of {code}")
        return None

    def tell(self, name: str, report: Report) -> None:
        """Note in the report how many were no numbers."""
        if self.odd:
            report.notes.append(
                f"{name}: {len(self.odd)} populations are no whole numbers and are not used; "
                f"the first: {self.odd[0]}."
            )
