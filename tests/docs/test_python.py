"""docs/python.md is true: every example in it runs, and gives what stands below it."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from checkout import ROOT

PAGE = ROOT / "docs/python.md"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def test_every_example_runs_and_answers_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # Fences become empty lines, which end an answer; lines keep their numbers.
    text = re.sub(r"(?m)^```.*$", "", PAGE.read_text("utf-8"))
    examples = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    assert examples.examples
    told: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(examples, out=told.append)
    assert not told, "".join(told)
