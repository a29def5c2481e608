"""Answers of queries, and the formats in which a user takes them.

A `SELECT` gives `Rows`, an `ASK` a `Verdict`, a `CONSTRUCT` or `DESCRIBE` `Triples`.
Where W3C defines a result format (CSV, TSV, JSON, XML), pyoxigraph writes it; `table`
and `md` are for reading and show CURIEs; `jsonl` is one JSON object a row.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pyoxigraph as ox

from tigraph.errors import UnknownNameError, UsageError
from tigraph.limits import Allowance
from tigraph.querying.columns import chosen_columns
from tigraph.querying.formats import GRAPHS
from tigraph.querying.terms import Term, python_value
from tigraph.querying.written import ROW_WRITERS, comma_separated, html_table
from tigraph.rdf import RDF_NAMES, as_json_ld, writable
from tigraph.rdf.vocabulary import PREFIXES, XSD

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from tigraph.querying.doubt import Doubt

T = TypeVar("T")

_W3C = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_RDF = {name: getattr(ox.RdfFormat, RDF_NAMES[f".{name}"]) for name in GRAPHS}


class Whence(Protocol):
    """What tells where an answer comes from, each worked out when it is asked for."""

    def reference(self) -> Any:
        """Return its reference: a `tigraph.claims.Reference`."""

    def meanings(self) -> Mapping[str, str]:
        """Return what its columns mean, as the query's header says."""

    def methods(self, answered: Answer) -> Any:
        """Return how it was made, in words to publish: a `tigraph.notebooks.Methods`."""


@dataclass(frozen=True)
class _Answered:
    """What every answer tells beside itself."""

    #: What tells the doubt, for which the query may have to be asked again.
    asking: Callable[[], Doubt] | None = field(
        default=None, compare=False, repr=False, kw_only=True
    )

    #: In which language what is set for reading tells of itself.
    language: str = field(default="en", compare=False, repr=False, kw_only=True)

    #: What tells where the answer comes from; that of `Graph.query` has it.
    whence: Whence | None = field(default=None, compare=False, repr=False, kw_only=True)

    @cached_property
    def doubt(self) -> Doubt | None:
        """What of the answer is not sure at the date asked, None where it depends on none.

        Where the possible was not asked for, this asks the query again.
        """
        return self.asking() if self.asking else None

    def methods(self) -> Any:
        """Return how it was made, in words to publish: `tigraph.notebooks.Methods`.

        Raises `UsageError` for an answer that `Graph.query` did not give.
        """
        if self.whence is None:
            raise UsageError("This answer does not know where it comes from: ask it of a Graph.")
        return self.whence.methods(self)  # type: ignore[arg-type]  # one of those below


