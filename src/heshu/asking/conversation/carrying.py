"""Follow-ups that carry on with an expense, a whole or a measure: 那公用支出占多少, 剩下的呢, 花了多少钱, 后来调到多少.

Each rule gives the question as it stands alone; empty where it does not carry on.
"""

from __future__ import annotations

import re

from heshu.asking.conversation.last_two import spoken
from heshu.asking.conversation.pointing import APARTS, Pointing
from heshu.asking.wording.question import wanted
from heshu.asking.wording.stages import BUDGETS, Stage, expense_of, stage_of
from heshu.asking.wording.terms import content, named_terms, without
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import FigureKind

_THEN = r"^(?:那么?|那)?"
WHOLE = regex(r"^(?:总|整体|全部|部门|全年)*(?:收入|支出|预算|经费)(?:总额|合计|总计|总数)?$")
_HOW_MUCH = r"(?:多少|几)[^,，]{0,4}"
_END = r"(?:呢)?[?？]?$"
REST = regex(
    _THEN
    + r"(?:剩下|其余|余下|剩余)的?(?:那|这)?(?:一?部分|一?块)?(?:呢|(?:又|是|有|为)*(?:多少|几何)[^,，占]*)[?？]?$"
)
"""剩下那部分是多少, after a whole and one of its parts."""
OFFSET = regex(
    _THEN + r"(?:两者|二者|两个|这?[俩两](?:个|项|者)?|收支)?(?:相抵|相减|一减|轧差)(?:以?后|之后|下来)?"
    r"(?:还|有|是|得)*(?:剩下?|结余|余下?|差)?了?(?:多少|呢)[^,，]*$"
)
"""两者相抵还剩多少."""
PART = regex(
    _THEN + r"(?P<part>[^,，占]{2,12}?)(?:又|则)?占了?(?:多少|几成|百分之(?:几|多少)|多大比例|比例(?:是)?多少)" + _END
)
"""那公用支出占多少: of the whole that was named before."""
OF_WHOLE = regex(r"占(?P<whole>[^占,，]{2,}?)的?(?:比例|比重|百分比)?$")
AIM = regex(
    _THEN + r"(?:它的?)?(?:原来|原先|当初|最初|本来|年初)*(?:定|设)?的?(?:目标|计划数?|任务数?)(?:值|数)?"
    rf"(?:大概|大约|应该|应当)*(?:是|为|有|定了?|定的?是)?{_HOW_MUCH}$"
)
"""那原来的目标大概是多少, after a completion rate."""
AMOUNT = regex(_THEN + rf"(?:具体)?的?(?:金额|数额|绝对数|绝对值)(?:呢|(?:是|有)?{_HOW_MUCH})[?？]?$")
"""金额呢, after a share."""
_SPEND = r"(?:花|用|支出|支付|执行)"
_OF_IT = r"(?:具体|实际|到底|究竟|真正|最后|最终|结果|它们?|其|这些|这[笔项块]|该项|上|的)*"
SPENT = regex(
    _THEN
    + rf"{_OF_IT}(?:[花用]|支出|支付|开支|执行)(?:了|掉|出去|的|数)*(?:是|有|为)?"
    + rf"(?:多少|几)(?:个)?(?:钱|万元|万|亿元|元|资金|经费)?{_END}"
)
"""花了多少钱, 具体支出了多少万元: on what was spoken of."""
HOW_MUCH = regex(_THEN + rf"{_OF_IT}(?:数字?|数额|金额|数据)?(?:是|有|为)?多少(?:钱|万元|万|元){{0,1}}{_END}")
"""是多少, 具体是多少万元: of an expense of which another thing was asked."""
REALLY = regex(
    _THEN
    + rf"{_OF_IT}(?:实际|决算|执行|支出决算|最后|最终|结果)(?:支出|花费|使用|花的|用的)?(?:数|金额)?"
    + r"(?:呢|(?:是|有|为)?多少[^,，]{0,3})[?？]?$"
)
"""实际呢, 决算数是多少, after an expense's budget or share."""
SPENT_PART = regex(_THEN + r"(?:实际)?(?:花|用|付)(?:掉|出去|了|完)*的(?:呢|(?:是|有)?多少[^,，]*)[?？]?$")
"""那花出去的呢, after a budget."""
ALL_SPENT = regex(_THEN + rf"(?:有没有|是不是)?(?:都|全|全部|预算)*{_SPEND}(?:完|光|掉)了?(?:吗|没有?)?[?？]?$")
"""花完了吗: what is left of the budget."""
OF_ANOTHER = regex(
    _THEN + rf"(?:又)?占(?P<whole>[^,，占]{{2,12}}?)的?(?:呢|多少|几成|百分之(?:几|多少)|比例[^,，]*){_END}"
)
"""占年初预算呢, after a share of another whole."""
ENDS_APART = regex(_THEN + rf"(?:这)?(?:两者|二者|它们|两[个家]|最高和最低的?|前后)?(?:之间)?(?:相)?差了?{_HOW_MUCH}$")
"""差多少, after 谁最高 and 最低的呢."""
OUT_OF = regex(_THEN + rf"(?:一共|总共)?[多少增减](?:出来|出|了|加了?)?(?:来)?{_HOW_MUCH}$")
"""多出来多少, after 年初 and 年末."""
LEFT = regex(
    _THEN + rf"(?:还|尚)?(?:剩|余|有)下?了?多少(?:钱|预算|资金)?(?:没有?|未)?{_SPEND}?[完掉出去]*{_END}"
    r"|^没花完的(?:有|是)?多少[?？]?$"
)
"""还剩多少没花: of what was spoken of."""
LEFT_OF_ALL = regex(
    _THEN + r"(?:没花完|没用完|没支[出付]完|剩下?|结余|余下)的?(?:这|那)?(?:一?部分|钱|资金|数)?,?占(?:了|到)?"
    r"(?P<whole>(?:所有|全部|全体|各)?(?:个|项)?项目(?:支出)?)(?:没花完|没用完|没支[出付]完|剩下?|结余|余下)的?(?:钱|资金|部分|总[额数])?的?"
    r"(?:百分之(?:几|多少)|多少|几成|多大|比[例重]).*$"
)
"""没花完的占所有项目没花完的百分之几: of the expense spoken of."""
EACH = regex(_THEN + rf"(?:平均)?(?:下来)?每一?[个项](?:项目|课题)?(?:要|得|大概|大约)*{_SPEND}?(?:了|掉)?多少[^,，]*$")
"""平均每个花多少: of the projects spoken of."""
ASKED_OF_IT = regex(
    r"(?:有没有|是不是|是否|到底)?(?:占|比|较|超|控制|预算[以之]?[内里中外]|节约|节省|结余|剩|没|未|完成|执行|增|减|降|上升|够|等于|对[吗不]?$|[\d.,]+).*$"
)
"""What a question asks of an expense that is not its amount: 三公经费实际支出超预算."""
USED_OF_IT = regex(
    _THEN
    + rf"{_OF_IT}(?:完成|用|花|执行|支付|支出|使用)(?:掉|出去|完|到|了)*(?:预算|它|其中|总数)?的?"
    + r"(?:百分之(?:几|多少)|几成|(?:多大|多少)的?比例|(?:比例|进度)(?:是|有)?(?:多少|多高|多大))"
    + _END
)
"""用掉了百分之几, after a budget."""
MATTER = 3
"""Characters from which the words of a count name a thing of its own."""
OF_THE_OFFICE = regex("科室|人员|编制|职责|职能|单位|机构|部门")
"""Counts of the department itself, after which money is all of its money."""
EXPENSE = regex(r"基本支出|专项|项目|经费|费用?$|资金|采购|课题|补助|补贴")
TAIL = regex(
    r"(?:预算|资金)?(?:执行|完成|支付)(?:率|进度)$|(?:年初|全年|年度|调整后?)?预算(?:数|金额|安排)?$|(?:支出|决算|执行)(?:数|金额)$"
)
SAVED = regex(
    _THEN + r"(?:(?P<rate>(?:节约|节省|压减|下降)(?:率|比例))(?:呢|是?多少)"
    rf"|(?:一共|总共)?(?:省|节约|节省|少花|压减)(?:了|下)*{_HOW_MUCH})[?？]?$"
)
"""省了多少, 节约率呢, after an expense and its budget."""
OVER = regex(_THEN + rf"(?:一共)?(?:超额|超出|超过|超|多)(?:完成|做|办)?了?{_HOW_MUCH}$")
"""超额多少, after a count and its plan."""
PLANNED = regex(r"计划|目标|任务")
SUM = regex(
    _THEN + r"(?:这|那)?(?:俩|两|二)(?:项|个|者|块|笔)?(?:的)?(?:合计|加总|相加|之和|总和|加起来)(?:呢)?[?？]?$"
)
"""这两项合计."""
ADJUSTED = regex(_THEN + rf"(?:后来|之后|后面|中途|年中|最后)?(?:又|再)?(?:调整?|改)(?:到|为|成)了?{_HOW_MUCH}$")
"""后来调到多少, after the first budget."""
_SINCE_THEN = r"(?:后来|之后|后面|中途|年中|执行中|过程中)"
ADDED_LATER = regex(
    _THEN + rf"(?:{_SINCE_THEN}(?:一共|总共|又|再|还)*(?=增加|调|追|核)|(?:一共|总共|又|再|还)*(?=[调追核]))"
    rf"(?P<way>调增|追加|增加|调整增加|调减|追减|核减)了?(?:预算|资金)?{_HOW_MUCH}{_END}"
)
"""后来又调增了多少, after the first budget."""
CHANGE = regex(
    _THEN
    + r"(?:一共|总共|这)*(?:调[增减整]|追加|增加|减少|净增|增|变动|变化)了?的?(?P<rate>幅度?|比例|率)?(?:额|金额)?"
    r"(?:是|有|为)*(?P<how>多少|几|多大|百分之(?:几|多少))"
)
"""调增幅度是多大, after the two budgets."""
VERSUS = regex(
    _THEN + r"(?:(?:跟|和|与|同)\s*的?(?:相)?(?:比较?|对比|比起来)[,，]?"
    r"(?:(?:相?差|高|低|多|少)(?:多少|几).*|(?:高还是低|哪个[高多]|谁[高多]).*|呢|怎么样|如何)"
    r"|比起?\s*的?(?:呢|怎么样|如何))[?？]?$"
)
"""跟…比呢: the same of the department named."""


