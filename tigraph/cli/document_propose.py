"""`tigraph document propose`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.completion import complete_document
from tigraph.cli.loading import interruptible, load_graph, this_workspace
from tigraph.cli.options import (
    force_option,
    format_option,
    lasting,
    output_option,
    words_argument,
    words_option,
)
from tigraph.cli.output import emit, is_file, say
from tigraph.cli.request import chosen_format
from tigraph.errors import UsageError
from tigraph.local import (
    Words,
    amount,
    check_readable,
    decoded,
    read_bytes,
    terminal_width,
    write_file,
)

if TYPE_CHECKING:
    from tigraph.reading import ModelProposer, Proposal
    from tigraph.workspaces import Version

_FORMATS = {".jsonl": "jsonl", ".txt": "table"}
#: Files whose text is what stands in them; of others it is taken out first.
_PLAIN = (".txt", ".text", ".md", "")
#: Where the key of a model is, which a command line would show to others.
_KEY = "TIGRAPH_MODEL_KEY"
_WORDS = Words(
    {
        "place": ("Place", "Place"),
        "what": ("What", "Quoi"),
        "words": ("Words", "Mots"),
        "means": ("Means", "Désigne"),
        "rule": ("Rule", "Règle"),
        "confidence": ("Confidence", "Confiance"),
        "one of": ("{} candidate‹s›", "{} candidat‹s›"),
        "counts": ("{mentions} mention‹s›, {claims} claim‹s›.",
                   "{mentions} mention‹s›, {claims} assertion‹s›."),
        "written": ("Written to {}.", "Écrit dans {}."),
        "undated": ("The text has no date: relative dates are not worked out. Give --date.",
                    "Le texte n’a pas de date : les dates relatives ne sont pas calculées. Donnez "
                    "--date."),
    }
)  # fmt: skip


@click.command("propose", short_help="What a text may say: mentions and claims, with places.")
@words_argument("document", "FILE|SLUG", shell_complete=complete_document)
@words_option(
    "--proposer",
    "proposers",
    multiple=True,
    metavar="NAME",
    help="Ask this proposer (repeatable).  [default: names, rules, figures, coreference, claims]",
)
@words_option(
    "--in", "language", metavar="CODE", help="The language that a FILE is in.  [default: fr]"
)
@words_option(
    "--date", "dated", metavar="EDTF",
    help="When a FILE was published: relative dates rest on it.",
)  # fmt: skip
@click.option("--version", "number", type=click.IntRange(1), metavar="N",
              help="The version of the document.  [default: the last]")  # fmt: skip
@words_option("--model", metavar="NAME", help="Ask a language model, too: its name at the address.")
@words_option(
    "--model-address", metavar="URL",
    help="Where the model is: an address that speaks as OpenAI’s chat completions do. Its key, "
    f"if any, is read from {_KEY}.",
)  # fmt: skip
@format_option(("table", "jsonl"))
@output_option()
@force_option
@lasting
def document_propose(
    document: str, proposers: tuple[str, ...], language: str | None, dated: str | None,
    number: int | None, model: str | None, model_address: str | None, format: str | None,
    output: str | None, force: bool, data: tuple[str, ...],
    only_data: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Propose what a document mentions and claims, each with its exact place and its rule.

    FILE is a text, SLUG a document of the workspace: what is proposed of that is kept beside its
    text too, for review. Nothing is decided here. Named things are linked to this graph where one
    is surely meant, and have candidates elsewhere. `-f jsonl` gives a line each, with places in
    code points from 0, the end not included.

    Without --model nothing leaves this machine. With it the text is sent to the address given,
    and what comes back counts only where the text has it word for word.

    \b
    Examples:
      tigraph document propose article.txt --date 2021-03-05
      tigraph document propose article.txt -f jsonl -o proposals.jsonl
      tigraph document propose my-article --proposer names --proposer rules
    """
    from tigraph.reading import Mention, Reading, lines, propose

    wanted = chosen_format(format, output, _FORMATS, force=force, quiet=quiet)
    beside = _model(model, model_address)
    text, version, of = _text(document, number)
    language = language or (of[0] if of else "fr")
    dated = _date(dated or (of[1] if of else ""))
    loaded = load_graph(data, only_data, lang)
    reading = Reading(text, language, loaded.ground, dated)
    if beside:
        say(beside.told_before(reading, lang), quiet)
    found = interruptible(lambda: propose(reading, proposers, [beside] if beside else []))
    if beside:
        say(beside.told_after(lang), quiet)
    told = "".join(lines.written(found)).encode()
    if version:
        write_file(version.proposals_file, told, force=True)
        say(_WORDS("written", lang).format(version.proposals_file), quiet)
    emit(told if wanted == "jsonl" else _table(text, found, output, lang), output, force)
    mentions = sum(isinstance(one, Mention) for one in found)
    counts = {"mentions": amount(mentions, lang), "claims": amount(len(found) - mentions, lang)}
    say(_WORDS("counts", lang).format(**counts), quiet)
    if not dated:
        say(_WORDS("undated", lang), quiet)


def _model(model: str | None, address: str | None) -> ModelProposer | None:
    """Return the proposer that asks a model, None where none is to be asked."""
    if not model and not address:
        return None
    if not (model and address):
        raise UsageError("A model has a name and an address: give --model and --model-address.")
    from tigraph.reading import ModelProposer

    return ModelProposer(model, address, os.environ.get(_KEY, ""))


def _text(document: str, number: int | None) -> tuple[str, Version | None, tuple[str, str] | None]:
    """Return the text that is meant, its version, and of a document its language and date."""
    path = Path(document)
    if path.is_file() or path.suffix or len(path.parts) > 1:
        if number:
            raise UsageError("--version goes with a document of the workspace, not with a file.")
        check_readable(path, "document")
        if path.suffix.lower() in _PLAIN:
            return decoded(read_bytes(path, "document"), str(path)), None, None
        from tigraph.workspaces import read_source, source_at

        return interruptible(lambda: read_source(source_at(document))).text, None, None
    found = this_workspace().document(document)
    version = found.version(number)
    return version.text(), version, (found.language, found.issued)


def _date(dated: str) -> str:
    """Return a date, known to be one; raises `BadDateError`."""
    if dated:
        from tigraph.validity import period

        period(dated)
    return dated


def _table(text: str, found: list[Proposal], output: str | None, lang: str) -> bytes:
    from tigraph.querying import aligned_table
    from tigraph.reading import Mention

    heads = [_WORDS(one, lang) for one in ("place", "what", "words", "means", "rule", "confidence")]
    rows: list[list[str]] = []
    for one in found:
        start, end = one.spans[0][0], one.spans[-1][1]
        what, means = ("", "")
        if isinstance(one, Mention):
            what, means = one.type, one.entity or one.value or ""
            if not means and one.candidates:
                means = _WORDS("one of", lang).format(len(one.candidates))
        else:
            what = one.relation
            means = " → ".join(end.label for end in (one.subject, one.object) if end)
            means = means if one.object else f"{means}: {one.value or one.minimum or one.maximum}"
        rows.append(
            [f"{start}–{end}", what, " ".join(text[start:end].split()), _short(means), one.rule,
             f"{one.confidence:.2f}"]
        )  # fmt: skip
    width = 1000 if is_file(output) else terminal_width()
    numbers = [False] * 5 + [True]
    return aligned_table(heads, rows, numbers, width, lang).encode()


def _short(means: str) -> str:
    from tigraph.rdf.vocabulary import curie

    return curie(means) if means.startswith("http") else means
