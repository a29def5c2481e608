"""What a registry layer is read from, what comes of it, and what could not be used."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, urlsplit

from tigraph.errors import DataError
from tigraph.registries.known import Known
from tigraph.registries.usage import Usage

#: What the name of an archive ends in.
ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".txz", ".tar.xz", ".tbz2", ".tar.bz2")


@dataclass(frozen=True)
class Source:
    """One file that a layer is read from, where it came from and what it is to its reader.

    `address` is the URL or purl that it came from, "" for a file of the user's own;
    `retrieved` an ISO date-time in UTC; `dated` the date of the data in EDTF; `part` what
    the file is to its reader: "2024/communes", "2018-2022", "2026-03". `origin` is what was
    given, in which it was found: the file is the same wherever it was.
    """

    path: Path
    name: str
    sha256: str
    address: str = ""
    retrieved: str = ""
    dated: str = ""
    part: str = ""
    origin: str = field(default="", compare=False)

    @property
    def base(self) -> str:
        """The IRI by which relative ones in the file go: of where it was before it was kept.

        >>> Source(Path(), "a.ttl", "1", part="b/a.ttl", origin="/home/c").base
        'file:///home/c/b/a.ttl'
        """
        if "://" in self.origin or self.origin.startswith("pkg:"):
            place = self.address
            alone = "://" in place and not urlsplit(place).path.lower().endswith(ARCHIVES)
            return place if alone else f"{place}/{quote(self.part)}"
        given = Path(self.origin or self.name).absolute()
        return (given if given.name == self.name else given / self.part).as_uri()


class Recognised(NamedTuple):
    """A file that a reader reads: its path, what it is to the reader, the date of its data."""

    path: Path
    part: str
    dated: str


@dataclass(frozen=True)
class Refusal:
    """A row that was not used: of which file, which row or key, and why."""

    file: str
    row: str
    reason: str


class Lead(NamedTuple):
    """That two people, by IRI, may be one under two names, by a file: nothing follows from it."""

    file: str
    earlier: str
    later: str


@dataclass
class Report:
    """What became of the rows: each one read is used, or refused, or left out by design.

    `read` counts the rows by file, `left_out` those that a reader leaves out by design, by
    (file, reason);
    `notes` says what holds of whole files, such as a vintage that repeats the one before;
    `leads` are no rows, but what a reader may follow.
    """

    layer: str
    read: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)

    def row(self, file: str) -> None:
        """Count a row that is read."""
        self.read[file] += 1

    def refuse(self, file: str, row: object, reason: str) -> None:
        """Count a row that cannot be used, and keep the reason."""
        self.refused.append(Refusal(file, str(row), reason))

    def check(self) -> None:
        """Raise `DataError` for a file of which no row could be used, and one was refused."""
        unused = Counter(one.file for one in self.refused)
        first = {one.file: one for one in reversed(self.refused)}
        for (file, _), count in self.left_out.items():
            unused[file] += count
        for file, one in first.items():
            if 0 < self.read[file] <= unused[file]:
                raise DataError(
                    f"{file}: none of its {self.read[file]:,} rows can be used; the first that was "
                    f"refused, {one.row}: {one.reason}."
                )

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self.read.total()

    @property
    def used(self) -> int:
        """How many rows became claims or facts."""
        return self.rows - len(self.refused) - self.left_out.total()

    def json_lines(self) -> Iterator[str]:
        """Yield the report as lines of JSON: a summary, then notes, leads, left out, refused.

        >>> report = Report("cog")
        >>> for _ in range(2): report.row("epci.json")
        >>> report.refuse("epci.json", 7, "no SIREN")
        >>> for line in report.json_lines(): print(line)
        {"layer": "cog", "rows": 2, "used": 1, "refused": 1, "left_out": 0}
        {"file": "epci.json", "row": "7", "refused": "no SIREN"}
        """
        counts = {"rows": self.rows, "used": self.used, "refused": len(self.refused)}
        lines: list[dict[str, object]] = [
            {"layer": self.layer, **counts, "left_out": self.left_out.total()}
        ]
        lines += [{"note": note} for note in self.notes]
        lines += [
            {"lead": one.file, "earlier": one.earlier, "later": one.later} for one in self.leads
        ]
        lines += [
            {"file": file, "left_out": reason, "rows": count}
            for (file, reason), count in sorted(self.left_out.items())
        ]
        lines += [{"file": r.file, "row": r.row, "refused": r.reason} for r in self.refused]
        for line in lines:
            yield json.dumps(line, ensure_ascii=False)


@dataclass
class Reading:
    """The lines of a layer, and the report on its rows.

    Each piece of `lines` is one or several whole lines of N-Triples with their line ends;
    they come in the same order for the same sources. The report is whole once the last
    piece has been taken.
    """

    lines: Iterable[str]
    report: Report


@dataclass(frozen=True)
class Description:
    """What a layer says of itself, for its DCAT record: titles by language, publishers by IRI.

    `language` is that in which the layer names what it describes. `addresses` are where its
    files are found when none is given, `shipped` the names of those that come with tigraph.
    `keywords` are words to find the data by, by language.
    """

    title: dict[str, str]
    description: dict[str, str]
    publishers: tuple[str, ...]
    licence: str
    homepage: str
    addresses: tuple[str, ...] = ()
    language: str = "fr"
    shipped: tuple[str, ...] = ()
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Provider(NamedTuple):
    """A place on the web that a reader knows by name.

    What a user gives that matches `pattern` whole stands for `addresses`, in which {0} is
    the first group of the match, {1} the second.
    """

    pattern: str
    addresses: tuple[str, ...]


#: Which of the files a reader reads, as what, and of when. The second and the third argument
#: are the date and the part that the user says where the files do not. Raises `DataError`
#: where it reads none of them, or one looks right and is not.
Recognise: TypeAlias = Callable[[Sequence[Path], str, str], list[Recognised]]
#: The layer's lines; what is known already is not described again. Raises `DataError`,
#: before the first line or while lines are taken, for a file that is not what it should be.
Read: TypeAlias = Callable[[Sequence[Source], Known], Reading]
#: Says, before the first layer is read, what this one wants of those before it.
Prepare: TypeAlias = Callable[[Sequence[Source], Known], None]


def _wants_nothing(sources: Sequence[Source], known: Known) -> None:
    """Want nothing of the layers before."""


@dataclass(frozen=True)
class Reader:
    """Reads the files of one kind of registry into a layer, which bears its name.

    `summary` says in a line what is in it, `after` on which layers it builds where they
    are there, `providers` where its files are found on the web, `usage` how names are written
    in its country. See `Recognise`, `Read` and `Prepare` for its functions.
    """

    name: str
    summary: str
    description: Description
    recognise: Recognise
    read: Read
    after: tuple[str, ...] = ()
    providers: tuple[Provider, ...] = ()
    prepare: Prepare = _wants_nothing
    usage: Usage | None = None
