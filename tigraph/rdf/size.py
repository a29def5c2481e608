"""How large a query may be: what the engine would put in order, or go through, without end."""

from __future__ import annotations

from tigraph.errors import QueryRefusedError
from tigraph.rdf.lexing import Token

#: Most triple patterns in a group: to put 300 in order takes the engine up to a minute. Most
#: values in a list of an expression: each row is compared with each.
MAX_PATTERNS = 150
MAX_LISTED = 2_000
#: Most OPTIONALs in a group: the engine takes a time by the cube of their number (200: 10 s).
MAX_OPTIONAL = 100


class Size:
    """How many patterns and values are joined in what is open in a query.

    Groups in a group are joined with it, but for what is OPTIONAL, taken away or asked whether it
    is there; of the branches of a UNION the largest counts.
    """

    def __init__(self) -> None:
        self._open = [0]
        self._branch = [0]  # what the last group in each added
        self._how = ["JOIN"]  # how each is joined with what it stands in
        self._optional = [0]
        self._before = ""

    def follow(self, token: Token, inside: str) -> None:
        """Go on by a token; raises `QueryRefusedError` where there are too many."""
        if token.sort == "open":
            self._begin(inside)
        elif token.sort == "close" and len(self._open) > 1:
            self._end()
        elif inside == "terms":
            self._add(token.text != ",", MAX_PATTERNS)
        elif inside == "group" and (token.text in (".", ";", ",") or self._begins(token)):
            self._add(1, MAX_PATTERNS)
        elif inside == "expression" and token.text == ",":
            self._add(1, MAX_LISTED)
        self._before = token.text.upper()

    def _begins(self, token: Token) -> bool:
        """Whether a token is the first term of a group."""
        return not self._open[-1] and token.sort in ("variable", "iri", "pname", "blank")

    def _begin(self, inside: str) -> None:
        if self._before == "OPTIONAL":
            self._optional[-1] += 1
            if self._optional[-1] > MAX_OPTIONAL:
                raise QueryRefusedError(
                    f"The query has more than {MAX_OPTIONAL} OPTIONALs in one group: split it, or "
                    "ask for the properties by a variable and VALUES."
                )
        self._optional.append(0)
        apart = self._before in ("OPTIONAL", "MINUS", "EXISTS") or inside in ("expression", "data")
        self._how.append("UNION" if self._before == "UNION" else "APART" if apart else "JOIN")
        self._open.append(0)
        self._branch.append(0)

    def _end(self) -> None:
        closed, how = self._open.pop(), self._how.pop()
        self._branch.pop()
        self._optional.pop()
        if how == "JOIN":
            self._branch[-1] = closed
            self._add(closed, MAX_PATTERNS)
        elif how == "UNION" and closed > self._branch[-1]:
            more, self._branch[-1] = closed - self._branch[-1], closed
            self._add(more, MAX_PATTERNS)

    def _add(self, count: int, most: int) -> None:
        self._open[-1] += count
        if self._open[-1] <= most:
            return
        if most == MAX_PATTERNS:
            raise QueryRefusedError(
                f"The query joins more than {MAX_PATTERNS} patterns or terms of lists: split it, "
                "or put values into VALUES."
            )
        raise QueryRefusedError(
            f"The query lists more than {MAX_LISTED:,} values in an expression: put them into "
            "VALUES, which the engine looks up."
        )
