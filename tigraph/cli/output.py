"""Where a command writes and what it says: data to stdout or a file, talk to stderr."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.errors import DataError
from tigraph.local import write_file

if TYPE_CHECKING:
    from tigraph.querying import Doubt


def is_file(output: str | None) -> bool:
    """Return whether an answer goes to a file, and not to standard output."""
    return bool(output) and output != "-"


def emit(content: bytes, output: str | None, force: bool = False) -> None:
    """Write an answer to stdout, or to a file whole or not at all."""
    if is_file(output):
        write_file(Path(str(output)), content, force)
        return
    if sys.stdout is None:
        raise DataError("Standard output is closed: give --output FILE.")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DataError(f"Cannot write to standard output: {error.strerror or error}.") from None


def say(message: str, quiet: bool = False) -> None:
    """Tell the user something on stderr."""
    if not quiet:
        click.echo(message, err=True)


def say_doubt(doubt: Doubt | None, as_of: str | None, lang: str, quiet: bool = False) -> None:
    """Tell on stderr what is not sure of an answer; at a date, also that nothing is unsure."""
    if doubt is not None and (doubt or (as_of and as_of != "any")):
        say(doubt.told(lang), quiet)


def say_building(what: str, triples: int) -> None:
    """Tell how far a store is that is being built."""
    say_progress(f"Building the store: {what}, {triples:,} triples …")


def say_progress(message: str, quiet: bool = False) -> None:
    """Tell what takes its time, where somebody is watching."""
    if sys.stderr is not None and sys.stderr.isatty():
        say(message, quiet)
