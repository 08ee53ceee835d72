"""Several claims, each in a clause of its own: 死亡29人，比上年减少5人; 救助446人，目标420人，完成率106%.

What a later clause leaves unsaid, the last one before it that names a thing has said: its number is looked for where
that one's stands, then by its own words where they name a thing, and else by the words of that clause with its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import calculation, percent, written
from heshu.asking.evidence.claimed import Claim, claims_in, same
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import COUNTED, MARKS, RATES, Operand, Solver, same_measure
from heshu.asking.wording.parts import joined
from heshu.asking.wording.terms import content, pairs
from heshu.checking.consistency import consistent
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Status

CLAUSES = regex(r"(?<!\d)[,，]|[,，](?!\d{3})|[;；。]|(?<=[%分元件])[、和]")
NAMES_NOTHING = regex(
    r"(?:其中|分别|各|共|又|也|还|实际|全年|完成|实现|达到?|占|所|总数|比重|比例|比|率|较|与|同|上年|去年|同期|同比|相比|净|增长|增加|上升|提高|减少"
    r"|下降|降低|目标|指标|任务|计划|应|得分|得|扣分?|执行|进度|幅度?|为|是|的|了|到|至|有|人|数)*"
)
"""Words of a clause that say how something was measured, and not what."""
MEASURES_ONLY = regex(
    rf"(?:{NAMES_NOTHING.pattern}|预算|支出|决算|结余|花|用|拨付|支付|年初|年末|年底|期末|调整|批复|安排|金额|资金|后|月度|季度|年度|月均|平均|每月|就|都)*"
)
"""Words of a clause that say what was measured of a thing, or when, and name none."""
OF_MONEY = regex("预算|支出|决算|结余|花|用|拨付|支付|执行")
HAS_MONEY = regex("项目|专项|费|资金|补贴|补助|采购|支出|工程|任务|运转|人员")
"""Words of what money is planned for and spent on: 专项85个，支出…; what else is counted beside spending has none."""
RATE = regex(r"完成|占|率|进度|比例|比重")
AIMED = regex(r"目标|计划|任务|应|指标")
HELD = 0.5
"""Share of a clause's words that the label of a number beside must hold."""


@dataclass(frozen=True, slots=True)
class Check:
    """A question that claims several numbers of a report, and the verdicts that there are on one of them."""

    solver: Solver
    question: str
    card: Card
    alone: Callable[[str, Sequence[Claim]], Answer | None]
    """On the claims of a text, by its words."""
    stated: Callable[[Claim, Operand], Answer]
    """On a figure that has the very number."""


def held(check: Check, text: str) -> Answer | None:
    """The verdict on each claim; ``None`` where one of them cannot be held, or a clause has more than one."""
    clauses = [part for part in CLAUSES.split(CHECKS.sub(" ", text)) if claims_in(part)]
    if len(clauses) < len("甲乙") or any(len(claims_in(part)) != 1 for part in clauses):
        return None
    told: list[Answer] = []
    for n, clause in enumerate(clauses):
        claim = claims_in(clause)[0]
        head = clauses[_head(clauses, n)]
        one = _beside(check, clause, (claims_in(head)[0], claim), told, head) if n else None
        if one is None and n and leans_on(_words(head, claims_in(head)[0]), _words(clause, claim)):
            one = _of_head(check, head, clause)
        elif one is None and not (n and NAMES_NOTHING.fullmatch(_words(clause, claim))):
            one = check.alone(clause, [claim])
        one = one or _rate(check, clauses[: n + 1], told) or (_of_head(check, head, clause) if n else None)
        if one is None or one.status is not Status.ANSWERED:
            return None
        told.append(one)
    return joined(check.question, told)


def leans(text: str) -> bool:
    """Whether a percentage is claimed in a later clause that names nothing that it is of."""
    later = [(clause, claims_in(clause)) for clause in CLAUSES.split(text)[1:]]
    return any(
        len(c) == 1 and c[0].unit == "%" and NAMES_NOTHING.fullmatch(_words(clause, c[0])) for clause, c in later
    )


def leans_on(head: str, own: str) -> bool:
    """Whether the words of a clause say what money was planned for or spent on the thing that a head names."""
    spends = not MEASURES_ONLY.fullmatch(head) and HAS_MONEY.search(head)
    return bool(spends and MEASURES_ONLY.fullmatch(own) and OF_MONEY.search(own))


def _words(clause: str, claim: Claim) -> str:
    return re.sub(r"[\s,，的]", "", MARKS.sub("", clause.replace(claim.text, "", 1)))


