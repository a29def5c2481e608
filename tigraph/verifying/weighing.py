"""A statement of a draft held against claims: which bear it, else which part is not so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, product
from typing import TypeVar

from tigraph.claims import Figure as Counted
from tigraph.claims import Relation
from tigraph.rdf.vocabulary import local_name
from tigraph.reading import Date
from tigraph.verifying.facts import Facts
from tigraph.verifying.labels import POST, Name
from tigraph.verifying.model import Differing
from tigraph.verifying.parsing import NOUN, PARTICIPLE, Pieces
from tigraph.verifying.stating import Statement
from tigraph.verifying.words import Said, Words, languages, stem, words_of

#: In which modalities a claim may be for a sentence of one.
_AS_TOLD = {
    "stated": {"stated", "reported", "prescribed", "judged"},
    "planned": {"planned", "prescribed"},
    "prescribed": {"prescribed"},
    "reported": {"reported"},
}
#: What is so when a source tells it, though the source says no time.
_LASTING = frozenset(
    ("holds-post", "member", "has-status", "located-in", "steers", "governs", "supports", "part-of",
     "cooperates-with", "acts-at", "has-legal-form")
)  # fmt: skip
#: What is of the time of what it is told of: a document's, an event's, a stage's.
_OF_ITS_ENDS = frozenset(
    ("published", "author-of", "takes-part-in", "organised", "marks", "aims-at", "concerns",
     "phase-of", "has-function", "located-in", "meets-in", "speaks-in")
)  # fmt: skip
#: What goes on from its date.
_BEGINNINGS = frozenset(("launched", "labelled", "continued-as"))
#: What is a plan by itself, or of no time: what is done of it is told by other claims.
_PLANS = frozenset(
    ("aims-at", "subset-of", "pertains-to", "about", "has-subtheme", "kept-for", "phase-of")
)
_Claim = TypeVar("_Claim", Relation, Counted)
_SYMMETRIC = frozenset(("cooperates-with",))
#: So many small words stand between a share and its whole: "48 % of all the".
_RIGHT = 3
#: And so many between a number and what it counts.
_NEXT = 1
#: So many claims are shown of what sources say instead.
_MOST = 5


@dataclass
class Weighed:
    """What was found of a statement: what bears it, what differs, what words that explains."""

    claims: list[str] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)
    explained: set[str] = field(default_factory=set)
    used: set[Name] = field(default_factory=set)
    #: Of each name, what those claims mean by it.
    meant: dict[Name, set[str]] = field(default_factory=dict)
    unsure: bool = False


def weighed(
    one: Statement, pieces: Pieces, text: str, words: Words, facts: Facts,
    beside: Sequence[str] = (),
) -> Weighed:  # fmt: skip
    """Return what claims say of a statement; `beside` are those that bear others of its sentence.

    A figure may be of what a source tells in the same place as those.
    """
    found = Weighed()
    if one.figure is not None:
        _weigh_figure(one, pieces, words, facts, found, text, beside)
        return found
    found.used = set(one.names)
    pairs = [*_pairs(one)]
    if not pairs:
        found.unsure = True
    for left, right in pairs:
        _weigh_pair(one, left, right, facts, found, text, pieces)
    return found


def _pairs(one: Statement) -> Iterator[tuple[Name | None, Name | None]]:
    symmetric = any(said.relation in _SYMMETRIC for said in one.says)
    if one.left and one.right:
        yield from product(one.left, one.right)
    elif symmetric and len(one.left) > 1:
        yield from combinations(one.left, 2)
    elif not one.left and one.right:
        yield from ((None, right) for right in one.right)


def _weigh_pair(
    one: Statement, left: Name | None, right: Name | None, facts: Facts, found: Weighed,
    text: str, pieces: Pieces,
) -> None:  # fmt: skip
    assert right is not None
    if left and one.tie and one.tie.form == PARTICIPLE:
        left = with_bodies(left, facts)
    among = facts.ties(left.entities, right.entities) if left else facts.of(right.entities)
    tied = [claim for claim in among if _says(one, claim, left, right, facts)]
    told = _words_of(pieces, text, left, right)
    if not tied:
        other = [claim for claim in among if left and claim.relation]
        same = [*_instead(one, left, right, facts)]
        offices = [claim for claim in other if local_name(claim.relation) == "holds-post"]
        part = "office" if offices and _is_office(one) else "relation" if other else "ends"
        claims = [claim.iri for claim in (*(offices or other), *same)]
        found.differing.append(Differing(part, told, (*dict.fromkeys(claims),)[:_MOST]))
        return
    same = _weigh_claims(one, tied, facts, found, text, pieces)
    for name in (left, right):
        if name is not None:
            ends = {end for claim in same for end in (claim.subject, claim.object, claim.post)}
            found.meant[name] = found.meant.get(name, set()) | (ends & name.entities)
    for claim in tied:
        found.explained |= facts.words(
            claim.subject, claim.object, claim.post, claim.role, claim.relation
        )


def two_meant(answers: Sequence[Weighed], facts: Facts) -> Name | None:
    """Return a name by which claims that bear a sentence mean different things, if there is one.

    What a source says of two in one place, it says of one thing.
    """
    for one, other in combinations(answers, 2):
        for name in one.meant.keys() & other.meant.keys():
            ends, others = one.meant[name], other.meant[name]
            if (
                ends
                and others
                and not ends & others
                and not facts.is_beside(one.claims, other.claims)
            ):
                return name
    return None


def with_bodies(name: Name, facts: Facts) -> Name:
    """Return the name of a post as one of its body, too: "dirigeante de X, située à"."""
    posts = {one for one in name.entities if POST in facts.labels.kinds[one]}
    bodies = {claim.object for claim in facts.of(posts) if claim.post in posts}
    return name._replace(entities=name.entities | bodies)


def _weigh_claims(
    one: Statement, tied: Sequence[_Claim], facts: Facts, found: Weighed, text: str,
    pieces: Pieces,
) -> list[_Claim]:  # fmt: skip
    """Keep of claims that say a statement those that do so at its dates, and as surely."""
    listed = tuple(claim.iri for claim in tied)
    dated = [claim for claim in tied if _is_dated(one, claim, facts)]
    if not dated:
        told = ", ".join(_told(pieces, text, date) for date in one.dates)
        found.differing.append(Differing("date", told, listed[:_MOST]))
        return []
    wanted = _AS_TOLD.get(one.modality, {one.modality})
    same = [
        claim
        for claim in dated
        if not one.modality or _is_plan(claim) or facts.modalities(claim.iri) & wanted
    ]
    if not same:
        found.differing.append(Differing("modality", one.modality, listed[:_MOST]))
        return []
    claims = [claim.iri for claim in same]
    if one.negated:
        found.differing.append(Differing("negation", "", tuple(claims)[:_MOST]))
        return []
    found.claims += claims
    return same


def _is_plan(claim: Relation | Counted) -> bool:
    return isinstance(claim, Relation) and local_name(claim.relation) in _PLANS


def _says(one: Statement, claim: Relation, left: Name | None, right: Name, facts: Facts) -> bool:
    """Whether a claim is what the words of a statement say of two names."""
    relation = local_name(claim.relation)
    for said in one.says:
        if said.relation != relation or not _has_office(said, claim, facts, one):
            continue
        first, second = (right, left) if said.turned else (left, right)
        if _is_end(claim, first, second):
            return True
        noun = one.tie is not None and one.tie.form == NOUN and relation == "holds-post"
        if (relation in _SYMMETRIC or noun) and _is_end(claim, second, first):
            return True
    return False


def _is_end(claim: Relation, first: Name | None, second: Name | None) -> bool:
    subject = first is None or claim.subject in first.entities
    others = {claim.object, claim.post} - {""}
    return subject and (second is None or bool(others & second.entities))


def _is_office(one: Statement) -> bool:
    return any(said.office for said in one.says) or bool(one.tie and one.tie.post)


def _has_office(said: Said, claim: Relation, facts: Facts, one: Statement) -> bool:
    """Whether a claim is of the office that is told."""
    if not said.office:
        if said.relation == "holds-post":
            named = {entity for name in one.right for entity in name.entities}
            return claim.post in named
        return True
    wanted = frozenset().union(
        *(words_of(one).offices.get(said.office, frozenset()) for one in languages())
    )
    held = claim.post or claim.role
    return bool(held) and bool(wanted & (facts.labels.whole[held] or facts.words(held)))


def _instead(one: Statement, left: Name | None, right: Name, facts: Facts) -> Iterator[Relation]:
    """Yield claims that say the same of one of two names, and of another than the other."""
    for name in (right, left):
        for claim in facts.of(name.entities) if name else ():
            relation = local_name(claim.relation)
            if any(
                said.relation == relation
                and (
                    not said.office
                    or (name is left and relation == "holds-post")
                    or _has_office(said, claim, facts, one)
                )
                for said in one.says
            ):
                yield claim


def _is_dated(one: Statement, claim: Relation | Counted, facts: Facts) -> bool:
    attested = [item.attests for item in facts.evidence(claim.iri)]
    if not isinstance(claim, Relation):
        return all(is_then(date, claim.valid.edtf, attested) for date in one.dates)
    relation = local_name(claim.relation)
    if relation not in _LASTING:  # what happens does not happen when it is told
        attested = []
    own = {date for end in (claim.subject, claim.object) for date in facts.own_dates(end)}
    own = own if not claim.valid.edtf and relation in _OF_ITS_ENDS else set()
    begun = f"{claim.valid.edtf}/.." if relation in _BEGINNINGS and claim.valid.edtf else ""
    return all(
        is_then(date, claim.valid.edtf, attested)
        or (date.bound == "since" and is_then(date, begun))
        or any(is_then(date, then) for then in own)
        for date in one.dates
    )


def is_then(date: Date, valid: str, attested: Iterable[str] = ()) -> bool:
    """Return whether a date of a draft is what a claim says: the same, or less precise.

    `valid` is the claim's time in EDTF; where there is none, a source attests it at its date.

    >>> is_then(Date(0, 1, "2018"), "2018-11-22"), is_then(Date(0, 1, "2018-11-22"), "2018")
    (True, False)
    """
    if date.worked_out:
        return False
    begin, slash, end = valid.partition("/")
    if date.bound in ("until", "by"):
        return bool(slash) and _covers(date.edtf, end)
    if date.bound == "since":
        return bool(slash) and _covers(date.edtf, begin)
    if valid:
        return date.edtf == valid or _covers(date.edtf, begin)
    return any(_covers(date.edtf, one) for one in attested)


def _covers(wide: str, narrow: str) -> bool:
    return narrow == wide or narrow.startswith(f"{wide}-")


def _weigh_figure(
    one: Statement, pieces: Pieces, words: Words, facts: Facts, found: Weighed, text: str,
    beside: Sequence[str],
) -> None:  # fmt: skip
    figure = one.figure
    assert figure is not None
    stems = [words.stems(token.text) for token in pieces.found]
    every = frozenset().union(*stems) | frozenset(
        part for token in pieces.found for part in _parts(token.text)
    )
    named = {entity for name in pieces.names for entity in name.entities}
    about = named | facts.labels.loose(every)
    known = [claim for claim in facts.figures(about) if _has_population(claim, named, every, facts)]
    known += facts.figures_beside(beside)
    known = [claim for claim in known if _is_counted(one, claim, pieces, words, facts)]
    known = [claim for claim in known if _is_unit(one, claim, pieces, words, facts)]
    same = [claim for claim in known if _is_number(one, claim)]
    told = text[pieces.found[figure.start].start : pieces.found[figure.end - 1].end]
    if not same:
        near = [claim.iri for claim in known if claim.about in named][:_MOST]
        found.differing.append(Differing("number", told, tuple(near)))
        return
    best = _nearest(same, pieces, words, facts)
    kept = _weigh_claims(one, best, facts, found, text, pieces)
    behind = [name for name in pieces.names if 0 <= name.start - figure.end <= _NEXT][:1]
    for name in behind:  # what is counted is of what the claim is about, and nothing else
        found.meant[name] = {end for claim in kept for end in (claim.about, claim.population)}
    for name in pieces.names:
        if (
            ends := {end for claim in kept for end in (claim.about, claim.population)}
            & name.entities
        ):
            found.meant[name] = ends
    for claim in best:
        own = facts.words(claim.about, claim.population, claim.measure, claim.unit)
        found.explained |= own
        for name in pieces.names:
            if _is_told(name, claim, own, pieces, words, facts):
                found.used.add(name)


def _is_counted(one: Statement, claim: Counted, pieces: Pieces, words: Words, facts: Facts) -> bool:
    """Whether what is named right behind a number is what a claim counts, or a share's whole."""
    figure = one.figure
    assert figure is not None
    share = figure.unit == "percent"
    near = _RIGHT if share else _NEXT
    behind = [name for name in pieces.names if 0 <= name.start - figure.end <= near]
    if not behind or (share and not claim.population):
        return True
    own = facts.words(claim.population)
    ends = {claim.population}
    if not share:
        own |= facts.words(claim.about, claim.measure, claim.unit)
        ends.add(claim.about)
    return bool(ends & behind[0].entities) or _is_within(behind[0], own, pieces, words)


