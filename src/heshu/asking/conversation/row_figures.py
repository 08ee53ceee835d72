"""What is worked out of the figures of the row that was spoken of: shares, distances, what falls to one head."""

from __future__ import annotations

import re

from heshu.asking.conversation.row_spoken_of import Asked
from heshu.asking.evidence.calculating import amount, calculation, gap_of, growth_of, percent, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.grids import Grid, Line
from heshu.asking.evidence.operands import AMOUNTS, Operand, same_measure
from heshu.asking.tables import columns_of_row
from heshu.figures.units import OF_PEOPLE
from heshu.patterns import regex
from heshu.records import Answer, FigureKind

ALL_ROWS = regex(
    r"(?:全部|所有|各个?|整个|全体|总的?|合计|总数|总额|[几两三四五六七八九十\d]+[个项家])*的?(?:项目|单位|工程|专项|指标|科目|支出|资金|预算|金额|的|钱)*(?:总额|合计|总数|总量|里|中)*"
)
LEFT = (
    r"(?:没有?|未|尚未|还没)(?:花|用|支|支出|支付|执行|使用|付)(?:完|掉|出去?|出)?的?(?:钱|资金|部分|预算|金额)?(?:总额|合计)?"
    r"|(?:结余|剩余|剩下|余下)的?(?:钱|资金|部分)?"
)
SHARE = regex(
    rf"(?P<left>{LEFT})?(?:又|能)?占(?:了|到|去|掉)*(?P<whole>[^,占]{{0,12}}?)(?P<of_left>{LEFT})?的?(?:里面?|中)?的?"
    r"(?:百分之(?:几|多少)|百分比(?:是?多少)?|几成|多少|多大(?:的?比[例重])?|比[例重](?:是|有)?(?:多少|多大|多高)?|几分之几)"
)
"""What share of all rows the row has: 没花完的占所有项目没花完的几成."""
APART = regex(
    r"(?:(?:比|较|跟|和|与|同)的?(?:相?比(?:起来|较)?)?)?(?:这?[两二]|它们?|两者|二者)?(?:个|项|条|家|笔|者)?(?:之间)?(?:一?比)?(?:相?差|(?:谁|哪[个项家]))?(?:更|要|实际)?(?:相?差距?|落后|领先|高|低|多|少)?(?:花|用|支出|支|付|得|完成|出)?(?:了|出)?(?:多少|几)个?(?:百分点|点|[百千万亿]*元|分|[\u4e00-\u9fff])?(?:钱)?"
)
APART_SAID = regex(r"差|落后|领先|[高低多少](?:花|用|支出|支|付|得|完成)?(?:了|出)?(?:多少|几)")
EACH = regex(
    r"(?:按(?:在职|实有|编制)?人[数头]?(?:来)?算?)?(?:人均|每个?人(?:平均)?|平均(?:到|下来)?每个?人|平均每个?人)(?:又|大概|大约|要|得)*(?:花|用|支出|开支|摊|合)?(?:了|到|掉|出去)*(?:是|有|为)?(?:多少|几)?(?:万?元|钱|万)?"
)
"""What falls to one head, where the row counts heads."""
BEYOND = regex(
    r"(?:比|较)?(?:目标|计划|任务)?(?:值|数)?(?:超额?|超出|超过|多)(?:完成|做|办)?(?:了|出|计划|目标)*(?:百分之(?:几|多少)|几成|多大比例|多少比例)"
)
"""By how much per cent more was done than planned."""
DONE_OF_AIM = regex(
    r"(?:只|一共|实际)?(?:完成|达到|做到|占|相当于)(?:了|到)?(?:年度|年初|全年|预定|原定|既定)?(?:目标|计划|任务)(?:值|数|量)?的?(?:百分之(?:几|多少)|几成|多少|多大比例)"
    r"|(?:目标|计划|任务)?完成(?:率|比例|程度)(?:是|为|有)*(?:多少|几|多高)?"
    r"|(?:只|一共|实际)?(?:完成|达到|做到)(?:了|到)?(?:百分之(?:几|多少)|几成|多大比例)"
)
SHARE_HEAD = regex(r"占.*比|比[例重]$|占比$")
DERIVED = frozenset({FigureKind.RATE, FigureKind.SHARE, FigureKind.SCORE, FigureKind.CHANGE})


