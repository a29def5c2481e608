"""What `tigraph check` finds beyond the form and the shapes of single nodes.

The world is fictitious: its people, guilds and numbers exist nowhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checkout import FIXTURES, HEADER
from own_faults import own_faults
from tigraph.curating import check_files
from tigraph.curating.soundness import soundness
from tigraph.rdf import open_store, shipped_files

WORLD = """
organisation:guild a org:FormalOrganization ; skos:prefLabel "Guilde fictive"@fr ;
  adms:identifier identifier:guild .
organisation:league a org:FormalOrganization ; skos:prefLabel "Ligue fictive"@fr .
identifier:guild a adms:Identifier ; skos:notation "123456782" ; tig:idScheme id-scheme:siren ;
  tig:citation citation:c .
programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
phase:one a tig:Phase ; skos:prefLabel "première phase fictive"@fr ; tig:ofProgramme programme:p .
phase:two a tig:Phase ; skos:prefLabel "seconde phase fictive"@fr ; tig:ofProgramme programme:p .
lineage:vale a tig:Lineage ; skos:prefLabel "Val fictif"@fr ; tig:ofProgramme programme:p .
territory:vale a tig:LabelledTerritory ; skos:prefLabel "Val fictif"@fr ; tig:inPhase phase:one ;
  prov:specializationOf lineage:vale .
territory:vales a tig:LabelledTerritory ; skos:prefLabel "Vaux fictifs"@fr ; tig:inPhase phase:two ;
  prov:specializationOf lineage:vale .
document:d a foaf:Document ; skos:prefLabel "document fictif"@fr ;
  dcterms:title "Document fictif"@fr ; tig:address "https://example.org/d"^^xsd:anyURI .
claim:goes-on a tig:RelationClaim ; tig:relation relation:continued-as ;
  tig:subject territory:vale ; tig:object territory:vales ; tig:basis basis:composition ;
  tig:citation citation:c .
claim:member a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  org:member organisation:guild ; org:organization organisation:league ;
  tig:basis basis:membership ; tig:citation citation:c .
claim:works a tig:RelationClaim ; tig:relation relation:cooperates-with ;
  tig:subject organisation:guild ; tig:object organisation:league ; tig:basis basis:cooperation ;
  tig:validTime "2019"^^edtf:EDTF ; tig:citation citation:c .
claim:opinion a tig:OpinionClaim ; tig:about programme:p ; tig:stance stance:favourable ;
  tig:paraphrase "Le programme aide."@fr, "The programme helps."@en ; tig:citation citation:c .
citation:c a tig:SourceCitation, oa:SpecificResource ; oa:hasSource document:d ;
  tig:catalogued true ;
  prov:wasAttributedTo organisation:guild ; tig:modality modality:stated .
citation:other a tig:SourceCitation, oa:SpecificResource ; oa:hasSource document:d ;
  tig:catalogued true ;
  prov:wasAttributedTo organisation:league ; tig:modality modality:stated .
claim:steers a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:league ;
  tig:object programme:p ; tig:basis basis:authority ; tig:citation citation:other .
"""
SAME_NUMBER = """
organisation:league adms:identifier identifier:again .
identifier:again a adms:Identifier ; skos:notation "123456782" ; tig:idScheme id-scheme:siren ;
  tig:citation citation:c .
