"""The comments of a Turtle file, by the subject before which they stand.

Parsers drop comments, so they are read apart and written before their subjects again.
"""

from __future__ import annotations

import re
from collections import defaultdict

from tigraph.rdf.lexing import PNAME, stood_in
from tigraph.rdf.vocabulary import absolute

TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]++)
  | (?P<comment>\#[^\r\n]*+)
  | (?P<string>\"{{3}}(?:[^"\\]|\\.|\"(?!\"\"))*+\"{{3}} | '{{3}}(?:[^'\\]|\\.|'(?!''))*+'{{3}}
             | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+')
  | (?P<iri><[^<>"{{}}|^`\x00-\x20]*+>)
  | (?P<pname>{PNAME})
  | (?P<number>(?:[0-9]++(?:\.[0-9]++|\.(?=[eE][+-]?[0-9]))?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)
  | (?P<word>@?[A-Za-z_][A-Za-z0-9_-]*+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_HEADING = re.compile(r"# ---- (?:\S+|the graph|without a source) ----")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_DECLARING = frozenset(("prefix", "base", "version"))


def title_of(turtle: bytes) -> str:
    """Return the comment at the head of a Turtle file, as `normalised` takes it.

    >>> title_of(b"# A graph\\n@prefix a: <b:> .\\n")
    'A graph'
    """
    lines: list[str] = []
    for line in turtle.decode(errors="replace").split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line[1:].strip())
    return "\n".join(lines)


def comments_of(turtle: bytes, base: str = "") -> dict[str, str]:
    """Return the comments of a Turtle file by the IRI of their subject, each line ended.

    A comment between two subjects is the next one's; one within what is said of a subject, or
    behind it on its last line, is that subject's. Behind the last subject, or with one that has no
    IRI, they have the key "". The title (see `title_of`) and the headings of the normal form are
    left out. The file is one that a parser reads; relative IRIs go by `base`.

    >>> comments_of(b"# A graph\\n\\n# doubtful\\n<urn:x:a> a <urn:x:A> . # see page 3\\n# end\\n")
    {'urn:x:a': '# doubtful\\n# see page 3\\n', '': '# end\\n'}
    """
    text = turtle.decode(errors="replace").removeprefix("\ufeff")
    reading, title = _Reading(base), _title_ends(text)
    for match in TOKEN.finditer(stood_in(text), title):
        reading.follow(match.lastgroup or "other", text[match.start() : match.end()])
    return reading.told()


def _title_ends(text: str) -> int:
    place = 0
    while text.startswith("#", place):
        place = text.find("\n", place) + 1 or len(text)
    return place


class _Reading:
    """What the tokens of a file say, one after another, of its subjects and their comments."""

    def __init__(self, base: str) -> None:
        self._prefixes: dict[str, str] = {}
        self._base = base
        self._found: dict[str, str] = defaultdict(str)
        self._waiting = ""  # comments before the next subject
        self._subject: str | None = None  # of the statement that is read
        self._last: str | None = None  # of the statement that ended on this line
        self._declaring: list[str] = []  # the tokens of a declaration that is read

    def follow(self, sort: str, text: str) -> None:
        """Go on by a token."""
        if sort == "space":
            self._last = None if "\n" in text or "\r" in text else self._last
        elif sort == "comment":
            self._comment(text)
        elif self._declaring:
            self._declare(sort, text)
        elif self._subject is not None:
            if text == "." and sort == "other":
                self._last, self._subject = self._subject, None
        elif sort == "word" and text.lstrip("@").lower() in _DECLARING:
            self._declaring = [text]
        else:
            self._subject = self._iri(sort, text)
            self._found[self._subject] += self._waiting
            self._waiting = ""

    def told(self) -> dict[str, str]:
        """Return the comments by subject; call it when all is read."""
        self._found[""] += self._waiting
        return {subject: lines for subject, lines in self._found.items() if lines}

    def _comment(self, text: str) -> None:
        if _HEADING.fullmatch(text):
            return
        subject = self._last if self._subject is None else self._subject
        if subject is None or self._declaring:
            self._waiting += f"{text}\n"
        else:
            self._found[subject] += f"{text}\n"

    def _declare(self, sort: str, text: str) -> None:
        first = self._declaring[0]
        if sort == "iri" and first.lower().endswith("base"):
            self._base = self._iri(sort, text)
        elif sort == "iri":
            self._prefixes[self._declaring[-1].removesuffix(":")] = self._iri(sort, text)
        self._declaring.append(text)
        if text == "." or (sort in ("iri", "string") and not first.startswith("@")):
            self._declaring = []

    def _iri(self, sort: str, text: str) -> str:
        """Return the IRI that a token names, or "" where it is none."""
        if sort == "iri":
            name = _ESCAPED.sub(lambda m: chr(int(m[1] or m[2], 16)), text[1:-1])
            return absolute(self._base, name) if self._base else name
        if sort == "pname":
            prefix, _, local = text.partition(":")
            return self._prefixes.get(prefix, "") + local.replace("\\", "")
        return ""