TWO_APART = regex(
    r"(?<![\u4e00-\u9fff])(?:相?差|哪个|谁|合计|一共)[^,，]*$|(?<=[跟和与同])\s*(?:相?差|哪个|谁|合计|一共)[^,，]*$"
)
"""那甲跟乙差几分: the last measure of two others."""


def carried(turn: Pointing) -> str:
    """The question with what it carries on with; empty where it stands alone."""
    if not turn.topics or not turn.topics[-1].phrase:
        return ""
    if turn.here.named:
        return _versus(turn)
    rules = (
        _all_spent,
        _of_another,
        _ends_apart,
        _out_of,
        _rest,
        _offset,
        _part,
        _aim,
        _amount,
        _share_too,
        _by_per_cent,
        _saved,
        _over,
        _sum,
        _used_of_it,
        _on_it,
        _cost_of_it,
        _adjusted,
        _added_later,
        _between_stages,
        _left_of_all,
    )
    return next(filter(None, (rule(turn, turn.topics[-1].phrase) for rule in rules)), "")


def _left_of_all(turn: Pointing, last: str) -> str:
    match = LEFT_OF_ALL.match(turn.text)
    spoken = (STAGE_BEHIND.sub("", phrase) for phrase in (last, *(t.phrase for t in reversed(turn.topics))))
    of = next(filter(None, spoken), "") if match else ""
    return f"{turn.lead}{match['whole']}没花完的钱里,{of}占了百分之几" if match and of else ""


