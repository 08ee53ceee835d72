"""A number that a question claims: held against the thing, the year and the measure that are named, never another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

REPORT = """河源县市场监管局2023年度部门整体支出绩效自评报告
一、基本情况
河源县市场监管局核定编制46名，2023年末在职人员43人，退休人员31人。
二、资金情况
2023年全年预算数820.00万元，全年支出805.24万元。其中基本支出512.30万元，项目支出292.94万元。
三、履职情况
全年立案920件，办结874件，办结率94.80%。全年受理投诉举报8,000件，按时办结7,960件，按时办结率99.50%。
全市登记经营主体2.48万户，比2022年的2.31万户增长7.36%。培训覆盖率由上年的62%提高到71%。补助金额2022年43.26万元，2023年48.62万元。
全年结余率为2.21%，低于上年的3.05%。
安全事故36起，比上年的45起下降20.00%；受伤29人，比上年减少5人。
全年开展技能培训3,760人次，完成目标4,000人次的94.00%。
新增示范小区33个，全县累计达到121个。
巡查车辆出勤率为91%，低于合同要求的95%。
四、服务对象
表1 持证人员分类情况
| 类别 | 人数（人） | 占持证人员比重 |
| --- | --- | --- |
| 甲类 | 1,200 | 60.00% |
| 乙类 | 500 | 25.00% |
| 丙类 | 300 | 16.00% |
| 合计 | 2,000 | 100.00% |

