"""Arithmetic as people write it, worked out exactly and without recursion.

The text is folded (`literals.fold`), cut into tokens, and worked out with two stacks (E. W. Dijkstra's shunting
yard, 1961).  From loose to tight: comparison, ``+ -``, ``* /``, sign, power; a unit or per cent sign binds tighter
than all.  ``-2^2`` is -4, ``2^3^2`` is 2^9.  A missing operator is an error: ``2(3+4)`` and ``1 1/2`` mean different
things to different readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from heshu.checking.arithmetic import Value, negative, number
from heshu.checking.literals import BRACKETS, fold
from heshu.checking.quantities import MAX_DEPTH, check_length
from heshu.checking.signs import BINARIES, SIGN_LEVEL
from heshu.checking.tokens import Kind, Token, tokens, with_unit
from heshu.errors import CalculationError

NO_NAMES: dict[str, Value] = {}


def evaluate(text: str, names: Mapping[str, Value] = NO_NAMES) -> Value:
    """Work out ``text``; ``names`` are what words (and ``#0``) in it stand for, spelled as `fold` gives them.

    Raises `CalculationError` where it cannot be read, its units clash, it divides by zero or it goes beyond the
    bounds of `heshu.checking.quantities`.
    """
    check_length(text)
    yard = _Yard()
    for token in tokens(fold(text), names):
        yard.take(token)
    return yard.result()


@dataclass(slots=True)
class _Yard:
    """Dijkstra's two stacks: values, and the signs, operators and brackets that wait for their right side."""

    values: list[Value] = field(default_factory=list)
    waiting: list[Token] = field(default_factory=list)
    depth: int = 0

    def take(self, token: Token) -> None:
        """Take the next token."""
        match token.kind:
            case Kind.VALUE:
                self.values.append(token.value)
            case Kind.UNIT:
                self.values.append(with_unit(number(self.values.pop()), token.text))
            case Kind.OPEN | Kind.SIGN:
                self._wait(token)
            case Kind.CLOSE:
                self._close(token.text)
            case Kind.BINARY:
                self._settle(token)
                self.waiting.append(token)

    def result(self) -> Value:
        """Give the value of all that was taken."""
        while self.waiting:
            if self.waiting[-1].kind is Kind.OPEN:
                raise _unbalanced(self.waiting[-1].text)
            self._apply()
        return self.values.pop()

    def _wait(self, token: Token) -> None:
        self.depth += token.kind is Kind.OPEN
        if self.depth > MAX_DEPTH:
            raise CalculationError(
                f"括号嵌套过深：最多 {MAX_DEPTH} 层。", f"Brackets are nested too deep: at most {MAX_DEPTH} levels."
            )
        self.waiting.append(token)

    def _close(self, bracket: str) -> None:
        while self.waiting and self.waiting[-1].kind is not Kind.OPEN:
            self._apply()
        if not self.waiting or BRACKETS[self.waiting.pop().text] != bracket:
            raise _unbalanced(bracket)
        self.depth -= 1

    def _settle(self, token: Token) -> None:
        level = BINARIES[token.text].level + BINARIES[token.text].from_right
        while self.waiting and self.waiting[-1].kind is not Kind.OPEN and _level(self.waiting[-1]) >= level:
            self._apply()

    def _apply(self) -> None:
        token, right = self.waiting.pop(), number(self.values.pop())
        if token.kind is Kind.SIGN:
            self.values.append(negative(right) if token.text == "-" else right)
        else:
            self.values.append(BINARIES[token.text].apply(number(self.values.pop()), right))


def _level(token: Token) -> int:
    return SIGN_LEVEL if token.kind is Kind.SIGN else BINARIES[token.text].level


def _unbalanced(bracket: str) -> CalculationError:
    return CalculationError(f"括号不配对：{bracket}。", f"A bracket has no partner: {bracket}")
