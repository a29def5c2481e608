"""What names mean: settled where nothing else fits, for review where it may, with the grounds.

Intercommunalities, communes and départements stand here with the names and numbers of the
official lists (INSEE, DGCL); the people are fictitious.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tigraph
from checkout import HEADER
from tigraph import Graph
from tigraph.errors import UnknownNameError
from tigraph.linking import Match, Matcher, Sought
from tigraph.registries.french_usage import FRENCH

_GROUPS = {
    "242504116": ["CC du Val de Morteau", "Communauté de communes du Val de Morteau"],
    "200023075": ["CC du Pays de Maîche"],
    "242500361": ["CU Grand Besançon Métropole", "CA du Grand Besançon"],
    "244400404": ["Nantes Métropole"],
    "200035731": ["CA Roannais Agglomération"],
    "243300563": ["CA Bassin d'Arcachon Sud (COBAS)"],
    "243301504": ["CA du Bassin d'Arcachon Nord (COBAN)"],
    "246900625": ["CC du Pays de l'Arbresle (CCPA)"],
    "200067445": ["CC Lévézou Pareloup"],
    "247000623": ["CC des Quatre Rivières"],
    "247400666": ["CC des Quatre Rivières"],
    "200072544": ["CC des Deux Morin"],
    "249500489": ["CC du Haut Val d'Oise"],
    "243900479": ["CC Haut-Jura Arcade Communauté", "CC du Haut-Jura (ARCADE)"],
}
_IN = {"242504116": "25", "242500361": "25", "247000623": "70", "247400666": "74"}
_DEPARTEMENTS = {
    "14": "Calvados", "24": "Dordogne", "25": "Doubs", "38": "Isère", "42": "Loire",
    "49": "Maine-et-Loire", "70": "Haute-Saône", "74": "Haute-Savoie", "95": "Val-d'Oise",
}  # fmt: skip
_COMMUNES = {
    "14504": "Le Pin", "38296": "Le Pin", "24473": "Sainte-Orse", "25056": "Besançon",
    "25411": "Morteau", "14452": "Morteaux-Coulibœuf", "49178": "Loiré", "42187": "Roanne",
}  # fmt: skip
#: Fictitious people: name, body, from, to.
_PEOPLE = [
    ("Jean-Paul Fictif", "242504116", "2020-07-01", "2023-12-31"),
    ("Jeanne Fictif", "242504116", "2020-07-01", ""),
    ("Odile de la Fable", "200023075", "2020-07-01", ""),
    ("Odile de la Fable", "244400404", "2020-07-01", ""),
    ("Anne Conte-Imaginaire", "200035731", "2024-01-01", ""),
]
_TERRITORIES = [
    ("2018-2022", "2018-01-01", "2022-12-31"),
    ("2023-2027", "2023-11-09", "2027-12-31"),
]


def _numbered(iri: str, scheme: str, number: str) -> str:
    node = f"<https://example.org/{scheme}/{number}>"
    return (
        f"{iri} adms:identifier {node} .\n{node} a adms:Identifier ; skos:notation "
        f'"{number}" ; tig:idScheme id-scheme:{scheme} .\n'
    )


def _turtle() -> Iterator[str]:
    for code, name in _DEPARTEMENTS.items():
        yield f'area:departement-{code} a dcterms:Location ; skos:prefLabel "{name}"@fr .\n'
        yield _numbered(f"area:departement-{code}", "insee-departement", code)
    for code, name in _COMMUNES.items():
        yield f'area:commune-{code} a dcterms:Location ; skos:prefLabel "{name}"@fr ;\n'
        yield f"  geo:sfWithin area:departement-{code[:2]} .\n"
        yield _numbered(f"area:commune-{code}", "insee-commune", code)
    yield 'area:district-69383 a dcterms:Location ; skos:prefLabel "Lyon 3e Arrondissement"@fr .\n'
    yield _numbered("area:district-69383", "insee-municipal-district", "69383")
    for siren, (name, *others) in _GROUPS.items():
        yield f'epci:{siren} a tig:Intercommunality ; skos:prefLabel "{name}"@fr .\n'
        yield from (f'epci:{siren} skos:altLabel "{other}"@fr .\n' for other in others)
        yield _numbered(f"epci:{siren}", "siren", siren)
        if siren in _IN:
            yield f"epci:{siren} dcterms:spatial area:epci-{siren} .\n"
            yield f"area:epci-{siren} geo:sfIntersects area:departement-{_IN[siren]} .\n"
    yield "post:head a org:Post ; org:role role:president .\n"
    for number, (name, siren, begin, end) in enumerate(_PEOPLE):
        yield f'person:p{number} a foaf:Person ; skos:prefLabel "{name}"@fr .\n'
        yield f"claim:c{number} a tig:RelationClaim ; org:member person:p{number} ; "
        yield f"org:organization epci:{siren} ; opengov:post post:head ; "
        yield f'tig:earliestBegin "{begin}"^^xsd:date .\n'
        if end:
            yield f'claim:c{number} tig:latestEnd "{end}"^^xsd:date .\n'
    for phase, begin, end in _TERRITORIES:
        yield f'territory:{phase} a tig:LabelledTerritory ; skos:prefLabel "Haut-Jura"@fr ; '
        yield f'tig:lifeFrom "{begin}"^^xsd:date ; tig:lifeTo "{end}"^^xsd:date .\n'
    yield 'organisation:agency a org:FormalOrganization ; skos:altLabel "ANF"@fr ; '
    yield 'skos:prefLabel "Agence nationale fictive"@fr .\n'


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("linking") / "world.ttl"
    path.write_text(HEADER + "".join(_turtle()), encoding="utf-8")
    return Matcher.of(tigraph.load([path], curated=False, language="en").ground)


@pytest.fixture(scope="module")
def find(matcher: Matcher) -> Callable[..., Match]:
    def found(name: str, kind: str = "", **context: str) -> Match:
        return matcher.match(Sought(name, kind, context))

    return found


def _first(match: Match) -> tuple[str, str]:
    return match.outcome, match.best.id if match.best else ""


@pytest.mark.parametrize(
    ("name", "siren"),
    [
        ("Communauté de communes du Val de Morteau", "242504116"),
        ("C.C. du Val de Morteau", "242504116"),
        ("Comm. de communes du Val de Morteau", "242504116"),
        ("CC VAL DE MORTEAU", "242504116"),
        ("Morteau (Val de), CC du", "242504116"),
        ("celle du Pays de Maîche", "200023075"),
        ("Communaté de communes du Pays de Maiche", "200023075"),
        ("CA du Grand Besançon", "242500361"),
        ("Grand Besançon", "242500361"),
        ("Métropole de Nantes", "244400404"),
        ("Roannais Agglo", "200035731"),
        ("Bassin d’Arcachon Sud", "243300563"),
        ("242 504 116", "242504116"),
        ("SIREN 242504116", "242504116"),
        ("24250411600015", "242504116"),
        ("CC des 2 Morin", "200072544"),
        ("Communauté de communes du Pays de l'Arbrexle", "246900625"),
    ],
)
def test_a_name_of_an_intercommunality_in_other_spellings(
    find: Callable[..., Match], name: str, siren: str
) -> None:
    assert _first(find(name, "epci")) == ("matched", siren)


@pytest.mark.parametrize(
    ("name", "siren"),
    [
        ("COBAS", "243300563"),  # an acronym alone, though a list gives it
        ("CCPA", "246900625"),
        ("CC Morteau", "242504116"),  # a word is missing
        ("CC du Lévézou", "200067445"),  # another one of 2026, newer than the list
        ("CA du Val de Morteau", "242504116"),  # another legal form
        ("Syndicat mixte du Val de Morteau", "242504116"),
        ("Val-d’Oise", "249500489"),  # the département
    ],
)
def test_what_may_be_something_else_is_for_review(
    find: Callable[..., Match], name: str, siren: str
) -> None:
    assert _first(find(name, "epci")) == ("review", siren)


def test_what_nothing_is_like_is_no_match(find: Callable[..., Match]) -> None:
    for name in ("CC des Monts Imaginaires", "Stuttgart", "SAS Dupont", "", "  ", "!?", "☃" * 5000):
        assert find(name, "epci").outcome == "none", name


def test_homonyms_are_told_apart_by_what_stands_beside_them(find: Callable[..., Match]) -> None:
    alone = find("CC des Quatre Rivières", "epci")
    assert alone.outcome == "review"
    assert {one.id for one in alone.candidates} == {"247000623", "247400666"}
    assert "CC des Quatre Rivières" in alone.why
    for written in ("70", "Haute-Saône", "HAUTE SAONE", "Haute-Saône (70)"):
        found = find("CC des Quatre Rivières", "epci", departement=written)
        assert _first(found) == ("matched", "247000623"), written
    assert _first(find("CC des Quatre Rivières (Haute-Savoie)", "epci"))[1] == "247400666"


def test_an_area_that_is_elsewhere_forbids_to_settle(find: Callable[..., Match]) -> None:
    found = find("CC du Val de Morteau", "epci", departement="Calvados")
    assert found.outcome == "review"
    assert found.best is not None
    against = {one.name: one for one in found.best.features}["departement"]
    assert (against.matched, against.why) == (False, "not there, nor of it: Calvados")


@pytest.mark.parametrize(
    ("name", "context", "code"),
    [
        ("Le Pin (Calvados)", {}, "14504"),
        ("Le Pin, Isère", {}, "38296"),
        ("LE PIN", {"departement": "14"}, "14504"),
        ("Pin", {"departement": "38"}, "38296"),
        ("Ville de Besançon", {}, "25056"),
        ("commune de Besancon", {}, "25056"),
        ("Lyon 3e arrondissement", {}, "69383"),
        ("Lyon 3ème", {}, "69383"),
        ("3e arrondissement de Lyon", {}, "69383"),
        ("Lyon IIIe arr.", {}, "69383"),
        ("25056", {}, "25056"),
        ("Besançon (25056)", {}, "25056"),
    ],
)
def test_communes(
    find: Callable[..., Match], name: str, context: dict[str, str], code: str
) -> None:
    assert _first(find(name, "commune", **context)) == ("matched", code)


def test_abbreviations_are_said_once_for_the_search_and_the_matcher(matcher: Matcher) -> None:
    told = matcher.habits.usage.same
    graph = tigraph.load()
    spellings = graph.ground.names.spellings
    assert {"st": "saint", "agglo": "agglomeration", "mt": "mont"}.items() <= told.items()
    assert spellings.same.items() <= told.items()
    assert not set(FRENCH.same) & set(spellings.same)
    assert not FRENCH.titles & spellings.titles
    for short, full in spellings.same.items():
        assert spellings.key(f"{short} x") == spellings.key(f"{full} x"), short


def test_a_word_that_is_of_a_place_is_no_typing_error(find: Callable[..., Match]) -> None:
    assert find("CC du Pays de Maiches", "epci").outcome == "matched"
    assert find("CC du Pays d'Arbrelse", "epci").outcome == "matched"
    assert find("CC du Val de Mortau", "epci").outcome == "matched"
    assert find("CC du Val de Morteaux", "epci").outcome == "review"  # Morteaux-Coulibœuf


def test_one_word_alone_and_a_form_that_is_not_its_own_are_for_review(
    find: Callable[..., Match],
) -> None:
    for name in ("CA de Nantes", "CC de l'agglomération du Pays de Maîche"):
        assert find(name, "epci").outcome == "review", name


def test_what_two_kinds_bear_alike_is_for_review(find: Callable[..., Match]) -> None:
    assert find("Haut-Jura", date="2024").outcome == "review"
    assert find("Haut-Jura", "territory", date="2024").outcome == "matched"


def test_a_near_miss_of_a_rare_name_is_for_review(find: Callable[..., Match]) -> None:
    assert _first(find("Sainte-Ourse", "commune")) == ("review", "24473")
    assert _first(find("Sainte-Ourse", "commune", departement="24")) == ("review", "24473")
    assert find("Le Pin", "commune").outcome == "review"


def test_without_a_kind_the_words_tell(find: Callable[..., Match]) -> None:
    for name, kind, number in (
        ("Loire", "departement", "42"),  # and not Loiré
        ("Loiré", "commune", "49178"),
        ("Besançon", "commune", "25056"),
        ("Grand Besançon", "epci", "242500361"),
        ("CC du Val de Morteau", "epci", "242504116"),
        ("département du Doubs", "departement", "25"),
    ):
        found = find(name)
        assert found.best is not None
        assert (found.outcome, found.best.kind, found.best.id) == ("matched", kind, number), name


def _person(match: Match) -> tuple[str, str]:
    return match.outcome, match.best.iri.rpartition("/")[2] if match.best else ""


@pytest.mark.parametrize(
    ("name", "context", "person"),
    [
        ("FICTIF Jean-Paul", {"epci": "CC du Val de Morteau"}, "p0"),
        ("M. J.-P. Fictif", {"epci": "CC du Val de Morteau"}, "p0"),
        ("JP Fictif", {"epci": "242504116"}, "p0"),
        ("Mme Fictif", {"epci": "CC du Val de Morteau", "date": "2025"}, "p1"),
        ("DE LA FABLE Odile", {"epci": "Nantes Métropole"}, "p3"),
        ("Mme Imaginaire", {"epci": "Roannais Agglomération"}, "p4"),
        ("Anne Conte", {"epci": "Roannais Agglomération"}, "p4"),
        ("M. Fictif", {"epci": "CC du Val de Morteau", "date": "2021"}, "p0"),
        ("Mme Fictif", {"epci": "CC du Val de Morteau", "date": "2021"}, "p1"),
        ("FICTIF Jean-Paul (Val de Morteau)", {}, "p0"),
        ("M. Jean-Paul FICTIF – CC du Val de Morteau", {}, "p0"),
        ("Jean-Paul Fictif président du Val de Morteau", {}, "p0"),
        ("Jean-Paul Fictif, président du Val de Morteau", {}, "p0"),
        ("J.-P. Fictif, le président de la CC du Val de Morteau", {"date": "2021"}, "p0"),
    ],
)
def test_people_by_what_is_beside_their_names(
    find: Callable[..., Match], name: str, context: dict[str, str], person: str
) -> None:
    assert _person(find(name, "person", **context)) == ("matched", person)


def test_people_that_several_may_be_are_for_review(find: Callable[..., Match]) -> None:
    for name, context in (
        ("Odile de la Fable", {}),
        ("M. Fictif", {}),
        ("Fictif", {"epci": "CC du Val de Morteau", "date": "2021"}),
        ("Mme Jean-Paul Fictif", {"epci": "CC du Val de Morteau"}),
        ("J. Fictif", {"epci": "CC du Val de Morteau", "date": "2021"}),
        ("Jean-Paul Fictif", {"date": "2025"}),
        ("Anne Conte", {}),
    ):
        assert find(name, "person", **context).outcome == "review", (name, context)


def test_a_date_tells_the_phase(find: Callable[..., Match]) -> None:
    assert find("Territoire d’industrie Haut-Jura", "territory").outcome == "review"
    for date, phase in (("2019-06", "2018-2022"), ("2025", "2023-2027")):
        found = find("Territoire d'industrie Haut Jura", date=date)
        assert _person(found) == ("matched", phase)


def test_organisations_and_their_acronyms(find: Callable[..., Match]) -> None:
    assert find("l'Agence nationale fictive", "organisation").outcome == "matched"
    assert _person(find("ANF", "organisation")) == ("review", "agency")


def test_what_the_graph_knows_beside_an_entity_is_the_context_of_its_name(
    matcher: Matcher,
) -> None:
    told = matcher.beside("https://w3id.org/tigraph/id/person/p0", ["person"])
    assert told.pop("function") in ("president", "président")
    assert told == {"epci": "242504116", "departement": "25", "date": "2020-07-01/2023-12-31"}
    assert matcher.beside("https://w3id.org/tigraph/id/epci/247000623", ["epci"]) == {
        "departement": "70"
    }
    assert matcher.beside("https://w3id.org/tigraph/id/person/p0", ["epci"]) == {}


def test_numbers_that_deny_the_name_or_lost_a_zero(find: Callable[..., Match]) -> None:
    denied = find("CC du Pays de Maîche", "epci", id="242504116")
    assert denied.outcome == "review"
    assert {one.id for one in denied.candidates} == {"242504116", "200023075"}
    unknown = find("CC du Pays de Maîche", "epci", id="999999990")
    assert _first(unknown) == ("review", "200023075")
    assert _first(find("CC Maîche", "epci", id="200 023 075")) == ("matched", "200023075")


def test_every_score_is_explained_in_the_language_of_the_graph(matcher: Matcher) -> None:
    found = matcher.match(Sought("CC Morteau", "epci", {"departement": "25", "date": "no date"}))
    assert found.best is not None
    told = {one.name: (one.matched, one.why) for one in found.best.features}
    assert told["name"] == (True, "words in common: morteau")
    assert told["missing"] == (False, "missing: val")
    assert told["form"] == (True, "the legal form agrees")
    assert told["departement"] == (True, "it lies in, or is of: 25")
    assert told["date"] == (None, "not understood: date")
    assert found.why == "not all words agree"
    assert found.as_json()["candidates"][0]["features"][0]["why"] == "words in common: morteau"


def test_many_names_come_back_in_their_order(matcher: Matcher) -> None:
    sought = [Sought("Besançon", "commune"), Sought("nothing of it", "commune")] * 3
    found = [*matcher.match_many(iter(sought), limit=1)]
    assert [one.sought for one in found] == sought
    assert [one.outcome for one in found] == ["matched", "none"] * 3
    assert all(len(one.candidates) <= 1 for one in found)


def test_several_kinds_any_class_and_none(find: Callable[..., Match]) -> None:
    assert _first(find("Besançon", "epci,commune")) == ("matched", "25056")
    assert find("Val de Morteau", "tig:Intercommunality").outcome == "matched"
    with pytest.raises(UnknownNameError, match=r"No kind named “comune”\. Nearest: commune"):
        find("Besançon", "comune")


def test_the_graph_has_it_too(graph: Graph) -> None:
    assert [one.outcome for one in graph.match(["Cédric Bôle", "BOLE Cédric"], "person")] == [
        "matched",
        "matched",
    ]
    found = graph.match(["Maîche", "Maîche"], "epci", [{"departement": "25"}, {}])
    assert [dict(one.sought.context) for one in found] == [{"departement": "25"}, {}]


def test_what_was_read_is_kept_and_read_again(tmp_path: Path) -> None:
    """A second matcher of the same graph finds the same, from what the first one kept."""
    for _ in range(2):
        found = tigraph.load().match(["Communauté de communes du Val de Morteau"], "epci")
        assert [one.best.id for one in found if one.best] == ["242504116"]
