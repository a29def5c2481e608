"""A text that was read from a file, as a value, with what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from tigraph.local import Pair


@dataclass(frozen=True)
class Told:
    """Something that is known of a document, and on what it rests, in English and French.

    `span` is the place in the text that says it, `from_address` marks what its address shows, and
    `weak` what stands only where nothing else is known.
    """

    value: str
    by: Pair
    span: tuple[int, int] | None = None
    from_address: bool = False
    weak: bool = False


@dataclass(frozen=True)
class Read:
    """A text, and what was found of title, publisher, date (EDTF), address and language.

    `extension` is that of the kind of file, by its content, `extractor` what made the text, with
    its version, and `notes` what a person should know of how it was made.
    """

    text: str
    media_type: str
    extension: str
    extractor: str
    title: Told | None = None
    publisher: Told | None = None
    issued: Told | None = None
    address: Told | None = None
    language: Told | None = None
    notes: tuple[Pair, ...] = ()
