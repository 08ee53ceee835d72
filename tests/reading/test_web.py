"""Web pages: the report without the site around it."""

from __future__ import annotations

import pytest

from heshu.errors import DamagedFile, NoText
from heshu.reading import web
from heshu.records import Extracted

PROSE = "本部门按照预算绩效管理要求，组织开展了年度整体支出绩效自评，现将有关情况报告如下。"


def page(body: str, head: str = "") -> Extracted:
    return web.read(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def cells(extracted: Extracted) -> list[list[str]]:
    return [[extracted.text[a:b] for a, b in row.cells] for row in extracted.tables[0].rows]


PUBLISHED = f"""
<ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">互动</a></li></ul>
<div class="crumb">您当前的位置：<a href="/">首页</a> &gt; 绩效 &gt; 777</div>
<div class="wrap">
  <div class="main">
    <h1>某局2023年度整体支出绩效自评报告</h1>
    <div class="info">发布日期：2024-08-01 来源：某局 浏览次数：<span>98765</span></div>
    <div class="article"><p>{PROSE}</p><h2>一、基本情况</h2><p>{PROSE}</p><p>预算执行率为<b>99.5</b>%。</p></div>
  </div>
  <div class="right-col"><h3>推荐阅读</h3><p>去年支出4321万元。</p></div>
  <div><b>相关链接</b><ul><li>甲1111</li><li>乙2222</li></ul></div>
</div>
<div id="footer">版权所有 网站标识码：4401000001 访问量：123456</div>
<script>var hits = 5555;</script>
"""


def test_only_the_report_is_left_of_a_published_page() -> None:
    extracted = page(PUBLISHED, "<title>某局2023年度整体支出绩效自评报告_某市政府网</title>")
    assert extracted.text.splitlines() == [
        "某局2023年度整体支出绩效自评报告",
        PROSE,
        "一、基本情况",
        PROSE,
        "预算执行率为99.5%。",
    ]
    assert extracted.paragraphs_whole


def test_headings_have_their_levels_and_spans() -> None:
    extracted = page(PUBLISHED)
    found = [(extracted.text[slice(*h.span)], h.level) for h in extracted.headings]
    assert found == [("某局2023年度整体支出绩效自评报告", 1), ("一、基本情况", 2)]


def test_a_page_inside_one_form_is_read() -> None:
    assert page(f"<form id='aspnet'><div><p>{PROSE}</p><p>{PROSE}</p></div></form>").text == f"{PROSE}\n{PROSE}\n"


def test_the_title_of_the_page_serves_where_there_is_no_heading() -> None:
    extracted = page(f"<p>{PROSE}</p>", "<title>某局自评报告 - 某市</title>")
    assert extracted.text == f"某局自评报告\n{PROSE}\n"
    assert extracted.headings[0].level == 1


def test_a_title_in_a_block_beside_the_article_is_found_by_the_title_of_the_page() -> None:
    body = f"<div><div class='t'>某局2023年自评报告</div><div><h2>一、情况</h2><p>{PROSE}</p><p>{PROSE}</p></div></div>"
    assert page(body, "<title>某局2023年自评报告-某市</title>").text.startswith("某局2023年自评报告\n一、情况\n")


def test_tables_keep_their_columns_under_spans() -> None:
    extracted = page(
        f"<p>{PROSE}</p><p>单位：万元</p><table><tr><th rowspan=2>科目</th><th colspan=2>金额</th></tr>"
        "<tr><th>预算</th><th>决算</th></tr><tr><td>公用<br>经费</td><td>1,234.50</td><td></td></tr></table>"
    )
    assert cells(extracted) == [["科目", "金额", ""], ["", "预算", "决算"], ["公用 经费", "1,234.50", ""]]
    assert extracted.text[slice(*extracted.tables[0].caption)] == "单位：万元"


def test_a_scaffold_of_a_table_is_read_as_text() -> None:
    body = f"<table><tr><td>左</td><td><p>{PROSE * 5}</p><p>{PROSE * 5}</p></td></tr></table>"
    assert page(body).tables == ()


def test_an_indicator_that_counts_visits_is_no_counter() -> None:
    assert (
        "网站访问量达到1200万人次，完成目标。"
        in page(f"<p>{PROSE}</p><p>网站访问量达到1200万人次，完成目标。</p>").text
    )


def test_entities_breaks_and_source_lines() -> None:
    assert page("<p>甲&amp;乙\n 丙<br>支出\n减少&nbsp;5&lt;6</p>").text == "甲&乙丙\n支出减少 5<6\n"


def test_hidden_struck_and_comments_are_no_text() -> None:
    assert page(f"<p>{PROSE}<!-- 1 --><del>2</del><span style='display: none'>3</span></p>").text == PROSE + "\n"


def test_a_power_does_not_run_into_its_number() -> None:
    assert page("<p>共10<sup>4</sup>件，面积5m<sup>2</sup>。</p>").text == "共10^4件，面积5m2。\n"


@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "big5"])
def test_the_declared_encoding_is_used(charset: str) -> None:
    prose = "本部門依照預算法辦理。" if charset == "big5" else PROSE
    html = f'<html><head><meta charset="{charset}"></head><body><p>{prose}</p></body></html>'
    assert web.read(html.encode(charset)).text == prose + "\n"


def test_a_page_without_words_and_one_that_is_no_page() -> None:
    with pytest.raises(NoText):
        page("<div><img src='a.png'></div>")
    with pytest.raises(DamagedFile):
        web.read(bytes(range(256)) * 4)


def test_a_page_nested_without_end_is_read_or_refused_in_words() -> None:
    with pytest.raises(DamagedFile):
        page("<div><b>" * 3000 + PROSE)


def test_a_small_table_in_a_row_of_figures_does_not_part_the_table() -> None:
    inner = "<table><tr><td>中央资金</td><td>300.00</td></tr><tr><td>县级资金</td><td>260.00</td></tr></table>"
    rows = [["项目", "预算数（万元）", "说明"], ["河道整治", "560.00", inner], ["抗旱应急", "88.80", "无"]]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    found = cells(page(f"<p>{PROSE}</p><table>{body}</table>"))
    assert found == [rows[0], ["河道整治", "560.00", "中央资金 300.00 县级资金 260.00"], rows[2]]


def test_what_stands_on_every_page_of_a_saved_document_is_left_out() -> None:
    around = "<div title='header'><p>内部 9999.99万元</p></div><p>{}</p><div title='footer'>共3页</div>"
    assert page(around.format(PROSE)).text == f"{PROSE}\n"
