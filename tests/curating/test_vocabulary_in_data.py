"""Terms in data: what is none, stands where it may not, or is for the rules to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkout import HEADER
from tigraph.curating import Finding, check_files
from tigraph.rdf import read_quads
from tigraph.rdf.turtle import normalised

#: Everything here is fictitious.
SOUND = """
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
person:p a foaf:Person ; skos:prefLabel "Personne fictive"@fr .
document:d a foaf:Document ; skos:prefLabel "document fictif"@fr ;
  dcterms:title "Document fictif"@fr .
claim:c a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
  tig:object programme:p ; tig:basis basis:authority ; tig:validTime "2018/2022"^^edtf:EDTF ;
  tig:citation citation:c .
claim:m a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  org:member person:p ; org:organization organisation:o ; tig:basis basis:membership ;
  tig:citation citation:c .
citation:c a tig:Citation, oa:SpecificResource ; oa:hasSource document:d ; tig:catalogued true ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
"""


def findings(folder: Path, turtle: str, language: str = "en") -> list[Finding]:
    path = folder / "data.ttl"
    path.write_text(HEADER + turtle, encoding="utf-8")
    path.write_bytes(normalised(quad.triple for quad in read_quads(path)))
    return check_files([path], only_data=True, language=language)


def of_terms(found: list[Finding]) -> list[tuple[str, str]]:
    return [(one.where, one.message) for one in found if one.check == "terms"]


def test_sound_data_has_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "told"),
    [
        ("tig:validTime", "tig:validtime", "claim:c",
         "tig:validtime is no term; did you mean tig:validTime?"),
        ("claim:c a tig:RelationClaim", "claim:c a tig:RelationClaimm", "claim:c",
         "tig:RelationClaimm is no term; did you mean tig:RelationClaim?"),
        ("foaf:Person", "foaf:Persn", "person:p",
         "foaf:Persn is no term; did you mean foaf:Person?"),
        ("org:member person", "org:memberof organisation:x ; org:member person", "claim:m",
         "org:memberof is no term; did you mean org:memberOf?"),
        ("relation:steers", "relation:stears", "claim:c",
         "relation:stears is no term; did you mean relation:steers?"),
        ("EDTF ;", "EDFT ;", "claim:c",
         "edtf:EDFT is no term of edtf: that tigraph uses; did you mean edtf:EDTF?"),
        ("a tig:Programme", "a tig:ofProgramme", "programme:p",
         "tig:ofProgramme is a property, and stands as a class."),
        ("tig:citation citation:c .\nclaim:m", "tig:Citation citation:c .\nclaim:m", "claim:c",
         "tig:Citation is a class, and stands as a property; did you mean tig:citation?"),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_stands_with_the_right_word(
    old: str, new: str, where: str, told: str, tmp_path: Path
) -> None:
    assert old in SOUND
    found = findings(tmp_path, SOUND.replace(old, new, 1))
    assert (where, told) in of_terms(found)
    assert all(not one.remark for one in found if one.check == "terms")


def test_it_is_told_in_french_too(tmp_path: Path) -> None:
    found = findings(tmp_path, SOUND.replace("foaf:Person", "foaf:Persn"), "fr")
    told = "foaf:Persn n’est pas un terme ; vouliez-vous dire foaf:Person ?"
    assert ("person:p", told) in of_terms(found)


def test_a_concept_that_is_none_is_told_once(tmp_path: Path) -> None:
    found = findings(tmp_path, SOUND.replace("modality:stated", "modality:statd"))
    told = "modality:statd is no term; did you mean modality:stated?"
    assert [(one.where, one.message) for one in found] == [("citation:c", told)]


def test_a_term_of_others_that_tigraph_does_not_use_is_a_remark(tmp_path: Path) -> None:
    found = findings(tmp_path, SOUND + "person:p foaf:homepage <https://example.org/> .")
    [one] = [one for one in found if one.check == "terms"]
    assert one.remark
    assert one.message == "foaf:homepage is a term that tigraph does not use."


def test_a_term_that_the_data_declares_or_of_ones_own_vocabulary_is_left_alone(
    tmp_path: Path,
) -> None:
    own = """
person:p <https://example.org/own#colour> "blue" .
theme:invented a skos:Concept ; skos:inScheme concept:theme ;
  skos:prefLabel "thème inventé"@fr, "invented theme"@en .
"""
    assert of_terms(findings(tmp_path, SOUND + own)) == []


@pytest.mark.parametrize(
    ("edge", "remedy"),
    [
        ("person:p org:memberOf organisation:o .", "(relation:member)"),
        ("organisation:o org:hasMember person:p .", "(relation:member)"),
        ("person:p org:headOf organisation:o .", "Write the claim"),
        ("organisation:o tig:steers programme:p .", "(relation:steers)"),
        ('claim:c tig:earliestBegin "2018-01-01"^^xsd:date .', "tig:validTime"),
        ('document:d tig:issuedTo "2018-01-01"^^xsd:date .', "dcterms:issued"),
        ('organisation:o tig:lifeFrom "2018-01-01"^^xsd:date .', "EDTF"),
    ],
)
def test_what_rules_derive_is_a_finding_where_it_was_written_by_hand(
    edge: str, remedy: str, tmp_path: Path
) -> None:
    where, term, *_ = edge.split()
    [one] = [one for one in findings(tmp_path, SOUND + edge) if one.check == "terms"]
    assert one.where == where
    assert one.message.startswith(f"{term} is derived from ")
    assert remedy in one.remedy


def test_what_only_an_entity_may_not_say_by_hand_a_claim_or_concept_may(tmp_path: Path) -> None:
    """An opinion says what it concerns, and a scheme of one's own has narrower concepts."""
    own = """
theme:wide a skos:Concept ; skos:inScheme concept:theme ; skos:narrower theme:narrow ;
  skos:prefLabel "thème large"@fr, "wide theme"@en .
theme:narrow a skos:Concept ; skos:inScheme concept:theme ;
  skos:prefLabel "thème étroit"@fr, "narrow theme"@en .
claim:o a tig:OpinionClaim ; tig:about programme:p ; tig:concerns theme:wide ;
  tig:paraphrase "avis fictif"@fr ; tig:citation citation:c .
"""
    assert of_terms(findings(tmp_path, SOUND + own)) == []
