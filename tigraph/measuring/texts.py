"""Measurements for reading: nodes, the whole, what each column is, remarks, boundary.

Several networks stand side by side: bases one after the other, dates and evidence as
columns, one table a measure. The same blocks become a plain table or Markdown.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from tigraph.local import Words, localised, percent, said, terminal_width
from tigraph.measuring.brokerage import ROLES
from tigraph.measuring.measurement import BROKERAGE, Measurement, Table
from tigraph.measuring.simple import Value
from tigraph.measuring.whole import label
from tigraph.querying import aligned_table, in_lines

WORDS = Words(
    {
        "whole": ("The network as a whole", "Le réseau dans son ensemble"),
        "columns": ("What the columns are", "Ce que sont les colonnes"),
        "remarks": ("Remarks", "Remarques"),
        "boundary": ("Boundary", "Périmètre"),
        "basis": ("basis", "fondement"),
        "label": ("actor", "acteur"),
        "kind": ("kind", "genre"),
        "level": ("level", "échelon"),
        "group": ("group", "groupe"),
        "none": ("No node.", "Aucun nœud."),
        "yes": ("yes", "oui"),
        "any": ("all dates together", "toutes dates confondues"),
        "all": ("all", "tout"),
        "no single-source claims": ("no single-source claims", "sans assertions à source unique"),
        "no possible ties": ("no possible ties", "sans liens seulement possibles"),
        "no": ("no", "sans"),
        "undated": ("undated", "non daté"),
        "query": ("Query: {}, asked on {}, tigraph {}.", "Requête : {}, le {}, tigraph {}."),
        "date": (
            "Dates: {}; ties run from {} to {}; {} of {} tie‹s› ‹3:has|have› no date, {} ‹is|are› "
            "only possible ({}).",
            "Dates : {} ; les liens vont de {} à {} ; {} lien‹s› sur {} sans date, {} seulement "
            "possible‹s› ({}).",
        ),
        "included": ("included", "compris"),
        "left out": ("left out", "exclus"),
        "bases": ("Ties by basis: {}.", "Liens par fondement : {}."),
        "documents": ("Documents: {}.", "Documents : {}."),
        "open data": ("Open data: {}.", "Données ouvertes : {}."),
        "layers": ("Layers: {}.", "Couches : {}."),
        "posts": (
            "Posts without a named holder: {} of the {} in the graph ({}).",
            "Postes sans titulaire nommé : {} sur les {} du graphe ({}).",
        ),
        "z": (
            "_z: (observed - expected) / sd, where every possible tie is as likely as every other "
            "and sizes of groups are given; json and csv have expectation and sd, too",
            "_z : (observé - attendu) / écart-type, quand tout lien possible est aussi probable "
            "qu’un autre, à tailles de groupes données ; json et csv ont aussi attendu et "
            "écart-type",
        ),
        "at_date": (
            "{}: {} of {} tie‹s› ‹1:is|are› only possible; posts without a named holder: {} of "
            "{} ({}).",
            "{} : {} lien‹s› sur {} seulement possible‹1:s› ; postes sans titulaire nommé : {} "
            "sur {} "
            "({}).",
        ),
        "shown": ("The first {} of {}.", "Les {} premiers sur {}."),
        "rank_correlation": ("rank correlation (Spearman)", "corrélation des rangs (Spearman)"),
    }
)
Block = tuple[str, Any]


class _Reader:
    """The blocks of a text: headings, tables and lists."""

    def __init__(
        self, measurement: Measurement, top: int, chosen: Sequence[str] | None = None
    ) -> None:
        self.told, self.top, self.chosen = measurement, top, chosen
        self.language = measurement.language

    def word(self, key: str) -> str:
        return WORDS(key, self.language)

    def blocks(self) -> list[Block]:
        told = self.told
        side_by_side = told.axis in ("date", "evidence")
        blocks = self.by_measure() if side_by_side else self.by_table()
        blocks.append(("head", self.word("whole")))
        blocks.append(("table", self.wholes()))
        if meanings := self.meanings():
            blocks.append(("head", self.word("columns")))
            blocks.append(("list", meanings))
        if remarks := self.remarks():
            blocks.append(("head", self.word("remarks")))
            blocks.append(("list", remarks))
        blocks.append(("head", self.word("boundary")))
        blocks.append(("list", self.boundary()))
        return blocks

    def meanings(self) -> list[str]:
        """What each column is; the z-scores of brokerage in one line."""
        lines = []
        for item in self.described():
            if not item["name"].endswith("_z"):
                source = f" ({item['source']})" if item["source"] else ""
                lines.append(f"{item['name']}: {item['about']}{source}")
        if any(table.form == BROKERAGE for table in self.told.tables):
            lines.append(self.word("z"))
        return lines

    def described(self) -> list[dict[str, str]]:
        every = {name for table in self.told.tables for name in self.columns(table)}
        return [item for item in self.told.about if item["name"] in every]

    def columns(self, table: Table) -> list[str]:
        """The measures to show; of brokerage, counts and z-scores only."""
        if table.form == BROKERAGE:
            names = [name for role in ROLES for name in (role, f"{role}_z")]
        else:
            met = {name for row in table.nodes for name in row}
            names = [name for name in self.told.measures if name in met]
        return [name for name in names if self.chosen is None or name in self.chosen]

    def by_table(self) -> list[Block]:
        blocks: list[Block] = []
        for table in self.told.tables:
            title = self.told.boundary["title"]
            if table.variant:
                title = f"{title} – {self.word('basis')}: {table.variant}"
            blocks.append(("head", title))
            if self.chosen is not None:
                blocks += self.framed(*self.of_columns(table), len(table.nodes))
                continue
            names = self.columns(table)
            grouped = ["group"] if table.form == BROKERAGE else []
            known = [k for k in ("kind", "level") if any(r[k] for r in table.nodes)]
            if grouped and all(row["group"] in (row["level"], "") for row in table.nodes):
                known.remove("level")
            head = [self.word(k) for k in ("label", *known, *grouped)] + names
            rows = [
                [row["label"], *(row[f"{k}_label"] or row[k] for k in known)]
                + [self.number(row.get(name)) for name in grouped + names]
                for row in self.first(table.nodes)
            ]
            blocks += self.framed(head, rows, len(table.nodes))
        return blocks

    def of_columns(self, table: Table) -> tuple[list[str], list[list[str]]]:
        """The columns that were chosen, by their names: a kind or level as its label."""
        names = list(self.chosen or ())
        rows = [
            [
                self.number(row.get(f"{name}_label") or row.get(name))
                if name in _LABELLED
                else self.number(row.get(name))
                for name in names
            ]
            for row in self.first(table.nodes)
        ]
        return names, rows

    def by_measure(self) -> list[Block]:
        tables = self.told.tables
        order = {str(r["id"]): str(r["label"]) for table in tables for r in reversed(table.nodes)}
        placed = {str(row["id"]): i for i, row in enumerate(tables[0].nodes)}
        nodes = sorted(order, key=lambda n: (placed.get(n, len(placed)), order[n]))
        cells = [{str(row["id"]): row for row in table.nodes} for table in tables]
        blocks: list[Block] = []
        for name in {n: 0 for table in tables for n in self.columns(table)}:
            blocks.append(("head", f"{self.told.boundary['title']} – {name}"))
            head = [self.word("label"), *(self.variant(table) for table in tables)]
            rows = [
                [order[n], *(self.number(own[n].get(name) if n in own else None) for own in cells)]
                for n in self.first(nodes)
            ]
            key = f"rank_correlation_{name}"
            if any(table.summary.get(key) is not None for table in tables):
                shown = [self.number(table.summary.get(key)) for table in tables]
                rows.append([_named(key, self.language), *shown])
            blocks += self.framed(head, rows, len(nodes))
        return blocks

    def first(self, rows: Sequence[Any]) -> Sequence[Any]:
        return rows[: self.top] if self.top else rows

    def framed(self, head: list[str], rows: list[list[Any]], total: int) -> list[Block]:
        if not rows:
            return [("list", [self.word("none")])]
        blocks: list[Block] = [("table", (head, rows))]
        if self.top and total > self.top:
            blocks.append(("list", [self.word("shown").format(self.top, total)]))
        return blocks

    def wholes(self) -> tuple[list[str], list[list[str]]]:
        tables = self.told.tables
        keys = list({k: 0 for table in tables for k in table.summary})
        keys = [k for k in keys if not k.startswith("rank_correlation")]
        rows = [
            [_named(k, self.language), *(self.number(table.summary.get(k)) for table in tables)]
            for k in keys
        ]
        return ["", *(self.variant(table) or " " for table in tables)], rows

    def variant(self, table: Table) -> str:
        name = table.variant
        if self.told.axis != "evidence":
            return name
        return self.word(name) if name in WORDS else name.replace("no", self.word("no"), 1)

    def remarks(self) -> list[str]:
        """Each remark once, with the variants that it holds for where it is not all."""
        held: dict[str, list[str]] = {}
        beside = self.told.axis in ("date", "evidence")
        alike = {remark[0][:18] for remark in self.told.tables[0].remarks}
        for i, table in enumerate(self.told.tables):
            for remark in table.remarks:
                # Side by side, the figures of the same remark stand in the table of the whole.
                if not (i and beside and remark[0][:18] in alike):
                    held.setdefault(said(remark, self.language), []).append(self.variant(table))
        first = self.told.tables[0].remarks[:1]
        general: set[str] = set()
        if self.told.axis == "basis":
            general = {said(remark, self.language) for remark in first}
        every = len(self.told.tables)
        whole = self.variant(self.told.tables[0])
        return [
            text
            if len(names) == every or text in general or (beside and whole in names)
            else f"{', '.join(names)}: {text}"
            for text, names in held.items()
        ]

    def boundary(self) -> list[str]:
        known, word = self.told.boundary, self.word
        lines = boundary_lines(known, self.language)
        ties = sum(known["bases"].values())
        dated = self.told.axis == "date"
        for table in self.told.tables if dated else self.told.tables[:1]:
            whole = table.summary
            share = self.percent(whole["share_of_posts_without_named_holder"])
            offices = whole["posts_without_named_holder"], whole["posts"], share
            if dated:
                doubtful = whole["ties_only_possible"], whole.get("ties", ties)
                lines.append(word("at_date").format(table.variant, *doubtful, *offices))
            else:
                lines.append(word("posts").format(*offices))
        return lines

    def percent(self, share: Value) -> str:
        if not isinstance(share, int | float):
            return "–"
        return percent(share, self.language)

    def number(self, value: Value) -> str:
        if value is None or value is False:
            return ""
        if value is True:
            return self.word("yes")
        if not isinstance(value, float):
            return str(value)
        text = f"{value:.3f}" if not 0 < abs(value) < 0.0005 else f"{value:.1e}"
        return localised(text, self.language)


_LABELLED = ("kind", "level", "order")


def _plain(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def boundary_lines(known: Mapping[str, Any], language: str) -> list[str]:
    """Return a boundary in sentences: query, dates, bases, documents, open data, layers."""

    def word(key: str) -> str:
        return WORDS(key, language)

    given = "".join(f" {k}={v}" for k, v in known["parameters"].items())
    chosen = "".join(
        f" --{k.replace('_', '-').replace('measures', 'measure')}"
        f"{'' if v is True else f' {_plain(v)}'}"
        for k, v in known["choices"].items()
    )
    asked = known["as_of"]
    dates = asked if isinstance(asked, list) else [asked]
    when = ", ".join(word(date) if date in WORDS else date for date in dates)
    counts = known["bases"].items()
    lines = [
        word("query").format(f"{known['projection']}{given}{chosen}", known["made"],
                             known["version"]),
        word("date").format(
            when, known["earliest_beginning"] or "?", known["latest_end"] or "?",
            known["ties_without_date"], sum(known["bases"].values()),
            known["ties_only_possible"], word(known["possible_ties"]),
        ),
        word("bases").format(", ".join(f"{b or '—'} {n}" for b, n in counts) or "—"),
        *([known["besides"]] if "besides" in known else []),
    ]  # fmt: skip
    titles = [
        f"[{i}] {', '.join(part for part in (d['publisher'], d['title']) if part)} "
        f"({d['date'] or word('undated')})"
        for i, d in enumerate(known["documents"], 1)
    ]
    lines.append(word("documents").format("; ".join(titles) or "—"))
    if known["open_data"]:
        lines.append(word("open data").format("; ".join(known["open_data"])))
    lines.append(word("layers").format(", ".join(known["layers"]) or "—"))
    return lines


def text(measurement: Measurement, top: int, columns: Sequence[str] | None = None) -> str:
    """Return a measurement for a terminal, with the first `top` actors by each measure."""
    width = terminal_width()
    parts = []
    for i, (kind, content) in enumerate(_Reader(measurement, top, columns).blocks()):
        if kind == "head":
            lines = in_lines(content, width)
            parts += ["", *lines] if i else lines
        elif kind == "list":
            parts += chain.from_iterable(
                in_lines(f"  - {line}", width, hanging=4) for line in content
            )
        else:
            head, rows = content
            cells = [[str(cell) for cell in row] for row in rows]
            names = 0 if columns is None else -1  # the first column has names, unless chosen
            right = [j > names and all(_numeric(row[j]) for row in rows) for j in range(len(head))]
            parts.append(
                aligned_table(head, cells, right, width, measurement.language).rstrip("\n")
            )
    return "\n".join([*parts, ""])


def _numeric(cell: Any) -> bool:
    try:
        float(str(cell).replace(",", ".") or 0)
    except ValueError:
        return False
    return True


def markdown(measurement: Measurement, top: int, columns: Sequence[str] | None = None) -> str:
    """Return what `text` does, as Markdown."""

    def line(cells: Sequence[Any]) -> str:
        safe = (str(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
        return "| " + " | ".join(" ".join(cell.split()) for cell in safe) + " |"

    parts = []
    for kind, content in _Reader(measurement, top, columns).blocks():
        if kind == "head":
            parts.append(f"## {content}")
        elif kind == "list":
            parts.append("\n".join(f"- {text}" for text in content))
        else:
            head, rows = content
            parts.append("\n".join([line(head), line(["---"] * len(head)), *map(line, rows)]))
    return "\n\n".join(parts) + "\n"


def _named(key: str, language: str) -> str:
    if key.startswith("rank_correlation"):
        return WORDS("rank_correlation", language)
    return label(key, language)


def reading_notes(measurement: Measurement) -> list[str]:
    """Return the boundary in sentences, for the foot of a figure."""
    return _Reader(measurement, 0).boundary()
