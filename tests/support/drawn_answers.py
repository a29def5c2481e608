"""An answer that a browser drew, beside the one that the pages of a server write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

import lxml.html

from tigraph.graph import Graph
from tigraph.pages import Site, question_page
from tigraph.publishing import answering
from tigraph.querying import catalogue
from tigraph.rdf.vocabulary import PREFIXES, curie

_DRAW = """async ([question, given, when]) => {
  const values = {}, told = {};
  for (const one of question.parameters) {
    values[one.name] = given[one.name] ?? one.value;
    told[one.name] = given[one.name] ? tigraph.curie(given[one.name], question.all) : one.told;
    if (one.name === "lang") values.lang = told.lang = document.documentElement.lang;
  }
  const dated = !question.parameters.some((one) => one.name === "date");
  const address = new URLSearchParams(when.as_of && dated ? { date: when.as_of } : {});
  for (const [name, value] of Object.entries(told)) address.set(name, value);
  for (const [name, value] of Object.entries(told))
    if (name === "lang" || given[name] === undefined) address.delete(name);
  if (when.possible) address.set("possible", "1");
  address.set("ask", "1");
  const parts = await tigraph.told(question, { values, given: told, when, address });
  return {
    answer: parts[0].outerHTML,
    elsewhere: parts[1].outerHTML,
    reference: parts[0].querySelector(".reference code").textContent,
  };
}"""
#: What a page offers to take away: a server writes files, a browser makes them.
_TAKEN = ("forms", "behind reference", "behind")
Case = tuple[str, dict[str, str], str, bool]


def drawn_otherwise(page: Any, graph: Graph, language: str, cases: Iterable[Case]) -> list[str]:
    """Return in what a browser's answers differ from those that pages have, reference and all.

    A case is the name of a question, values of its parameters by name (IRIs), a date ("" for any),
    and whether what only may hold is shown.
    """
    own = Graph(graph.ground.speaking(language))
    wrong = []
    for name, given, day, possible in cases:
        query = catalogue.find(name)
        asked = answering.question(own.ground, query) | {"all": PREFIXES}
        # A question that has a date of its own takes no other.
        date = "" if "date" in {one.name for one in query.parameters} else day
        when = {"as_of": date, "possible": possible}
        told = page.evaluate(_DRAW, [asked, given, when])
        curies = {key: _curie(value) for key, value in given.items()}
        dated = {"date": date} if date else {}
        form = {**curies, **dated, "possible": "1" if possible else "", "ask": "1"}
        site = Site(live=False, asks=True)
        written = lxml.html.document_fromstring(question_page(own, name, language, form, site).html)
        here = f"https://site/{language}/questions/{name}.html"
        for part in ("answer", "elsewhere"):
            [theirs] = written.find_class(part)
            mine = _seen(lxml.html.fragment_fromstring(told[part]), here)
            if (there := _seen(theirs, here)) != mine:
                wrong.append(f"{name} {date} {part}: {_first(mine, there)}")
        more = {"lang": language} if "lang" in {one.name for one in query.parameters} else {}
        answered = own.query(name, {**curies, **more}, as_of=date or None, possible=possible)
        reference = own.reference(
            name, answered, {**curies, **more}, as_of=date or None, possible=possible
        ).text()
        if reference != told["reference"]:
            lines = zip(told["reference"].splitlines(), reference.splitlines(), strict=False)
            wrong.append(f"{name} {date} reference: {next((a for a in lines if a[0] != a[1]), '')}")
    return wrong


def _curie(value: str) -> str:
    return curie(value) if ":" in value else value


def _seen(node: Any, here: str) -> Any:
    """Return an element as it is compared: its name, attributes, words and what is in it."""
    attributes = {
        key: _way(value, here) if key == "href" else value for key, value in node.attrib.items()
    }
    parts = [_words(node.text)]
    for child in node:
        if child.get("class") not in _TAKEN:
            parts.append(_seen(child, here))
        parts.append(_words(child.tail))
    if node.tag in ("svg",):
        parts = []
    return node.tag, tuple(sorted(attributes.items())), tuple(part for part in parts if part)


def _words(text: str | None) -> str:
    return re.sub(r"[ \n]+", " ", text or "").strip(" ")


def _way(href: str, here: str) -> str:
    """Return where a link leads within the site, of a folder as of one file."""
    if href.startswith("#/"):
        href = f"/{href[2:]}"
    elif href.startswith(("http://127.0.0.1", "file:")):
        href = re.sub(r"^(?:http://[^/]*|file://)", "", href)
    return urljoin(here, href)


def _first(mine: Any, theirs: Any) -> str:
    """Return the first place in which two elements differ."""
    both = isinstance(mine, tuple) and isinstance(theirs, tuple) and len(mine) == len(theirs)
    if both and mine[:1] == theirs[:1]:
        return next(_first(a, b) for a, b in zip(mine, theirs, strict=True) if a != b)
    one, two = str(mine), str(theirs)
    at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
    return f"{one[max(at - 60, 0) : at + 200]} | {two[max(at - 60, 0) : at + 200]}"
