"""What the page exports, read back: PNG, SVG, GEXF and CSV of what is shown."""

from __future__ import annotations

import csv
import io
import struct
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from checkout import needs, shared
from invented import HOSTILE, hostile, network
from tigraph.exports.values import clean
from tigraph.networks.network import Network

pytest_plugins = ["page_helpers"]
STAMPS = ("Réseau fictif", "2018", "sauf intercommunality", "tigraph 0.1.0", "Document fictif A")


@pytest.fixture
def filtered(visit: Any, small: Network) -> Any:
    here = visit(network(small.graph, as_of=None))
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
    assert sum(" Q" in path for path in paths) == 2  # parallel ties, drawn apart


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


def test_csv_reads_back(filtered: Any) -> None:
    ties = list(csv.DictReader(io.StringIO(filtered.saved("csvTies").decode("utf-8-sig"))))
    assert [row["relation"] for row in ties] == ["member-of", "chairs"]
    assert [row["certain"] for row in ties] == ["true", "false"]
    assert {row["documents"] for row in ties} == {"Document fictif A"}
    actors = list(csv.DictReader(io.StringIO(filtered.saved("csvActors").decode("utf-8-sig"))))
    assert [row["label"] for row in actors] == ["Élodie Œuvrard", "Comité imaginaire"]
    for row in (*ties, *actors):
        for words in STAMPS:
            assert words in " ".join(row.values())


def test_hostile_names_come_through_every_export(visit: Any) -> None:
    here = visit(hostile())
    assert ElementTree.fromstring(here.saved("svg")).tag.endswith("svg")
    gexf = ElementTree.fromstring(here.saved("gexf"))
    assert len(list(gexf.iter("{http://gexf.net/1.3}node"))) == len(HOSTILE)
    rows = list(
        csv.DictReader(io.StringIO(here.saved("csvActors").decode("utf-8-sig"), newline=""))
    )
    assert [row["label"] for row in rows] == [clean(name) for name in HOSTILE]
    assert here.saved("png")[:4] == b"\x89PNG"
    assert here.page.evaluate("window.hacked") is None
