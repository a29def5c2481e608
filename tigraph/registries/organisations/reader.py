"""The State's bodies and operators, and associations of local authorities, as a layer.

What they are and what they are attached to is read of the State's reference list of its
organisation, by edition; their SIREN of the list of administrations, too; what they were
before, of lists in which each row has its published source.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from tigraph.errors import DataError, NothingToReadError
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries import mappings
from tigraph.registries.french import DATA_GOUV, LICENCE
from tigraph.registries.known import Known
from tigraph.registries.organisations import administrations
from tigraph.registries.organisations.directory import day_of, is_directory
from tigraph.registries.organisations.editions import Directory
from tigraph.registries.organisations.lists import form_of, last_read
from tigraph.registries.organisations.sourced import Sourced
from tigraph.registries.periods import check_date
from tigraph.registries.sources import (
    Description,
    Provider,
    Reader,
    Reading,
    Recognised,
    Report,
    Source,
)

NAME = "organisations"
PUBLISHER = PREFIXES["organisation"] + "dila"
#: The part that the list of administrations is: the latest takes the place of the one before.
ADMINISTRATIONS = "administrations"
_TEXTS = ("", ".csv", ".txt")
#: Where the list of today is; the day is in the name of what is in the archive.
_CURRENT = (
    "https://echanges.dila.gouv.fr/OPENDATA/RefOrgaAdminEtat/FluxAnneeCourante/"
    "dila_refOrga_admin_Etat_fr_latest.zip"
)
_SIRENE = "https://www.data.gouv.fr/fr/datasets/r/c0f355f1-66bd-4f57-8a3c-2c6f3527b364"
_DESCRIPTION = Description(
    {
        "fr": "Organisations : services et opérateurs de l’État, associations de collectivités",
        "en": "Organisations: bodies and operators of the State, associations of authorities",
    },
    {
        "fr": "Les services de l’État et ce à quoi ils sont rattachés, à la date de chaque édition "
        "du référentiel ; des organisations, leurs noms, leurs numéros et leurs changements, "
        "chacun avec sa source publiée.",
        "en": "The services of the State and what they are attached to, at the date of each "
        "edition of the reference list; organisations, their names, numbers and changes, each "
        "with its published source.",
    },
    (PUBLISHER, administrations.DINUM),
    LICENCE,
    "https://www.data.gouv.fr/datasets/referentiel-de-lorganisation-administrative-de-letat",
    (_CURRENT, _SIRENE),
    shipped=("organisations.csv", "organisation-changes.csv"),
    keywords={
        "fr": ("administration", "organisation de l’État", "SIRENE"),
        "en": ("public administration", "central government", "SIRENE"),
    },
)


def recognise(
    files: Sequence[Path],
    dated: str = "",
    part: str = "",  # noqa: ARG001  # every reader is told; here the content tells
) -> list[Recognised]:
    """Return the editions of the reference list among the files, and the lists with sources.

    An edition, and the list of administrations, is of the day in its name, else of `dated`;
    a list with sources of the last day on which these were read. Raises `DataError` where
    nothing tells it, or there is no such file.
    """
    check_date(dated)
    found = []
    for path in files:
        if path.suffix.lower() == ".json" and is_directory(path):
            if not (day := day_of(path.name) or dated):
                raise DataError(
                    f"{path}: of when? Give --dated, or the day in its name, as DILA does: "
                    "dila_refOrga_admin_Etat_fr_20261007.json."
                )
            found.append(Recognised(path, day, day))
        elif path.suffix.lower() in _TEXTS and (form := form_of(path)):
            if not (day := last_read(path, form, str(path))):
                raise DataError(f"{path}: no row says when its source was read (YYYY-MM-DD).")
            found.append(Recognised(path, f"{form}/{path.stem}", day))
        elif path.suffix.lower() in _TEXTS and administrations.is_list(path):
            if not (day := day_of(path.name) or dated):
                raise DataError(f"{path}: of when? Give --dated, or the day in its name.")
            found.append(Recognised(path, ADMINISTRATIONS, day))
    if not found:
        raise NothingToReadError(
            "No organisations here: give DILA’s reference list (JSON with “service”), DINUM’s list "
            "of administrations (CSV with “siren”, “nom_complet”, “nature_juridique”), or a list "
            "whose rows have their sources (CSV with “id”, “name”, “source”)."
        )
    return sorted(found, key=lambda one: (one.part, str(one.path)))


def prepare(sources: Sequence[Source], known: Known) -> None:  # noqa: ARG001  # as `Prepare`
    """Let what was mapped by hand be known by its numbers."""
    mappings.apply(known)


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines: lists with sources, the reference list, that of administrations.

    In this order, since the first name of an organisation is preferred.
    """
    report = Report(NAME)
    lists = sorted((one for one in sources if "/" in one.part), key=lambda one: one.part)
    numbered = [one for one in sources if one.part == ADMINISTRATIONS]
    editions = [one for one in sources if one not in [*lists, *numbered]]
    told = chain(
        Sourced(known, report).lines(lists),
        Directory(known, report, PUBLISHER).lines(editions),
        administrations.lines(numbered, known, report),
    )
    return Reading(told, report)


READER = Reader(
    NAME,
    "bodies and operators of the State, associations, and what each was before",
    _DESCRIPTION,
    recognise,
    read,
    after=("cog", "industrie", "elus"),
    providers=(
        Provider(
            r"https?://(?:www\.)?data\.gouv\.fr/(?:[a-z]{2}/)?datasets/"
            r"referentiel-de-lorganisation-administrative-de-letat/?",
            (_CURRENT,),
        ),
        DATA_GOUV,
    ),
    prepare=prepare,
)
