"""Two years of one department, budgets held against spending, and figures by piece, asked through the front door."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from heshu.asking.assistant import Assistant
from heshu.library.build import build
from heshu.records import Status, Verdict

REPORTS = {
    "水务局2022.txt": """云岭市水务局2022年度部门整体支出绩效自评报告
一、基本情况
2022年末在职人员40人。
二、资金情况
2022年全年预算数1,000.00万元，支出决算900.00万元，预算执行率90.00%。其中人员经费300.00万元，公用经费60.00万元。
三、产出情况
全年检修泵站20座，巡河1,200人次。
""",
    "水务局2023.txt": """云岭市水务局2023年度部门整体支出绩效自评报告
一、基本情况
2023年末在职人员50人。
二、资金情况
2023年收入合计1,100.00万元，全年预算数1,200.00万元，支出决算1,080.00万元，预算执行率90.00%。其中人员经费330.00万元，公用经费45.00万元。
培训费预算数20.00万元，培训费决算数15.00万元。
三、产出情况
全年检修泵站25座，巡河1,500人次。举办节水讲座30场，参加1,800人次。收到网民留言90件，84件已按时办结。
铺设供水管网215公里，建设专项12个，专项支出36.00万元。
年末结转结余120.00万元。
| 支出分类 | 2023年（万元） | 2022年（万元） |
| --- | --- | --- |
| 办公设备购置 | 32.00 | 40.00 |
""",
    "农业局2023.txt": """云岭市农业局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数2,000.00万元，支出决算1,900.00万元，预算执行率95.00%。
会议费预算数10.00万元，会议费决算数12.00万元。
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("years")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    build([folder], folder / "index")
    return Assistant.open(folder / "index")


CASES = (
    ("水务局2023年支出比2022年多花了多少万元", "180.00万元"),
    ("水务局人员经费两年间涨了百分之几", "10.00%"),
    ("水务局2022、2023两年人员经费加起来多少", "630.00万元"),
    ("水务局2023年公用经费同比下降百分之几", "25.00%"),
    ("水务局2022年和2023年哪年检修泵站多", "25座"),
    ("水务局2023年办公设备购置比上年降了多少万元", "8.00万元"),
    ("水务局2022年办公设备购置是多少", "40.00万元"),
    ("水务局2023年培训费比预算少花多少万元", "5.00万元"),
    ("水务局2023年培训费用了预算的百分之几", "75.00%"),
    ("水务局2023年培训费的执行率是多少", "75.00%"),
    ("水务局公用经费2023年比2022年减少了多少万元", "15.00万元"),
    ("水务局公用经费2023年比2022年下降了百分之几", "25.00%"),
    ("水务局2023年支出决算是培训费决算数的多少倍", "72.00倍"),
    ("水务局2023年平均每场讲座多少人参加", "60.00人次"),
    ("水务局2023年人均公用经费（按在职人数）是多少万元", "0.90万元"),
    ("从2022年到2023年，水务局的巡河多了多少人次", "300人次"),
    ("水务局2023年铺了多少公里管网", "215公里"),
    ("水务局2023年收支相抵后结余多少万元", "20.00万元"),
    ("水务局2023年花在人员上的钱是多少", "330.00万元"),
    ("水务局2023年网民留言还有几件没有按时办结", "6件"),
    ("水务局2023年全年预算数扣掉支出决算，还剩多少万元", "120.00万元"),
    ("水务局2023年的预算不变，要把执行率提到95%，还得多支出多少万元", "60.00万元"),
    ("水务局跟农业局比，2023年预算执行率谁高，高多少个百分点", "5.00百分点"),
)


@pytest.mark.parametrize(("question", "value"), CASES)
def test_it_is_computed_from_both_figures(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert f"{answer.values[0].number}{answer.values[0].unit}" == value, answer.text
    for calculation in answer.calculations:
        assert len(calculation.operands) >= 2
        assert all(any(f.text in c.quote for c in answer.citations) for f in calculation.operands)


NOT_STATED = (
    "水务局2021年支出是多少",
    "水务局2023年支出比2021年多多少",
    "农业局2023年人员经费比2022年多多少",
    "水务局2023年差旅费比预算少花多少",
    "水务局2023年平均每个项目花了多少万元",
    "农业局2023年公用经费的执行率是多少",
    "农业局2023年收支相抵后结余多少",
    "水务局2021年收支相抵后结余多少",
)


@pytest.mark.parametrize("question", NOT_STATED)
def test_what_one_side_does_not_state_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED or not answer.values, answer.text


def test_the_years_of_the_operands_are_told_apart(assistant: Assistant) -> None:
    text = assistant.ask("水务局2023年人员经费比2022年多多少").text
    assert "2022年人员经费300.00万元" in text
    assert "2023年人员经费330.00万元" in text
    assert Path(assistant.ask("水务局2022年办公设备购置是多少").citations[0].source).name == "水务局2023.txt"


def test_who_spent_more_than_the_budget_is_told_of_all_who_state_both(assistant: Assistant) -> None:
    none = assistant.ask("2023年哪些部门超预算了")
    assert none.status is Status.ANSWERED
    assert none.text.startswith("没有一家的支出超过预算")
    assert {"1,080.00", "1,200.00", "1,900.00", "2,000.00"} <= set(re.findall(r"[\d,]+\.\d\d", none.text))
    assert assistant.ask("水务局2023年有没有超预算？").text.startswith("没有超出预算")
    over = assistant.ask("2023年哪些部门会议费超预算了")
    assert over.text.startswith("支出超过预算的有1家：云岭市农业局"), over.text
    assert [f"{value.number}{value.unit}" for value in over.values] == ["2.00万元"]
    assert assistant.ask("农业局2023年培训费超预算了吗").status is Status.REFUSED


def test_a_figure_that_one_report_states_is_checked_without_its_department(assistant: Assistant) -> None:
    answer = assistant.ask("95.00%算得对吗")
    assert "农业局" in answer.text
    assert [calculation.verdict for calculation in answer.calculations] == [Verdict.CONSISTENT]


def test_a_department_with_a_number_in_its_name_is_named_in_refusals(tmp_path: Path) -> None:
    for number in (12, 13):
        text = REPORTS["农业局2023.txt"].replace("云岭市农业局", f"云岭县第{number}中学")
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    build([tmp_path], tmp_path / "index")
    refused = Assistant.open(tmp_path / "index").ask("林业局的支出是多少")
    assert refused.status is Status.REFUSED
    assert "第12中学" in refused.text


@pytest.mark.parametrize(("stated", "agrees"), [("5.00", True), ("6.00", False)])
@pytest.mark.parametrize(("way", "old"), [("增长", "400.00"), ("下降", "442.11")])
def test_a_change_that_the_report_states_otherwise_is_told(
    over: Callable[[Mapping[str, str]], Assistant], stated: str, way: str, old: str, *, agrees: bool
) -> None:
    told = f"全年支出420.00万元，执行率98%。与上年支出{old}万元相比，{way}{stated}%。\n"
    answer = over({"气象局.md": f"# 临河县气象局2023年度部门整体支出绩效自评报告\n\n{told}"}).ask(
        f"气象局支出比上年{way}了百分之几"
    )
    assert answer.values[0].number == "5.00"
    assert ("两者不一致" in answer.text) is not agrees
