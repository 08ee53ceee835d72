from __future__ import annotations

import ast
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from opencc import OpenCC

from heshu.figures.extract import clean_range, figures_of
from heshu.folding import is_traditional, simplified
from heshu.reading.formats import extract
from heshu.reading.read import Reading, understand
from heshu.records import Clean, Figure, Passage, PassageKind, Run, Span, Table, TableRow

ROOT = Path(__file__).parents[2]
CORPUS = sorted(path for path in (ROOT / "corpus").glob("*") if path.stem != "README")

SUBJECTS = st.sampled_from(["基本支出", "公用经费", "业务培训", "“三公”经费", "因公出国（境）费", "群众满意度"])
VERBS = st.sampled_from(["", "为", "共", "达到", "约", "不低于", "较上年增加", "占支出总额的", "分别为"])
UNITS = st.sampled_from(["万元", " 亿元", "%", "个百分点", "分", "人次", "余件", "期", "倍", "", "年", "号"])
NUMBERS = st.decimals(min_value=-(10**6), max_value=10**6, places=2).map(lambda value: f"{value:,}")
STOPS = st.sampled_from(["，", "。", "；", "、", "（", "）", "\n", "：", "-", "至", ""])
CLAUSES = st.tuples(SUBJECTS, VERBS, NUMBERS, UNITS, STOPS).map("".join)
SENTENCES = st.lists(CLAUSES, max_size=8).map("".join)


def passage_of(text: str, gap: int, kind: PassageKind = PassageKind.PROSE) -> tuple[Passage, str]:
    """A passage whose clean text lies in a report with a line break and spaces after every ``gap`` characters."""
    runs, report = [], "标题\n"
    for start in range(0, len(text), gap):
        piece = text[start : start + gap]
        runs.append(Run(start, len(piece), len(report), len(piece)))
        report += piece + "\n  "
    return Passage("p", "r", 0, 0, (), kind, Clean(text, tuple(runs))), report


def read_anew(path: Path) -> Reading:
    return understand(extract(path), "0" * 64, path.name)


@given(SENTENCES.filter(bool), st.integers(min_value=1, max_value=30))
def test_every_figure_is_where_it_says(text: str, gap: int) -> None:
    passage, report = passage_of(text, gap)
    for figure in figures_of([passage], [], report, ()):
        assert report[figure.span.start : figure.span.end] == figure.text
        assert "".join(figure.text.split()) == "".join(text[figure.start : figure.end].split())
        assert figure.label
        assert figure.context in text


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_stumble(text: str) -> None:
    passage, report = passage_of(text or "。", 7)
    for figure in figures_of([passage], [], report, ("甲局",)):
        assert isinstance(figure.value, Decimal)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_samples_figures_are_in_their_text(path: Path) -> None:
    reading = read_anew(path)
    figures = figures_of(reading.passages, reading.extracted.tables, reading.report.text, ())
    passages = {passage.id: passage for passage in reading.passages}
    assert figures
    for figure in figures:
        passage = passages[figure.passage_id]
        assert reading.report.text[figure.span.start : figure.span.end] == figure.text
        assert passage.clean.source_span(figure.start, figure.end) == figure.span


def test_a_tables_numbers_are_counted_once_and_its_sentences_are_read() -> None:
    cells = ("办公费", "12.5", "全年组织培训8期，覆盖320人次。")
    head = ("项目", "金额（万元）", "说明")
    text, rows, passages = "", [], []
    for ordinal, row in enumerate((head, cells)):
        spans = []
        start = len(text)
        for cell in row:
            spans.append(Span(len(text), len(text) + len(cell)))
            text += cell + "\t"
        clean = "".join(row)
        runs = tuple(
            Run(clean.index(cell), len(cell), span.start, len(cell)) for cell, span in zip(row, spans, strict=True)
        )
        rows.append(TableRow(tuple(spans)))
        passages.append(Passage(f"p{ordinal}", "r", ordinal, 0, (), PassageKind.TABLE_ROW, Clean(clean, runs)))
        text += "\n"
        assert start < len(text)
    found = figures_of(passages, [Table(Span(0, 0), tuple(rows))], text, ())
    assert [_row(figure) for figure in found] == [
        ("办公费", "12.5", "12.5万元"),
        ("组织培训", "8期", "8期"),
        ("组织培训覆盖", "320人次", "320人次"),
    ]
    assert all(passages[1].text[figure.start : figure.end] == figure.text for figure in found)


def test_the_heading_above_a_table_without_a_title_says_what_its_total_is_of() -> None:
    cells = (("项目", "预算数"), ("甲", "1元"), ("合计", "1元"))
    text, rows, passages = "", [], []
    for ordinal, row in enumerate(cells):
        start, spans = len(text), []
        for cell in row:
            spans.append(Span(len(text), len(text) + len(cell)))
            text += cell + "\n"
        clean = Clean(text[start:], (Run(0, len(text) - start, start, len(text) - start),))
        path = ("二、支出", "（三）“三公”经费")
        passages.append(Passage(f"p{ordinal}", "r", ordinal, 0, path, PassageKind.TABLE_ROW, clean))
        rows.append(TableRow(tuple(spans)))
    found = figures_of(passages, [Table(Span(0, 0), tuple(rows))], text, ())
    assert [figure.label for figure in found] == ["甲预算数", "三公经费预算数合计"]


