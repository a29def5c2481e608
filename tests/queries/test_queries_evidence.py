"""The catalogue's queries on figures, opinions and evidence.

The expected answers were first written beside the output of the queries and checked against
the documents (000 to 004, with offsets). Then they were written again from the documents and
the codebook alone, by readers who had seen neither tests nor output, and each difference was
settled in the text: once those of number-of-territories, figures-that-disagree,
figures-by-origin, identity-claims, opinions-by-speaker, planned-versus-achieved and
documents-cited-by-documents; once, by others, those of figures-of,
figures-with-several-voices, one-claim-two-voices, single-source-claims-of, only-in-source,
opinions, claims-at-a-date, documents and voices, and of stances-by-order-of-speaker and
single-source-claims what they count. Of opinions only what they say could be answered so, not
how the graph divides them, which stance it gives them and what it takes them to be about; nor
how many citations are taken from a document. What is a count of claims is tested on invented
graphs in test_queries_counts.py.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pyoxigraph as ox

import tigraph
from checkout import ROOT
from said_apart import said_apart
from tigraph.rdf.vocabulary import ONTOLOGY, RDF_TYPE, expand

DOCUMENTS = {
    "entretien avec Cédric Bôle": "000",
    "Territoire d’industrie, le Grand Besançon en est désormais !": "001",
    "Territoires d’industrie en Bourgogne-Franche-Comté (page de l’AER BFC)": "002",
    "Le programme entre dans sa phase de préfiguration": "003",
    "Territoires d’industrie : un modèle ?": "004",
}
TI = "Territoires d’industrie"
TI_2 = "Territoires d’industrie, seconde phase"
#: As those queries tell it that tell both ends of a claim in the language asked for.
TI_2_ENGLISH = "Territoires d’industrie, second phase"
ALPD = "Alliances Luxe & Précision Doubs"
HAUT_DOUBS = "Territoire d’industrie du Haut-Doubs"
AER = "AER Bourgogne-Franche-Comté"
GBM = "Grand Besançon Métropole"
BOLE = "Cédric Bôle"
ADI = "association des interpreneurs"
CHIEF = "chef de projet interviewé"
INTERVIEWED = "territoire du chef de projet interviewé (non nommé)"
LABELLED_1 = "territoires labellisés Territoires d’industrie, première phase"
LABELLED_2 = "territoires labellisés de la seconde phase"
FUND = "fonds d’accélération des investissements industriels dans les territoires"
ENVELOPE = "enveloppe de 500 millions d’euros"
PLAN = f"plan d’actions d’{ALPD}"
PLAN_GB = f"{PLAN} dans le Grand Besançon"
CONTRACTS = "phase de contractualisation"
CNI_2019 = "Conseil national de l’industrie du 5 mars 2019"
INTERVIEW = "entretien de l’association des interpreneurs avec un chef de projet"
AMF = "document 40550 de l’AMF sur le programme Territoires d’industrie"
KEY_FIGURES = "chiffres-clés de l’AdCF"
WAGES = "chiffres Insee sur les salaires de 2022"
FIVE = (
    "Communauté de communes Loue-Lison",
    "Communauté de communes des Portes du Haut-Doubs",
    "Communauté de communes du Pays de Maîche",
    "Communauté de communes du Plateau du Russey",
    "Communauté de communes du Val de Morteau",
)

Table = list[tuple[Any, ...]]


@cache
def graph() -> tigraph.Graph:
    return tigraph.load()


def table(of: tigraph.Graph, name: str, as_of: str | None = None, **parameters: str) -> Table:
    """Return the rows without the claim, documents by their numbers."""
    apart = said_apart(name)
    found = list(of.query(name, parameters, as_of=as_of))  # type: ignore[arg-type]
    for row in found:
        assert (row.get("claim") or "claim:").startswith("claim:")
    return [
        tuple(DOCUMENTS.get(v, v) for key, v in row.items() if key != "claim" and key not in apart)
        for row in found
    ]


def rows(name: str, as_of: str | None = None, **parameters: str) -> Table:
    return table(graph(), name, as_of, **parameters)


def same(found: Table, expected: Table) -> None:
    """Check that two tables have the same rows, whatever their order."""
    assert sorted(found, key=repr) == sorted(expected, key=repr)


# ---- figures ----


def test_figures_of() -> None:
    # 000, 2630-2700 and 690-720, 245; 000, 180-260 (the journal); 001, 802-1000
    alpd = "Alliances Luxe & Précision Doubs"
    six = (
        alpd,
        "number of members",
        None,
        6,
        None,
        None,
        "exact",
        "intercommunality",
        None,
        "stated",
    )
    same(
        [row for row in rows("figures-of", entity=ALPD) if row[1] == "number of members"],
        [(*six, BOLE, "000"), (*six, "C’est-à-dire", "000"), (*six, GBM, "001")],
    )
    # 002, 2442-2530: from ten to thirty
    assert rows("figures-of", entity="instrument:contrats-pilotes") == [
        (
            "contrats pilotes",
            "number of contracts",
            None,
            None,
            10,
            30,
            "exact",
            "contract",
            None,
            "planned",
            AER,
            "002",
        )
    ]


def test_figures_that_disagree() -> None:
    # None of the five texts disagrees with another: 124 (002, 163 and 2837; 003, 2164), 148
    # (004, 609) and 183 (001, 2114; 000, 488) are of other dates; the 124 “intercommunalities” of
    # 003, 1462 are its territories; exact, at least and about the same number are one number.
    assert rows("figures-that-disagree") == []


def test_figures_over_time() -> None:
    # 002, 163 and 2837; 003, 2164; 004, 609; 001, 2114; 000, 488: first and second phase; 001,
    # 334 and 916, 000, 245 and 579: the members; 001, 399-506
    amf = "document 40550 de l’AMF sur le programme Territoires d’industrie"
    territories = [
        (LABELLED_1, "2019-01~", 124, "at least", AER, "002", "002"),
        (LABELLED_1, "2019-01~", 124, "exact", AER, "002", "002"),
        (LABELLED_1, "2019-01-31", 124, "exact", "CGET", "003", "003"),
        (LABELLED_1, "2021-09-16", 148, "exact", ADI, amf, "004"),
        (LABELLED_2, "[2023-12-01..2024-10-31]", 183, "exact", GBM, "001", "001"),
        (LABELLED_2, "2024", 183, "exact", BOLE, "000", "000"),
    ]
    members = [
        (HAUT_DOUBS, "[2023-12-01..2024-10-31]", 5, "exact", GBM, "001", "001"),
        (ALPD, "[2023-12-01..2024-10-31]", 6, "exact", GBM, "001", "001"),
        (ALPD, "2024", 6, "exact", BOLE, "000", "000"),
        (ALPD, "2024", 6, "exact", "C’est-à-dire", "000", "000"),
    ]
    share = [
        ("industrie en France", "1973", 22, "exact", GBM, "001", "001"),
        ("industrie en France", "[2023-12-01..2024-10-31]", 11, "exact", GBM, "001", "001"),
    ]
    found = rows("figures-over-time")
    same(
        [(row[1], row[4], row[5], row[8], *row[10:]) for row in found],
        territories + members + share,
    )
    things = {(row[0], row[2]) for row in found}
    assert things == {
        (TI, "number of territories"),
        ("Haut-Doubs", "number of members"),
        ("industrie en France", "share of national wealth"),
    }
    assert [row[5] for row in found if row[0] == TI] == [124, 124, 124, 148, 183, 183]


def test_number_of_territories() -> None:
    # 002, 163 and 2837; 003, 2164; 004, 609; 001, 2114; 000, 488
    assert rows("number-of-territories") == [
        ("2019-01~", LABELLED_1, 124, "exact", "stated", AER, "002"),
        ("2019-01~", LABELLED_1, 124, "at least", "planned", AER, "002"),
        ("2019-01-31", LABELLED_1, 124, "exact", "stated", "CGET", "003"),
        ("2021-09-16", LABELLED_1, 148, "exact", "reported", ADI, "004"),
        ("[2023-12-01..2024-10-31]", LABELLED_2, 183, "exact", "stated", GBM, "001"),
        ("2024", LABELLED_2, 183, "exact", "stated", BOLE, "000"),
    ]


def test_figures_by_origin() -> None:
    # 001, 1830-2016 (Insee); 004, 543-1930 with the reference at 1931 (AMF), 7040-7430
    # (AdCF), 3071-3735 with the reference at 2698 (the project manager)
    wage, epci = "mean net monthly wage", "number of intercommunalities"
    seats = (INTERVIEWED, "seats per community of communes", 1, "seat", CHIEF, "004")
    found = rows("figures-by-origin")
    assert all(row[4:6] == (None, None) for row in found)  # no ranges
    same(
        [row[:4] + row[6:] for row in found],
        [
            (WAGES, "industrie en France", wage, 2906, "euro per month", GBM, "001"),
            (WAGES, "secteur de la construction", wage, 2344, "euro per month", GBM, "001"),
            (WAGES, "secteur tertiaire", wage, 2601, "euro per month", GBM, "001"),
            *(
                (KEY_FIGURES, of, epci, count, "intercommunality", ADI, "004")
                for of, count in [
                    ("les intercommunalités", 1254),
                    ("métropoles de France", 22),
                    ("communautés urbaines de France", 14),
                    ("communautés d’agglomération de France", 222),
                    ("communautés de communes de France", 996),
                ]
            ),
            (
                KEY_FIGURES,
                "Métropole du Grand Paris",
                "territorial public establishments",
                11,
                "establishment",
                ADI,
                "004",
            ),
            (AMF, LABELLED_1, "number of territories", 148, "territory", ADI, "004"),
            (AMF, TI, epci, 500, "intercommunality", ADI, "004"),
            (AMF, TI, "number of projects", 1600, "project", ADI, "004"),
            (AMF, FUND, "amount", 400_000_000, "euro", ADI, "004"),
            (
                AMF,
                "projets retenus dans des territoires « fragiles »",
                "share",
                69,
                "per cent",
                ADI,
                "004",
            ),
            (
                INTERVIEW,
                "entreprises « motrices » du territoire du chef de projet interviewé",
                "number of firms",
                30,
                "firm",
                CHIEF,
                "004",
            ),
            (
                INTERVIEW,
                INTERVIEWED,
                "communities of communes",
                5,
                "intercommunality",
                CHIEF,
                "004",
            ),
            (INTERVIEW, INTERVIEWED, "number of projects", 2, "project", CHIEF, "004"),
            *[(INTERVIEW, *seats)] * 3,  # an elected official, an industrialist, a technician
        ],
    )


def test_figures_with_several_voices() -> None:
    # 000, 180-260, 245 and 488; 001, 944 and 2114; 002, 2837; 003, 2164
    assert rows("figures-with-several-voices") == [
        (ALPD, "number of members", 6, "intercommunality", 3, 2, 2),
        (LABELLED_1, "number of territories", 124, "territory", 2, 2, 2),
        (LABELLED_2, "number of territories", 183, "territory", 2, 2, 2),
    ]


# ---- origins ----


def test_one_claim_two_voices() -> None:
    # 000, 0-400, 245-780, 1020, 1190-1320, 2256-2500, 3581-3780; 001, 94-195 and 802-1690; 002,
    # 342, 1870-2100, 2442-2878; 003, 1326-1460, 2278, 2851; 004, 106-197, 543-870, 1109,
    # 1676-1712, 2160-2580. What the minister asks of the State (003, 1188) is her opinion, not a
    # second voice for what the association says of it (004, 2523).
    binome = "binôme Cédric Bôle – Nathalie Augé"
    same(
        rows("one-claim-two-voices"),
        [
            *((name, "is a member of", ALPD, 2, 2) for name in (*FIVE[:4], GBM)),
            (FIVE[4], "is a member of", ALPD, 3, 2),
            (BOLE, "is a member of", binome, 3, 2),
            ("Nathalie Augé", "is a member of", binome, 3, 2),
            (BOLE, "cooperates with", "Nathalie Augé", 2, 1),
            (BOLE, "holds a post", "élu référent du territoire d’industrie (Doubs)", 2, 2),
            ("Nathalie Augé", "holds a post", "dirigeante d’Augé Microtechnic Group", 2, 2),
            (binome, "governs", ALPD, 2, 2),
            ("binôme élu-industriel", "has the seat", "élu du binôme", 3, 3),
            (
                "binôme élu-industriel",
                "has the seat",
                "place de l’industriel dans le binôme élu-industriel",
                3,
                3,
            ),
            (ALPD, "lies in", "Doubs", 2, 2),
            (CNI_2019, "lies in", "Lyon", 2, 2),
            (TI, "aims at", "reindustrialisation", 2, 2),
            (TI, "aims at", "revitalisation of the industrial fabric", 2, 2),
            (TI, "concerns", "innovation", 2, 2),
            (TI, "concerns", "partnership", 2, 2),
            (TI_2_ENGLISH, "is a phase of", TI, 2, 1),
            ("contrats Territoires d’industrie", "is an instrument of", TI, 2, 2),
            # 002, 2813 and 003, 2888
            ("contrats Territoires d’industrie", "is an instrument of", LABELLED_1, 2, 2),
            # 000, 18 and 001, 633; 002, 2688 and 003, 2304; 002, 99 and 004, 558
            (TI, "acts at the level", "national", 2, 2),
            ("Conseil national de l’industrie", "meets in", CNI_2019, 2, 2),
            (LABELLED_1, "pertains to", TI, 2, 2),
            # 000, 0 and 004, 543
            ("lancement du programme Territoires d’industrie", "marks", TI, 2, 2),
        ],
    )


def test_single_source_claims() -> None:
    # What texts state, one document each: 003, 3379-3480; 002, 1771; 001, 196-395 and 802; and the
    # claims of governing, of which only the binôme's is in two (000, 2380; 001, 1395). Identities
    # and a lineage that were inferred, or that a register shows, nobody states.
    found = {row[0]: row[1:] for row in rows("single-source-claims")}
    assert found["is identified with"] == (2, 2)
    assert found["carries ex officio"] == (1, 1)
    assert found["is continued as"] == (1, 1)
    assert found["labelled"] == (1, 1)
    assert found["governs"] == (4, 3)


def test_single_source_claims_of() -> None:
    # 001, 325, 1116-1340 and 1540-1620; 002, 342-640
    members = [(name, "is a member of", HAUT_DOUBS, "001") for name in FIVE]
    same(
        rows("single-source-claims-of", actor="territory:haut-doubs-horloger"),
        [
            *members,
            (HAUT_DOUBS, "has the status", "labelled", "002"),
            (HAUT_DOUBS, "lies in", "Bourgogne-Franche-Comté", "002"),
            (HAUT_DOUBS, "is continued as", ALPD, "001"),
            (HAUT_DOUBS, "number of members", "5 (intercommunality)", "001"),
            (
                HAUT_DOUBS,
                "is one of",
                "territoires labellisés en Bourgogne-Franche-Comté, première phase",
                "002",
            ),
            (
                "intercommunalités du Territoire d’industrie du Haut-Doubs",
                "pertains to",
                HAUT_DOUBS,
                "001",
            ),
            (
                BOLE,
                "holds a post",
                "élu référent du territoire d’industrie du Haut-Doubs",
                "001",
            ),
        ],
    )
    # 003, 3023
    assert rows("single-source-claims-of", actor="person:olivier-lluansi") == [
        ("Olivier Lluansi", "holds a post", "délégué aux Territoires d’industrie", "003")
    ]


def test_relations_of() -> None:
    # 003, 3023; 001, 1502-1542
    [lluansi] = tigraph.load().query("relations-of", {"entity": "person:olivier-lluansi"})
    told = ("subject", "relation", "object", "office", "modality", "speaker")
    assert [lluansi[key] for key in told] == [
        "Olivier Lluansi", "holds a post", "délégation aux Territoires d’industrie",
        "délégué aux Territoires d’industrie", "stated", "CGET",
    ]  # fmt: skip
    bole = tigraph.load().query("relations-of", {"entity": "person:cedric-bole"})
    offices = {row["office"] for row in bole if row["relation"] == "holds a post"}
    assert "président de la communauté de communes du Val de Morteau" in offices


def test_claims_of_document() -> None:
    """Every claim with a citation in the document or its text, as the file's triples say."""
    graph = tigraph.load()
    source, text, cites = (
        ox.NamedNode(expand(name) or "") for name in ("oa:hasSource", "tig:textOf", "tig:citation")
    )
    a, store = ox.NamedNode(RDF_TYPE), ox.Store()
    store.load(path=str(ROOT / "data" / "graph.ttl"))
    for document in graph.info()["documents"]:
        own = ox.NamedNode(document["document"])
        sources = [own, *(q.subject for q in store.quads_for_pattern(None, text, own))]
        cited = [q.subject for s in sources for q in store.quads_for_pattern(None, source, s)]
        claims = {q.subject.value for c in cited for q in store.quads_for_pattern(None, cites, c)}
        kinds = ("RelationClaim", "FigureClaim", "OpinionClaim")
        expected = {
            one
            for one in claims
            for kind in kinds
            if ox.Quad(ox.NamedNode(one), a, ox.NamedNode(ONTOLOGY + kind)) in store
        }
        rows = graph.query("claims-of-document", {"document": document["document"]})
        assert {expand(row["claim"]) for row in rows} == expected


