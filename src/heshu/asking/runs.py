"""What runs each operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from heshu.asking import (
    across,
    between,
    budgets,
    deductions,
    gathered,
    grades,
    indicators,
    leftovers,
    makeup,
    mentions,
    of_number,
    per_unit,
    supposing,
    tables,
    thresholds,
    two_columns,
    within,
)
from heshu.asking.operands import Solver
from heshu.asking.operations import Op, Query
from heshu.asking.scope import Scope
from heshu.records import Answer

Run = Callable[[Solver, str, Query, Scope], Answer | None]
OPERATIONS: Mapping[Op, Run] = {
    Op.SHARE: gathered.share,
    Op.DIFFERENCE: across.difference,
    Op.GROWTH: between.growth,
    Op.TIMES: between.times,
    Op.SUM: gathered.total,
    Op.LEFT: leftovers.left,
    Op.LEFT_SHARE: leftovers.left_share,
    Op.LEFT_MOST: leftovers.left_most,
    Op.SCORE_AT: supposing.score_at,
    Op.EXCEPT: between.rest_of,
    Op.RATE: budgets.rate,
    Op.REACH: budgets.reach,
    Op.RETURNED: within.returned,
    Op.SHARE_ALL: gathered.share_of_all,
    Op.NTH: across.nth,
    Op.PLACE: across.place,
    Op.UNDONE: within.undone,
    Op.UNDONE_SHARE: within.undone_share,
    Op.DONE_SHARE: within.done_share,
    Op.TARGET: within.target,
    Op.ABOVE_TARGET: within.above_target,
    Op.CONVERT: within.convert,
    Op.MONTHLY: within.monthly,
    Op.EACH: per_unit.each,
    Op.CUT: supposing.cut,
    Op.CUT_BY: supposing.cut_by,
    Op.RATE_AFTER: supposing.rate_after,
    Op.UNSPENT_AT: supposing.unspent_at,
    Op.FULL_MARK: deductions.full_mark,
    Op.NUMBER: of_number.number,
    Op.CHAIN: between.chain,
    Op.SCORE_RATE: deductions.score_rate,
    Op.NOT_DEDUCTED: supposing.not_deducted,
    Op.RANK: across.rank,
    Op.MOST: across.most,
    Op.LEAST: across.most,
    Op.MOST_AND_LEAST: across.most,
    Op.SPREAD: across.spread,
    Op.SPREAD_TIMES: across.spread_times,
    Op.MEDIAN: gathered.median,
    Op.WHO: across.who,
    Op.INDICATORS: indicators.indicators,
    Op.MAKEUP: makeup.makeup,
    Op.AGAINST_ONE: thresholds.against_one,
    Op.TWO_COLUMNS: two_columns.compared,
    Op.FILTER: thresholds.threshold,
    Op.MEAN: gathered.total_of_all,
    Op.MENTION: mentions.mention,
    Op.TABLE: tables.table,
    Op.OVERSPENT: budgets.overspent,
    Op.GRADE: grades.grade,
    Op.LOST: deductions.lost,
}
"""What runs each operation; each gives ``None`` where the question turns out to be a plain one."""
