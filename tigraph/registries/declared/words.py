"""What a layer calls the things that it makes of a register, in its language and in English."""

from __future__ import annotations

from typing import NamedTuple

from tigraph.registries.facts import Facts


class Said(NamedTuple):
    """A label in the language of a layer, and in English where that is another."""

    label: str
    english: str = ""


_AT = {"fr": 0, "en": 1}
#: In French and in English; {0} and so on are names and numbers.
_TELLS = {
    "lineage": ("{0} (lignée)", "{0} (lineage)"),
    "area": ("{0} (aire, {1})", "{0} (area, {1})"),
    "kept": ("{0} : reste tel quel", "{0}: stays as it is"),
    "enlarged": ("{0} : s’agrandit", "{0}: is enlarged"),
    "reduced": ("{0} : se réduit", "{0}: is reduced"),
    "merged": (
        "{0} : entre dans un territoire issu de plusieurs",
        "{0}: goes into one made from several",
    ),
    "split": ("{0} : se partage", "{0}: is split"),
    "reshaped": ("{0} : se recompose", "{0}: is reshaped"),
    "gone": ("{0} : disparaît", "{0}: is gone"),
    "new": ("{0} : est nouveau", "{0}: is new"),
    "members-joined": ("{0} : entrée de {1}", "{0}: {1} joined"),
    "members-left": ("{0} : sortie de {1}", "{0}: {1} left"),
    "renamed": ("{0} → {1} : changement de nom", "{0} → {1}: change of name"),
    "compared": (
        "Succession des territoires déduite de la comparaison de leurs membres entre phases",
        "Succession of the territories derived by comparing their members from phase to phase",
    ),
    "editions": (
        "Changements des territoires déduits de la comparaison des éditions",
        "Changes of the territories derived by comparing the editions",
    ),
}


def said(facts: Facts, what: str, *named: object) -> Said:
    """Return what something is called: in a language that has no words for it, by its name alone.

    >>> from tigraph.registries.known import Known
    >>> said(Facts(Known()), "new", "Terre")
    Said(label='Terre : est nouveau', english='Terre: is new')
    >>> said(Facts(Known(), language="de"), "new", "Land")
    Said(label='Land', english='Land: is new')
    >>> said(Facts(Known(), language="en"), "new", "Land")
    Said(label='Land: is new', english='')
    """
    told = [words.format(*named) for words in _TELLS[what]]
    at = _AT.get(facts.language)
    label = told[at] if at is not None else str(named[0]) if named else told[1]
    return Said(label, "" if at == 1 else told[1])
