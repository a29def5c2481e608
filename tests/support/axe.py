"""axe-core, which tells what of a page in a browser keeps people out."""

from __future__ import annotations

from typing import Any

from checkout import ROOT, lacking

_PROGRAM = ROOT / "node_modules" / "axe-core" / "axe.min.js"
#: What it finds crosses from the browser as a few texts: whole, it is megabytes.
_FINDINGS = """axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(
  ({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`)))"""


def program() -> str:
    """Return the program as a script; where it is not here, the test is skipped or fails."""
    if not _PROGRAM.exists():
        lacking("axe-core (`npm ci`)")
    return _PROGRAM.read_text("utf-8")


def violations(page: Any) -> list[str]:
    """Return what is wrong with a page in which the program has been run: the rule, and where."""
    return list(page.evaluate(_FINDINGS))
