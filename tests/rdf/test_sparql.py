"""The lexical pass over SPARQL: nothing is sent over the network, nothing is injected."""

from __future__ import annotations

import itertools
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from checkout import shared
from tigraph.errors import QueryRefusedError, QuerySyntaxError, UsageError
from tigraph.rdf.faults import syntax_error as explained
from tigraph.rdf.lexing import Token, tokens
from tigraph.rdf.sparql import (
    MAX_DEPTH,
    Parameter,
    bind,
    form,
    iri_text,
    literal,
    parameters,
    read_only,
    unordered,
)

#: Bits of SPARQL that are easy to mistake for one another.
FRAGMENTS = st.sampled_from(
    ["'", '"', "'''", '"""', "\\", "\\'", "<", ">", "<http://a/b#c>", "#", "# c\n", "\n", " ", "{",
     "}", "(", ")", "?_n", "$_n", "?x", "ex:a\\'b", "ex:a#", "@fr", "^^", "é", "\u2028", ".", "1.5"]
)  # fmt: skip


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30).map("".join))
def test_tokens_join_to_the_query_again(query: str) -> None:
    assert "".join(token.text for token in tokens(query)) == query


# ------------------------------------------------------------------------------- the form


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("select * { ?s ?p ?o }", "SELECT"),
        ("# SELECT\nPREFIX ask: <http://x/SELECT> ASK { ?s ?p 'CONSTRUCT' }", "ASK"),
        (
            "BASE <http://x/> CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { ?s ?p ?o } } }",
            "CONSTRUCT",
        ),
        ("DESCRIBE <http://x/select>", "DESCRIBE"),
        ("", ""),
    ],
)
def test_the_form_is_that_of_the_outermost_query(query: str, expected: str) -> None:
    assert form(query) == expected


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <a:a> <a:b> 1 }", "PREFIX a: <a:> delete where { ?s ?p ?o }",
               "DROP ALL", "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "LOAD <a:a>"]
)  # fmt: skip
def test_updates_are_refused_and_the_way_to_change_the_graph_is_told(update: str) -> None:
    with pytest.raises(QueryRefusedError, match=r"SPARQL Update.*data/graph\.ttl"):
        form(update)


# ------------------------------------------------------------------------------- the network


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """A service on this machine that counts who calls."""
    server = socket.create_server(("127.0.0.1", 0))
    calls: list[str] = []

    def answer() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            calls.append("called")
            client.close()

    threading.Thread(target=answer, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
    server.close()


def triples() -> ox.Store:
    """A store in which what the queries below ask is found, so that they come to their call."""
    store = ox.Store()
    for found in (True, *map(ox.NamedNode, ("http://x/", "http://x/a.b", "http://x:80"))):
        value = found if isinstance(found, ox.NamedNode) else ox.Literal(found)
        store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), value))
    return store


def asked(query: str) -> bool:
    """Ask the engine; return whether it could read the query."""
    try:
        answer = triples().query(query)
        if not isinstance(answer, ox.QueryBoolean):
            list(answer)
    except SyntaxError:
        return False
    except (OSError, ValueError, RuntimeError):
        pass
    return True


