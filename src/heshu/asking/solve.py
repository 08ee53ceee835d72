"""Run an operation: find its operands among the reports' figures, compute exactly, and say it with its sources.

Every function takes a `Query` and gives an `Answer`, or ``None`` where the question turns out to ask for no
computation.  An operand that is not stated makes the answer a refusal: a figure is never put in another's place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from heshu.asking.compose import Citer, as_written, display_name, refuse, sentence_of, who
from heshu.asking.evidence import Shelf, best, match_figures
from heshu.asking.operations import Op, Query
from heshu.asking.plan import Ask, ask_for
from heshu.asking.scope import MARK, Scope
from heshu.asking.stages import Stage, stage_of, subject_of
from heshu.asking.terms import content
from heshu.checking.calculator import calculate, plain, round_half_up
from heshu.checking.consistency import consistent
from heshu.checking.programs import parse
from heshu.checking.wording import expression
from heshu.figures.units import MONEY, in_unit
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, Status, Value, Verdict

MARKS = re.compile(f"[{chr(MARK)}-{chr(MARK + 255)}]")
JOINTS = re.compile(r"[、,，]|(?:和|与|及|以及)(?!其他|社会保障)|加上?|跟|\+|还有")
AMOUNTS = frozenset({FigureKind.AMOUNT})
RATES = frozenset({FigureKind.RATE, FigureKind.SHARE})
COUNTED = frozenset({FigureKind.AMOUNT, FigureKind.COUNT})
ANY_NUMBER = frozenset({FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.RATE, FigureKind.SHARE, FigureKind.SCORE})
NO_WHOLE = re.compile(r"(?:多少|多大|几成|了|的|比|百分之几|百分之多少)*")
DECIMALS = re.compile(r"(?:保留|精确到|取)(?:小数点后)?([一二两三四五六\d])位")
ASKED_UNIT = re.compile(r"(?:多少|几|成|用|合)(?:个)?(亿元?|万元|(?<![万亿])元)")
HAN = dict(zip("一二两三四五六", (1, 2, 2, 3, 4, 5, 6), strict=True))


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure with the report that states it."""

    card: Card
    figure: Figure

    @property
    def value(self) -> Decimal:
        """Its exact value, as written."""
        return self.figure.value

    @property
    def unit(self) -> str:
        """Its unit."""
        return self.figure.unit


