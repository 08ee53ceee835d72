"""What a question in words asks for by its kind, and how a sentence looks that gives it."""

from __future__ import annotations

import re
from collections.abc import Callable

from heshu.asking.names_asked import BY_THING, Test
from heshu.patterns import regex

_DO = r"(?:完成|达到|达标|实现|落实|整改|执行|支付|办|审结|答复|回复|付|达|核销|兑[付现]|验收|交付|回收|发放|结案|使用)"
UNDONE = regex(rf"(?:没有?|未能?|尚未|还没)(?:按[时期]|全部)?{_DO}")
"""A question for what was not done, which no list of what was to be done answers."""
_POST = (
    r"(?:组长|[理监干]事长|秘书长|主任|局长|科长|处长|厅长|书记|院长|校长|部长|主席|会长|所长|站长|队长|馆长|园长|行长|[市县区镇乡]长|庭长|台长|社长|经理|董事长|会计师?|工程师|负责人|联系人|经办人"
    r"|(?:分管|主管|牵头|带队)的?领导)"
)
_SURNAME = (
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅"
    "皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫"
    "经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封储靳段富巫乌焦巴弓牧隗山谷车侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印宿白怀蒲"
    "卓蔺屠蒙池乔阴胥能苍双闻党翟谭贡劳姬申扶堵冉宰雍桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎连习艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广东欧沃利蔚越隆师巩聂晁勾敖融冷辛"
    "阚那简饶曾沙养鞠丰关相查后荆红游竺权盖益桓公岳帅缑亢况有琴商肖涂邸闫付]"
)
PERSON_LISTED = regex(rf"(?:^|[\s：:、，,])(?P<name>{_SURNAME}\s?[\u4e00-\u9fff]{{1,2}})(?=[\s、，,（(]|$)")
"""A person's name as lists give it, by itself."""
_ACTED = (
    "包[抓保联挂案干]|查[办看处找验]|通[报过知]|连续|全[程面部体]|安排|管理|计划|相关|强[化调]|满意|成[立为]|明确|严格|应[当急]|方[面案]"
    "|宣[传布讲]|解[决读]|经[过费常]|利用|支[持付出]|从[事严]|高[度效]|平均|项目|关于|广泛|巩固|和|于|时|都|向|谈"
)
"""Words that begin as names do, and say what somebody does."""
_PERSON = rf"(?!{_ACTED})(?!任?{_POST}|任副)(?!\S{{1,2}}{_POST}){_SURNAME}\s?[\u4e00-\u9fff]{{1,2}}"
"""A name, and no office that somebody takes (任组长)."""
_IN_OFFICE = (
    rf"{_POST}\s*(?:[:：]|[为是由])?\s*{_PERSON}(?=[\s、，,；;。）)（(]|同志|$)"
    rf"|(?:^|[\s、，,：:（(]){_PERSON}[\s，,（(、]+\S{{0,14}}?{_POST}"
)
"""How a sentence says who holds an office."""
EXPECTED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (regex(rf"{_POST}(?:叫(?:什么|啥)|姓|的?(?:名字|姓名))|哪一?位"), regex(_IN_OFFICE)),
    (
        regex(rf"{_POST}是谁|谁[是当任]\S{{0,12}}?{_POST}"),
        regex(rf"{_IN_OFFICE}|[\u4e00-\u9fff](?:任|担任|兼任){_POST}"),
    ),
    (
        regex(r"是谁|谁(?=负责|牵头|签|带头|$)"),
        regex(r"负责人|组长|主任|处长|科长|局长|领导|牵头|(?:^|[：:\s])[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,2}\s"),
    ),
    (
        # 请的专家都是谁, 成员名单有没有
        regex(
            r"(?:都|分别|各自?)(?:是|有)谁|哪几位|哪些人(?![员才])"
            r"|(?:专家|院士|学员|人员|成员|组员|干部|委员|评委|代表|教师|获奖者)的?(?:具体)?(?:名单|名字|姓名)|^名单|[,，]有?名单"
        ),
        regex(
            rf"(?:{_POST}|成员|组员|专家|院士|教授)\s*[:：]\s*{_PERSON}(?=[\s、，,；;。（(]|$)"
            rf"|(?:{_PERSON}(?:[（(][^）)]*[）)])?[\s、，,]+){{2}}{_PERSON}(?=[\s、，,；;。（(等]|$)"
        ),
    ),
    (
        # 依据的通知文号是什么
        regex(r"文号|(?:文件|通知|办法|意见)的?(?:编号|号码)|第?(?:几|多少)号(?:文件|文)"),
        regex(r"[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\s*第?\d+\s*号"),
    ),
    (UNDONE, regex(rf"(?:未|没|尚|无法|不能|难以)[^，。；,;]{{0,8}}{_DO}")),
    (regex(r"哪(?:几|些)?个?月|几月"), regex(r"(?:\d|[一二三四五六七八九十])月|季度|[上下]半年")),
    (
        regex(r"哪(?:几|些)个?(?:方面|角度|维度|环节)|从哪.{0,3}方面"),
        regex(r"、|一是|首先|分别|包括|[;；]"),
    ),
    (
        regex(
            r"(?:在|到|从|通过|是)?哪(?:里|儿|个(?:网站|平台|栏目|渠道))[^,，]{0,4}(?:公开|公布|发布|公示)|(?:公开|公布|发布|公示)(?:在|到)?哪"
        ),
        regex(r"网|平台|栏目|公告|公众号|微信|[日晚]报|系统|官方"),
    ),
    (
        # 哪几家公司, 涉案公司是哪两家
        regex(
            r"哪(?:几|些|两|三|一)?[家个]?[\u4e00-\u9fff]{0,4}?(?:企业|公司)|(?:企业|公司)(?:分别|都|具体)?(?:是|有|叫)(?:哪|什么)"
            r"|(?:中介|事务所|供应商|承包商|中标单位|施工单位)(?:机构)?(?:分别|都|具体)?(?:是|有|叫)(?:哪|什么|谁)"
            r"|哪(?:几|些|两|三|一)?家(?:中介|事务所|供应商|机构)"
        ),
        regex(r"[\u4e00-\u9fff]{2,}(?:公司|集团|厂|银行|事务所|研究院|设计院)"),
    ),
    (
        regex(r"哪(?:几|些|个|一)?[家个]?(?:媒体|报纸|报刊|电视台)"),
        regex(r"[\u4e00-\u9fff]{2,}(?:日报|晚报|报社|电视台|广播|杂志|融媒|公众号|客户端|媒体)|新华社|新闻网"),
    ),
    (
        regex(r"(?:哪(?:几|些|个)?|什么)(?:奖项?|荣誉|称号|表彰)"),
        regex(r"奖|荣誉|称号|表彰|先进|优秀.{0,6}(?:单位|集体|个人)"),
    ),
    (
        regex(r"哪(?:几|些|个|一)?[所个家]?(?:学校|中学|小学|高校|大学|医院|银行)"),
        regex(r"[\u4e00-\u9fff]{2,}(?:学校|中学|小学|大学|学院|医院|银行)"),
    ),
    (
        # 哪个村分到的最多
        regex(r"哪一?(?:几|些|两)?个?(?:行政)?村(?!级)"),
        regex(r"[\u4e00-\u9fff](?<![农乡全各该本个政范几些哪对跨])村(?![级民委组干集务容])"),
    ),
    (regex(r"哪一?(?:几|些|两)?(?:栋|幢|层|间)"), regex(r"[\u4e00-\u9fff\d](?:楼|栋|幢|大厦|馆|层|室)")),
    (
        # 哪个社区最多, 是哪几个街道
        regex(r"哪一?(?:几|些|两)?个?(?:社区|街道|乡镇|镇)"),
        regex(
            r"[\u4e00-\u9fff]{2}(?<!个)(?<!各)(?<!辖)(?<!街道)(?:社区|街道|[乡镇])(?![镇级（(]|办事处|事务|治理|居民|街道)"
        ),
    ),
    (
        regex(r"是哪(?:几|些)个?(?:处室|科室|单位|部门|街道|乡镇)"),
        regex(
            r"[\u4e00-\u9fff]{2,}(?:处|科|室|局|中心|院|所|街道|镇|乡)[、和及][\u4e00-\u9fff]{2,}(?:处|科|室|局|中心|院|所|街道|镇|乡)"
        ),
    ),
)
"""What a question in words asks for, and how a passage looks that gives it: a person, months, firms, villages."""


def expected(words: str) -> Callable[[str], bool] | None:
    """What a sentence must show to answer a question of these (folded) words; ``None`` where any may."""
    tests: list[Test] = [looks.search for asks, looks in EXPECTED if asks.search(words)]
    tests += [test for rule in BY_THING if (test := rule(words))]
    return (lambda text: all(test(text) for test in tests)) if tests else None
