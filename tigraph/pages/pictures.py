"""Which pictures an answer has, and these: a network, a map, lines of time, a chart.

One rule for all questions, which looks at the columns of the answer alone: two of actors and other
entities make a network, one of what has a place a map, one of dates lines of time, one of amounts
beside words a chart. Columns that say whence a row is are none of these, unless there is no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tigraph.drawing import Bar, bar_of
from tigraph.errors import BadDateError, UsageError
from tigraph.networks import About, Key, Network, Tie, build
from tigraph.pages.fields import described
from tigraph.pages.frame import Frame
from tigraph.pages.timeline import as_lines
from tigraph.querying import Asked, Query
from tigraph.rdf.vocabulary import CONCEPT
from tigraph.validity import ANY, LAST_DAY, days

#: Columns that say who says so, and where.
_WHENCE = ("document", "speaker", "origin", "publisher", "claim")
#: Columns that say what the tie between two others is.
_RELATIONS = ("relation", "how", "role", "change")
#: Of two columns of dates, the one that begins and the one that ends a time.
_SPANS = (("begins", "ends"), ("since", "by"), ("start", "end"))

Answer = Mapping[str, Any]


class Ends(NamedTuple):
    """Between which columns of an answer ties are: the first to each other, or an entity to one."""

    columns: Sequence[int]
    hub: str = ""


def ends_of(frame: Frame, query: Query, answer: Answer, values: Mapping[str, str]) -> Ends | None:
    """Return what the ties of an answer are between; None where it has no two ends."""
    every = [
        i
        for i in range(len(answer["columns"]))
        if any(row[i]["kind"] and not row[i]["iri"].startswith(CONCEPT) for row in answer["rows"])
    ]
    own = [
        i
        for i in every
        if answer["columns"][i]["name"] not in _WHENCE
        and any(row[i]["kind"] not in ("", "Document") for row in answer["rows"])
    ]
    own = [i for k, i in enumerate(own) if not any(_same(answer, i, one) for one in own[:k])]
    if len(own) > 1:
        return Ends(own)
    first = own or every[:1]
    if first and (hub := _asked_of(frame, query, values)):
        return Ends(first, hub)
    both = [*own, *(i for i in every if i not in own)][:2]
    return Ends(both) if len(both) == 2 else None


def _same(answer: Answer, one: int, other: int) -> bool:
    """Whether a column names nothing but what another does, by other names."""
    return all(row[one]["iri"] in ("", row[other]["iri"]) for row in answer["rows"])


def _asked_of(frame: Frame, query: Query, values: Mapping[str, str]) -> str:
    """Return the IRI of the one entity that a question is about, "" where it is of several."""
    about = [one for one in query.parameters if one.type == "iri" and values.get(one.name)]
    if len(about) != 1:
        return ""
    try:
        return frame.ground.resolve(values[about[0].name], query.kinds(about[0].name))
    except UsageError:
        return ""


def network_of(frame: Frame, query: Query, answer: Answer, ends: Ends) -> Network:
    """Return the ties that the rows of an answer tell, as a network."""
    columns = answer["columns"]
    told = next((i for i, one in enumerate(columns) if one["name"] in _RELATIONS), None)
    claim = next((i for i, one in enumerate(columns) if one["name"] == "claim"), None)
    found: dict[Key, set[str]] = {}
    for row in answer["rows"]:
        first, *others = (row[i] for i in ends.columns)
        pairs = (
            [(ends.hub, first["iri"], ends.columns[0])]
            if ends.hub
            else [(first["iri"], one["iri"], i)
                  for one, i in zip(others, ends.columns[1:], strict=True)]
        )  # fmt: skip
        for one, other, i in pairs:
            if not one or not other or one == other:
                continue
            label = row[told]["text"] if told is not None else ""
            key = Key(one, other, label or columns[i]["called"])
            found.setdefault(key, set()).add(row[claim]["iri"] if claim is not None else "")
    ties = [Tie(key, tuple(sorted(own - {""})), True) for key, own in sorted(found.items())]
    ground = frame.ground
    actors = sorted({end for tie in ties for end in tie.key[:2]})
    said = ground.told()
    about = About(
        title=described(frame, query, "summary"),
        asked=Asked(name=query.name, as_of=frame.as_of),
        language=frame.language,
        made=said["made"],
        version=said["version"],
    )
    near = ground.near(actors, frame.date or ANY, only_traits=True)
    return build(ground.store, ground.names, near, ground.label, about, ties, details=False)


def has_dates(answer: Answer) -> bool:
    """Whether rows of an answer say when they hold, of whatever they name."""
    return any(_bar(answer["columns"], row) for row in answer["rows"]) and bool(_words(answer))


def lines_of(frame: Frame, answer: Answer) -> dict[str, Any] | None:
    """Return the rows of an answer that have a date as lines of time, the earliest first."""
    columns, drawn = answer["columns"], []
    by = _words(answer)
    for row in answer["rows"]:
        bar = _bar(columns, row)
        told = [row[i] for i in by if row[i]["text"]]
        if not bar or not told:
            continue
        first = {"label": told[0]["text"], **{k: told[0][k] for k in ("href", "kind", "lang")}}
        more = [one["text"] for one in told[1:3]]
        drawn.append((first, " · ".join(more), "", [bar]))
    lines = as_lines(frame, drawn)
    undated = len(answer["rows"]) - len(drawn)
    if lines and undated:
        lines["undated"] = frame.words["rows_undated"].format(undated)
    return lines


def _words(answer: Answer) -> list[int]:
    """Return the columns that say what a row is about, by words."""
    columns = answer["columns"]
    plain = [
        i
        for i, one in enumerate(columns)
        if not one["number"] and not one["dates"] and any(row[i]["text"] for row in answer["rows"])
    ]
    own = [i for i in plain if columns[i]["name"] not in (*_WHENCE, "modality")]
    return own or plain


def _bar(columns: Sequence[Mapping[str, Any]], row: Sequence[Mapping[str, Any]]) -> Bar | None:
    """Return when a row holds: of the column of dates that it has, or of one for each end."""
    dates = {one["name"]: cell["date"] for one, cell in zip(columns, row, strict=True)
             if cell["date"]}  # fmt: skip
    for begins, ends in _SPANS:
        if begins in dates or ends in dates:
            bounds = (*_days(dates.get(begins)), *_days(dates.get(ends)))
            if any(bounds):
                return bar_of(bounds, [])
    for date in dates.values():
        first, slash, last = date.partition("/")
        bounds = (*_days(first), *_days(last if slash else first))
        if any(bounds):
            return bar_of(bounds, [])
    return None


def _days(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of a date, None for what is open or no date."""
    if not edtf or edtf == "..":
        return None, None
    try:
        first, last = days(edtf)
    except BadDateError:
        return None, None
    return (None if first.startswith("0001") else first), (None if last == LAST_DAY else last)


def most_tied(ties: Iterable[tuple[str, str]], most: int) -> set[str]:
    """Return whom of a network a picture has: the most tied, each with whom it is tied to.

    Where whoever is most tied has more ties than there is room for, it has the most tied of these.

    >>> sorted(most_tied([("a", "b"), ("a", "c"), ("a", "d"), ("e", "f")], 4))
    ['a', 'b', 'c', 'd']
    """
    near: dict[str, set[str]] = {}
    for one, other in ties:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    rank = Counter({one: len(own) for one, own in near.items()})
    first = sorted(near, key=lambda one: (-rank[one], one))
    found: set[str] = set()
    for one in first:
        if len(found | near[one] | {one}) <= most:
            found |= near[one] | {one}
    for one in first if not found else ():
        others = sorted(near[one], key=lambda other: (-rank[other], other))
        return {one, *others[: most - 1]}
    return found
