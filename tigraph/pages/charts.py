"""A chart of an answer: bars of one number, each named by what stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tigraph.pages.frame import Frame

#: Bars that are drawn at the most, and rows of which a chart still tells something.
_MOST = 40


def chart(_frame: Frame, answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the bars of an answer as a template takes them; None where it has no number.

    The first column of words names a bar, with the second where names would be the same.
    """
    columns, rows = answer["columns"], answer["rows"]
    numbers = [i for i, one in enumerate(columns) if one["number"]]
    names = [i for i, one in enumerate(columns) if not one["number"]]
    if not numbers or not names or len(rows) < 2:
        return None
    at = numbers[0]
    drawn = [row for row in rows if row[at]["number"] is not None][:_MOST]
    most = max((abs(row[at]["number"]) for row in drawn), default=0)
    if not most or any(row[at]["number"] < 0 for row in drawn):
        return None
    by = names[:1]
    if len({row[by[0]]["text"] for row in drawn}) < len(drawn):
        by = names[:2]
    return {
        "label": columns[at]["about"] or columns[at]["called"],
        "bars": [
            {
                "name": " · ".join(filter(None, (row[i]["text"] for i in by))),
                "text": row[at]["text"],
                "wide": f"{100 * row[at]['number'] / most:.2f}",
            }
            for row in drawn
        ],
        "left": len(rows) - len(drawn),
    }
