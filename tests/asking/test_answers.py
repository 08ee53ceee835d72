"""Questions through the front door, over four small reports: what is answered, with which values, and what is refused.

One of the reports states a share that its own amounts contradict (25.99% for 24.99%), another one as well (97.00% for
98.00%); the two districts have offices of one name; one department has two years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heshu.asking.assistant import Assistant
from heshu.checking.guard import unbacked
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.library.build import build
from heshu.records import Answer, Calculation, Citation, Status, Verdict

REPORTS = Path(__file__).parent / "reports"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    index = tmp_path_factory.mktemp("asking") / "index"
    build([REPORTS], index)
    return Assistant.open(index)


@dataclass(frozen=True)
class Case:
    """A question (after its history) and what its answer must be; ``values`` as ``number+unit``, in any order."""

    question: str
    status: Status = Status.ANSWERED
    values: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    verdict: Verdict | None = None
    history: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


def figure(question: str, *values: str, has: str = "", lacks: str = "", verdict: Verdict | None = None) -> Case:
    return Case(question, Status.ANSWERED, values, tuple(has.split()), tuple(lacks.split()), verdict)


def after(*questions: str, values: tuple[str, ...] = (), has: str = "", lacks: str = "") -> Case:
    return Case(
        questions[-1], Status.ANSWERED, values, tuple(has.split()), tuple(lacks.split()), history=questions[:-1]
    )


def words(question: str, has: str, lacks: str = "", cites: str = "") -> Case:
    return Case(question, Status.ANSWERED, (), tuple(has.split()), tuple(lacks.split()), cites=tuple(cites.split()))


def refused(question: str, has: str = "", *, history: tuple[str, ...] = ()) -> Case:
    return Case(question, Status.REFUSED, (), tuple(has.split()), history=history)


def clarify(question: str, has: str = "") -> Case:
    return Case(question, Status.CLARIFY, (), tuple(has.split()))


def wrong(case: Case, reason: str) -> Any:
    """A case that does not hold yet."""
    return pytest.param(case, marks=pytest.mark.xfail(strict=True, reason=reason))


CONSISTENT, INCONSISTENT, COMPUTED = Verdict.CONSISTENT, Verdict.INCONSISTENT, Verdict.COMPUTED

STATED = (
    figure("澜湾区政府办公室2023年全年支出多少？", "5253.19万元"),
    figure("澜湾政府办公用经费多少", "412.36万元"),
    figure("松岭府办自评得了几分", "91.20分", has="松岭", lacks="澜湾"),
    figure("澜湾区审计局2022年完成了多少个审计项目", "35个"),
    figure("澜湾区审计局22年收入总额是多少", "1986.00万元"),
    figure("澜湾区审计局２０２３年收入总额是多少", "2105.60万元"),
    figure("澜湾审计局2023年查出违规金额多少", "1.26亿元"),
    figure("澜湾区政府办内设科室几个", "11个"),
    figure("澜湾区政府办受理了多少件热线工单", "25300件", has="25,300"),
    figure("澜湾区政府办参演人员有多少人次", "1450人次"),
    figure("松岭区政府办智慧政务平台预算多少", "520.00万元"),
    figure("松岭区政府办督查专项执行率是多少", "93.60%"),
    figure("松岭区政府办年初预算多少", "3800.00万元"),
    figure("松岭区政府办调整后预算数是多少", "4000.00万元"),
    figure("澜湾区政府办年末结转结余是多少", "107.21万元"),
    figure("澜湾区政府办结转结余多少", "107.21万元"),
    figure("澜湾区政府办结转节余多少", "107.21万元"),
    figure("澜湾区政府办预算执行指标满分多少", "20分"),
    figure("澜湾区政府办预算执行指标得了几分", "19.60分"),
    figure("澜湾区政府办群众满意率是多少", "96.5%"),
    figure("请问一下，麻烦帮我查澜湾区政府办的在职人员有几名？谢谢", "86人"),
    figure("澜湾区政府办报告落款日期是哪天", "20240418日", has="2024年4月18日"),
    words("澜湾区审计局2023年结转结余多少", "年末无结转结余"),
    words("澜湾区审计局2023年年末有结转结余吗", "年末无结转结余"),
    figure("松岭区政府办公室2023年全年支出多少？", "3888.80万元"),
    figure("澜湾区审计局2022年全年支出是多少", "1960.00万元"),
    figure("松岭区政府办三公经费花了多少钱", "22.15万元"),
    figure("澜湾区政府办公用经费多少？三公经费多少？", "412.36万元", "36.80万元"),
    figure("澜湾区政府办在职人员和借调人员分别多少", "86人", "9人"),
    figure("兰湾区政府办公室公用经费多少", "412.36万元"),
    figure("澜湾区政府办公用精费多少", "412.36万元"),
)

COMPUTATIONS = (
    figure("澜湾区政府办基本支出占总支出的比例是多少", "75.01%", verdict=CONSISTENT),
    figure("澜湾区政府办公用经费占基本支出多少", "10.47%", has="412.36 3940.25", verdict=COMPUTED),
    figure("澜湾区政府办调整后预算比年初预算多多少", "240.40万元", verdict=COMPUTED),
    figure("澜湾区政府办调整后预算数比年初预算数增长百分之几", "4.70%", verdict=COMPUTED),
    figure("松岭区政府办还有多少件督办事项没有办结", "3件", verdict=COMPUTED),
    figure("松岭区政府办没办结的占多少", "6.25%", verdict=COMPUTED),
    figure("澜湾区政府办建议提案办结率是多少", "93.75%", verdict=COMPUTED),
    figure("澜湾区政府办政务信息完成率104%，倒推目标值是多少", "300篇", verdict=COMPUTED),
    figure("澜湾区政府办政务信息完成率104%，超额多少", "12篇", verdict=COMPUTED),
    figure("松岭区政府办基本支出和项目支出合计多少", "3888.80万元", verdict=COMPUTED),
    figure("澜湾区审计局2023年查出违规金额折合多少万元", "12600万元", verdict=COMPUTED),
    figure("松岭区政府办公用经费月均多少", "24.88万元", verdict=COMPUTED),
    figure("松岭区政府办智慧政务平台还有多少没花", "26.00万元", verdict=COMPUTED),
    figure("松岭区政府办项目支出比公用经费多多少", "673.70万元", verdict=COMPUTED),
    figure("松岭区政府办公用经费压减5%能省多少", "14.93万元", verdict=COMPUTED),
    figure("松岭区政府办项目支出占总支出的比重是多少", "25.00%", verdict=CONSISTENT),
    figure("澜湾区政府办还有多少预算没花完", "107.21万元", verdict=COMPUTED),
    figure("澜湾区审计局2022年还剩多少没支出", "40.00万元", verdict=COMPUTED),
    figure("松岭区政府办培训平均每期多少人次", "86.67人次", verdict=COMPUTED),
    wrong(
        figure("澜湾区审计局2022年提出的审计建议有多少条没被采纳", "18条", verdict=COMPUTED),
        "条 is not known behind 多少; all are given for those not adopted",
    ),
    figure("澜湾区审计局2023年财政拨款收入占收入总额的比例是多少", "99.00%", verdict=CONSISTENT),
    figure("澜湾区审计局2023年公用经费比2022年增长多少", "4.81%", verdict=COMPUTED),
    wrong(
        figure("澜湾区审计局2023年比2022年多完成几个审计项目", "3个", verdict=COMPUTED),
        "two years of one department are not compared",
    ),
)

CHECKS = (
    figure("澜湾区政府办项目支出占总支出的25.99%对吗", "24.99%", has="不对 1312.94 5253.19", verdict=INCONSISTENT),
    figure("澜湾区审计局2022年财政拨款收入占比97%对吗", "98.00%", has="98.00% 97.00%", verdict=INCONSISTENT),
    figure("澜湾区审计局2023年财政拨款收入占收入总额的99%对吗", "99.00%", verdict=CONSISTENT),
    figure("澜湾区政府办预算执行率98%对吗", "98.00%", verdict=CONSISTENT),
    figure("澜湾区政府办预算执行率98.5%对吗", "98.00%", has="不对", verdict=INCONSISTENT),
    figure("澜湾区政府办三公经费36.8万元对不对", "36.80万元", verdict=CONSISTENT),
    figure("澜湾区政府办支出总额5,253.19万元对吗", "5253.19万元", verdict=CONSISTENT),
    figure("澜湾区政府办支出总额5,235.19万元对吗", "5253.19万元", has="不对", verdict=INCONSISTENT),
    figure("澜湾区政府办三公经费38.6万元对不对", "36.80万元", has="不对", verdict=INCONSISTENT),
    figure("核对一下澜湾区审计局2022年的预算执行率", "98.00%", verdict=CONSISTENT),
    figure("松岭区政府办智慧政务平台执行率95%算得对吗", "95.00%", verdict=CONSISTENT),
    figure("澜湾区政府办基本支出占比75.01%算得对吗", "75.01%", verdict=CONSISTENT),
    figure("松岭区政府办项目支出占总支出的比重对不对", "25.00%", verdict=CONSISTENT),
    figure("澜湾区政府办项目支出占比算得对不对", "24.99%", verdict=INCONSISTENT),
    figure("澜湾区政府办基本支出、项目支出分别是多少", "3940.25万元", "1312.94万元"),
    figure("松岭区政府办年初预算数和调整后预算数各是多少", "3800.00万元", "4000.00万元"),
    figure("四份报告里有没有算错的", "97.00%", has="98.00%", verdict=INCONSISTENT),
    figure("澜湾区政府办的得分94.6对吗", "94.60分", verdict=CONSISTENT),
    figure("松岭区政府办公用经费298.50万元靠谱吗", "298.50万元", verdict=CONSISTENT),
    figure("澜湾区审计局2022年的报告有没有算错的地方", "97.00%", has="98.00% 1处不一致", verdict=INCONSISTENT),
    figure("哪份报告有算错的数", "97.00%", has="审计局2022年 98.00%", verdict=INCONSISTENT),
    words("松岭区政府办的数据有没有错误", "都对得上", "不一致"),
    figure("澜湾区政府办报告有没有算错的地方", "25.99%", has="24.99", verdict=INCONSISTENT),
)

ACROSS = (
    figure("2023年哪个部门得分最高", "96.35分", has="审计局 3份"),
    figure("哪个部门得分最低", "91.20分", has="松岭"),
    figure("2023年哪个部门公用经费最多", "412.36万元", has="澜湾区人民政府办公室"),
    figure("2023年各部门预算执行率排名", "100.00%", "98.00%", "97.22%"),
    figure("2023年预算执行率超过98%的有哪些部门", "100.00%", has="审计局 1家", lacks="97.22"),
    figure("2023年公用经费超过200万元的有几家", "2家", has="412.36 298.50", lacks="145.90万元["),
    figure("2023年三公经费最高的是哪个部门", "36.80万元", has="未写明 审计局"),
    figure("澜湾区政府办和松岭区政府办谁的公用经费高", "113.86万元", has="（澜湾区政府办）更高", verdict=COMPUTED),
    figure(
        "公用经费占基本支出的比重澜湾区政府办和松岭区政府办谁高", "0.23百分点", has="更高 个百分点", verdict=COMPUTED
    ),
    figure("澜湾区政府办比松岭区政府办公用经费多多少", "113.86万元", verdict=COMPUTED),
    figure("澜湾区政府办和松岭区政府办的三公经费合计多少", "58.95万元", verdict=COMPUTED),
    figure("澜湾区政府办的支出是松岭区政府办的几倍", "1.35倍", verdict=COMPUTED),
    figure("2023年三个部门公用经费平均多少", "285.59万元", verdict=COMPUTED),
    figure("2023年得分最低的部门公用经费是多少", "91.20分", "298.50万元", has="松岭"),
    figure("2023年得分最低的部门有哪些主要问题", "91.20分", has="预算编制不够精细"),
    figure("2023年各部门的公用经费", "412.36万元", "298.50万元", "145.90万元", has="3份"),
    figure("2023年各部门预算执行率平均多少", "98.41%", verdict=COMPUTED),
    figure("2023年三家单位的平均预算执行率", "98.41%", verdict=COMPUTED),
    figure("2023年所有部门公用经费合计", "856.76万元", has="3份", verdict=COMPUTED),
    figure("2023年哪个部门得分最高，比最低的多多少", "5.15分", verdict=COMPUTED),
    figure("2023年所有部门得分最高和最低相差多少", "5.15分", verdict=COMPUTED),
    figure("2023年得分前两名", "96.35分", "94.60分", lacks="91.20"),
    words("哪些部门提到了车辆调度问题", "松岭 公务用车平台调度", "澜湾"),
    words("哪份报告提到档案库房", "澜湾 档案库房面积不足", "松岭"),
)

FOLLOW_UPS = (
    after("澜湾区政府办公用经费多少", "那松岭呢", values=("298.50万元",), lacks="412.36"),
    after("澜湾区政府办公用经费多少", "松岭区政府办呢", "差多少", values=("113.86万元",)),
    after("澜湾区政府办公用经费多少", "占基本支出多少", values=("10.47%",)),
    after("澜湾区审计局2022年自评得分是多少", "2023年呢", values=("96.35分",)),
    after("松岭区政府办基本支出多少", "项目支出呢", values=("972.20万元",)),
    after("澜湾区政府办公用经费多少", "哪个部门得分最高", values=("96.35分",), lacks="公用经费"),
    after("松岭区政府办项目支出多少", "比公用经费多多少", values=("673.70万元",)),
    refused("番禺区政府办呢", "番禺区政府办", history=("澜湾区政府办公用经费多少",)),
    after("澜湾区政府办公用经费多少", "折合多少元", values=("4123600元",)),
    after("澜湾区政府办自评得分多少", "存在哪些问题", has="数据共享不畅", lacks="车辆调度"),
    after("澜湾区政府办项目支出占比多少", "这个数对吗", values=("24.99%",)),
    after("松岭区政府办基本支出多少", "项目支出呢", "加起来多少", values=("3888.80万元",)),
    after("澜湾区政府办公用经费多少", "算了，松岭区政府办得了多少分", values=("91.20分",)),
)

WORDS = (
    words("澜湾区政府办存在哪些主要问题", "数据共享不畅 拨付偏慢 档案库房", "车辆调度", cites="存在的主要问题"),
    words("松岭区政府办下一步措施是什么", "预算评审", "通报支付进度", cites="下一步措施"),
    words("澜湾区政府办的主要职责是什么", "会务、文电、督查和值班", cites="主要职责"),
    words("澜湾区审计局2023年有什么问题", "审计力量不足", "知识结构单一"),
    words("澜湾区政府办专项资金为什么拨付慢", "年底集中支付"),
    words("澜湾区政府办自评等级是什么", "“优”"),
    words("松岭区政府办车辆调度有什么问题", "调度效率偏低"),
    figure("澜湾区政府办公用经费多少，存在哪些问题？", "412.36万元", has="数据共享不畅", lacks="车辆调度"),
    words("澜湾区政府办的改进措施有哪些", "按月通报支付进度", "2024年4月18日"),
)

REFUSALS = (
    refused("松岭区政府办绿化面积多少", "绿化面积"),
    refused("松岭区政府办结转结余多少", "结转结余"),
    refused("澜湾区政府办公务接待费多少"),
    refused("澜湾区审计局2023年三公经费多少"),
    refused("澜湾区政府办食堂改造完成率多少"),
    refused("澜湾区政府办绿化支出占总支出的比例"),
    refused("松岭区政府办绿化支出和项目支出合计多少"),
    refused("番禺区政府办公室公用经费多少", "番禺区政府办公室"),
    refused("云昌市财政局公用经费多少", "云昌市财政局"),
    refused("松岭区审计局公用经费多少", "松岭区审计局"),
    refused("澜湾区审计局2021年公用经费多少", "2021年 2022年 2023年"),
    refused("松岭区政府办2022年公用经费多少", "2022年"),
    refused("今天天气怎么样"),
    refused("写一首诗"),
    refused("你好", "4份报告"),
    refused("代号a8!7b是多少", "4份报告"),
    refused("澜湾区政府办主任手机号是多少"),
    refused("松岭区政府办收入的执行率是多少"),
    refused("云昌市政府办公室公用经费多少", "云昌市政府办公室"),
    wrong(refused("云昌市审计局得了多少分", "云昌市审计局"), "the city's bureau is taken for the district's"),
)

UNCLEAR = (
    clarify("公用经费多少", "298.50 ４１２．３６ 139.20 145.90"),
    clarify("区政府办公室公用经费多少", "298.50 ４１２．３６"),
    clarify("审计局公用经费多少", "139.20 145.90"),
    clarify("澜湾区公用经费多少", "４１２．３６ 145.90"),
    clarify("多少", "4份报告"),
    wrong(clarify("政府办公室公用经费多少", "298.50 ４１２．３６"), "政府办公室 alone is read as a word"),
    clarify("澜湾区政府办"),
)

ENGLISH = (
    figure("What was the budget execution rate of the Lanwan government office?", "98.00%"),
    figure("What score did the Songling government office get?", "91.20分"),
    figure("What is the self-evaluation score of the Lanwan audit bureau in 2022?", "95.10分"),
    words("What are the main problems of the Songling government office?", "预算编制不够精细"),
    refused("How many hospitals did the Songling government office build?", "does not state"),
    wrong(refused("hello", "corpus"), "one English word is greeted in Chinese"),
    figure("What was the average execution rate of the departments in 2023?", "98.41%", verdict=COMPUTED),
    figure("Which department has the highest score?", "96.35分"),
    refused("What score did the Panyu government office get?"),
)

CASES: tuple[Any, ...] = (*STATED, *COMPUTATIONS, *CHECKS, *ACROSS, *FOLLOW_UPS, *WORDS, *REFUSALS, *UNCLEAR, *ENGLISH)


PLAIN: tuple[Case, ...] = tuple(case if isinstance(case, Case) else case.values[0] for case in CASES)


def _title(case: object) -> str:
    return " ".join((*case.history, case.question)) if isinstance(case, Case) else str(case)


@pytest.mark.parametrize("case", CASES, ids=_title)
def test_an_answer(assistant: Assistant, case: Case) -> None:
    answer = assistant.ask(case.question, case.history)
    found = {value.number + value.unit for value in answer.values}
    assert (answer.status, set(case.values) - found) == (case.status, set()), answer.text
    assert case.values or not found or case.status is not Status.ANSWERED
    assert [word for word in case.has if word not in answer.text] == []
    assert [word for word in case.lacks if word in answer.text] == []
    assert [s for s in case.cites if not any(s in "".join(c.section) for c in answer.citations)] == []
    assert case.verdict is None or case.verdict in {calculation.verdict for calculation in answer.calculations}


def test_examples_are_questions_that_are_answered(assistant: Assistant) -> None:
    examples = assistant.examples(4)
    assert len(examples) == 4
    assert [e for e in examples if assistant.ask(e).status is not Status.ANSWERED] == []


def test_chosen_reports_limit_the_answer(assistant: Assistant) -> None:
    chosen = [card.id for card in assistant.library.cards if "松岭" in card.department]
    assert [v.number for v in assistant.ask("公用经费多少", reports=chosen).values] == ["298.50"]
    assert {hit.passage.report_id for hit in assistant.search("公用经费", reports=chosen)} == set(chosen)
    assert assistant.ask("公用经费多少", reports=[]).status is not Status.ANSWERED


# ---------------------------------------------------------------- whatever is asked


def _vocabulary() -> list[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(REPORTS.iterdir()))
    return sorted(set(re.findall(r"[\u4e00-\u9fff]{2,6}|[\d,]+(?:\.\d+)?%?", text)))


DEPARTMENTS = [
    "澜湾区政府办",
    "松岭区政府办公室",
    "澜湾区审计局2023年",
    "审计局2022年",
    "番禺区财政局",
    "澜湾",
    "云昌市",
]
OPERATORS = [
    "占",
    "比",
    "多少",
    "合计",
    "和",
    "是",
    "的",
    "占比",
    "相差",
    "最高",
    "哪个部门",
    "排名",
    "超过",
    "对吗",
    "折合",
    "亿元",
    "万元",
    "还剩",
    "没有办结",
    "月均",
    "平均",
    "倒推",
    "目标",
    "完成率",
    "增长",
    "百分之几",
    "几倍",
    "哪些",
    "为什么",
    "提到",
    "呢",
    "那",
    "有没有算错",
    "核对",
    "98%",
    "200",
    "前三",
    "从高到低",
    "保留一位小数",
    "2022年",
    "？",
    "，",
    "、",
    "。",
    "（",
    "）",
]
PIECES = st.one_of(
    st.sampled_from(DEPARTMENTS),
    st.sampled_from(_vocabulary()),
    st.sampled_from(sorted(glossary().by_name)),
    st.sampled_from(OPERATORS),
    st.sampled_from(OPERATORS),
)
MIXED = st.lists(PIECES, min_size=1, max_size=12).map("".join)
CASE_QUESTIONS = st.sampled_from([c.question for c in PLAIN])
SPLICED = st.tuples(CASE_QUESTIONS, PIECES, st.integers(0, 40)).map(lambda t: t[0][: t[2]] + t[1] + t[0][t[2] :])
QUESTIONS = st.one_of(MIXED, MIXED, SPLICED, CASE_QUESTIONS, st.text(max_size=500))
HISTORIES = st.lists(st.one_of(MIXED, CASE_QUESTIONS), max_size=3)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

bounded = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def numbers(text: str) -> set[Decimal]:
    """Every number of a text, also with a layout's spaces closed."""
    plain = fold(text)
    return {
        Decimal(found.replace(",", ""))
        for reading in (plain, re.sub(r"(?<=[\d.,]) +(?=[\d.,])", "", plain))
        for found in NUMBER.findall(reading)
    }


