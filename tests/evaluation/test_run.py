"""A run: how cases end, what they come to, the result file, the difference of two, the page."""

from __future__ import annotations

import json
import math
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.errors import UsageError
from heshu.evaluation.cases import Case, Cited, Expect, Number, case, load
from heshu.evaluation.diff import difference, incomparable, sign_test
from heshu.evaluation.given import Given, Quoted
from heshu.evaluation.metrics import by_category, citation_precision, figure_precision, reciprocal, wilson
from heshu.evaluation.outcomes import Ending, Outcome, run
from heshu.evaluation.page import page
from heshu.evaluation.result import Made, Result, read, write

TEXTS = {"甲": "公用支出61.50万元。得分95分。"}
WANTED = Expect(
    ("answered",),
    numbers=(
        case(
            {
                "id": "",
                "category": "",
                "question": "",
                "expect": {"status": "answered", "numbers": [{"value": "61.50", "unit": "万元"}]},
            }
        ).expect.numbers
    ),
    citations=(Cited("甲", "61.50"),),
)
REFUSE = Expect(("refused",))
RIGHT = Given("answered", "61.50万元", ("61.50万元",), (Quoted("甲.txt", "公用支出61.50万元"),))
ENDINGS = {
    "right": (WANTED, RIGHT, Ending.RIGHT),
    "wrong": (WANTED, Given("answered", "95分", ("95分",)), Ending.WRONG),
    "wrong-instead-of-none": (REFUSE, RIGHT, Ending.WRONG),
    "refused": (WANTED, Given("refused"), Ending.REFUSED),
    "asked": (WANTED, Given("clarify"), Ending.ASKED_BACK),
    "no-citation": (WANTED, Given("answered", "61.50万元", ("61.50万元",)), Ending.SHORT),
    "words-instead-of-none": (REFUSE, Given("answered", "是的"), Ending.SHORT),
    "refused-rightly": (REFUSE, Given("refused"), Ending.RIGHT),
}
CASES = [Case(name, name[:5], f"<b>{name}</b>", expect) for name, (expect, _, _) in ENDINGS.items()]


def answer(one: Case) -> Given:
    return ENDINGS[one.id][1]


def found(words: str, limit: int) -> list[Quoted]:
    return [Quoted("乙.md", "公用支出61.50万元"), Quoted("甲.txt", "公用支出 61.50 万元。")]


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    return tuple(run("set", CASES, answer, TEXTS, found))


def result(outcomes: tuple[Outcome, ...], corpus: str = "c") -> Result:
    made = Made("t", "c0ffee", "heshu", "000001-abcdef", corpus, "m", "f", 1, {"set": "1"}, {}, {}, "x", 0.1, None)
    return Result(made, by_category(outcomes, TEXTS), outcomes)


def test_each_case_ends_in_its_way(outcomes: tuple[Outcome, ...]) -> None:
    assert {one.case.id: one.ending for one in outcomes} == {name: row[2] for name, row in ENDINGS.items()}


def test_a_crash_is_a_failed_case_and_no_lost_run() -> None:
    def crashes(one: Case) -> Given:
        if one.id == "wrong":
            raise RuntimeError("boom")
        return answer(one)

    endings = [one.ending for one in run("set", CASES, crashes, TEXTS)]
    assert endings.count(Ending.CRASHED) == 1
    assert len(endings) == len(CASES)


def test_a_crash_of_the_search_says_where() -> None:
    def search(words: str, limit: int) -> list[Quoted]:
        return [[Quoted("甲", "x")][limit]]

    (one,) = run("set", CASES[:1], answer, TEXTS, search)
    assert one.ending is Ending.CRASHED
    assert re.search(r"IndexError.*test_run\.py:\d+", one.faults[0].message)


def test_what_many_come_to(outcomes: tuple[Outcome, ...]) -> None:
    everything = by_category(outcomes, TEXTS)["all"]
    assert everything.count == sum(everything.endings.values()) == len(CASES)
    assert everything.endings["right"] == 2
    assert everything.accuracy == pytest.approx(2 / 8)
    assert everything.found[1].value == 0
    assert everything.found[3].value == 1
    assert everything.reciprocal == pytest.approx(1 / 2)
    assert (everything.figures.hits, everything.figures.count) == (2, 4)
    assert (everything.recall.hits, everything.recall.count) == (1, 5)


def test_a_citation_that_backs_nothing_is_not_precise() -> None:
    beside = Given("answered", "61.50万元", (), (Quoted("甲", "得分95分"), Quoted("甲", "公用支出61.50万元")))
    assert citation_precision(beside, TEXTS).value == 0.5
    assert citation_precision(Given("answered", "x", (), (Quoted("乙", "公用支出"),)), TEXTS).value == 0


def test_figures_count_only_where_figures_are_wanted() -> None:
    assert figure_precision(Expect(("answered",), all_of=("良",)), RIGHT).count == 0
    assert figure_precision(REFUSE, RIGHT).value == 0


