"""Identifiers as people write them: whose one is, and what is wrong with one that nobody bears.

What is asked of the schemes stands in the data: see `tig:checkDigits` and `tig:entityPrefix`.
"""

from __future__ import annotations

from importlib import import_module

from tigraph.errors import DataError
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


def bearers(store: Queryable, iri: str) -> list[str]:
    """Return the IRIs of those with the identifier that an IRI is made of, sorted."""
    found = set[str]()
    for row in list(select(store, _PREFIXES.format(iri=literal(iri)))):
        notation = literal(iri.removeprefix(row["prefix"]))
        asked = _BEARERS.format(notation=notation, scheme=iri_text(row["scheme"]))
        found.update(one["entity"] for one in select(store, asked))
    return sorted(found)


def wrong(store: Queryable, name: str) -> str:
    """Return what is wrong with a name that has the form of a checked identifier, else "".

    Raises `DataError` for a check that there is not.
    """
    text = name.strip()
    if not any(map(str.isdigit, text)):
        return ""
    schemes = list(select(store, _CHECKED.format(text=literal(text))))
    for scheme in schemes:
        if is_sound(text, scheme["check"]):
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