#: Each is read by the engine as a call of a service.
CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * { { ?s ?p true }UNION{?s ?p trueSERVICE<URL>{ ?a ?b ?c }} }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX é: <URL> SELECT * { SERVICEé:x { ?s ?p ?o } }",
    # what looks like a comment or a string to a careless reader
    "SELECT * { OPTIONAL { ?s <http://x/\\u0041#a> ?o } SERVICE <URL> { ?a ?b ?c }\n }",
    "SELECT * { OPTIONAL { ?s <http://x/\\u+041#> ?o } SERVICE <URL> { ?a ?b ?c }\n }",
    "PREFIX ex: <http://x/> SELECT * { OPTIONAL { ?s ex:a\\#b ?o } SERVICE <URL> {}\n }",
    "PREFIX ex: <http://x/> SELECT * { OPTIONAL { ?s ex:a\\' ?o } SERVICE <URL> {} #'\n }",
    "SELECT * { # comment\rSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { BIND('''a'b''\\' ''' AS ?x) SERVICE <URL> { ?s ?p ?o } }",
    # after a value in an expression `<` compares; elsewhere it begins an IRI
    "SELECT * {FILTER(1<2)SERVICE#>\n<URL>{?s ?p ?o}}",
    "SELECT * {FILTER(1e5<2e6)SERVICE#>\n<URL>{?s ?p ?o}}",
    "SELECT * {BIND(1<2 AS ?x)SERVICE#>\n<URL>{?s ?p ?o}}",
    "SELECT * {{SELECT(1<2 AS ?x){}}SERVICE#>\n<URL>{?s ?p ?o}}",
    "SELECT * {?s ?p trueFILTER(1<2)SERVICE#>\n<URL>{?a ?b ?c}}",
    "PREFIX f: <http://www.w3.org/2001/XMLSchema#> "
    "SELECT * {FILTERf:boolean(1<2)SERVICE#>\n<URL>{?s ?p ?o}}",
    'SELECT * { {<<?s?p?o#>"""\n>> <a:b> 1 } UNION{ SERVICE <URL> {?a ?b ?c}}#"""\n}',
    # a local name has one run of dots, and none at its beginning
    "PREFIX ex: <http://x/> SELECT * { ?s ?p ex:a.b.SERVICE<URL>{?a ?b ?c} }",
    "PREFIX ex: <http://x/> SELECT * { ?s ?p ex:.SERVICE<URL>{?a ?b ?c} }",
    # a string with an escape that is none is two shorter ones
    "SELECT * { VALUES ?v {'''x'#\\z\n} SERVICE <URL> {?s ?p ?o} #'''\n }",
    "SELECT * { VALUES ?v {'''x'#\\uD800\n} SERVICE <URL> {?s ?p ?o} #'''\n }",
    # a local name that makes no IRI with its namespace is none
    "PREFIX ex: <http://x:80> SELECT * { ?s ?p ex:SERVICE<URL>{?a ?b ?c} }",
    "PREFIX ex: <http://x/> PREFIX \ufff0: <URL> SELECT * { ?s ?p ex:SERVICE\ufff0:y{?a ?b ?c} }",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_spelling_of_service_reaches_the_network(
    query: str, listener: tuple[str, list[str]]
) -> None:
    url, calls = listener
    with pytest.raises(QueryRefusedError, match="SERVICE is not run"):
        read_only(query.replace("URL", url), "query")
    before = len(calls)
    with suppress(OSError):
        list(triples().query(query.replace("URL", url)))
    assert len(calls) > before, "the engine itself no longer calls: the pass may be simplified"


