"""The Répertoire national des élus: heads and deputy heads of intercommunalities, as a layer.

Only the name, the office and the intercommunality are read. Birth date, sex and occupation
stand in the file's rows and are never taken from them. The mandate begins with the election
of the council, not with the office, so its date is not used.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tigraph.errors import DataError, NothingToReadError
from tigraph.names import folded, slug
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.facts import ENOUGH
from tigraph.registries.french import DATA_GOUV, LICENCE, FrenchFacts
from tigraph.registries.known import Known
from tigraph.registries.periods import bounds, check_date, runs
from tigraph.registries.siren import is_siren
from tigraph.registries.sources import (
    Description,
    Reader,
    Reading,
    Recognised,
    Report,
    Source,
)
from tigraph.registries.tables import beginning, header, placed, rows
from tigraph.validity import days

MINISTRY = PREFIXES["organisation"] + "ministere-de-l-interieur"
COLUMNS = {
    "siren": ("N° SIREN", "No SIREN", "Numéro SIREN", "SIREN", "Code SIREN", "N° de SIREN"),
    "group": ("Libellé de l’EPCI", "Libellé EPCI", "Nom de l’EPCI"),
    "name": ("Nom de l’élu", "Nom"),
    "first name": ("Prénom de l’élu", "Prénom"),
    "office": ("Libellé de la fonction", "Fonction"),
    "since": ("Date de début de la fonction",),
}
_OFFICES = {
    "president": ("Président", "President"),
    "vice-president": ("Vice-président", "Vice-president"),
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
)


def recognise(
    files: Sequence[Path],
    dated: str = "",
    part: str = "",  # noqa: ARG001  # every reader is told; here the content tells
) -> list[Recognised]:
    """Return the editions of the register among the files, dated by `dated` or their names.

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
        missing = [COLUMNS[one][0] for one in ("siren", "group", "office") if one not in places]
        if missing:
            raise DataError(
                f"{path}: the column {', '.join(f'“{one}”' for one in missing)} is missing; "
                "give the register’s file of “conseillers communautaires”."
            )
        when = dated or _date_in(path.stem)
        if not when:
            raise DataError(
                f"{path}: of when? The file does not say. Give --dated, such as --dated "
                "2026-03, or put the date into its name."
            )
        found.append(Recognised(path, when, when))
    if not found:
        raise NothingToReadError(
            "No file of the Répertoire national des élus here: give its CSV of “conseillers "
            "communautaires”, with “N° SIREN”, “Nom de l’élu”, “Libellé de la fonction”."
        )
    return sorted(found, key=lambda one: (one.dated, str(one.path)))


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines: posts, people, and who holds which post when."""
    report = Report(NAME)
    return Reading(_lines(sources, known, report), report)


@dataclass
class _Held:
    """A person in an office: the editions that say so, their citations, a dated beginning."""

    person: str
    label: str
    editions: list[int] = field(default_factory=list)
    citations: dict[int, str] = field(default_factory=dict)
    since: str = ""


@dataclass
class _Edition:
    """One edition of the register: its file, and the days on which it may have been taken."""

    source: Source
    dated: str


def _lines(sources: Sequence[Source], known: Known, report: Report) -> Iterator[str]:
    editions: list[_Edition] = []
    for source in sorted(sources, key=lambda one: (one.dated or one.retrieved, one.sha256)):
        if editions and editions[-1].source.sha256 == source.sha256:
            report.notes.append(
                f"{source.name} ({source.dated}) repeats the edition before: no history from it."
            )
            continue
        editions.append(_Edition(source, source.dated or source.retrieved[:10]))
    facts = FrenchFacts(known)
    if MINISTRY not in known.described:
        facts.entity(
            MINISTRY,
            PREFIXES["org"] + "FormalOrganization",
            "ministère de l’Intérieur",
            "Ministry of the Interior",
        )
        facts.add(MINISTRY, PREFIXES["tig"] + "order", f"<{PREFIXES['order']}state>")
        facts.add(MINISTRY, PREFIXES["tig"] + "governanceLevel", f"<{PREFIXES['level']}national>")
    names: dict[str, str] = {}
    held: dict[tuple[str, str], dict[str, _Held]] = defaultdict(dict)
    for number, edition in enumerate(editions):
        _gather(number, edition, held, names, facts, report)
    for siren, office in sorted(held):
        _post(siren, office, held[siren, office], names[siren], editions, facts)
        yield from facts.take(ENOUGH)
    yield from facts.take()


def _gather(
    number: int,
    edition: _Edition,
    held: dict[tuple[str, str], dict[str, _Held]],
    names: dict[str, str],
    facts: FrenchFacts,
    report: Report,
) -> None:
    source = edition.source
    title = f"Répertoire national des élus : conseillers communautaires ({source.name})"
    file = facts.file(source, title, MINISTRY)
    undated = 0
    for line, row in rows(source.path, COLUMNS, ("since",), source.name):
        report.rows += 1
        if row is None:
            report.refuse(source.name, line, "another number of fields than the header")
            continue
        office = _office(row["office"])
        if not office:
            told = "an office other than president or vice-president" if row["office"] else ""
            reason = told or "a councillor without such an office"
            report.left_out[source.name, f"{reason}: not read by design"] += 1
            continue
        siren = row["siren"].replace(" ", "")
        if not is_siren(siren):
            report.refuse(source.name, line, f"the SIREN “{siren}” fails its check")
            continue
        label = f"{capitalised(row['first name'])} {capitalised(row['name'])}".strip()
        if not row["name"] or not slug(label):
            report.refuse(source.name, line, "no name")
            continue
        names[siren] = row["group"] or names.get(siren, "")
        key = slug(label)
        one = held[siren, office].setdefault(key, _Held(f"{siren}-{key}", label))
        if number in one.editions:
            report.refuse(source.name, line, f"the same name, office and SIREN again ({siren})")
            continue
        one.editions.append(number)
        one.citations[number] = facts.citation(file, f"{siren}-{key}", MINISTRY, edition.dated)
        since = iso_date(row.get("since", ""))
        undated += bool(row.get("since")) and not since
        one.since = since or one.since
    if undated:
        report.notes.append(f"{source.name}: {undated} dates of office cannot be read; not used.")


def _post(
    siren: str,
    office: str,
    holders: dict[str, _Held],
    name: str,
    editions: list[_Edition],
    facts: FrenchFacts,
) -> None:
    known = facts.known
    citation = next(iter(next(iter(holders.values())).citations.values()))
    group = facts.member(siren, name, citation)
    post = known.posts.get((group, office))
    if post is None:
        post = known.posts[group, office] = f"{PREFIXES['post']}{office}-{siren}"
        french, english = (f"{title} – {name or siren}" for title in _OFFICES[office])
        facts.entity(post, PREFIXES["org"] + "Post", french, english)
        facts.add(post, PREFIXES["org"] + "postIn", f"<{group}>")
        facts.add(post, PREFIXES["org"] + "role", f"<{PREFIXES['role']}{office}>")
    spans = [days(edition.dated) for edition in editions if edition.dated]
    for key in sorted(holders):
        one = holders[key]
        person = (
            known.holders.get((group, folded(one.label))) or f"{PREFIXES['person']}{one.person}"
        )
        facts.entity(person, PREFIXES["foaf"] + "Person", one.label)
        for first, last in runs(one.editions):
            limits = bounds(spans, first, last) if len(spans) == len(editions) else {}
            if one.since and one.since <= limits.get("latestBegin", one.since):
                limits |= {"earliestBegin": one.since, "latestBegin": one.since}
            facts.relation(
                person,
                "holds-post",
                group,
                editions[first].dated or "undated",
                [one.citations[first], one.citations[last]],
                limits,
                "appointment",
                post,
            )


def _office(told: str) -> str:
    """Return the office that a function's label names, "" for any other."""
    words = folded(told)
    if re.search(r"\bvice presidente?\b", words):
        return "vice-president"
    return "president" if re.match(r"presidente?\b", words) else ""


