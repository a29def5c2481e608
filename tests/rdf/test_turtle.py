"""Turtle in normal form: the same triples give the same bytes, and nothing is lost."""

from __future__ import annotations

from difflib import unified_diff
from functools import cache

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import to_isomorphic

from tigraph.rdf.comments import title_of
from tigraph.rdf.loading import remarks, shipped_files
from tigraph.rdf.turtle import normalised
from tigraph.rdf.vocabulary import CONCEPT, EDTF, ENTITY, PREFIXES, XSD, curie

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"))
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,8}[a-z0-9]", fullmatch=True)
IRIS = st.builds(
    lambda base, slug: ox.NamedNode(base + slug),
    st.sampled_from(
        [
            ENTITY + "person/",
            ENTITY + "span/",
            ENTITY + "own-kind/",
            CONCEPT + "theme/",
            CONCEPT,
            "https://example.org/a#",
            "urn:x:",
            *PREFIXES.values(),
        ]
    ),
    SLUGS,
)
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    st.builds(lambda t, tag: ox.Literal(t, language=tag), TEXTS, st.sampled_from(["fr", "de-ch"])),
    st.integers().map(ox.Literal),
    st.sampled_from(["2018", "2019-01-30/.."]).map(
        lambda t: ox.Literal(t, datatype=ox.NamedNode(EDTF))
    ),
    st.just(ox.Literal("2018-11-22", datatype=ox.NamedNode(XSD + "date"))),
)
TRIPLES = st.lists(st.builds(ox.Triple, IRIS, IRIS, IRIS | LITERALS), max_size=12)


