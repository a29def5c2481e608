"""The command that serves the graph to other programs."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from tigraph.cli.choosing import chosen_workspace
from tigraph.cli.loading import chosen_store, interruptible, loading
from tigraph.cli.options import lasting, words_option
from tigraph.cli.output import say
from tigraph.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.serving import Data, Server
    from tigraph.serving.reconciling import Desk

#: What the extra brings.
_LIBRARIES = frozenset(["anyio", "httptools", "starlette", "uvicorn", "uvloop"])
#: What a question may take unless told otherwise.
_SECONDS, _MEMORY, _ROWS = 60.0, "2G", 1_000_000


@click.command()
@words_option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; 0.0.0.0 lets other machines ask.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port; 0 for any that is free.",
)
@words_option(
    "--url", metavar="URL", help="The address by which others know it, where it is behind a proxy."
)
@words_option(
    "--contact",
    metavar="ADDRESS",
    help="Where corrections and objections are sent, told on each page: mailto:… or https://…, "
    "in which {id} stands for what is to be corrected and {page} for its page.",
)
@click.option(
    "--no-default-data",
    is_flag=True,
    help="A SPARQL endpoint on the files of --data alone, their graphs as they stand.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="Stop a question that takes longer, 0 for never.",
)
@words_option(
    "--max-memory",
    default=_MEMORY,
    show_default=True,
    metavar="SIZE",
    help="Stop a question that takes more memory, 0 for never.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(0),
    default=_ROWS,
    show_default=True,
    metavar="ROWS",
    help="Stop a question that has more rows or triples, 0 for never.",
)
@click.option(
    "--workers",
    type=click.IntRange(2, 256),
    metavar="NUMBER",
    help="Processes that answer questions, one of them for what is quick.  "
    "[default: one more than processors, at least 3]",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="NUMBER",
    help="Processes that hear clients, each with its own workers.",
)
@words_option(
    "--allow-service",
    multiple=True,
    metavar="HOST",
    help="A host whose services SERVICE may call, with its port if it is not the usual one "
    "(repeatable); none unless told.",
)
@words_option(
    "--access-log",
    metavar="FILE",
    help="Write a line of JSON for each request, with nothing of who asked; - is stderr.",
)
@lasting
def serve(
    host: str,
    port: int,
    url: str | None,
    contact: str | None,
    no_default_data: bool,
    timeout: float,
    max_memory: str,
    max_rows: int,
    workers: int | None,
    processes: int,
    allow_service: tuple[str, ...],
    access_log: str | None,
    data: tuple[str, ...],
    only_data: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Serve the graph as pages, and to OpenRefine and other programs, until Ctrl-C.

    The address opens a small site, in French and English: a page for each entity and document
    with the evidence behind each statement, search, a selection as network, table, map and
    line of time, and the catalogue as forms. At /sparql is a SPARQL 1.1 endpoint, read-only;
    at /reconcile a reconciliation service (Reconciliation Service API 0.2, and the draft of
    1.0), with suggestions, previews and columns to add. The address is written to standard
    output once the graph is read. Only this machine can ask, unless --host says otherwise;
    nobody is asked for a password, and nothing can be changed. A new version of a layer, or
    of a file of --data, is taken up while it serves.

    \b
    Examples:
      tigraph serve
      tigraph serve --port 0 --layers curated
      tigraph serve --data mine.trig --no-default-data --port 8001
      tigraph serve --host 0.0.0.0 --url https://graph.example.org
    """
    try:
        from tigraph.serving import (
            App,
            Endpoint,
            Hosts,
            Metrics,
            Renewal,
            Server,
            inherited,
            is_open,
            listening,
        )
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise MissingExtraError("serve", "tigraph serve") from None
    from tigraph.limits import Allowance, size_of
    from tigraph.pages import contact_of

    if no_default_data and not data:
        raise UsageError("--no-default-data leaves nothing: give --data FILE.")
    allowed = Allowance(timeout, size_of(max_memory, "--max-memory"), max_rows, asked=True)
    correct = contact_of(contact) if contact else ""
    hosts_called = frozenset(one.lower() for one in allow_service)
    listener = inherited() or listening(host, port)
    hosts = Hosts.of(host, listener.getsockname()[1], url or "")
    opened = _Opened(data, only_data, lang, timeout, bare=no_default_data)
    renewal = Renewal(opened.stamp, opened.load, report_fault)
    desk, own = interruptible(renewal.first)
    metrics = Metrics()
    number = workers or max(3, (os.cpu_count() or 2) + 1)
    endpoint = Endpoint(own, allowed, number, metrics, hosts_called)
    log = _log(access_log)
    app = App(desk, hosts, report_fault, endpoint=endpoint, metrics=metrics, log=log,
              contact=correct)  # fmt: skip
    app.beside = renewal.watching(app)
    server = Server(app, listener)
    if not inherited():
        click.echo(hosts.url or hosts.usual)
        sys.stdout.flush()
        _say_where(hosts.url or hosts.usual, desk is None, quiet)
        if is_open(host):
            say("Other machines can ask, without a password.", quiet)
    until_stopped(server, listener, processes)


