"""What each question of a conversation was about: whose figure, and which.

A topic is told in the fewest words that a follow-up can be put behind: 人员经费 of 人员经费花了多少.
"""

from __future__ import annotations

import re

from heshu.asking.conversation.turn import Topic
from heshu.asking.evidence.compose import display_name
from heshu.asking.planning.plan import KIND_OF_TERM
from heshu.asking.planning.scope import Gazetteer, Mention, Scope, scope
from heshu.asking.wording.english import ENGLISH_EMPTY, figure_named
from heshu.asking.wording.question import understand, wanted
from heshu.asking.wording.stages import Stage, stage_of, subject_of
from heshu.asking.wording.terms import content, named_terms, without
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import FigureKind

OF_BUDGET = regex(r"完成了?(?:年初|全年|年度)?预算数?的?(?:百分之(?:几|多少)|几成|比例|多少(?![万亿元钱]))")
"""完成预算数的百分之几: a rate, of which another subject's may be asked next."""


MEASURE = regex(
    r"(?:预算|平均|指标|资金|全年)*(?:执行|完成|支付|支出)(?:率|进度)$|占比$|比重$|(?:自评)?(?:得分|扣分)$|预算(?:数|金额)?$|"
    r"(?:决算|执行|支付)(?:数|金额)$|结转结余$|结余$|满意度$|人数$|支出$|收入$|经费$"
)
OWN_MEASURE = regex(r"[费款金额数率分]$|经费$|资金$|问题$|原因$|措施$")
"""What is a measure or a matter by itself, and takes no other's."""


def topic(text: str, gazetteer: Gazetteer) -> Topic:
    """What a question that stands alone was about."""
    asked = understand(text)
    where = scope(asked.text, gazetteer, english=asked.english)
    known = tuple(dict.fromkeys(name for mention in where.mentions for name in called(mention, gazetteer)))
    names = known or where.unknown  # what follows a department that is not held is not asked of another
    if asked.english:
        phrase = figure_named(where.rest, glossary()) if content(ENGLISH_EMPTY.sub(" ", where.rest)) else ""
        return Topic(names, phrase, text, where.years)
    rest = re.sub(r"^\s*(?:其中|里面?|当中)的?", "", OF_BUDGET.sub("预算完成率", DONE_WITH_IT.sub("", where.rest)))
    terms = named_terms(rest, glossary())
    nothing_else = not content(without(rest, terms))
    for named in reversed(terms):
        section = named.term.kind == "section" and not wanted(asked.text).figure  # 整改了多少 asks for no measures
        alone = section or (nothing_else and named.term.kind in KIND_OF_TERM)
        around = rest[max(0, named.start - len(named.term.name)) : named.end + len(named.term.name)]
        if (
            named.words in named.term.asked
            and alone
            and named.words not in named.term.name
            and named.term.name not in around
        ):
            rest = rest[: named.start] + named.term.name + rest[named.end :]
    summed = SUMMED.fullmatch(rest.strip(" ,，的"))
    phrase = f"{summed['things']}合计" if summed else _plainly("".join(content(rest)), asked.text)
    return Topic(names, phrase, text, where.years)


DONE_WITH_IT = regex(
    r"(?<=..)[,，]?(?:单位)?(?:(?:折|换|转)(?:合|算|换)?(?:成|为|作)?|改(?:成|为))(?:是)?(?:多少)?个?(?:亿|万)?元?(?:是|有|为)?(?:多少|呢)?[?？。]?$"
    r"|(?<=..)[,，]?(?:的?(?:数|比例|计算)?(?:是|算|写|核)?(?:得|的)?(?:对吗|对么|对不对|准不准|没有?[算写记]?错[吧吗]|对不对得上|对得上吗))[?？。]?$"
)
"""What is done with a figure once it was told, and is no part of its name: 预算数换成元, 得分对吗."""
SUMMED = regex(
    r"(?P<things>[^,，]{2,20}?(?:和|与|、)[^,，]{2,20}?)(?:的)?(?:一共|合计|总共|加起来|之和)(?:是|有|为|花了?)*(?:多少|几)[^,，]*"
)
"""公务用车和接待费合计多少: what is asked next is of both."""


def _plainly(phrase: str, text: str) -> str:
    """人员经费花了多少 as 人员经费, 自评多少分 as 自评得分: what a question asks without how it says so."""
    thing = phrase.removesuffix("总支出")
    if thing != phrase and any(named.term.kind == "amount" for named in named_terms(thing, glossary())):
        return thing
    scored = wanted(text).kinds == frozenset({FigureKind.SCORE}) and not SCORED.search(phrase)
    return f"{'自评' if phrase == '自' else phrase}得分" if scored and phrase else phrase


SCORED = regex(r"[扣丢失满]|分$|分[值数]?$|指标")


def called(mention: Mention, gazetteer: Gazetteer) -> list[str]:
    """A mention's words; the department's own name where it was named in English."""
    if mention.words:
        return [mention.words]
    return [display_name(card.department) for card in gazetteer.cards if card.id in mention.reports]


def starts_with_name(here: Scope) -> bool:
    """Whether a question begins with the name of a department."""
    return bool(here.mentions) and here.mentions[0].start == 0 and here.mentions[0].end > 0


def names_a_term(words: str) -> bool:
    """Whether words name a measure in any way."""
    return any(n.term.kind in KIND_OF_TERM for n in named_terms(words, glossary()))


def prints_a_term(words: str) -> bool:
    """Whether the words hold a measure's written name; 几分 alone is none."""
    named = named_terms(words, glossary())
    return any(n.term.kind in KIND_OF_TERM and n.words in n.term.names for n in named)


def subject(last: Topic) -> str:
    """What a rate or a share leans on: the last phrase without the rate that it asked for itself."""
    if stage_of(last.phrase) is not Stage.NONE:
        return subject_of(last.phrase)
    return re.sub(r"占.{2,}$|(?:预算)?(?:完成率|执行率|占比|比重|完成|执行)$", "", last.phrase)
