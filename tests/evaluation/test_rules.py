"""The rules one by one: what each passes and what it catches, near misses above all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.evaluation.cases import Number, case, wire
from heshu.evaluation.given import Given, of_line
from heshu.evaluation.numbers import holds
from heshu.evaluation.rules import faults, misleads

TEXTS = {
    "水务局2023": "2023年公用支出61.50万元，占基本支出的12.30%。自评得分95.60分。",
    "教育局2023": "公用支出88.20万元。",
}
RIGHT: dict[str, Any] = {
    "status": "answered",
    "text": "水务局2023年公用支出61.50万元[1]。",
    "values": [{"number": "61.50", "unit": "万元"}],
    "citations": [{"source": "水务局2023.docx", "quote": "2023年公用支出61.50 万元"}],
    "calculations": [],
}
EXPECT: dict[str, Any] = {
    "status": "answered",
    "numbers": [{"value": "61.50", "unit": "万元"}],
    "citations": [{"source": "水务局2023", "contains": "公用支出61.50"}],
}


def caught(expect: dict[str, Any], **changes: object) -> set[str]:
    """The names of the rules that find a fault in the right answer as changed."""
    one = case({"id": "1", "category": "x", "question": "?", "expect": expect})
    return {fault.rule for fault in faults(one, of_line(RIGHT | changes), TEXTS)}


NUMBERS = [
    # text, wanted, unit, held
    ("公用支出61.50万元", "61.50", "万元", True),
    ("公用支出61.5万元", "61.50", "万元", True),
    ("公用支出６１．５０万元", "61.50", "万元", True),
    ("公用支出 61 .50万元", "61.50", "万元", True),
    ("公用支出615000元", "61.50", "万元", True),
    ("公用支出615,000.00元", "61.50", "万元", True),
    ("公用支出0.006150亿元", "61.50", "万元", True),
    ("公用支出615,050.00元", "61.50", "万元", True),
    ("公用支出615,050.01元", "61.50", "万元", False),
    ("公用支出61.50元", "61.50", "万元", False),
    ("公用支出61.50亿元", "61.50", "万元", False),
    ("公用支出61.50", "61.50", "万元", False),
    ("公用支出61.51万元", "61.50", "万元", False),
    ("公用支出61.504万元", "61.50", "万元", True),
    ("公用支出161.50万元", "61.50", "万元", False),
    ("公用支出-61.50万元", "61.50", "万元", False),
    ("编号3.61.50万元", "61.50", "万元", False),
    ("占99.40%", "99.40", "%", True),
    ("占99.4%", "99.40", "%", True),
    ("占99.4049%", "99.40", "%", True),
    ("占99.405%", "99.40", "%", False),
    ("占99.48%", "99.40", "%", False),
    ("占0.9940", "99.40", "%", False),
    ("提高1.20个百分点", "1.20", "百分点", True),
    ("提高1.20%", "1.20", "百分点", True),
    ("提高1.20分", "1.20", "百分点", False),
    ("得95.6分", "95.60", "分", True),
    ("got 95.6 points", "95.60", "分", True),
    ("得95.6%", "95.60", "分", False),
    ("为3.2倍", "3.2", "倍", True),
    ("为3.2", "3.2", "倍", True),
    ("为3.26倍", "3.2", "倍", False),
    ("培训12次", "12", "次", True),
    ("培训12场次", "12", "次", True),
    ("培训13次", "12", "次", False),
    ("培训12.4次", "12", "次", True),
    ("培训12.4场", "12", "次", False),
    ("占99.40百分点", "99.40", "%", False),
    ("占99.40个百分点", "99.40", "%", False),
    ("提高1.20百分点", "1.20", "百分点", True),
    ("为3.2万元", "3.2", "倍", False),
    ("为3.2%", "3.2", "倍", False),
    ("培训12万元", "12", "次", False),
    ("培训12%", "12", "次", False),
    ("培训12人次", "12", "次", False),
    ("培训12期", "12", "次", True),
    ("巡查12户次", "12", "次", True),
    ("巡查12户次", "12", "户", True),
    ("培训12个班", "12", "次", True),
    ("共12位同志", "12", "人", True),
    ("共12个人", "12", "人", True),
    ("共12件", "12", "人", False),
    ("培训12人", "12", "人次", False),
    ("培训12人次", "12", "人", False),
    ("印发12份", "12", "件", True),
    ("印发12", "12", "件", True),
    ("走访12家", "12", "件", False),
    ("新增12个", "12", "项", True),
    ("新增12个百分点", "12", "个", False),
    ("新增12项", "12", "个", True),
    ("新增12万元", "12", "个", False),
    ("3月", "3", "个", False),
    ("管网12公里", "12", "公里", True),
    ("管网12万元", "12", "公里", False),
    ("12 items", "12", "件", True),
]


@pytest.mark.parametrize(("text", "value", "unit", "held"), NUMBERS)
def test_a_number_is_held(text: str, value: str, unit: str, held: bool) -> None:
    assert holds(text, Number(Decimal(value), unit)) is held


QUOTE = RIGHT["citations"][0]
ANSWERS: list[tuple[str, dict[str, Any], dict[str, Any], set[str]]] = [
    ("right", {}, {}, set()),
    ("layout never decides", {}, {"text": "公用支出 61.50\n万元。"}, set()),
    ("refused", {}, {"status": "refused", "values": []}, {"status"}),
    ("asked back", {}, {"status": "clarify"}, {"status"}),
    ("asked back, which will do", {"status": "answered|clarify"}, {"status": "clarify"}, set()),
    (
        "another figure",
        {},
        {"text": "88.20万元", "values": [{"number": "88.20", "unit": "万元"}]},
        {"headline", "figures"},
    ),
    ("right in the text only", {}, {"values": [{"number": "88.20", "unit": "万元"}]}, {"headline"}),
    ("right among the values only", {}, {"text": "见引文。"}, {"figures"}),
    ("no unit", {}, {"values": [{"number": "61.50", "unit": ""}]}, {"headline"}),
    ("another unit", {}, {"values": [{"number": "61.50", "unit": "元"}]}, {"headline"}),
    ("two spare values", {}, {"values": [*([{"number": "1", "unit": "项"}] * 2), *RIGHT["values"]]}, set()),
    ("three spare values", {}, {"values": [*([{"number": "1", "unit": "项"}] * 3), *RIGHT["values"]]}, {"headline"}),
    ("as long as allowed", {}, {"text": "61.50万元" + "长" * 1193}, set()),
    ("too long", {}, {"text": "61.50万元" + "长" * 1194}, {"length"}),
    ("a word is there", {"all_of": ["公用 支出"]}, {}, set()),
    ("a word is missing", {"all_of": ["公用支出", "基本支出"]}, {}, {"words"}),
    ("one word of several", {"any_of": ["哪", "水务局"]}, {}, set()),
    ("no word of several", {"any_of": ["哪", "教育局"]}, {}, {"words"}),
    ("a word too much", {"none_of": ["水务局"]}, {}, {"words"}),
    ("verdict", {"verdict": "consistent"}, {"calculations": [{"verdict": "consistent"}]}, set()),
    ("no verdict", {"verdict": "consistent"}, {"calculations": [{"verdict": "computed"}]}, {"verdict"}),
    ("the other verdict", {"verdict": "consistent"}, {"calculations": [{"verdict": "inconsistent"}]}, {"verdict"}),
    (
        "both verdicts where all should hold",
        {"verdict": "consistent"},
        {"calculations": [{"verdict": "consistent"}, {"verdict": "inconsistent"}]},
        {"verdict"},
    ),
    (
        "both verdicts where one should not",
        {"verdict": "inconsistent"},
        {"calculations": [{"verdict": "consistent"}, {"verdict": "inconsistent"}]},
        set(),
    ),
    ("no citation", {}, {"citations": []}, {"citations"}),
    ("another report", {}, {"citations": [QUOTE | {"source": "教育局2023.txt"}]}, {"honest", "citations"}),
    ("no such report", {}, {"citations": [QUOTE, {"source": "", "quote": "x"}]}, {"honest"}),
    ("an empty quote", {}, {"citations": [QUOTE, {"source": "水务局2023.docx", "quote": " "}]}, {"honest"}),
    ("a digit of the quote", {}, {"citations": [QUOTE | {"quote": "公用支出61.60万元"}]}, {"honest", "citations"}),
    ("another sentence", {}, {"citations": [QUOTE | {"quote": "自评得分95.60分"}]}, {"citations"}),
    ("a word left out", {}, {"citations": [QUOTE, QUOTE | {"quote": "2023年支出61.50万元"}]}, {"honest"}),
]


@pytest.mark.parametrize(("expect", "changes", "rules"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_an_answer_is_judged(expect: dict[str, Any], changes: dict[str, Any], rules: set[str]) -> None:
    assert caught(EXPECT | expect, **changes) == rules


MISLED = [
    (EXPECT, {}, False),
    (EXPECT, {"values": [{"number": "88.20", "unit": "万元"}]}, True),
    (EXPECT, {"values": []}, False),
    (EXPECT, {"status": "refused", "values": []}, False),
    ({"status": "refused"}, {}, True),
    ({"status": "refused|clarify"}, {}, False),
    ({"status": "answered", "all_of": ["良"]}, {}, False),
]


@pytest.mark.parametrize(("expect", "changes", "misled"), MISLED)
def test_a_wrong_figure_is_told_from_a_missed_one(
    expect: dict[str, Any], changes: dict[str, Any], misled: bool
) -> None:
    one = case({"id": "1", "category": "x", "question": "?", "expect": expect})
    assert misleads(one, of_line(RIGHT | changes)) is misled


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["万元", "%", "分", "次", "倍"]))
def test_a_number_holds_itself_and_not_the_next_one(value: Decimal, unit: str) -> None:
    wanted = Number(value, unit)
    assert holds(f"共{value:,.2f}{unit}", wanted)
    assert not holds(f"共{value + Decimal('0.01'):,.2f}{unit}", wanted)


def test_an_answer_without_anything_is_no_crash() -> None:
    one = case({"id": "1", "category": "x", "question": "?", "expect": EXPECT})
    assert {fault.rule for fault in faults(one, Given("answered"), TEXTS)} == {"headline", "figures", "citations"}
    assert of_line({"status": "refused", "values": None, "citations": None, "calculations": None}).text == ""


def test_a_case_is_written_as_it_was_read() -> None:
    line = {"id": "1", "category": "x", "question": "?", "history": ["a"], "expect": EXPECT | {"verdict": "consistent"}}
    assert wire(case(line)) == line
