"""How whoever reads a page says what is wrong of it: to whom, with what is known filled in."""

from __future__ import annotations

from typing import Any

from tigraph.pages.contact import keepers, writing
from tigraph.pages.frame import Frame
from tigraph.rdf.vocabulary import curie


def correcting(frame: Frame, iri: str, label: str) -> dict[str, Any]:
    """Return how an entity's page is corrected, or objected to: {href, object, keepers, text}.

    The ways are "" where whoever runs the site gives no address; then those who keep the graph
    are told, as its own description has them, and what is to be said to them.
    """
    words = frame.words
    lines = _lines(frame, iri, label)
    reach = {**lines, words["object_reach"]: ""}
    asked = {
        **lines,
        words["claim"].capitalize(): "",
        words["correct_wrong"]: "",
        words["correct_source"]: "",
    }
    given, named, page = frame.site.correct, curie(iri), _page(frame)
    own = writing(given, named, words["correct_subject"].format(named), asked, page)
    return {
        "href": own,
        "object": writing(given, named, words["object_subject"].format(named), reach, page),
        "keepers": None if own else keepers(frame.ground.store, frame.language),
        "text": "\n".join(f"{key}: {value}".rstrip() for key, value in asked.items()),
    }


def correction(frame: Frame, about: str, claim: str) -> str:
    """Return the way to write of a claim (a CURIE) on the page of an entity, "" without one."""
    if not frame.site.correct:
        return ""
    words = frame.words
    lines = {**_lines(frame, about, ""), words["claim"].capitalize(): claim}
    lines |= {words["correct_wrong"]: "", words["correct_source"]: ""}
    subject = words["correct_subject"].format(claim)
    return writing(frame.site.correct, claim, subject, lines, f"{_page(frame)}#{claim}")


def _lines(frame: Frame, iri: str, label: str) -> dict[str, str]:
    words = frame.words
    named = f"{label} ({curie(iri)})" if label else curie(iri)
    return {words["correct_page"]: _page(frame), words["correct_entity"]: named}


def _page(frame: Frame) -> str:
    return frame.site.absolute(frame.path)
