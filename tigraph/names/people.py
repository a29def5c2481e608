"""The names of persons as people write them: surname first, initials."""

from __future__ import annotations

from collections.abc import Sequence


def fits(asked: Sequence[str], borne: Sequence[str]) -> bool | None:
    """Return whether the words asked for are a person's name, in any order; None if in part.

    A letter stands for a word that it begins, before the word that it is written before; two
    together stand for two where no word is so. At least one word is whole.

    >>> fits(["bole", "cedric"], ["cedric", "bole"]), fits(["c", "bole"], ["cedric", "bole"])
    (True, True)
    >>> fits(["jf", "macaire"], ["jean", "francois", "macaire"]), fits(["c"], ["cedric", "bole"])
    (True, False)
    >>> fits(["j", "benoit"], ["benoit", "jimenez"]), fits(["benoit", "j"], ["benoit", "jimenez"])
    (False, True)
    >>> fits(["bole"], ["cedric", "bole"]) is None, fits(["n", "bole"], ["cedric", "bole"])
    (True, False)
    """
    left = list(borne)
    letters: list[tuple[str, int]] = []
    last = len(borne)  # the place before which a letter stands for a word
    whole = 0
    for word in reversed(asked):
        if word in left:
            left.remove(word)
            if len(word) > 1:
                whole += 1
                last = borne.index(word)
        elif len(word) <= 2:
            letters += ((letter, last) for letter in reversed(word))
        else:
            return False
    if not whole:
        return False
    for letter, before in reversed(letters):
        meant = next((w for w in left if w.startswith(letter) and borne.index(w) < before), None)
        if meant is None:
            return False
        left.remove(meant)
    return True if not left else None
