"""A service of the Reconciliation API that somebody else wrote: csv-reconcile, from PyPI."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkout import lacking
from sparql_servers import free_port, running
from tigraph.linking import Sought, services

#: What it needs beside Flask, which tests have; its Cython is needed to build it only.
PACKAGES = ["csv-reconcile==0.3.2", "normality<3", "banal", "chardet<6", "text-unidecode"]
TABLE = """\
number\tname
A1\tFictitious Valley
A2\tFictitious Vale
A3\tHill of Nowhere
A4\tThe Vale
"""
SETTINGS = """\
SERVER_NAME = "127.0.0.1:{port}"
MANIFEST = {{
    "versions": ["0.1", "0.2"],
    "name": "Fictitious places",
    "identifierSpace": "http://example.org/place/",
    "schemaSpace": "http://example.org/",
}}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of csv-reconcile, installed by pip into a folder of its own, with a table."""
    pytest.importorskip("flask_cors")
    folder = tmp_path_factory.mktemp("csv-reconcile")
    options = ["--quiet", "--no-deps", "--target", str(folder / "installed")]
    command = [sys.executable, "-m", "pip", "install", *options, *PACKAGES]
    if subprocess.run(command, check=False).returncode:
        lacking("csv-reconcile from PyPI")
    port = free_port()
    (folder / "places.tsv").write_text(TABLE)
    (folder / "settings.cfg").write_text(SETTINGS.format(port=port))
    environment = {**os.environ, "PYTHONPATH": str(folder / "installed")}
    program = [sys.executable, "-m", "csv_reconcile"]
    begin = [*program, "init", "--config", "settings.cfg", "places.tsv", "number", "name"]
    subprocess.run(begin, cwd=folder, env=environment, check=True, capture_output=True)
    place = f"http://127.0.0.1:{port}/reconcile"
    with running([*program, "serve"], folder, place, environment):
        yield place


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIGRAPH_CACHE", str(tmp_path))
    monkeypatch.setenv("no_proxy", "*")


def test_names_are_matched_as_the_service_answers(address: str) -> None:
    service = services.named(address, lang="en")
    names = ["Fictitious Vale", "Fictitous Valley", "hill of nowhere", "Elsewhere", "Quz"]
    vale, valley, hill, only, nothing = service.match_many(map(Sought, names))
    assert [one.id for one in vale.candidates][:2] == ["A2", "A1"]
    assert vale.candidates[0].iri == "http://example.org/place/A2"
    assert vale.candidates[0].score == 1
    assert vale.outcome == "matched"
    assert (valley.outcome, valley.candidates[0].id) == ("review", "A1")
    assert (hill.outcome, hill.candidates[0].label) == ("matched", "Hill of Nowhere")
    # The service calls a match what is alone with a score over its bound, whatever its name.
    assert (only.outcome, [one.id for one in only.candidates]) == ("review", ["A3"])
    assert "under another name" in only.why
    assert nothing.outcome == "none"


def test_many_names_come_back_in_order_and_offline(address: str) -> None:
    names = [Sought(name) for name in ("The Vale", "Fictitious Valley") for _ in range(15)]
    first = list(services.named(address).match_many(names))
    assert [one.candidates[0].id for one in first] == ["A4"] * 15 + ["A1"] * 15
    assert list(services.named(address, offline=True).match_many(names)) == first
