"""A workspace with one document, all of it fictitious: people, bodies, places, words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tigraph.workspaces import Described, Publisher, Read, Source, Told, Workspace, add

BASE = "https://example.org/fictif/"
TEXT = """Une usine pour le Val-Fictif

Jeanne Fictive préside le comité du Val-Fictif depuis 2021. Elle y siège avec Paul Inventé.
Le comité compte au moins 12 communes imaginaires.
« Nous lancerons un fonds », annonce Paul Inventé, directeur de l’Agence Chimère.
Partagez cet article.
"""


def place(words: str, text: str = TEXT, nth: int = 0) -> list[int]:
    """Return where some words stand in a text, the first time or the nth after."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return [at, at + len(words)]


def end(label: str, type: str, entity: str | None = None, text: str = TEXT) -> dict[str, Any]:
    """Return an end of a proposal, named where the text first names it."""
    return {"spans": [place(label, text)], "type": type, "entity": entity, "label": label}


def proposals(text: str = TEXT) -> list[dict[str, Any]]:
    """Return what is proposed of the text: two memberships, a figure, a post."""
    rule = {"rule": "test", "confidence": 0.8, "modality": "stated", "speaker": None}
    return [
        {
            "id": "p-preside", "kind": "claim", "relation": "relation:member",
            "spans": [place("Jeanne Fictive préside le comité du Val-Fictif", text)],
            "subject": end("Jeanne Fictive", "person", text=text),
            "object": end("comité du Val-Fictif", "body", text=text),
            "valid": "2021/..", **rule,
        },
        {
            "id": "p-siege", "kind": "claim", "relation": "relation:member",
            "spans": [place("Paul Inventé", text), place("comité du Val-Fictif", text)],
            "subject": end("Paul Inventé", "person", text=text),
            "object": end("comité du Val-Fictif", "body", text=text), "valid": "", **rule,
        },
        {
            "id": "p-membres", "kind": "claim", "relation": "measure:members",
            "spans": [place("Le comité compte au moins 12 communes imaginaires", text)],
            "subject": end("comité du Val-Fictif", "body", text=text), "object": None,
            "minimum": "12", "qualifier": "at least", "unit": "unit:territory", "valid": "", **rule,
        },
        {
            "id": "p-fonds", "kind": "claim", "relation": "relation:launched",
            "spans": [place("Nous lancerons un fonds", text), place("Paul Inventé", text)],
            "subject": end("Paul Inventé", "person", text=text),
            "object": end("un fonds", "instrument", text=text), "valid": "",
            **(rule | {"modality": "planned", "speaker": end("Paul Inventé", "person", text=text)}),
        },
    ]  # fmt: skip


def made(folder: Path, text: str = TEXT) -> Path:
    """Return a workspace in a folder, with the document `val` in one version."""
    Workspace.new(folder, title="Fictif", language="fr", base=BASE)
    add_version(folder, text)
    return folder


def add_version(folder: Path, text: str, proposed: list[dict[str, Any]] | None = None) -> int:
    """Add a version of the document `val`; return its number."""
    workspace = Workspace.open(folder)
    source = Source(text.encode(), "val.txt")
    read = Read(text, "text/plain", ".txt", "test")
    known = (folder / "documents" / "val").exists()
    told = Described(
        title="Une usine (fictif)", address="https://example.org/val", language="fr",
        publisher=Publisher(f"{BASE}organisation/gazette", "Gazette fictive", new=True),
        issued=Told("2024-03-01", ("given", "donné")),
    )  # fmt: skip
    added = add(
        workspace, source, read, told, of="val" if known else "", slug="" if known else "val"
    )
    lines = proposals(text) if proposed is None else proposed
    content = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    added.version.proposals_file.write_text(content, encoding="utf-8")
    return added.version.number