def _head(clauses: Sequence[str], n: int) -> int:
    """The place of the last clause before one that names a thing; the first one's where none does."""
    words = {k: _words(clauses[k], claims_in(clauses[k])[0]) for k in range(1, n)}
    named = (k for k in sorted(words, reverse=True) if not MEASURES_ONLY.fullmatch(words[k]))
    return next(named, 0)


def _of_head(check: Check, head: str, clause: str) -> Answer | None:
    """By the words of the clause that names the thing, before a clause's own."""
    thing = head.partition(claims_in(head)[0].text)[0]
    return check.alone(f"{thing}{clause.strip()}", claims_in(clause))


def _beside(check: Check, clause: str, claims: tuple[Claim, Claim], told: Sequence[Answer], head: str) -> Answer | None:
    """By the number that stands where an earlier clause's does, in a sentence or a row, under the clause's words.

    Where these name nothing, it has to be said of what the claim of the clause that names the thing is of.
    """
    first, claim = claims
    here = _where(check, told)
    said = pairs(content(_words(clause, claim)))
    aimed = AIMED.search(_words(clause, claim))
    found = [one for one in here if same(claim, one) and (aimed or not one.figure.qualifier)]
    if NAMES_NOTHING.fullmatch(_words(clause, claim)) or leans_on(_words(head, first), _words(clause, claim)):
        of = [one for one in here if same(first, one)]
        found = [one for one in found if any(_goes_on(start, one, here) for start in of)]
    weights = check.solver.shelf(check.card.id).weights
    found = [one for one in found if not said or weights.coverage(said, _label(one)) >= HELD]
    if not claim.unit:  # 其他50 is no 增幅50.00%
        found = [one for one in found if one.figure.kind in COUNTED] or found
    if claim.unit == "%" and not said:
        found = [one for one in found if one.figure.kind in RATES]
    return check.stated(claim, found[0]) if len({(one.value, _label(one)) for one in found}) == 1 else None


def _goes_on(start: Operand, one: Operand, here: Sequence[Operand]) -> bool:
    """Whether nothing else that is counted stands between two figures of a sentence, the first before the other."""
    between = [f for f in here if start.figure.span.end <= f.figure.span.start < one.figure.span.start]
    counted = [f for f in between if f.figure.kind in COUNTED and not NAMES_NOTHING.fullmatch(fold(f.figure.label))]
    name = fold(start.figure.label)
    return start.figure.span < one.figure.span and all(fold(f.figure.label).startswith(name) for f in counted)


def _label(one: Operand) -> str:
    return fold(one.figure.label + one.figure.whole + one.figure.period)


def _where(check: Check, told: Sequence[Answer]) -> list[Operand]:
    """The figures of the sentences and rows that answers quote."""
    spans = {(c.start, c.end) for one in told for c in one.citations if c.report_id == check.card.id}
    figures = check.solver.library.figures(check.card.id)
    return [Operand(check.card, f) for f in figures if any(start <= f.span.start < end for start, end in spans)]


def _rate(check: Check, clauses: Sequence[str], told: Sequence[Answer]) -> Answer | None:
    """A percentage against the two numbers that the clauses before it claim, both stated: what was done, of what."""
    claims = [claims_in(clause)[0] for clause in clauses]
    if claims[-1].unit != "%" or len(claims) != len("甲乙丙") or not RATE.search(clauses[-1]):
        return None
    beside = [one for one in _where(check, told) if one.figure.kind in COUNTED]
    pair = [next((one for one in beside if same(claim, one)), None) for claim in claims[:2]]
    done, base = pair
    aims = [bool(AIMED.search(_words(clause, one))) for clause, one in zip(clauses[:2], claims[:2], strict=True)]
    if aims[0] is not aims[1]:
        done, base = (base, done) if aims[0] else pair
    elif done and base and done.value > base.value:  # 立案920件，办结874件
        done, base = base, done
    if done is None or base is None or not same_measure(done, base) or not base.value or done.figure == base.figure:
        return None
    one, exact = calculation(f"divide({written(done)}, {written(base, done.unit)})", "%", [done, base])
    right = consistent(claims[-1].value, exact)
    value = percent(exact, check.question)
    lead = verdicts.said(claims[-1].text, right=right)
    lead += f"{who(check.card)}按这两个数算是{value.number}%（{one.expression}）。"
    held_ = verdicts.held(one, claims[-1].value, right=right)
    return check.solver.answer(check.question, lead, [done, base], [value], [held_], found=verdicts.denying(right))
