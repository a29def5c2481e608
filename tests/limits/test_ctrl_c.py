"""Ctrl-C ends a question that would take for ever: in a script, a thread, asyncio, a notebook.

Each is a process of its own that is sent what Ctrl-C sends; without an end, the test would wait
until it is given up.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tigraph.limits import listen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")

_ASKING = """
import sys, threading, time
import tigraph

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
graph = tigraph.load(store=sys.argv[1] or None)
graph.query("ASK { ?s ?p ?o }")

def told():
    time.sleep(0.5)
    print("asking", flush=True)

def ask(**limits):
    threading.Thread(target=told, daemon=True).start()
    return graph.query(HEAVY, **limits)

def ended(how):
    print("ended", how, len(graph.query("ASK { ?s ?p ?o }").render("csv")), flush=True)
"""
_WAYS = {
    "in a script": """
try:
    ask()
except KeyboardInterrupt:
    ended("script")
""",
    "with limits": """
try:
    ask(timeout=3600)
except KeyboardInterrupt:
    ended("limits")
""",
    "in a thread": """
from concurrent.futures import ThreadPoolExecutor
try:
    with ThreadPoolExecutor(2) as pool:
        pool.submit(ask).result()
except KeyboardInterrupt:
    ended("thread")
""",
    "in a thread of asyncio": """
import asyncio

async def main():
    await asyncio.to_thread(ask)

try:
    asyncio.run(main())
except KeyboardInterrupt:
    ended("asyncio")
""",
    "within asyncio itself": """
import asyncio

async def main():
    ask()

try:
    asyncio.run(main())
except KeyboardInterrupt:
    ended("asyncio")
""",
    "within asyncio that loads": """
import asyncio, signal

signal.signal(signal.SIGINT, signal.default_int_handler)

async def main():
    global graph
    graph = tigraph.load(store=sys.argv[1] or None)
    await asyncio.to_thread(ask)

try:
    asyncio.run(main())
except (KeyboardInterrupt, asyncio.CancelledError):
    ended("asyncio")
""",
    "in a notebook": """
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.user_ns.update(ask=ask)
cell = shell.run_cell("ask()")
assert isinstance(cell.error_in_exec, KeyboardInterrupt), cell.error_in_exec
ended("notebook")
""",
}


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("place", ["in memory", "on disk"])
def test_ctrl_c_ends_a_question(way: str, place: str, small_store: Path) -> None:
    if way == "in a notebook":
        pytest.importorskip("IPython")
    store = str(small_store) if place == "on disk" else ""
    command = [sys.executable, "-c", _ASKING + _WAYS[way], store]
    environment = {**os.environ, "TIGRAPH_STORE": ""}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "asking\n"
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=300)
        finally:
            process.kill()
    assert out.splitlines()[-1].startswith("ended"), err
    assert process.returncode == 0, err


class _Leaving:
    """Something that is taken apart just when Ctrl-C comes."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_ctrl_c_is_heard_that_comes_while_something_is_taken_apart() -> None:
    """Python ignores what is raised then, and a program would go on as if nothing had been said."""
    listen()
    with pytest.raises(KeyboardInterrupt):
        _leave_and_wait()


def _leave_and_wait() -> None:
    _Leaving()
    time.sleep(10)