def _nearest(same: Sequence[Counted], pieces: Pieces, words: Words, facts: Facts) -> list[Counted]:
    """Return of figures those that explain most names of a sentence."""

    def explained(claim: Counted) -> int:
        own = facts.words(claim.about, claim.population, claim.measure, claim.unit)
        return sum(_is_told(name, claim, own, pieces, words, facts) for name in pieces.names)

    most = max(map(explained, same))
    return [claim for claim in same if explained(claim) == most]


#: Relations by which a figure of something is one of another: of where it is, or what it is of.
_OF = frozenset(("located-in", "instrument-of", "phase-of", "pertains-to"))


def _is_told(
    name: Name, claim: Counted, own: frozenset[str], pieces: Pieces, words: Words, facts: Facts
) -> bool:
    """Whether a name in a sentence is of what a figure is told."""
    ends = {claim.about, claim.population} - {""}
    if name.entities & ends or _is_within(name, own, pieces, words):
        return True
    return any(local_name(tie.relation) in _OF for tie in facts.ties(ends, name.entities))


def _is_within(name: Name, own: frozenset[str], pieces: Pieces, words: Words) -> bool:
    """Whether all words of a name are among those of a claim's labels."""
    for token in pieces.found[name.start : name.end]:
        kinds = frozenset().union(*words.kinds.values())
        small = token.key in words.free or token.is_sign or stem(token.text) in kinds
        if not (small or words.stems(token.text) & own or _parts(token.text) <= own):
            return False
    return True


