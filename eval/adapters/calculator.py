"""Sets that ask for a calculation whose numbers are given: FinQA, TAT-QA and FinGLM."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

from eval.adapters.files import first, rows
from heshu.checking.calculator import calculate, formula, round_half_up
from heshu.checking.tables import Table
from heshu.errors import CalculationError

NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A calculation and its published answer: a number as it is written, or ``yes`` or ``no``.

    ``text`` is a program, an expression, or with ``inputs`` a formula over their names; ``scale`` is by what its
    result is multiplied to compare (100 for per cent).
    """

    id: str
    text: str
    answer: str
    table: Table | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    scale: int = 1


def finqa(path: Path) -> Iterator[Item]:
    """Read FinQA's file: a list of reports with ``qa``, or lines of ``program``, ``table`` and ``answer``.

    The published answer is ``exe_ans``, the program's result rounded to five decimals.
    """
    for number, row in enumerate(rows(path)):
        qa = row.get("qa", row)
        yield Item(
            id=str(first(row, "id") if "id" in row else number),
            text=first(qa, "program"),
            answer=str(first(qa, "exe_ans", "answer")),
            table=[[str(cell) for cell in line] for line in row.get("table") or []] or None,
        )


def tatqa(path: Path) -> Iterator[Item]:
    """Read TAT-QA's file: of the questions those with a derivation, whose answer is a number in its scale."""
    for document in rows(path):
        for question in document.get("questions", [document]):
            if question.get("answer_type") == "arithmetic" and question.get("derivation"):
                yield Item(
                    id=question["uid"],
                    text=_plain(question["derivation"]),
                    answer=str(question["answer"]),
                    scale=100 if question.get("scale") == "percent" else 1,
                )


def _plain(derivation: str) -> str:
    """Drop what people write round a derivation: signs of money, brackets for square ones, an equals sign's right."""
    return re.sub(r"[$£€¥]", "", derivation).replace("[", "(").replace("]", ")").partition("=")[0].strip()


GROWTH = re.compile(r"([一-鿿]+?)增长率")
RATIOS: Mapping[str, str] = {
    "营业成本率": "营业成本/营业收入",
    "管理费用率": "管理费用/营业收入",
    "财务费用率": "财务费用/营业收入",
    "毛利率": "(营业收入-营业成本)/营业收入",
    "净利润率": "净利润/营业收入",
    "营业利润率": "营业利润/营业收入",
    "三费比重": "(销售费用+管理费用+财务费用)/营业收入",
    "流动比率": "流动资产/流动负债",
    "速动比率": "(流动资产-存货)/流动负债",
    "现金比率": "货币资金/流动负债",
    "资产负债比率": "总负债/资产总额",
    "非流动负债比率": "非流动负债/总负债",
    "流动负债比率": "流动负债/总负债",
    "投资收益占营业收入比率": "投资收益/营业收入",
    "企业研发经费与利润比值": "研发费用/净利润",
    "企业研发经费与营业收入比值": "研发费用/营业收入",
    "企业研发经费占费用比例": "研发费用/(销售费用+财务费用+管理费用+研发费用)",
    "研发人员占职工人数比例": "研发人员人数/职工总人数",
    "企业硕士及以上人员占职工人数比例": "(硕士员工人数+博士及以上的员工人数)/职工总人数",
}
"""The formulas that the contest published (MetaGLM/FinGLM), beside growth."""


def finglm(path: Path) -> Iterator[Item]:
    """Read FinGLM's answers (``question``, ``prompt``): those whose question names a published formula."""
    for number, row in enumerate(rows(path)):
        prompt = row.get("prompt", row.get("inputs", {}))
        prompt = prompt if isinstance(prompt, dict) else {}
        inputs = {name: str(value) for name, value in prompt.items() if name not in {"key_word", "prom_answer"}}
        answer = str(prompt.get("prom_answer") or row.get("answer"))
        text = row.get("formula") or asked_formula(row["question"], inputs)
        if text and NUMBER.match(answer):
            yield Item(
                str(row.get("id", row.get("ID", number))), text, answer, None, inputs, 100 if "%" in answer else 1
            )


def asked_formula(question: str, inputs: Mapping[str, str]) -> str:
    """Give the formula that a question names, the longest name first; nothing where none fits the inputs."""
    for name in sorted(RATIOS, key=len, reverse=True):
        if name in question:
            return RATIOS[name] if _all_given(RATIOS[name], inputs) else ""
    if "增长率" in question:
        names = sorted((name for name in inputs if f"上年{name}" in inputs), key=len, reverse=True)
        return next((f"({name}-上年{name})/上年{name}" for name in names if name in question), "")
    return ""


def _all_given(text: str, inputs: Mapping[str, str]) -> bool:
    return set(re.findall(r"[一-鿿]+", text)) <= inputs.keys()


SETS: Mapping[str, Callable[[Path], Iterator[Item]]] = {"finqa": finqa, "tatqa": tatqa, "finglm": finglm}


def right(item: Item) -> bool:
    """Say whether the calculator gives the published answer, at the digits that this is written with."""
    try:
        result = formula(item.text, item.inputs) if item.inputs else calculate(item.text, item.table)
        if isinstance(result.value, bool) or item.answer in {"yes", "no"}:
            return result.text == item.answer
        stated = Decimal(item.answer.rstrip("%").replace(",", ""))
    except (CalculationError, InvalidOperation):
        return False
    return round_half_up(Fraction(result.value) * item.scale, _decimals(stated)) == stated


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def tally(items: Iterator[Item]) -> tuple[int, list[Any]]:
    """Count items, and list those whose answer is not given."""
    every = list(items)
    return len(every), [one for one in every if not right(one)]
