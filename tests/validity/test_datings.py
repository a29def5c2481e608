"""Dates that are worked out, and dates against an event. All of it is fictitious, 002 aside."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

import tigraph
from tigraph.graph import Graph
from tigraph.rdf import rows_of, select
from tigraph.rdf.vocabulary import BOUNDS, ENTITY, PREFIXES

World = Callable[..., Graph]

WORLD = """
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
event:e a tig:Event ; skos:prefLabel "réunion fictive"@fr .
document:d a foaf:Document ; skos:prefLabel "Document fictif"@fr ;
  dcterms:title "Document fictif"@fr .
text:d a tig:Text ; tig:textOf document:d .
citation:x a tig:SourceCitation ; oa:hasSource text:d ; prov:wasAttributedTo organisation:o ;
  tig:modality modality:stated .
claim:c a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
  tig:object programme:p ; tig:basis basis:authority ; tig:citation citation:x .
claim:of-event a tig:RelationClaim ; tig:relation relation:organised ; tig:subject organisation:o ;
  tig:object event:e ; tig:basis basis:authority ; tig:citation citation:x .
dating:c a tig:DateDerivation ; oa:hasSource text:d ; oa:hasSelector span:d .
span:d a oa:TextPositionSelector ; oa:start 10 ; oa:end 20 .
"""
MEETING = 'claim:of-event tig:validTime "2020-03"^^edtf:EDTF .'
#: Of a meeting in March 2020, the bounds that a claim takes from it.
FIRST, LAST = "2020-03-01", "2020-03-31"
POSITIONS = {
    "after": (FIRST, None, None, None),
    "since": (FIRST, LAST, None, None),
    "at": (FIRST, LAST, FIRST, LAST),
    "until": (None, None, FIRST, LAST),
    "before": (None, None, None, LAST),
}


def relative(position: str) -> str:
    return f"""claim:c tig:dating dating:c . dating:c tig:datingMethod dating-method:relative ;
      tig:relativeTo event:e ; tig:position position:{position} ."""


@pytest.mark.parametrize("position", POSITIONS)
def test_a_relative_date_takes_the_bounds_of_its_event(world: World, position: str) -> None:
    card = world(WORLD + MEETING + relative(position), language="en").show("programme:p")
    (told,) = card["relations"]
    assert tuple(told["valid"]["bounds"]) == POSITIONS[position]
    assert told["dating"] == [
        {
            "label": f"{position} réunion fictive",
            "method": "relative",
            "counted_from": None,
            "date_of": None,
            "shows": None,
            "relative_to": {"iri": f"{ENTITY}event/e", "label": "réunion fictive"},
            "position": position,
            "document": {"iri": f"{ENTITY}document/d", "label": "Document fictif"},
            "spans": [[10, 20]],
        }
    ]


def test_a_relative_date_is_told_where_its_event_has_none(world: World) -> None:
    graph = world(WORLD + relative("after"))
    (told,) = graph.show("programme:p")["relations"]
    assert told["valid"]["bounds"] == [None] * 4
    assert [one["label"] for one in told["dating"]] == ["après réunion fictive"]
    assert graph.snapshot("1950").holds(f"{ENTITY}claim/c")


def test_a_date_of_its_own_goes_before_that_of_the_event(world: World) -> None:
    own = 'claim:c tig:validTime "2021"^^edtf:EDTF .'
    (told,) = world(WORLD + MEETING + relative("after") + own).show("programme:p")["relations"]
    assert told["valid"]["bounds"] == ["2021-01-01", "2021-12-31", "2021-01-01", "2021-12-31"]


def test_what_began_with_an_event_may_not_hold_before_it(world: World) -> None:
    snapshot = world(WORLD + MEETING + relative("since")).snapshot
    assert not snapshot("2020-02").holds(f"{ENTITY}claim/c")
    assert snapshot("2024").holds(f"{ENTITY}claim/c")


SHOWN = {
    "approximate": ('"2019-01~"', ("2018-11-22", "2019-03-05")),
    "doubtful": ('"2020?"', ("2018-11-22", "2019-03-05")),
    "firm": ('"2019-02"', ("2019-02-01", "2019-02-28")),
    "none": (None, ("2018-11-22", "2019-03-05")),
}


@pytest.mark.parametrize("catalogued", SHOWN)
def test_a_document_is_as_narrowly_dated_as_it_shows(world: World, catalogued: str) -> None:
    """What it speaks of as past, and as to come, bounds it where no firm date does."""
    edtf, expected = SHOWN[catalogued]
    issued = f"document:d dcterms:issued {edtf}^^edtf:EDTF ." if edtf else ""
    graph = world(
        WORLD
        + issued
        + """document:d tig:dating dating:past, dating:earlier, dating:to-come .
        dating:past tig:shows "[2018-11-22..]"^^edtf:EDTF .
        dating:earlier tig:shows "[2017..]"^^edtf:EDTF .
        dating:to-come tig:shows "[..2019-03-05]"^^edtf:EDTF ."""
    )
    graph.snapshot()
    query = "SELECT ?from ?to { document:d tig:issuedFrom ?from ; tig:issuedTo ?to }"
    found = [(row["from"], row["to"]) for row in select(graph.store, query, (BOUNDS,))]
    assert found == [expected]


# ---------------------------------------------------------------------- the documents


@pytest.fixture(scope="module")
def curated() -> Graph:
    return tigraph.load(language="en")


def test_each_date_that_002_shows_of_itself_stands_on_its_words(curated: Graph) -> None:
    # 002, 0 and 78: launched on 22 November 2018; 2669: presented on 5 March 2019
    card = curated.show("AER BFC")
    document = next(
        item["document"]
        for claim in card["relations"]
        for item in claim["evidence"]
        if item["document"]["iri"].endswith("aer-territoires-d-industrie") and item["spans"]
    )
    assert document["date"] == "2019-01~"
    assert [(one["method"], one["shows"], one["spans"]) for one in document["dating"]] == [
        ("shown-by-text", "[2018-11-22..]", [[0, 5], [78, 97]]),
        ("shown-by-text", "[..2019-03-05]", [[2669, 2734]]),
    ]


def test_what_002_says_in_the_present_is_certain_for_its_two_years(curated: Graph) -> None:
    # 002, 809: the AER is in the regional committee
    claim = f"{ENTITY}claim/aer-bfc--member--comite-pilotage-regional-bfc--economic-partner"
    assert claim in curated.snapshot("2018/2019").certain
    assert claim in curated.snapshot("2018-11-22/2019-03-05").certain
    for date in ("2018", "2019", "2018-12/2019-03"):
        assert claim in curated.snapshot(date).possible - curated.snapshot(date).certain, date
    assert not curated.snapshot("2017").holds(claim)


def test_words_have_the_date_on_which_they_were_spoken(curated: Graph) -> None:
    # 003, 811, 990 and 1691: on 30 January, in a page of the day after
    spoken = {
        row["who"]: row["attests"]
        for row in select(
            curated.store,
            """SELECT DISTINCT ?who ?attests { ?citation oa:hasSource text:003 ;
              prov:wasAttributedTo ?who ; tig:attests ?attests . ?who a foaf:Person }""",
        )
    }
    assert set(spoken.values()) == {"2019-01-30"}
    assert len(spoken) == 2
    jobs = f"{ENTITY}claim/industrie-france--jobs-to-fill--50000"
    assert jobs in curated.snapshot("2019-01-30").certain
    assert jobs not in curated.snapshot("2019-01-31").certain


def test_every_dating_is_of_something_and_rests_on_words_or_an_address(curated: Graph) -> None:
    nodes = {row["d"] for row in select(curated.store, "SELECT ?d { ?d a tig:DateDerivation }")}
    used = {row["d"] for row in select(curated.store, "SELECT ?d { ?of tig:dating ?d }")}
    assert nodes == used
    worded = {
        row["d"]
        for row in rows_of(curated.store, "SELECT ?d { ?d oa:hasSelector ?span }", nodes, "d")
    }
    method = ox.NamedNode(PREFIXES["tig"] + "datingMethod")
    store = curated.store
    assert isinstance(store, ox.Store)
    for dating in nodes - worded:
        (how,) = store.quads_for_pattern(ox.NamedNode(dating), method, None)
        assert str(how.object).endswith("dating-method/from-address>")
