"""A declaration drafted from a file, as YAML that a person reads and finishes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tigraph.names import slug
from tigraph.registries.declared.declaration import country_systems
from tigraph.registries.declared.looking import Column, Drafted, looked_at

#: What a column holds of which each cell may have several members.
_MEMBERS = ("members", "codes", "several ids")
_DEGREES = {
    "latitude": re.compile(r"(^|[-_])lat(itude)?$"),
    "longitude": re.compile(r"(^|[-_])(lon|lng|long)(gitude|itude)?$"),
}


def draft(path: Path, of: str = "") -> str:
    """Return a declaration drafted from a file, as YAML. Raises `DataError`.

    `of` says what rows are about: "programme" (territories with members) or "register" (things of
    any kind); unless told, a programme where some column has codes of a system that comes with
    tigraph beside a code of the row's own, or several in a cell. What could not be told stands in
    it as a line that begins with `# TO DO`.
    """
    told = looked_at(path)
    fields = _fields(told)
    kinds = {name: told.columns[at] for name, at in fields.items()}
    made = _programme if (of or _seems(kinds)) == "programme" else _register
    return "\n".join(made(path, told, kinds)) + "\n"


def _seems(kinds: Mapping[str, Column]) -> str:
    """Return what a file seems to be about."""
    held = [column.kind for column in kinds.values()]
    programme = any(one in (*_MEMBERS, "code") for one in held)
    return "programme" if programme else "register"


def _head(path: Path, told: Drafted, kinds: Mapping[str, Column], of: Sequence[str]) -> list[str]:
    """Return how a declaration begins, whatever its rows are about."""
    return [
        f"# Drafted from {path.name}: {told.rows:,} rows. What begins with TO DO is yours to say.",
        f"layer: {_stem(path)}",
        f"title: {{en: {_quoted(path.stem)}}}  # TO DO",
        "language: fr  # TO DO: of the names in it",
        "publishers: [organisation:unknown]  # TO DO: its IRI",
        "licence: ''  # TO DO",
        *_country(kinds, of),
    ]


def _stem(path: Path) -> str:
    return (slug(re.sub(r"[-_.]?\d.*", "", path.stem)) or "register")[:40]


def _read(told: Drafted, kinds: Mapping[str, Column], needed: Sequence[str]) -> list[str]:
    """Return where columns stand, and how days and numbers are written."""
    lines = [
        "columns:",
        *(f"  {one}: {_told(column, told)}" for one, column in kinds.items()),
        "forms:",
        f"  file: {_form(told, needed)}",
    ]
    if "merged" in told.special:
        lines.append(f"# TO DO: {told.special['merged']}")
    if ways := dict.fromkeys(c.of for c in kinds.values() if c.kind == "date"):
        lines.append(f"dates: [{', '.join(ways)}]")
    if any("decimal comma" in column.remark for column in kinds.values()):
        lines.append("decimal: ','")
    return lines


def _programme(path: Path, told: Drafted, kinds: Mapping[str, Column]) -> list[str]:
    code = next((n for n, c in kinds.items() if c.kind == "own code"), "")
    name = next((n for n, c in kinds.items() if c.kind == "text"), "")
    members = [n for n, c in kinds.items() if c.kind in (*_MEMBERS, "code")]
    since = next((n for n, c in kinds.items() if c.kind == "date"), "")
    stem, title = _stem(path), _quoted(path.stem)
    pattern = _pattern(kinds[code].cells) if code else _quoted(".+")
    lines = [
        *_head(path, told, kinds, members),
        f"programme: {{is: programme:{stem}, name: {{fr: {title}}}}}  # TO DO",
        "phases:",
        f"  {stem}: {{is: phase:{stem}, name: {{fr: {title}}}}}  # TO DO",
        "codes:",
        f"  own: {{scheme: {stem}, word: code of {stem}, pattern: {pattern}}}",
        *_member_system(stem, kinds),
        *_read(told, kinds, [one for one in (code, name, *members[:1]) if one]),
    ]
    no_code, no_name = (
        "" if one else f"  # TO DO: {why}"
        for one, why in (
            (code, "no column has a code of its own in each row"),
            (name, "no column seems to name it"),
        )
    )
    lines += [
        "territory:",
        f"  code: {code or next(iter(kinds))}{no_code}",
        f"  name: {name or next(iter(kinds))}{no_name}",
        "  system: own",
        f"  is: territory:{stem}-{{code}}",
        f"  lineage: lineage:{stem}-{{code}}",
        "members:",
    ]
    when = f", since: {since}" if since else ""
    lines += [f"  - {_rule(one, kinds[one], _named_beside(kinds, one))}{when}}}" for one in members]
    if since:
        lines.append(f"# TO DO: is “{kinds[since].name}” the day since when a member is one?")
    if not members:
        lines.append(f"  - {{code: {next(iter(kinds))}, systems: [own]}}")
        lines.append(
            "# TO DO: no column has codes of a system that comes with tigraph: who is a member?"
        )
    return lines


def _member_system(stem: str, kinds: Mapping[str, Column]) -> list[str]:
    """Return the system of codes that no country's is, where cells have several of it."""
    if not any(column.kind == "several ids" for column in kinds.values()):
        return []
    return [
        "  member:  # TO DO: one for each sort of code, such as “pattern: 'F[0-9]{3}'”",
        f"    scheme: {stem}-member",
        f"    word: code of a member of {stem}",
        r"    pattern: '[0-9A-Za-z.-]+'",
        "    bearers: "
        f"[{{is: 'organisation:{stem}-member-{{code}}', kind: org:FormalOrganization}}]",
    ]


