"""Several threads that ask one graph for names get what each would get alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

import tigraph
from tigraph.errors import TigraphError
from tigraph.graph import Graph
from tigraph.layers import building

THREADS = 8
#: Names that are whole, in part, mistyped, an identifier, an IRI, of several, of nobody.
NAMES = (
    "Cédric Bôle", "besancon", "Gouraut", "242500361", "242500362", "person:cedric-bole",
    "territory:2023-2027-ti-2701", "comité", "phase:three", "no such name",
)  # fmt: skip
Ask = Callable[[Graph], Any]


def resolved(name: str, graph: Graph) -> str:
    try:
        return graph.resolve(name)
    except TigraphError as error:
        return f"{type(error).__name__}: {error}"


def searched(name: str, graph: Graph) -> Any:
    return graph.search(name)


def shown(name: str, graph: Graph) -> Any:
    try:
        return graph.show(name)
    except TigraphError as error:
        return f"{type(error).__name__}: {error}"


QUESTIONS: list[Ask] = [partial(ask, name) for ask in (resolved, searched, shown) for name in NAMES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the curated graph alone."""
    path = tmp_path_factory.mktemp("folder")
    building.build([], path)
    return path


@pytest.fixture
def in_haste() -> Iterator[None]:
    """Threads that take turns a thousand times as often as they do."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 1000)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.parametrize("on_disk", [True, False], ids=["on disk", "in memory"])
@pytest.mark.usefixtures("in_haste")
def test_eight_threads_get_what_one_gets(on_disk: bool, folder: Path) -> None:
    def loaded() -> Graph:
        return tigraph.load(store=folder) if on_disk else tigraph.load()

    alone = loaded()
    expected = [ask(alone) for ask in QUESTIONS]
    together, begin = loaded(), Barrier(THREADS)
    together.snapshot()  # not what is asked here

    def one(first: int) -> list[int]:
        """Ask all questions, from another one on in each thread; return those answered wrong."""
        begin.wait()
        order = [(first * 4 + n) % len(QUESTIONS) for n in range(len(QUESTIONS))]
        return [n for n in order if QUESTIONS[n](together) != expected[n]]

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(one, range(THREADS))) == [[]] * THREADS
