"""What is known of a document before it is added: what a person says, else what was found."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping

from tigraph.errors import UsageError
from tigraph.local import Pair
from tigraph.workspaces.description import Described
from tigraph.workspaces.place import Workspace, checked_language
from tigraph.workspaces.publishing import Publisher
from tigraph.workspaces.texts import Read, Told

#: What may be known of a document, in the order in which it is told.
FIELDS = ("title", "publisher", "issued", "address", "language")
_GIVEN: Pair = ("what was given", "ce qui a été donné")
_OWN: Pair = ("the language of the workspace", "la langue de l’espace de travail")


def gathered(workspace: Workspace, read: Read, given: Mapping[str, str]) -> dict[str, Told]:
    """Return what is known of a document, by the names of `FIELDS`, each with what it rests on.

    What is `given` wins over what was found. A language is always among it: that of the workspace,
    where nothing else tells one. Raises `UsageError` for what cannot be: see `checked`.
    """
    found: dict[str, Told] = {}
    for name in FIELDS:
        told: Told | None = getattr(read, name)
        if told is not None:
            found[name] = told
    found.setdefault("language", Told(workspace.language, _OWN))
    for name, value in checked(given).items():
        found[name] = Told(value, _GIVEN)
    return {name: found[name] for name in FIELDS if name in found}


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """Return what a person says of a document, each as it is kept; raises `UsageError`.

    The date is EDTF (`BadDateError` where it is not), the address http(s), the language a code.
    """
    from tigraph.http import addresses
    from tigraph.validity import period

    kept: dict[str, str] = {}
    for name, value in given.items():
        line = " ".join(value.split())
        if not line or not line.isprintable():
            raise UsageError(f"The {name} is “{line}”: give a line of text.")
        if name == "issued":
            period(line)
        elif name == "address":
            addresses.check(line)
        elif name == "language":
            line = checked_language(line)
        kept[name] = line
    return kept


def as_described(found: Mapping[str, Told], publisher: Publisher | None) -> Described:
    """Return what is to be said of a document; of what was not found, nothing."""

    def value(name: str) -> str | None:
        return found[name].value if name in found else None

    return Described(
        value("title"),
        publisher,
        found.get("issued"),
        value("address"),
        value("language"),
        {name: told.by[0] for name, told in found.items()},
    )
