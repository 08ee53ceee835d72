"""References to the last two figures spoken of, whose ever they are: 前者, 后一个, 这两个, 二者, 后面那个.

甲的基本支出, then 乙的呢, then 后一个是前一个的几倍: each is put in whole, with its department and year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from heshu.asking.conversation.pointing import Pointing, Spoken
from heshu.patterns import regex

_THING = r"(?:数字?|金额|指标|支出|收入|部门|单位)?"
_THEN = r"(?=的?(?:[是比占和跟与相除减加少多高低大]|$|[几百]))"
LATTER = rf"(?:后者|后[一那这面]{{1,2}}[个家]{_THING}|后面的{_THEN}|第[二两][个家]{_THEN})"
FORMER = rf"(?:前者|前[一那这面]{{1,2}}[个家]{_THING}|前面的{_THEN}|第一[个家]{_THEN})"
PLACES = regex(rf"(?P<latter>{LATTER})|(?P<former>{FORMER})")
PER_CENT = regex(
    rf"(?P<one>{LATTER}|{FORMER})的?(?:占|是|相当于)(?:了)?(?P<other>{LATTER}|{FORMER})的?百分之(?:几|多少)(?:呢)?[?？]?"
)
"""One in per cent of the other, be it above 100."""
BOTH = regex(
    rf"^(?:[那这]么?)?(?:(?:上面|前面|刚才|刚刚)?[这那它他]?(?:俩|[两二](?:个|家|者|项|块|笔|样)){_THING}|它们|他们|二者)"
    r"(?:之间|的|都|分别)*(?P<rest>(?:相?差|谁|哪|合计|加|一共|总共|之[和差比]|比|倍|平均|一样).*)$"
)
"""这两个差多少: an operation on both."""
BARE = regex(
    r"(?:相?差了?(?:多少|几)[^,，]{0,3}|(?:哪个|哪一个|谁)(?:更|要)?[高低多少大小][^,，]{0,2}(?:[,，][高低多少大小差]了?多少)?"
    r"|(?:合计|一共|总共|加起来)(?:是|有)?(?:多少|几)[^,，]{0,3})[?？]?"
)
"""An operation on two figures that names neither."""
LEADS = regex(r"^(?:那么?)?(?:请?[把用拿])?")
DERIVED = regex(
    r"相差|差(?:多少|几|了)|合计|加起来|加在?一[起块]|一共|总共|之[和差比]|(?:多少|几)倍|哪|谁|最[高低多少大小]|对吗|对不对"
    r"|比[^例重率,，]{2,}[多少高低大小增减]|是不是|为什么|原因|排"
)
"""A question that works something out of what was spoken of, and so speaks of no further figure."""
TWO_NAMED = regex(
    r"^的?(?P<a>(?:[^,，和与跟、]|(?<=参)与){2,}?)(?:和|(?<!参)与|跟|、|以及)(?P<b>(?:[^,，和与跟、]|(?<=参)与){2,}?)(?:分别|各自?|都|又)?(?:是|有|为|占)?(?:多少|几)[^,，]*$"
)
"""基本支出和项目支出分别是多少: two figures in one question."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One figure spoken of: whose, of which years, and which."""

    names: tuple[str, ...]
    years: tuple[int, ...]
    phrase: str

    @property
    def lead(self) -> str:
        """Whose it is, as a question begins."""
        return "".join(self.names) + "".join(f"{year}年" for year in self.years)

    @property
    def whole(self) -> str:
        """The figure as a question names it by itself."""
        return self.lead + self.phrase


def spoken(topics: Sequence[Spoken]) -> list[Thing]:
    """The figures spoken of, oldest first, each where it was spoken of last."""
    found: dict[Thing, None] = {}
    for topic in topics:
        for thing in _things(topic):
            found.pop(thing, None)
            found[thing] = None
    return list(found)


def _things(topic: Spoken) -> list[Thing]:
    if not topic.phrase or not topic.names or DERIVED.search(topic.text):
        return []
    rest = topic.text
    for words in (*topic.names, *(f"{year}年度" for year in topic.years), *(f"{year}年" for year in topic.years)):
        rest = rest.replace(words, "")
    two = TWO_NAMED.match(rest) if len(topic.names) == 1 else None
    if two:
        return [Thing(topic.names, topic.years, two[side].strip("的")) for side in ("a", "b")]
    return [Thing((name,), topic.years, topic.phrase) for name in topic.names]


def _in_one_question(last: Spoken, things: Sequence[Thing]) -> bool:
    """Whether the last question asked for both, by two names."""
    return set(_things(last)) == set(things) and things[0].phrase != things[1].phrase


def of_last_two(turn: Pointing) -> str:
    """The question with the last two figures put in for what points at them; empty where it points at none."""
    if turn.here.named or turn.here.years:
        return ""
    things = spoken(turn.topics)[-2:]
    if len(things) < len("前后") or not turn.topics[-1].phrase:
        return ""
    former, latter = things
    one_lead = former.lead == latter.lead
    text = LEADS.sub("", turn.text)
    if both := BOTH.match(text):
        return _of_both(former, latter, both["rest"])
    apart = not one_lead and former.phrase != latter.phrase
    if BARE.fullmatch(text) and (apart or _in_one_question(turn.topics[-1], things)):
        return _of_both(former, latter, text)
    if not PLACES.search(text):
        return ""

    def put(match: re.Match[str]) -> str:
        thing = latter if match["latter"] else former
        return thing.phrase if one_lead else thing.whole

    if one_lead and (part := PER_CENT.fullmatch(text)):
        text = f"{part['one']}除以{part['other']}是百分之几"
    return (former.lead if one_lead else "") + PLACES.sub(put, text)


def _of_both(former: Thing, latter: Thing, rest: str) -> str:
    rest = re.sub(r"^(?:之?差|差距)(?=是|有|$|多)", "相差", re.sub(r"(?<=之[和差比])[?？]?$", "是多少", rest))
    rest = re.sub(r"^(合计|加总|一共|总共|相加|加起来|加在?一[起块])(?:呢)?[?？]?$", r"\1多少", rest)
    if former.lead == latter.lead:
        return f"{former.whole}和{latter.phrase}{rest}"
    if former.phrase == latter.phrase and former.years == latter.years:
        return f"{former.names[0]}和{latter.lead}的{latter.phrase}{rest}"
    return f"{former.whole}和{latter.whole}{rest}"
