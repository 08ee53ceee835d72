"""Lists over rows and departments: what was not reached though no number says so, and whose figures fell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

ARCHIVE = """青禾县档案馆2023年度部门整体支出绩效自评报告

一、收支情况

全年支出180.00万元，比2022年的200.00万元下降10.00%。“三公”经费支出3.00万元，较上年2.50万元增长20.00%。

二、指标完成情况

| 一级指标 | 三级指标 | 权重 | 目标值 | 实际值 | 得分 |
| --- | --- | --- | --- | --- | --- |
| 决策 | 制度健全性 | 5 | 健全 | 较健全 | 4.5 |
| 决策 | 目标明确性 | 5 | 明确 | 明确 | 5 |
| 过程 | 预算执行率 | 8 | ≥98% | 97.36% | 7.95 |
| 过程 | 结转结余率 | 4 | ≤5% | 2.64% | 3 |
| 履职 | 接收档案 | 8 | ≥2.60万卷（件） | 2.43万卷（件） | 7.48 |
| 履职 | 系统分级 | 6 | 五级 | 四级 | 4 |
| 履职 | 进度控制 | 6 | 三个节点均达标 | 9月未达标 | 5 |
| 履职 | 项目执行 | 6 | 执行率≥95% | 93.65% | 4.5 |
| 效益 | 查档人次 | 6 | ≥6,000人次 | 6,482人次 | 6 |
| 合计 | | 54 | | | 47.43 |

接待查档完成率108.03%，接收档案完成率93.46%。
"""
ROADS = """青禾县公路局2023年度部门整体支出绩效自评报告

一、收支情况

全年支出500.00万元，预算执行率95.00%，较2022年的400.00万元增长25.00%。

二、厉行节约

“三公”经费支出8.00万元，比上年10.00万元下降20.00%。
"""
SCHOOL = """青禾县第一中学2023年度部门整体支出绩效自评报告

一、收支情况

全年支出300.00万元，预算执行率99.00%。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"archive.md": ARCHIVE, "roads.txt": ROADS, "school.txt": SCHOOL})


SHORT = ("制度健全性", "预算执行率", "接收档案", "系统分级", "进度控制", "项目执行")
MET = ("目标明确性", "结转结余率", "查档人次")


