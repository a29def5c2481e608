"""Documents put into a workspace: kept whole, recognised, versions counted, described."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import tigraph
from own_faults import own_faults
from papers import META, PARAGRAPHS, TEXT, page
from tigraph.errors import DataError, UnknownNameError, UsageError
from tigraph.workspaces import (
    QUOTED,
    Added,
    Workspace,
    add,
    as_described,
    citing,
    gathered,
    publisher_named,
    read_source,
    removed,
    source_at,
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.new(tmp_path / "w", base="https://example.org/w/")


def put(workspace: Workspace, path: Path, of: str = "", slug: str = "", **given: str) -> Added:
    """Add a file as the command does, without the names of a graph."""
    source = source_at(str(path))
    read = read_source(source)
    found = gathered(workspace, read, given)
    publisher = None
    if "publisher" in found:
        names = tigraph.load().names
        publisher = publisher_named(workspace, names, found["publisher"].value)
    known = {name: told for name, told in found.items() if not of or name in given}
    return add(workspace, source, read, as_described(known, publisher), of=of, slug=slug)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_text_and_the_file_are_kept_with_both_checksums(
    workspace: Workspace, tmp_path: Path
) -> None:
    content = TEXT.replace("\n", "\r\n").encode("utf-8-sig")
    added = put(workspace, written(tmp_path, "a.txt", content))
    version = added.version
    assert (added.what, version.number) == ("document", 1)
    assert added.document.text() == TEXT
    assert version.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert version.text_file.read_bytes() == TEXT.encode()
    assert version.original.read_bytes() == content
    assert version.original_sha256 == hashlib.sha256(content).hexdigest()


def test_a_text_in_utf_8_with_unix_lines_is_the_file_itself(
    workspace: Workspace, tmp_path: Path
) -> None:
    version = put(workspace, written(tmp_path, "a.txt", TEXT)).version
    assert version.sha256 == version.original_sha256


def test_a_file_that_is_here_is_recognised_under_any_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = put(workspace, written(tmp_path, "a.txt", TEXT))
    again = put(workspace, written(tmp_path, "b.txt", TEXT))
    assert (again.what, again.version) == ("", first.version)
    assert len(workspace.documents()) == 1


def test_the_same_text_of_another_file_is_recognised(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace, written(tmp_path, "a.txt", TEXT))
    again = put(workspace, written(tmp_path, "b.txt", TEXT.encode("cp1252").replace(b"\n", b"\r")))
    assert again.what == ""


def test_another_text_from_the_same_address_is_a_new_version(
    workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace, written(tmp_path, "a.html", page(head=META)))
    other = page(*PARAGRAPHS[1:], "Un paragraphe de plus, tout aussi inventé.", head=META)
    added = put(workspace, written(tmp_path, "b.html", other))
    assert (added.what, added.version.number) == ("version", 2)
    assert [version.number for version in workspace.documents()[0].versions] == [1, 2]
    assert "de plus" not in added.document.text(1)
    assert "de plus" in added.document.text()


def test_a_new_version_of_a_document_is_told_by_its_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = put(workspace, written(tmp_path, "a.txt", TEXT), publisher="CGET", issued="2021")
    slug = first.document.slug
    added = put(workspace, written(tmp_path, "b.txt", "Autre texte.\n"), of=slug, issued="2022-03")
    assert (added.document.slug, added.version.number) == (slug, 2)
    assert added.document.issued == "2022-03"
    assert added.document.title == PARAGRAPHS[0]
    assert added.document.publisher == first.document.publisher


def test_what_a_person_wrote_into_the_description_stays(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = put(workspace, written(tmp_path, "a.txt", TEXT))
    path = first.document.folder / "document.ttl"
    note = '\n# checked by hand\n<{}> <http://purl.org/dc/terms/description> "fictif"@fr .\n'
    path.write_text(path.read_text("utf-8") + note.format(first.document.iri), encoding="utf-8")
    put(workspace, written(tmp_path, "b.txt", "Autre texte.\n"), of=first.document.slug)
    assert "# checked by hand" in path.read_text("utf-8")
    assert '"fictif"@fr' in path.read_text("utf-8")


def test_two_documents_of_one_title_have_slugs_of_their_own(
    workspace: Workspace, tmp_path: Path
) -> None:
    slugs = [
        put(workspace, written(tmp_path, f"{n}.txt", f"Un titre\n{n}\n")).document.slug
        for n in range(3)
    ]
    assert slugs == ["un-titre", "un-titre-2", "un-titre-3"]


@pytest.mark.parametrize(("slug", "told"), [("Un Titre", "write it as un-titre"), ("a", "already")])
def test_a_slug_that_is_none_or_taken_is_refused(
    slug: str, told: str, workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace, written(tmp_path, "a.txt", "A\n"), slug="a")
    with pytest.raises(UsageError, match=told):
        put(workspace, written(tmp_path, "b.txt", "B\n"), slug=slug)
    assert [document.slug for document in workspace.documents()] == ["a"]


def test_a_version_of_a_document_that_is_not_there_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace, written(tmp_path, "a.txt", TEXT))
    with pytest.raises(UnknownNameError, match="la-fabrique"):
        put(workspace, written(tmp_path, "b.txt", "B\n"), of="la-fabrik-de-valmont-ouvre")


def test_the_publisher_is_the_one_whom_the_graph_knows_by_that_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    added = put(workspace, written(tmp_path, "a.txt", TEXT), publisher="cget")
    assert added.document.publisher == "https://w3id.org/tigraph/id/organisation/cget"


def test_a_publisher_whom_nobody_knows_is_named_by_the_workspace(
    workspace: Workspace, tmp_path: Path
) -> None:
    document = put(workspace, written(tmp_path, "a.html", page(head=META))).document
    assert document.publisher == "https://example.org/w/organisation/le-courrier-fictif"
    assert document.publisher_name == "Le Courrier fictif"
    graph = tigraph.load(workspace=workspace.folder)
    relations = graph.show(document.iri)["relations"]
    assert [one["other"]["label"] for one in relations] == ["Le Courrier fictif"]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"publisher": "CGET", "issued": "2021-03~", "address": "https://a.example/b"},
        {"language": "en", "title": "A “title”"},
    ],
)
def test_what_is_written_of_a_document_passes_the_checks(
    given: dict[str, str], workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace, written(tmp_path, "a.txt", f"{TEXT}Publié le 5 mars 2021\n"), **given)
    put(workspace, written(tmp_path, "b.html", page(head=META)))
    assert own_faults(workspace.data_files()) == []


def test_a_date_that_the_text_says_is_cited_with_its_place(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = f"{PARAGRAPHS[0]}\nPublié le 5 mars 2021 par la rédaction\n{PARAGRAPHS[1]}\n"
    added = put(workspace, written(tmp_path, "a.txt", text))
    assert added.document.issued == "2021-03-05"
    turtle = (added.document.folder / "document.ttl").read_text("utf-8")
    start = text.index("Publié")
    assert f"/span/{added.document.slug}-1-{start}-{start + len('Publié le 5 mars 2021')}" in turtle


def test_the_description_carries_no_sentence_of_the_text(
    workspace: Workspace, tmp_path: Path
) -> None:
    added = put(workspace, written(tmp_path, "a.txt", TEXT))
    turtle = (added.document.folder / "document.ttl").read_text("utf-8")
    assert PARAGRAPHS[1][:40] not in turtle
    assert workspace.data_files() == [added.document.folder / "document.ttl"]


def test_a_text_that_was_changed_by_hand_is_not_given(workspace: Workspace, tmp_path: Path) -> None:
    added = put(workspace, written(tmp_path, "a.txt", TEXT))
    added.version.text_file.write_text("Autre chose.\n", encoding="utf-8")
    with pytest.raises(DataError, match="not the text that was added"):
        added.document.text()


def test_a_damaged_record_of_a_version_is_told(workspace: Workspace, tmp_path: Path) -> None:
    added = put(workspace, written(tmp_path, "a.txt", TEXT))
    (added.version.folder / "version.json").write_text('{"sha256": 1', encoding="utf-8")
    with pytest.raises(DataError, match=r"version\.json is damaged"):
        workspace.documents()


def test_nothing_is_left_where_writing_fails(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tigraph.workspaces.adding.sync", full)
    before = sorted(path.name for path in workspace.folder.rglob("*"))
    with pytest.raises(DataError, match="No space left"):
        put(workspace, written(tmp_path, "a.txt", TEXT))
    assert sorted(path.name for path in workspace.folder.rglob("*")) == before


def test_a_version_goes_where_its_description_cannot_be_written(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(workspace, written(tmp_path, "a.txt", TEXT))

    def full(*_: object, **__: object) -> None:
        raise DataError("full")

    monkeypatch.setattr("tigraph.workspaces.adding.write_file", full)
    with pytest.raises(DataError):
        put(workspace, written(tmp_path, "b.txt", "B\n"), of=first.document.slug)
    assert len(workspace.document(first.document.slug).versions) == 1


def test_files_have_unix_lines_and_say_the_same_twice(workspace: Workspace, tmp_path: Path) -> None:
    added = put(workspace, written(tmp_path, "a.txt", TEXT.replace("\n", "\r\n")))
    for name in ("document.ttl", "1/version.json", "1/text.txt"):
        assert b"\r" not in (added.document.folder / name).read_bytes()
    about = json.loads((added.version.folder / "version.json").read_bytes())
    assert about["extractor"] == "tigraph, utf-8"


def test_a_quotation_is_given_up_to_a_length(workspace: Workspace, tmp_path: Path) -> None:
    text = "Un titre fictif\n" + "x" * (2 * QUOTED)
    version = put(workspace, written(tmp_path, "a.txt", text)).version
    assert workspace.quotation(version.iri, [(0, 2), (3, 8)]) == "Un … titre"
    assert workspace.quotation(version.iri, [(16, 16 + QUOTED)]) == "x" * QUOTED
    assert workspace.quotation(version.iri, [(16, 17 + QUOTED)]) is None
    assert workspace.quotation("https://example.org/other", [(0, 2)]) is None


def test_a_document_that_claims_cite_is_known_to_be_cited(
    workspace: Workspace, tmp_path: Path
) -> None:
    added = put(workspace, written(tmp_path, "a.txt", TEXT))
    assert citing(workspace, added.document) == []
    claims = workspace.claims / "a.ttl"
    source = "http://www.w3.org/ns/oa#hasSource"
    claims.write_text(f"<urn:x:c> <{source}> <{added.version.iri}> .\n", encoding="utf-8")
    assert citing(workspace, added.document) == [claims]


def test_a_document_taken_out_is_gone(workspace: Workspace, tmp_path: Path) -> None:
    added = put(workspace, written(tmp_path, "a.txt", TEXT))
    removed(workspace, added.document)
    assert workspace.documents() == []
    assert [*workspace.texts.iterdir()] == []
