"""What a dataset holds, counted: its VoID description."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from tigraph.layers.carrying import Heard
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE, XSD, curie

_VOID = PREFIXES["void"]
#: The vocabularies that are named where their terms are used.
_NAMESPACES = ("tig", "adms", "dcat", "dcterms", "foaf", "geo", "oa", "opengov", "org", "prov",
               "skos", "void")  # fmt: skip


def voided(dataset: str, heard: Heard) -> list[bytes]:
    """Return, as N-Triples, what VoID says of a dataset: how much was heard of it, and of what.

    That is its triples, what it describes, and both for each class and each property.
    """
    facts = list(_facts(dataset, heard))
    return [f"<{subject}> <{term}> {value} .\n".encode() for subject, term, value in facts]


def _facts(dataset: str, heard: Heard) -> Iterator[tuple[str, str, str]]:
    yield dataset, RDF_TYPE, f"<{_VOID}Dataset>"
    yield dataset, _VOID + "triples", _count(heard.triples)
    yield dataset, _VOID + "entities", _count(len(heard.described))
    yield dataset, _VOID + "classes", _count(len(heard.classes))
    yield dataset, _VOID + "properties", _count(len(heard.properties))
    for prefix in _NAMESPACES:
        namespace = PREFIXES[prefix]
        if any(one.startswith(f"<{namespace}".encode()) for one in heard.properties):
            yield dataset, _VOID + "vocabulary", f"<{namespace}>"
    yield from _parts(dataset, "class", "entities", heard.classes)
    yield from _parts(dataset, "property", "triples", heard.properties)


def _parts(
    dataset: str, of: str, counted: str, counts: Counter[bytes]
) -> Iterator[tuple[str, str, str]]:
    """Yield the part of a dataset that each class, or each property, has."""
    for term, count in sorted(counts.items()):
        name = quote(curie(term.decode()[1:-1]).replace(":", "."), safe="")
        part = f"{dataset}#{of}.{name}"
        yield dataset, f"{_VOID}{of}Partition", f"<{part}>"
        yield part, RDF_TYPE, f"<{_VOID}Dataset>"
        yield part, _VOID + of, term.decode()
        yield part, _VOID + counted, _count(count)


def _count(number: int) -> str:
    return f'"{number}"^^<{XSD}integer>'
