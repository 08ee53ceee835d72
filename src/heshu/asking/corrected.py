"""What a person says of the last question or answer: that another thing was meant, that a figure is to be checked."""

from __future__ import annotations

import re

from heshu.patterns import regex

_MEANT = r"(?:我)?(?:是)?(?:想)?(?:问|说|要|指|看)的?(?:是)?"
CORRECTED = regex(
    rf"^(?:[哦噢嗯啊呃]*[,， ]*我?(?:不是(?:要|问|说|指)?的?[^,， ]{{0,12}}|(?:问|说|搞|弄)?错了)[,，。 ]+{_MEANT}"
    r"|我?(?:是)?(?:想)?(?:问|说|指)的(?:是)?)(?P<what>[^,，]+?)(?:[,，]?不是[^,，]*)?[?？。]*$"
)
"""不是总分，我问的是管理效率那块: what is asked instead."""


ELLIPTIC = regex(r"^(?P<thing>(?:那么?)?[\u4e00-\u9fff]{1,6}的)[?？]+$")
"""初中的？ for 初中的呢."""
NARROWED = regex(
    r"^(?P<thing>[\u4e00-\u9fff]{1,6})呢[,，](?:我?(?:是)?(?:说|问|指)的?是?)?(?P<kind>[\u4e00-\u9fff]{1,6})的[?？]*$"
)
"""老师呢，专任的."""


def put_straight(question: str) -> str:
    """A correction as the question that it puts in the place of the last one."""
    question = NARROWED.sub(r"\g<kind>\g<thing>呢", ELLIPTIC.sub(r"\g<thing>呢", question.strip()))
    match = CORRECTED.match(question)
    return f"{re.sub('(?:那|这)(?:一)?(?:块|部分|个|项)$', '', match['what'])}呢" if match else question


THIS_FIGURE = regex(
    r"(?:这|那|该)(?:一)?个?(?:完成率?|执行率?|占比|比例|比率|百分比|数字?|数据|金额|得分|分数?|结果|率)"
)
RECHECKED = regex(
    r"(?:(?:那么?)?(?:请|你|帮我|麻烦)?(?:按|用|拿|根据|照|以)?(?:照|着)?(?:报告(?:里|中)?的?)?(?:这?[两几]个)?(?:金额|数字?|数据|表里的数)?(?:来)?(?:重新|再)?"
    r"(?:复算|重算|算|除|验算|核算|核对?|核实|复核|检查)(?:一[遍下次])?[,，]?(?:看看?)?(?:它|报告)?(?:是不是|是否|到底|还)?"
    r"(?:站得住脚?|准|对|靠谱|正确|属实|成立|有误|算错|没错|算得?对|有问题|靠得住|立得住|准确|确定|对得上)?(?:不准|不对)?[吗么呢吧没不]?(?:有)?[?？]?"
    r"|(?:它|报告)?(?:是不是|是否|到底|还|真的)?(?:站得住脚?|准|靠谱|正确|属实|成立|算错了?|算得?对|靠得住|立得住|准确|可信|确定|对得上)(?:不准|不对)?(?:吗|么|呢|没有?)?[?？]?)"
)
"""A check of the figure spoken of last, in any words."""


def doubts(text: str) -> bool:
    """Whether a follow-up asks for nothing but a check of the figure spoken of: 按金额复算一遍，这个比例站得住吗."""
    return bool(RECHECKED.fullmatch(THIS_FIGURE.sub("", text)))
