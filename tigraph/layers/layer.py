"""A registry layer, and the files that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tigraph.rdf.vocabulary import GRAPH
from tigraph.registries import Description, Reader, Source, installed_readers


@dataclass(frozen=True)
class Origin:
    """What was given to `layer add`: a file, a folder or an address, and what was said of it."""

    given: str
    dated: str = ""
    part: str = ""


@dataclass(frozen=True)
class Layer:
    """A layer as it is to be built, read by the reader of its name or, without one, as RDF.

    `description` is what the user says of a layer of RDF; the others' readers have it.
    """

    name: str
    sources: tuple[Source, ...]
    origins: tuple[Origin, ...] = ()
    description: Description | None = None

    @property
    def iri(self) -> str:
        """The named graph of the layer, which is also the dataset that describes it."""
        return GRAPH + self.name

    def as_json(self) -> dict[str, Any]:
        """Return the layer for a manifest; the files are told by their SHA-256 alone."""
        told = asdict(self)
        for source in told["sources"]:
            del source["path"]
        return told

    @classmethod
    def of_json(cls, told: Mapping[str, Any], files: Path) -> Layer:
        """Return the layer that a manifest tells of, its files in the folder `files`."""
        own = told.get("description")
        return cls(
            name=told["name"],
            sources=tuple(Source(path=files / s["sha256"], **s) for s in told["sources"]),
            origins=tuple(Origin(**origin) for origin in told.get("origins", ())),
            description=_description(own) if own else None,
        )

    def with_sources(self, sources: Mapping[str, Source], origins: Sequence[Origin]) -> Layer:
        """Return the layer with more files, by part; one takes the place of the former."""
        parts = {source.part: source for source in self.sources} | dict(sources)
        given = {origin.given: origin for origin in (*self.origins, *origins)}
        return self._of(parts, given.values())

    def without(self, part: str) -> Layer:
        """Return the layer without a part, or without those that it holds: "2024" all of 2024."""
        kept = {
            source.part: source
            for source in self.sources
            if source.part != part and not source.part.startswith(f"{part}/")
        }
        return self._of(kept, self.origins)

    def _of(self, parts: Mapping[str, Source], origins: Iterable[Origin]) -> Layer:
        """Return the layer with these parts; of the origins, those that still give one."""
        ordered = tuple(parts[part] for part in sorted(parts))
        giving = {source.origin for source in ordered}
        # A store of before this was kept does not say which gave what.
        kept = tuple(one for one in origins if one.given in giving or "" in giving)
        return replace(self, sources=ordered, origins=kept)


def _description(told: Mapping[str, Any]) -> Description:
    """Return what a manifest keeps of a description, with tuples again where JSON has lists."""
    lists = {key: tuple(told[key]) for key in ("publishers", "addresses", "shipped") if key in told}
    keywords = {key: tuple(words) for key, words in told.get("keywords", {}).items()}
    return Description(**{**told, **lists, "keywords": keywords})


def described(layer: Layer, readers: Mapping[str, Reader] | None = None) -> Description:
    """Return what is said of a layer: by its reader, by whoever added it, or its name alone."""
    readers = installed_readers() if readers is None else readers
    if layer.name in readers:
        return readers[layer.name].description
    return layer.description or Description({"fr": layer.name, "en": layer.name}, {}, (), "", "")


def last_update(layer: Layer, issued: Mapping[str, str] | None = None) -> str:
    """Return the date of the latest data in a layer (EDTF), "" where no file tells one.

    `issued` tells of when files are, by SHA-256, where nobody said it of the file.

    >>> last_update(Layer("mine", (Source(Path(), "a", "1", dated="2026-03"),
    ...                            Source(Path(), "b", "2"))), {"2": "2025"})
    '2026-03'
    """
    dates = (source.dated or (issued or {}).get(source.sha256, "") for source in layer.sources)
    return max((_latest(date) for date in dates), default="")


def _latest(edtf: str) -> str:
    """Return the last date that an interval, or a set, names: "2024-11" of "[2024-10..2024-11]"."""
    return edtf.strip("[]").replace("..", "/").strip("/").rpartition("/")[2]
