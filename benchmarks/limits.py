"""What it costs to be able to end a question, and to know that a store is whole.

    python benchmarks/limits.py STORE

Prints processor time in milliseconds, median of the runs: of looking whether the files of a version
were touched, and of reading all of them; of a question in this process, and in one of its own, of
which the time there and here are told apart (Linux).
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import tigraph
from tigraph.stores import whole

QUESTIONS = (
    "SELECT ?n { person:cedric-bole skos:prefLabel ?n }", "number-of-territories", "people",
)  # fmt: skip


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("-n", type=int, default=3)
    given = parser.parse_args()
    graph = tigraph.load(store=given.store)
    assert graph.on_disk
    path = graph.on_disk.path
    told("untouched?", given.n, lambda: list(whole.faults(path, "store", "names.sqlite")))
    told("read whole", given.n, lambda: list(whole.faults(path, read=True)))
    for question in QUESTIONS:
        for alone in (True, False):
            graph.ground.alone = alone
            graph.query(question)
            where = "here" if alone else "in a process"
            told(f"{question[:30]}, {where}", given.n, lambda asked=question: graph.query(asked))  # type: ignore[misc]


def told(what: str, runs: int, work: Callable[[], object]) -> None:
    """Print the processor time of some work: in this process, and in those that it began."""
    found = []
    for _ in range(runs):
        here, there = time.process_time(), children()
        work()
        found.append((time.process_time() - here, children() - there))
    own, others = (statistics.median(one) * 1000 for one in zip(*found, strict=True))
    print(f"{what:45} {own:9.1f} ms" + (f" and {others:9.1f} there" if others else ""))


def children() -> float:
    """Return the processor seconds that the processes begun by this one took so far."""
    seconds = 0.0
    for task in Path("/proc/self/task").glob("*/children"):
        for child in task.read_text().split():
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


if __name__ == "__main__":
    main()
