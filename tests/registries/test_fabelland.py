"""A register of another country comes as a package of its own, and every verb works with it.

Everything in it is invented: Fabelland does not exist. The package in `tests/fabelland` is
installed as any user would install one; what is expected stands in the samples of its register.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from own_faults import own_faults
from reader_contract import PROMISES, WRONG, Samples, what_is_wrong_is_refused_by_name
from terminal import ROOT, process
from terminal import tigraph as run
from tigraph.registries import installed_readers

PACKAGE = Path(__file__).parents[1] / "fabelland"
FIRST, SECOND = (PACKAGE / "samples" / f"werkstatt_04.05.{year}.csv" for year in (2030, 2031))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip installed the package, without asking any index."""
    target = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(target)]
    subprocess.run([*command, str(PACKAGE)], check=True)
    return target


@pytest.fixture(scope="module")
def brought(installed: Path) -> Iterator[None]:
    """The package is there for what is asked in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(installed)
        installed_readers.cache_clear()
        yield
    installed_readers.cache_clear()


@pytest.fixture(scope="module")
def store(brought: None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a store with the layer, both editions of its register added."""
    folder = str(tmp_path_factory.mktemp("store"))
    done = run("layer", "add", "werkstatt", FIRST, SECOND, "--store", folder, "-q")
    assert done.out == "werkstatt: 2030-05-04, 2031-05-04: new\n"
    return folder


def test_the_layer_tells_its_register_rows_and_publisher(store: str) -> None:
    shown = json.loads(run("layer", "show", "werkstatt", "--store", store, "-f", "json").out)
    assert (shown["rows"], shown["used"], shown["refused"]) == (13, 11, 2)
    assert [one["dated"] for one in shown["sources"]] == ["2030-05-04", "2031-05-04"]
    assert set(shown["refused_because"]) == {
        "no region, or no day since when",
        "the Kreisnummer “20029” fails its check",
    }
    assert list(shown["publisher_names"].values()) == ["Registeramt des Fabellands"]


def test_a_process_of_its_own_finds_the_package(installed: Path) -> None:
    told = process("layer", "--help", PYTHONPATH=os.pathsep.join([str(installed), str(ROOT)])).out
    line = "werkstatt the Werkstattregionen of Fabelland and their Kreise (fictitious)"
    assert line in " ".join(told.split())


def test_search_finds_german_names_without_umlauts_and_context_tells_them_apart(store: str) -> None:
    found = json.loads(run("search", "mowenfels", "--store", store, "-f", "json").out)
    assert [one["label"] for one in found[:2]] == ["Kreis Möwenfels", "Kreis Möwenfels (Gebiet)"]
    several = run("show", "Neustadt", "--store", store)
    assert several.code == 2
    assert "Neustadt (area, Kreis Drachental (Gebiet))" in several.err
    assert "Neustadt (area, Kreis Nebelhafen (Gebiet))" in several.err


def test_its_identifiers_are_checked_by_its_own_arithmetic(store: str) -> None:
    card = json.loads(run("show", "20028", "--store", store, "-f", "json").out)
    assert card["label"] == "Kreis Möwenfels (Gebiet)"
    mistyped = run("show", "20027", "--store", store)
    assert mistyped.code == 1
    assert "It is no number of a Kreis (fictitious): its check digit is wrong." in mistyped.err


def test_a_card_has_dates_evidence_and_figures(store: str) -> None:
    card = json.loads(run("show", "Kreis Möwenfels", "--store", store, "-f", "json").out)
    [member] = card["relations"]
    assert member["other"]["label"] == "Nebelküste"
    assert member["valid"]["bounds"] == ["2031-01-01", "2031-01-01", None, None]
    assert member["evidence"][0]["speaker"]["label"] == "Registeramt des Fabellands"
    assert [(one["measure"], one["value"]) for one in card["figures"]] == [
        ("measure:fabelland-einwohner", 22870)
    ]
    assert card["point"] == {"lat": 48.55, "lon": 9.35}


def test_trace_follows_a_region_from_phase_to_phase(store: str) -> None:
    life = json.loads(run("trace", "Dreitälerland", "--store", store, "-f", "json").out)
    assert [one["phase"]["label"] for one in life["phases"]] == [
        "erste Phase der Werkstattregionen", "zweite Phase der Werkstattregionen",
    ]  # fmt: skip
    [change] = life["changes"]
    assert sorted(one["label"] for one in change["stayed"]) == ["Kreis Drachental", "Kreis Elfenau"]
    assert [one["label"] for one in change["joined"]] == ["Kreis Zwergwinkel"]
    assert change["left"] == []


