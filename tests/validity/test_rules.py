"""Rules say what they are, and give the same wherever they run. All data here is fictitious."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from checkout import HEADER
from tigraph.errors import DataError
from tigraph.graph import Graph
from tigraph.rdf.sparql import bind
from tigraph.rdf.vocabulary import BOUNDS, ENTITY, GRAPH
from tigraph.validity import Derivations, headers
from tigraph.validity.edtf import period
from tigraph.validity.headers import Rule, every_rule, read_rule, rule_files
from tigraph.validity.rules import _days, derive_bounds, derive_lives, derived, staged

World = Callable[..., Graph]

#: Each rule derives something from it, at any time.
WORLD = """
relation:steers tig:derives tig:steers .
relation:cooperates-with tig:derives tig:cooperatesWith ; tig:symmetric true .
relation:phase-of tig:lifeOf tig:subject ; tig:within true .
role:president tig:heads true . body-type:binome tig:tiesMembers true .
person:a a foaf:Person . person:b a foaf:Person .
body:pair tig:hasBodyType body-type:binome ; tig:governanceLevel level:local .
post:head org:postIn body:pair ; org:role role:president ; tig:order order:state .
seat:s org:postIn body:pair ; tig:reservedFor organisation:o .
claim:a a tig:RelationClaim ; tig:relation relation:holds-post ; org:member person:a ;
  org:organization body:pair ; opengov:post post:head ; tig:citation citation:x ;
  tig:validTime "2018/2020"^^edtf:EDTF .
claim:b a tig:RelationClaim ; tig:relation relation:member ; org:member person:b ;
  org:organization body:pair ; tig:citation citation:x ; tig:validTime "2019~"^^edtf:EDTF .
claim:c a tig:RelationClaim ; tig:relation relation:has-seat ; tig:subject body:pair ;
  tig:object seat:s ; tig:citation citation:x .
claim:d a tig:RelationClaim ; tig:relation relation:cooperates-with ; tig:subject organisation:o ;
  tig:object organisation:p ; tig:citation citation:x ; tig:validTime "2024"^^edtf:EDTF .
claim:e a tig:RelationClaim ; tig:relation relation:phase-of ; tig:subject phase:f ;
  tig:object programme:p ; tig:citation citation:x ; tig:validTime "2018/2022"^^edtf:EDTF .
territory:t tig:inPhase phase:f .
legal-form:f tig:institutedOn "1999-07-12"^^xsd:date .
document:d tig:dating dating:d ; dcterms:issued "2019~"^^edtf:EDTF .
dating:d tig:shows "[2018-11-22..2019-03-05]"^^edtf:EDTF .
claim:g a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
  tig:object organisation:p ; tig:citation citation:x ; tig:dating dating:g .
dating:g tig:relativeTo phase:f ; tig:position position:since .
claim:f a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
  tig:object territory:t ; tig:citation citation:x .
claim:h a tig:RelationClaim ; tig:relation relation:continued-as ; tig:subject territory:t ;
  tig:object territory:u ; tig:citation citation:x .
citation:x a tig:SourceCitation ; tig:modality modality:stated ; tig:attests "2019"^^edtf:EDTF ;
  oa:hasSource text:t .
