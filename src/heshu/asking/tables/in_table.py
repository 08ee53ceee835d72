"""What a question asks of one table, by its rows and columns, and what is done with them.

图书馆和博物馆一共接待了多少万人次; 哪个场馆办的活动最少; 三个常年项目一共支出了多少; 县级资金占资金安排的比例;
县道、乡道、村道加起来跟合计对得上吗.  Every word of the question has to be a row, a column, a group of rows, what is
done with them, or one that narrows nothing down; a word left over says nothing is understood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile

from heshu.asking.computing.slots import FILLING
from heshu.asking.evidence.calculating import amount, calculation, gap_of, percent, places, written
from heshu.asking.evidence.compose import Citer, who
from heshu.asking.evidence.grids import GENERAL, NOTED, UNIT_END, Grid, Line, grids, has_rows_of
from heshu.asking.evidence.operands import MARKS, SUMMED, Operand, Solver
from heshu.asking.tables import cells_compared, row_shares
from heshu.asking.tables.columns_of_row import AROUND, ASKED, BUDGET, DONE, FIRST, IN_WORDS, TABLE, TARGET, in_parts
from heshu.asking.wording.terms import content
from heshu.figures.numerals import counted
from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.patterns import blank, regex
from heshu.records import Answer, Card, Span, Status, Value, Verdict

FEWEST = 2
"""Rows that make a sum, and characters of a name."""
_LEAD = regex(r"^(?:全年|年度|年末|累计|实际|本年|当年)(?=..)")
_MUCH = regex(rf"(?:多少|几)个?(?P<unit>[百千万亿]*(?:{MEASURES}|人次))")
EXTREME = regex(r"最(?P<end>[高多大好长低少小差短])")
WHICH = regex(r"(?:是|为|属)?(?:哪|什么)(?:一|几)?(?:个|项|类|家|种|条|处|所|块|笔|[\u4e00-\u9fff]{0,2})?|谁")
ADDED = regex(
    r"(?:全部|都|逐项|各项?)?(?:加总|加起来|加在?一起|相加|求和|累加|之和|加一?块儿?|一共|总共|共计|合计|总计|合起来)"
)
HELD = regex(
    r"(?:跟|和|与|同)?(?:表[里中上]?)?的?(?:合计|总计|总数|共计)(?:数|栏|行)?(?:对不对得上|对得上|对不上|一致|相符|吻合|相等|平)吗?"
    r"|(?:是不是|是否|能不能|能否)?(?:跟|和|与|等于)?(?:合计|总计|总数)(?:数|栏|行)?(?:对得上|一致|相符|相等|吻合|对上)?"
    r"|对不对得上|对得上|对不上|一致|相符|吻合"
)
SHARE = regex(r"(?:所)?占(?:到|了)?")
MORE = regex(r"比(?!例|重|率)")
NO_SUM = regex(
    rf"{MORE.pattern}|最[高多大好长低少小差短].*(?:和|与|跟|、)最|最[高多大好长低少小差短]的[两二三四五六七八九十\d]"
)
"""What does not add all rows up: 最多和最少的合计, 最低的两项一共."""
GREW = regex(r"(?P<way>增加|增长|多|提高|减少|下降|少|调[增减]|追加)了?(?:多少)?")
PER = regex(r"平均|人均|每")
TIMES = regex(r"(?:(?:是|为|相当于|等于|占|[有约达])+)?的?(?:多少|几)(?:分之几|倍|成)|百分之(?:几|多少)|倍数|倍(?!率)")
"""What asks for one value by another."""
TOGETHER = regex(r"合在?一[起块]|合起来|加起来|加在?一[起块]|放在?一[起块]|合并|合计|总的?|整体|总体|综合")
"""What asks for a rate of several rows as one."""
MEAN = regex(r"(?:的)?(?:算术)?平均(?:值|数|下来|每一?[个项家类种处条])?|均值")
_STOP = regex(
    r"相当于|跟|和|与|同|比|的|里面?|中|当中|各|几|家|个|项|条|类|种|处|所|被|又|把|那|是|在|为|表|数|额|量|得|了|分|办|开|做|花|用|拿|批|给|共"
    r"|占|全部|所有|整个|哪|谁|什么|多少|年末|年底|年度|时|数字|那个|这个"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text names of a table: rows, of a group or all of them, and columns; ``left`` is the rest of it.

    ``whole`` says that the table itself is meant: its rows are called what they are (各场馆), or a column by a name of
    its own (免费开放补助), which a sum, a share or an extreme over all rows needs.  ``at`` and ``spans`` say where the
    columns and the rows are named.
    """

    grid: Grid
    lines: tuple[Line, ...]
    grouped: str
    columns: tuple[str, ...]
    left: str
    weight: int
    whole: bool = False
    at: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def answer(
    solver: Solver, question: str, text: str, card: Card, *, only: frozenset[str] = frozenset()
) -> Answer | None:
    """What one report's tables answer to a folded question without its department; ``None`` where they do not.

    ``only`` names the operations that may answer (`OPERATIONS`), all where it is empty.
    """
    words = MARKS.sub(" ", text)
    fitting = (grid for grid in grids(solver.shelf(card.id)) if has_rows_of(grid, words))
    asked = [one for grid in fitting if (one := read(grid, words, card.year))]
    return _best(solver, question, words, [one for one in asked if not only or _operation(words, one) in only], card)