def test_two_regions_are_compared_with_their_inhabitants(store: str) -> None:
    text = run("compare", "Bergland", "Küstenland", "--store", store).out
    assert "Bergland: 1 territory, 3 members, 67,920 inhabitants of 3 of these" in text
    assert "Küstenland: 1 territory, 2 members, 74,590 inhabitants of 2 of these" in text


def test_two_phases_are_compared(store: str) -> None:
    phases = [f"{which} Phase der Werkstattregionen" for which in ("erste", "zweite")]
    text = run("compare", *phases, "--store", store).out
    gained = text.partition("Gained\n")[2].partition("\n\n")[0]
    assert "Kreis Zwergwinkel" in gained
    assert "Kreis Möwenfels" in gained
    assert "Drachental" not in gained


def test_a_map_and_measures_of_its_network(store: str, tmp_path: Path) -> None:
    map_, only = tmp_path / "map.svg", ("--layers", "werkstatt", "--store", store)
    assert run("view", "territory-members", "--layout", "map", "-o", map_, *only).code == 0
    drawn = map_.read_text("utf-8")
    assert "Kreis Nebelhafen" in drawn
    assert "Registeramt des Fabellands" in drawn.partition("Contours")[2]  # who drew its outlines
    done = run("measure", "territory-members", "-f", "csv", *only)
    degrees = {row["label"]: row["degree"] for row in csv.DictReader(io.StringIO(done.out))}
    assert degrees["Dreitälerland"] == "3"


def test_its_map_has_its_own_frame_and_borders(store: str, tmp_path: Path) -> None:
    page, only = tmp_path / "map.html", ("--layers", "werkstatt", "--store", store)
    assert run("view", "territory-members", "-o", page, *only).code == 0
    told = json.loads(page.read_text("utf-8").partition('id="data">')[2].partition("</script>")[0])
    [panel] = told["map"]["panels"]
    assert panel["name"] == "Fabelland (fictitious)"
    [länder] = told["map"]["borders"]
    assert (länder["level"], len(länder["rings"])) == (1, 2)
    spots = told["layouts"]["map"]
    x = {name: spots[2 * i] for i, name in enumerate(told["actors"]["columns"]["label"]["is"])}
    assert x["Kreis Drachental"] < x["Kreis Elfenau"] < x["Kreis Nebelhafen"] < x["Kreis Möwenfels"]


def test_the_layer_breaks_no_shape(store: str, tmp_path: Path) -> None:
    exported = tmp_path / "werkstatt.nt"
    assert run("layer", "export", "werkstatt", "-o", exported, "--store", store).code == 0
    assert own_faults([exported], whole=True) == []


def test_a_store_says_so_where_the_package_is_gone(store: str, tmp_path: Path) -> None:
    (other := tmp_path / "other.nt").write_text("<urn:x:a> <urn:x:b> <urn:x:c> .\n", "utf-8")
    done = process("layer", "add", "rdf", other, "--name", "x", "--store", store)
    assert done.code == 3
    assert "Nothing that is installed reads werkstatt_04.05.2030.csv" in done.err


# ---------------------------------------------------------------------- what every reader promises


def _changed(folder: Path, name: str, old: str, new: str) -> list[Path]:
    (path := folder / name).write_text(FIRST.read_text("utf-8").replace(old, new), "utf-8")
    return [path]


def _cut(folder: Path) -> list[Path]:
    (path := folder / FIRST.name).write_text(FIRST.read_text("utf-8")[:-40], "utf-8")
    return [path]


SAMPLES = Samples(
    good=lambda _: [FIRST],
    later=lambda _: [SECOND],
    cut_short=_cut,
    without_a_column=lambda folder: _changed(folder, FIRST.name, "Einwohner", "X"),
    undated=lambda folder: _changed(folder, "register.csv", "", ""),
)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_its_reader_keeps_its_promises(promise: type, brought: None, tmp_path: Path) -> None:
    promise(installed_readers()["werkstatt"], SAMPLES, tmp_path)


@pytest.mark.parametrize("which", WRONG)
def test_its_reader_refuses_what_is_wrong(which: str, brought: None, tmp_path: Path) -> None:
    reader = installed_readers()["werkstatt"]
    what_is_wrong_is_refused_by_name(reader, SAMPLES, which, tmp_path)
