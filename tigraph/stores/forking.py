"""Writing into stores on disk from a process that was forked.

The engine hands work to threads that a forked process has not, and then waits for them
forever: there, what writes runs in a process of its own.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

_CODE = (
    "import json, pickle, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "write, given = pickle.load(sys.stdin.buffer); write(*given)"
)
_forked = False


def apart(write: Callable[..., None], *given: Any) -> None:
    """Call a function of a module, in a process of its own if this one was forked.

    Raises `RuntimeError` if that process fails.
    """
    if not _forked:
        write(*given)
        return
    import json
    import pickle
    import subprocess

    command = [sys.executable, "-c", _CODE, json.dumps(sys.path)]
    content = pickle.dumps((write, given))
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))


def _after_fork() -> None:
    global _forked
    _forked = True


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