def test_only_in_source() -> None:
    # 002, 0-100, 809-1060, 1295-1780 and 2237-2878, of what no other document says
    found = rows("only-in-source", document="document:aer-territoires-d-industrie")
    chosen = {
        "launched",
        "carries ex officio",
        "is a phase of",
        "is a member of",
        "funds",
        "steers",
    }
    regional = "Comité de pilotage régional des Territoires d’industrie de Bourgogne-Franche-Comté"
    national = "comité de pilotage national de Territoires d’industrie"
    cohesion = (
        "ministère de la Cohésion des territoires et des Relations avec les collectivités "
        "territoriales"
    )
    same(
        [row for row in found if row[1] in chosen],
        [
            ("Prime Minister", "launched", TI),
            (
                "présidente du conseil régional de Bourgogne-Franche-Comté",
                "carries ex officio",
                "présidence du comité de pilotage régional de Bourgogne-Franche-Comté",
            ),
            ("phase de lancement (janvier 2019)", "is a phase of", TI),
            ("phase pilote (février 2019)", "is a phase of", TI),
            ("phase de déploiement (mars-juin 2019)", "is a phase of", TI),
            (AER, "is a member of", regional),
            (cohesion, "is a member of", national),
            ("ministère de l’Économie et des Finances", "is a member of", national),
            (TI, "funds", LABELLED_1),
            ("Région Bourgogne-Franche-Comté", "steers", regional),
        ],
    )
    # that the council of industry meets in Lyon, 003 says too
    assert (CNI_2019, "lies in", "Lyon") not in found
    # 002, 1445, 1210-1290, 2237-2340, 2491, 163, 342, 645, 201
    same(
        [row[1:] for row in found if row[2].endswith(")") and row[2][0].isdigit()],
        [
            ("number of meetings", "1 (per month)"),
            ("levels of governance", "3 (level)"),
            ("stages", "3 (stage)"),
            ("number of contracts", "10–30 (contract)"),
            ("number of territories", "124 (territory)"),  # at least, planned
            ("number of territories", "124 (territory)"),  # of the contracts
            ("number of territories", "10 (territory)"),
            ("number of territories", "4 (territory)"),
            ("amount", "1300000000 (euro)"),
        ],
    )


