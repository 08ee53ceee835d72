"""One source of facts in every format: what a file is made of changes nothing in the figures that are read from it."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table  # type: ignore[import-untyped]

from heshu.library.entries import entry

LEFT, UP = "<", "^"
"""Cells that the one on their left or above takes up."""
TITLE = "临江县水务局2023年度部门整体支出绩效自评报告"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source: its title, its unit where it states one, its rows."""

    title: str
    unit: str
    rows: tuple[tuple[str, ...], ...]


def rows(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())


BUDGET = Grid(
    "2023年度收支决算情况表",
    "单位：万元",
    rows("""
        项目           | 预算数     | <          | 决算数   | 执行率
        ^              | 年初预算数 | 调整预算数 | ^        | ^
        基本支出       | 1,200.00   | 1,250.50   | 1,248.30 | 99.82%
        其中：人员经费 | 900.00     | 930.20     | 930.20   | 100.00%
        公用经费       | 300.00     | 320.30     | 318.10   | 99.31%
        项目支出       | 800.00     | 845.60     | 801.25   | 94.76%
        合计           | 2,000.00   | 2,096.10   | 2,049.55 | 97.78%
    """),
)
SPENT = Grid(
    "“三公”经费支出情况表",
    "单位：万元",
    rows("""
        项目               | 金额
        因公出国（境）费   | 0.00
        公务接待费         | 3.25
        公务用车运行维护费 | 12.60
        合计               | 15.85
    """),
)
PROJECTS = Grid(
    "项目支出明细表",
    "",
    rows("""
        项目类别   | 项目名称     | 预算金额（万元） | 实际支出（万元） | 执行率
        运转类     | 办公设备购置 | 45.00            | 44.20            | 98.22%
        ^          | 信息系统运维 | 60.00            | 58.50            | 97.50%
        特定目标类 | 河道治理     | 500.00           | 468.55           | 93.71%
        ^          | 水质监测     | 195.60           | 190.00           | 97.14%
        合计       | <            | 800.60           | 761.25           | 95.08%
    """),
)
SCORES = Grid(
    "绩效指标评分表",
    "",
    rows("""
        一级指标 | 二级指标     | 三级指标   | 分值 | 目标值      | 实际值    | 得分
        产出指标 | 数量指标     | 培训人次   | 10   | ≥1,200人次 | 1,268人次 | 10
        ^        | ^            | 检查次数   | 10   | ≥48次      | 52次      | 10
        ^        | 质量指标     | 验收合格率 | 15   | 100%        | 98.60%    | 14.2
        效益指标 | 社会效益指标 | 群众满意度 | 15   | ≥90%       | 93.5%     | 15
        合计     | <            | <          | 50   |             |           | 49.2
    """),
)

Block = str | Grid
Writer = Callable[[tuple["Block", ...]], bytes]
SOURCE: tuple[Block, ...] = (
    "# " + TITLE,
    "## 一、部门基本情况",
    "临江县水务局是县政府工作部门，内设科室8个，下属事业单位3个。2023年末在职人员126人，比上年减少4人。",
    "## 二、预算执行情况",
    "2023年年初预算2,000.00万元，调整后预算2,096.10万元，全年支出2,049.55万元，预算执行率97.78%。"
    "其中：基本支出1,248.30万元，占支出总额的60.91%；项目支出801.25万元，占支出总额的39.09%。",
    BUDGET,
    "“三公”经费支出15.85万元，比上年下降6.32%，其中公务接待费3.25万元。",
    SPENT,
    "## 三、项目实施情况",
    "本年度共实施项目4个，完成河道治理12.6公里，水质监测断面达标率98.5%。",
    PROJECTS,
    "## 四、绩效自评结果",
    "经自评，2023年度整体支出绩效自评得分为94.2分，等级为优。",
    SCORES,
    "## 五、存在问题",
    "部分项目支付进度偏慢，项目支出执行率为94.76%，有2个项目未按期验收。",
)


def tables() -> Iterator[Grid]:
    yield from (block for block in SOURCE if isinstance(block, Grid))