def going_on(solver: Solver, question: str, texts: tuple[str, str], told: Answer, card: Card) -> Answer | None:
    """What a question that names a row or a column alone asks, after one that named both: 博物馆呢, 实际支出了多少.

    ``texts`` are the question before and this one, ``told`` the answer to the first: the row that it cites is the one
    that 这一项 means.
    """
    former, words = (MARKS.sub(" ", text) for text in texts)
    cited = {(citation.start, citation.end) for citation in told.citations}
    asked: list[Asked] = []
    for grid in grids(solver.shelf(card.id)):
        first, then = read(grid, former, card.year, strict=False), read(grid, words, card.year)
        if first is None or then is None or first.grouped:
            continue
        if not first.lines and THIS.search(words):
            rows = tuple(line for line in grid.lines if tuple(line.passage.span) in cited)
            first = replace(first, lines=rows, weight=first.weight + len(rows))
        if not first.lines:
            continue
        if then.lines and not then.columns and first.columns and _LEANS.search(words):
            asked.append(replace(then, columns=first.columns, weight=first.weight))
        elif not then.lines and (then.columns or _asks_why(words)) and not _operation(former, first).startswith("sum"):
            asked.append(replace(then, lines=first.lines, weight=first.weight))
    return _best(solver, question, words, asked, card)


THIS = regex(r"(?:这|那)一?(?:个?项目|[项个条行])|该(?:项目|项|指标)|它|这里")
"""What means the row spoken of last."""
_LEANS = regex(r"呢|那|^\s*[^多少几]{2,12}$")
"""How a row is named that leans on the question before."""


def _best(solver: Solver, question: str, words: str, found: Sequence[Asked], card: Card) -> Answer | None:
    """The answer to what names most of a table; ``None`` where two tables answer otherwise."""
    answers = [(one.weight, told) for one in found if (told := _told(solver, question, words, one, card))]
    weight = max((weight for weight, _ in answers), default=0)
    best = [told for one, told in answers if one == weight]
    return best[0] if len({(one.values, one.text if not one.values else "") for one in best}) == 1 else None


# ---------------------------------------------------------------- reading


