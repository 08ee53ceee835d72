"""What the right answer is: expressions over facts, computed exactly and rounded once, half up.

``审计23.公用经费 / 审计23.基本支出 * 100`` names figures by report and label.  Amounts count in 万元 whatever the
report writes; every other figure counts in its own unit.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from eval.questions.facts import HERE, Facts, Stated

WAN = {"元": Fraction(1, 10_000), "万元": Fraction(1), "亿元": Fraction(10_000)}
"""How many 万元 one of the unit is."""
OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A figure and the report that states it."""

    facts: Facts
    figure: Stated

    @property
    def exact(self) -> Fraction:
        """Give the value, an amount's in 万元."""
        return Fraction(self.figure.value) * WAN.get(self.figure.unit, Fraction(1))


Held = Mapping[str, Facts]
"""Short name -> facts."""


def place(held: Held, name: str) -> Place:
    """Find ``审计23.支出``.  Raises `KeyError` where no such figure is known."""
    short, _, label = name.strip().partition(".")
    return Place(held[short], held[short].figures[label])


def value(held: Held, expression: str, own: Facts | None = None) -> Fraction:
    """Compute an expression; a bare label is a figure of ``own``.  Raises `KeyError`, `ValueError`."""
    return _value(held, ast.parse(expression.strip(), mode="eval").body, own)


def _value(held: Held, node: ast.expr, own: Facts | None) -> Fraction:
    match node:
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_value(held, left, own), _value(held, right, own))
        case ast.Constant(int() as number):
            return Fraction(number)
        case ast.Constant():
            return Fraction(ast.unparse(node))
        case ast.Attribute(ast.Name(short), label):
            return place(held, f"{short}.{label}").exact
        case ast.Name(label) if own is not None:
            return Place(own, own.figures[label]).exact
    raise ValueError(f"no such expression: {ast.unparse(node)}")


def places(held: Held, expression: str) -> list[Place]:
    """List the figures of an expression in their order, each once."""
    nodes = [node for node in ast.walk(ast.parse(expression.strip(), mode="eval")) if isinstance(node, ast.Attribute)]
    names = [ast.unparse(node) for node in sorted(nodes, key=lambda node: node.col_offset)]
    return [place(held, name) for name in dict.fromkeys(names)]


def rounded(exact: Fraction, decimals: int) -> Decimal:
    """Round half up, away from zero."""
    scaled = abs(exact) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if exact >= 0 else -whole).scaleb(-decimals)


def in_unit(exact: Fraction, unit: str, decimals: int) -> Decimal:
    """Give a computed value in the unit wanted, rounded."""
    return rounded(exact / WAN.get(unit, Fraction(1)), decimals)


def decimals_of(number: Decimal) -> int:
    """Count the decimals that a number is written with."""
    return max(-int(number.as_tuple().exponent), 0)


def wrong_errors(held: Held) -> Iterator[str]:
    """Yield a line for each planted error that is none: the report states what its operands give."""
    for facts in held.values():
        for error in facts.errors:
            stated = facts.figures[error.figure]
            right = in_unit(value(held, error.right, facts), stated.unit, decimals_of(stated.value))
            if right == stated.value:
                yield f"{facts.report}: {error.figure} is right"
            if str(right) not in error.why:
                yield f"{facts.report}: {error.figure} should be {right}, not as said: {error.why}"


def wrong_identities(held: Held) -> Iterator[str]:
    """Yield a line for each figure of `identities.txt` that is not what its operands give, rounded as it is stated.

    Only so is a report without planted errors known to be right.
    """
    for line in (HERE / "identities.txt").read_text("utf-8").splitlines():
        name, _, expression = line.partition("=")
        stated = place(held, name).figure
        right = in_unit(value(held, expression), stated.unit, decimals_of(stated.value))
        if right != stated.value:
            yield f"{name.strip()} is {stated.value} and should be {right}"
