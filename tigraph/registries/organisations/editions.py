"""From editions of the State's reference list of its organisation to claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.facts import ENOUGH
from tigraph.registries.french import FrenchFacts
from tigraph.registries.known import Known
from tigraph.registries.organisations.directory import Service, services
from tigraph.registries.periods import bounds, runs
from tigraph.registries.sources import Report, Source
from tigraph.validity import days

_P = PREFIXES
#: The scheme of the directory's numbers before there were UUIDs: told of whom they identify.
_FORMER = "annuaire-itm"
#: The order of actors to which services of a type belong; of the others nothing is said.
_ORDERS = {
    "Administration centrale (ou Ministère)": "state",
    "Cabinet ministériel": "state",
    "Secrétaire d'État": "state",
    "Service à compétence nationale": "state",
    "Service déconcentré": "state",
    "Ambassade ou mission diplomatique": "state",
    "Établissement public": "state-operator",
    "Groupement d'intérêt public": "state-operator",
    "Association d'utilité publique": "association",
    "Établissement d'enseignement": "training",
}
#: Types whose services act for the whole country.
_NATIONAL = {
    "Administration centrale (ou Ministère)",
    "Autorité administrative indépendante",
    "Autorité publique indépendante",
    "Cabinet ministériel",
    "Secrétaire d'État",
    "Service à compétence nationale",
}


class Directory:
    """What the editions show of each service, and the lines that come of it.

    `seen` gives by UUID the service as each edition has it; `over` what it is under, as
    (UUID, in first place, in whose row it stands), by edition.
    """

    def __init__(self, known: Known, report: Report, publisher: str) -> None:
        self.known, self.report = known, report
        self.facts = FrenchFacts(known)
        self.publisher = publisher
        self.files: list[Source] = []
        self.seen: dict[str, dict[int, Service]] = defaultdict(dict)
        self.over: dict[str, dict[tuple[str, bool], dict[int, str]]] = defaultdict(
            lambda: defaultdict(dict)
        )

    def lines(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield the lines, piece by piece."""
        spans = self._gather(sources)
        if not self.files:
            return
        facts = self.facts
        if self.publisher not in self.known.described:
            name = "Direction de l’information légale et administrative"
            facts.entity(self.publisher, _P["org"] + "FormalOrganization", name, names=["DILA"])
        self.nodes = [facts.file(one, _title(one), self.publisher) for one in self.files]
        sirens = self._sirens()
        iris = {key: self._iri(key, sirens.get(key, "")) for key in sorted(self.seen)}
        units = {key for key in iris if self._describe(key, iris[key], sirens.get(key, ""))}
        yield from facts.take(ENOUGH)
        for key in iris:
            for (whole, first), editions in sorted(self.over[key].items()):
                if whole in iris and iris[whole] != iris[key]:
                    kind = "part-of" if first and key in units else "attached-to"
                    self._under(iris[key], kind, iris[whole], editions, spans)
            yield from facts.take(ENOUGH)
        yield from facts.take()

    def _gather(self, sources: Sequence[Source]) -> list[tuple[str, str]]:
        """Read the editions, oldest first; return between which days each was made."""
        spans: list[tuple[str, str]] = []
        dated = [(days(one.dated), one) for one in sources]
        for span, source in sorted(dated, key=lambda one: (one[0][::-1], one[1].sha256)):
            if self.files and self.files[-1].sha256 == source.sha256:
                self.report.notes.append(f"{source.dated} repeats the edition before.")
                continue
            self._edition(source)
            spans.append(span)
        return spans

    def _edition(self, source: Source) -> None:
        edition = len(self.files)
        self.files.append(source)
        found: dict[str, Service] = {}
        for one in services(source, self.report):
            if one.key in found:
                self.report.refuse(source.name, one.key, "a second service of this identifier")
            else:
                found[one.key] = one
        over: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        absent = 0
        for one in found.values():
            for key, first in one.under:
                over[key].append((one.key, first))
                absent += key not in found
        if absent:
            self.report.notes.append(
                f"{source.name}: {absent} services are said to be under others, and are in other "
                "lists: not told."
            )
        for key, one in found.items():
            if self._is_heading(one):
                self.report.left_out[source.name, "a heading, under which services stand"] += 1
                continue
            self.seen[key][edition] = one
            for row, first in over[key]:
                for whole in self._above(row, found, over):
                    if whole != key:
                        self.over[key][whole, first].setdefault(edition, row)

    def _is_heading(self, one: Service) -> bool:
        """Whether a row is no service, unless it was mapped to one by hand."""
        known = self.known.identifiers
        return one.heading and not known.keys() & {("annuaire", one.key), (_FORMER, one.former)}

    def _above(
        self,
        key: str,
        found: Mapping[str, Service],
        over: Mapping[str, Sequence[tuple[str, bool]]],
        passed: tuple[str, ...] = (),
    ) -> list[str]:
        """Return the service of a row; of a heading, those that the heading stands under."""
        if not self._is_heading(found[key]):
            return [key]
        return [
            whole
            for row, first in over.get(key, ())
            if first and row not in passed
            for whole in self._above(row, found, over, (*passed, key))
        ]

    def _sirens(self) -> dict[str, str]:
        """Return the SIREN of those who have one to themselves.

        Services of one legal unit share its number, which is that of none of them alone.
        """
        latest = {key: self._latest(key).siren for key in self.seen}
        borne = Counter(one for one in latest.values() if one)
        if shared := sum(1 for count in borne.values() if count > 1):
            self.report.notes.append(f"{shared} SIREN are those of several services: not told.")
        return {key: one for key, one in latest.items() if borne[one] == 1}

    def _latest(self, key: str) -> Service:
        return self.seen[key][max(self.seen[key])]

    def _iri(self, key: str, siren: str) -> str:
        known = self.known.identifiers
        former = self._latest(key).former
        own = known.get(("annuaire", key)) or known.get((_FORMER, former))
        own = own or known.get(("siren", siren))
        return own or f"{_P['organisation']}{key}"

    def _describe(self, key: str, iri: str, siren: str) -> bool:
        """Describe a service by its latest name and all others; whether as a unit of another.

        A unit has no number of its own, and is of the type of what it is under.
        """
        facts, editions, latest = self.facts, self.seen[key], self._latest(key)
        wholes = {whole for whole, first in self.over[key] if first}
        kinds = {self._latest(whole).kind for whole in wholes}
        unit = bool(not siren and latest.kind and latest.kind in kinds)
        kind = "OrganizationalUnit" if unit else "FormalOrganization"
        shown = [editions[edition] for edition in sorted(editions, reverse=True)]
        names = [name for one in shown for name in (one.name, *one.names)][1:]
        new = facts.entity(iri, _P["org"] + kind, latest.name, names=names)
        if new and (order := _ORDERS.get(latest.kind)):
            facts.add(iri, _P["tig"] + "order", f"<{_P['order']}{order}>")
        if new and latest.kind in _NATIONAL:
            facts.add(iri, _P["tig"] + "governanceLevel", f"<{_P['level']}national>")
        citation = self._citation(key, max(editions))
        facts.identifier(iri, "annuaire", key, citation)
        if (_FORMER, latest.former) in self.known.identifiers:
            facts.identifier(iri, _FORMER, latest.former, citation)
        if siren:
            facts.identifier(iri, "siren", siren, citation)
        return unit and new

    def _under(
        self,
        part: str,
        relation: str,
        whole: str,
        editions: Mapping[int, str],
        spans: Sequence[tuple[str, str]],
    ) -> None:
        """Claim what a service is under, for each run of editions that show it."""
        basis = "composition" if relation == "part-of" else "authority"
        for first, last in runs(sorted(editions)):
            cited = [self._citation(editions[one], one) for one in (first, last)]
            self.facts.relation(
                part, relation, whole, self.files[first].dated, cited, bounds(spans, first, last),
                basis,
            )  # fmt: skip

    def _citation(self, key: str, edition: int) -> str:
        """Cite a row of an edition, by the UUID of its service."""
        dated = self.files[edition].dated
        return self.facts.citation(self.nodes[edition], key, self.publisher, dated)


def _title(source: Source) -> str:
    return f"Référentiel de l’organisation administrative de l’État ({source.name})"
