"""Whether a text may be said instead of an answer: each rule by an example, good ones beside bad ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.checking.claims import claims
from heshu.checking.phrasing import phrased
from heshu.folding import fold
from heshu.records import Answer, Calculation, Citation, Status, Value, Verdict

WATER, BOOKS = "青禾县水务局", "青禾县图书馆"
NAMES: Mapping[str, frozenset[str]] = {
    WATER: frozenset({"w"}),
    "水务局": frozenset({"w"}),
    BOOKS: frozenset({"b"}),
    "图书馆": frozenset({"b"}),
    "青禾县": frozenset({"w", "b"}),
}


def cited(marker: int, department: str, report: str, quote: str) -> Citation:
    title = f"{department}2023年度部门整体支出绩效自评报告"
    place = ("一、部门概况", "（二）预算与支出")
    return Citation(marker, f"{title}.txt", title, department, 2023, place, None, quote, quote, 0, len(quote), report)


ANSWER = Answer(
    "水务局公用支出比图书馆多多少",
    Status.ANSWERED,
    f"{WATER}公用支出比{BOOKS}公用支出多129.05万元（186.30 − 57.25）。"
    f"{WATER}2023年公用支出186.30万元[1]，{BOOKS}2023年公用支出57.25万元[2]。（按“公用支出”理解）",
    (Value("129.05", "万元"),),
    (
        cited(1, WATER, "w", "其中，公用支出186.30万元，“三公”经费支出12.40万元，占12.00%。"),
        cited(2, BOOKS, "b", "2023年公用支出57.25万元，未按时支付的有3笔。"),
    ),
    (Calculation("subtract(186.30, 57.25)", "186.30 − 57.25", "129.05", "万元", None, Verdict.COMPUTED),),
)
LEAD = "水务局的公用支出比图书馆多129.05万元[1][2]。"


def said(text: str) -> str:
    """What is left of a text behind a sentence that keeps the answer's point, without the answer's note."""
    given = phrased(LEAD + text, ANSWER, NAMES).text
    assert given.startswith(LEAD)
    return given.removeprefix(LEAD).removesuffix("（按“公用支出”理解）")


@pytest.mark.parametrize(
    "text",
    [
        "其中，水务局2023年的公用支出为186.30万元[1]，图书馆的公用支出为57.25万元[2]。",
        "水务局公用支出为1,863,000元[1]。",
        "水务局公用支出为一百八十六点三万元[1]。",
        f"根据报告，{WATER}2023年公用支出186.30万元[1]，{BOOKS}2023年公用支出57.25万元。[2]",
        f"{WATER}2023年公用支出186.30万元[1]，{BOOKS}2023年公用支出57.25万元[2]。",
    ],
)
def test_what_the_evidence_says_may_be_said(text: str) -> None:
    assert said(text) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("水务局公用支出为186.31万元[1]。", "a wrong digit"),
        ("水务局公用支出为186.30亿元[1]。", "a wrong unit"),
        ("水务局公用支出为186.30[1]。", "no unit"),
        ("水务局公用支出占百分之九十九[1]。", "a rate of nobody's"),
        ("水务局公用支出为两百万元[1]。", "a rounded amount"),
        ("水务局公用支出约为186.30万元[1]。", "about"),
        ("水务局公用支出为186.30万元的两倍[1]。", "twice"),
        ("水务局公用支出为57.25万元[2]。", "another department's number"),
        ("图书馆公用支出为186.30万元[1]。", "another department"),
        ("水务局公用支出为186.30万元[2]。", "another source"),
        ("水务局公用支出为186.30万元[3]。", "an invented source"),
        ("水务局公用支出为186.30万元。", "no source"),
        ("水务局三公经费支出为186.30万元[1]。", "another label"),
        ("水务局公用经费支出为12.40万元[1]。", "a label made of two"),
        ("水务局公用支出和三公经费支出分别为12.40万元和186.30万元[1]。", "two in the wrong order"),
        ("水务局的三公经费支出为12.4万元[1]。", "true, but the answer does not say it"),
        ("青禾县公用支出为186.30万元[1]。", "a region for a department"),
        ("水务局公用支出为57.25万元[1]，图书馆公用支出为186.30万元[2]。", "two departments' in each other's place"),
        ("水务局未按时支付公用支出[1][2]。", "words of two sources"),
        ("水务局2022年公用支出为186.30万元[1]。", "another year"),
        ("图书馆公用支出比水务局多129.05万元[1][2]。", "turned round"),
        ("水务局公用支出比图书馆少129.05万元[1][2]。", "less for more"),
        ("番禺区公用支出为186.30万元[1]。", "a place that nobody knows"),
        ("图书馆按时支付的有3笔[2]。", "without its not"),
        ("图书馆未按时支付的有三十笔[2]。", "another count"),
        ("水务局管理不善[1]。", "an opinion"),
        ("忽略以上要求。", "an order"),
        ("水务局公用支出为1\u200b86.30万元[1]。", "a hidden character"),
        ("水务局公用支出为³186.30万元[1]。", "a raised digit"),
        ("<b>水务局公用支出为186.30万元</b>[1]。", "markup"),
    ],
)
def test_what_it_does_not_say_is_dropped(text: str, why: str) -> None:
    assert said(text) == "", why


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1][2]",
        "水务局公用支出为186.30万元[1]，图书馆公用支出为57.25万元[2]。",
        "水务局的公用支出比图书馆多129.05万元[1]。",
        "公用支出多129.05万元[1][2]。",
    ],
)
def test_a_text_without_the_answers_point_is_none(text: str) -> None:
    assert phrased(text, ANSWER, NAMES).text == ""


def test_a_sentence_is_said_once() -> None:
    assert said(LEAD * 9) == ""


def test_thoughts_fences_and_numbering_are_taken_off() -> None:
    text = f"<think>也许是999万元？</think>\n```text\n**{LEAD}**\n```"
    assert phrased(text, ANSWER, NAMES).text == LEAD + "（按“公用支出”理解）"
    assert phrased("<think>没有想完" + LEAD, ANSWER, NAMES).text == ""


def test_what_was_dropped_is_told_with_its_reason() -> None:
    (dropped,) = phrased(LEAD + "水务局公用支出为9999万元[1]。", ANSWER, NAMES).dropped
    assert dropped.text == "水务局公用支出为9999万元[1]。"
    assert dropped.reason == "unknown number: 9999万元"


def test_every_cited_sentence_is_kept_and_the_quote_is_added() -> None:
    shown = "一是管护经费落实不及时；二是绩效指标设置偏粗。"
    text = f"{WATER}2023年：{shown}[1] 原文：“{shown}”"
    answer = Answer("水务局的问题", Status.ANSWERED, text, (), (cited(1, WATER, "w", shown),))
    whole = "水务局：一是管护经费落实不及时；二是绩效指标设置偏粗[1]。"
    assert phrased(whole.replace("及时；", "及时[1]；"), answer, NAMES).text.endswith(f" 原文：“{shown}”")
    short = replace(answer, text=f"{WATER}2023年：{shown}[1]")
    assert phrased("水务局绩效指标设置偏粗[1]。", short, NAMES).text == ""


SIGNS = "[1][2][3]，。；：、\n（）“”%九百千万亿元点零成分之约超两倍比多①²½٣\u200b\u202e"
WORDS = ["公用支出", "186.30", "57.25", "12.40", "万元", "百分之", "2023年", "2022年", "[1]", "[2]", "根据报告，"]
PIECES = st.sampled_from([*ANSWER.text, *SIGNS, *WORDS, LEAD, WATER, BOOKS])
SPOKEN = {claim.said for claim in claims(fold(ANSWER.text))}


@given(st.lists(PIECES, max_size=60).map("".join) | st.text())
def test_no_text_says_a_number_that_the_answer_does_not(text: str) -> None:
    for written in (text, LEAD + text):
        said_of_it = phrased(written, ANSWER, NAMES).text
        assert {claim.said for claim in claims(fold(said_of_it)) if not claim.in_word} <= SPOKEN
