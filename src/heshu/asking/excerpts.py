"""From a plan to the words that back its answer: sections by heading, passages by likeness, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from heshu.asking.evidence import Shelf, longest, unspaced
from heshu.asking.likeness import Likeness
from heshu.asking.plan import Ask
from heshu.asking.terms import LIGHT, Named, content, pairs, telling
from heshu.folding import fold
from heshu.records import Passage, PassageKind, Section, Span

SHORT = 160
"""Characters up to which a passage is quoted whole."""
MEMBER = 30
"""Characters of a line that goes on with the list that the line before began."""
HEADING_EMPTY = re.compile(r"工作|完成|情况|方面|内容|分析|主要|存在|相关|具体|关于|简单|一节|年度|报告|的")
"""Words of headings that tell none from another."""
NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+[章部分篇]+|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．]|[①-⑳])\s*"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage that may answer, with the share of the question's weight that it holds."""

    passage: Passage
    span: Span
    score: float

    @property
    def text(self) -> str:
        """Its clean text."""
        return self.passage.text[self.span.start : self.span.end]


# ---------------------------------------------------------------- sections


def match_section(ask: Ask, shelf: Shelf) -> tuple[Section, float] | None:
    """The section whose heading the question names, and how much of the question lies beyond the heading."""
    ask = _last_named(ask)
    scored = [(_heading_score(ask, section, shelf), section) for section in shelf.sections if section.path]
    scored = [row for row in scored if row[0] > 0]
    if not scored:
        return None
    score, section = max(scored, key=lambda row: (row[0], -len(row[1].path), -row[1].ordinal))
    return section, score


def sections_asked(ask: Ask) -> list[Ask]:
    """Each of several sections that are asked for together (存在问题和改进措施), or the one."""
    sections = [named for named in ask.named if named.term.kind == "section"]
    between = [ask.words[one.end : other.start] for one, other in pairwise(sections)]
    if len({named.term.name for named in sections}) < 2 or not all(JOINED.fullmatch(words) for words in between):
        return [ask]
    return [replace(ask, named=(named,), rest=()) for named in sections]


def part_asked(ask: Ask, shelf: Shelf) -> Section | None:
    """Where a kind of section is asked for of one matter (内部审计的目标): the section that bears the matter's name.

    Problems and plans are told of all matters in a section of their own.
    """
    kinds = [named for named in ask.named if named.term.kind == "section"]
    beside = [named for named in ask.named if named not in kinds]
    if len(kinds) != 1 or kinds[0].term.name in TOLD_TOGETHER or not (beside or ask.rest):
        return None
    found = match_section(replace(ask, named=tuple(beside)), shelf)
    return found[0] if found and not _is_of(found[0], kinds[0]) else None


TOLD_TOGETHER = frozenset({"改进措施", "存在的主要问题", "存在问题"})
"""Terms of the sections that tell of all matters in one place."""


def _is_of(section: Section, named: Named) -> bool:
    heading = fold(section.path[-1])
    return any(name in heading for name in named.term.names)


def names_a_thing(named: Named, ask: Ask, shelf: Shelf) -> str:
    """The longer name in a question that only holds the words of a section's (月度支出情况汇报制度); else empty.

    It has to stand in a passage as it stands in the question, for more than the passage's own heading.
    """
    word = next((word for word in content(ask.words) if named.words in word and word != named.words), "")
    printed = word and any(word in unspaced(text) for text in shelf.folded.values())
    return word if printed and len(word) - len(named.words) >= LONGER else ""


LONGER = 2
"""Characters by which a thing's name is longer than the words of a section's that stand in it."""
JOINED = re.compile(r"(?:情况)?(?:和|与|及|以及|、|跟)(?:相应的?|其|对应的?)?")


INTERROGATIVE = re.compile(r"哪|什么|怎|啥|如何|谁")
"""Characters by which words that name a section ask for it (在哪里公开), and do not only speak of it."""


def _last_named(ask: Ask) -> Ask:
    """Of several sections named the last, where they are not joined: 针对查出来的毛病，下一步怎么改."""
    sections = [named for named in ask.named if named.term.kind == "section"]
    if len({named.term.name for named in sections}) < 2:
        return ask
    between = ask.words[sections[-2].end : sections[-1].start]
    asks = [bool(INTERROGATIVE.search(named.words)) for named in sections]
    if re.search(r"和|与|及|、|跟", between) and (any(asks[:-1]) or not asks[-1]):
        return ask
    return replace(ask, named=tuple(n for n in ask.named if n not in sections[:-1]))