def numbers() -> Iterator[str]:
    """Yield the numbers of all tables."""
    for grid in tables():
        cells = (cell.strip("≥%人次").replace(",", "") for row in grid.rows for cell in row)
        yield from (str(Decimal(cell)) for cell in cells if cell.replace(".", "", 1).isdecimal())


def spans(grid: Grid) -> Iterator[tuple[int, int, int, int]]:
    """Yield row and column, rows and columns of each cell that takes up several."""
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            if cell not in (LEFT, UP):
                down = next((i for i in range(r + 1, len(grid.rows)) if grid.rows[i][c] != UP), len(grid.rows)) - r
                wide = next((i for i in range(c + 1, len(row)) if row[i] != LEFT), len(row)) - c
                yield r, c, down, wide


def shown(cell: str) -> str:
    return "" if cell in (LEFT, UP) else cell


# ---------------------------------------------------------------- writers


def word(blocks: tuple[Block, ...]) -> bytes:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Grid):
            for line in filter(None, (block.title, block.unit)):
                document.add_paragraph(line)
            table = document.add_table(len(block.rows), len(block.rows[0]))
            for r, c, down, wide in spans(block):
                cell = table.cell(r, c).merge(table.cell(r + down - 1, c + wide - 1))
                cell.text = block.rows[r][c]
        elif block.startswith("#"):
            document.add_heading(block.lstrip("# "), block.count("#") - 1)
        else:
            document.add_paragraph(block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page(blocks: tuple[Block, ...]) -> bytes:
    body = "\n".join(_markup(block) for block in blocks)
    head = f'<head><meta charset="utf-8"><title>{TITLE}_县政府门户网站</title></head>'
    frame = '<div class="nav"><a href="/">首页</a> 今日访问9,999次</div>'
    return f'<html>{head}<body>{frame}<div class="content">{body}</div></body></html>'.encode()


def _markup(block: Block) -> str:
    if isinstance(block, Grid):
        lines = "".join(f"<p>{line}</p>" for line in filter(None, (block.title, block.unit)))
        reach = {(r, c): f' rowspan="{down}" colspan="{wide}"' for r, c, down, wide in spans(block)}
        cells = [
            "".join(f"<td{reach[r, c]}>{html.escape(cell)}</td>" for c, cell in enumerate(row) if (r, c) in reach)
            for r, row in enumerate(block.rows)
        ]
        return lines + "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    level = len(block) - len(block.lstrip("#"))
    return f"<h{level}>{block.lstrip('# ')}</h{level}>" if level else f"<p>{html.escape(block)}</p>"


def markdown(blocks: tuple[Block, ...]) -> bytes:
    return "\n\n".join(_marked(block) for block in blocks).encode()


def _marked(block: Block) -> str:
    if isinstance(block, str):
        return block
    lines = ["| " + " | ".join(map(shown, row)) + " |" for row in block.rows]
    rule = "|" + " --- |" * len(block.rows[0])
    return "\n\n".join([*filter(None, (block.title, block.unit)), "\n".join([lines[0], rule, *lines[1:]])])


def typed(blocks: tuple[Block, ...]) -> bytes:
    """Write tables as people type them: columns set apart by spaces, each as wide as its widest cell."""
    return _lines(blocks, _spaced)


def pasted(blocks: tuple[Block, ...]) -> bytes:
    """Write tables as they are pasted from a spreadsheet: a tab between two cells."""
    return _lines(blocks, lambda row, widths: "\t".join(row))


def _lines(blocks: tuple[Block, ...], drawn: Callable[[list[str], list[int]], str]) -> bytes:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block.lstrip("# "))
            continue
        widths = [max(map(_width, map(shown, column))) + 3 for column in zip(*block.rows, strict=True)]
        lines += filter(None, (block.title, block.unit))
        lines += (drawn(list(map(shown, row)), widths) for row in block.rows)
    return "\r\n".join(lines).encode("gb18030")


def _spaced(row: list[str], widths: list[int]) -> str:
    return "".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(character) in "WFA") for character in text)


