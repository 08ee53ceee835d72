"""All departments but those that a question sets aside: 除甲以外，其他四个部门合计多少."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from heshu.asking.planning.scope import MARK, MENTIONED, Scope
from heshu.patterns import regex
from heshu.records import Card

_DEPARTMENTS = r"(?:部门|单位|家单位|家|份报告|报告)"
_NUMBER = r"(?:各|所有|全部|这?[两三四五六七八九十几\d]+)"
_REST = (
    rf"(?:其他|其余|别的|剩下|剩余|余下|另外)的?"
    rf"(?:{_NUMBER}?[个家份]?的?{_DEPARTMENTS}|{_NUMBER}[个家份]|(?=[合总平谁哪最各]))"
)
_WHO = rf"(?P<who>{MENTIONED}(?:[、和与跟,，]{{0,2}}{MENTIONED})*)(?:这[一两三]?[个家])?"
_OFF = r"(?:除[去开掉]|不算|不含|不包括|不计|不看|撇开|抛[开去]|剔[除掉]|去掉|排[除开]|刨[去除掉]|扣[除掉]|减掉|拿掉)"
ASIDE = regex(
    rf"(?:如果|要是|若)?(?:(?:除了?|{_OFF})了?{_WHO}(?:以外|之外|外|[以之]?后|的话|不算|不看)?"
    rf"|把?{_WHO.replace('who', 'whom')}(?:{_OFF}|除外)(?:在(?:内|外))?(?:以?后|的话)?(?=[,，]))"
    rf"(?:[,，]?(?:在)?(?P<rest>{_REST})(?:里头?|里面|中|当中)?的?"
    rf"|[,，](?=.*?(?:{_DEPARTMENTS}|哪|谁))(?:还有)?|(?=[哪谁最])|[,，]|$)"
)
"""The departments that are left out, and the words for those that are not."""


def without_some(where: Scope, cards: Sequence[Card], reports: Collection[str] | None) -> Scope | None:
    """The scope of all other reports, of the years in question; ``None`` where a question sets none aside."""
    match = ASIDE.search(where.marked)
    if match is None:
        return None
    mentions = [where.mentions[ord(mark) - MARK] for mark in re.findall(MENTIONED, match["who"] or match["whom"])]
    aside = {report for mention in mentions for report in mention.reports}
    out = {(card.department) for card in cards if card.id in aside}
    years: set[int | None] = set(where.years) or {card.year for card in cards if card.id in aside}
    left = [
        card.id
        for card in cards
        if card.department not in out and card.year in years and (reports is None or card.id in reports)
    ]
    before, after = where.marked[: match.start()].rstrip(",，"), where.marked[match.end() :]
    asked = not match["rest"] and re.search(rf"{_DEPARTMENTS}|哪|谁", before + after)
    rest = before + ("" if asked else "各部门") + after
    if re.search(MENTIONED, rest) or not left:
        return None
    return replace(where, reports=tuple(left), mentions=(), marked=rest, rest=rest)
