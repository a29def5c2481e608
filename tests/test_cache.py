"""What is kept between two starts is used only for the files it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest

import tigraph
from tigraph import cache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, empty."""
    monkeypatch.setenv("TIGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_comes_back_under_its_stamp_only(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.ttl"
    source.write_text("one")
    first = cache.stamp([source])
    cache.keep("result", first, b"made from one")
    assert cache.kept("result", first) == b"made from one"

    source.write_text("another")
    assert cache.kept("result", cache.stamp([source])) is None


def test_a_cache_turned_off_or_closed_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("", "/dev/null/cache"):
        monkeypatch.setenv("TIGRAPH_CACHE", place)
        cache.keep("result", "stamp", b"content")
        assert cache.kept("result", "stamp") is None
        assert len(tigraph.load().query("who-presides"))


def test_a_second_start_gives_the_same_snapshot(folder: Path) -> None:
    made = tigraph.load().snapshot("2019")
    assert list(folder.glob("snapshot-2019*"))
    assert tigraph.load().snapshot("2019") == made


def test_a_damaged_snapshot_is_made_anew(folder: Path) -> None:
    made = tigraph.load().snapshot("2019")
    for file in folder.glob("snapshot-2019*"):
        stamp, _, content = file.read_bytes().partition(b"\n")
        file.write_bytes(stamp + b"\n" + content[: len(content) // 2])
    assert tigraph.load().snapshot("2019") == made


def test_an_edited_file_gives_a_new_snapshot(folder: Path, tmp_path: Path) -> None:
    """An author who adds a claim sees it at once."""
    fixture = Path(__file__).parent / "fixtures" / "second_programme.ttl"
    own = tmp_path / "own.ttl"
    own.write_bytes(fixture.read_bytes())
    before = tigraph.load([own], curated=False).snapshot("any")
    lines = own.read_text("utf-8").replace("modality:stated", "modality:planned")
    own.write_text(lines, "utf-8")
    after = tigraph.load([own], curated=False).snapshot("any")
    assert after.certain < before.certain
