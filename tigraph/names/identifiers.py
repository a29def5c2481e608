"""Identifiers as people write them: what is a SIREN, and what is wrong with one that is none."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeGuard

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def is_siren(value: object) -> TypeGuard[str]:
    """Whether a value is nine digits whose last is their check digit (Luhn's).

    >>> is_siren("242500361"), is_siren("242500362"), is_siren("24250036"), is_siren(None)
    (True, False, False, False)
    """
    return isinstance(value, str) and _checks(value)


@cache
def _checks(value: str) -> bool:
    if not (len(value) == 9 and value.isascii() and value.isdigit()):
        return False
    return sum(_DOUBLED[int(d)] if n % 2 else int(d) for n, d in enumerate(value)) % 10 == 0


def wrong_siren(name: str) -> str:
    """Return what is wrong with a number of nine digits as a SIREN, "" for another name."""
    if not re.fullmatch("[0-9]{9}", name.strip()):
        return ""
    from tigraph.names.identifiers import is_siren

    if is_siren(name.strip()):
        return "This SIREN is not here."
    return "It is no SIREN: its check digit is wrong."
