"""Questions over one generated report: figures, computations, checks, follow-ups, and what is to be refused."""

from __future__ import annotations

from decimal import Decimal

from eval.generated.asker import Asker, Made, two
from eval.generated.labels import CHECKS, COMPARED, ELSEWHERE, MORE, NOT_STATED, PARTS, UNITS, WORDS
from eval.generated.world import DROPPABLE, PROJECTS
from eval.questions.asked import Asked
from eval.questions.facts import Facts


def lookup(asker: Asker) -> Made:
    """Ask for a figure."""
    label = asker.chance.choice(list(WORDS))
    facts = asker.draw(label)
    forms = ("{d}{w}是多少？", "{d}的{w}多少", "请问{d}{w}是多少", "{d}{w}有多少？", "查一下{d}的{w}")
    if not facts:
        return None
    question = asker.chance.choice(forms).format(d=asker.who(facts), w=asker.word(label))
    return Asked("lookup-number", (), question, (("=", f"{facts.short}.{label}"),))


def project(asker: Asker) -> Made:
    """Ask for a figure of a project."""
    number = asker.chance.randint(1, 4)
    label, words = asker.chance.choice((("支出", "支出"), ("预算", "预算"), ("执行率", "预算执行率")))
    name = f"项目{number}{label}"
    facts = asker.draw(name)
    if not facts or not (title := _project(facts, name)):
        return None
    question = f"{asker.who(facts)}{title}项目的{words}是多少？"
    return Asked("lookup-number", (), question, (("=", f"{facts.short}.{name}"),))


def _project(facts: Facts, label: str) -> str:
    """Find the project's name in the report: it stands at the beginning of the figure's row, or before it in prose."""
    stands = facts.figures[label].stands
    return next((name for name in PROJECTS if name in stands), "")


def share(asker: Asker) -> Made:
    """Ask what share of a figure another one is."""
    part, whole = asker.chance.choice(PARTS)
    if not (facts := asker.draw(part, whole)):
        return None
    form = asker.chance.choice(("{d}{a}占{b}的比例是多少？", "{d}{a}占{b}的百分之几？", "{d}{b}里{a}占多大比重"))
    question = form.format(d=asker.who(facts), a=asker.word(part), b=asker.word(whole))
    rule = f"{facts.short}.{part} / {facts.short}.{whole} * 100; % 2"
    return Asked("computed", (), question, (("=", rule),))


def difference(asker: Asker) -> Made:
    """Ask how much larger one figure of a report is than another."""
    more, less = asker.chance.choice(MORE)
    facts = asker.draw(more, less)
    if not facts:
        return None
    if facts.figures[more].value < facts.figures[less].value:
        more, less = less, more
    question = f"{asker.who(facts)}{asker.word(more)}比{asker.word(less)}多多少万元？"
    return Asked("computed", (), question, (("=", f"{facts.short}.{more} - {facts.short}.{less}; 万元 2"),))


def converted(asker: Asker) -> Made:
    """Ask for an amount in 亿元."""
    label = asker.chance.choice(("支出", "全年预算", "基本支出", "项目支出"))
    if not (facts := asker.draw(label)):
        return None
    question = f"把{asker.who(facts)}的{asker.word(label)}换算成亿元，保留两位小数。"
    return Asked("computed", (), question, (("=", f"{facts.short}.{label}; 亿元 2"),))


def added(asker: Asker) -> Made:
    """Ask for the sum of figures of one report."""
    labels = asker.chance.choice(
        (("会议费", "培训费", "差旅费"), ("会议费", "培训费"), ("接待", "车辆"), ("接待", "会议费"))
    )
    if not (facts := asker.draw(*labels)):
        return None
    listed = "、".join(asker.word(label) for label in labels[:-1]) + "和" + asker.word(labels[-1])
    question = f"{asker.who(facts)}{listed}{asker.chance.choice(('一共', '合计', '加起来'))}多少万元？"
    total = " + ".join(f"{facts.short}.{label}" for label in labels)
    return Asked("computed", (), question, (("=", f"{total}; 万元 2"),))


def against_last_year(asker: Asker) -> Made:
    """Ask for the growth, or the change, that a report states."""
    label, words = asker.chance.choice((("增幅", "百分之几"), ("变化", "多少万元")))
    found = [facts for facts in asker.with_label(label, "支出", "上年支出") if _grown(facts) is not None]
    if not found:
        return None
    facts = asker.chance.choice(found)
    verbs = ("增长", "增加") if _grown(facts) else ("下降", "减少")
    question = f"{asker.who(facts)}{asker.word('支出')}比上年{verbs[label == '变化']}了{words}？"
    return Asked("lookup-number", (), question, (("=", f"{facts.short}.{label}"),))


def _grown(facts: Facts) -> bool | None:
    now, before = (facts.figures[label].value for label in ("支出", "上年支出"))
    return None if now == before else now > before


