"""The reference that a table can carry: what was asked, of which graph, on which documents."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from tigraph import __version__
from tigraph.claims.credits import files_of, open_data
from tigraph.claims.works import Work
from tigraph.names import Labels
from tigraph.querying import Answer, Asked, Query, bound, catalogue, taken, values
from tigraph.rdf import Queryable, iri_text, select, shipped_files
from tigraph.rdf.vocabulary import local_name
from tigraph.validity import ANY, today

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: What the data is under: see LICENSE-DATA.
LICENCES = "Licence Ouverte 2.0 / CC BY 4.0"
#: As many nodes are asked for in one query.
_AT_ONCE = 500
#: What the documents stand under, as claims among the rows cite them or not.
_BASES = {
    True: "Documents behind these rows",
    False: "The rows name no claim; documents that speak of what stands in them",
}
#: The documents of the sources that a pattern gives for `?x`, one of some nodes.
_DOCUMENTS = """SELECT DISTINCT ?document ?title ?date ?url ?publisher ?licence ?retrieved {{
  {{ SELECT DISTINCT ?source {{ VALUES ?x {{ {some} }} {pattern} }} }}
  OPTIONAL {{ ?source tig:textOf ?read }}
  BIND(COALESCE(?read, ?source) AS ?document)
  OPTIONAL {{ ?document dcterms:title ?title }}
  OPTIONAL {{ ?document dcterms:issued ?date }}
  OPTIONAL {{ ?document tig:address ?url }}
  OPTIONAL {{ ?document dcterms:publisher ?publisher }}
  OPTIONAL {{ ?document a tig:RegistryFile ; dcterms:license ?licence }}
  OPTIONAL {{ ?document tig:retrieved ?retrieved }}
}} ORDER BY ?document"""
_CITED = "?x tig:citation/oa:hasSource ?source ."
_SPEAKING = (
    "?claim org:member|org:organization|tig:subject|tig:object|tig:about|opengov:post ?x ; "
    "tig:citation/oa:hasSource ?source ."
)


@dataclass(frozen=True)
class Reference:
    """What a reader needs to find an answer again.

    `asked_on` is the day (ISO); `version` that of the curated graph, "" where it was not asked,
    `part` which part of it was asked, in a sentence, "" of the whole, and `own` are the files
    asked beside it, each with its SHA-256; `works` are the documents, those
    that the rows' claims cite where these name any (`named_claims`), else those that speak of what
    stands in them. `layers` are the registry layers loaded, and `open_data` further files of those
    that the query asks. `licences` are the addresses of those that the curated graph is under.
    """

    asked: Asked
    asked_on: str
    version: str
    works: tuple[Work, ...]
    named_claims: bool
    layers: tuple[str, ...] = ()
    open_data: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    part: str = ""
    licences: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents, each described in a line."""
        return tuple(sorted(work.text() for work in self.works))

    def text(self) -> str:
        """Return the reference as plain text, each line beginning with `# `."""
        asked = self.asked
        given = "; ".join(f"{name} = {value}" for name, value in asked.parameters.items())
        # Parameters are told above; a query gives what surely holds, unless it is asked for more.
        chosen = asked.told("en", parameters=asked.parameters, possible=False)
        lines = [
            *self._head(),
            f"Query: {asked.name}{f' with {given}' if given else ''}, asked on {self.asked_on}.",
            f"Date asked for: {asked.as_of or 'none (all that the documents say)'}.",
            *([f"Asked {chosen}."] if chosen else []),
            f"{_BASES[self.named_claims]}:",
            *(f"  - {document}" for document in self.documents or ("none",)),
        ]
        if self.open_data:
            lines.append("Further files of the layers that the query asks:")
            lines += [f"  - {file}" for file in self.open_data]
        text = [line for line in asked.query.strip().splitlines() if not line.startswith("#+")]
        lines += ["Text of the query:", *(f"  {line}" for line in text)]
        return "".join(f"# {line}".rstrip() + "\n" for line in lines)

    def _head(self) -> Iterator[str]:
        """Yield what was asked, whatever was asked of it."""
        layers = f"the layers {', '.join(self.layers)}" if self.layers else ""
        yield (
            f"tigraph {self.version}, the curated graph ({LICENCES}){layers and f' and {layers}'}."
            if self.version
            else f"tigraph {__version__}, {layers and f'{layers}, '}without the curated graph."
        )
        if self.part:
            yield self.part
        yield from (f"Data asked beside it: {file}." for file in self.own)


def in_parts(ground: Ground) -> dict[str, Any]:
    """Return what a reference is written with elsewhere, such as in a browser, as JSON values.

    `head` are its first lines, `bases` what documents stand under, `documents` the queries that
    find these, each for one of `bases`, with `@@nodes@@` in place of the IRIs of an answer.
    """
    curated, part = _has_curated(ground), part_told(ground, "en")
    own = Reference(
        Asked(),
        asked_on="",
        version=ground.version if curated else "",
        works=(),
        named_claims=False,
        layers=layers_in(ground.surely.store),
        own=() if part else tuple(_own(ground.files)),
        part=part,
    )
    return {
        "head": list(own._head()),
        "bases": [_BASES[True], _BASES[False]],
        "documents": [
            _DOCUMENTS.format(some="@@nodes@@", pattern=one) for one in (_CITED, _SPEAKING)
        ],
        "possible": Asked(possible=True).told("en", possible=False),
    }


