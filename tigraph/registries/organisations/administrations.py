"""The list of administrations that DINUM publishes: their SIREN, names and legal natures, as CSV.

    siren,nom_complet,nature_juridique,a_mission_service_public_administratif,…

The State's services and establishments, régions, départements and consular chambers are
read; communes and intercommunalities are in lists of their own, and all others left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.facts import ENOUGH
from tigraph.registries.french import FrenchFacts
from tigraph.registries.known import Known
from tigraph.registries.organisations.directory import acronym_of
from tigraph.registries.siren import is_siren
from tigraph.registries.sources import Report, Source
from tigraph.registries.tables import beginning, header, placed, rows

_P = PREFIXES
_COLUMNS = {one: (one,) for one in ("siren", "nom_complet", "nature_juridique")}
#: Of which order of actors, and at which level, those of a legal nature are ("": not told by it).
_NATURES = {
    "4110": ("state-operator", ""),  # établissement public national industriel ou commercial
    "4120": ("state-operator", ""),
    "7111": ("", "national"),  # autorité constitutionnelle
    "7112": ("", "national"),  # autorité administrative ou publique indépendante
    "7113": ("state", "national"),  # ministère
    "7120": ("state", "national"),  # service central d’un ministère
    "7160": ("state", "national"),  # service à compétence nationale
    "7171": ("state", "regional"),  # service déconcentré à compétence (inter) régionale
    "7172": ("state", "departmental"),  # service déconcentré à compétence (inter) départementale
    "7179": ("state", ""),  # autre service déconcentré
    "7220": ("local-authority", "departmental"),  # département
    "7230": ("local-authority", "regional"),  # région
    "7381": ("consular-chamber", ""),  # organisme consulaire
    "7382": ("state-operator", "national"),  # ayant fonction d’administration centrale
    "7383": ("training", ""),  # établissement scientifique, culturel et professionnel
    "7384": ("training", ""),  # autre établissement public national d’enseignement
    "7385": ("state-operator", ""),  # à compétence territoriale limitée
    "7389": ("state-operator", ""),  # établissement public national administratif
}
DINUM = _P["organisation"] + "dinum"


def is_list(path: Path) -> bool:
    """Whether a file has the columns of the list that tell it, one perhaps missing."""
    return len(placed(header(beginning(path))[0], _COLUMNS)) > 1


def lines(sources: Sequence[Source], known: Known, report: Report) -> Iterator[str]:
    """Yield the lines of the list: who is in it, by SIREN, with order and level of its nature."""
    facts = FrenchFacts(known)
    for source in sources:
        if DINUM not in known.described:
            name = "Direction interministérielle du numérique"
            facts.entity(DINUM, _P["org"] + "FormalOrganization", name, names=["DINUM"])
        file = facts.file(source, f"Liste des administrations françaises ({source.name})", DINUM)
        seen = set[str]()
        for line, row in rows(source.path, _COLUMNS, name=source.name):
            report.row(source.name)
            if row is None:
                report.refuse(source.name, line, "another number of fields than the header")
            elif not is_siren(siren := row["siren"]):
                report.refuse(source.name, line, f"the SIREN “{siren}” fails its check")
            elif siren in seen or not row["nom_complet"]:
                report.refuse(source.name, line, "no name, or a second row of its SIREN")
            elif row["nature_juridique"] not in _NATURES:
                report.left_out[source.name, "neither the State's, nor a région’s or chamber"] += 1
            else:
                seen.add(siren)
                _describe(facts, row, facts.citation(file, siren, DINUM, source.dated))
        yield from facts.take(ENOUGH)
    yield from facts.take()


def _describe(facts: FrenchFacts, row: dict[str, str], citation: str) -> None:
    siren, name = row["siren"], row["nom_complet"]
    iri = facts.known.identifiers.get(("siren", siren), f"{_P['organisation']}{siren}")
    order, level = _NATURES[row["nature_juridique"]]
    if facts.entity(iri, _P["org"] + "FormalOrganization", name, names=acronym_of(name)):
        if order:
            facts.add(iri, _P["tig"] + "order", f"<{_P['order']}{order}>")
        if level:
            facts.add(iri, _P["tig"] + "governanceLevel", f"<{_P['level']}{level}>")
    facts.identifier(iri, "siren", siren, citation)
