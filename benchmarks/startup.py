"""How long a whole `tigraph` process takes, and how much memory.

    python benchmarks/startup.py [-n RUNS] [QUERY …]

Runs each command N times, one after another in turns, so that all meet the same load;
prints the median of the wall times, its ratio to `python -c "import click, pyoxigraph"`, and
the largest resident set. The bound: a query takes at most three times that line, and 80 MB.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ("who-presides", "figures-that-disagree", "people", "pilots", "themes-by-source")
BASE = "import click, pyoxigraph"
RATIO, MEGABYTES = 3.0, 80.0


def measured(command: list[str]) -> tuple[float, float]:
    """Return the wall time (seconds) and the peak resident set (MB) of a whole process."""
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
    return taken, usage.ru_maxrss / unit


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", "--runs", type=int, default=15, help="runs of each command")
    parser.add_argument("queries", nargs="*", default=QUERIES, metavar="QUERY")
    arguments = parser.parse_args()
    tigraph = [sys.executable, "-m", "tigraph"]
    commands = {
        BASE: [sys.executable, "-c", BASE],
        "tigraph --help": [*tigraph, "--help"],
        **{f"tigraph query {name}": [*tigraph, "query", name] for name in arguments.queries},
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    sizes: dict[str, float] = dict.fromkeys(commands, 0.0)
    for turn in range(arguments.runs + 1):
        for name, command in commands.items():
            taken, size = measured(command)
            if turn:  # the first turn fills the caches
                times[name].append(taken)
                sizes[name] = max(sizes[name], size)
    base = statistics.median(times[BASE])
    width = max(map(len, commands))
    print(f"{'':{width}}  median s     ratio    peak MB    ({arguments.runs} runs each)")
    for name in commands:
        median = statistics.median(times[name])
        over = "query" in name and (median > RATIO * base or sizes[name] > MEGABYTES)
        print(
            f"{name:{width}}  {median:8.3f}  {median / base:8.2f}  {sizes[name]:9.1f}"
            f"{'    over the bound' if over else ''}"
        )


if __name__ == "__main__":
    main()
