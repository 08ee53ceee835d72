"""The words that say what is done with a table's cells, which rows are meant, and which narrow nothing down."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from heshu.patterns import regex

TABLE = regex(
    r"(?:在|从|看|按照?)?(?:附?表\s*[\d一二三四五六七八九十]+"
    r"|(?:项目|资金|收支|支出|收入|预算|执行|指标|评分|得分|打分|绩效|情况|自评|目标|人员|单位|经费|部门|整体)+(?:明细)?表格?(?!现|示|彰|态|明|达|决)"
    r"|(?<![\u4e00-\u9fff])表格?(?=里|中|上|内))(?:里面?|中|上|内|来看|看)?的?"
)
THINGS = regex(
    r"(?P<all>所有|全部|各|每一?|整个|几|哪|什么|(?:[两二三四五六七八九十]|\d+)(?!年|月|日))?(?:一|几|些|那)?(?:个|项|类|家|条|种|所|处|笔)?的?"
    r"(?P<thing>(?<=[哪各几项类])(?:支出|收入)(?=占|最|的|中|里)|项目支出|支出项目|专项项目|三级指标|二级指标|绩效指标|项目|专项|工程|指标|单位|科目|任务|事项)"
)
AMONG_PROJECTS = regex(r"项目支出(?:的|里面?|当?中|之中)+[,，]?(?=的?(?:哪|什么|最))")
"""All projects, where which of them is asked, though another table has a row of that name: 项目支出中哪个项目."""
NUMBER_OF = regex(r"(?P<count>[两二三四五六七八九十]|\d+)(?:个|项|类|家|条|种|所|处|笔|者|块)(?:加|合|放)?")
TOGETHER = regex(
    r"(?:全|都|逐项|各项?|一项项)?(?:加总|加起来|加在?一[起块]儿?|相加|求和|累加|之和|加一?块儿?|一共|总共|共计|合计|总计|合在?一[起块]儿?|合起来|合并(?:起来)?|放在?一[起块]儿?|总的|整体|综合)(?:来?算|看|起来|计算|下来)?|(?<![一总公])共(?=[有扣花支用剩没安])"
)
SHARE = regex(r"(?:所)?占(?:到|了|有|去)*|(?:的)?(?:比[重例](?!尺)|份额|几成|百分之(?:几|多少)|多大)(?:比[重例])?")
SHARE_CUE = regex(r"占|比重|份额")
OF_ALL = regex("全部|所有|总|合计|各")
SAID_TO_BE = regex(
    r"(?:报告|表[里中上]?)?(?:里|中|上)?(?:写|填|列|报|算|给|说)?的?(?:是|为|成)?\d[\d,]*(?:\.\d+)?\s*[%分]"
)
"""A rate or a score that a question gives as what is written."""
CLAIMED = regex(r"\d[\d,]*(?:\.\d+)?")
AGAINST_TOTAL = regex(
    r"(?:跟|和|与|同)?(?:表[里中上]?)?的?(?:合计|总计|总数|共计)(?:数|栏|行)?(?:的|写的?|里的)?(?:\d[\d,.]*\s*(?:亿|万)?(?:元|分|人|个)?)?(?:对不对得上|对得上|对不上|一致|相符|吻合|相等|平)?(?:吗)?"
    r"|(?:是不是|等不等于|是否等于|等于|就是|正好|刚好)+(?=.*(?:合计|总计|\d))|(?:是|等于)这个?(?:总分|总数|合计|总计)(?:吗)?|\d[\d,.]*\s*(?:亿|万)?元|对不对得上|对得上|逐项|一项项"
)
"""A column's rows against the total that its table states."""
MEAN = regex(r"(?:的)?(?:算术)?平均(?:值|数|下来|每一?[个项家类种处条])?|均值")
EXTREME = regex(
    r"最(?P<end>[高多大好长低少小差短快慢])|(?P<low>垫底|倒数第一|末位|最后一名|排最后)|(?P<high>排(?:在)?第一|第一名|头一[个名位]|居首)"
)
MORE = regex(
    r"(?P<than>比(?!例|重|率)|较|相比)|(?:相差|差距|差额|差|[多少高低](?:出|了)?)(?=了|出|多少|几|百分)|(?:更|谁|哪[个项一]+(?:项目|指标)?的?)(?:更)?[高低多少大小]"
)
WHICH = regex(r"(?:是|为|属|分别)?(?:哪|什么)(?:一|几|些)?(?:个|项|类|家|种|条|处|所|块|笔)?|谁")
LIMIT = regex(
    r"(?:都|就|仅|只)?(?:有)?(?P<way>没有?低于|没有?少于|没有?高于|不低于|不高于|不少于|不超过|没有?超过|没有?达到|未达到|没到|未达|低于|高于|不到|不足|小于|大于|少于|多于|超过|超出|达到|过|在|没过|等于|是|为|满)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|万元|元|分)?(?P<side>以[上下])?"
)
SIDES: Mapping[str, str] = {
    word: side
    for side, words in (
        ("低于", "低于 小于 少于 不到 不足 没到 没过 未达 未达到 没达到 没有达到"),
        ("以上", "达到 不低于 没低于 没有低于 不少于 没少于 没有少于"),
        ("以下", "不高于 没高于 没有高于 不超过 没超过 没有超过"),
        ("等于", "等于 是 为 满"),
    )
    for word in words.split()
}
"""On which side of a limit values lie, by the words for it; by all others above it."""
LYING = frozenset({"在", "达到", "过"})
"""Words behind whose number the side may be said: 在90%以上."""
HOLDS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "低于": operator.lt, "高于": operator.gt, "以上": operator.ge, "以下": operator.le, "等于": operator.eq,
}  # fmt: skip
"""Whether a value lies on a side of a limit."""
MISSED = regex(
    r"(?:没有?|未|不)(?:能|曾)?(?:达到|达标|完成|做到|实现|(?:拿|得|打)(?:到|满)+)(?:年度|年初|绩效|既定|设定)?的?(?:目标值?|指标值?|任务|计划|满?分)?|(?:没有?|未|不)(?:能|曾)?(?:拿|得|打)满分|(?:没|未)(?:能)?完成|(?:被)?扣(?:了|过)?分的|(?:被)?扣(?:了|过)分(?!.*[多少几])|被扣分"
)
OF_SCORE = regex("[扣满]")
"""What says that marks were lost, and not that a target was missed, which a report may tell in words too."""
FULL_MARKS = regex(
    r"(?<![没未不])(?<!没有)(?<!没能)(?<!未能)(?:得|拿|打)(?:到|了)*(?:的是)?满分(?:的)?|(?:没有?|未|不)(?:被)?扣(?:过|掉)?分(?:的)?"
)
HELD = regex(
    r"(?:算|核|除|验|复算)(?:得)?(?:出来|得?对|准|得上|不准|错)?(?:了|没|没有)*|对不?得?[上住]|对不上|准不准|对不对|一致|相符|吻合|有没有(?:错|问题)|没错"
)
IS_HELD = regex(
    r"算(?:得出来|得对|对了?|准了?|错)|对得上|对不上|对不对|准不准|核(?:一下|对|得上|不上)|没算错|(?:一致|相符|吻合)吗|除(?:一下|出来)"
)
REACH = regex(
    r"(?:如果|要是|假如|若|想|要)?(?:要|想)?(?:达到|做到|完成|提高到|实现|够到?|到)\s*(?P<rate>\d+(?:\.\d+)?)\s*%(?:的)?"
)
STILL = regex(r"(?:还|再|得|需要?|要|应|当年|至少|多){1,6}(?:再|得|要|需要?)*(?:花|支出?|付|用|执行)(?:掉|出去?)*")
IN_WORDS = regex(
    r"(?:由|是|归)?(?:哪|什么)(?:一)?个?(?:科室|处室|股室|单位|部门|科|处|股)(?:来|在)?(?:负责|牵头|承担|管|主管|实施)?的?|(?:负责|责任|主管|牵头|实施)的?(?:科室|处室|股室|单位|部门|人)"
    r"|谁(?:来|在)?(?:负责|牵头|承担|管|主管|实施)的?|资金来源|钱(?:是)?从哪(?:里|儿)?来的?|备注|说明"
)
FILLED = regex(
    r"那?(?:一)?[行栏列条项个笔块](?:项目|指标)?(?:资金|经费|钱)?|资金|经费|科目|指标|项目|工程|专项|任务|事项|支出|自评|方面|同时|以及|情况|最后|结果|年度|全年|年底|年末|实际"
    r"|(?:都|全)?(?:报|列|说|告诉|写)(?:给我|我|一下)?|应该|应当|正确的?|按(?:照)?|(?:预算数|支出数)|报告|里|的话|如果|当年|也|呢|跟|和|与|同|那|各自?|分别|怎么样|如何"
)
GENERAL = regex(
    "资金|预算|支出|收入|金额|情况|项目|指标|经费|年末|年初|全年|实际|完成|安排|数量|总数|比例|使用|执行|单位|部门|建设|管理|工作|服务|保障|改造|培训|补助|专项|工程|活动"
)
JOINED = regex(r"[和与跟及、,，;；。?？:：]|以及|还有")
TAIL = regex(
    r"(?:这|那)?(?:个|项|笔|块|类|些)?(?:的)?(?:项目|工程|资金|经费|工作|这块|那块|指标|任务)?(?:的|里|中|上)?$"
)
LEAD = regex(r"^(?:的|里|中(?![央小心等级学期])|在|那|把|拿|从|看|它|其中)+")


