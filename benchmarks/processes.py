"""Whole processes, measured: wall time, processor time, peak memory, and what they say."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """One run: seconds of wall and of processor, peak resident set (MB), standard output."""

    seconds: float
    processor: float
    megabytes: float
    output: bytes


def run(
    command: Sequence[str], limit: float = 600, environment: Mapping[str, str] | None = None
) -> Run | None:
    """Run a command; None where it takes longer than `limit` seconds. Exits where it fails."""
    more = {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **(environment or {})}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as talk:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **more}, stdout=output, stderr=talk, start_new_session=True
        )
        late = threading.Event()

        def stop() -> None:
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        taken = time.perf_counter() - begun
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if late.is_set():
            return None
        if process.returncode:
            talk.seek(0)
            told = talk.read().decode(errors="replace")[-2000:]
            sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{told}")
        output.seek(0)
        unit = 2**20 if sys.platform == "darwin" else 2**10
        used = usage.ru_utime + usage.ru_stime
        return Run(taken, used, usage.ru_maxrss / unit, output.read())


def alternately(
    commands: Mapping[str, Callable[[], Run | None]], turns: int
) -> dict[str, list[Run]]:
    """Run commands in turns, so that all meet the same load; one that is too long runs once."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    late: set[str] = set()
    for _ in range(turns):
        for name, command in commands.items():
            done = None if name in late else command()
            if done is None:
                late.add(name)
            else:
                found[name].append(done)
    return found


def median(runs: Sequence[Run]) -> float:
    return statistics.median(one.seconds for one in runs)


def peak(runs: Sequence[Run]) -> float:
    return max(one.megabytes for one in runs)
