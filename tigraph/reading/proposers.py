"""The proposers, by name: those of tigraph, and of any package; and a text put before them.

A package brings one by an entry point of the group `tigraph.proposers` that names a `Proposer`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from tigraph.errors import DataError, UsageError
from tigraph.reading.linked import linked
from tigraph.reading.merging import merged
from tigraph.reading.model import Proposal
from tigraph.reading.proposing import Proposer, Reading

GROUP = "tigraph.proposers"
#: Those that come with tigraph: a checkout has no entry points.
_SHIPPED = {
    "names": "names:NamesProposer",
    "rules": "ruled:RulesProposer",
    "spacy": "spacy_names:SpacyProposer",
    "figures": "quantities:FiguresProposer",
    "coreference": "coreference:CoreferenceProposer",
    "claims": "claiming.claims:ClaimsProposer",
}
#: Those that are asked where a user chooses none.
USUAL = ("names", "rules", "figures", "coreference", "claims")


@cache
def installed_proposers() -> Mapping[str, Proposer]:
    """Return all proposers by name, in the order in which they are asked.

    Raises `DataError` for one of a package that cannot be loaded, or whose name is taken.
    """
    found: list[Proposer] = []
    for home in _SHIPPED.values():
        module, _, name = home.partition(":")
        found.append(getattr(import_module(f"tigraph.reading.{module}"), name)())
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    found += [_loaded(one) for one in points if not one.value.startswith("tigraph.reading.")]
    by_name: dict[str, Proposer] = {}
    for one in sorted(found, key=lambda one: one.order):
        if one.name in by_name:
            raise DataError(
                f"Two proposers are called “{one.name}”: uninstall the package of one of them."
            )
        by_name[one.name] = one
    return MappingProxyType(by_name)


def _loaded(point: EntryPoint) -> Proposer:
    package = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
    try:
        given = point.load()
        proposer = given() if isinstance(given, type) else given
    except Exception as error:  # whatever a package does when it is imported
        raise DataError(
            f"The proposer “{point.name}” of {package} cannot be loaded ({error}): install that "
            "package anew, or uninstall it."
        ) from None
    if not isinstance(proposer, Proposer) or proposer.name != point.name:
        raise DataError(
            f"The entry point “{point.name}” of {package} names no proposer of that name: "
            "uninstall that package, or take another version of it."
        )
    return proposer


def propose(
    reading: Reading, chosen: Sequence[str] = (), beside: Sequence[Proposer] = ()
) -> list[Proposal]:
    """Return what proposers find in a text: those `chosen` by name, else the usual ones.

    `beside` are others that a name alone does not make, such as a model at an address.

    Raises `UsageError` for a name that no proposer has, `DataError` where one cannot work.
    """
    known = installed_proposers()
    if unknown := [name for name in chosen if name not in known]:
        raise UsageError(f"No proposer is called “{unknown[0]}”: there are {', '.join(known)}.")
    found: list[Proposal] = []
    asked = [one for name, one in known.items() if name in (chosen or USUAL)]
    for proposer in sorted([*asked, *beside], key=lambda one: one.order):
        found = linked(reading, merged([*found, *proposer.propose(reading, tuple(found))]))
    return found
