"""Computations over what was answered: each department's own figure added up, or the last figures as a share.

甲和乙合计培训了多少人次, where each calls its count by a name of its own; 两样加起来占全部诉求的百分之几, after one was
asked for after the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from heshu.asking.computing.sums import sum_of
from heshu.asking.evidence.calculating import amount, calculation, gap_of, percent, places, written
from heshu.asking.evidence.compose import sentence_of, who
from heshu.asking.evidence.operands import COUNTED, Operand, Solver, named, same_measure
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.scope import MENTIONED
from heshu.asking.wording.changes import SINCE_LAST_YEAR
from heshu.asking.wording.stages import stage_of
from heshu.figures.numerals import counted
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Figure, FigureKind, PassageKind, Value

_TOGETHER = r"(?:合(?:在?一[起块]|起来|计)|加(?:在?一[起块]|起来|总)|一共|总共|共计|总计|相加)+"
_SEVERAL = r"(?:(?:这|那)?[两二三四五六](?:家|个)?(?:部门|单位)?)?"
OF_EACH = regex(
    rf"(?:{MENTIONED}[、,，和与跟及]*){{2,}}{_SEVERAL}的?(?P<before>[^,，\ue000-\uf8ff]*?)(?:的)?{_TOGETHER}(?P<after>[^,，\ue000-\uf8ff]*?(?:多少|几)[^,，\ue000-\uf8ff]*?)[?？。]?"
)
"""One thing of several departments together, whatever each calls it."""
SHARED = regex(
    rf"(?:那么?)?(?:这|那)?(?P<number>[两二三四五])(?:个|项|块|笔|样|者|类|种|部分)(?:数字?|金额|支出|收入|指标)?的?{_TOGETHER}占(?:了|到)?(?P<whole>[^,，占]{{2,14}}?)"
    r"的?(?:百分之(?:几|多少)|几成|多少|多大(?:的?比[例重])?|比[例重](?:是|为)?(?:多少|多大)?)[?？。]?"
)
"""The last figures spoken of, together, in per cent of a whole."""


SUMMED = regex(
    rf"(?:那么?)?(?:(?:前面|上面|刚才)的?)?(?:这|那|它们?)?(?P<number>[两俩二三四五])(?:个|项|块|笔|样|者|类|种|部分)?(?:项目|数字?|金额|支出|收入|指标)?"
    rf"的?{_TOGETHER}(?:是|有|为|花了?|支出了?|用了?|执行了?|达到?)*(?:多少|几)[^,，占比]{{0,4}}[?？。]?"
)
"""The last figures spoken of, added up: 两个加起来多少."""


class Shared(NamedTuple):
    """How many of the last figures are added up, and of what their sum is a share."""

    number: int
    whole: str


_BACK = (
    r"(?:前者|(?:前|上)(?:一|面|边|头)*的?(?:那|这)?一?[个家项笔](?:部门|单位|局|数字?|金额)?|前面的|刚才(?:那|说的那)一?[个家项笔]"
    r"|先(?:前|问)的?那?[个家项笔]?)"
)
_FORTH = (
    r"(?:(?:后者|后(?:一|面|边|头)*的?(?:那|这)?一?[个家项笔](?:部门|单位|局|数字?|金额)?"
    r"|后面的|这一?[个家项笔]|它)的?)?"
)
HELD_BACK = regex(
    rf"(?:那么?)?(?:{_FORTH}(?:又)?(?:(?:是|为|相当于|等于|有)+{_BACK}的?(?P<times>(?:多少|几)倍)"
    rf"|占了?{_BACK}的?(?P<share>百分之(?:几|多少)|几成|多大比例)"
    rf"|(?:比|较){_BACK}的?(?P<more>[多少高低大小])(?:了|出|花|用)*(?:多少|几)[^,，]{{0,5}}?)"
    rf"|{_BACK}(?:是|相当于)+(?:后者|后面?(?:那|这)?一?[个家项])的?(?P<turned>(?:多少|几)倍))(?:呢)?[?？。]?"
)
"""The figure told last against the one told before it, whose ever they are: 是前面那家的几倍."""


def held_back(solver: Solver, question: str, text: str, former: Operand, latter: Operand) -> Answer | None:
    """How often, what share of or how much more the figure told last is than the one before; ``None`` for no such."""
    match = HELD_BACK.fullmatch(text)
    if match is None or not same_measure(former, latter) or former.figure == latter.figure:
        return None
    one, other = (former, latter) if match["turned"] else (latter, former)
    names = [named(operand, several=True) for operand in (one, other)]
    if match["more"]:
        high, low = sorted((one, other), key=lambda operand: operand.value_in(one.unit), reverse=True)
        found, said, value = gap_of(high, low, question)
        way = ("高" if value.unit == "百分点" else "多") if high is one else ("低" if value.unit == "百分点" else "少")
        lead = f"{names[0]}比{names[1]}{way}{said}（{found.expression}）。"
        return solver.answer(question, lead, (one, other), [value], [found])
    if not other.value or {one.figure.kind, other.figure.kind} & {FigureKind.RATE, FigureKind.SHARE}:
        return None
    unit = "%" if match["share"] else "倍"
    found, exact = calculation(f"divide({written(one)}, {written(other, one.unit)})", unit, (one, other))
    value = percent(exact, question)
    value = value if match["share"] else Value(value.number, unit)
    lead = f"{names[0]}{'占' if match['share'] else '是'}{names[1]}的{value.number}{unit}（{found.expression}）。"
    return solver.answer(question, lead, (one, other), [value], [found])


def of_each(marked: str) -> str:
    """What a marked question adds up over the departments that it names, as it is asked of one of them; else empty."""
    match = OF_EACH.fullmatch(marked)
    rest = f"{match['before']}{match['after']}" if match else ""
    return "" if re.search(MENTIONED, rest) else rest


def shared(text: str) -> Shared | None:
    """The share that a follow-up asks for of the last figures together; ``None`` where it asks for none."""
    match = SHARED.fullmatch(text)
    return Shared(counted(match["number"]), match["whole"].rstrip("的")) if match else None


def summed(text: str) -> int:
    """How many of the last figures a follow-up adds up; none where it does not."""
    match = SUMMED.fullmatch(text)
    return counted(match["number"].replace("俩", "两")) if match else 0


def _addable(operands: Sequence[Operand]) -> bool:
    """Whether figures may be added up: money or counts of one measure, no bounds, none twice."""
    apart = {(one.card.id, one.figure.span) for one in operands}
    right = all(one.figure.kind in COUNTED and not re.search("[≥≤<>]", one.figure.qualifier) for one in operands)
    return (
        right
        and len(operands) > 1
        and len(apart) == len(operands)
        and all(same_measure(operands[0], one) for one in operands)
    )


def added(solver: Solver, question: str, operands: Sequence[Operand]) -> Answer | None:
    """The sum of figures of several departments, each called by its own name; ``None`` where they cannot be added."""
    if not _addable(operands):
        return None
    return _added(solver, question, operands, "、".join(named(one, several=True) for one in operands))


def added_here(solver: Solver, question: str, operands: Sequence[Operand]) -> Answer | None:
    """The sum of figures of one report that were asked for one by one; ``None`` where they cannot be added.

    Nothing is added to a figure of another stage of the budget.
    """
    if not _addable(operands) or len({stage_of(one.figure.label) for one in operands}) != 1:
        return None
    return _added(solver, question, operands, who(operands[0].card) + "、".join(one.figure.label for one in operands))


def _added(solver: Solver, question: str, operands: Sequence[Operand], names: str) -> Answer:
    unit = operands[0].unit
    found, exact = calculation(sum_of(operands, unit), unit, operands)
    said, value = amount(exact, unit, places(operands), question)
    return solver.answer(question, f"{names}合计{said}（{found.expression}）。", operands, [value], [found])


def share_of(solver: Solver, question: str, parts: Sequence[Operand], whole: Operand) -> Answer | None:
    """Figures of one report together in per cent of another of it; ``None`` where they are no part of it."""
    unit = whole.unit
    if not _addable([*parts, whole]) or not whole.value or sum(one.value_in(unit) for one in parts) > whole.value:
        return None
    found, exact = calculation(f"{sum_of(parts, unit)}, divide(#0, {written(whole)})", "%", (*parts, whole))
    value = percent(exact, question)
    names = "、".join(one.figure.label for one in parts)
    lead = f"{names}合计占{whole.figure.label}的{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, (*parts, whole), [value], [found])


ALIKE = 0.5
"""Share of a label that another of the same row of measures has in common with it."""


def siblings(last: Figure, what: str, shelf: Shelf) -> list[Figure]:
    """The figures that are to ``what`` as the last one is to its own: of the same frame of words, unit and year."""
    mine, found = fold(last.label), []
    for figure in shelf.figures:
        label = fold(figure.label)
        frame = _alike(mine, label) + _alike(mine[::-1], label[::-1])
        if (
            _comparable(last, figure)
            and what in label
            and what not in mine
            and frame >= ALIKE * len(mine)
            and len(label) - frame <= len(what)
        ):
            found.append(figure)
    return found


OTHER_OF_KIND = regex(
    r"(?:那么?|还有|其中的?)*(?!.*(?:什么|怎|谁|哪|为何)|多少|几)(?P<what>[\u4e00-\u9fff]{2,8}?)"
    r"(?:的?呢|的|的?(?:又|有|是|共)*(?:几|多少)(?P<unit>[\u4e00-\u9fff]{0,2}?)呢?)[?？。]?"
)
"""Another of the things just counted, by what tells it from them: 农村的呢, after 城市低保对象."""
SAID_OF_ALL = 2
"""Characters that the names of two things of one kind end in alike: 城市低保对象, 农村低保对象."""
IN_SENTENCE = regex(
    r"(?:那么?|其中|又|共|一共|里面?|[,，])*(?P<what>[\u4e00-\u9fff]{2,6}?)(?:了|的)?(?:又|是|有|为|共)*(?:多少|几)(?P<unit>[\u4e00-\u9fff]{1,2})[?？]?"
    rf"(?P<since>[,，?？]*(?:[比较跟和与同]|相比){SINCE_LAST_YEAR}(?:相?比)?(?:起来)?(?:又|是)?(?:怎么样|如何|怎样|呢|是[多少增减]+了?吗?)[?？]?)?[。]?"
)
"""A count by its bare name, which the last answer's sentence has too: 死亡多少人, and how it stands to last year."""
NOT_OF_NOW = regex(r"上年|去年|此前|同期")
TURNED = regex(r"持平|增|减|升|降|多|少|上年|去年|同比")
"""How a clause says how a count stands to that of last year."""


