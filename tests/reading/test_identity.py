"""What a report says of itself, in the styles of openings that departments publish."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from heshu.reading.identity import Identity, identify, is_short_for
from heshu.reading.layout import paragraphs
from heshu.records import Extracted


@dataclass(frozen=True)
class Case:
    """A report's opening (and its end, behind …) with what must be read from it."""

    name: str
    text: str
    title: str
    department: str
    aliases: tuple[str, ...] = ()
    year: int | None = 2023
    source: str = "报告.docx"


BODY = "\n一、部门概况\n（一）基本情况\n主要职责是贯彻执行有关法律法规，完成上级交办的其他任务。\n"

CASES = (
    Case(
        "year first, department, what",
        "附件1-3\n2023年度青川街道办事处部门整体支出绩效自评报告" + BODY,
        "2023年度青川街道办事处部门整体支出绩效自评报告",
        "青川街道办事处",
    ),
    Case(
        "audit office, in book title marks",
        "《临水县审计局2022年度部门整体支出绩效评价报告》" + BODY,
        "临水县审计局2022年度部门整体支出绩效评价报告",
        "临水县审计局",
        year=2022,
    ),
    Case(
        "about ... the report on the state of",
        "关于2023年度云溪市财政局部门整体支出绩效自评情况的报告\n市人民政府：\n根据有关要求，现将情况报告如下。" + BODY,
        "关于2023年度云溪市财政局部门整体支出绩效自评情况的报告",
        "云溪市财政局",
    ),
    Case(
        "department about year",
        "南屏县水利局关于2022年度部门整体支出绩效自评的报告" + BODY,
        "南屏县水利局关于2022年度部门整体支出绩效自评的报告",
        "南屏县水利局",
        year=2022,
    ),
    Case(
        "university, without 部门",
        "江陵师范大学2022年整体支出绩效自评报告" + BODY,
        "江陵师范大学2022年整体支出绩效自评报告",
        "江陵师范大学",
        year=2022,
    ),
    Case(
        "title over three lines",
        "附件2\n2023年度\n白石县交通运输局\n部门整体支出绩效自评报告" + BODY,
        "2023年度白石县交通运输局部门整体支出绩效自评报告",
        "白石县交通运输局",
    ),
    Case(
        "spread out title",
        "白石县教育体育局\n2023年度部门整体支出绩效\n自 评 报 告" + BODY,
        "白石县教育体育局2023年度部门整体支出绩效自评报告",
        "白石县教育体育局",
    ),
    Case(
        "cover with labels",
        "2023年度部门整体支出\n绩效自评报告\n单位名称（盖章）：雁南市住房和城乡建设局\n填报日期：2024年5月20日\n"
        + BODY,
        "2023年度部门整体支出绩效自评报告",
        "雁南市住房和城乡建设局",
    ),
    Case(
        "label of the budget unit",
        "部门整体支出绩效自评报告\n（2023年度）\n预算部门名称：石桥县林业局\n" + BODY,
        "部门整体支出绩效自评报告（2023年度）",
        "石桥县林业局",
    ),
    Case(
        "only in the first sentence, as 我局",
        "2023年度部门整体支出绩效自评报告\n"
        "根据县财政局文件要求，丹霞县农业农村局（以下简称“我局”）认真组织开展了绩效自评，现报告如下：" + BODY,
        "2023年度部门整体支出绩效自评报告",
        "丹霞县农业农村局",
    ),
    Case(
        "only in the signature",
        "2023年度部门整体支出绩效自评报告\n根据有关要求，我单位认真组织开展了绩效自评，现将有关情况报告如下。"
        + BODY
        + "（盖章）\n东湖区科学技术局\n2024年4月12日\n",
        "2023年度部门整体支出绩效自评报告",
        "东湖区科学技术局",
    ),
    Case(
        "only in a statement of what it is",
        "2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）职能职责\n永平县气象局是县人民政府直属事业单位，负责全县气象工作。\n",
        "2023年度部门整体支出绩效自评报告",
        "永平县气象局",
    ),
    Case(
        "year in Chinese numerals",
        "云岭市民政局二〇二三年度部门整体支出绩效自评报告" + BODY,
        "云岭市民政局二〇二三年度部门整体支出绩效自评报告",
        "云岭市民政局",
    ),
    Case(
        "year in Chinese numerals with a circle for nought",
        "二○二二年度云岭市司法局整体支出绩效自评报告" + BODY,
        "二○二二年度云岭市司法局整体支出绩效自评报告",
        "云岭市司法局",
        year=2022,
    ),
    Case(
        "letterhead and document number",
        "云岭市商务局文件\n云商〔2024〕15号\n云岭市商务局关于2023年度部门整体支出绩效自评工作的报告\n市财政局：" + BODY,
        "云岭市商务局关于2023年度部门整体支出绩效自评工作的报告",
        "云岭市商务局",
    ),
    Case(
        "subtitle behind a dash",
        "2023年度部门整体支出绩效自评报告\n——清江县统计局" + BODY,
        "2023年度部门整体支出绩效自评报告——清江县统计局",
        "清江县统计局",
    ),
    Case(
        "a name with 绩效 in it",
        "清江市财政绩效评价中心2023年度部门整体支出绩效自评报告" + BODY,
        "清江市财政绩效评价中心2023年度部门整体支出绩效自评报告",
        "清江市财政绩效评价中心",
    ),
    Case(
        "results instead of a report",
        "2022年度清江省林业厅整体绩效自评结果" + BODY,
        "2022年度清江省林业厅整体绩效自评结果",
        "清江省林业厅",
        year=2022,
    ),
    Case(
        "short name in the title, full name below",
        "市委办公厅2023年度部门整体支出绩效自评报告\n中国共产党清江市委员会办公厅（以下简称“市委办公厅”）是市委的工作机构。"
        + BODY,
        "市委办公厅2023年度部门整体支出绩效自评报告",
        "中国共产党清江市委员会办公厅",
        aliases=("市委办公厅",),
    ),
    Case(
        "full name in the title, short name below",
        "2023年度清江市发展和改革委员会部门整体支出绩效自评报告\n"
        "一、基本情况\n清江市发展和改革委员会（以下简称市发改委）为市政府组成部门。\n",
        "2023年度清江市发展和改革委员会部门整体支出绩效自评报告",
        "清江市发展和改革委员会",
        aliases=("市发改委",),
    ),
    Case(
        "others' short names are not its own",
        "2023年度清江市应急管理局部门整体支出绩效自评报告\n"
        "按照《清江市财政支出绩效评价管理办法》（以下简称《办法》）和清江市财政局（以下简称“市财政局”）的要求，开展自评。"
        + BODY,
        "2023年度清江市应急管理局部门整体支出绩效自评报告",
        "清江市应急管理局",
    ),
    Case(
        "generic title, name in the file's name",
        "部门整体支出绩效自评报告\n我单位高度重视，成立了工作组。\n" + BODY,
        "部门整体支出绩效自评报告",
        "清江市体育局",
        year=2021,
        source="2024/清江市体育局2021年度部门整体支出绩效自评报告.pdf",
    ),
    Case(
        "place in the title, department in brackets below",
        "清江县2023年度部门整体支出绩效自评报告\n（县卫生健康局）" + BODY,
        "清江县2023年度部门整体支出绩效自评报告（县卫生健康局）",
        "县卫生健康局",
    ),
    Case(
        "seal before the name on the cover",
        "2023年度一般公共预算部门整体支出绩效自评报告\n填报单位：（盖章）清江县教育局 填报日期：2024年3月" + BODY,
        "2023年度一般公共预算部门整体支出绩效自评报告",
        "清江县教育局",
    ),
    Case(
        "covering letter of another office's name",
        "关于报送2023年度部门整体支出绩效自评报告的函\n清江市财政局：\n根据要求，现报送如下。"
        + BODY
        + "清江市水务局\n2024年3月5日",
        "关于报送2023年度部门整体支出绩效自评报告的函",
        "清江市水务局",
    ),
    Case(
        "year in brackets behind the title",
        "清江县卫生健康局\n部门整体支出绩效自评报告\n（2023年度）" + BODY,
        "清江县卫生健康局部门整体支出绩效自评报告（2023年度）",
        "清江县卫生健康局",
    ),
    Case(
        "nobody is named",
        "部门整体支出绩效自评报告\n我部门高度重视，成立了工作组。\n" + BODY,
        "部门整体支出绩效自评报告",
        "",
        year=None,
        source="自评.txt",
    ),
    Case(
        "a budget, named by its file",
        "目 录\n一、部门概况\n二、部门预算表\n一、部门概况\n本部门主要职责如下。\n",
        "清江街道办事处_2024年预算",
        "清江街道办事处",
        year=2024,
        source="清江街道办事处_2024年预算.pdf",
    ),
)


