"""The last check of an answer: which numbers of a text it lets through, and which it finds."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from heshu.checking.guard import unbacked
from heshu.records import Answer, Calculation, Citation, Status, Verdict


def citation(quote: str, *, section: tuple[str, ...] = (), shown: str | None = None) -> Citation:
    return Citation(
        marker=1,
        source="报告.txt",
        title="河口区林业局报告",
        department="河口区林业局",
        year=2023,
        section=section,
        page=None,
        quote=quote,
        shown=quote if shown is None else shown,
        start=0,
        end=len(quote),
        report_id="r",
    )


def calculation(expression: str, result: str, unit: str, program: str = "") -> Calculation:
    return Calculation(program, expression, result, unit, None, Verdict.COMPUTED)


def answer(text: str, *quotes: str, calculations: tuple[Calculation, ...] = ()) -> Answer:
    cited = tuple(citation(quote) for quote in quotes)
    return Answer("问", Status.ANSWERED, text, citations=cited, calculations=calculations)


HELD: tuple[tuple[str, str, str], ...] = (
    ("as it is written", "基本支出812.40万元[1]。", "基本支出812.40万元"),
    ("without the thousands separator", "收入12345.60元[1]", "收入12,345.60元"),
    ("with a thousands separator that the quote lacks", "收入12,345.60元[1]", "收入12345.60元"),
    ("full width in the quote", "得分93.5分[1]", "得分９３．５分"),
    ("full width in the text", "得分９３．５分[1]", "得分93.5分"),
    ("full width separators", "支出１，２３４.５万元[1]", "支出1,234.5万元"),
    ("trailing zeros", "执行率98%[1]", "执行率98.00%"),
    ("a layout's spaces inside it", "支出10,369.89万元[1]", "支出10, 369. 89万元"),
    ("a line break inside it", "支出369.89万元[1]", "支出369.\n89万元"),
    ("cells of a row are numbers of their own", "执行数300.25[1]", "水厂\t312.50\t300.25\t96.08"),
    ("a raised number beside it", "座数：3座[1]", "新建水厂①3座"),
    ("a number at the end of a clause", "件数为64，分数为20[1]", "64件，20分"),
    ("a list of two in full width", "第1，2批[1]", "第1，2批共800人"),
    ("markers are no numbers", "支出[12]5万元[345]", "5万元"),
)


@pytest.mark.parametrize(("text", "quote"), [row[1:] for row in HELD], ids=[row[0] for row in HELD])
def test_a_number_of_a_quote_passes(text: str, quote: str) -> None:
    assert unbacked(answer(text, quote)) == ()


FOUND: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("another number", "支出813万元[1]", "支出812万元", ("813",)),
    ("a tail of a longer one", "支出110.26万元[1]", "支出24,110.26万元", ("110.26",)),
    ("a head of a longer one", "支出24万元[1]", "支出24,110.26万元", ("24",)),
    ("whole part of a decimal", "得分93分[1]", "得分93.5分", ("93",)),
    ("two cells run together", "312.50300", "水厂\t312.50\t300.25", ("312.50300",)),
    ("ten times as much", "支出8124.0万元", "支出812.40万元", ("8124.0",)),
    ("a raised digit is none of its digits", "座数13座", "新建水厂①3座", ("13",)),
    ("several, in order", "5和7和9", "7", ("5", "9")),
    ("without any quote", "约3.5亿元", "", ("3.5",)),
    ("an amount that looks like a year", "支出2023万元", "支出2032万元", ("2023",)),
    ("a decimal that begins like a year", "支出2023.5万元", "支出2032.5万元", ("2023.5",)),
    ("a count of what the report counts", "扶持企业48家", "扶持企业84家", ("48",)),
    ("copies and places are things as well", "印发文件21份，隐患7处", "印发文件12份，隐患9处", ("21", "7")),
    ("a number at the end of an English sentence", "The rate is 98. It rose.", "97", ("98",)),
    ("full width is no disguise", "支出８１３万元", "支出812万元", ("813",)),
)


@pytest.mark.parametrize(("text", "quote", "loose"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_a_number_that_nothing_backs_is_found(text: str, quote: str, loose: tuple[str, ...]) -> None:
    assert unbacked(answer(text, quote)) == loose


@pytest.mark.parametrize(
    "text",
    [
        "河口区林业局2023年：",
        "与2022 年相比",
        "2021至2023年",
        "（4份报告中3份写明，未写明的是林业局）",
        "写明三公经费的有2份：",
        "5份报告中有1份写到：",
        "公用经费高于200万元的有0家：没有。",
        "3个部门合计",
        "4份报告中核对了22处，1处不一致：",
        "……共12处",
        "从高到低：\n1. 林业局\n2. 水务局\n",
        "The corpus holds 7 reports: ",
    ],
)
def test_years_and_what_the_answer_itself_counts_need_no_backing(text: str) -> None:
    assert unbacked(answer(text.replace("200万元", ""))) == ()


def test_a_heading_of_the_cited_section_backs_its_numbers() -> None:
    cited = citation("植树36亩。", section=("三、绩效", "2.产出指标（40分）"))
    said = "2.产出指标（40分）：\n植树36亩。[1]"
    assert unbacked(Answer("问", Status.ANSWERED, said, citations=(cited,))) == ()
    assert unbacked(Answer("问", Status.ANSWERED, said.replace("40", "45"), citations=(cited,))) == ("45",)


def test_what_the_user_said_may_be_repeated() -> None:
    said = answer("不对，报告写的是812万元，不是813万元。", "812万元")
    assert unbacked(said) == ("813",)
    assert unbacked(said, ["支出８１３万元对吗"]) == ()
    assert unbacked(said, ["支出多少", "813万元"]) == ()


CALCULATED: tuple[tuple[str, str, bool], ...] = (
    ("75.0068", "占75.0068%", True),
    ("75.0068", "占75.01%", True),
    ("75.0068", "占75.0%", True),
    ("75.0068", "占75%", True),
    ("75.0068", "占75.00%", False),
    ("75.0068", "占75.02%", False),
    ("75.0068", "占76%", False),
    ("-4.25", "下降4.25%", True),
    ("-4.25", "下降4.3%", True),
    ("-4.25", "下降4.2%", True),
    ("-4.25", "下降4.4%", False),
    ("98000", "占9.8%", False),
)


@pytest.mark.parametrize(("result", "text", "held"), CALCULATED)
def test_a_result_backs_itself_and_its_roundings(result: str, text: str, held: bool) -> None:
    assert (unbacked(answer(text, calculations=(calculation("甲 ÷ 乙", result, "%"),))) == ()) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [("1.26亿元", True), ("12600万元", True), ("126,000,000元", True), ("1.3亿元", True), ("1260万元", False)],
)
def test_an_amount_may_be_said_in_another_unit(text: str, held: bool) -> None:
    assert (unbacked(answer(text, calculations=(calculation("6300 + 6300", "12600", "万元"),))) == ()) is held


def test_other_units_have_no_powers() -> None:
    assert unbacked(answer("1.26件", calculations=(calculation("6300 + 6300", "12600", "件"),))) == ("1.26",)


def test_operands_and_constants_of_a_calculation_are_backed() -> None:
    found = calculation("(48 − 45) ÷ 48", "6.25", "%", "subtract(48, 45), divide(#0, const_100)")
    assert unbacked(answer("(48 − 45) ÷ 48，6.25%，100", calculations=(found,))) == ()
    assert unbacked(answer("(48 − 44) ÷ 48", calculations=(found,))) == ("44",)


def test_a_refusal_without_numbers_has_none_to_back() -> None:
    assert unbacked(Answer("问", Status.REFUSED, "语料库里没有“财政局”2021年的报告。")) == ()


# ---------------------------------------------------------------- one digit changed

AMOUNTS = st.decimals(min_value=0, max_value=999_999, places=2, allow_nan=False, allow_infinity=False)
SHAPES = st.sampled_from(("{:f}", "{:,f}", "{:.1f}", "{:.0f}", "{:,.0f}"))
WORDS = st.sampled_from(("支出{}万元", "占{}%", "办结{}件", "得{}分", "共{}家", "{}份文件", "整改{}处"))
CLAUSES = st.lists(st.tuples(AMOUNTS, SHAPES, WORDS), min_size=1, max_size=5).map(
    lambda rows: [word.format(shape.format(number)) for number, shape, word in rows]
)


def values(text: str) -> set[Decimal]:
    return {Decimal(number.replace(",", "")) for number in re.findall(r"[\d,]*\d(?:\.\d+)?", text)}


@given(CLAUSES)
def test_a_copied_sentence_passes_whole(clauses: list[str]) -> None:
    said = "；".join(clauses)
    assert unbacked(answer(f"河口区林业局2023年：{said}[1]。", said)) == ()


@given(CLAUSES, st.data())
def test_one_changed_digit_is_found(clauses: list[str], data: st.DataObject) -> None:
    quote = "；".join(clauses)
    at = data.draw(st.sampled_from([n for n, char in enumerate(quote) if char.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != quote[at]]))
    said = quote[:at] + digit + quote[at + 1 :]
    assume(values(said) - values(quote))
    assert len(unbacked(answer(f"{said}[1]", quote))) == 1


@given(CLAUSES, st.integers(0, 4))
def test_a_sentence_left_out_is_missed(clauses: list[str], left_out: int) -> None:
    """Whatever is said without its quote is found, unless another quote holds the same number."""
    dropped = clauses[left_out % len(clauses)]
    kept = [clause for clause in clauses if clause is not dropped]
    loose = unbacked(answer("；".join(clauses), *kept))
    held = {value for clause in kept for value in values(clause)}
    assert {Decimal(number.replace(",", "")) for number in loose} == values(dropped) - held


def test_a_number_in_a_departments_name_needs_no_other_backing() -> None:
    said = Answer("问", Status.REFUSED, "现有2份报告：云岭县第12中学2023年、云岭县第13中学2023年。第12页，支出12万元。")
    names = ("云岭县第12中学", "云岭县第13中学", "云岭县林业局")
    assert unbacked(said) == ("12", "13", "12", "12")
    assert unbacked(said, names=names) == ("12", "12")
