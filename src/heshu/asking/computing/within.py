"""Operations over the figures of one report: shares, what is left, targets, averages, other units.

Every function takes a `Query` and gives an `Answer`: a refusal where an operand is not stated, ``None`` where the
question turns out to ask for no such computation.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from heshu.asking.computing import sums, verdicts
from heshu.asking.computing.between import last_clause
from heshu.asking.computing.budgets import BARE_BUDGET, against_budget
from heshu.asking.evidence.aims import COLUMN, is_target
from heshu.asking.evidence.calculating import DECIMALS, calculation, decimals, gap_of, percent, places, written
from heshu.asking.evidence.compose import as_written, sentence_of, who
from heshu.asking.evidence.fitting import SOURCE, same_measures
from heshu.asking.evidence.operands import (
    AMOUNTS,
    ANY_NUMBER,
    COUNTED,
    MARKS,
    RATES,
    SHARES,
    Operand,
    Solver,
    same_measure,
)
from heshu.asking.planning.operations import Query
from heshu.asking.planning.plan import ask_for
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.question import wanted
from heshu.asking.wording.stages import BUDGETS, Stage, expense_of, stage_of
from heshu.asking.wording.terms import content
from heshu.checking.calculator import plain, round_half_up
from heshu.checking.consistency import consistent
from heshu.figures.units import MONEY, compatible
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, PassageKind, Value, Verdict

SPENT_STAGE = regex(r"(?:的)?(?:决算数?|执行数|实际支出数?|支出决算)$")
"""An expense named with its stage: the budget that it is held against is its own."""
NO_WHOLE = regex(r"(?:多少|多大|几成|了|的|比|百分之几|百分之多少)*")
AROUND_TARGET = regex(
    r"完成(?:指标)?率|(?:是|为|达到?)?(?:计划|目标|任务)(?:值|数)?的[\d.]+%|(?<=[,，])计划|目标值?|(?:这)?(?:两个?|俩)数字?|相除|除一下|直接用?|用(?=实际|完成)|倒?除(?:以|回去|回来|下来)|(?:不|就)是(?=[\d\s])|嘛|这个(?:数|比例)?|回去|回来|算(?=[,，]|$)|大约|约|取整|推算|推断|反推|倒推|倒算|折算(?:下来)?|实际(?:件数|人次|次数|数)?|原来?定的?|超额|超出|据此|由此|按此|应该|应当|照|按|比|报了|里|指标|年初|全年|[搞办开]"
    r"|[\d.,]+(?:%|件|次|篇|期|场|人次|人|个|项)?|[,，、]"
)
"""Words of a question for a target that name nothing of it."""


RATE_NAMED = regex(r"(?:[\u4e00-\u9fff\d](?:率|占比|比例)|满意度)(?!.*(?:\d|[件次篇期场人个项]))")
"""A rate by its name, of which a question for a target may be."""
SPELLED_OUT = regex(r"分母|基数|÷|除以")
"""Words of a question that itself says what is divided by what, be the quotient above 100%."""


def share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A part of a whole, in per cent: part ÷ whole × 100."""
    cards = solver.cards(query.a + query.b, where)
    if len(cards) != 1 or not MARKS.sub("", query.a).strip("的,， "):
        return None
    if NO_WHOLE.fullmatch(query.b):
        if TWO_ASKED.search(query.a):
            return None  # 采购金额多少，中小企业占比多少 asks for two things
        return stated_share(solver, question, query.a, cards[0])
    held = query.b.startswith("其") or SPENT_STAGE.search(query.a)
    pair = against_budget(solver, query.a, query.b, cards[0]) if held else None
    stated = _stated_rate(solver, query, cards[0]) if held else None
    if pair:
        return _say_share(solver, question, pair[0], pair[1], stated)
    b = query.a + query.b[1:] if query.b.startswith("其") else query.b
    if POINTED_AT.match(b):  # 占这个项目预算, and which is not known
        return solver.missing(question, query.b, cards[0])
    if b.endswith("分") and query.a.endswith("分"):
        return _share_of_score(solver, question, query.a, b, cards[0])
    whole = _inside(solver, query.a, b, cards[0]) or _divided(solver, query.a, b, cards[0])
    whole = whole or solver.one(b, cards[0], COUNTED)
    if (row := _of_row(solver, query, cards[0])) and row[0].value <= row[1].value and row[1].value:
        return _say_share(solver, question, *row, None)
    left = f"{query.a}结转数" if whole and LEFT_OVER.search(whole.figure.label) else query.a
    came_in = f"{query.a}收入" if whole and "收入" in whole.figure.label else query.a  # 财政拨款 of all income
    names = dict.fromkeys((left, query.a, query.a.rpartition("的")[2], came_in))  # 维持日常的基本支出
    part = next(filter(None, (_part(solver, name, whole, cards[0]) for name in names)), None)
    part = None if part and _leaves_out(query.a, part) else part
    if whole is None and not held:
        of_all = ALL_COUNTED.search(b)
        part = part or (solver.one(query.a.rpartition("里")[2] or query.a, cards[0], COUNTS) if of_all else None)
        before = _told_before(solver, part, b) if part else None
        whole = before if before and (of_all or MARKS.sub("", b).strip("的") in fold(before.figure.label)) else None
    if whole is None or part is None or (stated and part.figure == whole.figure):
        claimed = re.search(r"\d", query.b)  # 占总收入17.72%: to be checked, not to be repeated
        said = stated or (None if claimed else solver.one(f"{query.a}占{query.b}", cards[0], SHARES))
        said = None if said and _is_one_kind(said, query.a, solver) else said
        missed = query.b if whole is None else query.a
        return _say_stated(solver, question, said) if said else solver.missing(question, missed, cards[0])
    same = part.figure.label != whole.figure.label and expense_of(part.figure.label) == expense_of(whole.figure.label)
    alike = part.unit in MONEY if whole.unit in MONEY else same_measures(part.unit, whole.unit)
    above = part.unit == whole.unit and part.value > whole.value and not query.b.startswith("其")
    spelled_out = bool(SPELLED_OUT.search(query.text))
    above = above and not spelled_out
    above = above and not (part.figure.kind is FigureKind.AMOUNT and stage_of(whole.figure.label) in BUDGETS)
    itself = part.figure == whole.figure
    if not alike or above or itself or whole.value == 0 or (same and part.value == whole.value and not spelled_out):
        return solver.missing(question, query.a, cards[0])
    return _say_share(solver, question, part, whole, share_stated(solver, part, whole))


