"""The exact calculator's front door: a program or an expression in, an exact result out.

``calculate("divide(6081.69, 6108.89)")`` and ``calculate("6081.69 ÷ 6108.89")`` give the same `Result`.  Values are
fractions throughout; only `round_half_up` and `plain` make decimals of them, at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from heshu.checking.arithmetic import Value, add, divide, multiply, number, power, subtract
from heshu.checking.expressions import NO_NAMES, evaluate
from heshu.checking.literals import fold
from heshu.checking.programs import run_all, unfold
from heshu.checking.quantities import Quantity, check_length, convert, plain, round_half_up
from heshu.checking.tables import Table
from heshu.errors import CalculationError
from heshu.patterns import regex

__all__ = [
    "Quantity",
    "Result",
    "add",
    "calculate",
    "convert",
    "divide",
    "formula",
    "multiply",
    "plain",
    "power",
    "round_half_up",
    "subtract",
]

#: ``1+1=?``
_ASKED = regex(r" ?=? ?\??$")
#: The name that a formula defines, with its equals sign.
_DEFINED = regex(r"^[^=<>!≠≤≥]*=(?!=)")


@dataclass(frozen=True, slots=True)
class Result:
    """What a calculation gives: an exact value in ``unit``, or the truth of a comparison."""

    value: Fraction | bool
    unit: str = ""

    @property
    def number(self) -> str:
        """The value as `plain` writes it, without its unit; ``yes`` or ``no`` for a comparison."""
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return plain(self.value)

    @property
    def text(self) -> str:
        """The value and its unit."""
        return self.number + self.unit


def calculate(text: str, table: Table | None = None) -> Result:
    """Work out a program in FinQA's notation or an expression as people write it, whichever ``text`` is.

    ``table`` is what ``table_…`` operations look into: rows of cells, the first row and column being heads.
    Raises `CalculationError` where there is no exact result, with the reason in words.
    """
    return _work_out(text, table, NO_NAMES)


def formula(text: str, inputs: Mapping[str, str]) -> Result:
    """Work out a named formula, ``毛利率=(营业收入-营业成本)/营业收入``, from its inputs as written, ``"653.2万元"``.

    Names may be any words, the longest that fits counts; an input left blank is a 0, as a form left blank is.
    Raises `CalculationError` where a name has no input or an input is not a number.
    """
    check_length(text)
    values = {fold(name).strip(): _input(name, value) for name, value in inputs.items()}
    names = {name: value for name, value in values.items() if name and not name.startswith("#")}
    return _work_out(_DEFINED.sub("", fold(text), count=1), None, names)


def _input(name: str, value: str) -> Value:
    try:
        return number(evaluate(value.strip() or "0"))
    except CalculationError as error:
        raise CalculationError(f"{name}：{error.message}", f"{name}: {error.english}") from error


def _work_out(text: str, table: Table | None, names: Mapping[str, Value]) -> Result:
    unfolded = unfold(text)
    results = run_all(unfolded.steps, table, names)
    if unfolded.is_program:
        value = results[f"#{len(unfolded.steps) - 1}"]
    else:
        value = evaluate(_ASKED.sub("", unfolded.rest), results)
    return Result(value) if isinstance(value, bool) else Result(value.value, value.unit)
