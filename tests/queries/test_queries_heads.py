"""Who presided when: the questions of the catalogue and a life, over five editions of a register.

The store holds the territories and heads of Bourgogne-Franche-Comté, cut from the real files;
what is expected is counted from the rows with pandas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, permutations

import pytest

import recounts
import tigraph
from checkout import shared
from tigraph.graph import Graph
from tigraph.layers import changing

REGION = "27"
DEPARTEMENTS = ("21", "25", "39", "58", "70", "71", "89", "90")
TERRITORY = "territory:alliances-luxe-et-precision-doubs"
BESANCON, MORTEAU, MAICHE = "242500361", "242504116", "200023075"
#: With an edition, with two, with none between two, the last.
YEARS = ("2020", "2021", "2023", "2026")


@pytest.fixture(scope="module")
def heads(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The curated graph with the territories of a region and its heads in five editions."""
    folder = tmp_path_factory.mktemp("files")
    for file, code, *_ in recounts.PHASES.values():
        told = json.loads(shared(f"registries/{file}").read_text("utf-8"))
        own = [f for f in told["features"] if f["properties"][code][3:5] == REGION]
        text = json.dumps({**told, "features": own}, ensure_ascii=False)
        (folder / file).write_text(text, encoding="utf-8")
    for _, path in recounts.edition_files():
        first, *rows = path.read_text("utf-8-sig").splitlines(True)
        # the latest date of all stays: it says of when the edition is
        last = max(rows, key=lambda row: "-".join(reversed(row.strip().split(";")[-1].split("/"))))
        own = [row for row in rows if row.split(";")[0] in DEPARTEMENTS or row is last]
        (folder / path.name).write_text("".join([first, *own]), encoding="utf-8")
    store = tmp_path_factory.mktemp("store")
    changing.add(store, "all", [str(folder)])
    return tigraph.load(store=store)


@cache
def presiding(year: str) -> set[tuple[str, str]]:
    """Return siren and name (its key) of whoever surely presided at some time of a year.

    The rows show so: an edition of the year; two editions in turn of which one is of before and
    one of after; or the day of taking office, up to the first edition.
    """
    every = recounts.editions()
    every = every[every.office.str.startswith("Président")].sort_values("edition")
    every = every[every.departement.isin(DEPARTEMENTS)]
    found = set()
    for siren, own in every.groupby("siren"):
        shown = [(r.edition[:4], r.key, r.since[-4:]) for r in own.itertuples()]
        for when, key, since in shown:
            if when == year or (since and since <= year <= when):
                found.add((str(siren), key))
        for (before, key, _), (after, other, _) in pairwise(shown):
            if key == other and before <= year <= after:
                found.add((str(siren), key))
    return found


def keyed(rows: Iterator[dict[str, str]]) -> set[tuple[str, str]]:
    return {
        (row["siren"], tigraph.names.folded(row["president"])) for row in rows if row["president"]
    }


def members() -> set[str]:
    """Return the members of the region's territories; some lie in another region."""
    own = recounts.members().query("phase == 'phase:ti-2' and region == @REGION")
    return set(own.siren)


@pytest.mark.parametrize("year", YEARS)
def test_presidents_in_the_programme_at_a_date(heads: Graph, year: str) -> None:
    told = keyed(heads.query("presidents-in-the-programme", as_of=year))
    assert told == {one for one in presiding(year) if one[0] in members()}
    assert len(told) >= 40


@pytest.mark.parametrize("year", YEARS)
def test_presidents_of_a_territory_at_a_date(heads: Graph, year: str) -> None:
    own = set(recounts.members().query("phase == 'phase:ti-2' and code == 'ti-2701'").siren)
    told = list(heads.query("presidents-of-territory", {"territory": TERRITORY}, as_of=year))
    assert keyed(iter(told)) == {one for one in presiding(year) if one[0] in own}
    assert {row["siren"] for row in told} == own, "a member without president has its row"


@pytest.mark.parametrize("year", YEARS)
def test_who_presides_at_a_date(heads: Graph, year: str) -> None:
    told = {
        (row["claim"].rpartition("president-")[2].split("--")[0],
         tigraph.names.folded(row["president"]))
        for row in heads.query("who-presides", as_of=year)
        if "--holds-post--president-2" in row["claim"]
    }  # fmt: skip
    here = {one for one in presiding(year) if one[0] != MORTEAU}  # its post has another IRI
    assert here <= told
    assert len(told - here) <= 5, "those of the latest dates, from elsewhere"


@pytest.mark.parametrize("year", ["2019", "2021", "2026"])
def test_members_without_president_at_a_date(heads: Graph, year: str) -> None:
    told = {row["siren"] for row in heads.query("members-without-president", as_of=year)}
    assert told == members() - {siren for siren, _ in presiding(year)}


