"""What a program can call, as a table of operations: FinQA's and this domain's own.

Each takes and gives exact `Quantity` values; a comparison gives a ``bool``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from heshu.checking.arithmetic import Value, add, divide, greater, multiply, number, power, subtract
from heshu.checking.quantities import MAX_PLACES, Quantity, bounded, convert, round_half_up
from heshu.errors import CalculationError


def total(*values: Quantity) -> Quantity:
    """Add all, in the first one's unit."""
    return reduce(add, values)


def average(*values: Quantity) -> Quantity:
    """Give the arithmetic mean, in the first one's unit."""
    return divide(total(*values), Quantity(Fraction(len(values))))


def largest(*values: Quantity) -> Quantity:
    """Give the largest; the first of several equal ones."""
    return reduce(lambda best, value: value if greater(value, best) else best, values)


def smallest(*values: Quantity) -> Quantity:
    """Give the smallest; the first of several equal ones."""
    return reduce(lambda best, value: value if greater(best, value) else best, values)


def share(part: Quantity, whole: Quantity) -> Quantity:
    """Part ÷ whole, as a ratio; both must measure the same."""
    return divide(convert(part, whole.unit), whole)


def growth(current: Quantity, previous: Quantity) -> Quantity:
    """(本期 − 上期) ÷ 上期, as a ratio: 增长率 as the statistical yearbooks define it."""
    return share(subtract(current, previous), previous)


def absolute(value: Quantity) -> Quantity:
    """Drop the sign."""
    return Quantity(abs(value.value), value.unit)


def rank(value: Quantity, *others: Quantity) -> Quantity:
    """Place of ``value`` among ``others`` from the largest, counted from 1; equal ones share the better place."""
    return Quantity(Fraction(1 + sum(greater(other, value) for other in others)))


def rounded(value: Quantity, digits: Quantity) -> Quantity:
    """Round half up to a whole number of digits behind the point, at most `MAX_PLACES`, in the value's own unit."""
    places = digits.number
    if not digits.measure.pure or places.denominator != 1 or abs(places) > MAX_PLACES:
        raise CalculationError(
            f"保留的小数位数须为 -{MAX_PLACES} 到 {MAX_PLACES} 的整数。",
            f"The digits to round to must be a whole number from -{MAX_PLACES} to {MAX_PLACES}.",
        )
    return Quantity(bounded(Fraction(round_half_up(value.value, int(places)))), value.unit)


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: its function and how many arguments it takes (``most`` is ``None`` where any number goes)."""

    apply: Callable[..., Value]
    least: int
    most: int | None


_TWO = (2, 2)
_MANY = (1, None)

OPERATIONS: dict[str, Operation] = {
    "add": Operation(add, *_TWO),
    "subtract": Operation(subtract, *_TWO),
    "multiply": Operation(multiply, *_TWO),
    "divide": Operation(divide, *_TWO),
    "exp": Operation(power, *_TWO),
    "greater": Operation(greater, *_TWO),
    "sum": Operation(total, *_MANY),
    "average": Operation(average, *_MANY),
    "max": Operation(largest, *_MANY),
    "min": Operation(smallest, *_MANY),
    "growth": Operation(growth, *_TWO),
    "share": Operation(share, *_TWO),
    "completion": Operation(share, *_TWO),
    "abs": Operation(absolute, 1, 1),
    "rank": Operation(rank, 2, None),
    "round": Operation(rounded, *_TWO),
}

#: Operations over a row (or column) of the table, by the operation that they apply to its numbers.
TABLE_OPERATIONS: dict[str, str] = {
    "table_max": "max",
    "table_min": "min",
    "table_sum": "sum",
    "table_average": "average",
}

#: Other names by which people call them.
ALIASES: dict[str, str] = {
    "completion_rate": "completion",
    "mean": "average",
    "avg": "average",
    "power": "exp",
    "求和": "sum",
    "合计": "sum",
    "平均": "average",
    "平均值": "average",
    "最大": "max",
    "最大值": "max",
    "最小": "min",
    "最小值": "min",
    "增长率": "growth",
    "占比": "share",
    "完成率": "completion",
    "执行率": "completion",
    "排名": "rank",
    "四舍五入": "round",
}

NAMES: tuple[str, ...] = (*OPERATIONS, *TABLE_OPERATIONS, *ALIASES)


def check_count(name: str, count: int) -> None:
    """Raise `CalculationError` where the operation ``name`` does not take ``count`` arguments."""
    operation = OPERATIONS[name]
    if operation.least <= count and (operation.most is None or count <= operation.most):
        return
    least = f"{operation.least} 个" if operation.most else f"至少 {operation.least} 个"
    raise CalculationError(
        f"{name} 需要{least}参数，给了 {count} 个；带千分位的数之间请用“逗号加空格”隔开。",
        f"{name} does not take {count} arguments; put a space behind the commas that separate them.",
    )


def perform(name: str, values: Sequence[Value]) -> Value:
    """Apply the operation ``name`` to ``values``; raise `CalculationError` where it does not take them."""
    check_count(name, len(values))
    return OPERATIONS[name].apply(*map(number, values))
