"""What stands beside a name: areas and bodies around, a date, a function, a number."""

from __future__ import annotations

from dataclasses import dataclass

from tigraph.linking.records import Office, Record
from tigraph.names import folded

DATE, FUNCTION = "date", "function"
#: A year, a month and a day: what is no number of an entity.
Span = tuple[str, str]


@dataclass(frozen=True)
class Around:
    """An area or a body around: the key under which it stood, what was written, who it may be."""

    key: str
    text: str
    iris: frozenset[str]


@dataclass(frozen=True)
class Beside:
    """All that stands beside a name, as it is understood.

    `around` are areas and bodies, `span` the first and last day of a date (ISO), `function` is
    folded, `numbers` are those of entities, `unread` the keys that nothing is known of.
    """

    around: tuple[Around, ...] = ()
    span: Span | None = None
    function: str = ""
    numbers: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def at(span: Span, begin: str, end: str) -> bool:
    """Whether what was from one day to another may have been in a span; "" is open.

    >>> at(("2021-01-01", "2021-12-31"), "2020-07-01", ""), at(("2021", "2021"), "", "2020-12-31")
    (True, False)
    """
    return (not begin or begin <= span[1]) and (not end or end >= span[0])


def in_office(record: Record, beside: Beside) -> bool:
    """Whether a record had any of its offices, or was at all, on the date beside its name."""
    assert beside.span is not None
    if record.offices:
        return any(at(beside.span, one.begin, one.end) for one in record.offices)
    return at(beside.span, record.begin, record.end)


def holds(record: Record, beside: Beside) -> bool | None:
    """Whether a record has the function beside its name; None where it has no office."""
    offices = [one for one in record.offices if not beside.span or _at(one, beside.span)]
    roles = {folded(role) for one in offices or record.offices for role in one.roles}
    if not roles:
        return None
    met = [role for role in roles if _says(beside.function, role)]
    every = [role for role in roles if role in beside.function]
    return bool(met) if met or every else (None if not _any(beside.function, roles) else False)


def _at(office: Office, span: Span) -> bool:
    return at(span, office.begin, office.end)


def _says(function: str, role: str) -> bool:
    """Whether a function is told by a role: “vice president” is not “president”."""
    words, own = function.split(), role.split()
    for place in range(len(words) - len(own) + 1):
        if all(
            word[:8] == other[:8]
            for word, other in zip(words[place : place + len(own)], own, strict=True)
        ):
            return not (place and words[place - 1] == "vice")
    return False


def _any(function: str, roles: set[str]) -> bool:
    return any(word[:8] in function for role in roles for word in role.split())