def _row(figure: Figure) -> tuple[str, str, str]:
    return figure.label, figure.text, f"{figure.value}{figure.unit}"


def test_a_row_without_a_table_is_read_as_prose() -> None:
    passage, report = passage_of("办公费12.5万元", 20, PassageKind.TABLE_ROW)
    assert [figure.label for figure in figures_of([passage], [], report, ())] == ["办公费"]


@given(st.data(), st.integers(min_value=1, max_value=9))
def test_the_way_back_from_the_report_meets_the_way_there(data: st.DataObject, gap: int) -> None:
    passage, _ = passage_of("预算执行率为百分之九十八点五。", gap)
    start = data.draw(st.integers(min_value=0, max_value=len(passage.text) - 1))
    end = data.draw(st.integers(min_value=start + 1, max_value=len(passage.text)))
    assert clean_range(passage.clean, passage.clean.source_span(start, end)) == (start, end)


@pytest.mark.parametrize("path", sorted((ROOT / "src/heshu/figures").glob("*.py")), ids=lambda path: path.name)
def test_no_float_stands_on_the_way(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.Name) and node.id == "float")


def test_an_item_named_in_one_passage_names_the_figures_of_the_next() -> None:
    first, above = passage_of("5、卫生健康支出（类）医疗（款）行政单位医疗（项）。", 99)
    second, below = passage_of("年初预算为42.73万元，支出决算为40.35万元。", 99)
    moved = tuple(Run(r.clean, r.length, r.source + len(above), r.source_length) for r in second.clean.runs)
    after = Passage("q", "r", 1, 0, (), PassageKind.PROSE, Clean(second.text, moved))
    other = Passage("s", "r", 2, 1, ("二、其他",), PassageKind.PROSE, Clean(second.text, moved))
    headed = Passage("t", "r", 3, 2, ("二、其他", "1. 教育经费（类）"), PassageKind.PROSE, Clean(second.text, moved))
    found = figures_of((first, after, other, headed), (), above + below, ())
    items = ("卫生健康支出医疗行政单位医疗", "", "教育经费")
    assert [figure.label for figure in found] == [item + name for item in items for name in ("年初预算", "支出决算")]


@given(SENTENCES.filter(bool), st.integers(min_value=1, max_value=30))
def test_a_report_in_traditional_characters_has_the_figures_of_the_simplified_one(text: str, gap: int) -> None:
    traditional = OpenCC("s2t").convert(text)
    assume(len(traditional) == len(text) and simplified(traditional) == text and is_traditional(traditional))
    wanted, given_ = (
        figures_of([passage], [], report, ())
        for passage, report in (passage_of(text, gap), passage_of(traditional, gap))
    )
    assert [(f.label, f.value, f.unit, f.kind, f.span) for f in given_] == [
        (f.label, f.value, f.unit, f.kind, f.span) for f in wanted
    ]
    assert all("".join(f.text.split()) in "".join(traditional.split()) for f in given_)


def test_a_traditional_amount_has_its_value() -> None:
    passage, report = passage_of("2023年年初預算1,850.00萬元，全年執行1,886.32萬元，惠及群眾1.26萬人次。", 90)
    found = figures_of([passage], [], report, ())
    assert [(f.label, f.value, f.unit, f.text) for f in found] == [
        ("年初预算", Decimal("1850.00"), "万元", "1,850.00萬元"),
        ("全年执行", Decimal("1886.32"), "万元", "1,886.32萬元"),
        ("惠及群众", Decimal("1.26"), "万人次", "1.26萬人次"),
    ]


@pytest.mark.parametrize(
    ("heading", "labels"),
    [
        ("（四）“三公”经费", ["三公经费全年预算", "三公经费实际支出", "公务接待费"]),
        ("3.2023年度政府采购情况", ["政府采购全年预算", "政府采购实际支出", "公务接待费"]),
        ("（二）公用经费使用和管理情况", ["公用经费全年预算", "公用经费实际支出", "公务接待费"]),
        ("（一）支出情况", ["全年预算", "实际支出", "公务接待费"]),
        ("三、三公经费及项目支出情况", ["全年预算", "实际支出", "公务接待费"]),
        ("二、人员经费占比分析", ["全年预算", "实际支出", "公务接待费"]),
    ],
)
def test_what_stands_under_the_heading_of_one_expense_is_of_it(heading: str, labels: list[str]) -> None:
    passage, report = passage_of("全年预算18.60万元，实际支出15.24万元，其中公务接待费1.44万元。", 100)
    passage = replace(passage, path=("二、资金收支情况", heading))
    assert [figure.label for figure in figures_of([passage], [], report, ())] == labels
