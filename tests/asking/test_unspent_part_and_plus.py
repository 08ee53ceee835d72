"""What was not spent as a part of its own budget, what is added to 年初结转, and two requirements of one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

REPORT = """# 柳堤县粮食局2023年度部门整体支出绩效自评报告

全年预算数{all_}万元，决算数{spent}万元。项目支出全年预算数{budget}万元，项目支出决算数{done}万元。
财政拨款收入决算数{income}万元，年初结转结余决算数{carried}万元，年末结转结余决算数{left}万元，支出总额{spent}万元，事业收入21.40万元。
内审计划执行率达到90%及以上；问题整改率达到80%及以上。
"""
FIGURES = {
    "all_": "900.00", "spent": "850.00", "budget": "200.00", "done": "180.00",
    "income": "830.00", "carried": "40.00", "left": "17.00",
}  # fmt: skip


@pytest.fixture(scope="module")
def grain(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"粮.md": REPORT.format(**FIGURES)})


def values(assistant: Assistant, asked: str, *history: str) -> list[str]:
    return [f"{one.number}{one.unit}" for one in assistant.ask(asked, history).values]


@pytest.mark.parametrize("part", ["没用完的", "没用完的那部分，", "没花掉的那一部分", "没支出的部分，"])
def test_what_was_not_spent_is_a_share_of_its_own_budget(grain: Assistant, part: str) -> None:
    assert values(grain, f"柳堤县粮食局项目支出{part}占项目支出预算的百分之几？") == ["10.00%"]


@pytest.mark.parametrize("of", ["当年支出总额", "支出总额", "全年支出总额"])
def test_the_year_says_nothing_of_a_total(grain: Assistant, of: str) -> None:
    assert values(grain, f"柳堤县粮食局年末结转结余相当于{of}的百分之几？") == ["2.00%"]


def test_what_is_added_to_the_start_of_the_year_is_not_of_the_year_before(grain: Assistant) -> None:
    assert values(grain, "柳堤县粮食局财政拨款收入决算数加上年初结转结余一共是多少？") == ["870.00万元"]
    follow = grain.ask("加上年初结转结余一共是多少？", ["柳堤县粮食局财政拨款收入决算数是多少？"])
    assert "2022年" not in follow.text


def test_one_of_two_requirements_is_not_told_for_both(grain: Assistant) -> None:
    answer = grain.ask("柳堤县粮食局内审计划执行率和问题整改率分别要求达到多少？")
    assert answer.status is not Status.ANSWERED or len(answer.values) == len("甲乙"), answer.text


def test_what_was_taken_in(grain: Assistant) -> None:
    assert values(grain, "How much 事业收入 did 柳堤县粮食局 take in during 2023?") == ["21.40万元"]


SCORED = """# 柳堤县{name}2023年度部门整体支出绩效自评报告

| 指标 | 目标 | 完成 | 分值 | 自评分 |
| --- | --- | --- | --- | --- |
| 储备粮规范管理率 | 100% | 100% | 10 | 10 |
| 检查次数 | 12次 | 12次 | 90 | {rest} |
| 总分 | | | 100 | {score} |

2023年度单位整体支出绩效自评价总分为{score}分。
"""


@pytest.mark.parametrize("end", ["哪家高，差几分", "谁更高，相差多少分", "哪个单位高，差多少"])
def test_which_of_two_scores_is_higher_and_by_how_much(
    over: Callable[[Mapping[str, str]], Assistant], end: str
) -> None:
    one, other = (
        SCORED.format(name=n, score=s, rest=r) for n, s, r in (("粮食局", "96.4", "86.4"), ("水文站", "98.9", "88.9"))
    )
    assistant = over({"粮.md": one, "水.md": other})
    answer = assistant.ask(f"柳堤县粮食局和柳堤县水文站的自评得分{end}？")
    assert answer.text.startswith("柳堤县水文站更高，高2.5分"), answer.text


@pytest.mark.parametrize(
    "where", ["in the 2023 self-evaluation", "in its self-assessment", "on the self-evaluation report"]
)
def test_where_a_score_was_given_says_nothing(over: Callable[[Mapping[str, str]], Assistant], where: str) -> None:
    assistant = over({"粮.md": SCORED.format(name="粮食局", score="96.4", rest="86.4")})
    assert values(assistant, f"What overall score did 柳堤县粮食局 give itself {where}?") == ["96.4分"]
