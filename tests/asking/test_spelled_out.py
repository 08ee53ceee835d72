"""Questions that spell out how a figure is worked out, asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

WHOLE, PROJECTS, BASIC, SPENT = (Decimal(text) for text in ("1240.60", "385.20", "851.93", "371.44"))
LEFT, GRANT = Decimal("6.35"), Decimal("1160.80")
ROAD_BUDGET, ROAD_SPENT, ROAD_KM = Decimal("820.00"), Decimal("786.24"), Decimal("36.4")
WATER = f"""云岭市水务局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数{WHOLE}万元，执行数1223.37万元，完成预算数的98.61%。其中基本支出{BASIC}万元，完成预算数的99.6%。
2023年本部门项目支出全年预算数为{PROJECTS}万元，支出决算数为{SPENT}万元。
结余控制：年末结转结余{LEFT}万元，上年转入8.10万元，当年一般公共预算财政拨款决算{GRANT}万元。
"""
ROADS = f"""云岭市公路局2023年度部门整体支出绩效自评报告
一、资金情况
表1-1  重点项目执行情况（万元）
项目            责任科室      调整后预算    执行数      执行率
乡村道路改造    建设科        {ROAD_BUDGET}        {ROAD_SPENT}      95.88%
危桥加固        养护科        240.00        198.00      82.50%
合计                          1,060.00      984.24      92.85%
二、产出情况
全年改造乡村道路{ROAD_KM}公里，加固危桥12座。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"water.txt": WATER, "roads.txt": ROADS})


def rounded(value: Decimal, places: str = "0.01") -> str:
    return format(value.quantize(Decimal(places), ROUND_HALF_UP), "f")


def values(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


HOW = [
    "基本支出的预算用全年预算数减去项目支出预算数来推",
    "报告没给基本支出预算数，就用全年预算数减去项目支出全年预算数来推",
    "拿全年预算减项目支出预算倒推基本支出的预算",
    "按全年预算数扣除项目支出预算算出基本支出预算",
]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("基本支出还剩多少没用完", f"{rounded(WHOLE - PROJECTS - BASIC)}万元"),
        ("基本支出结余多少万元", f"{rounded(WHOLE - PROJECTS - BASIC)}万元"),
        ("基本支出完成率是多少", f"{rounded(BASIC / (WHOLE - PROJECTS) * 100)}%"),
        ("基本支出执行率算到两位小数是多少", f"{rounded(BASIC / (WHOLE - PROJECTS) * 100)}%"),
    ],
)
@pytest.mark.parametrize("order", ["{how}，{asked}？", "{asked}？{how}。"])
def test_the_budget_that_is_left_for_the_other_expense(
    assistant: Assistant, how: str, asked: str, value: str, order: str
) -> None:
    answer = assistant.ask(f"水务局{order.format(how=how, asked=asked)}")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [value], answer.text
    assert any(format(PROJECTS, "f") in citation.shown for citation in answer.citations)


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(("claimed", "verdict"), [("99.6", Verdict.CONSISTENT), ("99.1", Verdict.INCONSISTENT)])
def test_a_claimed_rate_is_held_against_it(assistant: Assistant, how: str, claimed: str, verdict: Verdict) -> None:
    answer = assistant.ask(f"水务局说基本支出完成预算的{claimed}%，{how}，这个说法成立吗？")
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.calculations[0].verdict is verdict, answer.text
    assert values(answer) == [f"{rounded(BASIC / (WHOLE - PROJECTS) * 100)}%"]


@pytest.mark.parametrize(
    "question",
    [
        "水务局基本支出占总支出的百分之几，用全年预算减项目支出预算来算？",
        "水务局基本支出预算用年初预算数减项目支出预算来推，执行率是多少？",
    ],
)
def test_another_budget_or_share_is_none_of_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert rounded(BASIC / (WHOLE - PROJECTS) * 100) not in answer.text


