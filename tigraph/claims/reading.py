"""Claims as Python values: what is said, for when, and the evidence for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import pyoxigraph as ox

from tigraph.claims.looking import citation_rows, relation_rows
from tigraph.claims.model import Evidence, Figure, Opinion, Relation, Valid
from tigraph.rdf import Queryable, iri_text, rows_of, said_of, select
from tigraph.rdf.vocabulary import BOUNDS, local_name

_BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd", "endsFrom", "endsTo")
#: So many pairs are named in one query.
_TOGETHER = 1000
#: Of more pairs, in either direction, all claims that there are between two are read.
_MANY = 4 * _TOGETHER
_ALL_BETWEEN = """SELECT ?claim ?one ?other {
  { SELECT ?claim ?one { ?claim tig:subject|org:member ?one } }
  { SELECT ?claim ?other { ?claim tig:object|org:organization|opengov:post ?other } }
  { SELECT ?claim { ?claim tig:relation ?relation } }
}"""
#: So many figures of one series are still told one by one.
_SERIES = 3


def relations(
    store: Queryable, entity: str | None = None, *, claims: Collection[str] | None = None
) -> list[Relation]:
    """Return the relation claims, sorted by IRI: all, those of an entity, or those named.

    An entity's are those with it at an end, as post, or on whose behalf. The date bounds
    are read from the graph `bounds`, which `snapshot.derive_bounds` fills, or beside the
    claims, where a store has them there.
    """
    of_entity = (
        f"?claim org:member|org:organization|tig:subject|tig:object|opengov:post"
        f"|opengov:onBehalfOf|tig:actingFor {iri_text(entity)} ."
        if entity
        else ""
    )
    if claims is not None and entity is None:
        said = said_of(store, claims, where_bounds_stand(store))
        if said is not None:
            return _relations(relation_rows(said), _bounds_in(said))
    rows = rows_of(
        store,
        f"""SELECT DISTINCT ?claim ?relation ?subject ?object ?basis ?role ?post ?behalf ?edtf
        WHERE {{
          {of_entity}
          ?claim tig:relation ?relation ; tig:basis ?basis .
          {{ ?claim tig:subject ?subject ; tig:object ?object }}
          UNION {{ ?claim org:member ?subject ; org:organization ?object }}
          OPTIONAL {{ ?claim org:role|tig:actingAs ?role }}
          OPTIONAL {{ ?claim opengov:post ?post }}
          OPTIONAL {{ ?claim opengov:onBehalfOf|tig:actingFor ?behalf }}
          OPTIONAL {{ ?claim tig:validTime ?edtf }}
        }}""",
        claims,
    )
    some = entity is not None or claims is not None
    return _relations(rows, _bounds(store, {row["claim"] for row in rows} if some else None))


def _relations(rows: Iterable[dict[str, str]], bounds: dict[str, dict[str, str]]) -> list[Relation]:
    return sorted(
        (
            Relation(
                row["claim"], row["relation"], row["subject"], row["object"], row["basis"],
                row["role"], row["post"], row["behalf"], _valid(row, bounds),
            )
            for row in rows
        ),
        key=lambda claim: claim.iri,
    )  # fmt: skip


def between(store: Queryable, pairs: Iterable[tuple[str, ...]]) -> set[str]:
    """Return the relation claims between two entities, or an entity and a post, in any direction.

    `pairs` are the pairs asked about.
    """
    both = sorted({way for pair in pairs for way in (pair, pair[::-1])})
    if len(both) > _MANY:  # all that there are, once: a query about a thousand takes as long
        asked, rows = set(both), select(store, _ALL_BETWEEN)
        return {row["claim"] for row in rows if (row["one"], row["other"]) in asked}
    found: set[str] = set()
    for start in range(0, len(both), _TOGETHER):
        values = " ".join(
            f"({iri_text(one)} {iri_text(other)})" for one, other in both[start : start + _TOGETHER]
        )
        rows = select(
            store,
            f"""SELECT ?claim {{ VALUES (?one ?other) {{ {values} }}
              ?claim (tig:subject|org:member) ?one ;
                (tig:object|org:organization|opengov:post) ?other ; tig:relation ?relation }}""",
        )
        found.update(row["claim"] for row in rows)
    return found


def figures(
    store: Queryable,
    entity: str | None = None,
    *,
    about: Collection[str] | None = None,
    claims: Collection[str] | None = None,
) -> list[Figure]:
    """Return the figure claims, sorted by IRI: all, of an entity, about some, or those named.

    An entity's are those about it or a part of it.
    """
    of_entity = f"?claim tig:about|tig:referencePopulation {iri_text(entity)} ." if entity else ""
    rows = rows_of(
        store,
        f"""SELECT DISTINCT ?claim ?about ?measure ?population ?value ?minimum ?maximum
          ?qualifier ?unit ?edtf
        WHERE {{
          {of_entity}
          ?claim tig:about ?about ; tig:measure ?measure ;
            tig:qualifier ?qualifier ; tig:unit ?unit .
          OPTIONAL {{ ?claim tig:referencePopulation ?population }}
          OPTIONAL {{ ?claim tig:value ?value }}
          OPTIONAL {{ ?claim tig:minimum ?minimum }}
          OPTIONAL {{ ?claim tig:maximum ?maximum }}
          OPTIONAL {{ ?claim tig:validTime ?edtf }}
        }}""",
        claims if about is None else about,
        "claim" if about is None else "about",
    )
    some = entity is not None or about is not None or claims is not None
    bounds = _bounds(store, {row["claim"] for row in rows} if some else None)
    return sorted(
        (
            Figure(
                row["claim"], row["about"], row["measure"], row["population"],
                _number(row["value"]), _number(row["minimum"]), _number(row["maximum"]),
                row["qualifier"], row["unit"], _valid(row, bounds),
            )
            for row in rows
        ),
        key=lambda claim: claim.iri,
    )  # fmt: skip


def latest_figures(
    store: Queryable, about: Collection[str], graphs: Sequence[str] = (), *, held: bool = False
) -> list[Figure]:
    """Return the figure claims about some entities; of each long series, the last alone.

    A series are the figures of one measure about a whole, such as each year's population;
    where two of them begin at once, or one has no beginning, it is none. `held` asks for
    those alone that hold at a date, as `store` with these `graphs` says (`Snapshot.seen`).
    """
    holds = "?claim a tig:HeldClaim ." if held else ""
    of_parts = select(
        store, "SELECT DISTINCT ?about { ?claim tig:referencePopulation ?of ; tig:about ?about }"
    )
    divided = {row["about"] for row in of_parts}.intersection(about)
    rows = rows_of(
        store,
        f"""SELECT ?about ?measure (COUNT(?claim) AS ?all) (COUNT(DISTINCT ?begin) AS ?dates)
          (MAX(CONCAT(STR(?begin), " ", STR(?claim))) AS ?last)
        WHERE {{
          ?claim tig:about ?about ; tig:measure ?measure . {holds}
          OPTIONAL {{ ?claim tig:earliestBegin ?begin }}
        }} GROUP BY ?about ?measure""",
        set(about) - divided,
        "about",
        sorted({*graphs, *where_bounds_stand(store)}),
    )
    last = {
        (row["about"], row["measure"]): row["last"].partition(" ")[2]
        for row in rows
        if _SERIES < int(row["all"]) == int(row["dates"])
    }
    others = {row["about"] for row in rows if (row["about"], row["measure"]) not in last} | divided
    rest = [c for c in figures(store, about=others) if (c.about, c.measure) not in last]
    return sorted(figures(store, claims=set(last.values())) + rest, key=lambda claim: claim.iri)


def opinions(store: Queryable, entity: str | None = None) -> list[Opinion]:
    """Return the opinion claims, or those about an entity or spoken by it, sorted by IRI."""
    of_entity = (
        f"?claim tig:about|(tig:citation/prov:wasAttributedTo) {iri_text(entity)} ."
        if entity
        else ""
    )
    rows = select(
        store,
        f"""SELECT DISTINCT ?claim ?about ?concern ?stance ?text (LANG(?text) AS ?language)
        WHERE {{
          {of_entity}
          ?claim a tig:OpinionClaim ; tig:about ?about ; tig:stance ?stance ;
            tig:paraphrase ?text .
          OPTIONAL {{ ?claim tig:concerns ?concern }}
        }}""",
    )
    found: dict[str, tuple[set[str], set[str], str, dict[str, str]]] = {}
    for row in rows:
        about, concerns, _, paraphrase = found.setdefault(
            row["claim"], (set(), set(), row["stance"], {})
        )
        about.add(row["about"])
        if row["concern"]:
            concerns.add(row["concern"])
        paraphrase[row["language"]] = row["text"]
    return [
        Opinion(iri, tuple(sorted(about)), tuple(sorted(concerns)), stance, paraphrase)
        for iri, (about, concerns, stance, paraphrase) in sorted(found.items())
    ]


def valid_times(store: Queryable, claims: Collection[str]) -> dict[str, str]:
    """Return the valid time, in EDTF, of those of some claims of which a source states one."""
    asked = "SELECT ?claim ?edtf { ?claim tig:validTime ?edtf }"
    # few are dated so: registers are dated by bounds
    rows = rows_of(store, asked, claims if len(claims) < _TOGETHER else None)
    return {row["claim"]: row["edtf"] for row in rows}


def evidence(store: Queryable, claims: Collection[str]) -> dict[str, list[Evidence]]:
    """Return the citations of each claim, in the order of documents and places."""
    cited = rows_of(
        store, "SELECT ?claim ?citation { ?claim tig:citation ?citation }", claims, whole=True
    )
    # a row of a register stands behind many claims: what it says is read once
    every = {row["citation"] for row in cited}
    looked_up = citation_rows(store, every)
    rows = (
        looked_up
        if looked_up is not None
        else rows_of(
            store,
            """SELECT ?citation ?source ?start ?end ?record ?speaker ?modality ?attests ?taken
        WHERE {
          ?citation oa:hasSource ?source ; prov:wasAttributedTo ?speaker ; tig:modality ?modality .
          OPTIONAL { ?citation oa:hasSelector ?span . ?span oa:start ?start ; oa:end ?end }
          OPTIONAL { ?citation tig:recordKey ?record }
          OPTIONAL { ?citation tig:attests ?attests }
          OPTIONAL { ?citation prov:wasQuotedFrom ?taken }
        }""",
            every,
            "citation",
        )
    )
    documents = _documents(store, {row["source"] for row in rows})
    spans: dict[str, set[tuple[int, int]]] = {}
    for row in rows:
        places = spans.setdefault(row["citation"], set())
        if row["start"]:
            places.add((int(row["start"]), int(row["end"])))
    told: dict[str, Evidence] = {}
    for row in rows:
        if row["citation"] in told:
            continue
        document = documents[row["source"]]
        told[row["citation"]] = Evidence(
            row["citation"], document["document"], document["title"], document["date"],
            document["url"], document["publisher"], tuple(sorted(spans[row["citation"]])),
            row["record"], row["speaker"], local_name(row["modality"]), row["attests"],
            row["taken"],
        )  # fmt: skip
    found: dict[str, list[Evidence]] = {claim: [] for claim in claims}
    for row in cited:
        if row["citation"] in told:
            found[row["claim"]].append(told[row["citation"]])
    for items in found.values():
        items.sort(key=lambda item: (item.document, item.spans, item.citation))
    return found


def spellings(store: Queryable, entity: str) -> dict[str, list[Evidence]]:
    """Return the names of an entity as the sources spell them, each with the places that do.

    What stands for a citation is the naming; who speaks is whoever published the document.
    """
    rows = rows_of(
        store,
        """SELECT ?entity ?naming ?spelling ?source ?start ?end {
          ?naming tig:names ?entity ; tig:spelling ?spelling ; oa:hasSource ?source ;
            oa:hasSelector ?span .
          ?span oa:start ?start ; oa:end ?end
        }""",
        [entity],
        "entity",
    )
    documents = _documents(store, {row["source"] for row in rows})
    places: dict[tuple[str, str, str], set[tuple[int, int]]] = {}
    for row in rows:
        key = (row["spelling"], row["source"], row["naming"])
        places.setdefault(key, set()).add((int(row["start"]), int(row["end"])))
    found: dict[str, list[Evidence]] = {}
    for (spelling, source, naming), spans in sorted(places.items()):
        document = documents[source]
        found.setdefault(spelling, []).append(
            Evidence(
                naming, document["document"], document["title"], document["date"],
                document["url"], document["publisher"], tuple(sorted(spans)),
                "", document["publisher"], "stated", "", "",
            )
        )  # fmt: skip
    return found


def _documents(store: Queryable, sources: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the document that each source of a citation is, or is a text of."""
    rows = rows_of(
        store,
        """SELECT ?source ?document ?title ?date ?url ?publisher
        WHERE {
          OPTIONAL { ?source tig:textOf ?read }
          BIND(COALESCE(?read, ?source) AS ?document)
          OPTIONAL { ?document dcterms:title ?title }
          OPTIONAL { ?document dcterms:issued ?date }
          OPTIONAL { ?document tig:address ?url }
          OPTIONAL { ?document dcterms:publisher ?publisher }
        }""",
        sources,
        "source",
    )
    return {row["source"]: row for row in rows}


