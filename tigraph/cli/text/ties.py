"""The relations of a card as text: who heads it first, long lists set compactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.text import Text

from tigraph.cli.text.page import Page, period
from tigraph.cli.text.words import word
from tigraph.names import folded
from tigraph.rdf.vocabulary import curie

#: So many ties of one kind, each from a registry, are still told one by one.
_LONG = 10

Tie = dict[str, Any]


def relations(page: Page, card: dict[str, Any]) -> None:
    """Set the relations of a card, by kind: posts and memberships first, long lists last."""
    groups: dict[str, list[Tie]] = {}
    for tie in _told_apart(card["relations"]):
        groups.setdefault(tie["label"], []).append(tie)
    for label, ties in sorted(groups.items(), key=lambda item: (*_rank(item[1]), item[0])):
        page.line(Text(label, style="italic"), 2)
        listed = _listed(ties)
        alone = [tie for tie in ties if tie not in listed]
        told: dict[str, list[Tie]] = {}
        for tie in sorted(alone, key=lambda tie: (not tie["heads"], _begin(tie))):
            told.setdefault(_what(page, card, tie), []).append(tie)
        for what, same in told.items():
            _line(page, what, same)
        for post in sorted({_post(card, tie) for tie in listed}):
            _list(page, post, [tie for tie in listed if _post(card, tie) == post])


def _told_apart(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties; those whose others share a label bear their identifier too."""
    bearers: dict[str, set[str]] = {}
    for tie in ties:
        bearers.setdefault(tie["other"]["label"], set()).add(tie["other"]["iri"])
    told = []
    for tie in ties:
        other = dict(tie["other"])
        if len(bearers[other["label"]]) > 1:
            other["label"] = f"{other['label']}, {curie(other['iri'])}"
        told.append({**tie, "other": other})
    return told


def _listed(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties of one kind that are set as a list: many, of a registry, still seen.

    Who heads is told alone, and so is what had ended when others were still seen.
    """
    rows = [
        tie
        for tie in ties
        if not (tie["heads"] or tie["between"] or tie["on_behalf_of"])
        and all(item["record"] for item in tie["evidence"])
    ]
    if len(rows) <= _LONG:
        return []
    seen = max((tie["valid"]["bounds"][2] or "" for tie in rows), default="")
    lasting = [tie for tie in rows if (tie["valid"]["bounds"][3] or "9999") > seen]
    return lasting if len(rows) - len(lasting) <= _LONG else rows


def _list(page: Page, post: str, ties: Sequence[Tie]) -> None:
    """Set ties as their number, common period, names in alphabetical order, and sources."""
    times = {tie["claim"]: period(tie["valid"], page.language, tie["dating"]) for tie in ties}
    common = Counter(times.values()).most_common(1)[0][0]
    kind = "" if post else _kind(ties)
    names = []
    for tie in sorted(ties, key=lambda tie: (folded(tie["other"]["label"]), _begin(tie))):
        name = tie["other"]["label"].replace(f" ({kind})" if kind else "", "")
        own = times[tie["claim"]]
        names.append(name if own == common else f"{name} {own.strip()}")
    what = f" × {post or kind}" if post or kind else ""
    marks = page.documents([item for tie in ties for item in tie["evidence"]])
    page.line(
        Text.assemble(
            (f"{len(ties)}{what}", "bold"), common, ": ", "; ".join(names), "  ", (marks, "dim")
        ),
        4,
    )


def _kind(ties: Sequence[Tie]) -> str:
    """Return what stands in brackets behind the names of all others, "" where they differ."""
    found = {label[label.rfind("(") :] for tie in ties if (label := tie["other"]["label"])}
    kind = found.pop() if len(found) == 1 else ""
    return kind[1:-1] if kind.startswith("(") and kind.endswith(")") else ""


def _line(page: Page, what: str, ties: Sequence[Tie]) -> None:
    """Set what is tied, and each period in which some source has it so."""
    line = Text(what)
    for number, tie in enumerate(ties):
        when = period(tie["valid"], page.language, tie["dating"]).strip()
        line.append("; " if number else "  ")
        line.append(f"{when}  " if when else "")
        line.append(page.footnotes(tie["evidence"]), style="dim")
    page.line(line, 4)


def _what(page: Page, card: dict[str, Any], tie: Tie) -> str:
    other = str(tie["other"]["label"])
    if tie["between"]:
        other = " — ".join(end["label"] for end in tie["between"])
    if post := _post(card, tie):
        other = post if folded(other) in folded(post) else f"{post} — {other}"
    role = f" ({tie['role']['label']})" if tie["role"] else ""
    behalf = tie["on_behalf_of"]
    behind = f", {word('on behalf of', page.language)} {behalf['label']}" if behalf else ""
    return f"{other}{role}{behind}"


def _post(card: dict[str, Any], tie: Tie) -> str:
    """Return the post of a tie, without the name of the entity whose card it is."""
    if not tie["post"] or tie["post"]["iri"] == card["iri"]:
        return ""
    label = str(tie["post"]["label"])
    for name in sorted([card["label"], *card["names"]], key=len, reverse=True):
        if label.endswith(f" – {name}"):
            return label.removesuffix(f" – {name}")
    return label


def _begin(tie: Tie) -> str:
    """Return the first day of a tie by its bounds, which puts the periods of one in order."""
    first, begun, *_ = tie["valid"]["bounds"]
    return first or begun or ""


def _rank(ties: Sequence[Tie]) -> tuple[bool, int]:
    """Posts first, then memberships, legal forms, members, and other ties; long lists last."""
    order = ["description", "reference", "location", "composition", "authorship"]
    order += ["attendance", "funding", "authority", "representation", "cooperation"]
    order += ["derived", "members", "legal-form", "membership", "appointment"]
    basis = ties[0]["basis"].removeprefix("basis:")
    if ties[0]["relation"] == "relation:has-legal-form":
        basis = "legal-form"
    elif basis == "membership" and ties[0]["direction"] == "in":
        basis = "members"
    weight = order.index(basis) if basis in order else -1
    return (basis != "appointment" and len(_listed(ties)) > 0, -weight)
