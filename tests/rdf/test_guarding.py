"""RDF from outside that would end the engine, or never end in it, is refused with a word.

All of it is fictitious. What is refused here ends pyoxigraph 0.5.13, or takes minutes in it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from tigraph.errors import DataError
from tigraph.rdf import guarding
from tigraph.rdf.lines import with_nodes_named
from tigraph.rdf.loading import open_store, parsed, read_quads

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OPEN = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:a="http://a/">'


def xml(inside: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}{OPEN}{inside}</rdf:RDF>'


def entities(levels: int, times: int) -> str:
    """Entities each of which stands for the one before so many times."""
    told = ['<!ENTITY l0 "lollollol">']
    told += [f'<!ENTITY l{n} "{f"&l{n - 1};" * times}">' for n in range(1, levels + 1)]
    return f"<!DOCTYPE rdf:RDF [{''.join(told)}]>"


def said(value: str) -> str:
    return f'<a:X rdf:about="http://a/b"><a:p>{value}</a:p></a:X>'


HARMFUL: dict[str, tuple[str, str, str]] = {
    "entities in entities": (".rdf", xml(said("&l9;"), entities(9, 10)), "its entities stand for"),
    "entities in an attribute": (
        ".rdf", xml('<a:X a:p="&l9;"/>', entities(9, 10)), "its entities stand for"),
    "one large entity often": (
        ".rdf",
        xml(said("&l1;" * 2000), f'<!DOCTYPE rdf:RDF [<!ENTITY l1 "{"x" * 100_000}">]>'),
        "its entities stand for"),
    "elements in elements": (
        ".owl", xml("<a:X><a:p>" * 3000 + "</a:p></a:X>" * 3000), "elements nested deeper"),
    **{
        f"triple terms, {extension}": (
            extension,
            "<http://a/b> <http://a/p> " + "<<( <http://a/b> <http://a/p> " * 3000 + "<http://a/c>"
            + " )>>" * 3000 + " .",
            "triple terms nested deeper")
        for extension in (".ttl", ".trig", ".nt", ".nq")
    },
    "JSON in JSON": (".jsonld", '{"http://a/p":' + "[" * 100_000 + "]" * 100_000 + "}", ""),
    "an encoding that is none": (
        ".rdf", xml(said("x")).replace('"1.0"', '"1.0" encoding="UTF-Q"'), "unknown encoding"),
}  # fmt: skip
ROADS: dict[str, Callable[[Path], object]] = {
    "data": lambda path: open_store([path]),
    "check": read_quads,
    "layer": lambda path: list(parsed(path, path.name, "http://a/")),
}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("case", HARMFUL)
def test_what_would_end_the_engine_is_refused_by_name(tmp_path: Path, case: str, road: str) -> None:
    extension, content, reason = HARMFUL[case]
    path = tmp_path / f"x{extension}"
    path.write_text(content, "utf-8")
    with pytest.raises(DataError, match=rf"x\{extension}.*{reason}"):
        ROADS[road](path)


def test_what_is_only_unusual_is_read(tmp_path: Path) -> None:
    """Entities as OWL editors write them, << in texts, elements twenty deep."""
    short = '<!DOCTYPE rdf:RDF [<!ENTITY a "http://a/">]>'
    for name, content in (
        ("a.rdf", xml('<a:X rdf:about="&a;b" a:p="x"/>' * 2000, short)),
        ("b.rdf", xml("<a:X><a:p>" * 20 + "</a:p></a:X>" * 20)),
        ("c.nt", '<http://a/b> <http://a/p> "<< << << # \\" <<" .\n' * 900),
        ("d.ttl", "<http://a/b> <http://a/p> '''<< ' <<''', <http://a/<<> .\n# <<\n".replace(
            "<http://a/<<>", "1") * 900),
        ("e.nt", "<http://a/b> <http://a/p> <<( <http://a/b> <http://a/p> 'x' )>> .\n".replace(
            "'", '"') * 900),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_text(content, "utf-8")
        assert len(open_store([path])) > 0, name


def triples(pairs: list[tuple[int, int]]) -> list[ox.Quad]:
    known, tied = [ox.BlankNode(f"b{n}") for n in range(400)], ox.NamedNode("http://a/p")
    return [ox.Quad(known[a], tied, known[b]) for a, b in pairs]


def test_nodes_that_cannot_be_told_apart_in_time_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nine nodes that are all tied to all: every order of them is tried (RDFC-1.0)."""
    monkeypatch.setattr(guarding, "SECONDS", 1)
    clique = triples(list(itertools.permutations(range(9), 2)))
    with pytest.raises(DataError, match="72 triples have nodes without a name that cannot be told"):
        list(with_nodes_named(clique, "http://a/"))


@pytest.mark.parametrize("count", [guarding.FEW - 10, guarding.FEW + 60])
def test_names_of_nodes_are_the_same_here_and_in_a_process_of_its_own(count: int) -> None:
    """They do not hang on which names the file gave, nor on how many triples there are."""
    pairs = [(n, n + 1) for n in range(count)]
    told = {str(one) for one in with_nodes_named(triples(pairs), "http://a/")}
    turned = [(399 - a, 399 - b) for a, b in reversed(pairs)]
    assert {str(one) for one in with_nodes_named(triples(turned), "http://a/")} == told
    assert len(told) == count
