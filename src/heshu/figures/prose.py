"""Figures of a sentence: each number with the label, whole, period and qualifier that its words give it.

A sentence is read from left to right.  A number's label stands before it in its own clause (预算执行率99.71%) or
behind it (内设9个科室); words that cannot name a figure alone (完成率, 调整预算数, 占收入总额的) take the subject that
the sentence last named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from heshu.figures import vocabulary
from heshu.figures.labels import joined, subject_of, trim, without_of
from heshu.figures.naming import Named, Said, Words, date_name, name
from heshu.figures.numbers import Number, Quantity, quantities
from heshu.figures.numerals import HALF_WIDTH
from heshu.patterns import regex
from heshu.records import FigureKind

STOP = regex(r"[。；;！？!?\n]")
SENTENCE_END = regex(r"[。！？!?\n]")
CLAUSE = regex(r"(?:[（(][^（()）\d，。；：]{1,10}[)）](?=[\u4e00-\u9fff、]|$)|[^，,：:（()）|\t])+")
TOPIC = regex(r"(?P<topic>[^，,：:（()）|\t。；]{2,24})[：:][^：:]*$")
BOUND = regex(r"^(?:[（(]含[）)])?(?:及?以[上下内]|之内|左右|上下)(?:的(?=\d|$))?")
"""What may follow a number as a bound of it: no word of the next label."""
FORMULA = regex(r"(?:^|[，,：:、])(?P<name>[^，,：:、=]{2,40})=[^，,：:]*$")
"""A formula: its result is called by what stands before its first sign of equality."""
OPENS = regex("[：:（()）]")
TITLES = regex(r"《[^《》]*》")
CONTEXT = 160
"""Characters kept on either side of a number as its context: longer than nearly all sentences."""
LOOK_BACK = 240
"""Characters before a number among which its words stand; it keeps the reading linear."""
LOOK_AHEAD = 32
"""Characters behind a number among which its noun stands."""

ORIGIN = regex(r"[由从](?:19|20)\d\d年[度初末底]?的?$")
"""The year of the value that something came from (由2022年的61.2%提高到61.8%): what it reached is not of that year."""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a clean text, before it knows its report."""

    label: str
    whole: str
    period: str
    qualifier: str
    value: Decimal
    unit: str
    kind: FigureKind
    context: str
    start: int
    end: int


def figures_in(text: str, names: tuple[str, ...] = (), item: str = "") -> list[Found]:
    """Find all figures of a clean text in order; ``names`` are the department's own names, which label nothing.

    ``item`` is what the text before was about: see `item_after`.
    """
    found: list[Found] = []
    said = Said(item, item=item)
    for quantity in quantities(text):
        said = _move(text, said, quantity.start)
        words = _words(text, quantity, said, names)
        dated = quantity.unit.kind is FigureKind.DATE
        named = date_name(text, words, quantity) if dated else name(words, quantity, said)
        if named.label:
            context = _context(text, quantity)
            found += (_found(number, named, words, said, context) for number in quantity.numbers)
        said = _listen(said, words, named, quantity)
    found = [_as_target(_of_same_time(figure, found, text), text) for figure in _of_money(found)]
    found = [_as_part_spoken_of(figure, text) for figure in found]
    return _of_same_expense(_of_its_budget(found, text), text)


def _of_money(found: list[Found]) -> list[Found]:
    """Take 总预算1170万，其中培训70万 for 万元: the label says money, or the one before in the same sentence did."""
    spoken, read = "", list[Found]()
    for figure in found:
        money = figure.unit in ("万", "亿", "万亿") and figure.kind is FigureKind.COUNT
        if money and (vocabulary.FUNDED.search(figure.label) or figure.context == spoken):
            read.append(replace(figure, unit=figure.unit + "元", kind=FigureKind.AMOUNT))
        else:
            read.append(figure)
        spoken = figure.context if read[-1].kind is FigureKind.AMOUNT else ""
    return read


