"""Chinese questions with English words and pinyin among them, asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.wording.mixed import in_one_language
from heshu.glossary import glossary
from heshu.records import Status

DISTRICT = """锦川市临江区委办公室2023年度部门整体支出绩效自评报告

2023年项目支出全年预算数330.00万元，项目支出决算数321.40万元。
窗口岗位培训人数72人次，指标完成率为120%。开展安全检查18次。1台大型扫描仪全年仅使用35次。自评得分95.20分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"district.md": DISTRICT})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("linjiang 区委办 窗口岗位 training 多少人次 completion rate 多少", ["72人次", "120%"]),
        ("linjiang项目支出 budget 多少", ["330.00万元"]),
        ("临江区委办 safety inspection 搞了几次", ["18次"]),
        ("临江区委办 self-evaluation score 多少分", ["95.20分"]),
        ("临江区委办大型扫描仪用了几次", ["35次"]),
    ],
)
def test_words_of_another_language_are_understood(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [f"{v.number}{v.unit}" for v in answer.values] == values, answer.text


@pytest.mark.parametrize("question", ["医院移动DR用了几次", "What did 临江区委办 spend?", "用VPN的有多少人"])
def test_what_is_no_mixture_stays(question: str) -> None:
    assert in_one_language(question, ["临江"], glossary()) == question
