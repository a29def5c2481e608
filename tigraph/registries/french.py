"""What the readers of French registers share: licence, members, where files are found."""

from __future__ import annotations

import re

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.facts import Facts
from tigraph.registries.french_frames import FRAMES
from tigraph.registries.known import Known
from tigraph.registries.sources import Provider

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
#: A dataset of the national portal, by the address of its page or of its description.
DATA_GOUV = Provider(
    r"https?://(?:www\.)?data\.gouv\.fr/(?:[a-z]{2}/)?(?:api/1/)?datasets/(?!r/)([^/?#]+)/?",
    ("https://www.data.gouv.fr/api/1/datasets/{0}/",),
)


_DEPARTEMENT = r"(?:0[1-9]|2[1-9AB]|[13-8][0-9]|9[0-5]|9[78][0-9]?)"
_CODES = {
    "commune": (r"(?:0[1-9]|2[1-9AB]|[13-8][0-9]|9[0-5]|9[78])[0-9]{3}", "five characters"),
    "region": (r"[0-9]{2}|9[78][0-9]", "two figures, or three of a collectivity overseas"),
    "departement": (_DEPARTEMENT, "two characters, or three overseas"),
    "arrondissement": (_DEPARTEMENT + "[0-9]", "that of its département and a figure"),
}


def code_fault(code: str, kind: str) -> str:
    """Return what is wrong with an INSEE code of a kind of area, in words, "" where nothing is.

    >>> code_fault("01001", "commune"), code_fault("2A004", "commune"), code_fault("975", "region")
    ('', '', '')
    >>> code_fault("1001", "commune")
    '“1001” is no INSEE code of a commune: it may have lost the zero of 01001'
    """
    pattern, form = _CODES[kind]
    kind = kind.replace("departement", "département")
    if re.fullmatch(pattern, code):
        return ""
    if re.fullmatch(pattern, "0" + code):
        return f"“{code}” is no INSEE code of a {kind}: it may have lost the zero of 0{code}"
    corsica = ", 2A or 2B first in Corsica" if code.startswith("20") else ""
    return f"“{code}” is no INSEE code of a {kind}, which has {form}{corsica}"


class FrenchFacts(Facts):
    """The lines of a layer that is read from a French register."""

    def __init__(self, known: Known) -> None:
        super().__init__(known, LICENCE)

    def frames(self) -> None:
        """Describe the maps that the country is drawn on."""
        for frame in FRAMES:
            self.frame(frame)

    def member(self, siren: str, name: str, citation: str) -> str:
        """Return the IRI of the intercommunality or commune of a SIREN, described if it was not.

        A SIREN in 21 is a commune’s; so is any other that an earlier layer gave to one.
        """
        iri = self.known.identifiers.get(("siren", siren))
        if iri is None:
            iri = f"{PREFIXES['commune' if siren.startswith('21') else 'epci']}{siren}"
        commune = iri.startswith(PREFIXES["commune"])
        label = f"{name} (commune)" if name and commune else name
        if iri in self.known.described:
            if label:
                self.name(iri, label)
            return iri
        kind = (
            PREFIXES["org"] + "FormalOrganization"
            if commune
            else PREFIXES["tig"] + "Intercommunality"
        )
        self.entity(iri, kind, label or f"{'Commune' if commune else 'Intercommunalité'} {siren}")
        self.authority(iri)
        self.identifier(iri, "siren", siren, citation)
        return iri
