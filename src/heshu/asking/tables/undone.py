"""What a report says was not reached: 哪几个指标没有完成, 哪项工作比计划晚, 少完成的那一处是怎么回事.

A row of a table of indicators tells it by what came of its target (82.5% of ≥90%, 12月 of 9月底前) or by a column that
says so (是否完成：否); prose tells it in sentences, which are quoted where they speak of such a row, or where there is
no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heshu.asking.comparing import own_targets
from heshu.asking.comparing.among import ALL
from heshu.asking.comparing.columns import CEILINGS
from heshu.asking.evidence.aims import LESS_IS_MORE
from heshu.asking.evidence.compose import SHOWN, Citer, say_sentences, who
from heshu.asking.evidence.excerpts import Sentence, clauses, sentence_spans, sentences_of
from heshu.asking.evidence.grids import NOTED, Grid, grids, rows_together
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.scope import Scope
from heshu.asking.tables import lost_rows
from heshu.asking.tables.columns_of_row import TARGET
from heshu.asking.telling.reasons import Asked, sentences
from heshu.asking.telling.remedies import PLANS
from heshu.asking.wording.terms import content, telling
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, Passage, PassageKind, Span, Status

_NOT = r"(?:没有?能?|未能?|尚未|还没有?|没能够?|不能|并未)"
_DONE = r"(?:按[时期]|如期|全部|全|足额)*(?:完成|达到|达标|达成|实现|做到|做完|建成|办成|办完|完工)"
_THING = r"(?P<thing>(?:年度|绩效|产出|效益|考核|重点|主要|三级|具体)*(?:指标|任务|目标|工作|事项))"
_WHICH = r"(?:哪(?:一|些|几|两|三)?[个项条件]?|什么|有没有(?:什么|哪些)?|有无)"
_AIM = r"(?:年初|年度|既定|预定|预期|原定|计划)*的?(?:目标|计划|任务|指标)?值?(?:要求)?"
ASKED = (
    # 有哪几个绩效指标没有完成
    regex(rf"(?:自评)?(?:都|还|一共)?(?:有|是)?{_WHICH}的?{_THING}(?:还|都|是)?{_NOT}{_DONE}{_AIM}(?:的|了)?[?？]?"),
    # 没完成的指标有哪些
    regex(rf"(?:还|都)?(?:有|是)?{_NOT}{_DONE}{_AIM}的{_THING}(?:都|还|分别)?(?:有|是)?{_WHICH}[?？]?"),
    # 指标里哪些没达标
    regex(rf"{_THING}(?:完成情况)?(?:里面?|中|当中)[,，]?(?:有|是)?{_WHICH}(?:是)?{_NOT}{_DONE}{_AIM}(?:的|了)?[?？]?"),
    # 没达标的指标
    regex(
        rf"(?:列出?(?:一下)?|列举|找出|说说|看看|有?哪些)?(?:所有|全部)?{_NOT}{_DONE}{_AIM}的{_THING}(?:列出来|列一下|清单|名单)?[?？]?"
    ),
    # 哪些没达标
    regex(rf"(?:都|还)?(?:有|是)?(?:哪些|哪(?:几|一)[个项]){_NOT}{_DONE}{_AIM}(?:的)?[?？]?"),
)
"""A question for what was not done, of one department or of each."""
OF_WHOM = regex(r"^(?:有没有)?(?:都|还)?有?哪[几些]?[个家]?(?:部门|单位)的?(?:都|还)*(?:有|存在)?")
"""Who has something that was not done, of which each is then told what it has."""
LATE = regex(
    rf"(?:都|还)?(?:有|是)?(?:一|两|{_WHICH})[个项件]?的?{_THING}(?:是|完成得)?(?:(?:比|较)(?:原定?|原来|计划|目标|规定|预定|约定)*的?(?:时间|时限|期限|进度|日期)?(?:完成|办|做)?得?(?:要)?(?:晚|迟|慢)"
    rf"|{_NOT}(?:按[时期]|如期)(?:完成)?|(?:推迟|延[期后迟]|拖[后延期]|逾期|超期|滞后)(?:完成|了)?)(?:完成)?(?:得)?(?:[^,，]{{0,2}})(?:[,，].*)?[?？]?"
)
"""A question for what was done later than planned."""
SAYS_SO = regex(
    r"(?:没有?能?|未能?)(?:按[时期]|如期|全部)?(?:完成|达到|达标|达成|实现|建成|实施|验收|完工|投用|交付)"
    r"|低于[^,，。；]{0,8}(?:年初|年度|目标|指标|计划)|少(?:完成|于(?:目标|计划|指标))|未达"
    r"|比(?:年度|年初)?(?:目标|计划|指标)[^,，。；]{0,4}(?:少|低|晚|迟|慢)|推迟|延期|逾期"
)
"""How prose says that something was not reached, or came late."""
SAYS_LATE = regex(
    r"推迟|延[期后迟]|逾期|超期|比(?:计划|目标|原定)[^,，。；]{0,4}[晚迟]|(?:未能?|没有?能?)(?:按[时期]|如期)|才(?:结束|完成)"
)
SHORT_OF = regex(r"低于\d[\d.]*%?[^,，。；\d]{0,4}(?:目标|指标|计划)")
"""How it says so of a figure that no row of a table may hold: 满意度91.3%，低于95%的指标值."""
NO, YES_OR_NO = (
    regex(r"否|未(?:完成|达标|达到|达成|实现)|没有?(?:完成|达标)|部分完成|不达标|×|✗|✘"),
    regex(r"是否|完成情况$|达标情况$"),
)
ABOUT = 0.5
"""Share of a row's name that prose must hold to speak of it."""
MOST = 12
"""Rows that are quoted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose target was not reached: its name, its passage, and whether its target is a day."""

    name: str
    passage: Passage
    late: bool = False


