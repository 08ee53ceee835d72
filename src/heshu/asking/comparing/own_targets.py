"""Which departments missed the target that they had set themselves: 哪几家的满意度没达到自己定的目标，各是多少.

Of departments that a question names, also their targets beside what came of them, and which of them was missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from heshu.asking.comparing.among import RUN
from heshu.asking.comparing.columns import CEILINGS
from heshu.asking.evidence.aims import COLUMN, LESS_IS_MORE, is_intended, is_target
from heshu.asking.evidence.compose import SHOWN, Citer, display_name, value_of
from heshu.asking.evidence.fitting import of_year
from heshu.asking.evidence.operands import MARKS, Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.scope import Scope
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, Found, PassageKind, Status, Value

ASKED = regex(
    r"(?:有没有)?(?:哪|有)(?:几|些|个|一)?(?:家|个|份)?(?:部门|单位|报告)?(?:的|有)?(?P<what>[^,，哪]{2,10}?)(?:方面)?的?(?:指标)?"
    r"(?:(?:没有?|未|都没)(?:能)?(?:达标|(?:达到|达成|实现|完成|达)"
    r"(?:自己|自身|各自|本?部门|定|设定?|年初|年度|既定|预定|当初|的)*(?:目标|指标)值?(?:要求)?)|不达标)(?:的|了)?(?:有|是)?(?:哪[些几]?[家个]?)?(?:[,，?？].*)?$"
)
VERB_FIRST = regex(
    r"(?:有没有)?(?:哪|有)(?:几|些|个|一)?(?:家|个|份)?(?:部门|单位|报告)?(?:都|的)?(?:没有?|未)(?:能)?(?:达到|达成|实现|完成|达|够到)了?"
    r"(?:自己|自身|各自|本?部门|定|设定?|年初|年度|既定|预定|当初|的)*(?P<what>[^,，哪]{2,10}?)(?:方面)?的?(?:年度|年初|绩效)?(?:目标|指标)值?(?:要求)?的?"
    r"(?:部门|单位)?(?:有|是)?(?:哪[些几]?[家个]?)?(?:[,，?？].*)?$"
)
"""The same with the verb before the measure: 哪些部门没完成满意度目标."""
_OWN = r"(?:自己|自身|自定|各自|本?部门|定|设定?|年初|年度|全年|既定|预定|当初|计划|的)*"
_SHORT = (
    rf"(?:没有?|未|不|没能|未能|都没有?)(?:能)?(?:达标|(?:达到|达成|实现|完成|达|够到|做到){_OWN}(?:目标|指标)值?(?:要求)?)"
    rf"|(?:实际)?(?:值|数)?(?:低于|不及|少于|小于|没到|不到|够不[到上]|比){_OWN}(?:目标|指标)值?(?:要)?(?:低|差)?"
)
_MET = rf"(?:都|也|均|全)?(?:达标|(?:达到|达成|实现|完成)了?{_OWN}(?:目标|指标)值?(?:要求)?)"
_WHO = r"(?:哪(?:些|几|一)?(?:[家个份])?(?:部门|单位|报告)?|(?:有)?几[家个](?:部门|单位)?|谁)"
MEASURE_FIRST = regex(
    rf"(?:报告里|报告中)?(?P<what>[^,，哪谁没未不]{{2,10}}?)(?:方面)?的?(?:指标)?(?:{_SHORT})了?的?(?:部门|单位|报告)?(?:都|一共|总共|分别)?(?:有|是|为)?{_WHO}(?:[,，?？].*)?"
    rf"|(?:没有?|未)(?:能)?(?:达到|达成|实现|完成|达){_OWN}(?P<what_last>[^,，哪谁没未不]{{2,10}}?)(?:方面)?的?(?:目标|指标)值?(?:要求)?的(?:部门|单位|报告)?(?:有|是|为){_WHO}(?:[,，?？].*)?"
)
"""The same with who is asked for behind it: 满意度没达到目标值的有哪几个单位，实际测得多少."""
WHO_BELOW = regex(
    rf"(?:有没有)?(?:有)?{_WHO}(?:的|有)*(?P<what>[^,，哪谁没未不]{{2,10}}?)(?:方面)?的?(?:指标)?(?:实际)?(?:值|数)?(?:{_SHORT})的?(?:[,，?？].*)?"
)
WHO_MET = regex(
    rf"(?:有没有)?(?:有)?{_WHO}(?:的|有)*(?P<what>[^,，哪谁没未不]{{2,10}}?)(?:方面)?的?(?:指标)?{_MET}了?的?(?:[,，?？](?!.*(?:没|未|不)).*)?"
    rf"|(?P<what_first>[^,，哪谁没未不]{{2,10}}?)(?:方面)?的?(?:指标)?{_MET}了?的(?:部门|单位|报告)?(?:都|一共|总共|分别)?(?:有|是|为)?{_WHO}(?:[,，?？](?!.*(?:没|未|不)).*)?"
)
"""Who came up to its own target: 哪些单位的满意度达到了目标."""
OF_ANY = regex("(?:年度|年初|全年|绩效|工作|任务|预算|计划|整体|总体|部门|单位|预期|既定|主要|重点|各项|全部|的)+")
"""What names no measure: 没完成年度绩效目标."""
HAVING = regex(
    r"(?:有没有)?哪(?:几|些|个|一)?(?:家|个|份)?(?:部门|单位|报告)?(?:还|都)?(?:有|存在)(?:没有?|未)(?:能)?(?:达标|完成|达到(?:年度|年初|自己|的)*(?:目标|要求)?)"
    r"的(?P<what>[^,，哪]{2,10}?)(?:类|方面)?的?(?:指标)?[?？]?$"
)
"""A question who has an indicator of one kind that was missed: 哪些部门有没达标的满意度指标."""
OVER = regex(
    r"(?:有没有)?(?:哪|有)(?:几|些|个|一)?(?:家|个|份)?(?:部门|单位|报告)?的?(?P<what>[^,，哪]{2,10}?)(?:都|也|实际)*(?:超过|超出|突破|高于|高过|超)了?"
    r"(?:自己|自身|自定|各自|本?部门|定|设定?|年初|年度|既定|预定|当初|控制|的)+(?:目标|指标|控制线|上限|标准|控制数)值?(?:要求|线)?(?:的)?(?:[,，].*)?[?？]?$"
)
"""A question who went beyond a ceiling that it had set itself."""
MEASURED = frozenset({FigureKind.RATE, FigureKind.COUNT})


CAME = regex(r"实际|完成(?:值|情况)$")
"""What the label of a result says, be it under a heading of targets."""


Pair: TypeAlias = tuple[Operand, Operand]
"""A target, and what came of it."""


class Targets(NamedTuple):
    """The targets of one report that are of the name asked for, each with what came of it.

    ``open`` are the names of those for which no result is stated, or none for sure, or whose sense is not told.
    """

    card: Card
    pairs: tuple[Pair, ...]
    open: tuple[str, ...]


class Held(NamedTuple):
    """The targets of several reports, each pair of a target and what came of it, and the pairs that miss."""

    each: Sequence[Targets]
    pairs: Sequence[Pair]
    missed: Sequence[Pair]

    @property
    def open(self) -> bool:
        """Whether some target is left of which nothing tells whether it was reached."""
        return any(one.open for one in self.each)


def missed(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The departments whose figures miss their own targets; ``None`` where no report states both."""
    words = where.unmarked
    over = OVER.search(words)
    met = None if over else WHO_MET.fullmatch(words)
    first = MEASURE_FIRST.fullmatch(words) or WHO_BELOW.fullmatch(words)
    match = over or met or first or HAVING.fullmatch(words) or ASKED.search(words) or VERB_FIRST.search(words)
    if match is None or len(where.reports) < len("几家"):
        return None
    what = fold(next(filter(None, match.groups())))
    if OF_ANY.fullmatch(what):
        return None
    held = _held(solver, what, where, ceilings=bool(over))
    if not held.pairs:
        return None
    if met:
        return _reached(solver, question, what, held)
    citer = Citer(solver.library)
    rows = "；".join(_row(solver, *pair, citer) for pair in held.missed[:SHOWN])
    names = "、".join(dict.fromkeys(display_name(got.card.department) for _, got in held.missed))
    missing, none = ("超过自定目标", "没有超过") if over else ("没有达到自定目标", "达到了")
    all_reached = f"同时写明目标和实际的{what}{none}目标。" if held.open else f"写明目标的报告里，{what}都{none}。"
    text = f"{what}{missing}的有{names}：{rows}。" if held.missed else all_reached
    values = _values(got for _, got in held.missed)
    return Answer(question, Status.ANSWERED, text + _note(held.each), values, tuple(citer.found))


