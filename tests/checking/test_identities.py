"""Each kind of identity on a sentence or two: the right figure passes, a wrong one is named with its value."""

from collections.abc import Callable
from pathlib import Path

import pytest

from heshu.checking.audit import audit
from heshu.checking.blame import turn
from heshu.checking.calculator import calculate
from heshu.checking.forms import RATIO, growth, signed_sum
from heshu.checking.identities import identities
from heshu.checking.identity import Identity
from heshu.checking.ledger import ledger
from heshu.checking.programs import write
from heshu.checking.slips import is_slip
from heshu.checking.subjects import flow_of, subject_of
from heshu.figures.extract import figures_of
from heshu.reading.read import read
from heshu.records import Figure, FigureKind, Finding, Passage, Verdict

Read = Callable[[str], tuple[tuple[Figure, ...], tuple[Passage, ...]]]


@pytest.fixture
def figures(tmp_path: Path) -> Read:
    def of(body: str) -> tuple[tuple[Figure, ...], tuple[Passage, ...]]:
        path = tmp_path / "report.md"
        path.write_text(f"# 海东市某局2023年度部门整体支出绩效自评报告\n\n## 一、情况\n\n{body}\n", "utf-8")
        reading = read(path)
        names = (reading.report.department,)
        return figures_of(reading.passages, reading.extracted.tables, reading.report.text, names), reading.passages

    return of


def table(head: str, *rows: str) -> str:
    width = head.count("|") + 1
    lines = (head, "|".join(["---"] * width), *rows)
    return "\n".join(f"| {line.replace('|', ' | ')} |" for line in lines)


def found(results: tuple[Finding, ...], verdict: Verdict) -> list[tuple[str, str]]:
    return [(str(one.stated.value), str(one.expected)) for one in results if one.verdict is verdict]


