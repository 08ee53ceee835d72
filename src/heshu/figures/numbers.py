"""Find the numbers of a text with their units and signs, and leave out the numbers that measure nothing.

One pass over one pattern: what stands first in `TOKEN` wins where two begin at the same character, so years,
document numbers and ordinals are taken before the digits inside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from heshu.figures.numerals import ARABIC, GROUPED, HALF_WIDTH, HAN, arabic, han
from heshu.figures.units import Unit, unit_at
from heshu.patterns import regex
from heshu.records import FigureKind

_YEAR = r"(?:20|19)\d\d"
_HAN_COUNTED = (
    "个月|小时|人次|万元|亿元|元|名|人|家|件|篇|份|辆|台|套|项|个|期|场|次|户|批|条|处|座|倍|分(?!之|别|类|管)"
)
TOKEN = regex(
    rf"(?P<date>(?P<year>{_YEAR})\s*(?:年(?=\s*\d{{1,2}}\s*月)|[./])\s*(?P<month>\d{{1,2}})\s*(?:[月./]\s*(?P<day>\d{{1,2}})\s*日?|月)(?![\d.%])"
    r"|(?P<month2>\d{1,2})\s*月\s*(?P<day2>\d{1,2})\s*日)"
    rf"|(?P<skipped>{_YEAR}\s*(?:[-—–~～至]+\s*(?:20\d\d)?\s*)?(?:年度?|(?=年|度|[-—]|部门|单位|预算|决算|整体|全|起))"
    r"|\d{1,2}\s*(?:[-—–~～至]\s*\d{1,2}\s*)?月份?(?!\d)"
    rf"|[〔\[(（【]\s*{_YEAR}\s*[〕\])）】]\s*(?:第\s*)?\d*\s*号?"
    rf"|\d{{1,2}}[.、]\s*(?={_YEAR}\s*年)"
    r"|第\s*[\d一二三四五六七八九十百]+|附[件表录图]\s*\d+(?:[-—.]\d+)*|(?:^|(?<=[\s（(，、。；：见如]))[表图]\s*\d+(?:[-—.]\d+)*(?![\d.]|\s*[张份幅个])|[A-Za-z]+[-_]?\d[\d.]*(?!\d*%)|\d+(?:\.\d+){2,}|\d+(?:\.\d)?版本?|[×xX*]\s*100\s*%"
    r"|[一二三四五六七八九]套班子|[五三]年(?:行动|规划)|\d+分之)"
    rf"|(?P<hundredths>(?P<base>[百千])分之(?P<part>{HAN}(?:点[零〇一二三四五六七八九]+)?|{ARABIC}))"
    rf"|(?P<tenths>(?P<tenth>[一二两三四五六七八九]|[1-9])成(?P<half>[一二三四五六七八九半])?(?![立为功果员本长效就交绩套分都型品人年]))"
    rf"|(?P<hundred_million>(?<![\d.])(?P<upper>\d+)\s*(?P<step>[亿万])(?P<lower>{ARABIC})\s*(?P<rest>万?元))"
    rf"|(?P<number>(?P<minus>(?<![\dA-Za-z%元年月日号)）])[-－])?(?<![\d.A-Za-z])(?P<digits>{ARABIC}))"
    rf"|(?P<spelled>(?<![第点零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億])(?P<numeral>{HAN}(?:点[零〇一二三四五六七八九]+)?)(?=[余多]?\s*(?:{_HAN_COUNTED})))"
)
RANGE = regex(rf"\s*(?:[-—–~～]{{1,2}}|至|到)\s*(?=-?{ARABIC})")
UPPER = regex(rf"-?{ARABIC}")
BAND = regex(
    rf"\s*分?\s*(?P<sign>[≤<])\s*(?P<name>[\u4e00-\u9fffA-Za-z]{{1,12}})\s*(?P<sign2>[≤<])\s*(?P<digits>{ARABIC})"
)
INCLUSIVE = regex(r"[（(]?含[）)]?|[（(](?:不含|含\d+分?)[）)]")

_BOUNDS = {
    "≥": "不得低于 不低于 未低于 不少于 不小于 大于等于 大于或等于 高于或等于 至少 ≥ ≧ >=",
    "≤": "不得超过 不超过 未超过 没有超过 不高于 不大于 不多于 小于等于 小于或等于 低于或等于 至多 最多 控制在 ≤ ≦ <=",
    ">": "高于 大于 多于 超过了 超过 超出 突破 逾 超 >",
    "<": "低于 小于 少于 不足 不到 未达到 未达 <",
    "约": "大约 约为 约 接近 将近 近",
}
_BOUNDS_AFTER = {
    "≥": "(含)以上 （含）以上 及以上 或以上 以上",
    "≤": "(含)以下 （含）以下 及以下 以下 以内 之内",
    "约": "左右 上下",
}


def _longest_first(bounds: dict[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = [(word, sign) for sign, words in bounds.items() for word in words.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


BEFORE = _longest_first(_BOUNDS)
"""Words before a number that bound it and their signs, longer ones first."""
ABOUT = regex(r"(?<![节集签公条违预契制履租])约$")
"""约 as a bound; in 节约, 集约, 公约 it is part of a word."""
AFTER = _longest_first(_BOUNDS_AFTER)
"""The same behind a number."""
_BEFORE = regex(
    r"(?P<word>(?<![节集签公条违预契制履租])约|"
    + "|".join(re.escape(word) for word, _ in BEFORE if word != "约")
    + r")(?:了|到|达到|达|为|是|在|有|\s)*$"
)
_AFTER = regex("|".join(re.escape(word) for word, _ in AFTER))
_SIGNS = dict(BEFORE) | dict(AFTER)
_BOUNDING = tuple(word for word, _ in BEFORE)


def without_sign(words: str) -> str:
    """Words without the one that bounds the number behind them."""
    if not words.endswith(_BOUNDING):
        return words
    for sign, _ in BEFORE:
        if words.endswith(sign) and (sign != "约" or ABOUT.search(words)):
            return words.removesuffix(sign)
    return words


WINDOW = 8
"""Characters before a number among which its qualifier stands."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit where it stands in a text; ``qualifier`` is ``≥``, ``约`` … or empty."""

    start: int
    end: int
    value: Decimal
    unit: Unit
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number, or the two of a range, which share one label; ``name`` is a name inside it (``75≤得分<85``)."""

    numbers: tuple[Number, ...]
    name: str = ""

    @property
    def start(self) -> int:
        """Where its first number begins."""
        return self.numbers[0].start

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return self.numbers[-1].end

    @property
    def unit(self) -> Unit:
        """The unit of its last number."""
        return self.numbers[-1].unit


def quantities(text: str) -> Iterator[Quantity]:
    """Return the numbers with units of a text in order, ranges as one; see `TOKEN` for what is left out."""
    plain = text.translate(HALF_WIDTH)
    position, year = 0, 0
    while match := TOKEN.search(plain, position):
        position = match.end()
        found = _read(plain, match, year)
        if found:
            year = int(found.numbers[-1].value) // 10000 if found.unit.kind is FigureKind.DATE else year
            position = max(position, found.end)
            yield found


def plain_number(text: str) -> Quantity | None:
    """Return the number that a whole text is (a table's cell), with an empty unit where none stands behind it."""
    plain = text.translate(HALF_WIDTH).strip()
    match = re.fullmatch(rf"(?P<sign>[≥≤<>约]|>=|<=)?\s*(?:(?P<minus>-)|\+)?\s*(?P<digits>{GROUPED}|{ARABIC})", plain)
    if match is None:
        return None
    value = arabic(match["digits"])
    unit = Unit("", FigureKind.COUNT, 0)
    start = text.index(text.strip()) + match.start("minus" if match["minus"] else "digits")
    end = text.index(text.strip()) + match.end("digits")
    return Quantity(
        (Number(start, end, -value if match["minus"] else value, unit, _SIGNS.get(match["sign"] or "", "")),)
    )


# ---------------------------------------------------------------- one token


def _read(text: str, match: re.Match[str], year: int) -> Quantity | None:
    for name, reader in READERS:
        if match[name]:
            return reader(text, match, year)
    return None


def _date(text: str, match: re.Match[str], year: int) -> Quantity:
    first = _one_date(match, year)
    second = RANGE.match(text, match.end())
    upper = TOKEN.match(text, second.end()) if second else None
    if upper is None or not upper["date"]:
        return Quantity((first,))
    last = _one_date(upper, int(first.value) // 10000)
    return Quantity((replace(first, qualifier="起"), replace(last, qualifier="止")))


def _one_date(match: re.Match[str], year: int) -> Number:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"] or "0"
    value = Decimal(f"{int(match['year'] or year):04d}{int(month):02d}{int(day):02d}")
    return Number(match.start(), match.end(), value, Unit("日", FigureKind.DATE, 0))


def _hundredths(text: str, match: re.Match[str], _: int) -> Quantity | None:
    part = match["part"]
    value = arabic(part) if part[0] in "0123456789" else han(part)
    unit = Unit("%" if match["base"] == "百" else "‰", FigureKind.RATE, 0)
    return None if value is None else _single(text, Number(match.start(), match.end(), value, unit))


def _tenths(text: str, match: re.Match[str], _: int) -> Quantity | None:
    tens = han(match["tenth"]) if not match["tenth"].isascii() else Decimal(match["tenth"])
    half = Decimal(5) if match["half"] == "半" else han(match["half"] or "零")
    if tens is None or half is None:
        return None
    return _single(text, Number(match.start(), match.end(), tens * 10 + half, Unit("%", FigureKind.RATE, 0)))


def _mixed(text: str, match: re.Match[str], _: int) -> Quantity | None:
    """Two powers in one amount: 1亿2345万元 is 12345 万元, 12万3456元 is 123456 元."""
    powers = {("亿", "万元"): 10**4, ("亿", "元"): 10**8, ("万", "元"): 10**4}
    factor = powers.get((match["step"], match["rest"]))
    if factor is None:
        return None
    value = Decimal(match["upper"]) * factor + arabic(match["lower"])
    return _single(text, Number(match.start(), match.end(), value, Unit(match["rest"], FigureKind.AMOUNT, 0)))


def _number(text: str, match: re.Match[str], _: int) -> Quantity | None:
    start, end = match.span("number")
    value = arabic(match["digits"]) * (-1 if match["minus"] else 1)
    if band := BAND.match(text, end):
        return _band(text, Number(start, end, value, Unit("", FigureKind.SCORE, 0)), band)
    unit = unit_at(text, end)
    inclusive = INCLUSIVE.match(text, end + (unit.length if unit else 0))
    second = RANGE.match(text, inclusive.end() if inclusive else end + (unit.length if unit else 0))
    upper = UPPER.match(text, second.end()) if second else None
    if upper and (upper_unit := unit_at(text, upper.end())):
        low = unit or upper_unit
        first = Number(start, end + (unit.length if unit else 0), value, low, "≥")
        open_above = inclusive and upper.group() != "100" and not INCLUSIVE.match(text, upper.end() + upper_unit.length)
        sign = "<" if open_above else "≤"
        last = Number(upper.start(), upper.end() + upper_unit.length, arabic(upper.group()), upper_unit, sign)
        return Quantity((first, last))
    if unit is None or (unit.name == "年" and re.fullmatch(r"\d{4}|\d{1,2}\.\d{4}", match["digits"])):
        return None
    return _single(text, Number(start, end + unit.length, value, unit))


def _band(text: str, low: Number, band: re.Match[str]) -> Quantity | None:
    unit = unit_at(text, band.end())
    if unit is None:
        return None
    low = replace(low, unit=unit, qualifier="≥" if band["sign"] == "≤" else ">")
    high = Number(band.start("digits"), band.end() + unit.length, arabic(band["digits"]), unit, band["sign2"])
    return Quantity((low, high), band["name"])


def _spelled(text: str, match: re.Match[str], _: int) -> Quantity | None:
    written, end = match["numeral"], match.end()
    power = written[-1] if len(written) > 1 and written[-1] in "万亿" else ""
    value = han(written.removesuffix(power))
    unit = unit_at(text, end - len(power))
    if value is None or unit is None or _is_word(written, unit):
        return None
    return _single(text, Number(match.start(), end - len(power) + unit.length, value, unit))


def _is_word(written: str, unit: Unit) -> bool:
    """Tell whether a numeral counts nothing (三个方面, 二期, 百家): 两 and 三 to 九 do, of people and things."""
    if len(written) > 1:
        return bool(set(written) <= set("百千万亿")) or (written[-1] in "千百" and set(written) <= set("千百"))
    return written in "一二十百千万亿零〇○" or (written != "两" and unit.name in ("期", "代", "级")) or unit.name in (
        "个", "项", "次", "分", "条", "套", "处"
    )  # fmt: skip


def _single(text: str, number: Number) -> Quantity:
    qualifier = "约" if number.unit.more else ""
    if after := _AFTER.match(text, number.end):
        qualifier = _SIGNS[after.group()]
    elif before := _BEFORE.search(text, max(0, number.start - WINDOW), number.start):
        qualifier = _SIGNS[before["word"]]
    return Quantity((replace(number, qualifier=qualifier),))


READERS: tuple[tuple[str, Callable[[str, re.Match[str], int], Quantity | None]], ...] = (
    ("date", _date),
    ("hundredths", _hundredths),
    ("tenths", _tenths),
    ("hundred_million", _mixed),
    ("number", _number),
    ("spelled", _spelled),
)
