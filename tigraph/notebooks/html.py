"""Cards and networks as HTML, and all the forms of a network between which a notebook chooses.

Nothing in the HTML runs a script or asks the network; every text is escaped.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING, Any

from tigraph.errors import MissingExtraError
from tigraph.rdf.vocabulary import curie
from tigraph.validity import from_bounds, in_words

if TYPE_CHECKING:
    from tigraph.networks import Network

#: So many relations of a card are shown; the card itself has them all.
_MOST = 40
#: Of more actors no picture is drawn unasked: it would take longer than one waits for a cell.
_MOST_DRAWN = 400
#: What a notebook calls the view of a widget.
WIDGET = "application/vnd.jupyter.widget-view+json"
SVG = "image/svg+xml"


def card(own: Mapping[str, Any], language: str) -> str:
    """Return a card as HTML: who it is, its relations, when, the documents behind each."""
    return "".join(_card(own, language))


def _card(own: Mapping[str, Any], language: str) -> Iterator[str]:
    yield f"<div><h4>{escape(own['label'])}</h4><p>{escape(own['kind'])}"
    yield "".join(f" · {escape(one)}" for one in own["names"][:8])
    told = [f"{one['scheme']} {one['value']}" for one in own["identifiers"]]
    yield "".join(f" · {escape(one)}" for one in told) + "</p><table><tbody>"
    for one in own["relations"][:_MOST]:
        who = (one[key]["label"] for key in ("other", "post") if one[key])
        when = _when(one, language)
        cells = (one["label"], ", ".join(who), when, _documents(one["evidence"]))
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>"
    if (more := len(own["relations"]) - _MOST) > 0:
        yield f"<p>+ {more:,}</p>"
    yield f"<p><code>{escape(curie(own['iri']))}</code></p></div>"


def _when(one: Mapping[str, Any], language: str) -> str:
    """Tell when a relation holds, or else when sources attest it, in words; "?" where it may."""
    valid = one["valid"]
    told = in_words(valid["edtf"] or "", language) or from_bounds(valid["bounds"], language)
    if not told:
        seen = sorted({item["attests"] for item in one["evidence"] if item["attests"]})
        told = ", ".join(f"({in_words(date, language)})" for date in seen)
    return told if valid["certain"] else f"{told} ?".strip()


def _documents(evidence: Iterable[Mapping[str, Any]]) -> str:
    told = dict.fromkeys(
        f"{one['document']['title']} ({one['document']['date'] or '?'})" for one in evidence
    )
    return "; ".join(told)


def bundle(network: Network, wanted: Callable[[str], bool]) -> dict[str, Any]:
    """Return a network in the forms that are wanted, by type of content.

    The page where the extra `notebook` is, the picture where `figures` is and the network is no
    larger than one waits for; words always.
    """
    made: dict[str, Any] = {"text/plain": repr(network)} if wanted("text/plain") else {}
    if wanted(WIDGET) and network.shows:
        with suppress(MissingExtraError):  # without it, it is shown as a picture
            made |= network.shows.widget(network).view()
    drawn = _svg(network) if wanted(SVG) or wanted("text/html") else b""
    if wanted(SVG) and drawn:
        made[SVG] = drawn.decode()
    if wanted("text/html"):
        made["text/html"] = _figure(network, drawn)
    return {type_: form for type_, form in made.items() if wanted(type_)}


def picture(network: Network) -> str:
    """Return a network as HTML: its picture where matplotlib is, and what it rests on."""
    return _figure(network, _svg(network))


def _svg(network: Network) -> bytes:
    """Return a picture, nothing where none can be drawn or it would take too long."""
    from tigraph.drawing import figure_bytes

    if len(network.graph) > _MOST_DRAWN:
        return b""
    try:
        return figure_bytes(network, "svg")
    except MissingExtraError:
        return b""


def _figure(network: Network, drawn: bytes) -> str:
    from base64 import b64encode

    graph = network.graph
    head = (
        f"{network.title}: {graph.number_of_nodes():,} actors, {graph.number_of_edges():,} ties; "
        f"tigraph {network.version}"
    )
    if drawn:
        address = f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"
        shown = f'<img style="max-width:100%" alt="{escape(head)}" src="{address}">'
    else:
        shown = f"<p>{escape(_undrawn(network))}</p>"
    sources = "".join(f"<li>{escape(one)}</li>" for one in (*network.sources, *network.open_data))
    return f"<figure>{shown}<figcaption>{escape(head)}<ul>{sources}</ul></figcaption></figure>"


def _undrawn(network: Network) -> str:
    """Say why there is no picture."""
    if len(network.graph) > _MOST_DRAWN:
        return f"Of more than {_MOST_DRAWN} actors no picture is drawn unasked: .figure() draws it."
    return str(MissingExtraError("figures", "A picture of it"))
