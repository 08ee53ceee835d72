"""How many people a report's list of names holds: 评价工作组一共几个人, 组员有几名."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heshu.asking.evidence.compose import Citer, who
from heshu.asking.evidence.excerpts import Sentence, sentence_spans
from heshu.asking.evidence.operands import Solver
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.expected import PERSON_LISTED
from heshu.patterns import regex
from heshu.records import Answer, PassageKind, Status, Value

ROLE = regex(r"^\s*(?P<role>副?\s*组\s*长|组\s*员|成\s*员)\s*[:：]")
"""What a line of such a list begins with where another kind of member begins."""
OF_ROLE = regex(r"副组长|(?<!副)组长|组员|成员")
TOGETHER = regex("一共|总共|全部|合计|加起来|都算")
GROUP = regex(r"组|名单|成员|人员")


def members(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The number of people that a report's list of its evaluation group names, of one role where that is asked.

    ``None`` where the report has no such list.
    """
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    listed = list(_listed(solver, cards[0].id))
    wanted = set(OF_ROLE.findall(query.text)) - {"成员"}
    lines = [line for role, line in listed if not wanted or role in wanted]
    apart = len(wanted) > 1 and not TOGETHER.search(query.text)
    if not lines or apart or not all(_names_one(line) for _, line in listed):
        return None
    citer = Citer(solver.library)
    for line in lines:
        citer.cite(line.passage, line.span)
    called = "、".join(sorted(wanted)) or "全部成员"
    marks = "".join(f"[{one.marker}]" for one in citer.found)
    text = f"{who(cards[0])}的名单上有{len(lines)}人（{called}，按名单数出）{marks}。"
    return Answer(question, Status.ANSWERED, text, (Value(str(len(lines)), "人"),), tuple(citer.found))


def _names_one(line: Sentence) -> bool:
    """Whether a line of a list names one person, so that lines can be counted: no 成员：甲，乙，丙."""
    return bool(PERSON_LISTED.search(line.text)) and not SEVERAL.search(line.text)


SEVERAL = regex(r"[\u4e00-\u9fff][、，,；;]\s*[\u4e00-\u9fff]")


def _listed(solver: Solver, report_id: str) -> Iterator[tuple[str, Sentence]]:
    """The lines of lists of a group's members that name somebody or a role, each with its role."""
    shelf = solver.shelf(report_id)
    for passage in shelf.readable:
        text = shelf.folded[passage.id]
        if passage.kind is not PassageKind.LIST or not (GROUP.search("".join(passage.path)) and "组" in text):
            continue
        role = ""
        for span in sentence_spans(passage):
            line = text[span.start : span.end]
            begins = ROLE.match(line)
            role = re.sub(r"\s", "", begins["role"]) if begins else role
            if role and (begins or PERSON_LISTED.search(line)):
                yield role, Sentence(passage, span, 1.0)
