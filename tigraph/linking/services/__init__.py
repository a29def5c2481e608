"""Registries on the web, asked what a name means there.

`named` gives the client of one: of those known by a name, or of any service that speaks the
Reconciliation API, by its address. What they answer is a `Match`, as every matcher gives it.
Names that are asked about go to whoever runs the service; nothing else does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from tigraph.errors import UnknownNameError, UsageError
from tigraph.http import Patience
from tigraph.http.addresses import is_address
from tigraph.linking.services.french.known import KINDS, KNOWN
from tigraph.linking.services.reconciliation import Reconciliation
from tigraph.linking.services.service import Service, Settings

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
#: Names of the services that need no address.
NAMES = tuple(KNOWN)


def named(
    name_or_url: str = "wikidata",
    lang: str = "fr",
    offline: bool = False,
    *,
    address: str = "",
    types: Mapping[str, str] | None = None,
    properties: Mapping[str, str] | None = None,
    fresh: float = 30,
    contact: str = "",
    patience: Patience | None = None,
) -> Service:
    """Return the client of a service: one of `NAMES`, or the address of a Reconciliation API.

    `{lang}` in an address stands for the language, in which grounds are told, too. `address`,
    or TIGRAPH_SERVICE_NAME in the environment (`-` as `_`), points a name at a mirror. Offline,
    only what is kept is told. `types` says as which type of a Reconciliation API a kind is
    asked for, `properties` as which property a key of context (`KEY`, or `KIND/KEY`) is.
    Answers are asked anew after `fresh` days; `contact`, or TIGRAPH_CONTACT, tells the service
    whom to reach. Raises `UnknownNameError` for an unknown name, `UsageError` for an address or
    a language that is none.
    """
    if not _LANGUAGE.fullmatch(lang):
        raise UsageError(f"“{lang}” is no language: give a code such as fr or en.")
    settings = Settings(lang, offline, fresh, contact, patience)
    own, more = types or {}, properties or {}
    if is_address(name_or_url):
        place = name_or_url.replace("{lang}", lang)
        return Reconciliation(place, settings, "", own, more, KINDS - own.keys())
    if name_or_url not in KNOWN:
        raise UnknownNameError(
            "service", name_or_url, NAMES, "The address of a Reconciliation API is taken, too."
        )
    known = KNOWN[name_or_url]
    variable = "TIGRAPH_SERVICE_" + name_or_url.upper().replace("-", "_")
    place = address or os.environ.get(variable, "") or known.address
    return known.make(place.replace("{lang}", lang), settings, own, more)
