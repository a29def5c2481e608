"""Finding actors by name: what a person types, not what a machine stores."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tigraph import load
from tigraph.errors import AmbiguousNameError, DataError, UnknownNameError
from tigraph.graph import Graph
from tigraph.names.folding import folded
from tigraph.names.labels import Labels
from tigraph.rdf.vocabulary import CONCEPT, ENTITY, ONTOLOGY, PREFIXES

World = Callable[..., Graph]


@given(st.text())
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1))
def test_case_makes_no_difference(name: str) -> None:
    assert folded(name.upper()) == folded(name.lower()) or "ı" in name or "ſ" in name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Communauté de communes du Pays de Maîche", "communaute DE communes du pays de maiche"),
        ("Haut-Doubs Horloger", "haut doubs horloger"),
        ("Le Creusot – Gueugnon", "Le Creusot, Gueugnon"),
        ("l’État", "L'Etat"),
        ("Cœur de Flandre", "coeur de flandre"),
        ("300\u00a0000\u202fhabitants", "300 000 habitants"),
        ("Alliances Luxe & Précision, Doubs", "alliances luxe & precision doubs"),
        ("Straße", "STRASSE"),
    ],
)
def test_accents_case_spaces_hyphens_and_apostrophes_do_not_tell_names_apart(
    one: str, other: str
) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Doubs", "Haut-Doubs"), ("Luxe & Précision", "Luxe Précision"), ("25", "26")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


# ------------------------------------------------------------------------------- the documents


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cedric bole", "person:cedric-bole"),
        ("Bôle", "person:cedric-bole"),
        ("Gouraut", "person:jacqueline-gourault"),
        ("Lluansi", "person:olivier-lluansi"),
        (
            "Augé Microtechnic Grou",
            "organisation:auge-microtechnic-group",
        ),  # as document 001 has it
        ("CC du Val de Morteau", "epci:242504116"),
        ("242500361", "epci:242500361"),
        ("Val de Moreau", "epci:242504116"),
    ],
)
def test_a_researcher_finds_the_actors_of_the_documents(
    typed: str, found: str, graph: Graph
) -> None:
    prefix, _, slug = found.partition(":")
    first = [item["iri"] for item in graph.search(typed)[:3]]
    assert f"{ENTITY}{prefix}/{slug}" in first


def test_the_very_name_scores_one_and_comes_first(graph: Graph) -> None:
    found = graph.search("Grand Besançon Métropole")
    assert found[0] == {
        "iri": ENTITY + "epci/242500361",
        "label": "Grand Besançon Métropole",
        "type": "tig:Intercommunality",
        "kind": "intercommunalité",
        "level": found[0]["level"],
        "order": ["local-authority"],
        "context": [],
        "score": 1.0,
    }
    scores = [item["score"] for item in found]
    assert scores == sorted(scores, reverse=True)


def test_nothing_like_it_is_an_empty_answer(graph: Graph) -> None:
    assert graph.search("Zürich Versicherung") == []
    assert graph.search("") == graph.search("¿?") == []
    assert len(graph.search("Doubs", limit=2)) == 2


# ------------------------------------------------------------------------------- one entity


TWINS = """
person:a1 a foaf:Person ; skos:prefLabel "Ada Fictive"@fr, "Ada Fictional"@en .
person:a2 a foaf:Person ; skos:prefLabel "Ada Imaginaire"@fr .
organisation:x a org:FormalOrganization ; skos:prefLabel "Atelier"@fr ;
  skos:altLabel "Fabrique"@fr .
body:y a tig:GovernanceBody ; skos:prefLabel "Fabrique"@fr .
body:z1 a tig:GovernanceBody ; skos:prefLabel "comité local"@fr ; skos:altLabel "Komitee"@de .
body:z2 a tig:GovernanceBody ; skos:prefLabel "Comité local"@fr .
epci:123456782 a tig:Intercommunality ; skos:prefLabel "CC du Conte"@fr ;
  adms:identifier identifier:siren-123456782 .
identifier:siren-123456782 skos:notation "123456782" .
"""


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("ada fictive", "person/a1"),
        ("Ada Fictional", "person/a1"),
        ("person:a2", "person/a2"),
        (f"<{ENTITY}person/a2>", "person/a2"),
        (ENTITY + "person/a2", "person/a2"),
        ("imaginaire", "person/a2"),  # a whole word of one name only
        ("Fabrique", "body/y"),  # a preferred label wins over an alternative one
        ("komitee", "body/z1"),
        ("123456782", "epci/123456782"),
    ],
)
def test_a_name_a_curie_an_iri_or_an_identifier_means_one_entity(
    name: str, iri: str, world: World
) -> None:
    assert world(TWINS).resolve(name) == ENTITY + iri


def test_an_ambiguous_name_lists_who_is_meant(world: World) -> None:
    graph = world(TWINS)
    with pytest.raises(AmbiguousNameError) as raised:
        graph.resolve("comité LOCAL")
    assert raised.value.candidates == (
        ("body:z1", "comité local", "instance de gouvernance"),
        ("body:z2", "Comité local", "instance de gouvernance"),
    )
    assert "body:z1  comité local (instance de gouvernance)" in str(raised.value)
    with pytest.raises(AmbiguousNameError, match="person:a1"):
        graph.resolve("Ada")


@pytest.mark.parametrize(
    "name", ["Ada Fictiv", "person:ada-fictive", ENTITY + "person/ada-fictive"]
)
def test_an_unknown_name_offers_the_nearest(name: str, world: World) -> None:
    with pytest.raises(UnknownNameError) as raised:
        world(TWINS).resolve(name)
    assert raised.value.nearest[0] == "Ada Fictive"


#: Fictitious: a commune and an arrondissement of one name, an intercommunality named after them.
PLACES = """
area:departement-00 a dcterms:Location ; skos:prefLabel "Marche inventée"@fr ;
  adms:identifier identifier:insee-departement-00 .
