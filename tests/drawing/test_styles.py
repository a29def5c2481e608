"""Colours that everybody can tell apart, on white and on the dark page."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import tigraph
from tigraph.drawing import styles

SETS = {
    "kinds": styles.COLOURS,
    "bases": styles.BASIS_COLOURS,
    "changes": tuple(styles.CHANGE_COLOURS.values()),
}
# How dichromats see, in linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.0.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def linear(colour: str) -> NDArray[np.float64]:
    """sRGB as linear RGB (IEC 61966-2-1)."""
    given = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.asarray(np.where(given <= 0.04045, given / 12.92, ((given + 0.055) / 1.055) ** 2.4))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((float(linear(c) @ LUMINANCE) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear RGB as CIE L*a*b* under D65."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def told(name: str) -> list[str]:
    """The values of a colour of the page, by day and by night."""
    css = Path(tigraph.__file__).parent / "drawing" / "page" / "page.css"
    return list(dict.fromkeys(re.findall(rf"--{name}: (#[0-9a-f]{{6}})", css.read_text("utf-8"))))


@pytest.mark.parametrize("name", SETS)
def test_colours_hold_at_three_to_one_on_both_grounds(name: str) -> None:
    day, night, paper = told("ground")
    by_day, by_night = told("deep")
    assert by_day == styles.COLOURS[0]
    for colour, ground in itertools.product(SETS[name], (day, night, paper)):
        seen = by_night if colour == by_day and ground == night else colour
        assert contrast(seen, ground) >= 3, (colour, ground)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", SETS)
def test_colours_are_told_apart_by_colour_blind_readers(name: str, sight: str) -> None:
    seen = {c: lab(SIGHT[sight] @ linear(c)) for c in SETS[name]}
    for a, b in itertools.combinations(seen, 2):
        # Under some 10, two patches can be taken for each other (difference of CIE 1976).
        assert np.linalg.norm(seen[a] - seen[b]) > 10, (a, b)


@pytest.mark.parametrize("name", ["kinds", "bases"])
def test_by_night_too_no_two_colours_are_alike(name: str) -> None:
    by_day, by_night = told("deep")
    for sight in SIGHT.values():
        seen = [lab(sight @ linear(by_night if c == by_day else c)) for c in SETS[name]]
        for a, b in itertools.combinations(seen, 2):
            assert np.linalg.norm(a - b) > 10


def test_a_kind_and_a_basis_look_alike_in_every_picture() -> None:
    graph = tigraph.load()
    kinds: dict[str, styles.Style] = {}
    bases: dict[str, str] = {}
    for name in ("people", "governance", "affiliations", "territories", "all-ties", "events"):
        picture = graph.network(name)
        for known, found in (
            (kinds, styles.kind_styles(picture)), (bases, styles.basis_colours(picture)),
        ):  # fmt: skip
            assert known | found == found | known
            known |= found
        assert len(set(found.values())) == len(found)
    assert set(kinds) <= set(styles.KINDS)
