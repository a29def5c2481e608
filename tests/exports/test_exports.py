"""Exports, read back by others' readers. Every name and document here is invented."""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import invented
from checkout import needs, shared
from invented import EVIDENCE, actor, network
from tigraph.errors import UnknownNameError
from tigraph.exports import formats as exports
from tigraph.exports.columns import period
from tigraph.exports.gexf import generate_gexf
from tigraph.exports.graphml import generate_graphml, plain_graph
from tigraph.exports.json_forms import generate_json
from tigraph.networks.network import Network


def proof(title: str, **more: Any) -> dict[str, Any]:
    iri = f"https://w3id.org/tigraph/id/document/{title[-1].lower()}"
    return {**EVIDENCE, "document": iri, "title": title, **more}


def tie(**more: Any) -> dict[str, Any]:
    both = [proof("Document fictif A"), proof("Document fictif B", place="12")]
    return invented.tie(**{"evidence": both, **more})


def two_mode() -> Network:
    """People at events: one tie sure, one only possible, one twice."""
    graph: Any = nx.MultiDiGraph()
    for name in ("p", "q", "e", "f"):
        graph.add_node(f"urn:{name}", label=f"fictif {name}", kind="Person")
    graph.add_edge("urn:p", "urn:e", **tie())
    graph.add_edge("urn:p", "urn:f", **tie(certain=False))
    graph.add_edge("urn:q", "urn:f", **tie(weight=2))
    graph.add_edge("urn:q", "urn:f", **tie(weight=3, basis="attendance"))
    return network(graph)


def fitting(extension: str) -> Network:
    return two_mode() if extension == ".incidence.csv" else sample()


def sample(directed: bool = True) -> Network:
    graph: Any = nx.MultiDiGraph()
    for name, kind in (("a", "Person"), ("b", "GovernanceBody"), ("c", "Intercommunality")):
        label, names = f"Acteur fictif « {name} »", ["012345678", "Autre nom"]
        graph.add_node(f"https://example.org/{name}", **actor(label, kind, names=names))
    a, b, c = graph
    graph.add_edge(a, b, **tie())
    graph.add_edge(a, b, **tie(claim="https://example.org/claim/2", certain=False))
    graph.add_edge(b, a, **tie(relation="chairs", weight=2.5))
    graph.add_edge(c, c, **tie(evidence=[]))
    return network(graph, directed=directed)


def rows(files: dict[str, bytes], suffix: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[suffix].decode("utf-8"), newline="")))


def read_gexf(content: bytes) -> Any:
    return nx.read_gexf(io.BytesIO(content), version="1.3")


