"""Thousands of reports of usual length with known facts: every office of every district, over several years.

The facts and the five styles are those of `eval.generated.styles`; to each report is added what makes real ones long:
pages about the year's work, in which stand some thirty counts of things that nobody is asked about.  A hundred
districts have offices of the same names (党政办公室, 财政局 …): only with its district is an office one department.
Written as text, wrapped text, Markdown, web pages and Word files by turns, a folder for each district.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import cycle
from typing import NamedTuple

from eval.generated.styles import STYLES, report
from eval.generated.world import FIRST, LATEST, SECOND, World, plant, world
from eval.questions.facts import Facts

CITIES = tuple(f"{a}{b}市" for a, b in zip(FIRST[:8], SECOND[8:], strict=True))
OFFICES = (
    *("党政办公室", "财政局", "教育局", "民政局", "司法局", "审计局", "统计局", "水务局", "林业局", "体育局"),
    *("档案馆", "图书馆", "卫生健康局", "应急管理局", "农业农村局", "住房和城乡建设局", "交通运输局", "生态环境局"),
    *("文化广电旅游局", "人力资源和社会保障局", "市场监督管理局", "退役军人事务局", "医疗保障局", "自然资源局"),
    *("发展和改革局", "科学技术局", "商务局", "工业和信息化局", "城市管理局", "政务服务中心", "信访局"),
    *("机关事务管理局", "人民医院", "中医院", "妇幼保健院", "疾病预防控制中心", "第一中学", "职业技术学校", "委党校"),
    *("人民法院", "人民检察院", "融媒体中心", "博物馆", "文化馆", "残疾人联合会", "妇女联合会", "总工会"),
    *("红十字会", "供销合作社", "气象局"),
)
MOST_DISTRICTS = 120
YEARS = 3
ERRORS = 0.1
"""The part of the reports that state something wrongly, in a figure that departments are not ranked by."""
WRONG = ("增幅", "基本占比")

WHEN = ("一季度", "上半年", "三季度", "四季度", "年初", "汛期", "换届之后", "机构调整以来", "全年", "下半年")
HOW = (
    "按照年度工作要点",
    "围绕中心工作",
    "对照责任清单",
    "结合部门职责",
    "会同有关单位",
    "根据上级部署",
    "坚持问题导向",
)
DONE = (
    *("修订完善了内部控制手册", "梳理了权责清单", "推进了一网通办", "开展了作风建设专项行动", "组织了业务骨干轮训"),
    *(
        "落实了首问负责制",
        "健全了定期会商机制",
        "规范了档案整理和移交",
        "完成了办公场所的安全改造",
        "更新了政务公开目录",
    ),
    *(
        "细化了项目入库的标准",
        "开展了廉政风险点排查",
        "完善了合同管理流程",
        "推广了线上办事",
        "加强了窗口人员的服务培训",
    ),
)
CAME = (
    *("工作流程更加顺畅", "群众办事更加方便", "部门之间的配合更加紧密", "基层负担有所减轻", "资金使用更加规范"),
    *("责任落实更加到位", "服务质量稳步提升", "管理基础得到夯实", "队伍面貌有了改变", "制度执行的刚性有所增强"),
)
STILL = (
    *("但仍有个别环节衔接不够", "下一步还需继续巩固", "有关做法在系统内作了交流", "相关材料已按要求归档"),
    *("年底组织了回头看", "结果纳入了年度考核", "经验做法印发各科室学习", "整改情况接受了群众监督"),
)
COUNTED = (
    *(("走访企业", "家"), ("发放宣传册", "份"), ("整改隐患", "处"), ("发布政务信息", "条"), ("新增绿地", "平方米")),
    *(("植树", "株"), ("修缮道路", "公里"), ("安装路灯", "盏"), ("建成充电桩", "个"), ("调解纠纷", "起")),
    *(("签订责任书", "份"), ("录入数据", "条"), ("清理卷宗", "卷"), ("举办讲座", "场"), ("帮扶困难家庭", "户")),
    *(("更换老旧管道", "米"), ("抽检样品", "批次"), ("受理信访件", "宗"), ("开展应急演练", "场"), ("慰问老党员", "名")),
    *(("办结建议提案", "件"), ("新建休闲广场", "个"), ("排查房屋", "栋"), ("发放防护用品", "套"), ("疏浚河道", "公里")),
    *(("维修桥梁", "座"), ("编印简报", "期"), ("核查台账", "本"), ("登记志愿者", "名"), ("回访服务对象", "户")),
)
"""What is counted in the pages about the year's work, and its unit."""
CHAPTERS = ("重点工作推进情况", "队伍和作风建设情况", "服务群众情况")
NUMERALS = "一二三四五六七八九十"
SENTENCES, TOGETHER = 62, 3
"""Sentences about the year's work, without and with a count, and how many of them are a paragraph."""


