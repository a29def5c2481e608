"""A command that takes more time or memory than it may is ended; the process is all that works."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import wraps
from types import FrameType
from typing import Any, TypeVar, cast

import click

from tigraph.errors import LimitError
from tigraph.limits import Allowance, allowing, memory_held
from tigraph.local import printable

F = TypeVar("F", bound=Callable[..., Any])
#: So often it is looked how much a command has taken, in seconds.
_LOOK = 0.05
#: So long a command may take to tidy up; what it is then doing is left.
_GRACE = 2.0
_OPTIONS = {
    "timeout": ("SECONDS", "End the command after so long, 0 for never.", "an hour"),
    "max_memory": ("SIZE", "End it where it takes more memory, such as 2G.", "3/4 of all there is"),
    "max_rows": ("ROWS", "End it where an answer has more rows or triples.", "5 million"),
}


def limited(function: F) -> F:
    """Give a command that asks the graph the options of limits, and end it where it meets one.

    What is allowed stands in the context's `meta`, as “tigraph.allowed”.
    """
    return _limited(function, tuple(_OPTIONS))


def bounded(function: F) -> F:
    """Give a command that may well take hours the options of limits but that of rows."""
    return _limited(function, ("timeout", "max_memory"), patient=True)


def _limited(function: F, options: tuple[str, ...], patient: bool = False) -> F:

    @wraps(function)
    def watched(**given: Any) -> Any:
        own = {name: given.pop(name) for name in options}
        if patient and own["timeout"] is None:
            own["timeout"] = 0
        allowed = allowing(**own)
        context = click.get_current_context()
        context.meta["tigraph.allowed"] = allowed
        context.call_on_close(Watch(allowed).end)
        return function(**given)

    made: Any = watched
    for name in reversed(options):
        metavar, text, usual = _OPTIONS[name]
        usual = "never" if patient and name == "timeout" else usual
        told = f"{text}  [default: {usual}]"
        made = click.option(f"--{name.replace('_', '-')}", metavar=metavar, help=told)(made)
    return cast(F, made)


class Watch:
    """Looks, beside a command, at its time and memory: where it may have no more, it ends."""

    def __init__(self, allowed: Allowance) -> None:
        self._allowed = allowed
        self._until = time.monotonic() + allowed.seconds
        self._over = threading.Event()
        self._met: LimitError | None = None
        self._before: Any = None
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._heard)
        threading.Thread(target=self._look, name="tigraph-limits", daemon=True).start()

    def end(self) -> None:
        """Look no more."""
        self._over.set()
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before = None

    def _heard(self, number: int, frame: FrameType | None) -> Any:
        if self._met is not None:
            raise self._met
        if callable(self._before):
            return self._before(number, frame)
        return None

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            limit = ""
            if self._allowed.seconds and time.monotonic() > self._until:
                limit = "timeout"
            elif self._allowed.memory and memory_held() > self._allowed.memory:
                limit = "max_memory"
            if limit:
                self._stop(limit)
                return

    def _stop(self, limit: str) -> None:
        """End the command: as after Ctrl-C, and where nobody hears that, at once."""
        try:
            self._allowed.met(limit)
        except LimitError as error:
            self._met = error
        main = threading.main_thread().ident
        if self._before is not None and hasattr(signal, "pthread_kill") and main:
            signal.pthread_kill(main, signal.SIGINT)
            if self._over.wait(_GRACE):
                return
        click.echo(printable(f"Error: {self._met}"), err=True)
        if passing := sys.modules.get("tigraph.local.passing"):
            passing.remove_temporary()
        os._exit(LimitError.exit_code)