SENTENCES = {
    "less than the year before, which stands alone": (
        "实际支出475.00万元。较上年的500.00万元减支25.00万元，降幅{}%。",
        "5.00",
        "9.00",
    ),
    "first-level indicators behind": (
        "自评得分{}分。其中：投入17.4分，过程16.1分，产出26.5分，效益28.3分。",
        "88.3",
        "83.3",
    ),
    "first-level indicators before": (
        "投入类得17.7分，过程类得19.5分，产出类得27.3分，效益类得29分，自评总分{}分。",
        "93.5",
        "98.5",
    ),
    "the three kinds by other names": (
        "全年“三公”经费支出{}万元；公务接待支出14.70万元，公车运维支出57.71万元，因公出国（境）支出8.29万元。",
        "80.70",
        "88.70",
    ),
    "spent right before, budget a paragraph before": (
        "1.预算安排。年初预算900.00万元，年中调增100.00万元，调整后预算1,000.00万元。\n\n"
        "2.预算执行。截至年底，实际支出954.00万元，预算完成率{}%。",
        "95.40",
        "96.40",
    ),
    "under another table": (
        table("项目|预算数（万元）|支出数（万元）", "甲项目|90.00|80.00", "乙项目|70.00|60.00")
        + "\n\n## 二、评分\n\n"
        + table(
            "一级指标|满分|自评得分", "投入|20|16.9", "过程|20|16.6", "产出|30|29.4", "效益|30|29.2", "合计|100|{}"
        ),
        "92.1",
        "92.6",
    ),
    "share": ("收入总额200.00万元，其中：财政拨款收入150.00万元，占收入总额的{}%。", "75.00", "57.00"),
    "share of a list": ("支出总额100万元，其中基本支出40万元、项目支出60万元，分别占支出总额的40%和{}%。", "60", "65"),
    "scores behind 其中": (
        "综合评分{}分。其中预算执行9.28分、产出指标47.40分、效益指标27.00分、满意度指标9.20分。",
        "92.88",
        "93.88",
    ),
    "former ones together": ("全年发生事故21起、受伤9人，上年同期为26起、11人，受伤人数下降{}%。", "18.18", "22.18"),
    "of all of that name": (
        "2023届毕业生4,520人。毕业生中4,312人落实去向，去向落实率{}%。",
        "95.40",
        "96.40",
    ),
    "held with the year before": (
        "2023年全年支出61,734.52万元。与2022年实际支出58,906.10万元相比，增加2,828.42万元，增长{}%。",
        "4.80",
        "8.40",
    ),
    "execution rate": ("2023年全年预算数320.00万元，执行数312.00万元，预算执行率{}%。", "97.50", "95.70"),
    "adjusted budget": (
        "年初预算200.00万元，调整预算数250.00万元，实际支出240.00万元，预算执行率{}%。",
        "96.00",
        "98.00",
    ),
    "done before planned": ("会议费实际支出19.20万元，预算20.00万元，执行率{}%。", "96.00", "69.00"),
    "completion rate": ("计划培训干部400人次，实际培训432人次，完成率{}%。", "108", "118"),
    "handled of received": ("全年受理投诉1,600件，办结1,584件，办结率{}%。", "99.00", "99.90"),
    "parts of a total": ("支出总额500.00万元，其中：基本支出320.00万元，项目支出{}万元。", "180.00", "190.00"),
    "known composition": ("基本支出320.00万元，其中人员经费290.00万元，公用经费{}万元。", "30.00", "33.00"),
    "total behind": ("会议费支出3.10万元，培训费支出5.20万元，两项合计{}万元。", "8.30", "8.80"),
    "remainder": ("全年预算数320.00万元，执行数312.00万元，结余资金{}万元。", "8.00", "18.00"),
    "difference": ("支出总额520.00万元，比上年的500.00万元增加{}万元。", "20.00", "22.00"),
    "growth": ("支出总额520.00万元，比上年的500.00万元增长{}%。", "4.00", "6.00"),
    "fall": ("公用经费45.00万元，比上年的50.00万元下降{}%。", "10.00", "12.00"),
    "growth by its change": ("公用经费支出45.00万元，比上年减少5.00万元，下降{}%。", "10.00", "11.11"),
    "points": ("公路优良率91.5%，比上年的89.2%提高{}个百分点。", "2.3", "3.2"),
    "score": ("部门自评得分96.5分，其中：投入得分18.5分，过程得分28分，产出得分{}分。", "50", "49"),
    "deduction": ("部门预算资金支出率总分10分，得分9.6分，扣{}分。", "0.4", "0.6"),
    "deductions together": ("共扣{}分，其中预算编制扣1分，预算执行扣0.6分。", "1.6", "2.6"),
    "weight": ("支出率指标总分10分，年度平均执行率为95.81%，按权重换算为{}分。", "9.58", "9.85"),
    "carry-over": (
        "收入总额500.00万元，支出总额480.00万元，年初结转结余6.00万元，年末结转结余{}万元。",
        "26.00",
        "62.00",
    ),
    "growth of what the sentence before states": (
        "全年支出6,583.97万元，预算执行率92.47%，年末结转536.25万元。与上年支出6,102.35万元相比，增长{}%。",
        "7.89",
        "8.79",
    ),
    "growth with its reason behind it": (
        "全年支出6,583.97万元，预算执行率92.47%。2022年支出6,102.35万元，2023年比上年增长{}%，主要是任务由19个增加到26个。",
        "7.89",
        "8.79",
    ),
    "fall of an expense that the sentence before states": (
        "“三公”经费全年预算9.00万元，决算8.00万元。其中公务接待费1.00万元。与上年“三公”经费决算10.00万元相比，下降{}%。",
        "20.00",
        "25.00",
    ),
    "share of all income in the sentence before": (
        "2023年全院总收入48,200.00万元。其中财政拨款收入12,050.00万元，占{}%；医疗收入36,150.00万元，占75.00%。"
        "\n\n全年预算数48,900.00万元，全年执行数47,900.00万元。",
        "25.00",
        "52.00",
    ),
    "shares of what the sentence begins with": (
        table(
            "类别|预算数（万元）|执行数（万元）",
            "基本支出|420.00|400.00",
            "人员经费|370.00|360.00",
            "公用经费|50.00|40.00",
        )
        + "\n\n基本支出中，人员经费占90.00%，公用经费占{}%。",
        "10.00",
        "11.00",
    ),
    "share of what was left in all": (
        "项目支出结余400.00万元，其中场馆维修改造项目结余300.00万元，占项目支出结余的{}%。",
        "75.00",
        "57.00",
    ),
    "balance": (
        "2023年总收入482.00万元。\n\n全年预算数490.00万元，全年执行数470.00万元。收支相抵，当年收支结余{}万元。",
        "12.00",
        "21.00",
    ),
    "fall since the year began": ("年末结转和结余450.00万元，比年初的500.00万元下降{}%。", "10.00", "12.00"),
    "amount since the year began": (
        "年初结转结余500.00万元，年末结转结余450.00万元，较年初减少{}万元。",
        "50.00",
        "60.00",
    ),
    "adjustment by its formula": (
        "部门年初预算1,700.00万元，调整后预算1,802.00万元。按“（调整后预算－年初预算）÷年初预算”计算，预算调整率为{}%。",
        "6.00",
        "5.66",
    ),
    "deviation by its formula": (
        "年初预算1,600.00万元，全年支出1,500.00万元。"
        "\n\n按“（年初预算数－支出数）÷年初预算数”计算，部门预决算差异率为{}%。",
        "6.25",
        "6.67",
    ),
    "score of a group by its rows": (
        "过程类指标满分10分，得{}分；产出类指标满分10分，得9分。\n\n"
        + table(
            "一级指标|三级指标|权重|得分",
            "过程|预算执行率|6|5.9",
            "过程|采购执行率|4|3.5",
            "产出|培训场次|5|5",
            "产出|办结率|5|4",
        ),
        "9.4",
        "9.6",
    ),
    "what was left of two things": (
        "设备购置和信息化建设两项结余合计{}万元。\n\n"
        + table(
            "项目|全年预算数（万元）|全年执行数（万元）",
            "设备购置|248.00|218.00",
            "信息化建设|105.00|92.00",
            "课程研发|80.00|80.00",
        ),
        "43.00",
        "34.00",
    ),
    "repeated": (
        "2023年城市维护费支出1234.56万元。\n\n## 二、其他\n\n城市维护费支出{}万元，效果良好。",
        "1234.56",
        "1243.56",
    ),
}


