"""`tigraph document recheck`: what became of claims in a new version of a text or a register."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tigraph.cli.completion import complete_document
from tigraph.cli.desks import desk_of, desk_options, say_faults
from tigraph.cli.loading import store_folder, this_workspace
from tigraph.cli.options import force_option, format_option, output_option, words_option
from tigraph.cli.output import emit, is_file, say
from tigraph.cli.request import chosen_format
from tigraph.errors import UsageError
from tigraph.local import Words, amount, terminal_width
from tigraph.rdf.vocabulary import curie

if TYPE_CHECKING:
    from tigraph.coding import Desk
    from tigraph.layers import RowFated, RowsRechecked

_WORDS = Words(
    {
        "document": ("Document", "Document"),
        "claim": ("Claim", "Assertion"),
        "became": ("Became", "Devenue"),
        "places": ("Places", "Passages"),
        "still there": ("still there", "toujours là"),
        "moved": ("moved", "déplacée"),
        "altered": ("altered", "modifiée"),
        "gone": ("gone", "disparue"),
        "spacing": ("moved (spacing only)", "déplacée (espaces seulement)"),
        "unknown": ("[{} is not in the graph]", "[{} n’est pas dans le graphe]"),
        "review": ("{} to be reviewed: `tigraph document review {}`.",
                   "{} à revoir : `tigraph document review {}`."),
        "register": ("{layer}: of {old}, in {new}: {fates}; new {added}, rows refused {refused}.",
                     "{layer} : de {old}, dans {new} : {fates} ; nouvelles {added}, lignes "
                     "refusées {refused}."),
        "row": ("Row", "Ligne"),
        "either": ("Name documents or registers, not both.",
                   "Nommez des documents ou des registres, pas les deux."),
    }
)  # fmt: skip


@click.command("recheck", short_help="What became of each claim in the last version of its text.")
@click.argument("slugs", metavar="[SLUG]...", nargs=-1, shell_complete=complete_document)
@words_option(
    "--register",
    "registers",
    multiple=True,
    metavar="FILE",
    help="A new version of a register's file: what became of each claim of its rows.",
)
@words_option("--dated", metavar="EDTF", help="The date of the data in FILE.")
@format_option(("table", "json"))
@output_option()
@force_option
@desk_options
def document_recheck(
    slugs: tuple[str, ...], registers: tuple[str, ...], dated: str | None, format: str | None,
    output: str | None, force: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Tell of each claim whether it is still there, moved, altered or gone in the last version.

    Claims are found again by their places and the fingerprints of their words, and those that
    stand are written with their new places. Only what is altered or gone is to be reviewed, and
    what is said of an entity that the graph and its layers no longer have, as where a register
    has a new edition: then the exit code is 1.

    With --register, the claims are those that a layer has from its file: both are read alone and
    as of one day, so that only what rows say is compared. The table leaves out what is still there.

    \b
    Examples:
      tigraph document add --of article article-2.html
      tigraph document recheck article
      tigraph document recheck --register schools-2032-04-05.xlsx
    """
    wanted = chosen_format(
        format, output, {".json": "json", ".txt": "table"}, force=force, quiet=quiet
    )
    if registers:
        if slugs:
            raise UsageError(_WORDS("either", lang))
        return _registers(registers, dated or "", wanted, output, force, lang, quiet)
    chosen = slugs or tuple(one.slug for one in this_workspace().documents())
    rows: list[dict[str, Any]] = []
    changed: dict[str, int] = {}
    for slug in chosen:
        desk = desk_of(slug, lang)
        say_faults(desk, quiet)
        own = [*_rechecked(desk, lang)]
        rows += own
        if own:
            desk.write()
        if count := sum(row["review"] for row in own):
            changed[slug] = count
    if wanted == "json":
        from tigraph.cli.telling import as_json

        emit(as_json(rows), output, force)
    else:
        emit(_fates(rows, lang, output), output, force)
    for slug, count in changed.items():
        say(_WORDS("review", lang).format(count, slug), quiet)
    if changed:
        sys.exit(1)
    return None