@given(st.integers(0, 300), st.integers(1, 300))
def test_wilson_against_its_definition(right: int, count: int) -> None:
    """The bounds are where the observed share lies 1.96 standard errors away."""
    right = min(right, count)
    z = 1.959963984540054
    for bound in wilson(right, count):
        away = (right / count - bound) ** 2 - z * z * bound * (1 - bound) / count
        assert abs(away) < 1e-9
    assert wilson(right, count)[0] <= right / count <= wilson(right, count)[1]
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_sign_test_against_counting(better: int, worse: int) -> None:
    count = better + worse
    least = min(better, worse)
    extreme = sum(math.comb(count, k) for k in range(count + 1) if min(k, count - k) <= least)
    assert sign_test(better, worse) == pytest.approx(extreme / 2**count)


def test_the_first_passage_counts() -> None:
    assert [reciprocal(ranks) for ranks in [(2, 4), (0, 0), (0, 5)]] == [0.5, 0, 0.2]


def test_a_result_is_read_as_it_was_written(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    path = tmp_path / "deep" / "result.json"
    one = result(outcomes)
    write(one, path)
    again = read(path)
    assert again.made == one.made
    assert again.summaries == one.summaries
    assert [(o.key, o.ending, o.faults, o.given, o.case) for o in again.outcomes] == [
        (o.key, o.ending, o.faults, o.given, o.case) for o in outcomes
    ]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 9}', '{"format": 1, "made": {}}'])
def test_another_file_is_no_result(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(UsageError):
        read(tmp_path / "x.json")


def test_the_difference_of_two_results(outcomes: tuple[Outcome, ...]) -> None:
    def swapped(one: Case) -> Given:
        return {"right": Given("answered", "95分", ("95分",)), "refused": RIGHT, "asked": Given("refused")}.get(
            one.id, ENDINGS[one.id][1]
        )

    later = tuple(
        run(
            "set",
            [*CASES[:-1], Case("new", "n", "?", REFUSE)],
            lambda c: swapped(c) if c.id != "new" else Given("refused"),
            TEXTS,
        )
    )
    found_ = difference(result(outcomes), result(later, corpus="other"))
    assert [one.after.case.id for one in found_.better] == ["refused"]
    assert [one.after.case.id for one in found_.worse] == ["right"]
    assert [one.after.case.id for one in found_.wrong] == ["right"]
    assert [one.after.case.id for one in found_.other] == ["asked"]
    assert [one.case.id for one in found_.added] == ["new"]
    assert [one.case.id for one in found_.removed] == ["refused-rightly"]
    assert found_.chance == 1
    assert list(incomparable(result(outcomes), result(later, corpus="other"))) == ["corpus"]


class _Outward(HTMLParser):
    """Collects what a page would fetch, and the tags in it."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in {"src", "href"}]


@pytest.mark.parametrize("english", [False, True])
def test_the_page_needs_nothing_else_and_shows_every_failure(outcomes: tuple[Outcome, ...], english: bool) -> None:
    text = page(result(outcomes), english=english)
    reader = _Outward()
    reader.feed(text)
    assert reader.fetched == []
    assert "script" not in reader.tags
    assert "b" in reader.tags
    assert "<b>wrong</b>" not in text
    assert reader.tags.count("article") == len(CASES) - 2
    assert reader.tags.count("svg") == 4
    assert (">refused<" in text, ">拒答<" in text) == (english, not english)
    for one in outcomes:
        assert (f"set/{one.case.id}<" in text) is (one.ending is not Ending.RIGHT)


def valued(value: str) -> str:
    """Give a question line whose wanted value is written so."""
    wanted = f'{{"status": "answered", "numbers": [{{"value": {value}, "unit": "%"}}]}}'
    return f'{{"id": "2", "category": "x", "question": "?", "expect": {wanted}}}'


BAD = [
    ("not json", "第 2 行"),
    ('{"id": "2", "category": "x", "question": "?"}', "第 2 行"),
    ('{"id": "2", "category": "x", "question": "?", "expect": {"status": "maybe"}}', "maybe"),
    ('{"id": "2", "category": "x", "question": "?", "expect": {"status": "answered", "numbrs": []}}', "numbrs"),
    ('{"id": "2", "category": "x", "question": "?", "expect": {"status": "answered", "verdict": "对"}}', "no verdict"),
    ('{"id": "1", "category": "x", "question": "?", "expect": {"status": "refused"}}', "重复"),
    (valued('"NaN"'), "NaN"),
    (valued("NaN"), "nan"),
    (valued("true"), "True"),
    (valued('"一百"'), "第 2 行"),
]


@pytest.mark.parametrize(("line", "told"), BAD)
def test_a_bad_question_file_is_told(line: str, told: str, tmp_path: Path) -> None:
    good = json.dumps({"id": "1", "category": "x", "question": "?", "expect": {"status": "refused"}})
    path = tmp_path / "questions.jsonl"
    path.write_text(f"{good}\n{line}\n", "utf-8")
    with pytest.raises(UsageError, match=told):
        load(path)


@pytest.mark.parametrize(("written", "kept"), [('"61.10"', "61.10"), ("61.10", "61.10"), ("61", "61"), ("0.1", "0.1")])
def test_a_value_keeps_the_digits_that_it_is_written_with(written: str, kept: str, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(valued(written), "utf-8")
    (one,) = load(path)
    assert f"{one.expect.numbers[0].value:f}" == kept


def test_a_number_is_shown_with_its_unit() -> None:
    assert [str(one) for one in WANTED.numbers] == ["61.50万元"]
    assert isinstance(WANTED.numbers[0], Number)
