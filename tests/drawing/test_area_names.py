"""Where the names of areas stand. The areas are invented."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tigraph.drawing.layouts.area_names import AreaNames

WIDE, TALL = 24.0, 8.0
CORNER = st.integers(0, 40)
#: Squares on a grid, of several sizes: some lie over each other, some touch, some are alone.
SQUARES = st.lists(st.tuples(CORNER, CORNER, st.integers(1, 12)), min_size=1, max_size=12)


def test_a_name_stands_in_its_area_where_it_fits() -> None:
    [first, *_] = AreaNames({"a": shapely.box(0, 0, 100, 50)}).places("a", WIDE, TALL)
    assert shapely.box(0, 0, 100, 50).contains(shapely.box(*first))
    assert (first[0] + first[2]) / 2 == pytest.approx(50, abs=5)


def test_who_has_no_area_has_no_place_for_it() -> None:
    names = AreaNames({"a": shapely.box(0, 0, 1, 1), "b": shapely.Polygon()})
    assert names.places("b", WIDE, TALL) == []
    assert names.places("other", WIDE, TALL) == []


@given(squares=SQUARES)
def test_a_name_beside_its_area_is_nearer_to_it_than_to_any_that_it_could_be_taken_for(
    squares: list[tuple[int, int, int]],
) -> None:
    """An area that lies over it, such as that of before, is no other place."""
    areas = {
        str(i): shapely.box(5 * x, 5 * y, 5 * (x + side), 5 * (y + side))
        for i, (x, y, side) in enumerate(squares)
    }
    names = AreaNames(areas)
    for node, area in areas.items():
        others = [one for k, one in areas.items() if k != node]
        for box in (shapely.box(*one) for one in names.places(node, WIDE, TALL)):
            if area.contains(box):
                continue
            assert box.distance(area) < TALL / 2
            for other in others:
                assert not box.intersects(other)
                over = other.intersection(area).area > 0
                assert over or box.distance(other) >= box.distance(area) - 1e-9


def test_an_area_that_crosses_itself_is_named_all_the_same() -> None:
    """Lines that lose corners may come to cross; such an area cannot be cut as it stands."""
    bow = shapely.Polygon([(0, 0), (60, 40), (60, 0), (0, 40), (0, 0)])
    assert not bow.is_valid
    names = AreaNames({"a": bow, "b": shapely.box(200, 0, 260, 40)})
    assert names.places("a", WIDE, TALL)
