"""A question that leans on the ones before it becomes one that stands alone.

What a conversation is about is a row of topics: whose figure, and which.  A follow-up names one half and takes the
other from the last topic (那南沙呢, 完成率呢), puts the last topic before an operation that has lost its left side
(占比多少, 比年初预算多多少, 换成亿元), or compares the topics so far (哪个高, 加起来).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from heshu.asking.compose import display_name
from heshu.asking.plan import KIND_OF_TERM, WORDS_ASKED
from heshu.asking.question import understand
from heshu.asking.scope import Gazetteer, Mention, Scope, scope
from heshu.asking.stages import Stage, stage_of, subject_of
from heshu.asking.terms import content, named_terms
from heshu.glossary import glossary

ACROSS = re.compile(
    r"哪个部门|哪些(?:部门|单位|报告)?|哪几(?:个|家|份)?(?:部门|单位|报告|家)|"
    r"各部门|所有|全部|[五几两三]个部门|每个部门|几家|谁家|which of|all "
)
FRESH = re.compile(r"^(?:算了|不问|换个|另外)")
LEANS = re.compile(
    r"^(?:那|这|它|他|其|该)?(?:比|较|跟.+比|和.+比|与.+比|占|是.*[几多]少?倍|相当于|折合|换|用[亿万]?元|按[亿万]?元|增幅|增长|同比|月均|平均|原来?定|目标)"
)
SECTIONS = re.compile(r"问题|措施|职责|职能|结论|目标|不足|建议")
FEW_WORDS = 3
"""Characters of a question in words that cannot say what it is about: 名字都叫什么 leans on what was asked before."""
PRONOUN = re.compile(r"^(?:那么?|这个?|它们?|他们?|其|该|的|呢|个|里面?|中)+")
PAIRS = re.compile(
    r"相差|差多少|差几|哪个|哪一个|哪家|谁(?!负责|是)|加起来|加一起|加一块|合计|一共|总共|which one|by how much"
)
CHECKS = re.compile(r"对吗|对不对|对么|算得?对|没错|核一?下|核对|咋算|怎么算|算的不一样")
SHARES = re.compile(r"^的?占比|^占多少|^占百分之")
OTHER_SUBJECT = re.compile(r"(?P<subject>[^,，]{2,16}?)的?呢$")
MEASURE = re.compile(
    r"(?:预算|平均|指标|资金|全年)*(?:执行|完成|支付|支出)率$|占比$|比重$|(?:自评)?(?:得分|扣分)$|预算(?:数|金额)?$|决算数$|结转结余$|结余$"
)
DEPENDENT = re.compile(
    r"^(?:的?(?:指标)?完成率|的?执行率|的?占比|的?比重|的?等级|的?评级|的?得分|的?扣分|.{0,6}的)(?:是|有)?(?:多少|几|呢|$)"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question was about: the departments as they were named, and the thing asked."""

    names: tuple[str, ...]
    phrase: str
    text: str


def resolve(question: str, history: Sequence[str], gazetteer: Gazetteer) -> tuple[str, str]:
    """The question as it stands alone, and what was assumed (empty where nothing was)."""
    topics: list[Topic] = []
    for earlier in history:
        text = _resolve(earlier, topics, gazetteer)
        topics.append(_topic(text, gazetteer))
    resolved = _resolve(question, topics, gazetteer)
    return resolved, "" if resolved == question else resolved


def _topic(text: str, gazetteer: Gazetteer) -> Topic:
    asked = understand(text)
    where = scope(asked.text, gazetteer, english=asked.english)
    names = tuple(dict.fromkeys(name for mention in where.mentions for name in _called(mention, gazetteer)))
    if asked.english:
        return Topic(names, where.rest, text)
    rest = where.rest
    for named in reversed(named_terms(rest, glossary())):
        if named.words in named.term.asked:
            rest = rest[: named.start] + named.term.name + rest[named.end :]
    return Topic(names, "".join(content(rest)), text)


