"""A question that is put again to the same version of a store is answered with what was printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tigraph.cli
import tigraph.cli.query
from small_stores import store_with
from tigraph.cli import before
from tigraph.layers import remove
from tigraph.stores import versions, worked_out
from tigraph.workspaces import Workspace

#: A printed answer: standard output, standard error, exit code.
Printed = tuple[str, str, int]
Asking = Callable[..., Printed]
ABOUT = ("people", "--as-of", "2024", "-f", "csv")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with(tmp_path_factory.mktemp("again") / "store")


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def ask(store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Ask the store by the command; each answer is worth being kept, however quick it was."""
    monkeypatch.setattr(before, "_WORTH", 0.0)

    def asked(*arguments: str) -> Printed:
        with pytest.raises(SystemExit) as ended:
            tigraph.cli.main(["query", *arguments, "--store", str(store)])
        out, err = capsys.readouterr()
        told = re.sub(r"^(Working out|Asking) .* …\n", "", err, flags=re.MULTILINE)
        return out, told, int(str(ended.value.code or 0))

    return asked


def kept(store: Path) -> list[Path]:
    version = versions.current(store)
    assert version is not None
    return [one.path for one in worked_out(version) if one.path.name.startswith("answer-")]


@pytest.mark.parametrize(
    "question",
    [
        ABOUT,
        ("who-presides", "--cite"),
        ("posts-of-person", "-p", "person=bole", "-f", "json"),
        ("-e", "ASK { ?x a tig:Claimm }"),
        ("-e", "CONSTRUCT WHERE { ?x skos:prefLabel ?y } LIMIT 3", "-f", "ttl"),
    ],
    ids=" ".join,
)
def test_it_prints_the_same_without_opening_the_store(
    ask: Asking, store: Path, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...]
) -> None:
    """Answer, reference, remarks on names and terms, what is in doubt, and the exit code."""
    first = ask(*question)
    assert len(kept(store)) == 1

    def closed(*_: object, **__: object) -> None:
        raise AssertionError("the store was opened")

    monkeypatch.setattr("tigraph.graph.load", closed)
    assert ask(*question) == first


@pytest.mark.parametrize(
    "other",
    [
        ("people", "--as-of", "2019", "-f", "csv"),
        (*ABOUT, "--possible"),
        (*ABOUT, "--lang", "fr"),
        (*ABOUT, "--columns", "source"),
        (*ABOUT, "--known-by", "2020"),
        (*ABOUT, "--layers", "curated"),
        (*ABOUT, "--max-rows", "1000"),
        (*ABOUT, "--safe-cells"),
        (*ABOUT, "-q"),
        ("people", "--as-of", "2024", "-f", "json"),
    ],
    ids=lambda other: " ".join(other[3:]),
)
def test_whatever_else_is_asked_is_another_question(
    ask: Asking, store: Path, other: tuple[str, ...]
) -> None:
    ask(*ABOUT)
    ask(*other)
    assert len(kept(store)) == 2


def test_what_another_version_of_the_store_answered_is_not_given(ask: Asking, store: Path) -> None:
    named = ("-e", 'SELECT ?x { ?x <urn:p> "fictive" }', "-f", "csv")
    assert "cget" in ask(*named)[0]
    remove(store, ["more"])
    assert "cget" not in ask(*named)[0]


def test_what_is_another_each_time_is_asked_each_time(ask: Asking, store: Path) -> None:
    asked = ("-e", "SELECT ?u { BIND(struuid() AS ?u) }", "-f", "csv")
    assert ask(*asked) != ask(*asked)
    assert not kept(store)


def test_nothing_is_kept_where_nothing_may_be_written(ask: Asking, store: Path) -> None:
    ask(*ABOUT, "--budget", "0")
    assert not kept(store)


@pytest.mark.parametrize("damage", [b"", b"nonsense"], ids=["cut to nothing", "other bytes"])
def test_a_kept_answer_that_was_damaged_is_not_given(
    ask: Asking, store: Path, damage: bytes
) -> None:
    first = ask(*ABOUT)
    (kept(store)[0] / "content").write_bytes(damage)
    assert ask(*ABOUT) == first


def test_an_answer_that_fails_is_not_kept(ask: Asking, store: Path) -> None:
    assert ask(*ABOUT, "--max-rows", "1")[2] != 0
    assert not kept(store)


def test_a_workspace_is_part_of_the_question_as_its_files_are(
    ask: Asking, store: Path, tmp_path: Path
) -> None:
    club = '<https://example.org/club> skos:prefLabel "Club fictif"@fr .'
    named = ("-e", 'SELECT ?x { ?x skos:prefLabel "Club fictif"@fr }', "-f", "csv")
    own = Workspace.new(tmp_path / "own", title="fictif", language="fr")
    assert "club" not in ask(*named)[0]
    assert "club" not in ask(*named, "--workspace", str(own.folder))[0]
    (own.folder / "claims" / "own.ttl").write_text(
        f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n{club}\n", encoding="utf-8"
    )
    assert "club" in ask(*named, "--workspace", str(own.folder))[0]
    assert "club" not in ask(*named)[0]


def test_an_answer_is_not_kept_of_files_that_changed_while_it_was_sought(
    ask: Asking, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Workspace.new(tmp_path / "own", title="fictif", language="fr")
    plain = tigraph.cli.query._shown

    def changing(*given: Any) -> Any:
        (own.folder / "claims" / "own.ttl").write_text("# while it is asked\n", encoding="utf-8")
        return plain(*given)

    monkeypatch.setattr("tigraph.cli.query._shown", changing)
    ask(*ABOUT, "--workspace", str(own.folder))
    assert not kept(store)
