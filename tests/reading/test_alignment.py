"""Forms of a text in which things are found lose no place of the text itself."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tigraph.names import folded
from tigraph.reading.aligned import folded_form, plain

LETTERS = st.text(
    alphabet=st.sampled_from("aéÉœŒßﬁİ'’-‑ \u00a0\u202f\u00ad\u0301\n.«»&%3Zz\U0001d54f"),
    max_size=40,
)


@given(LETTERS)
def test_a_folded_text_is_what_names_are_compared_by(text: str) -> None:
    seen = text.replace("\u00ad", "")
    assert folded_form(text).text.strip() == folded(seen)


@given(LETTERS)
def test_every_character_of_a_form_stands_at_its_place(text: str) -> None:
    for form in (plain(text), folded_form(text)):
        assert len(form.text) == len(form.places) == len(form.ends)
        assert list(form.places) == sorted(form.places)
        for start, end in zip(form.places, form.ends, strict=True):
            assert 0 <= start <= end <= len(text)


def test_what_is_found_in_a_plain_text_is_found_in_the_text_itself() -> None:
    text = unicodedata.normalize("NFD", "L’été à Fictive\u00a0: l’Agglo\u00admération")
    form = plain(text)
    start = form.text.index("Agglomération")
    first, last = form.span(start, start + len("Agglomération"))
    assert unicodedata.normalize("NFC", text[first:last]) == "Agglo\u00admération"


def test_a_line_that_was_cut_goes_on() -> None:
    assert plain("le comité\nde projet\nLe maire").text == "le comité de projet\nLe maire"
