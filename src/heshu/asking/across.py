"""Operations over all reports in scope: ranking, extremes, thresholds, who of two, and what each report says.

Each answer covers every report in scope, says how many state the figure, and names those that do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking import between, ratios, within
from heshu.asking.calculating import amount, calculation, decimals, over_column, percent, places, written
from heshu.asking.compose import SHOWN, Citer, display_name, refuse
from heshu.asking.operands import ANY_NUMBER, COUNTED, Operand, Solver, bare_label, with_annexes
from heshu.asking.operations import GATHERED, Op, Query
from heshu.asking.parts import joined
from heshu.asking.plan import KIND_OF_TERM
from heshu.asking.question import wanted
from heshu.asking.scope import MENTIONED, Scope
from heshu.asking.terms import content, named_terms, without
from heshu.asking.wide import WIDE
from heshu.checking.calculator import round_half_up
from heshu.figures.units import MONEY, in_unit
from heshu.glossary import glossary
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, Status, Value

TOP = re.compile(r"(?:前|后|末|倒数|最[高低多少大小]的)([一二两三四五六七八九十]|\d+)")
NAMED = 3
"""Departments that are named for each name of a figure."""
HAN = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
SHARE_OF = re.compile(r"(?P<a>.+?)占(?P<b>.+?)(?:的)?(?:比例|比重|份额|百分比)")
BARE_SHARE = re.compile(r"^(?P<part>[^占]*(?:支出|经费|收入|拨款))(?:所)?占(?:比|比例|比重)$")
"""基本支出占比: a share that does not say of what it is."""
SPOKEN_WHOLE = ((re.compile(r"花|用[了掉去]|支出|开销|开支"), "总支出"), (re.compile(r"收入|收了|进账"), "总收入"))
"""What a sum over departments is of where only a verb says so: 五个部门一共花了多少."""
ABOVE = re.compile(r"超过|高于|大于|过|以上|不低于|不少于|达到")
OR_EQUAL = re.compile(r"以上|以下|不低于|不少于|不超过|不高于|达到")
EXACTLY = re.compile(
    r"^(?!.*(?:超过|高于|大于|过|以上|以下|不低于|不少于|低于|小于|不足|没到|不超过|不高于|未达?到)).*\d(?:%|分|万元|亿元|元|万|亿)的"
)
"""执行率100%的有谁: neither above nor below."""
QUANTITY = re.compile(r"最[多少]")
"""What is more or less, and no rate or score, which are high or low."""
OF_QUALITY = frozenset({FigureKind.RATE, FigureKind.SHARE, FigureKind.SCORE})
BELOW = re.compile(r"低于|小于|少于|不足|以下|没到|不到|未到|未达|不超过|不高于")
CEILINGS = frozenset({"≤", "<"})
"""Signs of a figure that is a limit to keep to, which says nothing of who is higher."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One report's figure in a comparison, or a share computed from two of its figures."""

    card: Card
    operands: tuple[Operand, ...]
    value: Fraction
    unit: str
    calculation: Calculation | None = None

    @property
    def shown(self) -> str:
        """The value as an answer gives it."""
        if self.calculation:
            return format(round_half_up(self.value, 2), "f")
        return format(self.operands[0].value, "f")

    @property
    def shown_unit(self) -> str:
        """The unit that `shown` is in: a stated figure keeps its own."""
        return self.unit if self.calculation else self.operands[0].unit


@dataclass(frozen=True, slots=True)
class Column:
    """One thing over several reports: the cells of those that state it, and the reports that do not."""

    label: str
    cells: tuple[Cell, ...]
    silent: tuple[Card, ...]


def column(solver: Solver, phrase: str, cards: Sequence[Card], asked: str = "") -> Column:
    """Look a figure (or a share of two figures) up in each report; a report and its annexes count as one.

    ``asked`` is how it is compared: what is 最多 is no rate.
    """
    words = BARE_SHARE.sub(_of_the_whole, bare_label(phrase))
    cells = _cells(solver, words, cards)
    if QUANTITY.search(asked) and not named_terms(words, glossary()):
        cells = {key: cell for key, cell in cells.items() if cell.operands[0].figure.kind not in OF_QUALITY}
    first = [next((c for c in files if c.id in cells), files[0]) for files in with_annexes(cards)]
    silent = tuple(card for card in first if card.id not in cells)
    return Column(_called(words), _one_unit([cells[card.id] for card in first if card.id in cells]), silent)


