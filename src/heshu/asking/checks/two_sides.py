"""A question that holds the parts of a sum against a whole, cut into the two: 甲、乙合在一起，跟丙对得上吗."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heshu.asking.evidence.operands import MARKS
from heshu.patterns import regex

_JOINED = (
    r"(?:的?(?:金额|数额|数字?|得分)?(?:都|全部?)?(?:加起来|加总|相加|合(?:在|到)?一[起块]儿?|合起来|汇总起?来?|累加|归总|总和|之和|的和|叠加|一加"
    r"|[加凑拼放](?:在|到)?一[起块]儿?|凑起来|合计(?:数|额|起来)?|求和)(?:以?后|之后|的?(?:结果|数|金额|总数))?)"
)
"""What says that the parts before it are taken together: 加总, 合在一起, 凑起来."""
_EQUALS = (
    r"(?:等不等于|够不够|(?:能不能|能否|能)?(?:对得上|对得起|对上|合得上|勾稽得上)|是不是(?:正好|刚好)?(?:等于|就是)?|是否(?:正好|刚好)?(?:等于|就是)?|(?:能不能|能否|可不可以|能|可以)?"
    r"(?:正好|刚好|恰好)?(?:等于|凑成|凑够|凑得?出|凑足|推得?出|推算出|构成|拼成|得出)|(?:就|正好|刚好)是|=)"
)
_IS = r"(?:一共|总共|共)?(?:是|为|有|达到?|得)(?=\d)"
"""What says so of a whole that is given by its number: 各项得分加起来是96.7分(吗)."""
_WITH = r"(?:跟|和|与|同|对照?|比对)"
AGREE = regex(
    r"[,，]?(?:两边|两者|二者|前后|到底|究竟|是否|能否|能不能|是不是|会不会|可不可以|金额|数字?|都|也|还|互相|正好|刚好|完全"
    r"|对不对得?[上拢]|对得(?:上|起来|拢|齐|平)|对不上|能?对[上平]|勾稽(?:得上|不上|上|一致|关系)?|平不平|轧得?平|平|闭合|等不等|相?等|吻不吻合|吻合"
    r"|符不符|相符|符合|一不一致|一致|一不一样|一样|相差|有没有错|有没有|没有|有出入|有差[额异距]?|差多少|差不差|对不对|没错|有误|有错|算错|正确|有问题|[对的吗么呢吧])+[?？。]*$"
)
"""The words at the end that ask whether two sides agree."""
FORMS = (
    # 丙5.60万元，甲、乙加总得出这个数(吗); 丙5.60万元，甲、乙加起来(对吗)
    regex(
        rf"(?P<whole>[^,，]*?\d[\d,.]*[^\d,，]{{0,3}})[,，](?:那么?|把|将)?(?P<parts>[^\d]+?){_JOINED}[,，]?"
        rf"(?:(?:{_WITH}|{_EQUALS}|{_IS})?(?:能|可以|是否|是不是|正好|刚好)*(?:得到|得出|算出来?|凑得?出|凑成|等于|对得上|是)?"
        r"的?(?:这个|那个|该|此|上述|这一)(?:总?数[字额值]?|金额|合计数?|结果)?)?"
    ),
    # 甲、乙合在一起，跟丙(对得上吗); 甲和乙加起来等不等于丙
    regex(
        rf"(?P<parts>.+?){_JOINED}(?:(?:等于|是|为|有)?(?:多少|几)[^,，]{{0,3}})?[,，]?(?:{_WITH}|{_EQUALS}|{_IS})(?P<whole>.+)"
    ),
    # 甲加乙，跟丙(对得上吗); 甲，加上乙，等不等于丙
    regex(rf"(?P<parts>.+?[,，]?(?:加上?|\+).+?)(?:[,，]{_WITH}|[,，]?{_EQUALS})(?P<whole>[^加+]+)"),
    # 甲和乙能凑成丙吗
    regex(
        r"(?P<parts>.+?)[,，]?(?:能不能|能否|可不可以|能|可以)?(?:正好|刚好|恰好)?(?:凑成|凑够|凑得?出|凑足|推得?出|构成|组成|拼成|得出)(?P<whole>[^加和与、]+)"
    ),
    # 丙跟甲、乙之和(对得上吗)
    regex(rf"(?P<whole>[^、加]+?)[,，]?(?:{_WITH}|{_EQUALS})(?P<parts>.+?){_JOINED}"),
    # 丙是不是甲加乙, 丙=甲+乙
    regex(rf"(?P<whole>[^、加+]+?)[,，]?(?:{_WITH}|{_EQUALS})(?P<parts>.+?(?:加上?|\+).+)"),
    # 丙是不是由甲和乙两部分构成的
    regex(
        r"(?P<whole>[^、加+]+?)[,，]?(?:是不是|是否|是)?由(?P<parts>.+?)(?:构成|组成|加总|相加|加起来)(?:而成|而来|得来|得出|得到)?的?(?:[,，].*)?"
    ),
)
SIGN = regex(
    r"[,，、]?(?:再|又|然后)?(?:(?P<plus>(?<![追增附参添])加上?|\+|＋)|(?P<minus>(?<![调核追节增压])减去?|减掉|扣[除掉]|-))"
)
LISTS = regex(r"[、,，]|以及|还有|(?:和|与|跟)(?!其他|社会保障)")
GROUP = regex(
    r"(?P<names>.*?)(?:这|那|的|共|分)*(?P<count>[两二三四五六七八九十几各]|\d+)(?:大|小)?(?:个部分|部分|块|类|笔|方面|部|者|样|项|个)"
    r"(?P<tail>的?[^、,，]{0,10})"
)
"""Parts by their number: 履职效能、管理效率两部分的得分, 七个项目的支付数."""
BEFORE_WHOLE = regex(
    r"^(?:报告|它|他们?|表)?(?:里面?|中|上)?(?:自己)?(?:所?(?:写明?|报|列|填|给|公布|披露|说)(?:出|明)?)?(?:的|了)*(?:那个|这个|整个)?(?:总的|合起来的)?"
)
AFTER_WHOLE = regex(r"(?:是否|能否|能不能|是不是|到底|究竟|相|都|也)+$")
BEFORE_PARTS = regex(
    r"^[,，]?(?:(?:先|暂)?不(?:管|看|论)[^,，]*[,，])?(?:[把将拿用的]|报告(?:里|中|上)?|写的?|列的?|它|其中|分别|各自)*"
)
SAID_ONCE = regex(r"(?:收入|支出|经费|费用?|得分|预算|决算|拨款)(?:的?(?:预算|决算|执行|支付|支出)(?:数|金额)?)?$")
"""What the last part says for all of them: 财政、事业、其他收入决算."""
LONGEST = 160
"""Characters of a question that is cut into two sides."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a question: the words of the parts and of the whole."""

    parts: str
    whole: str


