"""Which reports a question is about: its departments and years, found among those of the index.

Names and their short forms are made from the departments' own names, never from a list of departments.  A department
that the question names and the index does not hold is told apart from one that it does not name at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from heshu.asking.planning.departments import (
    KINDS_OF_HOUSE,
    LEVEL,
    REGION,
    bare,
    nicknames,
    organ_of,
    regions_of,
    short_forms,
)
from heshu.asking.planning.english_names import named_in_english, without_english
from heshu.asking.wording.spelling import written_alike
from heshu.asking.wording.terms import OVERALL, content, named_terms
from heshu.folding import fold, in_order
from heshu.glossary import glossary
from heshu.lately import lately
from heshu.patterns import regex
from heshu.records import Card

ABBREVIATED = regex(r"[\u4e00-\u9fff]{2,12}?(?:局|委|办|厅|院|所|中心|大学|学校|街道|政府|社|联|大队|支队|总队|馆|站)")
ORGAN = regex(
    r"(?:(?:[\u4e00-\u9fff]{2,3}(?:省|市|州|区|县|镇|乡)){0,2})"
    r"(?:[\u4e00-\u9fff]{0,10}?)(?:局(?!处?级|党[组委]|长(?!期))|委员会|(?:(?:人民)?政府|府|委|党政)办(?:公室|公厅)?|办公[室厅]|(?:组织|宣传|统战|武装)部|法院|检察院|"
    r"(?<=[\u4e00-\u9fff]{2})厅|街道办?(?:事处)?|管委会|大学|学院|医院|(?<=[市区县省])委|(?<=[市区县省镇])政府|联合会|总工会|妇联|残联|纪委)"
)
ELSEWHERE = regex(
    r"(?P<name>(?P<region>(?![各本全该这那每我])[\u4e00-\u9fff]{2,4}?"
    r"(?<![社小园城景校街辖片郊山库灾地厂院营矿牧林农特超夜集股楼])(?:市|区|县|旗))"
    r"[\u4e00-\u9fff]{1,8}?(?:馆|站|所|中心|队|社|学校|中学|小学|幼儿园|医院|学院|剧院|剧团|协会|学会|电视台|管理处))"
)
"""An institution of some place that heads a question: it is none of the index's where no report speaks of the place."""
JOINED = regex(r"[的和与跟在比及]|还是|支出|收入|得分|执行率")
ACTS = regex(
    r"[^的]{0,2}(?:通报|批复|下达|组织|审核|要求|规定|印发|核定|安排|拨|考核|评审|评价|检查|发文|发布|对|给|向)"
)
"""What an organ does to others: a matter of their reports."""
BEFORE_NAME = regex(
    r"(?P<region>[\u4e00-\u9fff]{1,3}(?P<last>[\u4e00-\u9fff])[省市州区县镇乡])(?:委|人民政府|政府|府)?$"
)
_NO_REGION = (
    r"(?:[账表稿单件料录书]上|围绕|绕着|去掉|除掉|减掉|减去|刨去|刨除|刨掉|剔除|剔掉|排除|撇开|抛开|除开|除去|扣除|不算|不计|不含|不看"
    r"|承担|承接|承办|负责|挂靠|参与|参加|申报|申请|拿到|收到|领到|隶属|来自|接受|委托|联系|牵头|主管|分管|代表|支持|资助|扶持|补助|听说|发现|了解|清楚|明白|怀疑|觉得|认为|如果|假设|因为|由于|但是|不过|而且|另外|现在|目前|当前"
    r"|包括|关于|针对|涉及|参照|依照|按照?|落实|贯彻|服务|配合|协助|协同|报送|上报|报请|提请|登记|记录|记载|显示|提到|写到|得知|据说|核实|查证|核对|核查|记得|印象中|列出|统计|对比|比较|告诉我|说说)"
)
"""Words before a level of government that name no region: 台账上市委组织部, 围绕市委."""
NO_REGION = regex(rf"{_NO_REGION}$")
BEFORE_ORGAN = regex(rf"^.*{_NO_REGION}(?=[省市州区县旗镇乡])")
FUNCTION_WORDS = frozenset(
    "请问下看查想知道我们咱这那的和与跟比是在给把由对从及或哪各每了吧呢啊讲说按如面里中于以为凭像若假据要让叫找谁吗时用除即并而但则就也都又还再只才没不很太有个占较超比咋照循后前年期月底末初起间旁率额费款数分出入差余写填报称抄录记算听见"
)
YEARS = regex(
    r"(?<![\d.])(?:(20\d\d|19\d\d)(?:\s*年|(?=[^\d.,%万亿元件人]|[,.](?!\d)|$))|(?<!\d)(\d\d)年(?!级|来|度?以))"
)
PARTY_TAIL = regex(r"(?:中共|中国共产党)$")
DATED = regex(rf"(?:{YEARS.pattern})度?")
YEAR_END = regex(r"(?:20|19)\d\d年(?:度)?(?P<end>[底末终初])")

