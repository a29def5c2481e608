"""Questions asked once the graph stood, with answers written from the five texts beforehand.

Each is of a kind of which other files test other instances: what held at a date, what was known
by one, under which name, tied to what, how many.
"""

from __future__ import annotations

from typing import Any

import pytest

from tigraph.graph import Graph

ALPD = {"entity": "territory:alliances-luxe-et-precision-doubs"}
PROGRAMME = "programme:territoires-d-industrie"


def column(graph: Graph, name: str, which: str, given: Any = None, **asked: Any) -> list[str]:
    """Return a column of an answer, sorted, each value once."""
    known = asked.get("known_by")
    asked_of = graph.known_by(known) if known else graph
    asked = {key: value for key, value in asked.items() if key != "known_by"}
    return sorted({str(row[which]) for row in asked_of.query(name, given or {}, **asked)})


LAUNCHED = ["Gouvernement", "Premier ministre"]
MINISTERS = ["Agnès Pannier-Runacher", "Jacqueline Gourault"]
GUESTS = ["AdCF", *MINISTERS, "Régions de France"]


@pytest.mark.parametrize(
    ("name", "which", "given", "asked", "expected"),
    [
        # 001, 67-116 and 002, 0-98; the label of 2023 is later, the Fabrique has no date
        ("who-launched-what", "actor", {}, {"as_of": "2018"}, LAUNCHED),
        # no text speaks on that day, and none gives a period
        ("who-steers-what", "actor", {}, {"as_of": "2019-02-15"}, []),
        # 001 is of December 2023 to October 2024: in neither year for sure, in both together
        ("who-presides", "president", {}, {"as_of": "2024"}, []),
        ("who-presides", "president", {}, {"as_of": "2023/2024"}, ["Cédric Bôle"]),
        # 003, 328-402: the ministers opened the day of 30 January, under that title
        ("who-holds-which-post", "person", {}, {"as_of": "2019-01-30"}, MINISTERS),
        # 001, 740-856; the members are told by texts of later days
        ("claims-at-a-date", "subject", {}, {"as_of": "2023-11-09"},
         ["Alliances Luxe & Précision Doubs", "State", "labellisation du 9 novembre 2023"]),
        # planned, and nothing planned is certain
        ("who-funds-what", "holds", {}, {"as_of": "2024"}, ["possible"]),
        # 002 was issued by 5 March 2019, 003 on 31 January, all others later
        ("number-of-territories", "territories", {}, {"known_by": "2018-12-31"}, []),
        ("number-of-territories", "territories", {}, {"known_by": "2020"}, ["124"]),
        ("number-of-territories", "territories", {}, {}, ["124", "148", "183"]),
        ("promises-of-money", "amount", {}, {"known_by": "2021-12-31"},
         ["1300000000", "400000000"]),
        ("promises-of-money", "amount", {}, {}, ["1300000000", "400000000", "500000000"]),
        # the pair is named by 000 and 001, of 2023 and after
        ("binomes", "pair", {}, {"known_by": "2022"}, []),
        # 002 was issued by 5 March 2019
        ("pilots", "territory", {}, {"known_by": "2019-02-15"}, []),
        ("names-of", "document", {"entity": "organisation:adcf"}, {"known_by": "2019-02"},
         ["Le programme entre dans sa phase de préfiguration", "None"]),
        # 000, 3143-3398
        ("sectors-of-territory", "sector", {"territory": ALPD["entity"], "lang": "fr"}, {},
         ["aéronautique", "horlogerie", "joaillerie", "luxe", "maroquinerie", "microtechnique",
          "précision", "santé"]),
        # 003, 701-737 and 1484-1506, and none of the ten of 004
        ("documents-cited-by-documents", "refers",
         {}, {"known_by": "2019-01-31"},
         ["article du CGET sur l’engagement de l’État dans 124 intercommunalités",
          "dossier de présentation du programme Territoires d’industrie"]),
        ("figures-that-disagree", "claim", {}, {}, []),
    ],
)  # fmt: skip
def test_what_the_texts_answer(
    graph: Graph, name: str, which: str, given: Any, asked: Any, expected: list[str]
) -> None:
    assert column(graph, name, which, given, **asked) == expected


def test_who_was_at_the_day_of_30_january(graph: Graph) -> None:
    event = {"event": "event:journee-information-2019-01-30"}
    rows = list(graph.query("people-and-organisations-at-event", event, as_of="2019-01-30"))
    speakers = sorted(row["participant"] for row in rows if row["role"] == "speaker")
    assert speakers == GUESTS
    (host,) = {row["participant"] for row in rows if row["how"] in ("organised", "host")}
    assert host == "délégation aux Territoires d’industrie"


def test_how_the_texts_spell_the_territory_of_the_doubs(graph: Graph) -> None:
    """000, 543, 2117 and 2720; 001, 704, 879 and 2176."""
    spelt = {
        (row["spelling"], row["document"].partition(" ")[0])
        for row in graph.query("names-of", ALPD)
        if row["document"] and not row["spelling"].lower().startswith("territoire")
    }
    assert spelt == {
        ("Alliances Luxe & Précision Doubs", "entretien"),
        ("Alliances Luxe & Précision du Doubs", "entretien"),
        ("Alliances Luxe & Précision Doubs", "Territoire"),
        ("Alliances Luxe & Précision, Doubs", "Territoire"),
        ("Alliances Luxe et Précision Doubs", "Territoire"),
    }


def test_pairs_through_the_national_committee(graph: Graph) -> None:
    """002, 1260-1701: two ministries, two associations and four operators; and the Fabrique."""

    def pairs(as_of: str) -> int:
        rows = graph.query("organisations-through-bodies", as_of=as_of)
        return len({frozenset((row["source"], row["target"])) for row in rows})

    assert pairs("2018/2019") == 28 + 6
    assert pairs("2019") == 6  # the Fabrique is in 003, of 2019; 002 may be of 2018


def test_each_person_whom_the_texts_name_is_counted_once(graph: Graph) -> None:
    rows = list(graph.query("actors-by-level-and-order", {"kind": "person"}))
    assert sorted(row["actor"] for row in rows) == [
        "Agnès Pannier-Runacher", "Annabelle Boutet", "Anne Vignot", "Aurore Colnel",
        "Christophe Faurie", "Cédric Bôle", "Harold Huwart", "Jacqueline Gourault",
        "Nathalie Augé", "Olivier Lluansi",
    ]  # fmt: skip
