"""`tigraph query` and `tigraph queries`."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tigraph.cli.options import (
    as_of_option,
    common,
    complete_query,
    emit,
    force_option,
    format_option,
    load_graph,
    output_option,
    say,
)
from tigraph.errors import DataError, UnknownName, UsageError
from tigraph.files import check_writable

_FORMATS = ("table", "csv", "tsv", "json", "xml", "jsonl", "md", "ttl", "nt", "jsonld", "rdf")
_EXTENSIONS = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".srj": "json", ".xml": "xml",
    ".srx": "xml", ".jsonl": "jsonl", ".md": "md", ".txt": "table", ".ttl": "ttl",
    ".nt": "nt", ".jsonld": "jsonld", ".rdf": "rdf",
}  # fmt: skip


@click.command()
@click.argument("query", required=False, shell_complete=complete_query)
@click.option("-e", "--execute", "text", metavar="TEXT", help="SPARQL text to run.")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for a parameter (repeatable); names of entities are resolved.",
)
@format_option(_FORMATS)
@output_option
@force_option
@as_of_option
@click.option("--possible", is_flag=True, help="See edges that are only possible, too.")
@click.option("--cite", is_flag=True, help="Add the reference of the table.")
@common
def query(
    query: str | None,
    text: str | None,
    parameters: tuple[str, ...],
    format: str | None,
    output: str | None,
    force: bool,
    as_of: str | None,
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
    or rdf. `--cite` prints the reference after a table (as comment lines in md and
    table), or writes it beside the file as FILE.cite.txt.

    \b
    Examples:
      tigraph query who-presides
      tigraph query posts-of-person -p person="Cédric Bôle" --as-of 2024
      tigraph query figures-that-disagree -o figures.csv --cite
      tigraph query -e "SELECT ?name { ?x a tig:GovernanceBody ; skos:prefLabel ?name }"
    """
    from tigraph.catalogue import Query, find, parse

    if text is not None and query is not None:
        raise UsageError("Give a query or -e TEXT, not both.")
    if text is None and query is None:
        raise UsageError("Give a query: a name (`tigraph queries` lists them), a file, -, or -e.")
    chosen: Query
    if text is not None:
        chosen = parse(text, "query")
    elif query == "-":
        chosen = parse(_standard_input(), "standard input")
    else:
        chosen = find(str(query))
    wanted = format or _format_of(output)
    if output and output != "-":
        check_writable(Path(output), force)
        if cite:
            check_writable(_beside(output), force)
    given = pairs(parameters)
    if "lang" in {parameter.name for parameter in chosen.parameters}:
        given.setdefault("lang", lang)
    graph = load_graph(data, only_data, lang)
    if as_of and not chosen.derived and chosen.header:
        say(f"{chosen.name} asks about all dates: --as-of changes nothing.", quiet)
    with _interruptible():
        answered = graph.query(chosen, given, as_of=as_of, possible=possible)
    content = answered.render(wanted)
    reference = graph.reference(chosen, answered, given, as_of).text() if cite else ""
    if reference and not (output and output != "-") and wanted in ("table", "md"):
        content += b"\n" + reference.encode()
        reference = ""
    emit(content, output, force)
    if reference and output and output != "-":
        emit(reference.encode(), str(_beside(output)), force)
    elif reference:
        say(reference.rstrip())
    from tigraph.answers import Rows, Verdict

    if isinstance(answered, Rows):
        say(f"{len(answered)} row{'' if len(answered) == 1 else 's'}.", quiet)
    if isinstance(answered, Verdict) and not answered:
        sys.exit(1)


@click.command()
@click.argument("name", required=False, shell_complete=complete_query)
@format_option(("table", "json"))
@common
def queries(
    name: str | None,
    format: str | None,
    data: tuple[str, ...],
    only_data: bool,
    lang: str,
    quiet: bool,
) -> None:
    """List the catalogue, or tell what the query NAME answers.

    Projections, the queries that give networks for `view` and `export`, are marked.

    \b
    Examples:
      tigraph queries
      tigraph queries who-presides
    """
    from tigraph.catalogue import Query, catalogue, find

    def described(query: Query) -> dict[str, object]:
        defaults = query.defaults
        return {
            "name": query.name,
            "summary": query.described("summary", lang),
            "description": str(query.described("description", lang)).strip(),
            "tags": query.tags,
            "projection": query.is_projection,
            "derived": query.derived or None,
            "parameters": [
                {"name": p.name, "type": p.type, "default": defaults.get(p.name)}
                for p in query.parameters
            ],
            "columns": query.described("columns", lang),
            "text": query.text,
        }

    chosen = [find(name)] if name else catalogue()
    if format == "json":
        whole = [described(query) for query in chosen]
        content = json.dumps(whole[0] if name else whole, ensure_ascii=False, indent=2) + "\n"
        emit(content.encode(), None)
    elif name:
        emit(_page(described(chosen[0])).encode(), None)
    else:
        emit(_listing([described(query) for query in chosen], lang).encode(), None)


def _listing(whole: list[dict[str, object]], lang: str) -> str:
    """Return the catalogue as two lists: questions, then projections."""
    heads = {
        False: {"en": "Questions", "fr": "Questions"}[lang],
        True: {"en": "Projections (for view and export)", "fr": "Projections (view, export)"}[lang],
    }
    width = max((len(str(item["name"])) for item in whole), default=0)
    lines: list[str] = []
    for projection, head in heads.items():
        lines += [*([""] if lines else []), head]
        for item in whole:
            if item["projection"] == projection:
                lines.append(f"  {item['name']:{width}}  {item['summary']}")
    return "\n".join(lines) + "\n"


def _page(item: dict[str, object]) -> str:
    lines = [f"{item['name']}: {item['summary']}", ""]
    if item["description"]:
        lines += [*str(item["description"]).splitlines(), ""]
    parameters = item["parameters"]
    assert isinstance(parameters, list)
    if parameters:
        lines.append("Parameters")
        for parameter in parameters:
            default = f", default {parameter['default']}" if parameter["default"] else ""
            lines.append(f"  -p {parameter['name']}=…  ({parameter['type']}{default})")
        lines.append("")
    columns = item["columns"]
    if isinstance(columns, dict) and columns:
        width = max(len(str(column)) for column in columns)
        lines.append("Columns")
        lines += [f"  {column!s:{width}}  {meaning}" for column, meaning in columns.items()]
        lines.append("")
    lines += ["Text", *(f"  {line}" for line in str(item["text"]).strip().splitlines())]
    return "\n".join(lines) + "\n"


def _format_of(output: str | None) -> str:
    if not output or output == "-":
        return "table"
    suffix = Path(output).suffix.lower()
    if suffix not in _EXTENSIONS:
        raise UnknownName("format for the extension", suffix, (), "Give --format.")
    return _EXTENSIONS[suffix]


def _beside(output: str) -> Path:
    return Path(f"{output}.cite.txt")


def pairs(parameters: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters of `-p NAME=VALUE` options; raises `UsageError`."""
    found: dict[str, str] = {}
    for item in parameters:
        name, equals, value = item.partition("=")
        if not equals or not name or not value:
            raise UsageError(f"-p {item}: write it as -p NAME=VALUE.")
        found[name.removeprefix("?").removeprefix("_")] = value
    return found


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError("standard input: not UTF-8.") from None


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process while the engine runs, which would not notice it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
