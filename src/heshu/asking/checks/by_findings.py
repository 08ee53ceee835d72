"""What the audit found, as an answer: of one figure, of all figures of a kind, of a whole report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking.checks import beside_it
from heshu.asking.checks.checkup import checkup
from heshu.asking.computing import budgets, recomputed
from heshu.asking.evidence.compose import Citer, refuse, who
from heshu.asking.evidence.moved import is_against_other
from heshu.asking.evidence.operands import Operand, Solver
from heshu.checking.calculator import round_half_up
from heshu.checking.consistency import stated_digits
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, Finding, Found, Status, Value, Verdict

SHARES_ONLY = regex(r"占比|比例|比重|份额")


def findings(solver: Solver, card: Card) -> tuple[Finding, ...]:
    """The audit of one report, done once."""
    return tuple(checked.finding for checked in checkup(solver.library, card.id))


def judged(solver: Solver, question: str, operand: Operand) -> Answer | None:
    """What the audit says of one stated figure, with its operands; ``None`` where no identity holds it."""
    if is_against_other(question, operand.figure, solver.place(operand)[1]):
        said = f"{who(operand.card)}报告写的{operand.figure.label}{operand.with_unit}，不是与所问的那个数相比。"
        return refuse(question, said + "请看清是比上年还是比预算。")
    found = [
        finding
        for finding in findings(solver, operand.card)
        if finding.verdict is not Verdict.NOTE and is_of(finding, operand.figure)
    ]
    found.sort(key=lambda finding: (finding.rule == REPEATED, finding.verdict is not Verdict.INCONSISTENT))
    only_said_twice = bool(found) and found[0].rule == REPEATED and found[0].verdict is Verdict.CONSISTENT
    if not found or (only_said_twice and recomputed.ASKED.search(fold(question))):
        return (
            recomputed.by_formula(solver, question, operand)
            or beside_it.again(solver, question, operand)
            or budgets.whole_rate(solver, question, operand)
            or recomputed.of_survey(solver, question, operand)
            or recomputed.rate(solver, question, operand)
            or recomputed.share(solver, question, operand)
            or recomputed.share_in_row(solver, question, operand)
            or recomputed.proved(solver, question, operand)
        )
    return say(solver, question, operand.card, found[:1])


REPEATED = "repeated"
"""The rule by which a figure is held against itself in another place, which says nothing of how it was worked out."""


def is_of(finding: Finding, figure: Figure) -> bool:
    """Whether a finding is on a figure, or on the same number where a table states it as well."""
    same = finding.stated.span == figure.span
    return same or (
        (
            finding.stated.label == figure.label
            or _told_in_table(finding.stated, figure)
            or _total_of_table(finding.stated, figure)
        )
        and finding.stated.value == figure.value
        and finding.stated.whole == figure.whole
    )


IN_TABLE = regex(r"(?P<rate>[\u4e00-\u9fff]{3,}率)(?:实际|完成|全年|年度)+(?:完成)?值?")
"""The label of a rate in a table of indicators, which prose states as well."""


TABLE_TOTAL = regex(r"(?:自评)?得分(?:合计|总计|小计)|(?:合计|总计)得分")
WHOLE_SCORE = regex(r"(?:自评|评价|综合|绩效|总)(?:总|最终)?得分$|自评总分$")


def _total_of_table(stated: Figure, figure: Figure) -> bool:
    """Whether a score is the whole's, of which a table of indicators states the very number as its total."""
    scores = stated.kind is figure.kind is FigureKind.SCORE and stated.unit == figure.unit
    return scores and bool(TABLE_TOTAL.fullmatch(fold(stated.label)) and WHOLE_SCORE.search(fold(figure.label)))


def _told_in_table(stated: Figure, figure: Figure) -> bool:
    """Whether a table of indicators states the rate that prose does: 预算调整率实际值, and 预算调整率."""
    named = IN_TABLE.fullmatch(fold(figure.label))
    return bool(named) and stated.unit == figure.unit and fold(stated.label).endswith(named["rate"] if named else " ")


def say(solver: Solver, question: str, card: Card, found: Sequence[Finding]) -> Answer:
    """A line for each finding with its figures' sentences; where one is wrong, what is right."""
    citer = Citer(solver.library)
    lines, values = [], []
    for finding in found:
        marks = _marks(solver, finding, card, citer)
        wrong = finding.verdict is Verdict.INCONSISTENT
        lines.append(f"{'不一致：' if wrong else '一致：'}{finding.message}{marks}。")
        if not wrong and (exact := _only_by_rounding(finding)):
            unit, said = finding.stated.unit, f"{finding.stated.value:f}{finding.stated.unit}"
            worked = f"按报告写出的数应为{exact}{unit}（{finding.calculation.expression.replace(' ', '')}）"
            lines[-1] = f"不一致：{finding.stated.label}{worked}，报告写的是{said}{marks}。差额可能出在四舍五入上。"
            values.append(Value(exact, unit))
        if wrong:
            right = _finer(finding)
            lines[-1] += (
                f"（精确到两位小数是{right}{finding.stated.unit}）" if right != format(finding.expected, "f") else ""
            )
            values.append(Value(right, finding.stated.unit))
        values.append(Value(format(finding.stated.value, "f"), finding.stated.unit))
    head = f"{who(card)}：" if len(found) == 1 else ""
    calculations = tuple(_stated(finding) for finding in found)
    text = head + "\n".join(lines)
    odds = Found.AT_ODDS if any(one.verdict is Verdict.INCONSISTENT for one in calculations) else Found.NOTHING
    return Answer(question, Status.ANSWERED, text, tuple(values), tuple(citer.found), calculations, found=odds)


