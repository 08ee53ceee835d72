"""A stated rate worked out again from the two figures that it is of, where the audit found none that surely are.

The two are found by their names (事业收入决算数 and 事业收入年初预算数 for 事业收入完成年初预算的…) or by the clause
itself (36.8万亩，为计划40万亩的92%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import calculation, percent, written
from heshu.asking.evidence.compose import sentence_of, who
from heshu.asking.evidence.fitting import BOUNDS
from heshu.asking.evidence.operands import COUNTED, Operand, Solver, same_measure, stated_before
from heshu.asking.wording.stages import BUDGETS, Stage, expense_of, stage_of
from heshu.asking.wording.terms import pairs
from heshu.checking.calculator import round_half_up
from heshu.checking.identity_rates import ALL_DONE, LEAST
from heshu.figures.units import OF_PEOPLE
from heshu.folding import fold, in_order
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, FigureKind, PassageKind, Value, Verdict

ASKED = regex(
    r"复[核算]|[验重]算|核算(?!中心|单位|主体)|重新算|算一?遍|再算|(?<![预决结])算(?:得|的|出来的?)?[^,，]{0,3}(?:对|准|错)|算错|核一[下核]|怎么算|计算(?:有没有|是否|得|是不是)?[^,，]{0,2}"
    r"(?:正确|有误|无误|准|对|错)|算法|recalculat|recomput"
)
"""What asks that a figure be worked out again, and not only whether the report says so."""
OF_CHANGES = regex(
    r"(?:这个|那个|的)?(?:[增降涨跌减]幅|增速|(?:同比|比上年|较上年)?(?:增长|增加|上升|提高|下降|减少|降低|增减|变动|变化)(?:了|的)?(?:率|幅度|比例)?)$"
)
"""The end of a phrase that names a change."""
RATE_TAIL = regex(
    r"(?:年初|全年|年度|调整后?)*(?:预算|计划|目标|指标|任务)?(?:执行|完成|支付|支出|实现)(?:率|进度|比例)$"
)
"""What the label of a rate says beside its subject."""
DONE_ONLY = regex(r"(?<=..)[仅只]?(?:实际)?完成$")
"""How a rate may be called by what was done alone: 设备安装完成89.5%."""
PLANNED = regex(r"年度指标值|(?:年度|全年|计划|年初)?目标值?|计划(?:数|值)?|任务数?")
DONE = regex(r"实际完成值?|完成值|实际值|实际完成数?|完成数?")
SPENT = ("决算数", "执行数", "实际支出", "支付数", "支出", "")
"""What a report may call what came of a budget, the telling names first."""
Pair = tuple[Operand, Operand]
"""What was done, and what was planned."""


def rate(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A stated rate against the quotient of its two figures; ``None`` where they cannot be told for sure."""
    if stated.figure.kind is not FigureKind.RATE:
        return None
    taken = [pair for pair in _pairs(solver, stated) if pair[1].value and same_measure(*pair)]
    values = {(done.value, plan.value_in(done.unit)) for done, plan in taken}
    found = [calculation(_quotient(pair), "%", pair, stated=stated) for pair in taken]
    right = [n for n, (one, _) in enumerate(found) if one.verdict is Verdict.CONSISTENT]
    if not right and len(values) != 1:
        return None
    if not right and (told := _beyond(solver, question, stated, taken[0])):
        return told
    chosen = right[0] if right else 0
    one, exact = found[chosen]
    label = stated.figure.label
    subject = taken[chosen][0].figure.label if label.startswith(("为", "占", "完成")) else ""
    said = f"{who(stated.card)}{subject}{label}，报告写的是{stated.text}，"
    values_said = [Value(format(stated.value, "f"), "%")]
    if right:
        said += f"与按报告的数算的一致（{one.expression}）。"
    else:
        value = percent(exact, question)
        rounded = format(round_half_up(exact, max(2, -int(stated.value.as_tuple().exponent))), "f")
        values_said.insert(0, Value(rounded, "%") if value.number != rounded else value)
        said += f"按报告的数应为{values_said[0].number}%（{one.expression}），两者不一致。"
    return solver.answer(question, said, (stated, *taken[chosen]), values_said, [one], found=verdicts.found(one))