# ---- opinions ----


def test_opinions() -> None:
    # 003, 1115-1240 and 1794-1920; 004, 1391-1478 and 6134-6660
    found = [(row[0], row[1], row[3]) for row in rows("opinions", about="organisation:etat")]
    same(
        found,
        [
            ("Harold Huwart", "recommends", "003"),
            ("Harold Huwart", "recommends", "003"),
            ("Jacqueline Gourault", "recommends", "003"),
            ("Jacqueline Gourault", "describes", "004"),
            *[(ADI, "recommends", "004")] * 5,
        ],
    )
    # the programme by default: 000, 1414-1470; 004, 1534, 1763 (in the quotation marks of a
    # passage of the AMF), 1977 and 3071 beside the association
    others = [(row[0], row[1], row[3]) for row in rows("opinions") if row[0] != ADI]
    same(
        others,
        [
            (BOLE, "describes", "000"),
            ("Jacqueline Gourault", "favourable", "004"),
            ("AMF", "describes", "004"),
            ("AMF", "favourable", "004"),
            (CHIEF, "favourable", "004"),
        ],
    )


def test_opinions_by_speaker() -> None:
    # 003, 1541-1975: four opinions, two of them about two things
    found = rows("opinions-by-speaker", speaker="Harold Huwart")
    assert len({row[2] for row in found}) == 4
    same(
        [(row[0], row[1], row[3]) for row in found],
        [
            (about, "recommends", "003")
            for about in (
                "territoires ruraux",
                "industrie en France",
                "Régions",
                "État",
                "État",
                "territoires",
            )
        ],
    )


