"""A graph in a store on disk answers as the same graph in memory does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import tigraph
from small_stores import store_with
from tigraph.errors import TigraphError, UnknownNameError
from tigraph.graph import Graph
from tigraph.local import remove_temporary
from tigraph.querying import catalogue
from tigraph.querying.answers import Rows
from tigraph.rdf.loading import shipped_files
from tigraph.rdf.vocabulary import CERTAIN, ENTITY, GRAPH, POSSIBLE
from tigraph.stores import versions

#: Fictitious: an intercommunality in a real territory, once for sure and once perhaps.
_MORE = """
PREFIX tig: <https://w3id.org/tigraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX basis: <https://w3id.org/tigraph/concept/basis/>
PREFIX modality: <https://w3id.org/tigraph/concept/modality/>
PREFIX relation: <https://w3id.org/tigraph/concept/relation/>
PREFIX claim: <https://w3id.org/tigraph/id/claim/>
PREFIX citation: <https://w3id.org/tigraph/id/citation/>
PREFIX epci: <https://w3id.org/tigraph/id/epci/>
PREFIX text: <https://w3id.org/tigraph/id/text/>
PREFIX territory: <https://w3id.org/tigraph/id/territory/>
epci:fictive a tig:Intercommunality ; skos:prefLabel "Communauté fictive d’Éprouvage"@fr .
claim:fictive a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  tig:basis basis:membership ; org:member epci:fictive ;
  org:organization territory:haut-doubs-horloger ; tig:validTime "2019/2020"^^edtf:EDTF ;
  tig:citation citation:fictive .