MARK = 0xE000
"""First of the private characters that stand for mentions in `Scope.marked`."""
MENTIONED = f"[{chr(MARK)}-{chr(MARK + 255)}]"
"""Pattern of one of them."""
AND = r"(?:[、,，和与跟及同\s]|以及|还有)*"
"""Pattern of what joins two of them."""
AFTER_MARK = regex(f"(?<={MENTIONED})的?(?:报告)?(?:里|中(?![央小心级期学层介标药医等南北外国华共]))?的?")
SCOPES = 64
"""Scopes that are remembered: those of a question and its parts, each of which may hold the ids of all reports."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A department as a question names it: the words' range and the reports that they may mean."""

    start: int
    end: int
    words: str
    reports: frozenset[str]
    region: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports that a question is about.

    ``reports`` are ids in the question's order (all of the corpus where none is named); ``named`` says whether the
    question names departments; ``unknown`` are departments named that the index does not hold; ``years`` are the
    years named, ``missing`` those of them that no report in scope covers; ``rest`` is the question without the names
    and years, ``marked`` the same with the character ``chr(MARK + n)`` where mention ``n`` stood.
    """

    reports: tuple[str, ...]
    mentions: tuple[Mention, ...]
    unknown: tuple[str, ...]
    years: tuple[int, ...]
    missing: tuple[int, ...]
    rest: str
    marked: str

    @property
    def named(self) -> bool:
        """Whether the question names a department that the index holds."""
        return bool(self.mentions)

    @property
    def held(self) -> bool:
        """Whether the index holds every department and every year that the question names."""
        return not (self.unknown or self.missing)

    @property
    def nameless(self) -> bool:
        """Whether the question names no department, held or not, and no year."""
        return not (self.mentions or self.unknown or self.years)

    @property
    def names(self) -> list[str]:
        """What the question calls each department that it names."""
        return list(dict.fromkeys(mention.words for mention in self.mentions))

    @property
    def unmarked(self) -> str:
        """``marked`` without the characters for the mentions."""
        return re.sub(MENTIONED, "", self.marked)


class Gazetteer:
    """The names by which the index's departments can be called.

    ``mentioned`` tells whether a report's text holds some words: an organ that a report speaks of (机关事务管理局) is
    a matter to ask about, not a department that is missing.
    """

    def __init__(self, cards: Sequence[Card], mentioned: Callable[[str], bool] = lambda words: False) -> None:
        self.cards = tuple(cards)
        self.mentioned = mentioned
        self.scoped = lately(SCOPES, self._scoped)
        self.names: dict[str, set[str]] = {}
        self.regions: dict[str, set[str]] = {}
        self._of: dict[str, set[str]] = {}
        for card in cards:
            self._of.setdefault(card.department, set()).add(card.id)
            for alias in card.aliases:
                self.names.setdefault(fold(alias), set()).add(card.id)
        for department, reports in self._of.items():
            for name in short_forms(department):
                self.names.setdefault(name, set()).update(reports)
            for region in regions_of(department)[0]:
                for name in {fold(region), bare(fold(region))}:
                    self.regions.setdefault(name, set()).update(reports)
        self.nicknames: dict[str, set[str]] = {}
        for department, reports in self._of.items():
            for name in nicknames(department):
                self.nicknames.setdefault(name, set()).update(reports)
        self.longest = max((len(name) for name in (*self.names, *self.regions)), default=0)

    def _scoped(self, text: str, chosen: frozenset[str] | None, english: bool) -> Scope:
        return _scope(text, self, chosen, english=english)

    @cached_property
    def _halves(self) -> dict[tuple[int, bool, str], list[str]]:
        """(Length, whether it is the first half, half of a name) -> the names of three characters or more with it.

        Of two names that differ in one character, one half is the same.
        """
        found: dict[tuple[int, bool, str], list[str]] = {}
        for name in self.names:
            if (length := len(name)) >= 3:
                found.setdefault((length, True, name[: length // 2]), []).append(name)
                found.setdefault((length, False, name[length // 2 :]), []).append(name)
        return found

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first two characters of every name and region."""
        return frozenset(name[:2] for name in (*self.names, *self.regions))

    @cached_property
    def _holding(self) -> dict[str, set[str]]:
        """A character -> the departments whose folded names hold it."""
        found: dict[str, set[str]] = {}
        for department in self._of:
            for character in fold(department):
                found.setdefault(character, set()).add(department)
        return found

    @cached_property
    def card_of(self) -> dict[str, Card]:
        """Report id -> card."""
        return {card.id: card for card in self.cards}

    @cached_property
    def _place(self) -> dict[str, int]:
        """Report id -> where its card stands among the cards."""
        return {card.id: place for place, card in enumerate(self.cards)}

    def inside(self, reports: Iterable[str]) -> list[Card]:
        """The cards of some reports, in order."""
        return [self.cards[place] for place in sorted(self._place[report] for report in reports)]

    def abbreviated(self, words: str) -> frozenset[str]:
        """The reports of the departments whose names give the words when characters are left out of them."""
        holding = sorted((self._holding.get(character, set()) for character in set(words)), key=len)
        departments = holding[0].intersection(*holding[1:]) if holding else set()
        found = (self._of[name] for name in departments if _leaves_out(words, fold(name)))
        return frozenset().union(*found)

    def at(self, text: str, start: int) -> Mention | None:
        """The longest name that begins at a position of a folded text."""
        if text[start : start + 2] not in self._beginnings:
            return None
        for length in range(min(self.longest, len(text) - start), 1, -1):
            words = text[start : start + length]
            if words in self.names:
                return Mention(start, start + length, words, frozenset(self.names[words]))
            if words in self.regions:
                return Mention(start, start + length, words, frozenset(self.regions[words]), region=True)
        return None

    def misspelt(self, text: str, start: int) -> Mention | None:
        """A name of three characters or more with one character written as another that sounds or looks like it.

        Where several names are as near, all of their reports may be meant.
        """
        for length in range(min(self.longest, len(text) - start), 2, -1):
            words, half = text[start : start + length], length // 2
            near = [
                name
                for first, part in ((False, words[half:]), (True, words[:half]))
                for name in self._halves.get((length, first, part), ())
                if sum(map(str.__ne__, words, name)) <= 1 and written_alike(words, name)
            ]
            if near:
                return Mention(start, start + length, words, frozenset().union(*(self.names[name] for name in near)))
        return None

    def is_other_region(self, text: str, mention: Mention) -> bool:
        """Whether the name stands behind a region that is not its own (番禺区政府办公室, where only 花都's is held)."""
        start = mention.start + (mention.words[:1] in LEVEL and bool(mention.words))
        match = BEFORE_NAME.search(text[:start])
        if match is None or match["last"] in FUNCTION_WORDS or NO_REGION.search(text[: match.start("last") + 1]):
            return False
        own = [name for name, ids in self.regions.items() if ids & mention.reports]
        return not any(written_alike(match["region"][-len(name) :], name) for name in own)