def _register(path: Path, told: Drafted, kinds: Mapping[str, Column]) -> list[str]:
    """Return a draft of which each row is about one thing, and others that its cells name."""
    stem = _stem(path)
    code = next((n for n, c in kinds.items() if c.kind in ("own code", "code")), "")
    texts = [n for n, c in kinds.items() if c.kind == "text"]
    name = next((n for n in texts if kinds[n].distinct), next(iter(texts), next(iter(kinds))))
    own = bool(code) and kinds[code].kind == "own code"
    system = f", code: {code}, system: {'own' if own else kinds[code].of}" if code else ""
    lines = _head(path, told, kinds, [code] if code and not own else [])
    if own:
        pattern = _pattern(kinds[code].cells)
        lines += [
            "codes:",
            f"  own: {{scheme: {stem}, name: {{en: code of {stem}}}, word: code of {stem}, "
            f"pattern: {pattern}}}",
        ]
    lines += _read(told, kinds, [one for one in (code, name) if one])
    at = "".join(f", {what}: {one}" for what, one in _places(kinds).items())
    area = f", area: 'area:{stem}-{{code}}'" if at and code else ""
    lines += [
        "entities:",
        f"  thing: {{is: 'organisation:{stem}-{{{'code' if code else 'slug'}}}', "
        f"kind: org:FormalOrganization, name: {name}{system}{at if not at or code else ''}{area}}}"
        "  # TO DO: what a row is about",
    ]
    others = [
        one for one in texts
        if one != name and 1 < len(set(kinds[one].cells)) < 0.8 * len(kinds[one].cells)
    ]  # fmt: skip
    for one in others:
        lines.append(
            f"  {one}: {{is: 'organisation:{stem}-{{slug}}', kind: org:FormalOrganization, "
            f"name: {one}, needed: false}}  # TO DO: or none, if these are no things"
        )
    since = next((n for n, c in kinds.items() if c.kind == "date"), "")
    when = f", since: {since}" if since else ""
    lines.append("# TO DO: what a row claims; take the sign # away from what it does:")
    lines.append("# claims:")
    lines += [
        f"#   - {{relation: attached-to, subject: thing, object: {one}, basis: authority{when}}}"
        for one in others
    ]
    places = _places(kinds).values()
    lines += [
        f"#   - {{measure: {one}, about: thing, value: {one}, unit: person}}"
        for one, column in kinds.items()
        if column.kind == "number" and one not in places
    ]
    return lines


