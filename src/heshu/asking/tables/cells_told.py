"""What is done with the rows and the measures that a question asks of a table, each way told with its cells.

Looked up, added, ranked, listed, averaged, held against what is written or aimed at, or quoted where a cell has words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import amount as said_in_unit
from heshu.asking.evidence.calculating import calculation, decimals, percent, places
from heshu.asking.evidence.compose import Citer, value_of, who
from heshu.asking.evidence.grids import Line
from heshu.asking.evidence.operands import SUMMED, Operand, Solver
from heshu.asking.tables.cell_words import (
    COUNTED,
    EXTREME,
    OF_ALL,
    OF_SCORE,
    REACH,
    SHARE_CUE,
    WORD_HEAD,
)
from heshu.asking.tables.cells_read import (
    FEWEST,
    Asked,
    is_inner,
    literal,
    meant,
    overlap,
)
from heshu.asking.tables.measures import (
    BY_NAME,
    Amount,
    Measure,
    cell,
    combined,
    each_of,
    stated,
    together,
    worked_out,
)
from heshu.asking.wording.at_end import BOTH_ENDS, several_at_end
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Span, Status, Value, Verdict

MANY = 12
"""Rows that an answer lists one by one."""


def _say(amount: Amount, question: str) -> tuple[str, Value]:
    """An amount as it is said, and as a headline value."""
    if amount.stated:
        one = amount.operands[0]
        return one.with_unit, value_of(one.figure)
    if amount.unit == "%":
        value = percent(amount.exact, question)
        return f"{value.number}%", value
    return said_in_unit(amount.exact, amount.unit, places(amount.operands), question)


def _calculated(amount: Amount, against: Operand | None = None) -> Calculation:
    return calculation(amount.program, amount.unit, amount.operands, stated=against)[0]


def _answered(
    solver: Solver, question: str, asked: Asked, said: Sequence[tuple[str, Amount]], lead: str = ""
) -> Answer | None:
    """What rows have of measures: what is stated with its citation, what is worked out with its expression too."""
    parts, values, done, beside = [], [], [], []
    for name, amount in said:
        shown, value = _say(amount, question)
        values.append(value)
        if not amount.stated:
            written = _written(solver, asked, name) if amount.unit == "%" else None
            found = _calculated(amount, written)
            done.append(found)
            parts.append(f"{name}{shown}（{found.expression}）")
            beside += [written] if written else []
            if written and found.verdict is Verdict.INCONSISTENT:
                parts.append(f"报告写的是{written.with_unit}，两者不一致")
                values.append(value_of(written.figure))
    operands = list(dict.fromkeys((*beside, *(operand for _, amount in said for operand in amount.operands))))
    text = f"{who(asked.card)}{lead}{'，'.join(parts)}{'：' if parts else ''}"
    return solver.answer(question, text, operands, list(dict.fromkeys(values)), done)


def _written(solver: Solver, asked: Asked, name: str) -> Operand | None:
    """A rate that the report states elsewhere of a row whose table has no such column."""
    bare = LOOSELY.sub("", name)
    rates = (figure for figure in solver.shelf(asked.card.id).figures if figure.unit == "%")
    stated = [figure for figure in rates if LOOSELY.sub("", fold(figure.label)) == bare]
    return Operand(asked.card, stated[0]) if len({figure.value for figure in stated}) == 1 else None


LOOSELY = regex("项目|预算|的|专项")
"""What a name may have or lack."""


def _of(line: Line, measure: Measure) -> str:
    return f"{line.name}{measure.name}"


def looked_up(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """Each row's measures, in the order in which they are asked for."""
    said = []
    for line in asked.rows:
        for measure in asked.asks:
            amount = cell(measure, line, asked.grid, asked.card)
            if amount is None or (amount.exact < 0 and measure.name != "与目标相差"):
                return None
            said.append((_directed(line, measure, amount), _positive(amount)))
    half = len(said) < len(ASKED_EACH.findall(asked.words))
    return _answered(solver, question, asked, said) if said and not half else None


ASKED_EACH = regex(r"多少|百分之几|几(?!乎|年来|成)|几成")
"""What asks for one figure each; a cell fewer is half of what was asked."""


