"""Tables and sets of mappings as the commands of `tigraph link` are given them."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.options import F, words_option
from tigraph.cli.output import say
from tigraph.errors import UsageError
from tigraph.local import Words, ending, passing_folder

if TYPE_CHECKING:
    from tigraph.linking import Asked, Columns, Sheet
    from tigraph.linking.services import Service

MAPPINGS = ".sssom.tsv"
_WORDS = Words(
    {
        "asked": (
            "{} is asked: the names go there. Answers are kept; nothing is asked twice.",
            "{} est interrogé : les noms y sont envoyés. Les réponses sont gardées ; rien n’est "
            "demandé deux fois.",
        ),
        "guessed": ("Taken by the headers: {}.", "D’après les en-têtes : {}."),
    }
)


def table_options(function: F) -> F:
    """Give a command the options that say which columns of a table say what."""
    for option in (
        words_option(
            "--context", multiple=True, metavar="KEY=COLUMN",
            help="What stands beside the name, by column (repeatable): a kind, date, function.",
        ),
        words_option("--type-column", metavar="COLUMN", help="The column with the kind of each."),
        words_option(
            "--type", "kind", metavar="KIND",
            help="Of which kind all names are; several with commas.",
        ),
        words_option(
            "--name", "names", multiple=True, metavar="COLUMN",
            help="The column of the names; several are joined (repeatable).",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def service_options(function: F) -> F:
    """Give a command the options that say which registry on the web is asked, and how."""
    for option in (
        click.option(
            "--offline", is_flag=True,
            help="With --service: use what it answered before, and ask nothing.",
        ),
        words_option(
            "--property", "properties", multiple=True, metavar="KEY=PROPERTY",
            help="With --service: which of its properties a key of the context is (repeatable).",
        ),
        words_option(
            "--service", metavar="NAME|URL",
            help="Ask a registry on the web: wikidata, recherche-entreprises, geo, or the "
            "address of a Reconciliation API.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def chosen_service(
    name: str | None, offline: bool, properties: tuple[str, ...], lang: str, quiet: bool
) -> Service | None:
    """Return the service that is to be asked, having said what that means; None without one."""
    if not name:
        if offline or properties:
            raise UsageError("--offline and --property are for --service, which is not given.")
        return None
    from tigraph.linking import services

    known = dict(_pairs("--property", "KEY=PROPERTY", properties))
    service = services.named(name, lang, offline, properties=known)
    if not offline:
        say(_WORDS("asked", lang).format(service.name), quiet)
    return service


def _pairs(option: str, form: str, given: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what stands before and behind the equals sign; raises `UsageError`."""
    pairs = []
    for item in given:
        key, equals, value = item.partition("=")
        if not (equals and key.strip() and value.strip()):
            raise UsageError(f"{option} {item}: write it as {option} {form}.")
        pairs.append((key.strip(), value.strip()))
    return pairs


@contextmanager
def given(file: str) -> Iterator[Path]:
    """Yield the file that is meant; standard input is kept in one while it is read."""
    if file != "-":
        yield Path(file)
        return
    with passing_folder() as folder:
        kept = folder / "standard input"
        with kept.open("wb") as copy:
            while piece := sys.stdin.buffer.read(1 << 20):
                copy.write(piece)
        yield kept


def chosen_columns(
    sheet: Sheet, matcher: Asked, names: tuple[str, ...], kind: str | None,
    type_column: str | None, context: tuple[str, ...], quiet: bool,
) -> Columns:  # fmt: skip
    """Return the columns that are used of a table, having said which were guessed."""
    from tigraph.linking import Told, columns_of

    if kind and type_column:
        raise UsageError("--type is that of all names, --type-column of each: give one of them.")
    pairs = _pairs("--context", "KEY=COLUMN", context)
    told = Told(names, kind or "", type_column or "", tuple(pairs))
    taken = [one.strip() for one in (kind or "").split(",") if matcher.takes(one.strip())]
    kinds = {**matcher.kinds, **{one: one for one in taken}}
    columns, guessed = columns_of(sheet, told, kinds, matcher.language)
    for remark in sheet.remarks:
        say(remark, quiet)
    if guessed:
        say(_WORDS("guessed", matcher.language).format(guessed), quiet)
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
