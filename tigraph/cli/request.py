"""What a command was asked for: the query, its parameters, the form of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tigraph.cli.loading import load_graph
from tigraph.cli.options import F, common, force_option, format_option, output_option
from tigraph.cli.output import emit, is_file, say
from tigraph.errors import UsageError
from tigraph.local import check_writable, ending

if TYPE_CHECKING:
    from tigraph.graph import Graph


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

    def emit(self, content: bytes, *, coloured: bool = False) -> None:
        """Write the answer where it is to go: see `output.emit`."""
        emit(content, self.output, self.force, coloured=coloured)

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
    told = extensions.get(ending(Path(str(output)).name, extensions))
    if format and told and told != format:
        say(f"{output} is written as {format}, though its name says {told}.", quiet)
    if not (format or told):
        raise UsageError(
            f"{output}: cannot tell the format; end the name in {', '.join(extensions)}, "
            "or give --format."
        )
    return str(format or told)


def pairs(parameters: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters of `-p NAME=VALUE` options; raises `UsageError`."""
    found: dict[str, str] = {}
    for item in parameters:
        name, equals, value = item.partition("=")
        if not equals or not name or not value:
            raise UsageError(f"-p {item}: write it as -p NAME=VALUE.")
        name = name.removeprefix("?").removeprefix("_")
        if name in found:
            raise UsageError(f"-p {name} is given twice: {found[name]}, {value}. Give it once.")
        found[name] = value
    return found
