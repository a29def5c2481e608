"""A table matched: which columns say what, and what is written beside each row."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any

from tigraph.errors import DataError, UnknownNameError, UsageError, nearest
from tigraph.linking.decisions import Decisions
from tigraph.linking.grounds import Sources, ground, subject
from tigraph.linking.headers import about, head, key_of
from tigraph.linking.kinds import words_of_kinds
from tigraph.linking.model import Match, Sought
from tigraph.linking.sheets import Line, Sheet
from tigraph.linking.table_files import written
from tigraph.linking.telling import told
from tigraph.linking.together import ALONE, Asked, matched_batches
from tigraph.local import Words, amount, said
from tigraph.names import folded

#: The columns that are written beside those of a table.
ADDED = (
    "match_outcome", "match_iri", "match_id", "match_label", "match_score", "match_why",
    "match_others",
)  # fmt: skip
#: So many rows are matched at once.
_BATCH = 1000
#: So many rows are looked at to see whether a column says kinds.
_LOOKED_AT = 200
#: No name of anything is longer.
LONGEST = 500
_NAMES = (
    "name", "nom", "label", "libelle", "denomination", "intitule", "raison sociale", "nom complet",
    "full name", "title", "titre", "noms", "names",
)  # fmt: skip
_FIRST_NAMES = ("prenom", "first name", "given name", "prenoms")
_KINDS = ("type", "kind", "categorie", "category", "nature")


@dataclass(frozen=True)
class Told:
    """What a user says of the columns of a table; what is "" or empty is guessed."""

    names: tuple[str, ...] = ()
    kind: str = ""
    kind_column: str = ""
    context: tuple[tuple[str, str], ...] = ()
    guess: bool = True


@dataclass(frozen=True)
class Columns:
    """Which columns have the name, its kind and what stands beside it; `kind` is that of all."""

    names: tuple[int, ...]
    kind: str = ""
    kind_column: int = -1
    context: tuple[tuple[str, int], ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)

    def sought(self, line: Line, place: object) -> Sought | None:
        """Return what a row asks for, None where it has no name; raises `DataError`."""
        name = " ".join(filter(None, (line.fields[at].strip() for at in self.names)))
        if not name:
            return None
        kind = self.kind
        if self.kind_column >= 0 and (word := line.fields[self.kind_column].strip()):
            if folded(word) not in self.kinds:
                raise DataError(
                    f"{place}, line {line.number}: no kind is called “{word[:60]}”; there are "
                    f"{', '.join(sorted(set(self.kinds.values())))}."
                )
            kind = self.kinds[folded(word)]
        beside = {key: line.fields[at].strip() for key, at in self.context}
        return Sought(name, kind, {key: value for key, value in beside.items() if value})


_GUESSED = Words(
    {
        "names": ("names in {}", "noms dans {}"),
        "kind": ("all of the kind {}", "tous du genre {}"),
        "kinds": ("kinds in {}", "genres dans {}"),
        "beside": ("{} in {}", "{} dans {}"),
    }
)


def columns_of(
    sheet: Sheet, told: Told, kinds: Mapping[str, str], language: str = "en"
) -> tuple[Columns, str]:
    """Return the columns that are used of a table, and in words those that were guessed.

    `kinds` are those of the matcher, with their labels. Raises `UsageError` for a column that
    is not there or there twice, or where none has names, `UnknownNameError` for a kind.
    """
    words = words_of_kinds()
    words |= {folded(word): key for key, label in kinds.items() for word in (label, key)}
    kind = ",".join(_kind(one.strip(), kinds, words) for one in told.kind.split(",") if one)
    names = tuple(_place(sheet, name) for name in told.names)
    kind_column = _place(sheet, told.kind_column) if told.kind_column else -1
    context = tuple((key, _place(sheet, name)) for key, name in told.context)
    remarks = []

    def guessed(key: str, places: Sequence[int], *before: str) -> str:
        columns = [said(("“{}”", "« {} »"), language).format(sheet.columns[at]) for at in places]
        return _GUESSED(key, language).format(*before, ", ".join(columns))

    if not names:
        names = _guessed_names(sheet, words)
        remarks.append(guessed("names", names))
    used = {*names, kind_column, *(at for _, at in context)}
    if not kind and kind_column < 0 and told.guess:
        kind, kind_column = _guessed_kind(sheet, names, words, used)
        if kind:
            remarks.append(_GUESSED("kind", language).format(kind))
        if kind_column >= 0:
            remarks.append(guessed("kinds", [kind_column]))
    if not context and told.guess:
        context = tuple(_guessed_context(sheet, {*names, kind_column}, words, kind))
        for key, at in context:
            remarks.append(guessed("beside", [at], key))
    return Columns(names, kind, kind_column, context, words), "; ".join(remarks)


def _kind(told: str, kinds: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Return the key of a kind that is told by key, label or another word of it."""
    if told in kinds:
        return told
    if folded(told) not in words:
        raise UnknownNameError("kind", told, nearest(told, [*kinds]))
    return words[folded(told)]


def _place(sheet: Sheet, name: str) -> int:
    places = [at for at, own in enumerate(sheet.columns) if own.strip() == name.strip()]
    if not places:
        raise UnknownNameError(
            "column", name, nearest(name, sheet.columns), f"{sheet.path} has {_listed(sheet)}."
        )
    if len(places) > 1:
        raise UsageError(f"{sheet.path} has {len(places)} columns “{name}”: rename one of them.")
    return places[0]


