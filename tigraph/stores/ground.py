"""What verbs stand on: a store with its layers, names, labels, and what holds at a date."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.errors import BadDateError, TermWarning
from tigraph.limits import Allowance, allowing
from tigraph.rdf import (
    Graphs,
    Queryable,
    dataset,
    edition,
    has_from,
    merged,
    select,
    shipped_files,
)
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.stores.keeping import Keeper
from tigraph.validity import ANY, Rule, Snapshot, entailed_graph, period, today

if TYPE_CHECKING:
    from tigraph.names import Labels, Names
    from tigraph.stores.versions import Version

#: So many snapshots are kept of a graph: some 6 MB each of the curated graph in memory; on
#: disk each is a folder of its own, opened.
SNAPSHOTS = 8
_VERSION = "SELECT ?version { graph:curated owl:versionInfo ?version }"


@dataclass(frozen=True)
class Knowledge:
    """What a ground has that was made of what was known by a date.

    `by` is the date (EDTF) as it was given, `claims` how many surely were known by then, and
    `more` how many else may have been; `first` is the first day (ISO) by which any source was
    issued, "" where none has a date. `surely` is what was known for sure, where there is more.
    """

    by: str
    claims: int
    more: int
    first: str
    surely: Ground | None = None


class Ground(ABC):
    """What verbs stand on, whether in memory, on disk or in a service.

    `store` answers queries; what it holds of the date that was asked first, `seen` hides from
    whoever did not ask for it. `layers` names its registry layers, `files` are those of the
    curated graph and of more RDF that was given, `on_disk` is the version of a store on disk.
    Labels come in `language`; `tell` is told of work that is long, `doing` of each stage of a
    work that may be: what to say, if it lasts. `took` is told of each name that meant an entity,
    and of the entity's IRI, `odd` of each term of a query that does not exist or finds nothing.

    Of one that has what was known by a date only, `knowledge` says so: see `known_by`.

    `allowed` is what a question may take unless it is told otherwise. Where the process does
    nothing else (`alone`), whoever stops it stops the question; else questions are put so that
    they can be left or ended.
    """

    #: Whether it can tell what holds at a date.
    dated = True
    #: Whether what it holds is the same as long as its version is: a service changes unseen.
    steady = True
    #: Whether date bounds stand beside the claims, and not in a graph that a snapshot fills.
    bounds_beside = True
    on_disk: Version | None = None
    knowledge: Knowledge | None = None

    def __init__(
        self,
        store: Queryable,
        *,
        layers: Iterable[str] = (),
        files: Iterable[Path] = (),
        language: str = "fr",
    ) -> None:
        self._store: Queryable = store
        self.layers = tuple(layers)
        self.files = tuple(files)
        self.language = language
        self.tell: Callable[[str], None] = lambda _: None
        self.doing: Callable[[str], None] = lambda _: None
        self.took: Callable[[str, str], None] = lambda *_: None
        self.odd: Callable[[TermWarning], None] = _warn
        self.allowed: Allowance = allowing()
        self.alone = False
        self._snapshots = Keeper[Snapshot](SNAPSHOTS)
        self._known = Keeper[Ground](2)
        self._spoken = Keeper[Ground](2)
        self._merges = Keeper["ox.Store | None"](2)

    @property
    def store(self) -> Queryable:
        """What answers queries."""
        return self._store

    @cached_property
    def names(self) -> Names:
        """The names of all entities."""
        return self._names()

    @cached_property
    def label(self) -> Labels:
        """The labels of things, by their IRIs."""
        from tigraph.names import Labels

        return Labels(self.store, self.language)

    @cached_property
    def version(self) -> str:
        """The version of the curated graph, as its own description states it.

        One in development has many contents: it is told with the digest of that here.
        """
        stated = next((row["version"] for row in select(self.store, _VERSION)), "unversioned")
        return edition.told(stated) if shipped_files()[-1] in self.files else stated

    @property
    def surely(self) -> Ground:
        """What was surely known by a date, where this has what may have been, too; else this."""
        return (self.knowledge and self.knowledge.surely) or self

    @property
    def doubtful(self) -> bool:
        """Whether this has claims of which it is not sure that they were known by its date."""
        return self.surely is not self

    def known_by(self, date: str) -> Ground:
        """Return what was known of this by the end of a date (EDTF): a ground, and a value too.

        It has the claims that sources say which may have been issued by then, and the nodes
        that these use. What is asked without the possible is asked of `surely`, and in its
        snapshots nothing else is certain. Raises `BadDateError`, and `UsageError` of a service.
        """
        if date == ANY:
            raise BadDateError("“any” is no date by which something was known: give one in EDTF.")
        last = period(date).last
        found = self._known.get(last, lambda: self._known_then(date, last))
        for one in (found, found.surely):
            one.tell, one.doing, one.took = self.tell, self.doing, self.took
            one.odd, one.allowed, one.alone = self.odd, self.allowed, self.alone
        return found

    def speaking(self, language: str) -> Ground:
        """Return this ground with labels in another language: store and snapshots are the same."""
        if language == self.language:
            return self
        return self._spoken.get(language, lambda: self._speaking(language))

    def _speaking(self, language: str) -> Ground:
        from tigraph.names import Labels, Names

        found = copy(self)
        found.language = language
        found.label = Labels(self.store, language)
        found.names = Names(self.names.index, language)
        found._known = Keeper[Ground](2)
        found._spoken = Keeper[Ground](2)
        if self.knowledge and self.knowledge.surely:
            surely = self.knowledge.surely.speaking(language)
            found.knowledge = replace(self.knowledge, surely=surely)
        return found

    def told(self) -> dict[str, str]:
        """Return what is said of whatever is made here: on which day, of which version."""
        return {"made": today(), "version": self.version}

    def resolve(self, name: str, kinds: Collection[str] = ()) -> str:
        """Return the IRI of a name, CURIE, IRI or identifier: see `Names.resolve`."""
        iri = self.names.resolve(name, kinds)
        self.took(name, iri)
        return iri

    def snapshot(self, as_of: str = ANY) -> Snapshot:
        """Return what holds at a date (EDTF, or "any"); raises `BadDateError`.

        A snapshot never changes. The last ones asked for (`SNAPSHOTS`) are kept, so that to
        ask again costs nothing; threads that ask for one date wait for one derivation.
        """
        return self._snapshots.get(as_of, lambda: self._derived(as_of))

    def near(
        self,
        entities: Collection[str],  # noqa: ARG002  # for stores that can leave out the rest
        as_of: str = ANY,
        *,
        only_traits: bool = False,  # noqa: ARG002
    ) -> Snapshot:
        """Return what holds for a few entities, as a whole snapshot tells, or one of them alone.

        With `only_traits`, it need tell no more than their levels and orders.
        """
        return self.snapshot(as_of)

    def seen(
        self,
        query: str,
        derived: str = "",
        as_of: str | None = None,
        possible: bool = False,
        wide: Sequence[Rule] = (),
    ) -> tuple[Queryable, Graphs | None]:
        """Return the store and the graphs that a query sees; None lets FROM mean what it says.

        `query` is its text, `derived` what its header asks for, `wide` the rules whose results it
        sees besides, which follow whatever the date.
        """
        if self.doubtful and not possible and derived != "possible":
            return self.surely.seen(query, derived, as_of, wide=wide)
        plain = not derived or (self.bounds_beside and derived == "bounds")
        if plain and as_of is None and not possible:
            if wide:
                return self._widened(self.store, None, wide)
            return self._merge(query, self._plain(query), "")
        both = possible or derived == "possible"
        if not wide and (alone := self._held_alone(query, as_of or ANY, both)) is not None:
            return alone, None
        snapshot = self.snapshot(as_of or ANY)
        if derived == "bounds" and as_of is None:
            store, graphs = snapshot.with_bounds()
            return self._widened(store, graphs, wide) if wide else (store, graphs)
        store, graphs = snapshot.seen(both)
        if wide:
            return self._widened(store, graphs, wide, (snapshot.as_of, both))
        return (store, graphs) if graphs else self._merge(query, store, f"{snapshot.as_of} {both}")

    def place(self, store: Queryable) -> Path | None:  # noqa: ARG002
        """Return the folder of a store on disk that `seen` gave; None of any other."""
        return None

    def kept(self, _name: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` gives, kept under a name for whoever asks this very graph again.

        What it is made from, beside the graph, the name tells.
        """
        return make()

    def _merge(self, query: str, store: Queryable, which: str) -> tuple[Queryable, Graphs | None]:
        """Return a store in which a triple of several of the graphs that FROM names stands once.

        `which` names the store among those of this graph.
        """
        if not isinstance(store, ox.Store) or not has_from(query):
            return store, None
        graphs, named = dataset(query, PREFIXES)
        if len(graphs) < 2:
            return store, None
        own = store
        key = " ".join([which, *sorted(graphs), "|", *sorted(named)])
        found = self._merges.get(key, lambda: merged(own, graphs, named))
        return (found, [ox.DefaultGraph()]) if found is not None else (store, None)

    def _widened(
        self,
        store: Queryable,
        graphs: Graphs | None,
        wide: Sequence[Rule],
        at: tuple[str, bool] | None = None,  # noqa: ARG002  # for stores that keep copies
    ) -> tuple[Queryable, Graphs | None]:
        """Return a store in which what rules give stands in named graphs, and all that is seen.

        `store` and `graphs` are those without, `at` the date asked, and whether with the possible.
        """
        seen: Graphs = [*(graphs or [ox.DefaultGraph()])]
        return store, [*seen, *(ox.NamedNode(entailed_graph(rule)) for rule in wide)]

    def _held_alone(self, _query: str, _as_of: str, _possible: bool) -> Queryable | None:
        """Return what a query sees at a date where that is to be had without a whole snapshot."""
        return None

    def _plain(self, _query: str) -> Queryable:
        """Return what a query sees that asks for nothing derived."""
        return self.store

    @abstractmethod
    def _names(self) -> Names:
        """Return the names of the entities."""

    def _sure(self, as_of: str) -> Set[str] | None:
        """The claims that surely hold at a date, where not all are that might; None: all are."""
        return self.surely.snapshot(as_of).certain if self.doubtful else None

    @abstractmethod
    def _known_then(self, date: str, last: str) -> Ground:
        """Return what was known by the end of a date, whose `last` day is given."""

    @abstractmethod
    def _derived(self, as_of: str) -> Snapshot:
        """Return what holds at a date, worked out or found."""


def _warn(of: TermWarning) -> None:
    """Warn where tigraph was called, each time: a question asked again is answered as before."""
    import sys
    import warnings

    frame, level = sys._getframe(), 1
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == "tigraph":
        frame, level = frame.f_back, level + 1
    warnings.filterwarnings("always", category=TermWarning, append=True)
    warnings.warn(of, stacklevel=level)
