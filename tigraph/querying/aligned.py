"""A table of texts for a terminal: aligned where it fits, else as well as the screen lets read.

Set in a few lines of our own: the libraries that draw tables import wcwidth, which takes as
long as a query runs, and draw three to five times as long (benchmarks/README.md).

Where the screen is too narrow, columns that are empty in all rows are left out and named, numbers,
dates and codes stay whole, prose takes what is left and is folded at the ends of words; prose that
repeats is shortened and told in full below the table; long codes, and then the longest prose, stand
on lines of their own below their row. What is numbers for the most part goes on in further tables,
each with its first column; what else does not fit is set as records, a field a line. No word is
ever broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, zip_longest

from tigraph.local import said
from tigraph.querying.lines import in_lines, longest, places_of, shortened

#: Columns stand so far apart.
_APART = 3
#: Prose is folded to no fewer places, where nothing else helps to fewer, and to so many lines a row
#: in the mean; what is longer may stand below its row.
_LEAST, _LINES, _LONG = (20, 12), 2.5, 20
#: The name of a column is folded to no fewer places.
_HEAD = 8
#: As many rows tell how long the cells of a column are, and as many columns stand below a row.
_SEEN, _BELOW = 200, 2
#: What one row of so many says is seldom said.
_SELDOM = 4
#: Prose that repeats is shortened to so many places, where a column has so few texts.
_SHORT, _FEW = (36, 24), 12
#: In how many tables below each other numbers may stand.
_BLOCKS = 4
_HANGING = 2
_NOTHING = "–"
_EMPTY = ("Empty: ", "Sans valeur : ")


def aligned_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[bool],
    width: int,
    language: str = "en",
) -> str:
    """Return a table with a head, set to a screen of `width` places: see above.

    `right` says of each column whether it is of numbers, which are set to the right, one decimal
    sign below the other. An ideogram takes two places. Without a row, the table is an empty line.

    >>> rows = [["Aÿ", "12"], ["Y", "3"]]
    >>> print(aligned_table(["name", "number"], rows, [False, True], 80), end="")
     name   number
    ───────────────
     Aÿ         12
     Y           3
    """
    if not rows or not head:
        return "\n" * max(1, len(rows))
    places = places_of(chain(head, *rows))
    columns = [
        _Column(name, _at_decimals(cells) if to_the_right else cells, to_the_right, places)
        for name, cells, to_the_right in zip(head, zip(*rows, strict=True), right, strict=True)
    ]
    columns[0].hanging = _HANGING
    table = _Table(columns, places)
    if table.needed <= width:
        return table.text()
    known = [column for column in columns if any(column.cells)] or columns
    empty = [column.name for column in columns if column not in known]
    foot = in_lines(f" {said(_EMPTY, language)}{', '.join(empty)}", width, places, 4)
    return "\n".join(
        [_set(known, width, places).removesuffix("\n"), *(["", *foot] if empty else []), ""]
    )


def _set(columns: list[_Column], width: int, places: Callable[[str], int]) -> str:
    """Return the columns in the first of the ways that suits them and fits."""
    table = _Table(columns, places)
    if table.needed <= width:
        return table.text()
    # A row that began with nothing would be taken for more of the row above it.
    columns[0].cells = [cell or _NOTHING for cell in columns[0].cells]
    for least in _LEAST:
        for below in ([], *_below(columns)):
            for column in columns:
                column.fold = least
            beside = [column for column in columns if column not in below]
            if fitted := _fitted(_Table(beside, places, below), width):
                return fitted.text(width)
    if sum(column.right for column in columns) * 2 > len(columns):
        blocks = _blocks(columns, width, places)
        if len(blocks) <= _BLOCKS:
            return "\n".join(block.text() for block in blocks)
    records = _records(columns, width, places)
    if loose := _fitted(table, width, lines=len(records)):
        text = loose.text()
        head_and_rule = 2
        if text.count("\n") - head_and_rule <= records.count("\n"):
            return text
    return records


def _below(columns: list[_Column]) -> Iterator[list[_Column]]:
    """Yield the columns that may stand below each row, few first.

    Long codes go there, then what is seldom said, then long prose.
    """
    may = [c for c in columns[1:] if not c.right and (c.seldom or c.wide > _LONG)]
    may.sort(key=lambda c: (c.seldom or not c.code, not c.seldom, -c.wide))
    for count in range(1, len(may) + 1):
        if sum(not column.seldom for column in may[:count]) <= _BELOW:
            yield [column for column in columns if column in may[:count]]


@dataclass(eq=False)
class _Column:
    """A column: how wide its widest cell is, and how wide it is set."""

    name: str
    cells: Sequence[str]
    right: bool
    places: Callable[[str], int]
    #: What was shortened, and in full; a column that is shortened is not folded besides.
    told: Mapping[str, str] = field(default_factory=dict)
    #: How far lines after the first are set in: in the first column, where no row begins there.
    hanging: int = 0
    fold: int = _LEAST[0]

    def __post_init__(self) -> None:
        self.inner = max(map(self.places, {*self.cells}))
        self.wide = self.width = max(self.inner, self.places(self.name))

    @cached_property
    def word(self) -> int:
        """How wide its longest word is."""
        return max(longest(text, self.places) for text in {*self.cells})

    @property
    def code(self) -> bool:
        """Whether its cells are words that are never parted: codes, dates, numbers."""
        return self.right or self.word == self.inner

    @cached_property
    def seldom(self) -> bool:
        """Whether most rows say nothing in it."""
        return sum(map(bool, self.cells)) * _SELDOM < len(self.cells)

    @property
    def least(self) -> int:
        """The least width that it may be set to."""
        cells = (
            self.inner
            if self.code or self.told
            else max(self.word + self.hanging, min(self.inner, self.fold))
        )
        head = min(self.places(self.name), _HEAD)
        return max(cells, head, longest(self.name, self.places, name=True))

    @cached_property
    def sizes(self) -> Sequence[int]:
        """How wide its first cells are."""
        return [*map(self.places, self.cells[:_SEEN])]


@dataclass(frozen=True)
class _Table:
    """Columns beside each other, and those that stand below each row."""

    columns: list[_Column]
    places: Callable[[str], int]
    below: Sequence[_Column] = ()

    @property
    def needed(self) -> int:
        """How many places it takes."""
        return sum(column.width for column in self.columns) + _APART * len(self.columns) - 1

    def text(self, width: int = 0) -> str:
        """Return it set; what stands below rows is folded to a width."""
        names = [column.name for column in self.columns]
        lines = [*self._lines(names, True), *(f"   {column.name}" for column in self.below)]
        lines.append("─" * self.needed)
        beneath = [*zip(*(column.cells for column in self.below), strict=True)]
        for i, cells in enumerate(zip(*(column.cells for column in self.columns), strict=True)):
            lines += self._lines(cells)
            lines += self._beneath(beneath[i], width) if beneath else ()
        told = {short: full for column in self.columns for short, full in column.told.items()}
        if told:
            lines.append("")
        for short, full in told.items():
            lines += in_lines(f" {short} = {full}", self.needed, self.places, 4)
        return "\n".join([*lines, ""])

    def _lines(self, cells: Sequence[str], names: bool = False) -> Iterator[str]:
        columns, places = self.columns, self.places
        folded = [
            in_lines(cell, column.width, places, column.hanging, names)
            for cell, column in zip(cells, columns, strict=True)
        ]
        for parts in zip_longest(*folded, fillvalue=""):
            padded = []
            for part, column in zip(parts, columns, strict=True):
                width = column.width - places(part) + len(part)
                padded.append(part.rjust(width) if column.right else part.ljust(width))
            yield f" {(' ' * _APART).join(padded)}".rstrip()

    def _beneath(self, cells: Sequence[str], width: int) -> Iterator[str]:
        """Yield the cells that stand below a row, named where they are several."""
        for cell, column in zip(cells, self.below, strict=True):
            named = len(self.below) > 1 and not cell.startswith(f"{column.name}:")
            name = f"{column.name}: " if named else ""
            if cell:
                yield from in_lines(f"   {name}{cell}", width, self.places, 5)


def _fitted(table: _Table, width: int, lines: float = _LINES) -> _Table | None:
    """Return a table with its prose folded, or shortened where it repeats; None if none fits.

    A row takes no more `lines` in the mean.
    """
    columns = [replace(column) for column in table.columns]
    room = width - _APART * len(columns) + 1

    def spread() -> bool:
        """Give each column what it must have, then prose what is left; say whether that fits."""
        for column in columns:
            column.width = column.least
        left = room - sum(column.width for column in columns)
        while left > 0 and (wanting := [one for one in columns if one.width < one.wide]):
            lacking = {one: sum(max(0, n - one.width) for n in one.sizes) for one in wanting}
            most = max(wanting, key=lacking.__getitem__)
            step = min(left, most.wide - most.width, max(1, left // 8))
            most.width += step
            left -= step
        return left >= 0

    def fits() -> bool:
        return spread() and _height(columns) <= lines

    if fits():
        return replace(table, columns=columns)
    longest_first = sorted(range(1, len(columns)), key=lambda i: -columns[i].wide)
    for size in _SHORT:
        for i in longest_first:
            others = (one.told for k, one in enumerate(columns) if k != i)
            taken = {cut: text for told in others for cut, text in told.items()}
            if short := _shortened(table.columns[i], size, taken):
                columns[i] = short
                if fits():
                    return replace(table, columns=columns)
    return None


def _height(columns: Sequence[_Column]) -> float:
    """Return how many lines a row takes in the mean, by the rows that it begins with."""
    narrow = [column for column in columns if column.width < column.wide]
    rows = [
        max(
            len(in_lines(cell, column.width, column.places, column.hanging))
            for cell, column in zip(row, narrow, strict=True)
        )
        for row in zip(*(column.cells[:_SEEN] for column in narrow), strict=True)
    ]
    return sum(rows) / len(rows) if rows else 1.0


def _shortened(column: _Column, size: int, taken: Mapping[str, str]) -> _Column | None:
    """Return a column of prose that repeats, its texts shortened; None where that is not so.

    No text is shortened as another is, here or where it is `taken`: in another column.
    """
    distinct = list(dict.fromkeys(filter(None, column.cells)))
    if column.code or len(distinct) > min(_FEW, len(column.cells) / 2):
        return None
    for width in range(max(size, column.places(column.name)), column.wide):
        short = {text: shortened(text, width, column.places) for text in distinct}
        told = {cut: text for text, cut in short.items() if cut != text}
        one_each = all(taken.get(cut, text) == text for cut, text in told.items())
        if one_each and len({*short.values()}) == len(distinct):
            return replace(
                column, cells=[short.get(cell, cell) for cell in column.cells], told=told
            )
    return None


def _blocks(columns: list[_Column], width: int, places: Callable[[str], int]) -> list[_Table]:
    """Return the columns in as few tables as they fit, each with the first of them."""
    columns = [replace(column) for column in columns]
    first, *others = columns
    for column in columns:
        column.width = column.least
    first.width = max(first.width, min(first.wide, width // 3))
    blocks: list[list[_Column]] = []
    for column in others:
        if not blocks or _Table([*blocks[-1], column], places).needed > width:
            blocks.append([_cut(first) if blocks else first])
        blocks[-1].append(column)
    return [_Table(block, places) for block in blocks]


def _cut(column: _Column) -> _Column:
    """Return a column that stands whole further above, each text on one line.

    One that would then be like another is as it is there.
    """
    texts = dict.fromkeys(column.cells)
    short = {text: shortened(text, column.width, column.places) for text in texts}
    often = Counter(short.values())
    cells = [short[cell] if often[short[cell]] == 1 else cell for cell in column.cells]
    made = replace(column, cells=cells)
    made.width = column.width
    return made


def _records(columns: list[_Column], width: int, places: Callable[[str], int]) -> str:
    """Return each row as lines of a name and a value; fields without a value are left out."""
    wide = max(places(column.name) for column in columns)
    names = [column.name + " " * (wide - places(column.name)) for column in columns]
    margin = " " * (wide + _APART + 1)
    lines: list[str] = []
    for row in zip(*(column.cells for column in columns), strict=True):
        lines += [""] if lines else []
        for name, cell in zip(names, row, strict=True):
            if not (cell := cell.strip()):
                continue
            room = width - len(margin)
            if longest(cell, places) > room:
                lines += [f" {name}".rstrip()]
                lines += in_lines(f"   {cell}", width, places, 3)
                continue
            first, *more = in_lines(cell, room, places)
            lines += [f" {name}{' ' * _APART}{first}", *(margin + line for line in more)]
    return "\n".join([*lines, ""])


def _at_decimals(cells: Sequence[str]) -> list[str]:
    """Return numbers with blanks behind them, so that their decimal signs are aligned.

    >>> _at_decimals(["1.25", "12", ""])
    ['1.25', '12   ', '']
    """
    sign = "." if any("." in cell for cell in cells) else ","
    behind = [len(cell) - at if (at := cell.find(sign)) >= 0 else 0 for cell in cells]
    most = max(behind)
    return [
        cell + " " * (most - own) if cell.strip() else cell
        for cell, own in zip(cells, behind, strict=True)
    ]
