"""The texts that were read, held against the citations that lean on them.

Texts are not part of tigraph: whoever has them gives their folder. Offsets count
Unicode code points of the decoded text, from 0, end exclusive.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

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


@dataclass(frozen=True)
class Fault:
    """A citation that does not hold, and what to do about it."""

    where: str
    message: str
    remedy: str


@dataclass
class Reading:
    """A text held against the graph."""

    text: str
    document: str
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


def read_against(store: Queryable, folder: Path) -> list[Reading]:
    """Return each text that the graph cites, held against its citations.

    Raises `DataError` where the folder is missing or has none of the texts. A single
    missing or changed text is a fault of its reading.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder: give the folder of the texts.")
    readings = [
        Reading(row["text"], row["document"], folder / row["file"])
        for row in select(
            store,
            "SELECT ?text ?document ?file { ?text tig:textOf ?document ; tig:fileName ?file } "
            "ORDER BY ?file",
        )
    ]
    if readings and not any(reading.file.is_file() for reading in readings):
        expected = ", ".join(reading.file.name for reading in readings)
        raise DataError(f"{folder} holds none of the texts that the graph cites: {expected}.")
    for reading in readings:
        _read(store, reading)
    return readings


def _read(store: Queryable, reading: Reading) -> None:
    if not reading.file.is_file():
        reading.faults.append(
            Fault(reading.text, f"{reading.file.name} is missing.", "Put it into the folder.")
        )
        return
    data = read_bytes(reading.file)
    recorded = select(store, f"SELECT ?sha256 {{ <{reading.text}> tig:sha256 ?sha256 }}")
    expected = next((row["sha256"] for row in recorded), "")
    if hashlib.sha256(data).hexdigest() != expected:
        reading.faults.append(
            Fault(
                reading.text,
                f"{reading.file.name} is not the text that was read: its SHA-256 differs.",
                "Take the text with the recorded checksum, or read the new one again and "
                "record its checksum and offsets.",
            )
        )
        return
    reading.content = data.decode()
    spans: dict[str, list[tuple[int, int]]] = {}
    cited: dict[str, list[str]] = {}
    for row in select(
        store,
        f"""SELECT ?claim ?citation ?start ?end {{
          ?citation oa:hasSource <{reading.text}> ; oa:hasSelector ?span .
          ?claim tig:citation ?citation .
          ?span oa:start ?start ; oa:end ?end
        }} ORDER BY ?claim ?citation ?start""",
    ):
        citation, claim = row["citation"], row["claim"]
        place = (int(row["start"]), int(row["end"]))
        if place not in spans.setdefault(citation, []):
            spans[citation].append(place)
        if claim not in cited.setdefault(citation, []):
            cited[citation].append(claim)
    names = _names(store)
    for citation, places in spans.items():
        out = [p for p in places if not 0 <= p[0] < p[1] <= len(reading.content)]
        if out:
            reading.faults.append(
                Fault(
                    citation,
                    f"{out[0][0]}–{out[0][1]} is outside the text of {len(reading.content)}.",
                    "Correct the offsets.",
                )
            )
            continue
        words = " … ".join(reading.content[start:end] for start, end in places)
        for claim in cited[citation]:
            ends, values = names.get(claim, (set(), set()))
            if not _named(words, ends, values):
                reading.faults.append(
                    Fault(
                        citation,
                        f"the cited places name no end of {claim} and not its value.",
                        "Add the place that does, or the spelling of the text as an "
                        "alternative label.",
                    )
                )
    left_out = {
        (int(row["start"]), int(row["end"])): row["reason"]
        for row in select(
            store,
            f"SELECT ?start ?end ?reason {{ <{reading.text}> tig:leftOut ?span . "
            "?span oa:start ?start ; oa:end ?end ; tig:reason ?reason }",
        )
    }
    for start, end in sentences(reading.content):
        claims = sorted(
            {
                claim
                for citation, places in spans.items()
                if any(s < end and e > start for s, e in places)
                for claim in cited[citation]
            }
        )
        reason = next((r for (s, e), r in left_out.items() if s < end and e > start), "")
        reading.sentences.append(Sentence(start, end, tuple(claims), "" if claims else reason))


def _named(words: str, ends: set[str], values: set[str]) -> bool:
    """Whether the words hold a name of an end of the claim, or one of its numbers."""
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


def _names(store: Queryable) -> dict[str, tuple[set[str], set[str]]]:
    """Return, for each claim, the names of its ends as compared, and its numbers."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row in select(
        store,
        """SELECT ?claim ?name {
          ?claim tig:citation ?citation ;
            tig:subject|tig:object|org:member|org:organization|opengov:post
            |tig:about|tig:population|tig:concerns ?end .
          ?end skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name }""",
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
