"""What is seen of answers, evidence and the shelf."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.app import frame, show
from heshu.app.show import Failure, Turn
from heshu.app.wording import CHINESE, ENGLISH, preferred
from heshu.records import (
    Answer,
    Calculation,
    Card,
    Citation,
    Clean,
    Passage,
    PassageKind,
    Run,
    Status,
    Unread,
    Value,
    Verdict,
)

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b onclick='x'>&lt;"
TAGS = frozenset(
    re.findall(
        r"\w+",
        "article button details div fieldset form h1 h2 h3 header input nav label legend li mark ol output p section "
        "span strong summary template textarea ul a svg path nav",
    )
)


class Seen(HTMLParser):
    """Collects the tags, the attributes' names and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def clean(text: str, source: int = 0) -> Clean:
    return Clean(text, (Run(0, len(text), source, len(text)),))


def passage(ordinal: int, text: str, source: int, section: int = 0) -> Passage:
    return Passage(f"p{ordinal}", "r", ordinal, section, ("一、概况",), PassageKind.PROSE, clean(text, source), 2)


def citation(marker: int = 1, start: int = 0, end: int = 2, shown: str = "引文") -> Citation:
    return Citation(marker, "a.md", "报告", "甲局", 2023, ("一、概况",), 2, shown, shown, start, end, "r")


def answer(text: str, *citations: Citation, values: tuple[Value, ...] = ()) -> Answer:
    return Answer("问", Status.ANSWERED, text, values, citations)


def calculation(verdict: Verdict, stated: str | None = "99.48%", unit: str = "%") -> Calculation:
    return Calculation("divide(1, 2)", "23,970.1 ÷ 24,110.26", "99.42", unit, stated, verdict)


# ---------------------------------------------------------------- nothing runs


@given(st.text(max_size=40), st.sampled_from(["", NASTY]))
def test_no_text_becomes_markup(text: str, nasty: str) -> None:
    text += nasty
    cited = replace(citation(shown=text), source=text, department=text, section=(text,))
    given_ = replace(answer(f"{text}[1]", cited, values=(Value("1", text),)), question=text)
    given_ = replace(given_, calculations=(Calculation(text, text, text, text, text, Verdict.INCONSISTENT),))
    card = Card(text, text, text, text, (), 2023, 1, 1, 1, 1, 1, (text,))
    pieces = (
        show.conversation([Turn(text, given_), Turn(text, Failure(text)), Turn(text)], "zh"),
        show.offered([text], "zh"),
        show.pending("zh", text),
        show.evidence("turn:0", given_, 1, (), "zh"),
        show.evidence("turn:0", given_, 1, (passage(0, text + "甲乙", 0),), "en"),
        frame.shelf([card], [Unread(text, text)], "zh"),
        frame.welcome([text], "en"),
        frame.trouble(text),
    )
    seen = [Seen(piece) for piece in pieces]
    assert set().union(*(s.tags for s in seen)) <= TAGS
    assert not [name for s in seen for name in s.attributes if name.startswith("on")]


# ---------------------------------------------------------------- answers


def test_only_markers_that_are_cited_become_buttons() -> None:
    html = show.prose("turn:3", answer("甲[1]，乙[2]，丙[12345]。", citation(1)), "zh")
    assert re.findall(r'data-of="turn:(\d+)" data-marker="(\d+)"', html) == [("3", "1")]
    assert Seen(html).text == "甲1，乙[2]，丙[12345]。"


def test_each_turn_of_a_conversation_has_its_own_citations() -> None:
    one = answer("甲[1]", citation(1))
    html = show.conversation([Turn("问", one), Turn("问", one)], "zh")
    assert re.findall(r'class="cite" data-of="turn:(\d+)"', html) == ["0", "1"]


@pytest.mark.parametrize(
    ("text", "value", "strong"),
    [
        ("支出9565.63万元", Value("9565.63", "万元"), ["9565.63万元"]),
        ("支出 9,565.63 万元。", Value("9565.63", "万元"), ["9,565.63 万元"]),
        ("得分96", Value("96", ""), ["96"]),
        ("共 19,565.63 万元", Value("9565.63", "万元"), []),
        ("率 99.710%", Value("99.71", "%"), []),
        ("降 -3.5%", Value("-3.5", "%"), ["-3.5%"]),
    ],
)
def test_headline_values_are_strong(text: str, value: Value, strong: list[str]) -> None:
    html = show.prose("turn:0", answer(text, values=(value,)), "zh")
    assert re.findall("<strong>(.*?)</strong>", html) == strong


@pytest.mark.parametrize(
    ("status", "label"), [(Status.ANSWERED, None), (Status.REFUSED, "没有答案"), (Status.CLARIFY, "需要确认")]
)
def test_an_answer_that_is_none_says_so(status: Status, label: str | None) -> None:
    html = show.answer("turn:0", replace(answer("报告没有写明。"), status=status), "zh")
    assert ('class="label"' in html) is (label is not None)
    assert label is None or label in html


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.CONSISTENT, "一致23,970.1 ÷ 24,110.26 = 99.42%所述为 99.48%"),
        (Verdict.INCONSISTENT, "不一致23,970.1 ÷ 24,110.26 = 99.42%所述为 99.48%"),
        (Verdict.COMPUTED, "计算23,970.1 ÷ 24,110.26 = 99.42%"),
    ],
)
def test_a_calculation_shows_its_verdict_formula_and_what_was_stated(verdict: Verdict, words: str) -> None:
    assert (
        Seen(show.calculations("turn:0", replace(answer(""), calculations=(calculation(verdict),)), "zh")).text == words
    )


