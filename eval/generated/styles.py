"""Five styles of reports, each with its own words, order and layout, filled in with the facts of a world.

A template is lines.  ``{支出}`` is a fact with its unit, ``{支出#}`` its bare number, ``{项目1}`` a project's name,
``{部门}`` and ``{年}`` say whose report it is.  ``[采购:…]`` is left out where the world has no such fact or flag.
A line that begins with ``#`` is a heading of as many levels, one with ``|`` a row of a table.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby

from eval.generated.world import World
from eval.questions import word
from eval.questions.facts import Error, Facts, Stated, page_text, plain_line, squeeze

OPTIONAL = re.compile(r"\[([^:\[\]]+):([^\[\]]*)\]")
HOLE = re.compile(r"\{([^{}#]+)(#?)\}")
CLAUSE = re.compile(r"[^，。；：|]*$")

Lines = Sequence[str]


def plainly(value: Decimal) -> str:
    """Write a number without commas."""
    return f"{value:f}"


def with_commas(value: Decimal) -> str:
    """Write a number in groups of three digits."""
    return f"{value:,f}"


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its template, how it writes numbers, and how the lines become a file and its plain text."""

    name: str
    suffix: str
    template: str
    number: Callable[[Decimal], str]
    file: Callable[[Lines], bytes]
    plain: Callable[[Lines], str]
    yuan: frozenset[str] = frozenset()
    """Facts that are written in 元."""

    def stated(self, label: str, value: Decimal, unit: str) -> tuple[Decimal, str]:
        """Give a fact in the unit in which this style states it."""
        return ((value * 10_000).quantize(Decimal(1)), "元") if label in self.yuan else (value, unit)


def report(one: World, style: Style) -> tuple[Facts, str, bytes]:
    """Write a world's report: its facts, the name of its file, and the file's bytes.

    A figure whose words a page's number parts is no fact that is asked for.
    """
    figures: dict[str, Stated] = {}
    lines = [_filled(line, one, style, figures) for line in _kept(style.template, one)]
    name = f"{one.department}{one.year}年度部门整体支出绩效自评报告"
    plain = style.plain(lines)
    text = squeeze(plain)
    held = {label: figure for label, figure in figures.items() if squeeze(figure.stands) in text}
    errors = tuple(
        Error(p.label, p.right, f"应为{style.stated(p.label, p.value, '')[0]:f}")
        for p in one.planted
        if held.keys() >= {p.label, *re.findall(r"[^\W\d]+", p.right)}
    )
    facts = Facts(
        report=name,
        short=one.key,
        department=one.department,
        name=one.department,
        year=one.year,
        figures=held,
        texts={},
        errors=errors,
        plain=plain,
    )
    return facts, name + style.suffix, style.file(lines)


def _kept(template: str, one: World) -> list[str]:
    there = one.facts.keys() | one.flags
    whole = OPTIONAL.sub(lambda found: found[2] if found[1] in there else "", template)
    return whole.strip("\n").splitlines()


def _filled(line: str, one: World, style: Style, figures: dict[str, Stated]) -> str:
    """Fill the holes of a line, and note for each figure the words in which it stands."""
    words = {"部门": one.department, "年": str(one.year), "上年": str(one.year - 1)}
    words |= {f"项目{number}": name for number, name in enumerate(one.projects, 1)}
    done = ""
    at = 0
    for hole in HOLE.finditer(line):
        done += line[at : hole.start()]
        at = hole.end()
        label, bare = hole.groups()
        if label in words:
            done += words[label]
            continue
        value, unit = style.stated(label, *one.facts[label])
        written = style.number(value) + ("" if bare else unit)
        before = done if line[:1] == "|" else _clause(done)
        done += written
        figures.setdefault(label, Stated(label, value, unit, (before + written).lstrip("#| ")))
    return done + line[at:]


def _clause(text: str) -> str:
    found = CLAUSE.search(text)
    return found[0] if found else ""


# ---------------------------------------------------------------- layouts


def as_text(lines: Lines) -> str:
    """Write lines as plain text."""
    return "\n".join(line.lstrip("# ") for line in lines) + "\n"


def as_wrapped(lines: Lines) -> str:
    """Wrap prose at 34 characters, with a page's number between every 24 lines."""
    rows = [row for line in lines for row in (textwrap.wrap(line.lstrip("# "), 34) or [""])]
    pages = [rows[start : start + 24] for start in range(0, len(rows), 24)]
    return "".join("\n".join(page) + f"\n\n- {number} -\n\n" for number, page in enumerate(pages, 1))


