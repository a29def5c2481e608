"""`tigraph verify`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from tigraph.cli.loading import interruptible
from tigraph.cli.request import Request, answers
from tigraph.cli.text.words import word
from tigraph.errors import DataError
from tigraph.local import read_text

#: How each verdict is marked.
_MARKS = {"borne": "✓", "not-borne": "✗", "not-verifiable": "?"}
#: So many places are told of a claim.
_MOST = 3
#: More than this is no draft.
_LARGEST = 1_000_000


@click.command()
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option(
    "--draft-language",
    type=click.Choice(["fr", "en"]),
    help="The language of the draft; told by the words of each sentence unless given.",
)
@answers({".json": "json", ".txt": "table"})
def verify(file: str, draft_language: str | None, request: Request) -> None:
    """Tell of each sentence of a draft which claims bear it, or that no source says so.

    FILE is a paragraph in French or English, - (or nothing) standard input. A sentence is borne
    where all that it says (who, which office, which territory, when, how many, planned or done,
    denied or not) is what claims of the graph say; each is shown with its places (document,
    code points of its text). Where a part differs, it says which, and what sources say. What is
    not understood is not verifiable: nothing is borne that was not read to its last word.
    Exit code 1: some sentence is not borne.

    \b
    Examples:
      tigraph verify paragraph.txt
      echo "Cédric Bôle préside Grand Besançon Métropole." | tigraph verify
    """
    wanted = request.chosen()
    draft = _stdin() if file == "-" else read_text(Path(file), "draft")
    graph = request.load()
    told = interruptible(lambda: graph.verify(draft, draft_language or ""))
    if wanted == "json":
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    else:
        text = _text(told, request.lang)
    request.emit(text.encode())
    if told["verdicts"]["borne"] < len(told["sentences"]):
        sys.exit(1)


def _stdin() -> str:
    content = sys.stdin.buffer.read(_LARGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError("Standard input is not UTF-8: save the draft as UTF-8.") from None


def _text(told: dict[str, Any], lang: str) -> str:
    lines: list[str] = []
    for one in told["sentences"]:
        lines.append(f"{_MARKS[one['verdict']]} {' '.join(one['text'].split())}")
        lines.append(f"  {word(one['verdict'], lang)}")
        for claim in one["claims"]:
            lines += _claim(claim, "  ", lang)
        for part in one["differs"]:
            told_so = (
                word(f"as {part['told']}", lang) if part["part"] == "modality" else part["told"]
            )
            behind = word("what is told", lang).format(what=told_so) if told_so else ""
            lines.append(f"  {word('differs', lang)}, {word(part['part'], lang)}{behind}")
            if part["claims"]:
                lines.append(f"  {word('sources say', lang)}")
            for claim in part["claims"]:
                lines += _claim(claim, "    ", lang)
        if one["unread"]:
            behind = word("what is told", lang).format(what=", ".join(one["unread"]))
            lines.append(f"  {word('not understood', lang)}{behind}")
        lines.append("")
    counts = ", ".join(
        word(f"{name} count", lang).format(number) for name, number in told["verdicts"].items()
    )
    return "\n".join([*lines, counts, ""])


def _claim(claim: dict[str, Any], margin: str, lang: str) -> list[str]:
    when = f" ({claim['valid']})" if claim["valid"] else ""
    lines = [f"{margin}{claim['says']}{when}"]
    for item in claim["evidence"][:_MOST]:
        document = item["document"]
        spans = ", ".join(f"{start}–{end}" for start, end in item["spans"])
        place = spans or item["record"] or "–"
        behind = word("what is told", lang).format(what=place)
        lines.append(f"{margin}  {document['title']}, {document['date'] or '–'}{behind}")
    return lines
