"""Rules for mentions as they stand in a rule file: patterns with named groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tigraph.errors import DataError
from tigraph.names import folded
from tigraph.reading.aligned import Aligned
from tigraph.reading.model import TYPES
from tigraph.reading.phrases import rule_file

_FRAGMENT = re.compile(r"\{(\w*[a-z]\w*)\}")


@dataclass(frozen=True)
class Found:
    """What a rule found in the plain form of a text: where it is there, its type, by which rule."""

    start: int
    end: int
    type: str
    rule: str
    confidence: float


@dataclass(frozen=True)
class Rule:
    """A pattern; a group of it that bears the name of a type is a mention of that."""

    name: str
    confidence: float
    pattern: re.Pattern[str]
    given: bool

    def found(self, form: Aligned, given: frozenset[str]) -> Iterator[Found]:
        """Yield what it finds; where it asks for a given name, `given` are those known, folded."""
        for hit in self.pattern.finditer(form.text):
            groups = hit.groupdict()
            if self.given and not is_given(groups.get("given") or "", given):
                continue
            for name, text in groups.items():
                type = name.rstrip("0123456789_")
                if text and type in TYPES:
                    start, end = hit.span(name)
                    yield Found(start, end, type, self.name, self.confidence)


def is_given(text: str, given: frozenset[str]) -> bool:
    """Whether a text begins with a given name, or is initials."""
    words = folded(text).split()
    return bool(words) and (words[0] in given or len(words[0]) == 1)


class Fragments:
    """The fragments of patterns that a rule file names, put into one another."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said
        self._made: dict[str, str] = {}

    def whole(self, pattern: Any) -> str:
        """Return a pattern with its fragments in their places; raises `DataError`."""
        text = "|".join(map(str, pattern)) if isinstance(pattern, list) else str(pattern)
        return _FRAGMENT.sub(lambda hit: self._fragment(hit[1]), text)

    def _fragment(self, name: str) -> str:
        if name not in self._made:
            if name not in self._said:
                raise DataError(f"A rule names the fragment “{name}”, which there is not.")
            self._made[name] = f"(?:{self.whole(self._said[name])})"
        return self._made[name]

    def compiled(self, pattern: Any, flags: int = 0) -> re.Pattern[str]:
        """Return a pattern, compiled; raises `DataError` where it is none."""
        text = self.whole(pattern)
        try:
            return re.compile(text, flags)
        except re.error as error:
            raise DataError(
                f"A rule's pattern is no regular expression ({error}): {text}"
            ) from None


@cache
def fragments(language: str) -> Fragments:
    """Return the fragments of a language."""
    return Fragments(rule_file(language)["words"])


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, those first that come first in its file."""
    own = fragments(language)
    return tuple(
        Rule(
            row["name"], float(row["confidence"]), own.compiled(row["find"]),
            bool(row.get("given")),
        )
        for row in rule_file(language)["rules"]
    )  # fmt: skip


@cache
def given_names(language: str) -> frozenset[str]:
    """Return the given names that a language's rules know, folded."""
    return frozenset(str(rule_file(language).get("given", "")).split())
