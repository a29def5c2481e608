"""Layers from their files to the store and out again, in a folder of the test's own."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import tigraph
from checkout import HEADER
from fictive_lists import COMMUNES, GARDENS, package, siren
from floors import Floor
from own_faults import own_faults
from tigraph.errors import (
    DataError,
    NothingToReadError,
    StoreBusyError,
    UnknownNameError,
    UsageError,
)
from tigraph.http.connections import Patience
from tigraph.layers import changing, inventory
from tigraph.layers.changing import Change, Telling, Told
from tigraph.layers.export import added, write
from tigraph.rdf.vocabulary import CONCEPT, ENTITY
from tigraph.stores import versions
from tigraph.stores.writer import writing
from web_server import Reply, Site, serving

QUICK = Patience(connect=5, read=5, backoff=0.001)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def gardens(tmp_path: Path) -> Path:
    path = tmp_path / "gardens.nt"
    path.write_text(GARDENS.format("Jardin fictif"), "utf-8")
    return path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as started:
        yield started


def kinds(changes: list[Change]) -> dict[str, str]:
    return {change.part: change.change for change in changes}


def add_gardens(folder: Path, *given: str | Path, **told: str) -> list[Change]:
    known = Told(name="gardens", **told)
    return changing.add(
        folder, "rdf", [str(item) for item in given], known, Telling(patience=QUICK)
    )


def update(folder: Path, *names: str, tell: Callable[[str], None] = print) -> list[Change]:
    return changing.update(folder, names, Telling(tell, patience=QUICK))


def triples(folder: Path) -> set[str]:
    version = versions.current(folder)
    assert version is not None
    store = versions.opened(version.store)
    return {str(quad) for quad in store.quads_for_pattern(None, None, None, None)}


def held(folder: Path) -> set[str]:
    return {path.name for path in (folder / "files").iterdir() if path.is_file()}


# --------------------------------------------------------------------------- add


def test_a_layer_is_added_told_of_and_found_in_the_store(folder: Path, gardens: Path) -> None:
    assert kinds(add_gardens(folder, gardens)) == {"gardens.nt": "new"}
    (told,) = inventory.listed(folder)
    assert (told["layer"], told["rows"], told["refused"]) == ("gardens", 1, 0)
    assert any("Jardin fictif" in line for line in triples(folder))


def test_adding_twice_gives_the_same_store_triple_for_triple(folder: Path, tmp_path: Path) -> None:
    source = package(tmp_path)
    changing.add(folder, "cog", [str(source)])
    first = triples(folder)
    assert set(kinds(changing.add(folder, "cog", [str(source)])).values()) == {"unchanged"}
    assert triples(folder) == first
    other = tmp_path / "other"
    changing.add(other, "cog", [str(source)])
    assert triples(other) == first


def test_years_are_added_one_after_the_other_or_together(folder: Path, tmp_path: Path) -> None:
    years = [package(tmp_path / "a", "4.1.0", 2), package(tmp_path / "b", "5.3.0", 3)]
    for year in years:
        changing.add(folder, "cog", [str(year)])
    together = tmp_path / "together"
    changing.add(together, "cog", [str(year) for year in years])
    assert triples(folder) == triples(together)
    assert [s["dated"] for s in inventory.shown(folder, "cog")["sources"]].count("2024") == 4


def test_a_folder_an_archive_and_its_files_are_the_same(folder: Path, tmp_path: Path) -> None:
    source = package(tmp_path)
    archive = tmp_path / "decoupage-administratif-4.1.0.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(source, "package")
    changing.add(folder, "cog", [str(archive)])
    other = tmp_path / "other"
    changing.add(other, "cog", [str(path) for path in sorted((source / "data").iterdir())])
    assert triples(folder) == triples(other)
    addresses = {source["address"] for source in inventory.shown(folder, "cog")["sources"]}
    assert addresses == {"pkg:npm/%40etalab/decoupage-administratif@4.1.0"}


def test_a_list_read_again_takes_the_place_of_the_former_one(folder: Path, tmp_path: Path) -> None:
    changing.add(folder, "cog", [str(package(tmp_path / "a", members=2))])
    changes = changing.add(folder, "cog", [str(package(tmp_path / "b", members=3))])
    assert kinds(changes)["2024/epci"] == "changed"
    assert kinds(changes)["2024/communes"] == "unchanged"


def test_another_date_for_the_same_file_is_a_change(folder: Path, gardens: Path) -> None:
    add_gardens(folder, gardens, dated="2023")
    assert kinds(add_gardens(folder, gardens, dated="2024")) == {"gardens.nt": "changed"}
    assert inventory.listed(folder)[0]["updated"] == "2024"


def test_all_recognises_what_each_file_is(folder: Path, tmp_path: Path, gardens: Path) -> None:
    source = package(tmp_path)
    said: list[str] = []
    changes = changing.add(folder, "all", [str(source), str(gardens)], None, Telling(said.append))
    assert {change.layer for change in changes} == {"cog"}
    assert "No layer reads package.json, gardens.nt." in said


def test_all_reads_the_registries_files_at_once(national_store: Path, floor: Floor) -> None:
    told = {
        layer["layer"]: (layer["updated"], layer["refused"])
        for layer in inventory.listed(national_store)
    }
    changed = floor.of(fictitious="", real="2026-07-21")  # as the README of the real ones says
    assert told == {"industrie": (changed, 0), "elus": ("2026", 0), "cog": ("2026", 0)}


def test_rows_that_cannot_be_used_are_counted_and_reported(folder: Path, tmp_path: Path) -> None:
    changing.add(folder, "cog", [str(package(tmp_path))])
    told = inventory.shown(folder, "cog")
    assert told["refused"] == 1
    assert sum(told["refused_because"].values()) == 1
    refused = [line for line in inventory.report(folder, "cog") if "row" in line]
    assert [line["row"] for line in refused] == ["123456789"]
    assert "check" in refused[0]["refused"]


def test_a_file_of_which_no_row_can_be_used_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """Whatever the reason; the edition before stays, and the first reason is told."""
    header = "N° SIREN;Libellé de l’EPCI;Nom de l’élu;Prénom de l’élu;Libellé de la fonction"
    right = f"{siren(24980000)};CC Fictive;FICTIVE;ADA;Président du conseil communautaire"
    files = {
        "right-2024-01.csv": [right, right.replace("Président", "Conseiller")],
        "fields-2025-01.csv": [f"{right};one;more", f"{right};two;more"],
        "numbers-2025-01.csv": [right.replace(siren(24980000), "123456789")],
        "councillors-2025-01.csv": [right.replace("Président", "Conseiller"), f"{right};x"],
    }
    for name, rows in files.items():
        (tmp_path / name).write_text("\n".join([header, *rows, ""]), "utf-8")
    changing.add(folder, "elus", [str(tmp_path / "right-2024-01.csv")])
    before = triples(folder)
    for name in list(files)[1:]:
        with pytest.raises(DataError, match=f"{name}: none of its . rows can be used; the first"):
            changing.add(folder, "elus", [str(tmp_path / name)])
    assert triples(folder) == before


WRONG: dict[str, tuple[str, list[str], dict[str, str], type[Exception], str]] = {
    "no kind": ("cogs", ["x"], {}, UnknownNameError, "Nearest: cog"),
    "no name": ("rdf", ["x.ttl"], {}, UsageError, "give --name NAME"),
    "no files": ("rdf", [], {"name": "x"}, UsageError, "Give the files of RDF"),
    "a reader's name": ("rdf", ["x.ttl"], {"name": "cog"}, UsageError, "another --name"),
    "the curated graph's name": ("rdf", ["x"], {"name": "curated"}, UsageError, "cannot be the n"),
    "no name at all": ("rdf", ["x.ttl"], {"name": "../x"}, UsageError, "cannot be the name"),
    "a name for a reader's": ("cog", ["x"], {"name": "x"}, UsageError, "--name is for layers of R"),
    "no file": ("cog", ["no/such"], {}, DataError, "No such file or folder: .*no/such"),
    "a date in words": ("cog", ["x"], {"dated": "mars 2026"}, UsageError, "give a year, a month o"),
    "no such day": ("cog", ["x"], {"dated": "2026-02-30"}, UsageError, "“2026-02-30” is not"),
    "a date for all": ("all", ["x"], {"dated": "2026"}, UsageError, "are said of one layer"),
    "no address": ("cog", ["ftp://example.org/x"], {}, UsageError, "is no address"),
    "no package": ("cog", ["pkg:pypi/x@1"], {}, UsageError, "of packages, those of npm are read"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_added_is_refused_and_leaves_nothing(folder: Path, case: str) -> None:
    kind, given, told, error, message = WRONG[case]
    with pytest.raises(error, match=message):
        changing.add(folder, kind, given, Told(**told))
    assert versions.current(folder) is None


@pytest.mark.parametrize("kind", ["cog", "industrie", "elus", "rdf", "all"])
def test_a_folder_with_nothing_to_read_in_it(folder: Path, tmp_path: Path, kind: str) -> None:
    empty, other = tmp_path / "empty", tmp_path / "other"
    empty.mkdir()
    other.mkdir()
    (other / "notes.txt").write_text("nothing")
    name = "x" if kind == "rdf" else ""
    with pytest.raises(DataError, match="is empty: there is nothing to read"):
        changing.add(folder, kind, [str(empty)], Told(name=name))
    with pytest.raises(NothingToReadError):
        changing.add(folder, kind, [str(other)], Told(name=name))


@pytest.mark.parametrize(("kind", "name"), [("elus", "a.csv"), ("cog", "a.json"), ("all", "a.csv")])
def test_a_web_page_saved_as_data_is_called_one(
    folder: Path, tmp_path: Path, kind: str, name: str
) -> None:
    (tmp_path / name).write_text("<!DOCTYPE html>\n<html><body>404</body></html>\n")
    with pytest.raises(DataError, match=f"{name}: a web page in place of data"):
        changing.add(folder, kind, [str(tmp_path / name)])


def test_of_several_things_given_none_is_passed_over_in_silence(
    folder: Path, tmp_path: Path, gardens: Path
) -> None:
    with pytest.raises(NothingToReadError):
        changing.add(folder, "cog", [str(package(tmp_path)), str(gardens)])


def test_two_files_of_the_same_part_are_told_of(folder: Path, tmp_path: Path) -> None:
    said: list[str] = []
    given = [str(package(tmp_path / name, members=n)) for name, n in (("a", 2), ("b", 3))]
    changing.add(folder, "cog", given, None, Telling(said.append))
    assert "2024/epci is in two files: epci.json is taken for it." in said


def test_a_folder_with_far_too_many_files(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tigraph.layers.gathering.MOST_FILES", 3)
    with pytest.raises(DataError, match="holds more than 3 files: give the folder, or the files"):
        changing.add(folder, "cog", [str(package(tmp_path))])


def test_a_file_that_cannot_be_parsed_leaves_the_store_as_it_was(
    folder: Path, gardens: Path, tmp_path: Path
) -> None:
    add_gardens(folder, gardens)
    before = triples(folder)
    bad = tmp_path / "bad.nt"
    bad.write_text("<https://example.org/a> .\n")
    with pytest.raises(DataError, match=r"bad\.nt, line 1"):
        add_gardens(folder, bad)
    assert triples(folder) == before
    assert [told["files"] for told in inventory.listed(folder)] == [1]


def test_a_second_writer_is_told_to_wait(folder: Path, gardens: Path) -> None:
    with writing(folder), pytest.raises(StoreBusyError, match="is being written"):
        add_gardens(folder, gardens)


def test_the_reference_of_a_table_names_the_layers_and_their_files(
    folder: Path, tmp_path: Path
) -> None:
    changing.add(folder, "cog", [str(package(tmp_path))])
    graph = tigraph.load(store=folder)
    query = "SELECT ?claim { ?claim tig:relation relation:has-legal-form }"
    told = graph.reference(query, graph.query(query)).text()
    assert "(Licence Ouverte 2.0 / CC BY 4.0) and the layers cog (data of 2024).\n" in told
    assert "Direction générale des collectivités locales, “Découpage administratif 2024" in told
    assert "licence https://www.etalab.gouv.fr/licence-ouverte-open-licence/" in told


def test_the_reference_names_the_files_of_the_layers_that_a_query_asks(
    folder: Path, tmp_path: Path
) -> None:
    """The licence wants the producer named even where no row cites the file."""
    changing.add(folder, "cog", [str(package(tmp_path))])
    graph = tigraph.load(store=folder)
    query = "#+ summary: All\n#+ layers: [cog, elus]\nSELECT ?s { ?s a tig:Nothing }"
    told = graph.reference(query, graph.query(query)).text()
    files = told.partition("# Further files of the layers that the query asks:\n")[2]
    line = (
        "#   - Direction générale des collectivités locales, Découpage administratif 2024 : liste"
    )
    assert line in files
    assert "2024 (https://www.etalab.gouv.fr/licence-ouverte-open-licence/)\n" in files
    assert "#+" not in told
    assert "SELECT ?s { ?s a tig:Nothing }" in told


# --------------------------------------------------------------------------- the web


def test_an_address_is_a_layer_and_its_record_says_so(folder: Path, site: Site) -> None:
    headers = {"ETag": '"1"', "Last-Modified": "Wed, 18 Sep 2024 10:00:00 GMT"}
    address = site.gives("/gardens.nt", Reply(GARDENS.format("Jardin").encode(), headers=headers))
    add_gardens(folder, address, licence="CC BY 4.0", publisher="Une association fictive")
    told = inventory.shown(folder, "gardens")
    assert told["sources"][0]["address"] == address
    assert told["retrieved"].startswith("20")
    assert told["licence"] == "CC BY 4.0"
    assert told["publishers"] == ["Une association fictive"]


def test_update_says_what_changed(folder: Path, site: Site) -> None:
    replies = [
        Reply(GARDENS.format(name).encode(), headers={"ETag": f'"{name}"'})
        for name in ("Un", "Un", "Deux")
    ]
    address = site.gives("/gardens.nt", *replies)
    add_gardens(folder, address)
    first = versions.current(folder)
    assert kinds(update(folder)) == {"gardens.nt": "unchanged"}
    assert versions.current(folder) == first, "nothing is built where nothing changed"
    assert kinds(update(folder, "gardens")) == {"gardens.nt": "changed"}
    assert any('"Deux"@fr' in line for line in triples(folder))
    assert not any('"Un"@fr' in line for line in triples(folder))


def test_update_offline_leaves_the_store_as_it_was(
    folder: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = site.gives("/gardens.nt", Reply(GARDENS.format("Un").encode()), Reply(b"", 503))
    add_gardens(folder, address)
    before = triples(folder)
    with pytest.raises(DataError, match="answers 503"):
        update(folder)
    assert triples(folder) == before


def test_a_dataset_of_data_gouv_fr_is_read_table_by_table(
    folder: Path, site: Site, gardens: Path
) -> None:
    """The form is that of https://www.data.gouv.fr/api/1/datasets/."""
    lists = {
        "communes": [
            {"nom": c["nom"], "code": c["code"], "siren": c["siren"], "codeEpci": siren(24980000),
             "population": c["population"], "codeDepartement": "98", "codeRegion": "97"}
            for c in COMMUNES
        ],
        "epcis": [{"nom": "CC Fictive", "code": siren(24980000), "type": "CC", "population": 60,
                   "codesDepartements": ["98"], "codesRegions": ["97"]}],
    }  # fmt: skip
    resources = [
        {
            "url": site.gives(f"/r/{name}.json", Reply(json.dumps(rows).encode())),
            "format": "json",
            "last_modified": "2025-04-01T09:00:00+00:00",
        }
        for name, rows in lists.items()
    ]
    resources.append({"url": site.address + "/r/notice.pdf", "format": "pdf"})
    told = {"slug": "fictif", "resources": resources}
    dataset = site.gives("/api/1/datasets/fictif/", Reply(json.dumps(told).encode()))
    changes = changing.add(folder, "cog", [dataset], None, Telling(patience=QUICK))
    assert [change.file for change in changes] == ["communes.json", "epcis.json"]
    assert {s["dated"] for s in inventory.shown(folder, "cog")["sources"]} == {"2025-04-01"}
    assert not site.asked("/r/notice.pdf")


