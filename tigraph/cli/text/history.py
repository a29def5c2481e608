"""The history of a territory, an intercommunality or another organisation, for a terminal."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import Any

from tigraph.cli.text.words import word
from tigraph.local import Words

_word = Words(
    {
        "also": ("also named", "autres noms"),
        "identifiers": ("identifiers", "identifiants"),
        "forms": ("Legal forms", "Formes juridiques"),
        "population": ("Population by year", "Population par année"),
        "territories": ("Territories", "Territoires"),
        "heads": ("Heads", "À sa tête"),
        "under": ("Attached to, or part of", "Rattachée à, ou fait partie de"),
        "perhaps": ("perhaps the same person as", "peut-être la même personne que"),
        "said": ("Said of the territories", "Ce qui est dit des territoires"),
        "unknown": (
            "who joined or left cannot be told: nobody names the members of one of the two phases",
            "qui est entré ou parti ne peut se dire : nul ne nomme les membres d’une des deux "
            "phases",
        ),
        "no members": ("nobody names its members", "nul n’en nomme les membres"),
        "from": ("from", "venant de"),
        "to": ("to", "vers"),
        "none before": ("in no territory before", "dans aucun territoire avant"),
        "none after": ("in no territory after", "dans aucun territoire après"),
    }
)


def _text(told: dict[str, Any], lang: str, width: int, colour: bool) -> str:
    from rich.text import Text

    from tigraph.cli.text.page import Page, changes
    from tigraph.rdf.vocabulary import curie

    page = Page(lang, width, colour)
    page.line(Text.assemble((told["label"], "bold"), "   ", (curie(told["iri"]), "dim")))
    if told["names"]:
        page.line(f"{_word('also', lang)}: {'; '.join(told['names'])}")
    if told["traced"] == "territory":
        _territory(page, told, lang)
    else:
        _organisation(page, told, lang)
    if told["events"]:
        page.heading("changes")
        changes(page, told["events"])
    page.sources()
    return page.text()


def _head(page: Any, text: str) -> None:
    from rich.text import Text

    page.line()
    page.line(Text(text, style="bold"))


def _territory(page: Any, told: dict[str, Any], lang: str) -> None:
    changes = {change["to"]["iri"]: change for change in told["changes"]}
    for phase in told["phases"]:
        _head(page, phase["phase"]["label"])
        for territory in phase["territories"]:
            code = f" ({territory['code']})" if territory["code"] else ""
            page.line(f"{territory['label']}{code}", 2)
            if territory["names"]:
                page.line(f"{_word('also', lang)}: {'; '.join(territory['names'])}", 4)
        if not phase["members"]:
            page.line(_word("no members", lang), 2)
        for member in phase["members"]:
            marks = page.footnotes([item for one in member["claims"] for item in one["evidence"]])
            page.line(f"{member['label']}  {marks}", 4)
        if change := changes.get(phase["phase"]["iri"]):
            _change(page, change, lang)
    if told["said"]:
        _head(page, _word("said", lang))
        for one in told["said"]:
            page.line(
                f"{one['territory']['label']} — {one['relation_label']} → {one['label']}"
                f"{_when(one, lang)}  {page.footnotes(one['evidence'])}",
                2,
            )


def _change(page: Any, change: dict[str, Any], lang: str) -> None:
    page.line()
    if not change["known"]:
        page.line(_word("unknown", lang), 2)
        return
    counts = (f"{len(change[key])} {word(key, lang)}" for key in ("stayed", "joined", "left"))
    page.line(f"{change['from']['label']} → {change['to']['label']}: {', '.join(counts)}", 2)
    for key, way, none in (("joined", "from", "none before"), ("left", "to", "none after")):
        for one in change[key]:
            places = ", ".join(place["label"] for place in one["territories"])
            where = f"{_word(way, lang)} {places}" if places else _word(none, lang)
            page.line(f"{word(key, lang)}: {one['label']} ({where})", 4)
            for event in one.get("became", ()):
                page.line(f"{event['label']}  {page.footnotes(event['evidence'])}", 8)


def _organisation(page: Any, told: dict[str, Any], lang: str) -> None:
    from tigraph.cli.text.page import series

    if told["identifiers"]:
        known = "; ".join(f"{one['scheme']} {one['value']}" for one in told["identifiers"])
        page.line(f"{_word('identifiers', lang)}: {known}")
    for key in ("forms", "territories", "heads", "under"):
        if told.get(key):
            _head(page, _word(key, lang))
        for one in told.get(key, ()):
            more = one.get("phase") or one.get("post")
            about = f" — {more['label']}" if more else ""
            marks = page.footnotes(one["evidence"])
            page.line(f"{one['label']}{about}{_when(one, lang)}  {marks}", 2)
            if perhaps := "; ".join(other["label"] for other in one.get("perhaps", ())):
                page.line(f"{_word('perhaps', lang)}: {perhaps}", 4)
    if told.get("population"):
        _head(page, _word("population", lang))
        labels = dict.fromkeys(one["measure_label"] for one in told["population"])
        for label in labels:
            own = [one for one in told["population"] if one["measure_label"] == label]
            numbers = [(one["valid"], one["value"]) for one in own]
            marks = page.footnotes([item for one in own for item in one["evidence"]])
            page.line(f"{series(label, numbers, lang)}  {marks}", 2)


def _when(one: dict[str, Any], lang: str) -> str:
    from tigraph.cli.text.page import period

    return period({"edtf": one["valid"], "bounds": one["bounds"], "certain": True}, lang)