COMPARED = frozenset({"比年初预算增长", "追加", "与目标相差", "比目标多出"})
"""Measures whose words name what they are made of."""
ASKS = regex(r"多少|几(?!成)|百分之几|几成|各是|分别|[和与、]")
"""What asks for one thing more."""
ELSE_ASKED = regex(
    r"为什么|为啥|为何|原因|怎么(?![算样])|办法|措施|打算|问题|依据|文号|什么时候|哪里|去年|上年|前年|同比"
)
"""What no cell answers."""


WITHOUT = regex(
    r"(?<!拆|清|消|解|排|免|扣|删|剔)除(?!了?解)(?:了|去|开)?(?=.*(?:外|其[他它余]))|(?<=[\u4e00-\u9fff\s])(?:以|之)外(?:的)?|(?<=[\s])外(?=[,，\s其])|不算|不含|扣除|剔除|去掉|刨[去掉除]|其[他它余](?:的)?|剩下的(?=[项几])|别的"
)
"""What says that a row is left out."""
CUES = (
    WITHOUT, TOGETHER, SHARE, MEAN, EXTREME, MORE, WHICH, HELD, REACH, STILL, IN_WORDS, MISSED,
)  # fmt: skip
"""What says what is done with cells."""
PIECE = regex(rf"(?:(?!{JOINED.pattern})\S){{2,}}")
EVERY = frozenset({"所有", "全部", "各", "每", "每一", "整个"})
NUMERAL = regex(r"[两二三四五六七八九十]|\d+")
KINDS = regex("(?:基本|项目)支出|(?:人员|公用|日常公用)经费|.*(?:收入|拨款)")
"""Rows of a table of kinds of spending or income, which are no projects."""
WORD_HEAD = regex("科室|处室|股室|单位|部门|负责|责任|来源|备注|说明|原因")
COUNTED = regex(r"(?:有|共)?(?:几|多少)(?P<unit>个|项|家|条)(?:项目|指标|专项|工程|任务)?(?!.*(?:哪|各是|分别))")
