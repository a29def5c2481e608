"""Excel's workbooks as tables: the first sheet is read, and written back as it was."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tigraph.errors import DataError, MissingExtraError, UsageError
from tigraph.linking.sheets import Line, Sheet, Writer, as_cell
from tigraph.rdf import for_xml

#: Unpacked, no workbook that somebody wrote is larger.
_MOST_BYTES = 1 << 30
#: What a sheet can hold (Excel's specifications).
_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767


class Workbook:
    """The first sheet of a workbook; formulas count by what they last gave."""

    form = "xlsx"

    def __init__(self, path: Path) -> None:
        self.path = path
        book = _loaded(path, read_only=True, data_only=True)
        try:
            names = book.sheetnames
            self.head, self.columns = _header(path, book.worksheets[0])
        finally:
            book.close()
        more = ", ".join(names[1:])
        self.remarks: Sequence[str] = (
            (f"Of {path} the sheet “{names[0]}” is read, not {more}.",) if more else ()
        )

    def lines(self) -> Iterator[Line]:
        """Yield the rows below the first that has something in it."""
        book = _loaded(self.path, read_only=True, data_only=True)
        try:
            rows = book.worksheets[0].iter_rows(min_row=self.head + 1)
            for number, row in enumerate(rows, self.head + 1):
                fields = [shown(cell) for cell in row][: len(self.columns)]
                yield Line(number, (*fields, *[""] * (len(self.columns) - len(fields))))
        finally:
            book.close()


def shown(cell: Any) -> str:
    """Return what a cell shows, as text: zeros before a number where its format has them."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    zeros = str(getattr(cell, "number_format", "") or "")
    if isinstance(value, int) and re.fullmatch("0+", zeros):
        return str(value).zfill(len(zeros))
    return str(value)


@contextmanager
def writing(
    sheet: Sheet, file: IO[bytes], kept: Sequence[int], added: Sequence[str]
) -> Iterator[Writer]:
    """Yield what writes a table as a workbook: its own with columns more, or a new one."""
    writer = (
        _Beside(sheet, kept, added) if isinstance(sheet, Workbook) else _New(sheet, kept, added)
    )
    yield writer
    writer.book.save(file)


class _Beside:
    """Writes beside what a workbook has: formats, formulas and the other sheets stay."""

    def __init__(self, sheet: Workbook, kept: Sequence[int], added: Sequence[str]) -> None:
        self.book = _loaded(sheet.path)
        self._sheet = self.book.worksheets[0]
        for place in reversed(range(len(sheet.columns))):
            if place not in kept:
                self._sheet.delete_cols(place + 1)
        filled = (c.column for row in self._sheet.iter_rows() for c in row if c.value is not None)
        self._at, self._added = max(filled, default=len(kept)) + 1, added
        for place, name in enumerate(added):
            _put(self._sheet.cell(sheet.head, self._at + place), name)

    def write(self, line: Line, values: Mapping[str, Any]) -> None:
        for place, name in enumerate(self._added):
            if (value := values.get(name)) not in (None, "", []):
                _put(self._sheet.cell(line.number, self._at + place), value)


class _New:
    """Writes a workbook of text."""

    def __init__(self, sheet: Sheet, kept: Sequence[int], added: Sequence[str]) -> None:
        _needed()
        from openpyxl import Workbook as Book

        self.book = Book(write_only=True)
        self._sheet = self.book.create_sheet("Table")
        self._kept, self._added, self._rows = kept, added, 0
        self._append([*(sheet.columns[place] for place in kept), *added])

    def write(self, line: Line, values: Mapping[str, Any]) -> None:
        told = [values.get(name, "") for name in self._added]
        self._append([*(line.fields[place] for place in self._kept), *told])

    def _append(self, told: Sequence[Any]) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._rows += 1
        if self._rows > _MOST_ROWS:
            raise UsageError(f"More than {_MOST_ROWS:,} rows do not fit on a sheet: write .csv.")
        cells = [WriteOnlyCell(self._sheet) for _ in told]
        for cell, value in zip(cells, told, strict=True):
            _put(cell, value)
        self._sheet.append(cells)


def _put(cell: Any, value: Any) -> None:
    """Put a value into a cell: text stays text, “=1+1” is no formula."""
    if isinstance(value, float):
        cell.value = round(value, 3)
        return
    text = for_xml(as_cell(value), "\ufffd")
    cell.value = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 2] + " …"
    cell.data_type = "s"


def _header(path: Path, sheet: Any) -> tuple[int, tuple[str, ...]]:
    for number, row in enumerate(sheet.iter_rows(max_row=1000), 1):
        fields = [shown(cell) for cell in row]
        while fields and not fields[-1]:
            fields.pop()
        if fields:
            return number, tuple(fields)
    raise DataError(f"{path}: the first sheet is empty.")


def _needed() -> None:
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise MissingExtraError("xlsx", "A table of Excel") from None


def _loaded(path: Path, **how: bool) -> Any:
    _needed()
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(one.file_size for one in packed.infolist())
        if size > _MOST_BYTES:
            raise DataError(f"{path}: {size:,} bytes when unpacked: save the table as .csv.")
        book = load_workbook(path, **how)
    except DataError:
        raise
    except Exception as error:  # whatever a damaged file makes of a library
        raise DataError(f"{path}: not a workbook of Excel, or damaged ({error}).") from None
    if not book.worksheets:
        raise DataError(f"{path}: the workbook has no sheet with cells.")
    return book
