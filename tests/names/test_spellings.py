"""What people write finds what they mean: spellings.tsv, and whole kinds of spellings.

The table says of each spelling what it means in the documents or in the registers, fictitious or
real ("none": nothing is taken for it), and on what ground.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from floors import Floor, real_files
from tigraph.errors import AmbiguousNameError, UnknownNameError
from tigraph.graph import Graph
from tigraph.rdf import select
from tigraph.rdf.vocabulary import PREFIXES, curie

_LINES = Path(__file__).with_name("spellings.tsv").read_text(encoding="utf-8").split("\n")
ROWS = [tuple(line.split("\t")) for line in _LINES if line and not line.startswith("#")]


def meant(graph: Graph, name: str) -> str:
    """Return the CURIE of what a name means, "none" where it is refused, else the candidates."""
    try:
        return curie(graph.resolve(name))
    except UnknownNameError:
        return "none"
    except AmbiguousNameError as error:
        return " ".join(one for one, *_ in error.candidates)


@pytest.mark.parametrize(
    ("name", "means"), [(name, means) for name, means, where, _ in ROWS if where == "curated"]
)
def test_a_spelling_means_what_the_documents_call_so(name: str, means: str, graph: Graph) -> None:
    assert meant(graph, name) == means


@pytest.mark.parametrize(
    ("floor", "name", "means"),
    [(where, name, means) for name, means, where, _ in ROWS if where != "curated"],
    indirect=["floor"],
)
def test_a_spelling_means_what_the_registers_call_so(
    name: str, means: str, floor: Floor, national: Graph
) -> None:
    assert meant(national, name) == means


@pytest.mark.parametrize(
    ("name", "means"),
    [(name, means) for name, means, where, _ in ROWS if where == "curated" and means != "none"],
)
def test_a_search_finds_first_what_a_name_means(name: str, means: str, graph: Graph) -> None:
    found = graph.search(name, 3)
    assert means in [curie(item["iri"]) for item in found]


@real_files
def test_a_code_that_lost_its_zero_is_offered(national: Graph) -> None:
    with pytest.raises(UnknownNameError, match=r"01001 is L'Abergement-Clémenciat \(area:commune"):
        national.resolve("1001")
    assert [(one["label"], one["score"]) for one in national.search("1001")] == [
        ("L'Abergement-Clémenciat", 0.9)
    ]


@pytest.mark.parametrize("name", ["Zürich Versicherung", "qsdfgh", "1", "¿?", "Ж"])
def test_what_is_like_nothing_is_offered_nothing(name: str, graph: Graph) -> None:
    with pytest.raises(UnknownNameError) as raised:
        graph.resolve(name)
    assert raised.value.nearest == ()


def is_label(graph: Graph, name: str) -> bool:
    """Whether something is called exactly so, and is meant therefore."""
    text = name.replace('"', "")
    found = graph.query(f'ASK {{ ?x skos:prefLabel ?l FILTER(LCASE(STR(?l)) = LCASE("{text}")) }}')
    return bool(found)


#: How a person may write the name of a list: each a kind of spelling.
WAYS = {
    "capitals without accents": lambda name: name.upper().translate(
        str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ", "AAACEEEEIIOOUUUY")
    ),
    "apostrophes and hyphens": lambda name: name.replace("'", "’").replace("-", " "),
    "dots": lambda name: re.sub(r"^(C)([CAU]) ", r"\1.\2. ", name),
    "a long legal form": lambda name: re.sub(
        r"^CC ", "Communauté de communes ", re.sub(r"^CA ", "Communauté d'agglomération ", name)
    ),
    "a legal form cut": lambda name: re.sub(r"^CC ", "Com. de communes ", name),
    "St for Saint": lambda name: name.replace("Saint-", "St-").replace("Sainte-", "Ste-"),
    "an article before it": lambda name: "la " + name if re.match("C[CAU] ", name) else name,
}


@pytest.mark.parametrize("way", WAYS)
def test_an_intercommunality_is_found_however_it_is_written(
    way: str, national: Graph, floor: Floor
) -> None:
    """By the name of the latest list, of the real ones every thirtieth; homonyms are told."""
    listed = {
        row["group"]: row["name"]
        for row in select(
            national.store,
            "SELECT ?group ?name { ?group a tig:Intercommunality ; skos:prefLabel ?name } "
            "ORDER BY ?group",
        )
    }
    groups = [*listed][:: floor.of(fictitious=1, real=30)]
    wrong = {}
    for group in groups:
        name = WAYS[way](listed[group])
        found = meant(national, name)
        if curie(group) not in found.split() and not is_label(national, name):
            wrong[name] = found
    assert wrong == {}
    assert len(groups) > floor.of(fictitious=15, real=40)


@pytest.mark.parametrize(
    "write",
    [
        lambda first, last: f"{last.upper()} {first}",
        lambda first, last: f"{last}, {first}",
        lambda first, last: f"Mme {first} {last}",
        lambda first, last: f"{first[0]}. {last}",
    ],
    ids=["surname first", "comma", "title", "initial"],
)
def test_a_head_is_found_however_the_name_is_written(  # type: ignore[no-untyped-def]
    write, national: Graph, floor: Floor
) -> None:
    """A person with a name of two words (of the real ones every 250th), or one of those told."""
    rows = select(
        national.store,
        "SELECT ?person ?name { ?person a foaf:Person ; skos:prefLabel ?name "
        'FILTER(REGEX(?name, "^[^ ]+ [^ ]+$")) } ORDER BY ?person',
    )
    people = [(row["person"], row["name"].split()) for row in rows]
    people = people[:: floor.of(fictitious=1, real=250)]
    wrong = {}
    for person, (first, last) in people:
        name = write(first, last)
        found = meant(national, name)
        if curie(person) not in found.split():
            wrong[name] = found
    assert wrong == {}
    assert len(people) > floor.of(fictitious=10, real=30)


def test_an_exact_label_means_the_one_that_has_it(world) -> None:  # type: ignore[no-untyped-def]
    graph: Graph = world(
        """
area:a a dcterms:Location ; skos:prefLabel "Marche"@fr .
area:b a dcterms:Location ; skos:prefLabel "Marché"@fr .
area:c a dcterms:Location ; skos:prefLabel "Bourg (aire)"@fr .
epci:d a tig:Intercommunality ; skos:prefLabel "Bourg Aire"@fr ; dcterms:spatial area:c .
post:e a org:Post ; skos:prefLabel "Président – CC Val Inventé"@fr ; org:postIn epci:f .
epci:f a tig:Intercommunality ; skos:prefLabel "CC Val Inventé"@fr .
"""
    )
    names = {
        "Marche": "area/a", "marché": "area/b", "marche": "area/a", "la Marche": "area/a",
        "bourg aire": "epci/d", "Bourg (aire)": "area/c", "Val inventé": "epci/f",
    }  # fmt: skip
    for name, means in names.items():
        assert graph.resolve(name) == PREFIXES["concept"].replace("concept", "id") + means, name


def test_another_country_brings_words_of_its_own(world) -> None:  # type: ignore[no-untyped-def]
    graph: Graph = world(
        """
wording:street a skos:Concept ; skos:inScheme concept:wording ; skos:broader wording:same ;
  skos:prefLabel "straße"@de ; skos:hiddenLabel "str."@de .
organisation:x a org:FormalOrganization ; skos:prefLabel "Lange Straße"@de .
"""
    )
    assert graph.resolve("Lange Str.").endswith("organisation/x")
