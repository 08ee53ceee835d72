"""The figures of a whole report: prose by its passages, tables by their rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from heshu.figures import vocabulary
from heshu.figures.heads import row_head
from heshu.figures.prose import Found, figures_in, headed_by, item_after
from heshu.figures.tables import figures_of_table, money_stated_for_all, usual_money
from heshu.figures.units import Unit
from heshu.folding import is_traditional, simplified
from heshu.patterns import regex
from heshu.records import Clean, Figure, Passage, PassageKind, Span, Table, TableRow

LONG_CELL = 12
"""Characters from which a table's cell of words is read as prose (实际完成情况): shorter ones are names."""

Row = tuple[TableRow, tuple[Found, ...]]


def figures_of(
    passages: Sequence[Passage], tables: Sequence[Table], text: str, names: tuple[str, ...]
) -> tuple[Figure, ...]:
    """Find all figures of a report in order; ``text`` is `Report.text`, ``names`` are the department's own names.

    Reports in traditional characters are read, and their figures labelled, in simplified ones.
    """
    written = text
    if is_traditional(text):
        text, names = simplified(text), tuple(map(simplified, names))
        passages = [_in_simplified(passage) for passage in passages]
    headed = [(passage.span.start, passage.path) for passage in passages]
    above = [(table, _headings(table, headed)) for table in tables]
    usual = usual_money(above, text)
    said = money_stated_for_all(text)

    def money_of(table: Table) -> Unit | None:
        top = next((cell.start for row in table.rows for cell in row.cells), 0)
        return next((unit for at, unit in reversed(said) if at <= top), usual)

    each = (figures_of_table(table, text, headings, money_of(table)) for table, headings in above)
    rows = {row.cells[0].start: (row, found) for table in each for row, found in table if row.cells}
    starts = sorted(rows)
    return tuple(
        figure_of(found, passage, written)
        for passage, item in zip(passages, _items(passages), strict=True)
        for found in _found(passage, _row_of(passage, rows, starts), text, names, item)
    )


def _in_simplified(passage: Passage) -> Passage:
    clean = replace(passage.clean, text=simplified(passage.clean.text))
    return replace(passage, clean=clean, path=tuple(map(simplified, passage.path)))


