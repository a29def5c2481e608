"""The model as text for a terminal: the terms by theme, and one term with all told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from tigraph.cli.text.page import Page
from tigraph.explaining import SORTS
from tigraph.local import Words

_WORDS = Words(
    {
        "schemes": ("Schemes of concepts", "Schémas de concepts"),
        "concepts": ("{} concept‹s›", "{} concept‹s›"),
        "taken by": ("taken by", "pris par"),
        "within": ("within", "dans"),
        "has within": ("has within it", "comprend"),
        "theme": ("theme", "thème"),
        "derived": (
            "derived by rules from what is claimed, never authored",
            "dérivé par des règles de ce qui est affirmé, jamais saisi",
        ),
        "deprecated": ("no longer used; write", "n’est plus employé ; écrire"),
        "derived from": ("derived from claims of", "dérivé des assertions"),
        "domain": ("from", "de"),
        "range": ("to", "vers"),
        "any": ("anything", "tout"),
        "relations": ("the relations admit", "les relations admettent"),
        "inverse": ("inverse", "inverse"),
        "other way": ("read from the other end", "lu depuis l’autre bout"),
        "has": ("What one has", "Ce qu’une instance a"),
        "sometimes": ("where it applies", "selon le cas"),
        "from rules": ("derived", "dérivé"),
        "rules": ("What is held of it", "Ce qui en est tenu"),
        "relations from": ("relations that start from it", "relations qui en partent"),
        "relations to": ("relations that lead to it", "relations qui y mènent"),
        "scheme": ("scheme", "schéma"),
        "broader": ("broader", "plus large"),
        "narrower": ("narrower", "plus étroits"),
        "notation": ("notation", "notation"),
        "basis": ("basis", "fondement"),
        "derives": ("derives the edge", "donne l’arête"),
        "matches": ("matches", "correspondances"),
        "concepts of": ("Concepts", "Concepts"),
        "example": ("Example", "Exemple"),
        "none": ("The graph has none.", "Le graphe n’en a pas."),
        "count class": ("{} in the graph", "{} dans le graphe"),
        "count": ("used {} time‹s› in the graph", "employé {} fois dans le graphe"),
        "queries": ("Queries that name it", "Requêtes qui le nomment"),
        "more": ("and {} more", "et {} autre‹s›"),
        "label": ("also", "aussi"),
    }
)
#: So many queries are told of; JSON has them all.
_MOST = 12


def overview_text(told: dict[str, Any], language: str, width: int, colour: bool = False) -> str:
    """Return the terms by theme, and the schemes, as text."""
    page, word = Page(language, width, colour), _WORDS.of(language)
    for theme in told["themes"]:
        page.line(Text.assemble((theme["label"], "bold"), "  ", (theme["about"], "dim")))
        _terms(page, theme["terms"])
        page.line()
    page.line(Text(word["schemes"], style="bold"))
    for scheme in told["schemes"]:
        count = scheme["concepts"]
        number = word["concepts"].format(count)
        taken = ", ".join(scheme["taken_by"])
        note = "; ".join(filter(None, (number, f"{word['taken by']} {taken}" if taken else "")))
        page.line(Text.assemble(scheme["term"], "  ", (scheme["label"], "italic")), 2)
        page.line(Text(f"{scheme['definition']} ({note})", style="dim"), 6)
    return page.text()


def term_text(told: dict[str, Any], language: str, width: int, colour: bool = False) -> str:
    """Return all that is told of a term as text."""
    page, word = Page(language, width, colour), _WORDS.of(language)
    page.line(
        Text.assemble((told["term"], "bold"), "   ", told["label"], "   ", (told["iri"], "dim"))
    )
    sort = SORTS(told["sort"], language)
    theme = f", {word['theme']}: {told['theme']}" if told["theme"] else ""
    page.line(Text(f"{sort}{theme}", style="dim"))
    if told["definition"]:
        page.line(told["definition"])
    if told["deprecated"]:
        page.line(f"{word['deprecated']} {_names(told['replaced_by'])}.")
    if told.get("derived"):
        page.line(f"{word['derived'][0].upper()}{word['derived'][1:]}.")
    page.line()
    _facts(page, told)
    if told.get("has"):
        _heading(page, "has")
        for one in told["has"]:
            _held(page, one)
    if told.get("rules"):
        _heading(page, "rules")
        for rule in told["rules"]:
            page.line(rule, 2)
    if told.get("concepts"):
        _heading(page, "concepts of")
        _terms(page, told["concepts"])
    _heading(page, "example")
    count = word["count class" if told["sort"] == "class" else "count"].format(told["count"])
    page.line(Text(count, style="dim"), 2)
    page.line(told["example"]["turtle"] if told["example"] else word["none"], 2)
    if told["queries"]:
        _heading(page, "queries")
        for query in told["queries"][:_MOST]:
            page.line(Text.assemble(query["query"], "  ", (query["summary"], "dim")), 2)
        if (more := len(told["queries"]) - _MOST) > 0:
            page.line(word["more"].format(more), 2)
    return page.text()


def _facts(page: Page, told: dict[str, Any]) -> None:
    """Set what is told in a line each."""
    word = _WORDS.of(page.language)
    relation = told.get("relation") or {}
    ends = {key: _names(told.get(key, ())) for key in ("domain", "range")}
    for key in ends:
        if key in told and told[f"{key}_by"] == "relations":
            ends[key] += f" ({word['relations']})"
    facts = (
        ("within", _names(told.get("within", ()))),
        ("has within", _names(told.get("has_within", ()))),
        ("domain", ends["domain"] or ("domain" in told and word["any"])),
        ("range", ends["range"] or ("range" in told and word["any"])),
        ("derived from", _names(told.get("derived_from", ()))),
        ("inverse", _names(told.get("inverse", ()))),
        ("other way", told.get("inverse_label") or relation.get("inverse_label")),
        ("relations from", _names(told.get("relations_from", ()))),
        ("relations to", _names(told.get("relations_to", ()))),
        ("scheme", _names(told.get("schemes", ()))),
        ("taken by", _names(told.get("taken_by", ()))),
        ("broader", _names(told.get("broader", ()))),
        ("narrower", _names(told.get("narrower", ()))),
        ("notation", ", ".join(told.get("notations", ()))),
        ("basis", _names(relation.get("basis", ()))),
        ("derives", _names(relation.get("derives", ()))),
        ("domain", _names(relation.get("from", ()))),
        ("range", _names(relation.get("to", ()))),
        ("matches", "; ".join(_match(one) for one in told["matches"])),
    )
    for key, value in facts:
        if value:
            page.line(Text.assemble((f"{word[key]}: ", "dim"), str(value)))


def _held(page: Page, one: dict[str, Any]) -> None:
    """Set a property of an instance: how often, to what, and what is held of it."""
    word = _WORDS.of(page.language)
    marks = [word["sometimes"]] if one["sometimes"] else []
    marks += [word["from rules"]] if one["derived"] else []
    page.line(
        Text.assemble(
            one["property"],
            (f"  {one['label']}" if one["label"] else "", "dim"),
            f"  {one['times']}",
            f"  {' | '.join(one['values'])}" if one["values"] else "",
            (f"  ({', '.join(marks)})" if marks else "", "dim"),
        ),
        2,
    )


def _terms(page: Page, terms: Sequence[dict[str, str]]) -> None:
    for one in terms:
        page.line(Text.assemble(one["term"], "  ", (one["label"], "italic")), 2)
        if one["definition"]:
            page.line(Text(one["definition"], style="dim"), 6)


def _heading(page: Page, key: str) -> None:
    page.line()
    page.line(Text(_WORDS(key, page.language), style="bold"))


def _match(one: dict[str, str]) -> str:
    ground = f" ({one['ground']})" if one["ground"] else ""
    return f"{one['match']} {one['to']}, {one['label']}{ground}"


def _names(terms: Sequence[dict[str, str]]) -> str:
    return ", ".join(one["term"] for one in terms)
