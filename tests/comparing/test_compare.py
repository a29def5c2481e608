"""Comparisons: what the documents say, and what another way of computing it gives."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tigraph import load
from tigraph.claims.model import Figure, Valid
from tigraph.cli import cli, main
from tigraph.comparing.as_json import as_json_comparison
from tigraph.comparing.comparison import CHANGES, Comparison, Half, Side, compare
from tigraph.errors import AmbiguousNameError, UnknownNameError, UsageError
from tigraph.graph import Graph
from tigraph.rdf.vocabulary import local_name

FIRST, SECOND = "phase:ti-1", "phase:ti-2"
HAUT_DOUBS = "territory:haut-doubs-horloger"
ALLIANCES = "territory:alliances-luxe-et-precision-doubs"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load()


def told(graph: Graph, *names: str, **options: Any) -> dict[str, Any]:
    return as_json_comparison(graph.store, graph.compare(*names, **options), graph.label)


def ties(told: dict[str, Any], change: str) -> set[tuple[str, str, str]]:
    return {
        (tie["source"]["label"], tie["relation"].partition(":")[2], tie["target"]["label"])
        for tie in told["relations"]
        if tie["change"] == change
    }


# Phases ------------------------------------------------------------------------------


def test_grand_besancon_joins_the_five_of_the_haut_doubs(graph: Graph) -> None:
    """Document 001: it joins the five intercommunalities of the Haut-Doubs, named there."""
    read = told(graph, FIRST, SECOND)
    assert ties(read, "gained") == {("Grand Besançon Métropole", "member", "Haut-Doubs")}
    assert ties(read, "lost") == set()
    kept = {source for source, _, _ in ties(read, "kept")}
    places = ("Val de Morteau", "Russey", "Maîche", "Portes du Haut-Doubs", "Loue-Lison")
    assert all(any(place in name for name in kept) for place in places)
    assert len(kept) == 5


def test_phases_agree_with_the_query_of_the_catalogue(graph: Graph) -> None:
    """`what-changed-between-phases` computes the same in SPARQL."""
    words = {"gained": "joined", "lost": "left", "kept": "stayed"}
    read = told(graph, FIRST, SECOND)
    rows = graph.query("what-changed-between-phases")
    expected = {(row["change"], row["member"], row["lineage"]) for row in rows}  # type: ignore[union-attr]
    assert {
        (words[change], member, line) for change in words for member, _, line in ties(read, change)
    } == expected


def test_phases_the_other_way_round(graph: Graph) -> None:
    there, back = graph.compare(FIRST, SECOND), graph.compare(SECOND, FIRST)
    turned = {**dict(zip(CHANGES, CHANGES, strict=True)), "gained": "lost", "lost": "gained"}
    assert {t.key: t.change for t in there.ties} == {t.key: turned[t.change] for t in back.ties}
    assert there.nodes == {iri: turned[change] for iri, change in back.nodes.items()}


MORE = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tig: <https://w3id.org/tigraph/ontology#> .
@prefix relation: <https://w3id.org/tigraph/concept/relation/> .
@prefix basis: <https://w3id.org/tigraph/concept/basis/> .
@prefix phase: <https://w3id.org/tigraph/id/phase/> .
@prefix programme: <https://w3id.org/tigraph/id/programme/> .
@prefix : <https://example.org/> .
:p a tig:Programme ; skos:prefLabel "programme inventé"@fr .
:one a tig:Phase ; tig:ofProgramme :p ; skos:prefLabel "phase inventée un"@fr .
:two a tig:Phase ; tig:ofProgramme :p ; skos:prefLabel "phase inventée deux"@fr .
"""


def invented(tmp_path: Path, members: dict[str, str]) -> Graph:
    """Territories such as `{"a1": "xy"}`: lineage a, phase 1, members x and y."""
    text = [MORE]
    for territory, own in members.items():
        line, phase = territory[0], "one" if territory[1] == "1" else "two"
        text.append(f':line-{line} a tig:Lineage ; skos:prefLabel "lignée {line}"@fr .')
        text.append(
            f":{territory} a tig:LabelledTerritory ; tig:inPhase :{phase} ; "
            f'prov:specializationOf :line-{line} ; skos:prefLabel "territoire {territory}"@fr .'
        )
        for member in own:
            text.append(
                f':{member} a tig:Intercommunality ; skos:prefLabel "interco {member}"@fr .'
            )
            text.append(
                f":{territory}-{member} a tig:RelationClaim, org:Membership ; "
                f"tig:relation relation:member ; tig:basis basis:membership ; "
                f"org:member :{member} ; org:organization :{territory} ."
            )
    file = tmp_path / "invented.ttl"
    file.write_text("\n".join(text), encoding="utf-8")
    return load([file], curated=False)


