"""Which of several reports say of themselves that something is not well, or plan something.

哪两家在存在问题里说自己人手不够; 哪些部门资产管理做得不好; 哪个部门打算邀请第三方机构参与编审.  Problems and plans
stand in sections of their own, item by item: an item answers by its heading or its sentences, and no other passage
does, however like the question it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse
from heshu.asking.evidence.excerpts import Sentence, inside, sentence_spans
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.evidence.wide import WIDE
from heshu.asking.planning.scope import Scope
from heshu.asking.telling.remedies import ITEM, PLANS, PROBLEMS, is_headed
from heshu.asking.wording.terms import content, telling
from heshu.figures.numerals import counted
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, PassageKind, Section, Span, Status, Value

_ONE = r"(?:部门|单位|家|份报告|报告|机构)"
_WHO = (
    rf"(?:(?:这)?(?:[\d两二三四五六七八九十]+[家个份]{_ONE}?)?(?:里面?|中|当中)?[,，]?(?:都)?(?:有)?"
    rf"(?:哪(?:\d|一|几|两|三|四|些)?个?{_ONE}|哪些|谁))"
)
_IN_PROBLEMS = (
    r"(?:在|的)*(?:报告)?(?:的|里)?(?:存在的?)?(?:主要)?(?:问题|不足|短板)"
    r"(?:和不足|及原因(?:分析)?|部分|一节|一栏)?(?:里面?|中|当中|上)?"
)
_SAID = (
    r"(?:都|也|明确|自己|坦言)*"
    r"(?:说到?|提到了?|提及|谈到|讲到|写到|写了|写明|承认|反映了?|指出|表示|认为|检讨|存在|有)?"
    r"(?:自己|本部门|本单位|自身|单位|部门|存在|有|的|是)*"
)
_BADLY = (
    r"(?:(?:本身|自身)?没有?(?:做|管|搞|抓|干)[好到](?:位)?|(?:做|管|搞|抓|干)得?(?:还|很|比较)?(?:不(?:太)?(?:好|到位|够好|行|理想|规范)|差)"
    r"|(?:比较|较为?|还|很|有些)?(?:薄弱|不到位|不理想|不够好|有待(?:加强|提高|改进)|有(?:问题|不足|短板))|不好)"
)
_STAFF = r"(?:专业|专职|财务|会计|业务|技术|基层|一线|工作)*(?:人手|人员力量|人员|力量|人才|警力|师资|编制|人)"
_FEW = r"(?:不够用?|不足|短缺|紧缺|缺乏|太少|偏少|紧张|薄弱|匮乏|少)"
OF_STAFF = regex(
    rf"{_WHO}(?:{_IN_PROBLEMS})?{_SAID}(?P<what>{_STAFF}{_FEW}|缺(?:乏|少)?(?:专业|专职|财务|会计|业务|技术)*(?:人手?|人员|人才))(?:[、和,，]?(?:或者?)?{_STAFF}{_FEW})*(?:的?(?:问题|情况|困难))?(?:的)?[?？]?"
)
"""A question whose reports lack people."""
OF_MATTER = regex(
    rf"{_WHO}(?:{_IN_PROBLEMS})?{_SAID}(?P<what>[^,，、?？在说提]{{3,10}}?)(?:工作|方面)?{_BADLY}(?:的)?[?？]?"
)
"""A question whose reports say that a matter is not well, whatever ails it."""
OF_PLAN = regex(
    rf"{_WHO}(?:在|的)*(?:(?:改进措施|下一步(?:工作)?(?:打算|计划|措施)?|措施|报告)(?:里面?|中)?)?(?:都|也|说|提到|写到|明确)*"
    r"(?:打算|准备|拟|想要?|有意|下一步(?:打算|准备|计划|要|将)?|计划(?!完成|支出|数|目标|产出|执行|资金|任务)|(?:今后|以后|接下来|明年)(?:打算|准备|计划|要|将)?)要?"
    r"(?P<what>(?!.*(?:最|多少|几|率|超过|高于|低于|排|第[一二三]名)|的?(?:工作)?(?:改进|整改)?(?:措施|打算|计划|安排|意见|建议)[?？]?$)[^,，?？]{4,30}?)[?？]?"
)
"""A question which of several plan to do something."""
IN_PLANS = regex(
    rf"{_WHO}(?:在|的)*(?:改进措施|改进意见|整改措施|下一步(?:工作)?(?:打算|计划|措施|安排)|措施)(?:部分|一节)?(?:里面?|中|当中)?(?:都|也)?"
    r"(?:写到?了?|提到?了?|说到?了?|明确|提出|讲到?)(?:了|要|将)*(?P<what>(?!.*(?:最|多少|几))[^,，?？]{3,30}?)[?？]?"
)
"""The same of what stands in a section on plans that the question names."""
LACKS_STAFF = regex(
    r"(?:人手|人员|力量|人才|警力|师资|(?<!预算)(?<!绩效)(?<!目标)(?<!指标)(?<!计划)(?<!方案)编制|队伍|会计|修复师|教师|医生|护士|干部|专职[\u4e00-\u9fff]{0,4})(?:(?!经费|奖金|资金|待遇|意识|水平|素质|认识|能力|物质)[^,，。；;、]){0,6}(?:不够|不足|短缺|紧缺|缺乏|匮乏|偏少|较少|太少|薄弱|紧张|缺口)"
    r"|缺(?:乏|少|编)?(?:专业|专职|相应|必要|懂|既懂)[^,，。；;]{0,12}(?:人员|人才|人手)|缺编|(?:未|没有?)配[备齐](?:专职|专业)|人少事多|一人多岗"
)
"""How a report says that it lacks people."""
OF_KIND = regex(r"财务|会计|专业|技术|专职|警|师资|教师|医|修复|执法|复议")
"""What narrows down which people are lacking."""
_DONE = (
    r"重新|修订|修[改完]|制定|出台|建立|印发|完善|更新|成立|开展|实施|完成|健全|编制|引入|聘请|上线|启用|落实|公开|设立"
)
AS_PROBLEM = regex(  # 把…列成了短板
    rf"{_WHO}(?:在报告里|报告里)?(?:都|也|还)*把(?P<what>[^,，?？]{{3,30}}?)(?:都|也)?(?:列|写|当|看|算|归|视)(?:成|为|作|进|入|到)*了?(?:自己的?|本部门的?)?(?:主要|存在的?)?(?:问题|不足|短板|薄弱环节)(?:里|之一|中)?(?:的)?[?？]?"
)
"""A question which of several list something among their problems: 把留不住人列成了短板."""
DONE_OR_PLANNED = regex(
    rf"(?P<what>[^,，?？]{{3,14}}?)(?:这件事|这项工作|这方面|方面|上|的?工作|的?事)?[,，]{_WHO}(?:在|今年|当年)*(?:已经?|就)(?P<done>[^,，?？]{{2,16}}?)(?:了|的)?(?:[,，]|而)+"
    r"(?:哪(?:一|几|些)?个?(?:部门|单位|家)|谁)(?:又|则|还|仍|仍然|却)*(?:只|仅|停留?|列|写|放|处|是|在|到)*(?:下一步|今后|以后|计划|打算|改进措施|措施)[^,，?？]{0,10}[?？]?"
)
"""A question which of several have done a thing, and which only plan it."""
NAMED, PLANNED = 0.8, 0.7
"""Share of a matter, and of what is planned, that an item must hold."""
SHORT = 22
"""Characters of a sentence that only names what the next one tells."""


@dataclass(slots=True)
class Item:
    """An item of a list in a section: the heading of its own, if it has one, and its sentences."""

    heading: Section | None
    sentences: list[Sentence]

    @property
    def lead(self) -> str:
        """What names it: its heading, or its first sentence."""
        return fold(self.heading.path[-1] if self.heading else self.sentences[0].text)


_Told = Callable[[Shelf], list[tuple[Section | None, Sentence]]]


def told(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The reports that say so, each with what says it; ``None`` where no such question is asked."""
    if not 1 < len(where.reports) <= WIDE:
        return None
    words = where.unmarked.strip(" 的,，、和与跟以及")
    words = re.sub(r"^(?:这?(?:里面?|中|当中|之中))?[,，]?", "", words)
    cards = [solver.library.card_of[report] for report in where.reports]
    if either := DONE_OR_PLANNED.fullmatch(words):
        return _done_or_planned(solver, question, either, cards)
    say = _asked(words)
    if say is None:
        return None
    found = [(card, rows) for card in cards if (rows := say(solver.shelf(card.id)))]
    if not found:
        return refuse(question, f"范围内的{len(cards)}份报告都没有这样写。")
    citer = Citer(solver.library)
    lines = [
        f"{display_name(card.department)}：{''.join(_line(heading, sentence, citer) for heading, sentence in rows[:2])}"
        for card, rows in found[:SHOWN]
    ]
    text = f"{len(cards)}份报告中有{len(found)}份写到：\n" + "\n".join(lines)
    number = re.search(r"(?:有几|多少)(?P<unit>[家个份])", question)
    values = (Value(str(len(found)), number["unit"]),) if number else ()
    return Answer(question, Status.ANSWERED, text, values, tuple(citer.found), plan="查原文〔哪些报告〕")


