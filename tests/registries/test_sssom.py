"""Sets of mappings in SSSOM/TSV: read, kept, written in the canonical order, refused by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkout import ROOT
from tigraph.errors import DataError
from tigraph.registries import decided, sssom

HEAD = (
    "#curie_map:\n#  ex: https://example.org/\n#mapping_set_id: https://example.org/set\n"
    "#license: https://example.org/licence\n"
)
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
ROW = "ex:a\tskos:exactMatch\tex:b\tsemapv:ManualMappingCuration"


def parsed(text: str) -> sssom.MappingSet:
    return sssom.parsed_mappings(text, "mappings.tsv")


def test_the_shipped_mappings_read_and_lose_nothing_when_written() -> None:
    path = ROOT / "data" / "mappings.sssom.tsv"
    first = sssom.read_mappings(path)
    again = sssom.parsed_mappings(first.serialized().decode(), "again")
    assert sorted(map(repr, again.rows)) == sorted(map(repr, first.rows))
    assert len(first.rows) > 10
    assert again.serialized() == first.serialized()


def test_what_the_set_says_of_all_stands_in_each_row_in_the_order_of_the_specification() -> None:
    told = {"mapping_date": "2026-11-25", "subject_source": "ex:s", "object_source": "ex:o",
            "mapping_tool": "none", "predicate_type": "rdf property"}  # fmt: skip
    block = "".join(f"#{slot}: {value}\n" for slot, value in told.items())
    [row] = parsed(f"{HEAD}{block}{COLUMNS}\n{ROW}\n").rows
    assert list(row)[4:] == sorted(told, key=sssom.SLOTS.index)


def test_what_the_set_says_of_all_holds_of_each_row_and_is_written_once() -> None:
    found = parsed(f"{HEAD}#mapping_date: 2026-11-25\n{COLUMNS}\n{ROW}\n")
    assert found.rows[0]["mapping_date"] == "2026-11-25"
    assert found.serialized().decode().count("2026-11-25") == 1
    found.add({**found.rows[0], "object_id": "ex:c", "mapping_date": "2026-11-28"})
    lines = found.serialized().decode().splitlines()
    assert not any("2026" in line for line in lines if line.startswith("#"))
    assert sum("2026-11-25" in line for line in lines) == 1


def test_a_row_with_a_value_of_its_own_keeps_the_set_from_saying_it_of_the_others() -> None:
    found = parsed(
        f"{HEAD}#mapping_date: 2026-11-25\n{COLUMNS}\tmapping_date\n{ROW}\t\n{ROW}\t2026-11-28\n"
    )
    assert [row.get("mapping_date") for row in found.rows] == [None, "2026-11-28"]


def test_slots_and_rows_of_others_are_kept() -> None:
    text = (
        f"{HEAD}#ext_mood: good\n#creator_label:\n#- Ada Fictive\n{COLUMNS}\text_weather\n"
        f"{ROW}\train\nex:a\tex:resembles\tex:b\tsemapv:UnspecifiedMatching\t\n"
    )
    written = parsed(text).serialized().decode()
    assert "#ext_mood: good\n" in written
    assert "#- Ada Fictive\n" in written
    assert "ex:resembles" in written
    assert written.splitlines()[-1].endswith("\train")


def test_the_order_is_that_of_the_specification() -> None:
    text = f"comment\t{COLUMNS}\nz\t{ROW}\n" + ROW.replace("ex:a", "ex:0").join(("y\t", "\n"))
    head, first, second = parsed(HEAD + text).serialized().decode().splitlines()[-3:]
    assert head.split("\t") == [
        "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
        "mapping_justification", "comment",
    ]  # fmt: skip
    assert (first.split("\t")[0], second.split("\t")[0]) == ("ex:0", "ex:a")


@pytest.mark.parametrize(
    "awkward", ['says "so"', "a|b\\c", "two\nlines", "tab\there", "#no comment"]
)
def test_awkward_text_comes_back(awkward: str) -> None:
    found = parsed(f"{HEAD}{COLUMNS}\n{ROW}\n")
    found.rows[0]["comment"] = awkward
    found.rows[0]["author_label"] = sssom.joined([awkward, "Ada"])
    again = parsed(found.serialized().decode())
    assert again.rows[0]["comment"] == awkward
    assert sssom.values(again.rows[0]["author_label"]) == [awkward, "Ada"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEAD}{COLUMNS}\n{ROW}\n{ROW}\tmore\n", "line 7: 5 fields"),
        (f"{HEAD}{COLUMNS}\n{ROW.replace('ex:b', 'foreign:b')}\n", "declare the prefix foreign"),
        (f"{HEAD}{COLUMNS}\n{ROW.replace('ex:b', 'Le Pin')}\n", "line 6: object_id “Le Pin”"),
        (f"{HEAD}{COLUMNS}\n\tskos:exactMatch\tex:b\tsemapv:MappingReview\n", "no subject_id"),
        (f"{HEAD}{COLUMNS}\tconfidence\n{ROW}\t1,5\n", "confidence “1,5”"),
        (f"{HEAD}{COLUMNS}\tmapping_date\n{ROW}\t28.11.2026\n", "line 6: mapping_date"),
        (f"{HEAD}{COLUMNS}\tpredicate_modifier\n{ROW}\tno\n", "only Not is known"),
        (f'{HEAD}{COLUMNS}\n"ex:a"x\tskos:exactMatch\n', "double quote"),
        (f"#curie_map: [\n{COLUMNS}\n{ROW}\n", "not YAML"),
        (f"#a: &x b\n#c: *x\n{COLUMNS}\n{ROW}\n", "anchors"),
        ("name;town\nLe Pin;14504\n", "mapping_justification is missing"),
        ("", "mapping_justification is missing"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(DataError) as error:
        parsed(text)
    assert told in str(error.value)
    assert "mappings.tsv" in str(error.value)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sssom.tsv"
    path.write_bytes(b"PK\x03\x04\x00\xff\x00")
    with pytest.raises(DataError, match=r"x\.sssom\.tsv, line 1: not UTF-8"):
        sssom.read_mappings(path)


def said(*rows: str) -> decided.Verdict:
    text = "\n".join((f"{HEAD}{COLUMNS}\tpredicate_modifier\tauthor_label", *rows))
    return decided.verdict(decided.sayings(parsed(text)))


def test_only_people_decide_and_a_dispute_decides_nothing() -> None:
    accepts = f"{ROW}\t\tAda Fictive"
    assert said(accepts).accepted == "https://example.org/b"
    assert said(ROW.replace("ManualMappingCuration", "LexicalMatching")).open
    refuses = f"{ROW}\tNot\tBob Fictive"
    assert said(refuses).refused == {"https://example.org/b"}
    assert said(accepts, refuses).disputed
    assert said(accepts, ROW.replace("ex:b", "ex:c")).disputed
    assert said(accepts.replace("exactMatch", "closeMatch")).open
    for same in ("https://schema.org/sameAs", "owl:sameAs", "skos:exactMatch"):
        one = said(accepts.replace("skos:exactMatch", same))
        assert one.accepted == "https://example.org/b"
    nothing = ROW.replace("ex:b", "sssom:NoTermFound")
    assert said(nothing).nothing
    assert said(nothing, accepts).disputed
    assert not said(nothing, accepts).accepted
