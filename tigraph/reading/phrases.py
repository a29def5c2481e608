"""What a language's rule file says of the words around names: see `rules/fr.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from tigraph.errors import DataError
from tigraph.reading.aligned import plain

_NEAR, _ROW = 60, 160
#: What stands between the word that says what a row is of, and a name in the row.
_IN_ROW = r"(?: d'\w+)?(?: \w+){0,2} ?[–—:(] ?(?:[^.;:()–—\n]*(?:,| et) )?(?:la |le |les |l')?$"


class Phrases:
    """The words around names in a language."""

    def __init__(self, whole: Mapping[str, Any]) -> None:
        said = whole.get("names", {})
        self._before = [
            (type, re.compile(rf"(?:^|[^\w])(?:{pattern})[ ]*[«“\"]?[ ]*$"))
            for type, pattern in said.get("before", {}).items()
        ]
        heads = whole.get("rows", {}).get("heads", {})
        self._headed = [
            (type, re.compile(rf"(?:{pattern}){_IN_ROW}")) for type, pattern in heads.items()
        ]
        self._never = re.compile(f"(?:{said['never_after']})$") if "never_after" in said else None
        self._article = re.compile(f"(?:{said['article']})$") if "article" in said else None
        self._made = re.compile(f"(?:{said['made']})$") if "made" in said else None
        self._goes_on = re.compile(said["goes_on"]) if said.get("goes_on") else None
        self._enumerated = (
            re.compile(f"(?:{said['enumerated']})$") if "enumerated" in said else None
        )
        self.acronym = re.compile(said.get("acronym") or r"(?!)")
        self.no_acronyms = frozenset(str(whole.get("no_acronyms", "")).split())
        self.stop = frozenset(str(whole.get("stop", "")).split())
        self.common = frozenset(said.get("common", "").split())

    def before(self, text: str, start: int) -> str:
        """Return what the words before a place say of what is named there: a type, or ""."""
        near = plain(text[max(0, start - _NEAR) : start]).text
        return next((type for type, pattern in self._before if pattern.search(near)), "")

    def headed(self, text: str, start: int) -> str:
        """Return what is said of the row in which a place stands: “four territories – A, B”."""
        near = plain(text[max(0, start - _ROW) : start].rpartition("\n")[2]).text
        return next((type for type, pattern in self._headed if pattern.search(near)), "")

    def goes_on(self, text: str, end: int) -> bool:
        """Whether the words after a place say that it is no place's name that ends there."""
        return bool(self._goes_on and self._goes_on.match(plain(text[end : end + _NEAR]).text))

    def never(self, text: str, start: int) -> bool:
        """Whether the words before a place make what is named there something else."""
        near = plain(text[max(0, start - _NEAR) : start]).text
        return bool(self._never and self._never.search(near))

    def article(self, text: str, start: int) -> bool:
        """Whether an article stands before a place, as before the names of large areas."""
        near = plain(text[max(0, start - _NEAR) : start]).text
        return bool(self._article and self._article.search(near))

    def made(self, text: str, start: int) -> bool:
        """Whether an article before a place says that there is more than one such thing."""
        return bool(
            self._made and self._made.search(plain(text[max(0, start - _NEAR) : start]).text)
        )

    def enumerated(self, text: str, start: int) -> bool:
        """Whether a place stands in a row of names."""
        near = plain(text[max(0, start - _NEAR) : start]).text
        return bool(self._enumerated and self._enumerated.search(near))

    def is_acronym(self, written: str) -> bool:
        """Whether a word is written as acronyms of bodies are."""
        return bool(self.acronym.fullmatch(written)) and written not in self.no_acronyms

    def is_common(self, name: str) -> bool:
        """Whether a folded word is so common that it is no name by itself."""
        return name in self.common


def languages() -> list[str]:
    """Return the languages for which there are rules."""
    files = resources.files("tigraph.reading").joinpath("rules").iterdir()
    return sorted(one.name.removesuffix(".yaml") for one in files if one.name.endswith(".yaml"))


@cache
def rule_file(language: str) -> Mapping[str, Any]:
    """Return what the rule file of a language says; raises `DataError` where there is none."""
    import yaml

    file = resources.files("tigraph.reading").joinpath("rules", f"{language}.yaml")
    if not file.is_file():
        known = ", ".join(languages())
        raise DataError(f"There are no rules for the language “{language}”, only for: {known}.")
    found: dict[str, Any] = yaml.load(
        file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return found


@cache
def phrases(language: str) -> Phrases:
    """Return what is said of the words around names in a language."""
    return Phrases(rule_file(language) if language in languages() else {})