def workbook(blocks: tuple[Block, ...]) -> bytes:
    """Write the tables alone, numbers as numbers under their formats."""
    book = openpyxl.Workbook()
    for number, grid in enumerate(block for block in blocks if isinstance(block, Grid)):
        sheet = book.active if number == 0 else book.create_sheet(f"表{number + 1}")
        above = [line for line in (grid.title, grid.unit) if line]
        for at, line in enumerate(above, 1):
            sheet.cell(at, 1, line)
        for r, c, down, wide in spans(grid):
            place = sheet.cell(len(above) + r + 1, c + 1)
            place.value, place.number_format = _stored(grid.rows[r][c])
            if down * wide > 1:
                end = sheet.cell(place.row + down - 1, place.column + wide - 1)
                sheet.merge_cells(f"{place.coordinate}:{end.coordinate}")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _stored(cell: str) -> tuple[Any, str]:
    digits = cell.replace(",", "").removesuffix("%")
    if not digits.replace(".", "", 1).isdecimal():
        return cell or None, "General"
    places = "." + "0" * len(digits.partition(".")[2]) if "." in digits else ""
    if cell.endswith("%"):
        return float(Decimal(digits) / 100), f"0{places}%"
    return float(digits), ("#,##0" if "," in cell else "0") + places


FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK")
HEAD = ParagraphStyle("head", BODY, fontSize=14, leading=26)


def pdf(blocks: tuple[Block, ...]) -> bytes:
    parts: list[Any] = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(Paragraph(html.escape(block.lstrip("# ")), HEAD if block.startswith("#") else BODY))
            continue
        parts += [Paragraph(line, BODY) for line in filter(None, (block.title, block.unit))]
        merged = [("SPAN", (c, r), (c + wide - 1, r + down - 1)) for r, c, down, wide in spans(block)]
        looks = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 10), *merged]
        parts.append(Table([list(map(shown, row)) for row in block.rows], style=looks))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(parts)
    return buffer.getvalue()


# ---------------------------------------------------------------- the same figures


def figures(write: Writer, suffix: str, folder: Path, blocks: tuple[Block, ...] = SOURCE) -> Counter[tuple[str, ...]]:
    """Count the figures of the source as read from a file of a format."""
    path = folder / f"{TITLE}{suffix}"
    path.write_bytes(write(blocks))
    made = entry(path.name, path)
    assert not isinstance(made, str), made
    return Counter((f.label, f.period, f.qualifier, str(f.value), f.unit, f.kind.value) for f in made.figures)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, ...]]:
    return figures(word, ".docx", tmp_path_factory.mktemp("word"))


def test_the_source_gives_every_number_of_its_tables(expected: Counter[tuple[str, ...]]) -> None:
    values = Counter(value for _, _, _, value, _, _ in expected.elements())
    assert all(values[number] for number in numbers())


@pytest.mark.parametrize(
    ("write", "suffix"),
    [(page, ".html"), (markdown, ".md"), (typed, ".txt"), (pasted, ".txt"), (pdf, ".pdf")],
)
def test_every_format_gives_the_same_figures(
    write: Writer, suffix: str, tmp_path: Path, expected: Counter[tuple[str, ...]]
) -> None:
    found = figures(write, suffix, tmp_path)
    assert (found - expected, expected - found) == (Counter(), Counter())


def test_a_workbook_of_the_tables_gives_the_figures_of_the_tables(tmp_path: Path) -> None:
    blocks = tuple(tables())
    found, same = figures(workbook, ".xlsx", tmp_path, blocks), figures(word, ".docx", tmp_path, blocks)
    assert (found - same, same - found) == (Counter(), Counter())
    assert sum(found.values()) == len(list(numbers()))


@pytest.mark.parametrize("suffix", [".doc", ".odt", ".rtf", ".xls"])
def test_what_libreoffice_converts_gives_the_same_figures(
    suffix: str, tmp_path: Path, expected: Counter[tuple[str, ...]]
) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    write, made, blocks = (workbook, ".xlsx", tuple(tables())) if suffix == ".xls" else (word, ".docx", SOURCE)

    def written(blocks: tuple[Block, ...]) -> bytes:
        source = tmp_path / f"source{made}"
        source.write_bytes(write(blocks))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", suffix[1:], "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return source.with_suffix(suffix).read_bytes()

    found = figures(written, suffix, tmp_path, blocks)
    same = figures(write, made, tmp_path, blocks) if blocks is not SOURCE else expected
    assert (found - same, same - found) == (Counter(), Counter())
