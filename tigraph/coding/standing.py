"""What stands of the lines of logs: the last word of each coder, and where two of them differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tigraph.coding.model import CLAIMING, Coded, Decision
from tigraph.coding.naming import all_named


@dataclass(frozen=True)
class Difference:
    """What two coders decided otherwise, by the proposal or sentence: the last word of each."""

    on: str
    readings: tuple[Decision, ...]


def live(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that nobody took back, without the lines that took others back.

    What was taken back can be given again, by taking back what took it.
    """
    gone: set[str] = set()
    kept = []
    for one in reversed(decisions):
        if one.id in gone:
            continue
        if one.action == "undo":
            gone.add(one.undoes)
        else:
            kept.append(one)
    return kept[::-1]


def last_words(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the last of some live decisions on each thing; settling is apart: see `settled`."""
    told: dict[str, Decision] = {}
    for one in decisions:
        if one.action != "settle":
            told.pop(one.on, None)
            told[one.on] = one
    return told


def standing_lines(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the live decisions of one coder, of all documents, that no later one replaced."""
    last = {(one.document, one.on, one.action == "settle"): one.id for one in live(decisions)}
    kept = set(last.values())
    return [one for one in decisions if one.id in kept]


def undoable(decisions: Sequence[Decision]) -> Decision | None:
    """Return the last decision that nobody took back, which is what undo takes back."""
    stands = live(decisions)
    return stands[-1] if stands else None


class Standing:
    """What stands of a document: each coder's last words, what was settled, what follows."""

    def __init__(self, logs: Mapping[str, Sequence[Decision]], document: str) -> None:
        """`logs` are the decisions of each coder, of all documents."""
        alive = {
            coder: [one for one in live(lines) if one.document == document]
            for coder, lines in logs.items()
        }
        self.of: dict[str, dict[str, Decision]] = {
            coder: last_words(lines) for coder, lines in alive.items()
        }
        settling = [one for lines in alive.values() for one in lines if one.action == "settle"]
        self.settled = {one.on: one for one in sorted(settling, key=lambda one: one.at)}

    def decided(self, coder: str) -> set[str]:
        """Return what a coder has decided, or was settled: it is not asked again."""
        return {*self.of.get(coder, {}), *self.settled}

    def _said(self) -> dict[str, list[Decision]]:
        said: dict[str, list[Decision]] = defaultdict(list)
        for words in self.of.values():
            for one in words.values():
                said[one.on].append(one)
        return said

    def differences(self) -> list[Difference]:
        """Return what coders decided otherwise, and nobody has settled."""
        return [
            Difference(on, tuple(readings))
            for on, readings in self._said().items()
            if on not in self.settled and len({_reading(one) for one in readings}) > 1
        ]

    def claims(self) -> list[tuple[Decision, ...]]:
        """Return what is to be claimed: for each claim the decisions that it follows from.

        What coders decided otherwise is not among it until somebody settles it.
        """
        told = [
            tuple(readings)
            for on, readings in self._said().items()
            if on not in self.settled
            and readings[0].claim is not None
            and len({_reading(one) for one in readings}) == 1
        ]
        told += [(one,) for one in self.settled.values() if one.claim is not None]
        return sorted(
            told, key=lambda some: (some[0].claim.spans if some[0].claim else (), some[0].on)
        )

    def left_out(self) -> list[Decision]:
        """Return the sentences that were left out, each once."""
        found = (
            one for words in self.of.values() for one in words.values() if one.action == "leave-out"
        )
        return list({one.on: one for one in found}.values())


def _reading(decision: Decision) -> tuple[object, ...]:
    """Return what a decision says, as far as two of them can differ in it."""
    if decision.action == "leave-out":
        return ("leave-out", decision.reason)
    if decision.action not in CLAIMING or decision.claim is None:
        return ("refuse",)
    return ("claim", _bare(decision.claim))


def _bare(claim: Coded) -> Coded:
    """Return a claim without what says only where its ends are named."""
    actors = {
        name: replace(one, spans=(), label="" if one.entity else one.label, within="", type="")
        for name, one in claim.actors
    }
    return replace(claim.with_actors(actors), dated=())


def is_said(draft: Decision, said: Decision | None) -> bool:
    """Whether somebody has decided so already."""
    return said is not None and (draft.action, draft.claim, draft.reason, draft.comment) == (
        said.action, said.claim, said.reason, said.comment
    )  # fmt: skip


def is_same(claim: Coded, offered: Coded, base: str) -> bool:
    """Whether a claim is as it was proposed, with its ends as they are named once accepted."""
    return all_named(claim, base) == all_named(offered, base)


def all_made(decisions: Iterable[Decision], base: str) -> dict[str, list[tuple[str, str, str]]]:
    """Return the entities that coders made: of each the names, kinds and wholes given, in order."""
    made: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in sorted(decisions, key=lambda one: one.at):
        if one.claim:
            for _, actor in one.claim.actors:
                if actor.entity.startswith(base):
                    made[actor.entity].append((actor.label, actor.type, actor.within))
    return made
