"""A declared register as a layer of a store: its declaration is one of its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from declaring import HEADER, ROWS, WORKSHOPS, written
from terminal import tigraph as run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a declaration and its file."""
    (tmp_path / "w.yaml").write_text(WORKSHOPS, encoding="utf-8")
    written(tmp_path, HEADER, *ROWS)
    return tmp_path


def add(folder: Path, *given: object) -> str:
    done = run("layer", "add", folder / "w.yaml", *given, "--store", folder / "store", "-q")
    assert done.code == 0, done.err
    return str(done.out)


def test_a_declaration_makes_a_layer_and_a_change_of_it_changes_the_layer(folder: Path) -> None:
    store = folder / "store"
    file = folder / "w-2031-06-01.csv"
    assert add(folder, file) == "werkstatt: 2031-06-01, declaration: new\n"
    shown = json.loads(run("layer", "show", "werkstatt", "--store", store, "-f", "json").out)
    assert shown["title"]["en"] == "Workshop regions (fictitious)"
    assert (shown["rows"], shown["used"], shown["kind"]) == (2, 2, "werkstatt")
    assert [one["part"] for one in shown["sources"]] == ["2031-06-01", "declaration"]
    assert add(folder) == "Nothing has changed.\n"
    changed = WORKSHOPS.replace("(fictitious)", "(all invented)")
    (folder / "w.yaml").write_text(changed, encoding="utf-8")
    told = run("layer", "update", "werkstatt", "--store", store, "-q").out
    assert told == "werkstatt: declaration: changed\n"
    listed = run("layer", "list", "--store", store, "-f", "json").out
    assert "all invented" in listed


def test_a_new_version_of_the_file_is_held_against_the_layer(folder: Path) -> None:
    store = folder / "store"
    add(folder, folder / "w-2031-06-01.csv")
    written(folder, HEADER, ROWS[0], "W-02;Berg;10033;Kreis C;1.6.2031", name="w-2032-06-01.csv")
    new = folder / "w-2032-06-01.csv"
    asked = ("document", "recheck", "--register", new, "--store", store, "--lang", "en")
    done = run(*asked)
    assert done.code == 1
    assert [line.split()[:2] for line in done.out.splitlines()[2:]] == [["W-01", "gone"]]
    assert "still there 2, moved 0, altered 0, gone 1; new 1" in done.err
    told = json.loads(run(*asked, "-f", "json").out)
    assert sorted(row["fate"] for row in told) == ["gone", "still there", "still there"]
    (folder / "other.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    refused = run("document", "recheck", "--register", folder / "other.csv", "--store", store)
    assert (refused.code, "No layer of" in refused.err) == (3, True)


def test_another_change_of_the_store_reads_the_declared_layer_as_before(folder: Path) -> None:
    store = folder / "store"
    add(folder, folder / "w-2031-06-01.csv")
    (folder / "w.yaml").unlink()
    (folder / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    done = run("layer", "add", "rdf", folder / "x.ttl", "--name", "x", "--store", store, "-q")
    assert done.code == 0
    query = "SELECT ?t WHERE { ?t tig:inPhase <https://w3id.org/tigraph/id/phase/fabelland-w1> }"
    assert "fabelland-W-01" in run("query", "-e", query, "--store", store, "-f", "csv").out


def test_what_cannot_be_is_told_in_one_line(folder: Path) -> None:
    store = folder / "store"
    name = WORKSHOPS.replace("layer: werkstatt", "layer: industrie")
    (folder / "taken.yaml").write_text(name, encoding="utf-8")
    for given, code, says in (
        (("taken.yaml", "w-2031-06-01.csv"), 2, "a layer “industrie” of its own"),
        (("w.yaml",), 2, "Give the files of werkstatt"),
        (("none.yaml", "w-2031-06-01.csv"), 3, "No such file"),
        (("w.yaml", "w.yaml"), 3, "Nothing of werkstatt here"),
    ):
        paths = [folder / one for one in given]
        done = run("layer", "add", *paths, "--store", store)
        assert done.code == code, done.err
        assert says in done.err
    add(folder, folder / "w-2031-06-01.csv")
    done = run("layer", "remove", "werkstatt", "--part", "declaration", "--store", store)
    assert (done.code, "remove it whole" in done.err) == (2, True)
    assert run("layer", "remove", "werkstatt", "--store", store, "-q").code == 0


def test_in_a_workspace_the_name_of_a_declaration_will_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("workspace", "new", folder / "space")
    registers = folder / "space" / "registers"
    registers.mkdir(exist_ok=True)
    (registers / "werkstatt.yaml").write_text(WORKSHOPS, encoding="utf-8")
    monkeypatch.chdir(folder / "space")
    monkeypatch.delenv("TIGRAPH_WORKSPACE", raising=False)
    file = folder / "w-2031-06-01.csv"
    done = run("layer", "add", "werkstatt", file, "--store", folder / "store", "-q")
    assert done.out == "werkstatt: 2031-06-01, declaration: new\n"
