"""The catalogue's questions about actors and bodies.

The expected answers were first written from the output of the queries and checked against
the documents 000 to 004, passage by passage (comments say where, in code points from the
beginning of the text). Then they were written again from the documents and the codebook alone,
by readers who had seen neither tests nor output, and each difference was settled in the text:
once those of who-presides, who-holds-which-post, posts-of-person, posts-without-holder,
who-sits-where (two bodies), represented-in, binomes, people-and-organisations-at-event,
who-launched-what, who-funds-what, ex-officio-chairs and what-a-body-decides (that reader had
been told of two rows: the seat for the regional council, and who funds the envelope); once, by
others, those of bodies-linking-levels, shared-bodies, who-steers-what,
who-cooperates-with-whom, firms-and-agencies and actors-by-level-and-order, and of
organisations-with-most-ties which ties there are. Of these seven the last two count what the
graph holds, so that the counts are also tested on an invented graph, in test_queries_counts.py.
Answers at another date, about another event or another body than the default one were not
written blind. Columns that hold claims are left out of the tables and checked apart.
"""

from __future__ import annotations

from itertools import combinations

import pytest

import tigraph
from said_apart import said_apart

graph = tigraph.load()

CLAIMS = ("claim", "otherclaim", "amountclaim", "formerclaim")
CPN = "comité de pilotage national de Territoires d’industrie"
CPR = "Comité de pilotage régional des Territoires d’industrie de Bourgogne-Franche-Comté"
COHESION = (
    "ministère de la Cohésion des territoires et des Relations avec les collectivités territoriales"
)
ECONOMY = "ministère de l’Économie et des Finances"
BINOME = "binôme Cédric Bôle – Nathalie Augé"
ALPD = "Alliances Luxe & Précision Doubs"
EXECUTIVE = "comité exécutif d’Alliances Luxe & Précision Doubs"
PRESIDENT_BFC = "présidente du conseil régional de Bourgogne-Franche-Comté"
COMMISSION = "commission Développement économique de Régions de France"
INTERVIEWED = "territoire du chef de projet interviewé (non nommé)"
AER = "AER Bourgogne-Franche-Comté"
GBM = "Grand Besançon Métropole"
MORTEAU = "Communauté de communes du Val de Morteau"
MAICHE = "Communauté de communes du Pays de Maîche"
RUSSEY = "Communauté de communes du Plateau du Russey"
PORTES = "Communauté de communes des Portes du Haut-Doubs"
LOUE = "Communauté de communes Loue-Lison"
MISSION = "mission Territoires d’industrie"
DELEGATION = "délégation aux Territoires d’industrie"
INTERPRENEURS = "association des interpreneurs"


def rows(name, as_of=None, possible=False, **parameters):
    """Return the rows of a query of the catalogue, as dicts, without what says how they hold."""
    found = list(graph.query(name, parameters, as_of=as_of, possible=possible))
    return [{column: row[column] for column in row if column != "holds"} for row in found]


def table(name, as_of=None, possible=False, **parameters):
    """Return the rows as tuples, in their order, without the columns of claims and of kinds."""
    apart = said_apart(name)
    return [
        tuple(v for column, v in row.items() if column not in CLAIMS and column not in apart)
        for row in rows(name, as_of, possible, **parameters)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "who-presides", "who-sits-where", "shared-bodies", "bodies-linking-levels",
        "posts-of-person", "who-holds-which-post", "represented-in", "what-a-body-decides",
        "binomes", "people-and-organisations-at-event", "who-steers-what",
        "who-launched-what", "who-cooperates-with-whom", "who-funds-what",
        "firms-and-agencies", "ex-officio-chairs",
    ],
)  # fmt: skip
def test_every_row_names_its_claim_in_the_last_column(name):
    for row in rows(name):
        assert list(row)[-1] == "claim"
        assert row["claim"].startswith("claim:")


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("who-presides", "role", "président"),
        ("who-sits-where", "how", "représenté dans"),
        ("bodies-linking-levels", "kind", "type d’instance"),
        ("actors-by-level-and-order", "level", "régional"),
        ("organisations-with-most-ties", "basis", "appartenance"),
        ("who-funds-what", "modality", "prévu"),
    ],
)
def test_words_of_concepts_come_in_french_if_asked(name, column, value):
    assert value in {row[column] for row in rows(name, lang="fr")}


def test_who_presides():
    # 002, 1260 (two ministries), 1724 (by her office), 2049 (the pair, for any project
    # committee); 001, 1502; 003, 1691.
    assert table("who-presides") == [
        (PRESIDENT_BFC, "president", CPR, "regional", None, None, None),
        ("Cédric Bôle", "president", MORTEAU, "local", None, None, None),
        (COHESION, "president", CPN, "national", None, None, None),
        (ECONOMY, "president", CPN, "national", None, None, None),
        (
            "présidence du comité de projet, tenue par un binôme élu-industriel",
            "president",
            "comité de projet",
            "local",
            *(None, None, None),
        ),
        ("Harold Huwart", "co-president", COMMISSION, "national", None, None, None),
    ]


