"""What is looked up is no answer to a question for one figure by another: 甲是乙的几倍, 甲乙合起来多少, 人均多少."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.asking.evidence.compose import refuse
from heshu.asking.planning.plan import STAGED
from heshu.asking.wording.at_end import several_at_end
from heshu.figures.units import KINDS, MEASURES
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Status

ONE_BY_OTHER = regex(
    r"(?:是|为|相当于|等于|有|达|约|的)(?:多少|几)(?:分之几|倍)|倍数"
    r"|比(?!例|重|率)[^,，?？]{1,16}(?:多|少|高|低|大|小)(?:出|了)*(?:多少|几)"
    r"|相差(?:了)?(?:多少|几)|之[比差和](?:是|为|有)?(?:多少|几)"
    r"|(?:合在?一[起块]|合起来|加起来|加在?一[起块]|相加)[^?？]{0,14}(?:多少|几)"
)
"""What asks for one value made of two."""
ALSO_EACH = regex(r"分别|各(?:是|为|有|自|多少|占)|都(?:是|有)?多少")
"""What asks for the two themselves as well."""
SAYS_IT = regex(r"倍|百分点|相差|合计|共计?|总[计共额]|[增减]|[高低多少][出]?[\d.,]")
"""How a report's own words say what came of two figures."""
BY_HEAD = regex(
    rf"人均|户均|(?<!年|月|日|天)均摊|(?:摊|平均|落|分)(?:到|给|下来?)?(?:每|[^,，?？]{{2,12}}(?:头上|身上|上)[,，])|平均(?:一|每)(?:一|个|(?:{MEASURES}))?|每一?个?(?:{MEASURES}|位)(?!年)(?=[^,，每]{{0,12}}(?:多少|几))"
)
"""What asks for an amount by each of those among whom it is divided."""
SAYS_MEAN = regex(r"人均|户均|平均|均|每|单价|单位成本|标准(?!化)|[/÷]")

DIVIDED = regex(r"除以|÷")
"""What asks for a quotient, which no amount that is looked up is."""
RATIOS = KINDS.keys() - {"分"}

GRADE = regex(r"(?:等级|等次|档次)[^,，?？]{0,12}(?:优|良|合格)[^,，]{0,3}还是|评[^,，?？]{0,6}(?:优秀?|良好?)还是")
"""What asks which grade was given, which a score does not say."""
GRADED = regex(r"优|良|合格|一般|[“\"「](?:中|差)[”\"」]|等级[^。]{0,6}[中差]")


def refused(answer: Answer) -> Answer:
    """An answer, unless it looks figures up where one made of them was asked for, or a score where a grade was."""
    question = fold(answer.question)
    said = answer.text.partition("（按")[0]
    plain = answer.status is Status.ANSWERED and not answer.calculations and bool(answer.values)
    if answer.status is Status.ANSWERED and GRADE.search(question) and not GRADED.search(said):
        return refuse(answer.question, "报告里没有写明评的是哪个等级。", plan=answer.plan)
    if plain and BY_HEAD.search(question) and not SAYS_MEAN.search(said):
        return refuse(
            answer.question,
            "没有听懂要把哪个数摊到哪个数上。请直接问，例如“甲按乙算，平均每人多少元”，甲、乙写报告里的名称。",
            plan=answer.plan,
        )
    if (
        plain
        and DIVIDED.search(question)
        and not SAYS_MEAN.search(said)
        and any(v.unit not in RATIOS for v in answer.values)
    ):
        return refuse(
            answer.question,
            "没有找到要相除的两个数。请直接问，例如“甲除以乙是多少”，甲、乙写报告里的名称。",
            plan=answer.plan,
        )
    if (
        plain
        and answer.plan.startswith(LOOKED_UP)
        and (left := left_out(question, QUOTED.sub("", said), len(set(answer.values))))
    ):
        return refuse(answer.question, f"报告里没有单独写明“{left}”，也没有听懂怎么算出来。", plan=answer.plan)
    looked_up = answer.status is Status.ANSWERED and not answer.calculations and len(set(answer.values)) > 1
    if not looked_up or not ONE_BY_OTHER.search(question) or ALSO_EACH.search(question):
        return answer
    if SAYS_IT.search(said):
        return answer
    return refuse(
        answer.question,
        "没有听懂要拿哪两个数怎么算。请直接问，例如“甲是乙的几倍”“甲比乙多多少”“甲和乙合计多少”，甲、乙写报告里的名称。",
        plan=answer.plan,
    )


