"""`tigraph query` and `tigraph queries`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
import sys
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.before import before, kept_store
from tigraph.cli.beside import beside
from tigraph.cli.completion import complete_query
from tigraph.cli.loading import interruptible, loading
from tigraph.cli.options import (
    columns_option,
    common,
    force_option,
    format_option,
    guarding,
    lang_option,
    output_option,
    parameter_option,
    quiet_option,
    reading,
    safe_option,
    words_argument,
    words_option,
)
from tigraph.cli.output import emit, is_file, say, say_doubt
from tigraph.cli.request import chosen_format, pairs
from tigraph.cli.text.queries import _listing, _page
from tigraph.errors import DataError, UsageError
from tigraph.local import check_writable, decoded
from tigraph.querying import ANSWERS, FILES, GRAPHS, TABLES
from tigraph.rdf.vocabulary import curie
from tigraph.validity import today

if TYPE_CHECKING:
    from tigraph.querying import Answer, Query, Reading
    from tigraph.stores import Ground


@click.command()
@words_argument("query", "[QUERY]", required=False, shell_complete=complete_query)
@words_option("-e", "--execute", "text", metavar="TEXT", help="SPARQL text to run.")
@parameter_option
@columns_option
@format_option((*TABLES, *FILES, *GRAPHS))
@output_option()
@force_option
@safe_option
@reading
@click.option("--possible", is_flag=True, help="See edges that are only possible, too.")
@click.option("--cite", is_flag=True, help="Add the reference of the table.")
@common
def query(
    query: str | None,
    text: str | None,
    parameters: tuple[str, ...],
    columns: list[str] | None,
    format: str | None,
    output: str | None,
    force: bool,
    reading: Reading,
    possible: bool,
    cite: bool,
    data: tuple[str, ...],
    only_data: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Run QUERY: a name of the catalogue, a file (with a slash or a suffix), or -.

    The usual prefixes need not be declared. SELECT and ASK answer as table, csv, tsv,
    json, xml (the W3C formats), jsonl or md; CONSTRUCT and DESCRIBE as ttl, nt, jsonld
    or rdf. `-o x.parquet` (with the extra “arrow”) keeps the type of each column;
    x.datapackage.json beside it says what the columns mean. `--cite` prints the
    reference after the answer (where the format has no place for it, on stderr), or
    writes it beside the file as FILE.cite.txt. A term that does not exist is said on
    stderr with the nearest, and why an empty answer is empty.

    \b
    Examples:
      tigraph query who-presides
      tigraph query posts-of-person -p person="Cédric Bôle" --as-of 2024
      tigraph query figures-that-disagree -o figures.csv --cite
      tigraph query who-presides --columns president,body,claim
      tigraph query -e "SELECT ?name { ?x a tig:GovernanceBody ; skos:prefLabel ?name }"
    """
    _check_one(query, text)
    store = kept_store(data, only_data)
    # read while the query is looked up, unless the answer may be there already
    graph_read = None if store else loading(data, only_data, lang)
    chosen = _chosen(query, text)
    wanted = chosen_format(format, output, ANSWERS, force=force, quiet=quiet)
    _check_format(chosen, wanted)
    described = beside(wanted, output, force)
    guard = guarding(wanted)
    if columns is not None and chosen.form != "SELECT":
        raise UsageError(f"--columns chooses columns of rows: {chosen.form} has none.")
    if cite and is_file(output):
        check_writable(_beside(output), force)
    reading = {**reading, "as_of": reading["as_of"] or chosen.as_of or None}
    possible = possible or chosen.possible
    given = pairs(parameters)
    if "lang" in {parameter.name for parameter in chosen.parameters}:
        given.setdefault("lang", lang)
    asking = store and not described and before(
        store, chosen, given=given, reading=reading, possible=possible, columns=columns,
        format=wanted, lang=lang, cite=today() if cite else None,
    )  # fmt: skip
    if asking and (printed := asking.printed()):
        _write(printed.content, printed.reference, wanted, output, force)
        for line in printed.said:
            say(line)
        sys.exit(printed.code)

    graph = (graph_read or loading(data, only_data, lang))()
    if reading["as_of"] and chosen.header and not chosen.dated:
        say(f"{chosen.name} asks about all dates: --as-of changes nothing.", quiet)
    graph.ground.doing(f"Asking {chosen.name}")
    answered = interruptible(lambda: graph.query(chosen, given, **reading, possible=possible))
    shown = _shown(answered, columns, lang)
    content = guard(shown.render(wanted))
    whole = None
    if cite or described:
        whole = graph.reference(chosen, answered, given, **reading, possible=possible)
    reference = whole.text() if whole and cite else ""
    content += b"\n" if content and not described and not content.endswith(b"\n") else b""
    _write(content, reference, wanted, output, force)
    if described and whole:
        described.write(shown, content, chosen, whole, lang)
    if not quiet:
        _say_of(answered, chosen, graph.ground, reading["as_of"], possible, lang)
    code = _code(answered)
    if asking:
        asking.keep(content, reference, code)
    sys.exit(code)


def _check_one(query: str | None, text: str | None) -> None:
    """Refuse two queries at once, and none."""
    if text is not None and query is not None:
        raise UsageError("Give a query or -e TEXT, not both.")
    if text is None and query is None:
        raise UsageError("Give a query: a name (`tigraph queries` lists them), a file, -, or -e.")


def _code(answered: Answer) -> int:
    """Return the exit code that goes with an answer: 1 for an ASK that is false, else 0."""
    from tigraph.querying import Verdict

    return int(isinstance(answered, Verdict) and not answered)


