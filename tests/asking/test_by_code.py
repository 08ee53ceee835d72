"""Why points were lost of an indicator that the report speaks of by its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

WHY = {
    "资金执行率": ("A1", "设备交付延误"),
    "服务站建成数量": ("B2", "选址调整"),
    "职工满意度": ("C2", "轮休得不到保证"),
}
REPORT = """梅溪县图书馆2023年度部门整体支出绩效自评报告

【单位概况】
梅溪县图书馆是县文化和旅游局所属事业单位，馆舍面积6,200平方米，年末在职职工42人。全年总支出1,210.90万元。

【绩效评分】
评分表（自评满分100分）
A 投入
A1 资金执行率　目标：98%以上　完成：96.05%　权重：10　得分：9.6
B 产出
B1 读者人次　目标：45万人次　完成：48.60万人次　权重：10　得分：10
B2 服务站建成数量　目标：3个　完成：2个　权重：10　得分：6.7
C 满意度
C1 读者满意度　目标：92%以上　完成：93.50%　权重：5　得分：5
C2 职工满意度　目标：85%以上　完成：81.20%　权重：5　得分：4
合计　权重：40　得分：35.3

失分情况：A1失0.4分，系设备交付延误；B2失3.3分，两处服务站选址调整；C2失1分，主要是一线馆员轮休得不到保证。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"library.txt": REPORT})


@pytest.mark.parametrize("name", WHY)
@pytest.mark.parametrize("asked", ["为什么扣分", "为什么没得满分？", "扣分的原因是什么", "怎么被扣了分"])
def test_the_clause_on_its_number_tells_why(assistant: Assistant, name: str, asked: str) -> None:
    answer = assistant.ask(f"梅溪县图书馆{name}{asked}")
    code, why = WHY[name]
    assert answer.status is Status.ANSWERED, answer.text
    assert code in answer.text
    assert why in answer.text
    assert not any(other in answer.text for _, other in WHY.values() if other != why)


@pytest.mark.parametrize("name", ["读者人次", "读者满意度"])
def test_no_reason_is_told_of_an_indicator_that_lost_nothing(assistant: Assistant, name: str) -> None:
    assert assistant.ask(f"梅溪县图书馆{name}为什么扣分").status is Status.REFUSED
