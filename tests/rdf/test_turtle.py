"""Turtle in normal form: the same triples give the same bytes, and nothing is lost."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import to_isomorphic

from tigraph.rdf.loading import shipped_files
from tigraph.rdf.turtle import normalised, title_of
from tigraph.rdf.vocabulary import CONCEPT, EDTF, ENTITY, PREFIXES, XSD

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
    assert normalised(read(content), title_of(content)) == content


def test_a_prefix_that_stands_within_other_text_alone_is_not_declared() -> None:
    says = ox.Triple(
        ox.NamedNode(ENTITY + "person/a"),
        ox.NamedNode(PREFIXES["dcterms"] + "title"),
        ox.Literal("foaf:name-and/foaf:mbox"),
    )
    declared = [line for line in normalised([says]).decode().splitlines() if "@prefix" in line]
    assert [line.split()[1] for line in declared] == ["dcterms:", "person:"]
