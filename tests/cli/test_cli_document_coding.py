"""`tigraph document review`, `claims`, `agree`, `recheck`, `table`, `annotations`, `statements`."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coded_workspace import TEXT, add_version, made
from tigraph.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "mine")


@pytest.fixture
def run(folder: Path) -> Run:
    def called(command: str, *arguments: str, code: int = 0) -> Result:
        told = ["document", command, *arguments, "--workspace", str(folder), "--lang", "en"]
        found = CliRunner().invoke(cli, [*told, "--layers", "curated"])
        assert found.exit_code == code, (found.output, found.exception)
        return found

    return called


def decide(run: Run, folder: Path, coder: str, **words: str) -> None:
    """Fill the table of the document with decisions by proposal, and have it read."""
    table = folder / f"{coder}.csv"
    run("table", "val", "--coder", coder, "-o", str(table), "--force")
    rows = [*csv.DictReader(io.StringIO(table.read_text("utf-8-sig")))]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        for row in rows:
            writer.writerow(row | {"decision": words.get(row["id"].replace("-", "_"), "")})
    run("table", "val", "--coder", coder, "--read", str(table))


def test_a_table_that_is_read_back_becomes_claims_that_other_commands_see(
    run: Run, folder: Path
) -> None:
    decide(run, folder, "ada", p_preside="accept", p_siege="refuse")
    assert (folder / "claims/val.ttl").exists()
    here = ["--workspace", str(folder), "--layers", "curated", "--lang", "fr"]
    shown = CliRunner().invoke(cli, ["show", "Jeanne Fictive", *here])
    assert "comité du Val-Fictif" in shown.output
    checked = CliRunner().invoke(cli, ["check", "--workspace", str(folder), "-f", "json"])
    told = json.loads(checked.stdout)
    assert [one for one in told["findings"] if not one["remark"]] == []
    (text,) = [one for one in told["texts"] if one["text"].endswith("/text/val-1")]
    assert text["faults"] == []
    assert sum(bool(one["claims"]) for one in text["sentences"]) == 1


def test_a_faulty_table_says_where(run: Run, folder: Path) -> None:
    table = folder / "t.csv"
    table.write_text("id,decision\np-preside,peut-être\n", encoding="utf-8")
    found = run("table", "val", "--read", str(table), "--coder", "ada", code=1)
    assert "row 2, column decision" in str(found.exception)


def test_two_coders_are_compared(run: Run, folder: Path) -> None:
    decide(run, folder, "ada", p_preside="accept", p_siege="accept")
    decide(run, folder, "bob", p_preside="accept", p_membres="accept")
    told = json.loads(run("agree", "val", "-f", "json").stdout)
    assert told["coders"] == ["ada", "bob"]
    assert (told["both"], told["only"]) == (1, [1, 1])
    assert [one["level"] for one in told["levels"]] == [
        "span", "ends", "relation", "date", "modality"
    ]  # fmt: skip
    assert told["levels"][0]["alpha"] is not None
    assert "found by both" in run("agree", "val", "--coder", "ada", "--coder", "bob").stdout
    assert "Give two coders" in str(run("agree", "val", "--coder", "ada", code=1).exception)


def test_a_new_version_is_rechecked(run: Run, folder: Path) -> None:
    decide(run, folder, "ada", p_preside="accept", p_membres="accept")
    assert run("recheck", "val").stdout.count("still there") == 2
    add_version(folder, "Mis à jour.\n" + TEXT.replace("12 communes", "14 communes"), [])
    told = json.loads(run("recheck", "-f", "json", code=1).stdout)
    assert {row["on"]: row["fate"] for row in told} == {
        "p-preside": "moved", "p-membres": "altered"
    }  # fmt: skip
    assert "text/val-2" in (folder / "claims/val.ttl").read_text("utf-8")


def test_annotations_go_out_and_come_in(run: Run, folder: Path) -> None:
    decide(run, folder, "ada", p_preside="accept")
    path = folder / "a.jsonld"
    run("annotations", "val", "-o", str(path))
    run("annotations", "val", "--read", str(path), "--coder", "bob")
    assert (folder / "decisions/bob.jsonl").exists()
    assert "not linked" in run("statements", "val").stderr


def test_claims_tell_what_waits_to_be_settled(run: Run, folder: Path) -> None:
    decide(run, folder, "ada", p_preside="accept")
    decide(run, folder, "bob", p_preside="refuse")
    assert "1 difference" in run("claims", "val").stderr


def test_a_review_ends_with_its_claims_written(folder: Path) -> None:
    command = [sys.executable, "-m", "tigraph", "document", "review", "val", "--coder", "ada"]
    more = ["--workspace", str(folder), "--layers", "curated", "--lang", "en"]
    with subprocess.Popen([*command, *more], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        try:
            assert address.startswith("http://127.0.0.1:")
            state = json.load(urllib.request.urlopen(f"{address}state", timeout=300))
            claim = next(one["claim"] for one in state["items"] if one["id"] == "p-preside")
            body = json.dumps({"action": "accept", "on": "p-preside", "claim": claim}).encode()
            asked = urllib.request.Request(
                f"{address}decide", body, {"Content-Type": "application/json"}
            )
            urllib.request.urlopen(asked, timeout=300).close()
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait(60) in (0, 130)
    assert "jeanne-fictive--member" in (folder / "claims/val.ttl").read_text("utf-8")
