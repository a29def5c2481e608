"""The files that tables come in: which is which, and in which form one is written."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from tigraph.errors import DataError
from tigraph.linking.sheets import (
    JsonLines,
    JsonLinesWriter,
    Separated,
    SeparatedWriter,
    Sheet,
    Writer,
)
from tigraph.local import ending
from tigraph.registries import tables

#: What the name of a table ends in, and the form that it is in.
TABLES = {
    ".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".xlsx": "xlsx",
}  # fmt: skip
_OLD = {".xls": "Excel 97", ".ods": "OpenDocument", ".xlsb": "binary Excel", ".numbers": "Numbers"}


def opened(path: Path) -> Sheet:
    """Return the table of a file: by its ending, else by what is in it.

    Raises `DataError` for what is no table: empty, binary, a web page, without columns.
    """
    if not path.exists():
        raise DataError(f"No such file: {path}. Check its name and folder.")
    if path.is_dir():
        raise DataError(f"{path} is a folder; give a table.")
    if old := _OLD.get(path.suffix.lower()):
        raise DataError(f"{path}: a table of {old}: save it as .xlsx or .csv, and give that.")
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise DataError(f"Cannot read {path}: {error.strerror or error}.") from None
    if not start:
        raise DataError(f"{path}: the file is empty.")
    form = TABLES.get(ending(path.name, TABLES), "")
    if form == "xlsx" or (not form and start.startswith(b"PK\x03\x04")):
        from tigraph.linking.workbooks import Workbook

        return Workbook(path)
    if form == "jsonl" or (not form and tables.beginning(path).lstrip().startswith("{")):
        return JsonLines(path)
    return Separated(path, "\t" if form == "tsv" else "")


@contextmanager
def written(
    sheet: Sheet, form: str, file: IO[bytes], added: Sequence[str], safe: bool = False
) -> Iterator[Writer]:
    """Yield what writes a table with columns added, in a form, to a file.

    Columns of these names that it has already give way. Where it is to be `safe`, no cell of CSV
    and TSV is one that a spreadsheet runs.
    """
    kept = [place for place, name in enumerate(sheet.columns) if name not in added]
    if form == "xlsx":
        from tigraph.linking.workbooks import writing

        with writing(sheet, file, kept, added) as writer:
            yield writer
        return
    mark = isinstance(sheet, Separated) and sheet.marked and form != "jsonl"
    text = TextIOWrapper(file, "utf-8-sig" if mark else "utf-8", newline="")
    if form == "jsonl":
        yield JsonLinesWriter(text, sheet, kept, added)
    else:
        yield SeparatedWriter(text, sheet, form, kept, added, safe)
    text.flush()
    text.detach()
