"""Names of programmes, plans, streets: within them nothing else is named by a word alone."""

from __future__ import annotations

from tigraph.reading.patterns import fragments
from tigraph.reading.phrases import languages, rule_file
from tigraph.reading.proposing import Reading


def masks(reading: Reading) -> list[tuple[int, int]]:
    """Return their places in the plain form of a text."""
    if "masks" not in reading.kept:
        found: list[tuple[int, int]] = []
        if reading.language in languages():
            said = rule_file(reading.language)
            pattern = fragments(reading.language).compiled(said["masks"])
            found = [hit.span() for hit in pattern.finditer(reading.plain.text)]
        reading.kept["masks"] = found
    places: list[tuple[int, int]] = reading.kept["masks"]
    return places


def masked(reading: Reading, start: int, end: int) -> bool:
    """Whether a place of the text itself lies in one of them."""
    form = reading.plain
    return any(
        form.places[first] <= start and end <= form.ends[last - 1] for first, last in masks(reading)
    )
