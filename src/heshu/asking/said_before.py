"""The last resort for a follow-up that names no department: what was spoken of before it, put before its words.

这个项目还有多少尾款没付, after which project has the lowest rate: the project's unpaid rest.  The last topic comes
first, then the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from heshu.asking.operations import is_check
from heshu.asking.reasons import MEASURE
from heshu.asking.shelf import Shelf
from heshu.asking.terms import LIGHT, content, telling
from heshu.asking.turn import Topic
from heshu.folding import fold
from heshu.records import Answer, Figure, Status

POINTS = re.compile(
    r"^(?:(?:[这那]一?|该|此|上述)(?:个|项|次|批|些)?(?:项目|工作|活动|指标|培训)?|那么|[它他她]们?|其(?!他|它|中|余)|的|又|还|里面?|当中|[,，])+"
)
"""What a follow-up begins with that points at what was spoken of."""
IN_WORDS = re.compile(r"什么|哪|谁|怎么|如何|为什么|为何|为啥")
NOT_DONE = re.compile(
    r"(?:还|尚|又)*(?:有|剩下?|余下?|差|欠)?(?P<many>(?:多少|几)[件个项户人]?)(?P<thing>[^,，没未]{2,}?)(?:还)?(?:没有?|未|尚未)[^,，]{1,4}?[?？]?"
)
"""还有多少尾款没付: what is not done of a thing that the report may name by itself."""
DENIED = re.compile("没|未|欠|待|尚")
MATTER = 2
"""Characters from which the words of a follow-up ask for something."""
ENOUGH = 0.6
"""Share of the words asked, by weight, that what answers them must hold."""
TOPICS = 3
"""Topics that are tried, the last first."""


def tried(text: str, topics: Sequence[Topic], figures: Sequence[Figure]) -> Iterator[str]:
    """Questions that put what was spoken of before the words of a follow-up; ``figures`` are the last answer's."""
    words = POINTS.sub("", text)
    if not topics or not topics[-1].names or len("".join(content(words))) < MATTER or is_check(text):
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
    if not told.values:
        return bool(IN_WORDS.search(text))
    again = set(told.values) & set(last.values)
    said = fold("".join(citation.shown for citation in told.citations) + told.text.split("（按")[0])
    of_what = NOT_DONE.fullmatch(POINTS.sub("", text))
    if of_what and not DENIED.search(said):
        return False
    text = of_what["thing"] if of_what else text
    words = (word for word in content(POINTS.sub("", text)) if not LIGHT.issuperset(word))
    wanted = telling(words, shelf.weights)
    return not again and bool(wanted) and shelf.weights.coverage(wanted, said) >= ENOUGH
