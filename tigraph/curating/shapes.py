"""What `tigraph check` finds: form, terms, dates, lives, shapes, soundness."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.curating.finding import Finding
from tigraph.curating.lives import outside_lives
from tigraph.curating.placing import placing_findings
from tigraph.curating.reading import read_once
from tigraph.curating.renaming import renamed_findings
from tigraph.curating.soundness import soundness
from tigraph.curating.vocabulary import vocabulary_findings
from tigraph.errors import BadDateError, DataError, RenamedWarning
from tigraph.local import amount, plural, read_bytes, shipped
from tigraph.names import is_sound
from tigraph.rdf import (
    in_rdf11,
    normalised,
    open_store,
    read_quads,
    remarks,
    select,
    shipped_files,
    terms_with,
    text_of,
)
from tigraph.rdf.vocabulary import BOUNDS, EDTF, curie
from tigraph.validity import derive_bounds, derive_lives, period

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_SHAPE = "https://w3id.org/tigraph/shapes#"
_CHECKED = """
SELECT ?identifier ?notation ?scheme ?check ?en ?fr {
  ?scheme tig:checkDigits ?check .
  ?identifier tig:idScheme ?scheme ; skos:notation ?notation .
  OPTIONAL { ?scheme skos:prefLabel ?en FILTER(LANG(?en) = "en") }
  OPTIONAL { ?scheme skos:prefLabel ?fr FILTER(LANG(?fr) = "fr") }
} ORDER BY ?identifier
"""
_WRONG = {
    "en": "fails the check digit of its scheme ({scheme}): look for a mistyped character.",
    "fr": "n’a pas la clé de son système ({scheme}) : cherchez un caractère mal saisi.",
}


def check_files(
    paths: Iterable[Path] = (), *, only_data: bool = False, language: str = "en"
) -> list[Finding]:
    """Return the findings of every check on RDF files: form, terms, dates, lives, shapes and more.

    Files are checked together with the curated graph, to which they add, or with
    `only_data` on their own; without files, the curated graph is checked. Raises
    `DataError` or `UsageError` for a file that cannot be read.
    """
    *concepts, curated = shipped_files()
    chosen = list(paths)
    if not only_data and curated.resolve() not in {path.resolve() for path in chosen}:
        chosen.insert(0, curated)
    findings, own, read = [], set[str](), list[ox.Quad]()
    for path in chosen:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RenamedWarning)  # a remark tells it
            quads = read_quads(path)
        read += quads
        findings += [*_form(path, quads), *_uncovered(path, quads, language)]
        findings += renamed_findings(path, language)
        if path.resolve() != curated.resolve():
            own.update(text_of(quad.subject) for quad in quads)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RenamedWarning)
        store = open_store([*concepts, *chosen])
    sound = soundness(store, own, language)
    derive_bounds(store)
    derive_lives(store)
    shapes = _shapes(store, language)
    outside = [Finding("lives", *found) for found in outside_lives(store, language)]
    digits = _check_digits(store, language, shapes)
    known = terms_with(read)
    terms = vocabulary_findings(read, known, language)
    base = [quad for path in sorted(shipped("ontology").glob("*.ttl")) for quad in read_quads(path)]
    placed = dict.fromkeys(placing_findings(read, base, known, language))
    shapes = [item for item in shapes if not _is_of_no_term(item, terms)]
    return [*findings, *terms.values(), *placed, *digits, *_dates(store), *outside, *shapes, *sound]


def _is_of_no_term(finding: Finding, told: Mapping[tuple[str, str], Finding]) -> bool:
    """Whether what a shape says is that of a term that is none, of which more is told."""
    if any(finding.where == term for _, term in told):
        return True
    return any(finding.where == w and finding.message.endswith(f"({t})") for w, t in told)


def _form(path: Path, quads: Sequence[ox.Quad]) -> list[Finding]:
    """Whether a Turtle file of tigraph's own is in normal form, without blank nodes."""
    if any(isinstance(node, ox.BlankNode) for q in quads for node in (q.subject, q.object)):
        return [Finding("form", str(path), "has blank nodes.", "Give each node an IRI.")]
    if path.suffix != ".ttl":
        return []
    if normalised((quad.triple for quad in quads), *remarks([path])) == read_bytes(path):
        return []
    command = f"tigraph export -o {path} --force"
    if path.resolve() != shipped_files()[-1].resolve():
        command = f"tigraph export --only-data --data {path} -o {path} --force"
    return [Finding("form", str(path), "is not in normal form.", f"Write it anew: {command}")]