五、自评结论
自评得分96.40分。
"""
D = "河源县市场监管局"
FRAMES = ("{}对吗", "{}，对吗", "{}是不是对的", "{}，没错吧", "{}，属实吗", "听说{}，是真的吗", "请核实：{}。")


@pytest.fixture(scope="module")
def bureau(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"市场监管局.md": REPORT})


def verdicts(assistant: Assistant, question: str) -> tuple[set[Verdict], str]:
    told = assistant.ask(question)
    return {one.verdict for one in told.calculations}, told.text


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("办结率95.00%", "算出来的"),  # what the counts of that rate give
        ("办结率99.50%", "按时办结率"),
        ("经营主体2022年2.31万户", "2022年"),
        ("经营主体上年2.31万户", "2022年"),
        ("上年培训覆盖率62%", "2022年"),
        ("培训覆盖率71%", "2023年"),
        ("上年结余率3.05%", "2022年全年结余率"),
        ("表1合计人数2000人", "2,000人"),
    ],
)
def test_what_the_number_is_of_is_held_against_it(bureau: Assistant, frame: str, claimed: str, said: str) -> None:
    told = bureau.ask(frame.format(D + claimed))
    assert told.status is Status.ANSWERED, told.text
    assert said in told.text
    assert "不对" not in told.text, told.text


@pytest.mark.parametrize("frame", FRAMES)
def test_a_number_that_the_report_writes_wrongly_is_wrong(bureau: Assistant, frame: str) -> None:
    told = bureau.ask(frame.format(f"{D}办结率94.80%"))
    assert told.values[0].number == "95.00"
    assert "写的" in told.text


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "claimed", ["按时办结率94.80%", "上年培训覆盖率71%", "经营主体上年2.48万户", "受伤比上年减少29人", "受伤减少29人"]
)
def test_what_is_of_another_thing_or_year_is_not_confirmed(bureau: Assistant, frame: str, claimed: str) -> None:
    found, text = verdicts(bureau, frame.format(D + claimed))
    assert Verdict.CONSISTENT not in found, text
    assert "一致；" not in text, text


@pytest.mark.parametrize("claimed", ["受伤减少5人", "全年技能培训占94.00%", "三公经费下降20.00%", "事故减少9起"])
def test_a_change_or_a_share_is_never_held_against_a_level_or_another_rate(bureau: Assistant, claimed: str) -> None:
    for frame in FRAMES:
        found, text = verdicts(bureau, frame.format(D + claimed))
        assert Verdict.INCONSISTENT not in found, text


CLAUSES = {
    ("受伤29人", "比上年减少5人"): ("受伤28人", "比上年减少6人"),
    ("技能培训3760人次", "完成94%"): ("技能培训3670人次", "完成95%"),
    ("安全事故36起", "比上年下降20%"): ("安全事故35起", "比上年下降22%"),
    ("编制46", "在职43", "退休31"): ("编制45", "在职44", "退休32"),
    ("立案920件", "办结874件", "办结率95%"): ("立案921件", "办结877件", "办结率93%"),
    ("技能培训3760人次", "目标4000人次", "完成率94%"): ("技能培训3706人次", "目标4100人次", "完成率96%"),
}


@pytest.mark.parametrize("right", CLAUSES)
def test_each_clause_is_held_against_what_it_is_of(bureau: Assistant, right: tuple[str, ...]) -> None:
    found, text = verdicts(bureau, f"{D}{'，'.join(right)}，对吗")
    assert found == {Verdict.CONSISTENT} or "应为" in text, text
    assert "不对" not in text
    for n, wrong in enumerate(CLAUSES[right]):
        said = (*right[:n], wrong, *right[n + 1 :])
        found, text = verdicts(bureau, f"{D}{'，'.join(said)}，对吗")
        assert Verdict.INCONSISTENT in found or not found, (said, text)


@pytest.mark.parametrize("count", ["编制46", "在职43", "退休31"])
def test_a_number_without_its_measure_word_is_a_claim(bureau: Assistant, count: str) -> None:
    assert verdicts(bureau, f"{D}{count}对吗")[0] == {Verdict.CONSISTENT}
    wrong = f"{count[:-1]}{9 - int(count[-1])}"
    assert verdicts(bureau, f"{D}{wrong}对吗")[0] == {Verdict.INCONSISTENT}


@pytest.mark.parametrize("frame", FRAMES)
def test_a_share_of_a_row_is_worked_out_of_its_table(bureau: Assistant, frame: str) -> None:
    for claimed, said in (("甲类占60%", "一致（1200"), ("丙类占16.00%", "应为15.00%"), ("丙类占15.00%", "算出来的")):
        assert said in bureau.ask(frame.format(D + claimed)).text


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("claimed", ["出勤率95%", "巡查车辆出勤率95%"])
def test_what_a_rate_is_held_against_is_not_the_rate(bureau: Assistant, frame: str, claimed: str) -> None:
    found, text = verdicts(bureau, frame.format(D + claimed))
    assert found == {Verdict.INCONSISTENT}, text
    assert "91%" in text


MEAN = """河源县委组织部2023年度部门整体支出绩效自评报告
一、资金情况
2023年年初预算9,800.00万元，调整后预算数10,300.00万元，全年执行数{spent}万元。
全年12个月的平均执行率为95.81%。
在职人员698人（医师245人、护士336人），具有高级职称的118人。
"""


@pytest.mark.parametrize(("spent", "rate"), [("10,300.00", "100"), ("10,197.00", "99"), ("9,888.00", "96")])
def test_a_mean_of_months_is_not_the_years_rate(
    over: Callable[[Mapping[str, str]], Assistant], spent: str, rate: str
) -> None:
    office = over({"组织部.txt": MEAN.format(spent=spent)})
    for frame in FRAMES:
        told = office.ask(frame.format(f"河源县委组织部预算执行率{rate}%"))
        assert {one.verdict for one in told.calculations} == {Verdict.CONSISTENT}, told.text
        assert "平均执行率" in told.text
        assert "95.81" in told.text
        wrong = office.ask(frame.format("河源县委组织部预算执行率97.3%"))
        assert {one.verdict for one in wrong.calculations} == {Verdict.INCONSISTENT}, wrong.text
    mean = office.ask("河源县委组织部平均执行率95.81%对吗")
    assert "不对" not in mean.text


def test_what_stands_behind_a_bracket_is_no_part_of_it(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    told = over({"组织部.txt": MEAN.format(spent="10,300.00")}).ask("河源县委组织部的报告里有没有算错")
    assert "不一致：" not in told.text
