"""What a layer is made of, and what it says of itself: DCAT-AP and PROV, part of the layer.

The record travels with the layer, so that producer, licence and date of the data stand in
whatever is exported from it. What DCAT-AP wants a class of has it: who publishes, licences, forms.
"""

from __future__ import annotations

from collections.abc import Iterator

from tigraph import __version__
from tigraph.http.addresses import is_address
from tigraph.layers.carrying import SPDX
from tigraph.layers.layer import Layer, last_update
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE, iri
from tigraph.registries import Description, Known, Report, Source
from tigraph.registries.facts import as_date, text, typed, whole

#: The agent that derives layers, by version.
SOFTWARE = f"https://w3id.org/tigraph/software/{__version__}"
#: Whom to write to about a dataset: described in the curated graph.
CONTACT = "https://w3id.org/tigraph/contributors#contact"
_SHA256 = SPDX + "checksumAlgorithm_sha256"
_TURTLE = "https://www.iana.org/assignments/media-types/text/turtle"

_P = PREFIXES
_TIG = _P["tig"]
_DCT, _DCAT = _P["dcterms"], _P["dcat"]

#: What is said of a layer of which nobody said anything.
_PLAIN = {
    "fr": "Données RDF ajoutées à un entrepôt tigraph.",
    "en": "RDF data added to a store of tigraph.",
}
_KEYWORDS = {"fr": ("politiques publiques", "réseau d’acteurs"),
             "en": ("public policy", "network of actors")}  # fmt: skip

Fact = tuple[str, str, str]


def metadata(layer: Layer, told: Description, report: Report, known: Known) -> list[str]:
    """Return the record of a layer as lines of N-Triples, once it has been read.

    `told` is what is said of the layer.
    The same files, read by the same version, give the same lines: the time of reading is
    not told. `known` says which nodes the files have.
    """
    dataset, activity = layer.iri, _P["activity"] + layer.name
    facts: list[Fact] = [
        (dataset, RDF_TYPE, f"<{_DCAT}Dataset>"),
        (dataset, _DCT + "identifier", text(dataset)),
        (dataset, _DCAT + "contactPoint", f"<{CONTACT}>"),
        (dataset, _P["prov"] + "wasGeneratedBy", f"<{activity}>"),
        (dataset, _TIG + "rowsRead", whole(report.rows)),
        (dataset, _TIG + "rowsUsed", whole(report.used)),
        (dataset, _TIG + "rowsRefused", whole(len(report.refused))),
        (dataset, _TIG + "rowsLeftOut", whole(report.left_out.total())),
        (activity, RDF_TYPE, f"<{_P['prov']}Activity>"),
        (activity, _P["prov"] + "wasAssociatedWith", f"<{SOFTWARE}>"),
        (activity, _P["owl"] + "versionInfo", text(__version__)),
        (SOFTWARE, RDF_TYPE, f"<{_P['prov']}SoftwareAgent>"),
        (SOFTWARE, _P["rdfs"] + "label", text(f"tigraph {__version__}")),
    ]
    for language, title in told.title.items():
        facts.append((dataset, _P["skos"] + "prefLabel", text(title, language)))
        facts.append((dataset, _P["dcterms"] + "title", text(title, language)))
    for language, words in (told.description or _PLAIN).items():
        facts.append((dataset, _DCT + "description", text(words, language)))
    for language, words_of in (told.keywords or _KEYWORDS).items():
        facts += ((dataset, _DCAT + "keyword", text(word, language)) for word in words_of)
    if told.language != "fr":  # what the curated graph is in need not be told
        facts.append((dataset, _TIG + "labelLanguage", text(told.language)))
    for number, publisher in enumerate(told.publishers):
        by = "creator" if number else "publisher"  # DCAT-AP has one publisher at most
        node = publisher if is_address(publisher) else f"{dataset}#publisher-{number + 1}"
        facts.append((dataset, _DCT + by, f"<{iri(node)}>"))
        facts.append((iri(node), RDF_TYPE, f"<{_P['foaf']}Agent>"))
        if node != publisher:
            facts.append((node, _P["skos"] + "prefLabel", text(publisher, told.language)))
            facts.append((node, _P["foaf"] + "name", text(publisher)))
    licence = list(_licence(told.licence, dataset))
    facts += licence
    if told.homepage:
        # the page of the registry, not of the dataset made of it
        facts.append((dataset, _P["rdfs"] + "seeAlso", f"<{iri(told.homepage)}>"))
    if updated := last_update(layer, known.issued):
        facts.append((dataset, _DCT + "modified", as_date(updated)))
    facts += _export(dataset, told, [one for one in licence if one[0] == dataset])
    for source in {source.sha256: source for source in layer.sources}.values():
        file = file_of(source, known)
        facts.append((dataset, _P["prov"] + "wasDerivedFrom", f"<{file}>"))
        facts.append((activity, _P["prov"] + "used", f"<{file}>"))
        facts += _distribution(file, source, told.homepage or dataset)
        if source.sha256 not in known.files:
            known.files[source.sha256] = file
            facts += _file(file, source)
    facts = sorted(dict.fromkeys(facts), key=lambda fact: fact[0])
    lines = [f"<{subject}> <{predicate}> {value} .\n" for subject, predicate, value in facts]
    # two layers may share a file, a licence: an export of the second takes what is said of it along
    new = [line for line in lines if line not in known.lines]
    known.lines.update(new)
    return new


