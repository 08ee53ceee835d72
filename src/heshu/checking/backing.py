"""Words held against an evidence's words: which of them join and claim nothing, which claim, and which stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from heshu.patterns import regex

_JOINING = """
根据 依据 按照 报告 显示 可见 可知 其中 分别 为 是 的 了 在 于 和 与 及 以及 并 并且 同时 此外 另外 因此 所以 总体 来看
来说 而言 即 也 还 都 均 该 其 这 那 将 被 由 从 至 如下 主要 包括 具体 方面 部门 单位 数据 金额 数额 数值 年度 达到
计算 得出 得到 核算 结果 参见 原文 写明 指出 提到 提出 说明 表明 回答 您 答案 首先 其次 再次 最后 以下 上述 内容 情况
一是 二是 三是 四是 五是 六是 七是 八是 两者 二者
"""
PLAIN = tuple(sorted(_JOINING.split(), key=len, reverse=True))
"""Words that join and claim nothing, the longer ones first."""
_PLAIN = regex("|".join(PLAIN))
JOINED = regex(rf"^(?:{_PLAIN.pattern})+|(?:{_PLAIN.pattern})+$")
_NOT = "不未没无非"
CLAIMING = regex(
    rf"(?:[{_NOT}]|没有|并非|尚未)*"
    r"(?:一致|相符|吻合|符合|对得上|正确|准确|属实|有误|无误|错误|算错|错|问题|最[高低多少大小好差]|第一|倒数|"
    r"增长|增加|上升|提高|下降|减少|降低|高于|低于|多于|少于|超过|超出|不足|相等|等于|大于|小于|更[高低多少大小好差]|完成|达标)"
    rf"|[{_NOT}][\u4e00-\u9fff]{{1,2}}|比[\u4e00-\u9fff]{{0,12}}[高低多少大小]"
)
"""Words that claim something beyond a number, with what negates them."""
RUN = regex(r"[\u4e00-\u9fff]+")
"""Chinese characters in a row."""


def pairs(window: str) -> set[str]:
    """The character pairs of a text's words, those that join left out."""
    return {run[at : at + 2] for run in RUN.findall(_PLAIN.sub(" ", window)) for at in range(len(run) - 1)}


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text of the same length with blanks in the place of some spans."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def claimed_by(word: str, evidence: str) -> bool:
    """Whether the evidence claims it; what is compared may be named otherwise (比图书馆多, 比图书馆公用支出多)."""
    if word[0] == "比":
        return re.search(rf"比[^,。;]{{0,40}}?{word[-1]}", evidence) is not None
    return stands(word, evidence)


def claim_spans(match: re.Match[str]) -> list[tuple[int, int]]:
    """The characters of a claim; of a comparison 比 and how it ends, and not what is compared."""
    start, end = match.span()
    return [(start, start + 1), (end - 1, end)] if match.group()[0] == "比" else [(start, end)]


def strange(run: str, evidence: str, least: int) -> int:
    """Count the characters of a run of words that neither stand in the evidence nor join.

    A part of the run stands there by itself from ``least`` characters on, or from two between words that join.
    """
    joined = {match.end() for at in range(len(run)) for match in [_PLAIN.match(run, at)] if match} | {0}
    fewest: list[int] = [*range(len(run), 0, -1), 0]  # from each place to the end
    for at in range(len(run) - 1, -1, -1):
        fewest[at] = 1 + fewest[at + 1]
        plain = _PLAIN.match(run, at)
        if plain:
            fewest[at] = min(fewest[at], fewest[plain.end()])
        for end in range(len(run), at + 1, -1):
            bounded = at in joined and (end == len(run) or _PLAIN.match(run, end))
            if (end - at >= least or bounded) and fewest[end] < fewest[at] and stands(run[at:end], evidence):
                fewest[at] = fewest[end]
    return fewest[0]


def stands(words: str, evidence: str) -> bool:
    """Whether words stand in the evidence without being negated there."""
    at = evidence.find(words)
    while at > 0 and evidence[at - 1] in _NOT:
        at = evidence.find(words, at + 1)
    return at >= 0
