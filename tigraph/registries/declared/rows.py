"""The rows of a file of any form, by the fields that a declaration names.

A header may stand below a title, and is found by the columns that are wanted. What is told
with its place: a column that is missing or stands twice, a row with another number of fields,
cells that are merged.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tigraph.errors import DataError
from tigraph.names import folded
from tigraph.registries.declared.rules import Declaration, Form
from tigraph.registries.declared.sheets import Sheet, cell_text, sheets
from tigraph.registries.tables import features, read_json, table_text, whole_rows

#: A header stands in the first lines, or is none.
_DEEPEST = 40
_SEPARATORS = ";,\t|"


class Told(NamedTuple):
    """What a row says: where it stands, its fields, what is wrong with it, its geometry.

    `lists` are fields whose value is no text, but a list of JSON.
    """

    at: int
    fields: dict[str, str]
    fault: str = ""
    geometry: Any = None
    lists: Mapping[str, Any] = {}  # never written to


@dataclass
class Head:
    """The columns of a file: where it stands, their names, and the place of each field."""

    line: int
    names: list[str]
    places: dict[str, int] = field(default_factory=dict)
    separator: str = ""
    missing: list[str] = field(default_factory=list)


def head(names: Sequence[str], declared: Declaration, form: Form, line: int = 1) -> Head:
    """Return which field stands in which column; raises `DataError` for a name that is twice."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        found.setdefault(folded(name), []).append(place)
    made = Head(line, list(names))
    for one, columns in declared.columns.items():
        for column in columns:
            bare, _, number = (
                column.partition(" #") if column.rpartition(" #")[2].isdigit() else (column, "", "")
            )
            places = found.get(folded(bare), [])
            if number and len(places) >= int(number) > 0:
                made.places[one] = places[int(number) - 1]
            elif len(places) == 1 and not number:
                made.places[one] = places[0]
            elif len(places) > 1:
                told = ", ".join(str(place + 1) for place in places)
                raise DataError(
                    f"line {line}: the column “{bare}” stands {len(places)} times (columns "
                    f"{told}): declare which is meant, as “{bare} #1”."
                )
            if one in made.places:
                break
    made.missing = [declared.columns[one][0] for one in form.columns if one not in made.places]
    return made


def told_rows(path: Path, name: str, declared: Declaration, form: Form) -> Iterator[Told]:
    """Yield the rows of a file; raises `DataError` where it is not of the form."""
    if form.format == "geojson":
        yield from _features(path, name, declared, form)
    elif form.format == "json":
        yield from _objects(path, name, declared, form)
    elif is_workbook(path):
        yield from _sheet_rows(path, name, declared, form)
    else:
        yield from _table_rows(path, name, declared, form)


