"""FinQA's notation: ``subtract(5829, 5735), divide(#0, 5735)``, flat or nested, read, run and written.

Source: Chen et al., FinQA (EMNLP 2021), section 3 and table 5 for the operations.  Read more widely: any operation
of `heshu.checking.operations`, arithmetic inside an argument, calls inside arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from heshu.checking.arithmetic import Value
from heshu.checking.expressions import NO_NAMES, evaluate
from heshu.checking.literals import BRACKETS, GROUPED, fold
from heshu.checking.operations import ALIASES, NAMES, OPERATIONS, TABLE_OPERATIONS, check_count, perform
from heshu.checking.quantities import MAX_DEPTH, check_length, shown
from heshu.checking.tables import Table, table_value
from heshu.errors import CalculationError
from heshu.patterns import regex

#: The most steps of one program.
MAX_STEPS = 1_000

_CALL = rf"(?<!\w)(?P<call>{'|'.join(sorted(NAMES, key=len, reverse=True))}) ?\("
_OPEN, _CLOSE = (re.escape("".join(chars)) for chars in (BRACKETS.keys(), BRACKETS.values()))
_CALL_PATTERN = regex(_CALL, re.IGNORECASE)
_PIECE = regex(
    rf"(?P<number>(?<![0-9.]){GROUPED})|{_CALL}|(?P<open>[{_OPEN}])|(?P<close>[{_CLOSE}])|(?P<comma>,)|(?P<step>#[0-9]+)",
    re.IGNORECASE,
)
_BRACKET = regex(rf"[{_OPEN}{_CLOSE},]")
_NONE = regex(r" ?, ?none ?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the operation's name and its arguments as written; ``#0`` is the first step's result.

    A table operation has the arguments ``(row name, "none")``.
    """

    op: str
    args: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A text with its calls taken out: the steps that they are, and the ``rest`` with ``#n`` in each one's place."""

    steps: tuple[Step, ...]
    rest: str
    is_program: bool


def parse(text: str) -> tuple[Step, ...]:
    """Read a program into its steps; a nested call becomes a step of its own before the one that uses it.

    Raises `CalculationError` where ``text`` is not a program.
    """
    unfolded = unfold(text)
    if not unfolded.is_program:
        raise CalculationError(
            f"不是运算程序：{shown(text)}。写法如 divide(5, 8)。", f"Not a program: {shown(text)}. Write divide(5, 8)."
        )
    return unfolded.steps


def write(steps: Sequence[Step]) -> str:
    """Print steps so that ``parse(write(steps)) == steps``."""
    return ", ".join(f"{step.op}({', '.join(step.args)})" for step in steps)


def run(steps: Sequence[Step], table: Table | None = None) -> Value:
    """Give the result of the last step; raise `CalculationError` where there is none."""
    if not steps:
        raise CalculationError("运算程序是空的。", "The program is empty.")
    return run_all(steps, table)[f"#{len(steps) - 1}"]


def run_all(
    steps: Sequence[Step], table: Table | None = None, names: Mapping[str, Value] = NO_NAMES
) -> dict[str, Value]:
    """Give the result of every step under its name (``#0``, ``#1``), beside the ``names`` that steps may use."""
    results = dict(names)
    for place, step in enumerate(steps):
        results[f"#{place}"] = _run_step(step, results, table)
    return results


def _run_step(step: Step, results: dict[str, Value], table: Table | None) -> Value:
    if step.op in TABLE_OPERATIONS:
        return table_value(step.op, step.args[0], table)
    if step.op not in OPERATIONS:
        raise CalculationError(f"不认识的运算：{shown(step.op)}。", f"Unknown operation: {shown(step.op)}.")
    return perform(step.op, [evaluate(argument, results) for argument in step.args])


# ---------------------------------------------------------------- taking the calls out


def unfold(text: str) -> Unfolded:
    """Take the calls out of ``text``, innermost and leftmost first."""
    check_length(text)
    if "," in text and "，" in text and _CALL_PATTERN.search(text):
        text = text.replace("，", ", ")  # beside half-width thousands the full-width comma separates
    folded = fold(text).strip()
    if not _CALL_PATTERN.search(folded):
        return Unfolded((), folded, is_program=False)
    return _Unfolding(folded, _extents(folded)).unfold()


@dataclass(slots=True)
class _Extent:
    """A pair of brackets: where it closes, and the commas at its own level."""

    close: int = 0
    commas: int = 0
    spaced: bool = False