def _heading_score(ask: Ask, section: Section, shelf: Shelf) -> float:
    heading = fold(NUMBERING.sub("", section.path[-1]))
    for named in ask.named:
        if named.term.kind == "section" and any(heading == name for name in named.term.names):
            return 2.0
        if named.term.kind == "section" and any(name in heading for name in named.term.names):
            return 1.5
    if any(heading.startswith(label) for label in headings_named(ask.words)):
        return 1.0
    heading = HEADING_EMPTY.sub("", heading)
    if not heading:
        return 0.0
    words = HEADING_EMPTY.sub(" ", " ".join([*(n.words for n in ask.named), *ask.rest]))
    words = " ".join(word for word in words.split() if not LIGHT.issuperset(word))
    wanted = pairs(words.split())
    if not wanted:
        return 0.0
    forward = shelf.weights.coverage(wanted, heading)
    backward = shelf.weights.coverage(pairs([heading]), words)
    return forward * backward if forward >= 0.8 and backward >= 0.5 else 0.0


NUMBERED = re.compile(
    r"(?P<what>任务|项目|目标|工作|措施)(?P<after>[一二三四五六七八九十])(?![个项条些定共起直般年季步])"
    r"|第(?P<before>[一二三四五六七八九十])(?:个|项|条|大)(?:重点|主要|核心)?(?P<of>任务|项目|目标|工作|措施)"
)


def headings_named(words: str) -> list[str]:
    """Give how headings begin that a question names by their number: 任务三, of 任务三 and of 第三项重点任务."""
    return [(m["what"] or m["of"]) + (m["after"] or m["before"]) for m in NUMBERED.finditer(words)]


# ---------------------------------------------------------------- enumerations

_MEMBER = r"[\u4e00-\u9fff（）()]{2,24}?"
ENUMERATED: tuple[tuple[frozenset[str], re.Pattern[str], re.Pattern[str]], ...] = (
    (
        frozenset({"所属单位", "机构设置"}),
        re.compile(r"下属|所属|直属|下面|下设|手下|管|二级|单位"),
        re.compile(
            rf"(?:下设|下辖|下属|所属|直属|管辖|包括|由)[^。；]{{0,16}}?(?:{_MEMBER}(?:本级|机关|局|中心|院|所|馆|站|队|园|学校)[、和及，])+"
            rf"{_MEMBER}(?:局|中心|院|所|馆|站|队|园|学校)|下[设辖属]{_MEMBER}(?:局|中心|院|所|馆|站|队|园|学校)"
        ),
    ),
    (
        frozenset({"机构设置"}),
        re.compile(r"内设|科|股|处室|庭"),
        re.compile(
            rf"(?:内设|机关设|全院设|设有?)[^。；]{{0,16}}?(?:{_MEMBER}(?:室|科|股|处|庭|部)[、和及，])+{_MEMBER}(?:室|科|股|处|庭|部)"
        ),
    ),
)
"""What a question asks a list of, by its terms and words, and how a sentence looks that gives one."""


SAYS_LIST = re.compile(
    r"(?:内设|下设|下属|列[明出举]|列一下|设置|叫|名字?|名单|名称|口径|范围|机构|部门|单位|科室|处室)+"
)
"""Words of a question that only say that a list is wanted."""


LEFT_OUT = re.compile(r"除去?了?[^,，]{1,10}?(?:(?:以外|之外|外)[,，]?|[,，])")
"""What a list is wanted without: 除了厅本级，还管着哪些单位."""


def enumeration_asked(ask: Ask) -> re.Pattern[str] | None:
    """How a sentence looks that gives the list which a question asks for; ``None`` where it asks for none."""
    terms = {named.term.name for named in ask.named}
    found = (listing for names, asked, listing in ENUMERATED if names & terms and asked.search(ask.words))
    return next(found, None)


def match_enumeration(listing: re.Pattern[str], ask: Ask, shelf: Shelf) -> list[Sentence]:
    """The first sentence of a report that gives a list, and speaks of what else is asked."""
    asked = LEFT_OUT.sub("", ask.words)
    beyond = [word for word in ask.rest if len(word) > 1 and word in asked and not SAYS_LIST.fullmatch(word)]
    for passage in shelf.readable:
        for span in sentence_spans(passage):
            text = shelf.folded[passage.id][span.start : span.end]
            if listing.search(text) and all(word in text for word in beyond):
                return [Sentence(passage, span, 1.0)]
    return []


# ---------------------------------------------------------------- passages

INTENDED = re.compile(r"下一步|往后|接下来|今后|以后|(?:准备|打算|计划|拟|将)(?:要)?(?:怎么|如何|采取|做|怎样)")
"""Words that ask what is going to be done, which a section of its own tells."""


