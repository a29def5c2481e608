"""What a layer is made of, and what it says of itself: DCAT and PROV, part of the layer.

The record travels with the layer, so that producer, licence and date of the data stand in
whatever is exported from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tigraph import __version__
from tigraph.http.addresses import is_address
from tigraph.layers.layer import Layer, last_update
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE, iri
from tigraph.registries import Description, Known, Report, Source
from tigraph.registries.facts import text, typed, whole

#: The agent that derives layers, by version.
SOFTWARE = f"https://w3id.org/tigraph/software/{__version__}"

_P = PREFIXES
_TIG = _P["tig"]


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
    if told.language != "fr":  # what the curated graph is in need not be told
        facts.append((dataset, _P["dcterms"] + "language", text(told.language)))
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
        file = file_of(source, known)
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


def file_of(source: Source, known: Known) -> str:
    """Return the IRI of a file that a layer is read from."""
    return known.files.get(source.sha256) or _P["file"] + source.sha256[:16]


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


def _node_or_text(value: str) -> str:
    return f"<{iri(value)}>" if is_address(value) else text(value)


def _date(edtf: str) -> str:
    """Return a date as DCAT wants it: as precise as it is known."""
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return typed(edtf, kinds.get(len(edtf), "string"))