POINTED_AT = regex(r"(?:这|该|此|那)一?[个项]?(?:项目|工程|专项|课题|活动)")


def _is_one_kind(stated: Operand, phrase: str, solver: Solver) -> bool:
    """Whether a stated share is of one kind of what a phrase names, and another kind has a share of its own."""
    name = MARKS.sub("", phrase).strip("的,， ")
    shares = [f for f in solver.library.figures(stated.card.id) if f.kind is FigureKind.SHARE and name in fold(f.label)]
    alike = {fold(f.label) for f in shares if fold(f.whole) == fold(stated.figure.whole)}
    return len(alike) > 1 and fold(stated.figure.label) in alike and fold(stated.figure.label) != name


ALL_COUNTED = regex(
    r"^(?:全部|所有|总的?|其)?的?(?P<of>[^总全,，]{0,6}?)的?总?(?:人次|人数|场次|次数|件数|户数|家数|数量|总数|总量)$"
)
"""A whole that is called by how it is counted: 占总人次, 占全部参保人数."""
COUNTS = frozenset({FigureKind.COUNT})
AIMED = regex(r"目标|计划|任务|上年|去年")


def _told_before(solver: Solver, part: Operand, name: str) -> Operand | None:
    """The one count of which a text says that a part is among it: …3760人次，其中…1630人次."""
    shelf = solver.shelf(part.card.id)
    passage = shelf.of[part.figure.passage_id]
    at = passage.text.rfind("其中", 0, part.figure.start)
    if passage.kind is PassageKind.TABLE_ROW or at < 0 or re.search("[；;]", passage.text[at : part.figure.start]):
        return None
    before = [f for f in shelf.figures_in(passage.id) if f.end <= at and f.unit == part.unit and not f.qualifier]
    before = [f for f in before if not AIMED.search(f.label) and f.kind is FigureKind.COUNT and f.value >= part.value]
    between = passage.text[before[0].end : at] if len(before) == 1 else "；"
    asked = ALL_COUNTED.search(name)
    of = asked["of"].strip("的") if asked else ""
    named = len(before) == 1 and (not of or all(character in before[0].label for character in of))
    return Operand(part.card, before[0]) if named and not re.search("[；;]", between) else None


