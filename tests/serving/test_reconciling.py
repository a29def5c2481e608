"""The Reconciliation Service API without sockets: answers valid by the official schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from checkout import shared
from reconciliation_schemas import check
from tigraph.errors import RefusedRequestError
from tigraph.graph import Graph
from tigraph.linking import Match, Matcher, Sought, services
from tigraph.serving import GraphKnowledge
from tigraph.serving.reconciling import (
    BATCH,
    VERSIONS,
    Desk,
    extended,
    flyout,
    jsonp,
    manifest,
    matched,
    preview,
    proposed,
    suggested,
)
from web_server import Reply, Site, serving

BOLE = "person:cedric-bole"
versions = pytest.mark.parametrize("version", VERSIONS)


@pytest.fixture(scope="module")
def desk(graph: Graph) -> Desk:
    return Desk(
        matcher=Matcher.of(graph.ground),
        knowledge=GraphKnowledge(graph.ground),
        root="http://127.0.0.1:8000/reconcile",
        view="http://127.0.0.1:8000/entity/{id}",
        name="tigraph",
        space="https://w3id.org/tigraph/id/",
        schema="https://w3id.org/tigraph/ontology#",
    )


def valid(schema: str, version: str, value: Any) -> Any:
    """Return a value that is valid by the schema of a version, gone through JSON."""
    through = json.loads(json.dumps(value))
    if (shared("suites/reconciliation") / version / f"{schema}.json").exists():
        check(f"{version}/{schema}.json", through)
    return through


def asked(version: str, *names: str, **more: Any) -> str:
    """Return a valid batch of queries of a version."""
    if version == "0.2":
        batch: Any = {f"q{n}": {"query": name, **more} for n, name in enumerate(names)}
    else:
        name_of = [{"matchType": "name", "propertyValue": name} for name in names]
        batch = {"queries": [{"conditions": [one], **more} for one in name_of]}
    return json.dumps(valid("reconciliation-query-batch", version, batch))


def results(desk: Desk, version: Any, batch: str) -> list[list[dict[str, Any]]]:
    """Return the candidates of each query of a batch, the answer being valid."""
    told = valid("reconciliation-result-batch", version, matched(desk, version, batch))
    if version == "0.2":
        return [one["result"] for one in told.values()]
    return [one["candidates"] for one in told["results"]]


@versions
def test_the_manifest_is_valid_and_says_what_there_is(desk: Desk, version: Any) -> None:
    told = valid("manifest", version, manifest(desk, version))
    assert set(told["versions"]) == {"0.2", "1.0-draft"}
    assert told["batchSize"] == BATCH
    assert {one["id"] for one in told["defaultTypes"]} == set(desk.matcher.kinds)


@versions
def test_names_are_matched_in_order_with_features(desk: Desk, version: Any) -> None:
    first, second, none = results(desk, version, asked(version, "Cédric Bôle", "Bôle", "Qzx Wvk"))
    assert (first[0]["id"], first[0]["name"], first[0]["match"]) == (BOLE, "Cédric Bôle", True)
    assert first[0]["score"] == 100
    assert first[0]["features"]
    assert BOLE in [one["id"] for one in second]
    assert none == []


@versions
def test_an_identifier_in_place_of_a_name_gives_what_has_it(desk: Desk, version: Any) -> None:
    iri = "https://w3id.org/tigraph/id/person/cedric-bole"
    for given in (BOLE, iri):
        assert [one["id"] for one in results(desk, version, asked(version, given))[0]] == [BOLE]
    assert results(desk, version, asked(version, "person:nobody <x>"))[0] == []


def test_the_draft_takes_identifiers_and_what_is_required(desk: Desk) -> None:
    one = {"conditions": [{"matchType": "id", "propertyValue": BOLE}]}
    never = {
        "conditions": [
            {"matchType": "name", "propertyValue": "Cédric Bôle"},
            {"matchType": "property", "propertyId": "colour", "propertyValue": "blue",
             "required": True},
        ]
    }  # fmt: skip
    found = results(desk, "1.0-draft", json.dumps({"queries": [one, never]}))
    assert [[c["id"] for c in answer] for answer in found] == [[BOLE], []]


@versions
@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_batches_of_the_official_examples(desk: Desk, version: Any, kind: str) -> None:
    """A valid one is answered, but for its types, which are another service's; others are not."""
    folder = shared("suites/reconciliation") / version / "examples/reconciliation-query-batch"
    for path in sorted((folder / kind).glob("*.json")):
        batch = json.loads(path.read_text(encoding="utf-8"))
        if kind == "invalid":
            with pytest.raises(RefusedRequestError):
                matched(desk, version, json.dumps(batch))
            continue
        for query in batch["queries"] if version != "0.2" else batch.values():
            query.pop("type", None)
        results(desk, version, json.dumps(batch))


