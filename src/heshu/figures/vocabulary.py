"""The words of these reports that decide what a figure is called: patterns over the words around a number.

Each pattern is one family of words; `labels` and `naming` say what is done with it.
"""

from __future__ import annotations

from heshu.patterns import regex


def _any(words: str) -> str:
    """Match any of the words (or small patterns) that spaces part."""
    return f"(?:{'|'.join(words.split())})"


# ---------------------------------------------------------------- what surrounds a label

QUOTES = str.maketrans("０１２３４５６７８９＜＞", "0123456789<>", "“”\"‘’'「」『』《》 \u3000")
EDGES = "、，,：:；-—|\t*·×÷/= "

_STAGES = _any("上年 上年度 去年 年初 年末 年底 期初 期末")
_YEAR = r"(?:20\d\d|19\d\d)年?(?:度|末|底)?"
_ADVERBS = _any(
    "分别 (?<![人平户年日月])均 已 就 也 则 只 仅 还 (?<![首成])都 须 (?<![响反对供适效相感回])应 应当 需 需要 必须"
    " (?<!主)要 主要 虽然 虽 同样 共 累计 总共 高达 实际上 最终 大约 达标 共计 (?<![入出])总计"
)
_IS = _any(
    "为满分 (?<![行作])为 是 达到了? (?<![下送传表到])达 (?<!存)在 (?<![国所拥])有 (?<![合共总累审统预会设估小])计"
    " 等于 即 了 的 得到 折合 约合 又"
)
_ENDING = _any(
    "(?<=[折换]算)[得后] (?<=总额)合计 (?<=总数)合计 (?<=满意度)较?高 [:：、=] 分别 (?<![人平户年日月])均 须"
    " (?<![响反对供适效相感回])应 应当 需 需要 必须 虽然 虽 同样 共计 (?<![入出])总计 共 累计 总共"
)
COPULA = regex(f"(?:{_ADVERBS}*{_IS}|{_ENDING})+$")
"""What stands between a label and its number."""

_JOINTS = _any(
    "其中 同时 并且?(?![网轨购联]) 另有 还有 另外? 含(?=[基项人公财政])"
    " 此外 以及 及(?![时格]) 和(?!谐) 且 而 但 例如 比如 又?如(?![期实何下]) 因此"
    " 所以 年内 期间 累计 一共"
    " 共(?![同享性计和建产青有党治用赢识商育]) 总共 合共 预计 今年 原(?=计划) (?:上|下)半年(?=共)"
    " 本年度?(?=实际|共|累计) 全年(?=共|累计|一共|实际|支出|完成|组织|开展|举办)"
)
_OWNERS = _any("部门 单位 部(?!门) 办公室 办 局 委 院 中心 厅 处 街道 镇 乡 县 区 市 校 馆 所 站 街 队")
_COUNTING = _any("汇总 计算 统计 核算 测算 自评")
_MANNER = _any("坚决 认真 切实 严格 积极 扎实 全力 圆满 进一步 持续 不断 着力 大力")
LEADING = regex(
    r"^(?:[、,，：:\s]|[A-G]\d{1,2}(?=[\u4e00-\u9fff]{2})(?!纸)|[（(][^（()）]{1,10}[)）]|[（(]?\d{1,2}[.．、)）](?!\d)|[①-⑳]|[一二三四五六七八九]是(?!否)"
    rf"|{_JOINTS}|{_any('经 累计 据 按公式 用公式 按决算口径 按上述公式')}{_COUNTING}(?:得到|得出|可得)?"
    rf"|{_COUNTING}(?:得到|得出|可得|$)"
    r"|截[至止]?到?(?:目前|(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?[底末])?)(?=\D|$)(?<!^截)"
    r"|[到至](?:目前|20\d\d年[底末]?|(?:\d{1,2}月)(?:\d{1,2}日)?[底末]?|年[底末])"
    r"|因(?=预算|绩效|项目|资金|指标|支付|部分|年初|年度)|控制在(?=年初|年度|全年|预算)|的(?=\D)"
    rf"|[我本该]{_OWNERS}(?![级内属])"
    r"|(?:基本|项目|全年|总|部门整体)支出(?:总额)?中(?=[\u4e00-\u9fff（）]{2,14}$)"
    rf"|(?:[省市州区县旗]?(?:级)?财政(?:[局厅]|部门)?|[省市州区县]?人大)?(?:批复|核定|批准)(?:给|下达)?[我本]{_OWNERS}的?(?=年初|年度|全年|部门|预算|20\d\d)"
    r"|(?:年中|执行中)?(?:追加|调剂|调增|调减|压减)后的?(?=调整预算|调整后|全年预算|预算[数总])"
    r"|[在于]?(?:20\d\d|19\d\d)(?=年初)|[在于]?(?:20\d\d|19\d\d)(?!届|年初)年?(?:度(?!预算)|[末底])?(?:[-—至](?:20\d\d)?年度?)?"
    rf"|{_MANNER}+(?:贯彻|落实|执行|做好|抓好|坚持)*好?|(?:贯彻落实|落实|做好|抓好)好?)+"
)
"""What stands before a label: list marks, connectives, the department itself, the year, adverbs."""
PREPOSITION = regex(f"^{_any('来自 对 向 在 与 于 由 将 把 从 给 为')}$")
NO_NOUN = regex(
    "^"
    + _any(
        "原因 根据 按 依据 由于 因 为 经 通过 主要 其中 均 已 未 没有 全部 并 从 较 比 具体 分别 包括 以 对 在 从而"
        " 确保 [扣失]分较"
    )
)
"""Beginnings of clauses that name nothing."""

