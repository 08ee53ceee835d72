"""What a table's caption, column heads and row heads say about its cells: name, unit, period, kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from heshu.figures import vocabulary
from heshu.figures.labels import joined
from heshu.figures.units import MEASURES, Unit, unit_named
from heshu.patterns import regex
from heshu.records import FigureKind

BRACKETED = regex(r"[（(](?:单位[:：])?(?P<inside>[^（）()]{0,12})[)）]")
CAPTION_UNIT = regex(
    r"单位\s*[:：]\s*[（(]?(?:人民币)?(?P<unit>[百千万亿]*元(?:/[\u4e00-\u9fff]+)?|[%％]|[\u4e00-\u9fff]{1,3})"
    r"|[（(](?P<bare>[百千万亿]?元)[)）]"
)
FURTHER_UNIT = regex(
    r"(?:[、,，/;；]|和|及)\s*(?P<unit>[百千万亿]*元|[%％]|[\u4e00-\u9fff]{1,3}?)(?=[、,，/;；和及)）\s]|$)"
)
"""A further unit of a caption that states several (单位：人、万元)."""
SAYS_MONEY = regex(
    r"预算|决算|支出|收入|金额|经费|资金|投资|费$|款$|额$|价$|补助|补贴|拨款|结转|结余|资产|负债|工资|薪酬|执行数|拨付|兑付|支付"
)
"""Heads of money, where a caption states units of money and of what is counted."""
OF_PROJECTS = regex(r"(?:重点|主要|专项)?项目(?:名称)?|专项(?:名称)?")
"""The head over the names of a table of projects."""
OF_THE_WHOLE = regex("部门|单位(?!：|:)|整体|指标|全部")
"""What a caption says of a table that is not of projects, though its names are headed 项目."""
KIND_OF_MONEY = regex(r"(?:支出|收入|拨款|结余|经费)$")
"""Names of a table of the kinds of spending or income, often headed 项目 too."""
NUMBERED = regex(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}(?:\.\d+)*[、.．](?!\d)|[①-⑳]|[-—－·•*]+)\s*"
)
PART = regex(r"^(?:其中|包括|其中包括)[:：]?")
TOTAL = regex(r"^(?:合计|总计|共计|小计|总和|本年合计)$")
SIDE_OF_ALL = regex(r"^(?:部门|单位|本级|年度|本年|全年|整体|总体)*(?P<side>收入|支出)$")
"""Titles of tables of all that came in or was spent, whose totals are the department's own."""
SPENT_PARTS = (frozenset({"基本支出", "项目支出"}), frozenset({"人员经费", "公用经费", "项目支出"}))
"""Rows that make up all spending."""
SAYS_SIDE = regex(r"收入|支出|经费|费$|采购|占")
"""Heads of columns that say themselves what their totals are of."""
OF_MONEY = regex(r"(?:支出|收入|经费|资金|费|拨款|补助|补贴)$")
"""Rows of money, in the unit of the row above where they state none (总支出（万元）, 其中：基本支出)."""
INCOME = regex(r"(?:收入|拨款)$")
OF_RATIO = regex(r"[率度幅]$|增速$|占|比[例重]$|百分比$|[比较](?:上年度?|去年)(?:增长|上升|提高|下降|减少|降低)$")
"""Heads that stand behind 合计 in a label, as what they say is not added up."""
TOTAL_OF = regex(r"合计|总计|共计")
"""Beginnings of columns of totals, which say of what only where the row or the caption does."""
TABLE_NUMBER = regex(r"^(?:附?表|附件)\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)*[:：、.．]?\s*")
CAPTION_END = regex(
    r"(?:(?:预决算|预算|决算|收支|使用|执行|完成|支付|拨付|进度|安排|分配|明细|汇总|统计|基本|主要|具体|构成|对比|情况|一览|自评|来源|[及与和])*(?:表|情况|明细|构成)|(?:详|具体)?见(?:下|上|附)?(?:表\d*)?|(?:列示|所示)?如下(?:表)?(?:所示)?|[:：])+$"
)
"""What a caption's end says of the table itself."""
WHOSE = regex(r"^[^\d]{4,30}(?=(?:20|19)\d\d年度?.{4})")
"""The department before the year of a title (某县水务局2023年度项目支出明细表)."""
SUBJECT = regex(r"[\u4e00-\u9fff、]{1,12}(?:支出|经费|资金|采购|费用?|项目|资产|补助|贷款|债券)")
WHOLE_TABLE = regex(r"整体|总体|收支|部门|单位|总支出|全部|绩效|指标|自评|^(?:全年|年度|本年)?(?:支出|经费|资金|项目)$")
"""Captions of the whole department, and such as tell nothing apart."""
FILLER = regex(r"^(?:金额|数额|数值|数据|数|值|内容|情况|本年数?|今年数?)$")
GROWN = regex(
    r"(?:同比|比上年|较上年)?(?:[增降涨跌减]幅|(?:增长|下降|增减|变动|变化)(?:率|幅度|百分比)|(?:增长|下降)?比例|增长|增减|下降)"
)
"""Rows below those of two years that say by how much each column changed."""

