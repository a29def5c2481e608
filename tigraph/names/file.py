"""The folded names of a store on disk, in a file beside it that is read in part (SQLite).

A search needs the few names that share words with what is asked for, of hundreds of thousands:
the file has its vocabulary as one text, and the names that hold each word.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from tigraph.errors import DataError
from tigraph.names.index import Name, line

_FILE = "names.sqlite"
_TABLES = """
CREATE TABLE name (id INTEGER PRIMARY KEY, name TEXT NOT NULL, iri TEXT NOT NULL);
CREATE TABLE word (word TEXT, id INTEGER, PRIMARY KEY (word, id)) WITHOUT ROWID;
CREATE TABLE vocabulary (words TEXT NOT NULL, uses TEXT NOT NULL);
"""
#: So many words are asked for at once: SQLite takes no more values than some 32,000.
_AT_ONCE = 10_000
#: What comes after every text that begins with another.
_AFTER = "\U0010ffff"


def kept_names(names: Iterable[Name], folder: Path) -> Iterator[str]:
    """Write names to the file of a folder, and yield them as lines of N-Triples."""
    ordered = sorted(names)
    with closing(sqlite3.connect(folder / _FILE)) as file, file:
        file.executescript(_TABLES)
        _insert(file, ordered)
        file.execute("CREATE INDEX beginning ON name (name)")
    for one in ordered:
        yield line(*one)


def added_names(names: Iterable[Name], before: Path, folder: Path) -> Iterator[str]:
    """Write to a folder the file of another with more names; yield these, as `kept_names` does."""
    shutil.copyfile(before / _FILE, folder / _FILE)
    with closing(sqlite3.connect(folder / _FILE)) as file, file:
        known = "SELECT 1 FROM name WHERE name = ? AND iri = ?"
        new = [one for one in sorted(names) if not file.execute(known, one).fetchone()]
        _insert(file, new)
    for one in new:
        yield line(*one)


def _insert(file: sqlite3.Connection, names: list[Name]) -> None:
    [(last,)] = file.execute("SELECT COALESCE(MAX(id), 0) FROM name")
    numbered = [(n, *one) for n, one in enumerate(names, last + 1)]
    file.executemany("INSERT INTO name VALUES (?, ?, ?)", numbered)
    words = sorted({(word, n) for n, name, _ in numbered for word in name.split()})
    file.executemany("INSERT INTO word VALUES (?, ?)", words)
    counted = file.execute("SELECT word, COUNT(*) FROM word GROUP BY word ORDER BY word").fetchall()
    file.execute("DELETE FROM vocabulary")
    listed = ("\n".join(str(row[place]) for row in counted) for place in (0, 1))
    file.execute("INSERT INTO vocabulary VALUES (?, ?)", (*listed,))


class NameFile:
    """The names in the file of a folder. Several threads may ask."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._words: tuple[list[str], list[str]] | None = None

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[tuple[str, str]]:
        address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(address, uri=True)) as file:
                return file.execute(query, (*values,)).fetchall()
        except sqlite3.Error as error:
            raise DataError(f"Cannot read {self._path}: {error}.") from None

    def vocabulary(self) -> tuple[list[str], list[str]]:
        """Return all words, sorted, and how many names hold each."""
        if self._words is None:
            [(words, uses)] = self._rows("SELECT words, uses FROM vocabulary")
            self._words = words.split("\n"), uses.split("\n")
        return self._words

    def every(self) -> list[Name]:
        """Return all names, with who bears each, sorted."""
        return sorted(self._rows("SELECT name, iri FROM name"))

    def holding(self, words: Collection[str], limit: int) -> list[Name]:
        """Return names that hold at least one of some words, the shortest of very many."""
        found: set[Name] = set()
        ordered = sorted(words)
        for start in range(0, len(ordered), _AT_ONCE):
            some = ordered[start : start + _AT_ONCE]
            own = f"SELECT id FROM word WHERE word IN ({', '.join('?' * len(some))})"
            asked = f"SELECT name, iri FROM name WHERE id IN ({own}) ORDER BY LENGTH(name) LIMIT ?"
            found.update(self._rows(asked, (*some, limit)))
        return list(found)

    def beginning(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name that begins with a text."""
        asked = "SELECT iri FROM name WHERE name >= ? AND name < ? ORDER BY name, iri"
        rows = self._rows(asked, (text, text + _AFTER))
        return [*dict.fromkeys(iri for (iri, *_) in rows)][:limit]

    def within(self, namespace: str) -> list[str]:
        """Return the IRIs that begin with another, sorted."""
        asked = "SELECT DISTINCT iri FROM name WHERE iri >= ? AND iri < ? ORDER BY iri"
        return [iri for (iri, *_) in self._rows(asked, (namespace, namespace + _AFTER))]
