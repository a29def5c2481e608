"""Whom and what the questions of the catalogue are asked about in tests, by parameter."""

GIVEN = {
    "entity": "person:cedric-bole",
    "person": "person:cedric-bole",
    "territory": "territory:alliances-luxe-et-precision-doubs",
    "document": "document:cget-prefiguration",
    "speaker": "person:cedric-bole",
    "actor": "organisation:cget",
    "lineage": "lineage:haut-doubs",
}
