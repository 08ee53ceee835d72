"""Units of the figures in these reports, their kinds, and the powers between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from heshu.patterns import regex
from heshu.records import FigureKind

MONEY = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "千万元": 7, "亿元": 8, "百亿元": 10, "千亿元": 11, "万亿元": 12}
"""Powers of ten of the money units, in 元."""

_LONG = (
    "个工作日 工作日 平方公里 平方千米 立方米 平方米 平米 千瓦时 人次 件次 车次 班次 场次 批次 户次 家次 条次"
    " 册次 剂次 例次 人份 课次 架次 航次 艘次 辆次 频次 千瓦 兆瓦 吨公里 标准箱"
    " 人天 人日 人月 台套 台件 台次 台班 个月 个学时 小时 分钟 课时 学时 公里 千米 公顷 公斤 千克 厘米 毫米 ㎡"
    " 微克/立方米 毫克/立方米 微克/升 毫克/升 毫克/千克 公斤/亩 千克/亩 斤/亩 吨/公顷 人/平方公里 立方米/人"
    " 千瓦时/平方米 千瓦时/人 千克标准煤/平方米 千克标准煤/人 千克标准煤 公斤标准煤 吨标准煤 吨标煤 分贝 摄氏度 ℃ 毫升"
)
_SHORT = (
    "人 名 位 个 项 件 篇 期 次 场 家 份 批 条 宗 起 台 辆 套 册 户 间 处 座 所 株 棵 亩 眼 米 吨 天 周 版 轮 门 类 幅 "
    "发 组 支 只 张 本 部 例 栋 幢 块 盏 对 笔 单 卷 盒 页 字 站 村 镇 街 岁 层 段 首 副 枚 面 口 根 趟 头 年 "
    "顶 艘 架 剂"
)
COUNTED = tuple(f"{_LONG} {_SHORT}".split())
"""Measure words that count things."""
OF_PEOPLE = frozenset({"人", "名", "位"})
"""Those that count people, each of them once."""

KINDS = {
    "百分点": FigureKind.POINTS,
    "%": FigureKind.RATE,
    "‰": FigureKind.RATE,
    "分": FigureKind.SCORE,
    "倍": FigureKind.MULTIPLE,
}
"""Units that say by themselves what a figure measures."""


MEASURES = "|".join(sorted(COUNTED, key=len, reverse=True))
"""They as a pattern, the longest first."""
_NO_MEASURES = (
    "部门|项目(?!标)|人员(?!工)|人均|单位|支出|支付|组织|年初|年度|年末|名称|本级|本年|期初|期末|面积|类别|条件|场所|"
    "处置|家庭|天然|层级|位置|门户|对象|级"
)
"""Words that begin with a measure word: behind a number and a space they stand for themselves (2 人员经费)."""
_SAID_OF_SENDING = "发[^、,，。；;)）和及\\s\\d]"
"""Words that begin as the measure word of shells does (240发, and 12月发布)."""
UNIT = regex(
    rf"(?:\s+(?!{_NO_MEASURES}))?(?P<more>[余多])?(?:"
    r"(?P<foreign>(?:百万|千万|[百千万]?亿|千|万)?(?:美元|欧元|港元|日元|英镑))"
    r"|(?P<money>(?:百万|千万|[百千万]?亿|千|万)?)(?P<more_money>[余多])?\s*(?P<yuan>元)(?P<per>/(?:人次|人天|人|次|天|月|年|平方米|㎡|户|亩|吨|件|套|台|辆))?(?![a-z])"
    r"|(?P<points>个?百分点)|(?P<sign>[%‰])|(?P<score>分(?!钟|贝|之|局|公司|管|别|析|类|支|行|中心|布|设|解|段))|(?P<times>倍)"
    rf"|(?P<power>百万|千万|万亿|[百千万亿]?)(?P<more_counted>[余多])?(?P<measure>(?!部门|{_SAID_OF_SENDING})(?:{MEASURES}))"
    r"|(?P<scale>万亿|[万亿])(?P<more_scale>[余多])?(?![元吨里一-九]))"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands behind a number: its name, the kind of figure it makes, and how long it is written.

    ``more`` says that 余 or 多 stands before or in it (300余件, 3万多人).
    """

    name: str
    kind: FigureKind
    length: int
    more: bool = False


def unit_at(text: str, position: int) -> Unit | None:
    """Return the unit that stands at a position of a text in half width, or ``None``."""
    match = UNIT.match(text, position)
    if match is None:
        return None
    name, kind = _name(match)
    more = any(match[group] for group in ("more", "more_money", "more_counted", "more_scale"))
    return Unit(name, kind, match.end() - position, more)


def unit_named(name: str) -> Unit | None:
    """Return the unit that a whole text names (``万元``, ``%``), as heads and captions do; its length is 0."""
    unit = unit_at(name, 0)
    return Unit(unit.name, unit.kind, 0) if unit and unit.length == len(name) else None


def _name(match: re.Match[str]) -> tuple[str, FigureKind]:
    if match["foreign"]:
        return match["foreign"], FigureKind.AMOUNT
    if match["yuan"]:
        return match["money"] + "元" + (match["per"] or ""), FigureKind.AMOUNT
    for group, name in (("points", "百分点"), ("sign", match["sign"]), ("score", "分"), ("times", "倍")):
        if match[group]:
            return name, KINDS[name]
    return (match["power"] or "") + (match["measure"] or match["scale"]), FigureKind.COUNT


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return the same amount in another money unit, exactly; ``None`` where the two do not convert."""
    if unit == wanted:
        return value
    if unit in MONEY and wanted in MONEY:
        return value.scaleb(MONEY[unit] - MONEY[wanted])
    return None


def compatible(unit: str, other: str) -> bool:
    """Whether two units measure the same."""
    return unit == other or (unit in MONEY and other in MONEY)
