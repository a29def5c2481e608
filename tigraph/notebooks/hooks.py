"""What answers, cards and networks carry so that they show themselves: next to nothing, till then.

What does the work is imported when something is shown.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tigraph.querying import Answer

if TYPE_CHECKING:
    from tigraph.actors import Card
    from tigraph.claims import Reference
    from tigraph.networks import Network
    from tigraph.notebooks.methods import Methods
    from tigraph.notebooks.pictures import Picture
    from tigraph.notebooks.widget import NetworkWidget
    from tigraph.querying import Query


@dataclass(frozen=True)
class Asking:
    """Where an answer comes from: a query, asked in a language, and what gives its reference."""

    query: str | Query
    refer: Callable[[], Reference]
    language: str

    def reference(self) -> Reference:
        """Return the reference of the answer."""
        return self.refer()

    def meanings(self) -> Mapping[str, str]:
        """Return what the query's header says of its columns."""
        from tigraph.querying import catalogue

        told = catalogue.asked(self.query).described("columns", self.language)
        return {str(name): str(means) for name, means in told.items()}

    def methods(self, answered: Answer) -> Methods:
        """Return how the answer was made, in words to publish."""
        from tigraph.notebooks.methods import of_answer
        from tigraph.querying import catalogue

        asked = catalogue.asked(self.query)
        return of_answer(answered, asked, self.reference(), self.language)


def with_whence(
    answered: Answer, query: str | Query, refer: Callable[[], Reference], language: str
) -> Answer:
    """Return an answer that tells where it comes from, worked out when it is asked for."""
    return replace(answered, whence=Asking(query, refer, language))


def as_card(card: Card, language: str) -> Card:
    """Return a card that shows itself, in a language."""
    return ShownCard(card, language)


class ShownCard(dict[str, Any]):
    """A card, a dict as `Graph.show` says, that shows itself in a notebook."""

    def __init__(self, card: Mapping[str, Any], language: str) -> None:
        super().__init__(card)
        self.language = language

    def __repr__(self) -> str:
        count = len(self["relations"])
        return f"<Card: {self['label']}, {self['kind']}, {count} relation{'s' * (count != 1)}>"

    def _repr_html_(self) -> str:
        from tigraph.notebooks.html import card

        return card(self, self.language)


def with_pictures(network: Network) -> Network:
    """Return a network that shows itself, as a page, a picture or words."""
    return replace(network, shows=Pictures())


class Pictures:
    """How networks show themselves."""

    def bundle(self, network: Network, wanted: Callable[[str], bool]) -> dict[str, Any]:
        """Return the forms that are wanted, by type of content."""
        from tigraph.notebooks.html import bundle

        return bundle(network, wanted)

    def html(self, network: Network) -> str:
        """Return a picture of a network, and what it rests on."""
        from tigraph.notebooks.html import picture

        return picture(network)

    def widget(self, network: Network, **traits: Any) -> NetworkWidget:
        """Return the page of a network as a widget; raises `MissingExtraError`."""
        from tigraph.errors import MissingExtraError

        try:
            import anywidget  # noqa: F401  # whether it is there
        except ImportError:
            raise MissingExtraError("notebook", "A network as a widget") from None
        from tigraph.notebooks.widget import NetworkWidget

        return NetworkWidget(network, **traits)

    def figure(self, network: Network, format: str, **choices: Any) -> Picture:
        """Return a figure of a network that shows itself."""
        from tigraph.notebooks.pictures import drawn

        return drawn(network, format, **choices)

    def methods(self, network: Network) -> Methods:
        """Return how a network was made, in words to publish."""
        from tigraph.notebooks.methods import of_network

        return of_network(network)
