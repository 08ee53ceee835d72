"""A number that a question doubts, however it says so: right or wrong by what the report states, with that figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

REPORT = """河源县档案馆2023年度部门整体支出绩效自评报告
一、基本情况
河源县档案馆内设科室6个。核定编制30名，年末实有28人。
二、资金情况
2023年全年预算数820.00万元，全年支出805.24万元，预算执行率98.20%。基本支出512.30万元，项目支出292.94万元。
会议费方面，全年预算3.20万元，实际支出2.75万元。
全年培训档案员412人次。
三、自评结论
自评得分96.40分。
"""
FRAMES = (
    "我底稿里写{d}{l}是{v}，写对了吗？", "我记得{d}{l}是{v}，对吗", "我记得{d}的{l}是{v}，没记错吧？",
    "听说{d}{l}达到{v}，是真的吗？", "听说{d}的{l}有{v}，准不准？", "有人说{d}{l}是{v}，属实吗？",
    "有人跟我讲{d}{l}只有{v}，靠谱吗", "{d}的{l}是不是{v}？", "{d}{l}是{v}，没错吧", "{d}{l}写的是{v}，对不对",
    "材料上说{d}{l}为{v}，是否准确？", "同事说{d}的{l}有{v}，他说得对吗？", "{d}{l}应该是{v}吧？",
    "{d}的{l}真的是{v}吗",
    "我抄的{d}{l}是{v}，抄对了没有？", "我在表里填的{d}{l}是{v}，填得对吗？", "请核实：{d}{l}{v}。",
    "帮我核对一下，{d}{l}是不是{v}", "{d}{l}{v}，这个数对吗？", "领导讲话稿里写{d}{l}{v}，有没有写错？",
    "{d}{l}是{v}，这个说法成立吗", "我印象中{d}{l}是{v}，是这样吗？", "网上说{d}{l}是{v}，真的假的",
    "{d}{l}等于{v}，正确吗？", "{d}报告里{l}写的是{v}吗？", "{d}的{l}到底是不是{v}？",
    "汇报材料把{d}{l}写成{v}，写对了吗",
    "别人告诉我{d}{l}是{v}，我没听错吧", "{v}是{d}的{l}吗？", "{d}{l}，我这里记的是{v}，对得上吗？",
    "{d}的{l}报的是{v}，是否属实？",
)  # fmt: skip
FIGURES = {
    "基本支出": ("512.30万元", "521.30万元"),
    "项目支出": ("292.94万元", "229.94万元"),
    "会议费实际支出": ("2.75万元", "3.20万元"),
    "预算执行率": ("98.20%", "98.02%"),
    "自评得分": ("96.40分", "94.60分"),
    "内设科室": ("6个", "16个"),
    "核定编制": ("30名", "13名"),
    "实有人员": ("28人", "30人"),
}


@pytest.fixture(scope="module")
def archive(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"档案馆.txt": REPORT})


@pytest.mark.parametrize("frame", FRAMES)
def test_a_doubted_number_is_held_against_the_stated_one(archive: Assistant, frame: str) -> None:
    for label, (right, wrong) in FIGURES.items():
        for said, verdict in ((right, Verdict.CONSISTENT), (wrong, Verdict.INCONSISTENT)):
            question = frame.format(d="河源县档案馆", l=label, v=said)
            answer = archive.ask(question)
            assert answer.status is Status.ANSWERED, (question, answer.text)
            assert verdict in [one.verdict for one in answer.calculations], (question, answer.text)
            stated = Decimal(right.rstrip("万元分个名人%"))
            assert stated in [Decimal(value.number) for value in answer.values], (question, answer.text)
            assert answer.citations


@pytest.mark.parametrize("said", ["给自己打了96.40分", "自评打了96.40分", "自己评了96.40分"])
def test_what_a_department_gave_itself_is_its_score(archive: Assistant, said: str) -> None:
    right, wrong = (archive.ask(f"我记得档案馆{s}，对吗") for s in (said, said.replace("96.40", "96.90")))
    assert right.calculations[0].verdict is Verdict.CONSISTENT, right.text
    assert wrong.calculations[0].verdict is Verdict.INCONSISTENT, wrong.text


def test_words_that_doubt_no_number_ask_for_what_is_written(archive: Assistant) -> None:
    for question in ("档案馆预算编制是否准确", "档案馆绩效目标设定是否合理"):
        assert not archive.ask(question).calculations
