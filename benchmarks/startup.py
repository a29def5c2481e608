"""How long a whole `tigraph` process takes, and how much memory.

    python benchmarks/startup.py [-n RUNS] [--all | QUERY …]

Runs each command N times, in turns, each right after `python -c "import click, pyoxigraph"`,
so that both meet the same load. Prints the median wall time and its ratio to that line's; the
same of processor time, which other work disturbs less; and the largest resident set. The
bound: a query takes at most three times the wall time of that line, and 80 MB. As after an
installation, modules are compiled before.
"""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ("who-presides", "figures-that-disagree", "people", "pilots", "claims-at-a-date")
#: Values for parameters without a default: those that the tests of these queries use.
PARAMETERS = {
    "figures-of": "entity=territory:alliances-luxe-et-precision-doubs",
    "identifiers-of": "entity=Grand Besançon Métropole",
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
QUERY = "tigraph query "
RATIO, MEGABYTES = 3.0, 80.0


class Run(NamedTuple):
    """Wall and processor time (seconds) and peak resident set (MB) of a process."""

    wall: float
    processor: float
    megabytes: float


@dataclass
class Timed:
    """The runs of a command, and those of the import line just before them."""

    command: list[str]
    runs: list[Run] = field(default_factory=list)
    bases: list[Run] = field(default_factory=list)

    def ratio(self, what: str = "wall") -> float:
        """Return how many times as much it takes as the import line, by the medians."""
        mine, base = (median(getattr(r, what) for r in runs) for runs in (self.runs, self.bases))
        return float(mine / base)

    def line(self, name: str, width: int) -> str:
        """Return a row of the table."""
        largest = max(run.megabytes for run in self.runs)
        over = name.startswith(QUERY) and (self.ratio() > RATIO or largest > MEGABYTES)
        return (
            f"{name:{width}}  {median(r.wall for r in self.runs):6.3f}  {self.ratio():6.2f}  "
            f"{median(r.processor for r in self.runs):6.3f}  {self.ratio('processor'):6.2f}  "
            f"{largest:6.1f}{'  over the bound' if over else ''}"
        )


def measured(command: list[str]) -> Run:
    """Run a process to its end."""
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
    return Run(taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


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
        # Those that ask registry layers have no answer on the curated graph.
        files = sorted((ROOT / "queries").glob("*.rq"))
        names = [path.stem for path in files if "#+ layers:" not in path.read_text("utf-8")]
    timed = {
        "import click, pyoxigraph": Timed(BASE),
        "tigraph --help": Timed([*TIGRAPH, "--help"]),
        "Tab after tigraph query wh": Timed(completion("tigraph query wh")),
        "Tab after tigraph show Ala": Timed(completion("tigraph show Ala")),
    }
    for name in names:
        given = ["-p", PARAMETERS[name]] if name in PARAMETERS else []
        timed[QUERY + name] = Timed([*TIGRAPH, "query", name, *given])
    loads = [os.getloadavg()[0]]
    for turn in range(arguments.runs + 1):
        for each in timed.values():
            base, run = measured(BASE), measured(each.command)
            if turn:  # the first turn fills the caches
                each.bases.append(base)
                each.runs.append(run)
        loads.append(os.getloadavg()[0])
    width = max(map(len, timed))
    print(f"{arguments.runs} runs of each, at load {min(loads):.1f} to {max(loads):.1f}\n")
    print(f"{'':{width}}  wall s   ratio  proc.s   ratio  peak MB")
    for name, each in timed.items():
        print(each.line(name, width))
    queries = {name: each for name, each in timed.items() if name.startswith(QUERY)}
    worst = sorted(queries, key=lambda name: -queries[name].ratio())
    print(
        f"\n{len(queries)} queries: ratio {median(q.ratio() for q in queries.values()):.2f} in the "
        f"median, {median(q.ratio('processor') for q in queries.values()):.2f} of processor time; "
        "the worst:"
    )
    for name in worst[:5]:
        print(queries[name].line(name, width))


if __name__ == "__main__":
    main()
