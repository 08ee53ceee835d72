"""Characters that people write for one another: of the same sound, as an input method offers them, or alike to see."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import product

from heshu.asking.wording.terms import content, named_terms
from heshu.glossary import glossary

LOOK_ALIKE = (
    "人入八", "未末", "己已巳", "拔拨", "干千于", "土士", "日曰目", "田由甲申", "大太犬", "天夫无", "木本", "今令",
    "白自", "乌鸟", "免兔", "戊戌戍", "账帐", "历厉", "晴睛", "请清情", "效郊", "侧测则", "贷货", "侯候", "折析拆",
    "徽微", "项顶", "支攴友", "办为力", "刀力", "几儿九", "万方", "问间闻", "师帅", "处外", "名各", "合台", "考老",
    "治冶", "洒酒", "密蜜", "哀衷", "粟栗", "辨辩辫", "燥躁", "扰拢", "优伏", "仓仑", "巨臣", "斤斥", "毫亳", "受爱",
    "享亨", "卖买", "赢嬴", "竞竟", "壮状", "住往", "任仕", "作做", "科料", "租祖组", "购构", "值植", "绩续", "责贵",
    "费贵", "资咨", "额颇", "牧收", "枚收", "決决", "标际", "率牵", "部都", "局居", "委秀", "室宣", "厅厂", "府俯",
    "沙抄", "花化", "州洲", "区凶",
)  # fmt: skip
"""Groups of characters that are taken for one another by the eye."""
SPEECH = frozenset("是的了在有和与及多少几吗呢这那哪为")
"""Characters of speech, which are no misspelling of others."""


def respell(text: str, pairs: Collection[str]) -> str:
    """A text with character pairs that a vocabulary lacks replaced by the one like them (节转节余: 结转结余)."""
    by_key: dict[tuple[str, ...], list[str]] = {}
    for pair in pairs:
        for keys in product(*map(_keys, pair)):
            by_key.setdefault(keys, []).append(pair)
    telling = content(text)  # 查一下 names nothing that could be misspelt
    terms = [(named.start, named.end) for named in named_terms(text, glossary())]
    for at in range(len(text) - 1):
        words = text[at : at + 2]
        if any(start <= at and at + 2 <= end for start, end in terms):
            continue  # 整改率 is a name, whatever 覆盖率 there is
        if words in pairs or not re.fullmatch("[\u4e00-\u9fff]{2}", words) or SPEECH & set(words):
            continue
        if not any(words in said for said in telling) or text[at - 1 : at].isdigit():  # 85个项目
            continue
        if text[at - 1 : at + 1] in pairs and text[at + 1 : at + 3] in pairs:
            continue  # 项资 only joins 专项 and 资金
        near = (by_key.get(keys, []) for keys in product(*map(_keys, words)))
        alike = {pair for some in near for pair in some if sum(map(str.__ne__, pair, words)) == 1}
        if len(alike) == 1:
            text = text[:at] + alike.pop() + text[at + 2 :]
    return text


def written_alike(words: str, others: str) -> bool:
    """Whether two words of one length can be read aloud alike, tones aside, or look alike, character by character."""
    return len(words) == len(others) and all(a == b or _keys(a) & _keys(b) for a, b in zip(words, others, strict=True))


@lru_cache(65536)
def readings(character: str) -> frozenset[str]:
    """The ways to read a character aloud, in letters without tones."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  (its dictionary takes 100 ms to load)

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(65536)
def _keys(character: str) -> frozenset[str]:
    """What a character shares with those that it is mistaken for: its sounds, and the groups that look like it."""
    return readings(character) | {group for group in LOOK_ALIKE if character in group}
