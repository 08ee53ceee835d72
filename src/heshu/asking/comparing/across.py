"""Operations over all reports in scope: ranking, extremes, thresholds, who of two, and what each report says.

Each answer covers every report in scope, says how many state the figure, and names those that do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from heshu.asking.comparing.columns import (
    CEILINGS,
    SHARE_OF,
    Cell,
    Column,
    answer_of,
    cells_of,
    column,
    column_of,
    coverage_of,
    few_state,
    in_one_unit,
    is_measure,
    kinds_of,
    none_states,
    say_cell,
)
from heshu.asking.computing import between, ratios
from heshu.asking.computing.between import quotient
from heshu.asking.evidence.calculating import ASKED_UNIT, calculation, decimals, places, written
from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse
from heshu.asking.evidence.operands import Operand, Solver, bare_label
from heshu.asking.planning.operations import Op, Query
from heshu.asking.planning.scope import MENTIONED, Scope
from heshu.checking.calculator import round_half_up
from heshu.figures.numerals import counted
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, Status, Value

TOP = regex(r"(?:前|后|末|倒数|最[高低多少大小]的)([一二两三四五六七八九十]|\d+)")


def rank(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """All reports in order, or the first n."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards, query.text)
    if not table.cells:
        return none_states(solver, question, table)
    if few := few_state(solver, question, table):
        return few
    rising = bool(
        re.search(r"[从由](?:小|低|少)[到至]|倒数|最(?:低|少|小)的?前?|[后末][一二两三四五六七八九十\d]", query.text)
    )
    ordered = sorted(table.cells, key=lambda cell: cell.value, reverse=not rising)
    if match := TOP.search(query.text):
        ordered = ordered[: counted(match[1])]
    citer = Citer(solver.library)
    lines = [f"{n}. {say_cell(solver, cell, citer)}" for n, cell in enumerate(ordered[:SHOWN], 1)]
    text = f"{table.label}{'从低到高' if rising else '从高到低'}：\n" + "\n".join(lines) + f"\n{coverage_of(table)}"
    return answer_of(question, text, ordered[:SHOWN], citer)


