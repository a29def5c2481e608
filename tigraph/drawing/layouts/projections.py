"""Map projections, as data write them: longitude and latitude to metres on a plane.

The three families that official maps of countries use are worked out here, on the ellipsoid:
Lambert's conformal conic, the transverse Mercator (UTM among them) and Lambert's azimuthal
equal-area. PROJ, through pyproj, would bring thirty megabytes to everyone who opens a page;
the tests hold that these agree with it to a centimetre. Shifts between datums, which no map of
a country shows, are not made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from tigraph.drawing.layouts.boxes import Array
from tigraph.errors import DataError

Projection: TypeAlias = Callable[[Array], Array]
"""From rows of longitude and latitude in degrees to rows of metres, east and north."""

#: Half the great axis in metres, and the inverse of the flattening.
_ELLIPSOIDS = {
    "GRS80": (6378137.0, 298.257222101),
    "WGS84": (6378137.0, 298.257223563),
    "intl": (6378388.0, 297.0),
    "bessel": (6377397.155, 299.1528128),
    "clrk66": (6378206.4, 294.978698213898),
    "krass": (6378245.0, 298.3),
}


def projection(text: str) -> Projection:
    """Return the projection that a text of PROJ's form names.

    Raises `DataError` for one that is not known here, or whose parameters are no numbers.

    >>> lambert = "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000"
    >>> east, north = projection(f"{lambert} +ellps=GRS80")(np.array([[3.0, 46.5]]))[0]
    >>> round(float(east)), round(float(north))
    (700000, 6600000)
    """
    told = dict(part.lstrip("+").partition("=")[::2] for part in text.split())
    try:
        make = _FAMILIES[told["proj"]]
        a, inverse = _ELLIPSOIDS[told.get("ellps") or told.get("datum") or "GRS80"]
        numbers = {key: float(value) for key, value in told.items() if _is_number(value)}
        return make(numbers | _flags(told), a, 1 / inverse)
    except (KeyError, ValueError, ZeroDivisionError) as error:
        known = ", ".join(_FAMILIES)
        raise DataError(
            f"The projection “{text}” is not known here ({error}): give one of {known}, as PROJ "
            f"writes it, on one of the ellipsoids {', '.join(_ELLIPSOIDS)}, in metres."
        ) from None


def about(longitude: float, latitude: float) -> Projection:
    """Return a projection that keeps areas about a place."""
    return projection(f"+proj=laea +lon_0={longitude} +lat_0={latitude}")


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _flags(told: Mapping[str, str]) -> dict[str, float]:
    if told.get("units", "m") != "m":
        raise ValueError(f"+units={told['units']}")
    return {"south": 1.0} if "south" in told else {}


def _lambert(told: Mapping[str, float], a: float, f: float) -> Projection:
    """Lambert conformal conic with one or two standard parallels (Snyder 1987, 15-1 to 15-11)."""
    e = math.sqrt(f * (2 - f))
    first = math.radians(told["lat_1"] if "lat_1" in told else told["lat_0"])
    second = math.radians(told.get("lat_2", math.degrees(first)))
    origin = math.radians(told.get("lat_0", math.degrees(first)))

    def m(lat: float) -> float:
        return math.cos(lat) / math.sqrt(1 - (e * math.sin(lat)) ** 2)

    def t(lat: Array) -> Array:
        sine = e * np.sin(lat)
        return np.asarray(np.tan(math.pi / 4 - lat / 2) / ((1 - sine) / (1 + sine)) ** (e / 2))

    t_1, t_2 = (float(t(np.array(one))) for one in (first, second))
    n = math.sin(first)
    if abs(first - second) > 1e-10:
        n = (math.log(m(first)) - math.log(m(second))) / (math.log(t_1) - math.log(t_2))
    scale = a * told.get("k_0", told.get("k", 1.0)) * m(first) / (n * t_1**n)
    radius = scale * float(t(np.array(origin))) ** n
    east, north, middle = told.get("x_0", 0.0), told.get("y_0", 0.0), told.get("lon_0", 0.0)

    def forward(places: Array) -> Array:
        rho = scale * t(np.radians(places[:, 1])) ** n
        angle = n * _turned(places[:, 0] - middle)
        return np.stack([east + rho * np.sin(angle), north + radius - rho * np.cos(angle)], axis=1)

    return forward


def _mercator(told: Mapping[str, float], a: float, f: float) -> Projection:
    """Transverse Mercator by Krüger's series to the fourth order (Karney 2011, eq. 7 to 35)."""
    e, n = math.sqrt(f * (2 - f)), f / (2 - f)
    rectified = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    alpha = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180,
        13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440,
        61 * n**3 / 240 - 103 * n**4 / 140,
        49561 * n**4 / 161280,
    )
    scale = told.get("k_0", told.get("k", 1.0))
    east, north, middle = told.get("x_0", 0.0), told.get("y_0", 0.0), told.get("lon_0", 0.0)

    def plain(lon: Array, lat: Array) -> Array:
        sine = np.sin(lat)
        t = np.sinh(np.arctanh(sine) - e * np.arctanh(e * sine))
        xi, eta = np.arctan2(t, np.cos(lon)), np.arcsinh(np.sin(lon) / np.hypot(t, np.cos(lon)))
        x, y = eta.copy(), xi.copy()
        for k, own in enumerate(alpha, 1):
            x += own * np.cos(2 * k * xi) * np.sinh(2 * k * eta)
            y += own * np.sin(2 * k * xi) * np.cosh(2 * k * eta)
        return np.stack([x, y], axis=1) * scale * rectified

    origin = np.radians(np.array([told.get("lat_0", 0.0)]))
    start = float(plain(np.zeros(1), origin)[0, 1])

    def forward(places: Array) -> Array:
        made = plain(_turned(places[:, 0] - middle), np.radians(places[:, 1]))
        return np.asarray(made + np.array([east, north - start]))

    return forward


