"""What machines are told of a published site: VoID and DCAT, dumps with sums."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.stores import Ground

#: The forms in which all is there, by ending, and what media type they are of.
DUMPS = {
    "ttl": "text/turtle",
    "trig": "application/trig",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
}


def described(ground: Ground, base: str, dumps: Mapping[str, bytes]) -> bytes:
    """Return the description of a site's data in Turtle: DCAT's, and VoID's of where it lies.

    `base` is where the site is known, "" where that is not; `dumps` are by their paths.
    """
    told = ground.told()
    lines = [f"@prefix {one}: <{PREFIXES[one]}> ." for one in ("dcat", "dcterms", "void", "xsd")]
    lines += ["@prefix spdx: <http://spdx.org/rdf/terms#> .", ""]
    site = f"<{base or './'}>"
    nt = next(content for path, content in dumps.items() if path.endswith(".nt"))
    triples = len(nt.splitlines())
    where = [f"<{base}{path}>" for path in dumps]
    lines += [
        f"{site} a void:Dataset, dcat:Dataset ;",
        f'  dcterms:title "tigraph {told["version"]}" ;',
        f'  dcterms:issued "{told["made"]}"^^xsd:date ;',
        f"  void:triples {triples} ;",
        f'  void:uriSpace "{PREFIXES["person"].removesuffix("person/")}" ;',
        f"  void:dataDump {', '.join(where)} ;",
        f"  dcat:distribution {', '.join(where)} .",
        "",
    ]
    for path, content in dumps.items():
        media = DUMPS[path.rpartition(".")[2]]
        sum_ = hashlib.sha256(content).hexdigest()
        lines += [
            f"<{base}{path}> a dcat:Distribution ;",
            f"  dcat:downloadURL <{base}{path}> ;",
            f"  dcat:mediaType <https://www.iana.org/assignments/media-types/{media}> ;",
            f"  dcat:byteSize {len(content)} ;",
            "  spdx:checksum [ a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ;",
            f'    spdx:checksumValue "{sum_}"^^xsd:hexBinary ] .',
            "",
        ]
    return "\n".join(lines).encode()


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of files as `sha256sum --check` reads them."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in files.items()]
    return "".join(lines).encode()
