"""Which reports have one figure above, below or equal to another of their own: 哪些部门项目支出大于基本支出."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from heshu.asking.comparing.columns import Cell, answer_of, cells_of, is_measure, mark_of
from heshu.asking.evidence.calculating import amount, calculation, places, written
from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse
from heshu.asking.evidence.operands import Solver, bare_label, same_measure, with_annexes
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.patterns import regex
from heshu.records import Answer, Card, Status

ABOVE = regex(r"大于|多于|高于|超过|超出|比.*[多高大超](?!少)")
BELOW = regex(r"小于|少于|低于|不及|不到|比.*[少低小]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one report, in one measure."""

    card: Card
    first: Cell
    second: Cell

    @property
    def way(self) -> int:
        """1 where the first is higher, -1 where the second is, 0 where they are equal."""
        one, other = self.first.operands[0], self.second.operands[0]
        second = other.value_in(one.unit)
        return (one.value > second) - (one.value < second)

    @property
    def gap(self) -> Decimal:
        """How far they lie apart, in 元 where they are money."""
        one, other = self.first.operands[0], self.second.operands[0]
        return abs(one.value_in("元") - other.value_in("元"))


def compared(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The reports in which one figure is above, below or equal to another; ``None`` where the words name no two."""
    cards = solver.cards("", where)
    phrases = [bare_label(query.a), bare_label(query.b)]
    if len(cards) < 2 or not all(map(is_measure, phrases)) or phrases[0] == phrases[1]:
        return None
    groups = with_annexes(cards)
    pairs = [pair for files in groups if (pair := _pair(solver, phrases, files))]
    if not pairs:
        return refuse(question, f"范围内的{len(groups)}份报告都没有同时写明“{phrases[0]}”和“{phrases[1]}”，无法比较。")
    way = 1 if ABOVE.search(query.text) else -1 if BELOW.search(query.text) else 0
    passing = [pair for pair in pairs if pair.way == way]
    citer = Citer(solver.library)
    said = "；".join(_say(solver, pair, citer) for pair in (passing or pairs)[:SHOWN])
    relation = {1: "大于", -1: "小于", 0: "等于"}[way]
    silent = [display_name(files[0].department) for files in groups if all(p.card not in files for p in pairs)]
    unsaid = f"，未同时写明的是{'、'.join(silent[:SHOWN])}" if silent else ""
    lead = f"的有{len(passing)}家：{said}" if passing else f"的一家也没有：{said}"
    text = f"{phrases[0]}{relation}{phrases[1]}{lead}。（{len(groups)}份报告中{len(pairs)}份写明这两个数{unsaid}）"
    return answer_of(question, text, [pair.first for pair in passing], citer)


def _pair(solver: Solver, phrases: Sequence[str], files: Sequence[Card]) -> Pair | None:
    for card in files:
        first, second = (cells_of(solver, phrase, [card]).get(card.id) for phrase in phrases)
        if first and second and same_measure(first.operands[0], second.operands[0]):
            return Pair(card, first, second) if first.operands[0].figure != second.operands[0].figure else None
    return None


def _say(solver: Solver, pair: Pair, citer: Citer) -> str:
    parts = [
        f"{cell.operands[0].figure.label}{cell.shown}{cell.shown_unit}{mark_of(solver, cell, citer)}"
        for cell in (pair.first, pair.second)
    ]
    return f"{display_name(pair.card.department)}（{'，'.join(parts)}）"


def widest(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The report in which two of its figures lie furthest apart, or closest; ``None`` where the words name no two."""
    cards = solver.cards("", where)
    phrases = [bare_label(query.a), bare_label(query.b)]
    if len(cards) < 2 or not all(map(is_measure, phrases)):
        return None
    groups = with_annexes(cards)
    pairs = [pair for files in groups if (pair := _pair(solver, phrases, files))]
    if len(pairs) < 2:
        return refuse(question, f"写明“{phrases[0]}”和“{phrases[1]}”的报告不到两份，无法比较。")
    least = bool(re.search(r"最[小少低]", query.text))
    best = (min if least else max)(pairs, key=lambda pair: pair.gap)
    unit = best.first.unit
    high, low = sorted((best.first.operands[0], best.second.operands[0]), key=lambda o: -o.value_in(unit))
    found, exact = calculation(f"subtract({written(high, unit)}, {written(low, unit)})", unit, (high, low))
    said, value = amount(exact, unit, places((high, low)), question)
    citer = Citer(solver.library)
    lead = f"{phrases[0]}和{phrases[1]}相差最{'小' if least else '大'}的是{_say(solver, best, citer)}，"
    text = f"{lead}相差{said}（{found.expression}）。（{len(groups)}份报告中{len(pairs)}份写明这两个数）"
    return Answer(question, Status.ANSWERED, text, (value,), tuple(citer.found), (found,))
