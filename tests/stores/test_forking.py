"""What a forked process writes into a store on disk is written by a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tigraph.stores.forking import apart


def write_pid(path: Path) -> None:
    path.write_text(str(os.getpid()), encoding="utf-8")


def fail(path: Path) -> None:
    raise OSError(f"no room for {path.name}")


def test_a_process_that_was_not_forked_writes_itself(tmp_path: Path) -> None:
    apart(write_pid, tmp_path / "pid")
    assert (tmp_path / "pid").read_text("utf-8") == str(os.getpid())


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
def test_a_forked_process_has_it_written_and_hears_what_went_wrong(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        try:
            apart(write_pid, tmp_path / "pid")
            try:
                apart(fail, tmp_path / "pid")
            except RuntimeError as error:
                (tmp_path / "error").write_text(str(error), encoding="utf-8")
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert (tmp_path / "pid").read_text("utf-8") not in (str(os.getpid()), str(child))
    assert "OSError: no room for pid" in (tmp_path / "error").read_text("utf-8")
