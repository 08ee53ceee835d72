"""All departments but those that a question sets aside: 除甲以外，其他四个部门合计多少."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from heshu.asking.scope import MARK, MENTIONED, Scope
from heshu.records import Card

_DEPARTMENTS = r"(?:部门|单位|家单位|家|份报告|报告)"
_REST = rf"(?:其他|其余|别的|剩下|余下|另外)的?(?:各|所有|全部|这?[两三四五六七八九十几\d]+[个家份]?)?{_DEPARTMENTS}"
ASIDE = re.compile(
    rf"(?:除了?|除去|不算|不含|不包括|撇开|剔除|去掉)(?P<who>{MENTIONED}(?:[、和与跟,，]{{0,2}}{MENTIONED})*)(?:以外|之外|外|后|的话)?[,，]?(?:在)?(?P<rest>{_REST})(?:里面?|中|当中)?的?"
)
"""The departments that are left out, and the words for those that are not."""


def without_some(where: Scope, cards: Sequence[Card], reports: Collection[str] | None) -> Scope | None:
    """The scope of all other reports, of the years in question; ``None`` where a question sets none aside."""
    match = ASIDE.search(where.marked)
    if match is None:
        return None
    mentions = [where.mentions[ord(mark) - MARK] for mark in re.findall(MENTIONED, match["who"])]
    aside = {report for mention in mentions for report in mention.reports}
    out = {(card.department) for card in cards if card.id in aside}
    years: set[int | None] = set(where.years) or {card.year for card in cards if card.id in aside}
    left = [
        card.id
        for card in cards
        if card.department not in out and card.year in years and (reports is None or card.id in reports)
    ]
    rest = where.marked[: match.start()] + "各部门" + where.marked[match.end() :]
    if re.search(MENTIONED, rest) or not left:
        return None
    return replace(where, reports=tuple(left), mentions=(), marked=rest, rest=rest)
