"""Sums, means, medians and shares over several reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from heshu.asking.comparing.columns import (
    WRITTEN,
    Cell,
    Column,
    answer_of,
    column,
    column_of,
    coverage_of,
    few_state,
    is_measure,
    literally,
    none_states,
    say_cell,
)
from heshu.asking.computing import between, sums, within
from heshu.asking.evidence.calculating import amount, calculation, over_column, percent, places, written
from heshu.asking.evidence.compose import SHOWN, Citer, display_name
from heshu.asking.evidence.operands import Solver, bare_label
from heshu.asking.evidence.wide import WIDE
from heshu.asking.planning.operations import GATHERED, Op, Query
from heshu.asking.planning.scope import MENTIONED, Scope
from heshu.asking.wording.parts import joined
from heshu.figures.numerals import counted
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Figure, Status, Value

SPOKEN_WHOLE = ((regex(r"花|用[了掉去]|支出|开销|开支"), "总支出"), (regex(r"收入|收了|进账"), "总收入"))
"""What a sum over departments is of where only a verb says so: 五个部门一共花了多少."""


def share_of_all(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The figure of one department, or of several together, as a share of the same of all departments."""
    mine = {(card.department, card.year) for card in solver.cards(query.a, where)}
    if not mine or len({year for _, year in mine}) != 1 or len({department for department, _ in mine}) != len(mine):
        return None
    own_words, all_words = (bare_label(re.sub(r"合计|一共|总共|加起来", "", phrase)) for phrase in (query.a, query.b))
    words = own_words if is_measure(own_words) or not all_words else all_words
    year = next(iter(mine))[1]
    table = column(solver, words, [card for card in solver.library.cards if card.year == year])
    own = [cell for cell in table.cells if (cell.card.department, cell.card.year) in mine]
    if len(own) != len(mine) or len(table.cells) <= len(own) or own[0].unit == "%":
        return none_states(solver, question, table) if not own else None
    found, exact = _part_of_all(solver, table, own)
    value = percent(exact, question)
    citer = Citer(solver.library)
    rows = "，".join(say_cell(solver, cell, citer) for cell in table.cells[:SHOWN])
    names = "、".join(display_name(cell.card.department) for cell in own)
    lead = f"{names}的{table.label}占{len(table.cells)}个部门合计的{value.number}%（{found.expression}）："
    return Answer(
        question, Status.ANSWERED, f"{lead}{rows}。{coverage_of(table)}", (value,), tuple(citer.found), (found,)
    )