# ---------------------------------------------------------------- measures, which need a subject

_PLANNED = _any("全年 年初 年度 年中 调整后?的? 追加后?的? 本年 当年 批复 下达 财政 部门 项目")
_PLAN = (
    r"(?:部门预算年[初度](?:批复|核定|安排|下达)数?"
    rf"|{_PLANNED}*(?:预算(?:调整|安排|批复|下达)*{_any('数 金额 总额 额 资金')}?"
    rf"|指标(?:调整|安排|批复|下达)*{_any('数 金额 总额 额 资金')}))"
)
_DONE = (
    f"(?:{_any('全年 实际 收入 支出 累计 本年 当年 资金 预算')}*"
    f"{_any('决算 执行 完成 支付 支出 使用 到位 拨付 结余 结转 节约')}+{_any('数 金额 额 资金')})"
)
_OF_WHAT = _any(
    "全年 年度 总体 平均 月度 综合 实际 预算 资金 指标 目标 任务 计划 经费 支出 项目 质量 验收 工作 培训 服务对象 群众"
    " 公众 社会 受益对象"
)
_DEED = _any(
    "执行 支付 支出 完成 到位 使用 达标 合格 控制 压减 节约 结余 覆盖 变动 调整 合规 满意 及时 办结 通过 参与 参训 出勤"
    " 利用 得分 下达 分配"
)
_RATE = f"(?:{_OF_WHAT}*{_DEED}(?:指标|进度|及时)?(?:率|度(?!假|过)))"
_SCORE = (
    f"(?:{_any('自评 实际 最终 综合 [本该]项?(?:指标)? 评价')}*"
    f"{_any('得分 [扣失丢]分 总分 满分 分值 权重 评分 加分 总得分')}"
    "|(?:[本该]项?(?:指标)?)?"
    "(?:(?<![取获所])得|(?<![折回])扣|(?<![损遗流丧缺过消迷走得闪散灭])失|(?<!乱)丢"
    "|(?<![追增添附叠更参])加|(?<![合共总累审统预会设估小])计))"
)
_AGAINST = f"{_any('目标 实际 指标 计划 完成 年度指标 标准 历史')}+值"
_VALUE = (
    f"(?:占比|比重|比例|{_AGAINST}|(?:指标)?完成情况"
    f"|{_any('支出 执行 预算执行 支付 资金支付 工作')}进度|绩效目标|指标值)"
)
_BARE = (
    f"(?:{_any('年初 全年 调整 调整后 支出 收入')}?(?:预算|决算)|完成指标率|预算调整(?:数|金额)"
    "|调整预算(?:数|金额)?|预算安排)"
)
_MEASURE = f"(?:{_PLAN}|{_DONE}|{_RATE}|{_SCORE}|{_VALUE}|{_BARE})"
DEPENDENT = regex(_MEASURE)
"""Measures that name a figure only together with their subject: 执行数, 完成率, 调整预算数."""
SUFFIX = regex(f"{_MEASURE}$")
"""The same at the end of a label."""
_OF_INDICATOR = f"(?:{_SCORE}|{_any('指标 目标 年度指标')}+完成(?:率|情况)|完成指标率|得分率|{_AGAINST})"
OF_INDICATOR = regex(_OF_INDICATOR)
"""Measures of an indicator, which lean on its whole name: 预算执行率 → 预算执行率得分."""
SCORED = regex(rf"(?:{_OF_INDICATOR}|按权重(?:换算|折算))$")
SPENT = regex(f"{_any('费 支出 收入 经费 资金 项目')}$")
"""Ends of a topic that measures may lean on (公用经费：年初预算数10万元)."""
_ACT = _any(
    "支付 支出 完成 使用 拨付 执行 到位 结余 剩余 结转 投入 安排 下达 到账 节约 节省 覆盖 惠及 受益 涉及 参训 参加 参与"
    " 发放 列支 追加 收回 上缴 办结 审结 执结 举办 办 请 开展 组织 邀请 实施 争取 筹措 统筹 调剂"
)
VERB = regex(
    f"(?:{_any('全年 实际 累计 决算 共 已 当年 本年 年底 到位 计划 原计划 已经 共计 按时 按期 及时')}*{_ACT}+"
    f"{_any('了 资金 金额 经费 人数 数量 总额 完成')}*"
    "|按权重(?:换算|折算)(?:得|后)?|实际|资金|金额|经费|预算资金|项目资金|实有|人数|数量|人均|户均|平均)"
)
"""Verbs and bare nouns that say what was done with a subject named before them."""
OF_THIS = regex(r"^[本该](?:项指标|指标|项)")
PASSED = regex(r"^(?:超过|高于|低于|达到|优于|未达到?)(?=(?:年初|年度|绩效|既定)?(?:目标|计划)值$)")
"""What a target is said to have been: 超过目标值（90%）."""
STATE = regex(r"(?:已|未|尚未|正在|在建|续建|按期|按时|全部)[\u4e00-\u9fff]{0,6}")
"""States of things counted before: 其中已完工10个、在建2个."""
HELD_AGAINST = regex(r"(?:低于|高于|高出|超过|超出|比|较|高$|低$)")
"""Beginnings of a distance in percentage points from something (低于序时进度7个百分点)."""
ALL_TOLD = regex(
    r"(?<=.)[只仅](?=完成)|(?<=.)共(?:有(?!制)|(?=安排|举办|开展|完成|收到|办理|投入|组织|支出|支付|接待))"
)
"""共 and 只 inside a label, which add nothing."""
GENERIC = regex(
    _any(
        "全年 年初 年度 年中 执行中 调整后?的? 本年 当年 财政 部门 单位 整体 总体 平均 综合 批复 下达 总 最终 预算 决算"
        " 共 合计 实际 自评 收支 本级"
    )
    + "*的?"
)
"""Words that only say that the whole department is meant: no subject for others."""
WHOLE = regex(
    f"{_any('全部 部门 单位 学院 学校 医院 法院 街道 机关 全[院校局委办镇] 本年度? 全年 当年 年度 本级')}*"
    f"(?:总(?:收入|支出|收支)|(?:收入|支出|收支){_any('总计 合计 总额 总数 总量')}|(?:决算|实际)(?:收入|支出))"
)
"""The department's whole income or spending: no subject for others."""
WHOLE_SCORE = regex(f"{_any('整体 支出 绩效 自评 评价 综合 最终')}+总得?分")
"""The whole department's score, whatever was scored before it."""
SELF_SCORED = regex(r"\s*(?:经|本次|总体|综合|最终)?(?:自评|自我评[价分])(?:结果)?[为是得]?\s*")
"""A clause that says 自评96.5分 and no more: the points that the report gives itself."""
FULL_MARKS = regex(r"(?P<of>.*?)(?:满分|总分|分值|权重)值?")
OF_ALL_MARKS = regex(rf"{_any('整体 支出 绩效 综合 部门 单位')}*自评")
"""Of what the full marks are where they are the whole department's: 自评满分100分，得分93.5分."""
GOT = regex("(?:实际|最终|最后)?得分?")
INDICATORS_SET = regex(r"(?:一?共|合计|总共)?(?:设置?|设立|设定|设有|细化|分解|选取|制定|选定|确定)[^，。]*指标")
"""Indicators that were set up, counted before the score of them all: 设置16个三级指标，自评得分97分."""
PLANNED_WHOLE = regex(
    r"(?P<stage>年初(?=(?:部门)?预算)|调整后?|全年)(?:的)?(?:部门)?预算(?:批复|安排|下达|支出)*(?:数|金额|总额|额)?$"
)
"""A whole that is a budget, which its parts are as well."""
EXPENSE = regex(r"[^，。]{0,12}(?:支出|经费|费用|费)")
"""What money is spent on."""
EXPENSE_FIRST = regex(
    r"(?:三公经费|公[用务][\u4e00-\u9fff]{0,8}?(?:经费|费)|人员经费|基本支出|项目支出|[会培差][议训旅]费|因公出国（?境）?费(?:用)?|专项[资经][金费])"
    r"(?=(?:只减不增|[严从持继较均得稳逐进切坚大明显][\u4e00-\u9fff]{1,12})$)"
)
"""An expense at the head of a clause that only says how it fared: 三公经费只减不增，决算数61.62万元."""
EXPENSE_SPOKEN = regex(
    r"(?:在)?(?P<of>[\u4e00-\u9fff（）]{2,10}?(?<!一般)(?:经费|支出|费用?|采购))的?(?:使用|管理|控制|开支|支出|执行)*(?:方面|情况)$"
)
"""A clause that only says of which expense the sentence goes on to speak: 三公经费方面，全年预算26万元."""
EXPENSE_HEADED = regex(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)*(?:部门|单位|本级|20\d\d年度?|年度|的)*"
    r"(?P<of>三公经费|政府采购|(?:日常)?公用经费|人员经费|机关运行经费|会议费|培训费|差旅费|公务接待费"
    r"|公务用车(?:购置[及和])?运行(?:维护)?费|因公出国（境）费用?)"
    r"(?:的|支出|使用|预算|执行|管理|控制|收支|安排|决算|开支|[及和与])*(?:情况)?(?:的?(?:分析|说明))?[:：。]?"
    r"|(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)+"
    r"(?P<project>(?!(?:重点|主要|重大|部门|专项|其他|各类?|本|年度|预算|民生|[省市区县]级|所有|全部|一般|支出)*(?:项目|专项|工程))"
    r"[\u4e00-\u9fff、]{2,18}?(?:项目|专项资金))[:：。]?"
)
"""A heading that names one expense: what stands under it without another name is of that one."""
OF_THE_WHOLE = regex(
    r"(?:全年|本年度?|当年|年度|部门|单位|全[局院校馆])(?:一?共|总|实际|整体|财政)*支出|总支出|支出(?:总额|总计|合计)[\d为是共]|其中[:：]?[“”]?(?:三公|人员经费|公用经费|会议费|培训费)"
)
"""What says that a text under one expense's heading tells of the whole department's spending too."""
WHOLE_SPENT = regex(r"(?:实际|累计|预算|决算)*(?:支出|支付|列支|开支|使用|执行|花费)+(?:合计|总计|总额|总数|总量)")
"""A total of what was spent, which names no expense: 三公经费预算15万元，实际支出合计11.6万元."""
IN_POST = regex(r"(?:实|现)有$")
"""What says of people that they are there, without a word for them: 年末实有305人."""
POSTS = regex(r"^(?:.*(?<![和与及、])(?P<of>行政|事业|工勤|参公|机关|专项|公益)(?:类|人员)?|.*)编制(?:数|人数|名额)?$")
"""The posts that a sentence has named before the people who hold them: 行政编制12名，实有11名."""
_ADDED = r"(?:预算|经费|资金)?(?:追加|追减|调增|调减)了?(?:预算|资金|经费|指标)?"
ADDED = regex(rf"(?:年中|期中|当年|全年|(?:年度|预算)?执行(?:过程)?中)?{_ADDED}")
"""What came to a budget or went from it in the year: the budget goes on being spoken of."""
BECAUSE = regex(
    r"^(?P<when>年中|期中|当年|全年|(?:年度|预算)?执行(?:过程)?中)?(?:因|由于|根据|按照?)[^，。；]{2,60}?"
    rf"(?={_ADDED}$)"
)
"""Why it came: 年中因工资调标等原因追加."""
AIMED = regex(r"(?<=.{2})(?:年度|年初|绩效)?(?:目标|计划)值?$")
"""What a target's label ends in, which what came of it does not: 满意度目标95%，实际93.8%."""
TARGET = regex(_any("原计划 年度计划 全年计划 计划 年度目标 全年目标 目标") + "(?:数|任务|任务数)?")
"""What was planned of something counted before: 只完成12座，计划14座."""
AIMED_AT = regex(r"(?<=[率度数量次比例长])(?:的|年度|年初|全年)*(?:目标|计划|任务)值?$")
"""What is said behind a measure's name of what it should come to: 住院患者满意度目标."""
ACHIEVED = regex(r"(?<=.{3})(?<!计划)[只仅共已]?完成$|(?<=案件)(?:受理|立案|收案)$")
"""What stands behind the name of something planned or taken up: 除险加固只完成12座, 刑事案件受理1,052件."""
GETS = regex(r"^[）)]?[，,]?(?:实际|自评)?得(?:分)?\s*\d")
"""What follows the points that could be got: 投入15分得14.2分."""
WEIGHED = regex(r"的?(?:权重|分值)(?:计算|换算|折算|计)?")
"""What follows the points that an indicator has (按20分权重计算)."""
HELD = regex(
    r"^(?P<head>.*?)[比较](?P<period>上年[度末底]?|去年[末底]?|年初|期初|(?:20|19)\d\d年[度末底]?)(?:同期)?(?P<stage>决算数?|预算数?|执行数|支出|实际)?(?P<of>的)?$"
)
"""The words before the figure of another year that something is held against: 比2022年的24.9万元减少3.5万元."""
CHANGES = regex(r"^(?:下降|减少|增加|增长|上升|降低|压减|提高|节约)")
"""What follows such a figure where no 的 stands before it: 比上年决算39.60万元下降."""
OF_RATE = regex(r"[率度]$")
"""Ends of labels of rates, which are no whole that 其中 breaks down."""
MOVED = regex(r"^[增减]([支收])")
MONEY_MOVED = {"支": "支出", "收": "收入"}
"""What grew or shrank, where nothing else says it: 较上年的35,162.52万元减支1,893.72万元."""
HELD_WITH = regex(
    r"^(?P<head>.*?)(?:与|同|和|跟)(?P<period>上年度?|去年|(?:20|19)\d\d年度?)(?:同期)?的?(?P<what>[^，]{0,10})$"
)
COMPARED = regex(r"^(?:相比|比较|对比|相较|比(?=[，,]))")
"""The same with what says so behind the number: 与2022年实际支出58,906.10万元相比."""
SAME_TIME = frozenset({"上年同期", "去年同期", "上年", "去年", "同期"})
"""What names a figure of the year before by its time alone."""
HELD_BUDGET = regex(
    r"^(?P<head>.*?)(?:[比较与]|相?对于)(?P<stage>(?:年初|全年|年度|本年|调整后?)?的?预算(?:安排)?(?:数|金额|额)?)的?$"
)
"""The same of a budget: 较年初预算40.00万元节约5.80万元."""
PER_CENT_OF = regex(
    r"^(?P<head>.*?)(?:为|是|占|相当于)(?P<stage>(?:全年|年初|年度|本年|调整后?)?的?(?P<what>预算|计划|目标|任务)(?:安排)?(?:总?额|数|金额|值)?)$"
)
"""The same of what something is a percentage of: 为年初预算920.00万元的99.65%."""
PER_CENT = regex(r"^的\s*\d+(?:\.\d+)?\s*[%％]")
TOPIC_END = regex(r"(?:(?:支出|使用|收支|执行|控制)*情况(?:如下)?|另行(?:统计|列示|核算)|如下|方面)$")
"""What the words before a colon say beside their subject: 三公经费另行统计：."""
EXTREME = regex(
    r"^对?(?P<of>.{2,16}?)的?(?P<measure>满意度|[\u4e00-\u9fff]{0,4}率|得分|占比|比重)(?:最高|最低|较高|较低|偏高|偏低)$"
)
"""A clause that names what the next one gives: 对政务服务的满意度最高，为96.1%."""
HOLDING = regex(r"[（(](?:含|包括|包含)[^（()）]{1,20}[)）]$")
"""What a label says that it includes: 全年预算（含追加及上年结转）."""
SPENT_ON = regex(r"(?<=[费金款项])(?:全年|实际)*(?:支出|决算)$")
"""What an expense's label says of its being spent, and its budget's does not."""
BELOW = regex(
    r"^.{0,10}?(?P<head>下属|下设|内设|下辖|所属|设有|设立|设置|设|辖)(?P<list>[^、，；]+(?:、[^、，；]+)+?等?)?$"
)
"""What says that a department consists of units, often with a list of them, before their number."""
CONSISTS = regex(r"^.{2,16}?(?:主要)?包[括含](?=.{2})")
"""A whole and that it consists of what follows: 基本支出包括人员经费1,042.15万元."""
REPEATED = regex(r"(支出|收入|预算|指标|项目|得分|全年|培训|扣分|资金|完成)\1")
_HOLD = _any("举办 办 请 开展 完成 组织 邀请 培训 实施")
PLANNED = regex(f"^(?P<head>.*?)(?:原)?计划(?={_HOLD})")
PLANNED_VERB = regex(f"^{_HOLD}?")

