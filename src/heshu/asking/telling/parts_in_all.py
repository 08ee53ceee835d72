"""The numbers of one sentence that come to what is asked in all: 区级河长巡河412次，镇级河长巡河5,836次."""

from __future__ import annotations

from collections.abc import Sequence

from heshu.asking.evidence.choosing import FigureMatch
from heshu.asking.evidence.compose import sentence_of
from heshu.asking.evidence.shelf import Shelf
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, PassageKind

IN_ALL = regex(r"一共|总共|合计|总计|加起来")
"""What asks for the whole of several."""
WITHIN = regex(r"其中|包括|包含|含|里面|当中|分别|[(（]")
"""What says that one number is a part of another, or that a name stands elsewhere."""
WHOLE_SAID = regex(r"一共|总共|合计|总计|共计|累计|总[数量计]|共$|总$")
"""What says of a number that it is all."""
ENDING = 2
"""Characters in which the names of numbers of one kind end alike: 区级河长巡河, 镇级河长巡河."""
SAME_RECALL = 0.001
ADDED = frozenset({FigureKind.COUNT, FigureKind.AMOUNT})
WHOLE_YEAR = frozenset({"", "全年", "本年", "当年", "年度"})


def parts_of_kind(found: FigureMatch, matches: Sequence[FigureMatch], shelf: Shelf) -> list[Figure]:
    """The numbers of a figure's own sentence that hold a question as fully and are called alike, in their order.

    The figure alone where one is said to be all, or a part of another.
    """
    figure = found.figure
    passage = shelf.of[figure.passage_id]
    if figure.kind not in ADDED or passage.kind is PassageKind.TABLE_ROW:
        return [figure]
    span = sentence_of(passage, figure.start, figure.end)
    here = (one.figure for one in matches if one.recall > found.recall - SAME_RECALL)
    near = [one for one in here if one.passage_id == figure.passage_id and span.start <= one.start < span.end]
    parts = sorted(
        {one.span: one for one in (figure, *near) if _alike(one, figure)}.values(), key=lambda one: one.start
    )
    labels = [fold(one.label) for one in parts]
    leads = [passage.text[max(one.start - 4, 0) : one.start] for one in parts]
    whole = any(WHOLE_SAID.search(text) for text in (*labels, *leads))
    inside = WITHIN.search(passage.text[span.start : parts[-1].end])
    periods = {one.period for one in parts} - WHOLE_YEAR
    sure = len(set(labels)) == len(labels) and not whole and not inside and len(periods) <= 1
    return parts if sure else [figure]


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two numbers count one thing by one measure, and neither is a bound."""
    same = (one.kind, one.unit, one.qualifier) == (other.kind, other.unit, other.qualifier)
    return same and fold(one.label)[-ENDING:] == fold(other.label)[-ENDING:]
