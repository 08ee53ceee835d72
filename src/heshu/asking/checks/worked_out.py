"""A number that a question claims against what the figures compute, its direction too.

The words around the claim say what is computed: a claim that stands where a question would ask how much is put back
as that question (还剩27.65万元没支付: 还剩多少没支付), run, and held against the result.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking.comparing.runs import OPERATIONS
from heshu.asking.computing import between, done, sums, verdicts, within
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import Claim, claims_in, same
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import MARKS, Operand, Solver
from heshu.asking.planning.operations import CHECK_WORDS, CLAIMS_ONLY, Op, read
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.adding import ADDED, AS_SUM
from heshu.asking.wording.changes import OF_FORMER_YEAR
from heshu.checking.calculator import round_half_up
from heshu.checking.consistency import consistent, stated_digits
from heshu.figures.units import MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Found, Status, Value, Verdict

CHECKS = regex(f"{CHECK_WORDS}|{CLAIMS_ONLY}")


def operation(solver: Solver, question: str, phrase: str, claims: Sequence[Claim], where: Scope) -> Answer | None:
    """A claimed difference, share or sum against the computed one."""
    clauses = [part for part in re.split(r"[,，?？]", phrase) if MARKS.search(part)]
    tries = (read(re.sub(r"[\s,，]+$", "", part) + "多少") for part in (phrase, *clauses))
    query = next((one for one in tries if one), None)
    runs = {
        Op.SHARE: within.share,
        Op.DIFFERENCE: between.difference,
        Op.SUM: sums.total,
        Op.DONE_SHARE: done.done_share,
        Op.UNDONE: done.undone,
        Op.UNDONE_SHARE: done.undone_share,
    }
    if query is None or query.op not in runs:
        return None
    answer = runs[query.op](solver, question, query, where)
    if answer is None or answer.status is not Status.ANSWERED or not answer.calculations:
        return None
    measured = {"%"} if answer.values[0].unit == "%" else {"", answer.values[0].unit, *MONEY}
    if claims and claims[-1].unit not in measured and answer.values[0].unit in MONEY:  # 少0.29%, of what came to 万元
        return None
    checked = against(answer, claims, question)
    return other_way(checked, answer, claims[-1], fold(question)) if claims else checked


def computed_as_claimed(
    solver: Solver, question: str, text: str, claims: Sequence[Claim], where: Scope
) -> Answer | None:
    """A claimed number that stands where a question would say how much: what is computed there, against the claim.

    还剩27.65万元没支付，对不对: what is left is worked out, and the claim held against it.
    """
    if not claims:
        return None
    claim = claims[-1]
    how_much = {"%": "百分之几", "百分点": "多少个百分点"}.get(claim.unit, f"多少{claim.unit}")
    plain = CHECKS.sub(" ", text)
    for operand in claims[:-1]:  # 执行数3,151.09万元占…: looked up as well
        plain = plain.replace(operand.text, "", 1) if operand.unit != claim.unit else plain
    asked = AROUND_CHECK.sub("", plain.replace(claim.text, how_much))
    query = read(asked)
    if query is None or query.op not in OPERATIONS or OF_FORMER_YEAR.search(asked):
        return None
    answer = OPERATIONS[query.op](solver, asked, query, where)
    if answer is None or answer.status is not Status.ANSWERED or not answer.calculations or len(answer.values) != 1:
        return None
    if answer.values[0].unit != claim.unit and not {answer.values[0].unit, claim.unit} <= set(MONEY):
        return None
    return replace(other_way(against(answer, [claim], text), answer, claim, text), question=question)


AROUND_CHECK = regex(r"[\s,，?？]+$|(?<=[\s,，])(?:吗|么|呢)?[?？]*$|^[\s,，]+")
"""What is left around a question when the words that ask for a check are gone."""
WAYS = (set("多高大超增涨升"), set("少低小降减跌"))
SAID_WAY = regex(r"(?P<way>[多高大超少低小]|增|降|减|涨)(?:出|了|过|加|长|少|低|幅|为|是)*\s*$")
FOUND_WAY = regex(r"比[^，。]*?(?P<way>[高低多少]|增|降)[^，。\d]{0,3}\d")


def other_way(checked: Answer, answer: Answer, claim: Claim, text: str) -> Answer:
    """The answer where a question claims 少 of what is 多: the number holds, and what it says does not."""
    said, found = SAID_WAY.search(text.partition(claim.text)[0]), FOUND_WAY.search(answer.text)
    if said is None or found is None:
        return checked
    same = any({said["way"], found["way"]} <= way for way in WAYS)
    as_much = consistent(claim.value, abs(Fraction(Decimal(checked.calculations[0].result))))
    if same or (checked.calculations[0].verdict is Verdict.INCONSISTENT and not (as_much and claim.unit == "%")):
        return checked
    first = replace(checked.calculations[0], verdict=Verdict.INCONSISTENT)
    return replace(
        checked,
        text=f"方向说反了。{answer.text}",
        found=answer.found | Found.TURNED,
        calculations=(first, *checked.calculations[1:]),
        values=answer.values,
    )


def against(answer: Answer, claims: Sequence[Claim], text: str = "") -> Answer:
    """A computed answer with the verdict on what the question claimed."""
    first = answer.calculations[0]
    value = answer.values[0]
    compared = [c for c in claims if c.unit in (value.unit, "") or (c.unit in MONEY and value.unit in MONEY)]
    if not compared:
        return answer
    claim = compared[-1]
    exact = Fraction(Decimal(first.result))
    fell = exact < 0 <= Decimal(value.number)  # 下降23.73% is told without its sign; which way it went is judged apart
    exact = -exact if fell and claim.value >= 0 else exact
    scale = (
        Fraction(10) ** (MONEY[claim.unit] - MONEY[first.unit])
        if claim.unit in MONEY and first.unit in MONEY
        else Fraction(1)
    )
    side = _bound(fold(text), claim)
    agrees = side(exact / scale, Fraction(claim.value)) if side else consistent(claim.value, exact / scale)
    if side:  # 占50%以上: holds for 52.61% as well
        said = f"{'对' if agrees else '不对'}。"
        checked = replace(first, verdict=Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT)
        return replace(answer, text=said + answer.text, calculations=(checked, *answer.calculations[1:]))
    checked = verdicts.held(first, claim.value, right=agrees)
    lead = verdicts.said(claim.text, right=agrees)
    if first.verdict is Verdict.INCONSISTENT:  # the report's own figure is wrong, and both stand in the answer
        return replace(answer, text=lead + answer.text, found=answer.found | verdicts.denying(agrees))
    finer = (
        Value(format(round_half_up(exact / scale, stated_digits(claim.value)), "f"), claim.unit)
        if claim.unit and agrees
        else value
    )
    values = (finer,) if finer.number == value.number else (value, finer) if agrees else (value,)
    calculations, found = (checked, *answer.calculations[1:]), answer.found | verdicts.denying(agrees)
    return replace(answer, text=lead + answer.text, values=values, calculations=calculations, found=found)


def _bound(text: str, claim: Claim) -> Callable[[Fraction, Fraction], bool] | None:
    """The side of a claimed limit (占50%以上, 不到50%); ``None`` where the claim is a number."""
    before, _, behind = text.partition(claim.text)
    for said, side in (((BELOW, UNDER), operator.lt), ((ABOVE, OVER), operator.gt)):
        if said[0].search(before) or said[1].match(behind):
            return side
    return None


ABOVE, OVER = regex(r"(?<![不没未有])(?:超过|高于|大于|多于)了?$"), regex(r"(?:还|都)?(?:以上|还多)")
BELOW, UNDER = regex(r"(?:不到|低于|小于|少于|不足)了?$"), regex(r"以下|以内")


ADDED_UP = regex(rf"(?:{ADDED}|{AS_SUM})[^\d]{{0,8}}(?=\d)")


def sum_of_claims(solver: Solver, question: str, text: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """Numbers that a question adds up, each stated by the report, against the sum that it claims."""
    added = ADDED_UP.search(text)
    if added is None or len(claims) < 3 or len({claim.unit for claim in claims}) > 1:
        return None
    if len(claims_in(text[: added.start()])) < len("甲乙"):  # 收入合计3628.45 is a name, and adds nothing up
        return None
    *parts, total = claims
    figures = [Operand(card, figure) for figure in solver.library.figures(card.id)]
    found = [next((o for o in figures if same(part, o)), None) for part in parts]
    operands = [operand for operand in found if operand]
    if len(operands) < len(parts) or text.rfind(total.text) < added.end():
        return None
    program = f"sum({', '.join(written(operand, operands[0].unit) for operand in operands)})"
    one, exact = calculation(program, operands[0].unit if total.unit != "%" else "", operands)
    agrees = consistent(total.value, exact)
    one = replace(verdicts.held(one, total.value, right=agrees), unit=total.unit)
    lead = f"{who(card)}：{one.expression} = {one.result}{total.unit}，{'等于' if agrees else '不等于'}{total.text}。"
    stated = [o for o in figures if same(total, o) and o.figure.span not in {p.figure.span for p in operands}][:1]
    return solver.answer(question, lead, [*operands, *stated], [Value(one.result, total.unit)], [one])
