"""Names as they are compared: without case and accents, all spaces and hyphens alike."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[^\w&%+]+")


def folded(text: str) -> str:
    """Return a name as it is compared: lower case, no accents, one kind of space.

    >>> folded("Communauté  de communes du Pays de Maîche")
    'communaute de communes du pays de maiche'
    >>> folded("L’État") == folded("l'etat")
    True
    """
    if text.isascii():
        return " ".join(_BETWEEN.sub(" ", text.lower()).split())
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(_BETWEEN.sub(" ", letters).split())


def accented(text: str) -> str:
    """Return a name folded but for its accents, which tell two names apart where both are there.

    >>> accented("LOIRÉ"), accented("Cœur  de\u00a0Flandre")
    ('loiré', 'coeur de flandre')
    """
    plain = unicodedata.normalize("NFC", text.replace("œ", "oe").replace("Œ", "OE")).casefold()
    return " ".join(_BETWEEN.sub(" ", plain).split())


def spaced(text: str) -> str:
    """Return a text with one sort of space and of apostrophe, and its letters composed.

    >>> spaced("L’État ")
    "L'État"
    """
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())


def slug(text: str) -> str:
    """Return a name as the last part of an IRI.

    >>> slug("Jean-François L’Hôte")
    'jean-francois-l-hote'
    """
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