def most(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The report with the highest (or lowest) figure; equals are all named.  Of one report, the figure of several."""
    cards = solver.cards("", where)
    if len(cards) == 1:
        return between.higher(solver, question, query, cards[0])
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards, query.text)
    if not table.cells:
        return none_states(solver, question, table)
    if few := few_state(solver, question, table):
        return few
    citer = Citer(solver.library)
    ends = {Op.MOST: ["最高"], Op.LEAST: ["最低"]}.get(query.op, ["最高", "最低"])
    said, cells = [], []
    for word in ends:
        pick = max if word == "最高" else min
        edge = pick(cell.value for cell in table.cells)
        best = [cell for cell in table.cells if cell.value == edge]
        said.append(f"{table.label}{word}的是" + "、".join(say_cell(solver, cell, citer) for cell in best))
        cells += best
    return answer_of(question, "；".join(said) + f"。{coverage_of(table)}", cells, citer)


SEVERAL_PLACES = regex(r"前[一二两三四五六七八九十\d]+[名位个家]|比(?!例|重|率)")
"""Words before a place that compare it with others, which asks for more than who has it."""


def nth(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The report that is second, third … highest, or lowest."""
    cards = solver.cards("", where)
    if len(cards) < 2 or where.named or SEVERAL_PLACES.search(query.a):
        return None
    table = column(solver, re.sub(r"[从由].[到至].(?:排(?:列|序|名)?)?[,，]?", "", query.a), cards, query.text)
    place = counted(query.b)
    if not table.cells:
        return none_states(solver, question, table)
    if few := few_state(solver, question, table):
        return few
    if len(table.cells) < place:
        return refuse(question, f"“{table.label}”没有第{query.b}。{coverage_of(table)}")
    rising = bool(re.search(r"第.[低少小]|倒数|[从由](?:小|低|少)[到至]", query.text))
    values = sorted({cell.value for cell in table.cells}, reverse=not rising)
    if len(values) < place:
        return None
    citer = Citer(solver.library)
    chosen = [cell for cell in table.cells if cell.value == values[place - 1]]
    said = "、".join(say_cell(solver, cell, citer) for cell in chosen)
    text = f"{table.label}第{query.b}{'低' if rising else '高'}的是{said}。{coverage_of(table)}"
    return answer_of(question, text, chosen, citer)


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
        return none_states(solver, question, table) if not own else None
    if few := few_state(solver, question, table):
        return few
    rising = bool(re.search(r"倒数|[从由](?:小|低|少)[到至]", query.text))
    before = sum((cell.value < own[0].value) if rising else (cell.value > own[0].value) for cell in table.cells)
    citer = Citer(solver.library)
    ordered = sorted(table.cells, key=lambda cell: cell.value, reverse=not rising)
    rows = "，".join(say_cell(solver, cell, citer) for cell in ordered[: max(SHOWN, 1)])
    name, order = display_name(department), "从低到高" if rising else "从高到低"
    text = f"{name}的{table.label}{order}排第{before + 1}：{rows}。{coverage_of(table)}"
    return Answer(question, Status.ANSWERED, text, (Value(str(before + 1), "名"),), tuple(citer.found))


def spread(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The difference between the highest and the lowest."""
    table = column_of(solver, question, query, where)
    if not isinstance(table, Column):
        return table
    high = max(table.cells, key=lambda cell: cell.value)
    low = min(table.cells, key=lambda cell: cell.value)
    return _gap(
        solver,
        question,
        high,
        low,
        f"{table.label}最高的是{{high}}，最低的是{{low}}，相差{{gap}}。{coverage_of(table)}",
    )


def spread_times(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The highest as a multiple of the lowest."""
    table = column_of(solver, question, query, where)
    if not isinstance(table, Column):
        return table
    if few := few_state(solver, question, table):
        return few
    high, low = (pick(table.cells, key=lambda cell: cell.value) for pick in (max, min))
    if not low.value or high.unit == "%":
        return None
    pair = (high.operands[0], low.operands[0])
    found, value = quotient(f"divide({written(pair[0])}, {written(pair[1], pair[0].unit)})", pair, question)
    citer = Citer(solver.library)
    text = (
        f"{table.label}最高的是{say_cell(solver, high, citer)}，最低的是{say_cell(solver, low, citer)}，"
        f"前者是后者的{value.number}倍（{found.expression}）。{coverage_of(table)}"
    )
    return Answer(question, Status.ANSWERED, text, (value,), tuple(citer.found), (found,))


def who(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Which of two reports has the higher figure, and by how much."""
    cards = solver.cards("", where)
    if len(cards) == 1:
        return between.higher(solver, question, query, cards[0])
    if len(cards) != 2 or not where.named:
        return None
    words = query.a + query.b
    if own := _each_its_own(solver, query.a, where) or _each_its_own(solver, query.a, where, query.b):
        return _compared(solver, question, own, by_name=True)
    table = column(solver, words, cards)
    if len(table.cells) != 2:
        limits = [o for card in table.silent for o in solver.find(bare_label(words), card, kinds_of(words))]
        if limits and all(o.figure.qualifier in CEILINGS for o in limits):
            return _only_limits(solver, question, limits)
        return solver.missing(question, table.label, table.silent[0]) if table.silent else None
    return _compared(solver, question, table.cells)


def _compared(solver: Solver, question: str, cells: Sequence[Cell], *, by_name: bool = False) -> Answer:
    """Two cells, and which is higher; ``by_name`` of figures that are not called alike."""
    high, low = sorted(cells, key=lambda cell: cell.value, reverse=True)
    if high.value == low.value:
        citer = Citer(solver.library)
        return answer_of(
            question, f"两者相同：{say_cell(solver, high, citer)}，{say_cell(solver, low, citer)}。", [high], citer
        )
    asked_low = bool(LOWER_ASKED.search(question))
    named = low if asked_low else high
    name = display_name(named.card.department) + (f"的{named.operands[0].figure.label}" if by_name else "")
    word, order = ("低", "{low}，{high}") if asked_low else ("高", "{high}，{low}")
    return _gap(solver, question, high, low, f"{name}更{word}，{word}{{gap}}：{order}。")


LOWER_ASKED = regex(
    r"(?:谁|哪[个家一](?:部门|单位|家|个)?)[^,，。？?]{0,10}?(?:更|要)?[低少小]|\b(?:lower|less|fewer|smaller)\b"
)
"""Who is lower of two, and not who is higher."""


SIDES = regex(rf"(?P<one>{MENTIONED})(?P<a>[^和与跟,，]+)(?:和|与|跟)(?P<other>{MENTIONED})(?P<b>[^,，]+)[,，]?")
"""Two departments, each with a figure of its own name: 甲的结余和乙的收支结余."""


def _each_its_own(solver: Solver, phrase: str, where: Scope, measure: str = "") -> tuple[Cell, ...]:
    """The cells of a comparison in which each side names its figure; empty where they share a name.

    A ``measure`` that both have behind them is each side's: 甲的平台建设和乙的监测平台，哪个执行率低.
    """
    match = SIDES.fullmatch(phrase)
    if match is None:
        return ()
    cells: list[Cell] = []
    for mark, words in ((match["one"], match["a"]), (match["other"], match["b"])):
        cards = solver.cards(mark, where)
        cells += cells_of(solver, bare_label(words.rstrip(",， ") + measure), cards).values() if len(cards) == 1 else []
    same = in_one_unit(cells)
    return same if len(same) == 2 else ()


WHICH_OF_TWO = regex(r"(?:谁|哪一?[个家](?:单位|部门)?)的?(?:更|要)?[高低多少大小][,，\s]*$")
"""自评得分哪家高，差几分: which of the two is asked too, and says nothing of what is compared."""


def difference(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """One figure less another; of two departments' shares their distance in percentage points."""
    cards = solver.cards("", where)
    if len(cards) == 2 and where.named and (asked := WHICH_OF_TWO.search(query.b)):
        return who(solver, question, replace(query, b=query.b[: asked.start()]), where)
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
        wanted = ASKED_UNIT.search(question)
        if wanted and unit in MONEY and wanted[1] in MONEY and wanted[1] != unit:  # 多少万元, of figures in 元
            exact, unit = exact * Fraction(10) ** (MONEY[unit] - MONEY[wanted[1]]), wanted[1]
            number, found = format(round_half_up(exact, decimals(question, 2)), "f"), [one]
        else:
            number, found = format(round_half_up(exact, places(pair)), "f"), [one]
    first, second = sorted((("high", high), ("low", low)), key=lambda row: template.find(f"{{{row[0]}}}"))
    said = {name: say_cell(solver, cell, citer) for name, cell in (first, second)}
    text = template.format(
        **said,
        gap=f"{number}{'个' if unit == '百分点' else ''}{unit}",
    )
    values = [Value(number, unit)]
    if EACH_ASKED.search(question):
        values = [Value(cell.shown, cell.shown_unit) for cell in (high, low)]
    elif ITS_OWN_ASKED.search(question) and not APART_ASKED.search(question):
        named = low if LOWER_ASKED.search(question) else high
        values = [Value(named.shown, named.shown_unit)]
    if not re.search(r"多少|几|how much", question):
        values += [Value(cell.shown, cell.shown_unit) for cell in (high, low)]
    return Answer(question, Status.ANSWERED, text, tuple(values), tuple(citer.found), tuple(found))


ITS_OWN_ASKED = regex(
    r"(?:谁|哪[个家一])[^,，。?？]*?[高低多少大小][^,，。?？]{0,3}[,，]\s*(?:它|他|那家|该(?:部门|单位))?的?(?:数字?|得分|金额|比例)?"
    r"(?:(?:写|报|填|列|公布|披露|达)(?:明|出)?(?:的|到|了)*)?(?:是|有|为|得|到)*了?(?:多少|几|百分之(?:几|多少))(?!个?百分点)"
)
"""Who is higher, and what that one has: its own figure is asked for, and not how far the two lie apart."""
APART_ASKED = regex(r"(?:[多高低差]|相差|少)(?:出|了)?(?:多少|几)")
EACH_ASKED = regex(
    r"各自(?:披露|公布|写明?|报告?|列出)?的[^,，?？]{2,24}?(?:是|为)?(?:多少|百分之(?:几|多少))"
    r"|(?:各自?|分别)(?:写|报|说)?的?(?:是|为|有|占)?了?(?:百分之)?(?:多少|几)(?!.*(?:[多高低差]多少|[多高低差]几))"
)
"""Who of two, and what each has: the figures are asked for, and not their distance."""
