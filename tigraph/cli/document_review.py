"""`tigraph document review`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
import webbrowser

import click

from tigraph.cli.desks import (
    chosen_coder,
    coder_option,
    desk_options,
    graph_and_desk,
    names_option,
    slug_argument,
)
from tigraph.cli.loading import interruptible
from tigraph.cli.output import say
from tigraph.cli.serve import report_fault, until_stopped
from tigraph.errors import MissingExtraError
from tigraph.local import Words

_WORDS = Words(
    {
        "none": ("Nothing is proposed of {0} yet: `tigraph document propose {0}` does.",
                 "Rien n’est encore proposé de {0} : `tigraph document propose {0}` le fait."),
        "open": ("Open this address in a browser; Ctrl-C ends the review and writes the claims.",
                 "Ouvrez cette adresse dans un navigateur ; Ctrl-C finit la revue et écrit les "
                 "assertions."),
        "written": ("Claims written: {}", "Assertions écrites : {}"),
    }
)  # fmt: skip


@click.command("review", short_help="Decide on a page what is proposed of a document.")
@slug_argument
@coder_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default="any that is free",
    help="The port of this machine.",
)  # fmt: skip
@click.option("--browser", is_flag=True, help="Open the page in the browser.")
@names_option
@desk_options
def document_review(
    slug: str, coder: str | None, port: int, browser: bool, names: bool, lang: str, quiet: bool
) -> None:
    """Open a page on which a person decides what is proposed of a document.

    Beside its text, with what is cited, proposed and left out marked in it, stands each proposal
    in words, with its ends and what the graph says of them. Keys accept (a), change (e), refuse
    (r) and undo (u); words chosen in the text are cited (q), or make a claim of one's own (w).
    What was refused does not come back. Two coders who differ settle it there.

    Only this machine can ask the page, at an address that nobody can guess; it asks nobody else
    for anything. Each decision is on disk before the next. The claims are written at the end, and
    by `tigraph document claims`.

    \b
    Examples:
      tigraph document review article
      tigraph document review article --coder bob --browser
    """
    from tigraph.coding import Review

    try:
        from tigraph.serving import Hosts, ReviewApp, Server, listening
    except ImportError:
        raise MissingExtraError("serve", "tigraph document review") from None

    listener = listening("127.0.0.1", port)
    graph, desk = graph_and_desk(slug, lang)
    desk.names = names
    review = Review(desk, chosen_coder(coder))
    if not desk.offers:
        say(_WORDS("none", lang).format(slug), quiet)
    interruptible(review.state)
    interruptible(lambda: graph.search(slug, 1))  # which reads the names, once
    graph.ground.tell = graph.ground.doing = lambda _: None
    hosts = Hosts.of("127.0.0.1", listener.getsockname()[1])
    app = ReviewApp(review, hosts, lambda text: graph.search(text, 6), report_fault)
    server = Server(app, listener)
    click.echo(app.address)
    sys.stdout.flush()
    say(_WORDS("open", lang), quiet)
    if browser:
        webbrowser.open(app.address)
    try:
        until_stopped(server, listener)
    finally:
        say(_WORDS("written", lang).format(desk.write()), quiet)