class Recorder:
    """A matcher that tells what it was asked, and finds nothing."""

    kinds = {"town": "Town", "river": "River"}  # noqa: RUF012

    def __init__(self) -> None:
        self.asked: list[Sought] = []
        self.limit = 0

    def match_many(self, sought: Any, limit: int = 5) -> Iterator[Match]:
        self.limit = limit
        for one in sought:
            self.asked.append(one)
            yield Match(one, "none", (), "")


def recorded(desk: Desk, version: Any, batch: Any) -> Recorder:
    recorder = Recorder()
    valid("reconciliation-query-batch", version, batch)
    matched(Desk(recorder, desk.knowledge, "", "", "", "", ""), version, json.dumps(batch))
    return recorder


def test_types_properties_and_limits_reach_the_matcher(desk: Desk) -> None:
    values = [
        {"pid": "a", "v": "text"},
        {"pid": "b", "v": 7},
        {"pid": "c", "v": True},
        {"pid": "d", "v": {"id": "x:1", "name": "One"}},
        {"pid": "e", "v": [{"id": "x:2"}, "two"]},
    ]
    old = {"q": {"query": "Fabel", "type": "town", "limit": 7, "properties": values}}
    context = {"a": "text", "b": "7", "c": "true", "d": "One", "e": "x:2"}
    told = recorded(desk, "0.2", old)
    assert told.asked == [Sought("Fabel", "town", context)]
    assert told.limit == 7
    new = [
        {"matchType": "property", "propertyId": v["pid"], "propertyValue": v["v"]} for v in values
    ]
    name = {"matchType": "name", "propertyValue": "Fabel"}
    query = {"type": "town", "limit": 7, "conditions": [name, *new]}
    assert recorded(desk, "1.0-draft", {"queries": [query]}).asked == told.asked
    several = {"q": {"query": "Fabel", "type": ["town", "river"]}}
    assert recorded(desk, "0.2", several).asked == [Sought("Fabel", "", {})]


@pytest.mark.parametrize(
    ("batch", "words", "status"),
    [
        ("{", "not JSON", 400),
        ("[" * 100_000, "not JSON", 400),
        ("[]", "object of queries", 400),
        ('{"q": 1}', "no object", 400),
        ('{"q": {}}', "neither", 400),
        ('{"q": {"query": 5}}', "`query` is a text", 400),
        ('{"q": {"query": "x", "limit": "many"}}', "`limit`", 400),
        ('{"q": {"query": "x", "limit": -1}}', "`limit`", 400),
        ('{"q": {"query": "x", "type": "Q5"}}', "no type 'Q5' here", 400),
        ('{"q": {"query": "x", "type": {"id": 1}}}', "a type is a text", 400),
        ('{"q": {"query": "x", "properties": [{"p": "a"}]}}', "has `pid`", 400),
        ('{"q": {"query": "x", "properties": [{"pid": "a", "v": null}]}}', "a value is", 400),
        (json.dumps({str(n): {"query": "x"} for n in range(10_000)}), "10,000 queries", 413),
        (json.dumps({"q": {"query": "x" * 3_000_000}}), "bytes", 413),
    ],
    ids=lambda one: one[:30] if isinstance(one, str) else str(one),
)
def test_a_malformed_or_too_large_batch_is_refused(
    desk: Desk, batch: str, words: str, status: int
) -> None:
    with pytest.raises(RefusedRequestError, match=words) as told:
        matched(desk, "0.2", batch)
    assert told.value.status == status
    assert len(str(told.value)) < 500


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"conditions": []},
        {"conditions": [{"matchType": "colour", "propertyValue": "x"}]},
        {"conditions": [{"matchType": "property", "propertyValue": "x"}]},
        {"conditions": [{"matchType": "name"}]},
        {"conditions": [{"matchType": "name", "propertyValue": "x", "matchQuantifier": "none"}]},
        [],
    ],
    ids=str,
)
def test_a_query_of_the_draft_that_is_none_is_refused(desk: Desk, query: Any) -> None:
    with pytest.raises(RefusedRequestError):
        matched(desk, "1.0-draft", json.dumps({"queries": [query]}))
    with pytest.raises(RefusedRequestError, match="array"):
        matched(desk, "1.0-draft", "[]")


