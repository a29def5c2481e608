"""The readers of registries, by the name of their layer.

::

    files -> Reader.recognise -> Source -> Reader.read -> lines of N-Triples, Report
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tigraph.registries.cog.reader import Cog
from tigraph.registries.elus import Elus
from tigraph.registries.industrie.mappings import apply
from tigraph.registries.industrie.reader import Industrie, wanted
from tigraph.registries.known import Known
from tigraph.registries.sources import Reader, Reading, Report, Source

__all__ = ["READERS", "Known", "Reader", "Reading", "Report", "Source", "prepare"]

#: The readers by the name of their layer, in the order in which layers are built.
READERS: dict[str, Reader] = {"cog": Cog(), "industrie": Industrie(), "elus": Elus()}


def prepare(known: Known, layers: Mapping[str, Sequence[Source]]) -> None:
    """Tell `known` what the layers, all about to be read, want of each other.

    To be called once, before the first layer is read. The members of territories are
    wanted, so that the population of communes among them is read too; the hand-made
    mappings tie territories of the curated graph to those of the registry.
    """
    apply(known)
    known.wanted_populations |= wanted(layers.get("industrie", ()))