def changes(compared: Comparison) -> dict[tuple[str, str], str]:
    return {
        (tie.key[0].rpartition("/")[2], tie.key[1].rpartition("-")[2]): tie.change
        for tie in compared.ties
    }


def test_who_moves_and_of_whom_nothing_is_known(tmp_path: Path) -> None:
    made = invented(
        tmp_path, {"a1": "xy", "a2": "x", "b1": "z", "b2": "zy", "c1": "vw", "c2": "", "d2": "u"}
    )
    compared = made.compare("https://example.org/one", "https://example.org/two")
    assert changes(compared) == {
        ("x", "a"): "kept",
        ("y", "b"): "moved",
        ("z", "b"): "kept",
        ("v", "c"): "unknown",
        ("w", "c"): "unknown",
        ("u", "d"): "gained",
    }
    short = {iri.rpartition("/")[2]: change for iri, change in compared.nodes.items()}
    assert short == {
        **dict.fromkeys(("line-a", "line-b", "line-c", "x", "y", "z"), "kept"),
        **dict.fromkeys(("line-d", "u"), "gained"),
        **dict.fromkeys(("v", "w"), "unknown"),
    }
    moved = [tuple(iri.rpartition("/")[2] for iri in move) for move in compared.moved]
    assert moved == [("y", "line-a", "line-b")]
    assert any("lignée c" in remark for remark in compared.remarks(made.label))


# Dates -------------------------------------------------------------------------------


def test_dates_the_documents_settle(graph: Graph) -> None:
    """The day of 30 January 2019 (003) and the launch of November 2018 (002)."""
    read = told(graph, "2018", "2019", possible=False)
    gained, lost = ties(read, "gained"), ties(read, "lost")
    day = "première journée d’information Territoires d’industrie du 30 janvier 2019"
    assert {("AdCF", "takes-part-in", day), ("Régions de France", "takes-part-in", day)} <= gained
    assert ("Premier ministre", "launched", "Territoires d’industrie") in lost
    assert ("Annabelle Boutet", "represents", "CGET") in lost  # in autumn 2018 (003)
    unknown = ties(read, "unknown")  # attested in January 2019, its beginning told by nobody
    holder = ("Olivier Lluansi", "holds-post", "délégation aux Territoires d’industrie")
    assert holder in unknown
    assert holder in ties(told(graph, "2018", "2019"), "kept")


def test_dates_are_the_difference_of_two_networks(graph: Graph) -> None:
    """With one node for the two territories of the Haut-Doubs, which are of one lineage."""
    compared = graph.compare("2018", "2024", projection="people")
    line = graph.resolve("lineage:haut-doubs")
    assert set(compared.states) == {line}
    own = dict.fromkeys(map(graph.resolve, (HAUT_DOUBS, ALLIANCES)), line)
    edges = [
        {
            (own.get(a, a), own.get(b, b), data["relation"], data["basis"])
            for a, b, data in graph.network("people", as_of=date).graph.edges(data=True)
        }
        for date in ("2018", "2024")
    ]
    found: dict[str, set[tuple[str, ...]]] = {change: set() for change in CHANGES}
    for tie in compared.ties:
        short = tuple(part.rpartition("/")[2].rpartition("#")[2] for part in tie.key[2:])
        found[tie.change].add((*tie.key[:2], *short))
    assert found["gained"] == edges[1] - edges[0]
    assert found["lost"] == edges[0] - edges[1]
    assert found["kept"] == edges[0] & edges[1]


def test_the_same_date_twice_keeps_all(graph: Graph) -> None:
    compared = graph.compare("2019", "2019")
    assert {tie.change for tie in compared.ties} == {"kept"}
    assert set(compared.nodes.values()) == {"kept"}


def test_a_query_that_is_no_projection(graph: Graph) -> None:
    with pytest.raises(UsageError, match="no projection"):
        graph.compare("2018", "2019", projection="who-presides")


