"""Whether all that was counted is done (全部按时办结了，是真的吗); whether shares make the whole (加起来是100%吗)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from heshu.asking.computing import verdicts
from heshu.asking.computing.done import all_and_done, done_of
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import claims_in, same
from heshu.asking.evidence.compose import value_of, who
from heshu.asking.evidence.operands import MARKS, Operand, Solver, figures_like
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.adding import ADDED, AS_SUM
from heshu.checking.calculator import plain
from heshu.checking.consistency import consistent
from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Value

ALL_DONE = regex(
    r"(?:全部|全都|都|百分之百|100%|一件不落地?|悉数)(?:已经?)?(?:按[时期])?(?:得到|予以)?(?P<done>办结|办完|办理|完成|整改|落实|回复|答复|审结|兑现)"
)
"""全部按时办结了(吗)."""
ASKED = regex(rf"(?P<or>有没有|是否|是不是)?{ALL_DONE.pattern}[好掉完成]?了?(?P<end>吗|么|没有?|没啊?)?[?？]*$")
"""The same asked outright, and not as a check."""
SHARES = regex(
    rf"(?P<names>.{{0,40}}?)(?:占比|比重|比例|份额)(?:都)?(?:{ADDED}|{AS_SUM})(?:以?后)?(?:是不是|是否|应该|正好|刚好|等于|为|是|有|到|够不够)*(?P<n>\d[\d.]*%)"
)
"""三项收入占比加起来是不是100%."""


OF_ALL = regex(
    rf"(?P<number>\d[\d,]*)个?(?P<unit>{MEASURES})(?P<what>[\u4e00-\u9fff]{{1,12}}?)(?:全部|全都|都|均|悉数)(?:已经?|得到|予以)?"
    r"(?P<done>[\u4e00-\u9fff]{2,10}?)(?=了|吗|么|吧|是|对|$|[\s,，。?？])"
)
"""37名烈士全部寻亲成功: so many, and that it came about for all of them."""
CLAUSE_END = regex("[,，;；。]")


def claimed(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    """The verdict on a claim that all is done, or that shares come to a number; ``None`` where it is neither."""
    said = MARKS.sub("", text)
    if (match := OF_ALL.search(said)) and (told := _all_of_them(solver, question, match, card)):
        return told
    if match := ALL_DONE.search(said):
        return _all_done(solver, question, said, match["done"], card)
    if match := SHARES.search(said):
        return _shares(solver, question, match["names"], match["n"], card)
    return None


def settled(solver: Solver, question: str, where: Scope) -> Answer | None:
    """Whether all is done, asked outright and alone: 依申请公开全部办结了吗; ``None`` where that is not asked."""
    said = MARKS.sub("", where.marked)
    match = ASKED.search(said)
    if match is None or not (match["or"] or match["end"]) or NUMBER_ASKED.search(said) or len(where.reports) != 1:
        return None
    pair = all_and_done(solver, ASKED.sub(match["done"], said), solver.library.card_of[where.reports[0]])
    return _told_all(solver, question, pair, LEFT) if pair else None


NUMBER_ASKED = regex("多少|几")


def of_count(solver: Solver, question: str, told: Answer, card: Card) -> Answer | None:
    """Whether all of the count that an answer tells are done, where the report counts those done beside it."""
    wholes = [Operand(card, figure) for figure in figures_like(told, solver.shelf(card.id))]
    pairs = [(whole, done) for whole in wholes if (done := done_of(solver, whole))]
    if not pairs:
        return None
    both = [value_of(one.figure) for one in pairs[0]]
    return replace(_told_all(solver, question, pairs[0], LEFT), values=tuple(both))


def _told_all(solver: Solver, question: str, pair: tuple[Operand, Operand], words: tuple[str, str, str]) -> Answer:
    whole, done = pair
    stated = f"{whole.figure.label}{whole.text}，{done.figure.label}{done.text}"
    return _whether_all(solver, question, pair, stated, words)


def _all_of_them(solver: Solver, question: str, said: re.Match[str], card: Card) -> Answer | None:
    """Against the number behind it in its clause, which says for how many it came about: 为37名烈士寻亲成功11名."""
    claim = claims_in(f"{said['number']}{said['unit']}")[0]
    shelf = solver.shelf(card.id)
    for figure in shelf.figures:
        whole = Operand(card, figure)
        if not same(claim, whole):
            continue
        behind = [f for f in shelf.figures_in(figure.passage_id) if f.start >= figure.end and f.unit == figure.unit]
        done = min(behind, key=lambda one: one.start, default=None)
        between = fold(shelf.of[figure.passage_id].text)[figure.end : done.start] if done else ","
        named = said["what"][-2:] in between and said["done"][:2] in between
        if done is None or not named or CLAUSE_END.search(between) or done.value > figure.value:
            continue
        one = Operand(card, done)
        stated = f"报告写的是{whole.with_unit}{between.strip()}{one.with_unit}"
        return _whether_all(solver, question, (whole, one), stated, OF_THEM)
    return None


OF_THEM = ("对，全部是", "不对，不是全部", "还差")
DONE = ("对，全部办完了", "不对，没有全部办完", "还有")
LEFT = ("全部办完了", "没有全部办完", "还有")
"""How it is said that something holds for all, that it does not, and for how many it does not."""


def _whether_all(
    solver: Solver, question: str, pair: tuple[Operand, Operand], stated: str, words: tuple[str, str, str]
) -> Answer:
    whole, done = pair
    left, exact = calculation(f"subtract({written(whole)}, {written(done)})", whole.unit, pair)
    right = exact == 0
    one = verdicts.held(left, Decimal(0), right=right)
    holds, fails, lacks = words
    lead = f"{holds if right else fails}。"
    lead += f"{who(whole.card)}{stated}" + (
        "。" if right else f"，{lacks}{plain(exact)}{whole.unit}（{left.expression}）。"
    )
    return solver.answer(question, lead, pair, [value_of(done.figure)], [one])


def _all_done(solver: Solver, question: str, said: str, done_word: str, card: Card) -> Answer | None:
    pair = all_and_done(solver, ALL_DONE.sub(done_word, said), card)
    return _told_all(solver, question, pair, DONE) if pair else None


def _shares(solver: Solver, question: str, names: str, number: str, card: Card) -> Answer | None:
    """Shares of one whole that the report states, added up: those of income or of spending, as the question says."""
    of = next((word for word in ("收入", "支出") if word in names), "")
    shares = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.SHARE and f.whole and not f.qualifier]
    wholes = {f.whole for f in shares if of and of in f.whole}
    if len(wholes) != 1:
        return None
    parts = {f.label: Operand(card, f) for f in shares if f.whole in wholes and f.label not in f.whole}
    operands = [operand for label, operand in parts.items() if not label.startswith(("合计", "总计"))]
    if len(operands) < 2:
        return None
    claim = claims_in(number)[0]
    one, exact = calculation(f"sum({', '.join(written(o) for o in operands)})", "", operands)
    agrees = consistent(claim.value, exact)
    one = replace(verdicts.held(one, claim.value, right=agrees), unit="%")
    lead = f"{who(card)}：{one.expression} = {one.result}%，{'等于' if agrees else '不等于'}{claim.text}。"
    return solver.answer(question, lead, operands, [Value(one.result, "%")], [one])
