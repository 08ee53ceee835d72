"""Sums over figures of one report or of several, their parts in per cent, and a whole without some of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from heshu.asking.evidence.calculating import amount, calculation, percent, places, stepwise, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import (
    AMOUNTS,
    COUNTED,
    MARKS,
    SUMMED,
    Operand,
    Solver,
    bare_label,
    missing_of,
    named,
    same_measure,
    with_annexes,
)
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import MENTIONED, Scope
from heshu.asking.wording.question import wanted
from heshu.asking.wording.speech import as_written
from heshu.asking.wording.terms import content, pairs
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind

SEVERAL = regex(r"[、,，]|和|(?<!参)与|跟|还是")
"""What joins the things that are compared; 及 is a part of names (人员及公用经费)."""
LISTS = regex(r"和|与|及|、|加|\+")
"""What joins several things, where a comma may only set off when or of whom."""
JOINTS = regex(r"[、,，]|(?:和|与|及|以及)(?!其他|社会保障)|加上?|跟|\+|还有")


def share_of_sum(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Several parts of one report together, in per cent of a whole."""
    card = solver.cards(query.a, where)[0]
    whole = solver.one(query.b, card, COUNTED)
    names, found = _listed(solver, TOGETHER.sub("", MARKS.sub("", query.a)), query.a[-2:], card)
    parts = [part for part in found if part]
    if whole is None or len(parts) < len(names):
        missed = query.b if whole is None else names[found.index(None)]
        return solver.missing(question, missed, card)
    distinct = {operand.figure.span for operand in (*parts, whole)}
    if (
        len(parts) < 2
        or len(distinct) <= len(parts)
        or not whole.value
        or not all(same_measure(whole, part) for part in parts)
    ):
        return None
    program = f"{sum_of(parts, whole.unit)}, divide(#0, {written(whole)})"
    one, exact = calculation(program, "%", (*parts, whole))
    value = percent(exact, question)
    called = "、".join(part.figure.label for part in parts)
    lead = f"{who(card)}{called}合计占{whole.figure.label}的{value.number}%（{one.expression}）。"
    return solver.answer(question, lead, (*parts, whole), [value], [one])


