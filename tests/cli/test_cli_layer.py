"""`tigraph layer` on the command line: what it says, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from fictive_lists import GARDENS, package
from terminal import PROGRAM, Done, environment, tigraph
from tigraph.stores import versions
from tigraph.stores.writer import writing
from web_server import Reply, serving

USAGE, DATA, INTERRUPTED = 2, 3, 130
#: Of the package: a region, a département, three communes, two groupings, two members of the
#: first; the second is refused with its members.
ROWS = ["9", "1"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a package of fictitious lists, RDF, and a store to be."""
    package(tmp_path)
    (tmp_path / "gardens.nt").write_text(GARDENS.format("Jardin fictif"), "utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIGRAPH_STORE", str(tmp_path / "store"))
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the layer of the package, built once for those who only need one."""
    folder = tmp_path_factory.mktemp("built")
    done = layer("add", "cog", package(folder), "--store", folder / "store", "-q")
    assert done.code == 0
    return folder / "store"


@pytest.fixture
def filled(folder: Path, built: Path) -> Path:
    """The working folder, its store a copy of that."""
    shutil.copytree(built, folder / "store", copy_function=os.link)
    return folder


def layer(*arguments: str | Path, **env: str) -> Done:
    return tigraph("layer", *arguments, **env)


def lines(text: str) -> list[str]:
    return text.rstrip("\n").split("\n")


def test_add_tells_what_is_new_on_stdout_and_the_rest_on_stderr(folder: Path) -> None:
    done = layer("add", "cog", "package")
    assert done.code == 0
    assert done.out == "cog: 2024/communes, 2024/departements, 2024/epci, 2024/regions: new\n"
    assert "Building: cog …" in done.err
    assert "9 rows, 1 of them refused: `tigraph layer show cog` tells why." in done.err
    again = layer("add", "cog", "package", "-q")
    assert (again.code, again.out, again.err) == (0, "Nothing has changed.\n", "")


def test_what_comes_with_tigraph_is_added_by_a_word(folder: Path) -> None:
    done = layer("add", "organisations", "shipped", "-q")
    assert done.code == 0
    assert done.out == ("organisations: changes/organisation-changes, list/organisations: new\n")
    found = tigraph("search", "Commissariat général à l’égalité des territoires", "-n", "1")
    assert "organisation:cget" in found.out
    told = tigraph("trace", "AdCF", "--lang", "en").out
    assert "Intercommunalités de France" in told
    assert "L’ADCF change de peau (La Gazette des communes)" in told
    (folder / "shipped").write_text("a file of that name\n")
    assert layer("add", "organisations", "shipped").code == DATA


def test_changes_as_json(folder: Path) -> None:
    done = layer("add", "rdf", "gardens.nt", "--name", "gardens", "-f", "json")
    assert json.loads(done.out) == [
        {"layer": "gardens", "part": "gardens.nt", "file": "gardens.nt", "change": "new"}
    ]


def test_a_store_beside_the_users_own(folder: Path) -> None:
    assert layer("add", "cog", "package", "--store", "other").code == 0
    assert versions.current(folder / "other") is not None
    assert versions.current(folder / "store") is None


def test_list_is_a_table_json_or_csv(filled: Path) -> None:
    head, row = lines(layer("list").out)
    assert head.split() == ["layer", "title", "data", "of", "files", "triples", "rows", "refused"]
    assert row.startswith("cog    Official geographic code")
    assert row.split()[-2:] == ROWS
    (told,) = json.loads(layer("list", "-f", "json").out)
    assert (told["layer"], told["updated"], told["rows"]) == ("cog", "2024", 9)
    (read,) = csv.DictReader(io.StringIO(layer("list", "-f", "csv", "--lang", "fr").out))
    assert read["title"].startswith("Code officiel géographique")
    assert read["triples"] == str(told["triples"])


def test_an_empty_list_says_how_to_begin(folder: Path) -> None:
    done = layer("list")
    assert (done.code, done.out) == (0, "")
    assert "There is no layer yet: see `tigraph layer add --help`" in done.err
    assert "Il n’y a pas encore de couche" in layer("list", "--lang", "fr").err
    shown = layer("show", "cog")
    assert (shown.code, shown.out) == (USAGE, "")
    assert "`tigraph layer add`" in shown.err


def test_show_tells_publishers_licence_files_and_refused_rows(filled: Path) -> None:
    text = layer("show", "cog", "--lang", "fr").out
    assert "Insee, Direction générale des collectivités locales" in text
    assert "https://www.etalab.gouv.fr/licence-ouverte-open-licence/" in text
    assert "2024/epci, epci.json, 2024, pkg:npm/%40etalab/decoupage-administratif@4.1.0" in text
    assert "1  refusées" in text
    told = json.loads(layer("show", "cog", "-f", "json").out)
    assert told["iri"] == "https://w3id.org/tigraph/graph/cog"
    assert len(told["sources"]) == 4


def test_the_report_holds_every_refused_row(filled: Path) -> None:
    found = [json.loads(line) for line in lines(layer("show", "cog", "--report").out)]
    refused = [line for line in found if "row" in line]
    assert [line["row"] for line in refused] == ["123456789"]
    assert layer("show", "cog", "--report", "-o", "refused.csv").code == 0
    (read,) = csv.DictReader((filled / "refused.csv").open(encoding="utf-8"))
    assert (read["row"], read["reason"]) == ("123456789", refused[0]["refused"])


def test_export_by_extension_or_to_stdout(folder: Path) -> None:
    layer("add", "rdf", "gardens.nt", "--name", "gardens")
    assert layer("export", "gardens", "-o", "g.nq").code == 0
    exported = (folder / "g.nq").read_text("utf-8")
    assert "<https://w3id.org/tigraph/graph/gardens> .\n" in exported
    assert layer("export", "gardens", "-o", "g.nq").code == USAGE
    piped = layer("export", "gardens", "-o", "-", "-f", "nt")
    assert len(lines(piped.out)) == len(lines(exported))


def test_remove_and_update(folder: Path) -> None:
    layer("add", "rdf", "gardens.nt", "--name", "gardens")
    assert layer("update").out == "Nothing has changed.\n"
    done = layer("remove", "gardens")
    assert (done.code, lines(done.err)[-1]) == (0, "Removed: gardens.")
    assert layer("list").out == ""


def test_remove_a_part(folder: Path) -> None:
    layer("add", "rdf", "gardens.nt", "--name", "gardens")
    wrong = layer("remove", "gardens", "--part", "garden.nt")
    assert (wrong.code, lines(wrong.err)[-1]) == (
        USAGE,
        "Error: No part of gardens named “garden.nt”. Nearest: gardens.nt. "
        "See `tigraph layer show gardens`.",
    )
    done = layer("remove", "gardens", "--part", "gardens.nt")
    assert (done.code, lines(done.err)[-1]) == (0, "Removed: gardens, gardens.nt.")
    assert layer("list").out == ""


#: What is typed; the exit code; what the one line says.
TABLE: list[tuple[str, list[str], int, str]] = [
    ("an unknown verb", ["ad"], USAGE, "No command named “ad”. Nearest: add"),
    ("an unknown kind", ["add", "cogs"], USAGE, "Nearest: cog"),
    ("an empty kind", ["add", ""], USAGE, "KIND is empty"),
    ("an unknown layer", ["show", "cgo"], USAGE, "No layer named “cgo”. Nearest: cog"),
    ("an empty folder", ["add", "cog", "empty"], DATA, "empty is empty: there is nothing"),
    ("no such folder", ["add", "cog", "no"], DATA, "No such file or folder: "),
    ("another kind of file", ["add", "elus", "gardens.nt"], DATA, ""),
    ("no name", ["add", "rdf", "gardens.nt"], USAGE, "give --name NAME"),
    ("a name that cannot be", ["add", "rdf", "gardens.nt", "--name", "a b"], USAGE,
     "cannot be the name of a layer"),
    ("no place for an export", ["export", "cog", "-o", "no/x.nt"], DATA, "The folder no does not"),
    ("no format of an export", ["export", "cog", "-o", "x.gexf"], USAGE, "cannot tell the format"),
    ("a report as a table", ["show", "cog", "--report", "-f", "table"], USAGE, "jsonl or csv"),
    ("a card as CSV", ["show", "cog", "-f", "csv"], USAGE, "--report"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "typed", "code", "message"), TABLE, ids=[row[0] for row in TABLE])
def test_bad_input_is_told_in_a_line(
    filled: Path, case: str, typed: list[str], code: int, message: str
) -> None:
    before = versions.current(filled / "store")
    done = layer(*typed)
    assert done.code == code
    assert done.out == ""
    (said,) = lines(done.err)
    assert said.startswith("Error: ")
    assert message in said
    assert versions.current(filled / "store") == before


def test_no_store_is_named(folder: Path) -> None:
    done = layer("list", TIGRAPH_STORE="")
    assert (done.code, done.out) == (USAGE, "")
    assert "give --store DIR" in done.err


def test_a_second_writer_is_told_to_wait(filled: Path) -> None:
    with writing(filled / "store"):
        done = layer("update")
    assert done.code == DATA
    assert "is being written" in done.err


def test_a_folder_that_cannot_be_written_to(folder: Path) -> None:
    (folder / "file").write_text("x")
    done = layer("add", "cog", "package", "--store", "file")
    assert done.code == DATA
    assert "Cannot write" in done.err


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_leaves_the_former_state_whole(folder: Path) -> None:
    layer("add", "rdf", "gardens.nt", "--name", "gardens")
    before = versions.current(folder / "store")
    work = subprocess.Popen(
        [*PROGRAM, "layer", "add", "cog", "package"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        cwd=folder,
    )
    assert work.stderr is not None
    for line in work.stderr:
        if b"Building" in line:
            work.send_signal(signal.SIGINT)
            break
    _, said = work.communicate(timeout=300)
    assert work.returncode == INTERRUPTED
    assert said.decode().endswith("Error: Interrupted.\n")
    assert versions.current(folder / "store") == before
    assert layer("add", "cog", "package").code == 0


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_while_something_is_fetched_leaves_nothing(folder: Path) -> None:
    with serving() as site:
        address = site.gives("/gardens.nt", Reply(b"x" * 100_000, sends=70_000, hangs=True))
        work = subprocess.Popen(
            [*PROGRAM, "layer", "add", "rdf", address, "--name", "gardens"],
            stderr=subprocess.PIPE,
            env=environment(no_proxy="*"),
        )
        assert work.stderr is not None
        assert b"Fetching http://127.0.0.1" in work.stderr.readline()
        while not site.requests and work.poll() is None:
            time.sleep(0.02)
        work.send_signal(signal.SIGINT)
        _, said = work.communicate(timeout=300)
    assert work.returncode == INTERRUPTED
    assert said.decode().strip() == "Error: Interrupted."
    assert [path for path in (folder / "store" / "files").rglob("*") if path.is_file()] == []
