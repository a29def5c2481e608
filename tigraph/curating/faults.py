"""What is wrong with a text and the citations that lean on it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tigraph.names import folded


@dataclass(frozen=True)
class Fault:
    """A citation that does not hold, and what to do about it."""

    where: str
    message: str
    remedy: str


@dataclass
class Citation:
    """The places (start, end) of a text that are cited together, and for which claims."""

    places: list[tuple[int, int]] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)


def wrong_file(text: str, name: str, data: bytes | None, sha256: str) -> Fault | None:
    """Return what is wrong with the file of a text: it is missing, or another was read."""
    if data is None:
        return Fault(text, f"{name} is missing.", "Put it into the folder.")
    if hashlib.sha256(data).hexdigest() != sha256:
        return Fault(
            text,
            f"{name} is not the text that was read: its SHA-256 differs.",
            "Take the text with the recorded checksum, or read the new one again and "
            "record its checksum and offsets.",
        )
    return None


def wrong_citations(
    content: str,
    citations: Mapping[str, Citation],
    names: Mapping[str, tuple[set[str], set[str]]],
) -> Iterator[Fault]:
    """Yield what is wrong with citations: places outside the text, or that name no end.

    `names` gives for each claim the names of its ends, folded, and its numbers.
    """
    for iri, citation in citations.items():
        out = [p for p in citation.places if not 0 <= p[0] < p[1] <= len(content)]
        if out:
            yield Fault(
                iri,
                f"{out[0][0]}–{out[0][1]} is outside the text of {len(content)}.",
                "Correct the offsets.",
            )
            continue
        words = " … ".join(content[start:end] for start, end in citation.places)
        for claim in citation.claims:
            if not names_an_end(words, *names.get(claim, (set(), set()))):
                yield Fault(
                    iri,
                    f"the cited places name no end of {claim} and not its value.",
                    "Add the place that does, or the spelling of the text as an alternative label.",
                )


def names_an_end(words: str, ends: set[str], values: set[str]) -> bool:
    """Whether words hold a name of an end of a claim, folded, or one of its numbers.

    >>> names_an_end("Elle compte 1 250 élèves", {"école de chimie"}, {"1250"})
    True
    """
    text = f" {folded(words)} "
    if any(f" {name} " in text for name in ends):
        return True
    return bool(values & set(numbers(words)))


def numbers(words: str) -> Iterator[str]:
    """Yield the numbers that words state in digits, multiplied out, without trailing zeros.

    >>> list(numbers("1,3 milliard d’euros, 300 000 habitants, 12,5 %, 500 M€"))
    ['1300000000', '300000', '12.5', '500000000']
    """
    pattern = (
        r"(\d{1,3}(?:[\s\u00a0\u202f.]\d{3})+(?!\d)|\d+)(?:[.,](\d+))?"
        r"(?:[\s\u00a0\u202f]*(mill?iards?|billions?|millions?|M(?=€|\b)))?"
    )
    scale = {"millia": 10**9, "miliar": 10**9, "billio": 10**9, "millio": 10**6, "M": 10**6}
    for match in re.finditer(pattern, words):
        whole = re.sub(r"\D", "", match[1])
        factor = scale[match[3][:6]] if match[3] else 1
        value = (int(whole + (match[2] or "")) * factor) / 10 ** len(match[2] or "")
        yield f"{value:.6f}".rstrip("0").rstrip(".")