def test_who_sits_where():
    # 002, 1260 and 1435.
    assert table("who-sits-where") == [
        (COHESION, "is a member of", "president", None, None, None),
        (ECONOMY, "is a member of", "president", None, None, None),
        ("AdCF", "represented in", None, None, None, None),
        ("Banque des Territoires", "represented in", None, None, None, None),
        ("Bpifrance", "represented in", None, None, None, None),
        ("Business France", "represented in", None, None, None, None),
        ("Pôle Emploi", "represented in", None, None, None, None),
        ("Régions de France", "represented in", None, None, None, None),
        (
            (
                "siège des représentants nationaux du secteur industriel au "
                "comité de pilotage national"
            ),
            "represented in",
            "representative of industry",
            None,
            None,
            None,
        ),
    ]


def test_bodies_linking_levels():
    # 002, 1435 (regions and intercommunalities by their national associations) and 2049 (project
    # committee: intercommunalities, regional council, State).
    assert table("bodies-linking-levels") == [
        (
            CPN,
            "governance body",
            3,
            "local",
            "siège des représentants de l’AdCF au comité de pilotage national",
        ),
        (CPN, "governance body", 3, "national", COHESION),
        (CPN, "governance body", 3, "national", ECONOMY),
        (
            CPN,
            "governance body",
            3,
            "national",
            "siège des représentants de Banque des Territoires au comité de pilotage national",
        ),
        (
            CPN,
            "governance body",
            3,
            "national",
            "siège des représentants de Bpifrance au comité de pilotage national",
        ),
        (
            CPN,
            "governance body",
            3,
            "national",
            "siège des représentants de Business France au comité de pilotage national",
        ),
        (
            CPN,
            "governance body",
            3,
            "national",
            "siège des représentants de Pôle Emploi au comité de pilotage national",
        ),
        (
            CPN,
            "governance body",
            3,
            "national",
            (
                "siège des représentants nationaux du secteur industriel au "
                "comité de pilotage national"
            ),
        ),
        (
            CPN,
            "governance body",
            3,
            "regional",
            "siège des représentants de Régions de France au comité de pilotage national",
        ),
        (
            "comité de projet",
            "type of body",
            3,
            "local",
            "siège des présidents des intercommunalités concernées au comité de projet",
        ),
        (
            "comité de projet",
            "type of body",
            3,
            "national",
            "siège du représentant de l’État au comité de projet",
        ),
        (
            "comité de projet",
            "type of body",
            3,
            "regional",
            "siège des représentants du conseil régional au comité de projet",
        ),
    ]


def test_posts_of_person():
    # 001, 1502 (both posts; referent since the first version); 000, 196.
    assert table("posts-of-person") == [
        ("président de la communauté de communes du Val de Morteau", MORTEAU, None, None),
        ("élu référent du territoire d’industrie (Doubs)", ALPD, None, None),
    ]
    # one office, that of the territory before, of one lineage (001, 1546)
    (referent,) = (row for row in rows("posts-of-person") if row["formerly"])
    assert referent["post"] == "élu référent du territoire d’industrie (Doubs)"
    assert referent["formerly"] == "élu référent du territoire d’industrie du Haut-Doubs"
    assert referent["formerclaim"].endswith("elu-referent-haut-doubs-horloger")


def test_posts_without_holder():
    # 002, 0 and 1724; 000, 2933; 004, 3071: offices without a name.
    assert table("posts-without-holder") == [
        ("Premier ministre", "Gouvernement", "national"),
        ("chef de projet interviewé", INTERVIEWED, "local"),
        # a title that names a programme makes no organisation
        ("directeur de Territoires d’industrie France", None, "national"),
        ("présidence du comité de pilotage régional de Bourgogne-Franche-Comté", CPR, "regional"),
        (PRESIDENT_BFC, "Région Bourgogne-Franche-Comté", "regional"),
    ]


def test_unnamed_authors_have_a_role_and_no_office():
    # 004, 4050 and 4215; 4715 and 4902.
    four, pair = (
        "rédacteur des quatre rapports de l’AdCF",
        "rédacteur du rapport de l’AdCF sur le binôme",
    )
    assert [row[:2] for row in table("unnamed-authors")] == [
        (four, "is the author of"),
        (four, "speaks in"),
        (pair, "is the author of"),
        (pair, "speaks in"),
    ]
    assert not {four, pair} & {row[0] for row in table("posts-without-holder", possible=True)}


