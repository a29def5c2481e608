"""The page of the model, and the ontology and the concepts as files, where w3id.org leads to them.

A site under whose address these lie is one to which the rules of `docs/w3id` can point.
"""

# Imports inside functions are there for speed: a page waits for nothing that it does not use.

from __future__ import annotations

import re
import threading
from functools import cache

from tigraph.local import shipped
from tigraph.pages.data import DATA
from tigraph.rdf.vocabulary import CONCEPT, ONTOLOGY, PREFIXES, curie

#: The forms of a file of RDF, by the ending of its path: the first where a client has no wish.
FORMS = {**DATA, "rdf": "application/rdf+xml"}
#: Files of RDF by what they are called at the site, and what comes as it is, with its media type.
_RDF = {"ontology": "ontology/tigraph.ttl", "bridge": "ontology/bridge.ttl",
        "concepts": "ontology/schemes.ttl", "graph/curated": "data/graph.ttl"}  # fmt: skip
_AS_IT_IS = {
    "shapes.ttl": ("ontology", "text/turtle"),
    "context.jsonld": ("ontology", "application/ld+json"),
    "mappings.sssom.tsv": ("data", "text/tab-separated-values; charset=utf-8"),
    "alignments.sssom.tsv": ("ontology", "text/tab-separated-values; charset=utf-8"),
}
_FILE = re.compile(rf"(?P<name>{'|'.join(_RDF)})\.(?P<ending>{'|'.join(FORMS)})")
#: What a term or a version of the vocabulary is called below the home of all.
_ELSEWHERE = {"ontology/alignments": "alignments.sssom.tsv"}
_TERM = re.compile(r"(?P<name>ontology|bridge|concepts?)(?:/(?P<rest>.*))?")
_turn = threading.Lock()


def model_html(language: str) -> tuple[str, str]:
    """Return the page of the model, and what it may load and run (Content-Security-Policy).

    Its examples are of the curated graph, whatever else is served.
    """
    with _turn:
        return _model_html(language)


@cache
def _model_html(language: str) -> tuple[str, str]:
    from tigraph.explaining import model_page, page_policy
    from tigraph.graph import load

    ground = load(layers=["curated"], language=language).ground
    return model_page(ground, language), page_policy()


@cache
def vocabulary_file(path: str) -> tuple[bytes, str] | None:
    """Return a file of the vocabulary and its media type, None where there is none of that path.

    >>> vocabulary_file("ontology.nt")[1], vocabulary_file("ontology.doc")
    ('application/n-triples', None)
    """
    path = _ELSEWHERE.get(path, path)
    if told := _AS_IT_IS.get(path):
        folder, media = told
        return (shipped(folder) / path).read_bytes(), media
    if (match := _FILE.fullmatch(path)) is None:
        return None
    folder, _, file = _RDF[match["name"]].partition("/")
    content, ending = (shipped(folder) / file).read_bytes(), match["ending"]
    return (content if ending == "ttl" else _in_form(content, ending)), FORMS[ending]


def _in_form(turtle: bytes, ending: str) -> bytes:
    import pyoxigraph as ox

    from tigraph.rdf import as_json_ld

    quads = list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    if ending == "jsonld":
        return as_json_ld(quads)
    form = ox.RdfFormat.from_extension(ending)
    assert form is not None
    triples = sorted({quad.triple for quad in quads}, key=str)
    return ox.serialize(triples, format=form, prefixes=PREFIXES) or b""


def vocabulary_of(path: str) -> tuple[str, str] | None:
    """Return in which file a term of the vocabulary is, and where on the page of the model.

    `path` is that of its IRI below https://w3id.org/tigraph/. None where it is of none.

    >>> vocabulary_of("concept/role/president"), vocabulary_of("ontology/theme/dates")
    (('concepts', 'role:president'), ('ontology', 'theme-dates'))
    >>> vocabulary_of("ontology"), vocabulary_of("ontology/9.9.9")
    (('ontology', ''), None)
    """
    if (match := _TERM.fullmatch(path)) is None:
        return None
    name, rest = match["name"], (match["rest"] or "").rstrip("/")
    if name == "concept" and rest:
        return "concepts", curie(CONCEPT + rest)
    if name in ("concept", "concepts"):
        return ("concepts", "") if not rest else None
    if rest.startswith("theme/"):
        return "ontology", f"theme-{rest.removeprefix('theme/')}"
    return (name, "") if rest in ("", _version()) else None


@cache
def _version() -> str:
    from tigraph.explaining import shipped_model

    return "".join(shipped_model().of(ONTOLOGY.rstrip("#"), "owl:versionInfo"))