def checked(asker: Asker) -> Made:
    """Ask whether a rate that the report states, rightly or wrongly, is right."""
    label = asker.chance.choice(list(CHECKS))
    found = [facts for facts in asker.reports if facts.figures.keys() >= {label, *CHECKS[label].split()[:3:2]}]
    if not found:
        return None
    facts = asker.chance.choice(found)
    parts = CHECKS[label].split()
    if {error.figure for error in facts.errors} & {parts[0], parts[2]}:
        return None
    expression = f"{facts.short}.{parts[0]} / {facts.short}.{parts[2]} * 100"
    stated = facts.figures[label].value
    question = f"{asker.who(facts)}{asker.word(label)}{stated}%，算得对吗？"
    return Asked("verify", (), question, (("check", f"{facts.short}.{label} ; {expression} ; %"),))


def remembered(asker: Asker) -> Made:
    """Ask whether a figure that somebody remembers wrongly is right: the report's own one is wanted."""
    label = asker.chance.choice(("支出", "公用经费", "得分", "三公"))
    if not (facts := asker.draw(label)):
        return None
    stated = facts.figures[label]
    false = (stated.value * Decimal("1.07")).quantize(stated.value)
    question = f"{asker.who(facts)}{asker.word(label)}是{false:f}{stated.unit}，对吗？"
    return Asked("verify", (), question, (("=", f"{facts.short}.{label}"), ("verdict", "inconsistent")))


def follow_up(asker: Asker) -> Made:
    """Ask for another department after a question."""
    if not (drawn := two(asker)):
        return None
    label, one, other = drawn
    earlier = f"{one.department}{one.year}年{asker.word(label)}是多少？"
    question = asker.chance.choice(("那{}呢？", "{}呢", "{}是多少？")).format(other.department)
    return Asked("follow-up", (earlier,), question, (("=", f"{other.short}.{label}"),))


def follow_share(asker: Asker) -> Made:
    """Ask for a share of what was asked for."""
    part, whole = asker.chance.choice(PARTS)
    if not (facts := asker.draw(part, whole)):
        return None
    earlier = f"{asker.who(facts)}{asker.word(part)}是多少？"
    rule = f"{facts.short}.{part} / {facts.short}.{whole} * 100; % 2"
    return Asked("follow-up", (earlier,), f"占{asker.word(whole)}的多少？", (("=", rule),))


def follow_unit(asker: Asker) -> Made:
    """Ask for the same in another unit."""
    label, (unit, decimals) = asker.chance.choice(("支出", "全年预算", "项目支出")), asker.chance.choice(UNITS)
    if not (facts := asker.draw(label)):
        return None
    earlier = f"{asker.who(facts)}{asker.word(label)}是多少？"
    question = asker.chance.choice(("换成{}呢？", "换算成{}是多少？")).format(unit)
    return Asked("follow-up", (earlier,), question, (("=", f"{facts.short}.{label}; {unit} {decimals}"),))


def follow_more(asker: Asker) -> Made:
    """Ask how much more it is than another figure of the report."""
    more, less = asker.chance.choice(MORE)
    if not (facts := asker.draw(more, less)) or facts.figures[more].value <= facts.figures[less].value:
        return None
    earlier = f"{asker.who(facts)}{asker.word(more)}是多少？"
    question = f"比{asker.word(less)}多多少？"
    return Asked("follow-up", (earlier,), question, (("=", f"{facts.short}.{more} - {facts.short}.{less}; 万元 2"),))


def audit(asker: Asker) -> Made:
    """Ask whether anything in a report is wrong."""
    facts = asker.chance.choice(asker.reports)
    form = asker.chance.choice(("{}的报告里有没有算错的数？", "核对一下{}的数，有没有不一致的？"))
    return Asked("verify", (), form.format(asker.who(facts)), (("audit", facts.short),))


REFUSED = (("status", "refused"),)


def refused_label(asker: Asker) -> Made:
    """Ask for what this report does not state: nobody does, or other departments do."""
    facts = asker.chance.choice(asker.reports)
    left_out = [label for label in DROPPABLE if label in WORDS and label not in facts.figures]
    others = [word for label in left_out if _left_out(facts, label) for word in WORDS[label]]
    return Asked("refuse", (), f"{asker.who(facts)}{asker.chance.choice((*NOT_STATED, *others))}是多少？", REFUSED)


def _left_out(facts: Facts, label: str) -> bool:
    """Whether nothing of the text names it; a word inside another one (培训费, 培训) does not count as stated."""
    return not any(word.strip("“”")[:4] in facts.text for word in WORDS[label])


def refused_department(asker: Asker) -> Made:
    """Ask for a department of which there is no report."""
    label = asker.chance.choice(COMPARED)
    where = asker.chance.choice(ELSEWHERE)
    return Asked("refuse", (), f"{where}2023年{asker.word(label)}是多少？", REFUSED)


def refused_year(asker: Asker) -> Made:
    """Ask for a year of which there is none."""
    facts, label = asker.chance.choice(asker.latest), asker.chance.choice(COMPARED)
    return Asked(
        "refuse",
        (),
        f"{facts.department}{asker.chance.choice((2018, 2019, 2025))}年{asker.word(label)}是多少？",
        REFUSED,
    )
