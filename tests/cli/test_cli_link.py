"""`tigraph link` on the command line: a table and back, review, apply, what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import registries_stand_in as stand_ins
from terminal import PROGRAM, Done, environment, tigraph
from tigraph.registries import sssom
from web_server import Site, in_place_of_the_web

USAGE, DATA, INTERRUPTED = 2, 3, 130
ADDED = [
    "match_outcome", "match_iri", "match_id", "match_label", "match_score", "match_why",
    "match_others",
]  # fmt: skip
#: Grand Besançon Métropole and the Pays de Maîche are in the curated graph, with these numbers.
BESANCON, MAICHE = "242500361", "200023075"
TABLE = (
    "Code;Intercommunalité;Note\r\n"
    "007;CA Grand Besancon;=1+1\r\n"
    '008;"C.C. du Pays de Maiche";"a;b"\r\n'
    "009;Haut-Doubs;01/02/2019\r\n"
    "010;Nemo Nulle;\r\n"
    "011;;sans nom\r\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a table, and no store."""
    (tmp_path / "names.csv").write_text(TABLE, "utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIGRAPH_STORE", "")
    return tmp_path


def link(*arguments: str | Path, answers: str = "", **env: str) -> Done:
    return tigraph("link", *arguments, stdin=answers.encode(), **env)


def rows(path: Path, delimiter: str = ";") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


# --------------------------------------------------------------------------- match


def test_a_table_comes_back_as_it_was_with_columns_beside(folder: Path) -> None:
    done = link("match", "names.csv", "-o", "out.csv")
    assert (done.code, done.out) == (0, "")
    assert "names in “Intercommunalité”; all of the kind epci" in done.err
    assert done.err.endswith("2 matched, 1 to review, 2 none.\n")
    found = rows(folder / "out.csv")
    assert list(found[0]) == ["Code", "Intercommunalité", "Note", *ADDED]
    assert [row["Code"] for row in found] == ["007", "008", "009", "010", "011"]
    assert [row["Note"] for row in found] == ["=1+1", "a;b", "01/02/2019", "", "sans nom"]
    assert [row["match_outcome"] for row in found] == [
        "matched", "matched", "review", "none", "none",
    ]  # fmt: skip
    assert [row["match_id"] for row in found[:2]] == [BESANCON, MAICHE]
    assert found[0]["match_iri"] == f"https://w3id.org/tigraph/id/epci/{BESANCON}"
    assert all(row["match_why"] for row in found)
    assert (folder / "out.csv").read_bytes().count(b"\r\n") == 6


@pytest.mark.parametrize("name", ["out.tsv", "out.jsonl", "out.xlsx"])
def test_in_other_forms_it_says_the_same(folder: Path, name: str) -> None:
    assert link("match", "names.csv", "-o", name, "-q").code == 0
    again = name.replace("out", "again").replace(".xlsx", ".csv").replace(".tsv", ".xlsx")
    done = link(
        "match", name, "-o", again, "--force", "--name", "Intercommunalité", "--type", "epci"
    )
    assert done.err.endswith("2 matched, 1 to review, 2 none.\n"), done.err
    assert link("match", again, "-o", "last.jsonl", "--force", "--type", "epci").code == 0
    lines = [json.loads(line) for line in (folder / "last.jsonl").read_text("utf-8").splitlines()]
    assert [one["Code"] for one in lines] == ["007", "008", "009", "010", "011"]
    assert [one["Note"] for one in lines] == ["=1+1", "a;b", "01/02/2019", "", "sans nom"]
    assert [one["match_id"] for one in lines[:2]] == [BESANCON, MAICHE]
    assert isinstance(lines[2]["match_others"], list)


def test_lines_of_json_stay_to_the_letter(folder: Path) -> None:
    line = '{"n": 1.10,  "nom": "CA Grand Besançon", "big": 12345678901234567890, "in": {"a": [1]}}'
    (folder / "a.jsonl").write_text(f"{line}\n{{}}\n", "utf-8")
    link("match", "a.jsonl", "-o", "b.jsonl", "-q")
    first, second = (folder / "b.jsonl").read_text("utf-8").splitlines()
    assert first.startswith(line[:-1] + ', "match_outcome": "matched"')
    assert json.loads(second)["match_outcome"] == "none"


