"""What a follow-up works out of the figure that the last answer states, whatever that is called.

折成亿元，保留三位小数; 涨幅是百分之几, where the sentence says from what it rose; 其中被财政收回的有多少，占百分之几;
还剩一项收入是多少, after all others were asked for.  Each begins with the figure itself, and not with the words by
which it was asked for, which the next question leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.calculating import (
    DECIMALS,
    calculation,
    decimals,
    gap_of,
    growth_of,
    percent,
    written,
)
from heshu.asking.evidence.compose import sentence_of, value_of, who
from heshu.asking.evidence.excerpts import clause_at
from heshu.asking.evidence.operands import COUNTED, Operand, Solver, same_measure
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.wording.terms import content, pairs, telling
from heshu.checking.calculator import plain, round_half_up
from heshu.figures.units import MEASURES, MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Figure, FigureKind, PassageKind, Value

_POINTS = r"(?:那么?|请|麻烦|帮我|帮忙|再|把|将|[它其]|[这那](?:一?个|一?笔)?(?:数字?|金额|钱|结果)?|的|给我)*"
_ROUNDED = (
    r"(?:[,，]?(?:并|再)?(?:(?:保留|精确到|取|留)(?:小数点后)?[一二两三四五六\d]位(?:小数)?"
    r"|四舍五入|即可|就行|就好|吧|谢谢))*"
)
CONVERTED = regex(
    rf"{_POINTS}(?:单位)?(?:折|换|转|改|用|按|以|化|写)(?:合|算)?(?:成|为|作)?(?:是|单位)?(?:多少)?(?:个)?"
    rf"(?P<unit>亿元?|万元?|元)(?:为单位|作单位|计算?|表示|来?说|单位)?(?:的话)?[,，]?(?:大约|大概|约|又|应该|会)*"
    rf"(?:(?:是|等于|有)?(?:多少|几)(?:亿|万)?元?|呢)?{_ROUNDED}[?？。]?"
)
"""The last amount in another unit of money."""
_WAYS = r"涨|增长|增加|增|上升|上涨|提高|提升|升|下降|降低|降|下调|上调|减少|减|缩短|压缩|跌|变化|变动"
GROWN = regex(
    rf"(?:那么?)?(?:[它其这]个?)?(?:的)?(?:一共|总共|实际|相当于|又|也|等于|具体|到底)*"
    rf"(?:(?P<way>{_WAYS})(?:了|出)?|(?:[增降涨跌减升]幅|增速|(?:{_WAYS})(?:的)?(?:幅度?|比例|比率|率|百分比)))的?(?:算下来)?(?:大概|大约|又|也|是|为|有|达到?)*"
    r"(?P<how>百分之(?:几|多少)|几成|多少|多大|多高|几|呢)?[^,，?？]{0,3}[?？。]?"
)
"""By how much the last figure changed."""
GROWTH_BEHIND = regex(
    r"的?(?P<growth>(?:一共|实际|又)?(?:[增降涨跌减升]幅|增速|(?:涨|提高|增长|增加|上升|提升|下降|降低|减少|缩短|压缩)了)(?:是|为|有|达到?)?"
    r"(?:百分之(?:几|多少)|几成|多少|多大|多高|几)[^,，?？]{0,3}[?？。]?)$"
)
"""The end of a question that stands alone and asks the same."""
BY_RATE = regex(r"百分|成|幅|速|率|比")
INSIDE = regex(
    r"(?:那么?)?(?:这|那)?(?:其中|里面|里头|当中|这里[面头]|这些钱里)的?,?(?P<part>[^,，]{2,16}?)的?(?:钱|资金|部分|那?部分)?的?"
    r"(?:又|是|有|为|共|各)*(?:多少|几)[^,，]{0,4}?"
    r"(?:[,，](?:又|各|分别)*(?:占|相当于)了?(?:其|它|全部|总数|总额|整个|总)?(?P<whole>[^,，占]{0,10}?)的?"
    r"(?P<share>多大|多少|几成|百分之(?:几|多少)|比[例重](?:是|有|为)?(?:多少|多大)?)的?(?:比[例重]|份额)?)?[?？。]?"
)
"""A part of the last amount that the report tells in words, and its share."""
REST = regex(
    r"(?:那么?)?(?:还)?(?:剩下?|余下|剩余|最后)的?(?:那|这)?(?:一|最后一)[项个块笔类样](?P<kind>[^,，是有为占]{0,8}?)(?:又)?(?:是|有|为)?"
    r"(?P<asks>(?:什么|哪一?项|多少|几)?.*)"
)
"""What is left of a list of which all others were spoken of: 还剩一项收入是多少."""
HELD = 0.8
"""Share of the words for a part, by weight, that the clause of its number must hold."""
FORMER = "此前"


def is_asked(text: str) -> bool:
    """Whether a folded follow-up may ask for anything that is worked out here."""
    return any(pattern.fullmatch(text) for pattern in (CONVERTED, GROWN, INSIDE))


def told(solver: Solver, question: str, text: str, last: Operand) -> Answer | None:
    """What a folded follow-up asks of the last figure; ``None`` where it asks for anything else, or nothing tells."""
    return (
        _converted(solver, question, text, last)
        or grown(solver, question, text, last)
        or _part(solver, question, text, last)
    )


def _converted(solver: Solver, question: str, text: str, last: Operand) -> Answer | None:
    match = CONVERTED.fullmatch(text)
    unit = {"亿": "亿元", "万": "万元"}.get(match["unit"], match["unit"]) if match else ""
    if not unit or last.unit not in MONEY or last.figure.kind is not FigureKind.AMOUNT:
        return None
    found, _ = calculation(written(last, unit), unit, [last]) if unit != last.unit else (None, None)
    exact = Fraction(last.value) * Fraction(10) ** (MONEY[last.unit] - MONEY[unit])
    rounded = DECIMALS.search(question)
    number = format(round_half_up(exact, decimals(question, 2)), "f") if rounded else plain(exact)
    lead = f"{who(last.card)}{last.figure.label}折合{number}{unit}。"
    return solver.answer(question, lead, [last], [Value(number, unit)], [found] if found else [])


def part_of(answer: Answer) -> Figure | None:
    """The amount of which an answer tells the share, which is the last amount spoken of; ``None`` for other answers."""
    shares = [one for one in answer.calculations if one.program.startswith("divide(") and one.unit == "%"]
    amounts = shares[0].operands if len(shares) == len(answer.calculations) == 1 else ()
    share = len(amounts) == len("分总") and all(one.kind is FigureKind.AMOUNT for one in amounts)
    return amounts[0] if share and "占" in answer.text else None


def grown(solver: Solver, question: str, text: str, last: Operand) -> Answer | None:
    """By how much a figure changed from what the same clause says it came from (由515元提高到575元)."""
    match = GROWN.fullmatch(text)
    shelf = solver.shelf(last.card.id)
    before = [
        Operand(last.card, one)
        for one in shelf.figures_in(last.figure.passage_id)
        if one.period == FORMER and one.label == last.figure.label and last.figure.period != FORMER
    ]
    if match is None or len(before) != 1 or not same_measure(last, before[0]) or not before[0].value:
        return None
    old = before[0]
    fell = last.value_in(old.unit) < old.value
    up, down = re.search("涨|增|升|高", text), re.search("降|减|跌|低|缩", text)
    turned = (up and not down and fell) or (down and not up and not fell)
    if turned or last.value_in(old.unit) == old.value:
        return None
    way = "下降" if fell else "提高"
    if last.unit != "%" and BY_RATE.search(text):
        found, exact = growth_of(last, old)
        value = percent(abs(exact), question)
        said = f"{value.number}%"
    else:
        high, low = (old, last) if fell else (last, old)
        found, said, value = gap_of(high, low, question)
    lead = (
        f"{who(last.card)}{last.figure.label}由{old.with_unit}到{last.with_unit}，{way}{said}（{found.expression}）。"
    )
    return solver.answer(question, lead, [last, old], [value], [found])


def _part(solver: Solver, question: str, text: str, last: Operand) -> Answer | None:
    match = INSIDE.fullmatch(text)
    if match is None or last.figure.kind not in COUNTED:
        return None
    whole, label = fold(match["whole"] or ""), fold(last.figure.label)
    if whole not in label and not set(content(whole)) <= set(content(label)):
        return None
    shelf = solver.shelf(last.card.id)
    found = [Operand(last.card, one) for one in _told_beside(last, match["part"], shelf)]
    if len({(one.value, one.unit) for one in found}) != 1:
        return None
    part = found[0]
    values = [value_of(part.figure)]
    lead = f"{who(last.card)}{last.figure.label}{last.with_unit}，其中{match['part']}的{part.with_unit}"
    if not match["share"]:
        return solver.answer(question, f"{lead}。", [part, last], values, [])
    one, exact = calculation(f"divide({written(part, last.unit)}, {written(last)})", "%", [part, last])
    values.append(percent(exact, question))
    lead = f"{lead}，占{values[1].number}%（{one.expression}）。"
    return solver.answer(question, lead, [part, last], values, [one])


def _told_beside(last: Operand, words: str, shelf: Shelf) -> list[Figure]:
    """The smaller figures of one measure with an amount, in the sentences that state it, whose clause holds words."""
    wanted = telling(content(re.sub("^[被由]", "", words)), shelf.weights)
    found: list[Figure] = []
    for one in _stating(last, shelf) if wanted else ():
        for figure in _beside(one, wanted, shelf):
            part = Operand(last.card, figure)
            alike = figure.kind is one.kind and figure.span != one.span and same_measure(part, last)
            if alike and part.value_in(last.unit) < last.value:
                found.append(figure)
    return found


def _stating(last: Operand, shelf: Shelf) -> list[Figure]:
    """The figures of a report that have the value of the one told last."""
    return [one for one in shelf.figures if (one.value, one.unit) == (last.value, last.unit)]


def _beside(one: Figure, wanted: frozenset[str], shelf: Shelf) -> Iterator[Figure]:
    """What came about in the sentence of a figure, of which the clause holds what is wanted, if anything is."""
    passage = shelf.of[one.passage_id]
    for figure in shelf.figures_in(passage.id, sentence_of(passage, one.start, one.end)):
        clause = unspaced(fold(clause_at(passage.text, figure.start)))
        held = not wanted or shelf.weights.coverage(wanted, clause) >= HELD
        if held and not is_target(figure, shelf):
            yield figure


COUNTED_BESIDE = regex(
    rf"(?:那么?|又|一共|总共|共计?|合计|累计|全年|实际|[,，])*(?P<deed>[\u4e00-\u9fff]{{0,6}}?)了?(?:多少|几)(?P<unit>人次|{MEASURES})"
    r"(?P<thing>[\u4e00-\u9fff]{0,6}?)呢?[?？。]?"
)
"""Another count of what was counted last, in its own measure word: 总共培训了多少人次, after how many sessions."""


def counted_beside(solver: Solver, question: str, text: str, last: Operand) -> Answer | None:
    """The one count in the unit asked for that stands in a sentence with the count told last; ``None`` for others.

    The sentence has to call that count alike, and the clause of the other one has to hold what the question says.
    """
    match, shelf = COUNTED_BESIDE.fullmatch(text), solver.shelf(last.card.id)
    if match is None or last.figure.kind is not FigureKind.COUNT or last.unit.endswith(match["unit"]):
        return None
    wanted = telling(content(f"{match['deed']} {match['thing']}"), shelf.weights)
    mine = pairs([fold(last.figure.label)])
    prose = (one for one in _stating(last, shelf) if shelf.of[one.passage_id].kind is not PassageKind.TABLE_ROW)
    alike = (one for one in prose if any(len(pair) > 1 for pair in mine & pairs([fold(one.label)])))
    found = [figure for one in alike for figure in _beside(one, wanted, shelf) if figure.unit.endswith(match["unit"])]
    if len({(figure.value, figure.unit) for figure in found}) != 1:
        return None
    one_found = Operand(last.card, found[0])
    return replace(solver.answer(question, who(last.card), [one_found], [value_of(found[0])], []), plan="查数")


# ---------------------------------------------------------------- what is left of a list


def rest_asked(text: str) -> re.Match[str] | None:
    """The words that ask for the last of a list of which the others were spoken of."""
    return REST.fullmatch(text)


TOTALS = regex(r"总额|合计|总计|总数|小计|^总")


def rest_of(spoken: Sequence[Operand], kind: str, shelf: Shelf) -> str:
    """What the one figure is called that stands in a list with some others, and is none of them; else empty.

    The list is of one passage and one unit, and what it is of ends all its names: 财政拨款收入, 事业收入, 其他收入.
    """
    if len(spoken) < len("甲乙"):
        return ""
    passages = {one.figure.passage_id for one in spoken}
    ends = {fold(one.figure.label)[-2:] for one in spoken}
    end = fold(kind).strip("的")[-2:] or (min(ends) if len(ends) == 1 else "")
    if len(passages) != 1 or not end or any(not fold(one.figure.label).endswith(end) for one in spoken):
        return ""
    mine = {one.figure.label for one in spoken}
    like = {
        figure.label
        for figure in shelf.figures
        if figure.passage_id in passages
        and figure.kind is spoken[0].figure.kind
        and figure.unit == spoken[0].unit
        and fold(figure.label).endswith(end)
        and not TOTALS.search(fold(figure.label))
    }
    left = like - mine
    return left.pop() if mine <= like and len(left) == 1 else ""
