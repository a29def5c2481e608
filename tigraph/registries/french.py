"""What the readers of French registers share: licence, members, where files are found."""

from __future__ import annotations

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.facts import Facts
from tigraph.registries.known import Known
from tigraph.registries.sources import Provider

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
#: A dataset of the national portal, by the address of its page or of its description.
DATA_GOUV = Provider(
    r"https?://(?:www\.)?data\.gouv\.fr/(?:[a-z]{2}/)?(?:api/1/)?datasets/(?!r/)([^/?#]+)/?",
    ("https://www.data.gouv.fr/api/1/datasets/{0}/",),
)


class FrenchFacts(Facts):
    """The lines of a layer that is read from a French register."""

    def __init__(self, known: Known) -> None:
        super().__init__(known, LICENCE)

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