def test_a_workbook_keeps_what_it_had(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Code", "EPCI", "Somme"], [7, "CA Grand Besancon", "=A2+1"]):
        sheet.append(row)
    sheet["A2"].number_format = "000"
    sheet.append([None, None, None, "a note beside"])
    book.create_sheet("Other")["A1"] = "kept"
    book.save(folder / "in.xlsx")
    done = link("match", "in.xlsx", "-o", "out.xlsx")
    assert "the sheet “Sheet” is read, not Other" in done.err
    made = openpyxl.load_workbook(folder / "out.xlsx")
    first = made.worksheets[0]
    assert (first["A2"].value, first["A2"].number_format) == (7, "000")
    assert (first["C2"].value, first["D3"].value) == ("=A2+1", "a note beside")
    assert [cell.value for cell in first[1]][4:] == ADDED
    assert first["G2"].value == BESANCON
    assert made["Other"]["A1"].value == "kept"
    link("match", "in.xlsx", "-o", "out.csv", "-q")
    assert rows(folder / "out.csv", ",")[0]["Code"] == "007"


def test_standard_input_and_output(folder: Path) -> None:
    done = link("match", "-", "-o", "-", "-f", "csv", "-q", answers="nom\nCA Grand Besançon\n")
    [row] = csv.DictReader(io.StringIO(done.out))
    assert (row["nom"], row["match_id"], done.err) == ("CA Grand Besançon", BESANCON, "")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_encodings(folder: Path, encoding: str) -> None:
    (folder / "names.csv").write_text(TABLE, encoding)
    done = link("match", "names.csv", "-o", "out.csv")
    assert done.err.endswith("2 matched, 1 to review, 2 none.\n")
    assert ("Windows-1252; what is written is UTF-8" in done.err) == (encoding == "cp1252")
    text = (folder / "out.csv").read_bytes().decode("utf-8-sig")
    assert text.startswith("Code;Intercommunalité;")


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        ("nom_complet;code_dep", "names in “nom_complet”; departement in “code_dep”"),
        ("nom;DEP", "names in “nom”; departement in “DEP”"),
        ("EPCI;Code département;Année", "names in “EPCI”; all of the kind epci; departement in "
         "“Code département”; date in “Année”"),
        ("commune;code_commune;annee_liste", "names in “commune”; all of the kind commune; id in "
         "“code_commune”; date in “annee_liste”"),
        ("EPCI;N° SIREN;code_insee;REG", "names in “EPCI”; all of the kind epci; id in “N° SIREN”; "
         "commune in “code_insee”; region in “REG”"),
        ("organisation;siret;Date de naissance", "names in “organisation”; all of the kind "
         "organisation; id in “siret”"),
        ("Prénom;Nom;siren;Date de début du mandat", "names in “Prénom”, “Nom”; all of the kind "
         "person; epci in “siren”; date in “Date de début du mandat”"),
        ("Prénom;Nom;Commune;Fonction", "names in “Prénom”, “Nom”; all of the kind person; commune "
         "in “Commune”; function in “Fonction”"),
    ],
)  # fmt: skip
def test_what_columns_are_is_guessed_by_their_heads_and_said(
    folder: Path, heads: str, told: str
) -> None:
    (folder / "g.csv").write_text(f"{heads}\n{';'.join('x' for _ in heads.split(';'))}\n", "utf-8")
    done = link("match", "g.csv", "-o", "out.csv")
    assert done.code == 0, done.err
    assert f"Taken by the headers: {told}." in done.err


def test_kinds_and_context_by_column(folder: Path) -> None:
    (folder / "k.csv").write_text(
        "sorte,qui,lieu\nepci,Besançon,\ncommune,Besançon,\npersonne,Bôle,\n", "utf-8"
    )
    told = ["--name", "qui", "--type-column", "sorte", "--context", "region=lieu"]
    done = link("match", "k.csv", "-o", "out.csv", *told)
    assert done.code == 0, done.err
    assert "Taken by the headers" not in done.err
    kinds = [row["match_iri"].split("/")[-2] for row in rows(folder / "out.csv", ",")]
    assert kinds == ["epci", "area", "person"]
    (folder / "k.csv").write_text("sorte,qui\nlune,Besançon\n", "utf-8")
    done = link("match", "k.csv", "-o", "no.csv", "--name", "qui", "--type-column", "sorte")
    assert (done.code, "k.csv, line 2: no kind is called “lune”" in done.err) == (DATA, True)
    assert not (folder / "no.csv").exists()


