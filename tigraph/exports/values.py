"""Values made plain, once for all formats: text that XML and spreadsheets can hold, numbers."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping
from typing import Any

from tigraph.rdf import for_xml


def clean(value: Any) -> str:
    """The value as text that XML can hold: no control character, no lone surrogate.

    Ends of lines are one character, since XML's readers would make them so.

    >>> clean("a\\x00b\\r\\nc")
    'ab\\nc'
    """
    text = "" if value is None else str(value)
    text = re.sub("\r\n|[\r\x85\u2028]", "\n", text)  # U+0085 and U+2028 are such in XML 1.1
    return re.sub(r"[\x7f-\x9f]", "", for_xml(text))


def one_line(value: Any) -> str:
    """The value as clean text on one line.

    >>> one_line(" a\\n b ")
    'a b'
    """
    return " ".join(clean(value).split())


def weight(value: Any) -> int | float:
    """The weight as a plain number; 1 where there is none.

    >>> weight(2.0), weight("much"), weight(float("nan"))
    (2, 1, 1)
    """
    try:
        number = float(1 if value is None else value)
    except (TypeError, ValueError, OverflowError):
        return 1
    if not math.isfinite(number):
        return 1
    if abs(number) < sys.float_info.min:  # igraph refuses a number so small
        return 0
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def day(value: Any) -> str:
    """The value if it is a day as ISO writes it and the calendar knows it, else "".

    >>> day("2018-11-22"), day("2018-23"), day(None)
    ('2018-11-22', '', '')
    """
    import datetime

    text = clean(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return ""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def joined(values: Any) -> str:
    """Several values in one cell, parted by a vertical bar.

    >>> joined(["a|b", 2])
    'a/b | 2'
    """
    return " | ".join(clean(value).replace("|", "/") for value in values or ())


def plain(value: Any) -> Any:
    """The value in JSON's own types; what has none (a date, a path) as text.

    >>> plain({"a": {3, 1}, "b": float("inf")})
    {'a': [1, 3], 'b': None}
    """
    if isinstance(value, Mapping):
        return {clean(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item) for item in value), key=str)
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):  # numpy's scalars
        value = value.item()
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return clean(value)
