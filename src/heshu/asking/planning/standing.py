"""How the departments stand on a measure, in words that no pattern reads: 论总支出，哪家排在最前.

The last way to understand a question about several reports.  What it does with them is told by a few cues, wherever
they stand; what remains beside the cues and the words that only ask must be one phrase, the measure, or the question
stays as it is.  What comes out is the same question in plain words, which is answered as any other is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from heshu.asking.planning.operations import Op
from heshu.asking.wording.terms import KEPT
from heshu.patterns import regex

_NUMBER = r"[一二两三四五六七八九十\d]+"
_SOME = "[两二三四五六七八九2-9]"
_DEPARTMENT = "(?:部门|单位)"
_BODY = rf"(?:{_DEPARTMENT}|机构|家单位|份报告|份自评报告|份|家)"
WHO = (
    rf"(?:{_DEPARTMENT}的?[是为又]?)?(?:哪(?:一|几|{_NUMBER})?[个家位些份]的?{_BODY}?|什么{_BODY}|谁家?|几[个家份]{_BODY}?)"
    r"(?:里头?|里面|中|当中)?的?"
)
CROWD = (
    rf"[在从把将对就]?(?:这|那|上述|以上)?(?:各个?|所有的?|全部的?|全体|每一?[个家份]?|{_NUMBER}[个家份]?|几[个家份])的?"
    rf"{_BODY}的?(?:(?:自评)?报告)?"
    r"(?:之间|之中|里头?|里面|中间|中|当中|相比|来说|比起来|比一比|放在一起)?"
)
RISING = r"(?:[从由自按]?[低少小][到至往][高多大]|升序)的?(?:顺序)?"
FALLING = r"(?:[从由自按]?[高多大][到至往][低少小]|降序)的?(?:顺序)?"
_STANDS = r"(?:排|列|居|位列|位居|名列|得了?|拿了?|坐|落|掉)?[在到]?(?:全部|所有|总)?"
FIRST = (
    rf"{_STANDS}(?<!倒)(?<!倒数)"
    r"(?:第[一1][名位个家]?|头一[个名位家]|头名|首位|榜首|居首|最前面?|冠军|排头|鳌头|状元|头把交椅)"
)
LAST = (
    rf"{_STANDS}(?:倒数第?[一1][名位个家]?|最后(?:一[名个位家]|面|头)?|末位|末一?名|末[尾端]|最末[尾位]?"
    r"|榜尾|垫底|吊车尾|殿后)"
)
_OTHERS = rf"(?:别[家人的]|(?:其他(?:所有)?的?|其余)(?:几|{_NUMBER})?[个家]?{_DEPARTMENT}?|人家)的?"
MOST = rf"(?:[最顶]为?[高多大好]|拔得?头筹|(?:遥遥)?领先|比{_OTHERS}[都更要还]?[高多大])[的值额数]?"
LEAST = rf"(?:最为?[低少小差]|最不[高多大好]|比{_OTHERS}[都更要还]?[低少小差])[的值额数]?"
SPREAD = "极差|最大差距|两极差距"
GAP = (
    r"(?:之间|两头|两者|两端)?的?"
    r"(?:相差|差[距额值]|悬殊|落差|[高多大低少小]出?(?=多少|几)|差(?=多少|几|多大|$))"
)
MEAN = rf"(?:总?平均(?:值|数|下来|起来|每[家个]{_DEPARTMENT}?|一[家个]{_DEPARTMENT}?)?|均[值数]|平均水平)"
TOTAL = r"(?:合计|总和|[总共]计|加总|汇总|累计|加在?一起|加起来|合起来|合在一起|相加|之和|一共|总共|拢共|一起|一块儿?)"
TOP = (
    rf"(?:最[高多大好]的前?{_SOME}[个家名位份]"
    rf"|(?:排|列|位列|名列|居)?在?[前头]{_SOME}(?:[名位强甲家]|个(?!月)|(?=的|$|[,，]|分别|是))"
    rf"|哪{_SOME}[个家]{_DEPARTMENT}?(?=.*最[高多大好]))"
)
BOTTOM = (
    rf"(?:最[低少小差]的后?{_SOME}[个家名位份]"
    rf"|(?:排|列|位列|居)?在?(?:最后(?:的|面的?)?|后|末|倒数){_SOME}(?:[名位家]|个(?!月))"
    rf"|哪{_SOME}[个家]{_DEPARTMENT}?(?=.*最[低少小差]))"
)
SECOND = r"仅次于(?:第一名?|榜首|头名|最[高多大]的?)的?"
RANKED = (
    r"(?:排名|排序|排行榜?|名次|座次|次序|排个?[队序名]|怎么排|如何排|依次"
    r"|按(?:高低|大小|多少)(?:顺序)?(?:排列|排)?(?=$|[,，]|排)|(?:高低|大小)(?:顺序)?排列?)"
)
TABLED = (
    rf"(?:分别|各自?是|各有?多少|都是多少|一览表?|[做列出]?个?(?:对照|对比|比较)?表格?|列表|对比|对照|比较|比一比|逐[一个]"
    rf"|分{_DEPARTMENT}|各(?:家|部门|单位)的?)"
)
ASKED = regex(
    rf"{_BODY}?的?(?:名字|名称)|一?(?:共|共计)?[花用]?了?(?:是|有|为|达到?)?(?:多少|几何|几)(?:钱|万?元|亿元|[分人项个件次%])?"
    r"|(?:的|又|各自?|分别)*[是有]?(?:百分之|几成)(?:几|多少)?|的?(?:名单|排行榜|排名|名次|排序|次序|顺序|座次)"
    r"|保留[^,，]*小数|四舍五入"
)
"""Words that ask for what is answered anyway."""
BEFORE = regex(
    rf"^(?:(?!{KEPT.pattern}|得分|一般|数[量据字]|上[年级缴]|有[效线]|居[民家]|家[庭电]|个[人体]|排[水污涝]|就业|对[外口]|最低[生工]"
    r"|会[议计展]|能[源耗]|各[类项级]|共[青享]|为[民企]|列支|看[病守护]|名[优录]|都[市江]|以|用[电水地工]|位)"
    r"(?:请|帮我?|给我?|我想|想|要|看看?|查查?|问问?(?!题)|说说|讲讲|[算求]出?来?|算算|[找挑列排]出?来?|比比看?|比较|统计|知道|告诉我"
    r"|论|按照?|依照?|根据|就|拿|从|在|把|将|对|要论|要说|说到|说起|[单只光]看|若论|数|排[名序队列]?|名列|次|居"
    r"|20\d\d年度?|去年|本年|当年|年度|是|为|有|能|会|的|得|了|都|各|它们?|他们|大家|一下|一|个|家|和|与|跟|最|谁|并|又|及|还有|共))+"
)
"""Words before a measure that only lead to it."""
AFTER = regex(
    rf"(?:而言|来[说看讲排算]|上面?|方面|这一?[项块样点]|那一?[项块]|数值|数字|情况|表现|的话|里头?|当中|是|为|有|的|得|了|都|各|谁"
    rf"|一下|[找挑列排求算查]出来?|出来|排[名序队列]?|列|来|呢|吗|啊|呀|吧|和|与|跟|最|并|又|及|还有|{_DEPARTMENT})+$"
)
"""Words behind a measure that add nothing to it."""
DENIED = regex("[没不未无非否]|除")
NUMBERED = regex(r"\d|以上|以下|超过|高于|低于")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a question does with a measure: cues that must all be found, and the plain question about ``{m}``."""

    cues: tuple[str, ...]
    plain: str


