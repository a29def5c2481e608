"""How names are written in France: see `tigraph.registries.usage`.

Articles, linking words, titles and abbreviations that every search knows too stand in the data
(`concept:wording`); here is what else tells names of registers apart.
"""

from __future__ import annotations

from tigraph.rdf.vocabulary import ONTOLOGY
from tigraph.registries.french_first_names import FIRST_NAMES
from tigraph.registries.usage import NameKind, Usage


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_INTERCOMMUNALITY = {
    "communaute-de-communes": (
        "communaute de communes", "communaute des communes", "communaute de commune",
        "communautes de communes", "com de communes", "com de com", "com com", "comcom",
        "codecom", "comm de communes", "comm de com", "comm communes", "cte de communes",
        "cdc", "c de c", "cc", "c c", "ccom",
    ),
    "communaute-d-agglomeration": (
        "communaute d agglomeration", "communaute d agglo", "communaute de l agglomeration",
        "communaute agglomeration", "com d agglo", "comm d agglo", "comm d agglomeration",
        "com agglo", "cte d agglomeration", "cda", "ca", "c a",
    ),
    "communaute-urbaine": (
        "communaute urbaine", "com urbaine", "comm urbaine", "cte urbaine", "cu", "c u",
    ),
    "etablissement-public-territorial": ("etablissement public territorial", "ept"),
    "": (
        "etablissement public de cooperation intercommunale", "epci", "intercommunalite",
        "interco",
    ),
}  # fmt: skip

FRENCH = Usage(
    kinds=(
        NameKind(
            "epci",
            ("intercommunality (EPCI)", "intercommunalité (EPCI)"),
            classes=(ONTOLOGY + "Intercommunality",),
            schemes=("siren",),
            forms=_INTERCOMMUNALITY,
            weak=_set(
            "communaute agglomeration metropole intercommunalite intercommunale "
            "communautaire communes urbaine"
        ),
            heads=("siren", "n siren", "numero siren", "siren epci", "siren de l epci"),
        ),
        NameKind(
            "commune",
            ("commune", "commune"),
            schemes=("insee-commune", "insee-municipal-district"),
            forms={
                "commune": (
                    "commune", "communes", "ville", "mairie", "municipalite", "commune nouvelle",
                    "village", "cne",
                )
            },
            weak=frozenset({"arrondissement"}),
            heads=("insee", "code insee", "codgeo", "code geo", "com", "depcom", "insee com"),
        ),
        NameKind(
            "departement",
            ("département", "département"),
            schemes=("insee-departement",),
            forms={
                "departement": (
                    "departement", "conseil departemental", "conseil general", "dept", "dep",
                    "dpt", "cd",
                )
            },
            tells_apart=True,
            heads=("dep", "insee dep"),
        ),
        NameKind(
            "region",
            ("region", "région"),
            schemes=("insee-region",),
            forms={"region": ("region", "conseil regional", "cr")},
            tells_apart=True,
            heads=("reg", "insee reg"),
        ),
        NameKind(
            "territory",
            forms={
                "territoire-d-industrie": (
                    "territoire d industrie", "territoires d industrie", "territoire industrie",
                    "ti", "t i",
                )
            },
            weak=frozenset({"territoire", "communaute", "agglomeration", "metropole"}),
            heads=("id ti", "code ti", "id territoire", "code territoire"),
        ),
    ),
    small=_set(
            "a au aux en et lez sur sous par dans un une"
        ),
    same={
        "s": "sur", "ss": "sous", "eurometropole": "metropole", "intercom": "intercommunalite",
        "interco": "intercommunalite", "intercommunal": "intercommunale", "com": "communaute",
        "cte": "communaute", "communautes": "communaute",
        "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6",
        "sept": "7", "huit": "8", "neuf": "9", "dix": "10", "douze": "12", "quinze": "15",
        "premier": "1", "premiere": "1", "deuxieme": "2", "troisieme": "3", "quatrieme": "4",
        "cinquieme": "5", "sixieme": "6", "septieme": "7", "huitieme": "8", "neuvieme": "9",
        "dixieme": "10",
    },
    titles=_set(
            "mmes mm messieurs mesdames general colonel president presidente vice maire senateur "
            "senatrice depute deputee"
        ),
    offices=_set(
            "president presidente copresident copresidente vice maire adjoint adjointe senateur "
            "senatrice depute deputee ministre secretaire prefet prefete sous directeur directrice "
            "delegue deleguee conseiller conseillere elu elue co"
        ),
    addressed={
        **dict.fromkeys(("m", "mr", "mm", "monsieur", "messieurs"), "m"),
        **dict.fromkeys(("mme", "mlle", "mmes", "madame", "mademoiselle", "mesdames"), "f"),
    },
    given=FIRST_NAMES,
    stands_for=frozenset({"celle", "celui", "celles", "ceux"}),
    longer={14: 9},
    numbers=frozenset({"siren", "siret", "insee", "rna"}),
    strangers=(
        "syndicat", "syndicat mixte", "syndicat intercommunal", "sivom", "sivu", "sictom",
        "smictom", "siaep", "sidec", "smitom", "sm", "petr", "pole d equilibre territorial",
        "pole metropolitain", "parc naturel", "pnr", "office de tourisme", "office",
        "societe", "sas", "sarl", "sa", "scop", "eurl", "sci", "gie", "spl", "sem", "groupe",
        "association", "chambre", "cci", "cma", "universite", "lycee", "college", "canton",
        "diocese", "paroisse", "hopital", "centre hospitalier", "club", "agence", "prefecture",
        "sous prefecture", "tribunal",
    ),
    ordinal=r"(\d+|[ivx]+)(?:er|ere|re|e|eme|ieme|nd|nde)",
)  # fmt: skip
