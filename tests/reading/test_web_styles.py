"""One report in the frames of several kinds of sites: nothing of the frames is read, nothing of the report lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from heshu.reading import web
from heshu.records import Extracted

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
TITLE = "某区教育局2023年度部门整体支出绩效自评报告"
OPENING = "根据区财政局关于开展绩效自评工作的要求，我局对2023年度部门整体支出开展了绩效自评，现将有关情况报告如下。"
FIGURES = "全年预算数5,230.40万元，支出5,102.77万元，预算执行率97.56%。"
TABLE = [["项目", "预算数", "决算数"], ["基本支出", "3,100.00", "3,050.10"], ["项目支出", "2,130.40", "2,052.67"]]
LINES = [
    *(TITLE, OPENING, "一、预算执行情况", FIGURES, "收支情况表", "单位：万元"),
    *("\t".join(row) for row in TABLE),
    *("二、存在问题", "部分项目进度偏慢。"),
]
BELOW = {"附件：", "1.绩效自评表.pdf", "1. 加强管理。"}
"""What some of the pages have below the report, of the report."""


def marked(rows: list[list[str]]) -> str:
    """Write a table as sites that took it over from Word do."""
    cells = ("".join(f"<td><p><span style='font-size:12pt'>{cell}</span></p></td>" for cell in row) for row in rows)
    return f"<table border=1><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


ARTICLE = (
    f"<p>{OPENING}</p><p><strong>一、预算执行情况</strong></p><p>{FIGURES}</p><p>收支情况表</p>"
    f"<p style='text-align:right'>单位：万元</p>{marked(TABLE)}<p><strong>二、存在问题</strong></p>"
    "<p>部分项目进度偏慢。</p>"
)


def read(html: str) -> Extracted:
    return web.read(f"<html><body>{html}</body></html>".encode())


def cells(extracted: Extracted) -> list[list[list[str]]]:
    return [[[extracted.text[a:b] for a, b in row.cells] for row in table.rows] for table in extracted.tables]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_report_is_read_and_the_site_is_not(path: Path) -> None:
    html = path.read_text("utf-8").replace("{{title}}", TITLE).replace("{{article}}", ARTICLE)
    extracted = web.read(html.encode())
    assert [line for line in extracted.text.splitlines() if line not in BELOW] == LINES
    assert cells(extracted) == [TABLE]
    assert extracted.text[slice(*extracted.tables[0].caption)] == "收支情况表\n单位：万元"


def test_the_frames_are_full_of_numbers_that_are_not_the_reports() -> None:
    assert len(PAGES) > 5
    for path in PAGES:
        words = re.sub(r"<script.*?</script>|<[^>]*>|\{\{\w+\}\}", " ", path.read_text("utf-8"), flags=re.S)
        assert re.search(r"\d", words), path


def test_parts_of_a_report_in_blocks_side_by_side_are_all_read() -> None:
    first, second = f"<p>{OPENING * 8}</p>", f"<p>（二）绩效情况。{FIGURES * 3}</p>"
    extracted = read(f"<div class=tabs><div>{first}</div><div>{second}</div></div>")
    assert extracted.text.splitlines() == [OPENING * 8, f"（二）绩效情况。{FIGURES * 3}"]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    outer = "<tr><td>部门</td><td>某局</td></tr><tr><td>年度</td><td>2023</td></tr>"
    held = f"<tr><td>附表</td><td><p>支出情况表</p>{marked(TABLE)}</td></tr>"
    extracted = read(f"<p>{OPENING}</p><table border=1>{outer}{held}</table>")
    assert cells(extracted) == [[["部门", "某局"], ["年度", "2023"]], TABLE]
    assert extracted.text[slice(*extracted.tables[1].caption)] == "支出情况表"


def test_preformatted_lines_stay_lines() -> None:
    assert read(f"<pre>{OPENING}\n{FIGURES}\n</pre>").text == f"{OPENING}\n{FIGURES}\n"


def test_a_count_in_the_line_below_its_name_is_the_sites_and_a_lone_number_is_not() -> None:
    assert read(f"<p>{OPENING}</p><p>浏览量：</p><p>34,567</p><p>12.50</p>").text == f"{OPENING}\n12.50\n"


def test_columns_in_preformatted_lines_are_a_table() -> None:
    lines = "\n".join(f"{name}    {budget}    {spent}" for name, budget, spent in TABLE)
    assert cells(read(f"<p>{OPENING}</p><pre>收支情况表\n{lines}\n</pre>")) == [TABLE]
