"""What is known of a document, as Turtle: in the terms in which the shipped graph says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from tigraph.rdf import normalised, read_quads, remarks
from tigraph.rdf.vocabulary import EDTF, ONTOLOGY, PREFIXES, RDF_TYPE, XSD, iri, local_name
from tigraph.workspaces.documents import TEXT, Version, text_iri
from tigraph.workspaces.place import Workspace
from tigraph.workspaces.publishing import Publisher
from tigraph.workspaces.texts import Told

_P = PREFIXES
_LABEL = _P["skos"] + "prefLabel"
_Value = ox.NamedNode | ox.Literal


@dataclass(frozen=True)
class Described:
    """What is to be said of a document.

    Of a new version of one that is known, only what is not None is said anew. `found` says of
    each, by its name, on what it rests, in English.
    """

    title: str | None = None
    publisher: Publisher | None = None
    issued: Told | None = None
    address: str | None = None
    language: str | None = None
    found: Mapping[str, str] = field(default_factory=dict)


def described(
    workspace: Workspace, slug: str, told: Described, language: str, version: int
) -> Iterator[ox.Triple]:
    """Yield what is said of a document: of a field that is None, nothing.

    `language` is that of the title, `version` the one in whose text a date may stand.
    """
    document = workspace.iri("document", slug)
    yield _triple(document, RDF_TYPE, _node(_P["foaf"] + "Document"))
    if told.title:
        title = ox.Literal(told.title, language=language)
        yield _triple(document, _LABEL, _labelled(told.title))
        yield _triple(document, _P["dcterms"] + "title", title)
    if told.language:
        yield _triple(document, _P["dcterms"] + "language", ox.Literal(told.language))
    if told.address:
        yield _triple(document, ONTOLOGY + "address", _typed(iri(told.address), XSD + "anyURI"))
    if told.publisher:
        yield from _published(workspace, document, slug, told.publisher)
    if told.issued:
        yield from _dated(workspace, document, slug, told.issued, version)


def of_version(
    workspace: Workspace, slug: str, title: str, version: Version
) -> Iterator[ox.Triple]:
    """Yield what is said of the text of a version."""
    later = f" (version {version.number})" if version.number > 1 else ""
    name = f"{slug}/{version.number}/{TEXT}"
    characters = ox.Literal(str(version.characters), datatype=_node(XSD + "integer"))
    yield _triple(version.iri, RDF_TYPE, _node(ONTOLOGY + "Text"))
    yield _triple(version.iri, _LABEL, ox.Literal(f"texte lu de « {title} »{later}", language="fr"))
    yield _triple(version.iri, ONTOLOGY + "textOf", _node(workspace.iri("document", slug)))
    yield _triple(version.iri, ONTOLOGY + "sha256", ox.Literal(version.sha256))
    yield _triple(version.iri, ONTOLOGY + "characters", characters)
    yield _triple(version.iri, ONTOLOGY + "fileName", ox.Literal(name))


def changed(
    workspace: Workspace, path: Path, slug: str, triples: Iterable[ox.Triple]
) -> bytes:  # fmt: skip
    """Return a description in normal form with more triples, comments kept.

    What they say of the document itself stands in place of what was said of it in these terms.
    """
    document = _node(workspace.iri("document", slug))
    more = list(triples)
    said = {triple.predicate for triple in more if triple.subject == document}
    if _node(_P["dcterms"] + "issued") in said:  # what the former date rests on goes with it
        said |= {_node(ONTOLOGY + "dating"), _node(_P["skos"] + "editorialNote")}
    kept = [
        quad.triple
        for quad in read_quads(path)
        if not (quad.subject == document and quad.predicate in said)
    ]
    return normalised([*_used(kept, more), *more], *remarks([path]))


def _used(kept: list[ox.Triple], more: list[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield triples but those of datings, and of their spans, to which nothing leads any more."""
    while True:
        led_to = {triple.object for triple in (*kept, *more)}
        apart = {_node(ONTOLOGY + "DateDerivation"), _node(_P["oa"] + "TextPositionSelector")}
        lost = {
            triple.subject
            for triple in kept
            if triple.object in apart and triple.subject not in led_to
        }
        if not lost:
            break
        kept = [triple for triple in kept if triple.subject not in lost]
    yield from kept


