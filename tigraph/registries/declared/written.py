"""YAML as people write it, with the line and the column at which each value stands.

Only what JSON knows is read: what looks like a date, an octal number or “no” stays the text
that was written, so that 01001 is a code and 2024-09-18 no object of a calendar.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tigraph.errors import DataError
from tigraph.local import read_bytes

#: Where a value stands in what holds it: keys and numbers, from the outermost.
Way = tuple[str | int, ...]
Place = tuple[int, int]
#: A declaration is short: what is longer is something else.
_LONGEST = 2**20
#: libyaml's, where it is: it takes a tenth of the time, and knows the same places.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


class Written:
    """What stands in a file of YAML: its value, and where each part of it stands."""

    def __init__(self, name: str, text: str) -> None:
        """Raises `DataError` with line and column where the text is no YAML, or none read here."""
        self.name = name
        self.places: dict[Way, Place] = {}
        self.keys: dict[Way, Place] = {}
        try:
            root = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise self.fault(at, f"not YAML ({error.problem or error.context})") from None
        except (yaml.YAMLError, RecursionError) as error:
            raise DataError(f"{name}: not YAML ({str(error).partition(chr(10))[0]}).") from None
        self._met: set[int] = set()
        self.value: Any = self._value(root, ()) if root else None

    @classmethod
    def of(cls, path: Path, name: str = "") -> Written:
        """Read a file, told as `name` in errors."""
        name = name or str(path)
        data = read_bytes(path)
        if len(data) > _LONGEST:
            raise DataError(f"{name}: longer than any declaration. Give the file that is meant.")
        try:
            return cls(name, data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise DataError(f"{name}: not UTF-8. Save it as UTF-8 and try again.") from None

    def fault(self, at: Place | Way, says: str) -> DataError:
        """Return the error that something is wrong at a place, or at what stands on a way."""
        line, column = self.place(at)
        return DataError(f"{self.name}, line {line}, column {column}: {says}.")

    def place(self, at: Place | Way) -> Place:
        """Return the line and the column of what stands on a way, or of what holds it."""
        if len(at) == 2 and all(isinstance(one, int) for one in at) and at not in self.places:
            return at  # type: ignore[return-value]
        while at not in self.places and at:
            at = at[:-1]
        return self.places.get(at, (1, 1))

    def _value(self, node: yaml.Node, way: Way) -> Any:
        self.places[way] = at = (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._met:
            raise self.fault(at, "an alias (*) is not read here: write it out")
        self._met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self._value(one, (*way, place)) for place, one in enumerate(node.value)]
        told: dict[str, Any] = {}
        assert isinstance(node, yaml.MappingNode)
        for key, value in node.value:
            here = (key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                raise self.fault(here, "a key is a word")
            if key.value in told:
                raise self.fault(here, f"“{key.value}” stands here a second time")
            self.keys[(*way, key.value)] = here
            told[key.value] = self._value(value, (*way, key.value))
        return told

    @staticmethod
    def _scalar(node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if node.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if found := _NUMBER.fullmatch(text):
            return float(text) if found[2] else int(text)
        return text
