"""Why the figure spoken of last is as it is: 为什么这么低, 是什么原因, after 政府性基金执行率是多少.

A reason is a sentence that says that it gives one and speaks of that very figure: it states the figure, stands right
behind the sentence that does, or names what the figure is of.  Any other reason is another figure's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from heshu.asking.evidence.compose import Citer, refuse, say_sentences, who
from heshu.asking.evidence.excerpts import Sentence, clauses, sentence_spans
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.wording.terms import content, telling
from heshu.folding import fold, in_order
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, Passage, PassageKind, Span, Status

_WHY = r"(?:为什么|为啥|为何|怎么(?!样|办|算)|咋)"
_DEGREE = r"(?:这么|那么|如此|这样|偏|只|才|就|还|会|能|有|没有?|未|不|是)*"
_STATE = (
    r"(?:低|高|少|多|慢|快|差|大|小|好|下降|下滑|减少|降低|降|增加|增长|上升|上涨|涨|超支?"
    r"|完成|达标|达到|做到|做[成完够]|[用花付]不完|办[完成够到]|用完|花完|付完|执行完|回事|这样|那样|这个样子|[拿得打做]满|[扣丢失](?:了|掉)?(?:这么多)?|够|到位|理想|好看)?"
)
WHY = regex(
    r"(?:那么?|这个?|它|又|呢|具体|主要|到底|究竟|[,，])*"
    rf"(?:{_WHY}{_DEGREE}{_STATE}(?:了|的|多|些|这么多|那么多|预算|目标|满?分)*"
    r"|因为(?:什么|啥)"
    r"|(?:自评)?(?:报告|材料|部门|单位|他们)?(?:里|中|上)?(?:自己|对此|对这个?|给出?|是|又)*(?:怎么|怎样|如何|咋|作何|做何|什么)(?:解释|交代|说明(?!书)|归因)(?:了|的)*"
    r"|(?:自评)?(?:报告|材料)(?:里|中|上)?(?:自己|对此|对这个?|是|又)*(?:怎么|咋)(?:说|讲|写)(?:了|的)*"
    r"|(?:给|说|写|讲|提)(?:出|了|明|到|过)*的?(?:原因|理由|解释)(?:是什么|是啥)?"
    rf"|(?:{_STATE}|[没未不](?:有|能)?{_STATE})的?(?:主要|具体)?(?:原因|缘故|理由)(?:报告)?(?:里|中)?(?:又|是|有)*"
    r"(?:什么|啥|在哪里?|(?:讲|说|写|交代|提)(?:清楚|明白?|到|过)?了?(?:吗|没有?|什么|的是什么))"
    r"|(?:是|有)?(?:因为)?(?:什么|啥|哪些)(?:样的)?(?:主要)?(?:原因|缘故|缘由)(?:造成|导致|引起)?"
    r"|(?:主要|具体)?(?:原因|缘由|缘故|理由)(?:是什么|是啥|在哪里?|有哪些|何在)?)(?:的)?(?:呢|啊|吗)?[?？]?"
)
"""A follow-up that asks for a reason and names nothing else."""
CAUSE = regex(
    r"由于|因(?!此|公|私|素|地制宜|果|而)|原因|主要(?:是|系|在于)|受[^,，。；]{2,24}影响|导致|致使|造成|系[^,，。统列数]{2,}所致|(?<=[,，])系(?![统列数])"
)
OF_MATTER = regex(
    rf"(?P<what>[^,，?？]{{3,24}}?)(?:{_WHY}|怎么)(?=[^,，?？]{{0,5}}(?:没|未|不|得[慢少低晚差]|追[加减]|调[增减整]|压减|核[增减]|收回|退回)|会|才|只|偏|这么|那么|低|高|少|多|慢|差|下降|减少|增加|增长|超|被?扣|丢|失分|拖|推迟|延|取消|缩|停|卡)[^,，?？]*[?？]?"
    r"|(?P<of>[^,，?？]{3,24}?)(?:(?:没有?|未能?|不)(?:达到|完成|达标|实现)[^,，]{0,8}?|偏[低高慢]|较[低慢])的?(?:主要|具体)?(?:原因|缘故)[^,，]{0,6}[?？]?"
    r"|(?P<came>[^?？]{3,24}?)[,，]?(?:都|又)?是?(?:怎么|如何|怎样|咋)(?:形成|产生|造成|导致|来|出现|引起)(?:的|出来的)[?？]?"
)
"""A question that names what it asks the reason of: 最高气温预报准确率为什么没达到目标."""
BEGINS_WITH_CAUSE = regex(r"\s*(?:这)?(?:其?主要)?(?:原因|是?由于|是?因为|主要(?:是|系|因|由于|在于))")
MEASURE = regex(
    r"(?:预算|指标|目标|支出|支付)*(?:执行率|完成率|支付率|支出率|进度)$|(?:年初|全年|调整后?)*(?:预算|决算|执行)(?:数|金额)$|支出数?$|占比$|(?:自评)?得分$"
    r"|(?:全年|年度|实际)*(?:完成)?(?:值|数|情况)$|(?:实际)?完成值?$|(?:年初|年度|全年)*(?:目标|指标)值?$|(?:总)?(?:人数|金额|数量|额)$"
)
IN_BRACKETS = regex(r"[（(]([^）)]+)[）)]")
ENOUGH = 0.7
"""Share of what a figure is of, by weight, that a sentence elsewhere must hold to give its reason."""
TOLD = 0.4
"""Share of a matter, by weight, that an answer in words must hold to tell of it."""
SPOKEN = 0.2
"""Share of a matter, by weight, without which an answer is of something else."""
CLOSE = 0.1
SHORT = 2
"""Character pairs up to which a name has to stand in a sentence as it is (执行数)."""
LOW, HIGH = regex(r"低|少|降|减|慢|滑|未|没|不"), regex(r"高|多|增|升|涨|快|超")


@dataclass(frozen=True, slots=True)
class Asked:
    """The figures of a report whose reason is asked, with the words by which they were asked for."""

    question: str
    figures: Sequence[Figure]
    phrases: Sequence[str]


@dataclass(frozen=True, slots=True)
class Bearing:
    """Whether an answer gives the reason of a matter, and whether it speaks of the matter at all."""

    reason: bool
    at_all: bool


def is_asked(text: str) -> bool:
    """Whether a folded follow-up asks why, and names nothing else."""
    return bool(WHY.fullmatch(text))


def matter_of(text: str) -> str:
    """What a folded question asks the reason of; empty where it asks for none, or names nothing."""
    match = OF_MATTER.fullmatch(text.strip())
    return (match["what"] or match["of"] or match["came"]).strip(" 的") if match else ""


OF_ITS_MONEY = regex(r"(?:预算|经费|资金|支出|钱|款)+$")
"""What behind the name of a row says that its money is meant."""


def in_full(matter: str, shelf: Shelf) -> list[str]:
    """What a matter may be called in a report: without 的 in it, and by the one row's name that it shortens."""
    bare = matter.replace("的", "")
    rows = (f for f in shelf.figures if shelf.of[f.passage_id].kind is PassageKind.TABLE_ROW)
    names = dict.fromkeys(MEASURE.sub("", fold(figure.label)) for figure in rows)
    longer = [name for name in names if len(bare) > SHORT and name != bare and _ends_alike(bare, name)]
    shortest = min(longer, key=len, default="")
    one = [shortest] if shortest and all(name.startswith(shortest) for name in longer) else []
    plain = OF_ITS_MONEY.sub("", bare)
    return [name for name in (bare, plain if len(plain) > SHORT else "", *one) if name and name != matter]