SURVEYED = regex(r"满意|好评|认可|支持|知晓|合格|优良")
AIMED = regex(r"(?:目标|指标|计划|预期)值?$")
RETURNED = regex(r"有效|[收返]回|回收|受访|被访|参与|抽[查检样]|检[测查]")
"""The counts of what was asked, before those of who was content."""


def of_survey(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A rate of contentment against the counts of its own sentence: 收回386份，其中满意361份，满意度93.5%."""
    asked = SURVEYED.search(stated.figure.label)
    aimed = BOUNDS & set(stated.figure.qualifier) or AIMED.search(stated.figure.label)
    if asked is None or aimed or stated.figure.kind is not FigureKind.RATE:
        return None
    counts = _counts(stated_before(solver, stated, in_sentence=True))
    polled = [(up, low) for n, low in enumerate(counts) for up in counts[n + 1 :] if same_measure(up, low)]
    polled = [(up, low) for up, low in polled if up.value <= low.value and _counts_those(up, asked.group())]
    told = [calculation(_quotient(pair), "%", pair, stated=stated) for pair in polled]
    chosen = [n for n, (one, _) in enumerate(told) if one.verdict is Verdict.CONSISTENT]
    named = [n for n, (_, low) in enumerate(polled) if RETURNED.search(low.figure.label)]
    if not chosen and (len(named) != 1 or len({up for up, _ in polled}) > 1):
        return None
    at = (chosen or named)[0]
    return _verdict(solver, question, stated, polled[at], told[at])


def _counts_those(counted: Operand, content: str) -> bool:
    """Whether a count is of those who were content, or what was good: 不合格13批次 is not what 合格率 counts."""
    return content in counted.figure.label.replace(f"不{content}", "")


def counts_of(solver: Solver, stated: Operand) -> list[Pair]:
    """The counts of a rate's passage that give it, and before it: what was done, and of what."""
    counts = _counts(stated_before(solver, stated))
    near = [(up, low) for n, low in enumerate(counts) for up in counts[n + 1 :] if _counted_alike(up, low)]
    return [pair for pair in near if _of_counts(stated, pair)[0].verdict is Verdict.CONSISTENT]


def _counts(operands: Sequence[Operand]) -> list[Operand]:
    return [one for one in operands if one.figure.kind is FigureKind.COUNT and not one.figure.qualifier and one.value]


def _counted_alike(one: Operand, other: Operand) -> bool:
    return same_measure(one, other) or {one.unit, other.unit} <= OF_PEOPLE


def _of_counts(stated: Operand, pair: Pair) -> tuple[Calculation, Fraction]:
    """What one count is of another, in their own numbers: 名 and 人 count the same."""
    return calculation(f"divide({written(pair[0])}, {written(pair[1])})", "%", pair, stated=stated)


def proved(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A stated rate that the counts before it give, the upper one called as the rate is: 办结8件，办结率…."""
    named = pairs([fold(stated.figure.label).removesuffix("率")])
    if stated.figure.kind is not FigureKind.RATE or not fold(stated.figure.label).endswith("率"):
        return None
    found = [pair for pair in counts_of(solver, stated) if named & pairs([fold(pair[0].figure.label)])]
    if not found:
        return None
    return _verdict(solver, question, stated, found[0], _of_counts(stated, found[0]))


def _beyond(solver: Solver, question: str, stated: Operand, pair: Pair) -> Answer | None:
    """A rate of 100% where more was done than a least target (≥40场次, and 46): how both come about, and no verdict."""
    done, plan = pair
    least = set(plan.figure.qualifier) and set(plan.figure.qualifier) <= LEAST
    if stated.value != ALL_DONE or not least or done.value <= (plan.value_in(done.unit) or done.value):
        return None
    one, exact = calculation(_quotient(pair), "%", pair)
    value = percent(exact, question)
    said = f"{who(stated.card)}{stated.figure.label}，报告写的是{stated.text}；"
    said += f"按报告的数算是{value.number}%（{one.expression}），超过了目标，超出的部分报告没有计入。"
    return solver.answer(question, said, (stated, *pair), [value, Value(format(stated.value, "f"), "%")], [one])


_TERM = r"[\u4e00-\u9fff]{2,14}"
_MINUS = r"[-－–—−]|减去?"
FORMULA = regex(
    rf"(?:(?P<of>{_TERM})[=＝])?(?:[(（](?P<a>{_TERM}?)(?:{_MINUS})(?P<b>{_TERM})[)）]|(?P<only>{_TERM}))(?:[÷/]|除以)(?P<base>{_TERM})(?:[×x*]100%)?"
)
"""How a report itself says that a rate is worked out: （年初预算数－支出数）÷年初预算数."""


def by_formula(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A stated rate against the formula that its own sentence gives; ``None`` where that gives none, or not clearly."""
    if stated.figure.kind not in (FigureKind.RATE, FigureKind.SHARE):
        return None
    passage = solver.shelf(stated.card.id).of[stated.figure.passage_id]
    span = sentence_of(passage, stated.figure.start, stated.figure.end)
    formulas = list(FORMULA.finditer(passage.text[span.start : span.end]))
    if len(formulas) != 1 or (formulas[0]["of"] and not _called_alike(formulas[0]["of"], stated.figure.label)):
        return None
    names = [formulas[0][part] for part in ("a", "b", "only", "base") if formulas[0][part]]
    found = [_of_whole(solver, name, stated.card) for name in names]
    operands = [operand for operand in found if operand]
    if len(operands) < len(names) or not operands[-1].value or not all(same_measure(operands[0], o) for o in operands):
        return None
    unit = operands[-1].unit
    terms = [written(operand, unit) for operand in operands]
    less = f"subtract({terms[0]}, {terms[1]}), divide(#0, {terms[2]})" if len(terms) > 2 else ""
    worked = calculation(less or f"divide({terms[0]}, {terms[1]})", "%", operands, stated=stated)
    return _verdict(solver, question, stated, operands, worked, by="报告自己写的公式")


def _called_alike(name: str, label: str) -> bool:
    return fold(name).endswith(fold(label)) or fold(label).endswith(fold(name))


def _of_whole(solver: Solver, name: str, card: Card) -> Operand | None:
    """The one figure that a formula names, of the very expense that it names (of all, where it names none)."""
    found = solver.find(name, card, COUNTED)
    same = [one for one in found if expense_of(one.figure.label) == expense_of(name)]
    same = same or _totals(solver, name, card)
    return same[0] if len({(one.value, one.unit) for one in same}) == 1 else None


def _totals(solver: Solver, name: str, card: Card) -> list[Operand]:
    """The report's totals at the stage that a formula names alone: 支出数合计 for 支出数."""
    stage = stage_of(name)
    if stage is Stage.NONE or expense_of(name):
        return []
    figures = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.AMOUNT and "合计" in f.label]
    plain = [(Operand(card, figure), fold(figure.label).replace("合计", "", 1)) for figure in figures]
    return [operand for operand, label in plain if stage_of(label) is stage and not expense_of(label)]


SHARE_TAIL = regex(r"(?:所?占)?(?:比例|比重|比)$")
"""What the label of a share says beside its part."""


def share(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A share that names no whole against its amount and the whole that the shares beside it are of; else ``None``.

    财政拨款8,104.32万元，占90.68%；其他收入88.25万元，占0.89%: the first proves of what the second is a share.
    """
    if stated.figure.kind is not FigureKind.SHARE or stated.figure.whole:
        return None
    here = [f for f in solver.library.figures(stated.card.id) if f.passage_id == stated.figure.passage_id]
    amounts = {f.label: Operand(stated.card, f) for f in here if f.kind is FigureKind.AMOUNT}
    shares = {SHARE_TAIL.sub("", f.label): Operand(stated.card, f) for f in here if f.kind is FigureKind.SHARE}
    part = amounts.get(SHARE_TAIL.sub("", stated.figure.label))
    if part is None:
        return None
    wholes = [one for one in amounts.values() if one.unit == part.unit and one.value >= part.value and one != part]
    proven = [whole for whole in wholes if _proving(whole, amounts, shares) >= ENOUGH]
    if len({whole.value for whole in proven}) != 1:
        return None
    pair = (part, proven[0])
    worked = calculation(f"divide({written(part)}, {written(proven[0])})", "%", pair, stated=stated)
    return _verdict(solver, question, stated, pair, worked)


def share_in_row(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A share in a table's row against the row's own count and the total that the shares of its table are of."""
    shelf, whole = solver.shelf(stated.card.id), fold(stated.figure.whole)
    own = shelf.of[stated.figure.passage_id]
    if stated.figure.kind is not FigureKind.SHARE or not whole or own.kind is not PassageKind.TABLE_ROW:
        return None
    alike = [f for f in shelf.figures if f.kind is FigureKind.SHARE and fold(f.whole) == whole]
    shares = {f.passage_id: Operand(stated.card, f) for f in alike if shelf.of[f.passage_id].path == own.path}
    parts = {row: counted for row in shares if (counted := _counted_alone(solver, stated.card, row))}
    part = parts.get(own.id)
    if part is None:
        return None
    for total in {parts[row].value: parts[row] for row in parts if shares[row].value == ALL_DONE}.values():
        below = {row: one for row, one in parts.items() if one.value < total.value and same_measure(one, total)}
        if same_measure(part, total) and _proving(total, below, shares) >= ENOUGH:
            worked = calculation(_quotient((part, total)), "%", (part, total), stated=stated)
            return _verdict(solver, question, stated, (part, total), worked)
    return None


def _counted_alone(solver: Solver, card: Card, row: str) -> Operand | None:
    """The one amount or count of a row; ``None`` where it has none, or several."""
    counted = [f for f in solver.shelf(card.id).figures_in(row) if f.kind in COUNTED and not f.qualifier]
    return Operand(card, counted[0]) if len(counted) == 1 else None


ENOUGH = 2
"""Shares of other parts that must come out for a whole to be the one that they are of."""


def _proving(whole: Operand, amounts: Mapping[str, Operand], shares: Mapping[str, Operand]) -> int:
    """How many stated shares are what their amounts come to of a whole."""
    both = [(amounts[name], stated) for name, stated in shares.items() if name in amounts and whole.value]
    found = (calculation(_quotient((part, whole)), "%", (part, whole), stated=stated)[0] for part, stated in both)
    return sum(one.verdict is Verdict.CONSISTENT for one in found)


def _verdict(
    solver: Solver,
    question: str,
    stated: Operand,
    operands: Sequence[Operand],
    worked: tuple[Calculation, Fraction],
    *,
    by: str = "报告的数",
) -> Answer:
    """A stated percentage against what its operands give."""
    one, exact = worked
    said = f"{who(stated.card)}{stated.figure.label}，报告写的是{stated.text}，"
    values = [Value(format(stated.value, "f"), "%")]
    if one.verdict is Verdict.CONSISTENT:
        said += f"与按{by}算的一致（{one.expression}）。"
    else:
        values.insert(0, percent(exact, question))
        said += f"按{by}应为{values[0].number}%（{one.expression}），两者不一致。"
    return solver.answer(question, said, (stated, *operands), values, [one], found=verdicts.found(one))


def _quotient(pair: Pair) -> str:
    done, plan = pair
    return f"divide({written(done)}, {written(plan, done.unit)})"


def _pairs(solver: Solver, stated: Operand) -> Iterator[Pair]:
    """What the rate may be of: the clause's own two figures, else those of its subject by their names."""
    if pair := _of_clause(solver, stated):
        yield pair
        return
    subject = DONE_ONLY.sub("", RATE_TAIL.sub("", fold(stated.figure.label)))
    if len(subject) < 2 or subject == fold(stated.figure.label):
        return
    figures = [Operand(stated.card, f) for f in solver.library.figures(stated.card.id) if f.kind in COUNTED]
    mine = [
        (o, fold(o.figure.label).removeprefix(subject)) for o in figures if fold(o.figure.label).startswith(subject)
    ]
    initial = "年初" in stated.figure.whole + stated.figure.label
    plans = [o for o, rest in mine if _plans(rest) and (not initial or stage_of(o.figure.label) is Stage.INITIAL)]
    done = [o for name in SPENT for o, rest in mine if rest == name or (name and DONE.fullmatch(rest))]
    told = [(one, plan) for plan in plans for one in done if one.figure.span != plan.figure.span]
    yield from told or _in_rows(figures, stated, subject)


def _in_rows(figures: Sequence[Operand], stated: Operand, subject: str) -> list[Pair]:
    """What was done and what was planned in the one row of a table that is of a rate's subject.

    Its name says beside the subject how it is measured: 改造完成率, of 改造数目标值40家 and 改造数实际值36家.  One that
    only has all of the subject's characters in their order (标准化改造数) tells nothing but what proves the rate.
    """
    plans, done = (_tailed(figures, tail) for tail in (AIM_TAIL, DONE_TAIL))
    rows = [
        (name, (one, plan)) for key, (name, plan) in plans.items() if key in done for one in [done[key][1]]
        if one.unit == plan.unit and plan.value
    ]  # fmt: skip
    named_so = [pair for name, pair in rows if HOW_MEASURED.fullmatch(name.removeprefix(subject)) and subject in name]
    if named_so:
        return named_so if len(named_so) == 1 else []
    named_longer = [pair for name, pair in rows if len(subject) >= LONG_ENOUGH and in_order(subject, name)]
    proving = [pair for pair in named_longer if _of_counts(stated, pair)[0].verdict is Verdict.CONSISTENT]
    return proving if len(proving) == 1 else []


def _tailed(figures: Sequence[Operand], tail: re.Pattern[str]) -> dict[tuple[str, str], tuple[str, Operand]]:
    """The counts and amounts whose labels end in a tail, by their passage and what the label says before it."""
    found = ((one, tail.search(fold(one.figure.label))) for one in figures)
    named = [(one, fold(one.figure.label)[: match.start()]) for one, match in found if match and match.start()]
    return {(one.figure.passage_id, name): (name, one) for one, name in named}


AIM_TAIL = regex(r"(?:年度|全年|计划|年初|预期)*(?:目标|指标)值?$|(?:年度|全年)?计划(?:数|值)?$")
DONE_TAIL = regex(r"(?:全年|年度|实际)*(?:完成|实际)(?:值|数)?$")
"""What the labels of a row's cells say behind its name."""
HOW_MEASURED = regex(r"(?:总?数量?|[个人户栋台家次座所套期件项]数|人次|场次|里程|面积|长度|总?量|规模|任务)?")
LONG_ENOUGH = 4
"""Characters of a subject that no other row has in their order by chance."""


def _plans(rest: str) -> bool:
    """Whether what a label says beside its subject is a plan: 年初预算数, 年度指标值."""
    return bool(PLANNED.fullmatch(rest)) or (
        bool(re.fullmatch(r".{0,4}预算(?:数|金额|安排)?", rest)) and stage_of(rest) in BUDGETS
    )


def _of_clause(solver: Solver, stated: Operand) -> Pair | None:
    """36.8万亩，为计划40万亩的92%: the two figures right before, where nothing but 的 stands between."""
    passage = solver.shelf(stated.card.id).of[stated.figure.passage_id]
    before = sorted(stated_before(solver, stated), key=lambda operand: operand.figure.start)
    if len(before) < 2 or passage.text[before[-1].figure.end : stated.figure.start].strip() != "的":
        return None
    done, plan = before[-2:]
    clause = passage.text[done.figure.end : plan.figure.start]
    leans = re.fullmatch(r"[，,、]?(?:仅|只|已|共)?(?:占|为|是|完成了?|达到?|相当于)[^，。；]{0,12}", clause)
    return (done, plan) if leans and done.figure.kind in COUNTED and done.unit == plan.unit else None