@pytest.mark.parametrize("sort", ["comment", "string", "iri", "pname", "other"])
@pytest.mark.parametrize("query", CALLS)
def test_the_refusal_does_not_rest_on_telling_tokens_apart(
    query: str, sort: str, listener: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if all of a query were taken for one comment, string, IRI or name."""

    def mistaken(text: str) -> Iterator[Token]:
        before, select, after = text.partition("SELECT")
        return iter([Token(sort, before), Token("word", select), Token(sort, after)])

    url, calls = listener
    monkeypatch.setattr(sys.modules[read_only.__module__], "tokens", mistaken)
    before = len(calls)
    with suppress(QueryRefusedError):
        asked(read_only(query.replace("URL", url), "query"))
    assert len(calls) == before


#: Where a call may stand (@), and what may stand in or about it.
PLACES = [
    "SELECT * {FILTER(1<2)@}", "SELECT * {FILTER(?x<2&&1e5<2)@}", "SELECT ?service ?x {@}",
    "PREFIX ex: <http://x/> SELECT * { ?s ?p ex:a.b@}", "SELECT * { ?s ?p 'x'@}",
    "PREFIX ex: <http://x:80> SELECT * { ?s ?p ex:@}", "SELECT * { ?s ?p <http://x/>@}",
    "SELECT * { VALUES ?v {'''x'#\\z\n}@ #'''\n}", "ASK {?s ?p true@}",
    'SELECT * { {<<?s?p?o#>"""\n>> <a:b> 1 } UNION{@}#"""\n}', "SELECT(COUNT(*)<2 AS ?n){@}",
    "SELECT * {{SELECT(1<2 AS ?x){}}@}", "CONSTRUCT{?s ?p ?o}WHERE{?s ?p ?o.@}",
]  # fmt: skip
FORMS_OF_CALLS = [
    "SERVICE<URL>{?a ?b ?c}", "service silent <URL>{}", "SERVICE#>\n<URL>{}",
    "SERVICE#'''\n<URL>{}", "SERVICE<URL>#>\n{}", "SERVICE <URL> {}#'''\n", "SERVICE ?s {}",
    "\\u0053ERVICE<URL>{}",
]  # fmt: skip
BITS = [
    "", " ", "\n", "#", "#\n", "<", ">", "<a:b>", "'", '"', "'''", '"""', "\\", "\\z", ".", ":",
    "ex:", "?", "?x", "1", "true", "FILTER(1<2)", "(", ")", "{", "}", "\ufff0", "é", "@fr", "|",
    "<<", "'x'",
]  # fmt: skip


def test_what_is_let_through_never_calls(listener: tuple[str, list[str]]) -> None:
    url, calls = listener
    before, run = len(calls), 0
    for place, call, bit in itertools.product(PLACES, FORMS_OF_CALLS, BITS):
        for text in (bit + call, call + bit, call.replace("<", f"{bit}<"), f"{bit}{call}{bit}"):
            with suppress(QueryRefusedError):
                run += asked(read_only(place.replace("@", text).replace("URL", url), "query"))
    assert len(calls) == before
    assert run, "some are read by the engine, with the call in a string or a comment"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { # SERVICE\n ?s <a:SERVICE> 'SERVICE'@fr, <http://x/SERVICE> }",
        "# SERVICE <http://x/> { ?s ?p ?o }\nSELECT * { ?s ?p ?o } # SERVICE ?s { ?s ?p ?o }",
        "SELECT * { BIND('SERVICE <http://x/> {' AS ?x) BIND('''service ?x {''' AS ?y) }",
        "SELECT ?service ?x { ?service ?x ?o }",
        "PREFIX ex: <http://x/service#>\nSELECT * { ?s ex:serviceOf ?o }",
        "PREFIX ex: <http://x/> SELECT * { ?s ex:service ?o { ?s ?p ?o } }",
        "PREFIX ex: <http://x/> SELECT * { GRAPH ex:service { ?s ?p ?o } }",
        "PREFIX ex: <http://x/> SELECT * { ?s ex:in-service/ex:service ex:a.service, ex:service1 }",
        "SELECT * { ?s ?p <http://x/service#>\n, ?o { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<3 && ?service>2) }",
    ],
)
def test_service_in_a_string_a_comment_an_iri_or_a_name_is_no_call(query: str) -> None:
    store, handed = triples(), read_only(query, "query")
    expected = store.query(query)
    answer = store.query(handed)
    assert isinstance(expected, ox.QuerySolutions)
    assert isinstance(answer, ox.QuerySolutions)
    assert answer.variables == expected.variables
    assert sorted(map(str, answer)) == sorted(map(str, expected))


def test_a_query_is_handed_on_as_it_is() -> None:
    query = "SELECT ?service { # a service\n ?service <http://x/service> 'service' }"
    assert read_only(query, "query") == query
    whole = "SELECT * { ?s ?p 'SERVICE ?x {' } # SERVICE ?x {"
    assert read_only(whole, "query") == "SELECT * { ?s ?p '\\u0053ERVICE ?x {' } # ------- ?x {"


