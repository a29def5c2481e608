"""What was known by a date, in fictitious worlds, in memory and on disk, from the command line."""

from __future__ import annotations

import datetime
import io
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tigraph
from checkout import HEADER
from dated_claims import documents
from terminal import tigraph as run
from tigraph.errors import BadDateError, UnknownNameError, UsageError
from tigraph.graph import Graph
from tigraph.querying import catalogue
from tigraph.rdf import RDF_FORMATS, select
from tigraph.rdf.vocabulary import ONTOLOGY, POSSIBLE, PREFIXES
from tigraph.stores.endpoint import Endpoint
from tigraph.stores.service import Service

World = Callable[..., Graph]
#: Dates of documents: years, months, days, intervals of which one is the day, none.
DATES = st.one_of(
    st.just(""),
    st.integers(2015, 2024).map(str),
    st.builds("{}-{:02}".format, st.integers(2015, 2024), st.integers(1, 12)),
    st.builds("{}-{:02}-28".format, st.integers(2015, 2024), st.integers(1, 12)),
    st.builds("[{}-06-01..{}-02-28]".format, st.integers(2015, 2019), st.integers(2019, 2024)),
)
DAYS = st.dates(min_value=datetime.date(2014, 1, 1)).map(lambda day: day.isoformat())


def claims(graph: Graph) -> set[str]:
    """Return the claims that a graph has, those among them that only may have been known."""
    found = select(graph.store, "SELECT ?claim { ?claim a tig:RelationClaim }")
    return {row["claim"] for row in found}


def surely(graph: Graph) -> set[str]:
    return claims(Graph(graph.ground.surely))


def loaded(turtle: str) -> Graph:
    """Return a graph of ontology, concepts and some Turtle alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fictive.ttl"
        file.write_text(HEADER + turtle, encoding="utf-8")
        return tigraph.load([file], curated=False)


@settings(max_examples=25)
@given(
    issued=st.lists(DATES, min_size=1, max_size=4),
    cited=st.lists(
        st.frozensets(st.integers(0, 3), min_size=1, max_size=3), min_size=1, max_size=5
    ),
    days=st.tuples(DAYS, DAYS).map(sorted),
)
def test_to_know_more_removes_no_claim(
    issued: list[str], cited: list[frozenset[int]], days: list[str]
) -> None:
    """What was known by one date is known by any later one; what was sure may have been, too."""
    whole = loaded(documents(issued, [[n % len(issued) for n in own] for own in cited]))
    before, after = (whole.known_by(day) for day in days)
    assert surely(before) <= surely(after) <= claims(whole)
    assert claims(before) <= claims(whole)
    for then in (before, after):
        assert surely(then) <= claims(then)
        sure, more = then.ground.surely.snapshot("2019"), then.snapshot("2019")
        assert more.certain == sure.certain
        assert sure.certain | sure.possible <= more.certain | more.possible


@pytest.mark.parametrize(
    ("issued", "by", "sure", "perhaps"),
    [
        ("2019-01-31", "2019-01-31", True, True),
        ("2019-01-31", "2019-01-30", False, False),
        ("2019", "2019", True, True),
        ("2019", "2019-06", False, True),
        ("2019", "2018", False, False),
        ("[2018-11-22..2019-03-05]", "2018", False, True),
        ("[2018-11-22..2019-03-05]", "2019-03-05", True, True),
        ("", "2030", False, True),
        ("2019", "2018/2020", True, True),
    ],
)
def test_a_claim_is_known_once_its_source_was_surely_issued(
    issued: str, by: str, sure: bool, perhaps: bool
) -> None:
    known = loaded(documents([issued], [[0]])).known_by(by)
    assert bool(surely(known)) == sure
    assert bool(claims(known)) == perhaps


def test_of_several_citations_those_stay_that_were_known() -> None:
    known = loaded(documents(["2018", "2020"], [[0, 1], [1]])).known_by("2019")
    assert claims(known) == {"https://w3id.org/tigraph/id/claim/n0"}
    (relation,) = known.show("organisation:o0")["relations"]
    assert [item["document"]["title"] for item in relation["evidence"]] == ["Document fictif 0"]


def test_what_nothing_known_uses_is_gone_from_names_search_and_counts() -> None:
    whole = loaded(documents(["2018", "2020"], [[0], [1]]))
    known = whole.known_by("2019")
    assert [found["label"] for found in known.search("Office inventé")] == ["Office inventé 0"]
    with pytest.raises(UnknownNameError):
        known.resolve("Office inventé 1")
    assert known.info()["entities"]["document"] == 1
    assert whole.info()["entities"]["document"] == 2


def test_what_only_may_have_been_known_is_possible_everywhere() -> None:
    """It is left out unless the possible is asked for, and marked where it is."""
    known = loaded(documents(["2018", "2019"], [[0], [1]])).known_by("2019-06")
    query = "SELECT ?claim { ?claim tig:relation relation:steers }"
    assert len(known.query(query)) == 1
    assert known.query(query).doubt.possible == 1  # type: ignore[union-attr]
    rows = known.query("SELECT ?claim { ?claim a tig:HeldClaim }", as_of="2019", possible=True)
    assert sorted(row["holds"] for row in rows) == ["certain", "possible"]
    for number, holds in ((0, "certain"), (1, "possible")):
        card = known.show(f"organisation:o{number}", as_of="2019")
        assert [one["holds"] for one in card["relations"]] == [holds]
    ties = known.network("all-ties", as_of="2019").graph.edges(data=True)
    assert sorted(data["holds"] for *_, data in ties) == ["certain", "possible"]
    assert known.network("all-ties").asked.known_by == "2019-06"


EDITIONS = """
organisation:register a org:FormalOrganization ; skos:prefLabel "Registre fictif"@fr .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
person:p a foaf:Person ; skos:prefLabel "Personne fictive"@fr .
file:e1 a tig:RegistryFile ; dcterms:publisher organisation:register ;
  dcterms:issued "2019-01-01"^^edtf:EDTF .
