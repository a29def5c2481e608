"""Each form of file that docs/layers.md promises, added as a user adds it.

Then it is read again, and the store built anew from what it keeps: a kept file is named by its
SHA-256 alone, so that nothing may be told by its name. The territories, intercommunalities,
people and gardens in these files are fictitious.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tarfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import pytest

from fictive_lists import package
from registry_helpers import EPCI_A, EPCI_B, EPCI_C, commune_siren, siren
from terminal import tigraph
from tigraph.layers.providers import addresses_of
from tigraph.rdf import select
from tigraph.registries import installed_readers
from tigraph.stores import versions, whole
from web_server import Reply, serving

MEMBERS = "?c tig:relation relation:member ; org:organization ?t . ?t a tig:LabelledTerritory"
AREAS = "?t a tig:LabelledTerritory ; dcterms:spatial ?a FILTER(CONTAINS(STR(?a), '/territory-'))"
HEADS = "?c tig:relation relation:holds-post ; opengov:post ?p . ?p org:role role:president"
LISTED = "?c tig:relation relation:member ; org:organization ?t . ?t a tig:Intercommunality"
GARDENS = "?g a <https://example.org/Garden>"
KNOWS = "?g a <https://example.org/Garden> ; <https://example.org/near> ?h"


@dataclass(frozen=True)
class Form:
    """A form: the layer's kind, its files by name, what is said of them, and what is read.

    `found` counts what a pattern finds in the built layer.
    """

    kind: str
    files: dict[str, str]
    parts: list[str]
    rows: int
    found: dict[str, int]
    told: list[str] = field(default_factory=list)

    @property
    def layer(self) -> str:
        return "gardens" if self.kind == "rdf" else self.kind


def geojson(*told: dict[str, str]) -> str:
    """Return a GeoJSON text in which every territory is one square."""
    square = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]}
    features = [{"type": "Feature", "properties": one, "geometry": square} for one in told]
    return json.dumps({"type": "FeatureCollection", "features": features})


BY_GROUPING = f"""id_ti;lib_ti;siren_groupement;lib_groupement;nature_juridique
ti-0101;Terre fictive;{EPCI_A};"CC Fictive, A";CC
ti-0101;Terre fictive;{EPCI_B};CA Fictive;CA
ti-0102;Mer fictive;{EPCI_C};CC Fictive C;CC
"""
BY_COMMUNE = """insee_com,lib_com,id_ti,lib_ti
98001,Fictive-Ville,ti-9801,Île fictive
98002,Fictive-le-Bourg,ti-9802,Lac fictif
2A004,Fictive-la-Forêt,ti-9403,Mont fictif
"""
REGISTER = f"""N° SIREN;Libellé de l'EPCI;Nom de l'élu;Prénom de l'élu;Libellé de la fonction
{EPCI_A};CC Fictive A;EXEMPLE;Ada;Président du conseil communautaire
{EPCI_A};CC Fictive A;MODÈLE;Zoé;1er vice-président du conseil communautaire
{EPCI_B};CA Fictive;PATRON;Max;Présidente du conseil communautaire
"""
EX, RDF_TYPE = "https://example.org/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
TURTLE = f"<#a> a <{EX}Garden> ; <{EX}near> <#b> . <#b> a <{EX}Garden> ."
XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    f'xmlns:ex="{EX}"><ex:Garden rdf:about="#a"><ex:near><ex:Garden rdf:about="#b"/></ex:near>'
    "</ex:Garden></rdf:RDF>"
)
#: Two gardens, one near the other, in each format.
RDF = {
    "a.ttl": TURTLE,
    "b.nt": f"<{EX}a> <{RDF_TYPE}> <{EX}Garden> .\n<{EX}a> <{EX}near> <{EX}b> .\n"
    f"<{EX}b> <{RDF_TYPE}> <{EX}Garden> .\n",
    "c.nq": f"<{EX}c> <{RDF_TYPE}> <{EX}Garden> <{EX}graph> .\n<{EX}c> <{EX}near> <{EX}d> .\n"
    f"<{EX}d> <{RDF_TYPE}> <{EX}Garden> .\n",
    "d.trig": f"<{EX}graph> {{ <#a> a <{EX}Garden> ; <{EX}near> <#b> . }} <#b> a <{EX}Garden> .",
    "e.jsonld": json.dumps(
        [
            {"@id": "#a", "@type": f"{EX}Garden", f"{EX}near": {"@id": "#b"}},
            {"@id": "#b", "@type": f"{EX}Garden"},
        ]
    ),
    "f.rdf": XML,
    "g.OWL": XML,
}
API = {
    "communes.json": json.dumps(
        [
            {"nom": "Fictive-Ville", "code": code, "siren": commune_siren(code),
             "codeEpci": siren(24980000), "population": 10, "codeDepartement": "98",
             "codeRegion": "97"}
            for code in ("98001", "98002")
        ]
    ),
    "epcis.json": json.dumps(
        [
            {"nom": "CC Fictive", "code": siren(24980000), "type": "CC", "population": 20,
             "codesDepartements": ["98"], "codesRegions": ["97"]}
        ]
    ),
}  # fmt: skip
FORMS = {
    "the API of the geographic code": Form(
        "cog", API, ["2025/api-communes", "2025/api-epcis"], 3, {LISTED: 2}, ["--dated", "2025"]
    ),
    "GeoJSON of the first phase": Form(
        "industrie",
        {"ti-2018-2022.geojson": geojson(
            {"id_ti": "ti-0101", "lib_ti": "Terre fictive",
             "siren_groupement": f"{EPCI_A}, {EPCI_B}", "lib_groupement": "CC A, CA B"}
        )},
        ["2018-2022/contours"], 3, {MEMBERS: 2, AREAS: 1},
    ),
    "GeoJSON of the second phase": Form(
        "industrie",
        {"territoires.json": geojson(
            {"id_territoire": "ti-0101", "lib_territoire": "Terre fictive",
             "liste_geo": f"CC Fictive A ({EPCI_A}); CA Fictive ({EPCI_B})"}
        )},
        ["2023-2027/contours"], 3, {MEMBERS: 2, AREAS: 1}, ["--part", "2023-2027"],
    ),
    "CSV by grouping": Form(
        "industrie", {"groupements-2023-2027.csv": BY_GROUPING}, ["2023-2027/members"], 3,
        {MEMBERS: 3, AREAS: 0},
    ),
    "CSV by grouping, as a text file without a year": Form(
        "industrie", {"Export.TXT": BY_GROUPING.replace(";", "\t")}, ["2018-2022/members"], 3,
        {MEMBERS: 3, AREAS: 0}, ["--part", "2018-2022"],
    ),
    "CSV by commune": Form(
        "industrie", {"liste-ti-communes-20240918.csv": BY_COMMUNE}, ["2023-2027/communes"], 3,
        {MEMBERS: 0, AREAS: 3},
    ),
    "all of ANCT's forms together": Form(
        "industrie",
        {"groupements-2018-2022.csv": BY_GROUPING, "liste-ti-communes-20240918.csv": BY_COMMUNE},
        ["2018-2022/members", "2023-2027/communes"], 6, {MEMBERS: 3, AREAS: 3},
    ),
    "GeoJSON of contours": Form(
        "contours",
        {"dep_geom_4326.geojson": geojson(
            {"insee_dep": "01", "lib_dep": "Département fictif"},
            {"insee_dep": "2A", "lib_dep": "Autre département fictif"}),
         "reg_geom_4326.geojson": geojson({"insee_reg": "84", "lib_reg": "Région fictive"})},
        ["departements", "regions"], 3, {"?area geo:hasGeometry/geo:asWKT ?wkt": 3},
    ),
    "CSV of elected officials": Form(
        "elus", {"rne-2026-03.csv": REGISTER}, ["2026-03"], 3, {HEADS: 2}
    ),
    "CSV of elected officials, saved without a name": Form(
        "elus", {"41d95d7d-b172": REGISTER}, ["2026-03-20"], 3, {HEADS: 2},
        ["--dated", "2026-03-20"],
    ),
    "RDF in every format": Form(
        "rdf", RDF, list(RDF), 21, {GARDENS: 14, KNOWS: 7}, ["--name", "gardens"]
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, beside which a store is to be."""
    monkeypatch.setenv("TIGRAPH_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("no_proxy", "*")
    (tmp_path / "given").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write files into the folder `given`, and return it."""
    for name, text in files.items():
        (folder / "given" / name).write_text(text, "utf-8")
    return folder / "given"


def add(form: Form, *given: str | Path) -> str:
    """Add what is given as a form's layer; return what the command says."""
    done = tigraph("layer", "add", form.kind, *given, *form.told)
    assert done.code == 0, done.err
    return done.out


def triples(folder: Path) -> set[str]:
    """Return all that a store holds."""
    version = versions.current(folder)
    assert version is not None
    store = versions.opened(version.store)
    return {str(quad) for quad in store.quads_for_pattern(None, None, None, None)}


def check(form: Form, folder: Path) -> None:
    """Check that the layer in the store holds what its form says."""
    listed = json.loads(tigraph("layer", "list", "-f", "json").out)
    (told,) = [one for one in listed if one["layer"] == form.layer]
    assert (told["rows"], told["refused"]) == (form.rows, 0)
    version = versions.current(folder / "store")
    assert version is not None
    layer = ox.Store()
    with gzip.open(version.path / "layers" / f"{form.layer}.nt.gz") as lines:
        layer.load(input=lines.read(), format=ox.RdfFormat.N_TRIPLES)
    for pattern, number in form.found.items():
        query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
        assert [row["n"] for row in select(layer, query)] == [str(number)], pattern


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_is_added_and_read_again(form: Form, folder: Path) -> None:
    given = sorted(written(folder, form.files).iterdir())
    assert add(form, *given) == f"{form.layer}: {', '.join(form.parts)}: new\n"
    check(form, folder)
    assert tigraph("layer", "update").out == "Nothing has changed.\n"


def test_a_store_is_built_anew_from_what_it_keeps_of_each_form(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are gone from where they were, and the work goes on elsewhere."""
    told = ("the API of the geographic code", "all of ANCT's forms together", "RDF in every format")
    forms = [FORMS[name] for name in told]
    for number, form in enumerate(forms):
        given = folder / str(number)
        shutil.copytree(written(folder, form.files), given)
        shutil.rmtree(folder / "given")
        (folder / "given").mkdir()
        add(form, given)
    before = triples(folder / "store")
    for number in range(len(forms)):
        shutil.rmtree(folder / str(number))
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    version = versions.current(folder / "store")
    assert version is not None
    older = json.dumps({**version.manifest, "tigraph": "0.0.1"})
    (version.path / "manifest.json").write_text(older)
    whole.seal(version.path)
    assert tigraph("query", "-e", "ASK { ?s ?p ?o }").code == 0
    found = versions.current(folder / "store")
    assert found is not None
    assert found.path != version.path
    assert triples(folder / "store") == before
    for form in forms:
        check(form, folder)
    assert tigraph("layer", "update").out == "Nothing has changed.\n"


def packed(folder: Path, name: str, inside: Path) -> Path:
    """Pack a folder into an archive of this name, and return it."""
    archive = folder / name
    if name.lower().endswith(".zip"):
        with zipfile.ZipFile(archive, "w") as file:
            for path in sorted(inside.rglob("*")):
                file.write(path, Path("packed") / path.relative_to(inside))
    else:
        sort = {".tar": "w", ".txz": "w:xz"}.get(archive.suffix, "w:gz")
        with tarfile.open(archive, sort) as file:  # type: ignore[call-overload]
            file.add(inside, "packed")
    return archive


@pytest.mark.parametrize(
    ("name", "archive"),
    [
        ("CSV by grouping", "x.tgz"),
        ("CSV by commune", "x.zip"),
        ("CSV of elected officials", "X.ZIP"),
        ("RDF in every format", "x.tar.gz"),
        ("GeoJSON of contours", "x.tar"),
        ("the API of the geographic code", "x.txz"),
    ],
)
def test_a_form_in_an_archive(name: str, archive: str, folder: Path) -> None:
    form = FORMS[name]
    add(form, packed(folder, archive, written(folder, form.files)))
    check(form, folder)


def test_a_table_packed_alone(folder: Path) -> None:
    form = FORMS["CSV of elected officials"]
    (path,) = [*written(folder, form.files).iterdir()]
    path.with_name("rne-2026-03.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    add(form, path.with_name("rne-2026-03.csv.gz"))
    check(form, folder)


def test_the_package_of_the_yearly_lists_in_an_archive(folder: Path) -> None:
    lists = ", ".join(f"2024/{one}" for one in ("communes", "departements", "epci", "regions"))
    form = Form("cog", {}, [], 0, {})
    assert add(form, packed(folder, "decoupage.tgz", package(folder))) == f"cog: {lists}: new\n"


def test_whatever_is_recognised_in_a_folder(folder: Path) -> None:
    forms = [FORMS["CSV by commune"], FORMS["CSV of elected officials"]]
    for form in forms:
        given = written(folder, form.files)
    done = tigraph("layer", "add", "all", given)
    assert done.out == "elus: 2026-03: new\nindustrie: 2023-2027/communes: new\n"
    for form in forms:
        check(form, folder)


@pytest.mark.parametrize("headers", ["name", "kind", "nothing"])
def test_a_form_at_an_address_without_a_suffix(headers: str, folder: Path) -> None:
    """The server may tell the name of the file or its kind; neither is the name it is kept by."""
    form = FORMS["CSV by grouping"]
    ((file, text),) = form.files.items()
    told = {
        "name": {"Content-Disposition": f'attachment; filename="{file}"'},
        "kind": {"Content-Type": "text/csv; charset=utf-8"},
        "nothing": {"Content-Type": "application/octet-stream"},
    }[headers]
    with serving() as site:
        reply = Reply(text.encode(), headers={**told, "ETag": '"1"'})
        add(form, site.gives("/r/2023-2027", reply))
        check(form, folder)
        assert tigraph("layer", "update").out == "Nothing has changed.\n"


def test_the_csv_of_a_dataset_of_data_gouv_fr(folder: Path) -> None:
    """The form is that of https://www.data.gouv.fr/api/1/datasets/."""
    form = FORMS["all of ANCT's forms together"]
    with serving() as site:
        resources = [
            {"url": site.gives(f"/{name}", Reply(text.encode())), "format": "csv",
             "last_modified": "2024-09-18T10:00:00+00:00"}
            for name, text in form.files.items()
        ]  # fmt: skip
        told = json.dumps({"slug": "fictif", "resources": resources})
        add(form, site.gives("/api/1/datasets/fictif/", Reply(told.encode())))
    check(form, folder)


def test_the_archive_of_the_list_of_the_state_and_its_next_edition(folder: Path) -> None:
    """In the archive is one file, of which the name has the day."""

    def archive(day: str, *numbers: int) -> Reply:
        rows = [
            {"id": f"00000000-0000-0000-0000-{n:012d}", "nom": f"Service fictif {n}",
             "type_organisme": "Institution", "hierarchie": []} for n in numbers
        ]  # fmt: skip
        with zipfile.ZipFile(packed := io.BytesIO(), "w") as file:
            name = f"dila_refOrga_admin_Etat_fr_{day}.json"
            file.writestr(name, json.dumps({"service": rows}))
        return Reply(packed.getvalue(), headers={"ETag": f'"{day}"'})

    with serving() as site:
        address = site.gives("/x_latest.zip", archive("20310401", 1), archive("20320401", 1, 2))
        done = tigraph("layer", "add", "organisations", address)
        assert (done.code, done.out) == (0, "organisations: 2031-04-01: new\n"), done.err
        assert "2032-04-01: new" in tigraph("layer", "update").out
    listed = {"?o adms:identifier/tig:idScheme id-scheme:annuaire": 2}
    check(Form("organisations", {}, [], 3, listed), folder)


@pytest.mark.parametrize("place", ["www.data.gouv.fr/datasets", "www.data.gouv.fr/fr/datasets"])
def test_the_page_of_the_list_of_the_state_stands_for_its_archive(place: str) -> None:
    """The page describes an archive; of other datasets the tables that they describe are read."""
    page = f"https://{place}/referentiel-de-lorganisation-administrative-de-letat/"
    [address] = addresses_of(page)
    assert address == installed_readers()["organisations"].description.addresses[0]
    assert address.startswith("https://echanges.dila.gouv.fr/OPENDATA/RefOrgaAdminEtat/")


def test_relative_iris_of_a_file_go_by_where_it_was(folder: Path) -> None:
    inside, form = written(folder, {"a.ttl": TURTLE}), FORMS["RDF in every format"]
    archive = packed(folder, "x.zip", inside)
    with serving() as site:
        headers = {"Content-Type": "text/turtle"}
        address = site.gives("/gardens", Reply(TURTLE.encode(), headers=headers))
        add(form, inside, address)
    add(form, archive)  # in place of the file of the same name
    subjects = {line.split()[0] for line in triples(folder / "store") if "Garden>" in line}
    bases = [f"{archive.as_uri()}/a.ttl", address]
    assert subjects == {f"<{base}#{one}>" for base in bases for one in "ab"}
