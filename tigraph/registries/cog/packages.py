"""Which list a file of the official geographic code is, and of which vintage."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tigraph.errors import DataError

#: The vintage of each version of the npm package (its README, and registries/README.md).
PACKAGE = "@etalab/decoupage-administratif"
VINTAGES = {
    "0.7": "2019", "0.8": "2020", "1": "2021", "2": "2022", "3": "2023", "4": "2024",
    "5": "2025", "6": "2026",
}  # fmt: skip


def kind_of(record: dict[str, Any], stem: str) -> str:
    """Return which list a record is of, by its keys; "" where it is of none."""
    if "code" not in record or "nom" not in record:
        return ""
    if "membres" in record:
        return "ept" if record.get("type") == "EPT" else "epci"
    if "codeEpci" in record or "codeDepartement" in record:
        return "api-communes"
    if str(record.get("type", "")).startswith(("commune", "arrondissement-municipal")):
        return "communes"
    if "codesDepartements" in record or stem.startswith("epcis"):
        return "api-epcis"
    if "departement" in record:
        return "arrondissements"
    if "region" in record or "codeRegion" in record:
        return "departements"
    return "regions" if "chefLieu" in record or stem.startswith("regions") else ""


def package_vintage(path: Path, dated: str = "") -> str:
    """Return the vintage of the npm package that a file lies in, "" where it lies in none.

    `dated` is the vintage of a version that is not known here; without it, such a version
    raises `DataError`.
    """
    for folder in path.parents[:3]:
        manifest = folder / "package.json"
        if not manifest.is_file():
            continue
        try:
            told = json.loads(manifest.read_bytes())
        except (ValueError, RecursionError):
            raise DataError(
                f"{manifest}: cut short, or not JSON. Unpack the package again."
            ) from None
        if not isinstance(told, dict) or told.get("name") != PACKAGE:
            return ""
        version = str(told.get("version", ""))
        major, minor = (*version.split("."), "", "")[:2]
        when = VINTAGES.get(f"{major}.{minor}") or VINTAGES.get(major) or dated
        if not when:
            raise DataError(
                f"{manifest}: the vintage of version {version} of {PACKAGE} is not known here. "
                "Give its year with --dated."
            )
        return when
    return ""


def year_in(path: Path) -> str:
    """Return the year in the name of a file, else of its folder, else ""."""
    for name in (path.stem, path.parent.name):
        if found := re.search(r"(?<!\d)(20\d\d)(?!\d)", name):
            return found[1]
    return ""
