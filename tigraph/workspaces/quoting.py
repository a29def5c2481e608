"""Quotations from the texts of a workspace, within the length that a citation allows."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from tigraph.rdf import Queryable, select
from tigraph.workspaces.place import QUOTED, Workspace

_CITED = """
SELECT DISTINCT ?citation ?text ?span ?start ?end {
  ?citation a tig:SourceCitation ; oa:hasSource ?text ; oa:hasSelector ?span .
  ?text tig:textOf ?document . ?span oa:start ?start ; oa:end ?end .
} ORDER BY ?citation ?start
"""


class Quotations(NamedTuple):
    """The words at places that are cited, by the IRI of the span, and how many are too long."""

    words: dict[str, str]
    left_out: int


def quotations(workspace: Workspace, store: Queryable) -> Quotations:
    """Return the words of each citation of a text that lies in a workspace.

    Of one whose words are more than `QUOTED` characters together there is none. Raises `DataError`
    for a text that is not the one that was added.
    """
    texts = {
        version.iri: version for document in workspace.documents() for version in document.versions
    }
    cited: dict[tuple[str, str], list[tuple[str, int, int]]] = defaultdict(list)
    for row in select(store, _CITED):
        if row["text"] in texts:
            place = (row["span"], int(row["start"]), int(row["end"]))
            cited[row["citation"], row["text"]].append(place)
    found: dict[str, str] = {}
    left_out = 0
    contents = {text: texts[text].text() for _, text in cited}
    for (_, text), places in cited.items():
        words = {span: contents[text][start:end] for span, start, end in places}
        if sum(map(len, words.values())) <= QUOTED:
            found |= words
        else:
            left_out += 1
    return Quotations(found, left_out)
