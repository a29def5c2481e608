"""One careful pass over the tokens of SPARQL: its form, its parameters, what is refused.

Nothing is parsed further; the engine does that. The pass is there because the engine's own
substitutions do not reach subselects, because it would follow SERVICE to the network, and
because very deep nesting would end the process (measured with pyoxigraph 0.5.13).
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from tigraph.errors import QueryRefusedError, UsageError
from tigraph.rdf.lexing import NAME, PNAME, SCHEME, Token, placed, stood_in, tokens
from tigraph.rdf.size import Size
from tigraph.rdf.vocabulary import absolute

#: Deepest nesting of brackets, and most keywords, operators and groups in all, that are
#: handed to the engine: of 3,000 OPTIONAL or BIND in a row its stack overflows.
MAX_DEPTH = 200
MAX_WORDS = 2_000

_UPDATES = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"]
)
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_NO_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_SERVICE = re.compile("service", re.IGNORECASE)
_GRAPHS = re.compile(r"(?<![A-Za-z_])(?:from|graph)(?![A-Za-z0-9_])", re.IGNORECASE)
#: A character that is written by its number: some services read it before anything else.
_NUMBERED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_GAP = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
#: What an engine may take for the beginning of a call, whatever it makes of what stands before.
#: In the name of a variable it never looks for a keyword.
_CALL = re.compile(
    rf"service{_GAP}(?:silent{_GAP})?"
    r"(?:<[^<>\"{}|^`\x00-\x20]*+>|[?$][^ \t\r\n#{]*+"
    r"|[^ \t\r\n#{}<>\"'()\[\],;:?$]*+:(?:[^ \t\r\n#{\\]|\\.)*+)"
    rf"{_GAP}\{{",
    re.IGNORECASE,
)
_VARIABLE = re.compile(rf"[?$][{NAME}]++")
_PNAME = re.compile(PNAME)
#: What stands where a namespace may be declared.
_NAMESPACE = re.compile(rf":{_GAP}<([^>]*)>")
_PARAMETER = re.compile(r"[?$]_([A-Za-z][A-Za-z0-9]*)(?:_(.+))?$")


class Parameter(NamedTuple):
    """A parameter in grlc's convention: `?_name`, `?_name_iri`, `?_name_xsd_date`."""

    variable: str
    name: str
    type: str


def unordered(query: str) -> str:
    """Return a query without the ORDER BY at its end, unless that chooses among the rows.

    >>> unordered("SELECT * { ?s ?p ?o } ORDER BY ?s")
    'SELECT * { ?s ?p ?o } '
    >>> unordered("SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 1")
    'SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 1'
    """
    found, depth, start = list(tokens(query)), 0, 0
    for number, token in enumerate(found):
        depth += (token.sort == "open") - (token.sort == "close")
        if depth == 0 and token.sort == "word" and token.text.upper() == "ORDER":
            start = number
    after = {token.text.upper() for token in found[start:] if token.sort == "word"}
    if not start or after & {"LIMIT", "OFFSET", "VALUES"}:
        return query
    return "".join(token.text for token in found[:start])