def read(grid: Grid, words: str, year: int | None, *, strict: bool = True) -> Asked | None:
    """What a text names of a table; if ``strict``, ``None`` where a word is left over that it does not explain."""
    left = TABLE.sub(blank, words)
    for thing in _long_things(grid):
        left = left.replace(thing, " " * len(thing))
    weight = 0
    spans: list[tuple[int, int, Line]] = []
    for name, line in (*grid.names, *_rows_by_unit(grid, words)):
        if (at := left.find(name)) >= 0 and line not in [one for *_, one in spans]:
            spans.append((at, at + len(name), line))
            left = f"{left[:at]}{' ' * len(name)}{left[at + len(name) :]}"
            weight += len(name)
    left = BY_UNIT.sub(blank, left) if spans else left
    spans.sort(key=lambda span: span[0])
    lines = tuple(line for *_, line in spans)
    grouped = "" if lines else next((group for group in _groups(grid) if group in left), "")
    if grouped:
        left = left.replace(grouped, " " * len(grouped), 1)
        lines = tuple(line for line in grid.lines if line.group == grouped)
        weight += len(grouped)
    left = WHY.sub(blank, left) if _asks_why(words) else left
    left = BY_EACH.sub(blank, left) if row_shares.BY_NAMED.search(words) else left
    found, left = _columns(grid, left, year)
    if len(lines) == 1 and (done := _held_against_target(grid, found, left, year)):
        found[done] = -1
    if lines and not found and (of_year := _of_own_year(grid, left, year)):
        found[of_year] = -1
    columns = tuple(sorted(found, key=lambda column: found[column]))
    weight += sum(len(column) for column in columns)
    said = COUNTED_ROWS.search(left)
    if said and (grouped or not lines) and counted(said["count"]) != len(lines or grid.lines):
        return None
    known = grid.thing + "".join(columns) + "".join(line.name + line.group for line in lines)
    known += "".join(line.cells[column].unit for line in lines for column in columns if column in line.cells)
    others = [column for column in grid.columns if column not in columns]
    over = _left_over(COUNTED_ROWS.sub(" ", left))
    strange = (word for word in over if not set(word) <= set(known) or _names_other(word, others, columns))
    if strict and any(strange):
        return None
    own = any(len(column) > SHORT and column in words and not _is_common(column) for column in columns)
    whole = own or any(thing in words for thing in _things(grid)) or any(len(word) >= FEWEST for word in over)
    places = tuple((start, end) for start, end, _ in spans)
    return Asked(grid, lines, grouped, columns, left, weight, whole, tuple(sorted(found.values())), places)


def _of_own_year(grid: Grid, left: str, year: int | None) -> str:
    """The column that is headed by the report's own year alone, where a share of a row in another names none."""
    if not SHARE.search(left):
        return ""
    dated = [column for column in grid.columns if _YEAR.fullmatch(column) and _of_year(column, year)]
    return dated[0] if len(dated) == 1 else ""


def _held_against_target(grid: Grid, found: Mapping[str, int], left: str, year: int | None) -> str:
    """The column of what came of a target, where a question names the target alone: 比目标高多少."""
    if len(found) != 1 or not TARGET.search(next(iter(found))):
        return ""
    if not (cells_compared.CHANGED.search(left) and DIFFERS.search(left)):
        return ""
    done = [column for column in grid.columns if DONE_OR_ACTUAL.search(column) and _of_year(column, year)]
    done = done or [column for column in grid.columns if _YEAR.fullmatch(column) and _of_year(column, year)]
    return done[0] if len(done) == 1 else ""


DONE_OR_ACTUAL = regex(rf"{DONE.pattern}|实际$")
SHORT = 3


def _is_common(column: str) -> bool:
    """Whether a column is one that many tables have, and the whole department's figures too (决算数, 自评得分)."""
    return any(asked.words.search(column) for asked in ASKED)


def _long_things(grid: Grid) -> list[str]:
    """What the rows are in words that would else name a column: 支出项目, where 支出 is one."""
    return [thing for thing in _things(grid) if len(thing) > SHORT and thing not in grid.columns]


def _things(grid: Grid) -> list[str]:
    """What the rows are, as the head of their names says it: 场馆, 项目 of 项目名称."""
    heads = [head for head in grid.heads if not CAPTION.match(head.text)]
    cells = "".join(head.text for head in heads[:1]).split()[:2]
    names = [_KIND_OF_HEAD.sub("", fold(cell)) for cell in cells if fold(cell) not in grid.columns]
    return [name for name in names if len(name) >= FEWEST]


CAPTION = regex(r"\s*附?表\s*[\d一二三四五六七八九十]")
_KIND_OF_HEAD = regex(r"(?:名称|类别|分类|性质|序号|来源|[一二三]级)|[（(].*$")


def _left_over(left: str) -> tuple[str, ...]:
    """The words that are neither what is done with a table nor words that narrow nothing down."""
    done = (TIMES, TOGETHER, MEAN, cells_compared.PERCENT, cells_compared.CHANGED)
    for pattern in (_HOW_MUCH, EXTREME, HELD, ADDED, SHARE, GREW, *done, WHICH, AROUND, FILLING, _STOP):
        left = pattern.sub(" ", left)
    return content(left)


