"""Where a command writes and what it says: data to stdout or a file, talk to stderr."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.errors import DataError
from tigraph.local import plural, printable, said, write_file

if TYPE_CHECKING:
    from tigraph.querying import Doubt
    from tigraph.stores import Ground


def is_file(output: str | None) -> bool:
    """Return whether an answer goes to a file, and not to standard output."""
    return bool(output) and output != "-"


def emit(
    content: bytes, output: str | None, force: bool = False, *, coloured: bool = False
) -> None:
    """Write an answer to stdout, or to a file whole or not at all.

    To a terminal goes nothing that it would obey, but where the answer is `coloured`: what was
    set for it then holds no such thing of the data.
    """
    if is_file(output):
        write_file(Path(str(output)), content, force)
        return
    if sys.stdout is None:
        raise DataError("Standard output is closed: give --output FILE.")
    if not coloured and sys.stdout.isatty():
        content = printable(content.decode(errors="replace")).encode()
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DataError(f"Cannot write to standard output: {error.strerror or error}.") from None


#: What a command said, for who keeps its answer.
_SAID: list[str] = []


def hear() -> list[str]:
    """Return what is said from now on, but for what passes; it grows."""
    global _SAID
    _SAID = []
    return _SAID


def say(message: str, quiet: bool = False, *, passing: bool = False) -> None:
    """Tell the user something on stderr; `passing` is what tells of the work alone."""
    if not quiet:
        click.echo(printable(message), err=True)
        if not passing:
            _SAID.append(message)


def counted(count: int, thing: str) -> str:
    """Return a number with an English word, in the plural but for one.

    >>> counted(1, "tie"), counted(0, "tie"), counted(1200, "tie")
    ('1 tie', '0 ties', '1200 ties')
    """
    return f"{count} {thing}s" if plural(count, "en") else f"{count} {thing}"


def say_doubt(doubt: Doubt | None, as_of: str | None, lang: str, quiet: bool = False) -> None:
    """Tell on stderr what is not sure of an answer; at a date, also that nothing is unsure."""
    if doubt is not None and (doubt or (as_of and as_of != "any")):
        say(doubt.told(lang), quiet)


def say_known(ground: Ground, lang: str, quiet: bool = False) -> None:
    """Tell on stderr how much was known by the date asked, and how much else may have been."""
    known = ground.knowledge
    if known is None:
        return
    many = plural(known.claims, lang)
    told = [(
        f"{counted(known.claims, 'claim')} {'were' if many else 'was'} known by {known.by}.",
        f"{known.claims} assertion{'s étaient connues' if many else ' était connue'} au "
        f"{known.by}.",
    )]  # fmt: skip
    if not known.claims:
        first = (f"; the first source is of {known.first}", f" ; la première source est du "
                 f"{known.first}") if known.first else ("", "")  # fmt: skip
        told = [(f"Nothing was known for sure by {known.by}{first[0]}.",
                 f"Rien n’était connu à coup sûr au {known.by}{first[1]}.")]  # fmt: skip
    if known.more:
        many = plural(known.more, lang)
        told.append((
            f"{known.more} more may have been, by sources of which it is not sure that they had "
            f"been issued; {'they count' if many else 'it counts'} as possible.",
            f"{known.more} {'autres ont' if many else 'autre a'} pu l’être, selon des sources "
            "dont la parution à cette date n’est pas sûre ; "
            f"{'elles comptent comme possibles' if many else 'elle compte comme possible'}.",
        ))  # fmt: skip
    say(" ".join(said(pair, lang) for pair in told), quiet)


def say_taken(name: str, told: str, lang: str, quiet: bool = False) -> None:
    """Tell on stderr which entity a name was taken to mean."""
    say(said((f"“{name}” is read as {told}.", f"« {name} » désigne ici {told}."), lang), quiet)


def say_building(what: str, triples: int) -> None:
    """Tell how far a store is that is being built."""
    say_progress(f"Building the store: {what}, {triples:,} triples …")


def say_progress(message: str, quiet: bool = False) -> None:
    """Tell what takes its time, where somebody is watching."""
    if sys.stderr is not None and sys.stderr.isatty():
        say(message, quiet, passing=True)
