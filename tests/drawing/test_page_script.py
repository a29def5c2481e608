"""The page's script: its modules joined, in a checkout and in a wheel, are one program."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checkout import ROOT, lacking, needs
from tigraph.drawing import bundled
from tigraph.drawing.page import bundle

NODE_MODULES = ROOT / "node_modules"


def node(*words: str | Path) -> str:
    """What node says to a script of `tests/page`, which must come to a good end."""
    program = needs("node")
    if not NODE_MODULES.exists():
        lacking("what the page's tests take from npm (`npm ci`)")
    asked = [program, *map(str, words)]
    run = subprocess.run(asked, capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_joined_script_is_the_program_that_the_modules_are(tmp_path: Path) -> None:
    joined = tmp_path / "joined.js"
    joined.write_text(bundle.joined(), "utf-8")
    modules = [bundle.SCRIPT / name for name in bundle.in_order()]
    node("tests/page/same_program.js", joined, *modules)


def test_every_module_is_joined() -> None:
    assert sorted(bundle.in_order()) == sorted(path.name for path in bundle.SCRIPT.glob("*.js"))


def test_a_wheel_carries_what_a_checkout_joins(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(asked, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        page = [name for name in wheel.namelist() if name.startswith("tigraph/drawing/page/")]
        script = wheel.read("tigraph/drawing/page/script.js")
        pictures = {
            name.removeprefix("tigraph/drawing/npm/node_modules/")
            for name in wheel.namelist()
            if name.startswith("tigraph/drawing/npm/")
        }
    assert script.decode("utf-8") == bundle.joined()
    assert {Path(name).name for name in page if not name.endswith(".py")} == {
        "data.schema.json",
        "page.css",
        "page.html",
        "script.js",
    }
    # Of npm's packages, those that can be had here: all where continuous integration runs.
    assert pictures == {name for name in bundled.FILES if bundled.bundled(name) is not None}
    if os.environ.get("TIGRAPH_TEST_ALL"):
        assert pictures == set(bundled.FILES)


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder


def test_modules_stand_after_those_that_they_import(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        page='// What\nimport { b,\n  c } from "./b.js";\n'
        'import { d } from "./d.js";\n\nb(c, d);\n',
        b='import { d } from "./d.js";\n\n/** Says it. */\nexport function b() {\n  return d;\n}\n'
        'export const c = /** @type {any} */ ("/* , */");\n',
        d="/**\n * A number.\n */\nexport let d = 1; // as yet\n",
    )
    assert bundle.in_order(folder) == ["d.js", "b.js", "page.js"]
    assert bundle.joined(folder).splitlines() == [
        '"use strict";',
        "(() => {",
        "let d = 1; // as yet",
        "function b(){",
        "return d;",
        "}",
        'const c = ("/* , */");',
        "b(c,d);",
        "})();",
    ]


@pytest.mark.parametrize(
    ("page", "other", "told"),
    [
        ('import other from "./other.js";', "", "an import or export"),
        ('import * as other from "./other.js";', "", "an import or export"),
        ('import { a as b } from "./other.js";', "export const a = 1;", "a as b"),
        ('import { a } from "vis";', "", "an import or export"),
        ('import "./other.js";', "", "an import or export"),
        ('const late = () => import("./other.js");', "", "an import or export"),
        ("export default 1;", "", "an import or export"),
        ("const a = 1;\nexport { a };", "", "an import or export"),
        ('export * from "./other.js";', "", "an import or export"),
        ("const a = import.meta.url;", "", "an import or export"),
        ('import { a } from "./other.js";', "const a = 1;", "a, which other.js does not export"),
        ('import { a } from "./third.js";', "", "third.js, which is not there"),
        (
            'import { a } from "./other.js";\nconst b = a;',
            "export const a = 1;\nfunction b() {}",
            "page.js and other.js both declare b",
        ),
        (
            'import { a } from "./other.js";\nexport const b = a;',
            'import { b } from "./page.js";\nexport const a = () => b;',
            "page.js > other.js > page.js",
        ),
        ("const [a, b] = [1, 2];", "", "a pattern"),
        ("var a = 1;", "", "a pattern or var"),
        ("const a = `one\n  two`;", "", "several lines"),
        ('const a = "one \\\n  two";', "", "several lines"),
    ],
)
def test_what_the_joiner_does_not_read_is_refused(
    tmp_path: Path, page: str, other: str, told: str
) -> None:
    folder = written(tmp_path, page=f"{page}\n", other=f"{other}\n")
    with pytest.raises(bundle.NotJoinedError, match=r"page\.js|other\.js") as error:
        bundle.joined(folder)
    assert told in str(error.value)