QUOTED = regex(r"原文：“.*?”(?=\[|$|\n|[^“”]*[：:])")
LOOKED_UP = ("查数", "表〔lookup〕")
"""Plans of answers that tell a figure as it stands."""
_HOW_MANY = r"(?:是|有|为|了|的|达|到)*(?:多少|几)"
_LACKS = "没|未|不|无|剩|余|结转|缺|欠|差|少"
TURNED = (
    (regex(r"(?P<word>不合格|无效|不达标|不及格)[^,，?？]{0,8}?(?:多少|几)"), regex("不|无|未")),
    (regex(r"(?P<word>非[\u4e00-\u9fff]{2})[^,，?？]{0,8}?(?:多少|几)"), regex("非")),
    (regex(rf"(?<![罚淹埋])(?P<word>(?:还|尚)?(?:没有?|未能?)[^的里中,，?？]{{1,4}}?)的?{_HOW_MANY}"), regex(_LACKS)),
    (regex(r"(?:多少|几)[\u4e00-\u9fff]{0,2}(?P<word>(?:没有?|未能?)[\u4e00-\u9fff]{1,3})"), regex(_LACKS)),
    (regex(r"(?P<word>还?剩(?:余|下|了)?|余下)[^,，?？]{0,8}?(?:多少|几)"), regex(_LACKS)),
    (regex(r"(?P<word>结余|结转|盈余)(?!率|分配)[^,，?？]{0,6}?(?:多少|几)"), regex(rf"{_LACKS}|盈")),
    (regex(r"(?P<word>节约|节省|省下)[^,，?？]{0,8}?(?:多少|几)"), regex("节|省|减|少|余|降|压")),
    (
        regex(r"(?P<word>(?:没有?|未能?|不)(?:完成|达标|达到|实现))(?:目标|年度)*的?(?:指标|项目|任务|目标)[?？]?$"),
        regex(_LACKS),
    ),
    (regex(r"(?P<word>收回|回收|退回|交回)了?[^,，?？]{0,6}?(?:多少|几)"), regex("收|回|退|交")),
    (regex(r"(?P<word>少(?:建|办|做|装|修|开|完成|培训|种)?了?)(?:多少|几)"), regex(rf"{_LACKS}|减|低|降")),
    (regex(r"(?P<word>(?:提高|增加|提升|增长|上升)了?)(?:多少|几)"), regex("提高|增|升|多|涨|高|加|扩")),
    (regex(r"(?P<word>(?:减少|下降|降低|压减|缩短)了?)(?:多少|几)"), regex("减|降|压|少|低|缩|省|节")),
)
"""What asks for what is left, lacking, given back or changed, and how a figure's name says that it is that."""
_THING = r"(?P<{}>[\u4e00-\u9fff“”]{{2,12}}?)"
COORDINATED = (
    regex(
        rf"{_THING.format('a')}(?:和|与|跟|、|加上?){_THING.format('b')}的?(?:一共|合计|总共|共|加起来|总计|之和){_HOW_MANY}"
    ),
    regex(
        rf"{_THING.format('a')}(?:和|与|跟|、){_THING.format('b')}的?(?:又|都)?(?:各|分别|各自)(?:是|有|为|花|达)?了?(?:多少|几)"
    ),
    regex(
        r"(?P<a>[\u4e00-\u9fff“”]{1,11}?(?P<end>[\u4e00-\u9fff]))(?:和|与|跟|、)(?P<b>[\u4e00-\u9fff“”]{1,11}?(?P=end))"
        r"(?:是|有|为|呢|多少|几[\u4e00-\u9fff]{0,2})*[?？]?$"
    ),
)
"""Two things whose sum, or each of which, is asked for; the last where two of one kind are only named."""
EACH_ASKED = regex(r"(?:(?<!合)各自?|分别)(?:又|都|是|有|为|占|要求?|应该?|须|需要?|定在?|达到?|花了?)*(?:多少|几)")


