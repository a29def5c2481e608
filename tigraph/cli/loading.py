"""The graph that a command asks, opened while the rest is imported."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.options import T
from tigraph.cli.output import say, say_building, say_known, say_taken
from tigraph.cli.telling import Patience
from tigraph.errors import TigraphError, UsageError
from tigraph.local import said

if TYPE_CHECKING:
    from tigraph.graph import Graph


#: The engine needs a deep stack for a deeply nested query; other systems than Linux give
#: threads a small one.
_STACK = 64 * 2**20

#: The graph of the command: a store that goes out of sight is closed first, which takes time.
_KEPT: list[Graph] = []


class _Taken:
    """Which names that were typed say less than what they mean, and which terms are odd.

    It is told once the answer is given.
    """

    def __init__(self, lang: str, quiet: bool) -> None:
        self._lang, self._quiet = lang, quiet
        self._meant: dict[str, str] = {}
        self._odd: dict[str, None] = {}

    def of(self, graph: Graph) -> None:
        """Hear from a graph what names mean in it."""

        def took(name: str, iri: str) -> None:
            if told := graph.names.told(name, iri):
                self._meant[name] = told

        graph.ground.took = took
        graph.ground.odd = lambda term: self._odd.setdefault(said(term.told, self._lang))

    def say(self) -> None:
        """Tell it, unless the command fails: its error says what is wrong in one line."""
        if not isinstance(sys.exc_info()[1], TigraphError):
            for name, told in self._meant.items():
                say_taken(name, told, self._lang, self._quiet)
            for told in self._odd:
                say(told, self._quiet)


def load_graph(data: Sequence[str], only_data: bool, lang: str) -> Graph:
    """Return the graph that a command works on."""
    return loading(data, only_data, lang)()


def loading(data: Sequence[str], only_data: bool, lang: str) -> Callable[[], Graph]:
    """Begin to read the graph that a command works on; return what waits for it."""
    store, layers = chosen_store()
    context = click.get_current_context()
    endpoint, quiet = (
        context.meta.get("tigraph.endpoint") or "",
        bool(context.params.get("quiet")),
    )
    date = context.meta.get("tigraph.known_by")
    patience = Patience(quiet)
    taken = _Taken(lang, quiet)
    for last in (patience.end, taken.say):
        context.call_on_close(last)
    if endpoint and (store or data or only_data):
        raise UsageError("--endpoint asks a service alone: leave --store, --data, --only-data out.")
    if only_data and not data:
        raise UsageError("--only-data leaves nothing: give --data FILE.")
    if only_data and (store or layers):
        raise UsageError("--only-data leaves the store out: --store and --layers say nothing.")

    def ahead() -> None:
        from tigraph.stores import versions

        versions.open_ahead(Path(store) if store else versions.default_folder())

    # A store is opened while what asks it is imported.
    waiting = None if endpoint or only_data else _begun(ahead)
    from tigraph.graph import load

    def read() -> Graph:
        if waiting:
            waiting()
        graph = load(
            data, curated=not only_data, language=lang, store=store, layers=layers,
            progress=say_building, endpoint=endpoint,
        )  # fmt: skip
        graph.ground.tell = lambda what: say(f"{what} …", quiet)
        graph.ground.doing = patience
        taken.of(graph)
        if data and not quiet:
            _say_apart(graph)
        if date:
            graph = graph.known_by(date)
            say_known(graph.ground, lang, quiet)
        _KEPT[:] = [graph]
        return graph

    return _begun(read)


def _say_apart(graph: Graph) -> None:
    """Tell how many triples of the data stand in named graphs, where few questions look."""
    from tigraph.rdf import named_apart

    if count := named_apart(graph.ground.store):
        say(
            f"{count:,} triple{'' if count == 1 else 's'} of the data in named graphs: GRAPH and "
            "FROM alone see them. `tigraph layer add rdf` makes one graph of them, seen by all."
        )


def chosen_store() -> tuple[str | None, list[str] | None]:
    """Return the folder of --store and the names of --layers, None where not given."""
    meta = click.get_current_context().meta
    store, layers = meta.get("tigraph.store"), meta.get("tigraph.layers")
    names = [name.strip() for name in layers.split(",")] if layers else None
    return store, [name for name in names if name] if names else None


def store_folder() -> Path:
    """Return the folder of the store that is meant; it need not be there."""
    from tigraph.stores.versions import default_folder

    store, _ = chosen_store()
    folder = Path(store) if store else default_folder()
    if folder is None:
        raise UsageError("No store is named, and TIGRAPH_STORE is empty: give --store DIR.")
    return folder


def interruptible(work: Callable[[], T]) -> T:
    """Return what `work` returns, and hear Ctrl-C meanwhile."""
    try:
        return _begun(work)()
    finally:
        for graph in _KEPT:
            graph.ground.doing("")


def _begun(work: Callable[[], T]) -> Callable[[], T]:
    """Begin some work; return what waits for its result.

    The engine does not notice Ctrl-C and cannot be stopped, so it works in a thread of
    its own, which `tigraph.cli.main` leaves behind.
    """
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)

    before = threading.stack_size(_STACK)
    thread = threading.Thread(target=run, name="tigraph-engine", daemon=True)
    try:
        thread.start()
    finally:
        threading.stack_size(before)

    def result() -> T:
        thread.join()
        if failure:
            raise failure[0]
        return outcome[0]

    return result
