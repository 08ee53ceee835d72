"""Projects in a table that scores each beside its money; and rows that pass a limit where no table has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

PROJECTS = {  # name: budget, spent, rate, score
    "企业研发后补助": ("2,860.00", "2,860.00", "100.00", "98.50"),
    "科技创新券": ("620.00", "581.36", "93.77", "92.30"),
    "技术合同奖励": ("480.00", "476.20", "99.21", "97.80"),
    "揭榜挂帅攻关": ("980.00", "906.50", "92.50", "91.40"),
}
TABLE = "\n".join(
    f"| {n} | {name} | {' | '.join(cells[:2])} | {cells[2]}% | {cells[3]} |"
    for n, (name, cells) in enumerate(PROJECTS.items(), 1)
)
SCORED = f"""# 甲河市科学技术委员会2023年度部门整体支出绩效自评报告

## 一、项目支出

| 序号 | 项目名称 | 全年预算数（万元） | 支出数（万元） | 执行率 | 项目自评得分 |
| --- | --- | --- | --- | --- | --- |
{TABLE}
| | 合计 | 4,940.00 | 4,824.06 | 97.65% | — |
"""
TOLD = """# 乙山市医疗保障局2023年度部门整体支出绩效自评报告

## 一、项目支出

项目支出1,686.82万元，执行率97.48%。项目一：集中采购经费。预算96.00万元，支出91.20万元，执行率95.00%。

项目二：医疗救助配套。预算620.00万元，支出620.00万元，执行率100.00%。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"科委.md": SCORED, "医保.md": TOLD})


@pytest.mark.parametrize(("measure", "column", "unit"), [("执行率", 2, "%"), ("得分", 3, "分"), ("自评得分", 3, "分")])
@pytest.mark.parametrize("limit", ["93", "95", "98"])
@pytest.mark.parametrize("way", ["低于", "高于"])
def test_projects_are_told_by_their_limit(
    held: Assistant, measure: str, column: int, unit: str, *, limit: str, way: str
) -> None:
    answer = held.ask(f"甲河市科委哪些项目{measure}{way}{limit}{unit}")
    low = way == "低于"
    passing = {n for n, cells in PROJECTS.items() if (Decimal(cells[column]) < Decimal(limit)) is low}
    assert answer.status is Status.ANSWERED
    assert {name for name in PROJECTS if name in answer.text} == passing


@pytest.mark.parametrize("asks", ["哪些项目执行率是100%", "哪几个项目执行率低于96%", "哪些项目的得分低于95分"])
def test_sentences_alone_do_not_tell_who_passes(held: Assistant, asks: str) -> None:
    assert held.ask(f"乙山市医保局{asks}").status is Status.REFUSED
