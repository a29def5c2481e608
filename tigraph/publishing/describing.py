"""What machines are told of a published site: VoID and DCAT, dumps with sums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.stores import Ground

#: The forms in which all is there, by ending, and what media type they are of.
DUMPS = {
    "ttl": "text/turtle",
    "trig": "application/trig",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
}


#: What the record of a graph says that its description says, too.
_RECORD = """SELECT ?property ?value {
  VALUES ?property { dcterms:title dcterms:description dcterms:license dcterms:publisher
    dcterms:creator dcterms:rights dcterms:modified dcterms:spatial owl:versionInfo skos:scopeNote
    dcat:keyword }
  graph:curated ?property ?value } ORDER BY ?property ?value"""
_RIGHTS = """SELECT ?rights ?label { graph:curated dcterms:rights ?rights .
  ?rights rdfs:label ?label } ORDER BY ?rights ?label"""
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def dump_paths(day: str) -> dict[str, str]:
    """Return where the graph whole lies within a site, by ending."""
    return {ending: f"data/graph-{day}.{ending}" for ending in DUMPS}


def _recorded(ground: Ground) -> Iterator[str]:
    """Yield what the record says of the graph: title, licences, publisher, of which part it is."""
    rows = list(_rows(ground, _RECORD))
    if not any(says.value.endswith("/title") for says, _ in rows):
        yield f'  dcterms:title "tigraph {ground.version}" ;'
    yield from (f"  {says} {told} ;" for says, told in rows)


def _rows(ground: Ground, query: str) -> Iterator[tuple[Any, Any]]:
    """Yield the rows of two terms that a query gives, as terms: these are written as they are."""
    assert isinstance(ground.store, ox.Store)
    found = ground.store.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    for one in found:
        yield one[0], one[1]


def described(ground: Ground, base: str, dumps: Mapping[str, bytes]) -> bytes:
    """Return the description of a site's data in Turtle: DCAT's, and VoID's of where it lies.

    `base` is where the site is known, "" where that is not; `dumps` are by their paths.
    """
    told = ground.told()
    lines = [f"@prefix {one}: <{PREFIXES[one]}> ." for one in ("dcat", "dcterms", "void", "xsd")]
    lines += ["@prefix spdx: <http://spdx.org/rdf/terms#> .", ""]
    site = f"<{base or './'}>"
    nt = next(content for path, content in dumps.items() if path.endswith(".nt"))
    triples = len(nt.splitlines())
    where = [f"<{base}{path}>" for path in dumps]
    lines += [
        f"{site} a void:Dataset, dcat:Dataset ;",
        *_recorded(ground),
        f'  dcterms:issued "{told["made"]}"^^xsd:date ;',
        f"  void:triples {triples} ;",
        f'  void:uriSpace "{PREFIXES["person"].removesuffix("person/")}" ;',
        f"  void:dataDump {', '.join(where)} ;",
        f"  dcat:distribution {', '.join(where)} .",
        "",
        *(f"{rights} {_LABEL} {label} ." for rights, label in _rows(ground, _RIGHTS)),
        "",
    ]
    for path, content in dumps.items():
        media = DUMPS[path.rpartition(".")[2]]
        sum_ = hashlib.sha256(content).hexdigest()
        lines += [
            f"<{base}{path}> a dcat:Distribution ;",
            f"  dcat:downloadURL <{base}{path}> ;",
            f"  dcat:mediaType <https://www.iana.org/assignments/media-types/{media}> ;",
            f"  dcat:byteSize {len(content)} ;",
            "  spdx:checksum [ a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ;",
            f'    spdx:checksumValue "{sum_}"^^xsd:hexBinary ] .',
            "",
        ]
    return "\n".join(lines).encode()


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of files as `sha256sum --check` reads them."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in files.items()]
    return "".join(lines).encode()
