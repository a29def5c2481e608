"""Processes that hear clients at one socket, side by side with this one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from tigraph.errors import UsageError

_LOOK = 1.0
#: Of such a process, the number of the socket that it was given.
_GIVEN = "TIGRAPH_LISTENER"
#: So many seconds they may take to end what is under way.
_ENDING = 40.0


@cache
def inherited() -> socket.socket | None:
    """Return the socket that this process was begun with by another one; None if it was not."""
    told = os.environ.pop(_GIVEN, "")
    return socket.socket(fileno=int(told)) if told else None


class Siblings:
    """So many other processes that do what this one does, begun as it was, until `end`.

    One that dies is replaced. In such a process itself none is begun, and `orphaned` is called
    once the first one is gone.
    """

    def __init__(
        self,
        listener: socket.socket,
        number: int,
        orphaned: Callable[[], None],
    ) -> None:
        if number and not hasattr(os, "fork"):
            raise UsageError("--processes: this system lets processes share no socket.")
        self._child = inherited() is not None
        self._listener, self._number = listener, 0 if self._child else number
        self._over = threading.Event()
        self._all: list[subprocess.Popen[bytes]] = []
        self._parent, self._orphaned = os.getppid(), orphaned
        if self._number or self._child:
            threading.Thread(target=self._watch, name="tigraph-siblings", daemon=True).start()

    def _watch(self) -> None:
        while not self._over.is_set():
            if self._child and os.getppid() != self._parent:
                self._orphaned()
                return
            self._all = [one for one in self._all if one.poll() is None]
            while len(self._all) < self._number and not self._over.is_set():
                self._all.append(self._begun())
            self._over.wait(_LOOK)

    def _begun(self) -> subprocess.Popen[bytes]:
        number = self._listener.fileno()
        return subprocess.Popen(
            [sys.executable, "-m", "tigraph", *sys.argv[1:], "--quiet"],
            pass_fds=[number],
            env={**os.environ, _GIVEN: str(number)},
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the first one, which tells the others
        )

    def end(self) -> None:
        """End them, each once what is under way is answered."""
        self._over.set()
        for one in self._all:
            with suppress(OSError):
                one.terminate()
        for one in self._all:
            try:
                one.wait(_ENDING)
            except subprocess.TimeoutExpired:
                one.kill()
