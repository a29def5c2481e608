"""`tigraph serve` as a process: what it says, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
import pytest

from terminal import PROGRAM, environment, tigraph


@contextmanager
def begun(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Begin to serve; yield the process and the address that it tells."""
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        text=True,
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_tells_its_address_answers_and_ends_when_told(sent: signal.Signals, code: int) -> None:
    with begun() as (process, address):
        assert address.startswith("http://127.0.0.1:")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{address}/reconcile", timeout=300) as reply:
            assert json.load(reply)["name"] == "tigraph"
        process.send_signal(sent)
        out, err = process.communicate(timeout=300)
        assert process.returncode == code
        assert out == ""
        assert f"{address}/reconcile" in err
        assert "Traceback" not in err
        assert ("Interrupted." in err) == (code == 130)
        with socket.socket() as again:  # the port is free again
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", int(address.rpartition(":")[2])))


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--host", "192.0.2.1"], 3, "no address of this machine"),
        (["--host", "no.such.host.invalid"], 2, "no such host"),
        (["--port", "65536"], 2, "65536"),
        (["--port", "0", "--url", "example"], 2, "--url example"),
        (["--port", "0", "--host", ""], 2, "--host is empty"),
        (["--port", "0", "--data", "nowhere.ttl"], 3, "nowhere.ttl"),
        (["--port", "0", "--no-default-data"], 2, "--data FILE"),
        (["--port", "0", "--no-default-data", "--data", "nowhere.ttl"], 3, "nowhere.ttl"),
        (["--port", "0", "--max-memory", "plenty"], 2, "--max-memory"),
        (["--port", "0", "--workers", "1"], 2, "--workers"),
    ],
)
def test_what_cannot_be_served_is_told_before_anything_is_read(
    options: list[str], code: int, words: str
) -> None:
    done = tigraph("serve", *options)
    assert (done.code, done.out) == (code, "")
    assert words in done.err


def test_without_its_extra_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['uvicorn'] = None; from tigraph.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "serve", "--port", "0"],
        capture_output=True,
        env=environment(),
        text=True,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert 'pip install "tigraph[serve]"' in done.stderr


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = tigraph("serve", "--port", str(port))
    assert done.code == 3
    assert f"Port {port} of 127.0.0.1 is in use" in done.err


def test_a_question_of_a_page_can_be_ended_while_others_are_answered() -> None:
    """A command is ended by whoever asks it; a server would end with what it answers."""
    from tigraph.cli.serve import _Opened

    with click.Context(click.Command("serve")):
        desk, _ = _Opened((), False, "en", 60.0, bare=False).load("first")
    assert desk is not None
    knowledge: Any = desk.knowledge
    assert not knowledge.ground.alone
