"""Of what a stated change is told, and whether a question means just that."""

from __future__ import annotations

import re

from heshu.asking.wording.changes import DOWN, LAST_YEAR, OF_FORMER_YEAR, UP
from heshu.asking.wording.stages import expense_of
from heshu.asking.wording.terms import content, pairs
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, Passage

CHANGES = frozenset({FigureKind.CHANGE, FigureKind.POINTS})
SINCE = regex(rf"{OF_FORMER_YEAR.pattern}|比20\d\d年|[比较][年期]初(?!的?预算)")
"""What says that a change is one since another year."""
LOOSE = regex(r"总额|总数|合计|同比|[较比](?:上年|[年期]初)|[。.]$")
"""Words that a report may leave away beside a figure's name."""
OF_LABEL = regex(rf"(?P<way>[{UP}{DOWN}])(?:[加长高少低升]|缩)*(?:额|率|幅度?|数)?$")
"""The direction in a label: 三公经费决算比上年下降."""


def speaks_of(phrase: str, figure: Figure) -> bool:
    """Whether a stated change is of the thing that a question names: 支出比上年增长 of no visits, nor of 项目支出.

    Of any other figure, and where no change since another year is claimed, it says nothing.
    """
    if figure.kind not in CHANGES or not SINCE.search(phrase):
        return True
    thing = pairs(content(SINCE.sub(" ", AROUND_CHANGE.sub(" ", LOOSE.sub(" ", phrase)))))
    label = fold(figure.label + figure.whole)
    if not thing or label.startswith("上年数"):
        return True
    if not _of_one_expense(AROUND_CHANGE.sub(" ", SINCE.split(phrase)[0]), label, fold(figure.context)):
        return False
    return ("支出" in phrase and bool(BARE_SPENDING.match(label))) or bool(thing & pairs([label]))


def is_of_another_thing(phrase: str, figure: Figure) -> bool:
    """Whether neither the label of a stated change nor its sentence holds any word of what a phrase asks of."""
    if figure.kind not in CHANGES:
        return False
    thing = pairs(content(SINCE.sub(" ", AROUND_CHANGE.sub(" ", LOOSE.sub(" ", phrase)))))
    return bool(thing) and thing.isdisjoint(pairs([fold(figure.label + figure.whole + figure.context)]))


BARE_SPENDING = regex(r"(?:全年|年度|部门|本年)*(?:决算|执行|支付)")
"""The beginning of a label that says that money was spent, and what on only in its sentence: 决算比上年下降."""
AROUND_CHANGE = regex(
    r"(?:有人|听|据|汇报|反映|声?称)+(?:说|称)?|说|报告|正文|帮我|复核|核对|核实|一下|增长|增加|上升|上涨|下降|减少|降低|提高|压减|幅度?|率"
    r"|百分之(?:几|多少)|多少|几?个?百分点|[增减升降涨]了"
)
"""Words around a change that is claimed or asked for, which name nothing that changed."""
AGAINST = regex(r"(?:相比|[的比较与同跟和上下\s])+$")
MONEY_MOVED = regex(r"支出|经费|收入|决算")
OF_ALL = regex(r"^(?:全[院校局区县市省馆所系]|本?(?:部门|单位)|我[院校局])+")
INCOME = regex(r"(?:总|全年|年度|本年)*收入(?:决算)?(?:数|总?额|总计|合计)?")
"""What says of money that it is all of it: 全院总收入."""


def _spent_on(words: str) -> str:
    return "" if INCOME.fullmatch(words) else expense_of(words)


def _of_one_expense(named: str, label: str, context: str) -> bool:
    """Whether the money that a question says has changed is that of a label: 项目支出 is not all 支出."""
    words = AGAINST.sub("", re.split(r"[\s,，:：]+", named.strip(" ,，的"))[-1])
    if not MONEY_MOVED.search(words):
        return True
    bare = AGAINST.sub("", LOOSE.sub("", OF_LABEL.sub("", SINCE.split(label)[0])))
    one, other = (_spent_on(OF_ALL.sub("", text)) for text in (words, bare))
    if BARE_SPENDING.match(label):
        return one in re.sub('[“”"]', "", context)
    return one == other or bool(one and other and (one.endswith(other) or other.endswith(one)))


SINCE_BUDGET = regex(r"[比较](?:年初|全年|调整后?的?|其)*预算")
BASE = regex(rf"(?P<year>{LAST_YEAR}|同比|(?:20\d\d|上)年度?(?:决算|支出|执行))|预算")
"""What a change is told against, as the words before it say."""
MOVES = regex("减|增|降|升|涨|压|节约|少|多")


def is_against_other(phrase: str, figure: Figure, passage: Passage) -> bool:
    """Whether a change is stated against the budget where a phrase says 比上年, or the other way round."""
    asked_year, asked_budget = OF_FORMER_YEAR.search(phrase), SINCE_BUDGET.search(phrase)
    if not MOVES.search(figure.label) or bool(asked_year) is bool(asked_budget):
        return False
    text = passage.text[: figure.start]
    begins = max(text.rfind(stop) for stop in "。；;") + 1
    told = list(BASE.finditer(fold(text[begins:])))
    return bool(told) and bool(told[-1]["year"]) is not bool(asked_year)
