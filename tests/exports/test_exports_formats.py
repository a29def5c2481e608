"""Pajek, Cytoscape, CX2, matrices, spells, workbook and DOT, each by a reader of others.

Every name and document here is invented; the command line's cases use the curated graph.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from test_exports import awkward, kept, network, rows, sample, tie, two_mode

from checkout import TESTS, lacking, needs
from tigraph.cli import cli, main
from tigraph.errors import MissingExtraError, UsageError
from tigraph.exports import formats as exports
from tigraph.exports import workbook
from tigraph.exports.graphml import plain_graph
from tigraph.exports.values import clean
from tigraph.networks.network import Network

NODE = TESTS / "node"


def one(made: Network, extension: str) -> bytes:
    (content,) = exports.render(made, extension).values()
    return content


def matrix(made: Network, extension: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(one(made, extension)), index_col=0)


# Matrices ----------------------------------------------------------------------------


def test_incidence_tells_absent_from_unknown_and_sums_nothing() -> None:
    read = matrix(two_mode(), ".incidence.csv")
    assert list(read.index) == ["fictif p", "fictif q"]
    assert list(read.columns) == ["fictif e", "fictif f"]
    assert read.loc["fictif p", "fictif e"] == 1
    assert math.isnan(read.loc["fictif p", "fictif f"])
    assert read.loc["fictif q", "fictif e"] == 0
    assert read.loc["fictif q", "fictif f"] == 3  # the largest of 2 and 3, never 5


def test_adjacency_of_directed_and_undirected() -> None:
    read = matrix(two_mode(), ".adjacency.csv")
    assert read.shape == (4, 4)
    assert read.loc["fictif q", "fictif f"] == 3
    assert read.loc["fictif f", "fictif q"] == 0
    both = matrix(network(two_mode().graph, directed=False), ".adjacency.csv")
    assert np.array_equal(both.to_numpy(), both.to_numpy().T, equal_nan=True)
    assert both.loc["fictif f", "fictif q"] == 3


def test_adjacency_is_what_networkx_computes() -> None:
    made = sample()
    _, b, c = made.graph
    made.graph.add_edge(b, c, **tie(weight=4))
    made.graph.remove_edges_from(
        [(u, v, k) for u, v, k, sure in made.graph.edges(keys=True, data="certain") if not sure]
    )
    expected = nx.to_numpy_array(made.graph, multigraph_weight=max)
    assert (matrix(made, ".adjacency.csv").to_numpy() == expected).all()


def test_incidence_of_one_mode_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no two modes.*\.adjacency\.csv"):
        exports.render(sample(), ".incidence.csv")


def test_equal_labels_keep_their_rows_apart() -> None:
    made = two_mode()
    for node in made.graph:
        made.graph.nodes[node]["label"] = "même"
    assert list(matrix(made, ".adjacency.csv").index) == [
        "même",
        "même (2)",
        "même (3)",
        "même (4)",
    ]
    back = nx.read_pajek(io.BytesIO(one(made, ".net")))
    assert len(back) == 4


# Spells ------------------------------------------------------------------------------


def spells() -> Network:
    made = two_mode()
    periods = [("2018-11-22", "2019-01-30"), ("", "2019-01-30"), ("2018-11-22", ""), ("", "")]
    for (_, _, data), (start, end) in zip(made.graph.edges(data=True), periods, strict=True):
        data.update(start=start, end=end)
    return made


def test_spells_are_half_open_days_and_say_what_is_unknown() -> None:
    files = exports.render(spells(), ".spells.csv")
    edges = rows(files, ".edge.spells.csv")
    vertices = rows(files, ".vertex.spells.csv")
    # In R: as.numeric(as.Date("2018-11-22")) is 17857, as.Date("2019-01-31") is 17927.
    assert [(e["onset"], e["terminus"]) for e in edges] == [
        ("17857", "17927"),
        ("-Inf", "17927"),
        ("17857", "Inf"),
        ("-Inf", "Inf"),
    ]
    assert [(e["onset.censored"], e["terminus.censored"]) for e in edges] == [
        ("FALSE", "FALSE"),
        ("TRUE", "FALSE"),
        ("FALSE", "TRUE"),
        ("TRUE", "TRUE"),
    ]
    assert [v["vertex.id"] for v in vertices] == ["1", "2", "3", "4"]
    names = {v["vertex.id"]: v["vertex.pid"] for v in vertices}
    assert (names[edges[0]["tail"]], names[edges[0]["head"]]) == ("urn:p", "urn:e")


# R 4.2.2, networkDynamic 0.12.0 (not in Debian). The lines that gave the table below:
#   edges <- read.csv("x.edge.spells.csv"); vertices <- read.csv("x.vertex.spells.csv")
#   base <- network::network.initialize(nrow(vertices), loops = TRUE,
#     directed = edges$direction[1] == "directed")
#   print(as.data.frame(networkDynamic::networkDynamic(
#     base, edge.spells = edges[, 1:4], vertex.spells = vertices[, 1:3])))
# The table of the undirected export is the same.
NETWORK_DYNAMIC = """
  onset terminus tail head onset.censored terminus.censored duration edge.id
