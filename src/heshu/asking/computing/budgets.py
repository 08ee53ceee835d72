"""A budget and what was spent of it, both of one subject: the rate of the two, what a rate takes, who overspent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import amount, calculation, decimals, percent, places, written
from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse, say_sentences, who
from heshu.asking.evidence.excerpts import MARKS_OF_SPEECH, Sentence, sentence_spans
from heshu.asking.evidence.operands import AMOUNTS, MARKS, RATES, Operand, Solver, same_measure, with_annexes
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.stages import BUDGETS, Stage, expense_of, stage_of
from heshu.asking.wording.terms import content
from heshu.checking.consistency import consistent
from heshu.figures.units import in_unit
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, Status, Value, Verdict

BARE_BUDGET = regex(
    r"(?:的|它|其|当初|原来|原定|所?给)*(?P<stage>年初|全年|年度|调整后?|批复)?的?预算(?:数|安排|金额|额)?(?:来|的|时)*"
)
"""A budget without its subject: the one of what it is held against."""
LEFT_OVER = regex(r"净值|库存|存量|结转|结余|尾款|欠款|余额")
"""What is left may be stated under its own name."""
ORDER = {Stage.ADJUSTED: 0, Stage.YEAR: 1, Stage.BUDGET: 2, Stage.INITIAL: 3}
"""The budget that spending is held against where a question names no stage: the adjusted one before the first."""
HEADING = 2
"""Headings above a passage that may name its subject."""


def spent_on(solver: Solver, phrase: str, card: Card) -> Operand | None:
    """The one amount spent on what a phrase names; a budget is none."""
    found = [o for o in solver.find(phrase, card, AMOUNTS) if stage_of(o.figure.label) not in BUDGETS]
    if len(found) != 1:
        found = [o for o in found if stage_of(o.figure.label) is Stage.SPENT]
    return found[0] if len(found) == 1 else None


def budget_of(solver: Solver, spent: Operand, stage: str = "") -> Operand | None:
    """The budget of the subject of an expense; ``stage`` (年初, 调整) where the question names one.

    A budget without a subject is the expense's where both stand in a passage whose heading or beginning names it.
    """
    figures = [f for f in solver.library.figures(spent.card.id) if _budget(f, stage)]
    mine = _of_income(expense_of(spent.figure.label))
    of_subject = [f for f in figures if _of_income(expense_of(f.label)) == mine]
    if not of_subject and mine:
        here = [f for f in figures if f.passage_id == spent.figure.passage_id and not expense_of(f.label)]
        of_subject = here if len(here) == 1 and _headed(solver, spent, mine) else []
    near = [f for f in of_subject if f.passage_id == spent.figure.passage_id] or of_subject
    near.sort(key=lambda f: ORDER[stage_of(f.label)])
    first = [f for f in near if stage_of(f.label) is stage_of(near[0].label)]
    values = {in_unit(f.value, f.unit, spent.unit) or f.value for f in first}
    return Operand(spent.card, first[0]) if len(values) == 1 else None


def _of_income(subject: str) -> str:
    """A subject without the 收入 that a stage may have taken along: 财政拨款 of 财政拨款收入决算数."""
    return subject.removesuffix("收入") or subject


def _budget(figure: Figure, stage: str) -> bool:
    of = stage_of(figure.label)
    wanted = {
        "年初": (Stage.INITIAL,),
        "全年": (Stage.YEAR, Stage.ADJUSTED, Stage.BUDGET),
        "调整": (Stage.ADJUSTED, Stage.YEAR),
        "调整后": (Stage.ADJUSTED, Stage.YEAR),
    }.get(stage, BUDGETS)
    return figure.kind is FigureKind.AMOUNT and of in wanted and "上年" not in figure.period


def _headed(solver: Solver, spent: Operand, subject: str) -> bool:
    """Whether the passage of an expense is about it: its heading or its first words name it."""
    passage = solver.shelf(spent.card.id).of[spent.figure.passage_id]
    beginning = fold("".join(passage.path[-HEADING:]) + passage.text[:24]).translate(QUOTES)
    name = subject if len(subject) >= NAMES_ITSELF else f"{subject}支出"  # 基本 also stands in 部门基本情况
    return name in beginning


NAMES_ITSELF = 3
"""Characters that the name of an expense needs to be known without 支出."""
QUOTES = {ord(mark): None for mark in "“”\"'《》"}


SAVED = regex(
    r"(?P<what>[^,，]{2,14}?)的?(?:一共|总共|全年|实际)*(?:节约|节省|省下?)(?:了|出|的|来)*(?:资金|金额|钱|经费)?(?:一共|总共)?"
    r"(?:是|有|为)*(?:多少|几)(?!成)[^,，]{0,3}(?P<rate>[,，][^,，]*(?:率|百分之)[^,，]*)?[?？。]?"
)
"""What was saved on something: 政府采购节约了多少钱，节约率是多少."""


def saved(solver: Solver, question: str, where: Scope) -> Answer | None:
    """What buying took less than its budget; ``None`` where the words name nothing that is bought."""
    match = SAVED.fullmatch(where.unmarked)
    if match is None or len(where.reports) != 1 or not where.named:
        return None
    card = solver.library.card_of[where.reports[0]]
    pair = bought(solver, match["what"].strip("的"), card)
    if pair is None or pair[0].value_in(pair[1].unit) > pair[1].value or not pair[1].value:
        return None
    spent, budget = pair
    terms = f"subtract({written(budget)}, {written(spent, budget.unit)})"
    found, exact = calculation(terms, budget.unit, pair)
    said, value = amount(exact, budget.unit, places(pair), question)
    lead = f"{who(card)}{match['what']}比预算节约{said}（{found.expression}）"
    if not match["rate"]:
        return solver.answer(question, f"{lead}。", pair, [value], [found])
    ratio, part = calculation(f"{terms}, divide(#0, {written(budget)})", "%", pair)
    share = percent(part, question)
    lead += f"，节约率{share.number}%（{ratio.expression}）。"
    return solver.answer(question, lead, pair, [value, share], [found, ratio])


SPENT_TAIL = regex(r"的?(?:决算数?|执行数|实际支出数?|支出决算)$")


def against_budget(solver: Solver, phrase: str, budget: str, card: Card) -> tuple[Operand, Operand] | None:
    """(spent, budget) of what a phrase names, where ``budget`` is a budget without a subject; else ``None``."""
    phrase = SPENT_TAIL.sub("", phrase)
    match = BARE_BUDGET.fullmatch(MARKS.sub("", budget).strip(" ,，"))
    spent = spent_on(solver, phrase, card) if match and MARKS.sub("", phrase).strip("的") else None
    if match is None:
        return None
    if spent and (lower := budget_of(solver, spent, match["stage"] or "")):
        return spent, lower
    return None if match["stage"] else bought(solver, MARKS.sub("", phrase).strip("的,， "), card)


def bought(solver: Solver, name: str, card: Card) -> tuple[Operand, Operand] | None:
    """What was paid for something and its budget, each under a name of its own: 政府采购, 采购预算, 实际采购金额.

    Both of the glossary's terms, and of one passage.
    """
    terms = glossary().by_name
    planned, paid = f"{name}预算数", f"{name}支出"
    if planned not in terms or paid not in terms:
        return None
    spent, budget = (solver.one(words, card, AMOUNTS) for words in (paid, planned))
    if spent is None or budget is None or spent.figure.passage_id != budget.figure.passage_id:
        return None
    right = stage_of(budget.figure.label) in BUDGETS and stage_of(spent.figure.label) not in BUDGETS
    return (spent, budget) if right and same_measure(spent, budget) else None


def rate(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The execution rate of a subject that states none: spent ÷ budget.

    ``None`` where the report states one, but for a question that wants it computed, or at more decimals.
    """
    cards = solver.cards(query.a, where)
    phrase = MARKS.sub("", query.a).strip("的")
    if len(cards) != 1:
        return None
    stated = solver.find(query.a + query.b, cards[0], RATES)
    if len({operand.value for operand in stated}) == 1 and (
        RECOMPUTED.search(question) or places(stated) < decimals(question, 0)
    ):
        return _recomputed(solver, question, stated[0])
    if not phrase or stated or NO_EXPENSE.fullmatch(phrase):
        return None
    spent = spent_on(solver, re.sub(r"预算$", "", query.a), cards[0])
    lower = budget_of(solver, spent) if spent else None
    if spent is None or lower is None or not lower.value or not expense_of(spent.figure.label):
        return None
    found, exact = calculation(f"divide({written(spent)}, {written(lower, spent.unit)})", "%", (spent, lower))
    value = percent(exact, question)
    lead = f"{who(cards[0])}{spent.figure.label}是{lower.figure.label}的{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, (spent, lower), [value], [found])


