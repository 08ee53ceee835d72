"""Figures held against one another: of one report, of each report, and of one department against all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

HARBOUR = """# 青屿市渔港管理局2023年度部门整体支出绩效自评报告

## 一、部门概况

全年预算数1,200.00万元，执行数1,170.00万元，完成预算数的97.5%。分开看，基本支出700.00万元，项目支出470.00万元。

## 二、绩效情况

渔政简报被省采用8篇，被国家采用2篇。收到渔船年检申请60件，办理网民留言15件，各类海事咨询件25件。渔民安全培训约240人次。

部门整体支出绩效自评得分97.40分。“制度执行”自评得分为38.4分，扣1.6分。
"""
SEED = """# 青屿市种子站2023年度部门整体支出绩效自评报告

## 一、部门概况

调整预算数800.00万元，执行数800.00万元，预算执行率100%。其中基本支出300.00万元，项目支出500.00万元。育种技术培训约90人次。

部门整体支出绩效自评得分98.10分。
"""
CLINIC = """# 青屿市防治所2023年度部门整体支出绩效自评报告

## 一、部门概况

全年预算数640.00万元，执行数608.00万元，完成预算数的95%。分开看，基本支出400.00万元，项目支出208.00万元。

部门整体支出绩效自评得分95.00分。
"""


@pytest.fixture(scope="module")
def three(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"渔港.md": HARBOUR, "种子站.md": SEED, "防治所.md": CLINIC})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        # of one report
        ("渔港管理局没有支付完的预算一共多少万元，占全年预算数的百分之几？", [("30.00", "万元"), ("2.50", "%")]),
        ("渔港管理局制度执行的得分率是多少", [("96.00", "%")]),
        ("渔港管理局制度执行按40分满分算，得分率是百分之几", [("96.00", "%")]),
        ("渔港管理局得分率多少", [("97.40", "%")]),
        ("渔港管理局要是没扣制度执行那1.6分，总分该是多少分", [("99", "分")]),
        ("渔港管理局维持日常运转的基本支出是项目上花的钱的几倍", [("1.49", "倍")]),
        ("渔港管理局海事咨询件，比网民留言多百分之几", [("66.67", "%")]),
        (
            "渔港管理局渔政简报，省里和国家采用的合起来有多少篇，其中省里采用的占百分之几",
            [("10", "篇"), ("80.00", "%")],
        ),
        (
            "渔港管理局年检申请、网民留言、海事咨询件，三样合起来多少件？其中网民留言占百分之几",
            [("100", "件"), ("15.00", "%")],
        ),
        ("渔港管理局执行数超出年初预算安排多少", None),
        ("渔港管理局基本支出平摊到每个月大概多少", [("58.33", "万元")]),
        ("种子站支付完成的资金中，项目支出占多大比重", [("62.50", "%")]),
        ("以全年预算数为分母，渔港管理局截至12月底尚未支付的部分占百分之几", [("2.50", "%")]),
        ("渔港管理局制度执行的满分用得分加扣分倒推，得分率（得分除以满分）是百分之几", [("96.00", "%")]),
        ("渔港管理局花在项目上的钱，比年初定的多了多少", None),
        # of several, and of their wholes
        (
            "渔港管理局、种子站、防治所三家的基本支出合计多少，占三家总支出合计的百分之几",
            [("1400.00", "万元"), ("54.31", "%")],
        ),
        ("基本支出占比（基本支出÷执行数），渔港管理局和种子站谁低？低几个百分点", [("22.33", "百分点")]),
        ("渔港管理局和种子站谁花得多 多多少", [("370.00", "万元")]),
        (
            "哪几个部门列出了基本支出的金额？分别多少，合计多少",
            [
                ("700.00", "万元"),
                ("300.00", "万元"),
                ("400.00", "万元"),
                ("1400.00", "万元"),
            ],
        ),
        ("渔港管理局、种子站、防治所相比，谁的基本支出占执行数的比重最高，占多少", [("65.79", "%")]),
        ("各部门执行数占比", [("45.38", "%"), ("31.03", "%"), ("23.58", "%")]),
        ("哪个部门基本支出和项目支出差得最多", [("230.00", "万元")]),
        ("渔港管理局和种子站谁离满分更近", [("0.70", "分"), ("98.10", "分"), ("97.40", "分")]),
        ("渔港管理局的执行数是预算的多少", [("97.50", "%")]),
        ("渔港管理局执行数比全年预算少了几个百分点", [("2.50", "%")]),
        ("渔港管理局的项目支出比基本支出少多少，相当于基本支出的百分之几", [("230.00", "万元"), ("67.14", "%")]),
        ("渔港管理局最后还剩多少钱没付出去，占全年预算百分之几", [("30.00", "万元"), ("2.50", "%")]),
        # of whom nothing is said: of each
        ("基本支出比项目支出多多少", [("230.00", "万元"), ("200.00", "万元"), ("192.00", "万元")]),
        # of each by its own name
        ("把渔港管理局的全年预算数和种子站的调整预算数加总，合计多少万元", [("2000.00", "万元")]),
        ("培训人次，渔港管理局和种子站各多少，谁多", [("240", "人次"), ("90", "人次"), ("150", "人次")]),
        ("各部门自评得分的算术平均分是多少", [("96.83", "分")]),
        # of each report, one figure against another
        ("哪家的预算数跟执行数一模一样", [("800.00", "万元")]),
        ("哪些部门项目支出大于基本支出", [("500.00", "万元")]),
        ("哪些部门的执行数比预算数少", [("1170.00", "万元"), ("608.00", "万元")]),
        # of one department against all others
        ("哪些部门得分比渔港管理局高", [("98.10", "分")]),
        ("有几家部门的支出低于种子站", [("1", "家")]),
        ("支出超过种子站的有哪些部门", [("1170.00", "万元")]),
        ("哪个部门比渔港管理局支出多", []),
    ],
)
def test_figures_are_held_against_one_another(
    three: Assistant, question: str, values: list[tuple[str, str]] | None
) -> None:
    answer = three.ask(question)
    assert answer.status is (Status.REFUSED if values is None else Status.ANSWERED)
    assert [(value.number, value.unit) for value in answer.values] == (values or [])


def test_points_that_were_not_lost_are_not_given_back(three: Assistant) -> None:
    assert three.ask("渔港管理局要是没扣3分，总分该是多少分").status is Status.REFUSED


def test_a_full_mark_that_the_report_contradicts_is_none(three: Assistant) -> None:
    assert three.ask("渔港管理局制度执行按50分满分算，得分率是百分之几").status is Status.REFUSED


SCORES = """# 青屿市气象局2023年度部门整体支出绩效自评报告

