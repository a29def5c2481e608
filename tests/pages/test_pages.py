"""Pages as values: what stands on them, where they lie, what may not get out of a value."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest

import tigraph
from checkout import TESTS
from hostile_names import HOSTILE
from tigraph.claims import evidence, relations
from tigraph.graph import Graph
from tigraph.pages import (
    Site,
    asset,
    asset_names,
    entity_of,
    entity_page,
    entity_path,
    search_page,
    suggestions,
)
from tigraph.pages.page import Page
from tigraph.pages.people import all_in_office
from tigraph.validity import from_bounds, in_words

BOLE = "https://w3id.org/tigraph/id/person/cedric-bole"
AUGE = "https://w3id.org/tigraph/id/person/nathalie-auge"
CGET = "https://w3id.org/tigraph/id/document/cget-prefiguration"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    file = tmp_path_factory.mktemp("hostile") / "hostile.ttl"
    file.write_text(HOSTILE, "utf-8")
    return tigraph.load([file])


def tree(page: Page) -> Any:
    return lxml.html.document_fromstring(page.html)


def text(node: Any) -> str:
    return re.sub(r"\s+", " ", node.text_content())


def test_every_claim_of_a_card_stands_on_its_page_with_its_evidence(graph: Graph) -> None:
    page = tree(entity_page(graph, BOLE, "fr"))
    told = {code.text for code in page.cssselect(".claim code")}
    claims = {one.iri for one in relations(graph.store, BOLE)}
    assert {f"claim:{iri.rsplit('/', 1)[1]}" for iri in claims} <= told
    for iri, items in evidence(graph.store, claims).items():
        [proof] = [
            one
            for one in page.cssselect(".run .proof")
            if f"claim:{iri.rsplit('/', 1)[1]}" in [c.text for c in one.cssselect(".claim code")]
        ]
        assert len(proof.cssselect(".evidence > li")) == len(items)
        for item in items:
            assert item.title in text(proof)
            for start, end in item.spans:
                assert f"{start}–{end}" in text(proof)


def test_evidence_has_the_checksum_of_the_text_and_the_original(graph: Graph) -> None:
    page = tree(entity_page(graph, BOLE, "fr"))
    interview = next(d for d in graph.info()["documents"] if d["date"] == "2024")
    proof = page.cssselect(".run .evidence > li")[0]
    assert interview["sha256"] in "".join(proof.cssselect(".sum code")[0].itertext())
    [original] = proof.cssselect('a[rel~="external"]')
    assert original.get("href") == interview["address"]


def test_a_page_is_in_one_language_and_leads_to_the_other(graph: Graph) -> None:
    french, english = (tree(entity_page(graph, BOLE, one)) for one in ("fr", "en"))
    assert french.get("lang") == "fr"
    assert english.get("lang") == "en"
    assert "coopère avec" in text(french)
    assert "cooperates with" in text(english)
    [link] = french.cssselect('link[rel="alternate"][hreflang="en"]')
    assert link.get("href") == "../../en/person/cedric-bole.html"


def test_at_a_date_what_may_hold_stands_apart(graph: Graph) -> None:
    page = tree(entity_page(graph, BOLE, "fr", "2019"))
    assert "Seulement possible" in text(page.cssselect(".maybe-block")[0])
    sure = [text(one) for one in page.cssselect(".run") if one.getparent().get("class") == "level"]
    maybe = [text(one) for one in page.cssselect(".maybe-block .run")]
    assert any("Haut-Doubs" in one for one in sure + maybe)
    assert "Nathalie Augé" not in " ".join(sure)  # no source of 2019 says so


def test_what_is_no_date_is_told_and_shows_all(graph: Graph) -> None:
    page = entity_page(graph, BOLE, "fr", "<script>")
    assert "« &lt;script&gt; »".replace(" ", "\u00a0") in page.html
    assert "<script>\u00a0" not in page.html
    assert len(tree(page).cssselect(".run")) == len(
        tree(entity_page(graph, BOLE, "fr")).cssselect(".run")
    )


def test_people_without_public_office_are_not_for_search_engines(graph: Graph) -> None:
    assert entity_page(graph, BOLE, "fr").indexed  # presides an intercommunality
    firm = entity_page(graph, AUGE, "fr")  # heads a firm
    assert not firm.indexed
    assert tree(firm).cssselect('meta[name="robots"]')[0].get("content") == "noindex"
    for person, indexed in (
        ("agnes-pannier-runacher", True),  # a minister
        ("annabelle-boutet", False),  # an official
        ("olivier-lluansi", False),  # of whom the graph does not say that it is such an office
    ):
        page = entity_page(graph, BOLE.replace("cedric-bole", person), "en")
        assert page.indexed is indexed


@pytest.mark.parametrize(("said", "indexed"), [("tig:publicOffice true ;", True), ("", False)])
def test_which_offices_are_public_the_scheme_of_a_programme_says(
    tmp_path: Path, said: str, indexed: bool
) -> None:
    file = tmp_path / "office.ttl"  # fictitious
    file.write_text(
        HOSTILE.split("e:p a foaf")[0]
        + f"""e:burgrave a skos:Concept, org:Role ; {said} skos:prefLabel "burgrave"@fr ;
            skos:inScheme <https://w3id.org/tigraph/concept/role> .
          e:p a foaf:Person ; skos:prefLabel "P"@fr .
          e:b a tig:GovernanceBody ; skos:prefLabel "B"@fr .
          e:c a tig:RelationClaim ; tig:relation relation:holds-post ; tig:basis basis:appointment ;
            org:member e:p ; org:organization e:b ; org:role e:burgrave ; tig:citation e:s .""",
        "utf-8",
    )
    page = entity_page(tigraph.load([file], curated=False), "https://example.org/p", "fr")
    assert page.indexed is indexed


@pytest.mark.parametrize(
    ("body", "role", "indexed"),
    [
        ("tig:Intercommunality", "president", True),
        ("tig:Intercommunality", "vice-president", True),  # elected by its council, as the head
        ("tig:Intercommunality", "technician", False),
        ("tig:Intercommunality", "delegate", False),
        ("org:FormalOrganization", "president", False),  # of a firm, or an association
        ("org:FormalOrganization", "vice-president", False),
        ("tig:GovernanceBody", "vice-president", False),
        ("org:FormalOrganization", "mayor", True),
    ],
)
def test_who_is_elected_to_second_the_head_of_a_public_body_holds_an_office(
    tmp_path: Path, body: str, role: str, indexed: bool
) -> None:
    """The head of an intercommunality and its vice-presidents are elected by its council.

    Code général des collectivités territoriales, L. 5211-2 with L. 2122-7: so are these.
    """
    file = tmp_path / "office.ttl"  # fictitious
    file.write_text(
        HOSTILE.split("e:p a foaf")[0]
        + f"""@prefix opengov: <http://www.w3.org/ns/opengov#> .
          e:p a foaf:Person ; skos:prefLabel "P"@fr .
          e:b a {body} ; skos:prefLabel "B"@fr .
          e:o a org:Post ; org:postIn e:b ; skos:prefLabel "O"@fr ;
            org:role <https://w3id.org/tigraph/concept/role/{role}> .
          e:c a tig:RelationClaim ; tig:relation relation:holds-post ; tig:basis basis:appointment ;
            org:member e:p ; org:organization e:b ; opengov:post e:o ; tig:citation e:s .""",
        "utf-8",
    )
    held = tigraph.load([file], curated=False)
    assert entity_page(held, "https://example.org/p", "fr").indexed is indexed
    assert ("https://example.org/p" in all_in_office(held.ground)) is indexed


def test_every_persons_page_says_how_to_object(graph: Graph) -> None:
    assert "Vous pouvez vous y opposer" in entity_page(graph, AUGE, "fr").html
    assert "You may object" in entity_page(graph, BOLE, "en").html
    territory = graph.resolve("Alliances Luxe & Précision Doubs")
    assert "You may object" not in entity_page(graph, territory, "en").html


def test_a_page_at_a_date_is_not_indexed(graph: Graph) -> None:
    assert not entity_page(graph, BOLE, "fr", "2019").indexed


def test_a_documents_page_lists_all_that_rests_on_it(graph: Graph) -> None:
    page = tree(entity_page(graph, CGET, "en"))
    told = {code.text for code in page.cssselect(".rests th code")}
    rows = graph.query("claims-of-document", {"document": "document:cget-prefiguration"})
    assert told == {str(row["claim"]) for row in rows}
    places = [text(one) for one in page.cssselect(".rests .where")]
    starts = [int(re.sub(r"\D", "", one.split("–")[0])) for one in places if "–" in one]
    assert starts == sorted(starts)


def test_figures_that_disagree_are_told(tmp_path: Path) -> None:
    said = {  # fictitious: who says how many territories there are, and of when
        "a": ("124", "2019"), "b": ("148", "2019-03"), "c": ("183", "2023"),
    }  # fmt: skip

    def page(some: str) -> str:
        lines = [HOSTILE.split("e:p a foaf")[0], "e:t a tig:Programme ; skos:prefLabel 'P'@fr ."]
        for one in some:
            value, date = said[one]
            lines.append(f"""
              e:f{one} a tig:FigureClaim ; tig:about e:t ;
                tig:measure <https://w3id.org/tigraph/concept/measure/territories> ;
                tig:qualifier <https://w3id.org/tigraph/concept/qualifier/exact> ;
                tig:unit <https://w3id.org/tigraph/concept/unit/territory> ;
                tig:value {value} ; tig:citation e:c{one} .
              e:c{one} a tig:SourceCitation ; oa:hasSource e:d{one} ;
                tig:attests "{date}"^^edtf:EDTF ;
                prov:wasAttributedTo e:o{one} ; tig:modality modality:stated ; tig:recordKey "1" .
              e:d{one} a foaf:Document ; dcterms:publisher e:o{one} ; dcterms:title "D"@fr .
              e:o{one} a org:FormalOrganization ; skos:prefLabel "{one}"@fr .""")
        file = tmp_path / f"{some}.ttl"
        file.write_text("\n".join(lines), "utf-8")
        return entity_page(tigraph.load([file]), "https://example.org/t", "en").html

    assert "Sources do not give the same figure" in page("ab")
    assert "Sources do not give the same figure" not in page("ac")  # a development


def test_the_question_behind_relations_is_that_of_the_catalogue(graph: Graph) -> None:
    page = tree(entity_page(graph, BOLE, "en"))
    [behind, *_] = page.cssselect("#relations ~ .behind")
    told = {one.get("data-form"): one.text for one in behind.cssselect("pre code")}
    command, sparql = told["command"], told["text"]
    assert command == "tigraph query relations-of -p entity=person:cedric-bole -p lang=en"
    rows = graph.query("relations-of", {"entity": "person:cedric-bole"})
    assert len(graph.query(sparql)) == len(rows)


def test_schema_org_tells_who_it_is(graph: Graph) -> None:
    page = tree(entity_page(graph, BOLE, "fr"))
    told = json.loads(page.cssselect('script[type="application/ld+json"]')[0].text)
    assert (told["@type"], told["@id"], told["name"]) == ("Person", BOLE, "Cédric Bôle")
    assert "président de la communauté de communes du Val de Morteau" in told["jobTitle"]


def test_the_page_is_cited_by_what_stays(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    page = tree(entity_page(graph, BOLE, "fr"))
    cited = text(page.cssselect(".citation")[0])
    assert BOLE in cited
    assert "14 novembre 2023" in cited
    bibtex, csl = (one.text for one in page.cssselect("#cite ~ details code"))
    assert "urldate = {2023-11-14}" in bibtex
    assert json.loads(csl)[0]["accessed"] == {"date-parts": [[2023, 11, 14]]}


def test_links_are_relative_and_those_within_the_site_keep_the_date(graph: Graph) -> None:
    page = tree(entity_page(graph, BOLE, "fr", "2019"))
    hrefs = [a.get("href") for a in page.cssselect("main a[href]")]
    within = [h for h in hrefs if not h.startswith(("#", "http"))]
    assert not [h for h in within if h.startswith("/")]
    others = [h for h in within if "epci/" in h]
    assert others
    assert all("date=2019" in h for h in others)


def test_without_a_server_no_link_asks_anything(graph: Graph) -> None:
    page = tree(entity_page(graph, BOLE, "fr", site=Site(live=False)))
    hrefs = [a.get("href") for a in page.cssselect("main a[href], header a[href]")]
    assert not [h for h in hrefs if "?" in h]
    assert not page.cssselect(".dates")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_value_becomes_markup(hostile: Graph, language: str) -> None:
    pages = [
        *(entity_page(hostile, f"https://example.org/{one}", language) for one in "pbd"),
        search_page(hostile, "<img src=x onerror=alert(1)>", language),
        search_page(hostile, '"><svg onload=alert(3)>', language, kind="<b>", date="<i>"),
    ]
    for page in pages:
        found = tree(page)
        assert not found.cssselect("img, main script, main i i, u, svg[onload], [onerror]")
        assert next(s.get("src") or s.get("type") for s in found.cssselect("script")).endswith("js")
        assert len(found.cssselect("script")) <= 2
        assert not [a for a in found.cssselect("[href]") if "javascript:" in a.get("href")]
        assert "\u202e" not in page.html
        assert "49" not in found.cssselect("h1")[0].text_content()
        for block in found.cssselect('script[type="application/ld+json"]'):
            json.loads(block.text)
        assert page.html.lower().count("</script>") == len(found.cssselect("script"))
    assert "<img src=x onerror=alert(1)>" in text(tree(pages[0]).cssselect("h1")[0])


def test_no_script_stands_within_a_page(graph: Graph) -> None:
    for page in (entity_page(graph, BOLE, "fr"), search_page(graph, "doubs", "fr")):
        for script in tree(page).cssselect("script"):
            assert script.get("src") or script.get("type") == "application/ld+json"
        assert not re.search(r"<[^>]+ (?:on\w+|style)=", page.html)


def test_paths_are_those_of_files_and_lead_back() -> None:
    for iri in (
        BOLE, "https://example.org/a?b=c#d e", "urn:isbn:123", "https://exämple.org/é/%41/",
        "http://example.org//x/../y",
    ):  # fmt: skip
        for ending in ("html", "ttl", "jsonld", "nt"):
            path = entity_path(iri, "fr", ending)
            assert entity_of(path) == iri
            assert path.isascii()
            assert ".." not in path.split("/")
    assert entity_of("fr/search.html") == "https://w3id.org/tigraph/id/search"
    assert entity_of("fr/iri/javascript/alert(1).html") is None
    assert entity_of("static/site.css") is None


def test_what_pages_load_is_in_the_package(graph: Graph) -> None:
    page = tree(entity_page(graph, BOLE, "fr"))
    loaded = [
        node.get("href") or node.get("src")
        for node in page.cssselect('link[rel="stylesheet"], link[rel="icon"], script[src]')
    ]
    assert len(loaded) >= 3
    for address in loaded:
        assert address.removeprefix("../../") in asset_names()
    style, _ = asset(next(name for name in asset_names() if name.endswith(".css"))) or (b"", "")
    for name in re.findall(rb"url\(([^)]+)\)", style):
        assert f"static/{name.decode()}" in asset_names()


def test_three_letters_of_any_word_of_a_name_find_a_person(graph: Graph) -> None:
    assert suggestions(graph, "bol", "fr")[0]["label"] == "Cédric Bôle"
    assert suggestions(graph, "cé", "fr")[0]["label"] == "Cédric Bôle"


def test_who_types_an_accent_finds_first_what_has_it(tmp_path: Path) -> None:
    file = tmp_path / "names.ttl"  # fictitious
    told = [f'e:n{n} a foaf:Person ; skos:prefLabel "{name}"@fr .'
            for n, name in enumerate(("Ada Bolbe", "Bolaz", "Zoé Bôla"))]  # fmt: skip
    file.write_text("\n".join([HOSTILE.split("e:p a foaf")[0], *told]), "utf-8")
    graph = tigraph.load([file], curated=False)
    assert suggestions(graph, "bôl", "fr")[0]["label"] == "Zoé Bôla"
    assert {one["label"] for one in suggestions(graph, "bol", "fr")} >= {"Bolaz", "Zoé Bôla"}


def test_a_former_name_is_found_and_told(graph: Graph) -> None:
    [first, *_] = suggestions(graph, "Alliances Luxe et Précision Doubs", "fr")
    assert first["label"] == "Alliances Luxe & Précision Doubs"
    assert first["as"] == "Alliances Luxe et Précision Doubs"
    assert first["href"].endswith("territory/alliances-luxe-et-precision-doubs.html")


def test_a_search_narrows_to_a_kind(graph: Graph) -> None:
    page = tree(search_page(graph, "doubs", "fr", kind="tig:LabelledTerritory"))
    told = [text(one) for one in page.cssselect(".found .how")]
    assert told
    assert all("territoire labellisé" in one for one in told)
    assert len(page.cssselect(".facets li")) > 3  # and the other kinds are still offered


CASES = json.loads((TESTS / "page" / "cases" / "dates.json").read_text("utf-8"))


@pytest.mark.parametrize(("edtf", "french", "english"), CASES["words"])
def test_dates_are_told_as_the_page_of_a_network_tells_them(
    edtf: str, french: str, english: str
) -> None:
    assert (in_words(edtf, "fr"), in_words(edtf, "en")) == (french, english)


@pytest.mark.parametrize(("bounds", "french", "english"), CASES["bounds"])
def test_a_bound_is_told_as_a_bound_and_never_as_a_beginning(
    bounds: list[str | None], french: str, english: str
) -> None:
    assert (from_bounds(bounds, "fr"), from_bounds(bounds, "en")) == (french, english)


def test_a_french_name_on_an_english_page_says_that_it_is_french(graph: Graph) -> None:
    """So that a screen reader pronounces it; WCAG 2.2, criterion 3.1.2, language of parts."""
    names = tree(entity_page(graph, BOLE, "en")).cssselect("bdi[lang='fr']")
    assert "Communauté de communes du Val de Morteau" in {one.text_content() for one in names}
    assert not tree(entity_page(graph, BOLE, "fr")).cssselect("bdi[lang]")
