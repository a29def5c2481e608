"""A file of decisions as another implementation of SSSOM reads it: sssom-py, from PyPI."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import lacking
from tigraph.linking import Author, Candidate, Decisions, Feature, Match, Sought

TOWN = Candidate(
    "https://w3id.org/tigraph/id/commune/000000001", "000000001", "Le Pin", "commune", 0.9,
    (Feature("name", True, 0.6, "the same words"), Feature("region", True, 0.4, "beside it")),
)  # fmt: skip
ADA, BOB = Author("Ada Fictive"), Author("https://orcid.org/0000-0002-1825-0097")


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program `sssom` of sssom-py, in an environment of its own: it brings 100 packages."""
    if kept := os.environ.get("TIGRAPH_TEST_SSSOM"):
        return Path(kept)
    place = tmp_path_factory.mktemp("sssom") / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    programs = place / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", "sssom==0.4.21"]
    if subprocess.run(install, check=False).returncode:
        lacking("sssom from PyPI")
    return programs / "sssom"


def test_the_sssom_package_finds_it_valid(tmp_path: Path, validator: Path) -> None:
    told = Decisions(tmp_path / "press.sssom.tsv")
    wikidata = Candidate("http://www.wikidata.org/entity/Q1", "Q1", 'dit "x"', "", 0.5)
    sought = Sought("Le\tPin | ou \\", "commune", {"note": "a|b"})
    match = Match(sought, "review", (TOWN, wikidata), "")
    told.propose(match)
    told.accept(match, TOWN, BOB, "two\nlines")
    told.refuse(match, wikidata, ADA)
    own = Sought("Haut", "", {"iri": "https://w3id.org/tigraph/id/territory/fictive"})
    told.nothing(Match(own, "none", (), ""), ADA)
    done = subprocess.run([validator, "validate", told.path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    broken = told.path.with_name("broken.sssom.tsv")
    broken.write_text(told.path.read_text().replace("semapv:MappingReview", "semapv:Guess"))
    assert subprocess.run([validator, "validate", broken], capture_output=True).returncode
