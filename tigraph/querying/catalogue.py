"""The catalogue: SPARQL files with a header in grlc's convention.

A header is made of the lines that begin with `#+`; together they are YAML:

- `summary`, `description`, `tags`, `defaults`: as grlc reads them. The tag
  `projection` marks a network view.
- `columns`: what each column of the answer is.
- `kinds`: of what kind the entity is that a parameter names: classes, or identifier schemes
  (`region: [id-scheme:insee-region]`). Names mean these rather than others.
- `layers`: the registry layers without which it has no answer.
- `derived`: `bounds`, `certain` or `possible`, if the query needs derived edges.
- `fr`: the same texts in French.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from tigraph.errors import DataError, UnknownName, UsageError
from tigraph.local import cache
from tigraph.local.files import read_text, shipped
from tigraph.rdf.sparql import Parameter, bind, form, iri, literal, parameters, unordered
from tigraph.rdf.vocabulary import XSD, expand

PROJECTION = "projection"
_DERIVED = ("", "bounds", "certain", "possible")
_SHAPES: dict[str, type] = {
    "tags": list, "layers": list, "defaults": list, "columns": dict, "kinds": dict, "fr": dict
}  # fmt: skip


@dataclass(frozen=True)
class Query:
    """A query with what its header says of it."""

    name: str
    text: str
    header: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def form(self) -> str:
        return form(self.text)

    @cached_property
    def parameters(self) -> list[Parameter]:
        return parameters(self.text)

    @property
    def defaults(self) -> dict[str, str]:
        """The values that parameters take where a user gives none."""
        pairs: dict[str, str] = {}
        for entry in self.header.get("defaults") or ():
            pairs |= {str(name): str(value) for name, value in entry.items()}
        return pairs

    @property
    def tags(self) -> list[str]:
        return [str(tag) for tag in self.header.get("tags") or ()]

    @property
    def layers(self) -> list[str]:
        """The registry layers that the query asks."""
        return [str(layer) for layer in self.header.get("layers") or ()]

    def kinds(self, parameter: str) -> list[str]:
        """The IRIs of the kinds that a parameter names, none where it names any."""
        own = (self.header.get("kinds") or {}).get(parameter) or ()
        return [expand(str(kind)) or str(kind) for kind in own]

    @property
    def is_projection(self) -> bool:
        return PROJECTION in self.tags

    @property
    def derived(self) -> str:
        """What derived graph the query needs: "", "bounds", "certain" or "possible"."""
        return str(self.header.get("derived") or "")

    def described(self, key: str, language: str) -> Any:
        """Return the header's `summary`, `description` or `columns` in a language."""
        if language == "fr" and key in (translated := self.header.get("fr") or {}):
            return translated[key]
        return self.header.get(key) or ({} if key == "columns" else "")


def parse(text: str, name: str) -> Query:
    """Return the query of a text; raises `DataError` where its header is not YAML.

    >>> query = parse("#+ summary: All\\nSELECT * { ?s ?p ?o }", "all")
    >>> query.form, query.described("summary", "en")
    ('SELECT', 'All')
    """
    lines = [line[2:] for line in text.splitlines() if line.startswith("#+")]
    if not lines:
        return Query(name, text)
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        header = yaml.load("\n".join(lines), Loader=loader)
    except yaml.YAMLError as error:
        raise DataError(f"{name}: the header (lines “#+”) is not YAML: {error}") from None
    if not isinstance(header, dict):
        raise DataError(f"{name}: the header (lines “#+”) should be “key: value” lines.")
    for key, kind in _SHAPES.items():
        if not isinstance(header.get(key) or kind(), kind):
            needed = "a list" if kind is list else "“key: value” lines"
            raise DataError(f"{name}: “{key}” in the header should be {needed}.")
    if not all(isinstance(kinds, list) for kinds in (header.get("kinds") or {}).values()):
        raise DataError(f"{name}: “kinds” should give each parameter a list: “region: [CLASS]”.")
    if not all(isinstance(entry, dict) for entry in header.get("defaults") or ()):
        raise DataError(f"{name}: each of the “defaults” should be “- parameter: value”.")
    query = Query(name, text, header)
    if query.derived not in _DERIVED:
        raise DataError(f"{name}: “derived” should be one of {', '.join(_DERIVED[1:])}.")
    return query