def in_sentence(last: Figure, asked: re.Match[str], shelf: Shelf) -> Figure | None:
    """The one count of the last figure's own sentence that is called as asked; ``None`` where there is none.

    Where it is asked how it stands to last year, its clause has to say that.
    """
    passage = shelf.of[last.passage_id]
    if passage.kind is PassageKind.TABLE_ROW:
        return None
    here = shelf.figures_in(passage.id, sentence_of(passage, last.start, last.end))
    alike = [
        one
        for one in here
        if fold(one.label) == asked["what"]
        and one.unit == asked["unit"]
        and one.kind is FigureKind.COUNT
        and one != last
        and not NOT_OF_NOW.search(one.period)
        and not one.qualifier
    ]
    told = len(alike) == 1 and (not asked["since"] or TURNED.search(fold(alike[0].context)))
    return alike[0] if told else None


OF_SOME = regex(r"(?:人员|对象|群众|人数|户数|总?数量?)?")
"""What a name says behind that which tells it from others, and is no other matter: 特困供养人员."""


def of_kind(last: Figure, what: str, unit: str, shelf: Shelf) -> list[Figure]:
    """The counts of the last one's sentence that are of the same kind of thing and are called by other words.

    They are of the unit that is asked for, else of the last one's.  Of 城市低保学生 none is 农村危房改造.
    """
    mine, context = fold(last.label), fold(last.context)
    of_one_kind = OF_ONE_KIND.search(mine) if OF_ONE_KIND.fullmatch(what) else None
    if last.kind is FigureKind.AMOUNT and of_one_kind:  # 农村低保标准, 城市低保标准
        name = mine[: of_one_kind.start()] + what + mine[of_one_kind.end() :]
        return [one for one in shelf.figures if fold(one.label) == name and _comparable(last, one)]
    if last.kind is not FigureKind.COUNT or what in mine:
        return []
    like = replace(last, unit=unit or last.unit)
    here = [
        (figure, fold(figure.label))
        for figure in shelf.figures
        if figure.passage_id == last.passage_id and fold(figure.context) == context and _comparable(like, figure)
    ]
    return [
        figure
        for figure, label in here
        if _told_apart(mine, label, what) or (label.startswith(what) and OF_SOME.fullmatch(label[len(what) :]))
    ]


