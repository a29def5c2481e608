"""Which files a declaration describes: of which form each is, of which phase, and of when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tigraph.errors import DataError, MissingExtraError, NothingToReadError
from tigraph.registries.declared.rows import (
    Head,
    chosen_sheet,
    is_workbook,
    missing_fault,
    table_head,
)
from tigraph.registries.declared.rules import Declaration, Form
from tigraph.registries.periods import check_date
from tigraph.registries.sources import Recognised
from tigraph.registries.tables import beginning, read_json, refuse_page

_DAY = re.compile(
    r"(?<!\d)(20\d\d|19\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
#: How a workbook of the old form begins.
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What no register is read from, by the ending of its name.
_NOT = re.compile(
    r"\.(ya?ml|toml|md|pdf|docx?|odt|html?|ttl|nt|nq|trig|jsonld|rdf|owl|py|png|svg)$", re.I
)


class Unlike(Exception):  # noqa: N818  # no error: how a file differs from a form
    """How a file differs from what a form of it would be; `ours` where its codes are right."""

    def __init__(self, told: str, ours: bool = False) -> None:
        super().__init__(told)
        self.ours = ours


def recognise(
    declared: Declaration,
    files: Sequence[Path],
    dated: str = "",
    part: str = "",
    phase_named: Callable[[Path], str] | None = None,
) -> list[Recognised]:
    """Return the files that are of a form of the declaration, each with its phase and date.

    `part` is the key of a phase; `phase_named` tells that of a file whose name has none of the
    patterns that are declared. Raises `NothingToReadError` with how the files differ, and
    `DataError` where one does not tell of which phase, or of when, it is.
    """
    check_date(dated)
    if part and part not in declared.phases:
        known = " or ".join(declared.phases) or "none"
        raise DataError(f"--part {part}: a phase is {known}.")
    found: list[Recognised] = []
    unlike: list[str] = []
    for path in files:
        try:
            form = _form(path, declared)
        except Unlike as told:
            unlike.append(str(told))
            continue
        phase = part or phase_of(path, declared) or (phase_named(path) if phase_named else "")
        if not phase and len(declared.phases) > 1 and not by_column(declared):
            keys = list(declared.phases)
            raise DataError(
                f"{path}: of which phase? The file does not say. Give --part {keys[0]} or "
                f"--part {keys[1]}, or put these years into its name."
            )
        when = _dated(path, dated, declared, phase)
        found.append(Recognised(path, _part(declared, phase, when, form.key), when))
    if not found:
        differ = " ".join(unlike[:3]) or "no file was given."
        raise NothingToReadError(f"Nothing of {declared.layer} here: {differ}")
    return sorted(found, key=lambda one: (one.part, str(one.path)))


def by_column(declared: Declaration) -> bool:
    """Whether rows say of which phase they are, and not files."""
    return bool(declared.territory and declared.territory.phase)


def _part(declared: Declaration, phase: str, when: str, form: str) -> str:
    """Return what a file is to its layer: its phase, its date, its form, as far as they vary."""
    told = [phase] if len(declared.phases) > 1 and not by_column(declared) else []
    told += [when] if declared.compares else []
    told += [form] if len(declared.forms) > 1 else []
    return "/".join(told) or "register"


def form_of(part: str, declared: Declaration) -> str:
    """Return the key of the form of a part."""
    return part.rpartition("/")[2] if len(declared.forms) > 1 else next(iter(declared.forms))


def phase_key(part: str, declared: Declaration) -> str:
    """Return the key of the phase of a part."""
    if len(declared.phases) > 1 and not by_column(declared):
        return part.partition("/")[0]
    return next(iter(declared.phases), "")


def phase_of(path: Path, declared: Declaration) -> str:
    """Return the phase that the name of a file tells, "" where it tells none."""
    for phase in declared.phases.values():
        if any(re.search(pattern, path.name) for pattern in phase.files):
            return phase.key
    return next(iter(declared.phases)) if len(declared.phases) == 1 else ""


def _dated(path: Path, dated: str, declared: Declaration, phase: str) -> str:
    """Return of when a file is: as it is known, as it is told, or by its name."""
    if phase and declared.phases[phase].shows:
        return ""
    if declared.known_files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest in declared.known_files:
            return dated or declared.known_files[digest]
    if dated or not declared.compares:
        return dated
    if found := _DAY.search(path.stem):
        return "-".join(part for part in found.groups() if part)
    raise DataError(
        f"{path}: of when? Give --dated 2024-09-18, or the date in its name. Two editions could "
        "not be told apart."
    )


# -------------------------------------------------------------------------------------- forms


def _form(path: Path, declared: Declaration) -> Form:
    """Return the form of a file; raises `Unlike` where it is of none."""
    if _NOT.search(path.name):
        raise Unlike(f"{path} is no table.")
    with path.open("rb") as file:
        if file.read(8) == _OLD:
            raise Unlike(f"{path} is a workbook of the old form (.xls): save it as .xlsx or .csv.")
    told: list[Unlike] = []
    text = "" if is_workbook(path) else beginning(path)
    for form in declared.forms.values():
        try:
            _fits(path, text, declared, form)
        except Unlike as unlike:
            told.append(unlike)
        else:
            return form
    if ours := [one for one in told if one.ours]:
        if text.lstrip()[:1] in "{[":
            read_json(path)  # it may be cut short
        raise DataError(str(ours[0]))
    raise told[0]


def _fits(path: Path, text: str, declared: Declaration, form: Form) -> None:
    start = text.lstrip()[:1]
    if form.format == "table":
        if start and start in "{[":
            raise Unlike(f"{path} is JSON and no table.")
        _fits_table(path, text, declared, form)
        return
    if not start or start not in "{[":
        refuse_page(text, str(path))
        raise Unlike(f"{path} is no JSON.")
    _fits_json(path, text, declared, form)


def _fits_table(path: Path, text: str, declared: Declaration, form: Form) -> None:
    try:
        if text:
            refuse_page(text, str(path))
            found = table_head(text, str(path), declared, form) if text.strip() else Head(1, [])
            codes: Iterator[str] = iter(())
        else:
            sheet, found = chosen_sheet(path, str(path), declared, form)
            at = found.places.get(_code_field(declared), -1)
            codes = (row[at] for row in sheet.rows[found.line :] if 0 <= at < len(row))
    except (MissingExtraError, DataError) as error:
        raise Unlike(str(error)) from None
    if text:
        codes = _codes_of_table(text, found, declared)
    some = list(codes)
    if found.missing or not found.names:
        raise Unlike(missing_fault(found, str(path)), _sound(some, declared))
    _fits_codes(path, some, declared)


def _codes_of_table(text: str, found: Head, declared: Declaration) -> Iterator[str]:
    at = found.places.get(_code_field(declared), -1)
    for line in text.splitlines()[found.line : found.line + 400]:
        fields = line.split(found.separator)
        if 0 <= at < len(fields) == len(found.names):
            yield fields[at].strip().strip('"')


def _fits_json(path: Path, text: str, declared: Declaration, form: Form) -> None:
    if (form.format == "geojson") != ('"features"' in text):
        raise Unlike(f"{path} is {'no GeoJSON' if form.format == 'geojson' else 'GeoJSON'}.")
    names = declared.columns.get(_code_field(declared), ())
    codes = [code for name in names for code in _values(text, name)]
    missing = [
        names[0]
        for one, names in declared.columns.items()
        if one in form.columns and not any(f'"{_last(name)}"' in text for name in names)
    ]
    if missing:
        keys = list(dict.fromkeys(re.findall(r'"([^"]{1,60})"\s*:', text)))[:20]
        told = missing_fault(Head(0, keys, missing=missing), str(path))
        raise Unlike(told, _sound(codes, declared))
    _fits_codes(path, codes, declared)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _values(text: str, name: str) -> list[str]:
    """Return what stands in a text of JSON behind a key, as far as it is short."""
    found = re.findall(rf'"{re.escape(_last(name))}"\s*:\s*(?:"([^"]{{1,80}})"|([0-9.]+))', text)
    return [quoted or plain for quoted, plain in found]


def _code_field(declared: Declaration) -> str:
    rule = declared.territory
    return rule.code[0] if rule and len(rule.code) == 1 else ""


def _sound(codes: Sequence[str], declared: Declaration) -> bool:
    """Whether one of some codes is a right one of the territories'."""
    rule = declared.territory
    return rule is not None and any(
        not rule.system.fault(rule.system.clean(code)) for code in codes if code
    )


def _fits_codes(path: Path, codes: Sequence[str], declared: Declaration) -> None:
    """Raise `Unlike` where there are codes, and none is one of the territories'."""
    told = [code for code in codes if code]
    if declared.territory and told and not _sound(told, declared):
        word = declared.territory.system.word
        raise Unlike(f"{path}: no {word} in it (the first code is “{told[0]}”).")
