"""What `tigraph check` finds in a file, and how it says what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checkout import HEADER
from tigraph.curating.shapes import check_files
from tigraph.errors import DataError
from tigraph.rdf.loading import read_quads
from tigraph.rdf.turtle import normalised

SOUND = """
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
document:d a foaf:Document ; skos:prefLabel "document fictif"@fr ;
  dcterms:title "Document fictif"@fr .
claim:c a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
  tig:object programme:p ; tig:basis basis:authority ; tig:validTime "2018/2022"^^edtf:EDTF ;
  tig:citation citation:c .
citation:c a tig:SourceCitation, oa:SpecificResource ; oa:hasSource document:d ;
  tig:catalogued true ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
"""


def written(folder: Path, turtle: str, *, normal: bool = True) -> Path:
    path = folder / "data.ttl"
    path.write_text(HEADER + turtle, encoding="utf-8")
    if normal:
        path.write_bytes(normalised(quad.triple for quad in read_quads(path)))
    return path


def found(path: Path, language: str = "en") -> list[tuple[str, str, str]]:
    findings = check_files([path], only_data=True, language=language)
    return [(item.check, item.where, item.message) for item in findings]


def test_a_sound_file_gives_no_finding(tmp_path: Path) -> None:
    assert found(written(tmp_path, SOUND)) == []


def test_a_file_that_is_not_in_normal_form_is_told_how_to_get_there(tmp_path: Path) -> None:
    path = written(tmp_path, SOUND, normal=False)
    [finding] = check_files([path], only_data=True)
    assert (finding.check, finding.where) == ("form", str(path))
    assert finding.message == "is not in normal form."
    assert str(path) in finding.remedy
    assert "tigraph export" in finding.remedy


@pytest.mark.parametrize("blank", ["[] skos:notation '1' .", "organisation:o dcterms:spatial [] ."])
def test_a_node_without_a_name_is_found_as_subject_and_as_object(
    blank: str, tmp_path: Path
) -> None:
    messages = [message for *_, message in found(written(tmp_path, SOUND + blank))]
    assert "has blank nodes." in messages


@pytest.mark.parametrize("date", ["2018-13", "spring 2018", "2022/2018"])
def test_a_date_that_is_not_edtf_is_found_where_it_stands(date: str, tmp_path: Path) -> None:
    findings = found(written(tmp_path, SOUND.replace("2018/2022", date)))
    assert any(c == "dates" and w == "claim:c" and date in m for c, w, m in findings)


#: Fictitious: a register whose numbers are checked by ISO 7064, and a number of SIREN's form.
NUMBERED = (
    SOUND
    + """
organisation:o adms:identifier identifier:a, identifier:siren .
identifier:a a adms:Identifier ; skos:notation "794623" ; tig:idScheme id-scheme:guild ;
  tig:citation citation:c .
identifier:siren a adms:Identifier ; skos:notation "123456782" ; tig:idScheme id-scheme:siren ;
  tig:citation citation:c .
id-scheme:guild a skos:Concept ; skos:prefLabel "numéro de guilde"@fr, "guild number"@en ;
  skos:inScheme concept:id-scheme ; tig:checkDigits "iso7064.mod_11_10" .
"""
)


def test_right_check_digits_give_no_finding(tmp_path: Path) -> None:
    assert found(written(tmp_path, NUMBERED)) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "english", "french"),
    [
        ("794623", "794632", "identifier:a", "scheme (guild number)", "système (numéro de guilde)"),
        ("mod_11_10", "mod_0", "id-scheme:guild", "no check of", "no check of"),
        ("456782", "456783", "identifier:siren", "SIREN fails its check", "clé du SIREN"),
    ],
)
def test_a_wrong_check_digit_is_found_once_whatever_the_scheme(
    old: str, new: str, where: str, english: str, french: str, tmp_path: Path
) -> None:
    path = written(tmp_path, NUMBERED.replace(old, new))
    for language, told in (("en", english), ("fr", french)):
        [(_, place, message)] = found(path, language)
        assert place == where
        assert told in message


@pytest.mark.parametrize(
    ("old", "new", "where", "english", "french"),
    [
        ("tig:citation citation:c .", "skos:note 'x' .", "claim:c", "one citation", "citation"),
        (" ; tig:modality modality:stated", "", "citation:c", "exactly one modality", "modalité"),
        ('"Office fictif"@fr', '"Fictional office"@en', "organisation:o", "French", "français"),
    ],
)  # fmt: skip
def test_a_broken_promise_names_the_node_and_what_to_do_in_both_languages(
    old: str, new: str, where: str, english: str, french: str, tmp_path: Path
) -> None:
    assert old in SOUND
    path = written(tmp_path, SOUND.replace(old, new))
    for language, words in (("en", english), ("fr", french)):
        findings = found(path, language)
        assert [m for c, w, m in findings if c == "shapes" and words in m], findings
        assert any(where in (w, m) or where in m for _, w, m in findings)


def test_what_is_no_turtle_is_an_error_and_no_finding(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("a b", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.ttl, line 1"):
        check_files([path])


def test_the_curated_graph_breaks_no_promise() -> None:
    """The texts 001 and 003 have no known address: the one thing that may be missing."""
    remarks = [item for item in check_files() if "web address" not in item.message]
    assert remarks == []


NEWER = """
claim:c tig:about "texte"@fr--ltr .
<< claim:c tig:basis basis:authority >> tig:about programme:p .
"""


@pytest.mark.parametrize(("language", "told"), [("en", "2 triples"), ("fr", "2 triplets")])
def test_what_rdf_12_says_is_told_and_the_rest_is_checked(
    language: str, told: str, tmp_path: Path
) -> None:
    """A reifier of a triple, a text with a direction; beside them a date that is none."""
    path = tmp_path / "data.ttl"
    wrong = SOUND.replace("2018/2022", "spring 2018")
    path.write_text(HEADER + wrong + NEWER, encoding="utf-8")
    findings = check_files([path], only_data=True, language=language)
    [remark] = [item for item in findings if item.remark and item.where == str(path)]
    assert f"{told} " in remark.message
    assert "RDF 1.2" in remark.message
    assert any(item.check == "dates" for item in findings)


def test_what_stands_in_named_graphs_is_told_since_no_check_looks_there(tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text(f"{HEADER}<urn:g> {{ {SOUND} }}", encoding="utf-8")
    [finding] = check_files([path], only_data=True)
    assert finding.remark
    assert re.search(r"has \d+ triples in named graphs, where no check looks", finding.message)
