"""A document on the desk, as the commands that code it are given it."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING

import click

from tigraph.cli.completion import complete_document
from tigraph.cli.loading import load_graph, this_workspace
from tigraph.cli.options import (
    F,
    lang_option,
    layers_option,
    no_workspace_option,
    quiet_option,
    store_option,
    words_argument,
    words_option,
    workspace_option,
)
from tigraph.cli.output import say

if TYPE_CHECKING:
    from tigraph.coding import Desk
    from tigraph.graph import Graph

slug_argument = words_argument("slug", "SLUG", shell_complete=complete_document)
coder_option = words_option(
    "--coder",
    metavar="NAME",
    help="Whose decisions they are.  [default: TIGRAPH_CODER, else your login]",
)
quote_option = click.option(
    "--quote", is_flag=True, help="With the words cited, where a citation may have so many."
)


names_option = click.option(
    "--names", is_flag=True, help="Whom or what words name is to be decided by itself, too."
)


def desk_options(function: F) -> F:
    """Give a command the options that say which workspace and graph a document is read in."""
    for option in (
        quiet_option, lang_option, layers_option, store_option, no_workspace_option,
        workspace_option,
    ):  # fmt: skip
        function = option(function)
    return function


def graph_and_desk(slug: str, lang: str) -> tuple[Graph, Desk]:
    """Return the graph, and a document of the workspace that is meant, read beside it."""
    from tigraph.coding import Desk

    here = this_workspace()
    here.document(slug)
    graph = load_graph((), False, lang)
    return graph, Desk(here.folder, slug, graph.store, lang)


def desk_of(slug: str, lang: str) -> Desk:
    """Return a document of the workspace that is meant, read beside the graph."""
    return graph_and_desk(slug, lang)[1]


def chosen_coder(coder: str | None) -> str:
    """Return the coder that is meant."""
    return coder or os.environ.get("TIGRAPH_CODER") or getpass.getuser()


def say_faults(desk: Desk, quiet: bool) -> None:
    """Tell which lines of the logs are none."""
    for log in desk.logs().values():
        for fault in log.faults:
            say(fault, quiet)


def quoted(quote: bool) -> int:
    """Return how long a quotation may be: 0 where none is asked for."""
    from tigraph.workspaces import QUOTED

    return QUOTED if quote else 0
