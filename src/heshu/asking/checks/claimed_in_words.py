"""What a check claims beside its number in words alone: 自评99分，等级良好; 得分96.88分，是五个部门里最低; 全部花完了.

A verdict on the number alone would pass for one on the whole.
"""

from __future__ import annotations

import re
from dataclasses import replace

from heshu.asking.checks.put_back import agree
from heshu.asking.checks.weighing import Check
from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.evidence.claimed import Claim, claims_in
from heshu.asking.wording.parts import joined
from heshu.patterns import regex
from heshu.records import Answer, Found, Status, Verdict

_GRADE = r"优秀|良好|合格|优|良|中(?![,，]|[央心的里得])|差(?![异额距])"
GRADE = regex(rf"(?:等级|评级|档次|评定|评价|结果)[^,，]{{0,4}}?(?:{_GRADE})|^(?:评|定|属|等次)[为于]?(?:{_GRADE})")
PLACE = regex(
    r"(?:部门|单位|家|[区市县]|当中|中|里面?|^(?:也|又|都|就)?(?:是|排|位列|属于|为))(?:的?排)?(?:名)?"
    r"(?:最[高低多少好差]|第[一二三四五]|倒数第|垫底)"
)
SPENT = regex(
    r"(?:全部|都|已经?|全)+(?:花|用|支|执行|付)(?:完|光|出去|掉|清)|(?:一分)?(?:没有?|未)(?:剩|结余|花完|用完)"
)
REACHED = regex(
    r"(?:达到|完成|超过|实现|未达到?|没有?达到?|没有?完成)了?(?:年初|年度|绩效|预定|预期|全年)*(?:的)?(?:目标|任务|计划)|达标"
)
AT_END = regex(r"(?:是|为|指|属于)(?:年[初末]|上年|去年|期[初末]|预算|决算|计划|目标|合计)[数值]?(?:的)?$")
WORDS = (GRADE, PLACE, SPENT, REACHED, AT_END)
STOP = regex(r"(?<!\d)[,，;；。]|[,，](?!\d{3})")
OPPOSITE = {"年初": "年末", "年末": "年初", "期初": "期末", "期末": "期初"}


def claimed(text: str) -> str:
    """The clause, or the end of one, in which a folded check claims something without a number; empty without one."""
    for clause in STOP.split(CHECKS.sub("", text)):
        claims = claims_in(clause)
        said = (clause.partition(claims[-1].text)[2] if claims else clause).strip(" 的,，?？吗")
        if any(pattern.search(said) for pattern in WORDS):
            return said
    return ""


def question_of(said: str, label: str) -> str:
    """The question, without its department, that decides a claim about a figure; empty where none does."""
    if PLACE.search(said):
        return f"{label}{said}吗"
    if graded := GRADE.search(said):
        grade = re.search(rf"(?:{_GRADE})$", graded.group())
        return f"等级是{grade.group()}吗" if grade else ""
    return f"{label}达到目标了吗" if REACHED.search(said) else ""


def of_other_end(said: str, told: Answer) -> Answer | None:
    """That a number is of the other end of the year than claimed; ``None`` where that is not claimed, or not so."""
    word = next((word for word in OPPOSITE if AT_END.search(said) and word in said), "")
    if not word or word in told.text or OPPOSITE[word] not in told.text or not told.calculations:
        return None
    first = replace(told.calculations[0], verdict=Verdict.INCONSISTENT)
    text = f"不对，不是{word}的数。{told.text}"
    return replace(told, text=text, calculations=(first, *told.calculations[1:]))


def left_open(told: Answer, said: str) -> Answer:
    """A verdict on the number alone: it is none on what is claimed with it."""
    return replace(told, status=Status.CLARIFY, values=(), text=f"{told.text}\n没有核对：{said}。")


def told(number: Answer, check: Check, claim: Claim, said: str) -> Answer:
    """The verdict on a number with that on what is claimed beside it in words."""
    if other_end := of_other_end(said, number):
        return other_end
    labels = [figure.label for one in number.calculations for figure in one.operands] or [""]
    label = "自评得分" if claim.unit == "分" else labels[0]
    asked = question_of(said, label) if label else ""
    words = check.ask(check.lead + asked) if asked else None
    decided = words and words.status is Status.ANSWERED and Found.DECIDED in words.found
    if words is None or not decided:
        return left_open(number, said) if number.status is Status.ANSWERED else number
    if number.status is not Status.ANSWERED:
        right = any(agree(claim, value) for value in words.values)
        return replace(words, question=number.question) if right else number
    return replace(joined(number.question, [number, words]), plan=number.plan)
