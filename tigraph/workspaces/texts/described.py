"""What is known of a text besides what its file says: from its words, and from its address."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from dataclasses import replace

from tigraph.workspaces.texts.dates import day_in_address, day_said
from tigraph.workspaces.texts.model import Read, Told

#: Of so much of a text its language is told; of less than so much it is not.
_ENOUGH, _LITTLE = 20_000, 60
#: So sure it must be.
_SURE = 0.95


def completed(read: Read, address: str) -> Read:
    """Return what was read with its address, language and date, where these can be told.

    The language that the words are in wins over the one that a head says: heads are often wrong.
    A date that the text or the address gives stands where the file gave none, or only the day on
    which it was made.
    """
    found = read
    if address:
        told = Told(address, ("the address that was given", "l’adresse donnée"))
        found = replace(found, address=told)
    found = replace(found, language=_language(found))
    if found.issued is None or found.issued.weak:
        found = replace(found, issued=_issued(found) or found.issued)
    return found


def _language(read: Read) -> Told | None:
    said = read.language
    if said:  # of a language, not of a country: what a program sets is where it was installed
        code = said.value.partition("-")[0]
        said = replace(said, value=code) if re.fullmatch("[a-z]{2,3}", code) else None
    spoken = _spoken(read.text)
    if not spoken or (said and said.value == spoken):
        return said
    return Told(spoken, ("the words of the text", "les mots du texte"))


def _spoken(text: str) -> str:
    """Return the language that a text is surely in, "" where that is not sure."""
    if sum(character.isalpha() for character in text[:_ENOUGH]) < _LITTLE:
        return ""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return ""
    told = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    language, sure = told.classify(text[:_ENOUGH])
    return str(language) if sure >= _SURE else ""


def _issued(read: Read) -> Told | None:
    language = read.language.value if read.language else "fr"
    if said := day_said(read.text, language):
        day, span = said
        return Told(day, ("the text says so", "le texte le dit"), span=span)
    if read.address and (day := day_in_address(read.address.value)):
        return Told(day, ("the address shows it", "l’adresse la montre"), from_address=True)
    return None
