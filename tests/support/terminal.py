"""How the tests of the command line run it: in this process, or as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from checkout import ROOT
from tigraph.cli import main

PROGRAM = [sys.executable, "-m", "tigraph"]


@dataclass(frozen=True)
class Done:
    """What a run gave: its exit code, and the bytes on stdout and stderr."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()


def environment(**more: str) -> dict[str, str]:
    """Return this process's environment, in English and without colours, with more set."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "COLUMNS"))}
    return {**kept, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **more}


def tigraph(*arguments: str | Path, stdin: bytes = b"", **env: str) -> Done:
    """Run the command line in this process: quick, and all that `main` does."""
    streams = [io.TextIOWrapper(io.BytesIO(content), "utf-8") for content in (stdin, b"", b"")]
    with (
        mock.patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        mock.patch.dict(os.environ, environment(**env), clear=True),
    ):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as exiting:
            code = exiting.code
    written = []
    for stream in streams[1:]:
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        written.append(stream.buffer.getvalue())
    assert isinstance(code, int)
    return Done(code, *written)


def process(*arguments: str | bytes | Path, stdin: bytes = b"", **env: str) -> Done:
    """Run the command line as a process of its own."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=stdin,
        capture_output=True,
        env=environment(**env),
        timeout=300,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def shell(command: str, **env: str) -> Done:
    """Run a line of bash in which `tigraph` is the command line."""
    line = f'tigraph() {{ "{sys.executable}" -m tigraph "$@"; }}; {command}'
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, env=environment(**env), timeout=300, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)
