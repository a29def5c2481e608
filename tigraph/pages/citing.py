"""How a page is cited: as text, as BibTeX, as CSL-JSON; with the day on which it was read."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from tigraph.claims import bibtex_entry, tex
from tigraph.pages.frame import Frame
from tigraph.validity import today


def cited_as(frame: Frame, title: str, address: str) -> dict[str, str]:
    """Return how a page is cited: {text, bibtex, csl}.

    `address` is that of what it is about, which stays when a site moves.
    """
    day, version = today(), frame.ground.version
    author = frame.words["author"]
    at = f", {frame.words['shown_at'].format(frame.when(frame.date)).lower()}" if frame.date else ""
    read = frame.words["consulted"].format(frame.when(day))
    quoted = frame.words["quoted"].format(title)
    text = f"{author}, {quoted}{at}, {frame.site.title}, {version}, {address}, {read}."
    return {
        "text": text,
        "bibtex": _bibtex(author, title + at, frame.site.title, version, address, day),
        "csl": _csl(author, title + at, frame, version, address, day),
    }


def _bibtex(author: str, title: str, site: str, version: str, address: str, day: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    key = "-".join(re.findall(r"[a-z0-9]+", plain.lower())[:5]) or "page"
    fields = {
        "author": f"{{{tex(author)}}}",
        "title": f"{{{tex(title)}}}",
        "howpublished": tex(site),
        "version": tex(version),
        "url": address,
        "urldate": day,
        "year": day[:4],
    }
    return bibtex_entry(f"tigraph-{key}", fields)


def _csl(author: str, title: str, frame: Frame, version: str, address: str, day: str) -> str:
    parts = [int(part) for part in day.split("-")]
    record: dict[str, Any] = {
        "id": address,
        "type": "webpage",
        "author": [{"literal": author}],
        "title": title,
        "container-title": frame.site.title,
        "version": version,
        "URL": address,
        "accessed": {"date-parts": [parts]},
        "language": frame.language,
    }
    return json.dumps([record], ensure_ascii=False, indent=2)