HEAD_WORDS = regex(
    r"预算|决算|执行|[得扣失丢]分|打分|分值|权重|满分|评分|目标值|实际值|指标值|完成值|完成情况|金额|数量|比例|占比|比重|增减|上年|本年|年初|年末|期初|期末|调整|单位|合计|小计|类别"
    r"|项目|名称|科目|指标|备注|序号|内容|收入|支出|编码|(?:20|19)\d\d年|行次|栏次|率$|数(?:$|[（(])|费$|偏差|原因"
    r"|进度$|^(?:时点|时间|时段|月份|季度|截止时间|截止日期)$"
)
"""Words of column heads; a row of at least two cells with none of its cells a number is a row of heads by them."""
NEW_HEAD_WORDS = regex(
    r"预算数|决算数|执行数|执行率|[得扣失丢]分|分值|权重|满分|指标|目标|完成|项目|名称|科目|金额|数量|序号|单位|占比|备注|年度"
)
"""The same for a row below numbers, where names of rows without numbers look like heads (年初结转和结余)."""
FRESH = regex(r"[一二三]级指标|指标名称")
"""Heads that begin a table of their own right below other heads."""
LEVEL_OF_INDICATORS = regex(r"[一二三四]级指标")
"""A head over the columns of an indicator, which names none of them."""
WORD = regex(r"[\u4e00-\u9fffA-Za-z]")
WORDED = regex(r"值$|情况|单位$|说明|标准|原因|备注|完成|目标")
"""Heads of columns that hold words beside the numbers of a row."""
IGNORED = regex(r"编码|代码|行次|栏次|^(?:序号|编号|电话|联系电话|邮编|页码|备注|类|款|项|No\.?)$")
"""Columns whose numbers measure nothing."""
LEVEL = regex(r"[类款项目]")
"""Heads of the levels of a code, each in a column of its own."""
CODE = regex(r"编码|代码|^[类款项目]$")
"""Heads of codes, which say what a row belongs to: 2080501 is of 20805."""
NAMES = regex(r"(?:三级指标|四级指标|指标名称|具体指标|项目名称|科目名称|名称|品名|品种|品类)$")
"""Heads of the column that names a row."""
LOOSE_NAMES = regex(r"(?:项目|科目|指标|类别|内容|事项)(?:[（(].*[)）])?$")
"""Heads that do so where no better one stands: they may head a column of words too."""
SIDE = regex(r"(?:本年|上年)?(?:收入|支出|资产|负债)")
"""Sides of a table that sets two lists against each other."""
GENERIC_END = regex(r"(?<=..)(?:数额?|金额|额|情况)$")
"""What a head over several adds to a word that those below it have too (预算数 over 年初预算)."""
WHEN = regex(r"上年度?|本年度?|年初|年中|年末|全年|调整后?|追加|期初|期末")
WHAT = regex(r"预算数?|决算数?|执行数?|支出数?|收入数?|余额|结转结余")
"""Heads that stand behind when they are of, though they stand above it: 预算 over 年初 and 调整."""
CHANGE = regex(
    r"增减(?:额|率|幅度|变动)?$|增长率$|变动率$|[增降涨跌减]幅$|增速$|同比$"
    r"|(?:增长|下降|上升|降低|减少|增加|提高|变动|变化|升降|涨跌)(?:率|幅度|比例|百分比)$"
    r"|(?:上年|去年|(?:19|20)\d\d年|年初)[^，]{0,6}(?:比较|相比|变化|变动|差额)$"
    r"|(?:[比较]上年度?|[比较]去年|[比较](?:19|20)\d\d年|同比)(?:增长|增加|上升|提高|下降|减少|降低)$"
)
YEARS_FROM_TO = regex(r"(?:19|20)\d\d年?\s*[-—–~～至]+\s*(?=(?:19|20)\d\d年)")
RARE_UNIT = regex(
    rf"[\u4e00-\u9fff]|[百千万亿]{{0,2}}(?:{MEASURES}|[毫微]?克|毫?升|分贝|度)(?:标准煤|标煤|当量)?"
    rf"(?:/[百千万]?(?:{MEASURES}|[毫微]?克|毫?升|万?元))?"
)
"""A measure that no list knows, in a column of units: 顶, 床, 艘; 千克标准煤/人, 微克/立方米."""
RARE_IN_HEAD = regex(
    r"(?<=[\u4e00-\u9fff]{2})[（(](?P<unit>[^\W\da-zA-Z_增减加升降亏盈负超欠类款项目境含上下前后内外新旧男女甲乙丙丁大中小省市区县乡本级年月日一二三四五六七八九十])[)）]$"
)
"""The same in brackets at the end of a head (开放床位（床）)."""
UNIT_HEADS = regex(r"^(?:计量单位|单位|度量单位)$")