def _parts(text: str) -> frozenset[str]:
    return frozenset(stem(one) for one in text.replace("’", "-").split("-") if one)


def _has_population(claim: Counted, named: set[str], every: frozenset[str], facts: Facts) -> bool:
    """Whether a sentence names of what whole a figure is, where that is not told by its part."""
    whole = claim.population
    if not whole or whole in named:
        return True
    if not local_name(claim.measure).startswith("share") and (claim.about, whole) in facts.parts:
        return True
    needed = facts.words(whole) - facts.words(claim.measure)
    return whole in facts.labels.loose(every) or not needed


def _is_unit(one: Statement, claim: Counted, pieces: Pieces, words: Words, facts: Facts) -> bool:
    """Whether what is counted is what a claim counts."""
    figure, unit = one.figure, local_name(claim.unit)
    assert figure is not None
    if "percent" in (figure.unit, unit):
        return figure.unit == unit
    if figure.unit == unit or (figure.unit == "euro" and unit.startswith("euro")):
        return True
    own = facts.words(claim.about, claim.population, claim.measure, claim.unit)
    nouns = [
        token
        for token in pieces.found[figure.start : figure.end + 3]
        if token.text.isalpha() and token.key not in words.free and not token.is_number
    ]
    return bool(nouns) and any(words.stems(token.text) & own for token in nouns)


def _is_number(one: Statement, claim: Counted) -> bool:
    figure = one.figure
    assert figure is not None
    told = tuple(figure.__getattribute__(name) for name in ("value", "minimum", "maximum"))
    known = tuple(
        None if number is None else Decimal(str(number))
        for number in (claim.value, claim.minimum, claim.maximum)
    )
    qualifier = "exact" if figure.qualifier in ("", "between") else figure.qualifier
    same = qualifier == local_name(claim.qualifier) or (
        qualifier == "about" and local_name(claim.qualifier) == "exact"
    )
    return told == known and same


def _words_of(pieces: Pieces, text: str, *names: Name | None) -> str:
    own = [
        text[pieces.found[name.start].start : pieces.found[name.end - 1].end]
        for name in names
        if name
    ]
    return " – ".join(own)


def _told(pieces: Pieces, text: str, date: Date) -> str:
    return text[pieces.found[date.start].start : pieces.found[date.end - 1].end]
