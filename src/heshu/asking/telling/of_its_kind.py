"""What a question in words asks for by its kind, where one sentence of a report is of that kind.

A document's number; what is done with who falls under a line; why a thing was not finished; what people complain of;
what a department asks of whom; the four words that begin alike.

Likeness finds such a sentence badly: a table's row repeats the question's words and says nothing of the reason.  So
sentences are first sorted by how they look, and only among those of the kind is the one chosen that speaks of the
matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from heshu.asking.evidence.compose import Citer, refuse, say_sentences, who
from heshu.asking.evidence.excerpts import Sentence, sentence_spans
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.evidence.wide import WIDE
from heshu.asking.planning.scope import Scope
from heshu.asking.telling.reasons import CAUSE, MEASURE
from heshu.asking.telling.remedies import PLANS
from heshu.asking.wording.terms import content, telling
from heshu.figures.numerals import counted
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Passage, PassageKind, Span, Status

_HOW = r"(?:怎么|如何|怎样|咋)(?:样)?(?:去|来|着手)?"
_TREAT = r"(?:处理|处置|办|对待|应对|纠正|整改|处罚|惩罚|惩戒|罚|收拾)"
_FINISHED = (
    r"(?:完工|竣工|完成|建成|修[完好通]|建[完好]|改造完|改完|办[完成]|做[完成]|干完|通车|开工|投[用运]|交付|验收|接收完"
    r"|花完|用完|支出去|付出去|启用|上线|达标|达到(?:目标|要求)?)"
)
_NOT = r"(?:没有?能?|未能?|尚未|还没有?|没能够?|不能)"
_LEVEL = r"[市县区省旗州盟镇乡]"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of question: what asks, with its ``what``; how a sentence looks that answers; how much it must hold.

    ``only`` is how much where no other sentence of the report is of the kind.
    """

    name: str
    asks: re.Pattern[str]
    looks: Callable[[str], object]
    enough: float
    only: float
    numbers: bool = False
    plans: bool = True


