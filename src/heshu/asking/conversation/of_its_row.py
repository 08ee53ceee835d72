"""What a follow-up asks of the row of a table that was spoken of: another column, another row, a share, a check, why.

The answer before gave figures, and these stand in a row; so the row is known, and what it says need not be named
again.  A follow-up is read clause by clause, and each clause must be known in full: the columns by the words for them
(`heshu.asking.tables.columns_of_row`), another row of the same table by what it is called or by a part of that, a
share of all rows, how far two rows lie apart, what falls to one head, whether a number is right.  Where a word is left
over, or where the words speak of the whole department, the row is not what was meant, and nothing is said here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from heshu.asking.checks.verify import judged
from heshu.asking.computing.budgets import is_spent
from heshu.asking.computing.slots import FILLING
from heshu.asking.conversation.corrected import rechecks
from heshu.asking.evidence.calculating import amount, calculation, gap_of, growth_of, percent, written
from heshu.asking.evidence.claimed import claims_in, same
from heshu.asking.evidence.compose import Citer, sentence_of, who
from heshu.asking.evidence.grids import Grid, Line, grids
from heshu.asking.evidence.operands import AMOUNTS, Operand, Solver, same_measure
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.tables import columns_of_row
from heshu.asking.telling import reasons
from heshu.asking.wording.parts import joined, partial
from heshu.asking.wording.stages import BUDGETS, expense_of, stage_of
from heshu.asking.wording.terms import content
from heshu.figures.numerals import counted
from heshu.figures.units import OF_PEOPLE
from heshu.folding import fold, in_order
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, PassageKind, Span, Status, Value, Verdict

LONGEST = 48
"""Characters up to which a follow-up is read so; longer ones stand alone."""
POINTS = regex(
    r"^(?:那么?|然后|后来|另外|还有|顺便|再|请|麻烦|帮我|你|说下|[它其该]|(?:[这那该]一?|上述)(?:个|项|条|行|笔|块|家)?(?:项目|指标|工程|专项|单位|科目|活动|钱|资金|支出)?"
    r"|的|又|,)+(?!=)"
)
"""What a clause begins with that points at the row, or at nothing."""
HOW_MUCH = regex(r"(?<=.)(?:是|有|为|又)*(?:几何|怎么样|怎样|如何|咋样|多高|多大)[?？]?$")
TOLD = regex(
    r"(?:再|也|还|都|一并|顺便|同时|一起)*(?:报|说|给|列|讲|算|查|看)(?:一?下|出来|上|我)*$|(?:呢|啊|呀|吧|的)+$"
)
"""What a clause ends with that only asks to be told."""
WHOLE = regex(
    r"部门|整体|自评|全单位|全局|全院|全校|全县|全市|总(?:分|得分|支出|收入|预算|额)|一共|总共|年初结转|上年|去年|前年|同比|往年|人员经费|三公"
)
"""Words that speak of the department and not of one row, or of another year."""
SPENT_IN_YEAR = regex(r"全年(?:实际)?(?:的)?支出|年度支出")
MONEY_SAID: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        regex(
            r"(?:(?:真正|实际|最后|最终|到底|一共|总共|已经?)*(?:[花用付支拨使][用付出]?|投入|拨付|兑付)(?:出去|掉|出|了|完)*的?(?:钱|资金)?)(?=$|(?:是|有|为|了)*(?:多少|几))"
        ),
        "实际支出",
    ),
    (
        regex(
            r"(?:当初|原先|本来|一共|总共|到底)*(?:给|批|拨|安排|下达|核|定)(?:给|下来|了|的|它)*(?:预算|钱|资金|额度)*的?(?=(?:是|有|为|了)*(?:多少|几))"
        ),
        "预算",
    ),
    (regex(r"(?:批|给|安排|下达|核定)(?:复|给|下来|下)?的(?:预算|钱|资金|额度)"), "预算"),
    (regex(r"预算(?:给|批|定|安排|下达|核定|拨)(?:给|下来|了|的|它)*"), "预算"),
    (regex(r"(?:收回来?|做到|达到|办到|到了|完成得?|做|达成|实现)了?(?=(?:多少|几))"), "实际完成值"),
    (
        regex(r"(?:后来|年中|最后|最终)*(?:又|再)?(?:追加|调整?|增加|调增|加)(?:到|成|为|至)了?(?=(?:多少|几))"),
        "调整预算",
    ),
    (
        regex(
            r"(?:实际|最后|最终|结果)?(?:举?办|开展|组织|培训|发放|建|修|改造|做|搞|检?查|招)(?:成|好|完|到)?了(?=(?:多少|几))"
        ),
        "实际完成值",
    ),
    (regex(r"(?:目标|指标)(?:定|设|要求)(?:的|了|是|在)*|(?:定|设|要求)的目标"), "目标值"),
)
"""How columns are spoken of, and as tables head them."""
OPERATION = regex(
    r"占|比(?!例)|较(?!为)|除|减|加|倍|差|超|合计|平均|人均|每|之和|最|第|增|降|涨|[多少高低](?:了|出|花|用)|以外"
)
"""What is done with numbers, where no column is called so: a clause that says it asks for more than the columns."""
RATIO_ASKED = regex(r"百分之|几成|百分比|几倍|[增降涨跌]幅")
NO_MORE = regex(
    r"(?:的|呢|是|有|为|又|也|那|这|了|到|个|项|块|边|多少|几|情况|怎么样|如何|多高|多大|[百千万亿]*元|钱|分|%|,)*"
)
"""What is left of a clause that names another row and asks for the same column."""
ALL_ROWS = regex(
    r"(?:全部|所有|各个?|整个|全体|总的?|合计|总数|总额|[几两三四五六七八九十\d]+[个项家])*的?(?:项目|单位|工程|专项|指标|科目|支出|资金|预算|金额|的|钱)*(?:总额|合计|总数|总量|里|中)*"
)
_LEFT = (
    r"(?:没有?|未|尚未|还没)(?:花|用|支|支出|支付|执行|使用|付)(?:完|掉|出去?|出)?的?(?:钱|资金|部分|预算|金额)?(?:总额|合计)?"
    r"|(?:结余|剩余|剩下|余下)的?(?:钱|资金|部分)?"
)
SHARE = regex(
    rf"(?P<left>{_LEFT})?(?:又|能)?占(?:了|到|去|掉)*(?P<whole>[^,占]{{0,12}}?)(?P<of_left>{_LEFT})?的?(?:里面?|中)?的?"
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
RATE_HEAD = regex(r"(?:执行|支付|支出|完成|使用|控制|合格|及时|到位)(?:率|进度|比例)$|(?<!预)率$")
SHARE_HEAD = regex(r"占.*比|比[例重]$|占比$")
GOT_HEAD = regex(r"(?<!扣)(?:得分|评分)$")
SCORE_DOUBTED = regex(r"得分|[这那]个?分(?!数|子|母)|分数|打分|评分|扣分")
RATE_DOUBTED = regex(r"率|进度")
SHARE_DOUBTED = regex(r"占比|比[例重]|份额|占")
CHANGE_DOUBTED = regex(
    r"[增降涨跌减]幅|增速|幅度|增长|下降|上升|变动|增加|减少|[增降涨跌减](?:了|的)|(?:多|少)(?:了|出)的|百分[数比]"
)
BY_PER_CENT = regex(r"幅|速|率|百分|%")
BY_AMOUNT = regex(r"金额|数额|额|的钱|元")
DERIVED = frozenset({FigureKind.RATE, FigureKind.SHARE, FigureKind.SCORE, FigureKind.CHANGE})
SHORT = 2
"""Characters from which a part of a row's name may call it, where it is part of no other's."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A row that was spoken of: its table, and the column and the figure that were asked of it last, in what words."""

    card: Card
    grid: Grid
    line: Line
    column: str
    figure: Figure
    asked: str = ""
    by: Operand | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A follow-up's question, the row that its clauses speak of now, the one before that, and the column told last."""

    solver: Solver
    question: str
    now: Thing
    before: Thing | None = None
    beside: Figure | None = None
    told: str = ""


