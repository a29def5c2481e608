"""No relation outlives its ends. Every actor and programme here is fictitious."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tigraph
from checkout import HEADER
from tigraph.curating import check_files
from tigraph.curating.lives import outside_lives
from tigraph.graph import Graph
from tigraph.layers import changing
from tigraph.layers.changing import Told
from tigraph.rdf import open_store, shipped_files
from tigraph.rdf.vocabulary import ENTITY, ONTOLOGY
from tigraph.validity.rules import derive_bounds, derive_lives
from tigraph.validity.snapshot import derive

World = Callable[..., Graph]

#: A programme of which one phase runs from 2020 to 2022, with a territory and its office.
PROGRAMME = """
programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
phase:f a tig:Phase ; skos:prefLabel "phase fictive"@fr ; tig:ofProgramme programme:p .
lineage:l a tig:Lineage ; skos:prefLabel "lignée fictive"@fr ; tig:ofProgramme programme:p .
territory:t a tig:LabelledTerritory ; skos:prefLabel "Territoire fictif"@fr ;
  tig:inPhase phase:f ; prov:specializationOf lineage:l .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
person:a a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
document:d a foaf:Document ; skos:prefLabel "Document fictif"@fr ;
  dcterms:title "Document fictif"@fr ; dcterms:issued "2021"^^edtf:EDTF ;
  tig:address "https://example.org/"^^xsd:anyURI .
citation:x a tig:SourceCitation, oa:SpecificResource ; oa:hasSource document:d ;
  tig:catalogued true ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
citation:plan a tig:SourceCitation, oa:SpecificResource ; oa:hasSource document:d ;
  tig:catalogued true ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:planned .
"""
BASES = {
    "phase-of": "composition", "governs": "authority", "part-of": "composition",
    "steers": "authority", "labelled": "authority", "launched": "authority",
    "member": "membership", "marks": "description", "takes-part-in": "attendance",
    "continued-as": "composition", "holds-post": "appointment", "supports": "cooperation",
    "about": "reference",
}  # fmt: skip


def relation(
    name: str,
    subject: str,
    kind: str,
    object: str,
    valid: str = "",
    citation: str = "x",
    more: str = "",
) -> str:
    """Return Turtle: a claim of a relation between two entities."""
    member = kind in ("member", "holds-post")
    ends = ("org:member", "org:organization") if member else ("tig:subject", "tig:object")
    types = "tig:RelationClaim, org:Membership" if member else "tig:RelationClaim"
    time = f'tig:validTime "{valid}"^^edtf:EDTF ; ' if valid else ""
    return f"""claim:{name} a {types} ; tig:relation relation:{kind} ; {ends[0]} {subject} ;
      {ends[1]} {object} ; tig:basis basis:{BASES[kind]} ; {time}{more}
      tig:citation citation:{citation} .
    """


PHASE = relation("phase", "phase:f", "phase-of", "programme:p", "2020/2022")


def may_hold(graph: Graph, name: str, years: range = range(2017, 2026)) -> list[int]:
    """Return the years at which a claim may hold."""
    claim = f"{ENTITY}claim/{name}"
    return [year for year in years if graph.snapshot(str(year)).holds(claim)]


def test_a_territory_has_no_member_before_its_phase_nor_after(world: World) -> None:
    graph = world(PROGRAMME + PHASE + relation("m", "organisation:o", "member", "territory:t"))
    assert may_hold(graph, "m") == [2020, 2021, 2022]


def test_a_territory_lives_from_its_label_to_the_end_of_its_phase(world: World) -> None:
    label = relation("label", "organisation:o", "labelled", "territory:t", "2021-06-01")
    member = relation("m", "organisation:o", "member", "territory:t")
    graph = world(PROGRAMME + PHASE + label + member)
    assert may_hold(graph, "m") == [2021, 2022]
    assert not graph.snapshot("2021-05").holds(f"{ENTITY}claim/m")
    assert graph.snapshot("2021-06").holds(f"{ENTITY}claim/m")


def test_a_post_its_holder_and_a_body_live_within_what_the_body_governs(world: World) -> None:
    graph = world(
        PROGRAMME
        + PHASE
        + """body:b a tig:GovernanceBody ; skos:prefLabel "comité fictif"@fr .
        post:p a org:Post ; skos:prefLabel "poste fictif"@fr ; org:postIn body:b ."""
        + relation("g", "body:b", "governs", "territory:t")
        + relation("h", "person:a", "holds-post", "body:b", more="opengov:post post:p ;")
        + relation("m", "organisation:o", "member", "body:b")
        + relation("s", "post:p", "steers", "organisation:o")
    )
    for claim in "ghms":
        assert may_hold(graph, claim) == [2020, 2021, 2022], claim


@pytest.mark.parametrize(
    ("second", "years"),
    [("2018/2020", range(2018, 2023)), ("2021/..", range(2020, 2026)), ("", range(2017, 2026))],
    ids=["as old as the oldest", "open at one end", "not known"],
)
def test_a_body_of_two_phases_lives_as_long_as_either(
    world: World, second: str, years: range
) -> None:
    graph = world(
        PROGRAMME
        + PHASE
        + """phase:g a tig:Phase ; skos:prefLabel "autre phase"@fr ; tig:ofProgramme programme:p .
        body:b a tig:GovernanceBody ; skos:prefLabel "comité fictif"@fr ."""
        + relation("phase-2", "phase:g", "phase-of", "programme:p", second)
        + relation("g1", "body:b", "governs", "phase:f")
        + relation("g2", "body:b", "governs", "phase:g")
        + relation("m", "organisation:o", "member", "body:b")
    )
    assert may_hold(graph, "m") == [*years]


def test_nothing_of_a_programme_is_older_than_its_launch(world: World) -> None:
    launch = relation("l", "organisation:o", "launched", "programme:p", "2019")
    member = relation("m", "organisation:o", "member", "territory:t")
    assert may_hold(world(PROGRAMME + launch + member), "m") == [*range(2019, 2026)]


def test_an_event_is_attended_when_it_was(world: World) -> None:
    graph = world(
        PROGRAMME
        + 'event:e a tig:Event ; skos:prefLabel "réunion fictive"@fr .'
        + relation("mark", "event:e", "marks", "phase:f", "2020-03-05")
        + relation("t", "person:a", "takes-part-in", "event:e")
    )
    assert may_hold(graph, "t") == [2020]
    assert not graph.snapshot("2020-03-06").holds(f"{ENTITY}claim/t")


def change(kind: str, original: str, resulting: str) -> str:
    ends = "".join(
        f"{term} {epci} ; "
        for term, epci in (
            ("org:originalOrganization", original),
            ("org:resultingOrganization", resulting),
        )
        if epci
    )
    return f"""event:c a org:ChangeEvent ; skos:prefLabel "changement fictif"@fr ; {ends}
      tig:changeType change:{kind} ; tig:citation citation:x ;
      tig:notBefore "2016-01-02"^^xsd:date ; tig:notAfter "2017-01-01"^^xsd:date ."""


EPCI = """
epci:e a tig:Intercommunality ; skos:prefLabel "CC fictive"@fr .
epci:n a tig:Intercommunality ; skos:prefLabel "CA fictive"@fr .
post:president-e a org:Post ; skos:prefLabel "présidence"@fr ; org:postIn epci:e ;
  org:role role:president .
