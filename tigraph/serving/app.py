"""What is answered at which address: an ASGI application over a desk and an endpoint.

`/reconcile` is the Reconciliation Service API: its manifest is that of 0.2, which the programs
of today read, and the routes of the draft of 1.0 stand beside those of 0.2. The draft says of no
way to choose between two manifests of an address, so `/reconcile/1.0-draft` is an address of
its own, with the routes of the draft alone.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import IO, Any

from anyio import CapacityLimiter, to_thread
from starlette.routing import Route, Router

from tigraph.errors import RefusedRequestError
from tigraph.linking import Matcher, Sought
from tigraph.rdf.vocabulary import ENTITY, LANGUAGES, ONTOLOGY
from tigraph.serving import pages
from tigraph.serving.bounded import BoundedKnowledge, BoundedMatches, Clock
from tigraph.serving.gate import Gate, say
from tigraph.serving.hosts import Hosts
from tigraph.serving.knowledge import GraphKnowledge
from tigraph.serving.metrics import Metrics
from tigraph.serving.model import model_reply
from tigraph.serving.openapi import openapi
from tigraph.serving.reconciled import reconciled
from tigraph.serving.reconciling import Desk
from tigraph.serving.requests import READ, Reply, Request, as_html, as_json, only
from tigraph.serving.shelved import ENTITY_PAGE, Shelves
from tigraph.serving.sparql import Data, Endpoint
from tigraph.stores import Ground, Service

#: A request that is to be answered within so many seconds.
SECONDS = 30.0
#: So many requests that are no questions of SPARQL are answered side by side.
_THREADS = 4
_SPARQL = "/sparql"
#: The folders of pages.
_SHELVED = (*LANGUAGES, "id", "static")
#: What of the vocabulary lies on the shelf beside them, as w3id.org leads to it, and its files.
_TERMS = ("ontology", "bridge", "concept", "graph/curated.")
_FILES = ("model.html", "shapes.ttl", "context.jsonld", "mappings.sssom.tsv",
          "alignments.sssom.tsv")  # fmt: skip


def desk_of(ground: Ground, matcher: Any = None) -> Desk:
    """Return the desk of a ground, with its matcher, which has read the names by then."""
    matcher = matcher or Matcher.of(ground)
    for _ in matcher.match_many([Sought("tigraph")]):
        pass
    return Desk(
        matcher=matcher,
        knowledge=GraphKnowledge(ground),
        root="",
        view="",
        name="tigraph",
        space=ENTITY,
        schema=ONTOLOGY,
        language=ground.language,
    )


class App:
    """Answers requests, many side by side; `tell` is told of faults of its own.

    Without a desk there is the endpoint alone, without an endpoint the desk.
    """

    def __init__(
        self,
        desk: Desk | None,
        hosts: Hosts,
        tell: Callable[[Exception], None] = lambda _: None,
        seconds: float = SECONDS,
        *,
        endpoint: Endpoint | None = None,
        metrics: Metrics | None = None,
        log: IO[str] | None = None,
        contact: str = "",
    ) -> None:
        self.desk, self.endpoint = desk, endpoint
        self._seconds, self._tell = seconds, tell
        #: What begins to work beside, once the server runs, and returns what can be cancelled.
        self.beside: Callable[[], Any] | None = None
        self._turn = threading.Lock()
        self._shelves = Shelves(contact)
        self._metrics = metrics or Metrics()
        self._limiter: CapacityLimiter | None = None
        self._router = Router(
            self._routes(), redirect_slashes=False, default=_unknown, lifespan=self._alive
        )
        self._gate = Gate(self._routed, hosts, self._metrics, tell, log)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request of ASGI."""
        await self._gate(scope, receive, send)

    async def _routed(self, scope: Any, receive: Any, send: Any) -> None:
        """Have a request answered where it belongs; what is asked most is looked for first."""
        if self.endpoint and scope["type"] == "http" and scope["path"] == _SPARQL:
            await self.endpoint(scope, receive, send)
        else:
            await self._router(scope, receive, send)

    def renew(self, desk: Desk | None, data: Data) -> None:
        """Answer of other data from now on."""
        self.desk = desk
        if self.endpoint:
            self.endpoint.renew(data)
        self._metrics.events["renewed"] += 1

    def prepare(self, desk: Desk | None) -> None:
        """Work out what the first pages of a desk would wait for; of a service nothing is asked."""
        from tigraph.pages import prepare_exploring

        known = desk.knowledge if desk else None
        if isinstance(known, GraphKnowledge) and not isinstance(known.ground.store, Service):
            try:
                prepare_exploring(known.ground, self._busy)
            except Exception as error:
                self._tell(error)

    def _busy(self) -> bool:
        """Whether a page is in the making."""
        return self._limiter is not None and self._limiter.borrowed_tokens > 0

    def _routes(self) -> list[Route]:
        """Return the addresses: `_at` are answered by functions, in threads, over the desk."""
        return [
            self._at("/", "front", self._page),
            *(self._at(f"/{one}", "front", self._page) for one in LANGUAGES),
            *(self._at(f"/{one}/{{rest:path}}", "page", self._page) for one in _SHELVED),
            *(self._at(f"/{one}{{rest:path}}", "vocabulary", self._page) for one in _TERMS),
            *(self._at(f"/{one}", "vocabulary", self._page) for one in _FILES),
            self._at(ENTITY_PAGE + "{id:path}", "entity", self._entity),
            self._at("/services", "services", lambda desk, _: pages.services(desk)),
            self._at("/model", "model", self._model_page),
            self._at("/reconcile{rest:path}", "reconcile", reconciled, methods=()),
            self._at("/health", "health", _health, desk=False),
            self._at("/healthz", "health", _health, desk=False),
            self._at("/metrics", "metrics", self._counts, desk=False),
            self._at("/openapi.json", "openapi", self._openapi, desk=False),
            self._at("/robots.txt", "robots", self._robots, desk=False),
            self._at("/sitemap{rest:path}", "sitemap", self._page),
        ]

    def _at(
        self,
        path: str,
        place: str,
        answer: Callable[[Any, Request], Reply | str],
        *,
        desk: bool = True,
        methods: tuple[str, ...] = READ,
    ) -> Route:
        """Return an address that a function answers, of a desk, or None, and the request.

        `place` names it in the log and the counts; where `methods` are none, it looks itself.
        """

        def answered(request: Request) -> Reply:
            if methods:
                only(request, *methods)
            own = self._desk_for(request) if desk else None
            found = answer(own, request)
            return as_html(found) if isinstance(found, str) else found

        return Route(path, _Place(self, place, answered))

    def _desk_for(self, request: Request) -> Desk:
        if self.desk is None:
            raise RefusedRequestError("Here is an endpoint alone: ask /sparql.", 404)
        clock = Clock(self._seconds)
        return replace(
            self.desk,
            matcher=BoundedMatches(self.desk.matcher, self._turn, clock),
            knowledge=BoundedKnowledge(self.desk.knowledge, clock),
            root=f"{request.root}/reconcile",
            view=request.root + ENTITY_PAGE + "{id}",
        )

    def _page(self, desk: Desk, request: Request) -> Reply:
        return self._shelves.page(_ground(desk), request)

    def _robots(self, _: Any, request: Request) -> Reply:
        if self.desk is None:  # nothing but answers is here
            return Reply(b"User-agent: *\nDisallow: /\n")
        try:
            return self._page(self._desk_for(request), request)
        except RefusedRequestError:
            return Reply(b"User-agent: *\nDisallow: /\n")

    def _entity(self, desk: Desk, request: Request) -> Reply:
        return self._shelves.entity(_ground(desk), request)

    def _model_page(self, desk: Desk, request: Request) -> Reply:
        return model_reply(request.query.get("lang", desk.language))

    def _counts(self, _: Any, __: Request) -> Reply:
        lanes = self.endpoint.lanes if self.endpoint else None
        gauges: dict[str, float] = {}
        if lanes:
            gauges = {"queries_working": lanes.busy, "queries_waiting": lanes.waiting}
        return Reply(
            self._metrics.text(gauges).encode(), "text/plain; version=0.0.4; charset=utf-8"
        )

    def _openapi(self, _: Any, request: Request) -> Reply:
        return as_json(openapi(request.root))

    async def threaded(self, answer: Callable[[Request], Reply], request: Request) -> Reply:
        """Return what a function answers, in one of a few threads."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(_THREADS)
        return await to_thread.run_sync(answer, request, limiter=self._limiter)

    @asynccontextmanager
    async def _alive(self, _: Router) -> AsyncIterator[None]:
        try:
            if self.endpoint:
                await self.endpoint.begin()
        except Exception as error:
            self._tell(error)
            raise
        watch = self.beside() if self.beside else None
        preparing = asyncio.create_task(asyncio.to_thread(self.prepare, self.desk))
        yield
        if watch is not None:
            watch.cancel()
        await preparing
        if self.endpoint:
            await self.endpoint.end()


class _Place:
    """An address, as an application of ASGI."""

    def __init__(self, app: App, place: str, answer: Callable[[Request], Reply]) -> None:
        self._app, self._place, self._answer = app, place, answer

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        scope["place"] = self._place
        request = await Request.of(scope, receive)
        await say(await self._app.threaded(self._answer, request), send)


def _ground(desk: Desk) -> Ground:
    """Return what a desk stands on."""
    known = getattr(desk.knowledge, "knowledge", desk.knowledge)
    if not isinstance(known, GraphKnowledge):
        raise RefusedRequestError("Here are no pages.", 404)
    return known.ground


def _health(_: Any, __: Request) -> Reply:
    return as_json({"status": "ok"})


async def _unknown(scope: Any, receive: Any, _: Any) -> None:
    path = (await Request.of(scope, receive)).path
    raise RefusedRequestError(f"Nothing is at {path[:80]!r}: / says what is here.", 404)
