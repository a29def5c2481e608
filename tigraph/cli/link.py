"""`tigraph link`: match a table, propose for the graph's own entities, review, apply."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tigraph.cli.groups import NamedGroup
from tigraph.cli.link_files import (
    chosen_columns,
    chosen_service,
    decisions_beside,
    given,
    is_set,
    service_options,
    table_options,
)
from tigraph.cli.loading import interruptible, load_graph, store_folder
from tigraph.cli.options import (
    F,
    force_option,
    format_option,
    guarding,
    lasting,
    output_option,
    quiet_option,
    safe_option,
    safely,
    store_option,
    words_argument,
    words_option,
)
from tigraph.cli.output import emit, is_file, say, say_progress
from tigraph.cli.request import chosen_format, told_format
from tigraph.errors import UsageError
from tigraph.local import Words, amount, check_writable, passing_folder, written

if TYPE_CHECKING:
    from tigraph.linking import Asked, Decisions, Match

_WORDS = Words(
    {
        "counts": ("{} matched, {} to review, {} none.",
                   "{} reconnu‹s›, {} à revoir, {} sans correspondance."),
        "rows": ("{} row‹s› …", "{} ligne‹s› …"),
        "proposals": ("{} of {} entit‹y|ies› without identifier ‹0:has|have› candidates.",
                      "{} entité‹s› sans identifiant sur {} ‹0:a|ont› des candidats."),
        "nothing-left": ("Nothing is left to decide in {}.", "Il ne reste rien à décider dans {}."),
        "who": ("Who decides (a name or an ORCID)", "Qui décide (un nom ou un ORCID)"),
        "answers": ("{0} answer‹s› ‹is|are› in {1}; {2} left.",
                    "Réponses enregistrées dans {1} : {0} ; il en reste {2}."),
    }
)  # fmt: skip
_PROPOSALS = {".json": "json", ".txt": "table", ".sssom.tsv": "sssom", ".tsv": "sssom"}


@click.group(cls=NamedGroup)
def link() -> None:
    """Link a table, or this graph, to the registers, and keep who decided what.

    A name is settled, or for a person to review, or nothing is like it. Decisions live in
    one SSSOM file, which `review` writes, `match` follows, and `apply` makes a layer of.

    \b
    Begin with:
      tigraph link match names.csv -o matched.csv
      tigraph link review names.csv
      tigraph link match names.csv -o matched.csv --decisions names.sssom.tsv --force
    """


_limit_option = click.option(
    "-n", "--limit", type=click.IntRange(1, 100), default=5, show_default=True,
    help="At most so many candidates of each.",
)  # fmt: skip


def _decisions_option(text: str) -> Callable[[F], F]:
    return words_option("--decisions", type=click.Path(), metavar="FILE", help=text)


@link.command(short_help="What the names in a table mean.")
@words_argument("file", "FILE")
@table_options
@_decisions_option("Follow what people decided: a file of SSSOM.")
@service_options
@_limit_option
@output_option(
    "Write the table there, format by its extension; - is standard output.", required=True
)
@format_option(("csv", "tsv", "jsonl", "xlsx"), default="")
@force_option
@safe_option
@lasting
def match(
    file: str, names: tuple[str, ...], kind: str | None, type_column: str | None,
    context: tuple[str, ...], decisions: str | None, service: str | None,
    properties: tuple[str, ...], offline: bool, limit: int, output: str,
    format: str | None, force: bool, data: tuple[str, ...], only_data: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Write a table back with what each name in it means beside it.

    FILE is CSV, TSV, JSON Lines or .xlsx; - is standard input. All columns and their order
    stay, and so does the text in them. Beside them stand match_outcome (matched, review,
    none), match_iri, match_id, match_label, match_score, match_why and match_others. In a row
    to review, they show the best candidate: it is settled only where the outcome says so.
    Columns that are not told are guessed by their headers, and said. --force replaces
    the output file, and columns match_… that the table has already.

    With --service a registry on the web is asked in place of this graph. What it answers is
    kept, so that a list that broke off goes on when it is asked again, --offline too. A row is
    settled only where the service calls one thing a match, and that bears the very name.

    \b
    Examples:
      tigraph link match names.csv -o matched.csv
      tigraph link match people.xlsx -o matched.xlsx --type person --context function=Mandat
      tigraph link match names.csv -o matched.csv --decisions names.sssom.tsv
      tigraph link match firms.csv -o matched.csv --service recherche-entreprises
    """
    from tigraph.linking import ADDED, TABLES, link_table, opened, processes

    form = told_format(format, output, TABLES, quiet=quiet)
    guarding(form)
    safe = safely()
    if is_file(output):
        check_writable(Path(output), force)
    with given(file) as path:
        sheet = opened(path)
        former = [name for name in sheet.columns if name in ADDED]
        if former and not force:
            raise UsageError(
                f"{file} has {', '.join(former)} already: give --force to have them replaced."
            )
        followed = _read(decisions, lang)
        asked = chosen_service(service, offline, properties, lang, quiet)
        matcher = asked or _matcher(data, only_data, lang)
        columns = chosen_columns(sheet, matcher, names, kind, type_column, context, quiet)
        opening = (
            written(Path(output), force) if is_file(output) else nullcontext(sys.stdout.buffer)
        )
        with opening as out:
            counts = interruptible(
                lambda: link_table(
                    sheet, columns, matcher, form, out, limit=limit, decisions=followed,
                    progress=lambda done: say_progress(
                        _WORDS("rows", lang).format(amount(done, lang)), quiet
                    ),
                    every=10 if asked else 1000, workers=processes(), safe=safe,
                )
            )  # fmt: skip
    told = (amount(counts[outcome], lang) for outcome in ("matched", "review", "none"))
    say(_WORDS("counts", lang).format(*told), quiet)


