"""What a question's words name, and how much of them a text holds."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.glossary import Glossary, Term
from heshu.lately import lately
from heshu.patterns import regex

EMPTY = regex(
    rf"(?:这|那|该)(?:个|项|一)?指标|多少(?:万|亿|百|千)?(?:钱|元|块钱?|蚊|{MEASURES}|分|倍|百分点|度)?|百分之(?:几|多少)|"
    rf"(?<![一二三四五六七八九十])几(?:个|多)?(?:百分点|{MEASURES}|分|倍|号|月|种|成|万蚊|蚊|样|方面|点)?|"
    r"(?:查|查看|看|问|说|讲)?一下|什么时候|什么样|什么|哪些(?:内容|方面|工作|事情|东西|地方)?|哪(?:一)?(?:个|几|年|天|里|家|份|项|条|儿|位|两|三|方面)+|为什么|为啥|怎么样|怎样|怎么|如何|咋样?|啥|谁|是否|是不是|有没有|能不能|会不会|多大|多高|多长时间|"
    r"(?<![被向])(?:区|市|县|省)里(?:的)?|(?:那|这)个(?:办公室|部门|单位|局|办)|请问?|报告(?:里|中|内|书|上)?(?:说|写|提到|称)?(?:的)?|(?:主要)?(?:写|讲|说)(?:了|的)?(?:是)?|情况(?:怎么样|如何)|"
    r"(?:打|拿|考|评)(?:了|到|出)*(?=(?:多少|几)分)|"
    r"(?<![服听顺随遵依跟])从(?![业事严属而重轻宽句])|(?:以内|之内)(?=$|[?？])|"
    r"(?:公布|披露|列明|写明|列出)的|综合起来|(?:总体|总的)(?:上|来说|来看|来讲)|合起来|(?:好不好|行不行|够不够)(?![\u4e00-\u9fff])|不(?:得)?(?:低于|少于|超过|高于)(?=多少|几|$)|"
    r"今年|一年(?:到头|下来|里)?|年内|(?:这|那)?一?(?:栏|(?<![执进发运银推施履试实])行|列)(?=得|是|多少|几|的|$)|(?:这|那)一项|(?:最后|到底)?算(?:出来|下来)|(?:实际|一共|总共)?(?:花|用|(?<![支交给拨应])付)(?:掉|去|出|了)+(?=多少|$|[,，])|实际花|为(?=多少|几|$)|起码|至少|原来|原先|当初|本来|最初|件事|控制(?:到|在)|一共|总共|全部(?:加起来)?|分别|各自?(?=是|有|多|$)|大概|大约|具体|到底|究竟|其实|应该|可以|需要|打算|准备|"
    r"这(?:个|次|些|份|块|一块|项|里|边|样)?|那(?:个|次|些|份|块|一块|项|里|边|样|笔)?|(?:方面|部分|环节|这块|那块|时候|的话)|"
    r"吗|呢|吧|啊|呀|嘛|咧|哦|啦|了|的|得(?!分)|着|过(?=$|[,，])|是|有|在|里|(?<![集其当])中(?![央心国共学小介期层间标级医高])|要(?!求|点|素|闻|情|文)(?<!主要|需要|重要|次要|纪要|摘要)|达到|全年|标准(?=$)|把|被|让|给|跟|和|与|(?<![惠涉普波遍以])及|或|并|还|也|都|就|又|再|很|太|最终|最后|其|它|他|她|我们?|你们?|他们|她们|它们|自己|本|该|"
    r"(?<!\d)[,，]|[,，](?!\d{3})|[。？?！!、;；:：“”\"'‘’（）()\[\]《》<>\s]|\d{4}年度?|全年(?=$)"
)
"""Words of a question that name nothing."""
KEPT = regex(
    r"棉被|被子|被褥|初中|高中|职中|讲座|讲解|讲师|宣讲|演讲|在职|在编|在校|在册|在岗|在建|在线|在读|在库|在押|在院|在籍|所在地|有效"
    r"|有限|国有|公有|有害|有机|有毒|资本|成本|基本|本科|本级|本金|样本|文本|版本|标本|根本|本土|本地"
    r"|还本|公里|里程|和谐|和平|共和|与会|参与|给付|给水|供给|补给|配给|让利|转让|出让|并网|合并|并购"
    r"|还款|归还|偿还|返还|都市|首都|再生|再就业|再造|太阳|地区|地方|地铁|土地|工地|场地|基地|用地"
    r"|耕地|林地|草地|绿地|湿地|地质|地下|地面|地名|地震|地籍|征地|地块|地价|地税|当地|属地|驻地"
    r"|(?<!项)目的|着力|着重|着装|过程|过渡|跟踪|跟进|及时|及格|普及|涉及|惠及|波及|把关|把握|请示"
    r"|申请|聘请|邀请|说明|编写|填写|写作|准备金|储备|是非|有序|有偿|有线|有色|含有|就诊|就业|就医|就读|就餐|成就|渡过|超过|通过|经过|所有权|有机|保有|保有量|在用|在学|在园|在训|重大|重要|其他(?=[收支资经费商应社]|项目(?:的|支|预|执|得|$))"
)
"""Words that hold a character which by itself names nothing."""


OVERALL = regex(
    r"(?:实际|金额|数额|数目|整体|总体|部门|单位|学校|医院|法院|街道|全院|全校|机关|年度|全年|总的?|全部|绩效)+"
)
"""Words of a question that narrow nothing down."""


@dataclass(frozen=True, slots=True)
class Named:
    """A glossary term in a question, with the words that named it and where they stand."""

    term: Term
    words: str
    start: int
    end: int


_TELLING = regex(f"(?P<kept>{KEPT.pattern})|{EMPTY.pattern}")


@lru_cache(1024)
def content(text: str) -> tuple[str, ...]:
    """The stretches of a folded text that are left when its empty words are taken out."""
    return tuple(_TELLING.sub(lambda match: match["kept"] or " ", text).split())


def pairs(texts: Iterable[str]) -> frozenset[str]:
    """Character pairs of each stretch; a single character stands for itself; figures and Latin words are whole."""
    return frozenset(pair for text in texts for pair in _pairs(text))


def _pairs(text: str) -> Iterator[str]:
    for part in re.findall(r"[a-z]+|[\d.,%]+|[^\sa-z\d.,%]+", text):
        if re.match(r"[a-z\d]", part) or len(part) == 1:
            yield part
        else:
            yield from (part[i : i + 2] for i in range(len(part) - 1))


class Weights:
    """How telling a character pair is among some texts: ln(1 + N / df), an inverse document frequency as in BM25."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        number = 0
        for text in texts:
            counts.update(set(_pairs(fold(text))))
            number += 1
        number = max(number, 1)
        self._weigh = lately(WEIGHED, self._weighed)
        self._of = {pair: math.log(1 + number / count) for pair, count in counts.items()}
        self._unknown = math.log(1 + number / 0.5)

    def __getitem__(self, pair: str) -> float:
        return self._of.get(pair, self._unknown)

    def known(self, pair: str) -> bool:
        """Whether any of the texts holds the pair."""
        return pair in self._of

    def coverage(self, wanted: frozenset[str], text: str) -> float:
        """The weighted share of the wanted pairs that a folded text holds; 1 where nothing is wanted."""
        total, weighed = self._weigh(wanted)
        return math.fsum([weight for pair, weight in weighed if pair in text]) / total if total else 1.0

    def mass(self, pairs: frozenset[str]) -> float:
        """The weight of some pairs together; the same in whatever order they come (a set's changes from run to run)."""
        return self._weigh(pairs)[0]

    def _weighed(self, pairs: frozenset[str]) -> tuple[float, list[tuple[str, float]]]:
        """The weight of some pairs together, and of each: the same few are held against every figure of a report."""
        weighed = [(pair, self[pair]) for pair in pairs]
        return math.fsum(weight for _, weight in weighed), weighed


