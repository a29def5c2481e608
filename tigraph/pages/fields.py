"""What a question says of itself, in the words of a page: of its fields, not of a command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tigraph.pages.words import WORDS
from tigraph.querying import Query

if TYPE_CHECKING:
    from tigraph.pages.frame import Frame

#: A sentence about a command, which a page has no like of; an aside about an option of one.
_COMMANDS = re.compile(r"\s*[^.;(]*`tigraph [^.]*\.")
_ASIDE = re.compile(r"\s*\(`?--(?!as-of|possible)[\w-]+`?[^)]*\)")
_FILES = re.compile(r"(that were given|given|donnés) (by|par) --data")
_PARAMETER = re.compile(r"-p (\w+)=…")


def described(frame: Frame, query: Query, key: str) -> str:
    """Return the `summary` or `description` of a question, as a page has them."""
    return of_fields(str(query.described(key, frame.language)), frame.language)


def columns_told(query: Query, language: str) -> dict[str, str]:
    """Return what the columns of a question mean, as a page tells it, by their names."""
    found = query.described("columns", language)
    return {name: of_fields(str(text), language) for name, text in found.items()}


def of_fields(text: str, language: str) -> str:
    """Return a text in which options of commands are called as the fields of a page are."""
    words = WORDS.of(language)

    def field(name: str) -> str:
        return words["quoted"].format(words.get(f"field_{name}", name.capitalize()))

    text = _COMMANDS.sub("", _ASIDE.sub("", text))
    text = _FILES.sub(words["given_files"], text)
    text = _PARAMETER.sub(lambda found: field(found[1]), text)
    text = text.replace("`--as-of`", "--as-of").replace("`--possible`", "--possible")
    text = text.replace("--as-of", words["quoted"].format(words["date"]))
    return text.replace("--possible", words["possible_box"]).strip()
