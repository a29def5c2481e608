"""What pages say of their pictures: networks, maps, lines of time, charts."""

from __future__ import annotations

PICTURES = {
    "network_told": (
        "{} actor‹s› and {} tie‹s›. A table says the same in words.",
        "{} acteur‹s› et {} lien‹s›. Un tableau dit la même chose en mots.",
    ),
    "network_left": (
        "{} more ‹is|are› not drawn.",
        "{} de plus n‹’est pas tracé|e sont pas tracés›.",
    ),
    "network_open": ("Open the interactive network", "Ouvrir le réseau interactif"),
    "back": ("Back to the page", "Retour à la page"),
    "network_most": (
        "These are the {} most tied of {}; a file has them all.",
        "Ce sont les {} plus liés, sur {} ; un fichier les a tous.",
    ),
    "one_row": ("told by a row of the table", "dit par une ligne du tableau"),
    "rows_undated": (
        "{} row‹s› without a date ‹is|are› in the table only.",
        "{} ligne‹s› sans date n’‹est|sont› que dans le tableau.",
    ),
    "ties_undated": (
        "{} tie‹s› without a date ‹has|have› no line.",
        "{} lien‹s› sans date n’‹a|ont› pas de ligne.",
    ),
    "rows_left": (
        "{} row‹s› of one date alone ‹is|are› in the table only.",
        "{} ligne‹s› d’une seule date n’‹est|sont› que dans le tableau.",
    ),
    "map": ("On the map", "Sur la carte"),
    "map_of": ("Map of {} and those it is tied to", "Carte de {} et de ses liens"),
    "map_own": ("the one that this page is about", "celui dont parle cette page"),
    "map_tied": ("one tied to it", "un acteur lié"),
    "map_one": ("one of those shown", "un de ceux qui sont montrés"),
    "map_area": ("area: {}", "aire : {}"),
    "map_spot": ("point: {}, whose area is not known", "point : {}, sans contour connu"),
    "map_border": ("an administrative border", "une limite administrative"),
    "map_told": (
        "Of {1}, {0} ‹has|have› a place told. North is above.",
        "Sur {1}, le lieu de {0} est connu. Le nord est en haut.",
    ),
    "map_beyond": (
        "Beyond the edge of the map, and in the list: {}.",
        "Hors du cadre, et dans la liste : {}.",
    ),
    "map_listed": ("Names listed here: {}.", "Noms dans cette liste : {}."),
    "same_as_table": ("The same as a table", "La même chose en tableau"),
}
