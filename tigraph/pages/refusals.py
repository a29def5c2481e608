"""Why a question is not answered, in the words of a page: of its fields, in its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tigraph.errors import (
    AmbiguousNameError,
    BadDateError,
    LimitError,
    TigraphError,
    UnknownNameError,
)
from tigraph.local import Words
from tigraph.pages.choices import kinds_called, no_such
from tigraph.pages.fields import of_fields
from tigraph.querying import Query

if TYPE_CHECKING:
    from tigraph.pages.frame import Frame

#: So many entities of a name are listed.
_LISTED = 20
_WORDS = Words(
    {
        "unknown": ("Nothing here is called “{}”.", "Rien ici ne s’appelle « {} »."),
        "near": ("Near it: {}.", "De nom proche : {}."),
        "several": (
            "“{}” names {} entit‹1:y|ies›; it is one of these:",
            "« {} » désigne {} entité‹1:s› ; c’est l’une de celles-ci :",
        ),
        "date": (
            "“{}” is no date here: write 2019, 2018-11, 2018-11-22 or 2018/2022, the earlier "
            "first.",
            "« {} » n’est pas une date ici : écrivez 2019, 2018-11, 2018-11-22 ou 2018/2022, la "
            "plus ancienne d’abord.",
        ),
        "xsd_date": (
            "{1}: “{0}” is no day; write it as 2019-01-30.",
            "{1} : « {0} » n’est pas un jour ; écrivez-le comme 2019-01-30.",
        ),
        "xsd_integer": (
            "{1}: “{0}” is no whole number.",
            "{1} : « {0} » n’est pas un nombre entier.",
        ),
        "xsd_decimal": ("{1}: “{0}” is no number.", "{1} : « {0} » n’est pas un nombre."),
        "timeout": (
            "It took too long and was stopped: ask for less.",
            "La réponse prenait trop de temps et a été arrêtée : demandez moins.",
        ),
        "max_memory": (
            "It took too much memory and was stopped: ask for less.",
            "La réponse prenait trop de mémoire et a été arrêtée : demandez moins.",
        ),
        "max_rows": (
            "It has too many rows and was stopped: ask for less.",
            "La réponse a trop de lignes et a été arrêtée : demandez moins.",
        ),
        "no_network": (
            "This question has no network to take away: its answer is a table.",
            "Cette question n’a pas de réseau à emporter : sa réponse est un tableau.",
        ),
        "other": ("It cannot be asked so: {}", "Cela ne peut pas être demandé ainsi : {}"),
    }
)


def no_network(language: str) -> str:
    """Return that a question has no network that could be a file."""
    return _WORDS("no_network", language)


def refused(
    frame: Frame, error: TigraphError, query: Query | None = None, given: Mapping[str, str] = {}
) -> str:
    """Return why a page, or the question that it asks with the values `given`, is refused."""
    words = _WORDS.of(frame.language)
    if isinstance(error, LimitError):
        return words[error.limit]
    if isinstance(error, BadDateError):
        return words["date"].format(error.date)
    if isinstance(error, AmbiguousNameError):
        return words["several"].format(error.name, len(error.candidates))
    if isinstance(error, UnknownNameError):
        if query and error.what in query.choices:
            called = kinds_called(frame)
            known = [(one, called.get(one, one)) for one in query.choices[error.what]]
            return no_such(frame, f"field_{error.what}", error.name, known)
        if of := _type_of(query, error.what):
            return words[of].format(error.name, _label(frame, error.what))
        near = words["near"].format(", ".join(error.nearest)) if error.nearest else ""
        return f"{words['unknown'].format(error.name)} {near}".strip()
    empty = [
        _label(frame, one.name)
        for one in (query.parameters if query else ())
        if not given.get(one.name)
    ]
    if empty:
        return frame.words["fill_in"].format(", ".join(empty))
    return words["other"].format(of_fields(str(error), frame.language))


def _label(frame: Frame, name: str) -> str:
    """Return what the field of a parameter is called."""
    return frame.words.get(f"field_{name}", name.capitalize())


def _type_of(query: Query | None, name: str) -> str:
    """Return of which type a parameter is, where something is told of what is none of it."""
    types = {one.name: one.type for one in (query.parameters if query else ())}
    return types[name] if types.get(name) in _WORDS else ""


def meant(error: TigraphError) -> list[tuple[str, str, str]]:
    """Return what a name may mean: (CURIE, label, kind); nothing where that is not in doubt."""
    return list(error.candidates[:_LISTED]) if isinstance(error, AmbiguousNameError) else []
