"""Claims as values: what is said, of whom, in what time, on which evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """One citation of a claim.

    `spans` are (start, end) in code points of the document's text; `record` is the key
    of a registry's row; both are empty for what a catalogue says of a document.
    """

    citation: str
    document: str
    title: str
    date: str
    url: str
    publisher: str
    spans: tuple[tuple[int, int], ...]
    record: str
    speaker: str
    modality: str
    attests: str
    taken_from: str

    @property
    def place(self) -> str:
        """Where it stands, in words: offsets, a record, or "catalogue"."""
        if self.spans:
            return ", ".join(f"{start}–{end}" for start, end in self.spans)
        return f"record {self.record}" if self.record else "catalogue"


@dataclass(frozen=True)
class Valid:
    """The time for which a claim holds: as authored (EDTF), and its four bounds or None.

    `ends` are the first and the last day on which the ends of a relation may all exist.
    """

    edtf: str
    bounds: tuple[str | None, str | None, str | None, str | None]
    ends: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True)
class Relation:
    """A relation claim. `post`, `role` and `on_behalf_of` are IRIs or ""."""

    iri: str
    relation: str
    subject: str
    object: str
    basis: str
    role: str
    post: str
    on_behalf_of: str
    valid: Valid


@dataclass(frozen=True)
class Figure:
    """A figure claim; numbers are as authored, None where there is none."""

    iri: str
    about: str
    measure: str
    population: str
    value: int | float | None
    minimum: int | float | None
    maximum: int | float | None
    qualifier: str
    unit: str
    valid: Valid

    @property
    def count(self) -> int | float:
        """The number with which what is counted agrees: the value, else the last that is told."""
        told = (self.minimum, self.maximum, self.value)
        return next((number for number in reversed(told) if number is not None), 0)


@dataclass(frozen=True)
class Opinion:
    """An opinion claim, with our own paraphrase by language."""

    iri: str
    about: tuple[str, ...]
    concerns: tuple[str, ...]
    stance: str
    paraphrase: dict[str, str]
