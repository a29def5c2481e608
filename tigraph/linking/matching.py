"""The matcher: names to entities, with the grounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from tigraph.linking.model import Candidate, Feature, Match, Outcome, Sought
from tigraph.stores import Ground


class Matcher:
    """Finds the entities of a ground that names mean: made by `Matcher.of`."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    @classmethod
    def of(cls, ground: Ground) -> Matcher:
        """Return the matcher of a ground."""
        return cls(ground)

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kinds that a name may be said to be of, with their labels."""
        return {"person": "person", "organisation": "organisation", "territory": "territory"}

    def match(self, sought: Sought, limit: int = 5) -> Match:
        """Return what was found of a name, with at most `limit` candidates."""
        found = self._ground.names.search(sought.name, limit)
        candidates = tuple(
            Candidate(
                one.entity.iri, next(iter(one.entity.identifiers), ""), one.entity.label(),
                "", one.score, (Feature("name", one.score == 1, one.score, "the name"),),
            )
            for one in found
        )  # fmt: skip
        settled = [one for one in candidates if one.score == 1]
        outcome: Outcome = "matched" if len(settled) == 1 else "review" if candidates else "none"
        return Match(sought, outcome, candidates, "")

    def match_many(self, sought: Iterable[Sought], limit: int = 5) -> Iterator[Match]:
        """Yield what was found of each of many names, in their order."""
        for one in sought:
            yield self.match(one, limit)


def matched(
    ground: Ground,
    names: Iterable[str],
    kind: str = "",
    context: Mapping[str, str] | Sequence[Mapping[str, str]] = (),
    limit: int = 5,
) -> list[Match]:
    """Return what each of some names means: see `tigraph.graph.Graph.match`."""
    beside: Iterable[Mapping[str, str]] = (
        repeat(context) if isinstance(context, Mapping) else chain(context, repeat({}))
    )
    sought = (Sought(name, kind, own) for name, own in zip(names, beside, strict=False))
    return [*Matcher.of(ground).match_many(sought, limit)]
