"""CONTRIBUTING sends nobody to a file, a room or a command that is not there."""

from __future__ import annotations

import re
import tomllib

import pytest

from checkout import ROOT
from write_docs import commands

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
#: What stands between backticks, and each line of the blocks of commands.
SAID = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", TEXT, flags=re.M | re.S))
BLOCKS = [
    line.strip()
    for block in re.findall(r"^ *```sh\n(.*?)^ *```", TEXT, re.M | re.S)
    for line in block.splitlines()
]
#: Beginnings and names by which a path is told from other words.
TOPS = ("tigraph/", "tests/", "ontology/", "queries/", "docs/", "data/", "benchmarks/", ".ci/")


def section(title: str) -> str:
    """Return what stands under a heading, up to the next of any level."""
    return re.split(r"^#+ ", TEXT.split(f" {title}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def rows(title: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_each_file_named_is_there() -> None:
    named = {one for one in SAID if one.startswith(TOPS) and " " not in one}
    named |= {one for one in SAID if re.fullmatch(r"[\w.]+\.(toml|md)", one)}
    linked = {one for one in re.findall(r"\]\(([^)#]+)\)", TEXT) if "://" not in one}
    assert len(named) > 30
    assert [one for one in sorted(named | linked) if not any(ROOT.glob(one))] == []


def test_the_table_of_rooms_has_each_room_and_no_other() -> None:
    told = [name for row in rows("The rooms of the code") for name in re.findall("`(.+?)`", row[0])]
    package = ROOT / "tigraph"
    there = {f"{path.parent.name}/" for path in package.glob("*/__init__.py")}
    there |= {path.name for path in package.glob("*.py")} - {"__init__.py"}
    assert sorted(told) == sorted(there)


def test_what_a_row_names_in_a_room_is_in_it() -> None:
    for room, *cells in rows("The rooms of the code"):
        (name,) = re.findall("`(.+?)`", room)
        for one in re.findall(r"`([\w/.]+(?:/|\.py))`", " ".join(cells)):
            places = (ROOT / "tigraph" / name / one, ROOT / "tigraph" / one, ROOT / one)
            assert any(place.exists() for place in places), f"{name}: {one}"


def test_rooms_stand_in_the_order_that_the_linter_holds() -> None:
    """From ground to roof: pyproject.toml has the roof first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (layers,) = (
        one["layers"] for one in project["tool"]["importlinter"]["contracts"] if "layers" in one
    )
    floors = {room: -i for i, line in enumerate(layers) for room in line.split(" | ")}
    told = [re.findall(r"`(\w+)", row[0])[0] for row in rows("The rooms of the code")]
    assert [floors[room] for room in told] == sorted(floors[room] for room in told)


@pytest.mark.parametrize("said", [*SAID, *BLOCKS])
def test_each_command_named_is_there(said: str) -> None:
    program, _, rest = said.partition(" ")
    if program == "make":
        targets = re.findall(
            r"^([\w-]+(?: [\w-]+)*):", (ROOT / "Makefile").read_text("utf-8"), re.M
        )
        assert rest in " ".join(targets).split()
    elif program == "tigraph":
        known = dict(commands())
        words = rest.split()
        name = next(n for n in (" ".join(words[:2]), words[0]) if n in known)
        options = {option for one in known[name].params for option in one.opts}
        assert {word for word in words if word.startswith("-")} <= options


def test_each_name_in_the_code_is_there() -> None:
    """What an item of a list names stands in a file that it names: `_MEASURES` in one_mode.py."""
    changes = TEXT.split("## Seven common changes", 1)[1].split("\n## ", 1)[0]
    held = []
    for item in re.findall(r"^\d\. .+$", changes, re.M):
        files = re.findall(r"`([\w/.]+\.(?:py|toml))`", item)
        names = re.findall(r"`(_?[A-Z]\w*|common|load)`", item)
        texts = [(ROOT / one).read_text(encoding="utf-8") for one in files]
        held += names if texts else []
        assert [name for name in names if texts and name not in "".join(texts)] == [], item
    assert {"FORMATS", "READERS", "_MEASURES", "common", "READER", "WORLD"} <= set(held)
