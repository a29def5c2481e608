"""From what a service answered to a `Match`, with its grounds in words.

The service's word alone settles nothing: a match is settled where the service calls exactly
one candidate the one that is meant, its name is the one sought, and no other bears it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tigraph.linking.model import Candidate, Feature, Match, Outcome, Sought
from tigraph.linking.services.found import Answer, Found
from tigraph.local import Words, percent
from tigraph.names import folded

_word = Words(
    {
        "exact": ("the name is the same", "le nom est le même"),
        "other": ("the same as another name of it", "le même qu’un autre de ses noms"),
        "alike": ("the name “{}” is alike to {}", "le nom « {} » ressemble à {}"),
        "score": ("the service’s own score: {}", "la note du service : {}"),
        "match": ("the service calls it a match", "le service l’appelle une correspondance"),
        "no match": (
            "the service does not call it a match",
            "le service ne l’appelle pas une correspondance",
        ),
        "place": ("{}: {} as asked", "{} : {} comme demandé"),
        "no place": ("{}: {}, not {}", "{} : {}, non {}"),
        "feature": ("the service’s feature “{}”: {}", "le critère « {} » du service : {}"),
        "nothing": ("{} knows nothing of this name.", "{} ne connaît rien sous ce nom."),
        "refused": ("{} does not take the question: {}", "{} ne prend pas la question : {}"),
        "settled": (
            "{} calls this the one, under exactly this name, and no other bears it.",
            "{} la désigne, sous exactement ce nom, et rien d’autre ne le porte.",
        ),
        "homonyms": (
            "{} thing‹s› of {} bear‹0:s|› exactly this name.",
            "{} entité‹s› de {} porte‹0:nt› exactement ce nom.",
        ),
        "proposed": ("{} proposes; a person decides.", "{} propose ; une personne décide."),
        "another name": (
            "{} calls it a match, but under another name.",
            "{} l’appelle une correspondance, mais sous un autre nom.",
        ),
        "elsewhere": (
            "{} has it elsewhere than was said.",
            "{} la situe ailleurs que ce qui a été dit.",
        ),
        "widened": (
            "Nothing of that name is where the context says, so it was left out.",
            "Rien de ce nom n’est là où le contexte le dit : il a été laissé de côté.",
        ),
        "left out": (
            "People in business on their own account are left out ({}).",
            "Les personnes en entreprise individuelle sont laissées de côté ({}).",
        ),
        "no name": ("No name to ask about.", "Pas de nom à demander."),
        "long": ("Too long to be a name: not asked.", "Trop long pour un nom : non demandé."),
        "unused": ("Not used: {}.", "Non utilisé : {}."),
        "asked": ("Asked on {}.", "Demandé le {}."),
    }
)


@dataclass(frozen=True)
class Judge:
    """Makes matches of a service's answers.

    `own_scale` says that the service's scores order its candidates; else likeness of names and
    agreement of places do.
    """

    service: str
    language: str
    own_scale: bool

    def unasked(self, sought: Sought) -> Match:
        """Return what becomes of a name that no service can be asked about."""
        return Match(sought, "none", (), self._say("long" if sought.name.strip() else "no name"))

    def match(
        self, sought: Sought, answer: Answer, limit: int, asked: str, used: Collection[str] = ()
    ) -> Match:
        """Return what an answer, asked at a moment, makes of what is sought.

        `used` are the keys of context that the service was asked with, or is compared with.
        """
        said = [self._outcome_words(sought, answer)]
        if answer.widened and answer.found:
            said.append(self._say("widened"))
        given = sorted(key for key, value in sought.context.items() if value.strip())
        if left := [key for key in given if key not in used]:
            said.append(self._say("unused", ", ".join(left)))
        if answer.left_out:
            said.append(self._say("left out", answer.left_out))
        said.append(self._say("asked", asked[:10]))
        why = " ".join(said)
        if not answer.found:
            return Match(sought, "none", (), why)
        outcome: Outcome = "matched" if self._settled(sought, answer) else "review"
        ranked = self._ranked(sought, answer.found)
        return Match(sought, outcome, tuple(ranked[: max(limit, 1)]), why)

    def _say(self, key: str, *values: object) -> str:
        return _word(key, self.language).format(*values)

    # ------------------------------------------------------------------------ outcome

    def _settled(self, sought: Sought, answer: Answer) -> bool:
        same, called = _bearers(sought, answer), _called(answer.found)
        if len(same) != 1 or same.keys() != called or answer.widened:
            return False
        (one,) = same.values()
        return not _away(sought, one) and _who(self._ranked(sought, answer.found)[0]) == _who(one)

    def _outcome_words(self, sought: Sought, answer: Answer) -> str:
        if answer.refused:
            return self._say("refused", self.service, answer.refused)
        if not answer.found:
            return self._say("nothing", self.service)
        if self._settled(sought, answer):
            return self._say("settled", self.service)
        same, called = _bearers(sought, answer), _called(answer.found)
        if len(same) > 1:
            return self._say("homonyms", len(same), self.service)
        if called and called.isdisjoint(same):
            return self._say("another name", self.service)
        if any(_away(sought, one) for one in same.values()):
            return self._say("elsewhere", self.service)
        return self._say("proposed", self.service)

    # ------------------------------------------------------------------------- scores

    def _ranked(self, sought: Sought, found: Iterable[Found]) -> list[Candidate]:
        every = _each_once(sought, found)
        top = max((one.score for one in every if one.score is not None), default=0.0)
        scale = next((scale for scale in (1.0, 100.0) if top <= scale), top)
        judged = [self._candidate(sought, one, scale) for one in every]
        called = _called(every)
        # Stable: of equal scores the service's order, but what it calls a match comes first.
        return sorted(judged, key=lambda one: (-one.score, _who(one) not in called))

    def _candidate(self, sought: Sought, found: Found, scale: float) -> Candidate:
        likeness, name = self._name(sought, found)
        places = list(_places(sought, found))
        share = 0.3 if places and not self.own_scale else 0.0
        features = [Feature("name", name[0], 0.0 if self.own_scale else 1 - share, name[1])]
        agreeing = sum(agrees for _, agrees, _ in places)
        score = (1 - share) * likeness + (share * agreeing / len(places) if places else 0)
        if found.score is not None:
            if self.own_scale:
                score = min(max(found.score / scale, 0.0), 1.0)
            told = self._say("score", f"{found.score:.6g}")
            features.append(Feature("service-score", None, float(self.own_scale), told))
        elif self.own_scale:
            score = likeness
        told = self._say("match" if found.match else "no match")
        features.append(Feature("service-match", found.match, 0.0, told))
        for key, agrees, values in places:
            said = (
                self._say("place", key, sought.context[key])
                if agrees
                else self._say("no place", key, ", ".join(values), sought.context[key])
            )
            features.append(Feature(key, agrees, share / len(places), said))
        for key, value in found.features.items():
            shown = f"{value:.6g}" if not isinstance(value, bool) else str(value).lower()
            matched = value if isinstance(value, bool) else None
            features.append(
                Feature(f"service:{key}", matched, 0.0, self._say("feature", key, shown))
            )
        if found.about:
            features.append(Feature("about", None, 0.0, found.about))
        return Candidate(
            found.iri, found.id, found.label, found.kind, round(score, 4), tuple(features)
        )

    def _name(self, sought: Sought, found: Found) -> tuple[float, tuple[bool, str]]:
        """Return how alike the names are, from 0 to 1, and whether they are the same."""
        if _plain(sought.name) == _plain(found.label):
            return 1.0, (True, self._say("exact"))
        if any(_plain(sought.name) == _plain(other) for other in found.others):
            return 0.9, (False, self._say("other"))
        alike = _likeness(sought.name, found.label)
        shown = percent(min(alike, 0.99), self.language)
        return min(alike, 0.99), (False, self._say("alike", found.label, shown))


def _who(one: Found | Candidate) -> str:
    """Return what is one candidate's alone: codes of several kinds may be the same."""
    return one.iri or one.id


