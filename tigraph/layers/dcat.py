"""What a layer is made of, and what it says of itself: DCAT and PROV, part of the layer.

The record travels with the layer, so that producer, licence and date of the data stand in
whatever is exported from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tigraph import __version__
from tigraph.http.addresses import is_address
from tigraph.rdf.vocabulary import GRAPH, PREFIXES, RDF_TYPE
from tigraph.registries import READERS
from tigraph.registries.facts import text, typed, whole
from tigraph.registries.known import Known
from tigraph.registries.sources import Description, Reader, Report, Source

#: The agent that derives layers, by version.
SOFTWARE = f"https://w3id.org/tigraph/software/{__version__}"

#: What may stand in an IRI, in ASCII, apart from letters and digits.
_IRI = "!#$%&'()*+,-./:;=?@[]_~"
_P = PREFIXES
_TIG = _P["tig"]


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
            description=Description(**{**own, "publishers": tuple(own["publishers"])})
            if own
            else None,
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


def described(layer: Layer, readers: Mapping[str, Reader] = READERS) -> Description:
    """Return what is said of a layer: by its reader, by whoever added it, or its name alone."""
    if layer.name in readers:
        return readers[layer.name].description
    return layer.description or Description({"fr": layer.name, "en": layer.name}, {}, (), "", "")


def last_update(layer: Layer, issued: Mapping[str, str] | None = None) -> str:
    """Return the date of the latest data in a layer (EDTF), "" where no file tells one.

    `issued` tells of when files are, by SHA-256, where nobody said it of the file.

    >>> last_update(Layer("elus", (Source(Path(), "a", "1", dated="2026-03"),
    ...                            Source(Path(), "b", "2"))), {"2": "2025"})
    '2026-03'
    """
    dates = (source.dated or (issued or {}).get(source.sha256, "") for source in layer.sources)
    return max((date.rpartition("/")[2] for date in dates), default="")


def metadata(layer: Layer, told: Description, report: Report, known: Known) -> list[str]:
    """Return the record of a layer as lines of N-Triples, once it has been read.

    `told` is what is said of the layer.
    The same files, read by the same version, give the same lines: the time of reading is
    not told. `known` says which nodes the files have.
    """
    dataset, activity = layer.iri, _P["activity"] + layer.name
    facts: list[tuple[str, str, str]] = [
        (dataset, RDF_TYPE, f"<{_P['dcat']}Dataset>"),
        (dataset, _P["prov"] + "wasGeneratedBy", f"<{activity}>"),
        (dataset, _TIG + "rowsRead", whole(report.rows)),
        (dataset, _TIG + "rowsUsed", whole(report.used)),
        (dataset, _TIG + "rowsRefused", whole(len(report.refused))),
        (dataset, _TIG + "rowsLeftOut", whole(report.left_out.total())),
        (activity, RDF_TYPE, f"<{_P['prov']}Activity>"),
        (activity, _P["prov"] + "wasAssociatedWith", f"<{SOFTWARE}>"),
        (activity, _P["owl"] + "versionInfo", text(__version__)),
    ]
    for language, title in told.title.items():
        facts.append((dataset, _P["skos"] + "prefLabel", text(title, language)))
        facts.append((dataset, _P["dcterms"] + "title", text(title, language)))
    for language, words in told.description.items():
        facts.append((dataset, _P["dcterms"] + "description", text(words, language)))
    for publisher in told.publishers:
        by = "publisher" if is_address(publisher) else "creator"  # one is a node, one a name
        facts.append((dataset, _P["dcterms"] + by, _node_or_text(publisher)))
    if told.licence:
        facts.append((dataset, _P["dcterms"] + "license", _node_or_text(told.licence)))
    if told.homepage:
        facts.append((dataset, _P["dcat"] + "landingPage", f"<{iri(told.homepage)}>"))
    if updated := last_update(layer, known.issued):
        facts.append((dataset, _P["dcterms"] + "modified", _date(updated)))
    for source in {source.sha256: source for source in layer.sources}.values():
        file = known.files.get(source.sha256) or _P["file"] + source.sha256[:16]
        facts.append((dataset, _P["prov"] + "wasDerivedFrom", f"<{file}>"))
        facts.append((activity, _P["prov"] + "used", f"<{file}>"))
        facts += _distribution(file, source)
        if source.sha256 not in known.files:
            known.files[source.sha256] = file
            facts += _file(file, source)
    facts.sort(key=lambda fact: fact[0])
    lines = [f"<{subject}> <{predicate}> {value} .\n" for subject, predicate, value in facts]
    new = [line for line in lines if line not in known.lines]  # two layers may share a file
    known.lines.update(new)
    return new


def _distribution(file: str, source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield what is said of a file as a download."""
    if source.address.startswith("http"):
        yield file, _P["dcat"] + "downloadURL", f"<{iri(source.address)}>"
    if source.retrieved:
        yield file, _TIG + "retrieved", typed(source.retrieved, "dateTime")


def _file(file: str, source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield what is said of a file that no reader described as a registry's."""
    yield file, RDF_TYPE, f"<{_P['dcat']}Distribution>"
    yield file, _P["skos"] + "prefLabel", text(source.name, "fr")
    yield file, _P["dcterms"] + "title", text(source.name, "fr")
    yield file, _TIG + "fileName", text(source.name)
    yield file, _TIG + "sha256", text(source.sha256)
    if source.address:
        yield file, _TIG + "address", typed(source.address, "anyURI")


def iri(address: str) -> str:
    """Return an address as an IRI of RDF: what may not stand in one is percent-encoded.

    >>> iri("https://example.org/a|b{c}")
    'https://example.org/a%7Cb%7Bc%7D'
    """
    return quote(address, safe=_IRI)


def _node_or_text(value: str) -> str:
    return f"<{iri(value)}>" if is_address(value) else text(value)


def _date(edtf: str) -> str:
    """Return a date as DCAT wants it: as precise as it is known."""
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return typed(edtf, kinds.get(len(edtf), "string"))
