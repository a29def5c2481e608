"""What columns of answers are called: queries name them by English words, with none for French.

The names stand in `column_names.tsv`. What a column means in full stands in
the query's header, and is told below a table.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


def called(column: str, language: str) -> str:
    """Return what a column is called in a language: its own name where nobody gave another.

    >>> called("document", "fr"), called("worked_out", "en"), called("my_own", "fr")
    ('document', 'worked out', 'my own')
    """
    return _names().get(column, {}).get(language) or column.replace("_", " ")


def all_called(language: str) -> dict[str, str]:
    """Return what columns are called in a language, by their names: those that were given one."""
    return {column: own[language] for column, own in _names().items()}


@cache
def _names() -> dict[str, dict[str, str]]:
    with Path(__file__).with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
        return {row["column"]: row for row in csv.DictReader(file, delimiter="\t")}
