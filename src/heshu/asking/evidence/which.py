"""Which of many departments is meant: a name that a hundred of them share is asked back, never guessed."""

from __future__ import annotations

from collections.abc import Mapping

from heshu.asking.evidence.compose import display_name
from heshu.asking.planning.operations import Op, Query
from heshu.asking.planning.scope import Mention, Scope
from heshu.records import Answer, Card, Status

FEW = 8
"""Departments that an ambiguous question is answered for; with more it is asked back."""
CHOICES = 5
"""Departments that are named when it is asked back."""
OVER_ALL = frozenset({
    *(Op.RANK, Op.MOST, Op.LEAST, Op.MOST_AND_LEAST, Op.NTH, Op.SPREAD, Op.FILTER, Op.MEAN, Op.MENTION, Op.TABLE),
    *(Op.SUM, Op.WHO, Op.OVERSPENT),
})  # fmt: skip
"""Operations that are done with all the departments that a name means."""


def department(question: str, where: Scope, query: Query | None, card_of: Mapping[str, Card]) -> Answer | None:
    """Ask which department is meant, where a question about one names more than a few; else ``None``."""
    if query is not None and query.op in OVER_ALL:
        return None
    for mention in where.mentions:
        found = [card_of[report] for report in where.reports if report in mention.reports]
        names = list(dict.fromkeys(display_name(card.department) for card in found))
        if len(names) > FEW:
            return Answer(question, Status.CLARIFY, _asked(mention, where, names))
    return None


def _asked(mention: Mention, where: Scope, names: list[str]) -> str:
    """The question back: how many there are, the first of them, and how to say which."""
    called = f"“{mention.words}”" if mention.words else "这个名称"
    years = "、".join(f"{year}年" for year in where.years)
    return (
        f"{called}在语料库里有{len(names)}个部门：{'、'.join(names[:CHOICES])}等。您问的是哪一个？"
        f"请写出全称，例如“{names[0]}{years}{where.rest.strip(' ?？')}”。"
    )
