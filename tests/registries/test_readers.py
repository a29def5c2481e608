"""Readers are found by their entry points, and each keeps what every reader promises.

The registers read here are fictitious.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from test_registries_contours import SQUARE, contours
from test_registries_elus import HEADER, register, row
from test_registries_industrie import first, geojson, second
from test_registries_organisations import directory, listing, service
from test_registries_shapes import AREAS

from programme_files import FILES
from reader_contract import PROMISES, WRONG, Samples, what_is_wrong_is_refused_by_name
from registry_helpers import EPCI_A, EPCI_B, commune, epci, package
from tigraph.errors import DataError
from tigraph.registries import Known, Source, installed_readers, prepare, readers

ROOT = Path(__file__).parents[2]
_COMMUNES = [commune("01001"), commune("01002")]


def _package(folder: Path, version: str, codes: Sequence[str]) -> list[Path]:
    lists = {"communes": _COMMUNES, "epci": [epci(EPCI_A, "CC A", codes)], **AREAS}
    return [path for path in sorted(package(folder, version, **lists).rglob("*")) if path.is_file()]


def _written(path: Path, content: str) -> list[Path]:
    path.write_text(content, encoding="utf-8")
    return [path]


def _half(path: Path) -> list[Path]:
    return _written(path, path.read_text("utf-8")[: path.stat().st_size // 2])


def _epci(path: Path, *, without: str = "") -> list[Path]:
    told = [epci(EPCI_A, "CC A", ["01001"]), epci(EPCI_B, "CC B", ["01002"])]
    return _written(path, json.dumps([{k: v for k, v in r.items() if k != without} for r in told]))


_HEADS = [row(), row("AUTRE"), row("TROP", office="")]
_SERVICES = (service(1, "Ministère fictif", under=[2]), service(2, "Bureau fictif"))
_LISTED = {"id": "a", "name": "Agence fictive"}
_TOLD = ("ti-8401", "T", EPCI_A, "CC A")
_MAPPED = "ex:1\tskos:exactMatch\tex:9\tsemapv:ManualMappingCuration\tAda Fictive\n"


def _programme(folder: Path, dated: str, code: str, without: str = "") -> Path:
    """Write a fictitious file of a programme: one territory, one of a wrong code."""
    number = EPCI_A if code.startswith("ami") else "97001"
    told = [
        {"id_territoire": c, "lib_territoire": "T", "liste_geo": f"Membre fictif ({number})"}
        for c in (code, "bad")
    ]
    rows = [{key: value for key, value in one.items() if key != without} for one in told]
    return geojson(folder / f"programme-{dated}.geojson", rows)


def _mappings(
    folder: Path,
    name: str,
    *rows: str,
    columns: str = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_label",
) -> Path:
    """Write a set of fictitious mappings."""
    path = folder / f"set-{name}.sssom.tsv"
    named = f"#mapping_set_id: https://example.org/{name}\n" if name else ""
    told = [row.replace("UnMappingCuration", "UnspecifiedMatching") for row in rows]
    head = f"#curie_map:\n#  ex: https://example.org/\n{named}{columns}\n"
    path.write_text(head + "".join(told), "utf-8")
    return path


SAMPLES = {
    "cog": Samples(
        good=lambda folder: _package(folder, "1.1.1", ["01001"]),
        later=lambda folder: _package(folder, "2.3.1", ["01001", "01002"]),
        cut_short=lambda folder: _half(_epci(folder / "epci-2024.json")[0]),
        without_a_column=lambda folder: _epci(folder / "epci-2024.json", without="type"),
        undated=lambda folder: _epci(folder / "epci.json"),
    ),
    "contours": Samples(
        good=lambda folder: [contours(folder / "dep.json", "dep", {"01": SQUARE, "1": SQUARE})],
        later=lambda folder: [contours(folder / "reg.json", "reg", {"84": SQUARE})],
        cut_short=lambda folder: _half(contours(folder / "dep.json", "dep", {"01": SQUARE})),
        without_a_column=lambda folder: [
            contours(folder / "dep.json", "dep", {"01": SQUARE}, name="xxx")
        ],
        undated=lambda folder: [contours(folder / "dep.json", "dep", {"1": SQUARE})],  # of no area
    ),
    "industrie": Samples(
        good=lambda folder: [first(folder, _TOLD, ("bad", "V", EPCI_B, "CC B"))],
        later=lambda folder: [second(folder, ("ti-8409", "U", f"CC ({EPCI_A})"))],
        cut_short=lambda folder: _half(first(folder, _TOLD)),
        without_a_column=lambda folder: _written(
            folder / "ti-2018-2022.csv", f"id_ti;siren_groupement\nti-8401;{EPCI_A}\n"
        ),
        undated=lambda folder: [
            geojson(folder / "territoires.geojson", [{"id_ti": "ti-8401", "lib_ti": "T"}])
        ],
    ),
    "elus": Samples(
        good=lambda folder: [register(folder / "rne-2026-03.csv", _HEADS)],
        later=lambda folder: [register(folder / "rne-2026-09.csv", _HEADS[1:])],
        cut_short=lambda folder: _written(
            folder / "rne-2026-03.csv", f"{HEADER}\n{row()}\n{row()[:40]}"
        ),
        without_a_column=lambda folder: [
            register(folder / "rne-2026-03.csv", [], HEADER.replace("Libellé de la fonction", "X"))
        ],
        undated=lambda folder: [register(folder / "rne.csv", _HEADS)],
    ),
    "organisations": Samples(
        good=lambda folder: [
            directory(folder, "20310401", *_SERVICES, service("x", "Sans identifiant")),
            listing(folder / "organisations.csv", _LISTED, {**_LISTED, "id": "b", "siren": "1"}),
        ],
        later=lambda folder: [directory(folder, "20320401", *_SERVICES[:1])],
        cut_short=lambda folder: _half(directory(folder, "20310401", *_SERVICES)),
        without_a_column=lambda folder: [
            directory(folder, "20310401", {k: v for k, v in _SERVICES[0].items() if k != "nom"})
        ],
        undated=lambda folder: [directory(folder, "", *_SERVICES)],
    ),
    **{
        name: Samples(
            good=lambda folder, code=code: [_programme(folder, "2031-04-05", code)],
            later=lambda folder, code=code: [_programme(folder, "2032-04-05", code)],
            cut_short=lambda folder, code=code: _half(_programme(folder, "2031-04-05", code)),
            without_a_column=lambda folder, code=code: [
                _programme(folder, "2031-04-05", code, without="lib_territoire")
            ],
            undated=lambda folder, code=code: [_programme(folder, "", code)],
        )
        for name, code in {
            "avenir-montagnes": "ami-fic-01",
            "coeur-de-ville": "acv-901",
            "petites-villes": "pvd-97-970-1",
            "villages-d-avenir": "va-970-01",
        }.items()
    },
    "mappings": Samples(
        good=lambda folder: [_mappings(folder, "a", _MAPPED, _MAPPED.replace("Manual", "Un"))],
        later=lambda folder: [_mappings(folder, "b", _MAPPED.replace("ex:1", "ex:2"))],
        cut_short=lambda folder: [_mappings(folder, "c", _MAPPED[:30])],
        without_a_column=lambda folder: [
            _mappings(folder, "d", _MAPPED, columns="subject_id\tpredicate_id\tobject_id")
        ],
        undated=lambda folder: [_mappings(folder, "", _MAPPED)],  # of no set, which is its part
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_a_reader_keeps_its_promises(name: str, promise: type, tmp_path: Path) -> None:
    promise(installed_readers()[name], SAMPLES[name], tmp_path)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("which", WRONG)
def test_a_reader_refuses_by_name_what_is_wrong(name: str, which: str, tmp_path: Path) -> None:
    what_is_wrong_is_refused_by_name(installed_readers()[name], SAMPLES[name], which, tmp_path)


def test_the_package_names_its_readers_as_it_finds_them_without_being_installed() -> None:
    """A checkout whose metadata are old, or that has none, reads the same registers."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    points = [
        importlib.metadata.EntryPoint(name, value, readers.GROUP)
        for name, value in told[readers.GROUP].items()
    ]
    named = {point.name: point.load() for point in points}
    assert named == {one: installed_readers()[one] for one in named}
    assert list(named) == [name for name in SAMPLES if name not in FILES]


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages, in which a test may put one that brings a reader."""
    monkeypatch.syspath_prepend(tmp_path)
    installed_readers.cache_clear()
    yield tmp_path
    installed_readers.cache_clear()


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("fictive", "raise RuntimeError('broken')", r"“fictive” of fictive 1\.0 .* \(broken\)"),
        ("fictive", "READER = 'none'", "names no tigraph.registries.Reader"),
        (
            "elus",
            "from tigraph.registries.elus.reader import READER",
            "Two readers are called “elus”",
        ),
    ],
)
def test_a_package_with_a_reader_that_cannot_be_used_is_named(
    name: str, code: str, said: str, brought: Path
) -> None:
    sys.modules.pop("fictive_reader", None)
    (brought / "fictive_reader.py").write_text(code, "utf-8")
    metadata = brought / "fictive-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: fictive\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        f"[{readers.GROUP}]\n{name} = fictive_reader:READER\n"
    )
    with pytest.raises(DataError, match=said):
        installed_readers()


def test_layers_are_built_after_those_that_they_build_on() -> None:
    cog = installed_readers()["cog"]
    made = {
        name: replace(cog, name=name, after=after)
        for name, after in {"a": ("c",), "b": (), "c": ("absent", "b")}.items()
    }
    assert list(readers.ordered(made)) == ["b", "c", "a"]
    made["b"] = replace(made["b"], after=("a",))
    with pytest.raises(DataError, match="build on each other"):
        readers.ordered(made)


def test_a_reader_is_asked_what_it_wants_only_where_its_layer_is_read() -> None:
    known, asked = Known(), list[str]()

    def prepared(sources: Sequence[Source], known: Known) -> None:
        asked.append("here")

    reader = replace(installed_readers()["cog"], prepare=prepared)
    prepare(known, {}, {"cog": reader})
    assert not asked
    prepare(known, {"cog": ()}, {"cog": reader})
    assert asked == ["here"]
