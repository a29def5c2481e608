"""A query with its header."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tigraph.errors import DataError
from tigraph.rdf import Parameter, form, parameters
from tigraph.rdf.vocabulary import expand

PROJECTION = "projection"

_DERIVED = ("", "bounds", "certain", "possible")

#: A line of a query that begins so is of it only where it is asked at a date, or of the possible.
_AT_A_DATE = re.compile(r"^([ \t]*)#@ ?", re.MULTILINE)
_SHAPES: dict[str, type] = {
    "tags": list, "layers": list, "defaults": list, "columns": dict, "kinds": dict, "fr": dict,
    "enumerate": list
}  # fmt: skip


@dataclass(frozen=True)
class Query:
    """A query with what its header says of it."""

    name: str
    text: str
    header: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def form(self) -> str:
        """SELECT, ASK, CONSTRUCT or DESCRIBE."""
        return form(self.text)

    @cached_property
    def parameters(self) -> list[Parameter]:
        """The parameters in the text, each once."""
        return parameters(self.text)

    @property
    def defaults(self) -> dict[str, str]:
        """The values that parameters take where a user gives none."""
        pairs: dict[str, str] = {}
        for entry in self.header.get("defaults") or ():
            pairs |= {str(name): str(value) for name, value in entry.items()}
        return pairs

    @property
    def tags(self) -> list[str]:
        """The words that its header files it under."""
        return [str(tag) for tag in self.header.get("tags") or ()]

    @property
    def layers(self) -> list[str]:
        """The registry layers that the query asks."""
        return [str(layer) for layer in self.header.get("layers") or ()]

    def kinds(self, parameter: str) -> list[str]:
        """The IRIs of the kinds that a parameter names, none where it names any."""
        own = (self.header.get("kinds") or {}).get(parameter) or ()
        return [expand(str(kind)) or str(kind) for kind in own]

    @property
    def choices(self) -> dict[str, list[str]]:
        """The words that a parameter takes, for those that take only some."""
        pairs: dict[str, list[str]] = {}
        for entry in self.header.get("enumerate") or ():
            pairs |= {str(name): [str(word) for word in words] for name, words in entry.items()}
        return pairs

    @property
    def is_projection(self) -> bool:
        """Whether its rows are the ties of a network."""
        return PROJECTION in self.tags

    @property
    def derived(self) -> str:
        """What derived graph the query needs: "", "bounds", "certain" or "possible"."""
        own = str(self.header.get("derived") or "")
        return own or ("certain" if self.as_of or self.possible else "")

    @property
    def as_of(self) -> str:
        """The date that its header asks for where nobody else does, "" for none."""
        return str(self.header.get("as_of") or "")

    @property
    def possible(self) -> bool:
        """Whether its header asks for what is only possible, too."""
        return self.header.get("possible") is True

    @property
    def dated(self) -> bool:
        """Whether it is asked at a date: of what is derived, or by lines of it that begin “#@”."""
        return self.derived in ("certain", "possible") or bool(_AT_A_DATE.search(self.text))

    def at_a_date(self) -> Query:
        """Return what is asked where a date is given: lines that begin “#@” are of it then.

        >>> parse("ASK { ?c ?p ?o\\n #@ . ?c a tig:HeldClaim\\n}", "any").at_a_date().text
        'ASK { ?c ?p ?o\\n . ?c a tig:HeldClaim\\n}'
        """
        text, lines = _AT_A_DATE.subn(r"\1", self.text)
        if not lines:
            return self
        return replace(self, text=text, header={**self.header, "derived": "certain"})

    def described(self, key: str, language: str) -> Any:
        """Return the header's `summary`, `description` or `columns` in a language."""
        if key in (translated := self.header.get(language) or {}):
            return translated[key]
        return self.header.get(key) or ({} if key == "columns" else "")


def parse(text: str, name: str) -> Query:
    """Return the query of a text; raises `DataError` where its header is not YAML.

    >>> query = parse("#+ summary: All\\nSELECT * { ?s ?p ?o }", "all")
    >>> query.form, query.described("summary", "en")
    ('SELECT', 'All')
    """
    lines = [line[2:] for line in text.splitlines() if line.startswith("#+")]
    if not lines:
        return Query(name, text)
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        header = yaml.load("\n".join(lines), Loader=loader)
    except (yaml.YAMLError, RecursionError) as error:
        raise DataError(f"{name}: the header (lines “#+”) is not YAML: {error}") from None
    if not isinstance(header, dict):
        raise DataError(f"{name}: the header (lines “#+”) should be “key: value” lines.")
    for key, kind in _SHAPES.items():
        if not isinstance(header.get(key) or kind(), kind):
            needed = "a list" if kind is list else "“key: value” lines"
            raise DataError(f"{name}: “{key}” in the header should be {needed}.")
    if not all(isinstance(kinds, list) for kinds in (header.get("kinds") or {}).values()):
        raise DataError(f"{name}: “kinds” should give each parameter a list: “region: [CLASS]”.")
    if not all(isinstance(entry, dict) for entry in header.get("defaults") or ()):
        raise DataError(f"{name}: each of the “defaults” should be “- parameter: value”.")
    if not all(
        isinstance(entry, dict) and all(isinstance(words, list) for words in entry.values())
        for entry in header.get("enumerate") or ()
    ):
        raise DataError(f"{name}: each to “enumerate” should be “- parameter: [word, …]”.")
    query = Query(name, text, header)
    if not isinstance(header.get("possible", False), bool):
        raise DataError(f"{name}: “possible” in the header should be true or false.")
    if query.derived not in _DERIVED:
        raise DataError(f"{name}: “derived” should be one of {', '.join(_DERIVED[1:])}.")
    return query
