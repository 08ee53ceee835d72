"""One thing of one department in two years: how much more, by how many per cent, both together, which year more.

Each year's figure is its own report's; where the corpus lacks that report, the one that the next year's report states
of the year before (2022年决算数 in a table of 2023).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import amount, calculation, gap_of, growth_of, percent, places, written
from heshu.asking.evidence.choosing import best
from heshu.asking.evidence.compose import as_written, display_name
from heshu.asking.evidence.figures import match_figures
from heshu.asking.evidence.fitting import STATED_YEAR
from heshu.asking.evidence.operands import (
    ANY_NUMBER,
    AT_YEARS_END,
    BRACKETS,
    MARKS,
    WHOLES,
    Operand,
    Solver,
    same_measure,
)
from heshu.asking.planning.plan import ask_for
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.question import wanted
from heshu.asking.wording.stages import BUDGETS, expense_of, stage_of
from heshu.checking.consistency import consistent
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, Value

LAST = regex(
    r"(?:比|较|同|与|跟|和|对比|相比)(?:起|于)?(?:上一?年度?|去年|前一年|往年)(?:同期)?(?:相比|比)?|同比|环比上年|年度?同比"
)
"""What holds a figure against the year before without naming it."""
NET = regex(r"净[增减](?=[加长少了]{0,2}(?:多少|几))")
"""A net change, which is one since the year before."""
_UNIT = r"(?:个?百分点|[百千万亿]?(?:千瓦时|平方米|立方米|平方公里)|[\u4e00-\u9fff]{0,3})"
CHANGE = regex(
    r"(?:一共|总共|共|又|大约|实际|还|净)*(?:是)?(?:净增加?|净减少?|增长|增加|增幅|减少|下降|降低|压减|压降|压缩|上涨|上升|提高|提升|高|低|相差|差距|变化|变动|差|涨|降|多(?!少)|(?<!多)少|升|减|增)"
    r"(?:率|了|出|到|掉|去|花|用|支出|投入|幅度|幅|额|的|比例|[办装收审做建来签发完查修改](?=了|出|成|多少|几))*"
    rf"(?:是|为|有|约)?(?:(?:百分之)?(?:多少|几){_UNIT}|多大|%)?[?？]?$"
)
"""How much something changed, at the end of a question."""
SUM = regex(
    r"(?:两年)?(?:合起来|加起来|加在?一起|加一?块儿?|合计|一共|总共|累计|总计|共|相加)+(?:之和)?(?:是|为|有|花了?|用了?|完成了?|收了?)*(?P<what>.*?)(?:是|为|有|了)?(?:多少|几)(?P<tail>[^,，]*)$"
    r"|(?:加起来|加在?一起|加一?块儿?|合计|相加|之和|总和)[^,，]*$"
)
OF_MONEY = regex(r"^(?:[百千万亿]*元|块?钱)")
"""The unit behind 多少, which is no part of a name."""
SUMMED = regex(r"合起来|加一?块儿?|加起来|加在?一起|合计|一共|总共|累计|总计|相加|之和")
WHICH = regex(r"(?:哪(?:一)?年|哪个年度)(?:的)?(?P<what>.*?)(?:更|比较|要)?(?:多|高|大|少|低|小|好)[^,，]*$")
RATIO = regex(r"百分之|[长加降少]的?比例|增长率|增幅|降幅|涨幅|幅度|%|几成|增速")
BETWEEN = regex(
    r"^(?:从|在|把|将)|(?:这|前后)?[两二](?:个)?年(?:度|里|内|间|之间|以来|来|的)*|"
    r"(?:比|较|跟|和|与|同|到|至|、|及|对比|相比|之间|期间|年度)+(?=[,，、 ]|$|的)|"
    r"^(?:比|较|跟|和|与|同|到|至|、|及|的|年度|度)+|"
    r"(?:比|较|跟|和|与|同|到|至|、|及|相比|对比|的)+$"
)
"""What joins two years, when the years themselves are taken out."""
AGAINST = regex(r"[比较][,， ]*$")
"""What holds one year against the other, right before how much it changed."""
ALSO = regex(
    r"(?<=[多少几元个件人家项])[,，](?:又|也|其)?(?:增长|下降|减少|增加)?"
    r"(?:[增降减涨]?幅度?|增速|增长率|下降率|增长|下降|变化率)[^,，]*$"
)
"""A clause behind it that asks for the change in per cent as well."""
COMPARES = regex(r"(?<=支出|收入)合计(?:数|额)?[^,，]{0,8}(?:比|较|与|和|跟|相?差|增|减|下降|[多少]了)")
"""A total that is held against another year's, and not summed up with it."""
GROWS = regex(r"同比|增长|[增降减涨]幅|幅度|增速")
"""How much something grew, which may mean the amount or the percentage."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure of two years, the earlier first."""

    earlier: Operand
    later: Operand
    years: tuple[int, int]


