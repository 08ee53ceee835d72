"""The figures that a report has of its whole department, whatever it calls them: its score, its spending, its staff.

A report that states its total score in a table's last row, or what it spent under 支出合计决算数, states it.  A name
is read by the words that it may be made of, so that one with any other word in it (三公经费合计) is a part's.  Where
several figures bear such names, that is the whole of which basic and project spending are the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import TYPE_CHECKING

from heshu.asking.evidence.fitting import fits, is_of_years
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.terms import OVERALL
from heshu.figures.units import MONEY, OF_PEOPLE, in_unit
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, PassageKind

if TYPE_CHECKING:
    from heshu.asking.evidence.shelf import Shelf

SPENDING, PROJECTS, BASIC = "总支出", "项目支出", "基本支出"
_OF_ALL = (
    r"(?:全年|全部|本年度?|当年|年度|20\d\d年度?|部门|单位|学校|医院|机关|整体|总体|总的?|资金|财政|实际"
    r"|全[局院校系馆委会]统?)"
)
_SPENT = r"(?:实际|全年|预算(?=执行)|支出|决算|执行|支付|完成|使用|列支|总|数|额|金额|合计|总计|小计|[①-⑳=＝+-]|情况)"
NAMES: dict[str, tuple[re.Pattern[str], FigureKind]] = {
    "自评得分": (
        regex(
            r"(?:(?:年初|全年|本年度?|共|一共)?(?:设定|设置|设立|确定|批复|下达|申报|选取)的?(?:[\u4e00-\u9fff]级|年度|整体|部门|支出|绩效|评价|考核)*指标(?=总))?"
            r"(?:20\d\d年度?|年度|本年度?|部门|单位|学校|医院|学院|中心|机关|整体|支出|预算|资金|绩效|综合|评价|评定|自我?评价?"
            r"|总|最终|最后|各项(?:指标)?|(?:评价|体系|自评)指标|指标(?=总|综合|评价)|实际)*"
            r"(?:得分|[评打]分|总分|自评分)(?:合计|总计|小计)?"
        ),
        FigureKind.SCORE,
    ),
    SPENDING: (
        regex(
            rf"(?:{_OF_ALL}|预算(?=支出))*(?:支出|决算|执行|支付)+{_SPENT}*"
        ),
        FigureKind.AMOUNT,
    ),
    PROJECTS: (
        regex(rf"{_OF_ALL}*(?:安排|实施|纳入绩效管理的部门预算|主要)?(?:项目|专项)(?:支出|资金|经费)?{_SPENT}*"),
        FigureKind.AMOUNT,
    ),
    BASIC: (
        regex(
            rf"{_OF_ALL}*(?:基本支出|人员类?(?:支出|经费)?[和及与、](?:日常)?公用(?:类|经费|支出)*){_SPENT}*"
        ),
        FigureKind.AMOUNT,
    ),
    "在职人员数": (
        regex(
            r"(?:年末|年底|期末|目前|现有|实际|20\d\d年末?|单位|部门|机关|本级|中心|学校|医院|全[局院校系馆委会站所县市区]统?)*"
            r"(?:(?:在职|在编|在岗|实有|现有)(?:的)?)+(?:干部|教?职工|工作人员|员工|人员|人数|人手|总?数|合计)*"
        ),
        FigureKind.COUNT,
    ),
}  # fmt: skip
"""What the names of each are made of, and of which kind it is."""
FULL = regex(r"(?:权重|分值|满分|标准分|总分值|分数)(?:合计|总计|小计)?$")
"""What the full marks of a table are called in its last row."""
HUNDRED = Decimal(100)
IN_TABLES = regex(r"合计|总计|小计")
YUAN = "万元"
FORMER = frozenset({"上年", "去年", "年初", "期初", "上半年", "调整后"})
"""Periods and stages of which no whole is what the year came to."""


def of_whole(ask: Ask, shelf: Shelf) -> list[Figure]:
    """The figures of the report that state the one whole asked for, all of one value; none where that is not sure."""
    found = _whole(ask, shelf)
    return [] if any(not fits(figure, ask) for figure in found) else found  # 项目支出占比多少 asks for no amount


def _whole(ask: Ask, shelf: Shelf) -> list[Figure]:
    if any(not OVERALL.fullmatch(word) for word in ask.rest) or (ask.years and shelf.year not in ask.years):
        return []
    names = [named.term.name for named in ask.named]
    if len(names) == len("甲乙") and names[1] == RATE and names[0] in (PROJECTS, BASIC):
        return _executed(names[0], ask, shelf)
    name = SAME_WHOLE.get(names[0], names[0]) if len(names) == 1 else ""
    if name in RATES_OF:
        return _executed(RATES_OF[name], ask, shelf)
    if name not in NAMES:
        return []
    found = _called(name, ask, shelf)
    if name in (SPENDING, PROJECTS, BASIC):
        return _spent(name, found, ask, shelf)
    if name == "自评得分":
        found = _scored(found, shelf)
    return found if len({figure.value for figure in found}) == 1 else []


SAME_WHOLE = {"决算数": SPENDING}
"""What is asked for under another name where nothing says of what: the final account of a department."""
RATE = "预算执行率"
RATES_OF = {f"{name}{RATE}": name for name in (PROJECTS, BASIC)}
EXECUTED = regex(r"(?:预算)?(?:执行|支付|拨付|完成)(?:率|进度|比例)$")


def _executed(name: str, ask: Ask, shelf: Shelf) -> list[Figure]:
    """The execution rate that stands in the row of a table beside all that was spent on projects, or of all basics."""
    came = _distinct(_spent(name, _called(name, ask, shelf), ask, shelf))
    rows = {
        figure.passage_id
        for figure in shelf.figures
        if figure.unit in MONEY and any(_agree(_worth(figure), value) for value in came) and not _alone(figure, shelf)
    }
    found = [
        figure
        for figure in shelf.figures
        if figure.kind is FigureKind.RATE
        and (label := fold(figure.label))
        and (bare := EXECUTED.sub("", label)) != label
        and (figure.passage_id in rows or (IN_TABLES.search(bare) and NAMES[name][0].fullmatch(bare)))
    ]
    return found if len({figure.value for figure in found}) == 1 else []


def is_called(name: str, figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure's label is made of the words for a whole alone."""
    return bool(NAMES[name][0].fullmatch(_bare(figure, shelf)))


