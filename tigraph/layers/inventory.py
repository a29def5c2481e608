"""Which layers a store has, what each is made of, and what became of its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from tigraph.errors import DataError, UnknownNameError, nearest
from tigraph.http.addresses import is_address
from tigraph.layers.declared import declaration_of
from tigraph.layers.gathering import RDF
from tigraph.layers.layer import Layer, described
from tigraph.rdf import iri_text, select
from tigraph.rdf.vocabulary import CURATED
from tigraph.registries import installed_readers
from tigraph.stores import versions, whole
from tigraph.stores.versions import Version

#: What a manifest tells of a layer that was built.
_COUNTED = ("updated", "triples", "rows", "used", "refused", "left_out")
#: The files do not matter where a layer is only told of.
_NO_FILES = Path()


def listed(folder: Path) -> list[dict[str, Any]]:
    """Return a summary of each layer: name, title, dates, triples, rows.

    Each is a dict with `layer`, `title` (by language), `updated` (date of the latest data,
    EDTF), `retrieved` (when its files were fetched last, ISO, or ""), `files`, `triples`,
    `rows`, `used`, `refused` and `left_out` (numbers of rows). Raises `DataError`.
    """
    version = versions.current(folder)
    if version is None:
        return []
    return [_summary(entry) for entry in version.layers]


def shown(folder: Path, name: str) -> dict[str, Any]:
    """Return all that is known of a layer: what `listed` says, and where it comes from.

    Beside the keys of `listed`: `iri`, `kind`, `description` (by language), `publishers`
    (IRIs, or names), `publisher_names` (labels of the IRIs), `licence`, `homepage`,
    `sources` (each with `file`, `part`, `dated`, `address`, `retrieved`, `sha256`),
    `tigraph` and `built` (which version of it derived the layer, and when), `notes`,
    `left_out_because` and `refused_because` (numbers of rows by reason). Raises
    `UnknownNameError`, `DataError`.
    """
    version, entry = _entry(folder, name)
    layer = Layer.of_json(entry, _NO_FILES)
    about, store = described(layer), versions.opened(version.store)
    issued = _issued(store)
    notes: list[str] = []
    left_out: dict[str, int] = {}
    refused: dict[str, int] = {}
    for line in report(folder, name):
        if "note" in line:
            notes.append(line["note"])
        elif "left_out" in line and "file" in line:
            reason = line["left_out"]
            left_out[reason] = left_out.get(reason, 0) + line["rows"]
        elif "file" in line:
            refused[line["refused"]] = refused.get(line["refused"], 0) + 1
    return {
        **_summary(entry),
        "iri": layer.iri,
        "kind": kind_of(layer),
        "description": about.description,
        "publishers": list(about.publishers),
        "publisher_names": _names(store, about.publishers),
        "licence": about.licence,
        "homepage": about.homepage,
        "sources": [
            {
                "file": source.name,
                "part": source.part,
                "dated": source.dated or issued.get(source.sha256, ""),
                "address": source.address,
                "retrieved": source.retrieved,
                "sha256": source.sha256,
            }
            for source in layer.sources
        ],
        "tigraph": version.manifest["tigraph"],
        "built": version.manifest["built"],
        "notes": notes,
        "left_out_because": left_out,
        "refused_because": refused,
    }


def report(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the report of a layer: a summary, then notes, what was left out, each row refused.

    See `tigraph.registries.sources.Report.json_lines` for the keys. Raises `UnknownNameError`,
    `DataError`.
    """
    version, _ = _entry(folder, name)
    path = version.path / "reports" / f"{name}.jsonl"
    whole.check(version.path, f"reports/{name}.jsonl")
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise DataError(f"Cannot read {path}: {error}. Build the layer anew.") from None


def layer_file(folder: Path, name: str) -> Path:
    """Return the file that holds a layer's own triples, as N-Triples compressed with gzip.

    "curated" is the curated graph. Raises `UnknownNameError`, `DataError`.
    """
    version = _version(folder, name)
    names = [CURATED, *(entry["name"] for entry in version.layers)]
    known_layers([name], names)
    whole.check(version.path, "layers")
    return version.path / "layers" / f"{name}.nt.gz"


def known_layers(names: Iterable[str], layers: Iterable[str]) -> list[str]:
    """Return the names, which must be among the layers; else raise `UnknownNameError`."""
    known = list(layers)
    for name in names:
        if name not in known:
            remedy = (
                "See `tigraph layer list`."
                if known
                else "There is none: `tigraph layer add` adds one."
            )
            raise UnknownNameError("layer", name, nearest(name, known), remedy)
    return list(names)


def kind_of(layer: Layer) -> str:
    """Return the kind of a layer: the reader of its name, or "rdf"."""
    return layer.name if layer.name in installed_readers() or declaration_of(layer) else RDF


def _version(folder: Path, name: str) -> Version:
    version = versions.current(folder)
    if version is None:
        raise UnknownNameError(
            "layer", name, (), f"There is none in {folder}: `tigraph layer add` adds one."
        )
    return version


def _entry(folder: Path, name: str) -> tuple[Version, dict[str, Any]]:
    version = _version(folder, name)
    known_layers([name], [entry["name"] for entry in version.layers])
    return version, next(entry for entry in version.layers if entry["name"] == name)


def _names(store: ox.Store, iris: Iterable[str]) -> dict[str, str]:
    """Return the labels of some nodes of a store, in French where there is one."""
    nodes = [name for name in iris if is_address(name)]
    query = (
        f"SELECT ?s ?l {{ VALUES ?s {{ {' '.join(map(iri_text, nodes))} }} ?s skos:prefLabel ?l }} "
        "ORDER BY (LANG(?l) = 'fr') ?l"
    )
    found = {row["s"]: row["l"] for row in select(store, query)}
    return {name: found[name] for name in nodes if name in found}


def _issued(store: ox.Store) -> dict[str, str]:
    """Return of when the registries' files in a store are, by SHA-256."""
    query = "SELECT ?sha ?date { ?f a tig:RegistryFile ; tig:sha256 ?sha ; dcterms:issued ?date }"
    return {row["sha"]: row["date"] for row in select(store, query)}


def _summary(entry: dict[str, Any]) -> dict[str, Any]:
    layer = Layer.of_json(entry, _NO_FILES)
    return {
        "layer": layer.name,
        "title": described(layer).title,
        "retrieved": max((source.retrieved for source in layer.sources), default=""),
        "files": len(layer.sources),
        **{
            key: entry[key] for key in ("updated", "triples", "rows", "used", "refused", "left_out")
        },
    }