def share_in_sum(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """One of several parts in per cent of all of them: 把在编和编外合在一起看，编外占百分之几."""
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    names, found = _listed(solver, MARKS.sub("", query.b), "", cards[0], COUNTED)
    parts = [part for part in found if part]
    one = solver.one(MARKS.sub("", query.a).strip("的"), cards[0], COUNTED)
    if len(names) < len((1, 2)) or len(parts) < len(names) or not all(same_measure(parts[0], part) for part in parts):
        return None
    if one is None or one.figure.span not in {part.figure.span for part in parts}:
        return None
    done, exact = calculation(f"{sum_of(parts, one.unit)}, divide({written(one)}, #0)", "%", parts)
    value = percent(exact, question)
    called = "、".join(part.figure.label for part in parts)
    lead = f"{who(cards[0])}{one.figure.label}占{called}合计的{value.number}%（{done.expression}）。"
    return solver.answer(question, lead, parts, [value], [done])


TOGETHER = regex(r"(?:的?(?:之和|合计|总和|加起来|加在?一起|[两三四五]项|[两三四五]者|一共|总共|共计))+$")
STEP = regex(r"[,，]?(?:再|又|然后)?(?P<sign>加上?|减去?|扣[除掉])")


def chain(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Figures of one report added and taken off one after the other: 基本支出加上项目支出再减去人员经费."""
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    phrase = re.sub(r"^(?:用|拿|把|以|将)", "", MARKS.sub("", query.a))
    names = STEP.split(phrase)[::2]
    signs = ["add" if sign.startswith("加") else "subtract" for sign in STEP.split(phrase)[1::2]]
    found = [solver.one(name, cards[0], COUNTED) for name in names]
    if None in found:
        return solver.missing(question, names[found.index(None)], cards[0])
    operands = [operand for operand in found if operand]
    if not all(same_measure(operands[0], operand) for operand in operands[1:]):
        return None
    unit = operands[0].unit
    program = stepwise(signs, [written(operand, unit) for operand in operands])
    done, exact = calculation(program, unit, operands)
    said, value = amount(exact, unit, places(operands), question)
    words = "".join(
        ("加" if sign == "add" else "减") + operand.figure.label
        for sign, operand in zip(signs, operands[1:], strict=True)
    )
    lead = f"{who(cards[0])}{operands[0].figure.label}{words}得{said}（{done.expression}）。"
    return solver.answer(question, lead, operands, [value], [done])


def sum_of(operands: Sequence[Operand], unit: str) -> str:
    """The program of a sum, all brought to one unit."""
    terms = [written(operand, unit) for operand in operands]
    return terms[0] if len(terms) == 1 else f"sum({', '.join(terms)})"


THIS_NUMBER = regex(
    r"(?:得到|得出|算出来?|凑得?出|凑成|等于|对得上|是不?是?|起来|相加|加总|合计|之和|一[起块])[\s,，]*的?(?:这个|那个|该|此|上述|这一)(?:总?数|金额|合计|结果)"
)
"""What points back at a whole that was given with its number: …加总得出这个数吗."""
WHOLE_AHEAD = regex(
    r"[^,，、]*?(?:\d[\d,.]*[^\d,，、]{0,3}|(?:多少|几)[^,，、]{0,3}|\s)[,，](?=[^,，]*(?:[、和与跟及]|以及))(?:(?!多少|几(?!项))[^\d])+"
)
"""A figure with its number in a clause before a list without numbers: what the list should come to, and none of it."""


def total(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The sum of several figures, of one report or of several; of all reports where none is named."""
    whole_ahead = THIS_NUMBER.search(query.text) or WHOLE_AHEAD.fullmatch(MARKS.sub("", query.a))  # and is no part
    operands = None if whole_ahead else summands(solver, query, where)
    if operands is None:
        return None
    if not operands:
        return missing_of(solver, question, query, where)
    if len(operands) < 2 or not all(same_measure(operands[0], o) for o in operands[1:]):
        return None
    if LEFT_OVER.search(query.a) and not all(LEFT_OVER.search(operand.figure.label) for operand in operands):
        return None  # what is left of two projects is no sum of what they spent
    if wanted(query.text).kinds == frozenset({FigureKind.COUNT}) and operands[0].figure.kind is FigureKind.AMOUNT:
        return solver.missing(question, query.a, operands[0].card)  # a number of schools is no sum of their money
    unit = operands[0].unit
    program = f"sum({', '.join(written(operand, unit) for operand in operands)})"
    found, exact = calculation(program, "" if unit == "%" else unit, operands)
    found = replace(found, unit=unit)
    said, value = amount(exact, unit, places(operands), question)
    several = len({o.card.id for o in operands}) > 1
    names = "、".join(named(o, several=several) for o in operands)
    lead = f"{'' if several else who(operands[0].card)}{names}合计{said}（{found.expression}）。"
    values = [value]
    if several and (wholes := _wholes_asked(solver, question, operands)):
        ratio, exact = calculation(
            f"{program}, sum({', '.join(written(o, unit) for o in wholes)}), divide(#0, #1)", "%", (*operands, *wholes)
        )
        values.append(percent(exact, question))
        lead += f"占{wholes[0].figure.label}合计的{values[-1].number}%（{ratio.expression}）。"
        return solver.answer(question, lead, (*operands, *wholes), values, [found, ratio])
    part = _part_asked(solver, question, operands) if not several else None
    if part:
        ratio, exact = calculation(f"{program}, divide({written(part, unit)}, #0)", "%", operands)
        values.append(percent(exact, question))
        lead += f"其中{part.figure.label}占{values[-1].number}%（{ratio.expression}）。"
        return solver.answer(question, lead, operands, values, [found, ratio])
    if not several and (whole := _share_asked(solver, question, operands[0].card)):
        ratio, exact = calculation(f"{program}, divide(#0, {written(whole, unit)})", "%", (*operands, whole))
        values.append(percent(exact, question))
        lead += f"占{whole.figure.label}的{values[-1].number}%（{ratio.expression}）。"
        return solver.answer(question, lead, (*operands, whole), values, [found, ratio])
    return solver.answer(question, lead, operands, values, [found])


LEFT_OVER = regex(r"结余|结转|剩余")
"""What was left over, which no budget and no spending is."""


def rest_of(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A whole without some of its parts: 除财政拨款外的两项收入合计."""
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    whole = solver.one(query.b, cards[0], AMOUNTS)
    names, found = _listed(solver, MARKS.sub("", query.a), query.b[-2:], cards[0])
    parts = [part for part in found if part]
    if whole is None or not parts or len(parts) < len(names):
        missed = query.b if whole is None else next(n for n, part in zip(names, found, strict=True) if part is None)
        return solver.missing(question, missed, cards[0])
    if any(part.value_in(whole.unit) >= whole.value or not same_measure(part, whole) for part in parts):
        return None
    terms = [written(part, whole.unit) for part in parts]
    less = terms[0] if len(terms) == 1 else "#0"
    before = "" if len(terms) == 1 else f"sum({', '.join(terms)}), "
    one, exact = calculation(f"{before}subtract({written(whole)}, {less})", whole.unit, (whole, *parts))
    said, value = amount(exact, whole.unit, places((whole, *parts)), question)
    called = "、".join(part.figure.label for part in parts)
    lead = f"{who(cards[0])}{whole.figure.label}除{called}外为{said}（{one.expression}）。"
    return solver.answer(question, lead, (whole, *parts), [value], [one])


def _listed(
    solver: Solver, phrase: str, tail: str, card: Card, kinds: frozenset[FigureKind] = AMOUNTS
) -> tuple[list[str], list[Operand | None]]:
    """The amounts that a phrase lists, cut where names have no joint of their own, else at every joint."""
    for joints in (JOINTS, SEVERAL):
        names = [part for part in joints.split(phrase) if part.strip()]
        found = [solver.one(part, card, kinds) or solver.one(part + tail, card, kinds) for part in names]
        if None not in found and len(names) > 1:  # 事业收入和其他收入 has no joint of the first kind
            break
    return names, found


def _share_asked(solver: Solver, question: str, card: Card) -> Operand | None:
    match = re.search(r"占(.+?)的?(?:百分之|比例|比重|多少)", question)
    return solver.one(match[1], card, COUNTED) if match else None


OF_THEIR_WHOLES = regex(
    r"[,，]占(?:了)?(?:这|他们|它们)?(?:[两三四五六七八九]家|[两三四五六七八九]个(?:部门|单位)|各?部门|同样)?的?(?P<whole>[^,，占]{2,10}?)"
    r"(?:合计|之和|总和|加起来)?的?(?:百分之|比例|比重|几成|多大)"
)
"""What share the sum of several departments' figures has in the sum of another of theirs."""


def _wholes_asked(solver: Solver, question: str, operands: Sequence[Operand]) -> list[Operand]:
    """The wholes of several departments' parts; none where none are asked for or one is not stated."""
    match = OF_THEIR_WHOLES.search(fold(question))
    found = [solver.one(match["whole"], part.card, COUNTED) for part in operands] if match else []
    wholes = [whole for whole in found if whole and whole.value and same_measure(whole, operands[0])]
    return wholes if len(wholes) == len(operands) else []


def _under_a_topic(solver: Solver, listed: str, card: Card) -> list[Operand]:
    """Figures whose topic is said once before all of them (信息稿件，省采纳和国家采纳); none where it is no topic."""
    topic, _, rest = MARKS.sub("", listed).replace("，", ",").partition(",")
    parts = [part for part in JOINTS.split(rest) if part.strip()]
    if len(parts) < 2 or not topic or LISTS.search(topic):
        return []
    found = [solver.one(topic.removesuffix("的") + part, card, COUNTED) for part in parts]
    operands = [operand for operand in found if operand]
    return operands if len({operand.figure.span for operand in operands}) == len(parts) else []


OF_WHICH = regex(r"其中的?(?P<part>[^,，占]{2,20}?)(?:所)?占(?:了)?(?:百分之|比例|比重|多少|多大|几成)")
"""One of the parts of a sum, whose share in it is asked for as well."""


def _part_asked(solver: Solver, question: str, operands: Sequence[Operand]) -> Operand | None:
    match = OF_WHICH.search(fold(question))
    part = solver.one(as_written(match["part"]), operands[0].card, COUNTED) if match else None
    return next((operand for operand in operands if part and operand.figure == part.figure), None)


def summands(solver: Solver, query: Query, where: Scope) -> list[Operand] | None:
    """The figures to add up: one label over several reports, or several labels of one.

    ``None`` for a single figure; none at all where one of them is not stated.
    """
    phrase = re.sub(r"[（(].*?[)）]", "", query.a)
    cards = solver.cards(phrase, where)
    inside = re.search(r"[（(](.+?)[)）]", query.a)
    if len(cards) > 1 and (own := _each_by_its_name(solver, phrase, where)) is not None:
        return own
    if len(cards) > 1:
        words = bare_label(phrase)
        stated = solver.ones(words, cards, COUNTED)
        each = [[stated.get(card.id) for card in files] for files in with_annexes(cards)]
        found = [next(filter(None, of_one), None) for of_one in each]
        if None in found:
            return [] if where.named else None
        return [operand for operand in found if operand]
    shared = None if inside else SHARED_MEASURE.fullmatch(phrase)
    listed = inside[1] if inside else shared["parts"] if shared else phrase
    parts = [part for part in JOINTS.split(listed) if MARKS.sub("", part).strip()]
    if any(_says_less(solver, part, cards[0]) for part in parts):
        parts = [one for part in parts for one in AND_THE_OTHER.split(part)]
    if len(parts) < 2:
        return None
    if not shared and (together := _under_a_topic(solver, listed, cards[0])):
        return together
    tail = shared["measure"] if shared else _shared_tail(parts)
    kinds = SUMMED if tail.endswith("分") else frozenset({FigureKind.SHARE}) if SHARES.search(tail) else COUNTED
    operands: list[Operand] = []
    for part in parts:
        tries = (part + tail, part) if shared else (part, part + tail)
        operand = next(filter(None, (solver.one(words, cards[0], kinds) for words in tries)), None)
        if operand and OTHER.search(part) and not OTHER.search(operand.figure.label):
            operand = None
        if operand is None and OTHER.search(part):
            operand = of_other(solver, MARKS.sub("", part), cards[0], operands)
        if operand is None and part is not parts[0]:
            operand = _with_shared_head(solver, parts[0], part, cards[0], kinds)
        if operand is None:
            return [] if LISTS.search(phrase) else None
        operands.append(operand)
    distinct = {operand.figure.span for operand in operands}
    if len(distinct) == len(operands):
        return operands
    both = distinct and len(distinct) == 1 and all(_says(operands[0].figure.label, part) for part in parts)
    return [] if LISTS.search(phrase) and not both else None  # two names of one figure, which is no sum of them


OTHER = regex(r"其[他它余]")
AND_THE_OTHER = regex(r"(?:以及|和|与|及)(?=其[他它余])")


def _says_less(solver: Solver, part: str, card: Card) -> bool:
    """Whether a part names two figures, of which the report has no one name: 玉米和其他粮食."""
    if not AND_THE_OTHER.search(part):
        return False
    one = solver.one(part, card, COUNTED)
    return one is None or not OTHER.search(one.figure.label)


def of_other(solver: Solver, name: str, card: Card, beside: Sequence[Operand]) -> Operand | None:
    """What is left in a list beside some figures, by the beginning of its name: 其他粮食, where 其他粮食作物 is."""
    where = {operand.figure.passage_id for operand in beside}
    found = [
        figure
        for figure in solver.library.figures(card.id)
        if figure.passage_id in where and fold(figure.label).startswith(name.strip(" 的")) and figure.kind in COUNTED
    ]
    like = [Operand(card, figure) for figure in found if same_measure(beside[0], Operand(card, figure))]
    return like[0] if len({one.value for one in like}) == 1 else None


def _with_shared_head(
    solver: Solver, first: str, part: str, card: Card, kinds: frozenset[FigureKind]
) -> Operand | None:
    """A part with what the first says for both: 公务用车购置费和运行维护费; its own words stand in the label."""
    head, bare = MARKS.sub("", first).strip("的"), ACTUALLY.sub("", MARKS.sub("", part)).strip("的")
    tries = (bare, *(head[:length] + bare for length in range(len(head) - 2, 1, -1)))
    found = (solver.one(words, card, kinds) for words in tries)
    return next((operand for operand in found if operand and bare in fold(operand.figure.label)), None)


ACTUALLY = regex(r"(?:实际|全年|当年|本年)+$")
"""What a list may end in before it is said what is done with it."""


def _says(label: str, part: str) -> bool:
    """Whether a label holds the words of a part: 网络培训和现场培训 both of its parts."""
    words = pairs(content(MARKS.sub("", part)))
    return bool(words) and words <= pairs(content(fold(label)))


def _each_by_its_name(solver: Solver, phrase: str, where: Scope) -> list[Operand] | None:
    """The figures of several departments, each called by a name of its own: 甲的调整后预算数和乙的全年预算数.

    ``None`` where they share a name; none at all where one is not stated.
    """
    parts = [
        (mark, re.sub(r"[的、,，和与跟及]+$|^的", "", words))
        for mark, words in re.findall(rf"({MENTIONED})([^{MENTIONED[1:-1]}]*)", phrase)
    ]
    if len({words for _, words in parts}) < 2 or not all(words for _, words in parts):
        return None
    found = [solver.one(words, card, COUNTED) for mark, words in parts for card in solver.cards(mark, where)]
    operands = [operand for operand in found if operand]
    return operands if len(operands) == len(found) else []


SHARED_MEASURE = regex(
    r"(?P<parts>.+?)(?:的(?=占比|比重|比例|预算|支出|决算|得分)|[这那]?[两三四五六七八九几\d](?:项|块|个|部分|方面|类|大类)|分别)的?(?P<measure>[^,，、]{1,8})"
)
"""Things with the measure that all share behind them: 履职效能和管理效率两项得分."""
SHARES = regex(r"占比|比重|比例")


def _shared_tail(parts: Sequence[str]) -> str:
    """网络培训和现场培训人次: what the last part has behind the word that all share."""
    return parts[-1][-2:]
