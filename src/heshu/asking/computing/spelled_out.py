"""What a question spells out: 用甲除以乙，算出来是多少; 拿甲项目执行数除以公里数，每公里多少万元; 扣掉乙，剩下的算丙.

Each side is asked for alone, in whatever way a question about it is answered, and must be one figure that the report
states.  What it comes to is said as the two measure it: amounts of one unit as a share or a multiple, an amount by a
count as so much for each.
"""

from __future__ import annotations

import re

from heshu.asking.computing.between import quotient
from heshu.asking.evidence.calculating import amount, calculation, each_of, places, stepwise, written
from heshu.asking.evidence.claimed import claims_in, same
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.fitting import same_measures
from heshu.asking.evidence.operands import COUNTED, MARKS, Operand, Solver, figures_like, same_measure
from heshu.asking.planning.operations import is_check
from heshu.asking.planning.scope import Scope
from heshu.figures.units import MEASURES, MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card

_OVER = r"(?:÷|除以)"
_BESIDE = (
    r"来|去|一下|计算|折算|换算|算|推|得到?出?|出来|下来|结果|[,，?？]|平均|折?合|相当于|大概|大约|约|是|为|等于|那么?|这样|的|值|数值"
    rf"|(?:每一?|(?<=[,，均办搞开修建做供买])一)个?(?P<piece>{MEASURES}|人|位)(?!数)[\u4e00-\u9fff]{{0,4}}?"
    r"|(?:[\u4e00-\u9fff]{2,10}率|比率|比例|比重|占比|成本|单价|造价)|花|用|要|[举承]?办|开展|搞|修|建|做|[（(]?(?:结果)?(?:保留|取)[^,，]{1,3}位小数[)）]?"
)
QUOTIENT = regex(
    r"(?P<before>|.*[,，。;；:：?？])(?:那么?|就|请|直接|可以|如果|若|要是|我们?|[,，])*(?:拿|用|按照?|以|把|将)?的?"
    rf"(?P<a>[^,，。;；:：?？÷]{{2,30}}?){_OVER}(?P<b>[^,，。;；:：?？÷]{{2,30}}?)"
    rf"(?:{_BESIDE})*(?P<how>百分之(?:几|多少)|(?:多少|几)倍|几成|(?:多少|几)(?P<unit>亿元|万元|元)?(?:[\u4e00-\u9fff]{{0,2}}))[?？。]*"
)
ASIDE = regex(
    r"|[^?？]*(?:没有?|未|只|不)(?:写|给|列|报|说|公布|披露|算|提供|直接)[^?？]*"
    r"|[^,，?？]{0,24}(?:率|人均|单价|成本|造价|平均|每[^,，?？]{1,4})[^,，?？]{0,6}(?:多少|几)[^,，?？]{0,4}[?？,，。]"
)
"""What may stand before it: that the report does not say it, or what the quotient is called."""
RATIO = regex(r"率|百分之|几成|比[例重率]|占比|%")
STEPS = regex(r"加上|减[去掉]|扣[除掉]|乘以?|[+×÷]|除以|(?<=[数额费出入算])[加减](?=[\u4e00-\u9fff])")
"""A side that is itself worked out."""
_NAME = r"[^,，。;；:：?？÷]"
REST = regex(
    rf"(?:拿|用|把|将|从)?的?(?P<a>{_NAME}{{2,24}}?)(?:里面?|中)?(?:扣[掉除]|减[去掉]|去掉|刨[去掉]|除去)(?P<b>{_NAME}{{2,24}}?)(?:之?后)?[,，]"
    rf"(?:剩下|余下|剩余|其余|得到)的?(?:部分|钱|数)?(?:就|都)?(?:算|当|作为|是|归|叫)(?:作|为|成)?(?P<name>{_NAME}{{2,16}}?)[,，]"
    rf"(?:那么?)?(?P<c>{_NAME}{{2,16}}?)(?:还|又)?(?:有|剩下?|结余|差)了?多少(?:钱|亿元|万元|元)?(?:没有?|未)?(?:花[掉完]?|用[掉完]?|支出|执行)?[?？。]*"
)
"""What one figure leaves of another is called a budget, and what is left of that is asked for."""


def told(solver: Solver, question: str, where: Scope) -> Answer | None:
    """What a question spells out as one figure divided by another; ``None`` where a side is not one stated figure."""
    if rest := _left_of_rest(solver, question, where):
        return rest
    asked = QUOTIENT.fullmatch(MARKS.sub("", where.marked).strip())
    if asked is None or len(where.reports) != 1 or len(where.mentions) != 1 or is_check(where.marked):
        return None
    if not ASIDE.fullmatch(asked["before"]) or any(STEPS.search(asked[side]) for side in "ab"):
        return None
    card = solver.library.card_of[where.reports[0]]
    upper, lower = (_stated(solver, asked[side], where, card) for side in "ab")
    if upper is None or lower is None or upper.figure == lower.figure or not lower.value:
        return None
    answer = _ratio(solver, question, where.marked, upper, lower) if same_measure(upper, lower) else None
    if answer is None and not RATIO.search(where.marked):
        answer = _each(solver, question, (upper, lower), asked["piece"] or "", asked["unit"] or "")
    return answer


