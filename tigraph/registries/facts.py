"""Facts as lines of N-Triples, each said once: what an earlier layer says is not said again.

Lines are written with f-strings: a national layer has a million of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tigraph.rdf.vocabulary import EDTF, PREFIXES, RDF_TYPE, XSD, local_name
from tigraph.registries.known import Known
from tigraph.registries.periods import BOUNDS
from tigraph.registries.sources import Source
from tigraph.validity import LAST_DAY, days

#: As many lines, or groups of lines, make a piece.
ENOUGH = 10_000

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
#: What a literal may not hold as it is; half of a surrogate pair is no character.
_ESCAPED = re.compile('[\\\\"\n\r\ud800-\udfff]')
_P = PREFIXES
_TYPE = f"<{RDF_TYPE}>"
_LABEL, _ALT = f"<{_P['skos']}prefLabel>", f"<{_P['skos']}altLabel>"
_TIG = _P["tig"]


def text(value: str, language: str = "") -> str:
    """Return a text as a term of N-Triples.

    >>> print(text('dit "la Dombes"', "fr"))
    "dit \\"la Dombes\\""@fr
    """
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], "\ufffd"), value)
    return f'"{value}"@{language}' if language else f'"{value}"'


def typed(value: object, datatype: str) -> str:
    """Return a typed literal as a term of N-Triples; a name without colon is one of XSD's."""
    return f"{text(str(value))}^^<{datatype if ':' in datatype else XSD + datatype}>"


def whole(value: int) -> str:
    """Return a whole number as a term of N-Triples."""
    return typed(value, "integer")


def decimal(value: float) -> str:
    """Return a number as the text of a decimal in its canonical form, at most five places.

    >>> decimal(46.10000), decimal(2.0), decimal(-0.000001), decimal(5 / 6)
    ('46.1', '2', '0', '0.83333')
    """
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def day(value: str) -> str:
    """Return an ISO date as a term of N-Triples."""
    return typed(value, "date")


_PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def as_date(edtf: str) -> str:
    """Return a date as a term of N-Triples, as DCAT wants it: as precise as it is known.

    What is no one day, month or year stays EDTF.

    >>> as_date("2024-11"), as_date("2024/2025")[:11]
    ('"2024-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', '"2024/2025"')
    """
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return typed(edtf, kinds[len(edtf)] if _PLAIN.fullmatch(edtf) else EDTF)


class Frame(NamedTuple):
    """A map that a part of the world is drawn on: its slug, its name in two languages.

    `projection` is as PROJ writes it, `epsg` its code; `box` are west, south, east, north.
    """

    slug: str
    name: str
    english: str
    epsg: int
    projection: str
    box: tuple[float, float, float, float]


