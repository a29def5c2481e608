"""Identifiers as people write them: whose one is, and what is wrong with one that nobody bears.

What is asked of the schemes stands in the data: see `tig:checkDigits` and `tig:entityPrefix`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from importlib import import_module

from tigraph.errors import DataError
from tigraph.names.folding import folded
from tigraph.rdf import Queryable, iri_text, literal, select

_PREFIXES = """
SELECT ?scheme ?prefix {{
  ?scheme tig:entityPrefix ?prefix FILTER(STRSTARTS({iri}, ?prefix))
}} ORDER BY ?scheme ?prefix
"""
_BEARERS = """
SELECT DISTINCT ?entity {{
  ?identifier skos:notation {notation} ; tig:idScheme {scheme} .
  ?entity adms:identifier ?identifier
}}
"""
#: The schemes with a check that a text has the form of, their labels in English first.
_CHECKED = """
SELECT ?check ?label {{
  ?scheme tig:checkDigits ?check ; tig:notationPattern ?pattern ; skos:prefLabel ?label
  FILTER(REGEX({text}, ?pattern))
  BIND(IF(LANG(?label) = "en", 0, IF(LANG(?label) = "fr", 1, 2)) AS ?rank)
}} ORDER BY ?rank ?scheme
"""


#: All schemes with the form of their identifiers; those that begin with one of another scheme.
_SCHEMES = """
SELECT ?scheme ?label ?pattern ?check ?begins {
  ?scheme tig:notationPattern ?pattern ; skos:prefLabel ?label
  OPTIONAL { ?scheme tig:beginsWith ?begins ; tig:checkDigits ?check }
} ORDER BY ?scheme ?label
"""
_CODE = re.compile(r"(\D*?)[\s:°]*(\d[\dA-Za-z]?(?:[\s.\u2010-\u2015-]*\d)*)")
_BETWEEN = re.compile(r"[\s.\u2010-\u2015-]+")
#: No identifier, with words before it, is as long.
_LONGEST = 100
#: Words before an identifier that say nothing of its scheme.
_FILLING = frozenset(("n", "no", "nr", "numero", "number", "code"))


def bearers(store: Queryable, iri: str) -> list[str]:
    """Return the IRIs of those with the identifier that an IRI is made of, sorted."""
    found = set[str]()
    for row in list(select(store, _PREFIXES.format(iri=literal(iri)))):
        notation = literal(iri.removeprefix(row["prefix"]))
        asked = _BEARERS.format(notation=notation, scheme=iri_text(row["scheme"]))
        found.update(one["entity"] for one in select(store, asked))
    return sorted(found)


@dataclass(frozen=True)
class Code:
    """An identifier as somebody wrote it: its own characters, and the words before it, folded."""

    text: str
    words: frozenset[str] = frozenset()


def code(name: str) -> Code | None:
    """Return the identifier that a name may be, in whatever spaces, None where it can be none.

    >>> code("SIREN : 242 500 361") == Code("242500361", frozenset({"siren"}))
    True
    >>> code("2a 004"), code("Lyon 3e arrondissement"), code("Besançon")
    (Code(text='2A004', words=frozenset()), None, None)
    """
    text = unicodedata.normalize("NFKC", name[: 2 * _LONGEST]).strip()
    found = _CODE.fullmatch(text) if len(text) < _LONGEST else None
    if not found:
        return None
    words, text = found.groups()
    return Code(_BETWEEN.sub("", text).upper(), frozenset(folded(words).split()) - _FILLING)


def borne_by(store: Queryable, asked: Code) -> list[str]:
    """Return the IRIs of those with an identifier, sorted, or with one that it begins with.

    Words before it say of which schemes it may be.
    """
    found = set[str]()
    schemes = _schemes(store)
    for scheme in schemes:
        if not (re.search(scheme["pattern"], asked.text) and _named(scheme, asked.words)):
            continue
        found.update(_having(store, scheme["scheme"], asked.text))
        for whole in schemes:
            if scheme["begins"] == whole["scheme"] and is_sound(asked.text, scheme["check"]):
                beginnings = (asked.text[:n] for n in range(1, len(asked.text)))
                for text in beginnings:
                    if re.search(whole["pattern"], text):
                        found.update(_having(store, whole["scheme"], text))
    return sorted(found)


def with_zero(store: Queryable, asked: Code) -> list[tuple[str, str]]:
    """Return the IRIs of those with an identifier that has zeros before this one, with it."""
    found: list[tuple[str, str]] = []
    for scheme in _schemes(store):
        for zeros in ("0", "00"):
            text = zeros + asked.text
            if re.search(scheme["pattern"], text) and _named(scheme, asked.words):
                found += [(iri, text) for iri in _having(store, scheme["scheme"], text)]
    return sorted(set(found))


def _schemes(store: Queryable) -> list[dict[str, str]]:
    schemes: dict[str, dict[str, str]] = {}
    for row in select(store, _SCHEMES):
        own = schemes.setdefault(row["scheme"], row)
        own["label"] += " " + row["label"]
    return [*schemes.values()]


def _named(scheme: dict[str, str], words: frozenset[str]) -> bool:
    return words <= set(folded(scheme["label"]).split())


def _having(store: Queryable, scheme: str, notation: str) -> list[str]:
    asked = _BEARERS.format(notation=literal(notation), scheme=iri_text(scheme))
    return [row["entity"] for row in select(store, asked)]


def wrong(store: Queryable, name: str) -> str:
    """Return what is wrong with a name that has the form of a checked identifier, else "".

    Raises `DataError` for a check that there is not.
    """
    asked = code(name)
    if asked is None:
        return ""
    schemes = list(select(store, _CHECKED.format(text=literal(asked.text))))
    for scheme in schemes:
        if is_sound(asked.text, scheme["check"]):
            return f"This {scheme['label']} is not here."
    return f"It is no {schemes[0]['label']}: its check digit is wrong." if schemes else ""


def is_sound(identifier: str, check: str) -> bool:
    """Whether an identifier has right check digits, by a module of python-stdnum.

    Raises `DataError` where there is no such module.

    >>> is_sound("242500361", "fr.siren"), is_sound("242500362", "luhn")
    (True, False)
    """
    try:
        module = import_module(f"stdnum.{check}")
        return bool(module.is_valid(identifier))
    except (ImportError, AttributeError, TypeError):
        raise DataError(
            f"tig:checkDigits is “{check}”, which is no check of python-stdnum: name one of its "
            "modules, such as “luhn” or “isbn”."
        ) from None
