"""What RDF from outside may not hold, for it would end the engine or never end in it.

Measured with pyoxigraph 0.5.13: nested entities of 722 bytes of RDF/XML reach gigabytes, triple
terms in triple terms overflow the stack, elements in elements take time by their square, and
the canonical names of nodes that differ by nothing near them (RDFC-1.0) do not end.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.errors import DataError, LimitError
from tigraph.limits import allowing

if TYPE_CHECKING:
    from tigraph.limits import Give

#: Deepest nesting of elements in RDF/XML, and of triple terms elsewhere.
DEEPEST = 500
#: So many triples with nodes without a name are given names here; more, in a process of its
#: own that is ended after so many seconds, and one for so many triples more. The worst that
#: 40 can say takes half a second.
FEW, SECONDS, TRIPLES = 40, 20, 20_000
#: No more comes out of a packed file.
LARGEST = 4 * 2**30
#: Entities may stand for so many times the size of a file, and for so much freely.
_TIMES, _FREELY = 10, 2**23
_TOO_MUCH = "its entities stand for far more than the file holds: not read"
_XML = ox.RdfFormat.RDF_XML


def unpacked(content: bytes) -> bytes:
    """Return what gzip packed; raises `ValueError` where it is not whole, or far too much."""
    import gzip
    import io
    import zlib

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            found = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"not packed by gzip, or cut short ({error}). Fetch it again.") from None
    if len(found) > LARGEST:
        raise ValueError(f"more than {LARGEST // 2**30} GiB come out of it: unpack it yourself.")
    return found


def check_content(data: bytes, form: ox.RdfFormat) -> None:
    """Raise `SyntaxError` for RDF that is not to be handed to the engine.

    >>> check_content(b"<< " * 1000, ox.RdfFormat.TURTLE)
    Traceback (most recent call last):
        ...
    SyntaxError: triple terms nested deeper than 500: not read
    """
    if form == _XML:
        _check_xml(data)
    elif form != ox.RdfFormat.JSON_LD and data.count(b"<<") > DEEPEST:
        _check_terms(data)


def _check_terms(data: bytes) -> None:
    import re

    # What may hold << without opening a triple term, and what opens and closes one.
    terms = re.compile(
        rb'"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*+\'\'\''
        rb'|"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\'|#[^\n]*+|(<<)|(>>)|<[^<>\s]*+>',
        re.DOTALL,
    )
    depth = 0
    for found in terms.finditer(data):
        depth = max(0, depth + bool(found[1]) - bool(found[2]))
        if depth > DEEPEST:
            raise SyntaxError(f"triple terms nested deeper than {DEEPEST}: not read")


def _check_xml(data: bytes) -> None:
    from xml.parsers import expat

    depth, length, most = 0, 0, _TIMES * len(data) + _FREELY

    def held(text: str) -> None:
        nonlocal length
        length += len(text)
        if length > most:
            raise SyntaxError(_TOO_MUCH)

    def begin(_: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise SyntaxError(f"elements nested deeper than {DEEPEST}: not read")
        held("".join(attributes.values()))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = held
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        found = SyntaxError(_TOO_MUCH if "amplification" in reason else f"not XML: {reason}")
        found.lineno = error.lineno
        raise found from None
    except LookupError as error:
        raise SyntaxError(f"not XML: {error}") from None


def canonical(nameless: ox.Dataset) -> ox.Dataset:
    """Return quads with names for nodes without one that follow from what is said of them.

    Raises `DataError` where that cannot be told in time: nodes that differ by nothing near
    them are tried in every order.
    """
    if len(nameless) <= FEW:
        nameless.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return nameless
    from tigraph.limits import shared_pool

    told = ox.serialize(nameless, format=ox.RdfFormat.N_QUADS) or b""
    seconds = SECONDS + len(nameless) // TRIPLES
    allowed = replace(allowing(), seconds=float(seconds))
    try:
        _, named = shared_pool().call(names_of, told, allowed=allowed)
    except LimitError:
        raise DataError(
            f"{len(nameless):,} triples have nodes without a name that cannot be told apart in "
            f"{seconds} seconds: give these nodes IRIs."
        ) from None
    return ox.Dataset(ox.parse(input=named, format=ox.RdfFormat.N_QUADS))


def names_of(give: Give, quads: bytes) -> None:
    """Hand over N-Quads with names for nodes without one, in a process of its own."""
    told = ox.Dataset(ox.parse(input=quads, format=ox.RdfFormat.N_QUADS))
    told.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    give(ox.serialize(told, format=ox.RdfFormat.N_QUADS) or b"")