ONE_OR_ALL = (Op.RANK, Op.MOST, Op.LEAST)
"""Operations that other patterns read where a question asks for some departments, or for one of a ranking."""
MOST_PLAIN, LEAST_PLAIN = "哪个部门{m}最{high}", "哪个部门{m}最{low}"
STANDINGS: tuple[Standing, ...] = (
    Standing((SPREAD,), "{m}最{high}的比最{low}的多多少"),
    Standing((SECOND,), "{m}第二高的是哪个部门"),
    Standing((TOP, MOST), "{m}最高的{n}个部门"),
    Standing((BOTTOM, LEAST), "{m}最低的{n}个部门"),
    Standing((TOP,), "{m}最高的{n}个部门"),
    Standing((BOTTOM,), "{m}最低的{n}个部门"),
    Standing((MOST, LEAST, GAP), "{m}最{high}的比最{low}的多多少"),
    Standing((FIRST, LAST, GAP), "{m}最{high}的比最{low}的多多少"),
    Standing((MOST, LEAST), "{m}最{high}和最{low}的分别是哪家"),
    Standing((FIRST, LAST), "{m}最{high}和最{low}的分别是哪家"),
    Standing((RISING, LAST), MOST_PLAIN),
    Standing((RISING, FIRST), LEAST_PLAIN),
    Standing((FALLING, LAST), LEAST_PLAIN),
    Standing((FALLING, FIRST), MOST_PLAIN),
    Standing((MOST,), MOST_PLAIN),
    Standing((LEAST,), LEAST_PLAIN),
    Standing((FIRST,), MOST_PLAIN),
    Standing((LAST,), LEAST_PLAIN),
    Standing((CROWD, MEAN), "各部门{m}平均是多少"),
    Standing((CROWD, TOTAL), "各部门{m}合计是多少"),
    Standing((RISING,), "{m}从低到高排名"),
    Standing((FALLING,), "{m}从高到低排名"),
    Standing((CROWD, RANKED), "{m}从高到低排名"),
    Standing((RANKED,), "{m}从高到低排名"),
    Standing((CROWD, TABLED), "各部门{m}分别是多少"),
    Standing((TABLED,), "各部门{m}分别是多少"),
)
"""From the most cues to the fewest: what is said beyond a cue would be left over."""


