"""What a follow-up asks of the row of a table that was spoken of: another column, another row, a share, a check, why.

The answer before gave figures, and these stand in a row; so the row is known, and what it says need not be named
again.  A follow-up is read clause by clause, and each clause must be known in full: the columns by the words for them
(`heshu.asking.tables.columns_of_row`), another row of the same table by what it is called or by a part of that, a
share of all rows, how far two rows lie apart, what falls to one head, whether a number is right.  Where a word is left
over, or where the words speak of the whole department, the row is not what was meant, and nothing is said here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from heshu.asking.computing.slots import FILLING
from heshu.asking.conversation import row_doubted, row_figures
from heshu.asking.conversation.row_figures import APART, quotient, without_units
from heshu.asking.conversation.row_spoken_of import SHORT, Asked, Thing
from heshu.asking.evidence.compose import Citer, sentence_of, who
from heshu.asking.evidence.grids import Line
from heshu.asking.evidence.operands import Operand, Solver, same_measure
from heshu.asking.tables import columns_of_row
from heshu.asking.tables.measures import in_unit_asked
from heshu.asking.telling import reasons
from heshu.asking.wording.parts import joined, partial
from heshu.asking.wording.terms import content
from heshu.figures.numerals import counted
from heshu.figures.units import in_unit
from heshu.folding import in_order
from heshu.patterns import regex
from heshu.records import Answer, Figure, PassageKind, Status

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


def told(solver: Solver, question: str, text: str, thing: Thing) -> Answer | None:
    """What a folded follow-up without a department asks of a row; ``None`` where it asks for anything else."""
    clauses = [clause for part in re.split(r"[,;?。]+|(?<=[多少几分元])[、和]", text) if (clause := part.strip())]
    asked, answers, missed = Asked(solver, question, thing), list[Answer](), list[str]()
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
    if not in_unit_asked(whole.values, text):
        return None
    whole = replace(whole, question=question)
    return partial(whole, missed) if missed else whole


def _only_one_of(answer: Answer, line: Line) -> Figure | None:
    """The figure of a row that an answer states, where it states one and works nothing out."""
    said = {(value.number, value.unit) for value in answer.values}
    found = [figure for figure in line.cells.values() if (format(figure.value, "f"), figure.unit) in said]
    return found[0] if len(found) == len(said) == 1 and not answer.calculations else None


def _clause(asked: Asked, clause: str) -> tuple[Asked, Answer | None]:
    """One clause, and the row that the clauses behind it speak of."""
    words = HOW_MUCH.sub("多少", POINTS.sub("", clause))
    asked, words = _other_row(asked, words)
    bare = TOLD.sub("", words).strip()
    if asked.before and NO_MORE.fullmatch(without_units(bare, asked.now.line)):
        return asked, _alone(asked)
    ways: tuple[Callable[[Asked, str], Answer | None], ...] = (
        row_doubted.checked,
        _why,
        _placed,
        _in_charge,
        _what_is_left,
        row_figures.share,
        row_figures.apart,
        row_figures.each,
        row_figures.from_aim,
        row_figures.of_aim,
        _columns,
        _column_in_part,
    )
    return asked, next(filter(None, (way(asked, bare) for way in ways)), None)


def _alone(asked: Asked) -> Answer | None:
    """What was asked of the row before, of another: its figure, or its share of the same whole."""
    now = asked.now
    if now.by is None:
        return columns_of_row.said(asked.solver, asked.question, now.card, now.line.name, [now.figure])
    part = Operand(now.card, now.figure)
    if not same_measure(part, now.by) or part.value_in(now.by.unit) > now.by.value:
        return None
    return quotient(asked, part, now.by, f"占{now.by.figure.label}的")


def _other_row(asked: Asked, words: str) -> tuple[Asked, str]:
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


def _placed(asked: Asked, words: str) -> Answer | None:
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


def _columns(asked: Asked, words: str) -> Answer | None:
    """Columns of the row, each by the words for it."""
    line = asked.now.line
    heads = "".join(line.cells)
    whole = WHOLE.search(words) or (SPENT_IN_YEAR.search(words) and not SPENT_IN_YEAR.search(heads))
    if not words or whole or columns_of_row.HELD_AGAINST.search(words) or columns_of_row.SHARE_ASKED.search(words):
        return None
    plain = bare = without_units(words, line)
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


def _column_in_part(asked: Asked, words: str) -> Answer | None:
    """A column by a part of its head that no other head has: 寄宿的, 编制的."""
    name = re.sub(r"(?:呢|(?:又|是|有|为|共|一共)*(?:多少|几))?的?$", "", without_units(words, asked.now.line)).rstrip(
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


def _why(asked: Asked, words: str) -> Answer | None:
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


WHAT_IS_LEFT = regex(
    rf"(?:{row_figures.LEFT}|(?:结转|留)(?:到|下|给)?(?:了)?(?:明年|下年|来年|下一年)?的?(?:钱|资金|部分)?)(?:的)?(?:那?(?:一?部分|一?块|一?笔|些)(?:钱|款)?)?"
    r"(?:主要|都|又|到底|究竟)*(?:是|属于|算|指|包括|有)(?:些)?(?:什么|哪些|哪种|哪一?[笔类]|啥)(?:性质|样|用途|名目|名堂|来头)?的?(?:钱|款子?|款项|资金|费用?|开支|支出|账|东西)?"
)
"""没付出去的是什么款子: what the money is that was left of the row's."""


