"""The page of an entity: everything that the graph says of it, each statement with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tigraph.actors import card_of
from tigraph.drawing import lines_of
from tigraph.local import plural
from tigraph.pages import around
from tigraph.pages.addresses import entity_path
from tigraph.pages.behind import behind
from tigraph.pages.builder import built_like
from tigraph.pages.citing import cited_as
from tigraph.pages.correcting import correcting
from tigraph.pages.data import DATA
from tigraph.pages.document import KINDS, document
from tigraph.pages.frame import Frame
from tigraph.pages.marked import schema_org
from tigraph.pages.page import Link, Page, Site
from tigraph.pages.people import in_office, is_person
from tigraph.pages.proof import Proofs, cited
from tigraph.pages.render import web_address
from tigraph.pages.said import figures, opinions
from tigraph.pages.ties import by_level, descriptions, named
from tigraph.pages.timeline import timeline, years_of
from tigraph.rdf.vocabulary import CONCEPT, curie, expand, local_name

if TYPE_CHECKING:
    from tigraph.graph import Graph

#: So many posts, or other names, stand in the line under a name.
_FEW = 4


def entity_page(
    graph: Graph, iri: str, language: str, date: str = "", site: Site | None = None
) -> Page:
    """Return the page of an entity in a language, at a date (EDTF, or "" for any).

    Raises `UnknownNameError` where there is no entity of that IRI.
    """
    frame = Frame(graph, entity_path(iri, language), language, date, site or Site())
    card = card_of(frame.ground, iri, frame.as_of)
    said = [*card["relations"], *card["figures"], *card["opinions"], *card["changes"]]
    spelt = [{"evidence": one["evidence"]} for one in card["spellings"]]
    documents = cited([*said, *spelt])
    proofs = Proofs.of(frame, documents, iri)
    person = is_person(card)
    indexed = not person or in_office(frame.ground, iri)
    lead = _lead(card)
    told: dict[str, Any] = {
        "card": card,
        "kind": local_name(expand(card["types"][0]) or ""),
        "eyebrow": [card["kind"].capitalize(), *card["level_labels"], *card["order_labels"]],
        "lead": lead,
        "aliases": card["names"],
        "verdict": _verdict(frame, said, documents),
        "years": _years(card),
        "timeline": timeline(card, frame.words),
        "changes": [_change(frame, one, proofs) for one in card["changes"]],
        "levels": by_level(frame, card, proofs),
        "descriptions": descriptions(frame, card, proofs),
        "structure": _structure(frame, card),
        "figures": figures(frame, card, proofs),
        "opinions": opinions(frame, card, proofs, own=False),
        "voiced": opinions(frame, card, proofs, own=True),
        "names": _names(card, proofs),
        "identities": _identities(card, proofs),
        "identifiers": _identifiers(frame, card),
        "mappings": _mappings(frame, card),
        "sources": _sources(frame, documents, proofs),
        "network": around.network(frame, card),
        "place": around.place(frame, card),
        "behind": behind(frame, iri, document=card["types"][0] in KINDS),
        "build": built_like(frame, card),
        "following": any(one["claim"] is None for one in card["relations"]),
        "correct": correcting(frame, iri, card["label"]),
        "cite": cited_as(frame, card["label"], iri),
        "data": [(ending.upper(), frame.to(path)) for ending, path in _data_paths(iri).items()],
        "person": person,
        "in_office": indexed,
        "curie": curie(iri),
        "lang": frame.foreign(iri),
    }
    template = "entity.html"
    if card["types"][0] in KINDS:
        template = "document.html"
        told["document"] = document(frame, card, proofs)
        rests = (str(told["document"]["total"]), frame.words["statements_rest"])
        told["verdict"], told["years"] = [rests], []
    about = ". ".join(filter(None, (f"{card['label']}: {card['kind']}", lead)))
    return frame.page(
        template,
        card["label"],
        told,
        links=(
            Link("about", frame.thing(iri)),
            *(
                Link("alternate", frame.to(path), DATA[ending])
                for ending, path in _data_paths(iri).items()
            ),
        ),
        indexed=indexed,
        marked=schema_org(card, frame.site.absolute(frame.path), lead),
        about=about,
    )


def _data_paths(iri: str) -> dict[str, str]:
    """Return where the data of an entity lies, by ending; it is of no language."""
    return {ending: entity_path(iri, "id", ending) for ending in DATA}


def _lead(card: Mapping[str, Any]) -> str:
    """Return what an entity is in a line: the posts of a person, where another belongs."""
    posts = [
        one["post"]["label"]
        for one in sorted(card["relations"], key=lambda one: not one["heads"])
        if one["post"] and one["direction"] == "out" and one["holds"] == "certain"
    ]
    areas = [
        one["other"]["label"]
        for one in card["structure"]
        if one["direction"] == "out" and one["relation"] != "tig:mayBeSameAs"
    ]
    found = list(dict.fromkeys(posts if is_person(card) else areas))
    told = ", ".join(found[:_FEW])
    return told + (" …" if len(found) > _FEW else "")


def _verdict(
    frame: Frame, said: list[dict[str, Any]], documents: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Return the few numbers that sum a page up, each with its word."""
    words, language = frame.words, frame.language

    def counted(count: int, many: str, one: str) -> tuple[str, str]:
        return str(count), words[many if plural(count, language) else one]

    found = [
        counted(len(said), "statements", "statement"),
        counted(len(documents), "documents_say", "document_says"),
    ]
    if possible := sum(one.get("holds") == "possible" for one in said):
        found.append((str(possible), words["only_possible"]))
    return found


