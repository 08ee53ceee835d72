"""Kinds of what a clause before counts, a target beside what came of it, and by how much two figures differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

HERDS = """苍岭县畜牧局2023年度部门整体支出绩效自评报告

一、基本情况
年末在职人员58人，其中行政人员21人、事业人员37人。全年举办讲座26场，其中防疫讲座17场、饲养讲座9场。
2023年部门收入总额2,410.50万元，其中本级财政安排1,905.30万元，上级转移支付505.20万元。

二、预算执行情况
2023年全年预算数2,410.50万元，支出决算数2,298.40万元，预算执行率95.35%。

三、指标完成情况

| 三级指标 | 年度指标值 | 实际完成值 |
| --- | --- | --- |
| 改造圈舍数量 | 24座 | 19座 |
| 培训养殖户 | 320人次 | 355人次 |
| 养殖户满意度 | ≥92% | 89.5% |

四、工作情况
改造圈舍19座。办理群众来电1,840件，按时办结率98.6%。计划巡查牧场75次，实际巡查68次。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"herds.md": HERDS})


def told(answer: Answer) -> list[str]:
    return [f"{one.number}{one.unit}" for one in answer.values]


WHOLES = {
    "在职人员": ("58人", {"行政": "21人", "事业": "37人"}),
    "举办讲座": ("26场", {"防疫讲座": "17场", "饲养讲座": "9场"}),
    "部门收入": ("2410.50万元", {"本级": "1905.30万元", "上级": "505.20万元"}),
}
EACH = [
    "，{0}和{1}各多少",
    "，其中{0}和{1}各多少？",
    "，{0}、{1}分别多少",
    "，{0}与{1}分别是多少",
    "，其中{0}和{1}各是多少",
]


@pytest.mark.parametrize(("whole", "tail"), list(product(WHOLES, EACH)))
def test_every_kind_is_told_behind_the_whole(assistant: Assistant, whole: str, tail: str) -> None:
    of_all, kinds = WHOLES[whole]
    answer = assistant.ask(f"畜牧局{whole}多少{tail.format(*kinds)}")
    assert answer.status is Status.ANSWERED
    assert told(answer) == [of_all, *kinds.values()], answer.text


AIMS = {"改造圈舍": ("24", "19", "5", "座"), "培训养殖户": ("320", "355", "35", "人次")}
BOTH = [
    "{0}目标多少，实际多少",
    "{0}目标几{1}，完成几{1}",
    "{0}的年度目标是多少，实际完成多少？",
    "{0}计划多少{1}，实际做到了多少{1}",
    "{0}目标和实际",
    "{0}目标值和实际完成值各是多少",
]
APART = ["", "，差多少", "，差几{1}", "，相差多少？", "，实际差多少{1}"]


@pytest.mark.parametrize(("what", "both", "apart"), list(product(AIMS, BOTH, APART)))
def test_a_target_is_told_with_what_came_of_it_and_the_difference(
    assistant: Assistant, what: str, both: str, apart: str
) -> None:
    aim, got, gap, unit = AIMS[what]
    apart = "" if "和" in both else apart  # no difference is asked for behind two names alone
    answer = assistant.ask("畜牧局" + (both + apart).format(what, unit))
    assert answer.status is Status.ANSWERED, answer.text
    assert set(told(answer)) == {f"{one}{unit}" for one in (aim, got, *[gap][: len(apart)])}, answer.text


def test_points_lie_between_two_rates(assistant: Assistant) -> None:
    answer = assistant.ask("畜牧局养殖户满意度目标多少，实际多少，差多少")
    assert set(told(answer)) == {"92%", "89.5%", "2.5百分点"}, answer.text


@pytest.mark.parametrize("tail", ["，少多少", "，差几次", "，差了多少"])
def test_a_difference_is_of_the_two_before_it(assistant: Assistant, tail: str) -> None:
    answer = assistant.ask(f"畜牧局计划巡查多少次，实际巡查多少次{tail}")
    assert set(told(answer)) == {"75次", "68次", "7次"}, answer.text