def without_units(text: str, line: Line) -> str:
    """Words without the measure words of the row's own figures: 完成几座 as 完成几."""
    units = sorted({figure.unit for figure in line.cells.values() if figure.unit not in ("", "%")}, key=len)
    if any(figure.unit == "%" for figure in line.cells.values()):
        text = re.sub("(?<=几)个(?:百分)?点", "", text)
    return re.sub(f"(?<=[少几])个?(?:{'|'.join(map(re.escape, reversed(units)))})", "", text) if units else text


def share(asked: Asked, words: str) -> Answer | None:
    """The row's share of all rows of its table, of the column spoken of or of what was not spent."""
    match = SHARE.fullmatch(words)
    total, line = asked.now.grid.total, asked.now.line
    if match and asked.beside and not match["whole"] and not match["left"]:
        inner, outer = Operand(asked.now.card, asked.beside), Operand(asked.now.card, asked.now.figure)
        held = same_measure(inner, outer) and outer.unit != "%" and inner.value_in(outer.unit) < outer.value
        return quotient(asked, inner, outer, "占", f"{outer.figure.label}的") if held else None
    if match is None or total is None or not ALL_ROWS.fullmatch(match["whole"]) or asked.before:
        return None
    if match["of_left"] and not match["left"]:
        return None
    if match["left"]:
        return _share_of_left(asked, line, total)
    stated = [figure for column, figure in line.cells.items() if SHARE_HEAD.search(column)]
    if len(stated) == 1 and asked.now.figure.kind in AMOUNTS:
        return columns_of_row.said(asked.solver, asked.question, asked.now.card, line.name, stated)
    part, whole = asked.now.figure, total.cells.get(asked.now.column)
    if whole is None or part.kind in DERIVED or not _adds_up(asked.now.grid, asked.now.column) or not match["whole"]:
        return None
    return quotient(asked, Operand(asked.now.card, part), Operand(asked.now.card, whole), f"占{total.name}的")


def _adds_up(grid: Grid, column: str) -> bool:
    """Whether the rows of a table come to its total, so that none of them is part of another."""
    cells = [line.cells.get(column) for line in grid.lines]
    total = grid.total.cells.get(column) if grid.total else None
    values = [cell.value for cell in cells if cell]
    return total is not None and len(values) == len(cells) and sum(values) == total.value


def _share_of_left(asked: Asked, line: Line, total: Line) -> Answer | None:
    pairs = []
    for one in (line, total):
        budget = [f for column, f in one.cells.items() if columns_of_row.BUDGET.search(column)]
        spent = [f for column, f in one.cells.items() if columns_of_row.SPENT.search(column)]
        if len(budget) != 1 or len(spent) != 1:
            return None
        pairs.append((Operand(asked.now.card, budget[0]), Operand(asked.now.card, spent[0])))
    grid = asked.now.grid
    columns = [c for c, f in line.cells.items() if f in (pairs[0][0].figure, pairs[0][1].figure)]
    operands = [one for pair in pairs for one in pair]
    if not all(_adds_up(grid, column) for column in columns) or not all(same_measure(operands[0], o) for o in operands):
        return None
    unit = operands[0].unit
    terms = [f"subtract({written(one, unit)}, {written(two, unit)})" for one, two in pairs]
    if pairs[1][0].value_in(unit) <= pairs[1][1].value_in(unit):
        return None
    found, exact = calculation(f"{terms[0]}, {terms[1]}, divide(#0, #1)", "%", operands)
    value = percent(exact, asked.question)
    lead = f"{who(asked.now.card)}{line.name}没有支出的占{total.name}没有支出的{value.number}%（{found.expression}）。"
    return asked.solver.answer(asked.question, lead, operands, [value], [found])


def quotient(asked: Asked, one: Operand, other: Operand, said: str, of: str = "") -> Answer | None:
    """One figure as a part of another in per cent, as ``said`` of the row or ``of`` what the other is."""
    if not same_measure(one, other) or not other.value:
        return None
    found, exact = calculation(f"divide({written(one, other.unit)}, {written(other)})", "%", [one, other])
    value = percent(exact, asked.question)
    name = one.figure.label if of else asked.now.line.name
    lead = f"{who(asked.now.card)}{name}{said}{of}{value.number}%（{found.expression}）。"
    return asked.solver.answer(asked.question, lead, [one, other], [value], [found])


