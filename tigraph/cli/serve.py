"""The command that serves the graph to other programs."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Any

import click

from tigraph.cli.loading import interruptible, loading
from tigraph.cli.options import common, words_option
from tigraph.cli.output import say

if TYPE_CHECKING:
    from tigraph.serving import Server


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
@common
def serve(
    host: str,
    port: int,
    url: str | None,
    data: tuple[str, ...],
    only_data: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Serve the graph to OpenRefine and other programs, until Ctrl-C.

    At /reconcile is a reconciliation service (Reconciliation Service API 0.2, and the draft
    of 1.0), with suggestions, previews and columns to add; every entity has a page. The
    address is written to standard output once the graph is read. Only this machine can ask,
    unless --host says otherwise; nobody is asked for a password, and nothing can be changed.

    \b
    Examples:
      tigraph serve
      tigraph serve --port 0 --layers curated
      tigraph serve --host 0.0.0.0 --url https://graph.example.org
    """
    from tigraph.serving import App, Hosts, Server, desk_of, is_open, listening

    listener = listening(host, port)
    hosts = Hosts.of(host, listener.getsockname()[1], url or "")
    graph = loading(data, only_data, lang)()
    graph.ground.doing("Reading all names")
    desk = interruptible(lambda: desk_of(graph.ground))
    graph.ground.tell = graph.ground.doing = _nothing
    server = Server(App(desk, hosts, _tell), listener)
    click.echo(hosts.url or hosts.usual)
    sys.stdout.flush()
    say(f"For OpenRefine: {hosts.url or hosts.usual}/reconcile. Ctrl-C stops.", quiet)
    if is_open(host):
        say("Other machines can ask, without a password.", quiet)
    _until_stopped(server)


def _until_stopped(server: Server) -> None:
    gc.collect()
    gc.freeze()  # the graph stays; what requests leave behind goes
    gc.enable()
    before = signal.signal(signal.SIGTERM, lambda *_: server.stop())
    try:
        server.run()
    finally:
        signal.signal(signal.SIGTERM, before)


def _nothing(_: str) -> None:
    """Say nothing: whoever asks is not who sits here."""


def _tell(error: Any) -> None:
    """Say on stderr that a request failed by a fault of tigraph's own."""
    say(f"A request failed: {type(error).__name__}: {error}")
    if os.environ.get("TIGRAPH_DEBUG"):
        traceback.print_exception(error)