class Written(NamedTuple):
    """A report: what is known of it, its file below the folder, and the file's bytes."""

    facts: Facts
    name: str
    data: bytes


def departments(count: int) -> Iterator[tuple[str, str]]:
    """Yield (district, office) for so many departments: each office in all districts before the next office."""
    towns = [a + b for b in SECOND for a in FIRST]
    # Twice as many districts as offices, so that an office's name alone never names one department.
    wide = min(MOST_DISTRICTS, max(2, math.ceil(math.sqrt(2 * count))))
    districts = [f"{CITIES[at % len(CITIES)]}{towns[37 * at % len(towns)]}区" for at in range(wide)]
    if count > wide * len(OFFICES):
        raise ValueError(f"at most {wide * len(OFFICES)} departments")
    for number in range(count):
        yield districts[number % wide], OFFICES[number // wide]


def many(count: int, seed: int) -> Iterator[Written]:
    """Yield ``count`` reports one by one, the same for the same count and seed."""
    for one, style in zip(_worlds(count, seed), cycle(STYLES.values()), strict=False):
        chance = random.Random(f"{seed}:{one.key}")
        work = _work(one, chance, style.template.count("\n## "))
        facts, name, data = report(one, replace(style, template=style.template.rstrip("\n") + work))
        yield Written(facts, f"{one.department.partition('区')[0]}区/{name}", data)


def _worlds(count: int, seed: int) -> Iterator[World]:
    """Yield the worlds: departments have one year, two, or three, two in the mean."""
    left = count
    for number, (district, office) in enumerate(departments(math.ceil(count / 2) + 2)):
        chance = random.Random(f"{seed}/{number}")
        spent = None
        for back in range(min(1 + number % YEARS, left)):
            one = world(f"m{number}_{back}", district + office, LATEST - back, chance, spent)
            spent = one.facts["上年支出"][0]
            if chance.random() < ERRORS:
                plant(one, chance, WRONG)
            left -= 1
            yield one
        if not left:
            return


def _work(one: World, chance: random.Random, chapters: int) -> str:
    """Write the pages about a year's work; its counts become facts of the world."""
    said = [_sentence(chance, "") for _ in range(SENTENCES - len(COUNTED))]
    for label, unit in COUNTED:
        said.append(_sentence(chance, f"{label}{{{label}}}"))
        one.facts[label] = (Decimal(chance.randint(3, 4000)), unit)
    chance.shuffle(said)
    each = -(-len(said) // len(CHAPTERS))
    lines = []
    for at, title in enumerate(CHAPTERS):
        lines.append(f"## {NUMERALS[chapters + at]}、{title}")
        lines += _paragraphs(said[at * each : (at + 1) * each])
    return "\n" + "\n".join(lines) + "\n"


def _sentence(chance: random.Random, counted: str) -> str:
    when, how, done, came, still = map(chance.choice, (WHEN, HOW, DONE, CAME, STILL))
    return f"{when}，{{部门}}{how}，{done}，{counted + '，' if counted else ''}{came}，{still}。"


def _paragraphs(said: Sequence[str]) -> list[str]:
    return ["".join(said[start : start + TOGETHER]) for start in range(0, len(said), TOGETHER)]
