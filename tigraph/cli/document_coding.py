"""`tigraph document claims` and `agree`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tigraph.cli.desks import desk_of, desk_options, say_faults, slug_argument
from tigraph.cli.options import force_option, format_option, output_option, words_option
from tigraph.cli.output import emit, is_file, say
from tigraph.cli.request import chosen_format
from tigraph.errors import UsageError
from tigraph.local import Words, localised, terminal_width

if TYPE_CHECKING:
    from tigraph.coding import Agreement

_WORDS = Words(
    {
        "written": ("{} claim‹s›, {} sentence‹s› left out: {}",
                    "{} assertion‹s›, {} phrase‹s› écartée‹s› : {}"),
        "differ": ("{} difference‹s› of coders wait‹s|› to be settled: ‹it is|they are› "
                   "not among the claims.",
                   "{} différence‹s› entre codages reste‹nt› à trancher : elle‹s› ‹n’est|ne "
                   "sont› pas parmi les "
                   "assertions."),
        "nothing": ("Nothing has been decided of {}.", "Rien n’a été décidé de {}."),
        "level": ("Level", "Niveau"),
        "units": ("Units", "Unités"),
        "alike": ("Alike", "Identiques"),
        "alpha": ("Alpha", "Alpha"),
        "span": ("span", "passage"),
        "ends": ("ends", "bouts"),
        "relation": ("relation", "relation"),
        "date": ("date", "date"),
        "modality": ("modality", "modalité"),
        "undefined": ("—", "—"),
        "found": ("Claims: {} found by both, {} by {} alone, {} by {} alone.",
                  "Assertions : {} trouvée‹s› par les deux, {} par {} seul, {} par {} seul."),
    }
)  # fmt: skip


@click.command("claims", short_help="Write the claims that follow from what was decided.")
@slug_argument
@desk_options
def document_claims(slug: str, lang: str, quiet: bool) -> None:
    """Write claims/SLUG.ttl of the workspace: the cited claims that follow from the decisions.

    What two coders decided otherwise is not among them until it is settled. The same decisions
    always give the same file.

    \b
    Examples:
      tigraph document claims article
      tigraph check
    """
    desk = desk_of(slug, lang)
    say_faults(desk, quiet)
    path = desk.write()
    told = _WORDS("written", lang).format(len(desk.cited()), len(desk.omitted()), path)
    say(told, quiet)
    if open_ := len(desk.standing().differences()):
        say(_WORDS("differ", lang).format(open_), quiet)


@click.command("agree", short_help="How far two coders agree, by level.")
@slug_argument
@words_option("--coder", "coders", multiple=True, metavar="NAME",
              help="A coder; give two.  [default: the two that there are]")  # fmt: skip
@format_option(("table", "json"))
@output_option()
@force_option
@desk_options
def document_agree(
    slug: str, coders: tuple[str, ...], format: str | None, output: str | None, force: bool,
    lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Tell how far two coders of a document agree: by span, ends, relation, date and modality.

    Each level has Krippendorff's alpha for names (it needs the extra tigraph[agreement]). Of
    spans, the units are the words of the text, each cited or not; of the others, the claims that
    both found. Alpha is not told where nothing varies.

    \b
    Examples:
      tigraph document agree article --coder ada --coder bob
    """
    from tigraph.coding import agreement

    wanted = chosen_format(
        format, output, {".json": "json", ".txt": "table"}, force=force, quiet=quiet
    )
    desk = desk_of(slug, lang)
    say_faults(desk, quiet)
    standing = desk.standing()
    chosen = coders or tuple(sorted(coder for coder, words in standing.of.items() if words))
    if len(chosen) != 2 or chosen[0] == chosen[1]:
        known = ", ".join(sorted(coder for coder, words in standing.of.items() if words)) or "—"
        raise UsageError(f"Give two coders with --coder; {slug} was coded by: {known}.")
    for coder in chosen:
        if not standing.of.get(coder):
            raise UsageError(f"{coder} has decided nothing of {slug}.")
    first, second = chosen
    words = [[*standing.of[coder].values()] for coder in chosen]
    found = agreement(desk.text, (first, second), *words)
    content = _as_json(found) if wanted == "json" else _as_table(found, lang, output)
    emit(content, output, force)


def _as_json(found: Agreement) -> bytes:
    from tigraph.cli.telling import as_json

    levels = [
        {"level": one.name, "units": one.units, "alike": one.alike, "alpha": one.alpha}
        for one in found.levels
    ]
    told = {"coders": list(found.coders), "both": found.both, "only": list(found.only)}
    return as_json({**told, "levels": levels})


def _as_table(found: Agreement, lang: str, output: str | None) -> bytes:
    from tigraph.querying import aligned_table

    heads = [_WORDS(name, lang) for name in ("level", "units", "alike", "alpha")]
    rows = [
        [
            _WORDS(one.name, lang), str(one.units), str(one.alike),
            _WORDS("undefined", lang) if one.alpha is None
            else localised(f"{one.alpha:.3f}", lang),
        ]
        for one in found.levels
    ]  # fmt: skip
    width = 1000 if is_file(output) else terminal_width()
    table = aligned_table(heads, rows, [False, True, True, True], width, lang)
    (a, b), (only, other) = found.coders, found.only
    return f"{table}{_WORDS('found', lang).format(found.both, only, a, other, b)}\n".encode()
