"""Reading RDF files: any usual format, and errors that say where."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from tigraph.errors import DataError, UsageError
from tigraph.local import cache
from tigraph.rdf.asking import rows_of, select
from tigraph.rdf.loading import open_store, read_quads, shipped_files

PERSON = "https://w3id.org/tigraph/id/person/a"
FOAF = "http://xmlns.com/foaf/0.1/Person"
SAME = {
    ".ttl": f"<{PERSON}> a <{FOAF}> .",
    ".nt": f"<{PERSON}> <{rdflib.RDF.type}> <{FOAF}> .",
    ".nq": f"<{PERSON}> <{rdflib.RDF.type}> <{FOAF}> .",
    ".trig": f"<{PERSON}> a <{FOAF}> .",
    ".jsonld": f'{{"@id": "{PERSON}", "@type": "{FOAF}"}}',
    ".rdf": f'<rdf:RDF xmlns:rdf="{rdflib.RDF}" xmlns:f="http://xmlns.com/foaf/0.1/">'
    f'<f:Person rdf:about="{PERSON}"/></rdf:RDF>',
    ".owl": rdflib.Graph().parse(data=f"<{PERSON}> a <{FOAF}> .").serialize(format="xml"),
}


@pytest.mark.parametrize("extension", SAME)
def test_each_format_is_told_by_its_extension(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"DATA{extension.upper()}"
    path.write_text(SAME[extension], encoding="utf-8")
    [row] = select(open_store([path]), "SELECT * { ?who a foaf:Person }")
    assert row == {"who": PERSON}
    assert len(read_quads(path)) == 1


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.ttl", b"<a:a> <a:b> 1 .\n<a:a> <a:b .\n", r"x\.ttl, line 2: "),
        ("x.nt", b"<a:a> <a:b> <a:c> .\n\n<a:a> <a:b> .\n", r"x\.nt, line 3: "),
        ("x.jsonld", b"{\n", r"x\.jsonld"),
        ("x.rdf", b"<a>\n</b>", r"x\.rdf"),
        ("x.ttl", "<a:a> <a:b> 'é' .".encode("latin-1"), "not UTF-8"),
    ],
)
def test_what_does_not_parse_names_the_file_and_the_line(
    name: str, content: bytes, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for read in (read_quads, lambda path: open_store([path])):
        with pytest.raises(DataError, match=expected) as raised:
            read(path)
        assert "\n" not in str(raised.value), "one clear line"


def test_an_unknown_extension_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "x.csv").touch()
    with pytest.raises(UsageError, match=r"cannot tell the format; .*\.ttl.*\.jsonld"):
        read_quads(tmp_path / "x.csv")
    with pytest.raises(DataError, match="No such RDF file"):
        open_store([tmp_path / "x.ttl"])
    (tmp_path / "y.ttl").mkdir()
    with pytest.raises(DataError, match="is a folder"):
        read_quads(tmp_path / "y.ttl")


def test_relative_iris_are_relative_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("<#me> a <http://xmlns.com/foaf/0.1/Person> .", encoding="utf-8")
    [quad] = read_quads(path)
    assert quad.subject.value == f"{path.as_uri()}#me"


def test_named_graphs_are_kept_and_seen_when_named(tmp_path: Path) -> None:
    path = tmp_path / "x.trig"
    path.write_text("<a:g> { <a:a> <a:b> 'in', 1 } <a:a> <a:b> 'out' .", encoding="utf-8")
    store, query = open_store([path]), "SELECT ?o ?none { <a:a> <a:b> ?o } ORDER BY ?o"
    assert list(select(store, query)) == [{"o": "out", "none": ""}]
    assert {row["o"] for row in select(store, query, ["a:g"])} == {"in", "out", "1"}
    assert ox.NamedNode("a:g") in list(store.named_graphs())


@pytest.mark.parametrize("asked", [6000, 60_000])
def test_however_many_are_asked_about_each_is_told_once(asked: int, tmp_path: Path) -> None:
    path = tmp_path / "x.nt"
    path.write_text("".join(f"<a:{i}> <a:b> <a:{i + 1}> .\n" for i in range(3000)), "utf-8")
    query = "SELECT ?one ?next { ?one <a:b> ?next }"
    rows = rows_of(
        open_store([path]), query, {f"a:{i}" for i in range(0, asked, 2)}, "one", whole=True
    )
    assert sorted((row["one"], row["next"]) for row in rows) == sorted(
        (f"a:{i}", f"a:{i + 1}") for i in range(0, 3000, 2)
    )
    assert rows_of(open_store([path]), query, (), "one") == []
    with pytest.raises(UsageError, match="is not an IRI"):
        rows_of(open_store([path]), query, ["no iri"], "one")


def test_a_file_of_its_own_that_was_kept_and_damaged_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_CACHE", str(tmp_path))
    whole = len(open_store(shipped_files()))
    stamp = cache.stamp(shipped_files()[-1:])
    assert cache.kept("graph.nt", stamp)
    cache.keep("graph.nt", stamp, b"<a:a> <a:b> <a:c> .\n<a:a> <a:b>")
    assert len(open_store(shipped_files())) == whole
    assert b"<a:a>" not in (cache.kept("graph.nt", stamp) or b""), "and kept anew"


def test_a_file_of_its_own_is_read_where_nothing_can_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cache, "stamp", lambda _files: "")  # as of what is no plain file
    path = shipped_files()[-1]
    assert len(open_store([path])) == len({quad.triple for quad in read_quads(path)})
