"""`tigraph layer`: add, describe, update, remove, list, show, export, push, verify, clean."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tigraph.cli.choosing import chosen_workspace
from tigraph.cli.completion import complete_layer
from tigraph.cli.groups import KindsGroup, KindsTold
from tigraph.cli.limits import bounded
from tigraph.cli.loading import chosen_store, store_folder
from tigraph.cli.options import (
    force_option,
    format_option,
    guarding,
    lang_option,
    output_option,
    quiet_option,
    safe_option,
    store_option,
    words_argument,
    words_option,
)
from tigraph.cli.output import emit, is_file, say
from tigraph.cli.request import chosen_format, told_format
from tigraph.cli.telling import Teller, as_json, tell_changes
from tigraph.cli.upkeep import clean, verify
from tigraph.errors import DataError, UsageError
from tigraph.layers import LAYER_FORMATS, write
from tigraph.local import check_writable, written
from tigraph.rdf.vocabulary import GRAPH, local_name

_TEXTS = {".json": "json", ".txt": "table"}
_LISTS = {**_TEXTS, ".csv": "csv"}
_REPORTS = {".jsonl": "jsonl", ".csv": "csv"}


@click.group(cls=KindsGroup)
def layer() -> None:
    """Registry layers: open data beside the curated graph, as it stood in each year.

    A layer is read from official files, which come from the web, a folder or an archive:

    \b
      {kinds}

    Layers live in a store on disk; queries, views and measures see all of them. Each says
    where it comes from, of when it is, and which rows could not be used.

    \b
    Begin with:
      tigraph layer add all FOLDER   whatever the readers know in a folder
      tigraph layer list             what there is, and of when
      tigraph layer show cog         where a layer comes from, which rows were refused
    """


_answer_option = click.option(
    "-f",
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="What changed, in words or as JSON.",
)


def _common(function: Callable[..., None]) -> Callable[..., None]:
    return store_option(quiet_option(bounded(function)))


def _naming(text: str, many: bool = False, needed: bool = True) -> Callable[..., Any]:
    return words_argument(
        "names" if many else "name", text, nargs=-1 if many else 1, required=needed,
        shell_complete=complete_layer,
    )  # fmt: skip


@layer.command(cls=KindsTold, short_help="Add files to a layer, or make it.")
@words_argument("kind", "KIND")
@words_argument("files", "[FILES]", nargs=-1)
@words_option("--name", metavar="NAME", help="The name of a layer of RDF.")
@words_option("--dated", metavar="DATE", help="Of when the data are, where the files do not tell.")
@words_option("--part", metavar="PART", help="Which part the files are, where they do not tell.")
@words_option("--title", metavar="TEXT", help="The title of a layer of RDF.")
@words_option("--publisher", metavar="TEXT", help="Who publishes it: a name or an address.")
@words_option("--licence", metavar="TEXT", help="Its licence: a name or an address.")
@_answer_option
@_common
def add(kind: str, files: tuple[str, ...], format: str, quiet: bool, **told: str | None) -> None:
    """Add files to a layer of KIND ({names}), or make it.

    FILES are files, folders, archives (.zip, .tar, .tgz, .gz …) and addresses; without any, the
    data are fetched from where their producers publish them; “shipped” stands for the files that
    come with tigraph (of organisations). KIND “all” recognises what each file is. In place of a
    KIND, a file DECLARATION.yaml describes a register of your own (docs/registers.md); of one
    in the folder registers/ of the workspace that this folder lies in, its name will do.
    A file that is the same part of a layer as an earlier one, such as the list of the same
    year, takes its place. What is fetched is kept, and not fetched again unless it changed.

    All layers are built anew beside what is there, which stays in force until the new
    version is whole. Nothing is dropped in silence: rows that cannot be used are counted,
    and `tigraph layer show NAME --report` tells why.

    \b
    Examples:
      tigraph layer add cog
      tigraph layer add industrie ti-2018.geojson ti-2023.geojson
      tigraph layer add elus rne-epci.csv --dated 2026-03
      tigraph layer add organisations shipped
      tigraph layer add rdf friends.ttl --name friends --licence "CC BY 4.0"
      tigraph layer add registers/schools.yaml schools-2031-04-05.xlsx
      tigraph layer add all ../registries packages/
    """
    from tigraph.layers import Told, add

    kind = _declared_in_workspace(kind)
    with Teller(quiet) as telling:
        known = Told(**{key: value or "" for key, value in told.items()})
        changes = add(store_folder(), kind, files, known, telling)
    tell_changes(changes, store_folder(), format, quiet)


def _declared_in_workspace(kind: str) -> str:
    """Return the declaration of that name in the workspace, where there is one, else the kind."""
    workspace = chosen_workspace()
    if workspace is None or "/" in kind:
        return kind
    places = (workspace.registers / f"{kind}{ending}" for ending in (".yaml", ".yml"))
    return str(next((one for one in places if one.is_file()), kind))


@layer.command(short_help="Draft the declaration of a register.")
@words_argument("file", "FILE")
@click.option(
    "--as",
    "of",
    type=click.Choice(("programme", "register")),
    show_default="what it seems",
    help="What rows are about: territories with members, or things of any kind.",
)
@output_option()
@force_option
@quiet_option
def describe(file: str, of: str | None, output: str | None, force: bool, quiet: bool) -> None:
    """Draft the declaration of a register from its FILE: a table, JSON or GeoJSON.

    What its columns hold is guessed from their cells: codes of a known system, one or several in
    a cell, days, numbers, texts. What could not be told is marked TO DO. The draft is a beginning:
    read it, finish it, and add the layer with it.

    \b
    Example:
      tigraph layer describe schools-2031-04-05.xlsx -o registers/schools.yaml
    """
    from tigraph.registries import draft

    path = Path(file)
    if not path.is_file():
        raise DataError(f"No such file: {file}. Check its name.")
    text = draft(path, of or "")
    emit(text.encode(), output, force)
    say(f"To be said by you: {text.count('TO DO') - 1} places, marked TO DO.", quiet)


@layer.command(short_help="See whether the files of layers have changed.")
@_naming("[NAMES]", many=True, needed=False)
@_answer_option
@_common
def update(names: tuple[str, ...], format: str, quiet: bool) -> None:
    """Look whether the files of layers have changed where they came from, all unless named.

    An address is asked for what is newer than what is kept. Where nothing changed, nothing
    is built.

    \b
    Example:
      tigraph layer update
      tigraph layer update elus
    """
    from tigraph.layers import update

    with Teller(quiet) as telling:
        changes = update(store_folder(), names, telling)
    tell_changes(changes, store_folder(), format, quiet)


@layer.command(short_help="Remove layers.")
@_naming("NAMES", many=True)
@words_option("--part", metavar="PART", help="Remove this part only; its last takes the layer.")
@_common
def remove(names: tuple[str, ...], part: str | None, quiet: bool) -> None:
    """Remove layers from the store, or a part of them, and the files that were kept for them.

    `tigraph layer show NAME` lists the parts of a layer, each with its file.

    \b
    Examples:
      tigraph layer remove elus
      tigraph layer remove elus --part 2026-03
      tigraph layer remove cog --part 2019
    """
    from tigraph.layers import remove

    with Teller(quiet) as telling:
        remove(store_folder(), names, telling, part=part or "")
    say(f"Removed: {', '.join(dict.fromkeys(names))}{f', {part}' if part else ''}.", quiet)


layer.add_command(verify)
layer.add_command(clean)


@layer.command("list", short_help="List the layers.")
@format_option(("table", "json", "csv"))
@output_option()
@force_option
@safe_option
@lang_option
@_common
def list_layers(
    format: str | None, output: str | None, force: bool, lang: str, quiet: bool
) -> None:
    """List the layers of the store: title, date of the data, triples, rows read and refused.

    \b
    Example:
      tigraph layer list
    """
    from tigraph.cli.text.layers import as_csv, as_table
    from tigraph.cli.text.words import word
    from tigraph.layers.inventory import listed

    wanted = chosen_format(format, output, _LISTS, force=force, quiet=quiet)
    guard = guarding(wanted)
    found = listed(store_folder())
    if wanted == "json":
        emit(as_json(found), output, force)
    elif wanted == "csv":
        emit(guard(as_csv(found, lang)), output, force)
    else:
        emit(as_table(found, lang).encode() if found else b"", output, force)
    if not found:
        say(word("no layer", lang), quiet)


@layer.command(short_help="Where a layer comes from; rows refused.")
@_naming("NAME")
@safe_option
@click.option("--report", is_flag=True, help="Every row that was refused, as JSON Lines or CSV.")
@format_option(("table", "json", "jsonl", "csv"))
@output_option()
@force_option
@lang_option
@_common
def show(
    name: str,
    report: bool,
    format: str | None,
    output: str | None,
    force: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Show where a layer comes from: publishers, licence, dates, files; and rows refused.

    With --report, every row that could not be used, with its file and the reason.

    \b
    Examples:
      tigraph layer show industrie
      tigraph layer show cog --report -o refused.csv
    """
    from tigraph.cli.text.layers import as_card, report_csv
    from tigraph.layers import inventory

    if report:
        wanted = chosen_format(format, output, _REPORTS, default="jsonl", force=force, quiet=quiet)
        if wanted not in _REPORTS.values():
            raise UsageError("A report is written as jsonl or csv: give --format.")
        guard = guarding(wanted)
        lines = inventory.report(store_folder(), name)
        if wanted == "csv":
            emit(guard(report_csv(lines)), output, force)
        else:
            emit(b"".join(as_json(line, None) for line in lines), output, force)
        return
    wanted = chosen_format(format, output, _TEXTS, force=force, quiet=quiet)
    guarding(wanted)
    if wanted not in _TEXTS.values():
        raise UsageError(f"A layer is not shown as {wanted}: give --report, or --format json.")
    found = inventory.shown(store_folder(), name)
    emit(as_json(found) if wanted == "json" else as_card(found, lang).encode(), output, force)


