"""The catalogue's queries on the programme, its territories, phases, money and themes.

The expected answers were first written beside the output of the queries and checked against
the documents, which stand as their numbers (000 to 004) with the offsets of what was read. Then
they were written again from the documents and the codebook alone, by readers who had seen
neither tests nor output, and each difference was settled in the text: once those of
members-of-territory, pilots, territories-by-phase, what-changed-between-phases,
stages-of-the-roll-out, phases-and-their-periods, amounts-of-money, places, sectors-of-territory
and instruments; once, by others, those of territories-by-area, lineage-history, names-of,
names-of-territories, aims-of-the-stages, how-the-programme-began, funding, themes-of,
themes-by-source, themes-in-several-documents and projects-and-actions. Which of several
spellings is the preferred one, and into how many concepts a list of themes is divided, are
choices of the graph that no reader can tell from a document.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import tigraph
from said_apart import said_apart
from tigraph.querying import catalogue

DOCUMENTS = {
    "entretien avec Cédric Bôle": "000",
    "Territoire d’industrie, le Grand Besançon en est désormais !": "001",
    "Territoires d’industrie en Bourgogne-Franche-Comté (page de l’AER BFC)": "002",
    "Le programme entre dans sa phase de préfiguration": "003",
    "Territoires d’industrie : un modèle ?": "004",
}
TI, TI_1, TI_2 = (
    "Territoires d’industrie",
    "Territoires d’industrie, première phase",
    "Territoires d’industrie, seconde phase",
)
ALPD = "Alliances Luxe & Précision Doubs"
HAUT_DOUBS = "Territoire d’industrie du Haut-Doubs"
BELFORT = "Territoire d’industrie entre Belfort et Pays Montbéliard Agglomération"
INTERVIEWED = "territoire du chef de projet interviewé (non nommé)"
PLAN = f"plan d’actions d’{ALPD}"
PLAN_GB = f"{PLAN} dans le Grand Besançon"
CNI_2019 = "Conseil national de l’industrie du 5 mars 2019"
CONTRACTS = "phase de contractualisation"
LABELLED_1 = "territoires labellisés Territoires d’industrie, première phase"
LABELLED_2 = "territoires labellisés de la seconde phase"
# 002, 342-687: the ten territories of the region; 645-806: the four pilots among them, two of
# whom are spelled otherwise there than in the list of the ten
PILOTS = [
    "Chalon-sur-Saône",
    "Le Creusot – Gueugnon, Bourbon-Lancy, Charolais et Autun",
    "Montbard Metal Valley",
    "Nord Franche-Comté",
]
NOT_PILOTS = [
    "Auxerrois cœur Yonne",
    "Grand Dole",
    "Haut-Jura",
    "Nevers et Sud Nivernais",
    HAUT_DOUBS,  # listed as Haut-Doubs Horloger
    "Vosges saônoises",
]
LOUE, PORTES, MAICHE, RUSSEY, MORTEAU = (
    "Communauté de communes Loue-Lison",
    "Communauté de communes des Portes du Haut-Doubs",
    "Communauté de communes du Pays de Maîche",
    "Communauté de communes du Plateau du Russey",
    "Communauté de communes du Val de Morteau",
)
GBM = "Grand Besançon Métropole"

Table = list[tuple[Any, ...]]


@cache
def graph() -> tigraph.Graph:
    return tigraph.load()


def rows(name: str, as_of: str | None = None, **parameters: str) -> Table:
    """Return the rows without the claim, documents by their numbers."""
    answer = graph().query(name, parameters, as_of=as_of)
    found = list(answer)  # type: ignore[arg-type]
    for row in found:
        assert (row.get("claim") or "claim:").startswith("claim:")
    apart = said_apart(name)
    return [
        tuple(DOCUMENTS.get(v, v) for key, v in row.items() if key != "claim" and key not in apart)
        for row in found
    ]


def same(found: Table, expected: Table) -> None:
    """Check that two tables have the same rows, whatever their order."""
    assert sorted(found, key=repr) == sorted(expected, key=repr)


#: The preferred name where 002 spells it otherwise in naming the pilots.
PILOTS_AS_NAMED = [
    ("Chalon-sur-Saône", None),
    ("Le Creusot, Gueugnon, Bourbon-Lancy, Charolais et Autun", PILOTS[1]),
    ("Montbard Metal Valley", None),
    ("Nord Franche Comté", "Nord Franche-Comté"),
]
NOT_PILOTS_AS_NAMED = [
    (name, None) if name != HAUT_DOUBS else ("Haut-Doubs Horloger", HAUT_DOUBS)
    for name in NOT_PILOTS
]


def test_territories_by_phase() -> None:
    # 003, 3298-3480: four that are called "territoires d’industrie" and no more; 004, 2711 and
    # 2935: two without a status; 001, 802: the label of 9 November; 000, 1020-1140: the other
    # one, called "Territoire d’industrie" and no more
    expected: Table = [(TI_1, name, None, "labelled", "002") for name in PILOTS]
    expected += [(TI_1, *names, "labelled", "002") for names in NOT_PILOTS_AS_NAMED]
    expected += [(TI_1, *names, "pilot", "002") for names in PILOTS_AS_NAMED]
    expected += [
        (TI_1, name, None, None, None)
        for name in ("Ardenne Métropole", "Carene", "Decazeville-Aubin", "Dieppe Maritime")
    ]
    expected += [
        (TI_1, "cœur de Flandre, pays de Saint Omer", None, None, None),
        (TI_1, INTERVIEWED, None, None, None),
        # the State labelled it, and it was labelled: two claims of one clause
        (TI_2, ALPD, None, "labelled", "001"),
        (TI_2, ALPD, None, "labelled", "001"),
        (TI_2, ALPD, None, "new", "001"),
        (TI_2, BELFORT, None, None, None),
    ]
    same(rows("territories-by-phase"), expected)


def test_territories_by_area() -> None:
    # 002, 342-640, where the pilots are spelled otherwise than at 645; 000, 964-1137: two of the
    # ten of the region are in the Doubs, one of them astride Belfort and Montbéliard; 001, 944
    expected: Table = [
        ("Bourgogne-Franche-Comté", *names, TI_1, "002")
        for names in [*((name, None) for name in PILOTS), *NOT_PILOTS_AS_NAMED]
    ]
    expected += [("Bourgogne-Franche-Comté", name, None, TI_2, "000") for name in (ALPD, BELFORT)]
    expected += [
        ("Doubs", ALPD, None, TI_2, "000"),
        ("Doubs", ALPD, None, TI_2, "001"),
        ("Doubs", BELFORT, None, TI_2, "000"),
        ("Belfort", BELFORT, None, TI_2, "000"),
        ("Pays de Montbéliard Agglomération (aire)", BELFORT, None, TI_2, "000"),
    ]
    same(rows("territories-by-area"), expected)


def test_pilots() -> None:
    # 002, 645-806; 003 counts its pilots and names none, so it has no rows
    expected = [("002", "pilot", *names) for names in PILOTS_AS_NAMED]
    expected += [("002", "labelled", *names) for names in sorted(NOT_PILOTS_AS_NAMED)]
    assert rows("pilots") == expected


def test_members_of_territory() -> None:
    # 000, 245-780 (Bôle), 180-260 (the journal: Val de Morteau); 001, 877-1115
    sirens = {
        LOUE: "200068070",
        PORTES: "242504181",
        MAICHE: "200023075",
        RUSSEY: "242504355",
        MORTEAU: "242504116",
        GBM: "242500361",
    }
    # as each names them, without the legal form
    said = {
        LOUE: ("Loue Lison", "Loue-Lison"),
        PORTES: ("Portes du Haut-Doubs", "Portes du Haut-Doubs"),
        MAICHE: ("Pays de Maîche", "Pays de Maîche"),
        RUSSEY: ("Plateau du Russey", "Plateau du Russey"),
        MORTEAU: ("Val de Morteau", "Val de Morteau"),
        GBM: (GBM, GBM),
    }
    expected: Table = []
    for name, siren in sirens.items():
        common = name if name != GBM else None
        expected.append((said[name][0], common, siren, None, GBM, "001"))
        expected.append((said[name][1], common, siren, None, "Cédric Bôle", "000"))
    journal = ("Val de Morteau", MORTEAU, sirens[MORTEAU], None, "C’est-à-dire", "000")
    expected.append(journal)
    territory = "territory:alliances-luxe-et-precision-doubs"
    same(rows("members-of-territory", territory=territory), expected)
    # 000 is of 2024, no day of it is known
    same(rows("members-of-territory", "2024", territory=territory), expected)
    assert rows("members-of-territory", "2024-06-01", territory=territory) == []
    # 001, 325: five that the conurbation joins, from when is not said
    haut_doubs = "territory:haut-doubs-horloger"
    assert [row[1] for row in rows("members-of-territory", territory=haut_doubs)] == [
        LOUE,
        PORTES,
        MAICHE,
        RUSSEY,
        MORTEAU,
    ]
    assert rows("members-of-territory", "2019", territory=haut_doubs) == []


def test_what_changed_between_phases() -> None:
    # 001, 196-395: Grand Besançon joins the five of the Haut-Doubs, in November 2023
    expected = [("Haut-Doubs", GBM, "joined", HAUT_DOUBS, ALPD, "2023-11")]
    expected += [
        ("Haut-Doubs", name, "stayed", HAUT_DOUBS, ALPD, "2023-11")
        for name in (LOUE, PORTES, MAICHE, RUSSEY, MORTEAU)
    ]
    assert rows("what-changed-between-phases") == expected
    back = rows("what-changed-between-phases", first="phase:ti-2", second="phase:ti-1", lang="fr")
    assert [row[1:3] for row in back if row[2] != "resté"] == [(GBM, "parti")]


def test_lineage_history() -> None:
    # 002, 342-640; 001, 196-395 and 750-870
    first, second = (f"{TI}, {number} phase" for number in ("first", "second"))
    assert rows("lineage-history", lineage="lineage:haut-doubs") == [
        (first, "Haut-Doubs Horloger", HAUT_DOUBS, "has the status", "labelled", None, "002"),
        (first, HAUT_DOUBS, None, "is continued as", ALPD, "2023-11", "001"),
        (second, ALPD, None, "continues", HAUT_DOUBS, "2023-11", "001"),
        (second, ALPD, None, "has the status", "labelled", "2023-11-09/2027", "001"),
        (second, ALPD, None, "has the status", "new", None, "001"),
        (
            second,
            ALPD,
            None,
            "is marked by",
            "labellisation du 9 novembre 2023",
            "2023-11-09",
            "001",
        ),
        (second, ALPD, None, "was labelled by", "State", "2023-11-09/2027", "001"),
    ]


def test_names_of() -> None:
    # 001, 325 and 1116; 002, 342-640
    assert rows("names-of", entity="territory:haut-doubs-horloger") == [
        (HAUT_DOUBS, "preferred", None, None),
        ("Haut-Doubs Horloger", "in a text", "002", 1),
        (HAUT_DOUBS, "in a text", "001", 1),
    ]
    # 001, 877-1115 and 000, 586-757; "CC …" is the register's, and no document has it
    assert rows("names-of", entity="epci:200068070") == [
        (LOUE, "preferred", None, None),
        ("Loue Lison", "in a text", "001", 1),
        ("Loue-Lison", "in a text", "000", 1),
        ("CC Loue-Lison", "alternative", None, None),
    ]


def test_names_of_territories() -> None:
    # 000, 180-260, 2100-2170; 001, 700-870, 2150-2260; 002, 342-806; 003, 3400-3480; 004, 2711
    expected = [
        (ALPD, TI_2, ALPD, "000"),
        (ALPD, TI_2, ALPD, "001"),
        (ALPD, TI_2, "Alliances Luxe & Précision du Doubs", "000"),
        (ALPD, TI_2, "Alliances Luxe & Précision, Doubs", "001"),
        (ALPD, TI_2, "Alliances Luxe et Précision Doubs", "001"),
        (ALPD, TI_2, f"Territoire d’industrie {ALPD}", "000"),
        (ALPD, TI_2, "Territoire d’industrie Alliances Luxe & Précision du Doubs", "000"),
        (ALPD, TI_2, f"territoire d’industrie {ALPD}", "000"),
        ("Ardenne Métropole", TI_1, "Ardenne Métropole", "003"),
        ("Carene", TI_1, "Carene", "003"),
        ("Decazeville-Aubin", TI_1, "communauté de communes de Decazeville-Aubin", "003"),
        ("Dieppe Maritime", TI_1, "Dieppe Maritime", "003"),
        (PILOTS[1], TI_1, "Le Creusot, Gueugnon, Bourbon-Lancy, Charolais et Autun", "002"),
        ("Nord Franche-Comté", TI_1, "Nord Franche Comté", "002"),
        *((name, TI_1, name, "002") for name in PILOTS + NOT_PILOTS if name != HAUT_DOUBS),
        (HAUT_DOUBS, TI_1, "Haut-Doubs Horloger", "002"),
        (HAUT_DOUBS, TI_1, HAUT_DOUBS, "001"),
        (
            "cœur de Flandre, pays de Saint Omer",
            TI_1,
            "cœur de Flandre, pays de Saint Omer",
            "004",
        ),
    ]
    same(rows("names-of-territories"), expected)


def test_phases_and_their_periods() -> None:
    # 001, 1589 (the first); 000, 120-181 (the journal) and 3581 (Bôle); 001, 196
    assert rows("phases-and-their-periods") == [
        (TI_1, None, "stated", GBM, "001"),
        (TI_2, "../2027", "stated", "Cédric Bôle", "000"),
        (TI_2, "../2027", "stated", "C’est-à-dire", "000"),
        (TI_2, "2023-11/..", "stated", GBM, "001"),
    ]


LAUNCH, PILOT, ROLL_OUT = (
    "phase de lancement (janvier 2019)",
    "phase pilote (février 2019)",
    "phase de déploiement (mars-juin 2019)",
)


def test_stages_of_the_roll_out() -> None:
    # 002, 2340, 2442, 2745; 003, 615 and 2851-2982
    assert rows("stages-of-the-roll-out") == [
        ("002", LAUNCH, "2019-01", "stated"),
        ("002", PILOT, "2019-02", "planned"),
        ("002", ROLL_OUT, "2019-03/2019-06", "planned"),
        ("003", "phase de préfiguration", "2019-01-30/..", "stated"),
        ("003", "phase de contractualisation", "../2019-06", "planned"),
    ]


def test_aims_of_the_stages() -> None:
    # 003, 638-807 and 2890-2982; 002, 2340-2878
    expected = [
        ("phase de préfiguration", "start of the approach", None, "stated", "003"),
        ("phase de contractualisation", "signing of all contracts", "../2019-06", "planned", "003"),
        (ROLL_OUT, "extension of the contracts to all territories", None, "planned", "002"),
        (LAUNCH, "dissemination of information", None, "stated", "002"),
        (LAUNCH, "setting up of the governance", None, "stated", "002"),
        (PILOT, "preparation of the pilot contracts", None, "planned", "002"),
    ]
    same(rows("aims-of-the-stages"), expected)


def test_how_the_programme_began() -> None:
    # 001, 61; 002, 0-100; 000, 0 and 004, 543 name nobody: one event, two voices
    begun = "lancement du programme Territoires d’industrie"
    expected = [
        ("Gouvernement", "launched", "2018", GBM, "001"),
        ("Premier ministre", "launched", "2018-11-22", "AER Bourgogne-Franche-Comté", "002"),
        (begun, "marks", "2018", "C’est-à-dire", "000"),
        (begun, "marks", "2018", "association des interpreneurs", "004"),
        (
            "Conseil national de l’industrie du 22 novembre 2018",
            "marks",
            "2018-11-22",
            "AER Bourgogne-Franche-Comté",
            "002",
        ),
    ]
    same(rows("how-the-programme-began"), expected)


FUND = "fonds d’accélération des investissements industriels dans les territoires"
ENVELOPE = "enveloppe de 500 millions d’euros"


def test_instruments() -> None:
    # 004, 668, 2523-2600 and 940-1090; 003, 2851-2983; 002, 2442-2586, 2745-2878, 250-320; 001,
    # 196, 1717, 2020-2330
    expected = [
        (
            "accompagnement spécifique et renforcé de Territoires d’industrie",
            TI,
            None,
            "reported",
            "004",
        ),
        ("boîte à outils de Territoires d’industrie", "État", None, "stated", "004"),
        ("contrats Territoires d’industrie", CONTRACTS, None, "stated", "003"),
        ("contrats Territoires d’industrie", LABELLED_1, None, "planned", "002"),
        ("contrats Territoires d’industrie", LABELLED_1, None, "stated", "003"),
        ("contrats pilotes", "phase pilote (février 2019)", None, "planned", "002"),
        ("contrats pilotes", "territoires des contractualisations pilotes", None, "planned", "002"),
        (ENVELOPE, TI_2, None, "planned", "001"),
        ("boîte à outils de Territoires d’industrie", TI, None, "stated", "004"),
        ("contrats Territoires d’industrie", TI, None, "planned", "002"),
        ("contrats Territoires d’industrie", TI, None, "planned", "003"),
        ("contrats pilotes", TI, None, "planned", "002"),
        (FUND, "France Relance", None, "planned", "004"),
        ("moyens humains et techniques du programme", TI, None, "planned", "002"),
        (PLAN, ALPD, "../2027", "planned", "001"),
        (PLAN, TI, None, "stated", "001"),
        (PLAN_GB, PLAN, None, "planned", "001"),
    ]
    same(rows("instruments"), expected)


def test_funding() -> None:
    # 001, 2038-2180, one promise; 004, 874-1084, 1146-1300 and 3140-3240; 002, 130-260
    expected = [
        ("France Relance", FUND, "../2022", "planned", 1, "association des interpreneurs", "004"),
        ("Gouvernement", LABELLED_2, "../2027", "planned", 1, GBM, "001"),
        (
            TI,
            "projets industriels que le programme vise à financer",
            None,
            "planned",
            1,
            "association des interpreneurs",
            "004",
        ),
        (TI, LABELLED_1, None, "planned", 1, "AER Bourgogne-Franche-Comté", "002"),
        (
            "la puissance publique",
            "chef de projet interviewé",
            None,
            "reported",
            1,
            "chef de projet interviewé",
            "004",
        ),
    ]
    same(rows("funding"), expected)


def test_amounts_of_money() -> None:
    # 002, 185-260; 001, 2018-2180; 004, 960-1090
    assert rows("amounts-of-money") == [
        (TI, 1_300_000_000, "at least", "euro", None, LABELLED_1, "planned", "002"),
        (ENVELOPE, 500_000_000, "exact", "euro", "../2027", LABELLED_2, "planned", "001"),
        (FUND, 400_000_000, "exact", "euro", "../2022", None, "planned", "004"),
    ]


# 001, 2289-2530: five pillars, two of them double
PILLARS = [
    "ecological transition",
    "energy transition",
    "innovation",
    "land",
    "promotion of industrial occupations",
    "sectors of excellence",
    "skills",
]
# 000, 3140-3440
SECTORS = [
    "aeronautics",
    "health",
    "jewellery",
    "leather goods",
    "luxury goods",
    "microtechnology",
    "precision industries",
    "watchmaking",
]


def test_themes_of() -> None:
    plan = rows("themes-of", entity="instrument:plan-d-actions-alpd-grand-besancon")
    assert plan == [(theme, "concerns", "planned", GBM, "001") for theme in PILLARS]
    # 002, 1085-1160; 003, 1326-1460; 001, 80-195 and 585-690
    others = [row for row in rows("themes-of") if row[4] in ("001", "002", "003")]
    aer, cget = "AER Bourgogne-Franche-Comté", "CGET"
    expected = [
        ("curbing deindustrialisation", "aims at", "stated", GBM, "001"),
        ("decentralisation", "concerns", "stated", aer, "002"),
        ("local employment", "aims at", "stated", cget, "003"),
        ("partnership", "concerns", "stated", cget, "003"),
        ("revitalisation of the industrial fabric", "aims at", "stated", cget, "003"),
        ("reindustrialisation", "aims at", "stated", GBM, "001"),
    ]
    same(others, expected)
    # 000, 20-110 is the journal's aim; the rest is Bôle's
    journal = [row[:2] for row in rows("themes-of") if row[3] == "C’est-à-dire"]
    assert journal == [("industrial reconquest", "aims at")]


def test_themes_by_source() -> None:
    # 000, 3140-3440 and 3615-3780; 001, 1717-1800, 2038-2180; 004, 960-1090, 1780-1860,
    # 2570-2640, 3577-3735
    expected: Table = [(theme, ALPD, "stated", "000") for theme in SECTORS]
    actions = "actions portées par les binômes élu-chef d’entreprise"
    expected += [
        (theme, actions, "stated", "000")
        for theme in ("awareness of industry", "education", "land")
    ]
    expected += [(theme, PLAN_GB, "planned", "001") for theme in PILLARS]
    crte = "contrat de relance et de transition écologique"
    projects = "deux projets d’innovation en groupe d’entreprises"
    expected += [
        ("ecological transition", PLAN, "planned", "001"),
        ("energy transition", PLAN, "planned", "001"),
        ("green industry", ENVELOPE, "planned", "001"),
        ("industrial investment", FUND, "planned", "004"),
        ("ecological transition", crte, "stated", "004"),
        ("economic recovery", crte, "stated", "004"),
        ("partnership", crte, "planned", "004"),
        ("needs of firms", "boîte à outils de Territoires d’industrie", "stated", "004"),
        ("attractiveness", "recrutement et attractivité", "reported", "004"),
        ("recruitment", "recrutement et attractivité", "reported", "004"),
        ("industrial brownfields", "réhabilitation de friches industrielles", "reported", "004"),
        ("innovation", projects, "reported", "004"),
        ("cooperation between firms", projects, "reported", "004"),
        # 000, 796 and 3946: of the territory itself
        ("industrial activity", ALPD, "stated", "000"),
        ("territorial dynamics", ALPD, "stated", "000"),
        # 004, 1391: a priority of the local authorities too
        ("industrial reconquest", "les collectivités", "stated", "004"),
    ]
    # 000, 1414-2014: the four fields that the territories see, with what is under each
    fields = "aeronautics|business premises|competitiveness|development of firms|"
    fields += "ecological transition|green industry|innovation|land|local ecosystems|medical|"
    fields += "micromechanics|skills|support to firms|training|zero net land take"
    expected += [(theme, "territoires", "stated", "000") for theme in fields.split("|")]
    # 004, 1201-1321: what the projects are that it means to finance
    kinds = ("creation of sites", "equipment", "extension of sites", "modernisation")
    expected += [
        (theme, "projets industriels que le programme vise à financer", "reported", "004")
        for theme in kinds
    ]
    found = rows("themes-by-source")
    same([row for row in found if row[1] != TI], expected)
    same([row[:3] for row in found if row[3] == "002"], [("decentralisation", TI, "stated")])


def test_themes_in_several_documents() -> None:
    # 000, 1266-2090 and 3158-3440; 001, 94-195, 294, 1717, 2038-2530; 003, 1326-1460;
    # 004, 106-197, 600-870, 1700-1860, 2160-2560, 3630-3735
    found = rows("themes-in-several-documents")
    assert {(row[0], row[1]) for row in found} == {
        ("ecological transition", "000"),
        ("ecological transition", "001"),
        ("ecological transition", "004"),
        ("education", "000"),
        ("education", "004"),
        ("green industry", "000"),
        ("green industry", "001"),
        ("industrial reconquest", "000"),
        ("industrial reconquest", "004"),
        ("innovation", "000"),
        ("innovation", "001"),
        ("innovation", "004"),
        ("land", "000"),
        ("land", "001"),
        ("microtechnology", "000"),
        ("microtechnology", "001"),
        ("partnership", "003"),
        ("partnership", "004"),
        ("reindustrialisation", "001"),
        ("reindustrialisation", "004"),
        ("revitalisation of the industrial fabric", "003"),
        ("revitalisation of the industrial fabric", "004"),
        ("skills", "000"),
        ("skills", "001"),
    }
    assert [row[1:] for row in found if row[0] == "microtechnology"] == [
        ("001", GBM, "stated"),
        ("000", ALPD, "stated"),
    ]


def test_sectors_of_territory() -> None:
    found = rows("sectors-of-territory", territory="territory:alliances-luxe-et-precision-doubs")
    assert found == [(sector, None, "Cédric Bôle", "000") for sector in SECTORS]
    # 001, 294-320
    assert rows("sectors-of-territory", territory="epci:242500361") == [
        ("microtechnology", None, GBM, "001")
    ]


def test_projects_and_actions() -> None:
    # 000, 3615-3780; 004, 3071-3735
    chief = ("chef de projet interviewé", "004")
    actions = "actions portées par les binômes élu-chef d’entreprise"
    expected: Table = [
        (actions, of, theme, "Cédric Bôle", "000")
        for of in (ALPD, TI)
        for theme in ("awareness of industry", "education", "land")
    ]
    innovation = "deux projets d’innovation en groupe d’entreprises"
    brownfields = "réhabilitation de friches industrielles"
    expected += [
        (innovation, INTERVIEWED, "cooperation between firms", *chief),
        (innovation, INTERVIEWED, "innovation", *chief),
        ("projet du territoire du chef de projet interviewé", INTERVIEWED, None, *chief),
        ("recrutement et attractivité", INTERVIEWED, "attractiveness", *chief),
        ("recrutement et attractivité", INTERVIEWED, "recruitment", *chief),
        (brownfields, INTERVIEWED, "industrial brownfields", *chief),
    ]
    # 004, 3536-3702: projects within the project
    project = "projet du territoire du chef de projet interviewé"
    expected += [
        (innovation, project, "cooperation between firms", *chief),
        (innovation, project, "innovation", *chief),
        ("recrutement et attractivité", project, "attractiveness", *chief),
        ("recrutement et attractivité", project, "recruitment", *chief),
        (brownfields, project, "industrial brownfields", *chief),
    ]
    same(rows("projects-and-actions"), expected)


def test_places() -> None:
    # 001, 944-1115, 1667-1685 and 2260-2290; 002, 2723-2742; 003, 2278-2370 and 3440
    expected: Table = [
        (name, "Doubs", "25", None, "stated", "001")
        for name in (LOUE, PORTES, MAICHE, RUSSEY, MORTEAU, GBM)
    ]
    expected += [
        ("Augé Microtechnic Group", "Thise", "25560", None, "stated", "001"),
        (CNI_2019, "Lyon", "69123", "2019-03-05", "planned", "002"),
        (CNI_2019, "Lyon", "69123", "2019-03-05", "planned", "003"),
        (PLAN_GB, "Grand Besançon (aire)", None, None, "planned", "001"),
        (
            "communauté d’agglomération de la Région Nazairienne et de l’Estuaire (CARENE)",
            "Saint-Nazaire",
            "44184",
            None,
            "stated",
            "003",
        ),
    ]
    same(rows("places"), expected)


@pytest.mark.parametrize("name", ["pilots", "stages-of-the-roll-out", "aims-of-the-stages"])
def test_labels_in_french(name: str) -> None:
    assert catalogue.find(name).described("summary", "fr").endswith("?")
    assert len(rows(name, lang="fr")) == len(rows(name))
    assert rows(name, lang="fr") != rows(name)
