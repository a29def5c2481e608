"""ANCT's files of territories: which form each has, and what its rows say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tigraph.registries.french import code_fault
from tigraph.registries.siren import is_siren, siren_fault, siren_of
from tigraph.registries.sources import Report, Source
from tigraph.registries.tables import beginning, features, header, placed, rows

#: What a file is, as the end of its part: the name under which it is kept does not tell.
CONTOURS, MEMBERS, COMMUNES, CENTRES = "/contours", "/members", "/communes", "centres"
COLUMNS = {
    "commune": ("insee_com",),
    "code": ("id_ti", "id_territoire"),
    "name": ("lib_ti", "lib_territoire"),
    "siren": ("siren_groupement",),
    "member": ("lib_groupement",),
}
_LISTED = re.compile(r"\s*;?\s*(.*?)\s*\((\d{3}\s?\d{3}\s?\d{3})\)", re.DOTALL)


@dataclass
class Row:
    """What a file says of one territory; `names` of members by SIREN, where it says them."""

    code: str
    name: str
    members: dict[str, str] = field(default_factory=dict)
    communes: list[str] = field(default_factory=list)
    geometry: Any = None


def form_of(path: Path) -> str:
    """Return what a file is by its keys or columns, as the end of its part; "" if not ours."""
    if path.suffix and not path.suffix.lower().endswith(("json", ".csv", ".txt")):
        return ""
    text = beginning(path)
    if text.lstrip().startswith("["):
        return ""
    if text.lstrip().startswith("{"):
        keys = {key for key in ("id_ti", "id_territoire", "siren_epci") if f'"{key}"' in text}
        if '"features"' not in text or not keys:
            return ""
        return CENTRES if keys == {"siren_epci"} else CONTOURS
    found = placed(header(text)[0], COLUMNS)
    if "code" not in found:
        return ""
    return MEMBERS if "siren" in found else COMMUNES if "commune" in found else ""


def load(source: Source, report: Report) -> list[Row]:
    """Load the territories of a file, in its order; the report counts its rows."""
    if not source.part.endswith(CONTOURS):
        return _load_csv(source, report)
    loaded: dict[str, Row] = {}
    for number, (told, geometry) in enumerate(features(source.path, source.name), 1):
        report.row(source.name)
        code, name = (
            str(told.get("id_ti") or told.get("id_territoire") or ""),
            str(told.get("lib_ti") or told.get("lib_territoire") or "").strip(),
        )
        if not _right(code, name, number, source.name, report):
            continue
        row = loaded.setdefault(code, Row(code, name, geometry=geometry))
        _same_name(row, name, number, source.name, report)
        listed = told.get("liste_geo")
        if listed is not None:
            members = [(siren_of(siren), label) for label, siren in _LISTED.findall(str(listed))]
            lost = _LISTED.sub("", str(listed)).strip(" ;")
            if lost:
                report.refuse(source.name, code, f"members without SIREN in “{lost}”")
        else:
            members = _paired(
                str(told.get("siren_groupement") or ""), str(told.get("lib_groupement") or "")
            )
        _add(row, members, source.name, report)
    return list(loaded.values())


#: A SIREN in groups of three, or whatever stands between commas and spaces.
_NUMBERS = re.compile(r"\d{3}[\s.]?\d{3}[\s.]?\d{3}(?!\d)|[^,;\s]+")


def _paired(sirens: str, names: str) -> list[tuple[str, str]]:
    """Pair SIREN with names, where splitting at commas gives as many; else SIREN alone.

    >>> _paired("200070530, 200000172", "CC Entre Arroux, Loire et Somme, CC Faucigny")
    [('200070530', ''), ('200000172', '')]
    """
    numbers = [siren_of(one) for one in _NUMBERS.findall(sirens)]
    labels = [one.strip() for one in re.split(r"[,;] ", names)]
    if len(labels) != len(numbers):
        labels = [""] * len(numbers)
    return list(zip(numbers, labels, strict=True))


def _load_csv(source: Source, report: Report) -> list[Row]:
    loaded: dict[str, Row] = {}
    optional = ("commune", "siren", "member")
    for line, told in rows(source.path, COLUMNS, optional, source.name):
        report.row(source.name)
        if told is None:
            report.refuse(source.name, line, "another number of fields than the header")
            continue
        if not _right(told["code"], told["name"], line, source.name, report):
            continue
        row = loaded.setdefault(told["code"], Row(told["code"], told["name"]))
        _same_name(row, told["name"], line, source.name, report)
        if "siren" in told:
            siren = siren_of(told["siren"])
            if siren in row.members:
                report.refuse(source.name, line, "a second row of this member of the territory")
            elif is_siren(siren):
                row.members[siren] = told.get("member", "")
            else:
                report.refuse(source.name, line, siren_fault(siren))
        elif fault := code_fault(told["commune"], "commune"):
            report.refuse(source.name, line, fault)
        elif told["commune"] in row.communes:
            report.refuse(source.name, line, "a second row of this commune of the territory")
        else:
            row.communes.append(told["commune"])
    return list(loaded.values())


def _right(code: str, name: str, row: object, file: str, report: Report) -> bool:
    if re.fullmatch(r"ti-\d{4}", code) and name:
        return True
    report.refuse(file, code or row, "a territory without code ti-NNNN or without name")
    return False


def _same_name(row: Row, name: str, at: object, file: str, report: Report) -> None:
    if name != row.name:
        report.notes.append(
            f"{file}, {at}: {row.code} is called “{name}” here, “{row.name}” before: the first "
            "name is taken."
        )


def _add(row: Row, members: Sequence[tuple[str, str]], file: str, report: Report) -> None:
    for siren, name in members:
        report.row(file)
        if siren in row.members:
            report.refuse(file, row.code, f"the member {siren} a second time")
        elif is_siren(siren):
            row.members[siren] = name
        else:
            report.refuse(file, row.code, siren_fault(siren, " of a member"))
    if not row.members:
        report.notes.append(f"{file}: {row.code} {row.name} names no member.")
