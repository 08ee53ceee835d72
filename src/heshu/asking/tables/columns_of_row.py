"""The columns of a table's row: the words that ask for them, their heads, and what a known row says of them.

预算还剩多少; 实际完成多少，得了几分.  What the table lacks but its other columns give (what was left, by how much the
target was missed) is worked out.  A word that is left over beside the columns and what only asks narrows something
down, and then nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from heshu.asking.computing.slots import FILLING
from heshu.asking.evidence.calculating import amount, calculation, percent, places, written
from heshu.asking.evidence.compose import Citer, sentence_of, who
from heshu.asking.evidence.grids import Line
from heshu.asking.evidence.operands import Operand, Solver, same_measure
from heshu.asking.wording.terms import content
from heshu.figures.units import MEASURES, MONEY, in_unit
from heshu.patterns import blank, regex
from heshu.records import Answer, Calculation, Card, Figure, Status, Value

SHORTEST_NAME = 3
"""Characters of a column's head from which on it is looked for in a question."""
TARGET = regex(r"(?:目标|指标|计划|任务)(?:进度|值|数)?$|应完成")
DONE = regex(r"(?:实际)?完成(?:值|数|情况)?$|实际(?:值|进度)$")
FULL, GOT = regex(r"(?:分值|权重分?|满分|标准分)$"), regex(r"(?<!扣)(?<!标准)(?:得分|[评打]分)$")
FIRST = regex(r"(?:年初|批复)(?:部门)?(?:预算)?(?:批复)?(?:数|金额|额)?$")
_ADJUSTED = regex(r"调整后?(?:的)?预算(?:数|金额|额)?$|全年预算(?:数|金额|额)?$")
BUDGET = regex(r"(?<!年初)(?<!批复)预算(?:数|金额|额|安排)?$|(?<!年初)(?<!批复)预算数$|可用资金$|到位资金$")
APPROVED = regex(r"(?<!年初)预算批复(?:数|金额|额)?$")
"""The budget of a table that has no other."""
SPENT = regex(r"(?:支付|支出|决算|执行|使用)(?:数|金额|额|支出)?$")
RATE = regex(r"(?:执行|支付|支出|预算完成|完成|使用)(?:率|进度|比例)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A column that may be asked for: by which words, under which heads, and out of which two it is worked out.

    ``program`` is subtract, divide or growth ((first − second) ÷ second).
    """

    words: re.Pattern[str]
    heads: tuple[re.Pattern[str], ...] = ()
    of: tuple[re.Pattern[str], re.Pattern[str]] | None = None
    program: str = "subtract"
    said: str = ""


_AMOUNT = regex(r"(?:金额|总额|数|额)$")
_MUCH = r"(?=了?(?:多少|几))"
SHORT_OF = "比目标少"
ASKED: tuple[Asked, ...] = (
    Asked(regex("得分率"), (regex("得分率$"),), (GOT, FULL), "divide", "得分率"),
    Asked(
        regex(r"(?:实际|资金)*(?:支出|支付|执行|使用)?进度"),
        (regex(r"实际(?:支出|支付|执行)?进度$"), RATE),
    ),
    Asked(
        regex(r"(?:追加|调增|增加|调整)的?(?:幅度|比例|比率)[是占为]?(?:年初的?预算数?的?)?"),
        (),
        (_ADJUSTED, FIRST),
        "growth",
        "比年初预算增长",
    ),
    Asked(
        regex(r"(?:预算)?(?:执行|支付|支出|完成|使用)(?:率|进度|比例)"),
        (RATE,),
        (SPENT, BUDGET),
        "divide",
        "执行率",
    ),
    Asked(
        regex(r"(?:还|尚)?(?:有)?(?:年末|年底)?(?:财政)?结转(?:下年|到?明年|到?下一?年度?)?了?的?(?:资金|钱|金额|数)?"),
        (regex(r"结转(?:数|金额|资金)?$|结转下年|(?:结转)?结余(?:数|金额)?$"),),
    ),
    Asked(
        regex(
            r"(?:预算|资金|钱)?(?:还|尚)?[有剩](?:多少|几)(?:万?元|钱|资金)?(?:没有?|未)(?:花|用|支|执行)(?:完|掉|出去?)?|还?(?:剩[下余]?|结余|没有?(?:花|用|支)(?:完|掉|出去?)?|未(?:支出?|使用|用完?))了?的?(?:预算|资金|钱|金额)?"
        ),
        (regex(r"(?:结转)?结余(?:数|金额)?$|剩余$|未(?:支出|执行|使用|支付)(?:数|金额|额)?$"),),
        (BUDGET, SPENT),
        said="没有支出",
    ),
    Asked(
        regex(
            r"(?:离|距离?|跟|和|与|比)?(?:年度|年初)?的?(?:目标值?|计划|任务)还?(?:差|少|缺)了?|还差|差了?(?=多少|几)|没完成的?"
        ),
        (),
        (TARGET, DONE),
        said=SHORT_OF,
    ),
    Asked(
        regex(r"(?:年中|中途)?(?:又|再)?(?:追加|调增)(?:了|额|数|金额)?"),
        (regex("追加|调整数$|调增"),),
        (_ADJUSTED, FIRST),
        said="追加",
    ),
    Asked(
        regex(rf"(?:被?(?:扣|丢|失|(?<!多)少得)(?:掉|了)*(?:分|{_MUCH}分?))|[失丢扣]分"),
        (regex("扣分$"),),
        (FULL, GOT),
        said="扣分",
    ),
    Asked(regex(r"分值|满分|权重|标准分"), (FULL,)),
    Asked(regex(rf"(?:自评|实际)?得分|(?:得|打|拿|评|获|给)(?:到|了)*{_MUCH}分?"), (GOT,)),
    Asked(
        regex(
            r"(?:年初|原来|原先|批复)的?(?:批复|安排|定|部门)?的?预算(?:数|金额|安排|批复)?|批复(?:预算)?数"
            rf"|(?:年初|原来|原先)(?:一共|总共)?(?:批|安排|定|核定|批复|下达)(?:了|下来|的?是){{0,2}}{_MUCH}"
        ),
        (FIRST,),
    ),
    Asked(regex(r"调整(?:后|完)?的?(?:预算)(?:数|金额)?"), (_ADJUSTED,)),
    Asked(
        regex(r"(?:年度|年初|全年|原来|当初)*的?(?:目标值?|指标值|任务数?|计划(?:数|值|完成)?|定的是|定了|原定)"),
        (TARGET,),
    ),
    Asked(regex(r"(?:全年|年度|安排的?)?预算(?:数|金额|安排)?(?:批了|安排了?)?"), (BUDGET, FIRST)),
    Asked(
        regex(
            rf"(?:全年|实际)*(?:支出|支付|执行|决算|开支)(?:数|金额|额|支出)*|(?:实际|全年|到底|最后)*(?:花|用|支|使用)(?:掉|了|出去?)*{_MUCH}"
        ),
        (SPENT,),
    ),
    Asked(
        regex(
            rf"(?:实际|最后|最终|结果)*(?:完成值|完成数|完成情况|实际值|实际完成|实际做到|实际达到|做到了?|达到了?|完成了?)|实际{_MUCH}|实际(?=是|为|$)"
            rf"|(?:实际|最后|结果|全年)?(?:一共|总共)?(?:举办|开展|组织|改造|发放|培训|办|做|搞|开)(?:成|好|完)?了(?:多少|几)(?:{MEASURES})"
        ),
        (DONE,),
    ),
)
"""The most particular first; words of one that was found are taken out before the next is looked for."""
LEFT = next(asked for asked in ASKED if asked.said == "没有支出")
LITERAL = Asked(regex("(?!)"))
"""A column that is asked for by its own head."""
IN_WORDS = regex(
    r"(?:由|是)?(?:哪|什么)(?:一)?个?(?:科室|处室|单位|部门|科|处)(?:来)?(?:负责|牵头|承担|管|主管)的?|(?:负责|责任|主管|牵头)(?:的)?(?:科室|处室|单位|部门|人)"
    r"|(?:偏差|扣分|未完成|没完成|什么|啥)?(?:的)?原因(?:是什么)?(?:[丢失扣]的?分?)?(?:的)?|(?:为什么|为啥|为何|怎么)(?:会)?(?:没有?|未|不)?(?:拿满|得满|满分|完成|达标|达到|扣分?|拿到满分)?|备注|说明"
)
"""What is asked of a cell of words, which the whole row answers."""
HELD_AGAINST = regex(
    r"(?:比(?!例|重|率)|较|超)[^,，]{0,10}?(?:[多少高低超]|[增减]|提高|提升|下降|降低)(?:了|出)?(?:多少|几|百分之)"
    r"|超(?:过|出|额)?(?:了)?(?:年度|年初)?(?:目标值?|计划|任务)(?:多少|几|百分之)"
)
"""What asks by how much a cell is more or less than another, which neither of them says alone."""
SHARE_ASKED = regex(r"占(?:到|了|有)?(?:百分之|多少|几成|多[大少]|比[例重])")
"""What asks for a share, which no amount answers."""
TABLE = regex(r"[\u4e00-\u9fff]{0,10}表格?(?:里面?|中|上|内)|表\d+(?:里面?|中|上|内)?")
"""The table itself, whose title may name a column."""
AROUND = regex(
    r"(?:那|这)一?[行栏列条项个]|科目|指标|项目|工程|专项|任务|事项|一[行栏列]|(?:都|全)?(?:报|列|说|告诉)(?:给我|我)?"
    r"|自评|方面|同时|没有?拿满|以及|情况|最后|结果|年度|全年|实际"
)
"""Words around a row and its columns that narrow nothing down."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a row has under a column: one figure, or two and the program over them."""

    asked: Asked
    figures: tuple[Figure, ...]


def further(solver: Solver, question: str, text: str, card: Card, line: Line) -> Answer | None:
    """What a clause asks of the columns of a row that is known: 预算还剩多少; ``None`` for nothing."""
    cells = _cells(text, line.cells)
    return _said(solver, question, card, line.name, cells, whole=bool(IN_WORDS.search(text))) if cells else None


def said(solver: Solver, question: str, card: Card, name: str, figures: Sequence[Figure]) -> Answer | None:
    """Figures of the row of a name, as the columns that a question asks for are said."""
    cells = [_Cell(LITERAL, (figure,)) for figure in figures]
    return _said(solver, question, card, name, cells, whole=False)


def _cells(text: str, columns: Mapping[str, Figure]) -> list[_Cell]:
    """What the words beside a row's name ask of it, in their order; nothing where a word is left over."""
    found: list[tuple[int, _Cell]] = []
    left = IN_WORDS.sub(blank, TABLE.sub(blank, text))
    for head, figure in sorted(columns.items(), key=lambda pair: -len(pair[0])):
        if parted := in_parts(head, left, columns):
            found.append((parted.start(), _Cell(LITERAL, (figure,))))
            left = f"{left[: parted.start()]}{' ' * len(parted.group())}{left[parted.end() :]}"
            continue
        if len(head) < SHORTEST_NAME or (at := left.find(head)) < 0:
            continue
        if not any(asked.words.search(head) for asked in ASKED):
            found.append((at, _Cell(LITERAL, (figure,))))
            left = left[:at] + " " * len(head) + left[at + len(head) :]
    for asked in ASKED:
        match = asked.words.search(left)
        if match is None:
            continue
        figures = _figures(asked, columns, match.group())
        if not figures:
            return []
        found.append((match.start(), _Cell(asked, figures)))
        left = asked.words.sub(blank, left)
    over = content(FILLING.sub(" ", AROUND.sub(" ", left)))
    return [] if over else [cell for _, cell in sorted(found, key=lambda pair: pair[0])]


def left_of(line: Line) -> Decimal | None:
    """The money of a row that was not spent, in yuan: its own cell, or its budget less what was; ``None`` for none."""
    cells = _figures(LEFT, line.cells, "")
    yuan = [in_unit(cell.value, cell.unit, "元") for cell in cells if cell.unit in MONEY]
    amounts = [one for one in yuan if one is not None]
    if not amounts or len(amounts) != len(cells):
        return None
    left = amounts[0] - sum(amounts[1:])
    return left if left > 0 else None


def in_parts(head: str, text: str, columns: Iterable[str]) -> re.Match[str] | None:
    """Where a text names a column under a head that stands over several, part by part: 全年预算数里，财政拨款."""
    pairs = (zip(head, other, strict=False) for other in columns if other != head)
    shared = max((sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both)) for both in pairs), default=0)
    if shared < SHORTEST_NAME or len(head) - shared < len("中央"):
        return None
    above = re.escape(head[:shared].removesuffix("数"))
    return re.search(f"{above}数?{INSIDE.pattern}{re.escape(head[shared:])}(?![收支])(?:安排了?{_MUCH})?", text)


