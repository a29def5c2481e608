"""The page of the model: ontology, schemes, constraints and examples, in French and in English.

One file of HTML that opens offline. Both languages are in it, and one is seen at a time; its
script chooses and sifts, and without it the page reads as well, in the language of its making.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tigraph.drawing import faces
from tigraph.explaining.account import Account
from tigraph.explaining.finding import SORTS
from tigraph.explaining.model import Theme
from tigraph.explaining.picture import diagram
from tigraph.explaining.promises import Promise
from tigraph.explaining.uses import count_of, example_of, queries_with
from tigraph.local import Pair, Words, read_text
from tigraph.rdf import select
from tigraph.rdf.vocabulary import LANGUAGES, ONTOLOGY, curie, local_name

if TYPE_CHECKING:
    from tigraph.stores import Ground

_HERE = Path(__file__).parent
_WORDS = Words(
    {
        "title": ("The model of tigraph", "Le modèle de tigraph"),
        "lead": (
            "Who does what with whom, when, and who says so: every relation, figure and opinion "
            "is a claim with its citations. This page tells each term: what it means, what the "
            "shapes hold of it, an example from the graph, the queries that name it.",
            "Qui fait quoi avec qui, quand, et qui le dit : chaque relation, chiffre et avis est "
            "une assertion avec ses citations. Cette page dit de chaque terme ce qu’il signifie, "
            "ce que les formes en tiennent, un exemple du graphe, les requêtes qui le nomment.",
        ),
        "skip": ("To the terms", "Aux termes"),
        "language": ("Language", "Langue"),
        "sought": ("Find a term", "Trouver un terme"),
        "nothing": ("No term has these words.", "Aucun terme n’a ces mots."),
        "picture": ("A claim and its evidence", "Une assertion et ses preuves"),
        "ontology": ("Ontology", "Ontologie"),
        "schemes": ("Schemes of concepts", "Schémas de concepts"),
        "concept count": ("{} concept‹s›", "{} concept‹s›"),
        "derived": (
            "derived by rules, never authored",
            "dérivé par des règles, jamais saisi",
        ),
        "deprecated": ("no longer used", "n’est plus employé"),
        "property": ("Property", "Propriété"),
        "times": ("Times", "Fois"),
        "values": ("Leads to", "Mène à"),
        "held": ("What check holds", "Ce que tient check"),
        "sometimes": ("where it applies", "selon le cas"),
        "within": ("within", "dans"),
        "has within": ("has within it", "comprend"),
        "domain": ("from", "de"),
        "range": ("to", "vers"),
        "derived from": ("derived from", "dérivé de"),
        "inverse": ("inverse", "inverse"),
        "other way": ("from the other end", "depuis l’autre bout"),
        "relations from": ("relations from it", "relations qui en partent"),
        "relations to": ("relations to it", "relations qui y mènent"),
        "taken by": ("taken by", "pris par"),
        "broader": ("broader", "plus large"),
        "notation": ("notation", "notation"),
        "basis": ("basis", "fondement"),
        "edge": ("direct edge", "arête directe"),
        "matches": ("elsewhere", "ailleurs"),
        "queries": ("queries", "requêtes"),
        "example": ("Example", "Exemple"),
        "in graph": ("{} in the graph", "{} dans le graphe"),
        "uses": ("used {} time‹s›", "employé {} fois"),
        "a use": ("used once", "employé une fois"),
        "no use": ("not used in this graph", "sans emploi dans ce graphe"),
    }
)
#: How often each concept is used, in one query.
_USES = """
SELECT ?concept (COUNT(*) AS ?n) {
  ?thing ?by ?concept . ?concept skos:inScheme ?scheme
  FILTER NOT EXISTS { ?thing a skos:Concept }
  FILTER NOT EXISTS { ?thing a skos:ConceptScheme }
} GROUP BY ?concept"""
_LANGUAGE_NAMES = {"en": "English", "fr": "Français"}


def model_page(ground: Ground, language: str = "en") -> str:
    """Return the page of the model of a graph as HTML; `language` is seen first."""
    return _Page(Account(ground, language)).html()


def page_policy() -> str:
    """Return what the page may load and run, as a Content-Security-Policy: what is in it alone."""
    script = _hash(read_text(_HERE / "page.js"))
    return (
        f"default-src 'none'; script-src {script}; style-src 'unsafe-inline'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


class _Page:
    def __init__(self, account: Account) -> None:
        self.account = account
        self.model, self.promises = account.model, account.promises

    @cached_property
    def uses(self) -> dict[str, int]:
        rows = select(self.account.ground.store, _USES)
        return {row["concept"]: int(row["n"]) for row in rows}

    def html(self) -> str:
        style = faces() + read_text(_HERE / "page.css")
        script = read_text(_HERE / "page.js")
        title = _WORDS("title", self.account.language)
        body = "\n".join((*self._side(), '<main id="terms">', *self._main(), "</main>"))
        return (
            f'<!DOCTYPE html>\n<html lang="{self.account.language}">\n<head>\n'
            f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" '
            f'content="{escape(page_policy())}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#terms">{_word("skip")}</a>\n<div id="all">\n{body}\n</div>\n'
            f"<script>{script}</script>\n</body>\n</html>\n"
        )

    def _side(self) -> Iterator[str]:
        yield '<nav id="side" aria-label="tigraph">'
        yield f'<div id="languages" role="group" aria-label="{_WORDS("language", "en")}">'
        for language, name in _LANGUAGE_NAMES.items():
            pressed = str(language == self.account.language).lower()
            yield (
                f'<button type="button" value="{language}" aria-pressed="{pressed}">{name}</button>'
            )
        yield f'</div><label for="sought">{_word("sought")}</label>'
        yield '<input id="sought" type="search" autocomplete="off" spellcheck="false">'
        yield f"<h2>{_word('ontology')}</h2><ul>"
        for theme in self.model.themes:
            yield f'<li><a href="#theme-{theme.key}">{_both(theme.label)}</a></li>'
        yield f"</ul><h2>{_word('schemes')}</h2><ul>"
        for scheme in self.model.schemes:
            yield f'<li><a href="#{_anchor(scheme)}">{_both(self.model.label(scheme))}</a></li>'
        yield "</ul></nav>"

    def _main(self) -> Iterator[str]:
        version = self.model.of(ONTOLOGY.rstrip("#"), "owl:versionInfo")
        yield f'<header class="lead"><h1>{_word("title")}</h1><p>{_word("lead")}</p>'
        yield f"<p><code>{escape(ONTOLOGY)}</code> {escape(' '.join(version))}</p></header>"
        yield f'<section class="picture" tabindex="0" aria-label="{_WORDS("picture", "en")}">'
        for language in LANGUAGES:
            picture = diagram(language, self.model, within_page=True)
            picture = picture.replace('id="', f'id="{language}-').replace(
                "url(#", f"url(#{language}-"
            )
            yield f'<div lang="{language}">{picture}</div>'
        yield f'</section><p id="nothing" role="status" hidden>{_word("nothing")}</p>'
        for theme in self.model.themes:
            yield from self._theme(theme)
        for scheme in self.model.schemes:
            yield from self._scheme(scheme)

    def _theme(self, theme: Theme) -> Iterator[str]:
        yield f'<section class="theme"><h2 id="theme-{theme.key}">{_both(theme.label)}</h2>'
        yield f'<p class="about">{_both(theme.about)}</p>'
        for iri in theme.terms:
            yield from self._term(iri)
        yield "</section>"

    def _term(self, iri: str) -> Iterator[str]:
        yield self._head(iri)
        sort = self.model.sort(iri)
        if sort == "class":
            yield from self._class(iri)
        elif sort == "property":
            yield from self._property(iri)
        yield from self._matches(iri)
        ground, model = self.account.ground, self.model
        if sort in ("class", "property") and (count := count_of(ground, model, iri)):
            example = example_of(ground, model, iri)
            key = "in graph" if sort == "class" else "a use" if count == 1 else "uses"
            counted = _both(_formatted(key, count))
            if example:
                yield f"<details><summary>{_word('example')} ({counted})</summary>"
                yield f"<pre>{escape(example.turtle)}</pre></details>"
        if queries := queries_with(iri):
            told = ", ".join(f"<code>{escape(query.name)}</code>" for query in queries)
            yield f"<details><summary>{_word('queries')} ({len(queries)})</summary>{told}</details>"
        yield "</article>"

    def _head(self, iri: str) -> str:
        model = self.model
        names = " ".join((curie(iri), *model.label(iri), *model.meaning(iri)))
        marks = [_both(SORTS[model.sort(iri)])]
        if iri in model.terms.derived:
            marks.append(f'<span class="derived">{_word("derived")}</span>')
        if model.is_deprecated(iri):
            marks.append(_word("deprecated"))
        meaning = model.meaning(iri)
        return (
            f'<article id="{_anchor(iri)}" data-names="{escape(names)}">'
            f"<h3>{_both(model.label(iri))}<code>{escape(curie(iri))}</code></h3>"
            f'<p class="sort">{", ".join(marks)}</p>'
            + (f"<p>{_both(meaning)}</p>" if meaning[0] else "")
        )

    def _class(self, iri: str) -> Iterator[str]:
        begins, ends = self.model.bearing(iri)
        yield _facts(
            ("within", self._links(self.model.above(iri))),
            ("has within", self._links(self.model.below(iri))),
            ("relations from", self._links(begins)),
            ("relations to", self._links(ends)),
        )
        if held := self.account.held(iri):
            heads = "".join(f"<th>{_word(k)}</th>" for k in ("property", "times", "values", "held"))
            rows = "".join(map(self._held, held))
            yield f'<div class="wide"><table><tr>{heads}</tr>{rows}</table></div>'
        if rules := self.promises.rules_of(iri):
            told = "".join(f"<li>{_both(rule)}</li>" for rule in rules)
            yield f'<ul class="rules">{told}</ul>'

    def _held(self, one: Promise) -> str:
        path = escape(one.path) if one.properties else f"<code>{escape(one.path)}</code>"
        for prop in one.properties:
            path = path.replace(escape(curie(prop)), self._link(prop), 1)
        values = self.account.values_of(one)
        often = one.times + (f" ({_word('sometimes')})" if one.sometimes else "")
        return (
            f'<tr><td>{path}</td><td class="often">{often}</td><td>{self._links(values)}</td>'
            f'<td class="held">{_both(one.told) if one.told[0] else ""}</td></tr>'
        )

    def _property(self, iri: str) -> Iterator[str]:
        ends, model = self.promises.ends_of(iri), self.model
        other = model.says(iri, "tig:inverseLabel")
        yield _facts(
            ("domain", self._links(ends.domain)),
            ("range", self._links(ends.range)),
            ("within", self._links(model.above(iri))),
            ("has within", self._links(model.below(iri))),
            ("derived from", self._links(model.terms.deriving(iri))),
            ("inverse", self._links(model.of(iri, "owl:inverseOf"))),
            ("other way", _both(other) if other[0] else ""),
        )

    def _matches(self, iri: str) -> Iterator[str]:
        told = "<br>".join(
            f"<code>{one.match}</code> "
            f'<a href="{escape(one.object)}">{escape(one.label)}</a>'
            + (f' <span class="held">{escape(one.ground)}</span>' if one.ground else "")
            for one in self.account.matches(iri)
        )
        if told:
            yield _facts(("matches", told))

    def _scheme(self, iri: str) -> Iterator[str]:
        model, concepts = self.model, self.model.concepts(iri)
        yield f'<section class="theme"><h2 id="{_anchor(iri)}">{_both(model.label(iri))}</h2>'
        yield f'<p class="about">{_both(model.meaning(iri))}</p>'
        yield _facts(("taken by", self._links(self.promises.takers(iri))))
        counted = _both(_formatted("concept count", len(concepts)))
        yield f'<p class="sort"><code>{escape(iri)}</code> {counted}</p>'
        for concept in concepts:
            yield self._concept(concept)
        yield "</section>"

    def _concept(self, iri: str) -> str:
        model, count = self.model, self.uses.get(iri, 0)
        relation = iri in model.relations
        inverse = model.says(iri, "tig:inverseLabel")
        key = "uses" if count > 1 else "a use" if count else "no use"
        facts = _facts(
            ("basis", self._links(model.of(iri, "tig:basis")) if relation else ""),
            ("domain", self._links(model.of(iri, "tig:subjectKind"))),
            ("range", self._links(model.of(iri, "tig:objectKind"))),
            ("edge", self._links(model.of(iri, "tig:derives"))),
            ("other way", _both(inverse) if inverse[0] else ""),
            ("broader", self._links(model.of(iri, "skos:broader"))),
            ("notation", escape(", ".join(model.of(iri, "skos:notation")))),
        )
        matches = "".join(self._matches(iri))
        head = self._head(iri).replace(_both(SORTS["concept"]), _both(_formatted(key, count)), 1)
        return f"{head}{facts}{matches}</article>"

    def _links(self, iris: Iterable[str]) -> str:
        return ", ".join(self._link(iri) for iri in dict.fromkeys(iris))

    def _link(self, iri: str) -> str:
        told = f"<code>{escape(curie(iri))}</code>"
        here = self.model.sort(iri) and not self.model.is_deprecated(iri)
        return f'<a href="#{_anchor(iri)}">{told}</a>' if here else told


def _anchor(iri: str) -> str:
    """Return by what a page leads to a term: of ours by its name, as its IRI does, else by CURIE.

    >>> _anchor(ONTOLOGY + "Claim"), _anchor("http://www.w3.org/ns/org#Post")
    ('Claim', 'org:Post')
    """
    return local_name(iri) if iri.startswith(ONTOLOGY) else curie(iri)


def _facts(*facts: tuple[str, str]) -> str:
    told = "".join(f"<dt>{_word(key)}</dt><dd>{value}</dd>" for key, value in facts if value)
    return f"<dl>{told}</dl>" if told else ""


def _formatted(key: str, *values: object) -> Pair:
    return _WORDS(key, "en").format(*values), _WORDS(key, "fr").format(*values)


def _word(key: str) -> str:
    return _both(_WORDS[key])


def _both(pair: Pair) -> str:
    """Return a text in both languages, one of which is seen; once, where they are the same."""
    english, french = map(escape, pair)
    if english == french:
        return english
    return f'<span lang="en">{english}</span><span lang="fr">{french}</span>'


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