def as_markdown(lines: Lines) -> str:
    """Write lines as Markdown, with the second line that a table has there."""
    out: list[str] = []
    for at, line in enumerate(lines):
        out.append(line if line[:1] == "|" else f"{line}\n")
        if line[:1] == "|" and (at == 0 or lines[at - 1][:1] != "|"):
            out.append("|" + " --- |" * (line.count("|") - 1))
        elif line[:1] == "|" and lines[at + 1 : at + 2] and lines[at + 1][:1] != "|":
            out.append("")
    return "\n".join(out) + "\n"


def as_web(lines: Lines) -> str:
    """Write lines as a web page."""
    body: list[str] = []
    for is_table, group in groupby(lines, key=lambda line: line[:1] == "|"):
        rows = list(group)
        if is_table:
            cells = ("".join(f"<td>{escape(cell)}</td>" for cell in word.cells(row)) for row in rows)
            body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        for line in [] if is_table else rows:
            level = len(line) - len(line.lstrip("#"))
            tag = f"h{level}" if level else "p"
            body.append(f"<{tag}>{escape(line.lstrip('# '))}</{tag}>")
    head = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"></head><body>\n'
    return head + "\n".join(body) + "\n</body></html>\n"


def plain_lines(lines: Lines) -> str:
    """Give the plain text of lines, with tabs between cells."""
    return "\n".join(map(plain_line, lines)) + "\n"


# ---------------------------------------------------------------- templates

PROVINCIAL = """
# {部门}{年}年度部门整体支出绩效自评报告
## 一、部门基本情况
### （一）部门职能
{部门}负责本行政区域内的相关管理和服务工作。年末编制人数{在编}，年末实有在职人员{在职}。
### （二）预算收支情况
{年}年年初预算数{年初预算}，年中追加{追加}，全年预算数{全年预算}，全年支出{支出}，预算执行率{执行率}，年末结转结余{结余}。
与{上年}年支出{上年支出}相比，[增:增加{变化}，增长{增幅}][减:减少{变化}，下降{增幅}]。
支出中，基本支出{基本支出}，占总支出的{基本占比}；项目支出{项目支出}，占总支出的{项目占比}。基本支出包括人员经费{人员经费}、公用经费{公用经费}。
[收入:{年}年收入合计{收入}，其中财政拨款收入{财政拨款}，占收入合计的{财政占比}。]
### （三）“三公”经费情况
“三公”经费预算{三公预算}，实际支出{三公}，其中公务接待费{接待}、公务用车运行维护费{车辆}[出国:、因公出国（境）费{出国}]。
[会议费:全年会议费支出{会议费}。][差旅费:差旅费支出{差旅费}。][培训费:培训费支出{培训费}。]
[采购:全年政府采购预算{采购预算}，实际采购金额{采购}。][资产:年末固定资产总额{资产}。]
## 二、绩效自评情况
### （一）自评结论
对照指标体系，本部门整体支出绩效自评得分{得分}，其中投入指标{投入得分}、过程指标{过程得分}、产出指标{产出得分}、效益指标{效益得分}。
### （二）履职完成情况
{项目1}项目预算{项目1预算}，实际支出{项目1支出}；{项目2}项目预算{项目2预算}，实际支出{项目2支出}；{项目3}项目预算{项目3预算}，实际支出{项目3支出}；{项目4}项目预算{项目4预算}，实际支出{项目4支出}。
[培训次数:全年举办培训{培训次数}，培训{培训人次}。][检查次数:开展监督检查{检查次数}。][办件:办理群众事项{办件}。][满意度:服务对象满意度{满意度}。]
## 三、存在的问题
一是预算编制不够精细，部分项目支出进度偏慢。二是绩效指标设置不够量化。
## 四、改进措施
一是细化预算编制，加快支出进度。二是完善绩效指标体系。
"""