## 一、部门概况

收入总额500.00万元，分两块：财政拨款收入450.00万元，占收入总额的91%；另有事业收入50.00万元，占收入总额的10%。支出总额480.00万元，其中基本支出300.00万元，项目支出180.00万元。年初结转结余20.00万元，年末结转结余40.00万元。

## 二、绩效情况

发布预警短信120条，指标完成率为120%。校准观测仪器45台，指标完成率为90%。开展气象科普6场，指标完成率为100%。项目支出全年预算数200.00万元，执行数180.00万元。
"""


@pytest.fixture(scope="module")
def weather(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"气象局.md": SCORES, "种子站.md": SEED})


@pytest.mark.parametrize(
    ("question", "values", "holds"),
    [
        # the indicators of one report
        ("气象局哪个指标的完成率最高", [("120", "%")], "预警短信"),
        ("气象局完成率最低的指标是哪项", [("90", "%")], "观测仪器"),
        ("气象局有几个指标超额完成", [("1", "个")], "预警短信"),
        ("气象局哪些指标没完成", [("90", "%")], "观测仪器"),
        ("气象局完成率为100%的指标有几个", [("1", "个")], "气象科普"),
        # what a whole is made of
        ("气象局的收入里哪一块最大", [("450.00", "万元")], "财政拨款收入"),
        ("气象局哪项收入最少", [("50.00", "万元")], "事业收入"),
        ("气象局收入构成", [("450.00", "万元"), ("90.00", "%"), ("50.00", "万元"), ("10.00", "%")], "报告写的是91%"),
        # what is supposed of an amount
        ("气象局基本支出要是砍掉50万，还剩多少", [("250.00", "万元")], "300.00 − 50"),
        ("气象局基本支出增加10%，是多少", [("330.00", "万元")], "300.00 + 300.00"),
        ("气象局项目支出执行数比预算少了多少，占预算多少", [("20.00", "万元"), ("10.00", "%")], "200.00"),
        ("气象局年末结转结余和年初比有变化吗", [("20.00", "万元")], "40.00 − 20.00"),
        ("气象局收入比支出多多少", [("20.00", "万元")], "500.00 − 480.00"),
        ("气象局收支相抵剩多少", [("20.00", "万元")], "500.00 − 480.00"),
        # what is said around a question
        ("我在写一篇关于预警的小稿子，想知道气象局的基本支出是多少，两个数别弄混", [("300.00", "万元")], "基本支出"),
    ],
)
def test_a_report_is_looked_through(
    weather: Assistant, question: str, values: list[tuple[str, str]], holds: str
) -> None:
    answer = weather.ask(question)
    assert answer.status is Status.ANSWERED
    assert [(value.number, value.unit) for value in answer.values] == values
    assert holds in answer.text


def test_of_two_things_the_one_that_is_stated_is_told(weather: Assistant) -> None:
    answer = weather.ask("气象局的基本支出花了多少，用掉了预算的百分之几")
    assert answer.status is Status.CLARIFY
    assert "300.00万元[1]" in answer.text
    assert "没有找到：用掉了预算的百分之几" in answer.text


def test_a_condition_is_no_chatter(weather: Assistant) -> None:
    assert weather.ask("我们要扣除项目支出，气象局的支出总额是多少").status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["荔湾的预算执行情况怎么样", "番禺的得分是多少"])
def test_a_place_that_no_report_speaks_of_is_not_answered_for(weather: Assistant, question: str) -> None:
    answer = weather.ask(question)
    assert answer.status is Status.REFUSED
    assert "语料库里没有" in answer.text


LISTED = """# 青屿市史志办公室2023年度部门整体支出绩效自评报告

