"""The number of a legal unit in France."""

from __future__ import annotations

from functools import cache
from typing import TypeGuard

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def is_siren(value: object) -> TypeGuard[str]:
    """Whether a value is nine digits whose last is their check digit (Luhn's).

    Lists bear the same few thousand numbers millions of times, for which this is kept: a
    number that is new takes a quarter of the time that python-stdnum takes.

    >>> is_siren("242500361"), is_siren("242500362"), is_siren("24250036"), is_siren(None)
    (True, False, False, False)
    """
    return isinstance(value, str) and _checks(value)


@cache
def _checks(value: str) -> bool:
    if not (len(value) == 9 and value.isascii() and value.isdigit()):
        return False
    return sum(_DOUBLED[int(d)] if n % 2 else int(d) for n, d in enumerate(value)) % 10 == 0