def _directed(line: Line, measure: Measure, amount: Amount) -> str:
    if measure.name != "与目标相差":
        return _of(line, measure)
    return f"{line.name}实际比目标{'少' if amount.exact < 0 else '多'}"


def _positive(amount: Amount) -> Amount:
    """A difference the other way round where it is below nothing."""
    if amount.exact >= 0 or not amount.program.startswith("subtract("):
        return amount
    first, second = amount.operands
    return combined("subtract", stated(second), stated(first)) or amount


def each_row(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """Every row's measures, where the table is short."""
    rows = list(asked.grid.lines)
    if len(rows) > MANY or (asked.number and asked.number != len(rows)):
        return None
    asked.lines = list(enumerate(rows))
    return looked_up(solver, question, asked)


def added_up(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """The rows that are meant as one: sums, and quotients of sums; the table's own total where all are meant."""
    rows = meant(asked)
    if asked.number and asked.number != len(rows):
        return None
    if rows == list(asked.grid.lines) and asked.grid.total and not asked.lines:
        totals = [(f"{asked.grid.total.name}{measure.name}", _of_all(measure, asked)) for measure in asked.asks]
        told = [(name, amount) for name, amount in totals if amount]
        return _answered(solver, question, asked, told) if len(told) == len(totals) else None
    if len(rows) < FEWEST or overlap(rows, asked.grid):
        return None
    said = []
    for measure in asked.asks:
        amounts = each_of(_measure_to_add(measure, rows, asked), rows, asked.grid, asked.card)
        if amounts and measure.name == "扣分":
            amounts = [amount for amount in amounts if amount.exact] or amounts
        whole = together(amounts) if amounts else None
        if whole is None or whole.exact < 0:
            return None
        said.append((f"合计{measure.name}", whole))
    names = "、".join(line.name for line in rows)
    lead = f"{asked.group}（{names}）" if asked.group else names
    return _answered(solver, question, asked, said, lead=lead) if said else None


def _measure_to_add(measure: Measure, rows: Sequence[Line], asked: Asked) -> Measure:
    """A rate is made of what it is of, so that it adds up; what is stated otherwise is added as it stands."""
    quotient = measure.of is not None and measure.of[0] == "divide"
    made = quotient and all(worked_out(measure, line, asked.grid, asked.card) for line in rows)
    return Measure(measure.name, measure.words, (), measure.of) if made else measure


def listed(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """The rows that pass a limit, how many they are, each with what the limit is of."""
    rows = meant(asked)
    of = [BY_NAME[limit.measure] for limit in asked.limits] or (
        [BY_NAME["目标"], BY_NAME["实际"]] if asked.missed else []
    )
    if asked.says(OF_SCORE) and asked.missed:
        of = [BY_NAME["分值"], BY_NAME["得分"]]
    told_of = tuple(asked.asks)
    of = list(dict.fromkeys((*of, *told_of)))
    if not of or not rows or (asked.number and asked.number != len(rows)):
        return None
    amounts = [(line, measure, cell(measure, line, asked.grid, asked.card)) for line in rows for measure in of]
    if any(amount is None for *_, amount in amounts):
        return None
    said = [(_of(line, measure), amount) for line, measure, amount in amounts if amount]
    lead = f"表中这样的有{len(rows)}项：{'、'.join(line.name for line in rows)}。"
    told = _answered(solver, question, asked, said, lead=lead)
    number = COUNTED.search(asked.words)
    return replace(told, values=(Value(str(len(rows)), number["unit"]),)) if told and number else told


def at_an_end(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """The row that stands highest or lowest by one measure, with what else is asked of it."""
    match = EXTREME.search(asked.words)
    rows = meant(asked)
    by = _by(asked, match.start()) if match else None
    if match is None or by is None or len(rows) < FEWEST:
        return None
    amounts = [(cell(by, line, asked.grid, asked.card), line) for line in rows]
    told = [(amount, line) for amount, line in amounts if amount]
    if len({amount.unit for amount, _ in told}) != 1 or len(told) < len(rows):
        return None
    lowest = bool(match["low"]) or bool(match["end"] and match["end"] in "低少小差短慢")
    ordered = sorted((amount.exact for amount, _ in told), reverse=not lowest)
    number = several_at_end(fold(question))
    if number >= len(ordered) or (number > 1 and DONE_WITH_THEM.search(asked.words)):
        return None
    if BOTH_ENDS.search(fold(question)):
        return _both_ends(solver, question, asked, by, told)
    edge = ordered[number - 1]
    best = [one for one in told if (one[0].exact <= edge if lowest else one[0].exact >= edge)]  # and who is level
    best.sort(key=lambda one: one[0].exact if lowest else -one[0].exact)
    said = [(_of(line, by), amount) for amount, line in best]
    for measure in asked.asks:
        if measure.name != by.name:
            further = [cell(measure, line, asked.grid, asked.card) for _, line in best]
            said += [(_of(line, measure), one) for one, (_, line) in zip(further, best, strict=True) if one]
            if any(one is None for one in further):
                return None
    how = match["end"] or ("低" if lowest else "高")
    lead = f"表中写明{by.name}的有{len(rows)}项，最{how}的是{'、'.join(line.name for _, line in best)}："
    return _answered(solver, question, asked, said, lead=lead)


DONE_WITH_THEM = regex(r"一共|总共|合计|共计|加起来|合起来|加在?一[起块]|之和|相?差|平均|占|倍|比")
"""What is worked out of several rows at one end, which telling each of them does not answer."""


def _both_ends(
    solver: Solver, question: str, asked: Asked, by: Measure, told: Sequence[tuple[Amount, Line]]
) -> Answer | None:
    """The rows at either end by one measure, or how far they lie apart; ``None`` where more is asked of them."""
    exact = [amount.exact for amount, _ in told]
    ends = [[one for one in told if one[0].exact == end] for end in (max(exact), min(exact))]
    if len(asked.asks) != 1:
        return None
    if not DONE_WITH_THEM.search(asked.words):
        said = [(_of(line, by), amount) for end in ends for amount, line in end]
        return _answered(solver, question, asked, said, lead="表中两头的是：")
    gap = combined("subtract", ends[0][0][0], ends[1][0][0])
    if gap is None or any(len(end) > 1 for end in ends) or not GAP_OF_ENDS.search(asked.words):
        return None
    (_, high), (_, low) = ends[0][0], ends[1][0]
    way = "高" if gap.unit == "百分点" else "多"
    return _answered(solver, question, asked, [(f"{high.name}{by.name}比{low.name}{way}", gap)])


GAP_OF_ENDS = regex(r"相?差(?:距|额)?(?:了|是|有)?(?:多少|几)|比[^,，]*?(?:高|低|多|少)了?(?:多少|几)")


def _by(asked: Asked, at: int) -> Measure | None:
    """The measure by which rows are held against each other: the one before the word for it, or the next behind."""
    before = [(place, name) for place, name in asked.measures if place <= at]
    name = max(before)[1] if before else min(asked.measures, default=(0, ""))[1]
    if not name and re.search("最慢|最快", asked.words):
        name = "执行率"
    return (BY_NAME.get(name) or literal(name)) if name else None


def share_of(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """Rows by one measure in per cent of the last one named, or of all rows."""
    cue = SHARE_CUE.search(asked.words)
    rows = asked.rows
    if cue is None or len(asked.asks) != 1 or not rows or asked.limits:
        return None
    measure = asked.asks[0]
    behind = [line for at, line in asked.lines if at > cue.start()]
    parts = [line for line in rows if line not in behind]
    if len(behind) > 1 or not parts or not (behind or asked.says(OF_ALL)):
        return None
    amounts = each_of(measure, parts, asked.grid, asked.card)
    part = together(amounts) if amounts and len(amounts) > 1 else amounts[0] if amounts else None
    whole = cell(measure, behind[0], asked.grid, asked.card) if behind else _of_all(measure, asked)
    if not part or not whole or part.unit == "%" or not whole.exact or part.exact > whole.exact:
        return None
    share = combined("divide", part, whole)
    names = "、".join(line.name for line in parts)
    of = behind[0].name if behind else "全部"
    return _answered(solver, question, asked, [(f"{names}{measure.name}占{of}的", share)]) if share else None


def _of_all(measure: Measure, asked: Asked) -> Amount | None:
    """What all rows have of a measure: the table's total, or the sum of its rows."""
    total = cell(measure, asked.grid.total, asked.grid, asked.card) if asked.grid.total else None
    if total:
        return total
    if any(line.part for line in asked.grid.lines):
        return None
    amounts = each_of(measure, asked.grid.lines, asked.grid, asked.card)
    return together(amounts) if amounts else None


def against_total(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """A column's rows added up, against the total that the table states."""
    rows = list(asked.grid.lines)
    if len(asked.asks) != 1 or asked.rows or not asked.grid.total or (asked.number and asked.number != len(rows)):
        return None
    measure = asked.asks[0]
    total = cell(measure, asked.grid.total, asked.grid, asked.card)
    parts = each_of(measure, [line for line in rows if not is_inner(line)], asked.grid, asked.card)
    whole = together(parts) if parts else None
    if whole is None or total is None or not total.stated:
        return None
    if any(number not in (total.exact, len(rows)) for number in asked.claimed):
        return None  # another number is for those who check claims
    done = _calculated(whole, total.operands[0])
    shown, value = _say(whole, question)
    agrees = done.verdict is Verdict.CONSISTENT
    said = _say(total, question)[0]
    lead = f"{who(asked.card)}：{done.expression} = {shown}，与表中的合计{said}{'一致' if agrees else '不一致'}。"
    values = [value] if agrees else [value, Value(format(total.operands[0].value, "f"), total.unit)]
    return solver.answer(question, lead, [*whole.operands, *total.operands], values, [done])


def mean_of(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """The mean of a measure over the rows that are meant."""
    rows = meant(asked)
    if len(asked.asks) != 1 or len(rows) < FEWEST or any(line.part for line in rows):
        return None
    if asked.number and asked.number != len(rows):
        return None
    amounts = each_of(asked.asks[0], rows, asked.grid, asked.card)
    if not amounts or len({amount.unit for amount in amounts}) != 1:
        return None
    kinds = {operand.figure.kind for amount in amounts for operand in amount.operands}
    if not kinds <= SUMMED:
        return None
    operands = tuple(dict.fromkeys(operand for amount in amounts for operand in amount.operands))
    exact = sum((amount.exact for amount in amounts), Fraction(0)) / len(amounts)
    mean = Amount(f"average({', '.join(amount.program for amount in amounts)})", exact, amounts[0].unit, operands)
    done = _calculated(mean)
    said, value = said_in_unit(exact, mean.unit, decimals(question, 2), question)
    lead = f"{who(asked.card)}{len(rows)}项{asked.asks[0].name}平均{said}（{done.expression}）。"
    return solver.answer(question, lead, operands, [value], [done])


def difference(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """One row's measure less another's, and whose is more."""
    if len(asked.rows) != FEWEST or len(asked.asks) != 1:
        return None
    measure = asked.asks[0]
    first, second = asked.rows
    amounts = each_of(measure, (first, second), asked.grid, asked.card)
    if not amounts or len(amounts) != FEWEST:
        return None
    rose = amounts[0].exact >= amounts[1].exact
    high, low = (first, second) if rose else (second, first)
    pair = amounts if rose else amounts[::-1]
    gap = combined("subtract", *pair)
    how = re.search("[高低多少大小]", asked.left)
    of_part = re.search("多百分之|少百分之|高百分之|低百分之|[多少高低]几成", asked.words)
    if gap is None or of_part:
        return None
    way = "高" if (how and how.group() in "高低") or gap.unit == "百分点" else "多"
    return _answered(solver, question, asked, [(f"{high.name}{measure.name}比{low.name}{way}", gap)])


def held_against(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """A row's stated rate, or score lost, against what its own cells give."""
    rows = asked.rows
    if len(rows) != 1 or ADDS.search(asked.words):  # 项目支出加起来对不对 asks for the parts, and for no rate
        return None
    line = rows[0]
    wanted = [one for one in asked.asks if one.of]
    if not wanted and not IS_RATE.search(line.name):  # 满意度90%: what the row reached, and no share of its points
        wanted = [BY_NAME["执行率"]]
    for measure in wanted:
        right = worked_out(measure, line, asked.grid, asked.card)
        said = cell(measure, line, asked.grid, asked.card)
        if said and not said.stated:
            said = _written_elsewhere(solver, line, asked, right, measure)
        if said is None or right is None:
            continue
        if any(number != said.exact for number in asked.claimed):
            return None  # another number is for those who check claims
        found = _calculated(right, said.operands[0])
        shown, value = _say(right, question)
        agrees = found.verdict is Verdict.CONSISTENT
        verdict = "一致" if agrees else f"不一致：应为{shown}"
        stated_as = _say(said, question)[0]
        lead = f"{who(asked.card)}{_of(line, measure)}写的是{stated_as}，按{found.expression}算得{shown}，{verdict}。"
        values = [Value(format(said.operands[0].value, "f"), said.unit)] if agrees else [value]
        return solver.answer(
            question, lead, [*said.operands, *right.operands], values, [found], found=verdicts.found(found)
        )
    return None


ADDS = regex(r"加总|加起来|加在?一[起块]|相加|求和|累加|汇总|合起来|凑起来|加得上|加不上")
"""Words that add rows up."""
IS_RATE = regex("(?:率|度|比例|占比|比重)$")
"""The end of an indicator's name whose value is a rate itself."""


def _written_elsewhere(
    solver: Solver, line: Line, asked: Asked, like: Amount | None, measure: Measure
) -> Amount | None:
    """The rate that a question gives, where the report's prose writes it of the row, whose table has no such column.

    Where the question does not ask for the measure, the prose has to call it so: 整改率98.50% is no rate of a score.
    """
    shelf = solver.shelf(asked.card.id)
    found = [
        figure
        for figure in shelf.figures
        if like and figure.unit == like.unit and Fraction(figure.value) in asked.claimed
        and figure.span not in {cell.span for cell in line.cells.values()}
        and (measure in asked.asks or measure.words.search(figure.label))
        and line.name in fold("".join((*shelf.of[figure.passage_id].path, shelf.of[figure.passage_id].text)))
    ]  # fmt: skip
    return stated(Operand(asked.card, found[0])) if len({figure.value for figure in found}) == 1 else None


def reached(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """What is still to be spent for a rate of execution: budget × rate − spent."""
    rate = REACH.search(asked.words)
    rows = asked.rows
    if rate is None or len(rows) != 1:
        return None
    budget, spent = (cell(BY_NAME[name], rows[0], asked.grid, asked.card) for name in ("预算", "支出"))
    if budget is None or spent is None or budget.unit != spent.unit:
        return None
    share = Fraction(rate["rate"]) / 100
    due = Amount(
        f"subtract(multiply({budget.program}, {rate['rate']}%), {spent.program})",
        budget.exact * share - spent.exact, budget.unit, (*budget.operands, *spent.operands),
    )  # fmt: skip
    if due.exact < 0:
        return None
    return _answered(solver, question, asked, [(f"{rows[0].name}执行率要达到{rate['rate']}%，还要支出", due)])


def in_words(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """The whole row, where a cell of words is asked for."""
    line = asked.rows[0]
    first = looked_up(solver, question, asked) if asked.measures else None
    if asked.measures and first is None:
        return None
    citer = Citer(solver.library, list(first.citations) if first else [])
    cells = [fold(one) for head in asked.grid.heads for one in head.text.split()]
    heads = [one for one in cells if one not in asked.grid.columns and WORD_HEAD.search(one)]
    text = f"{first.text}\n" if first else ""
    row = line.passage
    text += f"{who(asked.card)}表中“{line.name}”一行"
    text += f"写有“{'、'.join(heads)}”：" if heads else "："
    text += f"“{row.text}”{citer.cite(row, Span(0, len(row.text)))}"
    done = first.calculations if first else ()
    return Answer(question, Status.ANSWERED, text, first.values if first else (), tuple(citer.found), done)