BY_NAME: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"(?:得分|分值|满分|扣分|[评打]分|总分|权重分?|标准分|加分)$"), "分"),
    (regex(r"(?:率|占比|比重|比例|百分比|进度|[增降涨跌减]幅|增速|(?:增长|下降|上升|降低|增减|变动|变化)幅度)$"), "%"),
    (regex(r"(?:人数|在职人员|编制数|实有数|(?:^|行政|事业|人员|机关|核定|总|工勤|公益)编制)$"), "人"),
    (regex(r"面积$"), "平方米"),
)
"""The unit that a head's last word implies where none is written."""
OF_NO_ROW = regex(
    r"(?:得分|分值|满分|扣分|[评打]分|权重分?|标准分|加分|(?<!功)率|占比|比重|比例|百分比|[增降涨跌减]幅|增速"
    r"|(?:增长|下降|上升|降低|增减|变动|变化)幅度)$"
)
"""Heads whose numbers are in a unit of their own, whatever their rows measure."""
RATIOS = (FigureKind.RATE, FigureKind.POINTS, FigureKind.MULTIPLE)
AIMED_AT = regex(r"目标|计划|指标值|完成|实际|任务")
"""Heads of what indicators aimed at and reached."""
SEVERAL_MEASURES = regex(rf"(?:{MEASURES})(?:[、/](?:{MEASURES}))+")
"""Several measure words in brackets (卷、件): what is counted so has no one unit."""
MEASURED = regex(
    r"(?P<unit>[人剂例批场车班户家件条课架航艘辆]次|人天|课时|学时|标准箱)数?$"
    r"|(?P<counted>[件次场期户个天项批份篇条处座台辆套册间株例起宗笔幅张栋幢亩吨家剂])数$"
)
"""A measure word at the end of a head: 应种剂次, 举办场数."""
COUNTS = regex(r"(?:数量|数目|总数|总量)$")
NO_COUNT = regex(
    r"预算|决算|支出|收入|金额|经费|资金|投资|费$|款$|额$|价$|补助|补贴|执行|调整|标准|值$"
    r"|年份|年度|时间|日期|月份|文号|编号|电话|时点|等级|\d年|上年|本年|排名|名次"
)
"""Heads whose bare numbers are no counts of things: money without its unit, years, places in an order."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's or a row's head: its name without unit and year, the unit it states, and its period."""

    name: str
    unit: Unit | None = None
    period: str = ""

    @property
    def ignored(self) -> bool:
        """Whether the numbers below it measure nothing."""
        return bool(IGNORED.search(self.name))


NO_HEAD = Head("")


