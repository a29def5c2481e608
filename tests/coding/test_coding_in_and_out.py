"""Tables, annotations and statements: what goes out comes in again, faults at their row."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coded_workspace import BASE, TEXT, add_version, made, place, proposals
from own_faults import own_faults
from tigraph import load
from tigraph.coding import (
    COLUMNS,
    Actor,
    Desk,
    Review,
    as_annotations,
    as_csv,
    as_workbook,
    read_back,
    rows_of,
    statements,
    take,
)
from tigraph.errors import DataError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "mine")


def desk_at(folder: Path, *more: Path) -> Desk:
    graph = load([folder / "documents/val/document.ttl", *more], layers=["curated"])
    return Desk(folder, "val", graph.store)


def filled(desk: Desk, path: Path, cells: dict[str, dict[str, str]]) -> Path:
    """Write the table of a document with some cells filled by row."""
    table = csv.DictReader(io.StringIO(as_csv(rows_of(desk)).decode("utf-8-sig")))
    rows = [row | cells.get(row["id"], {}) for row in table]
    rows += [dict.fromkeys(COLUMNS, "") | own for on, own in cells.items() if on.startswith("+")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_table_has_claims_and_sentences_in_the_order_of_the_text(folder: Path) -> None:
    rows = [*rows_of(desk_at(folder))]
    assert sum(row["what"] == "claim" for row in rows) == 4
    assert sum(row["what"] == "sentence" for row in rows) == 6
    starts = [int(row["places"].split("–")[0]) for row in rows if row["what"] == "sentence"]
    assert starts == sorted(starts)
    assert not any("lancerons" in cell for row in rows for cell in row.values())


def test_words_are_in_a_table_only_where_they_are_asked_for_and_short(folder: Path) -> None:
    quotes = {row["quote"] for row in rows_of(desk_at(folder), quoted=40)}
    assert "Partagez cet article." in quotes
    assert max(map(len, quotes)) <= 40


def test_a_filled_table_is_decided(folder: Path) -> None:
    desk = desk_at(folder)
    furniture = next(one for one in desk.sentences if TEXT[one.start :].startswith("Partagez"))
    path = filled(
        desk, folder / "t.csv",
        {
            "p-preside": {"decision": "accepter"},
            "p-siege": {"decision": "accept", "valid": "2022", "comment": "date ajoutée"},
            "p-membres": {"decision": "refuse"},
            furniture.id: {"decision": "leave-out", "reason": "furniture"},
            "+own": {
                "decision": "add", "relation": "est membre de", "subject": "Paul Inventé",
                "subject_type": "person", "object": "Agence Chimère",
                "object_type": "organisation",
                "places": "-".join(map(str, place("Paul Inventé, directeur de l’Agence Chimère"))),
            },
        },
    )  # fmt: skip
    told = {one.on: one for one in read_back(desk, path, "bob")}
    assert told["p-preside"].action == "accept"
    assert told["p-siege"].action == "change"
    assert told["p-siege"].claim is not None
    assert told["p-siege"].claim.valid == "2022"
    assert told["p-membres"].action == "refuse"
    assert told[furniture.id].reason == "omission:furniture"
    (own,) = [one for one in told.values() if one.action == "add"]
    assert own.claim is not None
    assert own.claim.relation == "relation:member"
    assert own.claim.object is not None
    assert own.claim.object.spans == (tuple(place("Agence Chimère")),)
    assert read_back(desk, path, "bob") == [], "what was taken is not taken twice"


def test_faults_of_a_table_stand_at_their_row_and_nothing_is_taken(folder: Path) -> None:
    desk = desk_at(folder)
    path = filled(
        desk, folder / "t.csv",
        {
            "p-preside": {"decision": "accept"},
            "p-siege": {"decision": "accept", "valid": "l’an dernier"},
            "p-membres": {"decision": "perhaps"},
            "p-fonds": {"decision": "accept", "object_entity": "ex:nothing"},
        },
    )  # fmt: skip
    rows = [row["id"] for row in rows_of(desk)]
    with pytest.raises(DataError) as raised:
        read_back(desk, path, "bob")
    told = str(raised.value).splitlines()
    assert [line.split(":")[0] for line in told[:-1]] == [
        f"{path}, row {rows.index(on) + 2}, column {column}"
        for on, column in sorted(
            (("p-siege", "valid"), ("p-membres", "decision"), ("p-fonds", "object_entity")),
            key=lambda fault: rows.index(fault[0]),
        )
    ]
    assert not [*folder.glob("decisions/*.jsonl")]


def test_a_workbook_is_read_back_as_a_table_is(folder: Path) -> None:
    desk = desk_at(folder)
    path = folder / "t.xlsx"
    path.write_bytes(as_workbook(rows_of(desk)))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "p-preside":
            row[heads.index("decision")].value = "accept"
    book.save(path)
    (decision,) = read_back(desk, path, "bob")
    assert (decision.action, decision.on) == ("accept", "p-preside")


def test_no_cell_of_a_table_is_run_by_a_spreadsheet(folder: Path) -> None:
    desk = desk_at(folder)
    claim = desk.offers[0].claim
    own = replace(claim, subject=Actor("=1+1 Fictive", "person"))
    desk.decide("ada", "add", "own-1", own)
    content = as_csv(rows_of(desk, "ada")).decode("utf-8-sig")
    assert "'=1+1 Fictive" in content
    path = folder / "t.csv"
    path.write_text(content, encoding="utf-8")
    assert read_back(desk, path, "ada") == [], "and it is read as it was"


def accepted(folder: Path) -> Desk:
    desk = desk_at(folder)
    for offer in desk.offers:
        desk.decide("ada", "accept", offer.id, offer.claim)
    desk.decide(
        "ada", "leave-out", desk.sentences[0].id, reason="omission:furniture",
        spans=((desk.sentences[0].start, desk.sentences[0].end),),
    )  # fmt: skip
    return desk


def test_annotations_are_those_of_the_web(folder: Path) -> None:
    told = json.loads(as_annotations(accepted(folder)))
    assert told["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert told["type"] == "AnnotationCollection"
    items = told["first"]["items"]
    assert len(items) == told["total"] == 5
    for item in items:
        assert item["type"] == "Annotation"
        for target in item["target"]:
            assert target["source"] == f"{BASE}text/val-1"
            (selector,) = target["selector"]
            assert selector["type"] == "TextPositionSelector"
    assert "préside" not in json.dumps(told, ensure_ascii=False)


def test_a_quotation_is_looked_up_and_refused_where_it_does_not_stand(folder: Path) -> None:
    desk = desk_at(folder)

    def quoting(exact: str, **more: str) -> bytes:
        item: dict[str, Any] = {
            "type": "Annotation",
            "body": {
                "relation": "relation:member",
                "subject": {"title": "Paul Inventé", "type": "foaf:Person"},
                "object": {"title": "comité du Val-Fictif", "type": "tig:GovernanceBody"},
            },
            "target": {"selector": {"type": "TextQuoteSelector", "exact": exact, **more}},
        }
        return json.dumps(item).encode()

    (decision,) = take(desk, quoting("Paul Inventé", prefix="avec "), "q.json", "bob").decisions
    assert decision.claim is not None
    assert decision.claim.spans == (tuple(place("Paul Inventé")),)
    for exact in ("Paul Inventée", "Paul Inventé"):  # nowhere, and twice
        with pytest.raises(DataError, match="annotation 1: the words quoted stand"):
            take(desk, quoting(exact), "q.json", "carl")


def test_annotations_of_others_are_counted_and_left(folder: Path) -> None:
    other = {"type": "Annotation", "body": {"type": "TextualBody", "value": "hm"}, "target": "x"}
    taken = take(desk_at(folder), json.dumps([other]).encode(), "o.json", "bob")
    assert (taken.decisions, taken.others) == ((), 1)


def test_statements_are_made_where_both_ends_are_linked(folder: Path) -> None:
    desk = accepted(folder)
    assert statements(desk).lines == ()
    (folder / "mappings").mkdir(exist_ok=True)
    rows = [
        ("person/jeanne-fictive", "Q101"),
        ("body/comite-du-val-fictif", "Q102"),
    ]
    told = [f"{BASE}{name}\tskos:exactMatch\twikidata:{item}\tsemapv:ManualMappingCuration"
            for name, item in rows]  # fmt: skip
    (folder / "mappings/own.sssom.tsv").write_text(
        "# mapping_set_id: https://example.org/m\n# license: https://example.org/l\n"
        "# curie_map:\n#   wikidata: http://www.wikidata.org/entity/\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\n" + "\n".join(told) + "\n",
        encoding="utf-8",
    )
    found = statements(desk)
    assert found.lines == (
        'Q101\tP463\tQ102\tP580\t+2021-00-00T00:00:00Z/9\tS854\t"https://example.org/val"\t'
        'S1476\tfr:"Une usine (fictif)"\tS577\t+2024-03-01T00:00:00Z/11',
    )
    assert found.left == {"link": 1, "property": 2}


HELD = {
    "decision": "add", "relation": "unfavourable", "subject": "comité du Val-Fictif",
    "subject_type": "body", "speaker": "Paul Inventé", "speaker_type": "person",
    "concerns": "theme:land; theme:mon-theme", "paraphrase": "Ce groupe ne sert à rien.",
    "paraphrase_en": "That group is of no use.",
}  # fmt: skip


def test_an_opinion_is_coded_in_a_table_and_goes_out_and_comes_in(folder: Path) -> None:
    """Who holds it, of what, on which themes, in words of the coder's own."""
    start, end = place("le comité du Val-Fictif")
    cells = {"+1": {**HELD, "places": f"{start}-{end}"}}
    desk = desk_at(folder)
    (said,) = read_back(desk, filled(desk, folder / "t.csv", cells), "ada")
    assert said.claim
    assert said.claim.modality == "judged"
    files = [folder / "documents/val/document.ttl", desk.write()]
    assert own_faults(files) == []
    graph = load(files, layers=["curated"])
    body = next(one.claim.subject.entity for one in desk.standing().of["ada"].values() if one.claim)
    (opinion,) = graph.show(body)["opinions"]
    assert opinion["paraphrase"] == "Ce groupe ne sert à rien."
    assert [one["speaker"]["label"] for one in opinion["evidence"]] == ["Paul Inventé"]
    assert opinion["evidence"][0]["spans"] == [[start, end]]
    (back,) = take(desk, as_annotations(desk), "a.json", "bob").decisions
    assert back.claim
    assert back.claim == replace(said.claim, subject=back.claim.subject, speaker=back.claim.speaker)
    table = [row for row in rows_of(desk, "ada") if row["relation"] == "stance:unfavourable"]
    assert [row["concerns"] for row in table] == ["theme:land; theme:mon-theme"]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"paraphrase": ""}, "column paraphrase: say in your own words"),
        ({"paraphrase": "Jeanne Fictive préside le comité du Val-Fictif depuis 2021"},
         "column paraphrase: these are the words of the text"),
        ({"object": "Jeanne Fictive", "object_type": "person"}, "column object: an opinion has no"),
        ({"concerns": "theme:lande"}, "column concerns: “lande” is not among"),
        ({"relation": "member", "object": "Agence", "object_type": "organisation"},
         "column paraphrase: only an opinion has"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_opinion_is_told_at_its_column(
    folder: Path, cells: dict[str, str], says: str
) -> None:
    start, end = place("le comité du Val-Fictif")
    desk = desk_at(folder)
    path = filled(desk, folder / "t.csv", {"+1": {**HELD, "places": f"{start}-{end}", **cells}})
    with pytest.raises(DataError, match=re.escape(says)):
        read_back(desk, path, "ada")


def test_what_words_name_is_decided_by_itself(folder: Path) -> None:
    """Accepted, they are a spelling of the entity; refused, they are none; no sentence is cited."""
    spots = [place("Paul Inventé"), place("Paul Inventé", nth=1), place("Agence Chimère")]
    kinds = ("person", "person", "organisation")
    named = [
        {"id": f"m-{number}", "kind": "mention", "spans": [spot], "type": kind, "rule": "test",
         "confidence": 0.8, "entity": None, "candidates": []}
        for number, (spot, kind) in enumerate(zip(spots, kinds, strict=True))
    ]  # fmt: skip
    add_version(folder, TEXT + "\n", [*proposals(), *named])
    desk = desk_at(folder)
    assert all(row["what"] != "name" for row in rows_of(desk))
    desk.names = True
    assert [row["id"] for row in rows_of(desk) if row["what"] == "name"] == ["m-0", "m-2"]
    bole = "https://w3id.org/tigraph/id/person/cedric-bole"
    cells = {"m-0": {"decision": "change", "subject_entity": bole}, "m-2": {"decision": "refuse"}}
    read_back(desk, filled(desk, folder / "t.csv", cells), "ada")
    files = [folder / "documents/val/document.ttl", desk.write()]
    assert own_faults(files) == []
    graph = load(files, layers=["curated"])
    asked = """SELECT ?start { ?n tig:names person:cedric-bole ; tig:spelling "Paul Inventé" ;
      prov:wasGeneratedBy ?activity ; oa:hasSelector/oa:start ?start } ORDER BY ?start"""
    assert [int(row["start"]) for row in graph.query(asked)] == [spots[0][0], spots[1][0]]
    sentences = Review(desk, "ada").state()["sentences"]
    assert not [one for one in sentences if one["state"] == "cited"]


def test_a_place_that_could_be_of_any_claim_is_told_at_its_row(folder: Path) -> None:
    """As `tigraph check` would: the words cited name an end, or say the number."""
    start, end = place("Partagez cet article")
    row = {"decision": "add", "relation": "member", "subject": "Jeanne Fictive",
           "subject_type": "person", "object": "comité du Val-Fictif", "object_type": "body",
           "places": f"{start}-{end}"}  # fmt: skip
    desk = desk_at(folder)
    with pytest.raises(DataError, match="row 12, column places: the words cited name no end"):
        read_back(desk, filled(desk, folder / "t.csv", {"+1": row}), "ada")


def test_a_row_of_ones_own_that_is_corrected_and_read_again_is_the_same_claim(folder: Path) -> None:
    start, end = place("Jeanne Fictive préside")
    row = {"decision": "add", "relation": "member", "subject": "Jeanne Fictive",
           "subject_type": "person", "object": "comité du Val-Fictif", "object_type": "body",
           "places": f"{start}-{end}"}  # fmt: skip
    for more in ({}, {"comment": "relue", "valid": "2021/.."}):
        desk = desk_at(folder)
        read_back(desk, filled(desk, folder / "t.csv", {"+1": row | more}), "ada")
    (said,) = desk_at(folder).standing().of["ada"].values()
    assert said.claim
    assert (said.claim.valid, said.comment) == ("2021/..", "relue")


def test_another_spelling_of_whom_the_workspace_names_is_no_second_preferred_name(
    folder: Path,
) -> None:
    """The publisher of the document, for one, whom its description names."""
    about = folder / "documents/val/document.ttl"
    assert "Gazette fictive" in about.read_text(encoding="utf-8")
    start, end = place("Jeanne Fictive préside le comité")
    row = {"decision": "add", "relation": "member", "subject": "Jeanne Fictive",
           "subject_type": "person", "object": "comité", "object_type": "organisation",
           "object_entity": f"{BASE}organisation/gazette", "places": f"{start}-{end}"}  # fmt: skip
    desk = desk_at(folder)
    read_back(desk, filled(desk, folder / "t.csv", {"+1": row}), "ada")
    told = desk.write().read_text(encoding="utf-8")
    assert 'skos:prefLabel "Gazette fictive"@fr' in told
    assert 'skos:prefLabel "comité"' not in told


def a_territory(within: str, on: str = "") -> dict[str, str]:
    start, end = place("Val-Fictif")
    return {"id": on, "decision": "change" if on else "add", "relation": "concerns",
            "subject": "Val-Fictif", "subject_type": "territory", "subject_within": within,
            "object": "industrie", "object_entity": "theme:industry", "object_type": "concept",
            "places": f"{start}-{end}"}  # fmt: skip


def test_a_territory_is_within_a_phase_and_no_programme(folder: Path) -> None:
    desk = desk_at(folder)
    path = filled(desk, folder / "t.csv", {"+1": a_territory("programme:territoires-d-industrie")})
    with pytest.raises(DataError, match="column subject_within: a territory is within a phase"):
        read_back(desk, path, "ada")
    path = filled(desk, folder / "t.csv", {"+1": a_territory("")})
    with pytest.raises(DataError, match="column subject_within: a territory of your own says"):
        read_back(desk, path, "ada")


def test_what_an_entity_is_within_can_be_corrected(folder: Path) -> None:
    for phase in ("phase:ti-1", "phase:ti-2"):
        desk = desk_at(folder)
        read_back(desk, filled(desk, folder / "t.csv", {"+1": a_territory(phase)}), "ada")
    told = desk.write().read_text(encoding="utf-8")
    assert "tig:inPhase phase:ti-2" in told
    assert "phase:ti-1" not in told


def test_a_proposal_that_was_accepted_stays_so_when_the_table_is_written_and_read(
    folder: Path,
) -> None:
    """Though the table has the addresses of the ends that were made by accepting it."""
    desk = desk_at(folder)
    read_back(desk, filled(desk, folder / "t.csv", {"p-preside": {"decision": "accept"}}), "ada")
    path = folder / "again.csv"
    path.write_bytes(as_csv(rows_of(desk, "ada")))
    assert read_back(desk, path, "ada") == []
    assert desk.standing().of["ada"]["p-preside"].action == "accept"