@pytest.mark.parametrize(
    "question",
    [
        *(
            f"{which}指标{done}"
            for which, done in product(("哪些", "有哪些", "哪几个"), ("没完成", "没有达标", "未完成"))
        ),
        "没达标的指标",
        "未完成的指标有哪些",
        "列出没有达标的指标",
    ],
)
def test_every_row_that_fell_short_is_told_be_it_in_words(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(f"青禾县档案馆{question}")
    assert answer.status is Status.ANSWERED
    assert all(name in answer.text for name in SHORT), answer.text
    assert not any(name in answer.text for name in MET), answer.text


FELL, ROSE = ("减少", "下降", "降低"), ("增加", "增长", "上升")


@pytest.mark.parametrize("last", ["上年", "去年"])
@pytest.mark.parametrize("way", [*FELL, *ROSE])
@pytest.mark.parametrize("form", ["哪些部门{}比{}{}了", "哪几个单位的{}比{}{}", "{}比{}{}的部门有哪些"])
@pytest.mark.parametrize("what", ["支出", "三公经费"])
def test_whose_figure_fell_or_rose(assistant: Assistant, what: str, form: str, way: str, last: str) -> None:
    answer = assistant.ask(form.format(what, last, way))
    archive = (way in FELL) == (what == "支出")
    told, other = ("档案馆", "公路局") if archive else ("公路局", "档案馆")
    changes = {"支出档案馆": "10.00", "支出公路局": "25.00", "三公经费档案馆": "20.00", "三公经费公路局": "20.00"}
    assert changes[what + told] in [value.number for value in answer.values], answer.text
    assert told in answer.text
    assert other not in answer.text
    assert "没有查到的是青禾县第一中学" in answer.text


@pytest.mark.parametrize("each", ["各部门", "三个单位", "各单位的", "每个部门"])
@pytest.mark.parametrize("ask", ["增长多少", "增减多少", "变化了多少", "下降了百分之几"])
def test_a_change_of_each_is_held_against_its_own_former_figure(assistant: Assistant, each: str, ask: str) -> None:
    answer = assistant.ask(f"{each}支出比上年{ask}")
    assert {"10.00", "25.00"} <= {value.number for value in answer.values}, answer.text
    assert "减少20.00万元" in answer.text
    assert "增加100.00万元" in answer.text


def test_no_former_figure_of_another_thing_is_taken(assistant: Assistant) -> None:
    answer = assistant.ask("青禾县公路局支出比上年增长百分之几")
    assert {value.number for value in answer.values} <= {"25.00", "100.00"}, answer.text


@pytest.mark.parametrize(
    "question",
    ["哪些单位三公经费没有写", "哪些单位没有写三公经费", "三公经费没有写的单位有哪些", "哪些报告没写明三公经费"],
)
def test_who_did_not_write_it_in_any_order_of_words(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "没有写到“三公经费”的有1份：青禾县第一中学" in answer.text, answer.text


OFFICE = """石桥市党政办公室2023年度部门整体支出绩效自评报告

一、预算执行

调整后预算数为900.00万元，执行数为900.00万元，预算执行率100%。

二、自评组织

2024年3月4日至3月22日，由办公室牵头，对全部项目逐一进行了绩效自评。办公室从年初开始监控各个项目。

局领导高度重视绩效监控工作，要求形成监控闭环。

综合科负责对绩效运行情况进行监控。

三、信息公开

全年收到政府信息依申请公开90件。“三公”经费得到有效控制。

附件：绩效评价工作组名单

组  长：常彦生 党政办公室主任

副组长：朱昊明 党政办公室副主任

吕国强 党政办公室副主任

组  员：邓丽华 综合科负责人

赵景山 秘书科负责人

杨光亮 总值班室负责人
"""
PORT = """石桥市港务局2023年度部门整体支出绩效自评报告

一、预算执行

调整后预算数为500.00万元，执行数为480.00万元，预算执行率96.00%。

二、管理情况

撰写报送党委信息，整合各部门数据资源，做好各项工作。“三公”经费实际支出数小于预算数。

三、满意度

公众对港区服务的满意率为91.8%，比上年提高1.5个百分点。
"""


@pytest.fixture(scope="module")
def offices(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"office.txt": OFFICE, "port.txt": PORT})


@pytest.mark.parametrize(
    ("office", "names"),
    [
        ("组长", "常彦生"),
        ("副组长", "朱昊明 吕国强"),
        ("综合科负责人", "邓丽华"),
        ("秘书科负责人", "赵景山"),
        ("总值班室负责人", "杨光亮"),
        ("评价工作组组长", "常彦生"),
    ],
)
@pytest.mark.parametrize("asks", ["是谁", "是哪位", "叫什么名字"])
def test_an_office_is_answered_with_who_holds_just_it(offices: Assistant, office: str, names: str, asks: str) -> None:
    answer = offices.ask(f"石桥市党政办公室{office}{asks}")
    told = {one for one in ("常彦生", "朱昊明", "吕国强", "邓丽华", "赵景山", "杨光亮") if one in answer.text}
    assert told == set(names.split()), answer.text


@pytest.mark.parametrize("question", ["自评是什么时候做的", "自评什么时候开始什么时候结束", "绩效自评是何时开展的"])
def test_a_time_is_answered_with_a_time_or_not_at_all(offices: Assistant, question: str) -> None:
    assert "2024年3月4日至3月22日" in offices.ask(f"石桥市党政办公室{question}").text
    answer = offices.ask(f"石桥市港务局{question}")
    assert answer.status is not Status.ANSWERED, answer.text


def test_who_is_in_charge_is_who_is_said_to_be(offices: Assistant) -> None:
    answer = offices.ask("石桥市党政办公室谁负责监控绩效")
    assert "综合科负责" in answer.text
    assert "高度重视" not in answer.text


@pytest.mark.parametrize("matter", ["依申请公开数据", "依申请公开工作", "依申请公开情况"])
def test_who_has_a_matter_prints_it(offices: Assistant, matter: str) -> None:
    answer = offices.ask(f"哪些部门有{matter}")
    assert "石桥市党政办公室" in answer.text
    assert "港务局" not in answer.text.partition("未写明的是")[0], answer.text


@pytest.mark.parametrize("writes", ["写了", "写明了", "没有写", "公布了"])
def test_no_amount_is_written_of_what_is_only_spoken_of(offices: Assistant, writes: str) -> None:
    answer = offices.ask(f"哪些部门{writes}三公经费金额")
    assert answer.status is Status.REFUSED, answer.text
    assert "都没有写明“三公经费”的金额" in answer.text


@pytest.mark.parametrize("equal", ["等于", "正好等于", "刚好等于"])
@pytest.mark.parametrize(("one", "other"), [("预算数", "执行数"), ("执行数", "预算数")])
def test_only_equal_figures_are_equal(offices: Assistant, one: str, other: str, equal: str) -> None:
    answer = offices.ask(f"哪些部门{one}{equal}{other}")
    assert "的有1家：石桥市党政办公室" in answer.text, answer.text


@pytest.mark.parametrize(
    "question", ["石桥市港务局人均支出", "石桥市港务局扣分原因", "石桥市港务局培训合格率65.92%对吗"]
)
def test_what_no_sentence_says_is_refused(offices: Assistant, question: str) -> None:
    assert offices.ask(question).status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["石桥市港务局满意度多少", "哪个部门满意度最高"])