def _leaves_out(phrase: str, part: Operand) -> bool:
    """Whether a phrase names several things of which a figure's label says nothing of one: 残疾人补贴和低保."""
    names = [name.strip("的") for name in re.split("[和与跟及、]", MARKS.sub("", phrase))]
    label = fold(part.figure.label)
    held = [any(name[at : at + 2] in label for at in range(len(name) - 1)) for name in names if len(name) > 1]
    return len(held) > 1 and held[0] and not all(held)


ENOUGH_NAMED = 5
"""Characters of what a sentence says its parts are of, by which a question names it."""
SAID_INSIDE = regex(r"[^\d,，。；;]{0,4}?(?:当?中|里面?|[,，]其中)[,，:：]?")


def _inside(solver: Solver, a: str, b: str, card: Card) -> Operand | None:
    """The whole that a part's own sentence names: 某项目资金843万元中，中央财政590万元; ``None`` for others."""
    name = MARKS.sub("", b).strip("的,， ")
    part = solver.one(a, card, AMOUNTS) if len(name) >= ENOUGH_NAMED else None
    whole = _whole_beside(solver, part) if part else None
    return whole if whole and fold(whole.figure.label).startswith(name) else None


def _whole_beside(solver: Solver, part: Operand) -> Operand | None:
    """The amount at the head of a part's sentence, of which it says that what follows is inside."""
    shelf = solver.shelf(part.card.id)
    passage = shelf.of[part.figure.passage_id]
    here = shelf.figures_in(passage.id, sentence_of(passage, part.figure.start, part.figure.end))
    first = min(here, key=lambda figure: figure.start, default=part.figure)
    behind = passage.text[first.end : part.figure.start]
    whole = Operand(part.card, first)
    inner = SAID_INSIDE.match(behind) and not re.search("[；;。]", behind) and passage.kind is not PassageKind.TABLE_ROW
    return whole if inner and whole.unit == part.unit and whole.value > part.value else None


def _divided(solver: Solver, a: str, b: str, card: Card) -> Operand | None:
    """The amount before a part's sentence that its amounts add up to; ``None`` where the words name another.

    安排项目预算300万元。按来源分：中央200万元，县级100万元: 中央占项目资金 is a share of what was divided.
    """
    part = solver.one(a, card, AMOUNTS)
    shelf, words = solver.shelf(card.id), MARKS.sub("", b).strip("的,， ")
    passage = shelf.of[part.figure.passage_id] if part else None
    if part is None or passage is None or passage.kind is PassageKind.TABLE_ROW or SPENT_STAGE.search(words):
        return None
    sentence = sentence_of(passage, part.figure.start, part.figure.end)
    amounts = [f for f in shelf.figures_in(passage.id) if f.kind is FigureKind.AMOUNT and f.unit == part.unit]
    listed = [f for f in amounts if sentence.start <= f.start < sentence.end]
    wholes = [f for f in amounts if f.end <= sentence.start and f.value == sum(one.value for one in listed)]
    named = [f for f in wholes if EXPENSE_END.sub("", words) in fold(f.label)]
    return Operand(card, named[-1]) if len(listed) > 1 and named else None


EXPENSE_END = regex(r"(?:总|预算)?(?:资金|经费|预算|金额|额|款)$")
"""How a whole's name ends, which says nothing of which it is."""
LEFT_OVER = regex("结转|结余")
"""A whole of what was left, of which a project's part is what was left of its own."""


def _of_row(solver: Solver, query: Query, card: Card) -> tuple[Operand, Operand] | None:
    """A column of a row and the row's budget: 学前奖补里上级资金占几成; ``None`` where the words name no such row."""
    inner, outer = (MARKS.sub("", words).strip("的里中") for words in (query.a, query.b))
    if not re.search(r"里|中", query.text) or len(inner) < len("资金"):
        return None
    figures = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.AMOUNT]
    part = [f for f in figures if fold(f.label) == f"{outer}{inner}"]
    whole = [
        f
        for f in figures
        if part and f.passage_id == part[0].passage_id and f.label.startswith(outer) and stage_of(f.label) in BUDGETS
    ]
    return (Operand(card, part[0]), Operand(card, whole[0])) if len(part) == len(whole) == 1 else None


