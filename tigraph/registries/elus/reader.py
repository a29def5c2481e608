"""The Répertoire national des élus: heads and deputy heads of intercommunalities, as a layer.

Only the name, the office with the day of taking it, and the intercommunality go into the layer.
Birth date, sex and occupation stand in the file's rows and are never taken from them. The
mandate begins with the election of the council, and the office not before: where a row does not
say when the office was taken, that bounds it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tigraph.errors import DataError, NothingToReadError
from tigraph.names import folded, slug
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries import mappings
from tigraph.registries.elus.editions import COLUMNS, OPTIONAL, Seen, date_of, shown
from tigraph.registries.elus.tenures import Office
from tigraph.registries.facts import ENOUGH
from tigraph.registries.french import DATA_GOUV, LICENCE, FrenchFacts
from tigraph.registries.known import Known
from tigraph.registries.periods import check_date
from tigraph.registries.sources import (
    Description,
    Lead,
    Reader,
    Reading,
    Recognised,
    Report,
    Source,
)
from tigraph.registries.tables import beginning, header, placed
from tigraph.validity import days

MINISTRY = PREFIXES["organisation"] + "ministere-de-l-interieur"
_OFFICES = {
    "president": ("Président", "President"),
    "vice-president": ("Vice-président", "Vice-president"),
}
#: What is told of dates of office that could not be taken as they stand.
_ODD = {
    "before": "lie before an edition that shows another in the office: not used",
    "later": "lie after the edition: not used",
    "anew": "are told by a later edition of an office that an earlier one shows: taken anew, or "
    "an error; the office is told as one",
    "differ": "differ between editions: the beginning lies between the first and the last of them",
}

NAME = "elus"
_DESCRIPTION = Description(
    {
        "fr": "Répertoire national des élus : présidents et vice-présidents d’intercommunalité",
        "en": "French register of elected officials: heads of intercommunalities",
    },
    {
        "fr": "Qui préside et vice-préside les intercommunalités, à la date de chaque édition.",
        "en": "Who are the presidents and vice-presidents of the intercommunalities, at the "
        "date of each edition.",
    },
    (MINISTRY,),
    LICENCE,
    "https://www.data.gouv.fr/fr/datasets/repertoire-national-des-elus-1/",
    ("https://www.data.gouv.fr/fr/datasets/r/41d95d7d-b172-4636-ac44-32656367cdc7",),
    keywords={
        "fr": ("élus locaux", "intercommunalités", "exécutifs locaux"),
        "en": ("elected officials", "intercommunalities", "France"),
    },
)


def recognise(
    files: Sequence[Path],
    dated: str = "",
    part: str = "",  # noqa: ARG001  # every reader is told; here the content tells
) -> list[Recognised]:
    """Return the editions of the register among the files, by date: see `editions.date_of`.

    Raises `DataError` where there is none, one lacks a column, or nothing tells its date.
    """
    check_date(dated)
    found = []
    for path in files:
        if path.suffix.lower() not in ("", ".csv", ".txt"):
            continue
        names = header(beginning(path))[0]
        places = placed(names, COLUMNS)
        if "name" not in places or "first name" not in places:
            continue
        missing = [COLUMNS[one][0] for one in COLUMNS if one not in (*places, *OPTIONAL)]
        if missing:
            raise DataError(
                f"{path}: the column {', '.join(f'“{one}”' for one in missing)} is missing; "
                "give the register’s file of “conseillers communautaires”."
            )
        found.append(Recognised(path, *date_of(path, dated)))
    if not found:
        raise NothingToReadError(
            "No file of the Répertoire national des élus here: give its CSV of “conseillers "
            "communautaires”, with “N° SIREN”, “Nom de l’élu”, “Libellé de la fonction”."
        )
    return sorted(found, key=lambda one: (one.part, str(one.path)))


def prepare(sources: Sequence[Source], known: Known) -> None:  # noqa: ARG001  # as `Prepare`
    """Let a person of the curated graph who was mapped by hand be the one of the register."""
    mappings.apply(known)


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines: posts, people, and who holds which post when."""
    report = Report(NAME)
    return Reading(_Layer(known, report).lines(sources), report)