@pytest.mark.parametrize("question", ["按时办结率目标多少，实际多少", "按时办结率目标值是多少", "按时办结率目标多少"])
def test_no_number_of_things_is_the_target_of_a_rate(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(f"畜牧局{question}")
    assert not any(value.unit == "件" for value in answer.values), answer.text
    assert "倒推" not in answer.text


@pytest.mark.parametrize(
    "history",
    [
        ["畜牧局预算多少", "执行多少", "执行率呢"],
        ["畜牧局全年预算数是多少", "执行了多少", "执行率是多少"],
        ["畜牧局预算数是多少", "执行数呢", "执行率呢"],
    ],
)
def test_amounts_are_held_against_each_other_and_no_rate_among_them(assistant: Assistant, history: list[str]) -> None:
    assert told(assistant.ask("差多少", history)) == ["112.10万元"]
    assert told(assistant.ask(history[-1], history[:-1])) == ["95.35%"]


def test_nothing_differs_from_a_rate_by_an_amount(assistant: Assistant) -> None:
    answer = assistant.ask("差多少", ["畜牧局预算多少", "执行率呢"])
    assert answer.status is not Status.ANSWERED, answer.text


WORKS = """青溪县住建局2023年度部门整体支出绩效自评报告

一、收支情况
2023年收入总额8,200.00万元。

| 项目 | 年初预算数 | 决算数 | 占总收入比重 |
| --- | --- | --- | --- |
| 一般公共预算财政拨款 | 5,900.00 | 6,150.00 | 75.00% |
| 政府性基金预算财政拨款 | 1,800.00 | 1,886.00 | 23.00% |
| 其他收入 | 150.00 | 164.00 | 2.00% |

二、支出情况
专项预算项目支出5,120.30万元，预算执行率99.10%；人员及公用经费支出3,010.20万元，预算执行率99.80%。

三、三公经费

| 项目 | 2022年决算数 | 2023年预算数 | 2023年决算数 |
| --- | --- | --- | --- |
| 公务用车运行维护费 | 30.10 | 28.00 | 26.40 |
| 公务接待费 | 4.20 | 4.00 | 3.10 |
| 合计 | 34.30 | 32.00 | 29.50 |

四、工作情况
全年开展建筑工人职业技能培训2,600人次，其中焊工类780人次、架子工类1,040人次。培训后取得证书2,150人次。固定资产原值3,410.20万元，净值1,706.50万元。新建道路36公里、改造道路18公里。窗口满意度94.2%，住户满意度91.6%。
"""


@pytest.fixture(scope="module")
def works(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"works.md": WORKS})


@pytest.mark.parametrize(
    "question", ["三公预算比决算多多少", "三公经费预算数合计比决算数多多少", "三公经费合计预算比决算多多少"]
)
def test_a_column_against_another_is_no_total(works: Assistant, question: str) -> None:
    answer = works.ask(f"住建局{question}")
    assert told(answer) in ([], ["2.50万元"]), answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("专项支出比人员公用支出多多少", "2110.10万元"),
        ("专项项目支出比人员及公用经费支出多多少钱", "2110.10万元"),
        ("人员及公用经费支出比专项预算项目支出少多少", "2110.10万元"),
    ],
)
def test_more_of_an_expense_is_no_matter_of_rates(works: Assistant, question: str, value: str) -> None:
    assert told(works.ask(f"住建局{question}")) == [value]


@pytest.mark.parametrize(
    "question", ["收入多少，其中财政拨款占多少", "财政拨款占总收入的多少", "财政拨款占收入总额的百分之几"]
)
def test_the_share_of_one_kind_is_none_of_all_kinds(works: Assistant, question: str) -> None:
    answer = works.ask(f"住建局{question}")
    assert not {"75.00%", "23.00%"} & set(told(answer)), answer.text


