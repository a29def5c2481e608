"""What is kept between two starts is used only for the files it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest

import tigraph
from checkout import FIXTURES
from tigraph.local import cache
from tigraph.rdf.loading import shipped_files


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


@pytest.mark.parametrize("cut", ["in a line", "between two lines"])
def test_what_is_kept_in_part_is_not_used(folder: Path, cut: str) -> None:
    """Neither the graph nor the headers of queries: fewer rows would go unnoticed."""
    whole = tigraph.load().query("claims-at-a-date")
    assert {path.name for path in folder.iterdir()} >= {"graph.nt", "query-claims-at-a-date.json"}
    for file in folder.iterdir():
        content = file.read_bytes()
        end = len(content) // 2 if cut == "in a line" else content.rindex(b"\n", 0, -1) + 1
        file.write_bytes(content[:end])
    assert tigraph.load().query("claims-at-a-date") == whole


def test_an_edited_graph_is_read_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = [tmp_path / path.name for path in shipped_files()]
    for path, copy in zip(shipped_files(), own, strict=True):
        copy.write_bytes(path.read_bytes())
    for module in ("rdf.loading", "stores.opening", "stores.memory"):
        monkeypatch.setattr(f"tigraph.{module}.shipped_files", lambda: list(own))
    assert tigraph.load().resolve("Cédric Bôle")
    assert (folder / "graph.nt").exists()

    own[-1].write_text(own[-1].read_text("utf-8").replace("Cédric Bôle", "Personne X"), "utf-8")
    assert tigraph.load().resolve("Personne X")


def test_an_edited_file_gives_a_new_snapshot(folder: Path, tmp_path: Path) -> None:
    """An author who adds a claim sees it at once."""
    fixture = FIXTURES / "second_programme.ttl"
    own = tmp_path / "own.ttl"
    own.write_bytes(fixture.read_bytes())
    before = tigraph.load([own], curated=False).snapshot("any")
    lines = own.read_text("utf-8").replace("modality:stated", "modality:planned")
    own.write_text(lines, "utf-8")
    after = tigraph.load([own], curated=False).snapshot("any")
    assert after.certain < before.certain
