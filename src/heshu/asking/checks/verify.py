"""Questions whether a figure is right: the question's own number, or the report's, against what the figures give.

A number that the question claims is compared with what the report states or with what its figures compute; a
figure that the report states is judged by the audit.  The verdict is the calculator's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from heshu.asking.checks import (
    all_done,
    beside_it,
    changed,
    in_clauses,
    named_as_well,
    of_both,
    of_several,
    reconciling,
    told_change,
    worked_behind,
    worked_out,
)
from heshu.asking.checks.as_stated import (
    COMPARED,
    VERDICTS,
    as_computed,
    as_stated,
    held_beside,
    is_expected,
    not_as_stated,
    told_of,
)
from heshu.asking.checks.by_findings import SHARES_ONLY, audited, findings, judged, of_kind, say
from heshu.asking.checks.doubted_words import clause_of, without
from heshu.asking.checks.several_claimed import several_figures, stated_as_claimed
from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.computing import budgets, recomputed, verdicts
from heshu.asking.evidence.claimed import Claim, claims_in, comparable, same
from heshu.asking.evidence.compose import sentence_of
from heshu.asking.evidence.figures import match_figures
from heshu.asking.evidence.fitting import ASKS_LAST_YEAR, is_of_years
from heshu.asking.evidence.moved import CHANGES, LOOSE, speaks_of
from heshu.asking.evidence.operands import AMOUNTS, ANY_NUMBER, MARKS, RATES, Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.operations import MANY, OF_ALL_SUMS
from heshu.asking.planning.plan import Ask, ask_for
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.adding import ADDED, AS_SUM
from heshu.asking.wording.terms import content, named_terms, pairs, telling
from heshu.figures.units import MONEY
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, Span, Verdict

ONE_DOUBTED = regex(
    r"(?P<thing>(?!.*(?:各项|所有|全部|各个|里面的数|哪))[^,，]{3,24}?(?<!数字)(?<!数据)(?<!各项)(?<!报告)(?<!合计))(?:有没有|有无|是否|是不是|会不会)(?:算|写|填|报|抄|弄)(?:得)?(?:错|对|准|有误|正确)"
    r"|(?P<twice>[^,，]{3,20}?)(?:在报告[里中])?(?:出现|写|提到|提)了?[两二几][次处].*"
)
"""One figure that is doubted by name: 其他收入占比有没有算错."""
NAMES_RATE = regex(r"..(?:率|[增降涨跌减]幅|增速|占比|比重|幅度|得分|进度)$")
"""The end of what is the name of one figure, be it of no term of the field."""
SEVERAL_DOUBTED = regex(
    r"(?:[两二三四五六七八九十几]|(?<![\d.])\d{1,2})个(?P<kind>[\u4e00-\u9fff]{0,6}(?:率|占比|比例|比重|得分))"
    r"|(?:(?:(?:[两二三四五六七八九十几各]|(?<![\d.])\d{1,2})(?:项|类|块|部分|种|笔)|所有|全部)(?:的)?"
    r"|(?:(?<=^)|(?<=[\ue000-\uf8ff]))的?)(?P<of>收入|支出|经费|资金)(?:各自|分别)?的?(?P<shares>占比|比例|比重|份额)"
)
"""Several figures of a kind that are doubted together: 复核三个执行率."""
MANY_REPORTS = 200
"""Reports among which the one that a question is about is looked for."""
CLEARLY = 0.15
"""How much better than any other report that one must hold it."""
ABOUT = 2
"""Character pairs of a question that a sentence must hold for its number to be the one asked about."""
WHOLE = regex(
    r"(?:百分比|合计|占比|比例|数字|数据|数)[^,，]{0,8}(?:算错|写错|错了|有误|有错|是错的)|(?:全文|数据|数字|里面的数|各项|有没有算错|哪.{0,4}(?:算错|错误|对不上)|核查|体检|计算错误)"
    r"|(?:数字?|数据)[,，](?:都|前后)?(?:有没有|有无|是否有?|存不存在|是不是)[^,，]{0,4}(?:不一致|不符|对不上|矛盾|出入|错|问题)"
    r"|(?:有没有|有无|是否|哪[份家个里]).{0,10}(?:矛盾|不一致|对不上|打架)"
    rf"|{OF_ALL_SUMS}"
)
REPORTS = regex(rf"{MANY}(?=报告|部门|单位|里|中|有)|(?:所有|全部|各|每|这[两二三四五六七八九十几\d]+)[个家份]?$")
DIVIDED = regex(r"[,，](?:用|拿|按照?|把)[^,，%]{2,40}?(?:除以|÷|除一?下|一除)[^,，%]*(?=[,，]|$)")
"""How a share is worked out again, said by the way: 用甲除以乙看看对不对."""


def verify(solver: Solver, question: str, text: str, where: Scope) -> Answer | None:
    """Check what a question claims or doubts; ``None`` where there is nothing that can be checked."""
    text = REPORTS.sub("", text)
    bare = DIVIDED.sub("", text)
    text = bare if "%" in bare else text
    cards = solver.cards(text, where)
    if not where.named and len(where.reports) > 1 and not WHOLE.search(text):
        cards = _sole(solver, text, cards)
    claims = claims_in(CHECKS.sub(" ", text))
    kind = None if claims or len(cards) != 1 else SEVERAL_DOUBTED.search(text)
    if kind and not (kind["of"] and WHOLE.search(text)):
        several = of_kind(solver, question, kind["kind"] or kind["shares"], cards[0], kind["of"] or "")
        if several:
            return several
    thing = ONE_DOUBTED.search(_from_name(text)) if len(cards) == 1 else None
    doubted = thing and (thing["thing"] or thing["twice"])
    if doubted and (named_terms(doubted, glossary()) or NAMES_RATE.search(doubted)):
        judged_ = _figure(solver, question, doubted, [], cards[0])
        if judged_ or (judged_ := _spoken_of(solver, question, doubted, [], cards[0])):
            return judged_
    if WHOLE.search(text) and not claims:
        return audited(solver, question, text, cards)
    if len(cards) != 1 and len({card.department for card in cards}) == 1:
        told = changed.of_two_reports(solver, question, text, claims, where)
        if told:
            return told
    if len(cards) != 1:
        return worked_out.computed_as_claimed(solver, question, text, claims, where)
    text = _from_name(text)
    card, claims = cards[0], claims_in(CHECKS.sub(" ", text))
    phrase = without(text, claims)
    if change := changed.change_in(text, claims, card, where):
        told = changed.held(solver, question, change, VERDICTS)
        if told is None or not told.calculations:
            told = told_change.holds(solver, question, text, claims, card) or told
        if told or change.claim.unit not in ("%", "百分点"):  # 增加35家 is not held against how many there are
            return told
    since = changed.since_last_year(text, claims, card, where)
    behind = worked_behind.is_spelled_out(text)
    return (
        (_worked_out(solver, question, text, claims, where, card=card) if behind else None)
        or of_several.ratio(solver, question, text, card)
        or all_done.claimed(solver, question, text, card)
        or of_both.claimed(solver, question, text, card)
        or reconciling.two_gaps(solver, question, text, card)
        or (worked_out.computed_as_claimed(solver, question, text, claims, where) if AIM_CLAIMED.search(text) else None)
        or worked_out.sum_of_claims(solver, question, text, claims, card)
        or reconciling.rate_of_base(solver, question, text, claims, card)
        or several_figures(solver, question, text, claims, card)
        or _clause_by_clause(solver, question, text, card, where)
        or stated_as_claimed(solver, question, text, claims, card)
        or (None if claims else _spoken_of(solver, question, text, claims, card))
        or _wrong_share(solver, question, text, claims, card)
        or _worked_out(solver, question, text, claims, where, card=card)
        or _figure(solver, question, phrase, claims, card)
        or (changed.held(solver, question, since, VERDICTS) if since else None)
        or _counted_behind(solver, question, text, claims, card)
        or _spoken_of(solver, question, text, claims, card)
        or _of_its_counts(solver, question, phrase, claims, card)
    )


def _worked_out(
    solver: Solver, question: str, text: str, claims: Sequence[Claim], where: Scope, *, card: Card
) -> Answer | None:
    """A claim against what is computed, and with it what the report writes of that, where it writes another number.

    A number that the report states under the words goes before one that is computed and denies it.
    """
    phrase = without(text, claims)
    told = worked_behind.held(solver, question, text, claims, where)
    told = told or worked_out.operation(solver, question, phrase, claims, where)
    told = told or worked_out.computed_as_claimed(solver, question, text, claims, where)
    if told is None or len(claims) != 1:
        return told
    claim, first = claims[0], told.calculations[0]
    made_of = {figure.span for figure in first.operands}
    wrong = [
        one
        for one in findings(solver, card)
        if one.verdict is Verdict.INCONSISTENT and made_of == {figure.span for figure in one.calculation.operands}
    ]
    if wrong and same(claim, Operand(card, wrong[0].stated)):
        return replace(told, text=f"{told.text}报告写的正是{claim.text}，与它自己的数不一致。")
    if wrong and is_expected(claim, wrong[0]):
        return verdicts.computed(say(solver, question, card, wrong[:1]), claim)
    ask = ask_for(MARKS.sub("", phrase).strip(), glossary(), _kinds(claims, phrase))
    stated = named_as_well.stating(solver, ask, claim, card) if first.verdict is Verdict.INCONSISTENT else []
    # A wrong number that stands beside what gives another is none of another thing.
    here = {_sentence(solver, figure) for figure in first.operands}
    elsewhere = [one for one in stated if _sentence(solver, one.figure) not in here]
    return told_of(solver, question, claim, elsewhere[0]) if elsewhere else told


def _sentence(solver: Solver, figure: Figure) -> tuple[str, Span]:
    """The passage and the sentence that a figure stands in."""
    passage = solver.shelf(figure.report_id).of[figure.passage_id]
    return passage.id, sentence_of(passage, figure.start, figure.end)


def _sole(solver: Solver, text: str, cards: Sequence[Card]) -> list[Card]:
    """The one report that states what a question without a department is about; else none."""
    claims = claims_in(CHECKS.sub(" ", text))
    if len(cards) > MANY_REPORTS:
        return []
    ask = ask_for(without(text, claims), glossary(), _kinds(claims, text))
    if not ask.rest and not ask.named and len(claims) == 1 and claims[0].unit:
        stating = [c for c in cards if any(same(claims[0], Operand(c, f)) for f in solver.library.figures(c.id))]
        return stating if len(stating) == 1 else []
    if not ask.rest:
        return []
    found = [(max((m.score for m in match_figures(ask, solver.shelf(card.id))), default=0.0), card) for card in cards]
    top = max((score for score, _ in found), default=0.0)
    near = [card for score, card in found if score and top - score < CLEARLY]
    return near if len(near) == 1 else []


def _from_name(text: str) -> str:
    """The question from its department on, where the words before it name nothing (底稿上记的…, 座谈时…)."""
    mark = MARKS.search(text)
    before = text[: mark.start()] if mark else ""
    return text if not mark or named_terms(before, glossary()) or claims_in(before) else text[mark.start() :]


# ---------------------------------------------------------------- what the report states


def _figure(solver: Solver, question: str, phrase: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """A claimed number against the stated figure, or the stated figure against its identity."""
    kinds = _kinds(claims, phrase)
    plain = MARKS.sub("", phrase).strip()
    change = CHANGE_DOUBTED.search(MARKS.sub("", fold(question)))
    if change and not change["noun"].endswith("额") and all(claim.unit not in RATIO_UNITS for claim in claims):
        claims = []
    if not claims and change and not recomputed.OF_CHANGES.search(plain) and not plain.endswith(change["noun"]):
        plain += change["noun"]
    if not claims and (change or CHANGE_AT_END.search(plain)):
        grown = _changed_by(solver, plain, card)
        if grown is None and (change or recomputed.ASKED.search(fold(question))):
            return None
        if grown:
            return told_of(solver, question, None, grown)
    whole = next((name for verb, name in WHOLE_SPENT if verb.fullmatch(plain)), "")
    tries = (whole or plain, LOOSE.sub("", plain))
    asks = [ask_for(words, glossary(), kinds) for words in tries]
    units = {claim.unit for claim in claims if claim.unit not in (*MONEY, *RATIO_UNITS, "分")}
    if len(units) == 1:  # 危房治理50栋 is not of 危房治理点5个
        asks = [*(replace(ask, wanted=replace(ask.wanted, unit=min(units))) for ask in asks), *asks]
    ask, found = next(((ask, some) for ask in asks if (some := solver.find_ask(ask, card))), (asks[0], []))
    if claims:
        found = [o for o in found if speaks_of(plain, o.figure) and not _is_level_of_change(question, claims, o)]
    exact = [o for o in found if any(same(claim, o) for claim in claims)] or found
    if len(claims) == 1 and len(exact) > 1 and (whole_of := of_several.together(solver, question, claims[0], exact[0])):
        return whole_of
    if not exact or (claims and len({(o.value, o.unit) for o in exact}) > 1):
        return None
    operand = exact[0]
    agreeing = [claim for claim in claims if same(claim, operand)]
    if len(claims) > 1 and len(agreeing) != len(claims) and not (agreeing and "还是" in question):
        return None
    if any(not comparable(claim, operand) for claim in claims):
        return None
    claim = agreeing[0] if agreeing else next(iter(claims), None)
    return _verdict_on(solver, question, claim, exact, ask)


def _verdict_on(
    solver: Solver, question: str, claim: Claim | None, found: Sequence[Operand], ask: Ask
) -> Answer | None:
    """The verdict on a figure that was found for words, and on the number that is claimed of it."""
    operand = found[0]
    if claim and COMPARED.match(fold(operand.figure.label)):
        return held_beside(solver, question, claim, operand)
    if claim and not same(claim, operand):
        return (
            as_computed(solver, question, claim, operand)
            or of_several.together(solver, question, claim, operand)
            or budgets.beside_mean(solver, question, claim.value, operand)
            or _of_another_as_named(solver, question, claim, operand, ask)
            or not_as_stated(solver, question, claim, operand)
        )
    return judged(solver, question, operand) or as_stated(solver, question, claim, operand, found)


def _of_another_as_named(solver: Solver, question: str, claim: Claim, operand: Operand, ask: Ask) -> Answer | None:
    """The verdict on another figure that is claimed and that the words name as well; ``None`` without one."""
    others = named_as_well.others(solver, ask, claim, operand, findings(solver, operand.card))
    if not others:
        return None
    if same(claim, others[0]):
        return told_of(solver, question, claim, others[0])
    return as_computed(solver, question, claim, others[0])


def _is_level_of_change(question: str, claims: Sequence[Claim], operand: Operand) -> bool:
    """Whether by how much something changed is claimed, and a figure says how much there is of it."""
    label, text = fold(operand.figure.label), fold(question)
    said = (changed.way_before(text, claim) for claim in claims)
    ways = [one["way"] for one in said if one and not changed.LEVEL_REACHED.search(one.group())]
    return bool(ways) and operand.figure.kind not in CHANGES and not any(way in label for way in ways)


CHANGE_AT_END = regex(r"(?:增长|增加|上升|下降|减少|降低|增幅|降幅|增速|涨幅)(?:率|幅度)?(?:这个?.{0,4})?[,，?？]?$")
"""What is doubted is by how much something changed, and not how much there is of it."""
CHANGE_DOUBTED = regex(
    r"(?:(?:这个|那个|的)?(?P<noun>[增降涨跌减]幅|增速|(?:增长|下降|上升|减少|增减|变动)的?(?:率|幅度|比例|额|金额|数额)))(?:[^,，\d]{0,12})[?？]?$"
)
"""What is doubted is a rate of change by its name: 这个降幅算得对吗."""


RATIO_UNITS = ("%", "百分点", "倍", "")
"""Units in which a rate of change may be claimed."""


def _changed_by(solver: Solver, phrase: str, card: Card) -> Operand | None:
    """The one change that a phrase names, else the one that stands beside the figure that it names without it."""
    if beside := beside_it.change_of(solver, phrase, card):
        return beside
    bare = recomputed.OF_CHANGES.sub("", phrase).strip("的 ,，")
    changes = frozenset({FigureKind.CHANGE})
    for words in dict.fromkeys((phrase, f"{bare}增幅", f"{bare}下降幅度", f"{bare}增长率")):
        found = solver.find_ask(ask_for(words, glossary(), changes), card)
        if found and len({(one.value, one.unit) for one in found}) == 1:
            return found[0]
    return None


COUNTED_BEHIND = regex(
    r"的?(?P<noun>[\u4e00-\u9fff]{2,14}?)(?:参加|出席|到场|来访|到会|受益)?(?=$|[,，\s?？]|[对是吗吧呀呢])"
)
"""What is counted by a number that stands before it: 48个领馆官员跟家属."""


def _counted_behind(solver: Solver, question: str, text: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """A claimed count against the stated one of what stands behind it, where the words before tell of the occasion."""
    if len(claims) != 1 or not claims[0].unit or claims[0].unit in MONEY or claims[0].unit in ("%", "分", "百分点"):
        return None
    noun = COUNTED_BEHIND.match(CHECKS.sub(" ", text.partition(claims[0].text)[2]))
    return _figure(solver, question, noun["noun"], claims, card) if noun else None


def _spoken_of(solver: Solver, question: str, text: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """The figure that a question doubts by its number, or by a share's part alone (基本支出占比算得对吗)."""
    if len(claims) > 1:
        return None
    words = content(MARKS.sub(" ", without(text, claims)))
    said = pairs(SHARES_ONLY.sub(" ", word) for word in words)
    rates = bool(SHARES_ONLY.search(text))
    former = ask_for(without(text, claims), glossary(), frozenset())
    near = []
    for figure in solver.library.figures(card.id):
        operand = Operand(card, figure)
        about = pairs([fold(figure.label + figure.whole)])
        if claims and same(claims[0], operand):
            shelf = solver.shelf(card.id)
            if ASKS_LAST_YEAR.search(former.words) and not is_of_years(figure, former, shelf.year):
                continue
            passage = shelf.of[figure.passage_id]
            span = sentence_of(passage, figure.start, figure.end)
            if not speaks_of(MARKS.sub("", without(text, claims)), operand.figure):
                continue
            sentence = fold(passage.text[span.start : span.end])
            named = telling(content(clause_of(text, claims[0])), shelf.weights)
            scored = figure.kind is FigureKind.SCORE and not ADDS.search(text)  # of which many rows have the same
            if scored and not _of_what_is_said(named, fold(figure.label + figure.whole) + sentence, shelf):
                continue
            if not said or said & about or len(said & pairs([sentence])) >= ABOUT:
                near.append(operand)
        elif not claims and rates and figure.kind is FigureKind.SHARE and said and said <= about:
            near.append(operand)
    if not near or len({(o.value, o.unit) for o in near}) > 1:
        return None
    if claims and all(COMPARED.match(fold(one.figure.label)) for one in near):
        return held_beside(solver, question, claims[0], near[0])
    answers = (judged(solver, question, operand) for operand in near)
    return next(filter(None, answers), None) or as_stated(solver, question, next(iter(claims), None), near[0], near[:1])