def test_a_dataset_of_two_thousand_tables_is_not_fetched_whole(folder: Path, site: Site) -> None:
    table = {"url": site.address + "/r/x.csv", "format": "csv"}
    told = json.dumps({"slug": "fictif", "resources": [table] * 2000}).encode()
    with pytest.raises(DataError, match="describes 2,000 tables: give the addresses of those"):
        changing.add(folder, "cog", [site.gives("/d/", Reply(told))], None, Telling(patience=QUICK))
    assert not site.asked("/r/x.csv")


def test_tables_of_a_folder_that_a_reader_leaves_aside_are_named(
    folder: Path, tmp_path: Path
) -> None:
    source = package(tmp_path)
    (source / "data" / "notes.csv").write_text("a;b\n1;2\n")
    (source / "LISEZMOI.md").write_text("nothing")
    said: list[str] = []
    changing.add(folder, "cog", [str(source)], None, Telling(said.append))
    assert "The layer cog does not read notes.csv." in said


def test_the_packages_and_the_interface_of_the_geographic_code_are_known_by_name(
    folder: Path, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", site.address)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        tar.add(package(tmp_path), "package")
    name = "@etalab/decoupage-administratif"
    site.gives(f"/{name}/-/decoupage-administratif-4.1.0.tgz", Reply(packed.getvalue()))
    purl = "pkg:npm/%40etalab/decoupage-administratif@4.1.0"
    changing.add(folder, "cog", [purl], None, Telling(patience=QUICK))
    sources = inventory.shown(folder, "cog")["sources"]
    assert {(s["address"], s["dated"]) for s in sources} == {(purl, "2024")}
    assert all(source["retrieved"] for source in sources)


def test_a_web_page_in_place_of_the_data(folder: Path, site: Site) -> None:
    address = site.gives("/gardens.nt", Reply(b"<!DOCTYPE html><html></html>"))
    with pytest.raises(DataError, match="gives a web page, not data"):
        add_gardens(folder, address)
    assert versions.current(folder) is None


# --------------------------------------------------------------------------- update, remove


def test_update_reads_local_files_again(folder: Path, gardens: Path) -> None:
    add_gardens(folder, gardens)
    gardens.write_text(GARDENS.format("Autre jardin fictif"), "utf-8")
    assert kinds(update(folder)) == {"gardens.nt": "changed"}


def test_update_keeps_what_was_read_of_files_that_are_gone(folder: Path, gardens: Path) -> None:
    add_gardens(folder, gardens)
    before = triples(folder)
    gardens.unlink()
    said: list[str] = []
    assert kinds(update(folder, tell=said.append)) == {"gardens.nt": "unchanged"}
    assert "gardens.nt is no longer there" in said[0]
    assert triples(folder) == before


def test_a_layer_that_is_removed_leaves_nothing_behind(
    folder: Path, gardens: Path, tmp_path: Path
) -> None:
    changing.add(folder, "cog", [str(package(tmp_path))])
    before = triples(folder)
    kept = held(folder)
    add_gardens(folder, gardens)
    changing.remove(folder, ["gardens"])
    assert triples(folder) == before
    assert [told["layer"] for told in inventory.listed(folder)] == ["cog"]
    changing.remove(folder, ["cog"])
    assert held(folder) == set()
    changing.add(folder, "cog", [str(tmp_path / "package")])
    assert held(folder) == kept


def test_a_part_is_removed_and_the_layer_with_its_last(folder: Path, tmp_path: Path) -> None:
    years = [package(tmp_path / "a", "4.1.0", 2), package(tmp_path / "b", "5.3.0", 3)]
    changing.add(folder, "cog", [str(year) for year in years])
    with pytest.raises(UnknownNameError, match="part of cog named “2031”"):
        changing.remove(folder, ["cog"], part="2031")
    changes = changing.remove(folder, ["cog"], part="2025/epci")
    assert [change.part for change in changes if change.change == "removed"] == ["2025/epci"]
    changing.remove(folder, ["cog"], part="2025")
    other = tmp_path / "other"
    changing.add(other, "cog", [str(years[0])])
    assert triples(folder) == triples(other)
    assert held(folder) == held(other)
    changing.remove(folder, ["cog"], part="2024")
    assert inventory.listed(folder) == []


def test_a_file_that_was_replaced_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    for name, members in (("a", 2), ("b", 3)):
        changing.add(folder, "cog", [str(package(tmp_path / name, members=members))])
    before, said = triples(folder), []  # type: ignore[var-annotated]
    assert set(kinds(update(folder, tell=said.append)).values()) == {"unchanged"}
    assert (said, triples(folder)) == ([], before)


def test_what_addresses_gave_goes_with_their_layer(folder: Path, site: Site, gardens: Path) -> None:
    address = site.gives("/a.nt", Reply(GARDENS.format("Un").encode(), headers={"ETag": '"1"'}))
    add_gardens(folder, address)
    changing.add(folder, "rdf", [str(gardens)], Told(name="mine"))
    kept = site.gives("/b.nt", Reply(GARDENS.format("Deux").encode(), headers={"ETag": '"1"'}))
    changing.add(folder, "rdf", [kept], Told(name="theirs"), Telling(patience=QUICK))
    changing.remove(folder, ["gardens"])
    sources = [inventory.shown(folder, name)["sources"] for name in ("mine", "theirs")]
    assert held(folder) == {source["sha256"] for own in sources for source in own}


@pytest.mark.parametrize("verb", [changing.update, changing.remove])
def test_a_layer_that_is_not_there(
    folder: Path, gardens: Path, verb: Callable[..., object]
) -> None:
    add_gardens(folder, gardens)
    with pytest.raises(UnknownNameError, match=r"“garden”\. Nearest: gardens"):
        verb(folder, ["garden"])


def test_there_is_no_store_yet(folder: Path) -> None:
    assert inventory.listed(folder) == []
    with pytest.raises(UnknownNameError, match=r"No layer named “cog”\. There is none.*layer add"):
        inventory.shown(folder, "cog")


# --------------------------------------------------------------------------- export


@pytest.mark.parametrize("format", ["nt", "nt.gz", "nq", "nq.gz", "ttl", "trig", "rdf"])
def test_an_export_holds_the_layer_and_its_record(folder: Path, gardens: Path, format: str) -> None:
    add_gardens(folder, gardens, licence="https://example.org/licence")
    output = io.BytesIO()
    write(inventory.layer_file(folder, "gardens"), "https://example.org/graph", format, output)
    content = output.getvalue()
    name, _, packed = format.partition(".")
    read = rdflib.Dataset(default_union=True)
    parser = {"nq": "nquads", "ttl": "turtle", "rdf": "xml"}.get(name, name)
    read.parse(data=gzip.decompress(content) if packed else content, format=parser)
    own = inventory.layer_file(folder, "gardens")
    expected = rdflib.Graph().parse(data=gzip.decompress(own.read_bytes()), format="nt")
    graph = "https://example.org/graph"
    expected.parse(data=added(own, graph), format="nt")
    assert {(s, p, o) for s, p, o in read.triples((None, None, None))} == set(expected)
    licence = rdflib.URIRef("https://example.org/licence")
    assert (None, rdflib.DCTERMS.license, licence) in read
    if name in ("nq", "trig"):
        graphs = {str(graph.identifier) for graph in read.graphs() if len(graph)}
        assert graphs == {"https://example.org/graph"}


def test_an_export_names_all_that_it_speaks_of(folder: Path, tmp_path: Path) -> None:
    """Alone in another tool, nothing of tigraph's in it lacks a kind or a name."""
    path = tmp_path / "own.ttl"
    path.write_text(
        HEADER + "claim:x a tig:RelationClaim, org:Membership ; tig:relation relation:member ; "
        "org:member person:harold-huwart ; org:organization organisation:regions-de-france .",
        "utf-8",
    )
    changing.add(folder, "rdf", [str(path)], Told(name="own"))
    output = io.BytesIO()
    write(inventory.layer_file(folder, "own"), "urn:own", "nt.gz", output)
    read = rdflib.Graph().parse(data=gzip.decompress(output.getvalue()), format="nt")
    ours = {
        term
        for triple in read
        for term in triple
        if isinstance(term, rdflib.URIRef) and str(term).startswith((ENTITY, CONCEPT))
    }
    assert len(ours) > 3
    for one in ours:
        assert (one, rdflib.RDF.type, None) in read, one
    for one in (ENTITY + "person/harold-huwart", CONCEPT + "relation/member"):
        assert (rdflib.URIRef(one), rdflib.SKOS.prefLabel, None) in read


@pytest.mark.parametrize("format", ["nt", "nt.gz", "nq", "nq.gz", "ttl", "trig", "rdf"])
def test_what_is_exported_is_read_again(
    folder: Path, gardens: Path, tmp_path: Path, format: str
) -> None:
    """By --data, as a layer of another store; by `check`, which reads each form as --data does."""
    add_gardens(folder, gardens)
    path = tmp_path / f"out.{format}"
    with path.open("wb") as output:
        write(inventory.layer_file(folder, "gardens"), "urn:fictive:graph", format, output)
    there = "ASK { { ?x skos:prefLabel 'Jardin fictif'@fr } UNION "
    there += "{ GRAPH ?g { ?x skos:prefLabel 'Jardin fictif'@fr } } }"
    assert tigraph.load(path).query(there)
    other = tmp_path / "other"
    changing.add(other, "rdf", [str(path)], Told(name="again"))
    assert tigraph.load(store=other).query("ASK { ?x skos:prefLabel 'Jardin fictif'@fr }")
    if format == "nq.gz":
        own_faults([path])  # which raises what cannot be read


def test_a_packed_export_has_the_same_bytes_whatever_file_it_goes_to(
    folder: Path, gardens: Path, tmp_path: Path
) -> None:
    add_gardens(folder, gardens)
    for name in ("one.nq.gz", "other.nq.gz"):
        with (tmp_path / name).open("wb") as output:
            write(inventory.layer_file(folder, "gardens"), "urn:fictive:graph", "nq.gz", output)
    assert (tmp_path / "one.nq.gz").read_bytes() == (tmp_path / "other.nq.gz").read_bytes()


def test_the_curated_graph_can_be_exported_too(folder: Path, gardens: Path) -> None:
    add_gardens(folder, gardens)
    own = gzip.decompress(inventory.layer_file(folder, "curated").read_bytes())
    assert "Bôle" in own.decode()
    assert sum(1 for _ in ox.parse(input=own, format=ox.RdfFormat.N_TRIPLES)) > 1000
