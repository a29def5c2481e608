"""Cards and paths as text for a terminal, with numbered sources as footnotes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tigraph.cli.words import word
from tigraph.folding import folded
from tigraph.vocabulary import curie

_WIDEST = 100


class Page:
    """Lines for a terminal: bold and dim where it has colours, plain text elsewhere."""

    def __init__(self, language: str, width: int, colour: bool) -> None:
        self.language = language
        self.console = Console(
            file=io.StringIO(),
            width=min(width, _WIDEST),
            force_terminal=colour,
            color_system="auto" if colour else None,
            highlight=False,
            no_color=not colour,
        )
        self._sources: dict[str, int] = {}
        self._described: list[str] = []

    def line(self, text: Text | str = "", indent: int = 0) -> None:
        content = Text(text) if isinstance(text, str) else text
        self.console.print(Padding(content, (0, 0, 0, indent)) if indent else content)

    def heading(self, key: str) -> None:
        self.line()
        self.line(Text(word(key, self.language), style="bold"))

    def footnotes(self, evidence: Sequence[dict[str, Any]], subject: str = "") -> str:
        """Return the marks of some evidence, such as `[1 §120–140]`, noting the sources."""
        marks: dict[str, list[str]] = {}
        for item in evidence:
            document = item["document"]["iri"]
            number = self._sources.setdefault(document, len(self._sources) + 1)
            if number > len(self._described):
                self._described.append(_source(item, self.language))
            places = ", ".join(f"{start}–{end}" for start, end in item["spans"])
            place = f"\u00a0§{places}" if places else f" {item['record']}" if item["record"] else ""
            remark = []
            publisher = item["document"]["publisher"] or {"iri": ""}
            if item["speaker"]["iri"] not in (subject, publisher["iri"]):
                remark.append(f"{word('says', self.language)} {item['speaker']['label']}")
            if item["modality"] not in ("stated", "judged"):
                remark.append(item["modality_label"])
            if item["taken_from"]:
                remark.append(f"{word('after', self.language)} {item['taken_from']['label']}")
            marks.setdefault(f" ({', '.join(remark)})" if remark else "", []).append(
                f"[{number}{place}]"
            )
        return "; ".join(" ".join(places) + remark for remark, places in marks.items())

    def sources(self) -> None:
        if not self._described:
            return
        self.heading("sources")
        for number, text in enumerate(self._described, 1):
            self.line(f"[{number}] {text}", 2)
        self.line(Text(word("characters", self.language), style="dim"), 2)

    def text(self) -> str:
        content: str = self.console.file.getvalue()  # type: ignore[attr-defined]
        return "\n".join(line.rstrip() for line in content.splitlines()) + "\n"


def card_text(card: dict[str, Any], language: str, width: int, colour: bool = False) -> str:
    """Return a card as text."""
    page = Page(language, width, colour)
    page.line(Text.assemble((card["label"], "bold"), "   ", (curie(card["iri"]), "dim")))
    page.line(card["kind"])
    facts = [
        ("also", "; ".join(card["names"])),
        ("acts", ", ".join(card["level_labels"])),
        ("order", ", ".join(card["order_labels"])),
        ("represents", ", ".join(card["represents_labels"])),
        ("identifiers", "; ".join(f"{i['scheme']} {i['value']}" for i in card["identifiers"])),
    ]
    for key, value in facts:
        if value:
            page.line(Text.assemble((f"{word(key, language)}: ", "dim"), value))
    if not (card["relations"] or card["figures"] or card["opinions"]):
        page.line()
        page.line(word("nothing", language))
    if card["relations"]:
        page.heading("relations")
        _relations(page, card)
    if card["figures"]:
        page.heading("figures")
        for figure in sorted(card["figures"], key=lambda f: (f["label"], str(f["value"]))):
            page.line(
                Text.assemble(
                    f"{figure['label']}: ",
                    (quantity(figure, language), "bold"),
                    _of(figure, card["iri"], language),
                    _period(figure["valid"], language),
                    "  ",
                    (page.footnotes(figure["evidence"]), "dim"),
                ),
                2,
            )
    if card["opinions"]:
        page.heading("opinions")
        for opinion in card["opinions"]:
            page.line(
                Text.assemble(
                    (f"{opinion['label']}: ", "italic"),
                    opinion["paraphrase"],
                    "  ",
                    (page.footnotes(opinion["evidence"], card["iri"]), "dim"),
                ),
                2,
            )
    page.sources()
    return page.text()


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
                    _period(claim["valid"], language),
                    "  ",
                    (page.footnotes(claim["evidence"]), "dim"),
                )
                for claim in step["claims"]
            ]
            page.line(Text.assemble("→ ", (step["to"]["label"], "bold")), 2)
            for way in ways:
                page.line(way, 6)
    page.sources()
    return page.text()


def quantity(figure: dict[str, Any], language: str) -> str:
    """Return the number of a figure with its qualifier and unit."""
    if figure["value"] is not None:
        number = _number(figure["value"], language)
    elif figure["minimum"] is not None and figure["maximum"] is not None:
        low, high = (_number(figure[key], language) for key in ("minimum", "maximum"))
        number = f"{low} {word('to', language)} {high}"
    elif figure["minimum"] is not None:
        number = f"{word('at least', language)} {_number(figure['minimum'], language)}"
    else:
        number = f"{word('at most', language)} {_number(figure['maximum'], language)}"
    qualifier = {"about": "about", "at-least": "at least", "at-most": "at most"}.get(
        figure["qualifier"], ""
    )
    before = f"{word(qualifier, language)} " if qualifier and figure["value"] is not None else ""
    unit = "%" if figure["unit"] == "unit:percent" else figure["unit_label"]
    return f"{before}{number} {unit}".strip()


def _relations(page: Page, card: dict[str, Any]) -> None:
    groups: dict[str, list[dict[str, Any]]] = {}
    for relation in card["relations"]:
        groups.setdefault(relation["label"], []).append(relation)
    for label, members in sorted(groups.items(), key=lambda item: (-_weight(item[1]), item[0])):
        page.line(Text(label, style="italic"), 2)
        for relation in members:
            other = relation["other"]["label"]
            if relation["between"]:
                other = " — ".join(end["label"] for end in relation["between"])
            post, role = relation["post"], relation["role"]
            if post and post["iri"] != card["iri"]:
                within = folded(other) in folded(post["label"])
                other = post["label"] if within else f"{post['label']} — {other}"
            page.line(
                Text.assemble(
                    other,
                    f" ({role['label']})" if role else "",
                    f", {word('on behalf of', page.language)} {relation['on_behalf_of']['label']}"
                    if relation["on_behalf_of"]
                    else "",
                    _period(relation["valid"], page.language),
                    "  ",
                    (page.footnotes(relation["evidence"]), "dim"),
                ),
                4,
            )


def _weight(members: list[dict[str, Any]]) -> int:
    """Appointments first, then memberships and other ties, traits last."""
    order = ["description", "reference", "location", "composition", "authorship"]
    order += ["attendance", "funding", "authority", "representation", "cooperation"]
    order += ["derived", "membership", "appointment"]
    basis = members[0]["basis"].removeprefix("basis:")
    return order.index(basis) if basis in order else -1


def _of(figure: dict[str, Any], subject: str, language: str) -> str:
    parts = []
    if figure["about"]["iri"] != subject:
        parts.append(figure["about"]["label"])
    if figure["population"] and figure["population"]["iri"] != subject:
        parts.append(figure["population"]["label"])
    return f" ({'; '.join(parts)})" if parts else ""


def _period(valid: dict[str, Any], language: str) -> str:
    remark = [valid["edtf"]] if valid["edtf"] else []
    if not valid["certain"]:
        remark.append(word("possible", language))
    return f"  [{'; '.join(remark)}]" if remark else ""


def _number(value: float, language: str) -> str:
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    if language == "fr":
        return text.replace(",", "\u202f").replace(".", ",")
    return text


def _source(item: dict[str, Any], language: str) -> str:
    document = item["document"]
    parts = [
        document["publisher"]["label"] if document["publisher"] else "",
        f"« {document['title']} »" if language == "fr" else f"“{document['title']}”",
        document["date"] or word("undated", language),
        document["url"] or word("no address", language),
    ]
    return ", ".join(part for part in parts if part)
