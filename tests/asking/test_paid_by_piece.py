"""What was paid by piece is an amount that was spent, over those on whom it was, and no other of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

LEGAL = """汀江县司法局2023年度部门整体支出绩效自评报告
一、资金情况
全年支出{all}万元。公证办案补贴支出{paid}万元。
二、履职情况
全年办理公证案件{cases}件，为当事人挽回损失{won}万元。
评价小组实地走访司法所{visited}家。全年改造司法所{built}家。
司法所改造项目支出{cost}万元。
三、社会培训
全年开展社会培训{trained}人次，培训收入{earned}万元。
"""
NAMES = ("all", "paid", "cases", "won", "visited", "built", "cost", "trained", "earned")
FACTS = tuple(
    dict(zip(NAMES, row, strict=True))
    for row in ((1200.5, 60, 400, 812.5, 3, 8, 96, 2500, 75), (980.2, 45, 250, 1640, 5, 20, 310, 900, 18))
)


@pytest.fixture(scope="module", params=FACTS, ids=lambda facts: str(facts["all"]))
def told(
    request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]
) -> tuple[Assistant, dict[str, float]]:
    return over({"tingjiang.txt": LEGAL.format(**request.param)}), request.param


@pytest.mark.parametrize(
    ("question", "above", "below"),
    [
        ("每件公证案件补贴多少钱", "paid", "cases"),
        ("每件公证案件花多少钱", "paid", "cases"),
        ("平均每件公证案件花了多少万元", "paid", "cases"),
        ("每家司法所改造花了多少钱", "cost", "built"),
        ("平均每件公证案件挽回多少损失", "won", "cases"),
    ],
)
def test_an_amount_by_piece_is_of_what_was_asked(
    told: tuple[Assistant, dict[str, float]], question: str, above: str, below: str
) -> None:
    assistant, known = told
    answer = assistant.ask(f"汀江县司法局{question}？")
    right = known[above] / known[below]
    said = [float(value.number) for value in answer.values]
    assert not said or said == [pytest.approx(right, abs=0.006)], answer.text


def test_what_was_earned_on_what_is_counted_goes_before_all_income(told: tuple[Assistant, dict[str, float]]) -> None:
    assistant, known = told
    answer = assistant.ask("汀江县司法局社会培训多少人次，收入多少钱？")
    assert [float(value.number) for value in answer.values] == [known["trained"], known["earned"]], answer.text