def head_of(texts: Sequence[str], *, divided: bool = False) -> Head:
    """Return the head that the cells of one column make from the top down; what is said twice counts once.

    Of a head that is ``divided`` into several columns each part counts: 公务用车购置及运行费 has a 运行费 of its own.
    """
    if not texts:
        return NO_HEAD
    name, unit, period = "", None, ""
    for text in texts:
        part, unit_here = _without_unit(PART.sub("", re.sub(r"\s", "", text)))
        unit = unit_here or unit
        period = _period(part) or period
        part = vocabulary.YEARS.sub("", part).strip(vocabulary.EDGES)
        name = "" if part and LEVEL_OF_INDICATORS.fullmatch(name) else name
        if name in part or GENERIC_END.sub("", name) in part:
            name = part
        elif WHEN.fullmatch(part) and WHAT.fullmatch(name):
            name = part + name
        elif part not in name or (divided and part != name):
            name = joined(name, part)
    plain = LOST.sub("扣分", GIVEN.sub("得分", name.translate(vocabulary.QUOTES)))
    return Head(plain, unit, period)


LOST = regex(r"[失丢](?:去|掉)?分(?:值|数)?$")
"""What a column of points lost is headed by too, which is asked for and worked with as 扣分."""
GIVEN = regex(r"(?<!不)打分$")
"""What a column of scores is headed by too, which is asked for and worked with as 得分."""


def row_head(text: str) -> Head:
    """Return the head of a row: without its number, without 其中, with the unit that it states."""
    compact = NUMBERED.sub("", re.sub(r"\s", "", text))
    name, unit = _without_unit(NUMBERED.sub("", PART.sub("", compact)))
    return Head(name.translate(vocabulary.QUOTES).strip(vocabulary.EDGES), unit, _period(name))


def caption_units(text: str) -> tuple[Unit, ...]:
    """Return all units that a caption or a lone cell states, in their order: people and money of 单位：人、万元."""
    compact = re.sub(r"\s", "", text).replace("％", "%")
    for stated in CAPTION_UNIT.finditer(compact):  # 填报单位：某县某局 may stand before it
        if (first := unit_named(stated["unit"] or stated["bare"])) is None:
            continue
        units, at = [first], stated.end()
        while more := FURTHER_UNIT.match(compact, at):
            units += filter(None, [unit_named(more["unit"])])
            at = more.end()
        return tuple(units)
    return ()


def of_several(units: Sequence[Unit], column: Head, row: Head) -> Unit | None:
    """Return the unit of a bare number where a caption states several: money under heads of money, else the count's.

    ``None`` where the heads leave it open, as a wrong unit is worse than no figure.
    """
    money = [unit for unit in units if unit.kind is FigureKind.AMOUNT]
    counts = [unit for unit in units if unit.kind is FigureKind.COUNT]
    meant = money if not counts or any(SAYS_MONEY.search(head.name) for head in (column, row)) else counts
    return meant[0] if len(meant) == 1 else None


def caption_year(text: str) -> str:
    """Return the year that a caption names."""
    years = vocabulary.YEARS.findall(re.sub(r"\s", "", text))
    return years[0] if years else ""


def caption_subject(texts: Sequence[str]) -> str:
    """Return what a caption says its table is of (2023年项目支出情况表: 项目支出); empty for the whole department.

    ``texts`` are the caption and the headings above it, the nearest first: the first with a title decides.
    """
    title = next(filter(None, map(_title, texts)), "")
    subject = CAPTION_END.sub("", title).removeprefix("各")
    return subject if SUBJECT.fullmatch(subject) and not WHOLE_TABLE.search(subject) else ""


def side_of_totals(caption: str, names: Sequence[str]) -> str:
    """Return what the total of a table is of, 收入 or 支出, by its title, else by its rows; empty for neither.

    A heading above it says less: under 支出情况 stands a table of basic spending alone.
    """
    if match := SIDE_OF_ALL.fullmatch(CAPTION_END.sub("", _title(caption))):
        return match["side"]
    rows = {name for name in names if name and not TOTAL.match(name)}
    if any(parts <= rows for parts in SPENT_PARTS):
        return "支出"
    return "收入" if len(rows) > 1 and all(map(INCOME.search, rows)) else ""


