"""A fall that is worked out agrees with the fall that is claimed, and nothing less than nothing is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

OFFICE = """芷江区商务局2023年度部门整体支出绩效自评报告
一、资金情况
2023年年初预算{initial}万元，全年支出{spent}万元。
二、三公经费
三公经费支出{now}万元，上年支出{former}万元。
"""
FACTS = (("500.00", "640.00", "15.00", "20.00"), ("820.00", "903.50", "33.10", "41.70"))


@pytest.fixture(scope="module", params=FACTS, ids=str)
def told(
    request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]
) -> tuple[Assistant, tuple[str, str, str, str]]:
    facts = dict(zip(("initial", "spent", "now", "former"), request.param, strict=True))
    return over({"zhijiang.txt": OFFICE.format(**facts)}), request.param


@pytest.mark.parametrize("way", ["下降", "减少"])
@pytest.mark.parametrize("off", [0, 1])
def test_a_claimed_fall_is_judged_by_its_size(
    told: tuple[Assistant, tuple[str, str, str, str]], way: str, off: int
) -> None:
    assistant, (_, _, now, former) = told
    fall = 100 * (float(former) - float(now)) / float(former)
    answer = assistant.ask(f"芷江区商务局三公经费比上年{way}{fall + off:.2f}%对吗？")
    if answer.values:
        assert ("不对" in answer.text) == bool(off), answer.text


@pytest.mark.parametrize("question", ["还剩多少钱没花", "还有多少预算没执行", "没花完的钱是多少"])
def test_nothing_less_than_nothing_is_left(told: tuple[Assistant, tuple[str, str, str, str]], question: str) -> None:
    answer = told[0].ask(f"芷江区商务局{question}？")
    assert not any(value.number.startswith("-") for value in answer.values), answer.text


CLINIC = """桑坪县中医院2023年度部门整体支出绩效自评报告
一、履职情况
平均候诊时间由{before}分钟缩短到{after}分钟。门诊次均费用{cost}元，比上年下降{fall}%。
年末有效诊疗卡{cards}张。上年诊疗卡{former}张。
"""
CLINICS = (("38", "27", "218.36", "1.85", "53352", "46800"), ("52", "41", "176.20", "2.10", "20140", "18300"))


@pytest.fixture(scope="module", params=CLINICS, ids=str)
def clinic(
    request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]
) -> tuple[Assistant, dict[str, str]]:
    facts = dict(zip(("before", "after", "cost", "fall", "cards", "former"), request.param, strict=True))
    return over({"sangping.txt": CLINIC.format(**facts)}), facts


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("平均候诊时间缩短多少分钟", "after"),
        ("平均候诊时间缩短了多少", "after"),
        ("门诊次均费用上年多少", "cost"),
        ("去年门诊次均费用是多少", "cost"),
        ("上年诊疗卡有多少张", "cards"),
        ("诊疗卡去年多少张", "cards"),
    ],
)
def test_the_new_value_is_no_change_and_no_former_one(
    clinic: tuple[Assistant, dict[str, str]], question: str, never: str
) -> None:
    assistant, known = clinic
    answer = assistant.ask(f"桑坪县中医院{question}？")
    assert known[never] not in {value.number for value in answer.values}, answer.text


def test_in_the_results_is_no_grade(clinic: tuple[Assistant, dict[str, str]]) -> None:
    assistant, known = clinic
    assert "不是中" not in assistant.ask(f"桑坪县中医院在结果中，门诊次均费用{known['cost']}元，对吗？").text
