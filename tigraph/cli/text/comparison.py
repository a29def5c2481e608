"""A comparison set as tables, for a terminal and as CSV."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from tigraph.local import Words, amount

if TYPE_CHECKING:
    from tigraph.cli.text.page import Page
    from tigraph.querying import Asked


_word = Words(
    {
        "nodes": ("nodes", "acteurs et autres nœuds"),
        "relations": ("relations", "relations"),
        "certain": ("… surely so", "… sûrement"),
        "side by side": (
            "{territories} territor‹y|ies›, {members} member‹s›, {population:,} inhabitant‹s› of "
            "{counted} of these",
            "{territories} territoire‹s›, {members} membre‹s›, {population:,} habitant‹s› de "
            "{counted} "
            "d’entre eux",
        ),
        "from": ("from", "depuis"),
        "followed": ("Followed by lineage", "Suivies par lignée"),
        "projection": ("by the projection", "par la projection"),
        "as of": ("what may hold in {}", "ce qui peut valoir en {}"),
        "possible": ("possible", "possible"),
        "alone": ("nodes without relation", "nœuds sans relation"),
        "empty": ("Neither side says anything.", "Aucun des deux côtés ne dit rien."),
        "figures": ("figures", "chiffres"),
        "more relations": ("… and {} more relation‹s›{}", "… et {} relation‹s› de plus{}"),
        "more figures": ("… and {} more figure‹s›{}", "… et {} chiffre‹s› de plus{}"),
        "more nodes": ("… and {} more node‹s›{}", "… et {} nœud‹s› de plus{}"),
        "more followed": ("… and {} more lineage‹s›{}", "… et {} lignée‹s› de plus{}"),
        "all": (
            " (--limit lists more; -f csv and -f json have all)",
            " (--limit en liste davantage ; -f csv et -f json ont tout)",
        ),
    }
)


def _asked(asked: Asked, lang: str) -> str:
    """What was chosen of both sides, in words; "" where nothing was."""
    when = _word("as of", lang).format(asked.as_of) if asked.as_of else ""
    return "; ".join(part for part in (when, asked.told(lang)) if part)


def _csv(told: dict[str, Any], asked: str, lang: str) -> str:
    from tigraph.cli.text.cards import quantity

    out = io.StringIO()
    writer = csv.writer(out)
    ends = ("source", "source_label", "relation", "target", "target_label", "basis", "certain")
    sides = ("first", "second")
    kept = ("value", "valid", "documents", "claims")
    heads = [f"{side}_{key}" for side in sides for key in kept]
    heads += ["from", "from_label", "first_nodes", "second_nodes", "asked"]
    writer.writerow(("change", "what", *ends, *heads))
    for node in told["nodes"]:
        blank = [""] * (len(ends) - 2 + len(sides) * len(kept))
        states = node.get("states", {})
        stood = (_joined(one["iri"] for one in states.get(side, ())) for side in sides)
        writer.writerow(
            (node["change"], "node", node["iri"], node["label"], *blank, "", "", *stood, asked)
        )
    for tie in told["relations"]:
        row = [tie["change"], "relation"]
        row += [tie["source"]["iri"] or "", tie["source"]["label"], tie["relation"]]
        row += [tie["target"]["iri"] or "", tie["target"]["label"], tie["basis"]]
        row.append(str(tie["certain"]).lower())
        for side in sides:
            row += ["", *_sources(tie[side])]
        left = tie.get("from", {"iri": "", "label": ""})
        writer.writerow([*row, left["iri"], left["label"], "", "", asked])
    for figure in told["figures"]:
        given = (figure["first"] + figure["second"])[0]
        row = [figure["change"], "figure", given["about"]["iri"], given["about"]["label"]]
        population = given["population"] or {"iri": "", "label": ""}
        row += [figure["measure"], population["iri"], population["label"], "", ""]
        for side in sides:
            own = figure[side]
            row += [_joined(quantity(claim, lang) for claim in own), *_sources(own)]
        writer.writerow([*row, "", "", "", "", asked])
    return out.getvalue()


def _sources(own: list[dict[str, Any]]) -> list[str]:
    """The periods, documents and IRIs of the claims on one side."""
    return [
        _joined(claim["valid"] for claim in own),
        _joined(_titles(own)),
        _joined(claim["claim"] for claim in own),
    ]


def _joined(values: Any) -> str:
    return " | ".join(dict.fromkeys(value for value in values if value))


def _titles(own: list[dict[str, Any]]) -> list[str]:
    return [item["document"]["title"] for claim in own for item in claim["evidence"]]


def _table(
    told: dict[str, Any], asked: str, words: dict[str, str], most: int, lang: str, width: int
) -> str:
    from tigraph.cli.text.page import Page

    page = Page(lang, width, False)
    page.line(f"{told['first']['label']}  →  {told['second']['label']}")
    if told["projection"]:
        page.line(f"{_word('projection', lang)} {told['projection']}")
    if asked:
        page.line(asked)
    page.line()
    _counts(page, told["counts"], words)
    for row in told["side_by_side"]:
        page.line()
        page.line(row["phase"]["label"])
        for side in ("first", "second"):
            line = _word("side by side", lang).format(**row[side])
            page.line(f"{told[side]['label']}: {line}", 2)
    # What is contested comes first.
    for change, word in sorted(words.items(), key=lambda item: item[0] != "differs"):
        _changed(page, told, change, word)
    _followed(page, told, most)
    for remark_text in told["remarks"]:
        page.line()
        page.line(remark_text)
    page.sources()
    return page.text()


def _counts(page: Page, counted: dict[str, dict[str, int]], words: dict[str, str]) -> None:
    """How many nodes, relations and figures met each change: a line a sort."""
    margin = max(len(_word(key, page.language)) for key in counted)
    heads = [words[change] for change in counted["nodes"]]
    short = [head if len(head) < 24 else head[:21].rstrip() + " …" for head in heads]
    page.line("  ".join([" " * margin, *(f"{head:>8}" for head in short)]))
    for key, counts in counted.items():
        cells = (f"{n:>{max(8, len(h))}}" for n, h in zip(counts.values(), short, strict=True))
        page.line("  ".join([f"{_word(key, page.language):{margin}}", *cells]))


def _changed(page: Page, told: dict[str, Any], change: str, word: str) -> None:
    """What met one change, under its name: ties, figures, and nodes without a tie."""
    ties = [tie for tie in told["relations"] if tie["change"] == change]
    bound = {end["iri"] for tie in told["relations"] for end in (tie["source"], tie["target"])}
    bound |= {node["iri"] for node in told["nodes"] if "states" in node}
    nodes = [n for n in told["nodes"] if n["change"] == change and n["iri"] not in bound]
    figures = [figure for figure in told["figures"] if figure["change"] == change]
    if not (ties or nodes or figures):
        return
    page.line()
    page.line(word[:1].upper() + word[1:])
    for tie in ties:
        _tie(page, tie)
    left = told.get("left_out", {}).get(change, {})
    _more(page, "relations", left)
    for figure in figures:
        _figure(page, figure, told)
    _more(page, "figures", left)
    if nodes:
        alone = _word("alone", page.language)
        page.line(f"{alone}: {'; '.join(n['label'] for n in nodes)}", 2)
    _more(page, "nodes", left)


def _more(page: Page, sort: str, left: dict[str, int]) -> None:
    """How many more of a sort are not listed, and how to see them."""
    if number := left.get(sort):
        lang = page.language
        told = _word(f"more {sort}", lang).format(amount(number, lang), _word("all", lang))
        page.line(told, 2)


def _followed(page: Page, told: dict[str, Any], most: int) -> None:
    """For which nodes of each side a lineage stands, where they are not the same."""
    found = []
    for node in told["nodes"]:
        first, second = (
            [one["label"] for one in node.get("states", {}).get(side, ())]
            for side in ("first", "second")
        )
        if first and second and first != second:
            found.append(f"{node['label']}: {', '.join(first)} → {', '.join(second)}")
    if found:
        page.line()
        page.line(_word("followed", page.language))
        for line in found[:most]:
            page.line(line, 2)
        _more(page, "followed", {"followed": max(0, len(found) - most)})


def _tie(page: Page, tie: dict[str, Any]) -> None:
    own = [*tie["first"], *tie["second"]]
    periods = _joined(claim["valid"] for claim in own)
    doubt = "" if tie["certain"] else _word("possible", page.language)
    when = "; ".join(part for part in (periods, doubt) if part)
    proof: list[dict[str, Any]] = []
    for item in (item for claim in own for item in claim["evidence"]):
        proof += [] if item in proof else [item]
    marks = page.footnotes(proof)
    page.line(
        f"{tie['source']['label']} — {tie['label']} → {tie['target']['label']}"
        + (f" ({_word('from', page.language)} {tie['from']['label']})" if "from" in tie else "")
        + (f"  [{when}]" if when else "")
        + f"  {marks}",
        2,
    )


def _figure(page: Page, figure: dict[str, Any], told: dict[str, Any]) -> None:
    """A figure on a line; where the two sides differ, each side on one of its own."""
    from tigraph.cli.text.cards import quantity

    given = (figure["first"] + figure["second"])[0]
    of = [end["label"] for end in (given["about"], given["population"]) if end]
    page.line(f"{figure['label']} ({'; '.join(dict.fromkeys(of))})", 2)
    seen: dict[str, None] = {}
    for side in ("first", "second"):
        for claim in figure[side]:
            period = f"  [{claim['valid']}]" if claim["valid"] else ""
            line = f"{quantity(claim, page.language)}{period}  {page.footnotes(claim['evidence'])}"
            if figure["change"] == "differs":
                line = f"{told[side]['label']}: {line}"
            seen[line] = None
    for line in seen:
        page.line(line, 4)
