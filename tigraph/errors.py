"""The errors that tigraph raises.

::

    TigraphError
    ├── UsageError              a question that cannot be put (exit code 2)
    │   ├── UnknownNameError    no entity, query, parameter or format of that name
    │   ├── AmbiguousNameError  several entities bear that name
    │   ├── QuerySyntaxError    SPARQL that does not parse
    │   ├── QueryRefusedError   SPARQL that tigraph does not run (updates, SERVICE)
    │   ├── BadDateError        a date that is not EDTF
    │   └── RefusedRequestError a request that the service does not take
    ├── DataError               a file that cannot be read or written (exit code 3)
    │   ├── NothingToReadError  no file among those given that a layer is read from
    │   ├── NotKeptError        names that no service may be asked about now (offline)
    │   ├── ServiceError        a SPARQL service that gives no whole answer
    │   └── StoreBusyError      a store that somebody else is writing
    ├── LimitError              work that took more than it may (exit code 3)
    ├── MissingExtraError       an optional library that is not installed (exit code 3)
    └── MissingProgramError     a program that is not installed (exit code 3)

Each message says what was wrong, where, and what to do.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Sequence

#: So many entities of one name are listed.
_MOST_LISTED = 20


class TigraphError(Exception):
    """What every error of tigraph derives from; `exit_code` is the command line's."""

    exit_code = 3


class UsageError(TigraphError):
    """A question that cannot be put as it stands."""

    exit_code = 2


class UnknownNameError(UsageError):
    """No entity, query, parameter or format (`what`) has this name.

    `nearest` holds the closest ones.
    """

    def __init__(self, what: str, name: str, nearest: Sequence[str] = (), remedy: str = "") -> None:
        self.what, self.name = what, name
        self.nearest = tuple(nearest)
        hint = f" Nearest: {', '.join(self.nearest)}." if nearest else ""
        super().__init__(f"No {what} named “{name}”.{hint}{' ' + remedy if remedy else ''}")


class AmbiguousNameError(UsageError):
    """Several entities, or `things`, bear this name; `candidates` has (CURIE, label, what)."""

    def __init__(
        self, name: str, candidates: Sequence[tuple[str, str, str]], things: str = "entities"
    ) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        shown = self.candidates[:_MOST_LISTED]
        lines = "".join(f"\n  {curie}  {label} ({kind})" for curie, label, kind in shown)
        if more := len(self.candidates) - len(shown):
            lister = "search" if things == "entities" else "model"
            lines += f"\n  and {more} more: `tigraph {lister}` lists them"
        super().__init__(f"“{name}” names {len(candidates)} {things}; give one of these:{lines}")


class QuerySyntaxError(UsageError):
    """SPARQL that does not parse, with the line and the column where parsing stopped."""


class QueryRefusedError(UsageError):
    """SPARQL that tigraph does not run: updates, calls to other services, extreme nesting."""


class BadDateError(UsageError):
    """A `date` that is not EDTF as tigraph reads it."""

    def __init__(self, message: str, date: str = "") -> None:
        self.date = date
        super().__init__(message)


class RefusedRequestError(UsageError):
    """A request that the service does not take; `status` is that of HTTP which says so."""

    def __init__(self, message: str, status: int = 400) -> None:
        self.status = status
        super().__init__(message)


class DataError(TigraphError):
    """A file that cannot be read or written, or whose content is not what it should be."""


class NothingToReadError(DataError):
    """No file among those given is one that a layer is read from."""


class NotKeptError(DataError):
    """Answers of a service that are not kept here, asked offline; `names` holds the names."""

    def __init__(self, service: str, names: Sequence[str]) -> None:
        self.names = tuple(names)
        shown = ", ".join(f"“{name[:80]}”" for name in self.names[:5])
        more = f" and {len(self.names) - 5} more" if len(self.names) > 5 else ""
        super().__init__(
            f"Offline, and no answer of {service} is kept for {shown}{more}. Ask once without "
            "offline: what is answered then is kept."
        )


class ServiceError(DataError):
    """A SPARQL service on the web that gives no answer, or none that is whole."""


class StoreBusyError(DataError):
    """A store on disk that another process is writing."""


class LimitError(TigraphError):
    """Work that was stopped where it met a limit.

    `limit` says which: "timeout", "max_memory" or "max_rows".
    """

    def __init__(self, message: str, limit: str = "timeout") -> None:
        self.limit = limit
        super().__init__(message)


class MissingExtraError(TigraphError):
    """A library that one of the optional extras would install."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(f'{purpose} needs an extra: pip install "tigraph[{extra}]".')


class MissingProgramError(TigraphError):
    """A program, apart from Python's libraries, that is not installed."""

    def __init__(self, program: str, purpose: str, remedy: str) -> None:
        self.program = program
        super().__init__(f"{purpose} needs the program {program}, which is not here. {remedy}")


class LeftOutWarning(UserWarning):
    """Something was left out of what was written, since its format cannot hold it."""


class RenamedWarning(UserWarning):
    """Data is written in terms that are called otherwise now; it was read in the new ones."""


class TermWarning(UserWarning):
    """A term in a query that does not exist, or by which it finds nothing here.

    `term` is the term (a CURIE), `nearest` those most like it that exist, best first, `told` what
    is said of it, in English and in French.
    """

    def __init__(self, term: str, told: tuple[str, str], nearest: Sequence[str] = ()) -> None:
        self.term = term
        self.nearest = tuple(nearest)
        self.told = told
        super().__init__(told[0])


def nearest(name: str, known: Sequence[str], alike: float = 0.4) -> list[str]:
    """Return up to three of the known names that are most like a name: `alike` at least, of 1."""
    from difflib import get_close_matches

    return get_close_matches(name, known, 3, alike)
