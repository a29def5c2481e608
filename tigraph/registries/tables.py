"""Tables of public registers, read robustly: CSV by the names of its columns, JSON, GeoJSON.

What is read rightly: UTF-8 with or without byte order mark, UTF-16 with one, Windows-1252;
`;`, `,` or a tab between fields; any case, accents and apostrophes in the names of columns.
What is refused, with what to do: a web page in place of data, a file cut short, a column
that is missing.
"""

from __future__ import annotations

import codecs
import csv
import gc
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tigraph.errors import DataError
from tigraph.local import read_bytes
from tigraph.names import folded

#: How much of a file is looked at to tell what it is.
_BEGINNING = 1 << 18
#: No header is longer than this.
_HEADER = 1 << 14


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for cycles of garbage while many records are made, which have none."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def text_of(data: bytes, name: str, encoding: str = "") -> str:
    """Return the text of a file's bytes, in the encoding that is told, else that they are in.

    Raises `DataError` where they are in none that is read here.
    """
    if encoding:
        encodings = [encoding]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for one in encodings:
        try:
            text = data.decode(one)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    told = f"not {encoding}" if encoding else "neither UTF-8 nor Windows-1252"
    raise DataError(f"{name}: {told}. Save the file as UTF-8 and try again.")


def refuse_page(text: str, name: str) -> None:
    """Raise `DataError` where a text is a web page."""
    if re.match(r"\s*<(!doctype|html|\?xml|head|body)", text[:400], re.IGNORECASE):
        raise DataError(
            f"{name}: a web page in place of data. Open its address in a browser to see what "
            "the server says, and fetch the file again."
        )


def _refuse_nothing(text: str, name: str) -> None:
    if not text.strip():
        raise DataError(f"{name}: the file is empty. Fetch it again.")


def read_json(path: Path, name: str = "") -> Any:
    """Return the value of a JSON file. Raises `DataError` naming the line where it breaks."""
    name = name or str(path)
    data = read_bytes(path)
    try:
        return json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError):
        pass
    except RecursionError:
        raise DataError(f"{name}: nested too deeply to be a list of anything.") from None
    text = text_of(data, name)
    refuse_page(text, name)
    _refuse_nothing(text, name)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg:
            raise DataError(f"{name}: cut short in line {error.lineno}. Fetch it again.") from None
        raise DataError(f"{name}, line {error.lineno}: not JSON ({error.msg}).") from None


