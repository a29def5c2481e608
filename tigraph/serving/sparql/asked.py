"""What a client asks by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tigraph.errors import RefusedRequestError
from tigraph.rdf import iri_text
from tigraph.rdf.vocabulary import LANGUAGES
from tigraph.serving.requests import FORM, Request, WrongMethodError
from tigraph.validity import ANY, period

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
#: Bytes of a request.
LARGEST = 2**20
#: How a question says itself at which date it is asked, as a file of the catalogue does.
_HEADER = re.compile(r"^#\+[ \t]*(as_of|possible|derived):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_TRUE, _FALSE = ("1", "true", "yes"), ("", "0", "false", "no")
READ_ONLY = "This endpoint only reads: it answers queries, and takes no update."


@dataclass(frozen=True)
class Asked:
    """A question: its text, what it asks of, and as what its answer is wanted.

    `default` and `named` are the graphs that the request names, None where it names none.
    """

    text: str
    accept: str
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    as_of: str = ""
    possible: bool = False
    known_by: str = ""


def asked(request: Request, *, headed: bool = True) -> Asked | None:
    """Return what a request asks, None where it asks nothing; raises `RefusedRequestError`.

    The date that a question says itself, in a header, counts where it is to be `headed` and the
    request names none.
    """
    if request.method not in METHODS:
        raise WrongMethodError(request.method, METHODS)
    pairs, texts = list(request.pairs), list[str]()
    if request.method == "POST":
        if request.type == FORM:
            pairs += request.form_pairs()
        elif request.type == QUERY:
            _check_charset(request)
            texts.append(request.text())
        elif request.type == UPDATE:
            raise RefusedRequestError(READ_ONLY, 403)
        else:
            raise RefusedRequestError(
                f"Post {QUERY}, or a form ({FORM}), not {request.type[:80]!r}.", 415
            )
    if any(name == "update" for name, _ in pairs):
        raise RefusedRequestError(READ_ONLY, 403)
    texts += [value for name, value in pairs if name == "query"]
    if len(texts) > 1:
        raise RefusedRequestError("One `query` at a time: here are several.")
    if not texts:
        if request.method == "POST":
            raise RefusedRequestError("`query` is missing.")
        _asked("", "", pairs)  # what else is said is to be right all the same
        return None
    accept = request.headers.get("accept", "")
    return _asked(texts[0], accept, pairs, headed and "#+" in texts[0])


def _check_charset(request: Request) -> None:
    _, _, more = request.headers.get("content-type", "").partition(";")
    for one in more.split(";"):
        name, _, value = one.partition("=")
        told = value.strip(" \"'").lower()
        if name.strip().lower() == "charset" and told not in ("utf-8", "utf8"):
            raise RefusedRequestError(f"Post UTF-8, not {told[:40]!r}.", 415)


def _asked(text: str, accept: str, pairs: Sequence[tuple[str, str]], headed: bool = False) -> Asked:
    told = dict(pairs)
    default = tuple(value for name, value in pairs if name == "default-graph-uri")
    named = tuple(value for name, value in pairs if name == "named-graph-uri")
    for iri in (*default, *named):
        iri_text(iri)
    if told.get("lang", LANGUAGES[0]) not in LANGUAGES:
        raise RefusedRequestError(f"`lang` should be one of {', '.join(LANGUAGES)}.")
    own_date = _header(text) if headed else {}
    as_of, known_by = told.get("as_of", own_date.get("as_of", "")), told.get("known_by", "")
    for date in (as_of, known_by):
        if date and date != ANY:
            period(date)
    own = bool(default or named)
    return Asked(
        text,
        accept,
        default if own else None,
        named if own else None,
        as_of,
        _yes(told.get("possible", own_date.get("possible", ""))),
        known_by,
    )


def _header(text: str) -> dict[str, str]:
    """Return what the lines of a question that begin with “#+” say of its date.

    What asks for derived edges and names no date asks of any.
    """
    said = {key: value.strip("\"'") for key, value in _HEADER.findall(text)}
    derived = said.pop("derived", "")
    if derived in ("certain", "possible"):
        said.setdefault("as_of", ANY)
    if derived == "possible":
        said.setdefault("possible", "true")
    return said


def _yes(word: str) -> bool:
    if word.lower() not in (*_TRUE, *_FALSE):
        raise RefusedRequestError("`possible` should be true or false.")
    return word.lower() in _TRUE
