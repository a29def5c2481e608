"""Territories of a programme, as a declared register tells them: gathered, then described."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tigraph.rdf.vocabulary import PREFIXES, local_name
from tigraph.registries.centres import centre
from tigraph.registries.declared.cells import Member
from tigraph.registries.declared.codes import borne_by, describe
from tigraph.registries.declared.declaration import described_nodes
from tigraph.registries.declared.loading import Row, load, row_key
from tigraph.registries.declared.recognising import phase_key
from tigraph.registries.declared.rules import Declaration, Phase
from tigraph.registries.declared.succession import (
    Stand,
    Step,
    Territory,
    edition_events,
    lineages,
    succession_events,
)
from tigraph.registries.declared.words import said
from tigraph.registries.facts import Facts
from tigraph.registries.periods import BOUNDS, bounds, runs
from tigraph.registries.shapes import has_surface, simplified
from tigraph.registries.sources import Report, Source
from tigraph.validity import days

_P = PREFIXES
_SPATIAL, _WITHIN = _P["dcterms"] + "spatial", _P["geo"] + "sfWithin"
_LOCATION = _P["dcterms"] + "Location"


@dataclass
class Gathered:
    """The territories of each phase by code, with the dates of the editions of the phase."""

    by_phase: dict[str, dict[str, Territory]]
    dates: dict[str, list[str]] = field(default_factory=dict)
    first_rows: dict[str, str] = field(default_factory=dict)


@dataclass
class Programme:
    """Writes the territories of a declared register as facts."""

    declared: Declaration
    facts: Facts
    report: Report

    def lines(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield the lines: territories by phase, then their succession, then their changes."""
        declared, facts = self.declared, self.facts
        self._frame()
        gathered = self.gather(sources)
        self.gathered()
        lineages(list(gathered.by_phase.values()), facts.known, self._lineage)
        for key, territories in gathered.by_phase.items():
            drawn = simplified({code: one.geometry for code, one in sorted(territories.items())})
            for code, contour in drawn.items():
                territories[code].contour = contour
            phase = declared.phases[key]
            if territories:
                self._phase(phase, gathered)
            for code in sorted(territories):
                self._territory(territories[code], phase, gathered.dates[key])
            yield from facts.take()
        phases = list(gathered.by_phase)
        for first, second in pairwise(phases):
            step = Step(
                declared.layer,
                gathered.by_phase[first],
                gathered.by_phase[second],
                declared.phases[first],
                declared.phases[second],
            )
            yield from succession_events(step, facts)
        for key, territories in gathered.by_phase.items():
            if declared.compares:
                dates = gathered.dates[key]
                yield from edition_events(declared.layer, territories, dates, facts)

    def gathered(self) -> None:
        """Say what else the layer says, once the files have been read."""

    def gather(self, sources: Sequence[Source]) -> Gathered:
        """Return the territories that the files tell, with the citations of their rows."""
        made = Gathered({key: {} for key in self.declared.phases})
        loaded: dict[str, list[tuple[Source, list[Row]]]] = {
            key: [] for key in self.declared.phases
        }
        for source in sorted(sources, key=self._order):
            by_phase: dict[str, list[Row]] = {}
            for row in load(source, self.declared, self.report):
                by_phase.setdefault(row.phase, []).append(row)
            for key, rows in by_phase.items():
                loaded[key].append((source, rows))
        for key, files in loaded.items():
            dates = sorted({self._dated(source) for source, _ in files})
            made.dates[key] = dates if self.declared.compares else dates[-1:]
            for source, rows in files:
                dated = self._dated(source)
                number = dates.index(dated) if self.declared.compares else 0
                self._gather(source, rows, self.declared.phases[key], number, made)
        return made

    def _order(self, source: Source) -> tuple[int, str]:
        phases = list(self.declared.phases)
        key = phase_key(source.part, self.declared)
        return (phases.index(key) if key in phases else 0), source.part

    def _dated(self, source: Source) -> str:
        issued = self.facts.known.issued.get(source.sha256, "")
        return source.dated or issued or source.retrieved[:10]

    def _gather(
        self, source: Source, rows: Sequence[Row], phase: Phase, edition: int, made: Gathered
    ) -> None:
        facts, known, rule = self.facts, self.facts.known, self.declared.territory
        assert rule
        dated = self._dated(source)
        file = facts.file(source, self._title(source, phase), self.declared.speaker)
        territories = made.by_phase[phase.key]
        lies: list[str] = []
        parts: Counter[str] = Counter()
        for row in rows:
            iri = known.identifiers.get((self._scheme(phase), row.code))
            iri = iri or rule.iri.format(phase=phase.key, code=row_key(row.code))
            territory = territories.setdefault(
                row.code, Territory(iri, phase.key, row.code, row.name)
            )
            citation = facts.citation(file, row.key, self.declared.speaker, phase.shows or dated)
            made.first_rows.setdefault(phase.key, citation)
            territory.citations.append(citation)
            territory.names.append(row.name)
            if self.declared.compares:
                territory.name = row.name
            territory.editions[edition] = row.name
            territory.dated = max(territory.dated, dated)
            territory.holds += row.holds
            if row.holds and not row.members:
                lies.append(row.code)
            self._place(territory, row, source, citation)
            for member in row.members.values():
                self._member(territory, member, Stand(edition, citation), source, parts)
        if lies:
            self._say_lies(source, len(lies))
        for told, count in parts.items():
            self.report.notes.append(
                f"{source.name}: {told}" + (f" ({count} times)." if count > 1 else ".")
            )

    def _scheme(self, phase: Phase) -> str:
        assert self.declared.territory
        return self.declared.territory.system.scheme.format(phase=phase.key)

    def _title(self, source: Source, phase: Phase) -> str:
        title = self.declared.description.title
        told = title.get(self.facts.language) or next(iter(title.values()))
        pattern = self.declared.told.get("file-title", "{layer} ({file})")
        return str(pattern).format(
            layer=told, title=phase.title or told, phase=phase.key, file=source.name
        )

    def _say_lies(self, source: Source, count: int) -> None:
        assert self.declared.territory
        assert self.declared.territory.holds
        what = self.declared.territory.holds[1].word
        self.report.notes.append(
            f"{source.name} says what lies in {count} territories (by {what}), not who their "
            "members are."
        )

    def _place(self, territory: Territory, row: Row, source: Source, citation: str) -> None:
        """Take the place that a row gives: of several editions the last one with a surface."""
        before = territory.point is not None
        if before and not self.declared.compares:
            return
        if row.point:
            territory.point = row.point
        elif row.geometry and not (
            before and has_surface(territory.geometry) > has_surface(row.geometry)
        ):
            territory.point, territory.geometry = centre(row.geometry), row.geometry
            territory.drawn_by = citation
            if territory.point is None:
                self.report.notes.append(
                    f"{source.name}: {row.code} has a geometry without points."
                )

    def _member(
        self,
        territory: Territory,
        member: Member,
        stand: Stand,
        source: Source,
        parts: Counter[str],
    ) -> None:
        known = self.facts.known
        code, name, system = member.code, member.name, member.system
        key = system.scheme, code
        if key not in known.identifiers and key in known.parts and system.takes_whole:
            whole = known.parts[key]
            parts[f"{system.word} {code} is a part of {whole} today, which is taken for it"] += 1
            code, name = whole, ""
        iri = borne_by(code, system, name, stand.citation, self.facts)
        if not iri:
            self.report.refuse(
                source.name, territory.code, f"no layer knows the {system.word} {code}"
            )
            return
        territory.members.setdefault(iri, []).append(
            stand._replace(since=member.since, until=member.until)
        )
        territory.lies_in.update(known.lies_in.get(local_name(iri), ()))

    # ------------------------------------------------------------------------- what is said

    def _lineage(self, territory: Territory) -> str:
        assert self.declared.territory
        return self.declared.territory.lineage.format(
            phase=territory.phase, code=row_key(territory.code)
        )

    def _frame(self) -> None:
        """Describe publisher, programme and scheme, where the declaration names them."""
        for iri, kind, names in described_nodes(self.declared):
            self._named(iri, kind, names)
        for system in self.declared.systems.values():
            describe(system, self.facts)

    def _named(self, iri: str, kind: str, names: Mapping[str, str]) -> None:
        if iri not in self.facts.known.described:
            label = names.get(self.facts.language) or next(iter(names.values()))
            english = names.get("en", "") if self.facts.language != "en" else ""
            self.facts.entity(iri, kind, label, english)

    def _phase(self, phase: Phase, gathered: Gathered) -> None:
        """Describe a phase, and claim of which programme it is, where the declaration names it."""
        if not phase.name or phase.iri in self.facts.known.described:
            return
        self._named(phase.iri, _P["tig"] + "Phase", phase.name)
        self.facts.add(phase.iri, _P["tig"] + "ofProgramme", f"<{self.declared.programme}>")
        row = gathered.first_rows[phase.key]
        since = phase.starts or gathered.dates[phase.key][0]
        self.facts.relation(
            phase.iri,
            "phase-of",
            self.declared.programme,
            since,
            [row],
            phase.bounds,
            "composition",
        )

    def _territory(self, territory: Territory, phase: Phase, dates: Sequence[str]) -> None:
        facts, rule, known = self.facts, self.declared.territory, self.facts.known
        assert rule
        iri = territory.iri
        facts.entity(iri, _P["tig"] + "LabelledTerritory", territory.name, names=territory.names)
        facts.identifier(iri, self._scheme(phase), territory.code, territory.citations[0])
        facts.add(iri, _P["tig"] + "inPhase", f"<{phase.iri}>")
        if territory.lineage not in known.described:
            told = said(facts, "lineage", territory.name)
            facts.entity(territory.lineage, _P["tig"] + "Lineage", *told)
            facts.add(territory.lineage, _P["tig"] + "ofProgramme", f"<{self.declared.programme}>")
        facts.add(iri, _P["prov"] + "specializationOf", f"<{territory.lineage}>")
        for pattern, area, name in rule.areas:
            if found := re.fullmatch(pattern, territory.code):
                place = area.format(*found.groups())
                if place not in known.described:
                    facts.entity(place, _LOCATION, name.format(*found.groups()))
                facts.add(iri, _SPATIAL, f"<{place}>")
        for code in sorted(territory.lies_in) if rule.lies_in else ():
            place = rule.lies_in.format(code=code)
            if place in known.described:
                facts.add(iri, _SPATIAL, f"<{place}>")
        if territory.point or territory.holds:
            self._area(territory, phase)
        self._memberships(territory, phase, dates)

    def _area(self, territory: Territory, phase: Phase) -> None:
        facts, rule = self.facts, self.declared.territory
        assert rule
        area = rule.area.format(phase=phase.key, code=row_key(territory.code))
        facts.entity(area, _LOCATION, *said(facts, "area", territory.name, phase.key))
        facts.add(territory.iri, _SPATIAL, f"<{area}>")
        if territory.point:
            facts.point(area, *territory.point)
        if territory.contour:
            facts.contour(area, territory.contour, territory.drawn_by)
        for code in sorted(set(territory.holds)):
            assert rule.holds
            held = rule.holds[2].format(code=code)
            if held in facts.known.described:
                facts.add(held, _WITHIN, f"<{area}>")

    def _memberships(self, territory: Territory, phase: Phase, dates: Sequence[str]) -> None:
        """Claim who is a member, one claim for each run of editions in which it stands."""
        spans = [days(one) for one in dates if one] if self.declared.compares else []
        if not spans and territory.dated and not phase.shows:
            spans = [(territory.first_day, territory.last_day)]
        for member in sorted(territory.members):
            stands = territory.members[member]
            for first, last in runs(sorted({one.edition for one in stands})):
                own = [one for one in stands if first <= one.edition <= last]
                found = phase.bounds | (bounds(spans, first, last) if spans else {})
                since = min((one.since for one in own if one.since), default="")
                until = max((one.until for one in own if one.until), default="")
                self.facts.relation(
                    member,
                    "member",
                    territory.iri,
                    since or (dates[first] if first else phase.starts[:4] or dates[0]),
                    [own[0].citation, own[-1].citation]
                    if self.declared.compares
                    else [one.citation for one in own],
                    {name: found[name] for name in BOUNDS if name in _dated(found, since, until)},
                    "membership",
                )


def _dated(found: dict[str, str], since: str, until: str) -> dict[str, str]:
    """Set the bounds that a row's own dates give: they go before those of its editions."""
    if since:
        found["earliestBegin"], found["latestBegin"] = days(since)
        if found.get("earliestEnd", since) < found["latestBegin"]:
            found["earliestEnd"] = found["latestBegin"]
    if until:
        found["earliestEnd"], found["latestEnd"] = days(until)
    return found
