"""`tigraph document propose`: what a text may say, at its places. All texts are fictitious."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from terminal import tigraph

TEXT = (
    "Inventé signe son contrat\r\n"
    "Le 3 mars, Xanthe Zorbel, présidente de la communauté de communes du Val d’Inventé, "
    "a reçu 30 élus.\r\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_bytes(TEXT.encode())
    return file


def test_each_line_is_a_proposal_with_places_in_the_file_as_it_stands(article: Path) -> None:
    done = tigraph("document", "propose", article, "-f", "jsonl", "--date", "2021-03-20")
    assert done.code == 0
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert {row["kind"] for row in rows} == {"mention", "claim"}
    assert all({"id", "spans", "rule", "confidence"} <= row.keys() for row in rows)
    named = {
        (TEXT[row["spans"][0][0] : row["spans"][0][1]], row["type"])
        for row in rows
        if row["kind"] == "mention"
    }
    assert ("Xanthe Zorbel", "person") in named
    assert ("communauté de communes du Val d’Inventé", "intercommunality") in named
    dates = [row for row in rows if row.get("type") == "date"]
    assert [(row["value"], bool(row["worked_out"])) for row in dates] == [("2021-03-03", True)]


def test_a_table_is_for_reading_and_says_how_many(article: Path) -> None:
    done = tigraph("document", "propose", article, "--proposer", "rules", "--lang", "en")
    assert "Xanthe Zorbel" in done.out
    assert "mentions, 0 claims." in done.err
    assert "Give --date" in done.err


def test_what_is_proposed_of_a_document_is_kept_beside_its_text(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tigraph("workspace", "new", tmp_path / "w", "--base", "https://example.org/w/")
    monkeypatch.chdir(tmp_path / "w")
    added = tigraph("document", "add", article, "--date", "2021-03-20", "--slug", "invente", "-q")
    assert added.code == 0
    done = tigraph("document", "propose", "invente", "-f", "jsonl")
    assert done.code == 0
    kept = tmp_path / "w" / "documents" / "invente" / "1" / "proposals.jsonl"
    assert kept.read_text(encoding="utf-8") == done.out
    again = tigraph("document", "propose", "invente", "-f", "jsonl", "-q")
    assert (again.out, again.err) == (done.out, "")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nowhere.txt"], 3, "No such document"),
        (["ARTICLE", "--proposer", "magic"], 2, "No proposer is called “magic”"),
        (["ARTICLE", "--date", "soon"], 2, "soon"),
        (["ARTICLE", "--version", "2"], 2, "--version goes with a document"),
        (["ARTICLE", "--model", "m"], 2, "--model-address"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(
    article: Path, arguments: list[str], code: int, told: str
) -> None:
    given = [str(article) if one == "ARTICLE" else one for one in arguments]
    done = tigraph("document", "propose", *given)
    assert done.code == code
    assert told in done.err


def test_a_text_in_a_language_without_rules_has_its_known_names(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Heute sprach Cédric Bôle.", encoding="utf-8")
    done = tigraph("document", "propose", file, "--in", "de", "-f", "jsonl", "-q")
    assert [json.loads(line)["spans"] for line in done.out.splitlines()] == [[[13, 24]]]