area:region-00 a dcterms:Location ; skos:prefLabel "Pays inventé"@fr ;
  adms:identifier identifier:insee-region-00 .
area:commune-00001 a dcterms:Location ; skos:prefLabel "Bourg"@fr ;
  geo:sfWithin area:departement-00 .
area:arrondissement-001 a dcterms:Location ; skos:prefLabel "Bourg"@fr ;
  geo:sfWithin area:departement-00 .
commune:200000008 a org:FormalOrganization ; skos:prefLabel "Bourg (commune)"@fr ;
  dcterms:spatial area:commune-00001 .
epci:123456782 a tig:Intercommunality ; skos:prefLabel "CC du Bourg"@fr ;
  adms:identifier identifier:siren-123456782 .
identifier:insee-departement-00 a adms:Identifier ; skos:notation "00" ;
  tig:idScheme id-scheme:insee-departement .
identifier:insee-region-00 a adms:Identifier ; skos:notation "00" ;
  tig:idScheme id-scheme:insee-region .
identifier:siren-123456782 a adms:Identifier ; skos:notation "123456782" ;
  tig:idScheme id-scheme:siren .
territory:named a tig:LabelledTerritory ; skos:prefLabel "Val"@fr ; tig:inPhase phase:two ;
  adms:identifier identifier:anct-ti-2023-2027-ti-0001 .
territory:older a tig:LabelledTerritory ; skos:prefLabel "Val"@fr ; tig:inPhase phase:one .
phase:one a tig:Phase ; skos:prefLabel "phase une"@fr .
phase:two a tig:Phase ; skos:prefLabel "phase deux"@fr .
organisation:phase-three a org:FormalOrganization ; skos:prefLabel "Phase trois"@fr .
identifier:anct-ti-2023-2027-ti-0001 a adms:Identifier ; skos:notation "ti-0001" ;
  tig:idScheme id-scheme:anct-ti-2023-2027 .
id-scheme:anct-ti-2023-2027 a skos:Concept ; skos:inScheme concept:id-scheme ;
  tig:entityPrefix "https://w3id.org/tigraph/id/territory/2023-2027-" .
"""
ORGANISATION = PREFIXES["org"] + "FormalOrganization"
INTERCOMMUNALITY = ONTOLOGY + "Intercommunality"
SCHEME = CONCEPT + "id-scheme/insee-"


@pytest.mark.parametrize(
    ("name", "kinds", "iri"),
    [
        ("Bourg", [ORGANISATION], "commune/200000008"),  # the only one whose area it is
        ("Bourg", [INTERCOMMUNALITY], "epci/123456782"),  # the only one with the word
        ("00", [SCHEME + "region"], "area/region-00"),
        ("00", [SCHEME + "departement"], "area/departement-00"),
        ("phase deux", [INTERCOMMUNALITY], "phase/two"),  # of another kind, and nobody else
    ],
)
def test_a_name_means_an_entity_of_the_kinds_wanted(
    name: str, kinds: list[str], iri: str, world: World
) -> None:
    assert world(PLACES).resolve(name, kinds) == ENTITY + iri


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [
        ("Bourg", "fr", ["lieu, Marche inventée"] * 2),
        ("Bourg", "en", ["area, Marche inventée"] * 2),
        ("Val", "en", ["labelled territory, phase deux", "labelled territory, phase une"]),
    ],
)
def test_candidates_are_told_apart_in_the_language_asked_for(
    name: str, language: str, told: list[str], world: World
) -> None:
    with pytest.raises(AmbiguousNameError) as raised:
        world(PLACES, language).resolve(name)
    assert [what for _, _, what in raised.value.candidates] == told
    context = [item["context"] for item in world(PLACES, language).search(name)[:2]]
    assert all(what.endswith(own) for what, [own] in zip(told, context, strict=True))


def test_an_iri_made_of_an_identifier_means_who_bears_it(world: World) -> None:
    assert world(PLACES).resolve("territory:2023-2027-ti-0001") == ENTITY + "territory/named"


def test_a_number_that_is_no_siren_is_told_apart_from_one_that_is_not_here(world: World) -> None:
    with pytest.raises(UnknownNameError, match="its check digit is wrong") as wrong:
        world(PLACES).resolve("242500362")
    with pytest.raises(UnknownNameError, match="is not here") as unknown:
        world(PLACES).resolve("242500361")
    assert wrong.value.nearest == unknown.value.nearest == ()


#: A fictitious country: its register checks numbers by ISO 7064, its second areas are cantons.
ELSEWHERE = """
id-scheme:guild a skos:Concept ; skos:prefLabel "numéro de guilde"@fr, "guild number"@en ;
  skos:inScheme concept:id-scheme ; tig:notationPattern "^[0-9]{6}$" ;
  tig:checkDigits "iso7064.mod_11_10" ; tig:entityPrefix "https://example.org/guild/" .