# ---------------------------------------------------------------- shares, changes, levels

SHARE = regex(r"^(?P<part>.*?)占(?!比)(?:到|有|了|用了?)?(?P<whole>[^占]*?)(?:总体|的)?(?:比例|比率|比重|份额)?$")
SHARE_NOUN = regex(r"^(?P<part>.*?)的?(?:占比|比重|比例|所占比例|所占比重)$")
OF_TARGET = regex(
    r"^(?P<part>.*?)(?P<verb>完成|达到|实现|为|占)(?:了)?(?P<whole>"
    f"{_any('全年 年初 年度 调整后?的? 部门 整体 计划 绩效 预期 既定')}*(?P<what>预算|任务|目标|计划|指标)"
    "(?:总?额|数|金额|任务|值)?)的$"
)
"""A percentage of a plan: 完成年初预算的."""
NOT_SPENT = regex(r"追加|追减|调[增减整]|结转|结余|剩余|预留")
"""Parts of a budget that are no spending: 年中追加资金占调整预算数的12%."""
_CHANGING = _any(
    "增长 增加 提高 提升 上升 上涨 下降 减少 降低 压减 压降 增幅 降幅 下滑 回落 递增 压缩 增收 减收 增支 减支"
    " (?<=[年期比算])[多少增减]"
)
CHANGED = regex(
    r"^(?P<stem>.*?)(?P<change>(?:(?:比|较(?!好|多)|同比|环比|与|相比|相较)[^，]{0,14}?)?"
    rf"(?:共|也|又|分别|实际|合计)?{_CHANGING}{_any('了 率 额 幅度 支出 收入 资金')}*)(?:[（(]{_CHANGING}[)）])?$"
)
"""A change, and what changed where the same words say it: 较上年增加, 同比下降, 公用经费比上年减少."""
DISTRIBUTED = regex(
    r"^(?P<items>.*?)(?:预计|也|又)?分别(?:为|是|达到?|完成|约|有|占|[:：])*(?P<change>(?:较|比|同比|环比)?[^，]{0,10}?"
    f"{_any('增长 增加 提高 提升 上升 下降 减少 降低 压减')}(?:了|到|至)?)?[≥≤<>约]*$"
)
"""A list whose numbers follow in its order: 基本支出、项目支出分别为."""
_CLASS = r"[^，。；：:,;\s“”\"（）()]{2,30}"
ITEM = regex(rf"{_CLASS}（类）(?:{_CLASS}（款）)?(?:{_CLASS}(?:（[^（）类款项]{{1,6}}）{_CLASS})?（项）)?[”\"]?")
"""An item of the classification of government income and expenditure: 教育支出（类）普通教育（款）小学教育（项）."""
ITEM_LEVEL = regex(r"^\d{1,2}[.．、]|（[类款项]）|[“”\"]")
_PER = r"(?:(?:人均|户均|平均)|每(?:[人户名亩张床件次台辆家]|平方米|公里|千克|斤)?每?[年月天日]?)"
"""For each of what an amount is given: 由每人每月515元提高到每人每月575元."""
ORIGIN = regex(rf"(?:由|从)(?:原来|原|{_STAGES}|{_YEAR})?的?{_PER}?$")
"""What ends the words before the first of two values: 由上年的85%提高到92%."""
REACHED = regex(
    r"^(?P<head>.*?)(?:再|进一步|逐步|又)?(?P<verb>"
    f"{_any('增长 增加 提高 提升 上升 上涨 下降 减少 降低 回落 下滑 压缩 压减 扩大 缩小')}"
    f"|{_any('缩短 延长 推迟 提前 调整 升 降 增 减')})"
    rf"(?:到|至|为)了?(?:{_STAGES}|{_YEAR})?的?{_PER}?$"
)
"""The words between the two."""
GONE_TO = regex(
    r"(?:已|将|均|全部|按规定|按要求|可以?|须|应)*(?:由|被)?(?P<what>结转(?:至|到|用于)?(?:下一?年|次年|20\d\d年)度?(?:继续)?使?用?"
    r"|(?:同级|本级|[省市州县区]级?)?财政(?:部门|局)?(?:已|统一)?(?:收回|统筹)(?:统筹)?|上缴(?:国库|财政))"
)
"""What becomes of money that was left over."""
TIMES = regex(r"(?:是|为|达到?|相当于)?(?:上年|去年|上年同期|同期|20\d\d年度?)的?$")
"""What a multiple is held against: 产出是上年的2倍."""

