"""Folders are on the disk when they are said to be."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tigraph.local import passing_folder, sweep, sync


def test_a_file_that_goes_while_a_folder_is_written_out_is_left_out(tmp_path: Path) -> None:
    """It stands in the list of names and is not there: a link to nothing is such a one."""
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "stays").write_bytes(b"x")
    sync(tmp_path)


def test_a_passing_folder_goes_with_the_block_and_is_swept_where_nobody_could_remove_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with passing_folder() as folder:
        (folder / "x").write_text("x")
        assert not sweep(tmp_path)
    assert not list(tmp_path.iterdir())
    killed = "import os, tigraph.local as l; p = l.passing_folder(); p.__enter__(); os._exit(9)"
    run = [sys.executable, "-c", killed]
    subprocess.run(run, env={**os.environ, "TMPDIR": str(tmp_path)}, check=False)
    assert len(list(tmp_path.iterdir())) == 1
    assert sweep(tmp_path) == 1