def _asked(words: str) -> _Told | None:
    """What looks into a report for what (folded) words ask; ``None`` where they ask for no problem and no plan."""
    if staff := OF_STAFF.fullmatch(words):
        kind = OF_KIND.search(staff["what"])
        return lambda shelf: _lacking(shelf, kind.group() if kind else "")
    if matter := OF_MATTER.fullmatch(words):
        return lambda shelf: _ailing(shelf, matter["what"])
    if listed := AS_PROBLEM.fullmatch(words):
        return lambda shelf: _listed(shelf, EITHER.split(listed["what"]))
    if plan := OF_PLAN.fullmatch(words) or IN_PLANS.fullmatch(words):
        return lambda shelf: _planned(shelf, plan["what"])
    return None


def _done_or_planned(solver: Solver, question: str, asked: re.Match[str], cards: Sequence[Card]) -> Answer | None:
    """Who says, outside of problems and plans, that a thing was done, and who says in plans that it will be."""
    verbs = re.findall(_DONE, asked["done"])
    if not verbs:
        return None
    citer = Citer(solver.library)
    done: list[tuple[Card, list[tuple[Section | None, Sentence]]]] = []
    planned: list[tuple[Card, list[tuple[Section | None, Sentence]]]] = []
    for card in cards:
        shelf = solver.shelf(card.id)
        matter = telling(content(f"{asked['what']} {' '.join(verbs)}"), shelf.weights)
        held = sorted(
            (-shelf.weights.coverage(matter, fold(one.text)), n, one)
            for n, one in enumerate(_told_as_done(shelf))
            if any(verb in one.text for verb in verbs)
        )
        if held and -held[0][0] >= PLANNED:
            done.append((card, [(None, held[0][2])]))
        elif rows := [row for row in _planned(shelf, asked["what"]) if _holds(verbs, row)]:
            planned.append((card, rows))
    if not done and not planned:
        return None
    lines = []
    for said, rows_of in (("已经做的", done), ("写在下一步打算里的", planned)):
        lines.append(f"{said}：" if rows_of else f"没有查到{said}。")
        for card, rows in rows_of[:SHOWN]:
            heading, sentence = rows[0]
            lines.append(f"{display_name(card.department)}：{_line(heading, sentence, citer)}")
    return Answer(question, Status.ANSWERED, "\n".join(lines), (), tuple(citer.found), plan="查原文〔哪些报告〕")


