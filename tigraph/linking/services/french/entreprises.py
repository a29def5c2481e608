"""API Recherche d’entreprises: companies, associations and public bodies of France.

Described at https://recherche-entreprises.api.gouv.fr/docs/. It takes seven questions a second
and gives 25 results a page, 10,000 in all. What it says of people (who leads or was elected,
with their births) is not asked for, and not taken over where it comes all the same; people in
business on their own account are left out, since what it says of these is private.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tigraph.errors import DataError
from tigraph.linking.model import Sought
from tigraph.linking.services.found import Answer, Found, bounded, number, text
from tigraph.linking.services.kept import Question
from tigraph.linking.services.service import Service
from tigraph.local import Words

ADDRESS = "https://recherche-entreprises.api.gouv.fr"
#: Where a person sees what it says of a legal unit.
_SHOWN = "https://annuaire-entreprises.data.gouv.fr/entreprise/"
_PAGE, _ALL = 25, 10_000
#: What the legal categories of people in business on their own account begin with.
_INDIVIDUAL = "1"
_labels = Words(
    {
        "organisation": (
            "company, association or public body",
            "entreprise, association ou organisme public",
        ),
        "association": ("association", "association"),
        "epci": ("intercommunality", "intercommunalité"),
        "commune": ("commune", "commune"),
        "departement": ("département", "département"),
        "region": ("region", "région"),
    }
)
_FILTER_OF = {
    "association": "est_association",
    **dict.fromkeys(("epci", "commune", "departement", "region"), "est_collectivite_territoriale"),
}
#: What is told of the place, as the service takes it: its filter, and what it may be.
_PLACES = {
    "departement": ("departement", re.compile(r"\d\d|2[AB]|97[12346]")),
    "region": ("region", re.compile(r"\d\d")),
    "commune": ("code_commune", re.compile(r"(?:\d\d|2[AB])\d{3}")),
    "epci": ("epci", re.compile(r"\d{9}")),
}


class Entreprises(Service):
    """API Recherche d’entreprises. A SIREN or SIRET, as name or as `id`, is looked up as such."""

    name = "recherche-entreprises.api.gouv.fr"
    interval = 0.15  # at most seven in any second

    @property
    def kinds(self) -> Mapping[str, str]:
        """What it can be narrowed to, with labels."""
        return _labels.of(self.settings.language)

    def question(self, sought: Sought, limit: int) -> Question:
        """Return name or number, kind, pages, and the codes of the place.

        Of a place that is told by its name only the commune can be compared; a number is
        looked up whatever the rest says.
        """
        digits = _number(sought.context.get("id", "")) or _number(sought.name)
        context = {key: sought.context.get(key, "").strip() for key in _PLACES}
        codes = {
            key: context[key].upper()
            for key, (_, code) in _PLACES.items()
            if code.fullmatch(context[key].upper())
        }
        used = [key for key in context if key in codes or (key == "commune" and context[key])]
        return {
            "name": digits or sought.name,
            "kind": sought.kind,
            "pages": min(-(-limit // _PAGE), _ALL // _PAGE) or 1,
            "number": bool(digits),
            "places": {} if digits else codes,
            "used": [*used, *(["id"] if _number(sought.context.get("id", "")) else [])],
        }

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answers, each asked for by itself."""
        return [self._one(question) for question in questions]

    def _one(self, question: Question) -> Answer:
        places = {_PLACES[key][0]: code for key, code in question["places"].items()}
        answer = self._pages(question, places)
        if places and not answer.found and not answer.refused:
            wider = self._pages(question, {})
            return Answer(wider.found, wider.refused, True, wider.left_out)
        return answer

    def _pages(self, question: Question, places: Mapping[str, str]) -> Answer:
        sent = {
            "q": question["name"],
            "minimal": "true",
            "include": "siege,complements,score",
            "per_page": str(_PAGE),
        }
        if not question["number"]:
            sent |= {"est_entrepreneur_individuel": "false", **places}
            if narrowed := _FILTER_OF.get(question["kind"]):
                sent[narrowed] = "true"
        found: list[Found] = []
        left_out = 0
        for page in range(1, question["pages"] + 1):
            reply = self._guest.get(self.place("search"), {**sent, "page": str(page)})
            if reply.status != 200:
                return Answer(refused=reply.reason) if page == 1 else Answer(bounded(found))
            results = reply.content.get("results") if isinstance(reply.content, dict) else None
            if not isinstance(results, list):
                raise DataError(f"{self.name} gives no list of results.")
            taken = [self._found(question, one) for one in results]
            found += [one for one in taken if one]
            left_out += taken.count(None)
            last = reply.content.get("total_pages")
            if len(results) < _PAGE or not isinstance(last, int) or page >= last:
                break
        return Answer(bounded(found), left_out=left_out)

    def _found(self, question: Question, one: Any) -> Found | None:
        """Return a legal unit, None for a person in business on their own account."""
        if not isinstance(one, dict) or not _number(text(one.get("siren"))):
            raise DataError(f"{self.name} gives a result without a SIREN.")
        told = one.get("complements")
        more: Mapping[str, Any] = told if isinstance(told, dict) else {}
        category = text(one.get("nature_juridique"))
        if category.startswith(_INDIVIDUAL) or more.get("est_entrepreneur_individuel") is True:
            return None
        siren = text(one["siren"])
        label = text(one.get("nom_raison_sociale")) or text(one.get("nom_complet")) or siren
        others = (text(one.get("nom_complet")), text(one.get("sigle")))
        return Found(
            iri=_SHOWN + siren,
            id=siren,
            label=label,
            kind=_kind(more),
            score=number(one.get("score")),
            match=bool(question["number"]) and siren == question["name"][:9],
            others=tuple(other for other in others if other and other != label),
            about=f"catégorie juridique {category}" if category else "",
            places=_places(one.get("siege")),
            features={"en activité": text(one.get("etat_administratif")) == "A"},
        )


def _kind(more: Mapping[str, Any]) -> str:
    body = more.get("collectivite_territoriale")
    if isinstance(body, dict) and (level := text(body.get("niveau"))):
        return level
    return "association" if more.get("est_association") is True else "organisation"


def _places(seat: Any) -> dict[str, tuple[str, ...]]:
    """Return where a seat is: codes, and the name of the commune. Never the address."""
    if not isinstance(seat, dict):
        return {}
    told = {
        "departement": (text(seat.get("departement")),),
        "region": (text(seat.get("region")),),
        "commune": (text(seat.get("commune")), text(seat.get("libelle_commune"))),
        "epci": (text(seat.get("epci")),),
    }
    places = {key: tuple(filter(None, values)) for key, values in told.items()}
    return {key: values for key, values in places.items() if values}


def _number(told: str) -> str:
    """Return the digits of a SIREN or SIRET, "" for anything else."""
    plain = "".join(told.split())
    return plain if re.fullmatch(r"(?:\d{9}|\d{14})", plain, re.ASCII) else ""