STAGE_BEHIND = regex(
    r"(?:(?:全年|年初|年度|调整后?|实际|最后|一共|总共)?的?(?:预算|支出|支付|执行|决算|安排|花|用|批)[数额了掉的]*)+$"
)
"""What is asked of an expense behind its name."""


def _all_spent(turn: Pointing, last: str) -> str:
    of = expense_of(TAIL.sub("", last)) if stage_of(last) in BUDGETS else ""
    asked = ALL_SPENT.match(turn.text) and (stage_of(last) in BUDGETS or EXPENSE.search(last))
    return f"{turn.lead}{of}预算还剩多少没有支出" if asked else ""


def _of_another(turn: Pointing, last: str) -> str:
    match, part = OF_ANOTHER.match(turn.text), re.sub(r"占.*$", "", last)
    return f"{turn.lead}{part}占{match['whole']}的百分之几" if match and part and part != last else ""


def _ends_apart(turn: Pointing, last: str) -> str:
    before = turn.topics[-2].text if len(turn.topics) > 1 else ""
    ends = {end for end in ("最高", "最低", "最多", "最少") if end in before + turn.topics[-1].text}
    if not ENDS_APART.match(turn.text) or len(ends) != 2 or turn.topics[-1].names:
        return ""
    measure = re.sub(r"^.*?(?:部门|单位|家)|谁|哪[个家]|最.|的|是", "", last)
    return f"各部门{measure}最高的比最低的高多少" if measure else ""


def _out_of(turn: Pointing, last: str) -> str:
    before = turn.topics[-2].phrase if len(turn.topics) > 1 else ""
    same = before.replace("年初", "年末") == last != before or before.replace("年末", "年初") == last != before
    return f"{turn.lead}{last}比{before}多多少" if same and OUT_OF.match(turn.text) else ""