# ---------------------------------------------------------------- what was spoken of


def spoken_of(answer: Answer, question: str, shelf: Shelf, card: Card) -> Thing | None:
    """The one row in which the figures of an answer stand; ``None`` where they stand in none or in several.

    A sentence may have given the figure; then the row is the one of that name that states it too.
    """
    figures = reasons.answered(answer, shelf)
    if answer.status is not Status.ANSWERED or not figures:
        return None
    by = None
    if len(answer.calculations) == 1 and re.fullmatch(r"divide\([\d.]+, [\d.]+\)", answer.calculations[0].program):
        *figures, of = figures
        by = Operand(card, of)
    held = {figure.span for figure in figures}
    tables = grids(shelf)
    found = [(grid, line) for grid in tables for line in grid.lines if held & {f.span for f in line.cells.values()}]
    cited = len({line.passage.id for _, line in found}) == 1 and held <= {f.span for f in found[0][1].cells.values()}
    if not cited:
        found = _stating(figures[-1], fold(question), tables) if len({f.value for f in figures}) == 1 else []
    if len(found) != 1:
        return None
    grid, line = found[0]
    last = next(((column, f) for column, f in line.cells.items() if f.span == figures[-1].span), None)
    last = last or next(((c, f) for c, f in line.cells.items() if f.value == figures[-1].value), None)
    if by and by.figure.span in {figure.span for figure in line.cells.values()}:
        by = None
    return Thing(card, grid, line, *last, fold(question), by) if last else None


