"""Who says what of which side, and on what ground: in the slots of SSSOM, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tigraph.linking.model import Candidate, Feature, Sought
from tigraph.linking.telling import WORDS
from tigraph.local import said
from tigraph.rdf.vocabulary import ENTITY
from tigraph.registries import decided, sssom
from tigraph.stores import Ground

#: Under this key of the context stands the entity that is sought, where it is no name.
ENTITY_KEY = "iri"
#: Features about names by themselves: what else speaks for a candidate stood beside the name.
_OF_NAMES = ("name", "form", "decision", "proposal")
#: Those that say that a name is not quite that of the candidate.
_NEARLY = ("missing", "added", "typing", "initial", "acronym")


@dataclass(frozen=True)
class Author:
    """Who decides: by name, or by a CURIE or an address such as that of ORCID."""

    name: str

    def told(self, found: sssom.MappingSet) -> str:
        """Return the person as a set of mappings names them, the prefix declared."""
        name = decided.plain(self.name)
        if name.startswith("orcid:"):
            name = name.replace("orcid:", "https://orcid.org/", 1)
        return found.contract(name) if name.startswith(("https://", "http://")) else name

    def slots(self, role: str, found: sssom.MappingSet) -> dict[str, str]:
        """Return the slot that names the person in a role ("author", "reviewer")."""
        told = self.told(found)
        kind = "id" if found.expand(told) and ":" in told and " " not in told else "label"
        return {f"{role}_{kind}": sssom.joined([told])}


@dataclass(frozen=True)
class Sources:
    """Of which state the two sides are: the file that names come from, the graph."""

    subject: str = ""
    object: str = ""


def subject(sought: Sought) -> decided.Subject:
    """Return what is mapped of what is sought: the entity in its context, or the name."""
    if iri := iri_of(sought):
        return decided.Subject(iri)
    return decided.Subject.of_name(sought.name, sought.kind, sought.context)


def iri_of(sought: Sought) -> str:
    """Return the entity that is sought, "" where it is a name."""
    return sought.context.get(ENTITY_KEY, "")


def sought_of(told: decided.Subject, row: Mapping[str, str]) -> Sought:
    """Return what is sought by a subject of a file, one of whose rows is given."""
    if told.iri:
        return Sought(
            row.get("subject_label", ""), row.get("subject_category", ""), {ENTITY_KEY: told.iri}
        )
    return Sought(told.name, told.kind, dict(told.context))


def proposed(said: Iterable[decided.Saying]) -> Iterator[Candidate]:
    """Yield the candidates that the proposals among some rows name, best first."""
    rows = [one for one in said if not one.by_person and not one.refused]
    for one in sorted(rows, key=lambda one: (-(one.score or one.confidence), one.object)):
        told = Feature("proposal", None, one.score or one.confidence, one.row.get("comment", ""))
        yield Candidate(
            one.object,
            one.object.rsplit("/", 1)[-1] if one.object.startswith(ENTITY) else "",
            one.row.get("object_label", ""),
            one.row.get("object_category", ""),
            one.score or one.confidence,
            (told,),
        )


def ground(chosen: Candidate) -> str:
    """Return what speaks for a candidate and against it, in words."""
    signs = {True: "+", False: "−", None: "·"}
    return "; ".join(
        f"{signs[one.matched]} {one.name} {one.weight:.2f}: {decided.plain(one.why)}"
        for one in chosen.features
    )


def sources_of(ground: Ground, names: str = "") -> Sources:
    """Return of which state a ground is, for a file of mappings."""
    layers: list[Any] = ground.on_disk.layers if ground.on_disk else []
    told = [f"{one['name']} {one.get('updated', '')}".strip() for one in layers]
    return Sources(names, "; ".join([f"tigraph graph {ground.version}", *told]))


def justification(chosen: Candidate) -> str:
    """Return how a candidate was found, in the words of SEMAPV."""
    if any(one.matched and one.name not in (*_OF_NAMES, *_NEARLY) for one in chosen.features):
        return "semapv:CompositeMatching"
    whole = any(one.name == "name" and one.matched for one in chosen.features)
    nearly = any(one.name in _NEARLY for one in chosen.features)
    exact = whole and not nearly
    return f"semapv:{'LexicalMatching' if exact else 'LexicalSimilarityThresholdMatching'}"


def said_by(said: Iterable[decided.Saying], language: str = "en") -> str:
    """Return who said something, and when, in words."""
    told = []
    for one in said:
        who = ", ".join(one.by) or WORDS("somebody", language)
        told.append(WORDS("on", language).format(who, one.date) if one.date else who)
    return "; ".join(dict.fromkeys(told))


def decision_told(one: decided.Saying, language: str = "en") -> str:
    """Return in words what a person decided."""
    what = one.row.get("object_label") or one.object
    if one.object == decided.NOTHING:
        what = WORDS("none-meant", language)
    elif one.refused:
        what = WORDS("not-that", language).format(what)
    comment = one.row.get("comment", "")
    colon = said((": ", " : "), language)
    return f"{what}, {said_by([one], language)}" + (f"{colon}{comment}" if comment else "")
