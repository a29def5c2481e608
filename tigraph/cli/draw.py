"""`tigraph view` and `tigraph export`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.completion import complete_projection
from tigraph.cli.options import (
    as_of_option,
    chosen_format,
    common,
    emit,
    force_option,
    format_option,
    interruptible,
    is_file,
    load_graph,
    output_option,
    parameter_option,
    say,
    told_format,
    words_argument,
)
from tigraph.cli.query import pairs
from tigraph.errors import UsageError
from tigraph.files import check_writable, written

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.networks import Network

_PICTURES = ("html", "svg", "png", "pdf")
_RDF = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
_NETWORKS = (
    "gexf", "graphml", "net", "cyjs", "cx2", "json", "dot", "xlsx", "csv", "adjacency.csv",
    "incidence.csv", "spells.csv",
)  # fmt: skip
_LAYOUTS = ("force", "levels", "circle", "map", "chart")
_PRESETS = ("one-column", "two-columns", "slide", "poster")
DEFAULT_PROJECTION = "people"

_projection_argument = words_argument(
    "projection", "[PROJECTION]", required=False, shell_complete=complete_projection
)
_certain_option = click.option(
    "--certain", is_flag=True, help="Leave out ties that are only possible."
)


@click.command()
@_projection_argument
@output_option(
    "The picture to write: .html (one offline page), .svg, .png or .pdf; - with --format is "
    "standard output.",
    required=True,
)
@format_option(_PICTURES, "")
@click.option(
    "--layout", type=click.Choice(_LAYOUTS),
    help="How svg, png and pdf are laid out: by force, by governance level, in circles by "
    "community, on a map, or as a chart of boxes (needs Graphviz). The page has the first four "
    "to switch between.  [default: force]",
)  # fmt: skip
@click.option(
    "--preset", type=click.Choice(_PRESETS),
    help="The sheet of svg, png and pdf: 85 mm, 170 mm, 16:9, A1.  [default: two-columns]",
)  # fmt: skip
@force_option
@parameter_option
@as_of_option
@_certain_option
@common
def view(
    projection: str | None,
    output: str,
    format: str | None,
    layout: str | None,
    preset: str | None,
    force: bool,
    parameters: tuple[str, ...],
    as_of: str | None,
    certain: bool,
    data: tuple[str, ...],
    only_data: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Draw the network of PROJECTION (people unless told; `tigraph queries` lists them).

    The HTML page holds everything in one file and opens without a network: click a node
    for its card, an edge for the evidence behind it. Ties that are only possible at the
    date are dashed.

    \b
    Examples:
      tigraph view -o people.html
      tigraph view governance -o governance.svg --lang fr
      tigraph view governance --layout chart --preset slide -o governance.png
      tigraph view organisations-through-bodies --as-of 2019 -o bodies.pdf
    """
    wanted = chosen_format(
        format, output, _extensions(_PICTURES), default="", force=force, quiet=quiet
    )
    if wanted == "html" and (layout or preset):
        raise UsageError("--layout and --preset go with svg, png and pdf: the page has its own.")
    graph = load_graph(data, only_data, lang)
    network = _network(graph, projection, parameters, as_of, certain)
    if wanted == "html":
        from tigraph.views import html_page

        content = html_page(network).encode()
    else:
        from tigraph.figures import figure_bytes

        content = figure_bytes(
            network, wanted, preset=preset or "two-columns", layout=layout or "force"
        )
    emit(content, output, force)
    _say_written([output] if is_file(output) else [], network, quiet)