def _years(card: Mapping[str, Any]) -> list[int]:
    """Return the years of which something is said, from which a reader chooses a date."""
    span = years_of(lines_of(card)[0])
    if span is None:
        return []
    first, last = span
    return list(range(max(first, last - 14), last + 1))


def _change(frame: Frame, event: Mapping[str, Any], proofs: Proofs) -> dict[str, Any]:
    since, by = event["since"], event["by"]
    when = (
        frame.when(since if since == by else f"[{since or ''}..{by or ''}]") if since or by else ""
    )
    sides = {
        key: [named(frame, one) for one in event[key]]
        for key in ("before", "after", "joined", "left")
    }
    return {
        "label": event["change_label"] or event["label"],
        "when": when,
        **sides,
        "proof": proofs.told(event["evidence"], event["iri"]),
    }


def _structure(frame: Frame, card: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: dict[str, list[Any]] = {}
    for tie in card["structure"]:
        other = {**(named(frame, tie["other"]) or {}), "area": tie["other"].get("kind", "")}
        other["phase"] = tie["phase"]["label"] if tie["phase"] else ""
        found.setdefault(tie["label"], []).append(other)
    return [{"label": label, "others": others} for label, others in found.items()]


def _names(card: Mapping[str, Any], proofs: Proofs) -> list[dict[str, Any]]:
    return [
        {"spelling": one["spelling"], "proof": proofs.told(one["evidence"], None)}
        for one in card["spellings"]
    ]


def _identities(card: Mapping[str, Any], proofs: Proofs) -> list[dict[str, Any]]:
    return [
        {**one, "proof": proofs.told(one["evidence"], one["claim"])} for one in card["identities"]
    ]


def _identifiers(frame: Frame, card: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "scheme": frame.ground.label(f"{CONCEPT}id-scheme/{one['scheme']}"),
            "curie": f"id-scheme:{one['scheme']}",
            "value": one["value"],
            "ground": one.get("ground", ""),
        }
        for one in card["identifiers"]
    ]


def _mappings(frame: Frame, card: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "predicate": one["predicate"],
            "called": _called(frame, "mapped_", one["predicate"]),
            "justification": one["justification"],
            "label": one["other"]["label"],
            "href": (one["other"]["iri"] and frame.entity(one["other"]["iri"]))
            or web_address(one["other"]["iri"]),
            "ground": "; ".join(filter(None, _ground(frame, one))),
        }
        for one in card["links"]
    ]


def _ground(frame: Frame, link: Mapping[str, Any]) -> tuple[str, ...]:
    how = _called(frame, "by_", link["justification"])
    return how, ", ".join(link["by"]), link["date"], link["comment"]


def _called(frame: Frame, sort: str, curie: str) -> str:
    """Return what a term of SKOS, or of SEMAPV, is called: as it is where nobody says."""
    return frame.words.get(sort + curie.partition(":")[2], curie)


def _sources(
    frame: Frame, documents: Mapping[str, dict[str, Any]], proofs: Proofs
) -> list[dict[str, Any]]:
    words, language = frame.words, frame.language
    return [
        {
            "title": one["title"],
            "href": frame.entity(iri),
            "publisher": (one["publisher"] or {}).get("label", ""),
            "date": frame.when(one["date"]),
            "count": (
                words["times_cited"] if plural(one["count"], language) else words["once_cited"]
            ).format(one["count"]),
            "checksum": proofs.checksums.get(iri, ""),
            "original": web_address(one["url"]),
        }
        for iri, one in documents.items()
    ]
