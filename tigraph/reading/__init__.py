"""From a text to what it may say: mentions and claims, each with its place, rule and confidence.

In come a text and a graph whose names are known; out go proposals, all places found by
computation. Nothing here decides: that is `coding`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.reading import lines
    from tigraph.reading.claiming.dates import Date, Dates
    from tigraph.reading.claiming.figures import Figure, figures
    from tigraph.reading.claiming.lexicon import Lexicon, forms_of, lexicon, phrase
    from tigraph.reading.claiming.numerals import Number, number_at, numbers_of
    from tigraph.reading.claiming.tokens import Token, by_sentence, tokens
    from tigraph.reading.claiming.verbs import Verb, verbs_at
    from tigraph.reading.ids import ids_of
    from tigraph.reading.language_model.proposer import ModelProposer
    from tigraph.reading.model import (
        NAMED,
        TYPES,
        Candidate,
        Claimed,
        End,
        Mention,
        Proposal,
        Spans,
    )
    from tigraph.reading.proposers import installed_proposers, propose
    from tigraph.reading.proposing import Proposer, Reading, made
    from tigraph.reading.sentences import Place, paragraphs_of, sentences_of
else:
    homes = {
        "claiming.dates": "Date Dates",
        "claiming.figures": "Figure figures",
        "claiming.lexicon": "Lexicon forms_of lexicon phrase",
        "claiming.numerals": "Number number_at numbers_of",
        "claiming.tokens": "Token by_sentence tokens",
        "claiming.verbs": "Verb verbs_at",
        "ids": "ids_of",
        "language_model.proposer": "ModelProposer",
        "model": "NAMED TYPES Candidate Claimed End Mention Proposal Spans",
        "proposers": "installed_proposers propose",
        "proposing": "Proposer Reading made",
        "sentences": "Place paragraphs_of sentences_of",
        ".": "lines",
    }
    __getattr__, __all__ = face(__name__, homes)
