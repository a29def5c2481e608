"""What a sentence says: its pieces put together as statements, each with its ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tigraph.reading import Date, Figure
from tigraph.verifying.labels import LabelIndex, Name
from tigraph.verifying.parsing import FINITE, NOUN, PARTICIPLE, Pieces, Tie, is_place
from tigraph.verifying.words import Said, Words

_LINKS = frozenset(("et", "and", ",", ";", "ainsi", "que", "as", "well"))
_RELATIVE = frozenset(("qui", "who", "which", "that"))


@dataclass
class Statement:
    """Who is tied to whom by what; or, with a `figure`, of what it is told.

    `says` are the relations that the words may mean, `left` and `right` the names on either side
    of them. `dates` are those that are told with it.
    """

    says: tuple[Said, ...]
    left: tuple[Name, ...]
    right: tuple[Name, ...]
    place: int
    negated: bool = False
    modality: str = "stated"
    dates: list[Date] = field(default_factory=list)
    figure: Figure | None = None
    tie: Tie | None = None
    #: Where it is said to be, and who is said to say so.
    places: list[Name] = field(default_factory=list)
    speaker: Name | None = None
    #: The words that somebody is said to think, and the stance that is told of it.
    thought: tuple[int, int] | None = None
    stance: str = ""
    #: How many there are of what is named at the left.
    count: Decimal | None = None

    @property
    def names(self) -> set[Name]:
        """All names in it."""
        return {*self.left, *self.right}


def statements_of(pieces: Pieces, words: Words, labels: LabelIndex) -> list[Statement]:
    """Return what a sentence says; dates belong to the statement whose words are the nearest."""
    made = [*_tied(pieces, words)]
    used: set[Name | None] = {name for one in made for name in one.names}
    made += _placed(pieces, labels, made, used)
    for figure in pieces.figures:
        tie = _verb_of(pieces, figure)
        counting = tie is not None and not any(one.tie is tie for one in made)
        told = Statement(
            (), tuple(pieces.names), (), figure.start, bool(tie and tie.negated),
            tie.modality if tie and counting else "" if tie else "stated", figure=figure,
        )  # fmt: skip
        made.append(told)
    for date in pieces.dates:
        if made:
            nearest = min(made, key=lambda one: (abs(one.place - date.start), one.place))
            if nearest.figure:  # told by a verb that says more, the date is of what that says
                tie = _verb_of(pieces, nearest.figure)
                nearest = next((one for one in made if tie and one.tie is tie), nearest)
            nearest.dates.append(date)
            if nearest.figure:  # the figures of one clause are of one date
                for one in made:
                    if one.figure and one is not nearest and not one.dates:
                        one.dates.append(date)
    return made


def _tied(pieces: Pieces, words: Words) -> Iterator[Statement]:
    """Yield the statements that ties make."""
    ends = [one.start for one in pieces.ties] + [len(pieces.found)]
    for number, tie in enumerate(pieces.ties):
        right = (tie.post,) if tie.post else _group_after(pieces, tie.end, ends[number + 1])
        left = _subject(pieces, tie)
        if _says_nothing(pieces, tie, left, right, words):
            continue
        if not left and not tie.passive:  # "the delegate, X": whom an office is of stands behind
            left = _behind(pieces, right)
        if not left and (tie.post or tie.verb == "be" or not right):
            continue  # "the Prime Minister launched": the post itself is meant
        one, other = left, right
        if tie.passive and _by(pieces, tie, right, words):
            one, other = right, left
        elif tie.passive and not _is_set(tie):  # "X was launched": by nobody knows whom
            one, other = (), left
        yield Statement(tie.says, one, other, tie.start, tie.negated, tie.modality, tie=tie)


def _says_nothing(
    pieces: Pieces, tie: Tie, left: Sequence[Name], right: Sequence[Name], words: Words
) -> bool:
    """Whether a tie only says how many there are, or is an adjective or an aside."""
    if not tie.says:
        return True
    if tie.verb in words.counting:
        first = right[0].start if right else len(pieces.found)
        counts = any(tie.end <= one.start < first for one in pieces.figures)
        before = any(one.start < tie.start for one in pieces.figures)
        if counts or (before and not right):
            return True
        if _is_share(pieces, tie) or _is_counted(pieces, left):
            return True
    if tie.form == NOUN and not right and _is_aside(pieces, tie):
        return True
    alone = tie.form == PARTICIPLE and tie.led < 0 and not right
    return alone and not _dated(pieces, tie)  # "labelled territories"


def _is_counted(pieces: Pieces, left: Sequence[Name]) -> bool:
    """Whether a number stands right before what a verb tells of: "six communes form"."""
    return bool(left) and any(one.end == left[0].start for one in pieces.figures)


def _is_aside(pieces: Pieces, tie: Tie) -> bool:
    """Whether an office stands between commas by itself: ", comme président, "."""
    found = pieces.found
    return tie.end < len(found) and found[tie.end].text == "," and tie.led < 0


def _is_share(pieces: Pieces, tie: Tie) -> bool:
    """Whether a share is what a verb tells of: "69 % of the projects are in"."""
    return any(one.unit == "percent" and one.start < tie.start for one in pieces.figures)


def _dated(pieces: Pieces, tie: Tie) -> bool:
    """Whether a date follows right behind a participle: "lancé en 2018"."""
    return any(0 <= one.start - tie.end <= 1 for one in pieces.dates)


def _is_set(tie: Tie) -> bool:
    """Whether a passive has a second end that is no agent: "désigné territoire pilote"."""
    relations = {one.relation for one in tie.says}
    return bool(relations & {"has-status", "belongs-to-set", "located-in"})


def _by(pieces: Pieces, tie: Tie, right: Sequence[Name], words: Words) -> bool:
    """Whether what is behind a passive is who acts: "par X", "composed of X"."""
    if not right:
        return False
    between = pieces.found[tie.end : right[0].start]
    return bool(between) and any(one.key.rstrip("'") in words.agents for one in between[:2])


def _group_after(pieces: Pieces, start: int, stop: int) -> tuple[Name, ...]:
    """Return the names of a list that begins behind a place."""
    group: list[Name] = []
    for name in pieces.names:
        if name.start < start:
            continue
        if name.start >= stop:
            break
        if group and not _listed(pieces, group[-1].end, name.start):
            break
        group.append(name)
    return tuple(group)


def _group_before(pieces: Pieces, end: int) -> tuple[Name, ...]:
    """Return the names of the list that is the last before a place."""
    before = [one for one in pieces.names if one.end <= end]
    group = before[-1:]
    for name in reversed(before[:-1]):
        if not _listed(pieces, name.end, group[0].start):
            break
        group.insert(0, name)
    return tuple(group)


def _listed(pieces: Pieces, start: int, end: int) -> bool:
    """Whether only what joins the names of a list stands between two places."""
    between = pieces.found[start:end]
    joined = [one for one in between if one.key in _LINKS or one.text in _LINKS]
    tied = any(start <= one.start <= end for one in pieces.ties if one.start < end or one.post)
    tied = tied or any(one.post and one.end == start for one in pieces.ties)
    return bool(joined) and not tied and len(between) <= 6


def _subject(pieces: Pieces, tie: Tie) -> tuple[Name, ...]:
    """Return the names of which a tie tells."""
    start = tie.led if tie.led >= 0 else tie.start
    finite = tie.form == FINITE or tie.led >= 0
    group = _group_before(pieces, start)
    if not group:
        return ()
    between = pieces.found[group[-1].end : start]
    near = not any(one.text in ",;" or one.key in ("et", "and") for one in between)
    relative = any(one.key in _RELATIVE for one in between)
    if finite and not relative and not near:
        first = pieces.names[0]
        return _group_after(pieces, first.start, start)[: _first_list(pieces, first)]
    return group


def _first_list(pieces: Pieces, first: Name) -> int:
    """Return how many names the list has that a sentence begins with."""
    count = 1
    last = first
    for name in pieces.names[1:]:
        if not _listed(pieces, last.end, name.start):
            break
        count, last = count + 1, name
    return count


def _behind(pieces: Pieces, right: Sequence[Name]) -> tuple[Name, ...]:
    """Return the name right behind what an office is of: "le président de X, Y"."""
    if not right:
        return ()
    end = right[-1].end
    for name in pieces.names:
        if name.start >= end:
            between = [one.text for one in pieces.found[end : name.start]]
            return (name,) if between in ([","], [], [":"]) else ()
    return ()


def _placed(
    pieces: Pieces, labels: LabelIndex, made: Sequence[Statement], used: set[Name | None]
) -> list[Statement]:
    """Return that something is in a place which no other statement tells of."""
    found = []
    for name in pieces.names:
        if name in used or not is_place(name, labels):
            continue
        before = _group_before(pieces, name.start)
        near = [one for one in made if one.place < name.start]
        ends = before or (near[-1].right or near[-1].left if near else ())
        if ends and any(one.start < name.start <= one.end for one in pieces.figures):
            continue
        if ends:
            found.append(Statement((Said("located-in", False, ""),), ends, (name,), name.start))
    return found


def _verb_of(pieces: Pieces, figure: Figure) -> Tie | None:
    """Return the verb by which a figure is said to be so."""
    verbs = [one for one in pieces.ties if one.form == FINITE or one.led >= 0]
    before = [one for one in verbs if one.start < figure.start]
    return before[-1] if before else next(iter(verbs), None)