def shares_of_all(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Each department's figure as a share of the same of all that state it, the largest first."""
    cards = solver.cards("", where)
    words = bare_label(query.a)
    if len(cards) < 2 or not is_measure(words):
        return None
    table = column(solver, words, cards)
    if len(table.cells) < 2 or table.cells[0].unit == "%":
        return none_states(solver, question, table)
    if few := few_state(solver, question, table):
        return few
    citer = Citer(solver.library)
    ordered = sorted(table.cells, key=lambda cell: cell.value, reverse=True)
    lines: list[str] = []
    values: list[Value] = []
    found: list[Calculation] = []
    for cell in ordered[:SHOWN]:
        one, exact = _part_of_all(solver, table, [cell])
        value = percent(exact, question)
        lines.append(f"{say_cell(solver, cell, citer)}，占{value.number}%（{one.expression}）")
        values.append(value)
        found.append(one)
    text = f"{len(table.cells)}个部门{table.label}占合计的比例：\n" + "\n".join(lines) + f"\n{coverage_of(table)}"
    return Answer(question, Status.ANSWERED, text, tuple(values), tuple(citer.found), tuple(found))


def _part_of_all(solver: Solver, table: Column, own: Sequence[Cell]) -> tuple[Calculation, Fraction]:
    """The share of some cells in their column, in per cent."""
    unit = own[0].unit
    mine = ", ".join(written(cell.operands[0], unit) for cell in own)
    part = f"sum({mine})" if len(own) > 1 else mine
    if len(table.cells) > WIDE:
        exact = 100 * _total(own) / _total(table.cells)
        return over_column(f"table_sum({table.label}), divide({part}, #0)", exact, "%", _cited(solver, table)), exact
    operands = [cell.operands[0] for cell in table.cells]
    total_ = ", ".join(written(operand, unit) for operand in operands)
    if len(own) > 1:
        return calculation(f"{part}, sum({total_}), divide(#0, #1)", "%", operands)
    return calculation(f"sum({total_}), divide({part}, #0)", "%", operands)


def _total(cells: Sequence[Cell]) -> Fraction:
    return sum((cell.value for cell in cells), Fraction())


def _cited(solver: Solver, table: Column) -> list[Figure]:
    """The figures of a column that an answer cites."""
    return [solver.place(cell.operands[0])[0] for cell in table.cells[:SHOWN]]


def median(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The figure in the middle of the order, or the mean of the two in the middle."""
    table = column_of(solver, question, query, where)
    if not isinstance(table, Column):
        return table
    if few := few_state(solver, question, table, every=where.named):
        return few
    ordered = sorted(table.cells, key=lambda cell: cell.value)
    half = len(ordered) // 2
    middle = ordered[half : half + 1] if len(ordered) % 2 else ordered[half - 1 : half + 1]
    operands = [cell.operands[0] for cell in middle]
    citer = Citer(solver.library)
    said = "、".join(say_cell(solver, cell, citer) for cell in middle)
    lead = f"{len(ordered)}个部门{table.label}的中位数是"
    if len(middle) == 1:
        return answer_of(question, f"{lead}{said}。{coverage_of(table)}", middle, citer)
    unit = middle[0].unit
    terms = ", ".join(written(operand, unit) for operand in operands)
    found, exact = calculation(f"average({terms})", "" if unit == "%" else unit, operands)
    shown, value = amount(exact, unit, max(places(operands), 2), question)
    text = f"{lead}{shown}（{found.expression}）：{said}。{coverage_of(table)}"
    return Answer(question, Status.ANSWERED, text, (value,), tuple(citer.found), (replace(found, unit=unit),))


SUM_OF = regex(r"(?:之和|合计|总和|加起来|加在?一起|两项|[两三四五]者|一共|总共|共计)$")
EACH_OF = regex(r"(?:分别|各自?)$")


def _each_share(solver: Solver, question: str, query: Query, where: Scope, parts: Sequence[str]) -> Answer | None:
    """The shares of several parts in one whole, each by itself."""
    marks = "".join(re.findall(MENTIONED, query.a))
    each = [replace(query, a=marks + re.sub(MENTIONED, "", part)) for part in parts]
    answers = [within.share(solver, question, one, where) for one in each]
    told = [answer for answer in answers if answer and answer.status is Status.ANSWERED]
    return joined(question, told) if len(told) == len(parts) else next((a for a in answers if a not in told), None)


def share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A part of a whole in one report; one department's figure in per cent of another's."""
    both = [{card.department for card in solver.cards(phrase, where)} for phrase in (query.a, query.b)]
    named = [bool(re.search(MENTIONED, phrase)) for phrase in (query.a, query.b)]
    parts = [part for part in sums.SEVERAL.split(EACH_OF.sub("", query.a)) if re.sub(MENTIONED, "", part).strip()]
    if len(parts) > 1 and SUM_OF.search(query.a) and len(solver.cards(query.a, where)) == 1:
        return sums.share_of_sum(solver, question, query, where)
    if len(parts) > 1 and EACH_OF.search(query.a):
        return _each_share(solver, question, query, where, parts)
    if all(named) and both[0] != both[1]:
        return between.times(solver, question, replace(query, op=Op.SHARE), where)
    return within.share(solver, question, query, where)


def total_of_all(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The sum (or mean) of one figure over several reports."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    written = WRITTEN.search(query.a)
    said = written["words"] if written else query.a
    phrase = re.sub(r"[（(].*?[)）]|的?(?:金额|数额)?[?？,，]+(?:各自?|分别)(?:是|有)?(?:多少|几).*", "", said)
    if len(bare_label(phrase)) < 2:
        named = NAMED_BEHIND.search(query.text)
        measure = bare_label(named["measure"]) if named else ""
        spoken = next((whole for said, whole in SPOKEN_WHOLE if said.search(query.text)), phrase)
        phrase = measure if is_measure(measure) else spoken
    table = literally(column(solver, phrase, cards), question)
    if len(table.cells) < 2:
        return none_states(solver, question, table)
    if few := few_state(solver, question, table, every=where.named or _all_meant(query.text, table)):
        return few
    operands = [cell.operands[0] for cell in table.cells]
    unit = table.cells[0].unit
    if unit == "%" and query.op is not Op.MEAN:
        return None
    found, exact = gathered_column(solver, table, "average" if query.op is Op.MEAN else "sum")
    digits = places(operands) if query.op is not Op.MEAN else max(places(operands), 2)
    said, value = amount(exact, unit, digits, question)
    citer = Citer(solver.library)
    rows = "，".join(say_cell(solver, cell, citer) for cell in table.cells[:SHOWN])
    word = "平均" if query.op is Op.MEAN else "合计"
    text = f"{len(operands)}个部门{table.label}{word}{said}（{found.expression}）：{rows}。{coverage_of(table)}"
    each = [Value(cell.shown, cell.shown_unit) for cell in table.cells[:SHOWN]] if EACH_TOO.search(question) else []
    return Answer(question, Status.ANSWERED, text, (*each, value), tuple(citer.found), (found,))


NAMED_BEHIND = regex(
    r"(?:合计|总共|一共|共计|总计|平均)(?:花了?|用了?|支出了?)?(?P<measure>[^,，]{2,16}?)(?:是|有|为)?(?:多少|几)"
)
"""A measure that stands behind the word for a sum: 五个部门合计项目支出多少."""
EACH_TOO = regex(r"(?:各自?|分别)(?:是|有|为)?(?:多少|几)")
"""Each department's own figure is asked for beside what they come to together."""


NUMBERED = regex(r"(?P<number>[两二三四五六七八九十]|\d+)(?:家|个(?:部门|单位))")


def _all_meant(text: str, table: Column) -> bool:
    """Whether a question counts the departments that it means, and means all: 四家三公经费合计 is not three's."""
    match = NUMBERED.search(text)
    number = match and counted(match["number"])
    return number == len(table.cells) + len(table.silent)


def gathered_column(solver: Solver, table: Column, op: str) -> tuple[Calculation, Fraction]:
    """The sum or the average of a column."""
    unit = table.cells[0].unit
    if len(table.cells) > WIDE:
        exact = sum((cell.value for cell in table.cells), Fraction()) / (len(table.cells) if op == "average" else 1)
        return over_column(f"table_{op}({table.label})", exact, unit, _cited(solver, table)), exact
    operands = [cell.operands[0] for cell in table.cells]
    program = f"{op}({', '.join(written(o, unit) for o in operands)})"
    found, exact = calculation(program, "" if unit == "%" else unit, operands)
    return replace(found, unit=unit), exact


def total(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The sum of several figures, or of one figure over all reports where the question speaks of several."""
    if not where.named and GATHERED.search(query.text):
        return total_of_all(solver, question, query, where)
    return sums.total(solver, question, query, where)
