"""Names and legal forms of intercommunalities as the yearly lists write them."""

from __future__ import annotations

import re

from tigraph.names import folded

#: What the lists call the legal forms, and the slugs of the concepts.
FORMS = {
    "CC": "communaute-de-communes",
    "CA": "communaute-d-agglomeration",
    "CU": "communaute-urbaine",
    "METRO": "metropole",
    "ME": "metropole",
    "MET": "metropole",
    "MET69": "metropole",
    "METLYON": "metropole",
    "EPT": "etablissement-public-territorial",
}
#: The legal forms in French and English.
FORM_NAMES = {
    "communaute-de-communes": ("communauté de communes", "community of communes"),
    "communaute-d-agglomeration": ("communauté d’agglomération", "agglomeration community"),
    "communaute-urbaine": ("communauté urbaine", "urban community"),
    "metropole": ("métropole", "metropolis"),
    "etablissement-public-territorial": (
        "établissement public territorial",
        "territorial public establishment",
    ),
}
_FORM = re.compile(
    r"^(cc|ca|cu|ept)\b|\bcommunaute (de communes|d agglomeration|urbaine)\b", re.ASCII
)
_SMALL = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}
_SHORT = {"st": "saint", "ste": "sainte"}


def same_name(one: str, other: str) -> bool:
    """Whether two names of an intercommunality differ in spelling alone.

    Case, accents, punctuation, articles, "St" for "Saint", an acronym in brackets and the
    legal form put before the name are spelling.

    >>> same_name("CC du Pays de St Gilles", "CA du Pays de Saint-Gilles")
    True
    >>> same_name("CA du Grand Besançon", "CU Grand Besançon Métropole")
    False
    """
    return one == other or _core(one) == _core(other)


def _core(name: str) -> str:
    words = _FORM.sub(" ", folded(re.sub(r"\([^)]*\)", " ", name))).split()
    return "".join(_SHORT.get(word, word) for word in words if word not in _SMALL)
