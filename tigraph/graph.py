"""The graph, with every verb that the command line has."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Unpack

from tigraph.notebooks import as_card, with_pictures, with_whence
from tigraph.querying import Answer, Query, held, taking, taking_all
from tigraph.rdf import Queryable
from tigraph.stores import Ground, open_ground
from tigraph.validity import ANY, Snapshot
from tigraph.workspaces import with_workspace

if TYPE_CHECKING:
    import rdflib

    from tigraph.actors import Card, Trace
    from tigraph.claims import Reference
    from tigraph.comparing import Comparison
    from tigraph.exports import Exported
    from tigraph.layers import Progress
    from tigraph.limits import Allowed
    from tigraph.linking import Match
    from tigraph.measuring import Choices, Measurement
    from tigraph.names import Labels, Names
    from tigraph.networks import Limits, Network, Step
    from tigraph.querying import Asked
    from tigraph.stores.versions import Version


@taking
def load(
    data: Iterable[str | Path] = (),
    *,
    curated: bool = True,
    language: str = "fr",
    store: str | Path | None = None,
    layers: Iterable[str] | None = None,
    progress: Progress | None = None,
    endpoint: str = "",
    known_by: str = "",
    budget: int | str | None = None,
    workspace: str | Path | None = None,
    **limits: Unpack[Allowed],
) -> Graph:
    """Return the graph: the curated one and the layers of a store, with more RDF added.

    `data` are paths of files, or graphs of rdflib; their named graphs are seen by GRAPH and FROM
    alone; `workspace` is the folder of one, read too. `store` is its folder, unless given the
    user's, if there is one; `layers` names those wanted. A store of an older tigraph is built anew,
    which `progress` is told. `curated=False` leaves all out but ontology and concepts, as a
    workspace may. Labels come in `language`, "fr" or "en". With `endpoint`, a SPARQL service there
    is asked, nothing opened here; `known_by` is a date: see `Graph.known_by`. What is kept with a
    store takes `budget` bytes (or "500M") at most, 0: nothing; `limits` are those of each question.
    Raises any `TigraphError`.

    >>> load().search("cedric bole")[0]["label"]
    'Cédric Bôle'
    """
    data, curated = with_workspace(workspace, data, curated)

    def building() -> Any:
        from tigraph.layers import building  # needed where an older store is built anew

        return building

    ground = open_ground(
        data, curated=curated, language=language, store=store, layers=layers,
        progress=progress, endpoint=endpoint, builder=building, limits=limits, budget=budget,
    )  # fmt: skip
    return Graph(ground.known_by(known_by) if known_by else ground)


@taking_all
class Graph:
    """An RDF graph of actors, queried in place, that `load` makes; it stands on `ground`.

    For names, dates and parameters verbs take what Python users hold: IRIs of rdflib and
    pyoxigraph, years as numbers, dates, paths, scalars of numpy and pandas; never NaN.
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.on_disk: Version | None = ground.on_disk
        self.language = ground.language

    def __repr__(self) -> str:
        return f"<Graph: {self.on_disk.path if self.on_disk else 'in memory'}, {self.language}>"

    @property
    def store(self) -> Queryable:
        """What answers queries: an Oxigraph store, or a service."""
        return self.ground.store

    @property
    def names(self) -> Names:
        """The names of all entities."""
        return self.ground.names

    @property
    def label(self) -> Labels:
        """The labels of things, by their IRIs."""
        return self.ground.label

    @property
    def version(self) -> str:
        """The version of the curated graph, as its own description states it."""
        return self.ground.version

    def resolve(self, name: str, kinds: Collection[str] = ()) -> str:
        """Return the IRI of a name, CURIE, IRI or identifier; raises as `Names.resolve` does."""
        return self.ground.resolve(name, kinds)

    def known_by(self, date: str) -> Graph:
        """Return the graph as it was known by the end of a date (EDTF): a graph of its own.

        Documents and editions of registers that surely were issued by then say all that is in
        it; what only may have been is possible. Claims that nobody cites by then are gone, and
        what no known claim uses. Raises `BadDateError`, and `UsageError` of a service.

        >>> [document["date"] for document in load().known_by("2019").info()["documents"]]
        ['2019-01-31', '2019-01~']
        """
        return Graph(self.ground.known_by(date))

    def snapshot(self, as_of: str = ANY) -> Snapshot:
        """Return what holds at a date (EDTF, or "any"), as a value; raises `BadDateError`."""
        return self.ground.snapshot(as_of)

    def query(
        self,
        query: str | Query,
        parameters: Mapping[str, str] | None = None,
        *,
        as_of: str | None = None,
        possible: bool = False,
        **limits: Unpack[Allowed],
    ) -> Answer:
        """Return the answer of a query: `Rows`, `Verdict` or `Triples`.

        `query` is the name of one of the catalogue, a file (with a slash or a suffix), SPARQL text,
        or a `Query`. `parameters` are values for its `?_name` variables, and names of entities for
        `?_name_iri`. Derived edges are seen when `as_of` is given (EDTF or "any") or the header
        asks for them; the only possible ones when `possible`, or the header, says so: a column
        `holds` says which each row is. `doubt` of the answer says how many more may hold, or only
        may. Raises any `UsageError`, `DataError`, `LimitError`; warns of terms (`TermWarning`).

        >>> len(load().query("posts-of-person", {"person": "Cédric Bôle"}))
        2
        """
        found = held(self.ground, query, parameters, as_of=as_of, possible=possible, limits=limits)
        asked = partial(self.reference, query, found, parameters, as_of, possible=possible)
        return with_whence(found, query, asked, self.language)

    def reference(
        self,
        query: str | Query,
        answered: Answer,
        parameters: Mapping[str, str] | None = None,
        as_of: str | None = None,
        *,
        possible: bool = False,
    ) -> Reference:
        """Return the reference of an answer: what was asked, version, documents behind it.

        `answered` is what `query` returned for the other arguments. Raises as `query` does.
        """
        from tigraph.claims import referenced

        own = self._asked(as_of, parameters, possible)
        return referenced(self.ground, query, answered, own)

    def _asked(
        self, as_of: str | None, parameters: Mapping[str, str] | None, possible: bool = True
    ) -> Asked:
        from tigraph.querying import Asked

        own = self.ground.knowledge.by if self.ground.knowledge else ""
        return Asked(as_of=as_of, parameters=parameters or {}, possible=possible, known_by=own)

    def search(self, text: str, limit: int = 20) -> list[dict[str, Any]]:
        """Return the entities with a name like `text`, best first, as dicts.

        Keys: `iri`, `label`, `type` (a CURIE), `kind` (its label), `level` and `order` (slugs),
        `context` (labels of département, phase, body), `score` (1: the very name).
        """
        from tigraph.actors import found_by_name

        return found_by_name(self.ground.surely, text, limit)

    def match(
        self,
        names: Iterable[str],
        kind: str = "",
        context: Mapping[str, str] | Sequence[Mapping[str, str]] = (),
        limit: int = 5,
    ) -> list[Match]:
        """Return what each of some names means: settled, for review, or none, with candidates.

        `kind` is that of all ("": any), `context` what stands beside them, the same for all or
        for each: see `tigraph.linking.Sought`. Raises `UnknownNameError` for a kind.
        """
        from tigraph.linking import matched

        return matched(self.ground, names, kind, context, limit)

    def show(self, name: str, *, as_of: str | None = None) -> Card:
        """Return the card of an entity, the dict that `tigraph show -f json` gives.

        Who it is: `iri`, `label`, `types`, `kind`, `names`, `level`, `order`, `represents`,
        `identifiers`. What is said of it and may hold at `as_of`: `relations`, `figures`,
        `opinions`, each with `claim`, `valid` (`edtf`, `bounds`, `certain`), `dating` (how its
        date was worked out, where no source gives it), `evidence`. What needs no claim:
        `structure`, `links`, `point`, `changes`. Raises as `resolve` does, and `BadDateError`.
        """
        from tigraph.actors import card_of

        return as_card(card_of(self.ground, name, as_of), self.language)

    def path(
        self, start: str, end: str, *, through: Iterable[str] = (), as_of: str | None = None,
        **limits: Unpack[Limits],
    ) -> list[list[dict[str, Any]]]:  # fmt: skip
        """Return all shortest paths between two actors, each a list of {from, to, claims}.

        Hubs are no steps unless named in `through`; `limits` are those of `Limits`. Each of
        `claims` has its evidence. An empty list: there is no path. Raises any `UsageError`.

        >>> [step["to"]["label"] for step in load().path("Cédric Bôle", "Nathalie Augé")[0]][-1]
        'Nathalie Augé'
        """
        found = self.steps(start, end, through=through, as_of=as_of, **limits)
        return self.evidence_of(found, as_of=as_of)

    def steps(
        self, start: str, end: str, *, through: Iterable[str] = (), as_of: str | None = None,
        **limits: Unpack[Limits],
    ) -> list[list[Step]]:  # fmt: skip
        """Return the paths that `path` gives, as the claims of each step; raises as it does."""
        from tigraph.networks import between

        return between(self.ground, start, end, through, as_of or ANY, limits)

    def evidence_of(
        self, found: list[list[Step]], *, as_of: str | None = None
    ) -> list[list[dict[str, Any]]]:
        """Return what `path` does of the paths that `steps` returned."""
        from tigraph.networks import as_json_paths

        return as_json_paths(self.store, found, self.label, self.snapshot(as_of or ANY))

    def path_network(
        self, found: list[list[Step]], *, through: Iterable[str] = (), as_of: str | None = None,
        **limits: Unpack[Limits],
    ) -> Network:  # fmt: skip
        """Return the small network that paths make up, one at least, as `steps` returned them."""
        from tigraph.networks import as_network, chosen

        asked = self._asked(as_of, chosen(through, limits))
        now, told = self.snapshot(as_of or ANY), self.ground.told()
        network = as_network(self.store, self.names, now, found, self.label, asked, told)
        return with_pictures(network)

    def trace(self, name: str) -> Trace:
        """Return the life of a territory or an intercommunality, as `tigraph trace -f json`.

        `traced` is "territory" (with `phases` and `changes` between them), "intercommunality" or
        "organisation"; all have `iri`, `label`, `names`, `events`. Raises any `UsageError`.
        """
        from tigraph.actors import traced

        return traced(self.ground.surely, name)

    def compare(
        self,
        first: str,
        second: str,
        *,
        projection: str = "all-ties",
        parameters: Mapping[str, str] | None = None,
        possible: bool = True,
        as_of: str | None = None,
    ) -> Comparison:
        """Return what two dates, phases, territories, documents or speakers share or do not.

        `projection` (with `parameters`) is what dates are compared by. What only may hold
        at a date counts as being there; without `possible`, what is sure at one date and
        only possible at the other is `unknown`. Of all but dates, `as_of` leaves out what
        cannot hold then. Raises as `query` does.

        >>> load().compare("phase:ti-1", "phase:ti-2").counts()["relations"]
        {'gained': 1, 'lost': 0, 'kept': 5}
        """
        from tigraph.comparing import compared

        asked = self._asked(as_of, parameters, possible)
        return compared(self.ground, first, second, projection, asked)

    def compare_network(self, compared: Comparison) -> Network:
        """Return one network of both sides, in which each edge says what became of it."""
        from tigraph.comparing import picture

        told, now = self.ground.told(), self.snapshot()
        return with_pictures(picture(self.store, self.names, now, compared, self.label, told))

    def measure(
        self,
        projection: str = "people",
        parameters: Mapping[str, str] | None = None,
        *,
        as_of: str | None = None,
        possible: bool = True,
        **choices: Unpack[Choices],
    ) -> Measurement:
        """Return measures of the network that a projection gives: tables and their boundary.

        `choices` are those of `Choice`. Without `sum_bases` each basis is measured apart. Raises
        as `network` does.
        """
        from tigraph.measuring import Choice, measure

        asked = self._asked(as_of, parameters, possible)
        return measure(self.ground, projection, asked, Choice(**choices))

    def network(
        self,
        projection: str = "people",
        parameters: Mapping[str, str] | None = None,
        *,
        as_of: str | None = None,
        possible: bool = True,
        details: bool = True,
    ) -> Network:
        """Return the network that a projection gives, with a networkx graph in `.graph`.

        Ties that are only possible are in it, marked `certain=False`, unless `possible` is false.
        Without `details` the graph has what measures need alone. Raises as `query` does.

        >>> load().network("people").graph.number_of_edges()
        33
        """
        from tigraph.networks import projected

        asked = self._asked(as_of, parameters, possible)
        return with_pictures(projected(self.ground, projection, asked, details=details))

    def verify(self, draft: str, language: str = "") -> dict[str, Any]:
        """Return which claims bear each sentence of a draft: see `verifying.checked_draft`."""
        from tigraph.verifying import checked_draft

        return checked_draft(self.ground.surely, draft, language)

    def model(self, term: str = "") -> dict[str, Any]:
        """Return what the terms here mean: all by theme, or one: see `explaining.Account`.

        Raises `UnknownNameError`, with the nearest terms, and `AmbiguousNameError`.

        >>> [one["property"] for one in load().model("SourceCitation")["has"]][:2]
        ['oa:hasSource', 'prov:wasAttributedTo']
        """
        from tigraph.explaining import Account

        return Account(self.ground).of(term) if term else Account(self.ground).overview()

    def info(self) -> dict[str, Any]:
        """Return `version`, `triples`, `entities` and `claims` (counts), `documents`, `layers`."""
        from tigraph.layers import facts

        return facts(self.ground.surely)

    def rdflib(self) -> rdflib.Graph:
        """Return the graph (without derived edges) as an rdflib graph, prefixes bound."""
        from tigraph.exports import as_rdflib

        return as_rdflib(self.ground.surely.store)

    def write(self, file: IO[bytes], extension: str, **choices: Unpack[Exported]) -> None:
        """Write what `serialized` returns, and layers, in named graphs where a format has them."""
        from tigraph.exports import written

        written(self.ground, file, extension, **choices)

    def serialized(self, extension: str, **choices: Unpack[Exported]) -> bytes:
        """Return the data (without ontology, concepts and layers) in an RDF format.

        `extension` is one of `.ttl .trig .nt .nq .jsonld .rdf`, else `UnknownNameError` is raised.
        Turtle is in normal form, comments kept: of an unchanged file it gives the same bytes. With
        `derived`, the direct edges at `as_of` (or any time) and the date bounds stand in named
        graphs, with the date asked and the day made; in formats without them, those that surely
        hold stand among the other triples. With `alone`, what the data speaks of and others
        describe (concepts, their schemes, terms) is named, and how much there is is counted.
        """
        from tigraph.exports import serialized

        return serialized(self.ground, extension, **choices)