def of_an_item(answer: Answer, question: str, shelf: Shelf, card: Card) -> Thing | None:
    """An expense's budget, what was spent of it and its rate, as one sentence states them: a row of its own.

    参保宣传。预算152.40万元，支出138.22万元，执行率90.70%.  A sentence that states two budgets or two amounts spent
    is of more than one expense, and one that names none is of the department.
    """
    figures = reasons.answered(answer, shelf)
    if answer.calculations or len({(figure.value, figure.unit) for figure in figures}) != 1:
        return None
    last = figures[0]
    passage, name = shelf.of[last.passage_id], RATE_TAIL.sub("", expense_of(last.label))
    if passage.kind is PassageKind.TABLE_ROW or not name:
        return None
    here = shelf.figures_in(passage.id, sentence_of(passage, last.start, last.end))
    heads = {
        "预算数": [f for f in here if f.kind is FigureKind.AMOUNT and stage_of(f.label) in BUDGETS],
        "支出数": [f for f in here if f.kind is FigureKind.AMOUNT and is_spent(f)],
        "执行率": [
            f for f in here if f.kind is FigureKind.RATE and RATE_TAIL.fullmatch(fold(f.label).removeprefix(name))
        ],
    }
    amounts = (*heads["预算数"][:1], *heads["支出数"][:1])
    alike = all(expense_of(figure.label) == name for figure in amounts)
    if not alike or len(heads["预算数"]) != 1 or len(heads["支出数"]) != 1 or len(heads["执行率"]) > 1:
        return None
    cells = {head: found[0] for head, found in heads.items() if found}
    column = next((head for head, figure in cells.items() if figure is last), "")
    return Thing(card, Grid(), Line(name, "", cells, passage), column, last, fold(question)) if column else None


RATE_TAIL = regex(r"(?:预算|资金)?(?:执行|支付|支出)(?:率|进度)$")
LEFT_ALONE = regex(
    r"(?:那么?|现在|最后|年底|年末|一共|总共|,)*(?:还|尚)?(?:有|剩下?|余下?|结余|结转|节余)?(?:了)?(?:多少|几)(?:万?元|钱|资金|预算|经费)?的?"
    r"(?:(?:没有?|未|尚未)(?:花|用|支出?|支付|执行|使用|付)(?:完|掉|出去?)?|结转|结余|节余|剩余|剩下?)?(?:的|了|到?下年|到?明年)*[呢?？]*"
    r"|(?:那么?)?(?:没有?|未)(?:花|用|支出?|支付|执行|使用|付)(?:完|掉|出去?)?的?(?:钱|资金|部分)?(?:还|又|是|有)*(?:多少|几)[^,，]{0,3}[?？]*"
)
LEFT_SAID = regex(r"剩|余|结转|没|未")


def asks_what_is_left(text: str) -> bool:
    """Whether a follow-up asks for what is left and names nothing of which: 那还剩多少没花, 还有多少结转."""
    return bool(LEFT_ALONE.fullmatch(text) and LEFT_SAID.search(text))


