"""The reference list of the State's organisation, as DILA publishes it: services in JSON.

    {"service": [{"id": UUID, "nom": …, "sigle": …, "ancien_nom": […], "type_organisme": …,
                  "type_repertoire": …, "categorie": "SI", "siren": …, "itm_identifiant": …,
                  "hierarchie": [{"service": UUID, "type_hierarchie": "Service Fils"}, …]}, …]}

“Service Fils” leads to what is under a service in the first place, “Autre hiérarchie” to
what is under it besides. Whoever is in charge, and how to reach the service, stands in the
rows and is never taken from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tigraph.errors import DataError
from tigraph.registries.siren import is_siren
from tigraph.registries.sources import Report, Source
from tigraph.registries.tables import beginning, read_json

_REQUIRED = ("id", "nom", "type_organisme", "hierarchie")
_LOOKS = re.compile(r'\s*\{[^\[{]*"service"\s*:\s*\[')
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: An acronym in brackets behind a name, unlike “(Premier ministre et ministères)”.
_ACRONYM = re.compile(r"(.*\S)\s*\(([A-ZÀ-Ý][A-ZÀ-Ýa-zà-ÿ0-9&'’-]*[A-ZÀ-Ý0-9])\)")
_DAY = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")


@dataclass(frozen=True)
class Service:
    """A service of the list: `under` gives who is under it, by UUID, and whether in first place.

    `former` is the number that it had in the directory before there were UUIDs. A `heading`
    is no service, but gathers some: “Agences et opérateurs rattachés au ministre”.
    """

    key: str
    name: str
    names: tuple[str, ...]
    kind: str
    heading: bool
    siren: str
    former: str
    under: tuple[tuple[str, bool], ...]


def is_directory(path: Path) -> bool:
    """Whether a file begins as the list does."""
    return _LOOKS.match(beginning(path)) is not None


def day_of(name: str) -> str:
    """Return the day in the name of a file of the list, "" where there is none.

    >>> day_of("dila_refOrga_admin_Etat_fr_20261007.json")
    '2026-10-07'
    """
    found = _DAY.search(name)
    return "-".join(found.groups()) if found else ""


def acronym_of(name: str) -> tuple[str, ...]:
    """Return a name without the acronym in brackets behind it, and the acronym; else nothing.

    >>> acronym_of("Agence nationale de l'habitat (ANAH)")
    ("Agence nationale de l'habitat", 'ANAH')
    >>> acronym_of("Gouvernement (Premier ministre et ministères)")
    ()
    """
    found = _ACRONYM.fullmatch(name)
    return found.groups() if found else ()


def services(source: Source, report: Report) -> Iterator[Service]:
    """Yield the services of a file. Raises `DataError` where it is not the list, or cut short.

    What is no service of the State’s is left out, what has no name or number refused.
    """
    for place, row in enumerate(_rows(source), 1):
        report.row(source.name)
        key, name = (str(row.get(one) or "").strip() for one in ("id", "nom"))
        if not _UUID.fullmatch(key):
            report.refuse(source.name, place, f"“{key}” is no identifier of the list")
        elif not name:
            report.refuse(source.name, key, "no name")
        elif row.get("categorie") not in (None, "", "SI"):
            report.left_out[source.name, "a counter of the local directory"] += 1
        else:
            yield _service(key, name, row)


def _rows(source: Source) -> list[dict[str, Any]]:
    told = read_json(source.path, source.name)
    rows = told.get("service") if isinstance(told, dict) else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise DataError(f"{source.name}: no list of services. Fetch the file again.")
    missing = [key for key in _REQUIRED if not any(key in row for row in rows)]
    if missing:
        named = ", ".join(f"“{key}”" for key in missing)
        raise DataError(f"{source.name}: no service has {named}: give DILA’s file as it is.")
    return rows


def _service(key: str, name: str, row: dict[str, Any]) -> Service:
    acronym = str(row.get("sigle") or "").strip()
    names = [str(one).strip() for one in _listed(row.get("ancien_nom")) if isinstance(one, str)]
    names = [*acronym_of(name), acronym, *names]  # it is often in the name alone
    siren = re.sub(r"\s", "", str(row.get("siren") or ""))
    under = [one for one in _listed(row.get("hierarchie")) if isinstance(one, dict)]
    return Service(
        key,
        name,
        tuple(one for one in dict.fromkeys(names) if one and one != name),
        str(row.get("type_organisme") or "").strip(),
        bool(row.get("type_repertoire")),
        siren if is_siren(siren) else "",
        str(row.get("itm_identifiant") or "").strip(),
        tuple(
            (str(one.get("service") or ""), one.get("type_hierarchie") == "Service Fils")
            for one in under
        ),
    )


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