@dataclass
class _Layer:
    """What the editions show, and the lines that come of it.

    `holders` gives by intercommunality and office whom each edition shows, by key; `groups` the
    names of an intercommunality, the latest last; `files` are the editions, the oldest first.
    """

    known: Known
    report: Report
    holders: dict[tuple[str, str], dict[str, dict[int, Seen]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    groups: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    files: list[Source] = field(default_factory=list)

    def lines(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield the lines, piece by piece."""
        facts = FrenchFacts(self.known)
        self._ministry(facts)
        self.spans = self._gather(sources)
        self.nodes = [facts.file(one, _title(one), MINISTRY) for one in self.files]
        odd: Counter[str] = Counter()
        for siren, office in sorted(self.holders):
            odd += self._office(siren, office, facts)
            yield from facts.take(ENOUGH)
        yield from facts.take()
        self.report.notes += [
            f"{odd[one]} dates of office {_ODD[one]}." for one in _ODD if odd[one]
        ]
        if self.report.leads:
            self.report.notes.append(
                f"{len(self.report.leads)} times a name gives place to another with the same "
                "first names, in the same office and commune: perhaps one person (--report)."
            )

    def _gather(self, sources: Sequence[Source]) -> list[tuple[str, str]]:
        """Read the editions, oldest first; return between which days each was made."""
        dated = [(days(_date(source) or "[..]"), source) for source in sources]
        spans = []
        for span, source in sorted(dated, key=lambda one: (one[0][::-1], one[1].sha256)):
            if self.files and self.files[-1].sha256 == source.sha256:
                self.report.notes.append(
                    f"{source.name} ({source.dated}) repeats the edition before: no history from "
                    "it."
                )
                continue
            for seen in shown(source, self.report):
                own = self.holders[seen.siren, seen.office][seen.key]
                own[len(self.files)] = seen
                if seen.group:
                    self.groups[seen.siren].pop(seen.group, None)
                    self.groups[seen.siren][seen.group] = None
            self.files.append(source)
            spans.append(span)
        return spans

    def _ministry(self, facts: FrenchFacts) -> None:
        if MINISTRY in self.known.described:
            return
        kind = PREFIXES["org"] + "FormalOrganization"
        facts.entity(MINISTRY, kind, "ministère de l’Intérieur", "Ministry of the Interior")
        facts.add(MINISTRY, PREFIXES["tig"] + "order", f"<{PREFIXES['order']}state>")
        facts.add(MINISTRY, PREFIXES["tig"] + "governanceLevel", f"<{PREFIXES['level']}national>")

    def _office(self, siren: str, office: str, facts: FrenchFacts) -> Counter[str]:
        """Write who held an office of an intercommunality; return what was odd about dates."""
        holders = self.holders[siren, office]
        latest, *former = [*reversed(self.groups[siren])] or [""]
        told = Office(holders, self.spans, office == "president")
        tenures, leads = told.tenures()
        first = tenures[0]
        group = facts.member(siren, latest, self._citation(siren, first.key, first.first, facts))
        for name in former:
            facts.name(group, name)
        post = self._post(siren, office, group, latest, facts)
        people = {key: self._person(siren, group, holders[key], facts) for key in sorted(holders)}
        nth: Counter[str] = Counter()
        for one in tenures:
            person = people[one.key]
            nth[person] += 1
            facts.relation(
                person,
                "holds-post",
                group,
                str(nth[person]),
                [self._citation(siren, one.key, edition, facts) for edition in one.cited],
                one.bounds,
                "appointment",
                post,
            )
        for lead in leads:
            earlier, later = people[lead.earlier], people[lead.later]
            if earlier != later:  # the documents may know a person under both names
                facts.add(earlier, PREFIXES["tig"] + "mayBeSameAs", f"<{later}>")
                self.report.leads.append(Lead(self.files[lead.edition].name, earlier, later))
        return told.odd

    def _citation(self, siren: str, key: str, edition: int, facts: FrenchFacts) -> str:
        return facts.citation(
            self.nodes[edition], f"{siren}-{key}", MINISTRY, _date(self.files[edition])
        )

    def _post(self, siren: str, office: str, group: str, name: str, facts: FrenchFacts) -> str:
        """Return the post of an office, described if it was not."""
        post = self.known.posts.get((group, office))
        if post is None:
            post = self.known.posts[group, office] = f"{PREFIXES['post']}{office}-{siren}"
            french, english = (f"{title} – {name or siren}" for title in _OFFICES[office])
            facts.entity(post, PREFIXES["org"] + "Post", french, english)
            facts.add(post, PREFIXES["org"] + "postIn", f"<{group}>")
            facts.add(post, PREFIXES["org"] + "role", f"<{PREFIXES['role']}{office}>")
        return post

    def _person(self, siren: str, group: str, own: dict[int, Seen], facts: FrenchFacts) -> str:
        """Return whoever bears a key, described by the latest name and the others."""
        names = list(dict.fromkeys(own[edition].label for edition in sorted(own, reverse=True)))
        key = next(iter(own.values())).key
        named = f"{PREFIXES['person']}{siren}-{key}"
        person = self.known.mapped.get(named, "")
        if person:
            mappings.tell(facts, named)
        elif key == slug(names[0]):  # of nobody else of that name
            person = self.known.holders.get((group, folded(names[0])), "")
        person = person or named
        facts.entity(person, PREFIXES["foaf"] + "Person", names[0], names=names[1:])
        return person


def _title(source: Source) -> str:
    return f"Répertoire national des élus : conseillers communautaires ({source.name})"


def _date(source: Source) -> str:
    """Return of when an edition is, in EDTF."""
    return source.dated or source.retrieved[:10]


READER = Reader(
    NAME,
    "heads and deputy heads of the intercommunalities",
    _DESCRIPTION,
    recognise,
    read,
    after=("cog", "industrie"),
    providers=(DATA_GOUV,),
    prepare=prepare,
)
