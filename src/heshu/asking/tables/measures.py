"""What the columns of a table measure, whatever their heads and the words that ask: stated, or worked out of others.

预算, 支出, 执行率, 结余, 目标, 实际, 分值, 得分 and what follows (没花完的, 扣掉的分, 离目标还差多少).  A cell
is an `Amount`: the figure that a row states, or an expression over some; expressions over rows are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from heshu.asking.evidence.calculating import written
from heshu.asking.evidence.grids import Grid, Line
from heshu.asking.evidence.operands import SUMMED, Operand, same_measure
from heshu.asking.wording.question import wanted
from heshu.figures.units import KINDS, MEASURES, OF_PEOPLE
from heshu.patterns import regex
from heshu.records import Card, FigureKind, Value

_MUCH = r"(?=(?:了|过|出去|下来)?(?:多少|几))"
_DONE_VERBS = "支出|支付|执行|使用|花费|花|用|付|支|列支"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a row may be measured by.

    ``words`` ask for it; ``heads`` are its columns' heads, the first that just one column bears counts; ``of`` is
    worked out of two other measures: subtract, divide or growth ((first − second) ÷ second).
    """

    name: str
    words: re.Pattern[str]
    heads: tuple[re.Pattern[str], ...] = ()
    of: tuple[str, str, str] | None = None


