"""A question as asked: manners dropped, greetings known, and the kinds of figure its words ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.wording.question import LONGEST, is_greeting, understand, wanted
from heshu.folding import fold
from heshu.records import FigureKind


def wrong(*row: object, reason: str) -> object:
    """A row that does not hold yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


UNDERSTOOD = {
    "请问一下，公用经费多少？": ",公用经费多少",
    "您好，我想问一下基本支出是多少": ",基本支出是多少",
    "麻烦您帮我查一下三公经费多少谢谢": "三公经费多少",
    "那么公用经费呢？": "公用经费呢",
    "算了不问这个了，得分多少": "得分多少",
    "收入　２,１０５.６０ 万元对吗": "收入2,105.60万元对吗",
    "預算執行率９８％": "预算执行率98%",
    "花都zf办公用经费": "花都政府办公用经费",
    "公用经费多少！！！": "公用经费多少",
    "邀请专家几名": "邀请专家几名",
    "申请资金多少": "申请资金多少",
}


@pytest.mark.parametrize(("asked", "text"), UNDERSTOOD.items())
def test_manners_and_widths_are_dropped(asked: str, text: str) -> None:
    assert understand(asked).text == text


@pytest.mark.parametrize("asked", ["请问", "？", "谢谢", "你好"])
def test_what_is_manners_alone_is_not_emptied(asked: str) -> None:
    assert understand(asked).text


@pytest.mark.parametrize(
    ("asked", "english"),
    [
        ("What was the budget execution rate?", True),
        ("budget of 花都 office", True),
        wrong("hello", True, reason="a single English word is taken for Chinese"),
        ("highest score?", True),
        ("公用经费多少", False),
        ("GDP增长目标是多少", False),
        ("ppt培训多少场", False),
        ("", False),
        ("98.5%", False),
    ],
)
def test_the_language_of_a_question(asked: str, english: bool) -> None:
    assert understand(asked).english is english


def test_a_long_question_is_read_to_a_limit() -> None:
    assert len(understand("啊" * LONGEST * 3).text) == LONGEST


@given(st.text(max_size=300))
def test_any_text_is_understood_and_the_original_kept(asked: str) -> None:
    question = understand(asked)
    assert question.asked == asked
    assert question.text == fold(question.text)


@pytest.mark.parametrize(
    "asked",
    [
        "你好",
        "您好！",
        "你们好呀",
        "在吗？",
        "谢谢你",
        "谢谢啦",
        "Hello!",
        "早上好",
        "好的，谢谢",
        "再见",
        "ok",
        "辛苦了",
        "没事了",
    ],
)
def test_greetings(asked: str) -> None:
    assert is_greeting(understand(asked))


@pytest.mark.parametrize(
    "asked",
    ["你好，公用经费多少", "好的，那得分呢", "在职人员多少", "好评率", "谢谢，还有三公经费", "知道公用经费吗", "?98"],
)
def test_what_asks_something_is_no_greeting(asked: str) -> None:
    assert not is_greeting(understand(asked))


AMOUNT, COUNT, SCORE = frozenset({FigureKind.AMOUNT}), frozenset({FigureKind.COUNT}), frozenset({FigureKind.SCORE})
RATE = frozenset({FigureKind.RATE, FigureKind.SHARE})
POINTS = frozenset({FigureKind.POINTS, FigureKind.CHANGE})
MULTIPLE, DATE, ANY = frozenset({FigureKind.MULTIPLE}), frozenset({FigureKind.DATE}), frozenset[FigureKind]()

WANTED = (
    ("三公经费花了多少钱", True, AMOUNT, ""),
    ("公用经费是多少", True, AMOUNT, ""),
    ("基本支出多少万元", True, AMOUNT, ""),
    ("年初预算多少", True, AMOUNT, ""),
    ("结转结余呢", True, AMOUNT, ""),
    ("花了几个亿", True, AMOUNT, ""),
    ("预算执行率是多少", True, RATE, ""),
    ("满意率有多少", True, RATE, ""),
    ("支付进度怎么样", True, RATE, ""),
    ("基本支出占总支出的比例", True, RATE, ""),
    ("公用经费占了几成", True, RATE, ""),
    ("办结的占百分之几", True, RATE, ""),
    ("自评得了多少分", True, SCORE, ""),
    ("自评得分是多少", True, SCORE, ""),
    ("扣了几分", True, SCORE, ""),
    ("满分多少", True, SCORE, ""),
    ("是去年的几倍", True, MULTIPLE, ""),
    ("低了多少百分点", True, POINTS, ""),
    wrong("低了多少个百分点", True, POINTS, "", reason="个百分点 is read as a count"),
    ("低几个百分点", True, POINTS, ""),
    ("办结了多少件", True, COUNT, "件"),
    ("培训多少人次", True, COUNT, "人次"),
    ("开了几场会", True, COUNT, "场"),
    ("几个内设科室", True, COUNT, ""),
    ("几项任务", True, COUNT, ""),
    ("发了多少篇信息", True, COUNT, "篇"),
    ("完成率是多少件里的", True, COUNT, "件"),
    ("落款日期是", True, DATE, ""),
    ("哪天写的", True, DATE, ""),
    ("报告的成文时间", True, DATE, ""),
    ("有多少", True, ANY, ""),
    ("存在哪些问题", False, ANY, ""),
    ("为什么执行率低", False, ANY, ""),
    ("主要职责是什么内容", False, ANY, ""),
    ("怎么改进", False, ANY, ""),
    ("谁牵头负责", False, ANY, ""),
    ("近几年来的工作", False, ANY, ""),
    wrong("从几个方面改进", False, ANY, "", reason="几个方面 is read as a count"),
    ("自评等级", False, ANY, ""),
)  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "kinds", "unit"), WANTED)
def test_what_kinds_of_figure_are_wanted(text: str, figure: bool, kinds: frozenset[FigureKind], unit: str) -> None:
    found = wanted(text)
    assert (found.figure, found.kinds, found.unit) == (figure, kinds, unit)