def test_opinions_by_other_speakers() -> None:
    # 003, 855-1240: industry can create jobs, there is room for growth, the State should ease and
    # guide; 004, 1391-1630: a priority of both, to be sped up by the plan, helped by the programme
    found = rows("opinions-by-speaker", speaker="Jacqueline Gourault")
    assert len({row[2] for row in found}) == 6
    same(
        [(row[0], row[1], row[3]) for row in found],
        [
            ("industrie en France", "favourable", "003"),
            ("industrie en France", "favourable", "003"),
            ("France", "favourable", "003"),
            ("État", "recommends", "003"),
            ("industrie en France", "recommends", "003"),
            ("État", "describes", "004"),
            ("les collectivités", "describes", "004"),
            ("France Relance", "recommends", "004"),
            ("France Relance", "favourable", "004"),
            (TI, "favourable", "004"),
        ],
    )
    # 001, 1116-1353: what the conurbation means to bring to the territory that it joins
    found = rows("opinions-by-speaker", speaker="Anne Vignot")
    same(
        [(row[0], row[1], row[3]) for row in found],
        [(GBM, "favourable", "001"), (HAUT_DOUBS, "favourable", "001")],
    )


def test_stances_by_order_of_speaker() -> None:
    # 004, 1534 (a minister), 000, 1414 (a president of an intercommunality); the project
    # manager's order is not said
    found = rows("stances-by-order-of-speaker")
    assert {row[0] for row in found} == {"State", "association", "local authority"}
    assert [row for row in found if row[0] != "association"] == [
        ("State", "favourable", 1),
        ("local authority", "describes", 1),
    ]


