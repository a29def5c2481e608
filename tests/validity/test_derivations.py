"""What is worked out once gives at each date what the rules give. All data here is fictitious."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from test_rules import WORLD, beside, of

from tigraph.errors import DataError
from tigraph.rdf import open_store, shipped_files
from tigraph.rdf.vocabulary import CERTAIN, POSSIBLE
from tigraph.validity import Derivations, derive, headers, period
from tigraph.validity.headers import read_rule

DATES = (
    *("any", "2017", "2018-11-22", "2018/2020", "2019", "2019-01-31", "2021-06", "2023/..", "2024"),
    *("2018-23", "2030", "../2018", "2031-05-04"),
)
#: Claims that only differ in what they tie, or in who speaks, beside some that differ in time.
ALIKE = """
claim:{n}-a a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:{n} ;
  tig:object organisation:p ; tig:citation citation:{n} ; tig:validTime "2018/2020"^^edtf:EDTF .
claim:{n}-b a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:{n} ;
  tig:object organisation:q ; tig:citation citation:{n}, citation:x .
citation:{n} a tig:SourceCitation ; tig:modality modality:{modality} ;
  tig:attests "{year}"^^edtf:EDTF .
"""


def world_of(count: int) -> str:
    return WORLD + "".join(
        ALIKE.format(n=f"o{n}", modality=("stated", "planned")[n % 3 == 0], year=2018 + n % 4)
        for n in range(count)
    )


MANY = world_of(12)


def by_rules(store: ox.Store, date: str) -> tuple[set[str], set[str]]:
    derive(store, date)
    return of(store, CERTAIN), of(store, POSSIBLE)


def check(derivations: Derivations, store: ox.Store) -> None:
    for date in DATES:
        found = derivations.at(period(date))
        assert tuple({line.rstrip("\n") for line in lines} for lines in found) == by_rules(
            store, date
        ), date


def turtle(text: str) -> ox.Store:
    from checkout import HEADER

    store = ox.Store()
    store.load(input=HEADER + text, format=ox.RdfFormat.TURTLE)
    return store


def test_at_every_date_they_give_what_the_rules_give() -> None:
    check(Derivations.of(beside(MANY)), turtle(MANY))


def test_they_do_so_for_the_graph_that_comes_with_tigraph() -> None:
    store = open_store(shipped_files())
    derive(store)
    lines = (f"{q.triple} .\n".encode() for q in stated_and_bounded(store))
    check(Derivations.of(lines), open_store(shipped_files()))


def stated_and_bounded(store: ox.Store) -> Iterator[ox.Quad]:
    for quad in store:
        if isinstance(quad.graph_name, ox.DefaultGraph) or quad.graph_name.value.endswith("bounds"):
            yield quad


def test_claims_of_which_the_same_is_said_of_time_are_asked_once() -> None:
    some, twice = (Derivations.of(beside(world_of(count))) for count in (12, 24))
    assert len(some.alike) == len(twice.alike)
    assert sum(map(len, twice.alike.values())) == world_of(24).count("Claim ; tig:relation")


def test_what_is_kept_gives_the_same() -> None:
    derivations = Derivations.of(beside(MANY))
    assert Derivations.unpacked(derivations.packed()) == derivations


def test_of_what_is_not_sure_to_be_known_nothing_surely_holds() -> None:
    derivations = Derivations.of(beside(WORLD))
    certain, possible = derivations.at(period("2019"), set())
    assert not certain
    assert possible == set().union(*derivations.at(period("2019")))


def test_a_citation_that_leads_to_itself_ends() -> None:
    loop = "claim:a tig:citation claim:a . citation:x tig:citation citation:x ."
    check(Derivations.of(beside(WORLD + loop)), turtle(WORLD + loop))


@pytest.mark.parametrize(
    "where",
    [
        "{ ?x <urn:p> ?y . FILTER NOT EXISTS { ?claim a tig:HeldClaim ; org:member ?x } }",
        "{ ?x <urn:p> ?y . MINUS { ?claim a tig:HeldClaim ; org:member ?x } }",
        "{ ?x <urn:p> ?y . OPTIONAL { ?claim a tig:HeldClaim ; org:member ?x } }",
        "{ SELECT ?x (1 AS ?y) { ?claim a tig:HeldClaim ; org:member ?x } }",
        "{ [] a tig:HeldClaim ; <urn:p> ?x , ?y }",
        "{ ?claim org:member ?x , ?y ; a tig:HeldClaim }",
        "{ VALUES ?held { tig:HeldClaim } ?claim a ?held ; org:member ?x , ?y }",
    ],
)
def test_a_rule_from_what_does_not_hold_is_refused(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = read_rule(
        "own.rq",
        "#+ stage: edges\n#+ reads: held\n#+ because: x\n#+ parce que: x\n"
        "PREFIX tig: <https://w3id.org/tigraph/ontology#>\nPREFIX org: <http://www.w3.org/ns/org#>\n"
        f"CONSTRUCT {{ ?x <urn:fictive:tied> ?y }} WHERE {where}",
    )
    from tigraph.validity import derivations

    monkeypatch.setattr(derivations, "staged", lambda stage: (rule,) * (stage == "edges"))
    with pytest.raises(DataError, match=r"Rule own\.rq: .*\?claim a tig:HeldClaim"):
        Derivations.of(beside(WORLD))
    assert headers.staged("edges")
