"""ANCT's contours of regions and départements as a layer, for maps.

Each file is a GeoJSON of one level of area; the contours of a level are simplified together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tigraph.errors import DataError, NothingToReadError
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.french import LICENCE, FrenchFacts, code_fault
from tigraph.registries.known import Known
from tigraph.registries.periods import check_date
from tigraph.registries.shapes import simplified
from tigraph.registries.sources import (
    Description,
    Reader,
    Reading,
    Recognised,
    Report,
    Source,
)
from tigraph.registries.tables import beginning, features

ANCT = PREFIXES["organisation"] + "anct"
NAME = "contours"


class Level(NamedTuple):
    """A level of area: the columns of its code and name, its slug, and its title."""

    code: str
    name: str
    slug: str
    scheme: str
    title: str


#: By the part that a file is; a département's row tells its region's code, too.
LEVELS = {
    "departements": Level(
        "insee_dep", "lib_dep", "departement", "insee-departement", "Contours des départements"
    ),
    "regions": Level("insee_reg", "lib_reg", "region", "insee-region", "Contours des régions"),
}
_RAW = "https://raw.githubusercontent.com/anct-carto/superposeur-anct"
_DESCRIPTION = Description(
    {
        "fr": "Contours des régions et des départements",
        "en": "Contours of regions and départements",
    },
    {
        "fr": "Contours simplifiés des régions et des départements, pour les cartes.",
        "en": "Simplified contours of regions and départements, for maps.",
    },
    (ANCT,),
    LICENCE,
    "https://github.com/anct-carto/superposeur-anct",
    (
        f"{_RAW}/b17e30bee3593c92c51f12a2b671d0cf5ccb0fab/data/geom/geojson/dep_geom_4326.geojson",
        f"{_RAW}/b2dcd6eeb4dd07cbb82c4c69df31409e972874cc/data/geom/geojson/reg_geom_4326.geojson",
    ),
    keywords={
        "fr": ("contours", "régions", "départements", "cartes"),
        "en": ("boundaries", "regions", "départements", "maps"),
    },
)


def recognise(files: Sequence[Path], dated: str = "", part: str = "") -> list[Recognised]:
    """Return the files of contours, each with the level of its areas, by their columns.

    Raises `DataError` where there is no such file.
    """
    check_date(dated)
    if part and part not in LEVELS:
        raise DataError(f"--part {part}: a level of areas is {' or '.join(LEVELS)}.")
    found = []
    for path in files:
        if level := part or _level_of(path):
            found.append(Recognised(path, level, dated))
    if not found:
        names = "; ".join(f"{level.code}, {level.name}" for level in LEVELS.values())
        raise NothingToReadError(
            f"No contours here: give ANCT’s GeoJSON of départements or regions ({names})."
        )
    return sorted(found, key=lambda one: (one.part, str(one.path)))


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines: the maps of the country, then the contours of each level."""
    report = Report(NAME)
    return Reading(_lines(sources, known, report), report)


def _level_of(path: Path) -> str:
    """Return of which areas a file has the contours, "" if it is another one."""
    if not path.suffix.lower().endswith("json"):
        return ""
    text = beginning(path)
    if not text.lstrip().startswith("{") or '"features"' not in text:
        return ""
    return next((part for part, level in LEVELS.items() if f'"{level.code}"' in text), "")


def _lines(sources: Sequence[Source], known: Known, report: Report) -> Iterator[str]:
    facts = FrenchFacts(known)
    facts.frames()
    for source in sorted(sources, key=lambda one: one.part):
        level = LEVELS[source.part]
        file = facts.file(source, f"{level.title} : {source.name}", ANCT)
        rows = _rows(source, level, report)
        if not rows:
            reason = report.refused[-1].reason
            raise DataError(f"{source.name}: no area in it can be used: {reason}.")
        # A citation has nothing to say of when: contours are as they were drawn.
        dated = source.dated or known.issued.get(source.sha256, "")
        drawn = simplified({code: geometry for code, (_, geometry) in rows.items()})
        for code, (name, _) in rows.items():
            if code not in drawn:
                report.refuse(source.name, code, "a contour without surface")
                continue
            citation = facts.citation(file, code, ANCT, dated)
            area = f"{PREFIXES['area']}{level.slug}-{code}"
            facts.entity(area, PREFIXES["dcterms"] + "Location", name)
            facts.identifier(area, level.scheme, code, citation)
            facts.contour(area, drawn[code], citation)
        yield from facts.take()


def _rows(source: Source, level: Level, report: Report) -> dict[str, tuple[str, Any]]:
    """Return name and geometry of the areas of a file, by code; refuse what has no code."""
    rows: dict[str, tuple[str, Any]] = {}
    for number, (told, geometry) in enumerate(features(source.path, source.name), 1):
        report.row(source.name)
        code, name = (str(told.get(key) or "").strip() for key in (level.code, level.name))
        if fault := code_fault(code, level.slug):
            report.refuse(source.name, code or number, fault)
        elif not name:
            report.refuse(source.name, code, "an area without name")
        elif code in rows:
            report.refuse(source.name, code, "a second row of this area")
        else:
            rows[code] = name, geometry
    return rows


READER = Reader(
    NAME,
    "the contours of regions and départements, for maps",
    _DESCRIPTION,
    recognise,
    read,
    after=("cog",),
)