@click.command()
@_projection_argument
@output_option(
    "A network: .gexf, .graphml, .net, .cyjs, .cx2, .json, .dot, .xlsx, .csv, .adjacency.csv, "
    ".incidence.csv, .spells.csv; or the graph itself: .ttl, .trig, .nt, .nq, .jsonld, .rdf. "
    "- with --format is standard output.",
    required=True,
)
@format_option((*_NETWORKS, *_RDF), "")
@force_option
@parameter_option
@as_of_option
@_certain_option
@click.option("--derived", is_flag=True, help="RDF: the direct edges that follow, too.")
@common
def export(
    projection: str | None,
    output: str,
    format: str | None,
    force: bool,
    parameters: tuple[str, ...],
    as_of: str | None,
    certain: bool,
    derived: bool,
    data: tuple[str, ...],
    only_data: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Export the network of PROJECTION, or the graph itself, by the extension of FILE.

    \b
    .gexf           Gephi and Gephi Lite: colours, positions, sizes, dates
    .graphml        igraph, yEd, Cytoscape
    .net            Pajek
    .cyjs, .cx2     Cytoscape, NDEx
    .json           node-link, with names and evidence as they are
    .csv            x.nodes.csv and x.edges.csv
    .adjacency.csv  matrix of all nodes: 0 no claim, NA possible only, else the weight
    .incidence.csv  the same of a two-mode network
    .spells.csv     x.edge.spells.csv and x.vertex.spells.csv for R's networkDynamic
    .xlsx           spreadsheets (needs the extra “xlsx”)
    .dot            Graphviz

    Each says by what query, when and from what it was made. RDF files hold the data;
    `--derived` adds the direct edges at --as-of (or any time), in named graphs where the
    format has them.

    \b
    Examples:
      tigraph export people -o people.gexf
      tigraph export governance -o governance.csv
      tigraph export all-ties --as-of 2019 --certain -o ties.adjacency.csv
      tigraph export -o graph.trig --derived
    """
    wanted = told_format(format, output, _extensions((*_NETWORKS, *_RDF)), quiet=quiet)
    files = _files(output, wanted)
    for path in files.values():
        check_writable(path, force)
    if wanted in _RDF:
        for given, option in (
            (projection, "PROJECTION"), (parameters, "-p"), (certain, "--certain"),
            (as_of and not derived, "--as-of without --derived"),
        ):  # fmt: skip
            if given:
                raise UsageError(f".{wanted} holds the graph itself: {option} says nothing of it.")
        graph = load_graph(data, only_data, lang)
        if is_file(output):
            with written(Path(output), force) as file:
                graph.write(file, f".{wanted}", derived=derived, as_of=as_of)
        else:
            whole = io.BytesIO()
            graph.write(whole, f".{wanted}", derived=derived, as_of=as_of)
            emit(whole.getvalue(), output)
        return
    if derived:
        raise UsageError(f"--derived goes with RDF formats: {', '.join(_RDF)}.")
    from tigraph.exports import render

    graph = load_graph(data, only_data, lang)
    network = _network(graph, projection, parameters, as_of, certain)
    for suffix, content in render(network, f".{wanted}").items():
        emit(content, str(files.get(suffix, output)), force)
    _say_written(map(str, files.values()), network, quiet)


def _files(output: str, wanted: str) -> dict[str, Path]:
    """Return the files that a format makes, by suffix; none on standard output."""
    from tigraph.exports import suffixes

    several = suffixes(f".{wanted}") if wanted in _NETWORKS else (f".{wanted}",)
    if not is_file(output):
        if len(several) > 1:
            raise UsageError(f"{wanted} makes {len(several)} files: give -o FILE.{wanted}.")
        return {}
    target = Path(output)
    if len(several) == 1:
        return {several[0]: target}
    fits = target.name.lower().endswith(f".{wanted}")
    stem = target.with_name(target.name[: -len(wanted) - 1]) if fits else target
    return {suffix: Path(f"{stem}{suffix}") for suffix in several}


def _network(
    graph: Graph,
    projection: str | None,
    parameters: tuple[str, ...],
    as_of: str | None,
    certain: bool,
) -> Network:
    given = pairs(parameters)
    chosen = projection or DEFAULT_PROJECTION
    return interruptible(lambda: graph.network(chosen, given, as_of=as_of, possible=not certain))


def _say_written(files: Iterable[str], network: Network, quiet: bool) -> None:
    nodes, ties = network.graph.number_of_nodes(), network.graph.number_of_edges()
    if written := ", ".join(files):
        say(f"{written}: {nodes} nodes, {ties} ties.", quiet)
    if not nodes:
        say("The network is empty: nothing holds at that date, or the projection finds none.")


def _extensions(formats: tuple[str, ...]) -> dict[str, str]:
    return {f".{name}": name for name in formats}