def _of_same_time(figure: Found, among: list[Found], text: str) -> Found:
    """Name 上年同期为26起、11人 by the figures of the same units that the sentence has stated of this year."""
    if figure.label not in vocabulary.SAME_TIME:
        return figure
    begins = max((match.end() for match in STOP.finditer(text, 0, figure.start)), default=0)
    same = [
        one
        for one in among
        if begins <= one.start < figure.start and one.unit == figure.unit and one.label not in vocabulary.SAME_TIME
    ]
    return replace(figure, label=same[-1].label, period="上年") if same else figure


def _as_target(figure: Found, text: str) -> Found:
    """A bound that is said to be the target is one: 满意度91%，未达到95%的目标值."""
    if figure.qualifier not in BOUNDING or not TARGET_BEHIND.match(text, figure.end) or "目标" in figure.label:
        return figure
    return replace(figure, label=joined(figure.label, "目标值"), qualifier="")


def _as_part_spoken_of(figure: Found, text: str) -> Found:
    """Say of an amount what its sentence begins by saying it is of: 未支出部分中，道路养护12.60万元为质保金."""
    if figure.kind is not FigureKind.AMOUNT or SAYS_STATE.search(figure.label):
        return figure
    spoken = PART_SPOKEN.search(text, max(0, figure.start - LOOK_BACK), figure.start)
    return replace(figure, label=joined(figure.label, spoken["state"])) if spoken else figure


PART_SPOKEN = regex(
    r"(?:^|[。；;\n])[^，,。；;\n\d]{0,8}?(?P<state>(?:尚未|未|没有?)(?:支出|支付|使用|执行|拨付)|结转|结余)的?"
    r"(?:部分|资金|金额|款项?|经费)+(?:里面?|当中|之中|中)[,，:：][^。；;\n]*$"
)
"""A sentence that goes on to the projects that a part of the money is of."""
SAYS_STATE = regex("预算|决算|支出|执行|结[转余]|[支拨交]付|使用|收入|合计|未")
BOUNDING = frozenset("<>≥≤")
TARGET_BEHIND = regex(
    r"的?(?:年度|年初|绩效|预期|既定|原定|预定|设定的?)*(?:目标|指标|计划)值?(?![\u4e00-\u9fff]{0,3}完成)"
)


def _of_its_budget(found: list[Found], text: str) -> list[Found]:
    """Name a total spent by the one expense whose budget its sentence has stated right before.

    三公经费预算15万元，实际支出合计11.6万元: the total is not the department's.
    """
    read = list[Found]()
    for figure in found:
        if figure.kind is FigureKind.AMOUNT and vocabulary.WHOLE_SPENT.fullmatch(figure.label):
            begins = max((match.end() for match in STOP.finditer(text, 0, figure.start)), default=0)
            before = [one for one in read if begins <= one.start < figure.start and one.kind is FigureKind.AMOUNT]
            expense = subject_of(before[0].label) if len(before) == 1 and "预算" in before[0].label else ""
            read.append(replace(figure, label=joined(expense if ONE_EXPENSE.search(expense) else "", figure.label)))
            continue
        read.append(figure)
    return read


ONE_EXPENSE = regex(r"(?:经费|费用?|采购)$")
"""The end of the name of one expense, which the whole department's spending never has."""


def _of_same_expense(found: list[Found], text: str) -> list[Found]:
    """Name what a former year is held against by the expense that the text speaks of.

    三公经费决算支出8万元。……与2021年决算数9万元相比，下降11%: both are of 三公经费, and not of the whole.
    """
    expense, bare, read = "", "", list[Found]()
    for figure in found:
        alone = figure.kind is FigureKind.AMOUNT and bool(STAGE_ALONE.fullmatch(figure.label))
        held = alone and AGAINST_YEAR.search(text, max(0, figure.start - LOOK_BACK), figure.start)
        if expense and (held or (bare and figure.label.startswith(bare) and figure.kind is FigureKind.CHANGE)):
            bare = figure.label if held else bare
            read.append(replace(figure, label=joined(expense, figure.label)))
            continue
        bare = ""
        subject = subject_of(figure.label) if figure.kind is FigureKind.AMOUNT else ""
        expense = "" if alone else subject if subject and subject != figure.label else expense
        read.append(figure)
    return read


