"""Problems and measures that are asked for together are told from the section of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

PORT = """柳港镇文化站2023年度部门整体支出绩效自评报告
一、主要职责
（一）搜集报送全镇重大问题和工作措施的宣传稿件。
二、存在的主要问题
一是展品登记不及时。二是夜间场地没有人看管。
三、下一步改进措施
一是按月盘点展品。二是聘请两名值班人员。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"liugang.txt": PORT})


@pytest.mark.parametrize(
    "question",
    [
        "问题和改进措施",
        "的主要问题和措施是什么",
        "存在哪些问题，怎么改进",
        "有什么问题？打算怎么改",
        "存在的问题及下一步改进措施是什么",
        "问题、措施分别有哪些",
    ],
)
def test_both_are_told(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(f"柳港镇文化站{question}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert "登记不及时" in answer.text
    assert "按月盘点" in answer.text
    assert "宣传稿件" not in answer.text


@pytest.mark.parametrize(
    "asks", ["措施是什么", "的措施", "有哪些措施", "提出了哪些措施", "采取了什么措施", "措施有哪些", "对策是什么"]
)
def test_measures_that_are_asked_for_alone_are_the_sections(
    over: Callable[[Mapping[str, str]], Assistant], asks: str
) -> None:
    held = over({"文化站.txt": PORT})
    for question, history in ((f"柳港镇文化站{asks}", ()), ("措施呢", ("柳港镇文化站问题是什么",))):
        text = held.ask(question, history).text
        assert "按月盘点展品" in text
        assert "搜集报送" not in text
