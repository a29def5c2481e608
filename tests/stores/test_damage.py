"""A store that is damaged says so: never a wrong answer, never an endless one."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import asking_damaged
import pyoxigraph as ox
import pytest

import tigraph
from tigraph.errors import DataError
from tigraph.layers import Told, add, rebuilt, verified
from tigraph.limits import Allowance, Pool
from tigraph.stores import versions, whole

CLUB = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/club> a org:FormalOrganization ; skos:prefLabel "Club fictif {}"@fr .
"""


def made(folder: Path, name: str) -> Path:
    """Return a store with a layer that names a fictitious club, and a date worked out."""
    folder.mkdir(parents=True)
    own = folder / "own.ttl"
    own.write_text(CLUB.format(name), encoding="utf-8")
    store = folder / "store"
    add(store, "rdf", [str(own)], Told(name="club"))
    tigraph.load(store=store).query("who-presides", as_of="2019")
    return store


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two stores whose clubs have other names."""
    place = tmp_path_factory.mktemp("damage")
    return made(place / "one", "du Nord"), made(place / "other", "du Sud-Ouest")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    found = Pool(most=1)
    yield found
    found.close()


def cut_to_nothing(file: Path, _other: Path) -> None:
    file.write_bytes(b"")


def cut_in_half(file: Path, _other: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def one_bit_flipped(file: Path, _other: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def last_bit_flipped(file: Path, _other: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def removed(file: Path, _other: Path) -> None:
    file.unlink()


def swapped(file: Path, other: Path) -> None:
    file.unlink()
    shutil.copy2(other, file)


def unreadable(file: Path, _other: Path) -> None:
    file.chmod(0)


DAMAGES: list[Callable[[Path, Path], None]] = [
    cut_to_nothing, cut_in_half, one_bit_flipped, last_bit_flipped, removed, swapped, unreadable,
]  # fmt: skip


def files_of(store: Path) -> list[str]:
    """Return the files of a version, but for the engine's notes, and some of what is worked out."""
    found = versions.current(store)
    assert found is not None
    every = (path for path in found.path.rglob("*") if path.is_file() and path.stat().st_size)
    names = sorted(path.relative_to(store).as_posix() for path in every)
    names = [name for name in names if not name.rpartition("/")[2].startswith("LO")]
    worked_out = [name for name in names if "/copies/" in name]
    return [name for name in names if name not in worked_out] + worked_out[::6]


def asked_of(store: Path, pool: Pool) -> list[str] | DataError:
    """Return what a store answers, or the error that it ends with."""
    try:
        found: list[str]
        allowed = Allowance(seconds=300, memory=2**32)
        found, _ = pool.call(asking_damaged.asked, store, allowed=allowed)
    except DataError as error:
        return error
    return found


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_a_damaged_store_answers_rightly_or_says_so(
    damage: Callable[[Path, Path], None], stores: tuple[Path, Path], tmp_path: Path, pool: Pool
) -> None:
    if damage is unreadable and (sys.platform == "win32" or os.geteuid() == 0):
        pytest.skip("whoever runs this reads everything")
    store, other = stores
    right = asked_of(store, pool)
    assert isinstance(right, list)
    told = 0
    names = files_of(store)
    assert any(name.endswith(".sst") for name in names)
    for number, name in enumerate(names):
        copy, twin = tmp_path / f"copy-{number}", other / name
        same = not twin.exists() or twin.read_bytes() == (store / name).read_bytes()
        if damage is swapped and same:
            continue
        shutil.copytree(store, copy)
        damage(copy / name, twin)
        found = asked_of(copy, pool)
        if isinstance(found, DataError):
            told += 1
            assert "is damaged" in str(found), name
            assert "`tigraph layer verify --rebuild" in str(found), name
            assert "\n" not in str(found), name
        else:
            assert found == right, name
        shutil.rmtree(copy)
    assert told > 5


