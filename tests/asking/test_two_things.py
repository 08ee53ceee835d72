"""Two figures of one report, together or each; what is lacking, left or changed; targets that pass for no result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

FARMS = """# 柳河县农业农村局2023年度部门整体支出绩效自评报告

## 一、基本情况

2023年末，我局实有在职人员138人，其中行政人员32人、事业人员106人，退休人员91人。2023年围绕四件事抓落实：一是人工造林8,500亩，二是修渠20公里。

## 二、收支情况

全年支出4,000.00万元，其中基本支出900.00万元，项目支出3,100.00万元。三公经费支出52.00万元，比预算减少15.00万元，下降22.39%。

## 三、完成情况

全年完成人工造林8,620亩，修渠18公里。新增停车位120个、充电桩40个。办理结婚登记2,386对，离婚登记1,104对。
检测水样420份，合格407份。回收有效问卷763份。

| 指标 | 目标值 | 实际值 | 分值 | 得分 |
| -- | -- | -- | -- | -- |
| 人工造林面积 | 8500亩 | 8620亩 | 10 | 10 |
| 修渠长度 | 20公里 | 18公里 | 10 | 9 |
| 厕所改造户数 | 1500户 | 1128户 | 10 | 7.5 |
| 群众满意度 | 90% | 88% | 10 | 9.8 |
| 办结率 | 95% | 97% | 10 | 10 |
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"农业农村局.md": FARMS})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


THINGS = {"退休人员": 91, "在职人员": 138}


@pytest.mark.parametrize("pair", list(permutations(THINGS)))
@pytest.mark.parametrize(
    ("joins", "how"), [("和", "一共"), ("与", "合计"), ("、", "总共"), ("加上", "共"), ("跟", "加起来")]
)
def test_two_counts_are_added_in_either_order(held: Assistant, pair: tuple[str, str], joins: str, how: str) -> None:
    answer = held.ask(f"农业农村局{pair[0]}{joins}{pair[1]}{how}多少人")
    assert shown(answer) == [f"{sum(THINGS.values())}人"], answer.text
    assert len(answer.calculations) == 1


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("农业农村局结婚和离婚登记各多少对", ["2386对", "1104对"]),
        ("农业农村局行政和事业人员各多少", ["32人", "106人"]),
        ("农业农村局新增停车位和充电桩各是多少个", ["120个", "40个"]),
        ("农业农村局新增停车位和充电桩一共多少个", ["160个"]),
    ],
)
def test_each_of_two_is_told(held: Assistant, question: str, values: list[str]) -> None:
    assert shown(held.ask(question)) == values


@pytest.mark.parametrize(
    "question",
    [
        "农业农村局人工造林和花卉一共多少亩",
        "农业农村局水样和土样各多少份",
        "农业农村局回收无效问卷多少份",
        "农业农村局检测不合格水样多少份",
        "农业农村局修渠少了多少公里啊，原因呢",
        "农业农村局三公经费节约多少",
    ],
)
def test_a_figure_that_says_less_is_not_given(held: Assistant, question: str) -> None:
    answer = held.ask(question)
    assert not set(shown(answer)) & {"8620亩", "420份", "763份", "407份", "18公里", "52.00万元"}, answer.text


@pytest.mark.parametrize(
    ("claim", "right"),
    [("人工造林8500亩", "8620亩"), ("修渠20公里", "18公里"), ("厕所改造1500户", "1128户"), ("群众满意度90%", "88%")],
)
@pytest.mark.parametrize("form", ["核对：农业农村局{}", "农业农村局{}，对吗？"])
def test_a_target_that_is_claimed_as_done_is_wrong(held: Assistant, claim: str, right: str, form: str) -> None:
    answer = held.ask(form.format(claim))
    assert answer.status is Status.ANSWERED, answer.text
    assert right in shown(answer)
    assert [one.verdict for one in answer.calculations] == [Verdict.INCONSISTENT]


@pytest.mark.parametrize("claim", ["人工造林8620亩", "修渠18公里", "厕所改造1128户", "群众满意度88%", "办结率97%"])
@pytest.mark.parametrize("form", ["核对：农业农村局{}", "农业农村局{}，对吗？"])
def test_what_was_done_is_right(held: Assistant, claim: str, form: str) -> None:
    answer = held.ask(form.format(claim))
    assert [one.verdict for one in answer.calculations] == [Verdict.CONSISTENT], answer.text


@pytest.mark.parametrize(
    ("question", "value"), [("农业农村局造林多少亩", "8620亩"), ("农业农村局修渠多少公里", "18公里")]
)
def test_a_task_in_prose_passes_for_no_result(held: Assistant, question: str, value: str) -> None:
    assert shown(held.ask(question)) == [value]


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("核对：农业农村局三公经费比上年减少15.00万元", True),
        ("核对：农业农村局三公经费比上年下降22.39%", True),
        ("核对：农业农村局三公经费比预算减少15.00万元", False),
    ],
)
def test_a_change_against_the_budget_is_none_since_last_year(held: Assistant, question: str, *, refused: bool) -> None:
    assert (held.ask(question).status is Status.REFUSED) is refused


@pytest.mark.parametrize(
    "question",
    [
        "农业农村局每个在职人员支出多少",
        "农业农村局平均每个在职人员支出多少万元",
        "农业农村局人均支出多少万元（按在职人数）",
    ],
)
def test_what_a_department_spends_by_head_is_all_its_spending(held: Assistant, question: str) -> None:
    assert shown(held.ask(question)) == ["28.99万元"]