_HOW_MUCH = regex(r"多[长远大高重宽久]")
COUNTED_ROWS = regex(r"(?P<count>[两二三四五六七八九十]|\d+)(?:个|项|类|家|条|种|所|处|笔|大)(?!以[上下]|百分点)")
WHY = regex(
    r"(?:为什么|为啥|为何|怎么)(?:会)?(?:没有?|未|不)(?:能|曾)?(?:按时|按期)?(?:达到|完成|做到|实现)(?:的|了)?(?:年度|年初|全年|绩效)?(?:目标值?|指标值|计划|任务)"
    rf"|因为什么(?:原因)?|由于什么(?:原因)?|{IN_WORDS.pattern}|(?:没有?|未|不)(?:能|曾)?(?:达到|达标|完成|拿满|得满|做到|实现)的?(?:年度|年初|绩效)?(?:目标值?|指标值|满分|计划)?"
    r"|扣了?(?:掉)?(?:多少|几)?分|被扣|写的?|什么|怎么|这一?[项条行]|因为|由于"
)
"""Words of a question for the reason that a row gives."""
_WHY_CUE = regex(r"为什么|为啥|为何|原因|怎么(?:会|没|只|才|扣)|因为什么|由于什么|说明|备注")


FOR_WHAT_REASON = regex(r"为什么|为啥|为何|因为什么|由于什么|原因是")
HOW_MUCH_ASKED = regex(r"多少|几|百分之")


def _asks_why(words: str) -> bool:
    return bool(_WHY_CUE.search(words))


def _names_other(word: str, others: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether a word that is left over is one of another column's, and of none that was found."""
    return len(word) >= FEWEST and any(word in one for one in others) and not any(word in one for one in columns)


BY_EACH = regex(rf"(?:平均)?每一?(?:{MEASURES})|按(?=[^,，]{{2,12}}算[,，])|(?<=[\u4e00-\u9fff ])算(?=[,，])")
"""What one column is divided by, and that it is: 按…算，平均每人."""
BY_UNIT = regex(rf"(?:以|按照?)(?P<unit>{MEASURES})(?:来|为单位)?(?:管理|计算?|统计|算|整理|记)?的?")
"""Of two rows of one name the one that is counted so: 按件管理的文书档案."""


def _rows_by_unit(grid: Grid, words: str) -> Iterator[tuple[str, Line]]:
    """Rows whose name another has too, where the words say the unit in which one of them counts."""
    said = BY_UNIT.search(words) or _MUCH.search(words)
    if said is None:
        return
    twice = [name for name, count in Counter(line.name for line in grid.lines).items() if count > 1]
    for name in sorted(twice, key=len, reverse=True):
        alike = [line for line in grid.lines if line.name == name]
        of_unit = [line for line in alike if {figure.unit for figure in line.cells.values()} == {said["unit"]}]
        if len(of_unit) == 1:
            yield name, of_unit[0]


def _groups(grid: Grid) -> list[str]:
    groups = dict.fromkeys(line.group for line in grid.lines if len(line.group) >= FEWEST)
    return sorted(groups, key=len, reverse=True)


def _columns(grid: Grid, left: str, year: int | None) -> tuple[dict[str, int], str]:
    """The columns that a text names, with where it does, and the text without their names."""
    columns = grid.columns
    found: dict[str, int] = {}
    for column in columns:
        if parted := in_parts(column, left, columns):
            found[column] = parted.start()
            left = f"{left[: parted.start()]}{' ' * len(parted.group())}{left[parted.end() :]}"
    for name, column in (*column_names(columns, year), *_names_of_totals(columns)):
        if column not in found and (match := re.search(_BEFORE_RATE + re.escape(name) + _AFTER_ADJUSTED, left)):
            found[column] = match.start()
            left = f"{left[: match.start()]}{' ' * len(match.group())}{left[match.end() :]}"
    for asked in ASKED:
        match = asked.words.search(left)
        stated = [column for head in asked.heads for column in columns if head.search(column)] if match else []
        stated = [column for column in stated if column not in found] if len(set(stated)) > 1 else stated
        stated = [] if match and "完成率" in match.group() and "完成率" not in "".join(stated) else stated
        if match and len(set(stated)) == 1 and stated[0] not in found:
            found[stated[0]] = match.start()
            left = left[: match.start()] + " " * len(match.group()) + left[match.end() :]
    if match := BASE.search(left):
        head = FIRST if match["first"] else TARGET if match["aim"] else BUDGET
        stated = [column for column in columns if head.search(column)]
        if len(stated) == 1 and stated[0] not in found:
            found[stated[0]] = match.start("what")
            left = f"{left[: match.start('what')]}{' ' * len(match['what'])}{left[match.end('what') :]}"
    if not found and (match := _MUCH.search(left)):
        units = {column: {line.cells[column].unit for line in grid.lines if column in line.cells} for column in columns}
        of_unit = [column for column in columns if units[column] == {match["unit"]} and _of_year(column, year)]
        if len(of_unit) == 1:
            found[of_unit[0]] = match.start()
    return found, left


BASE = regex(
    r"(?:比|较|跟|和|与|从|离|距离?|超[过出]?)(?P<what>(?P<first>年初|当初|原来)|(?P<aim>目标值?|计划|任务)|预算)(?:数|时|的)?(?=.*(?:多少|几))"
)
"""What a cell is held against, by the first word of its column's head alone: 比年初增长了百分之几."""
_BEFORE_RATE = r"(?:(?:预算|支出|资金)+(?=执行率|支付率|完成率|执行进度|支付进度))?"
"""What a rate's name may begin with, in a question or in a head."""
_AFTER_ADJUSTED = r"(?:(?<=调整)[后完]?的?预算(?:数|金额)?)?"
"""What the name of an adjusted budget may end with."""


def _under_one_head(column: str, columns: Sequence[str]) -> set[str]:
    """What a column is called under a head that stands over others too: 中央 of 资金来源中央, beside 资金来源省级."""
    alike = (zip(column, other, strict=False) for other in columns if other != column)
    shared = {sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) for pairs in alike}
    return {column[length:] for length in shared if length > FEWEST}