def part_spoken_of(answer: Answer, question: str, shelf: Shelf, card: Card) -> str:
    """The row or the expense that the figures of an answer are of; empty where they are of the department."""
    if thing := spoken_of(answer, question, shelf, card):
        return thing.line.name
    names = {RATE_TAIL.sub("", expense_of(one.label)) for one in reasons.answered(answer, shelf)}
    return re.sub("^(基本|项目)$", r"\1支出", names.pop()) if len(names) == 1 else ""


AIMED = regex(r"目标|计划|任务|原定")


def in_prose(answer: Answer, question: str, shelf: Shelf, card: Card) -> Thing | None:
    """A plan and what came of it that one stretch of a sentence states, as a row of its own.

    They are of one unit, and that stretch states no third number of it; else it is not known what is whose.
    """
    figures = reasons.answered(answer, shelf)
    if answer.calculations or len({(figure.value, figure.unit) for figure in figures}) != 1:
        return None
    last = figures[0]
    passage = shelf.of[last.passage_id]
    if passage.kind is PassageKind.TABLE_ROW or last.unit in ("", "分"):
        return None
    span = sentence_of(passage, last.start, last.end)
    cuts = [
        span.start,
        *(m.end() for m in re.finditer("[；;]", passage.text) if span.start < m.end() < span.end),
        span.end,
    ]
    start, end = next((a, b) for a, b in pairwise(cuts) if a <= last.start < b)
    here = shelf.figures_in(passage.id, Span(start, end))
    alike = [one for one in here if one.unit == last.unit and one.kind is not FigureKind.CHANGE]
    planned = [one for one in alike if AIMED.search(one.label)]
    if len(planned) != 1 or len(alike) != len(planned) + 1:
        return None
    done = next(one for one in alike if one is not planned[0])
    cells = {"目标值": planned[0], "实际完成值": done}
    column = next(head for head, figure in cells.items() if figure is last)
    name = re.sub(r"(?:年度|年初|全年)?(?:目标值?|计划数?)$", "", last.label) or last.label
    return Thing(card, Grid(), Line(name, "", cells, passage), column, last, fold(question))


def _stating(figure: Figure, asked: str, tables: Sequence[Grid]) -> list[tuple[Grid, Line]]:
    """The rows that state a figure's value under a name that its label or the question holds."""
    said = f"{fold(figure.label)}|{asked}"
    return [
        (grid, line)
        for grid in tables
        for line in grid.lines
        if len(line.name) > SHORT
        and (line.name in said or (len(bare := COUNT_END.sub("", line.name)) >= TELLING and bare in said))
        and any(cell.value == figure.value and cell.unit == figure.unit for cell in line.cells.values())
    ]


COUNT_END = regex(r"(?<=.)(?:场次|次数|人次|人数|户数|家数|件数|期数|数量|面积|里程|数)$")
"""What the name of a row says of how it is measured, behind what is measured."""
TELLING = 4
"""Characters of what is measured that a sentence about anything else does not hold."""


# ---------------------------------------------------------------- what is asked of it


def told(solver: Solver, question: str, text: str, thing: Thing) -> Answer | None:
    """What a folded follow-up without a department asks of a row; ``None`` where it asks for anything else."""
    clauses = [clause for part in re.split(r"[,;?。]+|(?<=[多少几分元])[、和]", text) if (clause := part.strip())]
    asked, answers, missed = _Asked(solver, question, thing), list[Answer](), list[str]()
    for clause in clauses:
        asked, one = _clause(asked, clause)
        if one is None and answers and reasons.is_asked(clause):
            missed.append(clause)
        elif one is None:
            return None
        elif one.text not in {earlier.text for earlier in answers}:
            answers.append(one)
            beside = _only_one_of(one, asked.now.line)
            asked = replace(asked, beside=beside)
            told_of = [column for column, figure in asked.now.line.cells.items() if figure is beside]
            asked = replace(asked, told=told_of[0] if len(told_of) == 1 else "")
    if not answers:
        return None
    whole = answers[0] if len(answers) == 1 else joined(question, answers)
    whole = replace(whole, question=question)
    return partial(whole, missed) if missed else whole


def _only_one_of(answer: Answer, line: Line) -> Figure | None:
    """The figure of a row that an answer states, where it states one and works nothing out."""
    said = {(value.number, value.unit) for value in answer.values}
    found = [figure for figure in line.cells.values() if (format(figure.value, "f"), figure.unit) in said]
    return found[0] if len(found) == len(said) == 1 and not answer.calculations else None


