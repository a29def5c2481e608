"""Words and numbers in both languages, whichever room says them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import tigraph
from tigraph.local import Words, amount, percent, said

PACKAGE = Path(tigraph.__file__).parent


def tables() -> dict[str, Words]:
    """Every table of words in the package."""
    found = {}
    for module in pkgutil.walk_packages(tigraph.__path__, "tigraph."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Words):
                    found.setdefault(id(value), (f"{module.name}.{name}", value))
    return dict(found.values())


def test_every_word_exists_in_both_languages() -> None:
    known = tables()
    assert len(known) >= 6
    for table, words in known.items():
        for key in words:
            english, french = words(key, "en"), words(key, "fr")
            assert bool(english.strip()) == bool(french.strip()), f"{table}: {key}"
            holes = [sorted(re.findall(r"{.*?}", text)) for text in (english, french)]
            assert holes[0] == holes[1], f"{table}: {key}"


#: Told of many alone, or words that agree with nothing. (Of one there are other words.)
MANY = {"welcome_lead", "actors_drawn", "actors_among", "actors_tied", "rows_shown", "others"}
MANY |= {"or_more", "shown"}
VERBS = re.compile(
    r"1 (?:is|has|as|stands|dans|plus|proposes|calls|bears|knows|does|says|fois|par|sans)\b"
)


def test_what_is_counted_agrees_with_its_number() -> None:
    wrong = []
    for table, words in tables().items():
        for key in words.keys() - MANY:
            for language in ("en", "fr"):
                phrase = words(key, language)
                holes = re.findall(r"{(\w*)[^}]*}", phrase)
                names = {hole for hole in holes if not hole.isdecimal()} - {""}
                told = phrase.format(*[1] * len(holes), **dict.fromkeys(names, 1))
                assert "‹" not in told, f"{table}: {key}"
                told = re.sub(r"1 (sur|of|de plus) (les |the )?1\b", "1", told)
                found = re.search(r"(?<![\d,.–])1 [^\W\d]+[sx]\b", VERBS.sub("", told))
                wrong += [f"{table}: {key}: {told}"] if found else []
    assert not wrong, "\n".join(wrong)


def test_no_other_module_chooses_between_the_languages_by_hand() -> None:
    by_hand = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"== [\"']fr[\"']", path.read_text("utf-8"))
    ]
    assert by_hand == ["local/words.py"]


def test_a_language_that_tigraph_does_not_speak_is_english() -> None:
    assert [said(("yes", "oui"), language) for language in ("fr", "en", "de")] == [
        "oui", "yes", "yes",
    ]  # fmt: skip


# As CLDR 46 has them: a narrow space without break between thousands in French.
@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (-1234, "-1,234", "-1\u202f234"),
        (1234567, "1,234,567", "1\u202f234\u202f567"),
        (0.5, "0.5", "0,5"),
        (1234567.891, "1,234,567.891", "1\u202f234\u202f567,891"),
    ],
)
def test_numbers_are_written_as_their_language_does(
    value: float, english: str, french: str
) -> None:
    assert (amount(value, "en"), amount(value, "fr")) == (english, french)


def test_hundredths_are_set_apart_in_french() -> None:
    assert (percent(0.256, "en"), percent(0.256, "fr")) == ("26%", "26\u00a0%")