def _guessed_names(sheet: Sheet, words: Mapping[str, str]) -> tuple[int, ...]:
    heads = [head(name) for name in sheet.columns]
    free = [at for at, name in enumerate(sheet.columns) if name not in ADDED]
    found = [at for word in _NAMES for at in free if heads[at] == word]
    first = [at for word in _FIRST_NAMES for at in free if heads[at] == word]
    if found and first:
        return first[0], found[0]
    found += [at for at in free if heads[at] in words]
    found += [at for at in free if set(heads[at].split()) & {"nom", "name", "libelle", "label"}]
    if not found and len(free) == 1:
        found = free
    if not found:
        raise UsageError(
            f"{sheet.path}: which column has the names? Give --name; there are {_listed(sheet)}."
        )
    return (found[0],)


def _guessed_kind(
    sheet: Sheet, names: Sequence[int], words: Mapping[str, str], used: set[int]
) -> tuple[str, int]:
    for at, name in enumerate(sheet.columns):
        if at not in used and head(name) in _KINDS:
            values = {folded(line.fields[at]) for line in islice(sheet.lines(), _LOOKED_AT)} - {""}
            if values and values <= set(words):
                return "", at
    if len(names) > 1:
        return words.get("person", ""), -1
    return words.get(about(sheet.columns[names[0]]), ""), -1


def _guessed_context(
    sheet: Sheet, used: set[int], words: Mapping[str, str], kind: str
) -> Iterator[tuple[str, int]]:
    taken = {""}
    for at, name in enumerate(sheet.columns):
        key = "" if at in used or name in ADDED else key_of(name, words, kind)
        if key not in taken:
            taken.add(key)
            yield key, at


def _listed(sheet: Sheet) -> str:
    return ", ".join(f"“{name[:60]}”" for name in sheet.columns[:40])


# --------------------------------------------------------------------------- matching


def matched_lines(
    sheet: Sheet,
    columns: Columns,
    matcher: Asked,
    limit: int,
    decisions: Decisions | None = None,
    *,
    workers: int = 1,
    alone: int = ALONE,
) -> Iterator[tuple[Line, Match]]:
    """Yield each row of a table with what was found of it, as people decided it.

    Of a long table several `workers`, processes, match what comes after `alone` names; a row
    stays where it is.
    """
    language = matcher.language
    held: deque[list[tuple[Line, Sought | None]]] = deque()

    def batches() -> Iterator[list[Sought]]:
        lines = sheet.lines()
        while batch := [(line, columns.sought(line, sheet.path)) for line in islice(lines, _BATCH)]:
            held.append(batch)
            yield [one for _, one in batch if one and len(one.name) <= LONGEST]

    for matches in matched_batches(matcher, batches(), limit, workers, alone):
        found = iter(matches)
        for line, one in held.popleft():
            if one is None:
                yield line, Match(Sought(""), "none", (), told("empty").said(language))
            elif len(one.name) > LONGEST:
                why = told("too-long", amount(len(one.name), language)).said(language)
                yield line, Match(replace(one, name=one.name[:LONGEST]), "none", (), why)
            else:
                match = next(found)
                yield line, decisions.followed(match) if decisions else match


def link_table(
    sheet: Sheet,
    columns: Columns,
    matcher: Asked,
    form: str,
    file: IO[bytes],
    *,
    limit: int = 5,
    decisions: Decisions | None = None,
    progress: Callable[[int], None] = lambda _: None,
    every: int = _BATCH,
    workers: int = 1,
    safe: bool = False,
) -> Counter[str]:
    """Write a table with what each name means beside it; return how many of each outcome.

    `progress` is told how many rows are done, `every` so many; several `workers` share a long
    table. Where it is to be `safe`, no cell of CSV and TSV is one that a spreadsheet runs.
    """
    counts: Counter[str] = Counter()
    found = matched_lines(sheet, columns, matcher, limit, decisions, workers=workers)
    with written(sheet, form, file, ADDED, safe) as writer:
        for done, (line, match) in enumerate(found, 1):
            writer.write(line, beside(match))
            counts[match.outcome] += 1
            if not done % every:
                progress(done)
    return counts


def beside(match: Match) -> dict[str, Any]:
    """Return what is written beside a name, by the names of `ADDED`."""
    told: dict[str, Any] = dict.fromkeys(ADDED, "")
    told["match_outcome"], told["match_why"] = match.outcome, match.why
    others = match.candidates
    if match.outcome != "none" and match.best:
        best, others = match.best, match.candidates[1:]
        told |= {"match_iri": best.iri, "match_id": best.id, "match_label": best.label}
        told["match_why"] = "; ".join(filter(None, (match.why, ground(best))))
        told["match_score"] = round(best.score, 3)
    told["match_others"] = [
        {
            "iri": one.iri,
            "id": one.id,
            "label": one.label,
            "score": round(one.score, 3),
            "why": ground(one),
        }
        for one in others
    ]
    return told


def undecided(
    sheet: Sheet, columns: Columns, matcher: Asked, limit: int, decisions: Decisions
) -> list[Match]:
    """Return each name of a table of which nobody knows yet what it means, once."""
    found: dict[Any, Match] = {}
    for _, match in matched_lines(sheet, columns, matcher, limit, decisions):
        if match.outcome == "review":
            found.setdefault(subject(match.sought), match)
    return [*found.values()]


def state_of(path: Path) -> Sources:
    """Return which state of a table names come from: its name and its SHA-256, shortened."""
    import hashlib

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Sources(f"{path.name} sha256:{digest[:16]}")