def _rest(turn: Pointing, last: str) -> str:
    before = turn.topics[-2].phrase if len(turn.topics) > 1 else ""
    whole = WHOLE.match(before) and before != last and REST.match(turn.text)
    return f"{turn.lead}{before}减去{last}是多少" if whole else ""


def _offset(turn: Pointing, last: str) -> str:
    before = turn.topics[-2].phrase if len(turn.topics) > 1 else ""
    return f"{turn.lead}{before}减去{last}是多少" if before and before != last and OFFSET.match(turn.text) else ""


def _part(turn: Pointing, last: str) -> str:
    match, of = PART.match(turn.text), OF_WHOLE.search(last)
    return f"{turn.lead}{match['part']}占{of['whole']}的百分之几" if match and of else ""


def _aim(turn: Pointing, last: str) -> str:
    counted = re.sub(r"的?(?:指标|目标)?完成率$", "", last)
    return f"{turn.lead}{counted}完成率反推目标值是多少" if counted != last and counted and AIM.match(turn.text) else ""


ANOTHER_PART = regex(_THEN + r"(?P<part>[^,，占]{2,12}?)(?:的)?(?:又|则)?呢[?？]?$")
PART_ENDS = regex(r"(?:支出|经费|收入|拨款|费用?)$")
SHARE_OF = regex(r"(?P<part>[^占,，]{2,}?)占了?(?P<whole>[^占,，]{2,}?)的?(?:比例|比重|百分|几成|多少|多大)")
BY_AMOUNT = regex(
    r"(?P<sides>[^,，]{2,}?比[^,，]{2,}?)(?:实际|一共|总共)*(?P<way>[多少高低大小])(?:了|出)?(?:多少|几)[^,，%]{0,4}[?？]?$"
)
BY_PER_CENT = regex(
    _THEN
    + r"(?:也就是|相当于|等于|折合)?(?:[多少高低大小增减涨降升]|增长|减少|增加|下降)"
    + r"(?:了|出)?(?:百分之(?:几|多少)|几成)"
    + _END
)


STAGE_SAID = regex(r"(?:那么?)?(?:实际|全年|决算|执行|支付|最后|最终)+的?(?:支出|花费|开支|经费)?")


def _share_too(turn: Pointing, last: str) -> str:
    """项目支出呢, after what share 基本支出 has: its own."""
    match, of = ANOTHER_PART.match(turn.text), SHARE_OF.search(turn.topics[-1].text)
    if not match or not of or not PART_ENDS.search(match["part"]) or not PART_ENDS.search(of["part"]):
        return ""
    if STAGE_SAID.fullmatch(match["part"]):  # 实际支出呢 stays on the expense
        return ""
    return f"{turn.lead}{match['part']}占{of['whole']}的百分之几" if not of["part"].endswith(match["part"]) else ""


def _by_per_cent(turn: Pointing, last: str) -> str:
    """多了百分之几, after by how much one is more than another: of the other."""
    topic = turn.topics[-1]
    amount = BY_AMOUNT.search(topic.text) if BY_PER_CENT.match(turn.text) else None
    return f"{amount['sides']}{amount['way']}百分之几" if amount else ""


def _amount(turn: Pointing, last: str) -> str:
    thing = re.sub(r"占.*$", "", last)
    return f"{turn.lead}{thing}金额是多少" if thing != last and thing and AMOUNT.match(turn.text) else ""


def expense_spoken_of(last: str) -> str:
    """The expense that a topic asks something of, whatever that is: 三公经费 of 三公经费实际支出超预算; else empty."""
    bare = ASKED_OF_IT.sub("", last)
    subject = TAIL.sub("", bare if len(bare) > 1 else last)
    subject = re.sub(r"^(基本|项目)$", r"\1支出", subject)
    if WHOLE.match(subject) or not EXPENSE.search(subject):
        return ""
    return subject if subject.endswith(("基本支出", "项目支出")) else expense_of(subject)


def _on_it(turn: Pointing, last: str) -> str:
    """An amount of the expense spoken of last; of each, where the last question asked for two."""
    two = [thing.phrase for thing in spoken(turn.topics[-1:])]
    asked = [_on_expense(turn, phrase) for phrase in (two if len(set(two)) > 1 else [last])]
    return APARTS.join(asked) if all(asked) else ""


