"""One figure of several reports: who states it, who does not, and how it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from heshu.asking.evidence.aims import COLUMN, is_target
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse, who
from heshu.asking.evidence.operands import (
    ANY_NUMBER,
    COUNTED,
    SHARES,
    Operand,
    Solver,
    bare_label,
    figure_in,
    with_annexes,
)
from heshu.asking.planning.operations import Query
from heshu.asking.planning.plan import KIND_OF_TERM
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.question import wanted
from heshu.asking.wording.stages import stage_of
from heshu.asking.wording.terms import content, named_terms, without
from heshu.checking.calculator import round_half_up
from heshu.figures.units import MONEY, OF_PEOPLE, compatible, in_unit
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, FigureKind, Status, Value

NAMED = 3
"""Departments that are named for each name of a figure."""
SHARE_OF = regex(r"(?P<a>.+?)占(?P<b>.+?)(?:的)?(?:比例|比重|份额|百分比|比率)")
BARE_SHARE = regex(r"^(?P<part>[^占]*(?:支出|经费|收入|拨款))(?:所)?占(?:比|比例|比重)$")
"""基本支出占比: a share that does not say of what it is."""
QUANTITY = regex(r"最[多少]")
"""What is more or less, and no rate or score, which are high or low."""
BARE_THINGS = regex(
    r"(?:(?:写|列|提|说|存在|安排|实施|开展|设立?|设置)(?:出|到|明|了|的)*)?(?:存在的?)?(?P<thing>项目|专项|问题|指标|任务|措施)(?:的?(?:数量?|个数|总数|条数|数目))?"
)
"""Things without a measure, which are counted where most of them is asked for: 哪个部门项目最多."""
OF_ALL_THINGS = (
    r"(?:20\d\d年度?|全年|年度|年初|部门|单位|预算|整体|绩效|本年|一共|共|实施|安排|纳入|设立?|设置|开展|承担|总|各类"
    r"|[一二三]级|的)*"
)
OF_QUALITY = frozenset({FigureKind.RATE, FigureKind.SHARE, FigureKind.SCORE})
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
    """One thing over several reports: the cells of those that state it, and the reports that do not.

    Of these ``several`` state it of more than one thing and of none above all: two groups' 满意度.
    """

    label: str
    cells: tuple[Cell, ...]
    silent: tuple[Card, ...]
    several: tuple[Card, ...] = ()


PEOPLE = frozenset({"人员", "工作人员", "职工", "员工", "干部职工"})
"""Who is counted where departments are compared by them; what is spent on them is 人员经费."""


def column(solver: Solver, phrase: str, cards: Sequence[Card], asked: str = "") -> Column:
    """Look a figure (or a share of two figures) up in each report; a report and its annexes count as one.

    ``asked`` is how it is compared: what is 最多 is no rate.
    """
    words = BARE_SHARE.sub(_of_the_whole, bare_label(phrase))
    words = "在职人数" if words in PEOPLE else words
    cells = cells_of(solver, words, cards)
    if QUANTITY.search(asked) and not named_terms(words, glossary()):
        cells = {key: cell for key, cell in cells.items() if cell.operands[0].figure.kind not in OF_QUALITY}
    things = BARE_THINGS.fullmatch(words) if QUANTITY.search(asked) else None
    if things:
        cells = {key: cell for key, cell in cells.items() if _counts(things["thing"], cell)}
    first = [next((c for c in files if c.id in cells), files[0]) for files in with_annexes(cards)]
    if cells and not things and 1 < len(first) <= MANY:
        left = (card for card in first if card.id not in cells)
        cells |= {card.id: cell for card in left if (cell := _alone(solver, words, card, next(iter(cells.values()))))}
    silent = tuple(card for card in first if card.id not in cells)
    several = tuple(card for card in silent if len(first) <= MANY and _of_several(solver, words, card))
    shown = in_one_unit([cells[card.id] for card in first if card.id in cells])
    return Column(_called(words), shown, silent, several)


MANY = 12
"""Departments that are asked one by one at most."""
READ_SO = regex(r"（按“")
"""An answer to a question that was read otherwise than it was put."""


def _alone(solver: Solver, words: str, card: Card, like: Cell) -> Cell | None:
    """What a report gives where it is asked alone: in another sentence's words, or worked out of two figures."""
    answer = solver.alone(f"{who(card)}{words}是多少") if solver.alone else None
    if answer is None or answer.status is not Status.ANSWERED or READ_SO.search(answer.text):
        return None
    if len(answer.values) != 1 or {one.report_id for one in answer.citations} != {card.id}:
        return None
    unit = answer.values[0].unit
    if not compatible(unit, like.unit) and not {unit, like.unit} <= OF_PEOPLE:
        return None
    if len(answer.calculations) == 1 and answer.calculations[0].program.count("(") == 1:
        found = answer.calculations[0]
        operands = tuple(Operand(card, figure) for figure in found.operands)
        _, exact = calculation(found.program, found.unit, operands)
        return Cell(card, operands, exact, unit, found) if operands and found.unit == unit else None
    stated = None if answer.calculations else figure_in(answer, solver.shelf(card.id))
    stages = {stage_of(fold(name)) for name in (words, like.operands[0].figure.label)}
    fits = stated and stated.qualifier not in CEILINGS and stage_of(fold(stated.label)) in stages
    return Cell(card, (Operand(card, stated),), Fraction(stated.value), stated.unit) if stated and fits else None


