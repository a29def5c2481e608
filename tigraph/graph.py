"""The graph, with every verb that the command line has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Unpack

from tigraph.errors import UnknownNameError, UsageError
from tigraph.querying import Answer, Asked, Query, Rows, answer, bound, catalogue, values
from tigraph.rdf import RDF_FORMATS, Queryable, open_store, read_only, shipped_files, syntax_error
from tigraph.rdf.vocabulary import LANGUAGES, PREFIXES, curie
from tigraph.stores import InMemory, OnDisk, Opened, open_chosen
from tigraph.validity import ANY, Snapshot, seen, today

if TYPE_CHECKING:
    import rdflib

    from tigraph.actors import Card, Trace
    from tigraph.claims import Reference
    from tigraph.comparing import Comparison
    from tigraph.layers import Progress
    from tigraph.measuring import Choices, Measurement
    from tigraph.names import Labels, Names
    from tigraph.networks import Limits, Network, Step
    from tigraph.stores.versions import Version


def load(
    data: Iterable[str | Path] = (),
    *,
    curated: bool = True,
    language: str = "fr",
    store: str | Path | None = None,
    layers: Iterable[str] | None = None,
    progress: Progress | None = None,
    endpoint: str = "",
) -> Graph:
    """Return the graph: the curated one and the layers of a store, with more RDF files added.

    `store` is its folder, unless given the user's, if there is one; `layers` names those
    that are wanted. A store of an older tigraph is built anew, which `progress` is told.
    `curated=False` leaves all out but ontology and concepts. Labels come in `language`, "fr"
    or "en". With `endpoint`, the address of a SPARQL service, nothing here is opened and the
    service is asked. Raises `DataError` for what cannot be read, `UnknownNameError` for a layer.

    >>> graph = load()
    >>> graph.search("cedric bole")[0]["label"]
    'Cédric Bôle'
    """
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    if endpoint:
        from tigraph.stores import open_endpoint

        return Graph(open_endpoint(endpoint, layers), language)
    *concepts, own = shipped_files()
    files = [*([own] if curated else []), *map(Path, data)]

    def building() -> Any:  # needed where an older store is built anew
        from tigraph.layers import building

        return building

    if curated and (found := open_chosen(store, layers, files[1:], progress, builder=building)):
        return Graph(found, language, files)
    return Graph(InMemory(open_store([*concepts, *files]), tuple(files)), language, files)


class Graph:
    """An RDF graph of actors, queried in place. Made by `load`."""

    def __init__(self, opened: Opened, language: str = "fr", files: Iterable[Path] = ()) -> None:
        self.opened = opened
        self.store: Queryable = opened.store
        self.on_disk: Version | None = opened.version if isinstance(opened, OnDisk) else None
        self.tell: Callable[[str], None] = lambda what: None
        self.files = tuple(files)
        self.language = language
        self._snapshot: Snapshot | None = None

    def __repr__(self) -> str:
        return f"<Graph: {self.on_disk.path if self.on_disk else 'in memory'}, {self.language}>"

    @cached_property
    def names(self) -> Names:
        """The names of all entities."""
        names = self.opened.names()
        names.language = self.language
        return names

    @cached_property
    def label(self) -> Labels:
        from tigraph.names import Labels

        return Labels(self.store, self.language)

    @cached_property
    def version(self) -> str:
        """The version of the curated graph, as its own description states it."""
        rows = self.query("SELECT ?v { graph:curated owl:versionInfo ?v }")
        assert isinstance(rows, Rows)
        return next((row["v"] for row in rows), "unversioned")

    def resolve(self, name: str, kinds: Collection[str] = ()) -> str:
        """Return the IRI of a name, CURIE, IRI or identifier: see `Names.resolve`."""
        return self.names.resolve(name, kinds)

    def snapshot(self, as_of: str = ANY) -> Snapshot:
        """Return what holds at a date (EDTF, or "any"); raises `BadDateError`."""
        if self._snapshot is None or self._snapshot.as_of != as_of:
            self._snapshot = self.opened.snapshot(as_of, self.tell)
        return self._snapshot

    def query(
        self,
        query: str | Query,
        parameters: Mapping[str, str] | None = None,
        *,
        as_of: str | None = None,
        possible: bool = False,
    ) -> Answer:
        """Return the answer of a query: `Rows`, `Verdict` or `Triples`.

        `query` is the name of a query of the catalogue, a file (with a slash or a
        suffix), SPARQL text, or a `Query`. `parameters` are values for its
        `?_name` variables; names of entities are resolved for `?_name_iri`. Derived edges
        are seen when `as_of` is given (EDTF or "any") or the query's header asks for
        them; the only possible ones when `possible`, or the header, says so.
        Raises `QuerySyntaxError`, `QueryRefusedError`, `UnknownNameError`, `AmbiguousNameError`,
        `UsageError`, `BadDateError`, `DataError`.
        """
        asked = catalogue.asked(query)
        text = self._bound(asked, parameters or {})
        read_only(text, asked.name)
        beside = self.opened.bounds_beside
        store, graphs = seen(self, asked.derived, as_of, possible, bounds_beside=beside)
        try:
            return answer(store.query(text, prefixes=PREFIXES, default_graph=graphs))
        except SyntaxError as error:
            raise syntax_error(text, str(error), asked.name) from None
        except (ValueError, OSError) as error:
            raise UsageError(f"{asked.name}: {error}") from None

    def _bound(self, query: Query, given: Mapping[str, str]) -> str:
        return bound(query, given, self.resolve)

    def reference(
        self,
        query: str | Query,
        answered: Answer,
        parameters: Mapping[str, str] | None = None,
        as_of: str | None = None,
        *,
        possible: bool = False,
    ) -> Reference:
        """Return the reference of an answer: what was asked, version, documents behind it."""
        from tigraph.claims import Reference, behind

        found, given = catalogue.asked(query), parameters or {}
        asked = Asked(
            found.name,
            self._bound(found, given),
            as_of or (ANY if found.derived in ("certain", "possible") else ""),
            parameters={one.name: value for one, value in values(found, given).items()},
            possible=possible,
        )
        return Reference(
            asked,
            asked_on=today(),
            version=self.version,
            **behind(self.store, answered.iris(), self.label, found.layers),
        )

    def search(self, text: str, limit: int = 20) -> list[dict[str, Any]]:
        """Return the entities with a name like `text`, best first, as dicts.

        Their keys: `iri`, `label`, `type` (a CURIE), `kind` (its label), `level` and `order`
        (slugs), `context` (labels of département, phase, body), `score` (1: the very name).
        """
        from tigraph.actors import NO_TRAITS, traits
        from tigraph.names import contexts

        found = self.names.search(text, limit)
        iris = [item.entity.iri for item in found]
        near = found and (self.opened.near(iris, only_traits=True) or self.snapshot())
        own = traits(near.store, iris) if near else {}
        told = contexts(self.store, iris, self.label)
        return [
            {
                "iri": item.entity.iri,
                "label": item.entity.label(self.language),
                "type": curie(item.entity.kind),
                "kind": self.label(item.entity.kind),
                "level": own.get(item.entity.iri, NO_TRAITS)["level"],
                "order": own.get(item.entity.iri, NO_TRAITS)["order"],
                "context": told.get(item.entity.iri, []),
                "score": item.score,
            }
            for item in found
        ]

    def show(self, name: str, *, as_of: str | None = None) -> Card:
        """Return the card of an entity: see `tigraph.actors.cards.card` for its shape.

        Raises `UnknownNameError`, `AmbiguousNameError`, `BadDateError`.
        """
        from tigraph.actors import card

        entity = self.names.get(self.resolve(name))
        assert entity is not None
        near = self.opened.near([entity.iri], as_of or ANY) or self.snapshot(as_of or ANY)
        return card(self.store, entity, near, self.label)

    def path(
        self,
        start: str,
        end: str,
        *,
        through: Iterable[str] = (),
        as_of: str | None = None,
        **limits: Unpack[Limits],
    ) -> list[list[dict[str, Any]]]:
        """Return all shortest paths between two actors, each a list of steps with evidence.

        Hubs are no steps unless named in `through`; `limits` are `avoid`, `via`, `longest`
        and `limit`: see `tigraph.networks.paths`. An empty list says that there is no path. Raises
        `UnknownNameError`, `AmbiguousNameError`, `BadDateError`, `UsageError`.

        >>> [step["to"]["label"] for step in load().path("Cédric Bôle", "Nathalie Augé")[0]][-1]
        'Nathalie Augé'
        """
        found = self.steps(start, end, through=through, as_of=as_of, **limits)
        return self.evidence_of(found, as_of=as_of)

    def steps(
        self,
        start: str,
        end: str,
        *,
        through: Iterable[str] = (),
        as_of: str | None = None,
        **limits: Unpack[Limits],
    ) -> list[list[Step]]:
        """Return the paths that `path` gives, as the claims of each step."""
        from tigraph.networks import between

        return between(self, start, end, through, as_of or ANY, limits)

    def evidence_of(
        self, found: list[list[Step]], *, as_of: str | None = None
    ) -> list[list[dict[str, Any]]]:
        """Return the steps of some paths with labels, claims and evidence."""
        from tigraph.networks import as_json_paths

        return as_json_paths(self.store, found, self.label, self.snapshot(as_of or ANY))

    def path_network(
        self,
        found: list[list[Step]],
        *,
        through: Iterable[str] = (),
        as_of: str | None = None,
        **limits: Unpack[Limits],
    ) -> Network:
        """Return the small network that some paths make up, found as `steps` was told."""
        from tigraph.networks import as_network, chosen

        asked = Asked(as_of=as_of, parameters=chosen(through, limits))
        now, told = self.snapshot(as_of or ANY), self._told()
        return as_network(self.store, self.names, now, found, self.label, asked, told)

    def _told(self) -> dict[str, str]:
        return {"made": today(), "version": self.version}

    def trace(self, name: str) -> Trace:
        """Return the life of a territory or an intercommunality: see `actors.history.traced`."""
        from tigraph.actors import traced

        return traced(self, name)

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

        return compared(self, first, second, projection, parameters, possible, as_of)

    def compare_network(self, compared: Comparison) -> Network:
        """Return one network of both sides, in which each edge says what became of it."""
        from tigraph.comparing import picture

        return picture(self.store, self.names, self.snapshot(), compared, self.label, self._told())

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

        `choices` are those of `tigraph.measuring.measurement.Choice`. Ties of several
        bases are measured apart unless `sum_bases`. Raises as `network` does, and
        `UsageError` for what has no sense in that network.
        """
        from tigraph.measuring import Choice, measure

        choice = Choice(**choices)
        return measure(self, projection, parameters, as_of=as_of, possible=possible, choice=choice)

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

        Ties that are only possible are in it, marked `certain=False`, unless `possible`
        is false. Without `details` the graph has what measures need: see `networks.build`.
        Raises as `query` does.
        """
        from tigraph.networks import projected

        query, at = catalogue.asked(projection), as_of or ANY
        given, now = parameters or {}, self.snapshot(at)
        rows = self.query(catalogue.in_any_order(query), given, as_of=at, possible=possible)
        text = self._bound(query, given)
        asked = Asked(query.name, text, as_of, parameters=given, possible=possible)
        return projected(
            self.store, self.names, now, self.label, query, rows, asked, self._told(),
            details=details,
        )  # fmt: skip

    def info(self) -> dict[str, Any]:
        """Return what is loaded: version, triples, counts by kind and of claims, documents."""
        from tigraph.layers import facts

        return facts(self.store, self.label, self.version, self.on_disk)

    def rdflib(self) -> rdflib.Graph:
        """Return the graph (without derived edges) as an rdflib graph, prefixes bound."""
        from tigraph.exports import as_rdflib

        return as_rdflib(self.store)

    def write(
        self, file: IO[bytes], extension: str, *, derived: bool = False, as_of: str | None = None
    ) -> None:
        """Write what `serialized` returns, and layers, in named graphs where a format has them."""
        from tigraph.exports import stream

        if not self.on_disk:
            file.write(self.serialized(extension, derived=derived, as_of=as_of))
            return
        now = self.snapshot(as_of or ANY) if derived else None
        stream(file, self.files, self.on_disk, extension, now, self.version)

    def serialized(
        self, extension: str, *, derived: bool = False, as_of: str | None = None
    ) -> bytes:
        """Return the data (without ontology, concepts and layers) in an RDF format.

        `extension` is one of `.ttl .trig .nt .nq .jsonld .rdf`, else `UnknownNameError` is raised.
        Turtle is in normal form: of an unchanged file it gives the same bytes. With `derived`,
        the direct edges at `as_of` (or any time) and the date bounds stand in named graphs, or
        among the other triples in formats without them, with the date asked and the day made.
        """
        from tigraph.exports import serialized

        now = self.snapshot(as_of or ANY) if derived and extension in RDF_FORMATS else None
        return serialized(
            now.store if now else self.store, self.files, extension,
            now.as_of if now else "", self.version,
        )  # fmt: skip
