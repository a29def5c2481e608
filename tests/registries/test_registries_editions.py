"""Several editions of the register of elected officials as a history.

The people in these files are fictitious, but for those of the register's real editions, which
some tests read where they are.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyoxigraph as ox
import pytest
from test_registries_elus import HOLDS, elus, register, row

import recounts
from floors import Floor
from registry_helpers import EPCI_A, EPCI_B, READERS, Layers, sources_of
from tigraph.errors import DataError
from tigraph.layers import changing
from tigraph.layers.inventory import layer_file
from tigraph.rdf.asking import select
from tigraph.rdf.vocabulary import curie
from tigraph.registries.known import Known

#: Other fields of a row by the place of its column.
_COMMUNE, _GROUP, _MANDATE = 4, 3, 12
#: When the mandates of these rows begin, where nothing else is said.
ELECTED = "2020-05-18"
VICE = "Vice-président du conseil communautaire"


def head(
    name: str, since: str = "", *, first: str = "Ada", commune: str = "01001", group: str = "CC A",
    number: str = EPCI_A, office: str = "Président du conseil communautaire",
    mandate: str = "18/05/2020",
) -> str:  # fmt: skip
    fields = row(name, first, office, number, since).split(";")
    fields[_COMMUNE], fields[_GROUP], fields[_MANDATE] = commune, group, mandate
    return ";".join(fields)


def vice(name: str, since: str = "", **more: str) -> str:
    return head(name, since, office=VICE, **more)


def editions(folder: Path, **rows: Sequence[str]) -> list[Path]:
    """Write editions, each of the day in its name and with a councillor of its own."""
    return [
        register(folder / f"rne-{name[1:].replace('_', '-')}.csv", [*own, row(name, office="")])
        for name, own in rows.items()
    ]


def times(layers: Layers) -> dict[str, tuple[str, ...]]:
    """Return the four bounds of each claim by the slug of its person (and # where two)."""
    found: dict[str, tuple[str, ...]] = {}
    for person, _, *bounds in layers.ask(HOLDS):
        name = person.split("-", 1)[1]
        found[f"{name}#" if name in found else name] = tuple(bounds)
    return found


# When an office was held -------------------------------------------------------------


def test_an_office_is_held_from_its_date_to_that_of_the_next(tmp_path: Path) -> None:
    files = editions(
        tmp_path,
        d2020_12_01=[head("UNE", "10/07/2020")],
        d2021_12_01=[head("DEUX", "05/05/2021", first="Bea")],
    )
    assert times(elus(*files)) == {
        "ada-une": ("2020-07-10", "2020-07-10", "2020-12-01", "2021-05-05"),
        "bea-deux": ("2021-05-05", "2021-05-05", "2021-12-01", ""),
    }


def test_without_a_date_of_office_the_editions_bound_it(tmp_path: Path) -> None:
    files = editions(
        tmp_path,
        d2020_12_01=[head("UNE")],
        d2021_12_01=[head("DEUX", first="Bea")],
        d2026_03_15=[head("TROIS", first="Cléo")],
    )
    assert times(elus(*files)) == {
        "ada-une": (ELECTED, "2020-12-01", "2020-12-01", "2021-11-30"),
        "bea-deux": ("2020-12-02", "2021-12-01", "2021-12-01", "2026-03-14"),
        "cleo-trois": ("2021-12-02", "2026-03-15", "2026-03-15", ""),
    }


def test_who_is_first_shown_in_a_new_mandate_has_not_been_there_before(tmp_path: Path) -> None:
    """As where the day of taking office stands in the row; who was shown before held on."""
    files = editions(
        tmp_path,
        d2024_11_01=[head("UNE"), head("TOUJOURS", number=EPCI_B)],
        d2026_06_01=[
            head("DEUX", first="Bea", mandate="15/03/2026"),
            head("TOUJOURS", number=EPCI_B, mandate="15/03/2026"),
        ],
    )
    assert times(elus(*files)) == {
        "ada-une": (ELECTED, "2024-11-01", "2024-11-01", "2026-05-31"),
        "bea-deux": ("2026-03-15", "2026-06-01", "2026-06-01", ""),
        "ada-toujours": (ELECTED, "2024-11-01", "2026-06-01", ""),
    }


def test_who_stands_in_all_editions_holds_one_office(tmp_path: Path) -> None:
    """The copy of 2026 has no dates of office: those of the editions before go on to hold."""
    own = head("UNE", "10/07/2020")
    files = editions(tmp_path, d2020_12_01=[own], d2021_12_01=[own], d2026_03_15=[head("UNE")])
    assert times(elus(*files)) == {"ada-une": ("2020-07-10", "2020-07-10", "2026-03-15", "")}


def test_a_gap_in_an_edition_is_no_vacancy(tmp_path: Path) -> None:
    """In the second edition both have vice-presidents and no president."""
    gap = [vice("V"), vice("V", number=EPCI_B)]
    files = editions(
        tmp_path,
        d2020_12_01=[head("UNE", "10/07/2020"), head("AUTRE", number=EPCI_B)],
        d2021_04_01=gap,
        d2021_12_01=[head("UNE", "10/07/2020"), head("APRES", first="Bea", number=EPCI_B)],
    )
    told = times(elus(*files))
    assert told["ada-une"] == ("2020-07-10", "2020-07-10", "2021-12-01", "")
    assert told["ada-autre"] == (ELECTED, "2020-12-01", "2020-12-01", "2021-11-30")
    assert told["bea-apres"] == ("2020-12-02", "2021-12-01", "2021-12-01", "")


def test_an_intercommunality_that_an_edition_lacks_leaves_the_end_open(tmp_path: Path) -> None:
    files = editions(tmp_path, d2020_12_01=[head("UNE")], d2021_12_01=[head("X", number=EPCI_B)])
    assert times(elus(*files))["ada-une"] == (ELECTED, "2020-12-01", "2020-12-01", "")


def test_who_comes_back_after_another_held_the_office_twice(tmp_path: Path) -> None:
    files = editions(
        tmp_path,
        d2020_12_01=[head("UNE")],
        d2021_04_01=[head("DEUX", first="Bea")],
        d2021_12_01=[head("UNE")],
    )
    layers = elus(*files)
    assert times(layers)["ada-une"] == (ELECTED, "2020-12-01", "2020-12-01", "2021-03-31")
    assert times(layers)["ada-une#"] == ("2021-04-02", "2021-12-01", "2021-12-01", "")


def test_one_of_several_may_be_missing_by_mistake(tmp_path: Path) -> None:
    """Of a vice-president whom an edition lacks, a date of office from before tells: no break."""
    always = vice("TOUJOURS", "10/07/2020", first="Zoé")
    files = editions(
        tmp_path,
        d2020_12_01=[always, vice("DIT", "10/07/2020"), vice("MUET")],
        d2021_04_01=[always],
        d2021_12_01=[always, vice("DIT", "10/07/2020"), vice("MUET"), vice("TARD", "10/07/2020")],
    )
    told = times(elus(*files))
    assert told["ada-dit"] == ("2020-07-10", "2020-07-10", "2021-12-01", "")
    assert told["ada-muet"] == (ELECTED, "2020-12-01", "2020-12-01", "2021-03-31")
    assert told["ada-muet#"] == ("2021-04-02", "2021-12-01", "2021-12-01", "")
    assert told["ada-tard"] == ("2020-07-10", "2020-07-10", "2021-12-01", "")


def test_dates_of_office_that_cannot_be_are_told_and_not_used(tmp_path: Path) -> None:
    """Before a row that shows another; told anew later; told otherwise."""
    files = editions(
        tmp_path,
        d2020_12_01=[
            head("UNE", "10/07/2020"), head("ANEW", "10/07/2020", number=EPCI_B),
            vice("DIFFER", "18/05/2020"),
        ],
        d2021_12_01=[
            head("DEUX", "11/07/2020", first="Bea"), head("ANEW", "05/05/2021", number=EPCI_B),
            vice("DIFFER", "15/07/2020"),
        ],
    )  # fmt: skip
    layers = elus(*files)
    told = times(layers)
    assert told["ada-une"] == ("2020-07-10", "2020-07-10", "2020-12-01", "2021-11-30")
    assert told["bea-deux"] == ("2020-12-02", "2021-12-01", "2021-12-01", "")
    assert told["ada-anew"] == ("2020-07-10", "2020-07-10", "2021-12-01", "")
    assert told["ada-differ"] == ("2020-05-18", "2020-07-15", "2021-12-01", "")
    assert [note.partition(" dates")[0] for note in layers.reports["elus"].notes] == ["1"] * 3


def test_each_claim_cites_the_first_and_the_last_row_that_show_it(tmp_path: Path) -> None:
    own = head("UNE", "10/07/2020")
    files = editions(tmp_path, d2020_12_01=[own], d2021_04_01=[own], d2021_12_01=[own])
    told = elus(*files).ask("""SELECT ?sha ?key WHERE {
        ?claim tig:relation relation:holds-post ; tig:citation ?citation .
        ?citation tig:recordKey ?key ; oa:hasSource ?file . ?file tig:sha256 ?sha }""")
    digests = [hashlib.sha256(files[n].read_bytes()).hexdigest() for n in (0, 2)]
    assert told == sorted((digest, f"{EPCI_A}-ada-une") for digest in digests)


def test_the_order_in_which_editions_are_added_makes_no_difference(tmp_path: Path) -> None:
    """At once, or one after the other from the last: the same triples."""
    files = editions(
        tmp_path,
        d2020_12_01=[head("UNE", "10/07/2020"), vice("DEUX")],
        d2021_04_01=[head("UNE", "10/07/2020"), vice("TROIS")],
        d2021_12_01=[head("APRES", first="Bea", group="Communauté A"), vice("TROIS")],
    )
    given = [str(path) for path in files]
    told = []
    for name, steps in (("at-once", [given]), ("backwards", [[one] for one in reversed(given)])):
        for step in steps:
            changing.add(tmp_path / name, "elus", step)
        layer = layer_file(tmp_path / name, "elus")
        told.append(gzip.decompress(layer.read_bytes()).decode().splitlines())
    assert told[0] == told[1]
    assert len([line for line in told[0] if "org#Membership" in line]) == 4


# Of when an edition is ----------------------------------------------------------------


def dated(path: Path, said: str = "") -> tuple[str, str]:
    (one,) = sources_of("elus", [path], said)
    return one.part, one.dated


def test_a_month_in_the_name_is_the_last_that_an_edition_can_be_of(tmp_path: Path) -> None:
    """It is not before the last day on which anybody in it took office."""
    rows = [head("UNE", "10/07/2020"), vice("V", "09/11/2020")]
    month = register(tmp_path / "rne-2020-12.csv", rows)
    assert dated(month) == ("2020-12", "[2020-11-09..2020-12]")
    assert times(elus(month))["ada-une"] == ("2020-07-10", "2020-07-10", "2020-11-09", "")
    told = elus(month).ask("SELECT ?a ?b { ?f tig:issuedFrom ?a ; tig:issuedTo ?b }")
    assert told == [("2020-11-09", "2020-12-31")]


def test_a_day_in_the_name_and_what_the_user_says_are_taken_at_their_word(tmp_path: Path) -> None:
    rows = [head("UNE", "10/07/2020")]
    day = register(tmp_path / "rne-2020-12-03.csv", rows)
    assert dated(day) == ("2020-12-03", "2020-12-03")
    assert dated(day, "2021-01") == ("2021-01", "2021-01")


def test_without_a_name_the_file_says_since_when_it_can_be(tmp_path: Path) -> None:
    path = register(tmp_path / "rne.csv", [head("UNE", "10/07/2020"), vice("V", "09/11/2020")])
    assert dated(path) == ("2020-11-09", "[2020-11-09..]")
    layers = elus(path)
    assert times(layers)["ada-une"] == ("2020-07-10", "2020-07-10", "2020-11-09", "")
    assert "9999" not in "".join(layers.lines)


def test_a_date_that_the_file_contradicts_is_refused(tmp_path: Path) -> None:
    rows = [vice(f"N{n}", "10/07/2020") for n in range(20)]
    path = register(tmp_path / "rne-2020-05.csv", rows)
    with pytest.raises(DataError, match=r"of 2020-05\? 20 of its 20 dates .* 2020-07-10"):
        dated(path)
    assert dated(path, "2020-08") == ("2020-08", "2020-08")


def test_neither_the_time_of_the_file_nor_that_of_a_mandate_is_its_date(tmp_path: Path) -> None:
    path = register(tmp_path / "rne.csv", [row(mandate="15/03/2020")])
    with pytest.raises(DataError, match="of when"):
        dated(path)


# Who is who -----------------------------------------------------------------------------


def test_another_spelling_of_a_name_is_the_same_person(tmp_path: Path) -> None:
    files = editions(
        tmp_path,
        d2020_12_01=[head("BOEDEC", first="Jean Noel")],
        d2021_12_01=[head("BOËDEC", first="Jean-Noël")],
    )
    layers = elus(*files)
    assert list(times(layers)) == ["jean-noel-boedec"]
    names = layers.ask("SELECT ?p ?n { ?who a foaf:Person ; ?p ?n FILTER(isLiteral(?n)) }")
    assert names == [
        ("skos:altLabel", "Jean Noel Boedec"), ("skos:prefLabel", "Jean-Noël Boëdec"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [("VALENTE", "VALENTE LE HIR"), ("GILLET-GUYADER", "GILLET"), ("RADOU", "TERRIEN")],
)
def test_a_change_of_name_in_one_seat_is_a_lead_and_no_identity(
    before: str, after: str, tmp_path: Path
) -> None:
    files = editions(
        tmp_path,
        d2020_12_01=[head(before, "10/07/2020")],
        d2021_12_01=[head(after, "10/07/2020")],
    )
    layers = elus(*files)
    told = list(times(layers).values())
    assert sorted(told) == [  # neither is said to have given place to the other
        (ELECTED, "2021-12-01", "2021-12-01", ""), ("2020-07-10", "2020-07-10", "2020-12-01", ""),
    ]  # fmt: skip
    (lead,) = layers.ask("SELECT ?one ?other { ?one tig:mayBeSameAs ?other }")
    people = layers.ask("SELECT ?who { ?who a foaf:Person }")
    assert sorted(lead) == [who for (who,) in people]
    assert len(people) == 2
    assert not layers.ask("SELECT ?c { ?c tig:relation relation:identified-with }")
    lines = [json.loads(line) for line in layers.reports["elus"].json_lines()]
    assert [line["lead"] for line in lines if "lead" in line] == ["rne-2021-12-01.csv"]


@pytest.mark.parametrize(
    "after",
    [
        head("AUTRE", "10/07/2020", first="Bea"),
        head("AUTRE", "10/07/2020", commune="01002"),
        head("AUTRE", "10/07/2020", number=EPCI_B),
        vice("AUTRE", "10/07/2020"),
    ],
)
def test_another_first_name_commune_or_seat_is_no_lead(after: str, tmp_path: Path) -> None:
    files = editions(tmp_path, d2020_12_01=[head("UNE", "10/07/2020")], d2021_12_01=[after])
    assert not elus(*files).reports["elus"].leads


def test_two_who_stand_in_one_edition_are_no_lead(tmp_path: Path) -> None:
    files = editions(
        tmp_path,
        d2020_12_01=[vice("UNE")],
        d2021_04_01=[vice("UNE"), vice("AUTRE")],
        d2021_12_01=[vice("AUTRE")],
    )
    assert not elus(*files).reports["elus"].leads


def test_two_of_one_name_in_one_edition_are_two_people(tmp_path: Path) -> None:
    files = editions(
        tmp_path,
        d2020_12_01=[vice("UNE", commune="01001"), vice("UNE", commune="01002")],
        d2021_12_01=[vice("UNE", commune="01001"), vice("UNE", commune="01002")],
    )
    layers = elus(*files)
    assert times(layers) == {
        f"ada-une-{commune}": (ELECTED, "2020-12-01", "2021-12-01", "")
        for commune in ("01001", "01002")
    }
    report = layers.reports["elus"]
    assert (report.rows, report.used, report.refused) == (6, 4, [])


def test_of_two_of_one_name_neither_is_taken_for_the_one_alone(tmp_path: Path) -> None:
    """Where an edition shows one of the name, it may be either: a lead to that of its commune."""
    files = editions(
        tmp_path,
        d2020_12_01=[vice("UNE", commune="01001")],
        d2021_12_01=[vice("UNE", commune="01001"), vice("UNE", commune="01002")],
    )
    layers = elus(*files)
    assert set(times(layers)) == {"ada-une", "ada-une-01001", "ada-une-01002"}
    assert [(one.earlier[-7:], one.later[-7:]) for one in layers.reports["elus"].leads] == [
        ("ada-une", "e-01001"),
    ]  # fmt: skip


def test_iris_are_the_same_whatever_editions_are_there(tmp_path: Path) -> None:
    rows = {
        "d2020_12_01": [head("UNE"), vice("DEUX"), vice("DEUX", commune="01002")],
        "d2021_04_01": [head("TROIS"), vice("DEUX")],
        "d2021_12_01": [head("UNE"), vice("DEUX"), vice("DEUX", commune="01002")],
    }
    files = editions(tmp_path, **rows)
    asked = "SELECT ?one ?kind { ?one a ?kind FILTER(?kind IN (foaf:Person, org:Post)) }"
    whole = set(elus(*files).ask(asked))
    parts = [set(elus(file).ask(asked)) for file in files]
    assert set.union(*parts) == whole


def test_the_labels_of_all_editions_are_names_of_the_intercommunality(tmp_path: Path) -> None:
    """They are short in 2020 and 2021, and long later."""
    long = "Communauté de communes de l’Exemple"
    files = editions(
        tmp_path,
        d2020_12_01=[head("UNE", group="CC de l'Exemple")],
        d2024_11_01=[head("UNE", group=long)],
    )
    names = elus(*files).ask("SELECT ?p ?n { ?e a tig:Intercommunality ; ?p ?n "
                             "FILTER(?p IN (skos:prefLabel, skos:altLabel)) }")  # fmt: skip
    assert names == [("skos:altLabel", "CC de l'Exemple"), ("skos:prefLabel", long)]


def test_nothing_private_is_kept_of_any_edition(tmp_path: Path) -> None:
    rows = [head("UNE"), vice("DEUX"), vice("DEUX"), head("X", number="900000009")]
    layers = elus(*editions(tmp_path, d2020_12_01=rows, d2021_12_01=rows[:2]))
    told = "\n".join([*layers.lines, *layers.reports["elus"].json_lines()])
    assert not [word for word in ("1901", "Fictif", ";F;", '"F"', "18/05") if word in told]


def test_every_row_of_every_edition_is_told(tmp_path: Path) -> None:
    rows = [head("UNE"), vice("DEUX"), vice("DEUX"), row(office=""), head("X", number="900000009")]
    report = elus(*editions(tmp_path, d2020_12_01=rows, d2021_12_01=rows)).reports["elus"]
    assert (report.rows, report.used) == (12, 4)
    assert len(report.refused) == 4
    assert report.left_out.total() == 4


# Five editions, fictitious and of the register itself ---------------------------------


@pytest.fixture(scope="module")
def read(floor: Floor) -> Layers:
    """The five editions; of what they say, the presidencies alone."""
    paths = [path for _, path in floor.editions()]
    layers = Layers()
    reading = READERS["elus"].read(sources_of("elus", paths), Known.of_store(ox.Store()))
    kept = [
        line
        for piece in reading.lines
        for line in piece.splitlines()
        if "--holds-post--president-" in line or "/id/file/" in line or "mayBeSameAs" in line
    ]
    layers.store.load(input="\n".join(kept).encode(), format=ox.RdfFormat.N_TRIPLES)
    layers.reports["elus"] = reading.report
    return layers


def presidents() -> pd.DataFrame:
    heads = recounts.editions()
    return heads[heads.office.str.startswith("Président")]


def test_every_row_of_the_register_is_used(read: Layers, floor: Floor) -> None:
    report = read.reports["elus"]
    assert (report.rows, report.used) == (len(recounts.editions()), len(recounts.editions()))
    rows = Counter(recounts.editions().edition)
    assert [rows[edition] for edition in ("2020-12", "2021-04", "2021-12", "2024-11", "2026")] == (
        floor.of(fictitious=[14, 14, 15, 14, 15], real=[12_683, 12_855, 12_911, 11_596, 11_491])
    )


def test_the_editions_are_not_before_what_they_show(read: Layers, floor: Floor) -> None:
    """The latest dates of taking office: of the real ones as their README has them."""
    told = read.ask("SELECT ?name ?from { ?f tig:fileName ?name ; tig:issuedFrom ?from }")
    assert told == [
        ("rne-epci-2020-12.csv", floor.of(fictitious="2020-07-17", real="2020-11-09")),
        ("rne-epci-2021-04.csv", "2021-02-05"),
        ("rne-epci-2021-12.csv", "2021-10-28"), ("rne-epci-2024-11.csv", "2024-10-14"),
        ("rne-epci-2026.csv", "2026-01-01"),
    ]  # fmt: skip


def test_the_same_president_from_one_edition_to_the_next(read: Layers, floor: Floor) -> None:
    """As many as were counted by name as it is spelled, and all in one presidency."""
    told: dict[str, set[str]] = {}
    for person, post in read.ask("SELECT ?p ?post { ?c org:member ?p ; opengov:post ?post }"):
        told.setdefault(post.rpartition("-")[2], set()).add(person)
    by = {edition: own.set_index("siren") for edition, own in presidents().groupby("edition")}
    spelled, counted = [], []
    for before, after in itertools.pairwise(by.values()):
        both = before.index.intersection(after.index)
        same = before.name[both] == after.name[both]
        spelled.append((int(same.sum()), len(both)))
        counted.append(int((before.key[both] == after.key[both]).sum()))
    assert spelled == floor.of(
        fictitious=[(7, 8), (9, 9), (6, 6), (4, 8)],
        real=[(1217, 1217), (1199, 1221), (1045, 1116), (505, 1030)],
    )
    assert counted == floor.of(  # without case, accents and hyphens
        fictitious=[7, 9, 6, 4], real=[1217, 1209, 1046, 527]
    )
    every = [siren for siren, own in presidents().groupby("siren") if len(own) == len(by)]
    names = presidents()[lambda p: p.siren.isin(every)].groupby("siren")
    assert len(every) == floor.of(fictitious=6, real=996)
    assert sum(names.name.nunique() == 1) == floor.of(fictitious=3, real=453)
    one = names.key.nunique()
    assert {siren for siren in every if len(told[siren]) == 1} == set(one[one == 1].index)


def test_presidencies_are_those_of_the_rows(read: Layers) -> None:
    """Of each intercommunality, as often as another name follows in the editions that show one."""
    expected: Counter[str] = Counter()
    for siren, own in presidents().sort_values("edition").groupby("siren"):
        expected[siren] = 1 + int((own.key != own.key.shift()).sum()) - 1
    asked = "SELECT ?post (COUNT(*) AS ?n) { ?c opengov:post ?post } GROUP BY ?post"
    told = {curie(r["post"]).rpartition("-")[2]: int(r["n"]) for r in select(read.store, asked)}
    assert told == dict(expected)


def test_a_beginning_that_is_stated_is_in_the_rows(read: Layers, floor: Floor) -> None:
    heads = presidents()
    days = pd.to_datetime(heads.since, format="%d/%m/%Y").dt.strftime("%Y-%m-%d")
    stated = set(zip(heads.siren + "-" + heads.key.str.replace(" ", "-"), days, strict=True))
    found = read.ask("""SELECT ?p ?day { ?c org:member ?p ; tig:earliestBegin ?day ;
                        tig:latestBegin ?day }""")
    exact = {(person.removeprefix("person:"), day) for person, day in found}
    assert exact <= stated
    assert len(exact) >= floor.of(fictitious=14, real=1251)


#: Who is one person by another name, perhaps, and who is plainly not.
FICTITIOUS_LEADS = (
    {
        ("249700055-fanny-fictive", "249700055-fanny-fictive-ode"),
        ("249810011-lola-fictive-nouvelle", "249810011-lola-fictive-nouvelle-vers"),
    },
    ("249820010-lea-fictive-legende", "249820010-marc-fictif-echo"),
)
REAL_LEADS = (
    {
        ("246000749-sylvie-valente", "246000749-sylvie-valente-le-hir"),
        ("200096675-pascale-gillet-guyader", "200096675-pascale-gillet"),
        ("200010700-virginie-carolo-lutrot", "200010700-virginie-lutrot"),
        ("200072718-valerie-radou", "200072718-valerie-jeanne-terrien"),
    },
    ("248400236-jacques-bompard", "248400236-yann-bompard"),
)


def test_leads_of_the_register(read: Layers, floor: Floor) -> None:
    """Heads who come under another name, in one commune, read off the files by hand."""
    told = {
        tuple(one.rpartition("/")[2] for one in (lead.earlier, lead.later))
        for lead in read.reports["elus"].leads
    }
    by_marriage, another = floor.of(fictitious=FICTITIOUS_LEADS, real=REAL_LEADS)
    assert by_marriage <= told
    assert another not in told
