"""How a page is cited: as text, as BibTeX, as CSL-JSON; with the day on which it was read.

Files do not know when they are read: theirs is the day on which they were published. Of a part of
the graph, each form says that it is one, and which.
"""

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
    live = frame.site.live
    author = frame.words["author"]
    at = f", {frame.words['shown_at'].format(frame.when(frame.date)).lower()}" if frame.date else ""
    read = frame.words["consulted" if live else "published_on"].format(frame.when(day))
    quoted = frame.words["quoted"].format(title)
    part = frame.part.rstrip(".")
    part = part[:1].lower() + part[1:]
    if part in title:  # that of the record says it
        part = ""
    parts = (author, quoted + at, frame.site.title, version, part, address)
    return {
        "text": f"{', '.join(filter(None, (*parts, read)))}.",
        "bibtex": _bibtex(author, title + at, frame, version, address, day),
        "csl": _csl(author, title + at, frame, version, address, day),
    }


def _bibtex(author: str, title: str, frame: Frame, version: str, address: str, day: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    key = "-".join(re.findall(r"[a-z0-9]+", plain.lower())[:5]) or "page"
    fields = {
        "author": f"{{{tex(author)}}}",
        "title": f"{{{tex(title)}}}",
        "howpublished": tex(frame.site.title),
        "note": tex(frame.part),
        "version": tex(version),
        "url": address,
        "urldate" if frame.site.live else "date": day,
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
        "accessed" if frame.site.live else "issued": {"date-parts": [parts]},
        "language": frame.language,
        **({"note": frame.part} if frame.part else {}),
    }
    return json.dumps([record], ensure_ascii=False, indent=2)
