"""What the register of a country that does not exist presupposes: programme, phases, concepts."""

from __future__ import annotations

from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE
from tigraph.registries import facts

_P = PREFIXES
PUBLISHER = _P["organisation"] + "fabelland-registeramt"
#: The country on a map, in a projection of its own, and the outlines of its Länder.
FRAME = facts.Frame(
    "fabelland", "Fabelland", "Fabelland (fictitious)", 0,
    "+proj=lcc +lat_1=47 +lat_2=48.5 +lat_0=47.8 +lon_0=8.8 +ellps=GRS80", (7.5, 46.7, 10.2, 48.9),
)  # fmt: skip
_BORDER = "7.7 47.9, 8.6 47.7, 9.3 47.9, 10 47.8"
OUTLINES = {
    "01": f"POLYGON ((7.7 46.8, {_BORDER}, 9.9 46.9, 8.8 46.75, 7.7 46.8))",
    "02": f"POLYGON (({_BORDER}, 10.1 48.5, 9 48.8, 7.9 48.6, 7.7 47.9))",
}
_PROGRAMME = _P["programme"] + "fabelland-werkstattregionen"
_SCHEMES = {
    "fabelland-land": (
        "Landnummer", "numéro de Land (fictif)", "number of a Land (fictitious)", 1, "^[0-9]{2}$"
    ),
    "fabelland-kreis": (
        "Kreisnummer", "numéro de Kreis (fictif)", "number of a Kreis (fictitious)", 2,
        "^[0-9]{5}$",
    ),
}  # fmt: skip


def describe_country(said: facts.Facts) -> None:
    """Say what is not in the rows: the map, the programme, its phases, who publishes, concepts."""
    said.frame(FRAME)
    said.entity(_PROGRAMME, _P["tig"] + "Programme", "Programm Werkstattregionen")
    for number, name in (("1", "erste"), ("2", "zweite")):
        phase = f"{_P['phase']}fabelland-{number}"
        said.entity(phase, _P["tig"] + "Phase", f"{name} Phase der Werkstattregionen")
        said.add(phase, _P["tig"] + "ofProgramme", f"<{_PROGRAMME}>")
    said.entity(PUBLISHER, _P["org"] + "FormalOrganization", "Registeramt des Fabellands")
    said.add(PUBLISHER, _P["tig"] + "order", f"<{_P['order']}state>")
    said.add(PUBLISHER, _P["tig"] + "governanceLevel", f"<{_P['level']}national>")
    for name, (german, french, english, level, pattern) in _SCHEMES.items():
        scheme = _P["id-scheme"] + name
        _concept(said, scheme, "id-scheme", german, french, english)
        said.add(scheme, _P["tig"] + "areaLevel", facts.whole(level))
        said.add(scheme, _P["tig"] + "notationPattern", facts.text(pattern))
        said.add(scheme, _P["adms"] + "schemaAgency", facts.text("Registeramt des Fabellands"))
    kreis = _P["id-scheme"] + "fabelland-kreis"
    said.add(kreis, _P["tig"] + "checkDigits", facts.text("iso7064.mod_11_10"))
    inhabitants = _P["measure"] + "fabelland-einwohner"
    _concept(
        said, inhabitants, "measure", "Einwohner", "habitants (fictif)", "inhabitants (fictitious)"
    )
    said.add(inhabitants, _P["tig"] + "countsInhabitants", facts.typed("true", "boolean"))


def _concept(
    said: facts.Facts, iri: str, scheme: str, german: str, french: str, english: str
) -> None:
    said.add(iri, RDF_TYPE, f"<{_P['skos']}Concept>")
    for name, language in ((german, "de"), (french, "fr"), (english, "en")):
        said.add(iri, _P["skos"] + "prefLabel", facts.text(name, language))
    for predicate in ("inScheme", "topConceptOf"):
        said.add(iri, _P["skos"] + predicate, f"<{_P['concept']}{scheme}>")
