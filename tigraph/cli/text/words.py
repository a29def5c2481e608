"""The words of the command line's texts, in English and French."""

from __future__ import annotations

WORDS = {
    "also": ("also named", "autres noms"),
    "acts": ("acts at level", "agit au niveau"),
    "order": ("order of actor", "ordre d’acteur"),
    "represents": ("represents level", "représente le niveau"),
    "identifiers": ("identifiers", "identifiants"),
    "relations": ("Relations", "Relations"),
    "figures": ("Figures", "Chiffres"),
    "opinions": ("Opinions", "Opinions"),
    "sources": ("Sources", "Sources"),
    "possible": ("possible", "possible"),
    "on behalf of": ("on behalf of", "au nom de"),
    "says": ("says", "selon"),
    "after": ("after", "d’après"),
    "as": ("as", "en qualité de"),
    "undated": ("undated", "non daté"),
    "no address": ("address not known", "adresse inconnue"),
    "step": ("step", "étape"),
    "path": ("path", "chemin"),
    "entities": ("Entities", "Entités"),
    "claims": ("Claims", "Assertions"),
    "documents": ("Documents", "Documents"),
    "layers": ("Layers", "Couches"),
    "triples": ("triples", "triplets"),
    "version": ("version", "version"),
    "layer": ("layer", "couche"),
    "title": ("title", "titre"),
    "updated": ("data of", "données de"),
    "retrieved": ("retrieved", "téléchargé"),
    "files": ("files", "fichiers"),
    "rows": ("rows", "lignes"),
    "refused": ("refused", "refusées"),
    "rows rows": ("read", "lues"),
    "rows used": ("used", "retenues"),
    "rows left_out": ("left out by design", "laissées de côté par principe"),
    "rows refused": ("refused", "refusées"),
    "publishers": ("publishers", "producteurs"),
    "licence": ("licence", "licence"),
    "homepage": ("page", "page"),
    "derived by": ("derived by", "dérivé par"),
    "notes": ("notes", "remarques"),
    "no layer": (
        "There is no layer yet: see `tigraph layer add --help`.",
        "Il n’y a pas encore de couche : voir `tigraph layer add --help`.",
    ),
    "nothing": ("The documents say nothing of it.", "Les documents n’en disent rien."),
    "changes": ("Changes", "Changements"),
    "between": ("between {} and {}", "entre {} et {}"),
    "since": ("from {}", "depuis {}"),
    "since about": ("from {}–{}", "depuis {}–{}"),
    "until": ("until {}", "jusqu’à {}"),
    "until about": ("until {}–{}", "jusqu’à {}–{}"),
    "seen": ("seen {}", "attesté {}"),
    "common": ("{} members in common, {} %", "{} membres communs, {} %"),
    "stayed": ("stayed", "restés"),
    "joined": ("joined", "entrés"),
    "left": ("left", "partis"),
    "before": ("before", "avant"),
    "afterwards": ("after", "après"),
    "change": ("kind of change", "sorte de changement"),
    "when": ("happened", "date"),
    "point": ("point", "point"),
    "at": ("of", "de"),
    "read": ("text of", "texte de"),
    "statement": ("statement", "énoncé"),
    "to": ("to", "à"),
    "at least": ("at least", "au moins"),
    "at most": ("at most", "au plus"),
    "about": ("about", "environ"),
    "characters": (
        "Numbers in brackets name the source; those after § are places in its text "
        "(characters from 0).",
        "Les nombres entre crochets renvoient aux sources ; après § : place dans le texte "
        "(caractères, à partir de 0).",
    ),
}


def word(key: str, language: str) -> str:
    """Return a word in a language.

    >>> word("sources", "fr")
    'Sources'
    """
    return WORDS[key][language == "fr"]
