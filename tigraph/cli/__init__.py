"""The command line.

Commands are declared here and in their modules, and act through `tigraph.graph`; whatever
is slow to import is imported where it is used.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

import click

from tigraph import __version__
from tigraph.cli.groups import NamedGroup
from tigraph.cli.output import say
from tigraph.errors import LeftOutWarning, LimitError, RenamedWarning, TigraphError
from tigraph.local import printable

#: Where each command is declared, and its line in the help.
_COMMANDS = {
    "info": ("lookup", "What is loaded: counts, sources, versions."),
    "search": ("lookup", "Find entities by name."),
    "show": ("lookup", "The card of one entity, with its evidence."),
    "path": ("lookup", "How two actors are connected."),
    "query": ("query", "Run a query: of the catalogue, a file, or SPARQL text."),
    "queries": ("query", "The catalogue: what each query answers."),
    "model": ("model", "What the terms mean: classes, properties, concepts."),
    "trace": ("trace", "The life of a territory or an intercommunality."),
    "compare": ("compare", "What differs between two dates, phases, territories, documents."),
    "verify": ("verify", "Which claims bear a drafted paragraph, sentence by sentence."),
    "view": ("draw", "Draw a network: HTML page, SVG, PNG, PDF."),
    "export": ("draw", "Export a network, or the graph itself."),
    "measure": ("measure", "Centralities, communities, brokerage, as a table."),
    "serve": ("serve", "Serve the graph to OpenRefine and other programs."),
    "mcp": ("assistant", "Serve the graph to an assistant that speaks MCP."),
    "publish": ("publish", "Write the site as files, for a host without a server."),
    "layer": ("layer", "Registry layers: add, update, list, show, remove, verify …"),
    "link": ("link", "Link names in a table, and this graph, to registries; decide; apply."),
    "workspace": ("workspace", "A folder of one's own: documents, claims, decisions."),
    "document": ("document", "Documents of a workspace: add, list, show, remove …"),
    "check": ("check", "Check shapes, evidence and form of the graph."),
}


class _Leaving(int):
    """The exit code of a command that was stopped: its engine may still be at work."""


class _PipeClosedError(Exception):
    """Whoever read stdout has read enough."""


@contextmanager
def _pipe() -> Iterator[None]:
    """Keep a closed pipe from click, which would exit with 1: a no."""
    try:
        yield
    except BrokenPipeError:
        raise _PipeClosedError from None


class _Commands(NamedGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = import_module(f"tigraph.cli.{_COMMANDS[name][0]}")
        command: click.Command = getattr(module, name)
        return command

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        with _pipe():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        with _pipe():
            return super().invoke(ctx)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tigraph")
def cli() -> None:
    """Who does what with whom, at which level, in which territory, when, and who says so.

    tigraph is a knowledge graph of the actors of a public programme, beginning with
    Territoires d'industrie. Every relation, figure and opinion in it is dated and cites
    its source.

    \b
    Begin with:
      tigraph search bole                  find an actor
      tigraph show "Cédric Bôle"           read what the documents say of one
      tigraph queries                      the questions that can be asked by name
      tigraph query who-presides           ask one
      tigraph view people -o people.html   see a network

    Exit codes: 0 yes; 1 a well-formed no (nothing found, a finding of check, ASK false);
    2 usage; 3 data, input or output; 130 interrupted.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit; no traceback reaches a user.

    With TIGRAPH_DEBUG set, unexpected errors show theirs.
    """
    if "_TIGRAPH_COMPLETE" in os.environ:
        from click.shell_completion import add_completion_class

        from tigraph.cli.completion import bash

        add_completion_class(bash(), "bash")
    sys.setswitchinterval(0.0005)  # the thread that reads the graph gets its turn at once
    gc.set_threshold(100_000)  # a command keeps most of what it makes
    code = _run(arguments)
    working = any(thread.name == "tigraph-engine" for thread in threading.enumerate())
    if arguments is None or (working and isinstance(code, _Leaving)):
        # A process that ends need not first take its graph apart, which takes as long as a
        # query; and after Ctrl-C, or at a limit, the engine still works and would not be stopped.
        _close_streams()
        if passing := sys.modules.get("tigraph.local.passing"):
            passing.remove_temporary()
        os._exit(code)
    sys.exit(code)


def _tell_warnings() -> None:
    """Let tigraph's own warnings be told as the commands tell things: in a line of stderr."""
    import warnings

    plain = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *place: Any) -> None:
        if not issubclass(category, LeftOutWarning | RenamedWarning):
            plain(message, category, *place)
        elif not (context := click.get_current_context(silent=True)) or not context.params.get(
            "quiet"
        ):
            say(str(message))

    warnings.showwarning = show  # type: ignore[assignment]


def _close_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()


def _run(arguments: list[str] | None) -> int:
    """Run the command line; return the exit code, having told what went wrong."""
    _tell_warnings()
    try:
        code: Any = cli.main(arguments, prog_name="tigraph", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except SystemExit as exiting:
        return exiting.code if isinstance(exiting.code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "tigraph"
        _complain(f"{_sentence(error.format_message())} See `{command} --help`.")
        return error.exit_code
    except click.ClickException as error:
        _complain(error.format_message())
        return error.exit_code
    except TigraphError as error:
        _complain(str(error))
        stopped = isinstance(error, LimitError)
        return _Leaving(error.exit_code) if stopped else error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("Interrupted.")
        return _Leaving(130)
    except (_PipeClosedError, BrokenPipeError):
        _close_pipe()
        return 0
    except Exception as error:
        if os.environ.get("TIGRAPH_DEBUG") and not isinstance(error, OSError | MemoryError):
            raise
        _complain(_failure(error))
        return 3


def _failure(error: Exception) -> str:
    """Return what is told of an error that no part of tigraph put into words."""
    if isinstance(error, OSError):
        _close_pipe()
        return f"{error.filename or 'Standard output'}: {error.strerror or error}."
    if (rdf := sys.modules.get("tigraph.rdf")) and (told := rdf.storage_fault(error)):
        return str(told)
    if isinstance(error, MemoryError):
        return "Out of memory: ask for less (LIMIT), or for a smaller file."
    return (
        f"Unexpected {type(error).__name__}: {error}. This is a fault of tigraph; run again "
        "with TIGRAPH_DEBUG=1 and report what it prints."
    )


def _complain(message: str) -> None:
    click.echo(printable(f"Error: {message}"), err=True)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", ")")) else f"{text}."


def _close_pipe() -> None:
    """Point stdout at nothing, so that Python's exit does not complain of a closed pipe."""
    with suppress(AttributeError, OSError):  # there may be no stdout, or none with a number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