def test_who_holds_which_post():
    # 003, 328, 990, 1691, 2430, 2501, 2714, 2985; 000, 196 and 2418; 001, 1502 and 1619; 004,
    # 7436.
    assert table("who-holds-which-post") == [
        (
            "Agnès Pannier-Runacher",
            "ministre (attributions non précisées), Agnès Pannier-Runacher",
            "Gouvernement",
            "national",
            None,
            "2019-01-30",
        ),
        (
            "Annabelle Boutet",
            "cheffe du bureau de la prospective et des études du CGET",
            "bureau de la prospective et des études du CGET",
            "national",
            None,
            None,
        ),
        (
            "Annabelle Boutet",
            "rapporteure de la mission Territoires d’industrie",
            MISSION,
            "national",
            "CGET",
            "2018-23",
        ),
        (
            "Aurore Colnel",
            (
                "coordinatrice des politiques publiques en charge des "
                "clusters, des filières et des écosystèmes territoriaux d’innovation"
            ),
            "CGET",
            "national",
            None,
            None,
        ),
        (
            "Aurore Colnel",
            "rapporteure de la mission Territoires d’industrie",
            MISSION,
            "national",
            "CGET",
            "2018-23",
        ),
        (
            "Cédric Bôle",
            "président de la communauté de communes du Val de Morteau",
            MORTEAU,
            "local",
            None,
            None,
        ),
        (
            "Cédric Bôle",
            "élu référent du territoire d’industrie (Doubs)",
            ALPD,
            "local",
            None,
            None,
        ),
        (
            "Harold Huwart",
            "co-président de la commission Développement économique de Régions de France",
            COMMISSION,
            "national",
            None,
            None,
        ),
        (
            "Jacqueline Gourault",
            (
                "ministre de la Cohésion des territoires et des Relations "
                "avec les collectivités territoriales"
            ),
            COHESION,
            "national",
            None,
            None,
        ),
        (
            "Nathalie Augé",
            "dirigeante d’Augé Microtechnic Group",
            "Augé Microtechnic Group",
            "local",
            None,
            None,
        ),
        (
            "Olivier Lluansi",
            "délégué aux Territoires d’industrie",
            DELEGATION,
            "national",
            None,
            None,
        ),
    ]


def test_represented_in():
    # 000, 2150, 2256 and 3615; 001, 1387; 002, 809, 1435 and 2049; 004, 1100 and 3256.
    assert table("represented-in") == [
        ("consular chamber", ALPD, "chambres consulaires du territoire", None, None),
        ("head of firm", ALPD, "chefs d’entreprise du territoire", None, None),
        ("institution", ALPD, "institutions du territoire", None, None),
        ("training body", ALPD, "organismes de formation du territoire", None, None),
        (
            "economic partner",
            CPR,
            (
                "siège des partenaires économiques au comité de pilotage "
                "régional de Bourgogne-Franche-Comté"
            ),
            None,
            None,
        ),
        ("industrialist", BINOME, "industrielle du binôme Cédric Bôle – Nathalie Augé", None, None),
        ("elected official", BINOME, "élu du binôme Cédric Bôle – Nathalie Augé", None, None),
        (
            "industrialist",
            "binôme élu-industriel",
            "place de l’industriel dans le binôme élu-industriel",
            None,
            None,
        ),
        ("elected official", "binôme élu-industriel", "élu du binôme", None, None),
        (
            "Banque des Territoires",
            CPN,
            "siège des représentants de Banque des Territoires au comité de pilotage national",
            None,
            None,
        ),
        (
            "Bpifrance",
            CPN,
            "siège des représentants de Bpifrance au comité de pilotage national",
            None,
            None,
        ),
        (
            "Business France",
            CPN,
            "siège des représentants de Business France au comité de pilotage national",
            None,
            None,
        ),
        (
            "Pôle Emploi",
            CPN,
            "siège des représentants de Pôle Emploi au comité de pilotage national",
            None,
            None,
        ),
        (
            "Régions de France",
            CPN,
            "siège des représentants de Régions de France au comité de pilotage national",
            None,
            "regional",
        ),
        (
            "AdCF",
            CPN,
            "siège des représentants de l’AdCF au comité de pilotage national",
            None,
            "local",
        ),
        (
            "representative of industry",
            CPN,
            (
                "siège des représentants nationaux du secteur industriel au "
                "comité de pilotage national"
            ),
            None,
            "national",
        ),
        (
            "pair of an elected official and an industrialist",
            "comité de projet",
            "présidence du comité de projet, tenue par un binôme élu-industriel",
            None,
            None,
        ),
        (
            "industrialist",
            "comité de projet",
            "siège des acteurs industriels intéressés au comité de projet",
            None,
            None,
        ),
        (
            "president of an intercommunality",
            "comité de projet",
            "siège des présidents des intercommunalités concernées au comité de projet",
            None,
            "local",
        ),
        (
            "representative of the regional council",
            "comité de projet",
            "siège des représentants du conseil régional au comité de projet",
            None,
            "regional",
        ),
        (
            "État",
            "comité de projet",
            "siège du représentant de l’État au comité de projet",
            None,
            "national",
        ),
        ("head of firm", EXECUTIVE, "chefs d’entreprise au comité exécutif", 6, None),
        (LOUE, EXECUTIVE, "représentants des six EPCI au comité exécutif", 6, "local"),
        (PORTES, EXECUTIVE, "représentants des six EPCI au comité exécutif", 6, "local"),
        (MAICHE, EXECUTIVE, "représentants des six EPCI au comité exécutif", 6, "local"),
        (RUSSEY, EXECUTIVE, "représentants des six EPCI au comité exécutif", 6, "local"),
        (MORTEAU, EXECUTIVE, "représentants des six EPCI au comité exécutif", 6, "local"),
        (GBM, EXECUTIVE, "représentants des six EPCI au comité exécutif", 6, "local"),
        (
            "community of communes",
            INTERVIEWED,
            (
                "places des communautés de communes associées du territoire "
                "du chef de projet interviewé"
            ),
            5,
            "local",
        ),
        (
            "industrialist",
            INTERVIEWED,
            "un industriel pour chaque communauté de communes associée",
            None,
            "local",
        ),
        (
            "technician",
            INTERVIEWED,
            "un technicien pour chaque communauté de communes associée",
            None,
            "local",
        ),
        (
            "elected official",
            INTERVIEWED,
            "un élu pour chaque communauté de communes associée",
            None,
            "local",
        ),
    ]


