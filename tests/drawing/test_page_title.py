"""The title of a page, which the file has twice: escaped in its head, as data for its script."""

from __future__ import annotations

from html.parser import HTMLParser

import networkx as nx
import pytest

from invented import HOSTILE, network
from tigraph.drawing import html_page


class Titled(HTMLParser):
    """Hears what stands in the title, and which elements follow it."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.elements, self.inside = "", list[str](), False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.elements.append(tag)
        self.inside = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "title"

    def handle_data(self, data: str) -> None:
        self.title += data if self.inside else ""


def heard(title: str) -> Titled:
    reader = Titled()
    reader.feed(html_page(network(nx.MultiDiGraph(), title=title)))
    return reader


@pytest.mark.parametrize(
    "title", ["</title><script>window.hacked=1</script>", "A & B <b>", *HOSTILE]
)
def test_a_title_is_text_and_makes_no_element(title: str) -> None:
    read = heard(title)
    assert read.title == title
    assert read.elements == heard("plain").elements
