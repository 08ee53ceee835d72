"""An expression cut into tokens: numbers with what belongs to them, names, signs, brackets, units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from heshu.checking.arithmetic import Value
from heshu.checking.literals import (
    ACCOUNTANT_PATTERN,
    BRACKETS,
    CONSTANT_PATTERN,
    CURRENCY_PATTERN,
    NUMBER_PATTERN,
    is_negative,
    parse_constant,
    parse_number,
)
from heshu.checking.measures import UNIT_PATTERN, measure
from heshu.checking.quantities import Quantity, bounded, shown, unit_clash
from heshu.checking.signs import BINARIES
from heshu.errors import CalculationError
from heshu.patterns import regex


class Kind(Enum):
    """What a token is."""

    VALUE = auto()
    SIGN = auto()
    OPEN = auto()
    CLOSE = auto()
    BINARY = auto()
    UNIT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an expression: its text in one form, and its value where it is one."""

    kind: Kind
    text: str
    value: Value = False


_BINARY_PATTERN = regex("|".join(re.escape(sign) for sign in sorted(BINARIES, key=len, reverse=True)))
_REFERENCE = regex(r"#[0-9]+")
_WORD = regex(r"[^\W\d_][\w]*")


def tokens(text: str, names: Mapping[str, Value]) -> Iterator[Token]:
    """Cut folded ``text`` into tokens: what a character means depends on whether a value stands before it."""
    position, value_before = 0, False
    known = _names_pattern(tuple(name for name in names if not name.startswith("#")))
    while (position := _skip_blanks(text, position)) < len(text):
        currency = None if value_before else CURRENCY_PATTERN.match(text, position)
        if currency and not _accountant(text, position):
            position = currency.end()
            continue
        token, position = _operator(text, position) if value_before else _operand(text, position, names, known)
        value_before = token.kind in (Kind.VALUE, Kind.CLOSE, Kind.UNIT)
        yield token
    if not value_before:
        raise CalculationError(
            "算式不完整：末尾缺少数字。", "The calculation is not complete: a number is missing at the end."
        )


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position] == " ":
        position += 1
    return position


def _operand(text: str, position: int, names: Mapping[str, Value], known: re.Pattern[str]) -> tuple[Token, int]:
    if found := known.match(text, position) or _REFERENCE.match(text, position):
        return Token(Kind.VALUE, found[0], _meaning(found[0], names)), found.end()
    if text[position] in "+-":
        return Token(Kind.SIGN, text[position]), position + 1
    if found := _accountant(text, position):
        value = with_unit(Quantity(bounded(-parse_number(found["number"]))), found["unit"] or "")
        return Token(Kind.VALUE, found[0], value), found.end()
    if text[position] in BRACKETS:
        return Token(Kind.OPEN, text[position]), position + 1
    if found := NUMBER_PATTERN.match(text, position):
        return Token(Kind.VALUE, found[0], Quantity(bounded(parse_number(found[0])))), found.end()
    if found := CONSTANT_PATTERN.match(text, position):
        return Token(Kind.VALUE, found[0], Quantity(bounded(parse_constant(found)))), found.end()
    raise _no_operand(text, position)


def _accountant(text: str, position: int) -> re.Match[str] | None:
    found = ACCOUNTANT_PATTERN.match(text, position)
    return found if found and is_negative(found) else None


def _meaning(name: str, names: Mapping[str, Value]) -> Value:
    if name not in names:
        raise CalculationError(f"{shown(name)} 所指的步骤不存在或在其后。", f"{shown(name)} refers to no earlier step.")
    return names[name]


def _no_operand(text: str, position: int) -> CalculationError:
    if word := _WORD.match(text, position):
        return CalculationError(f"不认识的名称：{shown(word[0])}。", f"Unknown name: {shown(word[0])}.")
    rest = shown(text[position:])
    return CalculationError(f"算式有误：“{rest}”处应为数字。", f'A number is expected at "{rest}".')


@lru_cache(maxsize=256)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")


def _operator(text: str, position: int) -> tuple[Token, int]:
    if text[position] in BRACKETS.values():
        return Token(Kind.CLOSE, text[position]), position + 1
    if found := _BINARY_PATTERN.match(text, position):
        return Token(Kind.BINARY, found[0]), found.end()
    if found := UNIT_PATTERN.match(text, position):
        return Token(Kind.UNIT, found[0]), found.end()
    if text[position] == ",":
        raise CalculationError(
            "逗号的位置不对：千分位须每三位一个逗号。",
            "A comma is out of place: thousands are separated every three digits.",
        )
    raise CalculationError(
        f"“{shown(text[position:])}”之前缺少运算符，或有不认识的字符。",
        f'An operator is missing before "{shown(text[position:])}", or a character is unknown.',
    )


def with_unit(value: Quantity, unit: str) -> Quantity:
    """Put ``unit`` to a bare number; per cents and bare scales become part of the number (5% is 0.05)."""
    if not unit:
        return value
    if value.unit:
        raise unit_clash(value.unit, unit)
    if measure(unit).pure:
        return Quantity(bounded(value.value * measure(unit).factor))
    return Quantity(value.value, unit)
