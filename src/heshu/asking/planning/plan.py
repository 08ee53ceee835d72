"""What a question asks for, as a plan that evidence can be fetched for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from heshu.asking.planning.scope import Scope
from heshu.asking.wording import row_columns
from heshu.asking.wording.english import ENGLISH_EMPTY, in_chinese
from heshu.asking.wording.parts import GAP_ALONE
from heshu.asking.wording.question import Question, Wanted, wanted
from heshu.asking.wording.terms import OVERALL, Named, content, named_terms, pairs, without
from heshu.figures.units import MEASURES as COUNTED_IN
from heshu.glossary import Glossary
from heshu.patterns import regex
from heshu.records import FigureKind

KIND_OF_TERM = {
    "amount": frozenset({FigureKind.AMOUNT}),
    "rate": frozenset({FigureKind.RATE, FigureKind.SHARE}),
    "share": frozenset({FigureKind.SHARE, FigureKind.RATE}),
    "score": frozenset({FigureKind.SCORE}),
    "count": frozenset({FigureKind.COUNT}),
}
PLANNED = "计划产出数"
"""The glossary's term for what was aimed at, which is of the kind of what it is the target of."""
MEASURES = ("rate", "share", "score", "count", "amount")
"""Kinds of terms, the telling ones first: the 执行率 of 项目支出 is a rate."""
ONLY_KINDS = frozenset(
    [
        "得了几分",
        "得了多少分",
        "得几分",
        "打了几分",
        "打了多少分",
        "考了多少分",
        "几分",
        "多少分",
        "拿了多少分",
        "拿了几分",
        "评了多少分",
        "分数多少",
    ]
)
"""Words that ask for a score, and for the whole report's only where nothing else is named."""
WORDS_ASKED = regex(
    r"哪些|什么|为什么|为啥|怎么|如何|怎样|谁|干了?啥|情况|介绍|说说|讲讲|列出|列一下|内容|原因|措施|问题|职责|是否|有没有|哪里|哪儿|去哪|去向|哪方面|哪几|啥|(?:好不好|行不行|够不够)(?![\u4e00-\u9fff])|(?:规范|合理|到位|及时|合规|完整|健全|齐全|严格|公开|满意)(?:吗|不(?=$|[?？]))|严不严"
)
NOT_HERE = regex(
    r"推荐|天气|[下落]雨|几多度|气温|股票|笑话|写一?(?:首|篇|个)|翻译|菜谱|餐馆|电影|旅游|几点了|你是谁|你叫|会做什么"
)


class Operation(StrEnum):
    """What is to be done with the evidence."""

    FIGURE = "figure"
    SECTION = "section"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a question asks: the terms named, the other telling words, and the kind of figure wanted.

    ``years`` are the years asked for; empty means the year that the report is of.
    """

    words: str
    named: tuple[Named, ...]
    rest: tuple[str, ...]
    wanted: Wanted
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a question asks: of which reports, which things, and whether for figures or for words."""

    question: Question
    scope: Scope
    operation: Operation
    asks: tuple[Ask, ...]

    def explain(self, departments: Sequence[str]) -> str:
        """The plan in a line that a person understands."""
        things = "；".join("、".join([*(n.term.name for n in ask.named), *ask.rest]) or ask.words for ask in self.asks)
        where = "、".join(departments[:4]) + ("等" if len(departments) > 4 else "")
        return f"{_OPERATIONS[self.operation]}〔{things}〕于〔{where or '无'}〕"


_OPERATIONS = {Operation.FIGURE: "查数", Operation.SECTION: "查章节", Operation.TEXT: "查原文"}


def plan(question: Question, scope: Scope, terms: Glossary) -> Plan:
    """Make the plan of a question whose scope is known."""
    text = in_chinese(scope.rest, terms) if question.english else scope.rest
    if not question.english and re.search(r"[a-z]{2,}", text):
        text = ENGLISH_EMPTY.sub(" ", text)
    text = ASIDE.sub("", _in_brackets(text, terms))
    parts = (_inner(part, terms) for part in _parts(text, terms))
    asks = tuple(replace(_ask(part, terms), years=scope.years) for part in parts)
    asks = tuple(
        replace(ask, named=()) if n and _counts(ask.words) and not content(ask.words) else ask
        for n, ask in enumerate(asks)
    )
    return Plan(question, scope, _operation(asks, text), asks)