def _each_once(sought: Sought, found: Iterable[Found]) -> list[Found]:
    """Return each candidate once, under the name sought where it is one of several."""
    name = _plain(sought.name)
    every: dict[str, Found] = {}
    for one in found:
        if _who(one) not in every or _plain(every[_who(one)].label) != name == _plain(one.label):
            every[_who(one)] = one
    return list(every.values())


def _bearers(sought: Sought, answer: Answer) -> dict[str, Found]:
    """Return the candidates that bear exactly the name sought, each once."""
    name = _plain(sought.name)
    return {_who(one): one for one in answer.found if _plain(one.label) == name}


def _called(found: Iterable[Found]) -> set[str]:
    """Return who is called a match by the service."""
    return {_who(one) for one in found if one.match}


def _places(sought: Sought, found: Found) -> Iterable[tuple[str, bool, tuple[str, ...]]]:
    """Yield each key of context that the service tells something of, and whether it agrees.

    A code is compared with codes, a name with names.
    """
    for key, values in found.places.items():
        asked = folded(sought.context.get(key, ""))
        like = tuple(value for value in values if _is_code(value) == _is_code(asked))
        if asked and like:
            yield key, asked in {folded(value) for value in like}, like


def _away(sought: Sought, found: Found) -> bool:
    return any(not agrees for _, agrees, _ in _places(sought, found))


def _is_code(value: str) -> bool:
    return any(c.isdigit() for c in value) and " " not in value.strip()


def _likeness(first: str, second: str) -> float:
    from rapidfuzz import fuzz

    one, two = folded(first), folded(second)
    return max(fuzz.ratio(one, two), fuzz.token_sort_ratio(one, two)) / 100


def _plain(name: str) -> str:
    """Return a name without what only typing differs in: case, spaces, kinds of apostrophe.

    Accents and hyphens count: Loire is not Loiré.
    """
    text = unicodedata.normalize("NFC", name).replace("’", "'").replace("\u2011", "-")
    return " ".join(text.casefold().split())
