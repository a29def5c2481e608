"""How long a whole `tigraph` process takes, and how much memory.

    python benchmarks/startup.py [-n RUNS] [--all | QUERY …]

Runs each command N times, in turns, each right after `python -c "import click, pyoxigraph"`,
so that both meet the same load. Prints the medians of wall and processor time, the ratio of
the wall time to that line's, and the largest resident set. The bound: a query takes at most
three times that line, and 80 MB. As after an installation, modules are compiled before.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ("who-presides", "figures-that-disagree", "people", "pilots", "claims-at-a-date")
#: Values for parameters without a default: those that the tests of these queries use.
PARAMETERS = {
    "figures-of": "entity=territory:alliances-luxe-et-precision-doubs",
    "lineage-history": "lineage=lineage:haut-doubs",
    "members-of-territory": "territory=Alliances Luxe & Précision Doubs",
    "names-of": "entity=territory:haut-doubs-horloger",
    "only-in-source": "document=document:aer-territoires-d-industrie",
    "opinions-by-speaker": "speaker=Jacqueline Gourault",
    "sectors-of-territory": "territory=territory:alliances-luxe-et-precision-doubs",
    "single-source-claims-of": "actor=territory:haut-doubs-horloger",
}
BASE = [sys.executable, "-c", "import click, pyoxigraph"]
TIGRAPH = [sys.executable, "-m", "tigraph"]
RATIO, MEGABYTES = 3.0, 80.0


@dataclass
class Timed:
    """What the runs of a command took, and those of the import line just before them."""

    command: list[str]
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    base: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return statistics.median(self.wall) / statistics.median(self.base)

    def line(self, name: str, width: int) -> str:
        largest = max(self.megabytes)
        over = "query" in name and (self.ratio > RATIO or largest > MEGABYTES)
        return (
            f"{name:{width}}  {statistics.median(self.wall):8.3f}  "
            f"{statistics.median(self.processor):8.3f}  {self.ratio:6.2f}  {largest:8.1f}"
            f"{'    over the bound' if over else ''}"
        )


def measured(command: list[str]) -> tuple[float, float, float]:
    """Return wall and processor time (seconds) and peak resident set (MB) of a process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def completion(words: str) -> list[str]:
    """Return the command that a shell runs when Tab is pressed after some words."""
    asked = {"_TIGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": words}
    number = str(len(words.split(" ")) - 1)
    return ["env", *(f"{k}={v}" for k, v in asked.items()), f"COMP_CWORD={number}", *TIGRAPH]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", "--runs", type=int, default=15, help="runs of each command")
    parser.add_argument("--all", action="store_true", help="every query of the catalogue")
    parser.add_argument("queries", nargs="*", default=QUERIES, metavar="QUERY")
    arguments = parser.parse_args()
    compileall.compile_dir(ROOT / "tigraph", quiet=1)
    names = arguments.queries
    if arguments.all:
        names = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
    timed = {
        "import click, pyoxigraph": Timed(BASE),
        "tigraph --help": Timed([*TIGRAPH, "--help"]),
        "Tab after tigraph query wh": Timed(completion("tigraph query wh")),
        "Tab after tigraph show Ala": Timed(completion("tigraph show Ala")),
    }
    for name in names:
        given = ["-p", PARAMETERS[name]] if name in PARAMETERS else []
        timed[f"tigraph query {name}"] = Timed([*TIGRAPH, "query", name, *given])
    for turn in range(arguments.runs + 1):
        for each in timed.values():
            base, *_ = measured(BASE)
            wall, processor, megabytes = measured(each.command)
            if turn:  # the first turn fills the caches
                each.base.append(base)
                each.wall.append(wall)
                each.processor.append(processor)
                each.megabytes.append(megabytes)
    width = max(map(len, timed))
    print(
        f"{'':{width}}    wall s    proc. s   ratio   peak MB"
        f"    (medians of {arguments.runs} runs, load {os.getloadavg()[0]:.1f})"
    )
    for name, each in timed.items():
        print(each.line(name, width))
    queries = sorted(
        (item for item in timed.items() if "query " in item[0] and "Tab" not in item[0]),
        key=lambda item: -item[1].ratio,
    )
    print(f"\nmedian ratio {statistics.median(each.ratio for _, each in queries):.2f}; the worst:")
    for name, each in queries[:5]:
        print(each.line(name, width))


if __name__ == "__main__":
    main()
