"""Functions that a process of a pool is asked for: what goes well, and what does not."""

from __future__ import annotations

import os
import signal
import time

from tigraph.limits import Give


def echoed(give: Give, content: bytes, times: int) -> int:
    for _ in range(times):
        give(content)
    return os.getpid()


def sleeping(_give: Give) -> None:
    time.sleep(3600)


def growing(_give: Give) -> None:
    held = []
    while True:
        held.append(os.urandom(2**20))


def growing_at_once(_give: Give) -> int:
    return len(bytearray(2**40))


def flooding(give: Give) -> None:
    while True:
        give(bytes(2**20))


def dying(_give: Give) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)
    signal.pause()  # another thread may hear of it first


def failing(_give: Give) -> None:
    raise SyntaxError("not SPARQL", ("query", 3, 7, "", 3, 8))
