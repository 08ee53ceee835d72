"""Rates that bear another name than the one asked for, and are the same where the report's own amounts give them.

支付进度 may be the execution rate of the whole budget, of one month or of one fund: it answers for 预算执行率 only
where what was spent ÷ the budget comes to it.  The same proof decides between several rates of one name.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from heshu.asking.planning.plan import Ask
from heshu.asking.wording.terms import OVERALL
from heshu.figures.units import in_unit
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex

Amount = tuple[Decimal, str]
"""A value and its unit."""
WHOLE = regex(OVERALL.pattern)
"""What a rate's label says that narrows nothing down: 部门整体支付进度."""


@lru_cache(4096)
def provable(ask: Ask) -> frozenset[str]:
    """The labels that answer where they are proved; none where the question asks for no rate of the whole."""
    if len(ask.named) != 1 or any(len(word) > 1 and not OVERALL.fullmatch(word) for word in ask.rest):
        return frozenset()
    return glossary().proved(ask.named[0].term)


@lru_cache(65536)
def to_prove(label: str, ask: Ask) -> bool:
    """Whether a label answers only where it is proved: it is none of the term's names, nor what the question says."""
    words = fold(label)
    if WHOLE.sub("", words) not in provable(ask):
        return False
    said = {*ask.named[0].term.names, *glossary().kin(ask.named[0].term), ask.named[0].words}
    return not any(name in words for name in said)


@lru_cache(65536)
def in_those_words(label: str, ask: Ask) -> bool:
    """Whether a label says what the question says and no more: then nothing else has to speak for it."""
    words = WHOLE.sub("", fold(label))
    return any(WHOLE.sub("", named.words) == words for named in ask.named)


def gives(spent: Iterable[Amount], budgets: Iterable[Amount], rate: Decimal) -> bool:
    """Whether some of what was spent ÷ some budget comes to a rate in per cent, at the digits that it states.

    Asked of thousands of reports at once, so with decimals: a quotient of amounts that is no tie of rounding is
    farther from one than the last of their 28 digits.
    """
    return any(
        same is not None and budget and (100 * same / budget).quantize(rate, ROUND_HALF_UP) == rate
        for budget, unit in budgets
        for value, its in spent
        for same in (in_unit(value, its, unit),)
    )
