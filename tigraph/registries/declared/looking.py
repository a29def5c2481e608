"""A file looked at: its columns, and what they seem to hold, as far as their cells tell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tigraph.errors import DataError
from tigraph.registries.declared.codes import System
from tigraph.registries.declared.dates import WAYS, edtf
from tigraph.registries.declared.declaration import country_systems
from tigraph.registries.declared.rows import is_workbook
from tigraph.registries.declared.sheets import cell_text, sheets
from tigraph.registries.tables import features, read_json, table_text

#: So many rows are looked at, and so much of the cells must be of a kind for it to be guessed.
_MOST, _SHARE = 2_000, 0.9
#: What a code of a row's own looks like; a total below a short table has none.
_OWN, _MOST_OWN = re.compile(r"[\w-]*\d[\w-]*"), 0.75
_NUMBER = re.compile(r"\d")
#: What stands between several ids in a cell, and what one looks like: it has a digit, no space.
_IDS = re.compile(r"\s*[;,|/]\s*")
_ID = re.compile(r"(?=\S*\d)[\w.-]+")
_NAMED = re.compile(r"\s*;?\s*(.+?)\s*\(([^()]+)\)")


@dataclass
class Column:
    """A column: its name, its filled cells, and what they seem to be: a kind, or none."""

    name: str
    cells: list[str]
    kind: str = ""
    of: str = ""
    remark: str = ""

    @property
    def distinct(self) -> bool:
        """Whether no two cells are alike."""
        return len(set(self.cells)) == len(self.cells) > 0


@dataclass
class Drafted:
    """What a file seems to be: its format, what is special to it, its columns."""

    format: str
    columns: list[Column]
    rows: int
    special: dict[str, str] = field(default_factory=dict)
    geometry: bool = False


def looked_at(path: Path) -> Drafted:
    """Return what a file seems to be."""
    told = _table(path)
    for column in told.columns:
        _guess(column)
    return told


# ----------------------------------------------------------------------------- what is there


def _table(path: Path) -> Drafted:
    if is_workbook(path):
        return _sheet(path)
    text = table_text(path, str(path))
    if text.lstrip()[:1] in "{[":
        return _json(path)
    lines = list(io.StringIO(text, newline=""))[: _MOST + 40]
    best = max(";,\t|", key=lambda one: sum(line.count(one) for line in lines[:200]))
    grid = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=best)]
    return _gridded(grid, "table")


def _sheet(path: Path) -> Drafted:
    found = max(sheets(path, str(path)), key=lambda one: len(one.rows))
    made = _gridded(found.rows[: _MOST + 40], "table")
    if found.merged:
        made.special["merged"] = "some cells are merged: say by “repeat” of which fields they hold"
    made.special["sheet"] = found.name
    return made


def _gridded(grid: Sequence[Sequence[str]], format: str) -> Drafted:
    """Return the columns of a grid: its header is the first row as wide as most."""
    widths = sorted(_width(row) for row in grid if any(row))
    if not widths:
        raise DataError("the table is empty.")
    usual = widths[len(widths) // 2]
    at = next((n for n, row in enumerate(grid) if _width(row) >= max(2, usual - 1)), 0)
    if at + 1 < len(grid) and _is_above(grid[at], grid[at + 1]):
        at += 1
    names = list(grid[at][: _width(grid[at])])
    rows = [row for row in grid[at + 1 :] if any(row)]
    columns = []
    for place, name in enumerate(names):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        again = names[: place + 1].count(name) if names.count(name) > 1 else 0
        columns.append(Column(f"{name} #{again}" if again else name, cells))
    made = Drafted(format, columns, len(rows))
    if at:
        made.special["header"] = str(at + 1)
    return made


def _is_above(row: Sequence[str], under: Sequence[str]) -> bool:
    """Whether a row only groups the columns that the one under it names: it has gaps, that none."""
    wide = _width(under)
    words = [*under[:wide]]
    named = all(words) and len(set(words)) == wide and not any(map(_NUMBER.search, words))
    return named and wide >= _width(row) and not all(row[:wide])


def _width(row: Sequence[str]) -> int:
    return max((place + 1 for place, cell in enumerate(row) if cell), default=0)


def _json(path: Path) -> Drafted:
    value = read_json(path)
    if isinstance(value, dict) and isinstance(value.get("features"), list):
        found = features(path)
        made = _keyed([row for row, _ in found], "geojson")
        made.geometry = any(one for _, one in found)
        return made
    where, rows = _list_in(value)
    made = _keyed(rows, "json")
    if where:
        made.special["rows"] = where
    return made


def _list_in(value: Any, where: str = "") -> tuple[str, list[dict[str, Any]]]:
    """Return the first list of objects in a value of JSON, and under which keys it stands."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return where, [one for one in value if isinstance(one, dict)]
    for key, inner in value.items() if isinstance(value, dict) else ():
        try:
            return _list_in(inner, f"{where}.{key}".lstrip("."))
        except DataError:
            continue
    raise DataError("no list of records in this JSON: declare it by hand.")