class Solver:
    """Runs operations over one library."""

    def __init__(self, library: Library, shelf: Callable[[str], Shelf]) -> None:
        self.library = library
        self.shelf = shelf

    # ------------------------------------------------------------ operands

    def cards(self, phrase: str, where: Scope) -> list[Card]:
        """The reports that a phrase names; else those of the whole question."""
        ids = [r for mark in MARKS.findall(phrase) for r in sorted(where.mentions[ord(mark) - MARK].reports)]
        inside = [i for i in dict.fromkeys(ids) if i in where.reports] or list(where.reports)
        return [self.library.card_of[i] for i in inside]

    def find(self, phrase: str, card: Card, kinds: frozenset[FigureKind]) -> list[Operand]:
        """The figures of one report that a phrase names best; more than one where it does not decide."""
        ask = ask_for(MARKS.sub("", phrase), glossary(), kinds)
        return self.find_ask(ask, card)

    def find_ask(self, ask: Ask, card: Card) -> list[Operand]:
        """As `find`, for words already understood."""
        if not ask.named and not ask.rest:
            return []
        return [Operand(card, match.figure) for match in best(match_figures(ask, self.shelf(card.id)))]

    def one(self, phrase: str, card: Card, kinds: frozenset[FigureKind], like: Operand | None = None) -> Operand | None:
        """The one figure that a phrase names; of several the one of the same stage or unit as ``like``."""
        found = self.find(phrase, card, kinds)
        if like and len(found) > 1:
            found = [o for o in found if stage_of(o.figure.label) == stage_of(like.figure.label)] or found
        if like and len(found) > 1:
            found = [o for o in found if o.unit == like.unit] or found
        return found[0] if len(found) == 1 else None

    # ------------------------------------------------------------ saying

    def mention(self, operand: Operand, citer: Citer, *, name: bool = False) -> str:
        """``基本支出19,718.11万元[1]``."""
        passage = self.shelf(operand.card.id).of[operand.figure.passage_id]
        marker = citer.cite(passage, sentence_of(passage, operand.figure.start, operand.figure.end))
        whose = display_name(operand.card.department) if name else ""
        return f"{whose}{operand.figure.label}{as_written(operand.figure, passage)}{marker}"

    def missing(self, question: str, phrase: str, card: Card) -> Answer:
        """The refusal for an operand that a report does not state (or not clearly)."""
        thing = MARKS.sub("", phrase).strip("的") or "所问的数"
        labels = list(dict.fromkeys(f.label for f in self.library.figures(card.id) if f.kind in ANY_NUMBER))[:6]
        holds = f"报告写明的数有：{'、'.join(labels)}等。" if labels else ""
        return refuse(question, f"{who(card)}的报告里没有写明“{thing}”，算不出来。{holds}")

    def answer(
        self,
        question: str,
        lead: str,
        operands: Sequence[Operand],
        values: Sequence[Value],
        calculations: Sequence[Calculation],
    ) -> Answer:
        """A computed answer: the lead, then each operand with its citation."""
        citer = Citer(self.library)
        several = len({operand.card.id for operand in operands}) > 1
        said = "，".join(dict.fromkeys(self.mention(operand, citer, name=several) for operand in operands))
        return Answer(
            question, Status.ANSWERED, f"{lead}{said}。", tuple(values), tuple(citer.found), tuple(calculations)
        )


LISTED = re.compile(r"(?:和|与|跟|及|、|,|，|\s)+")
CROWD = re.compile(
    r"^(?:请|对比|比较|按照?|把|将|在|有|看|这|那|各|所有|全部|其中|里面?|中|当中|的|两|二|三|四|五|六|七|八|九|十|几|\d+|个|家|份|部门|单位|报告|办公室|谁|哪)+"
)
TAIL = re.compile(
    r"(?:规模|花得|花的|用得|的(?:是|有)?|是|最|得|拿|谁|哪个?|哪家|部门|单位|排|给.*|前.*|,.*|[两二三四五六七八九十]个|几个)$"
)


def bare_label(phrase: str) -> str:
    """The label in a phrase over several reports, without the words that only gather them (把五个部门的…)."""
    words = LISTED.sub(" ", MARKS.sub(" ", phrase)).strip()
    words = CROWD.sub("", words.replace(" ", "")) or words
    while (shorter := TAIL.sub("", words)) != words:
        words = shorter
    return words


# ---------------------------------------------------------------- calculating


def written(operand: Operand, unit: str = "") -> str:
    """An operand in a program: its value as written, brought to a unit where it is in another."""
    number = format(operand.value, "f")
    if not unit or unit == operand.unit or unit not in MONEY:
        return number
    power = MONEY[operand.unit] - MONEY[unit]
    factor = f"const_{10 ** abs(power)}"
    return f"multiply({number}, {factor})" if power > 0 else f"divide({number}, {factor})"


def calculation(
    program: str, unit: str, operands: Sequence[Operand], *, digits: int = 4, stated: Operand | None = None
) -> tuple[Calculation, Fraction]:
    """Run a program; a ratio is given in per cent where ``unit`` is %.  Also the exact value in ``unit``."""
    result = calculate(program)
    exact = Fraction(result.value) * (100 if unit == "%" else 1)
    verdict = Verdict.COMPUTED
    if stated is not None:
        agrees = consistent(stated.value, exact, qualifier=stated.figure.qualifier)
        verdict = Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT
    found = Calculation(
        program=program,
        expression=expression(parse(program)),
        result=plain(exact) if _terminates(exact) else format(round_half_up(exact, digits), "f"),
        unit=unit,
        stated=format(stated.value, "f") if stated else None,
        verdict=verdict,
        operands=tuple(operand.figure for operand in operands),
    )
    return found, exact


