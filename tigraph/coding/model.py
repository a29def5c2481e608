"""What a person decides of a text, as values: the claim as coded, and the line of the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, TypeAlias, get_args

from tigraph.errors import DataError

#: Places in a text: beginning and end in code points, the end not included.
Spans: TypeAlias = tuple[tuple[int, int], ...]
#: What can be decided. `accept` takes a proposal as it is, `change` with another claim, `refuse`
#: keeps it from coming back; `add` is a claim of the coder's own; `leave-out` says why a sentence
#: has no claim; `settle` says which of two coders' readings stands (none: without a claim);
#: `undo` takes back a line before it.
Action: TypeAlias = Literal["accept", "change", "refuse", "add", "leave-out", "settle", "undo"]
ACTIONS: tuple[Action, ...] = get_args(Action)
#: In place of a relation: that some words name an entity, and nothing else.
NAMING = "naming"
#: Those that leave a claim standing.
CLAIMING = ("accept", "change", "add", "settle")


@dataclass(frozen=True)
class Actor:
    """An end, a post or a speaker: the entity, its kind (a slug), its name in the text, and where.

    An entity of the coder's own is named under the base of the workspace; `within` is what such
    a one cannot be without: the body that a post is in, the phase of a territory.
    """

    label: str
    type: str = ""
    entity: str = ""
    spans: Spans = ()
    within: str = ""


@dataclass(frozen=True)
class Coded:
    """A claim as a person coded it: a relation between two ends, a figure or an opinion of one.

    `relation` is the CURIE of a kind of relation, of a measure, or of an opinion's stance; what an
    opinion is about is its subject, whose it is its speaker. `NAMING` says only what words name.
    What is not said is "".
    `attests` None: the document's date, where the claim has no period of its own. `counted_from`
    is the date (EDTF) from which a relative one was worked out, by the words at `dated`.
    `through` is the fund or contract by which it is done, `grade` from what the text has it.
    """

    relation: str
    spans: Spans
    subject: Actor
    object: Actor | None = None
    post: Actor | None = None
    role: str = ""
    behalf: Actor | None = None
    through: Actor | None = None
    value: str = ""
    minimum: str = ""
    maximum: str = ""
    unit: str = ""
    qualifier: str = ""
    population: Actor | None = None
    valid: str = ""
    counted_from: str = ""
    dated: Spans = ()
    attests: str | None = None
    modality: str = "stated"
    grade: str = ""
    speaker: Actor | None = None
    concerns: tuple[str, ...] = ()
    paraphrase: str = ""
    paraphrase_en: str = ""

    @property
    def is_naming(self) -> bool:
        """Whether it only says whom or what some words name: the subject."""
        return self.relation == NAMING

    @property
    def is_opinion(self) -> bool:
        """Whether it is what somebody holds of something."""
        return self.relation.startswith("stance:")

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure."""
        return self.relation.startswith("measure:")

    @property
    def actors(self) -> tuple[tuple[str, Actor], ...]:
        """Whoever stands in it, with where (`ENDS`)."""
        return tuple((name, one) for name in ENDS if (one := getattr(self, name)) is not None)

    def with_actors(self, actors: Mapping[str, Actor]) -> Coded:
        """Return it with others in these places."""
        changed: dict[str, Any] = dict(actors)
        return replace(self, **changed)


#: Where an actor may stand in a claim.
ENDS = ("subject", "object", "post", "behalf", "through", "population", "speaker")


@dataclass(frozen=True)
class Print:
    """What is kept of the words of a span, to find it again: never the words themselves.

    `words` is the digest of its characters, `loose` that of its words whatever stands between,
    `before` and `after` those of the words around it; it is the `ordinal`-th of `count` places
    of these characters in its text, `length` code points long, `lead` of them before its first
    beginning of a word.
    """

    words: str
    loose: str
    before: str
    after: str
    length: int
    lead: int = 0
    ordinal: int = 0
    count: int = 1


@dataclass(frozen=True)
class Decision:
    """A line of the log. `on` is what is decided: a proposal, a sentence, a claim of one's own."""

    id: str
    at: str
    coder: str
    document: str
    version: int
    action: Action
    on: str
    claim: Coded | None = None
    spans: Spans = ()
    prints: tuple[Print, ...] = ()
    reason: str = ""
    comment: str = ""
    undoes: str = ""


def as_json(decision: Decision) -> dict[str, Any]:
    """Return a decision as JSON has it, without what says nothing."""
    told: dict[str, Any] = _plain(asdict(decision))
    if decision.claim and decision.claim.attests is not None:
        told["claim"]["attests"] = decision.claim.attests  # "": no date, which None does not say
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        told = {name: _plain(one) for name, one in value.items()}
        return {name: one for name, one in told.items() if one not in ("", [], None, {})}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def decision_of(given: Any) -> Decision:
    """Return the decision that JSON says; raises `DataError` where it says none."""
    if not isinstance(given, dict) or given.get("action") not in ACTIONS:
        raise DataError(f"is no decision: its action is one of {', '.join(ACTIONS)}")
    told = _known(Decision, given)
    told["claim"] = coded_of(given["claim"]) if given.get("claim") else None
    told["spans"] = spans_of(given.get("spans", []))
    told["prints"] = tuple(_made(Print, one) for one in given.get("prints", []))
    made: Decision = _made(Decision, told)
    return made


def coded_of(given: Any) -> Coded:
    """Return the claim that JSON says; raises `DataError` where it says none."""
    if not isinstance(given, dict):
        raise DataError("is no claim")
    told = _known(Coded, given)
    for name in ENDS:
        told[name] = actor_of(given[name]) if given.get(name) else None
    told["spans"] = spans_of(given.get("spans", []))
    told["dated"] = spans_of(given.get("dated", []))
    told["concerns"] = tuple(map(str, given.get("concerns", [])))
    if not told["subject"]:
        raise DataError("has no subject")
    made: Coded = _made(Coded, told)
    return made


def actor_of(given: Any) -> Actor:
    """Return the end that JSON says; raises `DataError` where it says none."""
    if not isinstance(given, dict):
        raise DataError("has an end that is none")
    told = {**_known(Actor, given), "spans": spans_of(given.get("spans", []))}
    made: Actor = _made(Actor, told)
    return made


def spans_of(given: Any) -> Spans:
    """Return the places that JSON says; raises `DataError` where it says none."""
    try:
        return tuple((int(start), int(end)) for start, end in given)
    except (TypeError, ValueError):
        raise DataError("has places that are not pairs of numbers") from None


def _known(kind: type, given: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in given.items() if name in names}


def _made(kind: Any, given: Any) -> Any:
    try:
        return kind(**given)
    except TypeError as error:
        raise DataError(f"says too little ({error})") from None
