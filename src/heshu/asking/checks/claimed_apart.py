"""A check of several claims, cut into a check of each: 培训88人次，完成率110%，会议1300人次，完成率144%.

A clause that says only how something was measured is of the thing that was named last before it, and of that alone; one
before which nothing is named is of the whole department.
"""

from __future__ import annotations

import re

from heshu.asking.checks.in_clauses import CLAUSES, HAS_MONEY, MEASURES_ONLY, OF_MONEY
from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.evidence.claimed import claims_in
from heshu.figures.units import MONEY
from heshu.patterns import regex

RELATES = regex(
    r"据此|[由照按]此|应[该当]?(?=[是为有达\d])|加起来|加总|相加|之和|总和|[÷/=]|除以|等于|对得上|勾稽|假[定设如]|如果|公式|反推|倒推|折合|多少|哪|谁|(?<!第)几(?!乎)|其中|一共|总共|合计|共计"
    r"|剩|[还仅只]有|余下|没|未|超|[差多少](?=[\d了出])|[与和跟同比较](?:上年|去年|同期|20\d\d年)|上年|去年|同比|从[^,，]*到|由[^,，]*到|平均每|人均|每[\u4e00-\u9fff]"
)
"""Words by which one claim is of another, or of more than the report states."""
RATE_BEHIND = regex(
    r"(?P<number>\d[\d.,]*\s*(?:[万亿]?元|[\u4e00-\u9fff]{1,2}?))(?P<rate>(?:指标|预算|资金)?(?:完成|执行|支付)(?:率|进度))"
)
"""A rate right behind the number that it is of: 培训88人次完成率110%."""
RATE_NAMED = regex(r"(?:预算|资金|指标)?(?:执行|完成|支付|支出)(?:率|进度)")
ITS_MEASURE = regex(
    r"(?:的)?(?:(?:(?:年初|全年|当年|调整后?的?|批复的?)*预算(?:调整)?(?:数|金额|安排)?)|(?:指标|预算)?(?:执行|完成|支付)(?:率|进度)|目标|计划)(?:平均)?(?:为|是|有|约|达到?)*$"
)
"""What a clause says at its end was measured of the thing that it names, and of which the next one says another."""


def cut(text: str) -> list[str]:
    """A check of each claim of a folded question without its department; none where it is no such check."""
    plain = RATE_BEHIND.sub(r"\g<number>，\g<rate>", CHECKS.sub(" ", text))
    if RELATES.search(plain):
        return []
    asked: list[str] = []
    head = rate = ""
    for clause in CLAUSES.split(plain):
        claims = claims_in(clause)
        if len(claims) > 1 or (not claims and re.search(r"\d", clause)):
            return []
        words = re.sub(r"[\s的]+$|^\s+", "", clause)
        if not claims:
            head = head if MEASURES_ONLY.fullmatch(words) else words
            continue
        before, _, behind = words.partition(claims[0].text)
        own = re.sub(r"\s", "", before + behind)
        named = RATE_NAMED.search(own)
        if not own and claims[0].unit not in ("%", *MONEY):  # 内设9个科室，4篇
            return []
        if asked and claims[0].unit == "%" and not named and "占" not in own:
            words = before + rate + claims[0].text + behind  # 平均执行率95.81%，全年100%
        rate = named.group() if named else rate
        if MEASURES_ONLY.fullmatch(own):
            whole = OF_MONEY.search(own) and not HAS_MONEY.search(head)  # 6个股室，支出601.60万元
            asked.append(words if whole else head + words)
        else:
            asked.append(words)
            head = ITS_MEASURE.sub("", before.strip()) or behind.strip()
    return [f"{one},对吗" for one in asked] if len(asked) > 1 else []
