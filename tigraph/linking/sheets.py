"""A researcher's table, read row by row and written back with columns beside those it had.

What stands in it stays as it is: the text of a cell is neither read as a number nor as a
date, nor is it changed where a spreadsheet would take it for a formula.
"""

from __future__ import annotations

import codecs
import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Protocol

from tigraph.errors import DataError, UsageError
from tigraph.local import safe_cell
from tigraph.registries import tables


@dataclass(frozen=True)
class Line:
    """A row of a table: its number in the file, its fields as text, and how it was written."""

    number: int
    fields: tuple[str, ...]
    raw: str = ""


class Sheet(Protocol):
    """A table that is read: where it is, in which form, its columns, its rows each time anew."""

    path: Path
    form: str
    columns: tuple[str, ...]
    remarks: Sequence[str]

    def lines(self) -> Iterator[Line]:
        """Yield the rows; raises `DataError`, with the line, for one that cannot be read."""
        ...


class Writer(Protocol):
    """Takes the rows of a table in their order, each with the values that go beside it."""

    def write(self, line: Line, values: Mapping[str, Any]) -> None:
        """Write one row; a value is text, a number, or a list of dicts."""
        ...


class Separated:
    """CSV, with whatever stands between its fields."""

    def __init__(self, path: Path, separator: str = "") -> None:
        self.path = path
        self.encoding, self.marked = _encoding(path)
        beginning = tables.beginning(path)
        tables.refuse_page(beginning, str(path))
        if not beginning.strip():
            raise DataError(f"{path}: the file is empty.")
        names, found = tables.header(beginning)
        self.separator = separator or (found if len(names) > 1 else ",")
        self.end = "\r\n" if "\r\n" in beginning else "\n"
        self.form = "tsv" if self.separator == "\t" else "csv"
        self.columns = next(iter(self._records()))[1]
        self.remarks: Sequence[str] = (
            (f"{path} is Windows-1252; what is written is UTF-8.",)
            if self.encoding == "cp1252"
            else ()
        )

    def lines(self) -> Iterator[Line]:
        """Yield the rows: short ones are filled up, longer ones than the header refused."""
        width = len(self.columns)
        records = self._records()
        next(records)
        for number, fields in records:
            if len(fields) > width and any(fields[width:]):
                raise DataError(
                    f"{self.path}, line {number}: {len(fields)} fields, where the header has "
                    f"{width}. Put the field that has “{self.separator}” in it in double quotes."
                )
            yield Line(number, (*fields[:width], *[""] * (width - len(fields))))

    def _records(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        with self.path.open("rb") as file:
            text = TextIOWrapper(file, self.encoding, newline="")
            reader = csv.reader(text, delimiter=self.separator)
            before, begun = 0, False
            try:
                for fields in reader:
                    number, before = before + 1, reader.line_num
                    if fields or begun:
                        begun = True
                        yield number, tuple(fields)
            except csv.Error as error:
                raise DataError(
                    f"{self.path}, line {reader.line_num}: not CSV ({error})."
                ) from None


class JsonLines:
    """An object in each line; its columns are the keys of all."""

    form = "jsonl"
    remarks: Sequence[str] = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        self.encoding, _ = _encoding(path)
        found: dict[str, None] = {}
        for _, _, told in self._objects():
            found.update(dict.fromkeys(told))
        if not found:
            raise DataError(f"{path}: no object in it has a key: there are no columns.")
        self.columns = tuple(found)

    def lines(self) -> Iterator[Line]:
        """Yield the rows, each with the line as it was written."""
        for number, raw, told in self._objects():
            yield Line(number, tuple(_as_text(told.get(name)) for name in self.columns), raw)

    def _objects(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        with self.path.open("rb") as file:
            for number, raw in enumerate(TextIOWrapper(file, self.encoding, newline="\n"), 1):
                if not raw.strip():
                    continue
                try:
                    # Numbers stay as they were written.
                    told = json.loads(raw, parse_float=str, parse_int=str)
                except (json.JSONDecodeError, RecursionError) as error:
                    why = getattr(error, "msg", "nested too deeply")
                    raise DataError(f"{self.path}, line {number}: not JSON ({why}).") from None
                if not isinstance(told, dict):
                    raise DataError(f"{self.path}, line {number}: not an object of JSON.")
                yield number, raw.strip(), told


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _encoding(path: Path) -> tuple[str, bool]:
    """Return the encoding of a text, and whether a byte order mark says so."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", True
        file.seek(0)
        decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
        while piece := file.read(1 << 20):
            if b"\x00" in piece:
                raise DataError(
                    f"{path}: not a text: it holds zero bytes. Is it a table? Give CSV, TSV, "
                    "JSON Lines or .xlsx."
                )
            if decoder:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    decoder = None
            if decoder is None and any(byte in piece for byte in b"\x81\x8d\x8f\x90\x9d"):
                raise DataError(
                    f"{path}: neither UTF-8 nor Windows-1252. Save the file as UTF-8 and try again."
                )
        if decoder is None:
            return "cp1252", False
    return "utf-8-sig", start.startswith(codecs.BOM_UTF8)


# --------------------------------------------------------------------------- writing


class SeparatedWriter:
    """Writes CSV, as a table that is CSV had it."""

    def __init__(
        self,
        text: TextIOWrapper,
        sheet: Sheet,
        form: str,
        kept: Sequence[int],
        added: Sequence[str],
        safe: bool = False,
    ) -> None:
        self._told: Callable[[str], str] = safe_cell if safe else str
        own = isinstance(sheet, Separated) and sheet.form == form
        separator = sheet.separator if isinstance(sheet, Separated) and own else ""
        self._out = csv.writer(
            text,
            delimiter=separator or ("\t" if form == "tsv" else ","),
            lineterminator=sheet.end if isinstance(sheet, Separated) else "\n",
        )
        self._kept, self._added = kept, added
        self._row([*(sheet.columns[place] for place in kept), *added])

    def write(self, line: Line, values: Mapping[str, Any]) -> None:
        """Write one row."""
        told = (as_cell(values.get(name)) for name in self._added)
        self._row([*(line.fields[place] for place in self._kept), *told])

    def _row(self, cells: Iterable[str]) -> None:
        self._out.writerow(map(self._told, cells))


class JsonLinesWriter:
    """Writes an object in each line, what there was to the letter."""

    def __init__(
        self, text: TextIOWrapper, sheet: Sheet, kept: Sequence[int], added: Sequence[str]
    ) -> None:
        self._text, self._added = text, added
        self._names = [sheet.columns[place] for place in kept]
        self._whole = isinstance(sheet, JsonLines) and len(kept) == len(sheet.columns)
        self._kept = kept
        self._json = isinstance(sheet, JsonLines)
        if not self._json and len(set(self._names)) < len(self._names):
            twice = next(name for name in self._names if self._names.count(name) > 1)
            raise UsageError(
                f"Two columns are called “{twice}”, which JSON cannot say: write .csv or .xlsx."
            )

    def write(self, line: Line, values: Mapping[str, Any]) -> None:
        """Write one row."""
        more = {name: values.get(name, "") for name in self._added}
        if self._whole:  # as it was written, to the letter
            beside = json.dumps(more, ensure_ascii=False)[1:]
            inside = line.raw[:-1].rstrip()
            self._text.write(f"{inside}{'' if inside == '{' else ', '}{beside}\n")
            return
        if self._json:
            told = {k: v for k, v in json.loads(line.raw).items() if k not in self._added}
        else:
            told = dict(zip(self._names, (line.fields[p] for p in self._kept), strict=True))
        self._text.write(json.dumps({**told, **more}, ensure_ascii=False) + "\n")


def as_cell(value: Any) -> str:
    """Return a value as the text of one cell."""
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, list):
        return " | ".join(_listed(value))
    return str(value or "")


def _listed(value: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for one in value:
        named = one.get("id") or one.get("iri", "")
        yield f"{one.get('label', '')} [{named}] {one.get('score', 0):.3f}"