def _terminates(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def places(operands: Sequence[Operand]) -> int:
    """Decimals that a sum or difference of operands has."""
    return max((-int(o.value.as_tuple().exponent) for o in operands), default=0)


def decimals(text: str, default: int) -> int:
    """Decimals that a question asks for."""
    match = DECIMALS.search(text)
    return int(HAN.get(match[1], 0) or match[1]) if match else default


def amount(value: Fraction, unit: str, digits: int, text: str) -> tuple[str, Value]:
    """A computed amount in the unit that the question asks for: how it is said, and the headline value."""
    asked = ASKED_UNIT.search(text)
    wanted = {"亿": "亿元"}.get(asked[1], asked[1]) if asked else unit
    if asked and unit in MONEY and wanted in MONEY and wanted != unit:
        power = MONEY[unit] - MONEY[wanted]
        exact = value * Fraction(10) ** power
        number = format(round_half_up(exact, decimals(text, max(digits - power, 0))), "f")
        return f"{number}{wanted}", Value(number, wanted)
    number = format(round_half_up(value, decimals(text, digits)), "f")
    return f"{number}{unit}", Value(number, unit)


def percent(value: Fraction, text: str) -> Value:
    """A computed percentage at the decimals asked for, two where none are."""
    return Value(format(round_half_up(value, decimals(text, 2)), "f"), "%")


# ---------------------------------------------------------------- one report


def share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A part of a whole, in per cent: part ÷ whole × 100."""
    cards = solver.cards(query.a + query.b, where)
    if len(cards) != 1:
        return None
    if NO_WHOLE.fullmatch(query.b):
        return stated_share(solver, question, query.a, cards[0])
    whole = solver.one(query.b, cards[0], COUNTED)
    part = solver.one(query.a, cards[0], COUNTED, like=whole)
    if whole is None or part is None:
        return solver.missing(question, query.b if whole is None else query.a, cards[0])
    if (whole.unit in MONEY) != (part.unit in MONEY) or whole.value == 0:
        return solver.missing(question, query.a, cards[0])
    return _say_share(solver, question, part, whole, _stated_share(solver, part, whole))


def stated_share(solver: Solver, question: str, phrase: str, card: Card) -> Answer | None:
    """The share that a report states of a part, checked against its amounts where it states both."""
    stated = solver.one(phrase, card, frozenset({FigureKind.SHARE}))
    part = solver.one(phrase, card, COUNTED)
    if stated is None:
        if part is None:
            return None
        whole = solver.one("收入总额" if "收入" in part.figure.label else "总支出", card, AMOUNTS)
        if whole is None or whole.figure == part.figure or part.unit not in MONEY:
            return solver.missing(question, phrase + "占比", card)
        return _say_share(solver, question, part, whole, None)
    amounts = {f.label: Operand(card, f) for f in solver.library.figures(card.id) if f.kind in COUNTED}
    whole = amounts.get(stated.figure.whole)
    part = amounts.get(stated.figure.label)
    if whole and part:
        return _say_share(solver, question, part, whole, stated)
    lead = f"{who(card)}{stated.figure.label}占{stated.figure.whole}的{stated.figure.text}。"
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
    return solver.answer(question, lead, (stated, part, whole), [right, said], [found])


def _stated_share(solver: Solver, part: Operand, whole: Operand) -> Operand | None:
    for figure in solver.library.figures(part.card.id):
        if figure.kind is FigureKind.SHARE and figure.label == part.figure.label and figure.whole == whole.figure.label:
            return Operand(part.card, figure)
    return None


def difference(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """One figure less another, of one report or of two."""
    pair = _two(solver, query, where)
    if pair is None:
        return _missing_of(solver, question, query, where)
    first, second = pair
    return _difference(solver, question, first, second)


def _difference(solver: Solver, question: str, first: Operand, second: Operand) -> Answer | None:
    if not _same_measure(first, second):
        return None
    swap = first.value < (in_unit(second.value, second.unit, first.unit) or second.value)
    high, low = (second, first) if swap else (first, second)
    unit = "百分点" if high.unit == "%" else high.unit
    found, exact = calculation(f"subtract({written(high)}, {written(low, high.unit)})", unit, (high, low))
    said, value = amount(exact, unit, places((high, low)), question)
    names = [_name(operand, several=first.card != second.card) for operand in (first, second)]
    word = ("低" if unit in ("百分点", "分") else "少") if swap else ("高" if unit in ("百分点", "分") else "多")
    lead = f"{who(first.card) if first.card == second.card else ''}{names[0]}比{names[1]}{word}{said}（{found.expression}）。"
    return solver.answer(question, lead, (first, second), [value], [found])


def growth(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """(new − base) ÷ base × 100."""
    b = re.sub(r"^以|为基数$|比$", "", query.b)
    pair = _two(solver, Query(query.op, query.a, b, query.text), where, prefer=Stage.ADJUSTED)
    if pair is None or pair[1].value == 0 or not _same_measure(*pair):
        return _missing_of(solver, question, query, where)
    new, base = pair
    program = f"subtract({written(new)}, {written(base, new.unit)}), divide(#0, {written(base, new.unit)})"
    found, exact = calculation(program, "%", pair)
    value = percent(exact, question)
    word = "增长" if exact >= 0 else "下降"
    lead = f"{who(new.card)}{new.figure.label}比{base.figure.label}{word}{value.number.lstrip('-')}%（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def times(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """One figure as a multiple of another; each side may be a sum over reports."""
    sides = [_sum_side(solver, phrase, other, where) for phrase, other in ((query.a, query.b), (query.b, query.a))]
    if not all(sides):
        return _missing_of(solver, question, query, where)
    (first, top), (second, bottom) = sides[0], sides[1]  # type: ignore[misc]
    if not _same_measure(first[0], second[0]):
        return None
    found, exact = calculation(f"divide({top}, {bottom})", "倍", (*first, *second))
    value = Value(format(round_half_up(exact, decimals(question, 2)), "f"), "倍")
    names = ["、".join(_name(o, several=True) for o in side) for side in (first, second)]
    lead = f"{names[0]}是{names[1]}的{value.number}倍（{found.expression}）。"
    return solver.answer(question, lead, (*first, *second), [value], [found])


def _sum_side(solver: Solver, phrase: str, other: str, where: Scope) -> tuple[list[Operand], str] | None:
    words = (
        bare_label(re.sub(r"[()（）]", " ", phrase)) if MARKS.sub("", phrase).strip("的和与、()") else bare_label(other)
    )
    found = [solver.one(words, card, COUNTED) for card in solver.cards(phrase, where)]
    operands = [operand for operand in found if operand]
    if not operands or len(operands) != len(found):
        return None
    unit = operands[0].unit
    terms = [written(operand, unit) for operand in operands]
    return operands, terms[0] if len(terms) == 1 else f"sum({', '.join(terms)})"


def total(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The sum of several figures, of one report or of several; of all reports where none is named."""
    operands = _summands(solver, query, where)
    if operands is None:
        return None
    if not operands:
        return _missing_of(solver, question, query, where)
    if len(operands) < 2 or not all(_same_measure(operands[0], o) for o in operands[1:]):
        return None
    unit = operands[0].unit
    program = f"sum({', '.join(written(operand, unit) for operand in operands)})"
    found, exact = calculation(program, unit, operands)
    said, value = amount(exact, unit, places(operands), question)
    several = len({o.card.id for o in operands}) > 1
    names = "、".join(_name(o, several=several) for o in operands)
    lead = f"{'' if several else who(operands[0].card)}{names}合计{said}（{found.expression}）。"
    values = [value]
    if not several and (whole := _share_asked(solver, question, operands[0].card)):
        ratio, exact = calculation(f"{program}, divide(#0, {written(whole, unit)})", "%", (*operands, whole))
        values.append(percent(exact, question))
        lead += f"占{whole.figure.label}的{values[-1].number}%（{ratio.expression}）。"
        return solver.answer(question, lead, (*operands, whole), values, [found, ratio])
    return solver.answer(question, lead, operands, values, [found])


def _share_asked(solver: Solver, question: str, card: Card) -> Operand | None:
    match = re.search(r"占(.+?)的?(?:百分之|比例|比重|多少)", question)
    return solver.one(match[1], card, COUNTED) if match else None


def _summands(solver: Solver, query: Query, where: Scope) -> list[Operand] | None:
    """The figures to add up: one label over several reports, or several labels of one; ``None`` for a single figure."""
    phrase = re.sub(r"[（(].*?[)）]", "", query.a)
    cards = solver.cards(phrase, where)
    inside = re.search(r"[（(](.+?)[)）]", query.a)
    if len(cards) > 1:
        words = bare_label(phrase)
        found = [solver.one(words, card, COUNTED) for card in cards]
        return [] if None in found else [operand for operand in found if operand]
    parts = [part for part in JOINTS.split(inside[1] if inside else phrase) if MARKS.sub("", part).strip()]
    if len(parts) < 2:
        return None
    tail = _shared_tail(parts)
    operands = []
    for part in parts:
        operand = solver.one(part, cards[0], COUNTED) or solver.one(part + tail, cards[0], COUNTED)
        if operand is None:
            return []
        operands.append(operand)
    distinct = {operand.figure.span for operand in operands}
    return operands if len(distinct) == len(operands) else None


def _shared_tail(parts: Sequence[str]) -> str:
    """网络培训和现场培训人次: what the last part has behind the word that all share."""
    return parts[-1][-2:]


def left(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """What is left of a budget: budget less what was spent, of one subject."""
    cards = solver.cards(query.a, where)
    if len(cards) != 1:
        return None
    pair = _budget_and_spent(solver, query.a, cards[0])
    if pair is None:
        return solver.missing(question, query.a, cards[0])
    budget, spent = pair
    found, exact = calculation(f"subtract({written(budget)}, {written(spent, budget.unit)})", budget.unit, pair)
    said, value = amount(exact, budget.unit, places(pair), question)
    subject = subject_of(budget.figure.label) or "部门整体"
    lead = f"{who(cards[0])}{subject}还有{said}没有支出（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def _budget_and_spent(solver: Solver, phrase: str, card: Card) -> tuple[Operand, Operand] | None:
    """The budget and the spending of one subject, of one passage; the adjusted budget before the first one."""
    figures = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.AMOUNT]
    words = re.sub(r"预算|支出|执行到年底|指标|那笔|还|的|[,，]", "", MARKS.sub("", phrase))
    pairs = [
        (Operand(card, b), Operand(card, s))
        for b in figures
        for s in figures
        if b.passage_id == s.passage_id
        and stage_of(b.label) in BUDGETS
        and stage_of(s.label) is Stage.SPENT
        and subject_of(b.label) == subject_of(s.label)
    ]
    rank = {Stage.ADJUSTED: 0, Stage.BUDGET: 1, Stage.INITIAL: 2}
    fitting = [p for p in pairs if _overlap(words, subject_of(p[0].figure.label))]
    fitting.sort(key=lambda p: (-_overlap(words, subject_of(p[0].figure.label)), rank[stage_of(p[0].figure.label)]))
    return fitting[0] if fitting else None


def _overlap(words: str, subject: str) -> Fraction:
    """How much of the words a subject holds; two empty ones agree."""
    if not words or not subject:
        return Fraction(int(not words and not subject))
    shared = sum(c in subject for c in words)
    return Fraction(shared, len(words)) if shared * 4 >= len(words) * 3 else Fraction(0)


def undone(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """All less those done: 90件 − 84件."""
    return _done(solver, question, query, where, "undone")


def undone_share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Those not done of all, in per cent."""
    return _done(solver, question, query, where, "undone-share")


def done_share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Those done of all, in per cent."""
    return _done(solver, question, query, where, "done-share")


def _done(solver: Solver, question: str, query: Query, where: Scope, form: str) -> Answer | None:
    cards = solver.cards(query.a, where)
    if len(cards) != 1:
        return None
    pair = _all_and_done(solver, query.a + query.b, cards[0])
    if pair is None:
        return None if form == "done-share" else solver.missing(question, query.a + query.b, cards[0])
    whole, done = pair
    name = f"{who(cards[0])}{whole.figure.label}"
    if form == "done-share":
        found, exact = calculation(f"divide({written(done)}, {written(whole)})", "%", (done, whole))
        value = percent(exact, question)
        lead = f"{who(cards[0])}{done.figure.label}的占{value.number}%（{found.expression}）。"
    elif form == "undone":
        found, exact = calculation(f"subtract({written(whole)}, {written(done)})", whole.unit, pair)
        value = Value(plain(exact), whole.unit)
        lead = f"{name}中还有{value.number}{value.unit}没有办完（{found.expression}）。"
    else:
        program = f"subtract({written(whole)}, {written(done)}), divide(#0, {written(whole)})"
        found, exact = calculation(program, "%", pair)
        value = percent(exact, question)
        lead = f"{name}中没有办完的占{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def _all_and_done(solver: Solver, phrase: str, card: Card) -> tuple[Operand, Operand] | None:
    """A count and the count of those done that leans on it (案件90件，84件已按时办结)."""
    figures = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.COUNT]
    pairs = [
        (Operand(card, whole), Operand(card, done))
        for whole in figures
        for done in figures
        if whole.passage_id == done.passage_id
        and done.label.startswith(whole.label)
        and done.label != whole.label
        and whole.unit == done.unit
        and whole.value >= done.value
        and re.search(r"办结|完成|办完|整改|落实|回复|采纳|验收|通过", done.label[len(whole.label) :])
    ]
    words = "".join(content(MARKS.sub("", phrase)))
    scored = [(_words_held(words, p[1].figure.label), p) for p in pairs]
    scored = [row for row in scored if row[0] >= Fraction(2, 5)]
    return max(scored, key=lambda row: row[0])[1] if scored else None


def _words_held(words: str, label: str) -> Fraction:
    return Fraction(sum(c in label for c in words), len(words)) if words else Fraction(0)


def target(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The target that a count and its completion rate imply: count ÷ rate, to a whole number."""
    return _target(solver, question, query, where, above=False)


def above_target(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """How far a count lies above the target that its completion rate implies."""
    return _target(solver, question, query, where, above=True)


def _target(solver: Solver, question: str, query: Query, where: Scope, *, above: bool) -> Answer | None:
    phrase = query.text if above or not query.a else query.text
    cards = solver.cards(phrase, where)
    if len(cards) != 1:
        return None
    words = AROUND_TARGET.sub(" ", MARKS.sub(" ", phrase))
    ask = ask_for(words, glossary(), frozenset({FigureKind.COUNT}))
    pairs = [
        (operand, rate) for operand in solver.find_ask(ask, cards[0]) if (rate := _rate_of(solver, operand)) is not None
    ]
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
        lead = f"{name}按完成率{rate.figure.text}倒推，目标值约{aim}{count.unit}（{found.expression}），超出{value.number}{value.unit}（{more.expression}）。"
        return solver.answer(question, lead, pairs[0], [value], [found, more])
    about = "" if exact == aim.as_integer_ratio()[0] else "约"
    lead = f"{name}按完成率{rate.figure.text}倒推，目标值{about}为{aim}{count.unit}（{found.expression}）。"
    return solver.answer(question, lead, pairs[0], [Value(str(aim), count.unit)], [found])


AROUND_TARGET = re.compile(
    r"完成(?:指标)?率|目标值?|反推|倒推|倒算|折算(?:下来)?|实际(?:件数|人次|次数|数)?|原来?定的?|超额|超出|照|按|比|报了|里|指标|年初|全年|[搞办开]"
    r"|[\d.,]+(?:%|件|次|篇|期|场|人次|人|个|项)?|[,，、]"
)
"""Words of a question for a target that name nothing of it."""


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
        r"(?:折合|折算|换算|换|等于|相当于|用|按)(?:成|为|是)?(?:多少)?(?:亿|万)?(?:元|块)?.*|保留.*|多少.*", "", part
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


def monthly(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A year's figure by month: ÷ 12."""
    cards = solver.cards(query.a, where)
    if len(cards) != 1:
        return None
    operand = solver.one(query.a, cards[0], COUNTED)
    if operand is None:
        return solver.missing(question, query.a, cards[0])
    found, exact = calculation(f"divide({written(operand)}, const_12)", operand.unit, [operand])
    number = format(round_half_up(exact, decimals(question, 2)), "f")
    lead = f"{who(cards[0])}{operand.figure.label}月均{number}{operand.unit}（{found.expression}）。"
    return solver.answer(question, lead, [operand], [Value(number, operand.unit)], [found])


def each(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """An amount by piece: amount ÷ count, both of one subject."""
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    words = MARKS.sub("", query.text)
    tail = re.sub(r".*?(?:单个|平均)(?:每个?)?(?:项目|件|人|场|期|次)?(?:平均)?", "", words)
    count = solver.one(query.a, cards[0], frozenset({FigureKind.COUNT}))
    sum_ = solver.one(query.a + re.sub(r"(?:是|有)?多少.*", "", tail), cards[0], AMOUNTS)
    if count is None or sum_ is None or count.value == 0 or query.b == "人":
        return solver.missing(question, re.sub(r"(?:是|有)?多少.*", "", words), cards[0])
    found, exact = calculation(f"divide({written(sum_)}, {written(count)})", sum_.unit, (sum_, count))
    said, value = amount(exact, sum_.unit, 2, question)
    lead = f"{who(cards[0])}{sum_.figure.label}平均每{count.unit}{said}（{found.expression}）。"
    return solver.answer(question, lead, (sum_, count), [value], [found])


def cut(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A per cent of an amount: what a cut of 5% saves."""
    cards = solver.cards(query.a, where)
    phrase = re.sub(r"^(?:假设|如果|假如)?以?|为基数$", "", MARKS.sub("", _last_clause(query.a)))
    operand = solver.one(phrase, cards[0], AMOUNTS) if len(cards) == 1 else None
    if operand is None:
        return solver.missing(question, phrase, cards[0]) if len(cards) == 1 else None
    found, exact = calculation(
        f"divide({query.b}, const_100), multiply({written(operand)}, #0)", operand.unit, [operand]
    )
    said, value = amount(exact, operand.unit, 2, question)
    lead = f"以{who(cards[0])}{operand.figure.label}为基数，{query.b}%是{said}（{found.expression}）。"
    return solver.answer(question, lead, [operand], [value], [found])


# ---------------------------------------------------------------- two operands


def _two(solver: Solver, query: Query, where: Scope, prefer: Stage | None = None) -> tuple[Operand, Operand] | None:
    """The two figures of a comparison; a side without a label takes the other's, one without a department likewise."""
    a, b = _last_clause(query.a), query.b
    cards_a, cards_b = solver.cards(a, where), solver.cards(b, where)
    if not MARKS.search(a) and MARKS.search(b):
        cards_a = cards_b
    if MARKS.search(a) and not MARKS.search(b):
        cards_b = cards_a
    if not MARKS.sub("", b).strip("的"):
        b += MARKS.sub("", a)
    if len(cards_a) != 1 or len(cards_b) != 1:
        return None
    second = solver.one(b, cards_b[0], RATES if "百分点" in query.text else ANY_NUMBER)
    if second is None:
        return None
    kinds = frozenset({second.figure.kind}) if second.figure.kind not in RATES else RATES
    found = solver.find(a, cards_a[0], kinds)
    if prefer and len(found) != 1:
        found = _of_stage(solver, a, cards_a[0], prefer) or found
    if len(found) > 1:
        found = [o for o in found if stage_of(o.figure.label) == stage_of(second.figure.label)]
    if len(found) != 1 or found[0].figure == second.figure:
        return None
    return found[0], _of_same_subject(solver, found[0], second)


BUDGETS = (Stage.ADJUSTED, Stage.BUDGET, Stage.INITIAL)


def _of_same_subject(solver: Solver, first: Operand, second: Operand) -> Operand:
    """项目支出比全年预算: the budget of the same subject, where the report states one."""
    if first.card != second.card or stage_of(second.figure.label) not in BUDGETS or subject_of(second.figure.label):
        return second
    same = [
        f
        for f in solver.library.figures(first.card.id)
        if f.kind is second.figure.kind
        and stage_of(f.label) is stage_of(second.figure.label)
        and subject_of(f.label) == subject_of(first.figure.label) != ""
    ]
    return Operand(first.card, same[0]) if same else second


def _last_clause(phrase: str) -> str:
    """The clause that names the figure, with the departments of all of them: 就按某局公布的占比，基本支出."""
    clauses = re.split(r"[,，:：;；]", phrase)
    marks = "".join(MARKS.findall("".join(clauses[:-1])))
    return marks + clauses[-1] if MARKS.sub("", clauses[-1]).strip() else phrase


def _of_stage(solver: Solver, phrase: str, card: Card, stage: Stage) -> list[Operand]:
    """The amounts of a stage of the budget whose subject the phrase does not narrow (预算: 调整预算数)."""
    figures = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.AMOUNT]
    words = re.sub(r"预算|支出|的|资金", "", MARKS.sub("", phrase))
    return [Operand(card, f) for f in figures if stage_of(f.label) is stage and _overlap(words, subject_of(f.label))][
        :1
    ]


def _missing_of(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    for phrase in (query.a, query.b):
        for card in solver.cards(phrase or query.text, where)[:4]:
            if MARKS.sub("", phrase) and solver.one(phrase, card, ANY_NUMBER) is None:
                return solver.missing(question, phrase, card)
    cards = solver.cards(query.text, where)
    return solver.missing(question, query.a or query.b, cards[0]) if cards else None


def _same_measure(first: Operand, second: Operand) -> bool:
    return first.unit == second.unit or (first.unit in MONEY and second.unit in MONEY)


def _name(operand: Operand, *, several: bool) -> str:
    return (display_name(operand.card.department) if several else "") + operand.figure.label


RUNS: dict[Op, Callable[[Solver, str, Query, Scope], Answer | None]] = {
    Op.SHARE: share,
    Op.DIFFERENCE: difference,
    Op.GROWTH: growth,
    Op.TIMES: times,
    Op.SUM: total,
    Op.LEFT: left,
    Op.UNDONE: undone,
    Op.UNDONE_SHARE: undone_share,
    Op.DONE_SHARE: done_share,
    Op.TARGET: target,
    Op.ABOVE_TARGET: above_target,
    Op.CONVERT: convert,
    Op.MONTHLY: monthly,
    Op.EACH: each,
    Op.CUT: cut,
}