def _of_what_is_said(said: frozenset[str], told: str, shelf: Shelf) -> bool:
    """Whether what a report tells of a number is what a question says of it, and not of a row beside it."""
    return not said or shelf.weights.coverage(said, told) >= HALF


ADDS = regex(rf"{ADDED}|{AS_SUM}|合[在到]?一[起块]|累加|求和")
HALF = 0.5
WORDS = regex(r"\d+|[a-z]+|[\u4e00-\u9fff]{2,}")
UNTELLING = regex(r"(?:报告|全年|年度|当年|本年|部门|单位|20\d\d|(?:我|自己|他|她)?(?:印象|记得?))[中里的]*")


def _of_its_counts(solver: Solver, question: str, phrase: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """A rate that a question calls by what it is of, as the counts beside it prove: 诉求9件；办结8件，办结率….."""
    if len(claims) > 1:
        return None
    bare = re.sub(r"[\s,，的]", "", MARKS.sub("", phrase))
    found = []
    for figure in solver.library.figures(card.id):
        label = fold(figure.label)
        if figure.kind is FigureKind.RATE and len(label) > 2 and label in bare:
            operand = Operand(card, figure)
            said = [word for word in WORDS.findall(bare.replace(label, " ", 1)) if not UNTELLING.fullmatch(word)]
            wholes = [fold(low.figure.label) for _, low in recomputed.counts_of(solver, operand)]
            if said and any(all(word in whole for word in said) for whole in wholes):
                found.append(operand)
    if len({(one.value, one.figure.label) for one in found}) != 1:
        return None
    claim = next(iter(claims), None)
    if claim and not same(claim, found[0]):
        return not_as_stated(solver, question, claim, found[0]) if comparable(claim, found[0]) else None
    return told_of(solver, question, claim, found[0])


SHARE_ALONE = regex(r"(?P<part>.{2,}?)所?占比$")
"""A share's label that names no whole."""


def _wrong_share(solver: Solver, question: str, text: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """A share that the report states without its whole, and wrongly, where the question claims just that.

    基本支出占总支出的35.41%，对吗: the report says 基本支出占比35.41%, and its amounts give another share.
    """
    alone = ((SHARE_ALONE.fullmatch(figure.label), figure) for figure in solver.library.figures(card.id))
    stated = [figure for part, figure in alone if part and not figure.whole and part["part"] in text]
    claimed = [figure for figure in stated if len(claims) == 1 and same(claims[0], Operand(card, figure))]
    found = [one for one in findings(solver, card) if one.stated in claimed] if claimed else []
    wrong = [one for one in found if one.verdict is Verdict.INCONSISTENT]
    return say(solver, question, card, wrong[:1]) if wrong else None


WHOLE_SPENT = (
    (regex(r"(?:一共|总共|全年|一年|共|只|才)*(?:花|用|支出|开支|花费|花销)(?:了|掉|出去)*"), "总支出"),
    (regex(r"(?:一共|总共|全年|一年|共|只|才)*(?:收入|收|进账)了?"), "总收入"),
)
"""What a department did with a claimed amount, and the figure that says how much: 花了2.5亿."""
CHANGED = regex(r"增长|增加|下降|减少|增幅|降幅|提高|降低|同比|压减|压缩|削减|缩减|上升|上涨|[降涨升减增]了(?=\s*$|\d)")
MAY_CHANGE = RATES | {FigureKind.CHANGE}
"""What a claimed percentage may be where the question speaks of a change."""


def _kinds(claims: Sequence[Claim], phrase: str) -> frozenset[FigureKind]:
    units = {claim.unit for claim in claims}
    if "分" in units or (not units and re.search(r"扣|得分|几分", phrase)):
        return frozenset({FigureKind.SCORE})
    if units & {"%"} or re.search(r"率|占比|百分", phrase):
        return MAY_CHANGE if CHANGED.search(phrase) else RATES
    if units & set(MONEY):
        return AMOUNTS
    return ANY_NUMBER


AIM_CLAIMED = regex(
    r"^(?!.*(?:假定|假设|假如|如果|若按)).*(?:目标|计划|原定)(?:值|数|任务)?(?:就|也)?(?:应当|应该|应|该|大概|大约|约|得)*(?:是|为)\d"
)
"""A target that a question concludes from a count and its completion rate, and does not suppose."""
ASKS = regex(r"多少|(?<!哪)几[件个项分名次篇元]|反推|倒推|折算")
"""Words of a question that gives its numbers for something to be worked out from."""


def _clause_by_clause(solver: Solver, question: str, text: str, card: Card, where: Scope) -> Answer | None:
    """Several claims, each in a clause of its own with what it is of; ``None`` where one of them cannot be held."""
    if ASKS.search(text):
        return None

    def alone(clause: str, claimed: Sequence[Claim]) -> Answer | None:
        if change := changed.change_in(clause, claimed, card, where):
            return changed.held(solver, question, change, VERDICTS)
        return _figure(solver, question, without(clause, claimed), claimed, card)

    def stated(claim: Claim, operand: Operand) -> Answer:
        return told_of(solver, question, claim, operand)

    return in_clauses.held(in_clauses.Check(solver, question, card, alone, stated), text)
