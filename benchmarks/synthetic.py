"""A country several times the size of France, made of its yearly lists by renaming codes.

Copy 0 is as it is. In every other, each code of a region, département, arrondissement or
commune gets a letter at its end, each SIREN other first two digits (and its own check digit),
each name a number: so every copy has the same history, sizes and distributions, and nothing
in common with another. INSEE's codes have no room for so many communes (some 120,000); so
whoever reads these lists must let the letter pass: see `growth.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODES = {"code", "chefLieu", "region", "departement", "arrondissement", "commune", "siren"}
_SIREN = re.compile(r"\d{9}")
#: First two digits that no SIREN of a commune or an intercommunality has.
_FREE = tuple(f"{number:02}" for number in range(100) if number // 10 != 2)


def check_digit(eight: str) -> str:
    """Return the ninth digit of a SIREN, by which the sum of Luhn is a multiple of ten.

    >>> check_digit("24250036")
    '1'
    """
    total = 0
    for place, digit in enumerate(reversed(eight)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def siren(original: str, copy: int, begins: list[str]) -> str:
    """Return the SIREN that stands for another in a copy; `begins` are all first two digits."""
    if not copy:
        return original
    first = _FREE[(copy - 1) * len(begins) + begins.index(original[:2])]
    eight = first + original[2:8]
    return eight + check_digit(eight)


def packages(originals: list[Path], target: Path, times: int) -> list[Path]:
    """Write the yearly packages of a country so many times the size; return their folders."""
    begins = _begins(originals)
    found = []
    for package in originals:
        folder = target / package.name
        (folder / "data").mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_bytes((package / "package.json").read_bytes())
        for path in sorted((package / "data").glob("*.json")):
            if path.name.startswith(("historique", "communes-")):
                continue
            rows = json.loads(path.read_bytes())
            with (folder / "data" / path.name).open("w", encoding="utf-8") as file:
                file.write("[\n")
                file.writelines(
                    f"{',' if number else ''}{json.dumps(row, ensure_ascii=False)}\n"
                    for number, row in enumerate(_copies(rows, times, begins))
                )
                file.write("]\n")
        found.append(folder)
    return found


def register(original: Path, target: Path, times: int, originals: list[Path]) -> Path:
    """Write the register of elected heads of such a country: every row once in each copy.

    Rows of groupings that are in none of the packages stay as they are, once.
    """
    begins = _begins(originals)
    header, *rows = original.read_text(encoding="utf-8-sig").splitlines()
    with target.open("w", encoding="utf-8") as file:
        file.write(header + "\n")
        for copy in range(times):
            for row in rows:
                found = _SIREN.search(row)
                if found and found[0][:2] in begins:
                    row = row.replace(found[0], siren(found[0], copy, begins))
                elif copy:
                    continue
                file.write(row + "\n")
    return target


def _begins(originals: list[Path]) -> list[str]:
    """Return the first two digits of all SIREN in the packages."""
    found: set[str] = set()
    for package in originals:
        for name in ("epci.json", "communes.json", "ept.json"):
            path = package / "data" / name
            if path.is_file():
                found.update(re.findall(r'"(?:siren|code)":\s*"(\d\d)\d{7}"', path.read_text()))
    return sorted(found)


def _copies(rows: list[dict[str, Any]], times: int, begins: list[str]) -> Iterator[Any]:
    for copy in range(times):
        for row in rows:
            yield _renamed(row, copy, begins) if copy else row


def _renamed(value: Any, copy: int, begins: list[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _renamed(v, copy, begins, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(one, copy, begins, key) for one in value]
    if not isinstance(value, str):
        return value
    if key == "nom":
        return f"{value} {copy + 1}"
    if key in _CODES or key == "anciensCodes":
        if _SIREN.fullmatch(value):
            return siren(value, copy, begins)
        return value + LETTERS[copy - 1]
    return value