def of_citations(citations: tuple[Citation, ...]) -> set[Decimal]:
    return numbers("\n".join(citation.quote + "\n" + citation.shown for citation in citations))


def is_result(number: Decimal, calculations: tuple[Calculation, ...]) -> bool:
    """Whether a number is some calculation's result, rounded, in its own or another money unit."""
    half = Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
    return any(
        abs(abs(Decimal(c.result)).scaleb(power) - abs(number)) <= half
        for c in calculations
        for power in (0, 4, -4, 8, -8)
    )


def held(answer: Answer, assistant: Assistant, asked: tuple[str, ...]) -> None:
    """What holds of every answer, whatever was asked."""
    for citation in answer.citations:
        text = assistant.library.report(citation.report_id).text
        assert citation.quote == text[citation.start : citation.end]
        assert citation.quote.strip()
    used = {int(marker) for marker in re.findall(r"\[(\d+)\]", answer.text)}
    assert used == {citation.marker for citation in answer.citations}
    assert unbacked(answer, asked) == ()
    assert answer.text.strip()
    quoted = of_citations(answer.citations)
    for calculation in answer.calculations:
        for operand in calculation.operands:
            assert operand.value in quoted or operand.kind == "date"
    if answer.status is not Status.ANSWERED:
        assert answer.values == ()
    if answer.status is Status.REFUSED:
        assert answer.calculations == ()
    for value in answer.values:
        number = Decimal(value.number)
        counted = value.unit == "家" and number <= len(assistant.library.cards)
        dated = value.unit == "日"
        assert counted or dated or number in quoted or is_result(number, answer.calculations), value


