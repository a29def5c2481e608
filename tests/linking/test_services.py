"""Registries on the web, asked what names mean, against stand-ins that behave as documented."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import registries_stand_in as stand_ins
from checkout import ROOT
from reconciliation_schemas import check
from tigraph.errors import DataError, NotKeptError, UnknownNameError, UsageError
from tigraph.http import Patience
from tigraph.linking import Match, Sought, services
from web_server import Reply, Site, in_place_of_the_web

QUICK = Patience(connect=2, read=2, attempts=2, backoff=1)
HTML = {"Content-Type": "text/html"}
Ask = Callable[..., services.Service]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    with in_place_of_the_web(tmp_path / "cache", monkeypatch) as started:
        yield started


@pytest.fixture
def geo(site: Site) -> Ask:
    address = stand_ins.geo(site)
    return lambda **more: services.named("geo", address=address, patience=QUICK, **more)


@pytest.fixture
def entreprises(site: Site) -> Ask:
    address = stand_ins.entreprises(site)
    return lambda **more: services.named(
        "recherche-entreprises", address=address, patience=QUICK, **more
    )


@pytest.fixture(params=["0.2", "1.0-draft"])
def base(site: Site, request: pytest.FixtureRequest) -> Ask:
    make = stand_ins.reconciliation if request.param == "0.2" else stand_ins.reconciliation_1_0
    address = make(site)
    return lambda **more: services.named(address, patience=QUICK, **more)


def ids(match: Match) -> list[str]:
    return [one.id for one in match.candidates]


def grounds(match: Match, place: int = 0) -> dict[str, bool | None]:
    return {one.name: one.matched for one in match.candidates[place].features}


def kept(tmp_path: Path) -> str:
    """Return the text of all that stands in the cache, the names of its files included."""
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert files
    cache = tmp_path / "cache"
    return "\n".join(f"{one.relative_to(cache)} {one.read_bytes().decode()}" for one in files)


# ------------------------------------------------------------------------------ which


def test_services_are_known_by_name_or_address_and_can_be_pointed_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("WIKIDATA", "GEO", "RECHERCHE_ENTREPRISES"):
        monkeypatch.delenv(f"TIGRAPH_SERVICE_{variable}", raising=False)
    assert services.named(lang="de").address == "https://wikidata.reconci.link/de/api"
    assert services.named("geo").address == "https://geo.api.gouv.fr"
    assert services.named("geo", address="http://127.0.0.1:9/x").address == "http://127.0.0.1:9/x"
    monkeypatch.setenv("TIGRAPH_SERVICE_WIKIDATA", "http://mirror.example/{lang}/")
    assert services.named("wikidata").address == "http://mirror.example/fr/"
    assert services.named("http://x.example/{lang}/api", lang="en").address.endswith("/en/api")
    page = (ROOT / "docs/linking.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in services.NAMES)


def test_what_is_no_service_is_refused_with_what_there_is() -> None:
    with pytest.raises(UnknownNameError, match="wikidata"):
        services.named("wikidat")
    with pytest.raises(UsageError, match="password"):
        services.named("https://me:secret@example.org/reconcile")
    with pytest.raises(UsageError, match="language"):
        services.named("wikidata", lang="../x")
    with pytest.raises(UsageError, match="no address"):
        services.named("ftp://example.org/")


def test_a_key_in_an_address_is_sent_and_stands_nowhere_else(site: Site, tmp_path: Path) -> None:
    for make in (stand_ins.reconciliation, stand_ins.reconciliation_1_0):
        service = services.named(make(site) + "?api_key=hidden123")
        told = service.match(Sought("Pays de Fabel"))
        assert site.requests[-1][0].endswith("?api_key=hidden123")
        assert "hidden123" not in kept(tmp_path) + json.dumps(told.as_json())
        site.programs.clear()
        with pytest.raises(DataError) as error:
            service.match(Sought("Fabel"))
        assert "hidden123" not in str(error.value)


# --------------------------------------------------------------------------- API Géo


def test_a_name_is_proposed_with_its_grounds_and_settled_by_nobody_but_a_person(geo: Ask) -> None:
    match = geo(lang="en").match(Sought("Fabelbourg", "commune"))
    assert match.outcome == "review"
    assert ids(match) == ["2A001", "2A002"]
    best = match.candidates[0]
    assert best.iri == "https://geo.api.gouv.fr/communes/2A001"
    assert (best.label, best.kind, best.score) == ("Fabelbourg", "commune", 1)
    assert grounds(match) == {"name": True, "service-score": None, "service-match": False}
    assert "proposes; a person decides" in match.why
    assert match.candidates[1].score < 1
    assert sum(one.weight for one in best.features) == 1


def test_a_code_with_its_name_settles_and_with_another_does_not(geo: Ask) -> None:
    assert geo().match(Sought("fabelbourg", "commune", {"id": "2a001"})).outcome == "matched"
    assert geo().match(Sought("Neuville", "commune", {"id": "2A001"})).outcome == "review"
    by_siren = geo().match(Sought("Fabelbourg", "commune", {"id": "999 000 117"}))
    assert (by_siren.outcome, ids(by_siren)) == ("matched", ["2A001"])
    assert ids(geo().match(Sought("988"))) == ["988"]
    unknown = geo().match(Sought("Fabelbourg", "commune", {"id": "97999"}))
    assert (unknown.outcome, ids(unknown)) == ("review", ["2A001", "2A002"])


@pytest.mark.parametrize("told", ["988", "Fabel-Ouest", "fabel ouest"])
def test_the_place_narrows_as_code_or_name(geo: Ask, told: str) -> None:
    match = geo().match(Sought("Neuville", "commune", {"departement": told}))
    assert ids(match) == ["98801"]
    assert grounds(match)["departement"] is True


def test_homonyms_are_told_and_a_place_that_is_wrong_is_left_out_aloud(geo: Ask) -> None:
    match = geo(lang="en").match(Sought("Neuville", "commune", {"date": "2020"}))
    assert set(ids(match)) == {"2A003", "98801"}
    assert "2 things" in match.why
    assert "Not used: date." in match.why
    wrong = geo(lang="en").match(Sought("Fabelbourg", "commune", {"departement": "988"}))
    assert ids(wrong)[0] == "2A001"
    assert wrong.outcome == "review"
    assert grounds(wrong)["departement"] is False
    assert "so it was left out" in wrong.why


def test_an_intercommunality_is_where_its_communes_are(geo: Ask) -> None:
    name = Sought("CC du Pays de Fabel", "epci", {"departement": "Fabel-Est", "region": "98"})
    match = geo().match(name)
    assert (ids(match), match.candidates[0].score) == (["999000018"], 1)
    assert grounds(match) == {
        "name": True,
        "service-score": None,
        "service-match": False,
        "departement": True,
        "region": True,
    }


def test_without_a_kind_all_are_asked_and_an_unknown_kind_is_refused(geo: Ask) -> None:
    match = geo().match(Sought("Fabelland"))
    assert [(one.kind, one.id) for one in match.candidates] == [("region", "98")]
    with pytest.raises(UnknownNameError, match="commune"):
        geo().match(Sought("Fabelland", "communne"))
    assert dict(geo(lang="en").kinds)["epci"] == "intercommunality"


# --------------------------------------------------------- API Recherche d’entreprises


def test_a_body_is_found_by_name_acronym_and_number(entreprises: Ask, site: Site) -> None:
    name = Sought("Communauté de communes du Pays de Fabel", "epci", {"departement": "2A"})
    match = entreprises().match(name)
    assert ids(match) == ["999000018"]
    assert match.outcome == "review"
    assert match.candidates[0].iri.endswith("/entreprise/999000018")
    assert match.candidates[0].kind == "epci"
    asked = site.requests[-1][0]
    for sent in ("per_page=25", "minimal=true", "departement=2A", "est_collectivite_territoriale"):
        assert sent in asked
    acronym = entreprises().match(Sought("CCPF", "organisation"))
    assert (acronym.outcome, ids(acronym)) == ("review", ["999000018"])
    assert grounds(acronym)["name"] is False


@pytest.mark.parametrize("number", ["999000018", "999 000 018", "99900001800011"])
def test_a_number_is_looked_up_without_filters(entreprises: Ask, site: Site, number: str) -> None:
    found = entreprises().match(Sought(number, "association", {"departement": "988"}))
    assert (found.outcome, ids(found)) == ("review", ["999000018"])
    assert "departement" not in site.requests[-1][0]
    name = "communaute de communes du pays de fabel"
    settled = entreprises().match(Sought(name, "organisation", {"id": number}))
    assert settled.outcome == "matched"
    away = Sought(name, "organisation", {"id": number, "departement": "98"})
    assert entreprises().match(away).outcome == "review"


def test_what_the_service_refuses_is_told_of_the_name_and_the_rest_goes_on(
    entreprises: Ask,
) -> None:
    names = [
        Sought("ab"),
        Sought("Fabel Entreprendre", "association"),
        Sought(" "),
        Sought("x" * 999),
    ]
    matches = list(entreprises(lang="en").match_many(names))
    assert [one.outcome for one in matches] == ["none", "review", "none", "none"]
    assert "3 caractères minimum" in matches[0].why
    assert matches[2].why == "No name to ask about."
    assert "Too long" in matches[3].why


def test_more_than_a_page_is_asked_by_pages(entreprises: Ask, site: Site) -> None:
    match = entreprises().match(Sought("Fabel industrie", "organisation"), limit=60)
    assert len(match.candidates) == 60
    pages = [re.search(r"page=(\d+)$", path) for path, _ in site.requests]
    assert [found and found[1] for found in pages] == ["1", "2", "3"]
    assert entreprises().question(Sought("Fabel"), 10**6)["pages"] * 25 == 10_000


def test_the_service_is_asked_no_faster_than_it_wants(entreprises: Ask) -> None:
    """Seven a second: eight questions with this pause take more than one."""
    assert 7 * entreprises().interval > 1


def test_nothing_private_is_kept_nor_told(entreprises: Ask, tmp_path: Path) -> None:
    """What the stand-in sends though it was not asked: births, addresses, who leads."""
    names = ["Fabel", "Communauté de communes du Pays de Fabel", "999000042", "999000018"]
    matches = list(entreprises(lang="en").match_many(map(Sought, names), limit=100))
    assert matches[2].outcome == "none"
    assert "own account are left out (1)" in matches[2].why
    told = kept(tmp_path) + json.dumps([one.as_json() for one in matches], ensure_ascii=False)
    for private in (*stand_ins.PRIVATE, *stand_ins.BESIDE):
        assert private not in told
    assert "FABEL ENTREPRENDRE" in told


# ------------------------------------------------------------------ Reconciliation API


def test_a_match_of_the_service_settles_only_what_bears_the_name_alone(base: Ask) -> None:
    matches = list(
        base(lang="en").match_many(
            [
                Sought("Pays de Fabel", "epci"),
                Sought("pays de fabel"),
                Sought("Pays de Fäbel"),
                Sought("Fabelbourg"),
                Sought("Fabelbourg", "Q484170"),
                Sought("Nowhere at all"),
            ]
        )
    )
    outcomes = [one.outcome for one in matches]
    assert outcomes == ["matched", "matched", "review", "review", "matched", "none"]
    assert "2 things of" in matches[3].why
    best = matches[0].candidates[0]
    assert (best.id, best.score, best.kind) == ("Q3", 1, "thing")
    assert grounds(matches[0]) == {
        "name": True,
        "service-score": None,
        "service-match": True,
        "service:label": None,
        "about": None,
    }
    assert [one.weight for one in best.features] == [0, 1, 0, 0, 0]
    assert matches[5].candidates == ()


def test_batches_are_as_large_as_the_service_says_and_valid(base: Ask, site: Site) -> None:
    for make in (stand_ins.reconciliation, stand_ins.reconciliation_1_0):
        make(site, check=check)
    service = base(types={"epci": "Q13"}, properties={"departement": "P131", "epci/id": "P1616"})
    names = [Sought(f"Fabel {n}", "epci", {"departement": "2A", "id": f"{n}"}) for n in range(7)]
    matches = list(service.match_many(names))
    assert [one.sought for one in matches] == names
    assert all(ids(one) == ["Q3"] for one in matches)
    posted = [body.decode() for method, _, body in site.sent if method == "POST"]
    assert len(posted) == 3
    assert "P131" in posted[0]
    assert "P1616" in posted[0]


@pytest.mark.needs("../shared/suites")
def test_queries_and_stand_ins_are_valid_by_the_official_schemas(site: Site) -> None:
    check("0.2/manifest.json", stand_ins.MANIFEST_0_2)
    check("1.0-draft/manifest.json", stand_ins.MANIFEST_1_0)
    for make in (stand_ins.reconciliation, stand_ins.reconciliation_1_0):
        service = services.named(
            make(site, check=check), types={"epci": "Q13"}, properties={"departement": "P131"}
        )
        list(service.match_many([Sought("Fabel", "epci", {"departement": "2A"}), Sought("Neu")]))


def test_a_batch_that_is_too_large_is_halved(site: Site) -> None:
    address = stand_ins.reconciliation(site)
    stand_ins.MANIFEST_0_2["batchSize"], size = 10, stand_ins.MANIFEST_0_2["batchSize"]
    try:
        matches = list(services.named(address).match_many([Sought(f"Fabel {n}") for n in range(9)]))
    finally:
        stand_ins.MANIFEST_0_2["batchSize"] = size
    assert len(matches) == 9


def test_iris_are_those_that_the_service_forms(site: Site) -> None:
    for make in (stand_ins.reconciliation, stand_ins.reconciliation_1_0):
        match = services.named(make(site)).match(Sought("Pays de Fabel"))
        place = "entity" if make is stand_ins.reconciliation else "wiki"
        assert match.candidates[0].iri == f"http://example.org/{place}/Q3"


def test_one_thing_under_several_names_is_one_and_numbers_that_are_none_are_none(
    site: Site,
) -> None:
    """The draft lets a candidate come once for each language."""
    address = stand_ins.reconciliation_1_0(site)
    given = [
        {"id": "Q1", "name": "Fabel City", "score": 99, "match": True, "type": ["Q5"]},
        {"id": "Q1", "name": "Fabelbourg", "score": 99, "match": True, "lang": "fr"},
        {"id": "Q2", "name": "Fable", "score": float("nan"), "features": [{"id": "a", "value": 1}]},
        {"id": "Q3", "name": None, "score": 10**400, "type": None, "features": "none"},
        {"id": "Q4", "name": "\n long\t" + "x" * 5000, "score": True},
    ]
    told = {"results": [{"candidates": given}]}
    site.programs["/recon/match"] = lambda *_: stand_ins.reply(told)
    match = services.named(address).match(Sought("Fabelbourg"))
    assert (match.outcome, ids(match)[0]) == ("matched", "Q1")
    assert [one.label for one in match.candidates][:2] == ["Fabelbourg", "Fable"]
    assert sorted(ids(match)) == ["Q1", "Q2", "Q3", "Q4"]
    assert max(len(one.label) for one in match.candidates) == 300
    json.dumps(match.as_json(), allow_nan=False)


def test_a_reason_to_refuse_does_not_bring_a_name_into_the_cache(
    entreprises: Ask, site: Site, tmp_path: Path
) -> None:
    wrong = stand_ins.reply({"erreur": "« Odile I. » : non valide"}, 400)
    site.programs["/entreprises/search"] = lambda *_: wrong
    match = entreprises().match(Sought("Odile I.", "organisation"))
    assert match.outcome == "none"
    assert "non valide" in match.why
    assert "Odile" not in kept(tmp_path)


def test_births_and_addresses_are_not_kept(base: Ask, tmp_path: Path) -> None:
    names = [Sought("Odile Inventée", "person"), Sought("Fabel Institute"), Sought("Inventée")]
    matches = list(base().match_many(names))
    assert matches[0].candidates[0].label == "Odile Inventée"
    assert ids(matches[1]) == ["Q5001", "Q3"]
    told = kept(tmp_path) + json.dumps([one.as_json() for one in matches], ensure_ascii=False)
    for private in stand_ins.PRIVATE:
        assert private not in told
    assert "birth" not in told


@pytest.mark.parametrize(
    "told",
    [
        {"q0": {}},
        {"q0": {"result": None}},
        {"q0": {"result": [{"name": "no identifier"}]}},
        {},
        [],
        {"status": "error", "message": "invalid query"},
    ],
    ids=str,
)
def test_an_answer_that_is_none_is_told(site: Site, told: Any) -> None:
    address = stand_ins.reconciliation(site)
    service = services.named(address)
    service.kinds  # noqa: B018  # asks for the manifest
    site.programs["/reconcile"] = lambda *_: stand_ins.reply(told)
    with pytest.raises(DataError, match=r"does not answer as|without an identifier"):
        service.match(Sought("Fabel"))


def test_a_service_of_another_protocol_or_version_is_told(site: Site) -> None:
    site.programs["/other"] = lambda *_: stand_ins.reply({"hello": "world"})
    with pytest.raises(DataError, match="does not answer as a service of the Reconciliation"):
        services.named(site.address + "/other").match(Sought("Fabel"))
    new = {**stand_ins.MANIFEST_0_2, "versions": ["7.0"]}
    site.programs["/new"] = lambda *_: stand_ins.reply(new)
    with pytest.raises(DataError, match=r"7\.0.*speaks 0\.2 and 1\.0"):
        services.named(site.address + "/new").match(Sought("Fabel"))


# ------------------------------------------------------------------- what is kept


def test_nothing_is_asked_twice_and_a_name_that_occurs_twice_once(geo: Ask, site: Site) -> None:
    names = [Sought("Fabelbourg", "commune"), Sought("Neuville", "commune")] * 3
    first = list(geo().match_many(names))
    asked = len(site.requests)
    assert asked == 2
    assert list(geo().match_many(names)) == first
    assert len(geo().match(names[1], limit=1).candidates) == 1
    assert len(site.requests) == asked
    geo(fresh=-1).match(names[0])
    assert len(site.requests) == asked + 1


def test_offline_tells_what_is_kept_and_names_what_is_not(geo: Ask, base: Ask, site: Site) -> None:
    for ask in (geo, base):
        online = ask().match(Sought("Fabelbourg"))
        asked = len(site.requests)
        offline = ask(offline=True, fresh=-1)
        assert offline.match(Sought("Fabelbourg")) == online
        names = [Sought("Fabelbourg"), *(Sought(f"Unasked {n}") for n in range(7))]
        with pytest.raises(NotKeptError, match=r"“Unasked 0”.* and 2 more") as told:
            list(offline.match_many(names))
        assert len(told.value.names) == 7
        assert len(site.requests) == asked


def test_offline_with_no_cache_knows_nothing(
    geo: Ask, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_CACHE", "")
    assert geo().match(Sought("Fabelbourg")).candidates
    with pytest.raises(NotKeptError):
        geo(offline=True).match(Sought("Fabelbourg"))


def test_what_broke_off_goes_on_where_it_stopped(entreprises: Ask, site: Site) -> None:
    names = [Sought(f"Fabel industrie {n}") for n in range(6)]
    matches = entreprises().match_many(names)
    done = [next(matches) for _ in range(3)]
    site.faults["/entreprises/search"] = [Reply(b"oops", 500)] * 2
    with pytest.raises(DataError, match=r"500.*asked again, it goes on from there"):
        next(matches)
    before = len(site.requests)
    again = list(entreprises().match_many(names))
    assert again[:3] == done
    assert len(again) == 6
    assert len(site.requests) - before == 3


def test_what_is_damaged_in_the_cache_is_asked_again(geo: Ask, site: Site, tmp_path: Path) -> None:
    first = geo().match(Sought("Fabelbourg", "commune"))
    for path in (tmp_path / "cache").rglob("*.json"):
        path.write_bytes(path.read_bytes()[:20])
    assert geo().match(Sought("Fabelbourg", "commune")) == first
    assert len(site.requests) == 2


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(
    geo: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_CACHE", "/dev/null/cache")
    assert geo().match(Sought("Fabelbourg")).candidates


def test_what_somebody_looked_for_is_not_written_down(geo: Ask, tmp_path: Path) -> None:
    geo().match(Sought("A secret love", "commune"))
    assert "secret" not in kept(tmp_path)


@pytest.mark.parametrize(
    "fault",
    [
        Reply(b"<html>Maintenance</html>", 200, HTML),
        Reply(b'[{"nom": "Fab', 200, {"Content-Length": "500"}),
        Reply(b"", 429, {"Retry-After": "9999"}),
        Reply(b"", 302, {"Location": "https://elsewhere.example/"}),
        Reply(b'{"no": "list"}'),
        Reply(b'[{"no": "code"}]'),
    ],
    ids=["page", "cut", "busy", "redirect", "no list", "no code"],
)
def test_no_answer_is_an_error_and_is_not_kept(
    geo: Ask, site: Site, tmp_path: Path, fault: Reply
) -> None:
    site.faults["/geo/communes"] = [fault, fault]
    with pytest.raises(DataError):
        geo().match(Sought("Fabelbourg", "commune"))
    assert not list((tmp_path / "cache").rglob("*.json"))
    site.faults.clear()
    assert geo().match(Sought("Fabelbourg", "commune")).candidates