def names() -> list[str]:
    """Return the names of the catalogue's queries, sorted."""
    return sorted(path.stem for path in shipped("queries").glob("*.rq"))


def catalogue() -> list[Query]:
    """Return the queries of the catalogue, sorted by name."""
    folder = shipped("queries")
    return [_read(folder / f"{name}.rq") for name in names()]


def find(name_or_file: str) -> Query:
    """Return a query of the catalogue by its name, or of a file.

    A name of the catalogue wins; a file has a slash or a suffix. Raises `UnknownName`
    with the nearest names, or `DataError` for a file that cannot be read.
    """
    known = shipped("queries") / f"{name_or_file}.rq"
    if "/" not in name_or_file and known.is_file():
        return _read(known)
    path = Path(name_or_file)
    if "/" in name_or_file or path.suffix:
        return parse(read_text(path, "query file"), name_or_file)
    raise UnknownName(
        "query",
        name_or_file,
        nearest(name_or_file, names()),
        "`tigraph queries` lists them all.",
    )


def asked(query: str | Query) -> Query:
    """Return the query of a name, a file, or SPARQL text (which has a space in it)."""
    if isinstance(query, Query):
        return query
    spaced = " " in query and not query.endswith((".rq", ".sparql"))
    if spaced or any(c in query for c in "{}\n"):
        return parse(query, "query")
    return find(query)


def in_any_order(query: str | Query) -> Query:
    """Return a query whose rows come as they are found, which is sooner: see `asked`."""
    found = asked(query)
    return replace(found, text=unordered(found.text))


def bound(
    query: Query, given: Mapping[str, str], resolve: Callable[[str, Collection[str]], str]
) -> str:
    """Return the text of a query with its parameters; names are resolved among their kinds."""
    terms: dict[str, str] = {}
    for parameter, value in values(query, given).items():
        if parameter.type == "iri":
            terms[parameter.variable] = iri(resolve(value, query.kinds(parameter.name)))
        elif parameter.type.startswith("xsd_"):
            terms[parameter.variable] = literal(value, XSD + parameter.type[4:])
        else:
            terms[parameter.variable] = literal(value)
    return bind(query.text, terms)


def _read(path: Path) -> Query:
    """Return a query of the catalogue, its header kept from the last time it was read."""
    name, kept, stamp = path.stem, f"query-{path.stem}.json", cache.stamp([path])
    text, content = read_text(path), cache.kept(kept, stamp)
    if content is not None:
        try:
            return Query(name, text, dict(json.loads(content)))
        except ValueError:
            pass  # damaged: read it anew
    query = parse(text, name)
    cache.keep(kept, stamp, json.dumps(query.header).encode())
    return query


def values(query: Query, given: Mapping[str, str]) -> dict[Parameter, str]:
    """Return the value of each parameter of a query, from those given and its defaults.

    Raises `UnknownName` for a parameter that the query has not, `UsageError` for one
    that is left without a value.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise UnknownName(
                f"parameter of {query.name}",
                name,
                nearest(name, list(known)),
                f"Its parameters: {', '.join(known) or 'none'}.",
            )
    chosen = {**query.defaults, **given}
    missing = [name for name in known if not chosen.get(name)]
    if missing:
        options = " ".join(f"-p {name}=…" for name in missing)
        raise UsageError(f"{query.name} needs {options} (see `tigraph queries {query.name}`).")
    return {parameter: chosen[name] for name, parameter in known.items()}


def nearest(name: str, known: Sequence[str]) -> list[str]:
    """Return up to three of the known names that are most like a name."""
    from difflib import get_close_matches

    return get_close_matches(name, known, 3, 0.4)