"""


def found(folder: Path, turtle: str, language: str = "en") -> list[tuple[str, str]]:
    """Return (where, message and remedy) of each finding on a world of its own.

    The shapes, which take seconds, are left to the tests of `check_files`.
    """
    path = folder / "world.ttl"
    path.write_text(HEADER + turtle, encoding="utf-8")
    *concepts, _ = shipped_files()
    findings = soundness(open_store([*concepts, path]), set(), language)
    assert all(item.remedy for item in findings)
    return [(item.where, f"{item.message} {item.remedy}") for item in findings]


def test_a_sound_world_gives_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, WORLD) == []


def test_check_finds_it_among_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "world.ttl"
    path.write_text(HEADER + WORLD.replace("Ligue fictive", "Ligue  fictive"), encoding="utf-8")
    findings = [item for item in check_files([path], only_data=True) if item.check != "form"]
    assert [(item.check, item.where) for item in findings] == [("soundness", "organisation:league")]


@pytest.mark.parametrize(
    ("more", "where", "english", "french"),
    [
        (SAME_NUMBER, "organisation:league", "123456782 of the same scheme", "du même système"),
        (
            "claim:once-more a tig:RelationClaim ; tig:relation relation:steers ; "
            "tig:subject organisation:league ; tig:object programme:p ; "
            "tig:basis basis:authority ; tig:citation citation:c .",
            "claim:steers",
            "says the same as claim:once-more",
            "dit la même chose que claim:once-more",
        ),
        (  # the other way round says the same, where the relation is symmetric
            "claim:x a tig:RelationClaim ; tig:relation relation:cooperates-with ; "
            "tig:subject organisation:league ; tig:object organisation:guild ; "
            'tig:basis basis:cooperation ; tig:validTime "2019"^^edtf:EDTF ; '
            "tig:citation citation:other .",
            "claim:x",
            "says the same as claim:works",
            "dit la même chose que claim:works",
        ),
        (
            "claim:y a tig:OpinionClaim ; tig:about programme:p ; tig:stance stance:favourable ; "
            'tig:paraphrase "Le programme aide."@fr, "The programme helps."@en ; '
            "tig:citation citation:other .",
            "claim:y",
            "says the same as claim:opinion",
            "dit la même chose que claim:opinion",
        ),
        (
            "claim:self a tig:RelationClaim, org:Membership ; tig:relation relation:member ; "
            "org:member organisation:guild ; org:organization organisation:guild ; "
            "tig:basis basis:membership ; tig:citation citation:c .",
            "claim:self",
            "ties organisation:guild to itself (relation:member)",
            "lie organisation:guild à soi-même",
        ),
        (
            "organisation:guild dcterms:isPartOf organisation:guild .",
            "organisation:guild",
            "to itself",
            "à soi-même",
        ),
        (
            "organisation:idle a org:FormalOrganization ; skos:prefLabel 'Oisifs fictifs'@fr .",
            "organisation:idle",
            "nothing uses it",
            "rien ne l’emploie",
        ),
        (
            "citation:idle a tig:SourceCitation, oa:SpecificResource ; oa:hasSource document:d ; "
            "tig:catalogued true ; prov:wasAttributedTo organisation:guild ; "
            "tig:modality modality:stated .",
            "citation:idle",
            "nothing uses it",
            "rien ne l’emploie",
        ),
    ],
)
def test_what_is_unsound_is_found_where_it_is_to_be_mended(
    more: str, where: str, english: str, french: str, tmp_path: Path
) -> None:
    for language, words in (("en", english), ("fr", french)):
        [(place, told)] = found(tmp_path, WORLD + more, language)
        assert place == where
        assert words in told


@pytest.mark.parametrize(
    ("old", "new", "where", "english"),
    [
        ("https://example.org/d", "www.example.org/d", "document:d", "is no address"),
        ("https://example.org/d", "https://example.org/a d", "document:d", "is no address"),
        ("https://example.org/d", "https:///d", "document:d", "is no address"),
        ('"Ligue fictive"', '"Ligue fictive "', "organisation:league", "stray spaces"),
        ('"Ligue fictive"', '"Ligue  fictive"', "organisation:league", "stray spaces"),
        ('"Ligue fictive"', '"Ligue\\u200b fictive"', "organisation:league", "stray spaces"),
        ('"première', '"premie\\u0300re', "phase:one", "decomposed accents"),
        ('"Le programme aide."', '" Le programme aide."', "claim:opinion", "stray spaces"),
        ("relation:continued-as", "relation:supports", "territory:vales", "no claim ties the two"),
    ],
)
def test_what_is_badly_written_or_rests_on_nothing_is_found(
    old: str, new: str, where: str, english: str, tmp_path: Path
) -> None:
    assert old in WORLD
    assert [
        (place, english in told) for place, told in found(tmp_path, WORLD.replace(old, new))
    ] == [(where, True)]


def test_a_space_that_french_sets_before_a_colon_is_not_stray(tmp_path: Path) -> None:
    set_well = WORLD.replace('"Document fictif"', '"Document\u00a0: «\u202ffictif\u202f»"')
    assert found(tmp_path, set_well) == []


def test_two_with_one_number_are_sound_where_a_claim_says_that_they_are_one(
    tmp_path: Path,
) -> None:
    claim = (
        "claim:one a tig:RelationClaim ; tig:relation relation:identified-with ; "
        "tig:subject organisation:guild ; tig:object organisation:league ; "
        "tig:basis basis:identity ; tig:citation citation:c ."
    )
    assert found(tmp_path, WORLD + SAME_NUMBER + claim) == []


def test_several_may_bear_a_number_of_a_scheme_that_identifies_nobody(tmp_path: Path) -> None:
    scheme = """
    id-scheme:ward a skos:Concept ; skos:prefLabel "quartier fictif"@fr, "fictional ward"@en ;
      skos:inScheme concept:id-scheme ; tig:identifies false .
    identifier:w a adms:Identifier ; skos:notation "7" ; tig:idScheme id-scheme:ward ;
      tig:citation citation:c .
    organisation:guild adms:identifier identifier:w .
    organisation:league adms:identifier identifier:w .
    """
    assert found(tmp_path, WORLD + scheme) == []
    alone = found(tmp_path, WORLD + scheme.replace(" ; tig:identifies false", ""))
    assert [where for where, _ in alone] == ["organisation:league"]


def test_an_alternative_claim_holds_no_lineage_together(tmp_path: Path) -> None:
    other = WORLD.replace(
        "tig:basis basis:composition",
        "tig:basis basis:composition ; tig:alternativeTo claim:steers",
    )
    assert [where for where, _ in found(tmp_path, other)] == ["territory:vales"]


def test_a_concept_of_the_wrong_scheme_is_told_of_the_claim_that_took_it(tmp_path: Path) -> None:
    path = tmp_path / "world.ttl"
    path.write_text(HEADER + WORLD.replace("stance:favourable", "role:president"), "utf-8")
    [told] = [item for item in check_files([path], only_data=True) if item.check == "shapes"]
    assert told.where == "claim:opinion"
    assert told.message.endswith("(role:president)")


def test_what_the_author_wrote_is_told_and_not_what_it_clashes_with(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        HEADER
        + """organisation:aa a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr ;
        adms:identifier identifier:siren-242500361 .""",
        encoding="utf-8",
    )
    told = {item.where for item in own_faults([path]) if "same scheme" in item.message}
    assert told == {"organisation:aa"}


def test_a_second_programme_is_sound() -> None:
    findings = check_files([FIXTURES / "second_programme.ttl"], only_data=True)
    assert [item for item in findings if item.check == "soundness"] == []


REGISTERED = """
organisation:commune a org:FormalOrganization ; skos:prefLabel "Commune fictive"@fr ;
  adms:identifier identifier:commune .
