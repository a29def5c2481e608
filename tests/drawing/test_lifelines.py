"""Lines of time of one actor. Names and documents of the card below are invented."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from terminal import tigraph
from tigraph.actors import Atlas, Frame
from tigraph.drawing import lifelines_bytes, surroundings
from tigraph.drawing.figures.lifelines import lines_of
from tigraph.drawing.figures.locator import Surroundings
from tigraph.errors import DataError
from tigraph.graph import Graph


def relation(
    other: str,
    bounds: tuple[str | None, ...] = (None,) * 4,
    attests: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    document = {"iri": "urn:document", "title": "Document fictif"}
    return {
        "label": "a pour membre",
        "direction": "in",
        "basis": "basis:membership",
        "other": {"iri": f"urn:{other}", "label": other},
        "post": None,
        "role": None,
        "valid": {"edtf": None, "bounds": list(bounds), "certain": True},
        "evidence": [{"document": document, "attests": attests, "modality": "stated"}],
        **more,
    }


def card(*relations: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": "Territoire fictif",
        "kind": "territoire labellisé",
        "identifiers": [],
        "relations": list(relations),
    }


def svg(of: dict[str, Any], preset: str = "two-columns", **more: Any) -> str:
    told = {"language": "fr", "made": "2026-01-02", "version": "0.1.0"}
    return lifelines_bytes(of, "svg", preset, **told, **more).decode()


def texts(drawn: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)<", drawn)


def test_a_bar_is_sure_between_the_latest_beginning_and_the_earliest_end() -> None:
    [line], undated = lines_of(
        card(relation("Un", ("2018-01-01", "2019-01-01", "2020-12-31", "2022-12-31"), "2019-07"))
    )
    [bar] = line.bars
    assert undated == 0
    assert bar.may == (2018.0, 2023.0)
    assert bar.sure == (2019.0, 2021.0)
    assert bar.seen == (pytest.approx((2019 + 181 / 365, 2019 + 212 / 365)),)


def test_what_is_only_planned_attests_nothing_and_what_has_no_date_is_counted() -> None:
    planned = relation("Deux", attests="2024")
    planned["evidence"][0]["modality"] = "planned"
    lines, undated = lines_of(card(planned, relation("Trois"), relation("Un", attests="2024")))
    assert [line.name for line in lines] == ["Un"]
    assert undated == 2
    drawn = svg(card(planned, relation("Trois"), relation("Un", attests="2024")))
    assert "Sans aucune date, donc non tracés\N{NO-BREAK SPACE}: 2 liens sur 3." in texts(drawn)


def test_who_holds_a_post_stands_under_it_and_two_claims_of_one_are_one_line() -> None:
    post = {"iri": "urn:post", "label": "présidence fictive"}
    lines, _ = lines_of(
        card(
            relation("Ada", (None, None, "2020-12-31", "2020-12-31"), post=post),
            relation("Bea", ("2021-01-01", "2021-01-01", None, None), post=post),
            relation("Ada", attests="2019", post=post),
        )
    )
    assert [(line.group, line.name, len(line.bars)) for line in lines] == [
        ("présidence fictive", "Ada", 2),
        ("présidence fictive", "Bea", 1),
    ]


def test_what_only_describes_an_actor_is_left_to_its_card() -> None:
    lines, undated = lines_of(
        card(relation("labellisé", attests="2024", basis="basis:description"))
    )
    assert (lines, undated) == ([], 0)
    with pytest.raises(DataError, match="aucune relation de Territoire fictif n’a de date"):
        svg(card(relation("Trois")))


def test_a_sheet_of_fixed_height_counts_the_rows_that_it_leaves_out() -> None:
    many = card(*(relation(f"Membre {i}", attests="2024") for i in range(90)))
    drawn = texts(svg(many, "slide"))
    left = re.search(r"omises\s: (\d+) dernières lignes sur 90", " ".join(drawn))
    assert left
    shown = [text for text in drawn if text.startswith("Membre ")]
    assert len(shown) == 90 - int(left[1])


def test_names_are_never_cut_within_a_word_and_hold_no_markup() -> None:
    name = "<script>Communauté-d’agglomération</script> de Saint-Exemple-sur-Fiction " * 2
    drawn = svg(card(relation(name, attests="2024")), "one-column")
    assert "<script>" not in drawn
    words = set(name.replace("<", "&lt;").replace(">", "&gt;").split())
    set_in = {word for text in texts(drawn) if "Exemple" in text or "agglom" in text
              for word in text.split()}  # fmt: skip
    assert set_in <= words


def test_a_post_that_names_its_body_is_not_told_with_it_again(graph: Graph) -> None:
    """Whichever of the two has a capital: the president of the community of communes of a place."""
    lines, _ = lines_of(graph.show("Cédric Bôle"))
    named = [line.name.casefold() for line in lines]
    assert any("val de morteau" in name for name in named)
    assert not [name for name in named if name.count("val de morteau") > 1]


def test_the_command_draws_the_ties_of_the_graph_over_the_years(tmp_path: Path) -> None:
    """003: Olivier Lluansi is the delegate when it was issued, on 31 January 2019."""
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    asked = ("show", "Olivier Lluansi", "--lang", "fr", "--preset", "slide")
    for path in (one, other):
        done = tigraph(*asked, "-o", path)
        assert done.code == 0, done.err
    assert one.read_bytes() == other.read_bytes()
    drawn = texts(one.read_text("utf-8"))
    assert "Olivier Lluansi" in drawn
    assert "2019" in drawn
    assert "attesté, un jour de ceux-là" in drawn
    assert any("délégué aux Territoires" in text for text in drawn)
    assert tigraph(*asked).code == 2  # a card in words has no sheet


def test_every_actor_that_has_a_dated_tie_can_be_drawn(graph: Graph) -> None:
    for name in ("Nathalie Augé", "Alliances Luxe & Précision Doubs", "CGET"):
        lines, _ = lines_of(graph.show(name))
        assert lines
        assert svg(graph.show(name))


SQUARE = "POLYGON ((0 45, 2 45, 2 47, 0 47, 0 45))"
SOURCE = "Atlas fictif, 2024"


def test_where_its_place_is_known_an_actor_has_a_small_map_with_its_source() -> None:
    of = card(relation("Un", attests="2024"), relation("Deux", attests="2024"))
    frame = Frame("urn:main", "Pays fictif", "+proj=laea +lat_0=46 +lon_0=2", (-5, 42, 9, 51))
    atlas = Atlas({"urn:own": (SQUARE,)}, {}, (frame,), sources=(SOURCE,))
    around = Surroundings("urn:own", {"urn:own": (1.0, 46.0), "urn:Un": (1.5, 46.5)}, atlas)
    plain, drawn = svg(of), svg(of, around=around)
    assert drawn.count("<path") > plain.count("<path")
    assert any(SOURCE in text for text in texts(drawn))
    assert not any(SOURCE in text for text in texts(plain))
    assert all(f"{name}" in texts(drawn) for name in ("Un", "Deux"))


def test_what_has_no_place_has_no_small_map(world: Any) -> None:
    graph = world('territory:t a tig:LabelledTerritory ; skos:prefLabel "T"@fr .')
    told = {"iri": "https://w3id.org/tigraph/id/territory/t", "relations": []}
    assert surroundings(graph.store, graph.label, told) is None