def _utm(told: Mapping[str, float], a: float, f: float) -> Projection:
    """The transverse Mercator of a zone of UTM."""
    own = {"lon_0": told["zone"] * 6 - 183, "k_0": 0.9996, "x_0": 500_000.0}
    return _mercator({**own, "y_0": 1e7 if "south" in told else 0.0}, a, f)


def _equal_area(told: Mapping[str, float], a: float, f: float) -> Projection:
    """Lambert azimuthal equal-area, oblique or at the equator (Snyder 1987, 24-17 to 24-24)."""
    e2 = f * (2 - f)
    e = math.sqrt(e2)

    def q(lat: Array) -> Array:
        sine = np.sin(lat)
        flat = sine / (1 - e2 * sine**2) + np.arctanh(e * sine) / e
        return np.asarray((1 - e2) * flat)

    pole = float(q(np.array(math.pi / 2)))
    origin = math.radians(told.get("lat_0", 0.0))
    middle = math.asin(float(q(np.array(origin))) / pole)
    half = a * math.sqrt(pole / 2)
    m = math.cos(origin) / math.sqrt(1 - e2 * math.sin(origin) ** 2)
    d = a * m / (half * math.cos(middle))
    east, north, lon_0 = told.get("x_0", 0.0), told.get("y_0", 0.0), told.get("lon_0", 0.0)

    def forward(places: Array) -> Array:
        beta = np.arcsin(np.clip(q(np.radians(places[:, 1])) / pole, -1, 1))
        away = _turned(places[:, 0] - lon_0)
        near = 1 + math.sin(middle) * np.sin(beta)
        near = near + math.cos(middle) * np.cos(beta) * np.cos(away)
        b = half * np.sqrt(2 / np.maximum(near, 1e-9))  # the antipode would be everywhere
        up = math.cos(middle) * np.sin(beta) - math.sin(middle) * np.cos(beta) * np.cos(away)
        return np.stack([east + b * d * np.cos(beta) * np.sin(away), north + b / d * up], axis=1)

    return forward


def _turned(degrees: Array) -> Array:
    """Degrees of longitude as radians between minus and plus half a turn."""
    return np.radians((degrees + 180) % 360 - 180)


_FAMILIES: Mapping[str, Callable[[Mapping[str, float], float, float], Projection]] = {
    "lcc": _lambert,
    "tmerc": _mercator,
    "utm": _utm,
    "laea": _equal_area,
}