def test_a_number_beside_a_name_that_is_told_by_its_header_tells_homonyms_apart(
    folder: Path,
) -> None:
    (folder / "n.csv").write_text(f"epci;siren\nCA Grand Besancon;{BESANCON}\n", "utf-8")
    assert link("match", "n.csv", "-o", "o.csv").code == 0
    assert f"porte le numéro {BESANCON}" in link(
        "match", "n.csv", "-o", "-", "-f", "jsonl", "--lang", "fr"
    ).out  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"", DATA, "the file is empty"),
        (b"   \n\n", DATA, "the file is empty"),
        (b"nom\n\x00\x01\x02", DATA, "zero bytes"),
        (b"<!DOCTYPE html><html>", DATA, "a web page"),
        (b"nom;note\na;b;c\n", DATA, "line 2: 3 fields, where the header has 2"),
        (b"a;b\n1;2\n", USAGE, "which column has the names? Give --name; there are “a”, “b”"),
        (b"nom;match_id\na;b\n", USAGE, "has match_id already: give --force"),
        (b"nom\n\x81\xff\n", DATA, "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_table_is_refused(folder: Path, content: bytes, code: int, told: str) -> None:
    (folder / "bad.csv").write_bytes(content)
    done = link("match", "bad.csv", "-o", "out.csv")
    assert (done.code, told in done.err) == (code, True), done.err
    assert not (folder / "out.csv").exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bad.jsonl", b'{"nom": "a"}\n[1]\n', "bad.jsonl, line 2: not an object"),
        ("bad.jsonl", b'{"nom": "a"\n', "bad.jsonl, line 1: not JSON"),
        ("bad.jsonl", b'{"nom": ' + b"[" * 100_000 + b"\n", "bad.jsonl, line 1: not JSON"),
        ("bad.xlsx", b"PK\x03\x04 and no more", "bad.xlsx: not a workbook"),
        ("bad.ods", b"PK\x03\x04", "OpenDocument: save it as .xlsx or .csv"),
    ],
)
def test_other_forms_that_are_damaged(folder: Path, name: str, content: bytes, told: str) -> None:
    (folder / name).write_bytes(content)
    done = link("match", name, "-o", "out.csv")
    assert (done.code, told in done.err) == (DATA, True), done.err


def test_awkward_tables_lose_nothing(folder: Path) -> None:
    long = "x" * 1_200_000
    (folder / "big.csv").write_text(f"nom,note,note\n{long},a,b\nMaîche,{long},d\n\n", "utf-8")
    done = link("match", "big.csv", "-o", "out.csv")
    assert done.code == 0, done.err
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        head, first, second, blank = csv.reader(file)
    assert head[:3] == ["nom", "note", "note"]
    assert (first[:4], second[1:3]) == ([long, "a", "b", "none"], [long, "d"])
    assert blank[3] == "none"
    (folder / "head.csv").write_text("nom,note\n", "utf-8")
    assert link("match", "head.csv", "-o", "h.csv").err.endswith(
        "0 matched, 0 to review, 0 none.\n"
    )
    done = link("match", "big.csv", "-o", "b.csv", "--name", "note")
    assert (done.code, "2 columns “note”" in done.err) == (USAGE, True)


def test_nothing_is_replaced_without_force(folder: Path) -> None:
    (folder / "out.csv").write_text("mine")
    done = link("match", "names.csv", "-o", "out.csv")
    assert (done.code, "give --force" in done.err) == (USAGE, True)
    assert (folder / "out.csv").read_text() == "mine"
    assert link("match", "names.csv", "-o", "names.csv", "--force", "-q").code == 0
    assert rows(folder / "names.csv")[0]["Code"] == "007"
    assert link("match", "names.csv", "-o", "names.csv", "--force", "-q").code == 0
    assert list(rows(folder / "names.csv")[0])[3:] == ADDED


def test_columns_and_kinds_that_are_not_there(folder: Path) -> None:
    done = link("match", "names.csv", "-o", "o.csv", "--name", "Intercomunalité")
    assert (done.code, "Nearest: Intercommunalité" in done.err) == (USAGE, True)
    done = link("match", "names.csv", "-o", "o.csv", "--type", "epcis")
    assert (done.code, "No kind named “epcis”. Nearest: epci" in done.err) == (USAGE, True)
    done = link("match", "names.csv", "-o", "o.csv", "--context", "region")
    assert (done.code, "KEY=COLUMN" in done.err) == (USAGE, True)
    done = link("match", "names.csv", "-o", "o.csv", "--decisions", "none.sssom.tsv")
    assert (done.code, "No such file of decisions" in done.err) == (USAGE, True)


