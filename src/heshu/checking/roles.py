"""What a figure can be in an identity: planned or done, full marks or score, now or before, and of what subject.

Labels are read by their last telling word, then by the words that stand right before the number.  The tables here
are rules of thumb about how these reports write; a figure that none of them fits is `Role.BARE` and takes part only
in identities that hold by its place.
"""

from __future__ import annotations

import re
from enum import StrEnum

from heshu.folding import fold
from heshu.patterns import regex
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


_FUNDS = regex(r"(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算")
_DONE = regex(r"实际|实有|执行[数额]|执行金额|决算|完成[值数量额]|已?支[付出]|使用|拨付|实(?=[^施行])|累计")
_PLAN = regex(r"预算(?!项目|单位|绩效|管理)|计划|目标值|指标值|预期值|任务数|^应|应(?=[\u4e00-\u9fff]$)")
_WEAK_DONE = regex(r"完成|办结|执行|举办|开展|合格|到位")
_REST = regex(r"(?:结余|结转|剩余|余额|未支出|未执行|未使用|节约|节省)(?:资金|金额|数|额)?$")
_OPENING = regex(r"(?:年初|期初|上年末?)(?:的?财政拨款)?(?:结转|结余)")
_CLOSING = regex(r"(?:年末|年底|期末|年终)(?:的?财政拨款)?(?:结转|结余)")
_CHANGED = regex(
    r"(?:增长|增加|提高|提升|上升|上涨|下降|减少|降低|压减|压缩|下滑|回落|调增|调减|追加|追减|核减|增幅|降幅|涨幅|跌幅|减幅|增速|增减|[增减][支收]|变动|变化(?=率|幅)|同比|(?<=[年期])[多少增减])"
    r"(?:了|率|额|幅度?|数|比例|到位)*(?:约|为|达|近|:|：)*$"
)
_ADJUSTMENT = regex(r"(?:调整|变动)率$")
_RATIO = regex(r"(?:完成|执行|支付|达标|合格|办结|到位)(?:比例|比率|占比|比)$")
_FULL = regex(r"(?:总分|满分|分值|权重|标准分)(?:值)?$")
_SCORE = regex(r"(?:得分|[评打]分|自评分)$")
_SCORE_WORDS = regex(r"(自评|实?得分?|扣|满分|总分|分值)$")
_GRADE = regex(r"等级|优秀|良好|合格(?!率)|及格(?!率)|较差|档次")
_WEIGHTED = regex(r"(?:按权重|折算|换算)")
_AVERAGE = regex(r"平均|年度评价执行率|月度")
_PART_YEAR = regex(r"上半年|下半年|季度|\d月|月底")
_UNTIL = regex(r"截[至止]到?(?!12月|2?0?\d*年?12月)[^，。]*月")
_FORMER = regex(r"上年|去年|上一年")
_FORMER_LEAD = regex(r"(?:上年度?|去年|20\d\d年度?)的?$")
_FORMER_LABEL = regex(r"^上年(?!结转|结余|末)|上年(?:支出|收入|决算|数|预算)")
_COMPARES = regex(r"比|较|由|从|与|上年|去年")
_DOWN = regex(r"下降|减少|降低|压减|压缩|下滑|回落|调减|追减|核减|降幅|减幅|跌幅|减[支收]|[少减](?:了)?$")


def role_of(figure: Figure, lead: str) -> Role:
    """The role of a figure; ``lead`` are the words between it and the number before."""
    label, words = _FUNDS.sub("", fold(figure.label)).replace("合计", ""), lead.strip("约为达：: 是")
    match figure.kind:
        case FigureKind.DATE:
            return Role.NONE
        case FigureKind.SCORE:
            return _score(label, words)
        case FigureKind.POINTS:
            return Role.POINTS
        case FigureKind.SHARE if not _RATIO.search(label) and not _CHANGED.search(label):
            return Role.SHARE
    if _changes(words, label, figure.kind):
        return Role.GROWTH if figure.unit in ("%", "倍") else Role.CHANGE
    if figure.unit == "%":
        return _rate(label)
    if words.endswith("调整") and "元" in figure.unit:
        return Role.PLAN
    return _amount(label, fold(figure.period))


def falls(label: str, lead: str) -> bool:
    """Whether a change is a decrease."""
    return bool(_DOWN.search(lead)) if _CHANGED.search(lead) else bool(_DOWN.search(label))


def _changes(words: str, label: str, kind: FigureKind) -> bool:
    if _CHANGED.search(words):
        return True
    if re.search(r"的$|[至到]$", words) or (kind is not FigureKind.CHANGE and not _ADJUSTMENT.search(label)):
        return False
    return bool(_CHANGED.search(label) or _ADJUSTMENT.search(label))


def _score(label: str, words: str) -> Role:
    if _GRADE.search(label):
        return Role.NONE
    if re.search(r"得分为?满分$", words):
        return Role.SCORE
    if _WEIGHTED.search(words or label):
        return Role.WEIGHTED
    if said := _SCORE_WORDS.search(words):
        return {"扣": Role.DEDUCTED, "满": Role.FULL, "总": Role.FULL, "分": Role.FULL}.get(said[1][0], Role.SCORE)
    if re.search(r"(?:扣分|扣减|扣)$", label):
        return Role.DEDUCTED
    if _FULL.search(label):
        return Role.FULL
    return Role.SCORE if _SCORE.search(label) else Role.BARE


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


# ---------------------------------------------------------------- stage


def stage_of(figure: Figure, role: Role, lead: str, year: str) -> str:
    """``initial``, ``adjusted``, ``prior``, ``part`` of a year, or nothing; ``year`` is the report's own."""
    label, period = fold(figure.label), fold(figure.period)
    named = re.findall(r"(?:20|19)\d\d", period)
    if _FORMER.search(period) or (_FORMER_LEAD.search(lead) and _COMPARES.search(lead)):
        return "prior"
    if _FORMER_LABEL.search(label) or (named and year and named[-1] < year):
        return "prior"
    if _PART_YEAR.search(period) or _PART_YEAR.search(label) or _UNTIL.search(lead):
        return "part"
    if role is not Role.PLAN:
        return ""
    if "年初" in label + period or ("批复" in label and "调整" not in label):
        return "initial"
    return "adjusted" if re.search(r"调整|追加后", label + period) or re.search("调整[为到]$", lead) else ""
