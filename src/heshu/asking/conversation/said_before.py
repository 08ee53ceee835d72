"""The last resort for a follow-up that names no department: what was spoken of before it, put before its words.

这个项目还有多少尾款没付, after which project has the lowest rate: the project's unpaid rest.  The last topic comes
first, then the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from heshu.asking.conversation.turn import Topic
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.operations import is_check
from heshu.asking.telling.reasons import MEASURE
from heshu.asking.wording.question import wanted as wanted_of
from heshu.asking.wording.terms import LIGHT, content, telling
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Figure, FigureKind, Status

POINTS = regex(
    r"^(?:(?:[这那]一?|该|此|上述)(?:个|项|次|批|些)?(?:项目|工作|活动|指标|培训)?|那么|[它他她]们?|其(?!他|它|中|余)|的|又|还|里面?|当中|[,，])+"
)
"""What a follow-up begins with that points at what was spoken of."""
GENERAL = regex(
    r"主要|原因|完成|情况|内容|具体|目标|计划|预算|决算|执行|支出|收入|实际|金额|得分|分值|满分|占比|比例|进度|率|值|数"
)
"""What may be asked of anything: rules of their own know of what, and where they do not it is not guessed."""
IN_WORDS = regex(r"什么|哪|谁|怎么|如何|为什么|为何|为啥")
NOT_DONE = regex(
    r"(?:还|尚|又)*(?:有|剩下?|余下?|差|欠)?(?P<many>(?:多少|几)[件个项户人]?)(?P<thing>[^,，没未]{2,}?)(?:还)?(?:没有?|未|尚未)[^,，]{1,4}?[?？]?"
)
"""还有多少尾款没付: what is not done of a thing that the report may name by itself."""
DENIED = regex("没|未|欠|待|尚")
MATTER = 2
"""Characters from which the words of a follow-up ask for something."""
ENOUGH = 0.6
"""Share of the words asked, by weight, that what answers them must hold."""
TOPICS = 3
"""Topics that are tried, the last first."""


def tried(text: str, topics: Sequence[Topic], figures: Sequence[Figure]) -> Iterator[str]:
    """Questions that put what was spoken of before the words of a follow-up; ``figures`` are the last answer's."""
    words = POINTS.sub("", text)
    matter = "".join(content(GENERAL.sub(" ", words)))
    if not topics or not topics[-1].names or len(matter) < MATTER or is_check(text):
        return
    same = [topic for topic in topics[-TOPICS:] if topic.names == topics[-1].names and topic.phrase]
    lead = "".join(topics[-1].names) + "".join(f"{year}年" for year in topics[-1].years)
    subjects = [MEASURE.sub("", figure.label) for figure in figures]
    of_what = NOT_DONE.fullmatch(words)
    words = f"{of_what['thing']}{of_what['many']}" if of_what else words
    for subject in dict.fromkeys((*subjects, *(topic.phrase for topic in reversed(same)))):
        if subject:
            yield f"{lead}{subject}{words}"


def fits(text: str, told: Answer, last: Answer, shelf: Shelf) -> bool:
    """Whether an answer to such a question answers the follow-up's words, and is not the last figure again."""
    if told.status is not Status.ANSWERED or not told.citations:
        return False
    words = POINTS.sub("", text)
    if not told.values:
        return _fits_in_words(words, told, last)
    said = fold("".join(citation.shown for citation in told.citations))
    label = fold(QUOTED.sub("", told.text))
    if of_what := NOT_DONE.fullmatch(words):
        words = of_what["thing"]
    if (of_what and not DENIED.search(said)) or set(told.values) & set(last.values):
        return False
    asked = (word for word in content(words) if not LIGHT.issuperset(word))
    wanted = telling(asked, shelf.weights)
    return bool(wanted) and shelf.weights.coverage(wanted, label) >= ENOUGH and _of_kind(text, told)


def _fits_in_words(words: str, told: Answer, last: Answer) -> bool:
    """Whether sentences may answer: what was counted last is told of in one of those that were cited for it."""
    if not (last.values and IN_WORDS.search(words)) or (WHEN.search(words) and not DATED.search(told.text)):
        return False
    places = {(citation.report_id, citation.start) for citation in last.citations}
    return any((citation.report_id, citation.start) in places for citation in told.citations)


def _of_kind(text: str, told: Answer) -> bool:
    """Whether the values are in the unit that the follow-up asks for, where it asks for one."""
    kinds = wanted_of(re.sub("呢[?？]?$", "是多少", text)).kinds
    units = {unit for kind, unit in UNITS.items() if kind in kinds}
    return not units or all(value.unit.endswith(tuple(units)) for value in told.values)


UNITS = {FigureKind.RATE: "%", FigureKind.SHARE: "%", FigureKind.AMOUNT: "元", FigureKind.SCORE: "分"}
QUOTED = regex(r"原文：“.*|（按“.*", re.DOTALL)
WHEN = regex(r"什么时(?:候|间)|何时|哪[天年月]|几[月号点]")
DATED = regex(r"\d+[年月日]|季度|[上下]半年")
