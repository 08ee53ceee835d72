"""Which operation a question asks for, and the phrases that name its operands.

甲 and 乙 stand for departments: the character that marks a mention takes their place before the question is read.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.planning.operations import Op, is_check, read
from heshu.asking.planning.scope import MARK

MARKS = str.maketrans({"甲": chr(MARK), "乙": chr(MARK + 1)})


def wrong(*row: object, reason: str) -> object:
    """A row that does not hold yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


ROWS = (
    # shares
    ("甲公用经费占基本支出的比例是多少", Op.SHARE, "甲公用经费", "基本支出"),
    ("甲公用经费占基本支出多少", Op.SHARE, "甲公用经费", "基本支出"),
    ("甲公用经费占基本支出百分之几", Op.SHARE, "甲公用经费", "基本支出"),
    ("甲公用经费占了总支出几成", Op.SHARE, "甲公用经费", "总支出"),
    wrong("甲财政拨款收入占收入总额的比重", Op.SHARE, "甲财政拨款收入", "收入总额", reason="总额 is dropped"),
    ("甲项目支出占比多少", Op.SHARE, "甲项目支出", ""),
    ("甲项目支出的占比呢", Op.SHARE, "甲项目支出", ""),
    ("甲公用经费在基本支出里占多少", Op.SHARE, "甲公用经费", "基本支出"),
    # differences
    ("甲项目支出比公用经费多多少", Op.DIFFERENCE, "甲项目支出", "公用经费"),
    ("甲公用经费比项目支出少多少", Op.DIFFERENCE, "甲公用经费", "项目支出"),
    ("甲公用经费较乙高出多少", Op.DIFFERENCE, "甲公用经费", "乙"),
    ("甲比乙公用经费多多少", Op.DIFFERENCE, "甲", "乙公用经费"),
    ("甲和乙得分相差多少", Op.DIFFERENCE, "甲", "乙得分"),
    ("甲预算执行率比乙高几个百分点", Op.DIFFERENCE, "甲预算执行率", "乙"),
    ("甲基本支出和项目支出差多少", Op.DIFFERENCE, "甲基本支出", "项目支出"),
    ("甲收入减去支出差额是多少", Op.DIFFERENCE, "甲收入", "支出"),
    # growth
    ("甲调整后预算数比年初预算数增长百分之几", Op.GROWTH, "甲调整后预算数", "年初预算数"),
    ("甲调整后预算较年初预算增加了多少", Op.GROWTH, "甲调整后预算", "年初预算"),
    ("甲三公经费比上年下降百分之几", Op.GROWTH, "甲三公经费", "上年"),
    wrong("甲以年初预算为基数，预算增长百分之几", Op.GROWTH, "甲预算", "以年初预算为基数", reason="以 must be first"),
    # multiples
    ("甲的支出是乙的几倍", Op.TIMES, "甲的支出", "乙"),
    ("甲基本支出是公用经费的多少倍", Op.TIMES, "甲基本支出", "公用经费"),
    ("甲基本支出相当于项目支出的几倍", Op.TIMES, "甲基本支出", "项目支出"),
    # sums
    ("甲基本支出和项目支出合计多少", Op.SUM, "甲基本支出和项目支出", ""),
    ("甲和乙的三公经费加起来多少", Op.SUM, "甲和乙的三公经费", ""),
    ("甲基本支出加项目支出一共多少", Op.SUM, "甲基本支出加项目支出", ""),
    ("五个部门公用经费总和是多少", Op.SUM, "五个部门公用经费", ""),
    # what is left, done and not done
    ("甲还有多少预算没花完", Op.LEFT, "甲", ""),
    ("甲项目支出预算还剩多少", Op.LEFT, "甲项目支出预算", ""),
    ("甲智慧政务平台剩下多少", Op.LEFT, "甲智慧政务平台", ""),
    ("甲还有多少件督办事项没有办结", Op.UNDONE, "督办事项", "甲"),
    ("甲有多少条审计建议没有按时回复", Op.UNDONE, "审计建议", "甲"),
    ("甲督办事项没有办结的占多少", Op.UNDONE_SHARE, "甲督办事项", "办结"),
    ("甲提案没办完的占几成", Op.UNDONE_SHARE, "甲提案", "办完"),
    ("甲提案已经办结的占百分之几", Op.DONE_SHARE, "甲提案已经办结的", ""),
    # targets
    ("甲政务信息完成率104%，倒推目标值是多少", Op.TARGET, "甲政务信息完成率104%，倒推", ""),
    ("甲政务信息按完成率反推计划数是几篇", Op.TARGET, "甲政务信息按完成率反推", ""),
    ("甲政务信息完成率104%，超额多少", Op.ABOVE_TARGET, "甲政务信息完成率104%", ""),
    # units, averages, cuts
    ("甲公用经费折合多少元", Op.CONVERT, "甲公用经费", "元"),
    ("甲查出金额换算成亿元是多少", Op.CONVERT, "甲查出金额", "亿元"),
    ("甲公用经费月均多少", Op.MONTHLY, "甲公用经费", ""),
    ("甲公用经费平均每月多少", Op.MONTHLY, "甲公用经费", ""),
    ("甲培训平均每期多少人次", Op.EACH, "甲培训", "期"),
    ("甲公用经费压减5%能省多少", Op.CUT, "甲公用经费", "5"),
    ("三个部门公用经费的平均值是多少", Op.MEAN, "公用经费", ""),
    # a rate, which is worked out where the report does not state it as it is asked for
    ("甲预算执行率是多少", Op.RATE, "甲", "预算执行率"),
    ("甲项目支出执行率是多少", Op.RATE, "甲项目支出", "执行率"),
    # over all reports
    ("哪个部门得分最高", Op.MOST, "哪个部门得分", ""),
    ("公用经费最多的是哪个部门", Op.MOST, "公用经费", ""),
    ("哪家执行率垫底", Op.LEAST, "哪家执行率", ""),
    ("得分最低的是谁", Op.LEAST, "得分", ""),
    ("得分最高和最低的是谁", Op.MOST_AND_LEAST, "得分", ""),
    ("得分最高最低相差多少", Op.SPREAD, "得分", ""),
    ("各部门预算执行率排名", Op.RANK, "各部门预算执行率", ""),
    ("公用经费从高到低排一下", Op.RANK, "公用经费", ""),
    ("得分前三名", Op.RANK, "得分", ""),
    ("预算执行率超过98%的有哪些部门", Op.FILTER, "预算执行率", "98"),
    ("哪些部门得分低于95分", Op.FILTER, "得分", "95"),
    ("公用经费超过200万元的有几家", Op.FILTER, "公用经费", "200"),
    ("在职人员超过357人的部门有哪些", Op.FILTER, "在职人员", "357"),
    ("哪些单位的培训次数不少于12次", Op.FILTER, "培训次数", "12"),
    ("甲和乙谁的公用经费高", Op.WHO, "甲和乙", "的公用经费"),
    ("甲和乙哪个得分更低", Op.WHO, "甲和乙", "得分"),
    ("哪些部门提到了车辆调度问题", Op.MENTION, "提到了车辆调度问题", ""),
    ("哪份报告写明三公经费", Op.MENTION, "写明三公经费", ""),
    # checks
    ("甲报告有没有算错的地方", Op.AUDIT, "甲报告", ""),
    ("哪些报告里的数有错误吗", Op.AUDIT, "", ""),
    ("甲的数据核查一遍", Op.AUDIT, "", "甲的数据核查一遍"),
)  # fmt: skip