def form(query: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE, or "" where none of them is found.

    Raises `QueryRefusedError` for SPARQL Update, for SERVICE and for a query nested or
    long beyond what the engine survives.

    >>> form("PREFIX ex: <http://example.org/> SELECT * { ?s ?p ?o }")
    'SELECT'
    """
    found, depth, count, previous = "", 0, 0, ""
    size = Size()
    for token, inside in placed(query):
        if token.sort in ("space", "comment"):
            continue
        size.follow(token, inside)
        count += _weighs(token)
        if token.sort == "open":
            depth += 1
        elif token.sort == "close":
            depth = max(0, depth - 1)
        if depth > MAX_DEPTH or count > MAX_WORDS:
            raise QueryRefusedError(
                f"The query is nested deeper than {MAX_DEPTH} brackets or has more than "
                f"{MAX_WORDS:,} keywords and operators: split it."
            )
        if _calls_service(token):
            raise _refusal()
        if token.sort == "word" and previous.upper() != "PREFIX":
            word = token.text.upper()
            if not found and depth == 0:
                if word in _UPDATES:
                    raise QueryRefusedError(
                        f"{word} is SPARQL Update: tigraph only reads. To change the graph, "
                        "edit data/graph.ttl and run `tigraph check`."
                    )
                if word in _FORMS:
                    found = word
        previous = token.text
    return found


def read_only(query: str, name: str) -> str:
    """Return a query as it is to be handed to the engine, which then finds no service to call.

    That does not rest on `tokens`, which may take for a string what the engine takes for a
    call: in what is returned nothing looks like one, wherever it stands. A query in which
    nothing does comes back as it is; else SERVICE is written otherwise in comments, strings
    and IRIs, with the same meaning. Raises `QueryRefusedError` for what is no query, or none that
    tigraph runs: see `form`.
    """
    if not form(query):
        raise QueryRefusedError(
            f"{name}: no SELECT, ASK, CONSTRUCT or DESCRIBE in it: it is not a query."
        )
    plain = _NUMBERED.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), query)
    if plain != query and any(map(_calls_service, tokens(plain))):
        raise _refusal()
    if not _may_call(query):
        return query
    handed = "".join(map(_disarmed, tokens(query)))
    spaces = ["http://example.org/", *_NAMESPACE.findall(query)]
    if _may_call(_with_names_hidden(handed, spaces)):
        raise _refusal()
    return handed


def _refusal() -> QueryRefusedError:
    return QueryRefusedError(
        "SERVICE is not run: tigraph sends nothing over the network on its own. "
        "(A prefix with “service” in its name reads like it: rename the prefix.)"
    )


def _may_call(query: str) -> bool:
    return bool(_SERVICE.search(query) and _CALL.search(_VARIABLE.sub("?v", stood_in(query))))


def _disarmed(token: Token) -> str:
    """Return the text of a token, or one that means the same, without SERVICE, if there is."""
    if token.sort == "comment":
        return _SERVICE.sub("-------", token.text)
    if token.sort in ("string", "iri"):
        return _SERVICE.sub(lambda found: f"\\u{ord(found[0][0]):04x}{found[0][1:]}", token.text)
    return token.text


def _with_names_hidden(query: str, spaces: list[str]) -> str:
    pieces, at = [], 0
    for found in _PNAME.finditer(stood_in(query)):
        name = query[found.start() : found.end()]
        pieces += [query[at : found.start()], _hidden(name, spaces)]
        at = found.end()
    return "".join([*pieces, query[at:]])


def _hidden(name: str, spaces: list[str]) -> str:
    """Return a prefixed name without its local part, if no engine takes a keyword from that.

    Where namespace and local part make no IRI together, such as `http://example.org:80` and
    `SERVICE`, Oxigraph reads the prefix alone, and then the keyword.
    """
    prefix, _, local = name.partition(":")
    if not _SERVICE.search(local):
        return name
    from pyoxigraph import NamedNode

    try:
        for space in spaces:
            NamedNode(space + local.replace("\\", ""))
    except ValueError:
        return name
    return f"{prefix}:x"


def _weighs(token: Token) -> bool:
    """Whether the engine goes one level deeper for it: a keyword, an operator, a group."""
    if token.sort == "word":
        return not token.text.startswith("@")
    return token.text == "{" or (token.sort == "other" and token.text != ",")


def _calls_service(token: Token) -> bool:
    """Whether the engine may read SERVICE here: it asks for no space on either side.

    `SERVICESILENT<…>`, `trueSERVICE<…>` and `SERVICE:x` all call one.
    """
    if token.sort == "word":
        return "SERVICE" in token.text.upper() and not token.text.startswith("@")
    return token.sort == "pname" and "SERVICE" in token.text.partition(":")[0].upper()


def parameters(query: str) -> list[Parameter]:
    """Return the parameters of a query, each once, in order of appearance.

    >>> parameters("SELECT ?x { ?x ?p ?_actor_iri FILTER(?d < ?_day_xsd_date) }")
    [Parameter(variable='_actor_iri', name='actor', type='iri'), \
Parameter(variable='_day_xsd_date', name='day', type='xsd_date')]
    """
    found: dict[str, Parameter] = {}
    for token in tokens(query):
        if token.sort == "variable" and (match := _PARAMETER.match(token.text)):
            variable = token.text[1:]
            found.setdefault(variable, Parameter(variable, match[1], match[2] or "literal"))
    return list(found.values())


def bind(query: str, terms: Mapping[str, str]) -> str:
    """Return the query with each variable of `terms` replaced by its term's SPARQL text.

    Strings, IRIs and comments are left alone, subselects are reached.

    >>> bind("SELECT ?x { ?x ?p ?_n FILTER(?x != '?_n') }", {"_n": '"Doubs"'})
    'SELECT ?x { ?x ?p "Doubs" FILTER(?x != \\'?_n\\') }'
    """
    pieces = (
        terms.get(token.text[1:], token.text) if token.sort == "variable" else token.text
        for token in tokens(query)
    )
    return "".join(pieces)


def literal(value: str, datatype: str = "") -> str:
    """Return the SPARQL text of a literal, with everything escaped that must be.

    >>> literal('Val "de" Morteau')
    '"Val \\\\"de\\\\" Morteau"'
    """
    escaped = (
        value.replace("\\", "\\\\").replace('"', '\\"')
        .replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )  # fmt: skip
    return f'"{escaped}"' + (f"^^<{datatype}>" if datatype else "")


def iri_text(value: str) -> str:
    """Return the SPARQL text of an IRI; raises `UsageError` if it cannot be one.

    >>> iri_text("http://example.org/100%")
    Traceback (most recent call last):
        ...
    tigraph.errors.UsageError: “http://example.org/100%” is not an IRI.
    """
    from pyoxigraph import NamedNode

    try:
        good = bool(NamedNode(value)) and not _NO_IRI.search(value)
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"“{value}” is not an IRI.")
    return f"<{value}>"


def with_base(query: str, base: str) -> str:
    """Return a query with its relative IRIs resolved against the address that it was read from.

    What follows a BASE of its own is left to that (SPARQL 1.1, 4.1.1.2).

    >>> with_base("ASK { <a> <http://b> <#c> }", "http://example.org/q.rq")
    'ASK { <http://example.org/a> <http://b> <http://example.org/q.rq#c> }'
    """
    pieces, own, previous = [], False, ""
    for sort, text in tokens(query):
        if sort == "iri" and not own and not SCHEME.match(text):
            text = f"<{absolute(base, text[1:-1])}>"
        own = own or (sort == "iri" and previous == "BASE")
        if sort not in ("space", "comment"):
            previous = text.upper()
        pieces.append(text)
    return "".join(pieces)


def has_from(query: str) -> bool:
    """Whether a query names its graphs itself."""
    return any(token.text.upper() == "FROM" for token in tokens(query) if token.sort == "word")


def dataset(query: str, prefixes: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the IRIs that a query names by FROM, and those by FROM NAMED, as they stand.

    >>> dataset("PREFIX g: <http://g/> SELECT * FROM g:a FROM NAMED <http://b> {}", {})
    (['http://g/a'], ['http://b'])
    """
    found = _graphs(query, prefixes)
    return found["FROM"], found["NAMED"]


def graphs_named(query: str, prefixes: Mapping[str, str]) -> list[str]:
    """Return the IRIs that stand after GRAPH in a query.

    >>> graphs_named("ASK { GRAPH <http://a> { ?s ?p ?o } GRAPH ?g {} }", {})
    ['http://a']
    """
    return _graphs(query, prefixes)["GRAPH"]


def _graphs(query: str, prefixes: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the IRIs that stand after FROM, NAMED and GRAPH."""
    known, base = dict(prefixes), ""
    found: dict[str, list[str]] = {"FROM": [], "NAMED": [], "GRAPH": []}
    read = [token for token in tokens(query) if token.sort not in ("space", "comment")]
    for number, token in enumerate(read[:-1]):
        word, after = token.text.upper(), read[number + 1]
        if token.sort != "word":
            continue
        if word == "BASE":
            base = absolute(base, after.text[1:-1])
        elif word == "PREFIX" and number + 2 < len(read):
            known[after.text.partition(":")[0]] = absolute(base, read[number + 2].text[1:-1])
        elif word in found and after.sort == "iri":
            found[word].append(absolute(base, after.text[1:-1]))
        elif word in found and after.sort == "pname":
            prefix, _, local = after.text.partition(":")
            found[word].append(known.get(prefix, "") + local)
    return found


def looks_into(query: str, graph: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a query names a graph by GRAPH or FROM, or asks of every graph.

    >>> looks_into("ASK { GRAPH ?any { ?s ?p ?o } }", "urn:a", {})
    True
    >>> looks_into("ASK { GRAPH <urn:b> { ?s ?p ?o } }", "urn:a", {})
    False
    """
    read = [token for token in tokens(query) if token.sort not in ("space", "comment")]
    every = any(
        one.text.upper() == "GRAPH" and one.sort == "word" and two.sort == "variable"
        for one, two in pairwise(read)
    )
    return every or any(graph in named for named in _graphs(query, prefixes).values())


def names_graphs(query: str) -> bool:
    """Whether a query looks into named graphs, by GRAPH or FROM.

    >>> names_graphs("ASK { GRAPH ?g { ?s ?p ?o } }"), names_graphs("ASK { ?graph ?from ?o }")
    (True, False)
    """
    if not _GRAPHS.search(query):
        return False
    words = (token.text.upper() for token in tokens(query) if token.sort == "word")
    return any(word in ("FROM", "GRAPH") for word in words)


def declared(query: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with a PREFIX line for each prefix that it uses and does not declare.

    >>> print(declared("ASK { ?s a tig:Seat }", {"tig": "https://w3id.org/tigraph/ontology#"}))
    PREFIX tig: <https://w3id.org/tigraph/ontology#>
    ASK { ?s a tig:Seat }
    """
    used: dict[str, None] = {}
    own: set[str] = set()
    previous = ""
    for token in tokens(query):
        if token.sort in ("space", "comment"):
            continue
        if token.sort == "pname":
            prefix = token.text.partition(":")[0]
            if previous.upper() == "PREFIX":
                own.add(prefix)
            used.setdefault(prefix)
        previous = token.text
    wanted = [prefix for prefix in used if prefix in prefixes and prefix not in own]
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}>\n" for prefix in wanted) + query
