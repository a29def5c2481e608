"""What became of a claim in a new version of its text. Texts are made up of invented words."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from coded_workspace import TEXT, add_version, made, place
from own_faults import own_faults
from tigraph import load
from tigraph.coding import Desk
from tigraph.coding.prints import printed
from tigraph.coding.rechecking import Rechecked

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "lan", "mer", "nil", "por", "tus", "vé", "zou")
#: Words of a text, and words that are put into it, which it does not have: where a word is put
#: before the same word, nobody can tell which of the two is new.
_WORDS = [one + other for one in _SYLLABLES for other in _SYLLABLES]
_NEW = [f"{one}x" for one in _WORDS]
_WORD = re.compile(r"\w+")


class Edit(NamedTuple):
    """Some of a text replaced by other words: nothing before and behind it is touched."""

    start: int
    end: int
    words: str

    def of(self, text: str) -> str:
        return text[: self.start] + self.words + text[self.end :]

    def touches(self, start: int, end: int) -> bool:
        if self.start == self.end:
            return start < self.start < end
        return start < self.end and self.start < end

    def moved(self, start: int) -> int:
        return start if start < self.start else start + len(self.words) - (self.end - self.start)


def invented(chance: random.Random, count: int = 40) -> str:
    return "".join(
        " ".join(chance.sample(_WORDS, k=chance.randint(4, 14))) + ". " for _ in range(count)
    )


def an_edit(chance: random.Random, text: str) -> Edit:
    """Return a word or several put in, taken out, or replaced; sometimes a letter of one."""
    words = [match.span() for match in _WORD.finditer(text)]
    first = chance.randrange(len(words) - 4)
    start, end = words[first][0], words[first + chance.randrange(4)][1]
    kind = chance.choice("iidrrl")
    if kind == "i":
        return Edit(start, start, " ".join(chance.choices(_NEW, k=chance.randint(1, 30))) + " ")
    if kind == "d":
        return Edit(start, end, "")
    if kind == "l":
        at = chance.randrange(*words[first])
        return Edit(at, at + 1, chance.choice("xyzw9"))
    return Edit(start, end, " ".join(chance.choices(_NEW, k=2)))


@pytest.mark.parametrize("seed", range(10))
def test_edits_lose_no_claim_and_none_altered_is_called_intact(seed: int) -> None:
    """A hundred random edits a seed, eight claims beside each: a thousand edits in all."""
    chance = random.Random(seed)
    text = invented(chance)
    words = [match.span() for match in _WORD.finditer(text)]
    for _ in range(100):
        edit = an_edit(chance, text)
        new = edit.of(text)
        rechecked = Rechecked(text, new)
        for _ in range(8):
            first = chance.randrange(len(words) - 9)
            span = (words[first][0], words[first + chance.randrange(9)][1])
            found = rechecked.span(span, printed(text, (span,))[0])
            told = (edit, span, text[slice(*span)], found)
            if (
                edit.touches(*span)
                and new[edit.moved(span[0]) :][: span[1] - span[0]] != text[slice(*span)]
            ):
                assert found.fate in ("altered", "gone"), told
            elif not edit.touches(*span):
                start = edit.moved(span[0])
                assert found.fate == ("still there" if start == span[0] else "moved"), told
                assert found.span == (start, start + span[1] - span[0]), told


@pytest.mark.parametrize("seed", range(5))
def test_fingerprints_alone_call_nothing_intact_that_was_altered(seed: int) -> None:
    """Without the older text: whole sentences, which are long enough to be told apart."""
    chance = random.Random(seed)
    text = invented(chance)
    sentences = [match.span() for match in re.finditer(r"[^.]+\.", text)]
    for _ in range(40):
        edit = an_edit(chance, text)
        rechecked = Rechecked("", edit.of(text))
        for _ in range(8):
            start, end = chance.choice(sentences)
            span = (start + (text[start] == " "), end)
            found = rechecked.span(span, printed(text, (span,))[0])
            if not edit.touches(*span):
                assert found.span == (edit.moved(span[0]), edit.moved(span[0]) + span[1] - span[0])
                assert found.fate in ("still there", "moved")
            elif edit.of(text)[span[0] : span[1]] != text[slice(*span)]:
                assert found.fate in ("altered", "gone")


def test_a_long_text_is_laid_side_by_side_by_its_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same promises where a text is too long for its words to be laid side by side at once."""
    monkeypatch.setattr("tigraph.coding.rechecking._MOST", 2_000)
    test_edits_lose_no_claim_and_none_altered_is_called_intact(99)