def _title(text: str) -> str:
    """Return a caption without its number, its year and who stands before that, and without what stands behind it."""
    title = re.split(r"[\s（(]", NUMBERED.sub("", TABLE_NUMBER.sub("", text.strip())), maxsplit=1)[0]
    title = WHOSE.sub("", YEARS_FROM_TO.sub("", title))
    title = "" if title.startswith("单位") else vocabulary.YEARS.sub("", title)
    return title.translate(vocabulary.QUOTES).strip(vocabulary.EDGES + "。")


def is_part(text: str) -> bool:
    """Whether a row's head says that the row is a part of one above it."""
    return bool(PART.match(NUMBERED.sub("", text.strip())))


def implied_unit(column: Head, row: Head, listed: Unit | None, caption: Unit | None) -> Unit | None:
    """Return the unit of a bare number: what the nearest head states, else what its words imply, else the caption's.

    What a row lists as its unit says more than its own name.  Scores and rates are none of the row's measure
    (纸质档案数字化（万幅）, under 得分), and what was aimed at and done has not the unit of a table of scores.
    """
    if OF_NO_ROW.search(column.name) or _of_its_own(column, row):
        return column.unit or _by_name(column.name)
    for head in (row, column):
        if head.unit:
            return head.unit
    by_name = _by_name(column.name) or listed or _by_name(row.name)
    if by_name:
        return by_name
    if COUNTS.search(column.name) or COUNTS.search(row.name):
        return Unit("", FigureKind.COUNT, 0)
    scored = caption is not None and caption.kind is FigureKind.SCORE
    return None if scored and AIMED_AT.search(column.name) else caption


def _of_its_own(column: Head, row: Head) -> bool:
    """Whether a column of ratios stands beside others that are of the row's measure: 同比（%） of 接待读者（人次）."""
    if column.unit is None or row.unit is None or column.unit.kind not in RATIOS or row.unit.kind in RATIOS:
        return False
    return bool(column.name) and not FILLER.match(column.name) and not AIMED_AT.search(column.name)


def _by_name(name: str) -> Unit | None:
    if implied := next((unit for pattern, unit in BY_NAME if pattern.search(name)), ""):
        return unit_named(implied)
    measured = MEASURED.search(name)
    return unit_named(measured["unit"] or measured["counted"]) if measured else None


def beside(column: Head, row: Head, naming: Sequence[Head]) -> Head:
    """Drop from a column's head the side that it shares with the column of names (收入项目 and 收入决算数)."""
    side = SIDE.match(column.name)
    if not naming or side is None or TOTAL.match(row.name) or not naming[-1].name.startswith(side.group()):
        return column
    return replace(column, name=column.name[side.end() :] or column.name)


def label_of(row: Head, column: Head, parent: str) -> str:
    """Row and column as one name: 公用经费 and 年初预算数 make 公用经费年初预算数, 合计 goes behind its column."""
    if TOTAL.match(row.name):
        parent = "" if parent in column.name else parent
        if OF_RATIO.search(column.name):
            return parent + row.name + column.name
        return joined(parent, column.name.removesuffix(row.name)) + row.name
    if GROWN.fullmatch(row.name) and column.name:
        return joined(column.name, row.name)
    name = parent + row.name
    if FILLER.match(column.name) or column.name in name:
        return name or column.name
    return joined(name, column.name)


def states_unit(text: str) -> bool:
    """Whether a cell of words states a unit in brackets, as heads of columns do (举办活动（场）)."""
    return _without_unit(re.sub(r"\s", "", text))[1] is not None


def _without_unit(text: str) -> tuple[str, Unit | None]:
    for match in BRACKETED.finditer(text):
        inside = match["inside"].replace("％", "%").replace("人民币", "")
        unit = unit_named(inside) if inside else None
        if unit is None and SEVERAL_MEASURES.fullmatch(inside):
            unit = Unit("", FigureKind.COUNT, 0)
        if unit:
            return text[: match.start()] + text[match.end() :], unit
    rare = RARE_IN_HEAD.search(text)
    return (text[: rare.start()], Unit(rare["unit"], FigureKind.COUNT, 0)) if rare else (text, None)


def _period(text: str) -> str:
    text = vocabulary.COMPARISON.sub("", text)  # 比上年增长 is of no year but the report's own
    if years := vocabulary.YEARS.findall(text):
        return str(years[-1])
    stage = vocabulary.STAGE.search(text)
    return re.sub("^调整$", "调整后", stage.group()) if stage else ""
