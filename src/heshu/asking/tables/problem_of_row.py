"""What a report's problems tell of a row of its indicators that lost points, by a word of the row in their heading."""

from __future__ import annotations

from collections.abc import Collection

from heshu.asking.evidence.excerpts import Sentence, sentence_spans
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.tables import lost_rows
from heshu.asking.telling.reasons import FELL_SHORT, HIGH, LOW, PROBLEMS, SHORT, Asked, names_of, unquoted
from heshu.asking.wording.terms import pairs
from heshu.patterns import regex
from heshu.records import PassageKind


def sentences(shelf: Shelf, asked: Asked) -> list[Sentence]:
    """What a problem tells whose heading speaks of a word of the row: 培训组织不理想, of 技能提升培训人数.

    The row fell short and lost points, and the word is of no other row that did; nothing is told where the headings of
    two problems hold one.
    """
    names = {unquoted(name) for name in names_of(asked)}
    lost = {unquoted(name) for name, _ in lost_rows.lost(shelf.of.values())}
    mine = {
        row for row in lost for name in names if len(name) > SHORT and (row.startswith(name) or name.startswith(row))
    }
    of_a_rise = HIGH.search(asked.question) and not LOW.search(asked.question) and "差" not in asked.question
    if len(mine) != 1 or of_a_rise:
        return []
    others = "|".join(lost - mine)
    own = {word for word in pairs(mine) if word not in others and not ANY_WORK.search(word)}
    told: dict[str, list[Sentence]] = {}
    for passage in shelf.readable if own else ():
        if passage.kind is PassageKind.TABLE_ROW or not any(PROBLEMS.search(head) for head in passage.path):
            continue
        spans = list(sentence_spans(passage))
        head = unquoted(passage.text[spans[0].start : spans[0].end]) if len(spans) > 1 else ""
        above = unquoted(passage.path[-1]) if any(map(PROBLEMS.search, passage.path[:-1])) else ""
        titled = next((one for one in (above, head) if _says_short(one, own)), "")
        if titled:
            told.setdefault(titled, []).extend(Sentence(passage, span, 1.0) for span in spans)
    return next(iter(told.values()))[:3] if len(told) == 1 else []


def _says_short(heading: str, words: Collection[str]) -> bool:
    """Whether a problem's heading says of one of some words that it fell short."""
    return len(heading) <= HEADING and bool(FELL_SHORT.search(heading)) and any(word in heading for word in words)


HEADING = 24
"""Characters up to which the first sentence of a problem is its heading."""
ANY_WORK = regex(
    r"预算|执行|资金|项目|完成|工作|指标|管理|年度|全年|支出|单位|机制|建设|服务|实施|开展|数量|人数|人员|质量"
    r"|绩效|目标|及时|满意|制度"
)
"""Words of many an indicator's name and of many a problem."""
