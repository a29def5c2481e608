"""Two dates of a programme whose territories are other nodes in each phase. All fictitious."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tigraph.cli import cli
from tigraph.comparing.as_json import as_json_comparison
from tigraph.comparing.comparison import Comparison
from tigraph.graph import Graph

World = Callable[..., Graph]

#: The territories, by phase and lineage, and their members in each: x is there all along.
#: k keeps itself by lineage a; m moves; n is new, o is gone; s and t are split in two, u and v
#: are merged into one; w is of no lineage; p went on in q, as a register says.
PLACES = {
    "a1": ("a", "xkmp"), "b1": ("b", "yo"), "c1": ("c", "st"), "d1": ("d", "u"), "e1": ("e", "v"),
    "f1": ("", "w"), "a2": ("a", "xkq"), "b2": ("b", "ymn"), "c2": ("c", "s"), "g2": ("c", "t"),
    "d2": ("d", "uv"), "f2": ("", "w"),
}  # fmt: skip
PERIODS = {"1": "2018/2020", "2": "2021/2023"}
CITED = """document:d a foaf:Document ; dcterms:title "Registre fictif"@fr ;
  skos:prefLabel "Registre fictif"@fr .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
citation:one a tig:SourceCitation ; oa:hasSource document:d ; tig:catalogued true ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
change:pq a org:ChangeEvent ; org:originalOrganization epci:p ; org:resultingOrganization epci:q .
"""


def member(who: str, where: str, valid: str, relation: str = "member") -> str:
    return f"""claim:{who}-{where}-{relation} a tig:RelationClaim, org:Membership ;
      tig:relation relation:{relation} ; tig:basis basis:membership ; org:member epci:{who} ;
      org:organization territory:{where} ; tig:validTime "{valid}"^^edtf:EDTF ;
      tig:citation citation:one ."""


def turtle(places: dict[str, tuple[str, str]] | None = None) -> str:
    text = [CITED]
    for place, (line, members) in (places or PLACES).items():
        phase = place[1]
        text.append(
            f"""phase:{phase} a tig:Phase ; skos:prefLabel "phase {phase}"@fr .
            territory:{place} a tig:LabelledTerritory ; tig:inPhase phase:{phase} ;
              skos:prefLabel "Territoire {place}"@fr ."""
        )
        if line:
            text.append(
                f"""lineage:{line} a tig:Lineage ; skos:prefLabel "Lignée {line}"@fr .
                territory:{place} prov:specializationOf lineage:{line} ."""
            )
        for who in members:
            text.append(f'epci:{who} a tig:Intercommunality ; skos:prefLabel "Interco {who}"@fr .')
            text.append(member(who, place, PERIODS[phase]))
    return "\n".join(text)


def short(iri: str) -> str:
    return iri.rpartition("/")[2]


def changes(compared: Comparison) -> set[tuple[str, ...]]:
    return {
        (
            tie.change,
            short(tie.key[0]),
            short(tie.key[1]),
            *([short(tie.origin)] * bool(tie.origin)),
        )
        for tie in compared.ties
    }


EXPECTED = {
    ("kept", "x", "a"), ("kept", "k", "a"), ("kept", "y", "b"), ("moved", "m", "b", "a"),
    ("gained", "n", "b"), ("lost", "o", "b"),
    # two territories go on in one lineage: whoever is in either has stayed in it
    ("kept", "s", "c"), ("kept", "t", "c"),
    # of two that were merged, the lineage of one goes on; the other's member moved to it
    ("kept", "u", "d"), ("moved", "v", "d", "e1"),
    # without a lineage, nothing says that one is the other
    ("lost", "w", "f1"), ("gained", "w", "f2"),
    # a member is itself: that another took it over, it does not carry its membership on
    ("lost", "p", "a"), ("gained", "q", "a"),
}  # fmt: skip


@pytest.fixture
def graph(world: World) -> Graph:
    return world(turtle())


def test_lineages_are_followed_and_moves_told_apart(graph: Graph) -> None:
    compared = graph.compare("2019", "2022", projection="territory-members")
    assert changes(compared) == EXPECTED
    assert all(tie.certain for tie in compared.ties)
    states = {
        short(line): tuple(tuple(map(short, side)) for side in own)
        for line, own in compared.states.items()
    }
    assert states == {
        "a": (("a1",), ("a2",)), "b": (("b1",), ("b2",)), "c": (("c1",), ("c2", "g2")),
        "d": (("d1",), ("d2",)),
    }  # fmt: skip
    nodes = {short(iri): change for iri, change in compared.nodes.items()}
    assert {nodes[who] for who in "xkmystuvw"} == {"kept"}
    assert {iri for iri, change in nodes.items() if change == "gained"} == {"n", "q", "f2"}
    assert {iri for iri, change in nodes.items() if change == "lost"} == {"o", "p", "e1", "f1"}
    assert {iri for iri in "abcd" if nodes[iri] == "kept"} == {*"abcd"}
    moved = {tuple(map(short, move)) for move in compared.moved}
    assert moved == {("m", "a", "b"), ("v", "e1", "d")}


def test_certain_alone_gives_the_same_where_all_is_certain(graph: Graph) -> None:
    sure = graph.compare("2019", "2022", projection="territory-members", possible=False)
    assert changes(sure) == EXPECTED


def test_phases_and_their_dates_tell_the_same(graph: Graph) -> None:
    """But for what has no lineage, of which phases say nothing; e is the lineage of e1."""
    phases = changes(graph.compare("phase:1", "phase:2"))
    expected = {own for own in EXPECTED if "w" not in own}
    assert phases == {tuple("e" if part == "e1" else part for part in own) for own in expected}


def test_the_other_way_round(graph: Graph) -> None:
    back = graph.compare("2022", "2019", projection="territory-members")
    counts = back.counts()["relations"]
    assert counts == {"gained": 3, "lost": 3, "kept": 6, "moved": 2}
    assert ("moved", "m", "a", "b") in changes(back)


def test_two_dates_of_one_phase_name_the_territories(graph: Graph) -> None:
    compared = graph.compare("2018", "2019", projection="territory-members")
    assert {tie.change for tie in compared.ties} == {"kept"}
    assert {short(tie.key[1]) for tie in compared.ties} == {"a1", "b1", "c1", "d1", "e1", "f1"}
    assert (compared.states, compared.moved) == ({}, [])
    assert compared.remarks(graph.label) == []


def test_within_one_phase_a_member_moves_between_territories(world: World) -> None:
    made = world(
        turtle({"a1": ("a", "x"), "b1": ("b", "y")})
        + member("z", "a1", "2018")
        + member("z", "b1", "2019")
        + 'epci:z a tig:Intercommunality ; skos:prefLabel "Interco z"@fr .'
    )
    compared = made.compare("2018", "2019", projection="territory-members")
    assert ("moved", "z", "b1", "a1") in changes(compared)


def test_who_leaves_and_joins_several_is_told_for_each_two(world: World) -> None:
    made = world(turtle({"a1": ("a", "mx"), "a2": ("a", "x"), "b2": ("b", "m"), "c2": ("c", "m")}))
    compared = made.compare("2019", "2022", projection="territory-members")
    assert changes(compared) == {
        ("kept", "x", "a"), ("moved", "m", "b2", "a"), ("moved", "m", "c2", "a"),
    }  # fmt: skip


def test_whose_members_nobody_names_at_one_date_is_not_lost(world: World) -> None:
    places = {"a1": ("a", "xy"), "a2": ("a", ""), "b1": ("b", "z"), "b2": ("b", "y")}
    made = world(turtle(places))
    dates = made.compare("2019", "2022", projection="territory-members")
    assert changes(dates) == {
        ("unknown", "x", "a1"), ("unknown", "y", "a1"), ("lost", "z", "b"), ("gained", "y", "b"),
    }  # fmt: skip
    followed, remark = dates.remarks(made.label)
    one = (
        "Chaque lignée qui a plusieurs territoires aux deux dates figure comme un seul acteur (1)."
    )
    assert followed.startswith(one)
    assert remark == "Nul ne dit qui est membre, à l’une des dates, de : Territoire a1."
    phases = {own[:2] for own in changes(made.compare("phase:1", "phase:2"))}
    assert phases == {own[:2] for own in changes(dates)}


def test_of_a_territory_whose_members_nobody_names_other_ties_are_lost(world: World) -> None:
    made = world(
        turtle({"a1": ("a", "x"), "a2": ("a", "")})
        + """organisation:s a org:FormalOrganization ; skos:prefLabel "Service fictif"@fr .
        claim:s a tig:RelationClaim ; tig:relation relation:steers ; tig:basis basis:authority ;
          tig:subject organisation:s ; tig:object territory:a1 ;
          tig:validTime "2018/2020"^^edtf:EDTF ; tig:citation citation:one ."""
    )
    every = changes(made.compare("2019", "2022"))
    assert ("lost", "s", "a1") in every
    members = changes(made.compare("2019", "2022", projection="territory-members"))
    assert members == {("unknown", "x", "a1")}


def test_a_phase_that_is_over_leaves_nothing_untold(world: World) -> None:
    """The one whose members nobody names is of a phase that had ended."""
    ends = """programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
      claim:p2 a tig:RelationClaim ; tig:relation relation:phase-of ; tig:basis basis:composition ;
        tig:subject phase:2 ; tig:object programme:p ; tig:validTime "2010/2012"^^edtf:EDTF ;
        tig:citation citation:one ."""
    made = world(turtle({"a1": ("a", "x"), "a2": ("a", "")}) + ends)
    compared = made.compare("2019", "2022", projection="territory-members")
    assert changes(compared) == {("lost", "x", "a1")}


def test_other_ties_go_on_by_lineage_and_do_not_move(world: World) -> None:
    made = world(
        turtle({"a1": ("a", "x"), "a2": ("a", "x"), "b1": ("b", "y"), "b2": ("b", "y")})
        + 'organisation:s a org:FormalOrganization ; skos:prefLabel "Service fictif"@fr .'
        + "".join(
            f"""claim:{where} a tig:RelationClaim ; tig:relation relation:steers ;
            tig:basis basis:authority ; tig:subject organisation:s ; tig:object territory:{where} ;
            tig:validTime "{valid}"^^edtf:EDTF ; tig:citation citation:one ."""
            for where, valid in (("a1", "2018/2020"), ("b2", "2021/2023"))
        )
    )
    found = changes(made.compare("2019", "2022"))
    assert {own for own in found if own[1] == "s"} == {("lost", "s", "a"), ("gained", "s", "b")}


def test_json_names_what_was_followed(graph: Graph) -> None:
    compared = graph.compare("2019", "2022", projection="territory-members")
    told = as_json_comparison(graph.store, compared, graph.label)
    assert told["counts"]["relations"] == {"gained": 3, "lost": 3, "kept": 6, "moved": 2}
    assert told["followed"] == {"basis:membership": {"kept": 6, "moved": 2}}
    [move] = [
        tie for tie in told["relations"]
        if tie["change"] == "moved" and tie["source"]["label"] == "Interco m"
    ]  # fmt: skip
    assert (move["from"]["label"], move["target"]["label"]) == ("Lignée a", "Lignée b")
    claims = [[short(own["claim"]) for own in move[side]] for side in ("first", "second")]
    assert claims == [["m-a1-member"], ["m-b2-member"]]
    [line] = [node for node in told["nodes"] if node["label"] == "Lignée c"]
    own = [[one["label"] for one in line["states"][side]] for side in ("first", "second")]
    assert own == [["Territoire c1"], ["Territoire c2", "Territoire g2"]]
    [remark] = told["remarks"]
    assert "4" in remark
    assert "6" in remark


def test_the_picture_says_from_where_something_moved(graph: Graph) -> None:
    compared = graph.compare("2019", "2022", projection="territory-members")
    drawn = graph.compare_network(compared)
    moved = {
        (short(a), short(b), data["moved_from"])
        for a, b, data in drawn.graph.edges(data=True)
        if data["change"] == "moved"
    }
    assert moved == {("m", "b", "Lignée a"), ("v", "d", "Territoire e1")}
    [state] = {d["states"] for iri, d in drawn.graph.nodes(data=True) if short(iri) == "c"}
    assert state == "Territoire c1 → Territoire c2, Territoire g2"


def test_command_as_table_csv_json_and_network(world: World, tmp_path: Path) -> None:
    world(turtle())

    def run(*options: str) -> str:
        asked = ["compare", "2019", "2022", "--projection", "territory-members", "--lang", "en"]
        done = CliRunner().invoke(cli, [*asked, "--data", str(tmp_path / "world.ttl"), *options])
        assert done.exit_code == 0, done.output
        return done.stdout

    table = " ".join(run().split())
    assert "Interco m — is a member of → Lignée b (from Lignée a)" in table
    assert "Lignée c: Territoire c1 → Territoire c2, Territoire g2" in table
    assert "moved from one lineage to another: membership 2" in table
    rows = list(csv.DictReader(io.StringIO(run("-f", "csv"))))
    assert all(None not in row and None not in row.values() for row in rows)
    moved = [
        (row["source_label"], row["from_label"], row["target_label"])
        for row in rows
        if row["change"] == "moved"
    ]
    assert sorted(moved) == [
        ("Interco m", "Lignée a", "Lignée b"), ("Interco v", "Territoire e1", "Lignée d"),
    ]  # fmt: skip
    [line] = [row for row in rows if row["source_label"] == "Lignée c" and row["what"] == "node"]
    assert short(line["first_nodes"]) == "c1"
    assert [short(iri) for iri in line["second_nodes"].split(" | ")] == ["c2", "g2"]
    assert json.loads(run("-f", "json"))["followed"]["basis:membership"]["moved"] == 2
    run("-o", str(tmp_path / "x.gexf"))
    drawn = (tmp_path / "x.gexf").read_text(encoding="utf-8")
    assert 'value="moved"' in drawn
    assert 'value="Territoire e1"' in drawn
    run("-o", str(tmp_path / "x.html"))
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "moved" in page
