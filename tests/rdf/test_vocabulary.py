"""Names of things: CURIEs and IRIs, both ways."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tigraph.local.files import shipped
from tigraph.rdf import vocabulary
from tigraph.rdf.vocabulary import PREFIXES, curie, expand


@given(st.sampled_from(sorted(PREFIXES)), st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True))
def test_a_curie_names_one_iri_and_an_iri_one_curie(prefix: str, slug: str) -> None:
    iri = expand(f"{prefix}:{slug}")
    assert iri == PREFIXES[prefix] + slug
    assert expand(curie(iri)) == iri == expand(iri) == expand(f"<{iri}>")


def test_the_longest_namespace_wins_and_a_slash_is_never_hidden_in_a_curie() -> None:
    assert curie("https://w3id.org/tigraph/concept/theme") == "concept:theme"
    assert curie("https://w3id.org/tigraph/concept/theme/land") == "theme:land"
    assert curie("https://w3id.org/tigraph/id/person/a/b").startswith("https://")
    assert curie(PREFIXES["foaf"]) == PREFIXES["foaf"], "a namespace itself has no local name"


@pytest.mark.parametrize(
    "name",
    ["Territoires d’industrie : un modèle ?", "nowhere:x", "person:", "person:a b", "http://a b"],
)
def test_a_title_with_a_colon_is_a_name_and_no_iri(name: str) -> None:
    assert expand(name) is None


def test_every_scheme_and_kind_of_the_graph_has_a_prefix() -> None:
    heads = set()
    for file in ("ontology/schemes.ttl", "data/graph.ttl"):
        folder, name = file.split("/")
        for quad in ox.parse(path=str(shipped(folder) / name), format=ox.RdfFormat.TURTLE):
            for base in (vocabulary.ENTITY, vocabulary.CONCEPT):
                if quad.subject.value.startswith(base):
                    head, slash, _ = quad.subject.value[len(base) :].partition("/")
                    heads |= {head} if slash else set()
    assert heads <= {*vocabulary.ENTITY_PREFIXES, *vocabulary.CONCEPT_SCHEMES}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fr_CH", "LANG": "de_CH"}, "fr"),
        ({}, "en"),
    ],
)
def test_tigraph_speaks_french_in_a_french_locale_and_english_elsewhere(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert vocabulary.locale_language() == language