def _clause(asked: _Asked, clause: str) -> tuple[_Asked, Answer | None]:
    """One clause, and the row that the clauses behind it speak of."""
    words = HOW_MUCH.sub("多少", POINTS.sub("", clause))
    asked, words = _other_row(asked, words)
    bare = TOLD.sub("", words).strip()
    if asked.before and NO_MORE.fullmatch(_without_units(bare, asked.now.line)):
        return asked, _alone(asked)
    ways: tuple[Callable[[_Asked, str], Answer | None], ...] = (
        _checked,
        _why,
        _placed,
        _in_charge,
        _share,
        _apart,
        _each,
        _from_aim,
        _of_aim,
        _columns,
        _column_in_part,
    )
    return asked, next(filter(None, (way(asked, bare) for way in ways)), None)


def _alone(asked: _Asked) -> Answer | None:
    """What was asked of the row before, of another: its figure, or its share of the same whole."""
    now = asked.now
    if now.by is None:
        return columns_of_row.said(asked.solver, asked.question, now.card, now.line.name, [now.figure])
    part = Operand(now.card, now.figure)
    if not same_measure(part, now.by) or part.value_in(now.by.unit) > now.by.value:
        return None
    return _quotient(asked, part, now.by, f"占{now.by.figure.label}的")


def _other_row(asked: _Asked, words: str) -> tuple[_Asked, str]:
    """The row of the same table that a clause names, with the column spoken of; and the clause without its name."""
    now = asked.now
    named = _named(words, now)
    if named is None or re.search(rf"(?:占|除以|包括|属于)[^,]{{0,4}}{re.escape(named[1])}", words):
        return asked, words
    line, name = named
    column = asked.told or now.column
    figure = line.cells.get(column)
    if line is now.line or figure is None:
        return asked, words.replace(name, "", 1) if line is now.line else words
    there = replace(now, line=line, column=column, figure=figure)
    return replace(asked, now=there, before=now), words.replace(name, "", 1)


def _named(words: str, now: Thing) -> tuple[Line, str] | None:
    """The row that words name, and by which of them: by its name, else by a part that no other row shares."""
    full = [line for line in now.grid.lines if line.name in words]
    if full:
        longest = max(full, key=lambda line: len(line.name))
        return longest, longest.name
    left = TOLD.sub("", words)
    for asked in columns_of_row.ASKED:
        left = asked.words.sub(" ", left)
    for column in now.grid.columns:
        left = left.replace(column, " ") if column else left
    left = APART.sub(" ", left)
    for part in sorted((*content(left), *content(FILLING.sub(" ", left))), key=len, reverse=True):
        name = re.sub(r"(?:那|这)?(?:类|个|项|块|部分|方面)$|(?:项目|指标|专项|工程)$", "", part)
        if len(name) < SHORT:
            continue
        meant = [line for line in now.grid.lines if name in line.name]
        meant = meant or [line for line in now.grid.lines if len(name) > SHORT and in_order(name, line.name)]
        return (meant[0], part) if len(meant) == 1 else None
    return None


PLACE = regex(
    r"(?:排在?)?(?:第(?P<place>[二三四五])|次|倒数第(?P<last>[二三四五]))(?:的?(?P<end>[高低多少大小]))?的?(?:那?[个项条家])?"
    r"(?:是|又是)?(?:哪[个项条家]|什么|谁)?"
)
"""Another place in the order of the column: 第二低的呢, after which project has the lowest rate."""
END = regex(r"最(?P<end>[高低多少大小])")
LOW = "低少小"


def _placed(asked: _Asked, words: str) -> Answer | None:
    """The row at another place, where the last question asked for the one at the end."""
    match, end = PLACE.fullmatch(words), END.search(asked.now.asked)
    if match is None or end is None or asked.now.by or any(line.part for line in asked.now.grid.lines):
        return None
    low = (match["end"] or end["end"]) in LOW
    order = [line for line in asked.now.grid.lines if asked.now.column in line.cells]
    order.sort(key=lambda line: line.cells[asked.now.column].value, reverse=not low)
    values = [line.cells[asked.now.column].value for line in order]
    place = counted(match["place"] or match["last"] or "二")
    first = low is (end["end"] in LOW) and values[:1] == [asked.now.figure.value] and not match["last"]
    if not first or place > len(order) or values.count(values[place - 1]) > 1:
        return None
    line = order[place - 1]
    return columns_of_row.said(asked.solver, asked.question, asked.now.card, line.name, [line.cells[asked.now.column]])


