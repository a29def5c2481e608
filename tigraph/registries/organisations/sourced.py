"""From lists of organisations and changes, each row with its published sources, to claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from tigraph.names import slug
from tigraph.rdf.vocabulary import EDTF, PREFIXES
from tigraph.registries.events import Change, change_event
from tigraph.registries.facts import ENOUGH, Facts, text, typed
from tigraph.registries.known import Known
from tigraph.registries.organisations.lists import KINDS, Published, Row, listed
from tigraph.registries.sources import Report, Source
from tigraph.validity import LAST_DAY, days

_P = PREFIXES
_OWN_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: Who keeps the lists that come with tigraph.
KEEPER = _P["organisation"] + "tigraph-contributors"


class Sourced:
    """The lines of lists of organisations and of their changes."""

    def __init__(self, known: Known, report: Report) -> None:
        self.known, self.report = known, report
        self.facts = Facts(known, _OWN_LICENCE)
        self.iris: dict[str, str] = {}
        self.cited: dict[tuple[str, str], list[str]] = {}

    def lines(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield the lines, organisations first: a change names them."""
        told: dict[str, list[tuple[Source, Row]]] = {"list": [], "changes": []}
        for source in sources:
            form = source.part.partition("/")[0]
            told[form] += [(source, row) for row in listed(source, form, self.report)]
        for source, row in told["list"]:
            self._organisation(row, self._citations(source, row))
        for source, row in told["list"]:
            self._attached(row, source)
            yield from self.facts.take(ENOUGH)
        for source, row in told["changes"]:
            self._change(source, row)
        yield from self.facts.take()

    def _citations(self, source: Source, row: Row) -> list[str]:
        """Cite a row, once for each of its published sources, which it takes from there."""
        facts = self.facts
        if (found := self.cited.get((source.sha256, row.key))) is not None:
            return found
        if KEEPER not in self.known.described:
            facts.entity(KEEPER, _P["org"] + "FormalOrganization", "contributeurs de tigraph",
                         "tigraph contributors")  # fmt: skip
        node = facts.file(source, f"Organisations et leurs sources ({source.name})", KEEPER)
        found = self.cited[source.sha256, row.key] = []
        for number, one in enumerate(row.sources, 1):
            key = row.key if number == 1 else f"{row.key}-{number}"
            citation = facts.citation(node, key, KEEPER, one.issued)
            facts.add(citation, _P["prov"] + "wasQuotedFrom", f"<{self._document(one)}>")
            found.append(citation)
        return found

    def _document(self, one: Published) -> str:
        """Describe what a row rests on; return its IRI."""
        told = hashlib.sha256(one.address.encode()).hexdigest()[:8]
        iri = f"{_P['document']}{slug(one.title)[:60]}-{told}"
        if self.facts.entity(iri, _P["foaf"] + "Document", one.title):
            self.facts.add(iri, _P["dcterms"] + "title", text(one.title, "fr"))
            self.facts.add(iri, _P["tig"] + "address", typed(one.address, "anyURI"))
            if one.issued:
                self.facts.add(iri, _P["dcterms"] + "issued", typed(one.issued, EDTF))
        return iri

    def _iri(self, key: str) -> str:
        """Return the organisation of a key: of a row here, else of another layer or document."""
        return self.iris.get(key, _P["organisation"] + key)

    def _organisation(self, row: Row, citations: Sequence[str]) -> None:
        facts, told = self.facts, row.fields
        iri = self._iri(row.key)
        if iri not in self.known.described:
            iri = self.known.identifiers.get(("siren", told["siren"]), iri)
        self.iris[row.key] = iri
        kind = _P["org"] + KINDS[told["kind"]]
        if facts.entity(iri, kind, told["name"], told["english"], row.several("other names")):
            for field, predicate, concepts in (
                ("order", "order", "order"), ("level", "governanceLevel", "level"),
            ):  # fmt: skip
                if told[field]:
                    facts.add(iri, _P["tig"] + predicate, f"<{_P[concepts]}{told[field]}>")
        for citation in citations:
            facts.add(iri, _P["tig"] + "citation", f"<{citation}>")
        if told["siren"]:
            facts.identifier(iri, "siren", told["siren"], citations[0])

    def _attached(self, row: Row, source: Source) -> None:
        """Claim what an organisation is attached to, on the days on which its sources say so."""
        for key in row.several("attached to"):
            whole = self._iri(key)
            if whole not in self.known.described:
                self.report.notes.append(
                    f"{source.name}: “{row.key}” is attached to “{key}”, which is in no list."
                )
                continue
            first, last = days(row.sources[0].issued or row.fields["read"])
            bounds = {"latestBegin": last, "earliestEnd": first} if last != LAST_DAY else {}
            part = self._iri(row.key)
            self.facts.relation(part, "attached-to", whole, row.sources[0].issued or "listed",
                                self._citations(source, row), bounds, "authority")  # fmt: skip

    def _change(self, source: Source, row: Row) -> None:
        told = row.fields
        ends = {side: [self._iri(key) for key in row.several(side)] for side in ("from", "to")}
        unknown = [
            key for side in ends for key in row.several(side)
            if self._iri(key) not in self.known.described
        ]  # fmt: skip
        wrong = f"in no list: {', '.join(unknown)}" if unknown else ""
        if f"{_P['event']}organisation-{row.key}" in self.known.described:
            wrong = "a change of this id stands in another list"
        if wrong:
            self.report.refuse(source.name, row.key, wrong)
            return
        change_event(
            Change(
                f"organisation-{row.key}", told["change"], told["label"], told["english"],
                ends["from"], ends["to"], told["not before"], told["not after"],
                self._citations(source, row),
            ),
            self.facts,
        )  # fmt: skip
