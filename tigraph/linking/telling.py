"""What is said of a match, in English and in French."""

from __future__ import annotations

from typing import NamedTuple

from tigraph.local import Words

WORDS = Words(
    {
        "same": ("the name agrees: {}", "le nom concorde : {}"),
        "order": ("the same words in another order: {}", "les mêmes mots dans un autre ordre : {}"),
        "words": ("words in common: {}", "mots communs : {}"),
        "typed": ("“{}” for “{}”", "« {} » pour « {} »"),
        "initial": ("“{}” may stand for “{}”", "« {} » peut être mis pour « {} »"),
        "missing": ("missing: {}", "manque : {}"),
        "added": ("not in its name: {}", "absent de son nom : {}"),
        "acronym": ("an acronym alone: {}", "un sigle seul : {}"),
        "made-acronym": ("its initials make {}", "ses initiales donnent {}"),
        "form-yes": ("the legal form agrees", "la forme juridique concorde"),
        "form-no": ("another legal form", "autre forme juridique"),
        "around-yes": ("it lies in, or is of: {}", "s’y trouve ou en relève : {}"),
        "around-no": ("not there, nor of it: {}", "ailleurs, ou n’en relève pas : {}"),
        "around-unknown": ("where it is, is not known: {}", "lieu inconnu : {}"),
        "unread": ("not understood: {}", "non compris : {}"),
        "date-yes": ("was then, as far as is known", "existait ou était en fonction à cette date"),
        "date-no": ("was not then", "n’existait pas ou n’était pas en fonction à cette date"),
        "function-yes": ("had this function", "a exercé cette fonction"),
        "function-no": ("had another function", "a exercé une autre fonction"),
        "title-yes": ("the title agrees with the first name {}",
                      "le titre s’accorde avec le prénom {}"),
        "title-no": ("not the title of somebody called {}",
                     "un titre qu’on ne donne pas à qui se prénomme {}"),
        "number": ("bears the number {}", "porte le numéro {}"),
        "number-zero": ("the number {} with a zero before it", "le numéro {} précédé d’un zéro"),
        "number-other": ("another number than {}", "un autre numéro que {}"),
        "number-only": ("the number is its own, the name is not",
                        "le numéro est le sien, le nom ne l’est pas"),
        "not-whole": ("not all words agree", "tous les mots ne concordent pas"),
        "initials-only": ("initials fit many people", "des initiales vont à bien des gens"),
        "perhaps-other": ("it may be another name", "ce peut être un autre nom"),
        "aside": ("not known of it: {}", "inconnu à son sujet : {}"),
        "an-area": ("an area bears that very name: {}", "un territoire porte ce nom même : {}"),
        "common-name": ("several people may bear this name",
                        "plusieurs personnes peuvent porter ce nom"),
        "settled": ("the name fits no other", "le nom ne convient à aucune autre entité"),
        "rivals": ("fits {} as well: {}", "convient aussi à {} autre‹s› : {}"),
        "none": ("nothing bears a name like it", "rien ne porte un nom semblable"),
        "empty": ("no name", "aucun nom"),
        "far": ("only partly alike", "ne ressemble qu’en partie"),
        "too-long": ("longer than any name: {} character‹s›",
                     "plus long qu’aucun nom : {} caractère‹s›"),
        "somebody": ("somebody", "quelqu’un"),
        "on": ("{} on {}", "{} le {}"),
        "decided": ("decided by {}", "décidé par {}"),
        "disputed": ("disputed: decided by {}", "contesté : décidé par {}"),
        "decided-none": ("no entity is meant: decided by {}",
                         "aucune entité n’est visée : décidé par {}"),
        "decided-not": ("{} is not meant: decided by {}", "{} n’est pas visé : décidé par {}"),
        "none-meant": ("none is meant", "aucune n’est visée"),
        "not-that": ("not {}", "pas {}"),
    }
)  # fmt: skip


class Told(NamedTuple):
    """Something to be said: a key of `WORDS`, and what fills it in."""

    key: str
    fill: tuple[str, ...]

    def said(self, language: str) -> str:
        """Return it in a language."""
        return WORDS(self.key, language).format(*self.fill)


def told(key: str, *fill: str) -> Told:
    """Return what is to be said."""
    return Told(key, fill)