def _columns(asked: _Asked, words: str) -> Answer | None:
    """Columns of the row, each by the words for it."""
    line = asked.now.line
    heads = "".join(line.cells)
    whole = WHOLE.search(words) or (SPENT_IN_YEAR.search(words) and not SPENT_IN_YEAR.search(heads))
    if not words or whole or columns_of_row.HELD_AGAINST.search(words) or columns_of_row.SHARE_ASKED.search(words):
        return None
    plain = bare = _without_units(words, line)
    for said, head in MONEY_SAID:
        plain = said.sub(head, plain)
    for text in dict.fromkeys((plain, bare, words)):
        if columns_of_row.IN_WORDS.search(text) or OPERATION.search(_beside_columns(text, line)):
            continue
        found = columns_of_row.further(asked.solver, asked.question, text, asked.now.card, line)
        if found and (any(value.unit == "%" for value in found.values) or not RATIO_ASKED.search(text)):
            return found
    return None


def of_the_whole(words: str, answer: Answer) -> bool:
    """Whether words ask for what the department spent in the year, where an answer gives what one row did."""
    return bool(SPENT_IN_YEAR.search(words)) and not SPENT_IN_YEAR.search(answer.text)


def _column_in_part(asked: _Asked, words: str) -> Answer | None:
    """A column by a part of its head that no other head has: 寄宿的, 编制的."""
    name = re.sub(r"(?:呢|(?:又|是|有|为|共|一共)*(?:多少|几))?的?$", "", _without_units(words, asked.now.line)).rstrip(
        "的"
    )
    heads = [head for head in asked.now.line.cells if len(name) >= SHORT and name in head]
    if len(heads) != 1 or any(one.words.search(name) for one in columns_of_row.ASKED):
        return None
    figures = [asked.now.line.cells[heads[0]]]
    return columns_of_row.said(asked.solver, asked.question, asked.now.card, asked.now.line.name, figures)


def _beside_columns(text: str, line: Line) -> str:
    """What words say beside the columns that they ask for."""
    for column in line.cells:
        text = text.replace(column, " ") if column else text
    for asked in columns_of_row.ASKED:
        text = asked.words.sub(" ", text)
    return text


def _without_units(text: str, line: Line) -> str:
    """Words without the measure words of the row's own figures: 完成几座 as 完成几."""
    units = sorted({figure.unit for figure in line.cells.values() if figure.unit not in ("", "%")}, key=len)
    if any(figure.unit == "%" for figure in line.cells.values()):
        text = re.sub("(?<=几)个(?:百分)?点", "", text)
    return re.sub(f"(?<=[少几])个?(?:{'|'.join(map(re.escape, reversed(units)))})", "", text) if units else text


def _share(asked: _Asked, words: str) -> Answer | None:
    """The row's share of all rows of its table, of the column spoken of or of what was not spent."""
    match = SHARE.fullmatch(words)
    total, line = asked.now.grid.total, asked.now.line
    if match and asked.beside and not match["whole"] and not match["left"]:
        inner, outer = Operand(asked.now.card, asked.beside), Operand(asked.now.card, asked.now.figure)
        held = same_measure(inner, outer) and outer.unit != "%" and inner.value_in(outer.unit) < outer.value
        return _quotient(asked, inner, outer, "占", f"{outer.figure.label}的") if held else None
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
    return _quotient(asked, Operand(asked.now.card, part), Operand(asked.now.card, whole), f"占{total.name}的")


def _adds_up(grid: Grid, column: str) -> bool:
    """Whether the rows of a table come to its total, so that none of them is part of another."""
    cells = [line.cells.get(column) for line in grid.lines]
    total = grid.total.cells.get(column) if grid.total else None
    values = [cell.value for cell in cells if cell]
    return total is not None and len(values) == len(cells) and sum(values) == total.value


