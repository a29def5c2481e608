"""Contexts of JSON-LD in other files: those beside are read, others are named; none is fetched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tigraph.errors import DataError
from tigraph.rdf.loading import open_store, parsed
from web_server import Reply, serving

NAMES = {"@context": {"name": "http://www.w3.org/2004/02/skos/core#prefLabel"}}


def document(folder: Path, context: object, inner: object = None) -> Path:
    path = folder / "x.jsonld"
    told: dict[str, object] = {"@context": context, "@id": "http://a/b", "name": "Ada Exemple"}
    if inner is not None:
        told["http://a/p"] = {"@context": inner, "@id": "http://a/c", "name": "Zoé Exemple"}
    path.write_text(json.dumps(told), "utf-8")
    return path


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    (tmp_path / "names.json").write_text(json.dumps(NAMES), "utf-8")
    (tmp_path / "further").mkdir()
    (tmp_path / "further" / "one.json").write_text(json.dumps({"@context": {"n": "http://a/n"}}))
    return tmp_path


@pytest.mark.parametrize(
    ("context", "inner", "labels"),
    [
        ("names.json", None, 1),
        (["names.json", {"x": "http://a/x"}], None, 1),
        (["further/one.json", "names.json"], None, 1),
        ({"x": "http://a/x"}, "names.json", 1),
        ("names.json", "names.json", 2),
    ],
)
def test_a_context_beside_the_file_is_read(
    beside: Path, context: object, inner: object, labels: int
) -> None:
    """Wherever a context may stand: alone, in a list, within a node."""
    asked = "SELECT ?x { ?x <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
    assert len(list(open_store([document(beside, context, inner)]).query(asked))) == labels


@pytest.mark.parametrize(
    ("context", "reason"),
    [
        (
            "https://schema.org/",
            r"its context is at https://schema\.org/, and tigraph",
        ),
        ("//example.org/c", "tigraph fetches none"),
        ("../names.json", r"in another file, \.\./names\.json, which is not read from here"),
        ("no.json", r"its context no\.json cannot be read: No such file"),
        ("broken.json", r"its context broken\.json cannot be read: not JSON"),
        ("circle.json", "its contexts name one another without end"),
    ],
)
def test_a_context_that_cannot_be_had_is_named(beside: Path, context: str, reason: str) -> None:
    (beside / "broken.json").write_text("{")
    (beside / "circle.json").write_text(json.dumps({"@context": "circle.json"}))
    with pytest.raises(DataError, match=rf"x\.jsonld: .*{reason}"):
        open_store([document(beside, context)])


def test_a_file_that_is_kept_without_its_neighbours_says_so(beside: Path) -> None:
    path = document(beside, "names.json")
    with pytest.raises(DataError, match=r"own\.jsonld: .*put the context itself into the file"):
        list(parsed(path, "own.jsonld", "http://a/"))


def test_nothing_is_fetched(tmp_path: Path) -> None:
    with serving() as site:
        address = site.gives("/context", Reply(json.dumps(NAMES).encode()))
        with pytest.raises(DataError, match="tigraph fetches none"):
            open_store([document(tmp_path, address)])
        assert site.requests == []
