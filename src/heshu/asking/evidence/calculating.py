"""Exact computations over operands, and how their results are said."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from heshu.asking.evidence.operands import Operand
from heshu.checking.calculator import calculate, plain, round_half_up
from heshu.checking.consistency import consistent
from heshu.checking.programs import parse
from heshu.checking.wording import expression
from heshu.figures.numerals import counted
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Calculation, Figure, Value, Verdict

DECIMALS = regex(
    r"(?:保留|精确到|取|(?<![保停挽居])留)(?:小数点后)?([一二两三四五六\d])位|(?:按照?|用|算到)(?:小数点后)?([一二两三四五六\d])位小数"
)
TO_ONES = regex(r"取整(?!体|治|理|改|合)|(?:保留|精确|四舍五入|取)(?:到|至|成|为)?(?:整数|个位)")
"""What asks for a whole number."""
ASKED_UNIT = regex(r"(?:多少|几|成|用|合)(?:个)?(亿元?|万元|(?<![万亿])元)")


def stepwise(signs: Sequence[str], terms: Sequence[str]) -> str:
    """The program that adds to or takes off the first term, one after the other: ``add(1, 2), subtract(#0, 3)``.

    Raises:
        ValueError: where there are not one more terms than signs.

    """
    steps = enumerate(zip(signs, terms[1:], strict=True))
    return ", ".join(f"{sign}({f'#{n - 1}' if n else terms[0]}, {term})" for n, (sign, term) in steps)


def written(operand: Operand, unit: str = "") -> str:
    """An operand in a program: its value as written, brought to a unit where it is in another."""
    number = format(operand.value, "f")
    if not unit or unit == operand.unit or unit not in MONEY:
        return number
    power = MONEY[operand.unit] - MONEY[unit]
    factor = f"const_{10 ** abs(power)}"
    return f"multiply({number}, {factor})" if power > 0 else f"divide({number}, {factor})"


def calculation(
    program: str, unit: str, operands: Sequence[Operand], *, digits: int = 4, stated: Operand | None = None
) -> tuple[Calculation, Fraction]:
    """Run a program; a ratio is given in per cent where ``unit`` is %.  Also the exact value in ``unit``."""
    result = calculate(program)
    exact = Fraction(result.value) * (100 if unit == "%" else 1)
    verdict = Verdict.COMPUTED
    if stated is not None:
        agrees = consistent(stated.value, exact, qualifier=stated.figure.qualifier)
        verdict = Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT
    found = Calculation(
        program=program,
        expression=expression(parse(program)),
        result=_result(exact, digits),
        unit=unit,
        stated=format(stated.value, "f") if stated else None,
        verdict=verdict,
        operands=tuple(operand.figure for operand in operands),
    )
    return found, exact


def over_column(program: str, exact: Fraction, unit: str, cited: Sequence[Figure]) -> Calculation:
    """A computation over a column too long to be written out, whose exact result is known; ``cited`` of it are shown.

    ``program`` is in FinQA's notation for tables: ``table_sum(公用经费)``.
    """
    return Calculation(program, "逐份报告的数", _result(exact, 4), unit, None, Verdict.COMPUTED, tuple(cited))


def _result(exact: Fraction, digits: int) -> str:
    return plain(exact) if _terminates(exact) else format(round_half_up(exact, digits), "f")


def gap_of(high: Operand, low: Operand, question: str) -> tuple[Calculation, str, Value]:
    """How much more one operand is than another, of two percentages in points, and as the question wants it said."""
    unit = "百分点" if high.unit == "%" else high.unit
    found, exact = calculation(f"subtract({written(high)}, {written(low, high.unit)})", unit, (high, low))
    said, value = amount(exact, unit, places((high, low)), question)
    return found, said, value


def growth_of(new: Operand, base: Operand) -> tuple[Calculation, Fraction]:
    """(new − base) ÷ base, in per cent, both in the unit of the new one."""
    former = written(base, new.unit)
    return calculation(f"subtract({written(new)}, {former}), divide(#0, {former})", "%", (new, base))


def each_of(of: Operand, by: Operand, unit: str, question: str) -> tuple[Calculation, str, Value]:
    """How much of one operand, in a unit, comes to each piece of another; what a piece is called, and the value."""
    top, unit = (written(of, unit), unit) if unit in MONEY else _in_ones(written(of, unit), unit)
    bottom, piece = _in_ones(written(by), by.unit)
    found, exact = calculation(f"divide({top}, {bottom})", unit, (of, by))
    return found, piece, Value(format(round_half_up(exact, decimals(question, 2)), "f"), unit)


POWERS = {"百": 100, "千": 1000, "万": 10000, "亿": 100000000}
"""Powers that a measure word may be written with: 4.68万件."""


def _in_ones(term: str, unit: str) -> tuple[str, str]:
    """A number as a program writes it without the power that its measure word has, and that word without it."""
    power = POWERS.get(unit[0]) if len(unit) > 1 else None
    return (f"multiply({term}, const_{power})", unit[1:]) if power else (term, unit)


def _terminates(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def places(operands: Sequence[Operand]) -> int:
    """Decimals that a sum or difference of operands has."""
    return max((-int(o.value.as_tuple().exponent) for o in operands), default=0)


def decimals(text: str, default: int) -> int:
    """Decimals that a question asks for."""
    match = DECIMALS.search(text)
    if match is None:
        return 0 if TO_ONES.search(text) else default
    said = match[1] or match[2]
    return counted(said)


def amount(value: Fraction, unit: str, digits: int, text: str) -> tuple[str, Value]:
    """A computed amount in the unit that the question asks for: how it is said, and the headline value."""
    asked = ASKED_UNIT.search(text)
    wanted = {"亿": "亿元"}.get(asked[1], asked[1]) if asked else unit
    if asked and unit in MONEY and wanted in MONEY and wanted != unit:
        power = MONEY[unit] - MONEY[wanted]
        exact = value * Fraction(10) ** power
        number = format(round_half_up(exact, decimals(text, max(digits - power, 0))), "f")
        return f"{number}{wanted}", Value(number, wanted)
    number = format(round_half_up(value, decimals(text, digits)), "f")
    return f"{number}{unit}", Value(number, unit)


def percent(value: Fraction, text: str) -> Value:
    """A computed percentage at the decimals asked for, two where none are."""
    return Value(format(round_half_up(value, decimals(text, 2)), "f"), "%")
