"""Whether a figure that a report states agrees with the exact one.

The rule: a stated figure is consistent when the exact value, rounded half up (away from zero at .5), gives the
digits that it states.  `RULES` are what the report's own words allow beyond that, or ask for instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from heshu.checking.literals import fold
from heshu.checking.measures import measure
from heshu.checking.quantities import round_half_up, shown, unit_clash
from heshu.errors import CalculationError
from heshu.patterns import regex

#: Takes what is stated and the exact value in the same unit.
Rule = Callable[[Decimal, Fraction], bool]


def consistent(stated: Decimal, exact: Fraction, *, qualifier: str = "", unit: str = "", exact_unit: str = "") -> bool:
    """Whether ``stated`` (in ``unit``, with its ``qualifier``) agrees with ``exact`` (in ``exact_unit``).

    ``unit="%"`` beside a bare ratio compares ``exact`` × 100, 万元 beside 元 divides by 10,000.  Of several words in
    ``qualifier`` one that allows the figure is enough: a false alarm costs more than a missed finding.
    Raises `CalculationError` where the units do not measure the same or the qualifier holds no word of `RULES`.
    """
    wanted, given = measure(unit), measure(exact_unit)
    if wanted.kind != given.kind:
        raise unit_clash(unit, exact_unit)
    value = exact * given.factor / wanted.factor
    return any(rule(stated, value) for rule in _rules(qualifier))


def stated_digits(stated: Decimal) -> int:
    """How many digits behind the point ``stated`` states: 2 for 99.40, 0 for 300, -3 for 1E+3."""
    exponent = stated.as_tuple().exponent
    if not isinstance(exponent, int):
        raise CalculationError("所述数值不是有限的数。", "The stated value is not a finite number.")
    return -exponent


# ---------------------------------------------------------------- the rules


def _rounds(stated: Decimal, exact: Fraction) -> bool:
    return round_half_up(exact, stated_digits(stated)) == stated


def _roughly(stated: Decimal, exact: Fraction) -> bool:
    near = abs(exact - Fraction(stated)) < Fraction(10) ** -stated_digits(stated)
    return near or round_half_up(exact, _round_digits(stated)) == stated


def _nearly(stated: Decimal, exact: Fraction) -> bool:
    return _rounds(stated, exact) or (exact < Fraction(stated) and _roughly(stated, exact))


def _some_more(stated: Decimal, exact: Fraction) -> bool:
    return 0 <= exact - Fraction(stated) < Fraction(10) ** -_round_digits(stated)


def _at_least(stated: Decimal, exact: Fraction) -> bool:
    return exact >= Fraction(stated) or _rounds(stated, exact)


def _at_most(stated: Decimal, exact: Fraction) -> bool:
    return exact <= Fraction(stated) or _rounds(stated, exact)


def _more(stated: Decimal, exact: Fraction) -> bool:
    return exact > Fraction(stated)


def _less(stated: Decimal, exact: Fraction) -> bool:
    return exact < Fraction(stated)


def _round_digits(stated: Decimal) -> int:
    """Give the place of the last digit that is not zero where ``stated`` is whole: -2 for 300, but 2 for 99.40."""
    digits = stated_digits(stated)
    if digits > 0 or not stated:
        return digits
    coefficient = "".join(map(str, stated.as_tuple().digits))
    return digits - (len(coefficient) - len(coefficient.rstrip("0")))


#: What each word lets a figure mean.  Whether 以上 and its like include the figure itself follows article 1259 of the
#: Civil Code: 以上、以下、以内、届满 include it, and then a value that rounds to it counts; 不满、超过、以外 do not.
RULES: dict[Rule, str] = {
    # within one unit of the last stated digit (so cut off as well as rounded), or rounded to whole tens, hundreds …
    _roughly: "约 大约 约为 大致 左右 上下 接近于 ≈ ~ 近似",
    # the same, from below
    _nearly: "近 将近 接近",
    # from the figure up to the next one of its last digit that is not zero: 300余 is 300 up to 400
    _some_more: "余 多 有余",
    _at_least: "以上 及以上 不低于 不少于 不小于 至少 ≥ >=",
    _at_most: "以下 及以下 以内 之内 不超过 不高于 不多于 不大于 不超 未超过 至多 最多 ≤ <= 控制在",
    _more: "超过 超 突破 逾 高于 大于 多于 > 以外",
    _less: "不足 不到 不满 未达到 未达 低于 小于 少于 <",
    _rounds: "= 为 是 达 达到 计 共 共计 合计",
}
_WORDS: dict[str, Rule] = {word: rule for rule, words in RULES.items() for word in words.split()}
_WORD_PATTERN = regex("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))


def _rules(qualifier: str) -> list[Rule]:
    if not qualifier.strip():
        return [_rounds]
    found = [_WORDS[word] for word in _WORD_PATTERN.findall(fold(qualifier))]
    if not found:
        raise CalculationError(f"不认识的限定词：{shown(qualifier)}。", f"Unknown qualifier: {shown(qualifier)}.")
    return found