def _share_of_score(solver: Solver, question: str, a: str, b: str, card: Card) -> Answer | None:
    """One score in per cent of another."""
    part, whole = (solver.one(words, card, frozenset({FigureKind.SCORE})) for words in (a, b))
    if part is None or whole is None or not whole.value or part.figure == whole.figure or part.value > whole.value:
        return solver.missing(question, a if part is None else b, card)
    return _say_share(solver, question, part, whole, None)


BARE_TARGET = regex(r"其(?:目标|计划|任务|指标)(?:值|数)?")
"""The target of what a question asks about."""


def _stated_rate(solver: Solver, query: Query, card: Card) -> Operand | None:
    """The rate that a report states of something and its own budget or target; of the first budget it states none."""
    if BARE_TARGET.fullmatch(query.b):
        done = solver.one(SPENT_STAGE.sub("", query.a) + "指标完成率", card, RATES)
        return done or solver.one(SPENT_STAGE.sub("", query.a) + "完成率", card, RATES)
    if not BARE_BUDGET.fullmatch(query.b) or "年初" in query.b:
        return None
    return solver.one(SPENT_STAGE.sub("", query.a) + "预算完成率", card, RATES)


SAID_OF_STAGE = {
    Stage.SPENT: "支出",
    Stage.ADJUSTED: "调整预算数",
    Stage.YEAR: "全年预算数",
    Stage.INITIAL: "年初预算数",
}
"""What a part is called at a stage of the budget."""


SPENDING_SAID = regex(r"支出|支付|花|用[了掉]|执行|完成|决算")


def _part(solver: Solver, phrase: str, whole: Operand | None, card: Card) -> Operand | None:
    """The part that a phrase names; its amount at the whole's stage where the phrase itself names things counted."""
    part = solver.one(phrase, card, COUNTED, like=whole)
    if part is None or (whole and whole.unit in MONEY and part.unit not in MONEY):
        return _alike(solver, phrase, whole) or part
    planned = whole and stage_of(whole.figure.label) in BUDGETS and stage_of(part.figure.label) is Stage.SPENT
    if planned and stage_of(phrase) is Stage.NONE and not SPENDING_SAID.search(phrase):  # 专项 of the adjusted budget
        return _alike(solver, phrase, whole) or part
    return part


def _alike(solver: Solver, phrase: str, whole: Operand | None) -> Operand | None:
    """The amount of a part at the whole's stage: what was spent of it, beside what was spent in all."""
    stage = stage_of(whole.figure.label) if whole else Stage.NONE
    if whole is None or whole.unit not in MONEY or stage not in SAID_OF_STAGE:
        return None
    part = solver.one(phrase + SAID_OF_STAGE[stage], whole.card, AMOUNTS)
    if part is None or part.figure == whole.figure:
        return None
    own = stage_of(part.figure.label)
    same = own is stage or (stage is Stage.SPENT and own is Stage.NONE and part.figure.label.endswith("支出"))
    return part if same else None


def stated_share(solver: Solver, question: str, phrase: str, card: Card) -> Answer | None:
    """The share that a report states of a part, checked against its amounts where it states both."""
    named = [
        f
        for f in solver.library.figures(card.id)
        if f.kind in RATES and COLUMN.sub("", f.label).endswith(MARKS.sub("", phrase) + "占比")
    ]
    if len({f.value for f in named}) == 1 and MARKS.sub("", phrase):
        return None
    if len(MARKS.sub("", phrase).strip("的")) < len("甲乙"):
        return None  # 药占比 is the name of one share, and 药 that of no amount
    stated = solver.one(phrase, card, frozenset({FigureKind.SHARE}))
    spent = solver.one("总支出", card, AMOUNTS)
    part = solver.one(phrase, card, COUNTED) or _part(solver, phrase, spent, card)
    if stated and part and part.figure.label != stated.figure.label:
        stated = None
    if stated is None:
        if part is None:
            return None
        whole = solver.one("收入总额", card, AMOUNTS) if EARNED.search(part.figure.label) else spent
        inside = _whole_beside(solver, part)
        whole = inside if inside and inside.figure.label[:ENOUGH_NAMED] in MARKS.sub("", phrase) else whole
        whole = (_divided(solver, phrase, "", card) if SOURCE.search(phrase) else None) or whole
        if whole is None or whole.figure == part.figure or part.unit not in MONEY:
            return solver.missing(question, phrase + "占比", card)
        return _say_share(solver, question, part, whole, share_stated(solver, part, whole))
    amounts = {f.label: Operand(card, f) for f in solver.library.figures(card.id) if f.kind in COUNTED}
    whole = amounts.get(stated.figure.whole)
    part = amounts.get(stated.figure.label)
    if whole and part:
        return _say_share(solver, question, part, whole, stated)
    return _say_stated(solver, question, stated)