def _holds(verbs: Sequence[str], row: tuple[Section | None, Sentence]) -> bool:
    text = fold(f"{row[0].path[-1] if row[0] else ''}{row[1].text}")
    return any(verb in text for verb in verbs)


def _told_as_done(shelf: Shelf) -> list[Sentence]:
    """The sentences of a report outside of its problems, its plans and its tables."""
    return [
        Sentence(passage, span, 1.0)
        for passage in shelf.readable
        if passage.kind is not PassageKind.TABLE_ROW
        and not any(PLANS.search(heading) or PROBLEMS.search(heading) for heading in passage.path)
        for span in sentence_spans(passage)
    ]


def _lacking(shelf: Shelf, kind: str) -> list[tuple[Section | None, Sentence]]:
    """What says among a report's problems that people are lacking, of a kind where one is asked for."""
    found: list[tuple[Section | None, Sentence]] = []
    for item in _items(shelf, PROBLEMS, PLANS):
        held = [
            one for one in item.sentences if (said := LACKS_STAFF.search(fold(one.text))) and _near(kind, one, said)
        ]
        if LACKS_STAFF.search(item.lead) and kind in item.lead:
            found.append((item.heading, _opening(item)))
        elif held:
            found.append((None, held[0]))
    return found


def _near(kind: str, sentence: Sentence, said: re.Match[str]) -> bool:
    return kind in fold(sentence.text)[max(0, said.start() - len("二级单位专业技术")) : said.end()]


def _ailing(shelf: Shelf, what: str) -> list[tuple[Section | None, Sentence]]:
    """The problems of a report whose heading, or first sentence, names a matter."""
    matter = telling(content(what), shelf.weights)
    items = _items(shelf, PROBLEMS, PLANS) if matter else []
    return [(i.heading, _opening(i)) for i in items if shelf.weights.coverage(matter, i.lead) >= NAMED]


