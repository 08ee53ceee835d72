"""Questions over several generated reports: of departments beside each other, and of one department's years."""

from __future__ import annotations

from eval.generated.asker import Asker, Made, two, years
from eval.generated.labels import COMPARED
from eval.questions.asked import Asked
from eval.questions.gold import decimals_of, place, rounded


def apart(asker: Asker) -> Made:
    """Ask how far apart two departments are."""
    if not (drawn := two(asker)):
        return None
    label, one, other = drawn
    first, second = (place(asker.held, f"{facts.short}.{label}") for facts in (one, other))
    more, less = (one, other) if first.exact > second.exact else (other, one)
    unit = "万元" if first.figure.unit in {"元", "万元"} else first.figure.unit
    unit, decimals = ("百分点", 2) if unit == "%" else (unit, 2 if unit == "万元" else decimals_of(first.figure.value))
    question = f"{one.year}年{one.department}和{other.department}的{asker.word(label)}相差多少？"
    return Asked(
        "cross-report", (), question, (("=", f"{more.short}.{label} - {less.short}.{label}; {unit} {decimals}"),)
    )


def total(asker: Asker) -> Made:
    """Ask for two departments' sum."""
    if not (drawn := two(asker)) or drawn[0] in {"得分", "执行率"}:
        return None
    label, one, other = drawn
    unit = "人" if label == "在职" else "万元"
    question = f"{one.year}年{one.department}和{other.department}的{asker.word(label)}加起来是多少？"
    decimals = 0 if unit == "人" else 2
    return Asked(
        "cross-report", (), question, (("=", f"{one.short}.{label} + {other.short}.{label}; {unit} {decimals}"),)
    )


def which(asker: Asker) -> Made:
    """Ask which of two departments has more."""
    if not (drawn := two(asker)):
        return None
    label, one, other = drawn
    question = f"{one.year}年{one.department}和{other.department}，哪个的{asker.word(label)}更高？"
    return Asked("cross-report", (), question, (("top", f"1 {one.short}.{label} {other.short}.{label}"),))


def ranked(asker: Asker) -> Made:
    """Ask for the highest or lowest of all departments."""
    label = asker.chance.choice(COMPARED)
    if len(found := asker.ranked(label)) < 3:
        return None
    rule, words, count = asker.chance.choice((("top", "最高", 1), ("bottom", "最低", 1), ("top", "最高的三个", 3)))
    year, names = asker.latest[0].year, " ".join(found)
    question = (
        f"{year}年{asker.word(label)}{words}{'部门' if count > 1 else '的是哪个部门'}{'是哪些' if count > 1 else ''}？"
    )
    return Asked("cross-report", (), question, ((rule, f"{count} {names}"),))


def multiple(asker: Asker) -> Made:
    """Ask how many times another department's figure one is."""
    if not (drawn := two(asker)) or drawn[0] in {"得分", "执行率"}:
        return None
    label, one, other = drawn
    more, less = sorted((one, other), key=lambda facts: -place(asker.held, f"{facts.short}.{label}").exact)
    question = f"{more.year}年{more.department}的{asker.word(label)}是{less.department}的多少倍？"
    return Asked("cross-report", (), question, (("=", f"{more.short}.{label} / {less.short}.{label}; 倍 2"),))


def three(asker: Asker) -> Made:
    """Ask for the sum or the average of three departments."""
    label = asker.chance.choice([name for name in COMPARED if name not in {"得分", "执行率", "在职"}])
    found = asker.with_label(label, among=asker.latest)
    if len(found) < 3:
        return None
    names = asker.chance.sample(found, 3)
    total = " + ".join(f"{facts.short}.{label}" for facts in names)
    words, rule = asker.chance.choice((("合计", f"{total}; 万元 2"), ("平均", f"({total}) / 3; 万元 2")))
    listed = "、".join(facts.department for facts in names[:2]) + "和" + names[2].department
    question = f"{names[0].year}年{listed}的{asker.word(label)}{words}是多少万元？"
    return Asked("cross-report", (), question, (("=", rule),))


def beyond(asker: Asker) -> Made:
    """Ask which departments are above a limit, with few of them above it."""
    label = asker.chance.choice(("支出", "全年预算", "基本支出", "项目支出", "得分", "在职"))
    names = asker.ranked(label)
    if len(names) < 5:
        return None
    above = asker.chance.randint(1, 3)
    low, high = (place(asker.held, names[at]).exact for at in (above, above - 1))
    limit = rounded((low + high) / 2, 0 if label != "得分" else 1)
    if not low < limit < high:
        return None
    unit = {"得分": "分", "在职": "人"}.get(label, "万元")
    question = f"{asker.latest[0].year}年{asker.word(label)}超过{limit:f}{unit}的部门有哪些？"
    return Asked("cross-report", (), question, (("over", f"{limit:f} {' '.join(names)}"),))


def over_years(asker: Asker) -> Made:
    """Ask what changed from one report of a department to its next."""
    if not (drawn := years(asker)):
        return None
    label, late, early = drawn
    more = place(asker.held, f"{late.short}.{label}").exact > place(asker.held, f"{early.short}.{label}").exact
    high, low = (late, early) if more else (early, late)
    words = f"{asker.word(label)}{late.year}年比{early.year}年{'增加' if more else '减少'}了多少万元？"
    rule = f"{high.short}.{label} - {low.short}.{label}; 万元 2"
    return Asked("computed", (), late.department + words, (("=", rule),))


def growth(asker: Asker) -> Made:
    """Ask for the growth from one report of a department to its next."""
    if not (drawn := years(asker)) or drawn[0] == "支出":  # which the later report states as its own growth
        return None
    label, late, early = drawn
    now, before = (place(asker.held, f"{facts.short}.{label}").exact for facts in (late, early))
    first, second = (late, early) if now > before else (early, late)
    words = f"{asker.word(label)}{late.year}年比{early.year}年{'增长' if now > before else '下降'}了百分之几？"
    rule = f"({first.short}.{label} - {second.short}.{label}) / {early.short}.{label} * 100; % 2"
    return Asked("computed", (), late.department + words, (("=", rule),))


def follow_year(asker: Asker) -> Made:
    """Ask for the other year of a department after a question about one."""
    if not (drawn := years(asker)):
        return None
    label, *both = drawn
    one, other = asker.chance.sample(both, 2)
    earlier = f"{one.department}{one.year}年{asker.word(label)}是多少？"
    question = asker.chance.choice(("那{}年呢？", "{}年的呢")).format(other.year)
    return Asked("follow-up", (earlier,), question, (("=", f"{other.short}.{label}"),))
