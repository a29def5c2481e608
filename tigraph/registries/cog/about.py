"""What the layer of the official geographic code says of itself, and where its files are found."""

from __future__ import annotations

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.french import LICENCE
from tigraph.registries.sources import Description, Provider

INSEE, DGCL = PREFIXES["organisation"] + "insee", PREFIXES["organisation"] + "dgcl"
NAME = "cog"
DESCRIPTION = Description(
    {
        "fr": "Code officiel géographique et liste des EPCI, par millésime",
        "en": "Official geographic code and list of EPCI, by vintage",
    },
    {
        "fr": "Régions, départements, arrondissements, communes, intercommunalités et leurs "
        "membres au 1er janvier de chaque année, et l’histoire que l’on en déduit.",
        "en": "Regions, départements, arrondissements, communes, intercommunalities and their "
        "members on 1 January of each year, and the history derived from them.",
    },
    (INSEE, DGCL),
    LICENCE,
    "https://github.com/datagouv/decoupage-administratif",
    tuple(
        f"pkg:npm/%40etalab/decoupage-administratif@{version}"
        for version in (
            "0.7.0", "0.8.0", "1.1.1", "2.3.1", "3.1.1", "4.1.0", "5.3.0", "6.0.0",
        )
    ),
    keywords={
        "fr": ("code officiel géographique", "communes", "intercommunalités", "EPCI"),
        "en": ("official geographic code", "communes", "intercommunalities", "France"),
    },
)  # fmt: skip
#: The interface of the geographic code, and the lists that are read of it.
GEO_API = Provider(
    r"https://geo\.api\.gouv\.fr/*",
    tuple(
        f"https://geo.api.gouv.fr/{path}"
        for path in (
            "regions",
            "departements?fields=nom,code,codeRegion",
            "epcis?fields=nom,code,type,population,codesDepartements,codesRegions",
            "communes?fields=nom,code,siren,codeEpci,population,codeDepartement,codeRegion,centre",
        )
    ),
)
