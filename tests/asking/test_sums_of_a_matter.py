"""Parts that are counted and not named, against their total; and how much less one amount is than another, in %."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

AIDS, TRAINED, GRANTS = (412, 238, 396, 250), (1150, 980, 1630), ("386.20", "742.55", "518.40")
GROUPS = {"肢体残疾": 12308, "视力残疾": 2415, "听力残疾": 1962, "智力残疾": 1874}
REPORT = f"""# 青湖区残疾人联合会2023年度部门整体支出绩效自评报告

## 一、基本情况

表1 持证残疾人情况

| 残疾类别 | 人数（人） |
| --- | --- |
{chr(10).join(f"| {name} | {number:,} |" for name, number in GROUPS.items())}
| 合计 | {sum(GROUPS.values()):,} |

## 二、预算执行

全年预算2,500.00万元，全年支出2,450.00万元。

## 三、履职情况

1.康复服务。全年适配辅助器具1,286件，其中轮椅412件、助听器238件、拐杖和助行器396件、其他器具250件。

2.就业服务。全年开展职业技能培训3,760人次，其中家政护理1,150人次、电商直播980人次、焊工和叉车类1,630人次。

3.就业补助资金中，职业培训补贴386.20万元，社会保险补贴742.55万元，公益性岗位补贴518.40万元，三项合计1,674.15万元。

## 四、存在的问题

一是培训的针对性还不强，课程设置与企业用工需求衔接不够。二是辅助器具回收利用机制尚未建立。
"""
NAME = "青湖区残联"


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"残联.md": REPORT})


def agrees(answer: Answer) -> bool:
    """The verdict of an answer that adds up."""
    assert answer.status is Status.ANSWERED
    return answer.calculations[0].verdict is Verdict.CONSISTENT


MATTERS = [  # what is added up, the sum, its stated total, and whether they agree
    ("四类辅具", "1296", "1286", False),
    ("四类辅助器具", "1296", "1286", False),
    ("三类培训", "3760", "3760", True),
    ("三类职业技能培训", "3760", "3760", True),
    ("就业补助三项", "1647.15", "1674.15", False),
    ("就业补助资金的三项", "1647.15", "1674.15", False),
    ("各类残疾", "18559", "18559", True),
    ("四类残疾", "18559", "18559", True),
]
ASKS = ["加起来对吗", "加起来对不对", "相加对吗", "加起来是{}吗", "加起来等于{}吗", "加在一起是{}，对吗"]


@pytest.mark.parametrize("asks", ASKS)
@pytest.mark.parametrize("one", MATTERS)
def test_the_parts_are_added_up_against_their_total(
    held: Assistant, one: tuple[str, str, str, bool], asks: str
) -> None:
    matter, result, stated, right = one
    answer = held.ask(f"{NAME}{matter}{asks.format(stated)}")
    assert agrees(answer) is right
    assert answer.values[0].number == result


@pytest.mark.parametrize("matter", ["五类辅具", "两类培训", "三类图书", "四类补贴"])
@pytest.mark.parametrize("asks", ["加起来对吗", "加起来对不对", "加起来是99吗"])
def test_of_another_number_of_parts_or_another_matter_nothing_is_said(held: Assistant, matter: str, asks: str) -> None:
    answer = held.ask(f"{NAME}{matter}{asks}")
    assert answer.status is not Status.ANSWERED


@pytest.mark.parametrize("claimed", ["2", "2.00", "2.0"])
@pytest.mark.parametrize("way", ["少", "低", "下降"])
def test_a_share_less_is_judged_by_both_amounts(held: Assistant, way: str, claimed: str) -> None:
    answer = held.ask(f"{NAME}支出比预算{way}{claimed}%对吗")
    assert agrees(answer)
    assert answer.values[0].unit == "%"


@pytest.mark.parametrize(("way", "claimed"), [("少", "5"), ("多", "2"), ("多", "5"), ("低", "0.5")])
def test_another_share_or_the_other_way_is_wrong(held: Assistant, way: str, claimed: str) -> None:
    assert not agrees(held.ask(f"{NAME}支出比预算{way}{claimed}%对吗"))