def several(marked: str) -> list[str]:
    """The sums that a question spells out one after the other; none where it spells out one."""
    clauses = [clause for clause in re.split(r"(?<!\d)[,，:：;；]|[,，](?!\d{3})", MARKS.sub("", marked)) if clause]
    sums = [clause for clause in clauses if EQUATION.fullmatch(clause)]
    return sums if len(sums) > 1 else []


EQUATION = regex(r"[^,，]+?(?:加上?|\+)[^,，]+?(?:等于|=|(?:就|正好|刚好)是)[^,，]+")
"""甲加乙等于丙, one of several."""
_ENGLISH = ((r"\bplus\b", "加"), (r"\b(?:adds? up to|equals?|makes? up)\b", "等于"), (r"[a-z']{2,}", ""))
"""English around figures that are named in Chinese."""


def sides_of(marked: str) -> Iterator[Sides]:
    """Every way in which a question may be cut into parts and a whole, the likeliest first."""
    asked = AGREE.search(marked)
    text = marked[: asked.start()] if asked else marked.rstrip("?？。 ")
    if not asked and not re.search(_EQUALS, marked):
        return
    mark = MARKS.search(text)
    tries = [MARKS.sub("", text[mark.end() :])] if mark else []
    seen: set[Sides] = set()
    for said in (*tries, MARKS.sub("", text)):
        for form in FORMS if len(said) <= LONGEST else ():
            if match := form.fullmatch(said.strip("的 ,，")):
                whole = AFTER_WHOLE.sub("", BEFORE_WHOLE.sub("", match["whole"].strip(" ,，的")))
                sides = Sides(BEFORE_PARTS.sub("", match["parts"]).strip(" ,，"), whole.strip(" ,，的"))
                if sides not in seen:
                    yield sides
                seen.add(sides)


