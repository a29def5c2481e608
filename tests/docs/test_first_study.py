"""The first study is true: each of its commands runs, in both languages, and gives what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkout import ROOT
from tigraph.cli import cli

PAGES = ["first-study.md", "premiere-etude.md"]


def commands(page: str) -> list[list[str]]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    assert all(line.startswith("tigraph ") for line in lines)
    return [shlex.split(line)[1:] for line in lines]


@pytest.mark.parametrize("page", PAGES)
def test_each_command_of_the_study_gives_what_is_said(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told: dict[str, str] = {}
    for one in commands(page):
        if one[-1].endswith(".pdf"):  # a figure, which tests of figures draw
            continue
        done = CliRunner().invoke(cli, one)
        assert done.exit_code == 0, (one, done.output)
        told.setdefault(" ".join(one[:2]), done.output)
        for name in (word for word in one if "." in word):
            assert (tmp_path / name).stat().st_size > 0
    assert "person:cedric-bole" in told["search bole"]
    assert "§1502–1542" in told["show Cédric Bôle"]
    posts = told["query who-holds-which-post"]
    assert re.search(r"\b6\b", posts)
    assert all(f"{number}" in told["query number-of-territories"] for number in (124, 148, 183))
