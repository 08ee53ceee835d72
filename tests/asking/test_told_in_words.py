"""What is asked in words though it speaks of a number, of one part of a department, or of what no report tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

PARKS = """# 临江市文化和旅游局2023年度部门整体支出绩效自评报告

## 一、部门职能

本局负责全市文化和旅游工作，下设市古籍修复中心和市文化馆。

## 二、绩效情况

全年支出870.00万元。在市政府门户网站公开2023年度部门预算和2022年度部门决算。
市古籍修复中心承担馆藏善本、地方志和碑帖的修复。市文化馆编排演出，用“云排练”平台简化场地审批、提高排练效率。
举办第六届临江民歌大会暨滨江音乐周。演出场次达到60场及以上，观众满意率达到85%及以上。
城乡公交运营补贴360.00万元由市道路运输服务中心发放。对进度慢的项目由分管副主任包抓，确保年底前完成。
新建类项目预算在50万元以上的，一律先做事前绩效评估。自评得分低于80分的项目，下年预算压减一成。
收入预算900.00万元，其中门票收入补助120.00万元。“三公”经费实际支出数小于预算安排数。
"""
FARMS = """# 临江市农机局2023年度部门整体支出绩效自评报告

## 一、部门职能

本局负责全市农机工作，承担购机补贴发放。

## 二、绩效情况

全年支出520.00万元。自评得分低于80分的项目，原则上不再安排预算。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"文旅局.md": PARKS, "农机局.md": FARMS})


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("文旅局用什么平台简化场地审批、提高排练效率？", "云排练"),
        ("文旅局办的民歌大会是第几届，全名叫什么", "第六届临江民歌大会"),
        ("文旅局在门户网站公开的是哪一年的部门预算、哪一年的部门决算？", "2022年度部门决算"),
        ("文旅局3公经费有冇超预算？", "小于预算安排数"),
        ("文旅局50万元以上的新建项目要先做什么？", "事前绩效评估"),
        ("市古籍修复中心主要负责修哪些东西？", "碑帖"),
    ],
)
def test_it_is_quoted(held: Assistant, question: str, says: str) -> None:
    answer = held.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert says in answer.text
    assert {citation.department for citation in answer.citations} == {"临江市文化和旅游局"}


@pytest.mark.parametrize(
    "question",
    [
        "文旅局的主任叫什么名字？",
        "文旅局的主任今年多大岁数了",
        "文旅局的城乡公交运营补贴发给了哪几家公交公司？",
        "文旅局门票收入补助里，中央资金有多少？",
    ],
)
def test_what_is_not_told_is_refused(held: Assistant, question: str) -> None:
    answer = held.ask(question)
    assert answer.status is Status.REFUSED, answer.text


@pytest.mark.parametrize("done", ["实际做到了百分之几", "实际达到了多少", "最后完成了百分之几"])
def test_what_was_aimed_at_is_not_what_came_of_it(held: Assistant, done: str) -> None:
    assert held.ask("文旅局的观众满意率是多少").values
    answer = held.ask(f"文旅局的观众满意率，{done}？")
    assert answer.status is Status.REFUSED
    assert "85" not in answer.text
    assert "目标" in answer.text


@pytest.mark.parametrize("tail", ["，各是怎么规定的？", "？分别是怎么规定的？", "？"])
def test_a_limit_may_be_a_matter_of_what_reports_say(held: Assistant, tail: str) -> None:
    answer = held.ask(f"哪几家写明了自评得分低于80分的项目下一年预算怎么处理{tail}")
    assert answer.status is Status.ANSWERED
    assert "压减一成" in answer.text
    assert "不再安排" in answer.text
    assert "部门职能" not in answer.text


@pytest.mark.parametrize(
    "name", ["临江市文旅局", "市文旅局", "临江文旅局", "临江市文化旅游局", "临江市闻旅局", "临江市文履局"]
)
def test_a_short_or_misspelt_name_is_the_departments(held: Assistant, name: str) -> None:
    answer = held.ask(f"{name}全年支出多少")
    assert [(value.number, value.unit) for value in answer.values] == [("870.00", "万元")]