WHOSE = regex(r"^.*?\d{4}年")
"""Whose a figure is and of which year, before its name: 江西省 says nothing of having been saved."""


def left_out(question: str, said: str, told: int = 1) -> str:
    """What a folded question asks for that the names of the ``told`` figures do not say; empty where they say all."""
    label = WHOSE.sub("", said)
    for asked, says in TURNED:
        if (match := asked.search(question)) and not says.search(label):
            return match["word"]
    for form in COORDINATED if told == 1 else ():
        if match := form.search(question):
            first, second = match["a"][-NEAREST:], match["b"][:NEAREST]
            if not (_named(first, second, said) and _named(second, first, said)):
                return match.group()
    return ""


OF_TWO = regex(
    rf"的?(?:有|共有)?{_THING.format('a')}(?:和|与|跟|、|加上?){_THING.format('b')}的?(?:又|都)*(?P<how>一共|合计|总共|共|加起来|总计|各自?|分别)?"
    r"(?:是|有|为|达|花)?了?(?P<asks>(?:(?:多少|几)[^,，?？]{0,4})?)[?？]?"
)
"""A question for two things of one department: 退休人员和在职人员共多少人, 结婚和离婚登记各多少对."""


def of_two(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str, bool] | None:
    """What two things a folded question asks for, each in the wordings to try, how much of them, and whether together.

    行政和事业人员: the first may share the second's end.
    """
    match = OF_TWO.fullmatch(text.strip())
    if match is None:
        return None
    first, second = match["a"], match["b"]
    if not match["how"] and (first[-1] != second[-1] or ASKS_NUMBER.search(first)):
        return None  # of two things that are only named, both are of one kind
    if STAGED.fullmatch(second) and (subject := STAGED.sub("", first)):
        second = subject + second  # 项目支出预算数和执行数: both are of the projects
    together = not (match["how"] or "各").startswith(("各", "分"))
    if (rate := RATE_AT_END.search(second)) and "率" not in first:  # 人员公用和专项的执行率: a rate of both
        return (first + rate.group(),), (second,), match["asks"] or "多少", together
    return (first, first + second[-2:], first + second[-1:]), (second,), match["asks"] or "多少", together


RATE_AT_END = regex(r"的?(?:指标|预算|资金)?(?:执行|完成|支付)率$")


def tells(label: str, one: str, other: str) -> bool:
    """Whether a figure's label speaks of one of two things and not of the other."""
    return _named(one, other, label) and one != other


NEAREST = 4
"""Characters next to what joins two things, by which they are told apart."""
GENERAL = frozenset({"人员", "人数", "数量", "登记", "项目", "经费", "支出", "各类"})


def _named(one: str, other: str, said: str) -> bool:
    """Whether the name of a figure speaks of the first of two things, by what the second does not share."""
    label = WHOSE.sub("", said)
    own = {one[at : at + 2] for at in range(len(one) - 1)} - {other[at : at + 2] for at in range(len(other) - 1)}
    telling = own - GENERAL
    return not telling or any(pair in label for pair in telling)


_MANY = r"(?:多少|(?<![哪这那前十好])几)"
CLASSES = (
    ("分", regex(rf"{_MANY}分(?!钟|之|类|别|店|校|局|公司)"), regex("分")),
    (
        "百分之几",
        regex(
            rf"百分之(?:几|多少)|{_MANY}个?百分点|几成|^[^,，多几比]{{2,10}}(?:(?<!利|汇|费|税|功|频|效)率|占比|满意度)$"
        ),
        regex("%|百分点|‰"),
    ),
    ("多少钱", regex(rf"{_MANY}[百千万亿]*(?:元|钱)"), regex(r".*元.*")),
    ("多少", regex(rf"{_MANY}(?!分|个百分点)(?:{MEASURES})"), regex(r"(?!分$|%|百分点|‰|.*元).+")),
)
"""Kinds of figures that clauses ask for, and the units of such values."""
CLAUSES = regex(r"[,，;；。?？]")