WEIGHED = 512
"""Sets of pairs whose weight is remembered: those of a few questions."""


DENIES = frozenset("没未不无非")
"""Characters that turn a word into its opposite."""
LIGHT = frozenset("搞做干弄办开花用付拿收发来去到跑得会能想看买掉光只才了过给把被在的地上里个")
"""Characters that carry speech and no matter: verbs that stand for any verb, and what leans on them."""


def matter(text: Iterable[str]) -> frozenset[str]:
    """The characters of a text that name something, and do not only carry speech."""
    return frozenset(text) - LIGHT


def telling(words: Iterable[str], weights: Weights) -> frozenset[str]:
    """The character pairs of some words that say what is meant, in the texts that ``weights`` were made of.

    A pair that no text holds says nothing where it only joins two that are held (惠及学生: 及学), or where a light
    verb hangs on a word that is held (演练搞了).  Any other unknown pair stays: it names what the texts do not.
    """
    found: set[str] = set()
    for word in words:
        row = list(_pairs(word))
        held = [weights.known(pair) for pair in row]
        for n, pair in enumerate(row):
            before = n > 0 and held[n - 1]
            after = n + 1 < len(row) and held[n + 1]
            hangs = len(pair) == 2 and ((pair[1] in LIGHT and before) or (pair[0] in LIGHT and after))
            light = (hangs or LIGHT.issuperset(pair)) and not DENIES & set(pair)
            if held[n] or not ((before and after) or light):
                found.add(pair)
    return frozenset(found)


@lru_cache(1024)
def named_terms(text: str, terms: Glossary) -> tuple[Named, ...]:
    """The glossary's terms in a folded question, none overlapping: written names before colloquial, longest first.

    A colloquial name that holds a written one of the same term (收支相抵后结余: 收支相抵) goes before it.
    """
    asked = list(_occurrences(text, terms.by_asked, terms.longest))
    written = [
        named
        for named in _occurrences(text, terms.by_name, terms.longest)
        if not any(a.term is named.term and a.start <= named.start and named.end <= a.end for a in asked)
    ]
    taken: list[Named] = []
    for table in (written, asked):
        for named in sorted(table, key=lambda n: (n.start - n.end, n.start)):
            if all(named.end <= other.start or named.start >= other.end for other in taken):
                taken.append(named)
    return tuple(sorted(taken, key=lambda n: n.start))


def _occurrences(text: str, table: Mapping[str, Term], longest: int) -> Iterator[Named]:
    for start in range(len(text)):
        for end in range(start + 1, min(start + longest, len(text)) + 1):
            if (words := text[start:end]) in table:
                yield Named(table[words], words, start, end)


def without(text: str, named: Iterable[Named]) -> str:
    """A text without the words that name terms."""
    for one in sorted(named, key=lambda n: n.start, reverse=True):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def is_listed(words: str, text: str) -> bool:
    """Whether a folded text names something as one of several: 过程, in 按投入、过程、产出三个维度评分.

    What it says behind them it says of all together.
    """
    start = re.escape(words[:2])
    return re.search(rf"、{start}|{start}[^,，。；;、]{{0,6}}、", text) is not None
