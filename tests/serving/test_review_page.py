"""The review of a document, in a real browser: a whole one, by keyboard alone, for everybody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import axe
from coded_workspace import BASE, TEXT, add_version, made, place
from own_faults import own_faults
from served_review import Reader, reviewed

pytest_plugins = ["page_helpers"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "mine")


@pytest.fixture
def read(chromium: Any) -> Iterator[Any]:
    opened: list[Reader] = []

    def open_(address: str, **context: Any) -> Reader:
        opened.append(Reader(chromium, address, **context))
        return opened[-1]

    yield open_
    for one in opened:
        one.context.close()
        assert one.elsewhere == []
        assert one.complaints == []


def lines(folder: Path, coder: str = "ada") -> list[dict[str, Any]]:
    path = folder / "decisions" / f"{coder}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_whole_document_by_keyboard_alone(folder: Path, read: Any) -> None:
    """Every proposal and every sentence is decided, and what follows is clean."""
    with reviewed(folder) as (app, _, desk):
        here = read(app.address)
        here.press("1")  # the heading is furniture
        here.said("Reste 5")
        assert here.told == "Jeanne Fictive est membre de comité du Val-Fictif depuis 2021"
        here.press("a")
        here.said("Reste 4")
        here.press("r")
        here.said("Reste 3")
        assert "au moins 12" in here.told
        here.press("a")
        here.said("Reste 2")
        assert here.told == "Paul Inventé a lancé un fonds"
        here.press("u")  # the figure was accepted too soon
        here.said("Annulé")
        assert "au moins 12" in here.told
        here.press("a")
        here.said("Reste 2")
        here.press("a")
        here.said("Reste 1")
        assert here.told == "« Partagez cet article. »"
        here.press("1")
        here.said("Tout est décidé")
        actions = [line["action"] for line in lines(folder)]
        assert actions.count("accept") == 4
        assert actions.count("undo") == 1
        assert actions.count("refuse") == 1
        files = [folder / "documents/val/document.ttl", desk.write()]
    assert own_faults(files) == []


def test_a_decision_is_on_disk_before_the_next(folder: Path, read: Any) -> None:
    with reviewed(folder) as (app, _, _desk):
        here = read(app.address)
        here.press("n", "a")
        here.said("acceptée")
        assert [line["on"] for line in lines(folder)] == ["p-preside"]


def test_a_claim_of_ones_own_by_chosen_words(folder: Path, read: Any) -> None:
    """Words are chosen by keys in the text; ends are taken from them, one is made anew."""
    with reviewed(folder) as (app, _, desk):
        here = read(app.address)
        page = here.page
        page.focus("#text")
        words = "Paul Inventé, directeur de l’Agence Chimère"
        start, end = place(words)
        words_before = len(re.findall(r"[\w’-]+", TEXT[:start]))
        here.press(*["ArrowRight"] * (words_before + 1))
        assert page.inner_text("#said") == "Choisi : Paul"
        here.press(*["Shift+ArrowRight"] * 5)
        assert page.inner_text("#said") == f"Choisi : {words}"
        here.press("w")
        assert f"« {words} »" in page.inner_text("[data-part=spans]")
        page.select_option("#f-relation", "relation:member")
        page.fill("#f-subject", "Paul Inventé")
        page.locator("#f-subject-kind").wait_for()
        page.select_option("#f-subject-kind", "person")
        page.fill("#f-object", "Agence Chimère")
        page.locator("#f-object-kind").wait_for()
        page.select_option("#f-object-kind", "organisation")
        page.press("#f-comment", "Enter")
        here.said("ajoutée")
        (line,) = lines(folder)
        assert line["action"] == "add"
        assert line["claim"]["spans"] == [[start, end]]
        assert line["claim"]["object"]["entity"] == f"{BASE}organisation/agence-chimere"
        files = [folder / "documents/val/document.ttl", desk.write()]
    assert own_faults(files) == []


def test_what_is_counted_agrees_with_its_number(folder: Path, read: Any) -> None:
    """No mark of agreement is shown; in French from two on there are several."""
    with reviewed(folder) as (app, _, _):
        here = read(app.address)
        progress = here.page.locator("#progress")
        assert progress.text_content() == "0 sur 6 décidé"
        for key, told in (
            ("n", "0 sur 6 décidé"),
            ("a", "1 sur 6 décidé"),
            ("a", "2 sur 6 décidés"),
        ):
            here.press(key)
            here.page.wait_for_function(
                "told => document.querySelector('#progress').textContent === told", arg=told
            )
        assert "‹" not in (here.page.text_content("body") or "")


def test_an_opinion_is_coded(folder: Path, read: Any) -> None:
    """The form has what an opinion has, and nothing that a relation or a figure has."""
    with reviewed(folder) as (app, _, desk):
        here = read(app.address)
        page = here.page
        page.focus("#text")
        here.press("ArrowDown", "ArrowDown", *["Shift+ArrowRight"] * 7, "w")
        page.select_option("#f-relation", "stance:cautions")
        fields = page.eval_on_selector_all("[data-part]", "all => all.map(one => one.dataset.part)")
        assert fields == [
            "spans", "relation", "speaker", "subject", "concerns", "paraphrase", "paraphrase_en",
            "valid", "modality", "grade", "comment",
        ]  # fmt: skip
        page.fill("#f-speaker", "Paul Inventé")
        page.locator("#f-speaker-kind").wait_for()
        page.fill("#f-subject", "comité du Val-Fictif")
        page.locator("#f-subject-kind").wait_for()
        page.select_option("#f-subject-kind", "body")
        page.select_option("#f-concerns", ["theme:land", "theme:cooperation"])
        page.press("#f-comment", "Enter")
        page.locator("[data-part=paraphrase_en] .flaw").wait_for()
        page.fill("#f-paraphrase", "Il faudrait y réfléchir encore.")
        page.fill("#f-paraphrase_en", "It wants more thought.")
        page.press("#f-comment", "Enter")
        here.said("ajoutée")
        (line,) = lines(folder)
        assert line["claim"]["modality"] == "judged"
        assert sorted(line["claim"]["concerns"]) == ["theme:cooperation", "theme:land"]
        assert desk.write().exists()


def test_another_place_is_cited_by_chosen_words(folder: Path, read: Any) -> None:
    with reviewed(folder) as (app, _, _desk):
        here = read(app.address)
        here.press("n")
        here.page.focus("#text")
        here.press("ArrowDown", "ArrowRight", *["Shift+ArrowRight"] * 7)
        chosen = here.page.inner_text("#said").removeprefix("Choisi : ")
        here.press("q")
        assert f"« {chosen} »" in here.page.inner_text("[data-part=spans]")
        here.page.press("#f-comment", "Enter")
        here.said("modifiée")
        (line,) = lines(folder)
        words = [TEXT[start:end] for start, end in line["claim"]["spans"]]
        assert chosen in words
        assert len(words) == 2 or chosen == words[0]


def test_an_end_is_linked_without_leaving_the_page(folder: Path, read: Any) -> None:
    with reviewed(folder) as (app, _, _desk):
        here = read(app.address)
        page = here.page
        here.press("n", "e")
        page.fill("#f-subject", "Cédric Bôle")
        page.locator("[data-part=subject] .found button").first.click()
        page.press("#f-comment", "Enter")
        here.said("modifiée")
        (line,) = lines(folder)
        assert line["claim"]["subject"]["entity"].endswith("/person/cedric-bole")


def test_what_cannot_be_is_told_at_its_field(folder: Path, read: Any) -> None:
    with reviewed(folder) as (app, _, _desk):
        here = read(app.address)
        page = here.page
        here.press("n", "e")
        page.fill("#f-valid", "l’an dernier")
        page.press("#f-valid", "Enter")
        page.locator("[data-part=valid] .flaw").wait_for()
        assert "EDTF" in page.inner_text("[data-part=valid] .flaw")
        here.press("Escape")
        assert not [*folder.glob("decisions/*.jsonl")]


def test_the_graph_tells_what_it_says_of_the_ends(folder: Path, read: Any) -> None:
    ids = {"s": "https://w3id.org/tigraph/id/person/cedric-bole",
           "o": "https://w3id.org/tigraph/id/body/binome-bole-auge"}  # fmt: skip
    span = place("Jeanne Fictive")
    claim = {
        "id": "p-known", "kind": "claim", "relation": "relation:member", "spans": [span],
        "subject": {"spans": [span], "type": "person", "entity": ids["s"], "label": "C. Bôle"},
        "object": {"spans": [], "type": "body", "entity": ids["o"], "label": "binôme"},
        "rule": "test", "confidence": 1, "valid": "", "modality": "stated", "speaker": None,
    }  # fmt: skip
    add_version(folder, TEXT, [claim])
    with reviewed(folder) as (app, _, _desk):
        here = read(app.address)
        here.press("n")
        here.page.locator(".says .agrees").first.wait_for()
        assert "Cédric Bôle est membre de" in here.page.inner_text(".says")


def test_two_readings_are_settled_with_their_grounds(folder: Path, read: Any) -> None:
    with reviewed(folder) as (app, _, desk):
        offer = next(one for one in desk.offers if one.id == "p-preside")
        desk.decide("ada", "accept", offer.id, offer.claim)
        desk.decide("bob", "refuse", offer.id, comment="ce n’est pas dit")
        assert desk.cited() == []
        here = read(app.address)
        here.press("n")
        told = here.page.inner_text("#item")
        assert "Deux lectures" in told
        assert "ada" in told
        assert "bob" in told
        assert "ce n’est pas dit" in told
        here.press("1")
        here.said("tranchée")
        (cited,) = desk.cited()
        assert cited.decisions[0].action == "settle"
        here.press("u")
        here.said("Annulé")
        assert "Deux lectures" in here.page.inner_text("#item")
        here.press("2")
        here.said("tranchée")
        assert desk.cited() == []


def test_coders_code_apart(folder: Path, read: Any) -> None:
    with reviewed(folder, "bob") as (app, _, desk):
        offer = next(one for one in desk.offers if one.id == "p-preside")
        desk.decide("ada", "refuse", offer.id, comment="non")
        here = read(app.address)
        here.press("n")
        assert here.told.startswith("Jeanne Fictive est membre")
        assert "ada" not in here.page.inner_text("#item")


def test_only_what_changed_comes_back_in_a_new_version(folder: Path, read: Any) -> None:
    with reviewed(folder) as (_, _, desk):
        for offer in desk.offers:
            desk.decide("ada", "accept", offer.id, offer.claim)
    add_version(folder, TEXT.replace("au moins 12 communes", "au moins 14 communes"), [])
    with reviewed(folder) as (app, _, desk):
        assert [one.on for one in desk.changed("ada")] == ["p-membres"]
        here = read(app.address)
        here.press("j")
        assert "Le texte a changé" in here.page.inner_text("#item")
        here.press("e")
        here.page.fill("#f-minimum", "14")
        here.page.press("#f-minimum", "Enter")
        here.said("modifiée")
        assert desk.changed("ada") == []


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("fr", "light", 1280), ("en", "dark", 1280), ("en", "light", 390)],
)
def test_axe_finds_no_violation(
    folder: Path, read: Any, language: str, scheme: str, width: int
) -> None:
    with reviewed(folder, language=language) as (app, _, desk):
        offer = next(one for one in desk.offers if one.id == "p-siege")
        desk.decide("ada", "accept", offer.id, offer.claim)
        desk.decide("bob", "refuse", offer.id)
        here = read(app.address, color_scheme=scheme)
        here.page.set_viewport_size({"width": width, "height": 720})
        here.page.evaluate(axe.program())
        for keys in ([], ["n"], ["n"], ["n"], ["e"]):
            here.press(*keys)
            here.page.wait_for_timeout(100)
            assert axe.violations(here.page, colours=scheme == "dark") == []
        assert here.page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_words_run_nothing(tmp_path: Path, read: Any) -> None:
    text = "<img src=x onerror=alert(1)> Ada Fictive & <b>gras</b> 𝒳 préside."
    folder = made(tmp_path / "h", text=TEXT)
    add_version(folder, text, [])
    with reviewed(folder) as (app, _, _desk):
        here = read(app.address)
        assert here.page.inner_text("#text") == text
        assert here.page.locator("#text img, #text b").count() == 0
        here.page.focus("#text")
        here.press("Shift+ArrowRight", *["Shift+ArrowRight"] * 20, "w")
        assert "préside" in here.page.inner_text("[data-part=spans]")


def test_nothing_is_told_without_the_token(folder: Path) -> None:
    with reviewed(folder) as (app, served, _desk):
        token = f"/{app.token}/"
        for path in ("/", "/start", "/x/start", f"/{app.token[:-1]}/start", f"/{app.token}start"):
            assert served.ask(path).status == 404
        page = served.ask(token)
        assert page.status == 200
        policy = page.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert page.headers["referrer-policy"] == "no-referrer"
        body = json.dumps({"action": "refuse", "on": "p-siege"})
        foreign = served.ask(
            f"{token}decide", body, "application/json", Origin="http://evil.example"
        )
        assert foreign.status == 403
        assert served.ask(f"{token}decide", body, "text/plain").status == 415
        assert served.ask(token, Host="evil.example").status == 421
        assert served.ask(f"{token}../../etc/passwd").status == 404
        assert served.ask(f"{token}decide").status == 405
        assert not [*folder.glob("decisions/*.jsonl")]


def test_a_log_that_was_cut_short_is_told(folder: Path, read: Any) -> None:
    (folder / "decisions").mkdir(exist_ok=True)
    (folder / "decisions/ada.jsonl").write_text('{"action": "refu', encoding="utf-8")
    with reviewed(folder) as (app, served, _desk):
        state = served.ask(f"/{app.token}/state").json()
        assert "line 1" in state["faults"][0]
        assert "line 1" in read(app.address).page.inner_text("#said")


def test_marks_follow_the_decisions(folder: Path, read: Any) -> None:
    def marked(here: Reader, name: str) -> str:
        return " ".join(here.page.locator(f"#text .{name}").all_inner_texts())

    with reviewed(folder) as (app, _, _desk):
        here = read(app.address)
        assert "Jeanne Fictive" in marked(here, "proposed")
        here.press("1")
        here.said("Reste 5")
        assert marked(here, "left") == "Une usine pour le Val-Fictif"
        here.press("a")
        here.said("Reste 4")
        assert "préside le" in marked(here, "cited")
