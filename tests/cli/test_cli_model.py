"""`tigraph model`: the terms told on a terminal, as JSON, as a page and as a diagram."""

from __future__ import annotations

import json
from pathlib import Path

from terminal import tigraph


def test_the_terms_are_listed_by_theme_and_a_term_is_told() -> None:
    listed = tigraph("model", "--lang", "en")
    assert (listed.code, listed.err) == (0, "")
    assert listed.out.startswith("Entities")
    assert "tig:validTime  valid time" in listed.out
    told = tigraph("model", "tig:SourceCitation", "--lang", "en")
    assert (told.code, told.err) == (0, "")
    assert "oa:hasSource" in told.out
    assert "tig:modality  modality  1  concept:modality" in told.out
    assert "citation:" in told.out


def test_json_is_what_the_package_gives(graph: object) -> None:
    done = tigraph("model", "concept:stance", "-f", "json", "--lang", "fr")
    assert json.loads(done.out) == graph.model("concept:stance")  # type: ignore[attr-defined]


def test_a_term_that_is_none_names_the_nearest() -> None:
    done = tigraph("model", "tig:validtime")
    assert (done.code, done.out) == (2, "")
    assert "Nearest: tig:validTime" in done.err
    several = tigraph("model", "financement")
    assert several.code == 2
    assert "theme:financing" in several.err


def test_the_page_and_the_diagram_are_files(tmp_path: Path) -> None:
    page, picture = tmp_path / "model.html", tmp_path / "model.svg"
    assert tigraph("model", "-o", page, "--lang", "fr").code == 0
    assert '<html lang="fr">' in page.read_text("utf-8")
    assert tigraph("model", "-o", picture, "--lang", "en").code == 0
    assert "relation claim" in picture.read_text("utf-8")
    wrong = tigraph("model", "tig:Claim", "-o", tmp_path / "claim.html")
    assert wrong.code == 2
    assert "leave tig:Claim out" in wrong.err