_APART = {
    "en": "has {} in named graphs, where no check looks: give a file without them.",
    "fr": "a {} dans des graphes nommés, où aucun contrôle ne regarde : donnez un fichier sans "
    "graphe nommé.",
}
_NEWER = {
    "en": "has {} in RDF 1.2 (a triple as a term, the direction of a text): no check covers that.",
    "fr": "a {} en RDF 1.2 (un triplet comme terme, le sens d’un texte) : aucun contrôle ne couvre "
    "cela.",
}
_TRIPLES = {"en": ("triple", "triples"), "fr": ("triplet", "triplets")}


def _uncovered(path: Path, quads: Sequence[ox.Quad], language: str) -> Iterator[Finding]:
    """Yield what of a file is not checked."""
    apart = [quad for quad in quads if quad.graph_name != ox.DefaultGraph()]
    _, newer = in_rdf11(quad.triple for quad in quads)
    for count, told in ((len(apart), _APART), (newer, _NEWER)):
        if count:
            counted = f"{amount(count, language)} {_TRIPLES[language][plural(count, language)]}"
            yield Finding("form", str(path), told[language].format(counted), remark=True)


def _check_digits(store: ox.Store, language: str, told: Iterable[Finding]) -> list[Finding]:
    """Return the identifiers with wrong check digits, save those of which a shape tells."""
    told_of = {item.where for item in told}
    findings = dict[str, Finding]()
    for row in select(store, _CHECKED):
        where = curie(row["identifier"])
        if where in told_of:
            continue
        try:
            if is_sound(row["notation"], row["check"]):
                continue
        except DataError as error:
            where = curie(row["scheme"])
            findings[where] = Finding("form", where, str(error))
        else:
            scheme = row[language] or row["fr"] or row["en"] or curie(row["scheme"])
            findings[where] = Finding("form", where, _WRONG[language].format(scheme=scheme))
    return list(findings.values())


def _dates(store: ox.Store) -> list[Finding]:
    findings = []
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        value = quad.object
        if isinstance(value, ox.Literal) and value.datatype.value == EDTF:
            try:
                period(value.value)
            except BadDateError as error:
                findings.append(Finding("dates", curie(text_of(quad.subject)), str(error)))
    return findings


@cache
def _shape_graph() -> Any:
    """Return the shapes as an rdflib graph; nobody writes into it."""
    import rdflib

    return rdflib.Graph().parse(shipped("ontology") / "shapes.ttl", format="turtle")


def _shapes(store: ox.Store, language: str) -> list[Finding]:
    """Run the SHACL shapes over the graph with its date bounds."""
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    for graph in (ox.DefaultGraph(), ox.NamedNode(BOUNDS)):
        # What this leaves out is told of the files that it stands in.
        triples, _ = in_rdf11(q.triple for q in store.quads_for_pattern(None, None, None, graph))
        data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = _shape_graph()
    _, report, _ = pyshacl.validate(read_once(data), shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace(_SH)
    findings = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        # pySHACL drops the language of a SPARQL constraint's message: take it from the shape.
        source = report.value(result, sh.sourceConstraint)
        texts = list(shapes.objects(source, sh.message)) if source is not None else []
        texts = texts or list(report.objects(result, sh.resultMessage))
        messages = {getattr(text, "language", None) or "en": str(text) for text in texts}
        message = messages.get(language) or messages.get("en") or next(iter(messages.values()), "")
        remark = report.value(result, sh.resultSeverity) == sh.Info
        for where, what in _to_mend(data, shapes, report, result):
            shown = f" ({curie(what)})" if what and what != where else ""
            findings.add(Finding("shapes", curie(where), f"{message}{shown}", remark=remark))
    return sorted(findings, key=lambda item: (item.remark, item.where, item.message))


def _to_mend(
    data: rdflib.Graph, shapes: rdflib.Graph, report: rdflib.Graph, result: rdflib.term.Node
) -> Iterator[tuple[str, str]]:
    """Yield what a result of a validation wants mended, and what is wrong with it or "".

    A constraint in SPARQL has a scheme or a class in focus, and the node at fault is its
    value. Some shapes say that the fault is not of the node in focus but of those that lead
    to it (`shape:findingAt shape:User`): they took the wrong one.
    """
    import rdflib

    sh, own = rdflib.Namespace(_SH), rdflib.Namespace(_SHAPE)
    focus, value = (str(report.value(result, term) or "") for term in (sh.focusNode, sh.value))
    source, by = report.value(result, sh.sourceShape), report.value(result, sh.sourceConstraint)
    shape = shapes.value(None, sh.property, source) or source
    if (shape, own.findingAt, own.User) in shapes:
        for term in shapes.objects(shape, sh.targetObjectsOf):
            for user in data.subjects(term, rdflib.URIRef(focus)):
                yield str(user), focus
    elif value and by is not None and (by, sh.select, None) in shapes:
        yield value, ""
    else:
        yield focus, value