def _fewer(answer: Answer) -> str:
    """How many rows at one end a question asks for, where fewer are told: 扣分最多的两个指标."""
    several = several_at_end(fold(answer.question))
    told = max(len(set(answer.values)), len(answer.citations))
    return f"最前面的{several}个" if told < several else ""


def _one_of_each(clauses: Sequence[str], answer: Answer) -> str:
    """A clause that asks how much each of several has, where one figure alone is told: 医生护士各多少."""
    of_each = next((clause for clause in clauses if EACH_ASKED.search(clause)), "")
    told = len(re.findall(r"\[\d+\]", QUOTED.sub("", answer.text)))
    return of_each if of_each and told <= 1 and not answer.calculations else ""


def _named_only(clauses: Sequence[str], answer: Answer) -> str:
    """A first clause that names a figure and no more, before one that asks for another: 主体总数，新登记多少.

    Empty where more than one value was told, and where the other clause goes on with the first (总额，比预算少多少).
    """
    if len(clauses) != len("甲乙") or len(set(answer.values)) > 1 or answer.calculations:
        return ""
    first, then = clauses
    name = ASKED_BEHIND.fullmatch(then)
    part = OF_IT.match(name["name"]) if name and TOTAL_END.search(first) else None
    if name and part:
        return "" if name["name"][-2:] in QUOTED.sub("", answer.text) else then
    if name is None or ASKS_NUMBER.search(first) or GOES_ON.match(then):
        return ""
    alike = MEASURE_END.search(first)
    return first if TOTAL_END.search(first) or (alike and name["name"].endswith(alike.group())) else ""


ASKED_BEHIND = regex(rf"(?P<name>[^,，]{{2,}}?)(?:分别|各)?(?:是|有|为|达到?)?了?{_MANY}.{{0,4}}")
TOTAL_END = regex(r"..总(?:数量?|量|额|人数|户数|面积|里程|数目)$")
"""The end of a clause that is the name of a whole."""
MEASURE_END = regex(r"(?<=..)(?:[人户件次场篇个]数|满意[度率]|得分|[完达合办整]..?率)$")
"""The end of what a figure is called, which another beside it has too: 在职人数，离退休人数多少."""
OF_IT = regex(r"其中的?|里面的?|当中的?")
GOES_ON = regex(
    r"比|较|占|其中|里面|同比|增|减|降|升|涨|超|差|是|有|为|达|得|扣|花|用|实际|目标|计划|完成|分别|各|执行|支出|预算|多|少|高|低|一共|共|合计"
    r"|总共|平均|人均|户均|每|按|折|相当|还|剩|结[余转]|净?新增|到|由|从|谁|哪|怎|上年|去年|今年|全年"
)
"""How a clause begins that says more of what the clause before it names."""
ASKS_NUMBER = regex(_MANY)
WHY = regex(r"(?:又|那|这)?(?:是)?(?:为什么|为啥|为何|什么原因|(?:主要)?原因(?:是什么|呢|在哪)?$)")
GIVES_REASON = regex(r"因|由于|主要是|受|导致|影响|查原文")
"""What stands in an answer that says why."""


def half(answer: Answer) -> str:
    """What clause of a question asks for a figure of another kind than all that were told: 办了几场，得了几分.

    Empty where each kind that is asked for was told, or nothing was.
    """
    if answer.status is not Status.ANSWERED or not answer.values:
        return ""
    clauses = [clause for clause in CLAUSES.split(fold(answer.question)) if clause]
    no_reason = answer.plan.startswith(LOOKED_UP) and not GIVES_REASON.search(answer.plan + answer.text)
    whys = (clause for clause in clauses[1:] if no_reason and WHY.match(clause))
    if left := _named_only(clauses, answer) or _fewer(answer) or _one_of_each(clauses, answer) or next(whys, ""):
        return left
    asked = [(kind, clause) for clause in clauses for kind, said, _ in CLASSES if said.search(clause)]
    if len({kind for kind, _ in asked}) < len("甲乙") or len({clause for _, clause in asked}) < len("甲乙"):
        return ""
    units = {kind: unit for kind, _, unit in CLASSES}
    missed = [clause for kind, clause in asked if not any(units[kind].fullmatch(v.unit) for v in answer.values)]
    return missed[0] if missed else ""
