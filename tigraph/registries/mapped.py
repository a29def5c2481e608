"""The layer `mappings`: what people accepted of sets of mappings, each with its ground.

A mapping is a link from one entity to another, or from a name that somebody wrote to the
entity that is meant, with its ground (see `links`). Nothing follows from it: the two do not
become one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tigraph.errors import DataError, NothingToReadError
from tigraph.rdf.vocabulary import ENTITY, PREFIXES
from tigraph.rdf.vocabulary import iri as as_iri
from tigraph.registries.decided import (
    DECIDING,
    NOTHING,
    Saying,
    Verdict,
    by_subject,
    sayings,
    verdict,
)
from tigraph.registries.facts import Facts, text
from tigraph.registries.known import Known
from tigraph.registries.links import link
from tigraph.registries.sources import Description, Reader, Reading, Recognised, Report, Source
from tigraph.registries.sssom import read_mappings
from tigraph.registries.tables import beginning

NAME = "mappings"
_P = PREFIXES
_DESCRIPTION = Description(
    {
        "fr": "Correspondances décidées : qui est qui, et sur quel fondement",
        "en": "Mappings that were decided: what is what, and on what ground",
    },
    {
        "fr": "Les liens que des personnes ont acceptés, selon leurs fichiers SSSOM.",
        "en": "The links that people accepted, as their SSSOM files have them.",
    },
    (),
    "",
    "",
    keywords={
        "fr": ("correspondances", "SSSOM", "alignement d’entités"),
        "en": ("mappings", "SSSOM", "entity linking"),
    },
)


def recognise(files: Sequence[Path], dated: str = "", part: str = "") -> list[Recognised]:
    """Return the sets of mappings among files, each a part by the identifier of its set.

    Raises `DataError` for a set that has none, and what `read_mappings` does.
    """
    found = []
    for path in files:
        lines = beginning(path).splitlines()
        head = next((line for line in lines if not line.startswith("#")), "").split("\t")
        if "mapping_justification" not in head or "predicate_id" not in head:
            continue
        told = read_mappings(path).metadata
        name = part or str(told.get("mapping_set_id") or "")
        if not name:
            raise DataError(
                f"{path}: the set has no mapping_set_id, by which it takes the place of its "
                "former state: give it one in its first lines, #mapping_set_id: https://…"
            )
        found.append(Recognised(path, name, dated or _latest(path)))
    if not found:
        raise NothingToReadError(
            f"No SSSOM in {', '.join(path.name for path in files[:5])}: "
            "a table with tabs whose columns are predicate_id, object_id, "
            "mapping_justification and others. `tigraph link review` writes one."
        )
    return sorted(found, key=lambda one: (one.part, str(one.path)))


def _latest(path: Path) -> str:
    """Return the last day on which a mapping of a file was made."""
    return max((row.get("mapping_date", "") for row in read_mappings(path).rows), default="")


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines: the accepted mappings of each set, with their grounds.

    What several sets say of one subject is weighed together: what is a dispute between two
    is none of them.
    """
    report = Report(NAME)
    return Reading(_lines(sources, known, report), report)


def _lines(sources: Sequence[Source], known: Known, report: Report) -> Iterator[str]:
    facts = Facts(known)
    for source in sorted(sources, key=lambda one: one.part):
        _file(facts, source)
    told = [
        (source, found, one)
        for source in sorted(sources, key=lambda one: one.part)
        for found in [read_mappings(source.path)]
        for one in sayings(found)
    ]
    verdicts = {
        subject: verdict(said) for subject, said in by_subject(one for *_, one in told).items()
    }
    strangers = set()
    for source, found, one in told:
        report.row(source.name)
        line = one.line
        if reason := _left_out(one):
            report.left_out[source.name, reason] += 1
        elif why := _refused(verdicts[one.subject]):
            report.refuse(source.name, line, why)
        else:
            link(facts, found, one, source.part, facts.known.files[source.sha256])
            strangers |= {
                iri
                for iri in (one.subject.iri, one.object)
                if iri.startswith(ENTITY) and iri not in known.described
            }
    if strangers:
        report.notes.append(
            f"Of {len(strangers)} entities of mappings no layer below says anything: "
            f"{', '.join(sorted(strangers)[:5])}{' …' if len(strangers) > 5 else ''}."
        )
    yield from facts.take()


def _file(facts: Facts, source: Source) -> None:
    """Describe the file of a set: its licence is what the set says."""
    if source.sha256 in facts.known.files:
        return
    told = read_mappings(source.path).metadata
    iri = facts.known.files[source.sha256] = f"{_P['file']}{source.sha256[:16]}"
    title = str(told.get("mapping_set_title") or source.name)
    facts.entity(iri, _P["tig"] + "RegistryFile", title)
    facts.add(iri, _P["dcterms"] + "title", text(title, facts.language))
    facts.add(iri, _P["tig"] + "sha256", text(source.sha256))
    facts.add(iri, _P["tig"] + "fileName", text(source.name))
    licence = str(told.get("license") or "")
    if licence.startswith("http"):
        facts.add(iri, _P["dcterms"] + "license", f"<{as_iri(licence)}>")


def _left_out(one: Saying) -> str:
    """Return why a row makes nothing by design, "" where it is an accepted mapping."""
    if not one.by_person:
        return "a proposal that nobody has confirmed in this row"
    if one.refused:
        return "says that two are not the same"
    if one.object == NOTHING:
        return "says that there is nothing to map to"
    if not one.object:
        return "maps to a text"
    if one.predicate not in DECIDING:
        return "weaker than sameAs: a lead"
    return ""


def _refused(decided: Verdict) -> str:
    if not decided.disputed:
        return ""
    people = {name for one in decided.sayings for name in one.by}
    return f"disputed: {', '.join(sorted(people)) or 'rows without author'} do not agree"


READER = Reader(
    NAME,
    "links that people decided, from SSSOM files",
    _DESCRIPTION,
    recognise,
    read,
)