def apart(asked: Asked, words: str) -> Answer | None:
    """How far the row lies from the one that was spoken of before it, in the same column."""
    last = asked.before.figure if asked.before else asked.beside
    if last is None or asked.now.by or not APART.fullmatch(words) or not APART_SAID.search(words):
        return None
    one, other = Operand(asked.now.card, last), Operand(asked.now.card, asked.now.figure)
    if not same_measure(one, other) or last == asked.now.figure or last.kind is not asked.now.figure.kind:
        return None
    high, low = sorted((one, other), key=lambda operand: operand.value_in(one.unit), reverse=True)
    found, said, value = gap_of(high, low, asked.question)
    lead = f"{who(asked.now.card)}{high.figure.label}比{low.figure.label}高{said}（{found.expression}）。"
    return asked.solver.answer(asked.question, lead, [high, low], [value], [found])


def each(asked: Asked, words: str) -> Answer | None:
    """The amount spoken of, for each of the heads that the row counts."""
    if not EACH.fullmatch(words):
        return None
    cells = asked.now.line.cells.values()
    heads = [figure for figure in cells if figure.kind is FigureKind.COUNT and figure.unit in OF_PEOPLE]
    sums = [figure for figure in cells if figure.kind is FigureKind.AMOUNT]
    sums = [asked.now.figure] if asked.now.figure in sums else sums
    if len(heads) != 1 or len(sums) != 1 or not heads[0].value:
        return None
    of, by = Operand(asked.now.card, sums[0]), Operand(asked.now.card, heads[0])
    found, exact = calculation(f"divide({written(of)}, {written(by)})", of.unit, [of, by])
    said, value = amount(exact, of.unit, 2, asked.question)
    lead = f"{who(asked.now.card)}{of.figure.label}平均每人{said}（{found.expression}）。"
    return asked.solver.answer(asked.question, lead, [of, by], [value], [found])


FROM_AIM = regex(
    r"(?:比|较|跟|和|与|同|离|距离?)(?:年度|年初|预定|原定|既定|当初|原来|定)*的?(?:目标|计划|任务|指标)(?:值|数|任务)?(?:相比|比)?(?:还|又|要|就)*"
    r"(?:相?差|[高低多少超缺])(?:了|出|做|建|办|完成)*(?:多少|几)(?:个?(?:百分)?点)?"
    r"|(?:一共)?超(?:过|出|额完成)?了?(?:年度|年初)?的?(?:目标值?|计划数?|任务数?)了?(?:多少|几)(?:个?(?:百分)?点)?"
)
"""How far what was done lies from the target."""


def from_aim(asked: Asked, words: str) -> Answer | None:
    """What was done less the target, or the target less that, with which of the two is more."""
    if not FROM_AIM.fullmatch(without_units(words, asked.now.line)):
        return None
    cells = asked.now.line.cells
    aims = [f for c, f in cells.items() if columns_of_row.TARGET.search(c)]
    done = [f for c, f in cells.items() if columns_of_row.DONE.search(c)]
    if len(aims) != 1 or len(done) != 1:
        return None
    one, other = Operand(asked.now.card, done[0]), Operand(asked.now.card, aims[0])
    if not same_measure(one, other):
        return None
    high, low = sorted((one, other), key=lambda operand: operand.value_in(one.unit), reverse=True)
    found, said, value = gap_of(high, low, asked.question)
    way = "高" if high is one else "低"
    lead = f"{who(asked.now.card)}{asked.now.line.name}比目标{way}{said}（{found.expression}）。"
    return asked.solver.answer(asked.question, lead, [high, low], [value], [found])


def of_aim(asked: Asked, words: str) -> Answer | None:
    """What was done against the target, in per cent: how much of it, or by how much more."""
    beyond = BEYOND.fullmatch(words)
    if not beyond and not DONE_OF_AIM.fullmatch(words):
        return None
    cells = asked.now.line.cells
    rates = [f for c, f in cells.items() if columns_of_row.RATE.search(c)]
    aims = [f for c, f in cells.items() if columns_of_row.TARGET.search(c)]
    done = [f for c, f in cells.items() if columns_of_row.DONE.search(c)]
    if len(rates) == 1 and not beyond:
        return columns_of_row.said(asked.solver, asked.question, asked.now.card, asked.now.line.name, rates)
    if len(aims) != 1 or len(done) != 1 or not aims[0].value or aims[0].unit == "%" or "≤" in aims[0].qualifier:
        return None
    one, other = Operand(asked.now.card, done[0]), Operand(asked.now.card, aims[0])
    if not beyond:
        return quotient(asked, one, other, "完成目标的")
    if not same_measure(one, other) or one.value <= other.value:
        return None
    found, exact = growth_of(one, other)
    value = percent(exact, asked.question)
    lead = f"{who(asked.now.card)}{asked.now.line.name}超额完成{value.number}%（{found.expression}）。"
    return asked.solver.answer(asked.question, lead, [one, other], [value], [found])