def told(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The rows and sentences that say what one department, or each of several, did not reach.

    ``None`` where that is not asked, or nothing says it.
    """
    words = _words(where)
    if not _is_asked(words):
        return None
    cards = [solver.library.card_of[report] for report in where.reports]
    if len(cards) > SHOWN or len({card.department for card in cards}) != len(cards):
        return None
    citer, late = Citer(solver.library), bool(LATE.fullmatch(words))
    said = {card: _of_one(solver, card, citer, late=late) for card in cards}
    lines = [text for text in said.values() if text]
    if not lines:
        return None
    silent = [who(card) for card, text in said.items() if not text]
    lines += [f"{'、'.join(silent)}的报告里没有写明。"] if silent else []
    return Answer(question, Status.ANSWERED, "\n".join(lines), (), tuple(citer.found), plan="查原文〔未完成〕")


def _of_one(solver: Solver, card: Card, citer: Citer, *, late: bool) -> str:
    """What one report says was not reached, or came late; empty where it says nothing of it."""
    if found := _found(solver.shelf(card.id), late=late):
        return _say(found, card, citer)
    stated = "" if late else _stated(solver, card, citer)
    return f"{who(card)}：{stated}" if stated else ""


def _stated(solver: Solver, card: Card, citer: Citer) -> str:
    """What prose states beside its target, where it is less, or else the sentence that all was done."""
    if short := own_targets.short_of(solver, card, citer):
        return f"{short}。"
    done = next((one for one, text in sentences_of(solver.shelf(card.id)) if ALL_DONE.search(text)), None)
    return f"报告写的是都完成了：“{done.text.strip()}”{citer.cite(done.passage, done.span)}" if done else ""


ALL_DONE = regex(
    r"指标[^,，。；;]{0,6}[,，]?(?:均|都|全部|全都)(?:已经?)?(?:按[时期]|如期|圆满|顺利)?(?:完成|达标|达成|实现|达到)(?!率)"
)
"""How prose says that all indicators were done."""


def in_tables(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The same where each report has a table of indicators with such rows, which says more than rates in prose."""
    if not _is_asked(_words(where)) or len(where.reports) > SHOWN:
        return None
    rows = not where.named or all(below(solver.shelf(report)) for report in where.reports)
    return told(solver, question, where) if rows else None


def _words(where: Scope) -> str:
    words = where.unmarked.strip(" 的,，、和与跟")
    return words if where.named else OF_WHOM.sub("哪些", ALL.sub("", words)).strip("的,，中里 ")


def _is_asked(words: str) -> bool:
    return any(form.fullmatch(words) for form in (LATE, *ASKED))


def _say(found: Sequence[Sentence], card: Card, citer: Citer) -> str:
    rows = [one for one in found if one.passage.kind is PassageKind.TABLE_ROW]
    said = [one for one in found if one not in rows]
    if not rows:
        return say_sentences(said, card, citer)
    return "\n".join(
        [f"{who(card)}：", *(one.text.strip() + citer.cite(one.passage, one.span) for one in (*rows, *said))]
    )


def _found(shelf: Shelf, *, late: bool) -> list[Sentence]:
    """The rows below their targets with what prose says of them; where there is no such row, what prose says alone."""
    rows = [row for row in below(shelf) if row.late or not late][:MOST]
    says = SAYS_LATE if late else SAYS_SO
    prose = []
    for passage in shelf.readable:
        if passage.kind is PassageKind.TABLE_ROW or PLANS.search("".join(passage.path)):
            continue
        for span in (part for sentence in sentence_spans(passage) for part in clauses(passage.text, sentence)):
            text = fold(passage.text[span.start : span.end])
            own = not rows or any(_speaks_of(row.name, text, shelf) for row in rows)
            if says.search(text) and (own or (SHORT_OF.search(text) and not late)):
                prose.append(Sentence(passage, span, 1.0))
    if not rows:
        prose = [one for one in prose if re.search(r"指标|目标|计划|任务|扣\d", fold(one.text))]
    return [*(Sentence(row.passage, Span(0, len(row.passage.text)), 1.0) for row in rows), *prose]


def _speaks_of(name: str, text: str, shelf: Shelf) -> bool:
    named = telling(content(fold(name)), shelf.weights)
    return bool(named) and shelf.weights.coverage(named, text) >= ABOUT


# ---------------------------------------------------------------- rows


def below(shelf: Shelf) -> Sequence[Row]:
    """The rows of a report's tables of indicators that did not reach their targets, in order, each once."""
    return shelf.once(_all_below)


def _all_below(shelf: Shelf) -> tuple[Row, ...]:
    found: dict[str, Row] = {}
    for grid in grids(shelf):
        for row in _below(grid):
            found.setdefault(row.passage.id, row)
    for row in _by_words(shelf):
        found.setdefault(row.passage.id, row)
    for name, passage in lost_rows.lost(shelf.of.values()):
        found.setdefault(passage.id, Row(name, passage))
    return tuple(sorted(found.values(), key=lambda row: row.passage.ordinal))


def _below(grid: Grid) -> Iterator[Row]:
    """Rows by their figures: what came of a target is less, or more than a ceiling."""
    aims = [column for column in grid.columns if TARGET.search(column)]
    came = [column for column in grid.columns if lost_rows.CAME.search(column) and column not in aims]
    if len(aims) != 1 or len(came) != 1:
        return
    for line in grid.lines:
        aim, got = line.cells.get(aims[0]), line.cells.get(came[0])
        if aim is not None and got is not None and _missed(line.name, aim, got):
            yield Row(line.name, line.passage)


def _missed(name: str, aim: Figure, got: Figure) -> bool:
    if aim.unit != got.unit or aim.kind is not got.kind:
        return False
    if aim.qualifier in CEILINGS:
        return got.value > aim.value
    if not aim.qualifier and LESS_IS_MORE.search(name):
        return False
    return got.value < aim.value


def _by_words(shelf: Shelf) -> Iterator[Row]:
    """Rows by words: a day that is later than the one aimed at, or a cell that says that it was not done."""
    for rows in rows_together(shelf.of.values()):
        heads: list[str] = []
        for passage in rows:
            cells = fold(passage.text).split()
            if any(TARGET.search(cell) for cell in cells) and any(lost_rows.CAME.search(cell) for cell in cells):
                heads = cells
            elif heads and len(cells) <= len(heads) and (row := _row(passage, cells, heads, shelf.year)):
                yield row


def _row(passage: Passage, cells: Sequence[str], heads: Sequence[str], year: int | None) -> Row | None:
    """A row that says that its target was not reached; of one with fewer cells than heads the first are missing."""
    heads = heads[len(heads) - len(cells) :]
    came = next((at for at, head in enumerate(heads) if lost_rows.CAME.search(head)), 0)
    aim = max((at for at, head in enumerate(heads[:came]) if TARGET.search(head)), default=0)
    said = [at for at, head in enumerate(heads) if YES_OR_NO.search(head) and NO.fullmatch(cells[at])]
    if not aim or not came:
        return None
    name = cells[aim - 1]
    planned, done = _day(cells[aim], year, last=True), _day(cells[came], year, last=False)
    if planned and done and done > planned:
        return Row(name, passage, late=True)
    return Row(name, passage) if said else None


DAY = regex(
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>\d{1,2})日|(?P<part>[上中下]旬|[份底末初中])*)?|(?P<end>年底|年末|年内))(?:之?前|以前|完成|前完成)?"
)
LAST_DAY = 31
PARTS = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}


