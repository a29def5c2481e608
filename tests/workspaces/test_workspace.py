"""A workspace as a folder: made, found, opened, and read beside the shipped graph."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import tigraph
from tigraph.errors import DataError, UnknownNameError, UsageError
from tigraph.workspaces import Workspace

CLAIM = """
@prefix basis: <https://w3id.org/tigraph/concept/basis/> .
@prefix citation: <https://w3id.org/tigraph/id/citation/> .
@prefix claim: <https://w3id.org/tigraph/id/claim/> .
@prefix document: <https://w3id.org/tigraph/id/document/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix organisation: <https://w3id.org/tigraph/id/organisation/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

organisation:valmont a org:FormalOrganization ; skos:prefLabel "Ateliers fictifs de Valmont"@fr .
"""


def test_a_workspace_made_is_one_that_can_be_opened(tmp_path: Path) -> None:
    made = Workspace.new(tmp_path / "w", title="Vallée « fictive »", language="de", shipped=False)
    assert Workspace.open(tmp_path / "w") == made
    assert (made.title, made.language, made.shipped) == ("Vallée « fictive »", "de", False)


def test_two_workspaces_name_their_own_entities_apart(tmp_path: Path) -> None:
    first, second = Workspace.new(tmp_path / "a"), Workspace.new(tmp_path / "b")
    assert first.iri("person", "x") != second.iri("person", "x")


def test_own_entities_are_named_under_the_base_that_was_given(tmp_path: Path) -> None:
    made = Workspace.new(tmp_path / "w", base="https://example.org/mine/")
    assert made.iri("person", "marthe-exemple") == "https://example.org/mine/person/marthe-exemple"


@pytest.mark.parametrize("base", ["mine", "https://", "https://example.org/mine", "a b:/"])
def test_a_base_that_no_iri_can_begin_with_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="base is"):
        Workspace.new(tmp_path / "w", base=base)
    assert not (tmp_path / "w" / "workspace.toml").exists()


def test_what_lies_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    Workspace.new(tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_workspace_is_not_made_twice(tmp_path: Path) -> None:
    made = Workspace.new(tmp_path)
    with pytest.raises(DataError, match="a workspace already"):
        Workspace.new(tmp_path)
    assert Workspace.open(tmp_path) == made


def test_it_is_found_from_a_folder_within_it(tmp_path: Path) -> None:
    made = Workspace.new(tmp_path / "w")
    found = Workspace.about(tmp_path / "w" / "claims")
    assert found is not None
    assert found.folder.resolve() == made.folder.resolve()


def test_outside_of_any_none_is_found(tmp_path: Path) -> None:
    assert Workspace.about(tmp_path) is None


@pytest.mark.parametrize("content", ['members = ["a"]\n', "[[broken"])
def test_a_file_of_that_name_by_another_program_is_passed_over(
    content: str, tmp_path: Path
) -> None:
    made = Workspace.new(tmp_path)
    (tmp_path / "claims" / "workspace.toml").write_text(content, encoding="utf-8")
    found = Workspace.about(tmp_path / "claims")
    assert found is not None
    assert found.base == made.base


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("title = 'x'\n", "say `tigraph = 1`"),
        ("tigraph = 9\n", "of a later tigraph"),
        ("tigraph = 1\nbase = 'https://e.org/'\nshiped = true\n", "there is no “shiped”"),
        ("tigraph = 1\nbase = 'https://e.org/'\nshipped = 'yes'\n", "shipped should be true"),
        ("tigraph = 1\n", "say `base`"),
        ("tigraph = 1\nbase = 'x'\n", "base is “x”"),
        ("tigraph = 1\nbase = 'https://e.org/'\nlanguage = 'French'\n", "no code of a language"),
        ("tigraph = \n", "line 1"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_in_a_line(
    content: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "workspace.toml").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=told) as error:
        Workspace.open(tmp_path)
    assert "\n" not in str(error.value)
    assert "workspace.toml" in str(error.value)


def test_a_folder_that_is_none_is_told_how_to_become_one(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="tigraph workspace new"):
        Workspace.open(tmp_path)


def test_an_unknown_document_is_told_with_those_like_it(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="document list"):
        Workspace.new(tmp_path).document("x")


def test_its_files_are_read_beside_the_shipped_graph(tmp_path: Path) -> None:
    made = Workspace.new(tmp_path)
    (made.vocabulary / "own.ttl").write_text(CLAIM, encoding="utf-8")
    graph = tigraph.load(workspace=tmp_path)
    assert graph.resolve("Ateliers fictifs de Valmont").endswith("/organisation/valmont")
    assert graph.resolve("Cédric Bôle").endswith("/person/cedric-bole")


def test_one_without_the_shipped_graph_is_read_alone(tmp_path: Path) -> None:
    made = Workspace.new(tmp_path, shipped=False)
    (made.claims / "own.ttl").write_text(CLAIM, encoding="utf-8")
    graph = tigraph.load(workspace=str(tmp_path))
    assert graph.resolve("Ateliers fictifs de Valmont").endswith("/organisation/valmont")
    with pytest.raises(UnknownNameError):
        graph.resolve("Cédric Bôle")


def test_a_workspace_that_git_has_cloned_without_its_empty_folders_is_whole(tmp_path: Path) -> None:
    made = Workspace.new(tmp_path / "w")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=made.folder, check=True)
    subprocess.run([*git, "clone", "-q", str(made.folder), str(tmp_path / "c")], check=True)
    cloned = Workspace.open(tmp_path / "c")
    assert cloned.base == made.base
    assert cloned.documents() == []
    assert cloned.data_files() == []