@dataclass(frozen=True, repr=False)
class Rows(_Answered):
    """The answer of a SELECT: names of columns, and rows of terms (None where unbound).

    Where what only may hold at a date was asked for, too, a last column `holds` says of each row
    whether it is "certain" or "possible" (`holds_` where the query has a column of that name).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dict, by column, of str, int, float, bool or None where unbound.

        IRIs come as CURIEs where a prefix fits; dates as text.
        """
        for row in self.rows:
            yield dict(zip(self.columns, map(python_value, row), strict=True))

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Return how many rows of which columns there are."""
        count = len(self.rows)
        return f"<Rows: {count:,} row{'s' * (count != 1)} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Return the first rows as a table, for a notebook, and whence they are."""
        return html_table(self, self.whence.reference().text() if self.whence else "")

    @property
    def meanings(self) -> Mapping[str, str]:
        """What the columns mean, by name, as far as the query's header says so."""
        return self.whence.meanings() if self.whence else {}

    def by_column(self) -> list[tuple[Term, ...]]:
        """Return the terms of each column, in the order of the rows."""
        return [*zip(*self.rows, strict=True)] if self.rows else [()] * len(self.columns)

    def iris(self) -> set[str]:
        """Return every IRI that stands in the rows."""
        return {t.value for row in self.rows for t in row if isinstance(t, ox.NamedNode)}

    def only(self, columns: Sequence[str]) -> Rows:
        """Return the same rows with these columns alone, in this order.

        Raises `UnknownNameError` for a column that they do not have, `UsageError` for one that is
        named twice.
        """
        at = [self.columns.index(name) for name in chosen_columns(columns, self.columns)]
        rows = tuple(tuple(row[i] for i in at) for row in self.rows)
        return replace(self, columns=tuple(self.columns[i] for i in at), rows=rows)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas DataFrame, a column a variable, in their order.

        Values are those of `__iter__`, but a column of days, or of moments without a zone, is one
        of times (`datetime64`). Whole numbers and booleans stay such where some are missing
        (`Int64`, `boolean`). Raises `MissingExtraError` without pandas.
        """
        from tigraph.querying.frames import frame

        return frame(self)

    def to_arrow(self) -> pyarrow.Table:
        """Return the rows as a table of Arrow, a column a variable, in their order.

        Types are those of `to_pandas`, but days are days (`date32`), and a column of values that
        differ in type is text. Each field says in its metadata what the column means, as far as
        that is known (`meanings`). Raises `MissingExtraError` without pyarrow.
        """
        from tigraph.querying.arrow import table

        return table(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the rows to whatever reads Arrow's PyCapsules: such as polars or DuckDB."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def render(self, format: str) -> bytes:
        """Return the rows as `table`, `md`, `jsonl`, `csv`, `tsv`, `json` or `xml`, in UTF-8.

        As `parquet` they have the types of `to_arrow`, and the reference in the file's metadata.
        Raises `UnknownNameError` for another format, `MissingExtraError` without what writes it.
        """
        if format == "csv" and (whole := comma_separated(self)) is not None:
            return whole
        if format == "parquet":
            from tigraph.querying.arrow import parquet

            return parquet(self)
        if format in _W3C:
            if format == "json":
                return self._json().encode()
            told = self._json()
            if format == "xml":
                told = self._without_forbidden()._json()
            parsed = ox.parse_query_results(told, format=ox.QueryResultsFormat.JSON)
            assert isinstance(parsed, ox.QuerySolutions)
            return parsed.serialize(format=_W3C[format]) or b""
        writer = _chosen(ROW_WRITERS, format, [*ROW_WRITERS, *_W3C, "parquet"])
        return writer(self).encode()

    def _without_forbidden(self) -> Rows:
        """Return the rows without the characters that XML forbids, and warn where there are."""
        from tigraph.rdf import for_xml, warn_left_out

        clean: dict[Term, Term] = {}
        for term in {term for row in self.rows for term in row if isinstance(term, ox.Literal)}:
            if (text := for_xml(term.value)) != term.value:
                typed = None if term.language else term.datatype
                clean[term] = ox.Literal(text, datatype=typed, language=term.language)
        if not clean:
            return self
        warn_left_out(len(clean))
        rows = tuple(tuple(clean.get(term, term) for term in row) for row in self.rows)
        return Rows(self.columns, rows)

    def _json(self) -> str:
        """Return the rows in W3C's JSON, from which pyoxigraph writes the other formats."""
        document = {
            "head": {"vars": list(self.columns)},
            "results": {
                "bindings": [
                    {
                        c: _json_term(t)
                        for c, t in zip(self.columns, row, strict=True)
                        if t is not None
                    }
                    for row in self.rows
                ]
            },
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Verdict(_Answered):
    """The answer of an ASK, true or false as `value` is."""

    value: bool

    def __bool__(self) -> bool:
        """Return the answer itself."""
        return self.value

    def iris(self) -> set[str]:
        """Return no IRI: none stands in the answer."""
        return set()

    def render(self, format: str) -> bytes:
        """Return `true` or `false` in a format of `Rows.render`; raises `UnknownNameError`."""
        if format in ("json", "xml", "csv", "tsv"):
            return _boolean(self.value, format)
        words = {name: str(self.value).lower() + "\n" for name in ("table", "md", "jsonl")}
        return _chosen(words, format, [*words, *_W3C]).encode()


@dataclass(frozen=True, repr=False)
class Triples(_Answered):
    """The answer of a CONSTRUCT or DESCRIBE: pyoxigraph's triples, each once."""

    triples: tuple[ox.Triple, ...]

    def __len__(self) -> int:
        """Return how many triples there are."""
        return len(self.triples)

    def __repr__(self) -> str:
        """Return how many triples there are."""
        return f"<Triples: {len(self):,}>"

    def iris(self) -> set[str]:
        """Return every IRI that is subject or object of a triple."""
        terms = (term for t in self.triples for term in (t.subject, t.object))
        return {term.value for term in terms if isinstance(term, ox.NamedNode)}

    def render(self, format: str) -> bytes:
        """Return the triples as `ttl`, `nt`, `jsonld` or `rdf`; raises `UnknownNameError`.

        Where a table was meant (no format given), Turtle is what a reader gets.
        """
        name = "ttl" if format == "table" else "jsonld" if format == "json" else format
        rdf_format = _chosen(_RDF, name, list(_RDF))
        if name == "ttl":
            from tigraph.rdf import normalised

            return normalised(self.triples)
        if name == "jsonld":
            return as_json_ld(ox.Quad(*triple) for triple in self.triples)
        ordered = writable(sorted(self.triples, key=str), rdf_format)
        return ox.serialize(ordered, format=rdf_format, prefixes=PREFIXES) or b""


Answer = Rows | Verdict | Triples


def answer(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple] | int,
    allowed: Allowance,
) -> Answer:
    """Return what an engine's result says, read whole; a number is one of rows without columns.

    Raises `LimitError` where there are more rows, or triples, than may be.
    """
    if isinstance(result, ox.QueryBoolean):
        return Verdict(bool(result))
    if isinstance(result, ox.QueryTriples | list):
        return Triples(tuple(dict.fromkeys(allowed.counted(result))))
    if isinstance(result, int):
        return Rows((), ((),) * result)
    columns = tuple(variable.value for variable in result.variables)
    return Rows(columns, tuple(tuple(solution) for solution in allowed.counted(result)))


def _chosen(choices: dict[str, T], format: str, known: Sequence[str]) -> T:
    if format not in choices:
        raise UnknownNameError("format for this answer", format, sorted(known))
    return choices[format]


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {k: _json_term(v) for k, v in parts.items()}}
    assert isinstance(term, ox.Literal)
    extra: dict[str, str] = {}
    if term.language:
        extra["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        extra["datatype"] = term.datatype.value
    return {"type": "literal", "value": term.value, **extra}


def _boolean(value: bool, format: str) -> bytes:
    """Return an ASK's answer in W3C's JSON or XML; as a bare word in CSV and TSV."""
    if format == "json":
        return json.dumps({"head": {}, "boolean": value}).encode() + b"\n"
    word = str(value).lower()
    if format == "xml":
        return (
            '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
            f"<head/><boolean>{word}</boolean></sparql>\n"
        ).encode()
    return f"{word}\n".encode()