class Facts:
    """Gathers the lines of one layer.

    Terms: an argument named `iri`, `subject`, `predicate` or `kind` is an IRI without
    brackets; an `object` is a term of N-Triples.
    """

    def __init__(self, known: Known, licence: str = "", language: str = "fr") -> None:
        """`licence` is the address of that of the files, `language` that of the names in them."""
        self.known = known
        self.licence = licence
        self.language = language
        self.out: list[str] = []

    def take(self, least: int = 1) -> list[str]:
        """Return the lines gathered since the last time, as one piece, if there are so many."""
        if len(self.out) < least:
            return []
        lines, self.out = self.out, []
        return ["".join(lines)]

    def add(self, subject: str, predicate: str, object: str) -> None:
        """Say one thing, unless the curated graph says it."""
        line = f"<{subject}> <{predicate}> {object} .\n"
        if line not in self.known.lines:
            self.out.append(line)

    def entity(
        self, iri: str, kind: str, label: str, english: str = "", names: Iterable[str] = ()
    ) -> bool:
        """Describe an entity with its kind and names; whether it was not described before.

        The label of one that is described already becomes another name of it.
        """
        known = self.known
        if new := iri not in known.described:
            known.described.add(iri)
            known.labels[iri].add(label)
            self.out.append(f"<{iri}> {_TYPE} <{kind}> .\n")
            self.out.append(f"<{iri}> {_LABEL} {text(label, self.language)} .\n")
            if english:
                self.out.append(f"<{iri}> {_LABEL} {text(english, 'en')} .\n")
        else:
            self.name(iri, label)
        for name in names:
            self.name(iri, name)
        return new

    def name(self, iri: str, name: str) -> None:
        """Give an entity another name, unless it bears it."""
        borne = self.known.labels[iri]
        if name not in borne:
            borne.add(name)
            self.out.append(f"<{iri}> {_ALT} {text(name, self.language)} .\n")

    def identifier(self, iri: str, scheme: str, value: str, citation: str) -> None:
        """Give an entity an identifier of a scheme (its slug), unless it bears it."""
        known = self.known
        node = f"{_P['identifier']}{scheme}-{value}"
        if known.identifiers.get((scheme, value)) == iri and node in known.described:
            return
        known.identifiers[scheme, value] = iri
        self.out.append(f"<{iri}> <{_P['adms']}identifier> <{node}> .\n")
        if node in known.described:
            return
        known.described.add(node)
        self.out.append(
            f"<{node}> {_TYPE} <{_P['adms']}Identifier> .\n"
            f'<{node}> <{_P["skos"]}notation> "{value}" .\n'
            f"<{node}> <{_TIG}idScheme> <{_P['id-scheme']}{scheme}> .\n"
            f"<{node}> <{_TIG}citation> <{citation}> .\n"
        )
        if node in known.grounds:
            self.add(node, _P["dcterms"] + "description", text(known.grounds[node], "en"))

    def decimal(self, iri: str, predicate: str, value: float) -> None:
        """Say a decimal number of something, at most five places."""
        self.add(iri, predicate, typed(decimal(value), "decimal"))

    def point(self, area: str, latitude: float, longitude: float) -> None:
        """Say where the centre of an area is."""
        self.decimal(area, _P["wgs84"] + "lat", latitude)
        self.decimal(area, _P["wgs84"] + "long", longitude)

    def contour(self, area: str, wkt: str, citation: str) -> None:
        """Give an area its contour (WKT, longitude first), unless it has one; cite who drew it."""
        geometry = f"{_P['geometry']}{area[len(_P['area']) :]}"
        if geometry in self.known.described:
            return
        self.known.described.add(geometry)
        self.out.append(
            f"<{area}> <{_P['geo']}hasGeometry> <{geometry}> .\n"
            f"<{geometry}> {_TYPE} <{_P['geo']}Geometry> .\n"
            f"<{geometry}> <{_P['geo']}asWKT> {typed(wkt, _P['geo'] + 'wktLiteral')} .\n"
            f"<{geometry}> <{_TIG}citation> <{citation}> .\n"
        )

    def frame(self, frame: Frame) -> None:
        """Describe a map that a part of the country is drawn on, unless it is."""
        iri = f"{_P['frame']}{frame.slug}"
        if not self.entity(iri, _TIG + "MapFrame", frame.name, frame.english or frame.name):
            return
        west, south, east, north = map(decimal, frame.box)
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        box = f"POLYGON (({', '.join(map(' '.join, corners))}))"
        self.add(iri, _TIG + "projection", text(frame.projection))
        if frame.epsg:
            crs = f"http://www.opengis.net/def/crs/EPSG/0/{frame.epsg}"
            self.add(iri, _P["dcterms"] + "conformsTo", f"<{crs}>")
        self.add(iri, _P["dcat"] + "bbox", typed(box, _P["geo"] + "wktLiteral"))

    def authority(self, iri: str) -> None:
        """Say of an institution that it is a local authority and acts locally."""
        self.add(iri, _TIG + "governanceLevel", f"<{_P['level']}local>")
        self.add(iri, _TIG + "order", f"<{_P['order']}local-authority>")

    def file(self, source: Source, title: str, publisher: str) -> str:
        """Describe a file by its title and its publisher's IRI; return its IRI."""
        known = self.known
        iri = known.files.get(source.sha256)
        if iri is not None:
            return iri
        iri = known.files[source.sha256] = f"{_P['file']}{source.sha256[:16]}"
        self.entity(iri, _TIG + "RegistryFile", title)
        self.add(iri, _P["dcterms"] + "title", text(title, self.language))
        self.add(iri, _P["dcterms"] + "publisher", f"<{publisher}>")
        if self.licence:
            self.add(iri, _P["dcterms"] + "license", f"<{self.licence}>")
        self.add(iri, _TIG + "sha256", text(source.sha256))
        self.add(iri, _TIG + "fileName", text(source.name))
        if source.dated:
            first, last = days(source.dated)
            self.add(iri, _P["dcterms"] + "issued", as_date(source.dated))
            self.add(iri, _TIG + "issuedFrom", day(first))
            if last != LAST_DAY:
                self.add(iri, _TIG + "issuedTo", day(last))
        if source.address:
            self.add(iri, _TIG + "address", typed(source.address, "anyURI"))
        return iri

    def citation(self, file: str, key: str, speaker: str, attests: str) -> str:
        """Cite the row of a file (its IRI), once however often it is asked; return its IRI."""
        iri = f"{_P['citation']}{file[len(_P['file']) :]}-{key}"
        if iri in self.known.described:
            return iri
        self.known.described.add(iri)
        line = (
            f"<{iri}> {_TYPE} <{_TIG}SourceCitation> .\n"
            f"<{iri}> {_TYPE} <{_P['oa']}SpecificResource> .\n"
            f"<{iri}> <{_P['oa']}hasSource> <{file}> .\n"
            f"<{iri}> <{_P['prov']}wasAttributedTo> <{speaker}> .\n"
            f"<{iri}> <{_TIG}modality> <{_P['modality']}stated> .\n"
            f'<{iri}> <{_TIG}recordKey> "{key}" .\n'
        )
        if attests:
            first, last = days(attests)
            line += (
                f'<{iri}> <{_TIG}attests> "{attests}"^^<{EDTF}> .\n'
                f'<{iri}> <{_TIG}attestsFrom> "{first}"^^<{XSD}date> .\n'
            )
            if last != LAST_DAY:
                line += f'<{iri}> <{_TIG}attestsTo> "{last}"^^<{XSD}date> .\n'
        self.out.append(line)
        return iri

    def relation(
        self,
        subject: str,
        relation: str,
        object: str,
        since: str,
        citations: Iterable[str],
        bounds: Mapping[str, str],
        basis: str,
        post: str = "",
    ) -> str:
        """Claim a relation between two IRIs, first seen at `since`; return the claim's IRI.

        `relation` and `basis` are slugs of concepts; `bounds` maps names of `BOUNDS` to ISO dates.
        """
        iri = (
            f"{_P['claim']}{local_name(subject)}--{relation}--{local_name(post or object)}--{since}"
        )
        member = relation in ("member", "holds-post")
        start, end = (
            (_P["org"] + "member", _P["org"] + "organization")
            if member
            else (_TIG + "subject", _TIG + "object")
        )
        lines = [
            f"<{iri}> {_TYPE} <{_TIG}RelationClaim> .\n",
            f"<{iri}> {_TYPE} <{_P['org']}Membership> .\n" if member else "",
            f"<{iri}> <{_TIG}relation> <{_P['relation']}{relation}> .\n"
            f"<{iri}> <{_TIG}basis> <{_P['basis']}{basis}> .\n"
            f"<{iri}> <{start}> <{subject}> .\n"
            f"<{iri}> <{end}> <{object}> .\n",
            f"<{iri}> <{_P['opengov']}post> <{post}> .\n" if post else "",
        ]
        lines += [f"<{iri}> <{_TIG}citation> <{one}> .\n" for one in dict.fromkeys(citations)]
        lines += [
            f'<{iri}> <{_TIG}{name}> "{bounds[name]}"^^<{XSD}date> .\n'
            for name in BOUNDS
            if name in bounds
        ]
        self.out.append("".join(lines))
        return iri

    def figure(
        self,
        about: str,
        measure: str,
        value: int,
        valid: str,
        citation: str,
        unit: str = "inhabitant",
    ) -> str:
        """Claim an exact number of a unit (its slug) for an EDTF date; return the claim's IRI."""
        iri = f"{_P['claim']}{local_name(about)}--{measure}--{valid}"
        first, last = days(valid)
        self.out.append(
            f"<{iri}> {_TYPE} <{_TIG}FigureClaim> .\n"
            f"<{iri}> <{_TIG}about> <{about}> .\n"
            f"<{iri}> <{_TIG}measure> <{_P['measure']}{measure}> .\n"
            f'<{iri}> <{_TIG}value> "{value}"^^<{XSD}integer> .\n'
            f"<{iri}> <{_TIG}unit> <{_P['unit']}{unit}> .\n"
            f"<{iri}> <{_TIG}qualifier> <{_P['qualifier']}exact> .\n"
            f'<{iri}> <{_TIG}validTime> "{valid}"^^<{EDTF}> .\n'
            f'<{iri}> <{_TIG}earliestBegin> "{first}"^^<{XSD}date> .\n'
            f'<{iri}> <{_TIG}latestBegin> "{first}"^^<{XSD}date> .\n'
            f'<{iri}> <{_TIG}earliestEnd> "{last}"^^<{XSD}date> .\n'
            f'<{iri}> <{_TIG}latestEnd> "{last}"^^<{XSD}date> .\n'
            f"<{iri}> <{_TIG}citation> <{citation}> .\n"
        )
        return iri
