"""Projections that data name, against PROJ's own (through pyproj)."""

from __future__ import annotations

import numpy as np
import pytest

from tigraph.drawing.layouts.projections import projection
from tigraph.errors import DataError
from tigraph.registries.french_frames import FRAMES

pyproj = pytest.importorskip("pyproj")

OTHERS = {
    "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80": (-10, 35, 30, 65),
    "+proj=laea +lat_0=0 +lon_0=20 +ellps=WGS84": (0, -20, 40, 20),
    "+proj=lcc +lat_0=50 +lat_1=50 +lon_0=4 +k_0=0.9999 +x_0=1 +ellps=bessel": (2, 49, 7, 52),
    "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=intl":
        (-8, 49, 2, 61),
    "+proj=utm +zone=60 +south +datum=WGS84": (176, -47, 181, -34),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "box"),
    [*((one.projection, one.box) for one in FRAMES), *OTHERS.items()],
)
def test_places_are_where_proj_puts_them(text: str, box: tuple[float, ...]) -> None:
    west, south, east, north = box
    places = np.array([(x, y) for x in np.linspace(west, east, 9)
                       for y in np.linspace(south, north, 9)])  # fmt: skip
    wanted = np.stack(pyproj.Proj(text)(*places.T), axis=1)
    assert np.abs(projection(text)(places) - wanted).max() < 0.01


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.slug)
def test_the_frames_of_france_are_those_of_their_codes(frame: object) -> None:
    """The parameters are those that the EPSG registry has for the code that a frame names."""
    own, registered = (pyproj.CRS(one) for one in (frame.projection, frame.epsg))  # type: ignore[attr-defined]
    west, south, east, north = frame.box  # type: ignore[attr-defined]
    places = [(west, south), (east, north), ((west + east) / 2, (south + north) / 2)]
    geodetic = registered.geodetic_crs
    there = pyproj.Transformer.from_crs(geodetic, registered, always_xy=True)
    here = pyproj.Proj(own)
    for place in places:
        assert np.allclose(here(*place), there.transform(*place), atol=0.01)


@pytest.mark.parametrize(
    "text",
    ["", "+proj=merc", "+proj=lcc +lat_1=ten", "+proj=utm +ellps=GRS80",
     "+proj=utm +zone=31 +units=us-ft", "+proj=laea +ellps=mars"],
)  # fmt: skip
def test_a_projection_that_is_not_known_is_refused_by_name(text: str) -> None:
    with pytest.raises(DataError, match="is not known here"):
        projection(text)
