"""`tigraph view` and `tigraph export`."""

from __future__ import annotations

from pathlib import Path

import click

from tigraph.cli.options import (
    as_of_option,
    common,
    complete_projection,
    emit,
    force_option,
    load_graph,
    say,
)
from tigraph.cli.query import pairs
from tigraph.errors import UnknownName, UsageError
from tigraph.files import check_writable, write_file

_PICTURES = (".html", ".svg", ".png", ".pdf")
_RDF = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf")
_NETWORKS = (".gexf", ".graphml", ".csv", ".json")
DEFAULT_PROJECTION = "people"

_parameter_option = click.option(
    "-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE",
    help="A value for a parameter of the projection (repeatable).",
)  # fmt: skip
_certain_option = click.option(
    "--certain", is_flag=True, help="Leave out ties that are only possible."
)


@click.command()
@click.argument("projection", required=False, shell_complete=complete_projection)
@click.option(
    "-o", "--output", metavar="FILE", required=True,
    help="The picture to write: .html (one offline page), .svg, .png or .pdf.",
)  # fmt: skip
@force_option
@_parameter_option
@as_of_option
@_certain_option
@common
def view(
    projection: str | None,
    output: str,
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
      tigraph view organisations-through-bodies --as-of 2019 -o bodies.pdf
    """
    target = Path(output)
    suffix = _suffix(target, _PICTURES, "picture")
    check_writable(target, force)
    graph = load_graph(data, only_data, lang)
    network = graph.network(
        projection or DEFAULT_PROJECTION, pairs(parameters), as_of=as_of, possible=not certain
    )
    if suffix == ".html":
        from tigraph.views import html_page

        content = html_page(network).encode()
    else:
        from tigraph.figures import figure_bytes

        content = figure_bytes(network, suffix[1:])
    write_file(target, content, force)
    nodes, ties = network.graph.number_of_nodes(), network.graph.number_of_edges()
    say(f"{output}: {nodes} nodes, {ties} ties.", quiet)
    if not nodes:
        say("The network is empty: nothing holds at that date, or the projection finds none.")


@click.command()
@click.argument("projection", required=False, shell_complete=complete_projection)
@click.option(
    "-o", "--output", metavar="FILE", required=True,
    help="A network: .gexf, .graphml, .csv (nodes and edges), .json (node-link); or the graph "
    "itself: .ttl, .trig, .nt, .nq, .jsonld, .rdf. - with --format is standard output.",
)  # fmt: skip
@click.option(
    "-f", "--format", "format",
    type=click.Choice([suffix[1:] for suffix in (*_NETWORKS, *_RDF)]),
    help="The format, where the name of the file does not tell.",
)  # fmt: skip
@force_option
@_parameter_option
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

    `-o x.csv` writes x.nodes.csv and x.edges.csv. RDF files hold the data; `--derived`
    adds the direct edges at --as-of (or any time), in named graphs where the format has
    them.

    \b
    Examples:
      tigraph export people -o people.gexf
      tigraph export governance -o governance.csv
      tigraph export -o graph.trig --derived
    """
    target = Path(output)
    known = (*_NETWORKS, *_RDF)
    suffix = f".{format}" if format else _suffix(target, known, "export")
    if suffix in _RDF:
        if projection:
            raise UsageError(f"{suffix} holds the graph itself, not a projection of it.")
        if output != "-":
            check_writable(target, force)
        graph = load_graph(data, only_data, lang)
        emit(graph.serialized(suffix, derived=derived, as_of=as_of), output, force)
        return
    if derived:
        raise UsageError("--derived goes with RDF formats.")
    from tigraph.exports import render, suffixes

    stem = target if format and target.suffix != suffix else target.with_suffix("")
    files = {name: Path(f"{stem}{name}") for name in suffixes(suffix)}
    for path in files.values():
        if output != "-":
            check_writable(path, force)
    graph = load_graph(data, only_data, lang)
    network = graph.network(
        projection or DEFAULT_PROJECTION, pairs(parameters), as_of=as_of, possible=not certain
    )
    contents = render(network, suffix)
    if output == "-":
        if len(contents) > 1:
            raise UsageError(f"{suffix} makes {len(contents)} files: give -o FILE.")
        emit(next(iter(contents.values())), None)
        return
    for name, content in contents.items():
        write_file(files[name], content, force)
    nodes, ties = network.graph.number_of_nodes(), network.graph.number_of_edges()
    written = ", ".join(str(path) for path in files.values())
    say(f"{written}: {nodes} nodes, {ties} ties.", quiet)


def _suffix(target: Path, known: tuple[str, ...], what: str) -> str:
    suffix = target.suffix.lower()
    if suffix not in known:
        raise UnknownName(
            f"{what} format",
            suffix or str(target),
            (),
            f"The name should end in {', '.join(known)}.",
        )
    return suffix
