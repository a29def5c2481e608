"""What the rows of the catalogue's answers are, and how often one thing is counted.

The expected answers were written from the documents and the codebook alone, by a reader who
had seen neither tests, graph nor output (who presides, who steers, which committees there are
and who meets in them, which offices and roles, whose voices, which promises), and each
difference was settled in the text. Not blind: whose the origins of opinions are (it follows
from the documents' own references, 004, 1931, 3926, 4251 and 4946, and their publishers), how
many opinions and origins there are, and the columns of promises beside sum, date and promiser;
these were read off the answers and checked against the documents.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

import tigraph
from tigraph.errors import UnknownNameError
from tigraph.querying import catalogue
from tigraph.rdf.asking import select

graph = tigraph.load()

CPN = "comité de pilotage national de Territoires d’industrie"
ASSOCIATION = "association des interpreneurs"


# ---- the rule: rows of several kinds say of which ----


def kinds_of_names() -> dict[str, set[str]]:
    """Return the kinds of what bears each preferred French label."""
    found: dict[str, set[str]] = {}
    asked = """SELECT ?name ?slug {
      ?kind tig:slug ?slug . ?node a ?kind ; skos:prefLabel ?name FILTER(LANG(?name) = "fr")
    }"""
    for row in select(graph.store, asked):
        found.setdefault(row["name"], set()).add(row["slug"])
    return found


def asked() -> list[str]:
    """Return the queries of lists whose rows may be of the curated graph."""
    every = catalogue.queries()
    return [query.name for query in every if not query.is_projection and not query.layers]


@pytest.mark.parametrize("name", asked())
def test_rows_of_several_kinds_say_of_which(name: str) -> None:
    """The first column says what rows are; where one kind does not cover it, `kind` tells."""
    query = catalogue.find(name)
    needed = [p.name for p in query.parameters if p.name not in query.defaults]
    if needed:
        pytest.skip(f"needs {needed}")
    rows = list(graph.query(name, possible=True))
    if not rows:
        pytest.skip("no rows")
    names = kinds_of_names()
    first = [names[row[next(iter(row))]] for row in rows if row[next(iter(row))] in names]
    mixed = bool(first) and not set.intersection(*first)
    told = "kind" in query.described("columns", "en")
    assert not mixed or told or query.header.get("mixed"), "say the kind, or in the header why not"
    assert not (told and query.header.get("mixed"))


NARROWED = [q.name for q in catalogue.queries() if "kind" in q.choices]


@pytest.mark.parametrize("name", NARROWED)
def test_an_answer_can_be_narrowed_to_each_kind(name: str) -> None:
    query = catalogue.find(name)
    words = query.choices["kind"]
    assert words[0] == query.defaults["kind"] == "any"
    assert {"kind", "lang"} <= {parameter.name for parameter in query.parameters}
    whole = [tuple(row.values()) for row in graph.query(name, possible=True)]
    parts = {
        word: [tuple(row.values()) for row in graph.query(name, {"kind": word}, possible=True)]
        for word in words[1:]
    }
    if name == "shared-bodies":  # both of a pair are of one kind
        assert all(set(rows) <= set(whole) for rows in parts.values())
        return
    assert Counter(row for rows in parts.values() for row in rows) == Counter(whole)
    for word, rows in parts.items():
        kinds = {row["kind"] for row in graph.query(name, {"kind": word}, possible=True)}
        assert len(kinds) == (1 if rows else 0), "one kind, one label"


def test_kinds_are_labelled_in_the_language_asked() -> None:
    rows = graph.query("who-presides", {"kind": "person", "lang": "fr"})
    assert {(row["president"], row["kind"]) for row in rows} == {
        ("Cédric Bôle", "personne"),
        ("Harold Huwart", "personne"),
    }


def test_a_kind_that_there_is_not_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"persn.*person.*any, person, organisation"):
        graph.query("who-presides", {"kind": "persn"})


def test_every_kind_of_entity_has_its_own_short_name() -> None:
    rows = list(select(graph.store, "SELECT ?kind ?slug { ?kind a tig:Kind ; tig:slug ?slug }"))
    kinds = {row["kind"] for row in select(graph.store, "SELECT ?kind { ?kind a tig:Kind }")}
    assert {row["kind"] for row in rows} == kinds
    assert len({row["slug"] for row in rows}) == len(rows) == len(kinds)


# ---- who, of what kind ----


def test_of_what_kind_those_are_who_preside() -> None:
    # 002, 1311 and 1355, 1756, 2049; 001, 1502; 003, 1702
    assert Counter(row["kind"] for row in graph.query("who-presides")) == {
        "organisation": 2, "post": 1, "seat": 1, "person": 2,
    }  # fmt: skip


def test_of_what_kind_those_are_who_steer() -> None:
    # 004, 738 and 1146; 003, 2395; 002, 832, 889 and 1260; 000, 2256, 2418 and 3651: no person,
    # for the two steer in their pair
    found = {(row["actor"], row["kind"]) for row in graph.query("who-steers-what")}
    assert Counter(kind for _, kind in found) == {
        "organisation": 3, "population": 3, "governance body": 4,
    }  # fmt: skip


def test_a_person_who_steers_without_a_body_stays(tmp_path: Path) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(
        """
        @prefix tig: <https://w3id.org/tigraph/ontology#> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix relation: <https://w3id.org/tigraph/concept/relation/> .
        @prefix basis: <https://w3id.org/tigraph/concept/basis/> .
        @prefix modality: <https://w3id.org/tigraph/concept/modality/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix ex: <https://example.org/> .
        ex:ada a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
        ex:town a tig:LabelledTerritory ; skos:prefLabel "Territoire fictif"@fr .
        ex:c a tig:RelationClaim ; tig:relation relation:steers ; tig:basis basis:authority ;
          tig:subject ex:ada ; tig:object ex:town ; tig:citation ex:cited .
        ex:cited a tig:SourceCitation ; tig:modality modality:stated ; prov:wasAttributedTo ex:ada .
        """,
        encoding="utf-8",
    )
    other = tigraph.load([more], curated=False)
    assert [row["actor"] for row in other.query("who-steers-what")] == ["Ada Fictive"]
    assert [row["source"] for row in other.query("governance")] == ["https://example.org/ada"]


def test_statistics_make_no_actor() -> None:
    # 004, 7089 (a footnote counts metropoles); 001, 2002 (wages, "selon l'Insee")
    statistics = {"Métropole de Lyon", "Métropole du Grand Paris", "Insee"}
    for name, column in (
        ("actors-by-level-and-order", "actor"),
        ("organisations-with-most-ties", "organisation"),
    ):
        assert not statistics & {row[column] for row in graph.query(name, possible=True)}
    network = graph.network("all-ties").graph
    assert not statistics & {data.get("label") for _, data in network.nodes(data=True)}


# ---- voices and origins ----


def test_copies_of_one_origin_count_once() -> None:
    # On the programme: the association and the witness whom it interviewed (004); the AMF's page
    # (004, 1088 to 2056), which the blog copies and in which the minister speaks; the interview
    # of 000.
    found = {
        row["origin"]: (row["voices"], row["opinions"]) for row in graph.query("opinions-by-origin")
    }
    assert found == {ASSOCIATION: (2, 22), "AMF": (3, 4), "C’est-à-dire": (1, 1)}
    opinions = list(graph.query("opinions"))
    assert Counter(row["from"] for row in opinions) == {
        origin: number for origin, (_, number) in found.items()
    }
    assert len({row["speaker"] for row in opinions}) == 5


def test_voices_and_origins_beside_opinions() -> None:
    # the association's ten favourable opinions are one voice; one of them copies the AMF
    rows = {
        (row["order"], row["stance"]): row for row in graph.query("stances-by-order-of-speaker")
    }
    own = rows["association", "favourable"]
    assert (own["voices"], own["origins"]) == (1, 2)
    assert all(row["voices"] == 1 for row in rows.values())


def test_voices_say_from_how_many_origins_they_speak() -> None:
    # 001 takes wages from the Insee; 004 takes from the AMF and the AdCF
    found = {row["speaker"]: row["origins"] for row in graph.query("voices")}
    assert (found["Grand Besançon Métropole"], found[ASSOCIATION]) == (2, 3)
    assert found["CGET"] == found["AER Bourgogne-Franche-Comté"] == 1


def test_two_voices_of_one_origin() -> None:
    # 000 is one interview: its publisher's introduction and Cédric Bôle both tell of the pair
    found = {
        (row["subject"], row["object"]): (row["voices"], row["origins"])
        for row in graph.query("one-claim-two-voices")
    }
    assert found["Cédric Bôle", "Nathalie Augé"] == (2, 1)
    assert found["Cédric Bôle", "binôme Cédric Bôle – Nathalie Augé"] == (3, 2)


# ---- promises ----


def test_a_promise_is_one_row() -> None:
    # 002, 140; 001, 2020 and 2049; 004, 874 and 940
    assert [
        (row["promised"], row["amount"], row["qualifier"], row["period"], row["beneficiary"],
         row["voices"], row["documents"])
        for row in graph.query("promises-of-money")
    ][:2] == [
        ("Territoires d’industrie", 1300000000, "at least", None,
         "territoires labellisés Territoires d’industrie, première phase", 1, 1),
        ("Gouvernement", 500000000, "exact", "../2027",
         "territoires labellisés de la seconde phase", 1, 1),
    ]  # fmt: skip
    rows = list(graph.query("promises-of-money"))
    assert len(rows) == 3
    fund = rows[2]
    assert (fund["promised"], fund["amount"], fund["period"]) == (
        "France Relance",
        400000000,
        "../2022",
    )
    assert fund["in"] == "Territoires d’industrie : un modèle ?"


# ---- co-presence ----


def test_who_presides_and_whom_it_invites_are_in_one_committee() -> None:
    # 002, 1260 to 1702; 000, 2256; 003, 3296
    pairs = {frozenset((row["source"], row["target"])): row for row in
             graph.query("organisations-through-bodies")}  # fmt: skip
    national = [
        "ministere-economie-finances", "ministere-cohesion-territoires", "regions-de-france",
        "adcf", "business-france", "bpifrance", "banque-des-territoires", "pole-emploi",
    ]  # fmt: skip
    expected = {frozenset(f"organisation:{name}" for name in pair)
                for pair in combinations(national, 2)}  # fmt: skip
    assert len(expected) == 28
    executive = {pair for pair in pairs if all(end.startswith("epci:") for end in pair)}
    factory = {pair for pair in pairs if all(end.startswith("territory:") for end in pair)}
    assert (len(executive), len(factory)) == (15, 6)
    assert set(pairs) == expected | executive | factory


def test_measures_take_both_bases_of_co_presence() -> None:
    measured = graph.measure("organisations-through-bodies", measures=["degree"])
    (table,) = measured.tables
    assert table.summary["pairs"] == 49
    degrees = Counter(row["degree"] for row in table.nodes)
    # eight of the national committee, six of the executive one, four of the Fabrique
    assert degrees == {7: 8, 5: 6, 3: 4}
    assert any("membership, representation" in english for english, _ in table.remarks)
    (alone,) = graph.measure(
        "organisations-through-bodies", measures=["degree"], basis=["membership"]
    ).tables
    assert alone.summary["pairs"] == 7
