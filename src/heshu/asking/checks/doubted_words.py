"""The words of a question that doubts something, without those that only ask whether it is right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.evidence.claimed import Claim
from heshu.asking.evidence.operands import MARKS
from heshu.asking.planning.operations import CHECK_WORDS, CLAIMS_ONLY
from heshu.patterns import regex

EMPTY = regex(
    f"{CHECK_WORDS}|{CLAIMS_ONLY}"
    r"|等于(?=\s)|(?:真的?|确实|果真|当真)是(?=\s)|应当是|应该是|我手工算出来是?|报告(?:称|写的?|报的|说)|报的是|说法|实际是百分之几|吗(?=\??$)|"
    r"(?:写|报|列|填)(?:成|为|作|的是)|(?:跟|和|与|同)报告|登记得?|算算|帮我|保留[一二两三\d]位小数|精确到[一二两三\d]位小数|(?:这个)?差额|[这那]个[降增]幅|听说|口头说|两处|前后|同一个数|写到|一样|相同|报告[里中]|"
    r"怎么算|咋算的?|我怎么算的不一样|add up to|does|its|do |the |is |are "
)


def without(text: str, claims: Sequence[Claim]) -> str:
    """A question without the numbers that it claims and without those words."""
    for claim in claims:
        text = text.replace(claim.text, " ", 1)
    return re.sub(r"[,，]?\s+", " ", EMPTY.sub(" ", text)).strip()


def clause_of(text: str, claim: Claim) -> str:
    """The words beside a claim in its clause, without those that only ask whether it is right."""
    before, _, behind = text.partition(claim.text)
    clause = re.split(r"[,，;；。]|\d[%％万亿元分]*", before)[-1] + " " + re.split(r"[,，;；。\d]", behind)[0]
    return EMPTY.sub(" ", CHECKS.sub(" ", MARKS.sub(" ", clause)))
