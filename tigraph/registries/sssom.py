"""Sets of mappings as SSSOM/TSV (https://mapping-commons.github.io/sssom/): read, and written.

What is read is kept: slots that nobody here knows, and rows in words that nobody here
understands, are written back as they were. What is written is in the canonical order of the
specification, so that two people's changes differ in the lines that they changed.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from tigraph.errors import DataError
from tigraph.local import decoded, read_bytes, write_file
from tigraph.rdf.vocabulary import PREFIXES, curie

#: The slots of a row that have a value.
Row: TypeAlias = dict[str, str]

#: The slots of a mapping, in the order of the specification (version 1.1).
SLOTS = (
    "record_id", "subject_id", "subject_label", "subject_category", "predicate_id",
    "predicate_label", "predicate_modifier", "object_id", "object_label", "object_category",
    "mapping_justification", "author_id", "author_label", "reviewer_id", "reviewer_label",
    "creator_id", "creator_label", "license", "subject_type", "subject_source",
    "subject_source_version", "object_type", "object_source", "object_source_version",
    "predicate_type", "mapping_provider", "mapping_source", "mapping_cardinality",
    "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
    "publication_date", "review_date", "confidence", "reviewer_agreement", "curation_rule",
    "curation_rule_text", "subject_match_field", "object_match_field", "match_string",
    "subject_preprocessing", "object_preprocessing", "similarity_score", "similarity_measure",
    "see_also", "issue_tracker_item", "other", "comment",
)  # fmt: skip
#: The slots that a set may have for all its rows.
PROPAGATED = frozenset((
    "subject_type", "subject_source", "subject_source_version", "object_type", "object_source",
    "object_source_version", "predicate_type", "mapping_provider", "cardinality_scope",
    "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
    "subject_match_field", "object_match_field", "subject_preprocessing",
    "object_preprocessing", "similarity_measure", "curation_rule", "curation_rule_text",
))  # fmt: skip
SSSOM = "https://w3id.org/sssom/"
SEMAPV = "https://w3id.org/semapv/vocab/"
#: Prefixes that no set need declare, and none may mean otherwise.
BUILT_IN = {
    **{prefix: PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "skos", "xsd")},
    "linkml": "https://w3id.org/linkml/",
    "semapv": SEMAPV,
    "sssom": SSSOM,
}
#: Prefixes of others, that a set declares where it needs them.
_OTHERS = {"orcid": "https://orcid.org/", "wikidata": "http://www.wikidata.org/entity/"}
_REQUIRED = ("predicate_id", "mapping_justification")
_REFERENCES = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_LITERAL = "rdfs literal"


@dataclass
class MappingSet:
    """A set of mappings: what is said of all, and the rows, each with its line in the file.

    Slots that the set has for all rows stand in each row; `of_all` says which are written
    once. `place` is for errors: the name of the file.
    """

    metadata: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    of_all: frozenset[str] = frozenset()
    place: str = "mappings"

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that the set declares, and those that none need."""
        return {**self.metadata.get("curie_map", {}), **BUILT_IN}

    def expand(self, name: str) -> str | None:
        """Return the IRI that a CURIE of the set means, or an IRI itself; None where it is none.

        >>> MappingSet().expand("skos:exactMatch")
        'http://www.w3.org/2004/02/skos/core#exactMatch'
        """
        prefix, colon, local = name.partition(":")
        if colon and not local.startswith("//") and prefix != "urn":
            base = self.prefixes.get(prefix)
            name = base + local if base and local else ""
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name):
            return None
        return None if any(c.isspace() or c in '<>"{}|^`\\' for c in name) else name

    def contract(self, iri: str) -> str:
        """Return the CURIE of an IRI, its prefix declared; the IRI where no prefix is known."""
        if "://" not in iri:
            return iri
        for prefix, base in self.prefixes.items():
            if iri.startswith(base) and _local(iri[len(base) :]):
                return f"{prefix}:{iri[len(base) :]}"
        for prefix, base in _OTHERS.items():
            if iri.startswith(base) and _local(iri[len(base) :]):
                return self._declared(prefix, base, iri)
        prefix, colon, local = curie(iri).partition(":")
        if colon and prefix in PREFIXES and local:
            return self._declared(prefix, PREFIXES[prefix], iri)
        return iri

    def _declared(self, prefix: str, base: str, iri: str) -> str:
        declared = self.metadata.setdefault("curie_map", {})
        while declared.setdefault(prefix, base) != base:  # the set means something else by it
            prefix += "_"
        return f"{prefix}:{iri[len(base) :]}"

    def add(self, row: Mapping[str, str]) -> None:
        """Add a row; slots without a value are left out."""
        self.rows.append({slot: value for slot, value in row.items() if value})
        self.lines.append(0)

    def keep(self, wanted: Iterable[bool]) -> None:
        """Leave out the rows of which `wanted` says no, in their order."""
        both = [
            pair for pair, keep in zip(zip(self.rows, self.lines, strict=True), wanted, strict=True)
            if keep
        ]  # fmt: skip
        self.rows, self.lines = [row for row, _ in both], [line for _, line in both]

    def serialized(self) -> bytes:
        """Return the set as SSSOM/TSV, in the canonical order."""
        import yaml

        told = dict(self.metadata)
        of_all: Row = {}
        for slot in sorted(self.of_all):
            values = {row.get(slot, "") for row in self.rows}
            if len(values) == 1 and values != {""}:
                of_all[slot] = values.pop()
        told |= of_all
        if told.get("curie_map"):
            told["curie_map"] = dict(sorted(told["curie_map"].items()))
        head = {slot: told[slot] for slot in _SET_ORDER if told.get(slot) not in (None, "", [], {})}
        head |= {slot: value for slot, value in told.items() if slot not in _SET_ORDER}
        text = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=10**9)
        block = "".join(f"#{line}\n" for line in text.splitlines())
        used = {slot for row in self.rows for slot in row} - set(of_all)
        columns = [slot for slot in SLOTS if slot in used or slot in _ALWAYS]
        columns += sorted(used - set(SLOTS))
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted([row.get(slot, "") for slot in columns] for row in self.rows))
        return (block + out.getvalue()).encode()

    def write(self, path: Path, force: bool = True) -> None:
        """Write the set to a file, whole or not at all; raises as `write_file` does."""
        write_file(path, self.serialized(), force)


