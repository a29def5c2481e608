"""The process that does work for others, one piece after another, until its input ends.

It is begun by `tigraph.limits.pool`, and ends where it takes more memory than it may, or whoever
began it is gone.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import pickle
import queue
import struct
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import IO

from tigraph.limits.allowance import memory_held

#: What a function of such a process hands over before it returns.
Give = Callable[[bytes], None]
#: How a message begins: what it is, and its length.
HEAD = struct.Struct(">cQ")
PIECE, DONE, FAILED = b"p", b"d", b"f"
#: The exit code of a process that took too much memory.
TOO_MUCH = 77
#: So often it looks how much it has, in seconds.
_LOOK = 0.02
#: More than what it holds may be set aside without being used.
_ASIDE = 2**32
_STACK = 64 * 2**20
#: So much a pipe may hold; what is smaller is written at once with what it is.
_PIPE, _SMALL = 2**20, 2**14
#: After so many pieces of work it is told anew how much memory is far too much.
_SINCE = 100


def serve() -> None:
    """Do what is asked on standard input, and answer on standard output, until that ends."""
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # nothing else may write to where answers go
    _widen(told)
    limit = _Limit()
    threading.Thread(target=_watch, args=(limit,), daemon=True).start()
    threading.stack_size(_STACK)
    works: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_work, args=(works, told, limit), daemon=True).start()
    while (request := read(asked)) is not None:
        works.put(request[1])
    os._exit(0)  # whoever asked is gone: what is being done is for nobody


def _widen(pipe: IO[bytes]) -> None:
    """Have a pipe hold more, where the system can: who writes much then waits less often."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


class _Limit:
    """The most memory that what is done now may take, 0 for all there is."""

    def __init__(self) -> None:
        self.memory = 0
        #: What the system was told to refuse, and how often work was done since.
        self._bound, self._since = -1, 0

    def begin(self, memory: int) -> None:
        """Hold what begins now to a limit."""
        self.memory = memory
        self._since += 1
        if memory != self._bound or self._since > _SINCE:
            _bound(memory)
            self._bound, self._since = memory, 0

    def end(self) -> None:
        """Hold nothing to it any more."""
        self.memory = 0


def _work(works: queue.SimpleQueue[bytes], told: IO[bytes], limit: _Limit) -> None:
    """Do one piece of work after another, in a thread with a deep stack."""
    while True:
        sort, answer = _done(works.get(), told, limit)
        limit.end()
        write(told, sort, answer)


def _done(content: bytes, told: IO[bytes], limit: _Limit) -> tuple[bytes, bytes]:
    try:
        module, function, given, memory = pickle.loads(content)
        limit.begin(memory)
        work = getattr(import_module(module), function)
        done = work(lambda piece: write(told, PIECE, piece), *given)
        return DONE, pickle.dumps((done, memory_held()))
    except MemoryError:
        os._exit(TOO_MUCH)
    except Exception as error:
        return FAILED, _pickled(error)


def _pickled(error: Exception) -> bytes:
    try:
        content = pickle.dumps(error)
        pickle.loads(content)
        return content
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))


def _watch(limit: _Limit) -> None:
    while True:
        time.sleep(_LOOK)
        most = limit.memory  # read once: at the end of a piece of work it becomes none
        if most and memory_held() > most:
            os._exit(TOO_MUCH)


def _bound(memory: int) -> None:
    """Have the system refuse what is much too much at once, where it can: the watch looks later."""
    if sys.platform != "linux":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = resource.RLIM_INFINITY
    if memory:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            whole, held = (int(one) * os.sysconf("SC_PAGE_SIZE") for one in file.read().split()[:2])
        wanted = whole + max(0, memory - held) + _ASIDE
    if most != resource.RLIM_INFINITY:
        wanted = most if wanted == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def write(file: IO[bytes], sort: bytes, content: bytes) -> None:
    """Write a message whole."""
    head = HEAD.pack(sort, len(content))
    small = len(content) < _SMALL  # then it is copied sooner than said in two
    for piece in (head + content,) if small else (head, content):
        view = memoryview(piece)
        while view:
            view = view[file.write(view) :]


def read(file: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Return the next message: what it is, and its content; None where there is no more."""
    head = _exactly(file, HEAD.size)
    if head is None:
        return None
    sort, length = HEAD.unpack(head)
    content = _exactly(file, length)
    return None if content is None else (sort, content)


def _exactly(file: IO[bytes], length: int) -> bytes | None:
    pieces: list[bytes] = []
    while length:
        piece = file.read(length)
        if not piece:
            return None
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)
