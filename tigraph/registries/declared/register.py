"""A declared register whose rows are about things of any kind, and claim something of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tigraph.names import slug
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.declared.codes import describe, full
from tigraph.registries.declared.dates import date_fault, edtf
from tigraph.registries.declared.declaration import described_nodes
from tigraph.registries.declared.loading import left_out, number, row_key, territory_of
from tigraph.registries.declared.recognising import form_of
from tigraph.registries.declared.rows import Told, told_rows
from tigraph.registries.declared.rules import Declaration
from tigraph.registries.facts import Facts
from tigraph.registries.periods import bounds, runs
from tigraph.registries.sources import Report, Source
from tigraph.validity import days

_P = PREFIXES


class RefusedRow(Exception):  # noqa: N818  # the reason why a row is not used
    """Why a row cannot be used."""


@dataclass
class Register:
    """Writes what the rows of a declared register claim, as facts.

    Beside a programme (`beside`) rows are counted by that; why nothing else is claimed of one that
    cannot be used is a note.
    """

    declared: Declaration
    facts: Facts
    report: Report
    beside: bool = False
    stands: dict[tuple[str, ...], list[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def lines(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield the lines: what the rows are about, then what they claim."""
        for iri, kind, names in () if self.beside else described_nodes(self.declared):
            label = names.get(self.facts.language) or next(iter(names.values()))
            self.facts.entity(iri, kind, label)
        for system in self.declared.systems.values():
            describe(system, self.facts)
        ordered = sorted(sources, key=lambda one: (one.dated, one.part))
        dates = sorted({one.dated for one in ordered})
        for source in ordered:
            self._file(source, dates.index(source.dated))
            yield from self.facts.take()
        self._relations(dates)
        yield from self.facts.take()

    def _file(self, source: Source, edition: int) -> None:
        declared, report = self.declared, self.report
        form = declared.forms[form_of(source.part, declared)]
        title = declared.description.title
        told_title = title.get(self.facts.language) or next(iter(title.values()))
        file = self.facts.file(source, f"{told_title} ({source.name})", declared.speaker)
        for told in told_rows(source.path, source.name, declared, form):
            if self.beside:
                if not told.fault and not left_out(told, declared):
                    try:
                        self._row(told, source, file, edition)
                    except RefusedRow as reason:
                        note = f"{source.name}, {told.at}: nothing is claimed beside: {reason}."
                        report.notes.append(note)
                continue
            report.row(source.name)
            if told.fault:
                report.refuse(source.name, told.at, told.fault)
            elif because := left_out(told, declared):
                report.left_out[source.name, because] += 1
            else:
                try:
                    self._row(told, source, file, edition)
                except RefusedRow as reason:
                    report.refuse(source.name, told.at, str(reason))

    def _row(self, told: Told, source: Source, file: str, edition: int) -> None:
        """Describe what a row is about, and note what it claims; refuse it before anything is."""
        declared = self.declared
        met = {
            name: one
            for name, rule in declared.told["entities"].items()
            if (one := self._met(told, name, rule)) is not None
        }
        claims = [self._claim(told, one) for one in declared.told.get("claims", ())]
        first = next(iter(met.values()), None)
        key = row_key(first[1]) if first and first[1] else str(told.at)
        cited = self.facts.citation(file, key, declared.speaker, source.dated)
        iris = {
            name: self._entity(told, declared.told["entities"][name], one, cited)
            for name, one in met.items()
        }
        if self.beside and (of := territory_of(told, source, declared)):
            iris["territory"] = self._territory(*of)
        for one, values in zip(declared.told.get("claims", ()), claims, strict=True):
            self._note(one, values, iris, cited, source, edition)

    def _territory(self, phase: str, code: str) -> str:
        """Return the territory of a row, as the programme names it."""
        rule = self.declared.territory
        assert rule
        scheme = rule.system.scheme.format(phase=phase)
        known = self.facts.known.identifiers.get((scheme, code))
        return known or rule.iri.format(phase=phase, code=row_key(code))

    def _met(self, told: Told, name: str, rule: dict[str, Any]) -> tuple[str, str, str] | None:
        """Return the IRI, the code and the name of what a row is about; None where it is silent."""
        label = told.fields.get(rule["name"], "")
        code = told.fields.get(rule.get("code", ""), "")
        if rule.get("system") and code:
            system = self.declared.systems[rule["system"]]
            code = system.clean(code)
            if fault := system.fault(code):
                raise RefusedRow(fault)
            if known := self.facts.known.identifiers.get((system.scheme, code)):
                return known, code, label
        if not label or ("{code}" in rule["is"] and not code):
            if rule.get("needed", True):
                raise RefusedRow(f"no {'name' if not label else 'code'} of the {name}")
            return None
        iri = full(rule["is"]).format(code=row_key(code), slug=slug(label))
        return iri, code, label

    def _entity(
        self, told: Told, rule: dict[str, Any], met: tuple[str, str, str], cited: str
    ) -> str:
        iri, code, label = met
        facts = self.facts
        others = [told.fields.get(one, "") for one in rule.get("other-names", ())]
        if label and facts.entity(iri, full(rule["kind"]), label) and rule.get("local-authority"):
            facts.authority(iri)
        for one in others:
            if one:
                facts.name(iri, one)
        if rule.get("system") and code:
            facts.identifier(iri, self.declared.systems[rule["system"]].scheme, code, cited)
        at = [told.fields.get(rule.get(one, ""), "") for one in ("latitude", "longitude")]
        if all(at):
            point = [number(one, self.declared) for one in at]
            if None in point:
                note = f"“{at[0]}, {at[1]}” of {label} is no place in degrees, and is not used."
                self.report.notes.append(note)
            else:
                area = full(rule["area"]).format(code=row_key(code)) if "area" in rule else iri
                if area != iri:
                    facts.entity(area, _P["dcterms"] + "Location", label)
                    facts.add(iri, _P["dcterms"] + "spatial", f"<{area}>")
                facts.point(area, float(point[0] or 0), float(point[1] or 0))
        return iri

    def _claim(self, told: Told, rule: dict[str, Any]) -> tuple[str, str, float | None]:
        """Return since, until (or as of) and the value that a row gives a claim."""
        found = []
        for one in ("since", "until", "as-of"):
            said = told.fields.get(rule.get(one, ""), "")
            found.append(edtf(said, self.declared.dates) if said else "")
            if said and not found[-1]:
                raise RefusedRow(date_fault(said, self.declared.dates))
        since, until, when = found
        if since and until and until < since:
            raise RefusedRow(f"it ends ({until}) before it begins ({since})")
        value = None
        if said := told.fields.get(rule.get("value", ""), ""):
            value = number(said, self.declared)
            if value is None or not value.is_integer():
                decimal = self.declared.told.get("decimal", ".")
                raise RefusedRow(
                    f"“{said}” is no whole number as they are declared (decimal: “{decimal}”, "
                    f"thousands: “{self.declared.told.get('thousands', '')}”)"
                )
        return when or since, until, value

    def _note(
        self,
        rule: dict[str, Any],
        values: tuple[str, str, float | None],
        iris: dict[str, str],
        cited: str,
        source: Source,
        edition: int,
    ) -> None:
        since, until, value = values
        if "measure" in rule:
            about = iris.get(rule["about"])
            if about and value is not None:
                when = since or source.dated
                key = ("figure", about, rule["measure"], when)
                if key not in self.stands:
                    self.facts.figure(about, rule["measure"], int(value), when, cited, rule["unit"])
                self.stands[key].append((edition, cited))
            return
        subject, object = (
            iris.get(rule[end], full(rule[end]) if ":" in rule[end] else "")
            for end in ("subject", "object")
        )
        if subject and object:
            said = (subject, rule["relation"], object, since, until, rule["basis"])
            self.stands["relation", *said].append((edition, cited))

    def _relations(self, dates: Sequence[str]) -> None:
        """Claim what stands in the editions, one claim for each run of them."""
        spans = [days(one) for one in dates]
        for key in sorted(one for one in self.stands if one[0] == "relation"):
            _, subject, relation, object, since, until, basis = key
            rows = self.stands[key]
            for first, last in runs(sorted({edition for edition, _ in rows})):
                found = bounds(spans, first, last)
                if since:
                    found["earliestBegin"], found["latestBegin"] = days(since)
                if until:
                    found["earliestEnd"], found["latestEnd"] = days(until)
                own = [cited for edition, cited in rows if first <= edition <= last]
                self.facts.relation(
                    subject,
                    relation,
                    object,
                    since or dates[first],
                    [own[0], own[-1]],
                    found,
                    basis,
                )
