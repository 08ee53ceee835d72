"""Units and states that a report says once, for a table or for a whole sentence."""

from __future__ import annotations

import pytest

from heshu.figures.prose import figures_in
from heshu.figures.tables import money_stated_for_all
from heshu.figures.units import unit_named


@pytest.mark.parametrize(
    "said", ["以下金额单位均为{}。", "本报告的金额单位统一为{}。", "附表的资金单位：{}\n", "下表金额单位为{}，略。"]
)
@pytest.mark.parametrize("unit", ["元", "万元", "亿元"])
def test_a_sentence_states_the_unit_of_the_amounts_below(said: str, unit: str) -> None:
    assert [one for _, one in money_stated_for_all("一、概况\n" + said.format(unit))] == [unit_named(unit)]


@pytest.mark.parametrize(
    "said", ["所属事业单位为《某刊》编辑部。", "以下单位均为一级预算单位。", "全文单位为主管部门。"]
)
def test_an_office_is_no_unit(said: str) -> None:
    assert not money_stated_for_all(said)


@pytest.mark.parametrize(
    ("lead", "state"), [("未支出部分中", "未支出"), ("尚未支付的资金里", "尚未支付"), ("结转资金中", "结转")]
)
def test_an_amount_is_of_the_part_that_its_sentence_speaks_of(lead: str, state: str) -> None:
    found = figures_in(f"{lead}，渠道清淤31.40万元为质保金，泵站改造8.60万元尚待验收。泵房维修20.00万元。")
    assert [figure.label for figure in found] == [f"渠道清淤{state}", f"泵站改造{state}", "泵房维修"]
