"""Options that commands share, and what they do with them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from tigraph.cli.completion import complete_entity
from tigraph.errors import DataError, UsageError
from tigraph.local.files import check_writable, write_file
from tigraph.rdf.vocabulary import LANGUAGES, locale_language

if TYPE_CHECKING:
    from tigraph.graph import Graph

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

#: The engine needs a deep stack for a deeply nested query; other systems than Linux give
#: threads a small one.
_STACK = 64 * 2**20
#: The graph of the command: a store that goes out of sight is closed first, which takes time.
_KEPT: list[Graph] = []


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
    "--only-data", is_flag=True, help="Leave the curated graph out: the files of --data alone."
)


def _kept(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep the value of an option that only `load_graph` asks for."""
    ctx.meta[f"tigraph.{parameter.name}"] = _said(ctx, parameter, value)


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
endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    callback=_kept,
    expose_value=False,
    help="Ask a SPARQL service on the web in place of a store here.",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=_default_language,
    show_default="the locale's, else en",
    help="Language of labels and words.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No remarks on stderr.")
as_of_option = words_option(
    "--as-of",
    metavar="DATE",
    help="What holds at a date: EDTF (2019, 2018-11-22, 2018/2022) or any.",
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
    """Add --data, --only-data, --store, --layers, --endpoint, --lang and --quiet."""
    for option in (
        quiet_option, lang_option, endpoint_option, layers_option, store_option, only_data_option,
    ):  # fmt: skip
        function = option(function)
    return data_option(function)


@dataclass(frozen=True)
class Request:
    """How an answer is asked for: from which data, in which language, format and file."""

    extensions: Mapping[str, str]
    format: str | None
    output: str | None
    force: bool
    data: tuple[str, ...]
    only_data: bool
    lang: str
    quiet: bool

    def chosen(self) -> str:
        """Return the format, once the output is seen to be writable: see `chosen_format`."""
        return chosen_format(
            self.format, self.output, self.extensions, force=self.force, quiet=self.quiet
        )

    def load(self) -> Graph:
        """Return the graph that is asked."""
        return load_graph(self.data, self.only_data, self.lang)

    def emit(self, content: bytes) -> None:
        """Write the answer where it is to go."""
        emit(content, self.output, self.force)

    def say(self, message: str) -> None:
        """Tell the user something on stderr, unless it is to be quiet."""
        say(message, self.quiet)


def answers(extensions: Mapping[str, str]) -> Callable[[F], F]:
    """Return what gives a command --format, --output, --force and those of `common`.

    The command takes them as one argument, `request`. `extensions` maps extensions to
    formats, of which `table` is the default.
    """

    def decorated(function: F) -> F:
        @wraps(function)
        def asked(**given: Any) -> Any:
            own = {f.name: given.pop(f.name) for f in fields(Request) if f.name in given}
            return function(request=Request(extensions, **own), **given)

        formats = dict.fromkeys(("table", *extensions.values()))
        options: Any = format_option(tuple(formats))(output_option()(force_option(common(asked))))
        return cast(F, options)

    return decorated


def is_file(output: str | None) -> bool:
    """Return whether an answer goes to a file, and not to standard output."""
    return bool(output) and output != "-"


def chosen_format(
    format: str | None,
    output: str | None,
    extensions: Mapping[str, str],
    *,
    default: str = "table",
    force: bool = False,
    quiet: bool = False,
) -> str:
    """Return the format as `told_format` does, once the output is seen to be writable.

    Called before the work begins. Raises what `told_format` and `check_writable` raise.
    """
    path = Path(str(output))
    if is_file(output) and path.is_dir():
        check_writable(path)
    told = told_format(format, output, extensions, default, quiet)
    if is_file(output):
        check_writable(path, force)
    return told


def told_format(
    format: str | None,
    output: str | None,
    extensions: Mapping[str, str],
    default: str = "",
    quiet: bool = False,
) -> str:
    """Return the format asked for, or told by the output's extension, or the default.

    `extensions` maps extensions to formats. One that says something else than --format
    is remarked upon. Raises `UsageError` where nothing tells.
    """
    if not is_file(output):
        if format is None and not default:
            known = ", ".join(extensions.values())
            raise UsageError(f"-o - is standard output: say --format, one of {known}, too.")
        return format or default
    told = extensions.get(_ending(Path(str(output)).name.lower(), extensions))
    if format and told and told != format:
        say(f"{output} is written as {format}, though its name says {told}.", quiet)
    if not (format or told):
        raise UsageError(
            f"{output}: cannot tell the format; end the name in {', '.join(extensions)}, "
            "or give --format."
        )
    return str(format or told)


def _ending(name: str, extensions: Iterable[str]) -> str:
    """Return the longest extension that a name ends with: .adjacency.csv rather than .csv."""
    fitting = [end for end in extensions if name.endswith(end) and name != end]
    return max(fitting, key=len, default="")


def load_graph(data: Sequence[str], only_data: bool, lang: str) -> Graph:
    """Return the graph that a command works on."""
    return loading(data, only_data, lang)()


def loading(data: Sequence[str], only_data: bool, lang: str) -> Callable[[], Graph]:
    """Begin to read the graph that a command works on; return what waits for it."""
    store, layers = chosen_store()
    context = click.get_current_context()
    endpoint, quiet = (
        context.meta.get("tigraph.endpoint") or "",
        bool(context.params.get("quiet")),
    )
    if endpoint and (store or data or only_data):
        raise UsageError("--endpoint asks a service alone: leave --store, --data, --only-data out.")
    if only_data and not data:
        raise UsageError("--only-data leaves nothing: give --data FILE.")
    if only_data and (store or layers):
        raise UsageError("--only-data leaves the store out: --store and --layers say nothing.")

    def ahead() -> None:
        from tigraph.stores import versions

        versions.open_ahead(Path(store) if store else versions.default_folder())

    # A store is opened while what asks it is imported.
    waiting = None if endpoint or only_data else _begun(ahead)
    from tigraph.graph import load

    def read() -> Graph:
        if waiting:
            waiting()
        graph = load(
            data, curated=not only_data, language=lang, store=store, layers=layers,
            progress=say_building, endpoint=endpoint,
        )  # fmt: skip
        graph.tell = lambda what: say(f"{what} …", quiet)
        _KEPT[:] = [graph]
        return graph

    return _begun(read)


def chosen_store() -> tuple[str | None, list[str] | None]:
    """Return the folder of --store and the names of --layers, None where not given."""
    meta = click.get_current_context().meta
    store, layers = meta.get("tigraph.store"), meta.get("tigraph.layers")
    names = [name.strip() for name in layers.split(",")] if layers else None
    return store, [name for name in names if name] if names else None


def interruptible(work: Callable[[], T]) -> T:
    """Return what `work` returns, and hear Ctrl-C meanwhile."""
    return _begun(work)()


def _begun(work: Callable[[], T]) -> Callable[[], T]:
    """Begin some work; return what waits for its result.

    The engine does not notice Ctrl-C and cannot be stopped, so it works in a thread of
    its own, which `tigraph.cli.main` leaves behind.
    """
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)

    before = threading.stack_size(_STACK)
    thread = threading.Thread(target=run, name="tigraph-engine", daemon=True)
    try:
        thread.start()
    finally:
        threading.stack_size(before)

    def result() -> T:
        thread.join()
        if failure:
            raise failure[0]
        return outcome[0]

    return result


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


def say_building(what: str, triples: int) -> None:
    """Tell how far a store is that is being built."""
    say_progress(f"Building the store: {what}, {triples:,} triples …")


def say_progress(message: str, quiet: bool = False) -> None:
    """Tell what takes its time, where somebody is watching."""
    if sys.stderr is not None and sys.stderr.isatty():
        say(message, quiet)
