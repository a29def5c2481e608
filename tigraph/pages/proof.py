"""Evidence as a page tells it: who says so, in which document, where in it, with its checksum."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tigraph.pages.correcting import correction
from tigraph.pages.frame import Frame
from tigraph.pages.render import web_address
from tigraph.rdf import rows_of
from tigraph.rdf.vocabulary import curie

_CHECKSUMS = """SELECT ?document ?sha {
  { ?text tig:textOf ?document ; tig:sha256 ?sha } UNION { ?document tig:sha256 ?sha } }"""


@dataclass(frozen=True)
class Proofs:
    """Tells evidence, with the checksums of the documents that it is in."""

    frame: Frame
    checksums: Mapping[str, str]
    #: The entity on whose page it is told.
    about: str = ""

    @classmethod
    def of(cls, frame: Frame, documents: Collection[str], about: str = "") -> Proofs:
        """Return what tells evidence from some documents."""
        rows = rows_of(frame.ground.store, _CHECKSUMS, set(documents), "document")
        return cls(frame, {row["document"]: row["sha"] for row in sorted(rows, key=str)}, about)

    def told(
        self, evidence: Sequence[Mapping[str, Any]], claim: str | None, *, again: bool = False
    ) -> dict[str, Any]:
        """Return evidence as a template takes it: a line that sums it up, and each citation.

        Where a page tells a claim `again`, its address leads to where it does first.
        """
        names = dict.fromkeys(self._short(one) for one in evidence)
        return {
            "count": self._counted(evidence),
            "short": list(names),
            "items": [self._item(one) for one in evidence],
            "claim": curie(claim) if claim else "",
            "again": again,
            "correct": correction(self.frame, self.about, curie(claim)) if claim else "",
        }

    def _counted(self, evidence: Sequence[Mapping[str, Any]]) -> str:
        """How much evidence there is, in words: places, and the documents that they are in."""
        words, documents = self.frame.words, len({one["document"]["iri"] for one in evidence})
        passages = sum(max(len(one["spans"]), 1) for one in evidence)
        if evidence and all(one["record"] and not one["spans"] for one in evidence):
            return words["rows_in"].format(passages, documents)
        if not any(one["spans"] or one["record"] for one in evidence):
            return words["noticed_in"].format(documents)
        return words["passages_in"].format(passages, documents)

    def _short(self, one: Mapping[str, Any]) -> str:
        publisher = (one["document"]["publisher"] or {}).get("label", "")
        years = self._years(one["document"]["date"])
        return " ".join(filter(None, (publisher or one["document"]["title"], years)))

    def _years(self, date: str | None) -> str:
        parts = re.split(r"\.\.|,|/", (date or "").strip("[]{}"))
        found = sorted({part[:4] for part in parts if part[:4].isdigit()})
        return "–".join(dict.fromkeys((found[0], found[-1]))) if found else ""

    def _item(self, one: Mapping[str, Any]) -> dict[str, Any]:
        frame, document = self.frame, one["document"]
        return {
            "document": {
                "title": document["title"],
                "href": frame.entity(document["iri"]),
                "date": frame.when(document["date"]),
                "publisher": (document["publisher"] or {}).get("label", ""),
                "dating": [told["label"] for told in document.get("dating") or ()],
            },
            "speaker": {
                "label": one["speaker"]["label"],
                "href": frame.entity(one["speaker"]["iri"]),
                "lang": frame.foreign(one["speaker"]["iri"]),
            },
            "modality": one["modality_label"],
            "place": self.place(one),
            "attests": frame.when(one["attests"]),
            "dating": [told["label"] for told in one.get("dating") or ()],
            "taken_from": one["taken_from"] and {
                "label": one["taken_from"]["label"],
                "href": frame.entity(one["taken_from"]["iri"]),
            },
            "checksum": self.checksums.get(document["iri"], ""),
            "original": web_address(document["url"]),
        }  # fmt: skip

    def place(self, one: Mapping[str, Any]) -> str:
        """Where it stands, in words: characters of a text, a row, a document's own notice."""
        words = self.frame.words
        if one["spans"]:
            spans = ", ".join(f"{start}–{end}" for start, end in one["spans"])
            return words["characters"].format(spans)
        return words["record"].format(one["record"]) if one["record"] else words["catalogued"]


def cited(items: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the documents that what is told rests on, by IRI, each with how often it is cited."""
    found: dict[str, dict[str, Any]] = {}
    for one in items:
        for citation in one["evidence"]:
            document = citation["document"]
            own = found.setdefault(document["iri"], {**document, "count": 0})
            own["count"] += 1
    return dict(sorted(found.items(), key=lambda item: (-item[1]["count"], item[0])))
