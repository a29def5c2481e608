"""The graph that a command asks, opened while the rest is imported."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.choosing import chosen_workspace
from tigraph.cli.options import T
from tigraph.cli.output import say, say_building, say_known, say_taken
from tigraph.cli.telling import Patience
from tigraph.errors import TigraphError, UsageError
from tigraph.limits import Allowance, Begun
from tigraph.local import said

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.workspaces import Workspace


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
    allowed: Allowance = context.meta.get("tigraph.allowed") or Allowance()
    taken = _Taken(lang, quiet)
    for last in (patience.end, taken.say):
        context.call_on_close(last)
    named = context.meta.get("tigraph.workspace")
    if endpoint and (store or data or only_data or named):
        raise UsageError(
            "--endpoint asks a service alone: leave --store, --data, --only-data, --workspace out."
        )
    workspace = None if endpoint or (only_data and data and not named) else chosen_workspace()
    if only_data and not (data or workspace):
        raise UsageError("--only-data leaves nothing: give --data FILE.")
    alone = only_data or (workspace is not None and not workspace.shipped)
    if alone and (store or layers):
        what = "--only-data leaves" if only_data else "A workspace without the shipped graph leaves"
        raise UsageError(f"{what} the store out: --store and --layers say nothing.")
    if workspace and not named:
        say(_told(workspace, lang), quiet)

    def ahead() -> None:
        from tigraph.stores import versions

        versions.open_ahead(Path(store) if store else versions.default_folder())

    # A store is opened while what asks it is imported.
    waiting = None if endpoint or alone else Begun(ahead)
    from tigraph.graph import load

    def read() -> Graph:
        if waiting:
            waiting.result()
        graph = load(
            data, curated=not only_data, language=lang, store=store, layers=layers,
            progress=say_building, endpoint=endpoint,
            budget=context.meta.get("tigraph.budget"),
            workspace=workspace.folder if workspace else None,
        )  # fmt: skip
        graph.ground.allowed, graph.ground.alone = allowed, True
        graph.ground.tell = lambda what: say(f"{what} …", quiet, passing=True)
        graph.ground.doing = patience
        taken.of(graph)
        if data and not quiet:
            _say_apart(graph)
        if date:
            graph = graph.known_by(date)
            say_known(graph.ground, lang, quiet)
        _KEPT[:] = [graph]
        return graph

    return Begun(read).result


def _say_apart(graph: Graph) -> None:
    """Tell how many triples of the data stand in named graphs, where few questions look."""
    from tigraph.rdf import named_apart

    if count := named_apart(graph.ground.store):
        say(
            f"{count:,} triple{'' if count == 1 else 's'} of the data in named graphs: GRAPH and "
            "FROM alone see them. `tigraph layer add rdf` makes one graph of them, seen by all."
        )


def is_named() -> bool:
    """Whether a workspace was named on the command line."""
    return bool(click.get_current_context().meta.get("tigraph.workspace"))


def this_workspace() -> Workspace:
    """Return the workspace that is meant; raises `UsageError` where there is none."""
    if found := chosen_workspace():
        click.get_current_context().meta["tigraph.workspace"] = str(found.folder)  # it is known
        return found
    raise UsageError(
        "This folder lies in no workspace: give --workspace DIR, or make one with "
        "`tigraph workspace new DIR`."
    )


def _told(workspace: Workspace, lang: str) -> str:
    english = f"With the workspace “{workspace.title}” ({workspace.folder})."
    return said(
        (english, f"Avec l’espace de travail « {workspace.title} » ({workspace.folder})."), lang
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
    """Return what `work` returns, and hear Ctrl-C meanwhile.

    The engine does not notice Ctrl-C and cannot be stopped, so it works in a thread of its own,
    which `tigraph.cli.main` leaves behind.
    """
    try:
        return Begun(work).result()
    finally:
        for graph in _KEPT:
            graph.ground.doing("")
