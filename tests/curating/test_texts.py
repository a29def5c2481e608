"""Citations held against the texts that they cite. The small text is invented."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout import shared
from tigraph.curating.texts import Reading, numbers, read_against, sentences
from tigraph.errors import DataError
from tigraph.graph import Graph

World = Callable[..., Graph]

TEXT = "Un conte\n\nAda Fictive préside le comité\u00a0fictif. Il compte 1\u202f200 membres.\nFin."
NAME, SEAT = TEXT.index("Ada"), TEXT.index("comité")


def data(*, text: str = TEXT, start: int = NAME, end: int = NAME + 11, more: str = "") -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"""
    person:a a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
    body:b a tig:GovernanceBody ; skos:prefLabel "comité fictif"@fr ; skos:altLabel "le comité"@fr .
    document:d a foaf:Document ; dcterms:title "Conte"@fr .
    text:d a tig:Text ; tig:textOf document:d ; tig:fileName "conte.txt" ; tig:sha256 "{digest}" .
    claim:1 a tig:RelationClaim ; tig:relation relation:steers ; tig:subject person:a ;
      tig:object body:b ; tig:citation citation:1 .
    citation:1 oa:hasSource text:d ; oa:hasSelector span:1 .
    span:1 oa:start {start} ; oa:end {end} .
    {more}
    """


def read(graph: Graph, folder: Path, text: str = TEXT) -> Reading:
    (folder / "conte.txt").write_bytes(text.encode())
    [reading] = read_against(graph.store, folder)
    return reading


def test_a_sound_text_shows_each_sentence_with_what_cites_it(world: World, tmp_path: Path) -> None:
    more = (
        "text:d tig:leftOut span:title . "
        "span:title oa:start 0 ; oa:end 8 ; tig:reason omission:furniture ."
    )
    reading = read(world(data(more=more)), tmp_path)
    assert reading.faults == []
    words = [TEXT[s.start : s.end] for s in reading.sentences]
    assert words == [
        "Un conte", "Ada Fictive préside le comité\u00a0fictif.", "Il compte 1\u202f200 membres.",
        "Fin.",
    ]  # fmt: skip
    title, first, *rest = reading.sentences
    assert title.left_out.endswith("omission/furniture")
    assert not title.claims
    assert [claim.rsplit("/", 1)[1] for claim in first.claims] == ["1"]
    assert reading.open == rest


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": 0, "end": 8}, "name no end of .* and not its value"),
        ({"start": NAME, "end": NAME + 3}, "name no end"),  # half of a name is no name
        ({"start": 10, "end": 5000}, f"10–5000 is outside the text of {len(TEXT)}"),
        ({"start": 9, "end": 9}, "9–9 is outside"),
        ({"text": TEXT + " "}, "is not the text that was read: its SHA-256 differs"),
    ],
)
def test_a_citation_that_does_not_hold_is_reported_with_a_remedy(
    change: dict, message: str, world: World, tmp_path: Path
) -> None:
    [fault] = read(world(data(**change)), tmp_path).faults
    assert re.search(message, fault.message)
    assert fault.remedy


def test_a_no_break_space_is_a_space_and_an_alternative_label_is_a_name(
    world: World, tmp_path: Path
) -> None:
    assert not read(world(data(start=SEAT, end=SEAT + 13)), tmp_path).faults
    assert not read(world(data(start=SEAT - 3, end=SEAT + 6)), tmp_path).faults


@pytest.mark.parametrize(("spelling", "sound"), [("Ada Fictive", True), ("Ada fictive", False)])
def test_a_name_of_a_text_stands_there_letter_for_letter(
    spelling: str, sound: bool, world: World, tmp_path: Path
) -> None:
    naming = f"""naming:1 a tig:Naming ; tig:names person:a ; tig:spelling "{spelling}" ;
      oa:hasSource text:d ; oa:hasSelector span:1 ."""
    faults = read(world(data(more=naming)), tmp_path).faults
    assert [fault.where.endswith("naming/1") for fault in faults] == ([] if sound else [True])


def test_a_figure_is_named_by_its_number(world: World, tmp_path: Path) -> None:
    start = TEXT.index("1\u202f200")
    figure = f"""
    claim:2 a tig:FigureClaim ; tig:about programme:p ; tig:value 1200 ; tig:citation citation:2 .
    citation:2 oa:hasSource text:d ; oa:hasSelector span:2 .
    span:2 oa:start {start} ; oa:end {start + 5} ."""
    assert not read(world(data(more=figure)), tmp_path).faults
    wrong = figure.replace("tig:value 1200", "tig:value 200")
    assert len(read(world(data(more=wrong)), tmp_path).faults) == 1


def test_offsets_count_characters_and_not_bytes(world: World, tmp_path: Path) -> None:
    text = "🏭 é — Ada Fictive"
    start = text.index("Ada")
    graph = world(data(text=text, start=start, end=start + 11))
    assert not read(graph, tmp_path, text).faults


def test_missing_texts_are_told_one_by_one_and_a_wrong_folder_at_once(
    world: World, tmp_path: Path
) -> None:
    second = """text:e a tig:Text ; tig:textOf document:d ; tig:fileName "other.txt" ."""
    graph = world(data(more=second))
    with pytest.raises(DataError, match=r"holds none of the texts .*: conte\.txt, other\.txt"):
        read_against(graph.store, tmp_path)
    with pytest.raises(DataError, match="is no folder"):
        read_against(graph.store, tmp_path / "nowhere")
    (tmp_path / "conte.txt").write_bytes(TEXT.encode())
    sound, missing = read_against(graph.store, tmp_path)
    assert not sound.faults
    assert [fault.message for fault in missing.faults] == ["other.txt is missing."]
    (tmp_path / "other.txt").touch()
    assert read_against(graph.store, tmp_path)[1].faults, "a text without a recorded SHA-256"


@given(st.text(st.sampled_from("aAé .!?…\n\r«»“\u00a0-1")))
def test_sentences_are_in_order_apart_and_cover_every_letter(text: str) -> None:
    places = sentences(text)
    covered = [i for start, end in places for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if c.isalnum()} <= set(covered)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2,5 millions d’emplois", ["2500000"]),
        ("de 22 à 11 %", ["22", "11"]),
        ("1,3 milliard d’euros", ["1300000000"]),
        ("2 906 €, 2 344 €", ["2906", "2344"]),
        ("16\u00a0830 emplois", ["16830"]),
        ("48% des emplois et 12,5 %", ["48", "12.5"]),
        ("500 M€ d’ici 2027", ["500000000", "2027"]),
        ("1600 projets", ["1600"]),
        ("aucun", []),
    ],
)
def test_numbers_as_french_texts_write_them(words: str, expected: list[str]) -> None:
    assert list(numbers(words)) == expected


def test_every_citation_of_the_curated_graph_holds(graph: Graph) -> None:
    readings = read_against(graph.store, shared("sources"))
    assert len(readings) == 5
    for reading in readings:
        assert reading.faults == []
        assert reading.open == [], "each sentence is cited, or left out for a reason"