def _share_of_left(asked: _Asked, line: Line, total: Line) -> Answer | None:
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


def _quotient(asked: _Asked, one: Operand, other: Operand, said: str, of: str = "") -> Answer | None:
    if not same_measure(one, other) or not other.value:
        return None
    found, exact = calculation(f"divide({written(one, other.unit)}, {written(other)})", "%", [one, other])
    value = percent(exact, asked.question)
    name = one.figure.label if of else asked.now.line.name
    lead = f"{who(asked.now.card)}{name}{said}{of}{value.number}%（{found.expression}）。"
    return asked.solver.answer(asked.question, lead, [one, other], [value], [found])


def _apart(asked: _Asked, words: str) -> Answer | None:
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


def _each(asked: _Asked, words: str) -> Answer | None:
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


def _from_aim(asked: _Asked, words: str) -> Answer | None:
    """What was done less the target, or the target less that, with which of the two is more."""
    if not FROM_AIM.fullmatch(_without_units(words, asked.now.line)):
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


def _of_aim(asked: _Asked, words: str) -> Answer | None:
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
        return _quotient(asked, one, other, "完成目标的")
    if not same_measure(one, other) or one.value <= other.value:
        return None
    found, exact = growth_of(one, other)
    value = percent(exact, asked.question)
    lead = f"{who(asked.now.card)}{asked.now.line.name}超额完成{value.number}%（{found.expression}）。"
    return asked.solver.answer(asked.question, lead, [one, other], [value], [found])


def _why(asked: _Asked, words: str) -> Answer | None:
    """Why the row is as it is: what the report says of it, else the row's own words where its table gives reasons."""
    if not reasons.is_asked(words):
        return None
    now, shelf = asked.now, asked.solver.shelf(asked.now.card.id)
    why = reasons.Asked(asked.question, [now.figure], [now.line.name])
    if found := reasons.given(asked.solver.library, shelf, now.card, why):
        return found
    note = DONE_NOTED.sub("", now.line.note)
    return _quoted(asked) if now.grid.noted and content(note) else None


DONE_NOTED = regex(r"(?:指标|任务)?完成(?:率|比例)?(?:为|达到?)?[\d.]+%?|按比例(?:扣|得|计)分")
"""What a note says of a row that is no reason."""


IN_CHARGE = regex(
    r"(?:是|由|归|属于?|谁是)*(?:谁|哪(?:一)?个?(?:科室|股室|处室|部门|单位|科|股|处|中心|人)|(?:责任|负责|主管|牵头|承担|实施)的?(?:科室|股室|处室|部门|单位|人)?)"
    r"(?:来|在)?(?:是|为)?(?:谁|哪(?:一)?个|哪里|什么)?(?:负责|牵头|承担|主管|管理?|实施|抓|干|做)?(?:的)?"
)
CHARGE_HEAD = regex(r"责任|负责|牵头|主管|承担|实施(?:单位|部门|科)")


def _in_charge(asked: _Asked, words: str) -> Answer | None:
    """Who is in charge of the row, where its table has a column that says so: the row, word for word."""
    heads = "".join(head.text for head in asked.now.grid.heads)
    return _quoted(asked) if IN_CHARGE.fullmatch(words) and CHARGE_HEAD.search(heads) else None


def _quoted(asked: _Asked) -> Answer:
    """The row, word for word."""
    now, citer = asked.now, Citer(asked.solver.library)
    span = sentence_of(now.line.passage, now.figure.start, now.figure.end)
    text = f"{who(now.card)}：“{now.line.passage.text[span.start : span.end]}”{citer.cite(now.line.passage, span)}"
    return Answer(asked.question, Status.ANSWERED, text, (), tuple(citer.found), plan=f"查行〔{now.line.name}〕")


# ---------------------------------------------------------------- whether it is right


def _checked(asked: _Asked, words: str) -> Answer | None:
    """A verdict on a number of the row, as every check is planned."""
    verdict = _verdict(asked, words)
    return verdict and replace(verdict, plan="核对")


