"""What follows from each claim once it holds, worked out once for a store that does not change.

At a date the rules would find anew for every claim whether it holds, and what follows. But
claims of which the same is said of time hold at the same dates: of those that are alike, one
is asked. And an edge follows from claims if all of them hold: from which ones each does is
found once, with all of them taken to hold. Both are the work of the rules, where they are
written; what is given at a date is what they give.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import pyoxigraph as ox

from tigraph.errors import DataError
from tigraph.rdf import tokens
from tigraph.rdf.vocabulary import ONTOLOGY, RDF_TYPE
from tigraph.validity.headers import HELD_TERM, Rule, pattern, staged
from tigraph.validity.rules import Period, derived, named_in_rules

_TYPE, _HELD = f"<{RDF_TYPE}>", f"<{ONTOLOGY}HeldClaim>"
#: The stages that say which claims hold.
_WHEN = ("certain", "possible")
#: What stands for a variable where a template is read as Turtle.
_VARIABLE = "urn:variable:"
#: Within these an edge could follow from what does not hold.
_NOT_BY_HOLDING = {"NOT", "MINUS", "OPTIONAL", "SELECT"}


@dataclass(frozen=True)
class Derivations:
    """What each claim implies once it holds, and what is said of when that is.

    Claims are written as in N-Triples. `alike` has those that hold at the same dates, under one of
    them: of it alone `said` tells what the rules read of when it holds, as N-Triples. `follows` has
    the lines of N-Triples that follow from a claim, `together` those that follow
    from several, each before the claims from which it does.
    """

    said: str
    alike: dict[str, list[str]]
    follows: dict[str, list[str]]
    together: list[list[str]]

    @classmethod
    def of(cls, lines: Iterable[bytes]) -> Derivations:
        """Return those of a store, given as lines of N-Triples, with its date bounds and lives.

        Raises `DataError` for a rule that cannot be worked out ahead.
        """
        when, then = (
            {f"<{term}>".encode() for term in named_in_rules(stages)}
            for stages in (_WHEN, ("edges",))
        )
        of_type = _TYPE.encode()
        said, claims = _Said(), dict[str, None]()
        world = list[bytes]()
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            end = rest[:-3]
            term = end if predicate == of_type else predicate
            if term in when:
                said[subject.decode()].append((predicate.decode(), end.decode()))
                if predicate == of_type:
                    claims[subject.decode()] = None
            if term in then:
                world.append(line)
        alike = defaultdict[object, list[str]](list)
        for claim in claims:
            alike[said.of(claim)].append(claim)
        asked = "".join(line for some in alike.values() for line in said.lines(some[0]))
        follows, together = _followed(world, claims)
        return cls(asked, {some[0]: some for some in alike.values()}, follows, together)

    def at(self, asked: Period, sure: AbstractSet[str] | None = None) -> tuple[set[str], set[str]]:
        """Return, as lines, what surely holds with the edges that follow, and what else may.

        Of claims that are none of `sure` (IRIs), where that is given, none surely holds.
        """
        store = _loaded([self.said.encode()])
        surely, perhaps = ({*self._held(store, stage, asked)} for stage in _WHEN)
        perhaps |= surely
        if sure is not None:
            surely = {claim for claim in surely if claim[1:-1] in sure}
        certain = self._lines(surely)
        return certain, self._lines(perhaps) - certain if perhaps > surely else set()

    def _held(self, store: ox.Store, stage: str, asked: Period) -> Iterator[str]:
        for rule in staged(stage):
            for triple in derived(store, rule, asked, beside=True):
                yield from self.alike[str(triple.subject)]

    def _lines(self, held: set[str]) -> set[str]:
        lines = {f"{claim} {_TYPE} {_HELD} .\n" for claim in held}
        for claim in held & self.follows.keys():
            lines.update(self.follows[claim])
        lines.update(line for line, *claims in self.together if held.issuperset(claims))
        return lines

    def packed(self) -> bytes:
        """Return it as it is kept."""
        import json

        content = (self.said, self.alike, self.follows, self.together)
        return json.dumps(content, ensure_ascii=False).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> Derivations:
        """Return what was packed."""
        import json

        return cls(*json.loads(content))


class _Said(defaultdict[str, list[tuple[str, str]]]):
    """What is said of nodes, each by predicate and object, as far as it matters for time."""

    def __init__(self) -> None:
        super().__init__(list)
        self._known: dict[str, object] = {}

    def of(self, node: str, on_the_way: tuple[str, ...] = ()) -> object:
        """Return what is the same for nodes of which the same is said, whatever they are called."""
        if node not in self or node in on_the_way:
            return node
        if node not in self._known:
            way = (*on_the_way, node)
            self._known[node] = frozenset((by, self.of(end, way)) for by, end in self[node])
        return self._known[node]

    def lines(self, node: str) -> Iterator[str]:
        """Yield what is said of a node, and of those to which that leads."""
        todo, found = [node], {node}
        while todo:
            one = todo.pop()
            for by, end in self[one]:
                yield f"{one} {by} {end} .\n"
                if end in self and end not in found:
                    found.add(end)
                    todo.append(end)


def _followed(
    world: list[bytes], claims: Iterable[str]
) -> tuple[dict[str, list[str]], list[list[str]]]:
    """Return what follows from each of the claims, and from several, if all of them hold."""
    store = _loaded([*world, *(f"{claim} {_TYPE} {_HELD} .\n".encode() for claim in claims)])
    follows, together = defaultdict[str, set[str]](set), set[tuple[tuple[str, ...], str]]()
    for rule in staged("edges"):
        for held, line in _traced(store, rule):
            if len(held) == 1:
                follows[held[0]].add(line)
            else:
                together.add((held, line))
    return {claim: sorted(lines) for claim, lines in follows.items()}, [
        [line, *held] for held, line in sorted(together)
    ]


def _traced(store: ox.Store, rule: Rule) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what a rule derives, each line with the claims from which it follows."""
    prologue, template, where = pattern(rule.text)
    _check_by_holding(rule, where)
    turtle = "".join(
        f"<{_VARIABLE}{token.text[1:]}>" if token.sort == "variable" else token.text
        for token in tokens(template.strip()[1:-1])
    )
    quads = ox.parse(f"{prologue}\n{turtle} .", format=ox.RdfFormat.TURTLE)
    triples = [[_variable(term) or term for term in quad.triple] for quad in quads]
    claims = [ox.Variable(name[1:]) for name in rule.held]
    named = [term for terms in triples for term in terms if isinstance(term, ox.Variable)]
    asked = " ".join(map(str, dict.fromkeys([*claims, *named])))
    found = store.query(f"{prologue}\nSELECT DISTINCT {asked} {where}")
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        held = {str(row[claim]) for claim in claims if row[claim] is not None}
        for triple in triples:
            terms = [row[term] if isinstance(term, ox.Variable) else term for term in triple]
            if None not in terms:
                yield tuple(sorted(held)), f"{' '.join(map(str, terms))} .\n"