def test_what_was_worked_out_and_is_damaged_is_worked_out_anew(
    stores: tuple[Path, Path], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(stores[0], store)
    right = tigraph.load(store=store).query("who-presides", as_of="2019")
    for file in store.rglob("copies/*/*.sst"):
        cut_in_half(file, file)
    assert tigraph.load(store=store).query("who-presides", as_of="2019") == right


def test_a_store_that_was_moved_is_read_once_and_then_trusted(
    stores: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    shutil.copytree(stores[0], store)
    monkeypatch.setenv("TIGRAPH_CACHE", str(tmp_path / "cache"))
    read: list[Path] = []
    digest = whole._digest
    monkeypatch.setattr(whole, "_digest", lambda path: (read.append(path), digest(path))[1])
    tigraph.load(store=store)
    assert read
    read.clear()
    tigraph.load(store=store)
    assert not read


def test_verify_says_what_is_not_whole_and_rebuild_mends_it(
    stores: tuple[Path, Path], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(stores[0], store)
    assert {one.fault for one in verified(store)} == {""}
    assert {one.part for one in verified(store)} == {"version", "kept", "worked out"}
    for name in ("names.sqlite", "manifest.json", "reports/club.jsonl"):
        cut_in_half(store / "versions" / "1" / name, store)
    wrong = {one.file: one.fault for one in verified(store) if one.fault}
    assert wrong == dict.fromkeys(
        (f"versions/1/{name}" for name in ("manifest.json", "names.sqlite", "reports/club.jsonl")),
        "is cut short",
    )
    rebuilt(store)
    assert {one.fault for one in verified(store)} == {""}
    cut_to_nothing(store / "current", store)
    with pytest.raises(DataError, match="verify --rebuild"):
        tigraph.load(store=store)
    rebuilt(store)
    assert tigraph.load(store=store).search("club fictif")[0]["label"] == "Club fictif du Nord"


def test_a_kept_file_that_is_damaged_is_not_built_from(
    stores: tuple[Path, Path], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(stores[0], store)
    [kept] = [one for one in verified(store) if one.part == "kept"]
    one_bit_flipped(store / kept.file, store)
    assert [one.file for one in verified(store) if one.fault] == [kept.file]
    with pytest.raises(DataError, match="is damaged: run `tigraph layer update club`"):
        rebuilt(store)
    assert tigraph.load(store=store).search("club fictif"), "what there was is still there"


def test_what_is_damaged_while_it_is_read_is_told_with_a_remedy(
    stores: tuple[Path, Path], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(stores[0], store)
    graph = tigraph.load(store=store)
    graph.ground.alone = True
    for file in store.glob("versions/*/store/*.sst"):
        content = bytearray(file.read_bytes())
        for at in range(0, len(content), 100):
            content[at] ^= 1
        file.write_bytes(content)
    with pytest.raises(DataError, match="`tigraph layer verify`"):
        graph.query("SELECT * { ?s ?p ?o }")
    with pytest.raises(DataError, match="`tigraph layer verify`"):
        graph.show("Cédric Bôle")


def test_a_file_that_the_engine_tidies_away_meanwhile_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stays").write_bytes(b"x")
    passing = tmp_path / "passes"
    passing.write_bytes(b"y")
    digest = whole._digest

    def tidied(path: Path) -> str:
        passing.unlink(missing_ok=True)
        return digest(path)

    monkeypatch.setattr(whole, "_digest", tidied)
    whole.seal(tmp_path)
    assert not list(whole.faults(tmp_path))
    (tmp_path / "stays").write_bytes(b"z")
    assert [fault.file for fault in whole.faults(tmp_path)] == ["stays"]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="nothing tells what is open")
def test_files_that_the_engine_removes_as_it_closes_are_not_missed(tmp_path: Path) -> None:
    """The engine may have a store open for a moment longer than whoever wrote to it."""
    written = threading.Event()

    def write() -> None:
        store = ox.Store(str(tmp_path / "store"))
        for number in range(6):
            line = f"<urn:{number}> <urn:p> <urn:o> .\n".encode()
            store.bulk_load(input=line, format=ox.RdfFormat.N_TRIPLES)
        store.flush()
        written.set()
        time.sleep(0.5)
        store.optimize()  # which puts few files in the place of many

    writing = threading.Thread(target=write)
    writing.start()
    written.wait()
    whole.seal(tmp_path)
    writing.join()
    assert not list(whole.faults(tmp_path))