# Territories and documents -----------------------------------------------------------


def test_two_territories(graph: Graph) -> None:
    read = told(graph, HAUT_DOUBS, ALLIANCES)
    both = {source for source, relation, _ in ties(read, "kept") if relation == "member"}
    assert len(both) == 5
    assert "Grand Besançon Métropole" not in both
    only = ties(read, "gained")
    assert ("Nathalie Augé", "steers", "Alliances Luxe & Précision Doubs") in only
    sectors = {target for _, relation, target in only if relation == "concerns"}
    assert {"horlogerie", "microtechnique", "luxe"} <= sectors  # document 001
    assert all(tie["source"]["iri"] != tie["target"]["iri"] for tie in read["relations"])


def test_a_lineage_stands_for_its_territories(graph: Graph) -> None:
    compared = graph.compare("lineage:haut-doubs", "territory:nord-franche-comte")
    assert compared.sort == "territories"
    assert sum(tie.change == "lost" for tie in compared.ties) > 20


def test_two_documents_share_what_both_say(graph: Graph) -> None:
    """000 and 001 both name the six members of the territory of the second phase."""
    one, other = "document:entretien-cedric-bole", "document:grand-besancon-en-est"
    read = told(graph, one, other)
    members = {
        source for source, relation, target in ties(read, "kept")
        if relation == "member" and target == "Alliances Luxe & Précision Doubs"
    }  # fmt: skip
    assert len(members) == 6
    for tie in read["relations"]:
        for side, document in (("first", one), ("second", other)):
            cited = {item["document"]["iri"] for claim in tie[side] for item in claim["evidence"]}
            full = graph.resolve(document)
            assert bool(tie[side]) == (full in cited)


# Speakers, and figures ---------------------------------------------------------------


def test_two_speakers_and_the_figures_on_which_they_differ(graph: Graph) -> None:
    """`figures-that-disagree` tells the change: 124 territories in 2019, 148 in 2021.

    The 124 intercommunalities of 003 are its territories by another name (003, 1462 and 2164), and
    no rival of the 500 of 004, in 2021.
    """
    read = told(graph, "CGET", "association des interpreneurs")
    assert read["compared"] == "speakers"
    found = {}
    for figure in read["figures"]:
        if figure["change"] == "differs":
            sides = ({claim["value"] for claim in figure[s]} for s in ("first", "second"))
            found[figure["measure"].partition(":")[2]] = tuple(sides)
            speakers = [{item["speaker"]["label"] for c in figure[s] for item in c["evidence"]}
                        for s in ("first", "second")]  # fmt: skip
            assert speakers == [{"CGET"}, {"association des interpreneurs"}]
    assert found == {"territories": ({124}, {148})}


def test_documents_that_give_the_same_figure(graph: Graph) -> None:
    """002 and 003 both say 124 territories."""
    read = told(graph, "document:cget-prefiguration", "document:aer-territoires-d-industrie")
    same = [f for f in read["figures"] if f["change"] == "kept"]
    assert 124 in {claim["value"] for figure in same for claim in figure["first"]}
    assert sum(read["counts"]["figures"].values()) == len(read["figures"])


def figure(value: int, begin: str | None = None, end: str | None = None) -> Figure:
    valid = Valid("", (begin, begin, end, end))
    return Figure(f"c{value}{begin}", "a", "m", "", value, None, None, "exact", "u", valid)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([figure(3)], [figure(3)], ["kept"]),
        ([figure(3)], [figure(4)], ["differs"]),
        ([figure(3)], [], ["lost"]),
        ([], [figure(3)], ["gained"]),
        # Another year is another figure.
        ([figure(3, "2018-01-01", "2018-12-31")], [figure(4, "2020-01-01")], ["lost", "gained"]),
        ([figure(3, "2018-01-01")], [figure(4, None, "2018-06-30")], ["differs"]),
        # One that ends on the day on which the other begins: both hold on that day.
        ([figure(3, "2018-01-01", "2018-06-30")], [figure(4, "2018-06-30")], ["differs"]),
        ([figure(4, "2018-06-30")], [figure(3, "2018-01-01", "2018-06-30")], ["differs"]),
        ([figure(3, "2018-01-01", "2018-06-29")], [figure(4, "2018-06-30")], ["lost", "gained"]),
        ([figure(3), figure(4)], [figure(4)], ["differs"]),
        ([figure(3), figure(4)], [figure(4), figure(3)], ["kept"]),
    ],
)
def test_a_figure_differs_where_two_numbers_are_given_for_one_time(
    one: list[Figure], other: list[Figure], expected: list[str]
) -> None:
    halves = tuple(
        Half({}, frozenset(), frozenset(), {("a", "m", ""): tuple(own)} if own else {})
        for own in (one, other)
    )
    compared = compare("documents", (Side("1", "1"), Side("2", "2")), (halves[0], halves[1]))
    assert [number.change for number in compared.figures] == expected


