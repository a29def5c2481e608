"""Files: what cannot be read is said clearly; what is written is whole, or nothing is touched."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from checkout import lacking
from tigraph.errors import DataError, UsageError
from tigraph.local import cache, settle
from tigraph.local.files import check_writable, read_bytes, read_text, shipped, write_file
from tigraph.stores import versions


def test_a_byte_order_mark_is_no_part_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "query.rq"
    path.write_bytes(b"\xef\xbb\xbfASK {}")
    assert read_text(path) == "ASK {}"


@pytest.mark.parametrize("system", ["linux", "darwin"])
@pytest.mark.parametrize("named", [None, "/d", "relative", ""])
def test_a_users_folders_are_those_of_platformdirs(
    system: str, named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from platformdirs.macos import MacOS
    from platformdirs.unix import Unix

    if system == "darwin" and named:
        pytest.skip("there, these variables are of no system")
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
        if named is not None:
            monkeypatch.setenv(name, named)
    monkeypatch.delenv("TIGRAPH_CACHE", raising=False)
    monkeypatch.delenv("TIGRAPH_STORE", raising=False)
    monkeypatch.setenv("HOME", "/h")
    monkeypatch.setattr(sys, "platform", system)
    right = {"linux": Unix, "darwin": MacOS}[system]("tigraph", False)
    assert versions.default_folder() == Path(right.user_data_dir)
    assert cache.place("x") == Path(right.user_cache_dir) / "x"


def test_what_cannot_be_read_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"No such query file: .*absent\.rq"):
        read_text(tmp_path / "absent.rq", "query file")
    with pytest.raises(DataError, match="is a folder; give a query file"):
        read_bytes(tmp_path, "query file")
    latin = tmp_path / "latin.rq"
    latin.write_bytes("ASK {}\n# né en Doubs, Morteau\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"latin\.rq, line 2: not UTF-8.*[Ss]ave"):
        read_text(latin)
    with pytest.raises(DataError, match="Cannot read"):
        read_bytes(Path("a\0b"))


def test_an_existing_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    write_file(path, b"old")
    with pytest.raises(UsageError, match="exists already: give --force"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    write_file(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path], "no temporary file is left behind"


def test_an_empty_file_holds_no_work_and_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    path.touch()
    write_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_permissions_are_those_of_the_file_replaced_or_of_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    previous = os.umask(0o027)
    try:
        write_file(path, b"one")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o600)
        write_file(path, b"two", force=True)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(previous)


def test_a_missing_folder_and_a_folder_for_a_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"The folder .*nowhere does not exist: create it"):
        check_writable(tmp_path / "nowhere" / "x.csv")
    with pytest.raises(DataError, match="is a folder; give a file to write"):
        check_writable(tmp_path, force=True)


def test_a_folder_that_takes_no_files_is_named() -> None:
    if not Path("/proc/self").is_dir():
        lacking("/proc, where nobody may make a file")
    with pytest.raises(DataError, match=r"cannot be written to|Cannot write /proc/self/x\.csv"):
        write_file(Path("/proc/self/x.csv"), b"lost")


def test_a_device_is_written_to_and_stays_a_device() -> None:
    write_file(Path("/dev/null"), b"gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_ontology_data_and_queries_come_with_tigraph() -> None:
    for name in ("ontology", "data", "queries"):
        assert any(shipped(name).iterdir())
    with pytest.raises(DataError, match="installation is incomplete"):
        shipped("elsewhere")


def test_a_file_takes_the_place_of_the_old_one_only_when_it_is_whole(tmp_path: Path) -> None:
    place, part = tmp_path / "kept", tmp_path / ".part"
    place.write_bytes(b"old")
    with part.open("wb") as file:
        file.write(b"new")
        assert place.read_bytes() == b"old"
        settle(file, place)
        assert place.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