# ---------------------------------------------------------------- periods, grades, nouns

STAGE = regex(
    r"上年度?|去年|年初|期初|年末|年底|期末|上半年|下半年|调整后|调整(?!率|幅|数)|[一二三四]季度|前[一二三]季度"
)
PART_OF_YEAR = regex(r"第?[一二三四]季度|[上下]半年|前[一二三]季度")
YEARS = regex(r"(?:20\d\d|19\d\d)年(?:度|上半年|下半年|末|底|初)?")
AS_OF = regex(r"(?:截[至止]?到?|累计至|至)(?P<year>20\d\d年)?(?P<day>(?P<month>1[0-2]|[1-9])月(?:份?[底末]|\d{1,2}日))")
"""The day up to which what follows counts: 截至9月底累计支出."""
COMPARISON = regex(r"(?:比|较|与|同|相比|是|相当于)(?:上年度?|去年|年初|期初|(?:20|19)\d\d年度?)[^，]{0,6}")
"""A period that a figure is held against, which is not its own."""
FOUND_IN = regex(r"(?:针对|对照|对|围绕|就)(?:19|20)\d\d年度?[^，。；]{0,24}?(?:发现|查出|指出|提出|反馈|存在|移交)的")
"""The year in which something was found that the report's own year put right: 针对2021年度自查发现的5个问题."""