@link.command(short_help="Propose identifiers for the graph's own entities.")
@words_option("--type", "kind", metavar="KIND", help="Only entities of a kind.")
@_decisions_option("Leave out what people decided already: a file of SSSOM.")
@_limit_option
@output_option("Write to a file of SSSOM (.sssom.tsv), or .json; - is standard output.")
@format_option(("table", "sssom", "json"))
@force_option
@lasting
def graph(
    kind: str | None, decisions: str | None, limit: int, output: str | None, format: str | None,
    force: bool, data: tuple[str, ...], only_data: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Propose what the curated graph's entities without an identifier are in the registers.

    Nothing is settled by this: `tigraph link review` asks a person about each proposal, and
    `tigraph link apply` makes the layer of what they accepted.

    \b
    Examples:
      tigraph link graph
      tigraph link graph --type territory -o own.sssom.tsv
    """
    from tigraph.linking import Decisions, Matcher, own_proposals, sources_of, subject

    wanted = chosen_format(format, output, _PROPOSALS, force=force, quiet=quiet)
    followed = _read(decisions, lang)
    loaded = load_graph(data, only_data, lang)
    found = interruptible(
        lambda: [*own_proposals(loaded.ground, Matcher.of(loaded.ground), kind or "", limit)]
    )
    proposals = [one for one in found if one.candidates]
    if followed:
        proposals = [one for one in proposals if followed.verdict(subject(one.sought)).open]
    if wanted == "json":
        from tigraph.cli.telling import as_json

        emit(as_json([one.as_json() for one in proposals]), output, force)
    elif wanted == "sssom":
        with passing_folder() as folder:
            made = Decisions(folder / (Path(output or "").name or "own.tsv"))
            for one in proposals:
                made.propose(one, sources_of(loaded.ground))
            emit(made.set.serialized(), output, force)
    else:
        emit(_proposals_table(proposals).encode(), output, force)
    counts = (amount(len(several), lang) for several in (proposals, found))
    say(_WORDS("proposals", lang).format(*counts), quiet)


@link.command(short_help="Decide what is undecided, one by one.")
@words_argument("file", "FILE")
@table_options
@_decisions_option("Keep decisions there.  [default: FILE itself, or beside the table]")
@words_option(
    "--author", metavar="NAME", envvar="TIGRAPH_AUTHOR",
    help="Who decides: a name or an ORCID.  [default: TIGRAPH_AUTHOR, else asked]",
)  # fmt: skip
@click.option(
    "--confidence", type=click.FloatRange(0, 1), default=1, show_default=True,
    help="How sure the answers are.",
)  # fmt: skip
@_limit_option
@lasting
def review(
    file: str, names: tuple[str, ...], kind: str | None, type_column: str | None,
    context: tuple[str, ...], decisions: str | None, author: str | None, confidence: float,
    limit: int, data: tuple[str, ...], only_data: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Walk through what is undecided in FILE: a table, or SSSOM with proposals.

    Each name is shown with its candidates, what speaks for them and against them, and what
    others decided before. Every answer is on disk before the next question: leave with q and
    come back with the same command. Of a table, decisions are kept in the .sssom.tsv of its
    name, which `tigraph link match --decisions` follows.

    \b
    Examples:
      tigraph link review names.csv --author "Ada Fictive"
      tigraph link review own.sssom.tsv
    """
    from tigraph.cli.reviewing import Dialogue
    from tigraph.linking import (
        Author,
        Decisions,
        Matcher,
        Sources,
        opened,
        sources_of,
        state_of,
        still_open,
        undecided,
    )  # fmt: skip

    path = Path(file)
    mapped = is_set(path)
    place = Path(decisions) if decisions else path if mapped else decisions_beside(path)
    kept = Decisions(place, lang)
    loaded = load_graph(data, only_data, lang)
    matcher = Matcher.of(loaded.ground)
    state = sources_of(loaded.ground)
    if mapped:
        wanted = kept if kept.path == path else Decisions(path, lang)
        matches = [
            one for one in interruptible(lambda: [*still_open(wanted, matcher, limit)])
            if kept.verdict(_subject(one)).open
        ]  # fmt: skip
    else:
        sheet = opened(path)
        columns = chosen_columns(sheet, matcher, names, kind, type_column, context, quiet)
        matches = interruptible(lambda: undecided(sheet, columns, matcher, limit, kept))
        state = Sources(state_of(path).subject, state.object)
    if not matches:
        say(_WORDS("nothing-left", lang).format(file), quiet)
        return
    who = author or click.prompt(_WORDS("who", lang), err=True)
    dialogue = Dialogue(loaded, kept, Author(who), state, confidence)
    left = len(matches)
    try:
        left = dialogue.walk(matches)
    finally:
        say(_WORDS("answers", lang).format(dialogue.answered, kept.path, left), quiet)


@link.command(short_help="Make the layer “mappings” of what was accepted.")
@words_argument("files", "FILES", nargs=-1, required=True)
@store_option
@quiet_option
def apply(files: tuple[str, ...], quiet: bool) -> None:
    """Make the layer “mappings” of the store of what people accepted in files of SSSOM.

    A set that was applied before is replaced whole: take a line out, apply again, and its
    link is gone. Proposals that nobody confirmed, refusals, weaker matches than sameAs, and
    what people do not agree on make no link; `tigraph layer show mappings --report` tells.

    \b
    Examples:
      tigraph link apply own.sssom.tsv
      tigraph layer remove mappings
    """
    from tigraph.cli.telling import Teller, tell_changes
    from tigraph.layers import add

    with Teller(quiet) as telling:
        changes = add(store_folder(), "mappings", files, telling=telling)
    tell_changes(changes, store_folder(), "text", quiet)


# --------------------------------------------------------------------------- what they share


def _read(decisions: str | None, lang: str) -> Decisions | None:
    from tigraph.linking import Decisions

    if not decisions:
        return None
    if not Path(decisions).exists():
        raise UsageError(f"No such file of decisions: {decisions}.")
    return Decisions(Path(decisions), lang)


def _matcher(data: tuple[str, ...], only_data: bool, lang: str) -> Asked:
    from tigraph.linking import Matcher

    return Matcher.of(load_graph(data, only_data, lang).ground)


def _subject(match: Match) -> Any:
    from tigraph.linking import subject

    return subject(match.sought)


def _proposals_table(proposals: list[Match]) -> str:
    from tigraph.rdf.vocabulary import curie

    lines = []
    for one in proposals:
        lines.append(f"{one.sought.name}  {curie(one.sought.context['iri'])}\n")
        for found in one.candidates:
            what = ", ".join(part for part in (found.kind, found.id) if part)
            lines.append(f"  {found.score:.2f}  {found.label} ({what})  {curie(found.iri)}\n")
    return "".join(lines)
