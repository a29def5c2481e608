"""A figure of a draft held against the figures that sources tell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tigraph.claims import Figure as Counted
from tigraph.rdf.vocabulary import local_name
from tigraph.verifying.facts import Facts
from tigraph.verifying.holding import MOST, Weighed, keep
from tigraph.verifying.labels import Name
from tigraph.verifying.model import Differing
from tigraph.verifying.parsing import Pieces
from tigraph.verifying.stating import Statement
from tigraph.verifying.words import Words, stem

#: So many small words stand between a share and its whole: "48 % of all the".
_RIGHT = 3
#: And so many between a number and what it counts.
_NEXT = 1


def weigh_figure(
    one: Statement, pieces: Pieces, words: Words, facts: Facts, found: Weighed, text: str,
    beside: Sequence[str],
) -> None:  # fmt: skip
    """Put into `found` what claims say of the figure of a statement.

    It may be of what a source tells in the same place as the claims `beside`.
    """
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
        near = [claim.iri for claim in known if claim.about in named][:MOST]
        found.differing.append(Differing("number", told, tuple(near)))
        return
    best = _nearest(same, pieces, words, facts)
    kept = keep(one, best, facts, found, text, pieces)
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
    if not local_name(claim.measure).startswith("share") and (
        (claim.about, whole) in facts.parts
        or any(local_name(tie.relation) in _OF for tie in facts.ties({whole}, {claim.about}))
    ):
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
    if figure.unit == "euro":
        return False
    # of what it is told, the head alone says what is counted: a territory of the second phase
    own = facts.words(claim.population, claim.measure, claim.unit) | {
        spelt.first for spelt in facts.labels.spelt(claim.about)
    }
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
