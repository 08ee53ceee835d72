"""Whether two computed things agree: two differences of one report; a stated rate and a base that a question gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from heshu.asking.evidence.calculating import amount, calculation, percent, places, written
from heshu.asking.evidence.claimed import Claim, comparable, same
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import COUNTED, MARKS, RATES, Operand, Solver, same_measure
from heshu.asking.wording.terms import content, pairs
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Value, Verdict

_APART = r"(?P<{0}>[^,，]{{1,60}}?)(?P<{2}>与|和|跟|减去?|同)(?P<{1}>[^,，]{{1,60}}?)(?:的差额?|之差|的差值)"
TWO_GAPS = regex(
    rf"{_APART.format('a', 'b', 'ab')}[,，]?(?:和|与|跟|同|是否等于|是不是等于|等于)?{_APART.format('c', 'd', 'cd')}"
)
"""甲与乙的差,和丙减丁的差."""
SAID_ONCE = regex(r"年末|期末|年初|期初")
LEADS = regex(r"^(?:和|与|跟|当年|本年|的)+")


def two_gaps(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    """Two differences that a question sets side by side, each computed, and whether they are the same."""
    match = TWO_GAPS.search(MARKS.sub("", text))
    if match is None:
        return None
    names = [LEADS.sub("", match[key]) for key in "abcd"]
    if SAID_ONCE.fullmatch(names[0]):  # 年末与年初结转结余: what is asked of is said once
        names[0] += SAID_ONCE.sub("", names[1])
    operands = [operand for name in names if (operand := solver.one(name, card, COUNTED))]
    if len(operands) < len(names) or not all(same_measure(operands[0], operand) for operand in operands[1:]):
        return None
    unit = operands[0].unit
    one, exact = _gap(operands[:2], unit, ordered=match["ab"].startswith("减"))
    other, expected = _gap(operands[2:], unit, ordered=match["cd"].startswith("减"))
    verdict = Verdict.CONSISTENT if exact == expected else Verdict.INCONSISTENT
    said = [amount(value, unit, places(operands), question) for value in (exact, expected)]
    lead = f"{who(card)}：{said[0][0]}（{one.expression}）与{said[1][0]}（{other.expression}）"
    lead += "相等，勾稽得上。" if exact == expected else "不相等，勾稽不上。"
    values = list(dict.fromkeys(value for _, value in said))
    return solver.answer(question, lead, operands, values, [replace(one, stated=other.result, verdict=verdict), other])


def _speaks_of(text: str, done: Operand) -> bool:
    """Whether a question names what was counted: two pairs of characters of its label."""
    said = pairs(content(MARKS.sub(" ", text)))
    return len(said & pairs([fold(done.figure.label)])) >= NAMED


NAMED = 2


def _gap(pair: Sequence[Operand], unit: str, *, ordered: bool) -> tuple[Calculation, Fraction]:
    """The first less the second; the higher less the lower where the question only asks how far apart they are."""
    first, second = pair if ordered else sorted(pair, key=lambda operand: -operand.value_in(unit))
    return calculation(f"subtract({written(first, unit)}, {written(second, unit)})", unit, pair)


SAID_DONE = regex(r"(?:实际|支出|花了?|执行数)[^,，\d]{0,4}$")
"""What says before a number that it was done, and no target."""
TARGET = regex(r"目标|计划|原定|任务|指标")


def rate_of_base(solver: Solver, question: str, text: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """A stated completion rate held against its count and the target that the question supposes.

    The count is the question's own, or the one that it names and of which the report states that rate.
    """
    rates = [claim for claim in claims if claim.unit == "%"]
    counts = [claim for claim in claims if claim.unit != "%"]
    if len(rates) != 1 or not 1 <= len(counts) <= 2 or counts[0].unit != counts[-1].unit:
        return None
    if len(counts) == 1 and not TARGET.search(text):
        return None
    figures = [Operand(card, figure) for figure in solver.library.figures(card.id)]
    pairs_ = (counts, counts[::-1]) if len(counts) == 2 else ((None, counts[0]),)
    bases = [(claim, base) for claim, base in pairs_ if not SAID_DONE.search(text.partition(base.text)[0])]
    found = [
        (done, rate, base)
        for done in figures
        for claim, base in bases
        if done.figure.kind not in RATES and base.value and (same(claim, done) if claim else comparable(base, done))
        for rate in figures
        if rate.figure.kind in RATES and rate.figure.passage_id == done.figure.passage_id and same(rates[0], rate)
        if claim or (rate.figure.label.startswith(done.figure.label) and _speaks_of(text, done))
    ]
    if len({(done.value, base.value) for done, _, base in found}) != 1:
        return None
    done, rate, base = found[0]
    one, exact = calculation(f"divide({written(done)}, {base.value:f})", "%", (done,), stated=rate)
    right = one.verdict is Verdict.CONSISTENT
    lead = f"{who(card)}：按目标{base.text}，完成率为{one.result}%（{one.expression}），"
    lead += f"与报告写的{rate.text}{'一致' if right else '不一致'}。"
    values = [Value(format(rate.value, "f"), "%")]
    if not right:
        values.insert(0, percent(exact, question))
    return solver.answer(question, lead, (done, rate), values, [one])
