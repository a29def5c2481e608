"""The national layers against recounts that use none of tigraph's code.

They are read from fictitious files, and from the real ones where these are. The recounts are in
tests/support/recounts.py, plain pandas over the files, or stand here as figures: of the real
files those that `../shared/registries/README.md` gives, of the others read off them by hand.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyoxigraph as ox
import pytest

import recounts
from floors import VERSIONS, Floor, fictitious_files, real_files
from tigraph.layers import inventory
from tigraph.layers.building import layers_of
from tigraph.rdf.asking import select
from tigraph.rdf.loading import open_store, shipped_files
from tigraph.rdf.vocabulary import curie, expand
from tigraph.registries.known import Known
from tigraph.registries.readers import installed_readers, prepare
from tigraph.stores import versions

READERS = installed_readers()

LAYERS = ("cog", "industrie", "elus")


class National:
    """The store of all layers, built by whoever asked it first, and what it tells of each."""

    def __init__(self, folder: Path) -> None:
        version = versions.current(folder)
        assert version is not None
        self.folder, self.version = folder, version
        self.store = ox.Store.read_only(str(version.store))
        self.told = {name: inventory.shown(folder, name) for name in LAYERS}

    def ask(self, query: str) -> list[tuple[str, ...]]:
        return [tuple(curie(v) for v in row.values()) for row in select(self.store, query)]

    def quads(self, predicate: str) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(None, ox.NamedNode(str(expand(predicate))), None)

    def ends(self, predicate: str, which: str) -> set[str]:
        """Return the distinct subjects ("s") or objects ("o") of a predicate."""
        found = self.store.query(
            f"SELECT DISTINCT ?{which} WHERE {{ ?s <{expand(predicate)}> ?o }}"
        )
        assert isinstance(found, ox.QuerySolutions)
        return {getattr(row[0], "value", "") for row in found}

    def count(self, pattern: str) -> int:
        return int(self.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0][0])


@pytest.fixture(scope="module")
def layers(national_store: Path) -> National:
    return National(national_store)


def test_no_triple_stands_in_two_layers_or_twice_in_one(layers: National) -> None:
    """Each line that was loaded is a triple of its own; names and lives come on top."""
    with gzip.open(layers.version.path / "lives.nt.gz") as file:
        lives = sum(1 for _ in file)
    names = sum(1 for _ in layers.quads("tig:foldedName"))
    assert len(layers.store) == layers.version.manifest["triples"] + names + lives


@fictitious_files
def test_reading_again_gives_the_same_bytes(layers: National) -> None:
    """In the file of a layer, its record follows."""
    told = {one.name: one.sources for one in layers_of(layers.version, layers.folder)}
    known = Known.of_store(open_store(shipped_files()))
    prepare(known, told, READERS)
    for name in LAYERS:
        read = "".join(READERS[name].read(told[name], known).lines).encode()
        with gzip.open(layers.version.path / "layers" / f"{name}.nt.gz") as file:
            assert file.read(len(read)) == read, name


def test_every_row_is_accounted_for(layers: National, floor: Floor) -> None:
    rows = 0
    for year in VERSIONS:
        for kind in ("regions", "departements", "arrondissements", "communes", "epci", "ept"):
            if (year, kind) in {(2020, "communes"), (2026, "epci"), (2026, "ept")}:
                continue  # repeats of the vintage before
            listed = recounts.listed(year, kind)
            rows += len(listed) + sum(len(one.get("membres", ())) for one in listed)
    told = layers.told["cog"]
    assert told["rows"] == rows
    assert told["refused"] == 0
    within = sum(
        one["type"] not in ("commune-actuelle", "arrondissement-municipal")
        for year in VERSIONS
        if year != 2020
        for one in recounts.listed(year, "communes")
    )
    left_out = told["left_out_because"].items()
    assert sum(n for why, n in left_out if "collectivity" not in why) == within
    assert sum(note.count("repeats") for note in told["notes"]) == 3
    assert layers.told["elus"]["used"] == floor.of(fictitious=15, real=1155 + 10336)
    assert layers.told["industrie"]["refused"] == 0


def test_the_territories_of_both_phases_and_their_members(layers: National, floor: Floor) -> None:
    """Besides the fictitious ones, two of the documents bear a code, with 5 and 6 members."""
    found = layers.ask("""
        SELECT ?phase (COUNT(DISTINCT ?territory) AS ?n) (COUNT(DISTINCT ?member) AS ?m) WHERE {
          ?territory tig:inPhase ?phase ; adms:identifier ?code .
          ?claim org:organization ?territory ; org:member ?member ; tig:relation relation:member .
        } GROUP BY ?phase ORDER BY ?phase""")
    assert [tuple(map(int, own)) for _, *own in found] == floor.of(
        fictitious=[(7 + 1, 12 + 5), (8 + 1, 12 + 6)], real=[(149, 588), (183, 641)]
    )


def siren_by_phase(layers: National) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"phase:ti-1": set(), "phase:ti-2": set()}
    for phase, siren in layers.ask("""
        SELECT DISTINCT ?phase ?siren WHERE {
          ?territory tig:inPhase ?phase ; adms:identifier ?code .
          ?claim org:organization ?territory ; org:member ?member ; tig:relation relation:member .
          ?member adms:identifier [ tig:idScheme id-scheme:siren ; skos:notation ?siren ] }"""):
        found[phase].add(siren)
    return found


def test_members_of_both_phases(layers: National, floor: Floor) -> None:
    found = siren_by_phase(layers)
    table = recounts.members()
    expected = {phase: set(own.siren) for phase, own in table.groupby("phase")}
    assert found == expected
    both = found["phase:ti-1"] & found["phase:ti-2"]
    assert len(both) == floor.of(fictitious=9 + 5, real=478)


def test_members_that_are_not_in_the_latest_list(layers: National, floor: Floor) -> None:
    """In the layers: members without a claim of a legal form in the last list of EPCI."""
    current = {siren for (siren,) in layers.ask("""
        SELECT ?siren WHERE {
          ?claim tig:relation relation:has-legal-form ; tig:object ?form ; tig:subject ?epci ;
            tig:earliestEnd "2025-01-01"^^xsd:date .
          FILTER(?form != legal-form:etablissement-public-territorial)
          BIND(STRAFTER(STR(?epci), "/epci/") AS ?siren) }""")}  # fmt: skip
    missing = [len(found - current) for found in siren_by_phase(layers).values()]
    latest = {e["code"] for e in recounts.listed(2025)}
    gone = recounts.members().drop_duplicates(["phase", "siren"])
    gone = gone[~gone.siren.isin(latest)]
    assert (
        missing
        == list(gone.groupby("phase").size())
        == (floor.of(fictitious=[3 + 5, 3 + 6], real=[41, 15]))
    )


def test_territories_that_kept_exactly_the_same_members(layers: National, floor: Floor) -> None:
    kept = layers.count("?event tig:changeType change:kept")
    assert kept == floor.of(fictitious=1, real=74)


def test_succession_is_that_of_the_files(layers: National) -> None:
    table = recounts.members(documented=False)
    sides = [
        {c: frozenset(g.siren) for c, g in table[table.phase == phase].groupby("code")}
        for phase in ("phase:ti-1", "phase:ti-2")
    ]
    pairs = {
        (one, other): (len(a), len(b), len(a & b))
        for one, a in sides[0].items()
        for other, b in sides[1].items()
        if a & b
    }
    found = layers.ask("""
        SELECT ?one ?other ?before ?after ?common WHERE {
          ?event tig:membersBefore ?before ; tig:membersAfter ?after ; tig:membersInCommon ?common ;
            org:originalOrganization ?a ; org:resultingOrganization ?b .
          ?a adms:identifier/skos:notation ?one . ?b adms:identifier/skos:notation ?other }""")
    assert {(a, b): (int(x), int(y), int(z)) for a, b, x, y, z in found} == pairs
    new = len(sides[1].keys() - {other for _, other in pairs})
    gone = len(sides[0].keys() - {one for one, _ in pairs})
    assert layers.count("?event tig:changeType change:new") == new
    assert layers.count("?event tig:changeType change:gone") == gone


def test_a_territory_has_one_lineage_and_the_doubs_is_one(layers: National) -> None:
    assert (
        layers.ask("""
        SELECT ?t WHERE { ?t a tig:LabelledTerritory ; prov:specializationOf ?l }
        GROUP BY ?t HAVING (COUNT(?l) != 1)""")
        == []
    )
    doubs = layers.ask("""
        SELECT ?name WHERE { ?t prov:specializationOf lineage:haut-doubs ; skos:prefLabel ?name }
        ORDER BY ?name""")
    assert [name for (name,) in doubs] == [
        "Alliances Luxe & Précision Doubs", "Territoire d’industrie du Haut-Doubs",
    ]  # fmt: skip


@real_files
def test_the_six_of_alliances_luxe_et_precision_five_of_them_from_the_haut_doubs(
    layers: National,
) -> None:
    def of(territory: str) -> set[str]:
        return {siren for (siren,) in layers.ask(f"""
            SELECT DISTINCT ?siren WHERE {{
              ?claim tig:relation relation:member ; org:organization {territory} ;
                org:member/adms:identifier/skos:notation ?siren ; tig:citation/tig:recordKey ?row
              FILTER(STRSTARTS(?row, "ti-")) }}""")}  # fmt: skip

    now, before = (
        of("territory:alliances-luxe-et-precision-doubs"),
        of("territory:haut-doubs-horloger"),
    )
    assert (len(now), len(before), now - before) == (6, 5, {"242500361"})


def test_an_intercommunality_that_took_another_form_in_2020(layers: National, floor: Floor) -> None:
    """Of the real ones Grand Besançon."""
    siren, *forms = floor.of(
        fictitious=("249700014", "communaute-de-communes", "communaute-d-agglomeration"),
        real=("242500361", "communaute-d-agglomeration", "communaute-urbaine"),
    )
    found = layers.ask(f"""
        SELECT ?form ?begin ?end WHERE {{
          ?claim tig:subject epci:{siren} ; tig:relation relation:has-legal-form ;
            tig:object ?form ; tig:earliestEnd ?seen .
          OPTIONAL {{ ?claim tig:latestBegin ?begin }} OPTIONAL {{ ?claim tig:latestEnd ?end }}
        }} ORDER BY ?begin""")
    assert found == [
        (f"legal-form:{forms[0]}", "2019-01-01", "2019-12-31"),
        (f"legal-form:{forms[1]}", "2020-01-01", ""),
    ]
    told = [[e["type"] for e in recounts.listed(y) if e["code"] == siren] for y in (2019, 2020)]
    assert told == floor.of(fictitious=[["CC"], ["CA"]], real=[["CA"], ["CU"]])


def test_memberships_of_communes_are_those_of_every_year(layers: National) -> None:
    """On 1 January of each year, the claims whose bounds take it in are the rows of its list."""
    claims = pd.DataFrame(
        layers.ask("""
            SELECT ?commune ?siren ?begin ?end WHERE {
              ?claim tig:relation relation:member ; org:member ?who ; org:organization ?epci ;
                tig:latestBegin ?begin ; tig:earliestEnd ?end .
              ?epci a tig:Intercommunality .
              BIND(STRAFTER(STR(?who), "/commune/") AS ?commune)
              BIND(STRAFTER(STR(?epci), "/epci/") AS ?siren) }"""),
        columns=["commune", "siren", "begin", "end"],
    )
    ept = {e["code"] for y in (2023, 2024, 2025) for e in recounts.listed(y, "ept")}
    own = claims[~claims.siren.isin(ept)]
    for year, listed in recounts.communes_of().groupby("year"):
        day = f"{year}-01-01"
        held = own[(own.begin <= day) & (own.end >= day)]
        assert set(zip(held.commune, held.siren, strict=True)) == set(
            zip(listed.commune, listed.siren, strict=True)
        )


def test_populations_are_those_of_every_list(layers: National) -> None:
    found = layers.ask("""
        SELECT ?siren ?year ?value WHERE {
          ?claim tig:measure measure:population-municipale ; tig:about ?about ; tig:value ?value ;
            tig:validTime ?year .
          FILTER(CONTAINS(STR(?about), "/epci/"))
          BIND(STRAFTER(STR(?about), "/epci/") AS ?siren) }""")
    expected = {
        (e["code"], str(year), str(e["populationMunicipale"]))
        for year in recounts.YEARS
        for kind in ("epci", "ept")
        for e in recounts.listed(year, kind)
    }
    assert set(found) == expected


def test_all_names_ever_borne_are_there(layers: National) -> None:
    found = set(layers.ask("""
        SELECT ?siren ?name WHERE {
          ?epci a tig:Intercommunality ; skos:prefLabel|skos:altLabel ?name .
          BIND(STRAFTER(STR(?epci), "/epci/") AS ?siren) }"""))  # fmt: skip
    expected = {(e["code"], e["nom"].strip()) for y in recounts.YEARS for e in recounts.listed(y)}
    assert expected <= found


def test_what_became_of_the_intercommunalities_that_are_gone(
    layers: National, floor: Floor
) -> None:
    """Each SIREN that leaves the lists is the origin of one event, each new one a result.

    What takes another in is the result as well, and is not new.
    """
    years = {y: {e["code"] for e in recounts.listed(y)} for y in recounts.YEARS}
    gone, came = set(), set()
    for year in recounts.YEARS[1:]:
        gone |= {(s, f"{year}-01-01") for s in years[year - 1] - years[year]}
        came |= {(s, f"{year}-01-01") for s in years[year] - years[year - 1]}
    new = "change:merged change:split change:created"

    def ends(predicate: str, kinds: str) -> list[tuple[str, ...]]:
        return layers.ask(f"""
            SELECT ?siren ?day WHERE {{ VALUES ?kind {{ {kinds} }}
              ?event tig:changeType ?kind ; tig:notAfter ?day ; {predicate} ?epci .
              BIND(STRAFTER(STR(?epci), "/epci/") AS ?siren)
              FILTER(STRSTARTS(STR(?event), "https://w3id.org/tigraph/id/event/cog-")) }}""")

    every = f"{new} change:absorbed change:dissolved"
    assert Counter(ends("org:originalOrganization", every)) == Counter(gone)
    assert Counter(ends("org:resultingOrganization", new)) == Counter(came)
    for siren, day in ends("org:resultingOrganization", "change:absorbed"):
        assert siren in years[int(day[:4]) - 1] & years[int(day[:4])]
    assert (len(gone), len(came)) == floor.of(fictitious=(5, 4), real=(18, 14))


def test_communes_that_changed_intercommunality_are_told(layers: National, floor: Floor) -> None:
    """A commune that is in two lists under the same code, in different intercommunalities that
    are both in both lists, left the one and joined the other."""
    expected = set()
    listed = {
        year: dict(zip(own.code, zip(own.siren, own.commune, strict=True), strict=True))
        for year, own in recounts.communes_of().groupby("year")
    }
    for year in recounts.YEARS[1:]:
        old, new = listed[year - 1], listed[year]
        both = {s for s, _ in old.values()} & {s for s, _ in new.values()}
        for code in old.keys() & new.keys():
            (was, commune), (now, _) = old[code], new[code]
            if was != now and was in both and now in both:
                expected.add((commune, was, now, f"{year}-01-01"))
    found = set(layers.ask("""
        SELECT ?commune ?was ?now ?day WHERE {
          ?left tig:changeType change:members-left ; tig:left ?who ; tig:notAfter ?day ;
            org:originalOrganization ?a .
          ?joined tig:changeType change:members-joined ; tig:joined ?who ; tig:notAfter ?day ;
            org:originalOrganization ?b .
          BIND(STRAFTER(STR(?who), "/commune/") AS ?commune)
          BIND(STRAFTER(STR(?a), "/epci/") AS ?was)
          BIND(STRAFTER(STR(?b), "/epci/") AS ?now) }"""))  # fmt: skip
    assert found == expected
    assert len(expected) >= floor.of(fictitious=1, real=21)


def test_every_head_of_the_register_holds_a_post(layers: National) -> None:
    found = layers.ask("""
        SELECT ?siren ?role WHERE {
          ?claim tig:relation relation:holds-post ; opengov:post/org:role ?role ;
            org:organization ?epci ; tig:citation/prov:wasAttributedTo
              organisation:ministere-de-l-interieur .
          BIND(STRAFTER(STR(?epci), "/epci/") AS ?siren) }""")
    table = recounts.heads(documented=False)
    roles = table.office.map(
        lambda t: "role:president" if t.startswith("Pr") else "role:vice-president"
    )
    assert Counter(found) == Counter(zip(table.siren, roles, strict=True))


def test_members_of_the_second_phase_without_president_in_the_register(
    layers: National, floor: Floor
) -> None:
    presided = {siren for (siren,) in layers.ask("""
        SELECT DISTINCT ?siren WHERE {
          ?claim opengov:post/org:role role:president ; org:organization ?epci ;
            tig:earliestEnd ?day .
          BIND(STRAFTER(STR(?epci), "/epci/") AS ?siren) }""")}  # fmt: skip
    without = siren_by_phase(layers)["phase:ti-2"] - presided
    assert len(without) == floor.of(fictitious=4 + 6, real=67)


def test_each_centroid_of_the_file_is_on_an_area(layers: National, floor: Floor) -> None:
    told = json.loads(floor.file("registries/anct-epci-centroids.geojson").read_text("utf-8"))
    expected = len(told["features"])
    pattern = '?area wgs84:lat ?lat . FILTER(CONTAINS(STR(?area), "/area/epci-"))'
    assert layers.count(pattern) == expected == floor.of(fictitious=12, real=1266)


def test_what_is_pointed_to_is_described(layers: National) -> None:
    """Every claim is cited, every citation has its file and speaker, every end has a label."""
    labelled = layers.ends("skos:prefLabel", "s")
    for predicate in (
        "org:member", "org:organization", "tig:subject", "tig:object", "opengov:post",
        "dcterms:spatial", "geo:sfWithin", "geo:sfIntersects", "oa:hasSource",
        "prov:wasAttributedTo", "org:originalOrganization", "org:resultingOrganization",
        "tig:joined", "tig:left", "tig:idScheme", "tig:changeType", "tig:formBefore",
        "tig:measure", "tig:unit", "tig:relation", "tig:derivedBy", "prov:specializationOf",
    ):  # fmt: skip
        assert not layers.ends(predicate, "o") - labelled, predicate
    citations = layers.ends("tig:modality", "s")
    assert layers.ends("tig:citation", "o") == citations
    cited = layers.ends("tig:citation", "s")
    for predicate in ("tig:relation", "tig:measure", "tig:changeType", "tig:idScheme"):
        assert not layers.ends(predicate, "s") - cited, predicate


def test_the_bounds_of_a_claim_are_in_order(layers: National) -> None:
    bound: dict[str, dict[str, str]] = {}
    for name in ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd"):
        for quad in layers.quads(f"tig:{name}"):
            bound.setdefault(str(quad.subject), {})[name] = quad.object.value
    for claim, days in bound.items():
        first, last = days.get("earliestBegin", ""), days.get("latestEnd", "9999")
        assert first <= days.get("latestBegin", last) <= last, claim
        assert first <= days.get("earliestEnd", last) <= last, claim


def test_every_entity_has_one_kind_and_one_french_label(layers: National) -> None:
    kinds = {iri for (iri,) in layers.ask("SELECT (STR(?k) AS ?i) WHERE { ?k a tig:Kind }")}
    kinds = {str(expand(iri)) for iri in kinds}
    entities = Counter(
        quad.subject.value for quad in layers.quads("rdf:type") if quad.object.value in kinds
    )
    french = Counter(
        quad.subject.value
        for quad in layers.quads("skos:prefLabel")
        if quad.object.language == "fr"
    )
    assert set(entities.values()) == {1}
    assert {french[iri] for iri in entities} == {1}


def test_nothing_private_of_a_person_is_in_the_layer(layers: National) -> None:
    predicates = layers.ask("SELECT DISTINCT ?p WHERE { ?who a foaf:Person ; ?p ?o }")
    assert {p for (p,) in predicates} <= {
        "rdf:type", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "adms:identifier",
        "tig:governanceLevel", "tig:order", "tig:levelRepresented", "dcterms:description",
        "tig:seatCategory", "schema:sameAs", "tig:foldedName",  # of the labels, for look-up
    }  # fmt: skip
    slugs = [iri for (iri,) in layers.ask("SELECT ?who WHERE { ?who a foaf:Person }")]
    assert all(re.fullmatch(r"person:[a-z0-9-]+", slug) for slug in slugs)
