"""The pages of a graph as answers of HTTP: those of a shelf, and the way to them from elsewhere."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import hashlib
import threading
import time
from datetime import date
from email.utils import formatdate, parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from tigraph import __version__
from tigraph.errors import RefusedRequestError, UnknownNameError
from tigraph.serving.requests import Reply, Request

if TYPE_CHECKING:
    from tigraph.pages import Shelf
    from tigraph.stores import Ground

#: Where an entity was in versions before, and where OpenRefine looks for it.
ENTITY_PAGE = "/entity/"
#: Where data lie.
_NO_PAGES = ("id/",)
#: So many addresses of one server are known; so many seconds its clock may be behind.
_ROOTS, _BEFORE = 4, 5
#: So many bytes of answers are kept in all, and of one.
_KEPT, _LARGE = 32 * 2**20, 2**20


class Shelves:
    """Gives the pages of whatever ground is served now; each has its shelf.

    `contact` is where corrections of them are sent, "" where nobody says.
    """

    def __init__(self, contact: str = "") -> None:
        self._contact = contact
        self._turn = threading.Lock()
        self._ground: Ground | None = None
        self._since = 0
        #: By the address under which they are asked.
        self._of: dict[str, Shelf] = {}
        #: Answers that were made, by their tags, which tell all that they depend on.
        self._made: dict[str, Reply] = {}
        self._size = 0

    def page(self, ground: Ground, request: Request) -> Reply:
        """Return what is at the path of a request; raises `RefusedRequestError` (404)."""
        path = request.path.removeprefix("/")
        taken = [request.headers.get(name, "") for name in ("accept", "accept-language")]
        shelf, since = self._shelf(ground, request.root)
        told = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
        if ground.steady:
            told |= _held(ground, request, taken, since)
            if _is_had(request, told["ETag"], since):
                return Reply(status=304, headers=told)
        tag = told.get("ETag", "")
        if kept := self._made.get(tag):
            return kept
        found = shelf.answer(path, request.query, *taken)
        if found is None:
            raise RefusedRequestError(f"Nothing is at {request.path[:80]!r}.", 404)
        if found.status != 200:
            told = {"Vary": told["Vary"]}
        if path.startswith(_NO_PAGES) or path.endswith(".json"):
            told["X-Robots-Tag"] = "noindex"  # a page may be listed, its data are for programs
        # A way that is relative to the path asked for is the same behind any prefix.
        reply = Reply(found.content, found.type, found.status, {**told, **found.headers})
        if tag and found.status == 200:
            self._keep(tag, reply)
        return reply

    def _keep(self, tag: str, reply: Reply) -> None:
        """Keep an answer for who asks the same next; those made longest ago go."""
        with self._turn:
            if len(reply.content) > _LARGE or tag in self._made:
                return
            self._made[tag] = reply
            self._size += len(reply.content)
            while self._size > _KEPT:
                oldest = next(iter(self._made))
                self._size -= len(self._made.pop(oldest).content)

    def entity(self, ground: Ground, request: Request) -> Reply:
        """Return the way to the page of an entity by its CURIE or IRI; raises as `page` does."""
        from tigraph.pages import entity_path
        from tigraph.rdf.vocabulary import expand

        named = request.path.removeprefix(ENTITY_PAGE)
        iri = expand(named) or ""
        try:
            known = bool(iri) and ground.names.get(iri) is not None
        except UnknownNameError:
            known = False
        if not known:
            raise RefusedRequestError(f"No entity {named[:80]!r} here.", 404)
        there = entity_path(iri, "id", "html")
        return Reply(status=303).having(
            {"Location": f"{request.root}/{quote(there, safe='/-._~')}"}
        )

    def _shelf(self, ground: Ground, root: str) -> tuple[Shelf, float]:
        """Return the shelf of a ground, and since when it is served."""
        from tigraph.graph import Graph
        from tigraph.pages import Shelf, Site

        with self._turn:
            if ground is not self._ground:
                # No later than any answer says it is, and never the same twice.
                self._since = max(self._since + 1, int(time.time()) - _BEFORE)
                self._ground = ground
                self._of.clear()
                self._made.clear()
                self._size = 0
            if root not in self._of:
                self._of[root] = Shelf(Graph(ground), Site(url=f"{root}/", correct=self._contact))
                for one in list(self._of)[:-_ROOTS]:
                    del self._of[one]
            return self._of[root], self._since


def _held(ground: Ground, request: Request, taken: list[str], since: float) -> dict[str, str]:
    """Return what tells one state of a page from another, which is made of the data and the day."""
    state = (ground.version, __version__, date.today().isoformat(), request.root, request.path)
    told = repr((*state, sorted(request.pairs), taken)).encode()
    return {
        "ETag": f'W/"{hashlib.sha256(told).hexdigest()[:32]}"',
        "Last-Modified": formatdate(since, usegmt=True),
        "Cache-Control": "public, no-cache",
    }


def _is_had(request: Request, tag: str, since: float) -> bool:
    """Whether a client has a page as it is; what it says of the time counts without a tag alone."""
    if tags := request.headers.get("if-none-match"):
        return any(one.strip().removeprefix("W/") == tag[2:] for one in tags.split(","))
    asked = request.headers.get("if-modified-since", "")
    try:
        return bool(asked) and parsedate_to_datetime(asked).timestamp() >= since
    except (TypeError, ValueError, OverflowError):
        return False
