"""Departments beside the names by which a question calls them: 沙泉市妇女联合会（沙泉市妇联）.

Where a question names several, its own short names tell at once which is which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from heshu.asking.evidence.compose import display_name
from heshu.asking.planning.scope import Gazetteer, scope
from heshu.asking.wording.question import understand
from heshu.folding import fold, in_order
from heshu.patterns import regex
from heshu.records import Answer, Status

BEFORE = r"(?:^|(?<=[是、，；：（\n]))"
"""Where an answer speaks of a department itself, and quotes nobody."""
AFTER = r"(?![\u4e00-\u9fff]*[”》])(?!（)"
NAME = regex(r"[\u4e00-\u9fff]+")


def as_called(answer: Answer, question: str, gazetteer: Gazetteer) -> Answer:
    """An answer with each department's name followed once by the one that the question has for it."""
    if answer.status is not Status.ANSWERED:
        return answer
    text = answer.text
    for department, called in _names(question, gazetteer):
        if called not in text:
            said = rf"{BEFORE}{re.escape(department)}{AFTER}"
            text = re.sub(said, f"{department}（{called}）", text, count=1)
    return replace(answer, text=text)


def _names(question: str, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Departments as answers name them, with the short names of a question that speaks of several."""
    asked = understand(question)
    mentions = () if asked.english else scope(asked.text, gazetteer).mentions
    if len(mentions) < len("甲乙"):
        return
    for mention in mentions:
        departments = {gazetteer.card_of[report].department for report in mention.reports}
        called = mention.words
        if len(departments) == 1 and not mention.region and NAME.fullmatch(called):
            department = departments.pop()
            if _shortens(called, fold(department)):
                yield display_name(department), called


def _shortens(called: str, department: str) -> bool:
    """Whether a name is a department's with characters left out, and so is not misspelt."""
    return called not in department and in_order(called, department)