STAGE_ALONE = regex(rf"{vocabulary.DEPENDENT.pattern}|(?:全年|实际|决算)*(?:支出|支付|列支|花费)(?:总额)?")
"""What an amount is called that names no expense."""
AGAINST_YEAR = regex(r"[，。；](?:与|同|和|跟|比|较)(?:上年度?|去年|(?:20|19)\d\d年度?)的?(?:[^，。；]{0,8})$")


def item_after(text: str, item: str = "") -> str:
    """Return the item of the budget's classification that is spoken of where a text ends; ``item`` was before it."""
    return _at_item(text, Said(item=item), len(text)).item


def headed_by(heading: str) -> str:
    """Return what a heading says that the text below it is about: an item of the classification, or one expense."""
    match = vocabulary.EXPENSE_HEADED.fullmatch(heading.translate(vocabulary.QUOTES).strip())
    return (match["of"] or match["project"]) if match else item_after(heading)


def _found(number: Number, named: Named, words: Words, said: Said, context: str) -> Found:
    return Found(
        label=_planned(_scored(without_of(named.label), named.kind), named, words, said),
        whole=named.whole,
        period=named.period or _period(words, said),
        qualifier=named.qualifier or number.qualifier,
        value=number.value,
        unit=number.unit.name,
        kind=named.kind,
        context=context,
        start=number.start,
        end=number.end,
    )


def _planned(label: str, named: Named, words: Words, said: Said) -> str:
    """What a budget is broken down into is planned as well: 年初预算900万元，其中基本支出300万元."""
    stage = vocabulary.PLANNED_WHOLE.search(said.last if words.opened else said.total if said.parts else "")
    bare = named.kind is FigureKind.AMOUNT and not named.dependent and vocabulary.EXPENSE.fullmatch(label)
    return f"{label}{stage['stage']}预算" if stage and bare else label


LOST = regex(r"(?<![损遗流丧缺过消迷走得闪散灭])[失丢](?:掉|了|去)*分?$")
"""What a label of points lost ends in, which is asked for and worked with as 扣分."""


def _scored(label: str, kind: FigureKind) -> str:
    """A score is called by what was scored (绩效自评92.6分), and points by their being lost: 办结率失1.2分."""
    if kind is FigureKind.SCORE and LOST.search(label):
        return LOST.sub("扣分", label)
    return label + "得分" if kind is FigureKind.SCORE and label.endswith("自评") else label


def _period(words: Words, said: Said) -> str:
    """Return the stage that the figure's own words name (年初, 上年), else the year named before it in its sentence."""
    raw = vocabulary.HOLDING.sub("", words.raw)
    stage = vocabulary.STAGE.search(vocabulary.COMPARISON.sub("", raw))
    return re.sub("^调整$", "调整后", stage.group()) if stage else said.year


def _context(text: str, quantity: Quantity) -> str:
    before = text[max(0, quantity.start - CONTEXT) : quantity.start]
    after = text[quantity.end : quantity.end + CONTEXT]
    start = max((match.end() for match in STOP.finditer(before)), default=0)
    stop = STOP.search(after)
    return before[start:] + text[quantity.start : quantity.end] + after[: stop.start() if stop else None]


# ---------------------------------------------------------------- what was said


def _move(text: str, said: Said, position: int) -> Said:
    """Forget what the stops between two numbers end: a sentence ends the period, a semicolon the subject."""
    said = _at_item(text, said, position)
    tail = max((match.end() for match in SENTENCE_END.finditer(text, said.end, position)), default=0)
    if tail:
        said = Said(end=tail, former=said.last or said.former, subject=said.item, item=said.item)
    between = text[said.end : position]
    said = replace(said, year=_year(between) or said.year)
    stop = max(between.rfind("；"), between.rfind(";")) + 1
    if not stop:
        return said
    if _inside_brackets(text, said.end + stop):
        return replace(said, end=said.end + stop)
    former = said.last or said.former
    end = said.end + stop
    return Said(said.item, total=said.total, topic=said.topic, year=said.year, end=end, former=former, item=said.item)


