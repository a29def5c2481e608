"""Triples as sorted lines, and nodes without a name."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from tigraph.errors import DataError, UsageError
from tigraph.rdf import here
from tigraph.rdf.lines import GENID, lines_of, with_nodes_named
from tigraph.rdf.loading import parsed
from tigraph.rdf.vocabulary import BOUNDS

NAMELESS = "_:{0} <urn:knows> _:{1} . _:{1} <urn:name> 'Bo' . <urn:a> <urn:b> 'stays' ."


def read(turtle: str) -> list[ox.Quad]:
    return list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def test_a_node_without_a_name_gets_the_same_one_whatever_the_file_calls_it() -> None:
    one, other = (
        set(with_nodes_named(read(NAMELESS.format(*names)), "https://example.org/node/"))
        for names in (("x", "y"), ("second", "first"))
    )
    assert one == other
    assert not any(isinstance(q.subject, ox.BlankNode) for q in one)
    [knows] = [q for q in one if q.predicate.value == "urn:knows"]
    [name] = [q for q in one if q.predicate.value == "urn:name"]
    assert knows.object == name.subject != knows.subject
    assert str(name.subject).startswith("<https://example.org/node/")
    assert read("<urn:a> <urn:b> 'stays' .")[0] in one


def test_the_lines_of_a_store_are_sorted_each_once_with_the_date_bounds() -> None:
    store = ox.Store()
    store.extend(read("<urn:b> <urn:p> 1 . <urn:a> <urn:p> 2 . [] <urn:p> 3 ."))
    a, p = ox.NamedNode("urn:a"), ox.NamedNode("urn:p")
    store.add(ox.Quad(a, p, ox.Literal("bound"), ox.NamedNode(BOUNDS)))
    store.add(ox.Quad(a, p, ox.Literal(2), ox.NamedNode(BOUNDS)))  # in both: one line
    store.add(ox.Quad(a, p, ox.Literal("elsewhere"), ox.NamedNode("urn:other")))
    lines = lines_of(store).decode().splitlines(keepends=True)
    assert lines == sorted(lines)
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert lines[1:] == [
        f'<urn:a> <urn:p> "2"{integer} .\n',
        '<urn:a> <urn:p> "bound" .\n',
        f'<urn:b> <urn:p> "1"{integer} .\n',
    ]
    assert lines[0].startswith(f"<{GENID}curated/")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_that_is_named_otherwise_is_read_by_the_name_given(
    mark: bytes, tmp_path: Path
) -> None:
    kept = tmp_path / "9f86d081"
    kept.write_bytes(mark + b"<#a> <urn:p> 'x' .")
    [quad] = parsed(kept, "source.ttl", "https://example.org/source")
    assert quad.subject == ox.NamedNode("https://example.org/source#a")
    kept.write_bytes(mark + b"<#a> <urn:p> 'x' .\n<#a> 7")
    with pytest.raises(DataError, match=r"^source\.ttl, line 2: "):
        list(parsed(kept, "source.ttl", "https://example.org/source"))
    with pytest.raises(UsageError, match=r"source\.doc: cannot tell the format"):
        list(parsed(kept, "source.doc", "https://example.org/source"))


def test_a_service_is_not_copied() -> None:
    class Service:
        """Answers queries, and is no store."""

    store = ox.Store()
    assert here(store) is store
    with pytest.raises(UsageError, match="A service is asked, not copied"):
        here(Service())  # type: ignore[arg-type]