@versions
def test_a_megabyte_of_name_finds_nothing_and_is_not_searched(desk: Desk, version: Any) -> None:
    assert results(desk, version, asked(version, "x" * 1_000_000, "Cédric Bôle"))[0] == []


@versions
def test_suggestions_are_valid_and_can_be_paged(desk: Desk, version: Any) -> None:
    def suggest(what: str, schema: str, **parameters: str) -> list[str]:
        told = valid(schema, version, suggested(desk, version, what, parameters))
        return [one["id"] for one in told["result"]]

    entities = suggest("entity", "suggest-entities-response", prefix="Cédric Bôle")
    assert entities[0] == BOLE
    assert suggest("entity", "suggest-entities-response", prefix=BOLE) == [BOLE]
    assert suggest("entity", "suggest-entities-response", prefix="") == []
    passed = "cursor" if version == "0.2" else "offset"
    rest = suggest("entity", "suggest-entities-response", prefix="Bôle", limit="2", **{passed: "1"})
    assert rest == suggest("entity", "suggest-entities-response", prefix="Bôle")[1:3]
    assert suggest("type", "suggest-types-response", prefix="pers") == ["person"]
    assert set(suggest("type", "suggest-types-response", prefix="")) == set(desk.matcher.kinds)
    assert suggest("property", "suggest-properties-response", prefix="siren") == ["siren"]
    beside = suggest("property", "suggest-properties-response", prefix="dat")
    assert "date" in beside  # what stands beside a name and says which is meant
    for bad in ({}, {"prefix": "x", "limit": "no"}, {"prefix": "x", passed: "-3"}):
        with pytest.raises(RefusedRequestError):
            suggested(desk, version, "entity", bad)
    with pytest.raises(RefusedRequestError) as told:
        suggested(desk, version, "colour", {"prefix": ""})
    assert told.value.status == 404


@versions
def test_values_extend_what_was_reconciled(desk: Desk, version: Any) -> None:
    offered = valid("data-extension-property-proposal", version, proposed(desk, {"type": "person"}))
    keys = {one["id"] for one in offered["properties"]}
    assert {"iri", "kind", "other-name", "within", "siren"} <= keys
    grand = "epci:242500361"
    query = {"ids": [grand, BOLE, "nothing:here"], "properties": [{"id": "siren"}, {"id": "kind"}]}
    valid("data-extension-query", version, query)
    told = extended(desk, version, json.dumps(query))
    told = valid("data-extension-response", version, told)
    assert [one["id"] for one in told["meta"]] == ["siren", "kind"]
    if version == "0.2":
        rows = told["rows"]
    else:
        rows = {r["id"]: {p["id"]: p["values"] for p in r["properties"]} for r in told["rows"]}
    assert rows[grand]["siren"] == [{"str": "242500361"}]
    assert rows[grand]["kind"] == [{"str": "intercommunalité"}]
    assert rows[BOLE]["siren"] == []
    assert rows[BOLE]["kind"] == [{"str": "personne"}]
    assert rows["nothing:here"] == {"siren": [], "kind": []}