NUMBER_OF = r"[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\s*第?\d+\s*号"
TREATED = regex(
    r"压[减缩]|约谈|扣[减除]|核减|收回|调减|削减|通报|取消|暂停|停止|问责|追责|整改|纠正|调整|清退|不予|不再|不得|挂钩|督促|限期|退回|统筹使用|优先|重点(?:核查|监控|督办)"
)
NOT_FINISHED = regex(
    rf"{_NOT}[^,，。；;]{{0,8}}{_FINISHED}|(?:进度|推进|支付|进展)[^,，。；;]{{0,4}}(?:滞后|偏慢|缓慢|较慢)|推迟|延期|搁置|未达|未按|低于(?:目标|年度|预期|指标|年初)|有差距"
)
COMPLAINED = regex(
    r"反映(?:较多|最多|较为?集中|比较集中|集中|突出|强烈|的?(?:主要|突出)?(?:问题|意见))|意见(?:[较最]?为?集中|主要|多为|大多)|不满意?的?(?:主要|原因|集中|地方|方面|因素|是)"
    r"|(?:主要|普遍|集中)(?:不满|反映)|抱怨|满意度[^,，。；]{0,10}(?:偏低|不高|较低|未达标?)[^。；]{0,6}(?:主要|原因|因)"
)
REQUESTED = regex(
    rf"(?:建议|恳请|请求|希望|呼吁|提请|(?<![申邀聘])请)[^,，。；;]{{0,6}}?(?:{_LEVEL}|上级|本级|各?级)?(?:委|政府|财政|主管|人社|编制|组织|发改|有关|相关|部门|局)"
)
KINDS: tuple[_Kind, ...] = (
    _Kind(
        "文号",
        regex(
            r"(?P<what>.*?)(?:的)?(?:(?:通知|文件|办法|意见|方案|发文)?的?文号|(?:文件|通知|办法|意见)的?(?:编号|号码|文件号)|第?(?:几|多少)号(?:文件|文))(?:是|为)?(?:多少|什么|几号?|哪个)?[?？]?(?P<more>)"
            r"|(?P<of>.*?)(?:哪|什么)(?:个|份|一份|一个)?(?:文件|通知)(?:来|去)?(?P<done>布置|部署|安排|要求|组织|开展|下达|下发|通知|做)?(?:的)?[?？]?"
            r"|(?P<under>.*?)(?:依据|根据|按照)的?(?:文件|通知)(?:叫什么|是什么|是哪一?[个份])(?:名字|名称)?[?？]?"
        ),
        regex(NUMBER_OF).search,
        0.5,
        0.2,
    ),
    _Kind(
        "处理",
        regex(
            rf"(?P<what>.{{3,}}?)[,，]?(?:报告里?|各自|各|分别|都|又|一般|部门|单位|自己)*(?:说|规定|写明|明确)?(?:要|会|将|准备|打算|计划|拟|应|该|应该|是|被|给)*(?:{_HOW}{_TREAT}|有(?:什么|哪些|啥)(?:后果|惩罚|处罚|处理(?:办法|措施)?|说法|惩戒)|(?:怎样|怎么样)处理|(?:受|受到|面临)(?:什么|哪些)(?:后果|处罚|处理))(?:的|他们|它们|呢)*[?？]?"
        ),
        TREATED.search,
        0.5,
        0.5,
        numbers=True,
    ),
    _Kind(
        "体系",
        regex(
            r"(?P<what>.{3,}?)(?:是)?(?:按照?|依照?|以|依据|根据)(?:什么|哪(?:个|种|一种)|何种|怎样的)(?:样的)?(?P<kind>体系|框架|结构|思路|层次|逻辑|链条|路径|模式)(?:来|去)?(?:建|设|制|编|定|分|构|做|搭)[^,，]{0,6}[?？]?"
        ),
        regex(
            r"(?:按照?|依照?|以|遵循|围绕|构建|形成)[^,，。；]{2,40}(?:体系|框架|结构|思路|层次|逻辑|链条|路径|模式)"
        ).search,
        0.5,
        0.5,
    ),
    _Kind(
        "未完",
        regex(
            rf"(?P<what>[^,，?？]{{3,30}}?)(?:怎么|为什么|为啥|为何|咋)(?:会|还|一直|迟迟|就|至今|到现在|都|又)*{_NOT}(?:按[时期]|如期|全部|全)*(?P<done>{_FINISHED}|[修建办做干]完?)(?:了|的|呢|啊)*[?？]?"
            rf"|(?P<of>[^,，?？]{{3,30}}?)(?:还|仍|尚)?(?:有|剩)?(?:一?[几多两\d]+[十百]?多?[户家个处项座条件])?(?:一?直|迟迟|都|还)*{_NOT}(?:按[时期]|如期|全部|全)*(?:{_FINISHED}|[修建办做干]完?)[,，]?(?:到底|究竟|主要|都|是)*(?:卡|难|堵|耽误|耽搁|差|问题出|毛病出|症结)在?(?:哪|什么|何处)[^,，]{{0,6}}[?？]?"
        ),
        NOT_FINISHED.search,
        0.6,
        0.6,
        plans=False,
    ),
    _Kind(
        "意见",
        regex(
            r"(?P<what>.*?)[,，]?(?:主要|最|到底|究竟|都|还|集中)*(?:不满意?|不高兴|抱怨|有意见|意见)(?:主要|最|都|集中|较为?)*(?:的)?(?:地方|方面|原因|问题)?(?:是|集中|体现|表现|出)?(?:在|于)?(?:哪里|哪儿|哪些(?:地方|方面)?|哪方面|什么(?:地方|方面)?|何处|啥)[?？]?"
        ),
        COMPLAINED.search,
        0.5,
        0.0,
        plans=False,
    ),
    _Kind(
        "建议",
        regex(
            rf"(?P<what>.*?)(?:向|对|跟|请|要|希望|建议|要求)(?P<whom>{_LEVEL}?(?:本?级)?(?:财政(?:局|部门)?|政府|委|主管部门|上级(?:部门)?|人社(?:局|部门)?|编办|发改(?:委|局)))(?:提|出|反映|做)*(?:出|了|过)*(?:的)?(?:什么|哪些|啥|何种|一?些什么)(?:样的)?(?:要求|建议|请求|诉求|意见|申请|希望|期望|条件|支持|帮助|事)(?:[,，](?P<more>[^?？]*))?[?？]?"
        ),
        REQUESTED.search,
        0.0,
        0.0,
    ),
    _Kind(
        "几个字",
        regex(
            r"(?P<what>.*?)(?:是|要|做到|实现|达到|坚持)*(?:的)?(?:哪|什么)?(?P<many>[两二三四五六七八九]|\d)个[“”\"「『‘’']?(?P<word>[\u4e00-\u9fff]{1,2}?)[“”\"」』‘’']?(?:分别|各|都)?(?:是|指|包括|指的是)?(?:哪些|什么|哪[两二三四五六七八九几]个)?[?？]?"
        ),
        bool,
        0.0,
        0.0,
    ),
)
"""What is asked by its kind, tried from the top."""
ASKS_ONE = regex(r"文|哪|什么|怎|咋|如何|为何|为啥|啥|几|多少|何处|[两二三四五六七八九]个")
"""What any of them holds: a cheap test before the others."""
FIGURES = regex(r"\d[\d,.]*%?")
AROUND = regex(
    r"^(?:写|引|做|填)?[^,，]{0,12}(?:要|得|需要?)(?:引|写|填|用|附)(?:上|明)?[^,，]{0,6}[:：,，]"
    r"|报告(?:最后|里|中)?|这次|本次|一旦|要是|如果|假如|凡是?|年中|这条线|这?一?条线|当(?:一条|成)|都?拿|低于|不到|达不到|未达到?|不足|超过"
    r"|几十|十几|几百|还有|尚有|剩下?的?|一直|至今|(?:市|县|区|省|旗)?财政局?的?|通知|文件|布置|部署|安排|依据|根据|按照?|查出|查到|发现|对于?"
)
"""Words around the matter that the sentence need not hold."""
CLEAR = 0.1
WITHIN = regex(r"职工|员工|教职工|教师|老师|干部|医护|队员|运动员|内部")
"""Who belong to a department: what they complain of is not what those complain of whom it serves."""
SHOWN = 2
"""Sentences that answer one report."""


