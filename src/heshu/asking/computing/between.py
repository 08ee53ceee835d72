"""Operations over two figures or a few, of one report or of several: differences, growth, multiples, sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from heshu.asking.computing.budgets import BARE_BUDGET, SPENT_TAIL, against_budget, budget_of, overlap, spent_on
from heshu.asking.computing.sums import SEVERAL, TOGETHER, rest_of, sum_of
from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.calculating import amount, calculation, decimals, gap_of, growth_of, percent, places, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.fitting import of_year
from heshu.asking.evidence.operands import (
    AMOUNTS,
    ANY_NUMBER,
    COUNTED,
    MARKS,
    RATES,
    Operand,
    Solver,
    bare_label,
    missing_of,
    named,
    same_measure,
)
from heshu.asking.planning.operations import Op, Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.stages import BUDGETS, Stage, expense_of, stage_of, subject_of
from heshu.checking.calculator import round_half_up
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, FigureKind, PassageKind, Value


def difference(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """One figure less another, of one report or of two."""
    if AT_BEGINNING.fullmatch(query.b) and "年末" in query.a:  # 年末结转结余比年初多多少
        query = replace(query, b=query.a.replace("年末", "年初"))
    rate = OF_RATE.search(query.a.rstrip("的,， "))
    if rate and not MARKS.search(query.b) and not IS_RATE.search(query.b):  # 专项的执行率比人员经费低多少
        query = replace(query, b=f"{query.b.rstrip('的')}{rate['measure']}")
    held = _of_budget(solver, query, where)
    if TOGETHER.search(query.b) and len(solver.cards(query.b, where)) > 1 and MARKS.search(query.a):
        return _less_sum(solver, question, query, where)
    pair = held or (None if _lacks_budget(solver, query, where) else _two(solver, query, where))
    if pair is None and SPENT_VERB.search(query.text):  # 人员经费比专项少支出多少: what was spent on either
        spent = replace(query, a=f"{query.a.rstrip('的')}支出", b=f"{query.b.rstrip('的')}支出")
        pair = _two(solver, spent, where)
    if pair is None and SEVERAL.search(query.b) and MARKS.sub("", query.a):
        return rest_of(solver, question, Query(Op.EXCEPT, query.b, query.a, query.text), where)
    if pair is None:
        return missing_of(solver, question, query, where)
    if rate and any(operand.unit in MONEY for operand in pair):
        return missing_of(solver, question, query, where)
    if AIM_ALONE.fullmatch(MARKS.sub("", query.b).strip("的 ,，")) and not (pair := _of_aim(solver, *pair)):
        return missing_of(solver, question, query, where)
    if _of_other_thing(solver, query.b, *pair):
        return missing_of(solver, question, query, where)
    first, second = pair
    if "百分点" in query.text and first.unit in MONEY:  # an amount is so many per cent below another
        return _grown(solver, question, query, first, second) if second.value else None
    answer = _difference(solver, question, first, second)
    if answer and held and "超" in question:
        over = first.value > second.value_in(first.unit)
        return replace(answer, text=f"{'超出了' if over else '没有超出'}预算。{answer.text}")
    return answer


OF_RATE = regex(r"[^,，]{2,}?的?(?P<measure>(?:预算|指标)?(?:执行|支付|完成|办结|整改|到位)率)$")
IS_RATE = regex(r"[率度]|目标|平均|整体|总体|上年|去年|\d")
"""What is a rate itself, or what every rate may be held against."""
FORMER_ALONE = regex(r"(?:上年度?|去年|上一年度?|前一年|(?:19|20)\d\d年度?)(?:同期)?(?:数|决算|支出|水平)?的?")
"""The year before that is named by nothing else, behind what changed since."""


OF_ALL = regex(r"(?:上年度?|去年)(?:同期)?的?(?:总?支出|总?收入|决算|执行|支付)(?:数|总?额|总计|合计)?")
"""A former figure's label that names the whole."""


def _of_other_thing(solver: Solver, b: str, first: Operand, second: Operand) -> bool:
    """Whether 上年 was taken for a former figure of something else: all spending against last year's 三公经费."""
    former = FORMER_ALONE.fullmatch(MARKS.sub("", b).strip(" ,，"))
    bare = second.figure.label.startswith("上年数")  # names nothing: it is of what its sentence goes on from
    if bare and first.card == second.card:
        beside = [f for f in solver.library.figures(first.card.id) if f.passage_id == second.figure.passage_id]
        return bool(former) and all((f.value, f.unit) != (first.value, first.unit) for f in beside)
    bare = bare or (not expense_of(first.figure.label) and bool(OF_ALL.fullmatch(second.figure.label)))
    return bool(former) and not bare and expense_of(first.figure.label) != expense_of(second.figure.label)


