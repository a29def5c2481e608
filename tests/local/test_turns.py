"""A file's turn: one at a time, and nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tigraph.errors import DataError
from tigraph.local import turn


def test_one_at_a_time_and_nothing_stays(tmp_path: Path) -> None:
    file = tmp_path / "kept.tsv"
    with turn(file):
        with pytest.raises(DataError, match="another process"), turn(file, patience=0.1):
            pass
        with turn(tmp_path / "other.tsv"):
            pass
    with turn(file, patience=0):
        pass
    assert [*tmp_path.iterdir()] == []


def test_where_nobody_can_write_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Cannot write in"), turn(tmp_path / "none" / "kept.tsv"):
        pass