INSIDE = regex(r"(?:的|里面?|当?中|之中|[,，]|其中|由|来自|属于|安排的?){0,4}")
"""What joins a head that stands over several columns to one of them."""


def _figures(asked: Asked, columns: Mapping[str, Figure], words: str) -> tuple[Figure, ...]:
    for head in asked.heads:
        stated = [figure for name, figure in columns.items() if head.search(name)]
        if len(stated) > 1:  # 实际支出金额, beside 实际支出专项业务支出
            stated = [figure for name, figure in columns.items() if _AMOUNT.sub("", name) == _AMOUNT.sub("", words)]
        if len(stated) == 1:
            return (stated[0],)
    if asked.of is None:
        return ()
    both = [_under(head, columns) for head in asked.of]
    return (both[0][0], both[1][0]) if all(len(one) == 1 for one in both) else ()


def _under(head: re.Pattern[str], columns: Mapping[str, Figure]) -> list[Figure]:
    """The columns under a head; of a budget that none bears, the one that was approved."""
    found = [figure for name, figure in columns.items() if head.search(name)]
    return found or [figure for name, figure in columns.items() if head is BUDGET and APPROVED.search(name)]


def _said(
    solver: Solver, question: str, card: Card, name: str, cells: Sequence[_Cell], *, whole: bool
) -> Answer | None:
    """The cells, each with its citation; the whole row where a cell of words is asked for."""
    citer = Citer(solver.library)
    parts: list[str] = []
    values: list[Value] = []
    calculations: list[Calculation] = []
    for cell in cells:
        operands = [Operand(card, figure) for figure in cell.figures]
        mentioned = "，".join(solver.mention(operand, citer) for operand in operands)
        if len(operands) == 1:
            parts.append(mentioned)
            values.append(Value(format(operands[0].value, "f"), operands[0].unit))
            continue
        ratio = cell.asked.program != "subtract"
        if not same_measure(*operands) or (ratio and not operands[1].value):
            return None
        unit = "%" if ratio else "百分点" if operands[0].unit == "%" else operands[0].unit
        terms = f"{written(operands[0])}, {written(operands[1], operands[0].unit)}"
        growth = f"subtract({terms}), divide(#0, {written(operands[1], operands[0].unit)})"
        program = growth if cell.asked.program == "growth" else f"{cell.asked.program}({terms})"
        done, exact = calculation(program, unit, operands)
        if exact < 0 and cell.asked.said == SHORT_OF:  # more was done than planned
            return None
        said, value = amount(exact, unit, places(operands), question)
        value = percent(exact, question) if ratio else value
        shown = f"{value.number}%" if ratio else said
        parts.append(f"{name}{cell.asked.said}{shown}（{done.expression}；{mentioned}）")
        values.append(value)
        calculations.append(done)
    text = f"{who(card)}{'，'.join(parts)}。"
    if whole:
        figure = cells[0].figures[0]
        passage = solver.shelf(card.id).of[figure.passage_id]
        span = sentence_of(passage, figure.start, figure.end)
        text += f"原文：“{passage.text[span.start : span.end]}”{citer.cite(passage, span)}"
    return Answer(
        question,
        Status.ANSWERED,
        text,
        tuple(values),
        tuple(citer.found),
        tuple(calculations),
        plan=f"查行〔{name}〕",
    )