TWO_ASKED = regex(r"(?:多少|(?<![好])几)[^,，]{0,4}[,，][^,，]{2,}")
EARNED = regex(r"收入|财政拨款(?!支出)")
"""What parts of all income are called."""


def _say_stated(solver: Solver, question: str, stated: Operand) -> Answer:
    """A share or a rate as the report states it, where it gives no amounts to check it by."""
    figure, passage = solver.place(stated)
    of = f"占{figure.whole}的" if figure.kind is FigureKind.SHARE else "是"
    lead = f"{who(stated.card)}{figure.label}{of}{as_written(figure, passage)}。"
    return solver.answer(question, lead, [stated], [Value(format(stated.value, "f"), "%")], [])


def _say_share(solver: Solver, question: str, part: Operand, whole: Operand, stated: Operand | None) -> Answer:
    """Part ÷ whole; where a stated share agrees with it the stated one is given, else both."""
    found, exact = calculation(
        f"divide({written(part)}, {written(whole, part.unit)})", "%", (part, whole), stated=stated
    )
    name = f"{who(part.card)}{part.figure.label}占{whole.figure.label}的"
    if stated is None:
        value = percent(exact, question)
        return solver.answer(
            question, f"{name}{value.number}%（{found.expression}）。", (part, whole), [value], [found]
        )
    said = Value(format(stated.value, "f"), "%")
    if found.verdict is Verdict.CONSISTENT:
        lead = f"{name}{said.number}%，与金额相符（{found.expression}）。"
        return solver.answer(question, lead, (stated, part, whole), [said], [found])
    right = Value(format(round_half_up(exact, max(2, places([stated]))), "f"), "%")
    lead = f"{name}比例，报告写的是{said.number}%，按金额应为{right.number}%（{found.expression}），两者不一致。"
    return solver.answer(question, lead, (stated, part, whole), [right, said], [found], found=verdicts.found(found))


def share_stated(solver: Solver, part: Operand, whole: Operand) -> Operand | None:
    """The one share that the report states of a part, by the same names, or of all spending where that is the whole."""
    found = [f for f in solver.library.figures(part.card.id) if f.kind is FigureKind.SHARE]
    named = [f for f in found if f.label == part.figure.label and f.whole == whole.figure.label]
    if not named and stage_of(whole.figure.label) is Stage.SPENT and not expense_of(whole.figure.label):
        of_all = [f for f in found if not f.whole or stage_of(f.whole) is Stage.SPENT]
        named = [f for f in of_all if expense_of(SHARE_TAIL.sub("", f.label)) == expense_of(part.figure.label)]
        exact = part.value / whole.value * 100 if part.unit == whole.unit else None
        named = [f for f in named if f.whole or (exact is not None and consistent(f.value, Fraction(exact)))]
    named = named or [f for f in found if not f.whole and _said_inside(solver, f, part, whole)]
    return Operand(part.card, named[0]) if len({f.value for f in named}) == 1 else None


def _said_inside(solver: Solver, share: Figure, part: Operand, whole: Operand) -> bool:
    """Whether a share's sentence says first of what it is one: 基本支出中，人员经费占90.72%，公用经费占9.82%."""
    inner, outer = expense_of(part.figure.label), expense_of(whole.figure.label)
    passage = solver.shelf(part.card.id).of[share.passage_id]
    text = fold(passage.text[sentence_of(passage, share.start, share.end).start :])
    same = expense_of(SHARE_TAIL.sub("", share.label)) == inner != outer
    return (
        bool(outer)
        and same
        and bool(re.match(rf"(?:(?:其中|在)[,，:]?)?{re.escape(outer)}(?:支出|经费)?(?:当?中|里面?)[,，]", text))
    )


SHARE_TAIL = regex(r"所?占(?:比|.*比重|.*比例)$")
"""What a share's label says beside the part."""


WORKED_BACK = regex(r"推|倒算|完成(?:指标)?率")
"""Words of a question for a target that is worked back."""


