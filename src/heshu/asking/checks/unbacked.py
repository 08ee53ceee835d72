"""What is asked of a number is no answer's that quotes sentences without it: whether it is right, or who passes it."""

from __future__ import annotations

from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.evidence.claimed import claims_in
from heshu.asking.evidence.compose import refuse
from heshu.asking.planning.operations import is_check
from heshu.asking.wording.adding import ADDED
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Status

QUOTES = ("查原文", "查章节", "查数")
"""Plans of answers that quote what is like the question."""

SUM_DOUBTED = regex(rf"(?:{ADDED})[^,，。]{{0,12}}(?:对|吗|准|没错)")
"""What doubts a sum without a number."""

ROWS_PASSING = regex(
    r"(?:哪[些几]?[个项]*|有几[个项]|多少[个项])的?(?:重点|具体|专项)?(?:项目|指标)的?[^,，。\d]{0,10}(?:率|得分|评分|分数)(?:都|也)*(?:低于|高于|不到|不足|超过|达到|等于|是|为|在)了?\d"
)
"""Which of a report's rows pass a limit, which sentences that are like the question do not tell."""


def refused(question: str, marked: str, answer: Answer) -> Answer:
    """An answer, unless it only quotes sentences of which none holds the number that the question doubts."""
    quotes = answer.status is Status.ANSWERED and not answer.values and answer.plan.startswith(QUOTES)
    if quotes and ROWS_PASSING.search(marked):
        return refuse(question, "报告里没有能这样逐项比较的表。请直接问其中一项的数。", plan=answer.plan)
    if not quotes or not is_check(marked):
        return answer
    claims = claims_in(CHECKS.sub(" ", marked))
    shown = "".join(fold(citation.shown).replace(",", "") for citation in answer.citations)
    if not claims and SUM_DOUBTED.search(marked):
        return refuse(question, "报告里没有找到可以加起来核对的那几个数。", plan=answer.plan)
    if not claims or any(format(claim.value, "f") in shown for claim in claims):
        return answer
    said = "、".join(claim.text for claim in claims)
    return refuse(question, f"报告里没有找到可以核对“{said}”的数。", plan=answer.plan)