def test_service_written_by_numbers_is_refused() -> None:
    """Oxigraph does not read it; SPARQL 1.1 lets a service on the web do so."""
    with pytest.raises(QueryRefusedError, match="SERVICE is not run"):
        read_only("SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }", "query")
    read_only("SELECT * { ?s ?p '\\u0053ERVICE <http://x/> {' }", "query")


# ------------------------------------------------------------------------------- tokens

OPERANDS = [
    "1", "1.5", "1e5", ".5", "?x", "$y", "'x'", "'x'@fr", '"x"^^<a:b>', "true", "<a:b>", "ex:a",
    "ex:a\\#b", "(1)", "STR(?x)", "<a:b>(1)", "ex:a(?x)", "EXISTS{?s <a:b>?o}", "'''a'b'''",
    "<<(?s <a:b> 1)>>", "'\\''", "''",
]  # fmt: skip
EXPRESSIONS = [
    "ASK{FILTER(@)}", "ASK{FILTER<a:b>(@)}", "ASK{FILTER ex:a(1,@)}", "SELECT(@ AS ?v){}",
    "ASK{?s ?p trueFILTER(@)}", "ASK{BIND(@ AS ?v)}", "ASK{{SELECT(@ AS ?v){}}}",
    "ASK{FILTER(<a:b>IN(<a:b>,@))}", "ASK{}HAVING(@)", "ASK{?s ?p ?o}ORDER BY(@)",
    "ASK{FILTER EXISTS{?s (<a:b>|<a:c>) (1<a:b>) FILTER(@)}}", "SELECT(COUNT(DISTINCT@)AS ?v){}",
]  # fmt: skip


@pytest.mark.parametrize("place", EXPRESSIONS)
def test_the_engine_reads_the_same_tokens(place: str) -> None:
    """What is told to be an IRI, a string, a variable may be any other to the engine too."""
    others = {"iri": "<http://other/>", "string": "'other'", "variable": "?other", "comment": "#\n"}
    read = 0
    for left, right, sign in itertools.product(OPERANDS, OPERANDS, ["<", "<=", ">", "=", "<#>\n"]):
        text = place.replace("@", left + sign + right)
        query = f"PREFIX ex: <http://x/> {text}"
        if asked(query):
            other = "".join(others.get(t.sort, t.text) for t in tokens(text))
            assert asked(
                f"PREFIX ex: <http://x/> {other.replace('?other AS ?other', '1 AS ?v')}"
            ), query
            read += "<" in sign
    assert read > 100


def test_a_parameter_is_found_behind_a_comparison() -> None:
    query = "SELECT * {?s <a:?_n> ?x FILTER(?x<?_n&&?_n>?_m)}"
    assert bind(query, {"_n": "7", "_m": "8"}) == "SELECT * {?s <a:?_n> ?x FILTER(?x<7&&7>8)}"
    assert [parameter.name for parameter in parameters(query)] == ["n", "m"]


# ------------------------------------------------------------------------------- limits


def test_a_query_that_would_end_the_process_is_refused() -> None:
    nested = "SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }"
    joined = {
        "UNION": "{ ?s ?p ?o }",
        " ": "OPTIONAL { ?s ?p ?o }",
        "  ": "BIND(1 AS ?x)",
        "||": "?x",
    }
    queries = [f"SELECT * {{ {word.join([piece] * 20_000)} }}" for word, piece in joined.items()]
    for query in (nested, *queries):
        with pytest.raises(QueryRefusedError, match="split it"):
            form(query)
    hidden = "SELECT * { FILTER(1<" + "(" * 5000 + "1" + ")" * 5000 + "#>\n) }"
    with pytest.raises(QueryRefusedError, match="split it"):
        form(hidden)
    assert form("SELECT * " + "{" * MAX_DEPTH + "}" * MAX_DEPTH) == "SELECT"