def _left_of_rest(solver: Solver, question: str, where: Scope) -> Answer | None:
    """What is left of a budget that the question gives as one figure less another."""
    asked = REST.fullmatch(MARKS.sub("", where.marked).strip())
    if asked is None or asked["c"] not in asked["name"] or len(where.reports) != 1 or len(where.mentions) != 1:
        return None
    card = solver.library.card_of[where.reports[0]]
    three = [one for side in "abc" if (one := _stated(solver, asked[side], where, card)) and one.unit in MONEY]
    if len({one.figure for one in three}) != len("abc"):
        return None
    unit = three[0].unit
    program = stepwise(["subtract", "subtract"], [written(one, unit) for one in three])
    found, exact = calculation(program, unit, three)
    said, value = amount(exact, unit, places(three), question)
    budget, less, spent = (one.figure.label for one in three)
    lead = f"{who(card)}{budget}减去{less}，再减去{spent}，得{said}（{found.expression}）。"
    return solver.answer(question, lead, three, [value], [found])


def _stated(solver: Solver, phrase: str, where: Scope, card: Card) -> Operand | None:
    """The one figure, an amount or a count, that a report states under a phrase, or as the number that it gives."""
    if claims := claims_in(phrase):
        stated = [Operand(card, f) for f in solver.library.figures(card.id) if f.kind in COUNTED]
        alike = [one for one in stated if len(claims) == 1 and same(claims[0], one) and one.unit == claims[0].unit]
        return alike[0] if alike and phrase.strip() == claims[0].text else None
    years = "".join(f"{year}年" for year in where.years)
    name, counted = phrase.strip("的"), COUNT_END.search(phrase)
    asked = [f"{name}是多少", *([f"{name[: counted.start()]}多少{_piece(counted)}"] if counted else [])]
    found = (_alone(solver, f"{where.mentions[0].words}{years}{one}", card) for one in asked)
    return next(filter(None, found), None)


COUNT_END = regex(rf"的?(?:实际)?(?:(?P<piece>{MEASURES})数|(?P<times>[场期批班件]次)数?)$")
"""How many there are of what is named: 加固危桥的座数, which a report has as 加固危桥12座, or 场次."""


def _piece(counted: re.Match[str]) -> str:
    """The measure word that a name counts in: 场 of 活动场次."""
    return counted["piece"] or counted["times"].removesuffix("次")


def _alone(solver: Solver, asked: str, card: Card) -> Operand | None:
    answer = solver.alone(asked) if solver.alone else None
    if answer is None or {citation.report_id for citation in answer.citations} != {card.id}:
        return None
    alike = figures_like(answer, solver.shelf(card.id))
    figures = [figure for figure in alike if f"{figure.label}：" in answer.text] if len(alike) > 1 else alike
    found = next(iter(figures), None) if len({fold(figure.label) for figure in figures}) == 1 else None
    return Operand(card, found) if found and found.kind in COUNTED and not found.qualifier else None


def _ratio(solver: Solver, question: str, said: str, upper: Operand, lower: Operand) -> Answer | None:
    if upper.unit not in MONEY and upper.unit != lower.unit:
        return None
    terms = f"divide({written(upper, lower.unit)}, {written(lower)})"
    low = upper.value_in(lower.unit) < lower.value
    as_share = RATIO.search(said) or (low and "倍" not in said)
    found, value = quotient(terms, (upper, lower), question, as_share=bool(as_share))
    lead = f"{who(upper.card)}{upper.figure.label}除以{lower.figure.label}得{value.number}{value.unit}"
    return solver.answer(question, f"{lead}（{found.expression}）。", (upper, lower), [value], [found])


def _each(solver: Solver, question: str, two: tuple[Operand, Operand], piece: str, unit: str) -> Answer | None:
    """So much of one for each of another; ``None`` where what is counted is not the piece that is asked for."""
    upper, lower = two
    if lower.unit in MONEY or (piece and not same_measures(lower.unit, piece)):
        return None
    if unit and upper.unit not in MONEY:
        return None
    found, one, value = each_of(upper, lower, unit or upper.unit, question)
    lead = f"{who(upper.card)}{upper.figure.label}除以{lower.figure.label}，每{one}{value.number}{value.unit}"
    return solver.answer(question, f"{lead}（{found.expression}）。", (upper, lower), [value], [found])
