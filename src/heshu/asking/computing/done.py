"""What is done of what was taken up or is due: cases, questionnaires, money that is to come back, targets.

Every function takes a `Query` and gives an `Answer`: a refusal where an operand is not stated, ``None`` where the
question turns out to ask for no such computation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from heshu.asking.evidence.calculating import calculation, percent, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import COUNTED, MARKS, RATES, Operand, Solver
from heshu.asking.planning.operations import RETURNED_MONEY, Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.terms import content, pairs
from heshu.checking.calculator import plain
from heshu.figures.units import MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, Value


def undone(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """All less those done: 90件 − 84件."""
    return _done(solver, question, query, where, "undone")


def dealt_with(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """How many of those found were dealt with, as the report states it; ``None`` where it does not."""
    cards = solver.cards(query.text, where)
    pair = all_and_done(solver, query.b + query.a, cards[0]) if len(cards) == 1 else None
    if pair is None:
        return None
    done = pair[1]
    return solver.answer(question, who(cards[0]), [done], [Value(plain(Fraction(done.value)), done.unit)], [])


def undone_share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Those not done of all, in per cent."""
    return _done(solver, question, query, where, "undone-share")


def done_share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Those done of all, in per cent."""
    return _done(solver, question, query, where, "done-share")


def _done(solver: Solver, question: str, query: Query, where: Scope, form: str) -> Answer | None:
    cards = solver.cards(query.a, where)
    if len(cards) != 1:
        return None
    stated = solver.find(query.text, cards[0], RATES) if "率" in query.text else []
    if any(one.figure.kind is FigureKind.RATE or DONE.search(one.figure.label) for one in stated):
        return None
    pair = all_and_done(solver, query.a + query.b, cards[0]) or _aim_and_reached(solver, query.text, cards[0])
    if pair is None:
        return None if form == "done-share" else solver.missing(question, query.a + query.b, cards[0])
    whole, done = pair
    name = f"{who(cards[0])}{whole.figure.label}"
    if form == "done-share":
        found, exact = calculation(f"divide({written(done)}, {written(whole)})", "%", (done, whole))
        value = percent(exact, question)
        lead = f"{who(cards[0])}{done.figure.label}的占{value.number}%（{found.expression}）。"
    elif form == "undone":
        found, exact = calculation(f"subtract({written(whole)}, {written(done)})", whole.unit, pair)
        value = Value(plain(exact), whole.unit)
        verb = RETURNED.search(done.figure.label) if whole.unit in MONEY else None
        lead = f"{name}中还有{value.number}{value.unit}没有{verb['verb'] if verb else '办完'}（{found.expression}）。"
        if ALSO_SHARE.search(query.text):
            part, exact = calculation(f"divide({written(done)}, {written(whole)})", "%", (done, whole))
            share_done = percent(exact, question)
            lead += f"{done.figure.label}的占{share_done.number}%（{part.expression}）。"
            return solver.answer(question, lead, pair, [value, share_done], [found, part])
    else:
        program = f"subtract({written(whole)}, {written(done)}), divide(#0, {written(whole)})"
        found, exact = calculation(program, "%", pair)
        value = percent(exact, question)
        lead = f"{name}中没有办完的占{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def still_due(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """How many more have to be done for a rate that a question supposes: ⌈90 × 95%⌉ − 84."""
    cards = solver.cards(query.a, where)
    pair = all_and_done(solver, query.a, cards[0]) if len(cards) == 1 else None
    if pair is None:
        return solver.missing(question, query.a, cards[0]) if len(cards) == 1 else None
    whole, finished = pair
    needed = ceil(Fraction(whole.value) * Fraction(query.b) / 100)
    due, _ = calculation(f"multiply({written(whole)}, divide({query.b}, const_100))", whole.unit, [whole])
    more = max(needed - Fraction(finished.value), Fraction(0))
    found, _ = calculation(f"subtract({needed}, {written(finished)})", whole.unit, pair)
    lead = f"{who(cards[0])}要达到{query.b}%，{whole.figure.label}至少要办完{needed}{whole.unit}"
    lead += f"（{due.expression}，进到整数）"
    lead += f"，还要再办完{plain(more)}{whole.unit}（{found.expression}）。" if more else "，已经达到。"
    return solver.answer(question, lead, pair, [Value(plain(more), whole.unit)], [due, found])


RATE_REACHED = regex(r"^(?P<what>.{2,}?)(?:指标|任务|目标)?的?完成率(?:是|为|有)?(?:多少|几|百分之(?:几|多少))?[?？]?$")


def _aim_and_reached(solver: Solver, words: str, card: Card) -> tuple[Operand, Operand] | None:
    """The target of an indicator and what came of it, in a table that states no rate of the two."""
    match = RATE_REACHED.match(MARKS.sub("", words).strip("的"))
    if match is None or re.search(r"预算|支出|资金|经费", match["what"]):
        return None
    counts = frozenset({FigureKind.COUNT})
    found = (
        next(filter(None, (solver.one(match["what"] + end, card, counts) for end in ends)), None)
        for ends in (("目标值", "指标值", "年初目标"), ("实际完成值", "完成值", "实际值", "全年完成"))
    )
    aim, reached = found
    same = aim and reached and aim.figure.passage_id == reached.figure.passage_id and aim.unit == reached.unit
    distinct = same and aim and reached and aim.figure != reached.figure and aim.value
    return (aim, reached) if distinct and aim and reached else None


def all_and_done(solver: Solver, phrase: str, card: Card) -> tuple[Operand, Operand] | None:
    """A count and the count of those done that leans on it (案件90件，84件已按时办结); an amount and what came back."""
    figures = [f for f in solver.library.figures(card.id) if f.kind in COUNTED]
    pairs = [
        (Operand(card, whole), Operand(card, done))
        for whole in figures
        for done in figures
        if whole.unit == done.unit and whole.value >= done.value and _part_done(whole, done, figures)
    ]
    words = "".join(content(MARKS.sub("", phrase)))
    scored = [(_words_held(words, p[0].figure.label + p[1].figure.label), p) for p in pairs]
    scored = [row for row in scored if _meant(words, *row, figures)]
    return max(scored, key=lambda row: row[0])[1] if scored else None


def done_of(solver: Solver, whole: Operand) -> Operand | None:
    """The count of those done that leans on a count: the 84件 of 案件90件，84件已按时办结."""
    figures = [f for f in solver.library.figures(whole.card.id) if f.kind in COUNTED]
    found = [
        done
        for done in figures
        if done.unit == whole.unit and done.value <= whole.value and _part_done(whole.figure, done, figures)
    ]
    return Operand(whole.card, found[0]) if len({done.value for done in found}) == 1 else None


RETURNED = regex(rf"已?(?P<verb>{RETURNED_MONEY})(?:金额|资金)?$")
ALSO_SHARE = regex(r"[,，][^,，]*(?:率|占|比例|比重|百分之|几成)")
"""A clause that asks for the share of what was done as well."""


def _begins_alike(words: str, pair: tuple[Operand, Operand]) -> bool:
    """Whether the labels hold what a question begins with: 行政案件 is not meant by 国家赔偿案件."""
    held = "".join(fold(one.figure.label) for one in pair)
    return any(words[at : at + 2] in held for at in range(min(2, len(words))))


def _meant(words: str, held: Fraction, pair: tuple[Operand, Operand], counts: Sequence[Figure]) -> bool:
    """Whether two labels, or the clauses before them, say enough of what a question asks of."""
    alike = held >= Fraction(2, 5) and _begins_alike(words, pair)
    return _known(words, pair) and (alike or (held > 0 and _told_beside(words, pair, counts)))


def _known(words: str, pair: tuple[Operand, Operand]) -> bool:
    """Whether the labels and their clauses hold half of what a question names: 抽检食品 is not 抽检水样."""
    around = "".join(fold(one.figure.label + one.figure.context) for one in pair)
    named = [two for two in pairs(SAID_OF_FINDS.split(DONE.sub("", words))) if len(two) > 1]
    return sum(two in around for two in named) * 2 >= len(named)


SAID_OF_FINDS = regex("发现|查出|排查出?|查到|当中|其中")
"""What a question says between a check and what came of it: 消防检查发现的隐患."""


def _told_beside(words: str, pair: tuple[Operand, Operand], counts: Sequence[Figure]) -> bool:
    """Whether the clauses before a count say what it is asked of: 开展安全检查3轮，查出隐患120处，整改110处.

    Not where they count something else in the same measure that the words may mean.
    """
    whole, done = (one.figure for one in pair)
    name = _words_held(words, whole.label)
    said, mine = pairs([words]), pairs([fold(whole.label)])
    rivals = (
        f
        for f in counts
        if f.passage_id == whole.passage_id
        and f.unit == whole.unit
        and f not in (whole, done)
        # 排查120栋，发现有隐患的9栋: 隐患 tells the second from what it was found among
        and not (f.start < whole.start and any(len(pair) > 1 for pair in said & mine - pairs([fold(f.label)])))
    )
    return _words_held(words, fold(whole.context) + done.label) >= Fraction(3, 5) and not any(
        _words_held(words, rival.label) >= name for rival in rivals
    )


DONE = regex(r"办结|完成|办完|整改|落实|回复|采纳|验收|通过|审结|结案|执结|兑现|化解|合格|达标|整治|处置|治理")
"""What says that something counted is done with."""
TAKEN_UP = regex(r"(?<=.{2})(?:受理|收案|新收|立案|收到)(?:总?数)?$")
"""What the label of all adds to their name: 刑事案件受理, of which 刑事案件审结 are done."""
AMONG = regex(r"(?P<whole>.{2,}?)中(?![小心央医学国型期等层华介药西])(?:有)?(?P<done>.+)")


BY_THEN = r"(?:截[至止])?(?:到)?(?:年[底末内]前?|当年|目前)"


def _part_done(whole: Figure, done: Figure, counts: Sequence[Figure]) -> bool:
    """Whether one count is of those done of another: it carries its label, says 毕业生中…, or follows it by itself."""
    if among := AMONG.match(done.label):
        return whole.label.endswith(among["whole"]) and bool(DONE.search(among["done"]))
    if whole.passage_id != done.passage_id or whole.label == done.label:
        return False
    if whole.kind is FigureKind.AMOUNT:
        between = [f for f in counts if f.kind is whole.kind and whole.start < f.start < done.start]
        near = not [f for f in between if f.passage_id == whole.passage_id] and whole.start < done.start
        return near and done.kind is whole.kind and bool(RETURNED.search(done.label))
    for name in dict.fromkeys((whole.label, TAKEN_UP.sub("", whole.label))):
        if done.label.startswith(name):
            return bool(DONE.search(done.label[len(name) :]))
    between = [f for f in counts if f.passage_id == whole.passage_id and whole.start < f.start < done.start]
    return (
        whole.start < done.start
        and not between
        and bool(re.fullmatch(rf"(?:{BY_THEN}|已经?|督促|责令|及时|全部)*(?:{DONE.pattern})+", done.label))
    )


def returned(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Questionnaires that came back of those given out, in per cent; ``None`` where the report states the rate."""
    cards = solver.cards(query.a, where)
    if len(cards) != 1 or any("回收率" in o.figure.label for o in solver.find(query.a + query.b, cards[0], RATES)):
        return None
    given = [f for f in solver.library.figures(cards[0].id) if f.unit == "份" and re.search(r"发[放出].*问卷", f.label)]
    back = [f for f in solver.library.figures(cards[0].id) if f.unit == "份" and re.search(r"[收回]", f.label)]
    back = [f for f in back if given and f.passage_id == given[0].passage_id and f.value <= given[0].value]
    back = [f for f in back if "有效" in f.label] or back if "有效" in question else back
    around = "".join(fold(figure.label + figure.context) for figure in (*given, *back))
    whose = OF_ANY_SURVEY.sub("", "".join(content(MARKS.sub("", query.a))))
    if any(char not in around for char in whose):  # 职工问卷, where they went out to visitors
        return None
    if len(given) != 1 or not back or given[0] in back[:1]:
        return None
    pair = (Operand(cards[0], back[0]), Operand(cards[0], given[0]))
    found, exact = calculation(f"divide({written(pair[0])}, {written(pair[1])})", "%", pair)
    value = percent(exact, question)
    lead = f"{who(cards[0])}问卷{query.b}{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


OF_ANY_SURVEY = regex(
    r"[做搞]|开展|进行|公众|社会|满意度|调查|问卷|自评|绩效|评价|发[放出给]|回收|收回|有效|全部|这次|本次"
)
"""What is said of questionnaires whoever they go out to."""


def _words_held(words: str, label: str) -> Fraction:
    return Fraction(sum(c in label for c in words), len(words)) if words else Fraction(0)
