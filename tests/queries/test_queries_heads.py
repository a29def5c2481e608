"""Who presided when: the questions of the catalogue and a life, over five editions of a register.

The store holds the territories and heads of one region: a fictitious one, and of the real files
Bourgogne-Franche-Comté. What is expected is counted from the rows with pandas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise, permutations
from typing import NamedTuple

import pandas as pd
import pytest

import recounts
import tigraph
from floors import Floor, here, kept_by_floor, real_files
from tigraph.graph import Graph
from tigraph.layers import changing


class Head(NamedTuple):
    """A president, from when and to when, as the rows say it, and the editions that show it."""

    name: str
    iri: str
    begins: str
    ends: str
    bounds: list[str | None]
    editions: set[str]


class Ground(NamedTuple):
    """What of a floor is in the store, and what a person read in its rows."""

    region: str
    departements: tuple[str, ...]
    #: A territory of the second phase with several members.
    territory: tuple[str, str]
    #: Who had two presidents in turn, the territory of the second phase, a label of an edition.
    one: tuple[str, str, str]
    heads: list[Head]


FICTITIOUS = Ground(
    "97", ("970", "979"), ("territory:2023-2027-ti-9704", "ti-9704"),
    ("249700014", "territory:2023-2027-ti-9702", "Communauté d'agglomération Grand Bourg Fictif"),
    [
        Head("Ada Fictive-Rime", "249700014-ada-fictive-rime",
             "2020-07-10", "[2024-10-14..2026-12-30]",
             ["2020-07-10", "2020-07-10", "2024-10-14", "2026-12-30"],
             {"2020-12.csv)", "2024-11.csv)"}),
        Head("Basile Fictif-Prose", "249700014-basile-fictif-prose",
             "[2026-03-15..2026-12-31]", "[2026-03-15..]",
             ["2026-03-15", "2026-12-31", "2026-03-15", None], {"2026.csv)"}),
    ],
)  # fmt: skip
#: 2020-10-01 is what the rows of the Doubs say; of her successor the mandate bounds it.
REAL = Ground(
    "27", ("21", "25", "39", "58", "70", "71", "89", "90"),
    ("territory:alliances-luxe-et-precision-doubs", "ti-2701"),
    ("242500361", "territory:alliances-luxe-et-precision-doubs", "CU du Grand Besançon Métropole"),
    [
        Head("Anne Vignot", "anne-vignot", "2020-10-01", "[2024-10-14..2026-12-30]",
             ["2020-10-01", "2020-10-01", "2024-10-14", "2026-12-30"],
             {"2020-12.csv)", "2024-11.csv)"}),
        Head("Ludovic Fagaut", "242500361-ludovic-fagaut",
             "[2026-03-22..2026-12-31]", "[2026-03-22..]",
             ["2026-03-22", "2026-12-31", "2026-03-22", None], {"2026.csv)"}),
    ],
)  # fmt: skip
MORTEAU = "242504116"
#: With an edition, with two, with none between two, the last.
YEARS = ("2020", "2021", "2023", "2026")


def ground() -> Ground:
    return here().of(fictitious=FICTITIOUS, real=REAL)


@pytest.fixture(scope="module")
def heads(tmp_path_factory: pytest.TempPathFactory, floor: Floor) -> Graph:
    """The curated graph with the territories of a region and its heads in five editions."""
    folder = tmp_path_factory.mktemp("files")
    for file, code, *_ in recounts.PHASES.values():
        told = json.loads(floor.file(f"registries/{file}").read_text("utf-8"))
        own = [f for f in told["features"] if f["properties"][code][3:5] == ground().region]
        text = json.dumps({**told, "features": own}, ensure_ascii=False)
        (folder / file).write_text(text, encoding="utf-8")
    for _, path in floor.editions():
        first, *rows = path.read_text("utf-8-sig").splitlines(True)
        # the latest date of all stays: it says of when the edition is
        last = max(rows, key=lambda row: "-".join(reversed(row.strip().split(";")[-1].split("/"))))
        kept = ground().departements
        own = [row for row in rows if row.split(";")[0] in kept or row is last]
        (folder / path.name).write_text("".join([first, *own]), encoding="utf-8")
    store = tmp_path_factory.mktemp("store")
    changing.add(store, "all", [str(folder)])
    return tigraph.load(store=store)


def rows_here() -> pd.DataFrame:
    every = recounts.editions()
    return every[every.departement.isin(ground().departements)]


@kept_by_floor
def presiding(year: str) -> set[tuple[str, str]]:
    """Return siren and name (its key) of whoever surely presided at some time of a year.

    The rows show so: an edition of the year; two editions in turn of which one is of before and
    one of after; or the day of taking office, up to the first edition.
    """
    every = rows_here()
    every = every[every.office.str.startswith("Président")].sort_values("edition")
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
    """Return siren and name (its key) of each president, but for those of the documents alone."""
    return {
        (row["siren"], tigraph.names.folded(row["president"]))
        for row in rows
        if row["president"] and row["siren"] not in recounts.documented()
    }


def members() -> set[str]:
    """Return the members of the region's territories; some lie in another region."""
    own = recounts.members()[lambda m: (m.phase == "phase:ti-2") & (m.region == ground().region)]
    return set(own.siren)


