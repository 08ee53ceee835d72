"""Which reports write of a section, and of what is not well: each with a sentence that says just that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

REPORT = """{town}{bureau}2023年度部门整体支出绩效自评报告
一、部门概况
{bureau}负责全{unit}的{duty}工作，建立了资产管理制度和合同管理制度，规范开展资产管理工作。
二、资金情况
2023年全年预算数{budget}万元，支出决算{spent}万元，预算执行率{rate}%。
三、存在的问题
{problem}
四、下一步改进措施
{measure}
"""
HERDING = "草场站点多面广，专业技术人手短缺。预算编制不够精准，部分项目需要年中调剂。"
BRIDGES = "部分项目前期工作慢，四季度支付进度偏快，支出进度不均衡。"


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    herding = REPORT.format(
        town="乌兰县", bureau="草原工作站", unit="县", duty="草原保护", budget="860.00", spent="834.20", rate="97.00",
        problem=HERDING, measure="提前论证项目，向编制部门申请补充人员。",
    )  # fmt: skip
    bridges = REPORT.format(
        town="临溪市", bureau="桥隧管理处", unit="市", duty="桥隧养护", budget="1,920.00", spent="1,910.40",
        rate="99.50", problem=BRIDGES, measure="按季下达支付计划，逐月通报。",
    )  # fmt: skip
    return over({"草原.txt": herding, "桥隧.txt": bridges})


def written(assistant: Assistant, question: str) -> tuple[str, ...]:
    """Which of the two reports are said to write of it."""
    answer = assistant.ask(question)
    assert answer.status in (Status.ANSWERED, Status.REFUSED), answer.text
    return tuple(
        name for name in ("草原工作站", "桥隧管理处") if answer.status is Status.ANSWERED and name in answer.text
    )


@pytest.mark.parametrize("verb", ["写了", "有", "写明了", "提到"])
@pytest.mark.parametrize("section", ["改进措施", "整改措施", "存在的问题", "下一步改进措施"])
@pytest.mark.parametrize("which", ["哪些报告", "哪些部门", "哪几个部门"])
def test_a_section_is_written_by_who_has_it(two: Assistant, which: str, verb: str, section: str) -> None:
    assert written(two, f"{which}{verb}{section}") == ("草原工作站", "桥隧管理处")


@pytest.mark.parametrize("which", ["哪些部门", "哪几家单位"])
@pytest.mark.parametrize("verb", ["提到", "反映", "承认", "指出"])
@pytest.mark.parametrize(
    ("what", "who"),
    [
        ("预算编制不精准", ("草原工作站",)),
        ("预算编制方面的问题", ("草原工作站",)),
        ("支出进度不均衡", ("桥隧管理处",)),
        ("人手不足", ("草原工作站",)),
        ("资产管理方面的问题", ()),
        ("合同管理有漏洞", ()),
        ("经费不足", ()),
    ],
)
def test_what_is_not_well_is_just_what_was_asked(
    two: Assistant, which: str, verb: str, what: str, who: tuple[str, ...]
) -> None:
    assert written(two, f"{which}{verb}{what}") == who


@pytest.mark.parametrize("what", ["支付进度", "支出进度"])
def test_what_a_section_writes_of_is_looked_for_in_it(two: Assistant, what: str) -> None:
    answer = two.ask(f"哪些部门在存在的问题里提到{what}")
    assert not answer.values
    assert {citation.quote for citation in answer.citations} <= {BRIDGES}


@pytest.mark.parametrize(
    "question",
    [
        "现在有几份报告",
        "有哪些部门",
        "库里有多少份报告",
        "有几份报告，都是哪些单位的",
        "报告都是哪一年的",
        "你这里有哪些报告？",
    ],
)
def test_what_the_corpus_holds_is_said(two: Assistant, question: str) -> None:
    answer = two.ask(question)
    assert answer.status is Status.ANSWERED
    assert "现有2份报告" in answer.text
    assert "草原工作站2023年" in answer.text
    counted = "几" in question.replace("哪几", "").replace("哪一", "") or "多少" in question
    assert [(value.number, value.unit) for value in answer.values] == ([("2", "份")] if counted else [])