_ALWAYS = ("subject_id", "subject_label", "predicate_id", "object_id", "object_label",
           "mapping_justification")  # fmt: skip
#: The slots of a set, in the order of the specification.
_SET_ORDER = (
    "sssom_version", "curie_map", "mapping_set_id", "mapping_set_version", "mapping_set_source",
    "mapping_set_title", "mapping_set_description", "mapping_set_confidence", "creator_id",
    "creator_label", "license", "subject_type", "subject_source", "subject_source_version",
    "object_type", "object_source", "object_source_version", "predicate_type", "mapping_provider",
    "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
    "publication_date", "subject_match_field", "object_match_field", "subject_preprocessing",
    "object_preprocessing", "similarity_measure", "curation_rule", "curation_rule_text",
    "see_also", "issue_tracker", "other", "comment", "extension_definitions",
)  # fmt: skip


def read_mappings(path: Path) -> MappingSet:
    """Return the mappings of a file of SSSOM/TSV.

    Raises `DataError`, with the line, for a file that is none: no metadata or no columns, a
    row with more fields than columns, a name that is neither a CURIE of a declared prefix nor an
    IRI, a number that is none, a date that is none.
    """
    name = str(path)
    text = decoded(read_bytes(path, "file of mappings"), name)
    return parsed_mappings(text, name)


def parsed_mappings(text: str, name: str) -> MappingSet:
    """Return what `read_mappings` does, of a text."""
    lines = io.StringIO(text, newline=None).read().split("\n")
    height = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    metadata = _metadata([line[1:] for line in lines[:height]], name)
    body = "\n".join(lines[height:])
    if "\x00" in body:
        raise DataError(f"{name}: not a text: it holds zero bytes. Is it a table of mappings?")
    found = MappingSet(metadata, place=name)
    try:
        _rows(csv.reader(io.StringIO(body), delimiter="\t", strict=True), height, found)
    except csv.Error as error:
        raise DataError(
            f"{name}: not SSSOM/TSV ({error}): a value that begins with a double quote must end "
            "with one, and double those in it."
        ) from None
    _propagate(found)
    for row, line in zip(found.rows, found.lines, strict=True):
        if wrong := _wrong(row, found):
            raise DataError(f"{name}, line {line}: {wrong}")
    return found


