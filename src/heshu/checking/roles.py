"""What a figure can be in an identity: planned or done, full marks or score, now or before, and of what subject.

Labels are read by their last telling word, then by the words that stand right before the number.  The tables here
are rules of thumb about how these reports write; a figure that none of them fits is `Role.BARE` and takes part only
in identities that hold by its place.
"""

from __future__ import annotations

import re
from enum import StrEnum

from heshu.folding import fold
from heshu.records import Figure, FigureKind


class Role(StrEnum):
    """The part that a figure plays."""

    PLAN = "plan"
    DONE = "done"
    REST = "rest"
    OPENING = "opening"
    CLOSING = "closing"
    BARE = "bare"
    CHANGE = "change"
    GROWTH = "growth"
    POINTS = "points"
    SHARE = "share"
    RATE = "rate"
    AVERAGE = "average"
    SCORE = "score"
    FULL = "full"
    DEDUCTED = "deducted"
    WEIGHTED = "weighted"
    NONE = "none"


_FUNDS = re.compile(r"(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算")
_DONE = re.compile(r"实际|实有|执行[数额]|执行金额|决算|完成[值数量额]|已?支[付出]|使用|拨付|实(?=[^施行])|累计")
_PLAN = re.compile(r"预算(?!项目|单位|绩效|管理)|计划|目标值|指标值|预期值|任务数|^应|应(?=[\u4e00-\u9fff]$)")
_WEAK_DONE = re.compile(r"完成|办结|执行|举办|开展|合格|到位")
_REST = re.compile(r"(?:结余|结转|剩余|余额|未支出|未执行|未使用|节约|节省)(?:资金|金额|数|额)?$")
_OPENING = re.compile(r"(?:年初|期初|上年末?)(?:的?财政拨款)?(?:结转|结余)")
_CLOSING = re.compile(r"(?:年末|年底|期末|年终)(?:的?财政拨款)?(?:结转|结余)")
_CHANGED = re.compile(
    r"(?:增长|增加|提高|提升|上升|上涨|下降|减少|降低|压减|压缩|下滑|回落|调增|调减|追加|追减|核减|增幅|降幅|增减|变动|(?<=[年期])[多少增减])"
    r"(?:了|率|额|幅度?|数|到位)*(?:约|为|达|近|:|：)*$"
)
_ADJUSTMENT = re.compile(r"(?:调整|变动)率$")
_RATIO = re.compile(r"(?:完成|执行|支付|达标|合格|办结|到位)(?:比例|比率|占比|比)$")
_FULL = re.compile(r"(?:总分|满分|分值|权重|标准分)(?:值)?$")
_SCORE = re.compile(r"(?:得分|评分|自评分)$")
_SCORE_WORDS = re.compile(r"(自评|实?得分?|扣|满分|分值)$")
_GRADE = re.compile(r"等级|优秀|良好|合格|及格|较差|档次")
_WEIGHTED = re.compile(r"(?:按权重|折算|换算)")
_AVERAGE = re.compile(r"平均|年度评价执行率|月度")
_PART_YEAR = re.compile(r"上半年|下半年|季度|\d月|月底")
_DOWN = re.compile(r"下降|减少|降低|压减|压缩|下滑|回落|调减|追减|核减|降幅|减幅|[少减](?:了)?$")


def role_of(figure: Figure, lead: str) -> Role:
    """The role of a figure; ``lead`` are the words between it and the number before."""
    label, words = _FUNDS.sub("", fold(figure.label)), lead.strip("约为达：: 是")
    match figure.kind:
        case FigureKind.DATE:
            return Role.NONE
        case FigureKind.SCORE:
            return _score(label, words)
        case FigureKind.POINTS:
            return Role.POINTS
        case FigureKind.SHARE if not _RATIO.search(label):
            return Role.SHARE
    if _changes(words, label, figure.kind):
        return Role.GROWTH if figure.unit in ("%", "倍") else Role.CHANGE
    if figure.unit == "%":
        return _rate(label)
    return _amount(label, fold(figure.period))


def falls(label: str, lead: str) -> bool:
    """Whether a change is a decrease."""
    return bool(_DOWN.search(lead)) if _CHANGED.search(lead) else bool(_DOWN.search(label))


def _changes(words: str, label: str, kind: FigureKind) -> bool:
    if _CHANGED.search(words):
        return True
    if re.search(r"的$|[至到]$", words) or kind is not FigureKind.CHANGE and not _ADJUSTMENT.search(label):
        return False
    return bool(_CHANGED.search(label) or _ADJUSTMENT.search(label))


def _score(label: str, words: str) -> Role:
    if _GRADE.search(label):
        return Role.NONE
    if said := _SCORE_WORDS.search(words):
        return {"扣": Role.DEDUCTED, "满": Role.FULL, "分": Role.FULL}.get(said[1][0], Role.SCORE)
    for pattern, role in ((_WEIGHTED, Role.WEIGHTED),):
        if pattern.search(label):
            return role
    if re.search(r"扣分|扣$|扣减", label):
        return Role.DEDUCTED
    if _FULL.search(label.replace("合计", "")):
        return Role.FULL
    return Role.SCORE if _SCORE.search(label.replace("合计", "")) else Role.BARE


def _rate(label: str) -> Role:
    if re.search(r"(?:目标|指标|预期|计划|完成|实际)值$", label):
        return Role.NONE
    return Role.AVERAGE if _AVERAGE.search(label) else Role.RATE


