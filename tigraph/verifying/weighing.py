"""A statement of a draft held against claims: which bear it, else which part is not so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from tigraph.claims import Relation
from tigraph.rdf.vocabulary import local_name
from tigraph.verifying.counting import weigh_figure
from tigraph.verifying.facts import Facts
from tigraph.verifying.holding import MOST, Weighed, keep
from tigraph.verifying.labels import POST, Name
from tigraph.verifying.model import Differing
from tigraph.verifying.parsing import NOUN, PARTICIPLE, Pieces
from tigraph.verifying.stating import Statement
from tigraph.verifying.words import Said, Words, languages, words_of

_SYMMETRIC = frozenset(("cooperates-with",))


def weighed(
    one: Statement, pieces: Pieces, text: str, words: Words, facts: Facts,
    beside: Sequence[str] = (),
) -> Weighed:  # fmt: skip
    """Return what claims say of a statement; `beside` are those that bear others of its sentence.

    A figure may be of what a source tells in the same place as those.
    """
    found = Weighed()
    if one.figure is not None:
        weigh_figure(one, pieces, words, facts, found, text, beside)
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
        found.differing.append(Differing(part, told, (*dict.fromkeys(claims),)[:MOST]))
        return
    same = keep(one, tied, facts, found, text, pieces)
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
    posts = {one for one in name.entities if POST in facts.labels.kinds(one)}
    bodies = {claim.object for claim in facts.of(posts) if claim.post in posts}
    return name._replace(entities=name.entities | bodies)


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
    return bool(held) and bool(wanted & (facts.labels.whole(held) or facts.words(held)))


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


def _words_of(pieces: Pieces, text: str, *names: Name | None) -> str:
    own = [
        text[pieces.found[name.start].start : pieces.found[name.end - 1].end]
        for name in names
        if name
    ]
    return " – ".join(own)
