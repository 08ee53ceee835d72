"""Questions for the names of what a report only counts: which titles, firms or villages it was, or which had most."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from heshu.asking.wording.terms import LIGHT, pairs
from heshu.figures.units import MEASURES
from heshu.patterns import regex

Test = Callable[[str], object]
"""Whether a (clean) sentence gives what is asked."""

NAMES_OF = regex(
    r"(?:\d+|[几两三四五六七八九十]+)(?:个|项|家|所|位|名)(?P<what>[\u4e00-\u9fff]{2,4}?)(?:分别|都|各自?)?(?:是|叫)(?:哪些|什么(?:名字|名称)?)"
)
"""A number of things whose names are asked for, which a list of such names gives: 85个项目分别叫什么."""
TITLE = regex(
    r"题目|标题|篇名|书名|(?:报告|文章|稿件|论文|课题|刊物|简报)(?:分别|都|各自?)?(?:叫|名字|名称)|篇[^,，]{0,8}(?:名字|名称)"
)
OF_TITLE = regex(
    r"[篇部本份项个](?P<what>[\u4e00-\u9fff]{2,6}?)(?:的|都|分别|各自?|[,，])*(?:题目|标题|篇名|书名|叫|名字|名称)"
    r"|(?P<of>[\u4e00-\u9fff]{2,4}?)的?(?:题目|标题|篇名|书名|叫|名字|名称)"
)
SEVERAL = regex(r"(?:[2-9]|\d{2,}|[两二三四五六七八九十])(?:篇|部|本|份)|分别|哪些")
QUOTED = regex(r"[《“\"][^《》“”\"]{2,}[》”\"]")
_THING = (
    r"(?:企业|公司|单位|学校|中学|小学|医院|卫生院|社区|街道|乡镇|国家|地区|城市|部门|处室|科室|机构|媒体|专家|院士|官员"
    r"|平台|系统|地块|景区|银行|园区|小区|会议|讲座|活动|案件|案子|合作社|农户|客商|领事馆|代表团)"
)
WHICH = regex(
    rf"哪(?!一?[年月天次])(?:\d+|[几些一两二三四五六七八九十]+)?(?:{MEASURES}|个)?[\u4e00-\u9fff]{{0,4}}?(?P<what>{_THING})"
    rf"|(?:\d+|[两二三四五六七八九十]+)(?:{MEASURES}|个)[^,，]{{0,12}}?(?P<of>{_THING}|项目|课题|课程|专利|工程)"
    r"(?:分别|都|各自?|具体|的?(?:名称|名字))*(?:是|叫|有|来自)(?:哪|什么)"
)
"""Which of a number of things are meant: 来自哪21个国家, 9家乡镇卫生院是哪几家."""
LISTED = regex(r"、|[:：]|即|包括|分别|[《“（(]|[和与][^，。；,;]{2,14}\d+(?:个|家|项)")
"""What a clause shows that names things and does not only count them."""
MOST = regex(
    r"哪一?(?:几|些)?(?:个|家|期|次|项|类|块|处|所|条|批|名|位)[^,，?？]{0,20}最[多少高低大小长快慢早晚]"
    r"|最[多少高低大小长快慢早晚][^,，?？]{0,8}(?:是|为)?哪一?(?:个|家|期|次|类|块|处|所|条|批|名|位)"
)
HAS_MOST = regex(r"(?P<of>[\u4e00-\u9fff]{2})(?:是|为|算|里面?)*最")
"""What there is most or least of: 经费最多."""
SAYS_MOST = regex(
    r"最|之[首最]|集中|大头|过半|第一|首位|居首|排名|较[多少高低大小快慢]|偏[多少高低大小快慢]|主要|尤其|突出|滞后"
)


def names_of(words: str) -> Test | None:
    """Give what shows the names of a number of things, with the character that such names end in."""
    several = NAMES_OF.search(words)
    return (
        re.compile(rf"[\u4e00-\u9fff](?:[{several['what']}])(?:[（(][^）)]*[）)])?[、和]").search if several else None
    )


def titles(words: str) -> Test | None:
    """Give what shows titles: as many quotations as are asked for, beside what bears them."""
    if not TITLE.search(words):
        return None
    named = OF_TITLE.search(words)
    of = pairs([named["what"] or named["of"]]) if named else frozenset({""})
    least = 2 if SEVERAL.search(words) else 1
    return lambda text: len(QUOTED.findall(text)) >= least and any(pair in text for pair in of)


def only_counts(words: str, texts: Sequence[str]) -> bool:
    """Whether things whose names are asked for are only counted in some sentences (9家乡镇卫生院)."""
    asked = WHICH.search(words)
    if not asked:
        return False
    what = asked["what"] or asked["of"]
    counted = re.compile(rf"\d[\d,]*\s*(?:{MEASURES}|个)[^，。；、,;]{{0,8}}{what}|{what}[^，。；、,;]{{0,4}}\d+")
    clauses = [one for text in texts for one in re.split("[，。；;]", text) if what in one]
    return bool(clauses) and all(not LISTED.search(one) and what not in counted.sub("", one) for one in clauses)


def most(words: str) -> Test | None:
    """Give what shows which of several has most or least of something."""
    if not MOST.search(words):
        return None
    held = HAS_MOST.search(words)
    of = held["of"] if held and not LIGHT & set(held["of"]) else ""
    return lambda text: SAYS_MOST.search(text) and of in text


MATTER = regex(
    r"(?:培训|讲座|课|会议|研讨|座谈|检查|演练|宣讲)班?[^,，]{0,4}(?:讲|说|谈|学|教|查|练|议)了?(?:些|一些|的|是)*(?:什么|哪些)"
    r"|(?:培训|讲座|课|会议|研讨|座谈|检查|演练|宣讲)班?的?(?:具体|主要)?(?:内容|主题|议题|课程)(?:是|有|包括)*(?:什么|哪些)?$"
)
"""What somebody taught or spoke of: 培训讲了些什么内容."""
SAYS_MATTER = regex(
    r"内容|围绕|关于|聚焦|主题|针对|涉及|包括|主讲|解读|学习|讲解|讲授|课程|重点|就[^，。]{2,12}(?:进行|开展)|[《“]"
)


def matters(words: str) -> Test | None:
    """Give what shows what was taught or spoken of: more than how many came."""
    return SAYS_MATTER.search if MATTER.search(words) else None


BY_THING: tuple[Callable[[str], Test | None], ...] = (names_of, titles, most, matters)
"""What a question for names asks for by the thing that it names; ``None`` where it asks for none such."""
