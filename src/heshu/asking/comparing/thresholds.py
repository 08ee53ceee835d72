"""Which reports lie above or below a limit, between two, or above the mean of all."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking.comparing.columns import Column, answer_of, column, coverage_of, few_state, none_states, say_cell
from heshu.asking.comparing.gathered import gathered_column
from heshu.asking.evidence.calculating import amount, places
from heshu.asking.evidence.compose import SHOWN, Citer
from heshu.asking.evidence.operands import Solver
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import MENTIONED, Scope
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, Value

SAYS = regex(r"写明|写到|提到|说|承认|表示|明确")
"""Words that ask what reports say, be there a figure or only a limit."""
OR_EQUAL = regex(r"以上|以下|不低于|不少于|不超过|不高于|(?<![未没])达到")
SIDED = regex(r"超过|超出|[高大多]于|高过|过了?(?=\d)|以[上下]|[低小少]于|不足|达到|[不没未]到|未达")
OF_ROWS = (
    regex(
        r"^(?:有没有|都|还)*(?:(?:哪[些几个一]?[个家份]?|有?[几多少]+[个家])(?:部门|单位|报告)?的?(?:报告)?(?:里面?|中)?)?(?:都|还|各)?"
        r"(?:有(?:哪[些个几]?|多少|几|一?些)?|哪[些几个]|多少|几(?=[个项]))[个项]?(?P<rows>项目|指标)(?!支出|经费|资金|预算(?!执行|完成))"
        r"(?P<limit>[^,，]*\d[^,，]*?)(?:的)?(?:有|是)?(?:哪[些几]?[家个]?)?(?:部门|单位)?[?？。]?$"
    ),
    regex(
        r"^(?:有没有|哪些|有)?(?P<limit>[^,，]*?\d[\d.]*[%分]?(?:以[上下])?)的(?P<rows>项目|指标)(?:都|一共)?(?:有|是|在)?(?:哪[些几]?|几[个项]|多少)[^,，]{0,4}$"
    ),
)
"""哪家有项目执行率不到50%: a row of a report's table passes the limit, and not the report's own figure."""
EXACTLY = regex(rf"^(?!.*(?:{SIDED.pattern})).*\d(?:%|分|万元|亿元|元|万|亿)的")
"""执行率100%的有谁: neither above nor below."""
BELOW = regex(r"(?<!不)(?:低于|小于|少于)|不足|以下|没到|不到|未到|未达|不超过|不高于")


def of_rows(text: str) -> re.Match[str] | None:
    """The ``rows`` and the ``limit`` of a question for those rows of the reports' tables that pass a limit."""
    return next(filter(None, (asked.search(text) for asked in OF_ROWS)), None)