file:e2 a tig:RegistryFile ; dcterms:publisher organisation:register ;
  dcterms:issued "2020-01-01"^^edtf:EDTF .
file:e3 a tig:RegistryFile ; dcterms:publisher organisation:register ;
  dcterms:issued "2021-01-01"^^edtf:EDTF .
file:e4 a tig:RegistryFile ; dcterms:publisher organisation:register ;
  dcterms:issued "2022-01-01"^^edtf:EDTF .
claim:m a tig:RelationClaim, org:Membership ; tig:relation relation:member ; org:member person:p ;
  org:organization organisation:o ; tig:basis basis:membership ;
  tig:latestBegin "2019-01-01"^^xsd:date ; tig:earliestEnd "2021-01-01"^^xsd:date ;
  tig:latestEnd "2021-12-31"^^xsd:date ; tig:citation citation:e1, citation:e3 .
citation:e1 a tig:SourceCitation ; tig:modality modality:stated ; oa:hasSource file:e1 ;
  tig:recordKey "1" .
citation:e3 a tig:SourceCitation ; tig:modality modality:stated ; oa:hasSource file:e3 ;
  tig:recordKey "1" .
"""


@pytest.mark.parametrize(
    ("by", "ends"),
    [
        ("2019", ("2019-01-01", None)),
        ("2020", ("2020-01-01", None)),
        ("2021", ("2021-01-01", None)),
        ("2022", ("2021-01-01", "2021-12-31")),
    ],
)
def test_a_later_edition_tells_nothing_of_how_long_something_lasted(
    by: str, ends: tuple[str, str | None]
) -> None:
    """Editions of 2019 to 2021 have the member and that of 2022 has not: known as they come."""
    query = """SELECT ?last ?end { ?claim org:member ?p ; tig:earliestEnd ?last
      OPTIONAL { ?claim tig:latestEnd ?end } }"""
    (row,) = loaded(EDITIONS).known_by(by).query(query)
    assert tuple(row.values()) == ends


def test_a_date_that_is_none_is_refused(graph: Graph) -> None:
    for date in ("hier", "any", "2019-13"):
        with pytest.raises(BadDateError):
            graph.known_by(date)


def test_a_service_is_not_asked_what_was_known() -> None:
    with pytest.raises(UsageError, match="--known-by"):
        Endpoint(Service("http://127.0.0.1:9/sparql", ())).known_by("2019")


def test_a_store_on_disk_knows_what_the_same_graph_does_in_memory(
    graph: Graph, tmp_path: Path
) -> None:
    """Whatever the catalogue asks, by a date at which not all is sure to have been known."""
    from tigraph.layers import building

    building.build([], tmp_path)
    there = tigraph.load(store=tmp_path, known_by="2019-01-31")
    here = graph.known_by("2019-01-31")
    assert here.ground.doubtful
    assert there.ground.knowledge is not None
    for name in ("documents", "number-of-territories", "claims-at-a-date", "all-ties"):
        for possible in (False, True):
            one, other = (
                sorted(map(str, g.query(name, _defaults(name), possible=possible)))
                for g in (here, there)
            )
            assert one == other, name
    assert there.info()["entities"] == here.info()["entities"]
    files = [io.BytesIO() for _ in range(2)]
    for g, file in zip((here, there), files, strict=True):
        g.write(file, ".nt")
    assert len({frozenset(file.getvalue().splitlines()) for file in files}) == 1
    again = tigraph.load(store=tmp_path, known_by="2019-01-31")
    assert again.on_disk == there.on_disk


def _defaults(name: str) -> dict[str, str]:
    known = {parameter.name for parameter in catalogue.find(name).parameters}
    return {"lang": "fr"} if "lang" in known else {}


# ---------------------------------------------------------------------------- command line

READING = (
    ("query", "number-of-territories"),
    ("search", "Haut-Doubs"),
    ("show", "programme:territoires-d-industrie"),
    ("path", "person:olivier-lluansi", "organisation:cget"),
    ("trace", "territory:haut-doubs-horloger"),
    ("view", "people", "-o", "FILE.svg"),
    ("export", "all-ties", "-o", "FILE.json"),
    ("measure", "all-ties"),
    ("compare", "phase:ti-1", "programme:territoires-d-industrie"),
    ("info",),
)


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_every_command_that_reads_says_what_was_known(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    given = [word.replace("FILE", str(tmp_path / "x")) for word in command]
    if command[0] == "compare":
        given[1:] = ["document:cget-prefiguration", "document:aer-territoires-d-industrie"]
    done = run(*given, "--known-by", "2019", "--lang", "en")
    assert done.code == 0, done.err
    # Two of the five texts are of early 2019, one of them by what it shows of itself.
    known = select(
        tigraph.load().store,
        """SELECT (COUNT(DISTINCT ?claim) AS ?claims) {
        VALUES ?source { text:002 text:003 document:aer-territoires-d-industrie
                         document:cget-prefiguration }
        ?claim tig:citation/oa:hasSource ?source }""",
    )
    assert f"{next(known)['claims']} claims were known by 2019." in done.err


def test_what_was_asked_says_by_when_it_was_known(tmp_path: Path) -> None:
    done = run("query", "voices", "--known-by", "2019", "--cite", "--lang", "en")
    assert "known by 2019" in done.out
    run("export", "all-ties", "-o", tmp_path / "x.json", "--known-by", "2019", "--lang", "en")
    assert json.loads((tmp_path / "x.json").read_text())["graph"]["asked"] == "known by 2019"


def test_what_is_taken_away_says_by_when_it_was_known(tmp_path: Path) -> None:
    """JSON, cards and RDF files are read without what stood on stderr."""
    for command in (("info",), ("show", "CGET")):
        told = run(*command, "-f", "json", "--known-by", "2019")
        assert json.loads(told.out)["known_by"] == "2019"
        assert "known_by" not in json.loads(run(*command, "-f", "json").out)
        assert re.search("^known by: 2019$", run(*command, "--known-by", "2019").out, re.M)
    for extension in ("ttl", "nt", "trig", "jsonld", "rdf"):
        path = tmp_path / f"then.{extension}"
        derived = ("--derived",) if extension in ("nt", "trig") else ()
        run("export", "-o", path, "--known-by", "2019", *derived)
        again = tigraph.load([path], curated=False)
        known = select(again.store, "SELECT ?by { graph:curated tig:knownBy ?by }")
        assert [row["by"] for row in known] == ["2019"]


@pytest.mark.parametrize("extension", [".nt", ".trig"])
def test_what_only_may_have_been_known_is_written_only_as_possible(extension: str) -> None:
    """By the end of 2018 one document may have been issued, and none surely."""
    then = tigraph.load(known_by="2018-12-31")
    assert then.ground.doubtful
    file = io.BytesIO()
    then.write(file, extension, derived=True)
    written = list(ox.parse(file.getvalue(), format=RDF_FORMATS[extension]))
    cites, member = ox.NamedNode(ONTOLOGY + "citation"), ox.NamedNode(PREFIXES["org"] + "memberOf")
    assert not [quad for quad in written if quad.predicate == cites]
    ties = {quad.graph_name for quad in written if quad.predicate == member}
    assert ties == ({ox.NamedNode(POSSIBLE)} if extension == ".trig" else set())


def test_before_all_sources_nothing_was_known() -> None:
    done = run("info", "--known-by", "1900", "--lang", "en")
    assert done.code == 0
    assert "Nothing was known for sure by 1900; the first source is of 2019-01-31." in done.err
    assert run("search", "Haut-Doubs", "--known-by", "1900").code == 1


def test_what_else_may_have_been_known_is_told() -> None:
    done = run("query", "number-of-territories", "--known-by", "2018-12-31", "--lang", "en")
    known = select(
        tigraph.load().store,
        """SELECT (COUNT(DISTINCT ?claim) AS ?claims) {
        VALUES ?source { text:002 document:aer-territoires-d-industrie }
        ?claim tig:citation/oa:hasSource ?source }""",
    )
    assert f"{next(known)['claims']} more may have been" in done.err
    assert "2 more may hold" in done.err


def test_the_graph_is_written_as_it_was_known(tmp_path: Path) -> None:
    """The file has what was known and no more, and reads back as that."""
    done = run("export", "-o", tmp_path / "then.ttl", "--known-by", "2019")
    assert done.code == 0, done.err
    again = tigraph.load([tmp_path / "then.ttl"], curated=False)
    assert len(claims(again)) == len(claims(tigraph.load(known_by="2019")))