@pytest.mark.parametrize("year", YEARS)
def test_presidents_in_the_programme_at_a_date(heads: Graph, floor: Floor, year: str) -> None:
    told = keyed(heads.query("presidents-in-the-programme", as_of=year))
    assert told == {one for one in presiding(year) if one[0] in members()}
    assert len(told) >= floor.of(fictitious=2, real=40)


@pytest.mark.parametrize("year", YEARS)
def test_presidents_of_a_territory_at_a_date(heads: Graph, year: str) -> None:
    territory, code = ground().territory
    own = recounts.members()[lambda m: (m.phase == "phase:ti-2") & (m.code == code)]
    told = list(heads.query("presidents-of-territory", {"territory": territory}, as_of=year))
    assert keyed(iter(told)) == {one for one in presiding(year) if one[0] in set(own.siren)}
    assert {row["siren"] for row in told} == set(own.siren), (
        "a member without president has its row"
    )


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
    assert told - recounts.documented() == members() - {siren for siren, _ in presiding(year)}


def test_a_gap_in_an_edition_is_no_vacancy(heads: Graph) -> None:
    """Of members whom the edition of 2024 names no president, those of before and after."""
    every = rows_here()[lambda e: e.office.str.startswith("Président")]
    missing = members() - set(every[every.edition == "2024-11"].siren)
    told = {siren for siren, _ in keyed(heads.query("presidents-in-the-programme", as_of="2024"))}
    assert missing & told == {s for s, _ in presiding("2024")} & missing
    without = {row["siren"] for row in heads.query("members-without-president")}
    assert without - recounts.documented() == members() - set(every.siren)


def test_beginning_and_end_stand_in_each_row(heads: Graph) -> None:
    siren, territory, _ = ground().one
    told = [
        (row["president"], row["begins"], row["ends"])
        for row in heads.query("presidents-of-territory", {"territory": territory})
        if row["siren"] == siren
    ]
    assert told == [(one.name, one.begins, one.ends) for one in ground().heads]


def test_the_life_of_an_intercommunality_has_its_presidents_in_turn(heads: Graph) -> None:
    siren, _, label = ground().one
    told = heads.trace(siren)
    assert [(one["label"], one["bounds"]) for one in told["heads"]] == [
        (one.name, one.bounds) for one in ground().heads
    ]
    titles = [{proof["document"]["title"] for proof in one["evidence"]} for one in told["heads"]]
    assert [{title.rpartition("-epci-")[2] for title in own} for own in titles] == [
        one.editions for one in ground().heads
    ]
    assert label in (told["label"], *told["names"]), "a label of an edition"


@real_files
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
    siren = ground().one[0]
    people = [
        {r["source"] for r in heads.query("presidents-and-territories", as_of=year)
         if r["target"].endswith(siren)}
        for year in ("2020", "2026")
    ]  # fmt: skip
    assert [{one.rpartition(":")[2] for one in own} for own in people] == [
        {one.iri} for one in ground().heads
    ]


def test_leads_are_told_once_and_make_no_identity(heads: Graph, floor: Floor) -> None:
    """By the rows: in one seat, commune and first name a name is gone where another comes."""
    every = rows_here()
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
    assert len(told) == len(expected) >= floor.of(fictitious=1, real=2)
    # the card of each says so, and that is all that follows
    [who] = heads.query(f"SELECT ?who {{ {rows[0]['claim']} org:member ?who }}")
    leads = [t for t in heads.show(who["who"])["structure"] if t["relation"] == "tig:mayBeSameAs"]
    assert [lead["other"]["label"] for lead in leads] == [rows[0]["other"]]
    identities = {(row["one"], row["other"]) for row in heads.query("identity-claims")}
    assert not {frozenset(pair) for pair in identities} & {
        frozenset((row["one"], row["other"])) for row in rows
    }