def _check_by_holding(rule: Rule, where: str) -> None:
    """Raise `DataError` where an edge could follow from what does not hold."""
    read = [token for token in tokens(where) if token.sort not in ("space", "comment")]
    within, closed = [False], False
    for before, a, token in zip([None, None, *read], [None, *read], read, strict=False):
        word = token.text.upper()
        if token.text == "{":
            within.append(within[-1] or closed)
            closed = False
        elif token.text == "}":
            within.pop()
        elif token.sort == "word" and word in _NOT_BY_HOLDING:
            closed = word != "SELECT"
            within[-1] |= word == "SELECT"
        elif token.text == HELD_TERM and (
            within[-1] or not before or before.sort != "variable" or not a or a.text != "a"
        ):
            raise DataError(
                f"Rule {rule.name}: that a claim holds should be asked as “?claim a {HELD_TERM}”, "
                f"and not within {', '.join(sorted(_NOT_BY_HOLDING))}."
            )


def _variable(term: object) -> ox.Variable | None:
    """Return the variable for which a term of a template stands, None for a term that is one."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(_VARIABLE):
        return ox.Variable(term.value.removeprefix(_VARIABLE))
    return None


def _loaded(lines: Iterable[bytes]) -> ox.Store:
    store = ox.Store()
    store.bulk_load(input=b"".join(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return store