def _marked(text: str) -> str:
    return text.translate(MARKS).replace("，", ",")


@pytest.mark.parametrize(("text", "op", "a", "b"), ROWS)
def test_the_operation_and_its_operands(text: str, op: Op, a: str, b: str) -> None:
    found = read(_marked(text))
    assert found is not None
    assert (found.op, found.a, found.b) == (op, _marked(a), _marked(b))


PLAIN = (
    "甲公用经费多少",
    "甲公用经费的比例尺",
    wrong("甲占地面积多少", reason="占 of 占地 is read as a share"),
    "甲存在哪些问题",
    "甲问题有哪些",
    "甲结转结余是多少",
    "甲最近的工作",
    "甲较好地完成了哪些任务",
    "甲月度例会几次",
    "甲排水管网长度多少",
    "甲用电量多少",
    "甲办结提案多少件",
    "甲目标是什么",
    "甲比例是多少",
    "甲标准是多少",
    "甲单位换届了吗",
    "甲每年开几次会",
    "甲谁负责预算",
    "",
)  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_what_a_report_states_is_no_operation(text: str) -> None:
    assert read(_marked(text)) is None


CHECKS = ("99.48%对吗", "甲占比是否正确", "这个数没错吧", "甲执行率98%，对不对", "核对甲的合计", "是98%还是99%",
          "is 98% correct", "甲三公经费属实吗", "两处是否一致")  # fmt: skip


@pytest.mark.parametrize("text", CHECKS)
def test_what_asks_whether_it_is_right_is_a_check(text: str) -> None:
    assert is_check(_marked(text))


@pytest.mark.parametrize(
    "text",
    [
        "甲公用经费多少",
        "甲对口帮扶了几家",
        "甲准确率是多少",
        "甲错峰上班几天",
        "甲吧台",
        wrong("甲复核了多少份合同", reason="复核 as a deed is read as a wish to check"),
        wrong("甲核对了多少件", reason="核对 as a deed is read as a wish to check"),
    ],
)
def test_what_asks_for_a_figure_is_no_check(text: str) -> None:
    assert not is_check(_marked(text))


@given(st.text("甲乙占比多少合计最高哪个部门低于98%,的和差倍折元目标完成率还有没对吗", max_size=60))
def test_any_words_are_read_and_operands_are_of_the_question(text: str) -> None:
    marked = _marked(text)
    if found := read(marked):
        assert found.a in marked
        assert found.b in marked
        assert found.text == marked


def test_a_long_run_of_one_word_is_read_at_once() -> None:
    began = time.perf_counter()
    for word in ("除以", "加起来"):
        read(word * 900 + "对吗")
    assert time.perf_counter() - began < 5  # it took half a minute
