"""Values that take long to make, each made once whoever asks, the last ones kept."""

from __future__ import annotations

import os
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Turn:
    """One thread at a time, in a `with`; a forked process waits for no thread left behind."""

    def __init__(self) -> None:
        self._renew()
        _TO_RENEW.add(self)

    def _renew(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


class Keeper(Generic[T]):
    """Values by key: one is made once, however many threads ask; the last `most` are kept.

    What was asked for longest ago goes first; whoever holds it still has it. Threads that
    ask for different keys do not wait for each other.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._values: OrderedDict[str, T] = OrderedDict()
        self._turn = Turn()
        self._renew()
        _TO_RENEW.add(self)

    def _renew(self) -> None:
        self._making: dict[str, Turn] = {}

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return the value of a key, made if it is not there; raises what `make` raises."""
        with self._turn:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, Turn())
        with making:
            with self._turn:
                if key in self._values:
                    return self._values[key]
            value = make()
            with self._turn:
                self._values[key] = value
                self._making.pop(key, None)
                while len(self._values) > self.most:
                    self._values.popitem(last=False)
            return value

    def has(self, key: str) -> bool:
        """Return whether the value of a key is kept."""
        with self._turn:
            return key in self._values

    def clear(self) -> None:
        """Keep none of them any longer."""
        with self._turn:
            self._values.clear()

    def values(self) -> list[T]:
        """Return the values that are kept."""
        with self._turn:
            return list(self._values.values())


_TO_RENEW: weakref.WeakSet[Any] = weakref.WeakSet()


def _after_fork() -> None:
    for one in list(_TO_RENEW):
        one._renew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
