"""What departments are called: the short forms of a name, made from the name itself.

广州市花都区人民政府办公室 is also 花都区政府办公室, 花都府办 and 区府办.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from heshu.folding import fold
from heshu.patterns import regex

PARTY = regex(r"^(?:中国共产党|中共)")
REGION = regex(r"[\u4e00-\u9fff]{2,6}?(?:自治区|自治州|自治县|省|市|州|盟|区|县|旗|镇|(?<!城)乡)")
LEVEL = "省市州盟区县旗镇乡"

AGENCY = regex(r"人民政府(?=[\u4e00-\u9fff]{2,8}(?:街道办事处|管理委员会|办事处)$)")
"""The government whose agency an organ is; nobody says it (普陀区人民政府万里街道办事处)."""

OTHER_NAME = regex(r"\s*[（(](?P<other>[^（）()]+)[）)]$")
"""A second name that stands in brackets behind the first: 市委党校（市行政学院）; 局（本级） has none."""
OF_AN_ORGAN = regex(r"[\u4e00-\u9fff]{2,}(?:(?<!分)[局委院校办馆会厅])")
"""A second name that is an organ's of the same rank, and not that of a body under it (交警支队)."""

SCHOOLS = (
    ("中学", "中"),
    ("高级中学", "中"),
    ("初级中学", "中"),
    ("小学", "小"),
    ("实验小学", "实小"),
    ("人民医院", "医院"),
)
"""What is numbered in its name: 县二中 is 县第二中学."""
SHORTER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("人民政府", ("政府", "府")),
    ("人民代表大会常务委员会", ("人大常委会", "人大")),
    ("政治协商会议", ("政协",)),
    ("纪律检查委员会", ("纪委",)),
    ("发展和改革委员会", ("发展改革委", "发改委")),
    ("发展和改革局", ("发改局",)),
    ("国有资产监督管理委员会", ("国资委",)),
    ("机构编制委员会", ("编委",)),
    ("政法委员会", ("政法委",)),
    ("管理委员会", ("管委会",)),
    ("委员会", ("委",)),
    ("办公厅", ("办",)),
    ("办公室", ("办",)),
    ("街道办事处", ("街道办", "街道")),
    ("人力资源和社会保障", ("人社", "人力资源社会保障")),
    ("规划和自然资源", ("规划自然资源", "规划资源", "规自", "自然资源")),
    ("住房和城乡建设", ("住建", "住房城乡建设")),
    ("卫生健康", ("卫健",)),
    ("市场监督管理", ("市场监管", "市监")),
    ("应急管理", ("应急",)),
    ("文化广电旅游体育", ("文广旅体", "文旅")),
    ("文化广电旅游", ("文广旅", "文旅")),
    ("农业农村", ("农业",)),
    ("交通运输", ("交通",)),
    ("工业和信息化", ("工信",)),
    ("林业和草原", ("林草", "林业")),
    ("文化和旅游", ("文旅",)),
    ("文化广电和旅游", ("文广旅", "文旅")),
    ("文化和广电旅游体育", ("文广旅体", "文旅")),
    ("疾病预防控制中心", ("疾控中心", "疾控")),
    ("疾病预防控制", ("疾控",)),
    ("妇幼保健院", ("妇幼医院", "妇幼", "妇保院")),
    ("妇幼保健计划生育服务中心", ("妇幼保健中心", "妇幼")),
    ("城市管理执法", ("城管执法", "城管")),
    ("交通警察", ("交警",)),
    ("职业技术学院", ("职院", "职业学院")),
    ("中等职业技术学校", ("职校", "中职", "职业学校", "技校")),
    ("中等职业学校", ("职校", "中职", "职业学校")),
    ("职业技术学校", ("职校", "职业学校", "技校")),
    ("职业教育中心", ("职教中心",)),
    ("住房公积金管理中心", ("公积金中心", "公积金")),
    ("自然资源和规划", ("自然资源", "资规", "自规")),
    ("科学技术协会", ("科协",)),
    ("科学技术", ("科技",)),
    ("教育体育", ("教体",)),
    ("民族宗教事务", ("民宗",)),
    ("粮食和物资储备", ("粮储",)),
    ("投资促进", ("投促",)),
    ("行政审批服务", ("行政审批", "审批")),
    ("退役军人事务", ("退役军人",)),
    ("医疗保障", ("医保",)),
    ("机关事务管理", ("机关事务",)),
    ("城市管理和综合执法", ("城管",)),
    ("城市管理", ("城管",)),
    ("生态环境", ("环保",)),
    ("统一战线工作", ("统战",)),
    ("文学艺术界联合会", ("文联",)),
    ("工商业联合会", ("工商联",)),
    ("归国华侨联合会", ("侨联",)),
    ("社会科学界联合会", ("社科联",)),
    ("妇女联合会", ("妇联",)),
    ("残疾人联合会", ("残联",)),
    ("供销合作社联合社", ("供销社", "供销联社")),
    ("科学技术委员会", ("科委", "科技委")),
    ("卫生健康委员会", ("卫健委", "卫生健康委")),
    ("住房和城乡建设委员会", ("住建委",)),
    ("机关事务服务中心", ("机关事务中心", "机关事务服务中心")),
    ("总工会", ("工会",)),
    ("中级人民法院", ("中级法院", "中院")),
    ("高级人民法院", ("高级法院", "高院")),
    ("人民法院", ("法院",)),
    ("人民检察院", ("检察院",)),
    ("党校", ("党校",)),
    *((f"第{number}{school}", (f"{number}{short}",)) for number in "一二三四五六七八九十" for school, short in SCHOOLS),
    ("中医医院", ("中医院",)),
    ("人民医院", ("医院",)),
)
"""Short forms that the field uses for parts of names."""


