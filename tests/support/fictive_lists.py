"""Fictitious yearly lists of communes, in the form of the package of the real ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

GARDENS = '<https://example.org/g> <http://www.w3.org/2004/02/skos/core#prefLabel> "{}"@fr .\n'


def siren(eight: int) -> str:
    """Return a number of nine digits whose last is the check digit (Luhn) of the eight."""
    digits = [int(digit) for digit in f"{eight:08}"]
    total = sum(sum(divmod(d * (1 + n % 2), 10)) for n, d in enumerate(digits))
    return f"{eight:08}{-total % 10}"


COMMUNES = [
    {"code": code, "nom": name, "type": "commune-actuelle", "departement": "98",
     "region": "97", "siren": siren(21980000 + number), "population": 10 * number}
    for number, (code, name) in enumerate(
        [("98001", "Fictive-Ville"), ("98002", "Fictive-le-Bourg"), ("98003", "Fictive-la-Forêt")],
        1,
    )
]  # fmt: skip


def package(folder: Path, version: str = "4.1.0", members: int = 2) -> Path:
    """Write a package of fictitious lists, in the form of the npm package of the real ones."""
    data = folder / "package" / "data"
    data.mkdir(parents=True)
    told = {"name": "@etalab/decoupage-administratif", "version": version}
    (data.parent / "package.json").write_text(json.dumps(told))
    group = {
        "code": siren(24980000), "nom": "CC Fictive", "type": "CC",
        "populationTotale": 60, "populationMunicipale": 60,
        "membres": [
            {"code": one["code"], "siren": one["siren"], "nom": one["nom"],
             "populationTotale": one["population"], "populationMunicipale": one["population"]}
            for one in COMMUNES[:members]
        ],
    }  # fmt: skip
    lists: dict[str, list[dict[str, Any]]] = {
        "regions": [{"code": "97", "nom": "Région fictive", "chefLieu": "98001"}],
        "departements": [
            {"code": "98", "nom": "Département fictif", "region": "97", "chefLieu": "98001"}
        ],
        "communes": COMMUNES,
        "epci": [group, {**group, "code": "123456789", "nom": "CC au mauvais numéro"}],
    }
    for name, rows in lists.items():
        (data / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    return data.parent
