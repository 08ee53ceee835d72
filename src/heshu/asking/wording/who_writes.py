"""Who writes of one thing and who of another, one question for each: 写到甲的是哪家，写到乙的又是哪家."""

from __future__ import annotations

import re

from heshu.patterns import regex

_WHO = r"哪(?:一|个|几|家|份|些|两|三)*(?:部门|单位|报告|家)?"
_SAYS = r"(?:写到|写明|写了|写|提到|提及|提|说到|说了|说|讲到|讲|谈到|承认|列出|列了|披露|公布|公开|报告)了?"
LAST = regex(
    rf"(?:而|那|又|还有|再|以及)*(?P<says>{_SAYS})(?P<what>[^,，?？。]{{2,24}}?)的(?:又|则|还|那)*(?:是)?(?P<who>{_WHO})的?(?:报告)?(?:里|中)?"
)
"""The thing before who is asked for: 写到垃圾分类的是哪个部门的报告."""
FIRST = regex(
    rf"(?:而|那|又|还有|再|以及|是)*(?P<who>{_WHO})(?:的?报告)?(?:里|中)?(?:又|则|还|明确|自己)*(?P<says>{_SAYS})(?P<what>[^,，?？。]{{2,24}}?)"
)
LEANING = regex(rf"(?:而|那|又|还有|再|以及)*(?P<says>{_SAYS})(?P<what>[^,，?？。]{{2,24}}?)的?呢")
"""A second thing whose who is understood: 写了乙的呢."""
OTHERWISE = regex(rf"(?:而|那|又|还有|再|以及|是)*(?P<rest>{_WHO}[^,，?？。]{{4,30}})")
"""Another question for who, in words of its own, behind one for who writes of something."""
AT_AN_END = regex(r"最|第[一二三]|比|多少|几分|为什么|怎么|如何|原因|打算|计划|准备|下一步|已经")
"""What no such question holds: it is one of another kind, or leans on the first."""


def each(text: str) -> list[str]:
    """The questions of a (folded) text, one for each thing; empty where it is not of this kind."""
    clauses = [clause.strip() for clause in re.split("[,，?？;；。]", text) if clause.strip()]
    if len(clauses) < len("甲乙") or AT_AN_END.search(text):
        return []
    asked = [_one(clause, first=not n) for n, clause in enumerate(clauses)]
    return [one for one in asked if one] if all(asked) else []


def _one(clause: str, *, first: bool) -> str:
    match = LAST.fullmatch(clause) or FIRST.fullmatch(clause) or (None if first else LEANING.fullmatch(clause))
    if match:
        who = match.groupdict().get("who") or "哪个部门"
        return f"{who if len(who) > 1 else '哪个部门'}{match['says']}{match['what']}"
    other = None if first else OTHERWISE.fullmatch(clause)
    return other["rest"] if other else ""
