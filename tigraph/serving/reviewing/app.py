"""What is answered at which address of a review: the page, what it shows, decisions.

All addresses begin with a token that is made anew for each review; without it nothing is told.
The page may run and load only what comes from here.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from anyio import to_thread
from starlette.routing import Router

from tigraph.coding import Coded, FlawedClaimError, Review, coded_of
from tigraph.errors import DataError, RefusedRequestError, TigraphError, UsageError
from tigraph.serving.gate import Gate, refusal, say
from tigraph.serving.hosts import Hosts
from tigraph.serving.metrics import Metrics
from tigraph.serving.requests import READ, Reply, Request, as_json, only, problem
from tigraph.serving.reviewing.words import words_of

#: What names mean: for a text, entities with `iri`, `label` and `kind`.
Search: TypeAlias = Callable[[str], list[dict[str, Any]]]
_PAGE = Path(__file__).parent / "page"
_FILES = {
    "review.css": "text/css; charset=utf-8",
    **{
        f"{name}.js": "text/javascript; charset=utf-8"
        for name in ("review", "asking", "text", "item", "form", "sorts", "dom")
    },
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FONTS = {
    "inter-400": ("Inter", 400, "normal"),
    "inter-600": ("Inter", 600, "normal"),
    "serif-400": ("Source Serif 4", 400, "normal"),
    "serif-600": ("Source Serif 4", 600, "normal"),
}
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_MOST = 8


class ReviewApp:
    """Answers the page of one review; `tell` is told of faults of its own.

    `token` is what its addresses begin with.
    """

    def __init__(
        self,
        review: Review,
        hosts: Hosts,
        search: Search,
        tell: Callable[[Exception], None] = lambda _: None,
    ) -> None:
        self.token = secrets.token_urlsafe(24)
        self._review, self._hosts, self._search = review, hosts, search
        self._turn = threading.Lock()
        self._routes: Mapping[str, tuple[tuple[str, ...], Callable[[Request], Reply]]] = {
            "": (READ, self._page),
            "start": (READ, self._start),
            "state": (READ, lambda _: as_json(self._review.state())),
            "search": (READ, self._found),
            "beside": (("POST",), self._beside),
            "told": (("POST",), self._told),
            "decide": (("POST",), self._decide),
            "undo": (("POST",), self._undo),
        }
        self._gate = Gate(Router(default=self._served), hosts, Metrics(), tell)

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"{self._hosts.usual}/{self.token}/"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request of ASGI."""
        await self._gate(scope, receive, send)

    async def _served(self, scope: Any, receive: Any, send: Any) -> None:
        request = await Request.of(scope, receive)
        await say((await to_thread.run_sync(self._replied, request)).having(_HEADERS), send)

    def _replied(self, request: Request) -> Reply:
        try:
            return self._answer(request)
        except FlawedClaimError as error:
            language = self._review.desk.language
            flaws = [{"part": one.part, "told": one.said(language)} for one in error.flaws]
            return as_json({"error": str(error), "flaws": flaws}, 422)
        except RefusedRequestError as error:
            reply = refusal(error)
            assert reply is not None
            return reply
        except (UsageError, DataError) as error:
            return problem(str(error), 422)
        except TigraphError as error:
            return problem(str(error), 500)

    def _answer(self, request: Request) -> Reply:
        _, token, *rest = (*request.path.split("/", 2), "")
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            raise RefusedRequestError("Nothing is here: take the whole address of the review.", 404)
        if request.headers.get("origin", request.root) != request.root:
            raise RefusedRequestError("Another page may not ask this one.", 403)
        name = rest[0]
        if name in _FILES or name == "fonts.css" or name.startswith("fonts/"):
            only(request, *READ)
            return self._file(name)
        if name not in self._routes:
            raise RefusedRequestError(f"Nothing is at {name[:80]!r}.", 404)
        methods, answer = self._routes[name]
        only(request, *methods)
        with self._turn:
            return answer(request)

    # ---------------------------------------------------------------- the page

    def _page(self, _request: Request) -> Reply:
        text = (_PAGE / "review.html").read_text(encoding="utf-8")
        language = self._review.desk.language
        told = words_of(language)["title"]
        page = text.replace("{lang}", language).replace("{title}", told)
        return Reply(page.encode(), "text/html; charset=utf-8")

    def _file(self, name: str) -> Reply:
        if name in _FILES:
            return Reply((_PAGE / name).read_bytes(), _FILES[name])
        if name == "fonts.css":
            return Reply(_faces().encode(), "text/css; charset=utf-8")
        content = _font(name.removeprefix("fonts/").removesuffix(".woff2"))
        if content is None:
            raise RefusedRequestError("No such font is here.", 404)
        return Reply(content, "font/woff2")

    def _start(self, _request: Request) -> Reply:
        """Return what does not change while the page is open."""
        desk = self._review.desk
        terms = desk.terms
        return as_json(
            {
                "language": desk.language,
                "words": words_of(desk.language),
                "title": next(iter(sorted(desk.known.labels(desk.source().document))), desk.slug),
                "slug": desk.slug,
                "version": desk.version,
                "coder": self._review.coder,
                "text": desk.text,
                "concepts": terms.concepts,
                "wholes": self._review.wholes(),
                "kinds": {slug: kind.label for slug, kind in terms.kinds.items()},
                "publisher": next(iter(sorted(desk.known.labels(desk.source().publisher))), "")
                if desk.source().publisher
                else "",
                "state": self._review.state(),
            }
        )

    # ---------------------------------------------------------------- what is asked

    def _found(self, request: Request) -> Reply:
        text = request.query.get("q", "").strip()[:200]
        if not text:
            return as_json([])
        made = self._review.made(text)
        known = {one["iri"] for one in made}
        found = [
            {"iri": one["iri"], "label": one["label"], "kind": one["kind"]}
            for one in self._search(text)
            if one["iri"] not in known
        ]
        return as_json([*made, *found][:_MOST])

    def _beside(self, request: Request) -> Reply:
        return as_json(self._review.beside(_claim(_json(request))))

    def _told(self, request: Request) -> Reply:
        return as_json(self._review.claim(_claim(_json(request))))

    def _decide(self, request: Request) -> Reply:
        given = _json(request)
        claim = _claim(given["claim"]) if given.get("claim") else None
        spans = tuple((int(start), int(end)) for start, end in given.get("spans") or ())
        action, on = given.get("action"), str(given.get("on") or "")
        if action not in ("accept", "change", "refuse", "add", "leave-out", "settle"):
            raise RefusedRequestError(f"{str(action)[:40]!r} is nothing that can be decided.")
        if action == "add":
            on = f"own-{secrets.token_hex(8)}"
        if not on:
            raise RefusedRequestError("`on` says what is decided.")
        self._review.desk.decide(
            self._review.coder, action, on, claim, spans=spans,
            reason=str(given.get("reason") or ""), comment=str(given.get("comment") or ""),
        )  # fmt: skip
        return as_json({**self._review.state(), "decided": on})

    def _undo(self, _request: Request) -> Reply:
        undone = self._review.desk.undo(self._review.coder)
        return as_json({**self._review.state(), "undone": undone.on if undone else None})


def _font(name: str) -> bytes | None:
    """Return the letters of a name, None where they are not bundled."""
    from tigraph.drawing import bundled

    face = _FONTS.get(name)
    return bundled.bundled(f"{bundled.FACES[face]}.woff2") if face else None


def _faces() -> str:
    """Return the style sheet of the letters that are here."""
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("fonts/{name}.woff2") format("woff2"); }}\n'
        for name, (family, weight, _) in _FONTS.items()
        if _font(name) is not None
    )


def _json(request: Request) -> dict[str, Any]:
    try:
        given = json.loads(request.json())
    except ValueError:
        raise RefusedRequestError("What was posted is no JSON.") from None
    if not isinstance(given, dict):
        raise RefusedRequestError("Post an object of JSON.")
    return given


def _claim(given: Any) -> Coded:
    return coded_of(given)
