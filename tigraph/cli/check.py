"""`tigraph check`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.choosing import chosen_workspace
from tigraph.cli.limits import limited
from tigraph.cli.loading import interruptible, is_named, load_graph
from tigraph.cli.options import (
    force_option,
    format_option,
    lang_option,
    no_workspace_option,
    output_option,
    quiet_option,
    words_argument,
    words_option,
    workspace_option,
)
from tigraph.cli.output import counted, emit, say, say_progress
from tigraph.cli.request import chosen_format
from tigraph.rdf.vocabulary import curie, local_name

if TYPE_CHECKING:
    from tigraph.curating import Finding, Reading
    from tigraph.rdf import Queryable
    from tigraph.workspaces import Workspace


@click.command()
@words_argument("files", "[FILES]", nargs=-1, type=click.Path())
@words_option(
    "--texts",
    type=click.Path(),
    metavar="DIR",
    help="The folder of the texts: hold every citation against them, sentence by sentence.",
)
@click.option("--only-data", is_flag=True, help="Check FILES without the curated graph.")
@click.option(
    "--fix", is_flag=True, help="First write FILES anew in the terms that replace those they have."
)
@format_option(("table", "json"))
@output_option()
@force_option
@workspace_option
@no_workspace_option
@lang_option
@quiet_option
@limited
def check(
    files: tuple[str, ...],
    texts: str | None,
    only_data: bool,
    fix: bool,
    format: str | None,
    output: str | None,
    force: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Check FILES, or the curated graph: form, terms, dates, shapes and, with --texts, evidence.

    Each finding says where and what to do: a term that does not exist with the nearest that
    does, what rules derive and somebody wrote by hand. A file in terms that are called otherwise
    now is read in the new ones; --fix writes it so, and changes nothing else. With --texts, every
    sentence of each text is listed with the claims that cite it, or the reason for which it was
    left out; a sentence with neither is a finding. Exit code 1 if there is any finding.

    In a workspace, or with --workspace, its files are checked too, and what they cite is held
    against its texts; how many sentences are open is told, and is no finding unless --texts names
    its folder of documents.

    \b
    Examples:
      tigraph check
      tigraph check my-document.ttl
      tigraph check --fix my-document.ttl
      tigraph check --texts ../texts
    """
    from tigraph.curating import check_files

    wanted = chosen_format(
        format, output, {".json": "json", ".txt": "table"}, force=force, quiet=quiet
    )
    paths = [Path(name) for name in files]
    workspace = None if only_data and files and not is_named() else chosen_workspace()
    if workspace:
        paths += [path for path in workspace.data_files() if path not in paths]
    for path in paths if fix else ():
        _fix(path, lang, quiet)
    alone = only_data or bool(workspace and not workspace.shipped)
    say_progress("Checking form, terms, dates and shapes: some ten seconds …", quiet)
    findings = interruptible(lambda: check_files(paths, only_data=alone, language=lang))
    own: list[Reading] = []
    readings: list[Reading] = []
    if texts is not None or workspace:
        say_progress("Holding the citations against the texts …", quiet)
        store = load_graph(files, only_data, lang).store
        own, readings = _held(store, workspace, texts)
    if texts is None and not alone:
        say("Evidence is not held against the texts: give --texts DIR.", quiet)
    count = sum(not finding.remark for finding in findings)
    count += sum(len(reading.faults) for reading in (*own, *readings))
    count += sum(len(reading.open) for reading in readings)
    as_json = wanted == "json"
    content = (
        _json(findings, [*own, *readings]) if as_json
        else (_report([], own, brief=True) + _report(findings, readings)).encode()
    )  # fmt: skip
    emit(content, output, force)
    say(f"{counted(count, 'finding')}.", quiet)
    if count:
        sys.exit(1)


def _held(
    store: Queryable, workspace: Workspace | None, texts: str | None
) -> tuple[list[Reading], list[Reading]]:
    """Return the texts of a workspace, and those of a folder, held against what cites them.

    Where the folder is the workspace's own, they are those of the folder.
    """
    from tigraph.curating import read_against
    from tigraph.workspaces import own_texts

    if workspace is None:
        return [], read_against(store, Path(str(texts)))
    lying = own_texts(workspace)
    held = read_against(store, workspace.texts, lying) if lying else []
    if texts is None:
        return held, []
    if Path(texts).resolve() == workspace.texts.resolve():
        return [], held
    return held, read_against(store, Path(texts), leaving=lying)


def _fix(path: Path, lang: str, quiet: bool) -> None:
    """Write a file anew in the new terms, and say what became of it."""
    from tigraph.curating import fix
    from tigraph.local import said
    from tigraph.rdf import told_renamed

    met = interruptible(lambda: fix(path))
    for old, count in met.items():
        say(f"{path}: {said(told_renamed(old), lang)}: {counted(count, 'time')}.", quiet)
    if not met:
        say(f"{path}: nothing to rename.", quiet)


def _report(findings: list[Finding], readings: list[Reading], brief: bool = False) -> str:
    """Return findings and texts in words; `brief`: of a text its counts and its faults alone."""
    lines: list[str] = []
    for reading in readings:
        cited = sum(bool(s.claims) for s in reading.sentences)
        left = sum(bool(s.left_out) for s in reading.sentences)
        lines += [
            f"{reading.name}  {curie(reading.document)}: "
            f"{counted(len(reading.sentences), 'sentence')}, "
            f"{cited} cited, {left} left out, {len(reading.open)} open, "
            f"{counted(len(reading.faults), 'fault')}",
        ]
        for sentence in () if brief else reading.sentences:
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
        lines += [] if brief else [""]
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