def _of_several(solver: Solver, words: str, card: Card) -> bool:
    """Whether a report states several results whose names end with the words that are asked for."""
    shelf, kinds = solver.shelf(card.id), kinds_of(words)
    named = (f for f in shelf.figures if f.kind in kinds and not is_target(f, shelf))
    return len({f.label for f in named if COLUMN.sub("", fold(f.label)).endswith(words)}) > 1


def _counts(thing: str, cell: Cell) -> bool:
    """Whether a cell counts all such things: no money of them, no kind of them, nothing that only speaks of them."""
    figure = cell.operands[0].figure
    own = re.fullmatch(rf"{OF_ALL_THINGS}{thing}(?:数量?|个数|总数)?", fold(figure.label))
    return figure.kind is FigureKind.COUNT and bool(own) and figure.unit in ("个", "项", "条", "")


def _of_the_whole(match: re.Match[str]) -> str:
    return f"{match['part']}占{'总收入' if re.search('收入|拨款', match['part']) else '总支出'}的比例"


QUOTED = regex('[“"「](?P<words>[^”"」]{2,20})[”"」]')


WRITTEN = regex(
    r"(?:写|列|给|报|填|公布|披露)(?:明|出|到|了|过)+(?P<words>[^,，?？、]{2,16}?)(?:的?(?:金额|数额|数))?的(?:部门|单位|报告)?"
    r"(?:都?有|是)?(?:哪(?:几|些|两|三)?(?:家|个|份)?(?:部门|单位|报告)?|[有几]几?(?:家|个部门|份报告))[?？,，\s]*"
)
"""The figure whose name reports write, where a question asks who they are before it asks what they come to."""


def literally(table: Column, question: str) -> Column:
    """A column with the figures alone that go by the very name which a question quotes (列出了“基本支出”的部门)."""
    quoted = {fold(match["words"]) for form in (QUOTED, WRITTEN) for match in form.finditer(question)}
    own = [cell for cell in table.cells if table.label in fold(cell.operands[0].figure.label)]
    if table.label not in quoted or not own or len(own) == len(table.cells):
        return table
    return Column(table.label, tuple(own), (*table.silent, *(cell.card for cell in table.cells if cell not in own)))


def _called(words: str) -> str:
    """What a column is called: the term's own name where the question used other words for it (花钱: 总支出)."""
    named = named_terms(words, glossary())
    return named[0].term.name if len(named) == 1 and named[0].words in named[0].term.asked else words