RECOMPUTED = regex(
    r"(?:重新|再)(?:算|计算)|重算|复算|[按用拿]金额|(?:按|根据|用)[^,，]{0,10}(?:金额|数字?|数据)[^,，]{0,3}(?:算|推)"
)
"""Words that want a rate worked out and not as it is stated."""


NO_EXPENSE = regex(r"(?:绩效|产出|效益|各项|年度|工作|重点|全部|所有|的)*(?:指标|目标|任务|计划|工作)")
"""What is done and not spent on: 指标完成率 is no rate of project spending."""


RATE_TAIL = regex(r"(?:全年|年度|预算|资金|总的?)*(?:执行|完成|支付|支出)(?:率|进度)$")
"""What the label of a rate says beside its subject; a mean of months (平均执行率) is no quotient of two amounts."""


def _recomputed(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A stated rate from its two amounts, those of its own subject; ``None`` where the report does not state both."""
    subject = RATE_TAIL.sub("", stated.figure.label)
    pair = budget_and_spent(solver, subject, stated.card)
    if (
        pair is None
        or expense_of(pair[0].figure.label) != expense_of(subject)
        or not pair[0].value
        or not same_measure(*pair)
    ):
        return None
    budget, spent = pair
    program = f"divide({written(spent, budget.unit)}, {written(budget)})"
    found, exact = calculation(program, "%", pair, stated=stated)
    value = percent(exact, question)
    lead = f"{who(spent.card)}{spent.figure.label}是{budget.figure.label}的{value.number}%（{found.expression}）。"
    agrees = "一致" if found.verdict is Verdict.CONSISTENT else "不一致"
    lead += f"报告写的是{stated.text}，与按金额算的{agrees}。"
    return solver.answer(question, lead, (spent, budget, stated), [value], [found])


APART = Fraction(1)
"""Percentage points beyond which two amounts that stand apart are those of another rate."""


def whole_rate(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """The whole's stated execution rate from its spending and its budget, wherever the report states the two."""
    if stated.unit != "%" or not RATE_TAIL.fullmatch(stated.figure.label):
        return None
    pair = _of_the_whole(solver, stated.card)
    return _held_against(question, pair, stated, solver) if pair else None


def _of_the_whole(solver: Solver, card: Card) -> tuple[Operand, Operand] | None:
    """What the whole department spent, and its budget of the year."""
    spent, budget = (solver.one(words, card, AMOUNTS) for words in ("总支出", "全年预算数"))
    if spent is None or budget is None or not budget.value or not same_measure(spent, budget):
        return None
    fits = stage_of(spent.figure.label) not in BUDGETS and stage_of(budget.figure.label) in BUDGETS
    return (spent, budget) if fits else None


OF_MONTHS = regex(r"平均|月均|均值")
"""What a rate is called that is the mean of those of some months, and not what was spent of the year's budget."""


def beside_mean(solver: Solver, question: str, claimed: Decimal, stated: Operand) -> Answer | None:
    """A claimed execution rate against the year's amounts, where the report's rate is a mean of months; else ``None``.

    Both are told, and what each of them is.
    """
    mean = OF_MONTHS.search(stated.figure.label)
    if stated.unit != "%" or mean is None or OF_MONTHS.search(question) or "执行率" not in stated.figure.label:
        return None
    pair = _of_the_whole(solver, stated.card)
    if pair is None:
        return None
    spent, budget = pair
    found, exact = calculation(f"divide({written(spent, budget.unit)}, {written(budget)})", "%", pair)
    right, value = consistent(claimed, exact), percent(exact, question)
    lead = verdicts.said(f"{claimed:f}%", right=right)
    lead += f"{who(stated.card)}全年按金额算是{value.number}%（{found.expression}）；"
    lead += f"报告写的{stated.with_unit}是{stated.figure.label}，是另一个数。"
    held = verdicts.held(found, claimed, right=right)
    said = Value(format(stated.value, "f"), "%")
    return solver.answer(question, lead, (*pair, stated), [value, said], [held], found=verdicts.denying(right))


def _held_against(question: str, pair: tuple[Operand, Operand], stated: Operand, solver: Solver) -> Answer | None:
    spent, budget = pair
    program = f"divide({written(spent, budget.unit)}, {written(budget)})"
    found, exact = calculation(program, "%", pair, stated=stated)
    if abs(exact - Fraction(stated.value)) > APART:
        return None
    value = percent(exact, question)
    right = found.verdict is Verdict.CONSISTENT
    lead = f"{who(stated.card)}{stated.figure.label}，报告写的是{stated.text}，"
    lead += "与按金额算的一致" if right else f"按金额应为{value.number}%"
    lead += f"（{found.expression}）。"
    values = [Value(format(stated.value, "f"), "%")] if right else [value, Value(format(stated.value, "f"), "%")]
    return solver.answer(question, lead, (stated, *pair), values, [found], found=verdicts.found(found))


def reach(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """What more must be spent for an execution rate that the question supposes: budget × rate − spent."""
    cards = solver.cards(query.text, where)
    if len(cards) != 1 or not MORE.search(query.text):
        return None
    subject = re.sub(r"不变|保持|的情况下|(?<=.)的?(?:年初|调整后?的?|全年)*预算(?:数|金额)?$", "", query.a)
    pair = budget_and_spent(solver, subject.replace("全年", ""), cards[0])
    if pair is None:
        return solver.missing(question, query.a, cards[0])
    budget, spent = pair
    share = f"divide({query.b}, const_100)"
    program = f"{share}, multiply({written(budget)}, #0), subtract(#1, {written(spent, budget.unit)})"
    found, exact = calculation(program, budget.unit, pair)
    if exact < 0:
        return None
    said, value = amount(exact, budget.unit, max(places(pair), 2), question)
    of = expense_of(budget.figure.label) and MARKS.sub("", subject).strip("的")
    lead = f"{who(cards[0])}{of or '部门整体'}的执行率要到{query.b}%，还要多支出{said}（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


MORE = regex(r"(?:还|再|得|要|需)[^,，]{0,4}(?:多)?(?:支出|花|付|支付|执行|用)(?:出去|出|掉)?[^,，]{0,3}(?:多少|几)")


def overspent(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The departments that spent more than their budget, among those whose reports state both."""
    groups = with_annexes(solver.cards("", where))
    found = [next(filter(None, (budget_and_spent(solver, query.a, c) for c in files)), None) for files in groups]
    pairs = [pair for pair in found if pair and same_measure(*pair)]
    if not pairs and len(groups) == 1 and (told := _said_of_budget(solver, query.a, groups[0])):
        return replace(told, question=question)
    if not pairs:
        whose = f"{who(groups[0][0])}的报告" if len(groups) == 1 else f"范围内的{len(groups)}份报告都"
        return refuse(question, f"{whose}没有同时写明这项预算和支出，看不出有没有超。")
    silent = [display_name(files[0].department) for files, pair in zip(groups, found, strict=True) if not pair]
    over = [(budget, spent) for budget, spent in pairs if spent.value > budget.value_in(spent.unit)]
    citer = Citer(solver.library)
    lines: list[str] = []
    values: list[Value] = []
    calculations: list[Calculation] = []
    for budget, spent in over or pairs:
        line = f"{solver.mention(spent, citer, name=True)}，{solver.mention(budget, citer)}"
        if over:
            gap, exact = calculation(
                f"subtract({written(spent)}, {written(budget, spent.unit)})", spent.unit, (spent, budget)
            )
            more, value = amount(exact, spent.unit, places((spent, budget)), question)
            line += f"，超出{more}（{gap.expression}）"
            values.append(value)
            calculations.append(gap)
        lines.append(line)
    said = "；".join(lines[:SHOWN])
    if len(groups) == 1:
        text = f"{'超出了' if over else '没有超出'}预算：{said}。"
    else:
        lead = f"支出超过预算的有{len(over)}家" if over else "没有一家的支出超过预算"
        unsaid = f"，未写明的是{'、'.join(silent[:SHOWN])}" if silent else ""
        text = f"{lead}：{said}。（{len(groups)}份报告中{len(pairs)}份写明预算和支出{unsaid}）"
    return Answer(question, Status.ANSWERED, text, tuple(values), tuple(citer.found), tuple(calculations))


def _said_of_budget(solver: Solver, phrase: str, files: Sequence[Card]) -> Answer | None:
    """The sentence that tells in words how spending stands to its budget, where no figures do."""
    wanted = content(phrase)
    for card in files:
        shelf = solver.shelf(card.id)
        for passage in shelf.readable:
            for span in sentence_spans(passage):
                text = MARKS_OF_SPEECH.sub("", shelf.folded[passage.id][span.start : span.end])
                if wanted and all(word in text for word in wanted) and WITHIN_BUDGET.search(text):
                    citer = Citer(solver.library)
                    said = say_sentences([Sentence(passage, span, 1.0)], card, citer)
                    return Answer("", Status.ANSWERED, said, (), tuple(citer.found))
    return None


WITHIN_BUDGET = regex(
    r"(?:小于|低于|少于|不超过?|未超过?|没有?超过?|超出|超过|(?:未|没有?)?突破|控制在)[^，。；,;]{0,16}(?:预算|安排)"
)
"""How a sentence tells that spending kept to its budget, or did not."""


SUPPOSED = regex(r"^(?:算算|如果|假如|假设|要是|倘若|要|想|若|把|将)+")
AROUND_SUBJECT = regex(
    r"(?:的)?(?:钱|资金|经费|款)$|(?:(?:这个|该|那个)|(?<=[\u4e00-\u9fff]{2}))(?:项目|专项)$|全年|年度|调整后?"
    r"|预算(?:(?:数|金额|安排)?(?:里面?|中|当中)$)?|整个|金额|支出|执行到年底|指标|那笔|还|的|[,，]"
)
"""What is said around the subject of a budget; 专项 by itself is one."""


def budget_and_spent(solver: Solver, phrase: str, card: Card) -> tuple[Operand, Operand] | None:
    """The budget and the spending of one subject; the adjusted budget before the first, and both of one passage first.

    A stage that the phrase names (年初预算, 全年预算) is the budget's.
    """
    figures = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.AMOUNT]
    words = AROUND_SUBJECT.sub("", SUPPOSED.sub("", MARKS.sub("", phrase)))
    named = STAGE_NAMED.search(phrase)
    stage = named.group() if named else ""
    spent: dict[str, list[Operand]] = {}
    for figure in filter(is_spent, figures):
        spent.setdefault(expense_of(figure.label), []).append(Operand(card, figure))
    fitting = [
        (Operand(card, budget), one)
        for budget in figures
        if _budget(budget, stage) and overlap(words, subject := expense_of(budget.label))
        for one in spent.get(subject, ())
    ]
    together = [p for p in fitting if p[0].figure.passage_id == p[1].figure.passage_id]
    known = [p for p in together if stage_of(p[0].figure.label) is not Stage.INITIAL or stage == "年初"]
    fitting = known or fitting
    fitting.sort(key=lambda p: (-overlap(words, expense_of(p[0].figure.label)), ORDER[stage_of(p[0].figure.label)]))
    best = fitting[:1] if known or not fitting else _clear(fitting)
    return best[0] if best else None


STAGE_NAMED = regex(r"年初(?=的?(?:部门)?预算)|调整后?(?=的?预算)|全年(?=的?预算)")


def _clear(pairs: Sequence[tuple[Operand, Operand]]) -> Sequence[tuple[Operand, Operand]]:
    """The first of some pairs of several passages, where those of its budget's stage state one and the same."""
    stage, subject = stage_of(pairs[0][0].figure.label), expense_of(pairs[0][0].figure.label)
    alike = [p for p in pairs if stage_of(p[0].figure.label) is stage and expense_of(p[0].figure.label) == subject]
    values = {(budget.value, budget.unit, spent.value, spent.unit) for budget, spent in alike}
    return alike[:1] if len(values) == 1 else ()


def is_spent(figure: Figure) -> bool:
    """Whether an amount was spent: its label says so, or says of an expense no stage at all."""
    of = stage_of(figure.label)
    return of is Stage.SPENT or (of is Stage.NONE and figure.label.endswith(("支出", "支付", "执行")))


def overlap(words: str, subject: str) -> Fraction:
    """How much of the words a subject holds; two empty ones agree."""
    if not words or not subject:
        return Fraction(int(not words and not subject))
    shared = sum(c in subject for c in words)
    return Fraction(shared, len(words)) if shared * 4 >= len(words) * 3 else Fraction(0)
