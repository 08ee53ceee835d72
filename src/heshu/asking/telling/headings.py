"""Which section a question means: by its heading, its number or its matter, or none that it only speaks of."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from heshu.asking.evidence.excerpts import Sentence, inside, match_passages, printed, sentence_spans
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.intentions import INTENDED
from heshu.asking.wording.terms import LIGHT, Named, content, pairs, telling
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Section

HEADING_EMPTY = regex(r"工作|完成|情况|方面|内容|分析|主要|存在|相关|具体|关于|简单|一节|年度|报告|的")
"""Words of headings that tell none from another."""
NUMBERING = regex(
    r"^(?:第[一二三四五六七八九十\d]+[章部分篇]+|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．]|[①-⑳])\s*"
)


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
JOINED = regex(r"(?:情况)?(?:和|与|及|以及|、|跟)(?:相应的?|其|对应的?)?")


INTERROGATIVE = regex(r"哪|什么|怎|啥|如何|谁")
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


NUMBERED = regex(
    r"(?P<what>任务|项目|目标|工作|措施)(?P<after>[一二三四五六七八九十])(?![个项条些定共起直般年季步])"
    r"|第(?P<before>[一二三四五六七八九十])(?:个|项|条|大)(?:重点|主要|核心)?(?P<of>任务|项目|目标|工作|措施)"
)


def headings_named(words: str) -> list[str]:
    """Give how headings begin that a question names by their number: 任务三, of 任务三 and of 第三项重点任务."""
    return [(m["what"] or m["of"]) + (m["after"] or m["before"]) for m in NUMBERED.finditer(words)]


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
    beside = telling([*(printed(named, shelf) for named in ask.named if named not in kinds), *matter], shelf.weights)
    found = match_section(ask, shelf)
    if len(kinds) != 1 or kinds[0].term.name in PROBLEMS or len(beside) < MATTER or not found:
        return False
    plain = kinds[0].words in kinds[0].term.asked
    within, outside = _most_inside_and_out(beside, found[0], shelf)
    return within < SILENT and outside >= (SPEAKS_OF if plain else SPEAKS_CLEARLY)


def without_section(ask: Ask) -> Ask:
    """A question whose section is only spoken of: its words are words like others, but for those that ask."""
    kinds = [named for named in ask.named if named.term.kind == "section"]
    spoken = [named.words for named in kinds if not INTERROGATIVE.search(named.words)]
    beside = tuple(named for named in ask.named if named not in kinds)
    return replace(ask, named=beside, rest=(*spoken, *ask.rest))


def _most_inside_and_out(wanted: frozenset[str], section: Section, shelf: Shelf) -> tuple[float, float]:
    """The largest share of some pairs of characters that one passage of a section holds, and one outside it."""
    held: dict[bool, float] = {True: 0.0, False: 0.0}
    for passage, text in zip(shelf.readable, shelf.folded_readable, strict=True):
        within = inside(passage, section)
        held[within] = max(held[within], shelf.weights.coverage(wanted, text))
    return held[True], held[False]


NO_MATTER = regex(
    r"(?:包括|包含|涵盖|涉及|分为|属于|提出|制定|做|开展|进行|存在|完成|说明|介绍|列出|总结|概括|描述|落实|采取|打算|情况|工作|内容|方面|具体|主要|部门|单位|整体|总体|大致|基本|支出|绩效"
    r"|依据|根据|要求|规定|标准|作用|成效|效果|目的|意义|特点|进展|结果|成绩|任务)+"
)
"""Words beside a section's name that name no matter of their own."""
MATTER = 1
"""Pairs of characters that name one."""
PROBLEMS = frozenset({"存在的主要问题", "存在问题"})
SILENT, SPEAKS_OF, SPEAKS_CLEARLY = 0.35, 0.5, 0.6
"""Share of the words of a matter up to which a section says nothing of it, and from which a passage does; the last
where the words are the section's own name."""


def _told_before(ask: Ask, plans: Section, shelf: Shelf) -> bool:
    """Whether a passage outside the plans speaks of all that is asked, and none inside of more than part of it."""
    matter = [word for word in ask.rest if not NO_MATTER.fullmatch(word)]
    spoken = telling([*(printed(named, shelf) for named in ask.named), *matter], shelf.weights)
    within, outside = _most_inside_and_out(spoken, plans, shelf)
    return outside >= ALL_OF_IT and within <= PART_OF_IT


ALL_OF_IT, PART_OF_IT = 0.8, 0.55
PLANS = regex(r"改进措施|下一步|工作打算|整改|改进意见|工作计划|努力方向")
BEARS = 0.2
"""Confidence (of 2) in words and word pieces that a passage of plans must have to be the one asked about."""