def _items(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield for each passage what its heading is about, else the item of the classification that was named last."""
    section, item = -1, ""
    for passage in passages:
        if passage.section != section:
            section, item = passage.section, headed_by(passage.path[-1] if passage.path else "")
        yield led_by(passage.text) or ("" if vocabulary.OF_THE_WHOLE.search(passage.text) else item)
        item = item_after(passage.text, item)


LED_BY = regex(
    r"\s*(?:项目[一二三四五六七八九十\d]{1,3}[:：、.．]?"
    r"|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．](?!\d)(?![^。：:，；]*(?:情况|执行|管理|收支|收入|总体|整体|部门|预算|安排|使用|绩效|资金|结余|结转|经费|支出)))"
    r"\s*[“‘\"]?(?P<name>[^。：:，,；;、\d（）()“”]{4,24}?)[”’\"]?(?:项目)?[。:：，]"
    r"(?=(?:本?年初|全年|年度|调整后?|当年|项目|实际)?(?:预算|安排|支出|下达|支付)(?:数|金额|资金)?\d)"
)
"""How an item of a list begins that goes on to the money of one project: 项目三：道路养护。预算152.40万元."""


GRANTED = regex(
    r"^(?:[\u4e00-\u9fff]{0,6}财政(?:局|部门)?)?(?P<first>年初)?(?P<verb>安排|批复|核定|下达|核批)(?:给|了)?(?:我[\u4e00-\u9fff]|本(?:部门|单位|级))?(?:部门)?"
    r"(?:(?P<later>(?:年中|期中|(?:年度|预算)?执行(?:过程)?中)?(?:追加|调增|调整增加|追减|调减|核减)|(?:年初|调整后?的?|全年|年度)(?:部门)?预算(?:数|总额|额)?)"
    r"|(?P<bare>预算(?:数|总额|额)?))$"
)
"""A label that says who granted a budget to whom: 区财政年初安排我局预算, or before a later stage's own name.

区财政年初安排我局执行中调增 and 县财政年初批复我局调整后预算 take it from the clause before.
"""


def _plainly(label: str) -> str:
    """Return a label without who granted the budget to whom: 年初预算, 调整后预算."""
    match = GRANTED.match(label)
    if match is None:
        return label
    return match["later"] or f"{match['first'] or match['verb']}{match['bare']}"


def led_by(text: str) -> str:
    """Return the project with whose name an item begins that states its money bare; empty for any other text."""
    led = LED_BY.match(text)
    return led["name"] if led else ""


def figure_of(found: Found, passage: Passage, text: str) -> Figure:
    """Place a figure found in a passage's clean text in the report."""
    span = passage.clean.source_span(found.start, found.end)
    return Figure(
        report_id=passage.report_id,
        passage_id=passage.id,
        label=_plainly(found.label),
        whole=found.whole,
        period=found.period,
        qualifier=found.qualifier,
        value=found.value,
        unit=found.unit,
        kind=found.kind,
        text=text[span.start : span.end],
        context=found.context,
        start=found.start,
        end=found.end,
        span=span,
    )


def _headings(table: Table, headed: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return the headings above a table, the nearest first; ``headed`` are where each passage begins and its own."""
    top = next((cell.end for row in table.rows for cell in row.cells), 0)
    at = bisect_right(headed, top, key=lambda place: place[0]) - 1
    return headed[at][1][::-1] if at >= 0 else ()


def _row_of(passage: Passage, rows: dict[int, Row], starts: Sequence[int]) -> Row | None:
    """Find the table row that a passage holds, or ``None``."""
    if passage.kind is not PassageKind.TABLE_ROW or not starts:
        return None
    span = passage.span
    at = bisect_right(starts, span.end - 1) - 1
    row = rows[starts[at]] if at >= 0 else None
    return row if row and row[0].cells[-1].end > span.start else None


def _found(passage: Passage, row: Row | None, text: str, names: tuple[str, ...], item: str) -> Iterator[Found]:
    if row is None:
        yield from figures_in(passage.text, names, item)
        return
    numbers = {found.start: found for found in row[1]}
    starts = sorted(numbers)
    labels = "".join(f"{found.label} " for found in row[1])
    for cell in row[0].cells:
        inside = [numbers[start] for start in starts[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)]]
        if inside:
            yield from (moved for found in inside if (moved := _in_passage(found, passage)))
        elif (
            len(words := text[cell.start : cell.end].strip()) >= LONG_CELL
            and row_head(words).name not in labels  # a row's name may hold a digit (24小时晴雨预报准确率)
            and (place := clean_range(passage.clean, cell))
        ):
            for found in figures_in(passage.text[place.start : place.end], names):
                yield replace(found, start=found.start + place.start, end=found.end + place.start)


def _in_passage(found: Found, passage: Passage) -> Found | None:
    place = clean_range(passage.clean, Span(found.start, found.end))
    return replace(found, start=place.start, end=place.end) if place else None


def clean_range(clean: Clean, span: Span) -> Span | None:
    """Find where characters of the report stand in a clean copy: the way back from `Clean.source_span`."""
    places = []
    first = max(bisect_right(clean.runs, span.start, key=lambda run: run.source) - 1, 0)
    for run in clean.runs[first : bisect_left(clean.runs, span.end, key=lambda run: run.source)]:
        low, high = max(run.source, span.start), min(run.source + run.source_length, span.end)
        if low >= high:
            continue
        if run.length == run.source_length:
            places += [run.clean + low - run.source, run.clean + high - run.source]
        else:
            places += [run.clean, run.clean + run.length]
    return Span(min(places), max(places)) if places else None
