"""What a label is about, without what is measured of it, and whether it is income or spending."""

from __future__ import annotations

import re

from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import FigureKind


def flow_of(label: str) -> str:
    """``in`` for income, ``out`` for spending, nothing where the label does not say."""
    ending = re.sub(r"(?:决算|预算|总额|合计|总计|数|金额)+$", "", label)
    found = re.findall(r"收入|拨款|支出|费", ending)
    if not found:
        return ""
    return "in" if found[-1] in ("收入", "拨款") else "out"


_START = regex(
    r"^(?:部门|单位|本级|全年|本年度?|年度执行中|执行中|年度|年中追加?后?|当年|年初|年中|年末|整体|总体|财政(?!拨款|专户)|实际|累计|共计?|预算|决算|支出|收入|调整后?的?|追加后?的?"
    r"|总|其中|街道(?!.)|全[院馆校局委办](?=.)|学院|学校|医院|机关(?!运行)|我[局委办院馆校]|[上本]级|20\d\d年?度?|的|按|经|批复|安排|两项|三项|四项|各项|合计|自评|综合|绩效|评价)"
)


_END = regex(
    r"(?:实际|执行|决算|预算|完成|支付|支出|收入|资金|经费|使用|拨付|安排|批复|下达|年初|全年|年度|当年|本年|调整后?|调整|追加后?|合计|总计|小计|占比|比重"
    r"|总额|金额|额|数|数量|率|进度|控制|得分|扣分|总分|满分|分值|权重|标准分|指标|目标|按权重(?:换算|折算)|(?:年度)?(?:指标|目标|计划|完成|实际|预期)值"
    r"|得分率|年度平均|平均|年度评价|月度|结余|结转|剩余|余额|未支出|未执行|节约|扣减|评分|整体|绩效|自评|综合|计划|共|总|的|上年|去年|项目(?=项目))$"
)


_SCORE_START = regex(
    r"^(?:部门|单位|本级|20\d\d年?度?|本年度|年度|整体|总体|支出|绩效|自评价?|综合|评价|本次|[两三四五六七八各]项|以上|共|总|合计|我[局委办院馆校]|财政)"
)


_SCORE_END = regex(
    r"(?:得分|扣分|总分|满分|分值|权重|标准分|按权重(?:换算|折算)|扣减|评分|指标|自评价?|综合|评价|绩效|整体|支出|部门|合计|总计|部分|方面|总|分|得|计)$"
)


_ALIASES = {
    "日常公用": "公用", "日常": "公用", "人员类": "人员", "项目类": "项目", "“三公”": "三公",
    "人员类项目": "人员类", "运转类项目": "运转类", "特定目标类项目": "特定目标类",
    "公务接待": "公务接待费", "接待": "公务接待费", "接待费": "公务接待费",
    "公车运维": "公务用车运行维护费", "公车运维费": "公务用车运行维护费", "公车运行维护费": "公务用车运行维护费",
    "公车运行费": "公务用车运行维护费", "公务用车运维费": "公务用车运行维护费", "公务用车运行费": "公务用车运行维护费",
    "公务用车运行维护": "公务用车运行维护费", "因公出国境": "因公出国境费", "出国境费": "因公出国境费",
    "因公出国费": "因公出国境费", "因公出国境费用": "因公出国境费", "公务用车购置及运行费": "公务用车购置及运行维护费",
}  # fmt: skip


_CHANGE_TAIL = regex(
    r"(?:共|也)?(?:比|较|同比|环比|与)?(?:上年度?|去年|年初|期初|20\d\d年度?)?[^，]{0,6}(?:增长|增加|提高|提升|上升|下降|减少|降低|压减|调增|调减|增减).*$"
)


_WHOLE_SCORE = regex(
    r"^(?:本?部门|我[局委办院馆校]|[\u4e00-\u9fff]{0,4}项)?(?:整体支出)?(?:绩效|自评|评价|综合|最终)*(?:总|合计|综合)得分(?:为|是)?$"
)
_CLAUSE = regex("[,，;；:：。(（]")


def subject_in(label: str, kind: FigureKind, lead: str) -> str:
    """The subject of a figure; ``lead`` are the words before it, of which a last clause that names the whole counts.

    A score's label leans on what was said before (管理效率 in 管理效率得 49 分，总得分 97.64 分), the words do not.
    """
    if kind is FigureKind.SCORE and _WHOLE_SCORE.match(_CLAUSE.split(lead)[-1]):
        return ""
    return subject_of(label, kind)


def subject_of(label: str, kind: FigureKind = FigureKind.AMOUNT) -> str:
    """What a label is about without what is measured of it: 项目支出全年预算数 is of 项目, 支出总额 of nothing."""
    words = re.sub(r"[“”\"'（）()《》\s]|的(?=[\u4e00-\u9fff])", "", fold(label))
    words = re.sub(r"^(?:比|较|与|同)(?:上年度?|去年|20\d\d年度?)的?(?=..)", "", words)
    words = re.sub(r"^.*(?:包括|其中|包含|支出中|收入中)(?=.)", "", words)
    if kind is FigureKind.SHARE:
        words = re.sub(r"(?<=.)所?占(?!比|用).*$", "", words)
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