def capitalised(name: str) -> str:
    """Return a name in capitals as it is usually written; another one as it is.

    >>> capitalised("LE GOFF-D'HÉRICOURT"), capitalised("DE LA TOUR"), capitalised("Jean-Luc")
    ("Le Goff-d'Héricourt", 'de La Tour', 'Jean-Luc')
    """
    name = " ".join(name.split())
    if name != name.upper():
        return name
    words = re.sub(r"\w+", lambda word: word[0].capitalize(), name.lower())
    return re.sub(r"\b(De|D)(?=[ '’])", lambda word: word[0].lower(), words)


def iso_date(told: str) -> str:
    """Return a date given as DD/MM/YYYY or ISO in ISO, "" where it is neither.

    >>> iso_date("15/03/2026"), iso_date("2026-03-15T00:00:00"), iso_date("15/15/2026")
    ('2026-03-15', '2026-03-15', '')
    """
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", told):
        told = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    try:
        return datetime.date.fromisoformat(told[:10]).isoformat()
    except ValueError:
        return ""


def _date_in(stem: str) -> str:
    found = re.search(r"(?<!\d)20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(?!\d)", stem)
    return found[0] if found else ""


READER = Reader(
    NAME,
    "heads and deputy heads of the intercommunalities",
    _DESCRIPTION,
    recognise,
    read,
    after=("cog", "industrie"),
    providers=(DATA_GOUV,),
)
