"""The network of territories and intercommunalities of both phases, as RDF.

    python benchmarks/national_network.py FOLDER-OF-REGISTRIES [--places] -o national.nt
    tigraph view territories --data national.nt --only-data -o national.html

Made for measuring: from the two files of labelled territories of the ANCT (Licence
Ouverte), 332 territories, 751 groupings and 1,229 memberships, each with a citation. Phases
are kept apart, since the codes of the two files are not identifiers across phases. With
`--places`, groupings have their centre and territories their contour, for the map.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox

ID = "https://w3id.org/tigraph/id/"
CONCEPT = "https://w3id.org/tigraph/concept/"
TIG = "https://w3id.org/tigraph/ontology#"
ORG = "http://www.w3.org/ns/org#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
ADMS = "http://www.w3.org/ns/adms#"
XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GEO = "http://www.opengis.net/ont/geosparql#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PHASES = {
    "1": ("anct-ti-2018-2022.geojson", "2018/2022", "id_ti", "lib_ti", "siren_groupement"),
    "2": ("anct-ti-2023-2027.geojson", "2023/2027", "id_territoire", "lib_territoire", "liste_geo"),
}
SIREN = re.compile(r"\b\d{9}\b")


def quads(folder: Path, places: bool = False) -> list[ox.Quad]:
    """All that the network needs, one claim for each membership."""
    made: list[ox.Quad] = []

    def say(subject: str, predicate: str, value: str | ox.Literal) -> None:
        term = value if isinstance(value, ox.Literal) else ox.NamedNode(value)
        made.append(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term))

    names = _names(folder)
    centres = _centres(folder) if places else {}
    known: set[str] = set()
    for phase, (file, period, code, label, members) in PHASES.items():
        document, text = f"{ID}document/anct-ti-{phase}", f"{ID}text/anct-ti-{phase}"
        title = f"Territoires d’industrie, phase {phase} (ANCT)"
        say(document, TYPE, TIG + "Document")
        say(document, DCT + "title", ox.Literal(title, language="fr"))
        say(text, TYPE, TIG + "Text")
        say(text, TIG + "textOf", document)
        for feature in _features(folder / file):
            about = feature["properties"]
            territory = f"{ID}territory/{phase}-{about[code]}"
            say(territory, TYPE, TIG + "LabelledTerritory")
            say(territory, SKOS + "prefLabel", ox.Literal(about[label].strip(), language="fr"))
            say(territory, TIG + "inPhase", f"{ID}phase/ti-{phase}")
            if places:
                area = f"{ID}area/territory-{phase}-{about[code]}"
                say(territory, DCT + "spatial", area)
                say(area, TYPE, DCT + "Location")
                say(area, GEO + "hasGeometry", area + "-contour")
                wkt = ox.Literal(
                    _wkt(feature["geometry"]), datatype=ox.NamedNode(GEO + "wktLiteral")
                )
                say(area + "-contour", GEO + "asWKT", wkt)
            for siren in sorted(set(SIREN.findall(about[members]))):
                grouping = f"{ID}epci/{siren}"
                if siren not in known:
                    known.add(siren)
                    say(grouping, TYPE, TIG + "Intercommunality")
                    name = names.get(siren, siren)
                    say(grouping, SKOS + "prefLabel", ox.Literal(name, language="fr"))
                    say(grouping, TIG + "governanceLevel", CONCEPT + "level/local")
                    say(grouping, ADMS + "identifier", f"{ID}identifier/siren-{siren}")
                    say(f"{ID}identifier/siren-{siren}", TYPE, ADMS + "Identifier")
                    say(f"{ID}identifier/siren-{siren}", SKOS + "notation", ox.Literal(siren))
                    if siren in centres:
                        area = f"{ID}area/epci-{siren}"
                        say(grouping, DCT + "spatial", area)
                        say(area, TYPE, DCT + "Location")
                        for term, degrees in zip(("long", "lat"), centres[siren], strict=True):
                            say(area, WGS84 + term, ox.Literal(str(degrees)))
                claim = f"{ID}claim/{siren}--member--{phase}-{about[code]}"
                citation = f"{ID}citation/{phase}-{siren}"
                say(claim, TYPE, TIG + "RelationClaim")
                say(claim, TYPE, ORG + "Membership")
                say(claim, TIG + "relation", CONCEPT + "relation/member")
                say(claim, TIG + "basis", CONCEPT + "basis/membership")
                say(claim, ORG + "member", grouping)
                say(claim, ORG + "organization", territory)
                say(claim, TIG + "validTime", ox.Literal(period, datatype=ox.NamedNode(EDTF)))
                say(claim, TIG + "citation", citation)
                say(citation, TYPE, TIG + "SourceCitation")
                say(citation, "http://www.w3.org/ns/oa#hasSource", text)
                say(citation, TIG + "modality", CONCEPT + "modality/stated")
    return made


def _features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return found


def _centres(folder: Path) -> dict[str, tuple[float, float]]:
    """Centres of groupings by SIREN."""
    return {
        feature["properties"][f"siren_{kind}"]: feature["geometry"]["coordinates"]
        for feature in _features(folder / "anct-epci-centroids.geojson")
        for kind in ("epci", "ept")
        if feature["properties"][f"siren_{kind}"]
    }


def _wkt(geometry: dict[str, Any]) -> str:
    """A geometry of GeoJSON as WKT."""
    kind = geometry["type"].upper()
    if kind == "GEOMETRYCOLLECTION":
        return f"{kind} ({', '.join(map(_wkt, geometry['geometries']))})"

    def nested(value: Any) -> str:
        if isinstance(value[0], float | int):
            return f"{value[0]:.5f} {value[1]:.5f}"
        return ", ".join(
            nested(v) if isinstance(v[0], float | int) else f"({nested(v)})" for v in value
        )

    return f"{kind} ({nested(geometry['coordinates'])})"


def _names(folder: Path) -> dict[str, str]:
    """Names of groupings by SIREN: names hold commas and brackets, the SIREN alone are safe."""
    found: dict[str, str] = {}
    for feature in _features(folder / "anct-epci-centroids.geojson"):
        about = feature["properties"]
        for kind in ("epci", "ept"):
            if about[f"siren_{kind}"]:
                found[about[f"siren_{kind}"]] = about[f"lib_{kind}"]
    for feature in _features(folder / PHASES["2"][0]):
        rows = re.findall(r"(.*?) \((\d{9})\)(?:; |$)", feature["properties"]["liste_geo"])
        found |= {siren: name for name, siren in rows}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--places", action="store_true")
    parser.add_argument("-o", "--output", type=Path, required=True)
    asked = parser.parse_args()
    told = sorted(map(str, quads(asked.folder, asked.places)))
    asked.output.write_text("".join(f"{quad} .\n" for quad in dict.fromkeys(told)), "utf-8")


if __name__ == "__main__":
    main()
