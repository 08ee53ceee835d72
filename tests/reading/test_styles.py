"""Reports of made-up departments in the styles of other offices: each figure with its label, value, unit and period.

What a clerk would copy out of them is written beside the document, before it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl  # type: ignore[import-untyped]
from docx.table import Table as WordTable
from reportlab.lib import pagesizes  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from heshu.figures.extract import figures_of
from heshu.reading.read import read

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def figures(path: Path) -> list[str]:
    """Read a file: ``label|period|qualifier value unit`` of each figure, in the order of the text."""
    reading = read(path)
    names = (reading.report.department, *reading.report.aliases)
    found = figures_of(reading.passages, reading.extracted.tables, reading.report.text, names)
    return [f"{f.label}|{f.period}|{f.qualifier}{f.value}{f.unit}" for f in found]


def rows(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


# ---------------------------------------------------------------- a form in Word

FORM = (
    ("部门名称", "榕江县自然资源局", "", "", "", "", "", ""),
    ("预算执行情况（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "3,210.50", "3,468.20", "3,391.06", "10", "97.78%", "9.78"),
    ("", "其中：基本支出", "1,876.00", "1,920.40", "1,918.75", "", "99.91%", ""),
    ("", "项目支出", "1,334.50", "1,547.80", "1,472.31", "", "95.12%", ""),
    ("一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "权重", "得分", "偏差原因"),
    ("产出指标（50分）", "数量指标", "不动产登记发证数量", "≥12,000本", "13,462本", "8", "8", "无"),
    ("", "", "地质灾害隐患点巡查", "≥48次", "45次", "6", "5.63", "汛期道路中断"),
    ("", "质量指标", "测绘成果验收合格率", "100%", "100%", "8", "8", "无"),
    ("效益指标（30分）", "社会效益", "耕地保有量", "≥35.6万亩", "35.72万亩", "10", "10", "无"),
    ("满意度指标（10分）", "服务对象满意度", "办事群众满意度", "≥90%", "93.5%", "10", "10", "无"),
    ("总分", "", "", "", "", "100", "97.41", ""),
)
FORM_MERGED = (
    ((0, 1), (0, 7)),
    ((1, 0), (4, 0)),
    ((6, 0), (8, 0)),
    ((6, 1), (7, 1)),
    ((11, 0), (11, 4)),
)
YEARS = (
    ("项目（单位：万元）", "2022年", "", "2023年", "", "决算增减率（%）"),
    ("", "预算", "决算", "预算", "决算", ""),
    ("“三公”经费合计", "30.00", "25.60", "28.00", "21.35", "-16.60"),
    ("其中：公务接待费", "6.00", "4.10", "5.00", "3.05", "-25.61"),
    ("公务用车运行维护费", "24.00", "21.50", "23.00", "18.30", "-14.88"),
)
STAFF = (("人员类别", "编制数", "年末实有人数"), ("行政", "42", "40"), ("事业", "118", "109"))
WORD_FIGURES = """
年度资金总额年初预算数|年初|3210.50万元
年度资金总额全年预算数||3468.20万元
年度资金总额全年执行数||3391.06万元
年度资金总额分值||10分
年度资金总额执行率||97.78%
年度资金总额得分||9.78分
基本支出年初预算数|年初|1876.00万元
基本支出全年预算数||1920.40万元
基本支出全年执行数||1918.75万元
基本支出执行率||99.91%
项目支出年初预算数|年初|1334.50万元
项目支出全年预算数||1547.80万元
项目支出全年执行数||1472.31万元
项目支出执行率||95.12%
不动产登记发证数量指标值||≥12000本
不动产登记发证数量实际完成值||13462本
不动产登记发证数量权重||8分
不动产登记发证数量得分||8分
地质灾害隐患点巡查指标值||≥48次
地质灾害隐患点巡查实际完成值||45次
地质灾害隐患点巡查权重||6分
地质灾害隐患点巡查得分||5.63分
测绘成果验收合格率指标值||100%
测绘成果验收合格率实际完成值||100%
测绘成果验收合格率权重||8分
测绘成果验收合格率得分||8分
耕地保有量指标值||≥35.6万亩
耕地保有量实际完成值||35.72万亩
耕地保有量权重||10分
耕地保有量得分||10分
办事群众满意度指标值||≥90%
办事群众满意度实际完成值||93.5%
办事群众满意度权重||10分
办事群众满意度得分||10分
总分权重||100分
总分得分||97.41分
三公经费合计预算|2022年|30.00万元
三公经费合计决算|2022年|25.60万元
三公经费合计预算|2023年|28.00万元
三公经费合计决算|2023年|21.35万元
三公经费合计决算增减率||-16.60%
公务接待费预算|2022年|6.00万元
公务接待费决算|2022年|4.10万元
公务接待费预算|2023年|5.00万元
公务接待费决算|2023年|3.05万元
公务接待费决算增减率||-25.61%
公务用车运行维护费预算|2022年|24.00万元
公务用车运行维护费决算|2022年|21.50万元
公务用车运行维护费预算|2023年|23.00万元
公务用车运行维护费决算|2023年|18.30万元
公务用车运行维护费决算增减率||-14.88%
行政编制数||42人
行政年末实有人数|年末|40人
事业编制数||118人
事业年末实有人数|年末|109人
"""


def fill(table: WordTable, texts: Sequence[Sequence[str]]) -> None:
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            if text:
                table.cell(row, column).text = text


def test_a_form_in_word_with_merged_cells_heads_over_two_rows_and_a_table_in_a_cell(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("榕江县自然资源局2023年度部门整体支出绩效自评报告", 0)
    made.add_heading("一、自评情况", 1)
    made.add_paragraph("附表1：部门整体支出绩效自评表")
    form = made.add_table(len(FORM), 8)
    for first, last in FORM_MERGED:
        form.cell(*first).merge(form.cell(*last))
    fill(form, FORM)
    made.add_heading("二、“三公”经费", 1)
    years = made.add_table(len(YEARS), 6)
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (0, 4)), ((0, 5), (1, 5))):
        years.cell(*first).merge(years.cell(*last))
    fill(years, YEARS)
    made.add_heading("三、人员情况", 1)
    frame = made.add_table(1, 1)
    frame.cell(0, 0).text = "本局人员情况如下："
    fill(frame.cell(0, 0).add_table(3, 3), STAFF)
    path = tmp_path / "榕江县自然资源局2023年度部门整体支出绩效自评报告.docx"
    made.save(str(path))
    assert figures(path) == rows(WORD_FIGURES)


# ---------------------------------------------------------------- a page of a web site

PAGE = """<html><head><title>洛川市医疗保障局2022年度部门整体支出绩效自评报告</title></head><body>
<div class="nav"><a href="/">首页</a> 访问量12,345次</div>
<div class="article"><h1>洛川市医疗保障局2022年度部门整体支出绩效自评报告</h1>
<p>一、预算执行情况</p>
<p>2022年度，全年支出合计8,216.44万元，比上年增加312.08万元，增长3.95%。</p>
<p style="text-align:center">2022年度支出预算执行情况表</p><p style="text-align:right">单位：万元</p>
<table><thead><tr><th rowspan="2">支出项目</th><th colspan="2">预算</th><th rowspan="2">决算数</th>
<th rowspan="2">完成调整预算（%）</th><th rowspan="2">备注</th></tr><tr><th>年初</th><th>调整</th></tr></thead><tbody>
<tr><td>一、基本支出</td><td>1,020.00</td><td>1,104.37</td><td>1,101.15</td><td>99.71</td><td></td></tr>
<tr><td>其中：人员经费</td><td>905.00</td><td>991.20</td><td>990.88</td><td>99.97</td><td></td></tr>
<tr><td>公用经费</td><td>115.00</td><td>113.17</td><td>110.27</td><td>97.44</td><td></td></tr>
<tr><td>二、项目支出</td><td>7,300.00</td><td>7,150.00</td><td>7,115.29</td><td>99.51</td><td>压减</td></tr>
<tr><td>合计</td><td>8,320.00</td><td>8,254.37</td><td>8,216.44</td><td>99.54</td><td></td></tr>
</tbody></table>
<p>二、资产情况</p>
<table border="1"><tr><td>资产类别</td><td>期初数（元）</td><td>期末数（元）</td></tr>
<tr><td>固定资产</td><td>1,234,567.80</td><td>1,300,000.00</td></tr>
<tr><td>无形资产</td><td>0.00</td><td>88,000.50</td></tr></table>
</div><div class="side"><p>热点：投资增长15%</p></div></body></html>"""
PAGE_FIGURES = """
支出合计|2022年度|8216.44万元
支出合计比上年增加|2022年度|312.08万元
支出合计增长|2022年度|3.95%
基本支出年初预算|年初|1020.00万元
基本支出调整预算|调整后|1104.37万元
基本支出决算数|2022年度|1101.15万元
基本支出完成调整预算|调整后|99.71%
人员经费年初预算|年初|905.00万元
人员经费调整预算|调整后|991.20万元
人员经费决算数|2022年度|990.88万元
人员经费完成调整预算|调整后|99.97%
公用经费年初预算|年初|115.00万元
公用经费调整预算|调整后|113.17万元
公用经费决算数|2022年度|110.27万元
公用经费完成调整预算|调整后|97.44%
项目支出年初预算|年初|7300.00万元
项目支出调整预算|调整后|7150.00万元
项目支出决算数|2022年度|7115.29万元
项目支出完成调整预算|调整后|99.51%
支出合计年初预算|年初|8320.00万元
支出合计调整预算|调整后|8254.37万元
支出合计决算数|2022年度|8216.44万元
支出合计完成调整预算|调整后|99.54%
固定资产期初数|期初|1234567.80元
固定资产期末数|期末|1300000.00元
无形资产期初数|期初|0.00元
无形资产期末数|期末|88000.50元
"""


def test_a_web_page_with_heads_over_two_rows_and_units_in_heads(tmp_path: Path) -> None:
    path = tmp_path / "洛川市医疗保障局2022年度部门整体支出绩效自评报告.html"
    path.write_text(PAGE, "utf-8")
    assert figures(path) == rows(PAGE_FIGURES)


# ---------------------------------------------------------------- an annex as a workbook

SPENDING: tuple[tuple[object, ...], ...] = (
    ("附件2", "", "", "", "", ""),
    ("榕江县自然资源局2023年度项目支出明细表", "", "", "", "", ""),
    ("填报单位：榕江县自然资源局", "", "", "", "", "单位：元"),
    ("序号", "项目名称", "预算数", "", "支出数", "预算执行率"),
    ("", "", "年初预算", "调整后预算", "", ""),
    (1, "国土空间规划编制", 2600000, 3150000.5, 3020000.25, 0.9587),
    (2, "地质灾害防治", 1800000, 1800000, 1799999.99, 1),
    ("", "合计", 4400000, 4950000.5, 4820000.24, 0.9738),
)
GOALS: tuple[tuple[object, ...], ...] = (
    ("榕江县自然资源局2023年度绩效目标完成情况", "", "", "", "", ""),
    ("指标名称", "计量单位", "目标值", "实际值", "权重（分）", "得分"),
    ("规划编制完成数", "个", 12, 11, 15, 13.75),
    ("治理面积", "亩", 860, 912.5, 10, 10),
    ("群众满意率", "%", 90, 94.2, 10, 10),
    ("合计", "", "", "", 35, 33.75),
)
BOOK_FIGURES = """
国土空间规划编制年初预算|年初|2600000元
国土空间规划编制调整后预算|调整后|3150000.50元
国土空间规划编制支出数|2023年度|3020000.25元
国土空间规划编制预算执行率|2023年度|95.87%
地质灾害防治年初预算|年初|1800000元
地质灾害防治调整后预算|调整后|1800000.00元
地质灾害防治支出数|2023年度|1799999.99元
地质灾害防治预算执行率|2023年度|100.00%
项目支出年初预算合计|年初|4400000元
项目支出调整后预算合计|调整后|4950000.50元
项目支出数合计|2023年度|4820000.24元
项目支出合计预算执行率|2023年度|97.38%
规划编制完成数目标值|2023年度|12个
规划编制完成数实际值|2023年度|11个
规划编制完成数权重|2023年度|15分
规划编制完成数得分|2023年度|13.75分
治理面积目标值|2023年度|860亩
治理面积实际值|2023年度|912.5亩
治理面积权重|2023年度|10分
治理面积得分|2023年度|10分
群众满意率目标值|2023年度|90%
群众满意率实际值|2023年度|94.2%
群众满意率权重|2023年度|10分
群众满意率得分|2023年度|10分
权重合计|2023年度|35分
得分合计|2023年度|33.75分
"""


def test_an_annex_as_a_workbook_with_two_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "项目支出"
    for row in SPENDING:
        first.append(row)
    for area in ("A2:F2", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5"):
        first.merge_cells(area)
    for number in (6, 7, 8):
        first.cell(number, 4).number_format = first.cell(number, 5).number_format = "#,##0.00"
        first.cell(number, 6).number_format = "0.00%"
    second = book.create_sheet("绩效目标")
    for line in GOALS:
        second.append(line)
    second.merge_cells("A1:F1")
    path = tmp_path / "附件2.榕江县自然资源局2023年度项目支出明细表.xlsx"
    book.save(path)
    assert figures(path) == rows(BOOK_FIGURES)


# ---------------------------------------------------------------- a PDF without rulings

ITEMS = "办公费 印刷费 水费 电费 邮电费 物业管理费 差旅费 维修费 租赁费 会议费 培训费 公务接待费 劳务费 工会经费 福利费"
COLUMNS = (60.0, 260.0, 340.0, 430.0, 520.0)
HEAD = ("科目名称", "年初预算", "调整预算", "决算数", "执行率")


def items() -> list[tuple[str, ...]]:
    """Make a line of each item; every amount differs."""
    return [
        (name, *map(_amount, (120_000 + 1_037 * at, 120_999 + 1_037 * at, 110_000 + 973 * at)), f"{90 + at / 4:.2f}%")
        for at, name in enumerate(ITEMS.split())
    ]


def _amount(cents: int) -> str:
    return f"{cents / 100:,.2f}"


def unruled(path: Path) -> None:
    """Print a table of fifteen rows over two pages: numbers end in line, no strokes, the head again on page two."""
    canvas = Canvas(str(path), pagesize=pagesizes.A4)
    lines = items()
    for number, part in enumerate((lines[:9], lines[9:]), 1):
        canvas.setFont(FONT, 10.5)
        top = 780.0
        if number == 1:
            canvas.drawCentredString(297, 780, "陵水市档案馆2023年度部门整体支出绩效自评报告")
            canvas.drawString(60, 750, "一、公用经费支出情况")
            canvas.drawCentredString(297, 725, "2023年公用经费支出明细表")
            canvas.drawRightString(520, 705, "单位：万元")
            top = 685.0
        for row, texts in enumerate((HEAD, *part)):
            canvas.drawString(COLUMNS[0], top - 20 * row, texts[0])
            for x, text in zip(COLUMNS[1:], texts[1:], strict=True):
                canvas.drawRightString(x, top - 20 * row, text)
        if number == 2:
            canvas.drawString(60, top - 20 * len(part) - 30, "二、存在问题")
            canvas.drawString(80, top - 20 * len(part) - 50, "预算编制不够精准，全年公用经费结余11.20万元。")
        canvas.drawCentredString(297, 40, f"— {number} —")
        canvas.showPage()
    canvas.save()


def test_a_table_without_rulings_over_two_pages(tmp_path: Path) -> None:
    path = tmp_path / "陵水市档案馆2023年度部门整体支出绩效自评报告.pdf"
    unruled(path)
    wanted = [
        row
        for name, planned, changed, spent, rate in items()
        for row in (
            f"{name}年初预算|年初|{planned.replace(',', '')}万元",
            f"{name}调整预算|调整后|{changed.replace(',', '')}万元",
            f"{name}决算数|2023年|{spent.replace(',', '')}万元",
            f"{name}执行率|2023年|{rate}",
        )
    ]
    assert figures(path) == [*wanted, "公用经费结余|全年|11.20万元"] or figures(path) == [
        *wanted,
        "全年公用经费结余||11.20万元",
    ]


# ---------------------------------------------------------------- a typed report of a town

TOWN = """\
云屏县柳堡镇人民政府
2023 年部门整体支出绩效自评报告