1  -Inf    17927    1    4           TRUE             FALSE      Inf       1
2  -Inf      Inf    2    4           TRUE              TRUE      Inf       2
3 17857    17927    1    3          FALSE             FALSE       70       3
"""


@pytest.mark.parametrize("directed", [True, False])
def test_network_dynamic_reads_the_spells_of_each_pair(directed: bool) -> None:
    made = replace(spells(), directed=directed)
    own = pd.read_csv(io.BytesIO(exports.render(made, ".spells.csv")[".edge.spells.csv"]))
    assert {*own["direction"]} == {"directed" if directed else "undirected"}
    # It joins the spells of parallel ties: those of the pair 2 and 4 overlap.
    pairs = own.groupby(["tail", "head"], as_index=False).agg(
        {"onset": "min", "terminus": "max", "onset.censored": "max", "terminus.censored": "max"}
    )
    theirs = pd.read_csv(io.StringIO(NETWORK_DYNAMIC), sep=r"\s+")
    theirs = theirs.sort_values(["tail", "head"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(pairs, theirs[pairs.columns], check_dtype=False)


def test_an_undirected_pair_stands_one_way_round() -> None:
    made = replace(spells(), directed=False)
    made.graph.add_edge("urn:f", "urn:q", **tie())
    own = rows(exports.render(made, ".spells.csv"), ".edge.spells.csv")
    assert all(int(row["tail"]) < int(row["head"]) for row in own)


def test_r_reads_spells_and_matrices_as_numbers(tmp_path: Path) -> None:
    needs("Rscript")
    for suffix, content in exports.render(spells(), ".spells.csv").items():
        (tmp_path / f"x{suffix}").write_bytes(content)
    (tmp_path / "x.incidence.csv").write_bytes(one(two_mode(), ".incidence.csv"))
    script = """
      e <- read.csv("x.edge.spells.csv"); v <- read.csv("x.vertex.spells.csv")
      stopifnot(is.numeric(e$onset), is.numeric(e$terminus), is.numeric(v$onset))
      stopifnot(identical(names(e)[1:4], c("onset", "terminus", "tail", "head")))
      stopifnot(identical(names(v)[1:3], c("onset", "terminus", "vertex.id")))
      stopifnot(is.logical(e$onset.censored), is.logical(e$certain))
      stopifnot(as.Date(e$onset[1], origin = "1970-01-01") == as.Date("2018-11-22"))
      stopifnot(is.infinite(e$terminus[3]), e$onset < e$terminus)
      m <- as.matrix(read.csv("x.incidence.csv", row.names = 1, check.names = FALSE))
      stopifnot(is.numeric(m), identical(dim(m), c(2L, 2L)), sum(is.na(m)) == 1)
      cat("read")
    """
    done = subprocess.run(
        ["Rscript", "-e", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("read"), done.stderr


# Other programs ----------------------------------------------------------------------


@pytest.mark.parametrize("directed", [True, False])
def test_igraph_reads_pajek_and_graphml(directed: bool, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    made = sample(directed)
    for suffix in (".net", ".graphml"):
        (tmp_path / f"x{suffix}").write_bytes(one(made, suffix))
    pajek = igraph.Graph.Read_Pajek(str(tmp_path / "x.net"))
    graphml = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    for back in (pajek, graphml):
        assert (back.vcount(), back.ecount(), back.is_directed()) == (3, 4, directed)
    assert pajek.vs["name"] == [made.graph.nodes[n]["label"] for n in made.graph]
    assert graphml.vs["id"] == list(made.graph)
    assert sorted(pajek.es["weight"]) == sorted(graphml.es["weight"]) == [1, 1, 1, 2.5]
    assert graphml.es["certain"].count(False) == 1
    plain = plain_graph(made)
    for vertex in graphml.vs:
        assert kept(vertex.attributes(), plain.nodes[vertex["id"]]) == plain.nodes[vertex["id"]]
    own = [data for *_, data in plain.edges(data=True)]
    assert [
        kept(edge.attributes(), data) for edge, data in zip(graphml.es, own, strict=True)
    ] == own
    assert graphml["query"] == "actors"


def test_networkx_reads_pajek_and_cytoscape() -> None:
    pajek = nx.read_pajek(io.BytesIO(one(sample(), ".net")))
    assert (len(pajek), pajek.number_of_edges()) == (3, 4)
    assert {data["l"] for _, _, data in pajek.edges(data=True)} == {
        "relation member-of",
        "relation chairs",
    }
    cyjs = nx.cytoscape_graph(json.loads(one(sample(), ".cyjs")))
    assert cyjs.is_directed()
    assert (len(cyjs), cyjs.number_of_edges()) == (3, 4)
    assert cyjs.nodes["https://example.org/b"]["kind"] == "GovernanceBody"
    assert cyjs.edges["https://example.org/b", "https://example.org/a", "e2"]["weight"] == 2.5


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("suffix", [".gexf", ".graphml", ".cyjs"])
def test_graphology_and_cytoscape_on_node(suffix: str, directed: bool, tmp_path: Path) -> None:
    made = sample(directed)
    told = on_node(made, suffix, tmp_path)
    assert (told["order"], told["size"]) == (3, 4)
    plain = plain_graph(made)
    nodes = {node["id"]: node for node in told["nodes"]}
    for iri, data in plain.nodes(data=True):
        assert {key: nodes[iri].get(key, "") for key in data} == data
    edges = {edge["id"]: edge for edge in told["edges"]}
    for _, _, key, data in plain.edges(keys=True, data=True):
        own = edges.get(key) or next(e for e in told["edges"] if e["id"] == key)
        assert {column: own.get(column, "") for column in data} == data
    if suffix == ".gexf":
        assert told["type"] == ("directed" if directed else "undirected")
        assert all({"x", "y", "size", "color"} <= node.keys() for node in told["nodes"])
        assert all(node["color"].startswith("rgb(") for node in told["nodes"])


def on_node(made: Network, suffix: str, folder: Path) -> dict[str, Any]:
    if not shutil.which("node") or not (NODE / "node_modules").is_dir():
        lacking("node with the packages of tests/node (`npm ci --prefix tests/node`)")
    file = folder / f"x{suffix}"
    file.write_bytes(one(made, suffix))
    command = ["node", str(NODE / "read_back.mjs"), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    # JavaScript has doubles alone, and writes large ones without a point.
    told: dict[str, Any] = json.loads(
        done.stdout, parse_int=lambda text: int(text) if abs(int(text)) < 2**53 else float(text)
    )
    return told


@settings(max_examples=5, deadline=None)
@given(odd=awkward())
def test_awkward_values_on_node(odd: Network, tmp_path_factory: Any) -> None:
    plain = plain_graph(odd)
    ties = {key: data for *_, key, data in plain.edges(keys=True, data=True)}
    for suffix in (".gexf", ".graphml", ".cyjs"):
        told = on_node(odd, suffix, tmp_path_factory.mktemp("node"))
        assert (told["order"], told["size"]) == (len(odd.graph), odd.graph.number_of_edges())
        for node in told["nodes"]:
            expected = {**plain.nodes[node["id"]], "label": ""}
            assert kept(node, expected, but="label") == expected
        for edge in told["edges"]:
            assert kept(edge, ties[edge["id"]]) == ties[edge["id"]]


def test_cx2_is_read_by_ndex() -> None:
    cx2 = pytest.importorskip("ndex2.cx2")
    told = json.loads(one(sample(), ".cx2"))
    read = cx2.RawCX2NetworkFactory().get_cx2network(told)
    assert (len(read.get_nodes()), len(read.get_edges())) == (3, 4)
    assert read.get_network_attributes()["query"] == "actors"
    edge = read.get_edges()[2]
    assert (edge["v"]["weight"], edge["v"]["relation"]) == (2.5, "chairs")


def test_cx2_declares_what_it_holds() -> None:
    told = json.loads(one(sample(), ".cx2"))
    assert told[0] == {"CXVersion": "2.0", "hasFragments": False}
    assert told[-1]["status"][0]["success"] is True
    aspects = {name: own for part in told for name, own in part.items() if isinstance(own, list)}
    counted = {entry["name"]: entry["elementCount"] for entry in aspects["metaData"]}
    for name, count in counted.items():
        assert len(aspects[name]) == count
    python = {"string": str, "boolean": bool, "double": float, "long": int}
    (declared,) = aspects["attributeDeclarations"]
    for group in ("nodes", "edges"):
        for item in aspects[group]:
            for column, value in item["v"].items():
                assert isinstance(value, python[declared[group][column]["d"]])


def test_dot_is_drawn_and_keeps_names(tmp_path: Path) -> None:
    needs("dot")
    made = sample()
    a, _, _ = made.graph
    made.graph.nodes[a]["label"] = 'barre \\n et "guillemets" &amp; <b>'
    told = graphviz(one(made, ".dot"))
    assert len(told["objects"]) == 3
    assert len(told["edges"]) == 4
    names = [node["name"] for node in told["objects"]]
    assert names == list(made.graph)
    done = subprocess.run(
        ["dot", "-Tplain-ext"], input=one(made, ".dot"), capture_output=True, check=True
    )
    assert b"guillemets" in done.stdout
    assert [e["style"] for e in told["edges"]].count("dashed") == 1


def graphviz(content: bytes) -> dict[str, Any]:
    done = subprocess.run(["dot", "-Tdot_json"], input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@settings(max_examples=25, deadline=None)
@given(odd=awkward())
def test_awkward_values_in_the_other_formats(odd: Network, tmp_path_factory: Any) -> None:
    size = (len(odd.graph), odd.graph.number_of_edges())
    pajek = nx.read_pajek(io.BytesIO(one(odd, ".net")))
    assert (len(pajek), pajek.number_of_edges()) == size
    cyjs = nx.cytoscape_graph(json.loads(one(odd, ".cyjs")))
    assert (len(cyjs), cyjs.number_of_edges()) == size
    file = tmp_path_factory.mktemp("awkward") / "x.net"
    file.write_bytes(one(odd, ".net"))
    igraph = pytest.importorskip("igraph")
    back = igraph.Graph.Read_Pajek(str(file))
    assert (back.vcount(), back.ecount()) == size
    assert matrix(odd, ".adjacency.csv").shape == (size[0], size[0])
    spelled = exports.render(odd, ".spells.csv")
    assert len(rows(spelled, ".edge.spells.csv")) == size[1]
    assert json.loads(one(odd, ".cx2"))[-1]["status"][0]["success"]
    if shutil.which("dot"):
        told = graphviz(one(odd, ".dot"))
        assert (len(told["objects"]), len(told.get("edges", ()))) == size


# Workbook ----------------------------------------------------------------------------


def sheets(made: Network) -> dict[str, list[tuple[Any, ...]]]:
    """The cells as Excel shows them: openpyxl leaves `_x005F_` as it stands."""
    openpyxl = pytest.importorskip("openpyxl")
    from openpyxl.utils.escape import unescape

    book = openpyxl.load_workbook(io.BytesIO(one(made, ".xlsx")))

    def shown(value: Any) -> Any:
        return unescape(value) if isinstance(value, str) else value

    return {
        sheet.title: [tuple(map(shown, row)) for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def test_workbook_keeps_text_as_text() -> None:
    made = sample()
    a, b, c = made.graph
    made.graph.nodes[a]["label"] = "=1+1"
    made.graph.nodes[b]["label"] = "007"
    made.graph.nodes[c]["label"] = "_x0041_ " + "long " * 9000
    read = sheets(made)
    assert list(read) == ["About", "Nodes", "Edges", "Evidence", "Documents"]
    assert read["Evidence"][1][:3] == ("e0", "document:a", "3023–3075")
    assert read["Documents"][1][:2] == ("document:a", "Document fictif A")
    assert ("projection", "actors") in read["About"]
    head, *nodes = read["Nodes"]
    labels = [row[head.index("label")] for row in nodes]
    assert labels[:2] == ["=1+1", "007"]
    assert labels[2].startswith("_x0041_ long")
    assert len(labels[2]) <= workbook.MOST_CHARACTERS
    assert labels[2].endswith("[…]")
    edge_head, *edges = read["Edges"]
    assert [row[edge_head.index("certain")] for row in edges] == [True, False, True, True]
    assert [row[edge_head.index("weight")] for row in edges] == [1, 1, 2.5, 1]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    """As the file has it: openpyxl gives a formula back as the same text."""
    made = sample()
    for node, label in zip(made.graph, ("=1+1", "=SUM(A1:A2)", "=cmd|' /C calc'!A0"), strict=True):
        made.graph.nodes[node]["label"] = label
    with zipfile.ZipFile(io.BytesIO(exports.render(made, ".xlsx")[".xlsx"])) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
        texts = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "=SUM(A1:A2)" in texts
    assert len(parts) == 5
    assert not any(re.search(rb"<f[ >/]", part) for part in parts)


@settings(max_examples=20, deadline=None)
@given(odd=awkward())
def test_awkward_values_in_a_workbook(odd: Network) -> None:
    read = sheets(odd)
    assert len(read["Nodes"]) == len(odd.graph) + 1
    assert len(read["Edges"]) == odd.graph.number_of_edges() + 1
    at = read["Nodes"][0].index("label")
    for row, label in zip(read["Nodes"][1:], odd.graph.nodes(data="label"), strict=True):
        assert (row[at] or "") == clean(label[1])


def test_workbook_without_openpyxl_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r'pip install "tigraph\[xlsx\]"'):
        exports.render(sample(), ".xlsx")


def test_workbook_refuses_what_a_sheet_cannot_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openpyxl")
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    with pytest.raises(UsageError, match=r"export \.csv"):
        exports.render(sample(), ".xlsx")


# The command -------------------------------------------------------------------------


def test_every_format_is_a_choice_of_the_command() -> None:
    shown = CliRunner().invoke(cli, ["export", "--help"]).output
    assert all(suffix in shown for suffix in exports.FORMATS)


def test_the_longest_extension_counts(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        cli, ["export", "events", "-o", str(tmp_path / "x.incidence.csv"), "-q"]
    )
    assert done.exit_code == 0, done.output
    assert [path.name for path in tmp_path.iterdir()] == ["x.incidence.csv"]
    with (tmp_path / "x.incidence.csv").open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    assert "events" in head[0]


def test_a_name_without_known_extension_names_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", "events", "-o", str(tmp_path / "x.doc")])
    assert left.value.code == 2
    assert ".adjacency.csv" in capsys.readouterr().err