def _identity(text: str, source: str = "报告.txt") -> Identity:
    return identify(paragraphs(Extracted(text)), source)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_identity_is_read_from_each_style_of_opening(case: Case) -> None:
    found = _identity(case.text, case.source)
    assert found == Identity(case.title, case.department, case.aliases, case.year)


@pytest.mark.parametrize("self_name", ["我局", "本单位", "我单位", "本局", "我部门", "本部门", "该局", "单位"])
def test_what_a_department_calls_itself_is_no_name(self_name: str) -> None:
    text = f"2023年度清江市水利局部门整体支出绩效自评报告\n清江市水利局（以下简称“{self_name}”）是市政府组成部门。\n"
    assert _identity(text).aliases == ()


@pytest.mark.parametrize("generic", ["我部门", "我单位", "本部门", "本单位", "市级部门", "区级", "部门"])
def test_a_generic_word_is_no_department(generic: str) -> None:
    text = f"{generic}2023年度整体支出绩效自评报告\n一、基本情况\n开展了自评工作。\n"
    assert _identity(text).department == ""


def test_the_years_year_is_the_titles_not_the_signatures() -> None:
    text = "清江市水利局2023年度部门整体支出绩效自评报告\n2024年3月1日\n我局2024年开展了自评。2024年完成。\n"
    assert _identity(text).year == 2023


def test_without_a_year_in_the_title_the_usual_year_is_taken() -> None:
    text = "清江市水利局部门整体支出绩效自评报告\n2022年预算为10万元，2022年执行数为9万元，2021年为8万元。\n"
    assert _identity(text).year == 2022


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("市委办公厅", "中国共产党清江市委员会办公厅", True),
        ("市发改委", "清江市发展和改革委员会", True),
        ("市财政局", "清江市水利局", False),
        ("清江市水利局", "清江市水利局", False),
    ],
)
def test_short_names_keep_the_order_of_the_full_one(short: str, name: str, expected: bool) -> None:
    assert is_short_for(short, name) is expected
