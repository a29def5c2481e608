"""What was asked, once: every choice on which an answer depends, wherever it is told.

Networks, measures, comparisons, paths and references carry an `Asked` and print it whole. A
new choice is a field here, with its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, TypedDict

#: In words, {} standing for the value; or words for each value.
_Words = str | Mapping[Any, str]


def _choice(english: _Words, french: _Words, **default: Any) -> Any:
    """A field with the words that tell it where it is not as usual."""
    return field(**default, metadata={"words": {"en": english, "fr": french}})


class Reading(TypedDict):
    """How the graph is read, whatever is asked of it: the options that every verb takes alike.

    `as_of` is a date (EDTF), "any", or None where none was given.
    """

    as_of: str | None


@dataclass(frozen=True)
class Asked:
    """What was asked of the graph.

    `name` is that of the query, or what else was asked ("path"), `query` its text with its
    parameters bound, or the command. `as_of` is a date (EDTF), None where none was given.
    `parameters` are those given by name, `possible` whether what only may hold was wanted,
    too, `known_by` the date by which sources had been issued ("": whenever), `meant` which
    entities the parameters' names meant, where they say less, `bases` those to which ties were
    restricted (none: all).
    """

    name: str = ""
    query: str = ""
    as_of: str | None = None
    parameters: Mapping[str, str] = _choice(
        "parameters: {}", "paramètres : {}", default_factory=dict
    )
    possible: bool = _choice(
        {False: "what only may hold is left out", True: "with what only may hold"},
        {False: "sans ce qui n’est que possible", True: "avec ce qui n’est que possible"},
        default=True,
    )
    known_by: str = _choice("known by {}", "connu au {}", default="")
    meant: Mapping[str, str] = _choice(
        "names read so: {}", "noms compris ainsi : {}", default_factory=dict
    )
    bases: tuple[str, ...] = _choice(
        "ties of these bases alone: {}", "liens de ces seuls fondements : {}", default=()
    )

    def choices(self, **usual: Any) -> dict[str, Any]:
        """Return, by name, what was chosen otherwise than usual, as JSON values.

        `usual` are values that are so where it is told, in place of the fields' defaults.
        Name, query and date are not among them: these are told always, in places of their own.

        >>> Asked("people", possible=False, bases=("membership",)).choices()
        {'possible': False, 'bases': ['membership']}
        """
        return {
            own.name: _plain(getattr(self, own.name))
            for own in fields(self)
            if own.metadata and getattr(self, own.name) != usual.get(own.name, _usual(own))
        }

    def told(self, language: str, **usual: Any) -> str:
        """Return what was chosen otherwise than usual, in words; "" where nothing was.

        >>> Asked("who-sits", parameters={"body": "body:b"}, possible=False).told("en")
        'parameters: body = body:b; what only may hold is left out'
        """
        words = {own.name: own.metadata["words"][language] for own in fields(self) if own.metadata}
        chosen = self.choices(**usual)
        return "; ".join(_said(words[name], value) for name, value in chosen.items())


def _said(words: _Words, value: Any) -> str:
    return words.format(_text(value)) if isinstance(words, str) else words[value]


def _usual(own: Field[Any]) -> Any:
    return own.default if own.default_factory is MISSING else own.default_factory()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {own}" for name, own in value.items())
    return ", ".join(value) if isinstance(value, list) else str(value)
