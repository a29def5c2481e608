"""What a reconciliation service stands on, and what it takes at most."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from tigraph.errors import RefusedRequestError
from tigraph.linking import Match, Sought

Version = Literal["0.2", "1.0-draft"]
VERSIONS: tuple[Version, ...] = ("0.2", "1.0-draft")
#: Queries in a batch, entities to extend, candidates or suggestions at once.
BATCH, ENTITIES, MOST = 200, 200, 100
#: Bytes of a request, and characters of a name.
LARGEST, LONGEST = 2**21, 500


@dataclass(frozen=True)
class Thing:
    """An entity as it is shown: `about` tells it from its namesakes, `lines` are its card."""

    id: str
    label: str
    kind: str
    about: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Value:
    """A value of a property: an entity, where it has an `id`, else a text."""

    text: str
    id: str = ""


class Matches(Protocol):
    """What `tigraph.linking.Matcher` does."""

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kinds of what is matched, with their labels."""

    def match_many(self, sought: Iterable[Sought], limit: int = 5) -> Iterator[Match]:
        """Yield what was found of each of many names."""


class Knowledge(Protocol):
    """What is told of entities beside matches."""

    def thing(self, identifier: str) -> Thing | None:
        """Return an entity by its identifier here, None where there is none."""

    def suggest(self, prefix: str, limit: int) -> Sequence[Thing]:
        """Return entities whose name begins like a text, or is like it."""

    def properties(self, kind: str = "") -> Mapping[str, str]:
        """Return the properties of entities, of a kind if one is told, with labels."""

    def values(
        self, identifiers: Collection[str], properties: Mapping[str, str]
    ) -> Mapping[str, Mapping[str, Sequence[Value]]]:
        """Return values by property, by the entity's identifier.

        Of each property a date (EDTF) says when its values should hold, "" at any time.
        """


@dataclass(frozen=True)
class Desk:
    """A service: what it knows, its `root` on the web, and where an entity's page is.

    `view` is an address with `{id}`, which stands for the identifier; `space` what an
    identifier is an identifier of, `schema` what a property is a property of.
    """

    matcher: Matches
    knowledge: Knowledge
    root: str
    view: str
    name: str
    space: str
    schema: str
    language: str = "fr"


def parsed(content: str | bytes) -> Any:
    """Return the value of JSON that a client sent, or refuse it."""
    if len(content) > LARGEST:
        raise RefusedRequestError(f"More than {LARGEST:,} bytes: send less at once.", 413)
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise RefusedRequestError("This is not JSON.") from None


def whole_number(value: Any, what: str, least: int, most: int) -> int:
    """Return a number that a client sent, `most` where it is more, or refuse it."""
    number: Any = value
    if isinstance(value, str) and value.isascii() and value.strip().isdigit():
        number = int(value[:9])
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or number < least:
        raise RefusedRequestError(f"{what} should be a whole number of at least {least}.")
    return min(number, most)


def checked_batch(count: int, most: int, what: str) -> None:
    """Refuse more than a request may have of something."""
    if count > most:
        raise RefusedRequestError(f"{count:,} {what}, where {most:,} are taken at once.", 413)
