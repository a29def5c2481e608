"""The proposer that asks a model of spaCy, where one is installed for the language of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from tigraph.errors import MissingExtraError
from tigraph.names import folded
from tigraph.reading.masks import masked
from tigraph.reading.model import NAMED, Mention, Proposal
from tigraph.reading.phrases import Phrases, phrases
from tigraph.reading.proposing import Reading

#: What models of spaCy call what, whichever of their two sets of labels they have.
_TYPES = {
    "PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place",
    "FAC": "place",
}  # fmt: skip
_SURE = 0.6
#: The larger one is asked.
_SIZES = ("lg", "md", "sm", "trf")
_WORD = re.compile(r"\w[\w'’-]*")


class SpacyProposer:
    """Proposes what a statistical model takes for a name, where nothing else has found one."""

    name = "spacy"
    order = 25

    def propose(self, reading: Reading, earlier: Sequence[Proposal]) -> Iterator[Mention]:
        """Yield such names; raises `MissingExtraError` where no model of the language is there."""
        types = (*NAMED, "post")
        taken = [one for one in earlier if isinstance(one, Mention) and one.type in types]
        frames = phrases(reading.language)
        for entity in _model(reading.language)(reading.text).ents:
            type = _TYPES.get(entity.label_)
            span = _trimmed(reading.text, entity.start_char, entity.end_char, frames)
            if type is None or span is None or masked(reading, *span):
                continue
            if any(one.start < span[1] and span[0] < one.end for one in taken):
                continue
            text = reading.text[span[0] : span[1]]
            alone = " " not in text and reading.begins(span[0])
            if _is_name(text, type, frames) and not alone:
                yield reading.mention(span, type, "spacy", _SURE, text)


def _trimmed(text: str, start: int, end: int, frames: Phrases) -> tuple[int, int] | None:
    """Return a place without the words at its ends that are none of a name; None if none is left.

    What goes over the end of a line is none.
    """
    if "\n" in text[start:end]:
        return None
    words = [(start + w.start(), start + w.end(), w[0]) for w in _WORD.finditer(text[start:end])]
    while words and not _capital(words[0][2], frames):
        del words[0]
    while words and not _capital(words[-1][2], frames):
        del words[-1]
    if not words:
        return None
    elided = re.match(r"[^\W\d_]{1,2}['’](?=\w)", words[0][2])
    return words[0][0] + (elided.end() if elided else 0), words[-1][1]


def _capital(word: str, frames: Phrases) -> bool:
    return word[0].isupper() and word not in frames.stop and word not in frames.no_acronyms


def _is_name(text: str, type: str, frames: Phrases) -> bool:
    words = folded(text).split()
    if text.replace(".", "") in frames.no_acronyms:
        return False
    return len(words) > 1 if type == "person" else len(folded(text)) > 2


@cache
def _model(language: str) -> Any:
    """Return the model of a language; raises `MissingExtraError`."""
    names: list[str] = []
    if find_spec("spacy"):
        import spacy

        names = [one for one in spacy.util.get_installed_models() if one[:3] == f"{language}_"]
    if not names:
        raise MissingExtraError(
            "spacy", f"the proposer spacy (and a model of spaCy for the language “{language}”)"
        )

    def size(name: str) -> int:
        ending = name.rpartition("_")[2]
        return _SIZES.index(ending) if ending in _SIZES else len(_SIZES)

    return spacy.load(min(names, key=size), disable=["tagger", "parser", "lemmatizer"])
