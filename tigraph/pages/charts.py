"""A chart of an answer: bars of an amount, or lines of one over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from tigraph.local import amount
from tigraph.pages.frame import Frame

#: Bars that are drawn at the most, and lines.
_MOST, _LINES = 40, 6
#: Columns that say whence a row is, or how exact it is, and name no bar and no line.
_ASIDE = ("document", "speaker", "origin", "claim", "modality", "qualifier", "publisher")
_WIDE, _TALL, _LEFT, _RIGHT, _TOP, _FOOT = 760, 300, 64, 24, 16, 28

_Row = Sequence[Mapping[str, Any]]


def chart(frame: Frame, answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the chart of an answer as a template takes it; None where it has no amount.

    Over dates an amount makes lines (`svg`, `key`), else `bars`, each named by the first column of
    words, with the second where names would be the same. Amounts of another unit than most are
    left out: `left` says how many rows are not drawn.
    """
    columns, rows = answer["columns"], answer["rows"]
    amounts = [i for i, one in enumerate(columns) if one["amount"]]
    names = [
        i
        for i, one in enumerate(columns)
        if not one["number"] and any(row[i]["text"] for row in rows)
    ]
    if not amounts or not names or len(rows) < 2:
        return None
    at = amounts[0]
    drawn, unit = _of_one_unit(columns, [row for row in rows if row[at]["number"] is not None])
    if not any(row[at]["number"] for row in drawn) or any(row[at]["number"] < 0 for row in drawn):
        return None
    label = columns[at]["about"] or columns[at]["called"]
    label = f"{label} ({unit})" if unit and len(unit) < 30 else label
    lines = _lines(frame, columns, drawn, at)
    if lines:
        return {"label": label, "bars": [], **lines, "left": 0}
    most = max(row[at]["number"] for row in drawn[:_MOST])
    by = [i for i in names if not columns[i]["dates"]] or names
    by = by[:1] if len({row[by[0]]["text"] for row in drawn}) == len(drawn) else by[:2]
    return {
        "label": label,
        "svg": "",
        "key": [],
        "bars": [
            {
                "name": " · ".join(filter(None, (row[i]["text"] for i in by))),
                "text": row[at]["text"],
                "wide": f"{100 * row[at]['number'] / most:.2f}" if most else "0",
            }
            for row in drawn[:_MOST]
        ],
        "left": len(rows) - len(drawn[:_MOST]),
    }


def _of_one_unit(
    columns: Sequence[Mapping[str, Any]], rows: Sequence[_Row]
) -> tuple[Sequence[_Row], str]:
    """Return the rows whose amount is in the unit that most have, and that unit."""
    at = next((i for i, one in enumerate(columns) if one["name"] == "unit"), None)
    if at is None or not rows:
        return rows, ""
    [(unit, _)] = Counter(row[at]["text"] for row in rows).most_common(1)
    return [row for row in rows if row[at]["text"] == unit], unit


def _lines(
    frame: Frame, columns: Sequence[Mapping[str, Any]], rows: Sequence[_Row], at: int
) -> dict[str, Any] | None:
    """Return the lines of an amount over the years; None where nothing is told of two of them."""
    when = next((i for i, one in enumerate(columns) if one["dates"]), None)
    if when is None:
        return None
    by = [
        i
        for i, one in enumerate(columns)
        if not one["number"] and not one["dates"] and one["name"] not in _ASIDE
    ]
    by = [i for i in by if len({row[i]["text"] for row in rows}) > 1]
    found: dict[str, list[tuple[float, float, str]]] = {}
    for row in rows:
        if year := _year(row[when]["date"]):
            name = " · ".join(row[i]["text"] for i in by if row[i]["text"])
            found.setdefault(name, []).append((year, row[at]["number"], row[at]["text"]))
    several = {name: own for name, own in found.items() if len({year for year, *_ in own}) > 1}
    if not several:
        return None
    first = sorted(several, key=lambda name: (-len(several[name]), name))[:_LINES]
    drawn = {name: sorted(several[name]) for name in first}
    others = sum(map(len, found.values())) - sum(map(len, drawn.values()))
    return {
        "svg": _svg(frame, drawn, frame.words["view_chart"]),
        "key": [(_sign(i), name) for i, name in enumerate(drawn) if name],
        "not_drawn": frame.words["rows_left"].format(others) if others else "",
    }


def _svg(frame: Frame, drawn: Mapping[str, Sequence[tuple[float, float, str]]], title: str) -> Any:
    points = [point for own in drawn.values() for point in own]
    low, high = min(year for year, *_ in points), max(year for year, *_ in points)
    top = _round(max(value for _, value, _ in points))

    def x(year: float) -> float:
        return _LEFT + (year - low) / (high - low) * (_WIDE - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _TALL - _FOOT - value / top * (_TALL - _FOOT - _TOP)

    parts = []
    for value in (0, top / 2, top):
        told = amount(int(value) if value == int(value) else value, frame.language)
        parts.append(
            f'<line class="rule" x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y(value):.1f}" '
            f'y2="{y(value):.1f}"/><text x="{_LEFT - 8}" y="{y(value) + 4:.1f}" '
            f'text-anchor="end">{escape(told)}</text>'
        )
    years = range(int(low), int(high) + 1)
    step = next((one for one in (1, 2, 5, 10, 20, 50) if len(years) / one <= 12), 100)
    parts += [
        f'<text x="{x(year):.1f}" y="{_TALL - 8}" text-anchor="middle">{year}</text>'
        for year in years
        if year % step == 0 and year >= low
    ]
    for i, own in enumerate(drawn.values()):
        way = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value, _ in own)
        parts.append(f'<polyline class="line line-{i}" points="{way}"/>')
        parts += [
            f'<circle class="line-{i}" cx="{x(year):.1f}" cy="{y(value):.1f}" r="4">'
            f"<title>{int(year)} · {escape(text)}</title></circle>"
            for year, value, text in own
        ]
    # What is in it is numbers, and texts that are escaped.
    return Markup(
        f'<svg class="over-time" role="img" viewBox="0 0 {_WIDE} {_TALL}" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )


def _sign(number: int) -> Markup:
    return Markup(
        f'<svg class="mark" viewBox="-8 -8 16 16" aria-hidden="true"><line class="line '
        f'line-{number}" x1="-8" x2="8" y1="0" y2="0"/></svg>'
    )


def _round(value: float) -> float:
    """Return a number of one digit and noughts, or half of it, that is not below another."""
    power = 10.0 ** (len(str(int(value))) - 1)
    return next(one * power for one in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if one * power >= value)


def _year(date: str) -> float:
    """Return the year, with the share of it that is past, that a date begins with; 0 without."""
    digits = date.lstrip("[.")
    if not digits[:4].isdigit():
        return 0.0
    month = digits[5:7] if digits[4:5] == "-" else ""
    share = (int(month) - 1) / 12 if month.isdigit() and 1 <= int(month) <= 12 else 0.0
    return int(digits[:4]) + share
