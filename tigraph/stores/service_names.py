"""The names in a service, looked up as they are asked for."""

from __future__ import annotations

import re

from tigraph.names import NameList, folded
from tigraph.names.index import Name
from tigraph.rdf import literal, select
from tigraph.rdf.vocabulary import NAMES
from tigraph.stores.service import Service

#: So many names are weighed when somebody looks for one.
_CLOSE = 2000

_LABELS = """
SELECT DISTINCT ?entity ?name {{
  {{ ?entity skos:prefLabel ?name }} UNION {{ ?entity skos:altLabel ?name }}
  UNION {{ ?entity adms:identifier ?number . ?number skos:notation ?name }}
  FILTER(REGEX(STR(?name), {pattern}, "i"))
  ?entity rdf:type ?kind . ?kind rdf:type tig:Kind
}} LIMIT {limit}
"""

#: Letters that are compared as one, as `folding.folded` does. An engine that knows no case of
#: letters beyond ASCII, or takes letters for bytes, understands these.
_ALIKE = {
    letter: f"({'|'.join(letter + more + more.upper())})"
    for letter, more in {
        "a": "àâäáãå", "c": "ç", "e": "éèêë", "i": "îïíì", "n": "ñ", "o": "ôöóòõ",
        "u": "ùûüú", "y": "ÿý",
    }.items()
}  # fmt: skip


class ServiceIndex:
    """The names in a service: `tig:foldedName`, where it was sent them, else its labels."""

    def __init__(self, service: Service) -> None:
        self.store = service
        self._folded: bool | None = None
        #: What was close to the last text, which one question asks several times.
        self._last = ("", NameList(()))

    def bearing(self, name: str) -> list[str]:
        """Return the IRIs of the entities that bear a name, sorted."""
        if not self._are_folded():
            found = self._labels(f"^{_pattern(name)}$")
            return sorted({iri for own, iri in found if own == name})
        asked = f"SELECT DISTINCT ?entity {{ ?entity tig:foldedName {literal(name)} }}"
        return sorted(row["entity"] for row in select(self.store, asked, (NAMES,)))

    def close_to(self, text: str) -> NameList:
        """Return the names that hold the words of a text, else those with their beginnings."""
        last, near = self._last
        if text == last:
            return near
        words = text.split()
        found: list[Name] = []
        for some in (words, [word[:4] for word in words if len(word) > 2], words[:1]):
            if some and not found:
                found = self._holding(some)
        near = NameList(found)
        self._last = (text, near)
        return near

    def vocabulary(self) -> list[str]:
        """Return nothing: all names of a service are too many to ask for."""
        return []

    def beginning(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name that begins with a text."""
        return self.close_to(text).beginning(text, limit)

    def typed(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name in which a text's words begin words, in order."""
        return self.close_to(text).typed(text, limit)

    def within(self, namespace: str) -> list[str]:
        """Return the IRIs that begin with another, sorted; none where no names were sent."""
        if not self._are_folded():
            return []
        asked = (
            "SELECT DISTINCT ?entity { ?entity tig:foldedName ?name "
            f"FILTER(STRSTARTS(STR(?entity), {literal(namespace)})) }} LIMIT {_CLOSE}"
        )
        return sorted(row["entity"] for row in select(self.store, asked, (NAMES,)))

    def _are_folded(self) -> bool:
        if self._folded is None:
            asked = "SELECT ?name { ?entity tig:foldedName ?name } LIMIT 1"
            self._folded = next(select(self.store, asked, (NAMES,)), None) is not None
        return self._folded

    def _holding(self, words: list[str]) -> list[Name]:
        if not self._are_folded():
            return self._labels(".*".join(map(_pattern, words)))
        tests = " && ".join(f"CONTAINS(?name, {literal(word)})" for word in words)
        asked = (
            f"SELECT DISTINCT ?entity ?name {{ ?entity tig:foldedName ?name FILTER({tests}) }} "
            f"LIMIT {_CLOSE}"
        )
        rows = select(self.store, asked, (NAMES,))
        return [(row["name"], row["entity"]) for row in rows]

    def _labels(self, pattern: str) -> list[Name]:
        rows = select(self.store, _LABELS.format(pattern=literal(pattern), limit=_CLOSE))
        return [(folded(row["name"]), row["entity"]) for row in rows]


def _pattern(text: str) -> str:
    """Return a regular expression for a folded text in whatever case and accents.

    >>> _pattern("ca d'or")
    '(c|ç|Ç)(a|à|â|ä|á|ã|å|À|Â|Ä|Á|Ã|Å)[^a-zA-Z0-9]+d.+(o|ô|ö|ó|ò|õ|Ô|Ö|Ó|Ò|Õ)r'
    """
    return "".join(
        _ALIKE[c] if c in _ALIKE else c if re.fullmatch("[a-z0-9]", c)
        else "[^a-zA-Z0-9]+" if c == " " else ".+"
        for c in text
    )  # fmt: skip
