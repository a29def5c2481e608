"""Claims that surely hold when one of their ends does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from tigraph.rdf import select
from tigraph.rdf.vocabulary import BOUNDS, curie

#: A claim surely holds when it surely has begun, has not yet ended, or is attested.
_OUTSIDE = """
SELECT DISTINCT ?claim ?end ?day ?side ?limit {{
  {{
    ?end tig:lifeFrom ?limit . BIND("before" AS ?side)
    ?claim {ends} ?end ; tig:relation ?relation ; tig:citation ?citation .
    ?citation tig:modality ?modality .
    {{ ?claim tig:latestBegin|tig:latestEnd ?day . {firm} }}
    UNION {{ ?citation tig:attestsTo ?day . {sure} }}
    FILTER(?day < ?limit)
  }} UNION {{
    ?end tig:lifeTo ?limit . BIND("after" AS ?side)
    ?claim {ends} ?end ; tig:relation ?relation ; tig:citation ?citation .
    ?citation tig:modality ?modality .
    {{ ?claim tig:earliestBegin|tig:earliestEnd ?day . {firm} }}
    UNION {{ ?citation tig:attestsFrom ?day . {sure} }}
    FILTER(?day > ?limit)
  }} UNION {{
    ?claim tig:endsFrom ?limit ; tig:endsTo ?day ; tig:relation ?relation ; tig:citation ?citation .
    ?citation tig:modality ?modality . BIND("never" AS ?side)
    FILTER(?day < ?limit)
  }}
  FILTER(?modality != <https://w3id.org/tigraph/concept/modality/planned>)
  FILTER NOT EXISTS {{ ?relation tig:outlives true }}
}} ORDER BY ?claim ?end ?day
""".format(
    ends="tig:subject|tig:object|org:member|org:organization|opengov:post"
    "|opengov:onBehalfOf|tig:actingFor",
    firm='FILTER NOT EXISTS { ?claim tig:validTime ?time FILTER(REGEX(STR(?time), "[?~%]")) }',
    sure='FILTER NOT EXISTS { ?citation tig:attests ?time FILTER(REGEX(STR(?time), "[?~%]")) }',
)
_MESSAGES = {
    ("before", "en"): "surely holds on {day}, but {end} exists from {limit} at the earliest.",
    ("before", "fr"): "vaut sûrement le {day}, mais {end} existe au plus tôt le {limit}.",
    ("after", "en"): "surely holds on {day}, but {end} exists to {limit} at the latest.",
    ("after", "fr"): "vaut sûrement le {day}, mais {end} existe au plus tard le {limit}.",
    ("never", "en"): "ties what never existed together: one from {limit}, one to {day}.",
    ("never", "fr"): "lie ce qui n’a jamais existé ensemble : l’un dès {limit}, l’autre à {day}.",
}
_REMEDY = {
    "en": "Correct the claim’s date or end, or what says when that end exists.",
    "fr": "Corrigez la date ou l’extrémité de l’assertion, ou ce qui dit quand celle-ci existe.",
}


class Outside(NamedTuple):
    """A claim that outlives an end: the claim (a CURIE), what is wrong, what to do."""

    claim: str
    message: str
    remedy: str


def outside_lives(store: ox.Store, language: str) -> Iterator[Outside]:
    """Yield the claims of a store that surely hold outside the life of an end, once for each end.

    The graph `bounds` of the store holds date bounds and lives.
    """
    told: set[tuple[str, str]] = set()
    for row in select(store, _OUTSIDE, (BOUNDS,)):
        if (whose := (row["claim"], row["end"])) in told:
            continue
        told.add(whose)
        shown = {name: row[name] for name in ("day", "limit")} | {"end": curie(row["end"] or "")}
        message = _MESSAGES[row["side"], language].format(**shown)
        yield Outside(curie(row["claim"]), message, _REMEDY[language])