def test_optionals_that_the_engine_takes_minutes_for_are_refused() -> None:
    """200 in a group take it ten seconds, 300 a minute and more; in groups apart they do not."""

    def optionals(count: int) -> str:
        return " ".join(f"OPTIONAL {{ ?s <urn:p{i}> ?v{i} }}" for i in range(count))

    with pytest.raises(QueryRefusedError, match="OPTIONALs in one group: split it"):
        form(f"SELECT * {{ ?s a ?t {optionals(101)} }}")
    assert form(f"SELECT * {{ ?s a ?t {optionals(100)} }}") == "SELECT"
    apart = " UNION ".join(f"{{ ?s a ?t {optionals(90)} }}" for _ in range(3))
    assert form(f"SELECT * {{ {apart} }}") == "SELECT"


def test_a_long_list_of_values_is_an_ordinary_query() -> None:
    values = " ".join(f"<https://w3id.org/tigraph/id/epci/{n}>" for n in range(10_000))
    query = f"SELECT * {{ VALUES ?epci {{ {values} }} }}"
    assert form(query) == "SELECT"
    assert sum(1 for _ in ox.Store().query(query)) == 10_000


# ------------------------------------------------------------------------------- parameters


def test_parameters_are_those_of_grlc_each_once() -> None:
    query = "SELECT ?x { ?x ?p ?_actor_iri ; ?q ?_lang, $_lang FILTER('?_no' != ?_day_xsd_date) }"
    assert parameters(query) == [
        Parameter("_actor_iri", "actor", "iri"),
        Parameter("_lang", "lang", "literal"),
        Parameter("_day_xsd_date", "day", "xsd_date"),
    ]


def test_binding_reaches_subselects_and_filters_and_nothing_else() -> None:
    query = (
        'SELECT ?x { ?x ?p "?_n" ; <http://x/?_n> ?_name . # ?_n\n'
        "{ SELECT ?x { ?x ?p $_n FILTER(?_n > 1) } } ex:a\\?_n }"
    )
    assert bind(query, {"_n": "7"}) == (
        'SELECT ?x { ?x ?p "?_n" ; <http://x/?_n> ?_name . # ?_n\n'
        "{ SELECT ?x { ?x ?p 7 FILTER(7 > 1) } } ex:a\\?_n }"
    )


@given(st.lists(FRAGMENTS, max_size=20).map("".join))
def test_strings_iris_and_comments_pass_unchanged_whatever_is_bound(query: str) -> None:
    def kept(text: str) -> list[str]:
        return [t.text for t in tokens(text) if t.sort in ("string", "iri", "comment")]

    assert kept(bind(query, {"_n": " 7 "})) == kept(query)


#: Any text that a query can hold: no surrogates, and no NUL (rdflib's parser stops at it).
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@given(TEXTS | st.lists(FRAGMENTS, max_size=8).map("".join))
def test_an_injected_value_stays_one_literal(value: str) -> None:
    query = bind("SELECT ?x { BIND(?_value AS ?x) }", {"_value": literal(value)})
    assert [t.sort for t in tokens(literal(value))] == ["string"]
    [row] = ox.Store().query(query)
    assert row["x"] == ox.Literal(value)


@pytest.mark.parametrize("value", ['" } } DROP ALL #', "\\", 'a\\"b', "line\nline\r\t", "'''"])
def test_another_parser_reads_the_same_literal(value: str) -> None:
    query = f"SELECT * {{ BIND({literal(value)} AS ?x) }}"
    assert f"Literal({value!r})" in str(prepareQuery(query).algebra).replace("rdflib.term.", "")


@pytest.mark.parametrize("value", ["a b", "http://x/> } DROP ALL", "no-colon", "http://x/\n", '"'])
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="is not an IRI"):
        iri_text(value)


# ------------------------------------------------------------------------------- errors


def test_a_syntax_error_shows_the_line_and_points_at_the_column() -> None:
    query = "SELECT ?x {\n  ?x ?p ?o .\n  FILTR(?o > 1)\n}"
    with pytest.raises(SyntaxError) as raised:
        ox.Store().query(query)
    error = explained(query, str(raised.value), "q.rq")
    assert isinstance(error, QuerySyntaxError)
    place, line, mark = str(error).splitlines()
    assert place.startswith("q.rq, line 3, column ")
    assert line.strip() == "FILTR(?o > 1)"
    column = int(place.split("column ")[1].split(":")[0])
    assert mark.index("^") == line.index("FILTR") - 2 + column - 1


