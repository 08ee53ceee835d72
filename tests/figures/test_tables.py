"""Tables as departments draw them, each with the rows that a clerk would copy out of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from heshu.figures.tables import figures_of_table, usual_money
from heshu.figures.units import Unit, unit_named
from heshu.records import Span, Table, TableRow


def table(caption: str, *rows: str) -> tuple[Table, str]:
    """A table of rows written ``a | b | c``, and the text that it stands in."""
    text, made = caption + "\n", []
    for row in rows:
        cells = []
        for cell in (part.strip() for part in row.split("|")):
            cells.append(Span(len(text), len(text) + len(cell)))
            text += cell + "\t"
        text = text[:-1] + "\n"
        made.append(TableRow(tuple(cells)))
    return Table(Span(0, len(caption)), tuple(made)), text


def found(caption: str, *rows: str) -> Sequence[str]:
    drawn, text = table(caption, *rows)
    figures = [figure for _, figures in figures_of_table(drawn, text) for figure in figures]
    assert all(text[f.start : f.end].replace(",", "").strip("≥≤<>").startswith(str(f.value)) for f in figures)
    return [f"{f.label}|{f.whole}|{f.period}|{f.qualifier}|{f.value}{f.unit}|{f.kind.value}" for f in figures]


def test_row_and_column_make_the_label_and_the_caption_the_unit() -> None:
    assert found(
        "2023年度预算执行情况表 单位：万元",
        "项目 | 年初预算数 | 调整预算数 | 执行数 | 执行率",
        "公用经费 | — | 3,484.29 | 3483.94 | 99.99%",
        "合计 | 8779.84 | | 9565.63 | 99.71%",
    ) == [
        "公用经费调整预算数||调整后||3484.29万元|amount",
        "公用经费执行数||2023年度||3483.94万元|amount",
        "公用经费执行率||2023年度||99.99%|rate",
        "年初预算数合计||年初||8779.84万元|amount",
        "执行数合计||2023年度||9565.63万元|amount",
        "合计执行率||2023年度||99.71%|rate",
    ]


def test_a_form_with_several_tables_under_one_frame() -> None:
    assert found(
        "部门整体支出绩效自评表",
        "部门名称 | 某局 | | | | | |",
        "预算执行情况（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        " | 年度资金总额 | 100 | 120 | 118.5 | 10 | 98.75% | 9.88",
        " | 其中：财政拨款 | 90 | 110 | 108.5 | — | 98.64% | —",
        "年度总体目标 | 预期目标 | | | 实际完成情况 | | |",
        "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
        " | 产出指标 | 数量指标 | 培训期数 | ≥12期 | 12期 | 10 | 10",
        " | | 时效指标 | 完成及时率 | 及时 | 及时 | 5 | 5",
        " | 总分 | | | | | 100 | 99.88",
    ) == [
        "年度资金总额年初预算数||年初||100万元|amount",
        "年度资金总额全年预算数||||120万元|amount",
        "年度资金总额全年执行数||||118.5万元|amount",
        "年度资金总额分值||||10分|score",
        "年度资金总额执行率||||98.75%|rate",
        "年度资金总额得分||||9.88分|score",
        "财政拨款年初预算数||年初||90万元|amount",
        "财政拨款全年预算数||||110万元|amount",
        "财政拨款全年执行数||||108.5万元|amount",
        "财政拨款执行率||||98.64%|rate",
        "培训期数年度指标值|||≥|12期|count",
        "培训期数实际完成值||||12期|count",
        "培训期数分值||||10分|score",
        "培训期数得分||||10分|score",
        "完成及时率分值||||5分|score",
        "完成及时率得分||||5分|score",
        "总分分值||||100分|score",
        "总分得分||||99.88分|score",
    ]


def test_two_rows_of_heads_with_merged_cells_and_a_row_that_numbers_the_columns() -> None:
    assert found(
        "收入支出决算总表 单位：元",
        "项目 | 行次 | 2023年 | | 2022年决算数 | 增减额 | 增减率（%）",
        " | | 预算数 | 决算数 | | |",
        "栏次 | | 1 | 2 | 3 | 4 | 5",
        "一、基本支出 | 1 | 5,000.00 | 4,900.00 | 4,800.00 | 100.00 | 2.08",
        "（一）人员经费 | 2 | | -3000 | | |",
    ) == [
        "基本支出预算数||2023年||5000.00元|amount",
        "基本支出决算数||2023年||4900.00元|amount",
        "基本支出决算数||2022年||4800.00元|amount",
        "基本支出增减额||||100.00元|change",
        "基本支出增减率||||2.08%|change",
        "人员经费决算数||2023年||-3000元|amount",
    ]


def test_income_and_expenditure_side_by_side() -> None:
    assert found(
        "单位：元",
        "本年收入 | | 本年支出 |",
        "项目 | 预算数 | 项目（按功能分类） | 预算数",
        "财政拨款收入 | 156 | 公共安全支出 | 16",
    ) == [
        "财政拨款收入预算数||||156元|amount",
        "公共安全支出预算数||||16元|amount",
    ]


def test_counts_take_the_unit_that_a_head_implies_or_states() -> None:
    assert found(
        "单位：万元",
        "类别 | 编制数 | 实有人数 | 控制率",
        "行政人员 | 85 | 80 | 94.12%",
        "公务用车（辆） | 12 | |",
    ) == [
        "行政人员编制数||||85人|count",
        "行政人员实有人数||||80人|count",
        "行政人员控制率||||94.12%|rate",
        "公务用车编制数||||12辆|count",
    ]


def test_shares_know_their_whole_and_row_numbers_are_no_figures() -> None:
    assert found(
        "",
        "序号 | 项目名称 | 金额（万元） | 占总支出比例",
        "1 | 信息化建设 | 12.5 | 35%",
    ) == ["信息化建设||||12.5万元|amount", "信息化建设占总支出比例|总支出|||35%|share"]


def test_equal_names_are_told_apart_by_the_row_above() -> None:
    assert found(
        "单位：万元",
        "项目 | 决算数",
        "基本支出 | 10",
        "其中：财政拨款 | 9",
        "项目支出 | 5",
        "其中：财政拨款 | 4",
    ) == [
        "基本支出决算数||||10万元|amount",
        "基本支出财政拨款决算数||||9万元|amount",
        "项目支出决算数||||5万元|amount",
        "项目支出财政拨款决算数||||4万元|amount",
    ]


def test_a_caption_says_what_a_total_is_of_unless_that_is_the_whole_department() -> None:
    rows = ("项目 | 预算数 | 执行率", "信息化建设 | 100 | 98%", "合计 | 100 | 98%")
    assert found("表2  2023年项目支出情况表 单位：万元", *rows)[2:] == [
        "项目支出预算数合计||2023年||100万元|amount",
        "项目支出合计执行率||2023年||98%|rate",
    ]
    assert found("部门整体支出预算执行情况表 单位：万元", *rows)[2:] == [
        "支出合计预算数||||100万元|amount",
        "支出合计执行率||||98%|rate",
    ]
    assert found("部门绩效指标完成情况表 单位：万元", *rows)[2:] == [
        "预算数合计||||100万元|amount",
        "合计执行率||||98%|rate",
    ]


def test_a_total_of_basic_and_project_spending_is_of_all_spending() -> None:
    assert found(
        "单位：万元",
        "类别 | 预算数 | 占比",
        "基本支出 | 10 | 20%",
        "项目支出 | 40 | 80%",
        "合计 | 50 | 100%",
    )[4:] == ["支出合计预算数||||50万元|amount", "合计占比||||100%|share"]


def test_a_subtotal_takes_the_name_of_its_group_and_of_no_row_of_numbers() -> None:
    assert found("单位：万元", "项目 | 执行数", "基本支出 | ", "人员 | 7", "小计 | 7")[-1:] == [
        "基本支出执行数小计||||7万元|amount"
    ]
    assert found("单位：万元", "项目 | 执行数", "甲项目 | 7", "乙项目 | 8", "小计 | 15")[-1:] == [
        "项目支出执行数小计||||15万元|amount"
    ]


def test_pairs_of_name_and_number_need_no_heads() -> None:
    assert found("", "项目资金（万元） | 年初预算数 | 100 | 全年执行数 | 98") == [
        "项目资金年初预算数||年初||100万元|amount",
        "项目资金全年执行数||||98万元|amount",
    ]


def test_a_bare_number_whose_unit_nothing_tells_is_left_out() -> None:
    assert found("名单", "项目 | 内容", "甲 | 12") == []


def test_a_table_of_words_holds_nothing() -> None:
    assert found("分工表", "姓名 | 职务", "甲 | 组长", "乙 | 组员") == []


def test_a_part_of_a_head_keeps_its_name_where_the_whole_ends_with_it() -> None:
    assert found(
        "“三公”经费预算表 单位：万元",
        "合计 | 公务接待费 | 公务用车购置及运行费 | | ",
        " | | 小计 | 购置费 | 运行费",
        "47.91 | 1.35 | 46.56 | 25 | 21.56",
    )[2:] == [
        "公务用车购置及运行费小计||||46.56万元|amount",
        "公务用车购置及运行费购置费||||25万元|amount",
        "公务用车购置及运行费运行费||||21.56万元|amount",
    ]


def test_codes_say_which_row_a_repeated_name_belongs_to() -> None:
    rows = (
        "功能分类科目编码 | 科目名称 | 本年收入合计",
        "212 | 城乡社区支出 | 3832.36",
        "21201 | 城乡社区管理事务 | 1092.80",
        "2120101 | 行政运行 | 1092.80",
        "21202 | 城乡社区规划与管理 | 2739.56",
        "2120201 | 城乡社区规划与管理 | 2739.56",
        "221 | 住房保障支出 | 461.08",
        "22101 | 行政运行 | 461.08",
    )
    assert [row.partition("|")[0] for row in found("收入决算表 单位：万元", *rows)] == [
        "城乡社区支出本年收入合计",
        "城乡社区管理事务本年收入合计",
        "城乡社区管理事务行政运行本年收入合计",
        "城乡社区规划与管理本年收入合计",
        "城乡社区规划与管理本年收入合计",
        "住房保障支出本年收入合计",
        "住房保障支出行政运行本年收入合计",
    ]


def test_codes_in_columns_of_their_own_do_so_too() -> None:
    rows = (
        "类 | 款 | 项 | 功能分类科目名称 | 合计",
        "201 | | | 一般公共服务支出 | 300",
        "201 | 05 | | 统计信息事务 | 100",
        "201 | 05 | 07 | 一般行政管理事务 | 100",
        "201 | 29 | | 群众团体事务 | 200",
        "201 | 29 | 02 | 一般行政管理事务 | 200",
    )
    assert [row.partition("|")[0] for row in found("支出预算表 单位：元", *rows)] == [
        "一般公共服务支出合计",
        "统计信息事务合计",
        "统计信息事务一般行政管理事务合计",
        "群众团体事务合计",
        "群众团体事务一般行政管理事务合计",
    ]


def test_a_total_without_a_name_is_of_what_the_caption_says() -> None:
    assert found(
        "财政拨款“三公”经费支出决算表 单位：万元",
        "合计 | | 公务接待费 | ",
        "预算数 | 决算数 | 预算数 | 决算数",
        "3.85 | 1.39 | 2.85 | 0.39",
    ) == [
        "财政拨款三公经费支出合计预算数||||3.85万元|amount",
        "财政拨款三公经费支出合计决算数||||1.39万元|amount",
        "公务接待费预算数||||2.85万元|amount",
        "公务接待费决算数||||0.39万元|amount",
    ]


def test_heads_under_heads_that_span_rows_keep_the_columns_beside_them() -> None:
    assert found(
        "",
        "一级指标 | 三级指标 | 三级指标 | 三级指标 | 权重 | 得分",
        " | 指标名称 | 目标值 | 实际值 | | ",
        "产出 | 器具检定数 | 520台件 | 508台件 | 12 | 11.15",
    ) == [
        "器具检定数目标值||||520台件|count",
        "器具检定数实际值||||508台件|count",
        "器具检定数权重||||12分|score",
        "器具检定数得分||||11.15分|score",
    ]


def test_a_difference_from_the_year_before_is_a_change_with_its_sign() -> None:
    assert found(
        "单位：万元",
        "项目 | 决算数 | 与上年决算数比较",
        "基本支出 | 158.93 | +36.18",
        "项目支出 | 56.55 | -82.40",
    )[1::2] == [
        "基本支出与上年决算数比较||||36.18万元|change",
        "项目支出与上年决算数比较||||-82.40万元|change",
    ]


def test_a_title_inside_the_frame_says_what_the_totals_are_of() -> None:
    assert found(
        "",
        "2022—2023年支出对比表（单位：万元） | 2022—2023年支出对比表（单位：万元）",
        "项目 | 决算数",
        "资本性支出 | 60",
        "合计 | 60",
    )[1:] == ["支出合计决算数||2023年||60万元|amount"]


def test_years_as_columns_and_rows_in_the_unit_of_the_row_above() -> None:
    assert found(
        "",
        " | 2022年 | 2023年",
        "总支出（万元） | 905.40 | 118.26",
        "其中：基本支出 | 856.20 | 20.14",
        "预算执行率 | 98.12% | 98.46%",
    ) == [
        "总支出||2022年||905.40万元|amount",
        "总支出||2023年||118.26万元|amount",
        "基本支出||2022年||856.20万元|amount",
        "基本支出||2023年||20.14万元|amount",
        "预算执行率||2022年||98.12%|rate",
        "预算执行率||2023年||98.46%|rate",
    ]


def test_a_first_row_of_words_over_numbers_names_the_columns() -> None:
    assert found(
        "单位：万元",
        "项目 | 预算安排 | 其中：上级资金 | 本级资金 | 实际使用 | 使用率 | 主管科室",
        "校舍改造 | 600.00 | 400.00 | 200.00 | 570.00 | 95.00% | 基建科",
    ) == [
        "校舍改造预算安排||||600.00万元|amount",
        "校舍改造上级资金||||400.00万元|amount",
        "校舍改造本级资金||||200.00万元|amount",
        "校舍改造实际使用||||570.00万元|amount",
        "校舍改造使用率||||95.00%|rate",
    ]


def test_a_column_of_measure_words_gives_the_units_and_no_names() -> None:
    assert found(
        "救灾物资收发存情况表",
        "品名 | 单位 | 年初库存 | 年末库存",
        "帐篷 | 顶 | 420 | 455",
        "棉被 | 床 | 2,150 | 1,200",
        "发电机 | 台 | 36 | 41",
    ) == [
        "帐篷年初库存||年初||420顶|count",
        "帐篷年末库存||年末||455顶|count",
        "棉被年初库存||年初||2150床|count",
        "棉被年末库存||年末||1200床|count",
        "发电机年初库存||年初||36台|count",
        "发电机年末库存||年末||41台|count",
    ]


def test_a_row_of_words_under_merged_heads_names_columns_whatever_its_words() -> None:
    rows = found("单位：万元", "项目名称 | 资金 | | 支出", " | 中央 | 县级 | ", "造林 | 7 | 8 | 9")
    assert [row.split("|")[0] for row in rows] == ["造林资金中央", "造林资金县级", "造林支出"]


def test_counts_take_the_unit_of_their_head() -> None:
    rows = found("", "疫苗 | 应种剂次 | 举办活动（场）", "卡介苗 | 12 | 3", "乙肝疫苗 | 14 | 5")
    assert [row.split("|")[-2] for row in rows] == ["12剂次", "3场", "14剂次", "5场"]


def test_a_dash_names_no_row() -> None:
    rows = found("", "场馆 | 天数（天） | 活动（场）", "甲馆 | 12 | 3", "乙馆 | 14 | 5", "合计 | — | 8")
    assert rows[-1].startswith("活动合计|")


def test_a_column_of_ratios_is_not_in_the_measure_of_its_rows() -> None:
    assert found(
        "",
        "业务指标 | 2022年 | 2023年 | 增幅（%） | 占比 | 同比（%）",
        "接待读者（万人次） | 40.0 | 50.0 | 25.00 | 60.00 | 25.00",
        "外借图书（万册次） | 3.2 | 4.0 | 25.00 | 40.00 | 25.00",
    )[:5] == [
        "接待读者||2022年||40.0万人次|count",
        "接待读者||2023年||50.0万人次|count",
        "接待读者增幅||||25.00%|change",
        "接待读者占比||||60.00%|share",
        "接待读者同比||||25.00%|change",
    ]


def test_bare_years_head_columns() -> None:
    assert found("", "指标 | 2022 | 2023 | 增长率", "造林面积（亩） | 100 | 110 | 10.00%") == [
        "造林面积||2022年||100亩|count",
        "造林面积||2023年||110亩|count",
        "造林面积增长率||||10.00%|change",
    ]


def test_a_rare_unit_in_a_column_of_units_names_no_row() -> None:
    assert found("", "能耗 | 单位 | 2022年 | 2023年", "人均能耗 | 千克标准煤/人 | 312.0 | 299.5") == [
        "人均能耗||2022年||312.0千克标准煤/人|count",
        "人均能耗||2023年||299.5千克标准煤/人|count",
    ]


def test_a_caption_that_states_units_of_people_and_of_money() -> None:
    rows = ("单位名称 | 在职人数 | 全年支出", "局机关 | 28 | 799.05", "养护中心 | 94 | 2,318.75")
    assert [row.split("|")[4] for row in found("表1 人员及支出情况（单位：人、万元）", *rows)] == [
        "28人",
        "799.05万元",
        "94人",
        "2318.75万元",
    ]
    assert [
        row.split("|")[4] for row in found("表1 支出情况（单位：万元、%）", "项目 | 预算数 | 执行率", "甲 | 3 | 90")
    ] == [
        "3万元",
        "90%",
    ]


def amounts(table: tuple[Table, str], headings: Sequence[str] = (), usual: Unit | None = None) -> list[str]:
    """The figures of a table under headings, the nearest first, as label and unit."""
    drawn, text = table
    return [f"{f.label}|{f.unit}" for _, row in figures_of_table(drawn, text, headings, usual) for f in row]


SPENT = (
    "项目 | 预算安排 | 实际拨付 | 拨付率",
    "苗木补贴 | 1860.00 | 1176.00 | 63.23%",
    "护林巡查 | 40.50 | 36 | 88.89%",
)


def test_a_heading_further_up_states_the_unit() -> None:
    drawn = table("", *SPENT)
    assert amounts(drawn, ("（一）项目支出", "二、资金情况（单位：元）"))[:2] == [
        "苗木补贴预算安排|元",
        "苗木补贴实际拨付|元",
    ]


def test_money_in_a_table_that_states_no_unit_is_in_that_of_the_others() -> None:
    drawn = table("", *SPENT)
    assert not any(one.endswith("元") for one in amounts(drawn))
    usual = usual_money([(table("收支情况（万元）", "项目 | 决算数", "支出 | 1.00")[0], ())], "收支情况（万元）")
    assert amounts(drawn, usual=usual) == [
        "苗木补贴预算安排|万元",
        "苗木补贴实际拨付|万元",
        "苗木补贴拨付率|%",
        "护林巡查预算安排|万元",
        "护林巡查实际拨付|",  # 36 is not written as money is
        "护林巡查拨付率|%",
    ]


def test_two_units_of_money_are_no_usual_one() -> None:
    captions = ("表1 收支情况（万元）", "表2 项目情况（元）")
    drawn = [(Table(Span(0, len(one)), ()), (one,)) for one in captions]
    assert usual_money(drawn, " " * 20) is None
    assert usual_money(drawn[:1], " " * 20) == unit_named("万元")


def test_the_total_of_a_table_of_projects_is_theirs() -> None:
    rows = ("项目 | 全年预算（万元） | 实际支出（万元）", "苗木补贴 | 20.00 | 18.00", "合计 | 20.00 | 18.00")
    assert "项目支出实际支出合计|万元" in amounts(table("表2 重点资金与产出情况", *rows))
    kinds = ("项目 | 全年预算（万元） | 决算数（万元）", "对个人的补助支出 | 20.00 | 18.00", "合计 | 20.00 | 18.00")
    assert not any(one.startswith("项目支出") for one in amounts(table("表2 情况", *kinds)))


@pytest.mark.parametrize("way", ["追加（减）", "增加（减）", "调增（减）", "增（减）"])
def test_the_way_that_a_head_puts_in_brackets_is_no_unit(way: str) -> None:
    rows = found("调整情况表（万元）", f"类别 | 年初预算 | {way}", "甲类 | 9.50 | -1.25", "乙类 | 7.50 | 2.75")
    assert {row.split("|")[4] for row in rows} == {"9.50万元", "-1.25万元", "7.50万元", "2.75万元"}
