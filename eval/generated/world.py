"""Departments that do not exist, and the facts of their years: all sums and rates hold but the planted errors."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from eval.questions.gold import rounded

FIRST = "云青临汉清石松沙桐兰枫渔荷柳鹤雁"
SECOND = "溪屏浦泽岭湾峰原桥坪陵埠源川岗渡"
KINDS = (
    "市水务局",
    "市文化旅游局",
    "县农业农村局",
    "县人民医院",
    "区住房建设局",
    "市档案馆",
    "县交通运输局",
    "区统计局",
)
KINDS_MORE = ("市生态环境局", "县林业局", "区教育局", "市体育局", "县民政局", "市审计局", "区司法局", "县图书馆")
PROJECTS = (
    *("信息系统运行维护", "老旧设施改造", "群众文化活动补助", "安全隐患整治", "人才引进补助", "宣传教育活动"),
    *("办公设备购置", "普查调查经费", "应急物资储备", "公共服务站点建设", "专项监测", "档案数字化"),
)
WEIGHTS = {"投入": 20, "过程": 20, "产出": 30, "效益": 30}
DROPPABLE = ("采购", "会议费", "差旅费", "培训费", "资产", "出国", "收入", "满意度", "检查次数", "培训次数", "办件")
"""Facts that a report may leave out, with all that is named after them: questions for them are to be refused."""
LATEST, EARLIER = 2023, 2022
CENT = Decimal("0.01")

Value = tuple[Decimal, str]


@dataclass(frozen=True, slots=True)
class Planted:
    """An error on purpose: the label, the expression of the right value, the right value."""

    label: str
    right: str
    value: Decimal


@dataclass(slots=True)
class World:
    """One department's year: label -> (value, unit), the names of its projects, and what a report may say of it."""

    key: str
    department: str
    year: int
    facts: dict[str, Value]
    projects: tuple[str, ...]
    flags: set[str] = field(default_factory=set)
    planted: tuple[Planted, ...] = ()


def names(count: int) -> Iterator[str]:
    """Yield names of departments, each of another town as long as there are towns."""
    towns = [a + b for b in SECOND for a in FIRST]
    kinds = (*KINDS, *KINDS_MORE)
    for number in range(count):
        turn, at = divmod(number, len(towns))
        place = (at * 37 + turn) % len(towns)  # 37 and the number of towns have no common factor
        yield towns[place] + kinds[(number + turn) % len(kinds)]


def worlds(count: int, seed: int, errors: float = 0.3, two_years: float = 0.25) -> list[World]:
    """Make ``count`` reports' worlds; of some departments there are two years, and some state something wrongly."""
    chance = random.Random(seed)
    made: list[World] = []
    for number, department in enumerate(names(count)):
        if len(made) >= count:
            break
        latest = world(f"g{number}a", department, LATEST, chance, None)
        made.append(latest)
        if len(made) < count and chance.random() < two_years:
            made.append(world(f"g{number}b", department, EARLIER, chance, latest.facts["上年支出"][0]))
    for one in made:
        if chance.random() < errors:
            plant(one, chance)
    return made


def world(key: str, department: str, year: int, chance: random.Random, spent: Decimal | None) -> World:
    """Make one department's year; ``spent`` is what the report of the next year says that this one spent."""
    one = World(key, department, year, {}, tuple(chance.sample(PROJECTS, 4)))
    _budget(one.facts, chance, spent)
    _scores(one.facts, chance)
    _counts(one.facts, chance)
    for label in DROPPABLE:
        if chance.random() < 0.3:
            drop(one.facts, label)
    one.flags = {"增" if one.facts["支出"][0] > one.facts["上年支出"][0] else "减"}
    return one


def drop(facts: dict[str, Value], label: str) -> None:
    """Leave a fact out with those that are named after it; a total counts no longer what it had of it."""
    if label == "出国":
        left_out, unit = facts[label]
        facts |= {total: (facts[total][0] - left_out, unit) for total in ("三公", "三公预算")}
    for name in [name for name in facts if name.startswith(label) or (label == "收入" and name.startswith("财政"))]:
        del facts[name]


def _cents(chance: random.Random, low: float, high: float) -> Decimal:
    """Draw an amount in 万元, to the cent of a 万元."""
    return Decimal(chance.randint(round(low * 100), round(high * 100))) * CENT


