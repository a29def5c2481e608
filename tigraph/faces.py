"""How a room hands on what may be used from outside: imported when it is first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def face(room: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], list[str]]:
    """Return `__getattr__` and `__all__` of a room.

    `homes` says of each module of the room, by its path in there, which names it gives,
    separated by spaces; "." stands before the names of modules that are given whole.
    """
    home = {name: module for module, names in homes.items() for name in names.split()}

    def given(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        if home[name] == ".":
            return import_module(f"{room}.{name}")
        value = getattr(import_module(f"{room}.{home[name]}"), name)
        setattr(sys.modules[room], name, value)
        return value

    return given, sorted(home)