def test_actors_by_level_and_order():
    # Named in 000 to 004; levels and orders are those of the entity, as far as the texts go (002,
    # 1000 to 2260 for the three levels). No text says of what order the AER, the AMF or Régions
    # de France is, nor gives Anne Vignot a post. Each number is of one kind. The two métropoles of
    # a footnote of statistics (004, 7089) and the source of figures alone (001, 2002) are none.
    assert table("actors-by-level-and-order") == [
        ("local", "firm", 1, "Augé Microtechnic Group"),
        ("local", "firm", 1, "Nathalie Augé"),
        ("local", "local authority", 8, LOUE),
        ("local", "local authority", 8, PORTES),
        ("local", "local authority", 8, MAICHE),
        ("local", "local authority", 8, RUSSEY),
        ("local", "local authority", 8, MORTEAU),
        ("local", "local authority", 1, "Cédric Bôle"),
        ("local", "local authority", 8, GBM),
        ("local", "local authority", 8, "communauté de communes Decazeville Communauté"),
        (
            "local",
            "local authority",
            8,
            "communauté d’agglomération de la Région Nazairienne et de l’Estuaire (CARENE)",
        ),
        ("local", "–", 2, BINOME),
        ("local", "–", 2, EXECUTIVE),
        ("national", "State", 4, "Agnès Pannier-Runacher"),
        ("national", "State", 4, "Annabelle Boutet"),
        ("national", "State", 4, "Aurore Colnel"),
        ("national", "State", 6, "CGET"),
        ("national", "State", 6, "Direction générale des entreprises"),
        ("national", "State", 6, "Gouvernement"),
        ("national", "State", 4, "Jacqueline Gourault"),
        ("national", "State", 1, "bureau de la prospective et des études du CGET"),
        ("national", "State", 6, COHESION),
        ("national", "State", 6, ECONOMY),
        ("national", "State", 6, "État"),
        ("national", "State operator", 4, "Banque des Territoires"),
        ("national", "State operator", 4, "Bpifrance"),
        ("national", "State operator", 4, "Business France"),
        ("national", "State operator", 4, "Pôle Emploi"),
        ("national", "association", 1, "AdCF"),
        ("national", "–", 5, "Conseil national de l’industrie"),
        ("national", "–", 2, "Harold Huwart"),
        ("national", "–", 2, "Olivier Lluansi"),
        ("national", "–", 1, "Régions de France"),
        ("national", "–", 5, CPN),
        ("national", "–", 1, COMMISSION),
        ("national", "–", 5, DELEGATION),
        ("national", "–", 5, MISSION),
        ("national", "–", 5, "équipe-projet Territoires d’industrie"),
        ("regional", "local authority", 1, "Région Bourgogne-Franche-Comté"),
        ("regional", "–", 1, AER),
        ("regional", "–", 1, CPR),
        ("–", "association", 1, INTERPRENEURS),
        ("–", "consular chamber", 1, "CCI du territoire du chef de projet interviewé"),
        ("–", "press", 1, "C’est-à-dire"),
        ("–", "–", 1, "AMF"),
        ("–", "–", 2, "Anne Vignot"),
        ("–", "–", 2, "Christophe Faurie"),
        ("–", "–", 1, "Fabrique prospective"),
    ]


def test_organisations_with_most_ties():
    # The certain rows of all-ties with an organisation at one end, counted by basis.
    assert table("organisations-with-most-ties") == [
        ("État", "declared cooperation", 4, 4),
        ("CGET", "declared cooperation", 3, 3),
        ("CGET", "authority", 2, 2),
        ("CGET", "membership", 2, 2),
        (LOUE, "membership", 2, 2),
        (PORTES, "membership", 2, 2),
        (MAICHE, "membership", 2, 2),
        (RUSSEY, "membership", 2, 2),
        (MORTEAU, "membership", 2, 2),
        ("État", "authority", 2, 2),
        # two people sit for it in one mission (003, 2416): one body, and they are no others
        ("CGET", "representation", 2, 1),
        (AER, "declared cooperation", 1, 1),
        (AER, "membership", 1, 1),
        ("AdCF", "attendance", 1, 1),
        ("AdCF", "authority", 1, 1),
        ("AdCF", "declared cooperation", 1, 1),
        ("AdCF", "representation", 1, 1),
        ("Augé Microtechnic Group", "appointment", 1, 1),
        ("Augé Microtechnic Group", "membership", 1, 1),
        ("Banque des Territoires", "declared cooperation", 1, 1),
        ("Banque des Territoires", "representation", 1, 1),
        ("Bpifrance", "declared cooperation", 1, 1),
        ("Bpifrance", "representation", 1, 1),
        ("Business France", "declared cooperation", 1, 1),
        ("Business France", "representation", 1, 1),
        ("CCI du territoire du chef de projet interviewé", "declared cooperation", 1, 1),
        ("CGET", "appointment", 1, 1),
        (LOUE, "representation", 1, 1),
        (PORTES, "representation", 1, 1),
        (MAICHE, "representation", 1, 1),
        (RUSSEY, "representation", 1, 1),
        (MORTEAU, "appointment", 1, 1),
        (MORTEAU, "representation", 1, 1),
        ("Direction générale des entreprises", "declared cooperation", 1, 1),
        ("Gouvernement", "appointment", 1, 1),
        ("Gouvernement", "authority", 1, 1),
        (GBM, "membership", 1, 1),
        (GBM, "representation", 1, 1),
        ("Pôle Emploi", "declared cooperation", 1, 1),
        ("Pôle Emploi", "representation", 1, 1),
        ("Région Bourgogne-Franche-Comté", "authority", 1, 1),
        ("Régions de France", "attendance", 1, 1),
        ("Régions de France", "representation", 1, 1),
        (INTERPRENEURS, "authority", 1, 1),
        ("bureau de la prospective et des études du CGET", "appointment", 1, 1),
        (COMMISSION, "appointment", 1, 1),
        (COHESION, "appointment", 1, 1),
        (COHESION, "membership", 1, 1),
        (ECONOMY, "membership", 1, 1),
    ]