text:t tig:textOf document:d .
tig:RelationClaim rdfs:subClassOf tig:Claim . tig:Seat rdfs:subClassOf org:Post .
org:Post a tig:Kind . seat:s a tig:Seat .
territory:t a tig:LabelledTerritory ; dcterms:spatial area:d . area:d geo:sfWithin area:r .
area:r a dcterms:Location ; adms:identifier identifier:r .
identifier:r tig:idScheme id-scheme:f ; skos:notation "01" .
id-scheme:f tig:areaLevel 1 ; tig:areaClass tig:RegionArea .
"""
#: A rule of edges that leans on dates as well as on what holds.
TENTH = """#+ stage: edges
#+ reads: held, bounds
#+ because: it is dated
#+ parce que: c’est daté
PREFIX tig: <https://w3id.org/tigraph/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
CONSTRUCT { ?who <urn:fictive:since> ?day }
WHERE { ?claim a tig:HeldClaim ; org:member ?who ; tig:earliestBegin ?day }
"""


def triples(quads: Iterator[ox.Quad] | ox.QueryTriples) -> set[str]:
    return {f"{one.subject} {one.predicate} {one.object} ." for one in quads}


def of(store: ox.Store, name: str) -> set[str]:
    return triples(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))


def beside(text: str) -> list[bytes]:
    """Return the lines of a store on disk, where date bounds and lives stand beside claims."""
    store = ox.Store()
    store.load(input=HEADER + text, format=ox.RdfFormat.TURTLE)
    derive_bounds(store)
    derive_lives(store)
    return [f"{quad.triple} .\n".encode() for quad in store]


@pytest.fixture
def tenth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rule]:
    """A tenth rule beside those that there are."""
    for path in rule_files():
        shutil.copy(path, tmp_path)
    (tmp_path / "zz-since.rq").write_text(TENTH, encoding="utf-8")
    monkeypatch.setenv("TIGRAPH_CACHE", "")
    with monkeypatch.context() as patched:
        patched.setattr(headers, "rule_files", lambda: sorted(tmp_path.glob("*.rq")))
        _forget()
        yield next(rule for rule in every_rule() if rule.name == "zz-since.rq")
    _forget()


def _forget() -> None:
    from tigraph.validity.rules import named_in_rules

    for kept in (headers._headed, headers.staged, every_rule):
        kept.cache_clear()
    named_in_rules.cache_clear()


def check_alone(rule: Rule) -> None:
    """Hold that a rule gives the same in memory, in a store, and in another engine."""
    store, asked = ox.Store(), period("any")
    store.load(input=HEADER + WORLD, format=ox.RdfFormat.TURTLE)
    stated = ox.serialize((q.triple for q in store), format=ox.RdfFormat.N_TRIPLES)
    derive_bounds(store)
    bounds = of(store, BOUNDS)
    derive_lives(store)
    lives = of(store, BOUNDS) - bounds
    held = set[str]()
    if rule.stage == "edges":
        for sure in staged("possible"):
            for triple in derived(store, sure, asked):
                store.add(ox.Quad(*triple, ox.NamedNode(GRAPH + "held")))
        held = of(store, GRAPH + "held")
    in_memory = triples(derived(store, rule, asked))

    beside = ox.Store()
    beside.load(input=stated, format=ox.RdfFormat.N_TRIPLES)
    beside.load(input="\n".join(bounds | lives | held), format=ox.RdfFormat.N_TRIPLES)
    assert triples(derived(beside, rule, asked, beside=True)) == in_memory

    other = rdflib.Graph().parse(data=stated, format="nt")
    given = {"bounds": bounds, "lives": lives, "held": held}
    for what in rule.reads:
        other.parse(data="\n".join(given[what]), format="nt")
    by_rdflib = other.query(bind(rule.text, _days(asked))).graph
    wanted = rdflib.Graph().parse(data="\n".join(in_memory), format="nt")
    assert set(by_rdflib) == set(wanted)
    assert in_memory


@pytest.mark.parametrize("name", [path.name for path in rule_files()])
def test_each_rule_alone_gives_the_same_everywhere(name: str) -> None:
    check_alone(next(rule for rule in every_rule() if rule.name == name))


def test_a_tenth_rule_runs_wherever_the_others_do(tenth: Rule, world: World) -> None:
    check_alone(tenth)
    snapshot = world(WORLD).snapshot("2019")
    assert isinstance(snapshot.store, ox.Store)
    since = ox.NamedNode("urn:fictive:since")
    found = snapshot.store.quads_for_pattern(None, since, None)
    day = '"2018-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    edge = f"<{ENTITY}person/a> <urn:fictive:since> {day} ."
    assert edge in triples(found)

    certain, possible = Derivations.of(beside(WORLD)).at(period("2019"))
    assert f"{edge}\n" in certain | possible


def test_every_rule_says_why_in_two_languages() -> None:
    assert len(every_rule()) == len(rule_files())
    for rule in every_rule():
        assert all(rule.because.values()), rule.name


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("stage: edges", "stage: later"),
            "“stage” .* bounds, lives, relative, ends, certain, possible, edges; “later”",
        ),
        (("#+ stage: edges\n", ""), "“stage” .* it is missing"),
        (("reads: held, bounds", "reads: held, dates"), "“reads” .* bounds, lives, held; “dates”"),
        (("reads: held, bounds", "reads: held"), "tig:earliestBegin: “reads” .* bounds"),
        (("reads: held, bounds", "reads: bounds"), "tig:HeldClaim: “reads” .* held"),
        (("#+ because", "#+ since"), "“since” in the header is none of"),
    ],
)
def test_a_rule_that_does_not_say_what_it_is_is_refused(change: tuple[str, str], told: str) -> None:
    assert change[0] in TENTH
    with pytest.raises(DataError, match=f"Rule own.rq.*{told}"):
        read_rule("own.rq", TENTH.replace(*change))


def test_the_claims_that_must_hold_for_a_rule_are_its_variables_each_once() -> None:
    text = """#+ stage: edges
#+ reads: held
PREFIX tig: <https://w3id.org/tigraph/ontology#>
CONSTRUCT { ?x <urn:of> ?y }
WHERE { ?one a tig:HeldClaim . # ?none a tig:HeldClaim
  $two a tig:HeldClaim ; <urn:p> ?x . ?one <urn:p> ?y ; a tig:HeldClaim . [] a tig:HeldClaim .
  ?one a tig:HeldClaim . ?other a tig:Claim }"""
    assert read_rule("own.rq", text).held == ["?one", "$two"]


def test_a_card_tells_the_ties_that_rules_say_follow_from_several_claims(world: World) -> None:
    graph = world(
        WORLD
        + """citation:x oa:hasSource text:x . text:x tig:textOf document:x .
        organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
        body:pair a tig:GovernanceBody ; skos:prefLabel "paire fictive"@fr .
        person:a skos:prefLabel "Ada Fictive"@fr . person:b skos:prefLabel "Bo Fictif"@fr ."""
    )
    told = {
        (who, tie["relation"], tie["direction"], tie["other"]["iri"].removeprefix(ENTITY))
        for who in ("person:a", "body:pair", "organisation:o")
        for tie in graph.show(who)["relations"]
        if tie["claim"] is None
    }
    assert told == {
        ("person:a", "tig:pairedWith", "out", "person/b"),
        ("body:pair", "tig:representedIn", "in", "organisation/o"),
        ("organisation:o", "tig:representedIn", "out", "body/pair"),
    }
    assert {tie for _, tie, _, _ in told} == {rule.tie for rule in every_rule()} - {""}
