"""What every reader of a registry promises, held over samples that it brings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from tigraph.curating.vocabulary import vocabulary_findings
from tigraph.errors import DataError
from tigraph.rdf import terms_with
from tigraph.rdf.loading import open_store, read_quads, shipped_files
from tigraph.registries import Known, Reader, Report, Source, prepare

#: Writes files of a registry into a folder; returns them.
Sample = Callable[[Path], Sequence[Path]]


@dataclass(frozen=True)
class Samples:
    """Files of a registry: two editions that are right, one file for each way of being wrong."""

    good: Sample
    later: Sample
    cut_short: Sample
    without_a_column: Sample
    undated: Sample


def sources(reader: Reader, files: Sequence[Path]) -> list[Source]:
    """Return what a reader recognises among files."""
    return [
        Source(
            one.path,
            one.path.name,
            hashlib.sha256(one.path.read_bytes()).hexdigest(),
            part=one.part,
            dated=one.dated,
        )
        for one in reader.recognise(files, "", "")
    ]


def lines(reader: Reader, read: Sequence[Source], known: Known | None = None) -> tuple[str, Report]:
    """Return the lines and the report of a reader, alone above the curated graph."""
    known = known or Known.of_store(open_store(shipped_files()))
    prepare(known, {reader.name: read}, {reader.name: reader})
    reading = reader.read(read, known)
    return "".join(reading.lines), reading.report


def every_row_is_accounted_for(reader: Reader, samples: Samples, folder: Path) -> None:
    _, report = lines(reader, sources(reader, samples.good(folder)))
    assert report.layer == reader.name
    assert report.rows > 0
    assert report.used > 0
    assert report.used + len(report.refused) + report.left_out.total() == report.rows
    assert all(one.reason and one.file and one.row for one in report.refused)


def each_edition_is_cited_or_told_of(reader: Reader, samples: Samples, folder: Path) -> None:
    files = [*samples.good(folder), *samples.later(folder)]
    found = sources(reader, files)
    assert len({one.part for one in found}) == len(found) > 1
    text, report = lines(reader, found)
    for one in found:
        assert one.sha256 in text or one.part in "".join(report.notes)


def a_second_reading_gives_the_same_bytes(reader: Reader, samples: Samples, folder: Path) -> None:
    found = sources(reader, [*samples.good(folder), *samples.later(folder)])
    assert lines(reader, found)[0] == lines(reader, found[::-1])[0]


def no_term_is_used_that_is_none(reader: Reader, samples: Samples, folder: Path) -> None:
    text, _ = lines(reader, sources(reader, samples.good(folder)))
    quads = list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    assert quads
    known = terms_with([*quads, *read_quads(shipped_files()[-1])])
    found = vocabulary_findings(quads, known).values()
    assert not sorted({one.message for one in found})


def what_is_wrong_is_refused_by_name(
    reader: Reader, samples: Samples, which: str, folder: Path
) -> None:
    [wrong, *_] = files = getattr(samples, which)(folder)
    with pytest.raises(DataError) as told:
        lines(reader, sources(reader, files))
    assert wrong.name in str(told.value)


PROMISES = (
    every_row_is_accounted_for,
    each_edition_is_cited_or_told_of,
    a_second_reading_gives_the_same_bytes,
    no_term_is_used_that_is_none,
)
WRONG = ("cut_short", "without_a_column", "undated")