OF_TRADE = regex(r"^[\u4e00-\u9fff]{2,4}(?=(?:职校|职院|技校|职业学校|职业学院)$)")
"""The trade that a school teaches, which is left out beside its place: 临江职校 of 临江市工业职业技术学校."""


@lru_cache(32768)
def short_forms(department: str) -> frozenset[str]:
    """Every form by which a department of this name is called, folded; the name itself is among them."""
    name = fold(PARTY.sub("", department))
    if called := OTHER_NAME.search(name):
        first, other = name[: called.start()], called["other"]
        own = short_forms(first) | short_forms(other) if OF_AN_ORGAN.fullmatch(other) else set()
        return frozenset({fold(department), name} | own)
    if AGENCY.search(name):
        return frozenset({name}) | short_forms(AGENCY.sub("", name))
    regions, organ = regions_of(name)
    organs = set(_organs(organ))
    level = regions[-1][-1] if regions else ""
    outer = {"".join(parts) for parts in product(*([r, bare(r), ""] for r in regions[:-1]))}
    own = {regions[-1], bare(regions[-1])} if regions else set()
    # A city's name before a district's organ would be another organ, so the own region is never skipped.
    prefixes = {"", *(before + region for before, region in product(outer, own))}
    schools = {OF_TRADE.sub("", form) for form in organs if OF_TRADE.match(form)}
    party = organ.startswith("委员会")
    forms = {fold(department), name, *(prefix + school for prefix, school in product(prefixes - {""}, schools))}
    for prefix, form in product(prefixes, organs):
        joined = prefix + form
        if prefix and prefix == bare(prefix) and level and form.startswith(("委", "府", "政府", "人民政府")):
            forms.add(prefix + level + form)
        if not prefix and level:
            forms.add(level + form)
        if prefix or (len(form) >= 3 and not form.startswith("委")):
            forms.add(joined)
        if prefix and len(form) > 2 and form[-1] in "局委" and not form.startswith("委"):
            forms.add(joined[:-1])
    if party:
        forms |= {organ.removeprefix("委员会")} if len(organ) > 5 else set()
    generic = {
        "办公室",
        "办公厅",
        "委员会",
        "人民政府",
        "政府",
        "府办",
        "政府办",
        "委办",
        "政府办公室",
        "人民政府办公室",
        "府办公室",
    }
    return frozenset(form for form in forms if len(form) >= 2) - generic


NICKNAME = 2
"""Characters of an organ's name as everybody says it: 残联, 疾控, 法院."""
NOT_ALONE = frozenset({"委办", "府办", "政府", "委员", "办公"})
KINDS_OF_HOUSE = regex(r"(?:党校|法院|医院|学院|大学|中学|小学|街道|镇|乡)(?:办事处|人民政府)?$")
"""What an organ is, by which it is called where no other of its kind is held: 法院 of 某区人民法院."""


@lru_cache(32768)
def nicknames(department: str) -> frozenset[str]:
    """What an organ is called without its region, in two characters: 残联 of 某州残疾人联合会, 城管 of 某市城管局."""
    organ = organ_of(OTHER_NAME.sub("", department))
    forms = {form.removesuffix("局") for form in _organs(organ) if len(form.removesuffix("局")) == NICKNAME}
    kind = KINDS_OF_HOUSE.search(fold(OTHER_NAME.sub("", department)))
    return frozenset(forms | ({kind.group()[:NICKNAME]} if kind else set())) - NOT_ALONE


@lru_cache(32768)
def organ_of(department: str) -> str:
    """A department's name without its regions, folded."""
    return fold(regions_of(department)[1])


def regions_of(department: str) -> tuple[list[str], str]:
    """The regions that a department's name begins with, the widest first, and the organ behind them."""
    name = PARTY.sub("", department)
    regions = []
    while match := REGION.match(name):
        if len(match.group()) == len(name):
            break
        regions.append(match.group())
        name = name[match.end() :]
    return regions, name


def bare(region: str) -> str:
    """花都区 -> 花都; a name of one character keeps its level (赵县)."""
    shorter = re.sub(r"(?:自治区|自治州|自治县|省|市|州|盟|区|县|旗|镇|乡|街道)$", "", region)
    return shorter if len(shorter) >= 2 else region


def _organs(organ: str) -> Iterator[str]:
    """An organ's name with any of its parts shortened."""
    yield organ
    for long, shorts in SHORTER:
        at = organ.find(long)
        if at < 0:
            continue
        for head in _organs(organ[:at]) if organ[:at] else [""]:
            for tail in _organs(organ[at + len(long) :]) if organ[at + len(long) :] else [""]:
                yield from (head + part + tail for part in (long, *shorts))
        return
