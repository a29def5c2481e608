"""Proposals and decisions as a table that a colleague fills in a spreadsheet, and read back.

A row is a proposed claim, a claim of the coder's own, or a sentence. What is decided stands in
the column `decision`; a row without a decision says nothing. Cells that were changed beside a
decision change the claim. What is read back goes through the same checks as on the page; where a
row has a fault, nothing of the table is taken.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tigraph.coding.desk import Desk, FlawedClaimError
from tigraph.coding.model import ENDS, Action, Actor, Coded, Decision, Spans
from tigraph.coding.naming import digest
from tigraph.coding.offers import Offer
from tigraph.coding.standing import is_said, is_same
from tigraph.errors import DataError, MissingExtraError
from tigraph.linking import opened
from tigraph.local import safe_cell
from tigraph.names import folded
from tigraph.rdf import for_xml
from tigraph.rdf.vocabulary import curie, expand

_CONCEPTS = ("role", "grade", "unit", "qualifier")
_TEXTS = (
    "value", "minimum", "maximum", "valid", "counted_from", "modality", "paraphrase",
    "paraphrase_en",
)  # fmt: skip
COLUMNS = (
    "id", "what", "decision", "relation",
    *(f"{end}{part}" for end in ENDS for part in ("", "_type", "_entity", "_within", "_places")),
    *_CONCEPTS, *_TEXTS, "attests", "dated", "concerns", "places", "reason", "comment",
    "rule", "confidence", "text_says", "notes",
)  # fmt: skip
#: In a cell, that there is none; an empty one says nothing, and what follows of itself is taken.
_NONE = "none"
_NONES = (_NONE, "aucun", "aucune")
#: How the names begin of claims of the coder's own.
_OWN = "own-"
#: What may stand in the column of decisions, in either language.
_DECISIONS: Mapping[str, Action] = {
    **dict.fromkeys(("accept", "accepter", "yes", "oui"), "accept"),
    **dict.fromkeys(("change", "changer", "modifier"), "change"),
    **dict.fromkeys(("refuse", "refuser", "no", "non"), "refuse"),
    **dict.fromkeys(("add", "ajouter"), "add"),
    **dict.fromkeys(("leave-out", "leave out", "ecarter"), "leave-out"),
}  # fmt: skip
_MOST_FAULTS = 20
#: In which cell of an end is mended what is wrong with it, where that is not its name.
_CELLS = {"within": "_within", "whole": "_within", "no-kind": "_type"}
#: Written with a dash that no spreadsheet takes for a date's: 3-12 would be the third of December.
_PLACE = re.compile(r"(\d+)[-–](\d+)")
Row = dict[str, str]


def rows_of(desk: Desk, coder: str = "", quoted: int = 0) -> Iterator[Row]:
    """Yield the table of a document, in the order of the text, with a coder's decisions so far.

    With `quoted`, a column `quote` has the words, as far as they are no longer than that.
    """
    standing = desk.standing()
    words = standing.of.get(coder, {})
    rows: list[tuple[Spans, Row]] = []
    for offer in desk.offers:
        said = words.get(offer.id)
        claim = said.claim if said and said.claim else offer.claim
        row = _row(offer.id, _what(claim), claim, said)
        rows.append((claim.spans, row | _offered(offer)))
    offered = {one.id for one in desk.offers}
    for on, said in words.items():
        if said.claim and on not in offered:
            rows.append((desk.fated(said).spans, _row(on, _what(said.claim), said.claim, said)))
    for one in desk.sentences:
        place: Spans = ((one.start, one.end),)
        row = _row(one.id, "sentence", None, words.get(one.id))
        rows.append((place, {**row, "places": _places(place)}))
    for spans, row in sorted(rows, key=lambda told: (told[0], told[1]["what"] != "sentence")):
        if quoted:
            quote = " … ".join(desk.text[start:end] for start, end in spans)
            row["quote"] = " ".join(quote.split()) if len(quote) <= quoted else ""
        yield row


def _offered(offer: Offer) -> Row:
    """Return what is told of a proposal beside its claim, and is not read back."""
    says = [word for word in ("negated", "asked") if getattr(offer, word)]
    return {
        "rule": offer.rule, "confidence": format(offer.confidence, ".2g") if offer.rule else "",
        "text_says": "; ".join(says), "notes": "; ".join(offer.notes),
    }  # fmt: skip


def _what(claim: Coded) -> str:
    return "name" if claim.is_naming else "claim"


def _row(on: str, what: str, claim: Coded | None, said: Decision | None) -> Row:
    row = dict.fromkeys(COLUMNS, "") | {"id": on, "what": what}
    if said:
        row |= {"decision": said.action, "reason": said.reason, "comment": said.comment}
    if claim is None:
        return row
    row |= {"relation": claim.relation, "places": _places(claim.spans)}
    row |= {name: getattr(claim, name) or "" for name in (*_CONCEPTS, *_TEXTS)}
    row["concerns"] = "; ".join(claim.concerns)
    row["attests"] = _NONE if claim.attests == "" else claim.attests or ""
    row["dated"] = _places(claim.dated)
    for name, actor in claim.actors:
        row |= {
            name: actor.label, f"{name}_type": actor.type, f"{name}_entity": curie(actor.entity),
            f"{name}_within": curie(actor.within),
            f"{name}_places": _places(actor.spans) or _NONE,
        }  # fmt: skip
    return row


def _places(spans: Spans) -> str:
    return " ".join(f"{start}–{end}" for start, end in spans)


def as_csv(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """Return the table as CSV that a spreadsheet opens and runs nothing of."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(name, "")) for name in columns] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_workbook(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """Return the table as a workbook of Excel, its cells all text; raises `MissingExtraError`."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtraError("xlsx", "A table of Excel") from None
    book: Any = Workbook()
    sheet = book.active
    for number, cells in enumerate((columns, *([row.get(c, "") for c in columns] for row in rows))):
        for place, told in enumerate(cells):
            cell = sheet.cell(number + 1, place + 1)
            cell.value = for_xml(told, "\ufffd")
            cell.data_type, cell.number_format = "s", "@"
    sheet.freeze_panes = "D2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_back(desk: Desk, path: Path, coder: str) -> list[Decision]:
    """Write what a table decides, as a coder's decisions, and return them.

    What the coder had decided so already is not written again. Raises `DataError`, with the row
    and the column of each fault, and writes nothing then.
    """
    sheet = opened(path)
    if lacking := [name for name in ("id", "decision") if name not in sheet.columns]:
        raise DataError(
            f"{path}: no column {' and no column '.join(lacking)}: write the table anew "
            "(`tigraph document table`) and fill that."
        )
    drafts, faults = [], list[str]()
    standing = desk.standing().of.get(coder, {})
    offers = {one.id: one.claim for one in desk.offers}
    for line in sheet.lines():
        row = {name: _plain(cell) for name, cell in zip(sheet.columns, line.fields, strict=False)}
        if not row["decision"]:
            continue
        try:
            draft = _draft(desk, row, offers, standing)
        except FlawedClaimError as error:
            for flaw in error.flaws:
                column = "places" if flaw.part == "spans" else flaw.part + _CELLS.get(flaw.key, "")
                told = flaw.said(desk.language)
                faults.append(f"{path}, row {line.number}, column {column}: {told}.")
            continue
        except DataError as error:
            faults.append(f"{path}, row {line.number}, {error}")
            continue
        if not is_said(draft, standing.get(draft.on)):
            drafts.append(draft)
    if faults:
        more = len(faults) - _MOST_FAULTS
        rest = [f"and {more} more."] if more > 0 else []
        raise DataError("\n".join([*faults[:_MOST_FAULTS], *rest, "Nothing was taken."]))
    return desk.decide_all(coder, drafts)