def told(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The sentences of each department named that are of the kind asked for; ``None`` where one of them has none."""
    if not where.held or not ASKS_ONE.search(where.marked):
        return None
    cards = [solver.library.card_of[report] for report in where.reports]
    if not cards or len(cards) > (MOST if where.named else WIDE):
        return None
    if where.named and len({card.department for card in cards}) != len(cards):
        return None
    words = where.unmarked.strip(" 的,，、和与跟:：")
    for kind in KINDS:
        if match := kind.asks.fullmatch(words):
            if kind.name == "几个字" and match["word"] not in QUOTED.findall(question):
                continue
            if not where.named:
                cards = _alone(solver, kind, match, cards)
            return _said(solver, question, kind, match, cards) if cards else None
    return None


def _alone(solver: Solver, kind: _Kind, match: re.Match[str], cards: Sequence[Card]) -> list[Card]:
    """The one report of those in scope that tells why a thing is not finished that no other speaks of."""
    if kind.name != "未完":
        return []
    found = [card for card in cards if _found(kind, match, solver.shelf(card.id))]
    what = "".join(content(fold(match["what"] or match["of"])))
    return found if len(found) == 1 and any(what in text for text in solver.shelf(found[0].id).folded_readable) else []


NEVER_ELSE = {"文号": "文号", "意见": "主要的意见或者不满意的地方"}
"""What nothing else in a report tells, where no sentence of the kind does."""
NAMED_SO = regex("文号|编号|号码|号文|不满|不高兴|抱怨|有意见")
"""How a question must name that kind."""
MOST = 6
"""Departments that are told of together."""


def _said(solver: Solver, question: str, kind: _Kind, match: re.Match[str], cards: Sequence[Card]) -> Answer | None:
    citer = Citer(solver.library)
    lines = []
    for card in cards:
        found = _found(kind, match, solver.shelf(card.id))
        if not found and len(cards) == 1 and kind.name in NEVER_ELSE and NAMED_SO.search(match.group()):
            return refuse(question, f"{who(card)}的报告里没有写明{NEVER_ELSE[kind.name]}。")
        if not found:
            return None
        lines.append(_say(kind, found, card, citer, solver.shelf(card.id)))
    return Answer(question, Status.ANSWERED, "\n".join(lines), (), tuple(citer.found), plan=f"查原文〔{kind.name}〕")


def _say(kind: _Kind, found: Sequence[Sentence], card: Card, citer: Citer, shelf: Shelf) -> str:
    """The sentences, and the heading over one that alone says why: 业务培训受疫情影响未按计划开展."""
    one = found[0]
    heading = next((section for section in shelf.sections if section.path == one.passage.path), None)
    if kind.name != "未完" or heading is None or kind.looks(fold(one.text)) or len(found) > 1:
        return say_sentences(found, card, citer)
    return f"{who(card)}：{heading.path[-1]}：{one.text.strip()}{citer.cite(one.passage, one.span, heading)}"


def _found(kind: _Kind, match: re.Match[str], shelf: Shelf) -> list[Sentence]:
    """The sentences of a report that are of a kind and speak most of what is asked."""
    groups = match.groupdict()
    what = groups["what"] or groups.get("of") or groups.get("under") or ""
    if kind.name == "几个字":
        return _members(groups, shelf)
    if kind.name == "未完" and not content(MEASURE.sub("", fold(what).strip(" 的"))):
        return []  # 执行率为什么没达到目标 asks of the whole, which rules of their own answer
    rows = [(one, text) for one, text in _sentences(shelf, plans=kind.plans) if kind.looks(_looked_at(kind, one, text))]
    if kind.numbers:
        limits = FIGURES.findall(what)
        rows = [row for row in rows if all(re.search(rf"(?<![\d.]){re.escape(n)}", row[1]) for n in limits)]
        rows = rows if not limits else [row for row in rows if UNDER.search(row[1])]
        what = FIGURES.sub(" ", what)
        if limits and len(rows) == 1:
            return [rows[0][0]]
    if kind.name == "意见":
        inner = bool(WITHIN.search(what))
        rows = [(one, text) for one, text in rows if bool(WITHIN.search(_around(one) + text)) is inner]
    if groups.get("whom"):
        rows = [row for row in rows if groups["whom"].strip("市县区省旗州盟镇乡局部门").rstrip("级") in row[1]]
        if AMOUNT_ASKED.search(groups.get("more") or ""):
            rows = [row for row in rows if re.search(r"\d\s*[万亿]?元", row[1])]
        return [one for one, _ in rows][:SHOWN]
    matter = telling(content(AROUND.sub(" ", what)), shelf.weights)
    scored = sorted(
        ((shelf.weights.coverage(matter, f"{_around(one)},{text}"), one, text) for one, text in rows),
        key=lambda row: (-row[0], not CAUSE.search(row[2])),
    )
    if not scored or (not matter and len(scored) > 1):
        return []
    least = kind.only if len(scored) == 1 else kind.enough
    near = [row for row in scored if row[0] >= max(least, scored[0][0] - CLEAR)]
    if kind.name == "处理":  # the sentence itself before one that goes on with it
        near.sort(key=lambda row: -shelf.weights.coverage(matter, row[2]))
    return [one for _, one, _ in near][:1]


def _looked_at(kind: _Kind, sentence: Sentence, text: str) -> str:
    """What of a sentence tells its kind: that something was not finished may stand in its heading alone."""
    return f"{fold(''.join(sentence.passage.path[-1:]))},{text}" if kind.name == "未完" else text


UNDER = regex(r"低于|不到|不足|未达|高于|超过|小于|大于|以下|以上|达到|达不到|不低于|不高于|≥|≤|<|>")
AMOUNT_ASKED = regex(r"多少|几|钱")


def _sentences(shelf: Shelf, *, plans: bool) -> Iterator[tuple[Sentence, str]]:
    """A report's sentences, folded, without the rows of tables, and without its plans where they say nothing of it."""
    for passage in shelf.readable:
        if passage.kind is PassageKind.TABLE_ROW or (not plans and PLANS.search("".join(passage.path[-1:]))):
            continue
        for span in sentence_spans(passage):
            yield Sentence(passage, span, 1.0), fold(passage.text[span.start : span.end])


def _around(sentence: Sentence) -> str:
    """The heading over a sentence and the sentence before it, which name what it goes on with."""
    passage: Passage = sentence.passage
    before = [span for span in sentence_spans(passage) if span.end <= sentence.span.start]
    last = passage.text[before[-1].start : before[-1].end] if before else ""
    return fold(f"{''.join(passage.path[-1:])},{last}")


QUOTED = regex(r"[“\"「『‘']([^“”\"「」『』‘’']+)[”\"」』’']")


def _members(groups: dict[str, str], shelf: Shelf) -> list[Sentence]:
    """The sentence that lists as many words with one character (全方位、全过程、…) as are asked for."""
    number, word = counted(groups["many"]), groups["word"]
    rest = r"[\u4e00-\u9fff]{1,6}"
    one = rf"(?:{word}{rest})"
    listed = re.compile(rf"(?<![\u4e00-\u9fff]){one}(?:[、,，和]{one}){{{number - 1}}}(?![、\u4e00-\u9fff])")
    for passage in shelf.readable:
        for span in sentence_spans(passage):
            text = fold(passage.text[span.start : span.end])
            if listed.search(text):
                return [Sentence(passage, Span(span.start, span.end), 1.0)]
    return []
