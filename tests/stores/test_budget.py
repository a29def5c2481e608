"""What is worked out of a store keeps to a budget, and what passes does not stay."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import tigraph
from tigraph.errors import UsageError
from tigraph.layers import Told, add, cleaned
from tigraph.local import drop, scratch, sweep
from tigraph.stores import kept_copy, versions, worked_out
from tigraph.stores.copies import Worked, make_room

CLUB = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/club> a org:FormalOrganization ; skos:prefLabel "Club fictif"@fr .
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("budget")
    (place / "own.ttl").write_text(CLUB, encoding="utf-8")
    add(place / "store", "rdf", [str(place / "own.ttl")], Told(name="club"))
    return place / "store"


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "store")
    return tmp_path / "store"


def version_of(store: Path) -> versions.Version:
    found = versions.current(store)
    assert found is not None
    return found


def dates(store: Path) -> list[Worked]:
    """Return what is worked out for dates; beside it stands what all dates are worked out from."""
    return [one for one in worked_out(version_of(store)) if one.path.name.startswith("as-of-")]


def names(store: Path) -> list[str]:
    return [one.path.name for one in dates(store)]


def test_a_hundred_dates_asked_one_after_another_stay_within_the_budget(store: Path) -> None:
    tigraph.load(store=store).snapshot("2024")
    [one] = dates(store)
    budget = one.size * 9  # what is held stays: a few snapshots, and what they are made from
    version = replace(version_of(store), budget=budget)
    graph = tigraph.load(store=store, budget=budget)

    def filled(folder: Path) -> None:
        folder.mkdir()
        (folder / "filled").write_bytes(bytes(one.size))

    for year in range(1960, 2060):
        date = str(year)
        if 2020 < year < 2023:  # some are worked out, and some of these are larger
            graph.snapshot(date)
        else:
            kept_copy(version, f"as-of-{date}", filled)
        assert f"as-of-{date}" in names(store)
        assert sum(one.size for one in worked_out(version)) <= budget


def test_what_was_used_last_stays(store: Path) -> None:
    for date in ("2018", "2019", "2024"):
        tigraph.load(store=store).snapshot(date)
    for number, name in enumerate(("as-of-2018", "as-of-2019", "as-of-2024")):
        path = version_of(store).path / "copies" / name
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
    tigraph.load(store=store).snapshot("2018")
    beside = {one.path for one in worked_out(version_of(store))} - {o.path for o in dates(store)}
    for path in beside:
        os.utime(path)
    make_room(version_of(store), sum(one.size for one in worked_out(version_of(store))) - 1)
    assert sorted(names(store)) == ["as-of-2018", "as-of-2024"]


READER = """
import sys, tigraph
snapshot = tigraph.load(store=sys.argv[1]).snapshot("2019")
print(len(snapshot.certain), flush=True)
sys.stdin.read()
print(len(list(snapshot.certain)), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files by itself")
def test_what_somebody_reads_stays(store: Path) -> None:
    reads = [sys.executable, "-c", READER, str(store)]
    with subprocess.Popen(reads, stdin=-1, stdout=-1, text=True) as reader:
        assert reader.stdout is not None
        before = reader.stdout.readline()
        cleaned(store)
        assert names(store) == ["as-of-2019"]
        after, _ = reader.communicate("")
    assert after == before != "0\n"
    assert cleaned(store) > 0
    assert names(store) == []


def test_a_store_that_is_to_be_read_only_does_not_grow(store: Path, tmp_path: Path) -> None:
    (tmp_path / "more.ttl").write_text(CLUB.replace("/club", "/second"), encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    graph = tigraph.load(store=store, budget=0)
    assert len(graph.query("who-presides", as_of="2019", possible=True)) > 1
    tigraph.load(store=store, budget=0).known_by("2019").search("bole")
    tigraph.load([tmp_path / "more.ttl"], store=store, budget=0).search("club fictif")
    after = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    # The number of links to a file of the store is no part of it.
    assert after == before


def test_the_budget_comes_from_the_environment_too(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_BUDGET", "0")
    tigraph.load(store=store).snapshot("2019")
    assert names(store) == []
    monkeypatch.setenv("TIGRAPH_BUDGET", "much")
    with pytest.raises(UsageError, match="TIGRAPH_BUDGET"):
        tigraph.load(store=store).snapshot("2019")


def test_what_one_who_was_killed_left_is_gone_when_the_next_one_begins(store: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from tigraph.local import scratch\n"
        "for place in sys.argv[1:]:\n"
        "    made = scratch(Path(place)); (made / 'much').write_bytes(bytes(1000))\n"
        "print('made', flush=True); time.sleep(600)"
    )
    copies = version_of(store).path / "copies"
    copies.mkdir(exist_ok=True)
    command = [sys.executable, "-c", code, str(store), str(copies)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        left = [*store.glob(".tigraph-*"), *copies.glob(".tigraph-*")]
        assert len(left) == 2
        tigraph.load(store=store)
        assert all(path.exists() for path in left), "whoever made them is still at work"
        process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    tigraph.load(store=store)
    assert not any(path.exists() for path in left)


def test_a_passing_folder_goes_with_its_process_or_when_it_is_dropped(tmp_path: Path) -> None:
    made = scratch(tmp_path)
    assert sweep(tmp_path) == 0
    assert made.is_dir()
    drop(made)
    assert not made.exists()
    (tmp_path / ".tigraph-new").mkdir()
    assert sweep(tmp_path) == 0, "somebody may be about to hold it"
    old = time.time() - 3600
    os.utime(tmp_path / ".tigraph-new", (old, old))
    assert sweep(tmp_path) == 1


def test_what_follows_from_claims_is_worked_out_while_a_store_is_built(built: Path) -> None:
    """So that the first date that is asked waits for itself alone."""
    assert "derivations" in [one.path.name for one in worked_out(version_of(built))]


def test_where_nothing_may_be_kept_nothing_is_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_BUDGET", "0")
    (tmp_path / "own.ttl").write_text(CLUB, encoding="utf-8")
    add(tmp_path / "store", "rdf", [str(tmp_path / "own.ttl")], Told(name="club"))
    assert worked_out(version_of(tmp_path / "store")) == []


def test_work_that_fails_leaves_nothing(store: Path) -> None:
    def fail(path: Path) -> None:
        path.mkdir()
        raise OSError(28, "No space left on device")

    copies = version_of(store).path / "copies"
    before = sorted(copies.iterdir())
    with pytest.raises(Exception, match="No space left"):
        kept_copy(version_of(store), "x", fail)
    assert sorted(copies.iterdir()) == before


def test_what_files_add_to_a_store_is_worked_out_once_for_them_as_they_are(
    store: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(CLUB.replace("/club", "/second"), encoding="utf-8")

    def added() -> list[str]:
        kept = (one.path.name for one in worked_out(version_of(store)))
        return [name for name in kept if name.startswith("with-")]

    for _ in range(2):
        graph = tigraph.load([more], store=store)
        assert {one["iri"] for one in graph.search("club fictif")} == {
            "https://example.org/club", "https://example.org/second",
        }  # fmt: skip
        assert len(added()) == 1
    more.write_text(CLUB.replace("/club", "/third"), encoding="utf-8")
    found = {one["iri"] for one in tigraph.load([more], store=store).search("club fictif")}
    assert found == {"https://example.org/club", "https://example.org/third"}
    assert len(added()) == 2


def test_what_holds_at_a_date_is_kept_with_what_files_add(store: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(CLUB.replace("/club", "/second"), encoding="utf-8")
    first = tigraph.load([more], store=store).query("who-presides", as_of="2019")
    again = tigraph.load([more], store=store).query("who-presides", as_of="2019")
    assert list(first) == list(again)
    [kept] = [one.path for one in worked_out(version_of(store)) if one.path.name[:5] == "with-"]
    assert (kept / "copies" / "as-of-2019-sure").is_dir()
    assert names(store) == []
