"""Of several numbers of one sentence, and of the scores of a kind of indicators, the one that is asked for is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

SENTENCES = {
    "农机": (
        "年末农机库存{a}台，当年新购{b}台、报废{c}台。",
        {
            "农机库存多少台": "a",
            "年末农机有多少台库存": "a",
            "农机新购多少台": "b",
            "当年新购了多少台农机": "b",
            "农机报废多少台": "c",
            "农机报废了几台": "c",
        },
    ),
    "资产": (
        "办公设备账面原值{a}.50万元，当年购置{b}.20万元、处置{c}.10万元。",
        {"办公设备处置多少万元": "c", "办公设备处置了多少": "c", "办公设备账面原值多少": "a"},
    ),
    "检查": (
        "走访用水单位{a}家次，查出漏点{b}处，当场修复{c}处。",
        {"查出漏点多少处": "b", "用水单位漏点查出几处": "b", "走访用水单位多少家次": "a", "漏点修复了多少处": "c"},
    ),
    "通知": (
        "全年跟踪{a}个在建项目，对其中进展缓慢的{b}个项目发出了提醒函。",
        {"提醒函发给了几个项目": "b", "给几个项目发了提醒函": "b", "在建项目跟踪了多少个": "a"},
    ),
}
NUMBERS = ((318, 96, 41), (57, 29, 8), (1204, 365, 77))
DECIMALS = {"a": ".50", "b": ".20", "c": ".10"}


def _values(answer: Answer) -> list[str]:
    return [f"{value.number}" for value in answer.values]


@pytest.fixture(scope="module", params=NUMBERS, ids=str)
def told(
    request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]
) -> tuple[Assistant, dict[str, int]]:
    numbers = dict(zip("abc", request.param, strict=True))
    body = "\n".join(sentence.format(**numbers) for sentence, _ in SENTENCES.values())
    text = f"芦溪县水务农机局2023年度部门整体支出绩效自评报告\n一、部门概况\n本局内设股室7个。\n二、履职情况\n{body}\n"
    return over({"luxi.txt": text}), numbers


@pytest.mark.parametrize(
    ("kind", "question"), [(kind, question) for kind, (_, asked) in SENTENCES.items() for question in asked]
)
def test_the_number_that_is_asked_for_is_told_or_none(
    told: tuple[Assistant, dict[str, int]], kind: str, question: str
) -> None:
    assistant, numbers = told
    sentence, asked = SENTENCES[kind]
    right = f"{numbers[asked[question]]}" + (DECIMALS[asked[question]] if "万元" in sentence else "")
    answer = assistant.ask(f"芦溪县水务农机局{question}？")
    assert answer.status is not Status.ANSWERED or _values(answer) == [right], answer.text


def test_most_of_them_are_told(told: tuple[Assistant, dict[str, int]]) -> None:
    assistant, _ = told
    asked = [question for _, questions in SENTENCES.values() for question in questions]
    answered = [one for one in asked if assistant.ask(f"芦溪县水务农机局{one}？").status is Status.ANSWERED]
    assert len(answered) >= 0.75 * len(asked), set(asked) - set(answered)


SCORED = """漳浦镇人民政府2023年度部门整体支出绩效自评报告
一、自评结论
自评得分{total}分，按过程、产出、效益三个维度评分，共扣{lost}分，具体见下表。
二、指标表
一级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分
过程 | 预算执行率 | 100% | 96.20% | 20 | {a}
过程 | 报表报送 | 按时 | 迟报一次 | 10 | {b}
产出 | 道路养护里程 | 80公里 | 71公里 | 30 | {c}
产出 | 垃圾清运车次 | 900车次 | 930车次 | 20 | 20
效益 | 群众满意度 | 95% | 94% | 20 | 19.5
"""
ROWS = ((19.2, 8.0, 26.6), (18.0, 9.5, 30.0))
FULL = {"过程": 30.0, "产出": 50.0}


@pytest.mark.parametrize("row", ROWS, ids=str)
@pytest.mark.parametrize("kind", list(FULL))
@pytest.mark.parametrize("name", ["{}指标", "{}类指标", "{}维度", "{}这块", "{}"])
@pytest.mark.parametrize("ask", ["扣了多少分", "一共扣了几分", "得了多少分", "得分是多少", "丢了几分"])
def test_points_of_a_kind_of_indicators_are_added(
    scored: Callable[[float, float, float], Assistant], row: tuple[float, float, float], kind: str, name: str, ask: str
) -> None:
    a, b, c = row
    assistant = scored(a, b, c)
    got = {"过程": a + b, "产出": c + 20}[kind]
    right = FULL[kind] - got if ask[0] in "扣一丢" else got
    answer = assistant.ask(f"漳浦镇{name.format(kind)}{ask}？")
    assert [float(value.number) for value in answer.values] == [pytest.approx(right)], answer.text
    assert answer.calculations


@pytest.fixture(scope="module")
def scored(over: Callable[[Mapping[str, str]], Assistant]) -> Callable[[float, float, float], Assistant]:
    @cache
    def made(a: float, b: float, c: float) -> Assistant:
        total = a + b + c + 39.5
        text = SCORED.format(a=a, b=b, c=c, total=f"{total:.2f}", lost=f"{100 - total:.2f}")
        return over({"zhangpu.txt": text})

    return made


@pytest.mark.parametrize(
    ("says", "question", "numbers"),
    [
        ("核定行政编制{a}名，工勤编制{b}名。", "编制多少名", "ab"),
        ("全局行政编制{a}名、实有{b}人，事业编制{c}名、实有{d}人。", "实有多少人", "bd"),
        ("全局行政编制{a}名、实有{b}人，事业编制{c}名、实有{d}人。", "编制一共多少名", "ac"),
    ],
)
@pytest.mark.parametrize("posts", [(58, 54, 23, 21), (12, 11, 7, 5)], ids=str)
def test_posts_of_one_kind_are_not_told_for_all(
    over: Callable[[Mapping[str, str]], Assistant], says: str, question: str, numbers: str, posts: tuple[int, ...]
) -> None:
    known = dict(zip("abcd", map(str, posts), strict=True))
    text = f"芦溪县水务农机局2023年度部门整体支出绩效自评报告\n一、部门概况\n{says.format(**known)}\n"
    answer = over({"luxi.txt": text}).ask(f"芦溪县水务农机局{question}？")
    assert not answer.values, answer.text
    if answer.status is Status.CLARIFY:
        assert all(known[one] in answer.text for one in numbers), answer.text
