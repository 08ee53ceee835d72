"""A report and the files handed in with it are one department's year: asked together, counted once."""

from __future__ import annotations

import pytest

from heshu.asking.assistant import Assistant
from heshu.library.build import build
from heshu.records import Status

FILES = {
    "水务局报告.md": """\
# 云昌市水务局2023年度部门整体支出绩效自评报告

## 一、基本情况

2023年全年预算1,200.00万元，支出1,188.00万元，预算执行率99.00%。水务局负责全市水资源管理和河道巡查。
""",
    "水务局附表.md": """\
# 云昌市水务局2023年度部门整体支出绩效自评附表

单位：万元

| 项目 | 年初预算数 | 全年预算数 | 执行数 | 执行率 |
| --- | --- | --- | --- | --- |
| 基本支出 | 700 | 720 | 715.5 | 99.38% |
| 项目支出 | 480 | 480 | 472.5 | 98.44% |
| 合计 | 1180 | 1200 | 1188 | 99.00% |
""",
    "林业局报告.md": """\
# 云昌市林业局2023年度部门整体支出绩效自评报告

## 一、基本情况

2023年全年预算800.00万元，支出780.00万元，预算执行率97.50%。
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("annexes")
    (folder / "报告").mkdir()
    for name, text in FILES.items():
        (folder / "报告" / name).write_text(text, "utf-8")
    build([folder / "报告"], folder / "index")
    return Assistant.open(folder / "index")


@pytest.mark.parametrize(
    ("question", "number", "source"),
    [
        ("水务局2023年基本支出执行数是多少", "715.5", "水务局附表.md"),
        ("水务局预算执行率是多少", "99.00", "水务局报告.md"),
        ("水务局全年预算是多少", "1200.00", "水务局报告.md"),
    ],
)
def test_the_file_that_states_it_is_cited(assistant: Assistant, question: str, number: str, source: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [value.number for value in answer.values] == [number]
    assert {citation.source for citation in answer.citations} == {source}


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("各部门全年预算合计多少", "2000.00"),
        ("水务局和林业局全年预算一共多少", "2000.00"),
        ("哪个部门预算执行率最高", "99.00"),
    ],
)
def test_a_department_counts_once(assistant: Assistant, question: str, number: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [value.number for value in answer.values] == [number]
    assert "3份" not in answer.text
    assert "3个" not in answer.text
