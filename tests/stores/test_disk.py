"""A store on disk stays whole whatever happens to who writes it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from tigraph.errors import DataError, StoreBusyError
from tigraph.local import remove_temporary
from tigraph.stores import kept_copy, versions
from tigraph.stores.writer import writing

#: Writes versions one after another, each with so many triples as its number, until killed.
_WRITER = """
import json, sys
from pathlib import Path
import pyoxigraph as ox
from tigraph.stores.writer import writing
folder = Path(sys.argv[1])
print("ready", flush=True)
for _ in range(int(sys.argv[2])):
    with writing(folder) as writer, writer.new_version() as path:
        number = int(path.name)
        store = ox.Store(str(path / "store"))
        node = ox.NamedNode("urn:x:p")
        store.bulk_extend(
            ox.Quad(ox.NamedNode(f"urn:x:{i}"), node, ox.Literal(number)) for i in range(number)
        )
        store.flush()
        del store
        (path / "manifest.json").write_text(json.dumps({"format": 0, "triples": number}))
"""


def write(folder: Path, times: int = 1) -> None:
    run = [sys.executable, "-c", _WRITER, str(folder), str(times)]
    subprocess.run(run, check=True, capture_output=True, timeout=300)


def whole(folder: Path) -> int:
    """Return the number of the version in force, having seen that all of it is there."""

    def read(found: versions.Version | None) -> tuple[versions.Version, ox.Store]:
        assert found is not None
        return found, versions.opened(found.store)

    found, store = versions.steadily(folder, read)
    number = int(found.path.name)
    assert len(store) == number == found.manifest["triples"]
    assert {quad.object.value for quad in store} == {str(number)}
    return number


@contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold the lock."""
    code = (
        "import sys; from pathlib import Path; from tigraph.stores.writer import writing\n"
        "with writing(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    run = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(run, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
        other.communicate("")


def test_a_new_version_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    assert versions.current(tmp_path) is None
    write(tmp_path)
    assert whole(tmp_path) == 1
    write(tmp_path, 2)
    assert whole(tmp_path) == 3


def test_the_version_before_stays_for_its_readers_until_the_next_one(tmp_path: Path) -> None:
    write(tmp_path)
    first = versions.current(tmp_path)
    assert first is not None
    write(tmp_path)
    assert len(versions.opened(first.store)) == 1
    write(tmp_path)
    assert not first.path.exists()


def test_a_reader_goes_on_while_versions_come_and_go(tmp_path: Path) -> None:
    write(tmp_path, 2)
    found = versions.current(tmp_path)
    assert found is not None
    store = versions.opened(found.store)
    write(tmp_path, 3)
    assert [quad.object.value for quad in store] == ["2", "2"]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with held(tmp_path) as other:
        with (
            pytest.raises(StoreBusyError, match="wait until it is done") as told,
            writing(tmp_path),
        ):
            pass
        assert str(other.pid) in str(told.value)
        assert "\n" not in str(told.value)
    with writing(tmp_path):  # once the other is done
        pass


def test_the_lock_goes_with_a_writer_that_is_killed(tmp_path: Path) -> None:
    with held(tmp_path) as other:
        other.kill()
        other.wait()
        with writing(tmp_path):
            pass


def test_killed_at_any_moment_a_writer_leaves_the_former_state_whole(tmp_path: Path) -> None:
    """Readers read all the while; the next writer goes on from what it finds."""
    write(tmp_path)
    chance, before = random.Random(4), 1
    for _ in range(12):
        run = [sys.executable, "-c", _WRITER, str(tmp_path), "1000"]
        with subprocess.Popen(run, stdout=-1, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
            until = time.monotonic() + chance.random() * 0.15
            while time.monotonic() < until:
                assert whole(tmp_path) >= before
            other.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
            other.wait()
        found = whole(tmp_path)
        assert found >= before
        before = found
    write(tmp_path)
    assert whole(tmp_path) > 1
    left = {path.name for path in (tmp_path / "versions").iterdir()}
    assert len(left) == 2, "what dead writers left is gone; the version before is kept"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_midway_changes_nothing(tmp_path: Path, error: BaseException) -> None:
    write(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    expected: type[BaseException] = DataError if isinstance(error, OSError) else type(error)

    def fail() -> None:
        with writing(tmp_path) as writer, writer.new_version() as path:
            (path / "half").write_bytes(b"half")
            raise error

    with pytest.raises(expected) as told:
        fail()
    if isinstance(error, OSError):
        assert "No space left" in str(told.value)
        assert "as it was" in str(told.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert whole(tmp_path) == 1


def test_a_full_disk_leaves_the_former_state_whole(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a disk that is full."""
    write(tmp_path, 2)
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        + _WRITER.replace("range(number)", "range(100000)")
    )
    run = subprocess.run(
        [sys.executable, "-c", limited, str(tmp_path), "1"], capture_output=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert run.returncode
    assert whole(tmp_path) == 2
    write(tmp_path)
    assert whole(tmp_path) == 3


def test_a_version_is_on_the_disk_before_it_comes_into_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut after the change finds everything: files are flushed before `current` is."""
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted(descriptor: int) -> None:
        done.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    def replaced(old: str, new: Path) -> None:
        done.append(f"-> {Path(new).name}")
        replace(old, new)

    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(os, "replace", replaced)
    with writing(tmp_path) as writer, writer.new_version() as path:
        (path / "manifest.json").write_text("{}")
        (path / "store").mkdir()
        (path / "store" / "data").write_bytes(b"x")
    pointed = done.index("-> current")
    assert {"manifest.json", "data", "store", "1", "versions"} <= set(done[:pointed])
    assert done[pointed - 1].startswith(".current-")
    assert tmp_path.name in done[pointed:], "and the name of the new pointer after it"


def test_opening_touches_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    found = versions.current(tmp_path)
    assert found is not None
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    store = versions.opened(found.store)
    assert len(store) == 1
    with pytest.raises(Exception, match="read-write"):
        store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:a"), ox.NamedNode("a:a")))
    del store
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_damaged_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("7\n")
    with pytest.raises(DataError, match="damaged"):
        versions.current(tmp_path)
    file = tmp_path / "file"
    file.write_text("x")
    assert versions.current(file) is None
    with pytest.raises(DataError, match="Cannot write"), writing(file):
        pass
    with pytest.raises(DataError, match="damaged: nowhere cannot be opened"):
        versions.opened(tmp_path / "nowhere")


def test_a_copy_is_made_once_and_goes_with_its_version(tmp_path: Path) -> None:
    write(tmp_path)
    found = versions.current(tmp_path)
    assert found is not None
    made: list[Path] = []

    def make(path: Path) -> None:
        made.append(path)
        path.mkdir()
        (path / "x").write_text("x")

    first = kept_copy(found, "2024", make).path
    assert kept_copy(found, "2024", make).path == first
    assert len(made) == 1
    assert (first / "x").read_text() == "x"
    assert [path.name for path in first.parent.iterdir()] == ["2024"]

    def fail(path: Path) -> None:
        path.mkdir()
        raise DataError("no")

    with pytest.raises(DataError):
        kept_copy(found, "2025", fail)
    assert [path.name for path in first.parent.iterdir()] == ["2024"]


def test_where_a_store_cannot_be_written_to_a_copy_goes_with_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    found = versions.current(tmp_path)
    assert found is not None

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", closed)
    made = kept_copy(found, "2024", os.mkdir).path
    assert made.is_dir()
    assert found.path not in made.parents
    remove_temporary()
    assert not made.exists()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TIGRAPH_STORE": "/a/b"}, Path("/a/b")),
        ({"TIGRAPH_STORE": ""}, None),
        ({"XDG_DATA_HOME": "/d"}, Path("/d/tigraph")),
        ({"HOME": "/h"}, Path("/h/.local/share/tigraph")),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: other systems have other folders")
def test_the_users_store(
    environment: dict[str, str], expected: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TIGRAPH_STORE", "XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert versions.default_folder() == expected


def test_a_version_says_whether_this_tigraph_built_it(tmp_path: Path) -> None:
    with writing(tmp_path) as writer, writer.new_version() as path:
        (path / "manifest.json").write_text(json.dumps(versions.made_from()))
    found = versions.current(tmp_path)
    assert found is not None
    assert versions.is_current(found)
    for key in ("format", "tigraph"):
        assert not versions.is_current(
            versions.Version(found.path, {**found.manifest, key: "older"})
        )
    moved = {**found.manifest, "stamp": "files of the same content elsewhere"}
    assert versions.is_current(versions.Version(found.path, moved))
    assert not versions.is_current(
        versions.Version(found.path, {**moved, "curated": "another graph"})
    )