def _bare(figure: Figure, shelf: Shelf) -> str:
    return OWN_YEAR.sub("", shelf.own.sub("", fold(figure.label)))


OWN_YEAR = regex(r"^的?(?:20\d\d年度?)?")


def _called(name: str, ask: Ask, shelf: Shelf) -> list[Figure]:
    form, kind = NAMES[name]
    return [
        figure
        for figure in shelf.figures
        if figure.kind is kind
        and not figure.qualifier
        and figure.value > 0
        and figure.period not in FORMER
        and figure.passage_id in shelf.of
        and (kind is not FigureKind.COUNT or figure.unit in OF_PEOPLE)
        and (kind is not FigureKind.AMOUNT or figure.unit in MONEY)
        and is_of_years(figure, ask, shelf.year)
        and form.fullmatch(_bare(figure, shelf))
    ]


# ------------------------------------------------------------ the score


def _scored(found: Sequence[Figure], shelf: Shelf) -> list[Figure]:
    """Total scores: what sentences say, else the last row of the table whose full marks come to a hundred."""
    said = [figure for figure in found if not IN_TABLES.search(figure.label) and _alone(figure, shelf)]
    rows = [figure for figure in found if IN_TABLES.search(figure.label)]
    of_hundred = [figure for figure in rows if HUNDRED in _full_marks(figure, shelf)]
    sure = of_hundred or [figure for figure in rows if not _full_marks(figure, shelf)]
    if len({figure.value for figure in said}) > 1:
        said = [figure for figure in said if _bare(figure, shelf) not in BARE_SCORES]
    return said or (sure if all(figure.value <= HUNDRED for figure in sure) else [])


BARE_SCORES = frozenset({"得分", "评分", "实际得分", "小计", "得分小计", "自评分"})
"""What the score of any part is called too."""


def _alone(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is no cell of a table's row, which goes by the head of its column where the row has no name."""
    return figure.passage_id in shelf.of and shelf.of[figure.passage_id].kind is not PassageKind.TABLE_ROW


def _full_marks(figure: Figure, shelf: Shelf) -> set[Decimal]:
    return {
        one.value
        for one in shelf.figures_in(figure.passage_id)
        if one.kind is FigureKind.SCORE and FULL.search(one.label)
    }


# ------------------------------------------------------------ what was spent


def _spent(name: str, found: Sequence[Figure], ask: Ask, shelf: Shelf) -> list[Figure]:
    """What was spent of a whole: the one value that is stated, else that which adds up with the two others."""
    each = {one: found if one == name else _called(one, ask, shelf) for one in (SPENDING, PROJECTS, BASIC)}
    values = {one: _distinct(figures) for one, figures in each.items()}
    sums = {
        (total, projects, basic)
        for total, projects, basic in product(*values.values())
        if total not in (projects, basic) and _agree(total, projects + basic)
    }
    place = list(values).index(name)
    proven = _joined(triple[place] for triple in sums)
    if len(proven) == 1:
        return _of_value(found, proven[0])
    left = values[name]
    if name == SPENDING:
        left = [v for v in left if not any(_agree(v, part) for part in (*values[PROJECTS], *values[BASIC]))]
    if len(left) > 1:
        said = _distinct(figure for figure in found if not IN_TABLES.search(figure.label))
        left = [v for v in left if any(_agree(v, one) for one in said)]
    of_money = any(SAYS_SPENT.search(figure.label) for figure in found)
    return _of_value(found, left[0]) if len(left) == 1 and of_money and not sums else []


SAYS_SPENT = regex(r"支出|支付|项目|专项|公用")
"""What the name of a whole says of money spent; 决算合计 alone may be the total of any table."""


def _distinct(figures: Iterable[Figure]) -> list[Decimal]:
    return _joined(_worth(figure) for figure in figures)


def _joined(values: Iterable[Decimal]) -> list[Decimal]:
    """Values without those that another one is, more exactly or less."""
    found: list[Decimal] = []
    for value in values:
        if not any(_agree(value, one) for one in found):
            found.append(value)
    return found


def _of_value(figures: Iterable[Figure], value: Decimal) -> list[Figure]:
    return [figure for figure in figures if _agree(_worth(figure), value)]


def _worth(figure: Figure) -> Decimal:
    """An amount in 万元."""
    return in_unit(figure.value, figure.unit, YUAN) or figure.value


def _agree(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts are one at the digits of the less exact: 3651.89 and 3651.890268."""
    digits = min(one, other, key=lambda value: -int(value.as_tuple().exponent))
    return one.quantize(digits, ROUND_HALF_UP) == other.quantize(digits, ROUND_HALF_UP)
