"""`tigraph view` and `tigraph export`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from tigraph.cli.completion import complete_projection
from tigraph.cli.loading import interruptible
from tigraph.cli.options import (
    common,
    force_option,
    format_option,
    guarding,
    output_option,
    parameter_option,
    reading,
    safe_option,
    words_argument,
)
from tigraph.cli.output import counted, is_file, say, say_doubt
from tigraph.cli.quoting import quoted_of
from tigraph.cli.request import Request, chosen_format, pairs, told_format
from tigraph.drawing import FIGURE_FORMATS, FIGURE_LAYOUTS, PRESETS, figure_bytes
from tigraph.errors import UsageError
from tigraph.exports import FORMATS, help_lines, render, suffixes
from tigraph.local import check_writable, write_file, written
from tigraph.rdf import WRITTEN

if TYPE_CHECKING:
    from tigraph.drawing import Prepared, Scale
    from tigraph.exports import Exported
    from tigraph.graph import Graph
    from tigraph.networks import Network
    from tigraph.querying import Reading

F = TypeVar("F", bound=Callable[..., Any])

_PICTURES = {f".{name}": name for name in ("html", *FIGURE_FORMATS)}
_NETWORKS = {extension: format.name for extension, format in FORMATS.items()}
_RDF = {extension: extension[1:] for extension in WRITTEN}
DEFAULT_PROJECTION = "people"


@dataclass(frozen=True)
class Drawing(Request):
    """A network that is asked for, and the file that it goes to."""

    output: str
    projection: str | None
    parameters: tuple[str, ...]
    reading: Reading
    certain: bool

    def chosen(self) -> str:
        """Return the format, once the output is seen to be writable: see `chosen_format`."""
        return chosen_format(
            self.format,
            self.output,
            self.extensions,
            default="",
            force=self.force,
            quiet=self.quiet,
        )

    def network(self, graph: Graph, as_of: str | None = None) -> Network:
        """Return the network that is asked for, at a date of its own if one is given."""
        chosen, given = self.projection or DEFAULT_PROJECTION, pairs(self.parameters)
        asked: Any = {**self.reading, **({"as_of": as_of} if as_of else {})}
        return interruptible(
            lambda: graph.network(chosen, given, **asked, possible=not self.certain)
        )

    def say_written(self, files: Iterable[str], network: Network) -> None:
        """Tell what went where, and that nothing did."""
        nodes, ties = network.graph.number_of_nodes(), network.graph.number_of_edges()
        if written := ", ".join(files):
            self.say(f"{written}: {counted(nodes, 'node')}, {counted(ties, 'tie')}.")
        if not nodes:
            say("The network is empty: nothing holds at that date, or the projection finds none.")
        say_doubt(network.doubt, network.as_of, self.lang, self.quiet)


def _draws(extensions: Mapping[str, str], text: str, formats: str = "") -> Callable[[F], F]:
    """Return what gives a command PROJECTION and the options of a `Drawing`, as `drawing`.

    Where its help says @formats@, it tells of each.
    """

    def decorated(function: F) -> F:
        @wraps(function)
        def asked(**given: Any) -> Any:
            own = {f.name: given.pop(f.name) for f in fields(Drawing) if f.name in given}
            return function(drawing=Drawing(extensions, **own), **given)

        told = formats.replace("\n", "\n    ")  # as deep as the docstring stands
        asked.__doc__ = str(function.__doc__).replace("@formats@", told)

        certain = click.option(
            "--certain", is_flag=True, help="Leave out ties that are only possible."
        )
        made: Any = force_option(parameter_option(reading(certain(common(asked)))))
        made = format_option(tuple(extensions.values()), "")(made)
        made = output_option(text, required=True)(made)
        argument = words_argument(
            "projection", "[PROJECTION]", required=False, shell_complete=complete_projection
        )
        return cast(F, argument(made))

    return decorated


@click.command()
@click.option(
    "--layout", type=click.Choice(FIGURE_LAYOUTS),
    help="How svg, png and pdf are laid out: by force, by governance level, in circles by "
    "community, on a map, in lanes by level with a column for each kind, or as a chart of boxes "
    "(needs Graphviz). The page has those that fit to switch between.  [default: the one that "
    "fits: lanes for people and posts, a map for places, columns where ties join few kinds, else "
    "force; thousands of actors by region]",
)  # fmt: skip
@click.option(
    "--preset", type=click.Choice(tuple(PRESETS)),
    help="The sheet of svg, png and pdf: 85 mm, 170 mm, 16:9, a card of 1200 by 630 pixels, A1.  "
    "[default: two-columns]",
)  # fmt: skip
@click.option(
    "--size", metavar="MEASURE",
    help="What the sizes of marks tell in place of the number of ties: a measure of `tigraph "
    "measure`, such as betweenness, all bases of ties together. A page offers the usual ones.",
)  # fmt: skip
@click.option(
    "--colour", metavar="MEASURE",
    help="What their colours tell in place of the kind: a measure, or community.",
)  # fmt: skip
@click.option(
    "--dates", metavar="DATE,DATE,…",
    help="svg, png and pdf: the network at each of these dates (EDTF), side by side, each actor "
    "in one place in all.",
)  # fmt: skip
@click.option(
    "--with", "prepared", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
    help="A view that was prepared on a page and saved there (JSON): marks moved and hidden, "
    "notes, a story. The page has it from the start; a figure is drawn with it.",
)  # fmt: skip
@click.option(
    "--step", type=click.IntRange(1), metavar="N",
    help="svg, png and pdf: the step of the story of --with that is drawn, from 1.",
)  # fmt: skip
@_draws(
    _PICTURES,
    "The picture to write: .html (one offline page), .svg, .png or .pdf; - with --format is "
    "standard output.",
)
def view(
    drawing: Drawing,
    layout: str | None,
    preset: str | None,
    size: str | None,
    colour: str | None,
    dates: str | None,
    prepared: str | None,
    step: int | None,
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
      tigraph view affiliations --size betweenness --colour community -o brokers.pdf
      tigraph view all-ties --dates 2018,2019,2024 -o change.svg
    """
    wanted = drawing.chosen()
    if wanted == "html" and (layout or preset or dates):
        raise UsageError(
            "--layout, --preset and --dates go with svg, png and pdf: the page has its own."
        )
    if dates and (layout or prepared or size or colour or drawing.reading["as_of"]):
        raise UsageError("--dates goes without --layout, --size, --colour, --with and --as-of.")
    if step and (not prepared or wanted == "html"):
        raise UsageError("--step goes with --with FILE and svg, png or pdf: a page has all steps.")
    graph = drawing.load()
    if dates:
        network, content = _at_dates(drawing, graph, dates, wanted, preset)
    else:
        kept = _prepared(prepared)
        day = kept.date_of(step) if kept and step and not drawing.reading["as_of"] else None
        network = drawing.network(graph, day)
        _say_missing(kept, prepared, network, drawing.quiet)
        graph.ground.doing(f"Laying out {len(network.graph)} nodes")
        if wanted == "html":
            from tigraph.drawing import html_page

            content = html_page(network, kept, *_scales(network, size, colour, offer=True)).encode()
        else:
            from tigraph.drawing import Printed

            told = kept.printed(network, step or 0) if kept else Printed(network)
            if told.left:
                say(f"Not drawn of step {step}: {', '.join(told.left)}.", drawing.quiet)
            network = told.network
            content = figure_bytes(
                network, wanted, preset or "two-columns", layout or told.layout or None,
                *_scales(network, size or told.size, colour or told.colour)[1], told,
            )  # fmt: skip
    graph.ground.doing("")
    drawing.emit(content)
    drawing.say_written([drawing.output] if is_file(drawing.output) else [], network)


