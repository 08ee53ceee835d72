"""A property over every cell of two tables: whatever the wording, the figures decide, or nothing is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

PROJECTS = {  # initial budget, budget, spent
    "乡村道路修补": ("120.00", "150.00", "138.60"),
    "老旧管网更换及巡检": ("300.00", "280.00", "251.44"),
    "智能水表推广": ("90.00", "126.00", "88.20"),
    "节水宣传系列活动": ("25.00", "25.00", "24.35"),
    "水质化验能力提升": ("60.00", "72.50", "70.18"),
}
SHORT = {
    "乡村道路修补": "道路修补",
    "老旧管网更换及巡检": "管网更换",
    "智能水表推广": "水表推广",
    "节水宣传系列活动": "节水宣传",
    "水质化验能力提升": "水质化验",
}
INDICATORS = {  # weight, target, done, unit, score
    "修补道路里程": ("20", "60", "66", "公里", "20.00"),
    "更换管网长度": ("20", "45", "38.25", "公里", "17.00"),
    "水表安装户数": ("20", "3000", "2520", "户", "16.80"),
    "水质抽检合格率": ("20", "98", "99.1", "%", "20.00"),
    "用户满意度": ("20", "92", "89.7", "%", "19.50"),
}
MISTAKEN = {"节水宣传系列活动": "98.40"}
DEPARTMENT = "汀源县供水管理局"


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def amounts(name: str) -> tuple[Decimal, Decimal, Decimal]:
    first, budget, spent = map(Decimal, PROJECTS[name])
    return first, budget, spent


def rate(*names: str) -> Decimal:
    spent, budget = (sum((amounts(name)[n] for name in names), Decimal(0)) for n in (2, 1))
    return cents(spent / budget * 100)


def left(*names: str) -> Decimal:
    return sum((amounts(name)[1] - amounts(name)[2] for name in names), Decimal(0))


def report() -> str:
    rows = (
        f"| {name} | {a} | {b} | {c} | {MISTAKEN.get(name, rate(name))}% | {'管网科' if '管网' in name else '用水科'} |"
        for name, (a, b, c) in PROJECTS.items()
    )
    whole = [sum((amounts(name)[n] for name in PROJECTS), Decimal(0)) for n in range(3)]
    total = f"| 合计 | {whole[0]} | {whole[1]} | {whole[2]} | {cents(whole[2] / whole[1] * 100)}% | |"
    scores = (
        f"| {name} | {weight} | ≥{target}{unit} | {done}{unit} | {score} |"
        for name, (weight, target, done, unit, score) in INDICATORS.items()
    )
    return "\n".join(
        [
            f"{DEPARTMENT}2023年度部门整体支出绩效自评报告",
            "\n一、项目支出\n\n表1 项目支出情况表（单位：万元）\n",
            "| 项目名称 | 年初预算 | 调整后预算 | 实际支出 | 执行率 | 责任科室 |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            total,
            "\n二、指标完成情况\n\n表2 绩效指标表\n",
            "| 三级指标 | 分值 | 目标值 | 完成值 | 得分 |",
            "| --- | --- | --- | --- | --- |",
            *scores,
        ]
    )


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    other = "汀源县林业站2023年度部门整体支出绩效自评报告\n\n一、概况\n\n全年支出合计88.00万元，自评得分95.00分。\n"
    return over({"water.md": report(), "forest.md": other})


OF_ONE: Mapping[str, tuple[str, ...]] = {
    "支出": ("{}花了多少钱", "{}这个项目实际用掉多少", "在{}上一共支出了多少万元", "{}那笔钱最后付了多少"),
    "执行率": ("{}的执行率是多少", "{}预算执行进度多少", "{}花掉了预算的百分之几"),
    "结余": ("{}还剩多少没花", "{}没花完的有多少", "{}那个项目年底结余多少万元", "{}有多少预算没用出去"),
    "年初": ("{}年初预算多少", "{}年初批了多少"),
    "预算": ("{}调整后的预算是多少", "{}预算安排了多少"),
    "追加": ("{}的预算后来追加了多少", "{}的预算调整后比年初多了多少"),
    "增幅": ("{}的预算调整后比年初加了百分之几",),
}


def of_one(kind: str, name: str) -> Decimal:
    first, budget, spent = amounts(name)
    return {
        "支出": spent,
        "执行率": Decimal(MISTAKEN.get(name, rate(name))),
        "结余": budget - spent,
        "年初": first,
        "预算": budget,
        "追加": budget - first,
        "增幅": cents((budget - first) / first * 100),
    }[kind]


def asked_of_one() -> Iterator[tuple[str, Decimal]]:
    for kind, wordings in OF_ONE.items():
        for name in PROJECTS:
            right = of_one(kind, name)
            if right > 0:
                yield from (
                    (DEPARTMENT + wording.format(said), right) for wording in wordings for said in (name, SHORT[name])
                )


def right_or_refused(assistant: Assistant, question: str, right: Decimal) -> bool:
    """Whether a question is answered; if it is, then with the right figure."""
    answer = assistant.ask(question)
    if answer.status is not Status.ANSWERED:
        return False
    assert [Decimal(value.number) for value in answer.values] == [right], (question, answer.text)
    return True


def test_every_cell_is_found_by_any_of_many_wordings(assistant: Assistant) -> None:
    asked = list(asked_of_one())
    told = [right_or_refused(assistant, question, right) for question, right in asked]
    assert [question for (question, _), one in zip(asked, told, strict=True) if not one] == []


@pytest.mark.parametrize("pair", list(combinations(PROJECTS, 2)), ids="和".join)
def test_two_rows_are_taken_together_and_held_against_each_other(assistant: Assistant, pair: tuple[str, str]) -> None:
    one, other = (SHORT[name] for name in pair)
    high, low = sorted(pair, key=lambda name: -amounts(name)[2])
    for question, right in (
        (f"{one}和{other}一共花了多少", sum(amounts(name)[2] for name in pair)),
        (f"{one}、{other}这两个项目合在一起还有多少没花完", left(*pair)),
        (f"把{one}和{other}两个项目合并算，执行率是多少", rate(*pair)),
        (f"{SHORT[high]}比{SHORT[low]}多花了多少", amounts(high)[2] - amounts(low)[2]),
    ):
        assert right_or_refused(assistant, DEPARTMENT + question, Decimal(right)), question


OF_INDICATORS: Mapping[str, tuple[str, ...]] = {
    "分值": ("{}满分几分", "{}的权重是多少"),
    "目标": ("{}定的目标值是多少", "{}年初目标是多少"),
    "完成": ("{}实际完成多少", "{}最后做到了多少"),
    "得分": ("{}得了几分", "{}自评打了多少分"),
    "扣分": ("{}扣了几分", "{}丢了多少分"),
    "相差": ("{}和目标差多少", "{}离目标还差多少"),
}


@pytest.mark.parametrize("kind", OF_INDICATORS)
@pytest.mark.parametrize("name", INDICATORS)
def test_every_indicator_by_its_columns_and_what_follows_from_them(assistant: Assistant, kind: str, name: str) -> None:
    weight, target, done, _, score = INDICATORS[name]
    lost, gap = Decimal(weight) - Decimal(score), abs(Decimal(done) - Decimal(target))
    of: Mapping[str, Decimal | str] = {
        "分值": weight,
        "目标": target,
        "完成": done,
        "得分": score,
        "扣分": lost,
        "相差": gap,
    }
    if kind == "相差" and Decimal(done) > Decimal(target):
        return
    for wording in OF_INDICATORS[kind]:
        question = DEPARTMENT + wording.format(name)
        assert right_or_refused(assistant, question, Decimal(of[kind])), question


def test_two_measures_of_a_row_are_both_told(assistant: Assistant) -> None:
    for name, (_, target, done, _, score) in INDICATORS.items():
        answer = assistant.ask(f"{DEPARTMENT}{name} 目标多少 实际多少 得了几分")
        assert [Decimal(value.number) for value in answer.values] == list(map(Decimal, (target, done, score)))


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("执行率最低的是哪个项目，花了多少", (rate("智能水表推广"), amounts("智能水表推广")[2])),
        ("哪个项目剩的钱最多", (left("智能水表推广"),)),
        ("执行率低于93%的项目一共还有多少没花出去", (left("乡村道路修补", "老旧管网更换及巡检", "智能水表推广"),)),
        (
            "除智能水表推广以外，其他四个项目一共花了多少",
            (sum(amounts(n)[2] for n in PROJECTS if n != "智能水表推广"),),
        ),
        (
            "水表推广要做到95%的执行率还要花多少",
            (amounts("智能水表推广")[1] * Decimal("0.95") - amounts("智能水表推广")[2],),
        ),
    ],
)
def test_all_rows_or_those_that_pass_a_limit(assistant: Assistant, question: str, right: tuple[Decimal, ...]) -> None:
    answer = assistant.ask(DEPARTMENT + question)
    assert [Decimal(value.number) for value in answer.values] == [Decimal(one) for one in right], answer.text


def test_rows_that_a_cell_of_words_says_something_of(assistant: Assistant) -> None:
    rows = [name for name in PROJECTS if "管网" not in name]
    for number in ("", "那四个"):
        question = f"{DEPARTMENT}用水科{number}项目合在一起执行率是多少"
        assert right_or_refused(assistant, question, rate(*rows)), question
    assert not assistant.ask(f"{DEPARTMENT}用水科那两个项目合在一起执行率是多少").values


def test_a_column_is_added_up_against_the_total(assistant: Assistant) -> None:
    whole = sum((amounts(name)[2] for name in PROJECTS), Decimal(0))
    for question in (
        f"五个项目的实际支出逐项相加，等不等于合计栏的{whole}万元",
        "各项目实际支出一项项加起来跟合计对得上吗",
    ):
        answer = assistant.ask(DEPARTMENT + question)
        assert [Decimal(value.number) for value in answer.values] == [whole]
        assert {one.verdict for one in answer.calculations} == {Verdict.CONSISTENT}


def test_a_follow_up_goes_on_with_the_rows_or_the_measure(assistant: Assistant) -> None:
    history = [f"{DEPARTMENT}智能水表推广花了多少钱"]
    last = assistant.ask("哪个项目最低，低到多少", [f"{DEPARTMENT}乡村道路修补的执行率是多少"])
    assert [Decimal(value.number) for value in last.values] == [rate("智能水表推广")]
    left_over = assistant.ask("还剩多少没花", history)
    assert [Decimal(value.number) for value in left_over.values] == [left("智能水表推广")]


@pytest.mark.parametrize(
    "wording", ["{}的执行率按预算数和支出数算得出来吗", "{}执行率核一下，对得上吗", "{}项目的执行率写的是{}%，没算错吧"]
)
def test_a_stated_rate_is_held_against_its_row(assistant: Assistant, wording: str) -> None:
    for name in PROJECTS:
        answer = assistant.ask(DEPARTMENT + wording.format(name, MISTAKEN.get(name, rate(name))))
        wanted = Verdict.INCONSISTENT if name in MISTAKEN else Verdict.CONSISTENT
        assert wanted in {one.verdict for one in answer.calculations}, (name, answer.text)
        assert f"{rate(name)}%" in answer.text


def test_a_cell_of_words_is_told_with_its_row(assistant: Assistant) -> None:
    for wording in ("{}这个项目由哪个科室负责", "表里{}的责任科室是谁"):
        answer = assistant.ask(DEPARTMENT + wording.format("老旧管网更换及巡检"))
        assert "管网科" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "机井维修花了多少钱",
        "智能水表推广和机井维修一共花了多少",
        "除机井维修以外，其他项目一共花了多少",
        "智能水表推广中央资金花了多少",
        "智能水表推广2021年花了多少",
    ],
)
def test_what_no_row_or_column_is_called_is_not_answered(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(DEPARTMENT + question).values


def test_a_rate_that_the_prose_writes_of_a_row_is_held_against_its_amounts(
    over: Callable[[Mapping[str, str]], Assistant],
) -> None:
    text = """汀源县港航中心2023年度部门整体支出绩效自评报告

一、项目情况

| 项目 | 全年预算（万元） | 实际支出（万元） |
| --- | --- | --- |
| 航道疏浚 | 50.00 | 40.00 |
| 码头修缮 | 20.00 | 19.00 |
| 合计 | 70.00 | 59.00 |

（一）航道疏浚项目。支出40.00万元，执行率82.00%，因汛期长而推迟。
"""
    answer = over({"port.md": text}).ask("汀源县港航中心航道疏浚项目的执行率写的是82.00%，没算错吧")
    assert {one.verdict for one in answer.calculations} == {Verdict.INCONSISTENT}
    assert "80.00%" in answer.text


def test_another_table_s_row_is_not_taken_for_a_part_of_a_name(assistant: Assistant) -> None:
    assert not [v for v in assistant.ask(f"{DEPARTMENT}水表安装户数花了多少钱").values if v.unit == "万元"]
