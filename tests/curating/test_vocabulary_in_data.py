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
citation:c a tig:SourceCitation, oa:SpecificResource ; oa:hasSource document:d ;
  tig:catalogued true ;
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
        ("tig:citation citation:c .\nclaim:m", "tig:Seat citation:c .\nclaim:m", "claim:c",
         "tig:Seat is a class, and stands as a property."),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_stands_with_the_right_word(
    old: str, new: str, where: str, told: str, tmp_path: Path
) -> None:
    assert old in SOUND
    found = findings(tmp_path, SOUND.replace(old, new, 1))
    assert (where, told) in of_terms(found)
    assert all(not one.remark for one in found if one.check == "terms")


@pytest.mark.parametrize(
    ("old", "new", "where", "told"),
    [
        # said of what it is not said of: by a domain, and by a note that is no axiom
        ("a foaf:Person ;", 'a foaf:Person ; tig:validTime "2019"^^edtf:EDTF ;', "person:p",
         "tig:validTime stands on foaf:Person, and is said of tig:Claim."),
        ("a foaf:Person ;", "a foaf:Person ; org:postIn organisation:o ;", "person:p",
         "org:postIn stands on foaf:Person, and is said of org:Post."),
        ("claim:c a tig:RelationClaim ;",
         "claim:c a tig:RelationClaim ; prov:wasAttributedTo organisation:o ;", "claim:c",
         "prov:wasAttributedTo stands on tig:RelationClaim, and is said of tig:SourceCitation."),
        ("claim:m a tig:RelationClaim, org:Membership", "claim:m a tig:RelationClaim", "claim:m",
         "org:member stands on tig:RelationClaim, and is said of org:Membership."),
        # leading where it does not lead
        ("org:organization organisation:o", "org:organization person:p", "claim:m",
         "org:organization leads to person:p, which is foaf:Person, where org:Organization is "
         "wanted."),
        ("org:member person:p", "org:member programme:p", "claim:m",
         "org:member leads to programme:p, which is tig:Programme, where foaf:Agent is wanted."),
        ("tig:catalogued true", 'tig:catalogued "oui"', "citation:c",
         "tig:catalogued has a value of xsd:string, and is written as xsd:boolean."),
    ],
)  # fmt: skip
def test_a_term_that_stands_where_it_may_not_is_told(
    old: str, new: str, where: str, told: str, tmp_path: Path
) -> None:
    assert old in SOUND
    found = findings(tmp_path, SOUND.replace(old, new, 1))
    assert (where, told) in of_terms(found)


def test_of_what_has_no_class_that_is_known_nothing_is_said(tmp_path: Path) -> None:
    own = (
        '<https://example.org/x> tig:validTime "2019"^^edtf:EDTF .\n'
        "<https://example.org/y> a <https://example.org/Thing> ; tig:measure measure:people .\n"
        "<https://example.org/Club> a owl:Class ; rdfs:subClassOf org:Organization ;\n"
        '  rdfs:label "Club fictif"@fr .\n'
        '<https://example.org/z> a <https://example.org/Club> ; skos:prefLabel "Z fictif"@fr .\n'
    )
    text = SOUND.replace(
        "org:organization organisation:o", "org:organization <https://example.org/z>"
    )
    assert [
        told for _, told in of_terms(findings(tmp_path, text + own)) if "stands on" in told
    ] == []
    assert [
        told for _, told in of_terms(findings(tmp_path, text + own)) if "leads to" in told
    ] == []


def test_a_value_of_the_wrong_type_is_told_at_what_has_it(tmp_path: Path) -> None:
    """Not at the value, as a node of the name "2018/2022"."""
    found = findings(tmp_path, SOUND.replace('"2018/2022"^^edtf:EDTF', '"2018/2022"'))
    assert [one.where for one in found if "edtf:EDTF" in one.message] == ["claim:c"]


@pytest.mark.parametrize(
    ("described", "wrong"),
    [
        ("[ owl:unionOf ( foaf:Person tig:Claim ) ]", True),
        ("[ owl:unionOf ( foaf:Person [ owl:unionOf ( tig:Claim org:Post ) ] ) ]", True),
        ("[ owl:unionOf ( foaf:Person [ owl:unionOf ( tig:Claim tig:Programme ) ] ) ]", False),
        # what is described otherwise could be any class, and a list without end is none
        ("[]", False),
        ("[ owl:unionOf ( foaf:Person [ owl:complementOf tig:Claim ] ) ]", False),
        ("[ owl:unionOf _:l ] . _:l rdf:first foaf:Person ; rdf:rest _:l", True),
    ],
)
def test_a_domain_may_be_a_union_of_classes(tmp_path: Path, described: str, wrong: bool) -> None:
    path = tmp_path / "own.ttl"
    own = f"ex:p a owl:DatatypeProperty ; rdfs:domain {described} .\nprogramme:p ex:p 1 .\n"
    path.write_text(f"@prefix ex: <https://example.org/> .\n{HEADER}{SOUND}{own}", "utf-8")
    found = [one for one in check_files([path], only_data=True) if "stands on" in one.message]
    assert [one.where for one in found] == ["programme:p"] * wrong


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
