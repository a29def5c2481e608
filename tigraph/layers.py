"""The layers of a store: add, update, remove, list, show, export.

Each verb that changes something holds the store's lock from the first download to the
last byte, builds a whole version beside the one in force, and leaves that one as it is
if anything goes wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tigraph import building, disk
from tigraph.addresses import is_address
from tigraph.building import Progress as BuildProgress
from tigraph.building import layers_of
from tigraph.catalogue import nearest
from tigraph.connections import Patience
from tigraph.disk import Version, Writer
from tigraph.downloads import Progress as FetchProgress
from tigraph.errors import DataError, NothingToRead, UnknownName, UsageError
from tigraph.gathering import ALL, RDF, Gatherer
from tigraph.provenance import Layer, Origin, described
from tigraph.registries import READERS
from tigraph.registries.sources import Source
from tigraph.sparql import iri as iri_text
from tigraph.store import select

KINDS = (*READERS, RDF, ALL)
#: What a manifest tells of a layer that was built.
_COUNTED = ("updated", "triples", "rows", "used", "refused", "left_out")
#: The files do not matter where a layer is only told of.
_NO_FILES = Path()


@dataclass(frozen=True)
class Change:
    """What became of a part of a layer: "new", "changed", "unchanged" or "removed"."""

    layer: str
    part: str
    file: str
    change: str


@dataclass(frozen=True)
class Telling:
    """Whom to tell what is being done: in words, in bytes fetched, in triples built."""

    tell: Callable[[str], None] = lambda message: None
    fetched: FetchProgress | None = None
    built: BuildProgress | None = None
    patience: Patience | None = None

    def gatherer(self, writer: Writer) -> Gatherer:
        """Return what gathers files for a writer."""
        return Gatherer(writer.files, self.tell, self.fetched, self.patience)


@dataclass(frozen=True)
class Told:
    """What a user says of the files given: the date of the data, what part they are, whose."""

    name: str = ""
    dated: str = ""
    part: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""


def add(
    folder: Path,
    kind: str,
    given: Sequence[str] = (),
    told: Told | None = None,
    telling: Telling | None = None,
) -> list[Change]:
    """Add files to a layer, or a layer to the store; return what became of each part.

    `kind` is one of `KINDS`; `given` are files, folders, archives and addresses, and where
    none is given those that the reader knows. A file that is the same part as a former one
    takes its place. Nothing is built where nothing is new. Raises `UsageError` for a name
    or an address that cannot be one, `DataError` for what cannot be fetched or read.
    """
    told, telling = told or Told(), telling or Telling()
    _check(kind, given, told)
    origins = [
        Origin(item if _is_remote(item) else str(Path(item).absolute()), told.dated, told.part)
        for item in given or _defaults(kind)
    ]
    with disk.writing(folder) as writer:
        former = {layer.name: layer for layer in layers_of(writer.current, folder)}
        found = telling.gatherer(writer).gather(kind, origins)
        layers = dict(former)
        for reader, gathered in found.items():
            name = told.name if reader == RDF else reader
            own = former.get(name) or Layer(name, ())
            layers[name] = _described(own.with_sources(gathered.sources, gathered.origins), told)
        return _built(writer, former, layers, telling)


def update(folder: Path, names: Iterable[str] = (), telling: Telling | None = None) -> list[Change]:
    """Read what layers came from once more, all of them unless told; return what changed.

    Addresses are asked whether they hold something new. A file or folder that is no longer
    where it was is told of, and what was read of it stays. Raises as `add` does, and
    `UnknownName` for a layer that is not there.
    """
    telling = telling or Telling()
    with disk.writing(folder) as writer:
        former = {layer.name: layer for layer in layers_of(writer.current, folder)}
        layers = dict(former)
        for name in _known(names or list(former), former):
            layer = former[name]
            origins = [origin for origin in layer.origins if _is_there(origin, name, telling)]
            try:
                found = telling.gatherer(writer).gather(kind := _kind(name), origins)
            except NothingToRead as error:
                telling.tell(f"{name}: {error} What was read before stays.")
                continue
            if kind in found:
                layers[name] = layer.with_sources(found[kind].sources, origins)
        return _built(writer, former, layers, telling)


def remove(folder: Path, names: Iterable[str], telling: Telling | None = None) -> list[Change]:
    """Remove layers from the store, and the files that no other needs.

    Raises `UnknownName` for a layer that is not there.
    """
    telling = telling or Telling()
    with disk.writing(folder) as writer:
        former = {layer.name: layer for layer in layers_of(writer.current, folder)}
        gone = _known(names, former)
        layers = {name: layer for name, layer in former.items() if name not in gone}
        return _built(writer, former, layers, telling)


# --------------------------------------------------------------------------- telling


def listed(folder: Path) -> list[dict[str, Any]]:
    """Return a summary of each layer: name, title, dates, triples, rows.

    Each is a dict with `layer`, `title` (by language), `updated` (date of the latest data,
    EDTF), `retrieved` (when its files were fetched last, ISO, or ""), `files`, `triples`,
    `rows`, `used`, `refused` and `left_out` (numbers of rows). Raises `DataError`.
    """
    version = disk.current(folder)
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
    `UnknownName`, `DataError`.
    """
    version, entry = _entry(folder, name)
    layer = Layer.of_json(entry, _NO_FILES)
    about = described(layer)
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
        "kind": _kind(layer.name),
        "description": about.description,
        "publishers": list(about.publishers),
        "publisher_names": _names(version, about.publishers),
        "licence": about.licence,
        "homepage": about.homepage,
        "sources": [
            {
                "file": source.name,
                "part": source.part,
                "dated": source.dated,
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

    See `tigraph.registries.sources.Report.json_lines` for the keys. Raises `UnknownName`,
    `DataError`.
    """
    version, _ = _entry(folder, name)
    path = version.path / "reports" / f"{name}.jsonl"
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise DataError(f"Cannot read {path}: {error}. Build the layer anew.") from None


def layer_file(folder: Path, name: str) -> Path:
    """Return the file that holds a layer's own triples, as N-Triples compressed with gzip.

    "curated" is the curated graph. Raises `UnknownName`, `DataError`.
    """
    version = _version(folder)
    names = [building.CURATED, *(entry["name"] for entry in version.layers)]
    _known([name], names)
    return version.path / "layers" / f"{name}.nt.gz"


# --------------------------------------------------------------------------- the steps


def _check(kind: str, given: Sequence[str], told: Told) -> None:
    if kind not in KINDS:
        raise UnknownName("kind of layer", kind, nearest(kind, list(KINDS)))
    if kind == ALL and (told.dated or told.part):
        raise UsageError(
            "--dated and --part are said of one layer: add its files by themselves, with its KIND."
        )
    if kind == RDF:
        if not given:
            raise UsageError("Give the files of RDF, a folder of them, or an address.")
        if not told.name:
            raise UsageError("A layer of RDF needs a name: give --name NAME.")
        if told.name in KINDS:
            raise UsageError(f"“{told.name}” is what tigraph calls a layer: give another --name.")
        building.check_name(told.name)
        return
    for option in ("name", "title", "publisher", "licence"):
        if getattr(told, option):
            raise UsageError(f"--{option} is for layers of RDF: {kind} tells its own.")


def _defaults(kind: str) -> list[str]:
    kinds = list(READERS) if kind == ALL else [kind]
    found = [address for name in kinds for address in READERS[name].description.addresses]
    if not found:
        raise UsageError(f"There is no address of {kind} to begin with: give files.")
    return found


def _described(layer: Layer, told: Told) -> Layer:
    """Return a layer of RDF with what the user says of it, on top of what was said before."""
    if layer.name in READERS:
        return layer
    former = described(layer)
    return replace(
        layer,
        description=replace(
            former,
            title={"fr": told.title, "en": told.title} if told.title else former.title,
            publishers=(told.publisher,) if told.publisher else former.publishers,
            licence=told.licence or former.licence,
        ),
    )


def _built(
    writer: Writer, former: dict[str, Layer], layers: dict[str, Layer], telling: Telling
) -> list[Change]:
    """Build what is wanted if it is not what is there; return the changes."""
    changes = list(_changes(former, layers))
    version = writer.current
    if layers == former and version is not None and disk.is_current(version):
        return changes
    if layers or version is not None:
        building.build(list(layers.values()), writer, telling.built)
        _tidy(writer, layers.values())
    return changes


def _changes(former: dict[str, Layer], layers: dict[str, Layer]) -> Iterator[Change]:
    for name in sorted({*former, *layers}):
        before, after = _parts(former.get(name)), _parts(layers.get(name))
        for part in sorted({*before, *after}):
            old, new = before.get(part), after.get(part)
            if new is None:
                assert old is not None
                yield Change(name, part, old.name, "removed")
            elif old is None:
                yield Change(name, part, new.name, "new")
            else:
                same = old.sha256 == new.sha256
                yield Change(name, part, new.name, "unchanged" if same else "changed")


def _parts(layer: Layer | None) -> dict[str, Source]:
    return {source.part: source for source in layer.sources} if layer else {}


def _tidy(writer: Writer, layers: Iterable[Layer]) -> None:
    """Remove the files that no version and no address needs any longer."""
    records = writer.files / "addresses"
    if not any(_is_remote(origin.given) for layer in layers for origin in layer.origins):
        for record in records.glob("*.json"):
            record.unlink(missing_ok=True)
    needed = {json.loads(record.read_bytes())["sha256"] for record in records.glob("*.json")}
    for manifest in (writer.folder / "versions").glob("*/manifest.json"):
        told = json.loads(manifest.read_bytes())
        needed |= {source["sha256"] for entry in told["layers"] for source in entry["sources"]}
    for file in writer.files.iterdir():
        if file.is_file() and file.name not in needed:
            file.unlink(missing_ok=True)


def _known(names: Iterable[str], layers: Iterable[str]) -> list[str]:
    known = list(layers)
    for name in names:
        if name not in known:
            raise UnknownName("layer", name, nearest(name, known), "See `tigraph layer list`.")
    return list(names)


def _is_remote(given: str) -> bool:
    return is_address(given) or given.startswith("pkg:")


def _is_there(origin: Origin, name: str, telling: Telling) -> bool:
    if _is_remote(origin.given) or Path(origin.given).exists():
        return True
    telling.tell(f"{name}: {origin.given} is no longer there; what was read of it stays.")
    return False


def _version(folder: Path) -> Version:
    version = disk.current(folder)
    if version is None:
        raise UsageError(f"There is no layer in {folder}: `tigraph layer add` adds one.")
    return version


def _entry(folder: Path, name: str) -> tuple[Version, dict[str, Any]]:
    version = _version(folder)
    _known([name], [entry["name"] for entry in version.layers])
    return version, next(entry for entry in version.layers if entry["name"] == name)


def _kind(name: str) -> str:
    return name if name in READERS else RDF


def _names(version: Version, iris: Iterable[str]) -> dict[str, str]:
    """Return the French labels of some nodes of a store."""
    store = disk.opened(version.store)
    wanted = " ".join(iri_text(name) for name in iris if is_address(name))
    query = (
        f"SELECT ?s ?l {{ VALUES ?s {{ {wanted} }} ?s skos:prefLabel ?l FILTER(LANG(?l) = 'fr') }}"
    )
    return {row["s"]: row["l"] for row in select(store, query)}


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