def referenced(
    ground: Ground,
    query: str | Query,
    answered: Answer,
    asked: Asked,
) -> Reference:
    """Return the reference of an answer: what was asked, version, documents behind it."""
    found, given = catalogue.asked(query), asked.parameters
    if asked.as_of or asked.possible:
        found = found.at_a_date()
    whole = replace(
        asked,
        name=found.name,
        query=bound(found, given, ground.resolve),
        as_of=asked.as_of or (ANY if found.derived in ("certain", "possible") else ""),
        parameters={one.name: value for one, value in values(found, given).items()},
        meant=taken(found, given, ground),
    )
    curated = _has_curated(ground)
    return Reference(
        whole,
        asked_on=today(),
        version=ground.version if curated else "",
        licences=licences_of(ground) if curated else (),
        own=tuple(_own(ground.files)),
        part=part_told(ground, "en"),
        **behind(
            (ground if asked.possible else ground.surely).store,
            answered.iris(),
            ground.label,
            found.layers,
        ),
    )


def part_told(ground: Ground, language: str) -> str:
    """Return which part of the curated graph a graph is, as its record says; "" of the whole."""
    asked = f"""SELECT ?told {{ graph:curated skos:scopeNote ?told
      FILTER (LANG(?told) = "{language}") }}"""
    return next((row["told"] for row in select(ground.store, asked)), "")


def _has_curated(ground: Ground) -> bool:
    """Whether the curated graph was asked, or a part of it: of a service, whether it says so."""
    if ground.files and not part_told(ground, "en"):
        return shipped_files()[-1] in ground.files
    return bool(select(ground.store, "SELECT ?v { graph:curated owl:versionInfo ?v }"))


def licences_of(ground: Ground) -> tuple[str, ...]:
    """Return the addresses of the licences that the curated graph says it is under."""
    asked = "SELECT ?licence { graph:curated dcterms:license ?licence } ORDER BY ?licence"
    return tuple(row["licence"] for row in select(ground.store, asked))


def _own(files: Iterable[Path]) -> Iterator[str]:
    """Yield files of a user's own by their names and their content."""
    for path in files:
        if path != shipped_files()[-1]:
            yield f"{path.name} (SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()})"


class Behind(TypedDict):
    """What is behind an answer, for its reference."""

    works: tuple[Work, ...]
    named_claims: bool
    layers: tuple[str, ...]
    open_data: tuple[str, ...]


def behind(
    store: Queryable, iris: Collection[str], label: Labels, asked: Collection[str] = ()
) -> Behind:
    """Return what is behind an answer that holds these nodes, to a query that asks some layers.

    The Licence Ouverte wants the files of these layers named, too, where no row cites them.
    """
    documents, named = _behind(store, iris)
    return {
        "works": _works(documents, label),
        "named_claims": named,
        "layers": layers_in(store),
        "open_data": open_data(store, label, (), files_of(store, asked) - set(documents)),
    }


def layers_in(store: Queryable) -> tuple[str, ...]:
    """Return the registry layers in a store, each with the date of its latest data."""
    rows = select(
        store,
        "SELECT DISTINCT ?layer ?date { ?layer a dcat:Dataset ; prov:wasGeneratedBy ?derivation "
        "OPTIONAL { ?layer dcterms:modified ?date } } ORDER BY ?layer",
    )
    return tuple(
        local_name(row["layer"]) + (f" (data of {row['date']})" if row["date"] else "")
        for row in rows
    )


def _behind(store: Queryable, iris: Collection[str]) -> tuple[dict[str, dict[str, str]], bool]:
    """Return the documents behind nodes, and whether claims or events among these cite them.

    Where none of them does, these are the documents cited by any claim about one of them.
    """
    found = _documents(store, iris, _CITED)
    named = bool(found)
    if not named:
        found = _documents(store, iris, _SPEAKING)
    return found, named


def _works(found: Mapping[str, Mapping[str, str]], label: Labels) -> tuple[Work, ...]:
    return tuple(
        Work(
            publisher=label(row["publisher"]) if row["publisher"] else "",
            title=row["title"] or label(document),
            iri=document,
            **{key: row[key] or "" for key in ("date", "url", "retrieved", "licence")},
        )
        for document, row in found.items()
    )


def _documents(store: Queryable, iris: Collection[str], pattern: str) -> dict[str, dict[str, str]]:
    """Return the documents of the sources that a pattern gives for `?x`, each described once."""
    ordered = sorted(iris)
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(ordered), _AT_ONCE):
        some = " ".join(map(iri_text, ordered[start : start + _AT_ONCE]))
        for row in select(store, _DOCUMENTS.format(some=some, pattern=pattern)):
            found.setdefault(row["document"], row)
    return found