一、收支情况

2023 年年初预算 1 308.45 万元，全年决算支出 2 016.30 万元。

（一）支付进度。

    时点            累计支付数（万元）    支付进度
    3 月 31 日         412.08             19.87%
    6 月 30 日       1 020.55             49.21%

（二）项目支出。

                                          单位：万元
序号  项目名称              预算数     支付数    执行率
 1    村道养护              286.00     286.00    100%
 2    卫生院南侧排水沟
      清淤                   38.64      30.40    78.67%
 3    文化广场改造         1 082.50     949.00    87.67%
      （专项债券）
      合  计              1 407.14   1 265.40    89.93%

（三）自评得分。

    一级指标         分值      得分
    预算管理          40       37.20
    履职效果          60       55.15
    合    计         100       92.35
"""
TOWN_FIGURES = """
年初预算|年初|1308.45万元
全年决算支出|2023年|2016.30万元
3月31日累计支付数||412.08万元
3月31日支付进度||19.87%
6月30日累计支付数||1020.55万元
6月30日支付进度||49.21%
村道养护预算数||286.00万元
村道养护支付数||286.00万元
村道养护执行率||100%
卫生院南侧排水沟清淤预算数||38.64万元
卫生院南侧排水沟清淤支付数||30.40万元
卫生院南侧排水沟清淤执行率||78.67%
文化广场改造预算数||1082.50万元
文化广场改造支付数||949.00万元
文化广场改造执行率||87.67%
项目支出预算数合计||1407.14万元
项目支出支付数合计||1265.40万元
项目支出合计执行率||89.93%
预算管理分值||40分
预算管理得分||37.20分
履职效果分值||60分
履职效果得分||55.15分
分值合计||100分
得分合计||92.35分
"""


def test_a_typed_report_with_spaces_for_thousands_and_names_over_two_lines(tmp_path: Path) -> None:
    path = tmp_path / "云屏县柳堡镇人民政府2023年部门整体支出绩效自评报告.txt"
    path.write_text(TOWN, "utf-8")
    assert figures(path) == rows(TOWN_FIGURES)


def test_totals_in_bold_are_those_of_the_side_that_the_table_is_of(tmp_path: Path) -> None:
    path = tmp_path / "云屏县柳堡镇卫生院2023年部门整体支出绩效自评报告.md"
    lines = ("表1　收入预决算情况表（单位：万元）", "", "| 项目 | 年初预算数 | 决算数 |", "| --- | ---: | ---: |")
    body = ("| 财政拨款 | 300.00 | 320.00 |", "| 医疗收费 | 90.00 | 81.50 |", "| **合计** | **390.00** | **401.50** |")
    path.write_text("\n".join((*lines, *body)), "utf-8")
    assert figures(path)[-2:] == ["收入合计年初预算数|年初|390.00万元", "收入合计决算数||401.50万元"]


# ---------------------------------------------------------------- columns set apart by one space

COPIED = """\
云屏县残疾人联合会
2023年度部门整体支出绩效自评报告

