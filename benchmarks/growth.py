"""How building and asking grow with the size of the country.

    python benchmarks/growth.py REGISTRIES --packages DIR [--sizes 1,4,16] [-n RUNS]
                                [--folder DIR] [--limit SECONDS]

Builds stores of a country 1, 4 and 16 times the size of France (`synthetic.py`), with all
yearly lists and the register of elected heads; the programme stays as large as it is. Then
asks each: look-ups (an entity by name and by number, its card, a search), the national queries
of the catalogue. Prints the seconds (median of the runs, in one process per store, the first
run left out) and the exponent of time against size, fitted on logarithms: 0 is flat, 1 linear.
DIR holds the yearly packages, unpacked, each in the folder of its version.

Size 16 takes some 30 million triples, 10 GB of disk and of memory, and half an hour; smaller
sizes do for a look (`--sizes 1,2,4`).
"""

from __future__ import annotations

import argparse
import json
import math
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import processes
import synthetic
from national import VALUES, VERSIONS, _folder
from processes import ROOT

sys.path.insert(0, str(ROOT / "tests" / "support"))

SIREN = "242500361"
REGISTER = "rne-epci-2026.csv"
#: Seconds below which a time is too short for an exponent to say anything.
SHORT = 0.002


def build(folder: Path, given: list[str]) -> None:
    """Build a store (in a process of its own), reading codes with a letter at their end."""
    from tigraph.layers import changing

    let_letters_pass()
    changing.add(folder, "all", given)


def let_letters_pass() -> None:
    """Let the readers take codes with a letter at their end."""
    from tigraph.registries.cog import vintages

    vintages._CODE = re.compile(r"[0-9][0-9AB][0-9]{0,3}[A-Z]?")


def ask(folder: Path, runs: int, limit: float) -> None:
    """Print the median seconds of each question to a store as JSON."""
    import tigraph
    from tigraph.querying.answers import Answer
    from tigraph.querying.catalogue import queries

    let_letters_pass()
    begun = time.perf_counter()
    graph = tigraph.load(store=folder)
    found: dict[str, list[float]] = {"open the store": [time.perf_counter() - begun]}
    questions: dict[str, Callable[[], object]] = {
        "look-up: an entity by its SIREN": lambda: graph.resolve(SIREN),
        "look-up: an entity by its name": lambda: graph.resolve("Haut-Doubs Horloger"),
        "look-up: a card": lambda: graph.show(SIREN),
        "scan: search among all names": lambda: graph.search("Val de Morteau"),
    }

    def whole(name: str, given: dict[str, str]) -> Callable[[], Answer]:
        return lambda: graph.query(name, given)

    for query in queries():
        if query.header.get("layers"):
            given = {
                p.name: "en" if p.name == "lang" else VALUES[p.name]
                for p in query.parameters
                if p.name == "lang" or not query.defaults.get(p.name)
            }
            questions[f"query: {query.name}"] = whole(query.name, given)
    for name, question in questions.items():
        times = found.setdefault(name, [])
        began = time.perf_counter()
        for _ in range(runs + 1):
            begun = time.perf_counter()
            question()
            times.append(time.perf_counter() - begun)
            if time.perf_counter() - began > limit:
                break
    print(json.dumps({k: statistics.median(v[1:] or v) for k, v in found.items()}))


def exponent(times: dict[int, float]) -> float | None:
    """Return the slope of log time against log size, None where a time is too short."""
    if len(times) < 2 or min(times.values()) < SHORT:
        return None
    slope = statistics.linear_regression(
        [math.log(size) for size in times], [math.log(seconds) for seconds in times.values()]
    )
    return slope.slope


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("registries", type=Path, help="the folder of the registries' files")
    parser.add_argument("--packages", type=Path, required=True, help="the unpacked packages")
    parser.add_argument("--sizes", default="1,4,16", help="times the size of France, with commas")
    parser.add_argument("-n", "--runs", type=int, default=3, help="runs of each question")
    parser.add_argument("--folder", type=Path, help="keep the stores here")
    parser.add_argument("--limit", type=float, default=3600, help="seconds for one build")
    parser.add_argument("--build", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.build:
        build(Path(told.build[0]), told.build[1:])
        return
    if told.ask:
        ask(told.ask, told.runs, 60)
        return
    registries, originals = told.registries.resolve(), told.packages.resolve()
    again = [sys.executable, __file__, str(registries), "--packages", str(originals)]
    sizes = [int(size) for size in told.sizes.split(",")]
    measured: dict[str, dict[int, float]] = {}
    with _folder(told.folder) as folder:
        environment = {"TIGRAPH_CACHE": str(folder / "cache"), "TIGRAPH_STORE": ""}
        for size in sizes:
            store = folder / f"store-{size}"
            if not (store / "current").is_file():
                shutil.rmtree(store, ignore_errors=True)
                given = prepared(registries, [originals / v for v in VERSIONS], folder, size)
                command = [*again, "--build", str(store), *given]
                done = processes.run(command, told.limit, environment)
                if done is None:
                    print(f"{size}: the build takes longer than {told.limit:g} s.")
                    continue
                measured.setdefault("build: wall", {})[size] = done.seconds
                measured.setdefault("build: processor", {})[size] = done.processor
                print(f"{size}: built, peak {done.megabytes:.0f} MB", flush=True)
                shutil.rmtree(folder / f"lists-{size}", ignore_errors=True)
            command = [*again, "--ask", str(store), "-n", str(told.runs)]
            asked = processes.run(command, told.limit, environment)
            for name, seconds in json.loads(asked.output if asked else b"{}").items():
                measured.setdefault(name, {})[size] = seconds
            print(f"{size}: {contents(store)}", flush=True)
    show(measured, sizes)


def prepared(registries: Path, originals: list[Path], folder: Path, size: int) -> list[str]:
    """Write the lists of a size; return what is given to `layer add all`."""
    target = folder / f"lists-{size}"
    own = synthetic.packages(originals, target, size)
    heads = synthetic.register(registries / REGISTER, target / REGISTER, size, originals)
    programme = [path for path in registries.iterdir() if path.suffix == ".geojson"]
    return [str(path) for path in [*own, heads, *programme]]


def contents(folder: Path) -> str:
    """Return how many triples are in a store, and how many bytes."""
    from tigraph.stores import versions

    version = versions.current(folder)
    assert version is not None
    size = sum(path.stat().st_size for path in version.store.iterdir())
    triples = version.manifest["triples"]
    return f"{triples:,} triples, {size / 1e6:.0f} MB, {size / triples:.0f} bytes per triple"


def show(measured: dict[str, dict[int, float]], sizes: list[int]) -> None:
    """Print the seconds and the exponents as a table."""
    print(f"\n| | {' | '.join(f'{size} times, s' for size in sizes)} | exponent |")
    print(f"|---|{'---:|' * (len(sizes) + 1)}")
    for name, times in measured.items():
        cells = [f"{times[size]:.3f}" if size in times else "" for size in sizes]
        slope = exponent(times)
        print(f"| {name} | {' | '.join(cells)} | {'' if slope is None else f'{slope:.2f}'} |")


if __name__ == "__main__":
    main()