def is_workbook(path: Path) -> bool:
    """Whether a file begins as a workbook (.xlsx) does."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


# ------------------------------------------------------------------------------------- tables


def table_head(text: str, name: str, declared: Declaration, form: Form) -> Head:
    """Return the header of a CSV text: the first line that has the columns that are wanted."""
    lines = list(io.StringIO(text, newline=""))[: form.header or _DEEPEST]
    best: Head | None = None
    for line, told in enumerate(lines, 1):
        if not told.strip() or (form.header and line < form.header):
            continue
        for separator in [form.separator] if form.separator else _SEPARATORS:
            names = [
                one.strip()
                for one in next(csv.reader([told.rstrip("\r\n")], delimiter=separator), [])
            ]
            while names and not names[-1]:  # separators at its end
                names.pop()
            found = _head(names, name, declared, form, line)
            found.separator = separator
            if best is None or (len(found.missing), -len(names)) < (
                len(best.missing),
                -len(best.names),
            ):
                best = found
            if not found.missing:
                return found
    assert best is not None
    return best


def _head(names: list[str], name: str, declared: Declaration, form: Form, line: int) -> Head:
    try:
        return head(names, declared, form, line)
    except DataError as error:
        raise DataError(f"{name}, {error}") from None


def missing_fault(found: Head, name: str) -> str:
    """Return that columns are missing, in words."""
    listed, names = (", ".join(f"“{x}”" for x in some) for some in (found.missing, found.names))
    return f"{name}: the column {listed} is missing; the columns are {names}."


def _table_rows(path: Path, name: str, declared: Declaration, form: Form) -> Iterator[Told]:
    text = table_text(path, name, form.encoding)
    found = table_head(text, name, declared, form)
    if found.missing:
        raise DataError(missing_fault(found, name))
    above = found.line - 1
    under = "".join(list(io.StringIO(text, newline=""))[above:])
    above_it: dict[str, str] = {}
    for line, fields in whole_rows(under, found.separator, len(found.names), name, above):
        if fields is None:
            yield Told(line, {}, "another number of fields than the header")
            continue
        told = {one: fields[place].strip() for one, place in found.places.items()}
        yield Told(line, _repeated(told, declared, above_it))


def _repeated(told: dict[str, str], declared: Declaration, above: dict[str, str]) -> dict[str, str]:
    """Return a row with what stands above where a cell is empty, of the columns declared so."""
    told = _known(told, declared)
    for one in declared.repeated:
        if one in told:
            told[one] = above[one] = told[one] or above.get(one, "")
    return told


def _known(told: dict[str, str], declared: Declaration) -> dict[str, str]:
    """Return a row without what stands in cells of which nothing is known."""
    return {one: "" if text in declared.nothing else text for one, text in told.items()}


def sheet_head(sheet: Sheet, name: str, declared: Declaration, form: Form) -> Head:
    """Return the header of a sheet: the first row that has the columns that are wanted."""
    best: Head | None = None
    for line, cells in enumerate(sheet.rows[: form.header or _DEEPEST], 1):
        if not any(cells) or (form.header and line < form.header):
            continue
        found = _head(cells, f"{name}, sheet “{sheet.name}”", declared, form, line)
        if best is None or len(found.missing) < len(best.missing):
            best = found
        if not found.missing:
            break
    return best or Head(1, [], missing=[declared.columns[one][0] for one in form.columns])


def chosen_sheet(path: Path, name: str, declared: Declaration, form: Form) -> tuple[Sheet, Head]:
    """Return the sheet that is declared, or the one that has the columns, with its header."""
    every = sheets(path, name)
    if form.sheet:
        some = [one for one in every if one.name == form.sheet]
        if not some:
            told = ", ".join(f"“{one.name}”" for one in every)
            raise DataError(f"{name}: no sheet “{form.sheet}”; there are {told}.")
        every = some
    found = [(one, sheet_head(one, name, declared, form)) for one in every]
    whole = [(one, its) for one, its in found if not its.missing]
    if len(whole) > 1:
        told = ", ".join(f"“{one.name}”" for one, _ in whole)
        raise DataError(f"{name}: the sheets {told} all have the columns: declare which is meant.")
    return whole[0] if whole else min(found, key=lambda one: len(one[1].missing))


def _sheet_rows(path: Path, name: str, declared: Declaration, form: Form) -> Iterator[Told]:
    sheet, found = chosen_sheet(path, name, declared, form)
    if found.missing:
        raise DataError(missing_fault(found, f"{name}, sheet “{sheet.name}”"))
    above_it: dict[str, str] = {}
    rows = 0
    for number, cells in enumerate(sheet.rows[found.line :], found.line):
        if not any(cells):
            continue
        rows += 1
        told = {one: cells[place] for one, place in found.places.items() if place < len(cells)}
        broken = [
            one
            for one, cell in told.items()
            if cell.startswith("#") and cell.endswith(("!", "?", "/A"))
        ]
        if broken:
            yield Told(number + 1, {}, f"an error of the spreadsheet, {told[broken[0]]}")
            continue
        inside = {one for one, place in found.places.items() if (number, place) in sheet.merged}
        if alone := sorted(inside - set(declared.repeated)):
            column = declared.columns[alone[0]][0]
            yield Told(
                number + 1,
                {},
                f"the cell of “{column}” is merged with one above or beside it: declare "
                f"“repeat: [{alone[0]}]” if what stands there holds of this row too",
            )
            continue
        told |= {one: sheet.merged[number, found.places[one]] for one in inside}
        yield Told(number + 1, _repeated(told, declared, above_it))
    if not rows:
        raise DataError(f"{name}, sheet “{sheet.name}”: no rows. Fetch it again.")


# --------------------------------------------------------------------------------------- JSON


def objects(path: Path, name: str, form: Form) -> list[Any]:
    """Return the list of JSON in which the rows stand."""
    value = read_json(path, name)
    for key in form.rows.split(".") if form.rows else ():
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, list):
        where = f" under “{form.rows}”" if form.rows else ""
        raise DataError(f"{name}: no list of records{where}: declare under which key it stands.")
    if not value:
        raise DataError(f"{name}: the list is empty. Fetch it again.")
    return value


def at_path(told: Any, path: str) -> Any:
    """Return what stands in an object under a key, or under keys parted by dots.

    >>> at_path({"a": {"b": 1}, "a.c": 2}, "a.b"), at_path({"a": {"b": 1}, "a.c": 2}, "a.c")
    (1, 2)
    """
    if not isinstance(told, dict):
        return None
    if path in told or "." not in path:
        return told.get(path)
    first, _, rest = path.partition(".")
    return at_path(told.get(first), rest)


def _fields(told: dict[str, Any], declared: Declaration) -> tuple[dict[str, str], dict[str, Any]]:
    texts: dict[str, str] = {}
    lists: dict[str, Any] = {}
    for one, columns in declared.columns.items():
        for column in columns:
            value = at_path(told, column)
            if isinstance(value, list | dict):
                lists[one] = value
            elif value is not None and (one not in texts or not texts[one]):
                texts[one] = cell_text(value)
    return texts, lists


def _json_rows(
    found: Sequence[tuple[Any, Any]], name: str, declared: Declaration, form: Form
) -> Iterator[Told]:
    told = [
        (_fields(row, declared), geometry) if isinstance(row, dict) else (None, None)
        for row, geometry in found
    ]
    have = {one for row, _ in told if row for part in row for one in part}
    missing = [declared.columns[one][0] for one in form.columns if one not in have]
    if missing:
        names = list(
            dict.fromkeys(key for row, _ in found[:20] if isinstance(row, dict) for key in row)
        )
        raise DataError(missing_fault(Head(0, names, missing=missing), name))
    for number, (row, geometry) in enumerate(told, 1):
        if row is None:
            yield Told(number, {}, "no object of JSON")
        else:
            yield Told(number, _known(row[0], declared), geometry=geometry, lists=row[1])


def _features(path: Path, name: str, declared: Declaration, form: Form) -> Iterator[Told]:
    yield from _json_rows(features(path, name), name, declared, form)


def _objects(path: Path, name: str, declared: Declaration, form: Form) -> Iterator[Told]:
    rows = [(row, None) for row in objects(path, name, form)]
    yield from _json_rows(rows, name, declared, form)
