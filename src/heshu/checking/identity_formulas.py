"""Identities that a report spells out: a rate by the formula that its own sentence gives.

按“（调整后预算－年初预算）÷年初预算”计算，预算调整率为6.66%: the names are those of the budget's stages and of what was
spent, each the one figure of the whole department.  A formula with any other name is left to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from heshu.checking.forms import RATIO, growth
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger, distance, unique
from heshu.checking.roles import Role
from heshu.patterns import regex

_NAME = r"[\u4e00-\u9fff]{2,14}"
FORMULA = regex(
    rf"[(（](?P<a>{_NAME}?)(?:[-－–—−]|减去?)(?P<b>{_NAME})[)）](?:[÷/]|除以)(?P<base>{_NAME})"
    rf"|(?P<upper>{_NAME})(?:[÷/]|除以)(?P<lower>{_NAME})"
)
"""How a report says that a rate is worked out."""
STAGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"(?:部门)?年初(?:批复|安排)?(?:部门)?预算(?:数|总额|安排数?)?"), "initial"),
    (regex(r"(?:年中|年末|最终)?调整后的?(?:全年)?(?:部门)?预算(?:数|总额)?|全年预算(?:数|总额)?"), "adjusted"),
    (regex(r"(?:全年|年度|当年|本年|实际|决算)*(?:总?支出|执行|决算)(?:数|总额|合计)?"), "spent"),
)
"""What a formula's names are, whole."""


def formulas(book: Ledger) -> Iterator[Identity]:
    """Every rate behind a formula of its sentence, with the figures that the formula names."""
    for rate in book.entries:
        if rate.row or rate.bounded or rate.figure.unit != "%" or rate.role not in (Role.RATE, Role.GROWTH):
            continue
        found = list(FORMULA.finditer(rate.lead))
        if len(found) == 1:
            yield from _by(found[0], rate, book)


def _by(formula: re.Match[str], rate: Entry, book: Ledger) -> Iterator[Identity]:
    names = ("upper", "lower") if formula["upper"] else ("a", "b", "base")
    figures = [_figure(formula[name], rate, book) for name in names]
    operands = [figure for figure in figures if figure]
    if len(operands) < len(names) or not operands[-1].number:
        return
    if formula["upper"]:
        form, pair = RATIO, (operands[0], operands[1])
    elif operands[2] is operands[1]:
        form, pair = growth(falling=False), (operands[0], operands[1])
    elif operands[2] is operands[0]:
        form, pair = growth(falling=True), (operands[1], operands[0])
    else:
        return
    apart = min(distance(rate, one) for one in pair)
    called = RATE.findall(rate.lead) or [rate.figure.label]
    yield Identity("growth", rate, form, pair, True, apart, called[-1])


RATE = regex(r"[\u4e00-\u9fff]{2,12}(?:率|度|幅)")
"""How the words behind a formula call the rate, which its label may not."""


def _figure(name: str, rate: Entry, book: Ledger) -> Entry | None:
    """The one figure of the whole that a formula's name is of, the nearest place of it."""
    stage = next((stage for words, stage in STAGES if words.fullmatch(name)), "")
    whole = [e for e in book.entries if e.plain and e.base == "元" and not e.subject and e.flow != "in"]
    found = [entry for entry in whole if stage and _is_at(entry, stage)]
    return min(found, key=lambda entry: distance(rate, entry)) if unique(found) else None


def _is_at(entry: Entry, stage: str) -> bool:
    if stage == "spent":
        return entry.role is Role.DONE and not entry.stage
    planned = entry.role is Role.PLAN
    return planned and (entry.stage == stage or (stage == "adjusted" and not entry.stage))
