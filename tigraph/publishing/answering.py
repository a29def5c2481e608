"""What a reader's browser answers with: all that the graph holds, questions, names and rules."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.errors import UsageError
from tigraph.names import Entity, contexts, folded
from tigraph.pages import LANGUAGES, columns_told, entity_path, words_file
from tigraph.querying import Query, added_entities, catalogue, with_entities
from tigraph.rdf import Parameter, tokens
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, POSSIBLE, PREFIXES, curie, local_name
from tigraph.validity import ANY, HELD, STANDS, Rule, staged

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: More triples are too much for a browser, in which they take some 150 bytes of memory each.
MOST = 500_000
#: Where the rules lie by which a browser derives what holds at a date.
RULES = "data/rules.json"
#: The graphs that a question sees, by what its header asks for; "" is what stands in none.
_GRAPHS: dict[str, list[str] | None] = {
    "": None,
    "bounds": ["", BOUNDS],
    "certain": ["", BOUNDS, CERTAIN],
    "possible": ["", BOUNDS, CERTAIN, POSSIBLE],
}


def contents(ground: Ground) -> bytes:
    """Return, as N-Quads, all that is asked, what holds at any time in graphs apart.

    Raises `UsageError` where it is too much for a browser.
    """
    _check_size(ground)
    store = ground.snapshot(ANY).store
    assert isinstance(store, ox.Store)
    _check(len(store))
    lines = ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b""
    return b"\n".join(sorted(lines.splitlines())) + b"\n"


def _check_size(ground: Ground) -> None:
    """Refuse what is too much for a browser, as far as that is seen before it is worked out."""
    if not isinstance(ground.store, ox.Store):
        raise UsageError(
            "A service on the web is not published: what a browser answers with is copied into "
            "the site. Select some of it (--around, --region, --programme), or send people there."
        )
    _check(len(ground.store))
    if ground.on_disk:
        raise UsageError(
            "A browser answers of what it holds in memory, and this graph has layers in a store "
            f"({', '.join(ground.layers)}; {len(ground.store):,} triples): select some of it "
            "(--around, --region, --programme), or leave the layers out (--layers curated)."
        )


def _check(triples: int) -> None:
    if triples > MOST:
        raise UsageError(
            f"This graph has {triples:,} triples, and a browser answers of {MOST:,} at most, held "
            "in memory: select some of it (--around, --region, --programme), leave the layers out "
            "(--layers curated), or serve it (`tigraph serve`)."
        )


def packed(content: bytes) -> bytes:
    """Return something with gzip, the same each time."""
    return gzip.compress(content, 9, mtime=0)


def files(ground: Ground, entities: list[Entity]) -> Iterator[tuple[str, bytes]]:
    """Yield what scripts fetch, by its path: names, questions, and the rules of dates."""
    for language in LANGUAGES:
        own = ground.speaking(language)
        yield f"{language}/names.json", names(own, entities, language)
        yield f"{language}/words.json", words_file(own, entities, language)
        for name in catalogue.names():
            told = json.dumps(question(own, catalogue.find(name)), ensure_ascii=False)
            yield f"{language}/questions/{name}.json", told.encode()
    yield RULES, rules()


def question(ground: Ground, query: Query) -> dict[str, Any]:
    """Return what a browser asks a question with: its text, the graphs it sees, its parameters.

    Of a parameter, `value` is that which it has unless another is given, `told` the same as it is
    written, and `about` says in each language what columns mean.
    `entities` is what both give beside what the query does (`added_entities`).
    `graphs` are the IRIs of those seen, "" for what stands in none; None: the text says it.
    `dated` is its text where it is asked at a date ("" of one about all dates). `sure` are those
    without the possible, where a column says which rows only may hold; `derived` is what its
    header asks for.
    """
    named = with_entities(query)
    text = _headless(named.text)
    return {
        "name": query.name,
        "text": text,
        "dated": _headless(named.at_a_date().text) if query.dated else "",
        "entities": added_entities(query),
        "derived": query.derived,
        "about": {one: columns_told(query, one) for one in LANGUAGES},
        "prefixes": {key: iri for key, iri in PREFIXES.items() if f"{key}:" in text},
        "graphs": _GRAPHS[query.derived],
        "sure": _GRAPHS["certain"] if query.derived == "possible" else None,
        "parameters": [
            {
                "name": one.name,
                "variable": one.variable,
                "type": one.type,
                "value": _default(ground, query, one),
                "told": str(query.defaults.get(one.name, "")),
                "kinds": [curie(kind) for kind in query.kinds(one.name)],
            }
            for one in query.parameters
        ],
    }


def rules() -> bytes:
    """Return, as JSON, how what holds at a date is derived: rules by stage, graphs, prefixes."""

    def told(rule: Rule) -> dict[str, Any]:
        return {"text": _bare(rule.text), "graphs": ["", *(STANDS[one] for one in rule.reads)]}

    found = {
        "prefixes": PREFIXES,
        "bounds": BOUNDS,
        "held": HELD,
        "certain": CERTAIN,
        "possible": POSSIBLE,
        "rules": {
            stage: [told(rule) for rule in staged(stage)]
            for stage in ("certain", "possible", "edges")
        },
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _headless(text: str) -> str:
    """Return a query without its header."""
    lines = text.strip().splitlines()
    return "\n".join(line for line in lines if not line.startswith("#+"))


def _bare(text: str) -> str:
    """Return SPARQL without its comments."""
    return "".join(one.text for one in tokens(text) if one.sort != "comment").strip()


def _default(ground: Ground, query: Query, parameter: Parameter) -> str:
    value = str(query.defaults.get(parameter.name, ""))
    if not value or parameter.type != "iri":
        return value
    try:
        return ground.resolve(value, query.kinds(parameter.name))
    except UsageError:  # of another programme: who asks says which
        return ""


def names(ground: Ground, entities: Iterable[Entity], language: str) -> bytes:
    """Return the names of entities as JSON, by which a browser searches and links.

    One is `[IRI, label, kind, its mark, its CURIE, what is told of it, the way to it, folded
    names, language]`: the way seen from a page of the language's folder, the language that of the
    label where it is another, else "".
    """
    found = list(entities)
    around = contexts(ground.store, [one.iri for one in found], ground.label)
    ground.label.read({one.kind for one in found})
    told = [
        [
            one.iri,
            one.label(language),
            ground.label(one.kind),
            local_name(one.kind),
            curie(one.kind),
            around.get(one.iri, []),
            entity_path(one.iri, language).removeprefix(f"{language}/"),
            [folded(name) for name in dict.fromkeys((*one.names, *one.identifiers))],
            "" if one.spoken(language) == language else one.spoken(language),
        ]
        for one in found
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
