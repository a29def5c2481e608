"""What a column of a table says of the names in it, by its header."""

from __future__ import annotations

from collections.abc import Mapping

from tigraph.linking.kinds import PERSON, TERRITORY, habits, heads_of_kinds
from tigraph.names import folded


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FUNCTIONS = (
    "function", "fonction", "mandat", "role", "poste", "qualite", "office", "post",
)  # fmt: skip
#: What says that a column has dates, and what else may stand there; not when somebody was born.
_DATES = _set("date dates annee annees year an jour day millesime vintage edition as of")
_OF_DATES = _set(
    "liste list debut mandat fonction prise effet election reference observation "
    "du de des d la le l the in"
)
#: Under this key stands the number of what is sought.
_NUMBER = "id"
#: What says that a column has numbers, beside the words for those of a country.
_CODES = _set("id identifiant identifier code codes numero number num n")
#: A number beside one of these is that of a body that it is of, or that is of it.
_MEMBERS = (PERSON, TERRITORY)
#: Words of a header that do not say of what it is.
_AROUND = _set(
    "nom name label libelle code codes numero number num n siege rattachement de du d "
    "des l le la les of the"
)


def key_of(header: str, words: Mapping[str, str], kind: str) -> str:
    """Return what a column says of what is sought, by its header; "" for nothing known.

    >>> [key_of(told, {"region": "region"}, "") for told in ("Nom région", "année_liste")]
    ['region', 'date']
    """
    told, own = head(header).split(), habits()
    numbers = own.usage.numbers
    of = words.get(about(header)) or heads_of_kinds().get(" ".join(told), "")
    if of == kind != "":
        return _NUMBER if (_CODES | numbers) & {*told} else ""
    alone = numbers & {*told} and not about(header)
    body = not of or bool(own.kinds[of].classes)
    if alone and (not kind or (body and kind not in _MEMBERS)):
        return _NUMBER
    if of:
        return of
    if _DATES & {*told} and {*told} <= _DATES | _OF_DATES:
        return "date"
    return "function" if about(header) in _FUNCTIONS else ""


def about(header: str) -> str:
    """Return of what a header says that it is.

    >>> about("Nom de la région"), about("code_departement")
    ('region', 'departement')
    """
    left_out = _AROUND | habits().usage.numbers
    return " ".join(word for word in head(header).split() if word not in left_out)


def head(header: str) -> str:
    """Return a header as words: `Nom_Complet` and `nom complet` are the same."""
    return folded(header.replace("_", " "))