def first_record(path: Path) -> dict[str, Any] | None:
    """Return the first object of a file that looks like a JSON list of objects, else None.

    Only the beginning of the file is read.
    """
    with path.open("rb") as file:
        data = file.read(_BEGINNING)
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff").lstrip()
    if not text.startswith("["):
        return None
    try:
        value, _ = json.JSONDecoder().raw_decode(text[1:].lstrip())
    except (json.JSONDecodeError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def beginning(path: Path) -> str:
    """Return the beginning of a file as text, whatever it is."""
    with path.open("rb") as file:
        data = file.read(_BEGINNING)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:  # the last character may be cut
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
    return text.removeprefix("\ufeff")


def records(path: Path, required: Sequence[str], name: str = "") -> list[dict[str, Any]]:
    """Return the objects of a JSON list. Raises `DataError` where a key is in none of them."""
    name = name or str(path)
    value = read_json(path, name)
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise DataError(f"{name}: not a list of records.")
    if not value:
        raise DataError(f"{name}: the list is empty. Fetch it again.")
    missing = [key for key in required if not any(key in row for row in value)]
    if missing:
        raise DataError(
            f"{name}: no record has {_listed(missing)}; they have {_listed(sorted(value[0]))}."
        )
    return value


def features(path: Path, name: str = "") -> list[tuple[dict[str, Any], Any]]:
    """Return the (properties, geometry or None) of a GeoJSON file's features."""
    name = name or str(path)
    value = read_json(path, name)
    if not isinstance(value, dict) or not isinstance(value.get("features"), list):
        raise DataError(f"{name}: not GeoJSON, which is an object with “features”.")
    if not value["features"]:
        raise DataError(f"{name}: no features. Fetch it again.")
    return [
        (
            (one.get("properties") or {}, one.get("geometry"))
            if isinstance(one, dict)
            else ({}, None)
        )
        for one in value["features"]
    ]


def header(text: str) -> tuple[list[str], str]:
    """Return the names of the columns of a CSV text, and what stands between them.

    >>> header('Code;"Nom, long";Date\\n1;a;b\\n')
    (['Code', 'Nom, long', 'Date'], ';')
    """
    first = next((line for line in text.splitlines() if line.strip()), "")[:_HEADER]
    found = {separator: next(csv.reader([first], delimiter=separator), []) for separator in ";,\t"}
    best = max(found, key=lambda separator: len(found[separator]))
    names = found[best]
    return [name.strip() for name in names], best


def placed(names: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return at which place each column stands that a header has, by any of its names.

    >>> placed(["N° SIREN", "Nom de l'élu"], {"siren": ["N° SIREN"], "name": ["Nom de l’élu"]})
    {'siren': 0, 'name': 1}
    """
    places = {folded(name): place for place, name in reversed(list(enumerate(names)))}
    found = {
        column: next((places[folded(name)] for name in names if folded(name) in places), -1)
        for column, names in columns.items()
    }
    return {column: place for column, place in found.items() if place >= 0}


def rows(
    path: Path, columns: Mapping[str, Sequence[str]], optional: Sequence[str] = (), name: str = ""
) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Yield (line, the fields wanted by our names) of a CSV file, and no other field.

    `columns` gives for each of our names those that the column may bear. A row with
    another number of fields than the header comes as (line, None). Raises `DataError`
    where a column that is not optional is missing, there are no rows, or the file is cut
    short: its last line does not end, and has fewer fields than the header.
    """
    name = name or str(path)
    text = table_text(path, name)
    names, separator = header(text)
    while names and not names[-1]:  # separators at its end
        names.pop()
    places = placed(names, columns)
    missing = [columns[one][0] for one in columns if one not in places and one not in optional]
    if missing:
        raise DataError(
            f"{name}: the column {_listed(missing)} is missing; the columns are {_listed(names)}."
        )
    for line, fields in whole_rows(text, separator, len(names), name):
        told = {key: fields[at].strip() for key, at in places.items()} if fields else None
        yield line, told


def table_text(path: Path, name: str, encoding: str = "") -> str:
    """Return the text of a table. Raises `DataError` for a web page, and for nothing."""
    text = text_of(read_bytes(path), name, encoding)
    refuse_page(text, name)
    _refuse_nothing(text, name)
    return text


def whole_rows(
    text: str, separator: str, width: int, name: str, above: int = 0
) -> Iterator[tuple[int, list[str] | None]]:
    """Yield (line, fields) of each row under the header with which a CSV text begins.

    `width` is the number of its columns; a row with another number of fields comes without
    them. `above` is the number of lines of the file that stand before the text. Raises
    `DataError` where there are no rows, or the file is cut short.
    """
    empty, short, line = True, False, 0
    for line, fields in _records(text, separator, name, above):
        short = False
        if not any(field.strip() for field in fields):
            continue
        if empty:  # the header
            empty = False
            continue
        if not any(fields[width:]):  # separators at the end of a line
            fields = fields[:width]
        short = len(fields) < width
        yield line, fields if len(fields) == width else None
    if short and not text.endswith(("\n", "\r")):
        raise DataError(
            f"{name}: cut short in line {line}, which has fewer fields than the header "
            "and no end. Fetch the file again."
        )
    if empty or line < above + 2:
        raise DataError(f"{name}: no rows. Fetch it again.")


def _records(
    text: str, separator: str, name: str, above: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """Yield (the line where it ends, its fields) of each record of a CSV text.

    A field in quotation marks may go on in the next line (RFC 4180). Where it would take in
    what is a row by itself, or never ends, its mark is a stray one: it is read as text if its
    line is a row with it. Raises `DataError` with that line where neither holds.
    """
    lines = list(io.StringIO(text, newline=""))
    width = 0
    done = 0
    while done < len(lines):
        start = done
        reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=separator)
        try:
            for fields in reader:
                end = start + reader.line_num
                width = width or len(_without_end(fields))
                if end - done > 1:
                    if stray := _stray(lines[done:end], fields, separator, width):
                        done += 1
                        yield above + done, stray
                        break  # and read on from the next line
                    fits = len(_without_end(fields)) <= width <= len(fields)
                    if not fits or not _closed(lines[done:end]):
                        raise DataError(
                            f"{name}, line {above + done + 1}: a quotation begins here that does "
                            "not end in its row. Take the mark out, or double it, and try again."
                        )
                done = end
                yield above + end, fields
        except csv.Error as error:
            line = above + start + reader.line_num
            raise DataError(f"{name}, line {line}: not CSV ({error}).") from None


def _stray(
    lines: Sequence[str], fields: Sequence[str], separator: str, width: int
) -> list[str] | None:
    """Return the fields of the first of some lines that were read as one, if it is one alone."""
    split = [line.rstrip("\r\n").split(separator) for line in lines]
    alone = [width <= len(one) and len(_without_end(one)) <= width for one in split]
    if not alone[0] or (_closed(lines) and not any(alone[1:]) and len(fields) == width):
        return None
    return [
        one[1:-1].replace('""', '"') if len(one) > 1 and one[0] == one[-1] == '"' else one
        for one in split[0]
    ]


def _closed(lines: Sequence[str]) -> bool:
    """Return whether each quotation of some lines ends in them."""
    return sum(line.count('"') for line in lines) % 2 == 0


def _without_end(fields: Sequence[str]) -> Sequence[str]:
    """Return the fields without the empty ones at the end."""
    last = max((place for place, field in enumerate(fields) if field.strip()), default=-1)
    return fields[: last + 1]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