def read(turtle: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


@given(TRIPLES, st.randoms())
def test_normal_form_loses_nothing_and_does_not_depend_on_order(triples: list, random) -> None:
    turtle = normalised(triples, "Un titre")
    assert read(turtle) == set(triples)
    shuffled = [*triples, *triples[:3]]
    random.shuffle(shuffled)
    assert normalised(shuffled, "Un titre") == turtle
    assert normalised(read(turtle), title_of(turtle)) == turtle, "stable under rewriting"


@given(TRIPLES)
def test_rdflib_reads_the_same_triples(triples: list) -> None:
    by_rdflib = rdflib.Graph().parse(data=normalised(triples), format="turtle")
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert to_isomorphic(by_rdflib) == to_isomorphic(rdflib.Graph().parse(data=lines, format="nt"))


@pytest.mark.parametrize("end_of_line", ["\x85", "\u2028", "\x0b", "\x0c", "\x1c", "\r", "\n"])
def test_what_other_programs_take_for_a_line_end_stays_in_its_literal(end_of_line: str) -> None:
    text = ox.Literal(f"one{end_of_line}@prefix two: <x> .{end_of_line}# three")
    triple = ox.Triple(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b"), text)
    assert read(normalised([triple])) == {triple}


def test_a_reader_finds_kinds_under_headings_labels_first_and_only_the_prefixes_in_use() -> None:
    def triple(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)

    skos, person = PREFIXES["skos"], ENTITY + "person/a"
    turtle = normalised(
        [
            triple(person, PREFIXES["org"] + "holds", ox.NamedNode(ENTITY + "post/p")),
            triple(person, skos + "altLabel", ox.Literal("see foaf:Person")),
            triple(person, skos + "prefLabel", ox.Literal("A", language="fr")),
            triple(CONCEPT + "theme/land", skos + "notation", ox.Literal("1")),
            triple("https://example.org/x", skos + "notation", ox.Literal("2")),
        ],
        "Title\nsecond line",
    ).decode()
    headings = [line for line in turtle.splitlines() if line.startswith("# ----")]
    assert headings == ["# ---- theme ----", "# ---- person ----", "# ---- others ----"]
    assert turtle.startswith("# Title\n# second line\n@prefix ")
    assert turtle.index("prefLabel") < turtle.index("altLabel") < turtle.index("org:holds")
    assert "@prefix post:" in turtle
    assert "@prefix dcterms:" not in turtle


def test_the_curated_graph_is_in_normal_form() -> None:
    content = shipped_files()[-1].read_bytes()
    assert normalised(read(content), *remarks(shipped_files()[-1:])) == content


def test_a_prefix_that_stands_within_other_text_alone_is_not_declared() -> None:
    says = ox.Triple(
        ox.NamedNode(ENTITY + "person/a"),
        ox.NamedNode(PREFIXES["dcterms"] + "title"),
        ox.Literal("foaf:name-and/foaf:mbox"),
    )
    declared = [line for line in normalised([says]).decode().splitlines() if "@prefix" in line]
    assert [line.split()[1] for line in declared] == ["dcterms:", "person:"]


FACTS = """
claim:a a tig:RelationClaim ; tig:citation citation:b, citation:late .
citation:b a tig:SourceCitation ; oa:hasSource text:0 ; oa:hasSelector span:first, span:both ;
  tig:dating dating:d .
citation:late a tig:SourceCitation ; oa:hasSource text:1 ; oa:hasSelector span:late .
dating:d a tig:DateDerivation ; oa:hasSource text:0 ; oa:hasSelector span:both .
claim:b a tig:FigureClaim ; tig:citation citation:c .
citation:c a tig:SourceCitation ; oa:hasSource text:0 ; oa:hasSelector span:both, span:early .
naming:n a tig:Naming ; oa:hasSource text:0 ; oa:hasSelector span:naming .
text:0 a tig:Text ; tig:leftOut span:out .
text:1 a tig:Text .
claim:none a tig:OpinionClaim .
epci:e adms:identifier identifier:i .
identifier:i a adms:Identifier ; tig:citation citation:row .
citation:row a tig:SourceCitation ; oa:hasSource file:f .
citation:lost a tig:SourceCitation ; oa:hasSource text:0 ; oa:hasSelector span:lost .
span:first a oa:TextPositionSelector ; oa:start 90 ; oa:end 99 .
span:both a oa:TextPositionSelector ; oa:start 100 ; oa:end 101 .
span:early a oa:TextPositionSelector ; oa:start 9 ; oa:end 12 .
span:naming a oa:TextPositionSelector ; oa:start 20 ; oa:end 22 .
span:late a oa:TextPositionSelector ; oa:start 0 ; oa:end 5 .
span:out a oa:TextPositionSelector ; oa:start 1 ; oa:end 2 .
span:lost a oa:TextPositionSelector ; oa:start 3 ; oa:end 4 .
"""


def facts(turtle: str = FACTS) -> set[ox.Triple]:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return read((prefixes + turtle).encode())


def blocks(turtle: bytes) -> list[list[str]]:
    """The subjects of each block between blank lines; a heading is a block of its own."""
    return [
        [line.split(" a ")[0].split()[0] if line[0] != "#" else line
         for line in block.splitlines() if line and line[0] not in "\t@"]
        for block in turtle.decode().split("\n\n")[1:]
    ]  # fmt: skip


def test_a_fact_stands_with_its_evidence_in_the_order_of_the_text() -> None:
    assert blocks(normalised(facts())) == [
        ["# ---- epci ----"],
        ["epci:e", "identifier:i", "citation:row"],
        ["# ---- text:0 ----"],
        ["text:0", "span:out"],
        ["claim:b", "citation:c", "span:early", "span:both"],
        ["naming:n", "span:naming"],
        ["claim:a", "citation:b", "dating:d", "span:first", "citation:late", "span:late"],
        ["# ---- text:1 ----"],
        ["text:1"],
        ["# ---- without a source ----"],
        ["claim:none"],
        ["# ---- citation ----"],
        ["citation:lost", "span:lost"],
    ]


def test_what_cites_each_other_alone_is_not_lost() -> None:
    circle = facts("citation:a a tig:SourceCitation ; tig:dating dating:a . "
                   "dating:a a tig:DateDerivation ; tig:citation citation:a .")  # fmt: skip
    assert read(normalised(circle)) == circle


def test_a_new_fact_is_one_hunk_and_a_span_one_line() -> None:
    new = """
    claim:c a tig:RelationClaim ; tig:citation citation:new .
    citation:new a tig:SourceCitation ; oa:hasSource text:0 ; oa:hasSelector span:new, span:both .
    span:new a oa:TextPositionSelector ; oa:start 30 ; oa:end 31 ."""
    before, after = (normalised(facts(turtle)).decode() for turtle in (FACTS, FACTS + new))
    told = list(unified_diff(before.splitlines(), after.splitlines(), lineterm=""))
    assert sum(line.startswith("@@") for line in told) == 1
    assert not [line for line in told[2:] if line.startswith("-")]
    assert "+span:new a oa:TextPositionSelector ; oa:start 30 ; oa:end 31 ." in told


def test_every_fact_of_the_curated_graph_ends_within_its_block_or_rests_on_an_earlier_one() -> None:
    content = shipped_files()[-1].read_bytes()
    seen: set[str] = set()
    for block in blocks(content):
        seen.update(block)
        for triple in facts_of(content, block):
            assert curie(triple.object.value) in seen, f"{triple}: not under {block[0]}"


def facts_of(content: bytes, block: list[str]) -> list[ox.Triple]:
    """What a claim of a block refers to as its evidence, and that to its spans."""
    return [
        triple
        for subject in block
        if subject.startswith(("claim:", "citation:"))
        for triple in by_subject(content).get(subject, ())
        if triple.predicate.value in (PREFIXES["tig"] + "citation", PREFIXES["oa"] + "hasSelector")
    ]


@cache
def by_subject(content: bytes) -> dict[str, list[ox.Triple]]:
    found: dict[str, list[ox.Triple]] = {}
    for triple in read(content):
        found.setdefault(curie(triple.subject.value), []).append(triple)
    return found