def _scales(
    network: Network, size: str | None, colour: str | None, *, offer: bool = False
) -> tuple[list[Scale], tuple[Scale | None, Scale | None]]:
    """Return the measures that are asked for, and those that a page offers; size and colour."""
    if not (size or colour or offer):
        return [], (None, None)
    from tigraph.measuring import offered, scales

    asked = [name for name in (size, colour) if name]
    made = dict(zip(asked, scales(network, asked), strict=False))
    offered_ = scales(network, offered(network)) if offer else []
    known = {scale.name: scale for scale in (*offered_, *made.values())}
    chosen = made.get(size or ""), made.get(colour or "")
    if chosen[0] and chosen[0].nominal:
        raise UsageError(f"--size {size}: it is a label of groups, which --colour tells.")
    return [*known.values()], chosen


def _at_dates(
    drawing: Drawing, graph: Graph, dates: str, wanted: str, preset: str | None
) -> tuple[Network, bytes]:
    """Return what is in a network at any of some dates, and the figure of it at each."""
    from tigraph.drawing import multiples_bytes, together

    asked = [date.strip() for date in dates.split(",") if date.strip()]
    networks = [drawing.network(graph, date) for date in asked]
    graph.ground.doing(f"Laying out {len(networks)} networks")
    content = multiples_bytes(networks, wanted, preset or "two-columns")
    return together(networks), content


def _prepared(path: str | None) -> Prepared | None:
    """Return the prepared view of a file."""
    if path is None:
        return None
    from tigraph.drawing import read_prepared

    return read_prepared(path)