def target(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The target that a count and its completion rate imply: count ÷ rate, a whole number; a stated one is left."""
    cards = solver.cards(query.text, where)
    if len(cards) == 1 and not WORKED_BACK.search(query.text) and _states_target(solver, query.a, cards[0]):
        return None
    return _target(solver, question, query, where, above=False)


def above_target(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """How far a count lies above the target that its completion rate implies; ``None`` where a target is stated."""
    cards = solver.cards(query.text, where)
    if len(cards) == 1 and not re.search(r"完成(?:指标)?率", query.text):
        if _states_target(solver, query.a, cards[0]):
            return None
        if row := _in_its_row(solver, query.a, cards[0], wanted(question).unit):
            return _beside_target(solver, question, *row)
    return _target(solver, question, query, where, above=True)


def _states_target(solver: Solver, phrase: str, card: Card) -> bool:
    """Whether a report states the target of what a phrase names."""
    stated = solver.find(MARKS.sub("", phrase).strip("的") + "目标值", card, ANY_NUMBER)
    return any(is_target(operand.figure, solver.shelf(card.id)) for operand in stated)


def _in_its_row(solver: Solver, phrase: str, card: Card, unit: str) -> tuple[Operand, Operand] | None:
    """The count and the target of the one row whose name holds a phrase, its characters in whatever order.

    检查使用单位 is the row 使用单位检查; ``None`` where several rows may be meant, or none.
    """
    words = "".join(content(fold(last_clause(MARKS.sub("", phrase)))))
    shelf = solver.shelf(card.id)
    found = []
    for aim in shelf.figures if len(words) >= FEWEST_OF_NAME else ():
        of_row = shelf.of[aim.passage_id].kind is PassageKind.TABLE_ROW and is_target(aim, shelf)
        name = COLUMN.sub("", fold(aim.label))
        if (
            not of_row
            or aim.kind is not FigureKind.COUNT
            or unit not in ("", aim.unit)
            or Counter(words) - Counter(name)
        ):
            continue
        row = [f for f in shelf.figures if f.passage_id == aim.passage_id and not is_target(f, shelf)]
        done = [f for f in row if f.kind is FigureKind.COUNT and f.unit == aim.unit]
        found.append((Operand(card, done[0]), Operand(card, aim)) if len(done) == 1 else None)
    return found[0] if len(found) == 1 else None


FEWEST_OF_NAME = 4
"""Characters of a row's name, in whatever order, by which it is meant."""


def _beside_target(solver: Solver, question: str, came: Operand, aim: Operand) -> Answer:
    swap = came.value < aim.value
    one, said, value = gap_of(aim, came, question) if swap else gap_of(came, aim, question)
    lead = (
        f"{who(came.card)}{came.figure.label}比{aim.figure.label}{'少' if swap else '多'}{said}（{one.expression}）。"
    )
    return solver.answer(question, lead, (came, aim), [value], [one])


def _target(solver: Solver, question: str, query: Query, where: Scope, *, above: bool) -> Answer | None:
    phrase = query.text
    cards = solver.cards(phrase, where)
    if len(cards) != 1:
        return None
    words = AROUND_TARGET.sub(" ", MARKS.sub(" ", query.a if above else phrase))
    ask = ask_for(words, glossary(), frozenset({FigureKind.COUNT}))
    if not above and RATE_NAMED.search("".join(content(words))):
        return None  # 按时办结率目标多少 asks for no number of things
    pairs = [
        (operand, rate) for operand in solver.find_ask(ask, cards[0]) if (rate := _rate_of(solver, operand)) is not None
    ]
    if len(pairs) != 1 and not above and not WORKED_BACK.search(phrase):
        return None
    if len(pairs) != 1:
        return solver.missing(question, words.strip(), cards[0])
    count, rate = pairs[0]
    program = f"divide({written(rate)}, const_100), divide({written(count)}, #0)"
    found, exact = calculation(program, count.unit, pairs[0])
    aim = round_half_up(exact, 0)
    name = f"{who(cards[0])}{count.figure.label}"
    if above:
        more, over = calculation(f"subtract({written(count)}, {aim})", count.unit, (count,))
        value = Value(plain(over), count.unit)
        lead = f"{name}按完成率{rate.text}倒推，目标值约{aim}{count.unit}（{found.expression}），"
        lead += f"超出{value.number}{value.unit}（{more.expression}）。"
        return solver.answer(question, lead, pairs[0], [value], [found, more])
    about = "" if exact == aim.as_integer_ratio()[0] else "约"
    lead = f"{name}按完成率{rate.text}倒推，目标值{about}为{aim}{count.unit}（{found.expression}）。"
    return solver.answer(question, lead, pairs[0], [Value(str(aim), count.unit)], [found])


def _rate_of(solver: Solver, count: Operand) -> Operand | None:
    """The completion rate that leans on a count: the next figure of its passage that carries its label."""
    for figure in solver.library.figures(count.card.id):
        same = figure.passage_id == count.figure.passage_id and figure.start > count.figure.start
        if same and figure.kind is FigureKind.RATE and figure.label.startswith(count.figure.label) and figure.value:
            return Operand(count.card, figure)
    return None


def convert(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """An amount in another money unit."""
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    parts = re.split(r"[,，:：;；]", query.text)
    part = next((part for part in parts if MARKS.search(part)), query.text)
    phrase = re.sub(
        r"(?:单位)?(?:改|转|以)?(?:成|为|换)?(?:折合|折算|换算|换|等于|相当于|用|按)(?:成|为|是)?(?:多少)?(?:亿|万)?(?:元|块)?.*|(?:改|转换?)(?:成|为).*|保留.*|多少.*",
        "",
        part,
    )
    operand = solver.one(phrase, cards[0], AMOUNTS)
    if operand is None:
        return solver.missing(question, phrase, cards[0])
    wanted = {"亿": "亿元", "块": "元"}.get(query.b, query.b)
    if wanted not in MONEY:
        return None
    found, _ = calculation(written(operand, wanted), wanted, (operand,)) if wanted != operand.unit else (None, None)
    exact = Fraction(operand.value) * Fraction(10) ** (MONEY[operand.unit] - MONEY[wanted])
    number = format(round_half_up(exact, decimals(question, 99)), "f") if DECIMALS.search(question) else plain(exact)
    lead = f"{who(cards[0])}{operand.figure.label}折合{number}{wanted}。"
    return solver.answer(question, lead, [operand], [Value(number, wanted)], [found] if found else [])


def _period(text: str) -> tuple[str, int]:
    """The period that a question divides a year by, and how many a year has."""
    match = PERIOD.search(text)
    return next((row for row in PERIODS if match and match["each"].startswith(row[0])), PERIODS[0])


PERIODS = (("月", 12), ("季", 4), ("周", 52), ("星期", 52), ("天", 365), ("日", 365))
PERIOD = regex(r"(?P<each>月|季|周|星期|天|日)(?=均|度|平均|[^,，]{0,12}(?:多少|几))")
AVERAGED = regex(r"[月季周日天]均|平均|每(?:个)?(?:月|季|周|天|日)")


def _already_mean(operand: Operand) -> bool:
    """Whether a figure is a mean by itself (日均接待人次)."""
    return bool(AVERAGED.search(operand.figure.label))


SPENDING = regex(r"^(?:花费?|用|支|支付|开支|花销)[了掉出去]*$")
"""What a month takes, said by the verb alone: 平均每月花多少."""


def monthly(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A year's figure by month (÷ 12), quarter, week or day; ``None`` where the report states the mean itself."""
    cards = solver.cards(query.a, where)
    if len(cards) != 1:
        return None
    phrases = (last_clause(query.a), last_clause(query.a) + SPENDING.sub("支出", query.b))
    if any(_already_mean(operand) for phrase in phrases for operand in solver.find(phrase, cards[0], COUNTED)):
        return None
    operand = next(filter(None, (solver.one(phrase, cards[0], COUNTED) for phrase in phrases)), None)
    operands = [operand] if operand else sums.summands(solver, query, where)
    if not operands or not all(same_measure(operands[0], one) for one in operands):
        return solver.missing(question, query.a, cards[0])
    unit = operands[0].unit
    asked = wanted(query.text).unit
    if asked and asked not in unit and not compatible(asked, unit):
        return None  # 驿站平均每天服务多少人次 is no count of stations
    terms = ", ".join(written(one, unit) for one in operands)
    word, times = _period(query.text)
    program = f"divide({terms}, const_{times})" if operand else f"sum({terms}), divide(#0, const_{times})"
    found, exact = calculation(program, unit, operands)
    number = format(round_half_up(exact, decimals(question, 2)), "f")
    labels = "、".join(one.figure.label for one in operands)
    lead = f"{who(cards[0])}{labels}{word}均{number}{unit}（{found.expression}）。"
    return solver.answer(question, lead, operands, [Value(number, unit)], [found])