def _of_the_whole(match: re.Match[str]) -> str:
    return f"{match['part']}占{'总收入' if re.search('收入|拨款', match['part']) else '总支出'}的比例"


def _called(words: str) -> str:
    """What a column is called: the term's own name where the question used other words for it (花钱: 总支出)."""
    named = named_terms(words, glossary())
    return named[0].term.name if len(named) == 1 and named[0].words in named[0].term.asked else words


def _cells(solver: Solver, words: str, cards: Sequence[Card]) -> dict[str, Cell]:
    """Report id -> its cell, for the reports that state the figure."""
    if not (match := SHARE_OF.match(words)):
        found = solver.ones(words, cards, _kinds(words))
        return {
            report: Cell(operand.card, (operand,), Fraction(operand.value), operand.unit)
            for report, operand in found.items()
            if operand.figure.qualifier not in CEILINGS
        }
    wholes = solver.ones(match["b"], cards, COUNTED)
    parts = solver.ones(match["a"], cards, COUNTED, wholes)
    pairs = ((parts[report], whole) for report, whole in wholes.items() if report in parts)
    return {cell.card.id: cell for part, whole in pairs if (cell := _share(part, whole))}


def _share(part: Operand, whole: Operand) -> Cell | None:
    """A part of a whole, in per cent."""
    if not whole.value or (part.unit not in MONEY and part.unit != whole.unit):
        return None
    found, exact = calculation(f"divide({written(part)}, {written(whole, part.unit)})", "%", (part, whole))
    return Cell(part.card, (part, whole), exact, "%", found)


def _kinds(words: str) -> frozenset[FigureKind]:
    kinds = wanted(words + "多少").kinds
    terms = [KIND_OF_TERM[n.term.kind] for n in named_terms(words, glossary()) if n.term.kind in KIND_OF_TERM]
    return kinds or (terms[-1] if terms else ANY_NUMBER)


