"""What Python users hold, as the texts and files that verbs take.

IRIs come out of rdflib or pyoxigraph, years are numbers, dates are dates, a cell of a table is
a scalar of numpy or nothing at all. Each is taken for what it is, or refused by name.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from tigraph.errors import UsageError

Taking = TypeVar("Taking", bound=Callable[..., Any])
Class = TypeVar("Class", bound=type)


def text(value: Any, what: str) -> str:
    """Return a value as the text that it means; `what` names it in an error.

    >>> import datetime
    >>> text(3, "n"), text(datetime.date(2019, 1, 31), "day"), text(True, "yes")
    ('3', '2019-01-31', 'true')
    >>> text(float("nan"), "person")
    Traceback (most recent call last):
        ...
    tigraph.errors.UsageError: No value for person: it is nan.
    """
    if isinstance(value, str):  # or of a class of its own, such as rdflib's
        return str.__str__(value)
    import datetime
    import numbers

    if _missing(value):
        raise UsageError(f"No value for {what}: it is {value}.")
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return str(bool(value)).lower()
    if isinstance(value, datetime.datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return (value.date() if midnight and value.tzinfo is None else value).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Number) and not isinstance(value, complex):
        whole = float(value)  # type: ignore[arg-type]  # what is a number and not complex
        return str(int(whole)) if whole.is_integer() else str(value)
    if isinstance(value, os.PathLike):
        return str(Path(value))
    own = getattr(value, "value", None)  # a term of pyoxigraph
    if isinstance(own, str) and type(value).__module__.partition(".")[0] == "pyoxigraph":
        return own
    if type(value).__name__ == "datetime64":
        return str(value)
    raise UsageError(
        f"{what} is of the type {type(value).__name__}: give a text, an IRI, a number or a date."
    )


def date(value: Any, what: str) -> str:
    """Return a date as EDTF: of a text as it is, a year as a number, a date or a time.

    >>> import datetime
    >>> date(2019, "as_of"), date(datetime.datetime(2019, 1, 31, 12, 0), "as_of")
    ('2019', '2019-01-31')
    """
    if isinstance(value, str):
        return str.__str__(value)
    import datetime
    import numbers

    if isinstance(value, datetime.datetime) and not _missing(value):
        return value.date().isoformat()
    told = text(value, what)
    if isinstance(value, numbers.Integral) and not isinstance(value, bool):
        return f"{int(value):04d}"
    return told[:10] if type(value).__name__ == "datetime64" else told


def names(value: Any, what: str) -> list[str]:
    """Return several names, or one, as texts; what is missing is an empty one."""
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        return [text(value, what)]
    return ["" if _missing(one) else text(one, what) for one in value]


def parameters(value: Any, what: str) -> dict[str, str] | None:
    """Return the values of parameters as texts."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise UsageError(f"{what} are a dict of names and values, not {type(value).__name__}.")
    return {text(name, what): text(own, str(name)) for name, own in value.items()}


def files(value: Any, what: str) -> list[str]:
    """Return the paths of files of RDF: of one or several, or of graphs of rdflib.

    A graph of rdflib is written to a file that goes when the process ends.
    """
    several = isinstance(value, Iterable) and not isinstance(value, str | os.PathLike)
    if _is_graph(value) or not several:
        value = [value]
    return [_written(one) if _is_graph(one) else _path(one, what) for one in value]


def _path(value: Any, what: str) -> str:
    if isinstance(value, str | os.PathLike):
        return os.fspath(value)
    raise UsageError(
        f"{what} are paths of files of RDF, or graphs of rdflib, not {type(value).__name__}."
    )


def _is_graph(value: Any) -> bool:
    return all(hasattr(value, name) for name in ("serialize", "triples", "namespace_manager"))


def _written(graph: Any) -> str:
    from tigraph.local import temporary

    form = "nquads" if hasattr(graph, "quads") else "nt"

    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / f"graph.{form[:2]}").write_text(graph.serialize(format=form), "utf-8")

    return str(temporary(make) / f"graph.{form[:2]}")


def _missing(value: Any) -> bool:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    import math
    import numbers

    return isinstance(value, numbers.Real) and math.isnan(value)


def _query(value: Any, what: str) -> Any:
    if isinstance(value, os.PathLike):
        return str(Path(value).absolute())  # a file, though it has neither slash nor suffix
    return str.__str__(value) if isinstance(value, str) else _refuse_unless_query(value, what)


def _refuse_unless_query(value: Any, what: str) -> Any:
    from tigraph.querying.query import Query

    if isinstance(value, Query):
        return value
    raise UsageError(
        f"{what} is of the type {type(value).__name__}: give the name of a query, a file, or text."
    )


#: How what is given for a parameter of a verb is taken, by its name.
_TAKES: Mapping[str, Callable[[Any, str], Any]] = {
    "name": text, "start": text, "end": text, "first": text, "second": text, "text": text,
    "projection": _query, "query": _query, "as_of": date, "known_by": date, "date": date,
    "parameters": parameters, "through": names, "names": names, "data": files,
    "layers": names, "kinds": names, "kind": text,
}  # fmt: skip


def taking(verb: Taking) -> Taking:
    """Return a function that takes what users hold where this one takes texts.

    What is as its default, None among it, is left as it is.
    """
    known = inspect.signature(verb)
    taken = [own for own in known.parameters.values() if own.name in _TAKES]

    @wraps(verb)
    def called(*values: Any, **named: Any) -> Any:
        bound = known.bind(*values, **named)
        for own in taken:
            given = bound.arguments.get(own.name, own.default)
            if given is not own.default:
                bound.arguments[own.name] = _TAKES[own.name](given, own.name)
        return verb(*bound.args, **bound.kwargs)

    return called  # type: ignore[return-value]  # it is called as the other is


def taking_all(own: Class) -> Class:
    """Return a class of which every public verb takes what users hold."""
    for name, verb in list(vars(own).items()):
        if inspect.isfunction(verb) and not name.startswith("_"):
            setattr(own, name, taking(verb))
    return own