# --------------------------------------------------------------------------- services


@pytest.fixture
def site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with in_place_of_the_web(folder / "cache", monkeypatch) as started:
        yield started


def test_a_service_is_asked_by_name_and_answers_in_the_same_columns(
    folder: Path, site: Site
) -> None:
    (folder / "c.csv").write_text(
        "commune;dep;code_commune\nFabelbourg;2A;2A001\nFabelbourg;;\nNowhere;;\n", "utf-8"
    )
    there = {"TIGRAPH_SERVICE_GEO": stand_ins.geo(site)}
    done = link("match", "c.csv", "-o", "o.csv", "--service", "geo", **there)
    assert done.code == 0, done.err
    assert "the names go there" in done.err
    found = rows(folder / "o.csv")
    assert list(found[0]) == ["commune", "dep", "code_commune", *ADDED]
    assert [row["match_outcome"] for row in found] == ["matched", "review", "none"]
    assert found[0]["match_iri"] == "https://geo.api.gouv.fr/communes/2A001"
    asked = len(site.requests)
    again = link(
        "match", "c.csv", "-o", "p.csv", "--service", "geo", "--offline", "--lang", "fr", **there
    )
    assert (again.code, len(site.requests)) == (0, asked)
    assert [row["match_id"] for row in rows(folder / "p.csv")] == [row["match_id"] for row in found]
    assert "D’après les en-têtes : noms dans « commune »" in again.err
    (folder / "c.csv").write_text("commune\nFabelville\n", "utf-8")
    none = link("match", "c.csv", "-o", "q.csv", "--service", "geo", "--offline", **there)
    assert (none.code, "Fabelville" in none.err) == (DATA, True)
    assert not (folder / "q.csv").exists()


def test_companies_and_any_service_of_the_reconciliation_api(folder: Path, site: Site) -> None:
    (folder / "f.csv").write_text("nom\nFabelbourg\nPays de Fabel\n", "utf-8")
    firms = {"TIGRAPH_SERVICE_RECHERCHE_ENTREPRISES": stand_ins.entreprises(site)}
    done = link(
        "match", "f.csv", "-o", "o.csv", "--service", "recherche-entreprises", "-q", **firms
    )
    assert (done.code, done.err) == (0, "")
    assert {row["match_outcome"] for row in rows(folder / "o.csv", ",")} <= {"review", "none"}
    base = stand_ins.reconciliation(site)
    done = link("match", "f.csv", "-o", "p.csv", "--service", base, "--type", "Q484170", "-q")
    assert done.code == 0, done.err
    assert rows(folder / "p.csv", ",")[0]["match_outcome"] == "matched"
    done = link("match", "f.csv", "-o", "r.csv", "--service", "geo", "--type", "Q484170")
    assert (done.code, "no kind" in done.err.lower()) == (USAGE, True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--service", "wikidat"], "wikidata"),
        (["--offline"], "--service"),
        (["--service", "geo", "--property", "departement"], "KEY=PROPERTY"),
    ],
)
def test_what_is_no_service_is_refused(folder: Path, options: list[str], told: str) -> None:
    done = link("match", "names.csv", "-o", "out.csv", *options)
    assert (done.code, told in done.err) == (USAGE, True)
    assert not (folder / "out.csv").exists()


# --------------------------------------------------------------------------- review


def decided(folder: Path) -> list[sssom.Row]:
    return [
        row for row in sssom.read_mappings(folder / "names.sssom.tsv").rows
        if "author_label" in row
    ]  # fmt: skip