_GRADE = f"(?P<grade>{_any('优秀 良好 中等 一般 合格 及格 较差 不合格 不及格 基本合格 优 良 中 差')})"
GRADE = regex(
    r"[的者]?(?:(?:等级|等次|评价等级|评级|结果)?(?:为|是|评定?为|定为|属于|属)|[（(:：])[“\"（(]?"
    rf"{_GRADE}(?:[”\"）)]|[等档级]|[,，、；;。]|$)"
)
GRADE_BEFORE = regex(rf"{_GRADE}(?:[”\"]|等级?|等次|档)*为?[（(:：]?(?:得分|总分|评分|分数|综合得分)*[在为]?[≥>≤<]*$")
PREDICATE = (
    "已",
    "未按",
    "未完",
    "未办",
    "未达",
    "未通",
    "未整",
    "未支",
    "未执",
    "未审",
    "均",
    "按",
    "全部",
    "获",
    "被",
    "得到",
    "通过",
    "准时",
    "按时",
    "完成",
)
"""Beginnings of what is said of things counted (84件已按时办结)."""
NOUN_STOP = regex(
    _any(
        "走进 来到 来访 前往 赴 到访 深入 参加 参与 进行 开展 完成 通过 获得 取得 进入 登坛 分别 已 平均 均 全部 得到"
        r" 接受 顺利 参训 覆盖 用于 共计 合计 累计 为了 的(?=\d|$) ^的 [、，（）]"
    )
)
"""Where the noun behind a count ends."""
FOR_WHOM = regex(r"(?P<whom>[\u4e00-\u9fff]{2,4}?)[\u4e00-\u9fff]{2}(?:成功|完成|到位|办结|完毕)(?=\d)")
"""Those for whom something was done, before what was done and for how many: 为37名烈属寻亲成功11名."""
FOR = regex(r"[为给替]$")
NOT_NOUN = regex(f"^{_any('及?以上的? 以下 以内 之内 左右 上下 内(?![设部]) 以 之 后 前 中 来 起 止 等 余 多')}+")
FUNDED = regex(
    _any("预算 决算 经费 资金 支出 收入 拨款 投入 投资 补助 补贴 奖励 采购额? 合同额? 产值 营收 税收 贷款 债券 费 款")
    + _any("总额 金额 数 额 共计? 达")
    + "?$"
)
"""Ends of labels of money: a bare 万 or 亿 behind them is of 元."""
FUNDS = regex(r"^的?(?P<noun>[\u4e00-\u9fff]{0,12}?(?:资金|经费|款项?|补助|补贴|专款))")
