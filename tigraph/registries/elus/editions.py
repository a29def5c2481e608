"""What one edition of the register shows: of when it is, and who is in which office in it."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tigraph.errors import DataError
from tigraph.names import folded, slug
from tigraph.registries.siren import is_siren, siren_fault, siren_of
from tigraph.registries.sources import Report, Source
from tigraph.registries.tables import rows
from tigraph.validity import days

COLUMNS = {
    "siren": ("N° SIREN", "No SIREN", "Numéro SIREN", "SIREN", "Code SIREN", "N° de SIREN"),
    "group": ("Libellé de l’EPCI", "Libellé EPCI", "Nom de l’EPCI"),
    "name": ("Nom de l’élu", "Nom"),
    "first name": ("Prénom de l’élu", "Prénom"),
    "office": ("Libellé de la fonction", "Fonction"),
    "since": ("Date de début de la fonction",),
    "mandate": ("Date de début du mandat",),
    "commune": ("Code de la commune de rattachement", "Code de la commune"),
}
#: The columns that a file may lack.
OPTIONAL = ("since", "mandate", "commune")
#: So many dates of office, or one in a hundred, may be later than the edition by mistake.
_FEW = 10


@dataclass(frozen=True)
class Seen:
    """A row of an edition: who is shown in which office of which intercommunality.

    `key` tells the person from others of the intercommunality, by name; `since` is the day of
    taking office in ISO, `mandate` that on which the mandate began in which it was taken,
    `commune` the code of the commune that is represented, each "" where the row does not say.
    """

    siren: str
    office: str
    key: str
    first_name: str
    surname: str
    group: str
    commune: str
    since: str
    mandate: str = ""

    @property
    def label(self) -> str:
        """The name as it is usually written."""
        return f"{capitalised(self.first_name)} {capitalised(self.surname)}".strip()


def date_of(path: Path, said: str) -> tuple[str, str]:
    """Return the name of an edition among others, and of when it is (EDTF).

    It is not before the last day on which anybody in it took office. A day in the file's name,
    or the date that is `said`, is taken at its word; a month or a year in the name is the last
    that it can be of. Raises `DataError` where nothing tells, or the file shows otherwise.
    """
    told = said or _date_in(path.stem)
    dates = sorted(_offices_since(path))
    if not told:
        if not dates:
            raise DataError(
                f"{path}: of when? The file does not say. Give --dated, such as --dated "
                "2026-03, or put the date into its name."
            )
        return dates[-1], f"[{dates[-1]}..]"
    end = days(told)[1]
    later = [date for date in dates if date > end]
    if len(later) > max(_FEW, len(dates) / 100):
        raise DataError(
            f"{path}: of {told}? {len(later):,} of its {len(dates):,} dates of taking office are "
            f"later, the last {later[-1]}. Say with --dated of when it is."
        )
    latest = dates[-len(later) - 1] if len(later) < len(dates) else ""
    if said or len(told) == len("2026-03-15") or not latest:
        return told, told
    return told, f"[{latest}..{told}]"


def _offices_since(path: Path) -> Iterator[str]:
    for _, row in rows(path, {"since": COLUMNS["since"]}, ("since",)):
        if row and (date := iso_date(row.get("since", ""))):
            yield date


def _date_in(stem: str) -> str:
    found = re.search(r"(?<!\d)20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(?!\d)", stem)
    return found[0] if found else ""


def shown(source: Source, report: Report) -> list[Seen]:
    """Return whom an edition shows; what became of its rows is told to the report."""
    named: dict[tuple[str, str], list[tuple[int, Seen]]] = defaultdict(list)
    undated, before = 0, len(report.refused)
    for line, row in rows(source.path, COLUMNS, OPTIONAL, source.name):
        report.row(source.name)
        if row is None:
            report.refuse(source.name, line, "another number of fields than the header")
            continue
        office = _office(row["office"])
        if not office:
            told = "an office other than president or vice-president" if row["office"] else ""
            reason = told or "a councillor without such an office"
            report.left_out[source.name, f"{reason}: not read by design"] += 1
            continue
        seen = _seen(row, office)
        if not is_siren(seen.siren):
            report.refuse(source.name, line, siren_fault(seen.siren))
        elif not row["name"] or not seen.key:
            report.refuse(source.name, line, "no name")
        else:
            undated += bool(row.get("since")) and not seen.since
            named[seen.siren, seen.key].append((line, seen))
    if undated:
        report.notes.append(f"{source.name}: {undated} dates of office cannot be read; not used.")
    found: list[Seen] = []
    for own in named.values():
        found += _told_apart(own, source, report) if len(own) > 1 else [own[0][1]]
    report.refused[before:] = sorted(report.refused[before:], key=lambda one: int(one.row))
    return found


def _seen(row: Mapping[str, str], office: str) -> Seen:
    first_name, surname = row["first name"], row["name"]
    return Seen(
        siren_of(row["siren"]),
        office,
        slug(f"{first_name} {surname}"),
        first_name,
        surname,
        row["group"],
        row.get("commune", ""),
        iso_date(row.get("since", "")),
        iso_date(row.get("mandate", "")),
    )


def _told_apart(own: Sequence[tuple[int, Seen]], source: Source, report: Report) -> Iterable[Seen]:
    """Yield people of one name in one intercommunality, each with a key of their own.

    What tells them apart (the commune, then the day, then the office) is added to the name.
    """
    apart: dict[tuple[str, str, str], Seen] = {}
    for line, seen in own:
        told = (seen.commune, seen.since, seen.office)
        if told in apart:
            reason = f"the same name, office and SIREN again ({seen.siren})"
            report.refuse(source.name, line, reason)
        apart.setdefault(told, seen)
    if len(apart) == 1:
        yield from apart.values()
        return
    enough = next(n for n in (1, 2, 3) if len({told[:n] for told in apart}) == len(apart))
    for told, seen in apart.items():
        yield replace(seen, key=slug("-".join((seen.key, *told[:enough]))))


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
