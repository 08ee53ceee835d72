"""What a person says of the last question or answer: that another thing was meant, that a figure is to be checked."""

from __future__ import annotations

import re

from heshu.patterns import regex

_MEANT = r"(?:我)?(?:是)?(?:想|要)?(?:问|说|要|指|看|查)的?(?:是)?"
CORRECTED = regex(
    rf"^(?:[哦噢嗯啊呃]*[,， ]*我?(?:不是(?:要|问|说|指)?的?[^,， ]{{0,12}}|(?:问|说|搞|弄)?错了)[,，。 ]+{_MEANT}"
    r"|我?(?:是)?(?:想|要)?(?:问|说|指|查)的(?:是)?)(?P<what>[^,，]+?)(?:[,，]?不是[^,，]*)?[?？。]*$"
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
    r"(?:这|那|该)(?:一)?个?(?:完成率?|执行率?|占比|比例|比率|百分比|数字?|数据|金额|得分|分数?|结果|率|合计(?:数|额)?|总[数额和])"
)
RECHECKED = regex(
    r"(?:(?:那么?)?(?:请|你|帮我|麻烦)?(?:按|用|拿|根据|照|以)?(?:照|着)?(?:报告(?:里|中)?的?)?(?:这?[两几]个)?(?:金额|数字?|数据|表里的?数|(?:表里的?|各项|分项)?明细(?:数据?)?|分项|原始数据?)?(?:来)?(?:重新|再)?"
    r"(?:复算|重算|倒算|反算|倒推|推算|验证|算|除|验算|核算|核对?|核实|复核|检查)(?:一[遍下次])?[,，]?(?:看看?)?(?:它|报告)?(?:是不是|是否|到底|还)?"
    r"(?:站得住脚?|准|对|靠谱|正确|属实|成立|有误|算错|没错|算得?对|有问题|靠得住|立得住|准确|确定|对得上|核[得不]上|算得?准)?了?(?:不准|不对)?[吗么呢吧没不]?(?:有)?[?？]?"
    r"|(?:它|报告)?(?:是不是|是否|到底|还|真的)?(?:站得住脚?|准|靠谱|正确|属实|成立|算错了?|算得?对|靠得住|立得住|准确|可信|确定|对得上)(?:不准|不对)?(?:吗|么|呢|没有?)?[?？]?)"
)
"""A check of the figure spoken of last, in any words."""


def doubts(text: str) -> bool:
    """Whether a follow-up asks for nothing but a check of the figure spoken of: 按金额复算一遍，这个比例站得住吗."""
    return bool(RECHECKED.fullmatch(THIS_FIGURE.sub("", text)))


_OF_THE_SUM = (
    r"那么?|请|麻烦|帮|我|你|您|再|来|去|给|它|其|该|这|那|个|一|项|条|行|栏|里面?|中|上|下|的|得|地|了|吗|么|呢|吧|啊|有|没|不|是|否|都|就|也|能|可|到底|究竟|真|还|按照?|照着?"
    r"|报告|表格?|自己|写|填|列|报|说|用|拿|以|根据|把|和|跟|与|同|、|及|两|二|三|几|数字?|数据|数值|金额|明细|公式|原始|预算数?|执行数?|支出数?|支付数?|决算数?|计划数?|目标值?|完成值?"
    r"|实际值?|调整后?|年初|全年|上年|去年|比|分母|分子|分值|权重|折算|换算|完成|相?除以?|÷|算|计算|复算|重算|验算|倒推|反推|推|遍|[看试]|一?下|结果|执行率|完成率|支付率|率|进度|得分|打分|分数|分|占比|比例|比重"
    r"|[增降涨跌减]幅|增速|增长率?|下降率?|增|降|涨|幅度|百分[比数]|错|对|准确?|正确|核实?|核对|复核|核查|核算|检查|验证|验|查|吻合|一致|相符|符合|靠谱|成立|站得住脚?|立得住|毛病|问题|有误|误|出来|出|起|合|,"
)
CHECKED_SO = regex(
    r"对(?![照于])|[写算填报弄]错|错[了没不]|没错|有错|准(?!备)|正确|核|复算|重算|验算|验证|验一|吻合|一致|相符|靠谱|成立|站得住|立得住|没毛病|有毛病|没问题|有问题|有误|算得出|除得|查一?[下查]"
)
"""Words one of which asks whether a number is right."""
OF_A_CHECK = regex(rf"(?:{_OF_THE_SUM})+")
"""All words of such a question: how the number is worked out, and of what; any other word asks for more."""


def rechecks(text: str) -> bool:
    """Whether a folded clause asks for nothing but a check: 执行率写的没毛病吧, 用预算数和执行数除一除对得上吗."""
    return bool(CHECKED_SO.search(text)) and bool(OF_A_CHECK.fullmatch(text))


_SAID = r"(?:那么?)?(?:报告|表)?(?:里|中|上)?(?:说|写|讲|称|报|列|填)?的?(?:是)?"
_STAGE = r"(?:全年|年初|调整后?的?)?(?:预算|执行|支出|支付|决算|计划|目标|实际|完成)(?:数|值|额|金额)?"
SHARE_OF_IT = regex(
    _SAID
    + r"(?:它|其|该项(?:支出)?|这(?:一?[项块笔]|部分|个)?(?:支出|钱|资金|数)?)(?P<share>占了?[^,，]{2,20}?\d[\d.]*%.*)"
)
"""报告说它占基本支出的9.82%，没算错吧: a share claimed of what was spoken of."""
CHANGE_OF_IT = regex(
    r"(?:那么?)?(?:(?P<since>[比较](?:年初|期初|上年|去年))[^,，]{0,4}[多少增减升降高低](?:了|加)?(?:多少|几)[^,，?？]{0,4}[,，?？]+)?"
    + _SAID
    + r"(?:[那这]个)?(?P<base>[比较跟与同和](?:年初|期初|上年|去年)末?(?:相?比)?)?的?(?:[那这]个)?"
    r"(?P<noun>[增降涨跌减]幅|增速|(?:增长|增加|上升|下降|减少|降低)的?(?:率|幅度|比例|额|金额|数额))(?P<check>[^,，\d]{1,14})"
)
"""报告写的跟年初比的降幅算对了没有: a change of what was spoken of, doubted."""
QUOTIENT_OF_IT = regex(
    r"(?:那么?|请|你|帮我)*[拿用按把以](?:它|该项目?|这个?(?:项目)?|表[里中上]|这一?[行项])?的?"
    rf"(?:这?两个?数|{_STAGE}(?:(?:和|跟|与|、|除以|÷){_STAGE})?)来?(?:相?除|[倒反复验重推]?算|核|推)[一下遍算看]*[,，].+"
)
"""拿它的预算数和执行数除一下，对得上吗: the rate spoken of, worked out again."""
SHARE_ASKED = regex(
    r"(?P<share>.+?占[^占,，]{2,}?)的?(?:百分之(?:几|多少)|几成|(?:所占)?(?:比例|比重|份额)|多少)[^,，]*"
)
"""A question for a share of something."""