# ---- time ----


def test_nobody_has_two_names_in_one_table() -> None:
    """Both ends of a claim are told in the language asked for: no State beside an État."""
    labels = graph().query(
        "SELECT ?fr ?en { ?one a/a tig:Kind ; skos:prefLabel ?fr, ?en "
        'FILTER(LANG(?fr) = "fr" && LANG(?en) = "en" && STR(?fr) != STR(?en)) }'
    )
    two_names = [(row["fr"], row["en"]) for row in labels]
    assert ("État", "State") in two_names
    asked: dict[str, dict[str, Any]] = {
        "claims-at-a-date": {"as_of": "any"},
        "claims-of-document": {"document": "document:aer-territoires-d-industrie"},
        "lineage-history": {"lineage": "lineage:haut-doubs"},
        "one-claim-two-voices": {},
        "only-in-source": {"document": "document:aer-territoires-d-industrie"},
        "planned-versus-achieved": {},
        "single-source-claims-of": {"actor": "organisation:etat"},
    }
    for name, given in asked.items():
        told = {cell for row in rows(name, **given) for cell in row}
        assert told
        assert not [pair for pair in two_names if told.issuperset(pair)], name


def test_planned_versus_achieved() -> None:
    # With a period: 003, 2278 and 2851-2982; 001, 2018-2330; 004, 960-1090; 002, 2442-2878
    found = rows("planned-versus-achieved")
    cni = "Conseil national de l’industrie"
    same(
        [row[:5] for row in found if row[3]],
        [
            (CONTRACTS, "aims at", "signing of all contracts", "../2019-06", "003"),
            (CONTRACTS, "is a phase of", TI, "../2019-06", "003"),
            (CNI_2019, "lies in", "Lyon", "2019-03-05", "003"),
            (cni, "meets in", CNI_2019, "2019-03-05", "003"),
            (cni, "meets in", CNI_2019, "2019-03-05", "002"),
            (ENVELOPE, "amount", "500000000 (euro)", "../2027", "001"),
            (ENVELOPE, "duration", "5 (year)", "../2027", "001"),
            ("Government", "funds", LABELLED_2, "../2027", "001"),
            ("France Relance", "funds", FUND, "../2022", "004"),
            (PLAN, "is an instrument of", ALPD, "../2027", "001"),
            (PLAN_GB, "number of pillars", "5 (pillar)", "../2027", "001"),
            (FUND, "amount", "400000000 (euro)", "../2022", "004"),
            (
                "phase de déploiement (mars-juin 2019)",
                "is a phase of",
                TI,
                "2019-03/2019-06",
                "002",
            ),
            ("phase pilote (février 2019)", "is a phase of", TI, "2019-02", "002"),
            (CNI_2019, "lies in", "Lyon", "2019-03-05", "002"),
            (CNI_2019, "marks", "contrats pilotes", "2019-03-05", "002"),
            (CNI_2019, "marks", "phase pilote (février 2019)", "2019-03-05", "002"),
        ],
    )
    # Stated too: the 124 territories (002, 163 planned; 002, 2837 and 003, 2164 stated)
    figure = (LABELLED_1, "number of territories", "124 (territory)", None, "002")
    # and contracts with them all (002, 2794 planned; 003, 2888 stated)
    contracts = ("contrats Territoires d’industrie", "is an instrument of", LABELLED_1, None, "002")
    same(
        [row for row in found if row[5]],
        [(*figure, "002"), (*figure, "003"), (*contracts, "003")],
    )


