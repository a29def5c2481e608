"""What was known by a date: what sources issued by then say, and nothing that came later.

In come the triples of a graph as lines of N-Triples; out goes which of them stay. A claim
stays with those of its citations whose sources were issued by then, and goes without any; so
do what registers say and the names that a source uses. What nothing known uses is gone, and
with it all that is said of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tigraph.rdf.vocabulary import CONCEPT, PREFIXES, RDF_TYPE
from tigraph.validity.edtf import day_after


def _term(prefix: str, name: str) -> bytes:
    return f"<{PREFIXES[prefix]}{name}>".encode()


_TYPE = f"<{RDF_TYPE}>".encode()
_CITATION, _RELATION = _term("tig", "citation"), _term("tig", "relation")
_SOURCE, _TEXT_OF = _term("oa", "hasSource"), _term("tig", "textOf")
_FROM, _TO = _term("tig", "issuedFrom"), _term("tig", "issuedTo")
_PUBLISHER, _VALID = _term("dcterms", "publisher"), _term("tig", "validTime")
_EARLIEST, _LATEST = _term("tig", "earliestEnd"), _term("tig", "latestEnd")
_BOUNDS = {_term("tig", name) for name in ("earliestBegin", "latestBegin")} | {_EARLIEST, _LATEST}
_CLAIMS = {_term("tig", f"{sort}Claim") for sort in ("Relation", "Figure", "Opinion")}
_CHANGE = _term("org", "ChangeEvent")
_DATED, _NAMING, _NUMBER = (
    _term("tig", "DateDerivation"),
    _term("tig", "Naming"),
    _term("adms", "Identifier"),
)
_FILE, _TEXT = _term("tig", "RegistryFile"), _term("tig", "Text")
#: What is there for the sake of what uses it, beside what is of some kind (`tig:Kind`).
_USED = {
    *_CLAIMS, _DATED, _NAMING, _NUMBER, _term("tig", "SourceCitation"),
    _term("oa", "TextPositionSelector"),
}  # fmt: skip
_CONCEPT = b"<" + CONCEPT.encode()
#: Derived anew from what is known: see `derive_lives`.
_LIVES = {_term("tig", name) for name in ("lifeFrom", "lifeTo", "endsFrom", "endsTo")}
#: The lineage of a territory follows from claims that it is the same, or goes on.
_LINEAGE = _term("prov", "specializationOf")
_SAME = {_term("relation", name) for name in ("identified-with", "continued-as")}


def _day(literal: bytes) -> str:
    return literal[1:11].decode()


@dataclass
class Known:
    """What was known by a date: how many claims, and which lines of a graph stay.

    `sources` are those that were issued by then. `dropped` are the nodes that go, `undated`
    the claims whose date a later source tells, `seen` and `open` those whose end does: the last
    day on which they were seen by then, or none. `untied` are the territories whose lineage
    follows from what came later.
    """

    claims: int = 0
    sources: set[bytes] = field(default_factory=set)
    dropped: set[bytes] = field(default_factory=set)
    undated: set[bytes] = field(default_factory=set)
    seen: dict[bytes, str] = field(default_factory=dict)
    open: set[bytes] = field(default_factory=set)
    untied: set[bytes] = field(default_factory=set)

    def lines(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the lines that stay, the ends of some claims as they were known."""
        dropped = self.dropped
        changed = self.undated | self.seen.keys() | self.open | self.untied
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            if subject in dropped or (object := rest[:-3]) in dropped or predicate in _LIVES:
                continue
            if subject in changed:
                if self._later(subject, predicate):
                    continue
                if predicate == _EARLIEST and subject in self.seen:
                    line = line.replace(object[1:11], self.seen[subject].encode())
            yield line

    def _later(self, subject: bytes, predicate: bytes) -> bool:
        """Whether something is said of a node that only a later source tells."""
        if predicate == _LINEAGE:
            return subject in self.untied
        if predicate == _LATEST and subject in self.open:
            return True
        return subject in self.undated and (predicate == _VALID or predicate in _BOUNDS)