## 一、部门概况

全年支出90.00万元。

## 二、评价工作组人员名单

组 长：林晓舟 办公室主任
副组长：秦远山 办公室副主任
组 员：方一苇 综合科科长
许 澄 编纂科科长
"""


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("史志办公室评价工作组一共几个人", "4"),
        ("史志办公室报告后面那张名单，组长、副组长、组员全部算上，一共有多少个人呢？", "4"),
        ("史志办公室评价小组组员几名", "2"),
    ],
)
def test_people_of_a_list_are_counted(
    over: Callable[[Mapping[str, str]], Assistant], question: str, number: str
) -> None:
    answer = over({"史志办.md": LISTED}).ask(question)
    assert [(value.number, value.unit) for value in answer.values] == [(number, "人")]
    assert len(answer.citations) == int(number)


def test_a_group_without_a_list_has_no_number(three: Assistant) -> None:
    assert three.ask("种子站评价工作组一共几个人").status is Status.REFUSED


PRESS = """# 青屿市融媒体中心2023年度部门整体支出绩效自评报告

## 一、部门概况

全年预算数300.00万元，执行数294.00万元，完成预算数的98%。分开看，基本支出200.00万元，完成预算数的99%，项目支出94.00万元。公用经费20.00万元，主要用于水电和差旅。

## 二、绩效情况

稿件被省采用16篇，稿件被国家采用4篇。办理市民来电留言45件、各类版权投诉件12件。业务培训参与人数60人次，指标完成率为120%，记者轮训人数30人次，指标完成率为100%。采购合同的签订和备案均及时。

部门整体支出绩效自评得分96.00分。
"""


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        (("融媒体中心稿件省里采用了几篇", "国家采用的呢"), [("4", "篇")]),
        (("融媒体中心稿件被省里采用几篇", "国家的呢"), [("4", "篇")]),
        (("融媒体中心办了多少件市民来电留言", "版权投诉的呢"), [("12", "件")]),
        (("融媒体中心记者轮训完成率多少", "业务培训参与的呢"), [("120", "%")]),
        (("融媒体中心得了多少分", "在这几家里排第几"), [("2", "名")]),
        (("融媒体中心基本支出多少？完成预算数的百分之几",), [("200.00", "万元"), ("99", "%")]),
        (("假定下一年按融媒体中心2023年预算数压减10%来安排，应当安排多少",), [("270.00", "万元")]),
        (("融媒体中心去年平均一个月花多少万（就是2023年）",), [("24.50", "万元")]),
        (("融媒体中心公用经费那笔钱主要拿去干嘛了",), []),
        (("融媒体中心基本支出多少", "除以它的全年预算数，是百分之几"), [("66.67", "%")]),
        (("融媒体中心基本支出的全年预算是多少", "实际完成了多少"), [("200.00", "万元")]),
        (("融媒体中心整体支出自评得了多少分",), [("96.00", "分")]),
        (("如果要求融媒体中心的基本支出在2023年基础上压减10%，压减之后是多少",), [("180.00", "万元")]),
        (("融媒体中心的基本支出，按实际完成数平均每月支付多少",), [("16.67", "万元")]),
        (("融媒体中心执行数多少", "里面基本支出呢", "占百分之几啊"), [("68.03", "%")]),
        (("融媒体中心记者轮训了多少人次", "完成率多少"), [("100", "%")]),
        (("融媒体中心得了多少分", "种子站呢", "那这几家里头垫底的是谁"), [("96.00", "分")]),
        (("融媒体中心基本支出多少", "再加上种子站的，两家合计是多少"), [("500.00", "万元")]),
        (("融媒体中心采购合同签得及时吗",), []),
    ],
)
def test_another_thing_is_not_answered_with_the_same(
    over: Callable[[Mapping[str, str]], Assistant], asked: tuple[str, ...], values: list[tuple[str, str]]
) -> None:
    answer = over({"融媒体.md": PRESS, "种子站.md": SEED}).ask(asked[-1], asked[:-1])
    assert answer.status is Status.ANSWERED
    assert [(value.number, value.unit) for value in answer.values] == values