EITHER = regex(r"[,，]?(?:或者是?|或是|抑或)|(?<=..)或(?!许|多|缺)(?=..)")


def _listed(shelf: Shelf, names: Sequence[str]) -> list[tuple[Section | None, Sentence]]:
    """The problems of a report that are one of several things, by their name and what is told of them."""
    wanted = [telling(content(name), shelf.weights) for name in names]
    found: list[tuple[Section | None, Sentence]] = []
    for item in _items(shelf, PROBLEMS, PLANS):
        whole = fold(item.lead + "".join(one.text for one in item.sentences))
        for matter in wanted:
            if matter and shelf.weights.coverage(matter, whole) >= LISTED and shelf.weights.coverage(matter, item.lead):
                found.append((item.heading, _opening(item)))
                break
    return found


LISTED = 0.55
"""Share of a matter that a problem must hold which is listed under a name like it."""


def _planned(shelf: Shelf, what: str) -> list[tuple[Section | None, Sentence]]:
    """The sentences of a report's plans that hold what is going to be done."""
    wanted = telling(content(what), shelf.weights)
    found: list[tuple[Section | None, Sentence]] = []
    for item in _items(shelf, PLANS, PROBLEMS) if wanted else ():
        held = [one for one in item.sentences if shelf.weights.coverage(wanted, fold(one.text)) >= PLANNED]
        if held:
            found.append((None, held[0]))
        elif item.heading and shelf.weights.coverage(wanted, item.lead) >= PLANNED:
            found.append((item.heading, item.sentences[0]))
    return found


def _opening(item: Item) -> Sentence:
    """An item's first sentence, with the next where it only names the problem."""
    first, *more = item.sentences
    if item.heading is None and more and len(first.text.strip()) <= SHORT and more[0].passage.id == first.passage.id:
        return Sentence(first.passage, Span(first.span.start, more[0].span.end), 1.0)
    return first


def _line(heading: Section | None, sentence: Sentence, citer: Citer) -> str:
    named = f"{heading.path[-1]}：" if heading else ""
    return f"{named}{sentence.text.strip()}{citer.cite(sentence.passage, sentence.span, heading)}"


def problems(shelf: Shelf) -> tuple[list[Item], int]:
    """The problems that a report lists one by one, and how many; none where no numbers of one kind tell them apart."""
    items = _items(shelf, PROBLEMS, PLANS)
    marks = [match.group().strip() if (match := ITEM.match(item.lead)) else "" for item in items]
    kinds = {PLACE.sub("x", mark) for mark in marks}
    if len(items) > 1:
        places = [counted(place.group()) if (place := PLACE.search(mark)) else 0 for mark in marks]
        listed = len(kinds) == 1 and places == list(range(1, len(items) + 1))
        return (items, len(items)) if listed else ([], 0)
    text = fold("".join(sentence.text for item in items for sentence in item.sentences))
    last = 0
    for numeral in NUMERALS:  # 一是…；二是… in one sentence
        if (at := text.find(f"{numeral}是")) < 0:
            break
        text, last = text[at:], last + 1
    return (items, last) if last > 1 and marks[0] == "一是" else ([], 0)


NUMERALS = "一二三四五六七八九十"
PLACE = regex(rf"\d+|[{NUMERALS}]+")
"""What of an item's mark tells its place."""


def _items(shelf: Shelf, headed: re.Pattern[str], other: re.Pattern[str]) -> list[Item]:
    """The items of the sections that are headed so and not otherwise."""
    tops = [one for one in shelf.sections if is_headed(one, headed, other)]
    of = {section.path: section for section in shelf.sections}
    items: list[Item] = []
    under: Section | None = None
    for passage in shelf.readable:
        top = next((one for one in tops if inside(passage, one)), None)
        if top is None or passage.kind is PassageKind.TABLE_ROW:
            continue
        heading = of.get(passage.path) if passage.path != top.path else None
        for span in sentence_spans(passage):
            sentence = Sentence(passage, span, 1.0)
            begins = bool(ITEM.match(fold(sentence.text)))
            if items and not begins and heading == under:
                items[-1].sentences.append(sentence)
            else:  # where an item begins under the heading of the one before it, the heading is not its own
                items.append(Item(None if items and heading == under else heading, [sentence]))
            under = heading
    return items
