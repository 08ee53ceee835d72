"""What a report lists or says of itself: its units and divisions, its duties, what kind of body it is."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from heshu.asking.evidence.excerpts import Sentence, sentence_spans, sentences_of
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.expected import PERSON_LISTED
from heshu.patterns import regex
from heshu.records import PassageKind

_MEMBER = r"[\u4e00-\u9fff（）()]{2,24}?"
ENUMERATED: tuple[tuple[frozenset[str], re.Pattern[str], re.Pattern[str]], ...] = (
    (
        frozenset({"所属单位", "机构设置"}),
        regex(r"下属|所属|直属|下面|下设|手下|管|二级|单位"),
        regex(
            rf"(?:下设|下辖|下属|所属|直属|管辖|包括|由)[^。；]{{0,16}}?(?:{_MEMBER}(?:本级|机关|局|中心|院|所|馆|站|队|园|学校)[、和及，])+"
            rf"{_MEMBER}(?:局|中心|院|所|馆|站|队|园|学校)|下[设辖属]{_MEMBER}(?:局|中心|院|所|馆|站|队|园|学校)"
        ),
    ),
    (
        frozenset({"机构设置"}),
        regex(r"内设|科|股|处室|庭"),
        regex(
            rf"(?:内设|机关设|全院设|设有?)[^。；]{{0,16}}?(?:{_MEMBER}(?:室|科|股|处|庭|部)[、和及，])+{_MEMBER}(?:室|科|股|处|庭|部)"
        ),
    ),
)
"""What a question asks a list of, by its terms and words, and how a sentence looks that gives one."""


_UNDER = r"(?:下[面属辖设]|所属|直属|手下|底下|旗下|名下|管着|代管)"
_COUNTED_OR_NOT = r"(?:\d+|[一二两三四五六七八九十几]+)?[家个所座]?"
_OF_UNITS = (
    r"(?P<kind>[\u4e00-\u9fff]{0,4}?(?:企业|公司)|(?:[\u4e00-\u9fff]{0,4}?类)?(?:直属|下属|所属|派出|事业|二级|预算)*(?:单位|机构)|部门|学校|医院"
    r"|[\u4e00-\u9fff]{1,4}[院所馆站队场])"
)
BENEATH = (
    # 下面有哪家事业单位, 下属哪两家企业
    regex(rf"{_UNDER}(?:都|还|一共|总共|的)*(?:有|是)?的?(?:哪|什么){_COUNTED_OR_NOT}(?:些|样的)?{_OF_UNITS}"),
    # 有哪几个直属事业单位
    regex(
        rf"(?:有|是|设|管)(?:着|了)?(?:哪|什么){_COUNTED_OR_NOT}(?:些|样的)?(?:直属|下属|所属|下设|派出)的?{_OF_UNITS}"
    ),
    # 下属的两家公司叫什么, 下面的事业单位有哪些
    regex(
        rf"{_UNDER}(?:了|的|有|独立核算)*{_COUNTED_OR_NOT}{_OF_UNITS}(?:都|分别|各|的名[字称])*(?:叫|是|有|包括)(?:做)?(?:哪|什么|啥)"
    ),
)
"""Questions for what stands under a department, of whatever kind, by name."""
_BODY = r"(?:局|中心|院|所|馆|站|队|园|场|学校|中学|小学)"
_FIRM = r"(?:公司|集团|厂)"


def _beneath_asked(words: str) -> re.Pattern[str] | None:
    """How a sentence looks that names the firms, or the other bodies, which a question looks for under a department."""
    asked = next(filter(None, (form.search(words) for form in BENEATH)), None)
    if asked is None:
        return None
    body = _FIRM if re.search("企业|公司", asked["kind"]) else _BODY
    return re.compile(rf"(?:下[设属辖]|所属|直属|管辖|代管)[^。；]{{0,24}}?{_MEMBER}{body}(?!系统|机关|务)")


SAYS_LIST = regex(
    r"(?:内设|下设|下属|下辖|所属|直属|下面|底下|手下|旗下|名下|列[明出举]|列一下|设置|叫|名字?|名单|名称|口径|范围|机构|部门|单位|企业|公司|[两几]家|科室|处室)+"
)
"""Words of a question that only say that a list is wanted."""


LEFT_OUT = regex(r"除去?了?[^,，]{1,10}?(?:(?:以外|之外|外)[,，]?|[,，])")
"""What a list is wanted without: 除了厅本级，还管着哪些单位."""


def enumeration_asked(ask: Ask) -> re.Pattern[str] | None:
    """How a sentence looks that gives the list which a question asks for; ``None`` where it asks for none."""
    terms = {named.term.name for named in ask.named}
    found = (listing for names, asked, listing in ENUMERATED if names & terms and asked.search(ask.words))
    return next(found, None) or _beneath_asked(ask.words)


def match_enumeration(listing: re.Pattern[str], ask: Ask, shelf: Shelf) -> list[Sentence]:
    """The first sentence of a report that gives a list, and speaks of what else is asked."""
    asked = LEFT_OUT.sub("", ask.words)
    words = [SAYS_LIST.sub("", word) for word in ask.rest if word in asked]
    beyond = [word for word in words if len(word) > 1]
    said = (one for one, text in sentences_of(shelf) if listing.search(text) and all(word in text for word in beyond))
    return list(islice(said, 1))


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


ROLE = regex(r"负责|分管|职务|职位|岗位|担任|什么人|是谁|干什么|做什么|哪个(?:科室?|部门|处室?|单位)")
"""Words that ask what somebody does."""


def said_of_person(ask: Ask, shelf: Shelf) -> list[Sentence]:
    """The lines that give what somebody does whom a question names as a list of the report does."""
    if not ROLE.search(ask.words):
        return []
    return [
        one
        for one, text in sentences_of(shelf)
        if one.passage.kind is not PassageKind.PROSE
        and (listed := PERSON_LISTED.search(text))
        and "".join(listed["name"].split()) in ask.words
    ]


NATURE = regex(
    r"是(?:一?[个家所座种])?(?:什么|啥|怎样|怎么样)样?(?:性质|级别|类型)?的?(?:单位|机构|部门|机关|学校|医院|法院|院校|组织)"
    r"|(?:什么|啥)(?:性质|级别|类型)|(?:单位|机构)性质|(?:机构|行政)级别"
)
"""Words that ask what kind of body a department is."""
IS = regex(r"^[^，,。；]{0,40}?(?:是|为|系|属于?)[\u4e00-\u9fff]")


def said_of_itself(ask: Ask, shelf: Shelf) -> list[Sentence]:
    """The first sentence in which a department says what it is, where that is asked."""
    return _first_of_itself(IS, shelf) if NATURE.search(ask.words) else []


DUTIES = "部门职能"
"""The glossary's term for what a department is there for."""
DOES = regex(r"^[^。;；]{0,60}?(?:负责|主管|承担|履行|管理全|(?:主要)?(?:职能|职责)[是为:：])")


def duties_said(ask: Ask, shelf: Shelf) -> list[Sentence]:
    """The first sentence in which a department says what it is there for, where no section does."""
    return _first_of_itself(DOES, shelf) if any(named.term.name == DUTIES for named in ask.named) else []


def _first_of_itself(says: re.Pattern[str], shelf: Shelf) -> list[Sentence]:
    said = (
        one
        for one, text in sentences_of(shelf)
        if (named := shelf.own.match(text.strip())) and says.match(text.strip()[named.end() :])
    )
    return list(islice(said, 1))
