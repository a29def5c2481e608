"""`tigraph check`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.loading import interruptible, load_graph
from tigraph.cli.options import (
    force_option,
    format_option,
    lang_option,
    output_option,
    quiet_option,
    words_argument,
    words_option,
)
from tigraph.cli.output import emit, say, say_progress
from tigraph.cli.request import chosen_format
from tigraph.rdf.vocabulary import curie, local_name

if TYPE_CHECKING:
    from tigraph.curating import Finding, Reading


@click.command()
@words_argument("files", "[FILES]", nargs=-1, type=click.Path())
@words_option(
    "--texts",
    type=click.Path(),
    metavar="DIR",
    help="The folder of the texts: hold every citation against them, sentence by sentence.",
)
@click.option("--only-data", is_flag=True, help="Check FILES without the curated graph.")
@format_option(("table", "json"))
@output_option()
@force_option
@lang_option
@quiet_option
def check(
    files: tuple[str, ...],
    texts: str | None,
    only_data: bool,
    format: str | None,
    output: str | None,
    force: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Check FILES, or the curated graph: form, terms, dates, shapes and, with --texts, evidence.

    Each finding says where and what to do: a term that does not exist with the nearest that
    does, what rules derive and somebody wrote by hand. With --texts, every sentence of each text is
    listed with the claims that cite it, or the reason for which it was left out; a
    sentence with neither is a finding. Exit code 1 if there is any finding.

    \b
    Examples:
      tigraph check
      tigraph check my-document.ttl
      tigraph check --texts ../texts
    """
    from tigraph.curating import check_files

    wanted = chosen_format(
        format, output, {".json": "json", ".txt": "table"}, force=force, quiet=quiet
    )
    paths = [Path(name) for name in files]
    say_progress("Checking form, terms, dates and shapes: some ten seconds …", quiet)
    findings = interruptible(lambda: check_files(paths, only_data=only_data, language=lang))
    readings: list[Reading] = []
    if texts is not None:
        from tigraph.curating import read_against

        say_progress("Holding the citations against the texts …", quiet)
        graph = load_graph(files, only_data, lang)
        readings = read_against(graph.store, Path(texts))
    else:
        say("Evidence is not held against the texts: give --texts DIR.", quiet)
    count = sum(not finding.remark for finding in findings) + sum(
        len(r.faults) + len(r.open) for r in readings
    )
    as_json = wanted == "json"
    content = _json(findings, readings) if as_json else _report(findings, readings).encode()
    emit(content, output, force)
    say(f"{count} finding{'' if count == 1 else 's'}.", quiet)
    if count:
        sys.exit(1)


def _report(findings: list[Finding], readings: list[Reading]) -> str:
    lines: list[str] = []
    for reading in readings:
        cited = sum(bool(s.claims) for s in reading.sentences)
        left = sum(bool(s.left_out) for s in reading.sentences)
        lines += [
            f"{reading.file.name}  {curie(reading.document)}: {len(reading.sentences)} sentences, "
            f"{cited} cited, {left} left out, {len(reading.open)} open, "
            f"{len(reading.faults)} faults",
        ]
        for sentence in reading.sentences:
            words = " ".join(reading.content[sentence.start : sentence.end].split())
            shown = words if len(words) <= 72 else words[:71] + "…"
            lines.append(f"  {sentence.start}–{sentence.end}  {shown}")
            if sentence.claims:
                lines += [f"      {curie(claim)}" for claim in sentence.claims]
            elif sentence.left_out:
                lines.append(f"      left out: {local_name(sentence.left_out)}")
            else:
                lines.append(
                    "      OPEN: no claim cites it: add one, or record why not (tig:leftOut)."
                )
        for fault in reading.faults:
            lines.append(f"  FAULT {curie(fault.where)}: {fault.message} {fault.remedy}")
        lines.append("")
    for finding in findings:
        head = f"{'remark' if finding.remark else finding.check}: {finding.where}"
        lines.append(f"{head}: {finding.message} {finding.remedy}".strip())
    return "".join(f"{line}\n" for line in lines)


def _json(findings: list[Finding], readings: list[Reading]) -> bytes:
    import json

    content = {
        "findings": [vars(finding) for finding in findings],
        "texts": [
            {
                "text": reading.text,
                "document": reading.document,
                "sentences": [
                    {
                        "start": s.start,
                        "end": s.end,
                        "claims": list(s.claims),
                        "left_out": s.left_out or None,
                    }
                    for s in reading.sentences
                ],
                "faults": [vars(fault) for fault in reading.faults],
            }
            for reading in readings
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
