"""Limits, a damaged store and what is worked out, on the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from terminal import PROGRAM, environment, tigraph

USAGE, DATA = 2, 3
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MANY = "SELECT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a"
CLUB = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/club> a org:FormalOrganization ; skos:prefLabel "Club fictif"@fr .
"""


def stopped(*arguments: str | Path) -> str:
    """Return the line with which a process of its own ends that meets a limit."""
    command = [*PROGRAM, *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, env=environment(TIGRAPH_STORE=""), text=True, check=False
    )
    assert (done.returncode, done.stdout) == (DATA, ""), done.stderr
    *waiting, line = done.stderr.splitlines()
    assert not [one for one in waiting if not one.startswith("Asking ")]  # on a slow machine
    return line


@pytest.mark.parametrize(
    ("query", "option", "value"),
    [
        (HEAVY, "--timeout", "1"),
        (MANY, "--max-memory", "300M"),
        ("SELECT * { ?s ?p ?o }", "--max-rows", "100"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "--max-rows", "100"),
    ],
)
def test_a_command_that_meets_a_limit_says_which_in_one_line(
    query: str, option: str, value: str
) -> None:
    line = stopped("query", "-e", query, option, value)
    assert line.startswith("Error: Stopped: ")
    assert f"allow more with {option}" in line


def test_what_is_no_limit_is_a_mistake() -> None:
    for option in ("--timeout", "--max-memory", "--max-rows", "--budget"):
        done = tigraph("query", "people", option, "much", TIGRAPH_STORE="")
        assert done.code == USAGE, option
        assert "much" in done.err


def test_reading_files_counts_too(tmp_path: Path) -> None:
    (tmp_path / "much.nt").write_text(
        "".join(f"<urn:x:{n}> <urn:x:p> <urn:x:{n}> .\n" for n in range(400_000)), "utf-8"
    )
    assert "longer than 0.2 s" in stopped(
        "info", "--data", tmp_path / "much.nt", "--timeout", "0.2"
    )


def test_verify_tells_and_mends_and_clean_makes_room(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (tmp_path / "own.ttl").write_text(CLUB, encoding="utf-8")
    added = tigraph("layer", "add", "rdf", tmp_path / "own.ttl", "--name", "club", "--store", store)
    assert added.code == 0, added.err
    assert tigraph("query", "who-presides", "--as-of", "2019", "--store", store).code == 0
    told = tigraph("layer", "verify", "--store", store)
    assert (told.code, told.out) == (0, "")
    (store / "versions" / "1" / "names.sqlite").write_bytes(b"")
    search = tigraph("search", "club", "--store", store)
    assert search.code == DATA
    assert len(search.err.splitlines()) == 1
    assert "`tigraph layer verify --rebuild" in search.err
    told = tigraph("layer", "verify", "--store", store)
    assert (told.code, told.out) == (1, "versions/1/names.sqlite is cut short.\n")
    as_json = json.loads(tigraph("layer", "verify", "--store", store, "-f", "json").out)
    assert [one["file"] for one in as_json if one["fault"]] == ["versions/1/names.sqlite"]
    assert tigraph("layer", "verify", "--rebuild", "--store", store, "-q").code == 0
    assert "Club fictif" in tigraph("search", "club fictif", "--store", store).out
    asking = ["query", "who-presides", "--as-of", "2019", "--store", str(store)]
    subprocess.run([*PROGRAM, *asking], check=True, capture_output=True, env=environment())
    copies = store / "versions" / "2" / "copies"
    assert any(copies.iterdir())
    assert tigraph("layer", "clean", "--store", store).code == 0
    assert not any(copies.iterdir())