def test_every_claim_names_its_ends() -> None:
    """Also where an end is a name of which it is claimed what it names (001, 361)."""
    found = rows("claims-at-a-date")
    assert all(subject and other for subject, _, other, *_ in found)
    assert (
        "Territoire d’industrie du Haut-Doubs",
        "is identified with",
        "Haut-Doubs Horloger",
    ) in {row[:3] for row in found}


def test_claims_at_a_date() -> None:
    # 002, 0-100; that the Government launched it in 2018 (001, 61) is no more than possible
    # on that day, as is the mission of that autumn (003, 2430-2850)
    cni = "Conseil national de l’industrie"
    that_day = [
        ("Prime Minister", "launched", TI, "2018-11-22"),
        (cni, "meets in", f"{cni} du 22 novembre 2018", "2018-11-22"),
        (f"{cni} du 22 novembre 2018", "marks", TI, "2018-11-22"),
    ]
    same([row[:4] for row in rows("claims-at-a-date", "2018-11-22")], that_day)
    # 001, 399-596: the share of that year; the jobs lost since then were not yet lost
    assert [row[:4] for row in rows("claims-at-a-date", "1973")] == [
        ("industrie en France", "share of national wealth", "22 (per cent)", "1973"),
    ]


# ---- documents ----


def test_documents() -> None:
    found = {row[0]: row[1:] for row in rows("documents")}
    # The catalogue of the five, and 003, 713 and 1485; 001, 1990; 004, 1931-5000 and 7411
    assert [found[n][:2] for n in ("000", "001", "002", "003", "004")] == [
        ("C’est-à-dire", "2024"),
        (GBM, "[2023-12-01..2024-10-31]"),
        (AER, "2019-01~"),
        ("CGET", "2019-01-31"),
        (ADI, "2021-09-16"),
    ]
    assert [found[n][3] for n in ("000", "001", "002", "003", "004")] == [
        4033,
        2735,
        2878,
        3537,
        8231,
    ]
    referred = {name: row[:2] for name, row in found.items() if row[3] is None}
    assert referred == {
        "article du CGET sur l’engagement de l’État dans 124 intercommunalités": ("CGET", None),
        "dossier de présentation du programme Territoires d’industrie": ("CGET", None),
        WAGES: (None, None),
        KEY_FIGURES: ("AdCF", None),
        AMF: ("AMF", None),
        "quatre rapports de l’AdCF sur le programme Territoires d’industrie": ("AdCF", None),
        "rapport de l’AdCF sur le binôme élu, industriel": ("AdCF", None),
        "entretien de l’association des interpreneurs avec le rédacteur des quatre rapports "
        "de l’AdCF": (ADI, "2021-08-09"),
        "entretien de l’association des interpreneurs avec le rédacteur du rapport de l’AdCF "
        "sur le binôme": (ADI, "2021-09-02"),
        INTERVIEW: (ADI, "2021-09-06"),
        "témoignages des acteurs du pays de Saint-Omer": (
            "ministère de la Cohésion des territoires et des Relations avec les collectivités "
            "territoriales",
            None,
        ),
        "vidéo de présentation de Territoires d’industrie": (None, None),
        "étude de l’association des interpreneurs sur le programme Territoires d’industrie": (
            None,
            None,
        ),
    }


def test_documents_cited_by_documents() -> None:
    # 003, 713 and 1485: bare references; 001, 1830-2016: three wages; 004, 1931, 2644, 2698,
    # 4215, 4750, 4902 and 7411, of which the video and the testimonies give nothing, nor does
    # the report on the pair (4096), which is named and not opened
    found = rows("documents-cited-by-documents")
    assert [row for row in found if row[0] != "004"] == [
        ("003", "article du CGET sur l’engagement de l’État dans 124 intercommunalités", 0),
        ("003", "dossier de présentation du programme Territoires d’industrie", 0),
        ("001", WAGES, 3),
    ]
    same(
        [(row[1], row[2] > 0) for row in found if row[0] == "004"],
        [
            (AMF, True),
            (INTERVIEW, True),
            (KEY_FIGURES, True),
            ("quatre rapports de l’AdCF sur le programme Territoires d’industrie", True),
            (
                "entretien de l’association des interpreneurs avec le rédacteur du rapport de "
                "l’AdCF sur le binôme",
                True,
            ),
            (
                "entretien de l’association des interpreneurs avec le rédacteur des quatre "
                "rapports de l’AdCF",
                True,
            ),
            ("rapport de l’AdCF sur le binôme élu, industriel", False),
            ("témoignages des acteurs du pays de Saint-Omer", False),
            ("vidéo de présentation de Territoires d’industrie", False),
        ],
    )


def test_voices() -> None:
    # 000: interviewer and interviewed; 001, 1116-1353; 003, 819-1240 and 1541-1975; 004,
    # 1391-1630, 3071-3900, and the AMF, quoted at 1385-1863 and by the title in the address at
    # 1977
    assert {row[:2] for row in rows("voices")} == {
        ("000", BOLE),
        ("000", "C’est-à-dire"),
        ("001", GBM),
        ("001", "Anne Vignot"),
        ("002", AER),
        ("003", "CGET"),
        ("003", "Jacqueline Gourault"),
        ("003", "Harold Huwart"),
        ("004", ADI),
        ("004", "Jacqueline Gourault"),
        ("004", CHIEF),
        ("004", "AMF"),
    }