ASIDE = regex(r"[（(][^()（）]*\d[^()（）]*[)）]")
"""A number that the asker adds for orientation: （20分权重那项）."""
INNER = regex(r"(?P<outer>[^,，]{2,16}?)(?:里面?|当中|(?<![集其])中)的?,?(?P<inner>[^,，占]{2,}?(?:多少|几).*)")


def _in_brackets(text: str, terms: Glossary) -> str:
    """A question whose brackets name the measure that its words paraphrase: 发工资这块（人员经费）花了多少."""
    match = re.search(r"^(?P<before>.*)[（(](?P<inside>[^()（）]{2,12})[)）](?P<after>.*)$", text)
    if match is None:
        return text
    named = [n for n in named_terms(match["inside"], terms) if n.term.kind in KIND_OF_TERM and n.words in n.term.names]
    whole = len(named) == 1 and named[0].words == match["inside"] and re.search(r"多少|几", match["after"])
    return match["inside"] + match["after"] if whole else text


def _inner(text: str, terms: Glossary) -> str:
    """Of 三公经费里公务用车花了多少 the part that is asked for, where the whole is a measure of its own."""
    match = INNER.fullmatch(text)
    if match is None or not content(match["inner"]):
        return text
    measures = any(n.term.kind in KIND_OF_TERM for n in named_terms(match["outer"], terms))
    stage = re.search(r"年初|期初|年末|期末|调整后?", match["outer"])
    inner = (stage.group() if stage else "") + match["inner"]
    return inner if measures or match["outer"].endswith(("表", "报告", "一栏")) else text


def _operation(asks: Sequence[Ask], text: str) -> Operation:
    if any(ask.wanted.figure for ask in asks):
        return Operation.FIGURE
    named = [n.term for ask in asks for n in ask.named]
    if any(term.kind == "section" for term in named):
        return Operation.SECTION
    if not WORDS_ASKED.search(text) and any(term.kind in KIND_OF_TERM for term in named):
        return Operation.FIGURE
    return Operation.TEXT


def _ask(text: str, terms: Glossary) -> Ask:
    """A term that measures nothing (绩效目标, 评级) is a word like others where a figure is asked for."""
    want = wanted(text)
    named = _measures(named_terms(text, terms), want) if want.figure else named_terms(text, terms)
    if content(without(text, named)):
        named = tuple(n for n in named if n.words not in REACHED)
    if not want.kinds and (want.figure or not WORDS_ASKED.search(text)):
        alone = not content(without(text, named))
        of = [n.term.kind for n in named if n.term.kind in KIND_OF_TERM and (alone or n.term.name != PLANNED)]
        kind = min(of, key=MEASURES.index, default="")
        if kind and not any(n.term.kind == "section" for n in named):
            want = Wanted(True, KIND_OF_TERM[kind], want.unit)
    rest = _beside(text, named)
    if want.figure and any(len(word) > 1 and not OVERALL.fullmatch(word) for word in rest):
        named = tuple(n for n in named if not _only_asks(n))
        rest = _beside(text, named)  # 多少人 may have been cut out of 多少人次
    return Ask(text, named, rest, want)


def _beside(text: str, named: Sequence[Named]) -> tuple[str, ...]:
    """The telling words of a question beside the terms that it names."""
    words = content(REACHED_WORDS.sub(" ", without(text, named)))
    return tuple(word for word in words if not UNIT_ONLY.fullmatch(word) and not explained(word, named))


EXPLAINING = regex(r"^(?:专门|主要)?(?:用来|用于|拿来|负责)?(?=维持|保障|保证|养|发给|发放|完成|为|开展|做|搞)")
"""How words begin that say what an expense is for."""
EXPLAINED = 0.4
"""Share of such words that the term's own meaning must hold."""


