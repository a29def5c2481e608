"""Options that commands share, and what they do with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from tigraph.cli.completion import complete_entity
from tigraph.cli.limits import limited
from tigraph.errors import UsageError
from tigraph.rdf.vocabulary import LANGUAGES, locale_language

if TYPE_CHECKING:
    from tigraph.querying import Reading

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def _default_language() -> str:
    return locale_language()


def _said(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Refuse a value that is empty, or not text."""
    for item in value if isinstance(value, tuple) else (value,):
        if item is None:
            continue
        if not item.strip():
            metavar = parameter.make_metavar(ctx).strip("[].")
            if isinstance(parameter, click.Option):
                raise UsageError(f"{parameter.opts[-1]} is empty: give {metavar}.")
            raise UsageError(f"{metavar} is empty: see `{ctx.command_path} --help`.")
        if any("\ud800" <= character <= "\udfff" for character in item):
            shown = item.encode(errors="replace").decode()
            raise UsageError(f"“{shown}” is not UTF-8: set the terminal, or the script, to UTF-8.")
    return value


def words_argument(name: str, metavar: str, **more: Any) -> Callable[[F], F]:
    """Return an argument that must not be empty."""
    return click.argument(name, metavar=metavar, callback=_said, **more)


def words_option(*names: str, **more: Any) -> Callable[[F], F]:
    """Return an option whose value must not be empty."""
    return click.option(*names, callback=_said, **more)


def entity_argument(name: str, metavar: str) -> Callable[[F], F]:
    """Return an argument that names an entity."""
    return words_argument(name, metavar, shell_complete=complete_entity)


data_option = words_option(
    "--data",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="More RDF files to load beside the curated graph (repeatable).",
)
only_data_option = click.option(
    "--only-data", is_flag=True,
    help="Leave the curated graph out: the files of --data, with the ontology and its concepts.",
)  # fmt: skip


def _kept(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep the value of an option that only `load_graph` asks for."""
    ctx.meta[f"tigraph.{parameter.name}"] = _said(ctx, parameter, value)


workspace_option = click.option(
    "--workspace",
    type=click.Path(),
    metavar="DIR",
    callback=_kept,
    expose_value=False,
    help="Read a workspace too.  [default: TIGRAPH_WORKSPACE, else the one this folder lies in]",
)
no_workspace_option = click.option(
    "--no-workspace",
    is_flag=True,
    callback=lambda ctx, _, value: ctx.meta.update({"tigraph.no_workspace": value}),
    expose_value=False,
    help="Read none, though this folder lies in one.",
)
store_option = click.option(
    "--store",
    type=click.Path(),
    metavar="DIR",
    callback=_kept,
    expose_value=False,
    help="The store on disk with the registry layers.  [default: TIGRAPH_STORE, else the user's]",
)
layers_option = click.option(
    "--layers",
    metavar="NAMES",
    callback=_kept,
    expose_value=False,
    help="Only these layers of the store, with commas; “curated” for none.  [default: all]",
)
budget_option = click.option(
    "--budget",
    metavar="SIZE",
    callback=_kept,
    expose_value=False,
    help="What is worked out of the store and kept with it: this much at most, such as 500M; "
    "0: nothing is written to the store.  [default: TIGRAPH_BUDGET, else 2G]",
)
endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    callback=_kept,
    expose_value=False,
    help="Ask a SPARQL service on the web in place of a store here.",
)
known_by_option = click.option(
    "--known-by",
    metavar="DATE",
    callback=_kept,
    expose_value=False,
    help="Only what documents and editions issued by then say (EDTF: 2019, 2021-09-16).",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=_default_language,
    show_default="the locale's, else en",
    help="Language of labels and words.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No remarks on stderr.")
_reading_options = (
    words_option(
        "--as-of",
        metavar="DATE",
        help="What holds at a date: EDTF (2019, 2018-11-22, 2018/2022) or any.",
    ),
)
force_option = click.option("--force", is_flag=True, help="Replace the output file if it exists.")
parameter_option = words_option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for a parameter of the query (repeatable); names of entities are resolved.",
)


def _columns(
    _ctx: click.Context, _parameter: click.Parameter, value: str | None
) -> list[str] | None:
    return None if value is None else value.split(",")


columns_option = click.option(
    "--columns",
    metavar="NAMES",
    callback=_columns,
    help="Only these columns, with commas, in this order.",
)


def _safe(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    ctx.meta["tigraph.safe_cells"] = value


safe_option = click.option(
    "--safe-cells",
    is_flag=True,
    callback=_safe,
    expose_value=False,
    help="csv and tsv: an apostrophe before text that a spreadsheet would run (= + - @).",
)


def safely() -> bool:
    """Return whether --safe-cells was given."""
    return bool(click.get_current_context().meta.get("tigraph.safe_cells"))


def guarding(format: str) -> Callable[[bytes], bytes]:
    """Return what a table in a format goes through: with --safe-cells, no cell of it is run.

    Called before the work begins. Raises `UsageError` where the format has no such cells.
    """
    if not safely():
        return lambda content: content
    sort = format.rpartition(".")[2]
    if sort not in ("csv", "tsv"):
        raise UsageError(f"--safe-cells goes with csv and tsv: no cell of {format} is run.")

    def guard(content: bytes) -> bytes:
        from tigraph.local import safe_cells

        return safe_cells(content, sort)

    return guard


def reading(function: F) -> F:
    """Give a command the options that say how the graph is read: one argument, `reading`.

    It goes whole to the verbs of `Graph`. Another such option stands above, in `Reading`, and
    in `Graph`, and nowhere else in the command line.
    """

    @wraps(function)
    def read(**given: Any) -> Any:
        from tigraph.querying import Reading

        own = {name: given.pop(name) for name in Reading.__annotations__}
        return function(reading=cast("Reading", own), **given)

    made: Any = read
    for option in reversed(_reading_options):
        made = option(made)
    return cast(F, made)


def output_option(text: str = "", **more: Any) -> Callable[[F], F]:
    """Return the option --output/-o."""
    return words_option(
        "-o",
        "--output",
        type=click.Path(),
        metavar="FILE",
        help=text or "Write to a file, format by its extension; - is standard output.",
        **more,
    )


def format_option(formats: Sequence[str], default: str = "table") -> Callable[[F], F]:
    """Return the option --format/-f of a command that knows these formats."""
    alone = f"{default}, or by the extension of --output" if default else "by that of --output"
    return click.option(
        "-f",
        "--format",
        "format",
        type=click.Choice(list(formats)),
        help=f"Format of the answer.  [default: {alone}]",
    )


def common(function: F) -> F:
    """Add the options of `lasting`, and limits of time, memory and rows."""
    return lasting(limited(function))


def lasting(function: F) -> F:
    """Add what says which graph is asked, in which language, and --quiet."""
    for option in (
        quiet_option, lang_option, endpoint_option, budget_option, layers_option, store_option,
        no_workspace_option, workspace_option, only_data_option, data_option,
    ):  # fmt: skip
        function = option(function)
    return known_by_option(function)