def scope(text: str, gazetteer: Gazetteer, chosen: Collection[str] | None = None, *, english: bool = False) -> Scope:
    """Find the reports that a folded question is about; ``chosen`` limits the corpus beforehand."""
    return gazetteer.scoped(text, None if chosen is None else frozenset(chosen), english)


def _scope(text: str, gazetteer: Gazetteer, chosen: frozenset[str] | None, *, english: bool) -> Scope:
    cards = gazetteer.cards if chosen is None else [card for card in gazetteer.cards if card.id in chosen]
    mentions = tuple(Mention(0, 0, "", one) for one in named_in_english(text, cards)) if english else ()
    if mentions:
        text, mentions = _in_both(text, mentions, gazetteer)
    left = without_english(text, gazetteer.inside({r for m in mentions for r in m.reports})) if mentions else text
    if not mentions:
        found = list(_mentions(text, gazetteer))
        short = [*_abbreviated(text, found, gazetteer), *_nicknamed(text, found, gazetteer)]
        mentions = tuple(_together(_outermost(_specific([*found, *short]))))
    if not mentions and (organ := ORGAN_ALONE_SAID.match(text)):
        mentions = _all_of(organ, gazetteer)
    if not mentions and (level := OF_LEVEL.match(text)):
        mentions = _of_level(level, cards)
    unknown = tuple(_unknown(text, mentions, gazetteer))
    years = tuple(dict.fromkeys(_year(match) for match in YEARS.finditer(text)))
    wanted = {r for m in mentions for r in m.reports if chosen is None or r in chosen}
    inside = gazetteer.inside(wanted) if mentions else cards
    dated = [card for card in inside if not years or card.year in years]
    missing = tuple(year for year in years if all(card.year != year for card in inside))
    order = {report: n for n, mention in enumerate(mentions) for report in sorted(mention.reports)}
    reports = sorted((card.id for card in dated), key=lambda report: order.get(report, 0))
    rest, marked = _rest(left, mentions, unknown), _marked(left, mentions)
    if len(mentions) > 1:
        rest, marked = (those.sub(_leading, text) for those, text in ((THESE_LEFT, rest), (THESE, marked)))
    return Scope(tuple(reports), mentions, unknown, years, missing, rest, marked)


