"""`tigraph compare`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from tigraph.cli.completion import complete_projection
from tigraph.cli.loading import interruptible
from tigraph.cli.options import (
    entity_argument,
    guarding,
    parameter_option,
    reading,
    safe_option,
    words_option,
)
from tigraph.cli.pictures import DRAWN, draw
from tigraph.cli.request import Request, answers, pairs
from tigraph.cli.text.comparison import _asked, _csv, _table, _word
from tigraph.drawing import FIGURE_FORMATS, PRESETS
from tigraph.errors import UsageError
from tigraph.local import terminal_width

if TYPE_CHECKING:
    from tigraph.querying import Reading

_EXTENSIONS = {
    ".json": "json", ".csv": "csv", ".txt": "table", **{f".{name}": name for name in DRAWN}
}  # fmt: skip
_PROJECTION = "all-ties"


@click.command()
@entity_argument("first", "A")
@entity_argument("second", "B")
@words_option(
    "--projection", metavar="PROJECTION", shell_complete=complete_projection,
    help=f"For dates: the network that is compared.  [default: {_PROJECTION}]",
)  # fmt: skip
@parameter_option
@reading
@safe_option
@click.option(
    "--certain", is_flag=True, help="For dates: say only what is sure; the rest cannot be told."
)
@click.option(
    "--preset", type=click.Choice(tuple(PRESETS)),
    help="The sheet of svg, png and pdf.  [default: two-columns]",
)  # fmt: skip
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=200, show_default=True,
    help="List so many of each change at most, in text; csv and json have all.",
)  # fmt: skip
@answers(_EXTENSIONS)
def compare(
    first: str,
    second: str,
    projection: str | None,
    parameters: tuple[str, ...],
    certain: bool,
    preset: str | None,
    limit: int,
    reading: Reading,
    request: Request,
) -> None:
    """Tell what is gained, lost and kept from A to B: nodes, relations, with the evidence.

    A and B are two dates (EDTF), two phases, two territories or lineages, two regions, two
    documents, or two who speak in them. Phases are compared by lineages and the members of their
    territories, since names and codes do not carry from one to the next. So are dates: where a
    lineage has other territories at the two, it stands for them, and what left one lineage for
    another is "moved"; how much was followed so is told. A member is followed as itself alone,
    not into another that took it over. Of territories,
    regions, documents and speakers, "kept" is what is said of both, or by both; their figures are
    compared, too, and a number "differs" where both give it, for a time that they share,
    and not alike. Nothing follows from silence: "lost" is what no claim carries on. At
    dates, what only may hold counts as being there, marked possible; with --certain, what
    is sure at one date and only possible at the other cannot be told. Of all else, --as-of
    leaves out what cannot hold at a date.

    \b
    The columns of csv:
      change       gained, lost, kept, moved, differs (figures) or unknown
      what         node, relation or figure
      source, relation, target, basis   the relation; of a node, source alone; of a
                   figure, what it is about, what is measured, and of which population
      certain      false where one of the sides only may hold
      first_value, second_value         figures on each side
      first_valid, second_valid         periods on each side (EDTF)
      first_documents, second_documents who says so on each side
      from         of what moved, the lineage that it left
      first_nodes, second_nodes         of a lineage that was followed, what it stands for
      asked        what was chosen otherwise than usual, such as --certain

    -o x.html, .svg, .png or .pdf draws both sides in one picture, each change in its
    colour; -o x.gexf and the other formats of `tigraph export` save it.

    \b
    Examples:
      tigraph compare 2018 2019 --certain
      tigraph compare phase:ti-1 phase:ti-2
      tigraph compare territory:haut-doubs-horloger territory:alliances-luxe-et-precision-doubs
      tigraph compare document:cget-prefiguration document:aer-territoires-d-industrie -f csv
      tigraph compare area:region-27 area:region-44
      tigraph compare CGET "association des interpreneurs"
      tigraph compare 2018 2024 --projection people -o change.html
    """
    wanted, lang = request.chosen(), request.lang
    guard = guarding(wanted)
    given = pairs(parameters)
    if preset and wanted not in FIGURE_FORMATS:
        raise UsageError("--preset goes with svg, png and pdf.")
    graph = request.load()
    compared = interruptible(
        lambda: graph.compare(
            first,
            second,
            projection=projection or _PROJECTION,
            parameters=given,
            possible=not certain,
            **reading,
        )
    )
    if compared.sort != "dates" and (projection or parameters or certain):
        raise UsageError(
            f"--projection, --parameter and --certain go with dates; these are {compared.sort}."
        )
    if wanted in DRAWN:
        draw(graph.compare_network(compared), wanted, request, preset)
        return
    from tigraph.comparing import as_json_comparison

    most = limit if wanted == "table" else None
    told = interruptible(lambda: as_json_comparison(graph.store, compared, graph.label, most))
    if wanted == "json":
        from tigraph.validity import today

        told |= {"made": today(), "version": f"tigraph {graph.version}"}
        text = _json(told)
    elif wanted == "csv":
        text = _csv(told, _asked(compared.asked, lang), lang)
    else:
        words = {change: compared.word(change, lang) for change in told["counts"]["nodes"]}
        asked = _asked(compared.asked, lang)
        text = _table(told, asked, words, limit, lang, terminal_width(100))
    request.emit(guard(text.encode()))
    if (doubt := compared.doubt) is not None:
        request.say(doubt.told(lang))
    if not told["nodes"]:
        request.say(_word("empty", lang))


def _json(told: dict[str, Any]) -> str:
    """Return a comparison as JSON text, each node, relation and figure on a line of its own.

    Of the whole country that are 50,000 relations with their evidence: set out in full they take
    several times as long to write, and half as much room again.
    """

    def written(value: Any) -> str:
        if isinstance(value, list) and value:
            return "[\n    " + ",\n    ".join(map(_line, value)) + "\n  ]"
        return _line(value)

    return "{\n  " + ",\n  ".join(f"{_line(k)}: {written(v)}" for k, v in told.items()) + "\n}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
