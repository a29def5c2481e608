"""Work in a thread of its own, which whoever waits for it can leave.

The engine does not notice Ctrl-C, and a thread cannot be stopped. So Ctrl-C leaves the thread
behind: it works on with the time that nobody else wants, until it is done or the process ends.
Work that must be ended is done in a process: see `tigraph.limits.pool`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Generic, TypeVar

from tigraph.limits.allowance import Allowance

T = TypeVar("T")
#: The engine needs a deep stack for a deeply nested query; other systems than Linux give
#: threads a small one.
_STACK = 64 * 2**20
#: Windows wakes nobody who waits for a thread: whoever does looks up so often, in seconds.
_LOOK = 0.1
#: So many seconds later Ctrl-C is heard again that came where nobody could hear it.
_AGAIN = 0.02
#: Where callbacks of weak references are.
_WEAK = ("weakref", "_weakrefset")
#: The name of such threads.
NAME = "tigraph-engine"
#: What is waited for now, each with what is set when Ctrl-C comes.
_WAITED: set[threading.Event] = set()


class Begun(Generic[T]):
    """Work that was begun in a thread of its own, with a deep stack."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._found: list[T] = []
        self._failure: BaseException | None = None
        before = threading.stack_size(_STACK)
        self._thread = threading.Thread(target=self._run, name=NAME, daemon=True)
        try:
            self._thread.start()
        finally:
            threading.stack_size(before)

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:
            self._failure = error

    def done(self, seconds: float | None = None) -> bool:
        """Wait so many seconds, or until it is done; return whether it is."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def result(self) -> T:
        """Return what the work returns, once it is done; raises what it raises."""
        self.done()
        if self._failure is not None:
            raise self._failure
        return self._found[0]

    def leave(self) -> None:
        """Let the thread have the time alone that nobody else wants; Linux can."""
        if sys.platform == "linux" and self._thread.native_id is not None:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._thread.native_id, 19)


def interruptible(work: Callable[[], T], allowed: Allowance | None = None) -> T:
    """Return what some work returns; Ctrl-C, or its time, leaves it.

    Raises what it raises, `LimitError` where its time is over, `KeyboardInterrupt` where Ctrl-C
    came, in whatever thread.
    """
    begun = Begun(work)
    seconds = allowed.seconds if allowed else 0
    end = time.monotonic() + seconds
    try:
        with heard() as over:
            while not begun.done(_LOOK):
                if over.is_set():
                    raise KeyboardInterrupt
                if allowed and seconds and time.monotonic() > end:
                    allowed.met("timeout")
    except BaseException:
        begun.leave()
        raise
    return begun.result()


@contextmanager
def heard() -> Iterator[threading.Event]:
    """Yield what is set where Ctrl-C comes while the block lasts."""
    listen()
    over = threading.Event()
    _WAITED.add(over)
    try:
        yield over
    finally:
        _WAITED.discard(over)


class _Heard:
    """A handler of Ctrl-C that ends what is waited for, and then does what was done before.

    Where that would raise in vain, it does so in a moment.
    """

    def __init__(self, before: Callable[[int, FrameType | None], Any]) -> None:
        self._before = before

    def __call__(self, number: int, frame: FrameType | None) -> Any:
        for over in list(_WAITED):
            over.set()
        if _goes_nowhere(frame):
            again = threading.Timer(_AGAIN, _tell_main, (number,))
            again.daemon = True
            again.start()
            return None
        return self._before(number, frame)


def _tell_main(number: int) -> None:
    if sys.platform == "win32":
        signal.raise_signal(number)
    elif (main := threading.main_thread().ident) is not None:
        signal.pthread_kill(main, number)


def _goes_nowhere(frame: FrameType | None) -> bool:
    """Whether Python ignores what is raised in a frame: it is of something that is taken apart."""
    while frame is not None:
        name, home = frame.f_code.co_name, frame.f_globals.get("__name__")
        if name == "__del__" or (name in ("remove", "_remove") and home in _WEAK):
            return True
        frame = frame.f_back
    return False


def listen() -> None:
    """Have Ctrl-C end what any thread waits for, before whoever handles it does.

    Python tells its main thread alone of Ctrl-C, and asyncio does not interrupt that either. Only
    the main thread can see to it: in another one this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.getsignal(signal.SIGINT)
    if callable(before) and not isinstance(before, _Heard):
        signal.signal(signal.SIGINT, _Heard(before))
