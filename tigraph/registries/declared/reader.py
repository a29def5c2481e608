"""The reader that a declaration makes, of any register that it describes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tigraph.registries.declared.declaration import load
from tigraph.registries.declared.loading import load as load_rows
from tigraph.registries.declared.recognising import recognise
from tigraph.registries.declared.register import Register
from tigraph.registries.declared.rules import Declaration
from tigraph.registries.declared.territories import Programme
from tigraph.registries.facts import Facts
from tigraph.registries.known import Known
from tigraph.registries.sources import Provider, Reader, Reading, Recognised, Report, Source

#: What the declaration itself is to the layer that it describes.
DECLARATION = "declaration"


def reader_of(path: Path, name: str = "", *, trusted: bool = False) -> Reader:
    """Return the reader that a declaration makes. Raises `DataError` with line and column."""
    return declared_reader(load(path, name, trusted=trusted))


def declared_reader(declared: Declaration, providers: tuple[Provider, ...] = ()) -> Reader:
    """Return the reader of a declaration."""

    def find(files: Sequence[Path], dated: str = "", part: str = "") -> list[Recognised]:
        return recognise(declared, files, dated, part)

    return Reader(
        declared.layer,
        declared.summary,
        declared.description,
        find,
        reading(declared),
        after=declared.after,
        providers=providers,
        prepare=wanting(declared),
    )


def reading(
    declared: Declaration, made: type[Programme] = Programme
) -> Callable[[Sequence[Source], Known], Reading]:
    """Return how the files of a declaration are read."""

    def read(sources: Sequence[Source], known: Known) -> Reading:
        report = Report(declared.layer)
        return Reading(_lines(declared, made, sources, known, report), report)

    return read


def _lines(
    declared: Declaration,
    made: type[Programme],
    sources: Sequence[Source],
    known: Known,
    report: Report,
) -> Iterator[str]:
    description = declared.description
    facts = Facts(known, description.licence, description.language)
    files = [one for one in sources if one.part != DECLARATION]
    if declared.territory:
        yield from made(declared, facts, report).lines(files)
        if declared.told.get("entities"):
            yield from Register(declared, facts, report, beside=True).lines(files)
    else:
        yield from Register(declared, facts, report).lines(files)


def wanting(declared: Declaration) -> Callable[[Sequence[Source], Known], None]:
    """Return what says that more than their names is wanted of the members."""

    def prepare(sources: Sequence[Source], known: Known) -> None:
        report = Report(declared.layer)
        for source in sources:
            if source.part != DECLARATION and declared.territory:
                for row in load_rows(source, declared, report):
                    for member in row.members.values():
                        known.wanted[member.system.scheme].add(member.code)

    return prepare