@pytest.mark.parametrize("whole", ["培训", "技能培训", "职业技能培训"])
@pytest.mark.parametrize(("part", "share"), [("焊工类", "30.00%"), ("架子工类", "40.00%")])
@pytest.mark.parametrize("asks", ["占{}的多少", "占{}的百分之几", "是{}的多少"])
def test_a_part_is_taken_of_what_it_is_among(works: Assistant, whole: str, part: str, share: str, asks: str) -> None:
    assert told(works.ask(f"住建局{part}{asks.format(whole)}")) in ([share], []), whole
    assert told(works.ask(f"住建局{part}{asks.format('职业技能培训')}")) == [share]


@pytest.mark.parametrize(
    ("two", "values"),
    [
        ("固定资产原值和净值", ["3410.20万元", "1706.50万元"]),
        ("窗口满意度和住户满意度", ["94.2%", "91.6%"]),
        ("新建道路和改造道路", ["36公里", "18公里"]),
    ],
)
@pytest.mark.parametrize("asks", ["", "多少", "是多少", "各多少", "分别是多少？"])
def test_two_things_of_one_kind_are_both_told(works: Assistant, two: str, values: list[str], asks: str) -> None:
    answer = works.ask(f"住建局{two}{asks}")
    assert told(answer) == values or (not asks and answer.status is Status.ANSWERED and not answer.values), answer.text


@pytest.mark.parametrize("question", ["焊工架子工各多少", "原值净值分别多少"])
def test_one_figure_is_no_answer_for_each(works: Assistant, question: str) -> None:
    answer = works.ask(f"住建局{question}")
    assert answer.status is not Status.ANSWERED or len(answer.values) > 1, answer.text


MILL = """柳塘县粮食局2023年度部门整体支出绩效自评报告

一、指标完成情况

| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| --- | --- | --- | --- | --- |
| 仓库维修改造 | 9处 | 7处 | 10 | 8.40 |
| 农户满意度 | ≥90% | 86.2% | 10 | 9.10 |

二、工作情况
粮库出库检查执行率74.30%，目标为完成全部检查。全年受理案件312件，结案298件，结案率95.51%。仓库维修改造少完成2处，主要原因是东关粮库鉴定为危房，当年无法施工。日均收购粮食410吨，其中早稻260吨。发放农户问卷600份，回收率96.50%。群众综合满意度88.4%，低于92%的目标值。

三、绩效目标
审计计划执行率达到85%及以上；档案齐全率达到90%及以上。设立了16项细化指标，均已完成，指标完成率为100%。

四、自评工作
从年初开始，我局对各项目开展监控。
"""


@pytest.fixture(scope="module")
def mill(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"mill.md": MILL})


@pytest.mark.parametrize("asks", ["多少处", "几处"])
@pytest.mark.parametrize("why", ["为什么", "为什么没完成", "原因是什么", "是什么原因"])
def test_a_reason_is_told_with_the_figure_or_said_to_be_missing(mill: Assistant, asks: str, why: str) -> None:
    answer = mill.ask(f"粮食局仓库维修改造完成{asks}，{why}")
    assert "7处" in answer.text
    assert "东关粮库鉴定为危房" in answer.text or "没有找到" in answer.text


def test_what_was_not_done_is_no_answer_for_what_was(mill: Assistant) -> None:
    assert told(mill.ask("粮食局仓库维修改造完成几处")) == ["7处"]
    assert "2处" in mill.ask("粮食局仓库维修改造少完成几处").text


@pytest.mark.parametrize("question", ["没完成的指标", "未完成的指标", "没达标的指标"])
def test_all_indicators_are_none_that_were_missed(mill: Assistant, question: str) -> None:
    assert not any(value.unit == "项" and value.number == "16" for value in mill.ask(f"粮食局{question}").values)


@pytest.mark.parametrize("question", ["结案多少", "受理多少，结案多少", "受理多少结案多少"])
def test_a_number_is_asked_for_and_no_rate(mill: Assistant, question: str) -> None:
    answer = mill.ask(f"粮食局{question}")
    assert told(answer)[-1:] == ["298件"], answer.text


