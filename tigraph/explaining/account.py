"""What is told of the model, and of one term, as plain values for JSON, pages and a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tigraph.explaining.aligned import Alignment, alignments
from tigraph.explaining.finding import term_named
from tigraph.explaining.model import Model
from tigraph.explaining.promises import Promise, Promises, shipped_promises
from tigraph.explaining.uses import count_of, example_of, model_of, queries_with
from tigraph.local import said
from tigraph.rdf.vocabulary import PREFIXES, curie

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: The matches of a concept or a term with others' vocabularies.
MATCHES = (
    "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch",
    "skos:relatedMatch", "owl:equivalentClass", "owl:equivalentProperty",
)  # fmt: skip
#: What every entity has, and is told once.
_ALWAYS = ("rdf:type",)


class Account:
    """Tells of the model, in one language, with examples from a graph."""

    def __init__(self, ground: Ground, language: str = "") -> None:
        self.ground = ground
        self.language = language or ground.language

    @cached_property
    def model(self) -> Model:
        """The model with what the graph declares of its own."""
        return model_of(self.ground)

    @cached_property
    def promises(self) -> Promises:
        """What shapes hold."""
        return shipped_promises(self.model)

    def overview(self) -> dict[str, Any]:
        """Return the terms by theme, and the schemes: see `Graph.model`."""
        themes = [
            {
                "theme": theme.key,
                "label": said(theme.label, self.language),
                "about": said(theme.about, self.language),
                "terms": [
                    {**self._brief(iri), "sort": self.model.sort(iri)}
                    for iri in theme.terms
                    if not self.model.is_deprecated(iri)
                ],
            }
            for theme in self.model.themes
        ]
        schemes = [
            {
                **self._brief(iri),
                "concepts": len(self.model.concepts(iri)),
                "taken_by": [curie(one) for one in self._takers(iri)],
            }
            for iri in self.model.schemes
        ]
        return {"themes": themes, "schemes": schemes}

    def of(self, name: str) -> dict[str, Any]:
        """Return what a term means, what it has, an example, the queries that use it.

        Raises what `term_named` raises.
        """
        iri = term_named(self.model, name, self.language)
        sort = self.model.sort(iri)
        theme = self.model.theme_of(iri)
        told: dict[str, Any] = {
            **self._brief(iri),
            "iri": iri,
            "sort": sort,
            "labels": dict(zip(("en", "fr"), self.model.label(iri), strict=True)),
            "theme": said(theme.label, self.language) if theme else None,
            "deprecated": self.model.is_deprecated(iri),
            "replaced_by": self._briefs(self.model.of(iri, "dcterms:isReplacedBy")),
        }
        own = {"class": self._class, "property": self._property, "scheme": self._scheme}
        told |= own.get(sort, self._concept)(iri)
        told["matches"] = [
            {"match": one.match, "to": one.object, "label": one.label, "ground": one.ground}
            for one in self.matches(iri)
        ]
        example = example_of(self.ground, self.model, iri)
        told["count"] = count_of(self.ground, self.model, iri)
        told["example"] = example and {"iri": example.iri, "turtle": example.turtle}
        told["queries"] = [
            {"query": query.name, "summary": query.described("summary", self.language)}
            for query in queries_with(iri)
        ]
        return told

    def matches(self, iri: str) -> list[Alignment]:
        """Return what a term matches elsewhere: by the alignments, then as RDF states it."""
        found = [one for one in alignments() if one.subject == iri]
        stated = ((match, to) for match in MATCHES for to in self.model.of(iri, match))
        return [*found, *(Alignment(iri, match, to, curie(to), "") for match, to in stated)]

    def _class(self, iri: str) -> dict[str, Any]:
        model = self.model
        begins, ends = model.bearing(iri)
        return {
            "kind": iri in model.kinds,
            "derived": iri in model.terms.derived,
            "within": self._briefs(model.above(iri)),
            "has_within": self._briefs(model.below(iri)),
            "has": [self._held(one) for one in self.held(iri)],
            "rules": [said(rule, self.language) for rule in self.promises.rules_of(iri)],
            "relations_from": self._briefs(begins),
            "relations_to": self._briefs(ends),
        }

    def held(self, iri: str) -> list[Promise]:
        """Return what an instance of a class has: by the shapes, then by declared domains."""
        found = [one for one in self.promises.of_class(iri) if one.path not in _ALWAYS]
        named = {prop for one in found for prop in one.properties if one.path == curie(prop)}
        wide = [iri, *self.model.above(iri)]
        for one in wide:
            for prop in self.model.those("rdfs:domain", one):
                if prop not in named and not self.model.is_deprecated(prop):
                    functional = PREFIXES["owl"] + "FunctionalProperty"
                    most = 1 if functional in self.model.of(prop, "rdf:type") else None
                    found.append(Promise(curie(prop), (prop,), most=most))
                    named.add(prop)
        return found

    def _held(self, one: Promise) -> dict[str, Any]:
        alone = _alone(one)
        return {
            "property": one.path,
            "label": said(self.model.label(alone), self.language) if alone else "",
            "times": one.times,
            "sometimes": one.sometimes,
            "values": [curie(v) for v in self.values_of(one)],
            "derived": any(p in self.model.terms.derived for p in one.properties),
            "told": said(one.told, self.language),
        }

    def values_of(self, one: Promise) -> tuple[str, ...]:
        """Return where what an instance has leads to: a scheme rather than some of its concepts."""
        wide = self.promises.ends_of(_alone(one)).range if _alone(one) else ()
        schemes = tuple(iri for iri in wide if self.model.sort(iri) == "scheme")
        return schemes or one.values or wide

    def _property(self, iri: str) -> dict[str, Any]:
        ends = self.promises.ends_of(iri)
        model = self.model
        return {
            "derived": iri in model.terms.derived,
            "derived_from": self._briefs(model.terms.deriving(iri)),
            "domain": self._briefs(ends.domain),
            "domain_by": ends.domain_by,
            "range": self._briefs(ends.range),
            "range_by": ends.range_by,
            "within": self._briefs(model.above(iri)),
            "has_within": self._briefs(model.below(iri)),
            "inverse": self._briefs(
                [*model.of(iri, "owl:inverseOf"), *model.those("owl:inverseOf", iri)]
            ),
            "inverse_label": said(model.says(iri, "tig:inverseLabel"), self.language),
        }

    def _scheme(self, iri: str) -> dict[str, Any]:
        return {
            "taken_by": self._briefs(self._takers(iri)),
            "concepts": self._briefs(self.model.concepts(iri)),
        }

    def _concept(self, iri: str) -> dict[str, Any]:
        model = self.model
        told: dict[str, Any] = {
            "schemes": self._briefs(model.of(iri, "skos:inScheme")),
            "taken_by": self._briefs(
                one for scheme in model.of(iri, "skos:inScheme") for one in self._takers(scheme)
            ),
            "broader": self._briefs(model.of(iri, "skos:broader")),
            "narrower": self._briefs(model.those("skos:broader", iri)),
            "notations": model.of(iri, "skos:notation"),
        }
        if iri in model.relations:
            told["relation"] = {
                "basis": self._briefs(model.of(iri, "tig:basis")),
                "derives": self._briefs(model.of(iri, "tig:derives")),
                "from": self._briefs(model.of(iri, "tig:subjectKind")),
                "to": self._briefs(model.of(iri, "tig:objectKind")),
                "tie": "true" in model.of(iri, "tig:tie"),
                "inverse_label": said(model.says(iri, "tig:inverseLabel"), self.language),
            }
        return told

    def _takers(self, scheme: str) -> list[str]:
        return self.promises.takers(scheme)

    def _briefs(self, iris: Iterable[str]) -> list[dict[str, str]]:
        return [self._brief(iri) for iri in dict.fromkeys(iris)]

    def _brief(self, iri: str) -> dict[str, str]:
        return {
            "term": curie(iri),
            "label": said(self.model.label(iri), self.language),
            "definition": said(self.model.meaning(iri), self.language),
        }


def _alone(one: Promise) -> str:
    """Return the property of a promise that is of this alone, "" of one along a path."""
    return next((iri for iri in one.properties if one.path == curie(iri)), "")