def _say_of(
    answered: Answer, chosen: Query, ground: Ground, as_of: str | None, possible: bool, lang: str
) -> None:
    """Tell on stderr what is to be known of an answer: how much it is, and what is in doubt."""
    from tigraph.errors import nearest
    from tigraph.rdf import absent_graphs
    from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, POSSIBLE, curie

    _say_found(chosen, answered, ground.layers)
    for iri in absent_graphs(ground.store, chosen.text):
        known = [curie(one) for one in (CERTAIN, POSSIBLE, BOUNDS)]
        near = [one for one in nearest(curie(iri), known, 0.8) if one != curie(iri)][:1]
        meant = f" Did you mean {near[0]}?" if near else ""
        say(f"No graph is called {curie(iri)} here: nothing was looked for in it.{meant}")
    # Where no date is asked, the query is not asked again for this.
    if as_of or ground.doubtful or possible or chosen.derived == "possible":
        say_doubt(interruptible(lambda: answered.doubt), as_of, lang)


def _shown(answered: Answer, columns: list[str] | None, lang: str) -> Answer:
    """Return an answer as it is to be shown: with some columns, in a language."""
    from dataclasses import replace

    from tigraph.querying import Rows

    if columns is not None and isinstance(answered, Rows):
        answered = answered.only(columns)
    return replace(answered, language=lang)


def _chosen(query: str | None, text: str | None) -> Query:
    """Return the query that is asked: a text, standard input, one of the catalogue, a file."""
    from tigraph.querying import parse
    from tigraph.querying.catalogue import find

    if text is not None:
        return parse(text, "query")
    return parse(_standard_input(), "standard input") if query == "-" else find(str(query))


def _write(content: bytes, reference: str, wanted: str, output: str | None, force: bool) -> None:
    """Write an answer, and its reference after it, beside it, or else on stderr."""
    if not is_file(output):
        content += _appended(reference, wanted).encode()
    emit(content, output, force)
    if reference and is_file(output):
        emit(reference.encode(), str(_beside(output)), force)
    elif reference and not _appended(reference, wanted):
        say(reference.rstrip())


def _say_found(chosen: Query, answered: Answer, layers: Container[str]) -> None:
    """Tell how many rows there are, and which layers the query asks that are not here."""
    from tigraph.querying import Rows, Verdict

    if isinstance(answered, Rows):
        say(f"{len(answered)} row{'' if len(answered) == 1 else 's'}.")
        lacking = [layer for layer in chosen.layers if layer not in layers]
        if lacking:
            adding = " ".join(f"`tigraph layer add {layer}`" for layer in lacking)
            say(f"{chosen.name} asks registry layers that are not here: {adding}.")
    elif not isinstance(answered, Verdict) and not len(answered):
        say("No triples.")


@click.command()
@words_argument("name", "[NAME]", required=False, shell_complete=complete_query)
@format_option(("table", "json"))
@output_option()
@force_option
@lang_option
@quiet_option
def queries(
    name: str | None,
    format: str | None,
    output: str | None,
    force: bool,
    lang: str,
    quiet: bool,
) -> None:
    """List the catalogue, or tell what the query NAME answers.

    Projections, the queries that give networks for `view` and `export`, stand apart.

    \b
    Examples:
      tigraph queries
      tigraph queries who-presides
    """
    from tigraph.querying import catalogue

    def described(query: Query) -> dict[str, object]:
        defaults = query.defaults
        return {
            "name": query.name,
            "summary": query.described("summary", lang),
            "description": str(query.described("description", lang)).strip(),
            "tags": query.tags,
            "projection": query.is_projection,
            "derived": query.derived or None,
            "layers": query.layers,
            "parameters": [
                {
                    "name": p.name,
                    "type": p.type,
                    "kinds": [curie(kind) for kind in query.kinds(p.name)],
                    "default": defaults.get(p.name),
                    **({"words": query.choices[p.name]} if p.name in query.choices else {}),
                }
                for p in query.parameters
            ],
            "columns": query.described("columns", lang),
            "text": query.text,
        }

    whole = [
        described(query) for query in ([catalogue.find(name)] if name else catalogue.queries())
    ]
    wanted = chosen_format(
        format, output, {".json": "json", ".txt": "table"}, force=force, quiet=quiet
    )
    if wanted == "json":
        content = json.dumps(whole[0] if name else whole, ensure_ascii=False, indent=2) + "\n"
    else:
        content = _page(whole[0]) if name else _listing(whole, lang)
    emit(content.encode(), output, force)


def _check_format(query: Query, format: str) -> None:
    """Refuse, before the work, a format in which such an answer cannot be written."""
    triples = query.form in ("CONSTRUCT", "DESCRIBE")
    rows = (*TABLES, *FILES) if query.form in ("SELECT", "") else TABLES
    known = ("table", "json", *GRAPHS) if triples else rows
    if format not in known:
        usual = GRAPHS if triples else TABLES
        raise UsageError(
            f"{query.form or 'The query'} has no answer as {format}: give --format "
            f"{', '.join(usual[:-1])} or {usual[-1]}."
        )


def _appended(reference: str, format: str) -> str:
    """Return what follows an answer on stdout: its reference, where the format has a place."""
    if not reference or format not in ("table", "md", "ttl"):
        return ""
    if format == "md":
        plain = "".join(line[2:] or "\n" for line in reference.splitlines(keepends=True))
        return f"\n```text\n{plain}```\n"
    return f"\n{reference}"


def _beside(output: str | None) -> Path:
    return Path(f"{output}.cite.txt")


def _standard_input() -> str:
    if sys.stdin is None:
        raise DataError("Standard input is closed: give a file, or -e TEXT.")
    return decoded(sys.stdin.buffer.read(), "standard input")
