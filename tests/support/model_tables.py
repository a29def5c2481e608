"""What is generated of docs/model.md: its tables, the worked claim with its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

import pyoxigraph as ox

import tigraph
from checkout import ROOT
from tigraph.explaining import Account, as_turtle
from tigraph.graph import Graph
from tigraph.rdf import select
from tigraph.rdf.vocabulary import CONCEPT, PREFIXES, curie, expand

PAGE = ROOT / "docs/model.md"
#: The claim that is told from the sentence to the answer.
WORKED = "claim:olivier-lluansi--holds-post--delegation-ti--delegue-ti"
#: Schemes of more concepts are counted.
MOST = 16
#: What every kind has, and is told once.
COMMON = {"skos:prefLabel", "dcterms:description"}


@cache
def told() -> tuple[Graph, Account]:
    """Return the curated graph and its account in English."""
    graph = tigraph.load(language="en", layers=["curated"])
    return graph, Account(graph.ground)


def names(iris: Iterable[str]) -> str:
    return ", ".join(f"`{curie(iri)}`" for iri in iris)


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def table(head: str, rows: Iterable[Iterable[str]]) -> str:
    columns = head.count("|") - 1
    lines = [head, "|" + "---|" * columns]
    return "\n".join([*lines, *(f"| {' | '.join(map(cell, row))} |" for row in rows)]) + "\n"


def kinds() -> str:
    """Return each kind of entity, with the beginning of its IRIs and what it means."""
    graph, account = told()
    rows = []
    for kind in account.model.kinds:
        found = select(graph.store, f"SELECT ?x {{ ?x a <{kind}> }}")
        spaces = {re.sub(r"[^/#]*$", "", row["x"]) for row in found}
        prefixes = [f"`{name}:`" for name, at in PREFIXES.items() if at in spaces]
        label, about = account.model.label(kind)[0], account.model.meaning(kind)[0]
        rows.append((f"`{curie(kind)}`", label, ", ".join(prefixes), about))
    return table("| kind | label | IRIs | what it is |", rows)


def relations() -> str:
    """Return each relation: what it ties, how it states its ends, what follows from it."""
    graph, account = told()
    model = account.model
    asked = "SELECT DISTINCT ?relation { ?claim org:member ?any ; tig:relation ?relation }"
    members = {row["relation"] for row in select(graph.store, asked)}
    rows = []
    for iri in model.relations:
        ends = "`org:member`, `org:organization`" if iri in members else ""
        rows.append(
            (
                f"`{curie(iri)}`",
                names(model.of(iri, "tig:subjectKind")) or "any",
                names(model.of(iri, "tig:objectKind")) or "any",
                names(model.of(iri, "tig:derives")),
                names(model.of(iri, "tig:basis")),
                ends,
            )
        )
    head = "| relation | from | to | direct edge | basis | ends stated as |"
    return table(head, rows)


def classes() -> str:
    """Return each class with what an instance has, by the shapes and the ontology."""
    _, account = told()
    model, rows = account.model, []
    for theme in model.themes:
        for iri in theme.terms:
            if model.sort(iri) != "class":
                continue
            held = [
                f"`{one.path}` {one.times}" + ("°" if one.sometimes else "")
                for one in account.held(iri)
                if one.path not in COMMON
                and not any(p in model.terms.derived for p in one.properties)
            ]
            rows.append((f"`{curie(iri)}`", names(model.above(iri)[:1]), "; ".join(held)))
    return table("| class | within | an instance has |", rows)


def properties() -> str:
    """Return each property, by theme, with from what it leads to what."""
    _, account = told()
    model, parts = account.model, []
    for theme in model.themes:
        rows = []
        for iri in theme.terms:
            if model.sort(iri) != "property":
                continue
            ends = account.promises.ends_of(iri)
            sides = (
                (ends.domain, ends.domain_by, "?thing"),
                (ends.range, ends.range_by, "?value"),
            )
            own = [side(iri, *one) for one in sides]
            mark = " ⟵" if iri in model.terms.derived else ""
            meaning = model.meaning(iri)[0] or model.label(iri)[0]
            rows.append((f"`{curie(iri)}`{mark}", *own, meaning))
        if rows:
            head = "| property | from | to | meaning |"
            parts.append(f"**{theme.label[0]}.** {theme.about[0]}\n\n{table(head, rows)}")
    return "\n".join(parts)


def side(iri: str, stated: tuple[str, ...], by: str, variable: str) -> str:
    """Return where a property starts or leads to, as the graph has it where nobody says."""
    graph, account = told()
    if stated:
        return "relations (above)" if by == "relations" else names(stated)
    if iri in account.model.terms.derived:
        return ""
    asked = f"SELECT DISTINCT ?is {{ ?thing <{iri}> ?value . {variable} a ?is }}"
    seen = sorted(curie(row["is"]) for row in select(graph.store, asked))
    return f"*seen:* {', '.join(f'`{one}`' for one in seen)}" if seen else ""


def schemes() -> str:
    """Return each scheme, what takes its concepts, and these where they are few."""
    _, account = told()
    model, rows = account.model, []
    for scheme in model.schemes:
        own = model.concepts(scheme)
        prefix = scheme.removeprefix(CONCEPT)
        few = names(own) if len(own) <= MOST else f"{len(own)}: `tigraph model {curie(scheme)}`"
        if prefix == "relation":
            few = "[above](#relations)"
        taken = names(account.promises.takers(scheme))
        rows.append((f"`{curie(scheme)}`", taken, model.meaning(scheme)[0], few))
    return table("| scheme | taken by | what is in it | concepts |", rows)


def worked_claim() -> str:
    """Return the worked claim, its citation, span, text and document, as the graph has them."""
    graph, _ = told()
    claim = str(expand(WORKED))
    kept = {"tig:fileName", "tig:leftOut", "tig:characters", "skos:altLabel", "dcterms:language"}
    line, blocks = [claim], []
    follow = {"tig:citation", "oa:hasSource", "oa:hasSelector", "tig:textOf"}
    for one in line:
        node = ox.NamedNode(one)
        quads = graph.ground.store.quads_for_pattern(node, None, None)  # type: ignore[attr-defined]
        triples = [q.triple for q in quads if curie(q.predicate.value) not in kept]
        line += [
            t.object.value
            for t in triples
            if curie(t.predicate.value) in follow and t.object.value not in line
        ]
        blocks.append(as_turtle(triples))
    return "```turtle\n" + "\n\n".join(blocks) + "\n```\n"


def worked_answer() -> str:
    """Return the answer of the first query of the page's worked claim."""
    graph, _ = told()
    text = PAGE.read_text("utf-8").partition("## One claim")[2]
    query = text.partition("```sparql\n")[2].partition("```")[0]
    found = graph.query(query)
    return found.render("md").decode().strip() + "\n"


PARTS: dict[str, Callable[[], str]] = {
    "claim": worked_claim,
    "answer": worked_answer,
    "kinds": kinds,
    "relations": relations,
    "classes": classes,
    "properties": properties,
    "schemes": schemes,
}


def model_doc(text: str) -> str:
    """Return docs/model.md with all its generated parts made anew."""

    def made(match: re.Match[str]) -> str:
        return f"{match[1]}\n\n{PARTS[match[2]]()}\n{match[3]}"

    return re.sub(r"(?s)(<!-- made: (\w+) -->).*?(<!-- end -->)", made, text)
