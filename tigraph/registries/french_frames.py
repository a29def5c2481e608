"""The maps that the French territory is drawn on: metropolitan France, and each part overseas.

Projections are the official ones, as the EPSG registry has them; the extents are drawn about
the land.
"""

from __future__ import annotations

from tigraph.registries.facts import Frame

_LAMBERT = "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000"
_CALEDONIA = (
    "+proj=lcc +lat_0=-21.5 +lon_0=166 +lat_1=-20.6666666666667 +lat_2=-22.3333333333333 "
    "+x_0=400000 +y_0=300000"
)
_GRS80 = " +ellps=GRS80 +units=m"


def _utm(zone: str) -> str:
    return f"+proj=utm +zone={zone}{_GRS80}"


FRAMES = (
    Frame(
        "fr-metropole", "France métropolitaine", "Metropolitan France",
        2154, _LAMBERT + _GRS80, (-5.2, 41.3, 9.6, 51.15),
    ),
    Frame("fr-guadeloupe", "Guadeloupe", "", 5490, _utm("20"), (-61.85, 15.8, -60.98, 16.55)),
    Frame("fr-martinique", "Martinique", "", 5490, _utm("20"), (-61.26, 14.36, -60.78, 14.91)),
    Frame("fr-guyane", "Guyane", "French Guiana", 2972, _utm("22"), (-54.65, 2.08, -51.58, 5.85)),
    Frame("fr-reunion", "La Réunion", "", 2975, _utm("40 +south"), (55.18, -21.42, 55.87, -20.84)),
    Frame("fr-mayotte", "Mayotte", "", 4471, _utm("38 +south"), (44.98, -13.03, 45.33, -12.61)),
    Frame(
        "fr-saint-pierre-et-miquelon", "Saint-Pierre-et-Miquelon", "Saint Pierre and Miquelon",
        4467, _utm("21"), (-56.47, 46.72, -56.08, 47.17),
    ),
    Frame(
        "fr-saint-martin", "Saint-Martin et Saint-Barthélemy", "Saint Martin and Saint Barthélemy",
        5490, _utm("20"), (-63.2, 17.85, -62.75, 18.15),
    ),
    Frame(
        "fr-nouvelle-caledonie", "Nouvelle-Calédonie", "New Caledonia",
        3163, _CALEDONIA + _GRS80, (163.5, -22.8, 168.2, -19.5),
    ),
)  # fmt: skip
