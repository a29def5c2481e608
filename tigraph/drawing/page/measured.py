"""A measure of actors as the page holds it: how large each mark is, and of which colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tigraph.drawing.scales import Scale, Value


def measured(scale: Scale, nodes: Sequence[str]) -> dict[str, Any]:
    """A measure, with what goes by actor in their order; labels of groups have no sizes."""
    sizes = [] if scale.nominal else [scale.radius[node] for node in nodes]
    key = [] if scale.nominal else scale.size_key()
    return {
        "id": scale.name,
        "label": scale.label,
        "about": scale.about,
        "values": [_plain(scale.values[node]) for node in nodes],
        "sizes": sizes,
        "size_key": [{"label": label, "size": size} for label, size in key],
        "shades": [scale.shade[node] for node in nodes],
        "colour_key": [{"label": label, "colour": colour} for label, colour in scale.colour_key()],
    }


def _plain(value: Value) -> Value:
    return float(f"{value:.4g}") if isinstance(value, float) else value