def compare(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The change, sum or order of one figure over two years of one department; ``None`` where nothing of it is asked.

    A refusal names the year that does not state the figure.
    """
    years = _years(solver, question, where)
    text = BRACKETS.sub("", MARKS.sub("", LAST.sub("比", where.marked))).strip(" ,，?？")
    form, words = _form(text)
    if years is None or not form or re.search(r"分别|各(?:是|有|为)", text):
        return None
    phrase = _phrase(SUMMED.sub("", words) if form == "sum" else words)
    if len(phrase) < 2:
        return None
    cards = _department(solver, where)
    later = of_year(solver, phrase, question, cards, years[1])
    earlier = of_year(solver, phrase, question, cards, years[0]) or (later and _same_row(solver, later, years[0]))
    found = (earlier, later)
    if not all(found):
        return None
    pair = Pair(found[0], found[1], years)  # type: ignore[arg-type]
    if not same_measure(pair.earlier, pair.later) or pair.earlier.figure == pair.later.figure:
        return None
    return _FORMS[form](solver, question, pair)


def states_of(library: Library, card: Card, years: Sequence[int]) -> bool:
    """Whether a report may state figures of one of some years before its own: the last, or one that a table names."""
    if not card.year or not years:
        return False
    before = [year for year in years if year < card.year]
    return card.year - 1 in years or (
        bool(before) and any(years_of(figure) in before for figure in library.figures(card.id))
    )


def _years(solver: Solver, question: str, where: Scope) -> tuple[int, int] | None:
    """The two years that a question speaks of, of one department; of 上年 the last one held and the one before."""
    cards = _department(solver, where)
    if not cards:
        return None
    if len(where.years) == 2:
        return (min(where.years), max(where.years))
    held = sorted({card.year for card in cards if card.year})
    if len(where.years) == 1 and held and held[-1] > where.years[0] and _against(where.years[0]).search(fold(question)):
        return (where.years[0], held[-1])
    if (LAST.search(where.marked) or NET.search(where.marked)) and len(where.years) <= 1 and held:
        year = where.years[0] if where.years else held[-1]
        return (year - 1, year)
    if not where.years and len(held) == 2 and re.search(r"两年|哪(?:一)?年", where.marked):
        return (held[0], held[1])
    return None


def _against(year: int) -> re.Pattern[str]:
    """What holds the latest year against another one: 比2022年少了多少."""
    return re.compile(rf"(?:比|较|相较于?|对比|相比)(?:起)?{year}年")


def _department(solver: Solver, where: Scope) -> list[Card]:
    """All reports of the one department in scope, whatever their year; empty where several are in scope."""
    ids = {report for mention in where.mentions for report in mention.reports} or set(where.reports)
    cards = [solver.library.card_of[report] for report in ids]
    return cards if len({card.department for card in cards}) == 1 and cards[0].department else []


def _form(text: str) -> tuple[str, str]:
    """What is asked of the two, and the words that are left to name the figure."""
    if match := WHICH.search(text):
        return "which", text[: match.start()] + match["what"]
    if (first := ALSO.sub("", text)) != text and (match := CHANGE.search(first)):
        return "change", first[: match.start()]
    if (match := CHANGE.search(text)) and AGAINST.search(text[: match.start()]):  # 支出合计2023年比2022年增加多少
        return ("growth" if RATIO.search(text) else "change"), text[: match.start()]
    if COMPARES.search(text) and (match := CHANGE.search(text)):
        return ("growth" if RATIO.search(text) else "change"), text[: match.start()]
    if match := SUM.search(text):
        return "sum", text[: match.start()] + (match["what"] or "") + OF_MONEY.sub("", match["tail"] or "")
    if match := CHANGE.search(text):
        return ("growth" if RATIO.search(text) else "change"), text[: match.start()]
    return "", ""


def _phrase(words: str) -> str:
    shorter = BETWEEN.sub("", words.strip(" ,，"))
    while shorter != words:
        words, shorter = shorter, BETWEEN.sub("", shorter.strip(" ,，的"))
    return re.sub(r"[,，]", "", words)


def of_year(solver: Solver, phrase: str, question: str, cards: Sequence[Card], year: int) -> Operand | None:
    """The figure that a phrase names in one year: of that year's report, else as a later report states it."""
    want = wanted(question)
    phrase = MARKS.sub("", phrase)
    own = [card for card in cards if card.year == year]
    later = sorted((card for card in cards if card.year and card.year > year), key=lambda card: card.year or 0)
    for card in (*own, *later):
        bare = re.sub(r"^(?:部门|单位|整体|全部|总的?)", "", phrase)
        name = next(iter(AT_YEARS_END.get(bare, ())), WHOLES.get(bare, phrase))
        ask = replace(ask_for(name, glossary(), ANY_NUMBER), years=(year,))
        if want.kinds == frozenset({FigureKind.COUNT}):
            ask = replace(ask, wanted=replace(want, kinds=ANY_NUMBER))
        shelf = solver.shelf(card.id)
        found = best(match_figures(ask, shelf), ask, shelf) if ask.named or ask.rest else []
        if len(found) == 1:
            return Operand(card, found[0].figure)
        if found:
            return None
    further = (of_year(solver, name, question, cards, year) for name in AT_YEARS_END.get(phrase, ())[1:])
    return next(filter(None, further), None)


def _same_row(solver: Solver, later: Operand, year: int) -> Operand | None:
    """The earlier year's value in a row of a table whose later value is the figure's own (合计 2023年 2022年)."""
    figures = solver.library.figures(later.card.id)
    rows = [f for f in figures if f.value == later.value and f.unit == later.unit and str(years_of(f)) != str(year)]
    found = [
        f
        for row in rows
        for f in figures
        if f.label == row.label and f.passage_id == row.passage_id and years_of(f) == year
    ]
    return Operand(later.card, found[0]) if len({f.value for f in found}) == 1 else None


def of_former(solver: Solver, question: str, phrase: str, where: Scope) -> Answer | None:
    """One figure of a year without a report of its own, as the row that states the next year's has it."""
    cards = _department(solver, where)
    year = where.years[0] if len(where.years) == 1 else 0
    later = of_year(solver, phrase, question, cards, year + 1) if cards and year and len(phrase) > 1 else None
    found = later and _same_row(solver, later, year)
    if not found:
        return None
    figure, passage = solver.place(found)
    lead = f"{display_name(found.card.department)}{year}年{figure.label}是{as_written(figure, passage)}。"
    return solver.answer(question, lead, [found], [Value(format(figure.value, "f"), figure.unit)], [])


def years_of(figure: Figure) -> int | None:
    """The year that a figure's period names, if it names one."""
    match = STATED_YEAR.search(figure.period)
    return int(match.group()) if match else None


# ---------------------------------------------------------------- answers


@dataclass(frozen=True, slots=True)
class Computed:
    """What two years give: how it is said, the headline value, and the calculation."""

    said: str
    value: Value
    calculation: Calculation


def _name(pair: Pair) -> str:
    return f"{display_name(pair.later.card.department)}{pair.years[1]}年{pair.later.figure.label}比{pair.years[0]}年"


def _stated_change(solver: Solver, pair: Pair, value: Value) -> list[Operand]:
    """The change as the later report states it itself, where it does (比上年减少3.38万元)."""
    subject = expense_of(pair.later.figure.label)
    figures = solver.library.figures(pair.later.card.id)
    found = [
        f
        for f in figures
        if f.kind is FigureKind.CHANGE and f.unit == value.unit and format(f.value, "f") == value.number
    ]
    return [Operand(pair.later.card, f) for f in found if _changes(f.label, subject)][:1]


CHANGED = regex(
    r"^(?:比|较|上年|去年|上一年度?)*(?=.*(?:支出|支付|执行|完成))"
    r"|(?:同比|比上年|较上年)?(?:增支|减支|增加|减少|增长|下降|上升|降低|增幅|降幅|变动|变化)(?:额|率|数|幅度)?$"
)
"""What a change's label says of the figure that changed."""


def _changes(label: str, subject: str) -> bool:
    """Whether a change is that of an expense; of the whole's spending where the subject is empty."""
    return subject in label if subject else not expense_of(CHANGED.sub("", label))


def _gap(pair: Pair, question: str) -> Computed:
    """How much more the later year is, or less."""
    high, low = (pair.later, pair.earlier) if _rises(pair) else (pair.earlier, pair.later)
    found, said, value = gap_of(high, low, question)
    return Computed(f"{said}（{found.expression}）", value, found)


def _ratio(pair: Pair, question: str) -> Computed:
    """(later − earlier) ÷ earlier, in per cent."""
    new, base = pair.later, pair.earlier
    found, exact = growth_of(new, base)
    number = percent(exact, question).number.lstrip("-")
    word = "增长" if exact >= 0 else "下降"
    return Computed(f"{word}{number}%（{found.expression}）", Value(number, "%"), found)


def _rises(pair: Pair) -> bool:
    return pair.later.value >= pair.earlier.value_in(pair.later.unit)


def _change(solver: Solver, question: str, pair: Pair) -> Answer | None:
    parts = [_gap(pair, question)]
    said = f"{'增加' if _rises(pair) else '减少'}{parts[0].said}"
    if GROWS.search(question) and pair.earlier.value and pair.later.unit != "%":
        parts.append(_ratio(pair, question))
        said += f"，{parts[1].said}"
    return _answer(solver, question, f"{_name(pair)}{said}。", pair, parts)


def _growth(solver: Solver, question: str, pair: Pair) -> Answer | None:
    if not pair.earlier.value:
        return None
    ratio = _ratio(pair, question)
    wrong = _stated_otherwise(solver, pair, ratio)
    if wrong is None:
        return _answer(solver, question, f"{_name(pair)}{ratio.said}。", pair, [ratio])
    said = Value(format(wrong.value, "f"), "%")
    lead = f"{_name(pair)}{ratio.said}，报告写的是{said.number}%，两者不一致。"
    found = verdicts.held(ratio.calculation, wrong.value, right=False)
    return solver.answer(question, lead, (wrong, pair.later, pair.earlier), [ratio.value, said], [found])


def _stated_otherwise(solver: Solver, pair: Pair, ratio: Computed) -> Operand | None:
    """The one rate of this very change that stands beside the former year's figure, where the amounts give another."""
    subject, grows = expense_of(pair.later.figure.label), ratio.said.startswith("增长")
    text, after = solver.shelf(pair.earlier.card.id).of[pair.earlier.figure.passage_id].text, pair.earlier.figure.end
    here = [
        figure
        for figure in solver.shelf(pair.earlier.card.id).figures_in(pair.earlier.figure.passage_id)
        if figure.kind is FigureKind.CHANGE
        and figure.unit == "%"
        and figure.start > after
        and "。" not in text[after : figure.start]
        and figure.period in ("", f"{pair.years[1]}年")
        and stage_of(figure.label) not in BUDGETS
        and bool(GREW.search(figure.label)) is grows
        and _changes(figure.label, subject)
    ]
    if len(here) != 1 or consistent(here[0].value, abs(Fraction(Decimal(ratio.calculation.result)))):
        return None
    return Operand(pair.earlier.card, here[0])


GREW = regex("增|升|涨|提高")


def _sum(solver: Solver, question: str, pair: Pair) -> Answer | None:
    unit = pair.later.unit
    if unit in ("%", "分"):
        return None
    both = (pair.earlier, pair.later)
    found, exact = calculation(f"add({written(pair.earlier, unit)}, {written(pair.later)})", unit, both)
    said, value = amount(exact, unit, places(both), question)
    name = f"{display_name(pair.later.card.department)}{pair.years[0]}年和{pair.years[1]}年{pair.later.figure.label}"
    total = Computed(f"{said}（{found.expression}）", value, found)
    return _answer(solver, question, f"{name}合计{total.said}。", pair, [total])


def _which(solver: Solver, question: str, pair: Pair) -> Answer | None:
    gap = _gap(pair, question)
    high, first, second = (
        (pair.later, pair.years[1], pair.years[0]) if _rises(pair) else (pair.earlier, pair.years[0], pair.years[1])
    )
    lead = f"{display_name(high.card.department)}{high.figure.label}{first}年更高，比{second}年多{gap.said}。"
    shown = gap.value if re.search(r"多少|几", question) else Value(format(high.value, "f"), high.unit)
    return _answer(solver, question, lead, pair, [replace(gap, value=shown)])


def _answer(solver: Solver, question: str, lead: str, pair: Pair, parts: Sequence[Computed]) -> Answer:
    values, calculations = [part.value for part in parts], [part.calculation for part in parts]
    stated = [change for value in values for change in _stated_change(solver, pair, value)]
    return solver.answer(question, lead, (pair.later, pair.earlier, *stated), values, calculations)


_FORMS: Mapping[str, Callable[[Solver, str, Pair], Answer | None]] = {
    "change": _change,
    "growth": _growth,
    "sum": _sum,
    "which": _which,
}