def answered(answer: Answer, shelf: Shelf) -> list[Figure]:
    """The figures of a report that an answer gives or computes with."""
    if answer.calculations:
        return [figure for calculation in answer.calculations for figure in calculation.operands]
    values = {(value.number, value.unit) for value in answer.values}
    return [
        figure
        for figure in shelf.figures
        if (format(figure.value, "f"), figure.unit) in values
        and any(c.start <= figure.span.start and figure.span.end <= c.end for c in answer.citations)
    ]


def given(library: Library, shelf: Shelf, card: Card, asked: Asked) -> Answer | None:
    """The sentences that give the reason; ``None`` where none does."""
    found = sentences(shelf, asked)
    if not found:
        return None
    citer = Citer(library)
    text = say_sentences(found, card, citer)
    return Answer(asked.question, Status.ANSWERED, text, (), tuple(citer.found), plan="查原文〔原因〕")


def sentences(shelf: Shelf, asked: Asked) -> list[Sentence]:
    """The sentences of a report that give the reason, where any does."""
    near = list(_near(shelf, asked.figures))
    return (
        near
        or _elsewhere(shelf, asked)
        or _of_a_problem(shelf, asked)
        or _by_short_name(shelf, asked)
        or _in_problems(shelf, asked)
    )


def bearing(told: Answer, matter: str, shelf: Shelf) -> Bearing:
    """How what an answer says and quotes bears on a matter; of one that is no name (那2处) nobody can tell."""
    said = fold("".join((told.text, *(citation.quote for citation in told.citations))))
    words = telling(content(fold(matter)), shelf.weights)
    share = shelf.weights.coverage(words, said)
    named = shelf.weights.coverage(words, fold(" ".join(figure.label for figure in shelf.figures)))
    return Bearing(reason=bool(CAUSE.search(said)) and share >= TOLD, at_all=share >= SPOKEN or not named)


