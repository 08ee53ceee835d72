"""What is seen of an audit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from heshu.app import findings
from heshu.asking.checks.checkup import Checked, Quoted
from heshu.records import Calculation, Card, Citation, Figure, FigureKind, Finding, Span, Verdict

SHOWN = "全年支出76.00万元，执行率为97.00%。"
TAGS = set(
    re.findall(
        r"\w+",
        "a blockquote button dd details div dl dt h2 h3 header label li ol option p section select span strong "
        "summary ul",
    )
)


class Seen(HTMLParser):
    """Collects the tags and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def figure(value: str, unit: str, start: int, label: str = "执行率") -> Figure:
    text = f"{value}{unit}"
    span = Span(start, start + len(text))
    kind = FigureKind.RATE if unit == "%" else FigureKind.AMOUNT
    return Figure("r", "p", label, "", "", "", Decimal(value), unit, kind, text, SHOWN, *span, span)


def checked(verdict: Verdict = Verdict.INCONSISTENT, expression: str = "76.00 ÷ 80.00") -> Checked:
    stated, operand = figure("97.00", "%", 16), figure("76.00", "万元", 4, "支出")
    made = Calculation("divide(76.00, 80.00)", expression, "95", "%", "97.00", verdict, (operand,))
    place = Citation(1, "a.md", "报告", "甲局", 2023, ("一、收支",), 3, SHOWN, SHOWN, 0, len(SHOWN), "r")
    finding = Finding("execution-rate", stated, Decimal("95.00"), made, verdict, "应为95.00%")
    return Checked(finding, Quoted(stated, place, stated.span), (Quoted(operand, place, operand.span),))


def card(id_: str = "r", department: str = "甲局") -> Card:
    return Card(id_, "a.md", "报告", department, (), 2023, 9, 3, 1, 1, 2)


def view(*found: Checked) -> str:
    return findings.view([card()], {"r": found}, None, "zh")


def test_a_wrong_figure_is_shown_with_what_it_should_be_and_its_sentence() -> None:
    html = view(checked())
    assert "执行率 甲局 · 2023 年应为95.00%报告写的97.00%应为95.00%算式76.00 ÷ 80.00 = 95%" in Seen(html).text
    assert re.findall('<strong class="(.*?)">(.*?)</strong>', html) == [("given", "76.00万元"), ("said", "97.00%")]
    assert SHOWN in Seen(html).text
    assert '<button type="button" class="source" data-of="check:r:0" data-marker="1">' in html
    assert "一、收支 · 第 3 页" in html


def test_a_figure_that_is_stated_twice_is_shown_without_a_formula() -> None:
    html = view(checked(expression="95.00"))
    assert "另一处写的95.00%" in Seen(html).text
    assert "算式" not in html


def test_a_note_claims_no_other_value() -> None:
    html = view(checked(Verdict.NOTE))
    assert "算式76.00 ÷ 80.00 = 95%" in Seen(html).text
    assert "报告写的" not in html


def test_the_worst_comes_first_and_what_holds_is_folded() -> None:
    html = view(checked(Verdict.CONSISTENT), checked(Verdict.NOTE), checked())
    assert re.findall('class="(\\w+) findings"', html) == ["inconsistent", "note", "consistent"]
    assert re.findall('data-of="check:r:(\\d)"', html) == ["2", "1", "0"]
    assert html.index("<details") < html.index('class="consistent findings"')
    assert "核对了 3 处：1 处不一致，1 处提示，1 处相符" in html


def test_where_nothing_is_wrong_it_says_how_much_was_checked() -> None:
    assert "没有发现算错的数，核对了 2 处" in view(checked(Verdict.CONSISTENT), checked(Verdict.CONSISTENT))
    assert "没有可以互相推算的数" in view()
    assert "核对了" not in view()


def test_one_report_of_several_may_be_chosen() -> None:
    cards = [card(), card("s", "乙局"), card("t", "丙局")]
    found = {"r": (checked(),), "s": (checked(Verdict.NOTE),), "t": ()}
    every, one = (findings.view(cards, found, report, "zh") for report in (None, "s"))
    assert re.findall("<option.*?>(.*?)</option>", every) == [
        *("所选的 3 份报告", "甲局 · 2023 年（1 处不一致）", "乙局 · 2023 年", "丙局 · 2023 年")
    ]
    assert "没有可以互相推算的数：丙局" in every
    assert '<option value="s" selected>' in one
    assert "inconsistent findings" in every
    assert "inconsistent findings" not in one


def test_a_long_list_says_how_much_is_left_out() -> None:
    html = view(*[checked()] * (findings.LIMIT + 2))
    assert html.count("<blockquote>") == findings.LIMIT
    assert "另有 2 处未列出" in html


def test_a_finding_opens_like_an_answer() -> None:
    given_ = findings.answer(checked())
    assert [place.marker for place in given_.citations] == [1]
    assert [value.number for value in given_.values] == ["97.00", "76.00"]


@given(st.text(max_size=30))
def test_no_text_becomes_markup(text: str) -> None:
    text += "<script>x</script><img src=x onerror=y>\"'>"
    one = checked()
    place = replace(one.stated.citation, shown=text, section=(text,), department=text)
    finding = replace(one.finding, rule=text, message=text)
    nasty = Checked(finding, replace(one.stated, citation=place), (replace(one.operands[0], citation=place),))
    cards = [card(department=text), card("s", text)]
    for verdict in (Verdict.INCONSISTENT, Verdict.CONSISTENT):
        found = {"r": (replace(nasty, finding=replace(finding, verdict=verdict)),), "s": ()}
        assert Seen(findings.view(cards, found, None, "en")).tags <= TAGS
    assert Seen(findings.trouble("zh", text)).tags <= TAGS