def _amount(label: str, period: str) -> Role:
    if _OPENING.search(label) or (_REST.search(label) and period in ("年初", "期初")):
        return Role.OPENING
    if _CLOSING.search(label) or (_REST.search(label) and period in ("年末", "年底", "期末")):
        return Role.CLOSING
    if _REST.search(label):
        return Role.REST
    planned = max((found.end() for found in _PLAN.finditer(label)), default=-1)
    done = max((found.end() for found in _DONE.finditer(label)), default=-1)
    if planned > done:
        return Role.PLAN
    if done >= 0 or _WEAK_DONE.search(label):
        return Role.DONE
    return Role.BARE


# ---------------------------------------------------------------- stage, flow, subject


def stage_of(figure: Figure, role: Role, lead: str, year: str) -> str:
    """``initial``, ``adjusted``, ``prior``, ``part`` of a year, or nothing; ``year`` is the report's own."""
    label, period = fold(figure.label), fold(figure.period)
    named = re.findall(r"(?:20|19)\d\d", period)
    if re.search(r"上年|去年|上一年", period) or re.search(r"(?:上年度?|去年|20\d\d年度?)的?$", lead) and _compares(lead):
        return "prior"
    if re.search(r"^上年(?!结转|结余|末)|上年(?:支出|收入|决算|数|预算)", label) or (named and year and named[-1] < year):
        return "prior"
    if _PART_YEAR.search(period) or _PART_YEAR.search(label) or re.search(r"截[至止]到?(?!12月|2?0?\d*年?12月)[^，。]*月", lead):
        return "part"
    if role is not Role.PLAN:
        return ""
    if "年初" in label + period or ("批复" in label and "调整" not in label):
        return "initial"
    return "adjusted" if re.search(r"调整|追加后", label + period) else ""


def _compares(lead: str) -> bool:
    return bool(re.search(r"比|较|由|从|与|上年|去年", lead))


def flow_of(label: str) -> str:
    """``in`` for income, ``out`` for spending, nothing where the label does not say."""
    ending = re.sub(r"(?:决算|预算|总额|合计|总计|数|金额)+$", "", label)
    found = [word for word in re.findall(r"收入|拨款|支出|费", ending)]
    if not found:
        return ""
    return "in" if found[-1] in ("收入", "拨款") else "out"


_START = re.compile(
    r"^(?:部门|单位|本级|全年|本年度?|年度执行中|执行中|年度|年中追加?后?|当年|年初|年中|年末|整体|总体|财政(?!拨款|专户)|实际|累计|共计?|预算|决算|支出|收入|调整后?的?|追加后?的?"
    r"|总|其中|街道(?!.)|学院|学校|医院|机关(?!运行)|我[局委办院馆校]|[上本]级|20\d\d年?度?|的|按|经|批复|安排|两项|三项|四项|各项|合计|自评|综合|绩效|评价)"
)
_END = re.compile(
    r"(?:实际|执行|决算|预算|完成|支付|支出|收入|资金|经费|使用|拨付|安排|批复|下达|年初|全年|年度|当年|本年|调整后?|调整|追加后?|合计|总计|小计|占比|比重"
    r"|总额|金额|额|数|数量|率|进度|控制|得分|扣分|总分|满分|分值|权重|标准分|指标|目标|按权重(?:换算|折算)|(?:年度)?(?:指标|目标|计划|完成|实际|预期)值"
    r"|得分率|年度平均|平均|年度评价|月度|结余|结转|剩余|余额|未支出|未执行|节约|扣减|评分|整体|绩效|自评|综合|计划|共|总|的|上年|去年|项目(?=项目))$"
)
_SCORE_START = re.compile(r"^(?:部门|单位|本级|20\d\d年?度?|年度|整体|总体|支出|绩效|自评|综合|评价|本次|[两三四五六七八各]项|以上|共|总|合计|我[局委办院馆校]|财政)")
_SCORE_END = re.compile(r"(?:得分|扣分|总分|满分|分值|权重|标准分|按权重(?:换算|折算)|扣减|评分|指标|自评|综合|评价|绩效|整体|支出|部门|合计|总计|总|分)$")
_ALIASES = {
    "日常公用": "公用", "人员类": "人员", "人员类项目": "人员类", "运转类项目": "运转类", "特定目标类项目": "特定目标类",
    "结转": "结转结余", "因公出国境费用": "因公出国境费", "公务用车购置及运行费": "公务用车购置及运行维护费", "项目类": "项目", "日常": "公用", "“三公”": "三公",
}  # fmt: skip
_CHANGE_TAIL = re.compile(r"(?:共|也)?(?:比|较|同比|环比|与)?(?:上年度?|去年|年初|期初|20\d\d年度?)?[^，]{0,6}(?:增长|增加|提高|提升|上升|下降|减少|降低|压减|调增|调减|增减).*$")


def subject_of(label: str, kind: FigureKind = FigureKind.AMOUNT) -> str:
    """What a label is about without what is measured of it: 项目支出全年预算数 is of 项目, 支出总额 of nothing."""
    words = re.sub(r"[“”\"'（）()《》\s]|的(?=[\u4e00-\u9fff])", "", fold(label))
    words = re.sub(r"^.*(?:包括|其中|包含|支出中|收入中)(?=.)", "", words)
    if kind is FigureKind.SCORE:
        return _stripped(words, _SCORE_START, _SCORE_END)
    words = _CHANGE_TAIL.sub("", words) if not words.startswith(("比", "较", "同比")) else ""
    words = _stripped(words, _START, _END)
    words = words.removesuffix("项目") if len(words) >= 6 else words
    return _ALIASES.get(words, words)


def _stripped(words: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    before = None
    while words != before:
        before = words
        words = end.sub("", start.sub("", words))
    return words
