"""A claim with the way to work it out behind it: 报告说甲X万元。用乙减掉丙，应当是多少？它写得对不对.

The working that the question spells out is run as a question of its own, and the claim is held against what it comes
to; nothing else is, be it a figure of the claim's own name.
"""

from __future__ import annotations

from collections.abc import Sequence

from heshu.asking.checks.worked_out import CHECKS, against
from heshu.asking.evidence.claimed import Claim, claims_in
from heshu.asking.evidence.operands import MARKS, Solver
from heshu.asking.planning.scope import Scope
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, Status

_NAME = r"[^,，。;；:：?？\d+＋÷]{2,24}?"
_SIGN = (
    r"(?P<less>减[掉去]|减(?![少免排负轻税弱缓压])(?=[\u4e00-\u9fff]{2})|扣[掉除]|刨[掉去]|去掉)"
    r"|(?P<more>加上|(?<![增追参添])加(?![强快大速减])(?=[\u4e00-\u9fff]{2}))|(?P<over>除以|÷)"
)
WORKING = regex(
    r"^(?P<claimed>.*?\d.*?)[,，。;；:：?？]\s*(?:那么?|就|请你?|可|若|如果|要是|按理|应当?|应该|我们?|帮我)*"
    r"(?:用|拿|把|将|以|从|按照?)的?"
    rf"(?P<a>{_NAME})(?:里面?|中|当中)?(?:{_SIGN})(?P<b>{_NAME})"
    r"(?P<rest>(?:的话|之?后)?(?:[,，。;；:：?？\s]|$|来?算|一算|得|应|该|等于|是|为|的差|会|能).*)$"
)
"""A claim, and what is taken from what behind it."""
FILLER = regex(
    r"(?:[,，。;；:：?？\s]|的话|之?后|来|一?算|出来?|下来|得到?|应[当该]?|该|等于|是|为|的?差额?|会|能|结果|多少|几|百分之|亿元?|万元?|元|[个人件]|"
    r"它|报告|这个?|那个?|数字?|金额|话|跟|和|与|同|写|说|报|列|填|上面|里|中?的|对|错|不|没|有|了|吗|呢|吧|么|准确?|正确|一致|一样|相符|符|站|住|成立|问题|矛盾|出入|看看|才|真|确实|究竟|到底)*"
)
"""What asks what it comes to and whether the claim is right, and names nothing."""


def is_spelled_out(text: str) -> bool:
    """Whether a question claims a number and says behind it how it is to be worked out."""
    return bool(WORKING.fullmatch(text.strip()))


def held(solver: Solver, question: str, text: str, claims: Sequence[Claim], where: Scope) -> Answer | None:
    """The claim against what the question's own working gives; ``None`` where it spells none out behind its claim."""
    found = WORKING.fullmatch(text.strip())
    if found is None or len(claims) != 1 or solver.alone is None or len(where.mentions) != 1:
        return None
    if claims_in(CHECKS.sub(" ", found["claimed"])) != list(claims) or not FILLER.fullmatch(
        CHECKS.sub("", found["rest"])
    ):
        return None
    one, other = (MARKS.sub("", found[side]).strip("的") for side in "ab")
    sign = "减去" if found["less"] else "加上" if found["more"] else "除以"
    years = "".join(f"{year}年" for year in where.years)
    answer = solver.alone(f"{where.mentions[0].words}{years}{one}{sign}{other}是多少")
    if (
        answer is None
        or answer.status is not Status.ANSWERED
        or len(answer.calculations) != 1
        or len(answer.values) != 1
    ):
        return None
    unit = answer.values[0].unit
    return against(answer, claims, text) if {unit, claims[0].unit} <= set(MONEY) or unit == claims[0].unit else None
