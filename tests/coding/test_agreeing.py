"""Agreement of two coders: alpha as published, and what is counted as agreeing."""

from __future__ import annotations

import random

import numpy
import pytest

from tigraph.coding.agreeing import agreement, alpha, paired
from tigraph.coding.model import Actor, Coded, Decision

TEXT = "Ada préside le club. Bob y siège depuis 2020. Le club a neuf membres."


def test_binary_data_of_two_observers() -> None:
    """Krippendorff, “Computing Krippendorff’s Alpha-Reliability” (2011), A."""
    meg, owen = "0100000010", "1110010000"
    assert alpha([*zip(meg, owen, strict=True)]) == pytest.approx(0.095, abs=5e-4)


def test_nominal_data_of_two_observers() -> None:
    """The same, B."""
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert alpha([*zip(ben, gerry, strict=True)]) == pytest.approx(0.692, abs=5e-4)


def test_the_library_gives_what_irr_documents() -> None:
    """The matrix of the help of `kripp.alpha` in R’s irr, which is Krippendorff’s C: 0.743."""
    krippendorff = pytest.importorskip("krippendorff")
    no = numpy.nan
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, no, no, no],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, no, 3],
        [no, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, no],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, no],
    ]
    for level, published in (("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)):
        found = krippendorff.alpha(reliability_data=rows, level_of_measurement=level)
        assert found == pytest.approx(published, abs=5e-4)


def by_hand(pairs: list[tuple[str, str]]) -> float:
    """Alpha of two coders by its definition, from the table of coincidences."""
    values = [one for pair in pairs for one in pair]
    observed = sum(a != b for a, b in pairs) / len(pairs)
    n = len(values)
    expected = sum(values.count(a) * (n - values.count(a)) for a in set(values)) / (n * (n - 1))
    return 1 - observed / expected


def test_alpha_is_what_its_definition_says() -> None:
    chance = random.Random(7)
    for _ in range(20):
        pairs = [(chance.choice("abc"), chance.choice("abcd")) for _ in range(30)]
        assert alpha(pairs) == pytest.approx(by_hand(pairs))


def test_what_does_not_vary_has_no_alpha() -> None:
    assert alpha([]) is None
    assert alpha([("a", "a"), ("a", "a")]) is None


def coded(on: str, words: str, relation: str = "relation:member", **more: str) -> Decision:
    start = TEXT.index(words)
    claim = Coded(
        relation, ((start, start + len(words)),), Actor(words.split()[0]), Actor("club"), **more
    )  # type: ignore[arg-type]
    return Decision("", "", "", "d", 1, "add", on, claim)


def test_claims_meet_by_their_proposal_else_by_their_words() -> None:
    first = [coded("p", "Ada préside"), coded("own-1", "Bob y siège")]
    second = [
        coded("own-2", "siège depuis 2020"), coded("own-3", "neuf membres"), coded("p", "le club")
    ]  # fmt: skip
    assert {(one.on, two.on) for one, two in paired(first, second)} == {
        ("p", "p"), ("own-1", "own-2")
    }  # fmt: skip


def test_levels_count_what_they_say() -> None:
    first = [coded("p", "Ada préside"), coded("q", "Bob y siège", valid="2020/..")]
    second = [
        coded("p", "Ada préside", "relation:steers"), coded("q", "Bob y siège", valid="2020"),
        coded("r", "neuf membres"),
    ]  # fmt: skip
    found = agreement(TEXT, ("ada", "bob"), first, second)
    told = {one.name: (one.alike, one.units) for one in found.levels}
    assert told == {
        "span": (12, 14), "ends": (4, 4), "relation": (1, 2), "date": (1, 2), "modality": (2, 2)
    }  # fmt: skip
    assert (found.both, found.only) == (2, (0, 1))
