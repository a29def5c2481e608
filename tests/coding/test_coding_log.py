"""The log of decisions: nothing that was decided is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tigraph.coding import Log
from tigraph.coding.model import Actor, Coded, Decision, as_json, decision_of
from tigraph.errors import UsageError

CLAIM = Coded("relation:member", ((3, 9),), Actor("Ada", "person"), Actor("club", "body"))


def decision(on: str = "p", **more: object) -> Decision:
    return Decision("", "", "", "val", 1, "accept", on, CLAIM, **more)  # type: ignore[arg-type]


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    told = Log.of(tmp_path, "ada").add(decision(comment="« oui »"))
    assert Log.of(tmp_path, "ada").decisions == [told]
    assert told.coder == "ada"
    assert told.at.endswith("Z")


def test_no_date_is_told_from_the_usual_date() -> None:
    for attests in (None, "", "2024"):
        claim = Coded("relation:member", ((3, 9),), Actor("Ada"), attests=attests)
        told = json.loads(json.dumps(as_json(Decision("i", "t", "a", "v", 1, "add", "p", claim))))
        assert decision_of(told).claim == claim


def test_lines_are_only_added(tmp_path: Path) -> None:
    log = Log.of(tmp_path, "ada")
    log.add(decision("first"))
    before = log.path.read_bytes()
    log.add(decision("second"))
    assert log.path.read_bytes().startswith(before)


def test_each_decision_is_on_the_disk_before_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    log = Log.of(tmp_path, "ada")

    def synced(_: int) -> None:
        seen.append(log.path.read_bytes().count(b"\n"))

    monkeypatch.setattr("tigraph.coding.log.os.fsync", synced)
    monkeypatch.setattr("tigraph.coding.log.sync_folder", lambda _: None)
    log.add_all([decision("first"), decision("second")])
    assert seen == [1, 2]


@pytest.mark.parametrize("kept", range(1, 40, 7))
def test_a_line_that_was_cut_short_stays_and_is_told(tmp_path: Path, kept: int) -> None:
    log = Log.of(tmp_path, "ada")
    log.add_all([decision("first"), decision("second")])
    whole = log.path.read_bytes()
    first = whole.index(b"\n") + 1
    log.path.write_bytes(whole[: first + kept])
    again = Log.of(tmp_path, "ada")
    assert [one.on for one in again.decisions] == ["first"]
    assert "line 2" in again.faults[0]
    again.add(decision("third"))
    last = Log.of(tmp_path, "ada")
    assert [one.on for one in last.decisions] == ["first", "third"]
    assert last.path.read_bytes().startswith(whole[: first + kept] + b"\n")


def test_a_whole_line_without_its_end_counts(tmp_path: Path) -> None:
    log = Log.of(tmp_path, "ada")
    log.add(decision("first"))
    log.path.write_bytes(log.path.read_bytes()[:-1])
    again = Log.of(tmp_path, "ada")
    again.add(decision("second"))
    assert [one.on for one in Log.of(tmp_path, "ada").decisions] == ["first", "second"]


def test_two_processes_write_side_by_side(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tigraph.coding import Log, Decision\n"
        "log = Log.of(Path(sys.argv[1]), 'ada')\n"
        "for n in range(40):\n"
        "    log.add(Decision('', '', '', 'val', 1, 'refuse', sys.argv[2] + str(n)))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in ("a", "b")
    ]
    assert [one.wait(60) for one in running] == [0, 0]
    log = Log.of(tmp_path, "ada")
    assert log.faults == []
    assert sorted(one.on for one in log.decisions) == sorted(
        f"{a}{n}" for a in "ab" for n in range(40)
    )


@pytest.mark.parametrize("name", ["", "../ada", "a/b", ".hidden", "a b"])
def test_a_coder_has_a_name_that_a_file_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        Log.of(tmp_path, name)