MEASURES_OF_ROWS: tuple[Measure, ...] = (
    Measure(
        "得分率",
        regex(r"得分率|得分(?:占|是)(?:满分|分值|权重)的?(?:百分之(?:几|多少)|几成)"),
        (regex("得分率$"),),
        ("divide", "得分", "分值"),
    ),
    Measure(
        "比年初预算增长",
        regex(
            r"(?:预算)?(?:追加|调增|增加|调整|上调)的?(?:幅度|比例|比率)"
            r"|(?:预算)?(?:调整后?|全年预算|最后|后来)?(?:的预算|预算)?(?:比|较)(?:年初|原来|当初|最初)的?(?:预算|批复|安排)?数?(?:又|多|增|追)?(?:加|增加|增长|多|涨|调增|追加|上调)了?(?:百分之(?:几|多少)|几成|多大比例)"
        ),
        (),
        ("growth", "预算", "年初预算"),
    ),
    Measure(
        "追加",
        regex(
            r"(?:预算)?(?:调整后?|全年预算|最后|后来)?(?:的预算|预算)?(?:比|较)(?:年初|原来|当初|最初)的?(?:预算|批复|安排)?数?(?:又|多|增|追)?(?:加|增加|增长|多|涨|调增|追加|上调)了?(?=多少|几)"
            r"|(?:年中|中途|后来)?(?:又|再)?(?:追加|调增|加)了?(?:预算|资金|钱|金额|额|数)?" + _MUCH
            + r"|(?:追加|调增)(?:的|了)*(?:预算|资金|钱|金额|额|数)?(?=\s*最)"
        ),
        (regex("追加|调增"),),
        ("subtract", "预算", "年初预算"),
    ),
    Measure(
        "执行率",
        regex(
            r"(?:预算|资金|支出)*(?:执行|支付|支出|使用|拨付|兑付)(?:的)?(?:率|进度|比例)|预算完成率"
            rf"|(?:{_DONE_VERBS})(?:掉|出去?|了)*(?:预算的?)?(?:百分之(?:几|多少)|几成)"
        ),
        (regex(r"(?:执行|支付|支出|预算完成|使用|拨付|兑付)(?:率|进度|比例)"),),
        ("divide", "支出", "预算"),
    ),
    Measure(
        "占比",
        regex(r"占比|所占(?:的)?(?:比[重例]|份额)(?=最|多少)"),
        (regex(r"占比$|^占.*(?:比[重例]|百分比)|比重$"),),
    ),
    Measure(
        "结余",
        regex(
            r"(?:预算|资金|钱|款)?(?:还|尚)?[有剩](?:多少|几)(?:万?元|的)?(?:预算|资金|钱|款)?(?:没有?|未)(?:能)?(?:花|用|支|执行|付|使用)(?:得)?(?:完|掉|出去?|了)?"
            r"|(?:预算|资金|钱|款)?(?:还|尚|都)?(?:没有?|未)(?:能)?(?:花|用|支出?|执行|付|使用)(?:得)?(?:完|掉|出去?|了)*(?:的)?(?:预算|资金|钱|款|金额|部分)?"
            r"|(?:还|一共|年底|年末)*(?:剩[下余]?|结余|结转|余下|结存)(?:了|的|下来)*(?:预算|资金|钱|款|金额|部分)?"
        ),
        (regex(r"结余|剩余|结转|未(?:支出|执行|使用|支付)"),),
        ("subtract", "预算", "支出"),
    ),
    Measure(
        "比目标多出",
        regex(
            r"(?:比|较)(?:年度|年初)?(?:目标|计划|任务)值?(?:多|高|超|增)(?:出|完成|做|额)?了?(?:百分之(?:几|多少)|几成)"
            r"|超(?:额|目标|计划|任务)?(?:完成|出|过)?了?(?:目标|计划|任务)?值?的?(?:百分之(?:几|多少)|几成)"
        ),
        (),
        ("growth", "实际", "目标"),
    ),
    Measure(
        "完成率",
        regex(
            r"(?:目标|指标|任务|计划)?(?:的)?完成(?:率|比例|程度|进度)|(?:完成|做到|实现)了?(?:目标|计划|任务)的?(?:百分之(?:几|多少)|几成)|完成了?百分之(?:几|多少)"
        ),
        (regex(r"(?<!预算)完成(?:率|比例)"),),
        ("divide", "实际", "目标"),
    ),
    Measure(
        "与目标相差",
        regex(
            r"(?:离|距离?|跟|和|与|比|较)(?:年度|年初|既定|设定|自己定)*的?(?:目标|计划|任务|指标)值?(?:的?要求)?(?:还|只|就)?(?:差|少|缺|低|相差|差距|多|高|超)(?:出|了)?"
            r"|超(?:额|目标|计划|任务)?(?:完成|出|过)?了?(?:目标|计划|任务)?值?" + _MUCH +
            r"|(?:还|只)?(?:差|缺|少)了?" + _MUCH + r"(?=.*(?:完成|达标|达到|目标))|没(?:能|有)?完成的?(?:部分)?|缺口"
        ),
        (),
        ("subtract", "实际", "目标"),
    ),
    Measure(
        "扣分",
        regex(rf"(?:被?(?:扣|丢|失|(?<!多)少得)(?:掉|了|去)*(?:的)?(?:分|{_MUCH}分?))|[失丢扣]分"),
        (regex("扣分$"),),
        ("subtract", "分值", "得分"),
    ),
    Measure("分值", regex(r"分值|满分|权重|标准分|(?:占|值|设|定)(?:了|为)?(?=多少分|几分)"),
        (regex(r"(?:分值|权重分?|满分|标准分)$"),)),
    Measure(
        "得分",
        regex(rf"(?:自评|实际|最后)*(?:得分|[评打]分)|(?:得|打|拿|评|获|给)(?:到|了|的)*{_MUCH}分?|(?:拿|得)到?的?分数?"),
        (regex(r"(?<!扣)(?:得分|[评打]分)$"),),
    ),
    Measure(
        "年初预算",
        regex(
            r"(?:年初|原来|原先|最初|当初|批复)的?(?:批复|安排|定|部门)?的?预算(?:数|金额|安排|批复|是)?|批复(?:预算)?数"
            rf"|(?:年初|原来|原先|最初|当初)(?:一共|总共)?(?:给|批|安排|定|核定|批复|下达)(?:了|下来|的?是){{0,2}}(?:{_MUCH}|$)"
        ),
        (regex(r"年初.{0,6}预算|预算批复|年初批复|年初.{0,2}数"),),
    ),
    Measure(
        "预算",
        regex(
            r"(?:调整(?:后|完|过)?|全年|年度|安排|下达|核定|追加后|到位)?的?预算(?:数|金额|安排|资金|额|盘子)?(?:批了|安排了?|有|是|给了)?"
            rf"|(?:安排|拨|批|给|下达|到位)(?:了|的是|下来)*{_MUCH}|到位资金|可用资金"
        ),
        (
            regex(r"调整后?(?:的)?(?:部门)?预算|全年预算|预算调整数"),
            regex(r"(?<!年初)(?<!批复)预算(?:数|金额|额|安排)?$|^预算"),
            regex(r"可用资金|到位资金|资金安排|安排资金|安排数"),
            regex(r"^调整数$"),
            regex(r"年初.{0,6}预算|预算批复|年初批复|^年初数$"),
        ),
    ),
    Measure(
        "支出",
        regex(
            rf"(?:全年|实际|最后|到底|最终|已经?|累计)*(?:(?:支出|支付|执行|使用|花费|列支|拨付|兑付)(?:掉|出去?|了|的)*(?:数|金额|额|资金|钱|支出|{_MUCH})?(?:情况)?"
            rf"|(?:花|用|付|支)(?:(?:掉|出去?|了|的)+(?:资金|钱)?|(?:资金|钱)?{_MUCH}))|决算(?:数|支出)?"
        ),
        (
            regex(r"决算|(?:实际|全年|累计)(?:支出|支付|执行|使用|拨付|兑付)(?:数|金额|额)?$"),
            regex(r"(?<!未)(?:支出|支付|执行|使用|拨付|兑付)(?:数|金额|额)?$"),
        ),
    ),
    Measure(
        "目标",
        regex(r"(?:年度|年初|全年|原来|当初|原定|预定|既定)*的?(?:目标值?|指标值|任务数?|计划(?:数|值|完成)?|定的?(?:是|为)|定了|原定|要求)"),
        (regex(r"目标|指标值|计划|任务"),),
    ),
    Measure(
        "实际",
        regex(
            r"(?:实际|最后|最终|结果|全年)*(?:完成(?:值|数|情况|得怎么样)|实际值|完成了?|做到了?|达到了?|做了|到了|实现了?)"
            rf"|(?:实际|最后|结果)上?(?:一共|总共)?[\u4e00-\u9fff]{{0,2}}(?<![花用付支使得扣拿评剩结交缴])[了到成出]+{_MUCH}|实际(?:是|为|上|有)?|(?:实际|最后|结果|全年)?(?:一共|总共)?(?:举办|开展|组织|改造|发放|培训|检查|办|做|搞|开|查|建|修|审)(?:成|好|完)?了{_MUCH}"
        ),
        (regex(r"(?<!未)完成(?:值|数|情况)?$|实绩|实际(?!支出|支付|执行|使用|花)|完成[值数]"),),
    ),
)  # fmt: skip
"""The most particular first: words of one that was found are taken out before the next is looked for."""
BY_NAME: Mapping[str, Measure] = {measure.name: measure for measure in MEASURES_OF_ROWS}
COUNT_ASKED = regex(
    rf"(?<![哪这那])(?:多少|几)(?:个(?!百分点))?(?P<unit>[百千万亿]*(?:{MEASURES}|人次))(?!百分点|点|目|标)"
)
MONEY_ASKED = regex(r"(?:多少|几)[百千万亿]*(?:元|块?钱|资金|经费)")
OF_ANYTHING = frozenset({"个", "项", "条", "类"})
"""Measure words that count what has none of its own."""


