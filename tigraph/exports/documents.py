"""The documents behind a network, each told once: a citation names its own by a key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tigraph.exports.values import clean, joined
from tigraph.rdf.vocabulary import curie

if TYPE_CHECKING:
    from tigraph.networks import Network

#: What is told of a document, beside its key.
ABOUT = ("title", "publisher", "date", "url")
#: What an edge says of its citations, where a file has one table of edges: the n-th entry of
#: each column is one citation's.
CITING = {
    "documents": "document",
    "places": "place",
    "speakers": "speaker",
    "modalities": "modality",
}


class Documents:
    """The documents that some evidence cites, in the order in which they are met.

    A document's key is its CURIE (`document:…`, `file:…`), which `tigraph show` takes; one
    without an IRI is numbered.
    """

    def __init__(self) -> None:
        self._keys: dict[tuple[str, ...], str] = {}

    def key(self, item: Mapping[str, Any]) -> str:
        """Return the key of the document that a citation is of."""
        iri = clean(item.get("document"))
        about = (iri, *(clean(item.get(name)) for name in ABOUT))
        if about not in self._keys:
            own = key = curie(iri) if iri else f"document {len(self._keys) + 1}"
            number = 1
            while key in self._keys.values():
                number += 1
                key = f"{own} {number}"
            self._keys[about] = key
        return self._keys[about]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield key, title, publisher, date and address of each."""
        for (_, *about), key in self._keys.items():
            yield (key, *about)

    def by_key(self) -> dict[str, dict[str, str]]:
        """Return what is told of each."""
        return {key: dict(zip(ABOUT, about, strict=True)) for key, *about in self.rows()}

    def told(self) -> str:
        """Return a line a document, for formats that have one text for all that is said."""
        lines = (f"{key}: {', '.join(filter(None, about))}" for key, *about in self.rows())
        return "\n".join(" ".join(line.split()) for line in lines)

    def citing(self, evidence: Iterable[Mapping[str, Any]] | None) -> dict[str, Any]:
        """Return the cells of an edge about its citations: how many, and the columns `CITING`."""
        cited = [{**item, "document": self.key(item)} for item in evidence or ()]
        cells = {
            column: joined(item.get(key) for item in cited) if cited else ""
            for column, key in CITING.items()
        }
        return {"citations": len(cited), **cells}

    def cited(self, value: Any) -> Any:
        """Return a plain value in which each citation names its document by its key."""
        if isinstance(value, list):
            return [self.cited(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            key: [self._citation(item) for item in own]
            if key == "evidence" and isinstance(own, list)
            else self.cited(own)
            for key, own in value.items()
        }

    def _citation(self, item: Any) -> Any:
        if not isinstance(item, dict):
            return item
        return {"document": self.key(item), **{k: v for k, v in item.items() if k not in _TOLD}}


_TOLD = {"document", *ABOUT}


def documents_of(network: Network) -> Documents:
    """Return the documents behind the edges of a network."""
    found = Documents()
    for _, _, data in network.graph.edges(data=True):
        for item in data.get("evidence") or ():
            found.key(item)
    return found
