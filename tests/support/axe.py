"""axe-core, which tells what of a page in a browser keeps people out."""

from __future__ import annotations

from typing import Any

from checkout import ROOT, lacking

_PROGRAM = ROOT / "node_modules" / "axe-core" / "axe.min.js"
#: What it finds crosses from the browser as a few texts: whole, it is megabytes.
_FINDINGS = """(only) => axe.run({
    resultTypes: ["violations"], selectors: false, preload: false, ...(only && { runOnly: only })
  }).then(({ violations }) => violations.flatMap(
    ({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`)))"""
#: The rules that look at colours.
_COLOURS = ["color-contrast", "link-in-text-block"]


def program() -> str:
    """Return the program as a script; where it is not here, the test is skipped or fails."""
    if not _PROGRAM.exists():
        lacking("axe-core (`npm ci`)")
    return _PROGRAM.read_text("utf-8")


def violations(page: Any, *, colours: bool = False) -> list[str]:
    """Return what is wrong with a page in which the program has been run: the rule, and where.

    Of `colours` alone, for the same page by day and by night.
    """
    return list(page.evaluate(_FINDINGS, _COLOURS if colours else None))
