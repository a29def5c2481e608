"""The options that commands share, spelled the same everywhere, and how output goes out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from tigraph.errors import UsageError
from tigraph.files import write_file
from tigraph.vocabulary import LANGUAGES, locale_language

if TYPE_CHECKING:
    from tigraph.graph import Graph

F = TypeVar("F", bound=Callable[..., Any])


def _default_language() -> str:
    return locale_language()


data_option = click.option(
    "--data",
    multiple=True,
    metavar="FILE",
    help="More RDF files to load beside the curated graph (repeatable).",
)
only_data_option = click.option(
    "--only-data", is_flag=True, help="Leave the curated graph out: the files of --data alone."
)
lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=_default_language,
    show_default="the locale's, else en",
    help="Language of labels and words.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No remarks on stderr.")
as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    help="What holds at a date: EDTF (2019, 2018-11-22, 2018/2022) or any.",
)
force_option = click.option("--force", is_flag=True, help="Replace the output file if it exists.")
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to a file, format by its extension; - is standard output.",
)


def format_option(formats: Sequence[str], default: str = "table") -> Callable[[F], F]:
    """Return the option --format/-f of a command that knows these formats."""
    return click.option(
        "-f",
        "--format",
        "format",
        type=click.Choice(list(formats)),
        help=f"Format of the answer.  [default: {default}, or by the extension of --output]",
    )


def common(function: F) -> F:
    """Add --data, --only-data, --lang and --quiet."""
    return data_option(only_data_option(lang_option(quiet_option(function))))


def load_graph(data: Sequence[str], only_data: bool, lang: str) -> Graph:
    """Return the graph that a command works on."""
    from tigraph.graph import load

    if only_data and not data:
        raise UsageError("--only-data leaves nothing: give --data FILE.")
    return load(data, curated=not only_data, language=lang)


def emit(content: bytes, output: str | None, force: bool = False) -> None:
    """Write an answer to stdout, or to a file whole or not at all."""
    if output and output != "-":
        write_file(Path(output), content, force)
        return
    stream = sys.stdout.buffer
    stream.write(content)
    stream.flush()


def say(message: str, quiet: bool = False) -> None:
    """Tell the user something on stderr."""
    if not quiet:
        click.echo(message, err=True)


def complete_entity(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of an entity."""
    from tigraph.entities import folded
    from tigraph.graph import load

    wanted = folded(incomplete)
    names = {entity.label() for entity in load().names.entities.values()}
    return [CompletionItem(n) for n in sorted(names) if folded(n).startswith(wanted)]


def complete_query(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a query of the catalogue."""
    from tigraph.catalogue import catalogue

    return [
        CompletionItem(query.name, help=str(query.described("summary", "en")))
        for query in catalogue()
        if query.name.startswith(incomplete)
    ]


def complete_projection(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a projection."""
    from tigraph.catalogue import catalogue

    return [
        CompletionItem(query.name, help=str(query.described("summary", "en")))
        for query in catalogue()
        if query.is_projection and query.name.startswith(incomplete)
    ]