def _plain(cell: str) -> str:
    """Return a cell as it was meant: the apostrophe before a formula goes."""
    told = cell.strip()
    return told[1:] if told.startswith("'") and safe_cell(told[1:]) == told else told


def _draft(
    desk: Desk, row: Row, offers: Mapping[str, Coded], standing: Mapping[str, Decision]
) -> Decision:
    action = _DECISIONS.get(folded(row["decision"])) or _DECISIONS.get(row["decision"].lower())
    if not action:
        known = "accept, change, refuse, add, leave-out"
        raise DataError(f"column decision: “{row['decision']}” is none of {known}.")
    on, comment = row["id"], row.get("comment", "")
    if action == "leave-out":
        reason = row.get("reason", "")
        reason = reason if ":" in reason or not reason else f"omission:{reason}"
        sentence = next((one for one in desk.sentences if one.id == on), None)
        if sentence is None:
            raise DataError(f"column id: “{on}” is no sentence of this version of the text.")
        spans = ((sentence.start, sentence.end),)
        return desk.drafted(action, on, spans=spans, reason=reason, comment=comment)
    if action == "refuse":
        if on not in offers and on not in standing:
            raise DataError(f"column id: “{on}” is not proposed of this document.")
        return desk.drafted(action, on, reason=row.get("reason", ""), comment=comment)
    said = standing.get(on)
    known_claim = offers.get(on) or (said.claim if said else None)
    if action != "add" and known_claim is None and not on.startswith(_OWN):
        raise DataError(f"column id: “{on}” is not proposed of this document.")
    claim = _claim(desk, row, known_claim)
    if action in ("accept", "change"):
        offered = offers.get(on)
        same = offered is not None and is_same(claim, offered, desk.base)
        action = "accept" if same else "change"
    return desk.drafted(action, on or _own(claim), claim, comment=comment)


