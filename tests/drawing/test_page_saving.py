"""What the page exports, read back: PNG, SVG, GEXF and CSV of what is shown."""

from __future__ import annotations

import csv
import io
import struct
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from checkout import needs, shared
from invented import EVIDENCE, HOSTILE, hostile, network
from tigraph.exports.values import clean
from tigraph.networks.network import Network

pytest_plugins = ["page_helpers"]
STAMPS = ("Réseau fictif", "2018", "sauf intercommunality", "tigraph 0.1.0", "Document fictif A")


@pytest.fixture
def filtered(visit: Any, small: Network) -> Any:
    here = visit(network(small.graph, as_of=None))
    here.filters()
    here.page.locator("#facet-kind label", has_text="intercommunality").click()
    here.page.locator("#date").fill("1")
    assert (here.state()["shown"], here.state()["ties"]) == (2, 2)
    return here


def test_svg_holds_what_is_shown_with_its_stamps(filtered: Any) -> None:
    svg = ElementTree.fromstring(filtered.saved("svg"))
    texts = " ".join(t.text or "" for t in svg.iter("{http://www.w3.org/2000/svg}text"))
    for words in (*STAMPS, "Élodie Œuvrard", "Comité imaginaire", "fondement membership"):
        assert words in texts
    assert "Commune rêvée" not in texts
    paths = [p.get("d", "") for p in svg.iter("{http://www.w3.org/2000/svg}path")]
    assert len(set(paths)) == len(paths) >= 2  # parallel ties, drawn apart


def test_png_is_a_picture_of_twice_the_size(filtered: Any) -> None:
    data = filtered.saved("png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    wide, tall = struct.unpack(">II", data[16:24])
    box = filtered.page.locator("#network").bounding_box()
    assert wide == pytest.approx(2 * box["width"], abs=4)
    assert tall > 2 * box["height"]
    assert len(data) > 20_000


def test_gexf_reads_back(filtered: Any, tmp_path: Path) -> None:
    data = filtered.saved("gexf")
    path = tmp_path / "page.gexf"
    path.write_bytes(data)
    graph = nx.read_gexf(io.BytesIO(data.replace(b"gexf.net/1.3", b"www.gexf.net/1.2draft")))
    assert sorted(graph.nodes) == ["urn:a", "urn:b"]
    assert graph.number_of_edges() == 2
    assert graph.nodes["urn:a"]["label"] == "Élodie Œuvrard"
    about = ElementTree.fromstring(data).findtext(".//{*}description") or ""
    for words in STAMPS:
        assert words in about
    schema, xmllint = shared("suites/gexf/1.3/gexf.xsd"), needs("xmllint")
    asked = [xmllint, "--noout", "--nonet", "--schema", str(schema), str(path)]
    told = subprocess.run(asked, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr


def tables(archive: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of an archive that the page saves, by name."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert files.testzip() is None
        for name in files.namelist():
            text = files.read(name).decode("utf-8-sig")
            found[name.removesuffix(".csv")] = list(csv.DictReader(io.StringIO(text, newline="")))
    return found


def test_tables_read_back_and_tell_each_fact_once(filtered: Any) -> None:
    found = tables(filtered.saved("zip"))
    assert [row["relation"] for row in found["edges"]] == ["member-of", "chairs"]
    assert [row["certain"] for row in found["edges"]] == ["true", "false"]
    assert [row["label"] for row in found["nodes"]] == ["Élodie Œuvrard", "Comité imaginaire"]
    [document] = found["documents"]
    assert {key: document[key] for key in ("title", "publisher", "date", "url")} == {
        key: EVIDENCE[key] for key in ("title", "publisher", "date", "url")
    }
    # Each citation names its tie and its document by their keys, and says where
    assert [row["edge"] for row in found["evidence"]] == [row["id"] for row in found["edges"]]
    for row in found["evidence"]:
        assert row["document"] == document["document"]
        assert (row["place"], row["modality"]) == (EVIDENCE["place"], EVIDENCE["modality"])
    told = " ".join(row["value"] for row in found["about"])
    for words in STAMPS:
        assert words in told


def test_hostile_names_come_through_every_export(visit: Any) -> None:
    here = visit(hostile())
    assert ElementTree.fromstring(here.saved("svg")).tag.endswith("svg")
    gexf = ElementTree.fromstring(here.saved("gexf"))
    assert len(list(gexf.iter("{http://gexf.net/1.3}node"))) == len(HOSTILE)
    rows = tables(here.saved("zip"))["nodes"]
    assert [row["label"] for row in rows] == [clean(name) for name in HOSTILE]
    assert here.saved("png")[:4] == b"\x89PNG"
    assert here.page.evaluate("window.hacked") is None
