"""Why points were lost of an indicator that the report speaks of by its number alone: D2失1分，主要是….

Where a report numbers its indicators (A1 财政资金执行率, D2 职工满意度), the number with which the name begins leads
to the clause that says what was lost and why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.asking.evidence.compose import Citer, refuse, sentence_of, who
from heshu.asking.evidence.operands import Solver
from heshu.asking.planning.scope import Scope
from heshu.patterns import regex
from heshu.records import Answer, Passage, Status

ASKED = regex(
    r"(?P<what>[^,，?？]{3,20}?)(?:这一?项|这个)?的?(?:指标)?(?:得分)?(?:是)?(?:"
    r"(?:为什么|为啥|为何|怎么|因为什么)(?:会|就|还|要|被)?(?:[扣丢失]掉?了?\d*分?|(?:没有?|未)(?:能)?(?:[得拿]到?|打)?满分)(?:的|了|呢)?"
    r"|[扣丢失]掉?了?(?:的)?\d*分的?(?:主要|具体)?(?:原因|理由)(?:是什么|是啥|呢)?)[?？。]?"
)
"""A question why points were lost of an indicator that it names."""
CODED = regex(r"(?<![A-Za-z])(?P<code>[A-Z]\d{1,2})[\s.、:：]*(?P<name>[\u4e00-\u9fff、（）()]{3,24})")
ANY_LOST = regex(r"(?<![A-Za-z0-9])[A-Z]\d{1,2}(?:指标)?(?:被)?[扣失丢减](?:了)?\s*\d")
LOST = r"(?:指标)?(?:被)?[扣失丢减](?:了)?\s*\d[\d.]*分[^；;。]*"


def told(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The clause on the number of the indicator that is named; ``None`` where none is, or none is spoken of so."""
    asked = ASKED.fullmatch(where.unmarked.strip("的 ,，"))
    if asked is None or len(where.reports) != 1 or not where.named or not where.held:
        return None
    card = solver.library.card_of[where.reports[0]]
    shelf = solver.shelf(card.id)
    what = asked["what"].strip("的")
    coded = [(p, m) for p in shelf.readable for m in CODED.finditer(p.text)]
    named = [one for one in coded if one[1]["name"].endswith(what) or what.endswith(one[1]["name"])]
    named = [one for one in named if one[1]["name"] == what] or named
    codes = {match["code"] for _, match in named}
    if len(codes) != 1:
        return None
    code = codes.pop()
    found = [(p, m) for p in shelf.readable for m in re.finditer(rf"(?<![A-Za-z0-9]){code}{LOST}", p.text)]
    if not found and any(ANY_LOST.search(passage.text) for passage in shelf.readable):
        return refuse(question, f"{who(card)}的报告没有说明“{what}”为什么扣分。")
    if len(found) != 1 or "，" not in found[0][1].group():
        return None
    return _said(solver, question, who(card), [named[0], found[0]])


def _said(solver: Solver, question: str, whose: str, found: Sequence[tuple[Passage, re.Match[str]]]) -> Answer:
    """The indicator by its number and name, and the clause on it, each with its citation."""
    citer = Citer(solver.library)
    (_, name), (_, clause) = found
    marks = [citer.cite(passage, sentence_of(passage, match.start(), match.end())) for passage, match in found]
    text = f"{whose}{name.group().strip()}{marks[0]}：“{clause.group().strip()}”{marks[1]}"
    return Answer(question, Status.ANSWERED, text, (), tuple(citer.found), plan="查原文〔按指标编号〕")
