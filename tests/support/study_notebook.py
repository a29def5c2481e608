"""docs/study.ipynb, made of docs/study.qmd: one study, told once."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.M | re.S)
_CELL = re.compile(r"^```\{python\}\n(.*?)^```\n", re.M | re.S)


def cells(quarto: str) -> list[tuple[str, str]]:
    """Return the cells of a Quarto document, (markdown or code, its text), the title first."""
    front = _FRONT.match(quarto)
    assert front
    found = [("markdown", f"# {yaml.safe_load(front[1])['title']}")]
    at = front.end()
    for cell in _CELL.finditer(quarto):
        found += [("markdown", quarto[at : cell.start()]), ("code", cell[1])]
        at = cell.end()
    found.append(("markdown", quarto[at:]))
    return [(sort, text.strip()) for sort, text in found if text.strip()]


def notebook(quarto: str) -> str:
    """Return it as a notebook (nbformat 4.5), without outputs."""
    made: list[dict[str, Any]] = []
    for number, (sort, text) in enumerate(cells(quarto), 1):
        cell = {"cell_type": sort, "id": f"cell-{number}", "metadata": {}}
        if sort == "code":
            cell |= {"execution_count": None, "outputs": []}
        made.append(cell | {"source": text.splitlines(keepends=True)})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {
        "cells": made,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