def _published(
    workspace: Workspace, document: str, slug: str, publisher: Publisher
) -> Iterator[ox.Triple]:
    claim = workspace.iri("claim", f"{local_name(publisher.iri)}--published--{slug}")
    citation = workspace.iri("citation", f"catalogue-{slug}")
    yield _triple(document, _P["dcterms"] + "publisher", _node(publisher.iri))
    if publisher.new:
        kind = _P["org"] + "FormalOrganization"
        yield _triple(publisher.iri, RDF_TYPE, _node(kind))
        yield _triple(publisher.iri, _LABEL, _labelled(publisher.name))
    for term, value in (
        (RDF_TYPE, ONTOLOGY + "RelationClaim"),
        (ONTOLOGY + "relation", _P["relation"] + "published"),
        (ONTOLOGY + "subject", publisher.iri),
        (ONTOLOGY + "object", document),
        (ONTOLOGY + "basis", _P["basis"] + "authorship"),
        (ONTOLOGY + "citation", citation),
    ):
        yield _triple(claim, term, _node(value))
    for term, value in (
        (RDF_TYPE, _P["oa"] + "SpecificResource"),
        (RDF_TYPE, ONTOLOGY + "SourceCitation"),
        (_P["oa"] + "hasSource", document),
        (_P["prov"] + "wasAttributedTo", publisher.iri),
        (ONTOLOGY + "modality", _P["modality"] + "stated"),
    ):
        yield _triple(citation, term, _node(value))
    yield _triple(citation, ONTOLOGY + "catalogued", _typed("true", XSD + "boolean"))


def _dated(
    workspace: Workspace, document: str, slug: str, issued: Told, version: int
) -> Iterator[ox.Triple]:
    date = _typed(issued.value, EDTF)
    yield _triple(document, _P["dcterms"] + "issued", date)
    english, french = issued.by
    note = _P["skos"] + "editorialNote"
    yield _triple(document, note, ox.Literal(f"The date rests on: {english}.", language="en"))
    yield _triple(document, note, ox.Literal(f"La date repose sur : {french}.", language="fr"))
    if issued.from_address:
        dating, source, method = "address", document, "from-address"
    elif issued.span:
        dating = f"{version}-{issued.span[0]}"
        source, method = text_iri(workspace, slug, version), "shown-by-text"
    else:
        return
    node = workspace.iri("dating", f"{slug}-{dating}")
    yield _triple(document, ONTOLOGY + "dating", _node(node))
    yield _triple(node, RDF_TYPE, _node(_P["oa"] + "SpecificResource"))
    yield _triple(node, RDF_TYPE, _node(ONTOLOGY + "DateDerivation"))
    yield _triple(node, _P["oa"] + "hasSource", _node(source))
    yield _triple(node, ONTOLOGY + "datingMethod", _node(_P["dating-method"] + method))
    if issued.span and not issued.from_address:
        start, end = issued.span
        span = workspace.iri("span", f"{slug}-{version}-{start}-{end}")
        yield _triple(node, ONTOLOGY + "shows", date)
        yield _triple(node, _P["oa"] + "hasSelector", _node(span))
        yield _triple(span, RDF_TYPE, _node(_P["oa"] + "TextPositionSelector"))
        yield _triple(span, _P["oa"] + "start", _typed(str(start), XSD + "integer"))
        yield _triple(span, _P["oa"] + "end", _typed(str(end), XSD + "integer"))


def _triple(subject: str, term: str, value: _Value) -> ox.Triple:
    return ox.Triple(_node(subject), _node(term), value)


def _node(value: str) -> ox.NamedNode:
    return ox.NamedNode(value)


def _typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=_node(datatype))


def _labelled(text: str) -> ox.Literal:
    """Return a label: a title is the same name in French, whatever language it is in."""
    return ox.Literal(text, language="fr")
