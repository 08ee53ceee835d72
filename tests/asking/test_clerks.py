"""What clerks ask in passing: rates and shares that are stated, who it was, parts of targets, slips of the pen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

PORT = """滨海市港口管理局2023年度部门整体支出绩效自评报告
一、部门基本情况
（一）部门整体收支情况
按年末批复，全年预算数2,000.00万元。
项目支出772.00万元，完成预算数的96.5%；基本支出1,188.00万元，完成预算数的99%。
两者合计，执行数1,960.00万元，完成预算数的98%。其他收入12.00万元。
（二）部门整体支出绩效目标
全面建设智慧港口，保障航道安全畅通。
（三）航道养护工作
按计划疏浚航道，及时更换损坏的航标，养护后的航道应当通过交通部门验收。
航标正常率达到95%及以上；航道通航率达到90%及以上。
二、绩效自评情况
举办航运推介会6场，会议参加人数约1,300人次，岗位业务培训人数88人次，完成率达到110%。逐季跟踪绩效目标的进度。全年组织开展港口科级干部轮训班5期。
在用固定资产占所有固定资产的比率达92%以上。部门整体支出绩效自评得分95分（总分100分），评分包括“履职效能”和“资产管理”两方面。设立细化指标12项，指标完成率为100%；检修航标45件。
按月公布泊位收入情况通报制度，由港务科汇总后报局领导。
参加开航仪式的嘉宾来自9个国家的24名代表。港口报道被采用31次，指标完成率为124%。
每季度通报各科室资金支付情况，排名末两位的科室向局领导书面说明。港口资料在政府网站港口专栏公开。
单位部门预算资金支出率总分10分，得9.5分。“履职效能”自评得分为48分，扣2分，原因为航标更换推迟，灯器到货不齐。
应急抢险队24小时待命，抢险车辆逐台压实责任人。
信息稿件被市采纳14条，指标完成率为100%，信息稿件被省采纳6条，指标完成率为120%。航标巡查完成率达97%，指标完成率为102%。
评价等级分为三档：得分≥90分为优秀；80≤得分<90分为良好；得分<80分为一般。
（一）任务一：疏浚航道
主要内容是清除淤泥。年度目标完成情况：主航道水深达标。
（二）任务二：更新航标
主要内容是更换灯器。
三、存在的主要问题
一是航标维护不及时。二是泊位收入核对不够细致。
四、下一步改进措施
增加航标巡查，完善泊位台账，压实养护责任。“三公”经费控制良好，低于预算。
五、评价工作组人员名单
组 长：岑 远 滨海市港口管理局局长
副组长：梅若溪 滨海市港口管理局港务科负责人
"""
PARK = """滨海市园林中心2023年度部门整体支出绩效自评报告
一、部门基本情况
滨海市园林中心是正科级公益一类事业单位，由主任负责，中心领导高度重视绩效工作。主要职责有：
1.负责公园养护。
2.负责行道树修剪。
2023年年初预算数450.00万元，调整后预算数500.00万元，执行数490.00万元，财政拨款收入480.00万元。年初结转结余6.00万元，年末结转结余10.00万元。预算执行率98%。另有7个专项预算项目，预算调整金额120.00万元，完成112.20万元，预算执行率93.5%。自评得分91分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"port.txt": PORT, "park.txt": PARK})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("港口管理局的基本支出用掉了预算的百分之几", "99%"),
        ("港口管理局项目支出完成了预算的百分之多少？", "96.5%"),
        ("港口管理局 全年预算 执行了百分之几", "98%"),
        ("港口管理局在用的固定资产占全部固定资产多大比例", "92%"),
        ("园林中心预算调整之后是多少万元", "500.00万元"),
        ("港口管理局其他收人有多少", "12.00万元"),
        ("港口管理局的会议有多少人次参加", "1300人次"),
        ("港口管理局办了多少期科级干部轮训班", "5期"),
        ("参加港口管理局开航仪式的代表来自多少个国家", "9个"),
        ("港口管理局支出率这项的权重是几分", "10分"),
        ("港口管理局航标正常率的目标是多少", "95%"),
        ("港口管理局航道通航率目标不低于多少", "90%"),
        ("港口管理局业务培训完成了指标的百分之多少", "110%"),
        ("巷口管理局的自评得分是多少", "95分"),
        ("港口管理局“良好”的分数线是几分", "80分"),
        ("港口管理局信息被市里采用几条", "14条"),
        ("港口管理局航标巡查完成率及其指标完成率", "97%,102%"),
        ("港口管理局信息被市里采用几条、被省里采用几条", "14条,6条"),
        ("港口管理局的总分是多少分制，自己打了多少", "100分,95分"),
        ("港口管理局完成了几次航运推介会", "6场"),
        ("What was the full-year budget of 港口管理局?", "2000.00万元"),
        ("港口管理局全年整体支出绩效评价自评多少", "95分"),
        ("港口管理局航标正常率目标是百分之几", "95%"),
        ("港口管理局自评分低于多少算一般", "80分"),
        ("港口管理局项目支出完成预算数的百分比是多少", "96.5%"),
        ("园林中心收到的财政拨款是多少", "480.00万元"),
        ("园林中心年初安排了多少预算，后来调整到多少", "450.00万元,500.00万元"),
        ("How many special budget projects does 园林中心 have?", "7个"),
        ("港口管理局设了多少指标", "12项"),
        ("园林中心取得的财政拨款有多少", "480.00万元"),
        ("园林中心结余多少", "10.00万元"),
        ("港口管理局航标检修件数是多少", "45件"),
        ("园林中心专项预算项目数量是多少个，执行率多高", "7个,93.5%"),
        ("港口管理局航标巡查完成率目标", "97%"),
        ("港口管理局自评打了多少分", "95分"),
        ("港口管理局 港口报道 被采佣几次", "31次"),
        ("港口管理局固定资产利用率是多少", "92%"),
        ("港口管理局执行数是全年预算的百分之几", "98.00%"),
        ("滨海市港口菅理局的自评得分是多少", "95分"),
        ("What was the execution rate of the project expenditure of 港口管理局?", "96.5%"),
        ("How many training sessions for 科级干部 did 港口管理局 hold?", "5期"),
        ("What percentage of the spending of 港口管理局 was basic expenditure?", "60.61%"),
        ("What is the difference between the budget and the spending of 港口管理局?", "40.00万元"),
        ("For 2023, what score did 港口管理局 give itself?", "95分"),
    ],
)
def test_what_is_stated_is_found_as_it_is_asked(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert ",".join(f"{one.number}{one.unit}" for one in answer.values) == value, answer.text


def test_a_part_is_not_held_against_the_budget_of_the_whole(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    bare = PORT.replace("，完成预算数的99%", "").replace("，完成预算数的96.5%", "")
    answer = over({"port.txt": bare}).ask("港口管理局的基本支出用掉了预算的百分之几")
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("港口管理局航道养护的目标是什么", "航标正常率", "智慧港口"),
        ("港口管理局的绩效目标是什么", "智慧港口", "航标正常率"),
        ("港口管理局泊位收入情况通报制度是怎么回事", "港务科汇总", "2,000.00"),
        ("港口管理局航道养护存在什么问题", "航标维护不及时", "航标正常率"),
        ("港口管理局的评价组组长叫什么名字", "岑 远", "智慧港口"),
        ("港口管理局资金支付排在后面的科室要怎么办", "书面说明", "航标巡查"),
        ("港口管理局以后怎么办", "航标巡查", "书面说明"),
        ("港口管理局怎样检查航道的养护", "航道", "1,188.00"),
        ("港口管理局的问题、港口资料在哪里公开", "港口专栏", "泊位收入核对"),
        ("港口管理局任务一完成得怎么样", "水深达标", "灯器"),
        ("港口管理局第二项重点任务是什么", "灯器", "水深达标"),
        ("港口管理局航道养护做得如何", "疏浚航道", "智慧港口"),
        ("港口管理局履职效能部分为什么没得满分", "航标更换推迟", "淤泥"),
        ("港口管理局履职效能为什么扣分", "航标更换推迟", "淤泥"),
        ("港口管理局三公经费控制得好不好", "低于预算", "淤泥"),
        ("港口管理局应急抢险打算怎样压实责任", "逐台压实", "泊位台账"),
        ("港口管理局2024年打算怎么管航标", "增加航标巡查", "1,188.00"),
        ("港口管理局的港务科归谁管", "梅若溪", "1,188.00"),
        ("园林中心主要职责列了哪些", "公园养护", "得分"),
        ("港口管理局 存在啥毛病", "航标维护不及时", "1,188.00"),
        ("港口管理局的港口资料在哪儿公布", "港口专栏", "1,188.00"),
        ("港口管理局怎样跟踪绩效目标", "逐季跟踪", "智慧港口"),
        ("港口管理局办了几次航运推介会，评价组组长是谁", "岑 远", "智慧港口"),
        ("港口管理局针对泊位台账采取什么措施", "完善泊位台账", "1,188.00"),
        ("港口管理局梅若溪负责什么", "港务科负责人", "岑 远"),
        ("港口管理局岑远是什么职务", "滨海市港口管理局局长", "梅若溪"),
        ("园林中心是个什么样的单位", "公益一类", "得分"),
        ("Why did 港口管理局 lose points?", "航标更换推迟", "淤泥"),
        ("Who leads the evaluation team of 港口管理局?", "岑 远", "智慧港口"),
    ],
)
def test_the_part_that_is_asked_for_is_quoted(assistant: Assistant, question: str, holds: str, lacks: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert holds in answer.text
    assert lacks not in answer.text


def test_two_figures_joined_by_a_spoken_word_are_both_given(assistant: Assistant) -> None:
    answer = assistant.ask("港口管理局执行数跟预算数 各多少")
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["1960.00万元", "2000.00万元"], answer.text


def test_a_departments_total_score_is_what_it_scored(assistant: Assistant) -> None:
    for question in ("港口管理局的总分是多少", "港口管理局绩效总分几分"):
        assert [value.number for value in assistant.ask(question).values] == ["95"]


def test_a_question_that_office_words_lengthen_is_answered_all_the_same(assistant: Assistant) -> None:
    assert assistant.ask("港口管理局请了多少名编外人员？").status is Status.REFUSED


@pytest.mark.parametrize(("claimed", "verdict"), [("772万元", "answered"), ("727万元", "answered")])
def test_a_claim_in_english_is_checked(assistant: Assistant, claimed: str, verdict: str) -> None:
    answer = assistant.ask(f"Was the project expenditure of 港口管理局 {claimed}?")
    assert answer.status == verdict
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["772.00万元"], answer.text


def test_a_share_to_be_worked_out_again_is_not_repeated(assistant: Assistant) -> None:
    answer = assistant.ask("港口管理局在用固定资产占所有固定资产92%，重新算一遍")
    assert not answer.values or answer.calculations, answer.text


def test_a_share_claimed_of_an_amount_is_held_against_the_amounts(assistant: Assistant) -> None:
    answer = assistant.ask("港口管理局执行数1960万元是全年预算的89%吗")
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["98.00%"], answer.text
    assert answer.calculations[0].verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    "question",
    [
        "园林中心的主任是谁",
        "园林中心分管领导是谁？他叫什么",
        "谁是园林中心评价组组长",
        "港口管理局的推介会有哪些媒体来了",
        "园林中心是哪位领导分管的",
        "港口管理局资产管理满分是多少",
        "怎么领取退休金",
        "园林中心为什么扣了9分",
    ],
)
def test_what_is_asked_by_its_kind_is_refused_where_none_is_named(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.REFUSED
