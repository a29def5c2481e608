"""How what verbs return shows itself in a notebook: a table, a card, a picture, each with whence.

Nothing here runs a script or asks the network; every text is escaped.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tigraph.errors import MissingExtraError
from tigraph.querying import Answer
from tigraph.rdf.vocabulary import curie

if TYPE_CHECKING:
    from tigraph.actors import Card
    from tigraph.claims import Reference
    from tigraph.networks import Network

#: So many relations of a card are shown; the card itself has them all.
_MOST = 40


def with_reference(answered: Answer, reference: Callable[[], Reference]) -> Answer:
    """Return an answer that shows its reference below itself, asked for when it is shown."""
    return replace(answered, referring=lambda: reference().text())


def with_picture(network: Network) -> Network:
    """Return a network that shows itself as a picture."""
    return replace(network, showing=_picture)


class ShownCard(dict[str, Any]):
    """A card, a dict as `Graph.show` says, that shows itself in a notebook."""

    def __repr__(self) -> str:
        count = len(self["relations"])
        return f"<Card: {self['label']}, {self['kind']}, {count} relation{'s' * (count != 1)}>"

    def _repr_html_(self) -> str:
        return "".join(_card(self))


def as_card(card: Card) -> Card:
    """Return a card that shows itself."""
    return ShownCard(card)


def _card(card: ShownCard) -> Iterator[str]:
    from html import escape

    yield f"<div><h4>{escape(card['label'])}</h4><p>{escape(card['kind'])}"
    yield "".join(f" · {escape(one)}" for one in card["names"][:8])
    told = [f"{one['scheme']} {one['value']}" for one in card["identifiers"]]
    yield "".join(f" · {escape(one)}" for one in told) + "</p><table><tbody>"
    for one in card["relations"][:_MOST]:
        other = one["other"] or one["post"] or {"label": ""}
        cells = (one["label"], other["label"], _when(one["valid"]), _documents(one["evidence"]))
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>"
    if (more := len(card["relations"]) - _MOST) > 0:
        yield f"<p>+ {more:,}</p>"
    yield f"<p><code>{escape(curie(card['iri']))}</code></p></div>"


def _when(valid: dict[str, Any]) -> str:
    told = valid["edtf"] or ""
    return told if valid["certain"] else f"{told} ?".strip()


def _documents(evidence: Iterable[dict[str, Any]]) -> str:
    told = dict.fromkeys(
        f"{one['document']['title']} ({one['document']['date'] or '?'})" for one in evidence
    )
    return "; ".join(told)


def _picture(network: Network) -> str:
    """Return a network as HTML: its picture where matplotlib is, and what it rests on."""
    from base64 import b64encode
    from html import escape

    from tigraph.drawing import figure_bytes

    graph = network.graph
    head = (
        f"{network.title}: {graph.number_of_nodes():,} actors, {graph.number_of_edges():,} ties; "
        f"tigraph {network.version}"
    )
    try:
        drawn = b64encode(figure_bytes(network, "svg")).decode()
        picture = f'<img style="max-width:100%" alt="" src="data:image/svg+xml;base64,{drawn}">'
    except MissingExtraError as error:
        picture = f"<p>{escape(str(error))}</p>"
    sources = "".join(f"<li>{escape(one)}</li>" for one in (*network.sources, *network.open_data))
    return f"<figure>{picture}<figcaption>{escape(head)}<ul>{sources}</ul></figcaption></figure>"