def cells_of(solver: Solver, words: str, cards: Sequence[Card]) -> dict[str, Cell]:
    """Report id -> its cell, for the reports that state the figure."""
    if not (match := SHARE_OF.match(words)):
        found = solver.ones(words, cards, kinds_of(words))
        return {
            report: Cell(operand.card, (operand,), Fraction(operand.value), operand.unit)
            for report, operand in found.items()
            if operand.figure.qualifier not in CEILINGS
        }
    wholes = solver.ones(match["b"], cards, COUNTED)
    parts = solver.ones(match["a"], cards, COUNTED, wholes)
    pairs = ((parts[report], whole) for report, whole in wholes.items() if report in parts)
    computed = {cell.card.id: cell for part, whole in pairs if (cell := _share(part, whole))}
    left = [card for card in cards if card.id not in computed]
    stated = {
        report: Cell(operand.card, (operand,), Fraction(operand.value), operand.unit)
        for report, operand in solver.ones(match.group(), left, SHARES).items()
        if operand.figure.qualifier not in CEILINGS
    }
    return computed | stated


def _share(part: Operand, whole: Operand) -> Cell | None:
    """A part of a whole, in per cent."""
    if not whole.value or (part.unit not in MONEY and part.unit != whole.unit):
        return None
    found, exact = calculation(f"divide({written(part)}, {written(whole, part.unit)})", "%", (part, whole))
    return Cell(part.card, (part, whole), exact, "%", found)


def kinds_of(words: str) -> frozenset[FigureKind]:
    """The kinds of figures that a phrase may name."""
    kinds = wanted(words + "多少").kinds or (COUNTS if COUNT_NAME.search(words) else frozenset())
    terms = [KIND_OF_TERM[n.term.kind] for n in named_terms(words, glossary()) if n.term.kind in KIND_OF_TERM]
    return kinds or (terms[-1] if terms else ANY_NUMBER)


COUNTS = frozenset({FigureKind.COUNT})
COUNT_NAME = regex(r"(?:人次|人数|件数|次数|场次|篇数|户数|批次|期数|个数|份数)$")
"""The end of a phrase that names a number of things."""