"""
PRESIDENT = relation(
    "p", "person:a", "holds-post", "epci:e", more="opengov:post post:president-e ;"
)


@pytest.mark.parametrize(
    ("kind", "original", "resulting", "years"),
    [
        ("created", "", "epci:e", range(2016, 2026)),
        ("merged", "epci:n", "epci:e", range(2016, 2026)),
        ("dissolved", "epci:e", "", range(2010, 2018)),
        ("absorbed", "epci:e", "epci:n", range(2010, 2018)),
        ("renamed", "epci:e", "epci:e", range(2010, 2026)),
        ("members-joined", "epci:e", "epci:e", range(2010, 2026)),
    ],
)
def test_registers_say_when_an_organisation_begins_and_ends(
    world: World, kind: str, original: str, resulting: str, years: range
) -> None:
    graph = world(PROGRAMME + EPCI + PRESIDENT + change(kind, original, resulting))
    assert may_hold(graph, "p", range(2010, 2026)) == [*years]
    answered = graph.query("who-presides", as_of="1950", possible=True)
    assert len(list(answered)) == (years.start == 2010)


@pytest.mark.parametrize(
    ("valid", "citation"),
    [("2020~/2022", "x"), ("2020?/2022", "x"), ("2020/2022", "plan"), ("../..", "x"), ("", "x")],
    ids=["approximate", "doubtful", "planned", "open", "not said"],
)
def test_what_is_not_sure_cuts_nothing(world: World, valid: str, citation: str) -> None:
    phase = relation("phase", "phase:f", "phase-of", "programme:p", valid, citation)
    graph = world(PROGRAMME + phase + relation("m", "organisation:o", "member", "territory:t"))
    assert may_hold(graph, "m") == [*range(2017, 2026)]


def test_what_several_say_of_one_life_leaves_open_what_any_of_them_does(world: World) -> None:
    graph = world(
        PROGRAMME
        + PHASE
        + relation("phase-2", "phase:f", "phase-of", "programme:p", "2019/2021")
        + relation("phase-3", "phase:f", "phase-of", "programme:p", "2021/..")
        + relation("m", "organisation:o", "member", "territory:t")
    )
    assert may_hold(graph, "m") == [2019, 2020, 2021, 2022]


def test_a_document_goes_on_to_be_about_what_is_gone(world: World) -> None:
    about = relation("d", "document:d", "about", "territory:t")
    assert may_hold(world(PROGRAMME + PHASE + about), "d") == [*range(2017, 2026)]


def test_ends_that_never_met_were_never_tied(world: World) -> None:
    graph = world(
        PROGRAMME
        + PHASE
        + """phase:g a tig:Phase ; skos:prefLabel "autre phase"@fr ; tig:ofProgramme programme:p .
        territory:u a tig:LabelledTerritory ; skos:prefLabel "Autre territoire"@fr ;
          tig:inPhase phase:g ; prov:specializationOf lineage:l ."""
        + relation("phase-2", "phase:g", "phase-of", "programme:p", "2024/2027")
        + relation("s", "territory:t", "supports", "territory:u")
        + relation("c", "territory:t", "continued-as", "territory:u")
    )
    assert not graph.snapshot("2018/2030").holds(f"{ENTITY}claim/s")
    assert graph.snapshot("2018/2030").holds(f"{ENTITY}claim/c")


BROKEN = {
    "before": ("2015/2016", "surely holds on 2015-12-31, but territory:t exists from 2020-01-01"),
    "after": ("2024", "surely holds on 2024-01-01, but territory:t exists to 2022-12-31"),
}


def findings(graph: Graph) -> list[tuple[str, str]]:
    """Return where `check` finds that a claim outlives an end, and what it says."""
    store = open_store([*shipped_files()[:-1], *graph.ground.files])
    derive_bounds(store)
    derive_lives(store)
    return [(item.claim, item.message) for item in outside_lives(store, "en")]


@pytest.mark.parametrize("side", BROKEN)
def test_what_surely_outlives_an_end_stays_and_is_a_finding_at_the_claim(
    world: World, side: str
) -> None:
    valid, told = BROKEN[side]
    graph = world(
        PROGRAMME + PHASE + relation("m", "organisation:o", "member", "territory:t", valid)
    )
    assert f"{ENTITY}claim/m" in graph.snapshot(valid[:4]).certain
    ((where, message),) = findings(graph)
    assert where == "claim:m"
    assert message.startswith(told)


def test_check_tells_what_outlives_an_end(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    member = relation("m", "organisation:o", "member", "territory:t", "2024")
    path.write_text(HEADER + PROGRAMME + PHASE + member, encoding="utf-8")
    (found,) = [one for one in check_files([path], only_data=True) if one.check == "lives"]
    assert (found.where, found.remark) == ("claim:m", False)
    assert found.remedy


def test_a_tie_between_what_never_met_is_a_finding(world: World) -> None:
    graph = world(
        PROGRAMME
        + PHASE
        + """phase:g a tig:Phase ; skos:prefLabel "autre phase"@fr ;
          tig:ofProgramme programme:p ."""
        + relation("phase-2", "phase:g", "phase-of", "programme:p", "2024/2027")
        + relation("s", "phase:f", "steers", "phase:g")
    )
    assert findings(graph) == [
        ("claim:s", "ties what never existed together: one from 2024-01-01, one to 2022-12-31.")
    ]


@pytest.mark.parametrize(("valid", "citation"), [("2015~", "x"), ("2015", "plan"), ("2021", "x")])
def test_what_is_unsure_or_within_the_life_is_no_finding(
    world: World, valid: str, citation: str
) -> None:
    member = relation("m", "organisation:o", "member", "territory:t", valid, citation)
    assert not findings(world(PROGRAMME + PHASE + member))


def test_lives_follow_from_all_layers_and_added_files_together(tmp_path: Path) -> None:
    """One layer says who presides, another when the intercommunality began, a file widens it."""
    turtle = {
        "office": PROGRAMME + EPCI + PRESIDENT,
        "changes": change("created", "", "epci:e"),
        "more": change("created", "", "epci:e")
        .replace("event:c", "event:d")
        .replace("2016-", "2012-"),
    }
    for name, text in turtle.items():
        (tmp_path / f"{name}.ttl").write_text(HEADER + text, encoding="utf-8")
    folder = tmp_path / "store"
    for name in ("office", "changes"):
        changing.add(folder, "rdf", [str(tmp_path / f"{name}.ttl")], Told(name=name))
    years = range(2010, 2020)
    graph = tigraph.load(store=folder)
    assert may_hold(graph, "p", years) == [*range(2016, 2020)]
    near = graph.show("person:a", as_of="2014")["relations"]
    assert not near
    assert may_hold(tigraph.load(store=folder, layers=["office"]), "p", years) == [*years]
    wider = tigraph.load([tmp_path / "more.ttl"], store=folder)
    assert may_hold(wider, "p", years) == [*range(2012, 2020)]


# ------------------------------------------------------------------------------- properties

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(sorted)
#: Of two phases the life, None where it is not known.
LIVES = st.fixed_dictionaries({"f": st.none() | SPANS, "g": st.none() | SPANS})
CLAIMS = st.lists(
    st.tuples(st.sampled_from("fg"), st.sampled_from("fg"), st.none() | SPANS), max_size=6
)
ASKED = SPANS.map(lambda span: f"{span[0]}/{span[1]}")


def possible(lives: Mapping[str, object], claims: list[tuple], asked: str) -> set[int]:
    """Return which claims may hold between phases of these lives."""

    def edtf(span: list) -> str:
        return "/".join(map(str, span))

    text = "relation:phase-of tig:lifeOf tig:subject . relation:steers tig:derives tig:steers ."
    for phase, life in lives.items():
        if life is not None:
            text += relation(
                f"life-{phase}", f"phase:{phase}", "phase-of", "programme:p", edtf(life)
            )
    for number, (one, other, valid) in enumerate(claims):
        text += relation(
            f"n{number}", f"phase:{one}", "steers", f"phase:{other}", edtf(valid) if valid else ""
        )
    store = ox.Store()
    text += "citation:x a tig:SourceCitation ; tig:modality modality:stated ."
    store.load(input=HEADER + text, format=ox.RdfFormat.TURTLE)
    snapshot = derive(store, asked)
    held = snapshot.possible - snapshot.certain
    return {n for n in range(len(claims)) if f"{ENTITY}claim/n{n}" in held}


@settings(max_examples=25)
@given(LIVES, CLAIMS, ASKED)
def test_a_possible_claim_lies_within_the_lives_of_its_ends(
    lives: Mapping, claims: list[tuple], asked: str
) -> None:
    for number in possible(lives, claims, asked):
        one, other, valid = claims[number]
        spans = [span for span in (lives[one], lives[other], valid) if span]
        first, last = (datetime.date.fromisoformat(day) for day in asked.split("/"))
        begins = max([first, *(span[0] for span in spans)])
        ends = min([last, *(span[1] for span in spans)])
        assert begins <= ends


@settings(max_examples=25)
@given(LIVES, CLAIMS, ASKED, st.sampled_from("fg"), DAYS, DAYS)
def test_to_narrow_a_life_never_adds_a_claim(
    lives: Mapping, claims: list[tuple], asked: str, which: str, one: object, other: object
) -> None:
    before = possible(lives, claims, asked)
    life = lives[which] or [datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)]
    narrower = sorted([min(max(one, life[0]), life[1]), min(max(other, life[0]), life[1])])
    assert possible({**lives, which: narrower}, claims, asked) <= before


# ------------------------------------------------------------------------------- the documents

#: 000, 598-757 and 001, 975-1112.
SIX = {"200023075", "200068070", "242500361", "242504116", "242504181", "242504355"}


def members(graph: Graph, as_of: str, *, possible: bool) -> set[str]:
    territory = {"territory": "Alliances Luxe & Précision Doubs"}
    rows = graph.query("members-of-territory", territory, as_of=as_of, possible=possible)
    return {row["siren"] for row in rows}


def test_a_territory_of_the_second_phase_has_no_member_five_years_before(graph: Graph) -> None:
    # 001, 777-856: labelled on 9 November 2023, until 2027
    assert members(graph, "2019", possible=True) == set()
    assert members(graph, "2025", possible=True) == SIX
    assert members(graph, "2025", possible=False) == set()
    assert members(graph, "2024", possible=False) == SIX
    assert members(graph, "2028", possible=True) == set()


def test_nothing_surely_outlives_what_it_ties(graph: Graph) -> None:
    assert findings(graph) == []


def test_lives_are_derived_and_never_authored(graph: Graph) -> None:
    for term in ("lifeFrom", "lifeTo", "endsFrom", "endsTo"):
        node = ox.NamedNode(ONTOLOGY + term)
        assert not list(graph.store.quads_for_pattern(None, node, None, ox.DefaultGraph()))