COUNTY = """
# {部门}{年}年度部门整体支出绩效自评报告
## 一、部门概况
{部门}现有编制{在编}，在职职工{在职}。[办件:{年}年共办理业务{办件}。]
## 二、资金使用情况
1.预算安排。{年}年年初批复预算{年初预算}，年中调增{追加}，调整后预算{全年预算}。
2.预算执行。截至年底，实际支出{支出}，预算完成率{执行率}，结余资金{结余}。[增:较上年的{上年支出}增支{变化}，增幅{增幅}。][减:较上年的{上年支出}减支{变化}，降幅{增幅}。]
3.支出构成。基本支出{基本支出}（占{基本占比}），项目支出{项目支出}（占{项目占比}）。基本支出中：人员支出{人员经费}，日常公用支出{公用经费}。
[收入:4.收入来源。本年总收入{收入}，财政拨款{财政拨款}，占总收入的{财政占比}。]
5.“三公”经费。全年“三公”经费支出{三公}，较预算{三公预算}有所下降；公务接待支出{接待}，公车运维支出{车辆}[出国:，因公出国（境）支出{出国}]。
[会议费:6.会议费{会议费}。][差旅费:7.差旅费{差旅费}。][培训费:8.培训费{培训费}。]
[采购:9.政府采购。采购预算{采购预算}，实际完成采购{采购}。][资产:10.资产。固定资产{资产}。]
## 三、项目实施情况
1.{项目1}：安排资金{项目1预算}，支付资金{项目1支出}，支付率{项目1执行率}。
2.{项目2}：安排资金{项目2预算}，支付资金{项目2支出}，支付率{项目2执行率}。
3.{项目3}：安排资金{项目3预算}，支付资金{项目3支出}，支付率{项目3执行率}。
4.{项目4}：安排资金{项目4预算}，支付资金{项目4支出}，支付率{项目4执行率}。
[培训次数:全年组织培训{培训次数}，参训{培训人次}。][检查次数:开展检查{检查次数}。][满意度:群众满意度达到{满意度}。]
## 四、自评得分
投入类得{投入得分}，过程类得{过程得分}，产出类得{产出得分}，效益类得{效益得分}，自评总分{得分}。
## 五、主要问题
（一）年初预算不够准确，年中调整较多。（二）个别项目启动晚。
## 六、下一步打算
（一）提高预算编制的准确性。（二）提前做好项目准备。
"""

TABLES = """
# {部门}{年}年度部门整体支出绩效自评报告
## 一、基本情况
编制{在编}，在职{在职}。
## 二、预算执行情况
{年}年调整预算数{全年预算}，支付完成{支出}，支付进度{执行率}。上年支出{上年支出}，[增:同比增加{变化}，增长{增幅}][减:同比减少{变化}，下降{增幅}]。
{年}年度预算执行表（单位：万元）
| 项目 | 金额 |
| 年初预算 | {年初预算#} |
| 年中追加 | {追加#} |
| 年末结余 | {结余#} |
| 基本支出 | {基本支出#} |
| 人员经费 | {人员经费#} |
| 公用经费 | {公用经费#} |
| 项目支出 | {项目支出#} |
基本支出占支出总额的{基本占比}，项目支出占支出总额的{项目占比}。
[收入:收入总额{收入}，财政拨款收入{财政拨款}，占收入总额的{财政占比}。]
## 三、“三公”经费
单位：万元
| 科目 | 预算数 | 决算数 |
| “三公”经费合计 | {三公预算#} | {三公#} |
| 公务接待费 | — | {接待#} |
| 公务用车运行维护费 | — | {车辆#} |[出国:
| 因公出国（境）费 | — | {出国#} |]
[会议费:会议费决算{会议费}。][差旅费:差旅费决算{差旅费}。][培训费:培训费决算{培训费}。][采购:政府采购预算{采购预算}，政府采购支出{采购}。][资产:固定资产总值{资产}。]
## 四、项目支出情况
| 项目名称 | 预算数（万元） | 支出数（万元） | 执行率（%） |
| {项目1} | {项目1预算#} | {项目1支出#} | {项目1执行率#} |
| {项目2} | {项目2预算#} | {项目2支出#} | {项目2执行率#} |
| {项目3} | {项目3预算#} | {项目3支出#} | {项目3执行率#} |
| {项目4} | {项目4预算#} | {项目4支出#} | {项目4执行率#} |
## 五、绩效评分
| 一级指标 | 满分 | 自评得分 |
| 投入 | 20 | {投入得分#} |
| 过程 | 20 | {过程得分#} |
| 产出 | 30 | {产出得分#} |
| 效益 | 30 | {效益得分#} |
| 合计 | 100 | {得分#} |
[培训次数:全年举办培训{培训次数}，{培训人次}参加。][检查次数:开展检查{检查次数}。][办件:办结事项{办件}。][满意度:满意度{满意度}。]
## 六、存在问题
部分项目前期论证不充分，资金支付集中在年底。
## 七、改进措施
做实前期论证，均衡支付。
"""

