"""Which entities bear which names: of a whole store, or read from the file beside one on disk.

Nothing here is locked: what is read is complete before it is kept, and two threads that ask at
once may both read it.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from tigraph.names.index import NameList, names_in
from tigraph.rdf import Queryable, literal, select

if TYPE_CHECKING:
    from tigraph.names.file import NameFile

#: Where so many names hold a word, or words more like it, what is less like it is passed over.
_ENOUGH = 3000
#: So many names are weighed at most: of "de" and the like, the shortest.
_MOST = 4000


class Index(Protocol):
    """Which entities bear which names, all folded."""

    @property
    def store(self) -> Queryable:
        """What the entities are read from."""

    def bearing(self, name: str) -> list[str]:
        """Return the IRIs of the entities that bear a name, sorted."""

    def close_to(self, text: str) -> NameList:
        """Return the names to weigh when somebody looks for a folded text by its words.

        Those are in it that hold all of the words, and those that a search finds by words, but
        for the longest of some thousands.
        """

    def vocabulary(self) -> Sequence[str]:
        """Return the words of all names, sorted; none where these are not had together."""

    def beginning(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name that begins with a folded text."""

    def typed(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name in which a text's words begin words, in order."""

    def within(self, namespace: str) -> list[str]:
        """Return the IRIs of entities that begin with another IRI, sorted, where it is known."""


class WholeIndex:
    """The names in a store in memory, read once when they are first asked for."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._names: NameList | None = None

    def bearing(self, name: str) -> list[str]:
        """Return the IRIs of the entities that bear a name, sorted."""
        return self.every().bearing(name)

    def close_to(self, _text: str) -> NameList:
        """Return all names."""
        return self.every()

    def vocabulary(self) -> Sequence[str]:
        """Return the words of all names, sorted."""
        return sorted(set(" ".join(self.every().bearers).split()))

    def every(self) -> NameList:
        """Return all names."""
        found = self._names
        if found is None:
            found = self._names = NameList(names_in(self.store))
        return found

    def beginning(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name that begins with a folded text."""
        return self.every().beginning(text, limit)

    def typed(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name in which a text's words begin words, in order."""
        return self.every().typed(text, limit)

    def within(self, namespace: str) -> list[str]:
        """Return the IRIs that begin with another, sorted."""
        return self.every().within(namespace)


class FileIndex:
    """The names in a store on disk: triples of it, and the file in a folder."""

    def __init__(self, store: Queryable, folder: Path) -> None:
        self.store = store
        self._folder = folder

    @cached_property
    def _file(self) -> NameFile:
        from tigraph.names.file import NameFile

        return NameFile(self._folder)

    def bearing(self, name: str) -> list[str]:
        """Return the IRIs of the entities that bear a name, sorted."""
        query = f"SELECT ?entity {{ ?entity tig:foldedName {literal(name)} }} ORDER BY ?entity"
        return [row["entity"] for row in select(self.store, query)]

    def close_to(self, text: str) -> NameList:
        """Return the names that share with a text such words as a name must to be found.

        Of what a name may lack, one word less than there are is looked up: the rarest ones.
        """
        from tigraph.names.similarity import may_miss, near

        asked = list(dict.fromkeys(text.split()))
        vocabulary, uses = self._file.vocabulary()

        def used(word: str) -> int:
            place = bisect_left(vocabulary, word)
            return int(uses[place]) if vocabulary[place : place + 1] == [word] else 0

        def nearest(word: str) -> tuple[int, list[str]]:
            """Return how many names hold words near one, and these, but for the least near."""
            total, own = 0, list[str]()
            for other, _ in sorted(near(word, vocabulary).items(), key=lambda one: -one[1]):
                if total > _ENOUGH:
                    break
                total += used(other)
                own.append(other)
            return total, own

        rarest = sorted(map(nearest, asked))[: may_miss(len(text.split())) + 1]
        return NameList(self._file.holding({word for _, own in rarest for word in own}, _MOST))

    def vocabulary(self) -> Sequence[str]:
        """Return the words of all names, sorted."""
        return self._file.vocabulary()[0]

    def beginning(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name that begins with a folded text."""
        return self._file.beginning(text, limit)

    def typed(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name in which a text's words begin words, in order.

        Looked through are the names that hold its longest word, of thousands the shortest.
        """
        words = self._file.vocabulary()[0]
        longest = max(text.split(), key=len, default="")
        start, end = (bisect_left(words, longest + more) for more in ("", "\U0010ffff"))
        return NameList(self._file.holding(set(words[start:end]), _MOST)).typed(text, limit)

    def within(self, namespace: str) -> list[str]:
        """Return the IRIs that begin with another, sorted."""
        return self._file.within(namespace)
