"""`tigraph model`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json

import click

from tigraph.cli.completion import complete_term
from tigraph.cli.options import words_argument
from tigraph.cli.request import Request, answers
from tigraph.errors import UsageError
from tigraph.local import is_terminal, terminal_width

_TOLD = {".json": "json", ".txt": "table", ".html": "html", ".svg": "svg"}


@click.command()
@words_argument("term", "[TERM]", required=False, shell_complete=complete_term)
@answers(_TOLD)
def model(term: str | None, request: Request) -> None:
    """Tell what the terms mean: all by theme, or TERM: a CURIE, an IRI, a name, a label.

    Of a class: what an instance has, by the shapes that `check` holds, and the relations that
    it bears; of a property from what it leads to what; of a concept its scheme. All come with
    an example from the graph and the queries that name them. Where there is no such term the
    nearest are named. HTML is the whole model as a page that opens offline, with ontology,
    schemes, constraints and examples in French and English (of the curated graph, unless
    --layers names others); SVG is its diagram.

    \b
    Examples:
      tigraph model
      tigraph model tig:SourceCitation
      tigraph model "valid time"
      tigraph model concept:relation -f json
      tigraph model -o model.html
    """
    wanted = request.chosen()
    if wanted in ("html", "svg"):
        if term:
            raise UsageError(f"{wanted} shows the whole model: leave {term} out.")
        from tigraph.explaining import diagram, model_page

        if wanted == "svg":
            request.emit(diagram(request.lang).encode())
            return
        own = click.get_current_context().meta
        own["tigraph.layers"] = own.get("tigraph.layers") or "curated"
        request.emit(model_page(request.load().ground, request.lang).encode())
        return
    told = request.load().model(term or "")
    if wanted == "json":
        request.emit((json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
        return
    from tigraph.cli.text.model import overview_text, term_text

    coloured = is_terminal() and not request.output
    text = term_text if term else overview_text
    content = text(told, request.lang, terminal_width(100), coloured)
    request.emit(content.encode(), coloured=coloured)
