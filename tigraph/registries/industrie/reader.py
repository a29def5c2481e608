"""ANCT's files of the programme Territoires d'industrie, both phases, as a layer.

What its files say stands in a declaration, `data/registers/industrie.yaml`. Special to them
are here: the phase that the day in the name of a list tells, the maps of the country, and the
file with the centre points of intercommunalities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tigraph.errors import NothingToReadError
from tigraph.local import shipped
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.centres import centre
from tigraph.registries.declared.declaration import load
from tigraph.registries.declared.reader import declared_reader, reading, wanting
from tigraph.registries.declared.recognising import recognise as recognise_declared
from tigraph.registries.declared.territories import Programme
from tigraph.registries.french import DATA_GOUV
from tigraph.registries.french_frames import FRAMES
from tigraph.registries.known import Known
from tigraph.registries.mappings import apply
from tigraph.registries.siren import is_siren, siren_fault, siren_of
from tigraph.registries.sources import Reading, Recognised, Source
from tigraph.registries.tables import beginning, features

CENTRES = "centres"
DECLARED = load(shipped("data") / "registers" / "industrie.yaml", trusted=True)


def recognise(files: Sequence[Path], dated: str = "", part: str = "") -> list[Recognised]:
    """Return the files of territories, each with its phase, by their columns.

    The phase of a file is `part`, else that in its name ("2018-2022"), or of the name under
    which ANCT publishes it. Raises `DataError` where a file says none, or there is no such file.
    """
    centres = [path for path in files if _has_centres(path)]
    others = [path for path in files if path not in centres]
    found = [Recognised(path, CENTRES, dated) for path in centres]
    try:
        found += recognise_declared(DECLARED, others, dated, part, _phase_in)
    except NothingToReadError as error:
        if not found:
            raise NothingToReadError(
                f"{error} Give ANCT’s GeoJSON (id_ti, lib_ti, siren_groupement or id_territoire, "
                "lib_territoire, liste_geo) or CSV (id_ti, lib_ti with siren_groupement or "
                "insee_com)."
            ) from None
    return sorted(found, key=lambda one: (one.part, str(one.path)))


def _has_centres(path: Path) -> bool:
    """Whether a file is ANCT's GeoJSON of the centres of intercommunalities."""
    if path.suffix and not path.suffix.lower().endswith("json"):
        return False
    text = beginning(path)
    keys = {key for key in ("id_ti", "id_territoire", "siren_epci") if f'"{key}"' in text}
    return text.lstrip().startswith("{") and '"features"' in text and keys == {"siren_epci"}


def _phase_in(path: Path) -> str:
    """Return the phase that the day in the name of one of ANCT’s lists by commune tells.

    They bear the day on which they were made; the territories of the second phase were
    announced on 9 November 2023.
    """
    if made := re.search(r"liste-ti\b.*?(?<!\d)(20\d{6})(?!\d)", path.name):
        return "2018-2022" if made[1] < "20231109" else "2023-2027"
    return ""


class Territories(Programme):
    """The territories, with the maps and the centres that only their files bring."""

    def gathered(self) -> None:
        """Describe the maps that the country is drawn on."""
        for frame in FRAMES:
            self.facts.frame(frame)

    def lines(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield the lines of the territories, then the centres of intercommunalities."""
        yield from super().lines([one for one in sources if one.part != CENTRES])
        for source in sources:
            if source.part == CENTRES:
                self._centres(source)
        yield from self.facts.take()

    def _centres(self, source: Source) -> None:
        """Put the centre points of intercommunalities on their areas, where these are described."""
        report, placed_already = self.report, set()
        for number, (told, geometry) in enumerate(features(source.path, source.name), 1):
            report.row(source.name)
            siren = siren_of(told.get("siren_ept") or told.get("siren_epci"))
            if not is_siren(siren):
                report.refuse(source.name, number, siren_fault(siren))
                continue
            area = f"{PREFIXES['area']}epci-{siren}"
            point = centre(geometry)
            if area not in self.facts.known.described:
                reason = "the intercommunality has no area in the layers"
                report.left_out[source.name, reason] += 1
            elif point is None or area in placed_already:
                report.refuse(source.name, siren, "a second row" if point else "no point")
            else:
                placed_already.add(area)
                self.facts.point(area, *point)


def prepare(sources: Sequence[Source], known: Known) -> None:
    """Say that the population of communes that are members themselves is wanted, too.

    The hand-made mappings tie territories of the curated graph to those of the registry.
    """
    apply(known)
    wanting(DECLARED)([one for one in sources if one.part != CENTRES], known)


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines: territories by phase, then their succession."""
    return reading(DECLARED, Territories)(sources, known)


READER = replace(
    declared_reader(DECLARED, (DATA_GOUV,)), recognise=recognise, read=read, prepare=prepare
)
