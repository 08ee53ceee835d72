"""Sentences of the kind that a question asks for, remedies of the problem told last, and kinds that no report holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

HARBOUR = """# 临江市港航局2023年度部门整体支出绩效自评报告

根据《临江市财政局关于开展2023年度绩效自评的通知》（临财绩〔2024〕11号）要求，本局对整体支出开展自评。

## 一、部门概况

本局负责全市港口和航道管理，年末在职人员45人。绩效管理要做到“快申报、快审核、快公开”。
部门绩效目标按照“职责—任务—项目”体系建立。

## 二、绩效情况

全年预算900.00万元，支出870.00万元，预算执行率96.67%，自评得分94.00分。
年中监控发现执行进度偏离绩效目标的，及时予以纠正或调整目标。
对支付率低于85%的项目，扣减下一年度预算并约谈负责人。
回收问卷300份，满意度88%，反映较多的是候船室拥挤、夜间航班少。

表1 绩效指标表
| 指标 | 目标值 | 完成值 | 得分 |
| --- | --- | --- | --- |
| 码头泊位改造 | ≥6个 | 4个 | 6 |
| 预算调整率 | ≤5% | 7.20% | 3 |

## 三、存在的问题

1.部分工程进度滞后。青石码头泊位改造因航道疏浚推迟，当年未能完工。
2.人员力量薄弱。专职绩效人员只有1名。

## 四、改进措施

1.与疏浚单位会商，青石码头2024年6月底前完工，将工程款支付计划分解到周。
2.引进航道专业人才2名，组织业务培训。
3.建议市财政将航标维护经费列入经常性项目，每年安排40万元。
"""
FERRY = """# 临江市轮渡局2023年度部门整体支出绩效自评报告

## 一、部门概况

本局负责全市轮渡运营，年末在职人员30人。

## 二、绩效情况

全年预算600.00万元，支出580.00万元，自评得分92.00分。支付率低于85%的项目，收回剩余资金。

表1 绩效指标表
| 指标 | 目标值 | 完成值 | 得分 |
| --- | --- | --- | --- |
| 预算调整率 | ≤10% | 6.10% | 5 |

## 三、存在的问题

票务系统维护经费年初安排偏少。

## 四、下一步打算

科学测算票务系统维护经费。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"港航局.md": HARBOUR, "轮渡局.md": FERRY})


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        (
            (
                "港航局自评依据的通知文号是多少？",
                "写意见要引文号：港航局的自评是按市财政局哪个文件布置的？",
                "港航局自评是根据哪个通知开展的",
                "港航局自评依据的文件叫什么",
            ),
            "〔2024〕11号",
        ),
        (
            (
                "港航局支付率低于85%的项目会有什么后果？",
                "港航局支付率不到85%的项目怎么处理",
                "港航局规定支付率低于85%的项目要如何处置？",
            ),
            "约谈负责人",
        ),
        (("港航局年中监控一旦查出执行进度和目标有偏离，怎么处理？", "港航局发现执行进度偏离目标时如何处理"), "纠正"),
        (
            (
                "港航局青石码头泊位改造怎么没完工？",
                "港航局青石码头泊位改造还没完工，卡在哪里？",
                "青石码头怎么还没修完？",
            ),
            "航道疏浚推迟",
        ),
        (("港航局的旅客主要不满意在哪儿？", "坐船的人对港航局最不满意的是什么方面"), "候船室拥挤"),
        (("港航局向市财政提了什么要求，想要多少钱？", "港航局对财政部门提出了哪些建议"), "40万元"),
        (("港航局的绩效管理要做到哪三个“快”？", "港航局说的三个“快”是什么"), "快审核"),
        (("港航局的部门绩效目标是按什么体系建起来的？",), "职责—任务—项目"),
        (("港航局打算用什么办法管住2024年工程款的支付？",), "分解到周"),
    ],
)
def test_the_sentence_of_the_kind_answers(held: Assistant, questions: tuple[str, ...], says: str) -> None:
    for question in questions:
        answer = held.ask(question)
        assert answer.status is Status.ANSWERED, question
        assert says in answer.text, question
        assert {citation.department for citation in answer.citations} == {"临江市港航局"}


@pytest.mark.parametrize("asks", ["怎么处理", "各自准备怎么处理", "分别有什么后果"])
def test_each_of_several_says_what_falls_under_a_line(held: Assistant, asks: str) -> None:
    answer = held.ask(f"港航局和轮渡局支付率低于85%的项目{asks}？")
    assert answer.status is Status.ANSWERED
    assert "约谈负责人" in answer.text
    assert "收回剩余资金" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "轮渡局自评的通知文号是多少？",
        "轮渡局的旅客主要不满意在哪儿？",
        "港航局职工主要不满意在哪里？",
        "港航局这次评的是优还是良？",
        "港航局自评的评价等级评的是优还是良？",
        "港航局自评工作组组长的联系电话给一个",
        "轮渡局自评92分，差的那8分扣在哪个指标？",
    ],
)
def test_what_does_not_stand_there_is_refused(held: Assistant, question: str) -> None:
    assert held.ask(question).status is Status.REFUSED


@pytest.mark.parametrize("problem", ["这个问题", "上述问题", "这一短板"])
@pytest.mark.parametrize("asks", ["提了什么办法", "打算怎么解决", "有什么措施"])
def test_the_remedy_of_the_problem_told_last(held: Assistant, problem: str, asks: str) -> None:
    answer = held.ask(f"针对{problem}，报告{asks}？", ["轮渡局存在什么问题？"])
    assert answer.status is Status.ANSWERED
    assert "科学测算票务系统维护经费" in answer.text


@pytest.mark.parametrize("side", ["人手", "人员", "人才"])
def test_one_side_of_the_remedies(held: Assistant, side: str) -> None:
    answer = held.ask(f"为了补上这些短板，{side}方面有什么安排？", ["港航局存在哪些问题？"])
    assert "引进航道专业人才2名" in answer.text
    assert "疏浚" not in answer.text
    assert held.ask("针对这些问题，采购方面有什么安排？", ["港航局存在哪些问题？"]).status is Status.REFUSED


@pytest.mark.parametrize("beyond", ["超过了自己定的目标值", "超过自定的控制目标", "突破了自己设定的目标"])
def test_who_went_beyond_a_ceiling_of_its_own(held: Assistant, beyond: str) -> None:
    answer = held.ask(f"港航局、轮渡局这两家里，哪些单位的预算调整率{beyond}？")
    assert [value.number for value in answer.values] == ["7.20"]
    assert "有临江市港航局：" in answer.text
