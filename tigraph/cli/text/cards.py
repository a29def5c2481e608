"""Cards and paths as text for a terminal, with numbered sources as footnotes."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from tigraph.cli.text.page import Page, between, changes, dated, parts, period, series
from tigraph.cli.text.ties import relations
from tigraph.cli.text.words import word
from tigraph.local import amount
from tigraph.rdf.vocabulary import curie

#: What of a card says something of the entity.
_SAYS = ("relations", "figures", "opinions", "structure", "changes", "links")


def card_text(card: dict[str, Any], language: str, width: int, colour: bool = False) -> str:
    """Return a card as text."""
    page = Page(language, width, colour)
    page.line(Text.assemble((card["label"], "bold"), "   ", (curie(card["iri"]), "dim")))
    page.line(card["kind"])
    _facts(page, card)
    _structure(page, card)
    if not any(card[key] for key in _SAYS):
        page.line()
        page.line(word("nothing", language))
    if card["links"]:
        page.heading("links")
        _links(page, card)
    if card["relations"]:
        page.heading("relations")
        relations(page, card)
    if card["figures"]:
        page.heading("figures")
        _figures(page, card)
    _opinions(page, card)
    if card["changes"]:
        _changes(page, card)
    _names(page, card)
    page.sources()
    return page.text()


def _facts(page: Page, card: dict[str, Any]) -> None:
    """Set what an entity is by itself, and the grounds of the numbers that it was given."""
    facts = [
        ("as of", card.get("as_of", "")),
        ("known by", card.get("known_by", "")),
        ("also", "; ".join(card["names"])),
        ("acts", ", ".join(card["level_labels"])),
        ("order", ", ".join(card["order_labels"])),
        ("represents", ", ".join(card["represents_labels"])),
        ("identifiers", "; ".join(f"{i['scheme']} {i['value']}" for i in card["identifiers"])),
    ]
    for key, value in facts:
        if value:
            page.line(Text.assemble((f"{word(key, page.language)}: ", "dim"), value))
    for one in card["identifiers"]:
        if ground := one.get("ground"):
            page.line(Text.assemble((f"{one['scheme']} {one['value']}: ", "dim"), ground), 2)


def _structure(page: Page, card: dict[str, Any]) -> None:
    """Set what the structure says: a line for each relation."""
    said: dict[str, list[str]] = {}
    for tie in card["structure"]:
        kind = tie["other"].get("kind", "")  # areas often bear each other's names
        other = tie["other"]["label"] + (f" ({kind})" if kind else "")
        phase = f" ({tie['phase']['label']})" if tie["phase"] else ""
        said.setdefault(f"{tie['label']}{phase}", []).append(other)
    for label, others in said.items():
        page.line(Text.assemble((f"{label}: ", "dim"), "; ".join(others)))
    if card["point"]:
        place = f"{card['point']['lat']:.5f}, {card['point']['lon']:.5f} (WGS 84)"
        page.line(Text.assemble((f"{word('point', page.language)}: ", "dim"), place))


def _links(page: Page, card: dict[str, Any]) -> None:
    """Set each mapping that people decided, with its ground."""
    for one in card["links"]:
        other = one["other"]
        what = word("is the same as" if other["iri"] else "named in a table", page.language)
        named = f"“{other['label']}”"
        if other["iri"]:
            named = f"{other['label']} ({curie(other['iri'])})"
        beside = ", ".join(filter(None, (one["kind"], one["context"].replace("|", ", "))))
        by = ", ".join(curie(name) for name in one["by"]) or word("somebody", page.language)
        ground = (
            one["justification"],
            f"{word('confidence', page.language)} {one['confidence'] or 1:g}",
            ", ".join(filter(None, (by, one["date"]))),
            one["comment"],
        )
        page.line(
            Text.assemble(
                (f"{what}: ", "dim"),
                named,
                f" ({beside})" if beside else "",
                (f"  [{'; '.join(filter(None, ground))}]", "dim"),
            ),
            2,
        )


def _opinions(page: Page, card: dict[str, Any]) -> None:
    """Set what is thought of an entity, or by it."""
    if card["opinions"]:
        page.heading("opinions")
        for opinion in card["opinions"]:
            page.line(
                Text.assemble(
                    (f"{opinion['label']}: ", "italic"),
                    opinion["paraphrase"],
                    ""
                    if opinion["holds"] == "certain"
                    else f"  [{word('possible', page.language)}]",
                    "".join(f"  [{dated(one)}]" for one in opinion["dating"]),
                    "  ",
                    (page.footnotes(opinion["evidence"], card["iri"]), "dim"),
                ),
                2,
            )


def _names(page: Page, card: dict[str, Any]) -> None:
    """Set how sources spell the name, and which two names are held to be one."""
    if card["spellings"]:
        page.heading("spellings")
        for one in card["spellings"]:
            marks = page.footnotes(one["evidence"], card["iri"])
            page.line(Text.assemble(one["spelling"], "  ", (marks, "dim")), 2)
    if card["identities"]:
        page.heading("identities")
        for one in card["identities"]:
            how = [*one["grades"], *([] if one["taken"] else [word("not taken", page.language)])]
            marks = page.footnotes(one["evidence"], card["iri"])
            told = f"{one['one']} — {one['label']} → {one['other']}  [{'; '.join(how)}]  "
            page.line(Text.assemble(told, (marks, "dim")), 2)


def _changes(page: Page, card: dict[str, Any]) -> None:
    """Set the changes of an entity, or the change that the card is of."""
    own = [event for event in card["changes"] if event["iri"] == card["iri"]]
    others = [event for event in card["changes"] if event["iri"] != card["iri"]]
    for event in own:
        page.line()
        facts = [
            ("change", event["change_label"]),
            ("when", between(event, page.language) if event["since"] or event["by"] else ""),
            ("before", "; ".join(one["label"] for one in event["before"])),
            ("afterwards", "; ".join(one["label"] for one in event["after"])),
        ]
        for key, value in facts:
            if value:
                page.line(Text.assemble((f"{word(key, page.language)}: ", "dim"), value))
        parts(page, event, 0)
        page.line(Text(page.footnotes(event["evidence"]), style="dim"))
    if others:
        page.heading("changes")
        changes(page, others)


def _figures(page: Page, card: dict[str, Any]) -> None:
    """Set the figures of an entity: a line each, and one for a series of a registry."""
    language = page.language
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for figure in sorted(card["figures"], key=lambda f: (f["label"], str(f["value"]))):
        of = _of(figure, card["iri"])
        yearly = (
            figure["value"] is not None
            and figure["qualifier"] == "exact"
            and figure["valid"]["edtf"]
            and figure["valid"]["certain"]
            and all(item["record"] for item in figure["evidence"])
        )
        key = (figure["label"], of, figure["unit_label"] if yearly else figure["claim"])
        groups.setdefault(key, []).append(figure)
    for (label, of, unit), own in groups.items():
        if len(own) > 1:
            own.sort(key=lambda f: str(f["valid"]["edtf"]))
            numbers = [(f["valid"]["edtf"], f["value"]) for f in own]
            marks = page.documents([item for f in own for item in f["evidence"]])
            told = series(f"{label} ({unit}){of}", numbers, language)
            page.line(Text.assemble(told, "  ", (marks, "dim")), 2)
            continue
        page.line(
            Text.assemble(
                f"{label}: ",
                (quantity(own[0], language), "bold"),
                of,
                period(own[0]["valid"], language, own[0]["dating"]),
                "  ",
                (page.footnotes(own[0]["evidence"]), "dim"),
            ),
            2,
        )


def paths_text(
    paths: list[list[dict[str, Any]]], language: str, width: int, colour: bool = False
) -> str:
    """Return paths as text, one step a line."""
    page = Page(language, width, colour)
    for number, path in enumerate(paths, 1):
        if number > 1:
            page.line()
        page.line(
            Text.assemble(
                (f"{word('path', language)} {number}/{len(paths)}  ", "dim"),
                (path[0]["from"]["label"], "bold"),
            )
        )
        for step in path:
            ways = [
                Text.assemble(
                    claim["label"],
                    period(claim["valid"], language),
                    f"  [{word('planned', language)}]" if claim["planned"] else "",
                    "  ",
                    (page.footnotes(claim["evidence"]), "dim"),
                )
                for claim in step["claims"]
            ]
            others = ", ".join(map(str, step["apart"]))
            never = f"  [{word('apart', language)} {others}]" if others else ""
            line = Text.assemble("→ ", (step["to"]["label"], "bold"), (never, "italic"))
            page.line(line, 2)
            for way in ways:
                page.line(way, 6)
    page.sources()
    return page.text()


def quantity(figure: dict[str, Any], language: str) -> str:
    """Return the number of a figure with its qualifier and unit."""
    if figure["value"] is not None:
        number = amount(figure["value"], language)
    elif figure["minimum"] is not None and figure["maximum"] is not None:
        low, high = (amount(figure[key], language) for key in ("minimum", "maximum"))
        number = f"{low} {word('to', language)} {high}"
    elif figure["minimum"] is not None:
        number = f"{word('at least', language)} {amount(figure['minimum'], language)}"
    else:
        number = f"{word('at most', language)} {amount(figure['maximum'], language)}"
    qualifier = {"about": "about", "at-least": "at least", "at-most": "at most"}.get(
        figure["qualifier"], ""
    )
    before = f"{word(qualifier, language)} " if qualifier and figure["value"] is not None else ""
    unit = "%" if figure["unit"] == "unit:percent" else figure["counted"]
    return f"{before}{number} {unit}".strip()


def _of(figure: dict[str, Any], subject: str) -> str:
    parts = []
    if figure["about"]["iri"] != subject:
        parts.append(figure["about"]["label"])
    if figure["population"] and figure["population"]["iri"] != subject:
        parts.append(figure["population"]["label"])
    return f" ({'; '.join(parts)})" if parts else ""
