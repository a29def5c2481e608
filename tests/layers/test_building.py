"""A version of the store is built from files, the same each time, and whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import tigraph
from tigraph.errors import DataError, UnknownNameError, UsageError
from tigraph.layers import building
from tigraph.layers.layer import Layer
from tigraph.local import remove_temporary
from tigraph.rdf.loading import open_store, shipped_files
from tigraph.rdf.vocabulary import BOUNDS, ENTITY, ONTOLOGY, PREFIXES, RDF_TYPE
from tigraph.registries.known import Known
from tigraph.registries.sources import (
    Description,
    Reader,
    Reading,
    Recognised,
    Report,
    Source,
)
from tigraph.stores import versions, whole
from tigraph.validity.rules import derive_bounds

_RDF = """
PREFIX tig: <https://w3id.org/tigraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX programme: <https://w3id.org/tigraph/id/programme/>
PREFIX organisation: <https://w3id.org/tigraph/id/organisation/>
organisation:fictive a org:FormalOrganization ; skos:prefLabel "Société fictive d’Éprouvage"@fr .
<https://w3id.org/tigraph/id/claim/fictive> a tig:RelationClaim ; tig:validTime "2019"^^edtf:EDTF .
[] skos:note "une note sans nom" ; skos:related [ skos:note "une autre" ] .
programme:territoires-d-industrie a tig:Programme .
"""


#: Reads files with a name a line into organisations: a small stand-in for a registry.
def recognise(files: Sequence[Path], dated: str = "", part: str = "") -> list[Recognised]:
    return [Recognised(path, path.name, dated) for path in files]


def read(sources: Sequence[Source], known: Known) -> Reading:
    report = Report("fictive")

    def lines() -> list[str]:
        found = []
        for source in sources:
            for row, name in enumerate(source.path.read_text("utf-8").splitlines(), 1):
                report.row(source.name)
                if not name:
                    report.refuse(source.name, row, "no name")
                    continue
                iri = f"{ENTITY}organisation/{name.lower()}"
                if iri in known.described:
                    continue
                kind = PREFIXES["org"] + "FormalOrganization"
                found.append(
                    f"<{iri}> <{RDF_TYPE}> <{kind}> .\n"
                    f'<{iri}> <{PREFIXES["skos"]}prefLabel> "{name}"@fr .\n'
                )
        return found

    return Reading(lines(), report)


FICTIVE = Reader(
    "fictive", "names", Description({"fr": "Noms (fictif)"}, {}, (), "", ""), recognise, read
)
READERS: dict[str, Reader] = {"fictive": FICTIVE}


def cached(folder: Path, content: str, name: str, **more: str) -> Source:
    """Put a file where the store keeps the files of its layers."""
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    path = folder / "files" / sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return Source(path, name, sha256, **more)


def build(
    sources: Mapping[str, Sequence[Source]],
    folder: Path,
    readers: Mapping[str, Reader] | None = None,
) -> versions.Version:
    """Build layers from their sources alone."""
    layers = [Layer(name, tuple(own)) for name, own in sources.items()]
    return building.build(layers, folder, readers=readers)


def both(folder: Path) -> dict[str, list[Source]]:
    return {
        "notes": [cached(folder, _RDF, "notes.ttl")],
        "fictive": [cached(folder, "Alphaville\n\nBetaville\nADEME\n", "names.txt", dated="2024")],
    }


def lines(path: Path) -> set[str]:
    return set(gzip.decompress(path.read_bytes()).decode().splitlines())


def triples(version: versions.Version) -> set[str]:
    return {str(quad) for quad in versions.opened(version.store)}


def test_the_curated_graph_and_every_layer_stand_in_the_default_graph(tmp_path: Path) -> None:
    version = build(both(tmp_path), tmp_path, readers=READERS)
    store = versions.opened(version.store)
    assert not list(store.named_graphs())
    curated = open_store(shipped_files())
    nameless = [q for q in curated if "_:" in (str(q.subject)[:2], str(q.object)[:2])]
    assert all(quad in store for quad in set(curated) - set(nameless))
    derive_bounds(curated)
    bounds = list(curated.quads_for_pattern(None, None, None, ox.NamedNode(BOUNDS)))
    assert bounds
    assert all(ox.Quad(q.subject, q.predicate, q.object) in store for q in bounds)
    label = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
    for slug, name in (("alphaville", "Alphaville"), ("fictive", "Société fictive d’Éprouvage")):
        node = ox.NamedNode(f"{ENTITY}organisation/{slug}")
        assert ox.Quad(node, label, ox.Literal(name, language="fr")) in store


def test_the_dates_of_rdf_files_get_their_bounds(tmp_path: Path) -> None:
    store = versions.opened(build(both(tmp_path), tmp_path, readers=READERS).store)
    claim = ox.NamedNode(ENTITY + "claim/fictive")
    found = {
        quad.predicate.value.removeprefix(ONTOLOGY): quad.object.value
        for quad in store.quads_for_pattern(claim, None, None)
        if isinstance(quad.object, ox.Literal)
    }
    assert found == {
        "validTime": "2019",
        "earliestBegin": "2019-01-01",
        "latestBegin": "2019-12-31",
        "earliestEnd": "2019-01-01",
        "latestEnd": "2019-12-31",
    }


def test_no_triple_stands_in_two_layers(tmp_path: Path) -> None:
    version = build(both(tmp_path), tmp_path, readers=READERS)
    files = {path.name: lines(path) for path in (version.path / "layers").iterdir()}
    assert set(files) == {"curated.nt.gz", "fictive.nt.gz", "notes.nt.gz"}
    assert sum(map(len, files.values())) == len(set[str]().union(*files.values()))
    assert version.manifest["triples"] == sum(map(len, files.values()))
    assert not any("foldedName" in line for own in files.values() for line in own if "is a" in line)
    assert {layer["name"]: layer["triples"] for layer in version.layers} == {
        "fictive": len(files["fictive.nt.gz"]),
        "notes": len(files["notes.nt.gz"]),
    }


def test_the_store_holds_what_its_layers_hold_with_lives_and_folded_names(tmp_path: Path) -> None:
    version = build(both(tmp_path), tmp_path, readers=READERS)
    held = {str(quad.triple) + " ." for quad in versions.opened(version.store)}
    exported = {
        line.rstrip() for path in (version.path / "layers").iterdir() for line in lines(path)
    }
    names = {line for line in held if f'<{ONTOLOGY}foldedName> "' in line}
    lives = lines(versions.lives(version.path))
    assert lives
    assert held - names - lives == exported
    folded = (
        f'<{ENTITY}organisation/fictive> <{ONTOLOGY}foldedName> "societe fictive d eprouvage" .'
    )
    assert folded in names


def test_building_twice_gives_the_same_triples_and_files(tmp_path: Path) -> None:
    first = build(both(tmp_path), tmp_path, readers=READERS)
    again = triples(first), {p.name: p.read_bytes() for p in (first.path / "layers").iterdir()}
    second = build(both(tmp_path), tmp_path, readers=READERS)
    assert second.path != first.path
    assert again == (
        triples(second), {p.name: p.read_bytes() for p in (second.path / "layers").iterdir()}
    )  # fmt: skip


def test_blank_nodes_get_names_that_are_the_same_each_time(tmp_path: Path) -> None:
    version = build(both(tmp_path), tmp_path, readers=READERS)
    for quad in versions.opened(version.store):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)
    [found] = [line for line in lines(version.path / "layers/notes.nt.gz") if "sans nom" in line]
    assert found.startswith("<https://w3id.org/tigraph/.well-known/genid/notes/")


def test_rows_are_counted_and_those_refused_are_reported(tmp_path: Path) -> None:
    version = build(both(tmp_path), tmp_path, readers=READERS)
    layer = version.layers[0]
    assert (layer["name"], layer["rows"], layer["used"], layer["refused"]) == ("fictive", 4, 3, 1)
    report = (version.path / "reports" / "fictive.jsonl").read_text("utf-8").splitlines()
    assert json.loads(report[1]) == {"file": "names.txt", "row": "2", "refused": "no name"}


def test_layers_come_back_from_the_manifest(tmp_path: Path) -> None:
    sources = both(tmp_path)
    version = build(sources, tmp_path, readers=READERS)
    layers = building.layers_of(version, tmp_path)
    assert {layer.name: list(layer.sources) for layer in layers} == sources
    sources["notes"][0].path.unlink()
    with pytest.raises(DataError, match=r"notes\.ttl.*tigraph layer update notes"):
        building.build(layers, tmp_path, readers=READERS)


def test_a_store_of_another_version_is_built_anew_from_its_files(tmp_path: Path) -> None:
    sources = {"notes": both(tmp_path)["notes"]}
    version = build(sources, tmp_path)
    manifest = version.path / "manifest.json"
    manifest.write_text(json.dumps({**version.manifest, "tigraph": "0.0.1"}))
    whole.seal(version.path)  # as one that this version had built
    told: list[str] = []
    graph = tigraph.load(store=tmp_path, progress=lambda what, _: told.append(what))
    assert graph.resolve("société fictive d'éprouvage") == f"{ENTITY}organisation/fictive"
    assert "notes" in told
    found = versions.current(tmp_path)
    assert found is not None
    assert found.path != version.path
    assert versions.is_current(found)
    told.clear()
    tigraph.load(store=tmp_path, progress=lambda what, _: told.append(what))
    assert not told


def test_what_cannot_be_read_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    version = build(both(tmp_path), tmp_path, readers=READERS)
    broken = {"notes": [cached(tmp_path, "this is no Turtle", "broken.ttl")]}
    with pytest.raises(DataError, match=r"broken\.ttl, line 1"):
        build(broken, tmp_path, readers=READERS)
    for name in ("curated", "Notes", "a/b", ""):
        with pytest.raises(UsageError, match="cannot be the name"):
            build({name: both(tmp_path)["notes"]}, tmp_path, readers=READERS)
    assert versions.current(tmp_path) == version


def test_a_layer_with_a_line_that_is_no_triple_is_refused(tmp_path: Path) -> None:
    def broken(sources: Sequence[Source], known: Known) -> Reading:
        return Reading(["<urn:x:a> <urn:x:not an iri> <urn:x:c> .\n"], Report("fictive"))

    with pytest.raises(DataError, match="not an iri"):
        build({"fictive": []}, tmp_path, readers={"fictive": replace(FICTIVE, read=broken)})
    assert versions.current(tmp_path) is None


#: A process heeds SIGINT here even where what started the tests ignores it.
_BUILD = """
import signal, sys; from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)
from tigraph.layers import building; from tigraph.layers.layer import Layer
from tigraph.registries.sources import Source
folder = Path(sys.argv[1])
file = next((folder / "files").iterdir())
print("ready", flush=True)
while True:
    building.build([Layer("notes", (Source(file, "notes.ttl", file.name),))], folder)
