"""What a comparison tells: in numbers, in words, as JSON and as a network. All fictitious."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tigraph
from tigraph.comparing.as_json import as_json_comparison
from tigraph.comparing.comparison import CENTRE, Comparison, Half, Side, compare
from tigraph.errors import UsageError
from tigraph.graph import Graph
from tigraph.rdf.vocabulary import ENTITY

World = Callable[..., Graph]


def member(name: str, who: str, where: str, source: str = "citation:one") -> str:
    return f"""claim:{name} a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
      tig:basis basis:membership ; org:member {who} ; org:organization {where} ;
      tig:citation {source} ."""


def inhabitants(name: str, of: str, year: int, value: int) -> str:
    return f"""claim:{name} a tig:FigureClaim ; tig:about {of} ; tig:measure measure:people ;
      tig:value {value} ; tig:unit unit:u ; tig:qualifier qualifier:exact ;
      tig:validTime "{year}"^^edtf:EDTF ; tig:citation citation:one ."""


#: Two regions; in the first, two territories of the first phase and one of the second.
REGIONS = (
    """
phase:one a tig:Phase ; skos:prefLabel "phase une"@fr .
phase:two a tig:Phase ; skos:prefLabel "phase deux"@fr .
id-scheme:top tig:areaLevel 1 . measure:people tig:countsInhabitants true .
area:n a dcterms:Location ; skos:prefLabel "Nord fictif"@fr ; adms:identifier identifier:n .
area:s a dcterms:Location ; skos:prefLabel "Sud fictif"@fr ; adms:identifier identifier:s .
identifier:n tig:idScheme id-scheme:top . identifier:s tig:idScheme id-scheme:top .
document:d a foaf:Document ; dcterms:title "Document un"@fr ;
  skos:prefLabel "Document un"@fr .
document:e a foaf:Document ; dcterms:title "Document deux"@fr ;
  skos:prefLabel "Document deux"@fr .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
organisation:r a org:FormalOrganization ; skos:prefLabel "Revue fictive"@fr .
citation:one a tig:SourceCitation ; oa:hasSource document:d ; tig:catalogued true ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
citation:two a tig:SourceCitation ; oa:hasSource document:e ; tig:catalogued true ;
  prov:wasAttributedTo organisation:r ; tig:modality modality:stated .
