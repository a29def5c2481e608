"""The two floors on which tests of registers stand: fictitious files that ship, and real ones.

The fictitious ones (`tests/fictitious`, which says what is in them) are a few communes in the
very columns of the real ones, which are other people's: these stand in `../shared`, and on npm.
A test that takes the fixture `floor`, or one that stands on it such as `national`, runs on both.
What it expects is counted from the files of its floor by another road than tigraph's
(`recounts`), or read off them by a person: `floor.of(fictitious=7, real=149)`.
"""

from __future__ import annotations

import functools
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from filelock import FileLock

from checkout import TESTS, lacking, needs, shared

PACKAGE = "@etalab/decoupage-administratif"
#: The version of the package for each vintage. That of 2020 repeats the communes of 2019;
#: that of 2026 repeats the lists of intercommunalities of 2025.
VERSIONS = {
    2019: "0.7.0", 2020: "0.8.0", 2021: "1.1.1", 2022: "2.3.1",
    2023: "3.1.1", 2024: "4.1.0", 2025: "5.3.0", 2026: "6.0.0",
}  # fmt: skip
FICTITIOUS = TESTS / "fictitious"
T = TypeVar("T")


@dataclass(frozen=True)
class Floor:
    """Where the files of the registers are."""

    name: str

    def file(self, name: str = "") -> Path:
        """Return a file or folder of registries, editions or contours, by its name there."""
        return FICTITIOUS / name if self.name == "fictitious" else shared(name)

    def package(self, year: int) -> Path:
        """Return the folder of a vintage's lists; the real ones are packed by npm at first."""
        if self.name == "fictitious":
            return FICTITIOUS / "packages" / VERSIONS[year] / "data"
        return _packed(VERSIONS[year])

    def editions(self) -> list[tuple[str, Path]]:
        """Return the editions of the register of elected heads by the date in their names."""
        last = self.file("registries/rne-epci-2026.csv")
        paths = [*sorted(self.file("editions").glob("*.csv")), last]
        return [(path.stem.removeprefix("rne-epci-"), path) for path in paths]

    def everything(self) -> list[str]:
        """Return what a store of all layers is made from: phases, heads, eight vintages."""
        given = [self.file("registries"), *(self.package(year).parent for year in VERSIONS)]
        return [str(path) for path in given]

    def of(self, *, fictitious: T, real: T) -> T:
        """Return what is right on this floor, as a person read it off its files."""
        return fictitious if self.name == "fictitious" else real


FLOORS = {name: Floor(name) for name in ("fictitious", "real")}
#: For tests of what only the real files show. What they need is told where it is missing.
real_files = pytest.mark.parametrize("floor", ["real"], indirect=True)
#: For tests of what was read off the fictitious ones, or that take long with a whole country.
fictitious_files = pytest.mark.parametrize("floor", ["fictitious"], indirect=True)
_standing: list[Floor] = []


@contextmanager
def standing_on(floor: Floor) -> Iterator[Floor]:
    """Let what recounts read the files of a floor."""
    _standing.append(floor)
    try:
        yield floor
    finally:
        _standing.pop()


def here() -> Floor:
    """Return the floor on which the test stands that is running."""
    assert _standing, "a test that recounts takes the fixture `floor`, or `national`"
    return _standing[-1]


def kept_by_floor(made: Callable[..., T]) -> Callable[..., T]:
    """Keep what a function returns, apart for each floor."""

    @functools.cache
    def kept(floor: Floor, *given: Any, **named: Any) -> T:
        return made(*given, **named)

    @functools.wraps(made)
    def returned(*given: Any, **named: Any) -> T:
        return kept(here(), *given, **named)

    return returned


def _packed(version: str) -> Path:
    """Return the folder of the lists of a version, from npm once, kept in the user's cache."""
    default = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tigraph-tests"
    folder = Path(os.environ.get("TIGRAPH_TEST_PACKAGES") or default) / version
    if not (folder / "data").is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f"{folder.name}.lock"):
            if not (folder / "data").is_dir():
                _pack(version, folder)
    return folder / "data"


def _pack(version: str, folder: Path) -> None:
    """Write the package of a version into a folder, which is there whole or not at all."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as given:
        command = [needs("npm"), "pack", "--silent", f"{PACKAGE}@{version}"]
        done = subprocess.run(command, cwd=given, capture_output=True, text=True, check=False)
        archives = list(Path(given).glob("*.tgz"))
        if done.returncode or not archives:
            lacking(f"the npm package {PACKAGE}@{version}")
        with tarfile.open(archives[0]) as archive:
            archive.extractall(given, filter="data")
        Path(given, "package").rename(folder)