def _on_expense(turn: Pointing, last: str) -> str:
    subject = expense_spoken_of(last)
    if not subject:
        return ""
    spent = f"{turn.lead}{subject.removesuffix('支出')}支出多少"
    if REALLY.match(turn.text) or (HOW_MUCH.match(turn.text) and last != subject):
        return spent
    counted = len(turn.topics) > 0 and re.search(r"(?:多少|几)[个项]", turn.topics[-1].text)
    text = re.sub(r"^(?:那么?)?(?:一共|总共)", "", turn.text) if counted else turn.text
    if SPENT.match(text) or SPENT_PART.match(text):
        return spent
    if EACH.match(text):
        return f"{turn.lead}{re.sub('(?:项目)?(?:支出)?$', '', subject)}平均每个项目支出多少"
    return f"{turn.lead}{subject}预算还剩多少没有支出" if LEFT.match(turn.text) else ""


def _used_of_it(turn: Pointing, last: str) -> str:
    """最后用掉了百分之几, after a budget: its rate; of the first budget, which rates are not of, the share."""
    if not USED_OF_IT.match(turn.text) or stage_of(last) not in BUDGETS:
        return ""
    of = expense_of(last)
    if stage_of(last) is Stage.INITIAL:
        return f"{turn.lead}{of.removesuffix('支出') or '总'}支出占{of}年初预算的百分之几"
    return f"{turn.lead}{of}预算执行率是多少"


def _cost_of_it(turn: Pointing, last: str) -> str:
    """花了多少钱, after how many courses were held: what they cost, and not all that was spent."""
    known = named_terms(last, glossary())
    matter = "".join(content(without(last, known)))
    counted = wanted(turn.topics[-1].text).kinds == frozenset({FigureKind.COUNT})
    if len(matter) < MATTER or not counted or OF_THE_OFFICE.search(last) or not SPENT.match(turn.text):
        return ""
    return f"{turn.lead}{last}花了多少钱"


def _saved(turn: Pointing, last: str) -> str:
    match = SAVED.match(turn.text)
    base = TAIL.sub("", re.sub(r"(?:支出)?比(?:年初|全年)?预算.*$", "", last))
    of = expense_of(base) or base
    if match is None or not EXPENSE.search(of):
        return ""
    return f"{turn.lead}{of}支出比预算{'下降百分之几' if match['rate'] else '少多少'}"


def _over(turn: Pointing, last: str) -> str:
    before = turn.topics[-2].phrase if len(turn.topics) > 1 else ""
    if not OVER.match(turn.text):
        return ""
    if PLANNED.search(last) and before and not PLANNED.search(before):
        return f"{turn.lead}{before}比计划多多少"
    return f"{turn.lead}{last}比目标多了多少" if "超" in turn.text and not EXPENSE.search(last) else ""


def _sum(turn: Pointing, last: str) -> str:
    before = turn.topics[-2].phrase if len(turn.topics) > 1 else ""
    return f"{turn.lead}{before}和{last}合计多少" if before and before != last and SUM.match(turn.text) else ""


def _adjusted(turn: Pointing, last: str) -> str:
    first = stage_of(last) is Stage.INITIAL and ADJUSTED.match(turn.text)
    return f"{turn.lead}{expense_of(last)}调整后预算数是多少" if first else ""


def _added_later(turn: Pointing, last: str) -> str:
    """后来又调增了多少, after the department's first budget: what came to it in the year."""
    match = ADDED_LATER.match(turn.text)
    whole = stage_of(last) is Stage.INITIAL and not expense_of(last)
    cut = match and match["way"] in ("调减", "追减", "核减")
    return f"{turn.lead}{'追减' if cut else '追加'}预算是多少" if match and whole else ""


def _between_stages(turn: Pointing, last: str) -> str:
    before = turn.topics[-2].phrase if len(turn.topics) > 1 else ""
    match = CHANGE.match(turn.text)
    stages = (stage_of(before), stage_of(last))
    if match is None or stages[0] is stages[1] or not set(stages) <= {*BUDGETS, Stage.SPENT}:
        return ""
    if expense_of(before) != expense_of(last):
        return ""
    asked = "增长百分之几" if match["rate"] or "百分" in match["how"] else "多多少"
    return f"{turn.lead}{last}比{before}{asked}"


def _versus(turn: Pointing) -> str:
    last = turn.topics[-1]
    if len(turn.names) == 2 and (apart := TWO_APART.search(turn.words)):
        measure = re.sub(r"(?:相差|差|哪个|谁).*$", "", last.phrase)
        years = "".join(f"{year}年" for year in turn.here.years or last.years)
        return f"{turn.names[0]}和{turn.names[1]}{years}的{measure}{apart.group()}" if measure else ""
    if not last.names or not turn.names or set(turn.names) & set(last.names) or not VERSUS.match(turn.words):
        return ""
    years = "".join(f"{year}年" for year in turn.here.years or last.years)
    return f"{last.names[0]}和{turn.names[0]}{years}{last.phrase}相差多少"
