"""What is wrong with a query that the engine cannot read, and where it stands.

The engine tells how far it came in any attempt, and what it would have taken there: of a
relative IRI “expected OPTIONAL”, one place past the end. What people do get wrong is looked
for first, among the tokens; then where rdflib's parser, which tells where what it cannot read
begins; then what the engine says.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from tigraph.errors import QuerySyntaxError, nearest
from tigraph.rdf.lexing import SCHEME, tokens
from tigraph.rdf.vocabulary import PREFIXES

_MARKS = {
    **dict.fromkeys("\u00a0\u202f\u2007", "a no-break space; type an ordinary one"),
    **dict.fromkeys("“”„«»‟", 'no quotation mark of SPARQL, which has "'),
    **dict.fromkeys("‘’‚‛", "no quotation mark of SPARQL, which has '"),
    **dict.fromkeys("–—−", "a dash or a minus of print; type -"),
}
#: No query that is longer is written by hand.
_BY_HAND = 20_000
_CLOSES = {"(": ")", "[": "]", "{": "}"}
#: The functions and aggregates of SPARQL 1.1 (sections 11 and 17.4), and what else a bracket
#: follows in a query.
_CALLED = frozenset(
    re.findall(
        r"\w+",
        """
        COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT BOUND IF COALESCE SAMETERM ISIRI ISURI ISBLANK
        ISLITERAL ISNUMERIC STR LANG DATATYPE IRI URI BNODE STRDT STRLANG UUID STRUUID STRLEN SUBSTR
        UCASE LCASE STRSTARTS STRENDS CONTAINS STRBEFORE STRAFTER ENCODE_FOR_URI CONCAT LANGMATCHES
        REGEX REPLACE ABS ROUND CEIL FLOOR RAND NOW YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ
        MD5 SHA1 SHA256 SHA384 SHA512 EXISTS SELECT DISTINCT REDUCED BY IN NOT FILTER BIND HAVING
        ASC DESC VALUES WHERE AS A SEPARATOR TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE LANGDIR
        HASLANG HASLANGDIR STRLANGDIR TRUE FALSE ADJUST
        """,
    )
)
#: What the engine says of a query that it reads and that has no sense.
_SENSELESS = {
    "contains a variable that is unbound": "a variable of SELECT stands in no GROUP BY: put it "
    "there, or into an aggregate such as SAMPLE(?x)",
    "overrides an existing variable": "AS gives a name that the pattern has: choose another",
    "Duplicated variable name": "a variable stands twice in SELECT",
    "IRI parsing failed": "this is no IRI",
    "<unreported>": "a node such as _:a stands in two groups: give it a variable",
}


class _Placed(NamedTuple):
    sort: str
    text: str
    at: int


class _Broken(NamedTuple):
    """A query that the engine cannot read, what it says of it, and its tokens with their places."""

    text: str
    said: str
    read: list[_Placed]


class _Fault(NamedTuple):
    """Where something stands, as a place in the text, and what is wrong with it."""

    at: int
    reason: str


def syntax_error(query: str, message: str, name: str = "query") -> QuerySyntaxError:
    """Return the error for an engine's message such as `error at 3:15: expected …`.

    The text shows the line and a mark under the column.
    """
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if match is None:
        return QuerySyntaxError(f"{name}: {' '.join(message.split())}")
    said = " ".join(match[3].split())
    line, column = int(match[1]), int(match[2])
    if fault := _found(query, said):
        before = query[: fault.at]
        line, column = before.count("\n") + 1, fault.at - (before.rfind("\n") + 1) + 1
        reason = fault.reason
    else:
        line, column = _unreadable(query) or (line, column)
        reason = f"not SPARQL; {_shortened(said)}"
    shown = _shown(query, line, column)
    return QuerySyntaxError(f"{name}, line {line}, column {column}: {reason}\n{shown}")


def _shown(query: str, line: int, column: int) -> str:
    """Return a line, or a window of a very long one, with a mark under a column."""
    lines = query.split("\n") or [""]
    shown = lines[min(line, len(lines)) - 1].rstrip("\r")
    start = max(0, column - 60)
    piece = shown[start : start + 100].replace("\t", " ")
    return f"  {piece}\n  {' ' * (min(column - 1, len(shown)) - start)}^"


def _shortened(said: str) -> str:
    said = said.replace(", [_]", "").replace("[_]", "something else")
    return said if len(said) <= 120 else said[:120].rsplit(",", 1)[0] + " …"


def _found(query: str, said: str) -> _Fault | None:
    read, at = [], 0
    for sort, text in tokens(query):
        if sort not in ("space", "comment"):
            read.append(_Placed(sort, text, at))
        at += len(text)
    one = _Broken(query, said, read)
    return next((fault for look in _LOOKS if (fault := look(one))), None)


def _odd_character(one: _Broken) -> _Fault | None:
    for token in one.read:
        if token.sort in ("string", "iri"):
            continue
        for place, character in enumerate(token.text):
            if character in _MARKS:
                return _Fault(token.at + place, f"“{character}” is {_MARKS[character]}")
    return None


def _open_string(one: _Broken) -> _Fault | None:
    for token in one.read:
        if token.sort == "other" and token.text in ("'", '"'):
            return _Fault(token.at, "a string begins here that does not end in its line")
    return None


def _brackets(one: _Broken) -> _Fault | None:
    opened: list[_Placed] = []
    for token in one.read:
        if token.sort == "open":
            opened.append(token)
        elif token.sort == "close":
            if not opened:
                return _Fault(token.at, f"{token.text} closes nothing")
            if _CLOSES[opened[-1].text] != token.text:
                begun = opened[-1].text
                return _Fault(
                    token.at, f"{token.text} stands where {_CLOSES[begun]} closes {begun}"
                )
            opened.pop()
    return _Fault(opened[-1].at, f"{opened[-1].text} is not closed") if opened else None


def _no_iri(one: _Broken) -> _Fault | None:
    for token in one.read:
        if token.text == "<" and (odd := re.match(r"<[A-Za-z][^<>\n]*>", one.text[token.at :])):
            return _Fault(token.at, f"{odd[0]} is no IRI: no blanks, quotation marks or braces")
    return None


def _relative(one: _Broken) -> _Fault | None:
    if any(token.sort == "word" and token.text.upper() == "BASE" for token in one.read):
        return None
    for token in one.read:
        if token.sort == "iri" and not SCHEME.match(token.text):
            return _Fault(token.at, f"{token.text} is a relative IRI: add a line BASE <…>")
    return None


def _undeclared(one: _Broken) -> _Fault | None:
    from difflib import get_close_matches

    if "Prefix not found" not in one.said:
        return None
    known: Mapping[str, str] = dict(PREFIXES)
    own = {
        token.text.partition(":")[0]
        for before, token in pairwise(one.read)
        if before.text.upper() == "PREFIX"
    }
    for token in one.read:
        prefix = token.text.partition(":")[0]
        if token.sort == "pname" and prefix not in known and prefix not in own:
            close = get_close_matches(prefix, [*known, *own], 1)
            hint = f" (did you mean {close[0]}:?)" if close else ""
            reason = f"the prefix {prefix}: is not declared{hint}: add a PREFIX line"
            return _Fault(token.at, reason)
    return None


def _commas(one: _Broken) -> _Fault | None:
    for before, token, after in zip(one.read, one.read[1:], one.read[2:], strict=False):
        if token.text in (",", ";") and before.sort == after.sort == "variable":
            words = [it.text for it in one.read if it.at < token.at and it.sort != "variable"]
            if words and words[-1].upper() in ("SELECT", "DISTINCT", "BY"):
                return _Fault(token.at, f"variables stand beside one another, without {token.text}")
    return None


def _nothing_chosen(one: _Broken) -> _Fault | None:
    for token, after in pairwise(one.read):
        if token.text.upper() == "SELECT" and after.text.upper() in ("{", "WHERE", "FROM"):
            return _Fault(after.at, "SELECT says no variable: name some, or *")
    return None


def _no_function(one: _Broken) -> _Fault | None:
    for token, after in pairwise(one.read):
        if token.sort == "word" and after.text == "(" and not token.text.startswith("@"):
            word = token.text.upper()
            if word not in _CALLED:
                close = nearest(word, sorted(_CALLED))
                hint = f"; nearest: {', '.join(close)}" if close else ""
                return _Fault(token.at, f"{token.text} is no function of SPARQL{hint}")
    return None


def _bound_before(one: _Broken) -> _Fault | None:
    """Find a BIND that gives a value to a variable that stands before it in its group."""
    groups: list[set[str]] = [set()]
    binding: list[int] = []
    for before, token in pairwise(one.read):
        if token.text == "{":
            groups.append(set())
        elif token.text == "}" and len(groups) > 1:
            inner = groups.pop()
            groups[-1] |= inner
        elif token.text == "(":
            binding.append(before.text.upper() == "BIND")
        elif token.text == ")" and binding:
            binding.pop()
        elif token.sort == "variable":
            named = before.text.upper() == "AS" and any(binding)
            if named and token.text[1:] in groups[-1]:
                reason = f"BIND names {token.text}, which stands before it: choose another name"
                return _Fault(token.at, reason)
            groups[-1].add(token.text[1:])
    return None


def _senseless(one: _Broken) -> _Fault | None:
    reason = next((told for part, told in _SENSELESS.items() if part in one.said), "")
    selects = [token.at for token in one.read if token.text.upper() == "SELECT"]
    return _Fault(selects[0], reason) if reason and selects else None


def _rows(one: _Broken) -> _Fault | None:
    """Find a row of VALUES with more or fewer values than there are variables."""
    for start, token in enumerate(one.read):
        if token.text.upper() != "VALUES" or one.read[start + 1 : start + 2] == []:
            continue
        if one.read[start + 1].text != "(":
            continue
        lists = list(_bracketed(one.read[start + 1 :]))
        for at, own in lists[1:]:
            if len(own) != len(lists[0][1]):
                reason = f"{len(own)} values for the {len(lists[0][1])} variables of VALUES"
                return _Fault(at, reason)
    return None


def _bracketed(read: list[_Placed]) -> Iterator[tuple[int, list[_Placed]]]:
    """Yield what stands between round brackets, up to the brace that closes VALUES."""
    at: int = -1
    own: list[_Placed] = []
    for token, after in zip(read, [*read[1:], None], strict=True):
        if token.text == "}":
            return
        if token.text == "(":
            at, own = token.at, []
        elif token.text == ")":
            yield at, own
        elif token.text != "{" and not (
            token.text.startswith("@")
            or token.text == "^"
            or (own and own[-1].sort == "string" and token.sort in ("iri", "pname"))
            or (token.text in "+-" and after and after.sort == "number")
        ):
            own.append(token)


_LOOKS: tuple[Callable[[_Broken], _Fault | None], ...] = (
    _odd_character, _open_string, _brackets, _no_iri, _undeclared, _relative, _commas,
    _nothing_chosen, _no_function, _rows, _bound_before, _senseless,
)  # fmt: skip


def _unreadable(query: str) -> tuple[int, int] | None:
    """Return the line and column where what rdflib's parser cannot read begins.

    It takes its time: a query that is longer than any that is written by hand is not tried.
    """
    if len(query) > _BY_HAND:
        return None
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(query)
    except Exception as error:  # whatever it raises: only a place is asked of it
        line, column = getattr(error, "lineno", None), getattr(error, "column", None)
        return (line, column) if line and column else None
    return None