BUREAU = """
# {部门}{年}年度部门整体支出绩效自评报告
## 一、部门基本情况
截至{年}年12月31日，核定编制{在编}，实有在职人员{在职}。
## 二、部门整体收支情况
[收入:{年}年度收入合计{收入}，其中：财政拨款收入{财政拨款}，占{财政占比}。]
{年}年度支出合计{支出}，其中：基本支出{基本支出}，占{基本占比}；项目支出{项目支出}，占{项目占比}。支出合计比上年的{上年支出}[增:增加{变化}，增长{增幅}][减:减少{变化}，下降{增幅}]。
基本支出中，人员经费{人员经费}，商品和服务支出等公用经费{公用经费}。
年初预算安排{年初预算}，预算调整增加{追加}，全年预算合计{全年预算}，执行率{执行率}，结余{结余}按规定结转或交回。
## 三、“三公”经费及其他
“三公”经费支出{三公}，预算为{三公预算}。公务接待费{接待}，公务用车运行维护费{车辆}[出国:，因公出国（境）费用{出国}]。
[会议费:会议费{会议费}，][差旅费:差旅费{差旅费}，][培训费:培训费{培训费}，]均控制在预算之内。
[采购:政府采购支出{采购}，采购预算{采购预算}。][资产:固定资产{资产}。]
## 四、项目绩效
{项目1}预算{项目1预算}，支出{项目1支出}，执行率{项目1执行率}。{项目2}预算{项目2预算}，支出{项目2支出}，执行率{项目2执行率}。
{项目3}预算{项目3预算}，支出{项目3支出}，执行率{项目3执行率}。{项目4}预算{项目4预算}，支出{项目4支出}，执行率{项目4执行率}。
[办件:办理事项{办件}。][检查次数:组织检查{检查次数}。][培训次数:培训{培训次数}、{培训人次}。][满意度:公众满意度{满意度}。]
## 五、评价结果
综合评分{得分}：投入方面{投入得分}，过程方面{过程得分}，产出方面{产出得分}，效益方面{效益得分}。
## 六、问题与建议
预算绩效管理的基础还不牢固，建议加强培训。
"""

WORD = """
# {部门}{年}年度部门整体支出绩效自评报告
## 一、部门概述
编制数{在编}，年末在职{在职}。
## 二、部门预算执行
{年}年，本部门年初预算{年初预算}，调增{追加}，调整预算{全年预算}，决算支出{支出}，预算执行率为{执行率}，结余{结余}。
决算支出与{上年}年的{上年支出}比，[增:增加{变化}，增长{增幅}][减:减少{变化}，下降{增幅}]。
支出结构表（单位：万元）
| 支出类别 | 决算数 |
| 基本支出 | {基本支出#} |
| 其中：人员支出 | {人员经费#} |
| 公用支出 | {公用经费#} |
| 项目支出 | {项目支出#} |
基本支出占比{基本占比}，项目支出占比{项目占比}。
[收入:收入决算{收入}，其中财政拨款{财政拨款}，占比{财政占比}。]
“三公”经费决算{三公}，预算{三公预算}，其中接待费{接待}，公车运行维护费{车辆}[出国:，因公出国（境）费{出国}]。
[会议费:会议费{会议费}。][差旅费:差旅费{差旅费}。][培训费:培训费{培训费}。][采购:政府采购预算{采购预算}，执行{采购}。][资产:固定资产总额{资产}。]
## 三、重点项目
| 项目 | 预算（万元） | 决算（万元） | 执行率 |
| {项目1} | {项目1预算#} | {项目1支出#} | {项目1执行率} |
| {项目2} | {项目2预算#} | {项目2支出#} | {项目2执行率} |
| {项目3} | {项目3预算#} | {项目3支出#} | {项目3执行率} |
| {项目4} | {项目4预算#} | {项目4支出#} | {项目4执行率} |
## 四、自评结果
自评得分{得分}。其中：投入{投入得分}，过程{过程得分}，产出{产出得分}，效益{效益得分}。
[培训次数:举办培训{培训次数}，覆盖{培训人次}。][检查次数:检查{检查次数}。][办件:办件{办件}。][满意度:满意度{满意度}。]
## 五、不足
指标不够细化。
## 六、改进
细化指标。
"""


def utf8(layout: Callable[[Lines], str]) -> Callable[[Lines], bytes]:
    """Make a layout's text a file."""
    return lambda lines: layout(lines).encode()


STYLES: Mapping[str, Style] = {
    style.name: style
    for style in (
        Style("provincial", ".txt", PROVINCIAL, plainly, utf8(as_text), as_text),
        Style("county", ".txt", COUNTY, with_commas, utf8(as_wrapped), as_wrapped),
        Style("tables", ".md", TABLES, with_commas, utf8(as_markdown), as_markdown),
        Style(
            *("bureau", ".html", BUREAU, with_commas, utf8(as_web), lambda lines: page_text(as_web(lines))),
            frozenset({"会议费", "差旅费", "培训费", "接待", "车辆", "出国", "三公", "三公预算"}),
        ),
        Style("word", ".docx", WORD, with_commas, lambda lines: word.written("\n".join(lines)), plain_lines),
    )
}