def _rechecked(desk: Desk, lang: str) -> list[dict[str, Any]]:
    from tigraph.coding import told

    rows = []
    for fate in desk.fates():
        claim = fate.decisions[0].claim
        assert claim is not None
        unknown = desk.unknown(claim)
        rows.append(
            {
                "document": desk.slug, "on": fate.decisions[0].on,
                "claim": told(claim, desk.terms, lang), "fate": fate.fated.fate,
                "spacing": fate.fated.spacing, "unknown": unknown,
                "review": bool(unknown) or not fate.fated.stands,
                "was": [list(span) for span in claim.spans],
                "spans": [list(span) for span in fate.fated.spans],
                "version": fate.since, "in": desk.version,
            }
        )  # fmt: skip
    return rows


def _fates(rows: list[dict[str, Any]], lang: str, output: str | None) -> bytes:
    from tigraph.querying import aligned_table

    heads = [_WORDS(name, lang) for name in ("document", "became", "places", "claim")]
    told = [
        [
            row["document"], _WORDS("spacing" if row["spacing"] else row["fate"], lang),
            " ".join(f"{a}-{b}" for a, b in row["spans"]), " ".join([row["claim"], *(
                _WORDS("unknown", lang).format(curie(one)) for one in row["unknown"]
            )]),
        ]
        for row in rows
    ]  # fmt: skip
    if not told:
        return b""
    width = 1000 if is_file(output) else terminal_width()
    return aligned_table(heads, told, [False] * 4, width, lang).encode()


# -------------------------------------------------------------------- registers


def _registers(
    files: tuple[str, ...], dated: str, wanted: str, output: str | None, force: bool, lang: str,
    quiet: bool,
) -> None:  # fmt: skip
    from tigraph.layers import recheck

    found = [one for file in files for one in recheck(store_folder(), Path(file), dated, lang)]
    rows = [
        _row(each, one.layer, one.labels)
        for one in found
        for each in one.fates
        if wanted == "json" or each.fate != "still there"
    ]
    if wanted == "json":
        from tigraph.cli.telling import as_json

        emit(as_json(rows), output, force)
    else:
        emit(_rows_told(rows, lang, output), output, force)
    for one in found:
        say(_summary(one, lang), quiet)
    if any(each.fate in ("altered", "gone") for one in found for each in one.fates):
        sys.exit(1)


def _summary(one: RowsRechecked, lang: str) -> str:
    counts = Counter(each.fate for each in one.fates)
    told = ", ".join(
        f"{_WORDS(fate, lang)} {amount(counts[fate], lang)}"
        for fate in ("still there", "moved", "altered", "gone")
    )
    return _WORDS("register", lang).format(
        layer=one.layer, old=one.old, new=one.new, fates=told,
        added=amount(len(one.added), lang), refused=amount(one.refused, lang),
    )  # fmt: skip


def _row(one: RowFated, layer: str, labels: Mapping[str, str]) -> dict[str, Any]:
    def named(value: str) -> str:
        return labels.get(value) or curie(value)

    ends = " → ".join(
        named(value) for _, value in (*sorted(one.was.of), *sorted(one.was.ends - one.was.of))
    )
    return {
        "layer": layer, "claim": one.was.iri, "fate": one.fate, "rows": sorted(one.was.rows),
        "now": one.now and {"claim": one.now.iri, "rows": sorted(one.now.rows)},
        "told": f"{named(one.was.what)}: {ends}",
        "differs": [
            {"property": curie(name), "was": named(was), "now": named(now)}
            for name, was, now in one.differs
        ],
    }  # fmt: skip


def _rows_told(rows: list[dict[str, Any]], lang: str, output: str | None) -> bytes:
    from tigraph.querying import aligned_table

    heads = [_WORDS(name, lang) for name in ("row", "became", "claim")]
    told = [
        [" ".join(row["rows"]), _WORDS(row["fate"], lang), _told(row)] for row in rows
    ]  # fmt: skip
    if not told:
        return b""
    width = 1000 if is_file(output) else terminal_width()
    return aligned_table(heads, told, [False] * 3, width, lang).encode()


def _told(row: dict[str, Any]) -> str:
    changes = "; ".join(
        f"{one['property'].partition(':')[2]}: {one['was'] or '—'} → {one['now'] or '—'}"
        for one in row["differs"]
    )
    return f"{row['told']} [{changes}]" if changes else str(row["told"])