def file_of(source: Source, known: Known) -> str:
    """Return the IRI of a file that a layer is read from."""
    return known.files.get(source.sha256) or _P["file"] + source.sha256[:16]


def _export(dataset: str, told: Description, licence: list[Fact]) -> Iterator[Fact]:
    """Yield what is said of a layer's triples as a file: how to come by them stands at its IRI."""
    node = f"{dataset}#triples"
    yield dataset, _DCAT + "distribution", f"<{node}>"
    yield node, RDF_TYPE, f"<{_DCAT}Distribution>"
    for language, title in told.title.items():
        yield node, _DCT + "title", text(f"{title} (RDF)", language)
    yield node, _DCAT + "accessURL", f"<{dataset}>"
    yield node, _DCAT + "mediaType", f"<{_TURTLE}>"
    yield _TURTLE, RDF_TYPE, f"<{_DCT}MediaType>"
    for _, predicate, value in licence:
        yield node, predicate, value


def _licence(licence: str, dataset: str) -> Iterator[Fact]:
    """Yield a dataset's licence as a node, described where it is told in words alone."""
    if licence:
        node = iri(licence) if is_address(licence) else f"{dataset}#licence"
        yield dataset, _DCT + "license", f"<{node}>"
        yield node, RDF_TYPE, f"<{_DCT}LicenseDocument>"
        if not is_address(licence):
            yield node, _P["rdfs"] + "label", text(licence)


def _distribution(file: str, source: Source, page: str) -> Iterator[Fact]:
    """Yield what is said of a file as a download; of none, `page` is where to look for it."""
    fetched = source.address.startswith("http")
    yield file, _DCAT + "accessURL", f"<{iri(source.address if fetched else page)}>"
    if fetched:
        yield file, _DCAT + "downloadURL", f"<{iri(source.address)}>"
    if source.retrieved:
        yield file, _TIG + "retrieved", typed(source.retrieved, "dateTime")
    checksum = f"{file}#sha256"
    yield file, SPDX + "checksum", f"<{checksum}>"
    yield checksum, RDF_TYPE, f"<{SPDX}Checksum>"
    yield checksum, SPDX + "algorithm", f"<{_SHA256}>"
    yield checksum, SPDX + "checksumValue", typed(source.sha256, "hexBinary")
    yield _SHA256, RDF_TYPE, f"<{SPDX}ChecksumAlgorithm>"


def _file(file: str, source: Source) -> Iterator[Fact]:
    """Yield what is said of a file that no reader described as a registry's."""
    yield file, RDF_TYPE, f"<{_P['dcat']}Distribution>"
    yield file, _P["skos"] + "prefLabel", text(source.name, "fr")
    yield file, _P["dcterms"] + "title", text(source.name, "fr")
    yield file, _TIG + "fileName", text(source.name)
    yield file, _TIG + "sha256", text(source.sha256)
    if source.address:
        yield file, _TIG + "address", typed(source.address, "anyURI")
