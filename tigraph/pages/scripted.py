"""What the scripts of a site without a server say, in the words in which pages say it.

A browser that answers draws its answer as a page has it: names of columns, dates, what is not
sure, and the reference come from here, and are written nowhere twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING, Any

from tigraph.claims import in_parts
from tigraph.drawing import mark
from tigraph.local import Words
from tigraph.names import Entity
from tigraph.pages.words import WORDS
from tigraph.querying import Doubt, all_called
from tigraph.rdf import select
from tigraph.rdf.vocabulary import EDTF, XSD, local_name
from tigraph.validity import ANY, in_words

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: The words of pages that scripts say, too.
_SAID = (
    "answer", "rows_none", "rows_one", "rows_n", "rows_shown", "yes", "no", "download",
    "with_possible", "same_question", "command_line", "edit_it", "found", "found_one",
    "found_none", "found_help", "fill_in",
)  # fmt: skip
_OWN = Words(
    {
        "wait": ("One moment …", "Un instant …"),
        "syntax": (
            "It is not SPARQL as it stands, at line {}, column {}: {}",
            "Ce n’est pas du SPARQL tel quel, à la ligne {}, colonne {} : {}",
        ),
        "bad_edtf": (
            "“{}”: a date is written here as 2019, 2019-01, 2019-01-30 or 2018/2022.",
            "« {} » : une date s’écrit ici 2019, 2019-01, 2019-01-30 ou 2018/2022.",
        ),
        "reference": ("Reference", "Référence"),
        "reference_how": (
            "To set beside the table: the question, the date asked, the version and the documents "
            "behind the rows.",
            "À joindre au tableau : la question, la date demandée, la version et les documents "
            "derrière les lignes.",
        ),
    }
)
#: Numbers that stand for any, of one and of several, and what stands in their place.
_COUNTS = {7_001: "{possible}", 7_003: "{fallen}", 7_007: "{whole}"}
_DATES = f"""SELECT DISTINCT ?date {{
  {{ ?s ?p ?date }} UNION {{ GRAPH ?g {{ ?s ?p ?date }} }}
  FILTER (DATATYPE(?date) IN (<{EDTF}>, <{XSD}date>, <{XSD}gYear>, <{XSD}gYearMonth>))
}}"""


def words_file(ground: Ground, entities: Iterable[Entity], language: str) -> bytes:
    """Return, as JSON, what scripts say in a language.

    `words` are words of pages by key; `columns` what columns are called; `dates` dates, days and
    periods of the graph in words; `marks` the sign of each kind, as SVG; `doubts` what is not sure
    of an answer (see `_doubts`); `reference` what a reference is written with.
    """
    words = {key: WORDS.of(language)[key] for key in _SAID} | _OWN.of(language)
    told = {
        "words": {key: word.format("{}", "{}", "{}") for key, word in words.items()},
        "columns": all_called(language),
        "dates": {date: in_words(date, language) for date in sorted(_dates(ground))},
        "marks": {kind: mark(kind) for kind in sorted({local_name(one.kind) for one in entities})},
        "doubts": _doubts(language),
        "reference": in_parts(ground),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _dates(ground: Ground) -> set[str]:
    """Return the dates of a graph, and the days that these begin and end with."""
    store = ground.snapshot(ANY).store  # where the days are that dates begin and end with
    return {row["date"] for row in select(store, _DATES)}


def _doubts(language: str) -> dict[str, str]:
    """Return what is not sure of rows, by a key: "{date}" and numbers stand in it as such.

    The key says, in signs, whether what only may hold is shown (s) or not (u); how much there is of
    it, how many rows it has fall, how many rows there are (0, 1, or 2 for several); and whether any
    date was asked (a) or one (d).
    """
    several = iter(_COUNTS)
    possible, fallen, whole = ((0, 1, next(several)) for _ in range(3))
    found: dict[str, Any] = {}
    for shown, p, f, w, date in product(
        (False, True), possible, fallen, whole[1:], ("{date}", ANY)
    ):
        told = Doubt(date, "rows", p, w, shown, f).printed(language)
        for number, sign in _COUNTS.items():
            told = told.replace(str(number), sign)
        counts = "".join(str(min(count, 2)) for count in (p, f, w))
        found[f"{'s' if shown else 'u'}{counts}{'a' if date == ANY else 'd'}"] = told
    return found
