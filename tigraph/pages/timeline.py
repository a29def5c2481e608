"""Lines of time as a table: each with its bar, so that picture and table are one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from tigraph.claims import Relation, evidence, relations
from tigraph.drawing import Bar, Line, bar_of, lines_of
from tigraph.networks import Network
from tigraph.pages.frame import Frame
from tigraph.pages.ties import named
from tigraph.rdf import Queryable

#: Lines that are drawn at the most.
_MOST = 60
#: Years that no source could mean.
_FIRST, _LAST = 1900.0, 2100.0


def timeline(card: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the lines of a card as a template takes them; None where nothing has a date.

    `ticks` are {year, left} of the axis (per cent), `lines` are {group, name, bar, told}: the
    group is told once, the bar an SVG as wide as its cell, told in words in its label.
    """
    lines, undated = lines_of(card)
    drawn = [line for line in lines if line.bars][:_MOST]
    years = [y for line in drawn for bar in line.bars for y in bar.years() if _FIRST < y < _LAST]
    if not years:
        return None
    first, last = math.floor(min(years)), math.ceil(max(years))
    last = max(last, first + 1)
    group, told = "", []
    for line in drawn:
        told.append(
            {
                "group": line.group if line.group != group else "",
                "name": line.name,
                "bar": _bars(line.bars, first, last, words),
            }
        )
        group = line.group
    return {
        "ticks": _ticks(first, last),
        "lines": told,
        "undated": undated,
        "more": len(lines) - len(drawn),
        "first": first,
        "last": last,
    }


def years_of(lines: Iterable[Line]) -> tuple[int, int] | None:
    """Return the first and the last year that lines speak of, None where they speak of none."""
    years = [y for line in lines for bar in line.bars for y in bar.years() if _FIRST < y < _LAST]
    # A span ends where the next day begins.
    return (math.floor(min(years)), math.ceil(max(years)) - 1) if years else None


def spans_of(frame: Frame, network: Network) -> dict[str, Any] | None:
    """Return the ties of a network as lines of time, by who they are of; None without a tie.

    A tie that several claims state has a bar for each. Those without a date are counted, in words
    (`undated`), and are all that is told where no tie has one.
    """
    graph, names, store = network.graph, frame.ground.names, frame.ground.store
    ties = list(graph.edges(data=True))
    if not ties:
        return None
    found = {one.iri: one for one in relations(store, claims=claims_of(graph))}
    drawn = []
    for a, b, tie in ties:
        bars = [bar for one in tie["claims"] if (bar := _bar_of(store, found.get(one["claim"])))]
        if bars:
            label = names.label(a, frame.language)
            own = named(frame, {"iri": a, "label": label}) or {}
            drawn.append((own, tie["relation_label"], names.label(b, frame.language), bars))
    drawn.sort(key=lambda one: str(one[0]["label"]))
    undated = frame.words["ties_undated"].format(len(ties) - len(drawn))
    lines = as_lines(frame, drawn) or {"lines": []}
    return {**lines, "undated": undated if len(drawn) < len(ties) else ""}


def claims_of(graph: Any) -> set[str]:
    """Return the IRIs of the claims that the ties of a network's graph rest on."""
    return {one["claim"] for *_, tie in graph.edges(data=True) for one in tie["claims"]}


def _bar_of(store: Queryable, claim: Relation | None) -> Bar | None:
    if claim is None:
        return None
    bounds = claim.valid.bounds
    return bar_of(bounds, [] if any(bounds) else _attested(store, claim.iri))


def as_lines(
    frame: Frame, drawn: Sequence[tuple[Mapping[str, str], str, str, Sequence[Bar]]]
) -> dict[str, Any] | None:
    """Return lines as a template takes them, the earliest first; None where there are none.

    Each is what it is of, what is told of that, the other end of it, and its bars. `more` is how
    many are left out.
    """
    drawn = sorted(drawn, key=lambda one: min(bar.years()[0] for bar in one[3]))
    every = [bar for *_, bars in drawn for bar in bars]
    years = [y for bar in every for y in bar.years() if _FIRST < y < _LAST]
    if not years:
        return None
    first, last = math.floor(min(years)), max(math.ceil(max(years)), math.floor(min(years)) + 1)
    return {
        "ticks": _ticks(first, last),
        "lines": [
            {
                "name": own,
                "label": label,
                "other": other,
                "bar": _bars(bars, first, last, frame.words),
            }
            for own, label, other, bars in drawn[:_MOST]
        ],
        "more": max(0, len(drawn) - _MOST),
        "undated": "",
        "marks": _marks(bar for *_, bars in drawn[:_MOST] for bar in bars),
    }