def _what_is_left(asked: Asked, words: str) -> Answer | None:
    """The one sentence of the report that states the very amount that was left of the row's money, word for word."""
    if not WHAT_IS_LEFT.fullmatch(words):
        return None
    now, shelf = asked.now, asked.solver.shelf(asked.now.card.id)
    left = columns_of_row.left_of(now.line)
    stated = [figure for figure in shelf.figures if left and in_unit(figure.value, figure.unit, "元") == left]
    told = {
        (figure.passage_id, sentence_of(shelf.of[figure.passage_id], figure.start, figure.end))
        for figure in stated
        if shelf.of[figure.passage_id].kind is not PassageKind.TABLE_ROW
    }
    if len(told) != 1:
        return None
    passage_id, span = told.pop()
    passage, citer = shelf.of[passage_id], Citer(asked.solver.library)
    quote = passage.text[span.start : span.end].strip()
    text = f"{who(now.card)}：“{quote}”{citer.cite(passage, span)}"
    return Answer(
        asked.question, Status.ANSWERED, text, (), tuple(citer.found), plan=f"查原文〔{now.line.name}没有支出〕"
    )


IN_CHARGE = regex(
    r"(?:是|由|归|属于?|谁是)*(?:谁|哪(?:一)?个?(?:科室|股室|处室|部门|单位|科|股|处|中心|人)|(?:责任|负责|主管|牵头|承担|实施)的?(?:科室|股室|处室|部门|单位|人)?)"
    r"(?:来|在)?(?:是|为)?(?:谁|哪(?:一)?个|哪里|什么)?(?:负责|牵头|承担|主管|管理?|实施|抓|干|做)?(?:的)?"
)
CHARGE_HEAD = regex(r"责任|负责|牵头|主管|承担|实施(?:单位|部门|科)")


def _in_charge(asked: Asked, words: str) -> Answer | None:
    """Who is in charge of the row, where its table has a column that says so: the row, word for word."""
    heads = "".join(head.text for head in asked.now.grid.heads)
    return _quoted(asked) if IN_CHARGE.fullmatch(words) and CHARGE_HEAD.search(heads) else None


def _quoted(asked: Asked) -> Answer:
    """The row, word for word."""
    now, citer = asked.now, Citer(asked.solver.library)
    span = sentence_of(now.line.passage, now.figure.start, now.figure.end)
    text = f"{who(now.card)}：“{now.line.passage.text[span.start : span.end]}”{citer.cite(now.line.passage, span)}"
    return Answer(asked.question, Status.ANSWERED, text, (), tuple(citer.found), plan=f"查行〔{now.line.name}〕")