def _reached(solver: Solver, question: str, what: str, held: Held) -> Answer:
    """The departments all of whose targets of the name were reached, and which of the others' were not."""
    whole = [one for one in held.each if one.pairs and not one.open and not any(_missed(*pair) for pair in one.pairs)]
    pairs = [pair for one in whole for pair in one.pairs]
    citer = Citer(solver.library)
    names = "、".join(display_name(one.card.department) for one in whole)
    rows = "；".join(_row(solver, *pair, citer) for pair in pairs[:SHOWN])
    text = f"{what}达到了自定目标的有{names}：{rows}。" if whole else f"没有一家的{what}都达到了自定目标。"
    if held.missed:
        text += "没有达到的：" + "；".join(_row(solver, *pair, citer) for pair in held.missed[:SHOWN]) + "。"
    return Answer(
        question, Status.ANSWERED, text + _note(held.each), _values(got for _, got in pairs), tuple(citer.found)
    )


_AIM = r"的?(?:年度|年初|绩效|全年|原定)*的?(?:目标|指标|计划|任务)(?:值|数)?"
_DID = (
    r"(?:实际|最后|最终|结果|到底|真正|上|的|全年|又|共)*"
    r"(?:完成|实现|达到|建成|办成|做到|做成|落实|[建做办修]好)?了?的?(?:值|数|情况|结果)?"
)
_MANY = r"(?:又|都|各自?|分别|定的?|要|是|为|有)*(?:多少|几|百分之(?:几|多少))[^,，多少几哪谁]{0,3}?"
TARGET_AND_ACTUAL = regex(
    rf"(?P<what>[^,，和与几]{{2,14}}?)(?:指标)?{_AIM}(?:(?:和|与|跟|、|及){_DID}(?:{_MANY})?|{_MANY}[,，?？]+(?:而|但|又|那)?{_DID}{_MANY})"
    r"(?:[,，?？]+(?:都|是否|有没有|算不算|到底|各自?|分别|有|谁|哪[个家])*(?:达标|达到|完成|达成|实现|不达标|没达标|没有达标)(?:了|目标|没有|没|吗|值)*)?[?？。]*"
)
"""The targets of several departments beside what came of them: 满意度目标和实际各是多少，达标了没有."""
WHICH_MISSED = regex(
    r"(?P<what>[^,，哪]{2,12}?)(?:方面)?的?(?:指标|这[一几]?[项类])?(?:里面?|中|当中|之中)?[,，]?有?(?:哪[一几些]?[项个]|哪些|什么)(?:指标)?(?:是)?(?:没有?|未)(?:能)?"
    r"(?:达标|(?:达到|完成|实现|达成)(?:年度|年初|既定|预定|自己|的)*(?:目标|指标)值?(?:要求)?)的?"
    r"(?:[,，?？]+(?:它|其|各自?|分别|实际|目标|完成|值|又|都|和|的|是|为|有|多少)+)?[?？。]*"
)
"""Which of their indicators of one kind was missed: 满意度指标里，哪一项没有达到目标值，实际是多少."""
EVERY_KIND = regex(r"(?:产出|效益|绩效|数量|质量|时效|成本|过程|[各全]部?|所有|项目|这些?|的)*(?:指标)?")