AIM_ALONE = regex(r"(?:年初|年度|全年|原定|既定|预定|设定|绩效|自己定)*的?(?:目标|计划|指标|任务)(?:值|数)?")
"""A target that is named by nothing else, behind what came of it: 改造小区比目标少几个."""


def _of_aim(solver: Solver, came: Operand, aim: Operand) -> tuple[Operand, Operand] | None:
    """What came of a target as its own row states it; ``None`` where what was found for it is only another target."""
    shelf = solver.shelf(aim.card.id)
    if came.card != aim.card or not is_target(aim.figure, shelf):
        return came, aim
    if shelf.of[aim.figure.passage_id].kind is PassageKind.TABLE_ROW:
        row = [f for f in shelf.figures if f.passage_id == aim.figure.passage_id and f.span != aim.figure.span]
        done = [f for f in row if f.kind is aim.figure.kind and f.unit == aim.unit and not is_target(f, shelf)]
        if len(done) == 1:
            return Operand(aim.card, done[0]), aim
    return None if is_target(came.figure, shelf) else (came, aim)


AT_BEGINNING = regex(r"(?:年初|期初|年头|上年末)(?:数|余额|时)?的?")


def _less_sum(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """One report's figure against the sum of others': 甲的项目支出比乙和丙的项目支出之和多多少."""
    other = TOGETHER.sub("", query.b)
    first, second = _side(solver, query.a, other, where), _side(solver, other, query.a, where)
    if not first or not second:
        return missing_of(solver, question, query, where)
    if not all(same_measure(first[0], operand) for operand in (*first, *second)):
        return None
    unit = first[0].unit
    found, exact = calculation(f"subtract({sum_of(first, unit)}, {sum_of(second, unit)})", unit, (*first, *second))
    said, value = amount(abs(exact), unit, places((*first, *second)), question)
    names = ["、".join(named(o, several=True) for o in side) for side in (first, second)]
    lead = f"{names[0]}比{names[1]}之和{'多' if exact >= 0 else '少'}{said}（{found.expression}）。"
    return solver.answer(question, lead, (*first, *second), [value], [found])


def _of_budget(solver: Solver, query: Query, where: Scope) -> tuple[Operand, Operand] | None:
    """What was spent on something, and its budget (三公经费比预算少花多少)."""
    phrase = last_clause(query.a)
    cards = solver.cards(phrase, where)
    return against_budget(solver, phrase, query.b, cards[0]) if len(cards) == 1 else None


def _lacks_budget(solver: Solver, query: Query, where: Scope) -> bool:
    """Whether an expense is held against a budget that its report does not state: no other budget takes its place."""
    phrase = last_clause(query.a)
    cards = solver.cards(phrase, where)
    if len(cards) != 1 or not BARE_BUDGET.fullmatch(MARKS.sub("", query.b).strip(" ,，")):
        return False
    spent = spent_on(solver, SPENT_TAIL.sub("", phrase), cards[0])
    return bool(spent and expense_of(spent.figure.label))


def _difference(solver: Solver, question: str, first: Operand, second: Operand) -> Answer | None:
    if not same_measure(first, second):
        return None
    swap = first.value < second.value_in(first.unit)
    high, low = (second, first) if swap else (first, second)
    found, said, value = gap_of(high, low, question)
    unit = found.unit
    names = [named(operand, several=first.card != second.card) for operand in (first, second)]
    word = ("低" if unit in ("百分点", "分") else "少") if swap else ("高" if unit in ("百分点", "分") else "多")
    whose = who(first.card) if first.card == second.card else ""
    lead = f"{whose}{names[0]}比{names[1]}{word}{said}（{found.expression}）。"
    if shared := _share_of_gap(solver, question, found, (high, low)):
        base, ratio, part = shared
        lead += f"占{base.figure.label}的{part.number}%（{ratio.expression}）。"
        return solver.answer(question, lead, tuple(dict.fromkeys((high, low, base))), [value, part], [found, ratio])
    if OF_THE_OTHER.search(question) and second.value and unit not in ("百分点", "分"):
        ratio, exact = calculation(f"divide({written(first)}, {written(second, first.unit)})", "%", (first, second))
        part = percent(exact, question)
        lead += f"是{second.figure.label}的{part.number}%（{ratio.expression}）。"
        return solver.answer(question, lead, (first, second), [value, part], [found, ratio])
    if SHARE_TOO.search(question) and second.value and unit in MONEY:
        of = written(second, high.unit)
        ratio, exact = calculation(f"{found.program}, divide(#0, {of})", "%", (high, low))
        part = percent(exact, question)
        lead += f"占{second.figure.label}的{part.number}%（{ratio.expression}）。"
        return solver.answer(question, lead, (first, second), [value, part], [found, ratio])
    if (
        ALSO_RATIO.search(question)
        and not _held_against_another(question)
        and second.value
        and unit not in ("百分点", "分")
    ):
        ratio, change = growth_of(first, second)
        grown = percent(abs(change) if SHORT.search(question) else change, question)
        lead += f"{'增长' if change >= 0 else '下降'}{grown.number.lstrip('-')}%（{ratio.expression}）。"
        return solver.answer(question, lead, (first, second), [value, grown], [found, ratio])
    return solver.answer(question, lead, (first, second), [value], [found])


ITS_SHARE = regex(
    r"(?:多少|几)[^,，?？占]{0,6}[,，?？]+(?:这|那|一?笔|一?部分|个|它|差额|差距|结余|[差多少]的)*的?(?P<verb>占|相当于)了?(?P<of>[^,，?？占]{2,14}?)"
    r"(?:总额|总数)?的?(?:百分之(?:几|多少)|多大比[例重]|比[例重](?:是|为)?多少|几成)"
)
"""A clause after the one that asks for a difference, which asks what share the difference is: 占收入的百分之几."""
LESS_SAID = regex(r"(?<![调核追节增压缩])减[去掉]?(?!少|排|免|负)|扣[除掉]|差额|(?<!年末)(?<!年初)结余|盈余")
"""What says that a difference is a thing of its own, and 相当于 is of it."""


def _share_of_gap(
    solver: Solver, question: str, gap: Calculation, of: tuple[Operand, Operand]
) -> tuple[Operand, Calculation, Value] | None:
    """A figure of the report of two, and the share that the gap between them is of it; ``None`` where none is asked.

    What is 相当于 one of the two is the other one, unless the difference is spoken of as a thing of its own.
    """
    its = ITS_SHARE.search(question)
    high, low = of
    if its is None or high.card != low.card or gap.unit not in MONEY:
        return None
    base = solver.one(its["of"].strip("的其它"), high.card, AMOUNTS)
    if base is None or not base.value or not same_measure(base, high):
        return None
    of_other = its["verb"] == "相当于" and base.figure in (high.figure, low.figure)
    if of_other and not LESS_SAID.search(question):
        return None
    ratio, exact = calculation(f"{gap.program}, divide(#0, {written(base, gap.unit)})", "%", (high, low, base))
    return base, ratio, percent(exact, question)


WHICH = regex(
    r"(?:这|其)?(?:[两三四五六七八九几\d](?:者|项|块|个|类)|之?中|里面?|当中|之间|相比|比)*[,，]?(?:是|哪(?:一?[个项块笔样类])?|谁)?的?$"
)
"""What stands between the things that are compared and how: 两项里哪个."""
COMPARED = regex(r"(?:哪|谁|最|更)[^,，]{0,8}?(?P<how>[高低多少大小])")
HOW_MUCH = regex(r"[高低多少大小差](?:出|了|过)?(?:多少|几)")


def higher(solver: Solver, question: str, query: Query, card: Card) -> Answer | None:
    """Which of some figures of one report is the highest, or the lowest; of two also by how much, where that is asked.

    ``None`` where the words name no two things of one measure; a refusal where one of them is not stated.
    """
    clause = last_clause(query.a)
    phrase = WHICH.sub("", MARKS.sub("", clause if SEVERAL.search(clause) else query.a))
    names = [name.strip("的是") for name in SEVERAL.split(phrase) if name.strip("的是")]
    compared = COMPARED.search(query.text)
    if len(names) < 2 or not compared:
        return None
    tail = query.b.strip("的")
    found = [solver.one(name + tail, card, ANY_NUMBER) or solver.one(name, card, ANY_NUMBER) for name in names]
    if None in found:
        return solver.missing(question, names[found.index(None)], card)
    several = [operand for operand in found if operand]
    if len({o.figure.span for o in several}) < len(names) or not all(same_measure(several[0], o) for o in several[1:]):
        return None
    least = compared["how"] in "低少小"
    ordered = sorted(several, key=lambda operand: operand.value_in(several[0].unit), reverse=not least)
    if len(ordered) == 2 and HOW_MUCH.search(question):
        return _difference(solver, question, *ordered)
    lead = f"{who(card)}{'更' if len(ordered) == 2 else '最'}{compared['how']}的是{ordered[0].figure.label}。"
    return solver.answer(question, lead, ordered, [Value(format(ordered[0].value, "f"), ordered[0].unit)], [])


AMOUNT_ASKED = regex(r"多少(?:个?[百千万亿]*元|人次?|件|项|次|分|个(?!百分点))")
RATE_ASKED = regex(r"百分|幅|率|%|几成")
FALLS = regex(r"[少低]了?(?=几|多少|百分)|下降|减少|降低|降了|减了|降幅|减幅")
"""Words that ask for a change as an amount, as a rate, and for a decline, whose size is asked for without its sign."""


def growth(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """(new − base) ÷ base × 100."""
    b = re.sub(r"^以|为基数$|比$", "", query.b)
    if AMOUNT_ASKED.search(query.text) and not RATE_ASKED.search(query.text):
        return difference(solver, question, Query(Op.DIFFERENCE, query.a, b, query.text), where)
    asked = Query(query.op, query.a, b, query.text)
    held = _of_budget(solver, asked, where)
    apart = None if held or _lacks_budget(solver, asked, where) else _two(solver, asked, where, prefer=Stage.ADJUSTED)
    pair = held or apart
    if pair is None or pair[1].value == 0 or not same_measure(*pair) or _of_other_thing(solver, b, *pair):
        return missing_of(solver, question, query, where)
    new, base = pair
    if AT_END.search(query.a) and AT_BEGINNING.search(new.figure.label):  # 年末结转 is not 年初结转
        return missing_of(solver, question, query, where)
    if new.unit == "%":  # a rate that is 几个百分之 higher is so many percentage points higher
        return _difference(solver, question, new, base)
    return _grown(solver, question, query, new, base)


AT_END, AT_BEGINNING = regex(r"[年期][末底]"), regex(r"^[年期]初")


def _grown(solver: Solver, question: str, query: Query, new: Operand, base: Operand) -> Answer:
    found, exact = growth_of(new, base)
    value = percent(abs(exact) if FALLS.search(query.text) else exact, question)
    word = "增长" if exact >= 0 else "下降"
    change = f"{word}{value.number.lstrip('-')}%"
    lead = f"{who(new.card)}{new.figure.label}比{base.figure.label}{change}（{found.expression}）。"
    return solver.answer(question, lead, (new, base), [value], [found])


def times(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """One figure as a multiple of another, or in per cent of it; each side may be a sum over reports."""
    first = _side(solver, query.a, query.b, where)
    second = _side(solver, query.b, query.a, where)
    if not first or not second:
        return missing_of(solver, question, query, where)
    if not same_measure(first[0], second[0]) or not second[0].value:
        return None
    unit = first[0].unit
    small = sum(o.value_in(unit) for o in first) * 10 < sum(o.value_in(unit) for o in second)
    as_share = query.op is Op.SHARE or (small and DIVIDED.search(question) and "倍" not in question)
    program = f"divide({sum_of(first, unit)}, {sum_of(second, unit)})"
    found, value = quotient(program, (*first, *second), question, as_share=bool(as_share))
    names = ["、".join(named(o, several=True) for o in side) for side in (first, second)]
    lead = f"{names[0]}是{names[1]}的{value.number}{value.unit}（{found.expression}）。"
    return solver.answer(question, lead, (*first, *second), [value], [found])


def quotient(
    program: str, operands: Sequence[Operand], question: str, *, as_share: bool = False
) -> tuple[Calculation, Value]:
    """One figure divided by another of its measure: as a multiple of it, or in per cent."""
    unit = "%" if as_share else "倍"
    found, exact = calculation(program, unit, operands)
    return found, Value(format(round_half_up(exact, decimals(question, 2)), "f"), unit)


DIVIDED = regex(r"除以|÷")
"""One figure is divided by another, and nothing says as what that is told: 0.0140 is 1.40% sooner than 0.01倍."""


def _side(solver: Solver, phrase: str, other: str, where: Scope) -> list[Operand]:
    """The figures of one side, which takes the other's words where it has none; empty where one is not stated."""
    words = (
        bare_label(re.sub(r"[()（）]", " ", phrase)) if MARKS.sub("", phrase).strip("的和与、()") else bare_label(other)
    )
    found = [solver.one(words, card, COUNTED) for card in solver.cards(phrase, where)]
    operands = [operand for operand in found if operand]
    return operands if len(operands) == len(found) else []


SPENT_VERB = regex(r"[多少](?P<verb>支出|花|用|收入|收)")
"""What two departments are compared in, said by the verb alone: 甲比乙多支出了多少."""
OF_THE_OTHER = regex(
    r"(?:多少|几)[^,，]{0,4}[,，](?:只|仅)?(?:相当于|是)(?:了)?[^,，占比]{2,12}的(?:百分之(?:几|多少)|几成)"
)
"""A clause after the one that asks how much less, which asks what per cent of the other the one is."""
SHARE_TOO = regex(
    r"(?:多少|几)[^,，]{0,4}[,，]占(?:其|了)?[^,，]{0,4}预算[^,，]{0,4}?的?(?:百分之|多少|几成|比例|比重|多大)"
)
"""A clause after the one that asks how much less than the budget, which asks for the share of it as well."""
ALSO_RATIO = regex(
    r"(?:多少|几)[^,，]*[,，].{0,4}(?:[\u4e00-\u9fff]{0,2}幅度|增幅|降幅|减幅|涨幅|增长率|下降率|节[约支]率|压减率|增长|下降|多|少|占(?:其|预算)的?)[^,，]{0,3}(?:百分之|几个(?:百分)?点|%|多少|多大)"
)
"""A clause after the one that asks how much, which asks for the change in per cent as well."""
AGAINST = regex(r"(?<!占)[比较](?P<what>[^,，?？比较]{2,12}?)的?(?:更|又|还|也)*(?:[多少高低]|增|减|下降|上升|提高|降)")
"""What something is held against: 比预算少多少，比上年少多少."""


def _held_against_another(question: str) -> bool:
    """Whether a later clause holds a figure against something else, of which the first difference says nothing."""
    first, *others = [MARKS.sub("", match["what"]) for match in AGAINST.finditer(question)] or [""]
    return any(other not in first and first not in other for other in others)


SHORT = regex(r"下降|减少|降低|[降减]了|[降减]幅|短收|节[约支省]|省了|省下|压减|少")
"""Words by which a change is asked for that is given without its sign."""


MORE_OR_LESS = regex(r"[多少](?:出|了|花|支出|用)*(?:多少|几)(?!个?百分|分之|成|倍)")
"""By how much of it, not by how many points: 专项支出比人员支出多多少."""
RATE_NAMED = regex(r"[率度幅%]|占比|比[重例]|进度|百分")


def _two(solver: Solver, query: Query, where: Scope, prefer: Stage | None = None) -> tuple[Operand, Operand] | None:
    """The two figures of a comparison; a side without a label takes the other's, one without a department likewise."""
    a, b = sides(query)
    cards_a, cards_b = solver.cards(a, where), solver.cards(b, where)
    if not MARKS.search(a) and MARKS.search(b):
        cards_a = cards_b
    if MARKS.search(a) and not MARKS.search(b):
        cards_b = cards_a
    if not MARKS.sub("", a + b).strip("的和与跟") and (verb := SPENT_VERB.search(query.text)):
        a, b = (side + ("总收入" if verb["verb"].startswith("收") else "总支出") for side in (a, b))
    if not MARKS.sub("", b).strip("的和与跟"):
        b += MARKS.sub("", a)
    if not MARKS.sub("", a).strip("的和与跟"):
        a += MARKS.sub("", b)
    if len(cards_a) != 1 or len(cards_b) != 1:
        return None
    no_rate = MORE_OR_LESS.search(query.text) and not RATE_NAMED.search(a + b)
    any_other = ANY_NUMBER - RATES if no_rate else ANY_NUMBER
    second = solver.one(b, cards_b[0], RATES if "百分点" in query.text else any_other)
    if second is None:
        return None
    kinds = frozenset({second.figure.kind}) if second.figure.kind not in RATES else RATES
    found = solver.find(a, cards_a[0], kinds)
    if prefer and len(found) != 1:
        found = _of_stage(solver, a, cards_a[0], prefer) or found
    own = stage_of(MARKS.sub("", a))
    if len(found) > 1 and own is not Stage.NONE:
        found = [o for o in found if stage_of(o.figure.label) is own] or found
    if len(found) > 1:
        found = [o for o in found if stage_of(o.figure.label) == stage_of(second.figure.label)]
    words = MARKS.sub("", b).strip("的 ")
    if len(found) != 1 or found[0].figure == second.figure or _budget_of_one(a, words, found[0]):
        return None
    other = _of_same_subject(solver, found[0], second, words)
    if other and BARE_SPENT.fullmatch(words) and stage_of(MARKS.sub("", a)) is Stage.BUDGET:
        return budget_of(solver, other) or found[0], other  # 公用经费预算和实际支出: the adjusted one before the first
    return (found[0], other) if other else None


def _budget_of_one(a: str, b: str, first: Operand) -> bool:
    """Whether the budget of one expense, which the words do not ask for, would be held against that of all.

    政府采购比预算省了多少 does not mean 政府采购预算.
    """
    own = stage_of(first.figure.label) in BUDGETS and bool(expense_of(first.figure.label))
    return own and "预算" not in a and bool(BARE_BUDGET.fullmatch(b))


_AIM_OR_REACHED = r"(?:目标|计划|指标)值?|(?:实际|全年)?完成(?:值|数)?|实际值?"
AIM_OR_REACHED = regex(_AIM_OR_REACHED)
AIM_OR_REACHED_END = regex(rf"的?(?:{_AIM_OR_REACHED})$")
"""The target of something or what came of it, beside the other of the two: 满意度目标和实际."""
MEASURED = regex(
    r"(?P<measure>占比|比重|(?:预算)?(?:执行|完成|支付)率|得分)[^,，\ue000-\uf8ff]{0,6}[,，]"
    r"|(?P<stage>(?:年初|调整后?|全年)预算|决算|执行)(?:数|金额)?(?:里面?|中|上|方面|当中)?[,，]"
)
"""What two things are compared in, said before them: 按公布的占比，基本支出比项目支出高几个百分点."""


def sides(query: Query) -> tuple[str, str]:
    """The phrases of two figures, each with the measure that was said before both."""
    before = MEASURED.search(query.a)
    tail = before["measure"] or before["stage"] if before else ""
    a, b = last_clause(query.a), query.b
    if AIM_OR_REACHED.fullmatch(MARKS.sub("", b).strip("的")):
        b = AIM_OR_REACHED_END.sub("", a) + MARKS.sub("", b).strip("的")
    return (a if a.endswith(tail) else a + tail), (b if b.endswith(tail) else b + tail)


BARE_SPENT = regex(r"(?:实际)?(?:决算|执行|支出|支付)(?:数|金额)?")
"""What was spent, of which the words do not say on what: 人才引育预算和决算."""


def _of_same_subject(solver: Solver, first: Operand, second: Operand, words: str) -> Operand | None:
    """项目支出比全年预算: the budget of the same subject, where the report states one; what was spent of no other."""
    stage, subject = stage_of(second.figure.label), expense_of(first.figure.label)
    planned = stage_of(first.figure.label) in BUDGETS and bool(subject)  # 收入比支出 is held against all spending
    spent = stage is Stage.SPENT and bool(BARE_SPENT.fullmatch(words)) and planned
    if first.card != second.card or expense_of(second.figure.label) or not (spent or stage in BUDGETS):
        return second
    shelf = solver.shelf(first.card.id)
    same = [
        f
        for f in solver.library.figures(first.card.id)
        if f.kind is second.figure.kind
        and stage_of(f.label) is stage
        and expense_of(f.label) == subject != ""
        and of_year(f, shelf)
    ]
    if spent and not same:
        return None
    return Operand(first.card, same[0]) if same else second


def last_clause(phrase: str) -> str:
    """The clause that names the figure, with the departments of all of them: 就按某局公布的占比，基本支出."""
    clauses = re.split(r"[,，:：;；]", phrase)
    marks = "".join(MARKS.findall("".join(clauses[:-1])))
    return marks + clauses[-1] if MARKS.sub("", clauses[-1]).strip() else phrase


def _of_stage(solver: Solver, phrase: str, card: Card, stage: Stage) -> list[Operand]:
    """The amounts of a stage of the budget whose subject the phrase does not narrow (预算: 调整预算数)."""
    figures = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.AMOUNT]
    words = re.sub(r"预算|支出|的|资金", "", MARKS.sub("", phrase))
    return [Operand(card, f) for f in figures if stage_of(f.label) is stage and overlap(words, subject_of(f.label))][:1]