def _marks(solver: Solver, finding: Finding, card: Card, citer: Citer) -> str:
    """The marks of the sentences that a finding's figures stand in, each once."""
    figures = (finding.stated, *finding.calculation.operands)
    said = "".join(solver.mention(Operand(card, figure), citer) for figure in figures)
    return "".join(dict.fromkeys(re.findall(r"\[\d+\]", said)))


def _finer(finding: Finding) -> str:
    """What the operands give, at two decimals where the report states a percentage at fewer."""
    if finding.stated.unit != "%" or stated_digits(finding.expected) >= 2 or finding.calculation.unit != "%":
        return format(finding.expected, "f")
    return format(round_half_up(Fraction(Decimal(finding.calculation.result)), 2), "f")


PERCENTAGES = ("%", "百分点")


def _only_by_rounding(finding: Finding) -> str:
    """What a percentage comes to by its operands as they stand, where only their rounding excuses it; else empty."""
    stated, found = finding.stated, finding.calculation
    sums = found.program.startswith(("add", "sum")) or "const_100" in found.program
    if stated.unit not in PERCENTAGES or found.unit != stated.unit or sums or finding.verdict is not Verdict.CONSISTENT:
        return ""
    exact = Fraction(Decimal(found.result))
    last = Fraction(10) ** -stated_digits(stated.value)
    if abs(exact - Fraction(stated.value)) <= last / 2 + HIDDEN or stated.qualifier:
        return ""
    return format(round_half_up(exact, max(2, stated_digits(stated.value))), "f")


HIDDEN = Fraction(1, 10_000)
"""What the digits of a result that are not shown may add."""


def _stated(finding: Finding) -> Calculation:
    verdict = Verdict.INCONSISTENT if _only_by_rounding(finding) else finding.verdict
    return replace(finding.calculation, stated=format(finding.stated.value, "f"), verdict=verdict)


def of_kind(solver: Solver, question: str, kind: str, card: Card, of: str = "") -> Answer | None:
    """The verdicts on all the figures whose names end so; ``None`` where fewer than two are judged.

    Of shares ``of`` says of what they are: of income, of spending.
    """
    shares = bool(SHARES_ONLY.search(kind))
    found = [
        finding
        for finding in findings(solver, card)
        if finding.verdict is not Verdict.NOTE
        and (finding.stated.kind is FigureKind.SHARE if shares else fold(finding.stated.label).endswith(kind))
        and (not of or fold(re.sub("占比$", "", finding.stated.label)).endswith(of))
    ]
    first = {finding.stated.span: finding for finding in reversed(found)}
    kept = [finding for finding in found if first[finding.stated.span] is finding]
    return say(solver, question, card, kept) if len(kept) > 1 else None


def audited(solver: Solver, question: str, text: str, cards: Sequence[Card]) -> Answer | None:
    """What does not add up in one report or in several: the mistakes first, else what was checked and holds."""
    found = [(card, f) for card in cards for f in findings(solver, card) if f.verdict is not Verdict.NOTE]
    if SHARES_ONLY.search(text):
        found = [(card, f) for card, f in found if "share" in f.rule] or found
    wrong = [(card, f) for card, f in found if f.verdict is Verdict.INCONSISTENT]
    if not found:
        return None
    if len(cards) == 1:
        return _report_of(solver, question, cards[0], [f for _, f in found])
    citer = Citer(solver.library)
    lines, values = [], []
    for card, finding in wrong or found[:6]:
        lines.append(f"{who(card)}：{finding.message}{_marks(solver, finding, card, citer)}")
        values += [Value(format(finding.stated.value, "f"), finding.stated.unit)] if wrong else []
    head = f"{len(cards)}份报告中核对了{len(found)}处，{len(wrong)}处不一致"
    body = ("：\n" if wrong else "，没有发现算错的数，例如：\n") + "\n".join(lines)
    calculations = tuple(_stated(f) for _, f in (wrong or found[:6]))
    odds = Found.AT_ODDS if wrong else Found.NOTHING
    return Answer(question, Status.ANSWERED, head + body, tuple(values), tuple(citer.found), calculations, found=odds)


def _report_of(solver: Solver, question: str, card: Card, found: Sequence[Finding]) -> Answer:
    wrong = [f for f in found if f.verdict is Verdict.INCONSISTENT]
    answer = say(solver, question, card, wrong or list(found)[:6])
    head = f"{who(card)}的报告核对了{len(found)}处，" + (f"{len(wrong)}处不一致：\n" if wrong else "都对得上，例如：\n")
    values = tuple(Value(format(f.stated.value, "f"), f.stated.unit) for f in wrong)
    return replace(answer, text=head + answer.text, values=values, found=answer.found | Found.AUDITED)