OF_ONE_KIND = regex(
    r"城[市镇区乡]|市区|农村|乡[镇村]|男性?|女性?|在职|退休|离休|公办|民办|国家级|省级|市级|[县区]级|线上|线下|境内|境外"
)
"""Words that tell apart things of one kind: where one is named after another, no other matter is meant."""


def not_stated(last: Figure, what: str, shelf: Shelf) -> str:
    """What a follow-up asks for that no count of a report is of: 农村低保学生, after 城市低保学生; else empty."""
    mine = fold(last.label)
    told = OF_ONE_KIND.search(mine) if last.kind is FigureKind.COUNT and OF_ONE_KIND.fullmatch(what) else None
    stated = any(figure.kind is last.kind and _told_apart(mine, fold(figure.label), what) for figure in shelf.figures)
    return "" if told is None or stated or what in mine else mine[: told.start()] + what + mine[told.end() :]


def _comparable(last: Figure, figure: Figure) -> bool:
    """Whether two figures are of one kind, unit and time, be the year said of only one of them (年末, 2023年末)."""
    times = sorted((last.period, figure.period), key=len)
    one_time = times[1].endswith(times[0]) if times[0] else not times[1]
    return one_time and (figure.kind, figure.unit) == (last.kind, last.unit)


def _told_apart(mine: str, label: str, what: str) -> bool:
    """Whether two names end alike, and the one says ``what`` before that."""
    same = _alike(mine[::-1], label[::-1])
    return SAID_OF_ALL <= same < len(label) and label[: len(label) - same].endswith(what)


def _alike(one: str, other: str) -> int:
    """How many characters two labels begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
