"""A page of text for a terminal: lines, numbered sources, and how periods and changes read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tigraph.cli.text.words import word
from tigraph.local import amount, printable

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
        """Set a line, or an empty one."""
        content = Text(printable(text)) if isinstance(text, str) else text
        if (plain := printable(content.plain)) != content.plain:
            content = Text(plain)
        self.console.print(Padding(content, (0, 0, 0, indent)) if indent else content)

    def heading(self, key: str) -> None:
        """Set a heading, in the language of the page, after an empty line."""
        self.line()
        self.line(Text(word(key, self.language), style="bold"))

    def footnotes(self, evidence: Sequence[dict[str, Any]], subject: str = "") -> str:
        """Return the marks of some evidence, such as `[1 §120–140]`, noting the sources."""
        marks: dict[str, list[str]] = {}
        for item in evidence:
            number = self._number(item)
            places = ", ".join(f"{start}–{end}" for start, end in item["spans"])
            place = f"\u00a0§{places}" if places else f" {item['record']}" if item["record"] else ""
            remark = []
            publisher = item["document"]["publisher"] or {"iri": ""}
            if item["speaker"]["iri"] not in (subject, publisher["iri"]):
                remark.append(f"{word('says', self.language)} {item['speaker']['label']}")
            if item["modality"] not in ("stated", "judged"):
                remark.append(item["modality_label"])
            if item.get("dating"):
                remark.append(f"{item['attests']}, {item['dating'][0]['label']}")
            if item["taken_from"]:
                remark.append(f"{word('after', self.language)} {item['taken_from']['label']}")
            marks.setdefault(f" ({', '.join(remark)})" if remark else "", []).append(
                f"[{number}{place}]"
            )
        return "; ".join(" ".join(places) + remark for remark, places in marks.items())

    def documents(self, evidence: Sequence[dict[str, Any]]) -> str:
        """Return one mark for each document of a list, with the record that all its items have."""
        records: dict[int, set[str]] = {}
        for item in evidence:
            records.setdefault(self._number(item), set()).add(item["record"] or "")
        marks = []
        for number, own in sorted(records.items()):
            marks.append(f"[{number} {min(own)}]" if len(own) == 1 and min(own) else f"[{number}]")
        return " ".join(marks)

    def _number(self, item: dict[str, Any]) -> int:
        number = self._sources.setdefault(item["document"]["iri"], len(self._sources) + 1)
        if number > len(self._described):
            self._described.append(_source(item, self.language))
        return number

    def sources(self) -> None:
        """Set the list of the sources that were noted, if any."""
        if not self._described:
            return
        self.heading("sources")
        for number, text in enumerate(self._described, 1):
            self.line(f"[{number}] {text}", 2)
        self.line(Text(word("characters", self.language), style="dim"), 2)

    def text(self) -> str:
        """Return the page, without spaces at the ends of lines."""
        content: str = self.console.file.getvalue()  # type: ignore[attr-defined]
        return "\n".join(line.rstrip() for line in content.splitlines()) + "\n"


def changes(page: Page, events: Sequence[dict[str, Any]]) -> None:
    """Set the changes that something went through, a line each, and who joined or left."""
    lang = page.language
    for event in events:
        dates = f"; {between(event, lang)}" if event["since"] or event["by"] else ""
        page.line(
            Text.assemble(f"{event['label']}{dates}  ", (page.footnotes(event["evidence"]), "dim")),
            2,
        )
        parts(page, event, 6)


def parts(page: Page, event: dict[str, Any], indent: int) -> None:
    """Set how many members a change kept, and who joined or left by it."""
    lang = page.language
    if event["in_common"]:
        share = f"{100 * event['share']:.0f}"
        page.line(word("common", lang).format(event["in_common"], share), indent)
    for key in ("joined", "left"):
        if event[key]:
            names = ", ".join(one["label"] for one in event[key])
            page.line(f"{word(key, lang)}: {names}", indent)


def between(event: dict[str, Any], language: str) -> str:
    """Return the dates between which something happened, or the day of it."""
    if event["since"] and event["since"] == event["by"]:
        return str(event["since"])
    return word("between", language).format(event["since"] or "…", event["by"] or "…")


def period(valid: dict[str, Any], language: str, dating: Sequence[dict[str, Any]] = ()) -> str:
    """Return the period of a claim in brackets, and whether it is only possible; "" if unknown.

    The period is as its source says it, else what its four bounds leave open; where it was
    worked out, how and from what.

    >>> bounds = ["2019-01-02", "2020-01-01", "2025-01-01", None]
    >>> period({"edtf": None, "bounds": bounds, "certain": True}, "en")
    '  [from 2019-01-02–2020-01-01, seen 2025-01-01]'
    >>> period({"edtf": None, "bounds": ["2018-01-01", None, None, None], "certain": True}, "en")
    '  [not before 2018-01-01]'
    >>> period({"edtf": None, "bounds": [None, None, None, "2022-12-31"], "certain": True}, "en")
    '  [ended by 2022-12-31]'
    """
    remarks = [valid["edtf"] or _bounded(valid["bounds"], language), *map(dated, dating)]
    if not valid["certain"]:
        remarks.append(word("possible", language))
    told = "; ".join(filter(None, remarks))
    return f"  [{told}]" if told else ""


def dated(dating: dict[str, Any]) -> str:
    """Return how a date was worked out, and on what it rests."""
    places = ", ".join(f"{start}–{end}" for start, end in dating["spans"])
    return f"{dating['label']} (§{places})" if places else str(dating["label"])


def _bounded(bounds: Sequence[str | None], language: str) -> str:
    first, begun, lasts, last = bounds
    if not (first or last):
        days = " – ".join(sorted({day for day in (begun, lasts) if day}))
        return word("seen", language).format(days) if days else ""
    told = []
    if first:
        key = "not before" if not begun else "since" if first == begun else "since about"
        told.append(word(key, language).format(first, begun))
    elif begun and lasts and lasts < begun:  # seen some day of these
        told.append(word("seen", language).format(f"{lasts} – {begun}"))
        lasts = None
    elif begun:
        told.append(word("seen", language).format(begun))
    if last and lasts and lasts != last:
        told.append(word("until about", language).format(lasts, last))
    elif last:
        told.append(word("until" if lasts else "ended by", language).format(last))
    elif lasts:
        told.append(word("seen", language).format(lasts))
    return ", ".join(told)


def series(label: str, numbers: Sequence[tuple[str, float]], language: str) -> str:
    """Return a series of dated numbers as one line.

    >>> series("population", [("2019", 1200), ("2020", 1300)], "en")
    'population: 2019: 1,200, 2020: 1,300'
    """
    told = (f"{date}: {amount(value, language)}" for date, value in numbers)
    return f"{label}: {', '.join(told)}"


def _source(item: dict[str, Any], language: str) -> str:
    document = item["document"]
    parts = [
        document["publisher"]["label"] if document["publisher"] else "",
        word("quoted", language).format(document["title"]),
        document["date"] or word("undated", language),
        *map(dated, document.get("dating", ())),
        document["url"] or word("no address", language),
    ]
    return ", ".join(part for part in parts if part)