def test_a_gap_in_an_edition_is_no_vacancy(heads: Graph) -> None:
    """Of members whom the edition of 2024 names no president, those of before and after."""
    every = recounts.editions()[
        lambda e: e.office.str.startswith("Président") & e.departement.isin(DEPARTEMENTS)
    ]
    missing = members() - set(every[every.edition == "2024-11"].siren)
    told = {siren for siren, _ in keyed(heads.query("presidents-in-the-programme", as_of="2024"))}
    assert missing & told == {s for s, _ in presiding("2024")} & missing
    without = {row["siren"] for row in heads.query("members-without-president")}
    assert without == members() - set(every.siren)


def test_beginning_and_end_stand_in_each_row(heads: Graph) -> None:
    """2020-10-01 is what the rows of the Doubs say; of her successor the mandate bounds it."""
    told = [
        (row["president"], row["begins"], row["ends"])
        for row in heads.query("presidents-of-territory", {"territory": TERRITORY})
        if row["siren"] == BESANCON
    ]
    assert told == [
        ("Anne Vignot", "2020-10-01", "[2024-10-14..2026-12-30]"),
        ("Ludovic Fagaut", "[2026-03-22..2026-12-31]", "[2026-03-22..]"),
    ]


def test_the_life_of_an_intercommunality_has_its_presidents_in_turn(heads: Graph) -> None:
    told = heads.trace(BESANCON)
    assert [(one["label"], one["bounds"]) for one in told["heads"]] == [
        ("Anne Vignot", ["2020-10-01", "2020-10-01", "2024-10-14", "2026-12-30"]),
        ("Ludovic Fagaut", ["2026-03-22", "2026-12-31", "2026-03-22", None]),
    ]
    titles = [{proof["document"]["title"] for proof in one["evidence"]} for one in told["heads"]]
    assert [{title.rpartition("-epci-")[2] for title in own} for own in titles] == [
        {"2020-12.csv)", "2024-11.csv)"}, {"2026.csv)"},
    ]  # fmt: skip
    assert "CU du Grand Besançon Métropole" in told["names"], "a label of an edition"


def test_whom_a_document_and_the_register_name_presides_once(heads: Graph) -> None:
    """By 001, 1502, and by the rows of all editions; the quoted one by the rows alone."""
    told = [
        (row["president"], row["begins"], row["ends"]) for row in heads.query("who-presides")
        if tigraph.names.folded(row["president"]) in ("cedric bole", "anne vignot")
    ]  # fmt: skip
    assert told == [
        ("Cédric Bôle", "2020-10-01", "[2026-01-01..]"),
        ("Anne Vignot", "2020-10-01", "[2024-10-14..2026-12-30]"),
    ]
    card = heads.show("Cédric Bôle")
    said = [
        (one["valid"]["bounds"][0], {proof["document"]["title"][:12] for proof in one["evidence"]})
        for one in card["relations"] if "president" in (one["post"] or {}).get("iri", "")
    ]  # fmt: skip
    assert sorted(said, key=str) == [
        ("2020-10-01", {"Répertoire n"}), (None, {"Territoire d"}),
    ]  # fmt: skip
    assert {one["other"]["label"] for one in card["links"]} == {"Cédric BÔLE"}


def test_the_network_of_presidents_is_that_of_the_date(heads: Graph) -> None:
    people = [
        {r["source"] for r in heads.query("presidents-and-territories", as_of=year)
         if r["target"].endswith(BESANCON)}
        for year in ("2020", "2026")
    ]  # fmt: skip
    assert [{one.rpartition(":")[2] for one in own} for own in people] == [
        {"anne-vignot"}, {f"{BESANCON}-ludovic-fagaut"},
    ]  # fmt: skip


def test_leads_are_told_once_and_make_no_identity(heads: Graph) -> None:
    """By the rows: in one seat, commune and first name a name is gone where another comes."""
    every = recounts.editions()
    every = every[every.departement.isin(DEPARTEMENTS)]
    seats = every.assign(
        first=every.name.str.lower().str.split().str[0], office=every.office.str[:4]
    )
    places = {edition: i for i, edition in enumerate(sorted(every.edition.unique()))}
    expected = set()
    for _, own in seats.groupby(["siren", "office", "first", "commune"]):
        shown = own.groupby("key").edition.agg(lambda e: {places[one] for one in e})
        for one, other in permutations(shown.index, 2):
            if max(shown[one]) + 1 == min(shown[other]):
                expected.add(frozenset((one, other)))
    rows = list(heads.query("identity-leads"))
    told = [frozenset(map(recounts.key_of, (row["one"], row["other"]))) for row in rows]
    assert set(told) == expected
    assert len(told) == len(expected) > 1
    # the card of each says so, and that is all that follows
    [who] = heads.query(f"SELECT ?who {{ {rows[0]['claim']} org:member ?who }}")
    leads = [t for t in heads.show(who["who"])["structure"] if t["relation"] == "skos:closeMatch"]
    assert [lead["other"]["label"] for lead in leads] == [rows[0]["other"]]
    identities = {(row["one"], row["other"]) for row in heads.query("identity-claims")}
    assert not {frozenset(pair) for pair in identities} & {
        frozenset((row["one"], row["other"])) for row in rows
    }
