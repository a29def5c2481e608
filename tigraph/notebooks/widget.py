"""The page of a network as a widget: what its reader chooses comes back as data, and the reverse.

The page is the one that `drawing.html_page` makes, packed, in a frame of its own (`widget.js`).
anywidget carries it: Jupyter, VS Code, marimo and Colab show it, and nothing is fetched.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import anywidget
import traitlets

from tigraph.drawing import Prepared, placed_page
from tigraph.errors import BadDateError
from tigraph.notebooks.pictures import Picture, drawn
from tigraph.rdf.vocabulary import ENTITY
from tigraph.validity import period

if TYPE_CHECKING:
    from tigraph.networks import Network
    from tigraph.notebooks.methods import Methods

_LEAST, _MOST = 200, 4000


class NetworkWidget(anywidget.AnyWidget):
    """The page of a `network` in a notebook, and what its reader has chosen there.

    - `selection`: IRIs, of the actor chosen, or of the two ends of the tie that is; empty: none;
    - `claims`: IRIs of those that a tie chosen rests on, told by the page;
    - `date`: the date shown, as the page's slider has it (2019, 2019-03, 2018/2020), "": all;
    - `layout_name`: force, levels, circle, map or lanes, those that the network has;
    - `positions`: where actors stand in that layout, [x, y] by IRI, in the page's units; those that
      are not set stay where they are;
    - `address`: all of the page's state, as its address has it: filters, comparison, table …
    - `height`: in pixels.

    Each of them can be set and be observed (`observe`); what the page cannot show it sets back once
    it is there. Raises `traitlets.TraitError` for an actor that is not in the network, and for what
    is no date, layout or place.
    """

    _esm = Path(__file__).with_name("widget.js").read_text("utf-8")

    _page = traitlets.Bytes(b"").tag(sync=True)
    title = traitlets.Unicode("").tag(sync=True)
    height = traitlets.Int(620, min=_LEAST, max=_MOST).tag(sync=True)
    address = traitlets.Unicode("").tag(sync=True)
    layout_name = traitlets.Unicode("").tag(sync=True)  # `layout` is that of the cell
    date = traitlets.Unicode("").tag(sync=True)
    selection = traitlets.List(traitlets.Unicode(), maxlen=2).tag(sync=True)
    claims = traitlets.List(traitlets.Unicode()).tag(sync=True)
    positions = traitlets.Dict().tag(sync=True)

    def __init__(self, network: Network, **traits: Any) -> None:
        self.network = network
        page, places = placed_page(network)
        self._places = {
            layout: {iri: [*spot] for iri, spot in spots.items()}
            for layout, spots in places.items()
        }
        layout = str(traits.get("layout_name") or next(iter(places)))
        own = {"layout_name": layout, "positions": self._places.get(layout, {}), **traits}
        # of the same network the same bytes: no time stands in them
        super().__init__(_page=gzip.compress(page.encode(), mtime=0), title=network.title, **own)

    def __repr__(self) -> str:
        return f"<NetworkWidget: {self.network!r}>"

    def view(self) -> dict[str, Any]:
        """Return the view of it as notebooks know one, by type of content; nothing outside one."""
        made: Any = self._repr_mimebundle_()
        told: dict[str, Any] = (made[0] if isinstance(made, tuple) else made) or {}
        return {type_: form for type_, form in told.items() if type_ != "text/plain"}

    @traitlets.validate("selection")
    def _of_the_network(self, proposal: Any) -> list[str]:
        chosen: list[str] = proposal["value"]
        for iri in chosen:
            if iri not in self.network.graph:
                raise traitlets.TraitError(f"{iri} is no actor of this network.")
        return chosen

    @traitlets.validate("date")
    def _is_a_date(self, proposal: Any) -> str:
        date: str = proposal["value"]
        try:
            if date:
                period(date)
        except BadDateError as error:
            raise traitlets.TraitError(str(error)) from None
        return date

    @traitlets.validate("layout_name")
    def _is_there(self, proposal: Any) -> str:
        layout: str = proposal["value"]
        if layout not in self._places:
            raise traitlets.TraitError(f"No layout {layout}: {', '.join(self._places)}.")
        return layout

    @traitlets.observe("layout_name")
    def _placed_anew(self, change: Any) -> None:
        """Where actors stand is told of the new layout, unless the page has told it."""
        if self.positions == self._places.get(change["old"]):
            self.positions = self._places[change["new"]]

    @traitlets.observe("positions")
    def _placed(self, change: Any) -> None:
        self._places[self.layout_name] = change["new"]

    @traitlets.validate("positions")
    def _are_places(self, proposal: Any) -> dict[str, list[float]]:
        places: Mapping[Any, Any] = proposal["value"]
        for iri, spot in places.items():
            if iri not in self.network.graph:
                raise traitlets.TraitError(f"{iri} is no actor of this network.")
            match spot:
                case [int() | float() as x, int() | float() as y] if math.isfinite(x + y):
                    continue
            raise traitlets.TraitError(f"{spot!r} is no place: give [x, y] for {iri}.")
        before = self._places.get(self.layout_name, {})
        return {**before, **{iri: [*spot] for iri, spot in places.items()}}

    def prepared(self) -> Prepared:
        """Return the view as it stands, for `html_page` and for figures: who stands where, hides.

        In lanes actors have their places, and none is told.
        """
        moved = {str(iri).removeprefix(ENTITY): (x, y) for iri, (x, y) in self.positions.items()}
        hidden = parse_qs(self.address).get("hide", [])
        own = {} if self.layout_name == "lanes" else {self.layout_name: moved}
        return Prepared(own, (*hidden,), {}, ())

    def figure(
        self, format: str = "svg", network: Network | None = None, **choices: Any
    ) -> Picture:
        """Return a figure in which marks stand where they do here, for print.

        `network` is another one, such as the same at a date: who is in both keeps the place.
        `choices` are those of `tigraph.drawing.figure_bytes`, which raises what this does. No
        browser is needed for it.
        """
        view = self.prepared().printed(network or self.network)
        return drawn(view.network, format, **{"layout": self.layout_name, **choices}, view=view)

    def methods(self) -> Methods:
        """Return how the network was made, in words to publish."""
        return self.network.methods()  # type: ignore[no-any-return]
