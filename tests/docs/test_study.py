"""The study is true, as a notebook, in Quarto and from R: it runs, and finds what it says.

Quarto itself is no package that can be had here: its cells are those of the notebook, which is
made of them (`make docs`), and run.
"""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import tigraph
from checkout import ROOT, needs
from served import asked
from study_notebook import cells
from terminal import tigraph as run

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The notebook, run by Jupyter's kernel in an empty folder."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    pytest.importorskip("anywidget", reason="anywidget is not installed")
    folder = tmp_path_factory.mktemp("study")
    notebook = nbformat.read(ROOT / "docs" / "study.ipynb", as_version=4)
    nbformat.validate(notebook)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "IPYTHONDIR": str(folder / ".ipython")}
    client = nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env=env)
    return folder, notebook


def outputs(notebook: Any, begins: str) -> dict[str, Any]:
    """Return what the cell showed whose code begins so, by type of content."""
    [cell] = [one for one in notebook.cells if one.source.startswith(begins)]
    return dict(cell.outputs[-1].data)


def test_the_notebook_is_kept_without_outputs_and_tells_what_quarto_does() -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    notebook = nbformat.read(ROOT / "docs" / "study.ipynb", as_version=4)
    told = [(cell.cell_type, cell.source) for cell in notebook.cells]
    assert told == cells((ROOT / "docs" / "study.qmd").read_text("utf-8"))
    assert not any(cell.get("outputs") for cell in notebook.cells)


def test_each_cell_shows_what_the_study_says(ran: tuple[Path, Any]) -> None:
    _, notebook = ran
    posts = outputs(notebook, "posts = ")
    assert "<table>" in posts["text/html"]
    assert "préfiguration" in posts["text/html"], "the documents behind the rows"
    assert "6 rows" in posts["text/plain"]
    assert "3 more may hold at 2019" in outputs(notebook, "posts.doubt")["text/plain"]
    for number in ("124", "148", "183"):
        assert number in outputs(notebook, "territories = ")["text/plain"]
        assert number in outputs(notebook, "spread = ")["text/plain"]
    network = outputs(notebook, "network = ")
    assert set(network) == {VIEW, "text/html", "image/svg+xml", "text/plain"}
    assert "Olivier Lluansi" in outputs(notebook, "widget = ")["text/plain"]
    methods = outputs(notebook, "methods = ")["text/markdown"]
    assert "29 actors and 25 ties" in methods


def test_what_it_writes_is_there_for_the_article(ran: tuple[Path, Any]) -> None:
    folder, _ = ran
    for name in ("people-2019.svg", "people-2024.svg"):
        assert (folder / name).read_bytes().lstrip().startswith(b"<?xml")
    written = (folder / "study.bib").read_text("utf-8")
    network = tigraph.load(language="en").network("people", as_of="2019")
    assert written == network.methods().bibtex


def test_r_finds_the_same_in_files_and_in_the_endpoint(tmp_path: Path) -> None:
    rscript = needs("Rscript")
    script = ROOT / "docs" / "study.R"
    head = [line[4:] for line in script.read_text("utf-8").splitlines()[:8] if "tigraph " in line]
    commands = [line.split() for line in head if line.startswith("tigraph ")]
    assert len(commands) == 3
    for _, *arguments, output in commands:
        done = run(*arguments, tmp_path / output)
        assert done.code == 0, done.err
    graph = tigraph.load()
    with asked(graph) as service:
        done = subprocess.run(
            [rscript, "--vanilla", script, tmp_path, service.address],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    network = graph.network("people", as_of="2019")
    told = io.StringIO(done.stdout).read()
    assert "Posts surely held in 2019: 6" in told
    assert f"Actors: {network.graph.number_of_nodes()}" in told
    sure = [tie["basis"] for *_, tie in network.graph.edges(data=True) if tie["certain"]].count(
        "appointment"
    )
    every = [tie["basis"] for *_, tie in network.graph.edges(data=True)].count("appointment")
    assert f"appointment ties: {sure} certain, {every - sure} possible" in told
    assert "183 territories: said by 2" in told
    assert "ties are cited from CGET" in told
    assert "The service names 6 claims of posts held then" in told