class Evidence:
    """What a graph rests on: who cites what, when sources were issued, what uses what."""

    def __init__(self, lines: Iterable[bytes], kinds: Iterable[str]) -> None:
        """`lines` gives all triples, with the bounds of dates; `kinds` the IRIs of the kinds."""
        own = {f"<{kind}>".encode() for kind in kinds}
        self.issued: dict[bytes, list[str | None]] = defaultdict(lambda: [None, None])
        self._texts: dict[bytes, bytes] = {}
        self._source: dict[bytes, bytes] = {}
        self._cites: dict[bytes, list[bytes]] = defaultdict(list)
        self._publisher: dict[bytes, bytes] = {}
        self._uses: dict[bytes, list[bytes]] = defaultdict(list)
        self._of: dict[bytes, set[bytes]] = {
            kind: set() for kind in (*_USED, _FILE, _TEXT, _CHANGE)
        }
        self._mortal: set[bytes] = set()
        self._others: set[bytes] = set()
        self._ends: dict[bytes, dict[bytes, str]] = defaultdict(dict)
        self._timed: set[bytes] = set()
        self._same: set[bytes] = set()
        self._lineages: set[bytes] = set()
        kept: dict[bytes, bytes] = {}
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            object = rest[:-3]
            subject = kept.setdefault(subject, subject)
            self._others.add(subject)
            if predicate == _TYPE:
                if object in own or object in _USED:
                    self._mortal.add(subject)
                if object in self._of:
                    self._of[object].add(subject)
            elif object[:1] == b"<":
                if not object.startswith(_CONCEPT):
                    self._linked(subject, predicate, kept.setdefault(object, object))
                elif predicate == _RELATION and object in _SAME:
                    self._same.add(subject)
            elif predicate in (_FROM, _TO):
                self.issued[subject][predicate == _TO] = _day(object)
            elif predicate in (_EARLIEST, _LATEST):
                self._ends[subject][predicate] = _day(object)
            elif predicate == _VALID:
                self._timed.add(subject)
        self._others -= self._mortal

    def _linked(self, subject: bytes, predicate: bytes, object: bytes) -> None:
        self._uses[subject].append(object)
        if predicate == _SOURCE:
            self._source[subject] = object
        elif predicate == _CITATION:
            self._cites[subject].append(object)
        elif predicate == _TEXT_OF:
            self._texts[subject] = object
        elif predicate == _PUBLISHER:
            self._publisher[subject] = object
        elif predicate == _LINEAGE:
            self._lineages.add(subject)

    def known(self, last: str, *, possible: bool = False) -> Known:
        """Return what was known by the end of a day (ISO), surely, or `possible` too.

        A source was surely issued by then if the latest day on which it can have been is not
        after it; it may have been if the earliest is not, or nobody knows it.
        """
        every = {*self._source.values(), *self._of[_FILE]}
        found = Known(sources={s for s in every if self._issued(s, last, possible)})
        late = every - found.sources
        unsaid = {node for node, source in self._source.items() if source in late}
        gone = unsaid | (late & (self._of[_FILE] | self._of[_TEXT]))
        changes, numbers = self._of[_CHANGE], self._of[_NUMBER]
        for node, cited in self._cites.items():
            lost = unsaid.intersection(cited)
            if node in numbers:  # as its label, it says what is meant
                continue
            if len(lost) == len(set(cited)) or (lost and node in changes):
                gone.add(node)
        claims = set().union(*(self._of[sort] for sort in _CLAIMS))
        gone |= {claim for claim in claims if claim not in self._cites}
        reached = self._reached(self._roots(gone), gone)
        found.dropped = gone | (self._mortal - reached)
        found.claims = len(claims - gone)
        self._dates(found, claims - gone, late)
        self._follow(found)
        return found

    def first(self) -> str:
        """Return the first day by which a source was surely issued; "" where there is none."""
        days = (self._days(source)[1] for source in set(self._source.values()))
        return min((day for day in days if day), default="")

    def _days(self, source: bytes) -> tuple[str | None, str | None]:
        dated = source if source in self.issued else self._texts.get(source, source)
        return tuple(self.issued[dated]) if dated in self.issued else (None, None)  # type: ignore[return-value]

    def _issued(self, source: bytes, last: str, possible: bool) -> bool:
        begin, end = self._days(source)
        return bool(end and end <= last) or (possible and (not begin or begin <= last))

    def _roots(self, gone: set[bytes]) -> set[bytes]:
        """What is there by itself: claims, changes and names that a source tells, and concepts."""
        identifiers = self._of[_NUMBER]
        roots = self._others | (self._cites.keys() - identifiers) | self._of[_NAMING]
        known = {one for one in identifiers if not gone.issuperset(self._cites.get(one, ()))}
        for node, used in self._uses.items():
            if known and not known.isdisjoint(used):
                roots.add(node)
        # a change that nobody cites goes with those whom it changed
        loose = self._of[_CHANGE] - self._cites.keys()
        roots |= {one for one in loose if gone.isdisjoint(self._uses.get(one, ()))}
        return roots - gone

    def _reached(self, roots: set[bytes], gone: set[bytes]) -> set[bytes]:
        reached, todo = set(roots), list(roots)
        while todo:
            for node in self._uses.get(todo.pop(), ()):
                if node not in reached and node not in gone:
                    reached.add(node)
                    todo.append(node)
        return reached

    def _dates(self, found: Known, claims: set[bytes], late: set[bytes]) -> None:
        """Take from claims the dates that only later sources tell.

        Registers tell by what an edition no longer has that it has ended, and by the last one
        that has it how long it lasted.
        """
        datings = self._of[_DATED] & found.dropped
        for claim in claims if datings else ():
            if not datings.isdisjoint(self._uses[claim]):
                found.undated.add(claim)
        told, newest = self._editions(found, late)
        for claim in self._ends.keys() & claims - self._timed:
            ends = self._ends[claim]
            by = {self._publisher.get(self._source.get(c, b""), b"") for c in self._cites[claim]}
            days = {day for one in by for day in told.get(one, ())}
            if not days:
                continue
            until, last = ends.get(_LATEST), ends.get(_EARLIEST)
            if until and day_after(until) in days:
                found.open.add(claim)
            if last and last in days:
                found.seen[claim] = max((newest[one] for one in by if one in newest), default=last)

    def _editions(
        self, found: Known, late: set[bytes]
    ) -> tuple[dict[bytes, set[str]], dict[bytes, str]]:
        """Return by publisher the days of the editions to come, and that of the newest known."""
        told: dict[bytes, set[str]] = defaultdict(set)
        newest: dict[bytes, str] = {}
        for source in self._of[_FILE]:
            publisher, days = self._publisher.get(source), self._days(source)
            if publisher is None or days[0] is None:
                continue
            if source in late:
                told[publisher].update(day for day in days if day)
            elif source in found.sources:
                newest[publisher] = max(newest.get(publisher, ""), days[0])
        return told, newest

    def _follow(self, found: Known) -> None:
        """Find the territories of whose lineage no known claim tells, where later ones do."""
        of = {claim: set(self._uses[claim]) & self._lineages for claim in self._same}
        known = {node for claim, ends in of.items() if claim not in found.dropped for node in ends}
        found.untied = {node for ends in of.values() for node in ends} - known
