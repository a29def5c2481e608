"""What a language has: words, verbs with their forms, posts, from the files of its folder."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tigraph.errors import DataError, UnknownNameError
from tigraph.names import folded

FOLDER = Path(__file__).parent / "languages"


class Form(NamedTuple):
    """A form of a verb: the class that rules name it by, and its tense."""

    verb: str
    tense: str


def plain(word: str) -> str:
    """Return a word as it is compared where accents tell it apart: lower case, one apostrophe.

    >>> plain("L’")
    "l'"
    """
    return word.casefold().replace("’", "'")


def key(word: str) -> str:
    """Return a word as it is compared where accents do not count; an apostrophe stays.

    >>> key("Présidée"), key("L’"), key("co-présidente")
    ('presidee', "l'", 'co-presidente')
    """
    end = "'" if word.endswith(("'", "’")) else ""
    return "-".join(folded(part) for part in word.split("-")) + end


@dataclass(frozen=True)
class Lexicon:
    """The words of one language. `words` are sets by name; `forms` say what a verb's form is."""

    language: str
    words: Mapping[str, frozenset[str]]
    forms: Mapping[str, tuple[Form, ...]]
    tenses: Mapping[str, str]
    modals: Mapping[str, str]
    be: Mapping[str, str]
    have: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)

    def has(self, name: str, word: str) -> bool:
        """Return whether a word, as `key` gives it, is one of a set."""
        return word in self.words.get(name, frozenset())


def read(language: str, name: str) -> Any:
    """Return what a file of a language says; `DataError` with the line where it is no YAML."""
    import yaml

    place = FOLDER / language / f"{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(place.read_text("utf-8"), Loader=loader)
    except OSError:
        known = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())
        raise UnknownNameError("language with rules", language, known) from None
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise DataError(f"{place.name} of {language}, line {line}: not YAML.") from None


@lru_cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language.

    Raises `UnknownNameError` for one that there are no files of.

    >>> lexicon("fr").forms["présidée"]
    (Form(verb='preside', tense='participle'),)
    """
    if not language.isalpha():
        raise UnknownNameError("language with rules", language)
    words, verbs, posts = (read(language, name) for name in ("words", "verbs", "posts"))
    sets = {name: _set(value) for name, value in words.items() if isinstance(value, str)}
    sets |= {f"negation_{place}": _set(value) for place, value in words["negation"].items()}
    sets |= {f"pronoun_{name}": _set(value) for name, value in words["pronouns"].items()}
    sets["pronoun"] = frozenset().union(*(_set(one) for one in words["pronouns"].values()))
    sets |= {f"post_{name}": _set(value) for name, value in posts.items() if "phrase" not in name}
    phrases = {
        f"post_{name}": tuple(
            sorted((phrase(one) for one in value.split("|")), key=len, reverse=True)
        )
        for name, value in posts.items()
        if "phrase" in name
    }
    return Lexicon(
        language,
        sets,
        forms_of(verbs, words["models"]),
        words["tenses"],
        _by_word(words["modals"]),
        _by_word(words["be"]),
        _by_word(words["have"]),
        phrases,
        words,
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(key(word) for word in text.split())


def phrase(text: str) -> tuple[str, ...]:
    """Return the words of a phrase, an elided one for itself.

    >>> phrase("chef d'entreprise")
    ('chef', "d'", 'entreprise')
    """
    return tuple(key(word) for word in text.replace("’", "'").replace("'", "' ").split())


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    """Return a table of lists the other way round: of each word, in which list it is."""
    return {plain(word): name for name, listed in table.items() for word in listed.split()}


def forms_of(
    verbs: Mapping[str, Mapping[str, Any]], models: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[Form, ...]]:
    """Return what each form of the verbs is."""
    found: dict[str, dict[Form, None]] = defaultdict(dict)
    for verb, told in verbs.items():
        for model, stems in told.items():
            if model == "forms":
                for tense, listed in stems.items():
                    for word in listed.split():
                        found[word][Form(verb, tense)] = None
                continue
            for stem in stems:
                for tense, endings in models[model].items():
                    for ending in endings.split():
                        found[stem + ("" if ending == "-" else ending)][Form(verb, tense)] = None
    return {word: tuple(forms) for word, forms in found.items()}
