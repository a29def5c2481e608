"""Which entity of the graph a mention means: decided by the matcher, or left with candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from tigraph.linking import Match, Matcher, Sought
from tigraph.names import folded
from tigraph.rdf import rows_of
from tigraph.reading.coreference import whole_names
from tigraph.reading.gazetteer import TYPES, gazetteer
from tigraph.reading.model import Candidate, Mention, Proposal
from tigraph.reading.patterns import fragments
from tigraph.reading.phrases import languages, phrases, rule_file
from tigraph.reading.places import known as sorts
from tigraph.reading.places import larger, nearby, outermost
from tigraph.reading.proposing import Reading

_MOST = 5
PLACE, PERSON = "place", "person"
_OF_AREA = "SELECT ?x ?area { ?x dcterms:spatial ?area }"


def linked(reading: Reading, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals, each mention of a named thing with its entity, or with candidates."""
    found = [*proposals]
    if reading.ground is None:
        return whole_names(reading, found)
    matcher = _matcher(reading)
    kinds = _kinds(matcher)
    met: dict[str, Mention] = {}
    for one in found:
        if isinstance(one, Mention) and one.type in kinds:
            met[one.id] = _matched(reading, one, matcher, kinds[one.type])
    known = {one.entity for one in met.values() if one.entity}
    for one in found:
        if isinstance(one, Mention) and one.type == PLACE:
            met[one.id] = _placed(reading, one, matcher, known)
            known |= {iri for iri in (met[one.id].entity,) if iri}
    around = larger(reading, matcher, known)
    for one in met.values():
        if one.type in kinds and not one.entity and _is_general(reading, one):
            met[one.id] = _of_area(reading, one, around)
    return whole_names(reading, [met.get(one.id, one) for one in found])


def _matched(reading: Reading, one: Mention, matcher: Matcher, kinds: str) -> Mention:
    text = " ".join(reading.text[one.start : one.end].split())
    kept: dict[tuple[str, str], Match] = reading.kept.setdefault("matches", {})
    if (match := kept.get((text, kinds))) is None:
        match = kept[text, kinds] = _match(reading, text, kinds, matcher)
    meant = _meant(reading, one, match)
    if meant and not _open(reading, one, meant[1]):
        return replace(one, entity=meant[0], candidates=())
    candidates = tuple(
        Candidate(each.iri, each.label, round(each.score, 3)) for each in match.candidates
    )
    return replace(one, entity=None, candidates=candidates or one.candidates)


def _match(reading: Reading, text: str, kinds: str, matcher: Matcher) -> Match:
    """Return what the matcher says of a name in a text of that day.

    People's offices are known in part only: that one has none at a date tells which of two is
    meant, and nothing where there is one alone.
    """
    context = {"date": reading.dated} if reading.dated else {}
    match = matcher.match(Sought(text, kinds, context), _MOST)
    if context and match.outcome == "review" and kinds == PERSON:
        without = matcher.match(Sought(text, kinds), _MOST)
        return without if without.outcome == "matched" else match
    return match


def _of_area(reading: Reading, one: Mention, around: Sequence[str]) -> Mention:
    """Return a general word as that of the one large area which the text names, if it has one."""
    if len(around) != 1:
        return one
    assert reading.ground is not None
    borne = gazetteer(reading).bearers.get(folded(reading.text[one.start : one.end]), ())
    own = {bearer.iri for bearer in borne if bearer.type == one.type}
    rows = rows_of(reading.ground.store, _OF_AREA, own, "x") if own else []
    meant = {row["x"] for row in rows if row["area"] in around}
    return replace(one, entity=meant.pop(), candidates=()) if len(meant) == 1 else one


def _placed(reading: Reading, one: Mention, matcher: Matcher, known: set[str]) -> Mention:
    """Return a mention of a place with its area: places are named by their very names."""
    borne = gazetteer(reading).bearers.get(folded(reading.text[one.start : one.end]), ())
    own = {bearer.iri: bearer.written for bearer in borne if bearer.type == PLACE}
    meant = [*own]
    if len(meant) > 1:
        great, small = sorts(reading, matcher, own)
        meant = great if phrases(reading.language).article(reading.text, one.start) else small
        meant = outermost(reading, meant or great or small)
        if len(meant) > 1:
            meant = nearby(reading, meant, known)
    if len(meant) == 1:
        return replace(one, entity=meant[0], candidates=())
    share = round(1 / max(len(own), 1), 3)
    listed = (Candidate(iri, written, share) for iri, written in [*own.items()][:_MOST])
    return replace(one, entity=None, candidates=tuple(listed))


def _matcher(reading: Reading) -> Matcher:
    assert reading.ground is not None
    if "matcher" not in reading.kept:
        reading.kept["matcher"] = Matcher.of(reading.ground)
    found: Matcher = reading.kept["matcher"]
    return found


def _kinds(matcher: Matcher) -> dict[str, str]:
    """Return the keys of the matcher's kinds, with commas, by type of mention."""
    found: dict[str, list[str]] = {}
    for kind in matcher.habits.kinds.values():
        types = {TYPES[one] for one in kind.classes if one in TYPES}
        for type in types - {PLACE}:
            found.setdefault(type, []).append(kind.key)
    return {type: ",".join(keys) for type, keys in found.items()}


def _meant(reading: Reading, one: Mention, match: Match) -> tuple[str, str] | None:
    """Return the entity that is meant, and its name: as matched, or the only one of that name."""
    if match.outcome == "matched" and match.best:
        return match.best.iri, match.best.label
    text = folded(reading.text[one.start : one.end])
    borne = gazetteer(reading).bearers.get(text, ())
    own = {bearer.iri: bearer.written for bearer in borne if bearer.type == one.type}
    if len(own) == 1 and one.type != PERSON:
        iri, written = next(iter(own.items()))
        if match.best is None or match.best.iri == iri:
            return iri, written
    return None


def _open(reading: Reading, one: Mention, label: str) -> bool:
    """Whether a name is a general word, which each text uses of its own: “the Region”."""
    text = reading.text[one.start : one.end]
    return folded(text) != folded(label) and _is_general(reading, one)


def _is_general(reading: Reading, one: Mention) -> bool:
    generic = _generic(reading.language)
    return bool(generic and generic.fullmatch(reading.text[one.start : one.end]))


@cache
def _generic(language: str) -> re.Pattern[str] | None:
    if language not in languages() or "generic" not in rule_file(language):
        return None
    words = fragments(language).whole(rule_file(language)["generic"])
    return re.compile(rf"(?:(?:{words})(?![\w])|[\s'’-])+", re.IGNORECASE)