def _part(chance: random.Random, whole: Decimal, low: float, high: float) -> Decimal:
    """Draw a part of an amount, to the same digits."""
    return _cents(chance, float(whole) * low, float(whole) * high)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Give a share in per cent to two decimals, rounded half up."""
    return rounded(Fraction(part) / Fraction(whole) * 100, 2)


def _budget(facts: dict[str, Value], chance: random.Random, spent: Decimal | None) -> None:
    spend = spent or _cents(chance, 900, 60_000)
    whole = (spend / _part(chance, Decimal(1000), 0.86, 0.995) * 1000).quantize(CENT)
    added = _part(chance, whole, 0.02, 0.2)
    basic = _part(chance, spend, 0.3, 0.75)
    staff = _part(chance, basic, 0.7, 0.93)
    last = _part(chance, spend, 0.8, 1.2)
    income, wan = whole + _part(chance, whole, 0.01, 0.05), "万元"
    granted = _part(chance, income, 0.85, 0.99)
    amounts = {
        **{"年初预算": whole - added, "追加": added, "全年预算": whole, "支出": spend, "结余": whole - spend},
        **{"基本支出": basic, "项目支出": spend - basic, "人员经费": staff, "公用经费": basic - staff},
        **{"上年支出": last, "变化": abs(spend - last), "收入": income, "财政拨款": granted},
        **dict(_public(chance, basic)),
        **dict(_others(chance, basic - staff)),
        **dict(_projects(chance, spend - basic)),
    }
    facts |= {label: (value, wan) for label, value in amounts.items()}
    shares = (
        *(("执行率", "支出", "全年预算"), ("基本占比", "基本支出", "支出"), ("项目占比", "项目支出", "支出")),
        *(("增幅", "变化", "上年支出"), ("财政占比", "财政拨款", "收入")),
        *((f"项目{n}执行率", f"项目{n}支出", f"项目{n}预算") for n in range(1, 5)),
    )
    facts |= {label: (percent(amounts[part], amounts[whole_]), "%") for label, part, whole_ in shares}


def _public(chance: random.Random, basic: Decimal) -> Iterator[tuple[str, Decimal]]:
    parts = {"接待": _part(chance, basic, 0.001, 0.006), "车辆": _part(chance, basic, 0.004, 0.02)}
    parts["出国"] = _part(chance, basic, 0.001, 0.004)
    yield from parts.items()
    total = sum(parts.values(), Decimal(0))
    yield "三公", total
    yield "三公预算", total + _part(chance, total, 0.05, 0.4)


def _others(chance: random.Random, running: Decimal) -> Iterator[tuple[str, Decimal]]:
    for label in ("会议费", "差旅费", "培训费"):
        yield label, _part(chance, running, 0.02, 0.12)
    planned = _cents(chance, 60, 900)
    yield "采购预算", planned
    yield "采购", planned - _part(chance, planned, 0.01, 0.2)
    yield "资产", _cents(chance, 800, 30_000)


def _projects(chance: random.Random, paid: Decimal) -> Iterator[tuple[str, Decimal]]:
    left = paid
    for number in range(1, 5):
        mine = left if number == 4 else _part(chance, paid, 0.14, 0.3)
        left -= mine
        yield f"项目{number}支出", mine
        yield f"项目{number}预算", mine + _part(chance, mine, 0.01, 0.15)


def _scores(facts: dict[str, Value], chance: random.Random) -> None:
    parts = {}
    for label, most in WEIGHTS.items():
        parts[f"{label}得分"] = Decimal(most) - Decimal(chance.randint(1, 45)) / 10
    facts |= {label: (value, "分") for label, value in parts.items()}
    facts["得分"] = (sum(parts.values(), Decimal(0)), "分")


def _counts(facts: dict[str, Value], chance: random.Random) -> None:
    posts = chance.randint(30, 400)
    counts = {
        "在编": (posts, "人"),
        "在职": (posts - chance.randint(1, 20), "人"),
        "培训次数": (chance.randint(5, 60), "次"),
        "培训人次": (chance.randint(300, 9000), "人次"),
        "检查次数": (chance.randint(20, 400), "次"),
        "办件": (chance.randint(500, 90_000), "件"),
    }
    facts |= {label: (Decimal(value), unit) for label, (value, unit) in counts.items()}
    facts["满意度"] = (Decimal(chance.randint(8800, 9990)) * CENT, "%")


WRONG: Mapping[str, str] = {
    "执行率": "支出 / 全年预算 * 100",
    "基本占比": "基本支出 / 支出 * 100",
    "增幅": "变化 / 上年支出 * 100",
    "得分": "投入得分 + 过程得分 + 产出得分 + 效益得分",
    "三公": "接待 + 车辆 + 出国",
}
"""What is stated wrongly on purpose, and from what the right value follows."""


def plant(one: World, chance: random.Random, labels: Iterable[str] = WRONG) -> None:
    """State one figure wrongly, of some labels of `WRONG`: a digit of it is another one."""
    label = chance.choice([name for name in labels if name != "三公" or "出国" in one.facts])
    right, unit = one.facts[label]
    written = f"{right:f}"
    at = chance.choice([n for n, sign in enumerate(written) if sign.isdigit() and n])
    digit = chance.choice("123456789".replace(written[at], ""))
    one.facts[label] = (Decimal(written[:at] + digit + written[at + 1 :]), unit)
    one.planted = (Planted(label, WRONG[label], right),)
