"""The interactive page of a network, within the site: around an actor, or what a question gives."""

# Imports inside functions are there for speed: a page waits for nothing that it does not use.

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tigraph.pages.addresses import entity_path, way
from tigraph.pages.around import DESCRIBING
from tigraph.pages.words import WORDS
from tigraph.querying import catalogue
from tigraph.rdf.vocabulary import expand

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.networks import Network

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
#: The line above the title of the page, in which the way back stands.
_FACTS = '<p id="facts">'
#: Actors around one, where there is room for them and a search among them.
_MOST = 120


def interactive_page(
    graph: Graph, language: str, given: Mapping[str, str], file: str = ""
) -> tuple[str, str] | None:
    """Return the page of a network and the policy that it works under; None without a network.

    `given` has `around` (the CURIE or IRI of an actor) or `question` (the name of a projection,
    with values of its parameters), and `date` (EDTF). `file` is the path of the page where no
    server answers. Raises any `UsageError`.
    """
    from tigraph.drawing import html_page

    network = _network(graph, language, given)
    if network is None or not network.graph.number_of_edges():
        return None
    page = html_page(network).replace(_FACTS, f"{_FACTS}{_back(language, given, file)} · ", 1)
    found = _POLICY.search(page)
    return page, html.unescape(found[1]) if found else ""


def _back(language: str, given: Mapping[str, str], file: str) -> str:
    """Return the link to the page of the site that the network was opened from, at its date."""
    date = {"date": given.get("date", "")}
    if iri := expand(given.get("around", "")):
        path, asked = entity_path(iri, language), date
    else:
        path = f"{language}/questions/{given.get('question', '')}.html"
        own = {key: value for key, value in given.items() if key != "question"}
        asked = {} if file else {**own, "view": "network", "ask": "1"}
    href = way(file or f"{language}/network.html", path, **asked)
    return f'<a href="{html.escape(href)}">← {html.escape(WORDS("back", language))}</a>'


def _network(graph: Graph, language: str, given: Mapping[str, str]) -> Network | None:
    from tigraph.graph import Graph as Asked
    from tigraph.networks import neighbourhood

    ground = graph.ground.speaking(language)
    date = given.get("date") or None
    if named := given.get("around"):
        iri = expand(named) or ""
        if not iri or ground.names.get(iri) is None:
            return None
        found, _ = neighbourhood(ground, iri, date, without=DESCRIBING, most=_MOST, details=True)
        return found
    name = given.get("question", "")
    if name not in catalogue.names() or not catalogue.find(name).is_projection:
        return None
    known = {one.name for one in catalogue.find(name).parameters}
    values = {key: value for key, value in given.items() if key in known and value}
    return Asked(ground).network(name, values, as_of=date)
