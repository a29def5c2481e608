"""Which columns of a table are shown, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from tigraph.errors import UnknownNameError, UsageError, nearest


def chosen_columns(
    wanted: Sequence[str], known: Sequence[str], offered: Sequence[str] = ()
) -> list[str]:
    """Return the names of columns that are wanted, in their order.

    In place of one that is not known others may be `offered`, of what is asked otherwise.
    Raises `UnknownNameError` for one that is not known, `UsageError` for one that is named twice
    and where none is named.

    >>> chosen_columns(["b", "?a"], ["a", "b", "c"])
    ['b', 'a']
    """
    names = [name.strip().removeprefix("?") for name in wanted]
    if not all(names):
        raise UsageError(f"Name the columns, with commas: of {', '.join(known)}.")
    for i, name in enumerate(names):
        if name not in known:
            near = nearest(name, [*known, *offered]) or list(known)
            raise UnknownNameError("column", name, near)
        if name in names[:i]:
            raise UsageError(f"The column {name} is named twice.")
    return names
