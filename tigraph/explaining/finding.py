"""The term that a name means: a CURIE, an IRI, a local name, or a label in either language."""

from __future__ import annotations

from collections import defaultdict

from tigraph.errors import AmbiguousNameError, UnknownNameError, nearest
from tigraph.explaining.model import Model
from tigraph.local import Words, said
from tigraph.names import folded
from tigraph.rdf.vocabulary import curie, expand, local_name

SORTS = Words(
    {
        "class": ("class", "classe"),
        "property": ("property", "propriété"),
        "datatype": ("datatype", "type de données"),
        "scheme": ("scheme of concepts", "schéma de concepts"),
        "concept": ("concept", "concept"),
    }
)
#: Classes, properties and schemes before concepts, of which there are many of common names.
_FIRST = ("class", "property", "datatype", "scheme")
_ALIKE = 0.6


def term_named(model: Model, name: str, language: str = "en") -> str:
    """Return the IRI of a term.

    Raises `AmbiguousNameError` where several have the name, and `UnknownNameError`, with the
    nearest, where none has.

    >>> from tigraph.explaining.model import shipped_model
    >>> model = shipped_model()
    >>> [curie(term_named(model, name)) for name in ("tig:Claim", "valid time", "Claim")]
    ['tig:Claim', 'tig:validTime', 'tig:Claim']
    """
    if (iri := expand(name)) is not None:
        if model.sort(iri):
            return iri
        raise UnknownNameError("term", name, model.terms.nearest(iri), _REMEDY)
    known = [iri for iri in model.terms if model.sort(iri)]
    letter_for_letter = [iri for iri in known if local_name(iri) == name]
    called = defaultdict[str, list[str]](list)
    for iri in known:
        for own in dict.fromkeys(map(_key, (local_name(iri), *model.label(iri)))):
            called[own].append(iri)
    for found in (letter_for_letter, called.get(_key(name), [])):
        first = [iri for iri in found if model.sort(iri) in _FIRST]
        if len(first or found) == 1:
            return (first or found)[0]
        if found:
            raise AmbiguousNameError(name, [_told(model, iri, language) for iri in found], "terms")
    close = nearest(_key(name), sorted(called), _ALIKE)
    alike = dict.fromkeys(curie(iri) for own in close for iri in called[own])
    raise UnknownNameError("term", name, list(alike)[:3], _REMEDY)


_REMEDY = "`tigraph model` lists them."


def _key(name: str) -> str:
    """Return a name without case, accents and what joins words.

    >>> _key("validTime"), _key("Période de validité"), _key("holds-post")
    ('validtime', 'periodedevalidite', 'holdspost')
    """
    return "".join(c for c in folded(name) if c.isalnum())


def _told(model: Model, iri: str, language: str) -> tuple[str, str, str]:
    return curie(iri), said(model.label(iri), language), SORTS(model.sort(iri), language)
