"""Everyday wordings of what a report tells in official words, asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

CULTURE = """锦川市文化馆2023年度部门整体支出绩效自评报告

一、部门概况

锦川市文化馆承担群众文化辅导、非遗保护和展演等工作。

二、预算管理情况

我馆以保障基层文化服务为核心编制年度预算，统筹安排各项支出。

项目资金通过国库直接支付方式拨付给承办单位，严格执行审批制度。

工作组成员逐项对照指标打分，再加权汇总得出综合得分。

三、履职情况

坚持工作日常态化编发《文化锦川·每日速览》，服务基层群众。

举办声乐培训，参训96人次，指标完成率为120%。干部职工满意度较高，全年未收到投诉。

四、存在的问题

老排练厅等3处用房长期闲置，产权不清。
舞蹈辅导力量薄弱，专业人员短缺。

五、下一步措施

对执行进度连续两个季度滞后的项目，由馆领导约谈项目负责人。
委托市艺校定向培养辅导员，补充专业力量。
闲置用房拟改造为社区小剧场，交由社会力量运营。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"culture.md": CULTURE})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("锦川市文化馆的项目款走什么渠道打给干活的单位？", "国库直接支付"),
        ("锦川市文化馆做预算时把什么摆在核心位置？", "基层文化服务为核心"),
        ("锦川市文化馆怎么打分，最后的分数怎么来的？", "综合得分"),
        ("锦川市文化馆每个上班的日子都要编发一份什么？", "每日速览"),
        ("锦川市文化馆空下来的房子打算拿来做什么？", "小剧场"),
        ("锦川市文化馆凭什么说上班的人对它满意？", "未收到投诉"),
        ("锦川市文化馆缺人手，打算怎么补？", "定向培养"),
        ("锦川市文化馆钱花得慢的项目，拖久了责任人会怎样？", "约谈"),
    ],
)
def test_everyday_wordings_find_the_passage(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert told in answer.text


def test_what_was_taught_is_not_told_by_how_many_came(assistant: Assistant) -> None:
    assert assistant.ask("锦川市文化馆的声乐培训讲了些什么内容？").status is Status.REFUSED
