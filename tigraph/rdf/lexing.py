"""SPARQL cut into tokens, as the engine reads them.

The engine (pyoxigraph 0.5.13) has no lexer of its own: its grammar goes by place. After a
value in an expression `<` compares, elsewhere it begins an IRI; a string that is none by the
letter of the grammar is read as two shorter ones; a local name has one run of dots. Whoever
reads otherwise sees another query than the one that runs. What an engine reads all the same
in a way of its own is no danger: see `sparql.read_only`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

#: Of letters beyond U+00FF, and of other characters of names there, one stands for all: a
#: class of characters with more than these takes a millisecond to compile, and there are many.
_LETTERS = (
    "\u0100-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MARKS = "\u0300-\u036f\u203f-\u2040"
_LETTER, _MARK, _NEITHER = "\u00c0", "\u00b7", "\u00d7"
_BASE = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
_FIRST = f"{_BASE}_0-9"
#: What the name of a variable is made of, and what other names are: classes of characters.
NAME = f"{_FIRST}\u00b7"
_CHARS = rf"{NAME}\-"
_DOTTED = rf"[{_CHARS}]*+(?:\.++[{_CHARS}]++)*+"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_LOCAL = rf"(?:[{_CHARS}:]|{_ESCAPE})"
#: A name with its prefix.
PNAME = (
    rf"(?:[{_BASE}]{_DOTTED})?+:"
    rf"(?:(?:[{_FIRST}:]|{_ESCAPE}){_LOCAL}*+(?:\.++{_LOCAL}++)?+)?+"
)
#: A character by its code point; there is none for half of a pair (surrogates).
_CODE = (
    r"\\(?:u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
    r"|U000(?:0(?![Dd][89A-Fa-f])[0-9A-Fa-f]|[1-9A-Fa-f][0-9A-Fa-f])[0-9A-Fa-f]{3}"
    r"|U0010[0-9A-Fa-f]{4})"
)
_ESCAPED = rf"""\\[tbnrf\\"']|{_CODE}"""
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]++)
  | (?P<comment>\#[^\r\n]*+)
  | (?P<string>\"{{3}}(?:\"{{0,2}}(?:[^\\"]++|{_ESCAPED}))*+\"{{3}}
             | '{{3}}(?:'{{0,2}}(?:[^\\']++|{_ESCAPED}))*+'{{3}}
             | "(?:[^"\\\r\n]++|{_ESCAPED})*+" | '(?:[^'\\\r\n]++|{_ESCAPED})*+')
  | (?P<iri><[^<>"{{}}|^`\x00-\x20]*+>)
  | (?P<variable>[?$][{_FIRST}][{NAME}]*+)
  | (?P<blank>_:[{_FIRST}]{_DOTTED})
  | (?P<pname>{PNAME})
  | (?P<number>(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)[eE][+-]?[0-9]++
             | [0-9]*+\.[0-9]++ | [0-9]++)
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*+ | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+)
  | (?P<open>[({{\[])
  | (?P<close>[)}}\]])
  | (?P<other><<|>>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
#: Words that end a value: with nothing between, the engine reads DISTINCT1 as two.
_VALUE = re.compile(r"(?:true|false|[0-9])$|@", re.IGNORECASE)
_VALUES = frozenset(["variable", "string", "iri", "pname", "blank", "number", "close"])
#: No query that is longer is written by hand.
_BY_HAND = 50_000
#: What an IRI begins with that is not relative.
SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_BETWEEN = frozenset(["space", "comment"])


def _ranges(characters: str) -> list[range]:
    return [range(ord(one[0]), ord(one[2]) + 1) for one in re.findall("(?s).-.", characters)]


class _StandIns(dict[int, int]):
    """What stands for each character, by code point: itself up to U+00FF."""

    _letters, _marks = _ranges(_LETTERS), _ranges(_MARKS)

    def __missing__(self, code: int) -> int:
        if code < 0x100:
            found = code
        elif any(code in some for some in self._letters):
            found = ord(_LETTER)
        else:
            found = ord(_MARK if any(code in some for some in self._marks) else _NEITHER)
        self[code] = found
        return found


_STAND_INS = _StandIns()


def stood_in(text: str) -> str:
    """Return a text of the same length for the patterns here, with other characters' stand-ins.

    >>> stood_in("?région_ŵ ∞")
    '?région_À ×'
    """
    return text if text.isascii() else text.translate(_STAND_INS)


class Token(NamedTuple):
    """A piece of a query: its sort (a group of the pattern above) and its text."""

    sort: str
    text: str


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query; their texts join to the query again.

    >>> [t.text for t in tokens("ASK {?s ?p '?o'}") if t.sort == "variable"]
    ['?s', '?p']
    >>> [t.text for t in tokens("ASK {?s <p> 2 FILTER(1<2)}") if "<" in t.text]
    ['<p>', '<']
    """
    return (token for token, _ in placed(query))


def placed(query: str) -> Iterator[tuple[Token, str]]:
    """Yield the tokens of a query, each with what it stands in.

    That is "select" (the query itself or a subselect), "group" (of patterns), "expression", "terms"
    (a collection, a path, a list of properties) or "data" (rows of VALUES); of a bracket, what it
    opens or closes. One query is looked through several times on its way: the last few are kept,
    but for what is longer than people write, which may be refused at its beginning.
    """
    return iter(_kept(query)) if len(query) < _BY_HAND else _placed(query)


@lru_cache(maxsize=4)
def _kept(query: str) -> tuple[tuple[Token, str], ...]:
    return tuple(_placed(query))


def _placed(query: str) -> Iterator[tuple[Token, str]]:
    shown = stood_in(query)
    place, found = _Place(), _TOKEN.finditer(shown)
    while match := next(found, None):
        sort, text = match.lastgroup or "other", query[match.start() : match.end()]
        if sort in _BETWEEN:
            yield Token(sort, text), place.inside
            continue
        if place.compares and text[0] == "<" and text != "<":  # an IRI elsewhere, or <<
            sort, text, found = "other", "<", _TOKEN.finditer(shown, match.start() + 1)
        closed = place.inside
        place.follow(sort, text)
        yield Token(sort, text), closed if sort == "close" else place.inside


class _Place:
    """Where in a query the next token stands: `compares` says whether `<` compares there.

    What is open: the query itself or a subselect ("select"), a group of patterns ("group"),
    an expression ("expression"), or what holds terms alone: rows of VALUES ("data"), a
    collection, a path ("terms").
    """

    def __init__(self) -> None:
        self.compares = False
        self._open = ["select"]
        self._constraint = False  # the next bracket holds an expression, after FILTER or BIND
        self._data = False  # the next brace holds the rows of VALUES
        self._term = False  # the token before is <<

    @property
    def inside(self) -> str:
        """What the place is in."""
        return self._open[-1]

    def follow(self, sort: str, text: str) -> None:
        """Go on by a token."""
        value = sort in _VALUES
        if sort == "open":
            self._open.append(self._opened(text))
            self._constraint = False
        elif sort == "close" and len(self._open) > 1:
            self._open.pop()
        elif sort == "word":
            self._keyword(text.upper())
            value = bool(_VALUE.search(text))
        elif sort == "pname":
            self._constraint = self._constraint or text[:6].upper() == "FILTER"
        elif text == ">>":
            value = True
        self._term = text == "<<"
        self.compares = value and self._open[-1] == "expression"

    def _opened(self, bracket: str) -> str:
        if bracket == "{":
            held, self._data = "data" if self._data else "group", False
            return held
        if self._open[-1] == "data":
            return "data"
        if bracket == "[" or self._term:
            return "terms"
        if self._constraint or self._open[-1] in ("select", "expression"):
            return "expression"
        return "terms"

    def _keyword(self, word: str) -> None:
        """Note what a keyword says of the brackets after it, whatever it is glued to."""
        if "FILTER" in word or word.endswith("BIND"):
            self._constraint = True
        elif word.endswith("VALUES"):
            self._data = True
        elif word.startswith("SELECT") and self._open[-1] == "group":
            self._open[-1] = "select"
