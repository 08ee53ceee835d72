"""Identities of tables: a row of totals under its column, a column of totals beside its row.

A table's structure is learnt from itself: a choice of rows that makes the total in one column must make it in all,
so the column in which it does not is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, takewhile

from heshu.checking.forms import growth, signed_sum
from heshu.checking.identity import Identity
from heshu.checking.identity_sums import nested
from heshu.checking.ledger import Entry, Ledger
from heshu.checking.roles import Role
from heshu.checking.slips import transposed
from heshu.figures import heads
from heshu.folding import fold
from heshu.patterns import regex

_TOTAL = regex(r"合计|总计|总分|共计")
_FILLER = regex(r"^(?:金额|数额|数值|数据|数|值|内容|本年数?|情况)$")
"""Heads of columns that a label leaves out beside a row's name, but not beside 合计."""
_SUB = regex(r"小计")
FLAT = 15
"""Rows up to which a table without numbered levels is taken to have none."""
_LEVELS = (
    regex(r"^[一二三四五六七八九十]+、"),
    regex(r"^[（(][一二三四五六七八九十]+[）)]"),
    regex(r"^\d+[.、]"),
)
_ADDED = (Role.PLAN, Role.DONE, Role.BARE, Role.SCORE, Role.FULL, Role.DEDUCTED, Role.CHANGE, Role.REST, Role.SHARE)


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: its name, its entries by column, the level of its number (9 for none), whether 其中 opens it."""

    name: str
    cells: dict[str, Entry]
    level: int
    part: bool
    total: bool


def tables(book: Ledger) -> Iterator[Identity]:
    """All identities of the report's tables."""
    for grid in book.grids:
        rows = [_row(entries) for entries in grid]
        if not any(row.total for row in rows) and len(rows) > 2 and _SUB.search(rows[-1].name):
            rows[-1] = replace(rows[-1], total=True)
        rows = _aligned(rows)
        yield from _columns(rows)
        yield from _across(rows)
        yield from _grown(grid)


def _aligned(rows: Sequence[Row]) -> list[Row]:
    """Key a total's columns as the other rows do: its labels may begin with what the table is of."""
    known = {key for row in rows if not row.total for key in row.cells}
    return [replace(row, cells=_keyed(row.cells, known)) if row.total else row for row in rows]


def _keyed(cells: dict[str, Entry], known: set[str]) -> dict[str, Entry]:
    keyed = {
        key if key in known else max((one for one in known if key.endswith(one)), key=len, default=key): entry
        for key, entry in cells.items()
    }
    return keyed if len(keyed) == len(cells) else cells


def _row(entries: Sequence[Entry]) -> Row:
    head = entries[0].head
    plain = re.sub(r"[“”\"（）()《》]", "", head)
    names = [_name(entry, plain) for entry in entries]
    total = bool(_TOTAL.search(head)) and all(_TOTAL.search(entry.figure.label) for entry in entries)
    cells = {_key(entry, name, total): entry for entry, name in zip(entries, names, strict=True)}
    level = next((place for place, pattern in enumerate(_LEVELS) if pattern.search(head)), 9)
    return Row(min(names, key=len), cells, level, "其中" in head, total)


def _name(entry: Entry, head: str) -> str:
    """The row's name within a label: its longest beginning that stands before the row's first number."""
    label = re.sub(r"[“”\"（）()《》\s]", "", fold(entry.figure.label))
    return next((label[:end] for end in range(len(label), 0, -1) if label[:end] in head), "")


def _key(entry: Entry, name: str, total: bool) -> str:
    """The column's name: the label without the row's."""
    label = re.sub(r"[“”\"（）()《》\s]", "", fold(entry.figure.label))
    column = _TOTAL.sub("", label, count=1) if total else label.removeprefix(name)
    return _FILLER.sub("", column) + entry.base


# ---------------------------------------------------------------- columns


def _columns(rows: Sequence[Row]) -> Iterator[Identity]:
    places = [place for place, row in enumerate(rows) if row.total]
    for count, place in enumerate(places):
        start = places[count - 1] + 1 if count else 0
        end = places[count + 1] if count + 1 < len(places) else None
        above = _of_one_table(rows[place], rows[start:place][::-1])[::-1]
        below = _of_one_table(rows[place], rows[place + 1 : end])
        group = above if len(above) >= 2 else below
        if len(group) >= 2:
            yield from _under(rows[place], group)


def _of_one_table(total: Row, rows: Sequence[Row]) -> list[Row]:
    """The rows up to where a table with other columns begins: what stands between two tables is not kept."""
    shared = takewhile(lambda row: row.cells.keys() & total.cells.keys(), rows)
    return [row for row in shared if not row.total]


def _under(total: Row, group: Sequence[Row]) -> Iterator[Identity]:
    columns = [key for key, entry in total.cells.items() if entry.role in _ADDED]
    choices = list(_choices(group))
    for choice, nesting in choices:
        found = {key: _column(total, choice, key) for key in columns}
        made = {key: identity for key, identity in found.items() if identity is not None}
        right = [key for key, identity in made.items() if identity.agrees and _tells(identity, choice)]
        for key, one in made.items():
            learnt = any(other != key for other in right) and _tells(one, choice)
            flat = (
                not nesting and len(choices) == 1 and len(choice) <= FLAT and _tells(one, choice) and not _stacked(one)
            )
            sure = (learnt or flat) and _close(one)
            yield Identity(one.rule, one.stated, one.form, one.operands, sure, one.distance, one.what)