citation:fictive a tig:SourceCitation, oa:SpecificResource ; oa:hasSource text:003 ;
  prov:wasAttributedTo <https://w3id.org/tigraph/id/organisation/cget> ;
  tig:modality modality:stated ; tig:attests "2019-01-31"^^edtf:EDTF .
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("more") / "more.ttl"
    path.write_text(_MORE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the file as its one layer."""
    return store_with(tmp_path_factory.mktemp("folder"), file.read_text("utf-8"))


@pytest.fixture(scope="module")
def there(folder: Path) -> Graph:
    """The graph on disk."""
    return tigraph.load(store=folder)


@pytest.fixture(scope="module")
def here(file: Path) -> Graph:
    """The same graph in memory."""
    return tigraph.load([file])


def rows(graph: Graph, query: str, **more: str | bool | None) -> list[tuple[str, ...]]:
    found = graph.query(query, **more)  # type: ignore[arg-type]
    assert isinstance(found, Rows)
    return sorted(tuple(map(str, row)) for row in found.rows)


def askable() -> Iterator[str]:
    for name in catalogue.names():
        if name == "claims-by-layer":  # a file in memory is in no layer
            continue
        query = catalogue.find(name)
        if all(parameter.name in query.defaults for parameter in query.parameters):
            yield name


@pytest.mark.parametrize("name", [*askable()])
def test_queries_of_the_catalogue_give_the_same_rows(name: str, here: Graph, there: Graph) -> None:
    assert rows(there, name) == rows(here, name)


@pytest.mark.parametrize("possible", [False, True])
@pytest.mark.parametrize("as_of", ["2019", "2019-06-01/2021", "any"])
@pytest.mark.parametrize("name", ["claims-at-a-date", "all-ties", "who-presides"])
def test_at_a_date_too(name: str, as_of: str, possible: bool, here: Graph, there: Graph) -> None:
    told = {"as_of": as_of, "possible": possible}
    assert rows(there, name, **told) == rows(here, name, **told)


def test_what_surely_and_what_perhaps_holds_is_the_same(here: Graph, there: Graph) -> None:
    claim = ENTITY + "claim/fictive"
    for as_of, certain in (("2019", True), ("2019-06-01", False)):
        one, other = here.snapshot(as_of), there.snapshot(as_of)
        assert set(other.certain) == set(one.certain)
        assert set(other.possible) == set(one.possible)
        assert len(other.certain) == len(one.certain)
        assert (claim in other.certain) == certain
        assert other.holds(claim)
        assert "no IRI" not in other.certain
        for name in (CERTAIN, POSSIBLE):
            node = ox.NamedNode(name)
            edges = [set(s.store.quads_for_pattern(None, None, None, node)) for s in (one, other)]
            assert edges[0] == edges[1]


def test_a_snapshot_is_derived_once(folder: Path) -> None:
    told: list[str] = []
    for _ in range(2):
        graph = tigraph.load(store=folder)
        graph.ground.tell = told.append
        graph.snapshot("2017")
    assert len(told) == 1
    assert "2017" in told[0]


@pytest.mark.parametrize(
    "name",
    [
        "Cédric Bôle", "Nathalie Augé", "body:binome-bole-auge", "seat:binome-bole-auge-elu",
        "territory:haut-doubs-horloger", "Communauté fictive d'Éprouvage", "cget", "phase:ti-1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_of", [None, "2019", "2021"])
def test_cards_are_the_same(name: str, as_of: str | None, here: Graph, there: Graph) -> None:
    assert there.show(name, as_of=as_of) == here.show(name, as_of=as_of)


def test_cards_and_searches_need_no_snapshot_of_the_whole_store(folder: Path) -> None:
    graph, told = tigraph.load(store=folder), list[str]()
    graph.ground.tell = told.append
    graph.show("Cédric Bôle", as_of="2016")
    graph.search("bole")
    assert not told


@pytest.mark.parametrize("text", ["bole", "haut doubs", "242500361", "eprouvage", "besnçon", "xq"])
def test_searches_are_the_same(text: str, here: Graph, there: Graph) -> None:
    assert there.search(text) == here.search(text)


@pytest.mark.parametrize(
    "name", ["bole", "no such name", "<not an iri>", "person:nobody", "comite"]
)
def test_names_are_refused_alike(name: str, here: Graph, there: Graph) -> None:
    def told(graph: Graph) -> str:
        try:
            return graph.resolve(name)
        except TigraphError as error:
            return f"{type(error).__name__}: {error}"

    assert told(there) == told(here)


def test_what_begins_alike_is_offered_alike(here: Graph, there: Graph) -> None:
    found = there.names.beginning("Communauté", 1000)
    assert set(found) == set(here.names.beginning("Communauté", 1000))
    assert ENTITY + "epci/fictive" in found
    assert len(there.names.beginning("c", 3)) == 3


def test_paths_are_the_same(here: Graph, there: Graph) -> None:
    ends = ("Communauté fictive d'Éprouvage", "Cédric Bôle")
    found = there.path(*ends)
    assert found
    assert found == here.path(*ends)


@pytest.mark.parametrize("name", ["all-ties", "people", "territory-members"])
@pytest.mark.parametrize("as_of", [None, "2019"])
def test_networks_are_the_same(name: str, as_of: str | None, here: Graph, there: Graph) -> None:
    one, other = (graph.network(name, as_of=as_of) for graph in (here, there))
    assert dict(other.graph.nodes(data=True)) == dict(one.graph.nodes(data=True))
    assert list(other.graph.edges(data=True)) == list(one.graph.edges(data=True))
    assert other.sources == one.sources


def test_comparisons_and_measures_are_the_same(here: Graph, there: Graph) -> None:
    for sides in (("2018", "2019"), ("phase:ti-1", "phase:ti-2")):
        assert there.compare(*sides) == here.compare(*sides)
    measures = (g.measure("territory-members", sum_bases=True) for g in (here, there))
    one, other = (found.rows() for found in measures)
    assert other == one


def test_the_layer_is_told_of_with_its_counts(folder: Path, there: Graph) -> None:
    found = versions.current(folder)
    assert found is not None
    told = there.info()
    assert told["triples"] == found.manifest["triples"]
    assert [layer["layer"] for layer in told["layers"]] == ["curated", "more"]
    assert told["layers"][1]["triples"] == found.layers[0]["triples"]


@pytest.mark.parametrize("extension", [".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"])
def test_an_export_holds_data_and_layers(extension: str, file: Path, there: Graph) -> None:
    out = io.BytesIO()
    there.write(out, extension)
    from tigraph.rdf.loading import RDF_FORMATS, read_quads

    found = set(ox.parse(input=out.getvalue(), format=RDF_FORMATS[extension]))
    datasets = RDF_FORMATS[extension].supports_datasets
    graph = ox.NamedNode(GRAPH + "more") if datasets else ox.DefaultGraph()
    for quad in read_quads(file):
        assert ox.Quad(quad.subject, quad.predicate, quad.object, graph) in found
    assert set(read_quads(shipped_files()[-1])) <= found
    assert not any("foldedName" in quad.predicate.value for quad in found)
    with pytest.raises(UnknownNameError):
        there.write(out, ".doc")


def test_an_export_holds_what_is_derived_if_asked(there: Graph) -> None:
    out = io.BytesIO()
    there.write(out, ".nq", derived=True, as_of="2019")
    edge = f"<{ENTITY}epci/fictive> <http://www.w3.org/ns/org#memberOf> "
    [line] = [line for line in out.getvalue().decode().splitlines() if line.startswith(edge)]
    assert line.endswith(f"<{CERTAIN}> .")


def test_files_are_added_to_a_store_as_to_the_graph_in_memory(
    folder: Path, file: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(_MORE.replace("fictive", "mienne"), encoding="utf-8")
    there, here = tigraph.load([mine], store=folder), tigraph.load([file, mine])
    for as_of in (None, "2019"):
        assert rows(there, "all-ties", as_of=as_of) == rows(here, "all-ties", as_of=as_of)
    name = "Communauté mienne d'Éprouvage"
    assert there.show(name) == here.show(name)
    assert there.search("eprouvage") == here.search("eprouvage")
    remove_temporary()