def _metadata(lines: list[str], name: str) -> dict[str, Any]:
    import yaml

    text = "\n".join(lines)
    forbidden = (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken, yaml.DirectiveToken)
    try:
        if any(isinstance(token, forbidden) for token in yaml.scan(text)):
            raise DataError(f"{name}: anchors, aliases and tags of YAML have no place in SSSOM.")
        told = yaml.safe_load(text) or {}
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise DataError(
            f"{name}{line}: the metadata before the table are not YAML ({problem})."
        ) from None
    if not isinstance(told, dict):
        raise DataError(f"{name}: the metadata before the table are no YAML of “slot: value”.")
    prefixes = told.get("curie_map") or {}
    if not isinstance(prefixes, dict) or not all(
        isinstance(k, str) and isinstance(v, str) for k, v in prefixes.items()
    ):
        raise DataError(f"{name}: the curie_map is no list of “prefix: address”.")
    return told


def _rows(reader: Any, height: int, found: MappingSet) -> None:
    columns: list[str] = next((row for row in reader if row), [])
    missing = [slot for slot in _REQUIRED if slot not in columns]
    if missing:
        raise DataError(
            f"{found.place}: not SSSOM/TSV: the column {', '.join(missing)} is missing in line "
            f"{height + 1}. See https://mapping-commons.github.io/sssom/."
        )
    twice = {column for column in columns if columns.count(column) > 1}
    if twice:
        raise DataError(
            f"{found.place}, line {height + 1}: two columns {', '.join(sorted(twice))}."
        )
    before = reader.line_num
    for fields in reader:
        line, before = height + before + 1, reader.line_num
        if not any(fields):
            continue
        if len(fields) > len(columns):
            raise DataError(
                f"{found.place}, line {line}: {len(fields)} fields, where there are "
                f"{len(columns)} columns."
            )
        row = {slot: value for slot, value in zip(columns, fields, strict=False) if value}
        found.rows.append(row)
        found.lines.append(line)


def _propagate(found: MappingSet) -> None:
    """Give each row what the set says of all; not where a row has a value of its own."""
    told = found.metadata
    of_all = {
        slot
        for slot in PROPAGATED & set(told)
        if not isinstance(told[slot], list | dict) and not any(slot in row for row in found.rows)
    }
    if not found.rows:
        return
    for slot in sorted(of_all, key=SLOTS.index):
        value = told.pop(slot)
        for row in found.rows:
            row[slot] = value.isoformat() if isinstance(value, datetime.date) else str(value)
    found.of_all = frozenset(of_all)


def _wrong(row: Row, found: MappingSet) -> str:
    """Return what is wrong with a row, "" where nothing is."""
    for slot in _REFERENCES:
        value = row.get(slot, "")
        side = slot.partition("_")[0]
        if not value:
            if slot in _REQUIRED or row.get(f"{side}_type") != _LITERAL:
                return f"no {slot}."
            if not row.get(f"{side}_label"):
                return f"no {side}_label, which an “{_LITERAL}” must have."
        elif found.expand(value) is None:
            prefix = value.partition(":")[0]
            remedy = f": declare the prefix {prefix} in the curie_map" if ":" in value else ""
            return f"{slot} “{value[:80]}” is no CURIE of a prefix that is declared{remedy}."
    if row.get("predicate_modifier", "Not") != "Not":
        return f"predicate_modifier “{row['predicate_modifier'][:40]}”: only Not is known."
    for slot in ("confidence", "similarity_score"):
        if slot in row and not _within(row[slot]):
            return f"{slot} “{row[slot][:40]}” is no number between 0 and 1."
    if "mapping_date" in row:
        try:
            datetime.date.fromisoformat(row["mapping_date"])
        except ValueError:
            return f"mapping_date “{row['mapping_date'][:40]}” is no date (2026-11-28)."
    return ""


def _within(number: str) -> bool:
    try:
        return 0 <= float(number) <= 1
    except ValueError:
        return False


def _local(rest: str) -> bool:
    return bool(rest) and not any(c.isspace() or c == "|" for c in rest)


def values(told: str) -> list[str]:
    r"""Return the values of a slot that may have several.

    >>> values(r"Ada Fictive|Pipe \| and slash")
    ['Ada Fictive', 'Pipe | and slash']
    """
    parts = re.findall(r"(?:\\.|[^|])+", told, re.DOTALL)
    return [re.sub(r"\\([|\\])", r"\1", part) for part in parts]


def joined(told: Iterable[str]) -> str:
    """Return several values as one slot has them: what `values` takes apart."""
    return "|".join(one.replace("\\", "\\\\").replace("|", "\\|") for one in told)


def number(value: float) -> str:
    """Return a number as the specification wants it: at most three digits after the point.

    >>> number(0.98765), number(1.0)
    ('0.988', '1')
    """
    return f"{value:.3f}".rstrip("0").rstrip(".")
