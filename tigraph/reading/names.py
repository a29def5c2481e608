"""The proposer of names: what the graph knows, found where it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tigraph.names import folded
from tigraph.reading.gazetteer import Bearer, Hit, gazetteer
from tigraph.reading.masks import masked
from tigraph.reading.merging import in_the_way
from tigraph.reading.model import Candidate, Mention, Proposal
from tigraph.reading.phrases import Phrases, phrases
from tigraph.reading.proposing import Reading

#: Of which type something is that bears a name with others: the first of these.
_FIRST = ("person", "intercommunality", "body", "place", "territory", "organisation")
_SURE, _FRAMED, _ALONE = 0.95, 0.85, 0.6
_MOST = 5
#: Joined by these to other words, a name is a part of another one.
_HYPHENS = "-‐‑"
_GAP = re.compile(r"[.;:!?\n\r]")
_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,2}\.(?=\S|\s|$)")
_WORD = re.compile(r"[^\W\d_]+")


class NamesProposer:
    """Proposes names of the graph, and of a workspace's files that are read beside it."""

    name = "names"
    order = 10

    def propose(self, reading: Reading, _earlier: Sequence[Proposal]) -> Iterator[Mention]:
        """Yield the names of actors and places that stand in a text."""
        if reading.ground is None:
            return
        known = gazetteer(reading)
        frames = phrases(reading.language)
        hits = [hit for hit in known.hits(reading.folded) if _is_name(reading, hit, frames)]
        taken: list[Mention] = []
        for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
            one = _mention(reading, hit, frames)
            if not any(in_the_way(other, one) for other in taken):
                taken.append(one)
                yield one


def _mention(reading: Reading, hit: Hit, frames: Phrases) -> Mention:
    type, framed = _type(reading, hit, frames)
    own = {one.iri: one for one in hit.bearers if one.type == type}
    several = " " in hit.name
    confidence = _SURE if several else _FRAMED if framed else _ALONE
    listed = tuple(
        Candidate(iri, one.written, round(1 / len(own), 3)) for iri, one in [*own.items()][:_MOST]
    )
    dotted = any(one.written.endswith(".") for one in own.values())
    end = hit.end + (dotted and reading.text[hit.end : hit.end + 1] == ".")
    return reading.mention((hit.start, end), type, "names", confidence, hit.name, candidates=listed)


def _type(reading: Reading, hit: Hit, frames: Phrases) -> tuple[str, bool]:
    """Return what is meant by a name that several bear, and whether the words before it say so."""
    types = {one.type for one in hit.bearers}
    told = frames.before(reading.text, hit.start)
    if told not in types and len(types) > 1 and not _own_form(reading, hit, frames):
        told = frames.headed(reading.text, hit.start) or told
    if told in types:
        return told, True
    return next(type for type in _FIRST if type in types), bool(told)


def _own_form(reading: Reading, hit: Hit, frames: Phrases) -> bool:
    """Whether a name begins with words that say of what type it is."""
    words = [hit.start + word.start() for word in _WORD.finditer(reading.text[hit.start : hit.end])]
    return any(frames.before(reading.text[hit.start :], at - hit.start) for at in words[1:])


def _is_name(reading: Reading, hit: Hit, frames: Phrases) -> bool:
    """Whether what is spelled like a name stands there as one."""
    written = reading.text[hit.start : hit.end]
    joined = reading.text[max(0, hit.start - 1) : hit.start] + reading.text[hit.end : hit.end + 1]
    if any(sign in _HYPHENS for sign in joined):
        return False
    if _apart(written, hit.bearers) or frames.never(reading.text, hit.start):
        return False
    if not any(_cased(written, one.written) for one in hit.bearers):
        return False
    if " " in hit.name or frames.is_acronym(written):
        return True
    if frames.is_common(hit.name) or masked(reading, hit.start, hit.end):
        return False
    if frames.before(reading.text, hit.start):
        return not frames.goes_on(reading.text, hit.end)
    if all(one.type != "place" for one in hit.bearers):
        return not reading.begins(hit.start) or _again(reading, hit, written)
    return frames.enumerated(reading.text, hit.start)


def _apart(written: str, bearers: tuple[Bearer, ...]) -> bool:
    """Whether what stands between the words of a name is the end of a sentence, or a comma."""
    between = _ABBREVIATED.sub(" ", written)
    if _GAP.search(between):
        return True
    return "," in written and not any("," in one.written for one in bearers)


def _cased(written: str, name: str) -> bool:
    """Whether a text has capitals about where a name has them."""
    own: list[str] = _WORD.findall(name)
    other: list[str] = _WORD.findall(written)
    if written.isupper() and len(folded(written)) > 1:
        return True
    if name.isupper() and len(own) == 1:
        return written == name
    capitals = [place for place, word in enumerate(own) if word[0].isupper()]
    if not capitals:
        return len(own) > 1 or written == name
    if len(own) != len(other):
        return other[-1][:1].isupper() or other[0][:1].isupper()
    borne = sum(other[place][0].isupper() for place in capitals)
    last = other[capitals[-1]][0].isupper()
    return borne * 2 >= len(capitals) and (last or len(capitals) > 2)


def _again(reading: Reading, hit: Hit, written: str) -> bool:
    """Whether what stands at the beginning of a sentence has its capital elsewhere, too."""
    pattern = re.compile(rf"(?<=[\w,][ \u00a0]){re.escape(written)}\b")
    return any(found.start() != hit.start for found in pattern.finditer(reading.text))
