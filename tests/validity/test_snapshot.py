"""What holds at a date. Every actor and document here is fictitious.

The tables are the contract of `ontology/rules/`: from EDTF to four dates, and from a claim with
its evidence to what surely and what possibly holds.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from dated_claims import ORGANISATIONS, claim
from tigraph.errors import BadDateError
from tigraph.graph import Graph
from tigraph.local import cache
from tigraph.local.files import read_text, shipped
from tigraph.querying.answers import Rows
from tigraph.rdf.sparql import bind, literal
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, EDTF, ENTITY, ONTOLOGY, POSSIBLE, PREFIXES, XSD
from tigraph.stores.ground import SNAPSHOTS
from tigraph.validity.edtf import period
from tigraph.validity.rules import derive_bounds
from tigraph.validity.snapshot import Snapshot, derive

World = Callable[..., Graph]
NAMES = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
NONE = (None, None)


def bounds(edtf: str) -> tuple[str | None, ...]:
    """Return the four bounds that the rule gives a claim of this valid time."""
    store = ox.Store()
    claim, date = ox.NamedNode("a:claim"), ox.Literal(edtf, datatype=ox.NamedNode(EDTF))
    store.add(ox.Quad(claim, ox.NamedNode(ONTOLOGY + "validTime"), date))
    derive_bounds(store)
    found = {
        quad.predicate.value.removeprefix(ONTOLOGY): quad.object.value
        for quad in store.quads_for_pattern(claim, None, None, ox.NamedNode(BOUNDS))
    }
    return tuple(found.get(name) for name in NAMES)


# ------------------------------------------------------------------------------- EDTF to dates

#: What is dated so begins within the first pair of days and ends within the second.
TABLE = {
    "2018": ("2018-01-01", "2018-12-31") * 2,
    "2018-11": ("2018-11-01", "2018-11-30") * 2,
    "2018-11-22": ("2018-11-22", "2018-11-22") * 2,
    "2020-02": ("2020-02-01", "2020-02-29") * 2,
    "2019-02": ("2019-02-01", "2019-02-28") * 2,
    "1900-02": ("1900-02-01", "1900-02-28") * 2,
    "2000-02": ("2000-02-01", "2000-02-29") * 2,
    "2020-02-29": ("2020-02-29", "2020-02-29") * 2,
    "2018-21": ("2018-03-01", "2018-06-21") * 2,
    "2018-22": ("2018-06-01", "2018-09-23") * 2,
    "2018-23": ("2018-09-01", "2018-12-21") * 2,
    "2018-24": ("2018-01-01", "2018-12-31") * 2,
    "201X": ("2010-01-01", "2019-12-31") * 2,
    "20XX": ("2000-01-01", "2099-12-31") * 2,
    "2018-XX": ("2018-01-01", "2018-12-31") * 2,
    "2018-11-XX": ("2018-11-01", "2018-11-30") * 2,
    "2018-XX-XX": ("2018-01-01", "2018-12-31") * 2,
    "2018/2022": ("2018-01-01", "2018-12-31", "2022-01-01", "2022-12-31"),
    "2018-11-22/2022-06": ("2018-11-22", "2018-11-22", "2022-06-01", "2022-06-30"),
    "2018-23/2019-21": ("2018-09-01", "2018-12-21", "2019-03-01", "2019-06-21"),
    "2019-01-30/..": ("2019-01-30", "2019-01-30", *NONE),
    "2019-01-30/": ("2019-01-30", "2019-01-30", *NONE),
    "../2027": (*NONE, "2027-01-01", "2027-12-31"),
    "/2027": (*NONE, "2027-01-01", "2027-12-31"),
    "[2023-12-01..2024-10-31]": ("2023-12-01", "2024-10-31") * 2,
    "[2018..]": ("2018-01-01", None) * 2,
    "[..2018]": (None, "2018-12-31") * 2,
    "2018?": ("2018-01-01", "2018-12-31") * 2,
    "2019-01~": ("2019-01-01", "2019-01-31") * 2,
    "2018%": ("2018-01-01", "2018-12-31") * 2,
    "2018~/2022?": ("2018-01-01", "2018-12-31", "2022-01-01", "2022-12-31"),
}
NOT_READ = [
    "", "..", "../..", "/", "soon", "18", "2018-13", "2018-00", "2018-02-30", "2019-02-29",
    "2018-1", "2018-11-22T10:00", "2018-XX-12", "[2018]", "[2018,2019]", "{2018..2019}",
    "2018..2019", "Y12018", "20~18", "-2018",
]  # fmt: skip


@pytest.mark.parametrize("edtf", TABLE)
def test_a_date_has_four_bounds(edtf: str) -> None:
    assert bounds(edtf) == TABLE[edtf]


@pytest.mark.parametrize("edtf", NOT_READ)
def test_what_is_not_edtf_has_no_bounds_and_is_no_date_to_ask_for(edtf: str) -> None:
    assert bounds(edtf) == (None,) * 4
    with pytest.raises(BadDateError, match="give EDTF, such as 2019"):
        period(edtf)


@pytest.mark.parametrize("edtf", ["2018/2019/2020", "[2018..2019]/2020", "2018/soon", "soon/2018"])
def test_a_date_that_is_read_in_part_is_not_read(edtf: str) -> None:
    with pytest.raises(BadDateError):
        period(edtf)


def test_nobody_can_ask_for_a_time_that_ends_before_it_begins() -> None:
    with pytest.raises(BadDateError, match="ends before it begins"):
        period("2022/2018")


def _point(year: int, month: int, day: int, length: int) -> str:
    return f"{year:04}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}"[:length]


POINTS = st.builds(
    _point,
    st.integers(1000, 2999),
    st.integers(1, 12),
    st.integers(1, 31),
    st.sampled_from([4, 7, 10]),
)


@given(POINTS, st.sampled_from(["", "?", "~", "%"]))
def test_a_point_lies_within_its_bounds_which_are_its_first_and_last_day(
    point: str, mark: str
) -> None:
    first, last, *ends = bounds(point + mark)
    assert ends == [first, last]
    assert first.startswith(point)
    assert last.startswith(point)
    day = datetime.timedelta(days=1)
    before, after = (datetime.date.fromisoformat(d) for d in (first, last))
    assert not str(before - day).startswith(point)
    assert not str(after + day).startswith(point)


@given(POINTS, POINTS)
def test_an_interval_begins_within_one_point_and_ends_within_the_other(one: str, two: str) -> None:
    assert bounds(f"{one}/{two}") == (*bounds(one)[:2], *bounds(two)[2:])
    eb, lb, ee, le = bounds(f"{one}/{two}")
    assert eb <= lb
    assert ee <= le


# ------------------------------------------------------------------------------- who holds what


def held(graph: Graph, as_of: str) -> str:
    """Return "certain", "possible" or "no", from the snapshot and from its edges alike."""
    snapshot = graph.snapshot(as_of)
    edge = [ox.NamedNode(ENTITY + "organisation/o"), ox.NamedNode(ONTOLOGY + "steers"),
            ox.NamedNode(ENTITY + "programme/p")]  # fmt: skip
    where = [g for g in (CERTAIN, POSSIBLE) if ox.Quad(*edge, ox.NamedNode(g)) in snapshot.store]
    iri = ENTITY + "claim/c"
    if iri in snapshot.certain:
        assert where == [CERTAIN], "an edge that is certain is not among the possible ones"
        return "certain"
    assert where == ([POSSIBLE] if iri in snapshot.possible else [])
    return "possible" if where else "no"


CERTAIN_AT, POSSIBLE_AT, NOT_AT = "certain", "possible", "no"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            claim(attests="2024"),
            {"any": "certain", "2024": "certain", "2023/2025": "certain", "2024-05-01": "possible",
             "2024-05": "possible", "2023": "possible", "2025": "possible"},
            id="nothing known but a source of 2024 that says so in the present",
        ),
        pytest.param(
            claim(attests="2019-01-31"),
            {"2019-01-31": "certain", "2019-01": "certain", "2019": "certain",
             "2019-02-01": "possible", "2018": "possible"},
            id="a source of one day",
        ),
        pytest.param(
            claim(),
            {"any": "certain", "2024": "possible", "1900": "possible"},
            id="nothing known at all",
        ),
        pytest.param(
            claim("2018/2022"),
            {"2017": "no", "2018": "certain", "2018-06": "possible", "2019": "certain",
             "2020-05-01": "certain", "2022": "certain", "2022-06": "possible", "2023": "no",
             "2010/2030": "certain", "2021/2030": "certain"},
            id="begins some time in 2018, ends some time in 2022",
        ),
        pytest.param(
            claim("2018-23"),
            {"2018": "certain", "2018-10": "possible", "2018-08": "no", "2019": "no"},
            id="some time in the autumn of 2018",
        ),
        pytest.param(
            claim("2019-01-30/.."),
            {"2019-01-29": "no", "2019-01-30": "certain", "2019-01": "certain",
             "2019-02-01": "possible", "2030": "possible"},
            id="open end: nothing is known after the beginning",
        ),
        pytest.param(
            claim("2019-01-30/..", attests="2021-09-16"),
            {"2019-01-29": "no", "2020": "certain", "2021-09-16": "certain", "2021-10": "possible"},
            id="open end, and still so when a source speaks",
        ),
        pytest.param(
            claim("../2027", attests="2024"),
            {"2028": "no", "2027": "certain", "2024": "certain", "2026": "certain",
             "2024-05": "possible", "2020": "possible"},
            id="runs until 2027, said in 2024",
        ),
        pytest.param(
            claim("2018", modality="planned"),
            {"any": "possible", "2018": "possible", "2019": "no"},
            id="planned is never certain",
        ),
        pytest.param(
            claim("2018/2022", attests="2020", modality="planned"),
            {"2020": "possible"},
            id="planned is never certain, though attested",
        ),
        pytest.param(
            claim("2018~/2022"),
            {"2018": "possible", "2020": "possible", "2016": "no", "2022": "possible"},
            id="approximate dates make nothing certain",
        ),
        pytest.param(
            claim(attests="2019-01~"),
            {"2019": "possible", "2019-01": "possible", "2018": "possible"},
            id="nor do approximate dates of sources",
        ),
        pytest.param(
            claim("../2020-01-10"),
            {"2020-01-10": "certain", "2020-01-10/2020-01-20": "certain", "2020-01-09": "possible",
             "2020-01-01/2020-01-10": "certain", "2020-01-11": "no", "2020-01-11/2020-01-20": "no"},
            id="an end on the first day asked is in it, as is one on the last",
        ),
        pytest.param(
            claim("2020-01-10/.."),
            {"2020-01-10/2020-01-20": "certain", "2020-01-01/2020-01-10": "certain",
             "2020-01-01/2020-01-09": "no"},
            id="a beginning on the first day asked is in it, as is one on the last",
        ),
        pytest.param(
            claim("2020-01-10/2020-01-20"),
            {"2020-01-10": "certain", "2020-01-20": "certain", "2020-01-20/2020-01-30": "certain",
             "2020-01-01/2020-01-10": "certain", "2020-01-09": "no", "2020-01-21": "no"},
            id="from one day to another, both in it",
        ),
        pytest.param(
            claim("2018-23"),
            {"2018-09-01/2018-12-21": "certain", "2018-09-02/2018-12-21": "possible",
             "2018-09-01/2018-12-20": "possible", "2018-12-21": "possible", "2018-12-22": "no",
             "2018-09-01": "possible", "2018-08-31": "no"},
            id="some time in the autumn, asked from its first day to its last",
        ),
        pytest.param(
            claim(attests="2018-23"),
            {"2018-09-01/2018-12-21": "certain", "2018-09-02/2018-12-21": "possible",
             "2018-09-01/2018-12-20": "possible"},
            id="a source of some time in the autumn",
        ),
        pytest.param(
            claim("2020-01/2020-02"),
            {"2020-01-31": "certain", "2020-02-01": "certain", "2020-01-30": "possible",
             "2020-02-02": "possible"},
            id="from the last day on which it may begin to the first on which it may end",
        ),
        pytest.param(
            claim("2019/..", attests="2019-12-31/2020"),
            {"2019-12-31": "certain", "2019-12-30": "possible"},
            id="attested from the last day on on which it may begin",
        ),
        pytest.param(
            claim("2020/..", attests="2020-12-31"),
            {"2020-12-31": "certain", "2020-12-30": "possible", "2021": "possible"},
            id="attested on the last day on which it may begin",
        ),
        pytest.param(
            claim(modality="prescribed", attests="2019"),
            {"2019": "certain", "2020": "possible"},
            id="a rule holds when it is said",
        ),
    ],
)  # fmt: skip
def test_certain_and_possible_are_kept_apart(
    said: str, expected: dict[str, str], world: World
) -> None:
    graph = world(said)
    assert {as_of: held(graph, as_of) for as_of in expected} == expected


def test_one_source_that_states_outweighs_one_that_plans(world: World) -> None:
    graph = world(
        claim("2019-03-05", modality="planned")
        + "claim:c tig:citation citation:d . citation:d a tig:SourceCitation ; "
        "tig:modality modality:reported ."
    )
    assert held(graph, "2019-03-05") == "certain"


VALID = st.one_of(
    st.just(""), POINTS, st.builds("{}/..".format, POINTS), st.builds("../{}".format, POINTS),
    st.tuples(POINTS, POINTS).map(sorted).map("/".join), POINTS.map("{}~".format),
)  # fmt: skip


@given(VALID, st.just("") | POINTS, st.sampled_from(["stated", "planned"]), POINTS)
def test_certain_and_possible_are_apart_and_a_longer_time_makes_no_less_certain(
    valid: str, attests: str, modality: str, asked: str
) -> None:
    store = ox.Store()
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store.load((header + claim(valid, attests, modality)).encode(), format=ox.RdfFormat.TURTLE)
    first, last = period(asked).first, period(asked).last
    shorter, longer = derive(store, asked), derive(store, f"{first[:4]}/{last[:4]}")
    assert not shorter.certain & shorter.possible, "possible are those that only may hold"
    assert shorter.certain <= longer.certain
    assert shorter.certain | shorter.possible <= longer.certain | longer.possible
    if modality == "planned":
        assert not longer.certain


# ------------------------------------------------------------------------------- the edges

CITED = "tig:citation citation:x . citation:x a tig:SourceCitation ; tig:modality modality:stated"


def membership(name: str, rest: str) -> str:
    return f"claim:{name} a tig:RelationClaim, org:Membership ; {rest} ; {CITED} ."


def relation(name: str, kind: str, subject: str, target: str) -> str:
    return (
        f"claim:{name} a tig:RelationClaim ; tig:relation relation:{kind} ; "
        f"tig:subject {subject} ; tig:object {target} ; {CITED} ."
    )


def edges(graph: Graph, predicate: str) -> set[tuple[str, str]]:
    rows = graph.query(f"SELECT ?a ?b {{ ?a {predicate} ?b }}", as_of="any")
    return {(row["a"], row["b"]) for row in rows}


def test_a_relation_gives_the_edge_that_its_concept_derives(world: World) -> None:
    graph = world(
        relation("1", "steers", "organisation:o", "programme:p")
        + relation("2", "cooperates-with", "organisation:o", "organisation:q")
        + membership("3", "tig:relation relation:member ; org:member epci:1 ; "
                     "org:organization territory:t")
        + "relation:teaches tig:derives <http://x/teaches> ."
        + relation("4", "teaches", "organisation:o", "organisation:q")
    )  # fmt: skip
    assert edges(graph, "tig:steers") == {("organisation:o", "programme:p")}
    assert edges(graph, "org:memberOf") == {("epci:1", "territory:t")}
    assert edges(graph, "<http://x/teaches>") == {("organisation:o", "organisation:q")}
    assert edges(graph, "tig:cooperatesWith") == {
        ("organisation:o", "organisation:q"), ("organisation:q", "organisation:o"),
    }  # fmt: skip


POSTS = (
    membership("1", "tig:relation relation:holds-post ; org:member person:a ; "
               "org:organization organisation:o ; opengov:post post:head")
    + relation("2", "ex-officio", "post:head", "post:chair")
    + """
    post:head org:postIn organisation:o ; org:role role:president ;
      tig:governanceLevel level:local .
    post:chair org:postIn body:b ; org:role role:president .
    organisation:o tig:order order:local-authority ; tig:governanceLevel level:regional .
    body:b tig:governanceLevel level:national .
    """
)  # fmt: skip


def test_who_holds_a_post_is_of_its_body_also_ex_officio(world: World) -> None:
    graph = world(POSTS)
    assert edges(graph, "org:holds") == {("person:a", "post:head"), ("person:a", "post:chair")}
    assert edges(graph, "org:memberOf") == {("person:a", "organisation:o"), ("person:a", "body:b")}


def test_heads_are_members_in_a_role_that_heads_and_holders_of_such_a_post(world: World) -> None:
    graph = world(
        POSTS
        + membership("3", "tig:relation relation:member ; org:member person:b ; "
                     "org:organization body:c ; org:role role:president")
        + membership("4", "tig:relation relation:member ; org:member person:d ; "
                     "org:organization body:c ; org:role role:vice-president")
    )  # fmt: skip
    assert edges(graph, "org:headOf") == {
        ("person:a", "organisation:o"), ("person:a", "body:b"), ("person:b", "body:c"),
    }  # fmt: skip


def test_a_seat_represents_an_organisation_and_makes_it_no_member(world: World) -> None:
    graph = world(
        relation("1", "has-seat", "body:b", "seat:s")
        + relation("2", "has-seat", "body-type:k", "seat:norm")
        + "seat:s org:postIn body:b ; tig:reservedFor organisation:o, organisation:q ."
        "seat:norm tig:prescribedIn body-type:k ; tig:reservedFor organisation:o ."
    )
    assert edges(graph, "tig:representedIn") == {
        ("organisation:o", "body:b"), ("organisation:q", "body:b"),
    }  # fmt: skip
    assert edges(graph, "org:memberOf") == set()


def test_a_pair_is_two_people_in_a_body_that_ties_its_members(world: World) -> None:
    def joins(name: str, who: str, body: str, post: str = "") -> str:
        kind = "holds-post" if post else "member"
        at = f" ; opengov:post {post}" if post else ""
        return membership(name, f"tig:relation relation:{kind} ; org:member {who} ; "
                          f"org:organization {body}{at}")  # fmt: skip

    graph = world(
        "person:a a foaf:Person . person:b a foaf:Person . person:c a foaf:Person ."
        "organisation:o a org:FormalOrganization ."
        "body:pair tig:hasBodyType body-type:binome . body-type:binome tig:tiesMembers true ."
        "body:committee tig:hasBodyType body-type:committee . post:p org:postIn body:pair ."
        + joins("1", "person:a", "body:pair") + joins("2", "person:b", "body:pair", "post:p")
        + joins("3", "organisation:o", "body:pair") + joins("4", "person:a", "body:committee")
        + joins("5", "person:c", "body:committee")
    )  # fmt: skip
    assert edges(graph, "tig:pairedWith") == {("person:a", "person:b"), ("person:b", "person:a")}


def test_a_persons_level_is_that_of_the_post_else_of_its_organisation(world: World) -> None:
    graph = world(POSTS)
    found = {pair for pair in edges(graph, "tig:governanceLevel") if pair[0] == "person:a"}
    assert found == {("person:a", "level:local")}
    assert ("person:a", "order:local-authority") in edges(graph, "tig:order")


def test_an_edge_is_certain_only_if_every_claim_behind_it_is(world: World) -> None:
    graph = world(POSTS + 'claim:2 tig:validTime "2019"^^edtf:EDTF .')

    def among(as_of: str, name: str, post: str) -> bool:
        edge = (ENTITY + "person/a", PREFIXES["org"] + "holds", ENTITY + post)
        store = graph.snapshot(as_of).store
        assert isinstance(store, ox.Store)
        return ox.Quad(*map(ox.NamedNode, edge), ox.NamedNode(name)) in store

    assert among("2019-05", POSSIBLE, "post/head")
    assert among("2019-05", POSSIBLE, "post/chair")
    assert among("any", CERTAIN, "post/head")
    assert among("any", CERTAIN, "post/chair")
    assert not among("any", POSSIBLE, "post/chair")


def test_a_new_date_leaves_nothing_of_the_one_before(world: World) -> None:
    graph = world(claim("2018"))
    assert [held(graph, date) for date in ("2018", "2019", "2018")] == ["certain", "no", "certain"]


def derived(snapshot: Snapshot) -> set[ox.Quad]:
    """Return the edges of a snapshot, each in its named graph."""
    assert isinstance(snapshot.store, ox.Store)
    return {
        quad
        for name in (BOUNDS, CERTAIN, POSSIBLE)
        for quad in snapshot.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
    }


def test_a_snapshot_held_is_what_it_was_whatever_is_asked_meanwhile(world: World) -> None:
    graph = world(claim("2018") + POSTS.replace("claim:1", "claim:d"))
    dates = ["2018", "any", *map(str, range(2019, 2019 + SNAPSHOTS))]
    taken = {date: graph.snapshot(date) for date in dates}
    before = {date: derived(snapshot) for date, snapshot in taken.items()}
    for date in (*dates, *reversed(dates)):
        rows = graph.query("claims-at-a-date", as_of=date)
        assert isinstance(rows, Rows)
        assert graph.snapshot(date) == taken[date]
    assert {date: derived(snapshot) for date, snapshot in taken.items()} == before
    assert before["2018"] != before["2019"]


def test_the_last_snapshots_are_kept_and_those_asked_longest_ago_go(world: World) -> None:
    graph = world(claim("2018"))
    first, second = graph.snapshot("2001"), graph.snapshot("2002")
    for year in range(2003, 2001 + SNAPSHOTS):
        graph.snapshot(str(year))
    assert graph.snapshot("2001") is first
    graph.snapshot("2020")
    assert graph.snapshot("2001") is first, "asked again meanwhile"
    assert graph.snapshot("2002") is not second
    assert graph.snapshot("2002") == second


def test_what_asks_for_nothing_derived_sees_none_of_it(world: World) -> None:
    graph, graphs = world(claim("2018")), "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    for _ in range(2):
        assert list(rows(graph, graphs)) == []
        assert {row["g"] for row in rows(graph, graphs, as_of="2018")} == {
            "graph:bounds",
            "graph:certain",
        }
        assert list(rows(graph, "SELECT * FROM graph:certain { ?s ?p ?o }")) == []


def rows(graph: Graph, query: str, as_of: str | None = None) -> Rows:
    found = graph.query(query, as_of=as_of)
    assert isinstance(found, Rows)
    return found


# ------------------------------------------------------------------------------- another engine


def test_rdflib_derives_the_same_from_the_same_rules(world: World) -> None:
    """The rules are files of the standard: any SPARQL engine may run them."""
    graph = world(
        ORGANISATIONS + POSTS
        + relation("20", "has-seat", "body:b", "seat:s")
        + "seat:s org:postIn body:b ; tig:reservedFor organisation:q ."
        + relation("21", "cooperates-with", "organisation:o", "organisation:q")
        + "".join(
            f'claim:{n} tig:validTime "{edtf}"^^edtf:EDTF .'
            for n, edtf in ((1, "2018/.."), (2, "2019-23"), (20, "../2024-02"), (21, "2019~"))
        )
        + 'citation:x tig:attests "2024"^^edtf:EDTF .'
        + "".join(
            f'claim:d{n} a tig:FigureClaim ; tig:validTime "{edtf}"^^edtf:EDTF ; {CITED} .'
            for n, edtf in enumerate(TABLE)
        )
    )  # fmt: skip
    files = [read_text(p) for p in sorted((shipped("ontology") / "rules").glob("*.rq"))]

    def run(stage: str, data: rdflib.Graph, **days: str) -> rdflib.Graph:
        found = rdflib.Graph()
        for text in files:
            if f"#+ stage: {stage}\n" in text:
                found += data.query(bind(text, days)).graph
        return found

    stated = rdflib.Graph()
    for triple in graph.rdflib():  # what the rules read: rdflib is slow over labels
        if triple[0].startswith(ENTITY) or triple[1].startswith(ONTOLOGY):
            stated.add(triple)
    dates = run("bounds", stated)
    known = stated + dates
    lives = run("lives", known)  # of legal forms alone: nothing here has one
    for as_of in ("any", "2019", "2024-05-01"):
        asked, ours = period(as_of), derived_as_rdflib(graph.snapshot(as_of))
        days = {
            "_from_xsd_date": literal(asked.first, XSD + "date"),
            "_to_xsd_date": literal(asked.last, XSD + "date"),
        }
        held = [run(stage, known, **days) for stage in ("certain", "possible")]
        certain, possible = (set(claims + run("edges", known + claims)) for claims in held)
        assert set(dates + lives) == ours[BOUNDS]
        assert certain == ours[CERTAIN], as_of
        assert possible - certain == ours[POSSIBLE], as_of


def derived_as_rdflib(snapshot: Snapshot) -> dict[str, set[tuple[object, ...]]]:
    """Return the edges of a snapshot by their named graph, as rdflib reads them."""
    found = {}
    for name in (BOUNDS, CERTAIN, POSSIBLE):
        triples = (quad.triple for quad in derived(snapshot) if quad.graph_name.value == name)
        lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        found[name] = set(rdflib.Graph().parse(data=lines, format="nt"))
    return found


def test_a_snapshot_that_was_kept_and_damaged_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The right length under the right stamp, and yet no RDF: what a bad disk may give."""
    monkeypatch.setenv("TIGRAPH_CACHE", str(tmp_path))
    store = ox.Store()
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store.load((header + claim("2019")).encode(), format=ox.RdfFormat.TURTLE)
    made = derive(store, "2019", "stamp")
    assert made.certain
    kept = cache.kept("snapshot-2019.nq", "stamp")
    assert kept
    cache.keep("snapshot-2019.nq", "stamp", kept.replace(b"<", b" ", 1))
    again = derive(store, "2019", "stamp")
    assert again == made
    assert cache.kept("snapshot-2019.nq", "stamp") == kept
    assert derive(store, "2019", "stamp") == made


def test_a_kept_snapshot_still_knows_that_edges_stand_among_what_was_stated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_CACHE", str(tmp_path))
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    header += "relation:steers tig:derives tig:steers ."
    for stated, overlaps in (("", False), ("organisation:o tig:steers programme:p .", True)):
        store = ox.Store()
        store.load((header + claim("2019") + stated).encode(), format=ox.RdfFormat.TURTLE)
        stamp = f"stamp {overlaps}"
        assert derive(store, "2019", stamp).overlaps is overlaps
        assert derive(store, "2019", stamp).overlaps is overlaps, "as it was kept"
