"""The grammar of operations: which computation, comparison or check a question asks for, and over what.

A table of patterns over the marked question (`Scope.marked`), tried from the top; the first that fits decides.  The
groups ``a`` and ``b`` are phrases that name figures; what they name is looked up later, in the reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from heshu.asking.scope import MENTIONED as P
from heshu.figures.units import MEASURES

SOMEWHAT = r"(?:出|了|到|花|用|支出|支|付|得)*(?:多少|几|多大)"


class Op(StrEnum):
    """What is to be computed or checked."""

    AUDIT = "audit"
    VERIFY = "verify"
    MOST = "most"
    LEAST = "least"
    MOST_AND_LEAST = "most-and-least"
    RANK = "rank"
    FILTER = "filter"
    WHO = "who"
    SPREAD = "spread"
    MEAN = "mean"
    SHARE = "share"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    TIMES = "times"
    SUM = "sum"
    LEFT = "left"
    RATE = "rate"
    REACH = "reach"
    RETURNED = "returned"
    SHARE_ALL = "share-of-all"
    NTH = "nth"
    UNDONE = "undone"
    UNDONE_SHARE = "undone-share"
    DONE_SHARE = "done-share"
    TARGET = "target"
    ABOVE_TARGET = "above-target"
    CONVERT = "convert"
    MONTHLY = "monthly"
    MENTION = "mention"
    EACH = "each"
    CUT = "cut"
    TABLE = "table"
    OVERSPENT = "overspent"
    GRADE = "grade"
    LOST = "lost"
    LEFT_SHARE = "left-share"
    LEFT_MOST = "left-most"
    SCORE_AT = "score-at"
    EXCEPT = "except"
    RATE_AFTER = "rate-after"
    UNSPENT_AT = "unspent-at"
    FULL_MARK = "full-mark"


@dataclass(frozen=True, slots=True)
class Query:
    """An operation with the phrases that name its operands (``a``, ``b``; empty where the question names none)."""

    op: Op
    a: str = ""
    b: str = ""
    text: str = ""


_DEPARTMENTS = r"(?:家?(?:部门|单位)|家|份?报告|办公室)"
MANY = r"(?:所有|全部|各个?|每个?|这?[两二三四五六七八九十几\d]+[个家份])"
"""What says that a question is about several reports, before the word for them."""
_WHICH = rf"(?:哪(?:一|几)?个?{_DEPARTMENTS}|哪(?:一|几)?份|哪些{_DEPARTMENTS}?|谁家?|哪家|哪个)"
_MOST = r"(?:最高|最多|最大|第一|排第一|最好|最长)"
_LEAST = r"(?:最低|最少|最小|垫底|倒数第一|最差)"
_ALL = rf"(?:(?:{MANY}|这?[两二三四五六七八九十几\d]+){_DEPARTMENTS}|{_DEPARTMENTS}们?)"
UNSPENT = (
    r"(?:(?:没有?|未|还没)(?:支付|花|用|支出|执行|付)(?:完|掉|出去)?的?|(?:剩下?|剩余|余下)的?(?=预算|资金|钱|经费))"
    r"(?:预算|资金|钱|经费|款|部分)?"
)
"""What of a budget was not spent."""
GRADE = r"(?:优秀|优良|优|良好|良|中等|中|一般|不?合格|不?及格|较差|差)"
"""Grades of performance evaluation.  Source: 财预〔2020〕10号 (优、良、中、差), and what offices call them."""
GATHERED = re.compile(rf"{MANY}{_DEPARTMENTS}")
"""各部门, 这五家单位: several reports taken together."""

RULES: tuple[tuple[Op, str], ...] = (
    # 倒推、折算: the stated words of a completion rate come with their own numbers, so these stand above checks.
    (Op.ABOVE_TARGET, r"(?P<a>.*完成(?:指标)?率.*?)(?:超额|超出|多完成|超过目标)" + SOMEWHAT + r".*"),
    (
        Op.TARGET,
        r"(?!.*完成(?:指标)?率(?:是|为|有|达到?)?(?:多少|几|百分之)[^,，]*$)(?=.*(?:完成(?:指标)?率|反推|倒推|倒算|原定|原来定|目标值))(?P<a>.*)(?:目标(?!完成)值?|计划数?|指标值?(?!完成)|原定|定的?)(?:的)?(?:全年)?(?:要)?[^,]{0,10}(?:多少|几)(?!.*对).*",
    ),
    (
        Op.GRADE,
        rf"(?!.*{_WHICH})(?P<a>.*(?:哪[一个]*(?:档次?|等级?|级)|什么(?:等级|档次?|评级)|几等|最[差好高低末优][^,，]{{0,3}}[档等级]|末[档等]).*)",
    ),
    (Op.GRADE, rf"(?!.*{_WHICH})(?P<a>.*(?:多少|几)分[^,，]{{0,4}}(?:算|是|为|属于?|评|够|叫)得?[上到]?{GRADE}.*)"),
    (Op.GRADE, rf"(?!.*{_WHICH})(?P<a>.*分[^,，]{{0,4}}(?:多少|几)[^,，]{{0,4}}(?:算|属于|评得?上|够){GRADE}.*)"),
    (
        Op.LOST,
        r"(?P<a>.*?)(?:没有?(?:拿|得|达)?到?满分[,，])?(?:被|一共|总共)*(?:[扣丢失少]|扣掉|丢掉)了?(?:多少|几)分(?!钱|之|.*(?:比|对)).*",
    ),
    (Op.LOST, r"(?P<a>.*?)(?:被?[扣丢失]掉?了?的?[\d.]*分[多左右来]*[,，])?(?:是|分别)?[扣丢失]分?在了?(?:哪|什么).*"),
    (Op.LOST, r"(?P<a>.*?)(?:离|距离?|比)满分(?:还|尚)?(?:差|少|低|欠|有)了?(?:多少|几).*"),
    (
        Op.LOST,
        r"(?P<a>.*?)(?:有没有|有无|是否|是不是)(?:被)?(?:扣了?分|丢了?分|失分|扣过分)(?:呢|吗)?[?？]?$|.*?扣(?:了|过)?分了?(?:吗|没有?|么)[?？]?$",
    ),
    # checks
    (
        Op.AUDIT,
        r"(?P<a>.*?)(?:有没有|有无|是否有?|存在|哪(?:些|几个?|里))(?:[^,]{0,6})(?:算错|计算错误|错误|错的|对不上|不一致|矛盾|不对|(?<=数字)问题|(?<=数)问题)(?:的|吗|$).*|(?P<d>.*(?:百分比|合计|占比|比例|比率|数字|数据|数)(?:里|中)?(?:或合计)?[^,]{0,6}(?:算错|是错的|写错|错了|有误|算得不对)(?!.*[\d]).*)|(?P<c>.*(?:数字?|占比|合计|换算)(?:有没有|有无|是否有)问题.*)|(?P<b>.*(?:全文|数据)核查.*|.*体检.*|.*(?:数字|数据|数|占比|合计)有(?:没有)?错(?:吗|没有|么|的).*)",
    ),
    (
        Op.CUT,
        r"(?P<a>.*?)(?:压减|压缩|削减|增加|上浮|下调)(?P<b>[\d.]+)%[,，][^,，]{0,12}后(?:还剩|剩下?|是|为|有)(?:多少|几).*",
    ),
    (
        Op.RATE_AFTER,
        r"(?P<a>.*?)(?:的?(?:决算|执行)数?|实际支出)?(?:的?基础上)?(?:再|又)?[多少](?:支出?|花|用|付|执行)(?:掉|了)?[\d.]+(?:亿元|万元|元)[,，].*"
        r"(?:执行|完成|支付)率.*(?:多少|几).*",
    ),
    (
        Op.UNSPENT_AT,
        r"(?P<a>.*?)(?:执行|完成|支付)率(?:只|仅|就)?(?:有|是|为|到|达到)(?P<b>[\d.]+)%[,，].*(?:多少|几)[^,，]{0,4}(?:没|未)有?(?:支付|花|用|支出|执行).*",
    ),
    (Op.FULL_MARK, r"(?P<a>.*?)的?满分(?:应当|应该|应|该)?(?:是|为|有)?(?:多少|几)分?[?？]?"),
    # what of budgets was not spent
    (Op.LEFT_MOST, rf"(?P<a>.*?(?:{_WHICH}|谁).*?{UNSPENT})(?:数|额|金额)?(?P<b>最?[多少大小高低]).*"),
    (
        Op.LEFT_MOST,
        rf"(?P<a>.*(?:{_WHICH}|谁)的?(?:预算|钱|资金|经费)?)(?:剩下?)(?:了|得|的)*(?:预算|钱|资金|经费)?(?P<b>[最更]?[多少]).*",
    ),
    # what the question itself spells out
    (
        Op.SCORE_AT,
        r"(?P<a>[^,，]*(?:率|进度))(?:如果|若是?|要是|能|可以)?(?:做到|达到|达|提高到|提升到|升到|是|为|到)了?(?P<b>[\d.]+)%[,，].*得(?:到|了)?(?:几|多少)分.*",
    ),
    (
        Op.REACH,
        r"(?P<a>.*?)(?:保持|维持)?(?:不变|不动)?[,，]?(?:要|想|如果|假如|若)*(?:把|将|使)?(?:预算)?(?:执行|完成|支付|支出)(?:率|进度)(?:要)?(?:提高?|提升|达|做|升|拉)?到"
        r"(?P<b>[\d.]+)%[,，]?.*(?:多少|几).*",
    ),
    (
        Op.SHARE,
        r"(?:.*?(?:分母|基数))(?:换成|改成|改用|换为|用)(?P<b>[^,，]+)[,，](?P<a>.*?)(?:数)?(?:对应的|的|算出的)?(?:预算)?(?:执行率|完成率|占比|比例).*",
    ),
    (
        Op.SHARE,
        r".*?(?:用|按照?|拿|把)?(?P<a>[^,，÷/用按拿率]+?)(?:÷|除以)(?P<b>[^,，]+?)(?:来算|计算|算)?(?:[,，]|的?(?:结果|值)?(?:是|为|等于)).*(?:率|%|百分|比).*|"
        r".*率.*?(?:用|按照?|拿)(?P<c>[^,，÷/]+?)(?:÷|除以)(?P<d>[^,，]+?)(?:来算|计算|算)?[,，].*",
    ),
    (
        Op.DIFFERENCE,
        r"(?P<a>[^,，]+?)(?:还|尚)?(?:不够|不足以|抵不了|抵不上|覆盖不了)(?:覆盖|支付|抵|用于|花)?(?P<b>[^,，]+?)[,，](?:缺口|差额|还差|还缺)(?:是|有|为)?(?:多少|几).*",
    ),
    (
        Op.DIFFERENCE,
        r"(?:.*[,，])?(?:用|拿|把|以|将)?(?P<a>[^,，]+?)(?:扣掉|扣除|减去|减掉|除去|刨去|去掉|刨掉)(?P<b>[^,，]+?)(?:的?差额|之差|的差)?"
        r"(?:[,，].*|(?:之?后|以后)?(?:倒轧|剩下?|还剩|得|等于|是).*)(?:多少|几).*",
    ),
    (
        Op.LEFT_SHARE,
        rf"(?P<b>[^,，]*?)(?:中|里面?|当中)?,?{UNSPENT}(?:中|里面?|当中)?[,，]?有?(?:百分之几|百分之多少|多少|几成|多大比例)"
        r"的?(?:是|属于|来自|出自|出在|在)(?P<a>[^,，]+?)(?:的|上|造成|留下|剩下|没用完|的?钱)*",
    ),
    (
        Op.LEFT_SHARE,
        rf"(?P<b>[^,，]*?)(?:中|里面?|当中)?,?{UNSPENT}(?:中|里面?|当中)[,，]?(?P<a>[^,，]+?)占了?(?:百分之几|百分之多少|多少|几成|多大).*",
    ),
    (
        Op.EXCEPT,
        r".*?(?:除去?了?|扣除|去掉|剔除)(?P<a>[^,，]+?)(?:以外|之外|外|后|以后)[,，]?(?:的|其他|其余|剩下|还有|别的|各项|[两三四五六七八]项|[两三四五六七八]块|全部)*"
        r"(?P<b>[^,，]{0,8}?(?:收入|支出|经费|费用|拨款|预算))(?:一共|总共|合计|共计|加起来|总额|共)*(?:是|有|为|还有)?(?:多少|几).*",
    ),
    # across reports
    (
        Op.SHARE_ALL,
        rf"(?P<a>[^,，]*{P}[^,，]*?)占(?:了|到)?(?:这)?{MANY}{_DEPARTMENTS}(?:的)?(?P<b>[^,，]*?)(?:合计|总和|总额|之和|总数)*的?(?:百分之|比重|比例|几成|多少|多大).*",
    ),
    (
        Op.NTH,
        rf"(?P<a>.*?)(?:排(?:名|在)?)?第(?P<b>[二三四五六七八九十])(?:高|多|大|名|位|低|少|小)?的?.*(?:{_WHICH}|部门|单位|$).*",
    ),
    (Op.SPREAD, rf"(?P<a>.*?){_MOST}.{{0,6}}(?:比|高出|多出|超出|高过|领先){_LEAST}.*(?:多少|几).*"),
    (Op.MOST_AND_LEAST, rf"(?P<a>.*?){_MOST}.*{_LEAST}(?!.*差).*"),
    (Op.SPREAD, rf"(?P<a>.*?){_MOST}.{{0,3}}{_LEAST}.*(?:差|相差).*"),
    (
        Op.RANK,
        r"(?P<a>.*?)(?:从(?:大|高|多)到(?:小|低|少)|从(?:小|低|少)到(?:大|高|多)|排个?(?:名|序|个?队)|排行|前(?:[一二三四五六七八九十\d]+)(?:名|位|个|家|$)).*",
    ),
    (
        Op.OVERSPENT,
        rf"{P}的?(?P<a>[^,，]*?)(?:有没有|是否)?(?:超(?:出|过|了)*预算|超支|(?:钱|经费)?花超|超没超(?:预算|支)?|超了)了?(?:吗|没有?|么)?[?？]?$",
    ),
    (
        Op.OVERSPENT,
        rf"(?:有没有)?(?:有)?(?:{_WHICH}|部门|单位)的?(?P<a>[^,，]*?)的?(?:超(?:出|过|了)*预算|超支|突破了?预算|花超)了?(?:的|吗|没有)?$",
    ),
    (
        Op.FILTER,
        rf"(?:都?有)?{_WHICH}的?(?P<a>.*?)(?:真的|确实|实际)?(?:花了钱|用了钱|有(?:了)?支出|发生了?(?:费用|支出))(?P<n>)(?:的)?(?:是)?.*",
    ),
    (
        Op.FILTER,
        rf"(?:都?有)?{_WHICH}?(?P<a>.*?)(?:超过|高于|大于|不低于|不少于|低于|小于|不足|没到|达到|过了?|在)(?P<b>[\d.,]+)(?:%|分|万元|亿元|元|万|(?=的|$|[,，?？]))(?:以上|以下)?.*(?:{_WHICH}|有?几家|多少家|多少个|$).*",
    ),
    (
        Op.MENTION,
        rf"(?:.*?(?:里|中),)?(?:有没有)?(?:都)?有?(?:只有)?{_WHICH}(?:在|的|里|中|报告|明确|自己|都)*(?P<a>(?!.*(?:最|第一)).*(?:提到|提及|写明|写到|写了|承认|检讨|明确|披露|公布|公开|说|认为|表示|把|有|存在).*)",
    ),
    (Op.RANK, rf"(?P<a>[^,]*?)(?:{_MOST}|{_LEAST})的(?:前|后)?[二两三四五六七八九十\d]+个?{_DEPARTMENTS}.*"),
    (Op.MOST, rf"(?=.*{_WHICH})(?P<a>.*?){_MOST}.*"),
    (Op.LEAST, rf"(?=.*{_WHICH})(?P<a>.*?){_LEAST}.*"),
    (Op.MOST, rf"(?P<a>.*(?:、|和|与|跟).*?哪一?[项块笔类样])(?:的?(?:金额|数额))?{_MOST}.*"),
    (Op.LEAST, rf"(?P<a>.*(?:、|和|与|跟).*?哪一?[项块笔类样])(?:的?(?:金额|数额))?{_LEAST}.*"),
    (Op.MOST, rf"(?P<a>[^,]{{2,16}}?){_MOST}的(?:那[个家份])?{_DEPARTMENTS}(?:是|呢|叫什么)*"),
    (Op.LEAST, rf"(?P<a>[^,]{{2,16}}?){_LEAST}的(?:那[个家份])?{_DEPARTMENTS}(?:是|呢|叫什么)*"),
    (Op.TABLE, rf"(?:把|将)?{_ALL}的?(?P<a>.+?)(?:列|做|汇总|排|整理)(?:出来)?(?:个|成|一个|一张|张)?(?:表格?|清单).*"),
    (Op.TABLE, rf"{_ALL}(?:的)?(?P<a>.+?)(?:分别|各自|各)(?:是|有|为|花了|得了)?(?:多少|几|什么).*"),
    # two reports, or two figures
    (Op.GROWTH, r"(?P<b>以.+?为基数),?(?P<a>.*?)(?:调?增|增长|增加|下降|减少)[^,]*(?:百分之|幅|率|%).*"),
    (
        Op.GROWTH,
        r"(?P<a>.+?)(?:(?<!占)比(?!例|重|率)|较|跟)(?P<b>.+?)(?:比,?)?(?:增长|增加|调增|下降|减少|增幅|降幅|涨)[^,]*(?:百分之|幅|率|%|多少).*",
    ),
    (
        Op.GROWTH,
        r"(?P<a>.+?)相当于(?P<b>.+?)(?:增加|增长|减少|下降|调增|多|少)了?(?:百分之|几成).*",
    ),
    (Op.TIMES, r"(?P<a>.+?)(?:是|为|相当于)(?P<b>.+?)(?:的)?(?:多少|几)倍.*"),
    (
        Op.DIFFERENCE,
        r"(?P<a>.+?)(?:(?<!占)比(?!例|重|率)|较)(?P<b>.+?)(?:多|少|高|低|超|差|节约|节省|省下?|结余)"
        + SOMEWHAT
        + r".*",
    ),
    (
        Op.DIFFERENCE,
        r"(?P<a>.+?)(?:和|与|跟|同|减去?)(?P<b>.+?)(?:相差|差|差距|差额|之差|争)(?:是|有|了)?(?:多少|几).*",
    ),
    (
        Op.WHO,
        r"(?P<a>.*?)(?:谁|哪个|哪家|哪一[个项块])(?P<b>.*?)(?:更|要|得)?(?:高|低|多|少|大|小)(?!.*的(?:是什么|原因)).*",
    ),
    (Op.SHARE, r"(?P<b>[^在,]+?)(?:里面?|中|当中),?(?P<a>[^,]+?)占了?(?:多少|几|多大|比|百分之).*"),
    (Op.SHARE, r"(?P<a>.+?)在(?P<b>.+?)(?:里面?|中|当中)占.*"),
    (Op.SUM, r"(?P<a>.+?)合计(?:是|有|为)?(?:多少|几)[^,]*,占.*"),
    (Op.SHARE, r"(?P<a>.+?)(?:的)?占比(?:是|为|呢)?(?:多少|几|多大|百分之|呢|$).*"),
    (
        Op.DONE_SHARE,
        r"(?P<a>.*?(?:按时|及时)?(?:办结|办理|整改|回复|答复|(?<!预算)(?<!任务)完成))率(?:是|为|有)?(?:多少|几|$).*",
    ),
    (Op.UNDONE_SHARE, r"(?P<a>.*?)(?:没有?|未|还没)(?P<b>[^占]*(?:办结|办完|完成|整改|回复)[^占]*?)的?占.*"),
    (Op.DONE_SHARE, r"(?P<a>.*?(?:办完|办结|完成|整改|回复)的?)占(?:百分之几|百分之多少|多少|多大|几成|比).*"),
    (
        Op.SHARE,
        r"(?P<a>.+?)(?:占(?!比)|相当于)(?:了|到|有)?(?P<b>[^,]+?)(?:的|总额的)?(?:比例|比重|份额|百分比|百分之|几成|多少|多大|%)(?!.*(?:合计|加起来)).*",
    ),
    (
        Op.SUM,
        r"(?P<a>.+?)(?:的)?(?:合计|总和|总计|总共|一共|共计|加起来|加一起|加在一起|加一块儿?|加总|之和|汇总)(?:是|有|为)?.*",
    ),
    (
        Op.UNDONE,
        r"(?P<b>.*?)(?:还)?有?(?:多少|几)(?:件|个|项|名|人|篇|处|条|户)?(?P<a>.*?)(?:没有?|未)(?P<c>按[时期].+|.*办[结完].*|.*完成.*|.*整改.*|.*[审了]结.*|.*结案.*|.*落实.*)",
    ),
    (
        Op.LEFT,
        r"(?P<a>.*?)(?:还|尚)?(?:有|剩下?|余|结余|差)了?(?:多少|几)[^,]{0,4}(?:没|未)(?:有)?(?:支出|花|用|执行|支付|付|完).*",
    ),
    (
        Op.LEFT,
        r"(?P<a>.*?)(?:要|想|若)?(?:把|将)?(?:全年|年度|年初|调整后?的?)*预算(?:数)?(?:全部|都|全)?(?:执行|支出|支付|花|用)完(?:毕|掉)?的?(?:话)?[,，]?"
        r"(?:还|尚)(?:差|缺|需|要|得)(?:要|再)*(?:支出|支付|花|用|付)?(?:多少|几).*",
    ),
    (Op.LEFT, r"(?P<a>.*?)(?:还剩|剩下?|(?<!结转)(?<=还)结余|没花完)(?:了|的)?(?:是|有)?多少.*"),
    (
        Op.MEAN,
        rf".*?{_ALL}的?(?P<a>[^,，]+?)(?:求个?|的|取个?|算个?)?(?:平均(?:一下|下来|数|值|分)?|均值)(?:[,，].*|是多少.*|)",
    ),
    (Op.MEAN, rf".*?{_ALL}的?平均的?(?P<a>[^,值数水每]+?)(?:是|为|有)?(?:多少|几|$).*"),
    (
        Op.EACH,
        r"(?P<a>.*?)的?(?:(?<!月)平均每一?(?:个)?|(?:(?<=的)|^)单个|平均一|(?<!月)每一?(?:个)?)"
        rf"(?!年|月|天|日|周|季|支[出付])(?P<b>项目|{MEASURES}|人|位|(?=(?:实际)?支[出付]))(?!者|口|员)?.*(?:多少|几).*",
    ),
    (Op.EACH, r"(?P<a>.*?)(?P<b>人)均(?=[^,]*[（(]按).*(?:(?:多少|几).*|[)）])"),
    (Op.MEAN, r"(?P<a>.*?)的?平均(?:值|数|水平)?(?:是|为|有)?(?:多少|几).*"),
    (Op.MONTHLY, r"(?P<a>.*?)(?:月均|平均每月|每个?月平均|平均每个月).*(?:多少|几).*"),
    (
        Op.CONVERT,
        r"(?P<a>.*?)(?:折合|换算|换|折算|等于|相当于|用|按)(?:成|为|是)?(?:多少)?(?P<b>亿元|万元|(?<![万亿])元|亿|块).*",
    ),
    (
        Op.TABLE,
        rf".*?{MANY}{_DEPARTMENTS}的?(?!.*(?:谁|没|未|中位|方差))(?P<a>[^,]{{2,14}}?)(?:是|有)?(?:多少|情况|如何)?$",
    ),
    (
        Op.RATE,
        rf"(?P<a>{P}?(?!预算(?:执行|完成|支出))[\u4e00-\u9fff()、]{{2,}}?)的?"
        r"(?P<b>(?:预算)?(?:执行|完成|支付|支出)(?:率|进度))(?:是|为|有|达到?)?(?:多少|几|百分之|$).*",
    ),
    (
        Op.RATE,
        rf"(?P<a>{P}的?(?:总的?|整体|全部|部门整体)?的?)(?P<b>(?:预算)?(?:执行|完成|支付|支出)(?:率|进度))(?:是|为|有|达到?)?(?:多少|几|百分之|$).*",
    ),
    (Op.RETURNED, r"(?P<a>.*问卷.*?)的?(?P<b>(?:有效)?回收率).*"),
    (Op.CUT, r"(?P<a>.*?)(?:为基数)?(?:压减|压缩|削减|增加|上浮|下调)(?P<b>[\d.]+)%.*多少.*"),
)

CHECK_WORDS = (
    r"对吗|对不对|对么|对嘛|是这样的?吗|是这么(?:回事|多)吗|有这(?:么)?回?事吗|是否正确|正确吗|没错吧?|没有错|错没错|没抄错吧?|没算错吧?|(?:写|抄|填|报)错了?吗?|"
    r"(?<![预决])算(?:得(?:对不对|准不准|[对准]吗?)|[对准]了?吗?|错)|核对|核实(?:一下|$)|核一[下核]|复核|复算|准吗|准不准|准确吗|靠谱吗?|可信吗|站得住脚?吗?|立得住|成立吗|能?对平|真的?假的?|是?真的吗|"
    r"属实吗?|有误(?:吗|没有?|么)?|有没有(?:抄|写|填|报)错|审核(?:一下)?|验算(?:一下)?|是不是|吧(?=\??$)|以(?:哪个|谁)为准|有没有问题|还是|really|correct"
)
"""Words that ask whether a figure is right."""
VERIFY = re.compile(
    CHECK_WORDS
    + r"|(?:是否|是不是|等不)(?:正好|刚好)?等于|等于[^,]+吗|right\?|对得上|勾稽|平不平|加平|同一个数|一致吗|是否一致|"
    r"\d(?:%|万元?|亿元?|元|分|[件人个项家户次])吗(?=\??$)"
)
_COMPILED = tuple((op, re.compile(pattern + r"$" if not pattern.endswith(".*") else pattern)) for op, pattern in RULES)


OF_EXTREME = re.compile(
    rf"(?P<a>[^,]{{2,16}}?)(?P<end>{_MOST}|{_LEAST})的?(?:那[个家份])?{_DEPARTMENTS}[的,，]?(?P<rest>(?!是?(?:哪|谁|多少|几)).{{2,}})"
)


def of_extreme(text: str) -> tuple[Query, str] | None:
    """A question about the report that is highest or lowest in something: what finds it, and what is asked of it."""
    if match := OF_EXTREME.fullmatch(text):
        op = Op.MOST if re.fullmatch(_MOST, match["end"]) else Op.LEAST
        return Query(op, match["a"], "", text), match["rest"]
    return None


def read(text: str) -> Query | None:
    """The operation that a marked question asks for, or ``None`` where it asks for what a report states."""
    for op, pattern in _COMPILED:
        if match := pattern.match(text):
            groups = match.groupdict()
            first, second = groups.get("a") or "", groups.get("b") or groups.get("c") or groups.get("d") or ""
            if op is Op.SHARE and groups.get("c"):
                first, second = groups["c"], groups.get("d") or ""
            return Query(op, first.strip(",， "), second.strip(",， "), text)
    return None


def is_check(text: str) -> bool:
    """Whether a question asks if a figure is right."""
    return bool(VERIFY.search(text))
