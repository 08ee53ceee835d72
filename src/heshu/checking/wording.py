"""A program as people write it: ``divide(6081.69, 6108.89)`` is shown as ``6081.69 ÷ 6108.89``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from heshu.checking.literals import ACCOUNTANT_PATTERN, CONSTANT_PATTERN, CURRENCY, NUMBER_PATTERN
from heshu.checking.measures import UNIT_PATTERN
from heshu.checking.operations import TABLE_OPERATIONS
from heshu.checking.programs import Step, write
from heshu.patterns import regex

#: A program whose expression would be longer is shown in its own notation: repeated steps can double it each time.
MAX_WRITTEN = 10_000

_REFERENCE = regex(r"#[0-9]+")
_LITERAL = regex(
    rf"(?P<sign>[-+]?) ?(?:{CURRENCY} ?)?{NUMBER_PATTERN.pattern} ?(?:{UNIT_PATTERN.pattern})?",
)

_COMPARISON, _SUM, _PRODUCT, _POWER, _ATOM = range(1, 6)


@dataclass(frozen=True, slots=True)
class Written:
    """A part of an expression: its text, how tightly it holds together, and whether it starts with a sign."""

    text: str
    level: int
    signed: bool = False


def expression(steps: Sequence[Step]) -> str:
    """Write the last step with all that it uses, with brackets where they are needed.

    What is written can be calculated again and gives what the program gives.  Programs whose expression would be
    longer than `MAX_WRITTEN` come back as `write` gives them.
    """
    written: list[Written] = []
    for step in steps:
        written.append(_step(step, [_argument(argument, written) for argument in step.args]))
        if len(written[-1].text) > MAX_WRITTEN:
            return write(steps)
    return written[-1].text if written else ""


def _argument(text: str, earlier: Sequence[Written]) -> Written:
    if _REFERENCE.fullmatch(text) and int(text[1:]) < len(earlier):
        return earlier[int(text[1:])]
    if constant := CONSTANT_PATTERN.fullmatch(text):
        sign = "-" if constant["minus"] else ""
        return Written(sign + constant["constant"], _ATOM, bool(sign))
    if literal := _LITERAL.fullmatch(text):
        return Written(text, _ATOM, bool(literal["sign"]))
    if ACCOUNTANT_PATTERN.fullmatch(text):
        return Written(text, _ATOM)
    return Written(_REFERENCE.sub(lambda found: _held(_argument(found[0], earlier), _ATOM), text), 0)


def _held(part: Written, level: int, *, first: bool = False) -> str:
    keep = part.level >= level and (first or not part.signed)
    return part.text if keep else f"({part.text})"


@dataclass(frozen=True, slots=True)
class _Infix:
    """An operator as it is written, how tightly it holds, and how tightly its sides must hold to need no bracket."""

    sign: str
    level: int
    left_level: int
    right_level: int

    def __call__(self, left: Written, right: Written) -> Written:
        start = _held(left, self.left_level, first=self.level != _POWER)
        signed = left.signed and start == left.text
        return Written(f"{start} {self.sign} {_held(right, self.right_level)}", self.level, signed)


_add = _Infix("+", _SUM, _SUM, _SUM)
_subtract = _Infix("−", _SUM, _SUM, _PRODUCT)
_multiply = _Infix("×", _PRODUCT, _PRODUCT, _ATOM)
_divide = _Infix("÷", _PRODUCT, _PRODUCT, _ATOM)
_power = _Infix("^", _POWER, _ATOM, _ATOM)
_greater = _Infix(">", _COMPARISON, _SUM, _SUM)


def _sum(*parts: Written) -> Written:
    whole = parts[0]
    for part in parts[1:]:
        whole = _add(whole, part)
    return whole


def _average(*parts: Written) -> Written:
    return _divide(_sum(*parts), Written(str(len(parts)), _ATOM))


def _growth(current: Written, previous: Written) -> Written:
    return _divide(_subtract(current, previous), previous)


_FORMS: dict[str, Callable[..., Written]] = {
    "add": _add,
    "subtract": _subtract,
    "multiply": _multiply,
    "divide": _divide,
    "exp": _power,
    "greater": _greater,
    "sum": _sum,
    "average": _average,
    "growth": _growth,
    "share": _divide,
    "completion": _divide,
}


def _step(step: Step, parts: Sequence[Written]) -> Written:
    if step.op in TABLE_OPERATIONS:
        return Written(f"{step.op}({step.args[0]})", _ATOM)
    if step.op in _FORMS:
        return _FORMS[step.op](*parts)
    return Written(f"{step.op}({', '.join(part.text for part in parts)})", _ATOM)
