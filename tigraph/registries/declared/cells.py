"""Members in the cells of a row: several in one, codes and names apart, one in each of several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from tigraph.registries.declared.codes import System, system_of
from tigraph.registries.declared.dates import date_fault, edtf
from tigraph.registries.declared.rows import Told
from tigraph.registries.declared.rules import Declaration, MemberRule
from tigraph.registries.declared.sheets import cell_text


class Member(NamedTuple):
    """A member by its code: of which system, under which name, since when and until when."""

    code: str
    system: System
    name: str = ""
    since: str = ""
    until: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others."""
        return self.system.scheme, self.code


@dataclass(frozen=True)
class Lost:
    """What stands in the cells of members and could not be used, and why."""

    reason: str


def members(told: Told, rule: MemberRule, declared: Declaration) -> Iterator[Member | Lost]:
    """Yield the members that a row tells by a rule, each as it is or why it is none."""
    dates, fault = _dates(told, rule, declared)
    if fault:
        yield Lost(fault)
        return
    for code, name in _found(told, rule):
        if code is None:
            word = rule.systems[0].word
            yield Lost(f"members without {word} in “{name}”")
            continue
        system = _system(code, told, rule)
        if system is None:
            said = told.fields.get(rule.system_field, "")
            known = ", ".join(f"“{word}”" for word in rule.told)
            yield Lost(f"“{said}” says no system of codes (known are {known})")
            continue
        clean = system.clean(code)
        of = "" if rule.code else " of a member"
        if fault := system.fault(clean, of):
            yield Lost(fault)
        else:
            yield Member(clean, system, name, *dates)


def _dates(told: Told, rule: MemberRule, declared: Declaration) -> tuple[tuple[str, str], str]:
    """Return since and until when, and what is wrong with either in words."""
    found = []
    for one in (rule.since, rule.until):
        said = told.fields.get(one, "") if one else ""
        found.append(edtf(said, declared.dates) if said else "")
        if said and not found[-1]:
            return ("", ""), date_fault(said, declared.dates)
    if found[0] and found[1] and found[1] < found[0]:
        return ("", ""), f"it ends ({found[1]}) before it begins ({found[0]})"
    return (found[0], found[1]), ""


def _system(code: str, told: Told, rule: MemberRule) -> System | None:
    if rule.system_field:
        return rule.told.get(told.fields.get(rule.system_field, ""))
    return system_of(code, rule.systems)


def _found(told: Told, rule: MemberRule) -> Iterator[tuple[str | None, str]]:
    """Yield (code, name) of each member; (None, text) of what bears no code."""
    if rule.cell:
        yield from _listed(told.fields.get(rule.cell, ""), rule)
    elif rule.codes:
        yield from _paired(told.fields.get(rule.codes, ""), told.fields.get(rule.names, ""), rule)
    elif rule.list:
        yield from _objects(told.lists.get(rule.list), rule)
    else:
        names = [*rule.name, *[""] * (len(rule.code) - len(rule.name))]
        for code, name in zip(rule.code, names, strict=False):
            if told.fields.get(code) or len(rule.code) == 1:
                yield told.fields.get(code, ""), told.fields.get(name, "")


@cache
def _pattern(written: str, between: str, codes: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of one member in a cell: only a code in its place ends a name."""
    code = f"(?P<code>{'|'.join(codes)})"
    parts = [re.escape(part) for part in re.split("NAME|CODE", written)]
    order = re.findall("NAME|CODE", written)
    name = r"(?P<name>.*?)"
    made = parts[0]
    for which, part in zip(order, parts[1:], strict=True):
        made += (code if which == "CODE" else name) + part
    made = re.sub(r"(\\ )+", r"\\s*", made)
    return re.compile(rf"\s*(?:{re.escape(between)})?\s*{made}", re.DOTALL)


def _listed(cell: str, rule: MemberRule) -> Iterator[tuple[str | None, str]]:
    codes = tuple(one.within for one in rule.systems)
    pattern = _pattern(rule.written, rule.between, codes)
    if lost := pattern.sub("", cell).strip(f" \n{rule.between}"):
        yield None, lost
    for found in pattern.finditer(cell):
        told = found.groupdict()
        yield told["code"], (told.get("name") or "").strip()


def _paired(cell: str, names: str, rule: MemberRule) -> Iterator[tuple[str, str]]:
    """Pair codes with names, where splitting the names gives as many; else codes alone.

    Names may hold a comma: of two names in which there are three, none is taken.
    """
    around = re.escape(rule.between)
    codes = "|".join(one.within for one in rule.systems)
    pattern = rf"(?:{codes})(?!\w)|[^{around}\s]+"
    found = [one[0] for one in re.finditer(pattern, cell)]
    labels = [one.strip() for one in re.split(rf"[{around}] ", names)]
    if len(labels) != len(found):
        labels = [""] * len(found)
    yield from zip(found, labels, strict=True)


def _objects(told: Any, rule: MemberRule) -> Iterator[tuple[str | None, str]]:
    for one in told if isinstance(told, list) else [told] if told else []:
        if isinstance(one, Mapping):
            code = cell_text(one.get(rule.code_key))
            name = cell_text(one.get(rule.name_key))
            yield (code, name) if code else (None, name or "a member")
        else:
            yield cell_text(one), ""
