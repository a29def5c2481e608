"""One version, one content: what was released stays, what is in development says so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import rdflib
from rdflib import DCTERMS, OWL

import tigraph
from checkout import FIXTURES, ROOT
from terminal import tigraph as told
from tigraph import __version__
from tigraph.rdf import edition
from tigraph.rdf.vocabulary import GRAPH

ONTOLOGY = rdflib.URIRef("https://w3id.org/tigraph/ontology")
SHAPES = rdflib.URIRef("https://w3id.org/tigraph/shapes")
CURATED = rdflib.URIRef(GRAPH + "curated")
LAST = edition.releases()[-1]
FILES = edition.content_files(ROOT / "ontology", ROOT / "data")


@pytest.fixture(scope="module")
def headers() -> rdflib.Graph:
    found = rdflib.Graph()
    for path in (*sorted((ROOT / "ontology").glob("*.ttl")), ROOT / "data/graph.ttl"):
        found.parse(path)
    return found


def test_a_version_that_was_released_has_the_content_that_it_had() -> None:
    """Else bump the version: see CONTRIBUTING.md, “A release”."""
    if __version__ in {release.version for release in edition.releases()}:
        released = {release.version: release.digest for release in edition.releases()}
        assert edition.digest_of(FILES) == released[__version__]
    else:
        assert edition.is_development(__version__)


def test_all_say_the_same_version_and_when_it_was_changed(headers: rdflib.Graph) -> None:
    told = {str(node): str(version) for node, version in headers.subject_objects(OWL.versionInfo)}
    assert {str(ONTOLOGY), str(SHAPES), str(CURATED)} < set(told)
    assert set(told.values()) == {__version__}, told
    assert headers.value(ONTOLOGY, OWL.versionIRI) == ONTOLOGY + f"/{__version__}"
    assert f"version {__version__}." in str(headers.value(ONTOLOGY, DCTERMS.bibliographicCitation))
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    for node in (ONTOLOGY, CURATED):
        modified = str(headers.value(node, DCTERMS.modified))
        if edition.is_development(__version__):
            assert modified > LAST.released, f"{node} is not what was released: date it"
        else:
            assert modified <= LAST.released


@pytest.mark.parametrize("changed", ["tigraph.ttl", "graph.ttl", "certain.rq", "schemes.ttl"])
def test_any_change_of_what_is_said_is_another_content(tmp_path: Path, changed: str) -> None:
    for folder in ("ontology", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    files = edition.content_files(tmp_path / "ontology", tmp_path / "data")
    before = edition.digest_of(files)
    assert before == edition.digest_of(FILES)
    [path] = [path for path in files if path.name == changed]
    more = "# more" if changed.endswith(".rq") else "<urn:x:a> <urn:x:b> <urn:x:c> ."
    path.write_text(path.read_text("utf-8") + f"\n{more}\n", "utf-8")
    assert edition.digest_of(files) != before


def test_how_the_graph_is_laid_out_is_no_other_content(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    graph = rdflib.Graph().parse(ROOT / "data/graph.ttl")
    graph.serialize(path, format="turtle")
    assert edition.digest_of([path]) == edition.digest_of([ROOT / "data/graph.ttl"])


def test_a_version_in_development_is_told_with_its_content(tmp_path: Path) -> None:
    digest = edition.content_digest()
    assert digest == edition.digest_of(FILES)
    version = tigraph.load().version
    if edition.is_development(__version__):
        assert version == f"{__version__}+{digest[:8]}"
    assert f"tigraph version {version}" in told("info").out
    cited = told("query", "who-presides", "--cite")
    assert f"# tigraph {version}, the curated graph" in cited.out + cited.err


def reference(graph: tigraph.Graph) -> str:
    return graph.reference("who-presides", graph.query("who-presides")).text()


def test_a_reference_names_what_was_asked_and_nothing_else() -> None:
    own = FIXTURES / "second_programme.ttl"
    for graph, curated in (
        (tigraph.load([own]), True),
        (tigraph.load([own], curated=False), False),
    ):
        text = reference(graph)
        assert (", the curated graph (" in text) == curated
        assert (", without the curated graph" in text) != curated
        [digest] = re.findall(r"second_programme\.ttl \(SHA-256 ([0-9a-f]{64})\)", text)
        assert digest


# ------------------------------------------------------------------------------- the licence


def test_all_say_the_same_licence(headers: rdflib.Graph) -> None:
    text = (ROOT / "LICENSE-DATA").read_text("utf-8")
    licences = {rdflib.URIRef(one) for one in re.findall(r"^  (https://\S+)$", text, re.MULTILINE)}
    assert len(licences) == 2
    for node in headers.subjects(OWL.versionInfo):
        assert set(headers.objects(node, DCTERMS.license)) == licences, node
    for form in headers.objects(CURATED, rdflib.DCAT.distribution):
        assert headers.value(form, DCTERMS.license) in licences
        assert headers.value(form, DCTERMS.rights) == headers.value(CURATED, DCTERMS.rights)
    names = "Licence Ouverte 2.0 / CC BY 4.0"
    assert names in (ROOT / "data/graph.ttl").read_text("utf-8").splitlines()[0]
    assert names in reference(tigraph.load())
    for name in names.split(" / "):
        assert name in text.replace("Open Licence ", "").replace("Ouverte / 2.0", "Ouverte 2.0")
        for label in headers.objects(headers.value(CURATED, DCTERMS.rights), rdflib.RDFS.label):
            assert name in label