def in_unit_asked(values: Sequence[Value], text: str) -> bool:
    """Whether values are in the units that a text asks for: 多少户 is no amount of money, 多少人次 no 41期."""
    if not values:
        return True
    units = {value.unit for value in values}
    counts = [unit for unit in units if unit and unit not in KINDS and not unit.endswith("元")]
    asked = {match["unit"].lstrip("百千万亿") for match in COUNT_ASKED.finditer(text)}
    asked |= {wanted(text).unit} & OF_PEOPLE  # 多少学员
    if MONEY_ASKED.search(text) and not any(unit.endswith("元") for unit in units):
        return False
    return all(any(_counts_in(unit, one) for unit in counts) for one in asked)


def _counts_in(unit: str, asked: str) -> bool:
    return unit.endswith(asked) or asked in OF_ANYTHING or {unit.lstrip("百千万亿"), asked} <= OF_PEOPLE


@dataclass(frozen=True, slots=True)
class Amount:
    """A value that a row states or that its cells give: a program over operands, exact, in a unit.

    ``parts`` are what it is (part, whole) of where it is a quotient, so that several add up before they are divided.
    """

    program: str
    exact: Fraction
    unit: str
    operands: tuple[Operand, ...]
    parts: tuple[Amount, Amount] | None = None

    @property
    def stated(self) -> bool:
        """Whether the row states it."""
        return len(self.operands) == 1


_NOTES_ON_HEAD = regex(r"[①-⑳].*$|\s*[=＝÷].*$")
"""What stands behind a head and says how it is worked out: 未支出③=①-②."""
_DIFFERENCE = regex("差额|差异|增减|变动(?!率)")