def validate(content: bytes, folder: Path) -> None:
    schema, xmllint = shared("suites/gexf/1.3/gexf.xsd"), needs("xmllint")
    path = folder / "x.gexf"
    path.write_bytes(content)
    command = [xmllint, "--noout", "--nonet", "--schema", str(schema), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("extension", sorted(exports.FORMATS))
def test_same_network_same_bytes(extension: str) -> None:
    one = exports.render(fitting(extension), extension)
    assert one == exports.render(fitting(extension), extension.upper())
    assert tuple(one) == exports.suffixes(extension)


def telling(files: dict[str, bytes]) -> list[bytes]:
    """The files that say what the network is: of the tables of CSV one says it for all."""
    return [files[".about.csv"]] if ".about.csv" in files else list(files.values())


@pytest.mark.parametrize("extension", sorted(exports.FORMATS))
def test_every_file_says_what_it_is(extension: str) -> None:
    for content in telling(exports.render(fitting(extension), extension)):
        text = words_of(content)
        for words in ("Réseau fictif", "actors", "2019", "2026-01-02", "tigraph 0.1.0"):
            assert words in text
        for words in ("Document fictif A", "Document fictif B"):
            assert words in text


@pytest.mark.parametrize("extension", sorted(exports.FORMATS))
def test_open_data_is_named_with_producer_and_date(extension: str, world: Any) -> None:
    made = world(REGISTERS).network("territory-members")
    assert made.graph.number_of_edges() == 2
    for content in telling(exports.render(made, extension)):
        text = words_of(content)
        # One file behind a tie, one behind the identifier of an actor, none of the unused one.
        assert "Producteur fictif, Registre des liens, 2024-01-01 (https://example.org/l)" in text
        assert "Producteur fictif, Registre des codes, 2025-05-05 (https://example.org/l)" in text
        assert "Registre de trop" not in text


#: Two fictitious members of a fictitious territory, and three registry files.
REGISTERS = """
  file:ties a tig:RegistryFile ; dcterms:title "Registre des liens"@fr ;
    dcterms:publisher organisation:producer ; dcterms:issued "2024-01-01"^^edtf:EDTF ;
    dcterms:license <https://example.org/l> .
  file:codes a tig:RegistryFile ; dcterms:title "Registre des codes"@fr ;
    dcterms:publisher organisation:producer ; dcterms:issued "2020"^^edtf:EDTF ;
    dcterms:modified "2025-05-05"^^edtf:EDTF ; dcterms:license <https://example.org/l> .
  file:unused a tig:RegistryFile ; dcterms:title "Registre de trop"@fr ;
    dcterms:publisher organisation:producer ; dcterms:issued "2024-01-01"^^edtf:EDTF .
  citation:tie a tig:SourceCitation ; oa:hasSource file:ties ; tig:recordKey "012" ;
    prov:wasAttributedTo organisation:producer ; tig:modality modality:stated .
  citation:code a tig:SourceCitation ; oa:hasSource file:codes ; tig:recordKey "012" ;
    prov:wasAttributedTo organisation:producer ; tig:modality modality:stated .
  citation:unused a tig:SourceCitation ; oa:hasSource file:unused ; tig:recordKey "999" ;
    prov:wasAttributedTo organisation:producer ; tig:modality modality:stated .
  organisation:producer a org:FormalOrganization ; skos:prefLabel "Producteur fictif"@fr .
  organisation:other a org:FormalOrganization ; skos:prefLabel "Autre fictif"@fr ;
    adms:identifier identifier:other .
  identifier:other a adms:Identifier ; skos:notation "999" ; tig:citation citation:unused .
  territory:t a tig:LabelledTerritory ; skos:prefLabel "Territoire fictif"@fr .
  organisation:a a org:FormalOrganization ; skos:prefLabel "Membre fictif A"@fr ;
    adms:identifier identifier:a .
  identifier:a a adms:Identifier ; skos:notation "012" ; tig:citation citation:code .
  organisation:b a org:FormalOrganization ; skos:prefLabel "Membre fictif B"@fr .
  claim:a a org:Membership, tig:RelationClaim ; tig:relation relation:member ;
    tig:basis basis:membership ; org:member organisation:a ; org:organization territory:t ;
    tig:citation citation:tie .
  claim:b a org:Membership, tig:RelationClaim ; tig:relation relation:member ;
    tig:basis basis:membership ; org:member organisation:b ; org:organization territory:t ;
    tig:citation citation:tie .
"""


def words_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return html.unescape(content.decode("utf-8"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (archive.read(name).decode() for name in sorted(archive.namelist()))
        return html.unescape("".join(parts))


def test_unknown_extension_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError) as told:
        exports.render(sample(), ".doc")
    assert ", ".join(sorted(exports.FORMATS)) in str(told.value)


@pytest.mark.parametrize("directed", [True, False])
def test_gexf_is_valid_and_reads_back(directed: bool, tmp_path: Path) -> None:
    content = exports.render(sample(directed), ".gexf")[".gexf"]
    back = read_gexf(content)
    assert (len(back), back.number_of_edges()) == (3, 4)
    assert back.is_directed() == directed
    assert back.is_multigraph()
    node = back.nodes["https://example.org/b"]
    assert (node["label"], node["kind"]) == ("Acteur fictif « b »", "GovernanceBody")
    assert node["other_names"] == "012345678 | Autre nom"
    edges = {data["id"]: data for _, _, data in back.edges(data=True)}
    assert edges["e1"]["certain"] is False
    assert edges["e2"]["weight"] == 2.5
    assert edges["e0"]["documents"] == "document:a | document:b"
    assert edges["e0"]["places"] == "3023–3075 | 12"
    about = "document:b: Document fictif B, Éditeur inventé, 2019-01-31, https://example.org/a"
    assert about in words_of(content)
    assert words_of(content).count("Éditeur inventé") == 2  # once a document
    validate(content, tmp_path)


def test_gexf_gives_gephi_what_it_needs_and_nothing_it_trips_over() -> None:
    text = generate_gexf(sample())
    root = ElementTree.fromstring(text)
    gexf = "{http://gexf.net/1.3}"
    titles = {e.attrib["title"] for e in root.iter(f"{gexf}attribute")}
    assert not titles & {"type", "id", "label", "weight", "color", "size", "x", "y", "start", "end"}
    colours = [e.attrib for e in root.iter(f"{gexf}color")]
    assert len(colours) == 7
    assert all(value.isdigit() for colour in colours for value in colour.values())
    assert all(e.attrib["z"] == "0.0" for e in root.iter(f"{gexf}position"))
    edges = list(root.iter(f"{gexf}edge"))
    parallel = [e.attrib["kind"] for e in edges if e.attrib["id"] in ("e0", "e1")]
    assert len(set(parallel)) == 2
    assert text.count("<viz:color") == 7
    assert 'name=""' not in text


def test_gexf_dates_edges_and_keeps_columns_static() -> None:
    root = ElementTree.fromstring(generate_gexf(sample()))
    gexf = "{http://gexf.net/1.3}"
    graph = root.find(f"{gexf}graph")
    assert graph is not None
    assert (graph.attrib["mode"], graph.attrib["timeformat"]) == ("dynamic", "date")
    edge = next(root.iter(f"{gexf}edge"))
    assert edge.attrib["start"] == "2018-11-22"
    assert "end" not in edge.attrib
    groups = [(e.attrib["class"], e.attrib["mode"]) for e in root.iter(f"{gexf}attributes")]
    assert groups == [("node", "static"), ("edge", "static")]


@pytest.mark.parametrize(
    ("start", "end"), [("2020-01-01", "2019-01-01"), ("2018-23", ""), ("2019-02-30", None)]
)
def test_gexf_has_no_date_that_gephi_cannot_read(start: Any, end: Any, tmp_path: Path) -> None:
    made = sample()
    for _, _, data in made.graph.edges(data=True):
        data.update(start=start, end=end)
    content = exports.render(made, ".gexf")[".gexf"]
    assert b" start=" not in content
    assert b'mode="dynamic"' not in content
    validate(content, tmp_path)


def test_a_parallel_tie_never_takes_the_kind_of_another(tmp_path: Path) -> None:
    made = sample()
    a, b, _ = made.graph
    made.graph.add_edge(a, b, **tie(basis="membership 2"))
    made.graph.add_edge(a, b, **tie())
    root = ElementTree.fromstring(generate_gexf(made))
    kinds = [
        (e.attrib["source"], e.attrib["target"], e.attrib["kind"])
        for e in root.iter("{http://gexf.net/1.3}edge")
    ]
    assert len(set(kinds)) == len(kinds) == 6


def test_other_attributes_are_columns_of_one_type_each() -> None:
    made = sample()
    a, b, c = made.graph
    made.graph.nodes[a].update(degree=3, share=1, mixed=1, type="odd", figures=[{"value": 1}])
    made.graph.nodes[b].update(degree=4, share=0.5, mixed="x", level2=datetime.date(2019, 1, 1))
    made.graph.nodes[c].update(mixed=None, flag=np.True_, tags={"b", "a"}, nothing=None)
    back = read_gexf(exports.render(made, ".gexf")[".gexf"])
    one, two, three = (back.nodes[node] for node in (a, b, c))
    assert (one["degree"], two["degree"]) == (3, 4)
    assert "degree" not in three
    assert (one["share"], two["share"]) == (1.0, 0.5)
    assert (one["mixed"], two["mixed"]) == ("1", "x")
    assert one["type_"] == "odd"
    assert (two["level2"], three["flag"], three["tags"]) == ("2019-01-01", True, "a | b")
    assert not {"figures", "nothing"} & {*one, *two, *three}
    assert "mixed" not in three


@pytest.mark.parametrize("directed", [True, False])
def test_graphml_reads_back(directed: bool) -> None:
    content = exports.render(sample(directed), ".graphml")[".graphml"]
    back: Any = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    plain = plain_graph(sample(directed))
    assert back.is_directed() == directed
    assert dict(back.nodes(data=True)) == dict(plain.nodes(data=True))
    assert {k: d for _, _, k, d in back.edges(keys=True, data=True)} == {
        k: d for _, _, k, d in plain.edges(keys=True, data=True)
    }
    assert back.graph["query"] == "actors"


def test_graphml_does_not_depend_on_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    before = generate_graphml(sample())
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    assert generate_graphml(sample()) == before


def test_csv_tables() -> None:
    files = exports.render(sample(), ".csv")
    assert all(content.count(b"\r\n") == content.count(b"\n") for content in files.values())
    nodes, edges = rows(files, ".nodes.csv"), rows(files, ".edges.csv")
    assert (len(nodes), len(edges)) == (3, 4)
    assert nodes[0]["other_names"] == "012345678 | Autre nom"
    assert [edge["certain"] for edge in edges] == ["true", "false", "true", "true"]
    assert [edge["weight"] for edge in edges] == ["1", "1", "2.5", "1"]
    assert [edge["citations"] for edge in edges] == ["2", "2", "2", "0"]


def test_csv_has_each_fact_once_and_keys_join_them() -> None:
    """As docs/files.md joins them in pandas."""
    files = exports.render(sample(), ".csv")
    assert b"".join(files.values()).count("Éditeur inventé".encode()) == 2  # once a document
    edges, evidence, documents = (
        pd.read_csv(io.BytesIO(files[f".{name}.csv"]), dtype=str)
        for name in ("edges", "evidence", "documents")
    )
    assert list(evidence["edge"]) == ["e0", "e0", "e1", "e1", "e2", "e2"]
    said = edges.merge(evidence, left_on="id", right_on="edge").merge(documents, on="document")
    first = said[said["id"] == "e0"].sort_values("document")
    assert list(first["title"]) == ["Document fictif A", "Document fictif B"]
    assert list(first["place"]) == ["3023–3075", "12"]
    assert {*first["speaker"]} == {"Porte-parole imaginaire"}
    about = pd.read_csv(io.BytesIO(files[".about.csv"]))
    assert list(about[about["what"] == "sources"]["value"]) == list(sample().sources)


def test_documents_of_one_key_are_told_apart() -> None:
    """A network of somebody else's may say two things of one document, or have no IRIs."""
    made = sample()
    a, b, _ = made.graph
    other = [proof("Document fictif A", date="2020"), {**EVIDENCE}, {**EVIDENCE, "title": "C"}]
    made.graph.add_edge(a, b, **tie(evidence=other))
    files = exports.render(made, ".csv")
    documents = {row["document"]: row["title"] for row in rows(files, ".documents.csv")}
    assert len(documents) == 5
    last = [row for row in rows(files, ".evidence.csv") if row["edge"] == "e2"]
    assert [documents[row["document"]] for row in last] == [item["title"] for item in other]


def test_empty_network(tmp_path: Path) -> None:
    empty = network(nx.MultiDiGraph(), as_of=None, sources=())
    assert len(read_gexf(exports.render(empty, ".gexf")[".gexf"])) == 0
    validate(exports.render(empty, ".gexf")[".gexf"], tmp_path)
    assert rows(exports.render(empty, ".csv"), ".edges.csv") == []
    assert nx.node_link_graph(json.loads(generate_json(empty)), edges="edges").size() == 0
    assert exports.render(empty, ".graphml")


def test_json_keeps_structure() -> None:
    told = json.loads(exports.render(sample(), ".json")[".json"])
    assert told["graph"]["sources"] == ["Document fictif A", "Document fictif B"]
    back: Any = nx.node_link_graph(told, edges="edges")
    assert (len(back), back.number_of_edges()) == (3, 4)
    a, b = "https://example.org/a", "https://example.org/b"
    second = back.edges[a, b, "e0"]["evidence"][1]
    assert (second["document"], second["place"]) == ("document:b", "12")
    assert back.graph["documents"]["document:b"]["title"] == "Document fictif B"
    assert back.nodes[a]["names"] == ["012345678", "Autre nom"]


class Odd:
    """Stands for numpy's boolean: no bool, but `item()` is one."""

    def item(self) -> bool:
        return True


TEXT = st.text(max_size=30) | st.sampled_from(
    [
        "\x00\x0b",
        "\\",
        "a\\",
        "&amp;",
        "_x0041_",
        "*Arcs",
        "% x",
        "NA",
        "\u2028",
        "\x85",
        "]]>",
        "<&\"'>",
        "a\r\nb,;",
        "🏭",
        "=1+1",
    ]
)
AWKWARD = st.none() | TEXT | st.integers() | st.floats() | st.booleans() | st.builds(Odd)


#: Attributes that a network of somebody else's has besides, with names that programs keep.
OTHERS = st.dictionaries(
    st.sampled_from(["type", "id", "size", "color", "x", "viz", "degré", "deux mots", "level"]),
    AWKWARD | st.dates() | st.sets(TEXT, max_size=2),
    max_size=3,
)


@st.composite
def awkward(draw: Any) -> Network:
    graph: Any = nx.MultiDiGraph()
    count = draw(st.integers(1, 5))
    keys = ("label", "kind", "kind_label", "level", "order_label")
    for i in range(count):
        attributes = {key: draw(AWKWARD) for key in keys}
        others = draw(OTHERS)
        graph.add_node(f"urn:{i}", names=draw(st.lists(TEXT, max_size=2)), **(others | attributes))
    edge_keys = ("relation", "basis", "basis_label", "start", "valid", "certain", "weight", "claim")
    for _ in range(draw(st.integers(0, 6))):
        a, b = (f"urn:{draw(st.integers(0, count - 1))}" for _ in range(2))
        keys_ = st.sampled_from(["title", "speaker", "place"])
        evidence = draw(st.lists(st.dictionaries(keys_, st.none() | TEXT), max_size=2))
        attributes = {key: draw(AWKWARD) for key in edge_keys}
        graph.add_edge(a, b, evidence=evidence, **(draw(OTHERS) | attributes))
    title, directed = draw(TEXT), draw(st.booleans())
    return network(graph, title=title, directed=directed, sources=(draw(TEXT),))


@settings(max_examples=60, deadline=None)
@given(awkward())
def test_awkward_values_survive_every_format(odd: Network) -> None:
    size = (len(odd.graph), odd.graph.number_of_edges())
    gexf = read_gexf(exports.render(odd, ".gexf")[".gexf"])
    assert (len(gexf), gexf.number_of_edges()) == size
    graphml = io.BytesIO(exports.render(odd, ".graphml")[".graphml"])
    back: Any = nx.read_graphml(graphml, force_multigraph=True)
    assert (len(back), back.number_of_edges()) == size
    plain = plain_graph(odd)
    assert dict(back.nodes(data=True)) == dict(plain.nodes(data=True))
    ties = {key: data for *_, key, data in plain.edges(keys=True, data=True)}
    assert {key: data for *_, key, data in back.edges(keys=True, data=True)} == ties
    for node, data in plain.nodes(data=True):
        # GEXF has its label on one line, or the node's name.
        assert kept(gexf.nodes[node], data, but="label") == {**data, "label": ""}
    for *_, data in gexf.edges(data=True):
        assert kept(data, ties[data["id"]]) == ties[data["id"]]
    files = exports.render(odd, ".csv")
    nodes, edges = rows(files, ".nodes.csv"), rows(files, ".edges.csv")
    assert (len(nodes), len(edges)) == size
    for row in nodes:
        assert kept(row, plain.nodes[row["id"]]) == written(plain.nodes[row["id"]])
    for row in edges:
        evident = {"documents", "places", "speakers", "modalities"}
        own = {key: cell for key, cell in ties[row["id"]].items() if key not in evident}
        own["weight"] = row["weight"]
        assert float(row["weight"]) == ties[row["id"]]["weight"]
        assert kept(row, own) == written(own)
    told = json.loads(exports.render(odd, ".json")[".json"])
    assert nx.node_link_graph(told, edges="edges").number_of_edges() == size[1]


def kept(read: Any, expected: dict[str, Any], but: str = "") -> dict[str, Any]:
    """The columns that were expected, as they were read."""
    return {column: "" if column == but else read.get(column, "") for column in expected}


def written(row: dict[str, Any]) -> dict[str, str]:
    """Cells as CSV has them, whose reader makes every end of a line its own."""
    return {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in row.items()}


@settings(max_examples=15, deadline=None)
@given(odd=awkward())
def test_awkward_values_stay_valid_gexf(odd: Network, tmp_path_factory: Any) -> None:
    validate(exports.render(odd, ".gexf")[".gexf"], tmp_path_factory.mktemp("gexf"))


def test_a_tie_of_one_day_keeps_its_day() -> None:
    assert period({"start": "2018-11-22", "end": "2018-11-22"}) == ("2018-11-22", "2018-11-22")
    assert period({"start": "2018-11-23", "end": "2018-11-22"}) == ("", "")