@pytest.mark.parametrize("take", ["用", "拿", "就拿", "按", ""])
@pytest.mark.parametrize("sign", ["除以", "÷"])
@pytest.mark.parametrize("tail", ["，算出来是多少", "，结果是百分之几", "是多少", "来算，得多少"])
@pytest.mark.parametrize("before", ["", "只写结转结余率≤10%，没写具体数。", "结转结余率没给出，"])
def test_a_quotient_of_two_amounts(assistant: Assistant, take: str, sign: str, tail: str, before: str) -> None:
    answer = assistant.ask(f"水务局{before}{take}年末结转结余决算数{sign}一般公共预算财政拨款决算数{tail}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [f"{rounded(LEFT / GRANT * 100)}%"], answer.text


@pytest.mark.parametrize("take", ["用", "就拿", "把", ""])
@pytest.mark.parametrize(
    ("divided", "exact"),
    [
        ("改造乡村道路的公里数，每公里", ROAD_SPENT / ROAD_KM),
        (f"{ROAD_KM}公里，每公里", ROAD_SPENT / ROAD_KM),
        ("改造乡村道路的实际公里数，平均一公里", ROAD_SPENT / ROAD_KM),
        ("加固危桥的座数，每座", ROAD_SPENT / 12),
    ],
)
@pytest.mark.parametrize("unit", ["万元", "元"])
def test_an_amount_by_a_count(assistant: Assistant, take: str, divided: str, exact: Decimal, unit: str) -> None:
    answer = assistant.ask(f"{take}公路局乡村道路改造的执行数除以{divided}合多少{unit}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [f"{rounded(exact * (10000 if unit == '元' else 1))}{unit}"], answer.text


@pytest.mark.parametrize(
    "question",
    [
        "公路局乡村道路改造的执行数除以绿化的面积，每亩多少万元？",
        "公路局乡村道路改造的执行数除以加固危桥的座数，每公里多少万元？",
        "公路局危桥加固的执行数除以职工人数是多少万元？",
    ],
)
def test_a_side_that_is_not_stated_gives_no_quotient(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
    assert not answer.values


HEALTH = """云岭市卫健委2023年度部门整体支出绩效自评报告
一、收支情况
2023年收入合计8,500.00万元，支出合计8,262.00万元。年中净追加415.30万元。
表1  分类执行情况（万元）
支出类型      年初预算      追加（减）      调整后预算      执行数
人员类        4,200.00      126.40          4,326.40        4,310.00
运转类        900.00        -31.10          868.90          850.00
特定目标类    2,900.00      320.00          3,220.00        3,102.00
合计          8,000.00      415.30          8,415.30        8,262.00
表2  特定目标类项目执行情况（万元）
项目              责任科室      调整后预算    执行数
疫苗接种补助      疾控科        1,900.00      1,830.00
乡镇卫生院改造    规财科        1,320.00      1,272.00
合计                            3,220.00      3,102.00
二、自评结果
自评得分96.20分。“履职效能”自评得分为47.20分，“管理效率”自评得分为49.00分。
表3  指标评分表
指标名称            计划值      完成值      权重      得分
改造乡镇卫生院      12所        9所         8         6.00
疫苗接种剂次        5.0万剂次   5.2万剂次   6         6.00
建成村卫生室        20所        17所        5         4.50
全年送医下乡64场，服务群众2.6万人次。
"""


@pytest.fixture(scope="module")
def health(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"health.txt": HEALTH})


@pytest.mark.parametrize(
    "first",
    [
        "收入减去支出，净结余多少万元",
        "收入合计比支出合计多多少",
        "收入减支出还剩多少万元",
        "收入合计与支出合计相差多少",
    ],
)
@pytest.mark.parametrize(
    ("of", "base"), [("收入", "8500.00"), ("收入合计", "8500.00"), ("支出合计", "8262.00"), ("年初预算", "8000.00")]
)
@pytest.mark.parametrize("then", ["？占{of}的百分之几？", "，占{of}的比重是多少？", "？这笔差额占{of}的百分之几"])
def test_a_difference_and_its_share(health: Assistant, first: str, of: str, base: str, then: str) -> None:
    answer = health.ask(f"卫健委2023年{first}{then.format(of=of)}")
    share = rounded(Decimal("238.00") / Decimal(base) * 100)
    if answer.status is Status.ANSWERED:
        assert values(answer) == ["238.00万元", f"{share}%"], answer.text
    else:
        assert of == "年初预算", answer.text  # the report has it in a total's row alone


@pytest.mark.parametrize(("name", "left"), [("疫苗接种补助", Decimal("70.00")), ("乡镇卫生院改造", Decimal("48.00"))])
@pytest.mark.parametrize(
    "asked",
    [
        "特定目标类没执行掉的预算，{}一个项目占了百分之几？",
        "特定目标类没花完的预算里，{}占百分之几？",
        "特定目标类未执行的资金里头，{}占几成？",
        "特定目标类没用完的钱，光{}就占了多少？",
    ],
)
def test_a_projects_share_of_what_was_left(health: Assistant, name: str, left: Decimal, asked: str) -> None:
    answer = health.ask(f"卫健委{asked.format(name)}")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [f"{rounded(left / Decimal('118.00') * 100)}%"], answer.text


@pytest.mark.parametrize("whole", ["年中净追加415.30万元", "2023年年中净追加415.30万元"])
@pytest.mark.parametrize("parts", ["三块的增减", "的追加", "三类的年中增减"])
@pytest.mark.parametrize("asks", ["加总得出这个数吗？", "相加能凑成这个数吗？", "加起来是不是这个数？"])
def test_parts_that_come_to_a_number_given_before(health: Assistant, whole: str, parts: str, asks: str) -> None:
    answer = health.ask(f"卫健委说{whole}，人员类、运转类、特定目标类{parts}{asks}")
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.calculations[0].verdict is Verdict.CONSISTENT
    assert values(answer) == ["415.30万元"], answer.text


@pytest.mark.parametrize("claimed", ["96.00", "96.5", "95"])
@pytest.mark.parametrize("asks", ["加总得出这个数吗？", "相加等于这个数吗？", "加起来是不是这个数？"])
def test_a_whole_is_never_added_to_its_parts(health: Assistant, claimed: str, asks: str) -> None:
    answer = health.ask(f"卫健委自评得分{claimed}分，履职效能、管理效率两块得分{asks}")
    assert "192" not in answer.text, answer.text
    assert all(calculation.verdict is Verdict.INCONSISTENT for calculation in answer.calculations), answer.text


@pytest.mark.parametrize("whole", ["总得分", "自评总分", "自评得分"])
@pytest.mark.parametrize("with_it", ["跟报告写的{}对得上吗", "与报告的{}一致吗", "和{}对得上吗"])
def test_parts_of_a_score_and_what_the_report_writes(health: Assistant, whole: str, with_it: str) -> None:
    answer = health.ask(f"卫健委履职效能、管理效率两块的自评得分加起来，{with_it.format(whole)}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.calculations[0].verdict is Verdict.CONSISTENT
    assert "等于" in answer.text


@pytest.mark.parametrize(
    "full", ["满分50分，按自评得分算，得分率是多少", "按50分的满分算，得分率多少", "，满分50，得分率几成"]
)
@pytest.mark.parametrize(("name", "score"), [("履职效能", "47.20"), ("管理效率", "49.00")])
def test_a_rate_of_a_full_mark_that_is_given(health: Assistant, full: str, name: str, score: str) -> None:
    answer = health.ask(f"卫健委“{name}”{full}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [f"{rounded(Decimal(score) * 2)}%"], answer.text


ROWS = [
    ("改造乡镇卫生院", "12所", "9所", "8", "6.00", Verdict.CONSISTENT),
    ("疫苗接种剂次", "5.0万剂次", "5.2万剂次", "6", "6.00", Verdict.CONSISTENT),
    ("建成村卫生室", "20所", "17所", "5", "4.50", Verdict.INCONSISTENT),
]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(
    "asked",
    [
        "{0}计划{1}完成{2}，按比例算{3}分该得{4}分，报告这样给分有没有问题？",
        "{0}得{4}分，按完成比例给分对吗？",
        "{0}目标{1}实际{2}，{3}分按比例给{4}分说得过去吗？",
    ],
)
def test_a_score_by_what_was_reached(
    health: Assistant, row: tuple[str, str, str, str, str, Verdict], asked: str
) -> None:
    answer = health.ask(f"卫健委{asked.format(*row)}")
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.calculations[0].verdict is row[-1], answer.text


def test_a_score_that_the_report_does_not_give_is_wrong(health: Assistant) -> None:
    answer = health.ask("卫健委改造乡镇卫生院计划12所完成9所，8分按比例该得7.00分，对吗？")
    assert answer.calculations[0].verdict is Verdict.INCONSISTENT
    assert values(answer) == ["6.00分"], answer.text


@pytest.mark.parametrize(
    ("tail", "value"), [("？取整数就行。", "406人次"), ("？", "406.25人次"), ("？四舍五入取整", "406人次")]
)
@pytest.mark.parametrize("asked", ["平均一场服务多少人次", "平均每场服务多少人次群众"])
def test_a_whole_number_where_one_is_asked_for(health: Assistant, asked: str, tail: str, value: str) -> None:
    answer = health.ask(f"卫健委送医下乡{asked}{tail}")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [value], answer.text