def where_bounds_stand(store: Queryable) -> tuple[str, ...]:
    """Return the named graph of the date bounds; none where they stand beside the claims."""
    return (BOUNDS,) if store.contains_named_graph(ox.NamedNode(BOUNDS)) else ()


def _bounds(store: Queryable, claims: Collection[str] | None) -> dict[str, dict[str, str]]:
    """Return the bounds of all claims or of some, by name."""
    graphs = where_bounds_stand(store)
    found: dict[str, dict[str, str]] = {}
    if claims is None:
        names = " ".join(f"tig:{name}" for name in _BOUNDS)
        every = f"SELECT ?claim ?bound ?date {{ VALUES ?bound {{ {names} }} ?claim ?bound ?date }}"
        for row in select(store, every, graphs):
            found.setdefault(row["claim"], {})[local_name(row["bound"])] = row["date"]
        return found
    if (said := said_of(store, claims, graphs)) is not None:
        return _bounds_in(said)
    options = " ".join(f"OPTIONAL {{ ?claim tig:{name} ?{name} }}" for name in _BOUNDS)
    for row in rows_of(store, f"SELECT * {{ {options} }}", claims, graphs=graphs):
        found[row["claim"]] = {name: row[name] for name in _BOUNDS if row[name]}
    return found


def _bounds_in(said: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, str]]:
    """Return the bounds of claims by name, as what is said of them has them."""
    return {
        claim: {name: own[f"tig:{name}"][0] for name in _BOUNDS if f"tig:{name}" in own}
        for claim, own in said.items()
    }


def _valid(row: dict[str, str], bounds: dict[str, dict[str, str]]) -> Valid:
    own = bounds.get(row["claim"], {})
    begin, begun, ends, ended, first, last = (own.get(name) for name in _BOUNDS)
    return Valid(row["edtf"], (begin, begun, ends, ended), (first, last))


def _number(text: str) -> int | float | None:
    if not text:
        return None
    return float(text) if "." in text else int(text)