"""


def test_a_build_killed_at_any_moment_leaves_the_former_store_whole(tmp_path: Path) -> None:
    sources = {"notes": both(tmp_path)["notes"]}
    expected = triples(build(sources, tmp_path))
    for path in (tmp_path / "files").iterdir():
        if path != sources["notes"][0].path:
            path.unlink()
    chance = random.Random(1)
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", _BUILD, str(tmp_path)], stdout=-1, stderr=-3, text=True
        ) as other:
            assert other.stdout is not None
            other.stdout.readline()
            time.sleep(chance.random() * 0.8)
            other.send_signal(chance.choice([signal.SIGKILL, signal.SIGINT]))
            try:
                other.wait(60)
            except subprocess.TimeoutExpired:
                other.kill()
                raise
        found = versions.current(tmp_path)
        assert found is not None
        assert triples(found) == expected
    assert triples(build(sources, tmp_path)) == expected
    assert len(list((tmp_path / "versions").iterdir())) == 2


def test_layers_can_be_left_out(tmp_path: Path) -> None:
    """What is left is built as if the others had never been."""
    sources = {
        "notes": both(tmp_path)["notes"],
        "more": [cached(tmp_path, _RDF.replace("fictive", "autre"), "more.ttl")],
    }
    build(sources, tmp_path)
    found = versions.current(tmp_path)
    assert found is not None
    graph = tigraph.load(store=tmp_path, layers=["more"])
    assert graph.on_disk is not None
    alone = build({"more": sources["more"]}, tmp_path / "alone")
    assert triples(graph.on_disk) == triples(alone)
    assert [layer["name"] for layer in graph.on_disk.layers] == ["more"]
    assert graph.on_disk.path.is_relative_to(found.path)
    assert tigraph.load(store=tmp_path, layers=["curated"]).on_disk is None
    every = tigraph.load(store=tmp_path, layers=["more", "notes"]).on_disk
    assert every == found
    with pytest.raises(UnknownNameError, match=r"No layer named “moer”.*more"):
        tigraph.load(store=tmp_path, layers=["moer"])


def test_without_a_store_the_curated_graph_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match="no store in"):
        tigraph.load(store=tmp_path)
    assert tigraph.load().on_disk is None
    with pytest.raises(UnknownNameError, match="No layer named “cog”"):
        tigraph.load(layers=["cog"])
    version = build({"notes": both(tmp_path)["notes"]}, tmp_path)
    monkeypatch.setenv("TIGRAPH_STORE", str(tmp_path))
    assert tigraph.load().on_disk == version
    assert tigraph.load([shipped_files()[-1]], curated=False).on_disk is None


def test_files_are_added_to_a_copy_which_passes_where_nothing_may_be_kept(tmp_path: Path) -> None:
    version = build({"notes": both(tmp_path)["notes"]}, tmp_path)
    before = triples(version)
    file = tmp_path / "mine.ttl"
    file.write_text(_RDF.replace("fictive", "mienne").replace("2019", "2021"), encoding="utf-8")
    graph = tigraph.load([file], store=tmp_path, budget=0)
    assert graph.on_disk is not None
    assert graph.resolve("societe mienne d'eprouvage") == f"{ENTITY}organisation/mienne"
    assert graph.resolve("societe fictive d'eprouvage") == f"{ENTITY}organisation/fictive"
    begins = "SELECT ?b { <https://w3id.org/tigraph/id/claim/mienne> tig:earliestBegin ?b }"
    assert list(graph.query(begins)) == [{"b": "2021-01-01"}]
    assert triples(version) == before
    copy = graph.on_disk.path
    assert not copy.is_relative_to(version.path / "store")
    del graph
    remove_temporary()
    assert not copy.exists()