def _extents(text: str) -> dict[int, _Extent]:
    extents: dict[int, _Extent] = {}
    unclosed: list[int] = []
    for found in _BRACKET.finditer(text):
        char = found[0]
        if char in BRACKETS:
            unclosed.append(found.start())
            extents[found.start()] = _Extent()
        elif char == ",":
            if unclosed:
                extents[unclosed[-1]].commas += 1
                extents[unclosed[-1]].spaced |= text[found.end() : found.end() + 1] == " "
        elif not unclosed or BRACKETS[text[unclosed[-1]]] != char:
            raise CalculationError(f"括号不配对：{char}。", f"A bracket has no partner: {char}")
        else:
            extents[unclosed.pop()].close = found.start()
        if len(unclosed) > MAX_DEPTH:
            raise CalculationError(
                f"括号嵌套过深：最多 {MAX_DEPTH} 层。", f"Brackets are nested too deep: at most {MAX_DEPTH} levels."
            )
    if unclosed:
        raise CalculationError("括号没有闭合。", "A bracket is not closed.")
    return extents


@dataclass(slots=True)
class _Frame:
    """What stands open: a call with its arguments so far, or (``op`` empty) a bracket or the text itself."""

    op: str = ""
    grouped: bool = True
    arguments: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def cut(self) -> None:
        """End the argument at a separating comma or the closing bracket."""
        self.arguments.append("".join(self.pieces).strip())
        self.pieces.clear()


@dataclass(slots=True)
class _Unfolding:
    text: str
    extents: dict[int, _Extent]
    steps: list[Step] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    position: int = 0

    def unfold(self) -> Unfolded:
        while found := _PIECE.search(self.text, self.position):
            self.frames[-1].pieces.append(self.text[self.position : found.start()])
            self.position = found.end()
            getattr(self, f"_{found.lastgroup}")(found)
        self.frames[0].pieces.append(self.text[self.position :])
        rest = "".join(self.frames[0].pieces).strip()
        tops = [f"#{place}" for place in self.tops]
        return Unfolded(tuple(self.steps), rest, [part.strip() for part in rest.rstrip(", ").split(",")] == tops)

    def _number(self, found: re.Match[str]) -> None:
        frame = self.frames[-1]
        if frame.op and not frame.grouped:
            self.position = found.start() + found[0].index(",")
            frame.pieces.append(self.text[found.start() : self.position])
        else:
            frame.pieces.append(found[0].replace(",", "") if frame.op else found[0])

    def _call(self, found: re.Match[str]) -> None:
        name = found["call"].lower()
        op, extent = ALIASES.get(name, name), self.extents[found.end() - 1]
        if op in TABLE_OPERATIONS:
            row = _NONE.sub("", self.text[found.end() : extent.close]).strip()
            self.position = extent.close + 1
            self._emit(Step(op, (row, "none")))
            return
        most = OPERATIONS[op].most
        self.frames.append(_Frame(op, extent.spaced if most is None else extent.commas != most - 1))

    def _open(self, found: re.Match[str]) -> None:
        self.frames.append(_Frame(pieces=[found[0]]))

    def _close(self, found: re.Match[str]) -> None:
        frame = self.frames.pop()
        if not frame.op:
            self.frames[-1].pieces.append("".join((*frame.pieces, found[0])))
            return
        frame.cut()
        if not all(frame.arguments):
            raise CalculationError(f"{frame.op} 有空的参数。", f"{frame.op} has an empty argument.")
        check_count(frame.op, len(frame.arguments))
        self._emit(Step(frame.op, tuple(frame.arguments)))

    def _comma(self, found: re.Match[str]) -> None:
        if self.frames[-1].op:
            self.frames[-1].cut()
        else:
            self.frames[-1].pieces.append(found[0])

    def _step(self, found: re.Match[str]) -> None:
        place = found[0][1:].lstrip("0") or "0"
        if len(place) > 6 or int(place) >= len(self.tops):
            raise CalculationError(
                f"{shown(found[0])} 所指的步骤不存在或在其后。", f"{shown(found[0])} refers to no earlier step."
            )
        self.frames[-1].pieces.append(f"#{self.tops[int(place)]}")

    def _emit(self, step: Step) -> None:
        if len(self.steps) >= MAX_STEPS:
            raise CalculationError(f"步骤过多：最多 {MAX_STEPS} 步。", f"Too many steps: at most {MAX_STEPS}.")
        if len(self.frames) == 1:
            self.tops.append(len(self.steps))
        self.frames[-1].pieces.append(f"#{len(self.steps)}")
        self.steps.append(step)
