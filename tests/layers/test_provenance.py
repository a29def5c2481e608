"""What a layer says of itself, read back as DCAT and PROV by another library."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, Literal, URIRef

import tigraph
from checkout import HEADER
from fictive_lists import package
from tigraph import __version__
from tigraph.layers import changing
from tigraph.layers.changing import Told
from tigraph.layers.dcat import metadata
from tigraph.layers.layer import Layer, Origin, described, last_update
from tigraph.querying.answers import Rows
from tigraph.rdf.vocabulary import ENTITY, GRAPH, PREFIXES
from tigraph.registries.known import Known
from tigraph.registries.sources import Description, Report, Source

TIG, DCAT, XSD = (rdflib.Namespace(PREFIXES[name]) for name in ("tig", "dcat", "xsd"))
FOLDER = Path("files")
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
TOLD = Description(
    title={"fr": "Jardins (fictif)", "en": "Gardens (fictitious)"},
    description={"fr": "Pour les tests.", "en": "For tests."},
    publishers=(ENTITY + "organisation/anct", "Une association fictive"),
    licence=LICENCE,
    homepage="https://example.org/jardins",
)
FETCHED = Source(
    FOLDER / ("a" * 64), "jardins 2024.csv", "a" * 64,
    address="https://example.org/jardins.csv?q=a|b", retrieved="2026-11-25T10:00:00Z",
    dated="2024-09-18", part="2024",
)  # fmt: skip
LOCAL = Source(FOLDER / ("b" * 64), "jardins.csv", "b" * 64, dated="2023", part="2023")
LAYER = Layer(
    "jardins", (FETCHED, LOCAL), (Origin("https://example.org/jardins.csv", "2024"),), TOLD
)
DATASET = URIRef(GRAPH + "jardins")
FILE = {source: URIRef(f"{ENTITY}file/{source.sha256[:16]}") for source in (FETCHED, LOCAL)}


def record(layer: Layer = LAYER, known: Known | None = None) -> rdflib.Graph:
    report = Report(layer.name, Counter({"a.csv": 12}))
    report.refuse("jardins.csv", 3, "no code")
    lines = metadata(layer, described(layer), report, known or Known())
    return rdflib.Graph().parse(data="".join(lines), format="nt")


def test_the_dataset_has_title_publisher_licence_and_date_of_last_update() -> None:
    graph = record()
    assert (DATASET, RDF.type, DCAT.Dataset) in graph
    assert set(graph.objects(DATASET, DCTERMS.title)) == {
        Literal("Jardins (fictif)", lang="fr"),
        Literal("Gardens (fictitious)", lang="en"),
    }
    assert list(graph.objects(DATASET, DCTERMS.publisher)) == [URIRef(ENTITY + "organisation/anct")]
    [other] = graph.objects(DATASET, DCTERMS.creator)
    assert graph.value(other, FOAF.name) == Literal("Une association fictive")
    assert list(graph.objects(DATASET, DCTERMS.license)) == [URIRef(LICENCE)]
    assert list(graph.objects(DATASET, DCTERMS.modified)) == [
        Literal("2024-09-18", datatype=XSD.date)
    ]
    assert list(graph.objects(DATASET, RDFS.seeAlso)) == [URIRef("https://example.org/jardins")]


def test_the_dataset_says_how_many_rows_were_read_and_refused() -> None:
    graph = record()
    counts = {name: graph.value(DATASET, TIG[name]) for name in ("rowsRead", "rowsRefused")}
    assert counts == {"rowsRead": Literal(12), "rowsRefused": Literal(1)}


def test_it_is_derived_from_its_files_by_this_version() -> None:
    graph = record()
    assert set(graph.objects(DATASET, PROV.wasDerivedFrom)) == set(FILE.values())
    activity = graph.value(DATASET, PROV.wasGeneratedBy)
    assert (activity, RDF.type, PROV.Activity) in graph
    assert set(graph.objects(activity, PROV.used)) == set(FILE.values())
    assert str(graph.value(activity, PROV.wasAssociatedWith)).endswith(__version__)
    assert graph.value(activity, OWL.versionInfo) == Literal(__version__)


def test_a_file_has_its_checksum_address_and_day_of_retrieval() -> None:
    graph = record()
    fetched, local = FILE[FETCHED], FILE[LOCAL]
    assert (fetched, RDF.type, DCAT.Distribution) in graph
    assert graph.value(fetched, TIG.sha256) == Literal("a" * 64)
    assert graph.value(fetched, DCAT.downloadURL) == URIRef(
        "https://example.org/jardins.csv?q=a%7Cb"
    )
    retrieved = graph.value(fetched, TIG.retrieved)
    assert retrieved == Literal("2026-11-25T10:00:00Z", datatype=XSD.dateTime)
    assert graph.value(local, TIG.sha256) == Literal("b" * 64)
    assert (local, DCAT.downloadURL, None) not in graph


def test_a_file_that_is_described_already_keeps_its_node_and_is_not_described_again() -> None:
    known = Known(files={FETCHED.sha256: ENTITY + "file/known"})
    graph = record(known=known)
    node = URIRef(ENTITY + "file/known")
    assert (DATASET, PROV.wasDerivedFrom, node) in graph
    assert (node, DCAT.downloadURL, None) in graph
    assert (node, DCTERMS.title, None) not in graph
    assert (node, RDF.type, None) not in graph, "it has the one kind that its reader gives it"


def test_two_layers_of_the_same_file_say_nothing_twice() -> None:
    known = Known()
    first = record(known=known)
    second = record(Layer("vergers", (FETCHED,), (), TOLD), known)
    assert len(second) > 0
    assert not set(first & second)


def test_the_same_files_give_the_same_lines() -> None:
    first, second = (metadata(LAYER, TOLD, Report("x", Counter(a=1)), Known()) for _ in range(2))
    assert first == second


def test_a_manifest_brings_the_layer_back() -> None:
    told = LAYER.as_json()
    assert "files" not in str(told)
    assert Layer.of_json(told, FOLDER) == LAYER


@pytest.mark.parametrize(
    ("dates", "latest"),
    [
        ((), ""),
        (("",), ""),
        (("2018", "2018/2022"), "2022"),
        (("2024-09-18", "2024"), "2024-09-18"),
    ],
)
def test_the_last_update_is_the_latest_date_of_the_data(
    dates: tuple[str, ...], latest: str
) -> None:
    sources = tuple(Source(Path("x"), "x", "0", dated=date) for date in dates)
    assert last_update(Layer("x", sources)) == latest


def test_a_file_that_the_curated_graph_knows_is_of_the_date_that_it_states() -> None:
    layer = Layer("x", (Source(Path("x"), "x", "0"),))
    assert last_update(layer, {"0": "2024-09-18"}) == "2024-09-18"


def test_a_file_read_again_replaces_the_one_that_was_the_same_part() -> None:
    newer = Source(FOLDER / ("c" * 64), "jardins.csv", "c" * 64, dated="2024-10", part="2024")
    other = Origin("jardins.csv")
    merged = LAYER.with_sources({"2024": newer}, (other, *LAYER.origins))
    assert merged.sources == (LOCAL, newer)
    assert merged.origins == (*LAYER.origins, other)


def test_what_gives_no_part_any_more_is_no_origin() -> None:
    first = Source(Path("x"), "x.csv", "0", part="2024", origin="/a/x.csv")
    layer = Layer("x", (first,), (Origin("/a/x.csv"),))
    second = Source(Path("y"), "y.csv", "1", part="2024", origin="/b/y.csv")
    assert layer.with_sources({"2024": second}, [Origin("/b/y.csv")]).origins == (
        Origin("/b/y.csv"),
    )
    assert layer.without("2024").origins == ()


# From a claim to its layer ------------------------------------------------------------------

OWN = """
claim:own a tig:RelationClaim ; tig:relation relation:supports ; tig:basis basis:cooperation ;
  tig:subject organisation:cget ; tig:object organisation:adcf ; tig:citation citation:own .