def _marks(bars: Iterable[Bar]) -> list[str]:
    """Return which marks there are on some bars."""
    found = set()
    for bar in bars:
        found |= {"sure"} if bar.sure else set()
        found |= {"may"} if any(end is not None for end in bar.may) else set()
        found |= {"seen"} if bar.seen else set()
    return sorted(found)


def _attested(store: Queryable, claim: str) -> list[str]:
    return [item.attests for item in evidence(store, [claim])[claim] if item.attests]


def _ticks(first: int, last: int) -> list[dict[str, Any]]:
    span = last - first
    step = next((s for s in (1, 2, 5, 10, 20, 50) if span / s <= 9), 50)
    return [
        {"year": year, "left": f"{100 * (year - first) / span:.2f}"}
        for year in range(first, last + 1)
        if year % step == 0 and year < last
    ]


def _bars(bars: Iterable[Bar], first: float, last: float, words: Mapping[str, str]) -> Markup:
    bars = list(bars)
    told = "; ".join(dict.fromkeys(filter(None, (_told(bar, words) for bar in bars))))
    inside = "".join(_bar(bar, first, last) for bar in bars)
    grid = "".join(
        f'<line x1="{tick["left"]}%" x2="{tick["left"]}%" y1="0" y2="100%" class="tick"/>'
        for tick in _ticks(int(first), int(last))
    )
    # What is in it is numbers, and words that are escaped.
    return Markup(f'<svg class="span" role="img" aria-label="{escape(told)}">{grid}{inside}</svg>')


def _bar(bar: Bar, first: float, last: float) -> str:
    def x(year: float) -> float:
        return 100 * (min(max(year, first), last) - first) / (last - first)

    parts = []
    begin, end = bar.may
    if begin is not None or end is not None:
        a, b = x(first if begin is None else begin), x(last if end is None else end)
        parts.append(_rect("may", a, b))
        if begin is None:
            parts.append(_rect("open", a, a + 1.2))
        if end is None:
            parts.append(_rect("open", b - 1.2, b))
    if bar.sure:
        parts.append(_rect("sure", x(bar.sure[0]), x(bar.sure[1])))
    for a, b in bar.seen:
        left, right = x(a), x(b)
        if right - left > 2:
            parts.append(
                f'<line class="seen" x1="{left:.2f}%" x2="{right:.2f}%" y1="50%" y2="50%"/>'
            )
        parts.append(f'<circle class="seen" cx="{(left + right) / 2:.2f}%" cy="50%" r="4"/>')
    return "".join(parts)


def _rect(kind: str, left: float, right: float) -> str:
    wide = max(right - left, 0.3)
    return f'<rect class="{kind}" x="{left:.2f}%" width="{wide:.2f}%" y="30%" height="40%"/>'


def _told(bar: Bar, words: Mapping[str, str]) -> str:
    """Tell a bar in words, for those who do not see it."""
    parts = []
    if bar.sure:
        parts.append(f"{words['surely']} {_span(*bar.sure)}")
    elif any(end is not None for end in bar.may):
        parts.append(f"{words['perhaps']} {_span(*bar.may)}")
    if seen := sorted({_span(*span) for span in bar.seen}):
        parts.append(words["attested_in"].format(", ".join(seen)))
    return ", ".join(parts) or words["no_date"]


def _span(begin: float | None, end: float | None) -> str:
    a = "…" if begin is None else str(math.floor(begin))
    b = "…" if end is None else str(math.ceil(end) - 1)
    return a if a == b else f"{a}–{b}"
