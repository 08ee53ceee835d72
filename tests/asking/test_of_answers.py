"""What is worked out over figures that are answered one by one, and follow-ups that go on with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.conversation.of_answers import OTHER_OF_KIND
from heshu.records import Status, Verdict

FARMS = """河源县农业局2023年度部门整体支出绩效自评报告
一、基本情况
全局行政编制40名、实有37人，事业编制25名、实有24人。
2023年基本支出480.00万元，项目支出320.00万元，总支出800.00万元。
全年组织农技人员现场培训640人次。
全年共受理群众来信1,200件，其中投诉450件、举报150件、咨询600件；按时办结1,140件。
全年发放农机具补贴设备880台，其中拖拉机310台、收割机290台、插秧机300台。
全年采购金额66.40万元。
二、资金管理
按“（全年预算数－支出数）÷全年预算数”计算，预算偏离率为{off}%。全年预算数1,000.00万元，支出数800.00万元。
三、存在问题
（一）机耕道修建项目支出进度偏慢。7月汛期停工，施工队两次更换。
四、自评结论
自评得分95.10分，服务对象综合满意度为93.0%。
"""
RECORDS = """河源县档案馆2024年度部门整体支出绩效自评报告
一、基本情况
2024年总支出420.00万元。档案业务网络培训人数85人次。
政府采购方面，实际采购金额31.20万元。
二、自评结论
自评得分97.30分，社会公众满意度为91.0%。
"""
MUSEUM = """河源县博物馆2023年度部门整体支出绩效自评报告
一、基本情况
2023年总支出300.00万元。讲解员岗位培训人数60人次。
二、自评结论
自评得分92.20分。
"""


@pytest.fixture(scope="module")
def three(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"农业局.txt": FARMS.format(off="21.00"), "档案馆.txt": RECORDS, "博物馆.txt": MUSEUM})


SUMS = (
    "{a}和{b}2023年合计培训了多少人次？", "{a}、{b}一共培训了多少人次", "{a}与{b}两家加起来培训了多少人次",
    "{a}和{b}两个单位总共培训了多少人次？",
)  # fmt: skip


@pytest.mark.parametrize("question", SUMS)
def test_counts_of_departments_are_added_by_their_own_names(three: Assistant, question: str) -> None:
    answer = three.ask(question.format(a="河源县农业局", b="河源县博物馆"))
    assert [(value.number, value.unit) for value in answer.values] == [("700", "人次")], answer.text
    assert len({citation.department for citation in answer.citations}) == 2


PARTS = {"投诉": 450, "举报": 150, "咨询": 600}
SHARES = (
    "两样加起来占全部来信的百分之几？", "这两项合计占来信的多少", "两类合起来占群众来信的比例是多少",
    "这两个一共占全部来信的几成",
)  # fmt: skip


@pytest.mark.parametrize("question", SHARES)
def test_the_last_two_together_are_a_share_of_a_whole(three: Assistant, question: str) -> None:
    for one, other in (("投诉", "举报"), ("举报", "咨询"), ("投诉", "咨询")):
        answer = three.ask(question, [f"河源县农业局接到{one}多少件？", f"{other}呢？"])
        share = Decimal(PARTS[one] + PARTS[other]) / 12
        assert share == Decimal(answer.values[0].number), (answer.text, one, other)
        assert answer.values[0].unit == "%"


@pytest.mark.parametrize(
    ("question", "vacant"),
    [
        ("行政编制和事业编制加起来还空着几名？", "4"), ("行政编制、事业编制一共空缺多少名", "4"),
        ("行政编制还空着几个？", "3"),
        ("事业编制空余几名", "1"), ("编制还空着多少个", "4"), ("事业编制没招满几个", "1"),
    ],
)  # fmt: skip
def test_vacant_posts_are_posts_less_people(three: Assistant, question: str, vacant: str) -> None:
    answer = three.ask(f"河源县农业局{question}")
    assert [value.number for value in answer.values] == [vacant], answer.text


@pytest.mark.parametrize("question", ["编制还空着几名", "事业编制空缺多少个"])
def test_no_vacancy_is_made_of_posts_that_are_not_stated(three: Assistant, question: str) -> None:
    answer = three.ask(f"河源县博物馆{question}")
    assert not answer.values
    assert answer.status is not Status.ANSWERED


CHECKS = ("河源县农业局预算偏离率对吗", "河源县农业局的预算偏离率算得对不对？", "复核一下河源县农业局的预算偏离率")


@pytest.mark.parametrize("question", CHECKS)
@pytest.mark.parametrize(("stated", "right"), [("20.00", True), ("21.00", False), ("2.00", False)])
def test_a_rate_is_worked_out_by_the_formula_that_its_report_states(
    over: Callable[[Mapping[str, str]], Assistant], question: str, stated: str, right: bool
) -> None:
    answer = over({"农业局.txt": FARMS.format(off=stated)}).ask(question)
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    assert {one.verdict for one in answer.calculations} == {verdict}, answer.text
    assert "20.00" in {value.number for value in answer.values}


def test_the_same_by_a_follow_up(three: Assistant) -> None:
    answer = three.ask("这个数算得对吗？", ["河源县农业局的预算偏离率是多少？"])
    assert {value.number for value in answer.values} == {"20.00", "21.00"}, answer.text


@pytest.mark.parametrize(
    "question", ["拖拉机、收割机这几类加起来，是这个数吗？", "这几类合计等于这个数吗", "各类加起来是这个总数吗？"]
)
def test_the_parts_of_a_count_are_held_against_it(three: Assistant, question: str) -> None:
    answer = three.ask(question, ["河源县农业局全年发放农机具补贴设备多少台？"])
    assert {value.number for value in answer.values} == {"900", "880"}, answer.text


@pytest.mark.parametrize(
    "question", ["其中投诉的有多少，占多大比重？", "其中投诉有多少件，占百分之几", "里面投诉是多少，占几成？"]
)
def test_a_part_and_its_share_are_both_answered(three: Assistant, question: str) -> None:
    answer = three.ask(question, ["河源县农业局全年受理群众来信多少件？"])
    assert [(v.number, v.unit) for v in answer.values] == [("450", "件"), ("37.50", "%")], answer.text


@pytest.mark.parametrize("question", ["那河源县档案馆呢？", "档案馆的呢", "那档案馆是多少"])
def test_a_department_of_another_year_answers_for_its_own(three: Assistant, question: str) -> None:
    answer = three.ask(question, ["河源县农业局2023年自评得分是多少？"])
    assert [value.number for value in answer.values] == ["97.30"], answer.text
    assert "2024年" in answer.text


def test_who_was_asked_may_be_called_otherwise(three: Assistant) -> None:
    answer = three.ask("河源县档案馆的呢？", ["河源县农业局的服务对象满意度是多少？"])
    assert [value.number for value in answer.values] == ["91.0"], answer.text
    assert "社会公众" in answer.text


@pytest.mark.parametrize("question", ["最低的是哪家，多少分？", "最低的呢，得了多少分", "那最低的是谁"])
def test_the_other_end_with_its_figure(three: Assistant, question: str) -> None:
    answer = three.ask(question, ["三家单位里谁的自评得分最高？"])
    assert [value.number for value in answer.values] == ["92.20"], answer.text


def test_how_far_the_ends_are_apart(three: Assistant) -> None:
    answer = three.ask("最低的比最高的低多少？", ["三家单位里谁的自评得分最高？"])
    assert [value.number for value in answer.values] == ["5.10"], answer.text


@pytest.mark.parametrize(
    ("question", "number"), [("高多少分？", "2.90"), ("是多少？", "95.10"), ("写的是多少分", "95.10")]
)
def test_who_is_higher_with_what_is_asked(three: Assistant, question: str, number: str) -> None:
    answer = three.ask(f"河源县农业局和河源县博物馆，谁的自评得分更高，{question}")
    assert [value.number for value in answer.values] == [number], answer.text


@pytest.mark.parametrize("question", ["项目支出呢？", "那项目支出呢"])
def test_another_expense_after_a_share_has_its_share(three: Assistant, question: str) -> None:
    answer = three.ask(question, ["河源县农业局基本支出占总支出多少？"])
    assert [(v.number, v.unit) for v in answer.values] == [("40.00", "%")], answer.text


@pytest.mark.parametrize("question", ["多了百分之几？", "那高了百分之多少", "相当于多百分之几"])
def test_per_cent_after_an_amount(three: Assistant, question: str) -> None:
    answer = three.ask(question, ["河源县农业局基本支出比项目支出多多少？"])
    assert [(v.number, v.unit) for v in answer.values] == [("50.00", "%")], answer.text


@pytest.mark.parametrize(
    "question", ["哪几个单位写明了政府采购的金额？分别是多少？", "哪些单位披露了采购金额，各是多少"]
)
def test_amounts_that_reports_write_are_values(three: Assistant, question: str) -> None:
    answer = three.ask(question)
    assert {value.number for value in answer.values} == {"66.40", "31.20"}, answer.text


@pytest.mark.parametrize("measure", ["利润", "营业额", "注册资本", "负债"])
def test_a_measure_that_no_report_speaks_of_is_not_another(
    over: Callable[[Mapping[str, str]], Assistant], measure: str
) -> None:
    report = MUSEUM.replace("讲解员", "河源文创有限公司当年仅上缴9.00万元。讲解员")
    answer = over({"博物馆.txt": report}).ask(f"河源县博物馆河源文创有限公司2023年的{measure}是多少？")
    assert not answer.values, answer.text


CIVIL = """云溪区民政局2023年度部门整体支出绩效自评报告
一、基本情况
2023年总支出900.00万元，其中城市低保资金200.00万元、农村低保资金310.00万元。
2023年末全区有城市低保对象520户810人，农村低保对象640户1,230人，特困供养人员215人，全年临时救助330人次。
在职职工46人，退休职工19人。
新购图书1.20万册，订阅报刊60种。
"""


@pytest.fixture(scope="module")
def civil(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"民政局.md": CIVIL})


@pytest.mark.parametrize(
    ("first", "then", "number", "unit"),
    [
        ("民政局的城市低保对象有多少人", "农村的呢", "1230", "人"),
        ("民政局的城市低保对象有多少户", "农村的呢", "640", "户"),
        ("民政局的城市低保对象有多少人", "那农村呢", "1230", "人"),
        ("民政局的城市低保对象有多少人", "农村有几户", "640", "户"),
        ("民政局的农村低保对象有多少户", "城市的有多少人", "810", "人"),
        ("民政局的城市低保对象有多少人", "特困供养的呢", "215", "人"),
        ("民政局在职职工多少人", "退休的呢", "19", "人"),
    ],
)
def test_another_of_the_things_counted(civil: Assistant, first: str, then: str, number: str, unit: str) -> None:
    answer = civil.ask(then, [first])
    assert [(value.number, value.unit) for value in answer.values] == [(number, unit)]


HOMES = CIVIL.replace(
    "新购图书", "全年资助城市低保学生1,200户，农村危房改造30户。建成城区幼儿园12所、乡镇幼儿园20所。新购图书"
)


@pytest.mark.parametrize(
    ("first", "then", "values"),
    [
        ("民政局资助城市低保学生多少户", "农村的呢？", []),
        ("民政局资助城市低保学生多少户", "那农村有几户", []),
        ("民政局资助城市低保学生多少户", "农村危房改造的呢", ["30"]),
        ("民政局建成城区幼儿园多少所", "乡镇的呢", ["20"]),
    ],
)
def test_no_other_matter_is_another_of_the_things_counted(
    over: Callable[[Mapping[str, str]], Assistant], first: str, then: str, values: list[str]
) -> None:
    answer = over({"民政局.md": HOMES}).ask(then, [first])
    assert [value.number for value in answer.values] == values, answer.text


@pytest.mark.parametrize("text", ["为什么", "谢谢你", "多少钱", "为什么呢", "多少呢", "哪些呢", "农村低保"])
def test_a_follow_up_that_asks_for_no_other_thing(text: str) -> None:
    assert OTHER_OF_KIND.fullmatch(text) is None


@pytest.mark.parametrize(
    "question", ["民政局买了多少新书", "民政局購置咗幾多新書", "民政局新书买了多少册", "民政局買咗幾多新書"]
)
def test_books_bought(civil: Assistant, question: str) -> None:
    assert [(value.number, value.unit) for value in civil.ask(question).values] == [("1.20", "万册")]