REACHED = regex(
    r"(?P<what>[^,，哪和与]{2,12}?)(?:指标)?的?(?:都|是否|有没有|算不算|到底|各自?|分别)*"
    r"(?:(?:达标|达到(?:目标|要求)|达成目标|完成目标|实现目标)(?:值)?(?:了没有?|了吗?|没有?|吗)?|达没达标|达不达标)[?？。]*"
)
"""Whether their indicators of one kind were reached: 满意度都达标了吗."""


def of_named(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The targets of the departments asked about and what came of them; ``None`` where one of them lacks either.

    Where none is named, those of all that state both.
    """
    words = RUN.sub("", where.marked).strip("的,， ")
    asks_missed = WHICH_MISSED.fullmatch(words)
    in_turn = TARGET_AND_ACTUAL.fullmatch(words)
    match = asks_missed or in_turn or REACHED.fullmatch(words)
    if match is None or MARKS.search(words) or EVERY_KIND.fullmatch(match["what"]) or len(where.reports) > SHOWN:
        return None
    what = fold(match["what"])
    held = _held(solver, what, where)
    if not held.pairs or (where.named and not all(one.pairs for one in held.each)):
        return None
    told = (held.missed or held.pairs) if asks_missed else held.pairs
    citer = Citer(solver.library)
    rows = "；".join(
        f"{_row(solver, *pair, citer)}，{'没有达到' if pair in held.missed else '达到了'}目标" for pair in told
    )
    all_reached = f"{what}都达到了目标：" if not held.open else ""
    lead = (f"{what}没有达到目标的：" if held.missed else all_reached) if asks_missed else ""
    both = (one for aim, got in told for one in ((aim, got) if in_turn else (got, aim)))
    values = _values((got for _, got in held.missed) if asks_missed else both)
    text = f"{lead}{rows}。{_note(held.each)}"
    decided = Found.DECIDED if held.missed else Found.NOTHING  # that a target was reached is told with its number alone
    return Answer(question, Status.ANSWERED, text, tuple(dict.fromkeys(values)), tuple(citer.found), found=decided)


def short_of(solver: Solver, card: Card, citer: Citer) -> str:
    """What of all that a report aims at came to less than its target, each beside it; empty where nothing did."""
    pairs = _targets(solver, "", card).pairs
    said = (_row(solver, *pair, citer) for pair in pairs if _missed(*pair))
    return "；".join(one.removeprefix(display_name(card.department)) for one in said)


def _held(solver: Solver, what: str, where: Scope, *, ceilings: bool = False) -> Held:
    """The targets of the reports in scope, or only their ceilings, against what came of them."""
    each = [_targets(solver, what, solver.library.card_of[report], ceilings=ceilings) for report in where.reports]
    pairs = [pair for one in each for pair in one.pairs]
    return Held(each, pairs, [pair for pair in pairs if _missed(*pair)])


def _values(operands: Iterable[Operand]) -> tuple[Value, ...]:
    return tuple(value_of(one.figure) for one in operands)


def _targets(solver: Solver, what: str, card: Card, *, ceilings: bool = False) -> Targets:
    """The targets of a report, or only its ceilings: of one name with what came of each, or one a longer of the other.

    A ceiling stands beside what came of it: one that stands alone may be what is aimed at next year.
    """
    shelf, called = solver.shelf(card.id), what.replace("满意率", SATISFACTION)
    named = (f for f in shelf.figures if f.kind in MEASURED and called in fold(f.label).replace("满意率", SATISFACTION))
    figures = [f for f in named if of_year(f, shelf) and not is_intended(f, shelf)]  # 下一步…提高到93%以上
    aims = [f for f in figures if is_target(f, shelf) and (f.qualifier or not CAME.search(fold(f.label)))]
    pairs: dict[str, Pair] = {}
    alone: list[tuple[str, Figure]] = []
    for aim in aims:
        name, ceiling = COLUMN.sub("", fold(aim.label)), aim.qualifier in CEILINGS
        if name in pairs or (ceilings and not ceiling):
            continue
        came = [
            f
            for f in figures
            if f not in aims and f.unit == aim.unit and _alike(name, COLUMN.sub("", fold(f.label)))
            and not (ceiling and (f.qualifier or f.passage_id != aim.passage_id))
        ]  # fmt: skip
        here = [f for f in came if f.passage_id == aim.passage_id] or came
        if len({f.value for f in here}) == 1 and (aim.qualifier or _more_is_better(name)):
            pairs[name] = Operand(card, aim), Operand(card, here[0])
        else:
            alone.append((name, aim))
    again = _told_again(aims, [aim.figure for aim, _ in pairs.values()], shelf)
    once = tuple(pair for pair in pairs.values() if pair[0].figure not in again)
    left = dict.fromkeys(
        name for name, aim in alone if aim not in again and not any(_alike(name, paired) for paired in pairs)
    )
    return Targets(card, once, tuple(left))


def _told_again(aims: Sequence[Figure], paired: Sequence[Figure], shelf: Shelf) -> list[Figure]:
    """The targets of prose that stand in a row of indicators too, beside what came of them."""
    rows = {aim.passage_id for aim in aims if shelf.of[aim.passage_id].kind is PassageKind.TABLE_ROW}
    told = {(aim.value, aim.unit) for aim in paired if aim.passage_id in rows}
    return [aim for aim in aims if aim.passage_id not in rows and (aim.value, aim.unit) in told]


SATISFACTION = "满意度"
"""What it is called too: 公众满意率."""
DEALT_WITH = regex(r"(?:完成|办[结理]|处[理置]|[回答]复|化解|整改|满意|节[约省]|达标|合格|及时)[率度]$")


def _more_is_better(name: str) -> bool:
    """Whether a target without a sign is one to reach: 回访率, 投诉办结率, and not 投诉率."""
    return bool(DEALT_WITH.search(name)) or not LESS_IS_MORE.search(name)


def _missed(aim: Operand, got: Operand) -> bool:
    """Whether what came of a target lies on the wrong side of it, by the target's own sign."""
    sign = aim.figure.qualifier
    if sign in CEILINGS:
        return got.value > aim.value or (sign == "<" and got.value == aim.value)
    return got.value < aim.value or (sign == ">" and got.value == aim.value)


def _alike(first: str, second: str) -> bool:
    return first.endswith(second) or second.endswith(first)


def _row(solver: Solver, aim: Operand, got: Operand, citer: Citer) -> str:
    """What came of a target, and the target: 甲满意度93%[1]，目标≥95%[1]."""
    name, mark = display_name(got.card.department), re.findall(r"\[\d+\]", solver.mention(aim, citer))
    return f"{name}{solver.mention(got, citer)}，目标{aim.figure.qualifier}{aim.text}{''.join(mark)}"


def _note(each: Sequence[Targets]) -> str:
    """Which departments state no target with its result, and which targets of the others stand without one."""
    both = {one.card.department for one in each if one.pairs}  # in an annex too
    neither = dict.fromkeys(one.card.department for one in each if one.card.department not in both)
    silent = "、".join(map(display_name, neither))
    left = "、".join(f"{display_name(one.card.department)}{name}" for one in each if one.pairs for name in one.open)
    notes = (f"没有同时写明目标和实际的是{silent}" if silent else "", f"看不出是否达到的还有{left}" if left else "")
    told = "；".join(filter(None, notes))
    return f"（{told}）" if told else ""