def test_a_missing_prefix_is_called_by_its_name() -> None:
    query = "SELECT * { ?s nowhere:p ?o }"
    with pytest.raises(SyntaxError) as raised:
        ox.Store().query(query)
    assert "PREFIX" in str(explained(query, str(raised.value)))


def test_a_message_without_a_place_is_told_in_one_line() -> None:
    error = explained("ASK {}", "The query\n  is too much", "q.rq")
    assert str(error) == "q.rq: The query is too much"


def test_a_long_list_of_what_could_stand_there_is_cut_between_two() -> None:
    expected = "expected one of " + ", ".join(f'"{number:04}"' for number in range(40))
    reason = str(explained("ASK { ? }", f"error at 1:7: {expected}")).splitlines()[0]
    assert reason.startswith('query, line 1, column 7: not SPARQL; expected one of "0000", "0001"')
    assert reason.endswith('" …')
    assert len(reason) < 180


def test_where_only_the_engine_finds_a_fault_its_place_is_told() -> None:
    query = "SELECT * {\n  ?s ?p ?o }"
    place, line, mark = str(explained(query, "error at 2:6: a fault")).splitlines()
    assert place == "query, line 2, column 6: not SPARQL; a fault"
    assert line.index("?p") == mark.index("^")


# ------------------------------------------------------------------------------- W3C's own queries


def test_every_query_of_the_w3c_suite_passes_unless_it_calls_a_service() -> None:
    for path in sorted(shared("suites/sparql11").rglob("*.rq")):
        query = path.read_text(encoding="utf-8-sig")
        assert "".join(t.text for t in tokens(query)) == query
        if path.parent.name == "service" or "SERVICE" in query:
            continue
        assert form(query) or "bad" in path.name.lower() or "syn" in path.name.lower(), path
        assert not form(query) or read_only(query, path.name) == query
        assert bind(query, {}) == query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 3",
        "SELECT * { ?s ?p ?o } ORDER BY ?s VALUES ?s { <a:a> }",
        "SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1 } } # ORDER BY ?s",
        "SELECT ?order { ?order order:x 'ORDER BY' }",
        "ASK { ?s ?p ?o }",
    ],
)
def test_an_order_that_chooses_rows_or_is_none_stays(query: str) -> None:
    assert unordered(query) == query


def test_an_order_that_only_sorts_goes() -> None:
    query = "SELECT (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING(?n > 1)\nORDER BY DESC(?n) ?s"
    assert unordered(query) == query[: query.index("ORDER")]


#: Queries that are not right, what is said, and at which word.
WRONG = {
    "SELECT * { <x> ?p ?o }": ("<x> is a relative IRI: add a line BASE", "<x>"),
    "SELECT * { ?s ?p ?o FILTER(?s IN (<http://a>, <y>)) }": ("<y> is a relative IRI", "<y>"),
    "SELECT { ?s ?p ?o }": ("SELECT says no variable", "{"),
    "SELECT ?a { ?s ?p ?o BIND(1 AS ?s) }": ("BIND names ?s, which stands before it", "?s) }"),
    "ASK { ?s ?p ?o\n OPTIONAL { BIND(1 AS ?s) } BIND(?o AS ?o) }": ("BIND names ?o", "?o) }"),
    "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }": ("stands in no GROUP BY", "SELECT"),
    "SELECT\u00a0?s { ?s ?p ?o }": ("a no-break space", "\u00a0"),
    "SELECT ?s { ?s ?p ?o": ("{ is not closed", "{"),
    "SELECT ?s { ?s ?p (1 2 }": ("} stands where ) closes (", "}"),
    "SELECT ?s { ?s ?p ?o } }": ("} closes nothing", "}"),
    "ASK { ?s tog:x ?o ; nowhere:y 1 }": ("the prefix tog: is not declared", "tog:"),
    "ASK { ?s ?p “x” }": ("“““ is no quotation mark of SPARQL", "“"),
    "ASK { ?s ?p 'x }": ("a string begins here", "'"),
    "ASK { ?s ?p ?o FILTER(strlength(?o) > 1) }": ("strlength is no function of SPARQL", "strl"),
    "ASK { VALUES (?a ?b) { (1 2) ('x'@fr) } }": ("1 values for the 2 variables", "('x'"),
    "SELECT DISTINCT ?s, ?p { ?s ?p ?o }": ("variables stand beside one another", ", ?p"),
    "ASK { ?s a <http://a b> }": ("<http://a b> is no IRI", "<http"),
    "SELECT ?s ?s { ?s ?p ?o }": ("a variable stands twice", "SELECT"),
}  # fmt: skip


