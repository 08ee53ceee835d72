"""Several claims in one check: each number is held against the thing that is named last before it, and no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

REPORT = """石桥县档案馆2023年度部门整体支出绩效自评报告
一、基本情况
石桥县档案馆设有6个股室，年度绩效表列有14项指标。
二、资金情况
2023年全年预算数640.00万元，全年支出601.60万元。其中：日常运转经费预算420.00万元，支出407.40万元，执行率97.00%；数字化专项12个，预算220.00万元，支出194.20万元，执行率88.27%。
三、履职情况
全年整理卷宗2,140卷，指标完成率107%，修复古籍318册，指标完成率106%，接待查档人员5,260人次，指标完成率105%。
四、自评结论
自评得分95.30分。
"""
D = "石桥县档案馆"
THINGS = (("整理卷宗", "2140卷", "107%"), ("修复古籍", "318册", "106%"), ("接待查档人员", "5260人次", "105%"))
FRAMES = ("{}，{}，对吗", "{}；{}，对不对", "{}，{}，都对吗", "请核实：{}，{}。")


@pytest.fixture(scope="module")
def archive(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"档案馆.md": REPORT})


def denied(assistant: Assistant, question: str) -> tuple[int, int]:
    """How many claims hold and how many do not."""
    found = [one.verdict for one in assistant.ask(question).calculations]
    return found.count(Verdict.CONSISTENT), found.count(Verdict.INCONSISTENT)


@pytest.mark.parametrize("joint", ["，完成率", "，指标完成率为", "完成率"])
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("one", "other"), [(a, b) for a, b in product(THINGS, THINGS) if a != b])
def test_each_rate_is_of_the_thing_right_before_it(
    archive: Assistant, one: tuple[str, ...], other: tuple[str, ...], frame: str, joint: str
) -> None:
    said = [f"{thing}{count}{joint}{rate}" for thing, count, rate in (one, other)]
    assert denied(archive, frame.format(D + said[0], said[1])) == (4, 0)
    turned = [f"{one[0]}{one[1]}{joint}{one[2]}", f"{other[0]}{other[1]}{joint}{one[2]}"]
    assert denied(archive, frame.format(D + turned[0], turned[1]))[1] == 1


@pytest.mark.parametrize(("spent", "wrong"), [("194.20", 0), ("601.60", 1), ("407.40", 1), ("194.02", 1)])
@pytest.mark.parametrize("head", ["数字化专项12个，预算220.00万元", "数字化专项预算220万元", "数字化专项12个"])
def test_what_was_spent_is_of_the_thing_at_the_head(archive: Assistant, head: str, spent: str, wrong: int) -> None:
    right, failed = denied(archive, f"{D}{head}，支出{spent}万元，对吗")
    assert failed == wrong
    assert right >= 1


@pytest.mark.parametrize(
    ("claim", "wrong"), [("6个股室，14项指标", 0), ("6个股室，15项指标", 1), ("14项指标，得分95.3分", 0)]
)
def test_counts_of_unlike_things_are_each_decided(archive: Assistant, claim: str, wrong: int) -> None:
    assert denied(archive, f"{D}{claim}，对吗") == (2 - wrong, wrong)


def test_a_number_without_a_name_is_not_given_that_before_it(archive: Assistant) -> None:
    assert "不是4" not in archive.ask(f"{D}设有6个股室，14项指标，4册，对吗").text


REQUESTS = """临溪市信访局2023年度部门整体支出绩效自评报告
一、工作情况
全年共接收群众来信{all}件，在规定时间里答复{done}件。组织下访{visits}场。
"""


@pytest.mark.parametrize(("received", "done", "visits"), [(90, 84, 12), (136, 131, 7)])
@pytest.mark.parametrize("said", ["处理群众来信{}件，其中规定时间答复{}件", "接收来信{}件，规定时间里答复{}件"])
def test_what_one_sentence_states_in_that_order_is_right(
    over: Callable[[Mapping[str, str]], Assistant], received: int, done: int, visits: int, said: str
) -> None:
    office = over({"letters.txt": REQUESTS.format(all=received, done=done, visits=visits)})
    answer = office.ask(f"信访局{said.format(received, done)}，对吗")
    assert {one.verdict for one in answer.calculations} == {Verdict.CONSISTENT}, answer.text
    for one, other in ((done, received), (received, visits)):
        wrong = office.ask(f"信访局{said.format(one, other)}，对吗")
        assert Verdict.INCONSISTENT in {one.verdict for one in wrong.calculations} or not wrong.calculations, wrong.text