def test_the_one_rate_of_contentment_is_the_satisfaction(offices: Assistant, question: str) -> None:
    assert "91.8" in offices.ask(question).text


SCORES = """石桥市{name}2023年度部门整体支出绩效自评报告

一、自评结论

2023年度部门整体绩效自评得分{total}分，等级为优。

二、年初预算100.00万元，调整后预算104.00万元。按“（调整后预算－年初预算）÷年初预算”计算，预算调整率为{rate}%。

| 三级指标 | 权重 | 目标值 | 实际值 | 得分 |
| --- | --- | --- | --- | --- |
| 预算调整率 | 40 | ≤5% | {rate}% | 38.5 |
| 培训场次 | 30 | ≥3场 | 3场 | 29.62 |
| 群众满意度 | 30 | ≥90% | 93.2% | 24 |
| 合计 | 100 | | | {total} |
"""


@pytest.fixture(scope="module")
def scored(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    right = SCORES.format(name="体育局", total="92.12", rate="4.00")
    wrong = SCORES.format(name="文化局", total="92.21", rate="4.40")
    return over({"right.md": right, "wrong.md": wrong})


@pytest.mark.parametrize(
    "question", ["自评得分对吗", "自评得分核对一下", "自评得分{total}分对吗", "预算调整率{rate}%对吗"]
)
def test_a_single_check_finds_what_the_whole_one_does(scored: Assistant, question: str) -> None:
    right = scored.ask("石桥市体育局" + question.format(total="92.12", rate="4.00"))
    wrong = scored.ask("石桥市文化局" + question.format(total="92.21", rate="4.40"))
    assert "不一致" not in right.text, right.text
    assert "不一致" in wrong.text, wrong.text
    assert ("92.12" if "得分" in question else "4.00") in wrong.text
    whole = scored.ask("石桥市文化局的报告里有没有算错的数").text
    assert "92.21" in whole, whole
    assert "4.40" in whole, whole
