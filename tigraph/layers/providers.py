"""Where the files of a layer are found on the web when none is given."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

from tigraph.errors import DataError, MissingProgramError, UsageError
from tigraph.http import Download
from tigraph.http.addresses import is_address, shown
from tigraph.registries import installed_readers

_NPM = re.compile(r"pkg:npm/((?:(?:%40|@)[\w.-]+/)?[\w.-]+)@([\w.+-]+)")

#: A dataset that describes more tables is hardly meant whole.
_MOST_TABLES = 200
_TABLES = ("csv", "json", "geojson")


def addresses_of(given: str) -> list[str]:
    """Return the addresses that something given stands for, none where it is a file's name."""
    if package := _NPM.fullmatch(given):
        name = package[1].replace("%40", "@")
        file = f"{name.rpartition('/')[2]}-{package[2]}.tgz"
        return [f"{_npm_registry()}/{name}/-/{file}"]
    every = [one for reader in installed_readers().values() for one in reader.providers]
    # One place by its name comes before a pattern of many, such as any dataset of a portal.
    for provider in sorted(every, key=lambda one: re.compile(one.pattern).groups):
        if found := re.fullmatch(provider.pattern, given):
            return [address.format(*found.groups()) for address in provider.addresses]
    if given.startswith("pkg:"):
        raise UsageError(f"“{given}”: of packages, those of npm are read: pkg:npm/NAME@VERSION.")
    return [given] if is_address(given) else []


def _npm_registry() -> str:
    """Return the address from which the user's npm fetches packages."""
    told = os.environ.get("NPM_CONFIG_REGISTRY", "")
    if not told:
        npm = shutil.which("npm")
        if npm is None:
            raise MissingProgramError(
                "npm", "Fetching a package of npm", "Give the package's folder or archive instead."
            )
        asked = [npm, "config", "get", "registry"]
        told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return told.rstrip("/")


def _resources(got: Download) -> list[tuple[str, str]]:
    """Return the tables of a dataset as a data portal (udata) describes it, each with its day.

    An empty list says that the file is no such description.
    """
    if got.path.stat().st_size > 2**24:
        return []
    try:
        told = json.loads(got.path.read_bytes())
        resources = told["resources"]
        tables = [
            (str(one["url"]), str(one.get("last_modified") or "")[:10])
            for one in resources
            if _form(one) in _TABLES
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []
    if not tables:
        raise DataError(f"{shown(got.address)} describes no file in {', '.join(_TABLES)}.")
    if len(tables) > _MOST_TABLES:
        raise DataError(
            f"{shown(got.address)} describes {len(tables):,} tables: give the addresses of those "
            "that are meant."
        )
    return tables


def _form(resource: dict[str, object]) -> str:
    told = str(resource.get("format") or "").lower()
    return told or urlsplit(str(resource["url"])).path.rpartition(".")[2].lower()


def _package(path: Path) -> str:
    """Return the package URL of the npm package that a file lies in, "" where in none."""
    for folder in path.resolve().parents[:3]:
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            told = json.loads((folder / "package.json").read_bytes())
            return f"pkg:npm/{quote(told['name'], safe='/')}@{told['version']}"
    return ""
