"""The pages by their paths: content negotiation, languages, files, questions, what is not there."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import lxml.html
import networkx
import pyoxigraph as ox
import pytest

from checkout import ROOT
from tigraph.graph import Graph
from tigraph.pages import Served, Shelf, Site, negotiated
from tigraph.querying import catalogue

PERSON = "https://w3id.org/tigraph/id/person/cedric-bole"


@pytest.fixture(scope="module")
def shelf(graph: Graph) -> Shelf:
    return Shelf(graph)


def got(shelf: Shelf, path: str, accept: str = "", languages: str = "", **query: str) -> Served:
    found = shelf.answer(path, query, accept, languages)
    assert found is not None
    return found


def tree(served: Served) -> Any:
    return lxml.html.document_fromstring(served.content.decode())


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/turtle", "id/person/cedric-bole.ttl"),
        ("application/ld+json", "id/person/cedric-bole.jsonld"),
        ("application/n-triples;q=0.9, text/turtle;q=0.1", "id/person/cedric-bole.nt"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "fr/person/cedric-bole.html"),
        ("", "fr/person/cedric-bole.html"),
        ("text/turtle;q=0, */*", "fr/person/cedric-bole.html"),
    ],
)
def test_an_iri_leads_to_the_form_that_is_asked_for(shelf: Shelf, accept: str, ending: str) -> None:
    found = got(shelf, "id/person/cedric-bole", accept, "fr")
    assert found.status == 303
    assert "Accept" in found.headers["Vary"]
    there = found.headers["Location"]
    assert {"id": "cedric-bole", "fr": "../../fr/"}[ending[:2]] in there
    assert there.endswith(ending.rsplit("/", 1)[1])


@pytest.mark.parametrize(("path", "there"), [("fr", "fr/index.html"), ("en/", "index.html")])
def test_a_language_alone_leads_to_its_front_door(shelf: Shelf, path: str, there: str) -> None:
    found = got(shelf, path)
    assert (found.status, found.headers["Location"]) == (301, there)


@pytest.mark.parametrize(
    ("languages", "language"),
    [("fr-FR,fr;q=0.9,en;q=0.8", "fr"), ("en-GB", "en"), ("de,en;q=0.5,fr;q=0.7", "fr"),
     ("de", "en"), ("", "fr")],
)  # fmt: skip
def test_the_front_door_opens_in_the_language_preferred(
    shelf: Shelf, languages: str, language: str
) -> None:
    assert got(shelf, "", "", languages).headers["Location"] == f"{language}/index.html"


@pytest.mark.parametrize(
    ("ending", "format"),
    [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES),
     ("jsonld", ox.RdfFormat.JSON_LD)],
)  # fmt: skip
def test_the_data_of_an_entity_has_its_claims_and_their_citations(
    shelf: Shelf, graph: Graph, ending: str, format: Any
) -> None:
    found = got(shelf, f"id/person/cedric-bole.{ending}")
    store = ox.Store()
    store.load(found.content, format)
    claims = {str(one["claim"]) for one in graph.show(PERSON)["relations"] if one["claim"]}
    subjects = {quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode)}
    assert claims <= subjects
    places = list(
        store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/oa#start"), None)
    )
    assert places


def test_each_page_says_where_its_data_is(shelf: Shelf) -> None:
    found = got(shelf, "fr/person/cedric-bole.html")
    link = found.headers["Link"]
    assert '<../../id/person/cedric-bole.ttl>; rel="alternate"; type="text/turtle"' in link
    assert '<../../id/person/cedric-bole>; rel="about"' in link  # which answers here
    assert "script-src 'self'" in found.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in found.headers["Content-Security-Policy"]


def test_people_in_no_office_are_marked_in_the_headers_too(shelf: Shelf) -> None:
    assert got(shelf, "fr/person/nathalie-auge.html").headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in got(shelf, "fr/person/cedric-bole.html").headers


@pytest.mark.parametrize("name", catalogue.names())
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_question_has_a_page(shelf: Shelf, name: str, language: str) -> None:
    query = catalogue.find(name)
    page = tree(got(shelf, f"{language}/questions/{name}.html"))
    title = page.cssselect("h1")[0].text_content()
    assert title.replace("\xa0", " ") == str(query.described("summary", language)).strip()
    fields = {one.get("name") for one in page.cssselect(".ask [name]")}
    assert {one.name for one in query.parameters} - {"lang"} <= fields
    assert not page.cssselect("[role=alert]")


def test_the_table_of_a_question_has_its_rows(shelf: Shelf, graph: Graph) -> None:
    page = tree(got(shelf, "en/questions/who-presides.html"))
    rows = graph.query("who-presides", {"lang": "en"} if _has_lang("who-presides") else {})
    assert len(page.cssselect(".rows tbody tr")) == len(rows)


def _has_lang(name: str) -> bool:
    return any(one.name == "lang" for one in catalogue.find(name).parameters)


def test_a_question_takes_names_and_tells_what_it_cannot_take(shelf: Shelf) -> None:
    page = tree(got(shelf, "en/questions/posts-of-person.html", person="Nathalie Augé", ask="1"))
    assert "dirigeante" in page.cssselect(".rows")[0].text_content()
    page = tree(got(shelf, "en/questions/posts-of-person.html", person="Nathalie Ogé", ask="1"))
    assert "Nathalie Augé" in page.cssselect("[role=alert]")[0].text_content()
    page = tree(got(shelf, "en/questions/posts-of-person.html", person="<b>", ask="1"))
    assert not page.cssselect("main b")


def test_an_answer_is_had_as_files(shelf: Shelf) -> None:
    found = got(shelf, "fr/questions/people.csv")
    rows = list(csv.DictReader(io.StringIO(found.content.decode())))
    assert {"source", "target", "relation"} <= rows[0].keys()
    assert 'filename="people.csv"' in found.headers["Content-Disposition"]
    told = json.loads(got(shelf, "fr/questions/people.json").content)
    assert len(told["results"]["bindings"]) == len(rows)
    network = networkx.read_graphml(io.BytesIO(got(shelf, "fr/questions/people.graphml").content))
    assert len(network) > 5


def test_what_cannot_be_asked_for_a_file_is_said(shelf: Shelf) -> None:
    found = got(shelf, "fr/questions/names-of.csv")
    assert (found.status, found.content.decode()) == (400, "À remplir : Qui ou quoi.\n")
    assert got(shelf, "fr/questions/people.csv", date="zz").status == 400


def test_a_selection_is_the_same_in_each_view_and_in_its_file(shelf: Shelf) -> None:
    asked = {"kind": "foaf:Person"}
    table = tree(got(shelf, "fr/explore.html", view="table", **asked))
    people = [one.text_content().strip() for one in table.cssselect(".rows td:first-child")]
    rows = csv.DictReader(io.StringIO(got(shelf, "fr/explore.csv", **asked).content.decode()))
    assert [row["actor"] for row in rows] == people
    drawn = tree(got(shelf, "fr/explore.html", view="network", **asked))
    named = " ".join(drawn.cssselect(".network")[0].itertext())
    assert all(name.split()[-1] in named for name in people)


@pytest.mark.parametrize(
    "path",
    [
        "fr/person/nobody.html", "fr/questions/none.html", "fr/questions/none.csv", "fr/../x.html",
        "fr/questions/..%2f..%2fpyproject.html", "fr/iri/file/etc/passwd.html",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_says_so(shelf: Shelf, path: str) -> None:
    found = got(shelf, path)
    assert found.status == 404
    assert "Rien ici" in found.content.decode()


@pytest.mark.parametrize(
    ("language", "named"),
    [("fr", {"any": "Tous les genres", "person": "personne", "body": "instance de gouvernance"}),
     ("en", {"any": "All kinds", "person": "person", "body": "governance body"})],
)  # fmt: skip
def test_a_choice_is_offered_in_the_language_and_sent_as_the_query_has_it(
    shelf: Shelf, language: str, named: dict[str, str]
) -> None:
    page = tree(got(shelf, f"{language}/questions/who-presides.html"))
    offered = {one.get("value"): one.text for one in page.cssselect("select[name=kind] option")}
    assert offered.items() >= named.items()


@pytest.mark.parametrize(
    "path", ["x", "de", "de/index.html", "static/../page.py", "static/site.css", "id/", "id/x/y"]
)
def test_what_could_be_no_page_is_left_to_others(shelf: Shelf, path: str) -> None:
    assert shelf.answer(path, {}) is None


def test_what_a_client_would_rather_have() -> None:
    offered = ("text/html", "text/turtle")
    assert negotiated("text/*;q=0.5, text/turtle", offered) == "text/turtle"
    assert negotiated("image/png", offered) == "text/html"
    assert negotiated("text/turtle;q=nonsense", offered) == "text/html"


def test_a_claim_lies_on_the_page_of_whom_it_is_about_and_has_data_of_its_own(shelf: Shelf) -> None:
    claim = "claim/cedric-bole--cooperates-with--nathalie-auge"
    page = got(shelf, f"id/{claim}", "text/html", "fr")
    assert page.status == 303
    there, _, anchor = page.headers["Location"].partition("#")
    assert (there, anchor) == ("../../fr/person/cedric-bole.html", claim.replace("/", ":", 1))
    found = tree(got(shelf, "fr/person/cedric-bole.html"))
    assert len(found.xpath("//details[@id=$id]", id=anchor)) == 1
    data = got(shelf, f"id/{claim}.ttl").content.decode()
    assert "tig:RelationClaim" in data
    # What belongs to a claim is told with it; what nobody says anything of is not there.
    assert got(shelf, "id/citation/003-3023").headers["Location"].endswith("--delegue-ti")
    assert shelf.answer("id/claim/none", {}, "text/html") is None


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("fr/explore.html", "svg.network"), ("fr/questions/people.html", "table.rows"),
        ("fr/questions/people.html?view=network", "svg.network"),
        ("fr/questions/people.html?view=time&date=2019", "table.lines"),
        ("fr/questions/figures-over-time.html?view=chart", "figure.chart"),
    ],
)  # fmt: skip
def test_a_view_stands_in_the_frames_of_others_and_nothing_else_does(
    shelf: Shelf, path: str, seen: str
) -> None:
    path, _, asked = path.partition("?")
    query = {"ask": "1", **dict(pair.split("=") for pair in asked.split("&") if pair)}
    plain, framed = got(shelf, path, **query), got(shelf, path, embed="1", **query)
    assert "frame-ancestors 'self'" in plain.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    page = tree(framed)
    assert page.cssselect(seen)
    assert not page.cssselect("form, header, footer")
    [back] = page.cssselect(".whence a")
    assert "embed" not in back.get("href")
    assert all(f"{key}={value}" in back.get("href") for key, value in query.items() if key != "ask")


def test_a_view_gives_the_line_that_embeds_it(graph: Graph) -> None:
    shelf = Shelf(graph, Site(url="https://example.org/ti/"))
    page = tree(got(shelf, "fr/questions/people.html", view="network", date="2019", ask="1"))
    [line] = [one.text for one in page.cssselect("pre code") if "iframe" in one.text]
    frame = lxml.html.fragment_fromstring(line)
    address = "https://example.org/ti/fr/questions/people.html?"
    assert frame.get("src").startswith(address)
    assert {"date=2019", "view=network", "embed=1"} <= set(
        frame.get("src")[len(address) :].split("&")
    )


@pytest.mark.parametrize(
    ("language", "called"), [("fr", ["de", "à", "relation", "fondement"]),
                             ("en", ["from", "to", "relation", "basis"])],
)  # fmt: skip
def test_columns_are_called_in_the_language_of_the_page(
    shelf: Shelf, language: str, called: list[str]
) -> None:
    page = tree(got(shelf, f"{language}/questions/people.html"))
    assert [one.text for one in page.cssselect(".rows thead th")][:4] == called
    [claim, *_] = page.cssselect(".rows tbody tr:first-child td:last-child a")
    assert claim.get("href").startswith("../../id/claim/")


def test_every_column_of_the_catalogue_has_a_name_in_both_languages() -> None:
    lines = (ROOT / "tigraph/querying/column_names.tsv").read_text(encoding="utf-8").splitlines()
    names = {line.split("\t")[0] for line in lines if all(line.split("\t"))}
    told = {name for query in catalogue.queries() for name in query.described("columns", "fr")}
    assert told - names == set()


def test_the_other_language_shows_the_same_view(shelf: Shelf) -> None:
    page = tree(got(shelf, "fr/explore.html", view="table", kind="foaf:Person", date="2019"))
    [link] = page.cssselect("a.language")
    address, _, asked = link.get("href").partition("?")
    assert address == "../en/explore.html"
    assert set(asked.split("&")) == {"view=table", "kind=foaf%3APerson", "date=2019"}


# --------------------------------------------------------------------------- the vocabulary


@pytest.mark.parametrize(
    ("path", "page", "file"),
    [
        ("ontology", "model.html", "ontology"),
        ("ontology/", "../model.html", "../ontology"),
        ("ontology/theme/dates", "../../model.html#theme-dates", "../../ontology"),
        ("bridge", "model.html", "bridge"),
        ("concepts/", "../model.html", "../concepts"),
        ("concept/role", "../model.html#concept:role", "../concepts"),
        ("concept/role/president", "../../model.html#role:president", "../../concepts"),
    ],
)
def test_a_term_leads_to_its_place_on_the_page_or_to_its_file(
    shelf: Shelf, path: str, page: str, file: str
) -> None:
    browser = got(shelf, path, "text/html,*/*;q=0.8")
    assert (browser.status, browser.headers["Location"]) == (303, page)
    assert got(shelf, path).headers["Location"] == f"{file}.ttl"
    assert got(shelf, path, "application/rdf+xml").headers["Location"] == f"{file}.rdf"


@pytest.mark.parametrize("name", ["ontology", "bridge", "concepts", "graph/curated"])
def test_the_files_of_the_vocabulary_say_the_same_in_each_form(shelf: Shelf, name: str) -> None:
    read = {}
    forms = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML,
             "jsonld": ox.RdfFormat.JSON_LD}  # fmt: skip
    for ending, media in forms.items():
        found = got(shelf, f"{name}.{ending}")
        assert found.type == media.media_type
        read[ending] = len(set(ox.parse(found.content, format=media)))
    assert read["ttl"] > 300
    assert len(set(read.values())) == 1


def test_the_page_of_the_model_is_linked_from_every_page_and_in_both_languages(
    shelf: Shelf,
) -> None:
    for language in ("fr", "en"):
        [link] = tree(got(shelf, f"{language}/documents.html")).xpath(
            "//footer//a[contains(@href, 'model')]/@href"
        )
        assert link == "model.html"
        found = got(shelf, f"{language}/model.html")
        page = tree(found)
        assert page.get("lang") == language
        assert page.xpath("//*[@id='RelationClaim']")
        assert page.xpath("//*[@id='role:president']")
        assert "script-src 'sha256-" in found.headers["Content-Security-Policy"]
    assert got(shelf, "model.html", languages="en").headers["Location"] == "en/model.html"
    assert shelf.answer("ontology/9.9.9", {}) is None
    assert shelf.answer("conceptual", {}) is None


def test_the_editor_completes_classes_and_properties_that_there_are(shelf: Shelf) -> None:
    told = json.loads(got(shelf, "fr/terms.json").content)
    assert "https://w3id.org/tigraph/ontology#RelationClaim" in told["classes"]
    assert "http://www.w3.org/ns/org#memberOf" in told["properties"]
    for key in ("classes", "properties"):
        assert not [one for one in told[key] if "/concept/" in one]
        assert "https://w3id.org/tigraph/ontology#Dating" not in told[key], "is no term any more"
