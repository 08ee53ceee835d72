"""Whether a count reached its target: the second half of 来了多少人次，超没超目标, answered beside the first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from heshu.asking.evidence.aims import COLUMN, is_target
from heshu.asking.evidence.calculating import gap_of
from heshu.asking.evidence.compose import Citer, as_written, sentence_of
from heshu.asking.evidence.fitting import of_year
from heshu.asking.evidence.operands import Operand
from heshu.asking.evidence.shelf import Shelf
from heshu.folding import fold
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Card, Citation, Figure, FigureKind, Found, Status

_AIM = r"(?:年初|年度|原定|原来|当初|预定|预期|既定|规定|设定|定下?|下达|批复)*的?(?:目标|计划|任务|指标|要求)值?"
_DONE = r"(?:弄|做|办|完成|搞|落实|实现|达到|干)"
_OR_NOT = r"(?:了?没有?|了?吗|了不|了没啊?|没啊?)"
VERDICT = regex(
    rf"(?P<first>.+?(?:多少|几).*?)[,，、\s？?]+(?:算不算|是不是|有没有|是否|算|都|全部?|最后|到底)*"
    rf"(?:(?:按[时期])?{_DONE}(?:完|好|成|得|到位|结|理)*{_OR_NOT}|{_DONE}(?:得|情况)?(?:怎么?样|如何|好不好)"
    rf"|(?:超没超过?|达没达到?|完没完成|超额没|超标没|达标没)(?:{_AIM})?{_OR_NOT}?"
    rf"|(?:超过?|达到|完成|超出|超额完成|超额|达标|实现)了?(?:{_AIM})?{_OR_NOT}?)[?？。!！\s]*"
)
"""A figure that is asked for, and whether it was reached: 设了几项指标，都完成了没; 来了多少人，超没超过目标."""
OF_RATE = regex(
    rf"(?P<first>.+?(?:多少|几).*?)[,，、\s？?]+(?:又|也|相当于|算是?|分别|对应的?|相应的?)*"
    rf"(?:(?:指标|任务|目标|计划)?完成率(?:又?[填报写列记](?:的是|了|的|成|为))?(?:是|有|为|达到?)?(?:多少|多高|几|百分之(?:几|多少))?|完成了?(?:{_AIM})?的?(?:百分之(?:几|多少)|几成))[?？。\s]*"
)
"""A figure that is asked for with the rate at which it was reached: 采纳了几篇，算是完成了指标的百分之几."""
_SHORT_OF = (
    rf"(?:(?:离|距离?|跟|和|与|比)?(?:{_AIM})(?:还|又)?(?:差|少|缺|短)(?:了)?(?:多少|几)[^,，]{{0,4}}"
    rf"|(?:还|又)(?:差|缺|剩)(?:了|下)?(?:多少|几)[^,，]{{0,4}}?(?:没有?|未)?(?:[建办做修改完种治][^,，]{{0,3}})?)"
)
GAP = regex(rf"(?:(?P<first>.+?(?:多少|几).*?)[,，、\s？?]+)?(?:那么?)?{_SHORT_OF}[?？。\s]*")
"""By how much a count falls short of its target: 治理了多少公里，离目标差多少公里."""
SAID_SHORT = regex(
    rf"(?P<first>[^,，？?]*?)(?:那么?|这|应该|看来|好像|是不是|就是)*(?:没有?|未|不)(?:达标|达到(?:{_AIM})?|完成(?:{_AIM}|任务)?|到(?:{_AIM}))"
    r"(?:是?吧|了吧?|吗|呀|啊|对吧)?[,，？?\s]+(?:还|到底|究竟|一共)?(?:离(?:目标)?)?(?:差|少|缺|低)(?:了)?(?:多少|几)[^,，]{0,4}[?？。\s]*"
)
"""The same where it is told, not asked, that the target was missed: 没达标吧，差几个百分点."""
ALONE = regex(
    rf"(?P<first>[^,，？?]*?)(?:(?:是|为|达到?)?\d[\d.]*%[,，]?)?(?:这一?[项个]|那一?[项个])?(?:指标)?(?:最后|最终|到底|究竟|全年|算不算|是不是|有没有|是否)*"
    rf"(?:(?:达到|完成|实现|超过|达成)了?(?:{_AIM}){_OR_NOT}?|达标{_OR_NOT}?|达没达标|(?:达没达到|完没完成)(?:{_AIM}))[?？。!！\s]*"
)
"""The same of what the words name, or was spoken of before: 满意度达到目标了吗, 达标了没."""
NO_ONE_THING = regex(r"哪|什么|几|多少|各|所有|全部|都|谁|为|原因|[吗呢]|情况")
"""Words of a question that asks for no one figure."""
WHOLE = 100


class Cut(NamedTuple):
    """A question for a figure, and whether the rate behind it is asked for by name."""

    first: str
    rate: bool
    gap: bool = False


ASKED = regex(r"吗|没|是否|是不是|算不算")


def cut(question: str) -> Cut | None:
    """A question without what it asks of a target being reached; ``None`` where it asks nothing such.

    Its first part is empty where it asks of what was spoken of before.
    """
    for pattern, rate in ((OF_RATE, True), (VERDICT, False)):
        if match := pattern.fullmatch(question.strip()):
            return Cut(match["first"], rate)
    if match := GAP.fullmatch(question.strip()):
        return Cut(match["first"] or "", rate=False, gap=True)
    told = SAID_SHORT.fullmatch(question.strip())
    if told and not NO_ONE_THING.search(told["first"]):
        return Cut(f"{told['first'].rstrip('的都')}是多少" if told["first"] else "", rate=False, gap=True)
    match = ALONE.fullmatch(question.strip())
    if match is None or NO_ONE_THING.search(match["first"]) or not ASKED.search(question):
        return None
    return Cut(f"{match['first'].rstrip('的')}是多少" if match["first"] else "", rate=False)


def with_target(answer: Answer, library: Library, shelf: Shelf, *, rate: bool) -> Answer | None:
    """An answer of one count or rate with the rate, or the target, that stands beside it; ``None`` where none does."""
    counted = _figure(answer, shelf)
    if counted is None:
        return None
    beside = [f for f in shelf.figures_in(counted.passage_id) if f != counted and of_year(f, shelf)]
    found = _rate(counted, beside)
    if found is None and not rate:
        found = _target(counted, beside, shelf)
    if found is None:
        return None
    said, cited = _say(found, counted, library, shelf, answer)
    values = answer.values
    if rate:
        values = (*values, replace(values[0], number=format(found.value, "f"), unit=found.unit))
    decided = answer.found | Found.DECIDED
    return replace(answer, text=answer.text + said, values=values, citations=cited, found=decided)


def _figure(answer: Answer, shelf: Shelf) -> Figure | None:
    """The figure that an answer states, where it states one alone."""
    if answer.status is not Status.ANSWERED or len(answer.values) != 1 or len(answer.citations) != 1:
        return None
    stated, place = answer.values[0], answer.citations[0]
    here = [
        figure
        for figure in shelf.figures
        if place.start <= shelf.of[figure.passage_id].clean.source_span(figure.start, figure.end).start < place.end
        and format(figure.value, "f") == stated.number
        and figure.unit == stated.unit
    ]
    return here[0] if len(here) == 1 and here[0].kind in (FigureKind.COUNT, FigureKind.RATE) else None


def _rate(counted: Figure, beside: Iterable[Figure]) -> Figure | None:
    """The rate that bears a count's name: 会议参与人数指标完成率."""
    own = re.compile(rf"{re.escape(fold(counted.label))}(?:的?(?:指标|任务|目标|计划|年度|全年)*完成率)")
    found = [f for f in beside if f.kind is FigureKind.RATE and own.fullmatch(fold(f.label))]
    return found[0] if len({f.value for f in found}) == 1 else None


