"""How much time, memory and how many rows a piece of work may take."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NoReturn, TypedDict, TypeVar

from tigraph.errors import LimitError, UsageError

T = TypeVar("T")
#: What nobody meets in ordinary work: an hour, and so many rows.
SECONDS, ROWS = 3600.0, 5_000_000
#: Of the machine's memory so much, and where that is not known, so many bytes.
_SHARE, _PLENTY = 0.75, 8 * 2**30
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?\s*", re.IGNORECASE)
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}


class Allowed(TypedDict, total=False):
    """The limits of a question or a file, as keywords; None: as usual, 0: no limit.

    `timeout` are seconds, `max_memory` bytes, or a text such as "2G", of the process that does
    the work, `max_rows` how many rows or triples come out.
    """

    timeout: float | None
    max_memory: int | str | None
    max_rows: int | None


@dataclass(frozen=True)
class Allowance:
    """What a piece of work may take: seconds, bytes of memory, rows; 0: as much as it needs.

    `asked` says whether somebody asked for any of these, or all are as usual.
    """

    seconds: float = 0
    memory: int = 0
    rows: int = 0
    asked: bool = False

    def counted(self, rows: Iterable[T]) -> Iterator[T]:
        """Yield rows; raises `LimitError` where there are more than may be."""
        if not self.rows:
            yield from rows
            return
        for number, row in enumerate(rows):
            if number >= self.rows:
                self.met("max_rows")
            yield row

    def met(self, limit: str) -> NoReturn:
        """Raise `LimitError`: what was met ("timeout", "max_memory", "max_rows"), and what helps.

        >>> Allowance(rows=2).met("max_rows")
        Traceback (most recent call last):
            ...
        tigraph.errors.LimitError: Stopped: more than 2 rows. Ask for less (with LIMIT, or of \
fewer things), or allow more with --max-rows (max_rows in Python).
        """
        option = f"--{limit.replace('_', '-')} ({limit} in Python)"
        took = {
            "timeout": f"it took longer than {self.seconds:g} s",
            "max_memory": f"it took more than {size_told(self.memory)} of memory",
            "max_rows": f"more than {self.rows:,} row{'s' * (self.rows != 1)}",
        }[limit]
        raise LimitError(
            f"Stopped: {took}. Ask for less (with LIMIT, or of fewer things), or allow more with "
            f"{option}.",
            limit,
        )


def allowing(
    timeout: float | None = None,
    max_memory: int | str | None = None,
    max_rows: int | None = None,
) -> Allowance:
    """Return what somebody allows, as usual where they say nothing: see `Allowed`.

    Raises `UsageError` for what is no number, or less than none.
    """
    asked = any(one is not None for one in (timeout, max_memory, max_rows))
    return Allowance(
        SECONDS if timeout is None else _number(timeout, "timeout"),
        usual_memory() if max_memory is None else size_of(max_memory, "max_memory"),
        ROWS if max_rows is None else int(_number(max_rows, "max_rows")),
        asked,
    )


def usual_memory() -> int:
    """Return how much memory work may take unless told: three quarters of the machine's."""
    try:
        return int(_SHARE * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):  # a system without sysconf, or that says nothing
        return _PLENTY


def memory_held() -> int:
    """Return how many bytes of memory this process holds, or held at most; 0 where none can tell.

    Linux tells what it holds now; of others it is the most that it ever held.
    """
    if sys.platform == "linux":
        with open("/proc/self/statm", "rb", buffering=0) as file:  # noqa: PTH123  # asked often
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def size_told(size: int) -> str:
    """Return a number of bytes as people say it.

    >>> size_told(2 * 2**30), size_told(1_500_000)
    ('2 GiB', '1.431 MiB')
    """
    held, units = float(size), ["bytes", "KiB", "MiB", "GiB"]
    while held >= 1024 and len(units) > 1:
        held /= 1024
        del units[0]
    return f"{held:.4g} {units[0]}"


def size_of(size: int | str, what: str) -> int:
    """Return a number of bytes, as it is or with a unit; raises `UsageError`, naming `what`.

    >>> size_of("1.5G", "size"), size_of("512 MiB", "size"), size_of(7, "size")
    (1610612736, 536870912, 7)
    """
    found = _SIZE.fullmatch(size) if isinstance(size, str) else None
    if found:
        return int(float(found[1]) * _UNITS[found[2].upper()])
    return int(_number(size, what, "bytes, or a size such as 2G"))


def _number(value: object, what: str, meant: str = "a number") -> float:
    number = -1.0
    if not isinstance(value, bool):
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            number = -1.0
    if not 0 <= number < 10**15:
        raise UsageError(f"{what} is {value!r}: give {meant}, 0 for no limit.")
    return number