def _keyed(rows: Sequence[dict[str, Any]], format: str) -> Drafted:
    columns: dict[str, Column] = {}
    for row in rows[:_MOST]:
        for key, value in row.items():
            column = columns.setdefault(key, Column(key, []))
            if isinstance(value, list | dict):
                column.kind = "list" if isinstance(value, list) else "object"
            elif text := cell_text(value):
                column.cells.append(text)
    return Drafted(format, list(columns.values()), len(rows))


# ------------------------------------------------------------------------------- what it is


def _guess(column: Column) -> None:
    """Guess what a column holds from its cells, and say what is odd in it."""
    if column.kind or not column.cells:
        column.remark = "" if column.kind else "empty"
        return
    for key, system in _systems().items():
        if found := _code_kind(column, system):
            column.kind, column.of = found, key
            return
    for way in ("iso", "day/month/year", "month/day/year", "words"):
        if _share(column, lambda one, w=way: len(one) > 4 and bool(edtf(one, [w]))):
            column.kind, column.of = "date", way
            return
    if _share(column, lambda one: bool(re.fullmatch(r"-?\d+([.,]\d+)?", one))):
        column.kind = "number"
        if any("," in one for one in column.cells):
            column.remark = "with a decimal comma: declare “decimal: ','”"
        elif _share(column, _as_day):
            column.remark = f"or days: {WAYS['excel']}; then declare “dates: [excel]”"
    elif _several_ids(column):
        column.kind, column.remark = "several ids", "codes of systems that you declare"
    elif column.distinct and _share(column, lambda one: bool(_OWN.fullmatch(one)), _MOST_OWN):
        column.kind = "own code"
        column.cells = [one for one in column.cells if _OWN.fullmatch(one)]
    else:
        column.kind = "text"


def _several_ids(column: Column) -> bool:
    """Whether cells have several codes of systems that nothing is known of."""
    found = [_IDS.split(cell) for cell in column.cells]
    several = any(len(one) > 1 for one in found)
    return several and all(_ID.fullmatch(one) for some in found for one in some)


def _as_day(cell: str) -> bool:
    """Whether a number may be a day of our time as a spreadsheet counts them."""
    return bool(edtf(cell, ["excel"])) and 20_000 < float(cell) < 60_000


def _code_kind(column: Column, system: System) -> str:
    """Return how a column holds codes of a system, "" where it does not."""

    def lost(one: str) -> bool:
        return "lost the zero" in system.fault(system.clean(one))

    if _share(column, lambda one: not system.fault(system.clean(one))):
        if not system.check:
            column.remark = "by its form alone: TO DO"
            if _share(column, _as_day):
                column.remark += f", for it may be days: {WAYS['excel']}; “dates: [excel]”"
        return "code"
    if _share(column, lambda one: _listed(one, system)):
        return "members"
    if _share(column, lambda one: _several(one, system)):
        return "codes"
    if _share(column, lambda one: not system.fault(system.clean(one)) or lost(one)):
        column.remark = "zeros were lost: declare put-back-zeros-to"
        return "code"
    return ""


def _share(column: Column, holds: Any, share: float = _SHARE) -> bool:
    cells = column.cells[:500]
    return sum(1 for one in cells if holds(one)) >= share * len(cells)


def _listed(cell: str, system: System) -> bool:
    found = _NAMED.findall(cell)
    return bool(found) and all(not system.fault(system.clean(code)) for _, code in found)


def _several(cell: str, system: System) -> bool:
    found = [one for one in re.split(r"[,;|]\s*", cell) if one]
    return len(found) > 0 and all(not system.fault(system.clean(one)) for one in found)


def _systems() -> dict[str, System]:
    return {key: one for _, systems in country_systems() for key, one in systems.items()}
