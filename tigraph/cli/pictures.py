"""Pictures and files of networks that commands make on the way: of paths, of comparisons."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.cli.output import counted, is_file, say_doubt
from tigraph.cli.request import Request
from tigraph.drawing import FIGURE_FORMATS
from tigraph.exports import FORMATS, render

if TYPE_CHECKING:
    from tigraph.networks import Network

#: What `draw` makes.
DRAWN = ("html", *FIGURE_FORMATS, *(f.name for f in FORMATS.values() if f.picture))


def draw(network: Network, format: str, request: Request, preset: str | None = None) -> None:
    """Write a network as a page, a figure (on the sheet of a preset) or another program's file."""
    if format == "html":
        from tigraph.drawing import html_page

        content = html_page(network).encode()
    elif format in FIGURE_FORMATS:
        from tigraph.drawing import figure_bytes

        content = figure_bytes(network, format, preset=preset or "two-columns")
    else:
        content = render(network, f".{format}")[f".{format}"]
    request.emit(content)
    if is_file(request.output):
        nodes, ties = network.graph.number_of_nodes(), network.graph.number_of_edges()
        request.say(f"{request.output}: {counted(nodes, 'node')}, {counted(ties, 'tie')}.")
    say_doubt(network.doubt, network.as_of, request.lang, request.quiet)