identifier:commune a adms:Identifier ; skos:notation "210010047" ; tig:idScheme id-scheme:siren ;
  tig:citation citation:row .
citation:row a tig:SourceCitation, oa:SpecificResource ; oa:hasSource document:file ;
  tig:catalogued true ; prov:wasAttributedTo organisation:guild ; tig:modality modality:stated .
document:file a %s ; skos:prefLabel "fichier fictif"@fr .
"""


def test_whom_a_register_lists_is_there_whoever_deals_with_it(tmp_path: Path) -> None:
    listed, written = (WORLD + REGISTERED % sort for sort in ("tig:RegistryFile", "foaf:Document"))
    assert unused(tmp_path, listed) == []
    assert unused(tmp_path, written) == ["organisation:commune"]


def test_an_area_is_there_for_the_one_in_which_it_lies(tmp_path: Path) -> None:
    town = "area:town a dcterms:Location ; skos:prefLabel 'Ville fictive'@fr"
    vale = "area:vale a dcterms:Location ; skos:prefLabel 'Val fictif'@fr ."
    assert unused(tmp_path, f"{WORLD}{town} ; geo:sfWithin area:vale . {vale}") == []
    assert unused(tmp_path, f"{WORLD}{town} . {vale}") == ["area:town", "area:vale"]


def unused(folder: Path, turtle: str) -> list[str]:
    """Return what nothing uses in a world of its own."""
    return [where for where, told in found(folder, turtle) if "nothing uses it" in told]