def test_identity_claims() -> None:
    # 003, 3379-3480: two of the four territories are also named as an intercommunality; 001,
    # 233-397 and 858: one goes on in another; 001, 325 and 002, 464: two names with the same five
    # members in the register; 001, 1174: "existant" may be either; 000, 1047: astride Belfort and
    # Montbéliard, as the territory is that the register names Nord Franche-Comté in both phases
    # 003, 1462 and 2164: its 124 intercommunalities are the 124 territories
    nord, belfort = (
        "Nord Franche-Comté",
        "Territoire d’industrie entre Belfort et Pays Montbéliard Agglomération",
    )
    one, on = "is identified with", "is continued as"
    stated, inferred, register = (
        "stated by a text",
        "inferred by the coder",
        "shown by a register",
    )
    anct = "Agence nationale de la cohésion des territoires"
    files = [f"Territoires d’industrie labellisés, {one} phase" for one in ("première", "seconde")]
    attested = "[2023-12-01..2024-10-31]"
    taken = "claim:existant--identified-with--haut-doubs-horloger"
    existing, own = "territoire d’industrie existant", "Alliances Luxe et Précision Doubs"
    decazeville = "communauté de communes Decazeville Communauté"
    carene = "communauté d’agglomération de la Région Nazairienne et de l’Estuaire (CARENE)"
    same(
        rows("identity-claims"),
        [
            (
                decazeville,
                one,
                "Decazeville-Aubin",
                stated,
                None,
                "2019-01-31",
                "CGET",
                "003",
                None,
            ),
            (carene, one, "Carene", stated, None, "2019-01-31", "CGET", "003", None),
            (HAUT_DOUBS, one, "Haut-Doubs Horloger", inferred, None, None, GBM, "001", None),
            (HAUT_DOUBS, one, "Haut-Doubs Horloger", register, None, None, anct, files[0], None),
            (
                "les 124 intercommunalités dont parle le CGET",
                one,
                LABELLED_1,
                inferred,
                None,
                "2019-01-31",
                "CGET",
                "003",
                None,
            ),
            (existing, one, HAUT_DOUBS, inferred, None, None, GBM, "001", None),
            (existing, one, own, inferred, None, None, GBM, "001", taken),
            (HAUT_DOUBS, on, ALPD, stated, "2023-11", attested, GBM, "001", None),
            (nord, on, belfort, inferred, None, None, BOLE, "000", None),
            (nord, on, belfort, register, None, None, anct, files[0], None),
            (nord, on, belfort, register, None, None, anct, files[1], None),
        ],
    )


# ---- the programme in time, and its actors in the documents ----


def test_chronology() -> None:
    # Every date of the programme that a text gives, by the places where it stands: 000, 0, 15,
    # 3581; 001, 61, 201-260, 325, 740-914, 2020-2236; 002, 0-97, 2260-2791; 003, 121-663, 2292,
    # 2638, 2857-2983; 004, 543, 874-1084
    found = rows("chronology")
    dates = list(dict.fromkeys(row[0] for row in found))
    assert dates == [
        "2018", "2018-23", "2018-11-22", "2019-01", "2019-01-30", "2019-01-30/..", "2019-02",
        "2019-03/2019-06", "2019-03-05", "../2019-06", "../2022", "2023-11", "2023-11/..",
        "2023-11-09", "2023-11-09/2027", "2024~", "../2027",
    ]  # fmt: skip
    told = {(row[0], *row[1:4], row[5]) for row in found}
    for one in [
        ("2018", "Gouvernement", "launched", TI, "001"),
        ("2018", "lancement du programme Territoires d’industrie", "marks", TI, "000"),
        ("2018-11-22", "Premier ministre", "launched", TI, "002"),
        ("2019-03-05", CNI_2019, "lies in", "Lyon", "003"),
        ("../2019-06", CONTRACTS, "aims at", "signature de l’ensemble des contrats", "003"),
        ("../2022", "France Relance", "funds", FUND, "004"),
        ("2023-11", HAUT_DOUBS, "is continued as", ALPD, "001"),
        ("2023-11-09/2027", "État", "labelled", ALPD, "001"),
        ("../2027", TI_2, "is a phase of", TI, "000"),
        ("../2027", "Gouvernement", "funds", LABELLED_2, "001"),
    ]:
        assert one in told
    # 003, 590-663: the day that opens the stage of prefiguration
    opens = [row for row in found if row[2] == "marks" and row[0] == "2019-01-30"]
    assert [row[6:] for row in opens] == [(590, 663)]


