"""Follow-ups over the departments that were spoken of: which end, which place, all of them, one more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.asking.conversation.turn import ACROSS, Topic, Turn, alike, years_of
from heshu.asking.planning.scope import Gazetteer
from heshu.asking.wording.terms import content
from heshu.figures.numerals import counted
from heshu.patterns import regex


def from_the_other_end(turn: Turn, gazetteer: Gazetteer) -> str:
    """哪个部门得分最低, 比最高的低多少: how far the two ends are apart."""
    ends = ENDS.search(turn.last.text)
    if ends is None or not ENDS.search(turn.text) or not re.search(r"多少|几|差", turn.text) or turn.here.named:
        return ""
    if OF_AN_END.search(turn.text):  # 得分最低的那家支出多少 asks for something else of it
        return ""
    if not APART.search(turn.text):  # 最低的是哪家，多少分 asks for the other end alone
        return ""
    measure = re.sub(
        r"[（(][^()（）]*[)）]|[两三四五六七八九十几]家|哪个|哪家|哪些|部门|单位|最.|的|是|谁", "", turn.last.phrase
    )
    return f"{years_of(turn)}各部门{measure}最高的比最低的高多少" if measure else ""


OF_AN_END = regex(r"最[高低多少大小]的?(?:那[个家]|部门|单位|家)(?!.{0,3}(?:比|和|与|跟|相?差))[^,，]{2,}")
ENDS = regex(r"最[高低多少大小]")
APART = regex(r"[比较差距跟和与]|(?<!最)[高低多少大小](?:出|了)?(?:多少|几)")
"""Words that ask how far the two ends are apart."""
GATHERING = regex(
    r"^(?:那么?|这|再)?(?:看看?)?(?P<all>[两三四五六七八九十]|\d+|几)?(?(all)(?:家|个部门|个单位)|(?:哪一?[个家](?:部门|单位)?|谁)?)的?(?:(?:这|那)几家|它们)?(?:里头?|中|当中)?的?(?P<how>垫底|平均|合计|总共|一共|加起来|加总|最[高低多少大小]|倒数第[一二三]|第[一二三四五六七八九]|中位数)的?"
    r"(?:每一?[个家](?:部门|单位)?|各?部门|单位|下来|值|数|分)?(?:算)?(?:又|是|为|有)?(?:多少|谁|几|哪个|哪家)?(?:分|钱|[百千万亿]*元|%)?(?:部门|单位)?(?:呢)?"
    r"(?:[,，]?(?:它|他)?的?(?:得分|分数|分)?(?:又|是|有|为|得|拿)*了?(?:多少|几)(?:分|钱|[百千万亿]*元|人|个|项|件|%)?)?[?？。]?$"
)
"""平均每个部门呢, 最低的呢: another thing done with the figures of all reports."""
GATHERED_BEFORE = regex(
    r"哪一?[个家些]|哪几[个家]|部门|单位|最[高低多少大小]|第[一二三四五六七八九]|合计|总和|之和|总共|一共|加起来|加总|平均[值数]?(?!执行|支出)|中位数|各|所有|全部|[两三四五六七八九十几][个家]"
    r"|从[高低多少大小]到[高低多少大小]|排[名序列]|由[高低多少大小]到[高低多少大小]|的|是|谁|[?？]"
)


def otherwise_gathered(turn: Turn, gazetteer: Gazetteer) -> str:
    """最低的呢, after 哪个部门得分最高; 平均每个部门呢, after 合计多少."""
    match = GATHERING.match(turn.text)
    over_all = ACROSS.search(turn.last.text) or ENDS.search(turn.last.text) or ORDER.search(turn.last.text)
    if match is None or not over_all or turn.last.names:
        return ""
    if match["all"] not in (None, "几") and counted(match["all"]) != len({card.department for card in gazetteer.cards}):
        return ""
    measure = GATHERED_BEFORE.sub("", turn.last.phrase)
    how, years = match["how"].replace("垫底", "最低"), years_of(turn)
    if not content(measure):
        return ""
    if how.startswith(("最", "倒数", "第")):
        return f"{years}{measure}{how}{'高' if how.startswith('第') else ''}的是哪个部门"
    word = {"平均": "的平均值", "中位数": "的中位数"}.get(how, "合计")
    return f"{years}各部门{measure}{word}是多少"


ORDER = regex(r"第[一二三四五六七八九]|排[名序]|[从由][高低多少大小]到|各部门|所有部门")


def with_a_department(turn: Turn, gazetteer: Gazetteer) -> str:
    """再加上花都的，三家合计多少: the departments spoken of and one more."""
    if not turn.names or not WITH_ONE_MORE.search(turn.text) or not turn.last.phrase:
        return ""
    before = [name for t in turn.topics if alike(t.phrase, turn.last.phrase) for name in t.names]
    names = list(dict.fromkeys((*before, *turn.names)))
    return f"{'和'.join(names)}的{turn.last.phrase}合计多少" if len(names) > len(turn.names) else ""


WITH_ONE_MORE = regex(r"^(?:那么?|要是|如果)?(?:再|又|把)?(?:加上?|算上|连上).*(?:合计|一共|总共|加起来|加在?一[起块])")


def least_of_them(turn: Turn, gazetteer: Gazetteer) -> str:
    """那这几家里垫底的是谁, after one department was asked for after the other."""
    match = OF_THEM.match(turn.text)
    names = list(dict.fromkeys(name for t in turn.topics if alike(t.phrase, turn.last.phrase) for name in t.names))
    if match is None or turn.here.named or len(names) < SEVERAL_SPOKEN_OF or not turn.last.phrase:
        return ""
    end = "最低" if re.search(r"垫底|最[低少小差]|倒数", match["end"]) else "最高"
    return f"{'、'.join(names)}的{turn.last.phrase}{end}的是哪个部门"


SEVERAL_SPOKEN_OF = 2
OF_THEM = regex(
    r"^(?:那么?)?(?:这|那)?(?:[两三四五几]|这些|那些|它们)(?:家|个部门|个单位)?(?:里头?|中|当中|之中)?的?(?:是)?(?:谁|哪[个家])?的?"
    r"(?P<end>垫底|最[高低多少大小好差]|倒数第一|第一)"
)
"""Which end of the departments spoken of is asked for."""


def other_level(turn: Turn, gazetteer: Gazetteer) -> str:
    """国家的呢, 国家采纳的呢, after 省里采纳了几篇: the same of another level of government."""
    match, before = LEVEL_ASKED.fullmatch(turn.text), LEVEL_BEFORE.search(turn.last.text)
    if match is None or before is None or turn.here.named or match["level"] == before["level"]:
        return ""
    asked = turn.last.text[: before.start()] + "被" + match["level"] + before["did"] + turn.last.text[before.end() :]
    return asked.replace("被被", "被")


_DID = r"采纳|采用|录用|刊用|刊发|转发|批示|表彰|推广"
LEVEL_ASKED = regex(
    rf"(?:那么?)?(?:被)?(?P<level>国家|中央|部|省|市|区|县)(?:里|级|一级)?(?:{_DID})?了?的?呢[?？,，。]*"
)
LEVEL_BEFORE = regex(rf"(?P<level>国家|中央|部|省|市|区|县)(?:里面?|级|一级)?(?P<did>{_DID})")
"""What one level of government did with something, and the question for another level."""


def placed(turn: Turn, gazetteer: Gazetteer) -> str:
    """那组织部排第几, after 哪个部门得分最高."""
    names = turn.names or turn.last.names
    if not PLACED.search(turn.text) or not names or content(AMONG.sub("", PLACED.sub("", turn.words))):
        return ""
    measure = GATHERED_BEFORE.sub("", turn.last.phrase)
    return f"{names[0]}{years_of(turn)}{measure}排第几" if content(measure) else ""


AMONG = regex(r"在?(?:这|那|所有|全部)?(?:[两三四五六七八九几]家|几个(?:部门|单位)|部门|单位|里头?|其中|当中|中)+")
"""Among whom a place is taken."""
PLACED = regex(r"(?:能)?(?:(?:排名?|排在|位列|位居)第?(?:几|多少)|是?第几)(?:名|位)?[?？]?$")
ALL_OF_THEM = regex(
    r"^(?:那么?|这|把)*(?:[两二三四五几](?:家|个?(?:部门|单位|区县?|市|县|局)|份报告|者|个(?=[差相比加合一总]))|俩|二者|它们|他们)(?:之间|的)?(?=.*(?:差|哪|谁|加|合计|一共|总共|平均))"
)
"""两家差多少: the departments spoken of, by their number."""
ENGLISH_PAIRS = (
    (r"\bsum\b|add up|combined|together|in total", "合计多少"),
    (r"which.*(?:higher|more|larger|bigger)", "哪个高，高多少"),
    (r"difference|by how much", "相差多少"),
)
"""What an English follow-up asks of two topics."""


def without_some_of_them(turn: Turn, gazetteer: Gazetteer) -> str:
    """去掉市委办公厅，其余四家合计多少, after a figure of all departments: of the same figure."""
    match = SET_ASIDE.match(turn.text)
    over_all = ACROSS.search(turn.last.text) or ENDS.search(turn.last.text) or ORDER.search(turn.last.text)
    if match is None or not turn.here.named or turn.last.names or not over_all:
        return ""
    measure = GATHERED_BEFORE.sub("", turn.last.phrase)
    return f"{years_of(turn)}除了{'、'.join(turn.names)}，其余部门的{measure}{match['how']}" if content(measure) else ""


SET_ASIDE = regex(
    r"^(?:那么?|如果|要是)?(?:把)?(?:除[了去开掉]?|不算|不含|不看|撇开|抛开|剔[除掉]|去掉|排除|刨[去除掉]|扣[除掉]|减掉)?[^,，]{2,24}?(?:以?外|去掉|除外|不算)?[,，]"
    r"(?:其余|其他|剩下|剩余|余下|另外)的?(?:各|[两三四五六七八九十几\d]+)?[个家]?(?:部门|单位)?(?:的)?"
    r"(?P<how>(?:一共|总共|合计|加起来|平均|谁|哪|最[高低多少大小]).*)$"
)
ADDED_UP = regex("加起来|加一起|加一块|合计|一共|总共|之和")


RATE_NAMED = regex(r"(?:率|进度|占比|比重|比例)$")
"""The end of what a rate is called."""


def together(topics: Sequence[Topic], text: str) -> str:
    """Several topics of one conversation in one question: one thing of several departments, or several of one."""
    asked = text
    text = next((chinese for english, chinese in ENGLISH_PAIRS if re.search(english, text.lower())), text)
    text = re.sub(r"(之差|之和|之比|差距)[?？]?$", r"\1是多少", ALL_OF_THEM.sub("", text))
    phrase = next((t.phrase for t in reversed(topics) if t.phrase), "")
    same = [t for t in topics if t.names and alike(t.phrase, phrase)]
    names = list(dict.fromkeys(name for t in same for name in t.names))
    if len(names) > 1:
        return f"{'和'.join(names)}的{phrase}{text}"
    own = [t for t in topics[-2:] if t.phrase and len(t.names) == 1]
    if len({t.names for t in own}) > 1 and (
        ALL_OF_THEM.search(asked) or ADDED_UP.search(asked)
    ):  # each by a name of its own
        return f"{'和'.join(t.names[0] + t.phrase for t in own)}{text}"
    years = list(dict.fromkeys(year for t in topics for year in t.years))
    if len(years) == 2 and len(names) <= 1 and re.search(r"差|多|少|高|低|合计|加", text):
        how = "合计多少" if re.search(r"合计|加", text) else "相差多少"
        return f"{''.join(names)}{years[0]}年和{years[1]}年{phrase}{how}"
    things = list(dict.fromkeys(t.phrase for t in topics[-2:] if t.phrase))
    if len({bool(RATE_NAMED.search(thing)) for thing in things}) > 1:  # no amount is held against a rate
        things = list(dict.fromkeys(t.phrase for t in topics if t.phrase and not RATE_NAMED.search(t.phrase)))[-2:]
        if len(things) < len("甲乙"):
            return ""
    rest = re.sub(r"^(?:这|那)?[两三四五]个[^,，]{0,8}?(?=相差|差|合计|加|一共|哪)|^它们", "", text)
    return f"{''.join(topics[-1].names)}{'和'.join(things)}{rest}"