def test_review_writes_each_answer_at_once_and_resumes(folder: Path) -> None:
    names = ["Haut-Doubs", "Pays Maîche Doubs", "GBM"]
    (folder / "names.csv").write_text("epci\n" + "\n".join(names) + "\n", "utf-8")
    author = ("--author", "Ada Fictive")
    done = link("review", "names.csv", *author, answers="y so says the prefecture\nq\n")
    assert done.code == 0, done.err
    assert "[1/" in done.err
    assert "+ name" in done.err
    assert "1 answer is in names.sssom.tsv" in done.err
    [row] = decided(folder)
    assert (row["subject_label"], row["comment"]) == (names[0], "so says the prefecture")
    left = link("review", "names.csv", *author, answers="x\n")  # and the input ends
    assert names[0] not in left.err
    assert left.code == INTERRUPTED or "0 left" in left.err
    assert [row["object_id"] for row in decided(folder)].count("sssom:NoTermFound") == 1


def test_no_another_and_what_others_decided(folder: Path) -> None:
    (folder / "names.csv").write_text("epci\nHaut-Doubs\n", "utf-8")
    answers = "n it is not\nc nothing like this\nc " + BESANCON + "\n"
    done = link("review", "names.csv", "--author", "Ada Fictive", answers=answers)
    assert done.code == 0, done.err
    assert "No entity" in done.err or "No " in done.err
    refused, accepted = sorted(
        decided(folder), key=lambda row: row.get("predicate_modifier") != "Not"
    )
    assert (refused["predicate_modifier"], refused["comment"]) == ("Not", "it is not")
    assert accepted["object_id"] == f"epci:{BESANCON}"
    assert accepted["mapping_justification"] == "semapv:ManualMappingCuration"
    (folder / "other.csv").write_text("epci,region\nHaut-Doubs,27\n", "utf-8")
    shown = link(
        "review", "other.csv", "--decisions", "names.sssom.tsv", "--author", "Bob", answers="q\n"
    )
    assert "elsewhere (epci, beside it nothing): " in shown.err
    assert "Ada Fictive" in shown.err
    settled = link("match", "names.csv", "-o", "o.csv", "--decisions", "names.sssom.tsv")
    assert settled.err.endswith("1 matched, 0 to review, 0 none.\n")
    assert "Ada Fictive" in rows(folder / "o.csv", ",")[0]["match_why"]


def test_the_dialogue_speaks_french_and_takes_the_letters_of_both(folder: Path) -> None:
    (folder / "names.csv").write_text("epci\nHaut-Doubs\nGBM\n", "utf-8")
    french = ("review", "names.csv", "--author", "Ada Fictive", "--lang", "fr")
    done = link(*french, answers="o dit la préfecture\nq\n")
    assert done.code == 0, done.err
    for told in ("o oui, le premier", "« Haut-Doubs »", "Réponses enregistrées", "il en reste 1"):
        assert told in done.err
    assert [row["comment"] for row in decided(folder)] == ["dit la préfecture"]
    link("match", "names.csv", "-o", "o.csv", "--decisions", "names.sssom.tsv", "--lang", "fr")
    assert rows(folder / "o.csv", ",")[0]["match_why"].startswith("décidé par Ada Fictive le ")
    assert "Qui décide" in link(*french[:2], "--lang", "fr", answers="Bob\nq\n").err


