"""How layers look on a terminal: a table of them, a card of one, the report of one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from tigraph.cli.text.words import word

_COLUMNS = ("layer", "title", "updated", "retrieved", "files", "triples", "rows", "refused")
_COUNTS = ("files", "triples", "rows", "refused")
#: As many reasons stand on a card; the report has all.
_REASONS = 10


def as_table(found: Iterable[dict[str, Any]], language: str) -> str:
    """Return the layers as an aligned table, without the columns that are empty for all."""
    rows = [_row(item, language) for item in found]
    columns = [column for column in _COLUMNS if any(row[column] for row in rows)]
    heads = {column: word(column, language) for column in columns}
    lines = [heads, *rows]
    wide = {column: max(len(line[column]) for line in lines) for column in columns}
    cells = (
        [
            line[column].rjust(wide[column])
            if column in _COUNTS
            else line[column].ljust(wide[column])
            for column in columns
        ]
        for line in lines
    )
    return "".join("  ".join(row).rstrip() + "\n" for row in cells)


def _row(item: Mapping[str, Any], language: str) -> dict[str, str]:
    return {
        **{column: str(item[column]) for column in ("layer", "updated")},
        "title": item["title"].get(language) or next(iter(item["title"].values()), ""),
        "retrieved": item["retrieved"][:10],
        **{column: f"{item[column]:,}" for column in _COUNTS},
    }


def as_csv(found: Iterable[dict[str, Any]], language: str) -> bytes:
    """Return the layers as CSV, numbers as they are."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for item in found:
        writer.writerow({**item, "title": _row(item, language)["title"]})
    return text.getvalue().encode()


def as_card(found: Mapping[str, Any], language: str) -> str:
    """Return what is known of a layer, as text."""
    title, about = (
        found[key].get(language) or next(iter(found[key].values()), "")
        for key in ("title", "description")
    )
    publishers = ", ".join(
        found["publisher_names"].get(name) or name for name in found["publishers"]
    )
    told = {
        "publishers": publishers,
        "licence": found["licence"],
        "homepage": found["homepage"],
        "updated": found["updated"] or word("undated", language),
        "retrieved": found["retrieved"],
        "triples": f"{found['triples']:,}",
        "derived by": f"tigraph {found['tigraph']}, {found['built']}",
    }
    wide = max(len(word(key, language)) for key in told)
    lines = [f"{found['layer']}  {title}", *([about] if about else []), ""]
    lines += [f"{word(key, language):{wide}}  {value}" for key, value in told.items() if value]
    lines += ["", word("files", language)]
    for source in found["sources"]:
        parts = (source["part"], source["file"], source["dated"], source["address"])
        lines.append(f"  {', '.join(dict.fromkeys(filter(None, parts)))}")
        retrieved = f"  {source['retrieved']}" if source["retrieved"] else ""
        lines.append(f"    SHA-256 {source['sha256']}{retrieved}")
    lines += ["", word("rows", language)]
    for key in ("rows", "used", "left_out", "refused"):
        lines.append(f"  {found[key]:>9,}  {word(f'rows {key}', language)}")
        reasons = found.get(f"{key}_because", {})
        ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        lines += [f"             {count:,}: {reason}" for reason, count in ordered[:_REASONS]]
        if len(ordered) > _REASONS:
            lines.append(f"             … {len(ordered) - _REASONS} more: --report")
    if found["notes"]:
        lines += ["", word("notes", language), *(f"  {note}" for note in found["notes"])]
    return "".join(f"{line}\n" for line in lines)


def report_csv(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the rows refused or left out, and leads, as CSV; what holds of files is left out."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("file", "row", "what", "reason"))
    for line in lines:
        if "refused" in line and "file" in line:
            writer.writerow((line["file"], line["row"], "refused", line["refused"]))
        elif "lead" in line:
            writer.writerow((line["lead"], line["earlier"], "lead", line["later"]))
        elif "file" in line:
            writer.writerow((line["file"], f"{line['rows']} rows", "left out", line["left_out"]))
    return text.getvalue().encode()