def _say_where(address: str, bare: bool, quiet: bool) -> None:
    reconciling = "" if bare else f" For OpenRefine: {address}/reconcile."
    say(f"SPARQL: {address}/sparql.{reconciling} Ctrl-C stops.", quiet)


class _Opened:
    """What is served, read when it is asked for, and again where it has another version."""

    def __init__(
        self, data: tuple[str, ...], only_data: bool, lang: str, seconds: float, *, bare: bool
    ) -> None:
        meta = click.get_current_context().meta
        self._files = [Path(one) for one in data]
        self._lang, self._bare, self._only = lang, bare, only_data
        self._seconds = seconds
        self._store, self._layers = chosen_store()
        self._endpoint = meta.get("tigraph.endpoint") or ""
        self._known_by = meta.get("tigraph.known_by")
        self._budget = meta.get("tigraph.budget")
        self._workspace = None if bare or self._endpoint else chosen_workspace()
        # The first time it is told how that goes.
        self._first: Callable[[], Graph] | None = None
        if not bare:
            self._first = loading(data, only_data, lang)

    def stamp(self) -> str:
        """Return what tells its versions apart."""
        from tigraph import __version__
        from tigraph.serving import stamp_of
        from tigraph.stores import versions

        folder = Path(self._store) if self._store else versions.default_folder()
        store = versions.in_force(folder) if folder and not self._only else None
        more = self._workspace.data_files() if self._workspace else []
        files = stamp_of([path.resolve() for path in [*self._files, *more]])
        built = stamp_of([store / "manifest.json"]) if store else ""
        own = (self._layers, self._known_by, self._endpoint, self._only, self._bare)
        return f"{__version__} {own} {store} {built} {files}"

    def load(self, stamp: str) -> tuple[Desk | None, Data]:
        """Return what it is now."""
        from tigraph.serving import Data, desk_of
        from tigraph.stores import Service

        if self._bare:
            return None, Data(None, stamp, self._files)
        graph = self._first() if self._first else self._again()
        if self._first:
            graph.ground.doing("Reading all names")
        self._first = None
        if isinstance(graph.ground.store, Service) and self._seconds:
            graph.ground.store.wait(self._seconds)
        # Questions of pages are put one beside the other: each ends at its own limit.
        graph.ground.alone = False
        desk = desk_of(graph.ground)
        graph.ground.tell = graph.ground.doing = _nothing
        return desk, Data(graph.ground, f"{stamp} {graph.ground.version}")

    def _again(self) -> Graph:
        from tigraph.graph import load

        graph = load(
            self._files, curated=not self._only, language=self._lang, store=self._store,
            layers=self._layers, endpoint=self._endpoint, budget=self._budget,
            workspace=self._workspace.folder if self._workspace else None,
        )  # fmt: skip
        return graph.known_by(self._known_by) if self._known_by else graph


def _log(name: str | None) -> IO[str] | None:
    if not name:
        return None
    return sys.stderr if name == "-" else Path(name).open("a", encoding="utf-8")


def until_stopped(server: Server, listener: Any, processes: int = 1) -> None:
    """Serve until Ctrl-C, or until the process is asked to end."""
    from tigraph.serving import Siblings

    gc.collect()
    gc.freeze()  # the graph stays; what requests leave behind goes
    gc.enable()
    before = signal.signal(signal.SIGTERM, lambda *_: server.stop())
    siblings = Siblings(listener, processes - 1, server.stop)
    try:
        server.run()
    finally:
        siblings.end()
        signal.signal(signal.SIGTERM, before)


def _nothing(_: str) -> None:
    """Say nothing: whoever asks is not who sits here."""


def report_fault(error: Any) -> None:
    """Say on stderr that a request failed by a fault of tigraph's own."""
    say(f"A request failed: {type(error).__name__}: {error}")
    if os.environ.get("TIGRAPH_DEBUG"):
        traceback.print_exception(error)
