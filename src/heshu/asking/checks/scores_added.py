"""Whether the scores of a report add up to its whole score: 各项得分加起来对吗, or a whole that nothing else gives."""

from __future__ import annotations

from dataclasses import replace

from heshu.asking.checks.weighing import Check, denies, judges
from heshu.patterns import regex
from heshu.records import Answer, Found

SCORES_ADDED = regex(
    r"各(?:项|类|部分|个|级|一级|二级|三级|指标)*的?(?:自评)?得分(?:都)?(?:加起来|加总|相加|合计|之和|加在?一[起块]|求和)[^\d]{0,10}$"
)
"""The scores of a report added up, where the whole is not named: 各项得分加起来对吗."""


def told(check: Check) -> Answer | None:
    """The verdict on a whole score by the scores that it is the sum of; ``None`` where none is asked about."""
    first = check.told
    alone = Found.WHOLE_SCORE in first.found and not denies(first)
    if not (alone or SCORES_ADDED.search(check.text)):
        return None
    whole_named = f"是{first.values[0].number}分" if alone and first.values else "等于自评得分"
    added = check.ask(f"{check.lead}各项得分加起来{whole_named}吗")
    program = next((one.program for one in added.calculations), "")
    sums = program.startswith(("add", "sum")) and Found.AUDITED not in added.found
    return replace(added, question=check.question) if sums and judges(added) else None
