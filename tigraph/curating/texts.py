"""The texts that were read, held against the citations that lean on them.

Texts are not part of tigraph: whoever has them gives their folder. Offsets count
Unicode code points of the decoded text, from 0, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tigraph.curating.faults import Citation, Fault, numbers, wrong_citations, wrong_file
from tigraph.errors import DataError
from tigraph.local import read_bytes
from tigraph.names import folded
from tigraph.rdf import Queryable, select

#: A sentence ends at . ! ? or … when a capital, a dash or a quotation mark follows, …
_BREAK = re.compile(
    r"(?<=[.!?…])[\s\u00a0\u202f]+(?=[«“\"(]?[\s\u00a0\u202f]*[^\W\d_a-zà-ÿ]|[«“\"(–-])"
)
#: … unless what stands before is an initial or the number of a list's item.
_NO_END = re.compile(r"(^|[\s.])[^\W_]\.$")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text: its place, the claims that cite it, why it was left out."""

    start: int
    end: int
    claims: tuple[str, ...] = ()
    left_out: str = ""


@dataclass
class Reading:
    """A text held against the graph."""

    text: str
    document: str
    name: str
    file: Path
    content: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def open(self) -> list[Sentence]:
        """The sentences that no claim cites and that are not left out for a reason."""
        return [s for s in self.sentences if not s.claims and not s.left_out]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the places (start, end) of the sentences of a text.

    Every line is a sentence or more: headings and items of lists count. Lines without
    a letter or a digit do not.

    >>> sentences("Un titre\\nDeux E.P.C.I. se joignent. Trois restent.")
    [(0, 8), (9, 35), (36, 50)]
    """
    places: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\r\n]+", text):
        start = line.start()
        for gap in _BREAK.finditer(text, line.start(), line.end()):
            if not _NO_END.search(text, start, gap.start()):
                places.append((start, gap.start()))
                start = gap.end()
        places.append((start, line.end()))
    return [(start, end) for start, end in places if re.search(r"\w", text[start:end])]


def read_against(
    store: Queryable,
    folder: Path,
    only: Collection[str] | None = None,
    leaving: Collection[str] = (),
) -> list[Reading]:
    """Return each text that the graph cites, held against its citations.

    `only` are the texts that are meant, by their IRIs, all but those of `leaving` unless given.
    Raises `DataError` where the folder is missing or has none of the texts. A single missing or
    changed text is a fault of its reading.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder: give the folder of the texts.")
    readings = [
        Reading(row["text"], row["document"], row["file"], folder / row["file"])
        for row in select(
            store,
            "SELECT ?text ?document ?file { ?text tig:textOf ?document ; tig:fileName ?file } "
            "ORDER BY ?file",
        )
        if (only is None or row["text"] in only) and row["text"] not in leaving
    ]
    if readings and not any(reading.file.is_file() for reading in readings):
        expected = ", ".join(reading.name for reading in readings)
        raise DataError(f"{folder} holds none of the texts that the graph cites: {expected}.")
    for reading in readings:
        _read(store, reading)
    return readings


def _read(store: Queryable, reading: Reading) -> None:
    """Fill in what a text holds, and what is wrong with the citations of it."""
    data = read_bytes(reading.file) if reading.file.is_file() else None
    if wrong := wrong_file(reading.text, reading.name, data, _recorded(store, reading.text)):
        reading.faults.append(wrong)
        return
    reading.content = (data or b"").decode()
    cited = _citations(store, reading.text)
    reading.faults += wrong_citations(reading.content, cited, _names(store))
    reading.faults += _misspelled(store, reading)
    left_out = _left_out(store, reading.text)
    for start, end in sentences(reading.content):
        claims = sorted(
            {
                claim
                for citation in cited.values()
                if any(s < end and e > start for s, e in citation.places)
                for claim in citation.claims
            }
        )
        reason = next((r for (s, e), r in left_out.items() if s < end and e > start), "")
        reading.sentences.append(Sentence(start, end, tuple(claims), "" if claims else reason))


def _recorded(store: Queryable, text: str) -> str:
    """The SHA-256 of the text that was read, as the graph has it."""
    rows = select(store, f"SELECT ?sha256 {{ <{text}> tig:sha256 ?sha256 }}")
    return next((row["sha256"] for row in rows), "")


def _citations(store: Queryable, text: str) -> dict[str, Citation]:
    """The places of each citation of a text, and the claims that lean on it."""
    found: dict[str, Citation] = {}
    for row in select(
        store,
        f"""SELECT ?claim ?citation ?start ?end {{
          ?citation oa:hasSource <{text}> ; oa:hasSelector ?span .
          ?claim tig:citation ?citation .
          ?span oa:start ?start ; oa:end ?end
        }} ORDER BY ?claim ?citation ?start""",
    ):
        citation = found.setdefault(row["citation"], Citation())
        place = (int(row["start"]), int(row["end"]))
        if place not in citation.places:
            citation.places.append(place)
        if row["claim"] not in citation.claims:
            citation.claims.append(row["claim"])
    return found


def _misspelled(store: Queryable, reading: Reading) -> Iterator[Fault]:
    """Yield the names said to stand in a text that do not stand at their places."""
    for row in select(
        store,
        f"""SELECT ?naming ?spelling ?start ?end {{
          ?naming oa:hasSource <{reading.text}> ; tig:spelling ?spelling ; oa:hasSelector ?span .
          ?span oa:start ?start ; oa:end ?end
        }} ORDER BY ?naming ?start""",
    ):
        start, end = int(row["start"]), int(row["end"])
        if reading.content[start:end] != row["spelling"]:
            yield Fault(
                row["naming"],
                f"{start}–{end} is not “{row['spelling']}” in the text.",
                "Correct the spelling or the offsets.",
            )


def _left_out(store: Queryable, text: str) -> dict[tuple[int, int], str]:
    """The reason for each place of a text that is left out."""
    rows = select(
        store,
        f"SELECT ?start ?end ?reason {{ <{text}> tig:leftOut ?span . "
        "?span oa:start ?start ; oa:end ?end ; tig:reason ?reason }",
    )
    return {(int(row["start"]), int(row["end"])): row["reason"] for row in rows}


def _names(store: Queryable) -> dict[str, tuple[set[str], set[str]]]:
    """Return, for each claim, the names of its ends as compared, and its numbers."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row in select(
        store,
        """SELECT ?claim ?name {
          ?claim tig:citation ?citation ;
            tig:subject|tig:object|org:member|org:organization|opengov:post
            |tig:about|tig:referencePopulation|tig:concerns ?end .
          ?end skos:prefLabel|skos:altLabel|skos:hiddenLabel|tig:spelling ?name }""",
    ):
        name = folded(row["name"])
        if name:
            found.setdefault(row["claim"], (set(), set()))[0].add(name)
    for row in select(
        store, "SELECT ?claim ?number { ?claim tig:value|tig:minimum|tig:maximum ?number }"
    ):
        found.setdefault(row["claim"], (set(), set()))[1].update(
            numbers(row["number"].replace(".", ","))
        )
    return found