def _one_unit(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells that measure the same, amounts brought to the first one's unit for comparing."""
    if not cells:
        return ()
    unit = cells[0].unit
    found = []
    for cell in cells:
        value = in_unit(cell.operands[0].value, cell.unit, unit) if cell.unit in MONEY else None
        if cell.unit == unit:
            found.append(cell)
        elif value is not None:
            found.append(Cell(cell.card, cell.operands, Fraction(value), unit, cell.calculation))
    return tuple(found)


# ---------------------------------------------------------------- saying


def mark_of(solver: Solver, cell: Cell, citer: Citer) -> str:
    """The citations behind a cell: ``[1]``."""
    said = "".join(solver.mention(operand, citer) for operand in cell.operands)
    return "".join(dict.fromkeys(re.findall(r"\[\d+\]", said)))


def _say(solver: Solver, cell: Cell, citer: Citer) -> str:
    marks = mark_of(solver, cell, citer)
    formula = f"（{cell.calculation.expression}）" if cell.calculation else ""
    about = "" if cell.calculation else cell.operands[0].figure.qualifier
    return f"{display_name(cell.card.department)}{about}{cell.shown}{cell.shown_unit}{formula}{marks}"


def _coverage(table: Column, shown: Sequence[Cell] | None = None) -> str:
    """How many reports state it, who does not, and under which names it goes where they differ."""
    number = len(table.cells) + len(table.silent)
    said = f"（{number}份报告中{len(table.cells)}份写明"
    if table.silent:
        said += "，未写明的是" + "、".join(display_name(card.department) for card in table.silent[:SHOWN])
    named = table.cells if shown is None else shown
    names = {_plain_label(cell.operands[0].figure.label) for cell in named}
    if len(names) > 1 and not table.cells[0].calculation:
        said += "；各报告的叫法：" + "，".join(_so_called(named))
    return said + "）"


def _so_called(cells: Sequence[Cell]) -> Iterator[str]:
    """What the reports call a figure, the most common name first, with those that use each."""
    users: dict[str, list[str]] = {}
    for cell in cells:
        users.setdefault(cell.operands[0].figure.label, []).append(display_name(cell.card.department))
    for label, departments in sorted(users.items(), key=lambda row: -len(row[1])):
        more = "等" if len(departments) > NAMED else ""
        yield f"{'、'.join(departments[:NAMED])}{more}“{label}”"


def _plain_label(label: str) -> str:
    return re.sub(r"部门|单位|整体支出|绩效|综合|数$|金额$", "", label)


def _answer(
    question: str, text: str, cells: Sequence[Cell], citer: Citer, values: Sequence[Value] | None = None
) -> Answer:
    found = _calculations(cells)
    shown = (
        values
        if values is not None
        else [Value(cell.shown, cell.operands[0].unit if not cell.calculation else cell.unit) for cell in cells]
    )
    return Answer(question, Status.ANSWERED, text, tuple(shown), tuple(citer.found), found)


def _few(solver: Solver, question: str, table: Column, *, every: bool = False) -> Answer | None:
    """The answer where less than half of the reports state a figure, or not ``every`` one that a question names.

    It gives what they state, and says that it is no comparison.
    """
    number = len(table.cells) + len(table.silent)
    if (not every or not table.silent) and len(table.cells) * 2 >= number:
        return None
    citer = Citer(solver.library)
    rows = "；".join(_say(solver, cell, citer) for cell in table.cells[:SHOWN])
    who_not = "、".join(display_name(card.department) for card in table.silent[:SHOWN])
    lead = f"{who_not}没有写明“{table.label}”，算不全" if every else f"多数报告没有写明“{table.label}”，不能比较"
    text = f"{lead}。写明的只有：{rows}。{_coverage(table)}"
    return Answer(question, Status.CLARIFY, text, (), tuple(citer.found), _calculations(table.cells))


def _calculations(cells: Sequence[Cell]) -> tuple[Calculation, ...]:
    return tuple(cell.calculation for cell in cells if cell.calculation)


def _none(solver: Solver, question: str, table: Column) -> Answer:
    return refuse(question, f"范围内的{len(table.silent)}份报告都没有写明“{table.label}”，无法比较。")


# ---------------------------------------------------------------- operations


def rank(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """All reports in order, or the first n."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards, query.text)
    if not table.cells:
        return _none(solver, question, table)
    if few := _few(solver, question, table):
        return few
    rising = bool(
        re.search(r"[从由](?:小|低|少)[到至]|倒数|最(?:低|少|小)的?前?|[后末][一二两三四五六七八九十\d]", query.text)
    )
    ordered = sorted(table.cells, key=lambda cell: cell.value, reverse=not rising)
    if match := TOP.search(query.text):
        ordered = ordered[: HAN.get(match[1]) or int(match[1])]
    citer = Citer(solver.library)
    lines = [f"{n}. {_say(solver, cell, citer)}" for n, cell in enumerate(ordered[:SHOWN], 1)]
    text = f"{table.label}{'从低到高' if rising else '从高到低'}：\n" + "\n".join(lines) + f"\n{_coverage(table)}"
    return _answer(question, text, ordered[:SHOWN], citer)


def most(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The report with the highest (or lowest) figure; equals are all named.  Of one report, the figure of several."""
    cards = solver.cards("", where)
    if len(cards) == 1:
        return between.higher(solver, question, query, cards[0])
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards, query.text)
    if not table.cells:
        return _none(solver, question, table)
    if few := _few(solver, question, table):
        return few
    citer = Citer(solver.library)
    ends = {Op.MOST: ["最高"], Op.LEAST: ["最低"]}.get(query.op, ["最高", "最低"])
    said, cells = [], []
    for word in ends:
        pick = max if word == "最高" else min
        edge = pick(cell.value for cell in table.cells)
        best = [cell for cell in table.cells if cell.value == edge]
        said.append(f"{table.label}{word}的是" + "、".join(_say(solver, cell, citer) for cell in best))
        cells += best
    return _answer(question, "；".join(said) + f"。{_coverage(table)}", cells, citer)


SEVERAL_PLACES = re.compile(r"前[一二两三四五六七八九十\d]+[名位个家]|比(?!例|重|率)")
"""Words before a place that compare it with others, which asks for more than who has it."""


def nth(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The report that is second, third … highest, or lowest."""
    cards = solver.cards("", where)
    if len(cards) < 2 or where.named or SEVERAL_PLACES.search(query.a):
        return None
    table = column(solver, re.sub(r"[从由].[到至].(?:排(?:列|序|名)?)?[,，]?", "", query.a), cards, query.text)
    place = HAN[query.b]
    if len(table.cells) < place:
        return _none(solver, question, table)
    if few := _few(solver, question, table):
        return few
    rising = bool(re.search(r"第.[低少小]|倒数|[从由](?:小|低|少)[到至]", query.text))
    values = sorted({cell.value for cell in table.cells}, reverse=not rising)
    if len(values) < place:
        return None
    citer = Citer(solver.library)
    chosen = [cell for cell in table.cells if cell.value == values[place - 1]]
    said = "、".join(_say(solver, cell, citer) for cell in chosen)
    text = f"{table.label}第{query.b}{'低' if rising else '高'}的是{said}。{_coverage(table)}"
    return _answer(question, text, chosen, citer)


def place(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Which place a department takes among all that state a figure, from the highest on; equals share a place."""
    mine = {(card.department, card.year) for card in solver.cards(query.a, where)}
    words = bare_label(query.a)
    if len(mine) != 1 or not is_measure(words):
        return None
    department, year = next(iter(mine))
    table = column(solver, words, [card for card in solver.library.cards if card.year == year])
    own = [cell for cell in table.cells if cell.card.department == department]
    if len(own) != 1 or len(table.cells) < 2:
        return _none(solver, question, table) if not own else None
    if few := _few(solver, question, table):
        return few
    rising = bool(re.search(r"倒数|[从由](?:小|低|少)[到至]", query.text))
    before = sum((cell.value < own[0].value) if rising else (cell.value > own[0].value) for cell in table.cells)
    citer = Citer(solver.library)
    ordered = sorted(table.cells, key=lambda cell: cell.value, reverse=not rising)
    rows = "，".join(_say(solver, cell, citer) for cell in ordered[: max(SHOWN, 1)])
    name, order = display_name(department), "从低到高" if rising else "从高到低"
    text = f"{name}的{table.label}{order}排第{before + 1}：{rows}。{_coverage(table)}"
    return Answer(question, Status.ANSWERED, text, (Value(str(before + 1), "名"),), tuple(citer.found))


def share_of_all(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The figure of one department, or of several together, as a share of the same of all departments."""
    mine = {(card.department, card.year) for card in solver.cards(query.a, where)}
    if not mine or len({year for _, year in mine}) != 1 or len({department for department, _ in mine}) != len(mine):
        return None
    own_words, all_words = (bare_label(re.sub(r"合计|一共|总共|加起来", "", phrase)) for phrase in (query.a, query.b))
    words = own_words if is_measure(own_words) or not all_words else all_words
    year = next(iter(mine))[1]
    table = column(solver, words, [card for card in solver.library.cards if card.year == year])
    own = [cell for cell in table.cells if (cell.card.department, cell.card.year) in mine]
    if len(own) != len(mine) or len(table.cells) <= len(own) or own[0].unit == "%":
        return _none(solver, question, table) if not own else None
    found, exact = _part_of_all(solver, table, own)
    value = percent(exact, question)
    citer = Citer(solver.library)
    rows = "，".join(_say(solver, cell, citer) for cell in table.cells[:SHOWN])
    names = "、".join(display_name(cell.card.department) for cell in own)
    lead = f"{names}的{table.label}占{len(table.cells)}个部门合计的{value.number}%（{found.expression}）："
    return Answer(
        question, Status.ANSWERED, f"{lead}{rows}。{_coverage(table)}", (value,), tuple(citer.found), (found,)
    )


def _part_of_all(solver: Solver, table: Column, own: Sequence[Cell]) -> tuple[Calculation, Fraction]:
    """The share of some cells in their column, in per cent."""
    unit = own[0].unit
    mine = ", ".join(written(cell.operands[0], unit) for cell in own)
    part = f"sum({mine})" if len(own) > 1 else mine
    if len(table.cells) > WIDE:
        exact = 100 * _total(own) / _total(table.cells)
        return over_column(f"table_sum({table.label}), divide({part}, #0)", exact, "%", _cited(solver, table)), exact
    operands = [cell.operands[0] for cell in table.cells]
    total_ = ", ".join(written(operand, unit) for operand in operands)
    if len(own) > 1:
        return calculation(f"{part}, sum({total_}), divide(#0, #1)", "%", operands)
    return calculation(f"sum({total_}), divide({part}, #0)", "%", operands)


def _total(cells: Sequence[Cell]) -> Fraction:
    return sum((cell.value for cell in cells), Fraction())


def _cited(solver: Solver, table: Column) -> list[Figure]:
    """The figures of a column that an answer cites."""
    return [solver.place(cell.operands[0])[0] for cell in table.cells[:SHOWN]]


def spread(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The difference between the highest and the lowest."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards)
    if len(table.cells) < 2:
        return _none(solver, question, table)
    high = max(table.cells, key=lambda cell: cell.value)
    low = min(table.cells, key=lambda cell: cell.value)
    return _gap(
        solver, question, high, low, f"{table.label}最高的是{{high}}，最低的是{{low}}，相差{{gap}}。{_coverage(table)}"
    )


def spread_times(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The highest as a multiple of the lowest."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards)
    if len(table.cells) < 2:
        return _none(solver, question, table)
    if few := _few(solver, question, table):
        return few
    high, low = (pick(table.cells, key=lambda cell: cell.value) for pick in (max, min))
    if not low.value or high.unit == "%":
        return None
    pair = (high.operands[0], low.operands[0])
    found, exact = calculation(f"divide({written(pair[0])}, {written(pair[1], pair[0].unit)})", "倍", pair)
    value = Value(format(round_half_up(exact, decimals(question, 2)), "f"), "倍")
    citer = Citer(solver.library)
    text = (
        f"{table.label}最高的是{_say(solver, high, citer)}，最低的是{_say(solver, low, citer)}，"
        f"前者是后者的{value.number}倍（{found.expression}）。{_coverage(table)}"
    )
    return Answer(question, Status.ANSWERED, text, (value,), tuple(citer.found), (found,))


def median(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The figure in the middle of the order, or the mean of the two in the middle."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards)
    if len(table.cells) < 2:
        return _none(solver, question, table)
    if few := _few(solver, question, table, every=where.named):
        return few
    ordered = sorted(table.cells, key=lambda cell: cell.value)
    half = len(ordered) // 2
    middle = ordered[half : half + 1] if len(ordered) % 2 else ordered[half - 1 : half + 1]
    operands = [cell.operands[0] for cell in middle]
    citer = Citer(solver.library)
    said = "、".join(_say(solver, cell, citer) for cell in middle)
    lead = f"{len(ordered)}个部门{table.label}的中位数是"
    if len(middle) == 1:
        return _answer(question, f"{lead}{said}。{_coverage(table)}", middle, citer)
    unit = middle[0].unit
    terms = ", ".join(written(operand, unit) for operand in operands)
    found, exact = calculation(f"average({terms})", "" if unit == "%" else unit, operands)
    shown, value = amount(exact, unit, max(places(operands), 2), question)
    text = f"{lead}{shown}（{found.expression}）：{said}。{_coverage(table)}"
    return Answer(question, Status.ANSWERED, text, (value,), tuple(citer.found), (replace(found, unit=unit),))


def who(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Which of two reports has the higher figure, and by how much."""
    cards = solver.cards("", where)
    if len(cards) == 1:
        return between.higher(solver, question, query, cards[0])
    if len(cards) != 2 or not where.named:
        return None
    words = query.a + query.b
    if own := _each_its_own(solver, query.a, where):
        return _compared(solver, question, own)
    table = column(solver, words, cards)
    if len(table.cells) != 2:
        limits = [o for card in table.silent for o in solver.find(bare_label(words), card, _kinds(words))]
        if limits and all(o.figure.qualifier in CEILINGS for o in limits):
            return _only_limits(solver, question, limits)
        return solver.missing(question, table.label, table.silent[0]) if table.silent else None
    return _compared(solver, question, table.cells)


def _compared(solver: Solver, question: str, cells: Sequence[Cell]) -> Answer:
    """Two cells, and which is higher."""
    high, low = sorted(cells, key=lambda cell: cell.value, reverse=True)
    if high.value == low.value:
        citer = Citer(solver.library)
        return _answer(question, f"两者相同：{_say(solver, high, citer)}，{_say(solver, low, citer)}。", [high], citer)
    name = display_name(high.card.department)
    return _gap(solver, question, high, low, f"{name}更高，高{{gap}}：{{high}}，{{low}}。")


SIDES = re.compile(rf"(?P<one>{MENTIONED})(?P<a>[^和与跟,，]+)(?:和|与|跟)(?P<other>{MENTIONED})(?P<b>[^,，]+)[,，]?")
"""Two departments, each with a figure of its own name: 甲的结余和乙的收支结余."""


def _each_its_own(solver: Solver, phrase: str, where: Scope) -> tuple[Cell, ...]:
    """The cells of a comparison in which each side names its figure; empty where they share a name."""
    match = SIDES.fullmatch(phrase)
    if match is None:
        return ()
    cells: list[Cell] = []
    for mark, words in ((match["one"], match["a"]), (match["other"], match["b"])):
        cards = solver.cards(mark, where)
        cells += _cells(solver, bare_label(words), cards).values() if len(cards) == 1 else []
    same = _one_unit(cells)
    return same if len(same) == 2 else ()


def difference(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """One figure less another; of two departments' shares their distance in percentage points."""
    cards = solver.cards("", where)
    words = bare_label(query.a + query.b)
    if len(cards) == 2 and where.named and SHARE_OF.match(words):
        table = column(solver, words, cards)
        if len(table.cells) == 2:
            return _compared(solver, question, table.cells)
    return ratios.apart(solver, question, query, where) or between.difference(solver, question, query, where)


def _only_limits(solver: Solver, question: str, limits: Sequence[Operand]) -> Answer:
    """Reports that say only what a figure stays below cannot be compared."""
    citer = Citer(solver.library)
    said = "，".join(dict.fromkeys(solver.mention(limit, citer, name=True) for limit in limits))
    text = f"报告只写了上限，没有写数值，不能比较：{said}。"
    return Answer(question, Status.CLARIFY, text, (), tuple(citer.found))


def _gap(solver: Solver, question: str, high: Cell, low: Cell, template: str) -> Answer:
    citer = Citer(solver.library)
    unit = "百分点" if high.unit == "%" else high.operands[0].unit
    if high.calculation and low.calculation:
        program = f"{high.calculation.program}, {low.calculation.program}, subtract(#0, #1)"
        one, exact = calculation(program, "%", (*high.operands, *low.operands))
        number = format(round_half_up(exact, 2), "f")
        found = [high.calculation, low.calculation, replace(one, unit=unit)]
    else:
        pair = (high.operands[0], low.operands[0])
        one, exact = calculation(f"subtract({written(pair[0])}, {written(pair[1], pair[0].unit)})", unit, pair)
        number, found = format(round_half_up(exact, places(pair)), "f"), [one]
    text = template.format(
        high=_say(solver, high, citer),
        low=_say(solver, low, citer),
        gap=f"{number}{'个' if unit == '百分点' else ''}{unit}",
    )
    values = [Value(number, unit)]
    if EACH_ASKED.search(question):
        values = [Value(cell.shown, cell.shown_unit) for cell in (high, low)]
    if not re.search(r"多少|几|how much", question):
        values += [Value(cell.shown, cell.shown_unit) for cell in (high, low)]
    return Answer(question, Status.ANSWERED, text, tuple(values), tuple(citer.found), tuple(found))


EACH_ASKED = re.compile(r"(?:各|分别|各自)(?:是|为|有|占)?(?:百分之)?(?:多少|几)(?!.*(?:[多高低差]多少|[多高低差]几))")
"""Who of two, and what each has: the figures are asked for, and not their distance."""


def threshold(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The reports whose figure lies above (or below) a limit."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards)
    if not table.cells:
        return _none(solver, question, table)
    if query.text and not query.b:
        query = replace(query, b="0")
    if "~" in query.b:
        return _between(solver, question, query, table)
    if query.b.startswith("平均"):
        return _against_mean(solver, question, query, table)
    limit = Fraction(Decimal(query.b.replace(",", "")))
    unit = re.search(re.escape(query.b) + r"\s*(%|分|亿元|万元|元|万|亿)", query.text)
    given = {"万": "万元", "亿": "亿元"}.get(unit[1], unit[1]) if unit else table.cells[0].unit
    if (given in MONEY) != (table.cells[0].unit in MONEY):
        return None
    if given in MONEY and unit:
        limit *= Fraction(10) ** (MONEY[given] - MONEY[table.cells[0].unit])
    below, exactly = bool(BELOW.search(query.text)), bool(EXACTLY.search(query.text))
    equal = exactly or bool(OR_EQUAL.search(query.text))
    beyond = (c for c in table.cells if (c.value < limit if below else c.value > limit) and not exactly)
    passing = [*beyond, *(c for c in table.cells if equal and c.value == limit)]
    passing.sort(key=lambda cell: cell.value, reverse=not below)
    citer = Citer(solver.library)
    count = f"{len(passing)}家"
    limit_said = query.b + (unit[1] if unit else "")
    names = "、".join(_say(solver, cell, citer) for cell in passing[:SHOWN]) or "没有"
    side = "等于" if exactly else "低于" if below else "高于"
    condition = side + limit_said + ("（含）" if equal and not exactly else "") if limit else "大于零"
    text = f"{table.label}{condition}的有{count}：{names}。{_coverage(table, passing)}"
    asked = re.search(r"几家|多少家|几个|多少个", query.text)
    return _answer(question, text, passing, citer, [Value(str(len(passing)), "家")] if asked else None)


def _between(solver: Solver, question: str, query: Query, table: Column) -> Answer | None:
    """The reports whose figure lies between two limits, both of them within."""
    if few := _few(solver, question, table):
        return few
    unit = re.search(r"\d(%|分|亿元|万元|元|万|亿)", query.text[query.text.rfind(query.b.split("~")[1]) :])
    given = {"万": "万元", "亿": "亿元"}.get(unit[1], unit[1]) if unit else table.cells[0].unit
    if (given in MONEY) != (table.cells[0].unit in MONEY):
        return None
    power = MONEY[given] - MONEY[table.cells[0].unit] if given in MONEY else 0
    low, high = sorted(Fraction(Decimal(one.replace(",", ""))) * Fraction(10) ** power for one in query.b.split("~"))
    passing = sorted((cell for cell in table.cells if low <= cell.value <= high), key=lambda cell: -cell.value)
    citer = Citer(solver.library)
    names = "、".join(_say(solver, cell, citer) for cell in passing[:SHOWN]) or "没有"
    said = query.b.replace("~", "到") + (unit[1] if unit else "")
    text = f"{table.label}在{said}之间的有{len(passing)}家：{names}。{_coverage(table, passing)}"
    asked = re.search(r"几家|多少家|几个|多少个", query.text)
    return _answer(question, text, passing, citer, [Value(str(len(passing)), "家")] if asked else None)


def _against_mean(solver: Solver, question: str, query: Query, table: Column) -> Answer | None:
    """The reports whose figure lies above, or below, the mean of all that state it."""
    if few := _few(solver, question, table):
        return few
    unit = table.cells[0].unit
    found, mean = _gathered(solver, table, "average")
    below = bool(BELOW.search(query.text))
    passing = [cell for cell in table.cells if (cell.value < mean if below else cell.value > mean)]
    passing.sort(key=lambda cell: cell.value, reverse=not below)
    said, _ = amount(mean, unit, max(places([cell.operands[0] for cell in table.cells]), 2), question)
    citer = Citer(solver.library)
    names = "、".join(_say(solver, cell, citer) for cell in passing[:SHOWN]) or "没有"
    text = (
        f"{table.label}平均{said}（{found.expression}），{'低' if below else '高'}于它的有{len(passing)}家：{names}。"
    )
    answer = _answer(question, f"{text}{_coverage(table)}", passing, citer)
    return replace(answer, calculations=(found, *answer.calculations))


SUM_OF = re.compile(r"(?:之和|合计|总和|加起来|加在?一起|两项|[两三四五]者|一共|总共|共计)$")
EACH_OF = re.compile(r"(?:分别|各自?)$")


def _each_share(solver: Solver, question: str, query: Query, where: Scope, parts: Sequence[str]) -> Answer | None:
    """The shares of several parts in one whole, each by itself."""
    marks = "".join(re.findall(MENTIONED, query.a))
    each = [replace(query, a=marks + re.sub(MENTIONED, "", part)) for part in parts]
    answers = [within.share(solver, question, one, where) for one in each]
    told = [answer for answer in answers if answer and answer.status is Status.ANSWERED]
    return joined(question, told) if len(told) == len(parts) else next((a for a in answers if a not in told), None)


def share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A part of a whole in one report; one department's figure in per cent of another's."""
    both = [{card.department for card in solver.cards(phrase, where)} for phrase in (query.a, query.b)]
    named = [bool(re.search(MENTIONED, phrase)) for phrase in (query.a, query.b)]
    parts = [part for part in between.SEVERAL.split(EACH_OF.sub("", query.a)) if re.sub(MENTIONED, "", part).strip()]
    if len(parts) > 1 and SUM_OF.search(query.a) and len(solver.cards(query.a, where)) == 1:
        return between.share_of_sum(solver, question, query, where)
    if len(parts) > 1 and EACH_OF.search(query.a):
        return _each_share(solver, question, query, where, parts)
    if all(named) and both[0] != both[1]:
        return between.times(solver, question, replace(query, op=Op.SHARE), where)
    return within.share(solver, question, query, where)


def total_of_all(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The sum (or mean) of one figure over several reports."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    phrase = re.sub(r"[（(].*?[)）]", "", query.a)
    if len(bare_label(phrase)) < 2:
        phrase = next((whole for said, whole in SPOKEN_WHOLE if said.search(query.text)), phrase)
    table = column(solver, phrase, cards)
    if len(table.cells) < 2:
        return _none(solver, question, table)
    if few := _few(solver, question, table, every=where.named):
        return few
    operands = [cell.operands[0] for cell in table.cells]
    unit = table.cells[0].unit
    if unit == "%" and query.op is not Op.MEAN:
        return None
    found, exact = _gathered(solver, table, "average" if query.op is Op.MEAN else "sum")
    digits = places(operands) if query.op is not Op.MEAN else max(places(operands), 2)
    said, value = amount(exact, unit, digits, question)
    citer = Citer(solver.library)
    rows = "，".join(_say(solver, cell, citer) for cell in table.cells[:SHOWN])
    word = "平均" if query.op is Op.MEAN else "合计"
    text = f"{len(operands)}个部门{table.label}{word}{said}（{found.expression}）：{rows}。{_coverage(table)}"
    return Answer(question, Status.ANSWERED, text, (value,), tuple(citer.found), (found,))


def _gathered(solver: Solver, table: Column, op: str) -> tuple[Calculation, Fraction]:
    """The sum or the average of a column."""
    unit = table.cells[0].unit
    if len(table.cells) > WIDE:
        exact = sum((cell.value for cell in table.cells), Fraction()) / (len(table.cells) if op == "average" else 1)
        return over_column(f"table_{op}({table.label})", exact, unit, _cited(solver, table)), exact
    operands = [cell.operands[0] for cell in table.cells]
    program = f"{op}({', '.join(written(o, unit) for o in operands)})"
    found, exact = calculation(program, "" if unit == "%" else unit, operands)
    return replace(found, unit=unit), exact


SPEAKS = re.compile(r"^.*?(?:提到|提及|写明|写到|写了|披露|公布|公开|说明|列出|有)了?")


def is_measure(words: str) -> bool:
    """Whether the words name a measure and little else."""
    named = [n for n in named_terms(SPEAKS.sub("", words), glossary()) if n.term.kind in KIND_OF_TERM]
    return bool(named) and len(content(without(SPEAKS.sub("", words), named))) <= 1


def say_each(solver: Solver, question: str, table: Column) -> Answer:
    """The reports that state a figure, each with it."""
    if not table.cells:
        return _none(solver, question, table)
    citer = Citer(solver.library)
    rows = "；".join(_say(solver, cell, citer) for cell in table.cells[:SHOWN])
    return _answer(
        question, f"写明{table.label}的有{len(table.cells)}份：{rows}。{_coverage(table)}", table.cells, citer
    )


def total(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The sum of several figures, or of one figure over all reports where the question speaks of several."""
    if not where.named and GATHERED.search(query.text):
        return total_of_all(solver, question, query, where)
    return between.total(solver, question, query, where)