def _say_missing(kept: Prepared | None, path: str | None, network: Network, quiet: bool) -> None:
    """Tell what of a prepared view the network has no more."""
    if kept and (missing := kept.missing(network)):
        some = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
        told = f"{counted(len(missing), 'actor')} of {path} not in this network: {some}"
        say(told, quiet)


@click.command()
@safe_option
@click.option("--derived", is_flag=True, help="RDF: the direct edges that follow, too.")
@click.option(
    "--alone/--bare",
    default=None,
    help="RDF: with the names of all that it speaks of and how much it holds, or just what the "
    "files say.  [default: alone; bare where FILE is one of these files]",
)
@click.option("--quote", is_flag=True,
              help="RDF: the words that are cited of the workspace's texts, 280 characters at most "
              "for each citation.")  # fmt: skip
@_draws(
    {**_NETWORKS, **_RDF},
    f"A network: {', '.join(_NETWORKS)}; or the graph itself: {', '.join(_RDF)}. "
    "- with --format is standard output.",
    help_lines(),
)
def export(drawing: Drawing, derived: bool, alone: bool | None, quote: bool) -> None:
    """Export the network of PROJECTION, or the graph itself, by the extension of FILE.

    \b
    @formats@

    Each says by what query, when and from what it was made. RDF files hold the data, and stand
    alone: concepts, files and phases that it speaks of are described in it. `--derived` adds the
    direct edges at --as-of (or any time) in named graphs, .trig, .nq and .jsonld; a format without
    them has those alone that surely hold.

    \b
    Examples:
      tigraph export people -o people.gexf
      tigraph export governance -o governance.csv
      tigraph export all-ties --as-of 2019 --certain -o ties.adjacency.csv
      tigraph export -o graph.trig --derived
    """
    output = drawing.output
    wanted = told_format(drawing.format, output, drawing.extensions, quiet=drawing.quiet)
    files, guard = _files(output, wanted), guarding(wanted)
    for path in files.values():
        check_writable(path, drawing.force)
    if f".{wanted}" in _RDF:
        dated = drawing.reading["as_of"]
        for given, option in (
            (drawing.projection, "PROJECTION"), (drawing.parameters, "-p"),
            (drawing.certain, "--certain"), (dated and not derived, "--as-of without --derived"),
        ):  # fmt: skip
            if given:
                raise UsageError(f".{wanted} holds the graph itself: {option} says nothing of it.")
        graph = drawing.load()
        quoted = quoted_of(graph, drawing.lang, drawing.quiet) if quote else {}
        _write_graph(drawing, graph, wanted, derived, alone, quoted)
        from tigraph.exports import doubt_of
        from tigraph.rdf import RDF_FORMATS

        if derived:
            doubt = doubt_of(graph.ground, f".{wanted}", dated)
            say_doubt(doubt, dated, drawing.lang, drawing.quiet)
        if derived and not RDF_FORMATS[f".{wanted}"].supports_datasets:
            drawing.say(
                f".{wanted} has no named graphs: direct edges that only may hold are left out, and "
                "whoever reads it takes the others as stated for all dates. .trig tells them apart."
            )
        return
    for given, option in (
        (derived, "--derived"), (alone is not None, "--alone or --bare"), (quote, "--quote"),
    ):  # fmt: skip
        if given:
            raise UsageError(f"{option} goes with RDF formats: {', '.join(_RDF.values())}.")
    network = drawing.network(drawing.load())
    for suffix, made in render(network, f".{wanted}").items():
        content = guard(made)
        if suffix in files:
            write_file(files[suffix], content, drawing.force)
        else:
            drawing.emit(content)
    drawing.say_written(map(str, files.values()), network)


def _write_graph(
    drawing: Drawing, graph: Graph, wanted: str, derived: bool, alone: bool | None,
    quoted: dict[str, str],
) -> None:  # fmt: skip
    """Write the graph itself as RDF; over one of its own files, just what that says."""
    if alone is None:
        own = {path.resolve() for path in graph.ground.files}
        alone = Path(drawing.output).resolve() not in own
    choices: Exported = {"derived": derived, "alone": alone, "quoted": quoted,
                         "as_of": drawing.reading["as_of"]}  # fmt: skip
    if is_file(drawing.output):
        with written(Path(drawing.output), drawing.force) as file:
            graph.write(file, f".{wanted}", **choices)
    else:
        whole = io.BytesIO()
        graph.write(whole, f".{wanted}", **choices)
        drawing.emit(whole.getvalue())


def _files(output: str, wanted: str) -> dict[str, Path]:
    """Return the files that a format makes, by suffix; none on standard output."""
    several = suffixes(f".{wanted}") if f".{wanted}" in _NETWORKS else (f".{wanted}",)
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