def test_what_a_body_decides():
    # 002, 1100 to 2260 (monthly: 1435); 000, 2418 and 3615; 003, 2714; 004, principles and key
    # points.
    assert table("what-a-body-decides") == [
        (CPR, "regional", "coordination", None, None),
        (CPR, "regional", "facilitation", None, None),
        (CPR, "regional", "setting of strategic orientations", None, None),
        (CPR, "regional", "steering", None, None),
        (CPR, "regional", "validation of changes of perimeter", None, None),
        (BINOME, "local", "facilitation", None, None),
        ("binôme élu-industriel", "local", "leads the project", None, None),
        (CPN, "national", "facilitation", 1, "per month"),
        (CPN, "national", "steering", 1, "per month"),
        ("comité de projet", "local", "facilitation", None, None),
        ("comité de projet", "local", "steering", None, None),
        (MISSION, "national", "identification of territories", None, None),
    ]


def test_binomes():
    # 000, 289 (the paper) and 2418 (Bôle); 001, 1387 (Grand Besançon): three voices.
    assert table("binomes") == [
        ("Cédric Bôle", "Nathalie Augé", BINOME, ALPD, None, "2024", "Cédric Bôle"),
        ("Cédric Bôle", "Nathalie Augé", BINOME, ALPD, None, "2024", "C’est-à-dire"),
        ("Cédric Bôle", "Nathalie Augé", BINOME, ALPD, None, "[2023-12-01..2024-10-31]", GBM),
    ]


def test_people_and_organisations_at_event():
    # 003, 150 to 480.
    assert table("people-and-organisations-at-event") == [
        (DELEGATION, "organised", None, "2019-01-30"),
        (DELEGATION, "takes part in", "host", "2019-01-30"),
        ("industriels des territoires pilotes", "takes part in", "participant", "2019-01-30"),
        ("élus des territoires pilotes", "takes part in", "participant", "2019-01-30"),
        ("AdCF", "takes part in", "speaker", "2019-01-30"),
        ("Agnès Pannier-Runacher", "takes part in", "speaker", "2019-01-30"),
        ("Jacqueline Gourault", "takes part in", "speaker", "2019-01-30"),
        ("Régions de France", "takes part in", "speaker", "2019-01-30"),
    ]


def test_who_steers_what():
    # 000, 2418 and 3615; 001, 1387; 002, 809, 1260 and 1724; 003, 2320; 004, 685 and 1146. A
    # title alone (the director of 000, 2950; the project manager of 004) says of nobody that he
    # steers; the two of the pair steer in it (000, 2418), and are not told beside it.
    assert table("who-steers-what") == [
        ("CGET", "steers", "Territoires d’industrie", None, "CGET", "stated"),
        (CPR, "governs", "Territoires d’industrie", None, AER, "stated"),
        ("Région Bourgogne-Franche-Comté", "steers", CPR, None, AER, "stated"),
        ("Régions", "steers", "Territoires d’industrie", None, INTERPRENEURS, "reported"),
        (
            "Régions",
            "steers",
            "accompagnement spécifique et renforcé de Territoires d’industrie",
            None,
            INTERPRENEURS,
            "reported",
        ),
        (BINOME, "governs", ALPD, None, "Cédric Bôle", "stated"),
        (BINOME, "governs", ALPD, None, GBM, "stated"),
        (
            "binômes élu-chef d’entreprise d’Alliances Luxe & Précision Doubs",
            "steers",
            "actions portées par les binômes élu-chef d’entreprise",
            None,
            "Cédric Bôle",
            "stated",
        ),
        (CPN, "governs", "Territoires d’industrie", None, AER, "stated"),
        (EXECUTIVE, "governs", ALPD, None, "Cédric Bôle", "stated"),
        (
            "industriels du territoire du chef de projet interviewé",
            "steers",
            "projet du territoire du chef de projet interviewé",
            None,
            "chef de projet interviewé",
            "stated",
        ),
        ("État", "steers", "Territoires d’industrie", None, INTERPRENEURS, "reported"),
    ]