def test_who_says_nothing_cannot_be_compared(graph: Graph) -> None:
    with pytest.raises(
        UsageError, match="No relation and no figure is said by person:nathalie-auge"
    ):
        graph.compare("Cédric Bôle", "Nathalie Augé")


# The rest ----------------------------------------------------------------------------


KEYS = st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.just("r"), st.just("b"))


@st.composite
def halves(draw: Any) -> Half:
    own = draw(st.sets(KEYS))
    sure = draw(st.sets(st.sampled_from(sorted(own)))) if own else set()
    return Half(
        dict.fromkeys(own, frozenset()),
        frozenset(sure),
        frozenset(end for key in own for end in key[:2]),
    )


@settings(deadline=None)
@given(one=halves(), other=halves(), possible=st.booleans())
def test_every_tie_is_told_once_and_rightly(one: Half, other: Half, possible: bool) -> None:
    compared = compare("dates", (Side("1", "1"), Side("2", "2")), (one, other), "", possible)
    found = {tie.key: tie for tie in compared.ties}
    assert len(found) == len(compared.ties)
    expected = {*one.ties, *other.ties} if possible else one.certain | other.certain
    assert set(found) == expected
    for key, tie in found.items():
        if tie.change == "unknown":
            assert not possible
            continue
        assert (tie.change != "gained") == (key in one.ties)
        assert (tie.change != "lost") == (key in other.ties)
        if not possible:
            assert tie.certain
    counts = compared.counts()
    assert sum(counts["relations"].values()) == len(compared.ties)
    assert sum(counts["nodes"].values()) == len(compared.nodes)


@pytest.mark.parametrize(
    ("names", "error"),
    [
        (("2018", FIRST), UsageError),
        ((FIRST, HAUT_DOUBS), UsageError),
        ((FIRST, FIRST), UsageError),
        (("Cédric Bôle", "Nathalie Augé"), UsageError),
        (("phase:ti-1", "phase:ti-9"), UnknownNameError),
        (("Haut-Doubs", "Territoires d’industrie"), (UsageError, AmbiguousNameError)),
    ],
)
def test_what_cannot_be_compared(graph: Graph, names: tuple[str, str], error: Any) -> None:
    with pytest.raises(error):
        graph.compare(*names)


@pytest.mark.parametrize(
    "names",
    [("2018", "2019"), (FIRST, SECOND), (HAUT_DOUBS, ALLIANCES),
     ("document:cget-prefiguration", "document:aer-territoires-d-industrie")],
)  # fmt: skip
def test_the_picture_has_every_node_and_says_each_change(
    graph: Graph, names: tuple[str, str]
) -> None:
    compared = graph.compare(*names)
    network = graph.compare_network(compared)
    assert set(compared.nodes) <= set(network.graph)
    for _, _, data in network.graph.edges(data=True):
        assert data["change"] in CHANGES
        assert data["change_label"]
        assert data["basis"] not in CHANGES
    for iri, data in network.graph.nodes(data=True):
        entity = graph.names.get(iri)
        assert entity is None or data["kind"] == local_name(entity.kind)
    drawn = {data["change"] for _, _, data in network.graph.edges(data=True)}
    assert drawn == {tie.change for tie in compared.ties}
    assert all(data["change"] in CHANGES for _, data in network.graph.nodes(data=True))


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["compare", *arguments, "--lang", "en"])


