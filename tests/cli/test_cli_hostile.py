"""What strangers write into names, files and answers never does anything to whoever reads it.

The people in the files are fictitious.
"""

from __future__ import annotations

import re
from pathlib import Path

import pexpect
import pytest

from checkout import HEADER
from terminal import PROGRAM, environment, tigraph

#: Clears the screen, sets the title, rings, and the same begun by C1, turns the direction of text.
OBEYED = "\x1b[2J\x1b]0;title\x07\x9b2J\u202e"
ESCAPED = "".join(f"\\u{ord(one):04x}" for one in OBEYED)
#: What a terminal may be told by tigraph itself: colours, and its running line.
OWN = re.compile("\x1b\\[[0-9;]*m|\r\x1b\\[K")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "own.ttl"
    told = f'person:x a foaf:Person ; skos:prefLabel "Ada{ESCAPED} Exemple"@fr ; '
    path.write_text(f'{HEADER}{told}skos:altLabel "{ESCAPED}"@fr .', "utf-8")
    return path


NAMES = "SELECT ?n { person:x skos:prefLabel ?n }"


@pytest.mark.parametrize(
    "arguments",
    [["search", "ada exemple"], ["show", "person:x"], ["show", "person:x", "-f", "json"],
     *(["query", "-e", NAMES, "-f", form] for form in ("table", "csv", "json", "jsonl", "md")),
     ["query", "-e", "CONSTRUCT WHERE { person:x ?p ?o }"], ["show", f"Ada{OBEYED}"],
     ["query", f"x{OBEYED[:-1]}.rq"], ["info", "--data", f"x{OBEYED[:-1]}.ttl"]],
    ids=lambda one: " ".join(one[:4]).encode("ascii", "replace").decode(),
)  # fmt: skip
def test_a_terminal_obeys_nothing_that_data_or_names_hold(arguments: list[str], data: Path) -> None:
    told = pexpect.run(
        " ".join(map(_quoted, [*PROGRAM, *arguments, "--data", str(data)])),
        env={**environment(TERM="xterm", TIGRAPH_STORE="")},  # type: ignore[arg-type]
        timeout=60,
    ).decode()
    assert told
    shown = OWN.sub("", told).replace("\r\n", "\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown), shown


def _quoted(argument: str) -> str:
    return "'" + argument.replace("'", "'\\''") + "'"


def test_a_file_and_a_pipe_get_what_the_data_say(data: Path, tmp_path: Path) -> None:
    """What is left out for a terminal's sake is in what programs read."""
    out = tmp_path / "x.csv"
    assert tigraph("query", "-e", NAMES, "--data", data, "-o", out, TIGRAPH_STORE="").code == 0
    assert OBEYED in out.read_text("utf-8")
    piped = tigraph("query", "-e", NAMES, "--data", data, "-f", "csv", TIGRAPH_STORE="")
    assert OBEYED in piped.out