def explained(word: str, named: Sequence[Named]) -> bool:
    """Whether words say no more than what one of some terms means anyway: 维持日常运转的基本支出."""
    begins = EXPLAINING.match(word)
    said = pairs([word[begins.end() :]]) if begins else frozenset()
    meant = ("".join((n.term.means, *sorted(n.term.asked))) for n in named)
    return bool(said) and any(sum(pair in means for pair in said) >= EXPLAINED * len(said) for means in meant)


ASKING = regex(r"多少|几|一共|总共|实际|[了是有的钱花用付掉出去只共人名位个项]")
UNIT_ONLY = regex(r"(?:万|亿)?元|块钱|[件个项人次名家分]+")


REACHED = frozenset({"实际完成值", "完成值", "实际值", "实际完成"})
REACHED_WORDS = regex("实际完成值|完成值|实际值")
"""A column of an indicator's row, which names no indicator."""


def _only_asks(named: Named) -> bool:
    """Whether the words that named a term ask for a kind of figure more than they name one (多少人, 花了多少钱)."""
    bare = named.words in named.term.asked and re.search(r"多少|几", named.words)
    return named.words in ONLY_KINDS or named.words in REACHED or bool(bare and not ASKING.sub("", named.words))


def ask_for(text: str, terms: Glossary, kinds: frozenset[FigureKind]) -> Ask:
    """What a phrase names, wanted as a figure of some kinds."""
    want = Wanted(True, kinds)
    named = _measures(named_terms(text, terms), want)
    rest = tuple(word for word in content(without(text, named)) if not explained(word, named))
    return Ask(text, named, rest, want)


def _measures(named: Sequence[Named], want: Wanted) -> tuple[Named, ...]:
    """The terms that measure what is wanted.

    An amount's name is a thing counted where a count is wanted (多少个专项预算项目), and 花了多少 is the total's only
    where no other amount is named.
    """
    kinds = {"count"} if want.kinds == frozenset({FigureKind.COUNT}) else set(KIND_OF_TERM)
    found = [n for n in named if n.term.kind in kinds]
    written = {n.term.kind for n in found if n.words in n.term.names}
    return tuple(n for n in found if n.words in n.term.names or n.term.kind not in written)


STAGED = regex(r"(?:全年|年初|年度|调整后?|(?<!项目)(?<!基本)支出)?(?:预算|执行|决算)数?$|(?:预算)?(?:完成|执行)率$")
"""What of a thing is asked for: 项目支出全年预算数和执行数 are both of 项目支出."""
_COLUMN = (
    r"(?:(?:年度|预期|绩效)?(?:目标|指标)值|(?:实际)?完成值|实际值|得分|分值|权重|满分|扣分|(?:指标)?完成率|执行率|占比"
    r"|(?:年初|全年|调整后?|本年|上年|支出|收入)?(?:(?:预算|决算)数?|(?:执行|完成)数))"
)
COLUMNS = regex(
    rf"(?P<row>.{{2,}}?)的?(?P<columns>{_COLUMN}(?:[、和与及]{_COLUMN})+)"
    r"(?P<ask>(?:分别|各)?(?:是|为)?(?:多少|几分)?(?:分|万元|元)?[?？]?)"
)
"""Several columns of one row: 公用经费控制率的目标值、实际值和得分."""
EACH = regex(r"(?P<names>.+?)(?:分别|各自?)(?:是|为|有|达到?了?|占|报)?(?P<ask>(?:多少|几).*)")


MEASURE_END = regex(r".{3,}(?:率|金额|总额|数量|次数|人数|件数|户数|得分)")


def _is_measure(words: str, terms: Glossary) -> bool:
    """Whether words name a measure: a term, or something that ends as measures do (水电设备维修及时率)."""
    named = any(n.term.kind in KIND_OF_TERM for n in named_terms(words, terms))
    return named or bool(MEASURE_END.fullmatch(words))


