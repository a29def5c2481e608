"""Tables and sets of mappings as the commands of `tigraph link` are given them."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tigraph.cli.options import F, words_option
from tigraph.cli.output import say
from tigraph.errors import UsageError
from tigraph.local import ending

if TYPE_CHECKING:
    from tigraph.linking import Columns, Matcher, Sheet

MAPPINGS = ".sssom.tsv"


def table_options(function: F) -> F:
    """Give a command the options that say which columns of a table say what."""
    for option in (
        words_option(
            "--context", multiple=True, metavar="KEY=COLUMN",
            help="What stands beside the name, by column (repeatable): a kind, date, function.",
        ),
        words_option("--type-column", metavar="COLUMN", help="The column with the kind of each."),
        words_option("--type", "kind", metavar="KIND", help="Of which kind all names are."),
        words_option(
            "--name", "names", multiple=True, metavar="COLUMN",
            help="The column of the names; several are joined (repeatable).",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


@contextmanager
def given(file: str) -> Iterator[Path]:
    """Yield the file that is meant; standard input is kept in one while it is read."""
    if file != "-":
        yield Path(file)
        return
    with tempfile.TemporaryDirectory() as scratch:
        kept = Path(scratch) / "standard input"
        with kept.open("wb") as copy:
            while piece := sys.stdin.buffer.read(1 << 20):
                copy.write(piece)
        yield kept


def chosen_columns(
    sheet: Sheet, matcher: Matcher, names: tuple[str, ...], kind: str | None,
    type_column: str | None, context: tuple[str, ...], quiet: bool,
) -> Columns:  # fmt: skip
    """Return the columns that are used of a table, having said which were guessed."""
    from tigraph.linking import Told, columns_of

    if kind and type_column:
        raise UsageError("--type is that of all names, --type-column of each: give one of them.")
    pairs = []
    for item in context:
        key, equals, column = item.partition("=")
        if not (equals and key.strip() and column.strip()):
            raise UsageError(f"--context {item}: write it as --context KEY=COLUMN.")
        pairs.append((key.strip(), column.strip()))
    told = Told(names, kind or "", type_column or "", tuple(pairs))
    columns, guessed = columns_of(sheet, told, matcher.kinds)
    for remark in sheet.remarks:
        say(remark, quiet)
    if guessed:
        say(f"Taken by the headers: {guessed}.", quiet)
    return columns


def is_set(path: Path) -> bool:
    """Return whether a file looks like a set of mappings."""
    from tigraph.registries import beginning

    if not path.is_file():
        return False
    told = beginning(path)
    lines = (line for line in told.splitlines() if not line.startswith("#"))
    return "mapping_justification" in next(lines, "").split("\t") or told.startswith("#")


def decisions_beside(path: Path) -> Path:
    """Return the file of the decisions about a table, unless another is named."""
    known = ending(path.name, (".csv", ".txt", ".tsv", ".tab", ".jsonl", ".ndjson", ".xlsx"))
    stem = path.name[: len(path.name) - len(known)] if known else path.name
    return path.with_name(stem + MAPPINGS)
