"""The names that tigraph uses: prefixes, IRIs of its ontology, CURIEs.

Nothing here needs an RDF library, so that the command line can start without one.
"""

from __future__ import annotations

import os
from urllib.parse import quote, urljoin

#: What may stand in an IRI, in ASCII, apart from letters and digits.
_IRI = "!#$%&'()*+,-./:;=?@[]_~"


CURATED = "curated"

#: The languages in which tigraph speaks.
LANGUAGES = ("fr", "en")

ONTOLOGY = "https://w3id.org/tigraph/ontology#"
ENTITY = "https://w3id.org/tigraph/id/"
CONCEPT = "https://w3id.org/tigraph/concept/"
GRAPH = "https://w3id.org/tigraph/graph/"

#: Named graphs of derived edges: what surely holds, what may hold, and the date bounds.
CERTAIN = GRAPH + "certain"
POSSIBLE = GRAPH + "possible"
BOUNDS = GRAPH + "bounds"
NAMES = GRAPH + "names"
#: How the named graphs begin of what follows at any time, one for each rule that says so.
ENTAILED = GRAPH + "entailed-"
#: How tigraph's graphs of what was derived begin, which state nothing.
DERIVED = (CERTAIN, POSSIBLE, BOUNDS, ENTAILED)

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"

#: One prefix per kind of entity, in the order in which the graph is written.
ENTITY_PREFIXES = (
    "programme", "phase", "stage", "instrument", "project", "population",
    "area", "commune", "epci", "territory", "lineage", "geometry", "frame",
    "organisation", "body", "body-type", "post", "seat", "person", "event", "activity",
    "document", "text", "file", "identifier",
    "claim", "citation", "dating", "naming", "mapping", "span",
)  # fmt: skip

#: One prefix per scheme of concepts.
CONCEPT_SCHEMES = (
    "level", "order", "basis", "modality", "relation", "role", "status", "function",
    "theme", "sector", "objective", "measure", "unit", "qualifier", "stance",
    "legal-form", "id-scheme", "change", "omission", "dating-method", "position", "grade",
    "wording", "organisation-kind",
)  # fmt: skip

PREFIXES: dict[str, str] = {
    "tig": ONTOLOGY,
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "opengov": "http://www.w3.org/ns/opengov#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": XSD,
    "graph": GRAPH,
    "concept": CONCEPT,
    **{kind: f"{ENTITY}{kind}/" for kind in ENTITY_PREFIXES},
    **{scheme: f"{CONCEPT}{scheme}/" for scheme in CONCEPT_SCHEMES},
}

_BY_NAMESPACE = {iri: prefix for prefix, iri in PREFIXES.items()}


def curie(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI itself where no prefix fits.

    >>> curie("https://w3id.org/tigraph/id/person/cedric-bole")
    'person:cedric-bole'
    >>> curie("https://example.org/other")
    'https://example.org/other'
    """
    rest = local_name(iri)
    prefix = _BY_NAMESPACE.get(iri[: len(iri) - len(rest)])
    return f"{prefix}:{rest}" if prefix and rest else iri


def expand(name: str) -> str | None:
    """Return the IRI that a CURIE or an IRI (with or without angle brackets) names, else None.

    >>> expand("person:cedric-bole")
    'https://w3id.org/tigraph/id/person/cedric-bole'
    >>> expand("Cédric Bôle") is None
    True
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    if name.startswith(("http://", "https://", "urn:")):
        return None if any(c.isspace() or c in '<>"{}|^`\\' for c in name) else name
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and local and not any(c.isspace() for c in local):
        return PREFIXES[prefix] + local
    return None


def local_name(iri: str) -> str:
    """Return what follows the last `#` or `/` of an IRI.

    >>> local_name("http://www.w3.org/ns/org#Post")
    'Post'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def locale_language() -> str:
    """Return "fr" where the locale is French, else "en"."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def iri(address: str) -> str:
    """Return an address as an IRI of RDF: what may not stand in one is percent-encoded.

    >>> iri("https://example.org/a|b{c}")
    'https://example.org/a%7Cb%7Bc%7D'
    """
    return quote(address, safe=_IRI)


def absolute(base: str, iri: str) -> str:
    """Return an IRI resolved against another; a mark at its end stays.

    >>> absolute("http://example.org/a", "b"), absolute("http://example.org/a", "b#")
    ('http://example.org/b', 'http://example.org/b#')
    """
    joined = urljoin(base, iri)  # which loses the mark
    return joined + iri[-1] if iri.endswith(("#", "?")) and joined[-1] != iri[-1] else joined