def intended(ask: Ask, shelf: Shelf) -> list[Sentence]:
    """Of the section on what is to be improved the passage that bears on what is asked, with its sentences."""
    if not INTENDED.search(ask.words):
        return []
    plans = [section for section in shelf.sections if section.path and PLANS.search(section.path[-1])]
    wanted = replace(ask, rest=tuple(word for word in ask.rest if not INTENDED.search(word)))
    found = [match for section in plans[:1] for match in match_passages(wanted, shelf, section)]
    if not found or found[0].likeness.words + found[0].likeness.pieces < BEARS or _told_before(wanted, plans[0], shelf):
        return []
    return [Sentence(found[0].passage, span, 1.0) for span in sentence_spans(found[0].passage)]


def told_elsewhere(ask: Ask, shelf: Shelf) -> bool:
    """Whether a section is named in passing: it does not speak of the matter asked about, and another passage does.

    支付进度排在末尾的处室要怎么办 asks for no plans, 每个项目的绩效目标从哪几方面定 for no goals.  What the problems
    are is told in their own section, and if a matter is not there it has none.
    """
    kinds = [named for named in ask.named if named.term.kind == "section"]
    matter = [word for word in ask.rest if not NO_MATTER.fullmatch(word)]
    beside = telling([*(_printed(named, shelf) for named in ask.named if named not in kinds), *matter], shelf.weights)
    found = match_section(ask, shelf)
    if len(kinds) != 1 or kinds[0].term.name in PROBLEMS or len(beside) < MATTER or not found:
        return False
    plain = kinds[0].words in kinds[0].term.asked
    inside, outside = _most_inside_and_out(beside, found[0], shelf)
    return inside < SILENT and outside >= (SPEAKS_OF if plain else SPEAKS_CLEARLY)


def _most_inside_and_out(wanted: frozenset[str], section: Section, shelf: Shelf) -> tuple[float, float]:
    """The largest share of some pairs of characters that one passage of a section holds, and one outside it."""
    held: dict[bool, float] = {True: 0.0, False: 0.0}
    for passage, text in zip(shelf.readable, shelf.folded_readable, strict=True):
        inside = _inside(passage, section)
        held[inside] = max(held[inside], shelf.weights.coverage(wanted, text))
    return held[True], held[False]


NO_MATTER = re.compile(
    r"(?:包括|包含|涵盖|涉及|分为|属于|提出|制定|做|开展|进行|存在|完成|说明|介绍|列出|总结|概括|描述|落实|采取|打算|情况|工作|内容|方面|具体|主要|部门|单位|整体|总体|大致|基本|支出|绩效)+"
)
"""Words beside a section's name that name no matter of their own."""
MATTER = 2
"""Pairs of characters that name one."""
PROBLEMS = frozenset({"存在的主要问题", "存在问题"})
SILENT, SPEAKS_OF, SPEAKS_CLEARLY = 0.35, 0.5, 0.6
"""Share of the words of a matter up to which a section says nothing of it, and from which a passage does; the last
where the words are the section's own name."""


def _told_before(ask: Ask, plans: Section, shelf: Shelf) -> bool:
    """Whether a passage outside the plans speaks of all that is asked, and none inside of more than part of it."""
    matter = [word for word in ask.rest if not NO_MATTER.fullmatch(word)]
    spoken = telling([*(_printed(named, shelf) for named in ask.named), *matter], shelf.weights)
    inside, outside = _most_inside_and_out(spoken, plans, shelf)
    return outside >= ALL_OF_IT and inside <= PART_OF_IT


ALL_OF_IT, PART_OF_IT = 0.8, 0.55
PLANS = re.compile(r"改进措施|下一步|工作打算|整改|改进意见|工作计划|努力方向")
BEARS = 0.2
"""Confidence (of 2) in words and word pieces that a passage of plans must have to be the one asked about."""


def introduced(ask: Ask, shelf: Shelf) -> list[Sentence]:
    """The list that a sentence introduces by the name of a section which has no heading (主要职责有：), with it."""
    names = {name for named in ask.named if named.term.kind == "section" for name in (*named.term.names, named.words)}
    for place, passage in enumerate(shelf.readable):
        spans = sentence_spans(passage)
        text = shelf.folded[passage.id][spans[-1].start : spans[-1].end].rstrip() if spans else ""
        if not text.endswith(":") or not any(name in text for name in names):
            continue
        after = list(takewhile(lambda one: one.kind is PassageKind.LIST, shelf.readable[place + 1 :]))
        if after:
            return [Sentence(one, span, 1.0) for one in (*after,) for span in sentence_spans(one)]
    return []


NATURE = re.compile(
    r"是(?:一?[个家所座种])?(?:什么|啥|怎样|怎么样)样?(?:性质|级别|类型)?的?(?:单位|机构|部门|机关|学校|医院|法院|院校|组织)"
    r"|(?:什么|啥)(?:性质|级别|类型)|(?:单位|机构)性质|(?:机构|行政)级别"
)
"""Words that ask what kind of body a department is."""
IS = re.compile(r"^[^，,。；]{0,40}?(?:是|为|系|属于?)[\u4e00-\u9fff]")


