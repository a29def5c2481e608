"""Processes that work for this one: each ended where it meets a limit, and replaced by another.

What is asked of them is a function of a module, with what it is given: the function gets first
what hands over pieces of its answer (`Give`), and the pieces come back with what it returns. A
pool may be asked by many threads; from asyncio, by `asyncio.to_thread`.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
import os
import pickle
import queue
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from tigraph.errors import DataError
from tigraph.limits.allowance import Allowance
from tigraph.limits.process import DONE, PIECE, TOO_MUCH, read, write
from tigraph.limits.waiting import heard

CODE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from tigraph.limits.process import serve; serve()"
)
#: So long is waited before it is seen whether somebody wants it ended, in seconds.
_LOOK = 0.1
#: A process that holds more when it is done is ended: the next one begins small.
LARGE = 2**29
#: What is said where memory is refused, in Rust and in C++.
REFUSED = ("memory allocation of", "bad_alloc")
#: So long a process that ends by itself may take, in seconds.
_ENDING = 2.0
_POOLS: weakref.WeakSet[Pool] = weakref.WeakSet()


class _Worker:
    """A process that works, and the thread that reads what it says."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", CODE, json.dumps(sys.path)]
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # for as long as the process
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                bufsize=0,  # what is buffered has locks, which a forked process would wait for
                start_new_session=True,  # Ctrl-C is for whoever began it
            )
        except OSError as error:
            raise DataError(f"Cannot begin a process: {error.strerror or error}.") from None
        self._said: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
        self.names = set[str]()
        threading.Thread(target=self._listen, name="tigraph-answers", daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout
        with suppress(OSError, ValueError):
            while (message := read(self._process.stdout)) is not None:
                self._said.put(message)
        self._said.put(None)

    def ask(
        self, request: bytes, allowed: Allowance, end: float, over: threading.Event
    ) -> tuple[Any, list[bytes], bool]:
        """Return what the function returns, the pieces, and whether the process is still small.

        Raises what the function raises, `LimitError`, and `KeyboardInterrupt` where it is over.
        Of these three, only what the function raises leaves the process as it was.
        """
        assert self._process.stdin
        with suppress(BrokenPipeError):
            write(self._process.stdin, b"q", request)
        pieces: list[bytes] = []
        size = 0
        while True:
            try:
                message = self._said.get(timeout=_LOOK)
            except queue.Empty:
                if over.is_set():
                    raise KeyboardInterrupt from None
                if allowed.seconds and time.monotonic() > end:
                    allowed.met("timeout")
                continue
            if message is None:
                self._ended(allowed)
            sort, content = message  # type: ignore[misc]
            if sort == PIECE:
                pieces.append(content)
                size += len(content)
                if size > allowed.memory > 0:
                    allowed.met("max_memory")
            elif sort == DONE:
                value, held = pickle.loads(content)
                return value, pieces, held < LARGE
            else:
                raise _FunctionError(pickle.loads(content))

    def _ended(self, allowed: Allowance) -> None:
        """Raise what the end of the process says."""
        code = None
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(_ENDING)
        told = self._last_complaint()
        # Where the system refuses memory, the engine says so and ends the process.
        if code == TOO_MUCH or (allowed.memory and any(one in told for one in REFUSED)):
            allowed.met("max_memory")
        how = f"signal {-code}" if code is not None and code < 0 else f"code {code}"
        raise DataError(
            f"The engine ended at this ({f'{how}: {told}' if told else how}). It may be nested too "
            "deeply, or be too large: split it."
        )

    def _last_complaint(self) -> str:
        with suppress(OSError, ValueError):
            self._complaints.seek(0)
            lines = self._complaints.read()[-2000:].decode(errors="replace").split("\n")
            return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")
        return ""

    def end(self) -> None:
        """End the process, whatever it is doing."""
        with suppress(OSError):
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_ENDING)
        self.forget()

    def forget(self) -> None:
        """Close what leads to the process, which ends where nobody else holds it."""
        for pipe in (self._process.stdin, self._process.stdout, self._complaints):
            with suppress(OSError, ValueError):
                if pipe:
                    pipe.close()

    @property
    def alive(self) -> bool:
        """Whether it still works."""
        return self._process.poll() is None


class _FunctionError(Exception):
    """What a function in a process raised."""

    def __init__(self, error: Exception) -> None:
        self.error = error


class Pool:
    """Processes that work for this one: `most` at once, of which `spare` wait for more to do."""

    def __init__(self, most: int = 0, spare: int = 2) -> None:
        self.most = most or max(2, os.cpu_count() or 2)
        self.spare = spare
        self._renew()
        _POOLS.add(self)

    def _renew(self) -> None:
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(self.most)

    def call(
        self, function: Callable[..., Any], *given: Any, allowed: Allowance, named: str = ""
    ) -> tuple[Any, bytes]:
        """Return what a function of a module returns in a process, and what it handed over.

        A process that was `named` so before is taken first: it may have opened what is asked for.
        Time counts from here on, waiting for a free process too. Raises what the function raises,
        `LimitError`, `KeyboardInterrupt` where Ctrl-C comes, in whatever thread.
        """
        request = pickle.dumps((function.__module__, function.__name__, given, allowed.memory))
        end = time.monotonic() + allowed.seconds
        with heard() as over:
            while not self._free.acquire(timeout=_LOOK):
                if over.is_set():
                    raise KeyboardInterrupt
                if allowed.seconds and time.monotonic() > end:
                    allowed.met("timeout")
            free, worker, kept = self._free, self._taken(named), False
            try:
                value, pieces, kept = worker.ask(request, allowed, end, over)
            except _FunctionError as error:
                kept = True
                raise error.error from None
            finally:
                if named:
                    worker.names.add(named)
                self._give_back(worker, kept)
                free.release()
        return value, b"".join(pieces)

    def _taken(self, named: str) -> _Worker:
        with self._lock:
            self._idle = [one for one in self._idle if one.alive]
            for worker in self._idle:
                if named in worker.names:
                    break
            else:
                worker = self._idle[-1] if self._idle else _Worker()
            if worker in self._idle:
                self._idle.remove(worker)
        return worker

    def _give_back(self, worker: _Worker, kept: bool) -> None:
        with self._lock:
            if kept and worker.alive:
                self._idle.append(worker)
            gone = [worker] * (not kept)
            gone += [self._idle.pop(0) for _ in range(len(self._idle) - self.spare)]
        for one in gone:
            one.end()

    def close(self) -> None:
        """End the processes that wait for work."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def forget(self) -> None:
        """Leave all processes to whom this one was forked from, and begin with none."""
        idle = self._idle
        self._renew()
        for worker in idle:
            worker.forget()


@cache
def shared_pool() -> Pool:
    """Return the pool that questions of this process are put to, unless they are given another."""
    import atexit

    pool = Pool()
    atexit.register(pool.close)
    return pool


def _after_fork() -> None:
    for pool in list(_POOLS):
        pool.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
