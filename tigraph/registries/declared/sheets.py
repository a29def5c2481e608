"""Sheets of workbooks (.xlsx) as rows of texts."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tigraph.errors import DataError, MissingExtraError
from tigraph.local import read_bytes

#: A workbook may unpack to so many bytes.
_MOST_BYTES = 2**28


class Sheet(NamedTuple):
    """The cells of a sheet as texts, row by row.

    `merged` gives for a cell of several that are one, by row and column (from 0), the text of
    the first of them.
    """

    name: str
    rows: list[list[str]]
    merged: Mapping[tuple[int, int], str]


def sheets(path: Path, name: str) -> list[Sheet]:
    """Return the sheets of a workbook that have cells.

    Raises `DataError` where it is none, `MissingExtraError` without openpyxl.
    """
    book = _loaded(path, name)
    found = []
    for sheet in book.worksheets:
        rows = [[cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        merged = {
            (row - 1, column - 1): rows[block.min_row - 1][block.min_col - 1]
            for block in sheet.merged_cells.ranges
            for row in range(block.min_row, block.max_row + 1)
            for column in range(block.min_col, block.max_col + 1)
            if (row, column) != (block.min_row, block.min_col)
        }
        if any(any(row) for row in rows):
            found.append(Sheet(sheet.title, rows, merged))
    if not found:
        raise DataError(f"{name}: the workbook has no sheet with cells.")
    return found


def cell_text(value: Any) -> str:
    """Return the value of a cell, or of a key of JSON, as a text.

    >>> cell_text(242500361.0), cell_text(1.5), cell_text(None), cell_text(True)
    ('242500361', '1.5', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value).strip()


def _loaded(path: Path, name: str) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError("xlsx", "A workbook") from None
    data = io.BytesIO(read_bytes(path))  # which is kept under a name without ending
    try:
        with zipfile.ZipFile(data) as packed:
            size = sum(one.file_size for one in packed.infolist())
        if size > _MOST_BYTES:
            raise DataError(f"{name}: {size:,} bytes when unpacked: save the sheet as .csv.")
        return load_workbook(data, data_only=True)
    except DataError:
        raise
    except Exception as error:  # whatever a damaged file makes of a library
        raise DataError(f"{name}: not a workbook of Excel, or damaged ({error}).") from None