def test_in_a_terminal(folder: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    (folder / "names.csv").write_text("epci\nHaut-Doubs\n", "utf-8")
    command = [*PROGRAM[1:], "link", "review", "names.csv", "--lang", "en"]
    child = pexpect.spawn(
        PROGRAM[0],
        command,
        env=environment(TIGRAPH_STORE=""),
        encoding="utf-8",
        timeout=300,
        use_poll=True,
    )
    child.expect("Who decides")
    child.sendline("Ada Fictive")
    child.expect(r"\[1/1\]")
    child.expect(r"\? ")
    child.sendline("y")
    child.expect("0 left")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert [row["author_label"] for row in decided(folder)] == ["Ada Fictive"]


# --------------------------------------------------------------------------- graph and apply


def test_proposals_for_the_graphs_own_entities_are_reviewed_in_their_file(folder: Path) -> None:
    done = link("graph", "-o", "own.sssom.tsv")
    assert done.code == 0, done.err
    found = sssom.read_mappings(folder / "own.sssom.tsv")
    assert all(row["subject_id"] != row["object_id"] for row in found.rows)
    assert {row["mapping_justification"] for row in found.rows} <= {
        "semapv:LexicalMatching", "semapv:LexicalSimilarityThresholdMatching",
        "semapv:CompositeMatching",
    }  # fmt: skip
    table = link("graph")
    assert [row["subject_label"] in table.out for row in found.rows]
    if found.rows:
        subjects = {row["subject_id"] for row in found.rows}
        answers = "x\n" * len(subjects)
        link("review", "own.sssom.tsv", "--author", "Ada Fictive", answers=answers)
        again = link("review", "own.sssom.tsv", "--author", "Ada Fictive")
        assert "Nothing is left to decide" in again.err


SET = (
    "#curie_map:\n#  epci: https://w3id.org/tigraph/id/epci/\n"
    "#  wikidata: http://www.wikidata.org/entity/\n"
    "#mapping_set_id: https://example.org/fictive-set\n#license: https://example.org/licence\n"
    "subject_id\tsubject_label\tsubject_type\tpredicate_id\tpredicate_modifier\tobject_id\t"
    "mapping_justification\tauthor_label\tmapping_date\tconfidence\tcomment\n"
)
LINK = (
    f"epci:{BESANCON}\t\t\tskos:exactMatch\t\twikidata:Q999999001\tsemapv:ManualMappingCuration\t"
    "Ada Fictive\t2026-11-28\t0.9\tfictitious\n"
)
OTHERS = (
    f"\tGBM\trdfs literal\tskos:exactMatch\t\tepci:{BESANCON}\tsemapv:MappingReview\tBob Fictive\t"
    "2026-11-28\t1\t\n"
    f"epci:{MAICHE}\t\t\tskos:exactMatch\t\twikidata:Q999999002\tsemapv:LexicalMatching\t\t\t0.8\t\n"
    f"epci:{MAICHE}\t\t\tskos:exactMatch\tNot\twikidata:Q999999003\tsemapv:MappingReview\t"
    "Ada Fictive\t\t1\t\n"
    f"epci:{MAICHE}\t\t\tskos:closeMatch\t\twikidata:Q999999004\tsemapv:MappingReview\t"
    "Ada Fictive\t\t1\t\n"
)


def test_what_is_applied_is_a_layer_and_a_line_taken_out_undoes_it(folder: Path) -> None:
    store = {"TIGRAPH_STORE": str(folder / "store")}
    (folder / "own.sssom.tsv").write_text(SET + LINK + OTHERS, "utf-8")
    done = link("apply", "own.sssom.tsv", **store)
    assert done.code == 0, done.err
    assert "https://example.org/fictive-set: new" in done.out
    [layer] = json.loads(tigraph("layer", "list", "-f", "json", **store).out)
    assert (layer["layer"], layer["rows"]) == ("mappings", 5)
    card = json.loads(tigraph("show", BESANCON, "-f", "json", **store).out)
    named, out = sorted(card["links"], key=lambda one: one["direction"])
    assert (named["other"], named["by"]) == ({"iri": None, "label": "GBM"}, ["Bob Fictive"])
    assert out["other"]["iri"] == "http://www.wikidata.org/entity/Q999999001"
    assert out["justification"] == "semapv:ManualMappingCuration"
    assert out["predicate"] == "schema:sameAs"  # the set's exactMatch would make concepts of both
    assert (out["confidence"], out["by"], out["date"]) == (0.9, ["Ada Fictive"], "2026-11-28")
    text = tigraph("show", BESANCON, **store).out
    assert "confidence 0.9; Ada Fictive, 2026-11-28; fictitious" in " ".join(text.split())
    assert json.loads(tigraph("show", MAICHE, "-f", "json", **store).out)["links"] == []
    assert "GBM" not in card["names"]  # nothing follows from it
    report = tigraph("layer", "show", "mappings", "--report", **store).out
    assert "a proposal that nobody has confirmed" in report

    (folder / "own.sssom.tsv").write_text(SET + OTHERS, "utf-8")
    done = tigraph("layer", "add", "mappings", "own.sssom.tsv", **store)
    assert "https://example.org/fictive-set: changed" in done.out
    card = json.loads(tigraph("show", BESANCON, "-f", "json", **store).out)
    assert [one["direction"] for one in card["links"]] == ["in"]


def test_apply_refuses_what_is_malformed_by_its_line(folder: Path) -> None:
    (folder / "bad.sssom.tsv").write_text(SET + LINK.replace("wikidata", "unknown"), "utf-8")
    done = link("apply", "bad.sssom.tsv", TIGRAPH_STORE=str(folder / "store"))
    assert (done.code, "bad.sssom.tsv, line 7: object_id" in done.err) == (DATA, True), done.err
