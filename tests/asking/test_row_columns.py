"""Several columns of one row, each asked for in a clause of its own, and what else leans on a table's row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

BUREAU = """# 澄江市文化和旅游局2023年度部门整体支出绩效自评报告

## 一、部门概况

年初预算数为3,150.00万元，调整后全年预算数为3,480.00万元，支出决算数3,310.00万元，年末结转资金170.00万元，
会议费6,7 42.50元。

三公经费年初预算24.00万元，决算支出19.50万元。其中公务接待费4.50万元。与2022年决算数21.00万元相比，下降7.14%。

表1 项目资金支付进度表（单位：万元）

| 项目名称 | 全年预算数 | 支付数 | 支付进度 |
| --- | --- | --- | --- |
| 古镇修缮 | 980.00 | 910.00 | 92.86% |
| 非遗展演 | 220.00 | 176.00 | 80.00% |
| 合计 | 1,200.00 | 1,086.00 | 90.50% |

## 二、自评结论

文化和旅游局2023年部门整体绩效自评得分为94.6分。

| 一级指标 | 指标分值 | 自评得分 |
| --- | --- | --- |
| 投入 | 20 | 18.9 |
| 效益 | 30 | 29.2 |
| 合计 | 100 | 94.6 |

## 三、指标完成情况

| 绩效指标 | 年初目标值 | 实际完成值 |
| --- | --- | --- |
| 文物巡查次数 | 60次 | 71次 |
| 讲解员培训人次 | 300人次 | 288人次 |
| 游客满意度 | ≥92% | 93.8% |

全年受理旅游投诉260件，结案247件。开展文保安全检查9轮，查出隐患130处，已整改117处。
书库改造计划5处，实际改成4处，一处因消防手续未办妥，该项扣1.2分。

## 四、上年问题整改

针对2022年度自评发现的2个问题，补录藏品830件。

古籍数字化率为88.4%，未达到90%的目标值。

澄江市文化和旅游局
"""
SCHOOL = """# 澄江市第二中学2023年度部门整体支出绩效自评报告

## 一、部门概况

全年支出960.00万元。三公经费年初预算6.00万元，实际支出5.10万元。

澄江市第二中学
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"bureau.md": BUREAU, "school.md": SCHOOL})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("澄江市文旅局游客满意度年初定的是多少，实际做到了多少？", ["92%", "93.8%"]),
        ("澄江市文旅局文物巡查计划巡查多少次，最后实际巡查了多少次？", ["60次", "71次"]),
        ("澄江市文旅局讲解员培训原定多少人次，结果完成多少人次", ["300人次", "288人次"]),
        ("澄江市文旅局自评表里“投入”这一块满分几分，自己打了几分？", ["20分", "18.9分"]),
        ("澄江市文旅局效益指标权重多少分，得了几分", ["30分", "29.2分"]),
        ("澄江市文旅局游客满意度目标是多少", ["92%"]),
        ("澄江市文旅局文物巡查次数目标是多少", ["60次"]),
        ("澄江市文旅局讲解员培训计划多少人次", ["300人次"]),
        ("澄江市文旅局效益扣了几分", ["0.8分"]),
        ("澄江市文旅局书库改造没完成扣了几分", ["1.2分"]),
        ("澄江市文旅局书库改造实际改成几处，为这个扣了几分", ["4处", "1.2分"]),
        ("澄江市文旅局旅游投诉还有几件没结案，结案率是多少", ["13件", "95.00%"]),
        ("澄江市文旅局查出的文保安全隐患还剩多少处没整改", ["13处"]),
        ("澄江市文旅局2023年全年预算是多少", ["3480.00万元"]),
        ("澄江市文旅局2023年年末结转资金占全年预算的百分之几", ["4.89%"]),
        ("澄江市文旅局2023年自评得分多少", ["94.6分"]),
        ("澄江市文旅局三公经费实际支出多少", ["19.50万元"]),
        ("澄江市文旅局古籍数字化率达标了吗", ["88.4%"]),
        ("澄江市文旅局古籍数字化率的目标是多少", ["90%"]),
        ("澄江市文旅局和澄江市第二中学三公经费一共花了多少", ["24.60万元"]),
        ("澄江市文旅局会议费多少", ["6742.50元"]),
        ("澄江市文旅局2023年补录藏品多少件", ["830件"]),
    ],
)
def test_each_column_is_answered_from_its_row(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [value.number + value.unit for value in answer.values] == values


@pytest.mark.parametrize(
    "question",
    ["澄江市文旅局为这个扣了几分", "澄江市文旅局游客满意度扣了几分", "澄江市文旅局2022年支出决算数是多少"],
)
def test_points_of_nothing_named_and_of_another_year_are_not_given(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).values


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (["澄江市文旅局游客满意度是多少"], "达到目标了吗", "超过目标"),
        (["澄江市文旅局古籍数字化率多少"], "达标了没有", "没有达到目标"),
        (["澄江市文旅局三公经费预算多少", "实际花了多少"], "那等于省下多少", "4.50万元"),
        (["澄江市文旅局三公经费年初预算多少"], "一共节约了多少钱", "4.50万元"),
    ],
)
def test_what_came_of_the_figure_spoken_of(assistant: Assistant, history: list[str], question: str, said: str) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert said in answer.text
