"""Two figures are no answer to a question for one by the other: 甲是乙的几倍, 甲比乙多多少, 甲乙合在一起是多少."""

from __future__ import annotations

from heshu.asking.compose import refuse
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Status

ONE_BY_OTHER = regex(
    r"(?:是|为|相当于|等于|有|达|约|的)(?:多少|几)(?:分之几|倍)|倍数"
    r"|比(?!例|重|率)[^,，?？]{1,16}(?:多|少|高|低|大|小)(?:出|了)*(?:多少|几)"
    r"|相差(?:了)?(?:多少|几)|之[比差和](?:是|为|有)?(?:多少|几)"
    r"|(?:合在?一[起块]|合起来|加起来|加在?一[起块]|相加)[^?？]{0,14}(?:多少|几)"
)
"""What asks for one value made of two."""
ALSO_EACH = regex(r"分别|各(?:是|为|有|自|多少|占)|都(?:是|有)?多少")
"""What asks for the two themselves as well."""
SAYS_IT = regex(r"倍|百分点|相差|合计|共计?|总[计共额]|[增减]|[高低多少][出]?[\d.,]")
"""How a report's own words say what came of two figures."""


def refused(answer: Answer) -> Answer:
    """An answer, unless it only looks two figures up where one value made of them was asked for."""
    looked_up = answer.status is Status.ANSWERED and not answer.calculations and len(set(answer.values)) > 1
    question = fold(answer.question)
    if not looked_up or not ONE_BY_OTHER.search(question) or ALSO_EACH.search(question):
        return answer
    if SAYS_IT.search(answer.text.partition("（按")[0]):
        return answer
    return refuse(
        answer.question,
        "没有听懂要拿哪两个数怎么算。请直接问，例如“甲是乙的几倍”“甲比乙多多少”“甲和乙合计多少”，甲、乙写报告里的名称。",
        plan=answer.plan,
    )