def column_of(measure: Measure, grid: Grid) -> str | None:
    """The one column that a measure means, by its head; of several under one head the one of all money."""
    return _column_under(measure.heads, grid.columns)


@lru_cache(4096)
def _column_under(heads: tuple[re.Pattern[str], ...], columns: tuple[str, ...]) -> str | None:
    plain = {column: _NOTES_ON_HEAD.sub("", column) for column in columns if not _DIFFERENCE.search(column)}
    for head in heads:
        found = [column for column, said in plain.items() if said and head.search(said)]
        if len(found) > 1:
            whole = [column for column in found if re.search(r"(?:合计|小计|总额|总数)$", column)]
            found = whole or [column for column in found if head.fullmatch(plain[column])]
        if len(found) == 1:
            return found[0]
    return None


def cell(measure: Measure, line: Line, grid: Grid, card: Card) -> Amount | None:
    """What a row has of a measure, stated or worked out; ``None`` where it has nothing of it."""
    column = column_of(measure, grid)
    if column is not None and column in line.cells:
        return stated(Operand(card, line.cells[column]))
    return worked_out(measure, line, grid, card)


def worked_out(measure: Measure, line: Line, grid: Grid, card: Card) -> Amount | None:
    """A measure by the two that it is of, whether or not the row states it too."""
    if measure.of is None:
        return None
    program, *names = measure.of
    first, second = (cell(BY_NAME[name], line, grid, card) for name in names)
    if first is None or second is None or not (first.stated and second.stated):
        return None
    if first.operands[0].figure == second.operands[0].figure:
        return None
    return combined(program, first, second)


def stated(operand: Operand) -> Amount:
    """A figure as it is stated."""
    return Amount(written(operand), Fraction(operand.value), operand.unit, (operand,))


def combined(program: str, first: Amount, second: Amount) -> Amount | None:
    """The difference, the quotient or the growth of two amounts of one measure; ``None`` where there is none."""
    if not _alike(first, second) or (program != "subtract" and not second.exact):
        return None
    operands = tuple(dict.fromkeys((*first.operands, *second.operands)))
    if program == "subtract":
        unit = "百分点" if first.unit == "%" else first.unit
        return Amount(f"subtract({first.program}, {second.program})", first.exact - second.exact, unit, operands)
    if program == "divide":
        exact = first.exact / second.exact * 100
        return Amount(f"divide({first.program}, {second.program})", exact, "%", operands, (first, second))
    exact = (first.exact - second.exact) / second.exact * 100
    change = f"divide(subtract({first.program}, {second.program}), {second.program})"
    return Amount(change, exact, "%", operands)


def _alike(first: Amount, second: Amount) -> bool:
    of_kind = {operand.figure.kind for amount in (first, second) for operand in amount.operands}
    rates = {FigureKind.RATE, FigureKind.SHARE}
    return same_measure(first.operands[0], second.operands[0]) and (len(of_kind) == 1 or of_kind <= rates)


def together(amounts: Sequence[Amount]) -> Amount | None:
    """Several rows as one: sums add up, quotients are those of their added parts; ``None`` for what does not add up."""
    units = {amount.unit for amount in amounts}
    if len(units) != 1:
        return None
    if all(amount.parts for amount in amounts):
        pairs = [amount.parts for amount in amounts if amount.parts]
        parts, wholes = (together([pair[n] for pair in pairs]) for n in (0, 1))
        return combined("divide", parts, wholes) if parts and wholes else None
    kinds = {operand.figure.kind for amount in amounts for operand in amount.operands}
    if not kinds <= SUMMED or len(kinds) != 1 or units & {"%", "百分点"}:
        return None
    operands = tuple(dict.fromkeys(operand for amount in amounts for operand in amount.operands))
    program = f"sum({', '.join(amount.program for amount in amounts)})"
    return Amount(program, sum((amount.exact for amount in amounts), Fraction(0)), units.pop(), operands)


def each_of(measure: Measure, lines: Iterable[Line], grid: Grid, card: Card) -> list[Amount] | None:
    """What each of some rows has of a measure; ``None`` where one of them has nothing."""
    found = [cell(measure, line, grid, card) for line in lines]
    told = [amount for amount in found if amount]
    return told if len(told) == len(found) and told else None
