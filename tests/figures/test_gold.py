"""Precision and recall against the lists in eval/figures, where the reports themselves are at hand."""

from __future__ import annotations

import importlib.util
import os
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "eval/figures"
REPORTS = Path(os.environ.get("HESHU_SHARED", ROOT.parent / "shared")) / "reports"
FLOOR = Decimal("0.97")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("figure_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["figure_score"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.stem)
def test_nearly_all_figures_are_found_and_right(path: Path, scorer: ModuleType) -> None:
    report = REPORTS / f"{path.stem}.txt"
    if not report.exists():
        pytest.skip(f"{report.name} is measuring data beside the project and is not here")
    score = scorer.score(scorer.listed(path), scorer.found(report))
    assert score.precision >= FLOOR
    assert score.recall >= FLOOR


def test_a_wrong_unit_or_label_is_not_right(scorer: ModuleType) -> None:
    wanted = scorer.Counter([scorer.key("公用的经费", "", Decimal(12), "万元", "amount")])
    for label, unit, right in (("公用经费", "万元", 1), ("公用经费", "元", 0), ("经费", "万元", 0)):
        found = scorer.Counter([scorer.key(label, "", Decimal("12.0"), unit, "amount")])
        assert scorer.score(wanted, found).right == right