def _target(counted: Figure, beside: Iterable[Figure], shelf: Shelf) -> Figure | None:
    """The target of a count, in its own sentence or row, of the same unit."""
    base = COLUMN.sub("", fold(counted.label))
    found = [
        f
        for f in beside
        if f.unit == counted.unit
        and is_target(f, shelf)
        and f.qualifier not in ("≤", "<")
        and COLUMN.sub("", fold(f.label)) == base
    ]
    return found[0] if len({f.value for f in found}) == 1 and not is_target(counted, shelf) else None


OF_COLUMN = regex(
    rf"{COLUMN.pattern}|(?:全年|年度|本年)?(?:实际)?完成(?:值|数|情况)?$|(?:全年|年度|本年)?实际(?:完成)?(?:值|数)?$"
)
"""What a column's head says behind an indicator's name, of a target or of what was reached."""


def short_of_target(answer: Answer, library: Library, shelf: Shelf, card: Card) -> Answer | None:
    """By how much the count that an answer states falls short of its target; ``None`` where none is stated for it."""
    done = _figure(answer, shelf)
    base = OF_COLUMN.sub("", fold(done.label)) if done else ""
    aims = [
        figure
        for figure in shelf.figures
        if done
        and figure != done
        and figure.unit == done.unit
        and of_year(figure, shelf)
        and OF_COLUMN.sub("", fold(figure.label)) == base
        and is_target(figure, shelf)
    ]
    if done is None or len({figure.value for figure in aims}) != 1 or aims[0].value < done.value:
        return None
    found, said, value = gap_of(Operand(card, aims[0]), Operand(card, done), "")
    citer = Citer(library, list(answer.citations))
    passage = shelf.of[aims[0].passage_id]
    marker = citer.cite(passage, sentence_of(passage, aims[0].start, aims[0].end))
    text = f"{answer.text}目标{as_written(aims[0], passage)}{marker}，还差{said}（{found.expression}）。"
    return replace(answer, text=text, values=(value,), citations=tuple(citer.found), calculations=(found,))


def is_target_of(found: Figure, counted: Figure) -> bool:
    """Whether a rate is the target of another, and not the rate at which a count was reached."""
    return counted.kind is found.kind and COLUMN.sub("", fold(found.label)) == COLUMN.sub("", fold(counted.label))


def _say(
    found: Figure, counted: Figure, library: Library, shelf: Shelf, answer: Answer
) -> tuple[str, tuple[Citation, ...]]:
    """What a rate or a target says of a count, with its citation."""
    citer = Citer(library, list(answer.citations))
    passage = shelf.of[found.passage_id]
    marker = citer.cite(passage, sentence_of(passage, found.start, found.end))
    completed = found.kind is FigureKind.RATE and not is_target_of(found, counted)
    aim, reached = (WHOLE, found.value) if completed else (found.value, counted.value)
    verdict = "超过目标" if reached > aim else "达到目标" if reached == aim else "没有达到目标"
    name = "指标完成率" if completed else "目标"
    return f"{name}{as_written(found, passage)}{marker}，{verdict}。", tuple(citer.found)