AND_ITS = regex(
    r"(?P<of>.{2,24}?(?:率|额|数|比|分|收入|支出|预算|经费))(?:及其|以及其|和其|与其|和它的)(?P<what>[^,，是多]{2,12}?)"
    r"(?:分别|各)?(?:是|为)?(?:多少)?[?？]?"
)
"""A figure and another that leans on it: 设备维修完成率及其指标完成率."""
BETWEEN = regex(r"(?:(?<!\d)[,，]|[,，](?!\d{3})|[;；\s])+|(?<=[多少几][个件名分篇])[和、与]")
"""What parts the things that a question asks one after the other; a number's comma does not."""


def _counts(part: str) -> bool:
    """Whether a part asks by its measure word alone for what was counted beside the part before (多少人次)."""
    want = wanted(part)
    return want.kinds == frozenset({FigureKind.COUNT}) and bool(want.unit)


def _parts(text: str, terms: Glossary) -> list[str]:
    """A question that asks for several figures one after the other, split where each asks for its own."""
    if match := COLUMNS.fullmatch(text):
        ask = match["ask"].strip("?？ ") or "是多少"
        return [match["row"] + column + ask for column in re.split(r"[、和与及]", match["columns"])]
    if match := EACH.fullmatch(text):
        names = [
            name
            for name in re.split(r"以及|(?<!合)同(?![比期])|[、和与跟,，]|及(?![时格早])", match["names"])
            if name.strip()
        ]
        names = _each_by_last(names)
        if len(names) > 1 and all(_is_measure(one, terms) for one in names):
            subject = STAGED.sub("", names[0])
            return [
                (subject if n and STAGED.fullmatch(one) else "") + one + match["ask"] for n, one in enumerate(names)
            ]
    if match := AND_ITS.fullmatch(text):
        return [match["of"] + "是多少", match["of"] + match["what"] + "是多少"]
    parts = [part for part in BETWEEN.split(text) if part]
    asking = [part for part in parts if re.search(r"多少|几(?!年)", part)]
    if len(asking) < 2 or not content(asking[0]):
        return [text]
    if any(GAP_ALONE.fullmatch(part) for part in asking[1:]):
        return [text]  # a difference is worked out of two figures, and looked up nowhere
    if len(asking) == len(parts) and (columns := row_columns.read(parts)):
        return columns
    if any(not content(part) and not _counts(part) and not STAGE_ALONE.fullmatch(part) for part in asking[1:]):
        return [text]
    shared = "".join(part for part in parts if part not in asking)
    subject = _subject(asking[0])
    of_row = not WHOLE_MONEY.fullmatch(subject)
    leans = (
        bool(
            STAGE_ALONE.fullmatch(part)
            or (of_row and any(form.fullmatch(part) for form in (LEFT_ALONE, TARGET_ALONE, IN_POSTS)))
        )
        for part in asking
    )
    return [
        shared + one
        for n, (part, leaning) in enumerate(zip(asking, leans, strict=True))
        for one in (_kinds_of(part, asking[0]) if n else []) or [_of_subject(part, subject if n and leaning else "")]
    ]


def _kinds_of(part: str, first: str) -> list[str]:
    """A later part that asks for each kind of what the first one is of, kind by kind: 职工和居民各多少."""
    each, counted = EACH.fullmatch(part), COUNT_ASKED.search(first)
    names = re.split("[和与、跟]", KIND_OF_IT.sub("", each["names"])) if each else []
    plain = each and re.fullmatch(r"(?:多少|几)[\u4e00-\u9fff]{0,2}[?？]?", each["ask"]) and "占" not in part
    short = all(1 < len(name) <= LONGEST_KIND for name in names)
    return (
        [f"{name}有多少{counted['unit'] if counted else ''}" for name in names] if plain and short and names[1:] else []
    )


KIND_OF_IT = regex(r"^(?:其中|里面|当中)(?:的|[,，])?")
COUNT_ASKED = regex(rf"(?:多少|几)(?P<unit>[万亿]?(?:{COUNTED_IN}))")
LONGEST_KIND = 6
"""Characters of the name of one of several kinds."""


def _each_by_last(names: list[str]) -> list[str]:
    """Names of one kind of which only the last says what is asked of each: 基本支出、项目支出完成率."""
    last = names[-1] if names else ""
    stem = RATE_END.sub("", last)
    alike = stem != last and all(len(one) > 2 and one.endswith(stem[-2:]) and one != stem for one in names[:-1])
    asked = last[len(stem) :].removeprefix("的")
    return [one + asked for one in (*names[:-1], stem)] if alike and len(stem) > 2 else names


