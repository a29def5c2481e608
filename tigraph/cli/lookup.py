"""`tigraph info`, `search`, `show` and `path`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from tigraph.cli.completion import complete_entity
from tigraph.cli.loading import interruptible
from tigraph.cli.options import entity_argument, guarding, reading, safe_option, words_option
from tigraph.cli.output import counted, say, say_doubt
from tigraph.cli.pictures import DRAWN, draw
from tigraph.cli.request import Request, answers
from tigraph.cli.text.words import word
from tigraph.drawing import FIGURE_FORMATS, PRESETS
from tigraph.errors import UnknownNameError, UsageError
from tigraph.local import is_terminal, terminal_width
from tigraph.rdf import select
from tigraph.rdf.vocabulary import curie

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.networks import Limits
    from tigraph.querying import Reading

_CARDS = {".json": "json", ".txt": "table"}
#: The programme of which most is said.
_HUB = """
SELECT ?hub { ?hub a tig:Programme . ?any ?says ?hub }
GROUP BY ?hub ORDER BY DESC(COUNT(*)) ?hub LIMIT 1"""
_LISTS = {**_CARDS, ".jsonl": "jsonl", ".csv": "csv"}


@click.command()
@answers(_CARDS)
def info(request: Request) -> None:
    """Tell what is loaded: layers, counts by kind, documents, versions.

    \b
    Example:
      tigraph info
    """
    wanted, lang = request.chosen(), request.lang
    facts = request.load().info()
    if request.only_data:
        own = facts["triples"] - _concepts()
        request.say(f"{counted(own, 'triple')} of the data; the others are ontology and concepts.")
    if wanted == "json":
        request.emit(_json(facts))
        return
    lines = [
        f"tigraph {word('version', lang)} {facts['version']}, "
        f"{facts['triples']} {word('triples', lang)}",
        *([f"{word('known by', lang)}: {facts['known_by']}"] if "known_by" in facts else []),
        "",
        word("layers", lang),
        *(
            "  "
            + ", ".join(
                part
                for part in (
                    f"{layer['layer']}  {layer['title']}",
                    "; ".join(layer["publishers"]),
                    f"{word('updated', lang)} {layer['updated']}" if layer["updated"] else "",
                    f"{layer['triples']} {word('triples', lang)}" if layer["triples"] else "",
                )
                if part
            )
            for layer in facts["layers"]
        ),
        "",
        word("entities", lang),
        *(f"  {count:6}  {kind}" for kind, count in facts["entities"].items()),
        "",
        word("claims", lang),
        *(f"  {count:6}  {kind}" for kind, count in facts["claims"].items()),
        "",
        word("documents", lang),
    ]
    for document in facts["documents"]:
        lines.append(
            f"  {document['publisher']}, {document['title']}, "
            f"{document['date'] or word('undated', lang)}"
            + (f", {document['address']}" if document["address"] else "")
        )
    request.emit(("\n".join(lines) + "\n").encode())


def _concepts() -> int:
    """Return how many triples the ontology and its concepts have, which are always there."""
    from tigraph.rdf import open_store, shipped_files

    return len(open_store(shipped_files()[:-1]))


@click.command()
@entity_argument("text", "TEXT")
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=20, show_default=True,
    help="At most so many.",
)  # fmt: skip
@safe_option
@answers(_LISTS)
def search(text: str, limit: int, request: Request) -> None:
    """Find entities by name: case and accents do not matter, small errors are forgiven.

    Names that a source uses, former names and identifiers (SIREN, INSEE code) are
    searched too. The score is 1 for the very name, a little less for another spelling of it
    (St for Saint, C.C., surname first), 0.9 for a code that lacks a zero.

    \b
    Examples:
      tigraph search "haut doubs"
      tigraph search 242500361 -f json
    """
    chosen = request.chosen()
    guard = guarding(chosen)
    found = request.load().search(text, limit + 1)
    more, found = len(found) > limit, found[:limit]
    if chosen == "json":
        content = _json(found)
    elif chosen == "jsonl":
        content = b"".join(_json(item, None) for item in found)
    elif chosen == "csv":
        content = guard(_csv(found))
    else:
        content = _search_table(found).encode() if found else b""
    request.emit(content)
    if not found:
        request.say(f"Nothing has a name like “{text}”: try fewer or other words of it.")
        sys.exit(1)
    if more:
        request.say(f"There are more: --limit {limit} of them are given.")


@click.command()
@entity_argument("entity", "ENTITY")
@reading
@click.option(
    "--preset", type=click.Choice(tuple(PRESETS)),
    help="The sheet of svg, png and pdf.  [default: two-columns]",
)  # fmt: skip
@answers({**_CARDS, **{f".{name}": name for name in FIGURE_FORMATS}})
def show(entity: str, reading: Reading, preset: str | None, request: Request) -> None:
    """Show the card of ENTITY: an IRI, a CURIE, an identifier or an unambiguous name.

    A name may be written as people do: with an article, St for Saint, C.C., a title, the
    surname first, a département in brackets. What it was taken for is said on stderr.

    Names, levels, identifiers, where it lies, then every relation, figure and opinion with
    its period and the places in the documents that say it, and the changes that it went
    through. Long lists of a registry are set compactly; JSON has each claim by itself.
    SVG, PNG and PDF draw its ties over the years, each as a bar: full where it surely holds,
    pale where it may, with the dates at which sources attest it; where its place is known, with
    a small map.

    \b
    Examples:
      tigraph show "Cédric Bôle"
      tigraph show person:olivier-lluansi --as-of 2019-01-31
      tigraph show 242500361 -f json
      tigraph show "Alliances Luxe & Précision Doubs" -o alliances.svg
    """
    wanted = request.chosen()
    if preset and wanted not in FIGURE_FORMATS:
        raise UsageError("--preset goes with svg, png and pdf.")
    graph = request.load()
    try:
        card = graph.show(entity, **reading)
    except UnknownNameError as error:
        say(f"{error} `tigraph search` finds names that are like it.")
        sys.exit(1)
    if wanted == "json":
        request.emit(_json(card))
    elif wanted in FIGURE_FORMATS:
        from tigraph.drawing import lifelines_bytes, surroundings

        told = {"language": graph.language, **graph.ground.told()}
        around = surroundings(graph.store, graph.label, card)
        sheet = preset or "two-columns"
        request.emit(lifelines_bytes(card, wanted, sheet, around=around, **told))
    else:
        from tigraph.cli.text.cards import card_text

        coloured = is_terminal() and not request.output
        text = card_text(card, request.lang, terminal_width(100), coloured)
        request.emit(text.encode(), coloured=coloured)
    if reading["as_of"]:
        from tigraph.actors import doubt_of

        say_doubt(doubt_of(card, **reading), reading["as_of"], request.lang, request.quiet)


@click.command()
@entity_argument("start", "A")
@entity_argument("end", "B")
@words_option(
    "--through",
    multiple=True,
    shell_complete=complete_entity,
    metavar="ENTITY",
    help="Let paths run through this hub (the programme, the State, a document …); repeatable.",
)
@words_option(
    "--via", multiple=True, metavar="ENTITY",
    help="Only paths that pass by this entity; repeatable, in this order.",
)  # fmt: skip
@words_option(
    "--avoid", multiple=True, metavar="ENTITY",
    help="Only paths that do not pass by this entity; repeatable.",
)  # fmt: skip
@click.option(
    "--max", "longest", type=click.IntRange(1), metavar="STEPS", help="No more steps than this."
)
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=50, show_default=True,
    help="List at most so many paths.",
)  # fmt: skip
@click.option("--together", is_flag=True, help="Only paths whose steps can have held at one time.")
@reading
@answers({**_CARDS, **{f".{name}": name for name in DRAWN}})
def path(
    start: str,
    end: str,
    through: tuple[str, ...],
    via: tuple[str, ...],
    avoid: tuple[str, ...],
    longest: int | None,
    limit: int,
    together: bool,
    reading: Reading,
    request: Request,
) -> None:
    """Show how A and B are connected: all shortest paths, with the evidence of each step.

    Steps are ties between actors (never a shared theme or place). Hubs through which
    everything is connected to everything (the programme, the State, phases, areas,
    documents) are left out unless --through or --via names them. -o x.html, .svg, .png or
    .pdf draws the paths; -o x.gexf and most other formats of `tigraph export` save them.

    \b
    Examples:
      tigraph path "Cédric Bôle" "Nathalie Augé"
      tigraph path "Olivier Lluansi" AdCF --max 4
      tigraph path "Cédric Bôle" "Olivier Lluansi" --through programme:territoires-d-industrie
      tigraph path "Cédric Bôle" "Nathalie Augé" --via body:binome-bole-auge -o pair.html
    """
    wanted = request.chosen()
    graph = request.load()
    wished: Limits = {
        "avoid": avoid,
        "via": via,
        "longest": longest,
        "limit": limit + 1,
        "together": together,
    }
    steps = interruptible(lambda: graph.steps(start, end, through=through, **reading, **wished))
    more, steps = len(steps) > limit, steps[:limit]
    if not steps:
        if wanted == "json":
            request.emit(_json([]))
        hubs = [f", such as --through {curie(row['hub'])}" for row in select(graph.store, _HUB)]
        hint = " under these conditions" if via or avoid or longest or together else ""
        ends = f"{_meant(start, graph)} and {_meant(end, graph)}"
        request.say(
            f"No path between {ends} that avoids the hubs{hint}; --through lets paths run through "
            f"one{''.join(hubs)}."
        )
        sys.exit(1)
    if more:
        request.say(f"There are more shortest paths: --limit {limit} of them are given.")
    if wanted in DRAWN:
        drawn = graph.path_network(steps, through=through, **reading, **wished)
        draw(drawn, wanted, request)
        return
    found = graph.evidence_of(steps, **reading)
    if wanted == "json":
        request.emit(_json(found))
    else:
        from tigraph.cli.text.cards import paths_text

        coloured = is_terminal() and not request.output
        text = paths_text(found, request.lang, terminal_width(100), coloured)
        request.emit(text.encode(), coloured=coloured)
    from tigraph.networks import doubt_of

    as_of = reading["as_of"]
    doubt = doubt_of(steps, graph.snapshot(as_of or "any"))
    say_doubt(doubt, as_of, request.lang, request.quiet)
    never = sum(any(step["apart"] for step in own) for own in found)
    if never and len(found) == 1:
        request.say("The steps of this path never held together (--together leaves it out).")
    elif never:
        request.say(f"Of {never} of {len(found)} paths the steps never held together (--together).")


def _meant(name: str, graph: Graph) -> str:
    """Return what a name that was typed meant as the end of a path, in words."""
    from tigraph.networks import MET

    return graph.names.told(name, graph.resolve(name, MET)) or f"“{name}”"


def _json(value: Any, indent: int | None = 2) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()


def _csv(found: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("iri", "label", "type", "level", "order", "score", "context"))
    for item in found:
        several = (";".join(item[key]) for key in ("level", "order"))
        own = (item["iri"], item["label"], item["type"])
        writer.writerow((*own, *several, item["score"], ";".join(item["context"])))
    return text.getvalue().encode()


def _search_table(found: list[dict[str, Any]]) -> str:
    alike = Counter(item["label"] for item in found)
    rows = []
    for item in found:
        told = item["context"] if alike[item["label"]] > 1 else []
        kind = ", ".join([item["kind"], *told])
        rows.append((f"{item['score']:.2f}", item["label"], kind, curie(item["iri"])))
    label = min(60, max(len(row[1]) for row in rows))
    width = min(50, max(len(row[2]) for row in rows))
    return "".join(
        f"{score}  {name:{label}}  {what:{width}}  {iri}\n" for score, name, what, iri in rows
    )