def said_of_itself(ask: Ask, shelf: Shelf) -> list[Sentence]:
    """The first sentence in which a department says what it is, where that is asked."""
    if not NATURE.search(ask.words):
        return []
    for passage in shelf.readable:
        for span in sentence_spans(passage):
            text = shelf.folded[passage.id][span.start : span.end].strip()
            if (named := shelf.own.match(text)) and IS.match(text[named.end() :]):
                return [Sentence(passage, span, 1.0)]
    return []


@dataclass(frozen=True, slots=True)
class PassageMatch:
    """A passage that may answer in words, and how like the question it is."""

    passage: Passage
    likeness: Likeness

    @property
    def confidence(self) -> float:
        """How much speaks for it by itself, in [0, 3]: the three absolute parts together."""
        return self.likeness.words + self.likeness.pieces + self.likeness.whole


def match_passages(ask: Ask, shelf: Shelf, within: Section | None = None) -> list[PassageMatch]:
    """The passages of one report by their likeness to the question, best first; of a section only its own."""
    spoken = [*(_printed(named, shelf) for named in ask.named), *ask.rest]
    query, wanted = " ".join(spoken), pairs(spoken)
    if not wanted:
        return []
    shares = [shelf.weights.coverage(wanted, text) for text in shelf.folded_readable]
    found = [
        PassageMatch(passage, likeness)
        for passage, likeness in zip(shelf.readable, shelf.texts.compare(query, shares), strict=True)
        if within is None or _inside(passage, within)
    ]
    return sorted(found, key=lambda m: (-m.likeness.score, m.passage.ordinal))


def prints_a_term(ask: Ask, shelf: Shelf) -> bool:
    """Whether a report prints some name of a term that is asked about in other words."""
    return any(not shelf.prints(n.words) and any(shelf.prints(name) for name in n.term.names) for n in ask.named)


NEARLY = 0.45
"""Share of a name's character pairs that one passage must hold to speak of it (退回了资金 of 资金退回)."""


def _printed(named: Named, shelf: Shelf) -> str:
    """What a term is called in a report: by the words asked where it prints them, else by another of its names.

    Where it prints none, by the name of which some passage holds most.
    """
    if shelf.prints(named.words):
        return named.words
    names = sorted(named.term.names, key=longest, reverse=True)
    if printed := next((name for name in names if shelf.prints(name)), ""):
        return f"{named.words} {printed}"
    held, near = max(((_most_held(name, shelf), name) for name in names), key=lambda row: row[0])
    return near if held >= NEARLY else named.words


def _most_held(name: str, shelf: Shelf) -> float:
    """The largest share of a name that one passage holds."""
    wanted = pairs([name])
    return max((shelf.weights.coverage(wanted, text) for text in shelf.folded_readable), default=0.0)


def telling_sentences(ask: Ask, passage: Passage, shelf: Shelf) -> list[Sentence]:
    """The sentences of a passage that bear on the question, in order; all of a short one."""
    wanted = pairs([*(_printed(named, shelf) for named in ask.named), *ask.rest])
    text = shelf.folded[passage.id]
    found = [
        Sentence(passage, span, shelf.weights.coverage(wanted, unspaced(text[span.start : span.end])))
        for span in sentence_spans(passage)
    ]
    top = max(sentence.score for sentence in found)
    if (len(passage.text) <= SHORT and passage.kind is not PassageKind.LIST) or top == 0:
        return found
    chosen = [sentence for sentence in found if sentence.score >= 0.5 * top]
    return _with_members(chosen, found) if passage.kind is PassageKind.LIST else chosen


def _with_members(chosen: Sequence[Sentence], lines: Sequence[Sentence]) -> list[Sentence]:
    """The chosen lines of a list, each with those that go on with it: the further names behind 副组长：."""
    kept = []
    going_on = False
    for line in lines:
        headed = bool(re.search("[：:]", line.text))
        going_on = line in chosen if headed else going_on and len(line.text) <= MEMBER
        if line in chosen or going_on:
            kept.append(line)
    return kept


def _inside(passage: Passage, section: Section) -> bool:
    return section.span.start <= passage.span.start < section.span.end


def sentence_spans(passage: Passage) -> list[Span]:
    """The spans of a passage's whole sentences; of a list, its lines; a table row is one."""
    if passage.kind is PassageKind.TABLE_ROW:
        return [Span(0, len(passage.text))]
    pattern = (
        r"[^\n]+"
        if passage.kind in (PassageKind.LIST, PassageKind.TITLE)
        else r"[^。！？\n]*[。！？]+[”’」』）)]*|[^。！？\n]+$"
    )
    return [Span(m.start(), m.end()) for m in re.finditer(pattern, passage.text) if m.group().strip()]