def test_command_as_table_csv_and_json(graph: Graph) -> None:
    table = run(FIRST, SECOND)
    assert table.exit_code == 0
    assert "Grand Besançon Métropole — is a member of → Haut-Doubs" in table.output
    assert "§" in table.output
    rows = list(csv.DictReader(io.StringIO(run(FIRST, SECOND, "-f", "csv").stdout)))
    gained = [row for row in rows if row["what"] == "relation" and row["change"] == "gained"]
    assert [row["source_label"] for row in gained] == ["Grand Besançon Métropole"]
    assert gained[0]["second_documents"]
    read = json.loads(run(FIRST, SECOND, "-f", "json").stdout)
    assert read["counts"]["relations"] == {"gained": 1, "lost": 0, "kept": 5}
    assert read["relations"][0]["second"][0]["evidence"][0]["spans"]
    assert read["version"] == f"tigraph {graph.version}"
    assert any("liste des EPCI" in line for line in read["open_data"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2018", "2019", "--certain"], "what only may hold is left out"),
        ([FIRST, SECOND, "--as-of", "2024"], "what may hold in 2024"),
        ([FIRST, SECOND], ""),
    ],
)
def test_table_csv_and_json_say_what_was_chosen(arguments: list[str], words: str) -> None:
    table = run(*arguments).stdout.splitlines()
    assert table[1 : table.index("")][(arguments[0] == "2018") :] == ([words] if words else [])
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "-f", "csv").stdout)))
    assert {row["asked"] for row in rows} == {words}
    read = json.loads(run(*arguments, "-f", "json").stdout)
    assert read.get("as_of") == ("2024" if "--as-of" in arguments else None)
    assert read.get("asked") == ({"possible": False} if "--certain" in arguments else None)


def test_what_is_not_sure_is_told_with_the_dates(graph: Graph) -> None:
    """Of two dates that is both; of two documents the date asked, if one is."""
    dates = graph.compare("2018", "2019").doubt
    assert dates is not None
    assert "at 2018 / 2019" in dates.told()
    dated = graph.compare(FIRST, SECOND, as_of="2024").doubt
    assert dated is not None
    assert "at 2024" in dated.told()
    assert graph.compare(FIRST, SECOND).doubt is None


def test_command_says_which_side_of_territories() -> None:
    shown = run(HAUT_DOUBS, ALLIANCES).output
    assert "Only Alliances Luxe & Précision Doubs" in shown
    assert "Both" in shown


def test_command_writes_networks(tmp_path: Path) -> None:
    done = run(FIRST, SECOND, "-o", str(tmp_path / "x.gexf"))
    assert done.exit_code == 0, done.output
    text = (tmp_path / "x.gexf").read_text(encoding="utf-8")
    assert 'for="change" value="gained"' in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["2018", "phase:ti-1"], 2),
        ([FIRST, SECOND, "--certain"], 2),
        (["2018", "2019", "--projection", "no-such"], 2),
        (["2018", "2019", "-o", "x.doc"], 2),
        (["2018", "2019", "-o", "/no/such/folder/x.json"], 3),
        (["2018", "2019"], 0),
    ],
)
def test_exit_codes(arguments: list[str], code: int, capsys: Any) -> None:
    with pytest.raises(SystemExit) as left:
        main(["compare", *arguments, "-q"])
    assert left.value.code == code
    assert "Traceback" not in capsys.readouterr().err


def test_as_of_leaves_out_what_cannot_hold_at_the_date(world: Callable[..., Graph]) -> None:
    graph = world(
        """
        territory:a a tig:LabelledTerritory ; skos:prefLabel "A"@fr .
        territory:b a tig:LabelledTerritory ; skos:prefLabel "B"@fr .
        epci:x a tig:Intercommunality ; skos:prefLabel "X"@fr .
        claim:xa a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
          tig:basis basis:membership ; org:member epci:x ; org:organization territory:a ;
          tig:validTime "2019/2020"^^edtf:EDTF .
        claim:xb a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
          tig:basis basis:membership ; org:member epci:x ; org:organization territory:b ;
          tig:validTime "2020/2024"^^edtf:EDTF .
        """
    )

    def changes(as_of: str | None) -> list[str]:
        return [tie.change for tie in graph.compare("territory:a", "territory:b", as_of=as_of).ties]

    assert changes(None) == ["kept"]
    assert changes("2018") == []
    assert changes("2019") == ["lost"]
    assert changes("2020-06") == ["kept"]
    assert changes("2022") == ["gained"]
    with pytest.raises(UsageError, match="Two dates"):
        graph.compare("2018", "2019", as_of="2020")
