"""Follow-ups: what stands alone stays, and what leans on the questions before is completed from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.conversation.followup import resolve
from heshu.asking.planning.scope import Gazetteer
from heshu.records import Card


def wrong(*row: object, reason: str) -> object:
    """A row that does not hold yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


NAMES = ("云昌市澜湾区人民政府办公室", "云昌市松岭区人民政府办公室", "云昌市澜湾区审计局")
GAZETTEER = Gazetteer([Card(name, f"{name}.txt", "", name, (), 2023, 9, 1, 1, 1, 1) for name in NAMES])


ROWS = (
    # another department for the same thing
    (("澜湾区政府办公用经费多少",), "那松岭呢", "松岭公用经费多少"),
    (("澜湾区政府办公用经费多少",), "松岭区政府办呢？", "松岭区政府办公用经费多少"),
    (("澜湾区政府办公用经费多少", "那松岭呢"), "审计局呢", "审计局公用经费多少"),
    # another year
    (("澜湾区审计局2022年得分是多少",), "2023年呢", "澜湾区审计局2023年得分是多少"),
    # another thing of the same department
    (("澜湾区政府办公用经费多少",), "三公经费呢", "澜湾区政府办三公经费是多少"),
    (("澜湾区政府办公用经费多少",), "得了多少分", "澜湾区政府办得了多少分"),
    # the same ratio of another expense
    (("澜湾区政府办基本支出执行率多少",), "项目支出的呢", "澜湾区政府办项目支出执行率是多少"),
    (("澜湾区政府办基本支出占比多少",), "人员经费呢", "澜湾区政府办人员经费占比是多少"),
    (("澜湾区政府办执行率多少",), "人员经费的呢", "澜湾区政府办人员经费执行率是多少"),
    (("澜湾区政府办执行率多少",), "人员经费呢", "澜湾区政府办人员经费是多少"),
    (("澜湾区政府办起草文稿多少件",), "它的指标完成率呢", "澜湾区政府办起草文稿指标完成率是多少"),
    # an operation without its left side
    (("澜湾区政府办公用经费多少",), "占基本支出多少", "澜湾区政府办公用经费占基本支出多少"),
    (("澜湾区政府办公用经费多少",), "占比多少", "澜湾区政府办公用经费占比多少"),
    (("澜湾区政府办公用经费多少",), "比松岭多多少", "澜湾区政府办公用经费比松岭多多少"),
    (("澜湾区政府办公用经费多少",), "折合多少元", "澜湾区政府办公用经费折合多少元"),
    (("澜湾区政府办公用经费多少",), "月均多少", "澜湾区政府办公用经费月均多少"),
    (("松岭区政府办项目支出多少",), "是公用经费的几倍", "松岭区政府办项目支出是公用经费的几倍"),
    # two topics together
    (("澜湾区政府办公用经费多少", "那松岭呢"), "差多少", "澜湾区政府办和松岭的公用经费差多少"),
    (("澜湾区政府办公用经费多少", "松岭区政府办呢"), "哪个高", "澜湾区政府办和松岭区政府办的公用经费哪个高"),
    (("澜湾区政府办公用经费多少", "松岭区政府办呢"), "加起来呢", "澜湾区政府办和松岭区政府办的公用经费加起来呢"),
    (("松岭区政府办基本支出多少", "项目支出呢"), "加起来多少", "松岭区政府办基本支出和项目支出加起来多少"),
    # checks
    (("澜湾区政府办预算执行率多少",), "对吗", "澜湾区政府办预算执行率对吗"),
    # what stands alone
    (("澜湾区政府办公用经费多少",), "松岭区政府办项目支出多少", "松岭区政府办项目支出多少"),
    (("澜湾区政府办公用经费多少",), "哪个部门得分最高", "哪个部门得分最高"),
    (("澜湾区政府办公用经费多少",), "各部门执行率排名", "各部门执行率排名"),
    (("澜湾区政府办公用经费多少",), "番禺区政府办呢", "番禺区政府办呢"),
    (("澜湾区政府办公用经费多少",), "算了，松岭区政府办得了多少分", "算了，松岭区政府办得了多少分"),
    (("公用经费多少",), "三公经费多少", "三公经费多少"),
    ((), "那松岭呢", "那松岭呢"),
    # after a department that no report holds: not asked of another one
    (("番禺区政府办公用经费多少",), "三公经费呢", "番禺区政府办三公经费是多少"),
    (("番禺区政府办公用经费多少",), "占比多少", "番禺区政府办公用经费占比多少"),
    (("番禺区政府办公用经费多少",), "那松岭区政府办呢", "松岭区政府办公用经费多少"),
    (("番禺区政府办公用经费多少",), "哪个部门得分最高", "哪个部门得分最高"),
    # 哪些 asks for words of the same department, not of all
    (("澜湾区政府办得分多少",), "存在哪些问题", "澜湾区政府办存在哪些问题"),
    (("澜湾区政府办得分多少",), "有哪些改进措施", "澜湾区政府办有哪些改进措施"),
    (("澜湾区政府办得分多少",), "存在什么问题", "澜湾区政府办存在什么问题"),
)  # fmt: skip


@pytest.mark.parametrize(("history", "question", "resolved"), ROWS)
def test_a_follow_up_is_completed(history: tuple[str, ...], question: str, resolved: str) -> None:
    found, assumed = resolve(question, history, GAZETTEER)
    assert found == resolved
    assert assumed == ("" if resolved == question else resolved)


WORDS = st.lists(
    st.sampled_from(
        [
            "澜湾区政府办",
            "松岭",
            "审计局",
            "番禺区政府办",
            "公用经费",
            "得分",
            "占比",
            "多少",
            "呢",
            "那",
            "差",
            "哪个高",
            "对吗",
            "2022年",
            "，",
        ]
    ),
    max_size=8,
).map("".join)


@given(WORDS)
def test_without_a_history_a_question_stays_as_it_is(question: str) -> None:
    assert resolve(question, (), GAZETTEER) == (question, "")


@given(WORDS, st.lists(WORDS, max_size=4))
def test_any_history_gives_a_question_and_says_what_was_assumed(question: str, history: list[str]) -> None:
    resolved, assumed = resolve(question, history, GAZETTEER)
    assert assumed in ("", resolved)
    assert (assumed == "") is (resolved == question)
    assert resolve(question, history, GAZETTEER) == (resolved, assumed)