def _in_both(text: str, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> tuple[str, tuple[Mention, ...]]:
    """A question in English without the Chinese names that it adds to its English ones (the bureau (某市城管局)).

    Names in Chinese that say which of several the English words mean are the mentions themselves.
    """
    named = {report for mention in mentions for report in mention.reports}
    added = [m for m in _mentions(text, gazetteer) if not m.region and (m.reports <= named or m.reports & named)]
    for one in reversed(added):
        text = f"{text[: one.start]} {text[one.end :]}"
    narrowed = tuple(
        replace(mention, reports=frozenset().union(*inside) if inside else mention.reports)
        for mention in mentions
        for inside in [[m.reports & mention.reports for m in added if m.reports & mention.reports]]
    )
    return EMPTY_BRACKETS.sub(" ", text), narrowed


EMPTY_BRACKETS = regex(r"[(（]\s*[)）]")


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions without the region with which the name of one of its departments begins: 甲县 in 甲县疾控中心."""
    several = list(mentions)
    inside = [
        one
        for one in several
        if any(
            other.start <= one.start and one.end <= other.end and other.reports <= one.reports
            for other in several
            if len(other.words) > len(one.words)
        )
    ]
    return [one for one in several if one not in inside]


def _together(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions, a region and the organ right behind it as one: 云汀 and 交警大队."""
    before: Mention | None = None
    for one in mentions:
        if before and before.region and not one.region and before.end == one.start and one.reports <= before.reports:
            before = Mention(before.start, one.end, before.words + one.words, one.reports)
            continue
        if before:
            yield before
        before = one
    if before:
        yield before


_THESE = (
    r"(?:这|那|以上|上述)?(?:[两二三四五六七八九十]|\d{1,2})(?:家|个|份)"
    r"(?:部门|单位|报告|机构)?(?:里面?|中|当中)?(?:的|[,，])?"
)
THESE = regex(rf"^(?:把|将|拿)(?={MENTIONED})|(?<={MENTIONED}){_THESE}(?=[\u4e00-\u9fff])")
THESE_LEFT = regex(rf"^(?:把|将|拿)?[、和与跟及,，\s]*{_THESE}(?=[\u4e00-\u9fff])")
"""How a list of departments is summed up behind it: 甲、乙、丙这三家, 把甲、乙两份报告的…."""


def _leading(those: re.Match[str]) -> str:
    return "的" if those.group().endswith("的") else ""


ORGAN_ALONE_SAID = regex(r"(?P<organ>[省市区县](?:委|政府|府))(?:那边|那里|那儿|这边|这里)的?")
"""An organ that several departments are offices of, as people say it: 市委那边."""


OF_LEVEL = regex(
    r"(?P<level>[省市州区县旗镇乡])(?:里|上|级)?的?[那这](?:(?:一?[家个])?(?:单位|部门)|一?[家个](?=的|呢|$))的?"
)
"""A department told by nothing but the level of its region: 县里那家单位."""


def _of_level(said: re.Match[str], cards: Iterable[Card]) -> tuple[Mention, ...]:
    """The departments whose own region is of a level, as one mention, where there are any."""
    own = ((card.id, regions_of(card.department)[0][-1:]) for card in cards)
    reports = frozenset(report for report, region in own if region and region[0].endswith(said["level"]))
    return (Mention(said.start(), said.end(), said.group(), reports),) if reports else ()


def _all_of(said: re.Match[str], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The departments whose names begin with an organ, as one mention, where there are any."""
    named = (reports for name, reports in gazetteer.names.items() if name.startswith(said["organ"]))
    reports = frozenset().union(*named)
    return (Mention(said.start(), said.end(), said["organ"], reports),) if reports else ()


def _mentions(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Names as written; where there is none, names with one character misspelt."""
    exact = list(_scan(text, gazetteer.at))
    if any(not mention.region for mention in exact):
        exact = list(_scan(text, partial(_longer, gazetteer)))
    else:
        exact = list(_scan(text, lambda t, at: gazetteer.misspelt(t, at) or gazetteer.at(t, at)))
    for mention in (_with_region(text, one, gazetteer) for one in exact):
        if mention.region:
            if by_kind := _by_kind(text, mention, gazetteer):
                yield by_kind
                continue
            organ = ORGAN.match(text, mention.start)
            longer = organ and organ.end() > mention.end and not JOINED.search(text[mention.end : organ.end()])
            if longer and organ and (_whose(text, organ) or not gazetteer.mentioned(organ.group())):
                continue
        elif gazetteer.is_other_region(text, mention):
            continue
        yield _with_organ(text, mention, gazetteer) if mention.region else mention


def _longer(gazetteer: Gazetteer, text: str, start: int) -> Mention | None:
    """The name that begins at a position; a longer one with one character misspelt before one that stands in it."""
    found = gazetteer.at(text, start)
    if found is None or found.region:
        return found
    misspelt = gazetteer.misspelt(text, start)
    return misspelt if misspelt and misspelt.end > found.end and misspelt.reports == found.reports else found


def _with_region(text: str, mention: Mention, gazetteer: Gazetteer) -> Mention:
    """A name with the region before it, of which one character is misspelt: 南纱区委办公室 holds 区委办公室."""
    for start in range(max(0, mention.start - REGION_BEFORE), mention.start):
        if mention.region or text[start] in FUNCTION_WORDS:  # 最高的是档案馆: 是 sounds like 市
            continue
        longer = gazetteer.misspelt(text, start)
        if longer and longer.end >= mention.end and longer.reports <= mention.reports:
            return longer
    return mention


REGION_BEFORE = 4
"""Characters before a name in which its region may stand."""


def _with_organ(text: str, mention: Mention, gazetteer: Gazetteer) -> Mention:
    """A region with the beginning of one of its organs behind it: 明阳消防, 临溪住建局, 明阳消防支队."""
    named = text[mention.end : mention.end + 2]
    departments = {report: gazetteer.card_of[report].department for report in sorted(mention.reports)}
    organs = {
        report: organ
        for report, department in departments.items()
        if len(organ := organ_of(department)) >= 4 and organ[:2] == named
    }
    if len(set(organs.values())) != 1:
        return mention
    organ = next(iter(organs.values()))
    end = mention.end + 2
    tail = next((length for length in (3, 2, 1) if text[end : end + length] == organ[-length:]), 0)
    if not tail and OTHER_BODY.match(text, end):
        return mention
    end += tail
    return Mention(mention.start, end, text[mention.start : end], frozenset(organs))


OTHER_BODY = regex(r"(?:[馆站宫院园校所社场台]|中心)(?![长员])")
"""What makes a body of its own of an organ's first characters: 沭湖区文化馆 is not 沭湖区文化广电局."""
KIND_OF_ORGAN = regex(r"办公[室厅]|局|委(?!员)|部(?!门)")


def _by_kind(text: str, mention: Mention, gazetteer: Gazetteer) -> Mention | None:
    """A region with the kind of organ behind it that only its own departments are: 花都办公室."""
    kind = KIND_OF_ORGAN.match(text, mention.end)
    if kind is None:
        return None
    own = frozenset(
        report
        for report in mention.reports
        if _owned(department := gazetteer.card_of[report].department, mention.words)
        and department.endswith(kind.group())
    )
    return Mention(mention.start, kind.end(), text[mention.start : kind.end()], own) if own else None


def _owned(department: str, words: str) -> bool:
    """Whether a region, as some words call it, is a department's own and not one that holds it."""
    regions = regions_of(department)[0]
    return bool(regions) and words in {fold(regions[-1]), bare(fold(regions[-1]))}


def _whose(text: str, organ: re.Match[str]) -> bool:
    """Whether an organ named in full heads the question: its report is asked for, whoever else speaks of it."""
    headed = organ.start() == 0 and REGION.match(organ.group())
    return bool(headed) and not ACTS.match(text, organ.end())


def _abbreviated(text: str, taken: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Organs written with some of their characters left out: 教体局 of 教育体育局, 师院 of 师范学院."""
    for match in ABBREVIATED.finditer(text):
        if any(match.start() < m.end and m.start < match.end() for m in taken if not m.region):
            continue
        for start in range(match.start(), match.end() - 2):
            if _inside_a_word(text, start, taken):
                continue
            words = text[start : match.end()]
            mention = Mention(start, match.end(), words, gazetteer.abbreviated(words))
            if mention.reports and not gazetteer.is_other_region(text, mention):
                yield mention
                break


def _nicknamed(text: str, taken: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Organs by the two characters that everybody calls them by, where they stand as a name does: 科技局和残联的….

    A word that only says what an organ is (法院) is its name where one department alone is held of its kind, and
    where nothing but what is asked of it stands behind.
    """
    for match in STANDS_AS_NAME.finditer(text):
        start, words = match.start("name"), match["name"]
        reports = gazetteer.nicknames.get(words)
        if not reports or any(start < m.end and m.start < match.end() for m in taken):
            continue
        if reports <= {report for mention in taken for report in mention.reports}:
            continue  # what is named already is not named again by a word that may mean its matter (体育馆)
        sector = all(fold(gazetteer.card_of[report].department).endswith(f"{words}局") for report in reports)
        if sector and not ASKED_OF.match(text, match.end()):
            continue
        if KINDS_OF_HOUSE.fullmatch(words):
            departments = {gazetteer.card_of[report].department for report in reports}
            if len(departments) > 1 or not ASKED_OF.match(text, match.end()):
                continue
        elif MATTER.match(text, match.end()):
            continue
        yield Mention(start, match.end(), words, frozenset(reports))


STANDS_AS_NAME = regex(
    r"(?:^|(?<=[\s,，、。;；:：?？“”\"(（和与跟及同比]))(?:那么?|请问|再?看看?|再?说说|查一?下|查查)?(?P<name>(?![比和与跟及同])[\u4e00-\u9fff]{2})"
)
"""Where a question may begin to speak of a department: at its start, behind a stop, or behind another name."""
ASKED_OF = regex(
    r"(?:那边|那里|那儿|方面)?(?:的(?!领导|人)|呢|谁|[和与跟及、,，?？]|$|20\d\d|自评|综合|得|总|评|预算|执行|支出|收入|基本|项目|实际|全年|决算|三公|人均|在职|实有|扣)"
)
MATTER = regex(r"保健|健康|工作|队|员|机构|系统|事业|案件|执法|人员|专干|干部|经费|资金|体系|条线|部门")
"""What makes of an organ's name a matter that any report may speak of: 疾控机构, 城管执法."""


def _inside_a_word(text: str, start: int, taken: Sequence[Mention]) -> bool:
    """Whether words that begin at a position only end a longer name: 服务中心 in 街道养老服务中心.

    One character before them may be a slip for their first (巷口管理局).
    """
    before = text[max(start - STRAY, 0) : start]
    joined = len(before) == STRAY and bool(HAN.fullmatch(before)) and not FUNCTION_WORDS & set(before)
    return joined and all(start != one.end for one in taken)


STRAY = 2
HAN = regex(r"[\u4e00-\u9fff]+")
COMMITTEE = regex(r"委员会$")
"""The end of a name that is shortened too: 科委 of 科学技术委员会."""


def _leaves_out(words: str, name: str) -> bool:
    """Whether a name gives the words when characters are left out of it, but none of its last."""
    name = COMMITTEE.sub("委", name)
    return words[-1] == name[-1] and len(words) >= 3 and in_order(words, name)


def _scan(text: str, at: Callable[[str, int], Mention | None]) -> Iterator[Mention]:
    position = 0
    while position < len(text):
        mention = at(text, position)
        if mention:
            yield mention
        position = mention.end if mention else position + 1


def _specific(found: Sequence[Mention]) -> list[Mention]:
    """A region stands for the reports of what narrows it down (广州 beside 市委组织部); its words are spent as well."""
    narrowed = []
    for mention in found:
        inside = [m for m in found if m is not mention and m.reports & mention.reports]
        if mention.region:
            tighter = [m for m in inside if m.reports < mention.reports or not m.region]
            reports = frozenset().union(*(m.reports for m in tighter)) & mention.reports if tighter else mention.reports
        else:
            regions = [m for m in inside if m.region and len(mention.reports) > 1]
            reports = mention.reports & frozenset().union(*(m.reports for m in regions)) if regions else mention.reports
        narrowed.append(replace(mention, reports=reports))
    outer = [m for m in narrowed if not any(_inside(m, one) for one in narrowed)]
    return sorted(outer, key=lambda m: m.start)


def _inside(mention: Mention, other: Mention) -> bool:
    """Whether a name is the beginning of a longer one: 岐川县 of 岐川县疾控中心."""
    within = other.start <= mention.start and mention.end <= other.end
    return within and other.end - other.start > mention.end - mention.start


def _unknown(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[str]:
    """Names of departments in the question that are none of the index's."""
    covered = [(m.start, m.end) for m in mentions]
    position = 0
    while match := ORGAN.search(text, position):
        position = match.end()
        if any(match.start() < end and start < match.end() for start, end in covered):
            continue
        words = re.split(r"[的和与跟在及或对把被给、]|(?:按|参|遵|依)?照着?|依据|根据", match.group())[-1]
        words = BEFORE_ORGAN.sub("", words).lstrip(
            "".join(FUNCTION_WORDS) + "哪各每几五两些所全部其他区里市县你它本该年月日度"
        )
        if re.search(r"[元占%\d几]|多少|报告|提到|写明|[要须](?:上|经|报|过|由|提交)", match.group()):
            continue
        if len(words) >= 3 and ((not mentions and _whose(text, match)) or not gazetteer.mentioned(words)):
            yield words
    if not mentions and (words := _place_unheard_of(DATED.sub("", text), gazetteer)):
        yield words
    elsewhere = None if mentions else ELSEWHERE.match(DATED.sub("", text))
    if elsewhere and not ORGAN.search(elsewhere["name"]) and not gazetteer.mentioned(elsewhere["region"]):
        yield elsewhere["name"]


WHOSE = regex(r"(?:那么?|请问)?(?P<words>[\u4e00-\u9fff]{2,3}?)的(?P<what>[\u4e00-\u9fff]{2,})")
NO_PLACE = regex(r"[最第前后哪各本该全这那几何首主次上下去今明年月日个家份]|[一二两三四五六七八九十]")


def _place_unheard_of(text: str, gazetteer: Gazetteer) -> str:
    """A place that heads a question for a measure and that no report speaks of (荔湾的预算执行情况); else empty."""
    match = WHOSE.match(text)
    if match is None or NO_PLACE.search(match["words"]) or gazetteer.mentioned(match["words"]):
        return ""
    words, terms = match["words"], glossary()
    known = any(words in name for name in (*terms.by_name, *terms.by_asked))
    measured = any(n.start == 0 and n.term.kind != "concept" for n in named_terms(match["what"], terms))
    return words if measured and not known and content(words) == (words,) and not OVERALL.search(words) else ""


def _year(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else 2000 + int(match[2])


def _rest(text: str, mentions: Sequence[Mention], unknown: Sequence[str]) -> str:
    for mention in reversed(mentions):
        if mention.end > mention.start and text[mention.start - 1 : mention.start] != "《":
            text = PARTY_TAIL.sub("", text[: mention.start]) + " " + text[mention.end :]
    for words in unknown:
        text = text.replace(words, " ")
    return re.sub(r"(?:的|年度?|(?<![\u4e00-\u9fff])度)?$|\s+", " ", _undated(text, " ")).strip()


def _undated(text: str, left: str) -> str:
    """A text without its years; 2023年底 leaves 年末."""
    return DATED.sub(left, YEAR_END.sub(lambda match: left + {"初": "年初"}.get(match["end"], "年末"), text))


def _marked(text: str, mentions: Sequence[Mention]) -> str:
    for number, mention in reversed(list(enumerate(mentions))):
        if mention.end > mention.start:
            text = PARTY_TAIL.sub("", text[: mention.start]) + chr(MARK + number) + text[mention.end :]
    return AFTER_MARK.sub("", _undated(text, ""))