def _places(kinds: Mapping[str, Column]) -> dict[str, str]:
    """Return the columns that have latitudes and longitudes, by their names."""
    found = {
        what: next(
            (n for n, c in kinds.items() if c.kind == "number" and pattern.search(n)), ""
        )
        for what, pattern in _DEGREES.items()
    }  # fmt: skip
    return found if all(found.values()) else {}


def _country(kinds: Mapping[str, Column], members: Sequence[str]) -> list[str]:
    found = [
        country
        for country, systems in country_systems()
        if any(kinds[one].of in systems for one in members)
    ]
    return [f"country: {one}" for one in found[:1]]


def _told(column: Column, told: Drafted) -> str:
    """Return a column with what it seems to hold, as a line of YAML."""
    held = f"{column.kind} of {column.of}" if column.of else column.kind
    seen = f", such as {_quoted(column.cells[0][:40])}" if column.cells else ""
    filled = f", filled in {len(column.cells):,}" if len(column.cells) < told.rows else ""
    remark = f"; {column.remark}" if column.remark else ""
    return f"{_quoted(column.name)}  # {held or 'nothing'}{seen}{filled}{remark}"


def _form(told: Drafted, needed: Sequence[str]) -> str:
    own = [
        f"{key}: {_quoted(told.special[key])}" for key in ("rows", "sheet") if key in told.special
    ]
    own += [f"header: {told.special['header']}"] if "header" in told.special else []
    columns = f"columns: [{', '.join(dict.fromkeys(needed))}]"
    return f"{{{', '.join([f'format: {told.format}', columns, *own])}}}"


def _named_beside(kinds: Mapping[str, Column], codes: str) -> str:
    """Return the column with as many names in a cell as another has codes, "" where none is."""
    sign = _between(kinds[codes].cells).strip("'")
    counts = sorted(cell.count(sign) for cell in kinds[codes].cells if cell.count(sign))
    return next(
        (
            name
            for name, column in kinds.items()
            if column.kind == "text"
            and counts
            and sorted(cell.count(sign) for cell in column.cells if cell.count(sign)) == counts
        ),
        "",
    )


def _rule(name: str, column: Column, beside: str = "") -> str:
    if column.kind == "members":
        return f"{{cell: {name}, written: NAME (CODE), between: ;, systems: [{column.of}]"
    if column.kind == "several ids":
        names = f", names: {beside}" if beside else ""
        return f"{{codes: {name}, between: {_between(column.cells)}{names}, systems: [member]"
    if column.kind == "codes":
        return f"{{codes: {name}, between: ',;', systems: [{column.of}]"
    return f"{{code: {name}, systems: [{column.of}]"


def _between(cells: Sequence[str]) -> str:
    """Return the signs that stand between several ids, as YAML."""
    found = {sign for cell in cells for sign in ";,|/" if sign in cell}
    return _quoted("".join(sorted(found)) or " ")


def _fields(told: Drafted) -> dict[str, int]:
    """Return a name of ours for each column, made of the column's own."""
    made: dict[str, int] = {}
    for at, column in enumerate(told.columns):
        bare = slug(column.name)
        bare = bare if bare and not bare[0].isdigit() else f"column-{at + 1}"
        name = bare
        while name in made:
            name += "-2"
        made[name] = at
    return made


def _pattern(cells: Sequence[str]) -> str:
    """Return the pattern that codes have in common, as YAML.

    >>> _pattern(["ti-0101", "ti-2704"])
    "'ti-[0-9]{4}'"
    """
    beginning = re.match(r"[^\d]*", cells[0])
    start = beginning[0] if beginning else ""
    if start and all(one.startswith(start) for one in cells):
        rest = {one[len(start) :] for one in cells}
        lengths = {len(one) for one in rest}
        if all(one.isdigit() for one in rest):
            count = str(lengths.pop()) if len(lengths) == 1 else f"{min(lengths)},{max(lengths)}"
            return _quoted(f"{re.escape(start).replace(chr(92) + '-', '-')}[0-9]{{{count}}}")
        return _quoted(f"{re.escape(start).replace(chr(92) + '-', '-')}[0-9A-Za-z-]+")
    return _quoted(r"[0-9A-Za-z-]+")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"