def test_who_launched_what():
    # 001, 70 and 780; 002, 0; 003, 3183: the Government for one, the Prime Minister for the
    # other; 004, 7436: a founder.
    assert table("who-launched-what") == [
        ("AdCF", "launched", "Fabrique prospective", None, "CGET", "stated"),
        ("CGET", "launched", "Fabrique prospective", None, "CGET", "stated"),
        (
            "Christophe Faurie",
            "launched",
            INTERPRENEURS,
            None,
            INTERPRENEURS,
            "stated",
        ),  # 004, 7436
        ("Gouvernement", "launched", "Territoires d’industrie", "2018", GBM, "stated"),
        ("Premier ministre", "launched", "Territoires d’industrie", "2018-11-22", AER, "stated"),
        ("État", "labelled", ALPD, "2023-11-09/2027", GBM, "stated"),
    ]


def test_who_cooperates_with_whom():
    # 000, 289 and 2418; 001, 1116; 002, 0, 967 and 1435; 003, 1363, 2430, 2985 to 3480; 004, 685,
    # 874, 1631, 3071 and 3495.
    assert sorted(table("who-cooperates-with-whom"), key=repr) == sorted(
        [
            (AER, "supports", "comités de lancement des territoires", None, AER, "stated"),
            ("AdCF", "cooperates with", "CGET", None, "CGET", "stated"),
            ("Annabelle Boutet", "supports", MISSION, "2018-23", "CGET", "stated"),
            ("Aurore Colnel", "supports", MISSION, "2018-23", "CGET", "stated"),
            ("Banque des Territoires", "supports", "Territoires d’industrie", None, AER, "stated"),
            ("Bpifrance", "supports", "Territoires d’industrie", None, AER, "stated"),
            ("Business France", "supports", "Territoires d’industrie", None, AER, "stated"),
            (
                "CCI du territoire du chef de projet interviewé",
                "supports",
                "chef de projet interviewé",
                None,
                "chef de projet interviewé",
                "reported",
            ),
            (
                "CGET",
                "cooperates with",
                "Direction générale des entreprises",
                None,
                "CGET",
                "stated",
            ),
            (
                "CGET",
                "cooperates with",
                "délégué aux Territoires d’industrie",
                None,
                "CGET",
                "stated",
            ),
            ("Cédric Bôle", "cooperates with", "Nathalie Augé", None, "Cédric Bôle", "stated"),
            ("Cédric Bôle", "cooperates with", "Nathalie Augé", None, "C’est-à-dire", "stated"),
            ("Fabrique prospective", "supports", DELEGATION, None, "CGET", "planned"),
            (GBM, "supports", ALPD, None, "Anne Vignot", "planned"),
            ("Pôle Emploi", "supports", "Territoires d’industrie", None, AER, "stated"),
            (
                "Territoires d’industrie",
                "supports",
                "territoires labellisés Territoires d’industrie, première phase",
                None,
                AER,
                "planned",
            ),
            (
                "entreprises « motrices » du territoire du chef de projet interviewé",
                "supports",
                "projet du territoire du chef de projet interviewé",
                None,
                "chef de projet interviewé",
                "planned",
            ),
            (
                "les collectivités",
                "cooperates with",
                "les entreprises",
                None,
                "AMF",
                "stated",
            ),
            (
                "les collectivités",
                "cooperates with",
                "les services de l’État",
                None,
                "AMF",
                "stated",
            ),
            (
                "les entreprises",
                "cooperates with",
                "les services de l’État",
                None,
                "AMF",
                "stated",
            ),
            (
                "les intercommunalités",
                "cooperates with",
                "Régions",
                None,
                INTERPRENEURS,
                "reported",
            ),
            ("État", "cooperates with", "Régions", None, INTERPRENEURS, "reported"),
            ("État", "supports", "acteurs locaux", None, "CGET", "stated"),
            (
                "État",
                "supports",
                "les 124 intercommunalités dont parle le CGET",
                None,
                "CGET",
                "stated",
            ),
            (
                "État",
                "supports",
                "territoires labellisés Territoires d’industrie, première phase",
                None,
                INTERPRENEURS,
                "stated",
            ),
            *(
                (
                    name,
                    "supports",
                    "projet du territoire du chef de projet interviewé",
                    None,
                    "chef de projet interviewé",
                    "stated",
                )
                for name in (
                    "chef de projet interviewé",
                    "élus du territoire du chef de projet interviewé",
                )
            ),
            (
                "industriels du territoire du chef de projet interviewé",
                "cooperates with",
                "entreprises locales du territoire du chef de projet interviewé",
                None,
                "chef de projet interviewé",
                "stated",
            ),
        ],
        key=repr,
    )


