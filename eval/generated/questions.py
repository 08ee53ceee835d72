"""Questions over generated reports: department × label × operation, worded in several ways, each with its rule.

A rule is one of `eval.questions.asked`, so that what is expected is computed from the facts there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from eval.generated.labels import CHECKS, COMPARED, ELSEWHERE, MORE, NOT_STATED, PARTS, WORDS
from eval.generated.world import DROPPABLE, PROJECTS
from eval.questions.asked import Asked
from eval.questions.facts import Facts
from eval.questions.gold import Held, decimals_of, in_unit, place, value

Rules = tuple[tuple[str, str], ...]


class Asker:
    """Draws labels, words and reports; what is stated wrongly on purpose is asked for only to be checked."""

    def __init__(self, held: Held, chance: random.Random) -> None:
        self.held = held
        self.chance = chance
        self.reports = list(held.values())
        self.latest = [facts for facts in self.reports if facts.year == max(f.year for f in self.reports)]

    def word(self, label: str) -> str:
        """Choose a way to ask for a label."""
        return self.chance.choice(WORDS[label])

    def who(self, facts: Facts) -> str:
        """Name a department and its year."""
        return self.chance.choice((f"{facts.department}{facts.year}年", f"{facts.year}年{facts.department}"))

    def with_label(self, *labels: str, among: Sequence[Facts] | None = None) -> list[Facts]:
        """List the reports that state all these labels, and none of them wrongly."""
        return [
            facts
            for facts in (self.reports if among is None else among)
            if facts.figures.keys() >= set(labels) and not {error.figure for error in facts.errors} & set(labels)
        ]

    def draw(self, *labels: str) -> Facts | None:
        """Choose a report that states all these labels; ``None`` where none does."""
        found = self.with_label(*labels)
        return self.chance.choice(found) if found else None


Made = Asked | None


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


def _two(asker: Asker) -> tuple[str, Facts, Facts] | None:
    label = asker.chance.choice(COMPARED)
    found = asker.with_label(label, among=asker.latest)
    if len(found) < 2:
        return None
    one, other = asker.chance.sample(found, 2)
    return (
        None
        if place(asker.held, f"{one.short}.{label}").exact == place(asker.held, f"{other.short}.{label}").exact
        else (label, one, other)
    )


def apart(asker: Asker) -> Made:
    """Ask how far apart two departments are."""
    if not (drawn := _two(asker)):
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
    if not (drawn := _two(asker)) or drawn[0] in {"得分", "执行率"}:
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
    if not (drawn := _two(asker)):
        return None
    label, one, other = drawn
    question = f"{one.year}年{one.department}和{other.department}，哪个的{asker.word(label)}更高？"
    return Asked("cross-report", (), question, (("top", f"1 {one.short}.{label} {other.short}.{label}"),))


def ranked(asker: Asker) -> Made:
    """Ask for the highest or lowest of all departments."""
    label = asker.chance.choice(COMPARED)
    stating = [facts for facts in asker.latest if label in facts.figures]
    if any({error.figure for error in facts.errors} & {label} for facts in stating) or len(stating) < 3:
        return None
    exact = sorted(place(asker.held, f"{facts.short}.{label}").exact for facts in stating)
    if len(set(exact)) < len(exact):
        return None
    rule, words, count = asker.chance.choice((("top", "最高", 1), ("bottom", "最低", 1), ("top", "最高的三个", 3)))
    year, names = stating[0].year, " ".join(f"{facts.short}.{label}" for facts in stating)
    question = (
        f"{year}年{asker.word(label)}{words}{'部门' if count > 1 else '的是哪个部门'}{'是哪些' if count > 1 else ''}？"
    )
    return Asked("cross-report", (), question, ((rule, f"{count} {names}"),))


def over_years(asker: Asker) -> Made:
    """Ask what changed from one report of a department to its next."""
    both = [(a, b) for a in asker.reports for b in asker.reports if a.department == b.department and a.year > b.year]
    label = asker.chance.choice(("支出", "基本支出", "人员经费", "公用经费", "三公", "全年预算"))
    found = [pair for pair in both if len(asker.with_label(label, among=pair)) == 2]
    if not found:
        return None
    late, early = asker.chance.choice(found)
    more = place(asker.held, f"{late.short}.{label}").exact > place(asker.held, f"{early.short}.{label}").exact
    high, low = (late, early) if more else (early, late)
    words = f"{asker.word(label)}{late.year}年比{early.year}年{'增加' if more else '减少'}了多少万元？"
    rule = f"{high.short}.{label} - {low.short}.{label}; 万元 2"
    return Asked("computed", (), late.department + words, (("=", rule),))


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
    if not (drawn := _two(asker)):
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


REFUSED: Rules = (("status", "refused"),)


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


OPERATIONS: Sequence[tuple[Callable[[Asker], Made], int]] = (
    *((lookup, 30), (project, 10), (share, 8), (difference, 6), (converted, 3)),
    *((apart, 5), (total, 4), (which, 4), (ranked, 4), (over_years, 4)),
    *((checked, 6), (remembered, 4), (follow_up, 6), (follow_share, 3)),
    *((refused_label, 8), (refused_department, 3), (refused_year, 4)),
)
"""What is asked, and how often beside the others."""
TRIES = 60
"""Draws for each question wanted before there are no more to be had."""


def questions(held: Held, count: int, seed: int) -> Iterator[Asked]:
    """Yield up to ``count`` questions, no two alike; the same for the same seed."""
    asker = Asker(held, random.Random(seed))
    makers, weights = zip(*OPERATIONS, strict=True)
    seen: set[str] = set()
    for _ in range(count * TRIES):
        if len(seen) == count:
            return
        made = asker.chance.choices(makers, weights)[0](asker)
        if made and made.id not in seen and _roundable(held, made):
            seen.add(made.id)
            yield made


def _roundable(held: Held, made: Asked) -> bool:
    """Leave out what comes to nothing at its digits: 0.00亿元 is no answer."""
    for name, argument in made.rules:
        expression, _, form = argument.partition(";")
        if name == "=" and form:
            unit, decimals = form.split()
            if not in_unit(value(held, expression), unit, int(decimals)):
                return False
    return True
