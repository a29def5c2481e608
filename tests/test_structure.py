"""The way of the house: each room knows only those before it, and is entered by its face.

Sources become claims, claims a snapshot, queries ask it, tables and networks show the answers;
the command line comes last.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from checkout import ROOT

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
PACKAGE = ROOT / "tigraph"
#: A module is split before it is full: at 400 lines it fails, at 350 it is told.
FULL, NEARLY = 400, 350
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def test_the_rooms_stand_in_their_order_and_are_entered_by_their_faces() -> None:
    """The contracts are in pyproject.toml: a new room must be given its place there."""
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("room", ROOMS)
def test_a_face_gives_what_it_shows(room: str) -> None:
    """What a type checker sees of a room is what is given when the program runs."""
    face = importlib.import_module(f"tigraph.{room}")
    tree = ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    shown = {
        alias.name: str(node.module)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(shown) == sorted(getattr(face, "__all__", []))
    for name, module in shown.items():
        home = importlib.import_module(module)
        assert getattr(face, name) is getattr(home, name)


def test_a_module_is_short_enough_to_be_read() -> None:
    lines = {place(path): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    for name, many in lines.items():
        if many > NEARLY:
            warnings.warn(f"{name} has {many} lines: split it before it is full", stacklevel=1)
    full = {name: many for name, many in lines.items() if many > FULL}
    assert full == {}, "split them, and give each part a name that says what is in it"


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


#: What only readers of French registers, clients of French services and the data know of France.
FRENCH = re.compile(
    r"siren|siret|insee|epci|\banct\b|territoires?.d.industrie|communes?\b|d[ée]partement"
    r"|arrondissement|\belus\b|\bcog\b|gouv\.fr|etalab",
    re.IGNORECASE,
)
FRENCH_ROOMS = (
    *(
        f"registries/{room}"
        for room in (
            "cog/", "contours/", "industrie/", "elus/", "organisations/", "french.py",
            "french_frames.py", "french_usage.py", "mappings.py", "siren.py",
        )
    ),
    "linking/services/french/",
)  # fmt: skip
#: Where a word of them stands nevertheless, and why. Do not add to these: say it in the data.
STILL_FRENCH = {
    "registries/readers.py": {"cog.reader", "elus.reader"},  # those that are shipped
    "rdf/vocabulary.py": {"commune", "epci"},  # beginnings of IRIs that are published
}


def test_only_the_french_readers_know_france() -> None:
    """No name and no text in the code, docstrings apart, speaks of one country's registers."""
    others = {place(path): path for path in MODULES if not place(path).startswith(FRENCH_ROOMS)}
    told = {name: found for name, path in others.items() if (found := french(path))}
    still = {name: STILL_FRENCH.get(name, set()) for name in told}
    assert {
        (name, text)
        for name, texts in told.items()
        for text in texts
        if not any(word in text for word in still[name])
    } == set()
    for name, words in STILL_FRENCH.items():
        gone = {word for word in words if not any(word in text for text in told.get(name, ()))}
        assert gone == set(), f"{name}: no longer so, take it out"


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def french(path: Path) -> set[str]:
    """Return what a module says of France, docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and ast.get_docstring(node) is not None
        and isinstance(node.body[0], ast.Expr)
    }
    return {
        value
        for node in ast.walk(tree)
        if node not in docstrings
        for _, value in ast.iter_fields(node)
        if isinstance(value, str) and FRENCH.search(value.replace("_", " "))
    }
