"""Everyday wordings of what reports tell in official words, for finding passages: 空下来的房子 of 闲置办公用房."""

from __future__ import annotations

import re
from collections.abc import Callable

from heshu.patterns import regex

WORDINGS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (regex(everyday), tuple(official.split()))
    for everyday, official in (
        # people and places
        ("上班的(?!日|天)|在[^,，]{1,6}上班", "干部职工 职工 工作人员"),
        ("老百姓|市民|街坊|乡亲|居民", "群众 居民"),
        ("干活的|做事的|实施的?(?:单位|主体)", "实施单位 承办单位"),
        ("外人|外面|外头|别人|第三方", "社会化 外包 委托 第三方 购买服务"),
        ("外国|老外|国外", "外事 对外 涉外 领事馆"),
        ("房子|屋子|场地|楼", "办公用房 用房 住房"),
        ("责任人|管事的|负责的人", "负责人 责任人"),
        ("新人|年轻人|人手|缺人", "人才 青年 人员 力量"),
        # money
        ("(?:项目|工程)(?:的)?(?:款|钱)", "项目资金 工程款"),
        ("打给|打到|拨给|付给|划给", "拨付 拨给 支付"),
        ("渠道|路子|途径", "方式 渠道"),
        (
            "(?:付款|付钱|付得|花得|花钱|钱花|用钱|支付得?)[^,，]{0,3}(?:慢|少)|花不出去|花不动",
            "支付进度 执行率 进度滞后 支付滞后",
        ),
        ("剩下?的钱|没花完的钱|余下的钱|年末结余", "结余 结转 收回"),
        ("尾款|欠款", "尾款 未付"),
        ("省钱|节约|抠", "节约 压减 过紧日子"),
        ("省电|省水|省油|电费|水电", "节约 节能 能耗 水电费"),
        ("买(?:东西|设备|进来)|采买", "采购 购置"),
        ("(?:做|编|定|列)[^,，]{0,4}预算", "编制"),
        # time
        ("每个?(?:上班|工作)的?(?:日子|天)?|天天|每天", "工作日 每日 日常"),
        ("拖(?:久|延|拉|着)?了?|老是慢|一直慢", "连续 滞后 逾期 拖延"),
        ("往后|接下来|以后", "下一步 今后"),
        # what is done
        ("盯住|盯紧|盯着|看住|管住|看紧", "监控 跟踪 调度 通报"),
        ("(?:会|要|得)怎么?样(?=$|[?？])|怎么(?:处理|处罚|罚)|受什么处罚|挨罚", "约谈 问责 核减 扣减 通报"),
        ("打分|评分|算分|分数", "打分 综合得分 评分"),
        ("闲着|空着|空下来|空出来|空置|没人用|不用的", "闲置 空置"),
        ("拿来做|派(?:上)?(?:什么)?用场|改成|做成", "用于 改造 出租 开办 盘活"),
        ("摆在|放在|最看重|首位", "核心 首位 优先"),
        ("卡在|卡住|难在|堵在|难点", "难度 制约 协调 不足"),
        ("没装够|没建够|没做够|没完成|没达到", "未完成 未达 目标值 扣"),
        ("外包|交给外|请外面", "社会化 外包 购买服务"),
        ("怎么补|补上|补齐|补人", "培养 引进 招聘 补充"),
        ("队伍|班子", "专班 小组 工作队 议事会"),
        ("去哪了|去哪儿|哪儿去了|怎么处置", "收回 上缴 结转"),
        ("好的?做法|经验|亮点|拿得出手", "经验 创新 亮点 做法 获"),
        ("考上", "考取 录取"),
        ("打交道|来往|往来", "交流 联络 外事 合作"),
        ("修好|修理", "维修 修复"),
        ("告状|骂|有意见|不满意", "投诉 信访"),
        ("满意", "满意度 投诉"),
        ("夸|表扬", "肯定 表彰 批示"),
        ("看病|治病", "就诊 诊疗 门诊"),
        ("上学|念书|读书", "就读 入学 在校"),
        ("教人|学东西|练", "培训"),
        ("刊发|登|发表", "刊发 刊登"),
        ("(?:刊发|编发|登|出|发)[^,，]{0,6}(?:东西|刊物|材料)", "快报 简报 专报"),
        ("(?:印|打印|复印)[^,，]{0,3}(?:材料|文件|东西)", "文印 印刷"),
        ("缺(?!口)|不够用", "短缺 不足 薄弱 缺口"),
    )
)
"""Everyday words, and the official ones for the same; of those only what the report prints is looked for."""


def as_printed(words: str, prints: Callable[[str], bool]) -> tuple[str, ...]:
    """The official words of a report for the everyday ones of a question, where the report has not those."""
    found = [match.group() for pattern, _ in WORDINGS if (match := pattern.search(words))]
    official = (row[1] for row in WORDINGS if (match := row[0].search(words)) and not prints(match.group()))
    return tuple(word for word in (*found, *(one for row in official for one in row)) if prints(word))
