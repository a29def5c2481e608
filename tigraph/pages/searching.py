"""Search: entities by name, former name or code, as a page and as suggestions while one types."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tigraph.names import contexts, folded
from tigraph.pages.choices import no_such
from tigraph.pages.frame import Frame
from tigraph.pages.page import Page, Site
from tigraph.pages.ties import named
from tigraph.rdf import select
from tigraph.rdf.vocabulary import curie, local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tigraph.graph import Graph
    from tigraph.names import Entity

#: So many are shown of those found, and suggested while one types.
_SHOWN, _SUGGESTED = 50, 8
_KINDS = "SELECT ?kind { ?kind a tig:Kind }"
#: As much of a text is looked for.
_LONGEST = 200


def search_page(
    graph: Graph, text: str, language: str, *, kind: str = "", date: str = "",
    site: Site | None = None,
) -> Page:  # fmt: skip
    """Return the page of what is found of a name; `kind` (a CURIE) keeps one kind."""
    frame = Frame(graph, f"{language}/search.html", language, date, site or Site())
    text = text.strip()[:_LONGEST]
    every = _sought(frame, text, _SHOWN)
    counts = Counter(curie(one.kind) for one in every)
    found = [one for one in every if not kind or curie(one.kind) == kind]
    label = frame.ground.label
    fault = unknown_kinds(graph, language, [kind] if kind else [])
    if fault:
        kind, found = "", every
    told = {
        "fault": fault,
        "sought": text,
        "found": _told(frame, found, text),
        "kind": kind,
        "kinds": [
            {"kind": one, "mark": one.partition(":")[2], "label": label(iri), "count": counts[one]}
            for one, iri in {curie(e.kind): e.kind for e in every}.items()
        ],
    }
    title = frame.words["search"]
    return frame.page("search.html", f"{title}: {text}" if text else title, told, indexed=False,
                      status=400 if fault else 200)  # fmt: skip


def unknown_kinds(graph: Graph, language: str, kinds: Collection[str]) -> str:
    """Return why kinds (CURIEs) are none that entities are of, with the nearest; "" if all are."""
    frame = Frame(graph, f"{language}/search.html", language, "", Site())
    label = frame.ground.label
    known = [(curie(row["kind"]), label(row["kind"]))
             for row in select(frame.ground.store, _KINDS)] if kinds else []  # fmt: skip
    faults = (no_such(frame, "kind", kind, known) for kind in kinds)
    return next(filter(None, faults), "")


def suggestions(
    graph: Graph,
    text: str,
    language: str,
    limit: int = _SUGGESTED,
    *,
    kinds: Collection[str] = (),
    site: Site | None = None,
) -> list[dict[str, Any]]:
    """Return what a name may mean while it is typed: {label, kind, mark, about, as, href}.

    `href` is the way to its page from a page of the language, `as` the other name that was met;
    of some `kinds` (CURIEs) alone, where these are given.
    """
    frame = Frame(graph, f"{language}/search.html", language, "", site or Site())
    found = _sought(frame, text[:_LONGEST], 4 * limit if kinds else limit)
    if text.casefold() != folded(text):  # who types an accent means it
        found.sort(key=lambda one: text.casefold() not in one.label(language).casefold())
    if kinds:
        found = [one for one in found if curie(one.kind) in kinds][:limit]
    return [
        {
            "label": one["label"],
            "kind": one["told"][0],
            "mark": one["kind"],
            "about": one["told"][1:],
            "as": one["as"],
            "href": one["href"],
        }
        for one in _told(frame, found, text)
    ]


def _sought(frame: Frame, text: str, limit: int) -> list[Entity]:
    """Return entities of which the words of a name begin so, then those with a name alike."""
    names = frame.ground.names
    every = {one.iri: one for one in names.typed(text, limit)}
    if len(every) < limit:
        for one in names.search(text, limit):
            every.setdefault(one.entity.iri, one.entity)
    return list(every.values())[:limit]


def _told(frame: Frame, found: Sequence[Entity], text: str) -> list[dict[str, Any]]:
    ground = frame.ground
    around = contexts(ground.store, [one.iri for one in found], ground.label) if found else {}
    ground.label.read({one.kind for one in found})
    return [
        {
            **(named(frame, {"iri": one.iri, "label": one.label(frame.language)}) or {}),
            "kind": local_name(one.kind),
            "told": [ground.label(one.kind), *around.get(one.iri, [])],
            "as": _met(one, text, frame.language),
        }
        for one in found
    ]


def _met(entity: Entity, text: str, language: str) -> str:
    """Return the other name, or the code, by which an entity was found; "" for its label."""
    wanted, label = folded(text), entity.label(language)
    if wanted in folded(label):
        return ""
    others = (*entity.names, *entity.identifiers)
    return next((name for name in others if name != label and wanted in folded(name)), "")
