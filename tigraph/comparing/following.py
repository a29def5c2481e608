"""What goes on as another node: lineages followed from one side to the other, and who moved.

Things of which one goes on in the other, such as the territories of two phases, are two nodes
of one lineage (`prov:specializationOf`, a `tig:Lineage`). Where more than one of these stands
on the two sides, the lineage stands for them all, so that a tie goes on with it. A tie between
two of them stays as it is. What is of no lineage is nothing but itself; so is a member, even
where a register says that it went on in another one: two members are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from tigraph.comparing.comparison import Comparison, Half, Key, States, Tie
from tigraph.rdf import Queryable, rows_of, select
from tigraph.rdf.vocabulary import CONCEPT

MEMBER = CONCEPT + "relation/member"
#: From one side to the other, and back.
_WAYS = ((0, 1), (1, 0))
_LINES = "SELECT ?one ?line { ?one prov:specializationOf ?line . ?line a tig:Lineage }"
#: Of what is of a lineage: who has a member, and which claims say how long its phase lasts.
_LISTED = """SELECT DISTINCT ?one {
  ?claim org:organization ?one ; tig:relation relation:member }"""
_LASTS = """SELECT ?one ?claim { ?one tig:inPhase ?phase .
  ?claim tig:subject ?phase ; tig:relation relation:phase-of }"""


def lineages(store: Queryable) -> dict[str, str]:
    """Return the lineage of each thing that is of one."""
    return {row["one"]: row["line"] for row in select(store, _LINES)}


def followed(
    halves: tuple[Half, Half], lines: Mapping[str, str], possible: bool = True
) -> tuple[tuple[Half, Half], dict[str, States]]:
    """Return both sides with lineages for their nodes, and which nodes each stands for.

    Only lineages that have more than one node on the two sides; without `possible`, nodes
    that only may be there count only beside others.
    """
    states: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for side, half in enumerate(halves):
        there = half.nodes if possible else {end for key in half.certain for end in key[:2]}
        for node in there:
            if node in lines:
                states[lines[node]][side].add(node)
    found = {
        line: (tuple(sorted(one)), tuple(sorted(other)))
        for line, (one, other) in sorted(states.items())
        if len(one | other) > 1
    }
    own = {node: line for node, line in lines.items() if line in found}
    return (_mapped(halves[0], own), _mapped(halves[1], own)), found


def _mapped(half: Half, lines: Mapping[str, str]) -> Half:
    ties: dict[Key, frozenset[str]] = {}
    for key, claims in half.ties.items():
        new = _on(key, lines)
        ties[new] = ties.get(new, frozenset()) | claims
    ends = {end for key in ties for end in key[:2]}
    alone = half.nodes - {end for key in half.ties for end in key[:2]}
    return Half(
        ties,
        frozenset(_on(key, lines) for key in half.certain),
        frozenset(ends | {lines.get(node, node) for node in alone}),
        half.figures,
        half.lasting,
    )


def _on(key: Key, lines: Mapping[str, str]) -> Key:
    source, target = lines.get(key[0], key[0]), lines.get(key[1], key[1])
    return key if source == target else (source, target, *key[2:])


def with_silence(compared: Comparison, silent: Collection[str]) -> Comparison:
    """Tell apart who left or joined what nobody lists the members of, on the other side.

    Nothing is known there of the members of these (lineages): what would be lost or gained
    becomes `unknown`.
    """
    ties = tuple(
        replace(tie, change="unknown")
        if tie.change in ("gained", "lost") and tie.key[1] in silent and tie.key[2] == MEMBER
        else tie
        for tie in compared.ties
    )
    only_there = {tie.key[0] for tie in ties if tie.change == "unknown"}
    only_there |= {*silent}
    nodes = {
        iri: "unknown" if iri in only_there and change != "kept" else change
        for iri, change in compared.nodes.items()
    }
    return replace(compared, nodes=nodes, ties=ties, silent=tuple(sorted(silent)))


def silent_in_both(one: Half, other: Half) -> set[str]:
    """Return what is on both sides, with known members on one of them alone."""
    listed = [_listed(half) for half in (one, other)]
    return {iri for iri in one.nodes & other.nodes if (iri in listed[0]) != (iri in listed[1])}


def silent_at(
    store: Queryable,
    halves: tuple[Half, Half],
    lines: Mapping[str, str],
) -> set[str]:
    """Return what has members at one of two dates alone, and perhaps a node without at the other.

    Of these, nodes or lineages, a lineage has a node of which nobody ever names the members,
    and the phase of that node may last at that other date. Where no claim says how long, it may.
    """
    listed = [_listed(half) for half in halves]
    of = [{lines.get(iri, iri): iri for iri in own} for own in listed]
    alone = [
        {line: of[here][line] for line in of[here].keys() - of[there]} for here, there in _WAYS
    ]
    nodes = {one: line for one, line in lines.items() if line in alone[0] or line in alone[1]}
    told = {row["one"] for row in rows_of(store, _LISTED, nodes, "one")}
    nodes = {one: line for one, line in nodes.items() if one not in told}
    lasts: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(store, _LASTS, nodes, "one"):
        lasts[row["one"]].add(row["claim"])
    return {
        alone[here][line]
        for here, there in _WAYS
        for one, line in nodes.items()
        if line in alone[here] and (one not in lasts or lasts[one] & halves[there].lasting)
    }


def _listed(half: Half) -> set[str]:
    return {key[1] for key in half.ties if key[2] == MEMBER}


def with_moves(compared: Comparison, lines: Mapping[str, str]) -> Comparison:
    """Tell who left one lineage and joined another: a move, nothing gained or lost.

    A membership that is lost and one that is gained are a move where they have the same
    member and basis, and are of two lineages. There is one for each two of them, if a member
    left or joined several. `lines` gives the lineages; what stands in it as one is its own.
    """
    own = {**dict.fromkeys(lines.values()), **lines}
    gone: dict[Key, list[Tie]] = defaultdict(list)
    come: dict[Key, list[Tie]] = defaultdict(list)
    for tie in compared.ties:
        kind = {"lost": gone, "gained": come}.get(tie.change)
        if kind is not None and tie.key[2] == MEMBER and tie.key[1] in own:
            kind[(tie.key[0], "", *tie.key[2:])].append(tie)
    moves = [
        Tie("moved", new.key, old.certain and new.certain, old.first, new.second, old.key[1])
        for member in gone.keys() & come.keys()
        for old in gone[member]
        for new in come[member]
        if (own[old.key[1]] or old.key[1]) != (own[new.key[1]] or new.key[1])
    ]
    told = {tie.key for tie in moves} | {(tie.key[0], tie.origin, *tie.key[2:]) for tie in moves}
    stay = [tie for tie in compared.ties if tie.key not in told]
    ties = sorted([*stay, *moves], key=lambda tie: (tie.key, tie.origin))
    return replace(compared, ties=tuple(ties))
