"""Registries on the web, as their documentation says that they behave. All data are fictitious.

- API Géo: https://geo.api.gouv.fr/definition.yml
- API Recherche d’entreprises: https://recherche-entreprises.api.gouv.fr/docs/
- the Reconciliation Service API, 0.2 and 1.0 (draft), whose queries are held to the official
  schemas by whoever hands over `check`

People, addresses and dates of birth in here are invented, and stand for what must not be kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tigraph.names import folded
from web_server import Reply, Site

JSON = {"Content-Type": "application/json"}

#: What the stand-ins tell of invented people, none of which may be found in a cache.
PRIVATE = ("1961", "1987", "1954", "INVENTION", "25999", "rue Inventée", "July", "juillet")
#: People whom nobody asked about, though the service tells of them.
BESIDE = ("ODILE", "JEANNE", "FABEL INVENTEE", "Française")


def reply(content: Any, status: int = 200, **headers: str) -> Reply:
    """Return a reply in JSON."""
    return Reply(json.dumps(content).encode(), status, {**JSON, **headers})


def _asked(address: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


# ------------------------------------------------------------------------------ API Géo

_REGION = {"code": "98", "nom": "Fabelland"}
_EAST, _WEST = {"code": "2A", "nom": "Fabel-Est"}, {"code": "988", "nom": "Fabel-Ouest"}
_GROUP = {"code": "999000018", "nom": "CC du Pays de Fabel"}
AREAS: dict[str, list[dict[str, Any]]] = {
    "communes": [
        {"nom": "Fabelbourg", "code": "2A001", "siren": "999000117", "departement": _EAST,
         "region": _REGION, "epci": _GROUP},
        {"nom": "Fabelbourg-le-Haut", "code": "2A002", "siren": "999000125", "departement": _EAST,
         "region": _REGION, "epci": _GROUP},
        {"nom": "Neuville", "code": "2A003", "departement": _EAST, "region": _REGION},
        {"nom": "Neuville", "code": "98801", "departement": _WEST, "region": _REGION},
    ],
    "epcis": [{**_GROUP, "codesDepartements": ["2A"], "codesRegions": ["98"]}],
    "departements": [{**_EAST, "region": _REGION}, {**_WEST, "region": _REGION}],
    "regions": [_REGION],
}  # fmt: skip
_FILTERS = {
    "codeDepartement": lambda one: _codes(one, "departement", "codesDepartements"),
    "codeRegion": lambda one: _codes(one, "region", "codesRegions"),
    "codeEpci": lambda one: [one.get("epci", {}).get("code")],
    "code": lambda one: [one["code"]],
    "siren": lambda one: [one.get("siren")],
}


def _codes(one: Mapping[str, Any], within: str, listed: str) -> list[str]:
    return [one[within]["code"]] if within in one else one.get(listed, [])


def geo(site: Site) -> str:
    """Let a site answer as API Géo; return its address."""
    for level in AREAS:
        site.programs[f"/geo/{level}"] = _areas(level)
    return f"{site.address}/geo"


def _areas(level: str) -> Callable[[str, str, bytes], Reply]:
    def answer(_: str, address: str, __: bytes) -> Reply:
        asked = _asked(address)
        limit = asked.get("limit", "0")
        if not limit.isdigit():
            return Reply(b"Your limit parameter is not a number or is negative", 400)
        found = AREAS[level]
        for key, of in _FILTERS.items():
            if key in asked:
                found = [one for one in found if asked[key] in of(one)]
        fields = {"nom", "code", *asked.get("fields", "").split(",")}
        if "nom" in asked:
            words = set(folded(asked["nom"]).split())
            found = [one for one in found if words & set(folded(one["nom"]).split())]
            found = sorted(found, key=lambda one: folded(one["nom"]) != folded(asked["nom"]))
            found = [{**one, "_score": 0.9} for one in found]
            fields.add("_score")
        told = [{k: v for k, v in one.items() if k in fields} for one in found]
        return reply(told[: int(limit)] if int(limit) else told)

    return answer


# --------------------------------------------------------- API Recherche d’entreprises


def unit(
    siren: str, name: str, category: str = "7346", place: str = "2A001", **more: Any
) -> dict[str, Any]:
    """Return a legal unit as the service tells it, people and addresses included."""
    complements = {
        "est_association": category == "9220",
        "est_entrepreneur_individuel": category == "1000",
        "collectivite_territoriale": None,
    }
    if category == "7346":
        elected = {"nom": "INVENTÉE", "prenoms": "JEANNE", "annee_de_naissance": "1954"}
        complements["collectivite_territoriale"] = {
            "code": siren, "code_insee": siren, "niveau": "epci", "elus": [elected],
        }  # fmt: skip
    return {
        "siren": siren,
        "nom_complet": f"{name} ({more['sigle']})" if "sigle" in more else name,
        "nom_raison_sociale": None if category == "1000" else name,
        "sigle": more.get("sigle"),
        "etat_administratif": more.get("state", "A"),
        "nature_juridique": category,
        "date_creation": "1987-03-02" if category == "1000" else "2017-01-01",
        "dirigeants": [
            {"nom": "INVENTÉE", "prenoms": "ODILE", "annee_de_naissance": "1961",
             "date_de_naissance": "1961-07", "qualite": "Présidente", "nationalite": "Française",
             "type_dirigeant": "personne physique"},
        ],
        "siege": {
            "adresse": "3 RUE DE L INVENTION 25999 FABELBOURG", "libelle_voie": "DE L INVENTION",
            "numero_voie": "3", "type_voie": "RUE", "code_postal": "25999",
            "commune": place, "libelle_commune": "FABELBOURG", "departement": place[:2],
            "region": "98", "epci": "999000018", "siret": f"{siren}00011",
            "coordonnees": "47.1987,6.1954",
        },
        "complements": complements,
    }  # fmt: skip


UNITS = [
    unit("999000018", "COMMUNAUTE DE COMMUNES DU PAYS DE FABEL", sigle="CCPF"),
    unit("999000026", "COMMUNAUTE DE COMMUNES DU PAYS DE FABEL OUEST", place="98801"),
    unit("999000034", "FABEL ENTREPRENDRE", "9220"),
    unit("999000042", "FABEL INVENTEE", "1000"),
    unit("999000059", "FABEL ANCIENNE", "5710", state="C"),
    *(unit(f"9991{n:05}", f"FABEL INDUSTRIE {n}", "5710") for n in range(60)),
]
_ALL = ("siege", "complements", "dirigeants")


def entreprises(site: Site, units: list[dict[str, Any]] = UNITS) -> str:
    """Let a site answer as API Recherche d’entreprises; return its address."""

    def answer(_: str, address: str, __: bytes) -> Reply:
        asked = _asked(address)
        number = asked.get("q", "").replace(" ", "")
        page, size = int(asked.get("page", 1)), int(asked.get("per_page", 10))
        if wrong := _wrong(asked, page, size):
            return reply({"erreur": wrong}, 400)
        if number.isdigit() and len(number) in (9, 14):
            found = [one for one in units if one["siren"] == number[:9]]
        else:
            words = set(folded(asked["q"]).split())
            found = [o for o in units if words & set(folded(o["nom_complet"]).split())]
            found = [one for one in found if _passes(one, asked)]
        first = found[(page - 1) * size : page * size]
        # What is not asked for comes all the same: whoever asks must not rely on it.
        told = {"results": first, "total_results": min(len(found), 10_000), "page": page,
                "per_page": size, "total_pages": -(-min(len(found), 10_000) // size)}  # fmt: skip
        return reply(told)

    site.programs["/entreprises/search"] = answer
    return f"{site.address}/entreprises"


def _wrong(asked: Mapping[str, str], page: int, size: int) -> str:
    if not asked.get("q"):
        return "Veuillez indiquer au moins un paramètre de recherche."
    if len(asked["q"]) < 3:
        return "3 caractères minimum pour les termes de la requête"
    if not 1 <= size <= 25:
        return "Veuillez indiquer un paramètre `per_page` entre `1` et `25`, par défaut `10`."
    if page * size > 10_000:
        return "Le nombre total de résultats est restreint à 10 000."
    if "include" in asked and asked.get("minimal", "").upper() != "TRUE":
        return "Veuillez indiquer si vous souhaitez une réponse minimale"
    return ""


def _passes(one: Mapping[str, Any], asked: Mapping[str, str]) -> bool:
    seat, more = one["siege"], one["complements"]
    told = {
        "departement": seat["departement"],
        "region": seat["region"],
        "code_commune": seat["commune"],
        "epci": seat["epci"],
        "est_association": str(more["est_association"]).lower(),
        "est_collectivite_territoriale": str(bool(more["collectivite_territoriale"])).lower(),
        "est_entrepreneur_individuel": str(more["est_entrepreneur_individuel"]).lower(),
    }
    return all(asked[key] == value for key, value in told.items() if key in asked)


# ------------------------------------------------------------------- Reconciliation API

#: Entities of the service: identifier, name, description, type, and the score of an own name.
ENTITIES = [
    ("Q1", "Fabelbourg", "commune of Fabelland", "Q484170"),
    ("Q2", "Fabelbourg", "asteroid", "Q3863"),
    ("Q3", "Pays de Fabel", "intercommunality of Fabelland", "Q13"),
    ("Q4", "Odile Inventée (1961-)", "politician (born 7 July 1961 in Fabelbourg)", "Q5"),
    ("Q5001", "Fabel Institute", "laboratory, 3 rue Inventée", "Q31"),
]
MANIFEST_0_2 = {
    "versions": ["0.1", "0.2"],
    "name": "Fictitious base",
    "identifierSpace": "http://example.org/entity/",
    "schemaSpace": "http://example.org/prop/",
    "view": {"url": "http://example.org/wiki/{{id}}"},
    "defaultTypes": [{"id": "Q35120", "name": "entity"}],
    "batchSize": 3,
}
MANIFEST_1_0 = {
    "versions": ["1.0-draft"],
    "name": "Fictitious base",
    "view": {"url": "http://example.org/wiki/{id}"},
    "batchSize": 3,
}
Check = Callable[[str, Any], None]


def candidates(name: str, kind: str, limit: int) -> list[dict[str, Any]]:
    """Return what the service gives for a name, with much that it need not tell."""
    words = set(folded(name).split())
    found = []
    for key, label, about, type_ in ENTITIES:
        common = words & set(folded(label).split())
        if not common or (kind and kind != type_):
            continue
        same = folded(label) == folded(name)
        found.append(
            {
                "id": key,
                "name": label,
                "description": about,
                "score": 100.0 if same else 60.5,
                "match": same and key != "Q2",
                "type": [{"id": type_, "name": "human" if type_ == "Q5" else "thing"}],
                "features": [
                    {"id": "label", "name": "Label", "value": 100 if same else 60},
                    {"id": "birth_year", "name": "Year of birth", "value": 1961},
                ],
            }
        )
    return found[:limit]


def reconciliation(site: Site, path: str = "/reconcile", check: Check | None = None) -> str:
    """Let a site answer by version 0.2; `check` is handed each batch, with its schema's name."""

    def answer(method: str, _: str, body: bytes) -> Reply:
        if method == "GET":
            return reply(MANIFEST_0_2)
        batch = json.loads(parse_qs(body.decode())["queries"][0])
        if check:
            check("0.2/reconciliation-query-batch.json", batch)
        if len(batch) > 3:
            return Reply(b"too many", 413)
        told = {
            key: {"result": candidates(one["query"], one.get("type", ""), one.get("limit", 10))}
            for key, one in batch.items()
        }
        if check:
            check("0.2/reconciliation-result-batch.json", told)
        return reply(told)

    site.programs[path] = answer
    return site.address + path


def reconciliation_1_0(site: Site, path: str = "/recon", check: Check | None = None) -> str:
    """Let a site answer by the draft of version 1.0."""

    def match(_: str, __: str, body: bytes) -> Reply:
        batch = json.loads(body)
        if check:
            check("1.0-draft/reconciliation-query-batch.json", batch)
        told = []
        for one in batch["queries"]:
            name = next(c["propertyValue"] for c in one["conditions"] if c["matchType"] == "name")
            told.append({"candidates": candidates(name, one.get("type", ""), one["limit"])})
        if check:
            check("1.0-draft/reconciliation-result-batch.json", {"results": told})
        return reply({"results": told})

    site.programs[path] = lambda *_: reply(MANIFEST_1_0)
    site.programs[path + "/match"] = match
    return site.address + path