id-scheme:canton a skos:Concept ; skos:prefLabel "canton code"@en ;
  skos:inScheme concept:id-scheme ; tig:areaLevel 2 .
id-scheme:ward a skos:Concept ; skos:prefLabel "ward code"@en ;
  skos:inScheme concept:id-scheme ; tig:areaLevel 3 .
organisation:fullers a org:FormalOrganization ; skos:prefLabel "Fullers"@en ;
  adms:identifier identifier:guild-fullers .
identifier:guild-fullers a adms:Identifier ; skos:notation "794623" ; tig:idScheme id-scheme:guild .
area:canton-a a dcterms:Location ; skos:prefLabel "Upper Canton"@en ;
  adms:identifier identifier:canton-a .
identifier:canton-a a adms:Identifier ; skos:notation "A" ; tig:idScheme id-scheme:canton .
area:ward-1 a dcterms:Location ; skos:prefLabel "Mill Ward"@en ; geo:sfWithin area:canton-a ;
  adms:identifier identifier:ward-1 .
area:ward-2 a dcterms:Location ; skos:prefLabel "Mill Ward"@en ; geo:sfWithin area:ward-1 .
identifier:ward-1 a adms:Identifier ; skos:notation "1" ; tig:idScheme id-scheme:ward .
"""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("794632", "It is no guild number: its check digit is wrong."),
        ("123450", "This guild number is not here."),
        ("7946", "Nearest"),  # has not the form of the scheme
    ],
)
def test_a_scheme_brings_its_own_check(name: str, told: str, world: World) -> None:
    with pytest.raises(UnknownNameError) as raised:
        world(ELSEWHERE).resolve(name)
    assert told in str(raised.value)


def test_a_scheme_brings_the_iris_that_its_identifiers_make(world: World) -> None:
    assert world(ELSEWHERE).resolve("https://example.org/guild/794623") == (
        ENTITY + "organisation/fullers"
    )


def test_the_areas_of_the_second_level_tell_namesakes_apart(world: World) -> None:
    found = {one["iri"]: one["context"] for one in world(ELSEWHERE, "en").search("Mill Ward")}
    assert found == {ENTITY + "area/ward-1": ["Upper Canton"], ENTITY + "area/ward-2": []}


def test_a_check_that_there_is_not_is_told(world: World) -> None:
    with pytest.raises(DataError, match=r"“my\.own”, which is no check of python-stdnum"):
        world(ELSEWHERE.replace("iso7064.mod_11_10", "my.own")).resolve("123456")


def test_an_unknown_iri_offers_the_nearest_of_its_sort(world: World) -> None:
    with pytest.raises(UnknownNameError) as raised:
        world(PLACES).resolve("phase:three")
    assert set(raised.value.nearest) == {"phase une", "phase deux"}


def test_an_identifier_finds_just_who_bears_it(world: World) -> None:
    found = world(PLACES).search("ti-0001")
    assert [item["iri"] for item in found] == [ENTITY + "territory/named"]


def test_of_those_that_fit_as_well_actors_come_first(world: World) -> None:
    found = world(PLACES + 'post:b a org:Post ; skos:prefLabel "A Bourg"@fr .').search("bourg")
    assert [item["type"] for item in found if item["score"] < 1] == [
        "org:FormalOrganization", "tig:Intercommunality", "org:Post",
    ]  # fmt: skip


def test_names_are_shown_in_the_language_asked_for_else_in_french(world: World) -> None:
    for language, expected in (("fr", "Ada Fictive"), ("en", "Ada Fictional")):
        found = world(TWINS, language).search("Ada")
        assert {item["label"] for item in found} >= {expected, "Ada Imaginaire"}


def test_a_unit_agrees_with_its_number() -> None:
    for language, told in {
        "fr": ["habitant", "habitant", "habitants", "habitants"],
        "en": ["inhabitants", "inhabitant", "inhabitants", "inhabitants"],
    }.items():
        label = Labels(load().ground.store, language)
        unit = PREFIXES["unit"] + "inhabitant"
        assert [label.counted(unit, n) for n in (0, 1, 2, 16830)] == told
        theme = CONCEPT + "theme/land"  # nothing is counted in it
        assert label.counted(theme, 2) == label(theme)