def in_one_unit(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells that measure the same, amounts brought to the first one's unit for comparing; people are people."""
    if not cells:
        return ()
    unit = cells[0].unit
    found = []
    for cell in cells:
        if cell.unit in OF_PEOPLE and unit in OF_PEOPLE:
            found.append(replace(cell, unit=unit))
            continue
        value = in_unit(cell.operands[0].value, cell.unit, unit) if cell.unit in MONEY else None
        if cell.unit == unit:
            found.append(cell)
        elif value is not None:
            found.append(Cell(cell.card, cell.operands, Fraction(value), unit, cell.calculation))
    return tuple(found)


def mark_of(solver: Solver, cell: Cell, citer: Citer) -> str:
    """The citations behind a cell: ``[1]``."""
    said = "".join(solver.mention(operand, citer) for operand in cell.operands)
    return "".join(dict.fromkeys(re.findall(r"\[\d+\]", said)))


def say_cell(solver: Solver, cell: Cell, citer: Citer) -> str:
    """A cell in words: whose, how much, by which formula, with its citations."""
    marks = mark_of(solver, cell, citer)
    formula = f"（{cell.calculation.expression}）" if cell.calculation else ""
    about = "" if cell.calculation else cell.operands[0].figure.qualifier
    return f"{_whose(solver, cell.card)}{about}{cell.shown}{cell.shown_unit}{formula}{marks}"


def _whose(solver: Solver, card: Card) -> str:
    """Whose a cell is, with its year where the index holds several years of the department."""
    held = {one.year for one in solver.library.cards if one.department == card.department}
    return who(card) if len(held) > 1 and card.year else display_name(card.department)


def coverage_of(table: Column, shown: Sequence[Cell] | None = None) -> str:
    """How many reports state it, who does not, and under which names it goes where they differ."""
    number = len(table.cells) + len(table.silent)
    said = f"（{number}份报告中{len(table.cells)}份写明"
    for lead, cards in (
        ("未写明的是", [card for card in table.silent if card not in table.several]),
        ("分几项写而没有总数的是", table.several),
    ):
        said += f"，{lead}" + "、".join(display_name(card.department) for card in cards[:SHOWN]) if cards else ""
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
        yield f"{'、'.join(dict.fromkeys(departments[:NAMED]))}{more}“{label}”"


def _plain_label(label: str) -> str:
    return re.sub(r"部门|单位|整体支出|绩效|综合|数$|金额$", "", label)


def answer_of(
    question: str, text: str, cells: Sequence[Cell], citer: Citer, values: Sequence[Value] | None = None
) -> Answer:
    """An answer that gives some cells, with what was computed for them."""
    found = _calculations(cells)
    shown = (
        values
        if values is not None
        else [Value(cell.shown, cell.operands[0].unit if not cell.calculation else cell.unit) for cell in cells]
    )
    return Answer(question, Status.ANSWERED, text, tuple(shown), tuple(citer.found), found)


def column_of(solver: Solver, question: str, query: Query, where: Scope) -> Column | Answer | None:
    """The column that a question over all reports in scope asks for, where at least two state it; else the refusal.

    ``None`` where there are not several reports.
    """
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    table = column(solver, query.a, cards)
    if len(table.cells) > 1:
        return table
    return few_state(solver, question, table, every=True) if table.cells else none_states(solver, question, table)


def few_state(solver: Solver, question: str, table: Column, *, every: bool = False) -> Answer | None:
    """The answer where less than half of the reports state a figure, or not ``every`` one that a question names.

    It gives what they state, and says that it is no comparison.
    """
    number = len(table.cells) + len(table.silent)
    if (not every or not table.silent) and len(table.cells) * 2 >= number:
        return None
    citer = Citer(solver.library)
    rows = "；".join(say_cell(solver, cell, citer) for cell in table.cells[:SHOWN])
    who_not = "、".join(display_name(card.department) for card in table.silent[:SHOWN])
    lead = f"{who_not}没有写明“{table.label}”，算不全" if every else f"多数报告没有写明“{table.label}”，不能比较"
    text = f"{lead}。写明的只有：{rows}。{coverage_of(table)}"
    return Answer(question, Status.CLARIFY, text, (), tuple(citer.found), _calculations(table.cells))


def _calculations(cells: Sequence[Cell]) -> tuple[Calculation, ...]:
    return tuple(cell.calculation for cell in cells if cell.calculation)


def none_states(solver: Solver, question: str, table: Column) -> Answer:
    """The refusal where no report states a figure."""
    return refuse(question, f"范围内的{len(table.silent)}份报告都没有写明“{table.label}”，无法比较。")


SPEAKS = regex(r"^.*?(?:提到|提及|写明|写到|写了|披露|公布|公开|说明|列出|有)了?")


def is_measure(words: str) -> bool:
    """Whether the words name a measure and little else."""
    named = [n for n in named_terms(SPEAKS.sub("", words), glossary()) if n.term.kind in KIND_OF_TERM]
    return bool(named) and len(content(without(SPEAKS.sub("", words), named))) <= 1


def say_each(solver: Solver, question: str, table: Column) -> Answer:
    """The reports that state a figure, each with it."""
    if not table.cells:
        return none_states(solver, question, table)
    citer = Citer(solver.library)
    rows = "；".join(say_cell(solver, cell, citer) for cell in table.cells[:SHOWN])
    return answer_of(
        question, f"写明{table.label}的有{len(table.cells)}份：{rows}。{coverage_of(table)}", table.cells, citer
    )
