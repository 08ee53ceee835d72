"""A check is held against what the question is answered without its number: the very figure, of the very year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Found, Status, Verdict

REPORT = """岚州市水文局2023年度部门整体支出绩效自评报告
一、基本情况
岚州市水文局内设科室7个，年末实有在职人员64人。
二、资金情况
2023年全年预算数1,480.00万元，决算支出1,438.56万元，预算执行率97.20%。其中基本支出958.80万元，占66.65%；项目支出479.76万元，占33.35%。项目支出执行率95.95%。三公经费预算18.00万元，实际支出15.20万元。
本年收入合计23,487.62万元，上年为22,960.40万元。
三、产出情况
全年完成水质监测1,286次，上年为1,154次。巡测河道412公里，指标完成率为103%；编制水情简报96期，指标完成率为120%；举办业务培训74人次，指标完成率为148%。
组织开放日活动，来自18个乡镇的325名中学生走进水文站。
仪器设备维护及时率高于96%。
年初目标：全年水文站改造9座，实际完成7座。
四、绩效目标表
| 指标 | 分值 | 目标值 | 实际完成值 | 得分 |
| --- | --- | --- | --- | --- |
| 监测报告合格率 | 6 | ≥98% | 99.1% | 6 |
| 公众满意度 | 9 | ≥95% | 93.6% | 8.4 |
五、效益
按投入测算，投入产出比约为1:6.25，设备与人员比为1:3。
六、自评结论
自评得分96.30分，评价等级为优。
"""
OTHER = """岚州市港航局2023年度部门整体支出绩效自评报告
全局行政编制20名、实有18人，事业编制30名、实有27人。
一、资金情况
2023年全年预算数900.00万元，决算支出873.00万元，预算执行率97.00%。年初结转结余12.40万元，年末结转结余15.60万元。
二、自评结论
自评得分93.70分，其中履职效能得分46.70分，管理效率得分47.00分（扣3.00分）。评价等级为优。
"""
FRAMES = ("{d}{q}对吗", "{d}{q}，对吗", "我记得{d}{q}，没记错吧？", "同事说{d}{q}，对不对", "{d}{q}，这个数对吗？")


@pytest.fixture(scope="module")
def station(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"水文局.txt": REPORT, "港航局.txt": OTHER})


def verdict(answer: Answer) -> Verdict | None:
    found = [one.verdict for one in answer.calculations]
    return Verdict.INCONSISTENT if Verdict.INCONSISTENT in found else Verdict.CONSISTENT if found else None


def values(answer: Answer) -> set[Decimal]:
    return {Decimal(value.number) for value in answer.values}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    ("claimed", "right", "wrong"),
    [
        ("2022年水质监测{}次", "1154", "1286"),
        ("2022年本年收入合计{}万元", "22960.40", "23487.62"),
        ("水质监测{}次", "1286", "1154"),
        ("项目支出占{}%", "33.35", "95.95"),
        ("项目支出执行率{}%", "95.95", "33.35"),
        ("{}名中学生走进水文站", "325", "18"),
        ("监测报告合格率得分{}分", "6", "9"),
        ("公众满意度实际完成值{}%", "93.6", "95"),
    ],
)
def test_a_claim_is_held_against_the_figure_that_it_is_of(
    station: Assistant, frame: str, claimed: str, right: str, wrong: str
) -> None:
    for number, expected in ((right, Verdict.CONSISTENT), (wrong, Verdict.INCONSISTENT)):
        answer = station.ask(frame.format(d="岚州市水文局", q=claimed.format(number)))
        assert answer.status is Status.ANSWERED, answer.text
        assert verdict(answer) is expected, answer.text
        assert Decimal(right) in values(answer), answer.text
        assert answer.citations


@pytest.mark.parametrize("question", ["2021年水质监测1286次对吗", "2021年三公经费15.2万元对吗", "2022年自评96.3分对吗"])
def test_a_figure_of_a_year_that_no_report_tells_of_is_not_confirmed(station: Assistant, question: str) -> None:
    answer = station.ask(f"岚州市水文局{question}")
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize("thing", ["巡测河道412公里", "编制水情简报96期", "举办业务培训74人次"])
@pytest.mark.parametrize("rate", [103, 120, 148])
def test_the_rate_of_a_neighbour_is_not_the_counts_own(station: Assistant, thing: str, rate: int) -> None:
    own = {"巡测河道412公里": 103, "编制水情简报96期": 120, "举办业务培训74人次": 148}[thing]
    answer = station.ask(f"岚州市水文局{thing}，完成率{rate}%，对吗")
    assert answer.status is Status.ANSWERED, answer.text
    assert verdict(answer) is (Verdict.CONSISTENT if rate == own else Verdict.INCONSISTENT), answer.text
    assert Decimal(own) in values(answer), answer.text


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("三公经费预算18万，支出15.2万，节约2.8万，对吗", True),
        ("三公经费预算18万，支出15.2万，节约3.8万，对吗", False),
        ("收入2.35亿元对吗", True),
        ("收入2.36亿元对吗", False),
        ("收入23488万元对吗", True),
    ],
)
def test_differences_and_rounded_amounts(station: Assistant, question: str, right: bool) -> None:
    answer = station.ask(f"岚州市水文局{question}")
    if right:
        assert verdict(answer) is Verdict.CONSISTENT, answer.text
        assert "不对" not in answer.text
    else:
        assert verdict(answer) is not Verdict.CONSISTENT, answer.text


def test_a_further_number_of_another_thing_is_not_called_wrong_by_the_first(station: Assistant) -> None:
    answer = station.ask("岚州市水文局三公经费15.20万元，比预算少2.80万元，对吗")
    assert "2.80万元不对" not in answer.text


@pytest.mark.parametrize(("number", "expected"), [(96, Verdict.CONSISTENT), (98, None), (91, Verdict.INCONSISTENT)])
def test_a_bound_that_is_all_that_a_report_states_is_no_target(
    station: Assistant, number: int, expected: Verdict | None
) -> None:
    for frame in FRAMES:
        answer = station.ask(frame.format(d="岚州市水文局", q=f"仪器设备维护及时率{number}%"))
        assert answer.status is Status.ANSWERED, answer.text
        assert verdict(answer) is expected, answer.text
        assert "高于96%" in answer.text


def test_no_number_of_a_check_is_passed_over(station: Assistant) -> None:
    """An income and a spending that hold do not let a third number through that the report does not state so."""
    answer = station.ask("岚州市水文局全年预算数1480.00万元，决算支出1438.56万元，结余51.44万元，对吗")
    assert verdict(answer) is not Verdict.CONSISTENT, answer.text


@pytest.mark.parametrize(
    ("question", "said", "values_told"),
    [
        ("水文局自评96.3分，等级为优，对吗", "是优", {"96.30"}),
        ("水文局自评96.3分，等级为良，对吗", "不是良", {"96.30"}),
        ("水文局自评96.3分，在两个部门里最高，对吗", "\n对", {"96.30"}),
        ("水文局自评96.3分，在两个部门里最低，对吗", "\n不对", {"96.30", "93.70"}),
        ("港航局自评93.7分，是两个部门里最低，对不对", "\n对", {"93.70"}),
        ("港航局年末结转结余15.60万元是年初数对吗", "不对，不是年初的数", {"15.60"}),
        ("港航局结转结余15.60万元是年初数对吗", "不", {"15.60"}),
    ],
)
def test_what_is_claimed_beside_a_number_is_judged_too(
    station: Assistant, question: str, said: str, values_told: set[str]
) -> None:
    answer = station.ask(f"岚州市{question}")
    assert answer.status is Status.ANSWERED, answer.text
    assert said in answer.text
    assert values(answer) == {Decimal(one) for one in values_told}, answer.text


@pytest.mark.parametrize("said", ["全部花完了", "等级合格", "一分没剩"])
def test_a_number_that_holds_does_not_vouch_for_what_is_claimed_with_it(station: Assistant, said: str) -> None:
    answer = station.ask(f"岚州市水文局全年预算数1480.00万元，{said}，对吗")
    assert answer.status is Status.CLARIFY or "不是" in answer.text, answer.text


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    ("claimed", "right", "wrong"), [("投入产出比1:{}", "6.25", "6.52"), ("设备与人员比1:{}", "3", "6.25")]
)
def test_a_ratio_is_held_against_the_ratio_of_its_clause(
    station: Assistant, frame: str, claimed: str, right: str, wrong: str
) -> None:
    for number, expected in ((right, Verdict.CONSISTENT), (wrong, Verdict.INCONSISTENT)):
        answer = station.ask(frame.format(d="岚州市水文局", q=claimed.format(number)))
        assert verdict(answer) is expected, answer.text
        assert values(answer) == {Decimal(right)}
    assert station.ask(frame.format(d="岚州市港航局", q=claimed.format(wrong))).status is Status.REFUSED


def test_what_a_sentence_counts_apart_comes_to_what_is_claimed(station: Assistant) -> None:
    for number in (45, 47, 54):
        answer = station.ask(f"岚州市港航局行政编制20名，事业编制30名，实有{number}人，对吗")
        assert (verdict(answer) is Verdict.CONSISTENT) is (number == 45), answer.text


@pytest.mark.parametrize("frame", FRAMES)
def test_full_marks_are_not_what_may_be_had(station: Assistant, frame: str) -> None:
    answer = station.ask(frame.format(d="岚州市港航局", q="管理效率得满分50分"))
    assert verdict(answer) is not Verdict.CONSISTENT, answer.text


@pytest.mark.parametrize("question", ["各项得分加起来对吗", "各项得分相加对不对", "各指标得分之和对吗"])
def test_scores_are_added_up_where_the_whole_is_not_named(station: Assistant, question: str) -> None:
    answer = station.ask(f"岚州市港航局{question}")
    assert verdict(answer) is Verdict.CONSISTENT, answer.text
    assert values(answer) == {Decimal("93.70")}


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ("水文局预算执行率97.20%对吗", Found.NOTHING),
        ("水文局内设科室7个对吗", Found.STATED),
        ("水文局内设科室8个对吗", Found.DENIED),
        ("水文局自评得分96.30分对吗", Found.STATED | Found.WHOLE_SCORE),
        ("水文局本年收入合计比上年减少527.22万元，对吗", Found.TURNED),
        ("水文局评价等级是良吗", Found.DECIDED),
    ],
)
def test_an_answer_says_what_it_found_of_a_number(station: Assistant, claimed: str, found: Found) -> None:
    assert station.ask(claimed).found == found