FULL = regex(
    rf"(?:有没有|有)?(?:{WHO}|{_DEPARTMENT})的?(?P<of>[\u4e00-\u9fff]{{0,10}}?)(?:指标|部分|这一?项)?"
    r"(?:都|[得拿考]到?了?|打了?|获得?了?|是|为)*满分的?(?:有?(?:哪[些几]?[家个]?|几[家个]|多少[家个]?))?[吗呢]?[?？]?"
)
"""Who reached the full mark, of everything or of a part: 哪个部门得了满分, 哪些部门的管理效率是满分."""
WHOLE_SCORE = regex(r"(?:部门)?(?:整体支出)?(?:绩效)?(?:自评|评价)?(?:总?得?分|成绩|结果)?")
FULL_SCORE = "哪些部门自评得分不低于100分"


def of_full_score(text: str) -> str:
    """The answer to `FULL_SCORE` without the number, which no question asked for."""
    return text.replace("高于100分（含）", "为满分", 1)


def plainly(text: str) -> str:
    """The plain question about several departments that a folded one comes to; empty where words are left over.

    ``text`` names no department (their marks are taken out of it).
    """
    if full := FULL.fullmatch(text):
        return FULL_SCORE if WHOLE_SCORE.fullmatch(full["of"]) else f"各部门{full['of']}离满分差多少分"
    if DENIED.search(re.sub(r"最不[高多大好]", "", text)):
        return ""
    for standing in STANDINGS:
        if all(re.search(cue, text) for cue in standing.cues):
            left, number = text, ""
            for cue in standing.cues:
                number = number or "".join(re.findall(_SOME, "".join(m.group() for m in re.finditer(cue, left)))[:1])
                left = re.sub(cue, ",", left)
            measure = _measure(left)
            return standing.plain.format(m=measure, n=number, **_ends(text)) if measure else ""
    return ""


def _ends(text: str) -> dict[str, str]:
    """The words for either end as a question says them: 职工最多 is a number of people, 职工最高 may be a rate."""
    said = "".join(re.findall(r"最为?不?([高多大低少小])", text))
    return {"high": next((c for c in said if c in "多大"), "高"), "low": next((c for c in said if c in "少小"), "低")}


def denied(text: str) -> bool:
    """Whether a question asks who does not stand at an end (谁的总支出不是最高), which has no one answer."""
    return bool(NOT_AT_END.search(text))


NOT_AT_END = regex(rf"(?={WHO}).*(?:不是|并非|不算|没有?[排居]).{{0,2}}(?:{MOST}|{LEAST}|{FIRST}|{LAST})")


def _measure(text: str) -> str:
    """The one phrase that is left when the words that only ask are taken out of a text; empty where there are more."""
    text = ASKED.sub(",", re.sub(CROWD, ",", re.sub(WHO, ",", text)))
    pieces = [_bare(piece) for piece in re.split(r"[,，。;；:：?？!！、\s]+", text)]
    said = list(dict.fromkeys(piece for piece in pieces if piece))
    return said[0] if len(said) == 1 and not NUMBERED.search(said[0]) else ""


def _bare(piece: str) -> str:
    return AFTER.sub("", BEFORE.sub("", piece))