def test_a_unit_that_a_stated_number_lacks_is_added() -> None:
    made = replace(calculation(Verdict.INCONSISTENT, "12.5"), unit="万元")
    assert Seen(show.calculations("turn:0", replace(answer(""), calculations=(made,)), "en")).text.endswith(
        "= 99.42 万元stated as 12.5 万元"
    )


def test_many_sources_are_folded_away_and_none_is_lost() -> None:
    html = show.answer("turn:0", answer("甲", *(citation(n) for n in range(1, 10))), "zh")
    assert re.findall(r'class="source" data-of="turn:0" data-marker="(\d+)"', html) == [str(n) for n in range(1, 10)]
    assert "另外 5 处出处" in html


# ---------------------------------------------------------------- evidence


def test_evidence_shows_the_section_and_marks_the_quote() -> None:
    around = (passage(0, "别节的话。", 0, 7), passage(1, "预算执行率为九成。", 10), passage(2, "后一句。", 30))
    html = show.evidence("turn:0", answer("甲[1]", citation(1, 12, 15)), 1, around, "zh")
    assert re.findall("<mark>(.*?)</mark>", html) == ["执行率"]
    assert "后一句。" in html
    assert "别节的话。" not in html
    assert "a.md · 第 2 页" in html


def test_a_quote_over_two_passages_is_marked_in_both() -> None:
    around = (passage(0, "甲乙丙", 0), passage(1, "丁戊己", 4))
    html = show.section_text(citation(1, 2, 5), around, "zh")
    assert re.findall("<mark>(.*?)</mark>", html) == ["丙", "丁"]


def test_a_report_that_is_gone_leaves_the_quote() -> None:
    html = show.section_text(citation(shown="那句话"), (), "zh")
    assert "<mark>那句话</mark>" in html
    assert "不在当前索引" in html


def test_a_long_section_is_shown_around_the_quote() -> None:
    around = tuple(passage(n, "字", n) for n in range(400))
    html = show.section_text(citation(1, 200, 201), around, "zh")
    assert html.count('<p class="prose">') == 2 * show.NEIGHBOURS + 1
    assert f"还有 {400 - 2 * show.NEIGHBOURS - 1} 段" in html


@st.composite
def cleans(draw: st.DrawFn) -> Clean:
    """Copies of a report in which stretches were left out or replaced."""
    runs, text, source = [], "", 0
    for length, source_length, gap in draw(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=1, max_size=6)):
        runs.append(Run(len(text), length, source, source_length))
        text += "字" * length
        source += source_length + gap - 1
    return Clean(text, tuple(runs))


@given(cleans(), st.integers(0, 60), st.integers(1, 60))
def test_the_mark_covers_what_stands_for_the_quote_and_no_more(copy: Clean, start: int, length: int) -> None:
    end = start + length
    first, last = show.within(copy, start, end)
    for i in range(len(copy.text)):
        span = copy.source_span(i, i + 1)
        assert (first <= i < last) is (span.start < end and start < span.end)


# ---------------------------------------------------------------- the shelf and the words


def test_the_shelf_groups_years_by_department_newest_first() -> None:
    cards = [Card(f"{d}{y}", "f", "t", d, (), y, 1, 1, 1, 7, 1) for d, y in [("甲", 2022), ("乙", 2023), ("甲", 2023)]]
    seen = Seen(frame.shelf([*cards, replace(cards[0], id="x", year=None)], (), "zh"))
    assert seen.text == "已选 4 / 4 份全选全不选甲2023 年7 段2022 年7 段年份未写明7 段乙2023 年7 段"


def test_a_long_shelf_can_be_filtered() -> None:
    cards = [Card(str(n), "f", "t", f"{n}局", (), 2023, 1, 1, 1, 7, 1) for n in range(frame.FILTER_FROM)]
    assert 'type="search"' in frame.shelf(cards, (), "zh")
    assert 'type="search"' not in frame.shelf(cards[1:], (), "zh")


def test_files_that_were_not_read_stand_on_the_shelf_with_the_reason() -> None:
    card = Card("1", "f", "t", "甲局", (), 2023, 1, 1, 1, 7, 1)
    unread = [Unread("2023/扫描.pdf", "“扫描.pdf”：没有文字"), Unread("表.xyz", "不支持")]
    for cards in ([card], []):
        assert Seen(frame.shelf(cards, unread, "zh")).text.endswith(
            "没读成的文件（2）2023/扫描.pdf 没有文字表.xyz 不支持"
        )


def test_an_empty_shelf_says_what_to_do() -> None:
    assert "heshu index" in frame.shelf([], (), "zh")
    assert "heshu index" in frame.shelf([], (), "en")


def test_both_languages_say_the_same_things() -> None:
    def gaps(words: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(words) if name}

    assert {key: gaps(words) for key, words in CHINESE.items()} == {key: gaps(words) for key, words in ENGLISH.items()}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"),
        ("", "zh"),
        ("en-US,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en;q=0.5, zh-TW;q=0.8", "zh"),
        ("fr-FR, en;q=0.7", "en"),
        ("de", "zh"),
        ("en;q=0, zh;q=0.1", "zh"),
        ("en;q=0", "zh"),
        ("en;q=x", "en"),
        ("*", "zh"),
    ],
)
def test_english_is_chosen_only_where_it_is_asked_for_first(header: str | None, language: str) -> None:
    assert preferred(header) == language


@given(st.text(max_size=60))
def test_any_header_gives_a_language(header: str) -> None:
    assert preferred(header) in ("zh", "en")
