"""`tigraph trace`."""

from __future__ import annotations

import json
import sys

import click

from tigraph.cli.loading import interruptible
from tigraph.cli.options import entity_argument
from tigraph.cli.output import say
from tigraph.cli.request import Request, answers
from tigraph.cli.text.history import _text
from tigraph.errors import UnknownNameError
from tigraph.local import is_terminal, terminal_width


@click.command()
@entity_argument("entity", "ENTITY")
@answers({".json": "json", ".txt": "table"})
def trace(entity: str, request: Request) -> None:
    """Tell the life of a territory, of an intercommunality (EPCI), of another organisation.

    A territory is followed through its lineage: names, codes and members in each phase, who
    joined and where from, who left and what became of them, each with its source. An
    intercommunality: names, legal forms, population by year, communes that joined or left,
    what it was merged from or into, territories by phase, heads. Any other organisation (layer
    organisations): names, what it came from and went into, what it was attached to. What
    happened between two yearly lists has two dates between which it happened. Without registry
    layers (`tigraph layer`) it is what the documents say.

    \b
    Examples:
      tigraph trace "Haut-Doubs Horloger"
      tigraph trace 242500361 -f json
    """
    wanted = request.chosen()
    graph = request.load()
    try:
        told = interruptible(lambda: graph.trace(entity))
    except UnknownNameError as error:
        say(f"{error} `tigraph search` finds names that are like it.")
        sys.exit(1)
    coloured = wanted != "json" and is_terminal() and not request.output
    if wanted == "json":
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    else:
        text = _text(told, request.lang, terminal_width(100), coloured)
    request.emit(text.encode(), coloured=coloured)
