"""The kinds that a name may be of, and how names are written: tigraph's own, and the readers'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from tigraph.errors import UnknownNameError, nearest
from tigraph.names import Spellings, folded
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, expand, local_name
from tigraph.registries import NameKind, Usage, installed_readers

PERSON, TERRITORY, ORGANISATION = "person", "territory", "organisation"
_ORG = PREFIXES["org"]
_AREA = (PREFIXES["dcterms"] + "Location",)
#: So short a form is an abbreviation, which may be many things.
_SHORT = 4
_OWN = (
    NameKind(
        TERRITORY, ("labelled territory", "territoire labellisé"), (ONTOLOGY + "LabelledTerritory",)
    ),
    NameKind(PERSON, ("person", "personne"), (PREFIXES["foaf"] + "Person",)),
    NameKind(
        ORGANISATION,
        ("organisation", "organisation"),
        (
            *(_ORG + name for name in ("FormalOrganization", "OrganizationalUnit", "Organization")),
            ONTOLOGY + "GovernanceBody",
        ),
    ),
)


@dataclass(frozen=True)
class Habits:
    """The kinds by key, in the order in which they are shown, and how names are written."""

    kinds: Mapping[str, NameKind]
    usage: Usage

    def kind(self, key: str) -> NameKind:
        """Return the kind of a key, or that of the entities of a class, by its IRI or CURIE.

        Raises `UnknownNameError`.
        """
        if found := self.kinds.get(key):
            return found
        iri = expand(key)
        if iri is None:
            raise UnknownNameError("kind", key, nearest(key, [*self.kinds]))
        for kind in self.kinds.values():
            if kind.classes == (iri,):
                return kind
        return NameKind(iri, (local_name(iri), local_name(iri)), (iri,))

    def places(self) -> tuple[str, ...]:
        """Return the schemes of areas of which a body is known by its area, such as a town."""
        kinds = [one for one in self.kinds.values() if not one.classes and not one.tells_apart]
        return tuple(scheme for kind in kinds for scheme in kind.schemes)

    def usage_of(self, kind: NameKind) -> Usage:
        """Return how names of a kind are written: a person's may have initials, and no numbers."""
        if kind.key != PERSON:
            return self.usage
        small = frozenset(word for word in self.usage.small if len(word) > 1)
        return replace(self.usage, small=small, same={}, ordinal="")


def worded(own: Habits, spellings: Spellings) -> Habits:
    """Return habits with what the data say of the words of names: see `concept:wording`."""
    usage = replace(
        own.usage,
        small=own.usage.small | spellings.articles | spellings.links,
        same={**own.usage.same, **spellings.same},
        titles=own.usage.titles | spellings.titles,
    )
    return replace(own, usage=usage)


@cache
def keys_of_classes() -> Mapping[str, str]:
    """Return the keys of the kinds that entities of a class may be of, with commas, by its IRI.

    Areas are told apart by their numbers, not by their class: they may be of any such kind.
    """
    found: dict[str, list[str]] = {}
    for kind in habits().kinds.values():
        for one in kind.classes or (_AREA if kind.schemes else ()):
            found.setdefault(one, []).append(kind.key)
    return {iri: ",".join(keys) for iri, keys in found.items()}


def words_of_kinds() -> dict[str, str]:
    """Return the keys of kinds by the words that name them, folded: labels and long forms.

    Of areas that tell names apart, also what heads a column of them: DEP.
    """
    found: dict[str, str] = {}
    for kind in habits().kinds.values():
        least = 3 if kind.tells_apart else _SHORT + 1
        forms = (form for several in kind.forms.values() for form in several if len(form) >= least)
        for word in (kind.key, *kind.label, *forms):
            found.setdefault(folded(word), kind.key)
    return found


@cache
def heads_of_kinds() -> Mapping[str, str]:
    """Return the keys of kinds by what heads a column of the numbers of such things, folded."""
    return {folded(head): one.key for one in habits().kinds.values() for head in one.heads}


@cache
def habits() -> Habits:
    """Return the habits of all countries whose readers are installed; raises `DataError`."""
    usages = [reader.usage for reader in installed_readers().values() if reader.usage]
    kinds: dict[str, NameKind] = {}
    for kind in (*(kind for usage in usages for kind in usage.kinds), *_OWN):
        kinds[kind.key] = _joined(kinds[kind.key], kind) if kind.key in kinds else kind
    return Habits(kinds, _together(usages))


def _joined(one: NameKind, other: NameKind) -> NameKind:
    """Return one kind with what another of its key adds to it."""
    return replace(
        one,
        label=one.label if any(one.label) else other.label,
        classes=one.classes + other.classes,
        schemes=one.schemes + other.schemes,
        forms={**one.forms, **other.forms},
        weak=one.weak | other.weak,
        tells_apart=one.tells_apart or other.tells_apart,
        heads=one.heads + other.heads,
    )


def _together(usages: Iterable[Usage]) -> Usage:
    found = Usage()
    for one in usages:
        ordinals = [pattern for pattern in (found.ordinal, one.ordinal) if pattern]
        found = Usage(
            kinds=(),
            small=found.small | one.small,
            same={**found.same, **one.same},
            titles=found.titles | one.titles,
            offices=found.offices | one.offices,
            addressed={**found.addressed, **one.addressed},
            given={**found.given, **one.given},
            stands_for=found.stands_for | one.stands_for,
            numbers=found.numbers | one.numbers,
            longer={**found.longer, **one.longer},
            strangers=(*found.strangers, *one.strangers),
            ordinal="|".join(ordinals[:1]),
        )
    return found