def _day(cell: str, year: int | None, *, last: bool) -> tuple[int, int, int] | None:
    """The day that a cell names: its last possible one where it names but a month, or the first."""
    match = DAY.fullmatch(cell)
    if match is None:
        return None
    of = int(match["year"]) if match["year"] else year or 0
    if match["end"]:
        return of, 12, LAST_DAY if last else 1
    if match["day"]:
        return of, int(match["month"]), int(match["day"])
    day = PARTS.get(match["part"] or "", LAST_DAY) if last else 1
    return of, int(match["month"]), day


# ---------------------------------------------------------------- why

WHY = regex(
    rf"(?P<what>[^,，?？]{{3,24}}?)(?:的)?(?:少|差|缺|漏|{_NOT})(?:按[时期]|如期|全部)?(?:完成|建成|建|做|实施|开工|完工|修|办|达标|达到)了?(?:目标|计划)?的?(?:那|这)?(?:一|两|几|\d+)?[个处项所座条件家户台]?"
    r"(?:[,，])?(?:到底|究竟|又|都)?(?:是|属于)?(?:怎么回事|咋回事|什么情况|什么缘故|什么原因|什么问题|为什么|为何|因为什么|哪一?[处个项所座条家])[?？]?"
)
"""A question for the story of what was not done: 办公用房维修少完成的那一处是怎么回事."""


def why(solver: Solver, question: str, where: Scope) -> Answer | None:
    """What the row of an indicator, or a sentence, gives as the reason that it was not reached."""
    match = WHY.fullmatch(where.unmarked.strip(" 的,，"))
    if match is None or len(where.reports) != 1 or not where.named:
        return None
    card = solver.library.card_of[where.reports[0]]
    shelf = solver.shelf(card.id)
    matter = telling(content(match["what"]), shelf.weights)
    rows = [
        Sentence(line.passage, Span(0, len(line.passage.text)), 1.0)
        for grid in grids(shelf)
        if any(NOTED.search(head.text) for head in grid.heads)
        for line in grid.lines
        if re.search("[\u4e00-\u9fff]{2}", line.note)
        and matter
        and shelf.weights.coverage(matter, line.name) >= NAMES
        and any(row.passage.id == line.passage.id for row in below(shelf))
    ]
    found = [*rows, *sentences(shelf, Asked(f"{question}没有", (), [match["what"]]))]
    if not found:
        return None
    citer = Citer(solver.library)
    return Answer(question, Status.ANSWERED, _say(found, card, citer), (), tuple(citer.found), plan="查原文〔原因〕")


NAMES = 0.8
"""Share of the words asked that a row's name must hold."""