def _at_item(text: str, said: Said, position: int) -> Said:
    """Go on to the item of the budget's classification that was named last before a number, if one was."""
    last = max(vocabulary.ITEM.finditer(text, said.end, position), key=lambda match: match.end(), default=None)
    if last is None:
        return said
    item = vocabulary.ITEM_LEVEL.sub("", last.group())
    former = said.last or said.former
    return Said(item, year=said.year, end=last.end(), former=former, item=item)


def _year(words: str) -> str:
    """Return the last year that words name as their own, neither compared with nor part of a title."""
    own = vocabulary.FOUND_IN.sub("", TITLES.sub("", words.translate(HALF_WIDTH)))
    own = ORIGIN.sub("", vocabulary.COMPARISON.sub("", own))
    years: list[str] = vocabulary.YEARS.findall(own)
    days = [match for match in vocabulary.AS_OF.finditer(own) if match["month"] != "12"]
    if days:
        return (days[-1]["year"] or "") + days[-1]["day"]
    return years[-1] if years else ""


def _inside_brackets(text: str, position: int) -> bool:
    before = text[max(0, position - LOOK_BACK) : position]
    return max(before.rfind("（"), before.rfind("(")) > max(before.rfind("）"), before.rfind(")"))


def _listen(said: Said, words: Words, named: Named, quantity: Quantity) -> Said:
    end = quantity.end + named.taken
    if named.kind is FigureKind.DATE:
        return replace(said, end=end, year=_up_to(named, quantity) or said.year)
    said = replace(said, topic=words.topic or said.topic)
    if not named.label:
        return replace(said, end=end)
    bare = named.kind is FigureKind.AMOUNT and not named.dependent
    return replace(
        said,
        subject=said.subject if named.subject is None else named.subject,
        last=said.last if named.last is None else named.last,
        total=_broken_down(said) if words.opened and said.last else said.total,
        parts=(1 if words.opened else said.parts + (said.parts > 0)) if bare else 0,
        waiting=named.waiting,
        listed=said.listed if named.listed is None else named.listed,
        end=end,
        measured=named.label if named.kind in (FigureKind.AMOUNT, FigureKind.COUNT) else said.measured,
    )


def _up_to(named: Named, quantity: Quantity) -> str:
    """The year that a date names; with the day, where what follows counts up to a day before the year's end."""
    month, day = divmod(int(quantity.numbers[0].value) % 10000, 100)
    if named.label != "截止日期" or month in (0, MONTHS):
        return named.period
    return f"{named.period}{month}月{f'{day}日' if day else '底'}"


MONTHS = 12


def _broken_down(said: Said) -> str:
    """What 其中 breaks down: what was named last, but no rate."""
    return said.measured if said.measured and vocabulary.OF_RATE.search(said.last) else said.last


# ---------------------------------------------------------------- words


def _words(text: str, quantity: Quantity, said: Said, names: tuple[str, ...]) -> Words:
    """Take the words around a quantity; across a colon or bracket where its own clause is empty."""
    body = BOUND.sub("", text[max(said.end, quantity.start - LOOK_BACK) : quantity.start])
    clauses = list(CLAUSE.finditer(body))
    at = clauses.pop().start() if clauses and clauses[-1].end() == len(body) else len(body)
    raw = body[at:]
    own, crossed = trim(raw.partition("=")[0], names), False
    while not own and clauses and at and body[at - 1] in "：:（(":
        at = clauses[-1].start()
        clause = clauses.pop().group()
        raw, own, crossed = clause + raw, trim(clause.partition("=")[0], names), True
    floor = max((match.start() for match in OPENS.finditer(body, 0, max(at - 1, 0))), default=0)
    between = tuple(trimmed for clause in clauses if clause.end() > floor and (trimmed := trim(clause.group(), names)))
    after = text[quantity.end : quantity.end + LOOK_AHEAD].split("\n", 1)[0]
    if formula := FORMULA.search(body):
        raw, own, between = formula["name"], trim(formula["name"], names), ()
    topic = vocabulary.TOPIC_END.sub("", trim(colon["topic"], names)) if (colon := TOPIC.search(body)) else ""
    return Words(raw, own, between, after, "其中" in body, names, topic, crossed)
