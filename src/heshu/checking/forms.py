"""The arithmetic forms that identities take: a signed sum, a ratio, a product with a rate, a growth rate.

Each says what its operands give, how a program of it reads in FinQA's notation, and what one operand would have to
be for the stated result.  Values are exact, in bases (元, 分; 0.05 for 5 %).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from heshu.checking.ledger import Entry
from heshu.checking.programs import Step


@dataclass(slots=True)
class Writer:
    """Steps of a program under way; conversions of units become steps of their own."""

    steps: list[Step] = field(default_factory=list)

    def do(self, op: str, *args: str) -> str:
        """Add a step and give the name of its result."""
        self.steps.append(Step(op, args))
        return f"#{len(self.steps) - 1}"

    def operand(self, entry: Entry, factor: Fraction) -> str:
        """An operand's number in units of ``factor`` bases."""
        text = format(entry.figure.value, "f")
        scale = entry.factor / factor
        if scale == 1:
            return text
        if scale > 1:
            return self.do("multiply", text, f"const_{scale}")
        return self.do("divide", text, f"const_{1 / scale}")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to compute a stated figure from operands.

    ``value`` takes the operands' numbers, ``write`` adds the steps for operands in units of the stated figure's
    factor, ``solve`` gives the operand at a place from all operands and the stated number (``None`` where it cannot);
    ``signs`` are those of a sum.
    """

    name: str
    value: Callable[[Sequence[Fraction]], Fraction]
    write: Callable[[Writer, Sequence[Entry], Fraction], str]
    solve: Callable[[int, Sequence[Fraction], Fraction], Fraction | None]
    signs: tuple[int, ...] = ()


def signed_sum(signs: Sequence[int]) -> Form:
    """A sum of operands with their signs (1 or -1), in the stated figure's unit."""

    def value(numbers: Sequence[Fraction]) -> Fraction:
        return sum((sign * number for sign, number in zip(signs, numbers, strict=True)), Fraction(0))

    def write(writer: Writer, entries: Sequence[Entry], factor: Fraction) -> str:
        texts = [writer.operand(entry, factor) for entry in entries]
        added = [text for sign, text in zip(signs, texts, strict=True) if sign > 0]
        taken = [text for sign, text in zip(signs, texts, strict=True) if sign < 0]
        result = added[0]
        if len(added) > 1:
            result = writer.do("add" if len(added) == 2 else "sum", *added)
        for text in taken:
            result = writer.do("subtract", result, text)
        return result

    def solve(place: int, numbers: Sequence[Fraction], stated: Fraction) -> Fraction:
        return numbers[place] + signs[place] * (stated - value(numbers))

    return Form("sum", value, write, solve, tuple(signs))


def _ratio_value(numbers: Sequence[Fraction]) -> Fraction:
    return numbers[0] / numbers[1]


def _ratio_write(writer: Writer, entries: Sequence[Entry], factor: Fraction) -> str:
    of = entries[1].factor
    return writer.do("divide", writer.operand(entries[0], of), writer.operand(entries[1], of))


def _ratio_solve(place: int, numbers: Sequence[Fraction], stated: Fraction) -> Fraction | None:
    if place == 0:
        return stated * numbers[1]
    return numbers[0] / stated if stated else None


RATIO = Form("ratio", _ratio_value, _ratio_write, _ratio_solve)
"""First ÷ second."""


def _product_write(writer: Writer, entries: Sequence[Entry], factor: Fraction) -> str:
    rate, full = (format(entry.figure.value, "f") for entry in entries)
    return writer.do("divide", writer.do("multiply", full, rate), "const_100")


PRODUCT = Form(
    "product",
    lambda numbers: numbers[0] * numbers[1],
    _product_write,
    lambda place, numbers, stated: stated / numbers[1 - place] if numbers[1 - place] else None,
)
"""A rate × full marks."""


def growth(falling: bool) -> Form:
    """(Current − former) ÷ former; the other way round where it fell."""
    sign = -1 if falling else 1

    def write(writer: Writer, entries: Sequence[Entry], factor: Fraction) -> str:
        current, former = (writer.operand(entry, entries[1].factor) for entry in entries)
        pair = (former, current) if falling else (current, former)
        return writer.do("divide", writer.do("subtract", *pair), former)

    def solve(place: int, numbers: Sequence[Fraction], stated: Fraction) -> Fraction | None:
        rate = 1 + sign * stated
        if place == 0:
            return numbers[1] * rate
        return numbers[0] / rate if rate else None

    return Form("growth", lambda numbers: sign * (numbers[0] - numbers[1]) / numbers[1], write, solve)


def growth_of_change(falling: bool) -> Form:
    """Change ÷ (current − change); plus where it fell: the change and the current amount are the operands."""
    sign = 1 if falling else -1

    def write(writer: Writer, entries: Sequence[Entry], factor: Fraction) -> str:
        of = entries[1].factor
        change, current = writer.operand(entries[0], of), writer.operand(entries[1], of)
        return writer.do("divide", change, writer.do("add" if falling else "subtract", current, change))

    return Form(
        "growth-of-change",
        lambda numbers: numbers[0] / (numbers[1] + sign * numbers[0]),
        write,
        lambda place, numbers, stated: None,
    )


SAME = Form(
    "same",
    lambda numbers: numbers[0],
    lambda writer, entries, factor: writer.operand(entries[0], factor),
    lambda place, numbers, stated: stated,
)
"""The same figure elsewhere."""


def _rest_write(writer: Writer, entries: Sequence[Entry], factor: Fraction) -> str:
    result = "const_100"
    for entry in entries:
        result = writer.do("subtract", result, writer.operand(entry, factor))
    return result


REST_OF_WHOLE = Form(
    "rest",
    lambda numbers: 1 - sum(numbers, Fraction(0)),
    _rest_write,
    lambda place, numbers, stated: None,
)
"""100 % − the other shares."""