def test_what_follows_from_claims_is_told_of_a_date(desk: Desk) -> None:
    """The interview has him preside over the Val de Morteau, without saying since when."""

    def bodies(key: str, date: str = "") -> set[str]:
        settings = {"settings": {"date": date}} if date else {}
        query = {"ids": [BOLE], "properties": [{"id": key, **settings}]}
        valid("data-extension-query", "0.2", query)
        told = valid("data-extension-response", "0.2", extended(desk, "0.2", json.dumps(query)))
        return {value["id"] for value in told["rows"][BOLE][key]}

    assert bodies("heads") == {"epci:242504116"}
    assert "body:binome-bole-auge" in bodies("member-of", "2024") < bodies("member-of")
    assert bodies("member-of", "1990") == set()
    for wrong in ("yesterday", 7, "1" * 9999):
        settings = {"id": "heads", "settings": {"date": wrong}}
        with pytest.raises(RefusedRequestError):
            extended(desk, "0.2", json.dumps({"ids": [BOLE], "properties": [settings]}))


@versions
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ([], 400),
        ({"ids": [1], "properties": []}, 400),
        ({"ids": [], "properties": [{}]}, 400),
        ({"ids": [], "properties": [{"id": "colour"}]}, 400),
        ({"ids": ["x"] * 5000, "properties": []}, 413),
    ],
    ids=lambda one: str(one)[:40],
)
def test_an_extension_that_is_none_is_refused(
    desk: Desk, version: Any, query: Any, status: int
) -> None:
    with pytest.raises(RefusedRequestError) as told:
        extended(desk, version, json.dumps(query))
    assert told.value.status == status


class Text(HTMLParser):
    """The words of a page, and the addresses of its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.links = "", [""]
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_a_preview_shows_the_entity_and_leads_to_its_page(desk: Desk) -> None:
    page = preview(desk, BOLE)
    assert "noindex" in page
    read = Text(page)
    assert "Cédric Bôle" in read.words
    assert read.links[-1] == "http://127.0.0.1:8000/entity/person%3Acedric-bole"
    assert flyout(desk, "entity", BOLE)["id"] == BOLE
    assert "SIREN" in flyout(desk, "property", "siren")["html"]
    assert flyout(desk, "type", "person")["html"]
    for bad in ("person:nobody", "<script>", "x" * 10_000):
        with pytest.raises(RefusedRequestError) as told:
            preview(desk, bad)
        assert told.value.status == 404
    with pytest.raises(RefusedRequestError):
        flyout(desk, "property", "colour")


def test_json_in_a_call_cannot_do_more_than_call() -> None:
    assert jsonp("jQuery.x_1", {"a": "</script>\u2028"}) == (
        '/**/jQuery.x_1({"a": "\\u003c/script>\\u2028"});'
    )
    for bad in ("", "alert(1)//", "a.b.", "a" * 200, "é"):
        with pytest.raises(RefusedRequestError):
            jsonp(bad, {})


@versions
def test_its_own_client_understands_it(
    desk: Desk, version: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one side of tigraph answers, the other reads: a name becomes an entity's IRI."""
    monkeypatch.setenv("TIGRAPH_CACHE", str(tmp_path))
    monkeypatch.setenv("no_proxy", "*")
    with serving() as site:
        address = _served(site, desk, version)
        match = services.named(address).match(Sought("Cédric Bôle"))
    assert match.outcome == "matched"
    assert match.best
    assert match.best.label == "Cédric Bôle"
    assert match.best.score == 1


def _served(site: Site, desk: Desk, version: Any) -> str:
    told = {**manifest(desk, version), "versions": [version]}

    def answer(method: str, _: str, body: bytes) -> Reply:
        if method == "GET":
            return Reply(json.dumps(told).encode())
        queries = parse_qs(body.decode())["queries"][0] if version == "0.2" else body
        return Reply(json.dumps(matched(desk, version, queries)).encode())

    site.programs["/reconcile"] = site.programs["/reconcile/match"] = answer
    return site.address + "/reconcile"