TOTAL_DOUBTED = regex(
    r"(?:(?:报告|它)?(?:写|报|列)?的)?(?:[附那这]?表格?\s*(?:[\d一二三四五六七八九十]+(?:里面?|中|上|内)?|里面?|中|上|内)的?)?(?P<whole>[^,，、和与跟]{2,30}?)的?(?:加总|相加|合计数?|汇总|求和|总和|加起来|加在?一起|合起来|累加|一项项加|逐项加总)(?:起来)?"
)
"""95.16分加总(有误吗): a total whose parts are not named."""


def total_doubted(marked: str) -> str:
    """The total that a question doubts to be the sum of its parts; empty where it doubts none."""
    asked = AGREE.search(marked)
    match = TOTAL_DOUBTED.fullmatch(MARKS.sub("", marked[: asked.start()]).strip(" ,，的")) if asked else None
    return ITS_PARTS.sub("", match["whole"]) if match else ""


ITS_PARTS = regex(r"(?<=..)的?(?:各个?项目?|各行|各部分|明细|几项|分项|各分项|下面各项)(?:都|全)?$")
"""What is said of a whole's parts without their names: 项目支出各项(加起来)."""


def cut(words: str) -> Iterator[tuple[list[str], list[str]]]:
    """The signs and the names of the parts, with what is said once for all of them: 财政、事业、其他三项收入."""
    group = GROUP.fullmatch(words)
    named, tail = (group["names"], group["tail"].strip("的")) if group and group["names"] else (words, "")
    if not tail and "的" in words:
        tail = words.rpartition("的")[2]
    for text in dict.fromkeys((named, words)):
        matches = list(SIGN.finditer(text))
        if matches:
            edges = [0, *(edge for match in matches for edge in match.span()), len(text)]
            names = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
            signs = ["subtract" if match["minus"] else "add" for match in matches]
        else:
            names = [name for name in LISTS.split(text) if name]
            signs = ["add"] * (len(names) - 1)
        names = [name.strip(" ,，、的") for name in names]
        if len(names) < 2 or not all(names):
            continue
        if measure := SAID_ONCE.search(names[-1]):
            yield signs, [name if SAID_ONCE.search(name) else f"{name}{measure.group()}" for name in names]
        if tail:
            yield signs, [name if name.endswith(tail) else f"{name}{tail}" for name in names]
        yield signs, names
        apart = [part for name in names for part in apart_in(name) or [name]]
        if len(apart) > len(names) and not matches:
            yield ["add"] * (len(apart) - 1), apart


def apart_in(name: str) -> list[str]:
    """The two that a name may be of: 玉米和其他粮食; none for any other name."""
    parts = [part.strip(" 的") for part in AND_OTHER.split(name)]
    return parts if len(parts) > 1 else []


AND_OTHER = regex(r"(?:和|与|跟)(?=其他|社会保障)")
"""What may join two figures, or stand within the name of one: 事业收入和其他收入, and 商品服务和其他支出."""


def in_chinese(marked: str) -> str:
    """A question whose figures are named in Chinese without the English around them."""
    if not re.search(r"[a-z]{2}", marked):
        return marked
    for english, chinese in _ENGLISH:
        marked = re.sub(english, chinese, marked)
    return re.sub(r"\s+", "", marked)