def _tells(identity: Identity, choice: Sequence[Row]) -> bool:
    """Whether a column is filled enough to show which rows make its total."""
    filled = sum(entry.number != 0 for entry in identity.operands)
    return len(identity.operands) == len(choice) and filled >= 2 and filled * 2 >= len(choice)


def _stacked(identity: Identity) -> bool:
    """Whether a row repeats the one above it, as a class, its only section and its only item do."""
    numbers = [entry.number for entry in identity.operands]
    return identity.stated.base == "元" and any(one == two != 0 for one, two in pairwise(numbers))


def _close(identity: Identity) -> bool:
    """Whether the difference is that of a wrong figure, not of a table read wrongly."""
    stated = Fraction(identity.stated.figure.value)
    near = identity.exact is not None and abs(identity.exact - stated) * 3 <= abs(stated)
    return near or transposed(identity)


def _choices(group: Sequence[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Which rows may make the total, the likeliest first, and whether there is any nesting among all of them."""
    plain = [row for row in group if not _SUB.search(row.name)]
    top = min(row.level for row in plain) if plain else 9
    highest = [row for row in plain if row.level == top]
    outer = [row for row in plain if not row.part and not any(nested(_of(up), _of(row)) for up in plain)]
    nesting = len(plain) != len(group) or len(highest) != len(plain) or len(outer) != len(plain)
    seen: list[list[Row]] = []
    for choice in (highest, outer, plain, [row for row in group if _SUB.search(row.name)]):
        if len(choice) >= 2 and choice not in seen:
            seen.append(choice)
            yield choice, nesting


def _of(row: Row) -> str:
    return next(iter(row.cells.values())).subject


def _column(total: Row, rows: Sequence[Row], key: str) -> Identity | None:
    stated = total.cells[key]
    cells = [row.cells[key] for row in rows if key in row.cells]
    if len(cells) < 2 or stated.bounded or any(cell.bounded for cell in cells) or _of_other_side(stated, cells):
        return None
    return Identity(
        "table-column", stated, signed_sum([1] * len(cells)), tuple(cells), False, len(cells), stated.figure.label
    )


_INCOME, _SPENDING = regex(r"收入|拨款"), regex(r"支出")


def _of_other_side(stated: Entry, cells: Sequence[Entry]) -> bool:
    """Whether a total of spending stands below rows of income, or the other way round, as where one follows both."""
    label, rows = stated.figure.label, [cell.figure.label for cell in cells]
    for mine, other in ((_INCOME, _SPENDING), (_SPENDING, _INCOME)):
        if mine.search(label) and not other.search(label):
            return all(other.search(row) and not mine.search(row) for row in rows)
    return False


# ---------------------------------------------------------------- rows


def _across(rows: Sequence[Row]) -> Iterator[Identity]:
    """合计 = the other columns of its row, where most rows say so."""
    for total in {key for row in rows for key, entry in row.cells.items() if _sums_row(row, key)}:
        made = [identity for row in rows if total in row.cells and (identity := _along(row, total))]
        right = sum(identity.agrees for identity in made)
        for one in made:
            sure = right >= 2 and right * 2 >= len(made)
            if one.agrees or sure:
                yield Identity("table-row", one.stated, one.form, one.operands, sure, one.distance, one.what)


def _sums_row(row: Row, key: str) -> bool:
    return not row.total and bool(re.search(r"合计|小计|总计", key))


def _along(row: Row, total: str) -> Identity | None:
    stated = row.cells[total]
    cells = [
        entry
        for key, entry in row.cells.items()
        if key != total and entry.base == stated.base and entry.role in _ADDED and not re.search(r"合计|小计|总计", key)
    ]
    if len(cells) < 2:
        return None
    return Identity(
        "table-row", stated, signed_sum([1] * len(cells)), tuple(cells), False, len(cells), stated.figure.label
    )


GROWN = regex(rf"(?:{heads.GROWN.pattern})(?:[（(]%[)）])?")
_ONE_YEAR = regex(r"(?:19|20)\d\d年?度?")


def _grown(grid: Sequence[Sequence[Entry]]) -> Iterator[Identity]:
    """增幅 right below the rows of two years: each of its cells against the two above it."""
    for first, second, last in zip(grid, grid[1:], grid[2:], strict=False):
        years = [re.sub(r"\D", "", row[0].head) for row in (first, second)]
        if not GROWN.fullmatch(last[0].head) or not all(_ONE_YEAR.fullmatch(row[0].head) for row in (first, second)):
            continue
        old, new = (first, second) if years[0] < years[1] else (second, first)
        for rate in last:
            name = fold(rate.figure.label).removesuffix(last[0].head)
            pair = [[e for e in row if fold(e.figure.label).endswith(name) and e.base] for row in (new, old)]
            if rate.figure.unit != "%" or not name or any(len(cells) != 1 for cells in pair):
                continue
            operands = (pair[0][0], pair[1][0])
            if operands[0].base == operands[1].base and operands[1].number:
                falls = rate.falls and rate.figure.value > 0 and "增" not in last[0].head
                form = growth(falls)
                yield Identity(
                    "growth", rate, form, operands, _signed_right(rate, operands, falls), 2, rate.figure.label
                )


def _signed_right(rate: Entry, operands: tuple[Entry, Entry], falls: bool) -> bool:
    """Whether a rate says the way that its figures went, so that what it comes to is no matter of signs."""
    return ((rate.figure.value < 0) ^ falls) == (operands[0].number < operands[1].number)


def zero(identity: Identity) -> bool:
    """Whether all operands are zero, so that the identity shows nothing."""
    return all(entry.number == Fraction(0) for entry in identity.operands)