@pytest.mark.parametrize("question", ["农户问卷收回多少份", "回收了多少份农户问卷", "农户问卷收回多少"])
def test_what_was_sent_did_not_come_back(mill: Assistant, question: str) -> None:
    assert "600份" not in told(mill.ask(f"粮食局{question}"))


@pytest.mark.parametrize(
    "question", ["群众综合满意度目标多少", "群众综合满意度目标值是多少", "群众综合满意度的年度目标是多少"]
)
def test_a_target_has_no_bound_that_is_said_of_its_result(mill: Assistant, question: str) -> None:
    answer = mill.ask(f"粮食局{question}")
    assert told(answer) == ["92%"]
    assert "：低于" not in answer.text


@pytest.mark.parametrize("question", ["实际达到多少", "实际完成多少", "到底做到多少"])
def test_a_plan_in_a_rates_name_asks_for_no_target(mill: Assistant, question: str) -> None:
    assert mill.ask(f"粮食局审计计划执行率{question}").status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["自评从哪天开始", "自评时间", "自评哪天开始"])
def test_a_day_is_told_by_a_date_or_not_at_all(mill: Assistant, question: str) -> None:
    assert mill.ask(f"粮食局{question}").status is not Status.ANSWERED


def test_one_figure_is_not_told_for_a_day_and_a_year(mill: Assistant) -> None:
    answer = mill.ask("粮食局日均收购粮食多少吨，全年多少")
    assert answer.text.count("410吨") < 2 or answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize("first", ["农户满意度扣了多少分", "仓库维修改造扣了多少分"])
def test_marks_are_those_of_the_indicator_asked_about(mill: Assistant, first: str) -> None:
    answer = mill.ask(f"粮食局{first}，得了多少分，满分多少")
    got, full = ("9.10分", "10分") if "满意度" in first else ("8.40分", "10分")
    assert {got, full} <= set(told(answer)) or answer.status is not Status.ANSWERED, answer.text


CREW = """白洋县林业局2023年度部门整体支出绩效自评报告

一、组织领导
成立自评工作组，成员如下：
组 长：沈国栋 县林业局局长
副组长：罗文静 县林业局副局长
　　　　田志远 县林业局副局长
组 员：彭晓燕 办公室主任
　　　　韩立新 计财科负责人
"""


@pytest.fixture(scope="module")
def crew(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"crew.txt": CREW})


HEAD, DEPUTIES, MEMBERS = {"沈国栋"}, {"罗文静", "田志远"}, {"彭晓燕", "韩立新"}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("组长是谁", HEAD),
        ("副组长是谁", DEPUTIES),
        ("副组长有谁", DEPUTIES),
        ("副组长有哪些人", DEPUTIES),
        ("副局长是谁", DEPUTIES),
        ("组长是谁，副组长是谁", HEAD | DEPUTIES),
        ("组长是谁？副组长有谁？", HEAD | DEPUTIES),
        ("计财科负责人是谁", {"韩立新"}),
    ],
)
def test_those_in_an_office_are_named_and_no_others(crew: Assistant, question: str, named: set[str]) -> None:
    answer = crew.ask(f"林业局{question}")
    assert {one for one in HEAD | DEPUTIES | MEMBERS if one in answer.text} == named, answer.text


PLANT = """黄坪县农机局2023年度部门整体支出绩效自评报告

一、预算执行情况
2023年年初预算安排1,720.00万元，截至12月底共支付完成1,698.20万元。其中人员及公用经费预算调整金额1,104.60万元，截至12月底共完成1,101.30万元；专项预算项目预算调整金额615.40万元，截至12月底共完成596.90万元。
"""


@pytest.fixture(scope="module")
def plant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"plant.txt": PLANT})


@pytest.mark.parametrize("name", ["人员和公用经费", "人员及公用经费", "人员公用经费"])
@pytest.mark.parametrize("asks", ["预算是多少", "预算多少", "的预算有多少万元"])
def test_what_was_spent_is_no_budget(plant: Assistant, name: str, asks: str) -> None:
    assert told(plant.ask(f"农机局{name}{asks}")) in (["1104.60万元"], [])