def test_who_funds_what():
    # 001, 2020-2160; 002, 0 (at least 1.3 billion); 004, 874-1084, 1146 and 3071. Each promise is
    # one row; the amount of 002 is not that of what 004 says.
    assert table("who-funds-what") == [
        (
            "France Relance",
            "fonds d’accélération des investissements industriels dans les territoires",
            None,
            "../2022",
            "exact",
            400000000,
            "euro",
            "planned",
            INTERPRENEURS,
        ),
        (
            "Gouvernement",
            "territoires labellisés de la seconde phase",
            "enveloppe de 500 millions d’euros",
            "../2027",
            "exact",
            500000000,
            "euro",
            "planned",
            GBM,
        ),
        (
            "Territoires d’industrie",
            "projets industriels que le programme vise à financer",
            *(None, None, None, None, None),
            "planned",
            INTERPRENEURS,
        ),
        (
            "Territoires d’industrie",
            "territoires labellisés Territoires d’industrie, première phase",
            *(None, None, "at least", 1300000000, "euro"),
            "planned",
            AER,
        ),
        (
            "la puissance publique",
            "chef de projet interviewé",
            *(None, None, None, None, None),
            "reported",
            "chef de projet interviewé",
        ),
    ]


def test_organisations_at_two_levels():
    # 002, 1240-1510, 1982-2258; 001, 780; 004, 1146 and codebook 2. What 002 says of “le conseil
    # régional” is said of any region, and no text says at which level the launching committees
    # are, to which the AER contributes.
    project, national = "comité de projet", CPN
    assert table("organisations-at-two-levels") == [
        ("AdCF", 2, "local", "represents", national),
        ("AdCF", 2, "national", "acts at the level", None),
        ("AdCF", 2, "national", "represented in", national),
        ("Régions de France", 2, "national", "acts at the level", None),
        ("Régions de France", 2, "national", "represented in", national),
        ("Régions de France", 2, "regional", "represents", national),
        ("État", 2, "local", "represented in", project),
        ("État", 2, "national", "acts at the level", None),
        ("État", 2, "national", "represents", project),
    ]


def test_firms_and_agencies():
    # 000, 2150, 2256, 2418 and 3615; 001, 1387; 002, 809, 1435 and 2049; 003, 3183; 004, 1109
    # and 3293.
    assert table("firms-and-agencies") == [
        (None, AER, "is a member of", CPR, None),
        (None, "Régions de France", "represented in", CPN, None),
        (None, "institutions du territoire", "represented in", ALPD, None),
        (None, "organismes de formation du territoire", "represented in", ALPD, None),
        (
            None,
            "présidence du comité de projet, tenue par un binôme élu-industriel",
            "represented in",
            "comité de projet",
            None,
        ),
        (
            None,
            (
                "siège des partenaires économiques au comité de pilotage "
                "régional de Bourgogne-Franche-Comté"
            ),
            "represented in",
            CPR,
            None,
        ),
        (
            None,
            (
                "siège des représentants nationaux du secteur industriel au "
                "comité de pilotage national"
            ),
            "represented in",
            CPN,
            None,
        ),
        (
            None,
            "un technicien pour chaque communauté de communes associée",
            "represented in",
            INTERVIEWED,
            None,
        ),
        ("State operator", "Banque des Territoires", "represented in", CPN, None),
        ("State operator", "Banque des Territoires", "supports", "Territoires d’industrie", None),
        ("State operator", "Bpifrance", "represented in", CPN, None),
        ("State operator", "Bpifrance", "supports", "Territoires d’industrie", None),
        ("State operator", "Business France", "represented in", CPN, None),
        ("State operator", "Business France", "supports", "Territoires d’industrie", None),
        ("State operator", "Pôle Emploi", "represented in", CPN, None),
        ("State operator", "Pôle Emploi", "supports", "Territoires d’industrie", None),
        ("association", "AdCF", "launched", "Fabrique prospective", None),
        ("association", "AdCF", "represented in", CPN, None),
        ("consular chamber", "chambres consulaires du territoire", "represented in", ALPD, None),
        ("firm", "Augé Microtechnic Group", "is a member of", BINOME, "Nathalie Augé"),
        ("firm", "chefs d’entreprise au comité exécutif", "represented in", EXECUTIVE, None),
        ("firm", "chefs d’entreprise du territoire", "represented in", ALPD, None),
        (
            "firm",
            "industrielle du binôme Cédric Bôle – Nathalie Augé",
            "represented in",
            BINOME,
            None,
        ),
        (
            "firm",
            "place de l’industriel dans le binôme élu-industriel",
            "represented in",
            "binôme élu-industriel",
            None,
        ),
        (
            "firm",
            "siège des acteurs industriels intéressés au comité de projet",
            "represented in",
            "comité de projet",
            None,
        ),
        (
            "firm",
            "un industriel pour chaque communauté de communes associée",
            "represented in",
            INTERVIEWED,
            None,
        ),
    ]


def test_ex_officio_chairs():
    # 002, 1724: the only one; her name is not given.
    assert table("ex-officio-chairs") == [
        (
            PRESIDENT_BFC,
            "présidence du comité de pilotage régional de Bourgogne-Franche-Comté",
            CPR,
            "regional",
            None,
        ),
    ]