citation:own a tig:SourceCitation ; oa:hasSource document:own ; tig:modality modality:stated ;
  prov:wasAttributedTo organisation:cget .
"""
#: As docs/layers.md has it.
LAYER_OF = """SELECT ?layer {
  ?claim prov:wasDerivedFrom|tig:citation/oa:hasSource ?file .
  ?layer prov:wasDerivedFrom ?file ; a dcat:Dataset }"""


def by_layer(graph: tigraph.Graph) -> dict[tuple[str | None, str], int]:
    rows = graph.query("claims-by-layer")
    assert isinstance(rows, Rows)
    return {(row["graph"], row["kind"].split()[0]): row["claims"] for row in rows}


def test_each_claim_leads_to_the_layer_that_it_comes_from(tmp_path: Path) -> None:
    """A register’s by the file that it cites, one of RDF by its file, a text’s by the text."""
    own = tmp_path / "own.ttl"
    own.write_text(HEADER + OWN, "utf-8")
    curated = by_layer(tigraph.load())
    assert {layer for layer, _ in curated} == {"graph:curated"}
    told = by_layer(tigraph.load([own]))
    assert told == curated | {(None, "relation"): 1}, "a file of --data is no layer"
    changing.add(tmp_path / "store", "rdf", [str(own)], Told("own"))
    changing.add(tmp_path / "store", "cog", [str(package(tmp_path))])
    graph = tigraph.load(store=tmp_path / "store")
    told = by_layer(graph)
    assert told.pop(("graph:own", "relation")) == 1
    assert told.pop(("graph:cog", "relation"))
    assert {key: told[key] for key in curated} == curated
    claim = LAYER_OF.replace("?claim", "claim:own")
    found = graph.query(claim)
    assert isinstance(found, Rows)
    assert [row["layer"] for row in found] == ["graph:own"]
