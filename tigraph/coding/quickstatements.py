"""Claims as QuickStatements for Wikidata, where both ends are linked to it.

One line is one statement with its period and its reference (format of version 1, tabs between
the parts). Which property a relation is, `ontology/alignments.sssom.tsv` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tigraph.coding.desk import Desk
from tigraph.coding.model import Coded
from tigraph.coding.terms import HOLDS_POST
from tigraph.coding.writing import Cited
from tigraph.explaining import alignments
from tigraph.local import decoded, read_bytes
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import curie
from tigraph.registries import decided, sssom

_ITEM = re.compile(r"http://www\.wikidata\.org/entity/([QP]\d+)")
_LINKED = """
SELECT DISTINCT ?entity ?item WHERE {
  { ?entity adms:identifier ?identifier .
    ?identifier tig:idScheme id-scheme:wikidata ; skos:notation ?item }
  UNION { ?entity schema:sameAs|skos:exactMatch|owl:sameAs ?iri
    FILTER(STRSTARTS(STR(?iri), "http://www.wikidata.org/entity/"))
    BIND(STRAFTER(STR(?iri), "/entity/") AS ?item) }
}
"""
_DOCUMENT = """
SELECT ?title ?language ?address WHERE {{
  OPTIONAL {{ <{0}> dcterms:title ?title BIND(LANG(?title) AS ?language) }}
  OPTIONAL {{ <{0}> tig:address ?address }}
}}
"""
#: What Wikidata is told: only what a source says is or was so.
_TOLD = ("stated", "reported")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Statements:
    """The lines, and how many claims are not among them: by the reason."""

    lines: tuple[str, ...]
    left: Mapping[str, int]


def statements(desk: Desk) -> Statements:
    """Return the claims of a document as QuickStatements, and which are none."""
    items = {**linked(desk.store), **mapped(desk.workspace)}
    lines: dict[str, None] = {}
    left: dict[str, int] = {}
    for cited in desk.cited():
        line, reason = _line(cited, items, desk)
        if line:
            lines[line] = None
        else:
            left[reason] = left.get(reason, 0) + 1
    return Statements(tuple(lines), left)


def linked(store: Queryable) -> dict[str, str]:
    """Return the items of Wikidata that a graph says entities are."""
    return {row["entity"]: row["item"] for row in select(store, _LINKED)}


def mapped(workspace: Path) -> dict[str, str]:
    """Return the items of Wikidata that the mappings of a workspace say entities are."""
    found = {}
    for path in sorted((workspace / "mappings").glob("*.sssom.tsv")):
        mappings = sssom.parsed_mappings(decoded(read_bytes(path), str(path)), str(path))
        for row in mappings.rows:
            same = mappings.expand(row.get("predicate_id", "")) in decided.DECIDING
            item = _ITEM.fullmatch(mappings.expand(row.get("object_id", "")) or "")
            subject = mappings.expand(row.get("subject_id", ""))
            if item and subject and same and not row.get("predicate_modifier"):
                found[subject] = item[1]
    return found


def properties() -> dict[str, str]:
    """Return the property of Wikidata of each relation that has one."""
    return {
        curie(one.subject): item[1]
        for one in alignments()
        if (item := _ITEM.fullmatch(one.object)) and curie(one.subject).startswith("relation:")
    }


def _line(cited: Cited, items: Mapping[str, str], desk: Desk) -> tuple[str, str]:
    claim = cited.claim
    if not (known := properties().get(claim.relation)):
        return "", "property"
    if claim.modality not in _TOLD:
        return "", "modality"
    other = claim.post if claim.relation == HOLDS_POST else claim.object
    ends = [items.get(one.entity, "") if one else "" for one in (claim.subject, other)]
    if not all(ends):
        return "", "link"
    parts = [ends[0], known, ends[1], *_period(claim)]
    return "\t".join([*parts, *_reference(desk, cited.source.document)]), ""


def _period(claim: Coded) -> Iterator[str]:
    if not claim.valid:
        return
    start, slash, end = claim.valid.partition("/")
    for name, date in (("P580" if slash else "P585", start), ("P582", end)):
        if told := _date(date):
            yield from (name, told)


def _date(edtf: str) -> str:
    """Return a date as QuickStatements writes it, "" for one that is open or not sure.

    >>> _date("2018"), _date("2018-11"), _date("2018-11-22"), _date("2018~")
    ('+2018-00-00T00:00:00Z/9', '+2018-11-00T00:00:00Z/10', '+2018-11-22T00:00:00Z/11', '')
    """
    if not (match := _DAY.fullmatch(edtf)) or int(match[2] or 0) > 12:
        return ""
    precision = 9 + bool(match[2]) + bool(match[3])
    return f"+{match[1]}-{match[2] or '00'}-{match[3] or '00'}T00:00:00Z/{precision}"


def _reference(desk: Desk, document: str) -> Iterable[str]:
    row = next(iter(select(desk.store, _DOCUMENT.format(document))), {})
    parts: list[str] = []
    if address := row.get("address"):
        parts += ["S854", f'"{address}"']
    if (title := row.get("title")) and row.get("language"):
        parts += ["S1476", f'{row["language"]}:"{_quoted(title)}"']
    if date := _date(desk.source().issued):
        parts += ["S577", date]
    return parts


def _quoted(text: str) -> str:
    return " ".join(text.replace('"', "”").split())
