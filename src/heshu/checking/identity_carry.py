"""Identities of carry-over: what the year began with, took in, spent and ended with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from heshu.checking.forms import Form, Writer, signed_sum
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger, close, distance
from heshu.checking.roles import Role


def carry_over(book: Ledger) -> Iterator[Identity]:
    """年末结转结余 = 年初结转结余 + 收入 − 支出, and the totals of both sides with it."""
    for closing in (entry for entry in book.entries if entry.role is Role.CLOSING):
        opening = _nearest(closing, [e for e in book.entries if e.role is Role.OPENING])
        income = _nearest(closing, [e for e in book.entries if _is_total(e, "in")])
        spent = _nearest(closing, [e for e in book.entries if _is_total(e, "out")])
        grand = _nearest(closing, [e for e in book.entries if e.plain and "支出总计" in e.figure.label])
        if spent and grand and spent.passage == grand.passage == closing.passage and grand.number > spent.number:
            yield _difference("carry-over", closing, (grand, spent), (1, -1), sure=True)
        elif opening and income and spent:
            operands = (opening, income, spent)
            together = all(close(entry, closing) for entry in operands) and _whole_books(operands, closing, book)
            yield _difference("carry-over", closing, operands, (1, 1, -1), sure=together)
        if income and spent:  # where the income's total counts what the year began with
            yield _difference("carry-over", closing, (income, spent), (1, -1), sure=False)
        if opening and spent:
            for granted in (e for e in book.entries if e.section == closing.section and e.plain and e.flow == "in"):
                yield _difference("carry-over", closing, (opening, granted, spent), (1, 1, -1), sure=False)
    for opening in (entry for entry in book.entries if entry.role is Role.OPENING):
        grand = _nearest(opening, [e for e in book.entries if e.plain and re.search("收入总计", e.figure.label)])
        income = _nearest(opening, [e for e in book.entries if _is_total(e, "in") and e is not grand])
        if grand and income and income.passage == grand.passage == opening.passage and grand.number > income.number:
            yield _difference("carry-over", opening, (grand, income), (1, -1), sure=True)


def _whole_books(operands: Sequence[Entry], closing: Entry, book: Ledger) -> bool:
    """Whether nothing else is said to have moved the balance, and all is of one purse."""
    near = [entry for entry in book.entries if close(entry, closing)]
    moved = any(re.search("结余分配|非财政拨款结余|弥补|收回|上缴", entry.figure.label) for entry in near)
    purse = {"财政拨款" in entry.figure.label for entry in (closing, *operands)}
    return not moved and len(purse) == 1


def _difference(rule: str, stated: Entry, operands: tuple[Entry, ...], signs: tuple[int, ...], sure: bool) -> Identity:
    apart = max(distance(stated, operand) for operand in operands)
    return Identity(rule, stated, signed_sum(signs), operands, sure, apart, stated.figure.label)


def _is_total(entry: Entry, flow: str) -> bool:
    return (
        entry.plain
        and entry.base == "元"
        and entry.flow == flow
        and not entry.subject
        and entry.role is not Role.PLAN
        and not entry.stage
        and "总计" not in entry.figure.label
    )


def _nearest(entry: Entry, among: Sequence[Entry]) -> Entry | None:
    return min(among, key=lambda other: distance(entry, other), default=None)


def carry_rates(book: Ledger) -> Iterator[Identity]:
    """结转结余率 stated as a limit only: its value is 年末结转结余 ÷ (年初结转结余 + 一般公共预算财政拨款).

    Source: 广州市 市级部门整体支出绩效评价指标体系, indicator 结转结余率.
    """
    for rate in book.entries:
        if not re.search(r"(?:结转结余|结余结转)率$", rate.figure.label):
            continue
        near = [entry for entry in book.entries if entry.section == rate.section]
        closing = [entry for entry in near if entry.role is Role.CLOSING]
        opening = [entry for entry in near if entry.role is Role.OPENING]
        granted = [entry for entry in near if entry.plain and entry.flow == "in" and entry.base == "元"]
        if closing and opening and granted:
            operands = (closing[0], opening[0], granted[0])
            yield Identity("carry-over", rate, CARRY_RATE, operands, not rate.bounded, 0, rate.figure.label)


def _carry_write(writer: Writer, entries: Sequence[Entry], factor: Fraction) -> str:
    of = entries[2].factor
    closing, opening, granted = (writer.operand(entry, of) for entry in entries)
    return writer.do("divide", closing, writer.do("add", opening, granted))


CARRY_RATE = Form(
    "carry-rate",
    lambda numbers: numbers[0] / (numbers[1] + numbers[2]),
    _carry_write,
    lambda place, numbers, stated: None,
)