def none_given(asked: Asked, card: Card) -> Answer:
    """The refusal where a report gives no reason for a figure."""
    thing = asked.figures[0].label if asked.figures else next(iter(asked.phrases), "这个数")
    return refuse(asked.question, f"{who(card)}的报告没有说明“{thing}”的原因。")


def _near(shelf: Shelf, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """The sentences that state the figures and give a reason, and those right behind that begin with one."""
    places = {(figure.passage_id, figure.start) for figure in figures}
    for passage_id in dict.fromkeys(place for place, _ in places):
        passage = shelf.of[passage_id]
        states = False
        for span in sentence_spans(passage):
            text = passage.text[span.start : span.end]
            here = any(place == passage_id and span.start <= start < span.end for place, start in places)
            if (here and _tells(text, passage.kind)) or (states and BEGINS_WITH_CAUSE.match(text)):
                yield Sentence(passage, span, 1.0)
            states = here


def _tells(text: str, kind: PassageKind) -> bool:
    """Whether a sentence gives a reason; in a row of a table only the words after its last number do."""
    return bool(CAUSE.search(re.split(r"[\d%]", text)[-1] if kind is PassageKind.TABLE_ROW else text))


def _elsewhere(shelf: Shelf, asked: Asked) -> list[Sentence]:
    """The sentences that give a reason and speak of what the figures are of, those that speak of most of it."""
    names = [fold(name) for name in names_of(asked)]
    wanted = [(name, telling(content(name), shelf.weights)) for name in names]
    found = []
    for passage in shelf.readable:
        for span in sentence_spans(passage):
            text = fold(passage.text[span.start : span.end])
            if BEGINS_WITH_CAUSE.match(text) and passage.path:  # what it is of stands in the heading
                text = f"{fold(passage.path[-1])},{text}"
            if not CAUSE.search(text) or passage.kind is PassageKind.TABLE_ROW or _the_other_way(asked.question, text):
                continue
            share = max(
                (
                    max(shelf.weights.coverage(pairs, text), float(_turned_about(name) in text))
                    if len(pairs) > SHORT
                    else float(name in text)
                    for name, pairs in wanted
                    if pairs
                ),
                default=0.0,
            )
            found.append(Sentence(passage, span, share))
    top = max((sentence.score for sentence in found), default=0.0)
    return [sentence for sentence in found if top >= ENOUGH and sentence.score >= top - CLOSE][:2]


def _turned_about(name: str) -> str:
    """A name of two words with the second first, as a sentence says what was done: 衬砌渠道 for 渠道衬砌."""
    half, bare = len("渠道"), WORK.sub("", name)
    return bare[half:] + bare[:half] if len(bare) == 2 * half else name


WORK = regex("(?:改造|建设|治理|修复|新建|整治|工程|项目)$")


SLOW = regex(r"(?:进度|执行|支出|支付|完成)[^,，。；]{0,6}(?:偏慢|较慢|缓慢|偏低|较低|滞后|不高|不足|不理想|未达)")
"""How a problem begins that says of an expense that little of it was spent."""


def _of_a_problem(shelf: Shelf, asked: Asked) -> list[Sentence]:
    """What a paragraph goes on to say that begins with the expense being spent slowly (数字化项目支出进度偏慢。…)."""
    if not LOW.search(asked.question):
        return []
    wanted = [telling(content(fold(name)), shelf.weights) for name in names_of(asked)]
    for passage in shelf.readable:
        spans = list(sentence_spans(passage)) if passage.kind is not PassageKind.TABLE_ROW else []
        headed = bool(SLOW.search("".join(passage.path[-1:])))
        lead = fold("".join(passage.path[-1:]) if headed or not spans else passage.text[spans[0].start : spans[0].end])
        of_it = SLOW.search(lead) and any(
            len(pairs) > SHORT and shelf.weights.coverage(pairs, lead) >= ENOUGH for pairs in wanted
        )
        if of_it and len(spans) > (not headed):
            return [Sentence(passage, span, 1.0) for span in spans[:3]]
    return []


SHORT_NAME = regex(
    r"(?:^|[,，。；;、：:\s)）])(?:[一二三四五六七八九十]是)?(?:其中[,，]?)?(?P<short>[\u4e00-\u9fff]{2,12}?)(?:项目|专项|经费|资金|工作|任务|活动)(?=[\u4e00-\u9fff])"
)
"""What a clause begins with that calls an expense by a part of its name: 宣传教育项目 of 交通安全宣传教育."""
LITTLE = regex(rf"{SLOW.pattern}|未能?(?:按|如期|全部|支)|没有?(?:按|支)|取消|推迟|延[期后]")
"""How such a clause says that little was spent or done."""


BEHIND = regex(
    r"^(?:[\d一二三四五六七八九十]+[.．、)）]\s*|[一二三四五六七八九十]是)?(?P<short>[\u4e00-\u9fff]{4,12}?)(?:未能?|没有?能?|尚未|推迟|延期|逾期|滞后|停工)"
)
"""What a sentence begins with that says of a thing that it was not done in time: 智慧平台未按期上线."""


def _late_by_short_name(shelf: Shelf, names: Collection[str], rows: Collection[str]) -> list[Sentence]:
    """A sentence that calls the thing by the ends of its name and says that it was late, with the reason behind it."""
    prose = [one for one in shelf.readable if one.kind is not PassageKind.TABLE_ROW] if names else []
    said = [Sentence(passage, span, 1.0) for passage in prose for span in sentence_spans(passage)]
    for one, after in zip_longest(said, said[1:]):
        text = _plain(one.passage, one.span)
        headed = BEGINS_WITH_CAUSE.match(text) and one.passage.path
        match = BEHIND.match(unquoted(one.passage.path[-1]) if headed else text)
        if match is None or not any(_ends_alike(match["short"], name) for name in names):
            continue
        if any(_ends_alike(match["short"], row) for row in rows if not any(name in row for name in names)):
            continue
        if not headed and after and BEGINS_WITH_CAUSE.match(_plain(after.passage, after.span)):
            return [one, after]
        if CAUSE.search(text):
            return [one]
    return []


def _ends_alike(short: str, name: str) -> bool:
    """Whether a name is shortened to two of its words, the last among them: 智慧平台 of 智慧交通信息平台."""
    return short[:2] in name and short[-2:] == name[-2:] and in_order(short, name)


def _by_short_name(shelf: Shelf, asked: Asked) -> list[Sentence]:
    """The clauses that give a reason and call what was asked of by a part of its name that is no other row's."""
    names = {unquoted(name) for name in names_of(asked)}
    rows = {unquoted(f.label) for f in shelf.figures if shelf.of[f.passage_id].kind is PassageKind.TABLE_ROW}
    if late := _late_by_short_name(shelf, names, rows):
        return late
    found = []
    for passage in shelf.readable if LOW.search(asked.question) else ():
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        for span in sentence_spans(passage):
            for cut in clauses(passage.text, span):
                text = _plain(passage, cut)
                if not (CAUSE.search(text) or SLOW.search(text)) or not LITTLE.search(text):
                    continue
                shorts = [match["short"] for match in SHORT_NAME.finditer(text)]
                if any(_is_its_own(short, names, rows) for short in shorts):
                    found.append(Sentence(passage, cut, 1.0))
    return found[:2]


PROBLEMS = regex(r"问题|不足|原因")
FELL_SHORT = regex(
    r"周期长|时间长|跨年|拖|流失|迁往|迁出|外流|未|没|不|低|慢|滞后|偏|薄弱|老旧|困难|缺|少|流标|延|推迟|取消|超"
)
RUN = 3
"""Characters in a row that a problem's paragraph shares with the name of what it tells of."""


def _in_problems(shelf: Shelf, asked: Asked) -> list[Sentence]:
    """What a section of problems tells of the very thing: from the sentence that shares part of its name on.

    That part is of no other row of the report, so that the paragraph speaks of none of these; nothing is told where
    two paragraphs do.
    """
    names = {unquoted(name) for name in names_of(asked)}
    mine = {name[at : at + RUN] for name in names for at in range(len(name) - RUN + 1)}
    others = "|".join(
        fold(f.label)
        for f in shelf.figures
        if shelf.of[f.passage_id].kind is PassageKind.TABLE_ROW and not _of_one_subject(fold(f.label), names)
    )
    own = {run for run in mine if run not in others}
    found = []
    of_a_rise = HIGH.search(asked.question) and not LOW.search(asked.question)
    for passage in shelf.readable if own and not of_a_rise else ():
        if passage.kind is PassageKind.TABLE_ROW or not any(PROBLEMS.search(head) for head in passage.path):
            continue
        spans = list(sentence_spans(passage))
        told = [n for n, span in enumerate(spans) if any(run in _plain(passage, span) for run in own)]
        headed = any(run in unquoted(passage.path[-1]) for run in own)
        kept = spans if headed else spans[told[0] : told[0] + 3] if told else []
        headed = headed or (bool(told) and len(passage.path) > 1)  # the problem's own heading says that it is one
        text = "".join((passage.path[-1] if headed else "", *(_plain(passage, span) for span in kept)))
        if FELL_SHORT.search(text) and (len(kept) > 1 or CAUSE.search(text) or re.search("[,，;；]", text)):
            found.append([Sentence(passage, span, 1.0) for span in kept[:3]])
    return found[0] if len(found) == 1 else []


def _of_one_subject(label: str, names: Collection[str]) -> bool:
    """Whether a label speaks of what one of the names begins with: 智慧校园达标率, beside 智慧校园建设."""
    return any(DID.sub("", name)[: RUN + 1] in label for name in names)


DID = regex(r"^(?:建成|新建|建设|完成|开展|举办|维修|新增|组织|实施|推进)(?=.{4})")
"""What an indicator's name begins with that only says that it was done: 建成城乡公益性墓地."""


def _plain(passage: Passage, span: Span) -> str:
    return unquoted(passage.text[span.start : span.end])


def unquoted(text: str) -> str:
    """Return a folded text without its quotation marks."""
    return QUOTES.sub("", fold(text))


QUOTES = regex("[“”\"「」『』‘’']")


def _is_its_own(short: str, names: Collection[str], rows: Collection[str]) -> bool:
    """Whether a short name is part of a name, and of no row of the report's tables that is not that one's."""
    mine = [name for name in names if short in name and short != name]
    return bool(mine) and all(any(name in row for name in mine) for row in rows if short in row)


def names_of(asked: Asked) -> Iterator[str]:
    """What the figures are of: their labels without the measure, and each name that a label gives in brackets."""
    for label in dict.fromkeys((*(figure.label for figure in asked.figures), *asked.phrases)):
        bare = IN_BRACKETS.sub("", label)
        yield MEASURE.sub("", bare) or bare
        yield from IN_BRACKETS.findall(label)


def _the_other_way(question: str, text: str) -> bool:
    """Whether a reason is of a rise where a fall is asked about, or the other way round."""
    if LOW.search(question):
        return bool(HIGH.search(text)) and not LOW.search(text)
    return bool(HIGH.search(question) and LOW.search(text) and not HIGH.search(text))
