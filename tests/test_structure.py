"""The way of the house (DESIGN, section 2): each module knows only those before it.

Sources become claims, claims a snapshot, queries ask it, tables and networks show the answers;
the command line comes last. Whoever adds a module writes it into the list.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ORDER = (
    "errors", "vocabulary", "folding", "files", "cache", "addresses", "connections", "downloads",
    "sparql", "remote", "pushing", "turtle", "store",
    "registries.known", "registries.periods", "registries.sources", "registries.facts",
    "registries.tables", "registries.events", "registries.naming", "registries.vintages",
    "registries.history", "registries.packages", "registries.cog", "registries.centres",
    "registries.succession", "registries.industrie", "registries.elus",
    "registries.mappings", "registries",
    "provenance", "gathering",
    "disk", "snapshot", "nearby", "dated", "naming", "building", "catalogue",
    "layer_files", "inventory", "layers",
    "answers", "labels", "contents", "contexts", "matching", "entities", "opening", "sending",
    "endpoint", "claims", "places", "changes", "structure", "cards", "credits", "references",
    "networks", "paths", "compare", "regional", "sides", "compared", "trace",
    "styles", "forces", "plans", "parts", "regions", "layout", "presets", "fitting", "lettering",
    "charts", "sheets", "svg_fonts", "figures", "overviews",
    "drawing", "drawing.page.bundle", "drawing.page", "views",
    "exports.columns", "exports.dot", "exports.gexf", "exports.graphml", "exports.json_forms",
    "exports.tables", "exports.matrices", "exports.pajek", "exports.workbook", "exports",
    "measuring.brokerage", "measuring.one_mode", "measuring.two_mode", "measuring.measurement",
    "measuring.evidence", "measuring.tables", "measuring.texts", "measuring.formats", "measuring",
    "texts", "checks", "graph",
    "", "cli.groups", "cli.words", "cli.completion", "cli.options", "cli.page", "cli.ties",
    "cli.card_text", "cli.pictures",
    "cli.query", "cli.draw", "cli.lookup", "cli.compare", "cli.trace", "cli.measure", "cli.check",
    "cli.layer_text", "cli.layer", "cli",
    "__main__",
)  # fmt: skip
#: What a command that draws and validates nothing must not wait for.
HEAVY = {
    "rdflib",
    "networkx",
    "pyvis",
    "pandas",
    "matplotlib",
    "numpy",
    "pyshacl",
    "jinja2",
    "urllib3",
}
PACKAGE = Path(__file__).resolve().parents[1] / "tigraph"
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip("."):
    path for path in PACKAGE.rglob("*.py")
}  # fmt: skip


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the modules of tigraph that a module imports, inside its functions too."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole path"
            names = [str(node.module)]
            if node.module in ("tigraph", "tigraph.cli"):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            if name == "tigraph" or name.startswith("tigraph."):
                module = name.removeprefix("tigraph").lstrip(".")
                yield module if module in MODULES else module.rpartition(".")[0]


def test_every_module_has_its_place_in_the_order() -> None:
    assert sorted(MODULES) == sorted(ORDER)


@pytest.mark.parametrize("module", ORDER, ids=lambda name: name or "tigraph")
def test_a_module_knows_only_those_before_it(module: str) -> None:
    known = ORDER[: ORDER.index(module)]
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    # The version is told by `tigraph` itself, which imports nothing before it is asked to.
    later = sorted({name for name in imported(tree) if name and name not in known})
    assert not later, f"tigraph.{module} imports what comes after it"


@pytest.mark.parametrize("module", ORDER, ids=lambda name: name or "tigraph")
def test_a_module_is_short_enough_to_be_read(module: str) -> None:
    lines = MODULES[module].read_text(encoding="utf-8").count("\n")
    assert lines <= 400, "split it, and give each part a name that says what is in it"


@pytest.mark.parametrize(
    "code",
    [
        "import tigraph",
        "import tigraph.cli; tigraph.cli.main(['--help'])",
        "import tigraph.cli; tigraph.cli.main(['query', 'people', '--format', 'csv'])",
    ],
)
def test_start_up_waits_for_no_heavy_library(code: str) -> None:
    told = (
        f"import sys\ntry:\n    {code}\nexcept SystemExit as e:\n    assert not e.code, e.code\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    loaded = {name.partition(".")[0] for name in run.stderr.split()}
    assert not loaded & HEAVY
    if code == "import tigraph":
        assert "pyoxigraph" not in loaded
