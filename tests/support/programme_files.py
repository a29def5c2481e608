"""The files of further programmes on both floors, and what pandas counts in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd

from floors import Floor, here

#: The files of each shipped declaration: on the real floor, and how the fictitious ones begin.
FILES = {
    "petites-villes": ["pvd/pvd_geom.geojson"],
    "avenir-montagnes": ["ami/ami_geom.geojson", "ami/polygone-4326_ami.geojson"],
    "coeur-de-ville": ["acv2/acv2_geom.geojson"],
    "villages-d-avenir": ["va/va_geom.geojson"],
}


def programme_files(layer: str, floor: Floor | None = None) -> list[Path]:
    """Return the files of a programme on a floor, the one where the test stands unless told."""
    floor = floor or here()
    if floor.name == "real":
        return [floor.file(f"programmes/{name}") for name in FILES[layer]]
    folder = floor.file("programmes")
    return [next(folder.glob(f"{Path(name).stem}-2*")) for name in FILES[layer]]


def members(layer: str) -> pd.DataFrame:
    """Return code, name, number of a member, date and edition, a row for each member listed."""
    found = []
    for edition, path in enumerate(programme_files(layer)):
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            told = feature["properties"]
            code = told.get("id_territoire") or told["id_ami"]
            name = told.get("lib_territoire") or told["lib_ami"]
            listed = told.get("liste_geo")
            numbers = (
                re.findall(r"\(([0-9AB]{5}|\d{9})\)", listed)
                if listed
                else re.findall(r"\d{9}", told["siren_groupement"])
            )
            found += [
                (edition, code, name, number, told.get("date_signature") or "")
                for number in numbers
            ]
    return pd.DataFrame(found, columns=["edition", "code", "name", "number", "date"])
