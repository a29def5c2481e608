"""Terms that were renamed: what is in the old ones is read, asked and rewritten in the new."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest

import tigraph
from tigraph.curating import check_files, fix
from tigraph.errors import DataError, RenamedWarning, TermWarning, UsageError
from tigraph.querying.answers import Rows
from tigraph.rdf import query_in_new_terms, read_quads, renamed_terms, turtle_in_new_terms
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, curie

#: Fictitious data of before, with a comment, a text and a local name that look like a term.
OLD = """# by hand: tig:Citation is right here
@prefix tig: <https://w3id.org/tigraph/ontology#> .
@prefix v: <https://w3id.org/tigraph/ontology#> .
@prefix ex: <https://example.org/> .
ex:c a tig:Citation ; tig:spelling "tig:Citation" ; ex:Citation ex:c . # kept
ex:d a v:Dating ; tig:population <#here> .
[] tig:bodyType ex:t , <https://w3id.org/tigraph/ontology#Citation> .
"""
NEW = """# by hand: tig:Citation is right here
@prefix tig: <https://w3id.org/tigraph/ontology#> .
@prefix v: <https://w3id.org/tigraph/ontology#> .
@prefix ex: <https://example.org/> .
ex:c a tig:SourceCitation ; tig:spelling "tig:Citation" ; ex:Citation ex:c . # kept
ex:d a v:DateDerivation ; tig:referencePopulation <#here> .
[] tig:hasBodyType ex:t , <https://w3id.org/tigraph/ontology#SourceCitation> .
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.ttl"
    path.write_text(OLD)
    return path


def terms(quads: list[ox.Quad]) -> set[str]:
    return {
        term.value
        for quad in quads
        for term in (quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(ONTOLOGY)
    }


def test_each_renamed_term_has_a_successor_that_is_one_and_says_that_it_is_deprecated() -> None:
    deprecated = ox.NamedNode(PREFIXES["owl"] + "deprecated")
    known = tigraph.rdf.known_terms()  # type: ignore[attr-defined]
    shipped = list(ox.parse(path="ontology/renamed.ttl")) if Path("ontology").is_dir() else []
    assert renamed_terms()
    for one, other in renamed_terms().items():
        assert one not in known
        assert other in known
        said = [quad for quad in shipped if quad.subject == ox.NamedNode(one)]
        assert not shipped or any(quad.predicate == deprecated for quad in said)


def test_a_file_in_old_terms_is_read_in_the_new_ones_with_a_warning(old: Path) -> None:
    with pytest.warns(RenamedWarning, match="tig:Citation is called tig:SourceCitation now"):
        found = terms(read_quads(old))
    assert found.isdisjoint(renamed_terms())
    with pytest.warns(RenamedWarning, match=r"old\.ttl is read in the new terms"):
        graph = tigraph.load([old])
    answered = graph.query(
        "SELECT ?c { ?c a tig:SourceCitation , ?any FILTER(?c = <https://example.org/c>) }"
    )
    assert isinstance(answered, Rows)
    assert answered.rows


def test_only_terms_are_rewritten_and_the_rest_stays_as_it_is(old: Path) -> None:
    assert turtle_in_new_terms(OLD) == NEW
    met = fix(old)
    assert {curie(one): count for one, count in met.items()} == {
        "tig:Citation": 2, "tig:Dating": 1, "tig:population": 1, "tig:bodyType": 2,
    }  # fmt: skip
    assert old.read_text() == NEW
    assert not fix(old)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_quads(old)


def test_what_cannot_be_rewritten_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.rdf"
    path.write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:tig="https://w3id.org/tigraph/ontology#"><tig:Dating rdf:about="urn:x:d"/></rdf:RDF>'
    )
    before = path.read_bytes()
    with pytest.raises(UsageError, match="--fix rewrites"):
        fix(path)
    broken = tmp_path / "broken.ttl"
    broken.write_text(OLD + "ex:c a tig:Citation")
    with pytest.raises(DataError):
        fix(broken)
    assert path.read_bytes() == before
    assert broken.read_text() == OLD + "ex:c a tig:Citation"


def test_nodes_that_differ_by_nothing_hold_nobody_up(tmp_path: Path) -> None:
    """Their canonical names would take for ever, and nothing could end it."""
    path = tmp_path / "old.ttl"
    ring = "".join(f"_:{a} ex:p _:{b} .\n" for a in range(30) for b in range(30) if a != b)
    path.write_text(OLD + ring)
    fix(path)
    assert path.read_text() == NEW + ring


def test_check_remarks_an_old_term_and_fix_rewrites_it(old: Path) -> None:
    told = [one for one in check_files([old], only_data=True) if "is called" in one.message]
    assert all(one.remark for one in told)
    assert {one.message for one in told} >= {
        "tig:Citation is called tig:SourceCitation now (2 triples)."
    }
    assert f"tigraph check --fix {old}" in told[0].remedy
    command = [sys.executable, "-m", "tigraph", "check", "--fix", "--only-data", str(old)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "tig:Dating is called tig:DateDerivation now: 1 time." in done.stderr
    assert old.read_text() == NEW


def test_a_query_in_old_terms_is_asked_in_the_new_ones_and_says_so() -> None:
    graph = tigraph.load()
    with pytest.warns(TermWarning) as heard:
        before = graph.query("SELECT ?c { ?c a tig:Citation ; tig:modality ?m }")
    assert heard[0].message.told[0] == (  # type: ignore[union-attr]
        "tig:Citation is called tig:SourceCitation now, and was asked as that."
    )
    after = graph.query("SELECT ?c { ?c a tig:SourceCitation ; tig:modality ?m }")
    assert isinstance(before, Rows)
    assert isinstance(after, Rows)
    assert before.rows == after.rows != ()


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?c a ex:Citation }",
        "ASK { ?c tig:spelling 'tig:Citation' } # tig:Citation",
        "PREFIX tig: <urn:x:> ASK { ?c a tig:Citation }",
    ],
)
def test_what_only_looks_like_a_term_is_let_be(query: str) -> None:
    assert query_in_new_terms(query) == (query, [])


def test_terms_of_ours_differ_by_more_than_case_and_have_labels_of_their_own() -> None:
    quads = [quad for name in ("tigraph", "bridge") for quad in ox.parse(
        path=str(Path(tigraph.__file__).parents[1] / "ontology" / f"{name}.ttl"))]  # fmt: skip
    ours = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    folded = [one.casefold() for one in ours if one.startswith(ONTOLOGY)]
    assert len(folded) == len({*folded})
    label = ox.NamedNode(PREFIXES["rdfs"] + "label")
    labels = [
        (str(quad.object).casefold(), quad.subject) for quad in quads if quad.predicate == label
    ]
    names = [name for name, _ in labels]
    assert {name for name in names if names.count(name) > 1} == set()


def test_a_term_that_went_to_another_namespace_is_written_whole() -> None:
    """Its prefix need not be declared where the old one was."""
    new = "<https://w3id.org/tigraph/concept/organisation-kind/institution>"
    head = "@prefix role: <https://w3id.org/tigraph/concept/role/> .\n"
    text = f"{head}<urn:s> <urn:p> role:institution, role:author ."
    assert turtle_in_new_terms(text) == f"{head}<urn:s> <urn:p> {new}, role:author ."
    assert query_in_new_terms("ASK { ?s ?p role:institution }")[0] == f"ASK {{ ?s ?p {new} }}"