def _resolve(question: str, topics: Sequence[Topic], gazetteer: Gazetteer) -> str:
    if not topics:
        return question
    asked = understand(question)
    text = asked.text
    here = scope(text, gazetteer, english=asked.english)
    last = topics[-1]
    if here.unknown or FRESH.search(text) or (ACROSS.search(text) and content(here.rest)):
        return question
    words = PRONOUN.sub("", here.rest.strip())
    bare = not content(words)
    gathers = re.match(r"(?:这|那)?[两三四五]个|它们", text)
    if (
        PAIRS.search(text)
        and not here.named
        and len(topics) > 1
        and (gathers or not _prints_a_term(PAIRS.sub("", words)))
    ):
        return _together(topics, text)
    if (LEANS.search(text) or SHARES.search(words)) and not _starts_with_name(here):
        return f"{''.join(last.names)}{last.phrase}{PRONOUN.sub('', text)}"
    if CHECKS.search(text) and not re.search(r"\d", text) and not _names_a_term(words):
        return f"{''.join(last.names)}{last.phrase}{text}"
    if (here.named or here.years) and bare:
        names, years = "".join(_names(here) or last.names), "".join(f"{year}年" for year in here.years)
        return names + years + _asking(last, gazetteer)
    measure = MEASURE.search(last.phrase)
    if measure and (other := OTHER_SUBJECT.match(words)) and not MEASURE.search(other["subject"]):
        names = "".join(_names(here)) or "".join(last.names)
        subjects = re.split(r"的?(?:跟|和|与|、)", re.sub(r"的?分别$", "", other["subject"]))
        return names + "，".join(f"{subject}{measure.group()}是多少" for subject in subjects)
    if here.named and DEPENDENT.search(words):
        return f"{''.join(_names(here))}{_subject(last)}{words}"
    if not here.named and last.names:
        lean = _subject(last) if DEPENDENT.search(words) and not _names_a_term(words) else ""
        if (
            WORDS_ASKED.search(words)
            and not SECTIONS.search(words)
            and len("".join(content(words))) <= FEW_WORDS
            and not named_terms(words, glossary())
        ):
            lean = last.phrase
        return f"{''.join(last.names)}{lean}{text}"
    return question


def _called(mention: Mention, gazetteer: Gazetteer) -> list[str]:
    """A mention's words; the department's own name where it was named in English."""
    if mention.words:
        return [mention.words]
    return [display_name(card.department) for card in gazetteer.cards if card.id in mention.reports]


def _asking(last: Topic, gazetteer: Gazetteer) -> str:
    """The last question without its departments and years."""
    asked = understand(last.text)
    return scope(asked.text, gazetteer, english=asked.english).rest


def _names(here: Scope) -> tuple[str, ...]:
    return tuple(mention.words for mention in here.mentions)


def _starts_with_name(here: Scope) -> bool:
    return bool(here.mentions) and here.mentions[0].start == 0 and here.mentions[0].end > 0


def _names_a_term(words: str) -> bool:
    return any(n.term.kind in KIND_OF_TERM for n in named_terms(words, glossary()))


def _prints_a_term(words: str) -> bool:
    """Whether the words hold a measure's written name; 几分 alone is none."""
    named = named_terms(words, glossary())
    return any(n.term.kind in KIND_OF_TERM and n.words in n.term.names for n in named)


def _subject(last: Topic) -> str:
    """What a rate or a share leans on: the last phrase without the rate that it asked for itself."""
    if stage_of(last.phrase) is not Stage.NONE:
        return subject_of(last.phrase)
    return re.sub(r"(?:预算)?(?:完成率|执行率|占比|比重|完成)$", "", last.phrase)


def _together(topics: Sequence[Topic], text: str) -> str:
    """Several topics of one conversation in one question: one thing of several departments, or several of one."""
    phrase = next((t.phrase for t in reversed(topics) if t.phrase), "")
    same = [t for t in topics if t.names and _alike(t.phrase, phrase)]
    names = list(dict.fromkeys(name for t in same for name in t.names))
    if len(names) > 1:
        return f"{'和'.join(names)}的{phrase}{text}"
    things = list(dict.fromkeys(t.phrase for t in topics[-2:] if t.phrase))
    rest = re.sub(r"^(?:这|那)?[两三四五]个[^,，]{0,8}?(?=相差|差|合计|加|一共|哪)|^它们", "", text)
    return f"{''.join(topics[-1].names)}{'和'.join(things)}{rest}"


def _alike(phrase: str, other: str) -> bool:
    return (
        not phrase
        or not other
        or phrase in other
        or other in phrase
        or sum(c in other for c in phrase) * 2 > len(phrase)
    )
