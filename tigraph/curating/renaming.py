"""Files in terms that are called otherwise now: what is told of them, how they are rewritten."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from tigraph.curating.finding import Finding
from tigraph.errors import DataError, RenamedWarning, UsageError
from tigraph.local import amount, passing_folder, plural, read_bytes, said, write_file
from tigraph.rdf import parsed, renamed_in, told_renamed, turtle_in_new_terms

_TRIPLES = {"en": ("triple", "triples"), "fr": ("triplet", "triplets")}
_REMEDY = (
    "It is read so; `tigraph check --fix {}` writes it anew.",
    "Il est lu ainsi ; `tigraph check --fix {}` le réécrit.",
)
#: What is rewritten where it stands, comments and order kept.
_REWRITTEN = (".ttl", ".trig", ".nt", ".nq")


def renamed_findings(path: Path, language: str) -> Iterator[Finding]:
    """Yield a remark for each old term of a file. Raises `DataError` as `read_quads` does."""
    for old, count in renamed_in(path).items():
        number = f"{amount(count, language)} {_TRIPLES[language][plural(count, language)]}"
        told = f"{said(told_renamed(old), language)} ({number})."
        yield Finding("terms", str(path), told, said(_REMEDY, language).format(path), remark=True)


def fix(path: Path) -> Counter[str]:
    """Write a file anew in the new terms, and return how many triples had each old one.

    Only the terms change. Raises `DataError` for a file that cannot be read, or of which more
    would change, and `UsageError` for a format that is not rewritten; the file is as it was then.
    """
    met = renamed_in(path)
    if not met:
        return met
    if path.suffix not in _REWRITTEN:
        raise UsageError(
            f"{path}: --fix rewrites {', '.join(_REWRITTEN)}; write it anew by "
            f"`tigraph export --only-data --data {path} -o NEW{path.suffix}`."
        )
    content = turtle_in_new_terms(read_bytes(path).decode()).encode()
    with passing_folder() as folder:
        other = folder / f"fixed{path.suffix}"
        other.write_bytes(content)
        if _content(other, path) != _content(path, path) or renamed_in(other):
            raise DataError(f"{path}: more than its terms would change; rename them by hand.")
    write_file(path, content, force=True)
    return met


def _content(path: Path, named: Path) -> list[Any]:
    """Return what a file says in the new terms, in its order.

    A node without a name is called by the place where it comes first: the canonical names of
    such nodes may take for ever to find, in which nobody can end the engine.
    """
    places: dict[ox.BlankNode, int] = {}

    def known(term: Any) -> Any:
        if isinstance(term, ox.BlankNode):
            return places.setdefault(term, len(places))
        return tuple(map(known, term)) if isinstance(term, ox.Triple) else term

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RenamedWarning)
        quads = parsed(path, named.name, named.resolve().as_uri())
        return [tuple(map(known, quad)) for quad in quads]
