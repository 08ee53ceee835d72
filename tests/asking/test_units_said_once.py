"""Tables whose unit stands in a sentence before them or in a note below, and what is worked out of their cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

ROWS = {"河道保洁": ("420.00", "388.60"), "渠系维修": ("610.50", "597.30"), "机井改造": ("169.50", "169.50")}
TOTAL, SPENT = Decimal("1200.00"), Decimal("1155.40")
HEADS = ("到位资金", "已支出", "未支出")


def table(sign: str = "|") -> str:
    rows = [(name, got, spent, str(Decimal(got) - Decimal(spent))) for name, (got, spent) in ROWS.items()]
    drawn = [("支出方向", *HEADS), ("---",) * 4, *rows, ("合计", str(TOTAL), str(SPENT), str(TOTAL - SPENT))]
    return "\n".join(f"{sign} " + f" {sign} ".join(row) + f" {sign}" for row in drawn)


NOTES = {
    "note.md": f"{table()}\n\n注：单位为万元。未支出部分中，河道保洁31.40万元为质量保证金。\n",
    "note2.md": f"{table()}\n\n注：表中金额单位均为万元，渠系维修不含维修基金。\n",
    "above.md": f"以下金额单位均为万元。\n\n{table()}\n",
    "above2.md": f"本报告中的金额单位统一为万元。\n\n{table()}\n",
}
NAMES = {"note.md": "临泽县", "note2.md": "云岭市", "above.md": "平岗县", "above2.md": "青屏区"}


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    lead = "灌溉管理处2023年度部门整体支出绩效自评报告\n\n# 一、资金情况\n\n"
    text = f"2023年到位资金{TOTAL}万元，全年支出{SPENT}万元，其中基本支出312.46万元，项目支出824.94万元。\n\n"
    return over({name: f"{NAMES[name]}{lead}{text}{body}" for name, body in NOTES.items()})


def values(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize("who", NAMES.values())
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("at", [0, 1])
def test_a_cell_is_in_the_unit_that_is_stated_for_all(assistant: Assistant, who: str, row: str, at: int) -> None:
    answer = assistant.ask(f"{who}灌溉管理处{row}{HEADS[at]}多少？")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [f"{ROWS[row][at]}万元"]


@pytest.mark.parametrize("who", NAMES.values())
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(
    "share", ["占全部到位资金的百分之几？", "占到位资金总额的百分之几", "占到位资金合计的比重是多少？"]
)
def test_a_share_is_of_the_very_figure_of_the_last_answer(assistant: Assistant, who: str, row: str, share: str) -> None:
    answer = assistant.ask(share, [f"{who}灌溉管理处{row}到位资金多少？"])
    assert answer.status is Status.ANSWERED, answer.text
    percent = (Decimal(ROWS[row][0]) / TOTAL * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert values(answer) == [f"{percent}%"], answer.text


REST = SPENT - Decimal("312.46")
WORKINGS = [
    "报告说项目支出{claim}万元。用全年支出减掉基本支出，应当是多少？它写得对不对？",
    "报告写的项目支出是{claim}万元，拿全年支出减去基本支出，该是多少？对不对",
    "写项目支出{claim}万元，用全年支出扣掉基本支出算出来是多少，写对了吗？",
]


@pytest.mark.parametrize("who", NAMES.values())
@pytest.mark.parametrize("working", WORKINGS)
@pytest.mark.parametrize("claim", ["824.94", "830.10"])
def test_a_claim_is_held_against_the_working_behind_it(
    assistant: Assistant, who: str, working: str, claim: str
) -> None:
    answer = assistant.ask(f"{who}灌溉管理处{working.format(claim=claim)}")
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.calculations[0].verdict is Verdict.INCONSISTENT
    assert Decimal(answer.values[0].number) == REST


@pytest.mark.parametrize("who", NAMES.values())
def test_a_claim_that_its_working_gives_is_right(assistant: Assistant, who: str) -> None:
    left = TOTAL - SPENT
    answer = assistant.ask(f"{who}灌溉管理处说还剩{left}万元，用到位资金减去全年支出，是不是这个数？")
    assert answer.calculations[0].verdict is Verdict.CONSISTENT, answer.text


def test_an_amount_of_the_unspent_part_is_no_money_received(assistant: Assistant) -> None:
    answer = assistant.ask("临泽县灌溉管理处河道保洁未支出多少万元？")
    assert values(answer) == ["31.40万元"], answer.text
