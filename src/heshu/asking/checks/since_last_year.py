"""What of each report changed since the year before: 哪些单位支出比上年减少, 各单位支出比上年增长多少.

The two levels are those that the audit holds a report's stated change against (支出1,766.19万元，比2021年的1,812.47万元
下降2.55%), so that a former figure of another thing is never taken: 上年26.15万元 of 三公经费 is no former spending.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from heshu.asking.checks.checkup import checkup
from heshu.asking.evidence.calculating import amount, calculation, growth_of, percent, places, written
from heshu.asking.evidence.compose import SHOWN, display_name, who
from heshu.asking.evidence.fitting import LAST_YEAR
from heshu.asking.evidence.operands import Operand, Solver, same_measure
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.parts import joined
from heshu.checking.subjects import flow_of, subject_of
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, Verdict

_WHOSE = r"(?:部门|单位|报告|局|家|份)"
_WHICH = rf"(?:有)?哪(?:几|一)?(?:些|个|家|份)?{_WHOSE}?"
_EACH = rf"(?:这|那)?(?:各个?|每一?个?|所有|全部|[两二三四五六七八九十\d]+个?){_WHOSE}{{1,2}}(?:里面?|中|当中)?"
_SINCE = r"(?:比|较|与|同|和|跟)(?:上年度?|去年|上一年度?)(?:同期)?(?:相比|比较?)?"
_FALLS, _RISES = "减少|下降|降低|少|降", "增加|增长|上升|提高|多|涨"
_WAY = rf"(?:是|都|有所|出现|实现)*(?P<way>{_FALLS}|{_RISES})了?"
_WHAT = r"(?P<what>[^,，\d比较]{2,12}?)(?:金额|数额|规模)?(?:是|都|分别|各自)*"
WHICH = (
    regex(rf"{_WHICH}的?{_WHAT}{_SINCE}{_WAY}的?[?？]?"),
    regex(rf"{_WHAT}{_SINCE}{_WAY}的{_WHOSE}?(?:都|分别)?(?:有|是)?{_WHICH}[?？]?"),
)
"""A question for the departments whose figure fell, or rose."""
EACH = regex(
    rf"{_EACH}的?{_WHAT}{_SINCE}(?:都|分别|各自?)*(?:增长|增加|上升|下降|减少|降低|变化|增减|变动|[增减涨降多少])(?:变化|变动)?(?:率|幅度?|额)?"
    r"(?:了|都|分别|各自?|是|有)*(?:多少|几|百分之[几多]少?|情况(?:如何|怎么?样)?)(?:个?百分点|万元|元|%)?[?？]?"
)
"""A question by how much each department's figure changed."""
PAST = regex(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Change:
    """The amount of a year, the former one, and the change that a report states wrongly of them, if it does."""

    new: Operand
    old: Operand
    misstated: Operand | None

    @property
    def fell(self) -> bool:
        """Whether it is less than it was."""
        return self.new.value < (self.old.value_in(self.new.unit) or Decimal(0))


def told(solver: Solver, question: str, where: Scope) -> Answer | None:
    """Which departments' figures fell or rose since last year, or by how much each did; ``None`` where none says."""
    words = fold(where.marked).strip(" ,，")
    which = next(filter(None, (form.fullmatch(words) for form in WHICH)), None)
    match = which or EACH.fullmatch(words)
    if match is None or where.named or not 1 < len(where.reports) <= SHOWN:
        return None
    cards = [solver.library.card_of[report] for report in where.reports]
    pairs = [(card, _levels(solver, match["what"], card)) for card in cards]
    known = [pair for _, pair in pairs if pair]
    if not known:
        return None
    falls = bool(which) and bool(regex(_FALLS).fullmatch(match["way"]))
    passing = [one for one in known if not which or (one.fell is falls and one.new.value != one.old.value)]
    silent = "、".join(display_name(card.department) for card, pair in pairs if pair is None)
    note = f"（{len(cards)}份报告中{len(known)}份写明了与上年相比" + (f"，没有查到的是{silent}）" if silent else "）")
    if not passing:
        shown = joined(question, [_say(solver, question, change) for change in known])
        return _with(shown, f"写明的报告里，{match['what']}比上年{match['way']}的一家也没有：", note)
    found = joined(question, [_say(solver, question, change) for change in passing])
    lead = f"{match['what']}比上年{match['way']}的有{len(passing)}家：" if which else ""
    return _with(found, lead, note)


def _with(answer: Answer, lead: str, note: str) -> Answer:
    text = f"{lead}\n{answer.text}" if lead else answer.text
    return replace(answer, text=f"{text}\n{note}")


def _levels(solver: Solver, what: str, card: Card) -> Change | None:
    """The amounts of a thing in the report's year and the year before, as one stated change has them."""
    subject, flow = subject_of(what), flow_of(fold(what))
    found = {}
    for checked in checkup(solver.library, card.id):
        finding = checked.finding
        operands = finding.calculation.operands
        if (
            finding.verdict is Verdict.NOTE
            or finding.rule not in ("growth", "difference")
            or len(operands) != len("两个")
        ):
            continue
        new, old = operands
        if not _is_former(old, card) or new.kind is not FigureKind.AMOUNT or old.kind is not FigureKind.AMOUNT:
            continue
        label = fold(new.label)
        if subject_of(label) == subject and flow_of(label) == flow:
            wrong = Operand(card, finding.stated) if finding.verdict is Verdict.INCONSISTENT else None
            found[new.value, old.value] = Change(Operand(card, new), Operand(card, old), wrong)
    one = next(iter(found.values()), None)
    return one if len(found) == 1 and one and same_measure(one.new, one.old) and one.old.value else None


def _is_former(figure: Figure, card: Card) -> bool:
    years = PAST.findall(figure.period)
    return bool(LAST_YEAR.search(figure.period)) or bool(years and card.year and int(years[-1]) == card.year - 1)


def _say(solver: Solver, question: str, change: Change) -> Answer:
    new, old, wrong = change.new, change.old, change.misstated
    high, low = (old, new) if change.fell else (new, old)
    gap, exact = calculation(f"subtract({written(high, new.unit)}, {written(low, new.unit)})", new.unit, (high, low))
    rate, grown = growth_of(new, old)
    said, value = amount(exact, new.unit, places((new, old)), question)
    changed = percent(abs(grown), question)
    way = ("减少", "下降") if change.fell else ("增加", "增长")
    lead = f"{who(new.card)}{new.figure.label}比上年{way[0]}{said}（{gap.expression}），{way[1]}{changed.number}%"
    lead += f"（{rate.expression}）" + (f"；报告写的是{wrong.with_unit}，两者不一致" if wrong else "")
    places_ = (new, old, wrong) if wrong else (new, old)
    return solver.answer(question, f"{lead}。", places_, [value, changed], [gap, rate])