#: The actors of each document, as a reader of the texts alone found them; names are ours.
#: Descriptions without a name ("the project manager", "the pair") are among them.
ACTORS = {
    "000": (
        "Alliances Luxe & Précision Doubs",
        "Augé Microtechnic Group",
        "Communauté de communes Loue-Lison",
        "Communauté de communes des Portes du Haut-Doubs",
        "Communauté de communes du Pays de Maîche",
        "Communauté de communes du Plateau du Russey",
        "Communauté de communes du Val de Morteau",
        "Cédric Bôle",
        "C’est-à-dire",
        "Grand Besançon Métropole",
        "Nathalie Augé",
        "Territoire d’industrie entre Belfort et Pays Montbéliard Agglomération",
        "binôme Cédric Bôle – Nathalie Augé",
        "comité exécutif d’Alliances Luxe & Précision Doubs",
        "directeur de Territoires d’industrie France",
        "dirigeante d’Augé Microtechnic Group",
        "élu référent du territoire d’industrie (Doubs)",
    ),
    "001": (
        "Alliances Luxe & Précision Doubs",
        "Anne Vignot",
        "Augé Microtechnic Group",
        "Communauté de communes Loue-Lison",
        "Communauté de communes des Portes du Haut-Doubs",
        "Communauté de communes du Pays de Maîche",
        "Communauté de communes du Plateau du Russey",
        "Communauté de communes du Val de Morteau",
        "Cédric Bôle",
        "Gouvernement",
        "Grand Besançon Métropole",
        "Insee",
        "Nathalie Augé",
        "Territoire d’industrie du Haut-Doubs",
        "binôme Cédric Bôle – Nathalie Augé",
        "dirigeante d’Augé Microtechnic Group",
        "président de la communauté de communes du Val de Morteau",
        "État",
        "élu référent du territoire d’industrie (Doubs)",
        "élu référent du territoire d’industrie du Haut-Doubs",
    ),
    "002": (
        "AER Bourgogne-Franche-Comté",
        "AdCF",
        "Auxerrois cœur Yonne",
        "Banque des Territoires",
        "Bpifrance",
        "Business France",
        "Chalon-sur-Saône",
        "Comité de pilotage régional des Territoires d’industrie de Bourgogne-Franche-Comté",
        "Conseil national de l’industrie",
        "Grand Dole",
        "Haut-Jura",
        "Le Creusot – Gueugnon, Bourbon-Lancy, Charolais et Autun",
        "Montbard Metal Valley",
        "Nevers et Sud Nivernais",
        "Nord Franche-Comté",
        "Premier ministre",
        "Pôle Emploi",
        "Région Bourgogne-Franche-Comté",
        "Régions de France",
        "Territoire d’industrie du Haut-Doubs",
        "Vosges saônoises",
        "comité de pilotage national de Territoires d’industrie",
        "ministère de la Cohésion des territoires et des Relations avec les "
        "collectivités territoriales",
        "ministère de l’Économie et des Finances",
        "présidente du conseil régional de Bourgogne-Franche-Comté",
        "État",
    ),
    "003": (
        "AdCF",
        "Agnès Pannier-Runacher",
        "Annabelle Boutet",
        "Ardenne Métropole",
        "Aurore Colnel",
        "CGET",
        "Carene",
        "Conseil national de l’industrie",
        "Decazeville-Aubin",
        "Dieppe Maritime",
        "Direction générale des entreprises",
        "Fabrique prospective",
        "Harold Huwart",
        "Jacqueline Gourault",
        "Olivier Lluansi",
        "Régions de France",
        "bureau de la prospective et des études du CGET",
        "cheffe du bureau de la prospective et des études du CGET",
        "co-président de la commission Développement économique de Régions de France",
        "commission Développement économique de Régions de France",
        "communauté de communes Decazeville Communauté",
        "communauté d’agglomération de la Région Nazairienne et de l’Estuaire (CARENE)",
        "coordinatrice des politiques publiques en charge des clusters, des "
        "filières et des écosystèmes territoriaux d’innovation",
        "délégation aux Territoires d’industrie",
        "délégué aux Territoires d’industrie",
        "ministre (attributions non précisées), Agnès Pannier-Runacher",
        "ministre de la Cohésion des territoires et des Relations avec les "
        "collectivités territoriales",
        "mission Territoires d’industrie",
        "rapporteure de la mission Territoires d’industrie",
        "État",
        "équipe-projet Territoires d’industrie",
    ),
    "004": (
        "AMF",
        "AdCF",
        "CCI du territoire du chef de projet interviewé",
        "Christophe Faurie",
        "Gouvernement",
        "Jacqueline Gourault",
        "Métropole de Lyon",
        "Métropole du Grand Paris",
        "association des interpreneurs",
        "chef de projet interviewé",
        "cœur de Flandre, pays de Saint Omer",
        "ministère de la Cohésion des territoires et des Relations avec les "
        "collectivités territoriales",
        "rédacteur des quatre rapports de l’AdCF",
        "rédacteur du rapport de l’AdCF sur le binôme",
        "État",
    ),
}


def test_actors_by_document() -> None:
    found = {(row[2], row[0]) for row in rows("actors-by-document")}
    read = {(document, name) for document, names in ACTORS.items() for name in names}
    # Besides, an office that a text implies (002, 1724: who presides) and a territory that it does
    # not name (004, 3019)
    assert found - read == {
        ("002", "présidence du comité de pilotage régional de Bourgogne-Franche-Comté"),
        ("004", INTERVIEWED),
    }
    assert not read - found
    # 004, 7089-7433, a footnote of statistics; 001, 2003, the source of figures
    apart = {(row[2], row[0]) for row in rows("actors-by-document") if not row[5]}
    assert apart == {
        ("004", "Métropole de Lyon"),
        ("004", "Métropole du Grand Paris"),
        ("001", "Insee"),
    }
    minister = [row for row in rows("actors-by-document") if row[0] == "Jacqueline Gourault"]
    assert [(row[1], row[2], row[4]) for row in minister] == [
        ("person", "003", 328),  # the words that introduce her
        ("person", "004", 1391),  # hers, quoted
    ]
