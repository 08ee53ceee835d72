"""A part is never given for the whole, and what is counted, scored or left is found by its bare name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from heshu.asking.assistant import Assistant
from heshu.library.build import build
from heshu.records import Status

REPORTS = {
    "青川县文化旅游局2023.md": """# 青川县文化旅游局2023年度部门整体支出绩效自评报告

## 一、概况

编制30人，年末在职28人。检查25次。举办培训6次，覆盖300人次。

## 二、预算执行

年初预算900.00万元，调增100.00万元，调整预算1,000.00万元，决算支出950.00万元，预算执行率为95.00%，结余50.00万元。

| 支出类别 | 决算数（万元） |
| --- | --- |
| 基本支出 | 550.00 |
| 其中：人员支出 | 500.00 |
| 公用支出 | 50.00 |
| 项目支出 | 400.00 |

## 三、评分

自评得分91.0分。其中：投入18.0分，过程19.0分，产出26.5分，效益27.5分。
""",
    "平湖县文化旅游局2023.md": """# 平湖县文化旅游局2023年度部门整体支出绩效自评报告

## 一、预算执行

2023年全年预算数2,000.00万元，支付完成1,900.00万元。

| 项目 | 预算数（万元） | 支出数（万元） | 执行率（%） |
| --- | --- | --- | --- |
| 馆藏修复 | 300.00 | 264.00 | 88.00 |
| 展厅改造 | 200.00 | 182.00 | 91.00 |

| 支出类别 | 决算数（万元） |
| --- | --- |
| 项目支出 | 446.00 |

## 二、评价结论

支出综合评价自评得分为88分，其中过程指标得18分。
""",
    "云岭县林业局2023.md": """# 云岭县林业局2023年度部门整体支出绩效自评报告

## 一、三公经费

单位：万元

| 名称 | 年初预算数 | 决算数 |
| --- | --- | --- |
| 公务接待费 | 3.00 | 2.40 |
| 公务用车购置及运行维护费 | 12.00 | 11.20 |

## 二、绩效指标

| 三级指标 | 目标值 | 实际完成值 | 分值 | 得分 |
| --- | --- | --- | --- | --- |
| 水库除险加固数量 | ≥3座 | 4座 | 10 | 10 |
| 公用经费控制率 | ≤100% | 96.5% | 10 | 9.8 |
""",
    "东坪县文化旅游局2023.md": """# 东坪县文化旅游局2023年度部门整体支出绩效自评报告

## 一、预算执行

人员支出决算数为610.00万元，公用支出决算数为80.00万元，项目支出决算数为120.00万元。
""",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    build([folder], folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def assistant(index: Path) -> Assistant:
    return Assistant.open(index)


CASES = (
    ("青川县文旅局总支出多少万元", ["950.00万元"]),
    ("青川县文旅局2023年项目支出占总支出的比例", ["42.11%"]),
    ("青川县文旅局总支出是950万元，对吗", ["950.00万元"]),
    ("青川县文旅局的调整预算数", ["1000.00万元"]),
    ("青川县文旅局效益得分多少", ["27.5分"]),
    ("查一下青川县文旅局的过程指标得分", ["19.0分"]),
    ("青川县文旅局检查次数", ["25次"]),
    ("青川县文旅局培训次数", ["6次"]),
    ("青川县文旅局培训人次是多少", ["300人次"]),
    ("青川县文旅局在职人数多少", ["28人"]),
    ("青川县文旅局年末结余有多少", ["50.00万元"]),
    ("平湖县文旅局预算执行率是多少", ["95.00%"]),
    ("平湖县文旅局自评得分多少", ["88分"]),
    ("平湖县文旅局调整后预算数是多少", ["2000.00万元"]),
    ("2023年项目支出最高的两个部门是哪些", ["446.00万元", "400.00万元"]),
    ("林业局水库除险加固数量的目标值是多少", ["3座"]),
    ("林业局公用经费控制率的目标值、实际值和得分", ["100%", "96.5%", "9.8分"]),
    ("林业局公务用车购置及运行维护费的预算和决算", ["12.00万元", "11.20万元"]),
    ("项目支出最低的两个部门", ["120.00万元", "400.00万元"]),
)


@pytest.mark.parametrize(("question", "values"), CASES)
def test_the_figure_asked_for(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "东坪县文旅局总支出多少",
        "东坪县文旅局全年支出是多少",
        "东坪县文旅局预算执行率",
        "东坪县文旅局总支出810万元对吗",
        "东坪县文旅局人员支出占总支出多少",
        "青川县文旅局馆藏修复花了多少",
        "平湖县文旅局产出得分",
        "平湖县文旅局的结余率",
    ],
)
def test_a_part_is_no_whole(assistant: Assistant, question: str) -> None:
    parts = {"610.00", "80.00", "120.00", "88.00", "18", "91.00", "264.00", "446.00"}
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED or parts.isdisjoint(value.number for value in answer.values), (
        answer.text
    )


def test_an_answer_is_the_same_in_every_process(index: Path) -> None:
    """Sets of words come in another order in each process; no answer may depend on it."""
    program = (
        "import json, sys; from heshu.asking.assistant import Assistant; a = Assistant.open(sys.argv[1]);"
        "print(json.dumps([a.ask(question).text for question in json.loads(sys.argv[2])]))"
    )
    asked = [question for question, _ in CASES[:6]] + [
        "各部门的预算执行率",
        "平湖县文旅局修复了什么",
        "哪些部门提到展厅",
    ]
    told = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", program, str(index), json.dumps(asked)],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
                text=True,
            ).stdout
        )
        for seed in ("1", "2", "3")
    ]
    assert told[0] == told[1] == told[2]


def test_the_department_itself_before_a_figure_is_no_part(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# 河口镇渔政站2023年度部门整体支出绩效自评报告\n\n"
        "2023年，渔政站年初预算80.00万元，全年支出76.00万元，预算执行率为95.00%。\n",
        "utf-8",
    )
    build([tmp_path / "a.md"], tmp_path / "index")
    answer = Assistant.open(tmp_path / "index").ask("渔政站预算执行率是多少")
    assert [value.number for value in answer.values] == ["95.00"]


def test_the_funds_of_a_rate_are_no_part(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# 河口镇渔政站2023年度部门整体支出绩效自评报告\n\n"
        "根据财政部门逐月通报的支出执行率计算，渔政站一般公共预算资金支出的年度平均执行率为99.04%。\n",
        "utf-8",
    )
    build([tmp_path / "a.md"], tmp_path / "index")
    answer = Assistant.open(tmp_path / "index").ask("渔政站预算执行率是多少")
    assert [value.number for value in answer.values] == ["99.04"]