def _verdict(asked: _Asked, words: str) -> Answer | None:
    """Whether a number of the row is right: the column that is doubted, else the number spoken of."""
    if not rechecks(words) or asked.now.by:
        return None
    cells = asked.now.line.cells
    doubts = (
        (SCORE_DOUBTED, GOT_HEAD),
        (RATE_DOUBTED, RATE_HEAD),
        (SHARE_DOUBTED, SHARE_HEAD),
    )
    for said, head in doubts:
        meant = [figure for column, figure in cells.items() if head.search(column)]
        if said.search(words) and len(meant) == 1:
            meant_one = Operand(asked.now.card, meant[0])
            return judged(asked.solver, asked.question, meant_one) or _in_proportion(asked, meant_one)
    if CHANGE_DOUBTED.search(words):
        return None
    rates = [figure for column, figure in cells.items() if RATE_HEAD.search(column)]
    figure = rates[0] if asked.now.figure.kind not in DERIVED and len(rates) == 1 else asked.now.figure
    return judged(asked.solver, asked.question, Operand(asked.now.card, figure))


def _in_proportion(asked: _Asked, score: Operand) -> Answer | None:
    """A score that is its full mark in proportion to what was done of the target; ``None`` where it is not so.

    Where it is not, the report may score otherwise, so that no score is called wrong by this.
    """
    cells = asked.now.line.cells
    heads = (columns_of_row.DONE, columns_of_row.TARGET, columns_of_row.FULL)
    found = [[figure for column, figure in cells.items() if head.search(column)] for head in heads]
    if score.figure.kind is not FigureKind.SCORE or any(len(one) != 1 for one in found):
        return None
    done, aim, full = (Operand(asked.now.card, one[0]) for one in found)
    if not same_measure(done, aim) or not aim.value or "≤" in aim.figure.qualifier:
        return None
    program = f"divide({written(done, aim.unit)}, {written(aim)}), multiply(#0, {written(full)})"
    operands = (score, done, aim, full)
    worked, _ = calculation(program, score.unit, operands, stated=score)
    if worked.verdict is not Verdict.CONSISTENT:
        return None
    how = f"与按完成值÷目标值×分值算的一致（{worked.expression}）"
    said = f"{who(score.card)}一致：{score.figure.label}{score.text}{how}。"
    return asked.solver.answer(asked.question, said, operands, [Value(format(score.value, "f"), score.unit)], [worked])


def doubted(solver: Solver, question: str, text: str, answer: Answer, card: Card) -> Answer | None:
    """Whether the figure that an answer states is right, or the change or share beside it that the words doubt.

    A number that the words give is the one that is doubted, where a sentence with that figure states it.
    """
    claims = claims_in(text)
    bare = text
    for claim in claims:
        bare = bare.replace(claim.text, "", 1)
    if not rechecks(bare) or len(claims) > 1:
        return None
    shelf = solver.shelf(card.id)
    figures = reasons.answered(answer, shelf)
    if answer.calculations or len({(figure.value, figure.unit) for figure in figures}) != 1:
        return None
    kind = FigureKind.CHANGE if CHANGE_DOUBTED.search(bare) else None
    kind = kind or (FigureKind.SHARE if SHARE_DOUBTED.search(bare) else None)
    if claims:
        figures = [one for one in _beside(figures, None, shelf) if same(claims[0], Operand(card, one))]
    elif kind and figures[0].kind not in DERIVED:
        figures = list(_beside(figures, kind, shelf))
        if BY_PER_CENT.search(bare):
            figures = [one for one in figures if one.unit == "%"]
        elif BY_AMOUNT.search(bare):
            figures = [one for one in figures if one.unit != "%"]
        figures = figures if len({(one.value, one.unit) for one in figures}) == 1 else []
    verdicts = (judged(solver, question, Operand(card, figure)) for figure in figures)
    verdict = next(filter(None, verdicts), None)
    return verdict and replace(verdict, plan="核对")


def _beside(figures: Sequence[Figure], kind: FigureKind | None, shelf: Shelf) -> Iterator[Figure]:
    """The figures of a kind, or all, in the sentences that state one of these numbers: 支出…万元,比上年下降…%."""
    said = {(figure.value, figure.unit) for figure in figures}
    for figure in shelf.figures:
        if kind in (None, figure.kind):
            passage = shelf.of[figure.passage_id]
            here = shelf.figures_in(passage.id, sentence_of(passage, figure.start, figure.end))
            if any((one.value, one.unit) in said for one in here):
                yield figure