def test_shared_bodies():
    # 002, 1260 and 1435; 000, 2256 and 2418; 003, 2430, 2985 (delegation: the CGET is part of it,
    # 003, 150) and 3296.
    national = [
        "AdCF", "Banque des Territoires", "Bpifrance", "Business France", "Pôle Emploi",
        "Régions de France", COHESION, ECONOMY,
    ]  # fmt: skip
    doubs = [LOUE, PORTES, MAICHE, RUSSEY, MORTEAU, GBM]
    laboratory = ["Ardenne Métropole", "Carene", "Decazeville-Aubin", "Dieppe Maritime"]
    pairs = [(pair, CPN) for pair in combinations(national, 2)]
    pairs += [(pair, EXECUTIVE) for pair in combinations(doubs, 2)]
    pairs += [(pair, "Fabrique prospective") for pair in combinations(laboratory, 2)]
    pairs += [
        (("Cédric Bôle", "Nathalie Augé"), BINOME),
        (("CGET", "Olivier Lluansi"), DELEGATION),
        (("Annabelle Boutet", "Aurore Colnel"), MISSION),
    ]
    found = table("shared-bodies")
    assert len(found) == len(pairs) == 52
    assert {(frozenset((one, other)), body) for one, other, body in found} == {
        (frozenset(pair), body) for pair, body in pairs
    }


def test_who_sits_in_another_body():
    # 000, 2256: six places for the six intercommunalities together, six for heads of firms.
    assert table("who-sits-where", body="body:comite-executif-alpd") == [
        (LOUE, "represented in", None, 6, None, None),
        (PORTES, "represented in", None, 6, None, None),
        (MAICHE, "represented in", None, 6, None, None),
        (RUSSEY, "represented in", None, 6, None, None),
        (MORTEAU, "represented in", None, 6, None, None),
        (GBM, "represented in", None, 6, None, None),
        ("chefs d’entreprise au comité exécutif", "represented in", "head of firm", 6, None, None),
    ]
    # 003, 2430 to 2800: two rapporteurs, for the CGET, in the autumn of 2018.
    assert table("who-sits-where", body="mission Territoires d’industrie") == [
        (
            "Annabelle Boutet",
            "holds a post",
            "rapporteure de la mission Territoires d’industrie",
            None,
            "CGET",
            "2018-23",
        ),
        (
            "Aurore Colnel",
            "holds a post",
            "rapporteure de la mission Territoires d’industrie",
            None,
            "CGET",
            "2018-23",
        ),
    ]
    # 002, 1724 (the chair goes with the presidency of the regional council) and 809.
    assert table("who-sits-where", body="body:comite-pilotage-regional-bfc") == [
        (
            PRESIDENT_BFC,
            "carries ex officio",
            "présidence du comité de pilotage régional de Bourgogne-Franche-Comté",
            None,
            None,
            None,
        ),
        (AER, "is a member of", "economic partner", None, None, None),
        (
            (
                "siège des partenaires économiques au comité de pilotage "
                "régional de Bourgogne-Franche-Comté"
            ),
            "represented in",
            "economic partner",
            None,
            None,
            None,
        ),
    ]


def test_posts_of_a_person_at_a_date():
    # 003, 2985: delegate, said in the present tense on 31 January 2019.
    post = ("délégué aux Territoires d’industrie", DELEGATION, None, None)
    assert table("posts-of-person", "2019-01-31", person="Olivier Lluansi") == [post]
    assert table("posts-of-person", "2019-06", person="Olivier Lluansi") == []
    assert table("posts-of-person", "2019-06", True, person="Olivier Lluansi") == [post]
    # 003, 2430 and 2714: head of office on 31 January 2019; rapporteur the autumn before.
    mission = ("rapporteure de la mission Territoires d’industrie", MISSION, "CGET", "2018-23")
    assert table("posts-of-person", "2018-23", person="Annabelle Boutet") == [mission]
    office = table("posts-of-person", "2019-01-31", person="annabelle boutet")
    assert [row[0] for row in office] == [
        "cheffe du bureau de la prospective et des études du CGET"
    ]


def test_a_rule_about_any_regional_council_is_no_fact_about_one():
    # 002, 2480 to 2666: pilots all over the country, each validated by its own regional council.
    validating = (
        "SELECT ?who { ?claim tig:object function:application-validation ; tig:subject ?who }"
    )
    assert [row["who"] for row in graph.query(validating)] == ["population:regions"]


def test_another_event():
    # 000, 2933: the director of the programme came; nobody else is named.
    event = "venue du directeur de Territoires d’industrie France"
    assert table("people-and-organisations-at-event", event=event) == [
        ("directeur de Territoires d’industrie France", "takes part in", "participant", "2024~"),
    ]
    # 003, 2295: the council meets on 5 March 2019; on 31 January that is only announced.
    event = "event:conseil-national-industrie-2019-03-05"
    assert table("people-and-organisations-at-event", event=event) == []
    assert table("people-and-organisations-at-event", possible=True, event=event) == [
        ("Conseil national de l’industrie", "meets in", None, "2019-03-05"),
    ]


def test_a_question_at_a_date_keeps_to_what_holds_then():
    # 001 alone says who presides the Val de Morteau, 003 the commission (31 January 2019).
    assert [row[0] for row in table("who-presides", "2019-01-31")] == ["Harold Huwart"]
    assert [row[0] for row in table("who-presides", "2023-12/2024-10")] == ["Cédric Bôle"]
    # 001, 780: labelled from 9 November 2023 until 2027.
    assert [row[0:3] for row in table("who-launched-what", "2025")] == [("État", "labelled", ALPD)]