def _names_of_totals(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What columns of totals may be called where no column under the same head is: 安排了多少 of 资金安排小计."""
    for column in columns:
        match = TOTAL_COLUMN.fullmatch(column)
        if match and len(head := match["head"]) >= FEWEST and any(c.startswith(head) and c != column for c in columns):
            yield head, column
            if len(head) == FEWEST + FEWEST:
                yield head[FEWEST:], column


TOTAL_COLUMN = regex(r"(?P<head>.*?)(?:小计|合计|总计|共计)(?:金额|数)?")
_YEAR = regex(r"(?:19|20)\d\d(?:年(?![末底初])度?|(?=年[末底初]))")
"""A column's year: 2023年 of 2023年决算数, and 2023 alone of 2023年末, which is 年末 without it."""


def _of_year(column: str, year: int | None) -> bool:
    """Whether a column is of the report's year, or says no year."""
    said = _YEAR.search(column)
    return said is None or said.group().startswith(str(year))


def column_names(columns: Sequence[str], year: int | None) -> Iterator[tuple[str, str]]:
    """What columns may be called: whole, by their end or their beginning, where no other is called so.

    One of the report's own year is called so without it; one of another year by that alone.
    """
    names: dict[str, set[str]] = {}
    for column in columns:
        if not _of_year(column, year):
            names.setdefault(column, set()).add(column)
            continue
        dated = _YEAR.sub("", column)
        if dated != column and dated:
            names.setdefault(dated, set()).add(column)
        plain = _LEAD.sub("", dated)
        stem = UNIT_END.sub("", plain)
        ends = {column[at:] for at in range(1, len(column) - 2)} if len(column) > 5 else set()
        halves = {stem[:2], stem[2:]} if len(stem) == 4 else {stem}
        for name in {column, plain, stem, *ends, *halves, *_under_one_head(column, columns)}:
            if len(name) >= FEWEST and not GENERAL.fullmatch(name):
                names.setdefault(name, set()).add(column)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        others = [one for one in columns if name in one and one not in names[name] and _of_year(one, year)]
        if len(names[name]) == 1 and (not others or name in columns):
            yield name, next(iter(names[name]))


# ---------------------------------------------------------------- answering


def _told(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    operation = _operation(words, asked)
    told = OPERATIONS[operation](solver, question, words, asked, card) if operation else None
    rows = "、".join(line.name for line in asked.lines)
    return replace(told, plan=f"表〔{operation}〕〔{rows}〕") if told else None


def _operation(words: str, asked: Asked) -> str:
    name = next((name for name, cue in CUES if cue(words, asked)), "")
    if name == "lookup" and FOR_WHAT_REASON.search(words) and not HOW_MUCH_ASKED.search(words):
        return ""  # a cell is no reason
    return name if asked.columns or name == "why" else ""


def _operands(asked: Asked, column: str, card: Card) -> list[Operand]:
    return [Operand(card, line.cells[column]) for line in asked.lines if column in line.cells]


def _lookup(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """Each row's cell under each column."""
    cells = [(line, column) for line in asked.lines for column in asked.columns]
    if not cells or any(column not in line.cells for line, column in cells):
        return None
    operands = [Operand(card, line.cells[column]) for line, column in cells]
    values = [Value(format(one.value, "f"), one.unit) for one in operands]
    return solver.answer(question, who(card), operands, values, [])


def _why(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """The words that a row gives beside its figures, with its heads, behind the cells that are asked for too."""
    line = asked.lines[0]
    first = _lookup(solver, question, words, asked, card) if asked.columns else None
    citer = Citer(solver.library, list(first.citations) if first else [])
    row = line.passage
    head = next(cell for head in asked.grid.heads for cell in head.text.split() if NOTED.search(cell))
    text = f"{first.text}\n" if first else ""
    text += f"{who(card)}表中“{line.name}”一行写有“{head}”：“{row.text}”{citer.cite(row, Span(0, len(row.text)))}"
    values = first.values if first else ()
    return Answer(question, Status.ANSWERED, text, values, tuple(citer.found))


def _sum(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """The rows' cells under one column, added up; all rows where none is named, held against their total."""
    lines = asked.lines or tuple(asked.grid.lines)
    whole = not asked.lines or len(lines) == len(asked.grid.lines)
    if not asked.lines and not asked.whole:
        return None
    column = asked.columns[0]
    if len(asked.columns) != 1 or len(lines) < FEWEST or any(line.part for line in asked.grid.lines):
        return None
    if any(column not in line.cells for line in lines):
        return None
    operands = [Operand(card, line.cells[column]) for line in lines]
    if len({one.unit for one in operands}) != 1 or operands[0].figure.kind not in SUMMED:
        return None
    total = asked.grid.total.cells.get(column) if asked.grid.total and whole else None
    stated = Operand(card, total) if total else None
    unit = operands[0].unit
    program = f"sum({', '.join(written(one, unit) for one in operands)})"
    found, exact = calculation(program, unit, operands, stated=stated)
    told, value = amount(exact, unit, places(operands), question)
    lead = f"{who(card)}：{found.expression} = {told}"
    if stated is None:
        return None if HELD.search(words) else solver.answer(question, f"{lead}。", operands, [value], [found])
    agrees = found.verdict is Verdict.CONSISTENT and Fraction(stated.value) == exact
    lead += f"，与表中的合计{stated.text}{'' if stated.text.endswith(unit) else unit}{'一致' if agrees else '不一致'}。"
    values = [value] if agrees else [value, Value(format(stated.value, "f"), stated.unit)]
    return solver.answer(question, lead, [*operands, stated], values, [found])


def _extreme(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """The row that stands highest or lowest under a column, or by the difference of two."""
    match = EXTREME.search(asked.left)
    lines = asked.lines or tuple(asked.grid.lines)
    if match is None or len(lines) < FEWEST or len(asked.columns) > len("甲乙") or not (asked.lines or asked.whole):
        return None
    by, more = asked.columns, asked.columns[:0]
    if len(by) == 1 and GREW.search(words) and re.search(r"比(?!例|重|率)|较(?![高低多少大小快慢])", asked.left):
        return None  # the column that it is held against was not found
    if len(by) > 1 and not (MORE.search(words) and GREW.search(words)):
        before = sum(at < match.start() for at in asked.at)
        if before != 1:
            return None
        by, more = by[:1], by[1:]
    told = [line for line in lines if all(column in line.cells for column in by)]
    units = {line.cells[column].unit for line in told for column in by}
    if len(told) < max(FEWEST, len(lines)) or len(units) != 1:
        return None
    fewer = len(by) > 1 and bool(re.search(r"减少|下降|调减|(?<![最多])少", words))
    worth = {line.name: _worth(line, by, fewer=fewer) for line in told}
    lowest = match["end"] in "低少小差短"
    edge = (min if lowest else max)(worth.values())
    best = [line for line in told if worth[line.name] == edge]
    unit = units.pop()
    if len(by) == 1:
        if more and (len(best) > 1 or any(column not in best[0].cells for column in more)):
            return None
        operands = [Operand(card, line.cells[column]) for line in best for column in (*by, *more)]
        names = "、".join(line.name for line in best)
        lead = f"{who(card)}表中写明{by[0] or '这一栏'}的有{len(told)}项，最{match['end']}的是{names}："
        values = list(dict.fromkeys(Value(format(one.value, "f"), one.unit) for one in operands))
        return solver.answer(question, lead, operands, values, [])
    if len(best) != 1 or edge <= 0:
        return None
    first, second = (best[0].cells[column] for column in (by[::-1] if fewer else by))
    pair = [Operand(card, first), Operand(card, second)]
    found, exact = calculation(f"subtract({written(pair[0])}, {written(pair[1], pair[0].unit)})", unit, pair)
    said, value = amount(exact, unit, places(pair), question)
    how = "减少" if fewer else "增加"
    lead = f"{who(card)}表中写明{by[0]}的有{len(told)}项，比{by[1]}{how}最{match['end']}的是{best[0].name}，"
    lead += f"{how}{said}（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def _worth(line: Line, by: Sequence[str], *, fewer: bool) -> Fraction:
    first = Fraction(line.cells[by[0]].value)
    if len(by) == 1:
        return first
    difference = first - Fraction(line.cells[by[1]].value)
    return -difference if fewer else difference


def _share(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """A cell in its row's total column, or in its column's total; several rows together, or one in another."""
    if len(asked.lines) > 1:
        return row_shares.share_of_rows(solver, question, words, asked, card)
    lines = asked.lines or ((asked.grid.total,) if asked.grid.total else ())
    if len(lines) != 1 or len(asked.columns) > len("甲乙") or not (asked.lines or asked.whole):
        return None
    line = lines[0]
    names = (*asked.grid.columns, *(one.name for one in asked.grid.lines))
    if (of := OF_PART.search(words)) and not any(of["part"] in name for name in names):
        return None
    column, *others = sorted(asked.columns, key=lambda one: bool(TOTAL_COLUMN.fullmatch(one)))
    wholes = others or _whole_of(column, asked.grid.columns)
    whole = next((line.cells[one] for one in wholes if one in line.cells), None)
    total = asked.grid.total
    of_own_row = row_shares.may_be_of_its_row(words, line, column)
    if whole is None and asked.lines and total and not asked.grouped and not wholes and not of_own_row:
        whole = total.cells.get(column)
    part = line.cells.get(column)
    if part is None or whole is None or part.kind not in SUMMED or part.unit != whole.unit or part.value > whole.value:
        return None
    pair = [Operand(card, part), Operand(card, whole)]
    if not whole.value:
        return None
    found, exact = calculation(f"divide({written(pair[0])}, {written(pair[1])})", "%", pair)
    value = percent(exact, question)
    lead = f"{who(card)}{part.label}占{whole.label}的{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


OF_PART = regex(r"占(?:了|全部|全年)?(?P<part>基本支出|项目支出|人员经费|公用经费|三公经费)")
"""A part of all spending that is asked for as the whole: the total of a table that has no such row is not it."""


def _whole_of(column: str, columns: Sequence[str]) -> list[str]:
    """The columns of totals over a column: 资金安排小计 of 资金安排中央资金."""
    return [
        one
        for one in columns
        if one != column and (match := TOTAL_COLUMN.fullmatch(one)) and column.startswith(match["head"])
    ]


def _difference(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """One row's cell less another's: 图书馆比博物馆多接待多少."""
    if len(asked.lines) != len("甲乙") or len(asked.columns) != 1:
        return None
    pair = _operands(asked, asked.columns[0], card)
    if len(pair) != len("甲乙") or pair[0].unit != pair[1].unit:
        return None
    percentage = pair[0].unit == "%"
    if cells_compared.PERCENT.search(words) and not percentage:
        return cells_compared.by_part(solver, question, asked, (pair[0], pair[1]), card)
    high, low = sorted(pair, key=lambda one: one.value, reverse=True)
    found, said, value = gap_of(high, low, question)
    names = [line.name for line in asked.lines]
    names = names if pair[0] == high else names[::-1]
    lead = f"{who(card)}{names[0]}的{asked.columns[0]}比{names[1]}多{said}（{found.expression}）。"
    return solver.answer(question, lead, [high, low], [value], [found])


def _compares(words: str, asked: Asked) -> bool:
    return bool(MORE.search(asked.left)) and len(asked.lines) == len("甲乙") and not EXTREME.search(words)


DIFFERS = regex(
    r"(?:增[长加多]|提[高升]|上升|减少|下降|降低|调[增减]|追加|[多少高低差涨降]|超[过出额]?)(?:了|出)?\s*(?:多少|几|百分之|有多)|[增降涨减]幅|增长率|相差"
)
"""What asks by how much one of two is more."""
EACH_OF = regex(r"平均每(?!一?[个项家类种处条])|人均|户均")


def _of_rate(asked: Asked) -> bool:
    """Whether rows are asked for under one column of rates, which do not add up."""
    cells = [line.cells.get(column) for line in asked.lines for column in asked.columns]
    return len(asked.columns) == 1 and len(cells) > 1 and all(cell is not None and cell.unit == "%" for cell in cells)


CUES: tuple[tuple[str, Callable[[str, Asked], bool]], ...] = (
    (
        "why",
        lambda words, asked: (
            _asks_why(words)
            and len(asked.lines) == 1
            and asked.grid.noted
            and bool(re.search("[\u4e00-\u9fff]", asked.lines[0].note))
        ),
    ),
    ("extreme", lambda words, asked: bool(EXTREME.search(asked.left) and re.search("哪|谁|什么", words))),
    (
        "times",
        lambda words, asked: (
            bool(TIMES.search(words)) and len(asked.lines) == len("甲乙") and not re.search(r"比(?!例|重)|占", words)
        ),
    ),
    (
        "change",
        lambda words, asked: (
            len(asked.lines) == 1
            and len(asked.columns) == len("甲乙")
            and bool(cells_compared.CHANGED.search(asked.left) and DIFFERS.search(words))
        ),
    ),
    ("by-column", lambda words, asked: len(asked.lines) == 1 and bool(row_shares.ONE_BY.search(words))),
    ("joint", lambda words, asked: bool(TOGETHER.search(words)) and _of_rate(asked)),
    ("mean", lambda words, asked: bool(MEAN.search(asked.left)) and not EACH_OF.search(asked.left)),
    ("share", lambda words, asked: bool(SHARE.search(words) and re.search("多少|几|多大|比[重例]", words))),
    ("compare", lambda words, asked: bool(ADDED.search(words) and HELD.search(ADDED.sub(" ", words)))),
    ("difference", _compares),
    ("sum", lambda words, asked: bool(ADDED.search(words)) and len(asked.lines) != 1 and not NO_SUM.search(words)),
    (
        "lookup",
        lambda words, asked: (
            bool(asked.lines)
            and not asked.grouped
            and not (
                SHARE.search(words)
                or EXTREME.search(asked.left)
                or MORE.search(asked.left)
                or PER.search(words)
                or HELD.search(words)
                or (len(asked.lines) > 1 and (TIMES.search(words) or (_of_rate(asked) and TOGETHER.search(words))))
                or (len(asked.columns) > 1 and cells_compared.CHANGED.search(asked.left) and DIFFERS.search(words))
            )
        ),
    ),
)
"""What is done, by the words that say so, the most telling first."""
OPERATIONS: Mapping[str, Callable[[Solver, str, str, Asked, Card], Answer | None]] = {
    "why": _why,
    "extreme": _extreme,
    "share": _share,
    "times": cells_compared.times,
    "change": cells_compared.change,
    "joint": cells_compared.joint,
    "mean": cells_compared.mean,
    "by-column": row_shares.by_column,
    "compare": _sum,
    "difference": _difference,
    "sum": _sum,
    "lookup": _lookup,
}
CHANGES = frozenset({"change"})
WHY_ALONE = frozenset({"why"})
EARLY = frozenset({"extreme", "compare", "sum", "difference", "share", "times", "change", "joint", "mean", "by-column"})
"""What is asked of a table before a report's other figures are looked through."""
