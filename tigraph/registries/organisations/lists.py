"""Lists of organisations and of their changes, each row with its published sources, as CSV.

Those that come with tigraph are `data/organisations.csv` and `data/organisation-changes.csv`;
others of the same form are read alike. Several sources of a row are parted by “ | ”, several
names or organisations by “; ”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tigraph.errors import BadDateError
from tigraph.registries.siren import is_siren
from tigraph.registries.sources import Report, Source
from tigraph.registries.tables import beginning, header, placed, rows
from tigraph.validity import days

_SOURCED = ("source", "title", "issued", "read")
_LIST = ("id", "name", "english", "other names", "kind", "order", "level", "attached to", "siren")
_CHANGES = ("id", "change", "from", "to", "not before", "not after", "label", "english")
FORMS = {"list": (*_LIST, *_SOURCED), "changes": (*_CHANGES, *_SOURCED)}
KINDS = {"organisation": "FormalOrganization", "unit": "OrganizationalUnit"}
ORDERS = ("state", "local-authority", "state-operator", "consular-chamber", "association",
          "research", "training")  # fmt: skip
LEVELS = ("national", "regional", "departmental", "local")
CHANGES = ("created", "dissolved", "merged", "absorbed", "split", "renamed", "legal-form")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


class Published(NamedTuple):
    """What a row rests on: an address, a title, and when it was issued (EDTF, or "")."""

    address: str
    title: str
    issued: str


@dataclass(frozen=True)
class Row:
    """A row of a list that can be used: its fields, and what it rests on."""

    key: str
    fields: dict[str, str]
    sources: tuple[Published, ...]

    def several(self, field: str) -> list[str]:
        """Return the values of a field that may have several."""
        return [one.strip() for one in self.fields[field].split(";") if one.strip()]


def form_of(path: Path) -> str:
    """Return "list" or "changes" where a file has some columns of such a list, else ""."""
    names = header(beginning(path))[0]
    for form, columns in FORMS.items():
        found = placed(names, {one: (one,) for one in columns})
        if {"id", "source"} <= found.keys() and len(found) > len(columns) // 2:
            return form
    return ""


def last_read(path: Path, form: str, name: str) -> str:
    """Return the latest day on which the sources of a list were read, "" where none is told."""
    told = [row["read"] for _, row in _rows(path, form, name) if row]
    return max((one for one in told if _DAY.fullmatch(one)), default="")


def listed(source: Source, form: str, report: Report) -> Iterator[Row]:
    """Yield the rows of a list that can be used; others are refused with the reason."""
    seen = set[str]()
    for line, row in _rows(source.path, form, source.name):
        report.row(source.name)
        if row is None:
            report.refuse(source.name, line, "another number of fields than the header")
            continue
        sources = _sources(row)
        wrong = (_wrong_list if form == "list" else _wrong_change)(row)
        if not _SLUG.fullmatch(row["id"]):
            wrong = f"“{row['id']}” is no identifier: small letters, digits, hyphens"
        elif row["id"] in seen:
            wrong = f"“{row['id']}” stands twice"
        elif not sources:
            wrong = "no published source: its address, its title, and an EDTF date if it has one"
        if wrong:
            report.refuse(source.name, line, wrong)
            continue
        seen.add(row["id"])
        yield Row(row["id"], row, sources)


def _rows(path: Path, form: str, name: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    return rows(path, {one: (one,) for one in FORMS[form]}, name=name)


def _sources(row: dict[str, str]) -> tuple[Published, ...]:
    """Return what a row rests on, nothing where it is told only in part."""
    told = [
        [one.strip() for one in row[field].split("|")] for field in ("source", "title", "issued")
    ]
    if len({len(one) for one in told}) > 1 or not _DAY.fullmatch(row["read"]):
        return ()
    found = tuple(Published(*one) for one in zip(*told, strict=True))
    right = all(
        re.match(r"https?://\S+$", one.address)
        and one.title
        and (not one.issued or _is_date(one.issued))
        for one in found
    )
    return found if right else ()


def _is_date(told: str) -> bool:
    try:
        days(told)
    except BadDateError:
        return False
    return True


def _wrong_list(row: dict[str, str]) -> str:
    if not row["name"]:
        return "no name"
    for field, known in (("kind", tuple(KINDS)), ("order", ORDERS), ("level", LEVELS)):
        if row[field] not in known and (row[field] or field == "kind"):
            return f"{field} “{row[field]}”: it is one of {', '.join(known)}"
    if row["siren"] and not is_siren(row["siren"]):
        return f"the SIREN “{row['siren']}” fails its check"
    return ""


def _wrong_change(row: dict[str, str]) -> str:
    if row["change"] not in CHANGES:
        return f"change “{row['change']}”: it is one of {', '.join(CHANGES)}"
    if not (row["from"] or row["to"]) or not row["label"]:
        return "from which organisations to which, and what happened, is not told"
    days = [row["not before"], row["not after"]]
    if not all(_DAY.fullmatch(day) for day in days) or days != sorted(days):
        return "not between two days, YYYY-MM-DD"
    return ""
