"""What became of the claims of a register in a new version of its file; all of it is fictitious."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from declaring import HEADER, ROWS, WORKSHOPS, written
from tigraph.layers.rechecking import RowFated, RowsRechecked, of_versions
from tigraph.registries import Reader, Source, reader_of

Row = tuple[str, str, str, str]


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    path = tmp_path / "declaration.yaml"
    path.write_text(WORKSHOPS, encoding="utf-8")
    return reader_of(path, path.name)


def source(path: Path) -> Source:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(path, path.name, digest, dated="2031-06-01", part="w1/table")


def rechecked(reader: Reader, folder: Path, old: list[str], new: list[str]) -> RowsRechecked:
    """Return what became of rows; the reader alone says what part they are."""
    first = written(folder, HEADER, *old, name="w-2031-06-01.csv")
    part = reader.recognise([first], "", "")[0].part
    before = [Source(**{**vars(source(first)), "part": part})]
    other = written(folder, HEADER, *new, name="w-2031-07-01.csv")
    return of_versions(reader, before, [Source(**{**vars(source(other)), "part": part})], [])


def members(found: RowsRechecked) -> list[RowFated]:
    """Return what became of the members: the register says of its phase whose that is, too."""
    return [one for one in found.fates if one.was.what.endswith("member")]


def number(of: int) -> str:
    """Return a number of five digits whose last is Luhn's check digit."""
    digits = f"{of:04}"
    odd = sum(sum(divmod(2 * int(one), 10)) for one in digits[-1::-2])
    return f"{digits}{-(odd + sum(map(int, digits[-2::-2]))) % 10}"


def line(row: Row) -> str:
    code, kreis, name, since = row
    return f"{code};Tal {code[-2:]};{kreis};{name};{since}"


def edited(chance: random.Random, rows: list[Row], fresh: list[str]) -> None:
    """Change a table somewhere: a cell, a row put in, taken out, or moved."""
    at = chance.randrange(len(rows))
    code, kreis, name, since = rows[at]
    match chance.choice(("in", "out", "move", "since", "member", "region", "name", "broken")):
        case "in":
            rows.insert(at, (code, fresh.pop(), "Neu", since))
        case "out":
            del rows[at]
        case "move":
            rows.insert(chance.randrange(len(rows)), rows.pop(at))
        case "since":
            rows[at] = (code, kreis, name, f"{chance.randint(1, 28):02}.01.2029")
        case "member":
            rows[at] = (code, fresh.pop(), name, since)
        case "region":
            rows[at] = (f"W-{chance.randint(1, 12):02}", kreis, name, since)
        case "name":
            rows[at] = (code, kreis, f"{name} anders", since)
        case _:
            rows[at] = (code, kreis[:-1], name, since)


@pytest.mark.parametrize("seed", range(10))
def test_edits_lose_no_claim_and_none_altered_is_called_intact(
    seed: int, reader: Reader, tmp_path: Path
) -> None:
    """A hundred edits a seed, one to forty of them in each new version: a thousand in all."""
    chance = random.Random(seed)
    made = 0
    while made < 100:
        fresh = [number(one) for one in chance.sample(range(1000, 9000), 80)]
        rows: list[Row] = [
            (f"W-{chance.randint(1, 8):02}", fresh.pop(), f"Kreis {n}", f"{n + 1:02}.05.2030")
            for n in range(25)
        ]
        new = [*rows]
        count = chance.choice((1, 5, 20, 40))
        for _ in range(count):
            edited(chance, new, fresh)
        made += count
        found = rechecked(reader, tmp_path, [*map(line, rows)], [*map(line, new)])
        says = {(code, kreis, since) for code, kreis, _, since in new}
        fates = {
            next(value.rpartition("-")[2] for name, value in one.was.of): one
            for one in members(found)
        }
        assert len(fates) == len(members(found)) == len(rows)
        for code, kreis, _, since in rows:
            own = fates[kreis]
            intact = (code, kreis, since) in says
            assert (own.fate in ("still there", "moved")) == intact, (own, new)
            assert own.now is None or own.fate == "altered" or own.now.says == own.was.says
        left = {one.iri for one in found.added} | {one.now.iri for one in found.fates if one.now}
        assert len(left) == len(found.added) + sum(one.now is not None for one in found.fates)


def test_what_is_otherwise_is_told(reader: Reader, tmp_path: Path) -> None:
    later = [ROWS[0].replace("04.05.2031", "06.05.2031"), "W-02;Berg;10033;Kreis C;5.5.2031"]
    found = rechecked(reader, tmp_path, [*ROWS], later)
    assert sorted(one.fate for one in members(found)) == ["altered", "gone"]
    altered = next(one for one in found.fates if one.fate == "altered")
    assert ("2031-05-04", "2031-05-06") in {(was, now) for _, was, now in altered.differs}
    assert [
        sorted(value.rpartition("/")[2] for name, value in one.ends) for one in found.added
    ] == [["fabelland-W-02", "fabelland-kreis-10033"]]


def test_a_member_of_another_region_now_is_altered(reader: Reader, tmp_path: Path) -> None:
    later = [ROWS[0], "W-02;Berg;10025;Kreis B;5.5.2031"]
    altered = [one for one in members(rechecked(reader, tmp_path, [*ROWS], later)) if one.differs]
    assert [[value[-2:] for value in other] for one in altered for _, *other in one.differs] == [
        ["01", "02"]
    ]


def test_a_row_that_can_be_read_no_more_is_gone_and_counted(reader: Reader, tmp_path: Path) -> None:
    found = rechecked(reader, tmp_path, [*ROWS], [ROWS[0], ROWS[1].replace("10025", "10026")])
    assert sorted(one.fate for one in members(found)) == ["gone", "still there"]
    assert found.refused == 1