RATE_END = regex(r"的?(?:预算)?(?:完成|执行|支付|支出)(?:率|进度)$")
"""What is asked of each of several expenses behind the last of them."""


def _of_subject(part: str, subject: str) -> str:
    """A part with what it is of; the whole department's final account is what it spent."""
    if subject.endswith("编制") and IN_POSTS.fullmatch(part):
        return "实有人员多少人"
    return "总支出多少" if subject == ALL and SPENT_ALONE.fullmatch(part) else subject + part


IN_POSTS = regex(r"(?:实有|实际|在职|在编|现有)(?:人员|人数|在职|在编)*(?:是|有)?(?:多少|几)[人名个]?[?？]?")
"""A later part that asks for the people in the posts that the first one asks for."""
ALL = "全部"
SPENT_ALONE = regex(
    r"(?:最后|最终|实际|全年)*的?(?:决算|执行)(?:数|额)?(?:是|为|有)?(?:多少|几)(?:钱|[万亿]?元)?[?？]?"
)


def _subject(part: str) -> str:
    """What a part speaks of, without the stage of the budget that it asks for; the whole's where it names no more."""
    subject = SCORE_END.sub("", STAGE_END.sub("", ASKED_END.sub("", part)))
    return subject if content(subject) and not OVERALL.fullmatch(subject) else ALL


ASKED_END = regex(r"的?(?:一共|总共|共)?(?:是|有|为|批了?|安排了?|花了?|用了?|得了?|扣了?)?(?:多少|几).*$")
STAGE_END = regex(r"的?(?:全年|年初|年度|调整后?)*(?:预算|执行|决算|目标|计划|实际支出|实际)(?:数|值|额)?$")
SCORE_END = regex(r"(?<=[\u4e00-\u9fff]{2})的?(?:总分|满分|分值|权重|得分|扣分)$")
STAGE_ALONE = regex(
    r"(?:最后|最终|后来|结果|但|而|又|其)*(?:全年|当年|实际|年初|调整后|年底)*的?(?:预算|支出|执行|决算|支付|花|用|完成)?(?:数|额)?"
    r"(?:了|掉|出去)*(?:是|为|有)?(?:多少|几)(?:钱|[万亿]?元)?[?？]?"
    r"|(?:(?:扣|丢|得)了?|满分|分值|权重)(?:是|有)?(?:几|多少)分[?？]?|(?:得分|扣分|失分|满分|分值|权重|扣|丢)(?:是|有|为)?(?:几|多少)[?？]?"
    r"|(?:预算)?(?:支出|支付|执行|完成)?(?:进度|率)(?:又|也)?(?:是|有|为|达到?)?(?:多少|多高|几|百分之(?:几|多少))[?？]?"
)
"""A later part that names a stage of the budget alone, and means it of what the first part speaks of: 实际支出多少."""
TARGET_ALONE = regex(
    r"(?:年初|年度|原定|的)*(?:目标|计划|任务)(?:值|数)?(?:是|为|定的?)*(?:多少|几)[\u4e00-\u9fff]{0,3}[?？]?"
)
"""A later part that asks for the target of what the first part speaks of."""
LEFT_ALONE = regex(
    r"(?:最后|最终|还|又|而|年末|年底|尚)*(?:结余|结转|剩余|剩下?|余)(?:了|下|数|额|金额)*(?:是|为|有)?(?:多少|几)(?:钱|[万亿]?元)?[?？]?"
)
"""A later part that asks what was left, of an expense or a project that the first part speaks of."""
WHOLE_MONEY = regex(
    r"(?:全部|全年|年度|部门|单位|整体|总的?|实际|年初|调整后?|当年|本年)*(?:的?(?:支出|收入|预算|决算|资金|经费|钱|执行)(?:数|合计|总额|总计)?)?"
)
"""What the first part speaks of where it is all the department's money, whose rest has a name of its own."""