"""
    + "".join(
        f"""territory:{name} a tig:LabelledTerritory ; tig:inPhase phase:{phase} ;
        dcterms:spatial area:{area} ; skos:prefLabel "territoire {name}"@fr ."""
        for name, phase, area in (
            ("a", "one", "n"), ("b", "one", "n"), ("c", "two", "n"), ("d", "one", "s"),
        )
    )
    + "".join(
        f'epci:{name} a tig:Intercommunality ; skos:prefLabel "interco {name}"@fr .'
        for name in "xyz"
    )
    + member("1", "epci:x", "territory:a")
    + member("2", "epci:x", "territory:b")
    + member("3", "epci:y", "territory:b")
    + member("4", "epci:y", "territory:c")
    + inhabitants("f1", "epci:x", 2018, 100)
    + inhabitants("f2", "epci:x", 2020, 70)
    + inhabitants("f3", "epci:x", 2019, 900)
    + inhabitants("f4", "territory:a", 2020, 5000)
)  # fmt: skip


def told(graph: Graph, *names: str, **options: Any) -> dict[str, Any]:
    return as_json_comparison(graph.store, graph.compare(*names, **options), graph.label)


def test_two_regions_by_territories_members_and_the_latest_inhabitants(world: World) -> None:
    graph = world(REGIONS)
    found = told(graph, "Nord fictif", "Sud fictif")
    sides = {row["phase"]["label"]: (row["first"], row["second"]) for row in found["side_by_side"]}
    none = {"territories": 0, "members": 0, "counted": 0, "population": 0}
    assert sides == {
        # x, a member of both its territories, counts once; y has no figure
        "phase une": (
            {"territories": 2, "members": 2, "counted": 1, "population": 70},
            {"territories": 1, "members": 0, "counted": 0, "population": 0},
        ),
        "phase deux": ({"territories": 1, "members": 1, "counted": 0, "population": 0}, none),
    }
    assert found["compared"] == "regions"
    assert {tie["change"] for tie in found["relations"]} == {"lost"}
    assert len(found["relations"]) == 4
    assert found["counts"]["relations"] == {"gained": 0, "lost": 4, "kept": 0}
    assert told(graph, "territory:a", "territory:b")["side_by_side"] == []


def test_what_is_said_of_the_territories_themselves_names_the_side_it_is_on(world: World) -> None:
    graph = world(REGIONS + member("5", "epci:z", "territory:a"))
    found = told(graph, "territory:a", "territory:b")
    targets = {
        tie["source"]["label"]: (tie["change"], tie["target"]["iri"], tie["target"]["label"])
        for tie in found["relations"]
    }
    first, second = f"{ENTITY}territory/a", f"{ENTITY}territory/b"
    assert targets == {
        "interco x": ("kept", None, "territoire a / territoire b"),
        "interco y": ("gained", second, "territoire b"),
        "interco z": ("lost", first, "territoire a"),
    }
    assert [figure["change"] for figure in found["figures"]] == ["lost"]
    drawn = graph.compare_network(graph.compare("territory:a", "territory:b"))
    edges = {
        (a.rpartition("/")[2], b.rpartition("/")[2], data["change"], data["claim"][-1])
        for a, b, data in drawn.graph.edges(data=True)
    }
    assert edges == {
        ("x", "a", "kept", "1"), ("x", "b", "kept", "2"), ("y", "b", "gained", "3"),
        ("z", "a", "lost", "5"),
    }  # fmt: skip
    nodes = {iri.rpartition("/")[2]: d["change"] for iri, d in drawn.graph.nodes(data=True)}
    assert nodes == {"a": "lost", "b": "gained", "x": "kept", "y": "gained", "z": "lost"}
    assert drawn.title == "territoire a → territoire b"
    assert drawn.query == f"tigraph compare {first} {second}"
    assert drawn.graph.nodes[first]["change_label"] == "seulement territoire a"


@pytest.mark.parametrize("pair", [("document:d", "document:e"), ("Office fictif", "Revue fictive")])
def test_each_side_has_the_evidence_of_that_document_or_speaker_alone(
    pair: tuple[str, str], world: World
) -> None:
    graph = world(
        REGIONS
        + "claim:1 tig:citation citation:two . claim:f1 tig:citation citation:two ."
        + member("6", "epci:z", "territory:d", "citation:two")
    )
    found = told(graph, *pair)
    changes = {tie["source"]["label"]: tie["change"] for tie in found["relations"]}
    assert changes == {"interco x": "lost", "interco y": "lost", "interco z": "gained"}
    [kept] = [tie for tie in found["relations"] if tie["change"] == "kept"]
    titles = {
        side: [item["document"]["title"] for claim in kept[side] for item in claim["evidence"]]
        for side in ("first", "second")
    }
    assert titles == {"first": ["Document un"], "second": ["Document deux"]}
    [figure] = [own for own in found["figures"] if own["second"]]
    proof = [item["document"]["title"] for item in figure["second"][0]["evidence"]]
    assert proof == ["Document deux"]


def test_a_thing_is_compared_with_another_of_its_sort_and_not_with_itself(world: World) -> None:
    graph = world(REGIONS + 'programme:p a tig:Programme ; skos:prefLabel "P fictif"@fr .')
    for names, said in (
        (("Nord fictif", "Nord fictif"), "are the same: area:n"),
        (("Nord fictif", "territory:a"), r"of two sorts \(regions, territories\)"),
        (("2019", "territory:a"), r"of two sorts \(dates, territories\)"),
        (
            ("programme:p", "territory:a"),
            r"“programme:p” \(Programme\) cannot be compared: give two dates",
        ),
    ):
        with pytest.raises(UsageError, match=said):
            graph.compare(*names)
    with pytest.raises(UsageError, match="No relation and no figure is said by epci:x"):
        graph.compare("epci:x", "epci:y")


def test_dates_are_compared_by_a_projection_and_parameters_that_are_told(world: World) -> None:
    graph = world(REGIONS)
    query = """SELECT ?source ?target ?relation { ?c org:member ?source ; org:organization ?target
      FILTER(?target = ?_where_iri) BIND(relation:member AS ?relation) }"""
    compared = graph.compare(
        "2018", "2019", projection=query, parameters={"where": "territory:a"}, possible=False
    )
    assert [tie.key[0] for tie in compared.ties] == [f"{ENTITY}epci/x"]
    assert compared.asked.choices() == {"parameters": {"where": "territory:a"}, "possible": False}
    assert graph.compare("territory:a", "territory:b").projection == ""
    with pytest.raises(UsageError, match="is no projection: it is not a SELECT"):
        graph.compare("2018", "2019", projection="ASK { ?s ?p ?o }")


def test_the_picture_of_two_dates_names_both_and_any_other_the_date_asked(world: World) -> None:
    graph = world(REGIONS)
    dates = graph.compare_network(graph.compare("2018", "2019", projection="all-ties"))
    assert (dates.title, dates.as_of) == ("2018 → 2019", "2018 → 2019")
    assert dates.query == "tigraph compare 2018 2019 --projection all-ties"
    assert dates.projection == "all-ties"
    places = graph.compare_network(graph.compare("territory:a", "territory:b", as_of="2019"))
    assert (places.as_of, places.projection) == ("2019", "compare territories")


# The words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "change", "english", "french"),
    [
        ("dates", "gained", "gained", "gagné"),
        ("phases", "lost", "lost", "perdu"),
        ("dates", "kept", "kept", "gardé"),
        ("dates", "unknown", "cannot be told", "ne peut se dire"),
        ("regions", "gained", "only B", "seulement B"),
        ("documents", "lost", "only A", "seulement A"),
        ("territories", "kept", "both", "les deux"),
        ("speakers", "differs", "both, but not the same", "les deux, mais autrement"),
        ("speakers", "unknown", "cannot be told", "ne peut se dire"),
    ],
)
def test_a_change_is_called_by_what_is_compared(
    sort: str, change: str, english: str, french: str
) -> None:
    compared = Comparison(sort, Side("1", "A"), Side("2", "B"), "", {}, ())
    assert (compared.word(change, "en"), compared.word(change, "fr")) == (english, french)


@pytest.mark.parametrize(
    ("sort", "counted"),
    [("dates", ["nodes", "relations", "certain"]), ("phases", ["nodes", "relations", "certain"]),
     ("documents", ["nodes", "relations", "certain", "figures"])],
)  # fmt: skip
def test_changes_are_counted_surely_and_in_all(sort: str, counted: list[str]) -> None:
    keys = [(who, "x", "r", "b") for who in "abc"]
    one = Half(dict.fromkeys(keys[:2], frozenset({"c"})), frozenset(keys[:1]), frozenset("abx"))
    other = Half(dict.fromkeys(keys[1:], frozenset({"c"})), frozenset(keys[2:]), frozenset("bcx"))
    compared = compare(sort, (Side("1", "A"), Side("2", "B")), (one, other))
    counts = compared.counts()
    assert list(counts) == counted
    assert counts["nodes"] == {"gained": 1, "lost": 1, "kept": 2}
    assert counts["relations"] == {"gained": 1, "lost": 1, "kept": 1}
    assert counts["certain"] == {"gained": 1, "lost": 1, "kept": 0}
    sure = compare(sort, (Side("1", "A"), Side("2", "B")), (one, other), possible=False)
    assert sure.counts()["relations"] == {"gained": 1, "lost": 1, "kept": 0}


def test_what_ties_two_territories_to_one_another_is_said_of_neither() -> None:
    key = (CENTRE, "two", "r", "b")
    half = Half({key: frozenset({"c"})}, frozenset({key}), frozenset({"two", "x"}))
    sides = (Side("one", "A"), Side("two", "B"))
    compared = compare("territories", sides, (half, Half({}, frozenset(), frozenset({"x"}))))
    assert compared.ties == ()
    assert compared.nodes == {"x": "kept"}


def test_the_first_of_each_change_and_how_many_more(graph: Graph) -> None:
    compared = graph.compare("2019", "2024")
    whole = as_json_comparison(graph.store, compared, graph.label)
    short = as_json_comparison(graph.store, compared, graph.label, most=2)
    assert short["counts"] == whole["counts"]
    for change, number in whole["counts"]["relations"].items():
        own, all_of_it = (
            [tie for tie in told["relations"] if tie["change"] == change] for told in (short, whole)
        )
        assert own == all_of_it[:2]
        assert short["left_out"].get(change, {}).get("relations", 0) == max(0, number - 2)
    assert "left_out" not in whole
    most = sum(whole["counts"]["nodes"].values()) + len(compared.ties)
    assert as_json_comparison(graph.store, compared, graph.label, most) == whole


def test_dates_compared_again_tell_the_same(graph: Graph) -> None:
    """What is kept of a date is of that date, query and parameters alone."""
    first, again = (tigraph.load().compare("2019", "2024", projection="people") for _ in range(2))
    assert first == again
    assert first.ties != tigraph.load().compare("2019", "2024").ties
    assert first.ties != tigraph.load().compare("2018", "2024", projection="people").ties
    before = tigraph.load().known_by("2019").compare("2019", "2024", projection="people")
    assert len(before.ties) < len(first.ties)