def _own(claim: Coded) -> str:
    """Return what a claim is known by that has no name yet: the same row, read again, is the same.

    A cell that says more of it (a date, a modality, a comment) may change.
    """
    ends = [(name, one.label, one.entity) for name, one in claim.actors]
    about = claim.concerns if claim.is_opinion else ()
    return f"{_OWN}{digest(claim.relation, claim.spans, *ends, *about, length=16)}"


def _claim(desk: Desk, row: Row, known: Coded | None) -> Coded:
    """Return the claim of a row: as it was known, with what the cells say otherwise."""
    spans = _read_places(row, "places") or (known.spans if known else ())
    ends: dict[str, Any] = {
        name: _actor(desk, row, name, known, spans) for name in ENDS if name in row
    }
    subject = ends.pop("subject", None) or (known.subject if known else None)
    if subject is None:
        raise DataError("column subject: a claim has a subject.")
    first = known or Coded("", spans, subject)
    relation = _relation(desk, row.get("relation", "")) or first.relation
    told: dict[str, Any] = {name: row[name] for name in _TEXTS if name in row}
    opinion = known is None and relation.startswith("stance:")
    told["modality"] = row.get("modality") or ("judged" if opinion else first.modality)
    if "concerns" in row:
        themes = (one.strip() for one in row["concerns"].split(";"))
        told["concerns"] = tuple(_concept(desk, "theme", one) for one in themes if one)
    if "attests" in row:
        told["attests"] = "" if folded(row["attests"]) in _NONES else row["attests"] or None
    if "dated" in row:
        told["dated"] = _read_places(row, "dated")
    for name in _CONCEPTS:
        if name in row:
            told[name] = _concept(desk, name, row[name])
    return replace(first, relation=relation, spans=spans, subject=subject, **told, **ends)


def _actor(desk: Desk, row: Row, name: str, known: Coded | None, spans: Spans) -> Actor | None:
    if not (label := row[name]):
        return None
    old: Actor | None = getattr(known, name) if known else None
    same = old is not None and old.label == label
    given = row.get(f"{name}_entity", "")
    within = row.get(f"{name}_within", "")
    for column, told in ((f"{name}_entity", given), (f"{name}_within", within)):
        if told and not expand(told):
            raise DataError(f"column {column}: “{told}” is no IRI and no CURIE.")
    actor = Actor(
        label, row.get(f"{name}_type", ""), expand(given) or "",
        within=expand(within) or "",
    )  # fmt: skip
    if same and old:
        kind = actor.type or ("" if actor.entity else old.type)
        actor = replace(actor, spans=old.spans, type=kind)
    if cell := row.get(f"{name}_places", ""):
        gone = folded(cell) in _NONES
        return replace(actor, spans=() if gone else _read_places(row, f"{name}_places"))
    if same:
        return actor
    found = (
        (start + at, start + at + len(label))
        for start, end in spans
        if (at := desk.text[start:end].find(label)) >= 0
    )
    return replace(actor, spans=tuple(found)[:1])


def _read_places(row: Row, column: str) -> Spans:
    """Return the places that a cell has; raises `DataError` where it has something else."""
    cell = row.get(column, "")
    if _PLACE.sub("", cell).strip(" ,;"):
        raise DataError(f"column {column}: “{cell}” is no place of the text, such as 12–40.")
    return tuple((int(a), int(b)) for a, b in _PLACE.findall(cell))


def _relation(desk: Desk, told: str) -> str:
    """Return the CURIE of a relation, measure or stance that is told by CURIE, name or label."""
    if not told or ":" in told:
        return told
    for scheme in ("relation", "measure", "stance"):
        if found := _concept(desk, scheme, told, strict=False):
            return found
    return told


def _concept(desk: Desk, scheme: str, told: str, *, strict: bool = True) -> str:
    concepts = desk.terms.concepts[scheme]
    if not told or told in concepts:
        return told
    if (own := f"{scheme}:{told}") in concepts:
        return own
    return desk.terms.spelled.get((scheme, folded(told))) or (told if strict else "")
