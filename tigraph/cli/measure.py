"""`tigraph measure`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tigraph.cli.completion import complete_projection
from tigraph.cli.loading import interruptible
from tigraph.cli.options import (
    columns_option,
    guarding,
    parameter_option,
    reading,
    safe_option,
    words_argument,
    words_option,
)
from tigraph.cli.output import counted, emit, is_file, say_doubt
from tigraph.cli.request import Request, answers, pairs
from tigraph.drawing import FIGURE_FORMATS
from tigraph.errors import UsageError
from tigraph.local import check_writable, said
from tigraph.measuring import (
    BROKERAGE,
    EXTENSIONS,
    ONE,
    TWO,
    listed,
    render,
    summary_csv,
)

if TYPE_CHECKING:
    from tigraph.querying import Reading

_DEFAULT_PROJECTION = "people"


def _listed(_ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> list[str]:
    """Take an option repeated, or with commas."""
    return [part.strip() for item in given for part in item.split(",") if part.strip()]


@click.command()
@words_argument("projection", "[PROJECTION]", required=False, shell_complete=complete_projection)
@click.option(
    "-m", "--measure", "names", multiple=True, metavar="NAMES", callback=_listed,
    help="Measures, with commas: names of --list, usual or all.  [default: usual in table and "
    "md, else all]",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="Say what each measure is, and leave.")
@click.option(
    "--basis", multiple=True, metavar="NAMES", callback=_listed,
    help="Only ties of these bases (appointment, membership, …).",
)  # fmt: skip
@click.option(
    "--sum-bases", is_flag=True, help="Measure ties of several bases as one network, not apart."
)
@click.option(
    "--modes", type=click.Choice(["auto", "one", "two"]), default="auto",
    help="One-mode or two-mode network.  [default: as the projection says, else by its form]",
)  # fmt: skip
@click.option(
    "--project", type=click.Choice(["sources", "targets"]),
    help="Make one mode of two: tie those of a side that share a contact.",
)  # fmt: skip
@click.option(
    "--weighting", type=click.Choice(["counts", "newman", "hyperbolic"]), default="counts",
    help="What --project counts: shared contacts, each 1, 1/(k-1) or 1/k.  [default: counts]",
)  # fmt: skip
@click.option("--brokerage", is_flag=True, help="The roles of Gould and Fernandez between groups.")
@words_option(
    "--groups", metavar="ATTRIBUTE", default="level",
    help="The groups of --brokerage: level, kind, order or any node attribute.  [default: level]",
)  # fmt: skip
@click.option("--keep-ungrouped", is_flag=True, help="Make a group of the actors that have none.")
@click.option(
    "--sensitivity", is_flag=True,
    help="Side by side: without single-source claims, without possible ties, without each "
    "document.",
)  # fmt: skip
@click.option(
    "--dates", multiple=True, metavar="DATES", callback=_listed,
    help="Side by side at several dates, with commas: 2019,2021,2024.",
)  # fmt: skip
@click.option("--resolution", type=float, default=1.0, help="Of communities.  [default: 1]")
@click.option("--seed", type=int, default=2018, help="Of communities.  [default: 2018]")
@click.option("--top", type=click.IntRange(min=0), default=0, help="Only the first so many nodes.")
@columns_option
@parameter_option
@reading
@safe_option
@click.option("--certain", is_flag=True, help="Leave out ties that are only possible.")
@answers(EXTENSIONS)
def measure(
    projection: str | None,
    names: list[str],
    listing: bool,
    top: int,
    columns: list[str] | None,
    parameters: tuple[str, ...],
    reading: Reading,
    certain: bool,
    request: Request,
    **choices: Any,
) -> None:
    """Measure the network of PROJECTION (people unless told; `tigraph queries` lists them).

    A row a node, then the network as a whole, with remarks and with the boundary of what
    was measured. Ties of different bases are measured apart unless --sum-bases. A two-mode
    network gets two-mode measures; --project makes one mode of it, and says how.

    `-o x.csv` writes x.csv (a row a node) and x.summary.csv (the whole and the boundary);
    `-o x.svg`, .png or .pdf draws small multiples of the measures, a panel a date.

    \b
    Examples:
      tigraph measure governance --sum-bases
      tigraph measure all-ties --basis membership -m degree,betweenness -o degrees.csv
      tigraph measure governance --sum-bases --columns label,kind,degree,pagerank
      tigraph measure governance --sum-bases --brokerage
      tigraph measure all-ties --basis cooperation --sensitivity
      tigraph measure people --sum-bases --dates 2018,2019,2024 -m degree -o degree.svg
    """
    if listing:
        emit(_listing(request.lang).encode(), None)
        return
    wanted = request.chosen()
    guard = guarding(wanted)
    targets = [Path(str(request.output))] if is_file(request.output) else []
    if targets and wanted == "csv":
        targets.append(targets[0].with_suffix(".summary.csv"))
        check_writable(targets[1], request.force)
    if choices["resolution"] <= 0:
        raise UsageError("--resolution is a number above 0.")
    given = pairs(parameters)
    graph = request.load()
    read = wanted in FIGURE_FORMATS or wanted in ("table", "md")
    usual = ["usual"] if read and not choices["brokerage"] else []
    choices["project"] = choices["project"] or ""
    choices["measures"] = names or _measured(columns) or usual
    found = interruptible(
        lambda: graph.measure(
            projection or _DEFAULT_PROJECTION, given, **reading, possible=not certain, **choices
        )
    )
    graph.ground.doing("")
    request.emit(guard(render(found, wanted, top, columns)))
    if len(targets) > 1:
        emit(guard(summary_csv(found)), str(targets[1]), request.force)
    if targets:
        nodes = len({row["id"] for row in found.rows()})
        written = ", ".join(map(str, targets))
        request.say(
            f"{written}: {counted(nodes, 'node')}, {counted(len(found.measures), 'column')}."
        )
    if wanted not in ("csv", "jsonl") and found.doubt:
        say_doubt(found.doubt, reading["as_of"], request.lang, request.quiet)
    if wanted in ("csv", "jsonl"):
        for table in found.tables:
            for remark in table.remarks:
                where = f"{table.variant}: " if table.variant else ""
                request.say(f"{where}{said(remark, request.lang)}")


def _measured(columns: list[str] | None) -> list[str]:
    """Return the measures that columns are of, so that no others need to be worked out."""
    known = {item["name"] for form in (ONE, TWO) for item in listed(form, "en")}
    return [name for column in columns or () if (name := column.strip()) in known]


def _listing(lang: str) -> str:
    heads = {
        ONE: ("One-mode networks", "Réseaux à un mode"),
        TWO: ("Two-mode networks", "Réseaux à deux modes"),
        BROKERAGE: ("Brokerage (--brokerage)", "Courtage (--brokerage)"),
    }
    lines: list[str] = []
    for form, head in heads.items():
        lines += [*([""] if lines else []), said(head, lang)]
        for item in listed(form, lang):
            source = f" ({item['source']})" if item["source"] else ""
            lines.append(f"  {item['name']:22}{item['about']}{source}")
    return "\n".join(lines) + "\n"
