"""A workbook for spreadsheets: the tables of `tables.py`, first the one that says what they are."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from tigraph.errors import MissingExtraError, UsageError
from tigraph.exports.tables import tables
from tigraph.exports.values import clean, day

if TYPE_CHECKING:
    from tigraph.networks import Network

#: What a sheet can hold (Excel's specifications).
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_CUT = " […]"


def generate_xlsx(network: Network) -> bytes:
    """The workbook; the same bytes for the same network.

    Text stays text: a code keeps its zeros, “=1+1” is no formula. Raises `MissingExtraError`
    without openpyxl and `UsageError` for more rows than a sheet holds.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtraError("xlsx", "Writing .xlsx") from None
    book = Workbook(write_only=True)
    made = tables(network)
    head, about = made.pop("about")
    _sheet(book, "About", head, [[key, part] for key, value in about for part in _parts(value)])
    for name, table in made.items():
        _sheet(book, name.capitalize(), *table)
    book.properties.creator = clean(f"tigraph {network.version}")
    book.properties.title = clean(network.title)[:255]
    out = io.BytesIO()
    book.save(out)
    return _dated(out.getvalue(), day(network.made[:10]) or "1980-01-01")


def _sheet(book: Any, title: str, head: list[str], rows: list[list[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if len(rows) >= MOST_ROWS:
        raise UsageError(
            f"{len(rows):,} rows do not fit on a sheet ({MOST_ROWS:,}): export .csv instead."
        )
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    bold = []
    for text in head:
        bold.append(WriteOnlyCell(sheet, text))
        bold[-1].font = Font(bold=True)
    sheet.append(bold)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        exact = not isinstance(value, int) or abs(value) < 2**53
        return value if exact else str(value)
    if not value:
        return None
    # "_x0041_" would be read as "A": the underscore itself is escaped.
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - len(_CUT)] + _CUT
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _parts(value: str) -> list[str]:
    """The value in pieces that cells can hold."""
    size = MOST_CHARACTERS // 8
    return [value[i : i + size] for i in range(0, len(value), size)]


def _dated(content: bytes, made: str) -> bytes:
    """The same archive with one date in place of the time of writing."""
    then = datetime.date.fromisoformat(made)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                moment = f"{made}T00:00:00Z".encode()
                data = re.sub(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:.]+Z", moment, data)
            info = zipfile.ZipInfo(name, (max(then.year, 1980), then.month, then.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()
