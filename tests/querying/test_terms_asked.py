"""A query whose terms do not exist, or find nothing, never looks like an honest zero."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

import tigraph
from checkout import HEADER
from tigraph.errors import DataError, TermWarning
from tigraph.graph import Graph
from tigraph.querying.terms_asked import odd_terms


@pytest.fixture(scope="module")
def graph() -> Graph:
    return tigraph.load(language="en")


def told(graph: Graph, query: str, **asked: str) -> list[str]:
    """Return what is warned of while a query is answered."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        graph.query(query, **asked)
    assert all(issubclass(one.category, TermWarning) for one in caught)
    return [str(one.message) for one in caught]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?t { ?t a tig:Territory }",
         "tig:Territory is no term; did you mean tig:LabelledTerritory?"),
        ("SELECT ?t { ?t a <https://w3id.org/tigraph/ontology#Territory> }",
         "tig:Territory is no term; did you mean tig:LabelledTerritory?"),
        ("PREFIX t: <https://w3id.org/tigraph/ontology#> ASK { ?c t:validtime ?time }",
         "tig:validtime is no term; did you mean tig:validTime?"),
        ("PREFIX tig: <https://w3id.org/tigraph/ontology/> SELECT * { ?c a tig:RelationClaim }",
         "<https://w3id.org/tigraph/ontology/RelationClaim> is no term; "
         "did you mean tig:RelationClaim?"),
        ("SELECT (COUNT(?c) AS ?n) { ?c a tig:RelationClaimm }",
         "tig:RelationClaimm is no term; did you mean tig:RelationClaim?"),
        ("CONSTRUCT { ?p a foaf:Person } WHERE { ?p a foaf:Persn }",
         "foaf:Persn is no term; did you mean foaf:Person?"),
        ("SELECT * { ?c tig:relation relation:holds-pots }",
         "relation:holds-pots is no term; did you mean relation:holds-post?"),
        ("SELECT * { ?c tig:validTime 2018 ; a tig:validTime }",
         "tig:validTime is a property, and stands as a class."),
        ("SELECT * { ?c tig:citation/oa:hasSorce ?x }",
         "oa:hasSorce is no term of oa: that tigraph uses; did you mean oa:hasSource?"),
    ],
)  # fmt: skip
def test_a_term_that_is_none_is_told_with_the_nearest(
    graph: Graph, query: str, message: str
) -> None:
    assert message in told(graph, query)


def test_it_is_told_where_there_are_rows_too(graph: Graph) -> None:
    query = "SELECT ?t { ?t a tig:LabelledTerritory OPTIONAL { ?t tig:lable ?label } }"
    assert graph.query("SELECT ?t { ?t a tig:LabelledTerritory }")
    assert told(graph, query) == ["tig:lable is no term; did you mean tig:labelled?"]


@pytest.mark.parametrize(
    "edge", ["org:memberOf", "org:headOf", "tig:pairedWith", "tig:earliestEnd"]
)
def test_what_is_derived_is_told_to_want_a_date(graph: Graph, edge: str) -> None:
    query = f"SELECT * {{ ?a {edge} ?b }}"
    assert told(graph, query) == [f"{edge} is derived at a date: ask with --as-of DATE, or any."]
    assert told(graph, query, as_of="any") == []


def test_a_term_that_nothing_uses_is_told_so_where_nothing_was_found(graph: Graph) -> None:
    unused = "foaf:mbox is a term, but nothing here uses it."
    assert told(graph, "SELECT * { ?a foaf:mbox ?b }") == [unused]
    assert told(graph, "SELECT * { ?a a foaf:Person OPTIONAL { ?a skos:scopeNote ?b } }") == []


@pytest.mark.parametrize("above", ["tig:Claim", "org:Organization", "foaf:Agent"])
def test_a_class_of_classes_gives_what_is_of_it_however_it_is_asked(
    graph: Graph, above: str
) -> None:
    assert told(graph, f"SELECT ?x {{ ?x a {above} }}") == []
    asked = set(graph.query(f"SELECT ?x {{ ?x a {above} }}").rows)  # type: ignore[union-attr]
    path = f"SELECT ?x {{ ?x a/rdfs:subClassOf* {above} }}"
    assert asked == set(graph.query(path).rows)  # type: ignore[union-attr]
    assert asked


@pytest.mark.parametrize("term", ["tig:saidIn", "tig:inRegion", "tig:succeededBy"])
def test_what_follows_at_any_time_wants_no_date(graph: Graph, term: str) -> None:
    rows = graph.query(f"SELECT * {{ ?x {term} ?y }}")
    assert rows
    unused = f"{term} is a term, but nothing here uses it."
    assert told(graph, f"SELECT * {{ person:cedric-bole {term} phase:ti-1 }}") in ([], [unused])


def test_an_honest_zero_is_left_alone(graph: Graph) -> None:
    for query in (
        "SELECT * { ?a a foaf:Person ; skos:prefLabel 'Nobody'@fr }",
        "ASK { person:cedric-bole a tig:Phase }",
        "SELECT * { ?a skos:prefLabel ?b FILTER(?b = '2018'^^xsd:gYear) }",
    ):
        assert not graph.query(query)
        assert told(graph, query) == []


class Service:
    """A service on the web in short: what it is asked, and whether it has it, or cannot say."""

    def __init__(self, has: bool | None) -> None:
        self.has, self.asked = has, list[str]()

    def query(self, query: str, **_given: object) -> bool:
        self.asked.append(query)
        if self.has is None:
            raise DataError("the service is away")
        return self.has

    def contains_named_graph(self, _graph: object) -> bool:
        return True


def test_a_service_is_asked_of_terms_that_are_not_in_the_list_alone() -> None:
    query = "SELECT * { ?a a tig:Claim ; tig:validtime ?b }"
    for has, count in ((True, 0), (None, 0), (False, 1)):
        service = Service(has)
        found = odd_terms(service, query, empty=True, dated=False)  # type: ignore[arg-type]
        assert len(found) == count
        [one] = service.asked
        assert "validtime" in one


def test_the_warning_says_the_same_in_french_and_points_at_who_asked(graph: Graph) -> None:
    with pytest.warns(TermWarning) as caught:
        graph.query("SELECT ?t { ?t a tig:Territory }")
    [one] = caught
    warned = one.message
    assert isinstance(warned, TermWarning)
    french = "tig:Territory n’est pas un terme ; vouliez-vous dire tig:LabelledTerritory ?"
    assert warned.told[1] == french
    assert (warned.term, warned.nearest) == ("tig:Territory", ("tig:LabelledTerritory",))
    assert Path(one.filename) == Path(__file__)


def test_terms_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    """What data declares or only uses is a term, under a prefix of tigraph's too."""
    path = tmp_path / "own.ttl"
    own = "@prefix own: <https://example.org/own#> .\n"
    said = "person:invented a own:Wizard ; tig:spell 'x' ; foaf:weblogg 'y' .\n"
    path.write_text(HEADER + own + said, encoding="utf-8")
    graph = tigraph.load([path], language="en")
    own = "PREFIX own: <https://example.org/own#> "
    for query in ("SELECT * { ?a a own:Wizzard }", "SELECT * { ?a tig:spell ?b }",
                  "SELECT * { ?a tig:spell 'z' }", "SELECT * { ?a foaf:weblogg 'z' }"):  # fmt: skip
        assert told(graph, own + query) == []
    assert told(graph, "SELECT * { ?a tig:spel ?b }")
