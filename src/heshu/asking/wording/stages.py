"""The stages of a budget that a label names, and the subject that is left of it.

人员及公用经费预算调整金额 is the adjusted budget of 人员及公用经费; 执行数 is what the whole department spent.
"""

from __future__ import annotations

import re
from enum import StrEnum

from heshu.patterns import regex


class Stage(StrEnum):
    """Where in the year a budget figure stands."""

    NONE = ""
    INITIAL = "年初预算"
    ADJUSTED = "调整预算"
    YEAR = "全年预算"
    BUDGET = "预算"
    SPENT = "支出"


BUDGETS = (Stage.ADJUSTED, Stage.YEAR, Stage.BUDGET, Stage.INITIAL)
"""The stages at which money is planned."""

_STAGES: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    (Stage.INITIAL, regex(
        r"年初(?:部门)?预算(?:安排)?(?:数|金额|额)?|预算安排(?:数|金额)?$"
        r"|(?:部门)?(?:预算)?年初(?:批复|下达)(?:数|金额|额)?$"
    )),
    (Stage.ADJUSTED, regex(r"调整后?的?(?:全年)?预算(?:数|金额|额)?|预算调整(?:数|金额|额)|调整(?:数|金额)")),
    (Stage.SPENT, regex(
        r"(?:支出|收入)?(?:决算|执行)(?:数|金额)|(?:共|已|累计|实际)*(?:支付|支出)?完成(?:数|金额)?$"
        r"|支出资金$|实际使用(?:数|金额)?$|(?<!预算)支出数$|实际支出(?:数|金额)?$|支付金额$|(?:^|共|累计|实际|合计)支付$|(?:支付|支出)合计$|支出决算$|决算支出(?:数|金额|总额)?$|(?:^|全年|实际)支出(?:数|金额|额)?$|^(?:支出总额|总支出|整体支出)$"
    )),
    (Stage.YEAR, regex(r"全年预算(?:数|金额|总额|额|合计)?")),
    (Stage.BUDGET, regex(
        r"(?:全年|年度|当年|本年)*预算(?:数|金额|总额|额)|预算(?:批复(?:数|金额|额)?)?$|(?:安排|下达|批复)资金$|资金安排$"
    )),
)  # fmt: skip


def stage_of(label: str) -> Stage:
    """The stage that a label names, or `Stage.NONE`."""
    return next((stage for stage, pattern in _STAGES if pattern.search(label)), Stage.NONE)


def subject_of(label: str) -> str:
    """The label without its stage: what the budget is for; empty for the whole department."""
    for _, pattern in _STAGES:
        if match := pattern.search(label):
            return label[: match.start()] + label[match.end() :]
    return label


_SPENT = regex(r"(?:全年|实际|本年|累计|共)*(?:支出|决算|执行|支付)+(?:数|金额|额)?$|(?:合计|小计|总额)$")


_TAIL = regex(r"的$|资金$|(?<=.{2})(?:全年|本年|(?<!上)年度|当年|累计|实际)$")
_WHOLE = regex(r"(?:部门|单位|整体|总体|全年|本年|年度|合计|总计|总|实际|支出(?!$)|的)+(?:支出)?")
"""The whole department's spending, which is no expense of its own: 支出合计全年, 部门整体."""


def expense_of(label: str) -> str:
    """What an amount was planned for or spent on: 三公经费 of 三公经费年初预算 and of 三公经费决算数合计."""
    words, shorter = label, _SPENT.sub("", _TAIL.sub("", subject_of(label)))
    while shorter != words:
        words, shorter = shorter, _SPENT.sub("", _TAIL.sub("", subject_of(shorter)))
    return "" if _WHOLE.fullmatch(words) else words
