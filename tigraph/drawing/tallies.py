"""What a map counts: its actors by what became of them, by phase or by kind, and by region.

Numbers beside a map, bars, the colours of its marks and its legend all come from here, so that
they tell the same. Those who have an area are told apart from the marks that stand in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tigraph.drawing.styles import CHANGE_COLOURS, HOLLOW, kind_styles, shown, text_of
from tigraph.local import Words, plural

if TYPE_CHECKING:
    from tigraph.networks import Network

TALLY_WORDS = Words(
    {
        "both": ("in both", "dans les deux"),
        "only": ("{} only", "{} seulement"),
        "moved": ("{} of them in another lineage", "dont {} ‹a|ont› changé de lignée"),
        "tie_gained": ("with a new tie", "avec un lien nouveau"),
        "tie_lost": ("with a tie lost", "avec un lien perdu"),
        "tie_moved": ("in another lineage", "dans une autre lignée"),
        "tie_unknown": ("with ties both new and lost", "avec des liens nouveaux et perdus"),
        "of": ("{}, {}", "{}, {}"),
        "several": ("several regions", "plusieurs régions"),
        "unknown": ("region unknown", "région inconnue"),
        "rest": ("{} other‹s›", "{} autre‹s›"),
        "composed": ("{}: in the areas it is made of", "{} : par les aires qui en font partie"),
        "bare": ("without a known outline", "sans contour connu"),
        "placed": (
            "{} of {} ‹0:stands|stand› on the map: of the others no place is known",
            "{} sur {} ‹0:figure|figurent› sur la carte : des autres, on ne connaît pas le lieu",
        ),
        "none": (
            "No tie is drawn as a line: one end stands in the area of the other, or without a "
            "place",
            "Aucun lien n’est tracé : un bout est dans l’aire de l’autre, ou sans lieu connu",
        ),
        "lines": (
            "{} of {} tie‹s› ‹0:is|are› drawn as ‹0:a line|lines›: of the others one end stands "
            "in the area of the "
            "other, or no place is known",
            "{} lien‹s› sur {} ‹0:est tracé|sont tracés› : des autres, un bout est dans l’aire "
            "de l’autre, ou sans "
            "lieu connu",
        ),
    }
)

_FEW = 20  # fewer are counted at a glance
#: The area of an actor that is told apart by its phase: quieter than marks.
_AREA = "#4f89a6"
#: What becomes of an actor that is in the first of two phases alone, the second alone, in both.
_STATES = ("kept", "gained", "lost")


@dataclass(frozen=True)
class Group:
    """Some of the actors of a map, with their look; `area` where these are of a kind with areas.

    `many` is the label after a number that asks for the plural, where that is another.
    """

    label: str
    colour: str
    hollow: bool
    area: bool
    note: str = ""
    many: str = ""

    def counted(self, number: int, language: str) -> str:
        """Return the label as it stands after a number."""
        return (self.many if plural(number, language) else "") or self.label


@dataclass(frozen=True)
class Tally:
    """The groups of a map and its regions; both by actor, as ranks in them.

    `somewhere` are the actors of kinds that have places; its numbers are of these. Regions come
    the largest first, after them "several" and "unknown"; `telling` says whether numbers and
    bars say what one does not see at once.
    """

    groups: list[Group] = field(default_factory=list)
    of: dict[str, int] = field(default_factory=dict)
    regions: list[str] = field(default_factory=list)
    region_of: dict[str, int] = field(default_factory=dict)
    somewhere: frozenset[str] = frozenset()
    telling: bool = False

    def counted(self) -> list[str]:
        """The actors that are counted: those that are marks, areas where there are no others."""
        known = [node for node in self.of if node in self.somewhere]
        return [node for node in known if not self.groups[self.of[node]].area] or known

    def rows(self) -> list[tuple[str, list[int]]]:
        """How many of each group are in each region, the groups in their order."""
        found: Counter[tuple[int, int]] = Counter()
        for node in self.counted():
            found[self.region_of[node], self.of[node]] += 1
        return [(name, [found[r, g] for g in self.kinds()]) for r, name in enumerate(self.regions)]

    def kinds(self) -> list[int]:
        """The ranks of the groups that are counted."""
        return sorted({self.of[node] for node in self.counted()})

    def members(self, group: int) -> set[str]:
        """The actors of a group."""
        return {node for node, own in self.of.items() if own == group}

    def total(self, group: int) -> int:
        """How many are of a group."""
        return len(self.members(group))


def tally_of(network: Network, covered: Collection[str]) -> Tally:
    """Return what the map of a network counts; `covered` are the actors that have an area on it.

    All of the kinds of these are told apart from the marks that stand in them.
    In a comparison actors are told apart by what became of them (of their ties, where these are
    what is drawn); where they are of two phases, by these; else by kind.
    """
    nodes: Mapping[str, Mapping[str, Any]] = dict(network.graph.nodes(data=True))
    words = TALLY_WORDS.of(network.language)
    known = {d.get("kind") for d in nodes.values() if d.get("lon") is not None or d.get("regions")}
    somewhere = frozenset(n for n, d in nodes.items() if d.get("kind") in known)
    kinds = Counter(d.get("kind") for d in nodes.values())
    areas = Counter(nodes[n].get("kind") for n in covered if n in nodes)
    wide = {n for n, d in nodes.items() if 2 * areas[d.get("kind")] >= kinds[d.get("kind")]}
    ways = (
        _by_change(network, nodes, wide)
        or _by_phase(network, nodes, wide)
        or _by_kind(network, nodes)
    )
    groups: dict[tuple[str, bool], Group] = {}
    keys = {n: (ways.key(n), n in wide) for n in nodes}
    for key in sorted(set(keys.values()), key=lambda key: (key[1], ways.rank(key[0]))):
        some = [n for n, one in keys.items() if one == key]
        groups[key] = ways.group(*key, some, words)
    rank = {key: i for i, key in enumerate(groups)}
    of = {n: rank[key] for n, key in keys.items()}
    made = Tally(list(groups.values()), of, [], {}, somewhere)
    where = {n: _region(nodes[n].get("regions") or (), words) for n in made.counted()}
    last = [words["several"], words["unknown"]]
    counts = Counter(where.values())
    regions = sorted(counts, key=lambda r: (r in last, -counts[r], r))
    place = {region: i for i, region in enumerate(regions)}
    region_of = {n: place[region] for n, region in where.items()}
    apart = len(regions) - len(set(regions).intersection(last)) > 1
    telling = apart and len(where) >= _FEW and 2 * counts[words["unknown"]] < len(where)
    return Tally(made.groups, of, regions, region_of, somewhere, telling)


def composed(network: Network) -> frozenset[str]:
    """Return the actors whose area is made of those of actors of another kind, drawn as well.

    A kind is made of another where one of it covers what one of the other does, and more.
    """
    atlas = network.graph.graph.get("atlas")
    own = {
        n: frozenset(c) for n, c in (atlas.contours if atlas else {}).items() if n in network.graph
    }
    kind = {node: network.graph.nodes[node].get("kind") for node in own}
    of: dict[str, list[str]] = defaultdict(list)
    for node, contours in own.items():
        for contour in contours:
            of[contour].append(node)
    made = {
        (kind[a], kind[b]) for some in of.values() for a in some for b in some if own[b] < own[a]
    }
    return frozenset(
        node
        for node, contours in own.items()
        if all(any((kind[node], kind[b]) in made for b in of[one]) for one in contours)
    )


def _region(regions: Iterable[str], words: Mapping[str, str]) -> str:
    found = sorted(set(regions))
    return found[0] if len(found) == 1 else words["several" if found else "unknown"]


@dataclass(frozen=True)
class _Ways:
    """How actors are told apart: the key of each, in the order of `order`, and their looks.

    `kinds` go before the words of those with an area, which may have words of their own;
    `plurals` are those of kinds, by label.
    """

    keys: Mapping[str, str]
    order: list[str]
    labels: Mapping[str, str]
    looks: Mapping[tuple[str, bool], tuple[str, bool]]
    kinds: Mapping[str, str]
    moved: Collection[str] = ()
    of_areas: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)

    def key(self, node: str) -> str:
        return self.keys[node]

    def rank(self, key: str) -> int:
        return self.order.index(key)

    def group(self, key: str, area: bool, nodes: list[str], words: Mapping[str, str]) -> Group:
        colour, hollow = self.looks[key, area]
        label = self.labels[key]
        if area and nodes[0] in self.kinds:
            kind, own = self.kinds[nodes[0]], self.of_areas.get(key, label)
            label = words["of"].format(kind, own)
            many = words["of"].format(self.plurals.get(kind, kind), own)
        else:
            many = self.plurals.get(label, label)
        moved = 0 if area else len(set(self.moved).intersection(nodes))
        note = words["moved"].format(moved) if moved else ""
        return Group(label, colour, hollow, area, note, many if many != label else "")


def _by_change(
    network: Network, nodes: Mapping[str, Mapping[str, Any]], covered: Collection[str]
) -> _Ways | None:
    changes = {n: text_of(d.get("change")) for n, d in nodes.items()}
    if not all(changes.values()):
        return None
    words = TALLY_WORDS.of(network.language)
    labels = {text_of(d["change"]): text_of(d.get("change_label")) for d in nodes.values()}
    if len(sides := network.title.split(" → ")) == 2:
        labels |= _told(sides[0], sides[1], words)
    order = sorted(set(changes.values()), key=[*CHANGE_COLOURS].index)
    looks = {(c, area): (CHANGE_COLOURS[c], c in HOLLOW) for c in order for area in (False, True)}
    moved = {a for a, _, data in network.graph.edges(data=True) if data.get("moved_from")}
    ties = {n: text_of(d.get("ties")) for n, d in nodes.items() if n not in covered}
    for change in sorted(set(filter(None, ties.values())), key=[*CHANGE_COLOURS].index):
        key = f"tie_{change}"
        order.append(key)
        labels[key] = words[key]
        looks[key, False] = (CHANGE_COLOURS[change], change in HOLLOW)
        moved = set()
    changes |= {n: f"tie_{change}" for n, change in ties.items() if change}
    plurals = _plurals(network)
    return _Ways(changes, order, labels, looks, _kinds(nodes), moved, plurals=plurals)


def _by_phase(
    network: Network, nodes: Mapping[str, Mapping[str, Any]], covered: Collection[str]
) -> _Ways | None:
    phases = {n: frozenset(map(text_of, d.get("phases") or ())) for n, d in nodes.items()}
    every = sorted(frozenset().union(*(phases[n] for n in covered)))
    if len(every) != 2:
        return None
    others = {n: shown(d, "kind") for n, d in nodes.items() if not phases[n]}
    bare = sum(n not in covered and nodes[n].get("lon") is not None for n in others)
    if bare:  # what is of no phase would look as if it were of one
        return None
    starts: dict[str, str] = {}
    for a, b, data in network.graph.edges(data=True):
        both = phases.get(a, frozenset()) & phases.get(b, frozenset())
        if len(both) == 1 and data.get("start"):
            (phase,) = both
            starts[phase] = min(starts.get(phase, "9"), str(data["start"]))
    first, second = sorted(every, key=lambda phase: (starts.get(phase, "9"), phase))
    in_both = {True: "kept", False: "gained"}
    of = {n: "lost" if second not in own else in_both[first in own] for n, own in phases.items()}
    of |= {n: kind for n, (kind, _) in others.items()}
    words = TALLY_WORDS.of(network.language)
    looks = {(c, False): (CHANGE_COLOURS[c], c in HOLLOW) for c in _STATES}
    looks |= {(c, True): (_AREA, c in HOLLOW) for c in _STATES}
    styles, more = kind_styles(network), dict(others.values())
    looks |= {(kind, area): (styles[kind].colour, area) for kind in more for area in (False, True)}
    own = dict(zip(("lost", "gained"), _rest(first, second), strict=True))
    if any(of.get(n) == "kept" for n in covered):
        own = {}  # else a territory is of one phase, not of one only
    labels = _told(first, second, words) | more
    kinds = {n: kind for n, kind in _kinds(nodes).items() if n not in others}
    order = [*_STATES, *sorted(more)]
    return _Ways(of, order, labels, looks, kinds, of_areas=own, plurals=_plurals(network))


def _by_kind(network: Network, nodes: Mapping[str, Mapping[str, Any]]) -> _Ways:
    styles = kind_styles(network)
    keys = {n: shown(d, "kind")[0] for n, d in nodes.items()}
    labels = {shown(d, "kind")[0]: shown(d, "kind")[1] for d in nodes.values()}
    looks = {(k, area): (styles[k].colour, False) for k in labels for area in (False, True)}
    return _Ways(keys, sorted(labels), labels, looks, {}, plurals=_plurals(network))


def _plurals(network: Network) -> Mapping[str, str]:
    return dict(network.graph.graph.get("plurals", {}))


def _kinds(nodes: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {n: text_of(d.get("kind_label")) or text_of(d.get("kind")) for n, d in nodes.items()}


def _told(first: str, second: str, words: Mapping[str, str]) -> dict[str, str]:
    one, other = _rest(first, second)
    only = words["only"]
    return {"kept": words["both"], "gained": only.format(other), "lost": only.format(one)}


def _rest(first: str, second: str) -> tuple[str, str]:
    """What tells two names apart: without the words that both begin with.

    >>> _rest("Programme, first phase", "Programme, second phase")
    ('first phase', 'second phase')
    >>> _rest("2018", "2019")
    ('2018', '2019')
    """
    one, other = first.split(", "), second.split(", ")
    while len(one) > 1 and len(other) > 1 and one[0] == other[0]:
        del one[0], other[0]
    return ", ".join(one), ", ".join(other)
