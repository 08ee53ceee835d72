"""The numbers that Word prints in front of list paragraphs and headings: ``一、``, ``（一）``, ``1.1``.

They are not in a document's text; Word counts them.  The rules are those of ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

DIGITS = "〇一二三四五六七八九"
PLACES = ("", "十", "百", "千")
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
LEGAL_PLACES = ("", "拾", "佰", "仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, its number format, its text (``%1、``), what restarts it.

    ``restart`` is 0 where it never restarts, ``None`` where any higher level restarts it; ``arabic`` prints all
    numbers of its text in Arabic digits.
    """

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    arabic: bool = False


@dataclass(frozen=True, slots=True)
class ListStyle:
    """A list that paragraphs point at: lists with the same ``counter`` count on together.

    ``restarts`` are the levels (from 0) that begin anew, and at which number, when the list is first used;
    ``by_style`` are the levels that belong to paragraph styles.
    """

    counter: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = field(default_factory=dict)
    by_style: Mapping[str, int] = field(default_factory=dict)


class Labels:
    """Counts the lists of one document in the order of its paragraphs."""

    def __init__(self, lists: Mapping[str, ListStyle]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, number_id: str, depth: int) -> str:
        """Count one paragraph of a list at a level (from 0); return its label, empty for bullets and unknown lists."""
        style = self._lists.get(number_id)
        level = style.levels.get(depth) if style else None
        if style is None or level is None:
            return ""
        counts = self._counts.setdefault(style.counter, {})
        counts[depth] = self._count(number_id, style, depth, counts)
        for deeper in [d for d in counts if d > depth]:
            if _restarts(style.levels.get(deeper, Level()), depth):
                del counts[deeper]
        return _printed(level, style, counts)

    def _count(self, number_id: str, style: ListStyle, depth: int, counts: Mapping[int, int]) -> int:
        if depth in style.restarts and (number_id, depth) not in self._begun:
            self._begun.add((number_id, depth))
            return style.restarts[depth]
        return counts[depth] + 1 if depth in counts else style.levels[depth].start


def _restarts(deeper: Level, depth: int) -> bool:
    return deeper.restart is None or depth < deeper.restart


def _printed(level: Level, style: ListStyle, counts: Mapping[int, int]) -> str:
    if level.kind in {"bullet", "none"}:
        return ""

    def number(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        other = style.levels.get(depth, Level())
        return numeral(counts.get(depth, other.start), "decimal" if level.arabic else other.kind)

    return re.sub(r"%([1-9])", number, level.text)


def numeral(value: int, kind: str) -> str:
    """Return ``value`` in a number format of ECMA-376 17.18.59 (ST_NumberFormat); unknown ones count in digits."""
    writer = NUMERALS.get(kind)
    return writer(value) if writer and value > 0 else str(value)


def _counting(value: int, digits: str = DIGITS, places: tuple[str, ...] = PLACES) -> str:
    """Chinese counting below 10,000: 十一, 二十, 一百零五; above, the digits one by one."""
    if value >= 10_000:
        return "".join(digits[int(d)] for d in str(value))
    zero = "零"
    parts = [
        (digits[int(d)] + places[place]) if d != "0" else zero
        for d, place in zip(str(value), range(len(str(value)) - 1, -1, -1), strict=True)
    ]
    joined = re.sub(f"{zero}+", zero, "".join(parts)).rstrip(zero)
    return joined.removeprefix(digits[1]) if 10 <= value < 20 and digits == DIGITS else joined


def _roman(value: int) -> str:
    letters = ""
    for worth, sign in ROMAN:
        letters += sign * (value // worth)
        value %= worth
    return letters


def _letters(value: int) -> str:
    """Return a, b … z, aa, bb …: the letter again for each time round."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _circled(value: int) -> str:
    return chr(ord("①") + value - 1) if value <= 20 else str(value)


def _of(cycle: str, value: int) -> str:
    return cycle[value - 1] if value <= len(cycle) else str(value)


NUMERALS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda v: f"{v:02d}",
    "decimalFullWidth": lambda v: str(v).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": lambda v: "".join(DIGITS[int(d)] for d in str(v)),
    "japaneseDigitalTenThousand": _counting,
    "chineseLegalSimplified": lambda v: _counting(v, LEGAL_DIGITS, LEGAL_PLACES),
    "ideographLegalTraditional": lambda v: _counting(v, LEGAL_DIGITS, LEGAL_PLACES),
    "ideographTraditional": lambda v: _of(STEMS, v),
    "ideographZodiac": lambda v: _of(BRANCHES, v),
    "lowerLetter": _letters,
    "upperLetter": lambda v: _letters(v).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda v: _roman(v).upper(),
}