一、预算执行情况

单位：万元
项目 年初预算 调整预算 执行数 执行率
基本支出 412.30 436.80 431.25 98.73%
项目支出 1,944.50 2,663.20 2,581.21 96.92%
合 计 2,356.80 3,100.00 3,012.46 97.18%

二、自评情况
指标 目标值 完成值 分值 得分
康复救助人数 320人 342人 10 10
辅具适配件数 1500件 1426件 10 9.5
村民满意度目标95%，实际93.8%。
"""
COPIED_FIGURES = """
基本支出年初预算|年初|412.30万元
基本支出调整预算|调整后|436.80万元
基本支出执行数||431.25万元
基本支出执行率||98.73%
项目支出年初预算|年初|1944.50万元
项目支出调整预算|调整后|2663.20万元
项目支出执行数||2581.21万元
项目支出执行率||96.92%
支出合计年初预算|年初|2356.80万元
支出合计调整预算|调整后|3100.00万元
支出合计执行数||3012.46万元
支出合计执行率||97.18%
康复救助人数目标值||320人
康复救助人数完成值||342人
康复救助人数分值||10分
康复救助人数得分||10分
辅具适配件数目标值||1500件
辅具适配件数完成值||1426件
辅具适配件数分值||10分
辅具适配件数得分||9.5分
村民满意度目标||95%
村民满意度实际||93.8%
"""


def test_a_report_copied_out_of_a_pdf_with_one_space_between_columns(tmp_path: Path) -> None:
    path = tmp_path / "云屏县残疾人联合会2023年度部门整体支出绩效自评报告.txt"
    path.write_text(COPIED, "utf-8")
    assert figures(path) == rows(COPIED_FIGURES)