@pytest.mark.parametrize("query", WRONG)
def test_what_people_get_wrong_is_named_where_it_stands(query: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        ox.Store().query(query)
    reason, word = WRONG[query]
    told = str(explained(query, str(raised.value)))
    place, _, mark = told.split("\n")
    assert reason.replace("“““", "““”") in place
    at = query.rindex(word) if word in ("}", "?o) }") else query.index(word)
    line = query[:at].count("\n") + 1
    assert place.startswith(f"query, line {line}, column {at - query.rfind(chr(10), 0, at)}: ")
    assert mark.index("^") == at - query.rfind("\n", 0, at) - 1 + 2


@given(st.lists(FRAGMENTS, min_size=1, max_size=12).map(" ".join))
def test_no_text_makes_the_explanation_fail(text: str) -> None:
    for said in ("error at 1:1: Prefix not found", "error at 9:9: expected [_]"):
        assert str(explained(text, said)).startswith("query")


#: What the engine would put in order for minutes, or crash at; each in a few kilobytes.
ENDLESS = {
    "commas": "SELECT * { ?s ?p " + ",".join(["?o"] * 1999) + " }",
    "patterns": "SELECT * { " + "?s ?p ?o . " * 400 + "}",
    "semicolons": "SELECT * { ?s ?p ?o " + "; ?p ?o " * 400 + "}",
    "a collection": "ASK { ?s ?p (" + "1 " * 400 + ") }",
    "properties in properties": "ASK { " + "[ ?p " * 160 + "1" + "]" * 160 + " }",
    "groups in a group": "ASK { " + "{ ?s ?p ?o } " * 400 + "}",
    "values of IN": "ASK { FILTER(1 IN (" + ",".join(map(str, range(20_000))) + ")) }",
}


@pytest.mark.parametrize("query", ENDLESS)
def test_what_the_engine_would_not_end_is_refused_with_what_to_do(query: str) -> None:
    with pytest.raises(QueryRefusedError, match=r"split it|VALUES"):
        form(ENDLESS[query])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES ?x { " + "1 " * 50_000 + "} }",
        "SELECT * { VALUES (?x ?y) { " + "(1 2) " * 20_000 + "} }",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o ; ?q 1, 2 . ?o ?r ?t }"] * 60) + " }",
        "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?q ?r ; ?t 1 } " * 60 + "}",
        "ASK { FILTER(1 IN (" + ",".join(map(str, range(1_500))) + ")) }",
        "ASK { ?s <http://a>/<http://b>*/(<http://c>|<http://d>) ?o }",
    ],
)
def test_what_is_long_and_quick_is_asked(query: str) -> None:
    assert form(query) in ("ASK", "SELECT")


def test_the_place_of_a_fault_in_a_long_query_is_the_engine_s() -> None:
    """Another parser would take half a minute to find it."""
    query = "SELECT * { VALUES ?x { " + "1 " * 50_000 + "FOO } }"
    assert "column 100024" in str(explained(query, "error at 1:100024: expected UNDEF"))