@layer.command(short_help="Export the triples of a layer.")
@_naming("NAME")
@output_option("Write to a file, format by its extension; - is standard output.", required=True)
@format_option(tuple(LAYER_FORMATS.values()), default="")
@force_option
@_common
def export(name: str, output: str, format: str | None, force: bool, quiet: bool) -> None:
    """Export the triples of a layer, with what it says of itself: producer, licence, dates.

    “curated” is the curated graph. In .nq and .trig the triples stand in the named graph of
    the layer. The file is written as it is read: a layer may be larger than memory.

    \b
    Examples:
      tigraph layer export cog -o cog.nt.gz
      tigraph layer export industrie -o industrie.trig
    """
    from tigraph.layers.inventory import layer_file

    wanted = told_format(format, output, LAYER_FORMATS, quiet=quiet)
    if is_file(output):
        check_writable(Path(output), force)
    source = layer_file(store_folder(), name)
    if is_file(output):
        with written(Path(output), force) as file:
            write(source, GRAPH + name, wanted, file)
    else:
        write(source, GRAPH + name, wanted, sys.stdout.buffer)


@layer.command(short_help="Send layers to a SPARQL service.")
@_naming("[NAMES]", many=True, needed=False)
@words_option(
    "--endpoint",
    required=True,
    metavar="URL",
    help="The service's address for the Graph Store Protocol.",
)
@click.option("--derived", is_flag=True, help="Send the edges that the claims imply, too.")
@click.option("--again", is_flag=True, help="Send what has arrived before, too.")
@_common
def push(names: tuple[str, ...], endpoint: str, derived: bool, again: bool, quiet: bool) -> None:
    """Send layers to a SPARQL service on the web, where `--endpoint` asks them.

    Each goes to a named graph of its own, in place of what that held, in batches; what has
    arrived is noted, so that the same command goes on where it stopped. The curated graph
    goes with them. A name and password, or a token, come from TIGRAPH_ENDPOINT_USER and
    TIGRAPH_ENDPOINT_PASSWORD, or TIGRAPH_ENDPOINT_TOKEN, or from netrc.

    \b
    Examples:
      tigraph layer push --endpoint http://localhost:7878/store --derived
      tigraph layer push cog --endpoint http://localhost:8890/sparql-graph-crud-auth
    """
    from tigraph.layers import send

    store, _ = chosen_store()
    watching = Teller(quiet)
    with watching as telling:
        arrived = send(
            endpoint, store, names or None, derived=derived, again=again, tell=telling.tell,
            progress=lambda graph, _batches, triples: watching.running(
                f"  {local_name(graph)}: {triples:,} triples"
            ),
        )  # fmt: skip
    for graph in arrived:
        done = "" if graph.batches else ", there already"
        emit(f"{local_name(graph.graph)}: {graph.triples:,} triples{done}\n".encode(), None)