@bounded
@given(QUESTIONS, HISTORIES)
def test_whatever_is_asked_the_answer_is_backed(assistant: Assistant, question: str, history: list[str]) -> None:
    question = question.replace("[", "").replace("]", "")[:500]
    answer = assistant.ask(question, history)
    assert answer.question == question
    held(answer, assistant, (question, *history))


@pytest.mark.parametrize("case", PLAIN, ids=_title)
def test_every_case_is_backed(assistant: Assistant, case: Case) -> None:
    held(assistant.ask(case.question, case.history), assistant, (case.question, *case.history))


@bounded
@given(CASE_QUESTIONS, st.data())
def test_one_changed_digit_of_an_answer_is_noticed(assistant: Assistant, question: str, data: st.DataObject) -> None:
    answer = assistant.ask(question)
    places = [m.start() for m in re.finditer(r"\d+(?:,\d{3})*\.(\d+)", answer.text)]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != fold(answer.text[at])]))
    changed = Answer(
        question,
        answer.status,
        answer.text[:at] + digit + answer.text[at + 1 :],
        citations=answer.citations,
        calculations=answer.calculations,
    )
    now = Decimal(fold(NUMBER.match(fold(changed.text), at).group()).replace(",", ""))  # type: ignore[union-attr]
    texts = [c.program + c.expression + c.result + (c.stated or "") for c in answer.calculations]
    known = of_citations(answer.citations) | numbers(question) | numbers("\n".join(texts))
    if now not in known and not is_result(now, answer.calculations):
        assert unbacked(changed, [question])
