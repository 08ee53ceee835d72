"""What was not done yet of what the last answer counts, as the same sentence goes on to state it.

追回资金21.74万元，尚有9.86万元正在追缴: after how much was recovered, 还有多少没追回来 is the figure behind.
"""

from __future__ import annotations

import re

from heshu.asking.evidence.compose import Citer, as_written, sentence_of, value_of, who
from heshu.asking.evidence.operands import Operand, Solver
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, FigureKind, Status

ASKED = regex(
    r"(?:那么?|现在|目前)*(?:还|尚|另外|其余)*(?:有|剩|差)?下?(?:多少|几)(?P<unit>[^,，没未]{0,4})(?:还)?(?:没有?|未|尚未|正在)(?P<done>[^,，?？]{1,6}?)的?[呢?？]*"
)
REMAINS = regex(r"(?:目前|现|另|暂)?(?:(?:尚|还|仍|剩)(?:有|余|剩|欠|未)|余下|其余|剩余|剩下|尚未[一-龥]{0,6})的?$")
"""What a clause says before the number of what is left."""
_OF_DOING = regex(r"[来完成到位好掉去上有的了]")


def told(solver: Solver, question: str, text: str, last: Operand) -> Answer | None:
    """What a follow-up asks for that was not done; ``None`` where it asks for nothing such, or nothing states it."""
    asked = ASKED.fullmatch(text)
    if asked is None or last.figure.kind not in (FigureKind.COUNT, FigureKind.AMOUNT):
        return None
    shelf = solver.shelf(last.card.id)
    passage = shelf.of[last.figure.passage_id]
    span = sentence_of(passage, last.figure.start, last.figure.end)
    stop = min((m.start() for m in re.finditer("[；;]", passage.text) if m.start() > last.figure.end), default=span.end)
    stop = min(stop, span.end)
    behind = [
        figure
        for figure in shelf.figures_in(passage.id, span)
        if last.figure.end <= figure.start < stop and figure.unit == last.unit
    ]
    left = [one for one in behind if REMAINS.search(re.split("[，,、]", passage.text[span.start : one.start])[-1])]
    done = set(_OF_DOING.sub("", asked["done"]))
    spoken = fold(passage.text[span.start : stop])
    if len({(one.value, one.unit) for one in left}) != 1 or not done & set(spoken):
        return None
    citer = Citer(solver.library)
    marker = citer.cite(passage, span)
    quote = passage.text[span.start : span.end].strip()
    said = f"{who(last.card)}还有{as_written(left[0], passage)}。原文：“{quote}”{marker}"
    return Answer(question, Status.ANSWERED, said, (value_of(left[0]),), tuple(citer.found), plan="查数")