def threshold(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The reports whose figure lies above (or below) a limit."""
    cards = solver.cards("", where)
    if len(cards) < 2 or of_rows(query.text):
        return None
    table = column(solver, query.a, cards)
    if not table.cells:
        return None if SAYS.search(query.text) else none_states(solver, question, table)
    if query.text and not query.b:
        query = replace(query, b="0")
    if "~" in query.b:
        return _between(solver, question, query, table)
    if query.b.startswith("平均"):
        return _against_mean(solver, question, query, table)
    limit = Fraction(Decimal(query.b.replace(",", "")))
    unit = re.search(re.escape(query.b) + r"\s*(%|分|亿元|万元|元|万|亿)", query.text)
    given = {"万": "万元", "亿": "亿元"}.get(unit[1], unit[1]) if unit else table.cells[0].unit
    if (given in MONEY) != (table.cells[0].unit in MONEY):
        return None
    if given in MONEY and unit:
        limit *= Fraction(10) ** (MONEY[given] - MONEY[table.cells[0].unit])
    below, exactly = bool(BELOW.search(query.text)), bool(EXACTLY.search(query.text))
    equal = exactly or bool(OR_EQUAL.search(query.text))
    beyond = (c for c in table.cells if (c.value < limit if below else c.value > limit) and not exactly)
    passing = [*beyond, *(c for c in table.cells if equal and c.value == limit)]
    passing.sort(key=lambda cell: cell.value, reverse=not below)
    citer = Citer(solver.library)
    count = f"{len(passing)}家"
    limit_said = query.b + (unit[1] if unit else "")
    names = "、".join(say_cell(solver, cell, citer) for cell in passing[:SHOWN]) or "没有"
    side = "等于" if exactly else "低于" if below else "高于"
    condition = side + limit_said + ("（含）" if equal and not exactly else "") if limit else "大于零"
    text = f"{table.label}{condition}的有{count}：{names}。{coverage_of(table, passing)}"
    asked = COUNT_ASKED.search(query.text)
    return answer_of(question, text, passing, citer, [Value(str(len(passing)), "家")] if asked else None)


COUNT_ASKED = regex(r"^(?!.*(?:各自?|分别)(?:是|有|支出|花了?|得了?)?(?:多少|几)).*(?:(?<!哪)几[家个]|多少[家个])")
"""How many departments is asked for, and not what each of them has."""


def _between(solver: Solver, question: str, query: Query, table: Column) -> Answer | None:
    """The reports whose figure lies between two limits, both of them within."""
    if few := few_state(solver, question, table):
        return few
    unit = re.search(r"\d(%|分|亿元|万元|元|万|亿)", query.text[query.text.rfind(query.b.split("~")[1]) :])
    given = {"万": "万元", "亿": "亿元"}.get(unit[1], unit[1]) if unit else table.cells[0].unit
    if (given in MONEY) != (table.cells[0].unit in MONEY):
        return None
    power = MONEY[given] - MONEY[table.cells[0].unit] if given in MONEY else 0
    low, high = sorted(Fraction(Decimal(one.replace(",", ""))) * Fraction(10) ** power for one in query.b.split("~"))
    passing = sorted((cell for cell in table.cells if low <= cell.value <= high), key=lambda cell: -cell.value)
    citer = Citer(solver.library)
    names = "、".join(say_cell(solver, cell, citer) for cell in passing[:SHOWN]) or "没有"
    said = query.b.replace("~", "到") + (unit[1] if unit else "")
    text = f"{table.label}在{said}之间的有{len(passing)}家：{names}。{coverage_of(table, passing)}"
    asked = COUNT_ASKED.search(query.text)
    return answer_of(question, text, passing, citer, [Value(str(len(passing)), "家")] if asked else None)


def _against_mean(solver: Solver, question: str, query: Query, table: Column) -> Answer | None:
    """The reports whose figure lies above, or below, the mean of all that state it."""
    if few := few_state(solver, question, table):
        return few
    unit = table.cells[0].unit
    found, mean = gathered_column(solver, table, "average")
    below = bool(BELOW.search(query.text))
    passing = [cell for cell in table.cells if (cell.value < mean if below else cell.value > mean)]
    passing.sort(key=lambda cell: cell.value, reverse=not below)
    said, _ = amount(mean, unit, max(places([cell.operands[0] for cell in table.cells]), 2), question)
    citer = Citer(solver.library)
    names = "、".join(say_cell(solver, cell, citer) for cell in passing[:SHOWN]) or "没有"
    text = (
        f"{table.label}平均{said}（{found.expression}），{'低' if below else '高'}于它的有{len(passing)}家：{names}。"
    )
    answer = answer_of(question, f"{text}{coverage_of(table)}", passing, citer)
    return replace(answer, calculations=(found, *answer.calculations))


FEWER = regex(rf"小于|低于|少于|不如|不及|{MENTIONED}[^,，]{{0,16}}[少低小差](?=[?？]?$|的)")


def against_one(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The departments whose figure lies above, or below, that of a department which the question names."""
    mine = {(card.department, card.year) for card in solver.cards(query.b, where)}
    if len(mine) != 1:
        return None
    department, year = next(iter(mine))
    table = column(solver, query.a, [card for card in solver.library.cards if card.year == year])
    own = [cell for cell in table.cells if cell.card.department == department]
    if len(own) != 1 or len(table.cells) < 2:
        return none_states(solver, question, table) if not own else None
    below = bool(FEWER.search(query.text))
    passing = [c for c in table.cells if (c.value < own[0].value if below else c.value > own[0].value)]
    passing.sort(key=lambda cell: cell.value, reverse=not below)
    citer = Citer(solver.library)
    mark, names = say_cell(solver, own[0], citer), "、".join(say_cell(solver, c, citer) for c in passing[:SHOWN])
    condition = f"{table.label}{'低' if below else '高'}于{mark}"
    lead = f"{condition}的有{len(passing)}家：{names}" if passing else f"没有部门的{condition}"
    text = f"{lead}。{coverage_of(table)}"
    asked = COUNT_ASKED.search(query.text)
    return answer_of(question, text, passing, citer, [Value(str(len(passing)), "家")] if asked else None)