def fate(old: str, new: str, words: str) -> tuple[str, str | None]:
    span = (old.index(words), old.index(words) + len(words))
    found = Rechecked(old, new).span(span, printed(old, (span,))[0])
    return found.fate, found.span and new[slice(*found.span)]


def test_a_paragraph_that_is_moved_is_found() -> None:
    lines = ["Ada préside le club.", "Bob est absent.", "Le club compte neuf membres fictifs."]
    new = "\n".join(reversed(lines))
    assert fate("\n".join(lines), new, lines[0]) == ("moved", lines[0])
    assert fate("\n".join(lines), new, "compte neuf membres")[0] == "moved"


def test_a_name_that_stands_elsewhere_too_is_not_taken_for_the_one_that_went() -> None:
    old = "Ada Fictive préside. Le maire parle. Puis Ada Fictive signe."
    assert fate(old, old.replace("Ada Fictive", "Bob Inventé", 1), "Ada Fictive")[0] != "moved"
    assert fate(old, old.replace("Ada Fictive préside. ", ""), "Ada Fictive")[0] == "gone"


def test_other_space_between_words_needs_no_eyes() -> None:
    old = "Ada préside le club des neuf."
    span = (0, len(old))
    new = "Titre\nAda préside\nle club des\u00a0neuf."
    found = Rechecked(old, new).claim((span,), printed(old, (span,)))
    assert (found.fate, found.spacing, found.stands) == ("altered", True, True)


def desk_at(folder: Path) -> Desk:
    graph = load([folder / "documents/val/document.ttl"], layers=["curated"])
    return Desk(folder, "val", graph.store)


def test_claims_that_stand_are_cited_from_the_new_version(tmp_path: Path) -> None:
    folder = made(tmp_path / "mine")
    desk = desk_at(folder)
    for offer in desk.offers:
        desk.decide("ada", "accept", offer.id, offer.claim)
    new = "Mis à jour.\n" + TEXT.replace("au moins 12 communes", "au moins 14 communes")
    add_version(folder, new, [])
    desk = desk_at(folder)
    assert [one.fated.fate for one in desk.fates()].count("moved") == 3
    (altered,) = [one for one in desk.fates() if not one.fated.stands]
    assert altered.decisions[0].on == "p-membres"
    assert [one.on for one in desk.changed("ada")] == ["p-membres"]
    files = [folder / "documents/val/document.ttl", desk.write()]
    assert own_faults(files) == []
    (evidence,) = load(files, layers=["curated"]).show("Jeanne Fictive")["relations"][0]["evidence"]
    assert evidence["spans"] == [place("Jeanne Fictive préside le comité du Val-Fictif", new)]


def test_a_claim_decided_anew_is_not_asked_again(tmp_path: Path) -> None:
    folder = made(tmp_path / "mine")
    desk = desk_at(folder)
    offer = next(one for one in desk.offers if one.id == "p-membres")
    desk.decide("ada", "accept", offer.id, offer.claim)
    new = TEXT.replace("au moins 12 communes", "au moins 14 communes")
    add_version(folder, new, [])
    desk = desk_at(folder)
    assert [one.on for one in desk.changed("ada")] == ["p-membres"]
    desk.decide("ada", "refuse", "p-membres")
    assert desk.changed("ada") == []
    assert desk.cited() == []