@pytest.mark.parametrize(("text", "right", "wrong"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentence(figures: Read, text: str, right: str, wrong: str) -> None:
    good = audit(*figures(text.format(right)))
    bad = audit(*figures(text.format(wrong)))
    assert not found(good, Verdict.INCONSISTENT)
    assert found(good, Verdict.CONSISTENT)
    named = [one for one in bad if one.verdict is Verdict.INCONSISTENT]
    assert len(named) == 1
    assert wrong in {str(figure.value) for figure in (named[0].stated, *named[0].calculation.operands)}


TABLES = {
    "column": (
        table("项目|年初预算数|执行数", "基本支出|100.00|110.00", "项目支出|200.00|210.00", "合计|300.00|{}"),
        "320.00",
        "230.00",
    ),
    "column with parts of parts": (
        table("项目|年初预算数|执行数", "基本支出|90.00|95.00", "其中：人员经费|70.00|75.00", "公用经费|20.00|20.00",
              "项目支出|50.00|60.00", "合计|140.00|{}"),
        "155.00",
        "165.00",
    ),
    "row": (
        table("单位|财政拨款收入|其他收入|收入合计", "局机关|50.00|2.00|52.00", "信息中心|30.00|1.00|31.00",
              "监测站|20.00|4.00|{}", "合计|100.00|7.00|107.00"),
        "24.00",
        "42.00",
    ),
    "rate in a row": (
        table("项目|预算数（万元）|执行数（万元）|执行率", "设备购置|120.00|114.00|{}%", "人才培养|90.00|81.00|90.00%"),
        "95.00",
        "59.00",
    ),
    "share of the total row": (
        table("支出|金额（万元）|占比", "农林水支出|60.00|60.00%", "教育支出|40.00|{}%", "合计|100.00|100.00%"),
        "40.00",
        "44.00",
    ),
    "scores": (
        table("指标|分值|得分", "投入|20|19", "产出|50|48.5", "效果|30|29", "合计|100|{}"),
        "96.5",
        "95.6",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), TABLES.values(), ids=TABLES.keys())
def test_table(figures: Read, text: str, right: str, wrong: str) -> None:
    text = "单位：万元\n\n" + text
    assert not found(audit(*figures(text.format(right))), Verdict.INCONSISTENT)
    named = [one for one in audit(*figures(text.format(wrong))) if one.verdict is Verdict.INCONSISTENT]
    assert [str(one.stated.value) for one in named] == [wrong]
    assert str(named[0].expected) == right


SILENT = {
    "其中 names only some": "项目支出900.00万元，其中水利建设300.00万元，河道治理200.00万元。",
    "rounded operands": "预算287万元，支出203万元，执行率70.6%。",
    "约 and 左右": "全年预算数3712.80万元，执行数3652.01万元，预算执行率约98.4%。",
    "two projects, one label": (
        "（1）预算数80万元，执行数72万元，执行率90%。\n\n（2）预算数60万元，执行数57万元，执行率95%。"
    ),
    "another rate behind the counts": "发放问卷320份，收回304份，群众满意度96.4%。",
    "limits": "培训计划完成率达到85%及以上，实际培训300人次，计划培训400人次。",
    "元 beside 万元": "2023年支出总额3,652.01万元。\n\n## 二、决算\n\n本年支出合计36520104.77元。",
    "first half": "全年预算数100.00万元，执行数98.00万元，执行率98%。\n\n上半年执行数40.00万元，执行率40%。",
    "either budget": "年初预算200.00万元，调整预算数250.00万元，实际支出240.00万元，预算执行率120.00%。",
    "a change since last year beside this year's first budget": (
        "年初预算2,960.00万元，全年支出3,107.00万元，支出比上年增加447.00万元，增长16.80%。"
    ),
    "a change of something else than the sentence before": (
        "全年公用经费支出100.00万元。与上年人员经费支出400.00万元相比，增长5.00%。"
    ),
    "a change of one of two in the sentence before": (
        "甲项目支出100.00万元，乙项目支出200.00万元。与上年支出250.00万元相比，增长8.00%。"
    ),
    "a change of something stated two sentences before": (
        "全年支出120.00万元。各项工作有序推进。与上年支出100.00万元相比，增长8.00%。"
    ),
    "a change of something stated before a sentence of another matter": (
        "全年支出120.00万元。开展培训8期。与上年支出100.00万元相比，增长8.00%。"
    ),
    "a budget before the former spending": "全年预算支出120.00万元。与上年支出100.00万元相比，增长8.00%。",
    "a share of income beside a budget and spending": (
        "财政拨款收入5,236.40万元，占10.88%。\n\n全年预算数48,915.60万元，全年执行数47,679.81万元。"
    ),
    "a part of what is left": (
        "全年预算数500.00万元，支出473.00万元。年末未支出的27.00万元中，15.00万元为质保金，按规定结转。"
    ),
    "what is left of a grant": (
        "全年预算数900.00万元，支出870.00万元。\n\n财政补助收入548.00万元，年末执行526.00万元，未执行的22.00万元结转下年。"
    ),
    "points lost in brackets": "扣分较多的是渠道改造（扣1.48分）和完工率（扣1.40分），其次是水库加固（扣1.25分）。",
    "a bracket that is closed": "一般公共预算拨款3,105.40万元，专户资金（学费、书费）168.30万元，其他收入116万元。",
    "income counts what the year began with": (
        "上年结转和结余12.00万元。收入合计481.00万元。2023年决算支出433.00万元。\n\n年末结转结余48.00万元，较上年末增加36.00万元。"
    ),
    "cars that were bought": (
        table(
            "项目|2023年决算数（万元）",
            "因公出国（境）费|0.00",
            "公务用车购置费|35.80",
            "公务用车运行维护费|148.36",
            "公务接待费|6.82",
            "“三公”经费合计|190.98",
        )
    ),
    "a column of shares and its total of itself": (
        table(
            "收入来源|金额（万元）|占比",
            "财政拨款收入|90.00|90.00%",
            "其他收入|10.00|10.00%",
            "收入总计|100.00|100.00%",
        )
        + "\n\n"
        + table("支出内容|决算数（万元）", "基本支出|60.00", "项目支出|38.00", "支出合计|98.00")
    ),
    "a formula of something that is not the whole": (
        "年初预算1,700.00万元，调整后预算1,802.00万元。按“（调整后编制数－年初编制数）÷年初编制数”计算，变动率为9.00%。"
    ),
    "a group whose rows are of other marks": (
        "过程类指标满分20分，得9.4分。\n\n"
        + table("一级指标|三级指标|权重|得分", "过程|预算执行率|6|5.9", "过程|采购执行率|4|3.7", "产出|办结率|5|4")
    ),
    "nothing": "本部门认真履行职责。",
}


def test_several_points_lost_in_a_row_are_each_a_part_of_what_it_lacks(figures: Read) -> None:
    text = table("一级指标|指标分值|自评得分|扣分原因", "过程|25|23.5|执行率偏低扣1分，台账不全扣0.5分")
    assert not found(audit(*figures(text)), Verdict.INCONSISTENT)


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_no_alarm(figures: Read, text: str) -> None:
    assert not found(audit(*figures(text)), Verdict.INCONSISTENT)


def test_a_wrong_amount_is_named_once(figures: Read) -> None:
    text = "支出总额500.00万元，其中基本支出320.00万元，占支出总额的64.00%，项目支出108.00万元，占支出总额的36.00%。"
    wrong = found(audit(*figures(text)), Verdict.INCONSISTENT)
    assert wrong == [("108.00", "180.00")]


def test_an_amount_in_two_units(figures: Read) -> None:
    results = audit(*figures("收入总额1.50亿元，其中财政拨款收入12,000.00万元，占收入总额的80.0%。"))
    one = next(result for result in results if result.rule == "share")
    assert one.verdict is Verdict.CONSISTENT
    assert one.calculation.program == "divide(12000.00, const_10000), divide(#0, 1.50)"
    assert str(calculate(one.calculation.program).number) == "0.8"


def test_notes(figures: Read) -> None:
    text = (
        "开展安全检查12次，指标完成率为120%。\n\n年末结转结余30.00万元，年初结转结余20.00万元，"
        "一般公共预算财政拨款决算数980.00万元，结转结余率≤10%。"
    )
    notes = [one for one in audit(*figures(text)) if one.verdict is Verdict.NOTE]
    assert [one.rule for one in notes] == ["completion-rate", "carry-over"]
    assert notes[0].calculation.result == "10"
    assert str(notes[1].expected) == "3.00"
    assert "目标可能定得偏低" in notes[0].message


# ---------------------------------------------------------------- the parts


@pytest.mark.parametrize(
    ("label", "subject"),
    [
        ("项目支出全年预算数", "项目"),
        ("支出总额", ""),
        ("部门整体支出", ""),
        ("日常公用经费支出", "公用"),
        ("人员及公用经费预算执行率", "人员及公用"),
        ("财政拨款收入", "财政拨款"),
    ],
)
def test_subject(label: str, subject: str) -> None:
    assert subject_of(label) == subject


def test_subject_of_a_score_keeps_words_of_money() -> None:
    assert subject_of("预算执行率扣分", FigureKind.SCORE) == "预算执行率"
    assert subject_of("部门整体支出绩效自评得分", FigureKind.SCORE) == ""


def test_flow() -> None:
    assert [flow_of(label) for label in ("事业收入", "基本支出", "财政拨款", "预算数")] == ["in", "out", "in", ""]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [("99.84", "99.48", True), ("11861.27", "11816.27", True), ("1234", "1235", True), ("12", "21", False)],
)
def test_slip(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip


def test_forms_solve_what_they_compute(figures: Read) -> None:
    book = ledger(*figures("收入总额200.00万元，其中：财政拨款收入150.00万元，事业收入50.00万元。"))
    total, *parts = book.entries
    numbers = [part.number for part in parts]
    for form in (signed_sum((1, 1)), signed_sum((1, -1)), RATIO, growth(falling=False), growth(falling=True)):
        stated = form.value(numbers)
        for place, number in enumerate(numbers):
            assert form.solve(place, numbers, stated) == number
    whole = Identity("sum", total, signed_sum((1, 1)), tuple(parts), True, 0, "")
    turned = turn(whole, parts[1])
    assert turned is not None
    assert turned.agrees
    assert write(turned.steps()) == "subtract(200.00, 150.00)"


def test_identities_stand_in_the_order_of_their_figures(figures: Read) -> None:
    book = ledger(*figures(SENTENCES["share"][0].format("75.00")))
    places = [identity.stated.index for identity in identities(book)]
    assert places == sorted(places)


YEARS = ("2022年|2023年", "上年|本年", "去年|今年", "2022年度实际|2023年度实际", "2022|2023")
GROWTHS = {
    "增幅（%）": ("25.00", "26.00"),
    "增长率（%）": ("25.00", "15.00"),
    "同比增减（%）": ("25.00", "52.00"),
    "比上年增长（%）": ("25.00", "24.00"),
    "同比（%）": ("25.00", "30.00"),
}
FALLS = {"降幅": ("5.00%", "4.80%"), "下降幅度": ("5.00%", "6.00%"), "比上年下降": ("5.00%", "5.50%")}


@pytest.mark.parametrize("years", YEARS)
@pytest.mark.parametrize("unit", ["人次", "万册次", "场", "吨标准煤"])
@pytest.mark.parametrize("head", GROWTHS)
def test_a_column_of_growth_is_held_against_the_two_years_beside_it(
    figures: Read, years: str, unit: str, head: str
) -> None:
    right, wrong = GROWTHS[head]
    rows = ("演出观众（{unit}）|400|500|{rate}", "展览观众（{unit}）|800|1,000|25.00")
    for rate, verdict in ((right, Verdict.CONSISTENT), (wrong, Verdict.INCONSISTENT)):
        text = table(f"指标|{years}|{head}", *(row.format(unit=unit, rate=rate) for row in rows))
        results = audit(*figures(text))
        assert (rate, "25.00") in found(results, verdict)
        assert len(found(results, Verdict.INCONSISTENT)) == (verdict is Verdict.INCONSISTENT)


@pytest.mark.parametrize("head", FALLS)
@pytest.mark.parametrize("unit", ["万千瓦时", "吨标准煤", "升/人"])
def test_a_column_of_falls_is_held_against_the_two_years_beside_it(figures: Read, head: str, unit: str) -> None:
    right, wrong = FALLS[head]
    for rate, verdict in ((right, Verdict.CONSISTENT), (wrong, Verdict.INCONSISTENT)):
        text = table(
            f"能耗|单位|2022年|2023年|{head}", f"综合能耗|{unit}|40.00|38.00|{rate}", f"用气|{unit}|50.00|45.00|10.00%"
        )
        results = audit(*figures(text))
        assert (rate.strip("%"), "5.00") in found(results, verdict)
        assert len(found(results, Verdict.INCONSISTENT)) == (verdict is Verdict.INCONSISTENT)


@pytest.mark.parametrize(
    ("rate", "wrong"),
    [("-20.00", []), ("20.00", []), ("-25.00", [("-25.00", "-20.00")]), ("8.00", [("8.00", "-20.00")])],
)
def test_a_fall_without_its_sign_is_no_mistake_of_counting(
    figures: Read, rate: str, wrong: list[tuple[str, str]]
) -> None:
    text = table("指标|2022年|2023年|增幅（%）", f"案件（件）|50|40|{rate}", "巡护（次）|600|660|10.00")
    assert found(audit(*figures(text)), Verdict.INCONSISTENT) == wrong


@pytest.mark.parametrize(("rate", "wrong"), [("20.00%", []), ("25.00%", [("25.00", "20.00")])])
def test_a_row_of_growth_is_held_against_the_rows_of_two_years(
    figures: Read, rate: str, wrong: list[tuple[str, str]]
) -> None:
    text = table("年度|火情（起）|出动（人次）", "2022年|20|1,500", "2023年|16|1,800", f"增幅|-20.00%|{rate}")
    results = audit(*figures(text))
    assert found(results, Verdict.INCONSISTENT) == wrong
    assert ("-20.00", "-20.00") in found(results, Verdict.CONSISTENT)


@pytest.mark.parametrize("head", ["差异率", "预决算差异率", "偏差率（%）"])
@pytest.mark.parametrize(("rate", "wrong"), [("-7.50", []), ("7.50", []), ("-8.50", [("-8.50", "-7.50")])])
def test_a_deviation_is_held_against_the_plan_of_its_row(
    figures: Read, head: str, rate: str, wrong: list[tuple[str, str]]
) -> None:
    sign = "" if "%" in head else "%"
    text = table(f"科目|预算数（万元）|决算数（万元）|{head}", f"项目支出|1,200.00|1,110.00|{rate}{sign}")
    assert found(audit(*figures(text)), Verdict.INCONSISTENT) == wrong


@pytest.mark.parametrize(("rate", "wrong"), [("7.03%", []), ("8.03%", [("8.03", "7.03")])])
def test_the_other_rows_say_which_plan_a_column_of_deviations_takes(
    figures: Read, rate: str, wrong: list[tuple[str, str]]
) -> None:
    text = table(
        "类别|年初预算数（万元）|调整预算数（万元）|支出数（万元）|差异率",
        "人员经费|420.00|431.20|430.10|2.40%",
        "公用经费|92.40|95.00|90.33|-2.24%",
        f"项目支出|300.00|335.10|321.10|{rate}",
    )
    assert found(audit(*figures(text)), Verdict.INCONSISTENT) == wrong
    alone = table(
        "类别|年初预算数（万元）|调整预算数（万元）|支出数（万元）|差异率", "项目支出|300.00|335.10|321.10|8.03%"
    )
    assert found(audit(*figures(alone)), Verdict.INCONSISTENT) == []


@pytest.mark.parametrize(
    ("rate", "wrong"), [("115.00%", []), ("100%", []), ("100.00%", []), ("125.00%", [("125.00", "115.00")])]
)
def test_what_went_beyond_a_least_target_may_be_called_all(
    figures: Read, rate: str, wrong: list[tuple[str, str]]
) -> None:
    text = table("指标|目标值|完成值|完成率", f"培训场次|≥40场次|46场次|{rate}", "展览|12期|12期|100%")
    assert found(audit(*figures(text)), Verdict.INCONSISTENT) == wrong


@pytest.mark.parametrize(("rate", "wrong"), [("125.00", []), ("25.00", []), ("120.00", [("120.00", "25.00")])])
def test_a_year_against_the_former_may_be_the_whole_of_it(
    figures: Read, rate: str, wrong: list[tuple[str, str]]
) -> None:
    text = table("指标|2022年|2023年|同比（%）", f"演出（场）|400|500|{rate}")
    assert found(audit(*figures(text)), Verdict.INCONSISTENT) == wrong


@pytest.mark.parametrize("head", ["目标", "目标值", "计划值"])
def test_what_is_aimed_at_is_no_ratio_of_what_came_of_it(figures: Read, head: str) -> None:
    stated, passages = figures(
        "项目支出预算800.00万元，项目支出决算760.00万元。\n\n"
        + table(f"指标 | {head} | 实际 | 得分", "项目预算完成率 | 100% | 95.00% | 4.75", "满意度 | 90% | 92% | 5")
    )
    assert found(audit(stated, passages), Verdict.INCONSISTENT) == []
